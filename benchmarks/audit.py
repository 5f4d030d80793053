"""The audit of a record against a plain Python loop over the same rows, its growth, and what a few changes cost.

    python -m benchmarks.audit [--full | --scale 0.02] [--keep FOLDER]

The record is of a made-up House (``tests.simulator.generate``): a fiftieth of full size (100,000 decisions) unless said
otherwise, and beside it one of a tenth of that. The loop reads the vote rows of the same file by ``sqlite3``, adds up
each decision and compares the sum with its result and with the House: what one would write in an afternoon. The audit
runs some fifty checks on overviews, keeps what it finds, and knows what is new. Then 20 votes change sides, and the
audit is run again. All times are of the processor.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from tests.simulator.generate import generate

from benchmarks.record import Plain
from benchmarks.search import _Feed
from kamerstem.answers import audit as audits
from kamerstem.model.answers import Audit
from kamerstem.model.feed import Page
from kamerstem.sources.syncfeed import CATEGORIES, to_entity
from kamerstem.store import Store
from kamerstem.sync import sync

CHANGED = 20
T = TypeVar("T")


class _Changed:
    """A feed with nothing but the first votes of some decisions, on the other side now."""

    def __init__(self, folder: Path, count: int) -> None:
        self._feed = _Feed(folder)
        self._count = count

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:  # noqa: ARG002
        """Yield one page, of votes that lie far apart."""
        if category != "Stemming":
            return
        pages = list(self._feed.pages(category))
        every = max(1, len(pages) // self._count)
        taken = [page.entries[0] for page in pages[::every]][: self._count]
        while len(taken) < self._count:  # a small record
            taken.append(pages[len(taken) % len(pages)].entries[20 * len(taken)])
        entries = tuple(
            replace(
                entry,
                changed=entry.changed + timedelta(days=1) if entry.changed else None,
                content=_other_side(entry.content),
                token=None,
            )
            for entry in taken
        )
        yield replace(pages[-1], url="https://feed.invalid/changed", entries=entries, next_token=None)


def _other_side(content: bytes) -> bytes:
    sides = (b">Voor<", b">Tegen<")
    here = next(side for side in sides if side in content)
    return content.replace(here, next(side for side in sides if side != here))


def make_record(folder: Path, scale: float) -> tuple[Path, Path]:
    """Return a record of a made-up House of this size, or the one that was kept, and the feed it was made from."""
    place, feed = folder / f"record-{scale}.sqlite", folder / f"feed-{scale}"
    if not place.exists():
        generate(feed, scale)
        with Store.open(place, to_entity, create=True) as store:
            sync(store, _Feed(feed), CATEGORIES)
    return place, feed


def loop(place: Path) -> tuple[int, int]:
    """Return how many decisions have votes, and how many of them do not add up, by a plain loop over the rows."""
    held = Plain(place)
    with closing(held.conn):
        results = {}
        for key, row in held.of_kind("Besluit"):
            fields = row["f"]
            results[key] = (fields.get("BesluitSoort") or "", fields.get("StemmingsSoort"))
        sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for _, row in held.of_kind("Stemming"):
            besluit = row["r"]["Besluit"][0]
            by_hand = results[besluit][1] != "Hoofdelijk"
            sums[besluit][row["f"]["Soort"]] += row["f"]["FractieGrootte"] if by_hand else 1
    wrong = 0
    for besluit, sides in sums.items():
        adopted = sides["Voor"] > sides["Tegen"]
        said = results[besluit][0].endswith("- aangenomen")
        wrong += adopted != said or sum(sides.values()) != 150
    return len(sums), wrong


def audit(place: Path, *, whole: bool = False) -> Audit:
    """Return the audit of a record: of everything the first time, then of what changed."""
    with Store.open(place, to_entity) as store:
        return audits.audit(store, whole=whole)


def _timed(way: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    made = way()
    return time.process_time() - start, made


def measure(folder: Path, scale: float) -> None:
    """Print the figures of one size and of a tenth of it."""
    seconds, after = {}, {}
    for size in (scale / 10, scale):
        place, feed = make_record(folder, size)
        by_loop, (votes, _) = _timed(lambda: loop(place))  # noqa: B023  (called at once)
        taken, done = _timed(lambda: audit(place, whole=True))  # noqa: B023
        seconds[size] = taken / done.looked
        print(
            f"{votes:7} votes: audit {taken:8.2f} s, loop {by_loop:6.2f} s, {taken / by_loop:5.1f} x;"
            f" {1000 * taken / done.looked:.2f} ms for each of {done.looked}"
        )
        with Store.open(place, to_entity) as store:
            sync(store, _Changed(feed, CHANGED), ("Stemming",))
        after[size], changed = _timed(lambda: audit(place))  # noqa: B023
        nothing, _ = _timed(lambda: audit(place))  # noqa: B023
        print(
            f"        after {CHANGED} changed votes {after[size]:.2f} s for {changed.looked} decisions and proposals,"
            f" {after[size] / taken:.3f} x the whole; {sum(found.new for found in changed.findings)} new findings;"
            f" with nothing changed {nothing:.2f} s"
        )
    print(
        f"ten times the size: {seconds[scale] / seconds[scale / 10]:.2f} x for each decision,"
        f" {after[scale] / after[scale / 10]:.2f} x after {CHANGED} changed votes"
    )


def run(arguments: Sequence[str] = ()) -> None:
    """Make records, or take those that were kept, and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    parser.add_argument("--scale", type=float, default=0.02, help="of full size (default: a fiftieth)")
    parser.add_argument(
        "--full", action="store_true", help="full size: 100,000 decisions; takes hours to make"
    )
    parser.add_argument("--keep", type=Path, help="a folder where the records are kept, and taken from")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kamerstem-bench-") as passing:
        folder = options.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, 1.0 if options.full else options.scale)


if __name__ == "__main__":
    run(sys.argv[1:])
