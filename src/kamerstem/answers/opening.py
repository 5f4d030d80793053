"""Where an answer comes from is decided once, when the door is opened."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Unpack, get_args

from kamerstem.answers.door import Answer, DayAnswer, Door, Once, Origin, Wanted, ref_of
from kamerstem.dataclasses import replace
from kamerstem.errors import InputError, NotFoundError, SourceError
from kamerstem.model.refs import Ref

if TYPE_CHECKING:
    from kamerstem.answers.live import Live
    from kamerstem.answers.record import FromRecord
    from kamerstem.model.answers import Filled, Votes
    from kamerstem.model.votes import Proposal


def open_door(origin: Origin = "auto", *, url: str | None = None, record: str | None = None) -> Door:
    """Return the door to the official data.

    ``auto`` asks the local record, and where that is not there or does not have it the official API. ``url`` is the
    host root of the official services, ``record`` the path or database URL of the record; ``None``: their own places.
    """
    if origin not in (kinds := get_args(Origin)):
        raise InputError(
            f"Gegevens komen niet uit '{origin}'. Kies uit: {', '.join(kinds)}.",
            f"Data do not come from '{origin}'. Choose from: {', '.join(kinds)}.",
        )
    if origin == "record":
        from kamerstem.answers.record import FromRecord

        return FromRecord(record, url)
    if origin == "live":
        from kamerstem.answers.live import Live

        return Live(url)
    if origin == "example":
        from kamerstem.answers.example import Example

        return Example()
    return Auto(record, url)


def _is_over(held: DayAnswer) -> bool:
    """Return whether a record was read after the day that it is asked for."""
    return held.day.known is not None and held.day.known > held.day.date


class Auto(Door):
    """The local record, and where that is not there or does not have it the official API.

    A record that is made or filled while the door is open is seen with the next question.
    """

    origin: ClassVar[Origin] = "auto"

    def __init__(self, record: str | None, url: str | None) -> None:
        self._place, self._url = record, url
        self._record = Once(self._open_record)
        self._live = Once(self._open_live)
        self._known: set[str] = set()  # what was once so: there is a record, it is filled

    def _open_record(self) -> "FromRecord":
        from kamerstem.answers.record import FromRecord

        return FromRecord(self._place, self._url)

    def _open_live(self) -> "Live":
        from kamerstem.answers.live import Live

        return Live(self._url)

    def _held(self) -> bool:
        from kamerstem.answers.record import exists

        if "held" not in self._known and exists(self._place):
            with suppress(NotFoundError):
                self._record().open()
                self._known.add("held")
        return "held" in self._known

    def _only_votes(self) -> bool:
        """Return whether the record has the votes since a day and no more: the API knows what belongs to them."""
        return self._record().since() is not None

    def _filled(self) -> bool:
        if "filled" not in self._known and self._held() and self._record().is_filled():
            self._known.add("filled")
        return "filled" in self._known

    def overview(
        self, ref: str | Ref, at: dt.date | str | None = None, *, papers: bool = True, patient: bool = True
    ) -> Answer:
        """Return the overview from the record, else from the API."""
        asked = ref_of(ref)
        if at is not None:
            return self._record().overview(asked, at, papers=papers)
        if self._held() and not self._only_votes():
            try:
                return self._record().overview(asked, papers=papers)
            except NotFoundError:
                pass
        try:
            return self._live().overview(asked, papers=papers, patient=patient)
        except SourceError:
            if not (self._held() and self._only_votes()):
                raise
        return self._record().overview(asked, papers=papers)

    def overviews(self, wanted: Iterable[Ref]) -> Iterator[Answer | NotFoundError]:
        """Yield each from the record, else from the API."""
        if not self._held():
            yield from self._live().overviews(wanted)
            return
        missing: list[Ref] = []
        asked: Iterator[Answer | NotFoundError] | None = (
            None  # one question for all, so that they share answers
        )
        for ref in wanted:
            for answer in self._record().overviews((ref,)):
                if isinstance(answer, NotFoundError):
                    missing.append(ref)
                    asked = asked or self._live().overviews(iter(missing.pop, None))
                    yield next(asked)
                else:
                    yield answer

    def day(self, date: dt.date | str) -> DayAnswer:
        """Return the day of the record, if that was read after that day, else of the API.

        Of a day that goes on or is to come the record counts as soon as it knows what is to be voted on.

        Where the API does not answer, what the record has is returned, with a note.
        """
        from kamerstem.model.clock import today
        from kamerstem.model.days import as_day

        date = as_day(date)
        held = self._record().day(date) if self._held() else None
        if held is not None and (_is_over(held) or (held.day.items and date >= today())):
            return held
        try:
            return self._live().day(date)
        except SourceError as error:
            if held is None:
                raise
            return replace(held, note=error.words)

    def latest(self, date: dt.date) -> DayAnswer:
        """Return the day from the record if that can be brought up to date for it, else from the API."""
        return self._record().latest(date) if self._filled() else self._live().latest(date)

    def decided_on(self, date: dt.date) -> "list[Proposal] | None":
        """Return what the record tells, if that was read after that day, else the API; where it is away, the record."""
        held = self._held()
        if held and _is_over(self._record().day(date)):
            return self._record().decided_on(date)
        try:
            return self._live().decided_on(date)
        except SourceError:
            return self._record().decided_on(date) if held else None

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> "Votes":
        """Return those of the record. Raises NotFoundError where there is none."""
        return self._record().votes(most=most, **wanted)

    def filled(self) -> "Filled":
        """Return how far the record was filled, if there is one."""
        return self._record().filled() if self._held() else super().filled()

    def close(self) -> None:
        """Close what was opened."""
        for door in (*self._record.taken(), *self._live.taken()):
            door.close()
