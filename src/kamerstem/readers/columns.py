"""Columns that people type in plain text -> the lines of the form, where a table of them is understood whole.

Cells are parted by bars, tabs or semicolons; columns of names also by blanks, below "Voor    Tegen". A line for each
party with its vote ("PVV - tegen") is such a table too. What is not understood stays as typed, for the grammar.
"""

import re
from collections.abc import Sequence

from kamerstem.model import form, parties
from kamerstem.model.votes import Side
from kamerstem.readers import results, tables
from kamerstem.readers.lines import Line, fold

_PARTS = ("|", "\t", ";")
_RULE = re.compile(r"[|\s:+-]*-[|\s:+-]*")  # between the head of a table and its rows
_BLANKS = re.compile(r"\S+(?: \S+)*")
_VOTED = re.compile(r"\s*(?:[-*•]\s+)?(\S.*?)\s*(?:[:|\t–—]|\s-|\s{2,})\s*(\w[\w ]{2,20}?)\.?\s*")
_NEAR = 3  # characters that a cell may stand beside the head of its column


def tabled(lines: list[Line], raw: Sequence[str]) -> list[Line]:
    """Return the lines of a plain text with its tables read; ``raw`` are the same lines as they were typed."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].text:
            end += 1
        made += _block(lines[at:end], raw[at:end]) if end > at else lines[at : at + 1]
        at = max(end, at + 1)
    return made


def _block(lines: list[Line], raw: Sequence[str]) -> list[Line]:
    """Return the lines between two blank ones; a table may stand below words that say what it is of."""
    for begin in range(len(lines) - 1):
        for reading in (_parted, _side_by_side, _by_party):
            found = reading(lines[begin:], raw[begin:])
            if found:
                blank = [Line(lines[begin].place, "")] if begin else []
                return [*lines[:begin], *blank, *found]
    return lines


def _parted(lines: list[Line], raw: Sequence[str]) -> list[Line]:
    """Read rows of cells with a mark between them."""
    mark = next((part for part in _PARTS if part in raw[0]), None)
    if mark is None or not all(mark in line for line in raw):
        return []
    rows = [
        (line, [fold(cell) for cell in _cells(words, mark)])
        for line, words in zip(lines, raw, strict=True)
        if not _RULE.fullmatch(words)
    ]
    head, *body = [cells for _, cells in rows]
    found = (
        results.votes([head, *body]) if len(head) > 2 else tables.lines([head, *body])
    )  # not "Uitslag:\tverworpen"
    if found is None:
        return []
    each = [(line, results.votes([head, cells]) or []) for line, cells in rows[1:]]
    said = [Line(line.place, words) for line, votes in each for words in votes]
    own = [line.text for line in said if line.text != form.NO_ARTICLE.nl]
    if own == [words for words in found if words != form.NO_ARTICLE.nl]:  # a proposal a row
        return said
    return [Line(lines[0].place, words) for words in found]


def _cells(words: str, mark: str) -> list[str]:
    bare = words.strip(" ")
    return (bare.strip("|") if mark == "|" else bare).split(mark)


def _side_by_side(lines: list[Line], raw: Sequence[str]) -> list[Line]:
    """Read names in columns below "Voor    Tegen", each cell by where it begins."""
    head = [(match.start(), match[0]) for match in _BLANKS.finditer(raw[0].expandtabs())]
    if len(head) < 2 or any(tables.side_named(cell) is None for _, cell in head):
        return []
    rows: list[list[str]] = [[cell for _, cell in head]]
    for words in raw[1:]:
        cells = [""] * len(head)
        for match in _BLANKS.finditer(words.expandtabs()):
            near = [at for at, (start, _) in enumerate(head) if abs(start - match.start()) < _NEAR]
            if len(near) != 1 or cells[near[0]]:
                return []
            cells[near[0]] = match[0]
        rows.append(cells)
    found = tables.lines(rows)
    return [Line(lines[0].place, words) for words in found or ()]


def _by_party(lines: list[Line], raw: Sequence[str]) -> list[Line]:
    """Read a line for each party: "PVV - tegen"."""
    names: dict[Side, list[str]] = {}
    for words in raw:
        match = _VOTED.fullmatch(words)
        side = tables.side_named(match[2]) if match is not None else None
        if match is None or side is None or parties.find(match[1]) is None:
            return []
        names.setdefault(side, []).append(match[1])
    every = [parties.find(name) for listed in names.values() for name in listed]
    if len(every) < 2 or len(set(every)) < len(every):
        return []
    return [
        Line(lines[0].place, f"{form.SIDES[side].nl}: {', '.join(names[side])}.")
        for side in Side
        if side in names
    ]
