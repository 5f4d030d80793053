"""Keeping facts up to date: what is due after a change, and when it is worked out."""

import sqlalchemy as sa

from kamerstem.store import schema
from kamerstem.store.facts import derive, tables, views
from kamerstem.store.facts.derive import AT_ONCE, Why, Working
from kamerstem.store.facts.tables import FactTables, days_due, done, next_due, owed, version
from kamerstem.store.loader import in_steps
from kamerstem.store.questions import Question

FEW = 500
"""What a batch of a sync leaves due is worked out with it, in the same transaction; what is more waits for its end."""


def due(conn: sa.Connection) -> int | None:
    """Return how much is due; ``None`` for all of it: nothing was worked out yet, or not by this version."""
    return owed(conn) if tables.held_version(conn) == version() else None


def begin(conn: sa.Connection, *, anew: bool = False) -> int:
    """Return how much is due. Where nothing was worked out by this version, or ``anew``, that is everything."""
    schema.in_turn(conn, "facts")
    held = tables.held_version(conn)
    if held != version() or anew:
        views.drop(conn)
        tables.make(conn)
        derive.all_due(conn)
        _note(conn, "facts", version())
        _note(conn, "facts_why", "record" if held is None else "derivation")
    views.make(conn)
    return owed(conn)


def step(conn: sa.Connection, question: Question) -> int:
    """Work out some of what is due; return how much that was, 0 where nothing is due."""
    schema.in_turn(conn, "facts")
    keys = next_due(conn, AT_ONCE)
    days = [] if keys else days_due(conn)
    why = _why(conn)
    if keys or days:
        covered = Working(conn, question, why=why).step(keys, days)
        return done(conn, covered, days)
    if why != "record":
        _note(conn, "facts_why", "record")
    return 0


def settle_few(conn: sa.Connection, question: Question) -> None:
    """Work out what is due, if it is little; nothing where facts are not kept yet."""
    if tables.is_kept(conn) and 0 < owed(conn, FEW + 1) <= FEW:
        while step(conn, question):
            pass


def work_out(conn: sa.Connection, question: Question, into: FactTables) -> None:
    """Work out everything that the records of the question come to, into tables that are empty."""
    working = Working(conn, question, into)
    covered: set[int] = set()
    for kind in ("Zaak", "Besluit"):
        for keys in in_steps(conn, question.tables, kind, AT_ONCE):
            covered |= working.step([key for key in keys if key not in covered])


def _why(conn: sa.Connection) -> Why:
    meta = schema.meta.c
    why = conn.execute(sa.select(meta.value).where(meta.name == "facts_why")).scalar()
    return "derivation" if why == "derivation" else "record"


def _note(conn: sa.Connection, name: str, value: str) -> None:
    upsert = schema.upsert(conn.dialect.name, schema.meta, update=("value",))
    conn.execute(upsert, {"name": name, "value": value})
