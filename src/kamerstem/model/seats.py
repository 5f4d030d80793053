"""Seat records (FractieZetelPersoon, FractieZetelVacature) -> who sat in the House on a day.

Both leave traces of how they are kept: terms that end before they begin, a person on two seats on the day of a
change, a House that is replaced a day or two late. So seats count as the House only where every one of the 150 is
accounted for once; what is short or double is said, and nothing is mended.
"""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kamerstem.dataclasses import dataclass
from kamerstem.model import parties
from kamerstem.model.fields import day_of, text_of
from kamerstem.model.parties import SEATS, House

if TYPE_CHECKING:
    from kamerstem.model.entities import Entities


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sat on a day by the official seats: filled ``seats`` by party id (by name where none is known).

    ``vacant`` are the seats said to be empty; ``double`` those that two records claim differently (a person on two
    seats, a seat both taken and empty); ``unknown`` those whose party is not told or is not in ``parties.toml``.
    """

    day: dt.date
    seats: Mapping[str, int]
    vacant: int
    double: int
    unknown: int

    @property
    def filled(self) -> int:
        """Return how many seats were taken, of whatever party."""
        return sum(self.seats.values())

    @property
    def sound(self) -> bool:
        """Return whether all 150 seats are accounted for, each once, and every party is known."""
        return not (self.double or self.unknown) and self.filled + self.vacant == SEATS

    def house(self) -> House | None:
        """Return the House that these seats are, ``None`` if they are not sound or a party cannot have sat then."""
        if not self.sound or any(parties.by_id(id).existed_on(self.day) is False for id in self.seats):
            return None
        return House(self.day, self.seats, self.filled, certain=True)


@dataclass(frozen=True, slots=True)
class Term:
    """That a seat was somebody's, or empty, on the day asked about.

    ``seat`` and ``person`` are ids of any kind, ``None`` where they are not told or not there; ``party`` the official
    name of the party whose seat it is.
    """

    seat: Hashable | None
    person: Hashable | None
    party: str | None
    vacant: bool


def seated_on(entities: "Entities", day: dt.date) -> Seated | None:
    """Return who sat on a day by the seat records; ``None`` where there is none for that day."""
    return seated_by(_terms(entities, day), day)


def seated_by(terms: Iterable[Term], day: dt.date) -> Seated | None:
    """Return who sat on a day by the terms that held that day; ``None`` where nobody did.

    A seat that passes from one member to the next on that day counts once.
    """
    taken: dict[Hashable, str | None] = {}
    empty: set[Hashable] = set()
    people: Counter[Hashable] = Counter()
    holders: dict[Hashable, set[Hashable]] = {}
    ids: dict[str, str | None] = {}
    unknown = 0
    for term in terms:
        if term.vacant:
            empty.update(() if term.seat is None else (term.seat,))
            continue
        if term.seat is None:
            unknown += 1
            continue
        name = term.party
        if name is not None and name not in ids:
            party = parties.find(name, day)
            ids[name] = party.id if party else None
        known = ids[name] if name is not None else None
        taken[term.seat] = known or name
        unknown += known is None and term.seat not in holders
        its = holders.setdefault(term.seat, set())
        if term.person is not None and term.person not in its:
            its.add(term.person)
            people[term.person] += 1
    if not taken and not unknown:
        return None
    double = sum(count - 1 for count in people.values()) + len(empty & taken.keys())
    sizes = Counter(name for name in taken.values() if name is not None)
    by_size = dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))
    return Seated(day, MappingProxyType(by_size), len(empty - taken.keys()), double, unknown)


def days_of(fields: Mapping[str, Any]) -> tuple[dt.date, dt.date | None] | None:
    """Return the first and the last day (``None``: still) of a seat record's term.

    ``None`` if there is no telling: it has no start, its end cannot be read, or lies before its start.
    """
    since, until = day_of(fields.get("Van")), day_of(fields.get("TotEnMet"))
    ends = until is not None or not text_of(fields.get("TotEnMet"))
    return (since, until) if since is not None and ends and since <= (until or dt.date.max) else None


def party_name(fields: Mapping[str, Any]) -> str | None:
    """Return the official name of a Fractie: what it is called in short, else in full."""
    return text_of(fields.get("Afkorting")) or text_of(fields.get("NaamNL"))


def _terms(entities: "Entities", day: dt.date) -> Iterator[Term]:
    for entity in ("FractieZetelPersoon", "FractieZetelVacature"):
        for row in entities.all(entity):
            days = days_of(row.fields)
            if days is None or not days[0] <= day <= (days[1] or dt.date.max):
                continue
            seat = next(iter(entities.out(row, "FractieZetel")), None)
            party = next(iter(entities.out(seat, "Fractie")), None) if seat is not None else None
            yield Term(
                seat.id if seat is not None else None,
                row.ref("Persoon"),
                party_name(party.fields) if party is not None else None,
                vacant=entity == "FractieZetelVacature",
            )
