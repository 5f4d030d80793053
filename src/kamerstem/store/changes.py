"""What changed in the record since a day: entities that are new, corrected or gone, and statuses that follow."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from kamerstem.model.answers import Change, What
from kamerstem.model.entities import Entity
from kamerstem.model.fields import text_of
from kamerstem.model.proposals import proposals_of
from kamerstem.model.votes import Status
from kamerstem.store import schema
from kamerstem.store.loader import Row, end_of_day
from kamerstem.store.questions import Question
from kamerstem.store.schema import KIND, among


class Changes:
    """What changed, asked within one transaction by a question to the record as it is now."""

    def __init__(self, conn: sa.Connection, question: Question) -> None:
        self._conn = conn
        self._question = question

    def since(self, date: dt.date) -> Iterator[Change]:
        """Yield what changed from the start of a day on, by the official time; then statuses that changed."""
        start = end_of_day(date - dt.timedelta(days=1))
        keys = self._changed_after(start)
        zaken: set[int] = set()
        for first in range(0, len(keys), 1000):
            some = keys[first : first + 1000]
            then, now = self._question.load(start), self._question.load(None)
            then.load(some)
            now.load(some)
            firsts = self._first_seen(some)
            old, new = then.entities(), now.entities()
            for key in some:
                row, was = now.rows.get(key), then.rows.get(key)
                if row is None:
                    continue
                id = now.ids([row])[0]
                after, before = (
                    new.get(row.kind, id, deleted=True),
                    old.get(row.kind, id, deleted=True) if was else None,
                )
                change = _change(after, before, certain=firsts.get(key, False)) if after else None
                if change is not None:
                    yield change
                    if before is not None:
                        zaken |= _zaken_of(row, was)
        yield from self._statuses(zaken, start)

    def _changed_after(self, start: int) -> list[int]:
        """Return the entities of which a version holds from after a moment, by the pages that may have given one."""
        version, page = schema.version.c, schema.page.c
        query = (
            sa.select(version.entity)
            .join_from(schema.page, schema.version, version.place.between(page.first, page.last))
            .where(page.latest > start, version.since > start)
        )
        return sorted(set(self._conn.execute(query).scalars()))

    def _first_seen(self, keys: list[int]) -> dict[int, bool]:
        """Return of each entity whether it was first seen after its category had been read to the end."""
        version, page, category = schema.version.c, schema.page.c, schema.category.c
        found: dict[int, bool] = {}
        query = (
            sa.select(version.entity, sa.func.min(page.fetched), sa.func.min(category.first_whole))
            .join_from(schema.version, schema.page, page.key == version.page)
            .join(schema.category, category.name == page.category)
            .where(among(version.entity, keys))
            .group_by(version.entity)
        )
        for key, fetched, whole in self._conn.execute(query):
            found[key] = whole is not None and fetched > whole
        return found

    def _statuses(self, keys: set[int], start: int) -> Iterator[Change]:
        """Yield the proposals, among those touched, that have another status than at the start."""
        besluiten = {key for key in keys if self._kind_of(key) == "Besluit"}
        zaken = keys - besluiten
        now = self._question.load(None)
        zaken |= {row.key for row in now.out(now.load(besluiten), "Zaak")}
        ordered = sorted(zaken)
        for first in range(0, len(ordered), 500):
            some = ordered[first : first + 500]
            before, after = self._proposals(some, start), self._proposals(some, None)
            for id, (record, status) in after.items():
                was = before.get(id)
                if was is not None and was[1] != status:
                    fields = {"status": (str(was[1]), str(status))}
                    yield Change(What.STATUS, "Zaak", id, *_named(record), record.changed, fields)

    def _kind_of(self, key: int) -> str | None:
        code = self._conn.execute(sa.select(schema.entity.c.kind).where(schema.entity.c.key == key)).scalar()
        return KIND.get(code) if code is not None else None

    def _proposals(self, keys: Iterable[int], until: int | None) -> dict[str, tuple[Entity, Status]]:
        question = self._question.again()
        question.loader = question.load(until)
        rows = [row for row in question.loader.load(keys) if row.kind == "Zaak"]
        question.whole(rows)
        ids = question.loader.ids(rows)
        entities = question.loader.entities()
        zaken = [zaak for id in ids if (zaak := entities.get("Zaak", id)) is not None]
        return {
            zaak.id: (zaak, proposal.status)
            for zaak, proposal in zip(zaken, proposals_of(entities, zaken), strict=True)
        }


def _named(record: Entity) -> tuple[str | None, str | None]:
    number = record["Nummer"] or record["DocumentNummer"]
    title = text_of(record["Onderwerp"]) or text_of(record["Titel"]) or text_of(record["BesluitTekst"])
    return str(number) if number is not None else None, title


def _change(after: Entity, before: Entity | None, *, certain: bool) -> Change | None:
    named = before if after.deleted and before is not None else after
    number, title = _named(named)
    fields: dict[str, tuple[Any, Any]] = {}
    if before is None:
        known = What.NEW if certain else What.UNCERTAIN
        what = What.DELETED if after.deleted else known
    elif after.deleted:
        if before.deleted:
            return None
        what = What.DELETED
    elif before.deleted:
        what = What.RETURNED
    else:
        what = What.CORRECTED
        for name in dict.fromkeys((*before.fields, *after.fields)):
            if before[name] != after[name]:
                fields[name] = before[name], after[name]
        for name in dict.fromkeys((*before.refs, *after.refs)):
            if before.refs.get(name) != after.refs.get(name):
                fields[name] = before.refs.get(name), after.refs.get(name)
        if not fields:
            return None  # saved again, with nothing else in it
    refs = after.refs if after.refs.get("Besluit") or before is None else before.refs
    besluiten = (after.id,) if after.kind == "Besluit" else tuple(refs.get("Besluit", ()))
    who = text_of(named["ActorNaam"]) if after.kind == "Stemming" else None
    return Change(what, after.kind, after.id, number, title, after.changed, fields, besluiten, who)


def _zaken_of(*rows: Row | None) -> set[int]:
    """Return the Zaken, or the Besluiten on them, whose status may follow from these rows."""
    found: set[int] = set()
    for row in rows:
        if row is None:
            continue
        if row.kind == "Zaak":
            found.add(row.key)
        found.update(row.refs.get("Zaak", ()) if row.kind == "Besluit" else ())
        found.update(row.refs.get("Besluit", ()) if row.kind == "Stemming" else ())
    return found
