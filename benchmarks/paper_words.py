"""The papers of the sample, fetched to be searched, stopped and gone on with; and search in their words against FTS5.

    python -m benchmarks.paper_words [--record PATH]

The tests' simulator serves the sample and the real papers of its motions; a record is made of it by the feed, without
votes. Then `sync --papers` is stopped at several places and gone on with: no file may be asked for twice. Beside the
record, in a file of its own, what is said of the same proposals and the words of their papers, in one FTS5 table as
SQLite makes it.

What is timed is a first page of 20, in seconds of the processor, by turns: ``Store.search``, which counts all, looks in
titles and papers, finds every form of a word and marks it; and ``SELECT rowid, text ... MATCH ... ORDER BY bm25 LIMIT
20`` on an open connection.
"""

import argparse
import sqlite3
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.simulator import Simulator

from benchmarks.papers import PAPERS
from benchmarks.search import CATEGORIES, make_bare, timed
from kamerstem.answers import fetching
from kamerstem.answers import record as records
from kamerstem.store import Store

RUNS = 9
STOPS = (1, 20, 400, 2000, 3000)
"""After how many papers more it is stopped."""

# What is asked of Kamerstem, and the same of FTS5.
QUESTIONS = {
    "phrase of every motion": [('"verzoekt de regering"', '"verzoekt de regering"')],
    "phrase": [('"een nationaal plan"', '"een nationaal plan"'), ('"voor het einde van het jaar"',) * 2],
    "rare word": [("kaderrichtlijn", "kaderrichtlijn"), ("huisartsentekort", "huisartsentekort")],
    "middling word": [(word, word) for word in ("stikstof", "vaccinatie", "woningbouw", "Groningen")],
    "common word": [(word, word) for word in ("regering", "onderzoek", "constaterende")],
    "two words": [("stikstof natuur", "stikstof natuur"), ("kinderen armoede", "kinderen armoede")],
    "prefix": [("gevangen*", "gevangen*"), ("verzoek*", "verzoek*")],
    "NOT": [("stikstof -natuur", "stikstof NOT natuur"), ("regering NOT onderzoek",) * 2],
    "OR": [("stikstof OR vaccinatie",) * 2, ("woningbouw OR regering",) * 2],
}


def run(arguments: Sequence[str] = ()) -> None:
    """Print what was fetched, and the ratios of time and size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.paper_words", description=__doc__)
    parser.add_argument("--record", type=Path, help="where the record is kept, and taken from if it is there")
    options = parser.parse_args(arguments)
    if not PAPERS.exists():
        print("needs ../shared: the papers")
        return
    with tempfile.TemporaryDirectory(prefix="kamerstem-bench-") as folder:
        place = options.record or Path(folder) / "record.sqlite"
        if not place.exists():
            make(place)
        with closing(with_papers(place, Path(folder) / "bare.sqlite")) as bare:
            weigh(place, bare)
            with records.opened(str(place)) as store:
                compare(store, bare)


def make(place: Path) -> None:
    """Make a record of the sample, with its papers."""
    with Simulator() as official:
        serve(official)
        assert not any(each.error for each in records.synchronise(str(place), official.url, CATEGORIES))
        with records.opened(str(place)) as store:
            fetch(store, official)


def serve(official: Simulator) -> None:
    """Give the simulator the papers, each at the publication of it in XML."""
    with tarfile.open(PAPERS) as packed:
        files = {each.name: file.read() for each in packed if (file := packed.extractfile(each)) is not None}
    for row in official.rows.all("DocumentPublicatie"):
        if row["DocumentType"] == "Xml" and row["FileName"] in files:
            official.rows.files[row["Id"]] = row["FileName"], files[row["FileName"]]
    print(f"{len(files)} papers, of which {len(official.rows.files)} are served")


class _StopError(Exception):
    pass


def fetch(store: Store, official: Simulator) -> None:
    """Fetch all papers, stopped at places; then once more, when nothing may be asked for."""
    official.requests.clear()
    start = time.process_time()
    for after in STOPS:
        try:
            fetching.fetch_papers(store, official.url, progress=partial(_stop, after))
        except _StopError:
            print(f"stopped: {store.texts.count()} held")
    done = fetching.fetch_papers(store, official.url)
    took = time.process_time() - start
    asked = Counter(each.path for each in official.requests if "resource" in each.path.lower())
    twice = sum(number > 1 for path, number in asked.items() if path.rsplit("(")[-1])
    pages = len(official.requests) - sum(asked.values())
    print(
        f"{store.texts.count()} held, {done.missing} not to be had: {len(asked)} files asked for, {twice} twice;"
        f" {pages} other requests; {took:.0f} s of CPU, the server's included"
    )
    official.requests.clear()
    fetching.fetch_papers(store, official.url)
    print(f"asked again: {len(official.requests)} requests")


def _stop(after: int, done: fetching.Fetched, _: int) -> None:
    if done.new >= after:
        raise _StopError


def with_papers(record: Path, place: Path) -> sqlite3.Connection:
    """Return a file with what is said of each proposal and the words of its paper in one FTS5 table."""
    bare = make_bare(record, place)
    held = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    texts = dict(held.execute("SELECT key, text FROM paper_text WHERE text IS NOT NULL"))
    order = [key for (key,) in held.execute("SELECT key FROM search ORDER BY key")]
    held.close()
    said = dict(bare.execute("SELECT rowid, text FROM bare"))
    bare.executescript("DROP TABLE bare; CREATE VIRTUAL TABLE papers USING fts5(text);")
    bare.executescript("CREATE VIRTUAL TABLE bare USING fts5(text);")
    for number, key in enumerate(order, start=1):
        text = texts.get(key, "")
        bare.execute("INSERT INTO bare(rowid, text) VALUES(?, ?)", (number, f"{said[number]}\n{text}"))
        if text:
            bare.execute("INSERT INTO papers(rowid, text) VALUES(?, ?)", (number, text))
    bare.execute("INSERT INTO bare(bare) VALUES('optimize')")
    bare.execute("INSERT INTO papers(papers) VALUES('optimize')")
    bare.commit()
    return bare


def weigh(record: Path, bare: sqlite3.Connection) -> None:
    """Print the bytes of the words of papers and their index, beside those of an FTS5 table of the same words."""

    def size(conn: sqlite3.Connection, like: str) -> int:
        query = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE ?"
        return int(conn.execute(query, (like,)).fetchone()[0])

    with closing(sqlite3.connect(record)) as held:
        texts, index = size(held, "paper_text"), size(held, "paper_words%")
        files = size(held, "paper")
    theirs = size(bare, "papers%")
    print(
        f"size: words {texts / 1e6:.2f} MB and index {index / 1e6:.2f} MB, {(texts + index) / theirs:.2f} x a bare"
        f" FTS5 table of the same words ({theirs / 1e6:.2f} MB); the files as they came {files / 1e6:.2f} MB"
    )


def compare(store: Store, bare: sqlite3.Connection) -> None:
    """Print a line for each kind of question."""
    for kind, queries in QUESTIONS.items():
        ours = theirs = 0.0
        hits = []
        for asked, same in queries:
            found = store.search(asked)
            other = bare.execute("SELECT count(*) FROM bare WHERE bare MATCH ?", (same,)).fetchone()[0]
            hits.append(f"{found.total} ({other})")
            ours += timed(partial(store.search, asked), RUNS)
            theirs += timed(partial(ask, bare, same), RUNS)
        ratio = f"{ours * 1000:8.2f} ms  bare FTS5 {theirs * 1000:8.2f} ms  {ours / theirs:6.2f} x"
        print(f"{kind:24} {ratio}   hits: {', '.join(hits)}")


def ask(bare: sqlite3.Connection, words: str) -> int:
    """Return how many of the first 20 there are."""
    sql = "SELECT rowid, text FROM bare WHERE bare MATCH ? ORDER BY bm25(bare) LIMIT 20"
    return len(bare.execute(sql, (words,)).fetchall())


if __name__ == "__main__":
    run(sys.argv[1:])
