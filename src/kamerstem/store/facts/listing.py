"""Reading facts: decisions with their proposals, as the one derivation made them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import InputError
from kamerstem.model.day import Vote
from kamerstem.model.houses import DayHouse
from kamerstem.model.people import Likeness, likeness, read_name
from kamerstem.model.proposals import judged, statements_of
from kamerstem.model.votes import (
    Ballot,
    Claim,
    Decision,
    Feature,
    Kind,
    Member,
    Part,
    PartyName,
    Proposal,
    Side,
)
from kamerstem.model.wording import part_of
from kamerstem.store import schema
from kamerstem.store.facts import tables
from kamerstem.store.facts.tables import ALONE, DECISION, HOUSE, PROPOSAL, FactTables
from kamerstem.store.failures import damaged, decoded
from kamerstem.store.filters import Filter, conditions
from kamerstem.store.raw import Codec
from kamerstem.store.schema import Derived, among, among_given, fetch
from kamerstem.store.search import Search

_LISTS = ((Side.FOR, "for_"), (Side.AGAINST, "against"), (Side.NOT_VOTING, "not_voting"))
_SIDE = {str(side): side for side in Side}

AT_ONCE = 300
"""Votes that are read at a time."""

Key = tuple[int, int]
"""A vote: the numbers of its Besluit and of its Zaak, or ALONE."""


class Listing:
    """Votes by their numbers, some at a time; ``today`` is the day as of which they are told."""

    def __init__(
        self, conn: sa.Connection, today: dt.date | None = None, of: FactTables = tables.facts
    ) -> None:
        self._conn = conn
        self._today = today
        self._of = of
        self._houses: dict[str, DayHouse | None] = {}

    def find(self, wanted: Filter, tables: Derived = schema.derived) -> list[Key]:
        """Return the votes that a filter lets through, by day and by place in their agenda item."""
        decision, vote, proposal = tables.decision.c, self._of.vote.c, self._of.proposal.c
        query = (
            sa.select(vote.besluit, vote.zaak)
            .join_from(self._of.vote, tables.decision, decision.entity == vote.besluit)
            .where(*conditions(decision, wanted))
        )
        if wanted.close is not None:
            query = query.where(vote.apparent_margin.between(-wanted.close, wanted.close))
        if wanted.unclear:
            query = query.where(vote.apparent_margin.is_(None), decision.sides.is_not(None))
        if wanted.kinds or wanted.dossiers:
            query = query.join(self._of.proposal, proposal.zaak == vote.zaak)
        if wanted.kinds:
            query = query.where(proposal.kind.in_(sorted(map(str, wanted.kinds))))
        if wanted.dossiers:
            query = query.where(proposal.dossier.in_(sorted(map(str, wanted.dossiers))))
        if wanted.about is not None:
            query = query.where(among(vote.zaak, Search(self._conn).zaken(wanted.about)))
        if wanted.member is not None:
            query = query.where(self._of_member(wanted, wanted.member))
        order = decision.day.is_(None), decision.day, decision.place.is_(None), decision.place
        rows = self._conn.execute(query.order_by(*order, vote.besluit, vote.place))
        return [(besluit, zaak) for besluit, zaak in rows]

    def _of_member(self, wanted: Filter, name: str) -> sa.ColumnElement[bool]:
        """Return the condition that a member voted, where it was asked for on that side, and apart from the party.

        Raises InputError for a name that no member in the record has, or several have.
        """
        its, other = self._of.ballot.c, self._of.ballot.alias("other").c
        query = sa.select(its.member, its.first_name, its.person).where(its.member.is_not(None)).distinct()
        rows = member_of(name, [tuple(row) for row in self._conn.execute(query)])
        where = [
            its.besluit == self._of.vote.c.besluit,
            sa.or_(
                *(
                    sa.and_(its.member == member, its.person.is_not_distinct_from(person))
                    for member, person in sorted({(member, person) for member, _, person in rows}, key=str)
                )
            ),
        ]
        if wanted.side is not None and wanted.party is None:
            where.append(its.side == wanted.side)
        if wanted.apart:
            voted = its.side != str(Side.NOT_VOTING)

            def seats(*which: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
                of_party = other.besluit == its.besluit, other.party == its.party
                return (
                    sa.select(sa.func.coalesce(sa.func.sum(other.seats), 0))
                    .where(*of_party, *which)
                    .scalar_subquery()
                )

            elsewhere = seats(other.side != its.side, other.side != str(Side.NOT_VOTING))
            where += [voted, elsewhere > seats(other.side == its.side)]
        return sa.select(its.besluit).where(*where).exists()

    def votes(self, keys: Sequence[Key]) -> list[Vote]:
        """Return these votes in the order given, each with its proposal and all decisions on that.

        Raises InputError where a row is damaged.
        """
        try:
            return self._votes(keys)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise damaged(error) from error

    def _votes(self, keys: Sequence[Key]) -> list[Vote]:
        zaken = {zaak for _, zaak in keys} - {ALONE}
        alone = {besluit for besluit, zaak in keys if zaak == ALONE}
        stated = self.stated(zaken, alone)
        self.use_houses(day for decision in stated.values() if (day := decision.date) is not None)
        proposals = self._proposals(zaken)
        whole: dict[int, Proposal] = {}
        of_zaak: dict[int, list[Key]] = defaultdict(list)
        for key in stated:
            of_zaak[key[1]].append(key)
        told: dict[Key, Decision] = {}
        for zaak, proposal in proposals.items():
            its = of_zaak[zaak]
            told |= {key: self.judged(stated[key], proposal.features) for key in its}
            whole[zaak] = _with_decisions(proposal, [told[key] for key in its])
        found: list[Vote] = []
        for key in keys:
            if key not in stated:
                continue
            if key[1] == ALONE:
                decision = self.judged(stated[key], ())
                subject = decision.sitting.item if decision.sitting else None
                proposal = Proposal(kind=Kind.UNKNOWN, subject=subject, decisions=(decision,))
            else:
                decision, proposal = told[key], whole[key[1]]
            found.append(Vote(proposal, decision))
        return found

    def decisions(self, keys: Sequence[Key]) -> Iterator[tuple[Key, Decision, tuple[Feature, ...]]]:
        """Yield these votes as they are stated, each with what sets its bill apart."""
        zaken = {zaak for _, zaak in keys} - {ALONE}
        proposals = self._proposals(zaken)
        stated = self.stated(zaken, {besluit for besluit, zaak in keys if zaak == ALONE})
        for key in keys:
            yield key, stated[key], proposals[key[1]].features if key[1] != ALONE else ()

    def judged(self, decision: Decision, features: Iterable[Feature]) -> Decision:
        """Return a decision with what the House of its day adds."""
        day = decision.date
        return judged(
            decision, features, self._houses.get(day.isoformat()) if day is not None else None, self._today
        )

    def stated(self, zaken: Iterable[int], alone: Iterable[int]) -> dict[Key, Decision]:
        """Return the decisions on these Zaken, in their order on each, and those of Besluiten that are on none."""
        c = _queries(self._of)
        rows = fetch(self._conn, c.of_zaken, list(zaken)) + fetch(self._conn, c.alone, list(alone))
        return self.of_rows(rows)

    def of_rows(self, rows: Sequence[Any]) -> dict[Key, Decision]:
        """Return the decisions of rows of ``vote``: besluit, zaak, sides, told, pages, and the id of the Besluit."""
        lists = self._ballots({row[0] for row in rows})
        found: dict[Key, Decision] = {}
        for besluit, zaak, sides, told, pages, id in rows:
            its = lists[besluit]
            found[besluit, zaak] = DECISION.unpack(
                decoded(told),
                id=id,
                claims=_claims(pages, id),
                **{
                    name: tuple(its[side]) if sides >> at & 1 else None
                    for at, (side, name) in enumerate(_LISTS)
                },
            )
        return found

    def _ballots(self, besluiten: Iterable[int]) -> dict[int, dict[Side, list[Ballot]]]:
        found: dict[int, dict[Side, list[Ballot]]] = defaultdict(lambda: {side: [] for side in Side})
        rows = fetch(self._conn, _queries(self._of).ballots, list(besluiten))
        for besluit, side, party, name, seats, member, first_name, mistake, person in rows:
            who = Member(member, person, first_name) if member is not None else None
            found[besluit][_SIDE[side]].append(Ballot(_party(party, name), seats, who, bool(mistake)))
        return found

    def _proposals(self, zaken: Iterable[int]) -> dict[int, Proposal]:
        """Return what these Zaken are, without the decisions on them."""
        rows = fetch(self._conn, _queries(self._of).proposals, list(zaken))
        codec = Codec.of(self._conn)
        return {
            zaak: PROPOSAL.unpack(
                decoded(codec.unpack(told)),
                decisions=(),
                parts=(),
                ledger=None,
                statements=(),
                claims=_claims(pages, id),
            )
            for zaak, told, pages, id in rows
        }

    def use_houses(self, days: Iterable[dt.date]) -> None:
        """Load the Houses of these days, by which decisions are judged."""
        wanted = {day.isoformat() for day in days} - self._houses.keys()
        self._houses |= dict.fromkeys(wanted)
        rows = fetch(self._conn, _queries(self._of).houses, sorted(wanted)) if wanted else []
        self._houses |= {day: HOUSE.unpack(decoded(told)) for day, told in rows}


def lists_stated(decision: Decision) -> int:
    """Return which lists of a decision are stated: 1 for those in favour, 2 for those against, 4 for the others."""
    return sum(1 << at for at, (side, _) in enumerate(_LISTS) if decision.side(side) is not None)


def _with_decisions(proposal: Proposal, decisions: Iterable[Decision]) -> Proposal:
    """Return a proposal with the decisions on it, in their order: first those on the whole, then by part."""
    whole: list[Decision] = []
    parts: dict[str, list[Decision]] = {}
    for decision in decisions:
        label = part_of(decision.text)
        (parts.setdefault(label, []) if label else whole).append(decision)
    made = tuple(Part(label, None, tuple(its)) for label, its in parts.items())
    everything = [*whole, *(decision for its in parts.values() for decision in its)]
    return replace(proposal, decisions=tuple(whole), parts=made, statements=statements_of(everything))


@lru_cache(4096)
def _party(id: str | None, name: str | None) -> PartyName | None:
    return PartyName(id, name) if name is not None else None


def _claims(pages: str, place: str) -> tuple[Claim, ...]:
    return tuple(Claim(f"page-{page}", place) for page in pages.split())


@dataclass(frozen=True, slots=True)
class _Queries:
    """What a list asks all the time, built once."""

    of_zaken: sa.Select[Any]
    alone: sa.Select[Any]
    ballots: sa.Select[Any]
    proposals: sa.Select[Any]
    houses: sa.Select[Any]


@cache
def _queries(of: FactTables) -> _Queries:
    vote, ballot, proposal, house, entity = of.vote.c, of.ballot.c, of.proposal.c, of.house.c, schema.entity.c
    votes = sa.select(vote.besluit, vote.zaak, vote.sides, vote.told, vote.pages, schema.ID).join_from(
        of.vote, schema.entity, entity.key == vote.besluit
    )
    return _Queries(
        of_zaken=votes.where(among_given(vote.zaak)).order_by(vote.zaak, vote.sequence),
        alone=votes.where(among_given(vote.besluit), vote.zaak == sa.literal_column(str(ALONE))),
        ballots=sa.select(
            ballot.besluit,
            ballot.side,
            ballot.party,
            ballot.name,
            ballot.seats,
            ballot.member,
            ballot.first_name,
            ballot.mistake,
            schema.ID,
        )
        .join_from(of.ballot, schema.entity, entity.key == ballot.person, isouter=True)
        .where(among_given(ballot.besluit))
        .order_by(ballot.besluit, ballot.line),
        proposals=sa.select(proposal.zaak, proposal.told, proposal.pages, schema.ID)
        .join_from(of.proposal, schema.entity, entity.key == proposal.zaak)
        .where(among_given(proposal.zaak)),
        houses=sa.select(house.day, house.told).where(among_given(house.day)),
    )


# --- who is meant ----------------------------------------------------------------------------------------------------

_Member = tuple[str, str | None, int | None]
"""A member as ballots name one: the name, a first name beside it, the number of the Persoon."""


def member_of(name: str, known: Iterable[_Member]) -> list[_Member]:
    """Return those of these members that a name means: of one person, with all ways in which rows write it.

    Raises InputError where it is nobody's, or where several persons may be meant.
    """
    like: dict[Likeness, list[_Member]] = defaultdict(list)
    known = sorted(known, key=str)
    asked = read_name(name)
    for each in known:
        how = likeness(asked, read_name(f"{each[0]} ({each[1]})" if each[1] else each[0]))
        if how is not None:
            like[how].append(each)
    best = like[min(like)] if like else []
    if len({person or written for written, _, person in best}) == 1:
        persons = {person for *_, person in best} - {None}
        return best + [each for each in known if each[2] in persons and each not in best]
    if not best:
        raise _nobody(name, known)
    names = ", ".join(dict.fromkeys(written + (f" ({first})" if first else "") for written, first, _ in best))
    raise InputError(
        f"Er zijn meer leden die '{name}' kunnen heten: {names}. Geef voorletters of een voornaam.",
        f"More than one member may be called '{name}': {names}. Give initials or a first name.",
    )


def _nobody(name: str, known: Sequence[_Member]) -> InputError:
    shown = name if len(name) <= 60 else f"{name[:60]}..."
    surnames = {" ".join(read_name(each[0]).words): each[0] for each in known}
    near = get_close_matches(" ".join(read_name(name).words), surnames, n=1, cutoff=0.75)
    likely = surnames[near[0]] if near else None
    return InputError(
        f"Van een lid '{shown}' is geen eigen stem bekend; die is er bij een hoofdelijke stemming, en van wie anders "
        f"stemde dan de fractie.{f' Bedoelt u {likely}?' if likely else ''}",
        f"No vote of a member '{shown}' is known; there is one at a roll call, and of those who voted apart from their "
        f"party.{f' Do you mean {likely}?' if likely else ''}",
    )
