"""The *controleverslag*: one page to file beside a document, that says how it was checked and what was found.

It names the document by its hash and the data in their own words, and knows no clock: the same check gives the same
bytes.
"""

import io
from pathlib import Path
from textwrap import shorten
from typing import Any

from kamerstem.contract import VERSION
from kamerstem.dataclasses import dataclass
from kamerstem.errors import InputError
from kamerstem.language import Lang, Words
from kamerstem.model import plain_words
from kamerstem.model.answers import Checked
from kamerstem.model.overview import Severity
from kamerstem.render.extras import stamp
from kamerstem.render.findings import SEVERITIES, counted, covered
from kamerstem.version import __version__

FORMS = ("pdf", "docx", "md", "text")
# What a page holds, with messages of so many characters.
_MOST, _LONG = 15, 150
_TITLE = Words("Controleverslag", "Report of a check")
_FOUND = Words("Bevindingen", "Findings")
_NONE = Words("Er is niets gevonden.", "Nothing was found.")


@dataclass(frozen=True, slots=True)
class Report:
    """What stands on the page, in the order in which it stands there; ``facts`` are names with their values."""

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    heading: str
    findings: tuple[tuple[str, str, str, str], ...]
    closing: str | None


def compose(checked: Checked, lang: Lang = "nl") -> Report:
    """Return what the report of a checked document says: the worst findings first, and as many as a page holds."""
    overview = checked.overview
    found = overview.findings
    numbers = [(severity, sum(each.severity is severity for each in found)) for severity in Severity]
    hashed = next((source.sha256 for source in overview.sources if source.sha256), None)
    looked = covered(checked.coverage, lang) if checked.coverage else "-"
    facts = (
        (Words("Document", "Document"), Path(checked.name).name),
        (Words("Kenmerk (SHA-256)", "Hash (SHA-256)"), hashed or "-"),
        (Words("Gegevens", "Data"), checked.origin.in_(lang)),
        (Words("Gelezen en vergeleken", "Read and compared"), looked),
        (_FOUND, counted(numbers, lang)),
        (Words("Gemaakt met", "Made with"), f"Kamerstem {__version__}, JSON {VERSION}"),
    )
    shown = [
        (
            SEVERITIES[each.severity].in_(lang),
            each.place.words.in_(lang) if each.place is not None else "",
            plain_words.clean(shorten(each.message.in_(lang), _LONG, placeholder=" ...")),
            plain_words.clean(f"[{each.check}]"),
        )
        for each in found[:_MOST]
    ]
    more = len(found) - len(shown)
    closing = Words(
        f"En nog {more}; kamerstem check geeft ze alle.", f"And {more} more; kamerstem check gives them all."
    )
    return Report(
        title=_TITLE.in_(lang),
        about=_about(checked),
        facts=tuple((name.in_(lang), plain_words.clean(value)) for name, value in facts),
        heading=_FOUND.in_(lang),
        findings=tuple(shown),
        closing=closing.in_(lang) if more else (_NONE.in_(lang) if not found else None),
    )


def _about(checked: Checked) -> str:
    """Return what the document is about: its number, and the beginning of its title."""
    subject = checked.overview.subject
    title = shorten(subject.title, 140, placeholder=" ...") if subject.title else ""
    return plain_words.clean(": ".join(filter(None, (str(subject.ref or ""), title))))


def render(form: str, checked: Checked, lang: Lang = "nl") -> bytes:
    """Return the report in one of ``FORMS``. Raises InputError for another, and for what is no document."""
    if form not in FORMS:
        names = ", ".join(FORMS)
        raise InputError(
            f"Een controleverslag als {form} is er niet. Kies uit: {names}.",
            f"There is no report of a check as {form}. Choose from: {names}.",
        )
    if checked.coverage is None:
        raise InputError(
            "--report hoort bij een document; dit is een nummer. Geef een bestand.",
            "--report goes with a document; this is a number. Give a file.",
        )
    report = compose(checked, lang)
    if form == "pdf":
        return _pdf(report, checked, lang)
    if form == "docx":
        return _docx(report, checked)
    return (_md(report) if form == "md" else _text(report)).encode()


def _pdf(report: Report, checked: Checked, lang: Lang) -> bytes:
    from kamerstem.render import typesetting
    from kamerstem.render.pdf import settable

    when = stamp(checked.overview)
    data: dict[str, Any] = {
        "lang": lang,
        "region": "NL" if lang == "nl" else "GB",
        "dated": when is not None,
        "title": report.title,
        "about": report.about,
        "facts": [list(fact) for fact in report.facts],
        "heading": report.heading,
        "findings": [list(finding) for finding in report.findings],
        "closing": report.closing,
    }
    try:
        return typesetting.pdf("control.typ", data, when)
    except typesetting.NoGlyph:
        return typesetting.pdf("control.typ", settable(data), when)


def _docx(report: Report, checked: Checked) -> bytes:
    from kamerstem.render.docx import repacked
    from kamerstem.render.docx_styles import ADDED, BODY, NOTE, NUMBER, SECTION, SUBJECT, plain_document

    word = plain_document()
    word.sections[
        0
    ].different_first_page_header_footer = False  # no letterhead: all of it is to stand on one page
    word.add_paragraph(report.title, style=NUMBER)
    if report.about:
        word.add_paragraph(report.about, style=SUBJECT)
    for name, value in report.facts:
        paragraph = word.add_paragraph(style=BODY)
        paragraph.paragraph_format.space_after = 0
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)
    word.add_paragraph(report.heading, style=SECTION)
    for severity, place, message, check in report.findings:
        paragraph = word.add_paragraph(style=NOTE)
        paragraph.add_run(f"{severity}{f' ({place})' if place else ''}: ").bold = True
        paragraph.add_run(f"{message} {check}")
    if report.closing:
        word.add_paragraph(report.closing, style=ADDED)
    packed = io.BytesIO()
    word.save(packed)
    return repacked(packed.getvalue(), stamp(checked.overview))


def _text(report: Report) -> str:
    lines = [report.title, *([report.about] if report.about else []), ""]
    lines += [f"{name}: {value}" for name, value in report.facts]
    lines += ["", report.heading]
    lines += [
        f"- {severity}{f' ({place})' if place else ''}: {said} {check}"
        for severity, place, said, check in report.findings
    ]
    return "\n".join([*lines, *([report.closing] if report.closing else [])]) + "\n"


def _md(report: Report) -> str:
    from kamerstem.render.md import escaped

    lines = [f"# {report.title}", "", *([escaped(report.about), ""] if report.about else [])]
    lines += [f"- **{name}**: {escaped(value)}" for name, value in report.facts]
    lines += ["", f"## {report.heading}", ""]
    lines += [
        f"- **{severity}**{f' ({place})' if place else ''}: {escaped(f'{said} {check}')}"
        for severity, place, said, check in report.findings
    ]
    return "\n".join([*lines, *(["", report.closing] if report.closing else [])]) + "\n"
