"""From one form of the tables to the next: a record of the form before this one is brought over, in place.

Each step is a transaction, and each goes on where the one before it ended, also in another process: stopped at any
place, it is gone on with. Until the last one no version of Kamerstem opens the record otherwise. What was held stays
under another name until it is brought over, and goes as that is done, so that the file hardly grows.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from kamerstem.store import schema
from kamerstem.store.loader import keys_of_any, uncollected
from kamerstem.store.raw import Came, Codec, DamagedError, ids_in, numbered
from kamerstem.store.schema import KIND, SCHEMA, among, derived, halves, write

BEFORE = SCHEMA - 1
UNDERWAY = f"{BEFORE}>{SCHEMA}"
"""The form of a record that is being brought over."""

Writing = Callable[[], AbstractContextManager[sa.Connection]]
_OLD = "before_"
_STEP = 2000
_SAMPLES = 2000  # of each kind, for its dictionaries

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


def bring_over(writing: Writing, progress: Callable[[int, int], None] | None = None) -> None:
    """Bring a record of the form before over, or go on with that; ``progress`` is told of how many versions."""
    with writing() as conn:
        if form(conn) == str(BEFORE):
            _begin(conn)
    with writing() as conn:
        total = conn.execute(sa.select(sa.func.max(_version.c.place))).scalar() or 0
    for step in (_entities, _dictionaries, _versions, _states):
        while True:
            with uncollected(), writing() as conn:
                done = step(conn)
            if done is None:
                break
            if progress is not None and step is _versions:
                progress(done, max(total, done))
    with writing() as conn:
        _pages(conn)
        _old.drop_all(conn)
    with writing() as conn:
        engine = conn.engine
    _give_back(engine)
    with writing() as conn:
        _say(conn, str(SCHEMA))


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
    write(conn, schema.entity, [(row.key, row.kind, *halves(row.id)) for row in rows])
    return _kept(conn, _entity, rows)
