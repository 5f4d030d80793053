"""Votes in a row: a voting day, and a list of votes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kamerstem.contract import VERSION, values
from kamerstem.contract.overview import decision, finding, source
from kamerstem.language import Lang
from kamerstem.model.answers import WHOLE, Filled
from kamerstem.model.day import AgendaItem, Vote, VotingDay
from kamerstem.model.overview import SubjectKind
from kamerstem.model.votes import Proposal

if TYPE_CHECKING:
    from kamerstem.contract.types import lists as types


def listed(votes: Iterable[Vote], filled: Filled = WHOLE, next: str | None = None) -> types.Listed:
    """Return a list of votes, in the order given; ``filled``: how far its record was; ``next``: where it goes on."""
    return {
        "version": VERSION,
        "votes": [vote(each) for each in votes],
        "not_whole": list(filled.unread),
        "held_since": values.day(filled.since),
        "due": filled.due,
        "next": next,
    }


def day(made: VotingDay, lang: Lang = "nl") -> types.Day:
    """Return a voting day; only messages depend on the language."""
    return {
        "version": VERSION,
        "subject": {"kind": SubjectKind.DAY, "ref": None, "title": made.date.isoformat()},
        "date": made.date.isoformat(),
        "provisional": made.provisional,
        "corrected_until": made.corrected_until.isoformat(),
        "items": [_agenda_item(item) for item in made.items],
        "findings": [finding(found, lang) for found in made.findings],
        "sources": [source(each) for each in made.sources],
        "held_since": values.day(made.held_since),
    }


def _agenda_item(item: AgendaItem) -> types.AgendaItem:
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "start": values.time(item.start),
        "off": item.off,
        "votes": [vote(each) for each in item.votes],
        "coming": [coming(proposal) for proposal in item.coming],
    }


def vote(made: Vote) -> types.Vote:
    """Return a proposal, and one decision on it or on the part that is named."""
    return {"part": made.part, **coming(made.proposal), "decision": decision(made.decision)}


def coming(item: Proposal) -> types.Coming:
    """Return what tells which proposal it is, without its decisions."""
    return {
        "ref": values.ref(item.ref),
        "kind": item.kind,
        "title": item.title,
        "subject": item.subject,
        "status": item.status,
    }
