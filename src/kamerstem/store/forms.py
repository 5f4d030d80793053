"""From one form of the tables to the next: a record of the form before this one is brought over, in place.

Each step is a transaction, and each goes on where the one before it ended, also in another process: stopped at any
place, it is gone on with. Until the last one no version of Kamerstem opens the record otherwise. What was held stays
under another name until it is brought over, and goes as that is done, so that the file hardly grows.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, suppress
from typing import Any

import sqlalchemy as sa

from kamerstem.store import schema
from kamerstem.store.loader import keys_of_any, uncollected
from kamerstem.store.raw import Came, Codec, DamagedError, as_dictionary, decompressed, ids_in, numbered
from kamerstem.store.schema import ID, KIND, SCHEMA, among, derived, halves, write

BEFORE = SCHEMA - 1
UNDERWAY = f"{BEFORE}>{SCHEMA}"
"""The form of a record that is being brought over."""
_BROUGHT = f"{UNDERWAY} tidy"

Writing = Callable[[], AbstractContextManager[sa.Connection]]
_OLD = "before_"
_STEP = 2000
_SAMPLES = 2000  # of each kind, for its dictionaries
_LOST = b"\xff"  # the dictionary of what was damaged already: there is none

_old = sa.MetaData()


def _table(name: str, *columns: str) -> sa.Table:
    """Return a table of the form before, under the name that it has while it is brought over."""
    return sa.Table(_OLD + name, _old, *(sa.Column(each, sa.types.NullType()) for each in columns))


_page = _table("page", "key", "category", "url", "fetched", "sha256")
_entity = _table("entity", "key", "kind", "id")
_version = _table(
    "version",
    *("place", "entity", "page", "changed", "since", "deleted", "sha256", "dictionary", "raw", "enclosure"),
)
_dictionary = _table("dictionary", "key", "kind", "content")
_state = _table("state", "entity", "version", "page", "since", "changed", "deleted", "data")
_INDEXES = ("entity_id", "ix_version_entity", "ix_version_since")
_NEW = (schema.page, schema.entity, schema.version, schema.dictionary, derived.state)


def form(conn: sa.Connection) -> str | None:
    """Return the form of the tables that a record says it has."""
    meta = schema.meta.c
    return conn.execute(sa.select(meta.value).where(meta.name == "schema")).scalar()


def is_older(held: str | None) -> bool:
    """Return whether a record of this form can be brought over, or is in the midst of it."""
    return held in (str(BEFORE), UNDERWAY, _BROUGHT)


def bring_over(writing: Writing, progress: Callable[[int, int], None] | None = None) -> None:
    """Bring a record of the form before over, or go on with that; ``progress`` is told of how many versions."""
    with writing() as conn:
        engine = conn.engine
        if form(conn) == str(BEFORE):
            _begin(conn)
        brought = form(conn) == _BROUGHT
    if not brought:
        _tables(writing, progress)
    _give_back(engine)
    with writing() as conn:
        _say(conn, str(SCHEMA))


def _tables(writing: Writing, progress: Callable[[int, int], None] | None) -> None:
    with writing() as conn:
        total = conn.execute(sa.select(sa.func.max(_version.c.place))).scalar() or 0
    for step in (_entities, _dictionaries, _versions, _states):
        while True:
            with uncollected(), writing() as conn:
                done = step(conn)
            if progress is not None and step is _versions and done is not None:
                progress(done, max(total, done))
            if done is None:
                break
    with writing() as conn:
        _pages(conn)
        _old.drop_all(conn)
        _say(conn, _BROUGHT)


def _give_back(engine: sa.Engine) -> None:
    """Give the room that is free back to the disk. That needs as much room for a while: without it, it stays free."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
        connection.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
        connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _begin(conn: sa.Connection) -> None:
    """Put the tables of before aside, and make those of this form beside them."""
    for name in _INDEXES:
        conn.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    for table in _old.sorted_tables:
        conn.exec_driver_sql(f"ALTER TABLE {table.name.removeprefix(_OLD)} RENAME TO {table.name}")
    if conn.dialect.name == "postgresql":  # a key keeps its name there, which the new table is to have
        for table in _old.sorted_tables:
            name = f"{table.name.removeprefix(_OLD)}_pkey"
            conn.exec_driver_sql(f"ALTER INDEX {name} RENAME TO {_OLD}{name}")
    schema.metadata.create_all(conn, tables=_NEW)
    if conn.dialect.name == "postgresql" and sa.inspect(conn).has_table(
        "proposal"
    ):  # they are worked out anew
        conn.exec_driver_sql(
            "ALTER TABLE proposal ALTER COLUMN told TYPE bytea USING convert_to(told, 'UTF8')"
        )
    _say(conn, UNDERWAY)


def _say(conn: sa.Connection, form: str) -> None:
    meta = schema.meta
    conn.execute(sa.update(meta).where(meta.c.name == "schema").values(value=form))


def _next(conn: sa.Connection, old: sa.Table, new: sa.Table) -> Sequence[Any]:
    """Return the next rows that are to be brought over, in the order of their first column."""
    (key, *_), (held, *_) = old.c, new.c
    last = conn.execute(sa.select(sa.func.max(held))).scalar() or 0
    return conn.execute(sa.select(old).where(key > last).order_by(key).limit(_STEP)).all()


def _done(conn: sa.Connection, old: sa.Table, rows: Sequence[Any]) -> int:
    """Let go of what was brought over, and return how far that is."""
    key, last = next(iter(old.c)), int(rows[-1][0])
    if conn.dialect.name == "sqlite":  # the room is used again; PostgreSQL's comes back with the whole table
        conn.execute(sa.delete(old).where(key <= last))
    return last


def _entities(conn: sa.Connection) -> int | None:
    rows = _next(conn, _entity, schema.entity)
    if not rows:
        return None
    write(conn, schema.entity, [(row.key, row.kind, *halves(row.id)) for row in rows])
    return _done(conn, _entity, rows)


def _dictionaries(conn: sa.Connection) -> None:
    """Learn a dictionary for each kind that there is enough of, from all that is held of it."""
    if conn.execute(sa.select(sa.func.count()).select_from(schema.dictionary)).scalar():
        return
    version, entity = _version.c, schema.entity.c
    numbers: dict[int, list[int]] = defaultdict(list)
    query = sa.select(entity.kind, version.place).join_from(
        _version, schema.entity, entity.key == version.entity
    )
    for kind, place in conn.execute(query.order_by(version.place)):
        numbers[kind].append(place)
    codec = Codec(conn)
    for kind, places in numbers.items():
        some = places[:: -(-len(places) // _SAMPLES)]
        rows = conn.execute(sa.select(_version).where(among(version.place, some))).all()
        texts = [text for _, text in _texts(conn, rows) if text is not None]
        codec.learn(conn, f"version {KIND[kind]}", texts)
        held = sa.select(_state.c.data).where(among(_state.c.version, some), _state.c.data.is_not(None))
        codec.learn(conn, f"state {KIND[kind]}", [data.encode() for (data,) in conn.execute(held)])


def _texts(conn: sa.Connection, rows: Sequence[Any]) -> Iterator[tuple[Any, bytes | None]]:
    """Yield versions of before, each as the text that is packed now; ``None`` for one that is damaged."""
    dictionaries = {
        row.key: as_dictionary(bytes(row.content)) for row in conn.execute(sa.select(_dictionary))
    }
    came: dict[int, Came] = {}
    for row in rows:
        with suppress(DamagedError):
            content = decompressed(bytes(row.raw), dictionaries.get(row.dictionary))
            came[row.place] = Came(content, row.enclosure)
    keys = keys_of_any(conn, {id for each in came.values() for id in ids_in(each.content)})
    c = schema.entity.c
    owners: dict[int, str] = dict(
        conn.execute(sa.select(c.key, ID).where(among(c.key, {row.entity for row in rows}))).all()
    )
    for row in rows:
        its = came.get(row.place)
        yield row, None if its is None else numbered(its, owners.get(row.entity, ""), keys)


def _versions(conn: sa.Connection) -> int | None:
    rows = _next(conn, _version, schema.version)
    if not rows:
        return None
    codec, kinds = Codec.of(conn), _kinds(conn, rows)
    made: list[tuple[Any, ...]] = []
    for row, text in _texts(conn, rows):
        ahead = None if row.changed is None else row.changed - row.since
        what = f"version {KIND.get(kinds.get(row.entity, 0))}"
        # What is damaged stays so: as long as the source gives it, `sync --full` puts it back.
        packed = codec.pack(what, text) if text is not None else _LOST + bytes(row.raw)
        its = row.place, row.entity, row.page, row.since, ahead, bool(row.deleted)
        made.append((*its, bytes(row.sha256)[:16], packed))
    write(conn, schema.version, made)
    return _done(conn, _version, rows)


def _kinds(conn: sa.Connection, rows: Sequence[Any]) -> dict[int, int]:
    c = schema.entity.c
    query = sa.select(c.key, c.kind).where(among(c.key, {row.entity for row in rows}))
    return dict(conn.execute(query).all())


def _states(conn: sa.Connection) -> int | None:
    rows = _next(conn, _state, derived.state)
    if not rows:
        return None
    codec, kinds = Codec.of(conn), _kinds(conn, rows)
    made: list[tuple[Any, ...]] = []
    for row in rows:
        what = f"state {KIND.get(kinds.get(row.entity, 0))}"
        data = None if row.data is None else codec.pack(what, row.data.encode())
        made.append((row.entity, row.version, row.page, row.changed, data))
    write(conn, derived.state, made)
    return _done(conn, _state, rows)


def _pages(conn: sa.Connection) -> None:
    c = schema.version.c
    its = (
        sa.select(
            c.page,
            sa.func.min(c.place).label("first"),
            sa.func.max(c.place).label("last"),
            sa.func.max(c.since).label("latest"),
        )
        .group_by(c.page)
        .subquery()
    )
    rows = sa.select(*_page.c, *(sa.func.coalesce(its.c[name], 0) for name in ("first", "last", "latest")))
    joined = rows.join_from(_page, its, its.c.page == _page.c.key, isouter=True)
    conn.execute(schema.page.insert().from_select(list(schema.page.c.keys()), joined))
