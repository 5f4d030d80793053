"""Lines on a terminal: broken between words, whole elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamerstem.cli.folding import fold, harmless, harmless_but_marks, note, show


def test_a_line_is_broken_between_words_and_set_in() -> None:
    assert (
        fold("  let op: er staat niet bij wie ontbrak", 24) == "  let op: er staat niet\n    bij wie ontbrak"
    )


def test_short_lines_and_columns_stay_as_they_are() -> None:
    table = "ernst     aantal\nfout           1\n"
    assert fold(table, 40) == table


def test_the_rest_of_a_difference_is_no_line_without_a_sign() -> None:
    assert fold("- Voor: SP, Volt en DENK.", 20) == "- Voor: SP, Volt en\n    DENK."


def test_the_rest_of_a_row_stands_below_its_last_column() -> None:
    row = "let op  12  Een stemming hoort bij geen voorstel"
    assert fold(row, 30) == "let op  12  Een stemming hoort\n            bij geen voorstel"
    narrow = "let op  hier  is het  te smal"  # too little room below: set in by two
    assert fold(narrow, 24).split("\n")[1] == "  smal"


def test_an_address_stays_whole() -> None:
    address = "https://example.org/" + "a" * 40
    assert fold(f"  zie {address} daar", 30) == f"  zie\n    {address}\n    daar"


def test_codes_take_no_room() -> None:
    line = "de \x1b[1;4mtoeslagen\x1b[0m van toen"
    assert fold(line, 21) == line


@given(st.text(alphabet="ab \n", max_size=300), st.integers(20, 80))
def test_no_word_is_lost_or_parted(text: str, width: int) -> None:
    folded = fold(text, width)
    assert folded.split() == text.split()
    for line in folded.split("\n"):
        assert len(line) <= width or len(line.split()) <= 1 or " " not in line.strip()


def test_in_a_pipe_a_line_stays_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show("woord " * 60)
    show("woord " * 60, err=True)
    out, err = capsys.readouterr()
    assert out.count("\n") == err.count("\n") == 1


# --- what a terminal would obey ---

HOSTILE = "Motie \x1b[8mverborgen\x1b[0m \u202eneppo\u202c \x9b31m\u2066 van\u00a0X\tY \u200b\ud800"


def test_what_a_terminal_obeys_is_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    show(f"{HOSTILE}\n  tweede regel\n")
    assert capsys.readouterr().out == "Motie [8mverborgen[0m neppo 31m van X Y \n  tweede regel\n"
    note(f"{HOSTILE}\nnog iets")
    assert capsys.readouterr().err == "Motie [8mverborgen[0m neppo 31m van X Y  nog iets\n"


def test_marks_of_words_that_were_found_are_kept_and_nothing_else() -> None:
    marked = "de \x1b[1;4mtoeslagen\x1b[0m van "
    assert harmless_but_marks(f"{marked}\u202etoen\x9b") == f"{marked}toen"


@given(st.text(max_size=60))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    if text.isprintable():
        assert harmless(f"{text}\n{text}") == f"{text}\n{text}"
    assert all(line.isprintable() for line in harmless(text).split("\n"))
