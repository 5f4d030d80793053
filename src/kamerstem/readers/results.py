"""A table of many results -> the lines of the form; and what a table is that is none.

Only a table that is understood in every cell is read: a row for each amendment or motion, with its lists in columns or
a column for each party; the same turned, a row for each fact of one proposal; or the letterhead of the page. A table
of one vote is read by ``tables.py``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from kamerstem.dataclasses import dataclass
from kamerstem.model import form, parties
from kamerstem.model.votes import Side
from kamerstem.readers import grammar, tables
from kamerstem.readers.grammar import Form
from kamerstem.readers.shown import LINES, PARAGRAPHS, Block, has_dossier, tells
from kamerstem.readers.tables import Rows

Cell = TypeVar("Cell")

_NUMBER = {
    "nr": "", "nrs": "", "nummer": "", "stuk": "", "stuknummer": "", "kamerstuk": "", "kst": "", "stuk nr": "",
    "amendement": "Amendement", "amendement nr": "Amendement", "amendementen": "Amendement",
    "motie": "Motie", "motie nr": "Motie", "moties": "Motie", "voorstel": "", "voorstellen": "",
    "wetsvoorstel": "Wetsvoorstel", "dossier": "Wetsvoorstel", "dossiernummer": "Wetsvoorstel",
}  # fmt: skip
_COLUMNS: dict[str, frozenset[str]] = {
    "submitter": frozenset(
        {"indiener", "indieners", "ingediend door", "indiener(s)", "lid", "leden", "door"}
    ),
    "subject": frozenset({"onderwerp", "omschrijving", "titel", "strekking", "inhoud", "over", "betreft"}),
    "day": frozenset({"datum", "datum stemming", "datum van de stemming", "gestemd op", "dag"}),
    "article": frozenset({"artikel", "artikelen", "art", "artikel(en)"}),
    "outcome": frozenset({"uitslag", "resultaat", "besluit", "stand", "status", "uitkomst", "beslissing"}),
}
_BILL = _NUMBER["wetsvoorstel"]
_NOBODY = frozenset({"-", "–", "—", "geen", "niemand", "0"})
_MARKS = {
    **dict.fromkeys(("voor", "vóór", "v", "+", "ja", "✓", "✔"), Side.FOR),
    **dict.fromkeys(("tegen", "t", "-", "–", "nee", "✗"), Side.AGAINST),
    **dict.fromkeys(("afwezig", "a", "niet deelgenomen"), Side.NOT_VOTING),
}
_LETTERHEAD = frozenset(
    "datum kenmerk betreft onderwerp blad pagina telefoon fax e-mail email postbus bezoekadres postadres van aan"
    " bijlage bijlagen dossier behandeld contactpersoon afzender auteur versie".split()
)


def blocks(
    grid: Rows | None,
    cells: Sequence[Cell],
    texts: Callable[[Cell], Iterable[list[str]]],
    within: Callable[[Cell], Iterable[Block]],
) -> Iterator[Block]:
    """Yield a table as it shows: its lines, or what its ``cells`` hold where it only lays out text.

    ``grid`` are its words, ``None`` where there are tables in it; ``texts`` gives the paragraphs of a cell, and
    ``within`` what a cell holds.
    """
    made = None if grid is None else lines(grid, laid_out=any(_laid_out(texts(cell)) for cell in cells))
    if made is not None:
        yield from ([line] for line in made)
        return
    for cell in cells:
        yield from within(cell)


def _laid_out(paragraphs: Iterable[list[str]]) -> bool:
    """Return whether a cell has so many paragraphs or lines that its table lays out text, as in columns."""
    lines = [sum(bool(line.strip()) for line in paragraph) for paragraph in paragraphs]
    return sum(map(bool, lines)) >= PARAGRAPHS or sum(lines) >= LINES


def _has_label(cells: Rows) -> bool:
    """Return whether a cell has nothing but the label of a list: what stands in the next cell may be of another one."""
    return any(tables.side_named(cell) is not None for row in cells for cell in row)


def lines(rows: Rows, *, laid_out: bool = False) -> list[str] | None:
    """Return the lines of a table: those of the form where it is understood, else its rows, their cells parted by "|".

    ``None`` for a table that only lays out text, which its cells say themselves: one of one column, or one that holds
    paragraphs (``laid_out``).
    """
    cells = [[_words(cell) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    cells = [row for index, row in enumerate(cells) if not index or row != cells[0]]  # the head on each page
    title = [cell for cell in cells[0] if cell] if len(cells) > 2 else []
    if len(title) == 1 and len(cells[0]) > 1 and (found := _understood(cells[1:])):
        return [*title, *found]
    found = _understood(cells)
    if found is not None:
        return found
    if (laid_out and not _has_label(cells)) or all(len(row) <= 1 for row in cells):
        return None
    return [" | ".join(cell for cell in row if cell) for row in cells]


def _words(cell: str) -> str:
    """Return the words of a cell; names that stand below each other in it, and below a side, are one list."""
    each = [folded for line in cell.replace("\u00ad", "").split("\n") if (folded := " ".join(line.split()))]
    side = tables.side_named(each[0]) if len(each) > 1 else None
    names = [name.rstrip(",;.") for name in (each[1:] if side is not None else each)]
    if len(each) < 2 or not all(map(tables.known, names)):
        return " ".join(each)
    return ", ".join(names) if side is None else f"{each[0].rstrip(':')}: {', '.join(names)}"


def votes(rows: Rows) -> list[str] | None:
    """Return the lines of the form that a table of votes says; ``None`` where it is none, or not understood."""
    cells = [[_words(cell) for cell in row] for row in rows]
    for reading in (tables.lines, _side_by_side, _results, facts) if cells else ():
        found = reading(cells)
        if found is not None:
            return found
    return None


def _understood(cells: list[list[str]]) -> list[str] | None:
    found = votes(cells)
    return _letterhead(cells) if found is None and cells else found


def facts(rows: Rows) -> list[str] | None:
    """Return the lines of what is told of one proposal, a row for each fact; ``None`` where one is not understood.

    Its article stands below it: there need be no heading that articles stand under.
    """
    if len({*map(len, rows)}) != 1:
        return None
    made = _results([[_words(cell) for cell in column] for column in zip(*rows, strict=True)])
    if made is None or len(rows[0]) != 2 or made[-1] != form.NO_ARTICLE.nl:
        return made
    place, item, *others = made[:-1]
    return [item, *others] if place == form.NO_ARTICLE.nl else [item, place, *others]


def _side_by_side(cells: list[list[str]]) -> list[str] | None:
    """Return the lists of one row, each with its label in its own cell; ``None`` where a cell holds anything else."""
    said = [cell for cell in cells[0] if cell]
    sides = [cell.partition(":")[0] for cell in said]
    named = [tables.side_named(side) for side in sides]
    if len(cells) > 1 or None in named or len({*named}) < len(named):
        return None
    names = [cell.partition(":")[2].strip().rstrip(".") for cell in said]
    return [f"{cell.rstrip('.')}." for cell in said] if all(n and tables.known(n) for n in names) else None


# --- a row for each proposal ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Head:
    """Which column holds what: each known by its heading, and all of them known."""

    number: int | None
    noun: str
    named: dict[str, int]
    sides: dict[int, Side]
    parties: dict[int, str]


def _results(cells: list[list[str]]) -> list[str] | None:
    head = _head(cells[0]) if len(cells) > 1 else None
    if head is None or any(len(row) > len(cells[0]) for row in cells):
        return None
    made: list[str] = []
    above: list[str] = []
    for row in cells[1:]:
        whole = _with_article(head, [*row, *[""] * (len(cells[0]) - len(row))], above)
        said = _across(whole) or _row(head, whole)
        if said is None or (made and (head.number is None or head.noun == _BILL)):
            return None
        made += said
        above = whole
    several = "article" in head.named and head.number is not None and head.noun != _BILL
    return [*made, form.NO_ARTICLE.nl] if several else made


def _with_article(head: _Head, cells: list[str], above: list[str]) -> list[str]:
    """Return a row with the article of the one above it, where that stands beside both."""
    at = head.named.get("article")
    if at is None or cells[at] != tables.MERGED or not above:
        return cells
    return [*cells[:at], above[at], *cells[at + 1 :]]


def _across(cells: list[str]) -> list[str] | None:
    """Return the heading that stands in a row of its own: "Verworpen amendementen"."""
    said = [cell for cell in cells if cell]
    return said if len(said) == 1 and cells[0] and _is(Form.HEADING, said[0]) else None


def _head(head: Sequence[str]) -> _Head | None:
    cells = [_unbroken(cell) for cell in head]
    names = [cell.casefold().rstrip(".:") for cell in cells]
    numbers = [at for at, name in enumerate(names) if name in _NUMBER]
    named = {what: [at for at, name in enumerate(names) if name in words] for what, words in _COLUMNS.items()}
    sides = {at: side for at, cell in enumerate(cells) if (side := tables.side_named(cell)) is not None}
    known = {
        at: cell
        for at, cell in enumerate(cells)
        if cell and parties.find(cell) is not None and at not in sides
    }
    if (
        len(numbers) > 1
        or any(len(found) > 1 for found in named.values())
        or len(set(sides.values())) < len(sides)
    ):
        return None
    taken = {*numbers, *sides, *known, *(at for found in named.values() for at in found)}
    if len(taken) < len(cells) or not (named["outcome"] or sides or known) or (sides and known):
        return None
    single = {what: found[0] for what, found in named.items() if found}
    if not numbers:  # the facts of the proposal above
        told = single.keys() <= {"article", "day", "outcome"} and "outcome" in single
        return _Head(None, "", single, sides, known) if told else None
    return _Head(numbers[0], _NUMBER[names[numbers[0]]], single, sides, known)


def _unbroken(heading: str) -> str:
    """Return the heading of a narrow column without the breaks in its word: "Artik el"."""
    together = heading.replace(" ", "")
    name = together.casefold().rstrip(".:")
    named = name in _NUMBER or any(name in words for words in _COLUMNS.values())
    return together if named or tables.side_named(together) is not None else heading


def _row(head: _Head, cells: list[str]) -> list[str] | None:
    """Return the lines of a proposal; ``None`` where a cell says what is not understood."""
    if tables.MERGED in cells:
        return None
    final = head.number is not None and head.noun != _BILL and _is_final(head, cells)
    item = [form.FINAL_VOTE.nl] if final else (_bill if head.noun == _BILL else _item)(head, cells)
    votes = _votes(head, cells)
    outcome = cells[head.named["outcome"]] if "outcome" in head.named else ""
    if item is None or votes is None or not (outcome or votes):
        return None
    if outcome:
        if not _is(Form.DECISION, f"{outcome.rstrip('.')}."):
            return None
        item.append(f"{outcome.rstrip('.')}.")
    day = cells[head.named["day"]] if "day" in head.named else ""
    if day:
        if not outcome or not _is(Form.DAY, f"Datum: {day.rstrip('.')}."):
            return None
        item.append(f"Datum: {day.rstrip('.')}.")
    return [*item, *votes]


def _is(kind: Form, text: str) -> bool:
    clause = grammar.read_clause(text)
    return clause is not None and clause.form is kind


def _is_final(head: _Head, cells: list[str]) -> bool:
    """Tell whether a row below those of the amendments is of the bill: "Wetsvoorstel"."""
    beside = [head.named.get(what) for what in ("submitter", "subject", "article")]
    own = _NUMBER.get(cells[head.number or 0].casefold()) == _BILL or _is_vote_on_bill(
        cells[head.number or 0]
    )
    return own and all(at is None or cells[at] in ("", *_NOBODY) for at in beside)


def _is_vote_on_bill(words: str) -> bool:
    clause = grammar.read_clause(words)
    return clause is not None and clause.form is Form.HEADING and "final" in clause.marks


def _item(head: _Head, cells: list[str]) -> list[str] | None:
    def cell(what: str) -> str:
        return cells[head.named[what]] if what in head.named else ""

    article = cell("article")
    if head.number is None:
        place = f"{form.ARTICLE[0].nl} {article}"
        return ([place] if _is(Form.PLACE, place) else None) if article else []
    number = cells[head.number]
    words = re.match(r"nr\.?\s*(?=\d)", number, re.IGNORECASE)
    number = number[words.end() :] if words else number
    noun = f"{head.noun} nr. " if head.noun and number[:1].isdigit() else ""
    line = f"{noun}{number}" + (f" ({cell('submitter')})" if cell("submitter") else "")
    line += f" {form.ABOUT.nl} {cell('subject')}" if cell("subject") else ""
    if not number or not (grammar.read_item(line) or grammar.read_item(f"{line} over x")):
        return None
    stands: list[str] = []
    if "article" in head.named:
        stands = [article if article.casefold().startswith("artikel") else f"{form.ARTICLE[0].nl} {article}"]
        if not article or article in _NOBODY:
            stands = [form.NO_ARTICLE.nl]
        elif not _is(Form.PLACE, stands[0]):
            return None
    return [*stands, line]


def _bill(head: _Head, cells: list[str]) -> list[str] | None:
    """Return the head of a document that tells its bill in a table, and the heading of the vote on it."""
    assert head.number is not None  # noqa: S101
    number = cells[head.number]
    if not has_dossier(number) or not head.named.keys() <= {"subject", "day", "outcome"}:
        return None
    title = [cells[head.named["subject"]]] if cells[head.named.get("subject", head.number)] != number else []
    return [f"{form.CONCERNING.nl} {_BILL.lower()}: {number}", *title, form.FINAL_VOTE.nl]


def _votes(head: _Head, cells: list[str]) -> list[str] | None:
    """Return the lists of a row, from the columns of sides or of parties; ``None`` where one is not understood."""
    if head.parties:
        return _by_party(head, cells)
    made = []
    for at, side in head.sides.items():
        names = cells[at].rstrip(".")
        if not names:
            continue
        nobody = names.casefold() in _NOBODY
        if not nobody and not (tables.known(names) or _is_of_all(names)):
            return None
        made.append(f"{form.SIDES[side].nl}: {form.NOBODY.nl if nobody else names}.")
    return made


def _is_of_all(names: str) -> bool:
    listed = grammar.read_list(names)
    return listed is not None and (listed.everyone or listed.rest)


def _by_party(head: _Head, cells: list[str]) -> list[str] | None:
    names: dict[Side, list[str]] = {}
    for at, party in head.parties.items():
        mark = cells[at].casefold().rstrip(".")
        if not mark:
            continue
        if mark not in _MARKS:
            return None
        names.setdefault(_MARKS[mark], []).append(party)
    return [f"{form.SIDES[side].nl}: {', '.join(names[side])}." for side in Side if side in names]


# --- the letterhead ---------------------------------------------------------------------------------------------------


def _letterhead(cells: list[list[str]]) -> list[str] | None:
    """Return what the head of a page has beside its labels ("datum | 9 februari 2024"); ``None`` where it is none."""
    kept: list[str] = []
    labels = 0
    for row in cells:
        label, *values = [cell for cell in row if cell]
        is_label = label.casefold().rstrip(":").rpartition(" ")[2] in _LETTERHEAD
        labels += is_label
        if len(values) > 1 or (values and not is_label):
            return None
        told = " ".join(values) if is_label else label
        if not form.FURNITURE.fullmatch(f"{label} {told}") and (tells(told) or has_dossier(told)):
            kept.append(": ".join([label, *values]))
    return kept if labels else None
