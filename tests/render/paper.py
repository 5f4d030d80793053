"""What stands where on the pages of a PDF, and how its structure is read out, by pdfium (not by what made it)."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """A line of text: its page (from 1), its box and its largest type in points, from the foot and the left."""

    page: int
    text: str
    left: float
    foot: float
    right: float
    top: float
    size: float


def lines_of(data: bytes) -> list[Line]:
    """Return the lines of a PDF in the order in which they are drawn."""
    document = pdfium.PdfDocument(data)
    found: list[Line] = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        held: list[tuple[str, tuple[float, float, float, float], float]] = []
        for index in range(text.count_chars() + 1):
            char = chr(raw.FPDFText_GetUnicode(text, index)) if index < text.count_chars() else "\n"
            if char in "\r\n":
                if any(letter.strip() for letter, _, _ in held):
                    found.append(_line(number + 1, held))
                held = []
            else:
                held.append((char, text.get_charbox(index), raw.FPDFText_GetFontSize(text, index)))
    return found


def _line(page: int, held: list[tuple[str, tuple[float, float, float, float], float]]) -> Line:
    boxes = [box for char, box, _ in held if char.strip()]
    return Line(
        page,
        "".join(char for char, _, _ in held).strip(),
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        max(size for char, _, size in held if char.strip()),
    )


def words_of(lines: list[Line]) -> str:
    """Return the words of lines in one string, words that were broken at a line's end whole again."""
    return " ".join(line.text for line in lines).replace("\x02 ", "").replace("\u00ad", "")


def read_out(data: bytes) -> str:
    """Return all text in the order of the structure tree: what a screen reader says, alternative text in brackets."""
    document = pdfium.PdfDocument(data)
    said: list[str] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        marked: dict[int, str] = {}
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            marked[mark] = marked.get(mark, "") + _text_of(item, text)
        tree = raw.FPDF_StructTree_GetForPage(page)
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            said += _walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index), marked)
        raw.FPDF_StructTree_Close(tree)
    return " ".join(" ".join(said).replace("\x02", "").split())


def _text_of(item: pdfium.PdfObject, text: pdfium.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:-2].decode("utf-16-le")


def _walk(element: object, marked: dict[int, str]) -> Iterator[str]:
    size = raw.FPDF_StructElement_GetAltText(element, None, 0)
    if size > 2:
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetAltText(element, buffer, size)
        yield f"[{buffer.raw[:-2].decode('utf-16-le')}]"
        return
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _walk(child, marked)
        else:
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            yield marked.get(mark, "") if mark >= 0 else ""
    yield " "
