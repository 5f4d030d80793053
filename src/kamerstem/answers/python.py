"""What the commands do, for Python: documents read, checked, compared and written, and the door to official data."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamerstem.answers import comparison, documents, shown  # noqa: F401  (answers can be shown)
from kamerstem.answers.door import Answer, Door, Origin
from kamerstem.answers.opening import open_door
from kamerstem.errors import InputError
from kamerstem.language import Lang
from kamerstem.model.answers import AccountComparison, DocumentComparison, IntendedComparison
from kamerstem.model.days import as_day
from kamerstem.model.overview import Overview
from kamerstem.render import forms

__all__ = ["check", "compare", "compare_intended", "door", "read", "to_bytes", "write"]


def door(origin: Origin = "auto", *, url: str | None = None, record: str | Path | None = None) -> Door:
    """Return the door to official data, to be closed or used in ``with``; threads may share it.

    ``origin`` is "auto" (the local record, and where that is not there or does not have it the official API), "record",
    "live" or "example". ``url`` is the host root of the official services (``None``: KAMERSTEM_URL, else theirs),
    ``record`` a path or database URL (``None``: KAMERSTEM_RECORD, else where the commands keep it).
    """
    place = os.fspath(record) if record is not None else os.environ.get("KAMERSTEM_RECORD")
    return open_door(origin, url=url or os.environ.get("KAMERSTEM_URL"), record=place)


def read(path: str | Path) -> Overview:
    """Return the overview in a file: text, PDF, Word or a web page, in the form of the Senate. Nothing is checked.

    Raises NotAnOverview for another document, InputError for a file that cannot be read.
    """
    return documents.read_overview(Path(path))


def check(target: str | Path, through: Door | None = None, *, papers: bool = True) -> Answer:
    """Return the overview in a file with all that the checks find in it, held against the official data.

    ``through`` is the door to those (``None``: one for this question). By "auto" the data may be out of reach: then
    ``compared`` is False and ``origin`` says why. A reference is looked up and checked. ``papers``: also against the
    papers of the amendments.
    """
    with _own(through) as asked:
        return documents.check(asked, os.fspath(target), papers=papers)


def compare(
    path: str | Path, ref: str | None = None, through: Door | None = None, *, day: dt.date | str | None = None
) -> DocumentComparison | AccountComparison:
    """Return a document, or the account of a sitting, beside the official data.

    ``ref`` is the bill where the document does not say, ``day`` the day of a sitting whose account does not say;
    ``through`` the door to the data (``None``: one for this question). Raises NotFoundError for a bill that they do
    not have.
    """
    with _own(through) as asked:
        return comparison.compare_file(asked, Path(path), ref, day=None if day is None else as_day(day))


def compare_intended(path: str | Path, party: str, through: Door | None = None) -> IntendedComparison:
    """Return how a party meant to vote (CSV: paper; vote) beside how it is recorded."""
    with _own(through) as asked:
        return comparison.compare_intended(asked, Path(path), party)


def to_bytes(overview: Overview, form: str, lang: Lang = "nl", *, template: bytes | None = None) -> bytes:
    """Return an overview in a form: "text", "json", "html", "md", "pdf" or "docx"; what is text is UTF-8.

    ``template`` is a Word file with the house style, for "docx". Raises InputError for another form or language.
    """
    return forms.render(forms.known(form), overview, lang, template=template)


def write(
    overview: Overview,
    path: str | Path,
    form: str | None = None,
    lang: Lang = "nl",
    *,
    template: bytes | None = None,
) -> None:
    """Write an overview to a file, whole or not at all; without ``form`` it follows from the name.

    Raises InputError for a form or language that there is not, or a name that asks for no form; WriteError where it
    cannot be written.
    """
    from kamerstem.files import write

    place = Path(path)
    if form is None and not place.suffix:
        endings = ", ".join(forms.SUFFIXES.values())
        raise InputError(
            f"Aan de naam '{place.name}' is niet te zien in welke vorm. Laat hem eindigen op {endings}, of geef form.",
            f"The name '{place.name}' does not say in which form. Let it end in {endings}, or give form.",
        )
    write(place, to_bytes(overview, form or forms.of_name(place), lang, template=template))


@contextmanager
def _own(through: Door | None) -> Iterator[Door]:
    """Give the door, or one for as long as a question takes."""
    if through is not None:
        yield through
    else:
        with door() as opened:
            yield opened
