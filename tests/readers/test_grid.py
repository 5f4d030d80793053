"""Cells that span columns and rows, laid out."""

from kamerstem.readers.grid import MOST_COLUMNS, Cell, laid_out


def test_a_cell_stands_in_the_first_column_it_spans() -> None:
    assert laid_out([[Cell("a", columns=2), Cell("b")], [Cell("c")]]) == [["a", "", "b"], ["c"]]


def test_a_cell_from_above_moves_those_beside_it() -> None:
    rows = [[Cell("a", below=2), Cell("b")], [Cell("c")], [Cell("d"), Cell("e")], [Cell("f")]]
    assert laid_out(rows, "^") == [["a", "b"], ["^", "c"], ["^", "d", "e"], ["f"]]


def test_a_cell_goes_to_the_column_it_names_and_reaches_the_one_it_names() -> None:
    assert laid_out([[Cell("a", first=1, last=2), Cell("b")]]) == [["", "a", "", "b"]]
    assert laid_out([[Cell("a"), Cell("b", first=0)]]) == [["a", "b"]]  # never back to the left


def test_no_cell_makes_a_row_without_end() -> None:
    assert len(laid_out([[Cell("a", columns=10**9)]])[0]) == MOST_COLUMNS + 1
    assert laid_out([[Cell("a", below=10**9)], []], "^") == [["a"], ["^"]]
