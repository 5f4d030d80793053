"""Lines drawn on a page -> the tables that they rule: which letters stand in which cell.

Lines that touch make a table where they make at least two columns. A cell that no line parts from the one beside it or
above it is one with it. A table goes on at the top of the next page, and so may a cell of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kamerstem.dataclasses import dataclass, field
from kamerstem.readers import grammar, results, tables
from kamerstem.readers.lines import join
from kamerstem.readers.tables import Rows

_NEAR = 3.0  # points: lines so close together are one, or touch
_MOST = 500  # lines of a page, those that go on with one another taken as one
_MOST_CELLS = 5_000
_FURNITURE = 2  # rows of words between a table and the edge of the page, at most, where it may go on
_CUT = "\u2047"
"""Stands in the first cell of a page where nobody can tell whether that cell began on the page before."""


class Rule(NamedTuple):
    """A straight line, level or upright, in points: where it lies, and from where to where it runs."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Table:
    """The lines of one table; ``columns`` and ``rows`` are where its cells begin and end, from the left and the top."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    columns: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)

    def place(self) -> "Table":
        """Return the table with the edges of its cells."""
        self.columns = _places(rule.at for rule in self.upright)
        self.rows = _places(rule.at for rule in self.level)[::-1]
        return self

    def may_go_on_in(self, other: "Table") -> bool:
        """Return whether another table has the same columns, and does not stand in the same place of its page."""
        if len(self.columns) != len(other.columns) or abs(self.rows[0] - other.rows[0]) <= _NEAR:
            return False
        return all(abs(x - y) <= _NEAR for x, y in zip(self.columns, other.columns, strict=True))

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and the column that a point lies in, ``None`` where it lies outside."""
        row = sum(y < edge for edge in self.rows) - 1
        column = sum(x > edge for edge in self.columns) - 1
        inside = 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1
        return (row, column) if inside else None

    def grid(self, words: dict[tuple[int, int], str]) -> list[list[str]]:
        """Return the words of the cells; what several share stands in the first, and below that a mark."""
        ys, xs = self.rows, self.columns
        made = [[words.get((row, column), "") for column in range(len(xs) - 1)] for row in range(len(ys) - 1)]
        for row in range(len(ys) - 1):
            middle = (ys[row] + ys[row + 1]) / 2
            for column in range(len(xs) - 2, 0, -1):
                if not _drawn(self.upright, xs[column], middle):
                    made[row][column - 1] = f"{made[row][column - 1]} {made[row][column]}".strip()
                    made[row][column] = ""
        for column in range(len(xs) - 1):
            middle = (xs[column] + xs[column + 1]) / 2
            for row in range(1, len(ys) - 1):
                if not made[row][column] and not _drawn(self.level, ys[row], middle):
                    made[row][column] = tables.MERGED
        return made


def found(rules: Sequence[Rule]) -> list[Table]:
    """Return the tables of a page, from the top."""
    groups: list[Table] = []
    for rule in _whole(rules)[:_MOST]:
        touched = [
            table
            for table in groups
            if any(_touch(rule, other) for other in (table.upright if rule.level else table.level))
        ]
        whole = Table([rule] if rule.level else [], [] if rule.level else [rule])
        for table in touched:
            whole.level += table.level
            whole.upright += table.upright
            groups.remove(table)
        groups.append(whole)
    ruled = [table for table in map(Table.place, groups) if len(table.rows) > 1 and len(table.columns) > 2]
    ruled = [table for table in ruled if len(table.rows) * len(table.columns) <= _MOST_CELLS]
    return sorted(ruled, key=lambda table: -table.rows[0])


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """Return lines with those that go on with one another, as the borders of cells do, as one."""
    made: list[Rule] = []
    places: dict[tuple[bool, int], list[Rule]] = {}
    for rule in rules:
        places.setdefault((rule.level, round(rule.at / _NEAR)), []).append(rule)
    for along in places.values():
        last: Rule | None = None
        for rule in sorted(along, key=lambda rule: rule.start):
            if last is not None and rule.start <= last.end + _NEAR:
                last = last._replace(end=max(last.end, rule.end))
                continue
            made += [last] if last else []
            last = rule
        made += [last] if last else []
    return made


def _touch(one: Rule, other: Rule) -> bool:
    """Return whether a level line and an upright one meet."""
    return (
        one.start - _NEAR <= other.at <= one.end + _NEAR
        and other.start - _NEAR <= one.at <= other.end + _NEAR
    )


def _drawn(rules: Iterable[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in rules)


def _places(at: Iterable[float]) -> list[float]:
    """Return where lines lie, those close together once."""
    places: list[float] = []
    for each in sorted(at):
        if not places or each - places[-1] > _NEAR:
            places.append(each)
    return places


# --- over pages -------------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Part:
    """What one page has of a table: its words, and how many rows of words stand above and below it."""

    page: int
    table: Table
    cells: list[list[str]]
    above: int
    below: int


def understood(parts: Sequence[Part]) -> Iterator[tuple[Part, Rows]]:
    """Yield each part that is understood with the rows that it begins: none where it goes on with the part before."""
    chain: list[Part] = []
    cells: list[list[str]] = []
    for part in [*parts, None]:
        if part is not None and chain and _goes_on(chain[-1], cells, part):
            chain.append(part)
            cells = _added(cells, part)
            continue
        if chain and results.votes(cells) is not None:
            yield chain[0], cells
            yield from ((other, []) for other in chain[1:])
        if part is not None:
            chain, cells = [part], part.cells


def _goes_on(last: Part, cells: list[list[str]], part: Part) -> bool:
    """Return whether a table goes on in another: on the next page, and not two that each say all by themselves."""
    if part.page != last.page + 1 or len(part.cells[0]) != len(cells[0]):
        return False
    if last.below > _FURNITURE or part.above > _FURNITURE:
        return False
    body = _body(cells, part)
    if not body or not body[0][0] or results.votes(_added(cells, part)) is not None:
        return True
    return results.votes(cells) is None or results.votes(part.cells) is None


def _body(cells: Rows, part: Part) -> list[list[str]]:
    """Return the rows of a part without the head that stands on each page."""
    return part.cells[1:] if list(part.cells[0]) == list(cells[0]) else part.cells


def _added(cells: list[list[str]], part: Part) -> list[list[str]]:
    """Return rows with those of the next page; one with no first cell goes on with the last, or nobody knows."""
    body = _body(cells, part)
    if not body or body[0][0]:
        return [*cells, *body]
    first, *others = body
    if any(cell and grammar.begins(cell) for cell in first):
        return [*cells, [_CUT, *first[1:]], *others]
    return [
        *cells[:-1],
        [join([above, below]) for above, below in zip(cells[-1], first, strict=True)],
        *others,
    ]
