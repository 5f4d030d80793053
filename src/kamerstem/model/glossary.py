"""The words that people meet, with what they mean: one table (``glossary.toml``) for program, pages and site."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from kamerstem.dataclasses import dataclass
from kamerstem.errors import NotFoundError
from kamerstem.language import Words


@dataclass(frozen=True, slots=True)
class Term:
    """A term in both languages, other words for it, and what it means."""

    term: Words
    also: tuple[str, ...]
    means: Words

    @property
    def words(self) -> tuple[str, ...]:
        """Return every word for it, folded."""
        return tuple(_folded(word) for word in (*self.term, *self.also))


@cache
def terms() -> tuple[Term, ...]:
    """Return every term, in the order of the table."""
    table = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text(encoding="utf-8"))
    return tuple(
        Term(
            Words(each["nl"], each["en"]),
            tuple(each["also"]),
            Words(each["means_nl"], each["means_en"]),
        )
        for each in table["term"]
    )


def find(word: str) -> tuple[Term, ...]:
    """Return the terms that someone means by a word: those called so, else those in whose words it stands.

    Raises NotFoundError, with the likely term, where there is none.
    """
    asked = _folded(word[:200])
    found = tuple(each for each in terms() if asked in each.words)
    found = found or tuple(each for each in terms() if asked and any(asked in known for known in each.words))
    if not found:
        raise _unknown(word, asked)
    return found


def _unknown(word: str, asked: str) -> NotFoundError:
    from difflib import get_close_matches

    known = {name: each for each in terms() for name in each.words}
    like = get_close_matches(asked, known, n=1, cutoff=0.7)
    term = known[like[0]].term if like else None
    shown = word if len(word) <= 40 else f"{word[:40]}..."
    return NotFoundError(
        f"'{shown}' staat niet in de woordenlijst.{f' Bedoelt u {term.nl}?' if term else ''}"
        " Alle woorden: kamerstem glossary.",
        f"'{shown}' is not in the glossary.{f' Do you mean {term.en}?' if term else ''}"
        " All words: kamerstem glossary.",
    )


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
