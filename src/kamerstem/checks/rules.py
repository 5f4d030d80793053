"""The checks on who and what stands where: parties and members, dates, numbers, lines that were not read.

A check speaks only of what the overview states: a list that is ``None`` is not a list of nobody.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from kamerstem.checks.registry import check, dated_check
from kamerstem.checks.sentences import finding, key, last_decision, listed, shortened, votes
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.form import SIDES, write_date
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.refs import Ref
from kamerstem.model.votes import (
    Ballot,
    Decision,
    Kind,
    Method,
    PartyName,
    Proposal,
    Result,
    Side,
    Step,
    weight,
)

_FIRST_DAY, _LAST_YEAR = dt.date(1815, 1, 1), 2100
_ENTRY = 60  # characters of an entry that a message shows


# --- parties and members ------------------------------------------------------------------------------------


def _parties(overview: Overview) -> Iterator[tuple[str, Proposal, Decision, Side, PartyName]]:
    """Yield every party on every list, with the JSON pointer of its place."""
    for at, proposal, decision in overview.decisions():
        for side in Side:
            for index, (party, _) in enumerate(decision.by_party(side) or ()):
                if party is not None:
                    yield f"{at}/{side}/{index}", proposal, decision, side, party


@check(
    "unknown-party",
    Severity.ERROR,
    Words("Een onbekende fractie", "An unknown party"),
    Words("Controleer de naam.", "Check the name."),
    "parties.toml",
)
def unknown_party(overview: Overview) -> Iterator[Finding]:
    """Report a name that no party since 2010 had; a warning where the list of parties does not reach."""
    for at, proposal, decision, side, party in _parties(overview):
        if party.id is not None:
            continue
        shown, meant = shortened(party.name, _ENTRY), parties.meant(party.name)
        covered = decision.date is None or parties.covers(decision.date)
        doubt = (
            Words("", "")
            if covered
            else Words(
                " Van die dag kennen wij niet alle fracties.", " We do not know all parties of that day."
            )
        )
        yield finding(
            at,
            proposal,
            f"'{shown}' (onder {SIDES[side].nl}) is geen bekende fractie.{meant.nl}{doubt.nl}",
            f"'{shown}' (under {SIDES[side].en}) is no known party.{meant.en}{doubt.en}",
            severity=Severity.ERROR if covered else Severity.WARNING,
            found=shown,
            decision=decision,
        )


@check(
    "party-not-there",
    Severity.ERROR,
    Words("Een fractie die er die dag niet was", "A party that did not sit that day"),
    Words("Controleer de naam en de datum.", "Check the name and the date."),
    "parties.toml",
)
def party_not_there(overview: Overview) -> Iterator[Finding]:
    """Report a party that was not in the House on the day of the vote; near a change that is not certain."""
    for at, proposal, decision, _, party in _parties(overview):
        day = decision.date
        if day is None or party.id is None or parties.by_id(party.id).existed_on(day) is not False:
            continue
        yield finding(
            at,
            proposal,
            f"{party.name} was op {write_date(day)} geen fractie in de Kamer.",
            f"{party.name} was no party in the House on {write_date(day, 'en')}.",
            found=party.name,
            decision=decision,
        )


@check(
    "split-party",
    Severity.ERROR,
    Words("Een fractie staat meer dan eens in een stemming", "A party stands more than once in a vote"),
    Words(
        "Laat de fractie op één plaats staan, of noem de leden die apart stemden.",
        "Keep the party in one place, or name the members who voted apart.",
    ),
    "Reglement van Orde (tot 1 april 2021 artikel 69): bij handopsteken stemt een fractie als geheel",
)
def split_party(overview: Overview) -> Iterator[Finding]:
    """Report a party (not single members of it) that stands on two lists, or twice on one.

    At a roll call it may stand on both sides. Where a source gives each half its own seats, and together they
    are the whole party, that is unusual and no contradiction.
    """
    for at, proposal, decision in overview.decisions():
        places: dict[str, list[tuple[Side, Ballot]]] = {}
        for side, ballot in decision.ballots():
            if ballot.member is None and ballot.party is not None:
                places.setdefault(key(ballot.party), []).append((side, ballot))
        for party_key, found in places.items():
            sides = list(dict.fromkeys(side for side, _ in found))
            apart = len(sides) == len(found)
            if len(found) < 2 or (apart and decision.method is Method.ROLL_CALL):
                continue
            size = decision.house.seats.get(party_key) if decision.house else None
            halves = apart and size is not None and weight(tuple(ballot for _, ballot in found)) == size
            party = found[-1][1].party
            assert party is not None  # noqa: S101
            yield finding(
                f"{at}/{sides[-1]}",
                proposal,
                f"{shortened(party.name, _ENTRY)} staat er {len(found)} keer"
                f" (onder {' en '.join(SIDES[side].nl for side in sides)}).",
                f"{shortened(party.name, _ENTRY)} is there {len(found)} times"
                f" (under {' and '.join(SIDES[side].en for side in sides)}).",
                severity=Severity.WARNING if halves else Severity.ERROR,
                expected=1,
                found=len(found),
                decision=decision,
            )


@check(
    "member-twice",
    Severity.ERROR,
    Words("Een Kamerlid staat meer dan eens in een stemming", "A member stands more than once in a vote"),
    Words("Controleer of het om naamgenoten gaat.", "Check whether they are namesakes."),
    "Reglement van Orde (tot 1 april 2021 artikel 70)",
)
def member_twice(overview: Overview) -> Iterator[Finding]:
    """Report a person who votes twice; a name twice in a party is a warning, for there are namesakes."""
    for at, proposal, decision in overview.decisions():
        found: Counter[tuple[bool, str, str]] = Counter()
        names: dict[tuple[bool, str, str], str] = {}
        for _, ballot in decision.ballots():
            if ballot.member is None:
                continue
            person, name = ballot.member.person, ballot.member.name
            who = (True, person, "") if person else (False, key(ballot.party) if ballot.party else "", name)
            found[who] += 1
            names[who] = name
        for who, times in found.items():
            if times < 2:
                continue
            namesakes = (
                Words("", "")
                if who[0]
                else Words(" Misschien zijn het naamgenoten.", " They may be namesakes.")
            )
            shown = shortened(names[who], _ENTRY)
            yield finding(
                f"{at}/members",
                proposal,
                f"{shown} staat er {times} keer.{namesakes.nl}",
                f"{shown} is there {times} times.{namesakes.en}",
                severity=Severity.ERROR if who[0] else Severity.WARNING,
                expected=1,
                found=times,
                decision=decision,
            )


@check(
    "member-apart",
    Severity.INFO,
    Words("Een Kamerlid stemde anders dan de fractie", "A member voted apart from the party"),
    Words("Geen actie nodig: er verschuift één zetel.", "Nothing to do: one seat moves."),
    "Stemming.Persoon_Id bij handopsteken",
)
def member_apart(overview: Overview) -> Iterator[Finding]:
    """Report members who stand by themselves in a vote by parties, and not on their party's side."""
    did = {
        Side.FOR: Words("stemde anders dan de fractie: voor", "voted apart from the party: for"),
        Side.AGAINST: Words("stemde anders dan de fractie: tegen", "voted apart from the party: against"),
        Side.NOT_VOTING: Words("nam niet deel, de fractie wel", "did not vote with the party"),
    }
    for at, proposal, vote in votes(overview):
        sides: dict[str, set[Side]] = {}
        for side, ballot in vote.ballots():
            if ballot.member is None and ballot.party is not None:
                sides.setdefault(key(ballot.party), set()).add(side)
        if vote.method is Method.ROLL_CALL:
            continue
        for side, ballot in vote.ballots():
            if ballot.member is None or ballot.party is None:
                continue
            of_party = sides.get(key(ballot.party))
            if (
                not of_party or side in of_party
            ):  # where the party stands is not stated, or it stands here too
                continue
            name = shortened(ballot.member.name, _ENTRY)
            yield finding(
                f"{at}/members",
                proposal,
                f"{name} ({ballot.party.name}) {did[side].nl}.",
                f"{name} ({ballot.party.name}) {did[side].en}.",
                severity=Severity.INFO,
                found=name,
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
    for at, proposal, vote in votes(overview):
        if vote.date is None or vote.method is Method.ROLL_CALL:
            continue
        order, known = parties.seating_on(vote.date)
        if not known:
            continue
        place = {there: index for index, there in enumerate(order)}
        for side in Side:
            placed = [
                ballot.party
                for ballot in vote.side(side) or ()
                if ballot.member is None and ballot.party and ballot.party.id in place
            ]
            right = sorted(placed, key=lambda party: place[party.id or ""])
            if placed == right:
                continue
            yield finding(
                f"{at}/{side}",
                proposal,
                f"de fracties onder {SIDES[side].nl} staan niet in de volgorde van de zaal: {listed(right)}.",
                f"the parties under {SIDES[side].en} are not in seating order, which is: {listed(right)}.",
                severity=Severity.WARNING,
                expected=listed(right),
                found=listed(placed),
                decision=vote,
            )


# --- dates --------------------------------------------------------------------------------------------------


@check(
    "impossible-date",
    Severity.ERROR,
    Words("Een datum die niet bestaat", "A date that does not exist"),
    Words("Verbeter de datum.", "Correct the date."),
    "De kalender; de Tweede Kamer bestaat sinds 1815",
)
def impossible_date(overview: Overview) -> Iterator[Finding]:
    """Report a date that is not in the calendar, or on which there was no House, or will not be for long."""
    for at, proposal, decision in overview.decisions():
        sitting = decision.sitting
        if sitting is None:
            continue
        if sitting.date is None:
            if sitting.date_text is None:
                continue
            shown = shortened(sitting.date_text, _ENTRY)
            nl, en = f"de datum '{shown}' bestaat niet.", f"there is no such date as '{shown}'."
        elif sitting.date < _FIRST_DAY or sitting.date.year > _LAST_YEAR:
            shown = sitting.date.isoformat()
            nl = f"op {write_date(sitting.date)} kan de Kamer niet hebben vergaderd."
            en = f"the House cannot have sat on {write_date(sitting.date, 'en')}."
        else:
            continue
        yield finding(f"{at}/sitting/date", proposal, nl, en, found=shown, decision=decision)


@dated_check(
    "future-date",
    Severity.ERROR,
    Words("Een datum die nog moet komen", "A date that is still to come"),
    Words("Verbeter de datum.", "Correct the date."),
    "Wat beslist is, is op een dag die voorbij is",
)
def future_date(overview: Overview, today: dt.date) -> Iterator[Finding]:
    """Report what a document gives as decided on a day after today. Official rows may be of votes that are planned."""
    for at, proposal, decision in overview.decisions():
        day = decision.date
        if day is None or day <= today or decision.id is not None or day.year > _LAST_YEAR:
            continue
        yield finding(
            f"{at}/sitting/date",
            proposal,
            f"de datum {write_date(day)} moet nog komen.",
            f"the date {write_date(day, 'en')} is still to come.",
            found=day,
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
    "Reglement van Orde (tot 1 april 2021 artikelen 103 en 104): eerst de amendementen, dan de eindstemming",
)
def date_order(overview: Overview) -> Iterator[Finding]:
    """Report amendments voted on after the bill as a whole, which is the last, and mostly on the same day."""
    open_ = (Result.TIED, Result.UNDETERMINED, Result.VOID)
    final = max(
        (
            vote.date
            for vote in (overview.bill.decisions if overview.bill else ())
            if vote.step is Step.VOTE and vote.date is not None and vote.result not in open_
        ),
        default=None,
    )
    if final is None:
        return
    final_nl, final_en = write_date(final), write_date(final, "en")
    for at, proposal, vote in votes(overview):
        amendment = proposal.kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT)
        if amendment and vote.date is not None and vote.date > final:
            yield finding(
                f"{at}/sitting/date",
                proposal,
                f"de stemming was op {write_date(vote.date)}, na de eindstemming van {final_nl}.",
                f"the vote was on {write_date(vote.date, 'en')}, after the final vote of {final_en}.",
                severity=Severity.WARNING,
                expected=final,
                found=vote.date,
                decision=vote,
            )


# --- numbers, headings, the document itself -----------------------------------------------------------------


@check(
    "number-twice",
    Severity.ERROR,
    Words("Een nummer komt twee keer voor", "A number is there twice"),
    Words("Geef elk voorstel zijn eigen nummer.", "Give each proposal its own number."),
    "Zaak.Volgnummer is binnen een dossier uniek",
)
def number_twice(overview: Overview) -> Iterator[Finding]:
    """Report two items with the same reference, unless they are different parts of one paper."""
    seen: dict[Ref, list[Proposal]] = {}
    for at, proposal in overview.items():
        if proposal.ref is None:
            continue
        before = seen.setdefault(proposal.ref, [])
        if any(not _other_parts(one, proposal) for one in before):
            yield finding(
                f"{at}/ref",
                proposal,
                f"dit nummer komt twee keer voor ({proposal.ref}).",
                f"this number is there twice ({proposal.ref}).",
                found=proposal.ref,
                decision=last_decision(proposal),
            )
        before.append(proposal)


def _other_parts(one: Proposal, other: Proposal) -> bool:
    """Return whether each is a part of the same paper, decided on and listed by itself."""
    labels = [{part.label for part in proposal.parts} for proposal in (one, other)]
    whole = one.decisions or other.decisions
    return one.kind is other.kind and not whole and all(labels) and not labels[0] & labels[1]


@check(
    "number-missing",
    Severity.WARNING,
    Words("Een voorstel zonder nummer", "A proposal without a number"),
    Words("Zoek het nummer van het stuk op.", "Look up the number of the paper."),
    "Zaak.Volgnummer",
)
def number_missing(overview: Overview) -> Iterator[Finding]:
    """Report an item that nothing identifies; a vote that belongs to no proposal has a check of its own."""
    for at, proposal in overview.items():
        if proposal.ref is None and proposal.kind is not Kind.UNKNOWN:
            yield finding(
                f"{at}/ref",
                proposal,
                "er staat geen nummer bij.",
                "no number is given.",
                severity=Severity.WARNING,
                decision=last_decision(proposal),
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
    for line in (each for each in overview.unread if not each.around):
        shown = shortened(line.text, 80)
        message = Words(f"niet begrepen: '{shown}'", f"not understood: '{shown}'")
        if line.beside is not None:
            message = Words(
                f"niet begrepen naast {line.beside.words.nl}: '{shown}'",
                f"not understood beside {line.beside.words.en}: '{shown}'",
            )
        if line.lost is not None:
            message = Words(
                f"{line.lost.nl} staat in het document en is niet gelezen",
                f"{line.lost.en} stands in the document and was not read",
            )
        yield Finding(
            check="",
            severity=Severity.WARNING,
            at="",
            message=message,
            found=shown,
            source=overview.sources[0].id if overview.sources else None,
            place=line.place,
        )


@check(
    "around",
    Severity.INFO,
    Words("Een regel hoort niet bij het overzicht", "A line is no part of the overview"),
    Words(
        "Geen actie nodig, tenzij er toch iets over een stemming in staat.",
        "Nothing to do, unless it says something of a vote after all.",
    ),
    "De vorm van het overzicht",
)
def around(overview: Overview) -> Iterator[Finding]:
    """Report the lines above and below an overview without a word of a vote, a number or a party."""
    for line in overview.unread:
        if line.around:
            shown = shortened(line.text, 80)
            yield Finding(
                check="",
                severity=Severity.INFO,
                at="",
                message=Words(
                    f"staat om het overzicht heen: '{shown}'", f"stands around the overview: '{shown}'"
                ),
                found=shown,
                source=overview.sources[0].id if overview.sources else None,
                place=line.place,
            )


# --- what is worth knowing ----------------------------------------------------------------------------------


@check(
    "mistake",
    Severity.INFO,
    Words("Er is een vergissing gemeld", "A mistake was reported"),
    Words("Geen actie nodig: de uitslag verandert niet.", "Nothing to do: the result does not change."),
    "Reglement van Orde (tot 1 april 2021 artikel 71); Stemming.Vergissing",
)
def mistake(overview: Overview) -> Iterator[Finding]:
    """Report ballots that were cast by mistake; they count as they were cast."""
    for at, proposal, vote in votes(overview):
        actors = [ballot.member or ballot.party for _, ballot in vote.ballots() if ballot.mistake]
        names = ", ".join(shortened(actor.name, _ENTRY) for actor in actors if actor is not None)
        if names:
            yield finding(
                at,
                proposal,
                f"vergissing van {names}. De stem telt zoals zij is uitgebracht.",
                f"mistake by {names}. The vote counts as it was cast.",
                severity=Severity.INFO,
                found=names,
                decision=vote,
            )
