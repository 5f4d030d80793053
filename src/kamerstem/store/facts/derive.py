"""Working out facts: what is due, some at a time, each step in the transaction of its connection."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa
from pydantic_core import to_json

from kamerstem.model.fields import text_of
from kamerstem.model.houses import DayHouse
from kamerstem.model.kinds import kind_of
from kamerstem.model.proposals import Proposals
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import Actor, Ballot, Claim, Decision, Feature, Proposal, Side, Step, stood, weight
from kamerstem.model.wording import part_of
from kamerstem.store import schema
from kamerstem.store.facts import tables
from kamerstem.store.facts.listing import Key, Listing, lists_stated
from kamerstem.store.facts.tables import ALONE, DECISION, HOUSE, PROPOSAL, FactTables
from kamerstem.store.loader import Row
from kamerstem.store.questions import Question
from kamerstem.store.raw import Codec
from kamerstem.store.schema import CODE, among, stamp, write
from kamerstem.store.search_words import word_of

AT_ONCE = 300
"""Zaken and Besluiten that are worked out in one step."""

Why = Literal["record", "house", "derivation"]
"""Why a fact is another than it was: the official records, the House of that day, or how it is worked out."""

_Row = tuple[Any, ...]
_REVISION = list(tables.facts.vote.c.keys()).index("revision")
_PROPOSAL_REVISION = list(tables.facts.proposal.c.keys()).index("revision")
_TOLD = list(tables.facts.proposal.c.keys()).index("told")


class Judgement(NamedTuple):
    """What the House of its day adds to a vote, as the table holds it."""

    complete: bool | None
    needed: int | None
    margin: int | None
    apparent_margin: int | None
    known: int
    """Which lists are known (:func:`lists_stated`): of a vote of which rows are lost, an empty one is not."""

    @property
    def revision(self) -> str:
        """Return a hash of it."""
        return _hash(repr(tuple(self)), 4)


class Working:
    """Works out the facts of one record, in the transaction of the connection."""

    def __init__(
        self, conn: sa.Connection, question: Question, of: FactTables = tables.facts, why: Why = "record"
    ) -> None:
        self._conn = conn
        self._question = question
        self._of = of
        self._why: Why = why

    def step(self, keys: Sequence[int], days: Iterable[str] = ()) -> set[int]:
        """Work out these Zaken and Besluiten, and what the Houses of their days and of ``days`` make of votes.

        Return all that was worked out with them.
        """
        question = self._question.again()
        besluiten, zaken = question.around(keys)
        made = _Made(question)
        made.take(besluiten, zaken)
        before = self._held({*keys, *(row.key for row in zaken)})
        touched = {day for day, _ in before.values()} | {vote.day for vote in made.votes.values()}
        others = self._houses({day for day in touched.union(days) if day is not None}, question)
        listing = Listing(self._conn, of=self._of)
        listing.use_houses(made.days())
        self._keep_proposals({*keys, *(row.key for row in zaken)}, made)
        self._keep_votes(before, made, listing)
        self._judge(others, made.votes.keys(), listing)
        self._drop_houses(touched.union(days))
        whole = {row.key for row in zaken}
        return {*keys, *whole, *made.whole(whole)}

    # --- what is stated -------------------------------------------------------------------------------------

    def _keep_proposals(self, keys: Collection[int], made: "_Made") -> None:
        table = self._of.proposal
        query = sa.select(table.c.zaak, table.c.revision).where(among(table.c.zaak, keys))
        held: dict[int, str] = dict(self._conn.execute(query).all())
        self._conn.execute(sa.delete(table).where(among(table.c.zaak, held)))
        write(self._conn, table, self._packed(list(made.proposals.values())))
        beside = ((self._of.submitter, made.submitters), (self._of.statement, made.statements))
        for other, rows in beside:
            self._conn.execute(sa.delete(other).where(among(other.c.zaak, keys)))
            write(self._conn, other, rows)
        self._say(
            "proposal",
            {(ALONE, zaak): revision for zaak, revision in held.items()},
            {(ALONE, zaak): row[_PROPOSAL_REVISION] for zaak, row in made.proposals.items()},
            self._why,
        )

    def _packed(self, rows: Sequence[_Row]) -> list[_Row]:
        """Return rows of ``proposal`` as they are kept: what is told, packed."""
        codec, told = Codec.of(self._conn), [row[_TOLD].encode() for row in rows]
        if self._of is tables.facts:
            codec.learn(self._conn, "proposal", told)
        packed = [codec.pack("proposal", each) for each in told]
        return [(*row[:_TOLD], each, *row[_TOLD + 1 :]) for row, each in zip(rows, packed, strict=True)]

    def _held(self, keys: Iterable[int]) -> dict[Key, tuple[str | None, str]]:
        """Return the votes that are held of these Besluiten and Zaken: the day and the revision of each."""
        c = self._of.vote.c
        keys = [key for key in keys if key != ALONE]
        found: dict[Key, tuple[str | None, str]] = {}
        for column in (c.besluit, c.zaak):
            query = sa.select(c.besluit, c.zaak, c.day, c.revision).where(among(column, keys))
            found |= {(besluit, zaak): (day, held) for besluit, zaak, day, held in self._conn.execute(query)}
        return found

    def _keep_votes(
        self, before: Mapping[Key, tuple[str | None, str]], made: "_Made", listing: Listing
    ) -> None:
        vote = self._of.vote.c
        for besluit, zaak in before:
            self._conn.execute(sa.delete(self._of.vote).where(vote.besluit == besluit, vote.zaak == zaak))
        rows = {key: each.row(listing) for key, each in made.votes.items()}
        write(self._conn, self._of.vote, list(rows.values()))
        gone = {besluit for besluit, _ in before}
        still = sa.select(vote.besluit).where(among(vote.besluit, gone))
        gone -= set(self._conn.execute(still).scalars())
        now = {besluit for besluit, _ in made.votes}
        for table in (self._of.ballot, self._of.leaning):
            self._conn.execute(sa.delete(table).where(among(table.c.besluit, gone | now)))
        write(self._conn, self._of.ballot, list(made.ballots()))
        write(self._conn, self._of.leaning, sorted(made.leaning))
        self._say(
            "vote",
            {key: revision for key, (_, revision) in before.items()},
            {key: row[_REVISION] for key, row in rows.items()},
            self._why,
        )

    # --- what the House adds --------------------------------------------------------------------------------

    def _houses(self, days: Iterable[str], question: Question) -> list[str]:
        """Keep the Houses of these days; return the days on which another House sat than was held."""
        house = self._of.house
        days = sorted(set(days))
        query = sa.select(house).where(among(house.c.day, days))
        held = {row.day: tuple(row) for row in self._conn.execute(query)}
        made = question.houses_of(dt.date.fromisoformat(day) for day in days)
        rows = [_house_row(day, each) for day, each in sorted(made.items())]
        other = [row for row in rows if row != held.get(row[0])]
        write(self._conn, house, other, update=("seats", "certain", "basis", "told"))
        return [row[0] for row in other]

    def _drop_houses(self, days: Iterable[str | None]) -> None:
        """Drop the Houses of those of these days that have no vote any more."""
        house, vote = self._of.house, self._of.vote.c
        voted = sa.select(vote.besluit).where(vote.day == house.c.day).exists()
        self._conn.execute(sa.delete(house).where(among(house.c.day, filter(None, days)), ~voted))

    def _judge(self, days: Sequence[str], fresh: Iterable[Key], listing: Listing) -> None:
        """Work out what these days' Houses make of the votes that are not fresh, and so were judged by another."""
        vote = self._of.vote
        c = vote.c
        judged = (c.complete, c.needed, c.margin, c.apparent_margin, c.known)
        query = sa.select(c.besluit, c.zaak, c.revision, *judged)
        rows = self._conn.execute(query.where(among(c.day, days))).all()
        fresh = set(fresh)
        held = {(row[0], row[1]): row for row in rows if (row[0], row[1]) not in fresh}
        if not held:
            return
        listing.use_houses(dt.date.fromisoformat(day) for day in days)
        before: dict[Key, str] = {}
        now: dict[Key, str] = {}
        for key, decision, features in listing.decisions(list(held)):
            made = judgement(listing.judged(decision, features))
            row = held[key]
            if made == Judgement(None if row[3] is None else bool(row[3]), *row[4:]):
                continue
            before[key], now[key] = row[2], f"{row[2].partition('.')[0]}.{made.revision}"
            which = sa.update(vote).where(c.besluit == key[0], c.zaak == key[1])
            self._conn.execute(which.values(**made._asdict(), revision=now[key]))
        self._say("vote", before, now, "house")

    # --- what is written down of it -------------------------------------------------------------------------

    def _say(self, kind: str, before: Mapping[Key, str], now: Mapping[Key, str], why: Why) -> None:
        """Write down what came, what is another, and what went."""
        at = stamp(dt.datetime.now(dt.UTC))
        rows = [
            {
                "what": "new" if key not in before else "gone" if key not in now else "changed",
                "kind": kind,
                "zaak": key[1],
                "besluit": key[0] or None,
                "why": why,
                "at": at,
                "revision": now.get(key),
            }
            for key in sorted(before.keys() | now.keys())
            if before.get(key) != now.get(key)
        ]
        if rows:
            self._conn.execute(self._of.change.insert(), rows)


@dataclass(slots=True)
class _Vote:
    """A decision on a Zaak, as it is stated, on its way to the table."""

    key: Key
    decision: Decision
    features: tuple[Feature, ...]
    sequence: int
    place: int
    ballots: list[_Row] = field(default_factory=list)

    @property
    def day(self) -> str | None:
        """Return the day as the table holds it."""
        return self.decision.date.isoformat() if self.decision.date else None

    def row(self, listing: Listing) -> _Row:
        """Return its row of ``vote``, judged by the House of its day."""
        made = self.decision
        told = to_json(DECISION.pack(made)).decode()
        judged = judgement(listing.judged(made, self.features))
        stated = (
            *self.key,
            self.sequence,
            self.place,
            self.day,
            made.sitting.order if made.sitting else None,
            str(made.step),
            str(made.result) if made.result else None,
            str(made.method) if made.method else None,
            part_of(made.text),
            weight(made.for_),
            weight(made.against),
            weight(made.not_voting),
            made.announced.for_ if made.announced else None,
            made.announced.against if made.announced else None,
            lists_stated(made),
            told,
        )
        revision = f"{_hash(repr((*stated[2:], self.ballots, self.features)), 8)}.{judged.revision}"
        stances, apart = stances_of(made)
        *judged_before, known = judged
        return (*stated, _pages(made.claims), *judged_before, revision, known, stances, apart)


class _Made:
    """What Zaken and Besluiten come to by the one derivation, as rows."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self.proposals: dict[int, _Row] = {}
        self.submitters: list[_Row] = []
        self.statements: list[_Row] = []
        self.votes: dict[Key, _Vote] = {}
        self._ballots: dict[int, list[_Row]] = {}
        self.leaning: set[tuple[int, int]] = set()

    def take(self, besluiten: Sequence[Row], zaken: Sequence[Row]) -> None:
        """Make the proposals that these Zaken are, and the votes that these Besluiten are by themselves."""
        loader = self._question.loader
        entities = loader.entities(str)
        keys = loader.keys()
        made = Proposals(entities, None)
        for row in zaken:
            zaak = entities.get("Zaak", loader.id_of(row.key))
            if zaak is None:
                continue
            proposal = made.proposal(zaak)
            decisions = proposal.all_decisions()
            if kind_of(zaak.fields) is None and not decisions:
                continue
            self.proposals[row.key] = _proposal_row(row.key, proposal)
            self.submitters += _submitter_rows(row.key, proposal)
            self.statements += _statement_rows(row.key, proposal)
            for sequence, decision in enumerate(decisions):
                besluit = keys[str(decision.id)]
                place = list(loader.rows[besluit].refs["Zaak"]).index(row.key)
                self._add((besluit, row.key), decision, proposal.features, sequence, place, keys)
        zaken_there = {row.key for row in zaken}
        for row in besluiten:
            if zaken_there.isdisjoint(row.refs.get("Zaak", ())):
                itself = entities.get("Besluit", loader.id_of(row.key))
                alone = made.decision(itself) if itself is not None else None
                if alone is not None:
                    self._add((row.key, ALONE), alone, (), 0, 0, keys)
        self._lean()

    def _add(
        self,
        key: Key,
        decision: Decision,
        features: tuple[Feature, ...],
        sequence: int,
        place: int,
        keys: Mapping[str, int],
    ) -> None:
        if key[0] not in self._ballots:
            self._ballots[key[0]] = list(_ballot_rows(key[0], decision, keys))
        self.votes[key] = _Vote(key, decision, features, sequence, place, self._ballots[key[0]])

    def _lean(self) -> None:
        """Note which decisions lean on whom: on those whose names their rows do not give."""
        for row in self._question.loader.rows.values():
            names = (row.fields.get("ActorFractie"), row.fields.get("ActorNaam"))
            if row.kind == "Stemming" and None in map(text_of, names):
                besluiten = self._ballots.keys() & row.refs.get("Besluit", ())
                its = [key for name in ("Fractie", "Persoon") for key in row.refs.get(name, ())]
                self.leaning |= {(besluit, entity) for besluit in besluiten for entity in its}

    def whole(self, zaken: set[int]) -> Iterator[int]:
        """Yield the Besluiten that are on no other Zaken than these."""
        rows = self._question.loader.rows
        return (key for key in self._ballots if zaken.issuperset(rows[key].refs.get("Zaak", ())))

    def days(self) -> Iterator[dt.date]:
        """Yield the days of the votes."""
        return (day for vote in self.votes.values() if (day := vote.decision.date) is not None)

    def ballots(self) -> Iterator[_Row]:
        """Yield the rows of ``ballot``."""
        for rows in self._ballots.values():
            yield from rows


def judgement(decision: Decision) -> Judgement:
    """Return what the House of its day adds to a decision that was held against it."""
    complete = decision.complete if decision.step is Step.VOTE else None
    return Judgement(
        complete, decision.needed, decision.margin, decision.apparent_margin, lists_stated(decision)
    )


def stances_of(decision: Decision) -> tuple[str | None, str | None]:
    """Return where each party stood, and of which of them some members were for and some against.

    The first is " d66:for pvv:against pvv/for ": each party by its id, in their order, with where most of those of it
    who voted stood (nothing where they were in two halves, "not_voting" where none of it voted), and after a "/" every
    other side on which it has a ballot. A party that the register does not know stands there by the word of its name.
    The second is " pvv ". ``None``: there is nobody.
    """
    ballots: dict[str, list[tuple[Side, Ballot]]] = {}
    for side, ballot in decision.ballots():
        if ballot.party is not None and (word := ballot.party.id or word_of(ballot.party.name)):
            ballots.setdefault(word, []).append((side, ballot))
    stances: list[str] = []
    apart: list[str] = []
    for word, its in sorted(ballots.items()):
        most, sides = stood(its), {side for side, _ in its}
        stances += [f"{word}:{most or ''}", *(f"{word}/{side}" for side in Side if side in sides - {most})]
        if {Side.FOR, Side.AGAINST} <= sides:
            apart.append(word)
    return _words(stances), _words(apart)


def _words(words: Sequence[str]) -> str | None:
    return f" {' '.join(words)} " if words else None


def _proposal_row(key: int, made: Proposal) -> _Row:
    dossier = made.ref.dossier if isinstance(made.ref, Paper) else made.ref
    stated = (
        key,
        str(made.kind),
        str(made.ref) if made.ref is not None else None,
        str(dossier) if isinstance(dossier, Dossier) else None,
        made.title,
        made.subject,
        str(made.status),
        made.submitted.isoformat() if made.submitted else None,
        to_json(PROPOSAL.pack(made)).decode(),
    )
    advice = made.advice.code if made.advice else None
    return (*stated, _pages(made.claims), _hash(repr(stated[1:]), 8), advice)


def _submitter_rows(key: int, made: Proposal) -> Iterator[_Row]:
    for line, actor in enumerate(made.submitters.actors if made.submitters else ()):
        yield key, line, actor.name, str(actor.kind), *_party(actor), actor.role


def _statement_rows(key: int, made: Proposal) -> Iterator[_Row]:
    for line, said in enumerate(made.statements):
        day = said.date.isoformat() if said.date else None
        yield key, line, str(said.kind), said.actor.name, *_party(said.actor), day, said.text


def _party(actor: Actor) -> tuple[str | None, str | None]:
    return (actor.party.id, actor.party.name) if actor.party else (None, None)


def _house_row(day: dt.date, made: DayHouse) -> _Row:
    sat = made.house
    return (
        day.isoformat(),
        sat.total if sat is not None else None,
        sat is not None and sat.certain,
        str(made.basis),
        to_json(HOUSE.pack(made)).decode(),
    )


def _ballot_rows(besluit: int, decision: Decision, keys: Mapping[str, int]) -> Iterator[_Row]:
    for line, (side, ballot) in enumerate(decision.ballots()):
        member, party = ballot.member, ballot.party
        yield (
            besluit,
            line,
            str(side),
            party.id if party is not None else None,
            party.name if party is not None else None,
            ballot.seats,
            member.name if member is not None else None,
            member.first_name if member is not None else None,
            keys[member.person] if member is not None and member.person is not None else None,
            ballot.mistake,
        )


def _pages(claims: Iterable[Claim]) -> str:
    return " ".join(claim.source for claim in claims)


def _hash(text: str, size: int) -> str:
    return blake2b(text.encode(), digest_size=size).hexdigest()


# --- what hangs on what ----------------------------------------------------------------------------------------------


def all_due(conn: sa.Connection) -> None:
    """Say that everything is to be worked out, what is held and is no more included."""
    facts, entity = tables.facts, schema.entity.c
    queries = (
        sa.select(entity.key).where(entity.kind.in_((CODE["Zaak"], CODE["Besluit"]))),
        sa.select(facts.proposal.c.zaak),
        sa.select(facts.vote.c.besluit).distinct(),
    )
    keys = {key for query in queries for key in conn.execute(query).scalars()}
    days = conn.execute(sa.select(facts.house.c.day)).scalars()
    tables.owe(conn, keys, list(days))
