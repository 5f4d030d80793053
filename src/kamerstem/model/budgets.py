"""Budget amendments side by side: what each part would move and what became of it, and the sums over many.

Sums are of whole euros and exact: parts add up to their amendment, amendments to the bill. What was not read is in no
sum, and is counted beside it.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from typing import Literal, TypeVar

from kamerstem.dataclasses import dataclass
from kamerstem.model.ledger import CoverWay, Money, total
from kamerstem.model.overview import dossier_of
from kamerstem.model.refs import Ref
from kamerstem.model.votes import PartyName, Proposal, RelationKind, Status, status_after

REPLACED: Literal["replaced"] = "replaced"
"""The outcome of an amendment that another took the place of before it was decided on; else it is a ``Status``."""

Outcome = Status | Literal["replaced"]

# In the order in which outcomes are listed.
OUTCOMES: tuple[Outcome, ...] = (
    *(Status.ADOPTED, Status.TAKEN_OVER, Status.REJECTED, Status.WITHDRAWN),
    *(Status.LAPSED, Status.INADMISSIBLE, Status.HELD_OVER, Status.PENDING),
    REPLACED,
    Status.UNKNOWN,
)

_ROMAN = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV"
).split()


@dataclass(frozen=True, slots=True)
class Move:
    """What one part of an amendment changes in one article; amounts in euros, ``None`` for a column it leaves alone."""

    proposal: Proposal
    label: str | None
    chapter: str | None
    year: int | None
    article: str
    name: str | None
    item: str | None
    changes: dict[Money, int]
    outcome: Outcome

    def of(self, kind: Money) -> int | None:
        """Return the change of one column in euros."""
        return self.changes.get(kind)

    @property
    def party(self) -> PartyName | None:
        """Return the party of the first submitter, ``None`` where it is not known."""
        submitters = self.proposal.submitters
        return submitters.actors[0].party if submitters and submitters.actors else None


def moves(proposals: Iterable[Proposal]) -> list[Move]:
    """Return what amendments change, one row for each part and article, in the order of the papers."""
    found: list[Move] = []
    for proposal in proposals:
        entries = proposal.ledger.entries if proposal.ledger else ()
        places = dict.fromkeys((e.label, e.chapter, e.year, e.article, e.item) for e in entries)
        for label, chapter, year, article, item in places:
            here = [
                entry
                for entry in entries
                if (entry.label, entry.chapter, entry.year, entry.article, entry.item)
                == (label, chapter, year, article, item)
            ]
            changes = {kind: total(here, kind) for kind in Money if any(entry.kind is kind for entry in here)}
            name = next((entry.name for entry in here if entry.name), None)
            outcome = outcome_of(proposal, label)
            found.append(Move(proposal, label, chapter, year, article, name, item, changes, outcome))
    return found


def outcome_of(proposal: Proposal, label: str | None = None) -> Outcome:
    """Return what became of an amendment, or of its part with that label where parts were decided on apart."""
    if label is not None:
        decisions = [d for part in proposal.parts if label in labels_in(part.label) for d in part.decisions]
        if decisions:
            return status_after(decisions)
        decided = any(labels_in(part.label) and part.decisions for part in proposal.parts)
        if decided and status_after(proposal.decisions) is Status.UNKNOWN:
            return Status.UNKNOWN  # what became of other parts says nothing of this one
    if proposal.status in (Status.UNKNOWN, Status.PENDING, Status.LAPSED) and proposal.related(
        RelationKind.REPLACED_BY
    ):
        return REPLACED
    return proposal.status


def labels_in(text: str) -> tuple[str, ...]:
    """Return the parts that "I", "I en II" or "II-V" names (official words: "stuk nrs. 8, I tot en met V")."""
    found: list[str] = []
    for first, last in re.findall(r"\b([IVX]+)\b(?:\s*(?:-|–|t/m|tot\s+en\s+met)\s*\b([IVX]+)\b)?", text):
        if first in _ROMAN and last in _ROMAN:
            found += _ROMAN[_ROMAN.index(first) : _ROMAN.index(last) + 1]
        else:
            found.append(first)
    return tuple(dict.fromkeys(found))


Key = TypeVar("Key", bound=Hashable)


def sums(found: Iterable[Move], by: Callable[[Move], Key]) -> dict[Key, dict[Money, int]]:
    """Return the exact sums of each column in euros, for every value of a key, in the order they come."""
    made: dict[Key, dict[Money, int]] = {}
    for move in found:
        of_key = made.setdefault(by(move), dict.fromkeys(Money, 0))
        for kind, change in move.changes.items():
            of_key[kind] += change
    return made


def article_number(article: str) -> tuple[int, str]:
    """Return what to sort articles by: "9" before "33", "33" before "33.2"."""
    digits = "".join(c for c in article.split(".")[0] if c.isdigit())
    return int(digits or 0), article


def article_key(key: tuple[str | None, str, Outcome]) -> tuple[str, int, str, int]:
    """Sort by chapter, then articles by number, then by outcome."""
    chapter, article, outcome = key
    return (chapter or "~", *article_number(article), OUTCOMES.index(outcome))


def concerned(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the proposals that have a ledger."""
    return [proposal for proposal in proposals if proposal.ledger is not None]


def not_read(proposals: Iterable[Proposal]) -> int:
    """Return how many clauses of these amendments were not read, and so are in no sum."""
    return sum(len(proposal.ledger.unread) for proposal in proposals if proposal.ledger)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amendments in different bills of which at least one says that it covers the other, by citing its paper.

    ``balance``: what both cost together in euros, ``None`` where one was not read whole.
    """

    one: Proposal
    other: Proposal
    balance: int | None


def pairs(proposals: Iterable[Proposal]) -> list[Pair]:
    """Return the amendments that cover each other across bills, each pair once. Nothing is paired by likeness."""
    held = {proposal.ref: proposal for proposal in proposals if proposal.ledger and proposal.ref}
    found: dict[frozenset[Ref], Pair] = {}
    for ref, one in held.items():
        for cover in one.ledger.cover if one.ledger else ():
            for paper in cover.papers if CoverWay.OTHER_BILL in cover.ways else ():
                other = held.get(paper)
                if other is None or dossier_of(ref) == paper.dossier:
                    continue
                balances = [each.ledger.balance if each.ledger else None for each in (one, other)]
                known = [balance for balance in balances if balance is not None]
                together = sum(known) if len(known) == len(balances) else None
                found.setdefault(frozenset((ref, paper)), Pair(one, other, together))
    return list(found.values())
