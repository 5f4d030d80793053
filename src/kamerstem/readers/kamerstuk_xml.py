"""The official XML of a Kamerstuk -> its head, and its text as paragraphs and tables.

The vocabulary is that of officielepublicaties.nl (``officiele-publicatie/kamerstuk/stuk``). An element that is not
known is text like any other: what it holds is read in the order of the paper, and nothing is dropped but footnotes,
which come apart.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kamerstem.dataclasses import dataclass, field
from kamerstem.errors import BadReference, NotAPaper
from kamerstem.model import form
from kamerstem.model.papers import Table
from kamerstem.model.refs import Dossier, Paper
from kamerstem.readers import markup
from kamerstem.readers.grid import Cell, laid_out
from kamerstem.readers.lines import fold

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_BYTES = 5_000_000
MAX_PARAGRAPHS = 20_000

Block = str | Table


@dataclass(slots=True)
class Head:
    """What stands above the text of a paper."""

    ref: Paper | None = None
    title: str | None = None
    day: dt.date | None = None
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


_DAY = re.compile(
    rf"(?:Voorgesteld|Ontvangen|Ingediend|Vastgesteld)\b.{{0,80}}?(?P<day>{form.DATE}|\d{{1,2}}[a-z]+\s+\d{{4}})",
    re.IGNORECASE,
)
# Elements within a line, and those whose text stands apart before what follows.
_INLINE = frozenset(
    "nadruk extref intref dossierref sup inf datum ondernummer voetref noot noot.nr plaatje illustratie unl ovl "
    "vet cur voornaam achternaam tussenvoegsel label nr titel subtitel li.nr lidnr".split()
)
_PART_LABEL = re.compile(r"[IVXL]+\s*[.)]?")  # it stays a paragraph of its own: a part begins there
_LABELS = frozenset("li.nr lidnr nr label".split())
_ONE = frozenset("kop naam".split())  # their children are one paragraph
_NOTES = frozenset(("noot", "voetnoot", "noot.al"))


def read_xml(data: bytes) -> tuple[Head, list[Block]]:
    """Return the head and the text of a paper. Raises NotAPaper if it is broken, too large or something else."""
    if len(data) > MAX_BYTES:
        raise too_large()
    root = markup.tree(data, broken=_broken, too_deep=too_large)
    paper = root.find(".//stuk")
    if paper is None:
        raise NotAPaper(
            "Dit XML-bestand is geen Kamerstuk: er staat geen stuk in. Haal het stuk opnieuw op.",
            "This XML file is no parliamentary paper: there is no 'stuk' in it. Fetch the paper again.",
        )
    head = Head(_ref(root, paper))
    title, date = paper.find("titel"), paper.find("datumtekst")
    head.title = _words(title) or None if title is not None else None
    head.day = _day(date)
    head.notes = [words for note in paper.iter("noot") if (words := _words(note, notes=True))]
    blocks: list[Block] = []
    for child in paper:
        if child.tag in ("stuknr", "titel", "datumtekst") or not isinstance(child.tag, str):
            continue
        blocks += _blocks(child)
        if len(blocks) > MAX_PARAGRAPHS:
            raise too_large()
    return head, blocks


def _broken(line: int) -> NotAPaper:
    return NotAPaper(
        f"Het XML-bestand van het stuk is beschadigd (regel {line}). Haal het stuk opnieuw op.",
        f"The XML file of the paper is broken (line {line}). Fetch the paper again.",
    )


def _ref(root: "Element", paper: "Element") -> Paper | None:
    """Return the paper's number, from the first dossier it stands in; ``None`` where it makes none."""
    number, at = paper.find("stuknr/ondernummer"), root.find(".//dossiernummer")
    dossier = at.find("dossiernr") if at is not None else None
    if at is None or dossier is None or number is None:
        return None
    digits = re.sub(r"\D", "", _words(dossier))
    additions = [_words(at.find(tag)) for tag in ("begrotingshoofdstuk", "raadnr", "rijkswetnr")]
    addition = " ".join(re.sub(r"\s", "", text) for text in additions if text)
    try:
        return Paper(Dossier.from_fields(int(digits or 0), addition or None), _words(number))
    except BadReference:
        return None


def _day(element: "Element | None") -> dt.date | None:
    """Return the day of ``datumtekst``: its ISO date, else the date in its words."""
    if element is None:
        return None
    date = element.find("datum")
    given = form.read_date(date.get("isodatum") or "") if date is not None else None
    return given or day_in(_words(element))


def day_in(text: str) -> dt.date | None:
    """Return the day that "Voorgesteld 21 december 2023" gives, ``None`` if the words are not of that form."""
    match = _DAY.match(text)
    return form.read_date(re.sub(r"^(\d{1,2})(?=[a-z])", r"\1 ", match["day"])) if match else None


def _words(element: "Element | None", *, notes: bool = False) -> str:
    """Return the words of an element, white space folded; those of footnotes only when asked for."""
    if element is None:
        return ""
    pieces: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (notes or child.tag not in _NOTES):
            # The parts of a heading or a signature stand beside each other without a space between.
            space = " " if element.tag in _ONE or child.tag not in _INLINE else ""
            words = _words(child, notes=notes) if space else _raw(child, notes=notes)
            pieces += [space or _after_digit(pieces, child), words, space]
        pieces.append(child.tail or "")
    return fold("".join(pieces))


def _after_digit(pieces: list[str], child: "Element") -> str:
    """Return what parts the mark of a note from a number: it is no digit of that."""
    mark = child.tag in ("sup", "voetref") and (child.text or "").strip()[:1].isdigit()
    return " " if mark and "".join(pieces)[-1:].isdigit() else ""


def _raw(element: "Element", *, notes: bool) -> str:
    """Return the words of an inline element with the white space at its ends."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (notes or child.tag not in _NOTES):
            pieces += [_after_digit(pieces, child), _raw(child, notes=notes)]
        pieces.append(child.tail or "")
    return "".join(pieces)


def _blocks(element: "Element") -> Iterator[Block]:
    """Yield the paragraphs and tables in an element, in order; a list's number stands before its paragraph."""
    if element.tag in _NOTES or element.tag in ("metadata", "kamerstukkop"):
        return
    if element.tag == "table":
        yield _table(element)
        return
    children = [child for child in element if isinstance(child.tag, str)]
    if element.tag in _ONE or all(child.tag in _INLINE - _LABELS for child in children):
        if words := _words(element):
            yield words
        return
    label = ""
    if own := fold(element.text or ""):
        yield own
    for child in children:
        if child.tag in _LABELS:
            label = f"{label} {_words(child)}".strip()
        else:
            for block in _blocks(child):
                if label and isinstance(block, str) and not _PART_LABEL.fullmatch(label):
                    block, label = f"{label} {block}", ""
                elif label:
                    yield label
                    label = ""
                yield block
        if tail := fold(child.tail or ""):
            yield f"{label} {tail}".strip()
            label = ""
    if label:
        yield label


def _table(table: "Element") -> Table:
    """Return a table of the CALS model: spans give empty cells, the rows of the head are one header."""
    title = table.find("title") if table.find("title") is not None else table.find("titel")
    heads: list[list[str]] = []
    rows: list[list[str]] = []
    for group in table.iter("tgroup"):
        names = [column.get("colname") or "" for column in group.findall("colspec")]
        for part, into in (("thead", heads), ("tbody", rows)):
            into += laid_out(_cells(row, names) for row in group.findall(f"{part}/row"))
    width = max((len(row) for row in (*heads, *rows)), default=0)
    columns = [[row[index] for row in heads if index < len(row) and row[index]] for index in range(width)]
    return Table(
        caption=_words(title) or None,
        header=tuple(" ".join(dict.fromkeys(cells)) for cells in columns) if heads else (),
        rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows),
    )


def _cells(row: "Element", names: list[str]) -> Iterator[Cell]:
    for entry in row.findall("entry"):
        name, end = entry.get("namest") or entry.get("colname"), entry.get("nameend")
        more = entry.get("morerows") or "0"
        yield Cell(
            _words(entry),
            below=int(more) if more.isdecimal() and len(more) < 6 else 0,
            first=names.index(name) if name in names else 0,
            last=names.index(end) if end in names else 0,
        )


def too_large() -> NotAPaper:
    """Return the error for a paper over the limits."""
    return NotAPaper(
        f"Het stuk is te groot of te diep genest om te lezen (grens: {MAX_BYTES // 1_000_000} MB).",
        f"The paper is too large or nested too deep to be read (limit: {MAX_BYTES // 1_000_000} MB).",
    )
