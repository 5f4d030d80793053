"""Checks that hold a list in a document to what is said beside it: "niemand", and the numbers that were announced.

A list in a document is whole: who writes "Voor:" names all who were. Official rows can be lost; other checks say so.
"""

import re
from collections.abc import Iterator

from kamerstem.checks.arithmetic import EMPTY, impossible, sums_differ
from kamerstem.checks.registry import check
from kamerstem.checks.sentences import finding, last_decision, shortened, votes
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.form import SIDES
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.votes import Decision, Method, Result, Side, weight


def _nobody(vote: Decision) -> Side | None:
    """Return the side on which nobody stands, by a document, while the result says that somebody must."""
    if vote.id is not None or vote.method is Method.BALLOT:
        return None
    nobody = [side for side in (Side.FOR, Side.AGAINST) if vote.side(side) == ()]
    if len(nobody) != 1:
        return None
    [side] = nobody
    needs = {
        Result.ADOPTED: (Side.FOR,),
        Result.REJECTED: (Side.AGAINST,),
        Result.TIED: (Side.FOR, Side.AGAINST),
    }
    return side if vote.result in needs and side in needs[vote.result] else None


@check(
    "nobody-outcome",
    Severity.ERROR,
    Words(
        "Niemand stemde zo, en de uitslag zegt iets anders", "Nobody voted so, and the result says otherwise"
    ),
    Words("Controleer de uitslag en de lijst.", "Check the result and the list."),
    "Grondwet, artikel 67, tweede lid: besloten wordt bij meerderheid van stemmen",
)
def nobody_outcome(overview: Overview) -> Iterator[Finding]:
    """Report what was adopted with nobody for it, rejected with nobody against it, or tied with nobody on a side.

    Where seats are known the sums say so too, and that is then the finding.
    """
    said = {
        Result.ADOPTED: Words("aangenomen", "adopted"),
        Result.REJECTED: Words("verworpen", "rejected"),
        Result.TIED: Words("gestaakt", "tied"),
    }
    for at, proposal, vote in votes(overview):
        side = _nobody(vote)
        if side is None or vote.result is None or impossible(overview, proposal, vote):
            continue
        state, where = said[vote.result], SIDES[side]
        yield finding(
            f"{at}/result",
            proposal,
            f"staat als {state.nl}, en onder {where.nl} staat niemand.",
            f"is given as {state.en}, and nobody stands under {where.en}.",
            found=vote.result,
            decision=vote,
        )


@check(
    "list-short",
    Severity.ERROR,
    Words("Een lijst is korter dan het genoemde aantal", "A list is shorter than the number announced"),
    Words("Vul de lijst aan of verbeter het aantal.", "Complete the list or correct the number."),
    "De vorm van het overzicht: een lijst noemt iedereen aan die kant",
)
def list_short(overview: Overview) -> Iterator[Finding]:
    """Hold each list that a document gives against the number announced for its side; more is said elsewhere.

    Where a party's seats are not certain, a few that are missing are passed over, and the rest is a warning.
    """
    for at, proposal, vote in votes(overview):
        announced = vote.announced
        if announced is None or vote.recorded or sums_differ(vote):
            continue
        for side, told in ((Side.FOR, announced.for_), (Side.AGAINST, announced.against)):
            ballots = vote.side(side)
            number = weight(ballots)
            by_name = all(ballot.member is not None for ballot in ballots or ())
            if number is None or (vote.method is Method.ROLL_CALL and not by_name):
                continue  # members of a party that stands in a roll call may be elsewhere, or absent
            certain = by_name or (vote.house is not None and vote.house.certain)
            if number >= told - (0 if certain else EMPTY):
                continue
            where = SIDES[side]
            nl = "is 1 stem" if told == 1 else f"zijn {told} stemmen"
            en, are = ("1 vote", "is") if told == 1 else (f"{told} votes", "are")
            yield finding(
                f"{at}/{side}",
                proposal,
                f"genoemd {nl} {where.nl.lower()}, de lijst onder {where.nl} telt er {number}.",
                f"{en} {where.en.lower()} {are} announced, the list under {where.en} has {number}.",
                severity=Severity.ERROR if certain else Severity.WARNING,
                expected=told,
                found=number,
                decision=vote,
            )


_IN_A_ROW = 3  # parties that make a list


@check(
    "list-in-prose",
    Severity.WARNING,
    Words(
        "Er staat een lijst van fracties in de toelichting", "There is a list of parties in the explanation"
    ),
    Words(
        "Kijk of dit een uitslag is die niet zo gelezen is.",
        "See whether it is a result that was not read as one.",
    ),
    "De vorm van het overzicht",
)
def list_in_prose(overview: Overview) -> Iterator[Finding]:
    """Report a paragraph of a document's explanation with several parties in a row, which may be who voted how."""
    for at, proposal in overview.items():
        if proposal.zaak is not None:
            continue
        for index, paragraph in enumerate(proposal.explanation or ()):
            row = most = 0
            for piece in re.split(r"[,;:.]|\ben\b", paragraph):
                row = row + 1 if parties.find(piece) is not None else 0
                most = max(most, row)
            if most >= _IN_A_ROW:
                shown = shortened(paragraph, 80)
                yield finding(
                    f"{at}/explanation/{index}",
                    proposal,
                    f"de toelichting noemt een rij fracties: '{shown}'.",
                    f"the explanation names parties in a row: '{shown}'.",
                    severity=Severity.WARNING,
                    found=shown,
                    decision=last_decision(proposal),
                )
