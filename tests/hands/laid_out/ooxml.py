"""A Word file from raw XML: paragraphs, tables and the parts beside the text, as Word itself writes them."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BOLD, ITALIC, STRUCK, CAPITALS = "<w:b/>", "<w:i/>", "<w:strike/>", "<w:smallCaps/>"
TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:i/><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Voetnoottekst"><w:name w:val="footnote text"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/><w:rPr><w:i/><w:sz w:val="18"/></w:rPr></w:style>"""


def run(text: str, how: str = "") -> str:
    """Return a run of letters with its properties."""
    return f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", how: str = "") -> str:
    """Return a paragraph; what is no XML yet becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{named}{how}</w:pPr>{inner}</w:p>"


def bold(text: str) -> str:
    """Return a paragraph of bold letters: a heading of somebody who uses no styles."""
    return p(run(text, BOLD))


def numbered(*runs: str, list_: int = 1, level: int = 0) -> str:
    """Return a paragraph with an automatic number or bullet."""
    return p(*runs, how=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')


def cell(*blocks: str, width: int = 2000, how: str = "") -> str:
    """Return a cell; what is no XML yet becomes a paragraph."""
    inner = "".join(each if each.startswith("<") else p(each) for each in blocks) or p()
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{how}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, repeats: bool = False) -> str:
    """Return a row of a table; ``repeats``: it stands at the head of each page."""
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if repeats else ''}{''.join(cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...], lines: bool = True) -> str:
    """Return a table, with lines around its cells or without."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    shape = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{f"<w:tblBorders>{edges}</w:tblBorders>" * lines}</w:tblPr>'
    return f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{p()}"


def field_(code: str, shown: str) -> str:
    """Return a field, such as the number of the page, and what it showed last."""
    return f'<w:fldSimple w:instr=" {code} ">{run(shown)}</w:fldSimple>'


def form_text(shown: str) -> str:
    """Return a text field of an old form."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Tekst"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(shown: str, title: str, kind: str = "<w:text/>") -> str:
    """Return a content control within a line."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/>{kind}</w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>'


def choice(shown: str, title: str, *options: str) -> str:
    """Return a list to choose from, with what was chosen."""
    items = "".join(f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in options)
    return control(shown, title, f"<w:dropDownList>{items}</w:dropDownList>")


def tick(ticked: bool) -> str:
    """Return a box that is ticked or not."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return control("☒" if ticked else "☐", "vakje", state)


def box(*blocks: str, width: int = 5000000, height: int = 900000) -> str:
    """Return a paragraph with a text box, for new programs and for old ones."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    shape = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:wrapTopAndBottom/><wp:docPr id="1" name="Tekstvak"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
        f'<v:shape style="width:400pt;height:70pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    )


def inserted(*runs: str) -> str:
    """Return what somebody added under tracked changes."""
    return f'<w:ins w:id="1" w:author="Collega" w:date="2024-04-17T09:00:00Z">{"".join(runs)}</w:ins>'


def deleted(text: str) -> str:
    """Return what somebody took out under tracked changes."""
    return (
        f'<w:del w:id="2" w:author="Collega" w:date="2024-04-17T09:00:00Z"><w:r><w:delText xml:space="preserve">'
        f"{escape(text)}</w:delText></w:r></w:del>"
    )


@dataclass
class Word:
    """A Word file in the making."""

    body: list[str] = field(default_factory=list)
    header: str = ""
    footer: str = ""
    columns: int = 1
    landscape: bool = False
    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    levels: dict[int, list[tuple[str, str]]] = field(default_factory=dict)  # of each list: format and text
    starts: dict[int, int] = field(default_factory=dict)

    def add(self, *blocks: str) -> None:
        """Add paragraphs and tables."""
        self.body += [each if each.startswith("<") else p(each) for each in blocks]

    def note(self, text: str) -> str:
        """Return the mark of a new footnote."""
        self.footnotes.append(text)
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'

    def comment(self, text: str, on: str) -> str:
        """Return letters with a comment in the margin."""
        self.comments.append(text)
        at = len(self.comments)
        return (
            f'<w:commentRangeStart w:id="{at}"/>{run(on)}<w:commentRangeEnd w:id="{at}"/>'
            f'<w:r><w:commentReference w:id="{at}"/></w:r>'
        )

    def bytes(self) -> bytes:
        """Return the file."""
        parts = {name: inner for name, inner in self._beside().items() if inner}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("[Content_Types].xml", _HEAD + _types(list(parts)))
            file.writestr("_rels/.rels", _HEAD + _relations([("officeDocument", "word/document.xml")]))
            file.writestr(
                "word/_rels/document.xml.rels",
                _HEAD + _relations([(name.rstrip("1"), f"{name}.xml") for name in parts]),
            )
            file.writestr(
                "word/document.xml",
                f"{_HEAD}<w:document {_SPACES}><w:body>{''.join(self.body)}{self._section(list(parts))}</w:body></w:document>",
            )
            for name, (tag, inner) in _tagged(parts).items():
                file.writestr(f"word/{name}.xml", f"{_HEAD}<w:{tag} {_SPACES}>{inner}</w:{tag}>")
        return out.getvalue()

    def _beside(self) -> dict[str, str]:
        return {
            "styles": _STYLES,
            "numbering": "".join(map(self._list, self.levels))
            + "".join(
                f'<w:num w:numId="{each}"><w:abstractNumId w:val="{each}"/></w:num>' for each in self.levels
            ),
            "footnotes": "".join(
                f'<w:footnote w:id="{at}">{p("<w:r><w:footnoteRef/></w:r>", f" {text}", style="Voetnoottekst")}</w:footnote>'
                for at, text in enumerate(self.footnotes, 1)
            ),
            "comments": "".join(
                f'<w:comment w:id="{at}" w:author="Collega" w:initials="C">{p(text)}</w:comment>'
                for at, text in enumerate(self.comments, 1)
            ),
            "header1": self.header,
            "footer1": self.footer,
        }

    def _list(self, number: int) -> str:
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{self.starts.get(number, 1) if at == 0 else 1}"/><w:numFmt w:val="{shape}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (at + 1)}" w:hanging="720"/></w:pPr></w:lvl>'
            for at, (shape, text) in enumerate(self.levels[number])
        )
        return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'

    def _section(self, parts: list[str]) -> str:
        ends = "".join(
            f'<w:{name[:-1]}Reference w:type="default" r:id="r{at}"/>'
            for at, name in enumerate(parts, 1)
            if name in ("header1", "footer1")
        )
        size = (
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            if self.landscape
            else '<w:pgSz w:w="11906" w:h="16838"/>'
        )
        margins = '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
        return f'<w:sectPr>{ends}{size}{margins}<w:cols w:num="{self.columns}" w:space="708"/></w:sectPr>'


def _tagged(parts: dict[str, str]) -> dict[str, tuple[str, str]]:
    tags = {"header1": "hdr", "footer1": "ftr"}
    return {name: (tags.get(name, name), inner) for name, inner in parts.items()}


def _relations(targets: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{_R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def _types(parts: list[str]) -> str:
    inner = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name.rstrip("1")}+xml"/>'
        for name in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>{inner}</Types>'
    )
