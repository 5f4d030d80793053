"""A flat OpenDocument text from raw XML, as LibreOffice writes it."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_AUTOMATIC = """<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Vet" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Rand" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:style style:name="fr1" style:family="graphic"><style:graphic-properties style:wrap="none" style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="from-left" style:horizontal-rel="paragraph" fo:border="0.5pt solid #000000"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:min-label-width="0.6cm"/></text:list-level-style-bullet>
<text:list-level-style-bullet text:level="2" text:bullet-char="◦"><style:list-level-properties text:space-before="0.6cm" text:min-label-width="0.6cm"/></text:list-level-style-bullet></text:list-style>
<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="PAGE_WIDTH" fo:page-height="PAGE_HEIGHT" fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>"""
BREAK, TAB, PAGE = (
    "<text:line-break/>",
    "<text:tab/>",
    '<text:page-number text:select-page="current">1</text:page-number>',
)


def p(*pieces: str, style: str = "") -> str:
    """Return a paragraph; what is no XML yet is text."""
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{''.join(each if each.startswith('<') else escape(each) for each in pieces)}</text:p>"


def h(text: str, level: int = 1) -> str:
    """Return a heading."""
    return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'


def strong(text: str) -> str:
    """Return bold letters within a paragraph."""
    return f'<text:span text:style-name="T1">{escape(text)}</text:span>'


def bullets(*items: str) -> str:
    """Return a list; an item is text, or text and a list below it."""
    inner = "".join(
        f"<text:list-item>{each if each.startswith('<') else p(each)}</text:list-item>" for each in items
    )
    return f'<text:list text:style-name="L1">{inner}</text:list>'


def cell(*blocks: str, across: int = 1, down: int = 1) -> str:
    """Return a cell, with what covers the cells beside and below it."""
    inner = "".join(each if each.startswith("<") else p(each) for each in blocks)
    spans = (
        f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
        if across * down > 1
        else ""
    )
    return f'<table:table-cell table:style-name="Rand"{spans}>{inner}</table:table-cell>' + COVERED * (
        across - 1
    )


COVERED = "<table:covered-table-cell/>"


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def table(columns: int, *rows: str, head: str = "") -> str:
    """Return a table; its head stands on each page."""
    heads = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    return f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>{heads}{"".join(rows)}</table:table>{p()}'


def frame(*blocks: str, height: str = "2cm") -> str:
    """Return a paragraph with a frame."""
    return (
        f'<text:p><draw:frame draw:style-name="fr1" text:anchor-type="paragraph" svg:width="15cm" svg:x="0cm" svg:y="0cm">'
        f'<draw:text-box fo:min-height="{height}">{"".join(blocks)}</draw:text-box></draw:frame></text:p>'
    )


@dataclass
class Text:
    """A document in the making."""

    body: list[str] = field(default_factory=list)
    header: str = ""
    footer: str = ""
    landscape: bool = False

    def add(self, *blocks: str) -> None:
        """Add paragraphs, lists and tables."""
        self.body += [each if each.startswith("<") else p(each) for each in blocks]

    def bytes(self) -> bytes:
        """Return the file."""
        width, height = ("29.7cm", "21cm") if self.landscape else ("21cm", "29.7cm")
        automatic = _AUTOMATIC.replace("PAGE_WIDTH", width).replace("PAGE_HEIGHT", height)
        ends = "".join(
            f"<style:{tag}>{inner}</style:{tag}>"
            for tag, inner in (("header", self.header), ("footer", self.footer))
            if inner
        )
        master = f'<style:master-page style:name="Standard" style:page-layout-name="pm1">{ends}</style:master-page>'
        made = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles><office:master-styles>{master}</office:master-styles>"
            f"<office:body><office:text>{''.join(self.body)}</office:text></office:body></office:document>"
        )
        return made.encode()
