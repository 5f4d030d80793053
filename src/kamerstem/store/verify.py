"""What a record is like: how far it was read, and all of it looked at, what is derived a second time as well."""

import sqlite3
from typing import Any

import sqlalchemy as sa

from kamerstem.language import Words
from kamerstem.model.answers import CategoryStatus, Counts, Damage, Difference, Verification
from kamerstem.store import paper_files, schema
from kamerstem.store.derive import Registry
from kamerstem.store.facts import keeping, tables
from kamerstem.store.history import replay
from kamerstem.store.loader import Reader, uncollected
from kamerstem.store.questions import Question
from kamerstem.store.raw import Codec, DamagedError
from kamerstem.store.schema import COUNTS, Packed, derived, derived_tables, time_of
from kamerstem.store.search_index import Index, document, index_table, unlike


def verified(conn: sa.Connection, reader: Reader) -> Verification:
    """Look at every raw record, derive everything a second time beside the first, and compare."""
    broken: list[str] = []
    if conn.dialect.name == "sqlite":
        said = conn.exec_driver_sql("PRAGMA integrity_check").scalars()
        broken = [line for line in said if line != "ok"]
    second_metadata = sa.MetaData()
    second = derived_tables(second_metadata, "again_", temporary=True)
    searched = index_table(second_metadata, "again_", temporary=True)
    for table in second_metadata.sorted_tables:
        conn.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    second_metadata.create_all(conn, checkfirst=False)
    registry = Registry(conn, closed=True)
    with uncollected():
        codec = Codec.of(conn)
        damaged = (
            *replay(conn, second, registry, codec, reader),
            *(Damage("Document", id, place, "file") for id, place in paper_files.damaged(conn)),
        )
    pairs = list(zip(derived.tables(), second.tables(), strict=True))
    if not Index(conn, derived).stale:  # one of another analyser is out of date, which status says
        Index(conn, second, searched).fill()
        pairs.append((document, searched))
    if keeping.due(conn) == 0:  # what is due is no difference, and status says so
        others = tables.fact_tables(sa.MetaData(), "again_", temporary=True)
        for table in others.all():
            conn.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
            table.create(conn)
        with uncollected():
            keeping.work_out(conn, Question(conn, second, codec, reader), others)
        pairs += zip(tables.facts.compared(), others.compared(), strict=True)
    differences: list[Difference] = []
    for kept, again in pairs:
        surplus, missing = _unlike(conn, codec, kept, again)
        if surplus or missing:
            differences.append(Difference(kept.name, surplus, missing))
    if any(again is searched for _, again in pairs):
        try:
            surplus, missing = unlike(conn, searched.name)
        except sqlite3.DatabaseError as error:
            broken.append(f"search_index: {error}")
        else:
            if surplus or missing:
                differences.append(Difference("search_index", surplus, missing))
    second_metadata.drop_all(conn, checkfirst=False)
    return Verification(damaged, tuple(differences), tuple(broken))


def _unlike(conn: sa.Connection, codec: Codec, kept: sa.Table, again: sa.Table) -> tuple[int, int]:
    """Return how many rows of a table are not in the other, and of the other not in it.

    What is packed is compared by what it says: the same may be packed in several ways.
    """
    packed = [column.name for column in kept.c if isinstance(column.type, Packed)]
    plain = [column.name for column in kept.c if column.name not in packed]
    some, others = (sa.select(*(table.c[name] for name in plain)) for table in (kept, again))
    surplus, missing = (
        conn.execute(sa.select(sa.func.count()).select_from(sa.except_(one, other).subquery())).scalar() or 0
        for one, other in ((some, others), (others, some))
    )
    if packed:
        same = (kept.c[name].is_not_distinct_from(again.c[name]) for name in plain)
        two = kept.c[packed[0]], again.c[packed[0]]
        query = sa.select(*two).join_from(kept, again, sa.and_(*same)).where(two[0].is_distinct_from(two[1]))
        unequal = sum(_said(codec, one) != _said(codec, other) for one, other in conn.execute(query))
        surplus, missing = surplus + unequal, missing + unequal
    return surplus, missing


def _said(codec: Codec, data: bytes | None) -> bytes | str | None:
    try:
        return None if data is None else codec.unpack(bytes(data))
    except DamagedError as error:
        return str(error)


def categories(conn: sa.Connection) -> tuple[CategoryStatus, ...]:
    """Return how far each category was read, by name."""
    query = sa.select(schema.category).order_by(schema.category.c.name)
    return tuple(_category(row) for row in conn.execute(query))


def _category(row: Any) -> CategoryStatus:
    return CategoryStatus(
        row.name,
        row.token,
        time_of(row.whole),
        time_of(row.started),
        time_of(row.finished),
        Counts(*(getattr(row, name) for name in COUNTS)),
        Words(row.error_nl, row.error_en) if row.error_nl is not None else None,
    )
