"""Every way of showing or hiding, in every form of document, for every kind of content: read, named or not counted.

What shows is read or named, and what does not show is not read: no cell of the matrix is silent.
"""

from collections.abc import Callable

import pytest

from tests.readers import shapes
from tests.readers.shapes import p, part, pdf, text_at, text_lines

CONTENTS = {
    "a result": "Verworpen. Voor: SP. Tegen: VVD.",
    "a list": "Voor: SP en CDA.",
    "a number": "12 (Jansen) over een rotonde",
    "a heading": "Verworpen moties",
}
BEFORE = "Een alinea die er in elk geval staat."
READ, NAMED, GONE = "read", "named", "gone"
Ways = dict[str, tuple[str, Callable[[str], bytes]]]

_STYLES = part(
    "styles",
    "<w:style w:styleId='Weg'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId='Door'><w:rPr><w:strike/></w:rPr></w:style>"
    "<w:style w:styleId='Wit'><w:rPr><w:color w:val='FEFEFE'/></w:rPr></w:style>",
)


def _word(body: str, section: str = "", **parts: str) -> bytes:
    return shapes.word(p(BEFORE) + body + section, parts={"styles": _STYLES, **parts})


def _edge(kind: str, name: str, text: str) -> bytes:
    section = f"<w:sectPr><w:{kind}Reference w:type='default' r:id='{kind}'/></w:sectPr>"
    return _word("", section, **{kind: part(name, p(text))})


def _row(text: str, properties: str) -> str:
    return f"<w:tbl><w:tr><w:trPr>{properties}</w:trPr><w:tc>{p(text)}</w:tc></w:tr></w:tbl>"


def _shaded(inner: str) -> str:
    shade = "<w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>"
    return f"<w:tbl><w:tr><w:tc>{shade}{inner}</w:tc></w:tr></w:tbl>"


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


WORD: Ways = {
    "plain": (READ, lambda t: _word(p(t))),
    "a table": (READ, lambda t: _word(_row(t, ""))),
    "a box of text": (READ, lambda t: _word(f"<w:p><w:r><w:txbxContent>{p(t)}</w:txbxContent></w:r></w:p>")),
    "a content control": (READ, lambda t: _word(f"<w:sdt><w:sdtContent>{p(t)}</w:sdtContent></w:sdt>")),
    "an insertion": (READ, lambda t: _word(f"<w:p><w:ins>{_run(t)}</w:ins></w:p>")),
    "a field": (READ, lambda t: _word(f"<w:p><w:fldSimple>{_run(t)}</w:fldSimple></w:p>")),
    "a page put in": (READ, lambda t: _word("<w:altChunk r:id='aFChunk'/>", aFChunk=f"<p>{t}</p>")),
    "the head": (NAMED, lambda t: _edge("header", "hdr", t)),
    "the foot": (NAMED, lambda t: _edge("footer", "ftr", t)),
    "a footnote": (NAMED, lambda t: _word("", footnotes=part("footnotes", f"<w:footnote>{p(t)}</w:footnote>"))),
    "an endnote": (NAMED, lambda t: _word("", endnotes=part("endnotes", f"<w:endnote>{p(t)}</w:endnote>"))),
    "a comment": (NAMED, lambda t: _word("", comments=part("comments", f"<w:comment>{p(t)}</w:comment>"))),
    "struck": (GONE, lambda t: _word(p(t, "", "<w:strike/>"))),
    "struck twice": (GONE, lambda t: _word(p(t, "", "<w:dstrike/>"))),
    "hidden": (GONE, lambda t: _word(p(t, "", "<w:vanish/>"))),
    "struck by a style": (GONE, lambda t: _word(p(t, "<w:pStyle w:val='Door'/>"))),
    "hidden by a style": (GONE, lambda t: _word(p(t, "", "<w:rStyle w:val='Weg'/>"))),
    "a deletion": (GONE, lambda t: _word(f"<w:p><w:del>{_run(t)}</w:del></w:p>")),
    "a move away": (GONE, lambda t: _word(f"<w:p><w:moveFrom>{_run(t)}</w:moveFrom></w:p>")),
    "a deleted row": (GONE, lambda t: _word(_row(t, "<w:del/>"))),
    "a hidden row": (GONE, lambda t: _word(_row(t, "<w:hidden/>"))),
    "white": (GONE, lambda t: _word(p(t, "", "<w:color w:val='FFFFFF'/>"))),
    "white by a style": (GONE, lambda t: _word(p(t, "<w:pStyle w:val='Wit'/>"))),
    "the colour of its cell": (GONE, lambda t: _word(_shaded(p(t, "", "<w:color w:val='1F3864'/>")))),
    "white on a dark cell": (READ, lambda t: _word(_shaded(p(t, "", "<w:color w:val='FFFFFF'/>")))),
    "white on a mark": (READ, lambda t: _word(p(t, "", "<w:color w:val='FFFFFF'/><w:highlight w:val='blue'/>"))),
    "black over white": (READ, lambda t: _word(p(t, "<w:pStyle w:val='Wit'/>", "<w:color w:val='000000'/>"))),
}  # fmt: skip

_ODT_STYLES = (
    "<style:style style:name='Door' style:family='text'><style:text-properties style:text-line-through-type='single'/>"
    "</style:style><style:style style:name='Weg' style:family='paragraph'><style:text-properties text:display='none'/>"
    "</style:style><style:style style:name='Wit' style:family='text'><style:text-properties fo:color='#ffffff'/>"
    "</style:style><style:style style:name='Witte' style:family='paragraph'><style:text-properties fo:color='#ffffff'/>"
    "</style:style><style:style style:name='Zwart' style:family='text'><style:text-properties fo:color='#000000'/>"
    "</style:style><style:style style:name='Donker' style:family='table-cell'><style:table-cell-properties "
    "fo:background-color='#1f3864'/></style:style>"
)


def _odt(body: str, master: str = "") -> bytes:
    return shapes.odt(f"<text:p>{BEFORE}</text:p>{body}", _ODT_STYLES, master)


def _p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _table(text: str, more: str = "") -> str:
    cell = f"<table:table-cell>{_p(text)}</table:table-cell>"
    return f"<table:table><table:table-row {more}>{cell}</table:table-row></table:table>"


def _dark(inner: str) -> str:
    cell = f"<table:table-cell table:style-name='Donker'>{inner}</table:table-cell>"
    return f"<table:table><table:table-row>{cell}</table:table-row></table:table>"


def _note(text: str, kind: str) -> str:
    return _p(f"<text:note text:note-class='{kind}'><text:note-body>{_p(text)}</text:note-body></text:note>")


_DELETED = (
    "<text:tracked-changes><text:changed-region><text:deletion>{}</text:deletion></text:changed-region>"
    "</text:tracked-changes>"
)

ODT: Ways = {
    "plain": (READ, lambda t: _odt(_p(t))),
    "a table": (READ, lambda t: _odt(_table(t))),
    "a box of text": (READ, lambda t: _odt(_p(f"<draw:frame><draw:text-box>{_p(t)}</draw:text-box></draw:frame>"))),
    "a shape": (READ, lambda t: _odt(_p(f"<draw:custom-shape>{_p(t)}</draw:custom-shape>"))),
    "a section": (READ, lambda t: _odt(f"<text:section>{_p(t)}</text:section>")),
    "a list": (READ, lambda t: _odt(f"<text:list><text:list-item>{_p(t)}</text:list-item></text:list>")),
    "the head": (NAMED, lambda t: _odt("", f"<style:header>{_p(t)}</style:header>")),
    "the foot": (NAMED, lambda t: _odt("", f"<style:footer>{_p(t)}</style:footer>")),
    "a footnote": (NAMED, lambda t: _odt(_note(t, "footnote"))),
    "an endnote": (NAMED, lambda t: _odt(_note(t, "endnote"))),
    "a comment": (NAMED, lambda t: _odt(_p(f"<office:annotation>{_p(t)}</office:annotation>"))),
    "struck by a style": (GONE, lambda t: _odt(_p(f"<text:span text:style-name='Door'>{t}</text:span>"))),
    "hidden by a style": (GONE, lambda t: _odt(f"<text:p text:style-name='Weg'>{t}</text:p>")),
    "a hidden section": (GONE, lambda t: _odt(f"<text:section text:display='none'>{_p(t)}</text:section>")),
    "hidden text": (GONE, lambda t: _odt(_p(f"<text:hidden-text text:is-hidden='true'>{t}</text:hidden-text>"))),
    "a hidden paragraph": (GONE, lambda t: _odt(_p(f"<text:hidden-paragraph text:is-hidden='true'/>{t}"))),
    "a hidden row": (GONE, lambda t: _odt(_table(t, "table:visibility='collapse'"))),
    "a deletion": (GONE, lambda t: _odt(_DELETED.format(_p(t)))),
    "white": (GONE, lambda t: _odt(_p(f"<text:span text:style-name='Wit'>{t}</text:span>"))),
    "a white paragraph": (GONE, lambda t: _odt(f"<text:p text:style-name='Witte'>{t}</text:p>")),
    "white on a dark cell": (READ, lambda t: _odt(_dark(f"<text:p text:style-name='Witte'>{t}</text:p>"))),
    "black over white": (
        READ,
        lambda t: _odt(f"<text:p text:style-name='Witte'><text:span text:style-name='Zwart'>{t}</text:span></text:p>"),
    ),
}  # fmt: skip


def _html(body: str, sheet: str = ".door{text-decoration:line-through}.weg{display:none}") -> bytes:
    return f"<!DOCTYPE html><html><style>{sheet}</style><body><p>{BEFORE}</p>{body}</body></html>".encode()


HTML: Ways = {
    "plain": (READ, lambda t: _html(f"<p>{t}</p>")),
    "a table": (READ, lambda t: _html(f"<table><tr><td>{t}</td></tr></table>")),
    "a list": (READ, lambda t: _html(f"<ul><li>{t}</li></ul>")),
    "a field": (READ, lambda t: _html(f"<p><input value='{t}'></p>")),
    "a large field": (READ, lambda t: _html(f"<p><textarea>{t}</textarea></p>")),
    "the head": (READ, lambda t: _html(f"<header>{t}</header>")),
    "an insertion": (READ, lambda t: _html(f"<p><ins>{t}</ins></p>")),
    "a menu": (NAMED, lambda t: _html(f"<nav>{t}</nav>")),
    "a drawing": (NAMED, lambda t: _html(f"<svg><text>{t}</text></svg>")),
    "a frame": (NAMED, lambda t: _html(f"<iframe>{t}</iframe>")),
    "struck": (GONE, lambda t: _html(f"<p><s>{t}</s></p>")),
    "a deletion": (GONE, lambda t: _html(f"<p><del>{t}</del></p>")),
    "hidden": (GONE, lambda t: _html(f"<p hidden>{t}</p>")),
    "white": (GONE, lambda t: _html(f"<p style='color:#fff'>{t}</p>")),
    "white by a sheet": (GONE, lambda t: _html(f"<div class=wit><p>{t}</p></div>", ".wit{color:rgb(255, 255, 255)}")),
    "white by an old tag": (GONE, lambda t: _html(f"<p><font color=white>{t}</font></p>")),
    "transparent": (GONE, lambda t: _html(f"<p style='color:transparent'>{t}</p>")),
    "the colour of its cell": (GONE, lambda t: _html(f"<table><tr bgcolor=#123><td style='color:#112233'>{t}</table>")),
    "white on a dark cell": (READ, lambda t: _html(f"<table><tr bgcolor=navy><td style='color:white'>{t}</table>")),
    "white on a picture": (READ, lambda t: _html(f"<p style='color:white;background:url(a.png)'>{t}</p>")),
    "black over white": (READ, lambda t: _html(f"<div style='color:white'><p style='color:black'>{t}</p></div>")),
    "white, a sheet elsewhere": (READ, lambda t: _html(f"<link rel=stylesheet><p style='color:#fff'>{t}</p>")),
    "white, a selector not known": (READ, lambda t: _html(f"<p class=w>{t}", ":root{background:#111}.w{color:#fff}")),
    "hidden by its style": (GONE, lambda t: _html(f"<p style='visibility: hidden'>{t}</p>")),
    "struck by a class": (GONE, lambda t: _html(f"<p class='door'>{t}</p>")),
    "hidden by a class": (GONE, lambda t: _html(f"<table><tr class='weg'><td>{t}</td></tr></table>")),
    "a hidden field": (GONE, lambda t: _html(f"<input type='hidden' value='{t}'>")),
}  # fmt: skip


def _pdf(drawn: str, *, notes: tuple[str, ...] = ()) -> bytes:
    return pdf(text_lines([BEFORE]) + drawn, notes=notes)


_FIELD = "<</Type/Annot/Subtype/Widget/FT/Tx/V({})/Rect[60 700 90 716]>>"  # brackets within are in pairs


def _at(text: str, *, matrix: str = "1 0 0 1", before: str = "") -> str:
    return text_at(text, 60, 700, matrix=matrix, before=before)


PDF: Ways = {
    "plain": (READ, lambda t: _pdf(_at(t))),
    "a turned page": (READ, lambda t: pdf(text_lines([BEFORE]), text_at(t, 300, 60, matrix="0 1 -1 0"))),
    "a page to turn": (READ, lambda t: pdf(text_lines([BEFORE, t]), page="/Rotate 90")),
    "tilted": (READ, lambda t: _pdf(_at(t, matrix="0.999 0.035 -0.035 0.999"))),
    "white on a ground": (READ, lambda t: _pdf("0 g 50 690 400 25 re f\n" + _at(t, before="1 g"))),
    "across the page": (NAMED, lambda t: _pdf(_at(t, matrix="0.7 0.7 -0.7 0.7"))),
    "under a shape": (NAMED, lambda t: _pdf(_at(t) + "1 g 50 690 400 25 re f")),
    "crossed out": (NAMED, lambda t: _pdf(_at(t) + "50 690 m 400 716 l S")),
    "a field that is not drawn": (NAMED, lambda t: _pdf("", notes=(_FIELD.format(t),))),
    "struck by a thin line": (GONE, lambda t: _pdf(_at(t) + "1 w 58 704 m 400 704 l S")),
    "struck by a thick line": (GONE, lambda t: _pdf(_at(t) + "5 w 58 704 m 400 704 l S")),
    "white": (GONE, lambda t: _pdf(_at(t, before="1 g"))),
    "invisible": (GONE, lambda t: _pdf(_at(t, before="3 Tr"))),
    "off the page": (GONE, lambda t: _pdf(text_at(t, 60, -100))),
}  # fmt: skip

FORMS: dict[str, tuple[str, Ways]] = {
    "docx": ("packed", WORD),
    "odt": ("packed", ODT),
    "html": ("html", HTML),
    "pdf": ("pdf", PDF),
}


@pytest.mark.slow
@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize(("form", "way"), [(form, way) for form, (_, ways) in FORMS.items() for way in ways])
def test_what_shows_is_read_or_named_and_what_does_not_show_is_not_read(
    form: str, way: str, content: str
) -> None:
    kind, ways = FORMS[form]
    expected, make = ways[way]
    data = make(content)
    assert BEFORE in shapes.words(kind, data)
    assert _became(kind, data, content) == expected


def _became(kind: str, data: bytes, content: str) -> str:
    words = "".join(content.split())[:20]

    def holds(texts: list[str]) -> bool:
        return any(words in "".join(text.split()) for text in texts)

    if holds(shapes.words(kind, data)):
        return READ
    return NAMED if holds(shapes.lost(kind, data)) else GONE
