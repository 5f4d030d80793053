"""Views of the facts for whoever opens the record in Datasette, R, DuckDB or psql: a public contract that only grows.

Each has names in plain English, ids as the official services have them, and ``body``: the parliament. The view
``about`` says of every column what it means. They are for reading; the tables below them may change at any time.
"""

from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa

from kamerstem.store import schema
from kamerstem.store.facts.tables import facts

BODY = "tweede-kamer"
"""The parliament that a row is of."""


class Column(NamedTuple):
    """A column of a view: its name, what it is of the tables, and what it means."""

    name: str
    of: sa.ColumnElement[object]
    means: str


_entity, _other = schema.entity.alias("e"), schema.entity.alias("o")
_proposal, _vote, _ballot = facts.proposal.c, facts.vote.c, facts.ballot.c
_submitter, _statement, _house, _change = (
    facts.submitter.c,
    facts.statement.c,
    facts.house.c,
    facts.change.c,
)


def _id_of(of: Any) -> sa.ColumnElement[str]:
    """Return the official id as text; ``null`` where there is no such entity."""
    return sa.case((of.c.key.is_not(None), schema.id_in(of.c.high, of.c.low)))


def _known(bit: int, column: sa.ColumnElement[object]) -> sa.ColumnElement[object]:
    return sa.case((_vote.known.op("&")(bit) != 0, column))


def _columns(*columns: tuple[str, object, str]) -> tuple[Column, ...]:
    body = Column("body", sa.literal_column(f"'{BODY}'"), "the parliament")
    return (body, *(Column(name, of, means) for name, of, means in columns))  # type: ignore[arg-type]


VIEWS: dict[str, tuple[tuple[Column, ...], sa.FromClause]] = {
    "proposals": (
        _columns(
            ("zaak_id", _id_of(_entity), "official id of the Zaak"),
            ("ref", _proposal.ref, "by what people cite it, such as 36470-VI/4"),
            ("kind", _proposal.kind, "bill, amendment, motion and the like"),
            ("dossier", _proposal.dossier, "the dossier that it stands in"),
            ("title", _proposal.title, "its official title"),
            ("subject", _proposal.subject, "what it is about"),
            ("submitted", _proposal.submitted, "the day on which it was submitted"),
            ("status", _proposal.status, "where it stands after its last decision"),
            ("advice", _proposal.advice, "the advice of the cabinet; null: the data give none"),
            ("revision", _proposal.revision, "a hash of what is said of it"),
        ),
        facts.proposal.join(_entity, _entity.c.key == _proposal.zaak),
    ),
    "votes": (
        _columns(
            ("besluit_id", _id_of(_entity), "official id of the Besluit"),
            ("zaak_id", _id_of(_other), "the proposal; null: the data tie it to none"),
            ("ref", _proposal.ref, "by what people cite the proposal"),
            ("kind", _proposal.kind, "what was decided on"),
            ("dossier", _proposal.dossier, "the dossier of the proposal"),
            ("subject", sa.func.coalesce(_proposal.subject, _proposal.title), "what the proposal is about"),
            ("part", _vote.part, "the part of it that was decided on; null: the whole"),
            ("day", _vote.day, "the day of the decision"),
            ("place", _vote.item_order, "its place in the agenda item"),
            ("step", _vote.step, "vote, hammered, withdrawn, held_over and the like"),
            ("result", _vote.result, "adopted, rejected, tied and the like"),
            ("method", _vote.method, "show_of_hands or roll_call"),
            ("votes_for", _known(1, _vote.votes_for), "seats for; null: not known"),
            ("votes_against", _known(2, _vote.votes_against), "seats against; null: not known"),
            ("votes_absent", _known(4, _vote.not_voting), "seats that did not vote; null: not known"),
            ("announced_for", _vote.announced_for, "votes for by the chair, where the decision says so"),
            ("announced_against", _vote.announced_against, "votes against by the chair"),
            (
                "complete",
                _vote.complete,
                "whether all seats of that day are there; false: rows are lost; null: not known",
            ),
            ("needed", _vote.needed, "votes for that were needed; null unless complete"),
            ("margin", _vote.margin, "votes for above what was needed; null unless complete"),
            (
                "stances",
                _vote.stances,
                "where most of each party stood: ' d66:for pvv:against '; after a slash who stood elsewhere",
            ),
            ("revision", _vote.revision, "a hash of what is said of it"),
        ),
        facts.vote.join(_entity, _entity.c.key == _vote.besluit)
        .outerjoin(_other, _other.c.key == _vote.zaak)
        .outerjoin(facts.proposal, _proposal.zaak == _vote.zaak),
    ),
    "ballots": (
        _columns(
            ("besluit_id", _id_of(_entity), "official id of the Besluit"),
            ("line", _ballot.line, "its place among the ballots of that decision"),
            ("side", _ballot.side, "for, against or not_voting"),
            ("party", _ballot.party, "id of the party; null: not in the register"),
            ("party_name", _ballot.name, "the party as the row names it"),
            ("seats", _ballot.seats, "seats of the party; 1 for a member"),
            ("member", _ballot.member, "name of the member; null: the row is of a party"),
            ("person_id", _id_of(_other), "official id of the Persoon"),
            ("mistake", _ballot.mistake, "the row is noted as a mistake; it counts as it stands"),
        ),
        facts.ballot.join(_entity, _entity.c.key == _ballot.besluit).outerjoin(
            _other, _other.c.key == _ballot.person
        ),
    ),
    "submitters": (
        _columns(
            ("zaak_id", _id_of(_entity), "the proposal"),
            ("line", _submitter.line, "0 for the first to submit it"),
            ("name", _submitter.name, "who"),
            ("kind", _submitter.kind, "member, party, committee, government and the like"),
            ("party", _submitter.party, "id of the party"),
            ("party_name", _submitter.party_name, "the party as the data name it"),
            ("role", _submitter.role, "official ZaakActor.Relatie"),
        ),
        facts.submitter.join(_entity, _entity.c.key == _submitter.zaak),
    ),
    "statements": (
        _columns(
            ("zaak_id", _id_of(_entity), "the proposal"),
            ("line", _statement.line, "its place among what was said of it"),
            (
                "kind",
                _statement.kind,
                "mistake, against_noted and the like: shown beside a vote, never counted",
            ),
            ("name", _statement.name, "who"),
            ("party", _statement.party, "id of the party"),
            ("party_name", _statement.party_name, "the party as the data name it"),
            ("day", _statement.day, "the day of the vote"),
            ("said", _statement.said, "the official words"),
        ),
        facts.statement.join(_entity, _entity.c.key == _statement.zaak),
    ),
    "houses": (
        _columns(
            ("day", _house.day, "a day with a decision"),
            ("seats", _house.seats, "filled seats; null: not known"),
            ("certain", _house.certain, "whether that is certain"),
            ("basis", _house.basis, "what that rests on: register, seats, votes"),
        ),
        facts.house,
    ),
    "changes": (
        _columns(
            ("seq", _change.seq, "in this order"),
            ("what", _change.what, "new, changed or gone"),
            ("kind", _change.kind, "proposal or vote"),
            ("zaak_id", _id_of(_entity), "the proposal; null: none"),
            ("besluit_id", _id_of(_other), "the decision, of a vote"),
            (
                "why",
                _change.why,
                "record: the data changed; house: that of the day did; derivation: Kamerstem did",
            ),
            ("at", _change.at, "when it was noted: microseconds since 1970 in UTC"),
            ("revision", _change.revision, "the hash of what it says since; null: gone"),
        ),
        facts.change.outerjoin(_entity, _entity.c.key == _change.zaak).outerjoin(
            _other, _other.c.key == _change.besluit
        ),
    ),
}
"""Each view: its columns, and the tables that they are of."""


@cache
def version() -> str:
    """Return a hash of what the views are."""
    return sha256("".join([*_statements("sqlite"), *_statements("postgresql")]).encode()).hexdigest()[:16]


def make(conn: sa.Connection) -> None:
    """Make the views, where those that are held are not these."""
    meta = schema.meta.c
    if conn.execute(sa.select(meta.value).where(meta.name == "views")).scalar() == version():
        return
    drop(conn)
    for statement in _statements(conn.dialect.name):
        conn.exec_driver_sql(statement)
    upsert = schema.upsert(conn.dialect.name, schema.meta, update=("value",))
    conn.execute(upsert, {"name": "views", "value": version()})


def drop(conn: sa.Connection) -> None:
    """Take the views away, before a table that they are of is changed."""
    for name in (*VIEWS, "about"):
        conn.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    conn.execute(sa.delete(schema.meta).where(schema.meta.c.name == "views"))


@cache
def _statements(dialect: str) -> tuple[str, ...]:
    made = [f"CREATE VIEW {name} AS {_text(dialect, _select(name))}" for name in VIEWS]
    said = (
        f"SELECT {_quoted(name)} AS view_name, {_quoted(column.name)} AS column_name,"
        f" {_quoted(column.means)} AS meaning"
        for name, (columns, _) in VIEWS.items()
        for column in columns
    )
    return (*made, f"CREATE VIEW about AS {' UNION ALL '.join(said)}")


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _select(name: str) -> sa.Select[Any]:
    columns, tables = VIEWS[name]
    named: list[sa.ColumnElement[Any]] = [column.of.label(column.name) for column in columns]
    return sa.select(*named).select_from(tables)


def _text(dialect: str, query: sa.SelectBase) -> str:
    from sqlalchemy.dialects import postgresql, sqlite

    of = postgresql.dialect() if dialect == "postgresql" else sqlite.dialect()  # type: ignore[no-untyped-call]
    return str(query.compile(dialect=of, compile_kwargs={"literal_binds": True}))
