"""Names of members: whether what is written in two places can be one person, and how surely.

Official rows write "Dijk van, I. (Inge)", a document "Inge van Dijk", the Handelingen "Van Dijk" where there is only
one. The surname is known with its particles ("Dijk" is not "Van Dijk"); what stands before it are initials or a first
name, and a first name in brackets or after a comma belongs to it too.
"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from kamerstem.dataclasses import dataclass

PARTICLES = frozenset("van de der den het t ten ter te op in el la le du von zu da dos di".split())


class Likeness(IntEnum):
    """How much two names are alike, most first; PART and less say only that they may be one person's."""

    FIRST = 0
    """Surname and first name, or surname and all initials; one letter may be short for more ("R." for R.J.J.)."""
    GIVEN = 1
    """The surname, and an initial of the first name: "I. van Dijk", "Inge van Dijk"."""
    SURNAME = 2
    """The surname, where one of them says no more."""
    CALLED = 3
    """The surname, with a first name that begins otherwise than the initials, as of "Lisa Westerveld", E.M."""
    PART = 4
    """A part of the surname: "Plas", "Yesilgöz"."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart, folded: ``words`` of the surname, with a first name before it if ``initials`` are not given.

    ``first`` is a first name that stands apart from the surname; ``hyphen`` the places where two surnames are joined.
    """

    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    first: str | None = None
    hyphens: tuple[int, ...] = ()


@lru_cache(4096)
def read_name(name: str) -> PersonName:
    """Return a name taken apart: "I. van Dijk", "Van Dijk (Inge)", "Dijk, I. van", "het lid Van Dijk"."""
    first: str | None = None
    if brackets := re.search(r"\(([^()]*)\)", name):
        first = "".join(_words(brackets[1])) or None
        name = f"{name[: brackets.start()]} {name[brackets.end() :]}"
    surname, comma, given = name.partition(",")
    initials: list[str] = []
    if comma:  # "Dijk van, I." and "Dijk, Inge van"
        particles = [word for word in given.split() if _bare(word) in PARTICLES]
        for word in given.split():
            if _are_initials(word):
                initials += _initials(word)
            elif word not in particles:
                first = first or _bare(word)
        words = surname.split()
        while len(words) > 1 and _bare(words[-1]) in PARTICLES:
            particles.insert(0, words.pop())
        name = " ".join([*particles, *words])
    written = re.sub(r"^(?:het\s+lid|de\s+heer|mevrouw|dhr\.|mevr\.|mw\.)\s+", "", name.strip(), flags=re.I)
    words = re.sub(r"\s*[-–]\s*", "- ", written).split()
    while words and _are_initials(words[0]):
        initials += _initials(words.pop(0))
    kept = [(_bare(word), word.endswith("-")) for word in words if _bare(word)]
    while len(kept) > 1 and kept[-1][0] in PARTICLES:  # "Dijk van"
        kept.insert(0, kept.pop())
    return PersonName(
        tuple(word for word, _ in kept),
        tuple(initials),
        first,
        tuple(at for at, (_, joined) in enumerate(kept, start=1) if joined),
    )


def likeness(one: PersonName, other: PersonName) -> Likeness | None:
    """Return how much two names are alike, ``None`` where they are two people's: another surname or first name."""
    found = [like for like in (_like(one, other), _like(other, one)) if like is not None]
    return min(found, default=None)


def same_person(one: str, other: str) -> bool:
    """Return whether two names can be one person's: "Van Baarle", "S.R.T. van Baarle", "Stephan van Baarle"."""
    return likeness(read_name(one), read_name(other)) is not None


def _like(one: PersonName, other: PersonName) -> Likeness | None:
    """Return how much a name is like one of which all words are the surname."""
    found: list[Likeness] = []
    for surname, whole in _surnames(other):
        before = one.words[: -len(surname)]
        if not surname or one.words[-len(surname) :] != surname or (before and one.initials):
            continue
        named = [word for word in before if word not in PARTICLES]
        whole_here = whole and not (before and before[-1] in PARTICLES)
        given = _given("".join(named) or one.first, one, other)
        if given is None:
            continue
        # A part of the surname says who it is only with a first name or initials beside it.
        found.append(given if whole_here else Likeness.CALLED if given <= Likeness.GIVEN else Likeness.PART)
    return min(found, default=None)


def _surnames(name: PersonName) -> list[tuple[tuple[str, ...], bool]]:
    """Return the surname, then what people leave of it: no particles, one of two joined names, the last of several."""
    words = name.words
    core = next((at for at, word in enumerate(words) if word not in PARTICLES), 0)
    parts = [words[core:], *(words[core:at] for at in name.hyphens), *(words[at:] for at in name.hyphens)]
    if name.initials:
        parts.append(words[-1:])
    return [(words, True), *((part, False) for part in parts if part and part != words)]


def _given(first: str | None, one: PersonName, other: PersonName) -> Likeness | None:
    """Return how what stands beside the surname of two names goes together, ``None`` where it cannot."""
    if not (first or one.initials) or not (other.first or other.initials):
        return Likeness.SURNAME
    if first and other.first:
        short, long = sorted((first, other.first), key=len)
        if short == long:
            return Likeness.FIRST
        return Likeness.GIVEN if len(short) > 2 and long.startswith(short) else None
    if one.initials == other.initials and len(one.initials) > 1:
        return Likeness.FIRST
    begins = _begins(first, other.initials) or _begins(other.first, one.initials)
    if one.initials and other.initials:
        both = zip(one.initials, other.initials, strict=False)
        fits = begins or all(a.startswith(b) or b.startswith(a) for a, b in both)
        return Likeness.GIVEN if fits else None
    return Likeness.GIVEN if begins else Likeness.CALLED


def _begins(first: str | None, initials: tuple[str, ...]) -> bool:
    return bool(first and initials) and (first or "").startswith(initials[0])


def _are_initials(word: str) -> bool:
    letters = word.strip("()")
    return (
        re.fullmatch(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]?", letters) is not None
        or re.fullmatch(r"[^\W\d_]", letters) is not None
    )


def _initials(word: str) -> list[str]:
    return [_bare(letter) for letter in re.split(r"[.-]", word) if _bare(letter)]


def _words(text: str) -> list[str]:
    return [_bare(word) for word in re.split(r"[\s-]+", text) if _bare(word)]


def _bare(word: str) -> str:
    """Return a word without capitals, accents and marks."""
    return "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if char.isalnum())
