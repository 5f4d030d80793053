"""Where two accounts of one decision differ, fact by fact; how it is said is up to who asks.

What one of them does not state is not compared, save those who did not vote (``absent-not-stated``).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from kamerstem.checks import sentences
from kamerstem.checks.voters import Placed, Voters, match_voters
from kamerstem.dataclasses import dataclass
from kamerstem.language import Lang, Words
from kamerstem.model.form import METHODS, OUTCOMES, SIDES, write_date
from kamerstem.model.votes import Ballot, Decision, PartyName, Side, Tally

_NONE = Words("", "")


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs: ``said`` by the first, ``is_`` by the second, in words; ``at`` where in the decision.

    ``voter`` is the party or member it is about. ``found`` and ``expected`` are the same as values. ``doubt``: it may
    be none, for names do not tell who is who.
    """

    check: str
    at: str
    said: Words = _NONE
    is_: Words = _NONE
    found: object = None
    expected: object = None
    voter: str = ""
    doubt: bool = False

    def put(self, sentence: Words) -> Words:
        """Return a sentence with ``{said}``, ``{is_}`` and ``{voter}`` filled in."""
        nl, en = (
            getattr(sentence, lang).format(
                said=getattr(self.said, lang), is_=getattr(self.is_, lang), voter=self.voter
            )
            for lang in ("nl", "en")
        )
        return Words(nl, en)


def differences(ours: Decision, theirs: Decision) -> Iterator[Difference]:
    """Yield where the first of two accounts of a decision differs from the second."""
    same_step = ours.step is theirs.step
    if not same_step or (ours.result and theirs.result and ours.result is not theirs.result):
        said, is_ = OUTCOMES[ours.step, ours.result], OUTCOMES[theirs.step, theirs.result]
        yield Difference("result-differs", "/result" if same_step else "/step", said, is_, said.nl, is_.nl)
        if not same_step:
            return
    if ours.date and theirs.date and ours.date != theirs.date:
        said, is_ = (Words(write_date(day), write_date(day, "en")) for day in (ours.date, theirs.date))
        yield Difference("date-differs", "/sitting/date", said, is_, ours.date, theirs.date)
    if ours.method and theirs.method and ours.method is not theirs.method:
        said, is_ = METHODS[ours.method], METHODS[theirs.method]
        yield Difference("method-differs", "/method", said, is_, ours.method, theirs.method)
    yield from _tallies(ours, theirs)
    yield from _votes(ours, theirs)


def official_tally(decision: Decision) -> Tally | None:
    """Return the tally as it was announced, else as counted where every vote is there."""
    counted = decision.counted
    if decision.announced is None and counted is not None and counted.complete is True:
        return Tally(counted.for_, counted.against)
    return decision.announced


def _tallies(ours: Decision, theirs: Decision) -> Iterator[Difference]:
    """Compare the numbers that are stated: the tally as announced, and seats that are not derived."""
    official = official_tally(theirs)
    if ours.announced is not None and official is not None and ours.announced != official:
        said, is_ = (f"{tally.for_}-{tally.against}" for tally in (ours.announced, official))
        yield Difference("tally-differs", "/announced", Words(said, said), Words(is_, is_), said, is_)
    for side in Side:
        official_seats = _whole(theirs, side)
        places = [party for party, _ in ours.by_party(side) or ()]
        for name, (party, number) in _whole(ours, side).items():
            derived = {f"/{side}", f"/{side}/{places.index(party)}/seats"} & set(ours.derived)
            has = official_seats[name][1] if name in official_seats else None
            if number is not None and not derived and has is not None and has != number:
                stands, had = (Words(_seats(n), _seats(n, "seat")) for n in (number, has))
                yield Difference("seats-differ", f"/{side}", stands, had, number, has, party.name)


def _whole(decision: Decision, side: Side) -> dict[str, tuple[PartyName, int | None]]:
    """Return the parties on a side as a whole, with their seats; not members by name."""
    return {
        sentences.key(ballot.party): (ballot.party, ballot.seats)
        for ballot in decision.side(side) or ()
        if ballot.member is None and ballot.party is not None
    }


def _seats(number: int, word: str = "zetel") -> str:
    return f"{number} {word}{'s' * (number != 1)}"


def _votes(ours: Decision, theirs: Decision) -> Iterator[Difference]:
    """Compare the lists that the first states with every ballot of the second."""
    matched = match_voters(ours, theirs)
    for voters in matched.together:
        if not voters.certain:
            yield from _unclear(voters, ours)
            continue
        [(side, ballot)], [(is_, _)] = voters.ours, voters.theirs
        # "De overige fracties" are those that were there: who was not is no difference.
        absent = is_ is Side.NOT_VOTING and f"/{side}" in ours.derived
        if side is not is_ and not absent:
            yield Difference("vote-differs", f"/{side}", SIDES[side], SIDES[is_], side, is_, voter(ballot))
    for side, ballot in matched.only_theirs:
        if _lists_all_on(side, ours, theirs):
            yield _left_out(side, voter(ballot))
    if ours.not_voting is None and theirs.not_voting and any(ours.ballots()):
        listed = ", ".join(voter(ballot) for ballot in theirs.not_voting)
        yield Difference("absent-not-stated", f"/{Side.NOT_VOTING}", expected=listed, voter=listed)


def lost(ours: Decision, theirs: Decision) -> Iterator[Difference]:
    """Yield who stands on a list of the first account and on none of the second, where that has such a list."""
    if any(theirs.ballots()):
        for side, ballot in match_voters(ours, theirs).only_ours:
            if _lists_all_on(side, theirs, ours):
                yield Difference(
                    "vote-lost", f"/{side}", SIDES[side], found=voter(ballot), voter=voter(ballot)
                )


def _lists_all_on(side: Side, ours: Decision, theirs: Decision) -> bool:
    """Return whether who stands on a side of the second would stand on that of the first.

    A roll call that the first gives by party, or not at all, says nothing of each member.
    """
    by_member = any(ballot.member for _, ballot in ours.ballots())
    by_roll_call = all(ballot.member for _, ballot in theirs.ballots())
    return ours.side(side) is not None and (by_member or not by_roll_call)


def _left_out(side: Side, who: str) -> Difference:
    return Difference("vote-left-out", f"/{side}", is_=SIDES[side], expected=who, voter=who)


def _unclear(voters: Voters, ours: Decision) -> Iterator[Difference]:
    """Compare several whose names do not tell who is who: by how many of them stand where."""
    said, known = (Counter(side for side, _ in placed) for placed in (voters.ours, voters.theirs))
    if len({*said, *known}) == 1 and not voters.partly:
        [side] = said
        if said[side] >= known[side]:
            return  # whoever is who, they stand there
        yield _left_out(side, _listed((voter(ballot) for _, ballot in voters.theirs), "nl"))
        return
    stated = [side for side in known if ours.side(side) is not None]
    everyone = not voters.partly and len(voters.ours) <= len(voters.theirs)
    wrong = any(known[side] > said[side] for side in stated) or (
        everyone and any(said[side] > known[side] for side in said)
    )
    aside = Words("; wie het ook is, hier verschilt iets", "; whoever it is, something differs here")
    named, could = (
        Words(_listed(_placed(placed, "nl"), "nl"), _listed(_placed(placed, "en"), "en"))
        for placed in (voters.ours, voters.theirs)
    )
    yield Difference(
        "member-unclear",
        f"/{voters.ours[0][0]}",
        named,
        Words(could.nl + aside.nl, could.en + aside.en) if wrong else could,
        found=named.nl,
        expected=could.nl,
        doubt=not wrong,
    )


def _placed(placed: Iterable[Placed], lang: Lang) -> Iterator[str]:
    return (f"{voter(ballot)}: {SIDES[side].in_(lang).lower()}" for side, ballot in placed)


def _listed(names: Iterable[str], lang: Lang) -> str:
    return f" {Words('of', 'or').in_(lang)} ".join(names)


def pairs(ours: Sequence[Decision], theirs: Sequence[Decision]) -> Iterator[tuple[int, Decision, Decision]]:
    """Yield each decision of a document, by its index, with the official one that it speaks of, each once.

    That is one of the same step and day, else of the same step, else any that is left; later ones first, for a
    document may give the last of several only.
    """
    left = list(range(len(theirs)))
    found: dict[int, Decision] = {}
    alike: tuple[Callable[[Decision], object], ...] = (lambda d: (d.step, d.date), lambda d: d.step, bool)
    for key in alike:
        for index, mine in reversed(list(enumerate(ours))):
            other = next((at for at in reversed(left) if key(theirs[at]) == key(mine)), None)
            if index not in found and other is not None:
                left.remove(other)
                found[index] = theirs[other]
    for index in sorted(found):
        yield index, ours[index], found[index]


def voter(ballot: Ballot) -> str:
    """Return what a ballot is called by: a party, or a member with the party."""
    if ballot.member:
        return ballot.member.name + (f" ({ballot.party.name})" if ballot.party else "")
    return ballot.party.name if ballot.party else "?"
