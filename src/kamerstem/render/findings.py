"""Findings as lines of text, and the report of ``kamerstem check``."""

from collections.abc import Iterable, Iterator

from kamerstem.language import Lang, Words
from kamerstem.model.overview import Finding, Overview, Severity

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


def report(name: str, overview: Overview, lang: Lang) -> str:
    """Return the report on one document: its name, what was found, and a count; ends in a newline."""
    found = overview.findings
    total = counted(
        ((severity, sum(finding.severity is severity for finding in found)) for severity in Severity), lang
    )
    subject = f" ({overview.subject.ref})" if overview.subject.ref else ""
    body = "".join(f"  {line(finding, lang)}\n" for finding in found)
    return f"{name}{subject}: {total}\n{body}"
