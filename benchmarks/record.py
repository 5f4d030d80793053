"""The record: what keeping it costs, and what asking it costs, each against plain code over the same made-up data.

The feed is that of :mod:`tests.simulator.generate`: a hundredth of the House by default, all of it with ``--full``.
The pages are made first and parsed by both. The plain loop does the least that could be called a copy: lxml, one
table of raw entities and one of their values, the same batches and the same settings of SQLite. Each run is a
process of its own, so that its peak memory is its own.
"""

import argparse
import gzip
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from lxml import etree
from tests.simulator.generate import Folder, generate
from tests.simulator.odata import Request
from tests.simulator.syncfeed import PAGE
from tests.simulator.syncfeed import SyncFeed as Service

from kamerstem.answers import record
from kamerstem.model.feed import Page
from kamerstem.model.refs import EntityId
from kamerstem.sources.syncfeed import CATEGORIES, read_feed
from kamerstem.store.raw import as_dictionary, decompressed
from kamerstem.store.schema import CODE, halves
from kamerstem.sync import BATCH, sync

QUICK, FULL = 0.01, 1.0
CHANGES = 1000
ASKED = 40
_RIGHT, _WRONG = b"<vergissing>false</vergissing>", b"<vergissing>true</vergissing>"
ATOM = "{http://www.w3.org/2005/Atom}"


def bodies(folder: Path, category: str) -> Iterator[bytes]:
    """Yield the pages of a category as the service gives them."""
    service = Service(Folder(folder))
    token = ""
    while True:
        query = f"category={category}" + (f"&skiptoken={token}" if token else "")
        body = service.answer(Request("/Feed", query, "http://127.0.0.1/SyncFeed/2.0")).body
        yield body
        following = read_feed(body, category)[1]
        if following is None:
            return
        token = following


class Pages:
    """A feed without a network: pages as they were written to disk, and what comes after them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.later: dict[str, list[Page]] = {}

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        """Yield the pages of a category; once it was read (``token``), those that were added."""
        if token is not None:
            yield from self.later.get(category, ())
            return
        for body in saved(self.folder, category):
            entries, following = read_feed(body, category)
            hash = sha256(body).hexdigest()
            yield Page(category, "http://127.0.0.1/Feed", datetime.now(UTC), hash, entries, following, "1")


def save(folder: Path) -> None:
    """Write the pages of every category beside the feed they are made of, once."""
    for category in CATEGORIES:
        with gzip.open(folder / f"{category}.pages", "wb", compresslevel=6) as file:
            for body in bodies(folder, category):
                file.write(len(body).to_bytes(4) + body)


def saved(folder: Path, category: str) -> Iterator[bytes]:
    """Yield the pages of a category that were saved."""
    with gzip.open(folder / f"{category}.pages", "rb") as file:
        while size := file.read(4):
            yield file.read(int.from_bytes(size))


# --- each in a process of its own ------------------------------------------------------------------------------------


def read_only(folder: Path, _: str) -> dict[str, Any]:
    """Unpack the pages: what both pay before they begin."""
    return {"bytes": sum(len(body) for category in CATEGORIES for body in saved(folder, category))}


def by_kamerstem(folder: Path, place: str) -> dict[str, Any]:
    """Bring a new record up to date."""
    with record.opened(place, create=True) as store:
        outcomes = sync(store, Pages(folder), CATEGORIES)
        assert not any(outcome.error or outcome.counts.failed for outcome in outcomes), outcomes
    return {"entries": sum(outcome.counts.total for outcome in outcomes)}


def by_plain_loop(folder: Path, place: str) -> dict[str, Any]:
    """Parse the same pages with lxml into one raw and one derived table, in the same batches."""
    conn = sqlite3.connect(place, isolation_level=None)
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("PRAGMA synchronous=NORMAL")
    conn.execute(
        "CREATE TABLE raw (kind TEXT, id TEXT PRIMARY KEY, changed TEXT, content BLOB) WITHOUT ROWID"
    )
    conn.execute("CREATE TABLE derived (id TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID")
    total = 0
    for category in CATEGORIES:
        raw: list[tuple[Any, ...]] = []
        derived: list[tuple[Any, ...]] = []
        for body in saved(folder, category):
            for entry in etree.fromstring(body).iter(f"{ATOM}entry"):
                entity = next(entry.iterfind(f"{ATOM}content/*"))
                id, values = entity.get("id"), {}
                for child in entity:
                    name = etree.QName(child).localname
                    values[name] = child.get("ref") or child.text
                raw.append((category, id, entry.findtext(f"{ATOM}updated"), etree.tostring(entity)))
                derived.append((id, json.dumps(values)))
            if len(raw) >= BATCH:
                total += _write(conn, raw, derived)
                raw, derived = [], []
        total += _write(conn, raw, derived)
    conn.close()
    return {"entries": total}


def _write(conn: sqlite3.Connection, raw: list[tuple[Any, ...]], derived: list[tuple[Any, ...]]) -> int:
    conn.execute("BEGIN IMMEDIATE")
    conn.executemany("INSERT OR REPLACE INTO raw VALUES (?, ?, ?, ?)", raw)
    conn.executemany("INSERT OR REPLACE INTO derived VALUES (?, ?)", derived)
    conn.execute("COMMIT")
    return len(raw)


def changes(folder: Path, place: str) -> dict[str, Any]:
    """Bring a record up to date with 1,000 votes that were corrected, spread over all of it."""
    pages, chance = Pages(folder), random.Random(4)
    # As many from every page, so that they are spread over all the years.
    share = -(-2 * CHANGES * PAGE // Folder(folder).count("Stemming"))
    entries = [
        entry
        for body in saved(folder, "Stemming")
        if (there := [each for each in read_feed(body, "Stemming")[0] if _RIGHT in each.content])
        for entry in chance.sample(there, min(share, len(there)))
    ]
    chance.shuffle(entries)
    now = datetime.now(UTC).replace(microsecond=0)
    changed = [
        replace(entry, changed=now - timedelta(seconds=1), content=entry.content.replace(_RIGHT, _WRONG))
        for entry in entries[:CHANGES]
    ]
    pages.later["Stemming"] = [Page("Stemming", "http://127.0.0.1/Feed", now, "", tuple(changed), None, "2")]
    start = time.process_time()
    with record.opened(place) as store:
        (outcome,) = sync(store, pages, ["Stemming"])
    assert outcome.counts.changed == len(changed), outcome
    return {"cpu_task": time.process_time() - start}


def _timed(task: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a task gives and its seconds of CPU: the machine may be busy with something else."""
    start = time.process_time()
    made = task()
    return made, time.process_time() - start


class Plain:
    """A record by plain sqlite3 and zstd."""

    def __init__(self, place: str | Path) -> None:
        self.conn = sqlite3.connect(place)
        contents = self.conn.execute("SELECT key, content FROM dictionary")
        self._dictionaries = {key: as_dictionary(content) for key, content in contents}

    def read(self, data: bytes | None) -> Any:
        """Return what a row of ``state`` says."""
        if data is None:
            return {}
        used = self._dictionaries.get(data[0])
        return json.loads(decompressed(b"\x28\xb5\x2f\xfd" + data[1:], used))

    def of_kind(self, kind: str) -> Iterator[tuple[int, Any]]:
        """Yield the number of each entity of a kind, and what its row says."""
        query = "SELECT s.entity, s.data FROM state s JOIN entity e ON e.key = s.entity WHERE e.kind = ?"
        yield from ((key, self.read(data)) for key, data in self.conn.execute(query, (CODE[kind],)))

    def id(self, key: int) -> str:
        """Return the official id of an entity."""
        (half,) = self.conn.execute("SELECT high, low FROM entity WHERE key = ?", (key,)).fetchall()
        return str(uuid.UUID(int=(half[0] % 2**64 << 64) + half[1] % 2**64))


def _its_rows(plain: Plain, ids: list[tuple[int, int]], days: list[str]) -> list[Any]:
    """Read rows by the official ids that are known beforehand, and who sat on the days of a vote."""
    query = "SELECT e.high, e.low, e.kind, s.data FROM entity e JOIN state s ON s.entity = e.key WHERE e.low IN (%s)"
    found = plain.conn.execute(query % ",".join("?" * len(ids)), [low for _, low in ids])
    rows: list[Any] = [(high, low, kind, plain.read(data)) for high, low, kind, data in found]
    for day in days:
        query = (
            "SELECT * FROM seat LEFT JOIN zetel ON zetel.entity = seat.zetel WHERE until >= ? AND since <= ?"
        )
        rows += plain.conn.execute(query, (day, day)).fetchall()
    return rows


def overviews(_: Path, place: str) -> dict[str, Any]:
    """Ask for overviews of bills, and read the rows that each is made of with plain sqlite3."""
    chance = random.Random(4)
    plain = Plain(place)
    zaken = (key for key, row in plain.of_kind("Zaak") if row and row["f"]["Soort"] == "Wetgeving")
    bills = sorted(map(plain.id, zaken))
    ratios, whole, bare = [], [], []
    with record.opened(place) as store:
        for bill in chance.sample(bills, min(ASKED, len(bills))):
            ref = EntityId(bill)
            found = store.entities_for(ref)
            ids = [halves(each.id) for each in found.entities]
            made, spent = _timed(lambda: record.overview(store, ref))  # noqa: B023
            days = sorted({str(one.date) for *_, one in made.decisions() if one.house is not None})
            rows, least = _timed(lambda: _its_rows(plain, ids, days))  # noqa: B023
            assert len(rows) >= len(ids)
            whole.append(spent)
            bare.append(least)
            ratios.append(spent / least)
    return {"ratio": median(ratios), "whole": median(whole), "bare": median(bare), "bills": len(ratios)}


TASKS = {task.__name__: task for task in (read_only, by_kamerstem, by_plain_loop, changes, overviews)}


def child(name: str, folder: Path, place: str) -> dict[str, Any]:
    """Run a task in a process of its own; return what it says, with its CPU seconds and peak memory in bytes."""
    command = [sys.executable, "-m", "benchmarks.record", name, str(folder), place]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measured(folder: Path, scale: float) -> dict[str, dict[str, Any]]:
    """Return what each task says of a made-up House of this size; its feed and record are left in the folder."""
    feed, held = folder / f"feed-{scale}", folder / f"record-{scale}.sqlite"
    generate(feed, scale)
    save(feed)
    held.unlink(missing_ok=True)
    results = {
        "read_only": child("read_only", feed, ""),
        "by_kamerstem": child("by_kamerstem", feed, str(held)),
        "by_plain_loop": child("by_plain_loop", feed, str(feed / "plain.sqlite")),
    }
    size = held.stat().st_size
    results["changes"] = child("changes", feed, str(held))
    results["overviews"] = child("overviews", feed, str(held))
    return results | {"record": {"size": size}}


def run(arguments: Sequence[str] = ()) -> None:
    """Print every figure as a ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.record", description=__doc__)
    parser.add_argument("--full", action="store_true", help="full size: an hour or more")
    parser.add_argument("--scale", type=float, default=QUICK, help="of full size (default: a hundredth)")
    parser.add_argument(
        "--keep", type=Path, help="a folder where feeds and records are left, for `audit --keep`"
    )
    options = parser.parse_args(arguments)
    scale = FULL if options.full else options.scale
    with tempfile.TemporaryDirectory(prefix="kamerstem-bench-") as passing:
        folder = options.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        tenth = measured(folder, scale / 10)
        _tell(folder / f"feed-{scale}", measured(folder, scale), tenth)


def _tell(folder: Path, whole: dict[str, dict[str, Any]], tenth: dict[str, dict[str, Any]]) -> None:
    ours, plain, read = (whole[name]["cpu"] for name in ("by_kamerstem", "by_plain_loop", "read_only"))
    few, many = tenth["changes"]["cpu_task"], whole["changes"]["cpu_task"]
    asked = whole["overviews"]
    peak, small = whole["by_kamerstem"]["peak"], tenth["by_kamerstem"]["peak"]
    votes = Folder(folder).count("Stemming")
    size = whole["record"]["size"]
    packed = sum((folder / f"{category}.pages").stat().st_size for category in CATEGORIES)
    lines = {
        "apply": (
            (ours - read) / (plain - read),
            "a plain loop (aim 3)",
            f"{ours - read:.1f} and {plain - read:.1f} s of CPU",
        ),
        f"{CHANGES:,} changes": (
            many / few,
            "the same on a tenth (aim 1.3)",
            f"{many:.2f} and {few:.2f} s of CPU",
        ),
        "overview": (asked["ratio"], "reading its rows (aim 5)", f"median of {asked['bills']} bills"),
        "memory": (peak / small, "a tenth (aim 1)", f"{peak / 2**20:.0f} and {small / 2**20:.0f} MiB"),
        "size": (
            size / packed,
            "the gzipped pages",
            f"{size / votes:.0f} and {packed / votes:.0f} bytes a vote",
        ),
    }
    print(f"{whole['by_kamerstem']['entries']:,} entries (made up)")
    for name, (ratio, than, figures) in lines.items():
        print(f"{name:14}{ratio:6.2f} x {than:31}{figures}")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in TASKS:  # a task in a process of its own
        answer = TASKS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
        used = resource.getrusage(resource.RUSAGE_SELF)
        answer |= {"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024}
        print(json.dumps(answer))
    else:
        run(sys.argv[1:])
