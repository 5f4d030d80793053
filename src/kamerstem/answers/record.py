"""The local record: where it is, what is asked of it, and the door to it.

Joins ``store`` (which keeps and finds records), ``sources`` (which read them) and ``model.assemble`` (which says what
they mean): a list of votes is derived by the same function as an overview, never a second way.
"""

import datetime as dt
import os
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Self, Unpack

from kamerstem.answers.door import (
    Answer,
    DayAnswer,
    Door,
    Once,
    Origin,
    Paged,
    Wanted,
    checked,
    ref_of,
)
from kamerstem.answers.papers import not_asked, read_into
from kamerstem.checks import official
from kamerstem.checks.registry import NOT_WHOLE
from kamerstem.errors import InputError, NotFoundError, WriteError
from kamerstem.language import Words
from kamerstem.model import clock, parties, refs
from kamerstem.model import day as days
from kamerstem.model.answers import WHOLE, Filled, Hits, Rows, Votes
from kamerstem.model.assemble import assemble
from kamerstem.model.clock import amsterdam, minute, today
from kamerstem.model.day import VotingDay, voting_day
from kamerstem.model.days import as_day, first_day, last_day
from kamerstem.model.entities import HOST
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.terms import meant
from kamerstem.model.votes import Kind, Method, Proposal, Result, Side, Step
from kamerstem.sources.http import Http
from kamerstem.sources.kept import read
from kamerstem.sources.papers import AT_ONCE, Papers
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.store import Filter, Key, Moved, Paging, Scope, Store
from kamerstem.sync import BusyError, Outcome, Progress, update
from kamerstem.sync.since import held_since

NAME = "record.sqlite"
MOST = 1_000_000
"""Votes that a page of a list may have."""


def default_place() -> Path:
    """Return where the record is kept unless said otherwise: in the data folder of the user (XDG; Windows: AppData).

    Raises InputError where it is not known who the user is.
    """
    data = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = Path(data) if data else Path.home() / ".local" / "share"
    except RuntimeError:
        raise InputError(
            "Van deze gebruiker is geen eigen map bekend (HOME). Kies een plaats met --record of XDG_DATA_HOME.",
            "This user has no folder of their own (HOME). Choose a place with --record or XDG_DATA_HOME.",
        ) from None
    return folder / "kamerstem" / NAME


def exists(place: str | None) -> bool:
    """Return whether there is a record to ask at a place: one that was named, or the default file."""
    if place is not None:
        return True
    try:
        return default_place().is_file()
    except (InputError, OSError):  # nobody could have made one there
        return False


def connect(place: str | None, *, create: bool = False, moved: Moved = None) -> Store:
    """Open the record at a path or database URL (``None``: the default place); to be closed.

    Raises NotFoundError where there is none, unless ``create``; then one of the form before is brought over as well,
    of which ``moved`` is told how far it is.
    """
    target = place or str(default_place())
    if create and place is None:
        _make_room(default_place().parent)
    return Store.open(target, read, create=create, moved=moved)


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"De map '{folder}' voor het gegevensbestand kan niet worden gemaakt ({error.strerror}). Kies een andere "
            "plaats met --record of XDG_DATA_HOME.",
            f"The folder '{folder}' for the record cannot be made ({error.strerror}). Choose another place with "
            "--record or XDG_DATA_HOME.",
        ) from None


@contextmanager
def opened(place: str | None, *, create: bool = False, moved: Moved = None) -> Iterator[Store]:
    """Do the same for as long as it is needed, and close it."""
    with connect(place, create=create, moved=moved) as store:
        yield store


def overview(
    store: Store,
    ref: refs.Ref,
    at: dt.date | None = None,
    *,
    with_papers: bool = False,
    fetch: Papers | None = None,
) -> Overview:
    """Return the overview of a reference as the record had it at the end of a day (``None``: as it is now).

    ``with_papers``: with what the papers of its amendments say, those the record holds and those that ``fetch`` gets.
    """
    try:
        found = store.entities_for(ref, at)
    except NotFoundError as error:
        raise _not_found_yet(store, error) from None
    made = assemble(found.entities, ref, found.sources, found.houses, today=at or today())
    placed = official.placed(made, found.entities)
    how = _filled(store, found.whole)
    said = (*_not_whole(how), *made.findings, *placed, *found.findings)
    made = replace(made, findings=said, held_since=how.since)
    return read_into(made, found.entities, store=store, fetch=fetch) if with_papers else made


def decided_on(store: Store, day: dt.date) -> list[Proposal]:
    """Return every proposal on which there is a decision of a day, in no particular order."""
    found = store.day(day).found
    return days.decided_on(found.entities, day, found.houses)


def day(store: Store, date: dt.date) -> VotingDay:
    """Return a voting day as the record has it; without items where it knows of nothing to vote on."""
    found = store.day(date).found
    whole = found.whole.get("Stemming")
    known = whole.astimezone(amsterdam()).date() if whole else None
    how = _filled(store, found.whole)
    findings = (*_not_whole(how), *found.findings)
    made = voting_day(found.entities, date, found.sources, findings, known, found.houses, today())
    return replace(made, held_since=how.since)


def filled(store: Store) -> Filled:
    """Return how far a record was filled: what it lacks may have happened nevertheless."""
    unread = tuple(store.unread(CATEGORIES))
    return Filled(unread, held_since(store)) if unread else WHOLE


def _filled(store: Store, whole: Container[str]) -> Filled:
    """Return the same, by what a question says was read to its end."""
    unread = tuple(name for name in CATEGORIES if name not in whole)
    return Filled(unread, held_since(store)) if unread else WHOLE


def _not_whole(how: Filled) -> Iterator[Finding]:
    if said := how.said:
        yield Finding(NOT_WHOLE, Severity.WARNING, "", said, found=", ".join(how.unread))


def _said_first(findings: Iterable[Finding]) -> Words | None:
    """Return what these say of a record that is not whole, ``None`` where it is."""
    return next((each.message for each in findings if each.check == NOT_WHOLE), None)


def _not_found_yet(store: Store, error: NotFoundError) -> NotFoundError:
    """Return the error for what a record does not have; where that is not whole, it is said first."""
    said = filled(store).said
    if said is None:
        return error
    return NotFoundError(f"{said.nl} {error.words.nl}", f"{said.en} {error.words.en}")


def origin_of(store: Store, at: dt.date | None = None, said: Words | None = None) -> Words:
    """Return in words which record answered, and how fresh it is; ``said`` first: that it is not whole."""
    fresh = store.fresh()
    nl = f", bijgewerkt {minute(fresh)}" if fresh else ", nog niet bijgewerkt"
    en = f", brought up to date {minute(fresh)}" if fresh else ", not yet brought up to date"
    nl, en = (f"{nl}; zoals op {at}", f"{en}; as on {at}") if at else (nl, en)
    first = Words(f"{said.nl} ", f"{said.en} ") if said else Words("", "")
    return Words(
        f"{first.nl}Uit het eigen gegevensbestand ({store.place}{nl}).",
        f"{first.en}From the local record ({store.place}{en}).",
    )


def synchronise(
    place: str | None,
    url: str | None,
    categories: Iterable[str] = CATEGORIES,
    *,
    full: bool = False,
    again: bool = False,
    progress: Callable[[Progress], None] | None = None,
    moved: Moved = None,
) -> tuple[Outcome, ...]:
    """Bring the record at a place up to date, made where there is none (:func:`update.bring_up_to_date`)."""
    with opened(place, create=True, moved=moved) as store:
        return update.bring_up_to_date(store, url, categories, full=full, again=again, progress=progress)


def fill(
    place: str | None,
    url: str | None,
    since: dt.date,
    *,
    progress: Callable[[Progress], None] | None = None,
    moved: Moved = None,
) -> tuple[Outcome, ...]:
    """Fill the record at a place with all votes since a day (:func:`update.since`), made where there is none."""
    with opened(place, create=True, moved=moved) as store:
        return update.since(store, url, since, progress=progress)


def filter_of(**wanted: Unpack[Wanted]) -> Filter:
    """Return the filter on votes that :meth:`Door.votes` and the command of that name are asked with.

    Raises InputError for a side or an outcome that there is not, TypeError for such a filter.
    """
    paged = Paged.__annotations__
    known = [*(name for name in Wanted.__annotations__ if name not in paged), *paged]
    if strange := wanted.keys() - set(known):
        raise TypeError(
            f"votes() has no filter {', '.join(sorted(strange))}; it has {', '.join(known)}, and most: how many at most"
        )
    outcome, side, method = wanted.get("outcome", ()), wanted.get("side"), wanted.get("method")
    outcomes = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    kind, bill = wanted.get("kind", ()), wanted.get("bill")
    kinds = (kind,) if isinstance(kind, str) else tuple(kind)
    return Filter(
        party=wanted.get("party"),
        side=None if side is None else meant(Side, side),
        results=frozenset(meant(Result, each) for each in outcomes),
        steps=frozenset({Step.VOTE}),
        method=None if method is None else meant(Method, method),
        close=wanted.get("close"),
        apart=wanted.get("dissent", False),
        since=None if (since := wanted.get("since")) is None else first_day(since),
        until=None if (until := wanted.get("until")) is None else last_day(until),
        kinds=frozenset(meant(Kind, each) for each in kinds),
        dossiers=frozenset() if bill is None else frozenset({_dossier(bill)}),
        member=wanted.get("member"),
        about=wanted.get("about"),
    )


def _dossier(said: str | refs.Ref) -> refs.Dossier:
    ref = ref_of(said)
    if isinstance(ref, refs.Paper) and ref.number == "0":
        ref = ref.dossier
    if not isinstance(ref, refs.Dossier):
        raise InputError(
            f"Met --bill hoort het nummer van een wetsvoorstel, zoals 36470-VI; '{said}' is dat niet.",
            f"--bill takes the number of a bill, such as 36470-VI; '{said}' is none.",
        )
    return ref


def votes(store: Store, wanted: Filter, most: int | None = None, **paged: Unpack[Paged]) -> Votes:
    """Return the decisions that a filter lets through, in order of time, each as in its overview.

    ``most``: so many at most, with where the list goes on. Raises InputError for a party that nobody knows.
    """
    found, next, how = _page(store, wanted, most, paged)
    return Votes(store.votes(found, today()), how, next)


def rows(store: Store, wanted: Filter, most: int | None = None, **paged: Unpack[Paged]) -> Rows:
    """Return the same as rows of values: far quicker, for tables."""
    found, next, how = _page(store, wanted, most, paged)
    return Rows(store.rows(found), how, next)


def _page(
    store: Store, wanted: Filter, most: int | None, paged: Paged
) -> tuple[list[Key], str | None, Filled]:
    """Return the votes of a page, where the list goes on, and how far the record was."""
    if most is not None and not 1 <= most <= MOST:
        raise InputError(
            f"Een lijst heeft 1 tot en met {MOST} stemmingen tegelijk; {most} kan niet.",
            f"A list has 1 up to {MOST} votes at a time; {most} cannot be.",
        )
    asked = None if most is None else most + 1
    found = store.found(wanted, Paging(asked, paged.get("after"), paged.get("newest", False)))
    if not found and paged.get("after") is None:
        _known_party(store, wanted.party)
    page = found[:most]
    next = store.cursor(page[-1]) if page and len(page) < len(found) else None
    return page, next, replace(filled(store), due=store.due() or 0)


def search(store: Store, query: str, scope: Scope, *, limit: int = 20, offset: int = 0) -> Hits:
    """Return the proposals that a query finds within a scope, best first, a page of them.

    Raises InputError for a party that nobody knows.
    """
    hits = store.search(query, scope, limit=limit, offset=offset)
    if not hits.total:
        _known_party(store, scope.party)
    return replace(hits, filled=filled(store))


def _known_party(store: Store, name: str | None) -> None:
    """Raise InputError, with the party that is likely meant, for a name that neither the register nor the record has.

    Where nothing was found of a party, its name is the likely reason.
    """
    if name is None or parties.named(name):
        return
    voted = store.found(Filter(party=name), Paging(1))
    if not voted and not store.search("", Scope(party=name), limit=0).total:
        raise InputError(*parties.unknown(name))


def unclear(store: Store, wanted: Filter) -> int:
    """Return of how many decisions that a filter else lets through it is not known how close they were."""
    return len(store.found(replace(wanted, close=None, unclear=True)))


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
        error = NotFoundError(
            f"Het gegevensbestand heeft geen wetsvoorstel dat sinds {since} is aangenomen. Werk het bij met kamerstem"
            " sync, of kies een eerdere dag.",
            f"The record has no bill that was adopted since {since}. Bring it up to date with kamerstem sync, or"
            " choose an earlier day.",
        )
        raise _not_found_yet(store, error)
    return tuple(found)


def budget_year(store: Store, year: int) -> tuple[list[Proposal], int]:
    """Return the amendments to the budget bills of a year with their ledgers, and of how many the paper is not held.

    The budget bills of a year are those whose title says "voor het jaar" and that year. Nothing is fetched: only papers
    that the record holds are read.
    """
    from kamerstem.budget.amendments import is_budget, with_ledgers

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


_FRESH = dt.timedelta(minutes=10)
_BEHIND = Words(
    "Er kan intussen meer zijn beslist. Werk bij met kamerstem sync --today, of volg de dag met --watch.",
    "More may have been decided meanwhile. Bring it up to date with kamerstem sync --today, or follow the day with "
    "--watch.",
)


class FromRecord(Door):
    """The local record at ``place``; papers that it does not hold are fetched at ``url``, the host root."""

    origin: ClassVar[Origin] = "record"

    def __init__(self, place: str | None = None, url: str | None = None) -> None:
        self._url = url
        self._store = Once(lambda: connect(place))
        self._http = Once(lambda: Http(url or HOST))

    @classmethod
    def of(cls, store: Store, url: str | None = None) -> Self:
        """Return the door to a record that is open, which the door then closes."""
        door = cls(url=url)
        door._store = Once(lambda: store)
        return door

    def open(self) -> Store:
        """Return the record, opened. Raises NotFoundError where there is none."""
        return self._store()

    def since(self) -> dt.date | None:
        """Return from which day on it has the votes, ``None`` if it has all of them from the feed, or none yet."""
        return held_since(self._store())

    def filled(self) -> Filled:
        """Return how far it was filled."""
        return filled(self._store())

    def is_filled(self) -> bool:
        """Return whether it can be brought up to date for a voting day."""
        return update.is_filled(self._store())

    def overview(
        self,
        ref: str | refs.Ref,
        at: dt.date | str | None = None,
        *,
        papers: bool = True,
        patient: bool = True,  # noqa: ARG002  (nobody waits for the files of papers: there is an overview already)
    ) -> Answer:
        """Return the overview. Raises NotFoundError if the record does not have it."""
        asked, store = ref_of(ref), self._store()
        at = None if at is None else as_day(at)
        # What was then the file of a paper may be another now: of an earlier day only what is held counts.
        fetch = Papers(self._http(), limits=AT_ONCE) if papers and at is None else None
        made = overview(store, asked, at, with_papers=papers, fetch=fetch)
        findings = () if papers else not_asked(made)
        answered = replace(made, findings=(*made.findings, *findings))
        return checked(answered, origin_of(store, at, _said_first(made.findings)))

    def overviews(self, wanted: Iterable[refs.Ref]) -> Iterator[Answer | NotFoundError]:
        """Yield each."""
        for ref in wanted:
            try:
                yield self.overview(ref, papers=False)
            except NotFoundError as error:
                yield error

    def day(self, date: dt.date | str) -> DayAnswer:
        """Return the day as the record has it, with a note where it was not read after that day, nor just now."""
        date = as_day(date)
        store = self._store()
        made, whole, now = day(store, date), store.reach("Stemming").whole, clock.now()
        over = made.known is not None and made.known > date
        behind = not over and date <= now.date() and (whole is None or now - whole > _FRESH)
        return DayAnswer(made, origin_of(store, said=_said_first(made.findings)), _BEHIND if behind else None)

    def latest(self, date: dt.date) -> DayAnswer:
        """Bring the record up to date with what a voting day needs, and return the day."""
        store, note = self._store(), None
        try:
            outcomes = update.today(store, self._url)
            note = next((outcome.error for outcome in outcomes if outcome.error), None)
        except BusyError as error:  # another sync is at it, and brings the same
            note = error.words
        made = day(store, date)
        return DayAnswer(made, origin_of(store, said=_said_first(made.findings)), note)

    def decided_on(self, date: dt.date) -> list[Proposal] | None:
        """Return all proposals that the record has a decision of a day on."""
        return decided_on(self._store(), date)

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> Votes:
        """Return the votes that are asked for."""
        paged = Paged(after=wanted.get("after"), newest=wanted.get("newest", False))
        return votes(self._store(), filter_of(**wanted), most, **paged)

    def close(self) -> None:
        """Close the record and the connection."""
        for store in self._store.taken():
            store.close()
        for http in self._http.taken():
            http.close()
