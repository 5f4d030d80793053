"""The House of a day: worked out once, from the whole day, and handed to whatever is said of its votes.

What is said of one vote then never hangs on which other votes were asked for with it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from kamerstem.dataclasses import dataclass
from kamerstem.model import parties
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.outcomes import decided
from kamerstem.model.parties import SEATS, House
from kamerstem.model.rows import VoteRows, sizes_of
from kamerstem.model.seats import Seated, seated_on
from kamerstem.model.votes import Step


class Basis(StrEnum):
    """What a House of a day rests on: the register (``parties.toml``), the official seats, the votes of that day."""

    REGISTER = "register"
    SEATS = "seats"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class DayHouse:
    """The House of a day and what it rests on; ``seated`` is who sat by the official seats, where a source tells.

    ``house`` is not certain where only the register tells, and did not count that day; ``None`` where it does not know
    that day at all.
    """

    house: House | None
    basis: Basis
    seated: Seated | None = None


Houses = Mapping[dt.date, DayHouse]
"""The House of each day that a source can tell of; of any other day only the register tells."""

NONE: Houses = MappingProxyType({})


def house_of(day: dt.date, sizes: Mapping[str, int] | None = None, seated: Seated | None = None) -> DayHouse:
    """Return the House of a day: as the register counted it, else by the official seats, else by the day's votes.

    ``sizes`` is the largest size that the votes of the whole day give each party (none: there was no vote); ``None``
    where the whole day is not at hand. Then the register alone tells, for nothing shows whether the seats are right.
    """
    known = parties.house_on(day)
    if sizes is None or (known is not None and known.certain):
        return DayHouse(known, Basis.REGISTER, seated)
    house = seated.house() if seated is not None else None
    if house is not None and all(house.seats.get(party) == size for party, size in sizes.items()):
        return DayHouse(house, Basis.SEATS, seated)
    # A vote with a row lost would else look whole. On a day on which members left a party between two votes its largest
    # size and theirs come to more than the House has, and then that day shows no one House.
    total = sum(sizes.values())
    if known is not None and sizes and known.seats.keys() == sizes.keys() and total <= SEATS:
        return DayHouse(House(day, sizes, total, certain=True), Basis.VOTES, seated)
    return DayHouse(known, Basis.REGISTER, seated)


def sizes_by(entities: Entities, besluiten: Iterable[Entity], day: dt.date) -> dict[str, int]:
    """Return the largest size that the vote rows of these decisions of a day give each party."""
    sizes: dict[str, int] = {}
    for besluit in besluiten:
        rows = entities.into(besluit, "Stemming")
        if decided(besluit, voted=bool(rows)) is not None:
            merge(sizes, sizes_of(rows, day))
    return sizes


def sizes_on(entities: Entities, day: dt.date) -> dict[str, int]:
    """Return the largest size that the votes of a day give each party; the entities hold all votes of that day."""
    return sizes_by(entities, _by_day(entities).get(day, ()), day)


def houses_in(entities: Entities) -> Houses:
    """Return the House of every day with a decision, by records that hold whole days, and who sat on them."""
    return {
        day: house_of(day, sizes_by(entities, besluiten, day), seated_on(entities, day))
        for day, besluiten in _by_day(entities).items()
    }


def days_of_votes(entities: Entities, besluiten: Iterable[Entity]) -> set[dt.date]:
    """Return the days on which there was a vote, among these decisions."""
    votes = VoteRows(entities)
    found: set[dt.date] = set()
    for besluit in besluiten:
        outcome = decided(besluit, voted=bool(entities.into(besluit, "Stemming")))
        day = votes.sitting(besluit).date
        if outcome is not None and outcome.step is Step.VOTE and day is not None:
            found.add(day)
    return found


def _by_day(entities: Entities) -> dict[dt.date, list[Entity]]:
    votes = VoteRows(entities)
    found: dict[dt.date, list[Entity]] = {}
    for besluit in entities.all("Besluit"):
        day = votes.sitting(besluit).date
        if day is not None:
            found.setdefault(day, []).append(besluit)
    return found


def merge(sizes: dict[str, int], more: Mapping[str, int]) -> None:
    """Put more sizes into these; of each party the largest counts."""
    for party, size in more.items():
        sizes[party] = max(sizes.get(party, 0), size)
