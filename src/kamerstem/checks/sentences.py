"""What every check needs to speak: how a proposal is called, and a finding made of two sentences."""

from collections.abc import Iterable, Iterator

from kamerstem.language import Words
from kamerstem.model.form import KINDS
from kamerstem.model.overview import Finding, Overview, Place, Severity, paper_number
from kamerstem.model.votes import Decision, Kind, PartyName, Proposal, Step


def votes(overview: Overview) -> Iterator[tuple[str, Proposal, Decision]]:
    """Yield every decision that was a vote, with its JSON pointer and its proposal."""
    return (found for found in overview.decisions() if found[2].step is Step.VOTE)


def name(proposal: Proposal, at: str = "") -> Words:
    """Return what a sentence calls a proposal, or the part that ``at`` points to: "Motie nr. 4"."""
    nl, en = KINDS[proposal.kind][0]
    if proposal.kind is not Kind.BILL:
        if number := paper_number(proposal.ref):
            nl, en = f"{nl} nr. {number}", f"{en} no. {number}"
        elif proposal.ref is not None:
            nl, en = f"{nl} {proposal.ref}", f"{en} {proposal.ref}"
        else:
            about = f" ('{shortened(proposal.subject, 60)}')" if proposal.subject else ""
            without = Words(" zonder nummer", " without a number")
            if proposal.kind is Kind.UNKNOWN:
                without = Words("", "")
            nl, en = f"{nl}{without.nl}{about}", f"{en}{without.en}{about}"
    if "/parts/" in at:
        label = proposal.parts[int(at.split("/parts/")[1].split("/")[0])].label
        nl, en = f"{nl}, onderdeel {label}", f"{en}, part {label}"
    return Words(nl[:1].upper() + nl[1:], en[:1].upper() + en[1:])


def finding(
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
    """Return a finding; the registry fills in its check. The message begins with the proposal it is about."""
    about = name(proposal, at) if proposal is not None else None
    claim = decision.claims[0] if decision is not None and decision.claims else None
    return Finding(
        check="",
        severity=severity,
        at=at,
        message=Words(f"{about.nl}: {nl}", f"{about.en}: {en}") if about else Words(nl, en),
        ref=proposal.ref if proposal is not None else None,
        expected=None if expected is None else str(expected),
        found=None if found is None else str(found),
        source=claim.source if claim else None,
        place=Place.read(claim.place) if claim else None,
        about=("Besluit", decision.id) if decision is not None and decision.id is not None else None,
    )


def last_decision(proposal: Proposal) -> Decision | None:
    """Return the decision whose line in a document leads to the proposal."""
    return proposal.decisions[-1] if proposal.decisions else None


def listed(parties: Iterable[PartyName]) -> str:
    """Return the names of parties with commas between them."""
    return ", ".join(party.name for party in parties)


def key(party: PartyName) -> str:
    """Return what a party is known by within one vote: its id, else its name."""
    return party.id or party.name


def shortened(text: str, most: int) -> str:
    """Return the text, cut off with dots where it has more than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 3]}..."
