"""Who is who in two accounts of one vote: each party and each member of the one with at most one of the other.

Members are matched one to one, as surely as their names tell (:mod:`kamerstem.model.people`): who is named with a first
name is taken out first, and who is left may then be the only one that "Van Dijk" can be. Where names do not decide,
all that could be meant are kept together, and nobody guesses.
"""

from collections.abc import Iterable, Sequence

from kamerstem.checks.sentences import key
from kamerstem.dataclasses import dataclass
from kamerstem.model import parties
from kamerstem.model.people import PARTICLES, Likeness, PersonName, likeness, read_name
from kamerstem.model.votes import Ballot, Decision, PartyName, Side

Placed = tuple[Side, Ballot]


@dataclass(frozen=True, slots=True)
class Voters:
    """Ballots of two accounts that are of the same: one and one, or several that names do not tell apart.

    ``partly``: of one of them only a part of the surname is named, which may be another's.
    """

    ours: tuple[Placed, ...]
    theirs: tuple[Placed, ...]
    partly: bool = False

    @property
    def certain(self) -> bool:
        """Return whether it is known who is who."""
        return len(self.ours) == len(self.theirs) == 1 and not self.partly


@dataclass(frozen=True, slots=True)
class Matched:
    """All ballots of two accounts, each once: together, or alone in the first or the second."""

    together: tuple[Voters, ...]
    only_ours: tuple[Placed, ...]
    only_theirs: tuple[Placed, ...]


def match_voters(ours: Decision, theirs: Decision) -> Matched:
    """Return which ballots of two accounts are of the same party or member; a party that stands twice has several."""
    together: list[Voters] = []
    alone: tuple[list[Placed], list[Placed]] = ([], [])
    lists = [*ours.ballots()], [*theirs.ballots()]
    by_party = [_by_party(listed) for listed in lists]
    for name in dict.fromkeys((*by_party[0], *by_party[1])):
        one, other = by_party[0].get(name, []), by_party[1].get(name, [])
        if one and other:
            together += [Voters((each,), (_at(other, each),)) for each in one]
        else:
            alone[0].extend(one)
            alone[1].extend(other)
    members = [[placed for placed in listed if placed[1].member is not None] for listed in lists]
    groups, *left = _members(members[0], members[1])
    return Matched((*together, *groups), (*alone[0], *left[0]), (*alone[1], *left[1]))


def _by_party(listed: Iterable[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for side, ballot in listed:
        if ballot.member is None:
            found.setdefault(_party(ballot.party), []).append((side, ballot))
    return found


def _at(others: Sequence[Placed], placed: Placed) -> Placed:
    """Return that of a party's ballots which stands on the same side, else the first."""
    return next((other for other in others if other[0] is placed[0]), others[0])


def _party(party: PartyName | None) -> str:
    """Return what a party is known by; its id by the register also where the account did not find it that day."""
    if party is None:
        return ""
    found = None if party.id is not None else parties.find(party.name)
    return found.id if found is not None else key(party).casefold()


# --- members -------------------------------------------------------------------------------------------------


def _members(
    ours: Sequence[Placed], theirs: Sequence[Placed]
) -> tuple[list[Voters], list[Placed], list[Placed]]:
    """Return members together, those only in the first and those only in the second.

    From the surest likeness down, whoever can be only one that is still free. Whom a first name or all initials do
    not tell is the one who is written so in the other account on the same side.
    """
    alike = _likenesses(ours, theirs)
    free = set(range(len(theirs)))
    open_ = list(range(len(ours)))
    pairs: list[Voters] = []
    for most in (Likeness.FIRST, Likeness.GIVEN, Likeness.SURNAME, Likeness.CALLED):
        for at in [*open_] if most > Likeness.FIRST else []:
            written = (other for other in sorted(free) if _as_written(ours[at], theirs[other]))
            if (same := next(written, None)) is not None:
                pairs.append(Voters((ours[at],), (theirs[same],)))
                open_.remove(at)
                free.remove(same)
        while True:
            sole = [(at, there[0]) for at in open_ if len(there := _best(alike[at], free, most)) == 1]
            if not sole:
                break
            # Where two can only be the same one, it is the one on the same side.
            at, other = min(sole, key=lambda pair: ours[pair[0]][0] is not theirs[pair[1]][0])
            pairs.append(Voters((ours[at],), (theirs[other],)))
            open_.remove(at)
            free.remove(other)
    unsure = {at: set(_best(alike[at], free, Likeness.PART)) for at in open_}
    groups = _connected({at: reached for at, reached in unsure.items() if reached})
    reached = {other for _, others in groups for other in others}
    pairs += [
        Voters(
            tuple(ours[at] for at in sorted(mine)),
            tuple(theirs[other] for other in sorted(others)),
            partly=any(alike[at][other] is Likeness.PART for at in mine for other in unsure[at]),
        )
        for mine, others in groups
    ]
    return (
        pairs,
        [ours[at] for at in open_ if not unsure[at]],
        [theirs[other] for other in sorted(free - reached)],
    )


def _as_written(one: Placed, other: Placed) -> bool:
    (side, ballot), (there, as_ballot) = one, other
    assert ballot.member is not None and as_ballot.member is not None  # noqa: S101
    return (side, ballot.member.name, ballot.party) == (there, as_ballot.member.name, as_ballot.party)


def _likenesses(ours: Sequence[Placed], theirs: Sequence[Placed]) -> list[dict[int, Likeness]]:
    """Return how much each of the first is like each of the second.

    A part of a surname says as much as all of it where nobody else in either account has that part: "Plas".
    """
    names = [[_name(ballot) for _, ballot in placed] for placed in (ours, theirs)]
    by_word = [_by_word(each) for each in names]
    found: list[dict[int, Likeness]] = []
    for (_, ballot), name in zip(ours, names[0], strict=True):
        alike: dict[int, Likeness] = {}
        for at in sorted({at for word in name.words for at in by_word[1].get(word, ())}):
            like = likeness(name, names[1][at])
            if like is None or not _can_be_of(ballot.party, theirs[at][1].party):
                continue
            shared = set(name.words) & set(names[1][at].words) - PARTICLES
            if like is Likeness.PART and all(len(each[word]) == 1 for each in by_word for word in shared):
                like = Likeness.CALLED
            alike[at] = like
        found.append(alike)
    return found


def _by_word(names: Sequence[PersonName]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for at, name in enumerate(names):
        for word in set(name.words) - PARTICLES:
            found.setdefault(word, set()).add(at)
    return found


def _name(ballot: Ballot) -> PersonName:
    """Return the name of a member's ballot; what stands for a party and is none is a first name: "Van Dijk (Inge)"."""
    assert ballot.member is not None  # noqa: S101
    name = ballot.member.name
    first = ballot.member.first_name
    if first is None and ballot.party is not None and not _is_party(ballot.party):
        first = ballot.party.name
    return read_name(f"{name} ({first})" if first else name)


def _is_party(party: PartyName) -> bool:
    return party.id is not None or parties.find(party.name) is not None


def _can_be_of(one: PartyName | None, other: PartyName | None) -> bool:
    if one is None or other is None or not _is_party(one) or not _is_party(other):
        return True
    return _party(one) == _party(other)


def _best(alike: dict[int, Likeness], free: set[int], most: Likeness) -> list[int]:
    """Return who is still free and most alike, if at least so much."""
    there = {at: like for at, like in alike.items() if at in free and like <= most}
    best = min(there.values(), default=None)
    return [at for at, like in there.items() if like is best]


def _connected(reach: dict[int, set[int]]) -> list[tuple[set[int], set[int]]]:
    """Return the groups of those who can be the same ones."""
    groups: list[tuple[set[int], set[int]]] = []
    for at, others in reach.items():
        mine, all_others = {at}, set(others)
        apart = []
        for group in groups:
            if group[1].isdisjoint(all_others):
                apart.append(group)
            else:
                mine |= group[0]
                all_others |= group[1]
        groups = [*apart, (mine, all_others)]
    return groups
