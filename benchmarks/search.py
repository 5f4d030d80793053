"""Search in a record, against a bare FTS5 query of the same words over the same record's text.

    python -m benchmarks.search [--full | --scale 0.02] [--record PATH]

The record is of a made-up House (``tests.simulator.generate``): a tenth of full size unless said otherwise, without
the votes, which search knows only for its filters. Beside it, in one file of its own, the text of the same proposals
in an FTS5 table as SQLite makes it (its default tokenizer, the text kept in it). What is timed is a first page of 20:
``Store.search``, which counts all hits, finds every form of a word, marks what it found and gives dated, typed hits;
and ``SELECT rowid, text ... MATCH ... ORDER BY bm25 LIMIT 20`` on an open connection, which does none of that.
Each kind of question is several queries; the ratio is that of the sums of the medians.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median

from pydantic_core import from_json
from tests.simulator.generate import Folder, generate
from tests.simulator.syncfeed import PAGE

from kamerstem.model.feed import Entry, Page
from kamerstem.model.votes import Kind, Status
from kamerstem.sources.syncfeed import to_entity
from kamerstem.store import Scope, Store
from kamerstem.store.search_index import NAMES, NUMBERS, SAID, SUBJECT, TITLE
from kamerstem.sync import sync

CATEGORIES = "Kamerstukdossier Activiteit Agendapunt Zaak ZaakActor Document Besluit".split()
RUNS = 9


@dataclass(frozen=True)
class Query:
    """What Kamerstem is asked, and the same for FTS5: its words, and a condition where there is a filter."""

    kamerstem: str
    fts5: str
    scope: Scope | None = None
    where: str = ""


MOTIONS = Scope(kinds=frozenset({Kind.MOTION}))
REJECTED = Scope(statuses=frozenset({Status.REJECTED}))
YEAR = Scope(since=date(2019, 1, 1), until=date(2019, 12, 31))

QUESTIONS: dict[str, list[Query]] = {
    "rare word": [
        Query("{name}", '"{name}"'),
        Query("50PLUS Drenthe fietspaden", "50PLUS Drenthe fietspaden"),
    ],
    "middling word": [Query(word, word) for word in ("vaccins", "Drenthe", "Akkerland", "fietspaden")],
    "common word": [Query(word, word) for word in ("motie", "over", "verzonnen")],
    "two words": [
        Query("vaccins Drenthe", "vaccins Drenthe"),
        Query("motie stikstof", "motie stikstof"),
        Query("verzonnen wet huurders", "verzonnen wet huurders"),
    ],
    "phrase": [
        Query('"verzonnen motie over"', '"verzonnen motie over"'),
        Query('"vaccins onderzoeken in Drenthe"', '"vaccins onderzoeken in Drenthe"'),
    ],
    "prefix": [
        Query("gevangen*", "gevangen*"),
        Query("verg*", "verg*"),
        Query("motie*", "motie*"),
    ],
    "reference": [
        Query("{paper}", '"{paper_words}"'),
        Query("{dossier}", '"{dossier}"'),
        Query("{zaak}", '"{zaak}"'),
    ],
    "NOT": [
        Query("vaccins -motie", "vaccins NOT motie"),
        Query("motie NOT verzonnen", "motie NOT verzonnen"),
        Query("verzonnen NOT vaccins", "verzonnen NOT vaccins"),
    ],
    "OR": [Query("vaccins OR stikstof", "vaccins OR stikstof"), Query("motie OR wet", "motie OR wet")],
    "filters": [
        Query("vaccins", "vaccins", MOTIONS, "kind = 'motion'"),
        Query("over", "over", REJECTED, "status = 'rejected'"),
        Query("vaccins", "vaccins", YEAR, "day BETWEEN '2019-01-01' AND '2019-12-31'"),
        Query("vaccins", "vaccins", Scope(party="VVD"), "sides LIKE '% vvd:submitted %'"),
    ],
}


class _Feed:
    """The folder's entries as pages, without the envelope."""

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        """Yield them from a token on."""
        count = self._folder.count(category)
        for start in range(int(token or 0), max(count, 1), PAGE):
            stop = min(start + PAGE, count)
            entries = tuple(
                Entry(
                    category,
                    each.guid,
                    False,
                    to_entity(category, each.content).changed,
                    each.content,
                    None,
                    None,
                )
                for each in self._folder.places(category, start, stop)
            )
            following = str(stop) if stop < count else None
            url = f"https://feed.invalid/{category}/{start}"
            sign = sha256(url.encode()).hexdigest()
            yield Page(category, url, datetime.now(UTC), sign, entries, following, following or str(stop))


def make_record(place: Path, scale: float) -> None:
    """Make a record of a made-up House of this size, without votes."""
    with tempfile.TemporaryDirectory(prefix="kamerstem-bench-") as folder:
        generate(Path(folder), scale)
        with Store.open(place, to_entity, create=True) as store:
            sync(store, _Feed(Path(folder)), CATEGORIES)


def make_bare(record: Path, place: Path) -> sqlite3.Connection:
    """Return a file with the text of the same proposals in FTS5, as SQLite makes it, and columns to filter on."""
    bare = sqlite3.connect(place)
    bare.executescript(
        "PRAGMA cache_size=-131072; CREATE VIRTUAL TABLE bare USING fts5(text);"
        "CREATE TABLE filters(id INTEGER PRIMARY KEY, kind, status, day, sides);"
    )
    held = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    for number, (text,) in enumerate(held.execute("SELECT text FROM search ORDER BY key"), start=1):
        fields = from_json(text)
        words = "\n".join(fields[at] for at in (NUMBERS, SUBJECT, NAMES, SAID, TITLE))
        bare.execute("INSERT INTO bare(rowid, text) VALUES(?, ?)", (number, words))
        _, kind, status, day, (sides, *_), *_ = fields
        row = number, kind, status, day, f" {' '.join(sides)} "
        bare.execute("INSERT INTO filters VALUES(?, ?, ?, ?, ?)", row)
    bare.commit()
    bare.execute("INSERT INTO bare(bare) VALUES('optimize')")
    bare.commit()
    held.close()
    return bare


def ask_bare(bare: sqlite3.Connection, query: Query) -> int:
    """Return how many of the first 20 there are."""
    join = f"JOIN filters ON id = bare.rowid AND {query.where}" if query.where else ""
    sql = f"SELECT bare.rowid, text FROM bare {join} WHERE bare MATCH ? ORDER BY bm25(bare) LIMIT 20"
    return len(bare.execute(sql, (query.fts5,)).fetchall())


def examples(record: Path) -> dict[str, str]:
    """Return references that are there."""
    held = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    rows = held.execute("SELECT text FROM search ORDER BY key").fetchall()
    held.close()
    papers = [ref for (text,) in rows if isinstance(ref := from_json(text)[0], list) and ref[3]]
    number, addition, _, paper = papers[len(papers) // 2]
    zaken = [word for (text,) in rows for word in from_json(text)[NUMBERS].split() if word[4:5] == "Z"]
    name = from_json(rows[len(rows) // 2][0])[NAMES].split()[1]
    words = " ".join(str(each) for each in (number, addition, "nr", paper) if each)
    return {
        "name": name,
        "zaak": zaken[len(zaken) // 3],
        "paper": f"{number}{f'-{addition}' if addition else ''} nr. {paper}",
        "paper_words": words,
        "dossier": str(number),
    }


def timed(way: Callable[[], object], runs: int) -> float:
    """Return the median of so many runs, in seconds of the processor: a machine may be busy with something else."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        way()
        taken.append(time.process_time() - start)
    return median(taken)


def compare(record: Path, bare: sqlite3.Connection, runs: int) -> None:
    """Print a line for each kind of question."""
    names = examples(record)
    total = bare.execute("SELECT count(*) FROM filters").fetchone()[0]
    print(f"{total} proposals; a first page of 20; medians of {runs} runs")
    with Store.open(record, to_entity) as store:
        for kind, queries in QUESTIONS.items():
            ours = theirs = 0.0
            hits = []
            for query in queries:
                asked = query.kamerstem.format(**names)
                bared = Query(asked, query.fts5.format(**names), query.scope, query.where)
                hits.append(store.search(asked, query.scope).total)
                assert bool(hits[-1]) == bool(ask_bare(bare, bared)), bared
                # By turns, so that a busy machine troubles both.
                ours += timed(partial(store.search, asked, query.scope), runs)
                theirs += timed(partial(ask_bare, bare, bared), runs)
            print(
                f"{kind:14} {ours * 1000:9.2f} ms  bare FTS5 {theirs * 1000:9.2f} ms  {ours / theirs:6.2f} x"
                f"   hits: {', '.join(map(str, hits))}"
            )


def run(arguments: Sequence[str] = ()) -> None:
    """Make a record, or take one that was kept, and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1, help="of full size (default: a tenth)")
    parser.add_argument("--full", action="store_true", help="full size: 265,000 Zaken; takes long to make")
    parser.add_argument("--runs", type=int, default=RUNS, help="of each query")
    parser.add_argument("--record", type=Path, help="where the record is kept, and taken from if it is there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kamerstem-bench-") as folder:
        record = options.record or Path(folder) / "record.sqlite"
        if not record.exists():
            make_record(record, 1.0 if options.full else options.scale)
        with closing(make_bare(record, Path(folder) / "bare.sqlite")) as bare:
            compare(record, bare, options.runs)


if __name__ == "__main__":
    run(sys.argv[1:])
