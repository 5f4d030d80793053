"""Checks of what amendments to a budget would move. They speak only where a paper was read."""

from collections.abc import Iterator

from kamerstem.checks.registry import check
from kamerstem.checks.sentences import finding
from kamerstem.language import Words
from kamerstem.model.overview import Finding, Overview, Severity


@check(
    "budget-amount-differs",
    Severity.WARNING,
    Words(
        "De toelichting noemt een ander bedrag dan het amendement",
        "The explanation states another amount than the amendment",
    ),
    Words(
        "Vraag de indiener welk bedrag bedoeld is; het amendement zelf geldt.",
        "Ask the submitter which amount is meant; the amendment itself is what holds.",
    ),
    "Kamerstuk; RBV, modellen 4.60-4.62",
)
def budget_amount_differs(overview: Overview) -> Iterator[Finding]:
    """Report an amendment of which no amount in the explanation is one that it moves."""
    for at, proposal in overview.items():
        ledger = proposal.ledger
        if ledger is None or not ledger.differs:
            continue
        moved = sorted({abs(entry.change) for entry in ledger.entries})
        said = dict.fromkeys(ledger.amounts)
        yield finding(
            f"{at}/budget/stated",
            proposal,
            "geen van de bedragen in de toelichting is een bedrag van het amendement.",
            "none of the amounts in the explanation is an amount of the amendment.",
            severity=Severity.WARNING,
            expected=", ".join(_euros(amount) for amount in moved),
            found=", ".join(_euros(amount) for amount in said),
        )


def _euros(amount: int) -> str:
    return f"€ {amount:,}".replace(",", ".")


@check(
    "budget-not-read",
    Severity.INFO,
    Words(
        "Een zin van een begrotingsamendement is niet gelezen", "A clause of a budget amendment was not read"
    ),
    Words(
        "Lees de zin zelf; Kamerstem rekent er niet mee.",
        "Read the clause yourself; Kamerstem does not count it.",
    ),
    "Kamerstuk; RBV, modellen 4.60-4.62",
)
def budget_not_read(overview: Overview) -> Iterator[Finding]:
    """Report the clauses whose amount is not certain, and why."""
    for at, proposal in overview.items():
        for index, unread in enumerate(proposal.ledger.unread if proposal.ledger else ()):
            why_nl, why_en = unread.why.nl.rstrip("."), unread.why.en.rstrip(".")
            yield finding(
                f"{at}/budget/not_read/{index}",
                proposal,
                f"een zin over geld is niet gelezen en telt niet mee: {why_nl[:1].lower()}{why_nl[1:]}.",
                f"a clause on money was not read and is not counted: {why_en[:1].lower()}{why_en[1:]}.",
                severity=Severity.INFO,
                found=unread.words[:200] or None,
            )
