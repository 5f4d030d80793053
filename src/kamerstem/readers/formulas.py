"""The chair's formulas: "Ik constateer dat de leden van ... ertegen, zodat het is verworpen" -> who, what.

What a sentence says is the grammar's (``readers/grammar``); here it is held against the day and against itself. A
formula is read whole or not at all: an entry that is no party of that day, two sides that are the same, or a word that
does not belong makes ``None``, and the sentence is then reported by who asked (domain: section 5, 1995 to now).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from kamerstem.dataclasses import dataclass
from kamerstem.model import parties
from kamerstem.model.votes import (
    Ballot,
    Ballots,
    Member,
    PartyName,
    Result,
    Side,
    Step,
    Tally,
)
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Clause, Form, Name, Names, Span
from kamerstem.readers.grammar.lexicon import lexicon
from kamerstem.readers.grammar.names import read_names

MAX_SENTENCE = 3_000  # characters; the longest formula, a list of motions held over, has 1,500


# --- who --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Who:
    """One side as the chair names it: its ballots in order, members who are excepted, and "de overige fracties".

    ``apart`` are the excepted members with the party they belong to (``None``: of one of "de overige fracties").
    """

    ballots: tuple[Ballot, ...] = ()
    apart: tuple[tuple[PartyName | None, str], ...] = ()
    rest: bool = False
    everyone: bool = False


_OF_ITSELF = ("groep ", "groep-", "lid ", "lid-", "fractie ", "fractie-")  # a party of a member alone


def who(text: str, day: date | None) -> Who | None:
    """Return the side that a phrase names, ``None`` where any of it was not understood."""
    text = " ".join(text.split()).strip(" ,")
    names = read_names(lexicon().spans(text), text)
    there = _who(names, day) if names is not None else None
    return None if there is None or _twice(there.ballots) else there


def is_name(text: str) -> bool:
    """Tell whether a text has the form of a name: "De Nerée tot Babberich", "M.B. Vos", "Groep Lazrak", "50PLUS"."""
    found = _names(text)
    return found is not None and [name.text for name in found] == [text]


def members(text: str) -> Ballots:
    """Return the ballots of a roll call's list, each a member's own; ``None`` where an entry is no name."""
    found = _names(text.strip(" ."))
    if not found or any(name.without or name.some or name.seats for name in found):
        return None
    return tuple(Ballot(None, 1, Member(name.text)) for name in found)


def _names(text: str) -> tuple[Name, ...] | None:
    """Return the names of a text that is nothing but names, one by one; ``None`` where it is not."""
    names = read_names(lexicon().spans(text), text)
    return names.names if names is not None and not (names.rest or names.everyone) else None


def party_of(name: str, day: date | None) -> PartyName:
    """Return a party under the name that was used; its id where the register knows it (and it sat that day)."""
    found = parties.find(name, day)
    if found is not None and day is not None and found.existed_on(day) is False:
        found = None
    return PartyName(found.id if found else None, name)


def is_party(party: PartyName, day: date | None) -> bool:
    """Tell whether a name can be a party's on that day: the register has them all, but for one of a member alone."""
    return (
        party.id is not None
        or day is None
        or not parties.covers(day)
        or party.name.lower().startswith(_OF_ITSELF)
    )


# --- the sides against the House of that day --------------------------------------------------------------------------


def rest_of_house(named: list[PartyName | None], day: date | None) -> Ballots:
    """Return the parties of that day that were not named, in seating order; ``None`` where they are not known.

    They are known where the register knows every party of that day, not only its House: near a change, or with a
    party among those named that the register does not have, "de overige fracties" stays unresolved.
    """
    house = parties.house_on(day) if day else None
    if day is None or house is None or any(party is None or party.id is None for party in named):
        return None
    there = {party.id for party in named if party}
    if not there <= set(house.seats):
        return None
    if any(party.existed_on(day) is None for party in parties.all_parties() if party.id not in there):
        return None
    order = [*parties.seating_on(day)[0], *house.seats]
    left = [id for id in dict.fromkeys(order) if id in house.seats and id not in there]
    return tuple(Ballot(PartyName(id, parties.by_id(id).name_on(day)), None) for id in left)


@dataclass(frozen=True, slots=True)
class Lists:
    """The ballots of both sides, the whole lists that were derived, and the members to take off their party."""

    for_: Ballots
    against: Ballots
    derived: tuple[Side, ...] = ()
    excepted: tuple[tuple[str, str], ...] = ()


def resolve(for_: Who | None, against: Who | None, day: date | None) -> Lists:
    """Return the ballots of both sides as the chair named them: who is excepted from one stands on the other."""
    sides = {Side.FOR: for_, Side.AGAINST: against}
    named = [
        ballot.party for side in sides.values() if side for ballot in side.ballots if ballot.member is None
    ]
    lists: dict[Side, Ballots] = {}
    derived: list[Side] = []
    excepted: list[tuple[str, str]] = []
    for side, there in sides.items():
        other = sides[Side.AGAINST if side is Side.FOR else Side.FOR]
        if there is None or there.everyone:
            lists[side] = None
        elif there.rest:
            # With a member excepted, it is not known from which of them a seat goes.
            known = (
                other is not None and not there.apart and not any(ballot.member for ballot in other.ballots)
            )
            lists[side] = rest_of_house(named, day) if known else None
            if lists[side] is not None:
                derived.append(side)
        else:
            lists[side] = there.ballots
    for side, there in sides.items():
        opposite = Side.AGAINST if side is Side.FOR else Side.FOR
        if there is not None and there.everyone:
            lists[opposite] = ()
        for party, member in there.apart if there else ():
            if party is not None and party.id is not None:
                excepted.append((party.id, member))
            across = lists[opposite]
            if across is not None:
                lists[opposite] = (*across, Ballot(party, 1, Member(member)))
    return Lists(lists[Side.FOR], lists[Side.AGAINST], tuple(derived), tuple(excepted))


# --- what the chair concludes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the chair states of a vote. ``what`` is what it calls the proposal ("deze motie"), ``None`` if nothing.

    ``unanimous``: "met algemene stemmen", so nobody was against. ``by_winner``: of "met 80 tegen 62 stemmen" the result
    says which number is for, and that holds only where more than half is enough.
    """

    what: str | None
    for_: Who | None = None
    against: Who | None = None
    not_voting: Who | None = None
    unanimous: bool = False
    tally: Tally | None = None
    by_winner: bool = False
    result: Result | None = None


_OF_VOTES = frozenset({"tally", "outcome", "unanimous", "cast"})
_CALLED = frozenset({"name", "particle", "others", "open", "paper", "papers", "close", "comma"})


def concludes(sentence: str) -> bool:
    """Tell whether a sentence begins as the chair's conclusion does."""
    types = [
        span.type for span in lexicon().spans(sentence) if span.type not in ("void", "comma", "and", "break")
    ]
    return types[:1] == ["concludes"]


def of_votes(sentence: str) -> bool:
    """Tell whether a sentence has a word in it of what votes come to, so that a conclusion is not passed over."""
    types = {span.type for span in lexicon().spans(sentence)}
    return bool(types & _OF_VOTES) or {"number", "side"} <= types


def takes_sides(sentence: str) -> bool:
    """Tell whether a sentence is for or against something with a number: "Dat is voor de moties 7 en 8"."""
    types = {span.type for span in lexicon().spans(sentence)}
    return {"side", "noun"} <= types and bool(types & {"number", "paper", "papers"})


def conclusion(sentence: str, day: date | None) -> Conclusion | None:
    """Return what the chair concludes in a sentence; ``None`` where it is no conclusion that was understood whole."""
    clause = grammar.read_clause(sentence) if len(sentence) <= MAX_SENTENCE else None
    if clause is None or not clause.concluded or clause.step not in (None, Step.VOTE):
        return None
    if clause.form not in (Form.DECISION, Form.LIST) or _says_more(clause):
        return None
    sides: dict[Side, Who] = {}
    if not clause.unanimous:
        for side, names in clause.sides.items():
            there = _who(names, day)
            if there is None:
                return None
            sides[side] = there
    tally = _tally(clause)
    if clause.tally is not None and (
        tally is None or (clause.result is Result.TIED and tally.for_ != tally.against)
    ):
        return None
    found = Conclusion(
        _what(clause),
        sides.get(Side.FOR),
        sides.get(Side.AGAINST),
        sides.get(Side.NOT_VOTING),
        unanimous=clause.unanimous,
        tally=tally,
        by_winner=clause.winner,
        result=clause.result,
    )
    if not (sides or clause.unanimous or tally or clause.result is Result.TIED):
        return None  # "Ik constateer dat de motie is aangenomen": how is not said
    return None if overlap(found) else found


def _says_more(clause: Clause) -> bool:
    """Tell whether a clause says what a conclusion of a vote just taken does not, or not in its order."""
    if (clause.unanimous and len(clause.sides) > 1) or (clause.papers and not clause.kinds):
        return True
    beside = (
        clause.days or clause.noted or clause.unstated or clause.cause or clause.method or clause.undecided
    )
    pieces = clause.parts or clause.others or clause.replaces or clause.amends or clause.articles is not None
    return bool(beside or pieces or "accepted" in clause.marks or _broken(clause))


_NAMED = frozenset({"party", "name", "rest", "everyone", "close"})
_BEFORE_ONLY = frozenset({"concludes", "voted", "noun", "side"})


def _broken(clause: Clause) -> bool:
    """Tell whether a word seems to be lost: the names would be fewer, and who is not named be put on the other side."""
    types = [span.type for span in clause.spans if span.type not in ("end", "break")]
    if types[-1] == "void" and clause.result is None:
        return True  # "zodat het is"
    sides = [at for at, type_ in enumerate(types) if type_ == "side"] if clause.tally is None else []
    if any(types[at - 1 - (types[at - 1] == "comma")] not in _NAMED for at in sides):
        return True  # "de SP en de voor"
    if sides[1:] and "voted" not in types[: sides[1]]:
        return True  # the words for what was voted on hold the other side
    first = next((at for at, type_ in enumerate(types) if type_ in _NAMED or type_ == "lead"), 0)
    listed = types[first : sides[-1]] if sides else []
    if ("void", "void") in pairwise(listed):
        return True  # "de SP, de de VVD"
    for at, type_ in enumerate(types):
        before = [each for each in types[:at] if each not in ("void", "and", "comma")]
        if type_ == "only" and before[-1:] and before[-1] not in _BEFORE_ONLY:
            return True  # "de SP, alleen de VVD"
    return False


def _who(names: Names, day: date | None) -> Who | None:
    """Return a side as the chair names it; ``None`` for a name that is none on that day, or that says how many."""
    if names.everyone:
        return Who(everyone=True) if not names.without else None
    if names.rest:
        apart = tuple((None, name.text) for name in names.without)
        return Who(apart=apart, rest=True) if all(name.titled for name in names.without) else None
    ballots: list[Ballot] = []
    apart_: list[tuple[PartyName | None, str]] = []
    for name in names.names:
        ballot = None if name.some or name.seats or name.mistake or name.no_party else _ballot(name, day)
        if ballot is None or (name.without and ballot.member is not None):
            return None
        if any(party_of(_bare(member), day).id for member in name.without):
            return None
        ballots.append(ballot)
        apart_ += [(ballot.party, member) for member in name.without]
    return Who(tuple(ballots), tuple(apart_)) if ballots else None


def _bare(member: str) -> str:
    """Return a name without the article before it: "De GroenLinks"."""
    words = member.split(" ")
    return " ".join(words[1:]) if len(words) > 1 and lexicon().spans(words[0])[0].type == "void" else member


def _ballot(name: Name, day: date | None) -> Ballot | None:
    """Return the ballot of a name; ``None`` where it is no party of that day."""
    member = _member(name)
    if member is None:
        party = party_of(name.text, day)
        return Ballot(party, None) if is_party(party, day) and name.party is None else None
    alone = next((party for each in (f"Lid {member}", member) if (party := party_of(each, day)).id), None)
    if alone is not None and name.party is None:
        return Ballot(PartyName(alone.id, f"lid {member}"), None)
    return Ballot(party_of(name.party, day) if name.party else None, 1, Member(member))


def _member(name: Name) -> str | None:
    """Return the name of a member, who has a title before it: "het lid Omtzigt"."""
    title = lexicon().spans(name.text)[0]
    if title.type == "title":
        return name.text[title.end :].strip()
    return name.text if name.titled else None


def _tally(clause: Clause) -> Tally | None:
    """Return the numbers for and against. Of "met 80 tegen 62 stemmen" the larger is the side that won."""
    if clause.tally is None:
        return None
    one, other = clause.tally
    if not clause.winner:
        return Tally(one, other)
    one, other = max(one, other), min(one, other)
    if clause.result not in (Result.ADOPTED, Result.REJECTED):
        return None
    return Tally(one, other) if clause.result is Result.ADOPTED else Tally(other, one)


def _what(clause: Clause) -> str | None:
    """Return what the conclusion calls the proposal, as written ("deze motie"); ``None`` where it does not."""
    spans: Sequence[Span] = clause.spans
    at = next((i for i, span in enumerate(spans) if span.type == "noun"), None)
    if at is None:
        return None
    begin, end = at, at + 1
    while begin and spans[begin - 1].type == "adjective":
        begin -= 1
    if begin and spans[begin - 1].type == "void":
        begin -= 1
    while end < len(spans) and spans[end].type in _CALLED:
        end += 1
    while spans[end - 1].type == "comma":
        end -= 1
    return " ".join(clause.text[spans[begin].start : spans[end - 1].end].split())


def overlap(found: Conclusion) -> bool:
    """Tell whether a party or member stands on two sides, or both sides are "the others": then it was misread."""
    sides = [side for side in (found.for_, found.against, found.not_voting) if side]
    if any(side.everyone for side in sides) and len(sides) > 1:
        return True
    return _twice(ballot for side in sides for ballot in side.ballots) or sum(side.rest for side in sides) > 1


def _twice(ballots: Iterable[Ballot]) -> bool:
    """Tell whether a party or member is there twice, by whichever of its names ("D66", "Democraten 66")."""
    there = [
        ((ballot.party.id or ballot.party.name) if ballot.party else None, ballot.member)
        for ballot in ballots
    ]
    return len(set(there)) < len(there)
