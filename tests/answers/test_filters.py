"""What votes can be asked by."""

from typing import Any

import pytest

from kamerstem.answers.record import filter_of
from kamerstem.errors import InputError


@pytest.mark.parametrize("wanted", [{"party": "D66", "side": "voor"}, {"outcome": "aangenomen"}])
def test_a_value_that_there_is_not_is_refused_and_not_left_out(wanted: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Choose from"):
        filter_of(**wanted)


def test_one_outcome_is_an_outcome() -> None:
    assert filter_of(outcome="adopted") == filter_of(outcome=["adopted"])


def test_a_filter_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="year"):
        filter_of(year=2024)  # type: ignore[call-arg]
