"""What votes can be asked by."""

import datetime as dt
from typing import Any

import pytest

from kamerstem.answers.record import filter_of
from kamerstem.errors import InputError
from kamerstem.model.votes import Method


@pytest.mark.parametrize("wanted", [{"party": "D66", "side": "mee"}, {"outcome": "goed"}])
def test_a_value_that_there_is_not_is_refused_and_not_left_out(wanted: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Choose from"):
        filter_of(**wanted)


def test_words_of_both_languages_are_the_same_question() -> None:
    english = filter_of(
        party="D66",
        side="for",
        outcome="rejected",
        method=Method.ROLL_CALL,
        since=dt.date(2024, 2, 1),
        until=dt.date(2024, 3, 1),
    )
    assert english == filter_of(
        party="D66",
        side="Voor",
        outcome=["verworpen"],
        method="hoofdelijk",
        since="1-2-2024",
        until="1 maart 2024",
    )


def test_one_outcome_is_an_outcome() -> None:
    assert filter_of(outcome="adopted") == filter_of(outcome=["adopted"])


def test_a_filter_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match=r"no filter year; it has party, side, .*most"):
        filter_of(year=2024)  # type: ignore[call-arg]


@pytest.mark.parametrize("close", [-1, 151, 10**25])
def test_a_margin_that_cannot_be_is_refused(close: int) -> None:
    with pytest.raises(InputError, match="from 0 up to 150"):
        filter_of(close=close)
