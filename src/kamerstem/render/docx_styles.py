"""How a Word file of Kamerstem looks where no house style is given: its page, its styles, its table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.model.plain_words import clean

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.table import Table

# The styles that a house style must have, and what stands in them.
NUMBER, SECTION, ARTICLE, ITEM, BODY = "Title", "Heading 1", "Heading 2", "Heading 3", "Normal"
HEADER = "Header"
SUBJECT, RELATION, EXPLANATION = "Titel voorstel", "Verwijzing", form.EXPLANATION_STYLE
RESULT, LISTS = "Uitslag", "Stemlijst"
ADDED, NOTE, CELL = form.ADDED_STYLES
STYLES: dict[str, Words] = {
    NUMBER: Words("het nummer", "the number"),
    SUBJECT: Words("de titel", "the title"),
    SECTION: Words("een kop met een uitslag", "a heading with an outcome"),
    ARTICLE: Words("een artikel", "an article"),
    ITEM: Words("nummer, indieners en onderwerp", "number, submitters and subject"),
    BODY: Words("gewone zinnen", "plain sentences"),
    RELATION: Words("wat het vervangt of wijzigt", "what it replaces or amends"),
    EXPLANATION: Words("de toelichting", "the explanation"),
    RESULT: Words("de uitslag", "the result"),
    LISTS: Words("wie voor en tegen was", "who was for and against"),
    ADDED: Words("zetels en bronnen", "seats and sources"),
    NOTE: Words("een bevinding", "a finding"),
    CELL: Words("tekst in een tabel", "text in a table"),
    HEADER: Words("datum, dossier en blad", "date, dossier and page"),
}
TABLE = "Stemmingstabel"
WIDTH = 150  # of the text, in millimetres

FONT = "Arial"
INK, SOFT, LINE = "14171A", "4B5159", "C9C6BE"

# Style: based on, size in points, bold, italic, colour, space before and after in points, kept with what follows.
_LOOKS: dict[str, tuple[str | None, float, bool, bool, str, float, float, bool]] = {
    BODY: (None, 11, False, False, INK, 0, 8, False),
    NUMBER: (None, 20, True, False, INK, 6, 2, True),
    SUBJECT: (BODY, 13, False, False, INK, 0, 6, False),
    SECTION: (None, 14, True, False, INK, 22, 8, True),
    ARTICLE: (None, 12, False, False, SOFT, 12, 6, True),
    ITEM: (None, 11, True, False, INK, 14, 6, True),
    RELATION: (BODY, 11, False, True, INK, 0, 6, True),
    EXPLANATION: (BODY, 11, False, False, INK, 0, 8, False),
    RESULT: (BODY, 11, True, False, INK, 6, 2, False),
    LISTS: (BODY, 11, False, False, INK, 0, 2, False),
    ADDED: (BODY, 9, False, False, SOFT, 4, 6, False),
    NOTE: (BODY, 9, False, False, SOFT, 4, 6, False),
    CELL: (BODY, 9, False, False, INK, 0.5, 0.5, False),
    HEADER: (None, 9, False, False, SOFT, 0, 0, False),
}


def plain_document() -> "Word":
    """Return an empty Word document with Kamerstem's own page and styles."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    word = docx.Document()
    _without_picture_of_itself(word)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(32), Mm(28)
    section.top_margin, section.bottom_margin = Mm(36), Mm(25)
    section.header_distance = Mm(15)
    section.different_first_page_header_footer = True
    letterhead = section.first_page_header.paragraphs[0]  # room for the letterhead of an office
    letterhead.paragraph_format.space_after = Mm(30)
    for name, (base, size, bold, italic, colour, before, after, kept) in _LOOKS.items():
        known = {style.name for style in word.styles}
        style = cast(
            "ParagraphStyle",
            word.styles[name] if name in known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH),
        )
        if base is not None:
            style.base_style = word.styles[base]
        style.quick_style, style.hidden = True, False
        font = style.font
        _own_font(style)
        font.size, font.bold, font.italic = Pt(size), bold, italic
        font.color.rgb = RGBColor.from_string(colour)
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
        spacing.keep_with_next, spacing.widow_control = kept, True
        spacing.line_spacing = 1.0 if name == CELL else 1.1
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    lists = cast("ParagraphStyle", word.styles[LISTS]).paragraph_format
    lists.left_indent, lists.first_line_indent, lists.keep_together = Mm(5), Mm(-5), True
    header = cast("ParagraphStyle", word.styles[HEADER]).paragraph_format
    header.tab_stops.clear_all()
    header.tab_stops.add_tab_stop(Mm(16))
    _bar_at_the_left(word.styles[NOTE].element)
    with_table_style(word, TABLE)
    return word


def _without_picture_of_itself(word: "Word") -> None:
    """Take out the small picture of its first page that the empty document of python-docx holds."""
    links = cast(Any, word.part.package).rels
    for name in [name for name, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[name]


def with_table_style(word: "Word", name: str) -> None:
    """Add the style of our tables where a document has none of that name: a line under each row."""
    if any(style.name == name for style in word.styles):
        return
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name}">'
            f'<w:name w:val="{name}"/><w:uiPriority w:val="59"/><w:tblPr>'
            f'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
            "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        )
    )


def add_table(
    word: "Word",
    header: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    *,
    widths: tuple[int, ...],
    right: Iterable[int] = (),
    last: tuple[str, ...] | None = None,
    described: str,
    whole: bool = False,
) -> "Table":
    """Add a table with its header on every page; ``widths`` in millimetres, ``whole``: all of it on one."""
    from docx.shared import Mm

    with_table_style(word, TABLE)
    cell_style = cast(Any, word.styles[CELL]).style_id  # once: python-docx looks at every style for each cell
    body = [*rows, *([last] if last else [])]
    scale = min(1.0, WIDTH / sum(widths))
    table: Table = word.add_table(rows=0, cols=len(header), style=TABLE)
    table.autofit = False
    properties = cast(Any, table)._tbl.tblPr
    element(properties, "w:tblCaption", {"w:val": described})
    aligned = frozenset(right)
    for index, cells in enumerate([header, *body]):
        row = cast(Any, table).add_row()
        edge = element(row._tr.get_or_add_trPr(), "w:cantSplit", {})
        if index == 0:
            edge.addnext(element(row._tr.get_or_add_trPr(), "w:tblHeader", {}))
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(round(widths[column] * scale))
            paragraph = cell.paragraphs[0]
            paragraph._p.style = cell_style
            if whole and index < len(body):
                paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(clean(text))
            run.bold = True if index == 0 or (last and index == len(body)) else None
            if column in aligned:
                paragraph.alignment = 2
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Mm(round(width * scale))
    return table


def element(parent: Any, name: str, attributes: dict[str, str]) -> Any:
    """Append an element of Word's XML to another and return it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    parent.append(made)
    return made


def _own_font(style: "ParagraphStyle") -> None:
    """Name the font for every script, and not by way of the theme, which would win."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = cast(Any, style.element).rPr.rFonts
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(script), FONT)


def _bar_at_the_left(style: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    style.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="6" w:color="9A6700"/></w:pBdr>'
        ),
        "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl",
    )  # fmt: skip
