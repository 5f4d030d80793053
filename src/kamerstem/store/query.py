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
