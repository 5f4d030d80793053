"""What a database says went wrong, as a sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from kamerstem.errors import InputError, KamerstemError, NotFoundError, SourceError, WriteError
from kamerstem.store.schema import shown

_NO_TABLE, _NO_COLUMN = "42P01", "42703"  # of PostgreSQL


def decoded(text: str | bytes) -> Any:
    """Return what a derived row holds as JSON. Raises InputError where it is damaged."""
    try:
        return from_json(text)
    except ValueError as error:
        raise damaged(error) from None


def damaged(error: Exception) -> InputError:
    """Return what is said of a derived row that cannot be read."""
    return InputError(
        f"Het gegevensbestand is beschadigd: een afgeleide rij is niet te lezen ({error}). Leid het opnieuw af met "
        "'kamerstem sync --rebuild'; helpt dat niet, zet dan een reservekopie terug.",
        f"The record is damaged: a derived row cannot be read ({error}). Derive it anew with 'kamerstem sync "
        "--rebuild'; if that does not help, put back a copy.",
    )


@contextmanager
def failures(engine: sa.Engine, *, writing: bool = False) -> Iterator[None]:
    """Turn what a database says went wrong into a sentence.

    WriteError where it cannot be written to, SourceError where a server does not answer, InputError for a file that
    is no record or is broken.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, ProgrammingError | IntegrityError) and not _of_the_record(error):
            raise  # a fault of ours
        raise sentence(shown(engine), error, writing=writing) from error
    except sa.exc.TimeoutError as error:  # every connection is taken by other threads
        place = shown(engine)
        raise SourceError(
            f"Het gegevensbestand '{place}' heeft het te druk. Probeer het over een paar seconden opnieuw.",
            f"The record '{place}' is too busy. Try again in a few seconds.",
        ) from error
    except OSError as error:
        place = shown(engine)
        raise WriteError(
            f"Het gegevensbestand '{place}' kan niet worden geschreven ({error.strerror}).",
            f"The record '{place}' cannot be written ({error.strerror}).",
        ) from error


def _of_the_record(error: DBAPIError) -> bool:
    """Return whether a wrong statement is a fault of the record or its address: rights, a table that is gone."""
    state = getattr(error.orig, "sqlstate", "")
    return state in ("42501", _NO_TABLE, _NO_COLUMN) or (state is None and error.statement is None)


def sentence(place: str, error: DBAPIError, *, writing: bool) -> KamerstemError:
    """Return what is said of a record at a place where a database failed."""
    origin = error.orig
    reason = " ".join(str(origin).split())[:120]
    code = getattr(origin, "sqlite_errorname", None)
    state = getattr(origin, "sqlstate", None)
    if code in ("SQLITE_FULL",) or state in ("53100", "53200"):
        return WriteError(
            f"De schijf van het gegevensbestand '{place}' is vol. Er is niets half geschreven; maak ruimte en "
            "werk opnieuw bij.",
            f"The disk of the record '{place}' is full. Nothing is half written; make room and sync again.",
        )
    if isinstance(code, str) and code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return WriteError(
            f"Het gegevensbestand '{place}' kan niet worden geopend om te schrijven. Controleer of de map bestaat "
            "en of u er mag schrijven, of kies een andere met --record.",
            f"The record '{place}' cannot be opened for writing. Check that the folder exists and that you may "
            "write there, or choose another with --record.",
        )
    if state == "3D000" or re.search(
        r'database ".*" does not exist', reason
    ):  # on connecting there is no code
        return NotFoundError(
            f"De database van '{place}' is er niet. Maak die met createdb, en vul haar met 'kamerstem sync'.",
            f"The database of '{place}' is not there. Make it with createdb, and fill it with 'kamerstem sync'.",
        )
    if state in ("25006", "42501"):
        return WriteError(
            f"In het gegevensbestand '{place}' mag u niet schrijven. Vraag de beheerder om rechten.",
            f"You may not write to the record '{place}'. Ask its owner for permission.",
        )
    if state in (_NO_TABLE, _NO_COLUMN) or re.match("no such (?:table|column)", reason):
        return InputError(
            f"Het gegevensbestand '{place}' mist een deel ({reason}). Leid het opnieuw af met 'kamerstem sync "
            "--rebuild'; helpt dat niet, zet dan een reservekopie terug.",
            f"The record '{place}' lacks a part ({reason}). Derive it anew with 'kamerstem sync --rebuild'; if that "
            "does not help, put back a copy.",
        )
    if state is None and isinstance(error, ProgrammingError):
        return InputError(
            f"Het adres '{place}' klopt niet ({reason}). Geef postgresql://gebruiker@server/naam.",
            f"The address '{place}' is not right ({reason}). Give postgresql://user@server/name.",
        )
    damaged = isinstance(code, str) and code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))
    if damaged or reason.startswith("Could not decode to UTF-8"):
        return InputError(
            f"'{place}' is geen gegevensbestand van Kamerstem, of het is beschadigd ({reason}). Zet een reservekopie "
            "terug, of maak met --record een nieuw.",
            f"'{place}' is no record of Kamerstem, or it is damaged ({reason}). Put back a copy, or make a new one "
            "with --record.",
        )
    if writing and code is not None:
        return WriteError(
            f"Het gegevensbestand '{place}' kan niet worden geschreven ({reason}). Er is niets half geschreven.",
            f"The record '{place}' cannot be written ({reason}). Nothing is half written.",
        )
    return SourceError(
        f"Het gegevensbestand '{place}' antwoordt niet ({reason}). Controleer het adres en of de dienst werkt.",
        f"The record '{place}' does not answer ({reason}). Check the address and whether the service runs.",
    )
