"""The checks on what became of a proposal: its decisions in sequence, its heading, what replaced it, who opposed it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kamerstem.checks.registry import check
from kamerstem.checks.sentences import finding, last_decision, votes
from kamerstem.language import Words
from kamerstem.model.form import STATUSES
from kamerstem.model.overview import Finding, Overview, Place, Severity
from kamerstem.model.refs import Ref
from kamerstem.model.votes import (
    ActorKind,
    Decision,
    Feature,
    Proposal,
    RelationKind,
    Result,
    StatementKind,
    Status,
    Step,
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
        stands, is_ = proposal.heading, proposal.status
        if stands is None or Status.UNKNOWN in (stands, is_) or stands is is_ or _near(stands, proposal):
            continue
        yield finding(
            f"{at}/status",
            proposal,
            f"staat onder '{_status(stands).nl}', maar de uitslag is '{_status(is_).nl}'.",
            f"stands under '{_status(stands).en}', but the result is '{_status(is_).en}'.",
            expected=is_,
            found=stands,
            decision=last_decision(proposal),
        )


def _near(heading: Status, proposal: Proposal) -> bool:
    """Return whether a heading says roughly what the decision does.

    Who takes an amendment over adopts it; who holds over or postpones has not decided; a tie in a full House
    rejects.
    """
    last = last_decision(proposal)
    if heading is Status.REJECTED and last is not None and last.result is Result.TIED:
        return True
    pairs = ((Status.ADOPTED, Status.TAKEN_OVER), (Status.HELD_OVER, Status.PENDING))
    return any({heading, proposal.status} == set(pair) for pair in pairs)


def _cut_off(overview: Overview) -> Proposal | None:
    """Return the last proposal of a document, where only a heading tells of it, and there should be more below it.

    There is a result below the others of its kind; or it has none beside it, was voted on, and has its explanation.
    """
    votes = [(item, made) for _, item, made in overview.decisions() if made.claims]
    item, last = max(votes, key=lambda each: _place(each[1]), default=(None, None))
    if item is None or last is None or not last.headed:
        return None
    others = [made for other, made in votes if other is not item and other.kind is item.kind]
    explained = last.step is Step.VOTE and bool(item.explanation)
    return item if (others or explained) and not any(made.headed for made in others) else None


def _place(made: Decision) -> tuple[int, int]:
    place = Place.read(made.claims[0].place)
    return (0, 0) if place is None else place.sort_key


def _headed(at: str, proposal: Proposal, *, cut: bool) -> Finding:
    if cut:
        return finding(
            f"{at}/decisions",
            proposal,
            "hier houdt het document op: de uitslag staat er niet onder, onder de andere wel. Ontbreekt het einde?",
            "the document ends here: there is no result below it, and there is below the others. Is the end missing?",
            severity=Severity.WARNING,
            decision=last_decision(proposal),
        )
    return finding(
        f"{at}/decisions",
        proposal,
        "wat ermee is gebeurd, staat alleen in de kop.",
        "what became of it is in the heading only.",
        severity=Severity.INFO,
        decision=last_decision(proposal),
    )


def _status(status: Status) -> Words:
    if status is Status.PENDING:
        return Words("nog niet beslist", STATUSES[status].en)
    return STATUSES[status]


@check(
    "no-decision",
    Severity.WARNING,
    Words("Er staat geen besluit bij", "No decision is given"),
    Words("Zoek op wat er met het voorstel is gebeurd.", "Look up what became of the proposal."),
    "De vorm van het overzicht",
    lack=True,
)
def no_decision(overview: Overview) -> Iterator[Finding]:
    """Report a bill or item about which nothing was decided, as far as is stated.

    Where a heading says what became of it, or the bill itself is still to be decided on, an item without a
    decision is only worth knowing; so is a bill of the official data that is still under way. One that was replaced
    needs none. Of one of which only the heading tells, that is worth knowing too; of the last one it is a warning
    where the others have a result below them, for the end may be missing.
    """
    replaced, cut = _replaced(overview), _cut_off(overview)
    pending = overview.is_dossier or (overview.bill is not None and not overview.bill.all_decisions())
    for at, proposal in overview.items():
        if proposal.all_decisions() and all(decision.headed for decision in proposal.all_decisions()):
            yield _headed(at, proposal, cut=proposal is cut)
        if proposal.all_decisions() or proposal.ref in replaced or proposal.related(RelationKind.REPLACED_BY):
            continue
        under_way = pending and (proposal is not overview.bill or proposal.zaak is not None)
        soft = proposal.heading is not None or under_way
        yield finding(
            f"{at}/decisions",
            proposal,
            "er is geen stemming of ander besluit vermeld.",
            "no vote or other decision is given.",
            severity=Severity.INFO if soft else Severity.WARNING,
        )
    if overview.is_dossier:
        called = overview.subject.ref or overview.subject.title or ""
        yield finding(
            "/bill",
            None,
            f"Dossier {called}: er staat geen wetsvoorstel in.".replace("  ", " "),
            f"Dossier {called}: there is no bill in it.".replace("  ", " "),
            severity=Severity.INFO,
        )


def _replaced(overview: Overview) -> dict[Ref, Proposal]:
    """Return what the items of this overview replace, each with the item that does."""
    return {
        ref: item
        for _, item in overview.items()
        for ref in item.related(RelationKind.REPLACES)
        if ref != item.ref
    }


@check(
    "ballots-without-vote",
    Severity.ERROR,
    Words("Er staan stemmen bij iets waarover niet is gestemd", "There are votes on what was not voted on"),
    Words(
        "Controleer of het voorstel is ingetrokken, aangehouden of in stemming gebracht.",
        "Check whether it was withdrawn, held over or voted on.",
    ),
    "Reglement van Orde (tot 1 april 2021 artikel 69)",
)
def ballots_without_vote(overview: Overview) -> Iterator[Finding]:
    """Report lists of names at a step that is no vote."""
    for at, proposal, decision in overview.decisions():
        if decision.step is not Step.VOTE and any(decision.ballots()):
            yield finding(
                at,
                proposal,
                "er staan stemmen bij, maar er is niet gestemd.",
                "votes are given, but there was no vote.",
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
    "Reglement van Orde (tot 1 april 2021 artikelen 69-72)",
)
def decision_after_final(overview: Overview) -> Iterator[Finding]:
    """Report what was decided on again after it was adopted, rejected or withdrawn; twins included."""
    for at, proposal in overview.items():
        for place, decisions in (
            (f"{at}/decisions", proposal.decisions),
            *((f"{at}/parts/{index}/decisions", part.decisions) for index, part in enumerate(proposal.parts)),
        ):
            yield from _after_final(place, proposal, decisions)


_FINAL = frozenset({Step.WITHDRAW, Step.LAPSE, Step.TAKE_OVER, Step.WITHOUT_VOTE, Step.INADMISSIBLE})


def _after_final(place: str, proposal: Proposal, decisions: Sequence[Decision]) -> Iterator[Finding]:
    valid = [
        (index, decision) for index, decision in enumerate(decisions) if decision.result is not Result.VOID
    ]
    for (_, before), (index, after) in pairwise(valid):
        if before.result not in (Result.ADOPTED, Result.REJECTED) and before.step not in _FINAL:
            continue
        twin = (before.step, before.result, before.date) == (after.step, after.result, after.date)
        yield finding(
            f"{place}/{index}",
            proposal,
            "hetzelfde besluit staat er twee keer." if twin else "er is opnieuw beslist na een einduitslag.",
            "the same decision is there twice." if twin else "it was decided on again after a final result.",
            severity=Severity.WARNING,
            decision=after,
        )


@check(
    "voted-both-ways",
    Severity.ERROR,
    Words("Een stuk is aangenomen en verworpen", "A paper is adopted and rejected"),
    Words("Laat staan wat de uitslag was.", "Keep what the result was."),
    "Reglement van Orde (tot 1 april 2021 artikelen 69-72): een stemming heeft één uitslag",
)
def voted_both_ways(overview: Overview) -> Iterator[Finding]:
    """Report a paper, or a part of it, that a document gives as adopted and as rejected, unless on different days."""
    seen: dict[tuple[object, str | None], list[Decision]] = {}
    for at, proposal in overview.items():
        for place, label, decisions in (
            (f"{at}/decisions", None, proposal.decisions),
            *(
                (f"{at}/parts/{index}/decisions", part.label, part.decisions)
                for index, part in enumerate(proposal.parts)
            ),
        ):
            for index, made in enumerate(decisions):
                if made.id is not None or made.result not in (Result.ADOPTED, Result.REJECTED):
                    continue
                before = seen.setdefault((proposal.ref or at, label), [])
                if any(_other_way(made, other) for other in before):
                    yield finding(
                        f"{place}/{index}/result",
                        proposal,
                        "staat er als aangenomen en als verworpen.",
                        "is given as adopted and as rejected.",
                        found=made.result,
                        decision=made,
                    )
                before.append(made)


def _other_way(made: Decision, before: Decision) -> bool:
    days = {made.date, before.date} - {None}
    return made.result is not before.result and len(days) < 2


@check(
    "replaced-voted",
    Severity.WARNING,
    Words("Er is gestemd over een vervangen stuk", "A replaced paper was voted on"),
    Words("Controleer of niet het latere stuk bedoeld is.", "Check whether the later paper is meant."),
    "Reglement van Orde (tot 1 april 2021 artikel 98): een gewijzigd amendement vervangt het eerdere",
)
def replaced_voted(overview: Overview) -> Iterator[Finding]:
    """Report a paper with a vote of its own that its record, or another item here, says was replaced."""
    replaced = _replaced(overview)
    for at, proposal, vote in votes(overview):
        by = list(proposal.related(RelationKind.REPLACED_BY))
        if not by and proposal.ref in replaced:
            by = [ref for ref in (replaced[proposal.ref].ref,) if ref is not None]
        if not by:
            continue
        later = ", ".join(str(ref) for ref in by)
        yield finding(
            at,
            proposal,
            f"hierover is gestemd, maar dit stuk is vervangen door {later}.",
            f"this was voted on, but the paper is replaced by {later}.",
            severity=Severity.WARNING,
            found=later,
            decision=vote,
        )


@check(
    "kingdom-act-opposed",
    Severity.WARNING,
    Words("Verzet tegen een rijkswet", "Opposition to a kingdom act"),
    Words(
        "Ga na of de minister-president het voorstel handhaaft.",
        "See whether the Prime Minister upholds the bill.",
    ),
    "Reglement van Orde (tot 1 april 2021 artikel 113)",
)
def kingdom_act_opposed(overview: Overview) -> Iterator[Finding]:
    """Report a kingdom act that was opposed and carried by less than three fifths of the votes cast.

    The opposition that counts is that of the Minister Plenipotentiary or a special delegate, never a party's.
    """
    bill = overview.bill
    if bill is None or Feature.KINGDOM_ACT not in bill.features:
        return
    opposed = any(
        said.kind is StatementKind.OPPOSITION and said.actor.kind not in (ActorKind.PARTY, ActorKind.GROUP)
        for said in bill.statements
    )
    for index, vote in enumerate(bill.decisions):
        tally = vote.announced or (vote.counted if vote.counted and vote.counted.complete else None)
        if not opposed or vote.result is not Result.ADOPTED or tally is None:
            continue
        if tally.for_ * 5 < (tally.for_ + tally.against) * 3:
            yield finding(
                f"/bill/decisions/{index}",
                bill,
                "aangenomen met minder dan drie vijfde van de stemmen, terwijl er verzet was: het voorstel"
                " gaat niet zonder meer door naar de Eerste Kamer.",
                "carried by less than three fifths of the votes while opposed: the bill does not go on"
                " to the Senate as a matter of course.",
                severity=Severity.WARNING,
                found=f"{tally.for_}-{tally.against}",
                decision=vote,
            )
