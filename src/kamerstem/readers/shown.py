"""What Word, OpenDocument and web pages share: blocks as they show become lines, and what is not read is named."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kamerstem.dataclasses import dataclass, field
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Form, Unread
from kamerstem.readers.lines import Line, fold

BULLET = "•"
QUOTES = frozenset({"quote", "intense quote", "citaat", "duidelijk citaat", form.EXPLANATION_STYLE.lower()})
"""The styles of prose."""
ADDED = frozenset(name.lower() for name in form.ADDED_STYLES)
"""The styles of what Kamerstem adds to the form."""
PARAGRAPHS = 3
LINES = 6
"""That a cell of a table of facts has not: one with so many lays out text, as in columns."""
FOOTNOTE = Words("een voetnoot", "a footnote")
_HEAD = 60  # lines in which the number of the bill is looked for
_MOST = 60  # characters that are shown of what is not read

Block = list[str] | Words
"""The lines of a paragraph, or what stands there and is not read."""


def named(what: Words, text: str) -> Words:
    """Return what is not read by its kind and its first words: "een voetnoot: 'Zie nr. 4'"."""
    said = fold(text)
    said = said if len(said) <= _MOST else f"{said[: _MOST - 1]}…"
    return Words(f"{what.nl}: '{said}'", f"{what.en}: '{said}'") if said else what


@dataclass(slots=True)
class Shown:
    """A document as it shows: its body, the heads and feet of its pages, and what stands beside the text."""

    body: list[Block]
    heads: list[list[str]] = field(default_factory=list)
    feet: list[list[str]] = field(default_factory=list)
    beside: list[Words] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Yield the lines, each with the number of its paragraph; one without words parts paragraphs.

        The head of the pages goes first where only it has the number of the bill. Else it and the foot are furniture,
        and only what they say of a vote is named.
        """
        body = list(numbered(self.body))
        told = [line.text for line in body if line.text and not line.lost][:_HEAD]
        furniture = _apart([*self.heads, *self.feet])
        if not any(has_dossier(text) for text in told):
            for block in furniture:
                if any(has_dossier(fold(line)) for line in block):
                    yield from (Line(Place(0, paragraph=True), line) for line in [*block, ""])
                    furniture.remove(block)
                    break
        yield from body
        page = Words("boven of onder aan de bladzijden", "at the top or foot of the pages")
        said = [named(page, " ".join(block)) for block in furniture if tells(fold(" ".join(block)))]
        yield from (Line(Place(0, paragraph=True), what.nl, what) for what in [*said, *self.beside])


def _apart(blocks: Sequence[list[str]]) -> list[list[str]]:
    """Return the blocks that have words, each once: the first page often has the same as the others."""
    return [
        list(block)
        for block in dict.fromkeys(tuple(line for line in b if line.strip()) for b in blocks)
        if block
    ]


def labelled(label: str, line: str) -> str:
    """Return the line of a list with its number or bullet, unless the line says by itself what it is: "• SP"."""
    said = fold(line)
    if not label or grammar.read_item(said) or grammar.read_list(said) or tells(said):
        return line
    return f"{label} {line}"


def tells(text: str) -> bool:
    """Return whether words say something of a vote, or begin a proposal."""
    item = grammar.read_item(text)
    if item is not None and item.submitters is not None:
        return True
    first = grammar.first(text)
    return first.suspect if isinstance(first, Unread) else first is not None and first.form is not Form.HEAD


def has_dossier(text: str) -> bool:
    """Return whether words begin with the number of a bill."""
    return grammar.begins_with_dossier(text) or grammar.before_dossier(text) is not None


WHITE = "ffffff"
"""The colour of paper, and of a page that says nothing of it."""
_CLOSE = 10  # of 255: nobody tells colours apart that differ no more


def is_unseen(letters: str, ground: str) -> bool:
    """Return whether letters cannot be told from what they stand on; colours in six digits, else nobody knows."""
    if not (_COLOUR.fullmatch(letters) and _COLOUR.fullmatch(ground)):
        return False
    pairs = zip(bytes.fromhex(letters), bytes.fromhex(ground), strict=True)
    return all(abs(one - other) <= _CLOSE for one, other in pairs)


_COLOUR = re.compile(r"[0-9a-fA-F]{6}")


def numbered(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of blocks, each with the number of its paragraph; one without words parts paragraphs."""
    number = 0
    for block in blocks:
        if isinstance(block, Words):
            yield Line(Place(max(number, 1), paragraph=True), block.nl, block)
            continue
        said = [line for line in block if line.strip()]
        if not said:
            continue
        number += 1
        place = Place(number, paragraph=True)
        yield from (Line(place, line) for line in [*said, ""])


def written(number: int, form: str) -> str:
    """Return a number as a list has it: 4, "04", "d", "D", "iv" or "IV"."""
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("lowerLetter", "upperLetter") and 0 < number < 1000:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02}" if form == "decimalZero" else f"{number}"


def _roman(number: int) -> str:
    made = ""
    for many, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        made += sign * (number // many)
        number %= many
    return made
