"""A voting day to go on with: as rows for a spreadsheet, as a Word file, and as the list that a party fills in."""

import datetime as dt
import io
from collections.abc import Collection, Iterator

from kamerstem.dataclasses import dataclass
from kamerstem.language import Lang, Words
from kamerstem.model import plain_words
from kamerstem.model.day import AgendaItem, Vote, VotingDay
from kamerstem.model.refs import Ref
from kamerstem.model.votes import Decision, Proposal, Side, Step, weight
from kamerstem.render import day as words
from kamerstem.render import items
from kamerstem.render.sheet import as_csv, for_excel


@dataclass(frozen=True, slots=True)
class Party:
    """Whose side is shown: its name as it was asked for, and the ids that are meant by it."""

    name: str
    ids: Collection[str]

    def side(self, vote: Vote) -> Side | None:
        """Return where most of it stood; ``None`` where that is not stated."""
        return vote.decision.side_of(self.ids)


def render(form: str, day: VotingDay, lang: Lang, today: dt.date, party: Party | None = None) -> bytes:
    """Return the day in a form that is kept: one of these, "text" or "json"."""
    if form == "docx":
        return docx(day, lang, today, party)
    if form == "intended":
        return for_excel(to_fill_in(day, lang))
    if form in ("csv", "csv-excel"):
        table = csv(day, party)
        return for_excel(table) if form == "csv-excel" else table.encode()
    if form == "json":
        from kamerstem.contract import votes as contract
        from kamerstem.render.json import dumps

        return dumps(contract.day(day, lang)).encode()
    return words.text(day, lang, today).encode()


# --- rows ---------------------------------------------------------------------------------------------------

_COLUMNS = (
    "date", "time", "item", "item_title", "ref", "part", "kind", "subject", "submitters", "advice", "step", "result",
    "for", "against", "not_voting", "complete", "party", "side",
    "parties_for", "parties_against", "parties_not_voting", "id",
)  # fmt: skip


def csv(day: VotingDay, party: Party | None = None) -> str:
    """Return the day as CSV: a row for each vote, and one without a result for what is to come.

    Values are those of the JSON; what is not stated is empty.
    """
    return as_csv(_COLUMNS, _rows(day, party))


def _rows(day: VotingDay, party: Party | None) -> Iterator[list[object]]:
    for item in day.items:
        for vote in item.votes:
            decision = vote.decision
            yield [
                *_named(day, item, vote.proposal, vote.part),
                decision.step,
                decision.result,
                *(weight(decision.side(side)) for side in Side),
                decision.complete,
                party and party.name,
                party and party.side(vote),
                *(";".join(each.name for each, _ in decision.by_party(side) or () if each) for side in Side),
                decision.id,
            ]
        for proposal in item.coming:
            known = _named(day, item, proposal, None)
            yield [*known, *(None,) * (len(_COLUMNS) - len(known))]


def _named(day: VotingDay, item: AgendaItem, proposal: Proposal, part: str | None) -> list[object]:
    return [
        day.date,
        f"{item.start:%H:%M}" if item.start else None,
        item.number,
        item.title,
        proposal.ref,
        part,
        proposal.kind,
        proposal.subject or proposal.title,
        _submitters(proposal),
        proposal.advice and proposal.advice.text,
    ]


def _submitters(proposal: Proposal, lang: Lang = "nl") -> str | None:
    who = proposal.submitters
    return items.submitters(proposal, lang) if who is not None and who.actors else None


# --- the list to fill in --------------------------------------------------------------------------------------

_HEADS = (
    Words("Stuk", "Paper"),
    Words("Stem", "Vote"),
    Words("Soort", "Kind"),
    Words("Onderwerp", "Subject"),
    Words("Indiener", "Submitter"),
    Words("Appreciatie", "Advice"),
)


def to_fill_in(day: VotingDay, lang: Lang) -> str:
    """Return as CSV each paper that is voted on, with no vote yet, as ``compare --intended`` reads it."""
    rows = [
        (
            ref,
            None,
            items.kind(proposal, lang),
            items.subject(proposal, lang),
            _submitters(proposal, lang),
            proposal.advice and proposal.advice.text,
        )
        for ref, proposal in _voted_on(day).items()
    ]
    return as_csv([head.in_(lang) for head in _HEADS], rows)


def _voted_on(day: VotingDay) -> dict[Ref, Proposal]:
    """Return the proposals of a day that have a number, each once: what was voted on, and what is to come."""
    voted = [vote.proposal for _, vote in day.votes() if vote.decision.step is Step.VOTE]
    coming = [proposal for item in day.items for proposal in item.coming]
    return {proposal.ref: proposal for proposal in (*voted, *coming) if proposal.ref is not None}


# --- Word ---------------------------------------------------------------------------------------------------

_NUMBER, _PROPOSAL, _ADVICE = Words("Nr.", "No."), Words("Voorstel", "Proposal"), Words("Advies", "Advice")
_RESULT = Words("Uitslag", "Result")
_INCOMPLETE = Words(", onvolledig", ", incomplete")
_WIDTHS = (22, 60, 28, 25, 15)  # millimetres


def docx(day: VotingDay, lang: Lang, today: dt.date, party: Party | None = None) -> bytes:
    """Return the day as a Word file: under each agenda item a table of its votes and of what has no decision yet."""
    from kamerstem.render.docx import repacked
    from kamerstem.render.docx_styles import ADDED, NUMBER, SECTION, add_table, plain_document

    word = plain_document()
    word.core_properties.title = words.heading(day, lang)
    word.core_properties.language = "nl-NL" if lang == "nl" else "en-GB"
    word.add_paragraph(words.heading(day, lang), style=NUMBER)
    lacking = [found.message.in_(lang) for found in day.findings if found.check == "record-not-whole"]
    for said in (*lacking, words.summary(day, lang, today), words.provisional(day, lang)):
        if said:
            word.add_paragraph(said, style=ADDED)
    heads = [head.in_(lang) for head in (_NUMBER, _PROPOSAL, _ADVICE, _RESULT)]
    for item in day.items:
        word.add_paragraph(f"{words.when(item)}  {words.title(item, lang)}".strip(), style=SECTION)
        rows = [*(_cells(vote, lang, party) for vote in item.votes)]
        rows += [_open(proposal, lang, words.still(day, lang, today), party) for proposal in item.coming]
        if rows:
            called = [plain_words.clean(party.name)] if party else []
            add_table(word, (*heads, *called), rows, widths=_WIDTHS, described=words.title(item, lang))
            word.add_paragraph(style=ADDED)
    packed = io.BytesIO()
    word.save(packed)
    return repacked(
        packed.getvalue(), max((source.fetched for source in day.sources if source.fetched), default=None)
    )


def _cells(vote: Vote, lang: Lang, party: Party | None) -> tuple[str, ...]:
    return _line(
        vote.proposal,
        words.number(vote, lang),
        f"{plain_words.outcome(vote.decision, lang)}{_tally(vote.decision, lang)}",
        lang,
        _stood(party.side(vote), lang) if party else None,
    )


def _tally(decision: Decision, lang: Lang) -> str:
    """Return the votes counted, and that they are not all of them where rows of the vote are lost."""
    for_, against = weight(decision.for_), weight(decision.against)
    lost = _INCOMPLETE.in_(lang) if decision.complete is False else ""
    if for_ is None or against is None:
        return lost
    return f" ({for_}-{against}{lost})"


def _open(proposal: Proposal, lang: Lang, said: str, party: Party | None) -> tuple[str, ...]:
    number = plain_words.number(proposal.ref, lang)
    return _line(proposal, number, said.lower(), lang, items.NONE if party else None)


def _line(proposal: Proposal, number: str, result: str, lang: Lang, side: str | None) -> tuple[str, ...]:
    advice = plain_words.clean(proposal.advice.text) if proposal.advice else items.NONE
    what = f"{items.subject(proposal, lang)} ({words.about(proposal, lang)})"
    return (number, what, advice, result, *([side] if side is not None else []))


def _stood(side: Side | None, lang: Lang) -> str:
    return plain_words.SIDES[side].in_(lang)
