"""Cells of a table that may span columns and rows -> rows of words, each cell in its own column."""

from collections.abc import Iterable

from kamerstem.dataclasses import dataclass

MOST_COLUMNS = 200
"""That one cell may span."""
_MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, how many columns it spans, and in how many rows below it stands too.

    Where a table names its columns, the cell stands no further to the left than ``first``, and reaches ``last``.
    """

    words: str
    columns: int = 1
    below: int = 0
    first: int = 0
    last: int = 0


def laid_out(rows: Iterable[Iterable[Cell]], merged: str = "") -> list[list[str]]:
    """Return the words in each column of each row: a cell's in the first that it spans, then ``""``.

    ``merged`` stands where a cell from above reaches down.
    """
    made: list[list[str]] = []
    taken: dict[int, int] = {}  # rows still to come in which a cell from above fills the column
    for row in rows:
        above = {column: left - 1 for column, left in taken.items() if left}
        words: dict[int, str] = {}
        at = 0
        for cell in row:
            while at in above:
                at += 1
            at = max(at, cell.first)
            last = max(at + cell.columns - 1, cell.last)
            for column in range(at, min(last, at + MOST_COLUMNS) + 1):
                words[column] = cell.words if column == at else ""
                taken[column] = min(cell.below, _MOST_ROWS)
            at = last + 1
        words |= dict.fromkeys(above, merged)
        taken |= above
        made.append([words.get(index, "") for index in range(max(words, default=-1) + 1)])
    return made
