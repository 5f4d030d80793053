"""Reading records out of the tables: those that count now, or those that counted on a day."""

import datetime as dt
import gc
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import KamerstemError
from kamerstem.model.clock import amsterdam
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.information import ENTITIES, Needs, way
from kamerstem.store import schema
from kamerstem.store.failures import damaged, decoded
from kamerstem.store.raw import Came, Codec, DamagedError
from kamerstem.store.schema import BACK, CODE, ID, KIND, Derived, among, among_given, fetch, halves, time_of

Reader = Callable[[str, bytes], Entity]
"""What turns the kind and the bytes of an entity into an Entity (``kamerstem.sources.syncfeed.to_entity``).

Raises KamerstemError or ValueError if the bytes are not such an entity.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the tables hold it: entities are numbers."""

    key: int
    kind: str
    fields: Mapping[str, Any]
    refs: Mapping[str, Sequence[int]]
    deleted: bool
    page: int
    changed: int | None


is_id = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


@cache
def target_of(kind: str, relation: str) -> int:
    """Return the code of what a relation points to."""
    return CODE[ENTITIES[kind].relations[relation].to]


def pairs_of(record: Entity) -> Iterator[tuple[int, str]]:
    """Yield what a record points to, as the code of a kind and an id."""
    for name, ids in record.refs.items():
        target = target_of(record.kind, name)
        yield from ((target, id) for id in ids)


def find_keys(conn: sa.Connection, pairs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Return the numbers of the entities (code of the kind, id) that are known."""
    wanted = {(kind, *halves(id)): (kind, id) for kind, id in pairs if is_id(id)}
    rows = fetch(conn, _by_low(), [low for *_, low in wanted]) if wanted else ()
    return {wanted[half]: key for key, *its in rows if (half := tuple(its)) in wanted}


@cache
def _by_low() -> sa.Select[Any]:
    c = schema.entity.c
    return sa.select(c.key, c.kind, c.high, c.low).where(among_given(c.low))


def keys_of_any(conn: sa.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return a number that each of these ids has, of whatever kind the entity is."""
    wanted = {halves(id): id for id in ids}
    rows = fetch(conn, _by_low(), [low for _, low in wanted]) if wanted else ()
    return {wanted[high, low]: key for key, _, high, low in rows if (high, low) in wanted}


def in_steps(conn: sa.Connection, tables: Derived, kind: str, step: int) -> Iterator[list[int]]:
    """Yield the numbers of all entities of a kind, so many at a time, in their order."""
    state, entity = tables.state.c, schema.entity.c
    last = 0
    while True:
        query = (
            sa.select(state.entity)
            .join_from(tables.state, schema.entity, entity.key == state.entity)
            .where(entity.kind == CODE[kind], state.entity > last)
            .order_by(state.entity)
            .limit(step)
        )
        keys = list(conn.execute(query).scalars())
        if not keys:
            return
        yield keys
        last = keys[-1]


@dataclass(frozen=True, slots=True)
class _Queries:
    """What a loader asks all the time, built once."""

    rows: sa.Select[Any]
    sources: sa.Select[Any]
    ids: sa.Select[Any]
    known_by: sa.Select[Any]


@cache
def _queries(tables: Derived) -> _Queries:
    state, link, entity, lookup = tables.state.c, tables.link.c, schema.entity.c, tables.lookup.c
    return _Queries(
        rows=sa.select(state.entity, entity.kind, ID, state.data, state.page, state.changed)
        .join_from(tables.state, schema.entity, entity.key == state.entity)
        .where(among_given(state.entity)),
        sources=sa.select(link.source).where(among_given(link.target), among_given(link.relation)),
        ids=sa.select(entity.key, ID).where(among_given(entity.key)),
        known_by=sa.select(lookup.entity)
        .where(among_given(lookup.value), lookup.name == sa.bindparam("name"))
        .order_by(lookup.entity),
    )


class Loader:
    """Loads records by number, and follows relations in both directions, a level of a question at a time.

    ``until`` is the moment asked about (as in the tables), ``None`` for now.
    """

    def __init__(
        self,
        conn: sa.Connection,
        tables: Derived,
        *,
        until: int | None = None,
        reader: Reader | None = None,
        codec: Codec | None = None,
    ) -> None:
        self._conn = conn
        self._tables = tables
        self._queries = _queries(tables)
        self.until = until
        self._reader = reader
        self._codec = codec or Codec.of(conn)
        self._ids: dict[int, str] = {}
        self.rows: dict[int, Row] = {}
        self._asked: set[int] = set()

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows as loaded that are at hand."""
        for row in rows:
            self.rows[row.key] = row
            self._asked.add(row.key)

    def load(self, keys: Iterable[int]) -> list[Row]:
        """Return the rows of these entities, those that are there and not deleted, in the order asked."""
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in self._asked]
        self._asked.update(missing)
        if missing:
            came = {row.key: row for row in (self._now if self.until is None else self._then)(missing)}
            self.rows.update((key, came[key]) for key in missing if key in came)
        found = (self.rows.get(key) for key in wanted)
        return [row for row in found if row is not None and not row.deleted]

    def out(self, rows: Iterable[Row], *relations: str) -> list[Row]:
        """Return what the rows point to by these relations."""
        return self.load(key for row in rows for name in relations for key in row.refs.get(name, ()))

    def into(self, rows: Iterable[Row], *relations: tuple[str, str]) -> list[Row]:
        """Return what points to the rows by the relations given (kind, relation); in the order they were held."""
        codes = [BACK[relation] for relation in relations]
        names = {name for _, name in relations}
        targets = {row.key for row in rows}
        if not targets or not relations:
            return []
        sources = {key for (key,) in fetch(self._conn, self._queries.sources, list(targets), codes)}
        return [
            row
            for row in self.load(sorted(sources))
            if any(key in targets for name in names for key in row.refs.get(name, ()))
        ]

    def follow(self, kind: str, rows: Iterable[Row], needs: Needs) -> None:
        """Load what is needed of these rows, which are of one kind, a step along all ways at a time."""
        level = [(kind, list(rows), needs)]
        while level:
            below: dict[tuple[str, int], tuple[str, list[Row], Needs]] = {}
            for kind, some, its in level:
                ways = {name: way(kind, name) for name in its}
                keys = {row.key for row in some}
                came = self.into(some, *((each.to, each.relation) for each in ways.values() if each.back))
                self.out(some, *(each.relation for each in ways.values() if not each.back))
                for name, each in ways.items():
                    there = (
                        [
                            row
                            for row in came
                            if row.kind == each.to and keys.intersection(row.refs.get(each.relation, ()))
                        ]
                        if each.back
                        else self.out(some, each.relation)
                    )
                    group = below.setdefault((each.to, id(its[name])), (each.to, [], its[name]))
                    group[1].extend(there)
            level = [group for group in below.values() if group[1] and group[2]]

    def holding(self, kind: str, words: str) -> list[int]:
        """Return the entities of a kind in whose record these words stand somewhere. It looks at each."""
        state, entity = self._tables.state.c, schema.entity.c
        query = (
            sa.select(state.entity, state.data)
            .join_from(self._tables.state, schema.entity, entity.key == state.entity)
            .where(entity.kind == CODE[kind], state.data.is_not(None))
        )
        wanted = to_json(words)[1:-1]
        return [key for key, data in self._conn.execute(query) if wanted in self._unpacked(data)]

    def look_up(self, name: str, values: Iterable[str]) -> list[Row]:
        """Return the entities that were ever known by these numbers or days."""
        wanted = sorted(set(values))
        found = fetch(self._conn, self._queries.known_by, wanted, name) if wanted else []
        return self.load(key for (key,) in found)

    def entities(self, source: Callable[[int], str | None] = str, *, numbered: bool = False) -> Entities:
        """Return all that was loaded as records; ``source`` names the source of a page by its number.

        ``numbered``: their ids are the numbers of the tables, for who looks at relations only.
        """
        if numbered:
            return Entities(
                Entity(
                    row.kind,
                    str(row.key),
                    row.fields,
                    {name: tuple(map(str, keys)) for name, keys in row.refs.items()},
                    row.deleted,
                )
                for row in self.rows.values()
            )
        self._name(key for row in self.rows.values() for key in (row.key, *_targets(row)))
        return Entities(self._record(row, source) for row in self.rows.values())

    def ids(self, rows: Iterable[Row]) -> list[str]:
        """Return the official ids of rows."""
        rows = list(rows)
        self._name(row.key for row in rows)
        return [self._ids[row.key] for row in rows]

    def keys(self) -> dict[str, int]:
        """Return the number of every entity that was named, by its official id."""
        return {id: key for key, id in self._ids.items()}

    def id_of(self, key: int) -> str:
        """Return the official id of an entity that was loaded."""
        return self._ids[key]

    def _record(self, row: Row, source: Callable[[int], str | None]) -> Entity:
        ids = self._ids
        return Entity(
            row.kind,
            ids[row.key],
            row.fields,
            {name: tuple(ids[key] for key in keys) for name, keys in row.refs.items()},
            row.deleted,
            source(row.page),
            time_of(row.changed),
        )

    def _name(self, keys: Iterable[int]) -> None:
        unnamed = list({key for key in keys if key not in self._ids})
        if unnamed:
            self._ids.update(fetch(self._conn, self._queries.ids, unnamed))

    def _now(self, keys: Iterable[int]) -> Iterator[Row]:
        for key, kind, id, data, page, changed in fetch(self._conn, self._queries.rows, list(keys)):
            self._ids[key] = id
            if data is None:
                yield Row(key, KIND[kind], {}, {}, True, page, changed)
                continue
            held = decoded(self._unpacked(data))
            yield Row(key, KIND[kind], held["f"], held["r"], False, page, changed)

    def _unpacked(self, data: bytes) -> bytes:
        try:
            return self._codec.unpack(data)
        except DamagedError as error:
            raise damaged(error) from None

    def _then(self, keys: Iterable[int]) -> Iterator[Row]:
        """Read the versions that counted at the moment asked about: the last by time, then by place."""
        assert self.until is not None  # noqa: S101
        version, entity = schema.version.c, schema.entity.c
        found: list[tuple[int, Entity, bool, int, int | None]] = []
        query = (
            sa.select(
                version.place,
                version.entity,
                entity.kind,
                ID,
                version.deleted,
                version.page,
                schema.CHANGED.label("changed"),
                version.raw,
            )
            .join_from(schema.version, schema.entity, entity.key == version.entity)
            .where(among(version.entity, keys), version.since <= self.until)
            .order_by(version.entity, version.since.desc(), version.place.desc())
        )
        waiting: dict[int, list[Any]] = defaultdict(list)  # of each entity, the last in front
        for row in self._conn.execute(query):
            waiting[row.entity].append(row)
        while waiting:
            came = self._codec.versions(self._conn, (rows[0] for rows in waiting.values()))
            for key, rows in list(waiting.items()):
                row = rows.pop(0)
                self._ids[key] = row.id
                record = self._read(row, came)
                if record is not None:
                    found.append((key, record, bool(row.deleted), row.page, row.changed))
                if (
                    record is not None or not rows
                ):  # what cannot be read never counted: the one before it does
                    del waiting[key]
        found.sort(key=itemgetter(0))
        keys_of = find_keys(self._conn, (pair for _, record, *_ in found for pair in pairs_of(record)))
        for key, record, deleted, page, changed in found:
            refs = {
                name: [keys_of[target_of(record.kind, name), id] for id in ids]
                for name, ids in record.refs.items()
            }
            yield Row(key, record.kind, record.fields, refs, deleted, page, changed)

    def _read(self, row: Any, came: Mapping[int, Came]) -> Entity | None:
        kind, id = KIND[row.kind], row.id
        if row.deleted:
            return Entity(kind, id, deleted=True)
        if row.place not in came:
            raise damaged(DamagedError(f"{kind} {id}"))
        assert self._reader is not None  # noqa: S101
        return read_entity(self._reader, kind, came[row.place].content, id)


def read_entity(reader: Reader, kind: str, content: bytes, id: str) -> Entity | None:
    """Return the record in the bytes, ``None`` if they cannot be read as such an entity or are of another.

    Relations that the information model does not have are passed over, as its readers do with attributes.
    """
    try:
        record = reader(kind, content)
        if record.kind != kind or record.id != id.lower():
            return None
    except (KamerstemError, ValueError):
        return None
    known = ENTITIES[kind].relations
    if not record.refs.keys() <= known.keys():
        refs = {name: ids for name, ids in record.refs.items() if name in known}
        record = replace(record, refs=MappingProxyType(refs))
    return record if all(is_id(other) for ids in record.refs.values() for other in ids) else None


def _targets(row: Row) -> Iterator[int]:
    for keys in row.refs.values():
        yield from keys


def stands_in(sides: str) -> list[str]:
    """Return where parties stood in a decision ("pvv:for"), out of ``decision.sides``."""
    return [":".join(piece.split(":")[:2]) for piece in sides.split()]


def sizes_in(sides: str) -> dict[str, int] | None:
    """Return how large the vote rows of a decision say the parties are, by their words, out of ``decision.sides``.

    ``None`` where it was derived by a version that did not keep them.
    """
    told = [piece.split(":") for piece in sides.split()]
    if any(len(piece) < 3 for piece in told):
        return None
    return {word: int(size) for word, _, size in told if size}


def by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by the kind of their entity."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return found


def end_of_day(day: dt.date) -> int:
    """Return the end of a day in Amsterdam, as the tables hold a time."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), amsterdam())
    return schema.stamp(midnight) - 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through a batch: it is many objects, and no garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
