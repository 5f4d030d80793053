"""A second look at the votes of the last 30 days: what the feed missed, asked of the House's OData service.

A correction normally comes by the feed, as one more entry. But rows get lost, and the feed has outages. So a while
after a vote its Besluit and its vote rows are asked for once more and held against the record:

- what the service changed later than what is held is a change that was missed: it is kept as one more version;
- what it gives and was never held is kept, and what it says was deleted is deleted;
- what it has from an earlier moment is behind the record, and passed by;
- what differs at one and the same moment, and what the service does not give at all, is told and not kept: nothing
  says which of the two is right, and the feed is the main road.

To be a polite guest: a day is looked at again a day after it, and then once a week while its 30 days last; what is
incomplete (vote rows that do not add up to the House, or none) once a day; at most :data:`MOST` decisions in one go.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from pydantic_core import from_json, to_json

from kamerstem.dataclasses import dataclass, field
from kamerstem.language import Words
from kamerstem.model.day import CORRECTED_WITHIN
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.feed import Entry, Page
from kamerstem.model.proposals import decisions_of
from kamerstem.model.rows import VoteRows, text_of
from kamerstem.model.votes import Decision, Step
from kamerstem.sources.kept import laid_over, to_content
from kamerstem.sources.odata import Answer
from kamerstem.sources.votes import TOGETHER
from kamerstem.store import Found, Store

CATEGORY = "Lookback"
"""What it is called among the categories of a sync."""

MOST = 240
"""Decisions asked for in one go: some twenty questions. What is left comes the next time, the longest unseen first."""

_SAME_MOMENT = dt.timedelta(seconds=1)  # the two services do not write fractions of a second alike
_WEEK, _DAY = dt.timedelta(days=7), dt.timedelta(hours=20)


class Service(Protocol):
    """What decisions are asked of (``kamerstem.sources.votes.Votes``)."""

    def again(self, besluiten: Sequence[str], stemmingen: Sequence[str] = ()) -> Answer:
        """Return these decisions as they are now, with their vote rows, deleted ones too."""


@dataclass(slots=True)
class _Seen:
    """When each day was last looked at: the whole of it, and what was incomplete. It is kept as the token."""

    whole: dict[str, str] = field(default_factory=dict)
    part: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, token: str | None, since: dt.date) -> "_Seen":
        held = from_json(token) if token else {}
        whole, part = (
            {day: time for day, time in held.get(name, {}).items() if day >= since.isoformat()}
            for name in ("whole", "part")
        )
        return cls(whole, part)

    def token(self) -> str:
        return to_json({"whole": self.whole, "part": self.part}).decode()


class Lookback:
    """The second look, in the shape of a feed of one category, so that it is kept as a feed is.

    ``note`` says afterwards what was found and not kept.
    """

    category = CATEGORY

    def __init__(
        self,
        store: Store,
        service: Service,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        most: int = MOST,
    ) -> None:
        self._store = store
        self._service = service
        self._now = now
        self._most = most
        self._absent = 0
        self._differing = 0

    @property
    def note(self) -> Words | None:
        """What was found that is not kept: rows the service does not give, and rows in which the two differ."""
        nl, en = [], []
        if self._absent:
            nl.append(f"{self._absent} die OData niet geeft")
            en.append(f"{self._absent} that OData does not give")
        if self._differing:
            nl.append(f"{self._differing} die OData anders geeft, met dezelfde tijd van wijziging")
            en.append(f"{self._differing} that OData gives otherwise, with the same time of change")
        if not nl:
            return None
        return Words(
            f"in het gegevensbestand staan rijen {' en '.join(nl)}; ze zijn gelaten zoals ze waren",
            f"the record holds rows {' and '.join(en)}; they were left as they were",
        )

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:  # noqa: ARG002  (there is one)
        """Yield what was missed, answer by answer; after each day the token says that it was looked at."""
        now = self._now()
        today = now.date()
        seen = _Seen.of(token, today - CORRECTED_WITHIN)
        found = self._store.voted(today - CORRECTED_WITHIN, today)
        entities = found.entities
        asked = 0
        for day, besluiten, whole in self._due(found, seen, now):
            if asked and asked + len(besluiten) > self._most:
                return
            asked += len(besluiten)
            for start in range(0, len(besluiten), TOGETHER):
                yield from self._pages(entities, besluiten[start : start + TOGETHER], seen.token(), now)
            (seen.whole if whole else seen.part)[day.isoformat()] = now.isoformat()
            yield Page(CATEGORY, "", now, "", (), None, seen.token())

    def _due(
        self, found: Found, seen: _Seen, now: dt.datetime
    ) -> Iterator[tuple[dt.date, list[Entity], bool]]:
        """Yield the days to look at, the longest unseen first: what to ask for, and whether that is all of it."""
        entities = found.entities
        rows = VoteRows(entities)
        every: dict[dt.date, list[Entity]] = {}
        lacking: dict[dt.date, list[Entity]] = {}
        for besluit, decision in decisions_of(entities, list(entities.all("Besluit")), found.houses):
            day = rows.sitting(besluit).date
            if day is None:
                continue
            every.setdefault(day, []).append(besluit)
            if _lacks(besluit, decision):
                lacking.setdefault(day, []).append(besluit)
        for day in sorted(every, key=lambda day: (seen.whole.get(day.isoformat(), ""), day)):
            last, part = (each.get(day.isoformat()) for each in (seen.whole, seen.part))
            if day < now.date() and (last is None or now - dt.datetime.fromisoformat(last) >= _WEEK):
                yield day, every[day], True
            elif day in lacking:
                recent = max(filter(None, (last, part)), default=None)
                if recent is None or now - dt.datetime.fromisoformat(recent) >= _DAY:
                    yield day, lacking[day], False

    def _pages(
        self, entities: Entities, besluiten: list[Entity], token: str, now: dt.datetime
    ) -> Iterator[Page]:
        """Ask for some decisions, and yield what is to be kept of each answer."""
        stemmingen = [row for besluit in besluiten for row in entities.into(besluit, "Stemming")]
        answer = self._service.again([each.id for each in besluiten], [each.id for each in stemmingen])
        found: dict[str | None, list[Entry]] = {}
        came: set[tuple[str, str]] = set()
        for record in answer.entities:
            if record.kind not in ("Besluit", "Stemming"):
                continue
            came.add((record.kind, record.id))
            held = entities.get(record.kind, record.id, deleted=True)
            if self._is_missed(record, held):
                kept = laid_over(record, held)
                entry = Entry(kept.kind, kept.id, kept.deleted, kept.changed, to_content(kept))
                found.setdefault(record.source, []).append(entry)
        self._absent += sum((each.kind, each.id) not in came for each in (*besluiten, *stemmingen))
        for source in answer.sources:
            if entries := found.get(source.id):
                url, fetched, sha256 = source.url or "", source.fetched or now, source.sha256 or ""
                yield Page(CATEGORY, url, fetched, sha256, tuple(entries), token, token)

    def _is_missed(self, came: Entity, held: Entity | None) -> bool:
        """Return whether what came is later than what is held, and says something else."""
        if held is None:
            return not came.deleted
        if _same(came, held):
            return False
        if came.changed is None or came.changed.tzinfo is None or held.changed is None:
            self._differing += 1
            return False
        if abs(came.changed - held.changed) <= _SAME_MOMENT:
            self._differing += 1
        return came.changed > held.changed + _SAME_MOMENT


def _lacks(besluit: Entity, decision: Decision | None) -> bool:
    """Return whether something is missing: what a proposed Besluit came to, or rows of a vote."""
    if decision is None:
        return text_of(besluit["Status"]) != "Besluit"
    if decision.step is not Step.VOTE:
        return False
    counted = decision.counted
    return counted is None or counted.complete is False


def _same(came: Entity, held: Entity) -> bool:
    """Return whether what is held says what came says; only what came is compared, and white space is none."""
    if came.deleted or held.deleted:
        return came.deleted == held.deleted
    return all(_value(held[name]) == _value(value) for name, value in came.fields.items()) and all(
        set(held.refs.get(name, ())) == set(ids) for name, ids in came.refs.items()
    )


def _value(value: object) -> object:
    return text_of(value) if isinstance(value, str) else value
