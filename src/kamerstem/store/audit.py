"""What the audit has looked at, what it still has to, and what it found: kept beside the record.

The store knows no checks. It says which proposals are to be looked at, hands out their records, and keeps the
findings that come back, each with when it was first seen and when it was gone. A **unit** is looked at as a whole: a
bill with all that goes with it, any other proposal by itself, or a vote that belongs to no proposal. Batches of units
are of whole days, since their Houses are worked out by the day.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from kamerstem.dataclasses import dataclass
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.answers import Audited
from kamerstem.model.entities import Entities
from kamerstem.model.houses import Houses
from kamerstem.model.overview import Finding, Severity, Source
from kamerstem.model.proposals import AWAITED
from kamerstem.model.rows import day_of
from kamerstem.store import schema
from kamerstem.store.loader import Row, by_kind, find_keys, in_steps
from kamerstem.store.questions import PAGE, Question, is_bill, sources_of
from kamerstem.store.schema import BACK, CODE, KIND, Derived, among, stamp, time_of, write

AT_ONCE = 600
"""Decisions in a batch, or a few more: days are not split."""

_RECORD = 0  # the unit of what concerns no vote

unaudited = sa.Table(
    "unaudited",
    schema.metadata,
    sa.Column("entity", sa.Integer, primary_key=True, autoincrement=False),
)
audited = sa.Table(
    "audited",
    schema.metadata,
    sa.Column("entity", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("unit", sa.Integer, nullable=False, index=True),
)
audit_run = sa.Table(
    "audit_run",
    schema.metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("started", sa.BigInteger, nullable=False),
    sa.Column("finished", sa.BigInteger),
    sa.Column("whole", sa.Boolean, nullable=False),  # whether everything was to be looked at
)
finding = sa.Table(
    "finding",
    schema.metadata,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("unit", sa.Integer, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("entity", sa.Text),
    sa.Column("id", sa.Text),
    sa.Column("zaak", sa.Text),
    sa.Column("ref", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("day", sa.Text),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("nl", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("expected", sa.Text),
    sa.Column("found", sa.Text),
    sa.Column("first_seen", sa.Integer, nullable=False),  # the number of the run
    sa.Column("gone", sa.Integer),
)
_COLUMNS = tuple(column.name for column in finding.c)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is looked at as a whole. ``kind`` is "Zaak", or "Besluit" for a vote that belongs to no proposal.

    ``besluiten`` are the numbers of its decisions; those of a bill follow from what it is found to hold.
    """

    key: int
    kind: str
    id: str
    bill: bool = False
    besluiten: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Units with the records that they need; ``besluiten`` are the ids of all decisions in them."""

    units: tuple[Unit, ...]
    entities: Entities
    sources: tuple[Source, ...]
    houses: Houses
    besluiten: frozenset[str]


@dataclass(frozen=True, slots=True)
class Run:
    """One audit: ``first`` if none came before it, ``whole`` if everything was to be looked at."""

    number: int
    started: dt.datetime
    first: bool
    whole: bool


class Audit:
    """The audit's side of one record, within one transaction."""

    def __init__(self, conn: sa.Connection, tables: Derived, question: Question) -> None:
        self._conn = conn
        self._tables = tables
        self._question = question

    # --- what is to be looked at ----------------------------------------------------------------------------

    def begin(self, version: str, *, whole: bool) -> Run:
        """Begin a run; everything is looked at where ``whole``, or where the last run was by other checks."""
        meta = schema.meta.c
        held = self._conn.execute(sa.select(meta.value).where(meta.name == "audit")).scalar()
        whole = whole or held != version
        last = self._conn.execute(sa.select(sa.func.max(audit_run.c.number))).scalar()
        if whole:
            entity = schema.entity.c
            decisions = sa.select(entity.key).where(entity.kind == CODE["Besluit"])
            self._conn.execute(sa.delete(unaudited))
            self._conn.execute(sa.insert(unaudited).from_select(["entity"], decisions))
            upsert = schema.upsert(self._conn.dialect.name, schema.meta, update=("value",))
            self._conn.execute(upsert, {"name": "audit", "value": version})
        else:
            self._mark_awaited()
        run = Run((last or 0) + 1, dt.datetime.now(dt.UTC), last is None, whole)
        self._conn.execute(
            sa.insert(audit_run).values(number=run.number, started=stamp(run.started), whole=whole)
        )
        return run

    def _mark_awaited(self) -> None:
        """Look again at votes without rows whose time to come may have ended since the last run."""
        started = self._conn.execute(sa.select(sa.func.max(audit_run.c.started))).scalar()
        if (last := time_of(started)) is None:
            return
        c = self._tables.decision.c
        since = (last.date() - AWAITED - dt.timedelta(days=1)).isoformat()
        query = sa.select(c.entity).where(c.step == "vote", c.sides.is_(None), c.day >= since)
        write(self._conn, unaudited, [(key,) for key in self._conn.execute(query).scalars()], update=())

    def left(self) -> int:
        """Return how many decisions and proposals are still to be looked at."""
        return self._conn.execute(sa.select(sa.func.count()).select_from(unaudited)).scalar() or 0

    def windows(self) -> Iterator[tuple[int, ...]]:
        """Yield what is left, some whole days at a time and by day; what has no day comes last.

        The order is read once: to sort what is left again for every window would cost its square.
        """
        decision = self._tables.decision.c
        query = (
            sa.select(unaudited.c.entity, decision.day)
            .join_from(unaudited, self._tables.decision, decision.entity == unaudited.c.entity, isouter=True)
            .order_by(decision.day.is_(None), decision.day, unaudited.c.entity)
        )
        rows = [(row.entity, row.day) for row in self._conn.execute(query)]
        window: list[int] = []
        for day, its in groupby(rows, key=itemgetter(1)):
            keys = [key for key, _ in its]
            steps = (
                [keys]
                if day is not None
                else [keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE)]
            )
            for step in steps:
                if window and len(window) + len(step) > AT_ONCE:
                    yield tuple(window)
                    window = []
                window += step
        if window:
            yield tuple(window)

    def still(self, keys: Iterable[int]) -> list[int]:
        """Return which of these are still to be looked at."""
        query = sa.select(unaudited.c.entity).where(among(unaudited.c.entity, keys))
        return sorted(self._conn.execute(query).scalars())

    def bills(self, keys: Iterable[int]) -> dict[int, set[int]]:
        """Return the bills that these are looked at with, each with those of them that it is near to.

        A bill is near by where it was looked at before, by dossier, or by agenda item.
        """
        loader = self._question.loader
        rows = by_kind(loader.load(keys))
        besluiten = rows.get("Besluit", [])
        zaken = {row.key: row for row in (*rows.get("Zaak", ()), *loader.out(besluiten, "Zaak"))}
        mine: dict[int, set[int]] = {key: {key} for key in zaken}  # what to look at, by Zaak
        for besluit in besluiten:
            for zaak in besluit.refs.get("Zaak", ()):
                mine.setdefault(zaak, set()).add(besluit.key)
        near: dict[int, set[int]] = defaultdict(set)
        query = sa.select(audited.c.entity, audited.c.unit).where(
            among(audited.c.entity, (*keys, *zaken)), audited.c.unit != audited.c.entity
        )
        for entity, unit in self._conn.execute(query):
            near[unit] |= mine.get(entity, {entity})
        for key in zaken:
            near[key] |= mine[key]
        at: dict[int, set[int]] = defaultdict(set)  # what to look at, by dossier and agenda item
        decided = loader.into(zaken.values(), ("Besluit", "Zaak"))
        for row in (*zaken.values(), *decided):
            its = mine.get(row.key) or {
                key for zaak in row.refs.get("Zaak", ()) for key in mine.get(zaak, ())
            }
            for place in (*row.refs.get("Kamerstukdossier", ()), *row.refs.get("Agendapunt", ())):
                at[place] |= its
        others = loader.into(loader.load(at), ("Zaak", "Kamerstukdossier"), ("Zaak", "Agendapunt"))
        for other in others:
            for place in (*other.refs.get("Kamerstukdossier", ()), *other.refs.get("Agendapunt", ())):
                near[other.key] |= at.get(place, set())
        found = [row for row in loader.load(near) if row.kind == "Zaak" and is_bill(row)]
        return {row.key: near[row.key] for row in found}

    def of_bill(self, key: int) -> Batch:
        """Return a bill with all that goes with it."""
        [bill] = self._question.loader.load([key])
        return self._of_bill(bill)

    def of_rest(self, keys: Sequence[int]) -> Batch:
        """Return what goes with no bill: proposals by themselves, and votes that belong to none."""
        loader = self._question.loader
        rows = by_kind(loader.load(keys))
        besluiten = rows.get("Besluit", [])
        zaken = {row.key: row for row in (*rows.get("Zaak", ()), *loader.out(besluiten, "Zaak"))}
        taken = self._taken(zaken)
        alone = [row for row in zaken.values() if row.key not in taken and not is_bill(row)]
        orphans = [row for row in besluiten if not loader.out([row], "Zaak")]
        return self._of_days(alone, orphans, keys)

    def _taken(self, zaken: Iterable[int]) -> set[int]:
        """Return those of these Zaken that are looked at with a bill."""
        query = sa.select(audited.c.entity).where(
            among(audited.c.entity, zaken), audited.c.unit != audited.c.entity
        )
        return set(self._conn.execute(query).scalars())

    def _of_bill(self, bill: Row) -> Batch:
        question = self._question.again()
        id = self._question.loader.ids([bill])[0]
        found = question.entities_for(refs.EntityId(id))
        besluiten = frozenset(record.id for record in found.entities.all("Besluit"))
        return Batch(
            (Unit(bill.key, "Zaak", id, bill=True),), found.entities, found.sources, found.houses, besluiten
        )

    def _of_days(self, zaken: Sequence[Row], orphans: Sequence[Row], keys: Sequence[int]) -> Batch:
        question = self._question.again()
        loader = question.loader
        own = loader.load([row.key for row in zaken])
        question.whole(own)
        alone = loader.load([row.key for row in orphans])
        mine = [*loader.into(own, ("Besluit", "Zaak")), *alone]
        loader.out(loader.out(mine, "Agendapunt"), "Activiteit")
        loader.out(loader.into(mine, ("Stemming", "Besluit")), "Fractie", "Persoon")
        decided: dict[int, list[int]] = defaultdict(list)
        for row in mine:
            for zaak in row.refs.get("Zaak", ()):
                decided[zaak].append(row.key)
        units = [
            Unit(row.key, kind, id, besluiten=tuple(decided[row.key]))
            for kind, some in (("Zaak", own), ("Besluit", alone))
            for row, id in zip(some, loader.ids(some), strict=True)
        ]
        rest = set(keys).difference(unit.key for unit in units)
        units += [Unit(key, "", "") for key in sorted(rest)]  # nothing to look at: gone, or seen with another
        found = question.found()
        besluiten = frozenset(loader.ids(mine))
        return Batch(tuple(units), found.entities, found.sources, found.houses, besluiten)

    # --- what was found -------------------------------------------------------------------------------------

    def keep(
        self,
        run: Run,
        batch: Batch,
        found: Mapping[str, Sequence[Audited]],
        covered: Mapping[int, Iterable[str]],
    ) -> None:
        """Keep what was found in the units of a batch, and that they were looked at.

        ``found`` is by the id of the Zaak (or of the Besluit, where it belongs to none), so that what two bills have
        in common is kept once; ``covered`` are the ids of the Zaken that a bill's unit was found to hold.
        """
        units = {unit.key for unit in batch.units}
        members = {unit.key: self._members(unit, covered.get(unit.key, ())) for unit in batch.units}
        whole = units.union(*members.values()) if members else units
        before = set(
            self._conn.execute(sa.select(audited.c.entity).where(among(audited.c.unit, units))).scalars()
        )
        kinds = (CODE["Zaak"], CODE["Besluit"])
        pairs = find_keys(self._conn, ((kind, id) for kind in kinds for id in found))
        keys = {id: key for (_, id), key in pairs.items()}
        self._replace(run, whole, {keys[id]: some for id, some in found.items()})
        self._conn.execute(sa.delete(audited).where(among(audited.c.unit, units)))
        rows = [
            (entity, unit.key)
            for unit in batch.units
            if unit.kind
            for entity in sorted({unit.key, *members[unit.key]})
        ]
        write(self._conn, audited, rows, update=("unit",))
        self._conn.execute(sa.delete(unaudited).where(among(unaudited.c.entity, whole)))
        write(self._conn, unaudited, [(key,) for key in sorted(before - whole)], update=())

    def _members(self, unit: Unit, zaken: Iterable[str]) -> set[int]:
        """Return the numbers of what a unit holds: its Zaken and their Besluiten."""
        if not unit.bill:
            return set(unit.besluiten)
        loader = self._question.loader
        keys = {unit.key, *find_keys(self._conn, ((CODE["Zaak"], id) for id in zaken)).values()}
        return keys | {row.key for row in loader.into(loader.load(keys), ("Besluit", "Zaak"))}

    def keep_of_record(self, run: Run, found: Sequence[Audited]) -> None:
        """Keep what was found in the record as a whole, apart from any vote."""
        self._replace(run, {_RECORD}, {_RECORD: found})

    def _replace(self, run: Run, units: Iterable[int], found: Mapping[int, Sequence[Audited]]) -> None:
        """Keep findings of units in place of what was held of them; what is met again stays as it was."""
        held = self._conn.execute(
            sa.select(finding).where(among(finding.c.unit, units), finding.c.gone.is_(None))
        )
        known: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        seen: dict[int, int] = {}
        for row in held:
            known[row.name, row.entity, row.id, row.zaak, row.expected, row.found].append(row.key)
            seen[row.key] = row.first_seen
        top = self._conn.execute(sa.select(sa.func.max(finding.c.key))).scalar() or 0
        rows: list[tuple[Any, ...]] = []
        for unit, some in found.items():
            for each in some:
                made = each.finding
                about = made.about or (None, None)
                same = known.get((made.check, *about, each.zaak, made.expected, made.found))
                key = same.pop(0) if same else (top := top + 1)
                rows.append(
                    (
                        key,
                        unit,
                        made.check,
                        str(made.severity),
                        *about,
                        each.zaak,
                        str(made.ref) if made.ref is not None else None,
                        each.title,
                        each.day.isoformat() if each.day else None,
                        made.at,
                        made.message.nl,
                        made.message.en,
                        made.expected,
                        made.found,
                        seen.get(key, run.number),
                        None,
                    )
                )
        gone = [key for keys in known.values() for key in keys]
        self._conn.execute(sa.update(finding).where(among(finding.c.key, gone)).values(gone=run.number))
        write(self._conn, finding, rows, update=tuple(name for name in _COLUMNS if name != "key"))

    def finish(self, run: Run) -> None:
        """Say that a run looked at everything that was left."""
        done = sa.update(audit_run).where(audit_run.c.number == run.number)
        self._conn.execute(done.values(finished=stamp(dt.datetime.now(dt.UTC))))

    def findings(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        check: str | None = None,
        gone: bool = False,
    ) -> list[Audited]:
        """Return what is found and not gone (``gone``: what the last run no longer found), by day."""
        c = finding.c
        runs = self._conn.execute(sa.select(audit_run).order_by(audit_run.c.number)).all()
        started = {row.number: time_of(row.started) for row in runs}
        last, first = (runs[-1].number, runs[0].number) if runs else (0, 0)
        query = sa.select(finding).where(c.gone == last if gone else c.gone.is_(None))
        if since is not None:
            query = query.where(c.day >= since.isoformat())
        if until is not None:
            query = query.where(c.day <= until.isoformat())
        if check is not None:
            query = query.where(c.name == check)
        rows = self._conn.execute(query.order_by(c.day.is_(None), c.day, c.ref, c.zaak, c.key)).all()
        roads = self._roads({(row.entity, row.id) for row in rows if row.entity in CODE})
        return [
            Audited(
                finding=Finding(
                    check=row.name,
                    severity=Severity(row.severity),
                    at=row.at,
                    message=Words(row.nl, row.en),
                    ref=_parsed(row.ref),
                    expected=row.expected,
                    found=row.found,
                    about=(row.entity, row.id) if row.entity else None,
                ),
                zaak=row.zaak,
                title=row.title,
                day=dt.date.fromisoformat(row.day) if row.day else None,
                first_seen=started.get(row.first_seen),
                new=row.first_seen == last != first,
                sources=roads.get((row.entity, row.id), ()),
            )
            for row in rows
        ]

    def _roads(self, about: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[Source, ...]]:
        """Return of each of these records the pages that it came with, and those of its vote rows; the latest first."""
        keys = find_keys(self._conn, [(CODE[kind], id) for kind, id in about])
        link, state = self._tables.link.c, self._tables.state
        own = sa.select(state.c.entity, state.c.page).where(among(state.c.entity, keys.values()))
        rows = (
            sa.select(link.target, state.c.page)
            .join_from(self._tables.link, state, state.c.entity == link.source)
            .where(among(link.target, keys.values()), link.relation == BACK["Stemming", "Besluit"])
            .distinct()
        )
        pages: dict[int, set[int]] = defaultdict(set)
        for query in (own, rows):
            for key, page in self._conn.execute(query):
                pages[key].add(page)
        wanted = sa.select(*PAGE).where(among(schema.page.c.key, set().union(*pages.values())))
        sources = sources_of(self._conn.execute(wanted))
        return {
            (KIND[code], id): tuple(
                sources[page] for page in sorted(pages[key], reverse=True) if page in sources
            )
            for (code, id), key in keys.items()
        }

    def counts(self, since: dt.date | None = None, until: dt.date | None = None) -> Counter[str]:
        """Return how many decisions there are in a period, by step: what the findings are to be seen against."""
        c = self._tables.decision.c
        query = sa.select(c.step, sa.func.count()).group_by(c.step)
        if since is not None:
            query = query.where(c.day >= since.isoformat())
        if until is not None:
            query = query.where(c.day <= until.isoformat())
        return Counter(dict(self._conn.execute(query).all()))

    def house(self) -> Entities:
        """Return the records of what belongs to no single vote: who sat on which seat, and sittings with their reports.

        Of the sittings (Vergadering, tied to nothing but a day) those of days with a vote.
        """
        loader, c = self._question.loader, self._tables.seat.c
        loader.load(self._conn.execute(sa.select(c.entity)).scalars())
        decision = self._tables.decision.c
        voted = sa.select(decision.day).where(decision.step == "vote").distinct()
        days = set(self._conn.execute(voted).scalars())
        for keys in in_steps(self._conn, self._tables, "Vergadering", 5000):
            meetings = self._question.again().loader.load(keys)
            loader.add(row for row in meetings if str(day_of(row.fields.get("Datum"))) in days)
        kept = [row for row in loader.rows.values() if row.kind == "Vergadering"]
        loader.into(kept, ("Verslag", "Vergadering"))
        return loader.entities()


def mark(conn: sa.Connection, entities: Iterable[int]) -> None:
    """Say that these Zaken and Besluiten are to be looked at again; nothing, while there never was an audit."""
    if ever(conn):
        write(conn, unaudited, [(key,) for key in sorted(set(entities))], update=())


def mark_days(conn: sa.Connection, tables: Derived, terms: Iterable[tuple[str, str]]) -> None:
    """Say so of all decisions from the first to the last day of each of these: another House may have sat then."""
    terms = set(terms)
    if terms and tables is schema.derived and ever(conn):
        c = tables.decision.c
        found: set[int] = set()
        for since, until in sorted(terms):
            query = sa.select(c.entity).where(c.day >= since, c.day <= until)
            found.update(conn.execute(query).scalars())
        mark(conn, found)


def ever(conn: sa.Connection) -> bool:
    """Return whether there was ever an audit."""
    meta = schema.meta.c
    return conn.execute(sa.select(meta.value).where(meta.name == "audit")).scalar() is not None


def _parsed(text: str | None) -> refs.Ref | None:
    return refs.parse(text) if text else None
