"""The lock of a record: one sync at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from kamerstem.store.failures import sentence


@contextmanager
def held(engine: sa.Engine) -> Iterator[bool]:
    """Hold the record's lock for one sync; give whether it was free.

    The lock is the operating system's (a transaction on a file beside the record) or the server's (an advisory
    lock of a session), so it ends with the process that held it, however that ended.
    """
    if engine.dialect.name == "postgresql":
        # Not pooled, for the lock is the session's.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            name = "hashtext('kamerstem sync ' || current_schema())"
            free = bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({name})").scalar())
            try:
                yield free
            finally:
                if free:
                    connection.exec_driver_sql(f"SELECT pg_advisory_unlock({name})")
        return
    database = engine.url.database
    if not database or database == ":memory:":
        yield True
        return
    try:
        lock = sqlite3.connect(f"{database}.lock", timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise sentence(database, DBAPIError("", None, error), writing=True) from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
            free = True
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY":
                raise sentence(database, DBAPIError("", None, error), writing=True) from error
            free = False
        yield free
    finally:
        lock.close()
