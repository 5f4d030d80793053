"""The tables of the record, the same on SQLite and PostgreSQL, and the engine that holds them.

Kept, and never changed once written::

    page        an answer of a source: its address, when it was fetched, its hash
    entity      a number for each official id; everything else speaks of entities by number
    version     an entity as a source gave it: the bytes, their hash, the official time of change, its place
    dictionary  what bytes are compressed with
    category    how far each category was read, and what the last sync made of it
    meta        the form of these tables
    paper       the file of a paper, as it came: its address, when it was fetched, its hash

Derived from those, by each batch and wholly by a rebuild (:mod:`kamerstem.store.derive`)::

    state       the version of each entity that counts now, decoded, and compressed again
    link        which entities ever pointed at an entity: the way back along relations
    lookup      numbers and days by which people name an entity
    seat        who sat on a seat of the House, or that it was vacant, from day to day
    zetel       which party a seat belongs to
    decision    the day, step and result of a Besluit, and how large its rows say that parties are: the House of a day
                follows from those
    remark      versions that did not go as usual

What follows from all that, proposals and votes, stands in the tables of :mod:`kamerstem.store.facts`.
``link`` and ``lookup`` hold what any version said, not the last one only: so they serve every day that is asked for,
and whoever asks looks at the records themselves. Times are microseconds since 1970 in UTC, days ISO dates. An id is
held as two whole numbers; :data:`ID` gives it as text.
"""

import logging
import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal

from kamerstem.errors import InputError, why
from kamerstem.language import Words
from kamerstem.model.information import ENTITIES

SCHEMA = 4
"""The form of the tables; a record of another form is not opened."""

CODE = {kind: each.code for kind, each in ENTITIES.items()}
KIND = {code: kind for kind, code in CODE.items()}
BACK = {
    (kind, name): relation.back
    for kind, each in ENTITIES.items()
    for name, relation in each.relations.items()
    if relation.back is not None
}
"""The relations that are followed backwards, by the kind they are of and their name."""

# SQLAlchemy tells there of a connection that could not be closed, as when Ctrl-C came; Python would print that.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

metadata = sa.MetaData()
_Key = sa.Integer
_Time = sa.BigInteger


class Packed(sa.LargeBinary):
    """Bytes that are packed with a dictionary of the record (:mod:`kamerstem.store.raw`)."""


meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
page = sa.Table(
    "page",
    metadata,
    sa.Column("key", _Key, primary_key=True, autoincrement=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("fetched", _Time, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    # The places of the versions that it gave, and the latest time from which one of those holds.
    sa.Column("first", _Key, nullable=False),
    sa.Column("last", _Key, nullable=False),
    sa.Column("latest", _Time, nullable=False),
)
entity = sa.Table(
    "entity",
    metadata,
    sa.Column("key", _Key, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.SmallInteger, nullable=False),
    sa.Column("high", sa.BigInteger, nullable=False),  # the halves of the id
    sa.Column("low", sa.BigInteger, nullable=False),
    sa.Index("entity_low", "low"),
)
version = sa.Table(
    "version",
    metadata,
    sa.Column("place", _Key, primary_key=True, autoincrement=False),
    sa.Column("entity", _Key, nullable=False, index=True),
    sa.Column("page", _Key, nullable=False),
    # From when it holds: the official time of change, or when it was fetched if that is not given or in the future.
    sa.Column("since", _Time, nullable=False),
    sa.Column(
        "ahead", _Time
    ),  # how much later the official time is: nearly always 0; null where it is not given
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("sha256", sa.LargeBinary(16), nullable=False),  # the first half: no chance makes two alike
    sa.Column("raw", Packed, nullable=False),
)
CHANGED = version.c.since + version.c.ahead
"""The official time of change of a version, null where it is not given."""
dictionary = sa.Table(
    "dictionary",
    metadata,
    sa.Column("key", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("what", sa.Text, nullable=False),  # "version Zaak", "state Zaak"
    sa.Column("content", sa.LargeBinary, nullable=False),
)
COUNTS = ("new", "changed", "deleted", "unchanged", "failed")
category = sa.Table(
    "category",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("token", sa.Text),
    sa.Column("first_whole", _Time),  # when it was read to its end for the first time, and the last
    sa.Column("whole", _Time),
    sa.Column("started", _Time),
    sa.Column("finished", _Time),
    *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in COUNTS),
    sa.Column("error_nl", sa.Text),
    sa.Column("error_en", sa.Text),
)

# Files of papers, fetched when somebody asks for them. A record of before this table gets it with its first paper.
paper_metadata = sa.MetaData()
paper = sa.Table(
    "paper",
    paper_metadata,
    sa.Column("place", _Key, primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("version", sa.Text, nullable=False),  # "" where the DocumentVersie is not known
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("fetched", _Time, nullable=False),
    sa.Column("sha256", sa.LargeBinary(32), nullable=False),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    sa.Index("paper_document", "document", "version"),
)


@dataclass(frozen=True, slots=True)
class Derived:
    """The derived tables: those of the record, or a second set to compare them with."""

    state: sa.Table
    link: sa.Table
    lookup: sa.Table
    seat: sa.Table
    zetel: sa.Table
    decision: sa.Table
    remark: sa.Table

    def tables(self) -> tuple[sa.Table, ...]:
        """Return them all."""
        return self.state, self.link, self.lookup, self.seat, self.zetel, self.decision, self.remark


def derived_tables(into: sa.MetaData, prefix: str = "", *, temporary: bool = False) -> Derived:
    """Return the derived tables, with ``prefix`` before their names."""
    prefixes = ["TEMPORARY"] if temporary else []

    def table(name: str, *columns: Any) -> sa.Table:
        return sa.Table(
            prefix + name,
            into,
            *columns,
            prefixes=prefixes,
            sqlite_with_rowid=name not in ("link", "lookup"),
        )

    def key(name: str = "entity", *, primary: bool = True) -> sa.Column[int]:
        return sa.Column(name, _Key, primary_key=primary, autoincrement=False, nullable=False)

    return Derived(
        state=table(
            "state",
            key(),
            key("version", primary=False),
            key("page", primary=False),
            sa.Column("changed", _Time),
            # {"f": fields, "r": relations, as numbers of entities} as JSON; null when deleted
            sa.Column("data", Packed),
        ),
        link=table(
            "link", key("target"), sa.Column("relation", sa.SmallInteger, primary_key=True), key("source")
        ),
        lookup=table(
            "lookup",
            sa.Column("value", sa.Text, primary_key=True),
            sa.Column("name", sa.Text, primary_key=True),
            key(),
        ),
        seat=table(
            "seat",
            key(),
            sa.Column("zetel", _Key),
            sa.Column("person", _Key),
            sa.Column("vacant", sa.Boolean, nullable=False),
            # "9999-12-31" where it has not ended; both null where it holds on no day that can be told
            sa.Column("since", sa.Text),
            sa.Column("until", sa.Text),
            *([] if temporary else [sa.Index(f"{prefix}seat_day", "until", "since")]),
        ),
        zetel=table("zetel", key(), sa.Column("fractie", _Key)),
        decision=table(
            "decision",
            key(),
            sa.Column("day", sa.Text),
            sa.Column("place", sa.Integer),
            sa.Column("step", sa.Text, nullable=False),
            sa.Column("result", sa.Text),
            sa.Column("sides", sa.Text),  # " pvv:for:37 vvd:against:24 ", with how large they are by the rows
            *([] if temporary else [sa.Index(f"{prefix}decision_day", "day", "place")]),
        ),
        remark=table("remark", key("version"), sa.Column("what", sa.Text, primary_key=True)),
    )


derived = derived_tables(metadata)


# --- engines ---------------------------------------------------------------------------------------------------------


def open_engine(target: str | os.PathLike[str], *, still: bool = False) -> sa.Engine:
    """Return an engine for a database URL or the path of a SQLite file.

    ``still``: a file that nobody writes to and nobody can, as in a folder without permission or on a disc: SQLite
    reads it without the files it otherwise makes beside it. Raises InputError for a URL of another database, or when
    the driver of PostgreSQL is not installed.
    """
    text = os.fspath(target)
    try:
        url = sa.make_url(text) if "://" in text else sa.URL.create("sqlite", database=text)
        name = url.get_backend_name()
        if name == "sqlite":
            return _sqlite(url, still=still)
        if name == "postgresql":
            return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError):
        name = text.partition(":")[0]
    except ImportError:
        raise InputError(
            "Voor PostgreSQL is een onderdeel meer nodig: installeer 'kamerstem[postgresql]'.",
            "PostgreSQL needs one more part: install 'kamerstem[postgresql]'.",
        ) from None
    raise InputError(
        f"Een gegevensbestand in '{name}' kan niet: geef een bestand, sqlite:///... of postgresql://...",
        f"A record in '{name}' is not possible: give a file, sqlite:///... or postgresql://...",
    )


def _sqlite(url: sa.URL, *, still: bool) -> sa.Engine:
    # A reader that comes in while a batch is written waits this long; WAL makes that rare.
    arguments: dict[str, Any] = {"timeout": 60}
    if still:
        address = Path(url.database or "").absolute().as_uri() + "?mode=ro&immutable=1"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(address, uri=True, check_same_thread=False)

        engine = sa.create_engine(url, creator=connect)
    else:
        engine = sa.create_engine(url, connect_args=arguments)

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver's guess
        for pragma in (
            *([] if still else ["journal_mode=WAL"]),
            "synchronous=NORMAL",  # a power cut may undo the last batches, each wholly, with its token
            "cache_size=-131072",
            "wal_autocheckpoint=16384",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def shown(engine: sa.Engine) -> str:
    """Return the place of the record as an error may show it: a file, or a URL without its password."""
    if engine.dialect.name == "sqlite":
        return engine.url.database or ":memory:"
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True)


def identity(engine: sa.Engine) -> tuple[int, int] | None:
    """Return which file a record of SQLite is in: another one may be put in its place. ``None``: none is there."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return 0, 0
    try:
        found = Path(database).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def in_turn(conn: sa.Connection, what: str) -> None:
    """Wait until no other transaction that writes ``what`` is at it; SQLite has one that writes at a time as it is."""
    if conn.dialect.name == "postgresql":
        name = sa.func.hashtext(sa.func.concat(f"kamerstem {what} ", sa.func.current_schema()))
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(name)))


# --- ids -------------------------------------------------------------------------------------------------------------


class _Id(sa.ColumnElement[str]):
    """The id that two halves are of, as text: the same on both engines."""

    inherit_cache = True
    _traverse_internals: Any = [  # noqa: RUF012
        ("high", InternalTraversal.dp_clauseelement),
        ("low", InternalTraversal.dp_clauseelement),
    ]
    type: Any = sa.Text()

    def __init__(self, high: sa.ColumnElement[int], low: sa.ColumnElement[int]) -> None:
        self.high = high
        self.low = low

    @property
    def _from_objects(self) -> list[sa.FromClause]:
        return [*self.high._from_objects, *self.low._from_objects]


@compiles(_Id, "sqlite")
def _id_sqlite(element: _Id, compiler: Any, **kw: Any) -> str:
    high, low = compiler.process(element.high, **kw), compiler.process(element.low, **kw)
    pieces = f"({high} >> 32) & 4294967295, ({high} >> 16) & 65535, {high} & 65535, ({low} >> 48) & 65535"
    text = f"printf('%08x-%04x-%04x-%04x-%012x', {pieces}, {low} & 281474976710655)"
    return f"CASE WHEN {high} IS NOT NULL THEN {text} END"  # where there is no entity, there is no id


@compiles(_Id, "postgresql")
def _id_postgresql(element: _Id, compiler: Any, **kw: Any) -> str:
    halves = [
        f"lpad(to_hex({compiler.process(each, **kw)}), 16, '0')" for each in (element.high, element.low)
    ]
    return f"CAST(CAST({' || '.join(halves)} AS uuid) AS text)"


def id_in(high: sa.ColumnElement[int], low: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """Return the id as text that stands in two columns."""
    return _Id(high, low).label("id")


ID = id_in(entity.c.high, entity.c.low)
"""The official id of an entity, as text."""
_HALF = 2**64


def halves(id: str) -> tuple[int, int]:
    """Return the two whole numbers that an id is held as. It is to be an id: 36 characters, in small letters."""
    high, low = divmod(int(id.replace("-", ""), 16), _HALF)
    return high - _HALF * (high >> 63), low - _HALF * (low >> 63)


# --- small helpers of every query ------------------------------------------------------------------------------------


class _Many(sa.types.UserDefinedType[list[Any]]):
    """A list as one parameter: of JSON on SQLite, an array on PostgreSQL."""

    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return (lambda values: to_json(values).decode()) if dialect.name == "sqlite" else None


class _Among(sa.ColumnElement[bool]):
    inherit_cache = True
    _traverse_internals: Any = [  # noqa: RUF012
        ("column", InternalTraversal.dp_clauseelement),
        ("values", InternalTraversal.dp_clauseelement),
    ]
    type: Any = sa.types.NullType()  # of a boolean, SQLAlchemy makes "... = 1", which no index serves

    def __init__(self, column: sa.ColumnElement[Any], values: sa.BindParameter[Any]) -> None:
        self.column = column
        self.values = values


def among(column: sa.ColumnElement[Any], values: Iterable[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that a column is one of many numbers or texts: one parameter, however many."""
    return _Among(column, sa.bindparam(None, list(dict.fromkeys(values)), _Many()))


def among_given(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that a column is one of a list that :func:`fetch` is given."""
    return among(column, ())


@compiles(_Among, "sqlite")
def _among_sqlite(element: _Among, compiler: Any, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.values, **kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608


@compiles(_Among, "postgresql")
def _among_postgresql(element: _Among, compiler: Any, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.values, **kw)
    return f"{column} = ANY({values})"


def upsert(engine_name: str, table: sa.Table, *, update: Sequence[str] = ()) -> Any:
    """Return an INSERT that overwrites the named columns of a row that is there already, or lets it be."""
    dialect = postgresql if engine_name == "postgresql" else sqlite
    insert = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    if not update:
        return insert.on_conflict_do_nothing(index_elements=keys)
    return insert.on_conflict_do_update(
        index_elements=keys, set_={name: getattr(insert.excluded, name) for name in update}
    )


@cache
def _statement(dialect: str, table: sa.Table, update: tuple[str, ...] | None) -> str:
    insert = upsert(dialect, table, update=update) if update is not None else table.insert()
    # Both drivers are given tuples: with ? and with %s.
    driver: Any = PGDialect_psycopg if dialect == "postgresql" else SQLiteDialect_pysqlite
    style = "format" if dialect == "postgresql" else "qmark"
    columns = [column.name for column in table.c]
    return str(insert.compile(dialect=driver(paramstyle=style), column_keys=columns))


def write(
    conn: sa.Connection,
    table: sa.Table,
    rows: Sequence[tuple[Any, ...]],
    *,
    update: tuple[str, ...] | None = None,
) -> None:
    """Insert rows, tuples of all columns; ``update`` names what to overwrite in rows that are there, () for nothing.

    The statement goes to the driver as it is: what SQLAlchemy does to each parameter costs more than the insert.
    """
    if rows:
        conn.exec_driver_sql(_statement(conn.dialect.name, table, update), list(rows))


def ask(conn: sa.Connection, statement: str, *parameters: Any) -> list[Any]:
    """Return the rows of a statement that goes to the driver as it is, for what is asked often: it costs a tenth."""
    driver: Any = conn.connection.driver_connection
    dbapi: Any = conn.dialect.dbapi
    try:
        rows: list[Any] = driver.execute(statement, parameters).fetchall()
    except dbapi.Error as error:
        raise DBAPIError.instance(statement, parameters, error, dbapi.Error, dialect=conn.dialect) from error
    return rows


@cache
def _text(dialect: str, query: sa.Select[Any]) -> str:
    driver: Any = PGDialect_psycopg if dialect == "postgresql" else SQLiteDialect_pysqlite
    return str(query.compile(dialect=driver(paramstyle="format" if dialect == "postgresql" else "qmark")))


def fetch(conn: sa.Connection, query: sa.Select[Any], *values: Any) -> list[Any]:
    """Do the same with a query that is built once; ``values`` for its parameters in order, a list for ``among``.

    Rows are as the driver gives them: on SQLite a boolean is a number.
    """
    dialect = conn.dialect.name
    if dialect == "sqlite":
        values = tuple(to_json(value).decode() if isinstance(value, list) else value for value in values)
    return ask(conn, _text(dialect, query), *values)


def size(conn: sa.Connection) -> int:
    """Return how many bytes the database takes: on PostgreSQL, all tables of its schema with their indexes."""
    if conn.dialect.name == "postgresql":
        query = "SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables WHERE schemaname = current_schema()"
        return int(conn.exec_driver_sql(query).scalar() or 0)
    pages, page_size = (
        conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("page_count", "page_size")
    )
    return int(pages or 0) * int(page_size or 0)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stamp(time: datetime) -> int:
    """Return a time as the tables hold it."""
    return (time - _EPOCH) // timedelta(microseconds=1)


def time_of(stamp: int | None) -> datetime | None:
    """Return a time of the tables, in UTC."""
    return None if stamp is None else _EPOCH + timedelta(microseconds=stamp)


def exists(engine: sa.Engine) -> bool:
    """Return whether there is a database to look in; it is not made by looking.

    Raises InputError for a folder, and for a place where we may not look.
    """
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return True
    place = Path(database)
    try:
        if not place.is_dir():
            place.stat()
            return True
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        because = why(error) if isinstance(error, OSError) else Words("geen naam", "no name")
        raise InputError(
            f"Bij het gegevensbestand '{database}' kan niet worden gekeken ({because.nl}). Vraag om rechten, of kies "
            "een andere plaats met --record.",
            f"The record '{database}' cannot be looked at ({because.en}). Ask for permission, or choose another place "
            "with --record.",
        ) from None
    raise InputError(
        f"'{database}' is een map. Geef met --record het bestand daarin, zoals {place / 'record.sqlite'}.",
        f"'{database}' is a folder. Give the file in it with --record, such as {place / 'record.sqlite'}.",
    )
