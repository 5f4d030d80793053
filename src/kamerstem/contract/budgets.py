"""What amendments to budgets would move: of one bill, and of all budgets of a year. Amounts in whole euros."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kamerstem.contract import VERSION, values
from kamerstem.contract.overview import budget, item
from kamerstem.language import Lang
from kamerstem.model import plain_words
from kamerstem.model.answers import WHOLE, Filled
from kamerstem.model.budgets import Move, Outcome, article_key, concerned, moves, not_read, pairs, sums
from kamerstem.model.ledger import Money
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Proposal

if TYPE_CHECKING:
    from kamerstem.contract.types import moved as types


def moved(made: Overview, lang: Lang = "nl") -> types.Moved:
    """Return the amendments of a bill: each with its budget as in an overview, then the totals."""
    found = concerned(made.amendments)
    subject = made.subject
    title = subject.title or (made.bill.title if made.bill else None)
    return {
        "version": VERSION,
        "subject": {
            "kind": subject.kind,
            "ref": values.ref(subject.ref),
            "title": plain_words.clean(title or "") or None,
        },
        "unit": "euro",
        "amendments": [_mover(each, lang) for each in found],
        "totals": _totals(moves(found)),
        "not_read": not_read(found),
    }


def _mover(made: Proposal, lang: Lang) -> types.Mover:
    assert made.ledger is not None  # noqa: S101  # concerned() says so
    whole = item(made, lang)
    return {
        "ref": whole["ref"],
        "number": whole["number"],
        "subject": whole["subject"],
        "submitters": whole["submitters"],
        "replaces": whole["replaces"],
        "replaced_by": whole["replaced_by"],
        "status": whole["status"],
        "moves": [_move(move) for move in moves([made])],
        "budget": budget(made.ledger, lang),
    }


def _move(move: Move) -> types.Move:
    return {
        "part": move.label,
        "chapter": move.chapter,
        "year": move.year,
        "article": move.article,
        "name": move.name,
        "item": move.item,
        "commitments": move.of(Money.COMMITMENTS),
        "expenditure": move.of(Money.EXPENDITURE),
        "receipts": move.of(Money.RECEIPTS),
        "outcome": move.outcome,
    }


def _totals(found: Iterable[Move]) -> list[types.Total]:
    by_article = sums(found, lambda move: (move.chapter, move.article, move.outcome))
    return [
        {
            "chapter": chapter,
            "article": article,
            "outcome": outcome,
            "commitments": of_key[Money.COMMITMENTS],
            "expenditure": of_key[Money.EXPENDITURE],
            "receipts": of_key[Money.RECEIPTS],
        }
        for (chapter, article, outcome), of_key in sorted(
            by_article.items(), key=lambda item: article_key(item[0])
        )
    ]


def year(year: int, proposals: Sequence[Proposal], missing: int, filled: Filled = WHOLE) -> types.Year:
    """Return the totals of a year's budgets; ``missing``: of how many amendments the paper is not held."""
    found = [move for move in moves(proposals) if move.year == year]
    return {
        "version": VERSION,
        "year": year,
        "unit": "euro",
        "totals": yearly(found),
        "pairs": [
            {"refs": [str(pair.one.ref), str(pair.other.ref)], "balance": pair.balance}
            for pair in pairs(proposals)
        ],
        "not_read": not_read(proposals),
        "papers_missing": missing,
        "not_whole": list(filled.unread),
        "held_since": values.day(filled.since),
    }


def yearly(found: Sequence[Move]) -> list[types.Yearly]:
    """Return the totals of many amendments by party of the first submitter, chapter, article and outcome."""
    by = sums(found, lambda m: (m.party.name if m.party else None, m.chapter, m.article, m.outcome))
    count: dict[tuple[str | None, str | None, str, Outcome], set[str]] = {}
    for move in found:
        key = (move.party.name if move.party else None, move.chapter, move.article, move.outcome)
        count.setdefault(key, set()).add(str(move.proposal.ref))
    return [
        {
            "party": key[0],
            "chapter": key[1],
            "article": key[2],
            "outcome": key[3],
            "amendments": len(count[key]),
            "commitments": of_key[Money.COMMITMENTS],
            "expenditure": of_key[Money.EXPENDITURE],
            "receipts": of_key[Money.RECEIPTS],
        }
        for key, of_key in sorted(by.items(), key=lambda item: (item[0][0] or "~", *article_key(item[0][1:])))
    ]
