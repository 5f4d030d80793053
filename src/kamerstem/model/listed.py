"""A vote as a list tells it: one flat row, of what the derivation says."""

import datetime as dt
from dataclasses import dataclass

from kamerstem.model.day import Vote
from kamerstem.model.votes import Decision, Side, weight

Names = tuple[str, ...] | None
"""Parties by the names they had that day, in the order of the source; ``None`` where it does not give the list."""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A decision with its proposal, as a row of values; what is not stated is ``None``.

    ``id`` is that of the Besluit; ``ref``, ``kind``, ``title``, ``subject`` and ``status`` are of the proposal,
    ``part`` the part of it that was decided on. ``for_``, ``against`` and ``not_voting`` are seats (at a roll call:
    members), the ``parties_`` who stood there. ``complete``, ``needed`` and ``margin`` (votes) are as of
    :class:`Decision`.
    """

    id: str | None
    ref: str | None
    kind: str
    title: str | None
    subject: str | None
    status: str
    part: str | None
    date: dt.date | None
    step: str
    result: str | None
    method: str | None
    for_: int | None
    against: int | None
    not_voting: int | None
    parties_for: Names
    parties_against: Names
    parties_not_voting: Names
    complete: bool | None
    needed: int | None
    margin: int | None


def row_of(vote: Vote) -> VoteRow:
    """Return a vote as a row."""
    proposal, decision = vote.proposal, vote.decision
    for_, against, not_voting = (weight(ballots) for _, ballots in decision.lists())
    return VoteRow(
        decision.id,
        str(proposal.ref) if proposal.ref is not None else None,
        proposal.kind,
        proposal.title,
        proposal.subject,
        proposal.status,
        vote.part,
        decision.date,
        decision.step,
        decision.result,
        decision.method,
        for_,
        against,
        not_voting,
        _names(decision, Side.FOR),
        _names(decision, Side.AGAINST),
        _names(decision, Side.NOT_VOTING),
        decision.complete,
        decision.needed,
        decision.margin,
    )


def _names(decision: Decision, side: Side) -> Names:
    parties = decision.by_party(side)
    return None if parties is None else tuple(party.name for party, _ in parties if party is not None)
