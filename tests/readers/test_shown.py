"""What Word and OpenDocument show is read or named, and what they do not show is not read."""

import pytest

from kamerstem.readers import odt, shown
from tests import needs
from tests.readers import hostile, shapes
from tests.readers.shapes import p, part

STYLES = part(
    "styles",
    "<w:style w:styleId='Weg'><w:name w:val='Weg'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId='Door'><w:name w:val='Door'/><w:rPr><w:strike/></w:rPr></w:style>"
    "<w:style w:styleId='Erft'><w:basedOn w:val='Door'/></w:style>"
    "<w:style w:styleId='Lijst'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>",
)


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>"
        "</w:lvl>"
    )


NUMBERS = part(
    "numbering",
    f"<w:abstractNum w:abstractNumId='0'>{level(0, 'decimal', '%1.', 4)}{level(1, 'lowerLetter', '%1%2)')}"
    f"</w:abstractNum><w:abstractNum w:abstractNumId='1'>{level(0, 'bullet', 'o')}</w:abstractNum>"
    f"<w:abstractNum w:abstractNumId='2'>{level(0, 'upperRoman', '%1')}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>",
)


def numbered(text: str, number: int, depth: int = 0) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>")


def word(body: str, **parts: str) -> list[str]:
    return shapes.words("packed", shapes.word(body, parts=parts))


def odt_words(body: str, styles: str = "") -> list[str]:
    return shapes.words("packed", shapes.odt(body, styles))


def test_a_style_hides_or_strikes_in_word_unless_the_text_says_otherwise() -> None:
    def styled(name: str, run: str = "") -> str:
        return p(f"{name}.", f"<w:pStyle w:val='{name}'/>", run)

    own = p("Eigen.", "", "<w:rStyle w:val='Door'/>")
    shown = p("Toch.", "<w:pStyle w:val='Door'/>", "<w:strike w:val='0'/>")
    body = styled("Weg") + styled("Door") + styled("Erft") + own + shown + p("Rest.")
    assert word(body, styles=STYLES) == ["Toch.", "Rest."]


def test_rows_that_are_deleted_or_hidden_are_not_read() -> None:
    def row(properties: str, side: str, party: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{p(side)}</w:tc><w:tc>{p(party)}</w:tc></w:tr>"

    made = row("", "Voor", "SP") + row("<w:del/>", "Tegen", "VVD") + row("<w:hidden/>", "Afwezig", "CDA")
    assert word(f"<w:tbl>{made}</w:tbl>") == ["Voor: SP."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert word(p("Voor: SP", "<w:rPr><w:del/></w:rPr>") + p(" en CDA.")) == ["Voor: SP en CDA."]


def test_the_numbers_that_word_writes_are_read_as_they_show() -> None:
    body = (
        numbered("(Grinwis c.s.) over x", 1) + numbered("diep", 1, 1) + numbered("(Flach) over y", 1)
        + numbered("los", 2) + p("romeins", "<w:pStyle w:val='Lijst'/>")
    )  # fmt: skip
    assert word(body, styles=STYLES, numbering=NUMBERS) == [
        "4. (Grinwis c.s.) over x", "4a) diep", "5. (Flach) over y", "• los", "I romeins",
    ]  # fmt: skip


def test_a_bullet_or_number_before_what_says_itself_what_it_is_is_left_out() -> None:
    said = ["4 (Grinwis c.s.) over x", "Verworpen amendementen", "SP en CDA", "Voor: SP."]
    body = "".join(numbered(text, 1 + index % 2) for index, text in enumerate(said))
    assert word(body, numbering=NUMBERS) == said


@pytest.mark.parametrize(
    ("number", "form", "made"),
    [(4, "decimal", "4"), (4, "lowerRoman", "iv"), (28, "upperLetter", "BB"), (3, "decimalZero", "03")],
)
def test_a_number_is_written_as_its_list_says(number: int, form: str, made: str) -> None:
    assert shown.written(number, form) == made


FOOT = part(
    "footnotes",
    f"<w:footnote w:type='separator'>{p('-')}</w:footnote><w:footnote>{p('Zie nr. 5.')}</w:footnote>",
)


def test_what_is_seen_and_not_read_is_named_in_word() -> None:
    chart = (
        "<w:p><w:r><w:drawing><a:graphic xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        "<a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/chart'/></a:graphic></w:drawing></w:r>"
        "</w:p>"
    )
    comments = part("comments", f"<w:comment>{p('CDA ook?')}</w:comment>")
    data = shapes.word(p("Tekst.") + chart, parts={"footnotes": FOOT, "comments": comments})
    assert shapes.lost("packed", data) == [
        "een grafiek of schema", "een voetnoot: 'Zie nr. 5.'", "een opmerking in de kantlijn: 'CDA ook?'",
    ]  # fmt: skip


def test_fields_of_a_form_say_what_was_chosen() -> None:
    box = "<w:checkBox><w:checked/></w:checkBox>"
    listed = (
        "<w:ddList><w:result w:val='1'/><w:listEntry w:val='voor'/><w:listEntry w:val='tegen'/></w:ddList>"
    )

    def field(data: str) -> str:
        return f"<w:r><w:fldChar><w:ffData>{data}</w:ffData></w:fldChar></w:r>"

    assert word(f"<w:p>{field(box)}{field(listed)}</w:p>") == ["☒tegen"]


def test_a_page_that_word_puts_in_is_read() -> None:
    assert word("<w:altChunk r:id='aFChunk'/>", aFChunk="<p>Voor: SP.</p>") == ["Voor: SP."]
    data = shapes.word("<w:altChunk r:id='aFChunk'/>", parts={"aFChunk": "{\\rtf1 Voor: SP.}"})
    assert shapes.lost("packed", data) == ["een ingevoegd bestand"]


BILL = "<w:sectPr><w:headerReference w:type='default' r:id='header'/></w:sectPr>"


def test_the_number_of_the_bill_may_stand_at_the_head_of_the_pages() -> None:
    head = part("hdr", p("36.470 VI"))
    assert word(p("Eindstemming wetsvoorstel") + BILL, header=head) == [
        "36.470 VI",
        "Eindstemming wetsvoorstel",
    ]
    assert word(p("36.999") + BILL, header=head) == ["36.999"]


def test_what_the_head_of_the_pages_says_of_a_vote_is_named() -> None:
    data = shapes.word(p("36.999") + BILL, parts={"header": part("hdr", p("Verworpen. Voor: SP."))})
    assert shapes.lost("packed", data) == ["boven of onder aan de bladzijden: 'Verworpen. Voor: SP.'"]
    plain = shapes.word(p("36.999") + BILL, parts={"header": part("hdr", p("Griffie, blad 2"))})
    assert shapes.lost("packed", plain) == []


# --- OpenDocument ---------------------------------------------------------------------------------------------------

ODT_STYLES = (
    "<style:style style:name='Door' style:family='text'><style:text-properties style:text-line-through-style='solid'/>"
    "</style:style><style:style style:name='Weg' style:family='paragraph'><style:text-properties text:display='none'/>"
    "</style:style><style:style style:name='Erft' style:family='paragraph' style:parent-style-name='Weg'/>"
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'"
    " style:num-suffix='.' text:start-value='4'/><text:list-level-style-bullet text:level='2' text:bullet-char='-'/>"
    "</text:list-style>"
)


def test_an_opendocument_text_says_what_it_shows() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Weg</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Voor: SP<text:span text:style-name='Door'>, PVV</text:span><text:s text:c='2'/>en<text:tab/>CDA."
        "</text:p>"
        "<text:p text:style-name='Erft'>Weg</text:p><text:section text:display='none'><text:p>Weg</text:p>"
        "</text:section>"
        "<text:p>een<text:line-break/>twee</text:p>"
    )
    assert odt_words(body, ODT_STYLES) == ["Voor: SP en CDA.", "een", "twee"]


def test_a_list_of_opendocument_has_its_numbers() -> None:
    def item(text: str, more: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{more}</text:list-item>"

    inner = f"<text:list>{item('los')}</text:list>"
    one = f"<text:list text:style-name='L'>{item('(Grinwis c.s.) over x', inner)}</text:list>"
    on = f"<text:list text:style-name='L' text:continue-numbering='true'>{item('(Flach) over y')}</text:list>"
    new = f"<text:list text:style-name='L'>{item('opnieuw')}</text:list>"
    assert odt_words(one + on + new, ODT_STYLES) == [
        "4. (Grinwis c.s.) over x", "• los", "5. (Flach) over y", "4. opnieuw",
    ]  # fmt: skip


def test_a_table_of_opendocument_is_read_as_any() -> None:
    def row(*cells: str, more: str = "") -> str:
        made = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row {more}>{made}</table:table-row>"

    rows = row("Voor", "SP") + row("Afwezig", "CDA", more="table:visibility='collapse'") + row("Tegen", "VVD")
    assert odt_words(f"<table:table>{rows}</table:table>") == ["Voor: SP.", "Tegen: VVD."]


def test_what_is_seen_and_not_read_is_named_in_opendocument() -> None:
    body = (
        "<text:p>Tekst<text:note text:note-class='footnote'><text:note-body><text:p>Zie nr. 5.</text:p>"
        "</text:note-body></text:note>.<office:annotation><text:p>CDA ook?</text:p></office:annotation>"
        "<draw:frame svg:height='9cm'><draw:image/></draw:frame></text:p>"
    )
    data = shapes.odt(body)
    assert shapes.words("packed", data) == ["Tekst."]
    assert shapes.lost("packed", data) == [
        "een afbeelding", "een voetnoot: 'Zie nr. 5.'", "een opmerking in de kantlijn: 'CDA ook?'",
    ]  # fmt: skip


def test_a_box_of_text_and_a_field_of_opendocument_are_read() -> None:
    body = (
        "<office:forms><form:form><form:textarea form:id='c1' form:current-value='Voor: SP.'/></form:form>"
        "</office:forms>"
        "<text:p><draw:frame><draw:text-box><text:p>In een kader.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p><draw:control draw:control='c1'/></text:p>"
    )
    assert odt_words(body) == ["In een kader.", "Voor: SP."]


def test_a_length_is_in_centimetres() -> None:
    assert [round(odt._centimetres(each), 2) for each in ("4cm", "10mm", "1in", "72pt", "x")] == [
        4,
        1,
        2.54,
        2.54,
        0,
    ]


def test_a_strict_file_is_read_as_any() -> None:
    files = hostile.parts(shapes.word(p("Voor: SP."), main="word/document2.xml"))
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(shapes.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, data in files.items()
    }
    assert shapes.words("packed", hostile.packed(strict)) == ["Voor: SP."]


@pytest.mark.parametrize("name", ["d3-strict.docx", "d4-docm.docm", "d4-dotx.dotx"])
def test_whatever_word_saves_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (needs.shared("cases") / "11-docx-strict-docm" / name).read_bytes()
    overview = shapes.overview("packed", data, monkeypatch)
    assert overview.bill is not None
    assert len(overview.bill.decisions[0].for_ or ()) == 14
    assert overview.unread == ()
