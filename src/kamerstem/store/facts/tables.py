"""The tables of facts, and what is still to be worked out of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kamerstem.model import majorities, parties
from kamerstem.model.fields import text_of
from kamerstem.model.houses import DayHouse
from kamerstem.model.kinds import OWN_TITLED, kind_of
from kamerstem.model.titles import own_title
from kamerstem.model.votes import Decision, Proposal
from kamerstem.store import schema
from kamerstem.store.loader import Loader
from kamerstem.store.packed import Packed
from kamerstem.store.schema import among, write

FACTS = 3
"""To be raised when what is stated changes: the facts of a record are then worked out again, from its records."""

ALONE = 0
"""In the place of a Zaak: a vote that is tied to none."""

PROPOSAL = Packed(Proposal, without=("decisions", "parts", "ledger", "statements", "claims"))
DECISION = Packed(
    Decision, without=("for_", "against", "not_voting", "rule", "house", "seated", "claims", "id")
)
HOUSE = Packed(DayHouse)

metadata = sa.MetaData()
_Key = sa.Integer


@dataclass(frozen=True, slots=True)
class FactTables:
    """The tables of facts: those of the record, or a second set to compare them with."""

    proposal: sa.Table
    vote: sa.Table
    ballot: sa.Table
    submitter: sa.Table
    statement: sa.Table
    house: sa.Table
    leaning: sa.Table
    due: sa.Table
    change: sa.Table

    def compared(self) -> tuple[sa.Table, ...]:
        """Return those that follow from the records alone."""
        return (
            *(self.proposal, self.vote, self.ballot, self.submitter, self.statement),
            *(self.house, self.leaning),
        )

    def all(self) -> tuple[sa.Table, ...]:
        """Return them all."""
        return *self.compared(), self.due, self.change


def fact_tables(into: sa.MetaData, prefix: str = "", *, temporary: bool = False) -> FactTables:
    """Return the tables of facts, with ``prefix`` before their names."""

    def table(name: str, *columns: Any, rowid: bool = True) -> sa.Table:
        prefixes = ["TEMPORARY"] if temporary else []
        return sa.Table(prefix + name, into, *columns, prefixes=prefixes, sqlite_with_rowid=rowid)

    def key(name: str) -> sa.Column[int]:
        return sa.Column(name, _Key, primary_key=True, autoincrement=False, nullable=False)

    def index(name: str, *columns: str, **where: Any) -> list[sa.Index]:
        return [] if temporary else [sa.Index(f"{prefix}{name}", *columns, **where)]

    member = sa.Column("member", sa.Text)
    return FactTables(
        proposal=table(
            "proposal",
            key("zaak"),
            sa.Column("kind", sa.Text, nullable=False),
            sa.Column("ref", sa.Text),
            sa.Column("dossier", sa.Text),
            sa.Column("title", sa.Text),
            sa.Column("subject", sa.Text),
            sa.Column("status", sa.Text, nullable=False),
            sa.Column("submitted", sa.Text),
            sa.Column("told", schema.Packed, nullable=False),  # the rest, as PROPOSAL packs it
            sa.Column("pages", sa.Text, nullable=False),  # from which it came: "14 42"
            sa.Column("revision", sa.Text, nullable=False),
            sa.Column("advice", sa.Text),  # the code of the cabinet's advice; null: none is given
            *index("proposal_dossier", "dossier"),
        ),
        vote=table(
            "vote",
            key("besluit"),
            key("zaak"),
            sa.Column("sequence", sa.Integer, nullable=False),  # among the decisions on that Zaak
            sa.Column("place", sa.Integer, nullable=False),  # of that Zaak among those of the Besluit
            sa.Column("day", sa.Text),
            sa.Column("item_order", sa.Integer),  # within its agenda item
            sa.Column("step", sa.Text, nullable=False),
            sa.Column("result", sa.Text),
            sa.Column("method", sa.Text),
            sa.Column("part", sa.Text),
            *(sa.Column(name, sa.Integer) for name in ("votes_for", "votes_against", "not_voting")),
            *(sa.Column(name, sa.Integer) for name in ("announced_for", "announced_against")),
            sa.Column(
                "sides", sa.SmallInteger, nullable=False
            ),  # which lists are stated: 1 for, 2 against, 4 not
            sa.Column("told", sa.Text, nullable=False),  # the rest, as DECISION packs it
            sa.Column("pages", sa.Text, nullable=False),
            # What the House of that day adds.
            sa.Column("complete", sa.Boolean),
            *(sa.Column(name, sa.Integer) for name in ("needed", "margin", "apparent_margin")),
            sa.Column("revision", sa.Text, nullable=False),
            sa.Column("known", sa.SmallInteger),  # which lists are known, by the House too: as `sides`
            # Where each party stood, in the order of their ids, and who voted apart: see `stances_of`.
            sa.Column("stances", sa.Text),
            sa.Column("apart", sa.Text),
            *index("vote_zaak", "zaak"),
            *index("vote_day", "day", "item_order"),
            rowid=False,
        ),
        ballot=table(
            "ballot",
            key("besluit"),
            key("line"),
            sa.Column("side", sa.Text, nullable=False),
            sa.Column("party", sa.Text),  # its id, where the party is known
            sa.Column("name", sa.Text),  # as the row has it; null: the row names no party
            sa.Column("seats", sa.Integer),
            member,
            sa.Column("first_name", sa.Text),
            sa.Column("person", _Key),
            sa.Column("mistake", sa.Boolean, nullable=False),
            *index(
                "ballot_member",
                "member",
                sqlite_where=member.is_not(None),
                postgresql_where=member.is_not(None),
            ),
            rowid=False,
        ),
        submitter=table(
            "submitter",
            key("zaak"),
            key("line"),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("kind", sa.Text, nullable=False),
            sa.Column("party", sa.Text),  # its id, where the party is known
            sa.Column("party_name", sa.Text),
            sa.Column("role", sa.Text),
            rowid=False,
        ),
        statement=table(
            "statement",
            key("zaak"),
            key("line"),
            sa.Column("kind", sa.Text, nullable=False),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("party", sa.Text),
            sa.Column("party_name", sa.Text),
            sa.Column("day", sa.Text),
            sa.Column("said", sa.Text),
            rowid=False,
        ),
        house=table(
            "house",
            sa.Column("day", sa.Text, primary_key=True),
            sa.Column("seats", sa.Integer),
            sa.Column("certain", sa.Boolean, nullable=False),
            sa.Column("basis", sa.Text, nullable=False),
            sa.Column("told", sa.Text, nullable=False),  # as HOUSE packs it
            rowid=False,
        ),
        leaning=table(
            "leaning", key("besluit"), key("entity"), *index("leaning_entity", "entity"), rowid=False
        ),
        due=table(
            "due",
            sa.Column("what", sa.SmallInteger, primary_key=True, autoincrement=False),
            key("key"),
            rowid=False,
        ),
        change=table(
            "change",
            sa.Column("seq", sa.Integer, primary_key=True),
            sa.Column("what", sa.Text, nullable=False),  # new, changed, gone
            sa.Column("kind", sa.Text, nullable=False),  # proposal, vote
            sa.Column("zaak", _Key, nullable=False),
            sa.Column("besluit", _Key),
            sa.Column("why", sa.Text, nullable=False),  # record, house, derivation
            sa.Column("at", sa.BigInteger, nullable=False),
            sa.Column("revision", sa.Text),
        ),
    )


facts = fact_tables(metadata)


def make(conn: sa.Connection) -> None:
    """Make the tables of facts, and the columns that tables of an earlier version do not have yet."""
    metadata.create_all(conn)
    held = sa.inspect(conn)
    for table in facts.all():
        there = {column["name"] for column in held.get_columns(table.name)}
        for column in table.c:
            if column.name not in there:
                kind = column.type.compile(conn.dialect)
                conn.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")


# --- what is to be worked out ----------------------------------------------------------------------------------------

_ENTITY, _DAY = 0, 1


@cache
def version() -> str:
    """Return what the facts were worked out by: this derivation, and the dated data that it reads."""
    data = [Path(str(module.__file__)).with_suffix(".toml").read_bytes() for module in (parties, majorities)]
    shapes = repr((PROPOSAL.shape, DECISION.shape, HOUSE.shape)).encode()
    return f"{FACTS}-{sha256(b''.join([*data, shapes])).hexdigest()[:16]}"


def held_version(conn: sa.Connection) -> str | None:
    """Return by what the facts of a record were worked out; ``None`` while there are none."""
    meta = schema.meta.c
    return conn.execute(sa.select(meta.value).where(meta.name == "facts")).scalar()


def owe(conn: sa.Connection, entities: Iterable[int], days: Iterable[str | None] = ()) -> None:
    """Say that these Zaken and Besluiten changed, or something that they say hangs on, and that votes of days did."""
    rows = [(_ENTITY, key) for key in set(entities)]
    rows += [(_DAY, dt.date.fromisoformat(day).toordinal()) for day in set(days) if day is not None]
    write(conn, facts.due, sorted(rows), update=())


def owed(conn: sa.Connection, most: int | None = None) -> int:
    """Return how much is still to be worked out; ``most``: no further than that is looked."""
    due = facts.due.c
    if most is not None:
        return len(conn.execute(sa.select(due.key).where(due.what >= _ENTITY).limit(most)).all())
    return conn.execute(sa.select(sa.func.count()).where(due.what >= _ENTITY)).scalar() or 0


def next_due(conn: sa.Connection, most: int) -> list[int]:
    """Return Zaken and Besluiten that are still to be worked out."""
    due = facts.due.c
    query = sa.select(due.key).where(due.what == _ENTITY).order_by(due.key).limit(most)
    return list(conn.execute(query).scalars())


def days_due(conn: sa.Connection) -> list[str]:
    """Return the days of which the House is still to be worked out."""
    query = sa.select(facts.due.c.key).where(facts.due.c.what == _DAY)
    return [dt.date.fromordinal(key).isoformat() for key in conn.execute(query).scalars()]


def done(conn: sa.Connection, entities: Iterable[int], days: Iterable[str] = ()) -> int:
    """Say that these were worked out; return how many of them were due."""
    due = facts.due
    ordinals = [dt.date.fromisoformat(day).toordinal() for day in days]
    return sum(
        conn.execute(sa.delete(due).where(due.c.what == what, among(due.c.key, keys))).rowcount
        for what, keys in ((_ENTITY, entities), (_DAY, ordinals))
    )


# --- what hangs on what ----------------------------------------------------------------------------------------------


def is_kept(conn: sa.Connection) -> bool:
    """Return whether facts are kept up to date: else all of them are still to be worked out."""
    return held_version(conn) == version()


def near(loader: Loader, zaken: Iterable[int]) -> set[int]:
    """Return the Zaken of which a fact says how they stand to one of these: what replaces them, or is replaced."""
    rows = loader.load(zaken)
    found = {row.key for row in loader.out(rows, "VervangenVanuit")}
    found.update(row.key for row in loader.into(rows, ("Zaak", "VervangenVanuit")))
    for row in rows:
        own = own_title(text_of(row.fields.get("Onderwerp"))) if kind_of(row.fields) in OWN_TITLED else None
        numbers = (
            {paper if isinstance(paper, str) else paper.number for paper in own.replaces} if own else set()
        )
        if numbers:
            dossiers = loader.out([row], "Kamerstukdossier")
            found.update(
                other.key
                for other in loader.into(dossiers, ("Zaak", "Kamerstukdossier"))
                if str(other.fields.get("Volgnummer")) in numbers
            )
    return found


def leaning_on(conn: sa.Connection, entities: Iterable[int]) -> set[int]:
    """Return the Besluiten that lean on these parties and persons for a name."""
    c = facts.leaning.c
    return set(conn.execute(sa.select(c.besluit).where(among(c.entity, entities))).scalars())


def days_between(conn: sa.Connection, terms: Iterable[tuple[str, str]]) -> set[str]:
    """Return the days with a vote from the first to the last day of each of these."""
    day = facts.house.c.day
    return {
        found
        for since, until in terms
        for found in conn.execute(sa.select(day).where(day >= since, day <= until)).scalars()
    }
