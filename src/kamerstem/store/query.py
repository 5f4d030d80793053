"""A query for the index of proposals: how it is read, and as each engine is asked.

A query is read like this::

    klimaat wetten              both words, in any form and order (wet, wetten, wetje)
    "gemeentelijke belasting"   these words after one another, in any form
    toeslagen*                  words that begin like this, as written
    -motie, NOT motie           not this
    stikstof OR mest natuur     either the one, or the other two
    36470-VI nr. 4, 36.470 VI   a reference in any form that people write, also where a title cites it

Anything else is no syntax, and searched for as it stands. An empty query asks for everything that the filters let
through.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kamerstem.errors import BadReference
from kamerstem.model import refs
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.store.words import tokens

MAX_TERMS = 50
"""Terms of a query that are searched for; what comes after them is left out, and said to be."""
_MAX_LENGTH = 20_000
_SNIPPET = 240

    "§"  # a word that no text has: between two fields, so that no phrase runs on; and every document has it
)

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


# --- asking ------------------------------------------------------------------------------------------------------------


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
        found = [self._hit(query, row) for row in self._rows(keys[:RANKED])]
        found.sort(key=lambda pair: pair[0])
        first, last = max(offset, 0), max(offset, 0) + max(limit, 0)
        hits = [hit for _, hit in found[first:last]]
        if last > RANKED:
            others = self._rows(keys[max(first, RANKED) : last])
            hits += [hit for _, hit in (self._hit(query, row) for row in others)]
        return Hits(tuple(hits), total, query.cut)

    def _keys(self, query: Query, scope: Scope, last: int) -> tuple[list[int], int]:
        """Return the newest documents that a query finds, and of how many they are."""
        c = document.c
        matching = sa.select(c.key, sa.func.count().over().label("total"))
        if query.groups:
            if self._conn.dialect.name == "sqlite":
                found = sa.text("SELECT rowid AS key FROM search_index WHERE search_index MATCH :query")
            else:
                found = sa.text("SELECT key FROM search_text WHERE vector @@ CAST(:query AS tsquery)")
            asked = _fts5(query) if self._conn.dialect.name == "sqlite" else _tsquery(query)
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

    def _hit(self, query: Query, row: Any) -> tuple[tuple[Any, ...], Hit]:
        """Return a hit, and by what it is sorted: its score, then the newest, then its number."""
        ref, *fields = from_json(row.text)
        read = [list(tokens(field)) for field in fields]
        score = sum(_score(term, read) for term in query.wanted())
        own = refs.parse(ref) if ref else None
        if own is not None and any(term.ref == own for term in query.wanted()):
            score += 1000
        snippet, marks = _snippet(query, fields, read)
        day = dt.date.fromisoformat(row.day) if row.day else None
        title = fields[_SUBJECT] or None
        hit = Hit(row.id, own, title, Kind(row.kind), Status(row.status), day, score, snippet, marks)
        return (-score, -day.toordinal() if day else 0, refs.sort_key(own) if own else (9,), row.id), hit


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
            held = self._held(keys)
            made = {key: new for key, new in self._documents(keys).items() if held.get(key) != new}
            there = self._there
            gone = {key: old for key, old in held.items() if key in made or key not in there}
            self._write(gone, made)

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
        self._there = found.keys()
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
            return votes.place(record) if record else (), besluiten[row.entity].changed or 0, names[row.entity]

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
    kingdom = refs_kingdom(ref)
    numbers = [_number(ref), kingdom, proposal.zaak, *(str(version.ref) for version in proposal.versions)]
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


def refs_kingdom(ref: Ref | None) -> str | None:
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
            stems += [*(token.stem for token in found), _GAP]
            surfaces += [*(token.surface for token in found), _GAP]
            parts += [each for token in found for each in words.parts(token.stem)]
    known = set(stems)
    for each in dict.fromkeys(parts):
        if each not in known:
            stems += [each, _GAP]
    return _limited(stems), _limited(surfaces)


def _limited(stream: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    for at, word in enumerate(stream):
        seen[word] = seen.get(word, 0) + 1
        if seen[word] > 200:
            stream[at] = _GAP
    return stream[:16_000]


def _columns(text: str) -> tuple[str, str]:
    stems, surfaces = _streams(text)
    return " ".join(stems), " ".join(surfaces)


def _vector(text: str) -> str:
    """Return a tsvector as PostgreSQL reads it: words with their places, stems and surfaces told apart by a letter."""
    places: dict[str, list[int]] = {}
    for sign, stream in zip("sw", _streams(text), strict=True):
        for at, word in enumerate(stream, 1):
            if word != _GAP:
                places.setdefault(_lexeme(sign, word), []).append(at)
    places[_lexeme("s", _GAP)] = [1]
    return " ".join(f"{lexeme}:{','.join(map(str, at))}" for lexeme, at in places.items())

GAP = (

# --- reading a query -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """What one part of a query asks for: one of ``phrases``, of stems or (``surface``) of folded words.

    ``prefix``: the last word is the beginning of one. ``written`` are the words as they stand in the query.
    """

    phrases: tuple[tuple[str, ...], ...]
    written: tuple[str, ...]
    surface: bool = False
    prefix: bool = False
    negated: bool = False
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it is understood: any of ``groups``, of which every term must be there, and no negated one.

    ``everything``: nothing was asked for, so nothing is left out.
    """

    groups: tuple[tuple[Term, ...], ...]
    everything: bool = False
    cut: bool = False

    def wanted(self) -> Iterator[Term]:
        """Yield the terms that are not negated."""
        return (term for group in self.groups for term in group if not term.negated)


_QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»", '"'))
_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')
_OF_REFERENCE = re.compile(
    r"[(\[]?(?:[ivx]{1,5}[abc]?|IX[AB]|[A-Z]{1,3}|r\d{1,5}|(?:stuk)?nrs?|stuk|-|\d{1,4}[a-z]?|\d{3}-\w{1,5}(?:-\d{1,4})?)[)\],.]*",
    re.IGNORECASE,
)


def read_query(text: str) -> Query:
    """Return what a query asks for. Whatever it is, it is no error."""
    if not text.strip():
        return Query((), everything=True)
    cut = len(text) > _MAX_LENGTH
    pieces = list(_pieces(text[:_MAX_LENGTH].translate(_QUOTES)))
    groups: list[list[Term]] = [[]]
    at = count = 0
    while at < len(pieces):
        if count == MAX_TERMS:
            cut = True
            break
        piece, last = pieces[at], at + 1 == len(pieces)
        if piece == "OR" and groups[-1] and not last and pieces[at + 1] != "OR":
            groups.append([])
            at += 1
            continue
        negated = piece == "NOT" and not last and pieces[at + 1] != "OR"
        if negated:
            at += 1
        term, used = _term(pieces, at)
        if term is not None:
            term = replace(term, negated=term.negated != negated)
            if term not in groups[-1]:
                groups[-1].append(term)
                count += 1
        at += used
    return Query(tuple(tuple(group) for group in groups if group), cut=cut)


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    negated: bool


def _pieces(text: str) -> Iterator[str | _Phrase]:
    """Yield words and phrases that hold anything to search for."""
    for match in _PIECE.finditer(text):
        if (word := match["word"]) is not None:
            if any(tokens(word)):
                yield word
        elif any(tokens(match["phrase"])):
            yield _Phrase(match["phrase"], bool(match["minus"]))


def _term(pieces: Sequence[str | _Phrase], at: int) -> tuple[Term | None, int]:
    """Return the term at a place, and of how many pieces it is."""
    piece = pieces[at]
    if isinstance(piece, _Phrase):
        return _phrase(piece.text, negated=piece.negated), 1
    negated = piece.startswith("-") and not piece.startswith("--")
    word = piece[1:] if negated else piece
    if word.endswith("*"):
        folded = tuple(token.surface for token in tokens(word))
        return Term((folded,), folded, surface=True, prefix=True, negated=negated), 1
    if any(c.isdigit() for c in word):
        longest = 1
        while (
            longest < 6
            and at + longest < len(pieces)
            and isinstance(following := pieces[at + longest], str)
            and following not in ("OR", "NOT")
            and _OF_REFERENCE.fullmatch(following)
        ):
            longest += 1
        for length in range(longest, 0, -1):
            written = " ".join([word, *(str(each) for each in pieces[at + 1 : at + length])])
            if (ref := _reference(written)) is not None:
                return _phrase(written, negated=negated, ref=ref), length
    return _phrase(word, negated=negated), 1


def _reference(text: str) -> Ref | None:
    try:
        return refs.parse(text) if len(text) <= refs.MAX_LENGTH else None
    except BadReference:
        return None


def _phrase(text: str, *, negated: bool, ref: Ref | None = None) -> Term | None:
    found = list(tokens(text))
    if not found:
        return None
    surface = tuple(token.surface for token in found)
    ref = ref or (_reference(text) if any(c.isdigit() for c in text) else None)
    if ref is None:
        return Term((tuple(token.stem for token in found),), surface, negated=negated)
    number = tuple(token.surface for token in tokens(number_of(ref)))
    bare = tuple(word for word in number if word != "nr")  # as titles cite it: 36600-XV-26
    return Term(tuple(dict.fromkeys((number, bare, surface))), surface, True, negated=negated, ref=ref)


def number_of(ref: Ref | None) -> str:
    """Return a reference as documents hold it: the dossier's parts, then "nr" and the paper's number."""
    if isinstance(ref, Paper):
        return f"{number_of(ref.dossier)} nr {ref.number}"
    if isinstance(ref, Dossier):
        return f"{ref.number} {ref.addition or ''}".strip()
    return str(ref) if ref is not None else ""


# --- the same query for each engine ----------------------------------------------------------------------------------


def fts5(query: Query) -> str:
    """Return a query as FTS5 reads it."""

    def of_term(term: Term) -> str:
        column, star = "words" if term.surface else "stems", "*" if term.prefix else ""
        return "(" + " OR ".join(f'{column} : "{" ".join(each)}"{star}' for each in term.phrases) + ")"

    def of_group(group: tuple[Term, ...]) -> str:
        wanted = " AND ".join(of_term(term) for term in group if not term.negated) or f'stems : "{GAP}"'
        unwanted = " OR ".join(of_term(term) for term in group if term.negated)
        return f"(({wanted}) NOT ({unwanted}))" if unwanted else f"({wanted})"

    return " OR ".join(map(of_group, query.groups))


def tsquery(query: Query) -> str:
    """Return a query as PostgreSQL reads a tsquery."""

    def of_term(term: Term) -> str:
        sign, star = "w" if term.surface else "s", ":*" if term.prefix else ""
        phrases = (" <-> ".join(lexeme(sign, word) for word in each) + star for each in term.phrases)
        return "(" + " | ".join(f"({each})" for each in phrases) + ")"

    def of_group(group: tuple[Term, ...]) -> str:
        wanted = " & ".join(of_term(term) for term in group if not term.negated) or lexeme("s", GAP)
        unwanted = " | ".join(of_term(term) for term in group if term.negated)
        return f"({wanted} & !({unwanted}))" if unwanted else f"({wanted})"

    return " | ".join(map(of_group, query.groups))


def lexeme(sign: str, word: str) -> str:
    """Return a word as PostgreSQL reads it; stems and folded words are told apart by a letter before them."""
    return "'" + sign + word.replace("\\", "\\\\").replace("'", "''") + "'"


