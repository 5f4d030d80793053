"""Word and HTML as they show, tables of votes, and the mutated documents of the fuzzer, fewer of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from kamerstem.readers import lines_of, results
from kamerstem.readers.overview import read
from tests.readers import hostile, typeset

pytestmark = pytest.mark.slow  # documents are made, and read by processes of their own


ROOT = Path(__file__).parents[2]


def words(data: bytes) -> list[str]:
    return [line.text for line in lines_of(data) if line.text and line.lost is None]


def word_file(body: str) -> bytes:
    files = hostile.parts(hostile.a_docx())
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files["word/document.xml"] = (
        f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()
    )
    return hostile.packed(files)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<w:p><w:r><w:t>Voor: SP</w:t></w:r><w:ins><w:r><w:t> en VVD.</w:t></w:r></w:ins></w:p>", "Voor: SP en VVD."),
        ("<w:p><w:r><w:t>Voor</w:t></w:r><w:del><w:r><w:delText> en tegen</w:delText></w:r></w:del></w:p>", "Voor"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Weg</w:t></w:r><w:r><w:t>Hier</w:t></w:r></w:p>", "Hier"),
        ("<w:p><w:r><w:t>Voor: SP</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>, VVD</w:t></w:r></w:p>", "Voor: SP"),
        ("<w:p><w:r><w:rPr><w:dstrike w:val='0'/></w:rPr><w:t>Voor: SP</w:t></w:r></w:p>", "Voor: SP"),
        ("<w:p><w:r><w:t>SP</w:t><w:ptab/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>", "SP ✓"),
        ("<w:p><w:r><w:t>SP</w:t><w:sym w:font='Wingdings' w:char='F0FB'/></w:r></w:p>", "SP\ufffd"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>Binnen</w:t></w:r></w:p></w:sdtContent></w:sdt>", "Binnen"),
        ("<w:p><w:r><w:t>GroenLinks</w:t><w:noBreakHyphen/><w:t>PvdA</w:t></w:r></w:p>", "GroenLinks-PvdA"),
    ],
)  # fmt: skip
def test_a_word_file_says_what_it_shows(body: str, shown: str) -> None:
    assert words(word_file(body)) == [shown]


def test_a_place_in_a_word_file_is_a_paragraph() -> None:
    body = "".join(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>" for word in ("een", "", "twee"))
    assert [line.place.words.nl for line in lines_of(word_file(body)) if line.text] == [
        "alinea 1",
        "alinea 2",
    ]


def test_a_page_says_what_it_shows() -> None:
    page = (
        b"<!DOCTYPE html><html><head><title>Weg</title><script>Weg()</script><style>p{}</style></head><body>"
        b"<p>Een <b>twee</b><br>drie<p hidden>Weg</p><p style='display: none'>Weg</p><svg><text>Weg</text></svg>"
        b"<dl><dt>Voor</dt><dd>SP en VVD</dd></dl><table><tr><th>Tegen</th><td>CDA</td></tr></table></body></html>"
    )
    assert words(page) == ["Een twee", "drie", "Voor: SP en VVD.", "Tegen: CDA."]


def test_the_mark_of_a_note_is_no_digit_of_a_number() -> None:
    page = (
        b"<!DOCTYPE html><p>Voor: SP (5<sup>1</sup>).</p><table><tr><th>Tegen</th><td>CDA (5<sup>2</sup>)</td></tr>"
        b"</table><p>CO<sup>2</sup></p>"
    )
    assert words(page) == ["Voor: SP (5 1).", "Tegen: CDA (5 2).", "CO2"]
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    assert words(word_file(f"<w:p><w:r><w:t>SP (5</w:t></w:r>{raised}</w:p>")) == ["SP (5 1"]
    told = words(typeset.typst([LONG, "Voor: SP (5STAR), PVV (37) en CDA."], RAISED))
    assert " ".join(told) == f"{LONG} Voor: SP (5 1), PVV (37) en CDA."


LONG = "Een alinea, want wie te weinig letters heeft is een scan."
RAISED = '#show "STAR": super(typographic: false)[1]'


def test_a_line_through_words_of_a_pdf_takes_them_out() -> None:
    for layout in ('#show "PVV,": strike[PVV,]', '#set text(size: 8pt)\n#show "PVV,": strike[PVV,]'):
        assert words(typeset.typst([LONG, "Voor: SP, PVV, Volt en CDA."], layout)) == [
            LONG,
            "Voor: SP, Volt en CDA.",
        ]
    underlined = '#show "PVV,": underline[PVV,]'
    assert words(typeset.typst([LONG, "Voor: SP, PVV, Volt en CDA."], underlined)) == [
        LONG,
        "Voor: SP, PVV, Volt en CDA.",
    ]


CELL = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


def word_table(*rows: list[tuple[str, str]]) -> bytes:
    made = "".join(f"<w:tr>{''.join(CELL.format(*cell) for cell in row)}</w:tr>" for row in rows)
    return word_file(f"<w:tbl>{made}</w:tbl>")


def test_a_cell_that_spans_columns_moves_no_party_to_another_side() -> None:
    heads = ["Fractie", "Voor", "Afwezig", "Tegen"]
    page = (
        "<!DOCTYPE html><table><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"
        "<tr><td>SP</td><td colspan=2></td><td>x</td></tr><tr><td>CDA</td><td>x</td></tr></table>"
    )
    assert words(page.encode()) == ["Voor: CDA.", "Tegen: SP."]
    wide = "<w:gridSpan w:val='2'/>"
    body = [("", "SP"), (wide, ""), ("", "x")], [("", "CDA"), ("", "x"), ("", ""), ("", "")]
    assert words(word_table([("", head) for head in heads], *body)) == ["Voor: CDA.", "Tegen: SP."]


def test_a_table_around_tables_only_lays_them_out() -> None:
    inner = "<w:tbl><w:tr>" + CELL.format("", "{}") + CELL.format("", "{}") + "</w:tr></w:tbl><w:p/>"
    cells = "".join(f"<w:tc>{inner.format(*each)}</w:tc>" for each in (("Tegen", "SP"), ("Voor", "CDA")))
    assert words(word_file(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == ["Tegen: SP.", "Voor: CDA."]


def test_a_cell_that_spans_rows_is_of_none_of_them_alone() -> None:
    made = ["Fractie | Tegen | Voor", "SP | x", "CDA | ″"]
    page = (
        "<!DOCTYPE html><table><tr><th>Fractie</th><th>Tegen</th><th>Voor</th></tr>"
        "<tr><td>SP</td><td rowspan=2>x</td><td></td></tr><tr><td>CDA</td><td></td></tr></table>"
    )
    assert words(page.encode()) == made
    head, first, goes_on = ["Fractie", "Tegen", "Voor"], "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    body = [("", "SP"), (first, "x"), ("", "")], [("", "CDA"), (goes_on, ""), ("", "")]
    assert words(word_table([("", each) for each in head], *body)) == made


def test_rows_and_names_of_a_page_that_do_not_show_are_not_read() -> None:
    page = (
        "<!DOCTYPE html><p>Voor: SP<del>, CDA</del><s>, PVV</s><span style='text-decoration: line-through'>, VVD</span>"
        " en D66.</p><table><tr><th>Fractie</th><th>Tegen</th></tr><tr><td>DENK</td><td>x</td></tr>"
        "<tr hidden><td>CDA</td><td>x</td></tr><tr><td>PVV</td><td style='display:none'>x</td></tr>"
        "<tbody hidden><tr><td>VVD</td><td>x</td></tr></tbody></table>"
    )
    assert words(page.encode()) == ["Voor: SP en D66.", "Tegen: DENK."]


@pytest.mark.parametrize(
    ("rows", "made"),
    [
        ([["Voor", "SP, Volt en CDA"], ["Tegen (2)", "FVD"]], ["Voor: SP, Volt en CDA.", "Tegen: FVD."]),
        ([["Voor", "Tegen"], ["SP", "FVD"], ["Volt", ""]], ["Voor: SP, Volt.", "Tegen: FVD."]),
        ([["Fractie", "Voor", "Tegen"], ["SP", "5", ""], ["FVD", "", "3"]], ["Voor: SP (5).", "Tegen: FVD (3)."]),
        ([["Fractie", "Zetels", "Stem"], ["SP", "5", "voor"], ["FVD", "3", "tegen"]],
         ["Voor: SP (5).", "Tegen: FVD (3)."]),
        ([["Stem", "Fractie"], ["Voor", "SP"], ["", "CDA"]], ["Stem | Fractie", "Voor | SP", "CDA"]),
        ([["Fractie", "Voor", "Tegen"], ["SP", "x", "x"]], ["Fractie | Voor | Tegen", "SP | x | x"]),
        ([["Fractie", "Voor", "Tegen"], ["SP", "misschien", ""]], ["Fractie | Voor | Tegen", "SP | misschien"]),
        ([["Voor", "Tegen"], ["SP", "FVD"], ["Artikel 33", ""]], ["Voor | Tegen", "SP | FVD", "Artikel 33"]),
        ([["Artikel", "Bedrag"], ["33", "2.000"]], ["Artikel | Bedrag", "33 | 2.000"]),
    ],
)  # fmt: skip
def test_a_table_is_read_where_it_is_certain(rows: list[list[str]], made: list[str]) -> None:
    assert results.lines(rows) == made


HEAD = "Betreffende wetsvoorstel:\n\n36.470 VI\nTitel\n\nEindstemming wetsvoorstel\n"
FINAL = "Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer.\n"


def test_a_list_that_may_go_on_is_given_up() -> None:
    overview = read(f"{HEAD}{FINAL}Voor: SP, PVV, Nieuw\n\nSociaal Contract en BBB.\n".encode())
    assert overview.bill is not None
    assert overview.bill.decisions[0].for_ is None
    assert [line.text for line in overview.unread] == ["Voor: SP, PVV, Nieuw", "Sociaal Contract en BBB."]


def test_of_two_lists_that_differ_neither_is_taken() -> None:
    overview = read(f"{HEAD}{FINAL}Voor: SP en PVV.\nVoor: SP.\n".encode())
    assert overview.bill is not None
    assert overview.bill.decisions[0].for_ is None
    assert [line.text for line in overview.unread] == ["Voor: SP."]


def test_a_second_list_that_says_the_same_is_no_trouble() -> None:
    overview = read(f"{HEAD}{FINAL}Voor: SP en Nieuw Sociaal Contract.\nVoor: NSC (20), SP (5).\n".encode())
    assert overview.bill is not None
    assert len(overview.bill.decisions[0].for_ or ()) == 2
    assert overview.unread == ()


@pytest.mark.whole
def test_mutated_documents_end_in_an_overview_or_a_sentence() -> None:
    """More of them by `make fuzz`; in a process of its own, for it forks."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--count", "0", "--documents", "80", "--workers", "1"],
        cwd=ROOT, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "80 documents: " in done.stdout
