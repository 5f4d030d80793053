"""Documents: what is read from a file, and a file or a reference asked of a door."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kamerstem.answers.door import Answer, Door, checked, no_history
from kamerstem.dataclasses import replace
from kamerstem.errors import BadReference, InputError, NotAnOverview, NotFoundError, SourceError
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.overview import Overview
from kamerstem.readers import overview as overview_reader
from kamerstem.readers.lines import STANDARD_INPUT, read_file

DOCUMENTS = (".txt", ".pdf", ".docx", ".docm", ".dotx", ".odt", ".html", ".htm")
"""How the names end of what is taken out of a folder."""

if TYPE_CHECKING:
    from kamerstem.model.answers import Checked


def ask(door: Door, target: str, *, at: dt.date | None = None, papers: bool = True) -> Answer:
    """Return the overview of a file or a reference, checked.

    An existing path is a file, else it is a reference for :meth:`Door.overview`; the door to the example takes no
    files. Raises a KamerstemError whose sentence says what to do.
    """
    if door.origin != "example" and is_file(target):
        if at is not None:
            raise no_history()
        return checked(read_overview(Path(target)), _from_file(Path(target)))
    return door.overview(refs.asked(target), at, papers=papers)


def check(door: Door, target: str, *, papers: bool = True) -> Answer:
    """Return the overview of a file or a reference with all findings; a file is also held against the official data.

    By the door "auto" a document is not compared when the data cannot be reached, and the answer says so; by "record"
    or "live" that is an error; by "example" the document is held against the built-in example.
    """
    if not is_file(target):
        return ask(door, target, papers=papers)
    document = checked(read_overview(Path(target)), _from_file(Path(target)))
    from kamerstem.checks.coverage import covered

    document = replace(document, coverage=covered(document.overview, None))
    ref = document.overview.subject.ref
    if ref is None:
        return _not_compared(
            document,
            Words("het document noemt geen wetsvoorstel of stuk.", "the document names no bill or paper."),
        )
    try:
        known = door.overview(ref, papers=papers, patient=door.origin != "auto")
    except (NotFoundError, SourceError) as error:
        if door.origin != "auto":
            raise
        return _not_compared(document, error.words)
    from kamerstem.checks import compare

    overview = compare.merged(document.overview, known.overview)
    origin = Words(
        f"{document.origin.nl} Vergeleken met de gegevens: {known.origin.nl[:1].lower()}{known.origin.nl[1:]}",
        f"{document.origin.en} Compared with the data: {known.origin.en[:1].lower()}{known.origin.en[1:]}",
    )
    return Answer(overview, origin, compared=True, coverage=covered(document.overview, known.overview))


def as_checked(name: str, answer: Answer) -> "Checked":
    """Return an answer to :func:`check` under the name of what was checked, as reports are made of it."""
    from kamerstem.model.answers import Checked

    return Checked(
        name=name,
        overview=answer.overview,
        origin=answer.origin,
        compared=answer.compared,
        coverage=answer.coverage,
        not_compared=answer.not_compared,
    )


def read_overview(path: Path) -> Overview:
    """Return the overview in a file; an error names the file, for it may be one of many."""
    data = read_file(path)
    try:
        return overview_reader.read(data)
    except NotAnOverview as error:
        raise NotAnOverview(f"'{path.name}': {error.words.nl}", f"'{path.name}': {error.words.en}") from None


def _not_compared(document: Answer, why: Words) -> Answer:
    said = Words(
        f"Niet vergeleken met de officiële gegevens: {why.nl}",
        f"Not compared with the official data: {why.en}",
    )
    origin = Words(f"{document.origin.nl} {said.nl}", f"{document.origin.en} {said.en}")
    return replace(document, origin=origin, not_compared=said)


def is_file(target: str) -> bool:
    """Return whether a target is a file, or was meant as one; "-" is what comes by standard input."""
    return bool(target) and (target == "-" or _exists(Path(target)) or _looks_like_path(target))


def spread(targets: Sequence[str]) -> list[str]:
    """Return targets with the documents in a folder for the folder, in order of name; not those of folders within it.

    Raises InputError for a folder without a document.
    """
    return [each for target in targets for each in _spread(target)]


def _spread(target: str) -> list[str]:
    try:
        if not target or not Path(target).is_dir():
            return [target]
        found = sorted(
            each for each in Path(target).iterdir() if each.suffix.lower() in DOCUMENTS and each.is_file()
        )
    except (OSError, ValueError):
        return [target]  # whoever reads it says what is wrong
    if not found:
        raise InputError(
            f"In de map '{target}' staat geen document ({', '.join(DOCUMENTS)}).",
            f"The folder '{target}' holds no document ({', '.join(DOCUMENTS)}).",
        )
    return [str(each) for each in found]


def _from_file(path: Path) -> Words:
    if path == STANDARD_INPUT:
        return Words("Gelezen van de standaardinvoer.", "Read from standard input.")
    return Words(f"Gelezen uit {path.name}.", f"Read from {path.name}.")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _looks_like_path(target: str) -> bool:
    """Return whether what does not exist was meant as a file, so that the error speaks of a file."""
    if "://" in target:
        return False
    try:
        refs.asked(target)
    except BadReference:
        return bool(Path(target).suffix) or "/" in target or "\\" in target
    return False
