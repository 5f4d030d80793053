"""A query for the index of proposals: how it is read, and as each engine is asked.

A query is read like this::

    klimaat wetten              both words, in any form and order (wet, wetten, wetje)
    "gemeentelijke belasting"   these words after one another, in any form
    toeslagen*                  words that begin like this, as written
    -motie, NOT motie           not this
    stikstof OR mest natuur     either the one, or the other two
    motie-Omtzigt               both words; articles and "c.s." are left out
    36470-VI nr. 4, 36.470 VI   a reference in any form that people write, also where a title cites it

Anything else is no syntax, and searched for as it stands. An empty query asks for everything that the filters let
through.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import BadReference
from kamerstem.model import refs
from kamerstem.model.fields import unmangled
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.store.search_words import tokens

MAX_TERMS = 50
"""Terms of a query that are searched for; what comes after them is left out, and said to be."""
_MAX_LENGTH = 20_000

GAP = "§"
"""A word that no text has: between two fields, so that no phrase runs on; every document has it."""

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


_CITED = 9  # words of a citation at most
# "motie-Omtzigt" is a motion, and of whom.
_OF_WHOM = re.compile(r"(moties?|amendement(?:en)?|subamendement(?:en)?)-([^\W\d].*)", re.IGNORECASE)


# --- citations as they are written out --------------------------------------------------------------------------------

# "kst-36470-VI-4.pdf" is a file of that paper.
_FILE = re.compile(r"\b(kst-[\w-]+)\.(?:pdf|html?|xml|docx?)\b", re.IGNORECASE)
# "op stuk nr. 4 (36470-VI)", "stuk nr. 4 bij 36470 VI": the paper's number before that of its dossier.
_DOSSIER = r"(?P<dossier>\b\d[\d .]{3,5}\d(?:[ -][IVX]{1,5}[A-C]?)?)"
_ON_PAPER = re.compile(
    rf"\b(?:op\s+)?stuk\s+nr\.?\s*(?P<paper>\d{{1,4}})\s*(?:bij\s+|van\s+|in\s+|\()\s*{_DOSSIER}\)?"
)
# "36472, nrs. 4 en 5": either of them.
_PAPERS = re.compile(rf"{_DOSSIER},?\s+nrs\.?\s+(?P<papers>\d{{1,4}}(?:,\s*\d{{1,4}})*\s+en\s+\d{{1,4}})\b")
# What a paper was before it was changed, and a page, behind its number: "(t.v.v. nr. 3)", ", was nr. 11", ", p. 2".
_BEFORE_IT = re.compile(
    r"(?<=\d),?\s*\(?(?:t\.\s?v\.\s?v\.|ter vervanging van|was|voorheen|p\.|blz\.)\s*(?:nr\.?\s*)?\d{1,4}(?![\d-])\)?",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"(?:c\.?\s?s\.|e\.\s?a\.)[,)]*", re.IGNORECASE)
# What says in which series a number stands, before that number, and of which session.
_SERIES = frozenset(
    "tk ek tweede eerste kamer handelingen vergaderjaar bijlage bij zaak zaaknummer kamerstuk kamerstukken stuk"
    " document ii i".split()
)
_SESSION = re.compile(r"(?:19|20)\d\d[-–/](?:19|20)?\d\d,?")
_ARTICLES = frozenset(("de", "het", "een"))


def _plainly(text: str) -> str:
    """Return a query with citations in the form in which documents have them."""
    text = _BEFORE_IT.sub("", _FILE.sub(r"\1", text))
    text = _ON_PAPER.sub(lambda found: f"{found['dossier'].strip()}, nr. {found['paper']}", text)
    return _PAPERS.sub(_either, text)


def _either(found: re.Match[str]) -> str:
    numbers = re.findall(r"\d+", found["papers"])
    return " OR ".join(f"{found['dossier'].strip()}, nr. {number}" for number in numbers)


def _before_number(pieces: Sequence["str | _Phrase"], at: int) -> int:
    """Return how many pieces from here on only say in which series the number after them stands."""
    end = at
    while end < len(pieces) and isinstance(piece := pieces[end], str):
        if piece.strip("(),.:").casefold() not in _SERIES and not _SESSION.fullmatch(piece):
            break
        end += 1
    if end == at or end == len(pieces):
        return 0
    term, _ = _term(pieces, end)
    return end - at if term is not None and term.ref is not None else 0


def _says_nothing(piece: "str | _Phrase") -> bool:
    return isinstance(piece, str) and (piece in _ARTICLES or _AND_OTHERS.fullmatch(piece) is not None)


def read_query(text: str) -> Query:
    """Return what a query asks for. Whatever it is, it is no error."""
    if not text.strip():
        return Query((), everything=True)
    cut = len(text) > _MAX_LENGTH
    pieces = list(_pieces(_plainly(unmangled(text[:_MAX_LENGTH]).translate(_QUOTES))))
    meant = [piece for piece in pieces if not _says_nothing(piece)]
    pieces = meant or pieces
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
        if not _cited(pieces, at):
            at += _before_number(pieces, at)
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
    """Yield words and phrases that hold anything to search for; AND is what stands between two words anyhow."""
    for match in _PIECE.finditer(text):
        if (word := match["word"]) is not None:
            if word != "AND" and any(tokens(word)):
                of_whom = _OF_WHOM.fullmatch(word)
                yield from (of_whom[1], *of_whom[2].split("/")) if of_whom else (word,)
        elif any(tokens(match["phrase"])):
            yield _Phrase(match["phrase"], bool(match["minus"]))


def _term(pieces: Sequence[str | _Phrase], at: int) -> tuple[Term | None, int]:
    """Return the term at a place, and of how many pieces it is."""
    piece = pieces[at]
    if isinstance(piece, _Phrase):
        ref = _reference(piece.text) if any(c.isdigit() for c in piece.text) else None
        return _phrase(piece.text, negated=piece.negated, ref=ref), 1
    negated = piece.startswith("-") and not piece.startswith("--")
    word = piece[1:] if negated else piece
    if word.endswith("*"):
        folded = tuple(token.surface for token in tokens(word))
        return Term((folded,), folded, surface=True, prefix=True, negated=negated), 1
    if (cited := _cited(pieces, at)) is not None:
        written, length, ref = cited
        return _phrase(written, negated=negated, ref=ref), length
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


def _cited(pieces: Sequence[str | _Phrase], at: int) -> tuple[str, int, Ref] | None:
    """Return the longest reference that begins with a word: "Kamerstukken II 2023/24, 36 470 VI, nr. 4"."""
    words: list[str] = []
    for piece in pieces[at : at + _CITED]:
        if not isinstance(piece, str) or piece in ("OR", "NOT"):
            break
        words.append(piece.removeprefix("-") if not words else piece)
    if not words or any(c.isdigit() for c in words[0]):
        return None
    for length in range(len(words), 1, -1):
        written = " ".join(words[:length])
        if any(c.isdigit() for c in words[length - 1]) and (ref := _reference(written)) is not None:
            return written, length, ref
    return None


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

# The words of a document have a letter before them that says what they are, and stand in its main part (its numbers,
# subject, submitters, kind and status) or not.
STEM, WORD, OWN, FACET = "swof"


def exact(sign: str, text: str) -> str:
    """Return a reference or a facet as one word of a document."""
    return sign + "".join(c if c.isalnum() else GAP for c in text.casefold())


class _Fts5:
    """A query as FTS5 reads it; the main part of a document is its column ``main``."""

    AND, OR, BUT_NOT = " AND ", " OR ", " NOT "

    @staticmethod
    def phrase(words: Iterable[str], *, prefix: bool = False, main: bool = False) -> str:
        column, star = "main : " if main else "", "*" if prefix else ""
        return f'{column}"{" ".join(words)}"{star}'


class _Tsquery:
    """A query as PostgreSQL reads a tsquery; the main part of a document has weight A."""

    AND, OR, BUT_NOT = " & ", " | ", " & !"

    @staticmethod
    def phrase(words: Iterable[str], *, prefix: bool = False, main: bool = False) -> str:
        label = ":A" if main else ""
        *firsts, last = map(lexeme, words)
        ending = f"{label or ':'}*" if prefix else label
        return " <-> ".join([*(word + label for word in firsts), last + ending])


def lexeme(word: str) -> str:
    """Return a word as PostgreSQL reads it."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


class _Where(Enum):
    ANYWHERE, MAIN, AS_WRITTEN = range(3)


def _phrases(term: Term, where: _Where, write: type[_Fts5 | _Tsquery]) -> Iterator[str]:
    """Yield the phrases of which a document must have one."""
    as_word = term.surface or where is _Where.AS_WRITTEN
    sign = WORD if as_word else STEM
    main = where is not _Where.ANYWHERE
    for each in term.phrases if term.surface or not as_word else (term.written,):
        yield write.phrase((sign + word for word in each), prefix=term.prefix, main=main)


def by_term(query: Query, engine: str) -> list[tuple[list[str], list[str]]]:
    """Return what an engine is asked for each term by itself: of each group those wanted and those not wanted."""
    write: type[_Fts5 | _Tsquery] = _Fts5 if engine == "sqlite" else _Tsquery

    def some(group: tuple[Term, ...], *, negated: bool) -> list[str]:
        asked = [term for term in group if term.negated is negated]
        return [f"({write.OR.join(_phrases(term, _Where.ANYWHERE, write))})" for term in asked]

    return [(some(group, negated=False), some(group, negated=True)) for group in query.groups]


def questions(query: Query, facets: Sequence[Sequence[str]], engine: str) -> tuple[str, ...]:
    """Return what an engine is asked, what meets the query best first; the last finds all that meet it.

    First the proposals whose own number is asked for; then those that have every word in their main part, as
    written; then those that have them there in any form. ``facets``: of each list one must be there.
    """
    write: type[_Fts5 | _Tsquery] = _Fts5 if engine == "sqlite" else _Tsquery

    def one_of(some: Iterable[str]) -> str:
        return f"({write.OR.join(some)})"

    filters = [one_of(write.phrase((each,)) for each in some) for some in facets]

    def of_term(term: Term, where: _Where) -> str:
        return one_of(_phrases(term, where, write))

    def of_group(group: tuple[Term, ...], where: _Where) -> str:
        wanted = [of_term(term, where) for term in group if not term.negated] or [write.phrase((STEM + GAP,))]
        unwanted = [of_term(term, _Where.ANYWHERE) for term in group if term.negated]
        without = f"{write.BUT_NOT}{one_of(unwanted)}" if unwanted else ""
        return f"(({write.AND.join(wanted)}){without})"

    def whole(where: _Where, *more: str) -> str:
        found = [one_of(of_group(group, where) for group in query.groups)] if query.groups else []
        return write.AND.join([*filters, *found, *more]) or write.phrase((STEM + GAP,))

    everything = whole(_Where.ANYWHERE)
    if not any(query.wanted()):
        return (everything,)
    own = [write.phrase((exact(OWN, str(term.ref)),)) for term in query.wanted() if term.ref is not None]
    best = [whole(_Where.ANYWHERE, one_of(own))] if own else []
    return tuple(dict.fromkeys([*best, whole(_Where.AS_WRITTEN), whole(_Where.MAIN), everything]))
