"""Counts over the facts: whole numbers in SQL that reads the same on every engine, the rest in Python.

What is counted is said in :mod:`kamerstem.model.counts`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import combinations
from typing import Any

import sqlalchemy as sa

from kamerstem.model.counts import (
    Agreement,
    Alike,
    Cohesion,
    Cohesions,
    Dissent,
    Dissents,
    Over,
    Success,
    Year,
)
from kamerstem.model.votes import Side, Step
from kamerstem.store.facts.listing import Listing
from kamerstem.store.facts.tables import ALONE, facts
from kamerstem.store.filters import Filter, of_proposal
from kamerstem.store.search_words import word_of

_VOTED = (str(Side.FOR), str(Side.AGAINST))


class Counts:
    """Counts over the votes of a record that a filter lets through; its facts are brought up to date first."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def agreement(self, wanted: Filter | None = None) -> Agreement:
        """Return in how many votes each two parties stood alike."""
        with self._reading() as conn:
            return Counting(conn, wanted or Filter()).agreement()

    def cohesion(self, wanted: Filter | None = None) -> Cohesions:
        """Return how each party stood together."""
        with self._reading() as conn:
            return Counting(conn, wanted or Filter()).cohesion()

    def dissent(self, wanted: Filter | None = None) -> Dissents:
        """Return how often each member voted against most of the party."""
        with self._reading() as conn:
            return Counting(conn, wanted or Filter()).dissent()

    def success(self, wanted: Filter | None = None) -> dict[str, Success]:
        """Return what became of the proposals of each party; of a filter kinds, dossiers and days submitted count."""
        with self._reading() as conn:
            return success(conn, wanted or Filter())

    def coverage(self) -> list[Year]:
        """Return what the record holds of each year, and of what has no day."""
        with self._reading() as conn:
            return coverage(conn)


class Counting:
    """Counts over the votes of one record that a filter lets through, in the transaction of the connection."""

    def __init__(self, conn: sa.Connection, wanted: Filter) -> None:
        self._conn = conn
        vote = facts.vote.c
        columns = (vote.besluit, vote.stances, vote.apart, vote.complete)
        # A decision on several proposals at once is one vote.
        query = Listing(conn).asked(wanted, *columns).where(vote.step == str(Step.VOTE))
        self._votes = query.distinct().subquery("votes")

    def over(self) -> Over:
        """Return how many votes there are, and how many are whole."""
        c = self._votes.c
        whole = sa.func.coalesce(sa.func.sum(sa.case((c.complete.is_(True), 1), else_=0)), 0)
        votes, complete = self._conn.execute(sa.select(sa.func.count(), whole)).one()
        return Over(votes, int(complete))

    def agreement(self) -> Agreement:
        """Return in how many votes each two parties stood alike."""
        alike: Counter[tuple[str, str]] = Counter()
        both: Counter[tuple[str, str]] = Counter()
        for stances, number in self._patterns():
            stood = [(party, side) for party, side in stances if side in _VOTED]
            for (one, its), (other, theirs) in combinations(stood, 2):
                both[one, other] += number
                if its == theirs:
                    alike[one, other] += number
        pairs = {pair: Alike(alike[pair], number) for pair, number in sorted(both.items())}
        return Agreement(self.over(), tuple(sorted({party for pair in pairs for party in pair})), pairs)

    def _patterns(self) -> Iterator[tuple[list[tuple[str, str]], int]]:
        """Yield each way in which parties stood, in the order of their ids, with how many votes went so."""
        c = self._votes.c
        query = sa.select(c.stances, sa.func.count()).where(c.stances.is_not(None)).group_by(c.stances)
        for stances, number in self._conn.execute(query):
            words = (word.partition(":") for word in stances.split() if ":" in word)
            yield [(party, side) for party, _, side in words], number

    def cohesion(self) -> Cohesions:
        """Return how each party stood together."""
        votes: Counter[str] = Counter()
        for stances, number in self._patterns():
            votes.update({party: number for party, side in stances if side != str(Side.NOT_VOTING)})
        divided: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
        for party, name, for_, against, number in self._conn.execute(self._divided()):
            divided[party or word_of(name)][int(for_), int(against)] += number
        parties = {party: Cohesion(number, dict(divided[party])) for party, number in sorted(votes.items())}
        return Cohesions(self.over(), parties)

    def _divided(self) -> sa.Select[Any]:
        """Return of the parties that were for and against in one vote how many, and in how many votes so."""
        c, ballot = self._votes.c, facts.ballot.c

        def seats(side: Side) -> Any:
            each = sa.func.coalesce(ballot.seats, 1)
            return sa.func.sum(sa.case((ballot.side == str(side), each), else_=0))

        sides = (
            sa.select(ballot.party, ballot.name, seats(Side.FOR).label("f"), seats(Side.AGAINST).label("a"))
            .join_from(facts.ballot, self._votes, c.besluit == ballot.besluit)
            .where(c.apart.is_not(None), ballot.name.is_not(None))
            .group_by(ballot.besluit, ballot.party, ballot.name)
            .subquery()
        )
        s = sides.c
        query = sa.select(s.party, s.name, s.f, s.a, sa.func.count()).where(s.f > 0, s.a > 0)
        return query.group_by(s.party, s.name, s.f, s.a)

    def dissent(self) -> Dissents:
        """Return how often each member voted against most of the party."""
        c, ballot = self._votes.c, facts.ballot.c
        other = sa.case((ballot.side == str(Side.FOR), str(Side.AGAINST)), else_=str(Side.FOR))
        against_most = c.stances.like(
            sa.literal("% ").concat(ballot.party).concat(":").concat(other).concat(" %")
        )
        who = (ballot.person, ballot.member, ballot.first_name, ballot.party, ballot.name)
        apart = sa.func.sum(sa.case((against_most, 1), else_=0))
        named = sa.select(*who).join_from(facts.ballot, self._votes, c.besluit == ballot.besluit)
        named = named.where(ballot.member.is_not(None), ballot.side.in_(_VOTED))
        known = named.add_columns(sa.func.count(), apart).where(ballot.party.is_not(None)).group_by(*who)
        rows = [(*row[:4], *row[5:]) for row in self._conn.execute(known)]
        # A party that the register does not know stands in a vote by the word of its name, which SQL cannot make.
        unknown = named.add_columns(ballot.side, c.stances).where(ballot.party.is_(None))
        for person, member, first, _, name, side, stances in self._conn.execute(unknown):
            word = word_of(name) if name is not None else None
            turned = word and any(f" {word}:{each} " in (stances or "") for each in _VOTED if each != side)
            rows.append((person, member, first, word, 1, int(bool(turned))))
        return Dissents(self.over(), tuple(_members(rows)))


def _members(rows: Iterable[Any]) -> Iterator[Dissent]:
    """Yield what is counted of each member, in whatever ways rows write the name, who was apart most often first."""
    found: dict[tuple[Any, str | None], list[Any]] = {}
    for person, member, first, party, votes, apart in sorted(rows, key=str):
        its = found.setdefault(
            (person if person is not None else member, party), [member, first, party, 0, 0]
        )
        its[3] += votes
        its[4] += apart
    yield from sorted(
        (Dissent(*each) for each in found.values()), key=lambda each: (-each.apart, each.member)
    )


def success(conn: sa.Connection, wanted: Filter) -> dict[str, Success]:
    """Return what became of the proposals of each party, by its id; of a filter the kinds, dossiers and days count.

    The days are those of submission.
    """
    first, together = _submitted(conn, wanted, first=True), _submitted(conn, wanted, first=False)
    return {party: Success(first.get(party, {}), its) for party, its in sorted(together.items())}


def _submitted(conn: sa.Connection, wanted: Filter, *, first: bool) -> dict[str, dict[str, int]]:
    """Return how many proposals each party submitted by their status; ``first``: as the first of those who did."""
    proposal, submitter = facts.proposal.c, facts.submitter.c
    query = (
        sa.select(submitter.party, proposal.status, sa.func.count(proposal.zaak.distinct()))
        .join_from(facts.submitter, facts.proposal, proposal.zaak == submitter.zaak)
        .where(submitter.party.is_not(None), *of_proposal(proposal, wanted))
        .group_by(submitter.party, proposal.status)
    )
    if first:
        query = query.where(submitter.line == 0)
    if wanted.since is not None:
        query = query.where(proposal.submitted >= wanted.since.isoformat())
    if wanted.until is not None:
        query = query.where(proposal.submitted <= wanted.until.isoformat())
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for party, status, number in conn.execute(query):
        found[party][status] = number
    return found


def coverage(conn: sa.Connection) -> list[Year]:
    """Return what the record holds of each year, and of what has no day."""
    vote, proposal, ballot = facts.vote.c, facts.proposal.c, facts.ballot.c
    year = sa.func.substr(vote.day, 1, 4)

    def number(*which: Any) -> Any:
        return sa.func.count(sa.case((sa.and_(*which), vote.besluit)).distinct())

    voted = vote.step == str(Step.VOTE)
    members = sa.select(ballot.besluit).where(ballot.besluit == vote.besluit, ballot.member.is_not(None))
    query = (
        sa.select(
            year,
            sa.func.count(vote.besluit.distinct()),
            number(voted),
            number(voted, vote.complete.is_(True)),
            number(voted, vote.complete.is_(False)),
            number(voted, members.exists()),
            number(vote.zaak != ALONE),
            number(proposal.dossier.is_not(None)),
        )
        .join_from(facts.vote, facts.proposal, proposal.zaak == vote.zaak, isouter=True)
        .group_by(year)
    )
    rows = sorted(conn.execute(query).all(), key=lambda row: row[0] or "9999")
    return [Year(int(row[0]) if row[0] else None, *row[1:]) for row in rows]
