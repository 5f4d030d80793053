"""Which decisions are asked for, and what that asks of the tables."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from kamerstem.errors import InputError
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Kind, Method, Result, Step
from kamerstem.store.search_words import party_words


def in_order(since: dt.date | None, until: dt.date | None) -> None:
    """Raise InputError for a period that ends before it begins: nothing falls in it, and no answer would say so."""
    if since is not None and until is not None and until < since:
        raise InputError(
            f"De periode loopt van {since} tot {until}, en dus terug. Verwissel --since en --until.",
            f"The period runs from {since} to {until}, and so backwards. Swap --since and --until.",
        )


def of_a_party(side: str | None, party: str | None, member: str | None = None) -> None:
    """Raise InputError for a side without the party or member that stood there: it would be left out in silence."""
    if side is not None and party is None and member is None:
        raise InputError(
            "Bij --side hoort een fractie: noem die met --party.",
            "--side goes with a party: give it with --party.",
        )


_SEATS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which decisions are asked for; what is ``None`` or empty does not matter.

    ``party`` is a party's id, name or alias, ``side`` where it stood ("for", "against", "not_voting"); ``close``
    the most votes that the margin may be away from what was needed (``Decision.apparent_margin``); ``apart``: a member
    voted otherwise than the party (with ``party``: than that one); days from ``since`` up to and with ``until``;
    ``unclear``: votes of it are lost, and nothing tells how close it was; ``kinds`` what was voted on, ``dossiers`` in
    which of them it stands; ``about`` words that are searched for (:meth:`Store.search`); ``member``: somebody of whom
    there is a vote of his or her own, at a roll call or apart from the party, by any way of writing the name, and
    ``side`` where that member stood, if no party is named.
    Raises InputError for a side without a party, a period that ends before it begins, and a number that cannot be.
    """

    party: str | None = None
    side: str | None = None
    results: frozenset[Result] = frozenset()
    steps: frozenset[Step] = frozenset()
    method: Method | None = None
    close: int | None = None
    apart: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    unclear: bool = False
    kinds: frozenset[Kind] = frozenset()
    dossiers: frozenset[Dossier] = frozenset()
    member: str | None = None
    about: str | None = None

    def __post_init__(self) -> None:
        of_a_party(self.side, self.party, self.member)
        if self.close is not None and not 0 <= self.close <= _SEATS:
            raise InputError(
                f"Met close hoort een aantal stemmen van 0 tot en met {_SEATS}; {self.close} is dat niet.",
                f"close takes a number of votes from 0 up to {_SEATS}; {self.close} is none.",
            )
        in_order(self.since, self.until)


def conditions(c: Any, wanted: Filter) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what a filter asks of the columns of ``vote``; other tables are asked where those are known."""
    if wanted.since is not None:
        yield c.day >= wanted.since.isoformat()
    if wanted.until is not None:
        yield c.day <= wanted.until.isoformat()
    if wanted.results:
        yield c.result.in_(sorted(str(result) for result in wanted.results))
    if wanted.steps:
        yield c.step.in_(sorted(str(step) for step in wanted.steps))
    if wanted.method is not None:
        yield c.method == str(wanted.method)
    if wanted.close is not None:
        yield c.apparent_margin.between(-wanted.close, wanted.close)
    if wanted.unclear:
        yield c.apparent_margin.is_(None)
        yield c.stances.is_not(None)
    named = party_words(wanted.party) if wanted.party is not None else []
    if named:
        yield sa.or_(*(stood(c.stances, party, wanted.side) for party in named))
    if wanted.apart:
        apart = [c.apart.contains(f" {party} ", autoescape=True) for party in named]
        yield sa.or_(*apart) if apart else c.apart.is_not(None)


def of_proposal(c: Any, wanted: Filter) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what a filter asks of the columns of ``proposal``."""
    if wanted.kinds:
        yield c.kind.in_(sorted(map(str, wanted.kinds)))
    if wanted.dossiers:
        yield c.dossier.in_(sorted(map(str, wanted.dossiers)))


def stood(stances: sa.ColumnElement[Any], party: str, side: str | None) -> sa.ColumnElement[bool]:
    """Return the condition that a party, by the word it goes by, has a ballot (on that side) in a vote."""
    ends = ":" if side is None else f":{side} "
    most = stances.contains(f" {party}{ends}", autoescape=True)
    return most if side is None else sa.or_(most, stances.contains(f" {party}/{side} ", autoescape=True))
