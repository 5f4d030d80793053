"""Kinds of layout that 60 documents by 20 people brought out (``tests/hands/laid_out``), each in a small example."""

import time
from pathlib import Path

import pytest
import typst as engine

from kamerstem.readers import grammar, lines_of, results
from kamerstem.readers.lines import ticked
from kamerstem.readers.overview import read
from tests import needs
from tests.hands.laid_out.__main__ import judged
from tests.hands.laid_out.people import PEOPLE
from tests.hands.laid_out.save import SUFFIXES, lay_out, save_as
from tests.hands.score import Judged, Verdict
from tests.readers import shapes

HEAD = """Betreffende wetsvoorstel:

36.470 VI
Wijziging van een begroting

Eindstemming wetsvoorstel
Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer.

Verworpen amendementen

4 (Grinwis) over meer toezicht

Verworpen. Voor: SP en Volt.
"""


def items(text: str) -> dict[str, tuple[tuple[str, ...] | None, str | None]]:
    """Return of each proposal its articles and what is said to have become of it."""
    back = read(f"{HEAD}{text}".encode())
    return {
        str(item.ref).rpartition(" ")[2]: (item.articles, item.status and str(item.status))
        for item in (*back.amendments, *back.motions)
    }


# --- headings, articles, subjects ---


def test_nobody_knows_what_stands_below_a_heading_that_is_not_read() -> None:
    told = items("\nAmendementen waarover bijna is gestemd\n\nAmendement 5 (Dassen) over meer licht\n")
    assert told["5"] == (None, "unknown")


def test_a_heading_of_votes_that_were_tied() -> None:
    clause = grammar.read_clause("Amendementen waarover de stemmen staken")
    assert clause is not None
    assert (clause.form, clause.result) == (grammar.Form.HEADING, "tied")
    assert grammar.read_clause("Het amendement waarover de stemmen staakten is verworpen") is None


def test_an_article_between_a_proposal_and_its_decision_is_its_own() -> None:
    told = items(
        "\n5 (Dassen) over meer licht\n\nArtikel 7\n\nVerworpen\n\n6 (Bikker) over minder licht\n\nVerworpen.\n"
    )
    assert told["5"] == (("7",), "rejected")
    assert told["6"] == (None, "rejected")


def test_an_article_above_a_proposal_without_a_number_is_a_heading() -> None:
    back = read(f"{HEAD}\nArtikel 7\nZonder nummer (Dassen)\nDe stemmen staken.\n".encode())
    assert back.amendments[-1].articles == ("7",)
    assert back.unread == ()


def test_an_article_behind_the_subject() -> None:
    head = grammar.read_item("8 (Dassen) over meer licht (artikel 2)")
    assert head is not None
    assert (head.subject, head.articles) == ("meer licht", ("2",))


def test_the_cells_of_a_row_are_no_subject() -> None:
    head = grammar.read_item("8 (Dassen) over meer licht | Verworpen | SP en Volt")
    assert head is not None
    assert head.doubt


def test_a_dash_parts_the_number_of_the_bill_from_its_title() -> None:
    text = HEAD.replace("36.470 VI\nWijziging", "36.470 VI – Wijziging")
    assert read(text.encode()).subject.title == "Wijziging van een begroting"


def test_a_line_that_had_room_for_the_next_word_ends_the_subject() -> None:
    why = "Dit amendement geeft de inspectie meer mensen, zodat er vaker op de veerponten kan worden gekeken."
    back = read(
        f"{HEAD}\n5 (Dassen) over meer licht langs alle rivieren van Nederland\n{why}\nVerworpen.\n".encode()
    )
    assert back.amendments[-1].subject == "meer licht langs alle rivieren van Nederland"
    assert back.amendments[-1].explanation == (why,)


PROSE = "Dit amendement verlaagt de prijs van een overtocht in één stap"


@pytest.mark.parametrize(
    "heads",
    [
        ["datum 9 februari 2024\nblad 2"],
        ["blad 2", "blad 3"],
        ["Eerste Kamer der Staten-Generaal\nblad 2 van 3"],
    ],
)
def test_the_head_of_a_sheet_in_the_midst_of_a_paragraph(heads: list[str]) -> None:
    prose = "".join(f"{PROSE}\n{head}\nen verhoogt die van een jaarkaart.\n\n" for head in heads)
    back = read(f"{HEAD}\n5 (Dassen) over de prijs\n\n{prose}Verworpen.\n".encode())
    assert back.amendments[-1].explanation == (f"{PROSE} en verhoogt die van een jaarkaart.",) * len(heads)


@pytest.mark.parametrize("line", ["blad 2", "datum 9 februari 2024", "blad 1\nblad 1"])
def test_what_may_be_prose_stays(line: str) -> None:
    back = read(f"{HEAD}\n5 (Dassen) over de prijs\n\n{PROSE}\n{line}\nen meer.\n\nVerworpen.\n".encode())
    assert back.amendments[-1].explanation == (f"{PROSE} {' '.join(line.split())} en meer.",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Uitslag: ☒ aangenomen ☐ verworpen", "Uitslag: aangenomen"),
        ("☐ aangenomen ☑ verworpen", "verworpen"),
        ("Uitslag: ☒ aangenomen ☒ verworpen", "Uitslag: ☒ aangenomen ☒ verworpen"),
        ("Uitslag: ☐ aangenomen ☐ verworpen", "Uitslag: ☐ aangenomen ☐ verworpen"),
        ("Aangenomen ☒ Verworpen ☐", "Aangenomen ☒ Verworpen ☐"),
        ("☒ aangenomen", "☒ aangenomen"),
    ],
)
def test_what_was_ticked_is_what_is_said(line: str, said: str) -> None:
    assert ticked(line) == said


def test_marks_of_libreoffice_in_a_page_are_not_shown() -> None:
    page = b"<!DOCTYPE html><p>Uitslag: \x04aangenomen\x05"
    assert [line.text for line in lines_of(page) if line.text] == ["Uitslag: aangenomen"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["4 (Dassen) over licht\nVerworpen. Voor: SP.\n\n", "Artikel 3 Licht\n", "Het Rijk En De Kamer\n"]
)
def test_time_grows_with_the_lines(line: str) -> None:
    """Ten times the lines take about ten times as long, not a hundred."""

    def taken(count: int) -> float:
        start = time.process_time()
        read(f"{HEAD}{line * count}".encode())
        return time.process_time() - start

    taken(10)
    assert taken(300) < 40 * max(taken(30), 0.005)


# --- tables ---

FACTS = [
    ["Amendement", "nr. 8"], ["Indiener", "Grinwis c.s."], ["Artikel", "2"], ["Onderwerp", "meer licht"],
    ["Uitslag", "Aangenomen"], ["Datum", "16 april 2024"], ["Voor", "SP en CDA"],
]  # fmt: skip
TOLD = [
    "Amendement nr. 8 (Grinwis c.s.) over meer licht",
    "Artikel 2",
    "Aangenomen.",
    "Datum: 16 april 2024.",
    "Voor: SP en CDA.",
]


def test_a_row_for_each_fact_of_one_proposal() -> None:
    assert results.lines(FACTS) == TOLD
    assert results.lines([*FACTS, ["Kleur", "rood"]]) == [
        " | ".join(row) for row in [*FACTS, ["Kleur", "rood"]]
    ]


def test_a_table_without_rows_says_nothing() -> None:
    assert results.votes([]) is None
    assert results.lines([["", ""]]) is None


def test_the_facts_of_the_proposal_above() -> None:
    assert results.facts([["Uitslag", "Verworpen"], ["Voor", "SP"]]) == ["Verworpen.", "Voor: SP."]
    assert results.facts([["Kenmerk", "8"], ["Voor", "SP"]]) is None


def test_the_facts_of_the_bill() -> None:
    rows = [["Wetsvoorstel", "36.911"], ["Titel", "Regels"], ["Uitslag", "Aangenomen"], ["Tegen", "niemand"]]
    assert results.lines(rows) == [
        "Betreffende wetsvoorstel: 36.911", "Regels", "Eindstemming wetsvoorstel", "Aangenomen.", "Tegen: niemand.",
    ]  # fmt: skip


def test_lists_side_by_side_with_a_name_on_each_line() -> None:
    assert results.lines([["Voor\nSP\nCDA", "Tegen\nVVD", "Afwezig\nVolt"]]) == [
        "Voor: SP, CDA.",
        "Tegen: VVD.",
        "Afwezig: Volt.",
    ]
    assert results.lines([["Voor\nSP\nIemand", "Tegen\nVVD"]]) == ["Voor SP Iemand | Tegen: VVD"]


def test_names_are_of_no_label_in_another_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """One name is not known, so the table is not read, and no part of it as if it were text."""
    cells = [[["Voor:"], ["Tegen:"]], ["SP VVD Volt Iemand".split(), "PVV FVD JA21".split()]]
    rows = (["".join(map(shapes.p, cell)) for cell in row] for row in cells)
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    head = "".join(shapes.p(line) for line in HEAD.splitlines()[:7] if line)
    bill = shapes.overview("packed", shapes.word(f"{head}<w:tbl>{table}</w:tbl>"), monkeypatch).bill
    assert bill is not None
    assert (bill.decisions[0].for_, bill.decisions[0].against) == (None, None)


def test_a_table_of_many_lines_lays_out_text() -> None:
    page = (
        "<!DOCTYPE html><table><tr><td>Start<td>"
        + "<br>".join(HEAD.split("\n")[:7])
        + "<br>Voor: SP.</table>"
    )
    assert "Eindstemming wetsvoorstel" in shapes.words("html", page.encode())


def test_a_heading_across_a_table_and_an_article_beside_several_rows() -> None:
    rows = [
        ["Artik el", "Voorstel", "Uitslag"],
        ["Verworpen amendementen", "", ""],
        ["Artikel 2", "8 (Dassen) over meer licht", "Verworpen"],
        ["\u2033", "9 (Bikker) over minder licht", "Verworpen"],
    ]
    assert results.lines(rows) == [
        "Verworpen amendementen", "Artikel 2", "8 (Dassen) over meer licht", "Verworpen.", "Artikel 2",
        "9 (Bikker) over minder licht", "Verworpen.", "Geen artikel",
    ]  # fmt: skip


# --- PDF: tables that lines rule, notes ---

WIDE = "#set page(width: 24cm, height: 12cm, margin: 1cm)\n#set text(size: 10pt)\n#set super(typographic: false)\n"
BEFORE = "Een alinea, want wie te weinig letters heeft is een scan."


def pdf(source: str) -> bytes:
    return engine.compile(f"{WIDE}{BEFORE}\n\n{source}".encode(), format="pdf", pdf_tags=False)


def ruled(*rows: str, head: str = "Nr., Indiener, Onderwerp, Uitslag, Voor, Tegen") -> str:
    cells = [f"table.header({', '.join(f'[{name}]' for name in head.split(', '))})"]
    cells += [f"[{cell}]" for row in rows for cell in map(str.strip, row.split("|"))]
    return f"#table(columns: (1cm, 2.5cm, 3.5cm, 2.5cm, 5cm, 4cm), {', '.join(cells)})"


def test_a_table_that_lines_rule() -> None:
    table = ruled(
        "8 | Dassen | meer licht | Verworpen | SP, Volt, GroenLinks-PvdA en Partij voor de Dieren | VVD",
        "9 | Bikker | rust | Ingetrokken | | ",
    )
    assert shapes.words("pdf", pdf(table)) == [
        BEFORE, "8 (Dassen) over meer licht", "Verworpen.",
        "Voor: SP, Volt, GroenLinks-PvdA en Partij voor de Dieren.", "Tegen: VVD.",
        "9 (Bikker) over rust", "Ingetrokken.",
    ]  # fmt: skip


def test_a_ruled_table_goes_on_on_the_next_page() -> None:
    rows = [
        f"{number} | Dassen | meer licht | Verworpen | SP en Volt | VVD, CDA en BBB"
        for number in range(2, 40)
    ]
    told = shapes.words("pdf", pdf(ruled(*rows)))
    assert told[1:] == [
        line
        for n in range(2, 40)
        for line in (
            f"{n} (Dassen) over meer licht",
            "Verworpen.",
            "Voor: SP en Volt.",
            "Tegen: VVD, CDA en BBB.",
        )
    ]


@pytest.mark.slow
def test_a_row_that_a_page_cuts_is_read_whole_or_not() -> None:
    """No part of its list is taken for all of it."""
    names = (
        "SP, Volt, VVD, CDA, BBB, D66, NSC, SGP, PVV, FVD, DENK, PvdD, JA21, ChristenUnie en GroenLinks-PvdA"
    )
    for space in range(12):
        table = ruled(
            f"8 | Dassen | meer licht | Verworpen | {names} | ", "9 | Bikker | rust | Ingetrokken | | "
        )
        told = shapes.words("pdf", pdf(f"#v({space * 0.75}cm)\n#set table(inset: 4pt)\n{table}"))
        lists = [line for line in told if line.startswith("Voor: ")]
        assert lists in ([f"Voor: {names}."], []), space


def test_a_pdf_of_a_case_says_what_its_word_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = needs.shared("cases") / "17-word"
    word = shapes.overview("packed", (folder / "1-headings.docx").read_bytes(), monkeypatch)
    sheet = shapes.overview("pdf", (folder / "1-headings.pdf").read_bytes(), monkeypatch)
    assert sheet.stated() == word.stated()


def test_a_note_at_the_foot_of_the_page_is_named_and_its_mark_is_no_digit() -> None:
    source = "8 (Dassen) over meer licht#footnote[Kamerstukken II, nr. 8.]\n\nVerworpen. Voor: SP (5#super[2]) en Volt."
    assert shapes.words("pdf", pdf(source))[1:] == [
        "8 (Dassen) over meer licht",
        "Verworpen. Voor: SP (5 2) en Volt.",
    ]
    assert [each.partition(":")[0] for each in shapes.lost("pdf", pdf(source))] == ["een voetnoot"]


def test_a_note_of_a_web_page_is_named() -> None:
    page = (
        b"<!DOCTYPE html><p>8 (Dassen) over meer licht<sup><a href='#n1' id='b1'>1</a></sup></p><p>Verworpen.</p>"
        b"<ol><li id='n1'><sup><a href='#b1'>1</a></sup> Zie nr. 8.</li></ol>"
    )
    assert shapes.words("html", page) == ["8 (Dassen) over meer licht", "Verworpen."]
    assert shapes.lost("html", page) == ["een voetnoot: 'Zie nr. 8.'"]


# --- the documents themselves ---


def bad(folder: Path, people: list[str], suffixes: tuple[str, ...]) -> list[str]:
    """Return what is wrong or lacks in silence in the documents of these people."""
    every: dict[str, Judged] = {
        f"{name}-{content}{suffix}": each
        for suffix in suffixes
        for name in people
        for content, each in judged(folder, name, suffix).items()
    }
    return [
        f"{name}: {each.wrong or each.lacking}"
        for name, each in every.items()
        if each.verdict in (Verdict.WRONG, Verdict.QUIET)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_none_is_wrong_or_silent_as_its_program_saves_it(tmp_path: Path, suffix: str) -> None:
    people = [name for name, person in PEOPLE.items() if person.suffix == suffix]
    lay_out(tmp_path, people)
    assert people
    assert bad(tmp_path, people, (suffix,)) == []


@pytest.mark.slow
def test_none_is_wrong_or_silent_in_any_form(tmp_path: Path) -> None:
    """Of a few people: all 240 files are what ``python -m tests.hands.laid_out`` makes."""
    office = needs.program("soffice", "libreoffice-writer")
    browser = needs.program("chromium", "chromium")
    people = ["one_table_for_all", "merged_cells", "editor_of_a_site"]
    save_as(lay_out(tmp_path, people), office, browser)
    assert bad(tmp_path, people, SUFFIXES) == []
