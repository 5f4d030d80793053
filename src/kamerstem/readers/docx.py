"""A Word file (.docx) -> its paragraphs, as they show: insertions are in; deletions, struck and hidden text out.

The file is a zip of XML. Before a library opens it, its directory is looked at: how many parts, how large they would
become, and whether one holds a document type, which no Word file has and which is how XML reaches outside.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from kamerstem.errors import NotAnOverview
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.readers import tables
from kamerstem.readers.unreadable import broken, convert

MAX_PARTS = 2_000
MAX_UNPACKED = 60_000_000  # bytes of all parts together
MAX_COLUMNS = 63  # of a table in Word
MAX_RATIO = 200  # times the packed size, beyond the first megabyte

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What holds paragraphs or runs of text, and what does not show.
_GONE = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr")}
    | {f"{_MC}Fallback"}
)
_QUOTES = frozenset({"quote", "intense quote", "citaat", "duidelijk citaat", form.EXPLANATION_STYLE.lower()})
_ADDED = frozenset(name.lower() for name in form.ADDED_STYLES)
_PACKED: tuple[tuple[str, Words], ...] = (
    (
        "application/vnd.oasis.opendocument.text",
        Words("een OpenDocument-tekst (.odt)", "an OpenDocument text (.odt)"),
    ),
)
_OTHERS = (
    ("xl/workbook.xml", Words("een Excel-bestand", "an Excel file")),
    ("ppt/presentation.xml", Words("een PowerPoint-bestand", "a PowerPoint file")),
)


def read(data: bytes) -> Iterator[tuple[Place, str]]:
    """Yield the lines of a Word file, each with the number of its paragraph; one without words parts paragraphs.

    Raises NotAnOverview for a zip that is something else, a bomb, or XML with a document type.
    """
    look(data)
    import docx

    document = docx.Document(io.BytesIO(data))
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    number = 0
    for lines in [*_blocks(document.element.body, styles), *_notes(document)]:
        said = [line for line in lines if line.strip()]
        if not said:
            continue
        number += 1
        place = Place(number, paragraph=True)
        for line in said:
            yield place, line
        yield place, ""


def look(data: bytes) -> None:
    """Look at the directory and the parts of a Word file before a library does.

    Raises NotAnOverview for a zip that is something else, a bomb, encrypted, broken, or XML with a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            size = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS or size > MAX_UNPACKED or size > 1_000_000 + MAX_RATIO * len(data):
                raise NotAnOverview(
                    "Dit bestand wordt bij het uitpakken veel te groot: dat is geen stemmingsoverzicht.",
                    "This file becomes far too large when unpacked: that is no voting overview.",
                )
            if any(part.flag_bits & 1 for part in parts):
                raise NotAnOverview(
                    "Dit ingepakte bestand is versleuteld. Haal het wachtwoord eraf en bewaar het opnieuw.",
                    "This packed file is encrypted. Remove the password and save it again.",
                )
            if "mimetype" in names:
                kind = _some(packed, "mimetype", 200).decode("ascii", "replace").strip()
                for name, what in _PACKED:
                    if kind.startswith(name):
                        raise convert(what)
            for name, what in _OTHERS:
                if name in names:
                    raise _other(what)
            if "[Content_Types].xml" not in names:
                raise _other(Words("een ingepakt bestand (zip)", "a packed file (zip)"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_document_type(_some(packed, part.filename, MAX_UNPACKED + 1), part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise broken() from None


def _some(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a part's bytes. A directory may lie about sizes: never more is unpacked than it says."""
    with packed.open(name) as part:
        return part.read(most)


def _refuse_document_type(xml: bytes, part: zipfile.ZipInfo) -> None:
    head = xml[:4] if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:4] else b""
    text = xml.replace(b"\0", b"") if head else xml
    if len(xml) > part.file_size or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise NotAnOverview(
            "Dit Word-bestand bevat XML die naar iets buiten het bestand kan verwijzen (DOCTYPE); dat doet Word nooit. "
            "Het wordt niet gelezen.",
            "This Word file holds XML that can point outside the file (DOCTYPE); Word never writes that. It is not "
            "read.",
        )


def _other(what: Words) -> NotAnOverview:
    return NotAnOverview(
        f"Dit is {what.nl}, geen stemmingsoverzicht.", f"This is {what.en}, not a voting overview."
    )


# --- what shows -----------------------------------------------------------------------------------------------------


def blocks(body: Any, merged: str = "") -> Iterator[str | list[list[str]]]:
    """Yield the lines of text and the tables of a body, as they show, in order."""
    for element in body:
        if element.tag == f"{_W}tbl":
            yield grid(element, {}, merged=merged)
        elif element.tag == f"{_W}p":
            yield from (line for lines in _paragraph(element, {}) for line in lines)
        elif isinstance(element.tag, str) and element.tag not in _GONE:
            yield from blocks(element, merged)


def _blocks(body: Any, styles: dict[str, str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph and table, in order, also those within content controls and insertions."""
    for element in body:
        tag = element.tag
        if tag == f"{_W}p":
            yield from _paragraph(element, styles)
        elif tag == f"{_W}tbl":
            nested = element.find(f".//{_W}tbl") is not None  # then it only lays out the tables in it
            made = None if nested else tables.lines(grid(element, styles))
            if made is not None:
                yield from ([line] for line in made)
                continue
            for row in _inside(element, "tr"):
                for cell in _inside(row, "tc"):
                    yield from _blocks(cell, styles)
        elif isinstance(tag, str) and tag not in _GONE:
            yield from _blocks(element, styles)


def grid(table: Any, styles: dict[str, str], *, merged: str = tables.MERGED) -> list[list[str]]:
    """Return the words of a table's cells, each in its own column.

    A cell that spans columns leaves those after its first empty; ``merged`` stands where one goes on in the row below.
    Raises NotAnOverview for a cell wider than Word has them.
    """
    rows: list[list[str]] = []
    for row in _inside(table, "tr"):
        cells = [""] * _columns(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for cell in _inside(row, "tc"):
            goes_on = cell.find(f"{_W}tcPr/{_W}vMerge")
            below = goes_on is not None and goes_on.get(f"{_W}val", "continue") == "continue"
            words = " ".join(" ".join(line for line in block) for block in _blocks(cell, styles))
            cells += [words or (merged if below else "")]
            cells += [""] * (_columns(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1) - 1)
        rows.append(cells)
    return rows


def _columns(said: Any, otherwise: int) -> int:
    value = said.get(f"{_W}val", "") if said is not None else ""
    columns = int(value) if value.isdecimal() else otherwise
    if columns > MAX_COLUMNS:
        raise broken()
    return columns


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those within content controls and insertions."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in _GONE and child.tag in (
            f"{_W}sdt",
            f"{_W}sdtContent",
            f"{_W}ins",
            f"{_W}customXml",
        ):
            yield from _inside(child, name)


def _paragraph(element: Any, styles: dict[str, str]) -> Iterator[list[str]]:
    words: list[str] = []
    boxes: list[Any] = []
    _gather(element, words, boxes)
    lines = "".join(words).split("\n")
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    if name in _ADDED:  # what Kamerstem adds to the form is no part of it
        lines = []
    elif name in _QUOTES:
        lines = [form.PROSE + line.removeprefix(form.PROSE) if line.strip() else line for line in lines]
    yield lines
    for box in boxes:
        yield from _blocks(box, styles)


_SAID = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


# Marks of the font Wingdings; any other symbol is one that no text stands for.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F06F": "☐"}


def _gather(element: Any, words: list[str], boxes: list[Any]) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _GONE:
            continue
        name = tag.removeprefix(_W)
        if name == "t":
            words.append((child.text or "").replace("\n", " "))
        elif name in _SAID and tag.startswith(_W):
            words.append(_SAID[name])
        elif name == "sym":
            words.append(_SYMBOLS.get(child.get(f"{_W}char", "").upper(), "\ufffd"))
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "r" and _vanished(child):
            continue
        elif name == "r" and words and words[-1][-1:].isdigit() and _raised(child):
            words.append(" ")  # the mark of a note is no digit of the number before it
            _gather(child, words, boxes)
        else:
            _gather(child, words, boxes)


def _vanished(run: Any) -> bool:
    """Return whether a run is hidden, or struck through: who reads the page reads it as taken out."""
    marks = [run.find(f"{_W}rPr/{_W}{name}") for name in ("vanish", "strike", "dstrike")]
    return any(mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off") for mark in marks)


def _raised(run: Any) -> bool:
    """Return whether a run is a raised number: the mark of a note, and not the e of "2e"."""
    mark = run.find(f"{_W}rPr/{_W}vertAlign")
    raised = mark is not None and mark.get(f"{_W}val") == "superscript"
    return raised and "".join(run.itertext()).strip()[:1].isdigit()


def _notes(document: Any) -> Iterator[list[str]]:
    """Yield the footnotes and endnotes, at the end: what stands there is not lost."""
    from lxml import etree

    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for note in root:
                if note.get(f"{_W}type") is None:
                    yield from _blocks(note, {})
