"""What Kamerstem adds to the Senate's form in a document: seats, tallies, money, notes, sources.

None of it is part of the form. A writer sets it apart from the form (PDF: in smaller type; Word: in styles of its own
and in tables; Markdown: in quotes and tables), so that a reader of the document can pass over it.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlsplit

from kamerstem.dataclasses import dataclass
from kamerstem.language import Lang, Words
from kamerstem.model import form, plain_words
from kamerstem.model.clock import here
from kamerstem.model.overview import Finding, Overview, dossier_of, in_order, paper_number
from kamerstem.model.refs import Paper
from kamerstem.model.votes import Decision, Method, Proposal, Side, StatementKind, Step
from kamerstem.render import charts, items, money
from kamerstem.render.document import Entry, compose

# From so many proposals on a reader wants a list of the outcomes first.
MANY = 4
_SUBJECT_MOST = 100  # characters of a subject in the list of outcomes

OUTCOMES = Words("Alle uitslagen", "All outcomes")
NUMBER = Words("Nummer", "Number")
SUBJECT = Words("Onderwerp", "Subject")
OUTCOME = Words("Uitslag", "Outcome")
TALLY = Words("Voor–tegen", "For–against")
TOTAL = Words("Samen", "Together")
DATE = Words("datum", "date")
DOSSIER = Words("dossier", "dossier")
SHEET = Words("blad", "page")
NOT_STATED = Words(
    "‘Niet vermeld’ wil zeggen dat de bron er niets over zegt. Wie niet bij ‘Voor’ staat, heeft daarom nog niet"
    " tegengestemd.",
    "‘Not stated’ means that the source says nothing about it. Who is not named under ‘For’ has not therefore voted"
    " against.",
)
AFTERWARDS = Words(
    "De vergissing is na de stemming gemeld; de uitslag blijft.",
    "The mistake was reported after the vote; the result stands.",
)
FETCHED = Words("opgehaald", "fetched")
ANSWERS = Words("bestanden of antwoorden", "files or answers")
IN_JSON = Words(
    "Adressen en controlegetallen (SHA-256) staan in de JSON-vorm van dit overzicht.",
    "Addresses and hashes (SHA-256) are in the JSON form of this overview.",
)
MADE = form.MADE
_CAPTIONS = {
    True: Words("Leden per fractie", "Members by party"),
    False: Words("Zetels per fractie", "Seats by party"),
}


@dataclass(frozen=True, slots=True)
class Seats:
    """Who stood where, by party, as a table: the sides that occur, and per party its seats on each of them.

    ``rows`` hold the party and, for each of ``sides``, its seats there (a dash where it has none, "?" where it is not
    known: no cell is empty, for it is read aloud too); ``totals`` are the sums, in the same order.
    """

    caption: str
    party: str
    sides: tuple[tuple[Side | None, str], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    totals: tuple[str, ...]
    total: str


def seats(decision: Decision, lang: Lang) -> Seats | None:
    """Return the table of parties and seats of a vote; ``None`` where not all seats are known, or they are few."""
    totals = plain_words.totals(decision)
    if totals is None or not charts.drawable(decision):
        return None
    return Seats(
        caption=_CAPTIONS[decision.method is Method.ROLL_CALL].in_(lang),
        party=plain_words.PARTY.in_(lang),
        sides=tuple((side, _side(side, lang)) for side in totals),
        rows=tuple(
            (standing.name(lang), tuple(_number(standing, side) for side in totals))
            for standing in plain_words.standings(decision)
        ),
        totals=tuple(str(number) for number in totals.values()),
        total=TOTAL.in_(lang),
    )


def _side(side: Side | None, lang: Lang) -> str:
    """Return the word for a side, "Afwezig" being the Senate's word in its form only."""
    return plain_words.capital(plain_words.SIDES[side].in_(lang))


def _number(standing: plain_words.Standing, side: Side | None) -> str:
    if side not in standing.seats:
        return items.NONE
    number = standing.seats[side]
    return "?" if number is None else str(number)


def explained(decision: Decision, lang: Lang, overview: Overview) -> list[str]:
    """Return what a vote came to in seats, and what else is to be known of it, in sentences; empty for no vote.

    That the seats are derived holds for many votes alike, and is said once, in :func:`last_words`.
    """
    once = plain_words.seats_derived(decision, lang)
    found = [remark for remark in plain_words.remarks(decision, lang) if remark not in once]
    if decision.step is not Step.VOTE:
        return found
    _, rest = plain_words.halves(
        decision, lang, dossier_of(overview.subject.ref)
    )  # the outcome itself is in the form
    counted = plain_words.capital(rest.lstrip(" :;"))
    return [counted, *found] if counted.strip(".") else found


def moved(proposal: Proposal, lang: Lang) -> tuple[money.Table | None, list[str]]:
    """Return what an amendment to a budget would move, and what is to be said of it; nothing for any other."""
    if proposal.ledger is None:
        return None, []
    return money.table(proposal, lang), list(money.remarks(proposal.ledger, lang))


def length(entry: Entry) -> int:
    """Return about how many characters a proposal takes with its explanation and results; a line of a table as 80."""
    rows = len(entry.proposal.ledger.entries) if entry.proposal.ledger is not None else 0
    said = sum(len(outcome.sentence) + sum(map(len, outcome.lists)) for outcome in entry.outcomes)
    return len(entry.head) + sum(map(len, entry.explanation or ())) + said + 80 * rows


def notes(overview: Overview, pointer: str, lang: Lang) -> list[tuple[str, str]]:
    """Return what the checks found on an item: the word for how bad it is, and the sentence."""
    return [_note(found, lang) for found in items.findings_on(overview, pointer)]


def _note(found: Finding, lang: Lang) -> tuple[str, str]:
    return items.SEVERITIES[found.severity].in_(lang), items.finding(found, lang)


def about(entry: Entry, lang: Lang) -> list[str]:
    """Return what is known of a proposal that its form does not say: advice, replaced by, what is derived."""
    found = []
    proposal = entry.proposal
    facts = items.facts(proposal, lang, dossier_of(proposal.ref))
    heads = tuple(words.in_(lang).lower() for words in (items.ADVICE, items.REPLACED_BY))
    found += [f"{plain_words.capital(fact)}." for fact in facts if fact.startswith(heads)]
    if any(said.kind is StatementKind.MISTAKE for said in proposal.statements):
        found.append(AFTERWARDS.in_(lang))
    if text := plain_words.derived(proposal.derived, lang):
        found.append(text)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list of outcomes; ``pointer`` is the item it is about, ``by`` who submitted it to which article."""

    pointer: str
    number: str
    subject: str
    by: str
    outcome: str
    tally: str


def outcomes(overview: Overview, lang: Lang) -> list[Row]:
    """Return the list of all outcomes by number; empty where there are so few that a reader sees them anyway."""
    pointers = {id(proposal): pointer for pointer, proposal in overview.items()}
    rows = [
        _row(pointers[id(proposal)], proposal, overview, lang)
        for proposals in (overview.amendments, overview.motions, overview.other)
        for proposal in in_order(proposals)
    ]
    return rows if len(rows) >= MANY else []


def _row(pointer: str, proposal: Proposal, overview: Overview, lang: Lang) -> Row:
    ref, dossier = proposal.ref, dossier_of(overview.subject.ref)
    own = isinstance(ref, Paper) and ref.dossier == dossier
    counted = proposal.decisions[-1].counted if proposal.decisions else None
    return Row(
        pointer,
        paper_number(ref) or "" if own else plain_words.number(ref, lang, dossier),
        _shortened(items.subject(proposal, lang)),
        items.by_whom(proposal, lang),
        plain_words.capital(items.status(proposal, lang)),
        f"{counted.for_}–{counted.against}" if counted else items.NONE,
    )


def _shortened(text: str) -> str:
    """Return a text that fits on two lines of the list; all of it stands with the proposal itself."""
    if len(text) <= _SUBJECT_MOST:
        return text
    return text[:_SUBJECT_MOST].rsplit(" ", 1)[0].rstrip(",;:(") + "\u00a0…"


def closing(overview: Overview, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands at the end: a heading and its lines, for findings on the whole, unread lines, sources."""
    whole = [": ".join(_note(found, lang)) for found in items.findings_elsewhere(overview)]
    if overview.bill is not None and not _said(overview.bill):
        whole += [": ".join(note) for note in notes(overview, "/bill", lang)]
    if whole:
        yield items.FINDINGS.in_(lang), whole
    if overview.unread:
        yield (
            items.UNREAD.in_(lang),
            [
                f"{plain_words.capital(unread.place.words.in_(lang))}: {plain_words.clean(unread.text)}"
                for unread in overview.unread
            ],
        )
    if overview.sources:
        yield (
            items.SOURCES.in_(lang),
            [*sources(overview, lang), *([IN_JSON.in_(lang)] if _traceable(overview) else [])],
        )


def _said(bill: Proposal) -> bool:
    return bool(bill.decisions or bill.parts or bill.statements)


def sources(overview: Overview, lang: Lang) -> Iterator[str]:
    """Yield a line for each kind of source: its name, host, last moment, and how many files or answers there are."""
    by_kind = sorted(overview.sources, key=lambda source: source.kind)
    for kind, group in groupby(by_kind, key=lambda source: source.kind):
        each = list(group)
        hosts = dict.fromkeys(host for source in each if (host := urlsplit(source.url or "").hostname))
        said = [items.SOURCE_KINDS[kind].in_(lang), *map(plain_words.clean, hosts)]
        if fetched := [source.fetched for source in each if source.fetched]:
            said.append(f"{FETCHED.in_(lang)} {moment(max(fetched), lang)}")
        if len(each) > 1:
            said.append(f"{len(each)} {ANSWERS.in_(lang)}")
        yield f"{', '.join(said)}."


def _traceable(overview: Overview) -> bool:
    return any(source.url or source.sha256 for source in overview.sources)


def last_words(overview: Overview, lang: Lang) -> list[str]:
    """Return the sentences that close a document: motions elsewhere, what "not stated" means, the order, the maker."""
    found = []
    if text := items.elsewhere(overview, lang):
        found.append(text)
    votes = [decision for _, _, decision in overview.decisions() if decision.step is Step.VOTE]
    if any(decision.side(side) is None for decision in votes for side in Side):
        found.append(NOT_STATED.in_(lang))
    if votes and not overview.order_known:
        found.append(plain_words.ORDER_DERIVED.in_(lang))
    found += dict.fromkeys(text for decision in votes for text in plain_words.seats_derived(decision, lang))
    if any(proposal.ledger and proposal.ledger.supplementary for _, proposal in overview.items()):
        found.append(money.SUPPLEMENTARY.in_(lang))
    return [*found, MADE.in_(lang)]


def moment(when: dt.datetime, lang: Lang) -> str:
    """Return "2 januari 2024, 10:30", in Amsterdam."""
    there = here(when)
    return f"{form.write_date(there.date(), lang)}, {there:%H:%M}"


def day(overview: Overview) -> dt.date | None:
    """Return the day that a document carries: that of the last decision on the bill, else of the last one of all."""
    of_bill = [decision.date for decision in overview.bill.decisions] if overview.bill else []
    days = [day for day in of_bill if day] or [d.date for _, _, d in overview.decisions() if d.date]
    return max(days, default=None)


def furniture(overview: Overview, lang: Lang) -> list[tuple[str, str]]:
    """Return what stands at the head of each page but the first, above its number: the day and the dossier."""
    found = []
    if of_day := day(overview):
        found.append((DATE.in_(lang), form.write_date(of_day, lang)))
    if dossier_of(overview.subject.ref) is not None:
        found.append((DOSSIER.in_(lang), compose(overview, lang).number))
    return found


def stamp(overview: Overview) -> dt.datetime | None:
    """Return the moment that a file says it was made: when the last source was fetched, else the day; no clock."""
    fetched = [source.fetched for source in overview.sources if source.fetched]
    aware = [when if when.tzinfo else when.replace(tzinfo=dt.UTC) for when in fetched]
    if aware:
        return max(aware).astimezone(dt.UTC).replace(microsecond=0)
    of_day = day(overview)
    return dt.datetime(of_day.year, of_day.month, of_day.day, tzinfo=dt.UTC) if of_day else None


def full_title(overview: Overview, lang: Lang) -> str:
    """Return the title of the file: "Stemmingsoverzicht wetsvoorstel 36.470 VI"."""
    heading = items.heading(overview, lang)
    return f"{items.TITLE.in_(lang)} {heading[:1].lower()}{heading[1:]}"
