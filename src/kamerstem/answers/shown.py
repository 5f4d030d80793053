"""How answers look in Python: their rows as plain data, and a small table of HTML for a notebook."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Any

from pydantic_core import from_json, to_json

from kamerstem.answers.door import Answer, DayAnswer
from kamerstem.contract import checked, overview, record
from kamerstem.contract import votes as contract
from kamerstem.model import showing
from kamerstem.model.answers import (
    AccountComparison,
    Audit,
    DocumentComparison,
    Hits,
    IntendedComparison,
    Status,
    Votes,
)
from kamerstem.model.day import VotingDay
from kamerstem.model.overview import Overview

_MOST = 10  # rows of a table
_LONG = 90  # characters of a cell


def rows(answer: object) -> list[dict[str, Any]]:
    """Return the rows of an answer: proposals, votes, hits, findings or pairs, as in the JSON."""
    plain: list[dict[str, Any]] = from_json(to_json(list(_rows(answer))))
    return plain


def page(answer: object) -> str:
    """Return the first rows of an answer as a table of HTML; of votes that come one by one none is used up."""
    head, lines, total = _table(answer)
    said = "".join(f"<th>{escape(word)}</th>" for word in head)
    body = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    more = f"<p>{len(lines)} / {total}</p>" if total is not None and total > len(lines) else ""
    return f"<table><thead><tr>{said}</tr></thead><tbody>{body}</tbody></table>{more}"


def _rows(answer: object) -> Iterable[Any]:
    match answer:
        case Answer():
            return _rows(answer.overview)
        case DayAnswer():
            return _rows(answer.day)
        case Overview():
            made = overview.overview(answer)
            bill = [made["bill"]] if made["bill"] else []
            return [*bill, *made["amendments"], *made["motions"], *made["other"]]
        case VotingDay():
            return [contract.vote(vote) for _, vote in answer.votes()]
        case Votes():
            return [contract.vote(vote) for vote in answer]
        case Hits():
            return record.found(answer, "", limit=len(answer.hits), offset=0)["hits"]
        case Audit():
            return checked.audit(answer)["findings"]
        case Status():
            held = record.held(answer)["entities"]
            return [{"entity": name, **counts} for name, counts in held.items()]
        case DocumentComparison() | AccountComparison() | IntendedComparison():
            return _compared(answer)
    raise TypeError(f"{type(answer).__name__} has no rows")


def _compared(answer: DocumentComparison | AccountComparison | IntendedComparison) -> Iterable[Any]:
    made = checked.comparison(answer)
    if made["kind"] == "document":
        return made["findings"]
    return made["pairs"] if made["kind"] == "account" else made["rows"]


def _table(answer: object) -> tuple[tuple[str, ...], list[tuple[Any, ...]], int | None]:
    """Return the head of a table, its first lines, and how many lines there are in all (``None``: not known)."""
    if isinstance(answer, Votes):
        few = [contract.vote(vote) for vote in answer.first(_MOST)]
        return _VOTE, [_vote(row) for row in few], None
    every = rows(answer)
    few_rows = list(islice(every, _MOST))
    total = answer.total if isinstance(answer, Hits) else len(every)
    if every and "decision" in every[0] and "part" in every[0]:
        return _VOTE, [_vote(row) for row in few_rows], total
    keys = tuple(_told(every))
    return keys, [tuple(row.get(key) for key in keys) for row in few_rows], total


_VOTE = ("date", "ref", "subject", "result", "for", "against")
_KEYS = (
    "ref",
    "kind",
    "subject",
    "title",
    "status",
    "state",
    "stand",
    "intended",
    "recorded",
    "severity",
    "check",
)
_MORE_KEYS = ("message", "day", "entity", "live", "deleted")


def _told(every: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the keys that a small table has room for, as far as the rows have them."""
    return (key for key in (*_KEYS, *_MORE_KEYS) if any(row.get(key) is not None for row in every))


def _vote(row: Any) -> tuple[Any, ...]:
    decision = row["decision"]
    counted, sitting = decision["counted"] or {}, decision["sitting"] or {}
    return (
        sitting.get("date"),
        row["ref"],
        row["subject"] or row["title"],
        decision["result"],
        counted.get("for"),
        counted.get("against"),
    )


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= _LONG else f"{text[:_LONG]}...")


showing.shown_by(rows, page)
