"""The index of proposals that is searched: one document per proposal.

A document holds the numbers of a proposal, its subject, its submitters, and the words for its kind and where it
stands (its main part); and the title of the bill or dossier. Words are brought back to their stems here
(:mod:`kamerstem.store.search_words`), and the engine holds the stems and the folded surface words, each with a letter
before it that says which it is; and as words of their own what filters ask for. On SQLite that is a contentless
FTS5 table, on PostgreSQL a ``tsvector`` with positions. So both find the same, by the index alone.

A document's number begins with its day. So the engine gives the newest first without sorting, and a period is a
range of numbers.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import starmap, zip_longest
from operator import eq
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json
from sqlalchemy.dialects.postgresql import TSVECTOR

from kamerstem.dataclasses import replace
from kamerstem.model.fields import unmangled
from kamerstem.model.proposals import proposals_of
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.rows import VoteRows, day_of, text_of
from kamerstem.model.votes import Decision, Kind, Part, Proposal, Result, Sitting, Status, Step
from kamerstem.model.wording import part_of
from kamerstem.store import schema, search_words
from kamerstem.store.failures import decoded
from kamerstem.store.loader import Loader, Row, in_steps, stands_in
from kamerstem.store.schema import Derived, among, ask, write
from kamerstem.store.search_query import FACET, GAP, OWN, STEM, WORD, exact, lexeme, number_of
from kamerstem.store.search_words import party_word

_FORM = "3"
INDEX = f"{_FORM} {search_words.VERSION}"
"""The form of the index and the version of the analyser; an index of another one is made anew."""

DAY = 32
"""The day in a document's number stands so many bits to the left."""


def index_table(into: sa.MetaData, prefix: str = "", *, temporary: bool = False) -> sa.Table:
    """Return the table of documents, with the index beside it; ``prefix`` before their names."""
    table = sa.Table(
        f"{prefix}search",
        into,
        sa.Column(
            "place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
        ),
        sa.Column("key", sa.Integer, nullable=False, unique=True),
        # [reference, kind, status, day, [sides, own numbers, zaak, document], numbers, subject, names, words, title]
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("vector", TSVECTOR().with_variant(sa.Text(), "sqlite")),
        prefixes=["TEMPORARY"] if temporary else [],
    )
    where = "temp." if temporary else ""
    create = (
        f"CREATE VIRTUAL TABLE {where}{prefix}search_index "
        "USING fts5(main, more, content='', columnsize=0, tokenize='ascii')"
    )
    for when, engine, statement in (
        ("after_create", "sqlite", create),
        ("before_drop", "sqlite", f"DROP TABLE IF EXISTS {where}{prefix}search_index"),
        (
            "after_create",
            "postgresql",
            f"CREATE INDEX {prefix}search_index ON {prefix}search USING gin (vector)",
        ),
    ):
        sa.event.listen(table, when, sa.DDL(statement).execute_if(dialect=engine))  # type: ignore[no-untyped-call]
    return table


document = index_table(schema.metadata)

# What a document's text is made of, after what filters ask for and a hit says.
NUMBERS, SUBJECT, NAMES, SAID, TITLE = range(5, 10)
_MAIN, _MORE = (NUMBERS, SUBJECT, NAMES, SAID), (TITLE,)

# --- making the index ------------------------------------------------------------------------------------------------

_KIND_WORDS = {
    Kind.BILL: "wetsvoorstel",
    Kind.BILL_PART: "onderdeel van een wetsvoorstel",
    Kind.AMENDMENT: "amendement",
    Kind.SUB_AMENDMENT: "subamendement",
    Kind.MOTION: "motie",
    Kind.LETTER: "",
    Kind.COMMITTEE_PROPOSAL: "voorstel van een commissie",
    Kind.ORDER_REQUEST: "verzoek",
    Kind.RULES_CHANGE: "wijziging van het Reglement van Orde",
    Kind.NOMINATION: "voordracht",
    Kind.UNKNOWN: "",
}
_STATUS_WORDS = {
    Status.ADOPTED: "aangenomen",
    Status.REJECTED: "verworpen",
    Status.WITHDRAWN: "ingetrokken",
    Status.LAPSED: "vervallen",
    Status.HELD_OVER: "aangehouden",
    Status.TAKEN_OVER: "overgenomen",
    Status.INADMISSIBLE: "ontoelaatbaar",
    Status.PENDING: "uitgesteld",
    Status.UNKNOWN: "",
}


class Index:
    """Keeps the index of one record, in the transaction of the connection.

    ``table``: another than the record's own, to compare it with.
    """

    def __init__(self, conn: sa.Connection, tables: Derived, table: sa.Table = document) -> None:
        self._conn = conn
        self._tables = tables
        self._table = table

    @property
    def stale(self) -> bool:
        """Whether the index was made by another version of the analyser, or never."""
        return self._made_as() != INDEX

    def _made_as(self) -> str | None:
        rows = ask(self._conn, "SELECT value FROM meta WHERE name = 'search'")
        return rows[0][0] if rows else None

    def _clear(self) -> None:
        """Empty the index, or put one of this form in its place."""
        if self._conn.dialect.name == "postgresql" and (self._made_as() or "").split(" ")[0] == _FORM:
            self._conn.execute(sa.delete(self._table))  # whoever is asking meanwhile is not disturbed
            return
        old = ["search_text"] if self._conn.dialect.name == "postgresql" else ["search_index", "search_text"]
        for name in [*old, "search"]:
            self._conn.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        self._table.create(self._conn)

    def rebuild(self) -> None:
        """Make the index anew from what is derived."""
        self._clear()
        self.fill()
        self.tidy()
        upsert = schema.upsert(self._conn.dialect.name, schema.meta, update=("value",))
        self._conn.execute(upsert, {"name": "search", "value": INDEX})

    def tidy(self) -> None:
        """Make one piece of what came in many, without what was taken out: a third of the size, and sooner looked in.

        SQLite's only: PostgreSQL tidies by itself.
        """
        if self._conn.dialect.name == "sqlite":
            self._conn.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('optimize')")

    def fill(self, step: int = 1000) -> None:
        """Put every document into an index that is empty."""
        for keys in in_steps(self._conn, self._tables, "Zaak", step):
            self._write({}, self._documents(keys))

    def update(self, zaken: Iterable[int]) -> None:
        """Bring the documents of these Zaken up to date; all of them, if the analyser is another one."""
        keys = sorted(set(zaken))
        if self.stale:
            self.rebuild()
        elif keys:
            held, now = self._held(keys), self._documents(keys)
            self._write(
                {key: old for key, old in held.items() if now.get(key) != old},
                {key: new for key, new in now.items() if held.get(key) != new},
            )

    def _held(self, keys: Iterable[int]) -> dict[int, tuple[int, str]]:
        c = self._table.c
        query = sa.select(c.key, c.place, c.text).where(among(c.key, keys))
        return {key: (place, text) for key, place, text in self._conn.execute(query)}

    def _write(self, gone: dict[int, tuple[int, str]], made: dict[int, tuple[int, str]]) -> None:
        """Take documents out of the index, and put others in; SQLite must be told what it is to forget."""
        table = self._table
        if gone:
            self._conn.execute(sa.delete(table).where(among(table.c.key, gone)))
        if self._conn.dialect.name == "postgresql":
            write(
                self._conn, table, [(place, key, text, _vector(text)) for key, (place, text) in made.items()]
            )
            return
        write(self._conn, table, [(place, key, text, None) for key, (place, text) in made.items()])
        name = f"{table.name}_index"
        if gone:
            delete = f"INSERT INTO {name}({name}, rowid, main, more) VALUES('delete', ?, ?, ?)"
            self._conn.exec_driver_sql(delete, [(place, *_columns(text)) for place, text in gone.values()])
        if made:
            insert = f"INSERT INTO {name}(rowid, main, more) VALUES(?, ?, ?)"
            self._conn.exec_driver_sql(insert, [(place, *_columns(text)) for place, text in made.values()])

    def _documents(self, keys: Sequence[int]) -> dict[int, tuple[int, str]]:
        """Return the place and text of these Zaken: of those that are there, and are proposals."""
        loader = Loader(self._conn, self._tables)
        zaken = [row for row in loader.load(keys) if row.kind == "Zaak"]
        near = loader.into(zaken, ("ZaakActor", "Zaak"), ("Document", "Zaak"))
        loader.out([*zaken, *(row for row in near if row.kind == "Document")], "Kamerstukdossier")
        entities = loader.entities(numbered=True)
        there = [record for row in zaken if (record := entities.get("Zaak", str(row.key))) is not None]
        decided = self._decided(zaken)
        found: dict[int, tuple[int, str]] = {}
        for record, proposal in zip(there, proposals_of(entities, there), strict=True):
            key = int(record.id)
            whole, parts, sides = decided.get(key, ((), (), ""))
            if proposal.kind is Kind.LETTER and not whole and not parts:
                continue  # the House receives tens of thousands, and decides on few
            dossiers = [text_of(row["Titel"]) for row in entities.out(record, "Kamerstukdossier")]
            proposal = replace(proposal, decisions=whole, parts=parts)
            day = max((each.date for each in whole if each.date), default=None) or day_of(record["GestartOp"])
            titles = [text_of(record[name]) for name in ("Titel", "Citeertitel", "Alias")]
            text = _text(proposal, day, " ".join([*_submitting(proposal), sides]), [*titles, *dossiers])
            found[key] = place_of(day) + key, unmangled(text)
        return found

    def _decided(self, zaken: Iterable[Row]) -> dict[int, tuple[tuple[Decision, ...], tuple[Part, ...], str]]:
        """Return of each Zaak its decisions, those on parts of it, and where the parties stood in the last vote."""
        wanted = {row.key for row in zaken}
        loader = Loader(self._conn, self._tables)
        besluiten = {row.key: row for row in loader.into(zaken, ("Besluit", "Zaak"))}
        names = dict(zip(besluiten, loader.ids(besluiten.values()), strict=True))
        loader.out(loader.out(besluiten.values(), "Agendapunt"), "Activiteit")
        entities = loader.entities(numbered=True)
        votes = VoteRows(entities)

        def order(row: Any) -> tuple[Any, ...]:
            record = entities.get("Besluit", str(row.entity))
            return (
                votes.place(record) if record else (),
                besluiten[row.entity].changed or 0,
                names[row.entity],
            )

        c = self._tables.decision.c
        query = sa.select(c.entity, c.day, c.place, c.step, c.result, c.sides).where(
            among(c.entity, besluiten)
        )
        rows = sorted(self._conn.execute(query), key=order)
        whole: dict[int, list[Decision]] = {}
        parts: dict[int, dict[str, list[Decision]]] = {}
        sides: dict[int, str] = {}
        for row in rows:
            besluit = besluiten[row.entity]
            sitting = Sitting(dt.date.fromisoformat(row.day) if row.day else None, order=row.place)
            result = Result(row.result) if row.result else None
            decision = Decision(step=Step(row.step), result=result, sitting=sitting)
            part = part_of(text_of(besluit.fields.get("BesluitTekst")))
            for key in wanted.intersection(besluit.refs.get("Zaak", ())):
                if part is not None:
                    parts.setdefault(key, {}).setdefault(part, []).append(decision)
                else:
                    whole.setdefault(key, []).append(decision)
                if row.sides:
                    sides[key] = " ".join(stands_in(row.sides))
        return {
            key: (
                tuple(whole.get(key, ())),
                tuple(Part(label, None, tuple(made)) for label, made in parts.get(key, {}).items()),
                sides.get(key, ""),
            )
            for key in whole.keys() | parts.keys()
        }


def place_of(day: dt.date | None) -> int:
    """Return the first number of the documents of a day, or of those without one."""
    return (day.toordinal() if day else 0) << DAY


def facet(name: str, value: str) -> str:
    """Return the word by which a filter finds documents."""
    return exact(FACET, f"{name}:{value}")


def _submitting(proposal: Proposal) -> list[str]:
    actors = proposal.submitters.actors if proposal.submitters else ()
    named = dict.fromkeys((each.party.id or party_word(each.party.name)) for each in actors if each.party)
    return [f"{party}:submitted" for party in named if party]


def _text(proposal: Proposal, day: dt.date | None, sides: str, titles: Sequence[str | None]) -> str:
    """Return what is indexed of a proposal, as JSON."""
    ref = proposal.ref
    numbers = [
        number_of(ref),
        _kingdom(ref),
        proposal.zaak,
        *(str(version.ref) for version in proposal.versions),
    ]
    subject = proposal.title or next((title for title in titles if title), "")
    others = [title for title in dict.fromkeys(titles) if title and title not in subject]
    others = [title for title in others if not any(title in more and title != more for more in others)]
    actors = proposal.submitters.actors if proposal.submitters else ()
    names = dict.fromkeys(actor.name for actor in actors)
    party_names = dict.fromkeys(actor.party.name for actor in actors if actor.party)
    said = [_KIND_WORDS[proposal.kind], _STATUS_WORDS[proposal.status]]
    own = [ref, _kingdom(ref), proposal.zaak]
    own += [version.ref for version in proposal.versions if not isinstance(version.ref, Dossier | Paper)]
    fields = (
        _packed(ref),
        str(proposal.kind),
        str(proposal.status),
        day.isoformat() if day else None,
        [sides.split(), [str(each) for each in dict.fromkeys(own) if each], proposal.zaak, proposal.document],
        " · ".join(dict.fromkeys(each for each in numbers if each)),
        subject,
        " · ".join((*names, *party_names)),
        " · ".join(each for each in said if each),
        " · ".join(others),
    )
    return to_json(fields).decode()


def _packed(ref: Ref | None) -> list[Any] | str | None:
    """Return a reference so that it need not be read again."""
    dossier = ref.dossier if isinstance(ref, Paper) else ref
    if not isinstance(dossier, Dossier):
        return str(ref) if ref is not None else None
    number = ref.number if isinstance(ref, Paper) else None
    return [dossier.number, dossier.addition, dossier.kingdom, number]


def _kingdom(ref: Ref | None) -> str | None:
    """Return the second number of a kingdom act ("R2201")."""
    dossier = ref.dossier if isinstance(ref, Paper) else ref
    return dossier.kingdom if isinstance(dossier, Dossier) else None


def _columns(text: str) -> tuple[str, str]:
    """Return the main part of a document and the rest, as words that every engine takes as they are.

    A word that comes often comes no more after a while: PostgreSQL keeps 255 places of one.
    """
    fields = decoded(text)
    _, kind, status, _, (sides, own, *_), *_ = fields
    main, main_words, parts = _streams(fields[at] for at in _MAIN)
    more, more_words, more_parts = _streams(fields[at] for at in _MORE)
    known = {*main, *more}
    singles = [STEM + part for part in (*parts, *more_parts)]
    singles = [part for part in singles if part not in known]
    singles += [facet("kind", kind), facet("status", status), *(exact(FACET, side) for side in sides)]
    singles += [exact(OWN, number) for number in own]
    separate = [word for single in dict.fromkeys(singles) for word in (single, STEM + GAP)]
    return _limited([*main, *main_words]), _limited([*separate, *more, *more_words])


def _streams(fields: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the stems, the folded words and the parts of compounds in these fields."""
    stems: list[str] = []
    surfaces: list[str] = []
    parts: list[str] = []
    for field in fields:
        for part in field.split(" · "):
            found = [
                token
                for token, _ in zip(search_words.tokens(part), range(search_words.MAX_WORDS), strict=False)
            ]
            stems += [*(STEM + token.stem for token in found), STEM + GAP]
            surfaces += [*(WORD + token.surface for token in found), WORD + GAP]
            parts += [each for token in found for each in token.parts]
    return stems, surfaces, parts


def words_of(text: str) -> str:
    """Return the words of a text, a paragraph a line, as the engines take them."""
    stems, surfaces, parts = _streams(text.split("\n"))
    singles = (word for part in dict.fromkeys(parts) for word in (STEM + part, STEM + GAP))
    return _limited([*stems, *surfaces, *singles])


def lexemes(words: str) -> str:
    """Return the same words as a tsvector as PostgreSQL reads it, with their places."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate(words.split(), 1):
        if word[1:] != GAP:
            places.setdefault(word, []).append(str(at))
    places[STEM + GAP] = ["1"]
    return " ".join(f"{lexeme(word)}:{','.join(at)}" for word, at in places.items())


def _limited(stream: list[str]) -> str:
    seen: dict[str, int] = {}
    for at, word in enumerate(stream):
        seen[word] = seen.get(word, 0) + 1
        if seen[word] > 120:
            stream[at] = STEM + GAP
    return " ".join(stream[:8_000])


def _vector(text: str) -> str:
    """Return a tsvector as PostgreSQL reads it: words with their places, those of the main part with weight A."""
    main, more = (column.split() for column in _columns(text))
    places: dict[str, list[str]] = {}
    for stream, first, weight in ((main, 1, "A"), (more, len(main) + 2, "")):
        for at, word in enumerate(stream, first):
            if word[1:] != GAP:
                places.setdefault(word, []).append(f"{at}{weight}")
    places[STEM + GAP] = ["1A"]
    return " ".join(f"{lexeme(word)}:{','.join(at)}" for word, at in places.items())


# --- holding the index against another -------------------------------------------------------------------------------


def unlike(conn: sa.Connection, other: str) -> tuple[int, int]:
    """Return how many documents SQLite's index holds otherwise than another, and the other way around.

    Of PostgreSQL nothing: there the words are a column of the table, and its index is the server's care. Raises
    sqlite3.DatabaseError if the index cannot be read.
    """
    if conn.dialect.name == "postgresql":
        return 0, 0
    driver: Any = conn.connection.driver_connection
    for name, where in (("search", "main"), (other, "temp")):
        driver.execute(f"DROP TABLE IF EXISTS temp.{name}_words")
        driver.execute(
            f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab({where}, {name}_index, instance)"
        )
    ours, theirs = (
        f"SELECT term, doc, col, offset FROM temp.{name}_words"  # noqa: S608  (names are ours)
        for name in ("search", other)
    )
    try:
        # Both give their words in order; only where they differ it is worth counting.
        if all(starmap(eq, zip_longest(driver.execute(ours), driver.execute(theirs)))):
            return 0, 0
        surplus, missing = (
            driver.execute(f"SELECT count(DISTINCT doc) FROM ({one} EXCEPT {two})").fetchone()[0]  # noqa: S608
            for one, two in ((ours, theirs), (theirs, ours))
        )
        return surplus, missing
    finally:
        for name in ("search", other):
            driver.execute(f"DROP TABLE IF EXISTS temp.{name}_words")
