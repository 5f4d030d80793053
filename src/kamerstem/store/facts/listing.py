"""Reading facts: decisions with their proposals, as the one derivation made them."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from kamerstem.errors import InputError
from kamerstem.model.day import Vote
from kamerstem.model.houses import DayHouse
from kamerstem.model.listed import VoteRow, row_of
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
from kamerstem.store.filters import Filter, conditions, of_proposal
from kamerstem.store.loader import find_keys
from kamerstem.store.raw import Codec
from kamerstem.store.schema import among, among_given, fetch
from kamerstem.store.search import Search

_LISTS = ((Side.FOR, "for_"), (Side.AGAINST, "against"), (Side.NOT_VOTING, "not_voting"))
_SIDES = tuple(Side)
_SIDE = {str(side): side for side in _SIDES}

AT_ONCE = 300
"""Votes that are read at a time."""

Key = tuple[int, int]
"""A vote: the numbers of its Besluit and of its Zaak, or ALONE."""


_Names = dict[str, dict[tuple[str | None, str], None]]
"""Of each side the parties on it, by id and name, in order."""
_NOBODY: _Names = {side: {} for side in _SIDE}
_NO_ORDER = 2**31 - 1  # after whatever has a place in its agenda item
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d)?\.(\d{1,9})?\.([0-9a-f-]{36})\.(\d{1,9})", re.ASCII)
_Place = tuple[str | None, int, int, int]
"""Where a vote stands in a list: day, place in its agenda item, Besluit, and the Zaak among those of the Besluit."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is asked for: at most so many, beyond a cursor (:meth:`Listing.cursor`), newest first."""

    most: int | None = None
    after: str | None = None
    newest: bool = False


EVERY = Paging()


class Listing:
    """Votes by their numbers, some at a time; ``today`` is the day as of which they are told."""

    def __init__(
        self, conn: sa.Connection, today: dt.date | None = None, of: FactTables = tables.facts
    ) -> None:
        self._conn = conn
        self._today = today
        self._of = of
        self._houses: dict[str, DayHouse | None] = {}

    def find(self, wanted: Filter, page: Paging = EVERY) -> list[Key]:
        """Return the votes that a filter lets through, by day and by place in their agenda item, or a page of them.

        Those of which the day is not stated come last. Raises InputError for a cursor that is none of this record.
        """
        vote = self._of.vote.c
        return self._page(self.asked(wanted, vote.besluit, vote.zaak), page)

    def asked(self, wanted: Filter, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        """Return the question for these columns of the votes that a filter lets through, in no particular order."""
        vote, proposal = self._of.vote.c, self._of.proposal.c
        query = sa.select(*columns).where(*conditions(vote, wanted))
        if of_it := list(of_proposal(proposal, wanted)):
            query = query.join(self._of.proposal, proposal.zaak == vote.zaak).where(*of_it)
        if wanted.about is not None:
            query = query.where(among(vote.zaak, Search(self._conn).zaken(wanted.about)))
        if wanted.member is not None:
            query = query.where(self._of_member(wanted, wanted.member))
        return query

    def _page(self, query: sa.Select[Any], page: Paging) -> list[Key]:
        """Return a page of votes: first those with a day, by the index on it: no more than those is looked at."""
        c = self._of.vote.c
        after = self._place(page.after) if page.after is not None else None
        found: list[Key] = []
        for dated in (True, False):
            if after is not None and after[0] is None and dated:
                continue  # all of these came before
            begins = after if after is not None and (after[0] is not None) is dated else None
            some = self._some(query.where(c.day.is_not(None) if dated else c.day.is_(None)), page, begins)
            if page.most is not None:
                some = some.limit(page.most - len(found))
            found += [(besluit, zaak) for besluit, zaak in self._conn.execute(some)]
        return found

    def _some(self, query: sa.Select[Any], page: Paging, after: _Place | None) -> sa.Select[Any]:
        """Return a query in order, and beyond a place in that order."""
        c = self._of.vote.c
        order: list[sa.ColumnElement[Any]] = [sa.func.coalesce(c.item_order, _NO_ORDER), c.besluit, c.place]
        if after is not None:
            at, held = ([c.day, *order], after) if after[0] is not None else (order, after[1:])
            beyond = sa.tuple_(*at) < sa.tuple_(*held) if page.newest else sa.tuple_(*at) > sa.tuple_(*held)
            query = query.where(beyond)
        order.insert(0, c.day)
        return query.order_by(*(each.desc() if page.newest else each for each in order))

    def _place(self, cursor: str) -> _Place:
        """Return the place in the order that a cursor tells. Raises InputError for what is none."""
        if found := _CURSOR.fullmatch(cursor):
            day, order, id, place = found.groups()
            code = schema.CODE["Besluit"]
            key = find_keys(self._conn, [(code, id)]).get((code, id))
            if key is not None:
                return day, int(order) if order else _NO_ORDER, key, int(place)
        raise InputError(
            "De plaats waar de lijst verder moet gaan (after) is niet van dit gegevensbestand. Begin opnieuw.",
            "The place from which the list is to go on (after) is none of this record. Begin anew.",
        )

    def cursor(self, key: Key) -> str | None:
        """Return what tells where a vote stands in a list, to go on after it; ``None`` if it is no more."""
        c, entity = self._of.vote.c, schema.entity.c
        query = sa.select(c.day, c.item_order, schema.ID, c.place).join_from(
            self._of.vote, schema.entity, entity.key == c.besluit
        )
        row = self._conn.execute(query.where(c.besluit == key[0], c.zaak == key[1])).one_or_none()
        return None if row is None else ".".join("" if each is None else str(each) for each in row)

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
                unknown = sa.and_(its.party.is_(None), other.party.is_(None), other.name == its.name)
                of_party = other.besluit == its.besluit, sa.or_(other.party == its.party, unknown)
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
            found = self._votes(keys) if keys else {}
            return [found[key] for key in keys if key in found]
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise damaged(error) from error

    def _votes(self, keys: Sequence[Key]) -> dict[Key, Vote]:
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
        found: dict[Key, Vote] = {}
        for key in keys:
            if key not in stated:
                continue
            if key[1] == ALONE:
                decision = self.judged(stated[key], ())
                subject = decision.sitting.item if decision.sitting else None
                proposal = Proposal(kind=Kind.UNKNOWN, subject=subject, decisions=(decision,))
            else:
                decision, proposal = told[key], whole[key[1]]
            found[key] = Vote(proposal, decision)
        return found

    def rows(self, keys: Sequence[Key]) -> Iterator[VoteRow]:
        """Yield these votes in the order given, each as a row of values; one that is no more is passed over."""
        with_zaak = {besluit for besluit, zaak in keys if zaak != ALONE}
        # What an agenda item has of a vote that is tied to no Zaak is not among the columns.
        alone = [key for key in keys if key[1] == ALONE]
        made = {key: row_of(vote) for key, vote in self._votes(alone).items()} if alone else {}
        named = self._names(with_zaak)
        for besluit, zaak, known, *values in fetch(self._conn, _queries(self._of).rows, list(with_zaak)):
            made[besluit, zaak] = _row(values, known, named.get(besluit, _NOBODY))
        return (made[key] for key in keys if key in made)

    def _names(self, besluiten: Iterable[int]) -> dict[int, _Names]:
        """Return of these Besluiten the names of the parties on each side, in the order of their rows."""
        found: dict[int, _Names] = {}
        for besluit, side, party, name in fetch(self._conn, _queries(self._of).names, list(besluiten)):
            its = found.get(besluit)
            if its is None:
                its = found[besluit] = {side: {} for side in _SIDE}
            its[side][party, name] = None
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
        found: dict[int, dict[Side, list[Ballot]]] = defaultdict(lambda: {side: [] for side in _SIDES})
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


def _row(values: Sequence[Any], known: int, names: _Names) -> VoteRow:
    """Return the row of a vote of the values that the tables hold, in the order of ``_queries``."""
    day, complete, *more = values
    id, ref, kind, title, subject, status, part, step, result, method, *seats, needed, margin = more
    lists = [tuple([name for _, name in names[side]]) for side in _SIDE]
    return VoteRow(
        id,
        ref,
        kind,
        title,
        subject,
        status,
        part,
        dt.date.fromisoformat(day) if day is not None else None,
        step,
        result,
        method,
        seats[0] if known & 1 else None,
        seats[1] if known & 2 else None,
        seats[2] if known & 4 else None,
        lists[0] if known & 1 else None,
        lists[1] if known & 2 else None,
        lists[2] if known & 4 else None,
        None if complete is None else bool(complete),
        needed,
        margin,
    )


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
    rows: sa.Select[Any]
    names: sa.Select[Any]


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
        rows=sa.select(
            vote.besluit,
            vote.zaak,
            vote.known,
            vote.day,
            vote.complete,
            schema.ID,
            proposal.ref,
            proposal.kind,
            proposal.title,
            proposal.subject,
            proposal.status,
            vote.part,
            vote.step,
            vote.result,
            vote.method,
            vote.votes_for,
            vote.votes_against,
            vote.not_voting,
            vote.needed,
            vote.margin,
        )
        .join_from(of.vote, schema.entity, entity.key == vote.besluit)
        .join(of.proposal, proposal.zaak == vote.zaak)
        .where(among_given(vote.besluit)),
        names=sa.select(ballot.besluit, ballot.side, ballot.party, ballot.name)
        .where(among_given(ballot.besluit), ballot.name.is_not(None))
        .order_by(ballot.besluit, ballot.line),
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
