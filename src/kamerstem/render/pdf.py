"""The overview as a PDF to file, print and send: A4, tagged for screen readers (PDF/UA-1), to be archived (PDF/A-2a).

Set by typst from ``templates/overview.typ``. All text goes in as data and is never
read as markup. The file says that it was made when its last source was fetched, so the same overview gives the same
bytes.
"""

import re
from typing import Any

from kamerstem.language import Lang
from kamerstem.model import form, plain_words
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Decision, Side
from kamerstem.render import charts, extras, items, money, typesetting
from kamerstem.render.document import Entry, Outcome, compose, guarded

# A vote with its lists is kept on one page up to this many characters; a page holds about 3,500.
_TOGETHER = 1500
# A word that is longer than a line (a capital counts double) may be broken after each so many characters.
_WORD, _PIECE = 60, 20
_CHAIN = re.compile(r"(?:[^\s/‐–—-]*[/‐–—-] ?)+[^\s/‐–—-]*")
# What the fonts within typst are sure to have: Latin, Greek, Cyrillic, marks, currencies, arrows.
_SETTABLE = re.compile(
    r"[^\u0020-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2030-\u203a\u200b\u2060\u20ac\u2190-\u2193\u2212\u00ad]"
)
_UNSETTABLE = "\u25a1"


def render(overview: Overview, lang: Lang = "nl") -> bytes:
    """Return the overview as a PDF file, the same bytes for the same overview.

    A character that the fonts do not have is shown as an empty square.
    """
    data, stamp = _data(overview, lang), extras.stamp(overview)
    try:
        return typesetting.pdf("overview.typ", data, stamp)
    except typesetting.NoGlyph:
        return typesetting.pdf("overview.typ", settable(data), stamp)


# --- the data of the template -------------------------------------------------------------------------------------


def _data(overview: Overview, lang: Lang) -> dict[str, Any]:
    document = compose(overview, lang)
    title = extras.full_title(overview, lang)
    final = document.final
    return {
        "lang": lang,
        "region": "NL" if lang == "nl" else "GB",
        "title": title,
        "description": _text(items.title(overview, lang)),
        "keywords": [items.TITLE.in_(lang).lower(), _text(document.number)],
        "dated": extras.stamp(overview) is not None,
        "furniture": [list(row) for row in extras.furniture(overview, lang)],
        "sheet": extras.SHEET.in_(lang),
        "concerning": document.concerning,
        "number": _text(document.number),
        "heading": guarded(_text(document.title), title=True) if document.title else None,
        "final": final
        and {
            "heading": document.final_heading,
            "outcomes": [_outcome(outcome, overview, lang, drawn=True) for outcome in final.outcomes],
            "notes": _notes(overview, "/bill", lang),
        },
        "outcomes": [
            {
                "label": _label(row.pointer),
                "number": _text(row.number),
                "subject": _text(row.subject),
                "by": _text(row.by),
                "outcome": row.outcome,
                "tally": row.tally,
            }
            for row in extras.outcomes(overview, lang)
        ],
        "outcomes-words": {
            "title": extras.OUTCOMES.in_(lang),
            "columns": [
                words.in_(lang)
                for words in (
                    extras.NUMBER,
                    extras.SUBJECT,
                    extras.OUTCOME,
                    extras.TALLY,
                    extras.SHEET,
                )
            ],
        },
        "days": document.days,
        "method": document.method,
        "sections": [
            {
                "heading": section.heading,
                "groups": [
                    {
                        "articles": articles and _text(articles),
                        "entries": [
                            _entry(entry, depth, overview, lang)
                            for whole in entries
                            for depth, entry in whole.with_those_under()
                        ],
                    }
                    for articles, entries in section.groups
                ],
            }
            for section in document.sections
        ],
        "closing": [
            [heading, heading == items.SOURCES.in_(lang), [_added(line) for line in lines]]
            for heading, lines in extras.closing(overview, lang)
        ],
        "last": extras.last_words(overview, lang),
    }


def _entry(entry: Entry, depth: int, overview: Overview, lang: Lang) -> dict[str, Any]:
    return {
        "long": extras.length(entry) > _TOGETHER,
        "label": _label(entry.pointer),
        "depth": depth,
        "head": _text(entry.head),
        "relations": [_text(line) for line in entry.relations],
        "about": [_added(line) for line in extras.about(entry, lang)],
        "unexplained": form.NO_EXPLANATION.in_(lang) if entry.explanation == () else None,
        "explanation": [_prose(paragraph) for paragraph in entry.explanation or ()],
        "outcomes": [_outcome(outcome, overview, lang) for outcome in entry.outcomes],
        "money": _moved(entry, lang),
        "notes": _notes(overview, entry.pointer, lang),
    }


def _moved(entry: Entry, lang: Lang) -> dict[str, Any]:
    table, remarks = extras.moved(entry.proposal, lang)
    return {
        "remarks": [_added(remark) for remark in remarks],
        "table": table
        and {
            "caption": money.MOVED.in_(lang),
            "head": [*table.words, *table.amounts],
            "words": len(table.words),
            "rows": [[*map(_text, words), *amounts] for words, amounts in table.lines(lang)],
            "summed": bool(table.totals),
        },
    }


def _outcome(outcome: Outcome, overview: Overview, lang: Lang, *, drawn: bool = False) -> dict[str, Any]:
    decision = outcome.decision
    added = extras.explained(decision, lang, overview) if decision is not None else []
    lists = [_text(names) for names in outcome.lines]
    return {
        "sentence": _text(outcome.sentence),
        "decided": decision is not None,
        "lists": lists,
        "long": sum(map(len, lists)) + sum(map(len, added)) > _TOGETHER,
        "added": [_added(line) for line in added],
        **(_picture(decision, lang) if drawn and decision is not None else {"picture": None}),
    }


def _picture(decision: Decision, lang: Lang) -> dict[str, Any]:
    table = extras.seats(decision, lang)
    drawing = charts.picture(decision, lang, figures=False)  # they would be larger than the type of the form
    if table is None or not drawing:
        return {"picture": None}
    return {
        "picture": drawing,
        "tally": [
            [charts.CLASSES[side], number, name.lower()]
            for (side, name), number in zip(table.sides, table.totals, strict=True)
            if side in (Side.FOR, Side.AGAINST)
        ],
        "order": charts.capital_order(lang),
        "alt": charts.described(decision, lang),
        "seats": {
            "caption": table.caption,
            "party": table.party,
            "sides": [[charts.CLASSES[side], name] for side, name in table.sides],
            "rows": [[_text(name), list(numbers)] for name, numbers in table.rows],
            "totals": list(table.totals),
            "total": table.total,
        },
    }


def _notes(overview: Overview, pointer: str, lang: Lang) -> list[list[str]]:
    return [
        [str(found.severity), items.SEVERITIES[found.severity].in_(lang), _added(items.finding(found, lang))]
        for found in items.findings_on(overview, pointer)
    ]


def _label(pointer: str) -> str:
    return f"item{pointer.replace('/', '-')}"


# --- text ---------------------------------------------------------------------------------------------------------


def _text(text: str) -> str:
    """Return text that shows as what it is, with a place to break it in every word that is longer than a line."""
    joined = _CHAIN.sub(_joined, plain_words.clean(text))
    return re.sub(r"\S+", lambda word: "\u00ad".join(_pieces(word[0])), joined)


def _joined(chain: re.Match[str]) -> str:
    """Return words with hyphens so that no line ends in one; the template sees to it for all but the longest."""
    if len(chain[0]) < _WORD:
        return chain[0]
    return re.sub(r"([/‐–—-])( ?)(?=\S)", lambda at: at[1] + ("\u00a0" if at[2] else "\u2060"), chain[0])


def _added(text: str) -> str:
    """Return an added text; a long word in it, which is an address or a hash, may break without a hyphen."""
    return re.sub(r"\S+", lambda word: "\u200b".join(_pieces(word[0])), plain_words.clean(text))


def _pieces(word: str) -> list[str]:
    if len(word) + sum(map(str.isupper, word)) <= _WORD:
        return [word]
    return re.findall(rf"[^/?&=]{{0,{_PIECE}}}[/?&=]+|[^/?&=]{{1,{_PIECE}}}", word)


def _prose(text: str) -> str:
    return guarded(_text(text))


def settable(data: Any) -> Any:
    """Return the data of a template with an empty square for what the fonts do not have."""
    if isinstance(data, str):
        return data if data.startswith("<svg") else _SETTABLE.sub(_UNSETTABLE, data)
    if isinstance(data, list | tuple):
        return [settable(value) for value in data]
    if isinstance(data, dict):
        return {key: settable(value) for key, value in data.items()}
    return data
