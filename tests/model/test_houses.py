"""The House of a day, from the whole day or not at all. Every row here is made up."""

import datetime as dt
from typing import Any

import pytest

from kamerstem.model import parties
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.houses import Basis, house_of, houses_in, sizes_on
from kamerstem.model.seats import Seated

DAY = dt.date(2025, 6, 17)
"""A day that the register did not count."""
COUNTED = dt.date(2024, 1, 16)


def register(day: dt.date = DAY) -> dict[str, int]:
    known = parties.house_on(day)
    assert known is not None
    return dict(known.seats)


def vote(sizes: dict[str, int], number: int = 1, *, soort: str = "Voor", **fields: Any) -> list[Entity]:
    """Return a decision on that day with a row of each party."""
    made = [
        Entity("Activiteit", "a", {"Datum": f"{DAY}T00:00:00"}),
        Entity("Agendapunt", "p", {"Volgorde": 1}, {"Activiteit": ("a",)}),
        Entity("Besluit", f"b{number}", {"Status": "Besluit"} | fields, {"Agendapunt": ("p",)}),
    ]
    for party, size in sizes.items():
        row = {"Soort": soort, "ActorFractie": parties.by_id(party).name_on(DAY), "FractieGrootte": size}
        made.append(Entity("Stemming", f"{number} {party}", row, {"Besluit": (f"b{number}",)}))
    return made


def test_a_day_that_nobody_counted_is_never_guessed() -> None:
    sat = house_of(COUNTED)
    assert sat.house is not None
    assert (sat.house.total, sat.house.certain, sat.basis) == (149, True, Basis.REGISTER)
    sat = house_of(DAY)
    assert sat.house is not None
    assert (sat.house.certain, sat.basis) == (False, Basis.REGISTER)
    assert house_of(dt.date(1950, 1, 1)).house is None


def test_without_the_whole_day_not_even_the_seats_are_believed() -> None:
    seated = Seated(DAY, register(), 0, 0, 0)
    assert house_of(DAY, {}, seated).basis is Basis.SEATS
    unsure = house_of(DAY, None, seated)
    assert unsure.basis is Basis.REGISTER
    assert unsure.house == parties.house_on(DAY)
    assert unsure.seated is seated


def test_the_votes_of_a_whole_day_are_the_house_if_they_name_the_parties_that_sat() -> None:
    sizes = register()
    assert house_of(DAY, sizes).basis is Basis.VOTES
    (lost, _), *_ = sizes.items()
    assert (
        house_of(DAY, {party: size for party, size in sizes.items() if party != lost}).basis is Basis.REGISTER
    )
    assert house_of(DAY, sizes | {"Groep Verzonnen": 1}).basis is Basis.REGISTER
    assert house_of(DAY, {}).basis is Basis.REGISTER


def test_a_member_who_changes_party_between_two_votes() -> None:
    """Each vote adds up to the House; the day of the two shows no one House."""
    (large, size), (other, more), *_ = register().items()
    first, second = register(), register() | {large: size - 1, other: more + 1}
    for one in (first, second):
        sat = houses_in(Entities(vote(one)))[DAY]
        assert sat.house is not None
        assert (sat.house.certain, sat.house.total) == (True, 150)
    both = houses_in(Entities([*vote(first), *vote(second, number=2)]))[DAY]
    assert both.house is not None
    assert (both.house.certain, both.basis) == (False, Basis.REGISTER)


@pytest.mark.parametrize(("soort", "fields"), [("Anders", {}), ("Voor", {"Status": "Concept voorstel"})])
def test_what_is_no_vote_tells_no_size(soort: str, fields: dict[str, Any]) -> None:
    assert sizes_on(Entities(vote(register(), soort=soort, **fields)), DAY) == {}
