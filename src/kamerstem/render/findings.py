"""Findings as lines of text, and the report of ``kamerstem check``."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kamerstem.language import Lang, Words
from kamerstem.model.overview import Finding, Overview, Severity

if TYPE_CHECKING:
    from kamerstem.model.answers import Checked, Coverage

SEVERITIES: dict[Severity, Words] = {
    Severity.ERROR: Words("fout", "error"),
    Severity.WARNING: Words("let op", "warning"),
    Severity.INFO: Words("ter informatie", "info"),
}
_COUNTS: dict[Severity, tuple[Words, Words]] = {
    Severity.ERROR: (Words("fout", "error"), Words("fouten", "errors")),
    Severity.WARNING: (Words("waarschuwing", "warning"), Words("waarschuwingen", "warnings")),
    Severity.INFO: (Words("mededeling", "note"), Words("mededelingen", "notes")),
}
_NONE = Words("geen bevindingen", "no findings")


def line(finding: Finding, lang: Lang) -> str:
    """Return "fout: ... [outcome-tally]", one line."""
    place = f" ({finding.place.words.in_(lang)})" if finding.place is not None else ""
    return f"{SEVERITIES[finding.severity].in_(lang)}: {finding.message.in_(lang)}{place} [{finding.check}]"


def lines(overview: Overview, lang: Lang) -> Iterator[str]:
    """Yield a line for each finding, in the overview's order (worst first)."""
    return (line(finding, lang) for finding in overview.findings)


def counted(numbers: Iterable[tuple[Severity, int]], lang: Lang) -> str:
    """Return "2 fouten, 1 mededeling": how many findings there are of each severity, in words."""
    said = [f"{number} {_COUNTS[severity][number > 1].in_(lang)}" for severity, number in numbers if number]
    return ", ".join(said) or _NONE.in_(lang)


def report(checked: "Checked", lang: Lang) -> str:
    """Return the report on one document: its name, what was found, and a count; ends in a newline.

    That it was not compared stands first. How much of it was read and compared stands under its name.
    """
    overview = checked.overview
    found = overview.findings
    total = counted(
        ((severity, sum(finding.severity is severity for finding in found)) for severity in Severity), lang
    )
    subject = f" ({overview.subject.ref})" if overview.subject.ref else ""
    first = f"{checked.not_compared.in_(lang)}\n" if checked.not_compared else ""
    looked = f"  {covered(checked.coverage, lang)}\n" if checked.coverage else ""
    body = "".join(f"  {line(finding, lang)}\n" for finding in found)
    return f"{first}{checked.name}{subject}: {total}\n{looked}{body}"


def covered(coverage: "Coverage", lang: Lang) -> str:
    """Return in a sentence how much of a document was read and compared."""
    n = coverage.decisions
    other = n - coverage.compared - coverage.not_read
    decisions = Words(f"{n} besluit{'en' * (n != 1)}", f"{n} decision{'s' * (n != 1)}")
    headed = Words(
        f"; van {coverage.headed} staat de uitslag alleen in de kop",
        f"; of {coverage.headed} only the heading gives the result",
    )
    if not coverage.headed:
        headed = Words("", "")
    if coverage.whole and coverage.agree == n:
        return Words(
            f"Alles gelezen en vergeleken: {decisions.nl}, gelijk{headed.nl}.",
            f"All of it read and compared: {decisions.en}, the same{headed.en}.",
        ).in_(lang)
    parts = [
        (coverage.agree, Words("gelijk", "the same")),
        (coverage.differ, Words("met een verschil", "with a difference")),
        (coverage.unclear, Words("waarvan dat niet te zeggen is", "of which that cannot be told")),
        (other, Words("niet vergeleken", "not compared")),
        (coverage.not_read, Words("niet gelezen", "not read")),
    ]
    states = ", ".join(f"{number} {words.in_(lang)}" for number, words in parts if number)
    head = (
        Words("Alles gelezen en vergeleken: ", "All of it read and compared: ")
        if coverage.whole
        else Words("", "")
    )
    unread = Words(
        f"; {coverage.unread} regel{'s' * (coverage.unread != 1)} niet gelezen",
        f"; {coverage.unread} line{'s' * (coverage.unread != 1)} not read",
    )
    return (
        head.in_(lang)
        + decisions.in_(lang)
        + (f": {states}" if states and not coverage.whole else f", {states}" if states else "")
        + headed.in_(lang)
        + (unread.in_(lang) if coverage.unread else "")
        + "."
    )
