"""The whole sample by ``sync --since``, stopped and gone on with, and the feed on top: a record as by the feed alone.

    python -m tests.engines.sample_since [--since DAY] [--stops N] [--assumed] [RECORD RECORD]

Takes minutes, and prints what it counts. RECORD are the addresses of two records to make (default: files in a folder
of its own), so that it goes by PostgreSQL too. ``--assumed`` serves the assumed relations as well, so that every vote
has a proposal. Ends with 1 where anything differs.
"""

import argparse
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from kamerstem.answers import record
from kamerstem.contract import overview as contract
from kamerstem.contract import votes as lists
from kamerstem.errors import NotFoundError, UnreachableError
from kamerstem.model.feed import Page
from kamerstem.model.refs import Dossier, EntityId, Ref
from kamerstem.sources.recent import Part, Recent, Step
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed
from kamerstem.store import Store
from kamerstem.sync import sync
from kamerstem.sync.since import Since, held_since
from tests.oracle import decisions
from tests.simulator import Simulator

Said = dict[str, Any]
START = dt.date(2000, 1, 1)
AWAY = UnreachableError("De dienst antwoordt niet.", "The service does not answer.")


class Stops(Recent):
    """The service, until so many pages came."""

    def __init__(self, url: str, pages: int) -> None:
        super().__init__(url)
        self.left = pages
        self.asked: list[tuple[Step, str | None]] = []

    def part(self, since: dt.date, step: Step, place: str | None = None) -> Part:
        """Return a page as the service does, or raise UnreachableError."""
        if not self.left:
            raise AWAY
        self.left -= 1
        self.asked.append((step, place))
        return super().part(since, step, place)


class StopsFeed(SyncFeed):
    """The feed, until so many pages came."""

    def __init__(self, url: str, pages: int) -> None:
        super().__init__(url)
        self.left = pages

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        """Yield pages as the feed does, or raise UnreachableError."""
        for page in super().pages(category, token):
            if not self.left:
                raise AWAY
            self.left -= 1
            yield page


def by_api(store: Store, url: str, since: dt.date, stops: int, pages: int) -> list[tuple[Step, str | None]]:
    """Fill a record by the API, stopped so often, each time after so many pages; return what was asked for."""
    asked: list[tuple[Step, str | None]] = []
    for left in [pages] * stops + [sys.maxsize]:
        with Stops(url, left) as service:
            (outcome,) = sync(store, Since(store, service, since), ("Since",))
        asked += service.asked
        if outcome.error is None:
            break
    assert outcome.error is None, outcome.error
    return asked


def by_feed(store: Store, url: str, stops: int = 0, pages: int = 0) -> int:
    """Bring a record up to date by the feed, stopped so often; return how often it was."""
    for stopped, left in enumerate([pages] * stops + [sys.maxsize]):
        with StopsFeed(url, left) as feed:
            failed = [each for each in sync(store, feed, CATEGORIES) if each.error]
        if not failed:
            return stopped
        assert record.filled(store).unread, "a record that is not whole says so"
    raise AssertionError(failed)


def votes(store: Store, since: dt.date) -> Iterator[tuple[str, Said]]:
    """Yield what is said of every vote since a day."""
    for each in record.votes(store, record.filter_of(since=since)):
        yield f"{each.decision.id} {each.proposal.zaak}", without_sources(lists.vote(each))


def overviews(store: Store, numbers: list[Ref]) -> Iterator[tuple[str, Said]]:
    """Yield what is said of every bill, and of every vote by itself."""
    for ref in numbers:
        try:
            yield str(ref), without_sources(contract.overview(record.overview(store, ref)))
        except NotFoundError as error:
            yield str(ref), {"not found": error.words.en}


def days(store: Store, some: list[dt.date]) -> Iterator[tuple[str, Said]]:
    """Yield what is said of every voting day, but up to when it was read."""
    for day in some:
        told = without_sources(lists.day(record.day(store, day)))
        yield str(day), {**told, "provisional": None}


def without_sources(answer: Any) -> Any:
    """Leave out where it came from and when."""
    if isinstance(answer, dict):
        return {
            key: without_sources(value) for key, value in answer.items() if key not in ("source", "sources")
        }
    return [without_sources(each) for each in answer] if isinstance(answer, list) else answer


def compared(what: str, ours: Iterator[tuple[str, Said]], theirs: Iterator[tuple[str, Said]]) -> int:
    """Hold two rows of answers to be the same, each once; print how many there are, return how many differ."""
    one, other = list(ours), dict(theirs)
    assert len(dict(one)) == len(one), f"{what}: something stands twice"
    wrong = [name for name, said in one if other.get(name) != said]
    lost = other.keys() - dict(one).keys()
    print(f"{what}: {len(one)} and {len(other)}, {len(wrong)} differ, {len(lost)} lost", flush=True)
    for name in (*wrong[:3], *sorted(lost)[:3]):
        print(f"  {name}", flush=True)
    return len(wrong) + len(lost)


def counted(store: Store) -> tuple[dict[str, tuple[int, int]], int, dict[str, int]]:
    """Return what a record holds: entities, decisions, remarks."""
    status = store.status()
    return dict(status.entities), status.decisions, dict(status.remarks)


def run(simulator: Simulator, mine: Store, feed: Store, since: dt.date, stops: int, *, pages: int = 3) -> int:
    """Make both records, the one stopped each time after so many pages, and compare every answer.

    Return how many differ.
    """
    url, rows = simulator.url, simulator.rows
    by_feed(feed, url)
    simulator.requests.clear()
    start = time.process_time()
    asked = by_api(mine, url, since, stops, pages)
    seconds = time.process_time() - start
    repeated = len(asked) - len(set(asked))
    print(
        f"by the API: {len(asked)} pages, {repeated} twice, {len(simulator.requests)} requests, {seconds:.0f} s CPU"
    )
    assert held_since(mine) == since
    wrong = repeated + compared("votes of the period", votes(mine, since), votes(feed, since))
    print(f"feed on top: stopped {by_feed(mine, url, stops, 12 * pages)} times", flush=True)
    assert held_since(mine) is None
    assert not record.filled(mine).unread
    wrong += compared("all votes", votes(mine, START), votes(feed, START))
    dossiers = {
        Dossier.from_fields(row["Nummer"], row["Toevoeging"])
        for row in rows.all("Kamerstukdossier")
        if row["Nummer"]
    }
    alone = [EntityId(row["Id"]) for row in rows.all("Besluit")][::20]
    numbers: list[Ref] = [*sorted(filter(None, dossiers), key=str), *alone]
    wrong += compared("overviews", overviews(mine, numbers), overviews(feed, numbers))
    voted = sorted({row.day for row in decisions(feed) if row.day})
    wrong += compared("days", days(mine, voted), days(feed, voted))
    wrong += compared("held", iter([("all", {"": counted(mine)})]), iter([("all", {"": counted(feed)})]))
    verified = mine.status(verify=True).verification
    assert verified is not None
    print(f"verified: {verified.whole}; versions {mine.status().versions} and {feed.status().versions}")
    return wrong + (not verified.whole)


def main() -> int:
    """Run it. Returns 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", type=dt.date.fromisoformat, default=dt.date(2024, 6, 1))
    parser.add_argument("--stops", type=int, default=10)
    parser.add_argument("--assumed", action="store_true")
    parser.add_argument("records", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Simulator(assumed=options.assumed) as simulator:
        places = options.records or [f"{folder}/mine.sqlite", f"{folder}/feed.sqlite"]
        with (
            record.opened(places[0], create=True) as mine,
            record.opened(places[1], create=True) as feed,
        ):
            wrong = run(simulator, mine, feed, options.since, options.stops)
    print(f"{wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
