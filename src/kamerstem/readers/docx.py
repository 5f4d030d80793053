"""A Word file -> its paragraphs, as they show: insertions are in; deletions, struck and hidden text out.

Any that Word saves is read: a document, a template, with macros (which nobody looks at) or "strict". What shows and is
not read (a note, a chart, a picture with room for text) is named.
"""

from collections.abc import Iterator
from typing import Any

from kamerstem.dataclasses import dataclass, field
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.readers import results, tables
from kamerstem.readers.lines import Line
from kamerstem.readers.package import Package
from kamerstem.readers.shown import ADDED, FOOTNOTE, QUOTES, Block, Shown, labelled, named
from kamerstem.readers.unreadable import broken
from kamerstem.readers.word_styles import Numbers, Styles, W, is_on, value

MAX_COLUMNS = 63  # of a table in Word
_LARGE = 360_000 * 4  # units of Word: a picture of four centimetres high may hold words

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What holds paragraphs or runs of text, and what does not show.
_GONE = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr")}
    | {f"{_MC}Fallback"}
)
_HOLDERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_BESIDE = (
    ("footnotes", FOOTNOTE),
    ("endnotes", Words("een eindnoot", "an endnote")),
    ("comments", Words("een opmerking in de kantlijn", "a comment in the margin")),
)
_CHART = Words("een grafiek of schema", "a chart or diagram")
_PICTURE = Words("een afbeelding", "a picture")
_OBJECT = Words("een ingevoegd bestand", "an inserted file")


def read(package: Package) -> Iterator[Line]:
    """Yield the lines of a Word file. Raises NotAnOverview for one that is broken."""
    return opened(package).shown().lines()


def opened(package: Package, *, numbered: bool = True) -> "Word":
    """Return the Word file in a package, ``numbered``: with the numbers that Word writes before paragraphs.

    Raises NotAnOverview where it is none.
    """
    name = package.one("", "officeDocument")
    root = package.xml(name) if name else None
    body = root.find(f"{W}body") if root is not None else None
    if name is None or body is None:
        raise broken()
    return Word(package, name, root, body, numbered=numbered)


@dataclass(slots=True)
class _Gathered:
    """What a paragraph says, the boxes of text that hang on it, and what is not read."""

    words: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    lost: list[Words] = field(default_factory=list)


class Word:
    """A Word file that is open: its body, and what its other parts say of it."""

    def __init__(
        self,
        package: Package,
        name: str,
        root: Any,
        body: Any,
        *,
        within: bool = False,
        numbered: bool = True,
    ) -> None:
        self.package, self.body = package, body
        self._root = root
        self._parts = package.related(name)
        self.styles = Styles(self._part("styles"))
        self.numbers = Numbers(self._part("numbering") if numbered else None, self.styles)
        self._within = within
        self._before: list[str] = []  # words of a paragraph whose end was deleted: it goes on in the next

    def _part(self, kind: str) -> Any:
        name = next((target for each, target in self._parts.values() if each == kind), None)
        return self.package.xml(name) if name else None

    def shown(self) -> Shown:
        """Return what the file shows."""
        return Shown(
            list(self.blocks(self.body)),
            self._edges("headerReference"),
            self._edges("footerReference"),
            list(self._beside()),
        )

    def _edges(self, name: str) -> list[list[str]]:
        """Return what stands at the head or the foot of the pages."""
        found: dict[str, None] = {}
        for section in self._root.iter(f"{W}sectPr"):
            first = is_on(section.find(f"{W}titlePg"))
            for each in section.iter(f"{W}{name}"):
                kind = each.get(f"{W}type", "default")
                if kind == "default" or (kind == "first" and first):
                    found[self._parts.get(each.get(f"{_R}id", ""), ("", ""))[1]] = None
        roots = [root for part in found if part and (root := self.package.xml(part)) is not None]
        return [block for root in roots for block in self.blocks(root) if not isinstance(block, Words)]

    def _beside(self) -> Iterator[Words]:
        for kind, what in _BESIDE:
            for note in self._part(kind) if self._part(kind) is not None else ():
                if note.get(f"{W}type") is None:
                    text = " ".join(line for block in self._texts(note) for line in block)
                    if text.strip():
                        yield named(what, text)

    def _texts(self, body: Any) -> Iterator[list[str]]:
        return (block for block in self.blocks(body) if not isinstance(block, Words))

    # --- blocks ---

    def parts(self, body: Any, merged: str = "") -> Iterator[str | list[list[str]]]:
        """Yield the lines of text and the tables of a body, as they show, in order."""
        for element in body:
            if element.tag == f"{W}tbl":
                yield [[cell.replace("\n", " ") for cell in row] for row in self.grid(element, merged)]
            elif element.tag == f"{W}p":
                for block in self._paragraph(element):
                    yield from block if not isinstance(block, Words) else ()
            elif isinstance(element.tag, str) and element.tag not in _GONE:
                yield from self.parts(element, merged)

    def blocks(self, body: Any) -> Iterator[Block]:
        """Yield each paragraph and table, in order, also those within content controls and insertions."""
        for element in body:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tbl":
                yield from self._table(element)
            elif tag == f"{W}altChunk":
                yield from self._chunk(element)
            elif isinstance(tag, str) and tag not in _GONE:
                yield from self.blocks(element)

    def _table(self, table: Any) -> Iterator[Block]:
        cells = [cell for row in _rows(table) for cell in _inside(row, "tc")]
        nested = table.find(f".//{W}tbl") is not None  # then it only lays out the tables in it
        grid = None if nested else self.grid(table)
        yield from results.blocks(grid, cells, self._texts, self.blocks)

    def grid(self, table: Any, merged: str = tables.MERGED) -> list[list[str]]:
        """Return the words of a table's cells, each in its own column.

        A cell that spans columns leaves those after its first empty; ``merged`` stands where one goes on in the row
        below. Raises NotAnOverview for a cell wider than Word has them.
        """
        rows: list[list[str]] = []
        for row in _rows(table):
            cells = [""] * _columns(value(row, "trPr/gridBefore"), 0)
            for cell in _inside(row, "tc"):
                goes_on = cell.find(f"{W}tcPr/{W}vMerge")
                below = goes_on is not None and goes_on.get(f"{W}val", "continue") == "continue"
                deleted = cell.find(f"{W}tcPr/{W}cellDel") is not None
                words = "" if deleted else "\n".join(" ".join(block) for block in self._texts(cell))
                cells += [words or (merged if below else "")]
                cells += [""] * (_columns(value(cell, "tcPr/gridSpan"), 1) - 1)
            rows.append(cells)
        return rows

    def _chunk(self, element: Any) -> Iterator[Block]:
        """Yield what a file says that Word puts in here when it opens this one."""
        from kamerstem.readers import html

        data = self.package.data(self._parts.get(element.get(f"{_R}id", ""), ("", ""))[1])
        if data.startswith(b"PK") and not self._within:
            inner = Package(data)
            name = inner.one("", "officeDocument") or ""
            root = inner.xml(name)
            if root is not None:
                yield from Word(inner, name, root, root, within=True).blocks(root)
        elif data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            yield from html.blocks(data)
        else:
            yield _OBJECT

    # --- a paragraph ---

    def _paragraph(self, element: Any) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        gathered = _Gathered()
        self._gather(element, style, gathered)
        words, self._before = [*self._before, *gathered.words], []
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._before = words
            return
        lines = "".join(words).split("\n")
        if any(line.strip() for line in lines):
            lines[0] = labelled(self.numbers.label(properties, style), lines[0])
        yield self._styled(lines, self.styles.name(style))
        for box in gathered.boxes:
            yield from self.blocks(box)
        yield from gathered.lost

    def _styled(self, lines: list[str], name: str) -> list[str]:
        if name in ADDED:  # what Kamerstem adds to the form is no part of it
            return []
        if name in QUOTES:
            return [form.PROSE + line.removeprefix(form.PROSE) if line.strip() else line for line in lines]
        return lines

    def _gather(self, element: Any, style: str, to: _Gathered) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            name = tag.removeprefix(W)
            if name == "t":
                to.words.append((child.text or "").replace("\n", " "))
            elif name in _SAID and tag.startswith(W):
                to.words.append(_SAID[name])
            elif name == "sym":
                to.words.append(_SYMBOLS.get(child.get(f"{W}char", "").upper(), "\ufffd"))
            elif name == "txbxContent":
                to.boxes.append(child)
            elif name == "fldChar":
                to.words.append(_field(child))
            elif name in ("drawing", "object"):
                to.lost += _drawn(child)
                self._gather(child, style, to)
            elif name == "r":
                self._run(child, style, to)
            else:
                self._gather(child, style, to)

    def _run(self, run: Any, style: str, to: _Gathered) -> None:
        properties = run.find(f"{W}rPr")
        if self.styles.gone(properties, value(properties, "rStyle"), style):
            return
        if self.styles.unseen(run, properties, style):
            return
        if to.words and to.words[-1][-1:].isdigit() and _raised(run):
            to.words.append(" ")  # the mark of a note is no digit of the number before it
        self._gather(run, style, to)


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table that show: neither deleted nor hidden."""
    for row in _inside(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is None or not (
            properties.find(f"{W}del") is not None or is_on(properties.find(f"{W}hidden"))
        ):
            yield row


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those within content controls and insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _HOLDERS:
            yield from _inside(child, name)


def _columns(said: str, otherwise: int) -> int:
    columns = int(said) if said.isdecimal() else otherwise
    if columns > MAX_COLUMNS:
        raise broken()
    return columns


_SAID = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


# Marks of the font Wingdings; any other symbol is one that no text stands for.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F06F": "☐"}


def _field(mark: Any) -> str:
    """Return what a field of a form shows that is no text of the document: a box, or what was chosen of a list."""
    box, listed = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
    if box is not None:
        checked = is_on(box.find(f"{W}checked"))
        return "☒" if (is_on(box.find(f"{W}default")) if checked is None else checked) else "☐"
    if listed is None:
        return ""
    chosen, entries = (
        value(listed, "result") or value(listed, "default") or "0",
        listed.findall(f"{W}listEntry"),
    )
    at = int(chosen) if chosen.isdecimal() else len(entries)
    return entries[at].get(f"{W}val", "") if at < len(entries) else ""


def _drawn(element: Any) -> list[Words]:
    """Return what a drawing holds that may have words in it and is not read."""
    if element.tag == f"{W}object":
        return [_OBJECT]
    kinds = {each.get("uri", "").rpartition("/")[2] for each in element.iter(f"{_A}graphicData")}
    if kinds & {"chart", "diagram"}:
        return [_CHART]
    heights = [each.get("cy", "") for each in element.iter(f"{_WP}extent")]
    large = any(height.isdecimal() and int(height) > _LARGE for height in heights)
    return [_PICTURE] if "picture" in kinds and large else []


def _raised(run: Any) -> bool:
    """Return whether a run is a raised number: the mark of a note, and not the e of "2e"."""
    raised = value(run, "rPr/vertAlign") == "superscript"
    return raised and "".join(run.itertext()).strip()[:1].isdigit()
