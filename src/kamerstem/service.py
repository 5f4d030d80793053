"""What the command line calls, and later the site: a reference or a file in, an answer out.

Every answer is an overview with the findings of all checks in it.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from kamerstem import checks
from kamerstem.errors import BadReference, InputError, NotAnOverview, NotFoundError
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.overview import Overview, Severity, SourceKind
from kamerstem.readers import overview as overview_reader
from kamerstem.readers.lines import read_file

EXAMPLE = refs.Dossier(36470, "VI")


@dataclass(frozen=True, slots=True)
class Answer:
    """An overview, and where it came from in words for the reader."""

    overview: Overview
    origin: Words

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, ``None`` if there is none."""
        found = {finding.severity for finding in self.overview.findings}
        return next((severity for severity in Severity if severity in found), None)


def ask(target: str, *, origin: str = "auto") -> Answer:
    """Return the overview of a file or a reference, checked.

    An existing path is a file, else it is a reference. Raises a :class:`KamerstemError` whose sentence says what to do.
    """
    path = Path(target)
    if origin != "example" and target and (_exists(path) or _looks_like_path(target)):
        return _checked(_read(path), _from_file(path))
    ref = refs.parse(target)
    if origin == "example":
        return example(ref)
    raise InputError(
        f"'{target}' is geen bestand. Overzichten op nummer komen nog; het voorbeeld toont u met --from example.",
        f"'{target}' is no file. Overviews by number are yet to come; --from example shows the example.",
    )


def example(ref: refs.Ref = EXAMPLE) -> Answer:
    """Return the built-in example: the facts of bill 36470-VI, explained in words of our own."""
    if ref != EXAMPLE:
        raise NotFoundError(
            f"Het ingebouwde voorbeeld is {EXAMPLE}; {ref} is er niet bij.",
            f"The built-in example is {EXAMPLE}; {ref} is not among it.",
        )
    data = Path(__file__).with_name("examples").joinpath(f"{EXAMPLE}.txt").read_bytes()
    return _checked(
        overview_reader.read(data, SourceKind.EXAMPLE),
        Words(
            "Dit is het ingebouwde voorbeeld; de toelichting is in eigen woorden.",
            "This is the built-in example; the explanation is in words of our own.",
        ),
    )


def _read(path: Path) -> Overview:
    """Return the overview in a file; an error names the file, for it may be one of many."""
    data = read_file(path)
    try:
        return overview_reader.read(data)
    except NotAnOverview as error:
        raise NotAnOverview(f"'{path.name}': {error.words.nl}", f"'{path.name}': {error.words.en}") from None


def _checked(overview: Overview, origin: Words) -> Answer:
    return Answer(replace(overview, findings=checks.run(overview)), origin)


def _from_file(path: Path) -> Words:
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
        refs.parse(target)
    except BadReference:
        return bool(Path(target).suffix) or "/" in target or "\\" in target
    return False
