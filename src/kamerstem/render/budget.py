"""What ``kamerstem budget`` prints: the amendments of a bill article by article, or the totals of a year.

As text, JSON and CSV. Amounts are whole euros in all three.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Literal, get_args

from kamerstem.contract import budgets as contract
from kamerstem.language import Lang, Words
from kamerstem.model import plain_words
from kamerstem.model.answers import WHOLE, Filled
from kamerstem.model.budgets import (
    OUTCOMES,
    Move,
    article_key,
    concerned,
    moves,
    not_read,
    outcome_of,
    pairs,
    sums,
)
from kamerstem.model.ledger import Money
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Proposal
from kamerstem.render import items, json, money, sheet

WIDTH = 92
_NAME = 34
_SHORTEST = 16  # of the names, on a narrow terminal
_PART = 10
_AMOUNT = 15

_NOTHING = Words(
    "Geen begrotingsamendementen gevonden waarvan de tekst gelezen is.",
    "No budget amendments found whose text was read.",
)
_PARTY = Words("Fractie van de eerste indiener", "Party of the first submitter")


# --- one bill ---------------------------------------------------------------------------------------------------------


def text(overview: Overview, lang: Lang, width: int = WIDTH) -> str:
    """Return the amendments of a bill as text: each with its table, then the totals by article and outcome.

    ``width`` is that of the lines in columns; names of articles get what the amounts leave.
    """
    found = concerned(overview.amendments)
    lines = [
        items.heading(overview, lang),
        *wrap(items.title(overview, lang), width),
        money.IN_EUROS.in_(lang),
    ]
    if any(proposal.ledger and proposal.ledger.supplementary for proposal in found):
        lines += wrap(money.SUPPLEMENTARY.in_(lang), width)
    if not found:
        return "\n".join([*lines, "", _NOTHING.in_(lang)]) + "\n"
    dossier = items.dossier(overview)
    for proposal in found:
        number = plain_words.number(proposal.ref, lang, dossier)
        decided = proposal.parts and not proposal.decisions
        status = items.status(proposal, lang) if decided else money.outcome(outcome_of(proposal), lang)
        who = items.submitters(proposal, lang)
        lines += [
            "",
            f"{number}  {who}  {plain_words.capital(status)}",
            *wrap(items.subject(proposal, lang), width),
        ]
        lines += _table(proposal, lang, width)
        assert proposal.ledger is not None  # noqa: S101  # concerned() says so
        for remark in money.remarks(proposal.ledger, lang):
            lines += wrap(remark, width, initial_indent="  ", subsequent_indent="    ")
    lines += ["", *_totals(moves(found), lang, not_read(found), width)]
    return "\n".join(lines) + "\n"


def _table(proposal: Proposal, lang: Lang, width: int) -> Iterator[str]:
    table = money.table(proposal, lang)
    if table is not None:
        for words, cells in ((table.words, table.amounts), *table.lines(lang)):
            yield from _line(words[0] if len(words) > 1 else None, words[-1], cells, width)


def _line(part: str | None, name: str, cells: Sequence[str], width: int) -> Iterator[str]:
    """Yield a row; a name that is too long goes on below itself."""
    lead = "  " if part is None else f"  {part:<{_PART}}"
    room = min(_NAME, max(_SHORTEST, width - len(lead) - len(cells) * _AMOUNT))
    names = wrap(name, room, break_long_words=False) or [""]
    if len(names[0]) > room:  # or the amounts beside it would not stand below one another
        names = wrap(name, room)
    yield f"{lead}{names[0]:<{room}}{''.join(f'{cell:>{_AMOUNT}}' for cell in cells)}".rstrip()
    for more in names[1:]:
        yield f"{' ' * len(lead)}{more}"


def _totals(found: Sequence[Move], lang: Lang, unread: int, width: int) -> Iterator[str]:
    """Yield the sums by article and outcome, and by outcome."""
    yield Words("Samen, per artikel en uitkomst", "Together, by article and outcome").in_(lang)
    several = len({move.chapter for move in found}) > 1
    shown = [kind for kind in Money if any(move.of(kind) is not None for move in found)]
    yield from _line(None, money.ARTICLE.in_(lang), money.column_names(shown, lang), width)
    names = {(move.chapter, move.article): move.name for move in reversed(found) if move.name}
    by_article = sums(found, lambda move: (move.chapter, move.article, move.outcome))
    for (chapter, article, outcome), of_key in sorted(
        by_article.items(), key=lambda item: article_key(item[0])
    ):
        name = plain_words.clean(names.get((chapter, article)) or "")
        label = f"{chapter or '?'}, {article} {name}" if several else f"{article} {name}"
        cells = [money.euros(of_key[kind], lang) for kind in shown]
        yield from _line(None, f"{label.strip()}: {money.outcome(outcome, lang)}", cells, width)
    by_outcome = sums(found, lambda move: move.outcome)
    for outcome in OUTCOMES:
        if outcome in by_outcome:
            cells = [money.euros(by_outcome[outcome][kind], lang) for kind in shown]
            label = f"{money.TOGETHER.in_(lang)}, {money.outcome(outcome, lang)}"
            yield from _line(None, label, cells, width)
    yield from _unread(unread, lang)


def _unread(count: int, lang: Lang) -> Iterator[str]:
    if count:
        nl = "1 zin of tabel" if count == 1 else f"{count} zinnen of tabellen"
        en = "1 sentence or table" if count == 1 else f"{count} sentences or tables"
        yield Words(f"Niet gelezen en dus niet meegeteld: {nl}.", f"Not read and so not counted: {en}.").in_(
            lang
        )


def as_json(overview: Overview, lang: Lang) -> str:
    """Return the amendments of a bill as JSON: each with its budget as in an overview, then the totals."""
    return json.dumps(contract.moved(overview, lang))


def as_csv(overview: Overview, lang: Lang) -> str:  # noqa: ARG001  (data has no language)
    """Return one line for each part and article of every amendment, amounts in whole euros; untouched is empty."""
    heads = ["ref", "part", "chapter", "year", "article", "name", "item", *map(str, Money)]
    heads += ["outcome", "submitter", "party"]
    made = []
    for move in moves(concerned(overview.amendments)):
        submitters = move.proposal.submitters
        first = submitters.actors[0].name if submitters and submitters.actors else None
        made.append(
            [
                move.proposal.ref,
                move.label,
                move.chapter,
                move.year,
                move.article,
                move.name,
                move.item,
                *(move.of(kind) for kind in Money),
                move.outcome,
                first,
                move.party.name if move.party else None,
            ]
        )
    return sheet.as_csv(heads, made)


# --- a year -----------------------------------------------------------------------------------------------------------


def year_text(year: int, proposals: Sequence[Proposal], missing: int, lang: Lang, width: int = WIDTH) -> str:
    """Return the totals of a year by party and outcome, then by chapter, article and outcome; ``width`` as above."""
    found = [move for move in moves(proposals) if move.year == year]
    head = Words(f"Begrotingsamendementen voor het jaar {year}", f"Budget amendments for the year {year}")
    lines = [head.in_(lang), money.IN_EUROS.in_(lang)]
    if not found:
        return "\n".join([*lines, "", _NOTHING.in_(lang), *_missing(missing, lang)]) + "\n"
    shown = [kind for kind in Money if any(move.of(kind) is not None for move in found)]
    lines += ["", *_line(None, _PARTY.in_(lang), money.column_names(shown, lang), width)]
    by_party = sums(found, lambda move: (move.party.name if move.party else None, move.outcome))
    for (party, outcome), of_key in sorted(
        by_party.items(), key=lambda item: (item[0][0] or "~", OUTCOMES.index(item[0][1]))
    ):
        name = party or Words("niet vermeld", "not stated").in_(lang)
        label = f"{plain_words.clean(name)}: {money.outcome(outcome, lang)}"
        lines += _line(None, label, [money.euros(of_key[kind], lang) for kind in shown], width)
    lines += [
        "",
        *_totals(found, lang, not_read(proposals), width),
        *_pairs(proposals, lang, width),
        *_missing(missing, lang),
    ]
    return "\n".join(lines) + "\n"


def _pairs(proposals: Sequence[Proposal], lang: Lang, width: int) -> Iterator[str]:
    found = pairs(proposals)
    if found:
        yield ""
        yield Words(
            "Amendementen in twee wetsvoorstellen, waarvan het ene het andere noemt als dekking",
            "Amendments in two bills, of which one names the other as its cover",
        ).in_(lang)
    for pair in found:
        together = (
            money.NOT_KNOWN.in_(lang) if pair.balance is None else f"€ {money.euros(pair.balance, lang)}"
        )
        balance = Words("samen per saldo", "together, on balance").in_(lang)
        yield from wrap(f"  {pair.one.ref} – {pair.other.ref}: {balance} {together}", width)


def _missing(count: int, lang: Lang) -> Iterator[str]:
    if count == 1:
        yield Words(
            "Van 1 begrotingsamendement is het stuk niet gelezen; dat ontbreekt hier.",
            "The paper of 1 budget amendment was not read; it is missing here.",
        ).in_(lang)
    elif count:
        yield Words(
            f"Van {count} begrotingsamendementen is het stuk niet gelezen; die ontbreken hier.",
            f"The papers of {count} budget amendments were not read; they are missing here.",
        ).in_(lang)


def year_json(year: int, proposals: Sequence[Proposal], missing: int, filled: Filled = WHOLE) -> str:
    """Return the totals of a year as JSON; ``filled``: how far the record was."""
    return json.dumps(contract.year(year, proposals, missing, filled))


# Columns are keys of the contract: as literals, so that mypy knows them.
_Yearly = Literal[
    "party", "chapter", "article", "outcome", "amendments", "commitments", "expenditure", "receipts"
]
_YEARLY: tuple[_Yearly, ...] = get_args(_Yearly)


def year_csv(year: int, proposals: Sequence[Proposal]) -> str:
    """Return the totals of a year as CSV, a line for each party, article and outcome."""
    found = [move for move in moves(proposals) if move.year == year]
    return sheet.as_csv(_YEARLY, [[row[name] for name in _YEARLY] for row in contract.yearly(found)])
