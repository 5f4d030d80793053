"""Blocks of a document -> its lines, a blank one between paragraphs.

What a file says is one paragraph stays one; where it says nothing, the distance, the look and the indent of rows tell.
A line that goes on in the middle of a paragraph is marked as prose (``model/form.py``), so that a quoted vote in it is
not taken for one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kamerstem.dataclasses import dataclass
from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.readers import grammar
from kamerstem.readers.layout import Block, Row
from kamerstem.readers.lines import Line
from kamerstem.readers.shown import labelled

_PARAGRAPH = 1.35  # times the usual distance of lines: what is further apart is another paragraph
_LABELLED = re.compile(
    r"([•▪◦‣·–-]|\d{1,3}(?:\.\d{1,3})+)[\s|]+(?=\S)"
)  # the bullet or number of an item of a list
_ENDS = re.compile(r"[.!?:;][\"'”’)]*$")  # what the last line of a paragraph ends in


def lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """Yield the lines of a document with page and line; one without words parts paragraphs."""
    for row in _mended(_as_the_senate(list(_paragraphs(blocks)))):
        if row is None:
            yield Line(Place(0), "")
        else:
            text = row.text.strip()
            if not row.prose and (listed := _LABELLED.match(text)):
                text = labelled(listed[1], text[listed.end() :])
            yield Line(Place(row.number, row.page), f"{form.PROSE}{text}" if row.prose and text else text)


def _as_the_senate(rows: list[Row | None]) -> list[Row | None]:
    """Return the form of the Senate, from a printed page of ours that shows the same facts in another way first."""
    heads = [i for i, row in enumerate(rows) if row and _is_senate_head(row)]
    return rows[heads[0] + 1 :] if len(heads) == 1 else rows


def _is_senate_head(row: Row) -> bool:
    return " ".join(row.text.split()) == form.AS_THE_SENATE.nl


def is_our_page(blocks: Sequence[Block]) -> bool:
    """Return whether a document is a printed page of ours, of which only the form of the Senate is read."""
    return sum(_is_senate_head(row) for block in blocks for row in block.rows) == 1


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Row | None]:
    """Yield the rows of all blocks; ``None`` parts paragraphs."""
    edges = _Edges(blocks)
    usual = _leading(blocks, edges)
    before: tuple[Block, Row] | None = None
    for block in blocks:
        for index, row in enumerate(block.rows):
            if before is not None:
                kept = _Between(before, (block, row), index, usual, edges)
                if kept.parted():
                    yield None
                elif kept.certain():
                    row.prose = True
            if block.quote:
                row.prose = True
            yield row
            before = (block, row)


class _Edges:
    """How far to the right the lines of a page go that begin at the same place."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.rows: dict[int, list[Row]] = {}
        for block in blocks:
            if block.cells is None:
                for row in block.rows:
                    self.rows.setdefault(row.page, []).append(row)

    def right(self, row: Row) -> float:
        return max(
            (other.x1 for other in self.rows.get(row.page, []) if abs(other.x0 - row.x0) < 3 * row.size),
            default=row.x1,
        )

    def full(self, above: Row, row: Row) -> bool:
        """Return whether the first word of a row had no room on the one above."""
        words = row.text.split()
        if not words:
            return False
        letter = (row.x1 - row.x0) / max(len(row.text.strip()), 1)
        return self.right(above) - above.x1 < (len(words[0]) + 0.7) * letter

    def left(self, row: Row) -> float:
        return min(
            (other.x0 for other in self.rows.get(row.page, []) if abs(other.x0 - row.x0) < 3 * row.size),
            default=row.x0,
        )


def _leading(blocks: Sequence[Block], edges: _Edges) -> dict[float, float]:
    """Return the usual distance of lines for each size of letter.

    Where a line is full the next may go on with it. Those that do stand closest: what else there is may all be of
    paragraphs of one line.
    """
    found: dict[float, list[float]] = {}
    wrapped: dict[float, list[float]] = {}
    for block in blocks:
        for above, below in pairwise(block.rows):
            apart = above.y - below.y
            if above.page == below.page and 0 < apart < 2.5 * below.size:
                found.setdefault(round(below.size), []).append(apart)
                if edges.full(above, below) and apart > below.size:
                    wrapped.setdefault(round(below.size), []).append(apart)
    usual = {size: sorted(all_)[len(all_) // 10] for size, all_ in found.items()}
    return usual | {size: min(usual[size], sorted(all_)[len(all_) // 4]) for size, all_ in wrapped.items()}


@dataclass(slots=True)
class _Between:
    """What lies between a row and the one before it."""

    before: tuple[Block, Row]
    after: tuple[Block, Row]
    index: int
    usual: dict[float, float]
    edges: _Edges

    def parted(self) -> bool:
        """Return whether another paragraph begins here."""
        (old, above), (new, row) = self.before, self.after
        if old.cells is not None or new.cells is not None:
            return True
        if old is new:
            if self._far():
                return True
            return not new.tagged and self._looks_new()
        if new.tagged and old.tagged:
            if above.page != row.page and new.continued:
                return False
            return not self._wrapped_by_hand()
        if above.page != row.page or row.y > above.y:  # the next page or column
            return not (self._full() and not self._structural()) and not self._half_a_sentence()
        return self._far() or self._looks_new()

    def certain(self) -> bool:
        """Return whether the row goes on in the middle of what its file says is one paragraph."""
        (old, above), (new, row) = self.before, self.after
        if not new.tagged:
            return False
        if old is not new:
            return above.page != row.page and new.continued
        return self._full()

    def _far(self) -> bool:
        (_, above), (_, row) = self.before, self.after
        usual = self.usual.get(round(row.size), 1.3 * row.size)
        return above.y - row.y > _PARAGRAPH * usual

    def _looks_new(self) -> bool:
        """Return whether size, weight or indent change, as for a heading or a new paragraph."""
        (_, above), (new, row) = self.before, self.after
        if abs(above.size - row.size) > 0.08 * row.size or above.bold is not row.bold:
            return True
        if self._begins_apart():
            return True
        centred = abs((above.x0 + above.x1) - (row.x0 + row.x1)) < row.size and abs(above.x0 - row.x0) > 1
        if centred or row.x0 - self.edges.left(row) < 0.8 * row.size:
            return False
        if not self._full():
            return True
        following = new.rows[self.index + 1] if self.index + 1 < len(new.rows) else None
        back = following is not None and following.x0 < row.x0 - 0.8 * row.size
        return back and bool(_ENDS.search(above.text.strip()))

    def _begins_apart(self) -> bool:
        """Return whether the line above ends a sentence or begins a proposal, and had room for what begins here."""
        above, text = self.before[1].text.strip(), self.after[1].text.strip()
        if not text[:1].isupper() or self._full() or grammar.goes_on(above):
            return False
        return bool(_ENDS.search(above)) or grammar.read_item(above) is not None

    def _full(self) -> bool:
        """Return whether the first word of the row had no room on the one before."""
        return self.edges.full(self.before[1], self.after[1])

    def _structural(self) -> bool:
        return grammar.begins(" ".join(self.after[1].text.split()))

    def _half_a_sentence(self) -> bool:
        above, row = self.before[1].text.strip(), self.after[1].text.strip()
        return row[:1].islower() and not _ENDS.search(above)

    def _wrapped_by_hand(self) -> bool:
        """Return whether a file has each line as a paragraph: no room between them, and lines that are full."""
        (_, above), (_, row) = self.before, self.after
        return (
            above.page == row.page
            and 0 < above.y - row.y < 1.5 * row.size
            and not self._far()
            and abs(above.size - row.size) < 0.08 * row.size
            and above.bold is row.bold
            and self._full()
            and not _ENDS.search(above.text.strip())
            and not self._structural()
        )


def _mended(rows: list[Row | None]) -> Iterator[Row | None]:
    """Put words that were broken at their own hyphen together again, where the file tells those from other breaks.

    A file with soft hyphens uses those to break words, so a hard one at a line's end was there before.
    """
    soft = any(row is not None and row.text.rstrip().endswith("\u00ad") for row in rows)
    for index, row in enumerate(rows):
        if row is None:
            yield None
            continue
        following = rows[index + 1] if index + 1 < len(rows) else None
        spaced = row.text.endswith("- ")
        if following is not None and (spaced or soft) and re.search(r"\w-\s*$", row.text):
            word, _, rest = following.text.lstrip().partition(" ")
            row.text = f"{row.text.rstrip()}{' ' if spaced else ''}{word}"
            following.text = rest
        if row.text.strip():
            yield row
