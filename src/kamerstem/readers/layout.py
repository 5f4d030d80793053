"""Letters on pages -> blocks in the order they are read: columns, tables, page furniture.

What a file says itself by its tags goes first: which letters are one paragraph, which a table, which the furniture of
the page. Where it says nothing, the places tell: what stands apart is a block, what runs beside each other are
columns or a table, what comes back on every page is furniture. ``paragraphs.py`` makes lines of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from kamerstem.dataclasses import dataclass, field, replace
from kamerstem.model import form
from kamerstem.readers import grammar, results, ruled, tables
from kamerstem.readers.lines import join
from kamerstem.readers.tables import Rows

_SAME_ROW = 0.45  # of the size: what differs less in height stands on one row
_EDGE = 0.15  # of the page's height, at its top and foot: where furniture stands
_DEEP = 4  # rows of furniture at the top or the foot, at most
_FEWEST_ROWS = 3  # that stand beside each other, for columns or a table
_COLUMN = 10  # sizes: a column of text is at least so wide
_FULL = 0.7  # of its column: so much of it some lines of text take
_PARAGRAPHS = frozenset("P H H1 H2 H3 H4 H5 H6 Title LI LBody TD TH Caption BlockQuote Note FENote".split())
_LABEL = re.compile(r"[•▪◦‣·–-]|(?:\d{1,3}|[a-z])[.)]")
_NUMBER = re.compile(
    r"(?:(?:blad|pagina|page|p\.|pag\.)\s*)?[-–—|]?\s*(\d{1,4})\s*(?:(?:van|/|of)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """What a tagged file says of a run of letters; ``block`` numbers the blocks of a page in reading order.

    ``continued``: its block began on a page before. ``table``, ``row`` and ``cell`` are -1 outside a table;
    ``column`` is the cell's place among the ``columns`` of its row, those that are empty counted.
    """

    block: int
    kind: str
    quote: bool
    continued: bool
    table: int
    row: int
    cell: int
    column: int
    columns: int


@dataclass(slots=True)
class Span:
    """Letters that stand together on one baseline; in points from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    tag: Tag | None
    artifact: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, its spans and its ruled lines; ``tagged`` where the file says what the spans are."""

    width: float
    height: float
    spans: list[Span]
    tagged: bool
    rules: Sequence[ruled.Rule] = ()


@dataclass(slots=True)
class Row:
    """A line as it stands on the page; ``number`` counts from its top."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    number: int
    prose: bool = False


@dataclass(slots=True)
class Block:
    """Rows that belong together: a paragraph by its tags, or a stretch of rows below each other."""

    rows: list[Row] = field(default_factory=list)
    tagged: bool = False
    continued: bool = False
    quote: bool = False
    cells: Rows | None = None  # of a table, whose first row is all that ``rows`` holds
    whole: bool = False  # nothing of the table stands elsewhere


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of a document in reading order, tables as the lines of the form, without page furniture."""
    sheets = [_Sheet(page, index) for index, page in enumerate(pages, 1)]
    _drop_furniture(sheets)
    parts = [part for sheet in sheets for part in sheet.parts()]
    for part, cells in ruled.understood([part for part in parts if part]) if None not in parts else ():
        sheets[part.page - 1].ruled.append((part, cells))
    return _whole_tables(_without_additions([block for sheet in sheets for block in sheet.blocks()]))


class _Sheet:
    """A page while it is read: its spans, and the rows they stand on."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.number = number
        self.tables = [] if page.tagged else ruled.found(page.rules)
        self.ruled: list[
            tuple[ruled.Part, Rows]
        ] = []  # the tables that lines rule, of those that are understood
        self.heights: list[float] = []
        ordered = sorted((span for span in page.spans), key=lambda span: -span.y)
        for span in ordered:
            if not self.heights or self.heights[-1] - span.y > _SAME_ROW * span.size:
                self.heights.append(span.y)
        self.spans = [span for span in page.spans if not span.artifact]
        self.tagged = page.tagged and all(span.tag is not None for span in self.spans)

    def row_number(self, y: float) -> int:
        """Return which row of the page stands at that height, counted from the top."""
        return min(range(len(self.heights)), key=lambda index: abs(self.heights[index] - y)) + 1

    def at_edge(self, row: Row) -> bool:
        """Return whether a row stands where furniture does: at the top or the foot of the page."""
        height = row.y / self.page.height if self.page.height else 0.5
        return not _EDGE < height < 1 - _EDGE

    def rows(self, spans: Iterable[Span]) -> list[list[Span]]:
        """Return the spans by row, from the top, each from the left."""
        found: list[list[Span]] = []
        for span in sorted(spans, key=lambda span: -span.y):
            if found and abs(found[-1][0].y - span.y) < _SAME_ROW * max(span.size, found[-1][0].size):
                found[-1].append(span)
            else:
                found.append([span])
        return [sorted(row, key=lambda span: span.x0) for row in found]

    def _as_written(self, spans: list[Span]) -> list[list[Span]]:
        """Return the rows of one paragraph in the order of the file: it may go on at the top of a next column."""
        rows: list[list[Span]] = []
        for span in spans:
            if rows and abs(rows[-1][0].y - span.y) < _SAME_ROW * span.size:
                rows[-1].append(span)
            else:
                rows.append([span])
        return rows

    def row(self, spans: Sequence[Span], *, apart: bool = False) -> Row:
        """Return spans side by side as one line, with a space where there is room for one.

        ``apart``: words that stand far from those before them, in what is no table, are no part of their sentence.
        """
        text = ""
        end = spans[0].x0
        for span in spans:
            if (
                text
                and span.x0 - end > 0.17 * span.size
                and not text.endswith(" ")
                and not span.text.startswith(" ")
            ):
                text += " | " if apart and span.x0 - end > 4 * span.size and len(text) > 8 else " "
            text += span.text
            end = max(end, span.x1)
        main = max(spans, key=lambda span: len(span.text))
        bold = all(span.bold for span in spans)
        return Row(text, spans[0].x0, end, main.y, main.size, bold, self.number, self.row_number(main.y))

    def blocks(self) -> list[Block]:
        """Return the page's blocks in reading order."""
        return list(self._by_tags() if self.tagged else self._by_rules())

    # --- by tags ---

    def _by_tags(self) -> Iterator[Block]:
        by_block: dict[tuple[int, int], list[Span]] = {}
        for span in self.spans:
            tag = span.tag
            assert tag is not None  # noqa: S101  # `tagged` says so
            key = (tag.table, -1) if tag.table >= 0 else (tag.block, tag.block)
            by_block.setdefault(key, []).append(span)
        for (_, block), spans in sorted(by_block.items(), key=lambda item: item[0][0]):
            if block < 0:
                yield from self._table(spans)
                continue
            tag = spans[0].tag
            assert tag is not None  # noqa: S101
            certain = tag.kind in _PARAGRAPHS
            rows = self._as_written(spans) if certain else self.rows(spans)
            yield Block([self.row(row) for row in rows], certain, tag.continued, tag.quote)

    def _table(self, spans: list[Span]) -> Iterator[Block]:
        rows: dict[int, dict[int, list[Span]]] = {}
        for span in spans:
            assert span.tag is not None  # noqa: S101
            rows.setdefault(span.tag.row, {}).setdefault(span.tag.cell, []).append(span)
        caption = [span for cell in rows.pop(-1, {}).values() for span in cell]
        if caption:
            yield Block([self.row(row) for row in self.rows(caption)], True)
        every = [span.tag for span in spans if span.tag is not None]
        counts = {tag.columns for tag in every if tag.row >= 0}
        if len(counts) == 1:
            cells = [[""] * max(counts) for _ in rows]
            for texts, (_, row) in zip(cells, sorted(rows.items()), strict=True):
                for cell in row.values():
                    tag = cell[0].tag
                    if tag is not None and tag.column < len(texts):
                        texts[tag.column] = f"{texts[tag.column]} {self._words(cell)}".strip()
        else:
            columns = _columns([span for row in rows.values() for cell in row.values() for span in cell])
            cells = [
                [" ".join(self._words(cell) for cell in self._in_column(row, column)) for column in columns]
                for _, row in sorted(rows.items())
            ]
        if all(len(row) <= 1 for row in cells) and results.lines(cells) is None:  # it only lays out text
            for _, row in sorted(rows.items()):
                for cell in row.values():
                    yield Block([self.row(each) for each in self.rows(cell)], True)
        elif cells:
            yield Block([self.row(self.rows(spans)[0])], True, cells=cells)

    def _in_column(self, row: dict[int, list[Span]], column: tuple[float, float]) -> Iterator[list[Span]]:
        for cell in row.values():
            middle = (min(span.x0 for span in cell) + max(span.x1 for span in cell)) / 2
            if column[0] <= middle <= column[1]:
                yield cell

    def _words(self, spans: list[Span]) -> str:
        return join([" ".join(self.row(row).text.split()) for row in self.rows(spans)])

    # --- by lines that are drawn ---

    def parts(self) -> Iterator[ruled.Part | None]:
        """Yield the tables of the page that lines rule; ``None`` for one with words beside it: the page has columns."""
        for table in self.tables:
            top, foot = table.rows[0], table.rows[-1]
            cells: dict[tuple[int, int], list[Span]] = {}
            within = [span for span in self.spans if foot < _middle(span) < top]
            places = [table.cell((span.x0 + span.x1) / 2, _middle(span)) for span in within]
            for span, at in zip(within, places, strict=True):
                if at is not None:
                    cells.setdefault(at, []).append(span)
            if cells and None in places:
                yield None
            elif cells:
                grid = table.grid({at: self._words(cell) for at, cell in cells.items()})
                above = len(self.rows(span for span in self.spans if _middle(span) >= top))
                below = len(self.rows(span for span in self.spans if _middle(span) <= foot))
                yield ruled.Part(self.number, table, grid, above, below)

    def _by_rules(self) -> Iterator[Block]:
        """Yield the tables that were understood, and by their places the words above, between and below those."""
        rest = self.spans
        for part, cells in self.ruled:
            top, foot = part.table.rows[0], part.table.rows[-1]
            yield from self._by_place([span for span in rest if _middle(span) >= top])
            within = [span for span in rest if foot < _middle(span) < top]
            if cells and within:
                yield Block([self.row(self.rows(within)[0])], True, cells=cells, whole=True)
            rest = [span for span in rest if _middle(span) <= foot]
        yield from self._by_place(rest)

    # --- by place ---

    def _by_place(self, spans: list[Span]) -> Iterator[Block]:
        rows = [_after_bullet(self._runs(row)) for row in self.rows(spans)]
        gutters = _gutters(rows)
        for x, start, stop in gutters:
            left = [[span for span in row if span.x0 < x] for row in rows[start:stop]]
            right = [[span for span in row if span.x0 >= x] for row in rows[start:stop]]
            if (_is_text(left) and _is_text(right)) or not _on_one_line(left, right):
                yield from self._by_place([span for row in rows[:start] for span in row])
                yield from self._by_place([span for row in left for span in row])
                yield from self._by_place([span for row in right for span in row])
                yield from self._by_place([span for row in rows[stop:] for span in row])
                return
        found = _vote_rows(rows) or (_table_rows(rows, *gutters[0]) if gutters else None)
        if found is None:
            if rows:
                yield Block([self.row(row, apart=True) for row in rows])
            return
        start, stop = found
        yield from self._by_place([span for row in rows[:start] for span in row])
        yield Block([self.row(rows[start])], cells=self._cells(rows[start:stop]))
        yield from self._by_place([span for row in rows[stop:] for span in row])

    def _runs(self, row: list[Span]) -> list[Span]:
        """Return the spans of a row, those that stand no further apart than words do made one."""
        runs: list[Span] = []
        for span in row:
            if runs and span.x0 - runs[-1].x1 < room(runs[-1]) * span.size:
                last = runs[-1]
                space = " " if span.x0 - last.x1 > 0.17 * span.size and not last.text.endswith(" ") else ""
                runs[-1] = Span(
                    f"{last.text}{space}{span.text}", last.x0, max(last.x1, span.x1), last.y, last.size,
                    last.bold and span.bold, None, False,
                )  # fmt: skip
            else:
                runs.append(span)
        return runs

    def _cells(self, rows: list[list[Span]]) -> list[list[str]]:
        """Return rows of a table without tags; one with nothing in its first column goes on with the one above."""
        columns = _columns([span for row in rows for span in row])
        cells: list[list[str]] = []
        for row in rows:
            texts = [
                " ".join(span.text for span in row if left <= (span.x0 + span.x1) / 2 <= right)
                for left, right in columns
            ]
            if cells and not texts[0].strip():
                cells[-1] = [join([above, below]) for above, below in zip(cells[-1], texts, strict=True)]
            else:
                cells.append(texts)
        return cells


def _middle(span: Span) -> float:
    """Return about how high the middle of letters stands."""
    return span.y + 0.25 * span.size


def _after_bullet(row: list[Span]) -> list[Span]:
    """Return a row with what follows a bullet or a list's number together with it: those are no column of a table."""
    if len(row) < 2 or not _LABEL.fullmatch(row[0].text.strip()):
        return row
    first, second, *others = row
    return [replace(second, text=f"{first.text.strip()} {second.text}", x0=first.x0), *others]


def room(span: Span) -> float:
    """Return how far off, in sizes, what follows may stand and still be of the same run of words.

    A space that is there may be stretched; where none is, words stand close, and a cell of a table further.
    """
    return 2.5 if span.text.endswith(" ") else 0.7


def _columns(spans: list[Span]) -> list[tuple[float, float]]:
    """Return from left to right the stretches of a table's width that its cells stand in."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((span.x0, span.x1) for span in spans):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _gutters(rows: list[list[Span]]) -> list[tuple[float, int, int]]:
    """Return where words stand beside words: the gutter between, the first row and the row after the last.

    The one that most rows stand along comes first. Columns need not share their baselines, so a row may have words on
    one side of the gutter only.
    """
    lefts = sorted({round(span.x0) for row in rows for span in row})
    found: list[tuple[int, float, int, int]] = []
    for left in lefts[1:]:
        x = left - 0.75
        start, sides = 0, (0, 0)
        first: list[int] = []
        last: list[int] = []
        for index in range(len(rows) + 1):
            if index < len(rows) and not any(span.x0 < x < span.x1 for span in rows[index]):
                for side in (0, 1):
                    if any((span.x0 >= x) is bool(side) for span in rows[index]):
                        sides = (sides[0] + (not side), sides[1] + side)
                        first, last = (first or [index, index]), (last or [index, index])
                        if sides[side] == 1:
                            first[side] = index
                        last[side] = index
                continue
            if min(sides) >= _FEWEST_ROWS and max(first) < min(last):
                begin, end = max(first), min(last) + 1
                both = min(
                    sum(any((span.x0 >= x) is side for span in row) for row in rows[begin:end])
                    for side in (False, True)
                )
                if both >= _FEWEST_ROWS:
                    found.append((both, x, start, index))
            start, sides, first, last = index + 1, (0, 0), [], []
    return [gutter[1:] for gutter in sorted(found, key=lambda gutter: -gutter[0])]


def _vote_rows(rows: list[list[Span]]) -> tuple[int, int] | None:
    """Return where rows such as "Voor | SP, Volt en CDA" stand: the first row and the row after the last."""
    for start, row in enumerate(rows):
        if len(row) == 2 and tables.side_named(row[0].text.strip()) is not None:
            left, beside = row[0].x0, row[1].x0
            stop = start + 1
            while stop < len(rows) and (
                all(span.x0 > beside - 2 for span in rows[stop])
                or (
                    abs(rows[stop][0].x0 - left) < 2
                    and tables.side_named(rows[stop][0].text.strip()) is not None
                )
            ):
                stop += 1
            return start, stop
    return None


def _table_rows(rows: list[list[Span]], x: float, start: int, stop: int) -> tuple[int, int]:
    """Return the rows of a table: from the first with words on both sides, to where its even distances end."""
    first = next(
        i
        for i in range(start, stop)
        if any(span.x0 < x for span in rows[i]) and any(span.x0 >= x for span in rows[i])
    )
    heights = [row[0].y for row in rows[first:stop]]
    steps = [above - below for above, below in pairwise(heights)]
    usual = median(steps) if steps else 0.0
    for index, step in enumerate(steps, 1):
        words = " ".join(span.text for span in rows[first + index])
        if step > 1.6 * usual or grammar.begins(" ".join(words.split())):
            return first, first + index
    return first, stop


def _is_text(column: list[list[Span]]) -> bool:
    """Return whether a column is text and no part of a table: wide, with lines that fill it."""
    rows = [row for row in column if row]
    if not rows:
        return False
    widths = [max(span.x1 for span in row) - min(span.x0 for span in row) for row in rows]
    whole = max(span.x1 for row in rows for span in row) - min(span.x0 for row in rows for span in row)
    full = sum(width > _FULL * whole for width in widths)
    return whole > _COLUMN * median(span.size for row in rows for span in row) and (
        full * 4 >= len(rows) or full >= _FEWEST_ROWS
    )


def _whole_tables(blocks: list[Block]) -> list[Block]:
    """Put tables that a page or column cut in two together, and write each as lines.

    Without tags nothing says where a table ends. So the last list of it has no full stop: words that follow and that
    nothing explains make all of it doubtful (``readers/overview.py``). And where one such table of a document is not
    understood, its columns may have been cut wrongly, so that none is.
    """
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if last is not None and last.cells and block.cells and _goes_on(last, block):
            again = block.cells[0] == last.cells[0]
            last.cells = [*last.cells, *block.cells[again:]]
        else:
            whole.append(block)
    made = {id(block): results.lines(block.cells) for block in whole if block.cells is not None}
    loose = [block for block in whole if block.cells is not None and not block.tagged]
    sure = all(grammar.begins_labelled(words) for block in loose for words in made[id(block)] or [""])
    for block in whole:
        if block.cells is None:
            continue
        lines = made[id(block)]
        if lines is None or (not block.tagged and not sure):
            lines = [" | ".join(words for words in row if words.strip()) for row in block.cells]
        elif not block.tagged:
            lines[-1] = lines[-1].removesuffix(".")
        (first,) = block.rows
        block.rows = [replace(first, text=words, bold=False) for words in lines]
    return whole


def _goes_on(table: Block, below: Block) -> bool:
    """Return whether a table goes on in another that stands on the next page or at the top of the next column."""
    first, row = table.rows[0], below.rows[0]
    if table.whole or below.whole:
        return False
    alike = table.cells is not None and below.cells is not None and len(table.cells[0]) == len(below.cells[0])
    return alike and (first.page, first.y) < (row.page, row.y)


def _on_one_line(left: list[list[Span]], right: list[list[Span]]) -> bool:
    """Return whether words on both sides of a gutter share their baselines, as those of a table do."""
    beside = [(a, b) for a, b in zip(left, right, strict=True) if a and b]
    fewer = min(sum(map(bool, left)), sum(map(bool, right)))
    return sum(any(abs(s.y - t.y) < 0.6 for s in a for t in b) for a, b in beside) > 0.5 * fewer


# --- furniture ------------------------------------------------------------------------------------------------------


def _drop_furniture(sheets: list[_Sheet]) -> None:
    """Take out what stands at the top or foot of pages and is no part of the text: what repeats, and page numbers.

    A file that tags its text and marks its furniture as such (an artifact) has said it all; there, nothing is guessed.
    """
    declared = any(span.artifact for sheet in sheets for span in sheet.page.spans)
    looked_at = [sheet for sheet in sheets if not (declared and sheet.tagged)]
    groups = [
        (sheet, [(row, sheet.row(row)) for row in rows])
        for sheet in looked_at
        for ordered in (sheet.rows(sheet.spans),)
        for rows in (ordered[:_DEEP], ordered[: -_DEEP - 1 : -1])
    ]
    edges = [(sheet.number, made) for sheet, group in groups for _, made in group if sheet.at_edge(made)]
    for sheet, group in groups:
        going_on = _going_on(sheet, sheets)
        for row, made in group:  # from the edge inward: within the text nothing is furniture
            text = " ".join(made.text.split())
            if any(table.rows[-1] < made.y < table.rows[0] for table in going_on):
                break
            if not sheet.at_edge(made) or not (
                form.FURNITURE.fullmatch(text)
                or _is_number(text, sheet.number, len(sheets))
                or _repeats(made, edges, len(sheets))
            ):
                break
            gone = {id(span) for span in row}
            sheet.spans = [span for span in sheet.spans if id(span) not in gone]


def _going_on(sheet: _Sheet, sheets: list[_Sheet]) -> list[ruled.Table]:
    """Return the tables of a page that may go on in one of the page beside it: their rows are no furniture."""
    others = [
        table for other in sheets[max(sheet.number - 2, 0) : sheet.number + 1] for table in other.tables
    ]
    return [table for table in sheet.tables if any(map(table.may_go_on_in, others))]


def _is_number(text: str, page: int, count: int) -> bool:
    match = _NUMBER.fullmatch(text)
    return match is not None and (int(match[1]) == page or (count > 1 and abs(int(match[1]) - page) <= 2))


def _repeats(row: Row, edges: list[tuple[int, Row]], count: int) -> bool:
    words = re.sub(r"\d+", "#", " ".join(row.text.split()))
    if count < 2 or not words or grammar.begins(" ".join(row.text.split())):
        return False
    alike = {
        page
        for page, other in edges
        if abs(other.y - row.y) < 6 and re.sub(r"\d+", "#", " ".join(other.text.split())) == words
    }
    return len(alike) >= max(2, (count - 1) * 0.6)


def _without_additions(blocks: list[Block]) -> list[Block]:
    """Take out what Kamerstem adds to the form in a document of its own: all in smaller letters than the form."""
    rows = [row for block in blocks for row in block.rows]
    head = next((row for row in rows if row.text.strip().startswith(form.CONCERNING.nl)), None)
    if head is None or not any(" ".join(row.text.split()) == form.MADE.nl for row in rows):
        return blocks
    for block in blocks:
        block.rows = [row for row in block.rows if row.size > 0.93 * head.size]
    return [block for block in blocks if block.rows]
