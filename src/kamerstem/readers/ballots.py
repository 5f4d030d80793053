"""Lists of names -> ballots, with the seats of the House of that day.

A list as read (``grammar.names``) is held against the parties of that day: a name with a party in brackets is a member
("Bosma (PVV)"), what is no known party stays as it is written, for a check to report, and "de overige fracties" are
stated only where the House of that day is known.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from kamerstem.dataclasses import dataclass, replace
from kamerstem.model import parties
from kamerstem.model.votes import Ballot, Ballots, Decision, Member, PartyName, Side
from kamerstem.readers.grammar.lexicon import lexicon
from kamerstem.readers.grammar.names import Name, Names, read_names
from kamerstem.readers.grammar.scanner import begins_with_initials


@dataclass(frozen=True, slots=True)
class Lists:
    """The ballots of each side; ``derived`` the sides that follow from the others and the House of that day.

    ``excepted`` are (party id, member) who do not stand with their party, ``unsized`` the parties of which some members
    do not, nobody knows which: their seats are not stated.
    """

    sides: Mapping[Side, Ballots]
    derived: tuple[Side, ...] = ()
    excepted: tuple[tuple[str, str], ...] = ()
    unsized: frozenset[str] = frozenset()


def read_ballots(text: str, day: date | None) -> Ballots:
    """Return the ballots of a list as written, weights not yet known; ``None`` where it is not read whole."""
    names = read_names(lexicon().spans(text), text)
    return None if names is None else resolve({Side.FOR: names}, day).sides[Side.FOR]


def resolve(lists: Mapping[Side, Names], day: date | None) -> Lists:
    """Return the ballots of the lists of one vote, held against the parties of that day."""
    sides: dict[Side, Ballots] = {}
    derived: list[Side] = []
    for side, names in lists.items():
        if names.rest or names.everyone:
            but = [_ballot(name, day) for name in names.without]
            others = [] if names.everyone else _others(lists, side, day)
            sides[side] = None if others is None else _rest_of_house([*but, *others], day, lists, side)
            if sides[side] is not None:
                derived.append(side)
        else:
            sides[side] = tuple(_ballot(name, day) for name in names.names)
    for side in (Side.FOR, Side.AGAINST):
        other = Side.AGAINST if side is Side.FOR else Side.FOR
        if other not in lists and side in lists and _everyone(lists, side):
            sides[other] = ()
    excepted: list[tuple[str, str]] = []
    unsized: set[str] = set()
    for names in lists.values():
        for name in names.names:
            party = _party(name.text, day).id
            if party is not None:
                excepted += [(party, member) for member in name.without]
                unsized |= {party} if name.some else set()
    return Lists(sides, tuple(derived), tuple(excepted), frozenset(unsized))


def _everyone(lists: Mapping[Side, Names], side: Side) -> bool:
    """Tell whether all stand on a side but those who are named on another."""
    elsewhere = {name.text for other, names in lists.items() if other is not side for name in names.names}
    names = lists[side]
    return names.everyone and {name.text for name in names.without} <= elsewhere


def _others(lists: Mapping[Side, Names], side: Side, day: date | None) -> list[Ballot] | None:
    """Return who stands on the other sides, ``None`` where that leaves the rest unknown."""
    found: list[Ballot] = []
    for other, names in lists.items():
        if other is side:
            continue
        if names.rest or names.everyone or any(name.without or name.some for name in names.names):
            return None
        found += [_ballot(name, day) for name in names.names]
    known = any(other in lists for other in (Side.FOR, Side.AGAINST) if other is not side)
    return found if known and not any(ballot.member for ballot in found) else None


def _rest_of_house(named: list[Ballot], day: date | None, lists: Mapping[Side, Names], side: Side) -> Ballots:
    """Return the parties of that day's House that are not named, in seating order; ``None`` where it is not known."""
    for other, names in lists.items():  # who is said to be elsewhere is not of "alle fracties"
        if other is not side and not (names.rest or names.everyone):
            named = [*named, *(_ballot(name, day) for name in names.names)]
    ids = {ballot.party.id if ballot.party else None for ballot in named}
    house = parties.house_on(day) if day else None
    if day is None or house is None or None in ids or not ids <= set(house.seats):
        return None
    if any(party.existed_on(day) is None for party in parties.all_parties() if party.id not in ids):
        return None
    order = [*parties.seating_on(day)[0], *house.seats]
    left = [id for id in dict.fromkeys(order) if id in house.seats and id not in ids]
    return tuple(Ballot(PartyName(id, parties.by_id(id).name_on(day)), None) for id in left)


def _ballot(name: Name, day: date | None) -> Ballot:
    if name.party is not None or name.no_party:
        party = None if name.party is None else _party(name.party, day)
        return Ballot(party, 1, Member(name.text), name.mistake)
    if (name.titled or begins_with_initials(name.text)) and parties.find(name.text, day) is None:
        return Ballot(None, 1, Member(name.text), name.mistake)
    return Ballot(_party(name.text, day), name.seats, None, name.mistake)


def _party(name: str, day: date | None) -> PartyName:
    party = parties.find(name, day) or parties.find(name)
    return PartyName(party.id if party else None, name)


def same_names(one: Names, other: Names) -> bool:
    """Tell whether two lists (a table beside the sentence) name the same, whatever their order and seats."""

    def named(names: Names) -> list[str]:
        listed = (replace(_ballot(name, None), seats=None) for name in (*names.names, *names.without))
        keys = (((b.party.id or b.party.name) if b.party else None, b.member, b.mistake) for b in listed)
        return sorted(map(repr, keys))

    return (one.rest, one.everyone) == (other.rest, other.everyone) and named(one) == named(other)


def with_seats(
    decision: Decision, excepted: Iterable[tuple[str, str]], unsized: frozenset[str] = frozenset()
) -> Decision:
    """Give each party's ballot its seats in the House of that day, marked as derived; not those of ``unsized``.

    Members of the party who stand on a list by themselves, or are excepted from the party's, are taken off.
    """
    house = decision.house
    alone = {
        (ballot.party.id, ballot.member.name)
        for _, ballot in decision.ballots()
        if ballot.member is not None and ballot.party is not None and ballot.party.id is not None
    }
    apart: dict[str, int] = {}
    for id, _ in alone | set(excepted):
        apart[id] = apart.get(id, 0) + 1
    derived: set[tuple[Side, PartyName]] = set()

    def weigh(side: Side) -> Ballots:
        ballots = decision.side(side)
        if ballots is None:
            return None
        weighed: list[Ballot] = []
        for ballot in ballots:
            party = ballot.party
            sized = ballot.member is None and ballot.seats is None and party and party.id not in unsized
            if sized and party and party.id and house is not None:
                seats = house.seats.get(party.id)
                if seats is not None:
                    ballot = replace(ballot, seats=max(seats - apart.get(party.id, 0), 0))
                    derived.add((side, party))
            weighed.append(ballot)
        return tuple(weighed)

    lists = {side: weigh(side) for side in Side}
    decision = replace(
        decision, for_=lists[Side.FOR], against=lists[Side.AGAINST], not_voting=lists[Side.NOT_VOTING]
    )
    return replace(
        decision,
        derived=tuple(
            f"/{side}/{index}/seats"
            for side in Side
            for index, (party, _) in enumerate(decision.by_party(side) or ())
            if party is not None and (side, party) in derived
        ),
    )
