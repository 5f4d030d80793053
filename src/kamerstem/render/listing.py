"""Lists of votes, changes and what the record holds, as text, JSON and CSV."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Literal

from kamerstem.contract import record
from kamerstem.contract import votes as contract
from kamerstem.language import Lang, Words
from kamerstem.model import form
from kamerstem.model.answers import WHOLE, Counts, Filled, What
from kamerstem.model.clock import minute
from kamerstem.model.day import Vote
from kamerstem.model.listed import VoteRow
from kamerstem.model.overview import dossier_of
from kamerstem.model.plain_words import clean, enumerate_names, sentence
from kamerstem.model.votes import Ballot, Decision, PartyName, Side, weight
from kamerstem.render.day import number
from kamerstem.render.json import dumps_line, dumps_long
from kamerstem.render.sheet import as_csv

if TYPE_CHECKING:
    from kamerstem.contract.types import lists as types

_NOTHING = Words("Geen stemmingen gevonden.", "No votes found.")
_NO_CHANGE = Words("Er is niets veranderd.", "Nothing changed.")
_EMPTY = Words("leeg", "empty")
_WHATS: dict[What, Words] = {  # in the order in which people look for them
    What.STATUS: Words("andere status", "status changed"),
    What.DELETED: Words("verwijderd", "deleted"),
    What.RETURNED: Words("teruggekeerd", "returned"),
    What.CORRECTED: Words("verbeterd", "corrected"),
    What.NEW: Words("nieuw", "new"),
    What.UNCERTAIN: Words("nieuw of verbeterd", "new or corrected"),
}
_COUNTS: dict[Literal["new", "changed", "deleted", "unchanged", "failed"], Words] = {
    "new": Words("nieuw", "new"),
    "changed": Words("gewijzigd", "changed"),
    "deleted": Words("verwijderd", "deleted"),
    "unchanged": Words("ongewijzigd", "unchanged"),
    "failed": Words("mislukt", "failed"),
}


# What a sync reads is called as officially; but for what is ours.
_CATEGORIES = {
    "Since": Words("Stemmingen sinds een dag", "Votes since a day"),
    "Lookback": Words("Terugblik op 30 dagen", "Second look at 30 days"),
}


def votes_text(rows: Sequence[Vote], lang: Lang) -> str:
    """Return three lines a vote: day, reference and kind, what it is about, and the outcome in one sentence.

    A fourth says who voted otherwise than the party.
    """
    if not rows:
        return _NOTHING.in_(lang) + "\n"
    return "\n".join("\n".join(_vote_lines(row, lang)) + "\n" for row in rows)


def _vote_lines(vote: Vote, lang: Lang) -> Iterator[str]:
    proposal, decision = vote.proposal, vote.decision
    yield f"{decision.date or '?'}  {number(vote, lang)}  {form.KINDS[proposal.kind][0].in_(lang)}"
    yield f"  {proposal.subject or proposal.title or '?'}"
    yield f"  {sentence(decision, lang, dossier_of(proposal.ref))}"
    yield from (f"  {line}" for line in _dissent(decision, lang))


def _dissent(decision: Decision, lang: Lang) -> Iterator[str]:
    """Yield of each party that was for and against who stood on the smaller side, or that neither was smaller."""
    by_party: dict[PartyName, dict[Side, list[Ballot]]] = {}
    for side, ballot in decision.ballots():
        if ballot.party is not None and side is not Side.NOT_VOTING:
            by_party.setdefault(ballot.party, {}).setdefault(side, []).append(ballot)
    for party, sides in by_party.items():
        if len(sides) < 2:
            continue
        name = clean(party.name)
        (few, side, ballots), (many, *_) = sorted(
            (weight(tuple(stood)) or 0, side, stood) for side, stood in sides.items()
        )
        members = [clean(ballot.member.name) for ballot in ballots if ballot.member]
        if members and few < many:
            who, stood = enumerate_names(members, lang), form.SIDES[side].in_(lang).lower()
            yield Words(
                f"Anders dan de fractie {name}: {who} {stood}.",
                f"Apart from the party {name}: {who} {stood}.",
            ).in_(lang)
        else:
            yield Words(f"{name} was verdeeld.", f"{name} was divided.").in_(lang)


def votes_json(rows: Sequence[Vote], filled: Filled = WHOLE, next: str | None = None) -> str:
    """Return the votes as JSON: each proposal's reference, kind and titles, and the decision as in an overview."""
    return dumps_long(contract.listed(rows, filled, next))


def votes_lines(rows: Iterator[Vote]) -> Iterator[str]:
    """Yield the same votes as JSON, a line each, some lines at a time: so many are held and no more."""
    while some := list(islice(rows, 100)):
        yield "".join(dumps_line(contract.vote(row)) for row in some)


_COLUMNS = (
    "date",
    "ref",
    "kind",
    "subject",
    "result",
    "method",
    "for",
    "against",
    "not_voting",
    "complete",
    "margin",
    "parties_for",
    "parties_against",
    "parties_not_voting",
    "id",
    "part",
)


def votes_csv(rows: Iterable[VoteRow]) -> str:
    """Return the votes as CSV with a header; lists of parties are parted by semicolons, what is not stated is empty."""
    return as_csv(_COLUMNS, map(_values, rows))


def _values(row: VoteRow) -> list[object]:
    parties = (row.parties_for, row.parties_against, row.parties_not_voting)
    return [
        row.date,
        row.ref,
        row.kind,
        row.subject or row.title,
        row.result,
        row.method,
        row.for_,
        row.against,
        row.not_voting,
        row.complete,
        row.margin,
        *(";".join(names or ()) for names in parties),
        row.id,
        row.part,
    ]


def votes_found(rows: Sequence[Vote], lang: Lang) -> str:
    """Return in a sentence how many votes were found."""
    number = len(rows)
    nl, en = ("stemming", "vote") if number == 1 else ("stemmingen", "votes")
    return Words(f"{number} {nl} gevonden.", f"{number} {en} found.").in_(lang)


def votes_unclear(number: int, lang: Lang) -> str:
    """Return in a sentence of how many votes it is not known how close they were, and where those are to be seen."""
    nl, en = ("stemming", "vote") if number == 1 else ("stemmingen", "votes")
    return Words(
        f"Van {number} {nl} is niet bekend hoe klein het verschil was; zie kamerstem audit --check incomplete-vote.",
        f"Of {number} {en} it is not known how close they were; see kamerstem audit --check incomplete-vote.",
    ).in_(lang)


def event_lines(data: "types.Changes", lang: Lang, since: dt.date, shown: int | None = None) -> Iterator[str]:
    """Yield what happened, a line each, and how many rows changed by it or besides; ``shown``: no more than so many."""
    events, rows = data["events"], len(data["changes"])
    if not rows:
        yield _NO_CHANGE.in_(lang)
        return
    number = len(events)
    nl, en = ("gebeurtenis", "event") if number == 1 else ("gebeurtenissen", "events")
    yield Words(f"{number} {nl} sinds {since}:", f"{number} {en} since {since}:").in_(lang)
    for event in events[:shown]:
        title = f" ({clean(event['title'])})" if event["title"] else ""
        named = event["ref"] or form.NO_NUMBER.in_(lang)
        yield f"{_in_amsterdam(event['changed'])}  {named}: {event['text']}{title}"
    if shown is not None and number > shown:
        more = number - shown
        yield Words(
            f"... en nog {more}. Alles: --as json.", f"... and {more} more. All of them: --as json."
        ).in_(lang)
    row_nl, row_en = ("rij", "row") if rows == 1 else ("rijen", "rows")
    yield Words(
        f"In het gegevensbestand: {rows} gewijzigde {row_nl}; die toont --rows.",
        f"In the record: {rows} changed {row_en}; --rows shows them.",
    ).in_(lang)


def change_lines(
    changes: "Sequence[types.Change]", lang: Lang, since: dt.date, shown: int | None = None
) -> Iterator[str]:
    """Yield how many changes there are of each sort, then a line for each, with the fields that changed.

    Times are those of Amsterdam, as the day is from which on they are asked. ``shown``: no more than so many of a sort.
    """
    if not changes:
        yield _NO_CHANGE.in_(lang)
        return
    whats = list(_WHATS)
    sorts = Counter((change["what"], change["entity"]) for change in changes)
    order = sorted(sorts, key=lambda sort: (whats.index(sort[0]), sort[1]))
    number = len(changes)
    nl, en = ("wijziging", "change") if number == 1 else ("wijzigingen", "changes")
    yield Words(f"{number} {nl} sinds {since}:", f"{number} {en} since {since}:").in_(lang)
    wide = max(len(_WHATS[what].in_(lang)) for what, _ in order)
    for what, entity in order:
        yield f"  {_WHATS[what].in_(lang):<{wide}}  {sorts[what, entity]:>{len(str(number))}}  {entity}"
    for what, entity in order:
        yield ""
        some = [change for change in changes if (change["what"], change["entity"]) == (what, entity)]
        for change in some[:shown]:
            yield from _change(change, lang)
        if shown is not None and len(some) > shown:
            more = len(some) - shown
            yield Words(
                f"... en nog {more} ({_WHATS[what].nl}, {entity}). Alles: --as json.",
                f"... and {more} more ({_WHATS[what].en}, {entity}). All of them: --as json.",
            ).in_(lang)


def _change(change: "types.Change", lang: Lang) -> Iterator[str]:
    name = f"{change['entity']} {change['number'] or change['id']}"
    title = f": {change['title']}" if change["title"] else ""
    yield f"{_in_amsterdam(change['changed'])}  {_WHATS[change['what']].in_(lang)}, {name}{title}"
    for field, values in change["fields"].items():
        old, new = (_EMPTY.in_(lang) if value is None else value for value in (values["old"], values["new"]))
        yield f"    {field}: {old} -> {new}"


def _in_amsterdam(moment: str | None) -> str:
    return minute(dt.datetime.fromisoformat(moment)) if moment is not None else f"{'?':<16}"


def outcome_lines(
    outcomes: Iterable[tuple[str, Counts, float, Words | None, Words | None]], lang: Lang
) -> Iterator[str]:
    """Yield a line for each category of a sync: what became of it, why it stopped if it did, and what else to say."""
    for name, counts, seconds, error, remark in outcomes:
        found = _counted(record.counts(counts), lang, failed=error is not None)
        said = error or remark
        yield f"{_category(name, lang)}: {found} ({_decimal(seconds, lang)} s)" + (
            f"; {said.in_(lang)}" if said else ""
        )


def _category(name: str, lang: Lang) -> str:
    words = _CATEGORIES.get(name)
    return words.in_(lang) if words else name


def duration(seconds: float, lang: Lang) -> str:
    """Return a time in rough words: "40 seconden", "12 minuten", "3 uur"."""
    if seconds < 100:
        amount, one, many = round(seconds), Words("seconde", "second"), Words("seconden", "seconds")
    elif seconds < 5400:
        amount, one, many = round(seconds / 60), Words("minuut", "minute"), Words("minuten", "minutes")
    else:
        amount, one, many = round(seconds / 3600), Words("uur", "hour"), Words("uur", "hours")
    return f"{amount} {(one if amount == 1 else many).in_(lang)}"


def _counted(counts: "types.Counts", lang: Lang, *, failed: bool = False) -> str:
    parts = [f"{counts[key]} {words.in_(lang)}" for key, words in _COUNTS.items() if counts[key]]
    # What could not be asked for is no news that there is none.
    none = Words("niet gelukt", "did not work") if failed else Words("niets nieuws", "nothing new")
    return ", ".join(parts) or none.in_(lang)


def _last_sync(category: "types.Category", lang: Lang) -> str:
    """Return what the last sync made of a category and when, or that it was stopped, and why."""
    found = _counted(category["counts"], lang, failed=bool(category["error"]))
    if category["finished"] is None:
        unfinished = Words("niet afgemaakt; voer kamerstem sync uit", "not finished; run kamerstem sync")
        return f"{found}; {unfinished.in_(lang)}"
    error = f"; {category['error']}" if category["error"] else ""
    return f"{found} ({_moment(category['finished'])}){error}"


def _moment(text: str | None) -> str:
    """Return a moment to the minute; nothing where there is none."""
    return minute(dt.datetime.fromisoformat(text)) if text else ""


def _size(size: int, lang: Lang) -> str:
    """Return a number of bytes in MB (of a million bytes)."""
    return f"{_decimal(size / 1e6, lang)} MB"


def _decimal(number: float, lang: Lang) -> str:
    """Return a number with one decimal, after a comma in Dutch."""
    return f"{number:.1f}" if lang == "en" else f"{number:.1f}".replace(".", ",")


_COVERAGE: tuple[tuple[Literal["decisions", "votes", "whole", "cut", "members", "dossiers"], Words], ...] = (
    ("decisions", Words("besluiten", "decisions")),
    ("votes", Words("stemmingen", "votes")),
    ("whole", Words("volledig", "whole")),
    ("cut", Words("onvolledig", "rows lost")),
    ("members", Words("met leden", "members")),
    ("dossiers", Words("in dossier", "in dossier")),
)


def _coverage(years: "Sequence[types.YearHeld]", lang: Lang) -> Iterator[str]:
    """Yield a table of what is held of each year."""
    heads = [words.in_(lang) for _, words in _COVERAGE]
    yield Words("Per jaar:", "By year:").in_(lang)
    first = Words("jaar", "year").in_(lang)
    yield f"  {first:<8}" + "".join(f"{head:>12}" for head in heads)
    for year in years:
        name = Words("geen dag", "no day").in_(lang) if year["year"] is None else str(year["year"])
        yield f"  {name:<8}" + "".join(f"{year[key]:>12}" for key, _ in _COVERAGE)


def status_lines(status: "types.Held", lang: Lang) -> Iterator[str]:
    """Yield what the record holds: place and size, freshness, kinds of entities, and what is wrong."""
    say = Words
    place = f"{status['record']} ({status['engine']}, {_size(status['bytes'], lang)})"
    yield f"{say('Gegevensbestand', 'Record').in_(lang)}: {place}"
    last = _moment(status["last"]) or say("nooit", "never").in_(lang)
    yield f"{say('Bijgewerkt', 'Brought up to date').in_(lang)}: {last}"
    if status["since"] is not None:
        day = status["since"]
        yield say(
            f"Stemmingen vanaf {day}, uit de API. De rest volgt met kamerstem sync.",
            f"Votes from {day} on, from the API. The rest comes with kamerstem sync.",
        ).in_(lang)
    yield f"{say('Besluiten', 'Decisions').in_(lang)}: {status['decisions']}"
    yield f"{say('Versies', 'Versions').in_(lang)}: {status['versions']}"
    for name, held in sorted(status["entities"].items()):
        gone = f" (+{held['deleted']} {say('verwijderd', 'deleted').in_(lang)})" if held["deleted"] else ""
        yield f"  {name}: {held['live']}{gone}"
    if status["categories"]:
        yield say("Laatste keer bijgewerkt:", "Last brought up to date:").in_(lang)
    # The second look comes after what it looks at, as at a sync.
    for category in sorted(status["categories"], key=lambda each: each["name"] in _CATEGORIES):
        yield f"  {_category(category['name'], lang)}: {_last_sync(category, lang)}"
    if status["stale"]:
        yield say(
            "Verouderd: voer kamerstem sync --rebuild uit.", "Out of date: run kamerstem sync --rebuild."
        ).in_(lang)
    if status["due"] != 0:
        number = status["due"]
        nl, en = (f"lopen {number} wijzigingen achter", f"are {number} changes behind")
        if number is None:
            nl, en = "zijn nog niet gemaakt", "were not made yet"
        yield say(
            f"Lijsten van stemmingen {nl}: dat gebeurt zodra iemand erom vraagt.",
            f"Lists of votes {en}: that is done when somebody asks for one.",
        ).in_(lang)
    if status["coverage"] is not None:
        yield from _coverage(status["coverage"], lang)
    verified = status["verified"]
    if verified is not None:
        if verified["whole"]:
            yield say("Nagekeken: alles is in orde.", "Verified: everything is whole.").in_(lang)
        else:
            yield say("Nagekeken: er is schade.", "Verified: there is damage.").in_(lang)
            found: list[object] = [*verified["damaged"], *verified["differences"], *verified["broken"]]
            yield from (f"  {what}" for what in found)
