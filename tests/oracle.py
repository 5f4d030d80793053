"""Votes as they were listed before facts were kept: derived anew from the records, and let through by plain Python.

The facts, and the filters that ask them in SQL, are held against this.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from kamerstem.model.clock import today
from kamerstem.model.day import Vote
from kamerstem.model.proposals import proposals_of, votes_alone
from kamerstem.model.refs import Paper
from kamerstem.model.votes import Decision, Method, Result, Side, Step, weight
from kamerstem.store import Filter, Store
from kamerstem.store.schema import ID, derived, entity
from kamerstem.store.search_words import party_words, word_of

AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A decision as tests look at it: ``margin`` is ``Decision.apparent_margin``."""

    id: str
    day: dt.date | None
    place: int | None
    step: Step
    result: Result | None
    method: Method | None
    votes_for: int | None
    votes_against: int | None
    not_voting: int | None
    margin: int | None


def decisions(store: Store, wanted: Filter | None = None) -> list[Row]:
    """Return the decisions that a filter lets through by the facts, each once, in order of time."""
    found: dict[str, Row] = {}
    for vote in store.votes(store.found(wanted or Filter()), today()):
        made = vote.decision
        found[str(made.id)] = Row(
            str(made.id),
            made.date,
            made.sitting.order if made.sitting else None,
            made.step,
            made.result,
            made.method,
            weight(made.for_),
            weight(made.against),
            weight(made.not_voting),
            made.apparent_margin,
        )
    return list(found.values())


def votes(store: Store, wanted: Filter | None = None, day: dt.date | None = None) -> Iterator[Vote]:
    """Yield the decisions that a filter lets through, each derived with all that is said of its proposals."""
    c = derived.decision.c
    query = sa.select(ID).join_from(derived.decision, entity, entity.c.key == c.entity)
    with store._reading() as conn:
        order = c.day.is_(None), c.day, c.place.is_(None), c.place, c.entity
        ids = list(conn.execute(query.order_by(*order)).scalars())
    return (vote for vote in _votes(store, ids, day or today()) if let_through(vote, wanted or Filter()))


def let_through(vote: Vote, wanted: Filter) -> bool:
    """Return whether a filter lets a vote through; words that are searched for and members are not looked at."""
    assert wanted.member is None
    assert wanted.about is None
    made, ref = vote.decision, vote.proposal.ref
    margin = made.apparent_margin
    return (
        (wanted.since is None or (made.date is not None and made.date >= wanted.since))
        and (wanted.until is None or (made.date is not None and made.date <= wanted.until))
        and (not wanted.results or made.result in wanted.results)
        and (not wanted.steps or made.step in wanted.steps)
        and (wanted.method is None or made.method is wanted.method)
        and (wanted.close is None or (margin is not None and abs(margin) <= wanted.close))
        and (not wanted.unclear or (margin is None and bool(_stood(made))))
        and (not wanted.kinds or vote.proposal.kind in wanted.kinds)
        and (not wanted.dossiers or (ref.dossier if isinstance(ref, Paper) else ref) in wanted.dossiers)
        and _of_party(made, wanted)
    )


def _of_party(made: Decision, wanted: Filter) -> bool:
    stood = _stood(made)
    named = set(party_words(wanted.party)) if wanted.party is not None else None
    apart = {
        word
        for word, sides in stood.items()
        if {Side.FOR, Side.AGAINST} <= sides and (named is None or word in named)
    }
    if wanted.apart and not apart:
        return False
    if named is None:
        return True
    return any(
        word in named and (wanted.side is None or wanted.side in sides) for word, sides in stood.items()
    )


def _stood(made: Decision) -> dict[str, set[Side]]:
    """Return the sides on which each party has a ballot."""
    found: dict[str, set[Side]] = {}
    for side, ballot in made.ballots():
        if ballot.party is not None and (word := ballot.party.id or word_of(ballot.party.name)):
            found.setdefault(word, set()).add(side)
    return found


def _votes(store: Store, ids: Sequence[str], day: dt.date) -> Iterator[Vote]:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found = store.about(some)
        entities = found.entities
        besluiten = [each for id in some if (each := entities.get("Besluit", id)) is not None]
        zaken = {zaak.id: zaak for each in besluiten for zaak in entities.out(each, "Zaak")}
        made = dict(zip(zaken, proposals_of(entities, zaken.values(), found.houses, day), strict=True))
        alone = {each.id: made for each, made in votes_alone(entities, besluiten, found.houses, day)}
        for besluit in besluiten:
            if besluit.id in alone:
                yield Vote(alone[besluit.id], alone[besluit.id].decisions[0])
            for zaak in entities.out(besluit, "Zaak"):
                proposal = made[zaak.id]
                yield from (
                    Vote(proposal, each) for each in proposal.all_decisions() if each.id == besluit.id
                )
