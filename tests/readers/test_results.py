"""Tables as people type them: all results in one, a column for each party, and the letterhead of the page."""

import pytest

from kamerstem.readers import results
from tests import needs
from tests.readers import shapes

HEAD = ["Nr.", "Indiener", "Onderwerp", "Artikel", "Uitslag", "Voor", "Tegen"]
FOUR = ["4", "Grinwis c.s.", "mensenhandel", "33", "Verworpen", "SP en CDA", "D66, VVD en BBB"]
SIX = ["6", "Eerdmans", "cellen", "", "Ingetrokken", "", ""]


def test_one_table_of_all_results() -> None:
    assert results.lines([HEAD, FOUR, HEAD, SIX]) == [
        "Artikel 33", "4 (Grinwis c.s.) over mensenhandel", "Verworpen.", "Voor: SP en CDA.", "Tegen: D66, VVD en BBB.",
        "Geen artikel", "6 (Eerdmans) over cellen", "Ingetrokken.", "Geen artikel",
    ]  # fmt: skip


def test_a_column_for_each_party() -> None:
    head = ["Motie", "Uitslag", "SP", "VVD", "CDA"]
    assert results.lines([head, ["nr. 10", "Aangenomen", "voor", "T", "+"], ["11", "Verworpen", "Ja", "-", ""]]) == [
        "Motie nr. 10", "Aangenomen.", "Voor: SP, CDA.", "Tegen: VVD.",
        "Motie nr. 11", "Verworpen.", "Voor: SP.", "Tegen: VVD.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (0, ""),
        (0, "vier"),
        (3, "bijna 33"),
        (4, "bijna verworpen"),
        (5, "SP?"),
        (5, "SP en Onbekend"),
        (6, "x"),
        (6, "\u2033"),
    ],
)
def test_a_table_with_a_cell_that_is_not_understood_is_not_read(column: int, cell: str) -> None:
    row = [*FOUR[:column], cell, *FOUR[column + 1 :]]
    assert results.lines([HEAD, row]) == [" | ".join(HEAD), " | ".join(each for each in row if each)]


@pytest.mark.parametrize("mark", ["x", "?", "voor?", "misschien", "v/t"])
def test_a_mark_that_is_not_certain_leaves_the_table_unread(mark: str) -> None:
    rows = [["Motie", "SP", "VVD"], ["10", "voor", mark]]
    assert results.lines(rows) == [" | ".join(row) for row in rows]


def test_a_heading_that_nobody_knows_leaves_the_table_unread() -> None:
    rows = [["Nr.", "Uitslag", "Kleur"], ["4", "Verworpen", "rood"]]
    assert results.lines(rows) == [" | ".join(row) for row in rows]


def test_the_members_of_a_roll_call() -> None:
    rows = [["Lid", "Fractie", "Stem"], ["Van Nispen", "SP", "voor"], ["Omtzigt", "NSC", "tegen"]]
    assert results.lines(rows) == ["Voor: Van Nispen (SP).", "Tegen: Omtzigt (NSC)."]
    assert results.lines([*rows, ["", "CDA", "tegen"]]) == [
        "Lid | Fractie | Stem", "Van Nispen | SP | voor", "Omtzigt | NSC | tegen", "CDA | tegen",
    ]  # fmt: skip


def test_a_title_over_a_table_stays_over_it() -> None:
    rows = [["Stemming over motie nr. 10", ""], ["Voor", "Tegen"], ["SP", "VVD"]]
    assert results.lines(rows) == ["Stemming over motie nr. 10", "Voor: SP.", "Tegen: VVD."]


def test_a_letterhead_is_furniture_unless_it_says_something() -> None:
    rows = [
        ["datum", "9 februari 2024"],
        ["betreft", "Stemmingsoverzicht"],
        ["Ons kenmerk:", "1.2"],
        ["blad", "2"],
    ]
    assert results.lines(rows) == []
    assert results.lines([*rows, ["onderwerp", "36.470 VI"]]) == ["onderwerp: 36.470 VI"]
    assert results.lines([*rows, ["bijlage", "Verworpen."]]) == ["bijlage: Verworpen."]


def test_columns_of_text_are_read_one_after_the_other() -> None:
    cells = "".join(
        f"<td><p>{number} (Flach) over {number}</p><p>Verworpen.</p><p>Voor: SP.</p></td>"
        for number in (4, 5)
    )
    assert shapes.words("html", f"<!DOCTYPE html><table><tr>{cells}</tr></table>".encode()) == [
        "4 (Flach) over 4", "Verworpen.", "Voor: SP.", "5 (Flach) over 5", "Verworpen.", "Voor: SP.",
    ]  # fmt: skip
    word = "".join(
        f"<w:tc>{shapes.p('een')}{shapes.p('twee')}{shapes.p(each)}</w:tc>" for each in ("drie", "vier")
    )
    assert shapes.words("packed", shapes.word(f"<w:tbl><w:tr>{word}</w:tr></w:tbl>")) == [
        "een", "twee", "drie", "een", "twee", "vier",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("1-headings", 9), ("4-table", 3), ("7-auto-numbers", 2), ("9-wrong", 3)],
)
def test_the_word_files_of_the_cases(name: str, numbers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (needs.shared("cases") / f"17-word/{name}.docx").read_bytes()
    overview = shapes.overview("packed", data, monkeypatch)
    assert len(overview.amendments + overview.motions) == numbers
    assert overview.unread == ()


def test_a_row_that_was_deleted_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (needs.shared("cases") / "19-hidden/w1-tracked-row-deletion.docx").read_bytes()
    overview = shapes.overview("packed", data, monkeypatch)
    assert overview.bill is not None
    assert (len(overview.bill.decisions[0].for_ or ()), overview.bill.decisions[0].against) == (1, None)
