"""A PDF with a text layer -> lines, by where its letters stand.

pdfium gives each letter, its place, size and weight, and the tag it carries where the file is tagged (PDF/UA, Word,
LibreOffice and browsers do). ``layout.py`` makes blocks of them and ``paragraphs.py`` lines of those. A page is read
in the direction in which most of its letters run. Letters that do not show are no part of the text; those that show and
are not read (across the page, under a shape) are named.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import NotAnOverview
from kamerstem.language import Words
from kamerstem.model.overview import Place
from kamerstem.readers import layout, paragraphs
from kamerstem.readers.layout import Page, Span, Tag
from kamerstem.readers.lines import Line
from kamerstem.readers.pdf_marks import LEVEL, UPRIGHT, Drawn, Matrix, Near, Notes, address, colour, notes
from kamerstem.readers.shown import FOOTNOTE, named
from kamerstem.readers.unreadable import broken

MAX_PAGES = 300
MAX_LETTERS = 2_000_000
_FEWEST_LETTERS = 20  # a document with fewer has no text layer
_UNREADABLE = 0.1  # part of the letters that a font may leave without a meaning
_NO_SPACE = 0.17  # of the size: what lies between two letters of a word is less

_TILTED = 0.14  # radians: a line of a scan is no further from level
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
# Bullets and marks of the fonts Symbol and Wingdings.
_SIGNS = {
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0D8: "•",
    0xF076: "•",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF0A8: "☐",
    0xF06F: "☐",
}
_WHITE = 250  # of 255, each colour
_ACROSS = Words("tekst dwars over de bladzijde", "text across the page")
_UNDER = Words("tekst onder een vlak of streep", "text under a shape or line")
_NOTHING = Words("een bladzijde waarvan geen letter is gelezen", "a page of which no letter was read")

_NUMBERED = re.compile(r"\s*(\d{1,3})(?!\w)")  # how a note at the foot of a page begins
_LETTERS = {code: chr(code) for code in range(32, 127)}
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_DEEPEST = 60
_HOLDERS = frozenset(("NonStruct", "Document", "DocumentFragment", "Div", "Sect", "Part", "Art", "Aside"))
_INLINE = frozenset(
    "Span Link Strong Em NonStruct Reference Code Quote Lbl Annot Sub Note FENote Ruby Private".split()
)


def read(data: bytes) -> Iterator[Line]:
    """Yield the lines of a PDF, each with its page and its line on that page; one without words parts paragraphs.

    Raises NotAnOverview, with a sentence, for a scan, an encrypted or broken file, and one with too many pages.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise NotAnOverview(
                "Deze PDF is met een wachtwoord versleuteld. Open haar, en bewaar haar opnieuw zonder wachtwoord.",
                "This PDF is encrypted with a password. Open it, and save it again without a password.",
            ) from None
        raise broken() from None
    count = len(document)
    if count > MAX_PAGES:
        raise NotAnOverview(
            f"Deze PDF heeft {count} bladzijden; een stemmingsoverzicht heeft er hoogstens {MAX_PAGES}.",
            f"This PDF has {count} pages; a voting overview has at most {MAX_PAGES}.",
        )
    pages: list[Page] = []
    lost: list[Line] = []
    letters = unreadable = 0
    for index in range(count):
        page = _opened(document, index)
        spans = page.spans()
        lost += page.lost(spans, index + 1)
        letters, unreadable = letters + page.letters, unreadable + page.unreadable
        if letters > MAX_LETTERS:
            raise NotAnOverview(
                "In deze PDF staat veel te veel tekst: dat is geen stemmingsoverzicht.",
                "This PDF holds far too much text: that is no voting overview.",
            )
        if not page.letters and page.is_picture():
            raise _scan(index + 1 if count > 1 else None)
        pages.append(Page(page.width, page.height, spans, page.tagged, page.drawn.rules))
    if letters < _FEWEST_LETTERS:
        raise _scan(None)
    if unreadable > letters * _UNREADABLE:
        raise NotAnOverview(
            "De letters van deze PDF zijn alleen als vorm opgeslagen; welke tekst het is, staat er niet in. Bewaar het "
            "overzicht opnieuw als PDF vanuit Word of LibreOffice.",
            "The letters of this PDF are stored as shapes only; it does not say what text they are. Save the overview "
            "as PDF again from Word or LibreOffice.",
        )
    blocks = layout.blocks(pages)
    yield from paragraphs.lines(blocks)
    if not paragraphs.is_our_page(blocks):  # it shows the same facts in a drawing too
        yield from lost


def _opened(document: pdfium.PdfDocument, index: int) -> "_Reader":
    """Return a page with what its fields and notes draw as its own."""
    page = document[index]
    found = notes(page)
    if found.drawn:
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page = document[index]
    return _Reader(page, found)


def _scan(page: int | None) -> NotAnOverview:
    where = (
        ("Deze PDF", "This PDF")
        if page is None
        else (f"Blad {page} van deze PDF", f"Page {page} of this PDF")
    )
    return NotAnOverview(
        f"{where[0]} is een afbeelding zonder tekst (een scan). Laat er tekstherkenning (OCR) op los, of vraag het "
        "oorspronkelijke document.",
        f"{where[1]} is a picture without text (a scan). Run text recognition (OCR) on it, or ask for the original "
        "document.",
    )


@dataclass(slots=True)
class _Look:
    """What the letters of one text object share: size, weight, how far from level they run, and their tag.

    ``order`` is when they were drawn. A tilted line turns around its first letter, ``anchor``, to be level.
    """

    size: float
    bold: bool
    tilt: float
    tag: Tag | None
    artifact: bool
    order: int
    hidden: bool
    white: bool
    anchor: tuple[float, float] | None = None

    @property
    def upright(self) -> bool:
        return abs(self.tilt) < _TILTED

    def levelled(self, x: float, y: float) -> tuple[float, float]:
        """Return where a letter stands once its line is level."""
        if self.anchor is None:
            self.anchor = (x, y)
        if not self.tilt:
            return x, y
        across, up = x - self.anchor[0], y - self.anchor[1]
        cosine, sine = math.cos(self.tilt), math.sin(self.tilt)
        return self.anchor[0] + across * cosine + up * sine, self.anchor[1] - across * sine + up * cosine


class _Reader:
    """One page: its letters gathered into spans."""

    def __init__(self, page: pdfium.PdfPage, found: Notes) -> None:
        self.page = page
        self.drawn = Drawn(page)
        for strike in found.strikes:
            self.drawn.strike(strike)
        self.left, self.bottom, self.right, self.top = self.drawn.turn.box(*page.get_bbox())
        self.width, self.height = self.right - self.left, self.top - self.bottom
        self.tags: dict[int, Tag] = {}
        self._order = 0
        tree = raw.FPDF_StructTree_GetForPage(page)
        if tree:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                self._walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index), _Above(), 0)
            raw.FPDF_StructTree_Close(tree)
        self.tagged = bool(self.tags)
        self.letters = self.unreadable = self._seen = 0
        self._notes = found.lost
        self._beside: dict[Words, list[str]] = {}  # letters that show and are not read, by what they are
        self._picture: bool | None = None
        self._last: tuple[Words, int | None] | None = None

    def is_picture(self) -> bool:
        """Return whether pictures cover most of the page."""
        if self._picture is None:
            area = 0.0
            for each in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
                left, bottom, right, top = each.get_bounds()
                area += max(right - left, 0) * max(top - bottom, 0)
            self._picture = area > 0.3 * self.width * self.height
        return self._picture

    def lost(self, spans: list[Span], page: int) -> list[Line]:
        """Return what shows on the page and is not read."""
        said = [named(what, _together(texts)) for what, texts in self._beside.items()]
        if self._seen and not spans and not said:
            said.append(_NOTHING)
        return [Line(Place(1, page), what.nl, what) for what in [*said, *self._notes]]

    def _shows(self, look: _Look, x: float, base: float) -> bool:
        """Return whether a letter shows: one of a scan is invisible over its picture; a white one needs a ground."""
        if look.hidden:
            return self.is_picture()
        return not look.white or self.drawn.has_ground(x, base + 0.25 * look.size, look.order)

    def _leave(self, what: Words, key: int | None, letter: str) -> None:
        texts = self._beside.setdefault(what, [])
        if self._last != (what, key):
            texts.append("")
            self._last = (what, key)
        texts[-1] += letter

    def spans(self) -> list[Span]:
        """Return the runs of letters on one baseline that stand together, in the order of the file."""
        spans: list[Span] = []
        marks: list[tuple[Span, Span]] = []  # raised numbers, each with what it stands behind
        span: Span | None = None
        for letter, left, right, base, look in self._letters():
            size = look.size
            level = span is not None and abs(base - span.y) < 0.2 * size
            if span is not None and not level and not span.text.endswith("- "):
                span.text = (
                    span.text.rstrip()
                )  # the space at a line's end says nothing of what stands beside it
            if (
                span is None
                or not level
                or span.tag is not look.tag
                or span.bold is not look.bold
                or span.artifact is not look.artifact
                or not -0.5 * size < left - span.x1 < layout.room(span) * size
            ):
                before, span = span, Span("", left, left, base, size, look.bold, look.tag, look.artifact)
                if before is not None and letter.isdigit() and _is_raised(before, span):
                    marks.append((before, span))
                spans.append(span)
            elif left - span.x1 > _NO_SPACE * size and letter != " " and not span.text.endswith(" "):
                span.text += " "
            span.text += letter
            if right > span.x1:
                span.x1 = right
        return self._without_notes([span for span in spans if span.text.strip()], marks)

    def _letters(self) -> Iterator[tuple[str, float, float, float, _Look]]:
        """Yield the letters that show and are read: each with its left, its right, its baseline and its look."""
        text = self.page.get_textpage()  # which closes when nothing holds it
        page = text.raw
        looks: dict[int | None, _Look] = {}
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        near: Near | None = None
        for index in range(raw.FPDFText_CountChars(page)):
            code = raw.FPDFText_GetUnicode(page, index)
            if raw.FPDFText_IsGenerated(page, index) == 1 and code != 2:
                continue  # spaces and line ends that pdfium thinks up: ours come from the places
            key = address(raw.FPDFText_GetTextObject(page, index))
            look = looks.get(key)
            if look is None:
                look = looks[key] = self._look(page, index)
            if not raw.FPDFText_GetCharOrigin(page, index, x, y):
                continue
            raw.FPDFText_GetLooseCharBox(page, index, box)
            left, right, base = self._placed(x.value, y.value, box, look)
            if not (
                left >= self.left - 1 and right <= self.right + 1 and self.bottom - 1 <= base <= self.top + 1
            ):
                continue
            middle = (left + right) / 2
            if near is None or near.of != (base, look.size, look.order):
                near = self.drawn.near(base, look.size, look.order)
            if near.strikes(middle) or ((look.hidden or look.white) and not self._shows(look, middle, base)):
                self._seen += 1
                continue
            letter = _LETTERS.get(code) or self._letter(code)
            across = not look.upright
            if across or near.covers(middle):
                if not look.artifact:
                    self._leave(_ACROSS if across else _UNDER, key, letter)
                continue
            self.letters += letter != " "
            yield letter, left, right, base, look

    def _without_notes(self, spans: list[Span], marks: list[tuple[Span, Span]]) -> list[Span]:
        """Return the spans without the marks of notes and without the notes at the foot of the page, which are named.

        A raised number that no note has is no digit of the number before it.
        """
        if not marks:
            return spans
        numbered: dict[str, list[Span]] = {}
        for span in spans:
            if found := _NUMBERED.match(span.text):
                numbered.setdefault(found[1], []).append(span)
        gone: set[int] = set()
        foot: Span | None = None
        for before, mark in marks:
            at = mark.y - 1.5 * before.size
            own = numbered.get(mark.text.strip(), ())
            notes = [note for note in own if note.y < at and note.size < before.size - 0.3]
            if notes:
                gone.add(id(mark))
                foot = max([*notes, *([foot] if foot else [])], key=lambda note: note.y)
            elif before.text[-1:].isdigit():
                mark.text = f" {mark.text}"
        if foot is not None:
            height, size = foot.y + 0.5 * foot.size, min(before.size for before, _ in marks) - 0.3
            notes = [span for span in spans if span.y < height and span.size < size and not span.artifact]
            self._beside.setdefault(FOOTNOTE, []).extend(span.text.strip() for span in notes)
            gone |= {id(span) for span in notes}
        return [span for span in spans if id(span) not in gone]

    def _placed(self, x: float, y: float, box: raw.FS_RECTF, look: _Look) -> tuple[float, float, float]:
        """Return a letter's left, its right and the height of its baseline, the page turned and its line level."""
        if self.drawn.turn is UPRIGHT and not look.tilt:
            return min(x, box.left), box.right, y
        at, base = look.levelled(*self.drawn.turn.point(x, y))
        left, bottom, right, top = self.drawn.turn.box(box.left, box.bottom, box.right, box.top)
        slack = abs(math.sin(look.tilt)) * (top - bottom) if look.upright else 0.0
        return at, max(at + right - left - slack, at), base

    def _letter(self, code: int) -> str:
        if code == 2:  # what pdfium makes of a hyphen that broke a word
            return "-"
        if code in _SIGNS:
            return _SIGNS[code]
        if (
            code in (0, 0xFFFD, 0xFFFE, 0xFFFF)
            or 0xD800 <= code < 0xE000
            or code > 0x10FFFF
            or 0xE000 <= code < 0xF900
        ):
            self.unreadable += 1
            return "\ufffd"
        letter = {0x2010: "-", 0x2011: "-"}.get(code) or chr(code)
        return " " if letter.isspace() else letter

    def _look(self, page: Any, index: int) -> _Look:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(page, index, matrix)
        size = raw.FPDFText_GetFontSize(page, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        object_ = raw.FPDFText_GetTextObject(page, index)
        number = raw.FPDFPageObj_GetMarkedContentID(object_) if object_ else -1
        mode = raw.FPDFTextObj_GetTextRenderMode(object_) if object_ else raw.FPDF_TEXTRENDERMODE_FILL
        *shade, opaque = colour(object_) if object_ else (0, 0, 0, 255)
        filled = mode == raw.FPDF_TEXTRENDERMODE_FILL
        return _Look(
            size=size if 0.5 < size < 1000 else 10.0,
            bold=raw.FPDFText_GetFontWeight(page, index) >= 600,
            tilt=_tilt(self.drawn.turn, matrix),
            tag=self.tags.get(number),
            artifact=bool(object_) and _is_artifact(object_),
            order=self.drawn.order.get(address(object_), 0),
            hidden=mode in _INVISIBLE or (filled and not opaque),
            white=filled and min(shade) >= _WHITE,
        )

    # --- tags ---

    def _walk(self, element: raw.FPDF_STRUCTELEMENT, above: "_Above", depth: int) -> None:
        if not element or depth > _DEEPEST:
            return
        kind = _kind(element)
        self._order += 1
        count = max(raw.FPDF_StructElement_CountChildren(element), 0)
        children = [raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count)]
        numbers = [raw.FPDF_StructElement_GetChildMarkedContentID(element, index) for index in range(count)]
        here = next((i for i in range(count) if children[i] or numbers[i] >= 0), count)
        below = above.entered(kind, self._order, begun_before=0 < here < count)
        loose: Tag | None = (
            None  # of letters that stand in a part of the document with no paragraph around them
        )
        for index in range(count):
            if children[index]:
                loose = None
                if kind == "TR":
                    below.column, below.columns = index, count
                self._walk(children[index], below, depth + 1)
            elif numbers[index] >= 0 and below.kind not in _HOLDERS:
                self.tags[numbers[index]] = below.tag(self._order)
            elif numbers[index] >= 0:
                if loose is None:
                    self._order += 1
                    loose = below.entered("", self._order, begun_before=False).tag(self._order)
                self.tags[numbers[index]] = loose


@dataclass(slots=True)
class _Above:
    """What an element of the structure stands in: its block, table, row and cell."""

    block: int = -1
    kind: str = "Document"
    quote: bool = False
    continued: bool = False
    table: int = -1
    row: int = -1
    cell: int = -1
    column: int = -1
    columns: int = 0
    made: Tag | None = None

    def entered(self, kind: str, order: int, *, begun_before: bool) -> "_Above":
        below = replace(self)
        if kind not in _INLINE or self.kind in _HOLDERS:
            below.block, below.kind, below.continued, below.made = order, kind, False, None
        below.continued = below.continued or begun_before
        if kind == "BlockQuote":
            below.quote = True
        elif kind == "Table":
            below.table, below.row, below.cell = order, -1, -1
        elif kind == "TR":
            below.row, below.cell = order, -1
        elif kind in ("TD", "TH"):
            below.cell = order
        return below

    def tag(self, order: int) -> Tag:
        """Return the tag of what stands in this element: one and the same for a whole block."""
        if self.made is None:
            block = self.block if self.block >= 0 else order
            self.made = Tag(
                block,
                self.kind,
                self.quote,
                self.continued,
                self.table,
                self.row,
                self.cell,
                self.column,
                self.columns,
            )
        return self.made


def _is_raised(before: Span, after: Span) -> bool:
    """Return whether letters are smaller than those before them and stand higher."""
    return after.size < 0.85 * before.size and 0 < after.y - before.y < before.size


def _tilt(turn: Matrix, matrix: raw.FS_MATRIX) -> float:
    """Return how far from level letters run on a page that is turned, in radians; what is less than that is level."""
    if not (matrix.a or matrix.b):
        return 0.0
    angle = math.atan2(turn.b * matrix.a + turn.d * matrix.b, turn.a * matrix.a + turn.c * matrix.b)
    return angle if abs(angle) > LEVEL else 0.0


def _together(texts: list[str]) -> str:
    """Return texts in one, those that are of single letters together."""
    apart = (" " if len(before.strip()) + len(after.strip()) > 2 else "" for before, after in pairwise(texts))
    return texts[0] + "".join(f"{gap}{text}" for gap, text in zip(apart, texts[1:], strict=True))


def _kind(element: raw.FPDF_STRUCTELEMENT) -> str:
    buffer = ctypes.create_string_buffer(200)
    size = raw.FPDF_StructElement_GetType(element, buffer, 200)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace") if size <= 200 else ""


def _is_artifact(object_: raw.FPDF_PAGEOBJECT) -> bool:
    buffer = (ctypes.c_ushort * 40)()
    length = ctypes.c_ulong()
    for index in range(max(raw.FPDFPageObj_CountMarks(object_), 0)):
        mark = raw.FPDFPageObj_GetMark(object_, index)
        if mark and raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
            name = bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
            if name == "Artifact":
                return True
    return False
