"""The files of papers, from the House's data service: one after the other, each once, and no overview fails on one.

The road is DocumentVersie -> DocumentPublicatie -> ``/resource`` (the official XML), else the Document's own file (Word
or PDF) by OData, else the same by the SyncFeed's ``Resources``. What the service is known for (tracker of the Open Data
Portal): 204 and 404 where there is no file, lengths that are wrong, a web page with status 200, a DocumentVersie that
comes late. So a file is taken by what it is, never by what its headers say, and only if it is whole.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2
from lxml import etree

from kamerstem.dataclasses import replace
from kamerstem.errors import SourceError
from kamerstem.language import Words
from kamerstem.model.entities import HOST
from kamerstem.model.overview import SourceKind
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.sources.http import (
    GarbledError,
    GoneError,
    Http,
    Limits,
    RefusedError,
    Session,
    UnreadableError,
)
from kamerstem.sources.odata_rows import PUBLICATION
from kamerstem.sources.versions import UNUSABLE, Versions
from kamerstem.sources.wire import Names, path, read_page, versions

FEED_FILES = "/SyncFeed/2.0/Resources"
LIMITS = Limits(total=240.0, connect=5.0, attempts=2, body=8 * 2**20)
"""Less patience than for votes: an overview without its papers is still an overview."""
AT_ONCE = replace(LIMITS, connect=3.0, attempts=1)
"""Less still: for whoever has an overview already, or does not want to wait."""

_IN_A_ROW = 3  # papers that the service fails on, after which the others are not asked for
_AT_ONCE = 12  # ids in one filter, as in sources/odata.py


class Papers:
    """The files of papers of the House.

    ``service`` is the root of the services, or a connection to them that others use too; ``limits`` are those of each
    question; ``described`` is what is known already of the versions of the service. To be closed, or used in ``with``;
    threads may share it.
    """

    def __init__(
        self,
        service: str | Http = HOST,
        *,
        limits: Limits = LIMITS,
        transport: httpx2.BaseTransport | None = None,
        described: Versions | None = None,
    ) -> None:
        self._http = (
            service if isinstance(service, Http) else Http(service, limits=limits, transport=transport)
        )
        self._limits = limits
        self._versions = described or Versions(self._http)
        self.lost: Words | None = None
        """Why the last question was given up, ``None`` if it was not."""
        self.absent: set[PaperKey] = set()
        """What the server answered that it does not have, or not whole."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def fetch(self, wanted: Iterable[PaperKey]) -> Iterator[tuple[PaperKey, PaperFile | Words]]:
        """Yield each paper with its file, or with a sentence that says why it could not be had.

        Where the server cannot be reached, or fails time and again, it is not asked for the others.
        """
        every = list(wanted)
        session = self._http.session(self._limits)
        official: dict[str, str] = {}
        self.lost = None
        version, lost, failed = versions()[0], None, 0
        try:
            version, official = self._publications(session, every)
        except SourceError as failure:
            lost = self.lost = failure.words
        for each in every:
            if lost is not None:
                yield each, lost
                continue
            try:
                yield each, self._file(session, version, each, official.get(each.version or ""))
                failed = 0
            except SourceError as failure:
                # One file that gives a failure says nothing of the others; several in a row do.
                absent = isinstance(failure, (GoneError, RefusedError, UnreadableError))
                failed = 0 if absent else failed + 1
                lost = self.lost = failure.words if failed == _IN_A_ROW else None
                if absent:
                    self.absent.add(each)
                yield each, failure.words

    def _publications(self, session: Session, wanted: list[PaperKey]) -> tuple[str, dict[str, str]]:
        """Return the version of the service that answers, and of each DocumentVersie the id of its official XML."""
        ids = list(dict.fromkeys(each.version for each in wanted if each.version))
        last: SourceError | None = None
        for version in versions():
            try:
                names, _ = self._versions.names(version, session)
                return version, self._ask(session, names, ids)
            except (*UNUSABLE, UnreadableError) as failure:
                last = failure
        assert last is not None, "the service has versions"  # noqa: S101
        return versions()[-1], {}

    def _ask(self, session: Session, names: Names, ids: list[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        called = {each: names.get("DocumentPublicatie", each) for each in PUBLICATION}
        of, deleted = called["DocumentVersie_Id"], called["Verwijderd"]
        if of is None:
            return found
        for start in range(0, len(ids), _AT_ONCE):
            some = " or ".join(f"{of} eq {id}" for id in ids[start : start + _AT_ONCE])
            where = quote(f"{deleted} eq false and ({some})" if deleted else f"({some})", safe="()")
            address = f"{names.set('DocumentPublicatie')}?$filter={where}"
            for _ in range(self._limits.pages):
                page, source = session.get(address, read_page)
                for raw in page.value:
                    row = {each: raw.get(name) for each, name in called.items() if name is not None}
                    if _is_xml(row):
                        found.setdefault(str(row["DocumentVersie_Id"]).lower(), str(row["Id"]).lower())
                if page.next is None:
                    break
                address = session.follow(page.next, source, path(names.version))
        return found

    def _file(self, session: Session, version: str, wanted: PaperKey, publication: str | None) -> PaperFile:
        places = [f"{path(version)}/DocumentPublicatie({publication})/resource"] if publication else []
        places += [f"{path(version)}/Document({wanted.document})/resource", f"{FEED_FILES}/{wanted.document}"]
        failures: list[SourceError] = []
        for place in places:
            try:
                content, source = session.get(place, whole, accept="*/*", lenient=True)
            except SourceError as failure:
                failures.append(failure)
                continue
            return PaperFile(content, replace(source, id=f"paper-{wanted.document}", kind=SourceKind.PAPER))
        # What went wrong says more than that the other places have nothing.
        wrong = next((each for each in failures if not isinstance(each, GoneError)), None)
        raise wrong or GoneError("de dienst heeft het bestand niet", "the service does not have the file")


def _is_xml(row: dict[str, Any]) -> bool:
    """Return whether a row of DocumentPublicatie is the official XML of a version (DocumentType, FileName)."""
    if not (isinstance(row.get("Id"), str) and isinstance(row.get("DocumentVersie_Id"), str)):
        return False
    name = str(row.get("FileName") or "").lower()
    return str(row.get("DocumentType") or "").lower() == "xml" or name.endswith(".xml")


def whole(body: bytes) -> bytes:
    """Return the bytes of a file of a paper: XML, Word or PDF, and all of it.

    Raises :class:`~kamerstem.sources.http.GarbledError` for what is cut off or something else (a web page).
    """
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if start.startswith(b"%PDF"):
        if b"%%EOF" in body[-2048:]:
            return body
        raise GarbledError("het PDF-bestand is afgebroken", "the PDF file is cut off")
    if start.startswith(b"PK\x03\x04"):
        try:
            zipfile.ZipFile(io.BytesIO(body)).close()
        except (zipfile.BadZipFile, ValueError, OSError):
            raise GarbledError("het Word-bestand is afgebroken", "the Word file is cut off") from None
        return body
    low = start.lower()
    if low.startswith((b"<!doctype html", b"<html")):
        raise GarbledError(
            "er komt een webpagina in plaats van het stuk", "a web page comes instead of the paper"
        )
    if low.startswith(b"<"):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            etree.fromstring(body, parser)
        except etree.XMLSyntaxError:
            raise GarbledError("het XML-bestand is afgebroken", "the XML file is cut off") from None
        return body
    raise GarbledError("het is geen XML, Word of PDF", "it is no XML, Word or PDF")
