"""Search: what is asked of the index of proposals, and what is found.

How a query is read: :mod:`kamerstem.store.search_query`; what is in the index:
:mod:`kamerstem.store.search_index`. The index is asked a few questions, of which the first finds what meets the query
best; within one the newest comes first. Words found are marked here, in the stored text, and of the page only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json

from kamerstem.dataclasses import dataclass, replace
from kamerstem.model import refs
from kamerstem.model.answers import Hit, Hits
from kamerstem.model.days import first_day, last_day
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.terms import meant
from kamerstem.model.votes import Kind, Side, Status
from kamerstem.store import paper_texts
from kamerstem.store.failures import decoded
from kamerstem.store.filters import in_order, of_a_party
from kamerstem.store.schema import ID, among_given, ask, entity, fetch
from kamerstem.store.search_index import DAY, SUBJECT, TITLE, document, facet, place_of
from kamerstem.store.search_query import Query, by_term, questions, read_query
from kamerstem.store.search_words import Token, analysed, party_words, tokens, words_in

_SNIPPET = 240

# --- what is asked, and what is found --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which proposals are searched; what is ``None`` or empty does not matter.

    ``party`` is a party's id, name or alias. Without ``side`` it is one that submitted the proposal; with it, where
    it stood in the last vote ("for", "against", "not_voting"). ``since`` up to and with ``until``: the day of
    :attr:`Hit.day`; a proposal without a day is in no period. Raises InputError for a side without a party, and for a
    period that ends before it begins.
    """

    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[Status] = frozenset()
    party: str | None = None
    side: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def of(
        cls,
        *,
        kinds: str | Iterable[str] = (),
        statuses: str | Iterable[str] = (),
        party: str | None = None,
        side: str | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
    ) -> "Scope":
        """Return a scope from words, Dutch or English: "motie", "aangenomen", "voor", "21-12-2023"."""
        some_kinds, some_statuses = ([each] if isinstance(each, str) else each for each in (kinds, statuses))
        return cls(
            kinds=frozenset(meant(Kind, each) for each in some_kinds),
            statuses=frozenset(meant(Status, each) for each in some_statuses),
            party=party,
            side=None if side is None else str(meant(Side, side)),
            since=None if since is None else first_day(since),
            until=None if until is None else last_day(until),
        )

    def __post_init__(self) -> None:
        of_a_party(self.side, self.party)
        in_order(self.since, self.until)


# --- asking -----------------------------------------------------------------------------------------------------------

# As the driver takes them: what SQLAlchemy does to a statement costs more than most searches.
_FIND = {
    "sqlite": "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ? "
    "ORDER BY rowid DESC LIMIT ?",
    "postgresql": "SELECT place FROM search WHERE vector @@ CAST(%s AS tsquery) AND place >= %s AND place < %s "
    "ORDER BY place DESC LIMIT %s",
}
_COUNT = {
    "sqlite": "SELECT count(*) FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ?",
    "postgresql": "SELECT count(*) FROM search WHERE vector @@ CAST(%s AS tsquery) AND place >= %s AND place < %s",
}
_KEYS = {
    "sqlite": "SELECT s.key FROM json_each(?) j CROSS JOIN search s ON s.place = j.value",
    "postgresql": "SELECT key FROM search WHERE place = ANY(%s)",
}
_ALL = 1 << 31  # more than any record has
_READ = (
    sa.select(document.c.place, document.c.text, ID)
    .join_from(document, entity, entity.c.key == document.c.key)
    .where(among_given(document.c.place))
)


class Search:
    """Questions to the index of one record, within one transaction."""

    def __init__(self, conn: sa.Connection) -> None:
        self._conn = conn
        self._engine = conn.dialect.name

    def find(self, text: str, scope: Scope | None = None, *, limit: int = 20, offset: int = 0) -> Hits:
        """Return what a query finds, from ``offset`` on and no more than ``limit``."""
        query = read_query(text)
        if not query.groups and not query.everything:
            return Hits((), 0, query.cut)
        scope = scope or Scope()
        asked = questions(query, list(_facets(scope)), self._engine)
        period = _period(scope)
        first, last = max(offset, 0), max(offset, 0) + max(limit, 0)
        *better, everything = asked

        def places(question: str) -> list[int]:
            return [row[0] for row in ask(self._conn, _FIND[self._engine], question, *period, last)]

        newest = places(everything)
        total = len(newest) if len(newest) < last else self._count(everything, period)
        found: dict[int, int] = {}
        for score, question in zip(range(len(better), 0, -1), better if total > 1 else (), strict=False):
            if len(found) >= last:
                break
            for place in places(question):
                found.setdefault(place, score)
        for place in newest:
            found.setdefault(place, 0)
        hits = list(self._hits(query, list(found.items())[first:last]))
        papers = paper_texts.count(self._conn)
        if papers and any(query.wanted()):
            rest = last - first - len(hits)
            more, told = self._in_papers(query, scope, everything, limit=rest, offset=first - total)
            total, hits = total + more, hits + told
        return Hits(tuple(hits), total, query.cut, papers=papers)

    def _in_papers(
        self, query: Query, scope: Scope, found: str, *, limit: int, offset: int
    ) -> tuple[int, list[Hit]]:
        """Return how many have the words with their paper and not without it, as ``found``; and a page of them."""
        facets = list(_facets(scope))
        filters = questions(Query((), everything=True), facets, self._engine)[0] if facets else None
        total, page = paper_texts.find(
            self._conn,
            by_term(query, self._engine),
            _period(scope),
            found,
            filters,
            limit=limit,
            offset=offset,
        )
        texts = dict(page)
        marker = _Marker(query)
        hits = self._hits(query, [(place, 0) for place, _ in page])
        return total, [
            replace(hit, snippet=snippet, marks=marks, matched="text")
            for place, hit in zip(texts, hits, strict=True)
            for snippet, marks in [marker.excerpt(texts[place])]
        ]

    def zaken(self, text: str) -> list[int]:
        """Return the numbers of all Zaken that a query finds, in no particular order."""
        query = read_query(text)
        if not query.groups:
            return []
        *_, everything = questions(query, [], self._engine)
        places = [row[0] for row in ask(self._conn, _FIND[self._engine], everything, *_period(Scope()), _ALL)]
        one: Any = to_json(places).decode() if self._engine == "sqlite" else places
        return [key for (key,) in ask(self._conn, _KEYS[self._engine], one)]

    def _count(self, question: str, period: tuple[int, int]) -> int:
        ((count,),) = ask(self._conn, _COUNT[self._engine], question, *period)
        return int(count)

    def _hits(self, query: Query, page: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        if not page:
            return
        found = fetch(self._conn, _READ, [place for place, _ in page])
        rows = {place: (text, id) for place, text, id in found}
        marker = _Marker(query)
        for place, score in page:
            if place in rows:
                text, id = rows[place]
                yield _hit(marker, score, id, decoded(text))


def _facets(scope: Scope) -> Iterator[list[str]]:
    if scope.kinds:
        yield [facet("kind", kind) for kind in sorted(map(str, scope.kinds))]
    if scope.statuses:
        yield [facet("status", status) for status in sorted(map(str, scope.statuses))]
    if scope.party is not None:
        yield [facet(party, scope.side or "submitted") for party in party_words(scope.party)]


def _period(scope: Scope) -> tuple[int, int]:
    """Return the numbers of the documents in a period: from, and up to. Those without a day are in none."""
    if scope.since is None and scope.until is None:
        return 0, 1 << 2 * DAY - 2
    return place_of(scope.since or dt.date.min), place_of(scope.until or dt.date.max) + (1 << DAY)


def _hit(marker: "_Marker", score: int, id: str, fields: Sequence[Any]) -> Hit:
    snippet, marks = marker.snippet(fields[SUBJECT], fields[TITLE])
    ref, kind, status, day, (_, _, zaak, document), *_ = fields
    date = dt.date.fromisoformat(day) if day else None
    title = fields[SUBJECT] or None
    proposal = _unpacked(ref), title, Kind(kind), Status(status), date
    return Hit(id, *proposal, score, snippet, marks, zaak, document)


def _unpacked(ref: list[Any] | str | None) -> Ref | None:
    if not isinstance(ref, list):
        return refs.parse(ref) if ref else None
    number, addition, kingdom, paper = ref
    dossier = Dossier(number, addition, kingdom)
    return Paper(dossier, paper) if paper is not None else dossier


# --- marking, in the stored text -------------------------------------------------------------------------------------


class _Marker:
    """Finds in a text what a query asks for.

    Most words of a page are looked at more than once, and most texts hold nothing: so what a word is is remembered,
    and places are looked for only where something is found.
    """

    def __init__(self, query: Query) -> None:
        self._stems: set[str] = set()
        self._surfaces: set[str] = set()
        self._prefixes: tuple[str, ...] = ()
        self._phrases: list[tuple[tuple[str, ...], bool, bool]] = []
        for term in query.wanted():
            for phrase in term.phrases:
                if len(phrase) > 1:
                    self._phrases.append((phrase, term.surface, term.prefix))
                elif term.prefix:
                    self._prefixes += phrase
                else:
                    (self._surfaces if term.surface else self._stems).update(phrase)
        self._known: dict[str, bool] = {}

    def snippet(self, subject: str, title: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the text to show: of the subject, or of the title where only that has what was asked for."""
        for text in (subject, title):
            if marks := self._marks(text):
                return _excerpt(text, marks)
        return _excerpt(subject or title, [])

    def excerpt(self, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the part of a long text, a paragraph a line, that has what was asked for."""
        at = 0
        marks: list[tuple[int, int]] = []
        for line in text.split("\n"):
            if marks and at > marks[0][1] + _SNIPPET:  # what follows is not shown
                break
            marks += ((at + start, at + end) for start, end in self._marks(line))
            at += len(line) + 1
        return _excerpt(text.replace("\n", " "), marks)

    def _marks(self, text: str) -> list[tuple[int, int]]:
        known = self._known
        words = words_in(text)
        for word in words:
            if word not in known:
                known[word] = self._is_found(*analysed(word))
        phrases = [each for each in self._phrases if _may_be_in(words, *each)]
        if not phrases and not any(map(known.__getitem__, words)):
            return []
        field = list(tokens(text))
        found = [(each.start, each.end) for each in field if known[text[each.start : each.end]]]
        found += (place for phrase in phrases for place in _phrases_in(field, *phrase))
        merged: list[tuple[int, int]] = []
        for start, end in sorted(set(found)):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return merged

    def _is_found(self, surface: str, stem: str, parts: tuple[str, ...]) -> bool:
        return (
            stem in self._stems
            or surface in self._surfaces
            or not self._stems.isdisjoint(parts)
            or surface.startswith(self._prefixes)
        )


def _may_be_in(words: Sequence[str], phrase: tuple[str, ...], surface: bool, prefix: bool) -> bool:
    forms = {analysed(word)[0 if surface else 1] for word in words}
    return forms.issuperset(phrase[:-1] if prefix else phrase)


def _phrases_in(
    field: Sequence[Token], phrase: tuple[str, ...], surface: bool, prefix: bool
) -> Iterator[tuple[int, int]]:
    """Yield where a phrase is, as places in the text."""
    words = [token.surface if surface else token.stem for token in field]
    *firsts, last = phrase
    for at in range(len(words) - len(firsts)):
        end = at + len(firsts)
        if words[at:end] == firsts and (words[end].startswith(last) if prefix else words[end] == last):
            yield field[at].start, field[end].end


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
