"""The checks themselves.

A check speaks only of what the overview states: a list that is ``None`` is not a list of nobody. Where the House of that
day is not certain, what would be an error is at most a warning that says so.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from kamerstem.checks.registry import check
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.form import KINDS, SIDES, STATUSES, write_date
from kamerstem.model.overview import Finding, Overview, Severity, SubjectKind, paper_number
from kamerstem.model.votes import (
    Decision,
    Feature,
    Kind,
    Method,
    PartyName,
    Proposal,
    RelationKind,
    Result,
    Side,
    StatementKind,
    Status,
    Step,
    Tally,
    weight,
)

_FIRST_DAY = dt.date(1815, 1, 1)


def _name(proposal: Proposal, at: str = "") -> Words:
    """Return how a sentence calls a proposal: "Amendement nr. 4", "Eindstemming"."""
    part = Words("", "")
    if "/parts/" in at:
        label = proposal.parts[int(at.split("/parts/")[1].split("/")[0])].label
        part = Words(f", onderdeel {label}", f", part {label}")
    if proposal.kind is Kind.BILL:
        return Words("Wetsvoorstel" + part.nl, "Bill" + part.en)
    noun = KINDS[proposal.kind][0]
    number = paper_number(proposal.ref)
    called = f"nr. {number}" if number else str(proposal.ref or "zonder nummer")
    return Words(f"{noun.nl.capitalize()} {called}{part.nl}", f"{noun.en.capitalize()} {called}{part.en}")


def _finding(
    at: str,
    proposal: Proposal | None,
    nl: str,
    en: str,
    *,
    severity: Severity = Severity.ERROR,
    expected: object = None,
    found: object = None,
    decision: Decision | None = None,
) -> Finding:
    """Return a finding; its check's name is filled in by the registry. A message begins with what it is about."""
    about = _name(proposal, at) if proposal is not None else None
    claim = decision.claims[0] if decision is not None and decision.claims else None
    line = int(claim.place) if claim and claim.place and claim.place.isdigit() else None
    return Finding(
        check="",
        severity=severity,
        at=at,
        message=Words(f"{about.nl}: {nl}" if about else nl, f"{about.en}: {en}" if about else en),
        ref=proposal.ref if proposal is not None else None,
        expected=None if expected is None else str(expected),
        found=None if found is None else str(found),
        source=claim.source if claim else None,
        line=line,
    )


def _votes(overview: Overview) -> Iterator[tuple[str, Proposal, Decision]]:
    return (found for found in overview.decisions() if found[2].step is Step.VOTE)


def _listed(names: "tuple[PartyName, ...] | list[PartyName]") -> str:
    return ", ".join(party.name for party in names)


def _key(party: PartyName | None) -> str | None:
    return (party.id or party.name) if party else None


def _unnamed(decision: Decision) -> list[PartyName]:
    """Return the parties of that day's House that stand on no list."""
    named = {ballot.party.id for _, ballot in decision.ballots() if ballot.party}
    return [party for party in decision.house_parties() if party.id not in named]


# --- outcome and arithmetic -----------------------------------------------------------------------------------------


@check(
    "outcome-tally",
    Severity.ERROR,
    Words("De uitslag past niet bij de stemmen", "The result does not fit the votes"),
    Words(
        "Vergelijk de uitslag en de lijsten met de Handelingen.",
        "Compare the result and lists with the Handelingen.",
    ),
    "Grondwet, artikel 67, tweede lid; Reglement van Orde 1994, artikelen 69-72",
)
def outcome_tally(overview: Overview) -> Iterator[Finding]:
    """Hold each result against the seats and the majority rule, by what is stated only."""
    for at, proposal, vote in _votes(overview):
        if vote.result not in (Result.ADOPTED, Result.REJECTED, Result.TIED) or vote.rule is None:
            continue
        found = _whole(vote) if vote.counted is not None else _one_sided(vote)
        if found is not None:
            nl, en, expected, tally = found
            certain = vote.house is None or vote.house.certain
            severity = Severity.ERROR if certain else Severity.WARNING
            yield _finding(
                f"{at}/result",
                proposal,
                nl,
                en,
                severity=severity,
                expected=expected,
                found=tally,
                decision=vote,
            )


def _whole(vote: Decision) -> tuple[str, str, str, str] | None:
    """Both sides are stated: adopted if and only if enough were for, whatever the missing seats may hold."""
    counted = vote.counted
    assert counted is not None and vote.rule is not None  # noqa: S101
    for_, against = counted.for_, counted.against
    named = for_ + against + (counted.not_voting or 0)
    open_ = max((counted.seats or named) - named, 0)
    tally = f"{for_}-{against}"
    could_adopt = for_ + open_ >= vote.rule.needed(for_ + open_ + against)
    could_reject = for_ < vote.rule.needed(for_ + against + open_)
    if vote.result is Result.ADOPTED and not could_adopt:
        return (
            f"staat als aangenomen, maar {for_} zetels voor en {against} tegen is niet genoeg.",
            f"is given as adopted, but {for_} seats for and {against} against are not enough.",
            "rejected", tally,
        )  # fmt: skip
    if vote.result is Result.REJECTED and not could_reject:
        return (
            f"staat als verworpen, maar {for_} zetels voor en {against} tegen is een meerderheid.",
            f"is given as rejected, but {for_} seats for and {against} against are a majority.",
            "adopted", tally,
        )  # fmt: skip
    if vote.result is Result.TIED and abs(for_ - against) > open_:
        return (
            f"de stemmen zouden staken, maar het is {for_} voor en {against} tegen.",
            f"the votes are said to be tied, but it is {for_} for and {against} against.",
            "adopted" if for_ > against else "rejected", tally,
        )  # fmt: skip
    return None


def _one_sided(vote: Decision) -> tuple[str, str, str, str] | None:
    """Only one side is stated, as in the Senate's overviews: the rest of the House can have been against, or absent."""
    if vote.house is None:
        return None
    seats, absent = vote.house.total, weight(vote.not_voting) or 0
    for_, against = weight(vote.for_), weight(vote.against)
    if for_ is not None and vote.against is None:
        rest = seats - for_ - absent
        if vote.result is Result.ADOPTED and for_ <= rest:
            missing = rest - for_ + 1
            return (
                f"staat als aangenomen met {for_} van de {seats} zetels. Dat kan alleen als ten minste {missing} zetels"
                " niet meededen, en dat staat er niet.",
                f"is given as adopted with {for_} of {seats} seats. That is possible only if at least {missing} seats did"
                " not vote, and that is not stated.",
                "rejected", f"{for_} voor",
            )  # fmt: skip
        if (
            vote.result is Result.REJECTED
            and vote.rule is not None
            and vote.rule.fraction == "1/2"
            and for_ > rest
        ):
            return (
                f"staat als verworpen, maar {for_} van de {seats} zetels waren voor: dat is een meerderheid.",
                f"is given as rejected, but {for_} of {seats} seats were for: that is a majority.",
                "adopted", f"{for_} voor",
            )  # fmt: skip
    if against is not None and vote.for_ is None and against:
        rest = seats - against - absent
        if vote.result is Result.ADOPTED and against >= rest:
            return (
                f"staat als aangenomen, maar {against} van de {seats} zetels waren tegen.",
                f"is given as adopted, but {against} of {seats} seats were against.",
                "rejected", f"{against} tegen",
            )  # fmt: skip
        if (
            vote.result is Result.REJECTED
            and vote.rule is not None
            and vote.rule.fraction == "1/2"
            and against < rest
        ):
            missing = rest - against
            return (
                f"staat als verworpen met {against} van de {seats} zetels tegen. Dat kan alleen als ten minste {missing}"
                " zetels niet meededen, en dat staat er niet.",
                f"is given as rejected with {against} of {seats} seats against. That is possible only if at least"
                f" {missing} seats did not vote, and that is not stated.",
                "adopted", f"{against} tegen",
            )  # fmt: skip
    return None


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
    """Hold the numbers that were announced against those counted and against the result."""
    for at, proposal, vote in _votes(overview):
        announced, counted = vote.announced, vote.counted
        if announced is None:
            continue
        told = f"{announced.for_}-{announced.against}"
        if counted is not None and (announced.for_, announced.against) != (counted.for_, counted.against):
            tally = f"{counted.for_}-{counted.against}"
            whole = counted.complete
            yield _finding(
                f"{at}/announced",
                proposal,
                f"de genoemde uitslag is {told}, geteld is {tally}{'' if whole else ' (de telling is onvolledig)'}.",
                f"the announced tally is {told}, counted is {tally}{'' if whole else ' (the count is incomplete)'}.",
                severity=Severity.ERROR if whole else Severity.WARNING,
                expected=tally,
                found=told,
                decision=vote,
            )
        if vote.rule is not None and _contradicts(
            vote.result, announced, vote.rule.needed(announced.for_ + announced.against)
        ):
            yield _finding(
                f"{at}/announced",
                proposal,
                f"de genoemde uitslag {told} past niet bij het besluit.",
                f"the announced tally {told} does not fit the decision.",
                expected=vote.result,
                found=told,
                decision=vote,
            )


def _contradicts(result: Result | None, told: Tally, needed: int) -> bool:
    enough = told.for_ >= needed
    return (
        (result is Result.ADOPTED and not enough)
        or (result is Result.REJECTED and enough)
        or (result is Result.TIED and told.for_ != told.against)
    )


@check(
    "seats-over-house",
    Severity.ERROR,
    Words("Er zijn meer stemmen dan zetels", "There are more votes than seats"),
    Words(
        "Zoek een partij die dubbel of te groot staat.",
        "Look for a party that is there twice or is too large.",
    ),
    "Het aantal bezette zetels van die dag (parties.toml; FractieZetelPersoon)",
)
def seats_over_house(overview: Overview) -> Iterator[Finding]:
    """Hold all seats named against the House of that day."""
    for at, proposal, vote in _votes(overview):
        if vote.house is None:
            continue
        named = sum(weight(vote.side(side)) or 0 for side in Side)
        certain = vote.house.certain
        if named > (vote.house.total if certain else max(vote.house.total, 150)):
            yield _finding(
                at,
                proposal,
                f"er staan {named} stemmen, maar de Kamer had die dag {vote.house.total} bezette zetels.",
                f"{named} votes are given, but the House had {vote.house.total} filled seats that day.",
                severity=Severity.ERROR if certain else Severity.WARNING,
                expected=vote.house.total,
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
    """Hold each party's seats, on all lists together, against its seats in the House of that day."""
    for at, proposal, vote in _votes(overview):
        if vote.house is None:
            continue
        seats: Counter[str] = Counter()
        names: dict[str, str] = {}
        for _, ballot in vote.ballots():
            if ballot.party and ballot.party.id and ballot.seats is not None:
                seats[ballot.party.id] += ballot.seats
                names[ballot.party.id] = ballot.party.name
        roll_call = vote.method is Method.ROLL_CALL
        for id, found in seats.items():
            has = vote.house.seats.get(id)
            if has is None or found == has or (found < has and (roll_call or not vote.house.certain)):
                continue
            yield _finding(
                at,
                proposal,
                f"{names[id]} staat er met {found} zetels, maar had er die dag {has}.",
                f"{names[id]} is given {found} seats, but had {has} that day.",
                severity=Severity.ERROR if vote.house.certain else Severity.WARNING,
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
)
def incomplete_vote(overview: Overview) -> Iterator[Finding]:
    """Report a count whose lists are all stated and do not add up to the House of that very day."""
    for at, proposal, vote in _votes(overview):
        counted = vote.counted
        if (
            counted is None
            or counted.complete is not False
            or counted.seats is None
            or vote.not_voting is None
        ):
            continue
        total = counted.cast + (counted.not_voting or 0)
        if total >= counted.seats:
            continue
        missing = _listed(counted.missing)
        yield _finding(
            f"{at}/counted",
            proposal,
            f"de stemmen tellen op tot {total} van de {counted.seats} zetels{f'; er ontbreekt: {missing}' if missing else ''}.",
            f"the votes add up to {total} of {counted.seats} seats{f'; missing: {missing}' if missing else ''}.",
            severity=Severity.WARNING,
            expected=counted.seats,
            found=total,
            decision=vote,
        )


@check(
    "seats-not-stated",
    Severity.INFO,
    Words(
        "Van een deel van de Kamer staat niet vermeld wat het stemde",
        "How part of the House voted is not stated",
    ),
    Words("Vul de ontbrekende lijst aan als u haar kent.", "Add the missing list if you know it."),
    "Niet genoemd onder Voor is niet hetzelfde als tegen",
)
def seats_not_stated(overview: Overview) -> Iterator[Finding]:
    """Say how many seats no list speaks of, where a list is not stated at all."""
    for at, proposal, vote in _votes(overview):
        lists = [vote.side(side) for side in Side]
        if vote.house is None or all(ballots is None for ballots in lists) or None not in lists:
            continue
        if vote.method is Method.ROLL_CALL:  # members are named there, and a party can stand on every side
            continue
        unnamed = _unnamed(vote)
        if not unnamed:
            continue
        seats = sum(vote.house.seats[party.id] for party in unnamed if party.id)
        yield _finding(
            at,
            proposal,
            f"van {seats} zetels staat niet vermeld wat zij stemden ({_listed(unnamed)}).",
            f"how {seats} seats voted is not stated ({_listed(unnamed)}).",
            severity=Severity.INFO,
            found=seats,
            decision=vote,
        )


# --- parties and members --------------------------------------------------------------------------------------------


@check(
    "unknown-party",
    Severity.ERROR,
    Words("Een onbekende fractie", "An unknown party"),
    Words("Controleer de naam.", "Check the name."),
    "parties.toml",
)
def unknown_party(overview: Overview) -> Iterator[Finding]:
    """Report a party that no House since 2010 had, or that an earlier one did not have under a known name."""
    for at, proposal, vote in overview.decisions():
        for side in Side:
            for index, (party, _) in enumerate(vote.by_party(side) or ()):
                if party is not None and party.id is None:
                    yield _finding(
                        f"{at}/{side}/{index}",
                        proposal,
                        f"'{party.name[:60]}' (onder {SIDES[side].nl}) is geen bekende fractie.",
                        f"'{party.name[:60]}' (under {SIDES[side].en}) is no known party.",
                        found=party.name[:60],
                        decision=vote,
                    )


@check(
    "party-not-there",
    Severity.ERROR,
    Words("Een fractie die er die dag niet was", "A party that did not sit that day"),
    Words("Controleer de naam en de datum.", "Check the name and the date."),
    "parties.toml",
)
def party_not_there(overview: Overview) -> Iterator[Finding]:
    """Report a party that was not in the House on the day of the vote."""
    for at, proposal, vote in overview.decisions():
        if vote.date is None:
            continue
        for side in Side:
            for index, (party, _) in enumerate(vote.by_party(side) or ()):
                if (
                    party is None
                    or party.id is None
                    or parties.by_id(party.id).existed_on(vote.date) is not False
                ):
                    continue
                yield _finding(
                    f"{at}/{side}/{index}",
                    proposal,
                    f"{party.name} zat op {write_date(vote.date)} niet in de Kamer.",
                    f"{party.name} was not in the House on {write_date(vote.date, 'en')}.",
                    found=party.name,
                    decision=vote,
                )


@check(
    "split-party",
    Severity.ERROR,
    Words("Een fractie staat meer dan eens in een stemming", "A party stands more than once in a vote"),
    Words(
        "Laat de fractie op één plaats staan, of noem de leden die apart stemden.",
        "Keep the party in one place, or name the members who voted apart.",
    ),
    "Reglement van Orde 1994, artikel 69: bij handopsteken stemt een fractie als geheel",
)
def split_party(overview: Overview) -> Iterator[Finding]:
    """Report a party (not single members of it) that stands on two lists, or twice on one."""
    for at, proposal, vote in overview.decisions():
        places: dict[str | None, list[Side]] = {}
        names: dict[str | None, str] = {}
        for side, ballot in vote.ballots():
            if ballot.member is None and ballot.party is not None:
                places.setdefault(_key(ballot.party), []).append(side)
                names[_key(ballot.party)] = ballot.party.name
        for key, sides in places.items():
            if len(sides) < 2:
                continue
            nl = " en ".join(SIDES[side].nl for side in dict.fromkeys(sides))
            en = " and ".join(SIDES[side].en for side in dict.fromkeys(sides))
            yield _finding(
                f"{at}/{sides[-1]}",
                proposal,
                f"{names[key]} staat er {len(sides)} keer (onder {nl}).",
                f"{names[key]} is there {len(sides)} times (under {en}).",
                expected=1,
                found=len(sides),
                decision=vote,
            )


@check(
    "member-twice",
    Severity.ERROR,
    Words("Een Kamerlid staat meer dan eens in een stemming", "A member stands more than once in a vote"),
    Words("Controleer of het om naamgenoten gaat.", "Check whether they are namesakes."),
    "Reglement van Orde 1994, artikel 70",
)
def member_twice(overview: Overview) -> Iterator[Finding]:
    """Report a member who votes twice: the same person, or the same name in the same party."""
    for at, proposal, vote in overview.decisions():
        count: Counter[tuple[str, str]] = Counter()
        for _, ballot in vote.ballots():
            if ballot.member is not None:
                count[(ballot.member.person or _key(ballot.party) or "", ballot.member.name)] += 1
        for (_, name), times in count.items():
            if times > 1:
                yield _finding(
                    at,
                    proposal,
                    f"het lid {name} staat er {times} keer.",
                    f"member {name} is there {times} times.",
                    expected=1,
                    found=times,
                    decision=vote,
                )


@check(
    "member-apart",
    Severity.INFO,
    Words("Een Kamerlid stemde anders dan de fractie", "A member voted apart from the party"),
    Words("Geen actie nodig: er verschuift één zetel.", "Nothing to do: one seat moves."),
    "Stemming.Persoon_Id bij handopsteken",
)
def member_apart(overview: Overview) -> Iterator[Finding]:
    """Report members who stand by themselves at a show of hands, or apart from most of the party at a roll call."""
    for at, proposal, vote in _votes(overview):
        if vote.method is Method.ROLL_CALL:
            continue
        for side, ballot in vote.ballots():
            if ballot.member is None:
                continue
            party = ballot.party.name if ballot.party else "?"
            yield _finding(
                f"{at}/members",
                proposal,
                f"{ballot.member.name} ({party}) stemde apart: {SIDES[side].nl.lower()}.",
                f"{ballot.member.name} ({party}) voted apart: {SIDES[side].en.lower()}.",
                severity=Severity.INFO,
                found=ballot.member.name,
                decision=vote,
            )


@check(
    "party-order",
    Severity.WARNING,
    Words("De fracties staan niet in de volgorde van de zaal", "The parties are not in seating order"),
    Words(
        "Zet de fracties in de volgorde waarin de Voorzitter ze noemt.",
        "Put the parties in the order in which the chair names them.",
    ),
    "De volgorde van de zetels, van links naar rechts (parties.toml), waar die voor die dag bekend is",
)
def party_order(overview: Overview) -> Iterator[Finding]:
    """Hold the order of a list against the seating order of that very day; silent where it is not known."""
    for at, proposal, vote in _votes(overview):
        if vote.date is None or vote.method is Method.ROLL_CALL:
            continue
        order, known = parties.seating_on(vote.date)
        if not known:
            continue
        for side in Side:
            listed = [
                ballot.party for ballot in vote.side(side) or () if ballot.member is None and ballot.party
            ]
            placed = [party for party in listed if party.id in order]
            right = sorted(placed, key=lambda party: order.index(party.id or ""))
            if placed == right:
                continue
            yield _finding(
                f"{at}/{side}",
                proposal,
                f"de fracties onder {SIDES[side].nl} staan niet in de volgorde van de zaal: {_listed(right)}.",
                f"the parties under {SIDES[side].en} are not in seating order: {_listed(right)}.",
                severity=Severity.WARNING,
                expected=_listed(right),
                found=_listed(placed),
                decision=vote,
            )


# --- dates ----------------------------------------------------------------------------------------------------------


@check(
    "impossible-date",
    Severity.ERROR,
    Words("Een datum die niet bestaat", "A date that does not exist"),
    Words("Verbeter de datum.", "Correct the date."),
    "De kalender; de Tweede Kamer bestaat sinds 1815",
)
def impossible_date(overview: Overview) -> Iterator[Finding]:
    """Report a date that is not in the calendar or lies before there was a House."""
    for at, proposal, decision in overview.decisions():
        sitting = decision.sitting
        if sitting is None:
            continue
        text = sitting.date_text if sitting.date is None else None
        if text is None and (sitting.date is None or sitting.date >= _FIRST_DAY):
            continue
        shown = text or (sitting.date.isoformat() if sitting.date else "")
        yield _finding(
            f"{at}/sitting/date",
            proposal,
            f"'{shown[:40]}' is geen bestaande datum van een vergadering.",
            f"'{shown[:40]}' is no date on which the House could sit.",
            found=shown[:40],
            decision=decision,
        )


@check(
    "date-order",
    Severity.WARNING,
    Words(
        "Er is na de eindstemming nog over een amendement gestemd",
        "An amendment was voted on after the final vote",
    ),
    Words("Controleer beide data.", "Check both dates."),
    "Reglement van Orde 1994, artikelen 103 en 104: eerst de amendementen, dan de eindstemming",
)
def date_order(overview: Overview) -> Iterator[Finding]:
    """Amendments are voted on before the bill as a whole, mostly on the same day."""
    final = (
        max((d.date for d in overview.bill.decisions if d.step is Step.VOTE and d.date), default=None)
        if overview.bill
        else None
    )
    if final is None:
        return
    for at, proposal, vote in _votes(overview):
        amendment = proposal.kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT)
        if amendment and vote.date is not None and vote.date > final:
            yield _finding(
                f"{at}/sitting/date",
                proposal,
                f"de stemming was op {write_date(vote.date)}, na de eindstemming van {write_date(final)}.",
                f"the vote was on {write_date(vote.date, 'en')}, after the final vote of {write_date(final, 'en')}.",
                severity=Severity.WARNING,
                expected=final,
                found=vote.date,
                decision=vote,
            )


# --- numbers, headings, the document itself ---------------------------------------------------------------------------


@check(
    "number-twice",
    Severity.ERROR,
    Words("Een nummer komt twee keer voor", "A number is there twice"),
    Words("Geef elk voorstel zijn eigen nummer.", "Give each proposal its own number."),
    "Zaak.Volgnummer is binnen een dossier uniek",
)
def number_twice(overview: Overview) -> Iterator[Finding]:
    """Report two items with the same reference."""
    seen: dict[object, str] = {}
    for at, proposal in overview.items():
        if proposal.ref is None:
            continue
        if proposal.ref in seen:
            yield _finding(
                f"{at}/ref",
                proposal,
                f"dit nummer komt twee keer voor ({proposal.ref}).",
                f"this number is there twice ({proposal.ref}).",
                found=proposal.ref,
            )
        seen[proposal.ref] = at


@check(
    "number-missing",
    Severity.WARNING,
    Words("Een voorstel zonder nummer", "A proposal without a number"),
    Words("Zoek het nummer van het stuk op.", "Look up the number of the paper."),
    "Zaak.Volgnummer",
)
def number_missing(overview: Overview) -> Iterator[Finding]:
    """Report an item that nothing identifies."""
    for at, proposal in overview.items():
        if proposal.ref is None:
            yield _finding(
                f"{at}/ref",
                proposal,
                "er staat geen nummer bij.",
                "no number is given.",
                severity=Severity.WARNING,
            )


@check(
    "unread-line",
    Severity.WARNING,
    Words("Een regel is niet begrepen", "A line was not understood"),
    Words(
        "Kijk of er iets in staat dat in het overzicht hoort.",
        "See whether it holds something that belongs in the overview.",
    ),
    "De vorm van het overzicht",
)
def unread_line(overview: Overview) -> Iterator[Finding]:
    """Report every line of a document that no rule understood."""
    for line in overview.unread:
        shown = line.text if len(line.text) <= 80 else f"{line.text[:77]}..."
        yield Finding(
            check="",
            severity=Severity.WARNING,
            at="",
            message=Words(
                f"Regel {line.number} is niet begrepen: '{shown}'",
                f"Line {line.number} was not understood: '{shown}'",
            ),
            found=shown,
            source=overview.sources[0].id if overview.sources else None,
            line=line.number,
        )


@check(
    "heading-outcome",
    Severity.ERROR,
    Words("De kop en de uitslag spreken elkaar tegen", "The heading and the result contradict each other"),
    Words(
        "Zet het voorstel onder de juiste kop of verbeter de uitslag.",
        "Put the proposal under the right heading or correct the result.",
    ),
    "De vorm van het overzicht",
)
def heading_outcome(overview: Overview) -> Iterator[Finding]:
    """Hold the heading a document lists a proposal under against what its decisions come to."""
    for at, proposal in overview.items():
        if proposal.heading in (None, Status.UNKNOWN) or proposal.status in (
            Status.UNKNOWN,
            proposal.heading,
        ):
            continue
        stands, says = STATUSES[proposal.heading], STATUSES[proposal.status]
        yield _finding(
            f"{at}/status",
            proposal,
            f"staat onder '{stands.nl}', maar de uitslag is '{says.nl}'.",
            f"stands under '{stands.en}', but the result is '{says.en}'.",
            expected=proposal.status,
            found=proposal.heading,
        )


@check(
    "no-decision",
    Severity.WARNING,
    Words("Er staat geen besluit bij", "No decision is given"),
    Words("Zoek op wat er met het voorstel is gebeurd.", "Look up what became of the proposal."),
    "De vorm van het overzicht",
)
def no_decision(overview: Overview) -> Iterator[Finding]:
    """Report a bill or item about which nothing was decided, as far as is stated."""
    for at, proposal in overview.items():
        if proposal.decisions or any(part.decisions for part in proposal.parts):
            continue
        if proposal.related(RelationKind.REPLACED_BY):
            continue
        severity = Severity.WARNING if proposal.heading is None else Severity.INFO
        yield _finding(
            f"{at}/decisions",
            proposal,
            "er is geen stemming of ander besluit vermeld.",
            "no vote or other decision is given.",
            severity=severity,
        )
    if overview.bill is None and overview.subject.kind is SubjectKind.BILL:
        yield _finding(
            "/bill",
            None,
            "Het wetsvoorstel zelf staat niet in de gegevens.",
            "The bill itself is not in the data.",
            severity=Severity.WARNING,
        )


@check(
    "ballots-without-vote",
    Severity.ERROR,
    Words("Er staan stemmen bij iets waarover niet is gestemd", "There are votes on what was not voted on"),
    Words(
        "Controleer of het voorstel is ingetrokken, aangehouden of in stemming gebracht.",
        "Check whether it was withdrawn, held over or voted on.",
    ),
    "Reglement van Orde 1994, artikel 69",
)
def ballots_without_vote(overview: Overview) -> Iterator[Finding]:
    """Report lists of names at a step that is no vote."""
    for at, proposal, decision in overview.decisions():
        if decision.step is not Step.VOTE and any(decision.ballots()):
            yield _finding(
                at,
                proposal,
                "er staan fracties bij, maar er is niet gestemd.",
                "parties are listed, but there was no vote.",
                found=decision.step,
                decision=decision,
            )


@check(
    "decision-after-final",
    Severity.WARNING,
    Words("Er is nog een besluit na de einduitslag", "There is another decision after the final one"),
    Words(
        "Controleer of de eerdere stemming is overgedaan of ongeldig was.",
        "Check whether the earlier vote was repeated or void.",
    ),
    "Reglement van Orde 1994, artikelen 69-72",
)
def decision_after_final(overview: Overview) -> Iterator[Finding]:
    """Report a proposal that was decided on again after it was adopted, rejected, withdrawn or lapsed; twins included."""
    final_steps = {Step.WITHDRAW, Step.LAPSE, Step.TAKE_OVER, Step.WITHOUT_VOTE}
    for at, proposal in overview.items():
        for index, (before, after) in enumerate(
            zip(proposal.decisions, proposal.decisions[1:], strict=False), 1
        ):
            final = before.result in (Result.ADOPTED, Result.REJECTED) or before.step in final_steps
            if not final or Result.VOID in (before.result, after.result):
                continue
            twin = (before.step, before.result, before.date) == (after.step, after.result, after.date)
            yield _finding(
                f"{at}/decisions/{index}",
                proposal,
                "hetzelfde besluit staat er twee keer."
                if twin
                else "er is opnieuw beslist na een einduitslag.",
                "the same decision is there twice."
                if twin
                else "it was decided on again after a final result.",
                severity=Severity.WARNING,
                decision=after,
            )


@check(
    "replaced-voted",
    Severity.WARNING,
    Words("Er is gestemd over een vervangen stuk", "A replaced paper was voted on"),
    Words("Controleer of niet het latere stuk bedoeld is.", "Check whether the later paper is meant."),
    "Reglement van Orde 1994, artikel 98: een gewijzigd amendement vervangt het eerdere",
)
def replaced_voted(overview: Overview) -> Iterator[Finding]:
    """Report a paper that another item here replaces, and that has a vote of its own."""
    replaced = {ref: item for _, item in overview.items() for ref in item.related(RelationKind.REPLACES)}
    for at, proposal, vote in _votes(overview):
        if proposal.ref in replaced and proposal.ref != replaced[proposal.ref].ref:
            by = replaced[proposal.ref].ref
            yield _finding(
                at,
                proposal,
                f"er is over gestemd, maar het is vervangen door {by}.",
                f"it was voted on, but it is replaced by {by}.",
                severity=Severity.WARNING,
                found=by,
                decision=vote,
            )


# --- what is worth knowing ------------------------------------------------------------------------------------------


@check(
    "mistake",
    Severity.INFO,
    Words("Er is een vergissing gemeld", "A mistake was reported"),
    Words("Geen actie nodig: de uitslag verandert niet.", "Nothing to do: the result does not change."),
    "Reglement van Orde 1994, artikel 71; Stemming.Vergissing",
)
def mistake(overview: Overview) -> Iterator[Finding]:
    """Report ballots that were cast by mistake; they count as they were cast."""
    for at, proposal, vote in _votes(overview):
        names = [
            ballot.member.name if ballot.member else (ballot.party.name if ballot.party else "?")
            for _, ballot in vote.ballots()
            if ballot.mistake
        ]
        if names:
            listed = ", ".join(names)
            yield _finding(
                at,
                proposal,
                f"vergissing van {listed}; de stem telt zoals zij is uitgebracht.",
                f"mistake by {listed}; the vote counts as it was cast.",
                severity=Severity.INFO,
                found=listed,
                decision=vote,
            )


@check(
    "tie-settled",
    Severity.INFO,
    Words("De stemmen staakten", "The votes were tied"),
    Words("Geen actie nodig.", "Nothing to do."),
    "Reglement van Orde 1994, artikel 72",
)
def tie_settled(overview: Overview) -> Iterator[Finding]:
    """Say that a proposal was rejected by a tie in a full House, or that a tie leaves it open."""
    for at, proposal, vote in _votes(overview):
        counted = vote.counted
        if counted is None or counted.for_ != counted.against or not counted.for_:
            continue
        if vote.result is Result.REJECTED:
            nl, en = (
                "de stemmen staakten; het voorstel is daarmee niet aangenomen.",
                "the votes were tied; it is therefore not adopted.",
            )
        elif vote.result is Result.TIED:
            nl, en = (
                "de stemmen staakten; een latere stemming beslist.",
                "the votes were tied; a later vote decides.",
            )
        else:
            continue
        yield _finding(
            f"{at}/counted",
            proposal,
            nl,
            en,
            severity=Severity.INFO,
            found=f"{counted.for_}-{counted.against}",
            decision=vote,
        )


@check(
    "kingdom-act-opposed",
    Severity.WARNING,
    Words("Bezwaar tegen een rijkswet", "Opposition to a kingdom act"),
    Words("Ga na of drie vijfde van de stemmen vóór was.", "See whether three fifths of the votes were for."),
    "Reglement van Orde 1994, artikel 113",
)
def kingdom_act_opposed(overview: Overview) -> Iterator[Finding]:
    """Report opposition to a kingdom act where it was carried by less than three fifths of the votes cast."""
    bill = overview.bill
    if bill is None or Feature.KINGDOM_ACT not in bill.features:
        return
    if not any(said.kind is StatementKind.OPPOSITION for said in bill.statements):
        return
    for index, vote in enumerate(bill.decisions):
        counted = vote.counted
        if vote.result is Result.ADOPTED and counted is not None and counted.for_ * 5 < counted.cast * 3:
            yield _finding(
                f"/bill/decisions/{index}",
                bill,
                "aangenomen met minder dan drie vijfde, terwijl bezwaar is gemaakt: het wordt niet zonder meer doorgezonden.",
                "carried by less than three fifths while opposed: it is not sent on as a matter of course.",
                severity=Severity.WARNING,
                found=f"{counted.for_}-{counted.against}",
                decision=vote,
            )
