"""Comparisons as text and CSV: a document, the account of a sitting, or intentions, beside the official record.

Made of the plain data of their JSON (:func:`kamerstem.contract.checked.comparison`), so both say the same.
"""

from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Any

from kamerstem.language import Lang, Words
from kamerstem.model.form import SIDES
from kamerstem.model.overview import Place, Severity
from kamerstem.model.votes import Side
from kamerstem.render.findings import SEVERITIES
from kamerstem.render.sheet import as_csv

Data = Mapping[str, Any]

_CONTEXT = 2  # equal lines shown before and after a difference
_CALLED, _SAID = 120, 240  # characters of a title and of a statement that text shows; JSON has all of them

_STATES = {
    "agree": Words("gelijk", "agree"),
    "differ": Words("verschilt", "differ"),
    "only_account": Words("alleen in de bron", "only in the source"),
    "only_record": Words("alleen in de gegevens", "only in the data"),
}
_STANDS = {
    "same": Words("zoals bedoeld", "as intended"),
    "differs": Words("ANDERS DAN BEDOELD", "NOT AS INTENDED"),
    "not_voted": Words("niet in stemming", "not voted on"),
    "not_there": Words("staat niet in de gegevens", "not in the data"),
    "renumbered": Words("vervangen", "replaced"),
    "not_stated": Words("niet vermeld hoe de fractie stemde", "how the party voted is not stated"),
    "not_intended": Words("stond niet op de lijst", "was not on the list"),
}
_NOT_NAMED = Words("niet vermeld", "not stated")


def text(data: Data, lang: Lang) -> str:
    """Return a comparison for people to read."""
    write = {"document": _document, "account": _account, "intended": _intended}[data["kind"]]
    return "\n".join(write(data, lang)) + "\n"


# --- a document -----------------------------------------------------------------------------------------------


def _document(data: Data, lang: Lang) -> Iterator[str]:
    found = data["findings"]
    if not found:
        yield Words(
            "Het document zegt hetzelfde als de officiële gegevens.",
            "The document says the same as the official data.",
        ).in_(lang)
        return
    differences = Words(
        "verschil" if len(found) == 1 else "verschillen", "difference" if len(found) == 1 else "differences"
    )
    yield f"{data['ref'] or '?'}: {len(found)} {differences.in_(lang)}"
    for finding in found:
        yield f"  {_finding(finding, lang)}"
    yield ""
    yield Words(
        "- het document   + volgens de officiële gegevens", "- the document   + by the official data"
    ).in_(lang)
    yield from _beside(data["lines"], lang)


def _finding(finding: Data, lang: Lang) -> str:
    place = ""
    if finding["line"]:
        at = Place(finding["line"], finding["page"], finding["unit"] == "paragraph")
        place = f" ({at.words.in_(lang)})"
    return f"{SEVERITIES[Severity(finding['severity'])].in_(lang)}: {finding['message']}{place} [{finding['check']}]"


def _beside(lines: list[Data], lang: Lang) -> Iterator[str]:
    """Yield lines that differ with some that do not around them, and how many were passed over."""
    shown = [
        any(lines[near]["document"] != lines[near]["official"] for near in _near(index, len(lines)))
        for index in range(len(lines))
    ]
    skipped = 0
    for line, is_shown in zip(lines, shown, strict=True):
        if not is_shown:
            skipped += 1
            continue
        yield from _passed(skipped, lang)
        skipped = 0
        document, official = line["document"], line["official"]
        if document == official:
            yield f"  {document}".rstrip()
        else:
            yield from (
                f"{sign} {side}" for sign, side in (("-", document), ("+", official)) if side is not None
            )
    yield from _passed(skipped, lang)


def _near(index: int, length: int) -> range:
    return range(max(index - _CONTEXT, 0), min(index + _CONTEXT + 1, length))


def _passed(number: int, lang: Lang) -> Iterator[str]:
    if number:
        words = Words(
            "regel gelijk" if number == 1 else "regels gelijk",
            "line the same" if number == 1 else "lines the same",
        )
        yield f"  ({number} {words.in_(lang)})"


# --- the account of a sitting ---------------------------------------------------------------------------------


def _account(data: Data, lang: Lang) -> Iterator[str]:
    day = data["sitting"]["date"] or Words("dag niet vermeld", "day not stated").in_(lang)
    yield f"{data['source']['name']}, {day}"
    totals = data["totals"]
    yield (
        ", ".join(f"{totals[state]} {words.in_(lang)}" for state, words in _STATES.items() if totals[state])
        or Words("Er zijn geen stemmingen in gevonden.", "No votes were found in it.").in_(lang)
    )
    for pair in data["pairs"]:
        yield ""
        part = f", {Words('onderdeel', 'part').in_(lang)} {pair['part']}" if pair["part"] else ""
        called = f" ({shorten(pair['called'], _CALLED, placeholder=' ...')})" if pair["called"] else ""
        yield f"{_STATES[pair['state']].in_(lang).upper()}  {pair['ref'] or '?'}{part}{called}"
        if pair["why"]:
            yield f"  {pair['why']}"
        for finding in pair["findings"]:
            yield f"  {_finding(finding, lang)}"
        if pair["sentence"]:
            yield f"  {pair['sentence']}"
        if pair["state"] != "agree":
            yield from (f"  „{words['text']}”" for words in pair["words"])
        yield from (f"  {shorten(said['line'], _SAID, placeholder=' ...')}" for said in pair["statements"])
    if data["remarks"]:
        yield ""
        yield Words("Bij geen stemming hier:", "With no vote here:").in_(lang)
        yield from (f"  {shorten(said['line'], _SAID, placeholder=' ...')}" for said in data["remarks"])
    if data["unread"]:
        yield ""
        yield Words(
            "Lijkt op een besluit en is niet begrepen:", "Looks like a decision and was not understood:"
        ).in_(lang)
        yield from (f"  „{words['text']}” ({words['place'] or '?'})" for words in data["unread"])


# --- what a party intended ------------------------------------------------------------------------------------


def _intended(data: Data, lang: Lang) -> Iterator[str]:
    order = list(_STANDS)
    rows = sorted(data["rows"], key=lambda row: (row["stand"] == "same", order.index(row["stand"])))
    totals = {stand: sum(row["stand"] == stand for row in rows) for stand in _STANDS}
    yield f"{data['party']['name']}: " + ", ".join(
        f"{totals[stand]} {words.in_(lang).lower()}" for stand, words in _STANDS.items() if totals[stand]
    )
    for row in rows:
        yield ""
        yield f"{_STANDS[row['stand']].in_(lang)}  {row['ref']}" + (
            f"  {row['subject']}" if row["subject"] else ""
        )
        if row["stand"] in ("same", "differs", "not_intended"):
            meant, recorded = _side(row["intended"], lang), _side(row["recorded"], lang)
            yield (
                "  "
                + Words(
                    f"bedoeld: {meant}; vastgelegd: {recorded}", f"intended: {meant}; recorded: {recorded}"
                ).in_(lang)
                + (f" ({row['day']})" if row["day"] else "")
            )
        if row["by"]:
            yield "  " + Words(f"door {row['by']}", f"by {row['by']}").in_(lang)
        if row["status"]:
            yield f"  {row['status']}"
    if data["request"]:
        yield ""
        yield Words("Om te laten aantekenen:", "To have it noted:").in_(lang)
        yield from (f"  {line}" for line in data["request"].splitlines())


def _side(side: str | None, lang: Lang) -> str:
    return SIDES[Side(side)].in_(lang).lower() if side else _NOT_NAMED.in_(lang)


def csv_(data: Data, lang: Lang) -> str:  # noqa: ARG001  (data has no language)
    """Return a row for each finding, decision or paper of a comparison, with a header."""
    columns, rows = _TABLES[data["kind"]], data[_ROWS[data["kind"]]]
    return as_csv(columns, [[row[name] for name in columns] for row in rows])


_ROWS = {"document": "findings", "account": "pairs", "intended": "rows"}
_TABLES = {
    "document": ["severity", "check", "ref", "message", "expected", "found", "line"],
    "account": ["state", "ref", "part", "called", "sentence", "why"],
    "intended": ["stand", "ref", "subject", "intended", "recorded", "by", "day", "line"],
}
