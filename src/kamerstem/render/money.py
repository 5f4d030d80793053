"""What amendments would move, in words and rows: shared by the terminal, the page and the command ``budget``.

Every amount is in whole euros, and says so; the papers themselves count in thousands.
"""

from collections.abc import Iterable, Iterator, Sequence

from kamerstem.dataclasses import dataclass
from kamerstem.language import Lang, Words
from kamerstem.model import form
from kamerstem.model.budgets import REPLACED, Move, moves
from kamerstem.model.ledger import Cover, CoverWay, Ledger, Money, Stated
from kamerstem.model.plain_words import capital, clean, enumerate_names
from kamerstem.model.votes import Proposal, Status
from kamerstem.render import items

KINDS: dict[Money, Words] = {
    Money.COMMITMENTS: Words("verplichtingen", "commitments"),
    Money.EXPENDITURE: Words("uitgaven", "expenditure"),
    Money.RECEIPTS: Words("ontvangsten", "receipts"),
}
TITLE = Words("Begroting", "Budget")
MOVED = Words("Wat het amendement zou verschuiven, in euro's", "What the amendment would move, in euros")
IN_EUROS = Words("Bedragen in euro's.", "Amounts in euros.")
EUROS = Words("in euro's", "in euros")
ARTICLE = Words("Artikel", "Article")
PART = Words("Onderdeel", "Part")
OUTCOME = Words("Uitkomst", "Outcome")
TOGETHER = Words("Samen", "Together")
NOT_KNOWN = Words("niet bekend", "not known")
SUPPLEMENTARY = Words(
    "Het wetsvoorstel wijzigt zelf een begroting: dit zijn wijzigingen van die wijziging.",
    "The bill changes a budget itself: these are changes of that change.",
)
_WAYS: dict[CoverWay, Words] = {
    CoverWay.CASH_SHIFT: Words("kasschuif", "kasschuif: a shift between years"),
    CoverWay.UNDERSPENDING: Words("onderuitputting", "underspending"),
    CoverWay.NOT_COMMITTED: Words("niet juridisch verplichte uitgaven", "expenditure not legally committed"),
    CoverWay.OTHER_BILL: Words("een ander wetsvoorstel", "another bill"),
}
_STATED: dict[Stated, Words] = {
    Stated.AGREES: Words(
        "Het bedrag in de toelichting klopt met het amendement.",
        "The amount in the explanation agrees with the amendment.",
    ),
    Stated.DIFFERS: Words(
        "In de toelichting staat een ander bedrag dan in het amendement",
        "The explanation states another amount than the amendment",
    ),
    Stated.NOT_STATED: Words("In de toelichting staat geen bedrag.", "The explanation states no amount."),
    Stated.UNKNOWN: Words(
        "Of het bedrag in de toelichting klopt, is niet bekend.",
        "Whether the amount in the explanation agrees is not known.",
    ),
}


def euros(amount: int, lang: Lang, *, signed: bool = True) -> str:
    """Return "+2.000.000" or "−13.500.000" (nl), "+2,000,000" (en); zero bears no sign."""
    digits = f"{abs(amount):,}"
    sign = "" if not signed or not amount else "+" if amount > 0 else "−"
    return sign + (digits.replace(",", ".") if lang == "nl" else digits)


def outcome(word: str, lang: Lang) -> str:
    """Return an outcome of :mod:`kamerstem.model.budgets` in words."""
    if word == REPLACED:
        return Words("vervangen", "replaced").in_(lang)
    if word == Status.UNKNOWN:
        return form.NO_DECISION.in_(lang)
    if word == Status.PENDING:
        return Words("nog niet beslist", "pending").in_(lang)
    return form.STATUSES[Status(word)].in_(lang)


def place(move: Move, *, chapter: bool = False, year: int | None = None) -> str:
    """Return "33 Veiligheid"; with its chapter where there are several, and its year where it is not ``year``."""
    words = f"{move.article} {clean(move.name)}" if move.name else move.article
    if move.item:
        words += f", {clean(move.item)}"
    if chapter:
        words = f"{move.chapter or '?'}, {words}"
    if move.year is not None and year is not None and move.year != year:
        words += f" ({move.year})"
    return words


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of what an amendment moves: its label, its three amounts (``None``: not touched)."""

    part: str
    place: str
    amounts: tuple[int | None, ...]
    outcome: str


def rows(proposal: Proposal, lang: Lang) -> list[Row]:
    """Return a row for each part and article of one amendment."""
    found = moves([proposal])
    several = len({move.chapter for move in found}) > 1
    years = sorted({move.year for move in found if move.year is not None})
    return [
        Row(
            move.label or "",
            place(move, chapter=several, year=years[0] if years else None),
            tuple(move.of(kind) for kind in Money),
            outcome(move.outcome, lang),
        )
        for move in found
    ]


def columns(shown: Iterable[Row]) -> list[Money]:
    """Return the columns that any row touches."""
    listed = list(shown)
    return [kind for index, kind in enumerate(Money) if any(row.amounts[index] is not None for row in listed)]


@dataclass(frozen=True, slots=True)
class Table:
    """What an amendment moves, as it is shown: columns of words (part where there are parts, article), then of euros.

    ``words`` and ``amounts`` are their heads; each row has its words and its amounts ("" where it is not touched);
    ``totals`` is empty where one row says it all.
    """

    words: tuple[str, ...]
    amounts: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    totals: tuple[str, ...]

    def lines(self, lang: Lang) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield the rows, and the totals as the last."""
        last = [((*("",) * (len(self.words) - 1), TOGETHER.in_(lang)), self.totals)] if self.totals else []
        for words, amounts in (*self.rows, *last):
            yield tuple(word or items.NONE for word in words), tuple(each or items.NONE for each in amounts)


def table(proposal: Proposal, lang: Lang) -> Table | None:
    """Return the table of one amendment, ``None`` if it moves nothing; parts that were decided apart have outcomes."""
    listed = rows(proposal, lang)
    if not listed or proposal.ledger is None:
        return None
    shown = columns(listed)
    at = [list(Money).index(kind) for kind in shown]
    apart = any(part.decisions for part in proposal.parts)
    parts = any(row.part for row in listed)

    def words(row: Row) -> tuple[str, ...]:
        name = f"{row.place} ({row.outcome})" if apart else row.place
        return (row.part, name) if parts else (name,)

    def amounts(row: Row) -> tuple[str, ...]:
        return tuple("" if (found := row.amounts[index]) is None else euros(found, lang) for index in at)

    of_all = totals(proposal.ledger, lang)
    summed = len(listed) > 1 or bool(proposal.ledger.unread)
    return Table(
        (PART.in_(lang), ARTICLE.in_(lang)) if parts else (ARTICLE.in_(lang),),
        tuple(column_names(shown, lang)),
        tuple((words(row), amounts(row)) for row in listed),
        tuple(of_all[index] for index in at) if summed else (),
    )


def totals(ledger: Ledger, lang: Lang) -> list[str]:
    """Return the sum of each column, "niet bekend" where part of the text was not read."""
    found = [ledger.total(kind) for kind in Money]
    return [NOT_KNOWN.in_(lang) if total is None else euros(total, lang) for total in found]


def remarks(ledger: Ledger, lang: Lang) -> Iterator[str]:
    """Yield what is to be said beside the amounts: the balance, the explanation, the cover, what was not read."""
    if ledger.entries:
        yield balance(ledger, lang)
        yield stated(ledger, lang)
        for cover in ledger.cover:
            yield covered(cover, lang)
    for text in ledger.texts:
        yield _text(text.words, text.change, lang)
    for unread in ledger.unread:
        part = f" ({PART.in_(lang).lower()} {clean(unread.label)})" if unread.label else ""
        words = f": “{clean(unread.words)}”" if unread.words else ""
        yield f"{Words('Niet gelezen', 'Not read').in_(lang)}{part}{words} – {unread.why.in_(lang)}"


def balance(ledger: Ledger, lang: Lang) -> str:
    """Return by how much expenditure less receipts goes up or down, or that it comes to nothing."""
    amount = ledger.balance
    if amount is None:
        return Words(
            "Of het amendement zichzelf dekt, is niet bekend: niet alles is gelezen.",
            "Whether the amendment covers itself is not known: not all of it was read.",
        ).in_(lang)
    if ledger.covered:
        return Words(
            "Per saldo kost het niets: het amendement dekt zichzelf.",
            "On balance it costs nothing: the amendment covers itself.",
        ).in_(lang)
    figure = euros(abs(amount), lang, signed=False)
    if amount > 0:
        return Words(
            f"Per saldo kost het € {figure}: dat deel dekt het amendement niet zelf.",
            f"On balance it costs € {figure}, which the amendment does not cover itself.",
        ).in_(lang)
    if amount < 0:
        return Words(f"Per saldo levert het € {figure} op.", f"On balance it saves € {figure}.").in_(lang)
    owed = euros(ledger.total(Money.COMMITMENTS) or 0, lang)
    return Words(
        f"Aan uitgaven kost het per saldo niets; aan verplichtingen is het saldo € {owed}.",
        f"In expenditure it costs nothing on balance; in commitments the balance is € {owed}.",
    ).in_(lang)


def stated(ledger: Ledger, lang: Lang) -> str:
    """Return how the explanation's own amounts stand to the ledger."""
    words = _STATED[ledger.stated].in_(lang)
    if ledger.stated is not Stated.DIFFERS:
        return words
    listed = [f"€ {euros(amount, lang, signed=False)}" for amount in dict.fromkeys(ledger.amounts)]
    return f"{words}: {enumerate_names(listed, lang)}."


def covered(cover: Cover, lang: Lang) -> str:
    """Return a sentence on where the money comes from, and whether the amounts hold it."""
    ways = [_WAYS[way].in_(lang) for way in cover.ways if way in _WAYS]
    if cover.year is not None and CoverWay.CASH_SHIFT in cover.ways:
        ways = [f"{way}, {cover.year}" if index == 0 else way for index, way in enumerate(ways)]
    named = f" ({enumerate_names(ways, lang)})" if ways else ""
    if cover.in_ledger:
        head = Words("Dekking, in deze bedragen begrepen", "Cover, part of these amounts")
    elif cover.in_ledger is False:
        head = Words(
            "Dekking alleen in woorden, niet in deze bedragen", "Cover in words only, not in these amounts"
        )
    else:
        head = Words("Dekking volgens de toelichting", "Cover according to the explanation")
    papers = f" [{', '.join(str(paper) for paper in cover.papers)}]" if cover.papers else ""
    return f"{head.in_(lang)}{named}: “{clean(cover.words)}”{papers}"


def _text(words: str, change: int | None, lang: Lang) -> str:
    if change is None:
        head = Words("Wijzigt de wettekst, zonder bedrag", "Changes the bill's text, no amount")
        return f"{head.in_(lang)}: “{clean(words)}”"
    head = Words(
        "Wijzigt een bedrag in de wettekst (telt niet mee)", "Changes an amount in the text (not counted)"
    )
    return f"{head.in_(lang)}, {euros(change, lang)}: “{clean(words)}”"


def column_names(shown: Sequence[Money], lang: Lang) -> list[str]:
    """Return the heads of the columns."""
    return [capital(KINDS[kind].in_(lang)) for kind in shown]
