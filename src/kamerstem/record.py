"""The local record as the commands ask it: where it is, overviews from it, votes, a day, what changed.

Joins ``store`` (which keeps and finds records), ``sources`` (which read them) and ``model.assemble`` (which says what
they mean): a list of votes is derived by the same function as an overview, never a second way.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamerstem.checks import official
from kamerstem.errors import InputError, NotFoundError
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.assemble import assemble, proposals_of
from kamerstem.model.day import Vote, VotingDay, voting_day
from kamerstem.model.overview import Overview
from kamerstem.model.record import HOST
from kamerstem.model.votes import Kind, Proposal, Result
from kamerstem.papers import read_into
from kamerstem.sources.kept import read
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed
from kamerstem.store import Filter, Store
from kamerstem.sync import Outcome, Progress, sync

if TYPE_CHECKING:
    from kamerstem.sources.papers import Papers

NAME = "record.sqlite"
_AT_ONCE = 300  # decisions

TODAY = ("Kamerstukdossier", "Activiteit", "Agendapunt", "Zaak", "Besluit", "Stemming")
"""What a voting day needs, and in this order: what a vote hangs on comes before it, and a dossier before its Zaken.

What is new between one category and the next (a row of a Besluit that was not there yet) is seen by nobody, for a vote
is found by its sitting, agenda item, Besluit and Zaak; the next round has it. Names of parties and members stand in
the vote rows themselves.
"""


def default_place() -> Path:
    """Return where the record is kept unless said otherwise: SQLite in the user's data folder (XDG)."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "kamerstem" / NAME


def exists(place: str | None) -> bool:
    """Return whether there is a record to ask at a place: one that was named, or the default file."""
    return place is not None or default_place().is_file()


def connect(place: str | None, *, create: bool = False) -> Store:
    """Open the record at a path or database URL (``None``: the default place); to be closed.

    Raises NotFoundError where there is none, unless ``create``.
    """
    target = place or str(default_place())
    if create and place is None:
        default_place().parent.mkdir(parents=True, exist_ok=True)
    return Store.open(target, read, create=create)


@contextmanager
def opened(place: str | None, *, create: bool = False) -> Iterator[Store]:
    """Do the same for as long as it is needed, and close it."""
    with connect(place, create=create) as store:
        yield store


def overview(
    store: Store,
    ref: refs.Ref,
    at: dt.date | None = None,
    *,
    with_papers: bool = False,
    fetch: "Papers | None" = None,
) -> Overview:
    """Return the overview of a reference as the record had it at the end of a day (``None``: as it is now).

    ``with_papers``: with what the papers of its amendments say, those the record holds and those that ``fetch`` gets.
    """
    found = store.records_for(ref, at)
    made = assemble(found.records, ref, found.sources, found.houses)
    made = replace(made, findings=(*made.findings, *official.placed(made, found.records), *found.findings))
    return read_into(made, found.records, store=store, fetch=fetch) if with_papers else made


def decided_on(store: Store, day: dt.date) -> list[Proposal]:
    """Return every proposal on which there is a decision of a day, in no particular order."""
    found = store.day(day).found
    records = found.records
    zaken = [zaak for zaak in records.all("Zaak") if records.into(zaak, "Besluit")]
    return [
        proposal
        for proposal in proposals_of(records, zaken, found.houses)
        if any(made.date == day for made in proposal.all_decisions())
    ]


def day(store: Store, date: dt.date) -> VotingDay:
    """Return a voting day as the record has it; without items where it knows of nothing to vote on."""
    held = store.day(date)
    whole = store.extent("Stemming").whole
    known = whole.astimezone(amsterdam()).date() if whole else None
    found = held.found
    return voting_day(found.records, date, found.sources, found.findings, known, found.houses)


def amsterdam() -> dt.tzinfo:
    """Return the time zone of the House."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Amsterdam")


def origin_of(store: Store, at: dt.date | None = None) -> Words:
    """Return in words which record answered, and how fresh it is."""
    fresh = store.fresh()
    nl = f", bijgewerkt {fresh:%Y-%m-%d %H:%M} UTC" if fresh else ", nog niet bijgewerkt"
    en = f", brought up to date {fresh:%Y-%m-%d %H:%M} UTC" if fresh else ", not yet brought up to date"
    nl, en = (f"{nl}; zoals op {at}", f"{en}; as on {at}") if at else (nl, en)
    return Words(
        f"Uit het eigen gegevensbestand ({store.place}{nl}).", f"From the local record ({store.place}{en})."
    )


def categories_of(names: str | None) -> tuple[str, ...]:
    """Return the categories named ("Zaak,Besluit"), all of them where none is. Raises InputError for another name."""
    if names is None:
        return CATEGORIES
    known = {name.lower(): name for name in CATEGORIES}
    asked = [name.strip() for name in names.split(",") if name.strip()]
    wrong = [name for name in asked if name.lower() not in known]
    if wrong or not asked:
        raise InputError(
            f"Onbekende soort gegevens: {', '.join(wrong) or 'geen'}. Kies uit: {', '.join(CATEGORIES)}.",
            f"Unknown category: {', '.join(wrong) or 'none'}. Choose from: {', '.join(CATEGORIES)}.",
        )
    return tuple(name for name in CATEGORIES if name.lower() in {each.lower() for each in asked})


def synchronise(
    place: str | None,
    url: str | None,
    categories: Iterable[str] = CATEGORIES,
    *,
    full: bool = False,
    again: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Outcome, ...]:
    """Bring the record up to date from the SyncFeed at ``url`` (host root); return what became of each category.

    ``again``: look a second time at the votes of the last 30 days (:mod:`kamerstem.lookback`).
    """
    with opened(place, create=True) as store:
        return bring_up_to_date(store, url, categories, full=full, again=again, progress=progress)


def bring_up_to_date(
    store: Store,
    url: str | None,
    categories: Iterable[str] = CATEGORIES,
    *,
    full: bool = False,
    again: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Outcome, ...]:
    """Do the same for a record that is open."""
    host = url or HOST
    with SyncFeed(host) as feed:
        if not again:
            return sync(store, feed, categories, full=full, progress=progress)
        from kamerstem.lookback import Lookback
        from kamerstem.sources.http import Limits
        from kamerstem.sources.votes import Votes

        with Votes(host, limits=Limits(total=60.0, connect=5.0, attempts=2)) as votes:
            look = Lookback(store, votes)
            return sync(store, feed, categories, full=full, progress=progress, look=look)


def is_filled(store: Store) -> bool:
    """Return whether all that a voting day needs was read at least in part, so that there is a place to go on from."""
    return all(store.extent(name).token is not None for name in TODAY)


def today(
    store: Store, url: str | None, *, progress: Callable[[Progress], None] | None = None
) -> tuple[Outcome, ...]:
    """Ask only what a voting day needs (:data:`TODAY`), from where the last sync left off.

    Raises NotFoundError for a record that was not filled yet: from the beginning it would take hours, not minutes.
    """
    if not is_filled(store):
        raise NotFoundError(
            f"Het gegevensbestand '{store.place}' is nog niet gevuld. Voer eerst kamerstem sync uit; of vraag de dag "
            "zonder gegevensbestand met kamerstem day --from live.",
            f"The record '{store.place}' was not filled yet. Run kamerstem sync first; or ask for the day without a "
            "record with kamerstem day --from live.",
        )
    return bring_up_to_date(store, url, TODAY, progress=progress)


def votes(store: Store, wanted: Filter, most: int | None = None) -> Iterator[Vote]:
    """Yield the decisions that a filter lets through, in order of time, each derived as in its overview."""
    ids = [row.id for row in store.decisions(wanted)][:most]
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found = store.about(some)
        records = found.records
        besluiten = [each for id in some if (each := records.get("Besluit", id)) is not None]
        zaken = {zaak.id: zaak for each in besluiten for zaak in records.out(each, "Zaak")}
        made = dict(zip(zaken, proposals_of(records, zaken.values(), found.houses), strict=True))
        for besluit in besluiten:
            for zaak in records.out(besluit, "Zaak"):
                proposal = made[zaak.id]
                yield from (
                    Vote(proposal, each) for each in proposal.all_decisions() if each.id == besluit.id
                )


def unclear(store: Store, wanted: Filter) -> int:
    """Return of how many decisions that a filter else lets through it is not known how close they were."""
    return len(store.decisions(replace(wanted, close=None, unclear=True)))


def adopted(store: Store, since: dt.date) -> tuple[refs.Ref, ...]:
    """Return the bills that were adopted since a day, with a vote or without, each once, in order of adoption.

    Raises NotFoundError where the record has none.
    """
    wanted = Filter(results=frozenset({Result.ADOPTED}), since=since)
    found = dict.fromkeys(
        vote.proposal.ref
        for vote in votes(store, wanted)
        if vote.proposal.kind is Kind.BILL and vote.proposal.ref is not None
    )
    if not found:
        raise NotFoundError(
            f"Het gegevensbestand heeft geen wetsvoorstel dat sinds {since} is aangenomen. Werk het bij met kamerstem"
            " sync, of kies een eerdere dag.",
            f"The record has no bill that was adopted since {since}. Bring it up to date with kamerstem sync, or"
            " choose an earlier day.",
        )
    return tuple(found)


def budget_year(store: Store, year: int) -> tuple[list[Proposal], int]:
    """Return the amendments to the budget bills of a year with their ledgers, and of how many the paper is not held.

    The budget bills of a year are those whose title says "voor het jaar" and that year. Nothing is fetched: only papers
    that the record holds are read.
    """
    from kamerstem.analysis.budget import is_budget, with_ledgers

    found: list[Proposal] = []
    missing = 0
    for dossier in store.dossiers_titled(f"voor het jaar {year}", "Amendement"):
        made = with_ledgers(overview(store, dossier, with_papers=True))
        if not is_budget(made.bill.title if made.bill else made.subject.title):
            continue
        read = {paper.of for paper in made.papers}
        found += [item for item in made.amendments if item.ledger is not None]
        missing += sum(item.ref not in read for item in made.amendments)
    return found, missing
