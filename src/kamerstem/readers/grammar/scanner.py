"""Text -> spans: dates, numbers, papers, articles, words and marks. The only place of the grammar with patterns.

A span knows its type, what it stands for, and where in the text it is. What the words mean is not known here: that is
the lexicon's. One pass, one pattern; nothing is looked at twice.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kamerstem.dataclasses import dataclass
from kamerstem.language import MONTHS

Value = object
"""What a span stands for: a date, a number, a pair of numbers, labels, or the folded word."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text with its type, what it stands for, and its place in the text."""

    type: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written; ``date`` is ``None`` where there is no such day, or where the year is not there."""

    date: date | None
    text: str


_MONTHS = {
    **{name: number for number, name in enumerate(MONTHS["nl"], 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS["nl"], 1)},
    "mrt": 3,
    "sept": 9,
}
_WEEKDAYS = tuple(f"{day}dag" for day in "maan dins woens donder vrij zater zon".split())
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBER = r"[1-9]\d{0,4}[a-z]{0,2}(?!\w)"  # of a paper
_LABEL = (  # of an article
    r"(?:\d{1,4}(?:[.:]\d{1,4})*[a-z]{0,3}|[IVXLCDM]{1,8}[a-z]{0,2}|[A-Z]{1,3})(?!\w)"
    r"(?:,?\s(?i:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende)\slid"
    r"|,?\s(?i:onderdeel|lid|aanhef|sub|onder)\s[\w.:]{0,5}\w"
    r"|,?\s(?i:onderdelen)\s\w{1,6}(?:(?:,\s|\s(?i:en)\s)[A-Za-z0-9]{1,4}(?!\w))+)*"
)
_PART = r"(?:[IVX]{1,6}|[A-Z]|\d{1,2}|[a-z])(?!\w)"
_TO = r"(?:,\s|\s(?i:en|t/m|tot\sen\smet)\s)"
_TOKEN = re.compile(
    rf"""
    (?P<ornament>^(?:[-*•]\s)?(?:\#{{1,6}}|[-=_*~]{{2,}})\s
        |^\d{{1,2}}[.:]\d{{2}}\suur(?:\s[-–]|:)?\s|\s[-=_*~]{{2,}}$|\*\*|__)
  | (?P<day>(?:(?i:maan|dins|woens|donder|vrij|zater|zon)dag(?:,|avond|middag|ochtend)?\s
          |(?i:ma|di|wo|do|vr|za|zo)\.?\s(?=\d))?
        (?:\d{{1,2}}(?:e|ste|de)?\s[^\W\d_]{{3,9}}\.?\s\d{{4}}(?!\d)
          |\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}(?!\d)|\d{{4}}-\d{{2}}-\d{{2}}(?!\d)
          |\d{{1,2}}(?:e|ste|de)?\s(?i:{_MONTH})(?!\w)))
  | (?P<paper>(?:kst-)?\d{{2}}[. ]?\d{{3}}(?:[ -](?:\(R\d{{3,4}}\)|[IVXLCDM]{{1,6}}[A-E]?|[A-Z]|\d{{2}}))?
        (?:,?\s?nr\.\s?|-){_NUMBER}|\d{{4}}[ZD]\d{{4,6}}(?!\w))
  | (?P<papers>(?i:(?:op\s)?stuk(?:ken)?\s|dat\sgedrukt\sonder\s)?
        (?:(?i:nrs\.?|nummers)\s?{_NUMBER}(?:(?:,\s|\sen\s|,\sen\s)(?:nr\.\s)?{_NUMBER})*
          |(?i:nr\.?|nummer)\s?0{{0,3}}{_NUMBER}))
  | (?P<article>(?i:artikel(?:en)?|artt?\.?)\s{_LABEL}(?:{_TO}{_LABEL})*)
  | (?P<part>(?i:onderde(?:el|len))\s{_PART}(?:(?:{_TO}|-){_PART})*)
  | (?P<tally>(?<![\d/–-])\d{{1,3}}\s?[-–/]\s?\d{{1,3}}(?![\w/–-]))
  | (?P<dossier>\d{{2}}[.]\d{{3}}(?![\w]|[.,]\d)(?:[ -](?:\(R\d{{3,4}}\)|[IVXLCDM]{{1,6}}[A-E]?|[A-Z])(?!\w))?)
  | (?P<number>0*{_NUMBER}(?!\+|\.\d)|\d+(?:[.,:]\d+)*(?![\w+]))
  | (?P<word>(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|[A-ZÀ-Þ]\.(?=\s?[^\W\d_])
       |(?i:resp|incl|dd|jl|gr|am|mot|amdt|wv|wetsvst|aang|verw|aangeh|ingetr|eindst)\.
       |['’]?[^\W_]+(?:[-'’/+][^\W_]+)*\+?)
  | (?P<stop>\.{{2,}}|…)
  | (?P<arrow>[-=–]>|→|⇒)
  | (?P<break>\n)
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.MULTILINE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+\s?[^\W\d_]")
_DOSSIER = re.compile(r"[(]?\d{2}[. ]?\d{3}(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBERS = re.compile(r"\d+")
_LABELS = re.compile(_LABEL)
_SEVERAL = re.compile(r",?\s?onderdelen\s", re.IGNORECASE)
_BETWEEN = re.compile(r",\s|\sen\s", re.IGNORECASE)
_JOINS = re.compile(r"(?<=\s)(?:EN|T/M|TOT EN MET)(?=\s)")
_PAPER_NUMBER = re.compile(_NUMBER)
_MARKS = {
    ",": "comma", ";": "semicolon", ":": "colon", ".": "end", "!": "end", "(": "open", ")": "close",
    "[": "open", "]": "close", "-": "dash", "–": "dash", "—": "dash", "&": "and", "•": "dash", "*": "dash", "|": "bar",
}  # fmt: skip
_COUNTED = {
    name: number
    for number, name in enumerate(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien".split()
    )
}


@lru_cache(4096)
def fold(word: str) -> str:
    """Return a word as the lexicon has it: in lower case, "vóór" as "voor", without a stop of its own at the end."""
    if word.isascii():
        return word.lower().rstrip(".")
    plain = unicodedata.normalize("NFKD", word.replace("’", "'")).lower().rstrip(".")
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> Iterator[Span]:
    """Yield the spans of a text, in order. White space is one space or one line break (``readers.lines``)."""
    for match in _TOKEN.finditer(text):
        kind, words = match.lastgroup, match[0]
        if kind == "ornament":  # of a heading: "## Moties", "--- Moties ---"
            continue
        if kind == "word":
            yield Span("word", fold(words), match.start(), match.end())
        elif kind == "arrow":
            yield Span("dash", words, match.start(), match.end())
        elif kind in ("mark", "break"):
            yield Span(_MARKS.get(words, kind or "mark"), words, match.start(), match.end())
        else:
            yield Span(kind or "mark", _value(kind, words), match.start(), match.end())


def _value(kind: str | None, words: str) -> Value:
    words = " ".join(words.split())
    if kind == "day":
        return Day(read_day(words), words)
    if kind == "tally":
        one, other = _NUMBERS.findall(words)
        return int(one), int(other)
    if kind == "papers":
        return tuple(number.lstrip("0").lower() for number in _PAPER_NUMBER.findall(words))
    if kind == "article":
        return article_labels(words.split(" ", 1)[1])
    if kind == "part":
        return words.split(" ", 1)[1]
    return words


def read_day(words: str) -> date | None:
    """Return the day that words give ("donderdag 21 december 2023"), ``None`` where there is no such day.

    Nor is there where the day of the week is another.
    """
    words, weekday = words.lower(), ""
    numbers = [int(number) for number in _NUMBERS.findall(words)]
    if not words[:1].isdecimal():
        weekday, words = words.split(" ", 1)
    pieces = words.split(" ")
    if len(pieces) == 3 and len(numbers) == 2:
        name = pieces[1].rstrip(".")
        found = _MONTHS.get(name) or next(
            (number for full, number in _MONTHS.items() if full.startswith(name)), None
        )
        if found is None:
            return None
        day, month, year = numbers[0], found, numbers[1]
    elif len(numbers) == 3:
        day, month, year = numbers if numbers[0] < 1000 else numbers[::-1]
    else:
        return None
    try:
        given = date(year, month, day)
    except ValueError:
        return None
    return given if _is_weekday(weekday, _WEEKDAYS[given.weekday()]) else None


def _is_weekday(words: str, day: str) -> bool:
    """Tell whether words say that day of the week, or none: "dinsdagavond", "di."."""
    return words.startswith(day) or words.rstrip(".") in ("", day[:2])


def article_labels(words: str) -> tuple[str, ...]:
    """Return the labels of "3, 4a en I, onderdeel A"; "1.1, onderdelen A en B" are two of article 1.1."""
    labels: list[str] = []
    at = 0
    words = _JOINS.sub(lambda match: match[0].lower(), words)  # "ARTIKELEN 2 EN 3"
    for match in _LABELS.finditer(words):
        label, several = match[0], _SEVERAL.search(match[0])
        between = words[at : match.start()]
        at = match.end()
        if several:
            head = label[: several.start()]
            labels += [f"{head}, onderdeel {each}" for each in _BETWEEN.split(label[several.end() :])]
        elif between.lower() in (" t/m ", " tot en met "):
            labels[-1] += between + label
        else:
            labels.append(label)
    return tuple(" ".join(label.split()) for label in labels)


def begins_with_dossier(text: str) -> bool:
    """Tell whether a text begins as the number of a dossier does: "36.470 VI"."""
    return _DOSSIER.match(text) is not None


def begins_with_initials(text: str) -> bool:
    """Tell whether a name begins with initials, as a member's does: "J.P. Bedacht"."""
    return _INITIALS.match(text) is not None


def is_name_word(word: str) -> bool:
    """Tell whether a word of a text may begin a name: "Grinwis", "50PLUS", "'t", "J.M."."""
    return word[:1].isupper() or (word[:1].isdigit() and _LETTERS.search(word) is not None)


JOINING = "-/+'’"
_JOINED = re.compile(rf"[^{JOINING}]+[{JOINING}]?")


def pieces_of(word: str) -> list[str]:
    """Return the pieces of a word, each with the mark behind it that joins it to the next: "SP-", "Volt"."""
    return _JOINED.findall(word)


def numbered(word: str) -> int | None:
    """Return the number that a word or figures stand for: "twee", "36"; ``None`` where it is none."""
    return int(word) if word.isdecimal() and len(word) < 10 else _COUNTED.get(word)


# --- where sentences end ----------------------------------------------------------------------------------------------

_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:nrs?|c\.s|jl|d\.d|art|mr|dr|drs|ir|ing|prof|t\.v\.v|o\.a|p|blz|resp|m\.u\.v|l\.l|[A-Z])\.$"
)
_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“„‘(]?[^\W_a-zß-ÿ])")


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; "nr.", "c.s." and initials end none."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.start() - 8) : match.start()].rstrip('"”’)')):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]
