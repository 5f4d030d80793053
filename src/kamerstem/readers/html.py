"""A web page -> what it says, as lines: blocks become paragraphs, tables of votes lists; what does not show goes.

The page that Kamerstem writes holds the overview in the form of the Senate as well; there, only that is read.
"""

from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

from kamerstem.errors import NotAnOverview
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.readers import css, grammar, results, tables
from kamerstem.readers.grid import Cell, laid_out
from kamerstem.readers.lines import Line
from kamerstem.readers.shown import (
    BULLET,
    FOOTNOTE,
    LINES,
    PARAGRAPHS,
    Block,
    Shown,
    labelled,
    named,
    tells,
    written,
)

_HIDDEN = frozenset("script style template noscript head canvas audio video button del s strike".split())
_FIELDS = frozenset("input select textarea".split())
_APART = {
    "iframe": Words("een ingevoegd venster", "an inserted frame"),
    "object": Words("een ingevoegd bestand", "an inserted file"),
    "embed": Words("een ingevoegd bestand", "an inserted file"),
    "svg": Words("een tekening", "a drawing"),
    "nav": Words("een menu van de site", "a menu of the site"),
}
"""What is no part of the text; where it has words of a vote, or nobody can tell, it is named."""
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_UNWRITTEN = frozenset("hidden submit button image reset file password".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td tfoot th"
    " thead tr ul".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 li div".split())
_MOST_COLUMNS = 100  # that a cell spans


def read(data: bytes) -> Iterator[Line]:
    """Yield the lines of a page in UTF-8, each with the number of its paragraph; one without words parts paragraphs."""
    root = _parsed(data)
    own = [element for element in root.iter("pre") if element.get("id") == form.SENATE_ID]
    if len(own) == 1:
        for number, words in enumerate("".join(str(words) for words in own[0].itertext()).split("\n"), 1):
            yield Line(Place(number), words)
    else:
        beside = _shorn(root)
        yield from Shown(list(_Flow().blocks(root)), beside=beside).lines()


def blocks(data: bytes) -> Iterator[Block]:
    """Yield the blocks of a page in UTF-8 that stands within another document."""
    root = _parsed(data)
    beside = _shorn(root)
    yield from _Flow().blocks(root)
    yield from beside


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


def _shorn(root: HtmlElement) -> list[Words]:
    """Take out of a page what does not show, write what is filled in, and return what shows and is not read."""
    sheets = css.Sheets(root)
    beside = _footnotes(root)
    paper = css.Colours(ground="?") if sheets.coloured else css.Colours()
    colours: dict[HtmlElement, css.Colours] = {}
    for element in list(root.iter()):
        tag = element.tag if isinstance(element.tag, str) else ""
        above = element.getparent()
        if not tag or (above is None and element is not root):
            continue
        said = sheets.said(element)
        colours[element] = colours.get(above, paper).within(element, said)
        if element is root:
            continue
        if _hidden(element, tag) or css.hides(said):
            element.drop_tree()
        elif tag in _FIELDS:
            _fill(element, _entered(element, tag))
        elif tag in _APART:
            words = " ".join("".join(map(str, element.itertext())).split())
            if tells(words) or (not words and tag not in ("svg", "nav")):
                beside.append(named(_APART[tag], words))
            element.drop_tree()
    for element, each in colours.items():
        if each.unseen:
            _blank(element)
    return beside


def _blank(element: HtmlElement) -> None:
    """Take out the words of an element itself, and leave those within it that may have another colour."""
    element.text = None
    for child in element:
        child.tail = None


def _footnotes(root: HtmlElement) -> list[Words]:
    """Take out the marks of notes with the notes that they link to, and return what those say."""
    marks = [link for link in root.iter("a") if _marks_a_note(link)]
    if not marks:
        return []
    order = {each: at for at, each in enumerate(root.iter())}
    places = {each.get(name): each for name in ("name", "id") for each in order if each.get(name)}
    notes = [
        note
        for mark in marks
        if (note := places.get((mark.get("href") or "")[1:])) is not None and order[note] > order[mark]
    ]
    paragraphs = [
        next((up for up in (note, *note.iterancestors()) if up.tag in _PARAGRAPHS), None) for note in notes
    ]
    for mark in marks:
        mark.drop_tree()
    said: list[Words] = []
    for paragraph in paragraphs:
        if paragraph is not None and paragraph.getparent() is not None:
            said.append(named(FOOTNOTE, _shown(paragraph)))
            paragraph.drop_tree()
    return said


def _marks_a_note(link: HtmlElement) -> bool:
    """Return whether a raised link leads to a place in the page, and says no more than a number or a sign."""
    if (
        not (link.get("href") or "").startswith("#")
        or len("".join(map(str, link.itertext())).strip(" []()")) > 3
    ):
        return False
    return link.find(".//sup") is not None or next(link.iterancestors("sup"), None) is not None


def _fill(field: HtmlElement, words: str) -> None:
    tail = field.tail
    field.clear()
    field.tag, field.text, field.tail = "span", words, tail


def _entered(field: HtmlElement, tag: str) -> str:
    """Return what a field of a form shows."""
    if tag == "textarea":
        return field.text or ""
    if tag == "select":
        options = list(field.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return ", ".join(" ".join((each.text or "").split()) for each in chosen)
    kind = (field.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☒" if field.get("checked") is not None else "☐"
    return "" if kind in _UNWRITTEN else field.get("value") or ""


class _Flow:
    """The text of a page in the order it is read, gathered into blocks."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.label = ""  # of the item of a list that begins
        self.counts: dict[HtmlElement, int] = {}  # of the last item of each list

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
            if not tag:
                self._say(element.tail)
                continue
            made = _table(element) if tag == "table" else None
            if made is not None:
                yield self._end(element)
                for line in made:
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
                self.label = self._label(element) if tag == "li" else self.label
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

    def _label(self, item: HtmlElement) -> str:
        """Return the bullet or number that shows before an item of a list."""
        listed = item.getparent()
        if listed is None or listed.tag != "ol":
            return BULLET
        following = self.counts[listed] + 1 if listed in self.counts else _number(listed.get("start"), 1)
        self.counts[listed] = _number(item.get("value"), following)
        return f"{written(self.counts[listed], _FORMS.get(listed.get('type') or '', 'decimal'))}."

    def _end(self, _element: HtmlElement) -> list[str]:
        lines, self.words = "".join(self.words).split("\n"), []
        first = next((index for index, line in enumerate(lines) if line.strip()), None)
        if first is not None:
            lines[first], self.label = labelled(self.label, lines[first]), ""
        return lines


def _hidden(element: HtmlElement, tag: str) -> bool:
    return tag in _HIDDEN or element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and said.isdecimal() and len(said) < 6 else otherwise


def _shown(element: HtmlElement, gap: str = " ") -> str:
    """Return the words of an element that show, white space folded, with ``gap`` between its blocks and lines."""
    words: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        each, left = stack.pop()
        tag = each.tag if isinstance(each.tag, str) else ""
        if not left and tag:
            if tag in _BLOCKS or tag == "br":
                words.append("\n")
            elif tag == "sup" and words and words[-1][-1:].isdigit():
                words.append(" ")
            words.append((each.text or "").replace("\n", " ").replace("\r", " "))
            stack.append((each, True))
            stack.extend((child, False) for child in reversed(each))
        elif each is not element:
            if tag in _BLOCKS:
                words.append("\n")
            words.append((each.tail or "").replace("\n", " ").replace("\r", " "))
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    return gap.join(line for line in lines if line)


def _table(table: HtmlElement) -> list[str] | None:
    """Return the lines of a table; ``None`` for one that only lays out text or other tables."""
    if table.find(".//table") is not None:
        return None
    inner = [[each.tag for each in cell.iterdescendants()] for cell in table.iter("td", "th")]
    laid_out = any(
        sum(tag in _PARAGRAPHS for tag in tags) >= PARAGRAPHS or tags.count("br") >= LINES for tags in inner
    )
    made = results.lines(_grid(table), laid_out=laid_out)
    return None if made is None else [*(_shown(each) for each in table.iter("caption")), *made]


def _grid(table: HtmlElement) -> list[list[str]]:
    """Return the words of the cells that show, each in its own column, those that span several marked as in Word."""
    cells = (
        [
            Cell(_shown(cell, "\n"), _span(cell, "colspan"), _span(cell, "rowspan") - 1)
            for cell in row
            if cell.tag in ("td", "th")
        ]
        for row in table.iter("tr")
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
    terms: list[list[str]] = []
    for each in element.iterdescendants("dt", "dd"):
        if each.tag == "dt":
            terms.append([_shown(each), ""])
        elif terms:
            terms[-1][1] = f"{terms[-1][1]}\n{_shown(each)}"
    found = results.facts(terms) if terms else None
    if found is not None:
        return found
    lines: list[str] = []
    for each in element.iterdescendants("dt", "dd"):
        words = _shown(each)
        if each.tag == "dt" or not lines or not lines[-1].endswith(":"):
            lines.append(f"{words.removesuffix(':')}:" if each.tag == "dt" else words)
        else:
            lines[-1] = f"{lines[-1]} {words}"
    return [
        f"{line}." if grammar.begins_labelled(line) and not line.endswith(".") else line for line in lines
    ]
