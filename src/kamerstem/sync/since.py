"""A first record in minutes: all votes since a day by OData, kept beside what the feed gives later.

The pages of the service come in the shape of a feed of one category, so that they are kept as a feed is, and it goes on
where it stopped. What the record has already, of the same moment or a later one, is passed by; what the feed gives
afterwards of the same moment counts, for it is whole: an answer of OData has the relations that were asked for only.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from kamerstem.dataclasses import dataclass, replace
from kamerstem.model.entities import Entity
from kamerstem.model.feed import SINCE, Entry, Page, day_of_token
from kamerstem.sources.kept import laid_over, to_content
from kamerstem.sources.recent import STEPS, Part, Step
from kamerstem.sources.versions import NoVersionError
from kamerstem.store import Store

_NEVER = dt.datetime(
    2000, 1, 1, tzinfo=dt.UTC
)  # where the service says no time of change: anything else is later


class Service(Protocol):
    """What is asked (``kamerstem.sources.recent.Recent``)."""

    def part(self, since: dt.date, step: Step, place: str | None = None) -> Part:
        """Return a page of what was decided since a day."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far it is: since which day, at which step (none left: at the end), and at which page of it.

    ``held`` is the day from which on everything is held already, by what was asked before.
    """

    since: dt.date
    step: int = 0
    at: str | None = None
    held: dt.date | None = None

    @classmethod
    def of(cls, token: str | None) -> "Place | None":
        """Return the place that a token says."""
        if not token:
            return None
        days, step, at = token.split(" ", 2)
        since = dt.date.fromisoformat(days.rpartition("/")[2])
        return cls(since, int(step), at or None, day_of_token(token))

    def token(self) -> str:
        """Return the place as a token."""
        return f"{self.held or ''}/{self.since} {self.step} {self.at or ''}"

    @property
    def done(self) -> bool:
        """Return whether all was asked for."""
        return self.step >= len(STEPS)

    def after(self, following: str | None) -> "Place":
        """Return the next place."""
        step = self.step if following else self.step + 1
        return replace(self, step=step, at=following)

    def again(self, since: dt.date) -> "Place":
        """Return where to begin for a day: here, if that day was being asked for, else at the beginning."""
        return self if self.since == since and not self.done else Place(since, held=self.held)

    def kept(self, last: dt.datetime | None) -> "Place":
        """Return the place with what is held at its end; ``last`` is when an end was reached before.

        What was held before that is held still, if nothing lies between it and the day asked for now.
        """
        joined = self.held is not None and last is not None and self.since <= last.date()
        return replace(self, held=min(self.held, self.since) if self.held and joined else self.since)


def held_since(store: Store) -> dt.date | None:
    """Return from which day on a record has the votes.

    ``None``: it has all of them from the feed, or not yet all since any day.
    """
    day = day_of_token(store.reach(SINCE).token)
    return day if day is not None and store.reach("Stemming").whole is None else None


class Since:
    """All that was decided since a day, in the shape of a feed of one category."""

    def __init__(self, store: Store, service: Service, day: dt.date) -> None:
        self._store = store
        self._service = service
        self._day = day

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:  # noqa: ARG002  (there is one)
        """Yield the pages, from where it stopped if that was on the way since the same day."""
        before = Place.of(token)
        place = before.again(self._day) if before else Place(self._day)
        last = self._store.reach(SINCE).whole
        while not place.done:
            try:
                part = self._service.part(place.since, STEPS[place.step], place.at)
            except NoVersionError as failure:
                if STEPS[place.step] == "voted" or not failure.refused:
                    raise
                part = Part((), (), None)  # the votes are there without it
            following = place.after(part.next)
            if following.done:
                following = following.kept(last)
            yield from self._pages(part, place, following)
            place = following

    def _pages(self, part: Part, here: Place, following: Place) -> Iterator[Page]:
        """Yield what is to be kept of a page; the place moves on with the last of it."""
        held = self._store.held((each.kind, each.id) for each in part.entities)
        found: dict[str | None, list[Entry]] = {}
        for came in part.entities:
            told = came.changed is not None and came.changed.tzinfo is not None
            moment = (came.changed if told and came.changed else _NEVER).replace(microsecond=0)
            before = held.get(came.kind, came.id, deleted=True)
            if before is not None and (before.changed is None or before.changed >= moment):
                continue
            found.setdefault(came.source, []).append(_entry(came, before, moment))
        now = dt.datetime.now(dt.UTC)
        token = here.token()
        for source in part.sources:
            if entries := found.get(source.id):
                url, fetched, sha256 = source.url or "", source.fetched or now, source.sha256 or ""
                yield Page(SINCE, url, fetched, sha256, tuple(entries), token, token)
        token = following.token()
        yield Page(SINCE, "", now, "", (), None if following.done else token, token)


def _entry(came: Entity, held: Entity | None, moment: dt.datetime) -> Entry:
    """Return what is kept of a record.

    Its time is that of the service to the second: the feed's, which has fractions, is then never the earlier one.
    """
    whole = laid_over(came, held)
    kept = Entity(whole.kind, whole.id, whole.fields, whole.refs, whole.deleted, whole.source, moment)
    return Entry(kept.kind, kept.id, kept.deleted, moment, to_content(kept))
