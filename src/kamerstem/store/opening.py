"""Whether a database is a record, and the making of one where there is nothing."""

import sqlalchemy as sa

from kamerstem.errors import InputError, NotFoundError, WriteError
from kamerstem.store import forms, schema
from kamerstem.store.derive import DERIVATION
from kamerstem.store.schema import SCHEMA
from kamerstem.store.search_index import INDEX


def is_record(conn: sa.Connection, *, to_write: bool = False) -> bool:
    """Return whether there is a record, ``False`` where there is nothing at all.

    Raises InputError for what another program keeps there, and for a record of another form; not for one of the form
    before, if it is opened ``to_write``.
    """
    place = schema.shown(conn.engine)
    look = sa.inspect(conn)
    tables = set(look.get_table_names())
    if not tables:
        return False
    meta = schema.meta
    if meta.name not in tables or not set(meta.c.keys()) <= {
        each["name"] for each in look.get_columns(meta.name)
    }:
        raise _of_another_program(place)
    held = conn.execute(sa.select(meta.c.value).where(meta.c.name == "schema")).scalar()
    if held is None:
        raise _of_another_program(place)
    if forms.is_older(held) and not to_write:
        raise InputError(
            f"Het gegevensbestand '{place}' heeft nog de vorm van een eerdere versie van Kamerstem. Breng het over met "
            "'kamerstem sync': dat gaat vanzelf, er gaat niets verloren en het wordt half zo groot.",
            f"The record '{place}' still has the form of an earlier version of Kamerstem. Bring it over with "
            "'kamerstem sync': that goes by itself, nothing is lost and it gets half as large.",
        )
    if held != str(SCHEMA) and not forms.is_older(held):
        raise InputError(
            f"Het gegevensbestand '{place}' is van een andere versie van Kamerstem. Maak met --record een nieuw, of "
            "gebruik die versie.",
            f"The record '{place}' is of another version of Kamerstem. Make a new one with --record, or use that "
            "version.",
        )
    return True


def make(conn: sa.Connection) -> None:
    """Make an empty record, unless another process was first. Raises InputError for a database that is not in UTF-8."""
    if conn.dialect.name == "postgresql":
        encoding = conn.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise _not_in_utf8(schema.shown(conn.engine), str(encoding))
    schema.in_turn(conn, "making")
    if is_record(conn, to_write=True):
        return
    schema.metadata.create_all(conn)
    rows = {"schema": str(SCHEMA), "derivation": str(DERIVATION), "search": INDEX}
    insert = schema.upsert(conn.dialect.name, schema.meta)
    conn.execute(insert, [{"name": name, "value": value} for name, value in rows.items()])


def _of_another_program(place: str) -> InputError:
    return InputError(
        f"In '{place}' houdt een ander programma gegevens bij. Er is niets geschreven; kies met --record een andere "
        "plaats.",
        f"Another program keeps data in '{place}'. Nothing was written; choose another place with --record.",
    )


def _not_in_utf8(place: str, encoding: str) -> InputError:
    return InputError(
        f"De database van '{place}' is in {encoding}, en daarin passen niet alle namen. Maak een andere met 'createdb "
        "--encoding UTF8 --template template0'.",
        f"The database of '{place}' is in {encoding}, in which not all names fit. Make another with 'createdb "
        "--encoding UTF8 --template template0'.",
    )


def none(place: str) -> NotFoundError:
    """Return what is said where there is no record."""
    return NotFoundError(
        f"Er is nog geen gegevensbestand ({place}). Maak het met 'kamerstem sync'.",
        f"There is no record yet ({place}). Make it with 'kamerstem sync'.",
    )


def busy(place: str) -> WriteError:
    """Return what is said where another process is at it."""
    return WriteError(
        f"Het gegevensbestand '{place}' wordt al overgebracht. Wacht tot dat klaar is.",
        f"The record '{place}' is being brought over already. Wait until that is done.",
    )


def unreadable(place: str) -> InputError:
    """Return what is said of a record that was not closed, where nobody may write."""
    return InputError(
        f"Het gegevensbestand '{place}' is niet netjes gesloten en staat in een map waarin u niet mag schrijven. Open "
        "het eerst met rechten om te schrijven, of kopieer het met de bestanden ernaast naar een eigen map.",
        f"The record '{place}' was not closed well and lies in a folder in which you may not write. Open it first with "
        "permission to write, or copy it, with the files beside it, to a folder of your own.",
    )
