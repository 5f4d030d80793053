"""What people call a side, an outcome, a method or a kind of proposal: a word of theirs, Dutch or English, or the
value of the JSON.

The words are those of the form (:mod:`kamerstem.model.form`), and those that the House uses beside them.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar, cast

from kamerstem.errors import InputError
from kamerstem.language import Lang, Words
from kamerstem.model import form
from kamerstem.model.votes import Kind, Method, Result, Side, Status, Step

T = TypeVar("T", bound=StrEnum)

# What the form's own tables do not have.
_NAMES: Mapping[StrEnum, Words] = {
    Side.NOT_VOTING: Words("niet deelgenomen", "not voting"),
    Result.TIED: Words("gestaakt", "tied"),
    Result.UNDETERMINED: Words("niet vast te stellen", "undetermined"),
    Result.VOID: Words("ongeldig", "void"),
    Status.INADMISSIBLE: Words("ontoelaatbaar", "inadmissible"),
    Status.PENDING: Words("nog niet beslist", "pending"),
    Status.UNKNOWN: Words("onbekend", "unknown"),
    Kind.UNKNOWN: Words("onbekend", "unknown"),
    Method.SHOW_OF_HANDS: Words("handopsteken", "show of hands"),
    Method.ROLL_CALL: Words("hoofdelijk", "roll call"),
    Method.BALLOT: Words("schriftelijk", "ballot"),
    Method.SITTING_STANDING: Words("zitten en opstaan", "sitting and standing"),
}
_MORE: Mapping[StrEnum, tuple[str, ...]] = {
    Side.NOT_VOTING: ("afwezig", "absent", "niet gestemd", "did not vote"),
    Result.TIED: ("staken", "staakten", "de stemmen staken", "stemmen staken"),
    Status.INADMISSIBLE: ("niet toegelaten", "ontoelaatbaar verklaard"),
    Status.PENDING: ("nog niet besliste", "uitgesteld", "open"),
    Method.SHOW_OF_HANDS: ("met handopsteken", "by show of hands"),
    Method.ROLL_CALL: ("hoofdelijke stemming", "bij hoofdelijke stemming", "by roll call"),
    Method.BALLOT: ("schriftelijke stemming", "bij schriftelijke stemming", "by ballot"),
    Kind.BILL: ("wet", "wetten"),
    Kind.LETTER: ("brief commissie",),
    Kind.COMMITTEE_PROPOSAL: ("voorstel van een commissie",),
    Kind.ORDER_REQUEST: ("verzoek", "verzoeken"),
    Kind.RULES_CHANGE: ("wijziging van het reglement",),
}


def name_of(value: StrEnum) -> Words:
    """Return what a value is called in an option or a filter: "voor", "adopted", "sub-amendment"."""
    if value in _NAMES:
        return _NAMES[value]
    if isinstance(value, Side):
        return Words(*(word.lower() for word in form.SIDES[value]))
    if isinstance(value, Result):
        return form.OUTCOMES[Step.VOTE, value]
    if isinstance(value, Status):
        return form.STATUSES[value]
    return form.KINDS[cast("Kind", value)][0]


def meant(kind: type[T], said: str, among: Collection[str] = ()) -> T:
    """Return the value that someone means by a word: "voor", "Aangenomen", "moties", "sub_amendment".

    ``among``: one of these values only, such as the outcomes that can be asked for. Raises InputError, with the words
    that there are and the likely one, for another.
    """
    found = _by_word(kind).get(_folded(said))
    if found is None or (among and found.value not in among):
        raise _strange(kind, said, among)
    return cast("T", found)


def choices(kind: type[StrEnum], lang: Lang, among: Collection[str] = ()) -> list[str]:
    """Return the words to choose from in a language; ``among``: of these values only."""
    return [name_of(each).in_(lang) for each in kind if not among or each.value in among]


@cache
def _by_word(kind: type[StrEnum]) -> dict[str, StrEnum]:
    return {_folded(word): value for value in kind for word in _words(value)}


def _words(value: StrEnum) -> Iterator[str]:
    yield value.value
    yield from name_of(value)
    yield from _MORE.get(value, ())
    if isinstance(value, Kind) and value is not Kind.UNKNOWN:
        yield from form.KINDS[value][1]


def _folded(said: str) -> str:
    return re.sub(r"[\s_-]+", "", said[:200].casefold())


def _strange(kind: type[StrEnum], said: str, among: Collection[str]) -> InputError:
    from difflib import get_close_matches

    words = {word: value for word, value in _by_word(kind).items() if not among or value.value in among}
    like = get_close_matches(_folded(said), words, n=1, cutoff=0.7)
    likely = name_of(words[like[0]]) if like else None
    shown = said if len(said) <= 20 else f"{said[:20]}..."
    return InputError(
        f"'{shown}' is er niet.{f' Bedoelt u {likely.nl}?' if likely else ''}"
        f" Kies uit: {', '.join(choices(kind, 'nl', among))}.",
        f"There is no '{shown}'.{f' Do you mean {likely.en}?' if likely else ''}"
        f" Choose from: {', '.join(choices(kind, 'en', among))}.",
    )
