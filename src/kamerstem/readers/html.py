"""A web page -> what it says, as lines: blocks become paragraphs, tables of votes lists; what does not show goes.

The page that Kamerstem writes holds the overview in the form of the Senate as well; there, only that is read.
"""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from kamerstem.errors import NotAnOverview
from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.readers import grammar, tables
from kamerstem.readers.grid import Cell, laid_out
from kamerstem.readers.lines import Line
from kamerstem.readers.shown import Block, numbered

_HIDDEN = frozenset(
    "script style template noscript svg head nav iframe object canvas audio video select button textarea"
    " del s strike".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td tfoot th"
    " thead tr ul".split()
)
_MOST_COLUMNS = 100  # that a cell spans


def read(data: bytes) -> Iterator[Line]:
    """Yield the lines of a page in UTF-8, each with the number of its paragraph; one without words parts paragraphs."""
    root = _parsed(data)
    own = [element for element in root.iter("pre") if element.get("id") == form.SENATE_ID]
    if len(own) == 1:
        for number, words in enumerate("".join(str(words) for words in own[0].itertext()).split("\n"), 1):
            yield Line(Place(number), words)
    else:
        yield from numbered(_Flow().blocks(root))


def blocks(data: bytes) -> Iterator[Block]:
    """Yield the blocks of a page in UTF-8 that stands within another document."""
    return _Flow().blocks(_parsed(data))


def _parsed(data: bytes) -> HtmlElement:
    """Return the root of a page. Raises NotAnOverview where it is so deep that its end would be cut off."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = lxml_html.document_fromstring(data, parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise NotAnOverview(
            "Deze webpagina is veel te diep genest: dat is geen stemmingsoverzicht. Bewaar het overzicht als PDF, "
            "Word-bestand of platte tekst.",
            "This web page is nested far too deep: that is no voting overview. Save the overview as PDF, Word file or "
            "plain text.",
        )
    return root


class _Flow:
    """The text of a page in the order it is read, gathered into blocks."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def blocks(self, root: HtmlElement) -> Iterator[Block]:
        """Yield for each block its lines."""
        # A stack of our own: a page may nest deeper than Python does.
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            element, left = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if left:
                if tag in _BLOCKS:
                    yield self._end(element)
                if tag == "dt" and self.words:
                    continue
                self._say(element.tail)
                continue
            if not tag or _hidden(element, tag):
                self._say(element.tail)
                continue
            if tag == "table" and not any(child.tag == "table" for child in element.iterdescendants()):
                yield self._end(element)
                for line in _table(element):
                    yield [line]
                self._say(element.tail)
                continue
            if tag == "dl":
                yield self._end(element)
                for line in _definitions(element):
                    yield [line]
                self._say(element.tail)
                continue
            if tag in _BLOCKS:
                yield self._end(element)
            elif tag == "br":
                self.words.append("\n")
            elif tag == "sup" and self.words and self.words[-1][-1:].isdigit():
                self.words.append(" ")  # the mark of a note is no digit of the number before it
            stack.append((element, True))
            if tag == "pre" and element.text:
                self.words.append(element.text)
            else:
                self._say(element.text)
            stack.extend((child, False) for child in reversed(element))
        yield self._end(root)

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text.replace("\n", " ").replace("\r", " "))

    def _end(self, _element: HtmlElement) -> list[str]:
        lines, self.words = "".join(self.words).split("\n"), []
        return lines


def _hidden(element: HtmlElement, tag: str) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        tag in _HIDDEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
        or re.search(r"text-decoration(?:-line)?:[^;]*line-through", style) is not None
    )


def _shown(element: HtmlElement) -> str:
    """Return the words of an element that show, white space folded."""
    words: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        each, left = stack.pop()
        tag = each.tag if isinstance(each.tag, str) else ""
        if not left and tag and not (each is not element and _hidden(each, tag)):
            if tag in _BLOCKS or tag == "br" or (tag == "sup" and words and words[-1][-1:].isdigit()):
                words.append(" ")
            words.append(each.text or "")
            stack.append((each, True))
            stack.extend((child, False) for child in reversed(each))
        elif each is not element:
            if tag in _BLOCKS:
                words.append(" ")
            words.append(each.tail or "")
    return " ".join("".join(words).split())


def _table(table: HtmlElement) -> list[str]:
    rows = _grid(table)
    caption = [_shown(each) for each in table.iter("caption")]
    made = tables.lines(rows)
    return [*caption, *([cell for row in rows for cell in row if cell] if made is None else made)]


def _grid(table: HtmlElement) -> list[list[str]]:
    """Return the words of the cells that show, each in its own column, those that span several marked as in Word."""
    rows = [
        row
        for row in table.iter("tr")
        if not any(_hidden(each, str(each.tag)) for each in (row, row.getparent()) if each is not table)
    ]
    cells = (
        [
            Cell(_shown(cell), _span(cell, "colspan"), _span(cell, "rowspan") - 1)
            for cell in row
            if cell.tag in ("td", "th") and not _hidden(cell, str(cell.tag))
        ]
        for row in rows
    )
    return laid_out(cells, tables.MERGED)


def _span(cell: HtmlElement, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return (
        min(max(int(said), 1), _MOST_COLUMNS if name == "colspan" else 10_000)
        if said.isdecimal() and len(said) < 6
        else 1
    )


def _definitions(element: HtmlElement) -> list[str]:
    """Return "Voor: SP en CDA" for a term and what it is, as the form has it."""
    lines: list[str] = []
    for each in element.iterdescendants("dt", "dd"):
        words = _shown(each)
        if each.tag == "dt" or not lines or not lines[-1].endswith(":"):
            lines.append(f"{words.removesuffix(':')}:" if each.tag == "dt" else words)
        else:
            lines[-1] = f"{lines[-1]} {words}"
    return [f"{line}." if grammar.label_of(line) and not line.endswith(".") else line for line in lines]
