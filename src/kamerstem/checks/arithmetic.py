"""Checks that count: results against votes and majority rule, seats against the House of that day.

A sum is only held against something where every ballot in it stands once. A House that is not certain can
have some seats empty that we do not know of: what those could explain is passed over, and what they could not
is at most a warning.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from kamerstem.checks.registry import check
from kamerstem.checks.sentences import finding, key, listed, votes
from kamerstem.dataclasses import dataclass
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.majorities import MajorityRule, majority_rule
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.votes import Decision, Feature, Kind, Method, PartyName, Proposal, Result, Side, weight

# The most seats seen empty at once (147 were filled on 26 November 2024): how far a House that is not certain
# may be off.
EMPTY = 3
# The House has had 150 seats since 1956.
_SEATS, _SINCE = 150, dt.date(1956, 11, 6)
_SETTLED = {
    Result.ADOPTED: Words("aangenomen", "adopted"),
    Result.REJECTED: Words("verworpen", "rejected"),
    Result.TIED: Words("gestaakt", "tied"),
}


def _certain(vote: Decision) -> bool:
    return vote.house is not None and vote.house.certain


def _doubt(vote: Decision) -> Words:
    """Return the sentence that says why a finding is only a warning; empty where the House is certain."""
    if vote.house is None:
        return Words(" De Kamer van die dag is niet bekend.", " The House of that day is not known.")
    if not vote.house.certain:
        return Words(
            " Hoeveel zetels er die dag bezet waren, is niet zeker.",
            " How many seats were filled that day is not certain.",
        )
    return Words("", "")


def _seats(number: int) -> Words:
    return Words(f"{number} zetel{'s' * (number != 1)}", f"{number} seat{'s' * (number != 1)}")


def _tally(for_: int, against: int) -> str:
    return f"{for_}-{against}"


@dataclass(frozen=True, slots=True)
class _Sums:
    """The votes for and against as far as the ballots tell; what official rows lost is in neither."""

    for_: int
    against: int
    seats: int | None


def _sums(vote: Decision) -> _Sums | None:
    """Return the sums of a vote: both lists are stated, or rows of an official one are lost; else ``None``."""
    lists = (vote.for_, vote.against)
    if any(ballots is not None and weight(ballots) is None for ballots in lists):
        return None
    if None in lists and vote.complete is not False:
        return None
    return _Sums(weight(vote.for_) or 0, weight(vote.against) or 0, vote.house.total if vote.house else None)


def _told(vote: Decision, sums: _Sums) -> Words:
    """Return "74-76"; "74 voor" where one side is not stated."""
    if vote.for_ is None:
        return Words(f"{sums.against} tegen", f"{sums.against} against")
    if vote.against is None:
        return Words(f"{sums.for_} voor", f"{sums.for_} for")
    return Words(tally := _tally(sums.for_, sums.against), tally)


def _sound(vote: Decision) -> bool:
    """Return whether no party or person stands twice, and there are not more votes than seats.

    Where one does, other checks say it, and no sum is held against anything.
    """
    whole = [key(ballot.party) for _, ballot in vote.ballots() if ballot.member is None and ballot.party]
    persons = [b.member.person for _, b in vote.ballots() if b.member is not None and b.member.person]
    if len(set(whole)) < len(whole) or len(set(persons)) < len(persons):
        return False
    return vote.house is None or not vote.house.certain or vote.named <= vote.house.total


# --- the result ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """Why a result cannot be; ``sure`` unless something that is left out could still explain it."""

    nl: str
    en: str
    found: str
    sure: bool = True


@check(
    "outcome-tally",
    Severity.ERROR,
    Words("De uitslag past niet bij de stemmen", "The result does not fit the votes"),
    Words(
        "Vergelijk de uitslag en de lijsten met de Handelingen.",
        "Compare the result and the lists with the Handelingen.",
    ),
    "Grondwet, artikel 67, tweede lid; Reglement van Orde (tot 1 april 2021 artikelen 69-72)",
)
def outcome_tally(overview: Overview) -> Iterator[Finding]:
    """Hold each result against the votes and the majority rule, by what is stated only."""
    for at, proposal, vote in votes(overview):
        rule, *others = held_to(overview, proposal, vote) or (None,)
        wrong = _contradiction(vote, rule) if rule is not None else None
        if rule is None or wrong is None:
            continue
        certain = not others or _contradiction(vote, others[0]) is not None
        aside = Words("", "") if certain else _other_rule(rule)
        doubt = _doubt(vote)
        severity = Severity.ERROR if wrong.sure and certain and _certain(vote) else Severity.WARNING
        other = {Result.ADOPTED: Result.REJECTED, Result.REJECTED: Result.ADOPTED}
        yield finding(
            f"{at}/result",
            proposal,
            wrong.nl + aside.nl + doubt.nl,
            wrong.en + aside.en + doubt.en,
            severity=severity,
            expected=other.get(vote.result) if vote.result else None,
            found=wrong.found,
            decision=vote,
        )


def held_to(overview: Overview, proposal: Proposal, vote: Decision) -> tuple[MajorityRule, ...]:
    """Return the rules that a result can be held to; none where persons are voted for, or the lists are not sound."""
    if vote.rule is None or vote.result not in _SETTLED or not _sound(vote) or vote.method is Method.BALLOT:
        return ()
    return _rules(overview, proposal, vote, vote.rule)


def impossible(overview: Overview, proposal: Proposal, vote: Decision) -> bool:
    """Return whether the sums contradict the result, so that ``outcome-tally`` says it."""
    rules = held_to(overview, proposal, vote)
    return bool(rules) and _contradiction(vote, rules[0]) is not None


def _rules(
    overview: Overview, proposal: Proposal, vote: Decision, rule: MajorityRule
) -> tuple[MajorityRule, ...]:
    """Return the rules that may hold for a vote: the one it has first, then another that is not ruled out.

    That two thirds are needed is derived from the title, or unknown without it. The three fifths of a kingdom
    act do not decide whether it is adopted, only whether it is sent on.
    """
    plain = majority_rule((), vote.date)
    if rule.fraction == "3/5":
        return (plain,)
    if rule.fraction != "1/2":
        return (rule, plain) if "/features" in proposal.derived else (rule,)
    bill = proposal if proposal.kind is Kind.BILL else overview.bill
    stricter = majority_rule((Feature.CONSTITUTION_SECOND_READING,), vote.date)
    special = bill is not None and majority_rule(bill.features, vote.date).fraction == stricter.fraction
    if proposal.kind in (Kind.BILL, Kind.BILL_PART):
        unknown = bill is None or bill.title is None or Feature.TREATY in bill.features
        return (rule, stricter) if unknown or special else (rule,)
    amending = proposal.kind in (
        Kind.AMENDMENT,
        Kind.SUB_AMENDMENT,
    )  # to split a second reading takes two thirds
    return (rule, stricter) if special and amending else (rule,)


def _other_rule(rule: MajorityRule) -> Words:
    if rule.fraction == "1/2":
        return Words(
            " Dat kan alleen als twee derde van de stemmen nodig was.",
            " That is possible only if two thirds of the votes were needed.",
        )
    return Words(
        " Dat twee derde van de stemmen nodig was, is uit de titel afgeleid.",
        " That two thirds of the votes were needed is derived from the title.",
    )


def _fits(result: Result | None, rule: MajorityRule, for_: int, against: int) -> bool:
    """Return whether so many votes give that result. A tie that settles the matter is a rejection."""
    if result is Result.TIED:
        return for_ == against
    return (for_ >= rule.needed(for_ + against)) is (result is Result.ADOPTED)


def _contradiction(vote: Decision, rule: MajorityRule) -> _Contradiction | None:
    sums = _sums(vote)
    return _both_sided(vote, sums, rule) if sums is not None else _one_sided(vote, rule)


def _both_sided(vote: Decision, sums: _Sums, rule: MajorityRule) -> _Contradiction | None:
    """Whatever the seats that are not named did, can the result be?"""
    for_, against = sums.for_, sums.against
    gap = max((sums.seats or 0) - vote.named, 0)
    open_ = gap if _certain(vote) else gap + EMPTY
    adopted = vote.result is Result.ADOPTED
    fits = _fits(vote.result, rule, for_ + open_ * adopted, against + open_ * (not adopted))
    if abs(for_ - against) <= open_ if vote.result is Result.TIED else fits:
        return None
    if vote.for_ is None:
        return _cannot_be(vote, Side.AGAINST, against)
    if vote.against is None:
        return _cannot_be(vote, Side.FOR, for_)
    return _told_wrong(vote, rule, sums, exact=not open_)


def _told_wrong(vote: Decision, rule: MajorityRule, sums: _Sums, *, exact: bool) -> _Contradiction:
    for_, against, tally = sums.for_, sums.against, _tally(sums.for_, sums.against)
    if vote.result is Result.TIED:
        return _Contradiction(
            f"de stemmen zouden staken, maar het is {for_} voor en {against} tegen.",
            f"the votes are said to be tied, but it is {for_} for and {against} against.",
            tally,
        )
    unit = Words("stemmen", "votes") if vote.method is Method.ROLL_CALL else Words("zetels", "seats")
    need = rule.needed(for_ + against)
    needed = Words(f" (nodig: {need})", f" ({need} were needed)") if exact else Words("", "")
    state, adopted = _state(vote), vote.result is Result.ADOPTED
    enough = Words("niet genoeg", "not enough") if adopted else Words("genoeg", "enough")
    return _Contradiction(
        f"staat als {state.nl}, maar {for_} {unit.nl} voor en {against} tegen is {enough.nl}{needed.nl}.",
        f"is given as {state.en}, but {for_} {unit.en} for and {against} against are {enough.en}{needed.en}.",
        tally,
    )


def _state(vote: Decision) -> Words:
    return _SETTLED[vote.result or Result.TIED]  # what is held to a rule has one


def _cannot_be(vote: Decision, side: Side, known: int) -> _Contradiction:
    state, total = _state(vote), vote.house.total if vote.house else _SEATS
    at_side = Words("voor", "for") if side is Side.FOR else Words("tegen", "against")
    return _Contradiction(
        f"staat als {state.nl}, met {known} van de {total} zetels {at_side.nl}. Dat kan niet.",
        f"is given as {state.en}, with {known} of {total} seats {at_side.en}. That cannot be.",
        f"{side}: {known}",
    )


def _one_sided(vote: Decision, rule: MajorityRule) -> _Contradiction | None:
    """Only one side is stated, as in the Senate's overviews: the rest was on the other side, or absent.

    Documents leave absences out, so a few seats that must have been absent are a warning. More than a tenth of the
    House (at a roll call, where members come and go, a quarter) is no oversight; nor is one where they are stated.
    """
    for_, against, absent = weight(vote.for_), weight(vote.against), weight(vote.not_voting)
    if for_ is not None and vote.against is None:
        side, known, at_side = Side.FOR, for_, Words("voor", "for")
    elif against is not None and vote.for_ is None:
        side, known, at_side = Side.AGAINST, against, Words("tegen", "against")
    else:
        return None
    if vote.house is None or vote.result is None:
        return None
    total, rest = vote.house.total, max(vote.house.total - known - (absent or 0), 0)

    def fits(others: int) -> bool:
        sides = (known, others) if side is Side.FOR else (others, known)
        return _fits(vote.result, rule, *sides)

    margin = 0 if vote.house.certain else EMPTY
    if any(fits(others) for others in range(max(rest - margin, 0), rest + margin + 1)):
        return None
    state = _SETTLED[vote.result]
    missing = next((rest - others for others in range(rest, -1, -1) if fits(others)), None)
    if missing is None:
        return _cannot_be(vote, side, known)
    more = Words("nog ", "another ") if absent else Words("", "")
    least = _seats(missing)
    joined = "meedeed" if missing == 1 else "meededen"
    return _Contradiction(
        f"staat als {state.nl}, met {known} van de {total} zetels {at_side.nl}. Dat kan alleen als"
        f" {more.nl}ten minste {least.nl} niet {joined}, en dat staat er niet.",
        f"is given as {state.en}, with {known} of {total} seats {at_side.en}. That is possible only if at"
        f" least {more.en}{least.en} did not vote, and that is not stated.",
        f"{side}: {known}",
        sure=absent is not None or missing > total // (4 if vote.method is Method.ROLL_CALL else 10),
    )


@check(
    "announced-tally",
    Severity.ERROR,
    Words("De genoemde stemverhouding klopt niet", "The announced tally is not right"),
    Words(
        "Zoek de uitspraak van de Voorzitter op in de Handelingen.",
        "Look the chair's words up in the Handelingen.",
    ),
    "Besluit.BesluitTekst, Besluit.Opmerking",
)
def announced_tally(overview: Overview) -> Iterator[Finding]:
    """Hold the numbers that were announced against those counted, the result, and the seats of the House."""
    for at, proposal, vote in votes(overview):
        announced = vote.announced
        if announced is None:
            continue
        told, doubt = _tally(announced.for_, announced.against), _doubt(vote)
        most = _most_seats(vote)
        if most is not None and announced.for_ + announced.against > most:
            yield finding(
                f"{at}/announced",
                proposal,
                f"de genoemde stemverhouding {told} telt meer stemmen dan er zetels waren ({most}).",
                f"the announced tally {told} has more votes than there were seats ({most}).",
                expected=most,
                found=told,
                decision=vote,
            )
            continue
        sums = _sums(vote)
        if sums is not None and sums_differ(vote):
            tally = _told(vote, sums)
            yield finding(
                f"{at}/announced",
                proposal,
                f"de genoemde stemverhouding is {told}, de lijsten tellen op tot {tally.nl}.{doubt.nl}",
                f"the announced tally is {told}, the lists add up to {tally.en}.{doubt.en}",
                severity=Severity.ERROR if _certain(vote) else Severity.WARNING,
                expected=tally.nl,
                found=told,
                decision=vote,
            )
        if vote.rule is None or vote.result not in _SETTLED or vote.method is Method.BALLOT:
            continue
        rule, *others = _rules(overview, proposal, vote, vote.rule)
        if not _fits(vote.result, rule, announced.for_, announced.against):
            state = _SETTLED[vote.result]
            certain = not any(
                _fits(vote.result, other, announced.for_, announced.against) for other in others
            )
            aside = Words("", "") if certain else _other_rule(rule)
            yield finding(
                f"{at}/announced",
                proposal,
                f"de genoemde stemverhouding {told} past niet bij de uitslag '{state.nl}'.{aside.nl}",
                f"the announced tally {told} does not fit the result '{state.en}'.{aside.en}",
                severity=Severity.ERROR if certain else Severity.WARNING,
                expected=vote.result,
                found=told,
                decision=vote,
            )


def _most_seats(vote: Decision) -> int | None:
    """Return the most votes there can have been; ``None`` before the House had the size it has."""
    if vote.house is not None and vote.house.certain:
        return vote.house.total
    return _SEATS if vote.date is None or vote.date >= _SINCE else None


def sums_differ(vote: Decision) -> bool:
    """Return whether the lists cannot add up to what was announced, so that ``announced-tally`` says it."""
    sums = _sums(vote)
    return vote.announced is not None and sums is not None and _sound(vote) and not _explained(vote, sums)


def _explained(vote: Decision, sums: _Sums) -> bool:
    """Return whether what was announced can be what was counted, with the seats that no list names."""
    assert vote.announced is not None  # noqa: S101
    more_for = vote.announced.for_ - sums.for_
    more_against = vote.announced.against - sums.against
    if (
        not _certain(vote)
        and vote.method is not Method.ROLL_CALL
        and max(abs(more_for), abs(more_against)) <= EMPTY
    ):
        return True
    gap = max(sums.seats - vote.named, 0) if sums.seats is not None else _SEATS
    return min(more_for, more_against) >= 0 and more_for + more_against <= gap


@check(
    "tie-settled",
    Severity.INFO,
    Words("De stemmen staakten", "The votes were tied"),
    Words("Geen actie nodig.", "Nothing to do."),
    "Reglement van Orde (tot 1 april 2021 artikel 72)",
)
def tie_settled(overview: Overview) -> Iterator[Finding]:
    """Say that a tie settled the matter (the proposal is not adopted), or that it leaves it open."""
    for at, proposal, vote in votes(overview):
        counted, announced = vote.counted, vote.announced
        tally = announced or counted
        equal = tally is not None and tally.for_ == tally.against > 0
        # Where rows are missing, equal lists are no tie.
        known = announced is not None or (counted is not None and counted.complete is True)
        simple = vote.rule is None or vote.rule.fraction == "1/2"
        if vote.result is Result.REJECTED and equal and known and simple and _sound(vote):
            nl = "de stemmen staakten; het voorstel is daarmee niet aangenomen."
            en = "the votes were tied; the proposal is therefore not adopted."
        elif vote.result is Result.TIED:
            nl = "de stemmen staakten; een volgende stemming moet beslissen."
            en = "the votes were tied; another vote must decide."
        else:
            continue
        yield finding(
            f"{at}/result",
            proposal,
            nl,
            en,
            severity=Severity.INFO,
            found=_tally(tally.for_, tally.against) if tally is not None and equal else None,
            decision=vote,
        )


# --- seats --------------------------------------------------------------------------------------------------


@check(
    "seats-over-house",
    Severity.ERROR,
    Words("Er zijn meer stemmen dan zetels", "There are more votes than seats"),
    Words(
        "Zoek een fractie die dubbel of te groot staat.",
        "Look for a party that is there twice or is too large.",
    ),
    "Het aantal bezette zetels van die dag (parties.toml; FractieZetelPersoon)",
)
def seats_over_house(overview: Overview) -> Iterator[Finding]:
    """Hold all seats named against the House of that day."""
    for at, proposal, vote in votes(overview):
        named, most = vote.named, _most_seats(vote)
        if vote.house is None or most is None or named <= most:
            continue
        doubt = _doubt(vote)
        yield finding(
            at,
            proposal,
            f"er staan {named} stemmen, maar er waren {most} zetels.{doubt.nl}",
            f"{named} votes are given, but there were {most} seats.{doubt.en}",
            severity=Severity.ERROR if vote.house.certain else Severity.WARNING,
            expected=most,
            found=named,
            decision=vote,
        )


@check(
    "party-seats",
    Severity.ERROR,
    Words("Een fractie heeft niet zoveel zetels", "A party does not have that many seats"),
    Words("Controleer de omvang van de fractie op die dag.", "Check the size of the party on that day."),
    "Stemming.FractieGrootte; de Kamer van die dag",
)
def party_seats(overview: Overview) -> Iterator[Finding]:
    """Hold each party's seats, on all lists together, against its seats in the House of that day.

    Too many contradict the House. Too few are a warning, and only at a show of hands with every list stated:
    else a member who is excepted from the party can stand on a list that is not there.
    """
    for at, proposal, vote in votes(overview):
        if vote.house is None:
            continue
        seats: Counter[str] = Counter()
        names: dict[str, str] = {}
        whole: Counter[str] = Counter()
        for _, ballot in vote.ballots():
            if ballot.party and ballot.party.id and ballot.seats is not None:
                seats[ballot.party.id] += ballot.seats
                names[ballot.party.id] = ballot.party.name
                whole[ballot.party.id] += ballot.member is None
        stated = vote.method is not Method.ROLL_CALL and all(vote.side(side) is not None for side in Side)
        for party, found in seats.items():
            has = vote.house.seats.get(party)
            if has is None or whole[party] > 1:  # split-party says the latter
                continue
            margin = 0 if vote.house.certain else EMPTY
            few = found < has - margin and stated and whole[party] == 1
            if found <= has + margin and not few:
                continue
            doubt = _doubt(vote)
            yield finding(
                at,
                proposal,
                f"{names[party]} staat er met {_seats(found).nl}, maar had er die dag {has}.{doubt.nl}",
                f"{names[party]} is given {_seats(found).en}, but had {has} that day.{doubt.en}",
                severity=Severity.ERROR if vote.house.certain and not few else Severity.WARNING,
                expected=has,
                found=found,
                decision=vote,
            )


@check(
    "incomplete-vote",
    Severity.WARNING,
    Words("De stemming is onvolledig", "The vote is incomplete"),
    Words(
        "Geef de stemverhouding niet door als volledig; meld het gat.",
        "Do not pass the tally off as whole; report the gap.",
    ),
    "Stemming; de Kamer van die dag",
    lack=True,
)
def incomplete_vote(overview: Overview) -> Iterator[Finding]:
    """Report a count whose lists are all stated and do not add up to the House of that very day.

    Where the seats of that day are not certain, only a gap that empty seats cannot explain, or a party that
    did sit.
    """
    for at, proposal, vote in votes(overview):
        sums = _sums(vote)
        if sums is None or sums.seats is None or (vote.not_voting is None and not vote.recorded):
            continue
        missing = [party for party in vote.missing if _sat(party, vote)]
        gap = sums.seats - vote.named
        if gap <= 0 or not (_certain(vote) or gap > EMPTY or missing):
            continue
        doubt, gone = _doubt(vote), _gone(vote, missing, gap)
        yield finding(
            f"{at}/counted",
            proposal,
            f"de stemmen tellen op tot {vote.named} van de {_seats(sums.seats).nl}{gone.nl}.{doubt.nl}",
            f"the votes add up to {vote.named} of {_seats(sums.seats).en}{gone.en}.{doubt.en}",
            severity=Severity.WARNING,
            expected=sums.seats,
            found=vote.named,
            decision=vote,
        )


def _gone(vote: Decision, missing: list[PartyName], gap: int) -> Words:
    """Return what is missing: parties, at a roll call members, whose parties tell nothing."""
    if vote.method is Method.ROLL_CALL:
        nl = "ontbreekt 1 lid" if gap == 1 else f"ontbreken {gap} leden"
        en = "1 member is" if gap == 1 else f"{gap} members are"
        return Words(f"; er {nl}", f"; {en} missing")
    if not missing:
        return Words("", "")
    verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
    return Words(f"; er {verb}: {listed(missing)}", f"; missing: {listed(missing)}")


def _sat(party: PartyName, vote: Decision) -> bool:
    """Return whether a party of that day's House certainly sat that day."""
    return (
        party.id is not None
        and vote.date is not None
        and parties.by_id(party.id).existed_on(vote.date) is True
    )


@check(
    "seats-not-stated",
    Severity.INFO,
    Words(
        "Van een deel van de Kamer staat niet vermeld hoe het stemde",
        "How part of the House voted is not stated",
    ),
    Words("Vul de ontbrekende lijst aan als u haar kent.", "Add the missing list if you know it."),
    "Niet genoemd onder Voor is niet hetzelfde als tegen",
    lack=True,
)
def seats_not_stated(overview: Overview) -> Iterator[Finding]:
    """Say how many seats no list speaks of, where some list is stated and another is not."""
    for at, proposal, vote in votes(overview):
        lists = [vote.side(side) for side in Side]
        if vote.house is None or all(ballots is None for ballots in lists) or None not in lists:
            continue
        if vote.method is Method.ROLL_CALL:  # members are named there, and a party can stand on every side
            continue
        if vote.recorded and vote.complete is False:  # rows are lost: incomplete-vote says so
            continue
        if (
            vote.result is Result.ADOPTED and vote.for_ is None and vote.against == ()
        ):  # "met algemene stemmen"
            continue
        named = {ballot.party.id for _, ballot in vote.ballots() if ballot.party}
        unnamed = [party for party in vote.house_parties() if party.id not in named]
        if not unnamed:
            continue
        number = sum(vote.house.seats[party.id] for party in unnamed if party.id)
        about = Words("", "") if vote.house.certain else Words("ongeveer ", "about ")
        yield finding(
            at,
            proposal,
            f"van {about.nl}{_seats(number).nl} staat niet vermeld hoe er gestemd is ({listed(unnamed)}).",
            f"how {about.en}{_seats(number).en} voted is not stated ({listed(unnamed)}).",
            severity=Severity.INFO,
            found=number,
            decision=vote,
        )
