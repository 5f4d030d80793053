"""A table in a budget amendment's operative text (RBV models 4.61 and 4.62), read as changes or not at all.

The models say "Artikel X wordt vervangen door:" above a table "Wijziging artikel X (bedragen x € 1.000)": it could
hold the new amounts as well as the changes. It is read as changes only where it says so, by a sign at an amount or by
its head; new amounts say nothing of the change without those of the bill. Bare numbers are thousands of euros, as the
whole begrotingsstaat is.
"""

import re
from collections.abc import Iterator, Sequence

from kamerstem.budget.amounts import MINUS, NUMBER, euros, number
from kamerstem.budget.clauses import NO_SCALE, TWO_WAYS, Change, Place, Unreadable
from kamerstem.dataclasses import dataclass, replace
from kamerstem.language import Words
from kamerstem.model.ledger import Money
from kamerstem.model.papers import Table

NEW_AMOUNTS = Words(
    "De tabel zegt niet of dit wijzigingen zijn of nieuwe bedragen.",
    "The table does not say whether these are changes or new amounts.",
)
CHANGES_REPLACED = Words(
    "De bedragen van dit wetsvoorstel zijn zelf al wijzigingen; of de tabel ze vervangt of erbij komt, is niet zeker.",
    "The amounts of this bill are changes themselves; whether the table replaces them or is added is not certain.",
)
ODD_TABLE = Words(
    "De tabel heeft een kolom of rij die niet te lezen is.",
    "The table has a column or row that cannot be read.",
)
NO_SUM = Words(
    "De regels van de tabel tellen niet op tot hun totaal.", "The rows do not add up to their total."
)
NO_ARTICLE = Words(
    "Bij welk artikel de tabel hoort, staat er niet.", "Which article the table is of is not said."
)

_CELL = re.compile(
    rf"(?P<sign>[+{MINUS}])?\s*(?:€\s*)?(?P<sign2>[+{MINUS}])?\s*{NUMBER}\s*(?P<sign3>[+{MINUS}])?"
)
_NIL = re.compile(rf"(?:[{MINUS}]|nihil|0)?", re.IGNORECASE)
_MONEY: tuple[tuple[str, Money], ...] = (
    (r"verplichting(?:en)?", Money.COMMITMENTS),
    (r"uitgaven?", Money.EXPENDITURE),
    (r"ontvangsten?", Money.RECEIPTS),
)
_CHANGES = r"(?:mutaties?|wijziging(?:en)?|verhoging(?:/verlaging)?)"
_SIGN_HINT = rf"\(\s*\+\s*(?:of|/|en)\s*[{MINUS}]\s*\)"
_HEAD_MONEY = re.compile(
    rf"(?:(?P<changes>{_CHANGES}(?:\s+(?:van|in|op))?(?:\s+de)?)\s+)?(?P<kind>verplichting(?:en)?|uitgaven?|ontvangsten?)"
    rf"(?:bedrag)?(?:\s*(?P<sign>{_SIGN_HINT}))?"
    r"(?:\s*\(\s*(?:bedrag(?:en)?\s+)?(?:[x×]\s*(?:€|1)|€|in\s+(?:€|hele\b|duizend|miljoen|mln|euro))[^()]*\))?",
    re.IGNORECASE,
)
_SCALES: tuple[tuple[str, int], ...] = (
    (r"miljarden|\bmld\b", 1_000_000_000),
    (r"1[. ]?000[. ]000|miljoenen|1\s*miljoen|mln", 1_000_000),
    (r"(?<![\d.])1[. ]?000(?![. ]?\d)|duizend", 1_000),
    (r"\bin\s+(?:(?:ge)?hele\s+)?euro|[x×]\s*€?\s*1(?![\d.]|\s*(?:\d|m|duizend))", 1),
)
# A row that is part of another or no change at all, and one that is the sum of others.
_NO_CHANGE = re.compile(
    r"\W*(?:waarvan|waaronder|w\.?\s?[vo]\.|(?:(?:nieuwe|oude|oorspronkelijke)\s+)?stand\b)", re.IGNORECASE
)
_TOTAL = re.compile(r"\W*(?:\w*-?totaal|totale|totalen|(?:per\s+)?saldo|som|samen|tezamen)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Columns:
    article: int | None
    text: int | None
    money: dict[int, Money]
    changes: bool


def table(held: Table, place: Place, *, replacing: bool, supplementary: bool) -> tuple[Change, ...]:
    """Return the changes of a table; ``place`` is what the sentence above it says.

    ``replacing``: that sentence says that the article is replaced by it. Raises Unreadable where a cell is not
    understood, where rows do not add up, or where it could hold new amounts instead of changes.
    """
    caption = held.caption or ""
    header, rows = held.header, held.rows
    if not any(cell.strip() for cell in header) and rows:
        header, rows = rows[0], rows[1:]
    columns = _columns(header)
    for number_ in re.findall(r"artikel\s+(\d{1,3}(?:\.\d{1,2})?)", caption, re.IGNORECASE):
        if place.article not in (None, number_):
            raise Unreadable(NO_ARTICLE)
        place = replace(place, article=number_)
    if named := re.search(r"\b[Aa]rtikel\s+\d{1,3}\s+(?P<name>[A-Z][^()]{1,120}?)\s*(?:\(|$)", caption):
        place = replace(place, name=place.name or named["name"])
    for year in re.findall(r"\b(?:19|20)\d\d\b", caption):
        if place.year not in (None, int(year)):
            raise Unreadable(TWO_WAYS)
        place = replace(place, year=int(year))
    scale = _scale(" ".join((caption, *header)), place, euro=any("€" in cell for row in rows for cell in row))
    lines = list(_lines(rows, columns, scale))
    says = columns.changes or re.search(rf"\bmutaties?\b|{_SIGN_HINT}", caption, re.IGNORECASE) is not None
    if not says and not any(line.signed for line in lines):
        raise Unreadable(NEW_AMOUNTS)
    if replacing and supplementary:
        raise Unreadable(CHANGES_REPLACED)
    return tuple(_changes(lines, place))


def _columns(header: Sequence[str]) -> _Columns:
    found = _Columns(None, None, {}, False)
    for index, cell in enumerate(header):
        name = " ".join(cell.split())
        if (
            re.fullmatch(r"(?:art\.?|artikel|artikelnummer|nr\.?)", name, re.IGNORECASE)
            and found.article is None
        ):
            found.article = index
        elif re.fullmatch(
            r"(?:omschrijving|naam|artikelonderdeel|onderdeel|instrument)", name, re.IGNORECASE
        ) or (not name and found.text is None and index < 2):
            if found.text is not None:
                raise Unreadable(ODD_TABLE)
            found.text = index
        elif money := _HEAD_MONEY.fullmatch(name):
            kind = next(
                kind for pattern, kind in _MONEY if re.fullmatch(pattern, money["kind"], re.IGNORECASE)
            )
            if kind in found.money.values():
                raise Unreadable(ODD_TABLE)
            found.money[index] = kind
            found.changes |= bool(money["changes"] or money["sign"])
        else:
            raise Unreadable(ODD_TABLE)
    if not found.money:
        raise Unreadable(ODD_TABLE)
    return found


def _scale(words: str, place: Place, *, euro: bool) -> int:
    """Return of how many euros the amounts are; ``euro``: they bear the sign, so that they are no bare thousands."""
    found = {scale for pattern, scale in _SCALES if re.search(pattern, words, re.IGNORECASE)}
    if len(found) > 1:
        raise Unreadable(TWO_WAYS)
    if not found and place.scale is None and (euro or re.search(r"€|euro", words, re.IGNORECASE)):
        raise Unreadable(NO_SCALE)
    return found.pop() if found else place.scale or 1_000


@dataclass(slots=True)
class _Line:
    """A row: its article's number where it names one, what it is called, and its changes in euros."""

    article: str | None
    text: str
    amounts: dict[Money, int]
    signed: bool


def _lines(rows: Sequence[Sequence[str]], columns: _Columns, scale: int) -> Iterator[_Line]:
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        last = max((index for index, cell in enumerate(cells) if cell), default=0)
        known = {columns.article, columns.text, *columns.money}
        if last not in known and cells[last]:
            raise Unreadable(ODD_TABLE)
        article = (
            cells[columns.article].rstrip(".")
            if columns.article is not None and columns.article < len(cells)
            else ""
        )
        text = cells[columns.text] if columns.text is not None and columns.text < len(cells) else ""
        if article and not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", article):
            raise Unreadable(ODD_TABLE)
        if _NO_CHANGE.match(text):
            raise Unreadable(ODD_TABLE)
        amounts: dict[Money, int] = {}
        signed = False
        for index, kind in columns.money.items():
            amount, sign = _cell(cells[index] if index < len(cells) else "", scale)
            signed |= sign
            if amount is not None:
                amounts[kind] = amount
        yield _Line(article or None, text, amounts, signed)


def _cell(text: str, scale: int) -> tuple[int | None, bool]:
    """Return a cell's amount in euros and whether it bears a sign; ``None`` for an empty cell."""
    if not text:
        return None, False
    if _NIL.fullmatch(text):
        return 0, False
    found = _CELL.fullmatch(text)
    if found is None:
        raise Unreadable(ODD_TABLE)
    signs = [sign for sign in (found["sign"], found["sign2"], found["sign3"]) if sign]
    value = number(found["whole"], found["decimals"])
    amount = None if value is None or len(signs) > 1 else euros(value, scale)
    if amount is None:
        raise Unreadable(TWO_WAYS)
    return (-amount if signs and signs[0] != "+" else amount), bool(signs)


def _changes(lines: Sequence[_Line], place: Place) -> Iterator[Change]:
    """Yield what the rows change: those within an article, or the article's own where it has none within it."""
    totals = [line for line in lines if _TOTAL.match(line.text)]
    groups: list[tuple[_Line | None, list[_Line]]] = [(None, [])]
    for line in lines:
        if line in totals:
            continue
        if line.article is not None and "." not in line.article:
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    found: list[Change] = []
    for head, within in groups:
        article = head.article if head else place.article
        name = (
            (head.text or None)
            if head and head.article != place.article
            else place.name or (head.text if head else None)
        )
        items = [line for line in within if line.amounts]
        here = replace(place, article=article, name=name or None)
        if not items and head is not None:
            items, own = [head], True
        else:
            own = False
        if items and (article is None or place.article not in (None, article)):
            raise Unreadable(NO_ARTICLE)
        changes = [
            Change(here if own else replace(here, item=line.text or line.article), kind, amount)
            for line in items
            for kind, amount in line.amounts.items()
        ]
        if head is not None and not own:
            _add_up(head, changes)
        found.extend(changes)
    if len(totals) > 1:
        raise Unreadable(ODD_TABLE)
    for line in totals:
        _add_up(line, found)
    yield from found


def _add_up(total: _Line, changes: Sequence[Change]) -> None:
    for kind, amount in total.amounts.items():
        if amount != sum(change.change for change in changes if change.kind is kind):
            raise Unreadable(NO_SUM)
