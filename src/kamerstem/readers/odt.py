"""An OpenDocument text (.odt) -> its paragraphs, as they show: as a Word file is read, so is this.

What is deleted stands apart in such a file; what is struck or hidden by a style, and a section or row that does not
show, is left out. Numbers and bullets of lists are written; what shows and is not read is named.
"""

from collections.abc import Iterator
from typing import Any

from kamerstem.dataclasses import dataclass, field
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.readers import results, tables
from kamerstem.readers.grid import Cell, laid_out
from kamerstem.readers.lines import Line
from kamerstem.readers.package import Package
from kamerstem.readers.shown import (
    ADDED,
    BULLET,
    FOOTNOTE,
    QUOTES,
    WHITE,
    Block,
    Shown,
    is_unseen,
    labelled,
    named,
    written,
)
from kamerstem.readers.unreadable import broken

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _STYLE, _DRAW, _FORM = (
    f"{{{_NS}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing", "form")
)
_SVG, _FO = f"{{{_NS}svg-compatible:1.0}}", f"{{{_NS}xsl-fo-compatible:1.0}}"
_GONE = frozenset(
    [f"{_TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "alphabetical-index-auto-mark-file")]
    + [f"{_OFFICE}forms", f"{_TABLE}covered-table-cell", f"{_DRAW}object-ole"]
)
_DEEPEST = 20  # styles that are based on one another
_LARGE = 4.0  # centimetres: a picture so high may hold words
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_ROWS = frozenset(f"{_TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows"))


def read(package: Package) -> Iterator[Line]:
    """Yield the lines of an OpenDocument text. Raises NotAnOverview for one that is broken."""
    return _Odt(package).shown().lines()


@dataclass(slots=True)
class _Gathered:
    """What a paragraph says, the boxes of text that hang on it, and what is not read."""

    words: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    lost: list[Words] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class _In:
    """The list that a paragraph is in: its style, how deep, and whether its number is still to be written."""

    style: str = ""
    depth: int = 0
    fresh: bool = False
    start: int | None = None


class _Odt:
    def __init__(self, package: Package) -> None:
        content, styles = package.xml("content.xml"), package.xml("styles.xml")
        self.text = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
        if self.text is None:
            raise broken()
        roots = [root for root in (styles, content) if root is not None]
        self.master = styles
        self.styles = {
            (each.get(f"{_STYLE}family", ""), each.get(f"{_STYLE}name", "")): each
            for root in roots
            for each in root.iter(f"{_STYLE}style")
        }
        self.lists = {
            each.get(f"{_STYLE}name", ""): each for root in roots for each in root.iter(f"{_TEXT}list-style")
        }
        self.coloured = any(
            each.get(f"{_FO}background-color", "transparent") != "transparent"
            for root in roots
            for each in root.iter(f"{_STYLE}page-layout-properties")
        )
        self.counts: dict[str, dict[int, int]] = {}
        self.fields = {
            each.get("{http://www.w3.org/XML/1998/namespace}id") or each.get(f"{_FORM}id", ""): each
            for each in self.text.iterfind(f".//{_OFFICE}forms//*")
        }
        self.beside: list[Words] = []

    def shown(self) -> Shown:
        """Return what the file shows."""
        body = list(self.blocks(self.text, _In()))
        return Shown(body, self._edges("header"), self._edges("footer"), self.beside)

    def _edges(self, name: str) -> list[list[str]]:
        roots = (
            each
            for kind in (name, f"{name}-first")
            for each in (self.master.iter(f"{_STYLE}{kind}") if self.master is not None else ())
            if each.get(f"{_STYLE}display") != "false"
        )
        return [block for root in roots for block in self._texts(root)]

    def _texts(self, body: Any) -> Iterator[list[str]]:
        return (block for block in self.blocks(body, _In()) if not isinstance(block, Words))

    # --- blocks ---

    def blocks(self, body: Any, within: _In) -> Iterator[Block]:
        """Yield each paragraph and table of a body, in order."""
        for element in body:
            tag = element.tag
            if not isinstance(tag, str) or tag in _GONE or _is_hidden(element):
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(element, within)
            elif tag == f"{_TEXT}list":
                yield from self._list(element, within)
            elif tag == f"{_TABLE}table":
                yield from self._table(element)
            elif tag.startswith(_DRAW):  # what hangs on the page and not on a paragraph
                yield from self._frame(element)
            else:
                yield from self.blocks(element, within)

    def _frame(self, element: Any) -> Iterator[Block]:
        gathered = _Gathered()
        self._gather([element], gathered)
        for box in gathered.boxes:
            yield from self.blocks(box, _In())
        yield from gathered.lost

    def _table(self, table: Any) -> Iterator[Block]:
        cells = [cell for row in _rows(table) for cell in row.iterchildren(f"{_TABLE}table-cell")]
        nested = table.find(f".//{_TABLE}table") is not None  # then it only lays out the tables in it
        grid = None if nested else self._grid(table)
        yield from results.blocks(grid, cells, self._texts, lambda cell: self.blocks(cell, _In()))

    def _grid(self, table: Any) -> list[list[str]]:
        return laid_out(([self._cell(cell) for cell in _cells(row)] for row in _rows(table)), tables.MERGED)

    def _cell(self, cell: Any) -> Cell:
        words = "\n".join(" ".join(block) for block in self._texts(cell))
        columns, rows = (
            _number(cell.get(f"{_TABLE}number-{name}-spanned"), 1) or 1 for name in ("columns", "rows")
        )
        return Cell(words, columns, rows - 1)

    # --- lists ---

    def _list(self, element: Any, above: _In) -> Iterator[Block]:
        style = element.get(f"{_TEXT}style-name") or above.style
        depth = above.depth + 1
        goes_on = element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list")
        if depth == 1 and not goes_on:
            self.counts.pop(style, None)
        for item in element:
            start = item.get(f"{_TEXT}start-value")
            fresh = item.tag == f"{_TEXT}list-item"
            within = _In(style, depth, fresh, _number(start, 1) if start else None)
            yield from self.blocks(item, within)

    def _label(self, within: _In, style: str) -> str:
        """Return what stands before the first paragraph of an item of a list, and count it."""
        if not within.fresh:
            return ""
        within.fresh = False
        listed = self.lists.get(within.style or self._styled("paragraph", style, f"{_STYLE}list-style-name"))
        levels = {each.get(f"{_TEXT}level"): each for each in listed} if listed is not None else {}
        level = levels.get(str(within.depth))
        if level is None:
            return ""
        counts = self.counts.setdefault(within.style, {})
        for deeper in [depth for depth in counts if depth > within.depth]:
            del counts[deeper]
        first = _number(level.get(f"{_TEXT}start-value"), 1)
        counts[within.depth] = (
            counts.get(within.depth, first - 1) + 1 if within.start is None else within.start
        )
        if level.tag == f"{_TEXT}list-level-style-bullet":
            return BULLET
        return _written(level, levels, counts, within.depth)

    # --- styles ---

    def _chain(self, family: str, name: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self.styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")

    def _styled(self, family: str, name: str, key: str) -> str:
        return next((said for style in self._chain(family, name) if (said := style.get(key))), "")

    def _gone(self, family: str, name: str) -> bool:
        """Return whether a style hides or strikes its text; the nearest that says so counts."""
        hidden = struck = None
        for style in self._chain(family, name):
            for each in style.iterchildren(f"{_STYLE}text-properties"):
                hidden = hidden or each.get(f"{_TEXT}display")
                struck = struck or each.get(f"{_STYLE}text-line-through-style")
                struck = struck or each.get(f"{_STYLE}text-line-through-type")
        return hidden in ("none", "true") or struck not in (None, "none")

    def _names(self, name: str) -> set[str]:
        chain = self._chain("paragraph", name)
        return {
            (each.get(f"{_STYLE}display-name") or each.get(f"{_STYLE}name", "")).lower() for each in chain
        }

    # --- a paragraph ---

    def _paragraph(self, element: Any, within: _In) -> Iterator[Block]:
        style = element.get(f"{_TEXT}style-name", "")
        gathered = _Gathered()
        plain = not self._gone("paragraph", style)
        self._gather([element], gathered, struck=not plain, unseen=self._unseen(element, "paragraph"))
        lines = "".join(gathered.words).split("\n")
        if any(line.strip() for line in lines) and not gathered.hidden:
            lines[0] = labelled(self._label(within, style), lines[0])
            names = self._names(style)
            if names & QUOTES:
                lines = [
                    form.PROSE + line.removeprefix(form.PROSE) if line.strip() else line for line in lines
                ]
            yield [] if names & ADDED else lines
        for box in gathered.boxes:
            yield from self.blocks(box, _In())
        yield from gathered.lost

    def _gather(self, elements: Any, to: _Gathered, *, struck: bool = False, unseen: bool = False) -> None:
        for element in elements:
            tag = element.tag
            name = tag.partition("}")[2] if isinstance(tag, str) else ""
            span = element.get(f"{_TEXT}style-name", "") if tag == f"{_TEXT}span" else ""
            gone = self._gone("text", span) or (struck and not self._says(span))
            hidden = self._unseen(element, "text") if self._styled_text(span, f"{_FO}color") else unseen
            if tag == f"{_OFFICE}annotation" or tag == f"{_TEXT}note":
                self._note(element, name)
            elif tag == f"{_DRAW}text-box" or tag in _SHAPES:
                to.boxes.append(element)
            elif tag == f"{_DRAW}control":
                to.words.append(_entered(self.fields.get(element.get(f"{_DRAW}control", ""))))
            elif name == "hidden-paragraph":
                to.hidden = to.hidden or _is_hidden(element)
            elif name and tag not in _GONE and not _is_hidden(element):
                to.words.append(_said(element, name))
                to.lost += _drawn(element)
                if element.text and not (gone or hidden) and name not in _DRAWN:
                    to.words.append(element.text.replace("\n", " "))
                self._gather(element, to, struck=gone, unseen=hidden)
            if element.tail and not (struck or unseen) and tag not in (f"{_TEXT}p", f"{_TEXT}h"):
                to.words.append(element.tail.replace("\n", " "))

    def _says(self, span: str) -> bool:
        """Return whether a span says itself that it is not struck, in a paragraph that is."""
        return self._styled_text(span, f"{_STYLE}text-line-through-style") == "none"

    def _styled_text(self, name: str, key: str) -> str:
        return self._property("text", name, "text", key)

    def _property(self, family: str, name: str, kind: str, key: str) -> str:
        """Return what a style, or one that it is based on, says of its text, its paragraph or its cell."""
        for style in self._chain(family, name):
            for each in style.iterchildren(f"{_STYLE}{kind}-properties"):
                if each.get(key):
                    return str(each.get(key))
        return ""

    # --- colours ---

    def _unseen(self, element: Any, family: str) -> bool:
        """Return whether letters have the colour of what they stand on."""
        letters = self._property(family, element.get(f"{_TEXT}style-name", ""), "text", f"{_FO}color")
        return bool(letters) and is_unseen(letters.removeprefix("#"), self._ground(element))

    def _ground(self, element: Any) -> str:
        """Return the colour that letters stand on; empty where it is not known."""
        for each in (element, *element.iterancestors()):
            if each.tag.startswith(_DRAW):
                return ""
            name = each.get(f"{_TEXT}style-name") or each.get(f"{_TABLE}style-name") or ""
            for family, kind in _GROUNDS.get(each.tag, ()):
                said = self._property(family, name, kind, f"{_FO}background-color")
                if said not in ("", "transparent"):
                    return said.removeprefix("#")
        return "" if self.coloured else WHITE

    def _note(self, element: Any, name: str) -> None:
        body = element.find(f"{_TEXT}note-body") if name == "note" else element
        text = " ".join(line for block in self._texts(body) for line in block) if body is not None else ""
        what = FOOTNOTE
        if name == "annotation":
            what = Words("een opmerking in de kantlijn", "a comment in the margin")
        elif element.get(f"{_TEXT}note-class") == "endnote":
            what = Words("een eindnoot", "an endnote")
        if text.strip():
            self.beside.append(named(what, text))


_GROUNDS = {
    f"{_TEXT}span": (("text", "text"),),
    f"{_TEXT}p": (("paragraph", "text"), ("paragraph", "paragraph")),
    f"{_TEXT}h": (("paragraph", "text"), ("paragraph", "paragraph")),
    f"{_TABLE}table-cell": (("table-cell", "table-cell"),),
    f"{_TABLE}table-row": (("table-row", "table-row"),),
    f"{_TABLE}table": (("table", "table"),),
    f"{_TEXT}section": (("section", "section"),),
}
"""By what stands around letters: the styles that give it a colour."""
_SHAPES = frozenset(f"{_DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "caption"))
_DRAWN = frozenset({"frame", "image", "object", "g", "list"})


def _said(element: Any, name: str) -> str:
    if name == "s":
        return " " * min(_number(element.get(f"{_TEXT}c"), 1) or 1, 100)
    return {"tab": " ", "line-break": "\n", "note-citation": " "}.get(name, "")


def _drawn(element: Any) -> list[Words]:
    """Return what a frame holds that may have words in it and is not read."""
    if element.tag != f"{_DRAW}frame":
        return []
    kinds = {each.tag for each in element}
    if f"{_DRAW}object" in kinds or f"{_DRAW}object-ole" in kinds:
        return [Words("een grafiek of ingevoegd bestand", "a chart or an inserted file")]
    large = _centimetres(element.get(f"{_SVG}height", "")) > _LARGE
    return [Words("een afbeelding", "a picture")] if f"{_DRAW}image" in kinds and large else []


def _centimetres(length: str) -> float:
    for unit, size in (("cm", 1.0), ("mm", 0.1), ("in", 2.54), ("pt", 2.54 / 72)):
        number = length.removesuffix(unit)
        if number != length and number.replace(".", "", 1).isdecimal():
            return float(number) * size
    return 0.0


def _entered(control: Any) -> str:
    """Return what somebody entered in a field of a form."""
    if control is None:
        return ""
    if control.tag == f"{_FORM}checkbox":
        return "☒" if control.get(f"{_FORM}current-state") == "checked" else "☐"
    return str(control.get(f"{_FORM}current-value") or control.get(f"{_FORM}value") or "")


def _is_hidden(element: Any) -> bool:
    return bool(element.get(f"{_TEXT}is-hidden") == "true" or element.get(f"{_TEXT}display") == "none")


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table that show."""
    for child in table:
        if child.tag in _ROWS:
            yield from _rows(child)
        elif child.tag == f"{_TABLE}table-row" and child.get(f"{_TABLE}visibility") not in (
            "collapse",
            "filter",
        ):
            yield child


def _cells(row: Any) -> Iterator[Any]:
    for cell in row.iterchildren(f"{_TABLE}table-cell"):
        for _ in range(min(_number(cell.get(f"{_TABLE}number-columns-repeated"), 1), 100)):
            yield cell


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and said.isdecimal() and len(said) < 6 else otherwise


def _written(level: Any, levels: dict[str | None, Any], counts: dict[int, int], depth: int) -> str:
    """Return the number of an item, with those of the levels above it where the list shows them."""
    if not level.get(f"{_STYLE}num-format"):
        return ""
    shown = min(_number(level.get(f"{_TEXT}display-levels"), 1), depth)
    numbers = []
    for each in range(depth - shown + 1, depth + 1):
        other = levels.get(str(each), level)
        kind = _FORMS.get(other.get(f"{_STYLE}num-format", ""), "decimal")
        numbers.append(written(counts.get(each, 1), kind))
    prefix, suffix = level.get(f"{_STYLE}num-prefix", ""), level.get(f"{_STYLE}num-suffix", "")
    return f"{prefix}{'.'.join(numbers)}{suffix}".strip()
