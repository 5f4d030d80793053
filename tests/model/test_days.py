"""A day as people write it."""

import datetime as dt

import pytest

from kamerstem.errors import InputError
from kamerstem.model import clock
from kamerstem.model.days import FIRST, day_of, first_day, last_day


@pytest.mark.parametrize(
    "said",
    [
        "2023-12-21",
        "21-12-2023",
        "21/12/2023",
        "21.12.2023",
        "21 december 2023",
        "21 December 2023",
        "21 dec. 2023",
        "donderdag 21 december 2023",
        " 21  dec 2023 ",
    ],
)
def test_one_day_in_many_ways(said: str) -> None:
    assert day_of(said) == dt.date(2023, 12, 21)


def test_the_day_stands_before_the_month() -> None:
    assert day_of("3-2-2024") == dt.date(2024, 2, 3)
    assert day_of("1 mrt 2024") == day_of("1 maa 2024") == day_of("1 march 2024") == dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("said", "days"),
    [("vandaag", 0), ("Gisteren", -1), ("yesterday", -1), ("eergisteren", -2), ("morgen", 1)],
)
def test_days_that_have_a_name(monkeypatch: pytest.MonkeyPatch, said: str, days: int) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2024, 3, 1))
    assert day_of(said) == dt.date(2024, 3, 1) + dt.timedelta(days=days)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "gisteravond",
        "31-2-2024",
        "12/21/2023",
        "21 foo 2023",
        "21-12-23",
        "2023-13-01",
        "0-1-2024",
        "maandag 3 februari 2024",
        "9" * 500,
    ],
)
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(InputError) as caught:
        day_of(said)
    assert "is geen dag" in caught.value.words.nl
    assert len(caught.value.words.nl) < 200


@pytest.mark.parametrize("said", ["0001-01-01", "9999-12-31", "1814-05-01"])
def test_a_day_on_which_nothing_can_have_been_voted_on_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="outside the years"):
        day_of(said)


def test_the_first_day_of_the_states_general_is_a_day() -> None:
    assert day_of("2 mei 1814") == FIRST


@pytest.mark.parametrize(
    ("moment", "twice"),
    [
        ("2023-10-29T00:00+00:00", True),
        ("2023-10-29T03:59+02:00", True),
        ("2023-10-29T01:59:59+00:00", True),
        ("2023-10-28T23:59+00:00", False),
        ("2023-10-29T02:00+00:00", False),
        ("2024-10-27T02:30+01:00", True),
        ("2024-10-20T02:30+01:00", False),
        ("2024-03-31T00:30+00:00", False),
    ],
)
def test_the_hour_that_comes_twice(moment: str, twice: bool) -> None:
    assert clock.comes_twice(dt.datetime.fromisoformat(moment)) is twice


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("februari 2024", "2024-02-01", "2024-02-29"),
        ("Dec. 2023", "2023-12-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("3-2-2024", "2024-02-03", "2024-02-03"),
    ],
)
def test_a_year_or_a_month_begins_and_ends_a_period(said: str, first: str, last: str) -> None:
    assert (str(first_day(said)), str(last_day(said))) == (first, last)


@pytest.mark.parametrize("said", ["1700", "2500", "foo 2024", "2024-13", "24", "2024-1"])
def test_what_is_no_year_or_month_is_no_period(said: str) -> None:
    with pytest.raises(InputError):
        first_day(said)
    with pytest.raises(InputError):
        last_day(said)


@pytest.mark.parametrize("said", ["2024", "april 2024"])
def test_a_year_or_a_month_is_no_day(said: str) -> None:
    with pytest.raises(InputError, match="is no day"):
        day_of(said)


@pytest.mark.parametrize("said", ["22 april", "dinsdag 22 april", "22-4", "22 apr."])
def test_a_day_without_its_year_is_asked_for_with_it(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2025, 4, 23))
    with pytest.raises(InputError) as caught:
        day_of(said)
    assert caught.value.words.nl == f"Zet het jaar erbij: '{said} 2025'."
