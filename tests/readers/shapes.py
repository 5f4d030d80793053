"""Small documents of every form, written by hand, and how they are read in this process: without a child for each."""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from kamerstem.model.overview import Overview
from kamerstem.readers import apart, child
from kamerstem.readers import overview as reader
from kamerstem.readers.lines import Line
from tests.readers import hostile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("form", "form"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
    )
}  # fmt: skip
_SPACES = " ".join(f'xmlns:{name}="{space}"' for name, space in _ODF.items())


def lines(kind: str, data: bytes) -> list[Line]:
    """Return the lines of a document of a kind ("pdf", "packed", "html"), as the child would tell them."""
    return apart.lines(apart.answer(0, child.tell(kind, data).encode()))


def words(kind: str, data: bytes) -> list[str]:
    """Return the lines that have words and were read."""
    return [line.text for line in lines(kind, data) if line.text and line.lost is None]


def lost(kind: str, data: bytes) -> list[str]:
    """Return what was seen and not read, as it is named."""
    return [line.lost.nl for line in lines(kind, data) if line.lost is not None]


def overview(kind: str, data: bytes, monkeypatch: Any) -> Overview:
    """Return the overview of a document, read in this process."""
    monkeypatch.setattr(reader, "lines_of", lambda data: lines(kind, data))
    return reader.read(data)


def word(body: str, *, parts: dict[str, str] | None = None, main: str = "word/document.xml") -> bytes:
    """Return a Word file with a body in XML; ``parts`` are the other parts by the kind of their relation."""
    others = parts or {}
    names = {kind: f"word/{kind}.{'html' if kind == 'aFChunk' else 'xml'}" for kind in others}
    links = "".join(
        f'<Relationship Id="{kind}" Type="{R}/{kind.rstrip("0123456789")}" Target="/{name}"/>'
        for kind, name in names.items()
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{R}/officeDocument" Target="{main}"/></Relationships>',
        main: f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{names[kind]: text for kind, text in others.items()},
    }
    return hostile.packed({name: text.encode() for name, text in files.items()})


def part(name: str, body: str) -> str:
    """Return a part of a Word file, such as its styles."""
    return f'<w:{name} xmlns:w="{W}">{body}</w:{name}>'


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, styles: str = "", master: str = "") -> bytes:
    """Return an OpenDocument text with a body in XML, its styles and what stands on every page."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    page = f"<office:master-styles><style:master-page>{master}</style:master-page></office:master-styles>"
    return hostile.packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "styles.xml": f"<office:document-styles {_SPACES}>{page}</office:document-styles>".encode(),
        }
    )


def odt_of(text: str) -> bytes:
    """Return an OpenDocument text with the lines of a text as its paragraphs, in a list and a table too."""
    made = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines())
    cell = "<table:table-cell><text:p>SP</text:p></table:table-cell>"
    row = f"<table:table-row>{cell * 2}</table:table-row>"
    listed = "<text:list><text:list-item><text:p>SP</text:p></text:list-item></text:list>"
    return odt(f"{made}{listed}<table:table>{row}</table:table>")


# --- PDF ------------------------------------------------------------------------------------------------------------


def text_at(
    text: str, x: float, y: float, *, size: float = 12, matrix: str = "1 0 0 1", before: str = ""
) -> str:
    """Return what draws a line of text; ``matrix`` turns it, ``before`` sets its colour or mode."""
    words = text.replace("(", "\\(").replace(")", "\\)")
    return f"BT {before} /F {size} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def text_lines(lines: Iterable[str], top: float = 780) -> str:
    """Return what draws lines of text below each other, a blank one where the text has one."""
    return "".join(text_at(line, 60, top - 15 * index) for index, line in enumerate(lines) if line)


def pdf(*pages: str, page: str = "", notes: Sequence[str] = ()) -> bytes:
    """Return a PDF whose pages draw what is given; ``page`` is said of each, ``notes`` are put on the first."""
    fonts = "<</Font<</F 3 0 R>>>>"
    count, first = len(pages), 4
    after = first + 2 * count
    listed = " ".join(f"{after + index} 0 R" for index in range(len(notes)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{first + 2 * index} 0 R' for index in range(count))}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for index, drawn in enumerate(pages):
        own = f"/Annots[{listed}]" if notes and not index else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{fonts}/Contents {first + 2 * index + 1} 0 R"
            f"{own}{page}>>"
        )
        objects.append(f"<</Length {len(drawn.encode())}>>stream\n{drawn}\nendstream")
    return hostile.pdf_of([*objects, *notes])
