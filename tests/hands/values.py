"""What a document is read to say of each proposal, plain enough to hold against facts or against another reading."""

from typing import Any

from tests.factories import party
from tests.hands.facts import Facts, Vote

Values = dict[str, Any]


def values(made: dict[str, Any]) -> dict[str, Values]:
    """Return what the JSON of an overview says, by ``bill`` or number."""
    found = {"bill": _of(made["bill"], "bill")} if made["bill"] else {}
    for kind in ("amendments", "motions", "other"):
        for item in made[kind]:
            found[str(item["number"])] = _of(item, kind)
    return found


def _of(item: dict[str, Any], kind: str) -> Values:
    decision = item["decisions"][-1] if item["decisions"] else {}
    announced = decision.get("announced")
    said: Values = {
        "kind": kind.removesuffix("s"),
        "status": None if item["status"] in ("unknown", "pending") else item["status"],
        "for": _parties(decision.get("for")),
        "against": _parties(decision.get("against")),
        "absent": _parties(decision.get("not_voting")),
        "date": (decision.get("sitting") or {}).get("date"),
        "tally": announced and (announced["for"], announced["against"]),
        "decisions": len(item["decisions"]) or None,
        "articles": tuple(item["articles"] or ()) or None,
        "subject": item["subject"],
        "by": tuple(actor["name"] for actor in (item["submitters"] or {"actors": ()})["actors"]) or None,
        "parts": tuple(part["label"] for part in item["parts"]) or None,
        "statements": tuple(each["kind"] for each in item["statements"]) or None,
        "explanation": tuple(item["explanation"] or ()) or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _parties(side: list[dict[str, Any]] | None) -> tuple[str, ...] | None:
    if side is None:
        return None
    return tuple(sorted(str(each["party"]["id"] or each["party"]["name"]) for each in side))


def expected(facts: Facts) -> dict[str, Values]:
    """Return what a document that says these facts is to be read as."""
    return {vote.number or "bill": _expected(vote) for vote in facts.votes}


def _expected(vote: Vote) -> Values:
    def ids(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if names is None else tuple(sorted(party(name, vote.day).id or name for name in names))

    said: Values = {"kind": vote.kind, "status": vote.outcome}
    if vote.for_ is not None:
        said |= {"for": ids(vote.for_), "against": ids(vote.against), "absent": ids(vote.absent) or None}
    if vote.day and vote.for_ is not None:  # the day of the votes is not that of what was not voted on
        said["date"] = vote.day.isoformat()
    if vote.kind != "bill":
        said["subject"] = vote.subject
    if vote.articles:
        said["articles"] = vote.articles
    return {name: value for name, value in said.items() if value is not None}
