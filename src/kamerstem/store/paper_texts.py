"""What papers say, to be searched: the words of motions and amendments as read from their files, newest first.

Beside the record, in tables of their own, which a record of before them gets with its first words. Files are kept as
they came (:mod:`kamerstem.store.paper_files`); what could not be had is kept too, so that it is not asked for each day.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from kamerstem.dataclasses import dataclass
from kamerstem.model.entities import Entities
from kamerstem.model.proposals import proposals_of
from kamerstem.model.votes import Kind, Proposal
from kamerstem.store import schema
from kamerstem.store.failures import decoded
from kamerstem.store.loader import Loader
from kamerstem.store.schema import among, ask, derived, stamp, time_of
from kamerstem.store.search_index import INDEX, document, lexemes, words_of

_STEP = 500  # papers that are indexed at once

KINDS = frozenset({Kind.MOTION, Kind.AMENDMENT, Kind.SUB_AMENDMENT})
"""The kinds of proposals of which papers are kept."""

metadata = sa.MetaData()
paper_text = sa.Table(
    "paper_text",
    metadata,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),  # of the Zaak
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("tried", sa.BigInteger, nullable=False),
    sa.Column("text", sa.Text),  # null: it could not be had or read
    sa.Column("vector", TSVECTOR().with_variant(sa.Text(), "sqlite")),
)
for _engine, _statement in (
    (
        "sqlite",
        "CREATE VIRTUAL TABLE paper_words USING fts5(words, content='', columnsize=0, tokenize='ascii')",
    ),
    ("postgresql", "CREATE INDEX paper_words ON paper_text USING gin (vector)"),
):
    sa.event.listen(paper_text, "after_create", sa.DDL(_statement).execute_if(dialect=_engine))  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Held:
    """Of which file the words are, when it was last asked for, and the words; ``None`` where there were none."""

    document: str
    version: str
    tried: dt.datetime
    text: str | None


Connect = Callable[[], AbstractContextManager[sa.Connection]]


class PaperTexts:
    """The words of papers in one record."""

    def __init__(self, reading: Connect, writing: Connect) -> None:
        self._reading, self._writing = reading, writing

    def proposals(self) -> list[int]:
        """Return the numbers of the proposals whose papers are kept, the newest first."""
        c = document.c
        with self._reading() as conn:
            rows = conn.execute(sa.select(c.key, c.text).order_by(c.place.desc())).all()
        return [key for key, text in rows if decoded(text)[1] in KINDS]

    def load(self, keys: Sequence[int]) -> tuple[Entities, dict[int, Proposal]]:
        """Return these proposals, and the records of their papers."""
        with self._reading() as conn:
            loader = Loader(conn, derived)
            zaken = [row for row in loader.load(keys) if row.kind == "Zaak"]
            near = loader.into(zaken, ("Document", "Zaak"))
            loader.out(zaken, "Kamerstukdossier")
            loader.out(near, "Kamerstukdossier", "HuidigeDocumentVersie")
            ids = loader.ids(zaken)
            entities = loader.entities()
        there = {
            row.key: record
            for row, id in zip(zaken, ids, strict=True)
            if (record := entities.get("Zaak", id))
        }
        return entities, dict(zip(there, proposals_of(entities, there.values()), strict=True))

    def held(self, keys: Iterable[int]) -> dict[int, Held]:
        """Return what is held of these proposals."""
        with self._reading() as conn:
            if not there(conn):
                return {}
            rows = conn.execute(sa.select(paper_text).where(among(paper_text.c.key, keys))).all()
        found = {}
        for row in rows:
            tried = time_of(row.tried)
            if tried is not None:
                found[row.key] = Held(row.document, row.version, tried, row.text)
        return found

    def keep(self, fresh: Mapping[int, Held]) -> None:
        """Keep the words of these papers, in the place of what was held of them."""
        with self._writing() as conn:
            schema.in_turn(conn, "paper texts")
            metadata.create_all(conn)
            refresh(conn)
            old = conn.execute(
                sa.select(paper_text.c.key, paper_text.c.text).where(among(paper_text.c.key, fresh))
            ).all()
            conn.execute(sa.delete(paper_text).where(among(paper_text.c.key, fresh)))
            in_sqlite = conn.dialect.name == "sqlite"
            rows = [
                {
                    "key": key,
                    "document": each.document,
                    "version": each.version,
                    "tried": stamp(each.tried),
                    "text": each.text,
                    "vector": lexemes(words_of(each.text)) if each.text and not in_sqlite else None,
                }
                for key, each in fresh.items()
            ]
            conn.execute(paper_text.insert(), rows)
            if in_sqlite:
                _index(conn, [(key, text) for key, text in old], fresh)
            more = sum(bool(each.text) for each in fresh.values()) - sum(bool(text) for _, text in old)
            _note(conn, _NUMBER, str(count(conn) + more))

    def keys(self) -> list[int]:
        """Return the numbers of the proposals of which anything is held."""
        with self._reading() as conn:
            if not there(conn):
                return []
            return list(conn.execute(sa.select(paper_text.c.key).order_by(paper_text.c.key)).scalars())

    def count(self) -> int:
        """Return of how many proposals the words of the paper are held."""
        with self._reading() as conn:
            return count(conn)


def _index(conn: sa.Connection, old: Sequence[tuple[int, str | None]], fresh: Mapping[int, Held]) -> None:
    gone = [(key, words_of(text)) for key, text in old if text]
    made = [(key, words_of(each.text)) for key, each in fresh.items() if each.text]
    if gone:
        delete = "INSERT INTO paper_words(paper_words, rowid, words) VALUES('delete', ?, ?)"
        conn.exec_driver_sql(delete, gone)
    _add(conn, made)


_MARK, _NUMBER = "paper words", "papers"
_COUNTED = f"SELECT value FROM meta WHERE name = '{_NUMBER}'"  # noqa: S608  (ours)


def stale(conn: sa.Connection) -> bool:
    """Return whether the words were indexed by another version of the analyser."""
    if not there(conn):
        return False
    c = schema.meta.c
    return conn.execute(sa.select(c.value).where(c.name == _MARK)).scalar() != INDEX


def refresh(conn: sa.Connection, *, anew: bool = False) -> None:
    """Index all words anew where that was done by another version of the analyser, or (``anew``) in any case."""
    if not (anew and there(conn)) and not stale(conn):
        return
    in_sqlite = conn.dialect.name == "sqlite"
    if in_sqlite:  # what was indexed otherwise cannot be taken out word by word
        conn.exec_driver_sql("INSERT INTO paper_words(paper_words) VALUES('delete-all')")
    c = paper_text.c
    keys = list(conn.execute(sa.select(c.key).where(c.text.is_not(None))).scalars())
    for start in range(0, len(keys), _STEP):
        some = sa.select(c.key, c.text).where(among(c.key, keys[start : start + _STEP]))
        words = [(key, words_of(text)) for key, text in conn.execute(some).all()]
        if in_sqlite:
            _add(conn, words)
        else:
            vectors = [{"of": key, "as": lexemes(each)} for key, each in words]
            change = sa.update(paper_text).where(c.key == sa.bindparam("of"))
            conn.execute(change.values(vector=sa.bindparam("as")), vectors)
    _note(conn, _MARK, INDEX)
    _count(conn)


def _add(conn: sa.Connection, words: Sequence[tuple[int, str]]) -> None:
    if words:
        conn.exec_driver_sql("INSERT INTO paper_words(rowid, words) VALUES(?, ?)", list(words))


def there(conn: sa.Connection) -> bool:
    """Return whether the record has the words of any paper."""
    if conn.dialect.name == "sqlite":
        return bool(ask(conn, "SELECT 1 FROM sqlite_master WHERE name = 'paper_text'"))
    ((found,),) = ask(conn, "SELECT to_regclass('paper_text') IS NOT NULL")
    return bool(found)


def count(conn: sa.Connection) -> int:
    """Return of how many proposals the words of the paper are held."""
    rows = ask(conn, _COUNTED)
    return int(rows[0][0]) if rows else 0


def _count(conn: sa.Connection) -> None:
    """Keep how many there are: to count them is to read them all."""
    number = conn.execute(sa.select(sa.func.count()).where(paper_text.c.text.is_not(None))).scalar()
    _note(conn, _NUMBER, str(number))


def _note(conn: sa.Connection, name: str, value: str) -> None:
    upsert = schema.upsert(conn.dialect.name, schema.meta, update=("value",))
    conn.execute(upsert, {"name": name, "value": value})


# --- searching ------------------------------------------------------------------------------------------------

# The numbers of the documents that have a word in what is said of a proposal, and in its paper.
_SAID = {
    "sqlite": "SELECT rowid AS place FROM search_index WHERE search_index MATCH ?",
    "postgresql": "SELECT place FROM search WHERE vector @@ CAST(%s AS tsquery)",
}
_PAPER = {
    "sqlite": "SELECT s.place FROM paper_words JOIN search s ON s.key = paper_words.rowid WHERE paper_words MATCH ?",
    "postgresql": "SELECT s.place FROM paper_text p JOIN search s ON s.key = p.key "
    "WHERE p.vector @@ CAST(%s AS tsquery)",
}
_EVERY = "SELECT place FROM search"

Asked = tuple[str, list[str]]
"""A question to the database, and what goes into it."""


def find(
    conn: sa.Connection,
    groups: Sequence[tuple[Sequence[str], Sequence[str]]],
    period: tuple[int, int],
    found: str,
    filters: str | None,
    *,
    limit: int,
    offset: int,
) -> tuple[int, list[tuple[int, str]]]:
    """Return how many proposals meet a query with their papers, and a page of them: place and text of the paper.

    They have all words of one group, each in what is said of them or in the paper; those that ``found`` finds by what
    is said alone are left out.

    ``groups``: of each the questions for what is wanted and not wanted, a term each.
    """
    engine = conn.dialect.name
    whole = _joined("UNION", [_of_group(engine, *group, alone=len(groups) == 1) for group in groups])
    whole = _joined("EXCEPT", [whole, (_SAID[engine], [found])])
    if filters is not None:
        whole = _joined("INTERSECT", [whole, (_SAID[engine], [filters])])
    query, asked = whole
    every = [place for (place,) in ask(conn, query, *asked) if period[0] <= place < period[1]]
    start = max(offset, 0)
    places = sorted(every, reverse=True)[start : start + max(limit, 0)]
    return len(every), _texts(conn, places)


def _of_group(engine: str, wanted: Sequence[str], unwanted: Sequence[str], *, alone: bool) -> Asked:
    """Ask for what has all that is wanted and nothing that is not."""
    if alone and len(wanted) == 1:  # what is said of it is found already
        have = (_PAPER[engine], [wanted[0]])
    else:
        have = _joined("INTERSECT", [_either(engine, each) for each in wanted] or [(_EVERY, [])])
    return _joined("EXCEPT", [have, *(_either(engine, each) for each in unwanted)])


def _either(engine: str, term: str) -> Asked:
    return _joined("UNION", [(_SAID[engine], [term]), (_PAPER[engine], [term])])


def _joined(how: str, parts: Sequence[Asked]) -> Asked:
    if len(parts) == 1:
        return parts[0]
    query = f" {how} ".join(f"SELECT place FROM ({part}) AS part" for part, _ in parts)  # noqa: S608  (all ours)
    return query, [each for _, asked in parts for each in asked]


def _texts(conn: sa.Connection, places: Sequence[int]) -> list[tuple[int, str]]:
    """Return the words of the papers of these documents, in their order."""
    s, c = document.c, paper_text.c
    query = sa.select(s.place, c.text).join_from(document, paper_text, s.key == c.key)
    texts = {row.place: row.text for row in conn.execute(query.where(among(s.place, places)))}
    return [(place, texts.get(place) or "") for place in places]
