"""Checks of what the official record leaves out. They speak only of decisions that have an official id."""

from collections import Counter
from collections.abc import Iterator

from kamerstem.checks.registry import check
from kamerstem.checks.sentences import finding, last_decision, shortened
from kamerstem.language import Words
from kamerstem.model.fields import unmangled
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.parties import SEATS, by_id
from kamerstem.model.votes import Decision, Method, Proposal, Side, Step


def _recorded(overview: Overview) -> Iterator[tuple[str, Proposal, Decision]]:
    return (found for found in overview.decisions() if found[2].id is not None)


@check(
    "votes-missing",
    Severity.WARNING,
    Words("De stemmen staan niet in de gegevens", "The votes are not in the data"),
    Words("Zoek de stemming op in de Handelingen.", "Look the vote up in the Handelingen."),
    "Besluit zonder Stemming",
    lack=True,
)
def votes_missing(overview: Overview) -> Iterator[Finding]:
    """Report a vote of which the record has the result and no vote rows, once they are no longer to be waited for."""
    for at, proposal, decision in _recorded(overview):
        if decision.awaited:
            continue
        if decision.step is Step.VOTE and not any(decision.side(side) for side in Side):
            yield finding(
                at,
                proposal,
                "de uitslag staat in de gegevens, maar wie voor en wie tegen was niet.",
                "the result is in the data, but not who was for and who against.",
                severity=Severity.WARNING,
                decision=decision,
            )


@check(
    "date-missing",
    Severity.WARNING,
    Words("De dag van een besluit is niet bekend", "The day of a decision is not known"),
    Words("Zoek de vergadering op.", "Look the sitting up."),
    "Besluit, Agendapunt, Activiteit.Datum",
    lack=True,
)
def date_missing(overview: Overview) -> Iterator[Finding]:
    """Report a decision that leads to no sitting, or to one without a date."""
    for at, proposal, decision in _recorded(overview):
        sitting = decision.sitting
        if sitting is None or (sitting.date is None and sitting.date_text is None):
            yield finding(
                f"{at}/sitting/date",
                proposal,
                "de dag van het besluit staat niet in de gegevens; de Kamer van die dag is dus ook niet bekend.",
                "the day of the decision is not in the data, so the House of that day is not known either.",
                severity=Severity.WARNING,
                decision=decision,
            )


@check(
    "result-unknown",
    Severity.WARNING,
    Words("De uitslag van een stemming is niet te lezen", "The result of a vote cannot be read"),
    Words("Zoek de uitslag op in de Handelingen.", "Look the result up in the Handelingen."),
    "Besluit.BesluitSoort, Besluit.BesluitTekst",
)
def result_unknown(overview: Overview) -> Iterator[Finding]:
    """Report a vote of which neither sort nor text of the decision says in a known form how it ended."""
    for at, proposal, decision in _recorded(overview):
        if decision.step is Step.VOTE and decision.result is None:
            said = shortened(decision.text, 60) if decision.text else None
            yield finding(
                at,
                proposal,
                f"er is gestemd, maar uit de soort van het besluit en '{said}' volgt geen uitslag."
                if said
                else "er is gestemd, maar de uitslag staat niet in de gegevens.",
                f"there was a vote, but no result follows from the sort of the decision and '{said}'."
                if said
                else "there was a vote, but its result is not in the data.",
                severity=Severity.WARNING,
                found=said,
                decision=decision,
            )


@check(
    "completeness-unknown",
    Severity.INFO,
    Words("Het is niet zeker dat de stemming volledig is", "It is not certain that the vote is complete"),
    Words("Vergelijk de stemverhouding met de Handelingen.", "Compare the tally with the Handelingen."),
    "Het aantal bezette zetels van die dag is niet bekend",
    lack=True,
)
def completeness_unknown(overview: Overview) -> Iterator[Finding]:
    """Say of a count that nothing tells whether it is whole: the House of that day is not known for certain."""
    for at, proposal, decision in _recorded(overview):
        given = decision.for_ or decision.against
        unweighed = any(ballot.seats is None for _, ballot in decision.ballots())
        if decision.date is not None and given and not unweighed and decision.complete is None:
            yield finding(
                f"{at}/counted",
                proposal,
                f"er staan {decision.named} stemmen; hoeveel zetels er die dag bezet waren, is niet zeker.",
                f"there are {decision.named} votes; how many seats were filled that day is not certain.",
                severity=Severity.INFO,
                found=decision.named,
                decision=decision,
            )


@check(
    "official-seats",
    Severity.WARNING,
    Words("De officiële zetels kloppen niet", "The official seats do not agree"),
    Words("Controleer wie die dag lid waren.", "Check who were members that day."),
    "FractieZetelPersoon, FractieZetelVacature",
    lack=True,
)
def official_seats(overview: Overview) -> Iterator[Finding]:
    """Report, once a day, official seats that were not taken as the House: they are short, double or contradicted."""
    told = set()
    for at, proposal, decision in _recorded(overview):
        seated, house = decision.seated, decision.house
        if seated is None or seated.day in told:
            continue
        rows: Counter[str] = Counter()
        for _, ballot in decision.ballots():
            if ballot.party is not None and ballot.party.id is not None:
                rows[ballot.party.id] += ballot.seats or 0
        other = dict(house.seats) if house is not None and house.certain else dict(rows)
        if decision.method is Method.ROLL_CALL and not (house is not None and house.certain):
            other = {}  # members come and go: their number is not the size of the party
        wrong = sorted(party for party, size in other.items() if seated.seats.get(party, 0) != size)
        if seated.house() is not None and not wrong:
            continue
        told.add(seated.day)
        parts = [(party, seated.seats.get(party, 0), other[party]) for party in wrong]
        nl = ", ".join(f"{by_id(party).name_on(seated.day)} {a} en niet {b}" for party, a, b in parts)
        en = ", ".join(f"{by_id(party).name_on(seated.day)} {a} and not {b}" for party, a, b in parts)
        yield finding(
            f"{at}/counted",
            proposal,
            f"de officiële zetels van {seated.day} zijn niet gebruikt: {seated.filled} bezet, {seated.vacant} vacant, "
            f"{seated.double} dubbel, {seated.unknown} van een onbekende fractie{'; ' * bool(nl)}{nl}.",
            f"the official seats of {seated.day} were not used: {seated.filled} filled, {seated.vacant} vacant, "
            f"{seated.double} double, {seated.unknown} of an unknown party{'; ' * bool(en)}{en}.",
            severity=Severity.WARNING,
            expected=SEATS,
            found=seated.filled + seated.vacant,
            decision=decision,
        )


@check(
    "double-encoding",
    Severity.INFO,
    Words("Letters zijn dubbel gecodeerd", "Letters are encoded twice"),
    Words("Lees de letters zoals ze bedoeld zijn.", "Read the letters as they were meant."),
    "Zaak.Onderwerp, Zaak.Titel",
)
def double_encoding(overview: Overview) -> Iterator[Finding]:
    """Say of an official title which word was encoded twice; it is found and compared as it was meant."""
    for at, proposal in overview.items():
        if proposal.zaak is None:
            continue
        title = proposal.subject or proposal.title or ""
        wrong = next((word for word in title.split() if unmangled(word) != word), None)
        if wrong is not None:
            said, meant = shortened(wrong, 60), shortened(unmangled(wrong), 60)
            yield finding(
                f"{at}/{'subject' if proposal.subject else 'title'}",
                proposal,
                f"in de gegevens staat '{said}'; bedoeld is '{meant}'.",
                f"the data say '{said}'; what is meant is '{meant}'.",
                severity=Severity.INFO,
                expected=meant,
                found=said,
                decision=last_decision(proposal),
            )


@check(
    "remark",
    Severity.INFO,
    Words("Er staat een opmerking bij het besluit", "The record adds a remark to the decision"),
    Words("Lees de opmerking.", "Read the remark."),
    "Besluit.Opmerking",
)
def remark(overview: Overview) -> Iterator[Finding]:
    """Show what the record adds to a decision: a wrong count, a correction, the exact words put to the vote."""
    for at, proposal, decision in _recorded(overview):
        if decision.remark:
            shown = shortened(decision.remark, 300)
            yield finding(
                at,
                proposal,
                f"opmerking bij het besluit: \u201e{shown}\u201d.",
                f"remark on the decision (in Dutch): \u201c{shown}\u201d.",
                severity=Severity.INFO,
                found=shown,
                decision=decision,
            )
