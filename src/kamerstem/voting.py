"""A voting day asked for, and followed: from the local record or the official API, once or round after round."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kamerstem import record as records
from kamerstem.errors import NotFoundError, SourceError
from kamerstem.language import Words
from kamerstem.model.day import VotingDay, since, voting_day
from kamerstem.sync import BusyError

Clock = Callable[[], dt.datetime]
POLITE = 30
"""Seconds that lie between two rounds at the least, where the official service is asked."""


_FRESH = dt.timedelta(minutes=10)
_BEHIND = Words(
    "Er kan intussen meer zijn beslist. Werk bij met kamerstem sync --today, of volg de dag met --watch.",
    "More may have been decided meanwhile. Bring it up to date with kamerstem sync --today, or follow the day with "
    "--watch.",
)


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """A voting day, where it came from, and what did not go as it should."""

    day: VotingDay
    origin: Words
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One round of following a day: the day as it is, of it what is ``news``, and whether it was the ``last`` round."""

    answer: DayAnswer
    news: VotingDay
    last: bool


def now() -> dt.datetime:
    """Return the time in Amsterdam."""
    return dt.datetime.now(records.amsterdam())


def is_official(url: str | None) -> bool:
    """Return whether an address is that of the official service: the default, or the same host."""
    from urllib.parse import urlsplit

    from kamerstem.model.record import HOST

    return url is None or urlsplit(url).hostname == urlsplit(HOST).hostname


def ask(
    date: dt.date,
    *,
    origin: str = "auto",
    url: str | None = None,
    record: str | None = None,
    clock: Clock = now,
) -> DayAnswer:
    """Return a voting day.

    ``origin`` "auto" asks the local record; where there is none, or it was not brought up to date since that day and
    knows of no votes on it, the official API. Raises a :class:`KamerstemError` whose sentence says what to do.
    """
    held: DayAnswer | None = None
    if origin == "record" or (origin == "auto" and records.exists(record)):
        try:
            held = _held(date, record, clock)
        except NotFoundError:
            if origin == "record":
                raise
    known = held.day.known if held is not None else None
    if held is not None and (origin == "record" or held.day.items or (known is not None and known > date)):
        return held
    try:
        return _live(date, url, clock)
    except SourceError as error:
        if held is None:
            raise
        return replace(held, note=error.words)


def follow(
    date: dt.date,
    *,
    every: float,
    sleep: Callable[[float], None],
    origin: str = "auto",
    url: str | None = None,
    record: str | None = None,
    clock: Clock = now,
) -> Iterator[Round]:
    """Yield a round every so many seconds, until all is decided or the day is over.

    With a record each round asks only what a voting day needs, and keeps it; without one the API is asked. A round
    in which the service does not answer says so, and the next one tries again; only the first must succeed.
    """
    live = origin == "live" or (origin == "auto" and not _is_filled(record))
    before: DayAnswer | None = None
    while True:
        try:
            answer = _live(date, url, clock) if live else _brought_up_to_date(date, url, record)
        except SourceError as error:
            if before is None:
                raise
            answer = replace(before, note=error.words)
        last = answer.day.decided or clock().date() > date
        yield Round(answer, since(answer.day, before.day if before else None), last)
        if last:
            return
        before = answer
        sleep(every)


def _is_filled(record: str | None) -> bool:
    """Return whether there is a record that can be brought up to date for today."""
    if not records.exists(record):
        return False
    try:
        with records.opened(record) as store:
            return records.is_filled(store)
    except NotFoundError:
        return False


def _held(date: dt.date, record: str | None, clock: Clock) -> DayAnswer:
    """Return the day as the record has it; of today it says so if it was not just brought up to date."""
    with records.opened(record) as store:
        whole, now_ = store.extent("Stemming").whole, clock()
        behind = date == now_.date() and (whole is None or now_ - whole > _FRESH)
        return DayAnswer(records.day(store, date), records.origin_of(store), _BEHIND if behind else None)


def _brought_up_to_date(date: dt.date, url: str | None, record: str | None) -> DayAnswer:
    note: Words | None = None
    with records.opened(record) as store:
        try:
            outcomes = records.today(store, url)
            note = next((outcome.error for outcome in outcomes if outcome.error), None)
        except BusyError as error:  # another sync is at it, and brings the same
            note = error.words
        return DayAnswer(records.day(store, date), records.origin_of(store), note)


def _live(date: dt.date, url: str | None, clock: Clock) -> DayAnswer:
    from kamerstem.model.record import HOST
    from kamerstem.service import from_api, in_one
    from kamerstem.sources.votes import Votes

    with Votes(url or HOST) as service:
        answer = service.day(date)
    findings = tuple(in_one(answer.findings))
    day = voting_day(
        answer.records, date, answer.sources, findings, known=clock().date(), houses=answer.houses
    )
    return DayAnswer(day, from_api(answer.version))
