"""A voting day followed, round after round."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import SourceError
from kamerstem.model import clock

if TYPE_CHECKING:
    from kamerstem.answers.door import DayAnswer, Door
    from kamerstem.model.day import VotingDay

POLITE = 30
"""Seconds that lie between two rounds at the least, where the official service is asked."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of following a day: the day as it is, of it what is ``news``, and whether it was the ``last`` round."""

    answer: "DayAnswer"
    news: "VotingDay"
    last: bool


def is_official(url: str | None) -> bool:
    """Return whether an address is that of the official service: the default, or the same host."""
    from urllib.parse import urlsplit

    from kamerstem.model.entities import HOST

    return url is None or urlsplit(url).hostname == urlsplit(HOST).hostname


def follow(door: "Door", date: dt.date, *, every: float, sleep: Callable[[float], None]) -> "Iterator[Round]":
    """Yield a round every so many seconds, until all is decided and told, or the day is over.

    With a record each round asks only what a voting day needs, and keeps it; without one the API is asked. A round
    in which the service does not answer says so, and the next one tries again; only the first must succeed.
    """
    from kamerstem.model.day import since

    before: DayAnswer | None = None
    while True:
        try:
            answer = door.latest(date)
        except SourceError as error:
            if before is None:
                raise
            answer = replace(before, note=error.words)
        last = (answer.day.decided and not answer.day.awaited) or clock.today() > date
        yield Round(answer, since(answer.day, before.day if before else None), last)
        if last:
            return
        before = answer
        sleep(every)
