"""The cabinets since 1998: days that follow one another, parties of the register, and what is known of some days."""

import datetime as dt
import itertools

import pytest

from kamerstem.model import parties
from kamerstem.model.cabinets import _register, cabinet_on


def test_one_follows_the_other() -> None:
    known_until, cabinets = _register()
    for one, other in itertools.pairwise(cabinets):
        assert one.until == other.since > one.since
        assert one.demissionary is None or one.since < one.demissionary <= other.since
    for each in cabinets:
        assert each.sources
        assert all(source.startswith("https://") for source in each.sources)
        assert set(each.left) <= set(each.parties)
        assert all(each.since < day <= (each.until or dt.date.max) for day in each.left.values())
        assert all(parties.by_id(party).id == party for party in each.parties if party != "LPF")
    assert cabinets[-1].until is None
    assert cabinets[-1].since <= known_until


@pytest.mark.parametrize(
    ("day", "name", "inside", "demissionary"),
    [
        ("2002-07-21", "Kok II", {"pvda", "vvd", "d66"}, True),
        ("2002-07-22", "Balkenende I", {"cda", "LPF", "vvd"}, False),
        ("2006-07-02", "Balkenende II", {"cda", "vvd", "d66"}, True),
        ("2006-07-03", "Balkenende II", {"cda", "vvd"}, True),
        ("2010-02-23", "Balkenende IV", {"cda", "christenunie"}, True),
        ("2012-04-22", "Rutte I", {"vvd", "cda"}, False),
        ("2023-12-21", "Rutte IV", {"vvd", "d66", "cda", "christenunie"}, True),
        ("2025-06-02", "Schoof", {"pvv", "vvd", "nsc", "bbb"}, False),
        ("2025-06-03", "Schoof", {"vvd", "nsc", "bbb"}, True),
        ("2025-08-22", "Schoof", {"vvd", "bbb"}, True),
        ("2026-02-23", "Jetten", {"d66", "vvd", "cda"}, False),
    ],
)
def test_the_cabinet_of_a_day(day: str, name: str, inside: set[str], demissionary: bool) -> None:
    date = dt.date.fromisoformat(day)
    cabinet = cabinet_on(date)
    assert cabinet is not None
    assert (cabinet.name, set(cabinet.parties_on(date))) == (name, inside)
    assert cabinet.is_demissionary(date) is demissionary


def test_what_is_not_known_is_not_told() -> None:
    known_until, _ = _register()
    assert cabinet_on(dt.date(1998, 8, 2)) is None
    assert cabinet_on(known_until) is not None
    assert cabinet_on(known_until + dt.timedelta(days=1)) is None


def test_a_minority_has_less_than_half_of_the_seats() -> None:
    _, cabinets = _register()
    for each in cabinets:
        house = parties.house_on(each.since)
        if house is not None:  # since June 2010
            seats = sum(house.seats.get(party, 0) for party in each.parties)
            assert each.minority is (seats * 2 <= house.total), each.name
