"""Bringing the record up to date: watermark, batch, resume.

For each category: read on from the token that the last batch left, keep page after page in batches, each in one
transaction with its token, until the feed says that there is no more. Whatever stops it, the next sync goes on
after the last batch that was kept.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kamerstem.errors import InputError, KamerstemError, SourceError, WriteError
from kamerstem.language import Words
from kamerstem.store import Counts, Page, Store

BATCH = 2000
"""Entries that are kept in one transaction, or few more: what is lost when everything stops at once."""

_SECONDS = 20.0
"""A batch is kept after this long even if it is small: a slow source must not hold back what has come."""


class BusyError(WriteError):
    """Another sync holds the record."""


class Feed(Protocol):
    """What pages come from (``kamerstem.sources.syncfeed.SyncFeed``)."""

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        """Yield the pages of a category from a token on; the last one has no ``next_token``."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a category is: what was kept of it since the start, and how long that took, in seconds."""

    category: str
    counts: Counts
    seconds: float
    done: bool = False

    @property
    def rate(self) -> float:
        """Return entries a second."""
        return self.counts.total / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync made of a category; ``error`` is why it stopped before the end, ``None`` if it did not."""

    category: str
    counts: Counts
    seconds: float
    error: Words | None = None


def sync(
    store: Store,
    feed: Feed,
    categories: Iterable[str],
    *,
    full: bool = False,
    progress: Callable[[Progress], None] | None = None,
    batch: int = BATCH,
) -> tuple[Outcome, ...]:
    """Bring these categories up to date, in their order; return what became of each.

    A category that fails does not stop the others; its error is in its outcome, and in the record's status.
    ``full`` reads from the beginning of the feed; what is held already is no new version. Raises
    :class:`BusyError` when another sync is at it, and WriteError when the record cannot be written.
    """
    with store.lock() as free:
        if not free:
            raise BusyError(
                f"Het gegevensbestand '{store.place}' wordt al bijgewerkt. Wacht tot dat klaar is.",
                f"The record '{store.place}' is being brought up to date already. Wait until that is done.",
            )
        return tuple(
            _category(store, feed, name, full=full, progress=progress, batch=batch) for name in categories
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
    token = store.begin(name, full=full)
    try:
        for pages in _batches(feed.pages(name, token), batch):
            counts += store.apply(name, pages)
            if progress is not None:
                progress(Progress(name, counts, time.monotonic() - start))
    except (SourceError, InputError) as failure:
        error = failure.words
    except KamerstemError as failure:  # the record cannot be written: nor can what is left
        _try_to_finish(store, name, failure.words)
        raise
    store.finish(name, error)
    seconds = time.monotonic() - start
    if progress is not None:
        progress(Progress(name, counts, seconds, done=True))
    return Outcome(name, counts, seconds, error)


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
