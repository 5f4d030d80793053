"""A made-up bill as the record would have it, and a document about it with twelve errors planted by hand.

``python -m tests.checks.twelve`` prints the document without errors, in the form that the example was made from.
"""

from dataclasses import replace

from kamerstem.model.overview import Overview
from kamerstem.model.refs import Paper
from kamerstem.model.votes import Actor, Decision, Kind, Proposal, Result, Sitting, Step, Submitters, Tally
from kamerstem.render import text
from tests.factories import AGAINST_4, ALL_BUT_JA21, DAY, FOR_4, MADE_UP, amendment, bill, overview, vote

TITLE = "Regels over het bewaren van verzonnen voorbeelden (Wet verzonnen voorbeelden)"


def _item(
    number: int, subject: str, name: str, *decisions: Decision, kind: Kind = Kind.AMENDMENT
) -> Proposal:
    return amendment(
        number,
        *decisions,
        kind=kind,
        ref=Paper(MADE_UP, str(number)),
        subject=subject,
        submitters=Submitters((Actor(name),), and_others=False),
        articles=(str(number),) if kind is Kind.AMENDMENT else None,
        explanation=None,
    )


def record() -> Overview:
    """Return the bill as the record has it: eight amendments and two motions."""
    rejected = vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21")
    adopted = vote(Result.ADOPTED, f"{FOR_4}, D66, NSC, VVD", "PVV, FVD, BBB", "JA21")
    told = replace(adopted, announced=Tally(102, 47))
    withdrawn = Decision(step=Step.WITHDRAW, sitting=Sitting(DAY))
    items = (
        _item(4, "een termijn van vier weken", "Grinwis", rejected),
        _item(5, "een evaluatie na drie jaar", "Van Dijk", adopted),
        _item(6, "het schrappen van artikel 6", "Bikker", rejected),
        _item(7, "een register van voorbeelden", "Dassen", told),
        _item(8, "een lager tarief", "Stoffer", adopted),
        _item(9, "overleg met de gemeenten", "Kostić", rejected),
        _item(10, "een eerdere datum van ingang", "Van Baarle", withdrawn),
        _item(11, "een meldplicht", "Dobbe", rejected),
    )
    motions = (
        _item(12, "voorbeelden ook in het Fries", "Sneller", adopted, kind=Kind.MOTION),
        _item(13, "geen voorbeelden op zondag", "Diederik van Dijk", rejected, kind=Kind.MOTION),
    )
    whole = bill(vote(Result.ADOPTED, ALL_BUT_JA21, "", "JA21"), ref=MADE_UP, title=TITLE)
    made = overview(*items, the_bill=whole)
    return replace(made, subject=replace(made.subject, ref=MADE_UP, title=TITLE), motions=motions)


if __name__ == "__main__":
    print(text.render(record()), end="")
