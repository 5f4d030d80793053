"""Bringing the record up to date: what the feed has that the record does not, from where the last run stopped.

For each category: read on from the token that the last batch left, keep page after page in batches, each in one
transaction with its token, until the feed says that there is no more. Whatever stops it, the next sync goes on
after the last batch that was kept.

A second look (:mod:`kamerstem.sync.lookback`) comes after the feed, as one more category.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import InputError, KamerstemError, SourceError, UnreachableError, WriteError
from kamerstem.language import Words
from kamerstem.model import clock
from kamerstem.model.answers import Counts
from kamerstem.model.feed import Page
from kamerstem.store import Store
from kamerstem.store.history import AHEAD

BATCH = 2000
"""Entries that are kept in one transaction, or few more: what is lost when everything stops at once."""

FACTS = "facts"
"""What is shown in the place of a category while facts are worked out."""

_SECONDS = 20.0
"""A batch is kept after this long even if it is small: a slow source must not hold back what has come."""


class BusyError(WriteError):
    """Another sync holds the record."""


class ClockError(WriteError):
    """The clock of this machine stands before what the record holds."""


class Feed(Protocol):
    """What pages come from (``kamerstem.sources.syncfeed.SyncFeed``)."""

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        """Yield the pages of a category from a token on; the last one has no ``next_token``."""


class Look(Feed, Protocol):
    """What looks a second time (``sync.lookback.Lookback``): a feed of one category, with something to say."""

    @property
    def category(self) -> str:
        """What it is called among the categories."""

    @property
    def note(self) -> Words | None:
        """What was found that is not kept, and is worth knowing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a category is: what was kept of it since the start, and how long that took, in seconds.

    ``share`` is the part of the way that was gone, from 0 to 1; ``None`` where nothing tells how long it is.
    """

    category: str
    counts: Counts
    seconds: float
    done: bool = False
    share: float | None = None

    @property
    def rate(self) -> float:
        """Return entries a second."""
        return self.counts.total / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Return the seconds left if it goes on as it went; ``None`` where that is not known, or too early to tell."""
        if self.done or self.share is None or self.share < _TELLING:
            return None
        return self.seconds * (1 - self.share) / self.share


_TELLING = 0.05
"""Of the way, before which the time it took says little about the time that is left."""


class _Way:
    """How long the way through a category is, as far as anything tells.

    The feed does not say how much is to come. What is read again from the beginning has about the size of what is
    held. What is read on from an earlier day goes by official time: from when it was last read to its end until now.
    A first sync has neither.
    """

    def __init__(self, store: Store, name: str, token: str | None) -> None:
        self._total = store.count(name) or None if token is None else None
        self._since = store.reach(name).whole if token is not None else None

    def share(self, entries: int, changed: datetime | None) -> float | None:
        """Return the part that was gone after so many entries, the last of which changed then."""
        if self._total is not None:
            return min(entries / self._total, 1.0)
        if self._since is None or changed is None:
            return None
        span = (datetime.now(UTC) - self._since).total_seconds()
        gone = (changed - self._since).total_seconds()
        return min(gone / span, 1.0) if span > 0 and gone > 0 else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync made of a category.

    ``error`` is why it stopped before the end, ``None`` if it did not; ``note`` what is worth knowing though it is no
    failure of the sync. ``unreachable``: there was no connection with the source; not ``asked``: nor was there with an
    earlier category, so this one was not tried.
    """

    category: str
    counts: Counts
    seconds: float
    error: Words | None = None
    note: Words | None = None
    unreachable: bool = False
    asked: bool = True


def sync(
    store: Store,
    feed: Feed,
    categories: Iterable[str],
    *,
    full: bool = False,
    progress: Callable[[Progress], None] | None = None,
    batch: int = BATCH,
    look: Look | None = None,
) -> tuple[Outcome, ...]:
    """Bring these categories up to date, in their order, and ``look`` again; return what became of each.

    A category that fails does not stop the others, unless there is no connection at all. The error is in its outcome,
    and in the record's status; that the second look could not be had is a note. ``full`` reads from the beginning of
    the feed; what is held already is no new version, and what is damaged is put back. Raises :class:`BusyError` when
    another sync is at it, :class:`ClockError` when our clock cannot be right, and WriteError when the record cannot be
    written.
    """
    with store.lock() as free:
        if not free:
            raise BusyError(
                f"Het gegevensbestand '{store.place}' wordt al bijgewerkt. Wacht tot dat klaar is.",
                f"The record '{store.place}' is being brought up to date already. Wait until that is done.",
            )
        _refuse_clock(store)
        outcomes: list[Outcome] = []
        # Why there is no connection; to wait for one again with each category would take a minute or more.
        away: Words | None = None
        for name in categories:
            if away is None:
                made = _category(store, feed, name, full=full, progress=progress, batch=batch)
                away = made.error if made.unreachable else None
            else:
                made = Outcome(name, Counts(), 0.0, away, asked=False)
            outcomes.append(made)
        if look is not None:
            if away is None:
                looked = _category(store, look, look.category, full=False, progress=None, batch=batch)
            else:
                looked = Outcome(look.category, Counts(), 0.0, away, asked=False)
            outcomes.append(replace(looked, error=None, note=looked.error or look.note))
        _settle(store, progress)
        return tuple(outcomes)


def _settle(store: Store, progress: Callable[[Progress], None] | None) -> None:
    """Work out the facts that all this left due."""
    start = time.monotonic()

    def show(done: int, total: int) -> None:
        if progress is not None:
            share = done / total if total else 1.0
            seconds = time.monotonic() - start
            progress(Progress(FACTS, Counts(changed=done), seconds, done=done == total, share=share))

    store.settle(show)


def machine_time() -> datetime:
    """Return what time it is by the clock of this machine; tests set another."""
    return datetime.now(UTC)


def _refuse_clock(store: Store) -> None:
    """Raise ClockError where our clock stands before official times that are held: newer ones would not count."""
    held, now = store.latest_change(), machine_time()
    if held is not None and now + AHEAD < held:
        said, last = clock.minute(now), clock.minute(held)
        raise ClockError(
            f"De klok van deze computer staat op {said}, maar het gegevensbestand heeft al gegevens van {last}. Er is "
            "niets bijgewerkt. Zet de klok goed en probeer het opnieuw.",
            f"The clock of this computer says {said}, but the record has data of {last} already. Nothing was brought "
            "up to date. Set the clock and try again.",
        )


def _category(
    store: Store,
    feed: Feed,
    name: str,
    *,
    full: bool,
    progress: Callable[[Progress], None] | None,
    batch: int,
) -> Outcome:
    start = time.monotonic()
    counts = Counts()
    error: Words | None = None
    unreachable = False
    token = store.begin(name, full=full)
    way = _Way(store, name, token) if progress is not None else None
    try:
        for pages in _batches(feed.pages(name, token), batch):
            counts += store.apply(name, pages, repair=full)
            if progress is not None and way is not None:
                last = next((page.entries[-1].changed for page in reversed(pages) if page.entries), None)
                share = way.share(counts.total, last)
                progress(Progress(name, counts, time.monotonic() - start, share=share))
    except (SourceError, InputError) as failure:
        error, unreachable = failure.words, isinstance(failure, UnreachableError)
    except KamerstemError as failure:  # the record cannot be written: nor can what is left
        _try_to_finish(store, name, failure.words)
        raise
    store.finish(name, error)
    seconds = time.monotonic() - start
    if progress is not None:
        progress(Progress(name, counts, seconds, done=True))
    return Outcome(name, counts, seconds, error, unreachable=unreachable)


def _try_to_finish(store: Store, name: str, error: Words) -> None:
    try:
        store.finish(name, error)
    except KamerstemError:
        return


def _batches(pages: Iterator[Page], size: int) -> Iterator[list[Page]]:
    """Yield pages in batches of some ``size`` entries. What came before a failure is yielded before it is raised."""
    held: list[Page] = []
    entries, since = 0, time.monotonic()
    failure: SourceError | None = None
    while failure is None:
        try:
            page = next(pages)
        except StopIteration:
            break
        except SourceError as raised:
            failure = raised
            break
        held.append(page)
        entries += len(page.entries)
        if entries >= size or time.monotonic() - since >= _SECONDS:
            yield held
            held, entries, since = [], 0, time.monotonic()
    if held:
        yield held
    if failure is not None:
        raise failure
