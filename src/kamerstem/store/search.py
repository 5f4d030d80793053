"""Search: an index of proposals, and what is asked of it.

One document per proposal: its numbers, its subject, the title of the bill or dossier, who submitted it, and the words
for its kind and where it stands. Words are brought back to their stems here (:mod:`kamerstem.store.words`), and the
engine holds the stems and the folded surface words: a contentless FTS5 table on SQLite, a ``tsvector`` with positions
on PostgreSQL. So both find the same; what is found is ranked, and marked, here, from the stored text.

How a query is read: :mod:`kamerstem.store.query`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json, to_json
from sqlalchemy.dialects.postgresql import TSVECTOR

from kamerstem.model import parties, refs
from kamerstem.model.assemble import proposals_of
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.rows import VoteRows, day_of, text_of
from kamerstem.model.votes import Decision, Kind, Part, Proposal, Result, Sitting, Status, Step
from kamerstem.model.wording import part_of
from kamerstem.store import schema, words
from kamerstem.store.query import GAP, Query, Term, fts5, lexeme, number_of, read_query, tsquery
from kamerstem.store.read import Loader, Row
from kamerstem.store.schema import CODE, Derived, among, write
from kamerstem.store.words import Token, tokens

INDEX = f"1 {words.VERSION}"
"""The form of the index and the version of the analyser; an index of another one is made anew."""

RANKED = 200
"""Of more hits than this the newest are ranked, and the others follow by day."""
_SNIPPET = 240

document = sa.Table(
    "search",
    schema.metadata,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("day", sa.Text),
    sa.Column("sides", sa.Text),  # " d66:submitted pvv:for vvd:against "
)
content = sa.Table(
    "search_text",
    schema.metadata,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),  # [reference, number, subject, title, names, words]
    sa.Column("vector", TSVECTOR().with_variant(sa.Text(), "sqlite")),
)
for _engine, _statement in (
    (
        "sqlite",
        "CREATE VIRTUAL TABLE search_index USING fts5(stems, words, content='', tokenize='ascii')",
    ),
    ("postgresql", "CREATE INDEX search_index ON search_text USING gin (vector)"),
):
    sa.event.listen(content, "after_create", sa.DDL(_statement).execute_if(dialect=_engine))  # type: ignore[no-untyped-call]


# --- what is asked, and what is found --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which proposals are searched; what is ``None`` or empty does not matter.

    ``party`` is a party's id, name or alias. Without ``side`` it is one that submitted the proposal; with it, where
    it stood in the last vote ("for", "against", "not_voting"). ``since`` up to and with ``until``: the day of
    :attr:`Hit.day`; a proposal without a day is in no period.
    """

    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[Status] = frozenset()
    party: str | None = None
    side: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A proposal that was found. ``id`` is that of the Zaak.

    ``day`` is that of its last decision, else the day it was submitted. ``marks`` are the places of the words found,
    as ``snippet[start:end]``; there are none where only its numbers, its submitters, its kind or its status match.
    ``score`` orders the hits of one query, and says nothing else.
    """

    id: str
    ref: Ref | None
    title: str | None
    kind: Kind
    status: Status
    day: dt.date | None
    score: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found, best first; ``total``: of all pages, ``cut``: the end of the query was not read."""

    hits: tuple[Hit, ...]
    total: int
    cut: bool = False


# --- asking -----------------------------------------------------------------------------------------------------------


class Search:
    """Questions to the index of one record, within one transaction."""

    def __init__(self, conn: sa.Connection) -> None:
        self._conn = conn

    def find(self, text: str, scope: Scope | None = None, *, limit: int = 20, offset: int = 0) -> Hits:
        """Return what a query finds, from ``offset`` on and no more than ``limit``."""
        query = read_query(text)
        if not query.groups and not query.everything:
            return Hits((), 0, query.cut)
        keys, total = self._keys(query, scope or Scope(), max(offset, 0) + max(limit, 0))
        found = [_Ranked(query, row) for row in self._rows(keys[:RANKED])]
        found.sort(key=lambda each: each.place)
        first, last = max(offset, 0), max(offset, 0) + max(limit, 0)
        page = found[first:last]
        if last > RANKED:
            page += [_Ranked(query, row) for row in self._rows(keys[max(first, RANKED) : last])]
        return Hits(tuple(each.hit(query) for each in page), total, query.cut)

    def _keys(self, query: Query, scope: Scope, last: int) -> tuple[list[int], int]:
        """Return the newest documents that a query finds, and of how many they are."""
        c = document.c
        matching = sa.select(c.key, sa.func.count().over().label("total"))
        if query.groups:
            if self._conn.dialect.name == "sqlite":
                found = sa.text("SELECT rowid AS key FROM search_index WHERE search_index MATCH :query")
            else:
                found = sa.text("SELECT key FROM search_text WHERE vector @@ CAST(:query AS tsquery)")
            asked = fts5(query) if self._conn.dialect.name == "sqlite" else tsquery(query)
            hits = found.bindparams(query=asked).columns(sa.column("key", sa.Integer)).subquery("found")
            matching = matching.join_from(hits, document, c.key == hits.c.key)
        for condition in _conditions(scope):
            matching = matching.where(condition)
        newest = matching.order_by(c.day.is_(None), c.day.desc(), c.key.desc()).limit(max(RANKED, last))
        rows = self._conn.execute(newest).all()
        return [row.key for row in rows], rows[0].total if rows else 0

    def _rows(self, keys: list[int]) -> list[Any]:
        query = (
            sa.select(document, content.c.text, schema.entity.c.id)
            .join_from(document, content, content.c.key == document.c.key)
            .join(schema.entity, schema.entity.c.key == document.c.key)
            .where(among(document.c.key, keys))
        )
        rows = {row.key: row for row in self._conn.execute(query)} if keys else {}
        return [rows[key] for key in keys if key in rows]


class _Ranked:
    """A document that was found, with its score; the hit is made of those on the page only."""

    def __init__(self, query: Query, row: Any) -> None:
        self._row = row
        self._ref, *self._fields = from_json(row.text)
        self._read = [list(tokens(field)) for field in self._fields]
        self.score = sum(_score(term, self._read) for term in query.wanted())
        if any(_is_own(term, self._ref, self._read[_NUMBER]) for term in query.wanted()):
            self.score += 1000

    @property
    def place(self) -> tuple[Any, ...]:
        """By what hits are sorted: the score, then the newest, then the number."""
        return -self.score, [-ord(c) for c in self._row.day or ""] or [0], self._ref or "", self._row.id

    def hit(self, query: Query) -> Hit:
        row, fields = self._row, self._fields
        snippet, marks = _snippet(query, fields, self._read)
        day = dt.date.fromisoformat(row.day) if row.day else None
        ref = refs.parse(self._ref) if self._ref else None
        kind, status = Kind(row.kind), Status(row.status)
        return Hit(row.id, ref, fields[_SUBJECT] or None, kind, status, day, self.score, snippet, marks)


def _conditions(scope: Scope) -> Iterator[sa.ColumnElement[bool]]:
    c = document.c
    if scope.kinds:
        yield c.kind.in_(sorted(map(str, scope.kinds)))
    if scope.statuses:
        yield c.status.in_(sorted(map(str, scope.statuses)))
    if scope.since is not None:
        yield c.day >= scope.since.isoformat()
    if scope.until is not None:
        yield c.day <= scope.until.isoformat()
    if scope.party is not None:
        yield c.sides.contains(f" {_party(scope.party)}:{scope.side or 'submitted'} ", autoescape=True)


# --- ranking and marking, from the stored text -----------------------------------------------------------------------

_NUMBER, _SUBJECT, _TITLE, _NAMES, _WORDS = range(5)
_WEIGHTS = (4, 4, 2, 4, 1)


def _places(term: Term, field: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where a term is in a field, as places of words."""
    for phrase in term.phrases:
        for at in range(len(field) - len(phrase) + 1):
            if all(_is(term, word, field[at + n], n + 1 == len(phrase)) for n, word in enumerate(phrase)):
                yield at, at + len(phrase)
        if len(phrase) == 1 and not term.surface:
            yield from (
                (at, at + 1) for at, token in enumerate(field) if phrase[0] in words.parts(token.stem)
            )


def _is(term: Term, word: str, token: Token, last: bool) -> bool:
    if term.prefix and last:
        return token.surface.startswith(word)
    return word == (token.surface if term.surface else token.stem)


def _is_own(term: Term, own: str | None, numbers: Sequence[Token]) -> bool:
    """Return whether a term is the number of the proposal itself, not one that it cites or that holds it."""
    if term.ref is None or isinstance(term.ref, Dossier | Paper):
        return term.ref is not None and str(term.ref) == own
    return any(True for _ in _places(term, numbers))


def _score(term: Term, fields: Sequence[Sequence[Token]]) -> int:
    """Return how well a term is met: by the field it is in, whole words above parts, and the form as written."""
    best = 0
    for weight, field in zip(_WEIGHTS, fields, strict=True):
        for start, end in _places(term, field):
            found = tuple(token.surface for token in field[start:end])
            whole = term.surface or any(
                phrase == tuple(token.stem for token in field[start:end]) for phrase in term.phrases
            )
            best = max(best, weight * (4 if found == term.written else 3 if whole else 2))
    return best


def _snippet(
    query: Query, fields: Sequence[str], read: Sequence[Sequence[Token]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text to show: of the subject, or of the title where only that has what was asked for."""
    for at in (_SUBJECT, _TITLE):
        if marks := _marks(query, read[at]):
            return _excerpt(fields[at], marks)
    return _excerpt(fields[_SUBJECT] or fields[_TITLE], [])


def _marks(query: Query, field: Sequence[Token]) -> list[tuple[int, int]]:
    found = sorted(
        {
            (field[start].start, field[end - 1].end)
            for term in query.wanted()
            for start, end in _places(term, field)
        }
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _excerpt(text: str, marks: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    if len(text) <= _SNIPPET:
        return text, tuple(marks)
    start = max(0, min(marks[0][0] - 60 if marks else 0, len(text) - _SNIPPET))
    if start:
        start = text.find(" ", start, start + 40) + 1 or start
    end = start + _SNIPPET
    if end < len(text):
        end = max(text.rfind(" ", end - 40, end), -1)
        end = start + _SNIPPET if end == -1 else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in marks if a >= start and b <= end)
    return f"{before}{text[start:end]}{after}", inside


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
    """Keeps the index of one record, in the transaction of the connection."""

    def __init__(self, conn: sa.Connection, tables: Derived) -> None:
        self._conn = conn
        self._tables = tables

    @property
    def stale(self) -> bool:
        """Whether the index was made by another version of the analyser, or never."""
        query = sa.select(schema.meta.c.value).where(schema.meta.c.name == "search")
        return self._conn.execute(query).scalar() != INDEX

    def clear(self) -> None:
        """Empty the index."""
        for table in (document, content):
            self._conn.execute(sa.delete(table))
        if self._conn.dialect.name == "sqlite":
            self._conn.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('delete-all')")

    def rebuild(self, step: int = 1000) -> None:
        """Make the index anew from what is derived."""
        self.clear()
        state, entity = self._tables.state.c, schema.entity.c
        last = 0
        while True:
            query = (
                sa.select(state.entity)
                .join_from(self._tables.state, schema.entity, entity.key == state.entity)
                .where(entity.kind == CODE["Zaak"], state.entity > last)
                .order_by(state.entity)
                .limit(step)
            )
            keys = list(self._conn.execute(query).scalars())
            if not keys:
                break
            self._write({}, self._documents(keys))
            last = keys[-1]
        upsert = schema.upsert(self._conn.dialect.name, schema.meta, update=("value",))
        self._conn.execute(upsert, {"name": "search", "value": INDEX})

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

    def _held(self, keys: Iterable[int]) -> dict[int, tuple[Any, ...]]:
        query = (
            sa.select(document, content.c.text)
            .join_from(document, content, content.c.key == document.c.key)
            .where(among(document.c.key, keys))
        )
        return {row.key: tuple(row) for row in self._conn.execute(query)}

    def _write(self, gone: dict[int, tuple[Any, ...]], made: dict[int, tuple[Any, ...]]) -> None:
        """Take documents out of the index, and put others in; SQLite must be told what it is to forget."""
        for table in (document, content):
            if gone:
                self._conn.execute(sa.delete(table).where(among(table.c.key, gone)))
        write(self._conn, document, [row[:-1] for row in made.values()])
        if self._conn.dialect.name == "postgresql":
            write(self._conn, content, [(key, row[-1], _vector(row[-1])) for key, row in made.items()])
            return
        write(self._conn, content, [(key, row[-1], None) for key, row in made.items()])
        if gone:
            delete = "INSERT INTO search_index(search_index, rowid, stems, words) VALUES('delete', ?, ?, ?)"
            self._conn.exec_driver_sql(delete, [(key, *_columns(row[-1])) for key, row in gone.items()])
        if made:
            insert = "INSERT INTO search_index(rowid, stems, words) VALUES(?, ?, ?)"
            self._conn.exec_driver_sql(insert, [(key, *_columns(row[-1])) for key, row in made.items()])

    def _documents(self, keys: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """Return the rows of these Zaken: of those that are there, and are proposals."""
        loader = Loader(self._conn, self._tables)
        zaken = [row for row in loader.load(keys) if row.kind == "Zaak"]
        near = loader.into(zaken, ("ZaakActor", "Zaak"), ("Document", "Zaak"))
        loader.out([*zaken, *(row for row in near if row.kind == "Document")], "Kamerstukdossier")
        records = loader.records(numbered=True)
        there = [record for row in zaken if (record := records.get("Zaak", str(row.key))) is not None]
        decided = self._decided(zaken)
        found: dict[int, tuple[Any, ...]] = {}
        for record, proposal in zip(there, proposals_of(records, there), strict=True):
            key = int(record.id)
            whole, parts, sides = decided.get(key, ((), (), ""))
            if proposal.kind is Kind.LETTER and not whole and not parts:
                continue  # the House receives tens of thousands, and decides on few
            dossiers = [text_of(row["Titel"]) for row in records.out(record, "Kamerstukdossier")]
            proposal = replace(proposal, decisions=whole, parts=parts)
            day = max((each.date for each in whole if each.date), default=None) or day_of(record["GestartOp"])
            titles = [text_of(record[name]) for name in ("Titel", "Citeertitel", "Alias")]
            found[key] = (
                key,
                str(proposal.kind),
                str(proposal.status),
                day.isoformat() if day else None,
                " ".join(["", *_submitting(proposal), sides]).rstrip() + " ",
                _text(proposal, [*titles, *dossiers]),
            )
        return found

    def _decided(self, zaken: Iterable[Row]) -> dict[int, tuple[tuple[Decision, ...], tuple[Part, ...], str]]:
        """Return of each Zaak its decisions, those on parts of it, and where the parties stood in the last vote."""
        wanted = {row.key for row in zaken}
        loader = Loader(self._conn, self._tables)
        besluiten = {row.key: row for row in loader.into(zaken, ("Besluit", "Zaak"))}
        names = dict(zip(besluiten, loader.ids(besluiten.values()), strict=True))
        loader.out(loader.out(besluiten.values(), "Agendapunt"), "Activiteit")
        records = loader.records(numbered=True)
        votes = VoteRows(records)

        def order(row: Any) -> tuple[Any, ...]:
            record = records.get("Besluit", str(row.entity))
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
                    sides[key] = row.sides.strip()
        return {
            key: (
                tuple(whole.get(key, ())),
                tuple(Part(label, None, tuple(made)) for label, made in parts.get(key, {}).items()),
                sides.get(key, ""),
            )
            for key in whole.keys() | parts.keys()
        }


def _party(name: str) -> str:
    from kamerstem.store.derive import word_of

    party = parties.find(name)
    return party.id if party else word_of(name)


def _submitting(proposal: Proposal) -> list[str]:
    actors = proposal.submitters.actors if proposal.submitters else ()
    named = dict.fromkeys((each.party.id or _party(each.party.name)) for each in actors if each.party)
    return [f"{party}:submitted" for party in named if party]


def _text(proposal: Proposal, titles: Sequence[str | None]) -> str:
    """Return what is indexed of a proposal, as JSON: its reference, and its fields in their order."""
    ref = proposal.ref
    kingdom = _kingdom(ref)
    numbers = [number_of(ref), kingdom, proposal.zaak, *(str(version.ref) for version in proposal.versions)]
    subject = proposal.title or next((title for title in titles if title), "")
    others = [title for title in dict.fromkeys(titles) if title and title not in subject]
    others = [title for title in others if not any(title in more and title != more for more in others)]
    actors = proposal.submitters.actors if proposal.submitters else ()
    names = dict.fromkeys(actor.name for actor in actors)
    party_names = dict.fromkeys(actor.party.name for actor in actors if actor.party)
    said = [_KIND_WORDS[proposal.kind], _STATUS_WORDS[proposal.status]]
    fields = (
        " · ".join(dict.fromkeys(each for each in numbers if each)),
        subject,
        " · ".join(others),
        " · ".join((*names, *party_names)),
        " · ".join(each for each in said if each),
    )
    return to_json([str(ref) if ref is not None else None, *fields]).decode()


def _kingdom(ref: Ref | None) -> str | None:
    """Return the second number of a kingdom act ("R2201")."""
    dossier = ref.dossier if isinstance(ref, Paper) else ref
    return dossier.kingdom if isinstance(dossier, Dossier) else None


def _streams(text: str) -> tuple[list[str], list[str]]:
    """Return the stems and the folded words of a document, the same for every engine.

    A word that comes more than 200 times comes no more: PostgreSQL keeps 255 places of one.
    """
    stems: list[str] = []
    surfaces: list[str] = []
    parts: list[str] = []
    for field in from_json(text)[1:]:
        for part in field.split(" · "):
            found = [token for token, _ in zip(tokens(part), range(words.MAX_WORDS), strict=False)]
            stems += [*(token.stem for token in found), GAP]
            surfaces += [*(token.surface for token in found), GAP]
            parts += [each for token in found for each in words.parts(token.stem)]
    known = set(stems)
    for each in dict.fromkeys(parts):
        if each not in known:
            stems += [each, GAP]
    return _limited(stems), _limited(surfaces)


def _limited(stream: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    for at, word in enumerate(stream):
        seen[word] = seen.get(word, 0) + 1
        if seen[word] > 200:
            stream[at] = GAP
    return stream[:16_000]


def _columns(text: str) -> tuple[str, str]:
    stems, surfaces = _streams(text)
    return " ".join(stems), " ".join(surfaces)


def _vector(text: str) -> str:
    """Return a tsvector as PostgreSQL reads it: words with their places, stems and surfaces told apart by a letter."""
    places: dict[str, list[int]] = {}
    for sign, stream in zip("sw", _streams(text), strict=True):
        for at, word in enumerate(stream, 1):
            if word != GAP:
                places.setdefault(lexeme(sign, word), []).append(at)
    places[lexeme("s", GAP)] = [1]
    return " ".join(f"{word}:{','.join(map(str, at))}" for word, at in places.items())
