"""Comparisons as text and CSV: a document, the account of a sitting, or intentions, beside the official record.

Made of the plain data of their JSON (:func:`kamerstem.contract.checked.comparison`), so both say the same.
"""

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Literal, get_args

from kamerstem.language import Lang, Words
from kamerstem.model.answers import Coverage, Stand, State
from kamerstem.model.form import SIDES
from kamerstem.model.overview import Place
from kamerstem.model.votes import Side
from kamerstem.render.findings import SEVERITIES, covered
from kamerstem.render.sheet import as_csv

if TYPE_CHECKING:
    from kamerstem.contract.types import checked as types
    from kamerstem.contract.types.overview import Finding

_CONTEXT = 2  # equal lines shown before and after a difference
_CALLED, _SAID = 120, 240  # characters of a title and of a statement that text shows; JSON has all of them

_STATES: dict[State, Words] = {
    State.AGREE: Words("gelijk", "agree"),
    State.DIFFER: Words("verschilt", "differ"),
    State.UNCLEAR: Words("niet te zeggen", "cannot tell"),
    State.ONLY_ACCOUNT: Words("alleen in de bron", "only in the source"),
    State.ONLY_RECORD: Words("alleen in de gegevens", "only in the data"),
}
_STANDS: dict[Stand, Words] = {
    Stand.SAME: Words("zoals bedoeld", "as intended"),
    Stand.DIFFERS: Words("ANDERS DAN BEDOELD", "NOT AS INTENDED"),
    Stand.NOT_VOTED: Words("niet in stemming", "not voted on"),
    Stand.NOT_THERE: Words("staat niet in de gegevens", "not in the data"),
    Stand.RENUMBERED: Words("vervangen", "replaced"),
    Stand.NOT_STATED: Words("niet vermeld hoe de fractie stemde", "how the party voted is not stated"),
    Stand.NOT_INTENDED: Words("stond niet op de lijst", "was not on the list"),
}
_NOT_NAMED = Words("niet vermeld", "not stated")


def text(data: "types.Comparison", lang: Lang) -> str:
    """Return a comparison for people to read."""
    return "\n".join(_lines(data, lang)) + "\n"


def _lines(data: "types.Comparison", lang: Lang) -> Iterator[str]:
    if data["kind"] == "document":
        return _document(data, lang)
    if data["kind"] == "account":
        return _account(data, lang)
    return _intended(data, lang)


# --- a document -----------------------------------------------------------------------------------------------


def _document(data: "types.DocumentComparison", lang: Lang) -> Iterator[str]:
    found = data["findings"]
    if not found:
        yield (
            Words(
                "Het document zegt hetzelfde als de officiële gegevens.",
                "The document says the same as the official data.",
            ).in_(lang)
            if data["coverage"]["whole"]
            else Words(
                "Geen verschil met de officiële gegevens in wat vergeleken is.",
                "No difference from the official data in what was compared.",
            ).in_(lang)
        )
        yield _covered(data["coverage"], lang)
        return
    differences = Words(
        "verschil" if len(found) == 1 else "verschillen", "difference" if len(found) == 1 else "differences"
    )
    yield f"{data['ref'] or '?'}: {len(found)} {differences.in_(lang)}"
    yield f"  {_covered(data['coverage'], lang)}"
    for finding in found:
        yield f"  {_finding(finding, lang)}"
    yield ""
    yield Words(
        "- het document   + volgens de officiële gegevens", "- the document   + by the official data"
    ).in_(lang)
    yield from _beside(data["lines"], lang)


def _covered(coverage: "types.Coverage", lang: Lang) -> str:
    return covered(
        Coverage(
            decisions=coverage["decisions"],
            compared=coverage["compared"],
            agree=coverage["agree"],
            differ=coverage["differ"],
            unclear=coverage["unclear"],
            unread=coverage["unread"],
            headed=coverage["headed"],
            not_read=coverage["not_read"],
        ),
        lang,
    )


def _finding(finding: "Finding", lang: Lang) -> str:
    place = ""
    if finding["line"]:
        at = Place(finding["line"], finding["page"], finding["unit"] == "paragraph")
        place = f" ({at.words.in_(lang)})"
    return f"{SEVERITIES[finding['severity']].in_(lang)}: {finding['message']}{place} [{finding['check']}]"


def _beside(lines: "Sequence[types.Line]", lang: Lang) -> Iterator[str]:
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


def _account(data: "types.AccountComparison", lang: Lang) -> Iterator[str]:
    day = data["sitting"]["date"] or Words("dag niet vermeld", "day not stated").in_(lang)
    yield f"{data['source']['name']}, {day}"
    totals = {
        State.AGREE: data["totals"]["agree"],
        State.DIFFER: data["totals"]["differ"],
        State.UNCLEAR: data["totals"]["unclear"],
        State.ONLY_ACCOUNT: data["totals"]["only_account"],
        State.ONLY_RECORD: data["totals"]["only_record"],
    }
    yield (
        ", ".join(f"{totals[state]} {words.in_(lang)}" for state, words in _STATES.items() if totals[state])
        or Words("Er zijn geen stemmingen in gevonden.", "No votes were found in it.").in_(lang)
    )
    if data["pairs"]:
        yield _covered(data["coverage"], lang)
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
        if pair["state"] is not State.AGREE:
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


def _intended(data: "types.IntendedComparison", lang: Lang) -> Iterator[str]:
    order = list(_STANDS)
    rows = sorted(data["rows"], key=lambda row: (row["stand"] is Stand.SAME, order.index(row["stand"])))
    totals = {stand: sum(row["stand"] is stand for row in rows) for stand in _STANDS}
    yield f"{data['party']['name']}: " + ", ".join(
        f"{totals[stand]} {words.in_(lang).lower()}" for stand, words in _STANDS.items() if totals[stand]
    )
    for row in rows:
        yield ""
        yield f"{_STANDS[row['stand']].in_(lang)}  {row['ref']}" + (
            f"  {row['subject']}" if row["subject"] else ""
        )
        if row["stand"] in (Stand.SAME, Stand.DIFFERS, Stand.NOT_INTENDED):
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


def _side(side: Side | None, lang: Lang) -> str:
    return SIDES[side].in_(lang).lower() if side else _NOT_NAMED.in_(lang)


# Columns are keys of the contract: as literals, so that mypy knows them.
_OfFinding = Literal["severity", "check", "ref", "message", "expected", "found", "line"]
_OF_FINDING: tuple[_OfFinding, ...] = get_args(_OfFinding)
_OfPair = Literal["state", "ref", "part", "called", "sentence", "why"]
_OF_PAIR: tuple[_OfPair, ...] = get_args(_OfPair)
_OfRow = Literal["stand", "ref", "subject", "intended", "recorded", "by", "day", "line"]
_OF_ROW: tuple[_OfRow, ...] = get_args(_OfRow)


def csv_(data: "types.Comparison", lang: Lang) -> str:  # noqa: ARG001  (data has no language)
    """Return a row for each finding, decision or paper of a comparison, with a header."""
    if data["kind"] == "document":
        return as_csv(_OF_FINDING, [[each[name] for name in _OF_FINDING] for each in data["findings"]])
    if data["kind"] == "account":
        return as_csv(_OF_PAIR, [[pair[name] for name in _OF_PAIR] for pair in data["pairs"]])
    return as_csv(_OF_ROW, [[row[name] for name in _OF_ROW] for row in data["rows"]])
