"""What queries need, derived from raw records: by each batch, and wholly by a rebuild, by this one road.

Deriving goes over versions in the order of their places. A version counts when none before it is of a later time;
one that comes later in the feed wins at the same time. So a rebuild, which goes over all of them again, ends where
the batches ended.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json

from kamerstem.errors import BadReference
from kamerstem.model.entities import Entity
from kamerstem.model.kinds import OWN_TITLED, kind_of
from kamerstem.model.proposals import decisions_of
from kamerstem.model.refs import DocumentNumber, Dossier, Paper, ZaakNumber
from kamerstem.model.rows import day_of, sizes_of, text_of
from kamerstem.model.seats import days_of
from kamerstem.model.titles import own_title
from kamerstem.model.votes import Ballot, Decision
from kamerstem.store import audit, schema
from kamerstem.store.facts import tables as facts
from kamerstem.store.facts.tables import near
from kamerstem.store.loader import Loader, Row, find_keys, in_steps, sizes_in, target_of
from kamerstem.store.raw import Codec
from kamerstem.store.schema import BACK, Derived, among, halves, write
from kamerstem.store.search_index import Index
from kamerstem.store.search_words import word_of

DERIVATION = 4
"""To be raised when what is derived changes: a record derived otherwise says that it is to be rebuilt."""

_STATE = tuple(column.name for column in schema.derived.state.c if not column.primary_key)
_DECISION = tuple(column.name for column in schema.derived.decision.c if not column.primary_key)
_DECIDING = frozenset({"Besluit", "Stemming", "Agendapunt", "Activiteit", "Zaak", "Document"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A version as it goes into what is derived. ``record`` is ``None`` if its bytes cannot be read."""

    entity: int
    kind: str
    place: int
    page: int
    since: int
    changed: int | None
    deleted: bool
    record: Entity | None


class Registry:
    """Gives entities their numbers, new ones in the order in which they are met."""

    def __init__(self, conn: sa.Connection, *, closed: bool = False) -> None:
        self._conn = conn
        self._closed = closed
        top = conn.execute(sa.select(sa.func.max(schema.entity.c.key))).scalar()
        self._next = (top or 0) + 1
        self._known: dict[tuple[int, str], int] = {}

    def keys(self, pairs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Return the number of each entity (code of its kind, id); one that is new is given the next."""
        wanted = list(dict.fromkeys(pairs))
        self._known.update(find_keys(self._conn, (pair for pair in wanted if pair not in self._known)))
        new = [pair for pair in wanted if pair not in self._known]
        if self._closed:  # only to compare with: what is not there gets a number that nothing has
            self._known.update({pair: -number for number, pair in enumerate(new, start=len(self._known) + 1)})
            new = []
        made = dict(zip(new, range(self._next, self._next + len(new)), strict=True))
        write(self._conn, schema.entity, [(key, kind, *halves(id)) for (kind, id), key in made.items()])
        self._next += len(made)
        self._known.update(made)
        return {pair: self._known[pair] for pair in wanted}


class Derivation:
    """Writes the derived tables of one record, in the transaction of the connection."""

    def __init__(self, conn: sa.Connection, tables: Derived, registry: Registry) -> None:
        self._conn = conn
        self._tables = tables
        self._registry = registry
        self._codec = Codec.of(conn)

    def take(self, versions: Sequence[Taken], *, decisions: bool = True) -> None:
        """Derive from these versions, in the order of their places. Without ``decisions``: they come later."""
        if not versions:
            return
        before = self._states(version.entity for version in versions)
        top = dict(before)
        readable = [version for version in versions if version.record is not None]
        refs = self._refs(readable)
        winners: dict[int, tuple[Taken, dict[str, list[int]]]] = {}
        older: list[Taken] = []
        for version, its_refs in zip(readable, refs, strict=True):
            if version.entity not in top or (version.since, version.place) > top[version.entity]:
                top[version.entity] = version.since, version.place
                winners[version.entity] = version, its_refs
            else:
                older.append(version)
        self._remark(versions, older)
        self._link(readable, refs)
        self._look_up(readable)
        # What a decision depended on before may be another one than it does now.
        affected = self._affected(winners.values(), before) if decisions else set()
        zaken = self._searched(winners.values(), before) if decisions else set()
        terms = self._terms(winners.values()) if decisions else set()
        keeping = decisions and self._tables is schema.derived and facts.is_kept(self._conn)
        near = self._near(zaken) if keeping else set()
        self._state(winners.values())
        self._seats(winners.values())
        if decisions:
            self.decide(affected, [_row(version, refs) for version, refs in winners.values()])
            self._index(zaken, affected)
            terms |= self._terms(winners.values())
            audit.mark_days(self._conn, self._tables, terms)
        if keeping:
            named = {key for key, (each, _) in winners.items() if each.kind in ("Fractie", "Persoon")}
            changed = zaken | affected | near | self._near(zaken) | facts.leaning_on(self._conn, named)
            facts.owe(self._conn, changed, facts.days_between(self._conn, terms))

    # --- state, links, numbers ----------------------------------------------------------------------------

    def _states(self, keys: Iterable[int]) -> dict[int, tuple[int, int]]:
        state, version = self._tables.state.c, schema.version.c
        found: dict[int, tuple[int, int]] = {}
        query = (
            sa.select(state.entity, version.since, state.version)
            .join_from(self._tables.state, schema.version, version.place == state.version)
            .where(among(state.entity, keys))
        )
        found.update({key: (since, place) for key, since, place in self._conn.execute(query)})
        return found

    def _remark(self, versions: Sequence[Taken], older: Sequence[Taken]) -> None:
        """Remark on bytes that cannot be read, updates that are older than what was held, and wrong clocks."""
        rows = [(v.place, "unreadable") for v in versions if v.record is None]
        rows += [(v.place, "clock") for v in versions if v.changed not in (None, v.since)]
        write(self._conn, self._tables.remark, [*rows, *((v.place, "older") for v in older)], update=())

    def _refs(self, versions: Sequence[Taken]) -> list[dict[str, list[int]]]:
        """Return the relations of each version, as numbers."""
        each: list[list[tuple[str, list[tuple[int, str]]]]] = []
        pairs: list[tuple[int, str]] = []
        for version in versions:
            record = version.record
            its = [
                (name, [(target_of(version.kind, name), id) for id in ids])
                for name, ids in (record.refs.items() if record else ())
            ]
            each.append(its)
            for _, targets in its:
                pairs += targets
        keys = self._registry.keys(pairs)
        return [{name: [keys[pair] for pair in targets] for name, targets in its} for its in each]

    def _link(self, versions: Sequence[Taken], refs: Sequence[dict[str, list[int]]]) -> None:
        rows = [
            (target, code, version.entity)
            for version, its in zip(versions, refs, strict=True)
            for name, targets in its.items()
            if (code := BACK.get((version.kind, name))) is not None
            for target in targets
        ]
        write(self._conn, self._tables.link, rows, update=())

    def _look_up(self, versions: Sequence[Taken]) -> None:
        rows = [
            (value, name, version.entity)
            for version in versions
            if version.record is not None
            for name, value in _known_by(version.record)
        ]
        write(self._conn, self._tables.lookup, rows, update=())

    def _state(self, winners: Iterable[tuple[Taken, dict[str, list[int]]]]) -> None:
        said: dict[str, list[tuple[Taken, bytes]]] = defaultdict(list)
        rows: list[tuple[Any, ...]] = []
        for version, refs in winners:
            record = version.record
            if record is None or version.deleted:
                rows.append((version.entity, version.place, version.page, version.changed, None))
            else:
                said[version.kind].append((version, to_json({"f": dict(record.fields), "r": refs})))
        for kind, some in said.items():
            what = f"state {kind}"
            if self._tables is schema.derived:
                self._codec.learn(self._conn, what, [data for _, data in some])
            rows += (
                (each.entity, each.place, each.page, each.changed, self._codec.pack(what, data))
                for each, data in some
            )
        write(self._conn, self._tables.state, rows, update=_STATE)

    # --- the House ----------------------------------------------------------------------------------------

    def _seats(self, winners: Iterable[tuple[Taken, dict[str, list[int]]]]) -> None:
        seats, zetels, gone = [], [], []
        for version, refs in winners:
            fields = version.record.fields if version.record is not None and not version.deleted else {}
            if version.kind in ("FractieZetelPersoon", "FractieZetelVacature"):
                # One that holds on no day is kept as well: on an earlier day it may have.
                days = days_of(fields)
                since, until = (
                    (days[0].isoformat(), (days[1] or dt.date.max).isoformat()) if days else (None, None)
                )
                whose = _first(refs, "FractieZetel"), _first(refs, "Persoon")
                seats.append((version.entity, *whose, version.kind == "FractieZetelVacature", since, until))
            elif version.kind == "FractieZetel":
                if any(value is not None for value in fields.values()):
                    zetels.append((version.entity, _first(refs, "Fractie")))
                else:
                    gone.append(version.entity)
        write(self._conn, self._tables.seat, seats, update=("zetel", "person", "vacant", "since", "until"))
        write(self._conn, self._tables.zetel, zetels, update=("fractie",))
        self._delete(self._tables.zetel, gone)

    def _terms(self, winners: Iterable[tuple[Taken, dict[str, list[int]]]]) -> set[tuple[str, str]]:
        """Return the terms, first day and last, that these concern: themselves, their seat, or its party."""
        keys: dict[str, list[int]] = defaultdict(list)
        for version, _ in winners:
            keys[version.kind].append(version.entity)
        c, zetel = self._tables.seat.c, self._tables.zetel.c
        zetels = keys["FractieZetel"]
        if keys["Fractie"]:
            query = sa.select(zetel.entity).where(among(zetel.fractie, keys["Fractie"]))
            zetels += self._conn.execute(query).scalars()
        own = keys["FractieZetelPersoon"] + keys["FractieZetelVacature"]
        found: set[tuple[str, str]] = set()
        for condition, some in ((c.entity, own), (c.zetel, zetels)):
            if some:
                query = sa.select(c.since, c.until).where(among(condition, some), c.since.is_not(None))
                found.update((since, until) for since, until in self._conn.execute(query))
        return found

    def _delete(self, table: sa.Table, keys: Iterable[int]) -> None:
        self._conn.execute(sa.delete(table).where(among(table.c.entity, keys)))

    # --- decisions ----------------------------------------------------------------------------------------

    def _affected(
        self, winners: Iterable[tuple[Taken, dict[str, list[int]]]], before: dict[int, Any]
    ) -> set[int]:
        """Return the Besluiten that depend on what changes: by what it was before and by what it is now."""
        affected: set[int] = set()
        zaken: set[int] = set()
        items: set[int] = set()
        sittings: set[int] = set()
        relevant = [(version, refs) for version, refs in winners if version.kind in _DECIDING]
        old = Loader(self._conn, self._tables)
        old.load(version.entity for version, _ in relevant if version.entity in before)
        for version, refs in relevant:
            was = old.rows.get(version.entity)
            match version.kind:
                case "Besluit":
                    affected.add(version.entity)
                case "Stemming":
                    affected.update(refs.get("Besluit", ()))
                    affected.update(was.refs.get("Besluit", ()) if was else ())
                case "Document" if not (_tells_reading(version.record) or _tells_reading(was)):
                    continue
                case "Document":
                    zaken.update(refs.get("Zaak", ()))
                    zaken.update(was.refs.get("Zaak", ()) if was else ())
                case "Zaak":
                    zaken.add(version.entity)
                case "Agendapunt":
                    items.add(version.entity)
                case _:
                    sittings.add(version.entity)
        items |= self._sources(sittings, ("Agendapunt", "Activiteit"))
        return (
            affected
            | self._sources(zaken, ("Besluit", "Zaak"))
            | self._sources(items, ("Besluit", "Agendapunt"))
        )

    def _searched(
        self, winners: Iterable[tuple[Taken, dict[str, list[int]]]], before: dict[int, Any]
    ) -> set[int]:
        """Return the Zaken whose text in the index depends on what changes, by what it was and by what it is."""
        zaken: set[int] = set()
        dossiers: set[int] = set()
        changed: set[int] = set()
        for version, refs in winners:
            if version.kind == "Zaak":
                zaken.add(version.entity)
            elif version.kind == "Kamerstukdossier":
                dossiers.add(version.entity)
            elif version.kind in ("ZaakActor", "Document", "Besluit"):
                zaken.update(refs.get("Zaak", ()))
                if version.entity in before:
                    changed.add(version.entity)
        for row in Loader(self._conn, self._tables).load(changed):
            zaken.update(row.refs.get("Zaak", ()))
        return zaken | self._sources(dossiers, ("Zaak", "Kamerstukdossier"))

    def _near(self, zaken: set[int]) -> set[int]:
        """Return the Zaken of which is said how they stand to one of these."""
        return near(Loader(self._conn, self._tables), zaken)

    def _index(self, zaken: set[int], besluiten: set[int]) -> None:
        """Bring the index up to date: there is one, of the record itself."""
        if self._tables is schema.derived:
            rows = Loader(self._conn, self._tables).load(besluiten)
            zaken = zaken.union(key for row in rows for key in row.refs.get("Zaak", ()))
            Index(self._conn, self._tables).update(zaken)
            audit.mark(self._conn, zaken | besluiten)

    def _sources(self, targets: Iterable[int], relation: tuple[str, str]) -> set[int]:
        link = self._tables.link.c
        found: set[int] = set()
        query = sa.select(link.source).where(among(link.target, targets), link.relation == BACK[relation])
        found.update(self._conn.execute(query).scalars())
        return found

    def decide(self, besluiten: Iterable[int], at_hand: Iterable[Row] = ()) -> None:
        """Derive the decisions of these Besluiten anew."""
        keys = sorted(set(besluiten))
        if not keys:
            return
        loader = Loader(self._conn, self._tables)
        loader.add(row for row in at_hand if row.kind in _DECIDING)
        rows = loader.load(keys)
        loader.into(rows, ("Stemming", "Besluit"))
        loader.out(loader.out(rows, "Agendapunt"), "Activiteit")
        loader.into(loader.out(rows, "Zaak"), ("Document", "Zaak"))
        entities = loader.entities(numbered=True)
        made: list[tuple[Any, ...]] = []
        there = (record for row in rows if (record := entities.get("Besluit", str(row.key))) is not None)
        for besluit, decision in decisions_of(entities, there):
            if decision is not None:
                made.append(_decision_row(int(besluit.id), decision, entities.into(besluit, "Stemming")))
        looked_at = self._tables is schema.derived and audit.ever(self._conn)
        before = self._told(keys) if looked_at else set()
        self._delete(self._tables.decision, set(keys) - {row[0] for row in made})
        write(self._conn, self._tables.decision, made, update=_DECISION)
        if (
            looked_at
        ):  # where votes tell other sizes than before, another House may have sat at all votes of that day
            days = {day for day, *_ in before ^ self._told(keys)}
            audit.mark_days(self._conn, self._tables, {(day, day) for day in days})

    def _told(self, besluiten: Iterable[int]) -> set[tuple[str, str, int]]:
        """Return on which days these decisions tell how large which parties are."""
        c = self._tables.decision.c
        query = sa.select(c.day, c.sides).where(
            among(c.entity, besluiten), c.day.is_not(None), c.sides.is_not(None)
        )
        return {
            (day, party, size)
            for day, sides in self._conn.execute(query)
            for party, size in (sizes_in(sides) or {}).items()
        }

    def decide_all(self, step: int = 500) -> None:
        """Derive every decision, where there is none yet."""
        for keys in in_steps(self._conn, self._tables, "Besluit", step):
            self.decide(keys)


def _tells_reading(document: Entity | Row | None) -> bool:
    """Return whether a paper may tell that a bill is at its second reading, and so what majority it needs."""
    return document is not None and "lezing" in str(document.fields.get("Soort")).lower()


def _row(version: Taken, refs: dict[str, list[int]]) -> Row:
    fields = version.record.fields if version.record is not None and not version.deleted else {}
    return Row(
        version.entity,
        version.kind,
        fields,
        {} if version.deleted else refs,
        version.deleted,
        version.page,
        version.changed,
    )


def _first(refs: Mapping[str, Sequence[int]], relation: str) -> int | None:
    return next(iter(refs.get(relation, ())), None)


def _known_by(record: Entity) -> Iterator[tuple[str, str]]:
    """Yield the numbers and days by which people ask for an entity, each with its kind.

    And of a Zaak, the papers of its dossiers that its subject says it replaces.
    """
    match record.kind:
        case "Kamerstukdossier":
            number = record["Nummer"]
            if isinstance(number, int) and 9999 < number < 100000:
                with suppress(BadReference):
                    yield "dossier", str(Dossier.from_fields(number, record["Toevoeging"]))
        case "Zaak":
            if zaak := ZaakNumber.of(record["Nummer"]):
                yield "zaak", str(zaak)
            own = own_title(text_of(record["Onderwerp"])) if kind_of(record.fields) in OWN_TITLED else None
            for paper in own.replaces if own is not None else ():
                number = paper.number if isinstance(paper, Paper) else paper
                for dossier in record.refs.get("Kamerstukdossier", ()):
                    yield "replaces", f"{dossier} {number}"
        case "Document":
            if document := DocumentNumber.of(record["DocumentNummer"]):
                yield "document", str(document)
        case "Activiteit":
            if day := day_of(record["Datum"]):
                yield "day", day.isoformat()


def _party_word(ballot: Ballot) -> str | None:
    return (ballot.party.id or word_of(ballot.party.name) or None) if ballot.party else None


def _decision_row(key: int, decision: Decision, rows: Iterable[Entity]) -> tuple[Any, ...]:
    sizes = sizes_of(rows, decision.date)
    sides: dict[str, None] = {}
    for side, ballot in decision.ballots():
        word = _party_word(ballot)
        if word is not None:
            size = sizes.get(ballot.party.id or ballot.party.name) if ballot.party else None
            sides[f"{word}:{side}:{'' if size is None else size}"] = None
    day: dt.date | None = decision.date
    return (
        key,
        day.isoformat() if day else None,
        decision.sitting.order if decision.sitting else None,
        str(decision.step),
        str(decision.result) if decision.result else None,
        f" {' '.join(sides)} " if sides else None,
    )
