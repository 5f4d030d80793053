"""Which version of the House's OData service answers, and what it calls things: asked once an hour."""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import TypeVar

from kamerstem.dataclasses import dataclass
from kamerstem.errors import SourceError
from kamerstem.model.overview import Source
from kamerstem.sources.http import GoneError, Http, RefusedError, Session, UnreadableError
from kamerstem.sources.wire import Names, UnusableError, path, read_metadata, versions

T = TypeVar("T")


class NoVersionError(SourceError):
    """No version of the service can be used for a question. ``refused``: some are there, and none takes it."""

    def __init__(self, nl: str, en: str, *, refused: bool) -> None:
        super().__init__(nl, en)
        self.refused = refused


BELIEVED = 3600.0
"""Seconds that what was asked once is believed."""

UNUSABLE = (GoneError, RefusedError, UnusableError)
"""What one version says, and another may not."""


@dataclass(frozen=True, slots=True)
class _Described:
    """What a version of the service calls things, or why it cannot be used; and when it said so."""

    names: Names | SourceError
    source: Source | None
    since: float


class Versions:
    """The versions of the service on one connection. Threads may share it."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._described: dict[str, _Described] = {}

    def names(self, version: str, session: Session) -> tuple[Names, list[Source]]:
        """Return what a version calls things, and where it said so.

        Raises :class:`~kamerstem.errors.SourceError`: one of :data:`UNUSABLE` where another version may be asked.
        """
        held = self._described.get(version)
        if held is None or monotonic() - held.since > BELIEVED:
            held = self._described[version] = _describe(version, session)
            told = held.source
        else:
            told = session.told(held.source) if held.source is not None else None
        if isinstance(held.names, SourceError):
            raise held.names.with_traceback(None)  # it is raised time and again, and would keep every frame
        return held.names, [told] if told is not None else []

    def first(
        self, session: Session, ask: Callable[[Names, list[Source], list[tuple[str, SourceError]]], T]
    ) -> T:
        """Return the answer of the first version that can be used.

        ``ask`` is given its names, where it said them, and what was wrong with the versions before it. Raises
        :class:`~kamerstem.errors.SourceError` where none can be used.
        """
        failures: list[tuple[str, SourceError]] = []
        for version in versions():
            try:
                names, sources = self.names(version, session)
                return ask(names, sources, failures)
            except UNUSABLE as failure:
                failures.append((version, failure))
        raise self._none(failures)

    def _none(self, failures: Iterable[tuple[str, SourceError]]) -> NoVersionError:
        host, nl, en, refused = self._http.host, "", "", False
        for version, failure in failures:
            refused = refused or isinstance(failure, (RefusedError, UnusableError))
            nl += f" {version}: {failure.words.nl}"
            en += f" {version}: {failure.words.en}"
        return NoVersionError(
            f"Geen van de versies van de gegevensdienst op {host} is te gebruiken.{nl} De SyncFeed is een andere "
            "weg: kamerstem sync maakt er een gegevensbestand van, en daaruit wordt dan geantwoord.",
            f"None of the versions of the data service at {host} can be used.{en} The SyncFeed is another road: "
            "kamerstem sync makes a record of it, from which questions are answered then.",
            refused=refused,
        )


def _describe(version: str, session: Session) -> _Described:
    """Ask a version for its description; two threads that begin together may both ask."""
    try:
        declared, source = session.get(f"{path(version)}/$metadata", read_metadata, accept="application/xml")
    except UnreadableError as failure:
        unusable = UnusableError(*failure.words)
        unusable.__cause__ = failure
        return _Described(unusable, None, monotonic())
    except (GoneError, RefusedError) as failure:
        return _Described(failure, None, monotonic())
    try:
        return _Described(Names(version, declared), source, monotonic())
    except UnusableError as failure:
        return _Described(failure, source, monotonic())
