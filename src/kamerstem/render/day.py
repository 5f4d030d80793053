"""A voting day as text; on a terminal it is ``terminal_day``."""

import datetime as dt
from collections.abc import Iterator

from kamerstem.language import WEEKDAYS, Lang, Words
from kamerstem.model import form, plain_words
from kamerstem.model.day import AgendaItem, Vote, VotingDay
from kamerstem.model.votes import Proposal, Side, StatementKind
from kamerstem.render import items

COMING = Words("Nog te gaan", "Still to come")
OPEN = Words("Geen besluit vermeld", "No decision stated")
NOTHING = Words("Er zijn geen stemmingen op deze dag bekend.", "No votes are known on this day.")
NO_TITLE = Words("Onderwerp niet vermeld", "Subject not stated")


def heading(day: VotingDay, lang: Lang) -> str:
    """Return "Stemmingen op dinsdag 6 februari 2024"."""
    weekday = WEEKDAYS[lang][day.date.weekday()]
    return Words("Stemmingen op", "Votes of").in_(lang) + f" {weekday} {form.write_date(day.date, lang)}"


def summary(day: VotingDay, lang: Lang, today: dt.date) -> str:
    """Return how much is decided and how much is to come."""
    decided = sum(1 for _ in day.votes())
    if not day.items:
        return NOTHING.in_(lang)
    parts = [
        Words("1 besluit" if decided == 1 else f"{decided} besluiten", _many(decided, "decision")).in_(lang)
    ]
    if day.coming and day.date >= today:
        parts.append(Words(f"{day.coming} nog te gaan", f"{day.coming} still to come").in_(lang))
    elif day.coming:
        parts.append(
            Words(f"van {day.coming} geen besluit vermeld", f"no decision stated on {day.coming}").in_(lang)
        )
    return ", ".join(parts) + "."


def provisional(day: VotingDay, lang: Lang) -> str | None:
    """Return that the votes are provisional and until when, ``None`` where they are not."""
    if not day.items or not day.provisional:
        return None
    until = form.write_date(day.corrected_until, lang)
    return Words(
        f"Voorlopig: verbeteringen worden verwerkt tot en met {until}.",
        f"Provisional: corrections are taken in up to and with {until}.",
    ).in_(lang)


def when(item: AgendaItem) -> str:
    """Return when the sitting of an agenda item begins, "15.00"; empty where it is not stated."""
    return f"{item.start:%H.%M}" if item.start else ""


def title(item: AgendaItem, lang: Lang) -> str:
    """Return what an agenda item is called, and if it is off that it is."""
    name = plain_words.clean(item.title or "") or NO_TITLE.in_(lang)
    if item.off is None:
        return name
    word = plain_words.clean(item.off).lower()
    return f"{name} {Words(f'(gaat niet door: {word})', f'(not held: {word})').in_(lang)}"


def still(day: VotingDay, lang: Lang, today: dt.date) -> str:
    """Return what is said of proposals without a decision: to come, or on a day that is over not stated."""
    return (COMING if day.date >= today else OPEN).in_(lang)


def number(vote: Vote, lang: Lang) -> str:
    """Return "36470-VI, nr. 4", and the part where it is on one: "36470-VI, nr. 10, onderdeel I"."""
    whole = plain_words.number(vote.proposal.ref, lang)
    return f"{whole}, {form.PART.in_(lang).lower()} {plain_words.clean(vote.part)}" if vote.part else whole


def about(proposal: Proposal, lang: Lang) -> str:
    """Return "motie van Jansen (SP)": what kind of proposal it is, and of whom where that is stated."""
    kind = items.kind(proposal, lang)
    if proposal.submitters is None:
        return kind
    return f"{kind} {Words('van', 'by').in_(lang)} {items.submitters(proposal, lang)}"


def beside(vote: Vote, lang: Lang) -> Iterator[str]:
    """Yield what stands beside the vote and was not counted: members apart, mistakes, what parties said afterwards."""
    yield from plain_words.beside(vote.decision, lang)
    for said in vote.proposal.statements:
        if said.kind is not StatementKind.MISTAKE and said.date == vote.decision.date:
            yield items.statement(said, lang)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


# --- text ---------------------------------------------------------------------------------------------------


def text(day: VotingDay, lang: Lang, today: dt.date) -> str:
    """Return the day as plain text: each item, each vote in a sentence with who stood where, what is to come."""
    return "\n".join(_lines(day, lang, today)) + "\n"


def news_text(news: VotingDay, lang: Lang) -> str:
    """Return only the votes, for a day that is followed; empty if there is none."""
    return "".join(f"{line}\n" for item in news.items for line in _item_lines(item, lang) if item.votes)


def _lines(day: VotingDay, lang: Lang, today: dt.date) -> Iterator[str]:
    yield heading(day, lang)
    yield summary(day, lang, today)
    if said := provisional(day, lang):
        yield said
    for item in day.items:
        yield ""
        yield from _item_lines(item, lang)
        if item.coming:
            yield f"  {still(day, lang, today)}:"
            for proposal in item.coming:
                yield f"    {plain_words.number(proposal.ref, lang)}  {items.subject(proposal, lang)}"


def _item_lines(item: AgendaItem, lang: Lang) -> Iterator[str]:
    yield f"{when(item)}  {title(item, lang)}".strip()
    for vote in item.votes:
        yield from _vote_lines(vote, lang)


def _vote_lines(vote: Vote, lang: Lang) -> Iterator[str]:
    proposal, decision = vote.proposal, vote.decision
    yield f"  {number(vote, lang)}  {items.subject(proposal, lang)} ({about(proposal, lang)})"
    yield f"    {plain_words.sentence(decision, lang)}"
    for side in Side:
        found = plain_words.names(decision, side, lang)
        if found:
            yield f"    {plain_words.capital(plain_words.SIDES[side].in_(lang))}: {', '.join(found)}"
    for remark in beside(vote, lang):
        yield f"    {remark}"
