"""A PDF with a text layer -> lines, by where its letters stand.

pdfium gives each letter, its place, size and weight, and the tag it carries where the file is tagged (PDF/UA, Word,
LibreOffice and browsers do). ``layout.py`` makes blocks of them and ``paragraphs.py`` lines of those. Letters that do
not show on the page or that do not stand upright (labels in a drawing) are no part of the text.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kamerstem.errors import NotAnOverview
from kamerstem.readers import layout, paragraphs
from kamerstem.readers.layout import Page, Span, Tag
from kamerstem.readers.lines import Line
from kamerstem.readers.unreadable import broken

MAX_PAGES = 300
MAX_LETTERS = 2_000_000
_FEWEST_LETTERS = 20  # a document with fewer has no text layer
_UNREADABLE = 0.1  # part of the letters that a font may leave without a meaning
_NO_SPACE = 0.17  # of the size: what lies between two letters of a word is less

_THIN = 2.5  # points: a line drawn through words is no thicker

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
    letters = unreadable = 0
    for index in range(count):
        page = _Reader(document[index])
        spans = page.spans()
        letters, unreadable = letters + page.letters, unreadable + page.unreadable
        if letters > MAX_LETTERS:
            raise NotAnOverview(
                "In deze PDF staat veel te veel tekst: dat is geen stemmingsoverzicht.",
                "This PDF holds far too much text: that is no voting overview.",
            )
        if not page.letters and page.is_picture():
            raise _scan(index + 1 if count > 1 else None)
        pages.append(Page(page.width, page.height, spans, page.tagged))
    if letters < _FEWEST_LETTERS:
        raise _scan(None)
    if unreadable > letters * _UNREADABLE:
        raise NotAnOverview(
            "De letters van deze PDF zijn alleen als vorm opgeslagen; welke tekst het is, staat er niet in. Bewaar het "
            "overzicht opnieuw als PDF vanuit Word of LibreOffice.",
            "The letters of this PDF are stored as shapes only; it does not say what text they are. Save the overview "
            "as PDF again from Word or LibreOffice.",
        )
    yield from paragraphs.lines(layout.blocks(pages))


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
    """What the letters of one text object share: size, weight, whether they are upright, and their tag."""

    size: float
    bold: bool
    upright: bool
    tag: Tag | None
    artifact: bool


class _Reader:
    """One page: its letters gathered into spans."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        self.width, self.height = page.get_size()
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.tags: dict[int, Tag] = {}
        self._order = 0
        tree = raw.FPDF_StructTree_GetForPage(page)
        if tree:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                self._walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index), _Above(), 0)
            raw.FPDF_StructTree_Close(tree)
        self.tagged = bool(self.tags)
        self.letters = self.unreadable = 0
        self.strokes = self._strokes()

    def is_picture(self) -> bool:
        """Return whether pictures cover most of the page."""
        area = 0.0
        for each in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            left, bottom, right, top = each.get_bounds()
            area += max(right - left, 0) * max(top - bottom, 0)
        return bool(area > 0.3 * self.width * self.height)

    def _strokes(self) -> dict[int, list[tuple[float, float, float]]]:
        """Return the thin lines drawn from left to right: their left, right and height, by the whole of that."""
        found: dict[int, list[tuple[float, float, float]]] = {}
        for each in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
            left, bottom, right, top = each.get_bounds()
            if top - bottom < _THIN and right - left > 2 * _THIN:
                middle = (bottom + top) / 2
                found.setdefault(math.floor(middle), []).append((left, right, middle))
        return found

    def _is_struck(self, middle: float, base: float, size: float) -> bool:
        """Return whether a line is drawn through a letter: who reads the page reads it as taken out."""
        low, high = base + 0.12 * size, base + 0.5 * size
        return any(
            left < middle < right and low < height < high
            for whole in range(math.floor(low), math.floor(high) + 1)
            for left, right, height in self.strokes.get(whole, ())
        )

    def spans(self) -> list[Span]:
        """Return the runs of letters on one baseline that stand together, in the order of the file."""
        text = self.page.get_textpage()
        looks: dict[int | None, _Look] = {}
        spans: list[Span] = []
        span: Span | None = None
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        for index in range(raw.FPDFText_CountChars(text.raw)):
            code = raw.FPDFText_GetUnicode(text.raw, index)
            if raw.FPDFText_IsGenerated(text.raw, index) == 1 and code != 2:
                continue  # spaces and line ends that pdfium thinks up: ours come from the places
            key = ctypes.cast(raw.FPDFText_GetTextObject(text.raw, index), ctypes.c_void_p).value
            look = looks.get(key)
            if look is None:
                look = looks[key] = self._look(text, index)
            if not look.upright or not raw.FPDFText_GetCharOrigin(text.raw, index, x, y):
                continue
            raw.FPDFText_GetLooseCharBox(text.raw, index, box)
            left, right, base = min(x.value, box.left), box.right, y.value
            if not (
                self.left - 1 <= left and right <= self.right + 1 and self.bottom - 1 <= base <= self.top + 1
            ):
                continue
            if self._is_struck((left + right) / 2, base, look.size):
                continue
            letter = self._letter(code)
            if letter.strip():
                self.letters += 1
            together = (
                span is not None
                and span.tag is look.tag
                and span.artifact is look.artifact
                and span.bold is look.bold
                and abs(base - span.y) < 0.2 * look.size
                and -0.5 * look.size < left - span.x1 < layout.room(span) * look.size
            )
            if span is not None and abs(base - span.y) >= 0.2 * look.size and not span.text.endswith("- "):
                span.text = (
                    span.text.rstrip()
                )  # the space at a line's end says nothing of what stands beside it
            if span is None or not together:
                # The mark of a note is no digit of the number before it.
                raised = (
                    span is not None
                    and span.text[-1:].isdigit()
                    and letter.isdigit()
                    and look.size < 0.85 * span.size
                    and 0 < base - span.y < span.size
                )
                span = Span(
                    " " if raised else "", left, left, base, look.size, look.bold, look.tag, look.artifact
                )
                spans.append(span)
            elif (
                left - span.x1 > _NO_SPACE * look.size
                and not span.text.endswith(" ")
                and not letter.isspace()
            ):
                span.text += " "
            span.text += " " if letter.isspace() else letter
            span.x1 = max(span.x1, right)
        return [span for span in spans if span.text.strip()]

    def _letter(self, code: int) -> str:
        if code == 2:  # what pdfium makes of a hyphen that broke a word
            return "-"
        if (
            code in (0, 0xFFFD, 0xFFFE, 0xFFFF)
            or 0xD800 <= code < 0xE000
            or code > 0x10FFFF
            or 0xE000 <= code < 0xF900
        ):
            self.unreadable += 1
            return "\ufffd"
        return {0x2010: "-", 0x2011: "-", 9: " ", 10: " ", 13: " "}.get(code) or chr(code)

    def _look(self, text: pdfium.PdfTextPage, index: int) -> _Look:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text.raw, index, matrix)
        size = raw.FPDFText_GetFontSize(text.raw, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        upright = (matrix.a > 0 and abs(matrix.b) < 0.05 * matrix.a) or not (matrix.a or matrix.b)
        object_ = raw.FPDFText_GetTextObject(text.raw, index)
        number = raw.FPDFPageObj_GetMarkedContentID(object_) if object_ else -1
        return _Look(
            size=size if 0.5 < size < 1000 else 10.0,
            bold=raw.FPDFText_GetFontWeight(text.raw, index) >= 600,
            upright=upright,
            tag=self.tags.get(number),
            artifact=bool(object_) and _is_artifact(object_),
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
