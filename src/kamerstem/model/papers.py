"""The text of an official paper: what an amendment would change, what a motion says, and why.

A reader makes it of the official XML or of the plain text of a Word or PDF file; who shows it marks it as the paper's
own words. Source: the printed Kamerstuk (DocumentVersie -> DocumentPublicatie, else the Document's own file).
"""

import datetime as dt
import re

from kamerstem.dataclasses import dataclass
from kamerstem.model.refs import Paper, Ref
from kamerstem.model.votes import Kind, Submitters


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a paper, as its cells; ``caption`` is the line above it ("Wijziging artikel 3 (x € 1.000)").

    ``header`` is one row: where the paper has several, their cells are joined column by column; empty where it has
    none. A cell that spans columns stands in the first, the others are empty.
    """

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the operative text that can be voted on by itself; ``label`` is its roman number, if it has one.

    ``content``: paragraphs with their white space folded, and tables, in the order of the paper.
    """

    label: str | None
    content: tuple[str | Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperText:
    """What a paper says; ``None`` is what it does not say, or what could not be read from it.

    ``title`` is its heading as printed ("AMENDEMENT VAN HET LID ..."), ``label`` the word in it that says which
    version it is ("nader gewijzigd"), ``day`` the day it was received or submitted. ``lead`` are the words before the
    operative text; what stands between them and part I ("De begrotingsstaat wordt als volgt gewijzigd:") follows
    after a line break. ``clauses`` are the operative text (of a motion: from "gehoord de beraadslaging" up to and with
    "en gaat over tot de orde van de dag"), ``explanation`` the paragraphs under "Toelichting", ``closing`` the names
    below it. ``submitters`` are those of the heading and then who signed too. ``unread`` holds what fits nowhere.
    """

    ref: Paper | None = None
    kind: Kind | None = None
    title: str | None = None
    label: str | None = None
    submitters: Submitters | None = None
    day: dt.date | None = None
    lead: str | None = None
    clauses: tuple[Clause, ...] = ()
    explanation: tuple[str, ...] | None = None
    closing: tuple[str, ...] = ()
    amends: tuple[Ref, ...] = ()
    replaces: tuple[Ref, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedPaper:
    """What the paper of a proposal says: ``of`` is the proposal's reference, ``source`` the id of the Source it is."""

    of: Ref
    source: str
    text: PaperText


# "33", "1.1", "3a", "I", "IIIA"; then, of an article of the bill that changes another law, its part: "G.3".
_ARTICLE = r"(?:\d{1,4}(?:[.:]\d{1,4})*[a-z]{0,3}|[IVX]{1,8}(?:[a-z]|[A-HJ-UWYZ])?)(?!\w)"
_PART = r"[A-Z]{1,3}(?:\.\d{1,3}[a-z]?)?(?![\w])"
_PARTS = rf"onderde(?:el|len)\s+{_PART}(?:(?:,\s+|\s+en\s+){_PART})*"
_LABEL = rf"{_ARTICLE}(?:,\s+{_PARTS})?"
# "In artikel 33 Veiligheid", "Artikel I, onderdeel C, wordt", "In de artikelen 1 en 4", "In het in artikel I, onderdeel
# G.3, opgenomen artikel 23".
_ARTICLES = (
    r"(?i:(?:in\s+(?:het|de)\s+)?(?:in|aan|uit|van|bij)\s+(?:de\s+|het\s+opschrift\s+van\s+)?)?(?i:artikel(?:en)?)\s+"
    rf"(?P<labels>{_LABEL}(?:(?:,\s+|\s+en\s+){_LABEL})*)"
)
_BEFORE = r"(?i:de|het)\s+[^.;:]{3,200}?\s(?i:worden|wordt)\s+(?i:in)\s+"
_NEW = rf"(?i:(?:na|voor)\s+artikel\s+{_LABEL}.{{0,80}}\b(?:ingevoegd|toegevoegd))"
_LAPSING = rf"\s+verval(?:t|len)\s+(?P<part>{_PARTS})"
_CHANGED = re.compile(r"[^.:;«]{0,200}\b(?:wordt|worden|vervalt|vervallen|komt|komen)\b")


def articles_of(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    """Return the articles of the bill that an amendment's clauses change, as a heading has them ("33").

    Of each clause it is the article its first sentence begins with; of one that inserts an article, the number of the
    new one. An amendment without parts changes one article after another: each paragraph that begins with one counts,
    up to where a new article is quoted. A clause that begins otherwise names none: the words of the law that it quotes
    are no guide. Derived.
    """
    found: list[str] = []
    for clause in clauses:
        words = [part for part in clause.content if isinstance(part, str)]
        first: str | None = None
        for index, text in enumerate(words):
            if re.match(_NEW, text):
                found += _inserted(words[index + 1 :])
                break
            match = re.match(rf"(?:{_BEFORE})?{_ARTICLES}(?:{_LAPSING})?", text)
            if match is None or (
                first is not None and not _follows(first, match["labels"], text[match.end("labels") :])
            ):
                continue
            found += _labels(f"{match['labels']}, {match['part']}" if match["part"] else match["labels"])
            first = first or match["labels"]
            if clause.label is not None:
                break
    return tuple(dict.fromkeys(found))


def _inserted(words: list[str]) -> list[str]:
    """Return the number of an article that is quoted: "Artikel 3a"."""
    numbers = (re.fullmatch(r"Artikel\s+([\dIVX]\w{0,6}).{0,80}", text) for text in words)
    return next(([match[1]] for match in numbers if match), [])


def _follows(first: str, labels: str, rest: str) -> bool:
    """Tell whether a later paragraph goes on with the bill: numbered as its first one is, and changing something."""
    return first[0].isdigit() == labels[0].isdigit() and _CHANGED.match(rest) is not None


def _labels(text: str) -> list[str]:
    """Return the labels of "1.1, onderdelen A en B": each part of an article by itself."""
    found: list[str] = []
    for match in re.finditer(rf"(?P<article>{_ARTICLE})(?:,\s+(?P<parts>{_PARTS}))?", text):
        parts = re.findall(_PART, match["parts"].split(None, 1)[1]) if match["parts"] else []
        found += [f"{match['article']}, onderdeel {part}" for part in parts] or [match["article"]]
    return found
