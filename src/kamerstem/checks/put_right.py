"""A document put right: what the record knows in place of what the document says otherwise.

What the record does not know (explanations, decisions it has no row of) stays as the document has it.
"""

from collections.abc import Iterable, Sequence

from kamerstem.checks.compare import left_out, match, same_words
from kamerstem.checks.differences import official_tally, pairs
from kamerstem.checks.voters import match_voters
from kamerstem.dataclasses import replace
from kamerstem.model.overview import Overview, dossier_of, in_order
from kamerstem.model.votes import Ballots, Decision, Kind, Proposal, Side, Submitters


def corrected(document: Overview, record: Overview) -> Overview:
    """Return the document with every difference from the record settled as the record has it.

    Proposals that were left out are put in; those that are not in the record are taken out where the record would
    have them, else they stay.
    """
    matched = match(document, record)

    def mended(group: str, items: Iterable[Proposal]) -> tuple[Proposal, ...]:
        kept = [
            _mend(item, matched[at]) if at in matched else item
            for index, item in enumerate(items)
            if (at := f"/{group}/{index}") in matched or not _invented(item, record)
        ]
        missing = [item for where, item in left_out(document, record, matched.values()) if where == group]
        return in_order([*kept, *missing]) if missing else tuple(kept)

    bill = document.bill
    if bill is not None and (official := matched.get("/bill")) is not None:
        bill = _mend(bill, official)
    subject = document.subject
    if bill is not None and subject.title is not None:
        subject = replace(subject, title=bill.title)
    return replace(
        document,
        subject=subject,
        bill=bill,
        amendments=mended("amendments", document.amendments),
        motions=mended("motions", document.motions),
        other=mended("other", document.other),
        findings=(),
        unread=(),
        sources=(*document.sources, *record.sources),
    )


def _invented(item: Proposal, record: Overview) -> bool:
    """Return whether the record would have an item, and has not: all papers of the bill have their numbers there."""
    amending = item.kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT)
    numbered = all(dossier_of(each.ref) is not None for _, each in record.items() if each is not record.bill)
    listed = bool(record.amendments)  # a record of the bill alone says nothing of its amendments
    return amending and item.ref is not None and numbered and listed and record.bill is not None


def _mend(item: Proposal, official: Proposal) -> Proposal:
    parts = tuple(
        replace(part, decisions=_decisions(part.decisions, same.decisions)) if same is not None else part
        for part in item.parts
        for same in (next((other for other in official.parts if other.label == part.label), None),)
    )
    return replace(
        item,
        ref=(official.ref or item.ref) if item.kind is not Kind.BILL else item.ref,
        title=item.title if same_words(item.title, official.title) else official.title,
        subject=item.subject if same_words(item.subject, official.subject) else official.subject,
        submitters=_submitters(item.submitters, official.submitters),
        parts=parts,
        decisions=()
        if not item.decisions and any(part.decisions for part in parts)  # it speaks of each part apart
        else _decisions(item.decisions, official.decisions),
        heading=None,
    )


def _submitters(ours: Submitters | None, theirs: Submitters | None) -> Submitters | None:
    """Return the official first submitter with "c.s." where the document has that, else all of them."""
    if theirs is None or not theirs.actors:
        return ours
    if ours is not None and ours.and_others and len(theirs.actors) > 1:
        return Submitters(theirs.actors[:1], and_others=True)
    return theirs


def _decisions(ours: Sequence[Decision], theirs: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return each decision that the document speaks of put right; the official ones where it speaks of none."""
    if not ours:
        return tuple(theirs)
    official = {index: other for index, _, other in pairs(ours, theirs)}
    return tuple(
        _decision(mine, official[index]) if index in official else mine for index, mine in enumerate(ours)
    )


def _decision(mine: Decision, official: Decision) -> Decision:
    """Return a decision with the official facts in place of those stated; what was left out stays out.

    Save who did not vote: the form has a line for them, and leaving it out is a finding.
    """
    if mine.step is not official.step:
        return official
    sitting = mine.sitting
    if sitting is not None and official.date is not None:
        sitting = replace(sitting, date=official.date, date_text=None)
    tally = official_tally(official)
    return replace(
        mine,
        result=official.result or mine.result,
        text=official.text if official.result and official.result is not mine.result else mine.text,
        sitting=sitting,
        method=(official.method or mine.method) if mine.method is not None else None,
        for_=_side(mine, official, Side.FOR),
        against=_side(mine, official, Side.AGAINST),
        not_voting=_side(mine, official, Side.NOT_VOTING),
        announced=(tally or mine.announced) if mine.announced is not None else None,
        house=official.house or mine.house,
        derived=official.derived,
    )


def _side(mine: Decision, official: Decision, side: Side) -> Ballots:
    """Return the official ballots of a side under the names that the document uses.

    Who is on no list of a record that lost rows stays where the document has them.
    """
    stated, known = mine.side(side), official.side(side)
    by_party = stated is not None and not any(ballot.member for _, ballot in mine.ballots())
    by_member = any(official.ballots()) and all(ballot.member for _, ballot in official.ballots())
    if (
        known is None
        or (by_party and by_member)
        or (stated is None and not (side is Side.NOT_VOTING and known))
    ):
        return stated
    names = {
        ballot.party.id: ballot.party for _, ballot in mine.ballots() if ballot.party and ballot.party.id
    }
    made = [
        replace(ballot, party=names.get(ballot.party.id or "", ballot.party)) if ballot.party else ballot
        for ballot in known
    ]
    counted = official.counted
    whole = counted is not None and counted.complete is True
    alone = () if whole else match_voters(mine, official).only_ours
    for index, ballot in enumerate(stated or ()):
        if any(ballot is other for _, other in alone):
            made.insert(index, ballot)
    return tuple(made)
