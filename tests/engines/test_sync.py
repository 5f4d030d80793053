"""Nothing is lost: killed at any moment, cut off, full, forbidden, or two at once."""

import datetime as dt
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kamerstem.errors import KamerstemError, WriteError
from kamerstem.model.answers import Counts
from kamerstem.model.feed import Entry
from kamerstem.store import Store, schema
from kamerstem.store.raw import Codec
from kamerstem.sync import BusyError, Progress, sync
from tests.engines.feed import FETCHED, Feed, at, entry, guid, house, read

KILLS = int(os.environ.get("KAMERSTEM_KILLS", "12"))
"""Kills per engine; more for who has the time."""
BILLS, AMENDMENTS = 15, 10


def contents(target: str) -> dict[str, list[Any]]:
    """Return every row of the record but for fetch times and what the last sync counted."""
    engine = schema.open_engine(target)
    found: dict[str, list[Any]] = {}
    with engine.connect() as conn:
        codec = Codec.of(conn)

        def said(column: sa.Column[Any], value: Any) -> Any:
            packed = isinstance(column.type, schema.Packed) and value is not None
            return codec.unpack(value) if packed else value

        for table in schema.metadata.sorted_tables:
            left_out = {"fetched", "raw", "content"}
            if table is schema.category:
                left_out |= {"started", "finished", "whole", "first_whole", *schema.COUNTS}
            if table is schema.dictionary:
                continue
            columns = [column for column in table.c if column.name not in left_out]
            rows = conn.execute(sa.select(*columns).order_by(*columns)).all()
            found[table.name] = [tuple(map(said, columns, row)) for row in rows]
    engine.dispose()
    return found


def quiet(target: str, feed: Feed, **settings: Any) -> dict[str, list[Any]]:
    with Store.open(target, read, create=True) as store:
        outcomes = sync(store, feed, feed.categories, **settings)
        assert not [outcome for outcome in outcomes if outcome.error]
    return contents(target)


def meaning(target: str) -> dict[str, Any]:
    """Return what the record says by official ids, however the entities are numbered and the batches were cut."""
    rows = contents(target)
    named = {key: f"{schema.KIND[kind]} {high} {low}" for key, kind, high, low in rows["entity"]}
    versions: dict[str, list[Any]] = {}
    for place, key, _, *rest in rows["version"]:
        versions.setdefault(named[key], []).append((place, rest))
    state = {}
    for key, _, _, changed, data in rows["state"]:
        held = json.loads(data or "{}")
        pointing = {name: [named[each] for each in keys] for name, keys in held.get("r", {}).items()}
        state[named[key]] = changed, data is None, held.get("f"), pointing
    return {
        "versions": {name: [rest for _, rest in sorted(its)] for name, its in versions.items()},
        "state": state,
        "link": {(named[target], relation, named[source]) for target, relation, source in rows["link"]},
        "lookup": {(value, name, named[key]) for value, name, key in rows["lookup"]},
        "seat": {
            (named[key], named.get(seat), named.get(person), *rest)
            for key, seat, person, *rest in rows["seat"]
        },
        "zetel": {(named[key], named.get(party)) for key, party in rows["zetel"]},
        "decision": {(named[key], *rest) for key, *rest in rows["decision"]},
    }


# --- killed ----------------------------------------------------------------------------------------------------------


@pytest.mark.whole
def test_killed_at_any_moment_a_batch_is_whole_or_not_there(make_target: Callable[[], str]) -> None:
    feed = house(bills=BILLS, amendments=AMENDMENTS)
    feed.size = 40
    kept: list[Progress] = []
    expected = quiet(make_target(), feed, batch=100, progress=kept.append)
    assert sum(each.counts.total for each in kept if each.done) > 3000
    assert sum(not each.done for each in kept) > 20  # batches
    target = make_target()
    chance = random.Random(int(os.environ.get("KAMERSTEM_SEED", "4")))
    command = [sys.executable, "-m", "tests.engines.child", target, str(BILLS), str(AMENDMENTS)]
    held, killed = 0, 0
    while killed < KILLS:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        # In time, not in batches: in the midst of a transaction, of a commit, of opening.
        time.sleep(chance.uniform(0.0, 0.4))
        finished = child.poll() is not None
        child.kill()
        child.communicate()
        if finished:  # it came to the end: begin again
            assert contents(target) == expected
            target = make_target()
            command[3] = target
            held = 0
            continue
        killed += 1
        held = _whole_batches(target, held)
    quiet(target, feed, batch=100)
    assert contents(target) == expected
    with Store.open(target, read) as store:
        verification = store.status(verify=True).verification
        assert verification is not None
        assert verification.whole


def _whole_batches(target: str, before: int) -> int:
    """Check that tokens and versions agree, and that nothing that was held is lost; return how much is held."""
    engine = schema.open_engine(target)
    with engine.connect() as conn:
        if not sa.inspect(conn).has_table("meta"):
            held = 0
        else:
            tokens = {row.name: int(row.token or 0) for row in conn.execute(sa.select(schema.category))}
            query = sa.text(
                "SELECT page.category, count(*) FROM version JOIN page ON page.key = version.page GROUP BY 1"
            )
            assert dict(conn.execute(query).all()) == {name: count for name, count in tokens.items() if count}
            held = sum(tokens.values())
    engine.dispose()
    assert held >= before
    return held


# --- a source that fails ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_source_that_stops_answering_costs_nothing(tmp_path: Path, seed: int) -> None:
    """It strikes above the engine, so one engine tells."""
    reference, target = (str(tmp_path / f"{name}.sqlite") for name in ("reference", "target"))
    chance = random.Random(seed)
    quiet(reference, house(bills=3, amendments=3), batch=200)
    feed, failures = house(bills=3, amendments=3), 0
    with Store.open(target, read, create=True) as store:
        while True:
            feed.fails = lambda: chance.random() < 0.3
            outcomes = sync(store, feed, feed.categories, batch=50)
            failed = {outcome.category: outcome.error for outcome in outcomes if outcome.error}
            failures += len(failed)
            assert {each.name: each.error for each in store.status().categories if each.error} == failed
            if not failed:
                break
    assert failures > 5
    assert meaning(target) == meaning(reference)
    assert meaning(target)["decision"]


def test_one_category_that_fails_does_not_stop_the_others(store: Store) -> None:
    feed = house(bills=1, amendments=1)
    pages = feed.pages

    def failing(category: str, token: str | None = None) -> Iterator[Any]:
        feed.fails = lambda: category == "Zaak"
        yield from pages(category, token)

    feed.pages = failing  # type: ignore[method-assign]
    outcomes = {outcome.category: outcome for outcome in sync(store, feed, feed.categories)}
    assert [name for name, outcome in outcomes.items() if outcome.error] == ["Zaak"]
    assert outcomes["Stemming"].counts.new == len(feed.entries["Stemming"])


def test_what_came_before_a_failure_is_kept(store: Store) -> None:
    feed = house(bills=1, amendments=1)
    feed.size, feed.fails = 10, lambda: len(feed.asked) == 3
    (outcome,) = sync(store, feed, ["FractieZetel"], batch=1000)
    assert outcome.error is not None
    assert outcome.counts.new == 30
    feed.fails, feed.asked = (lambda: False), []
    (outcome,) = sync(store, feed, ["FractieZetel"])
    assert (outcome.error, outcome.counts.new) == (None, 120)
    assert feed.asked[0] == ("FractieZetel", "30")


def test_a_page_twice_and_an_entry_twice_change_nothing(make_target: Callable[[], str]) -> None:
    feed = house(bills=2, amendments=2)
    targets = [make_target(), make_target()]
    quiet(targets[0], feed)
    double = house(bills=2, amendments=2)
    for entries in double.entries.values():
        entries[2:2] = entries[:2]
        entries[:] = [each for each in entries for _ in range(2)]
    quiet(targets[1], double)
    assert meaning(targets[0]) == meaning(targets[1])


def test_progress_and_what_it_costs_to_be_up_to_date(store: Store) -> None:
    feed = house(bills=1, amendments=1)
    seen: list[Progress] = []
    sync(store, feed, feed.categories, progress=seen.append)
    assert [each.category for each in seen if each.done] == [*feed.categories, "facts"]
    assert next(each for each in seen if each.done and each.category == "FractieZetel").counts.total == 150
    feed.asked = []
    sync(store, feed, feed.categories)
    assert len(feed.asked) == len(feed.categories)  # one question a category, from where it was


def test_no_time_is_told_at_the_first_sync(store: Store) -> None:
    feed = house(bills=1, amendments=1)
    feed.size = 10
    seen: list[Progress] = []
    sync(store, feed, ["FractieZetel"], progress=seen.append, batch=10)
    assert len(seen) > 10
    assert {each.left for each in seen} == {None}


def test_reading_everything_again_tells_how_long_by_what_is_held(store: Store) -> None:
    feed = house(bills=1, amendments=1)
    feed.size = 30
    sync(store, feed, ["FractieZetel"])
    seen: list[Progress] = []
    sync(store, feed, ["FractieZetel"], progress=seen.append, batch=30, full=True)
    assert [each.share for each in seen] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0, None])
    assert [each.left for each in seen[:5]] == pytest.approx(
        [each.seconds * (150 - each.counts.total) / each.counts.total for each in seen[:5]]
    )


def test_reading_on_tells_how_long_by_official_time(store: Store) -> None:
    now = dt.datetime.now(dt.UTC)
    feed = Feed(fetched=now - dt.timedelta(days=10), size=1).add(entry("Zaak", "first", changed=at(1)))
    sync(store, feed, ["Zaak"])
    feed.add(*(entry("Zaak", n, changed=now - dt.timedelta(days=10 - n)) for n in (0, 3, 8)))
    seen: list[Progress] = []
    sync(store, feed, ["Zaak"], progress=seen.append, batch=1)
    assert [round(each.share, 2) if each.share is not None else None for each in seen] == [
        None,
        0.3,
        0.8,
        None,
    ]


@pytest.mark.parametrize(("share", "left"), [(None, None), (0.01, None), (0.25, 30.0), (1.0, 0.0)])
def test_too_early_to_tell_is_not_told(share: float | None, left: float | None) -> None:
    assert Progress("Zaak", Counts(new=5), 10.0, share=share).left == left
    assert Progress("Zaak", Counts(new=5), 10.0, done=True, share=share).left is None


def test_a_page_with_changes_for_what_was_held(store: Store) -> None:
    feed = Feed().add(entry("Zaak", "one", {"Nummer": "2024Z00001"}, changed=at(1)))
    sync(store, feed, ["Zaak"])
    feed.add(entry("Zaak", "one", {"Nummer": "2024Z00001", "Titel": "x"}, changed=at(2)))
    feed.add(entry("Zaak", "two", {"Nummer": "2024Z00002"}, changed=at(2)))
    (outcome,) = sync(store, feed, ["Zaak"])
    assert (outcome.counts.new, outcome.counts.changed) == (1, 1)


# --- two at once -----------------------------------------------------------------------------------------------------


def test_two_at_once_the_second_says_so(store: Store, target: str) -> None:
    feed = house(bills=1, amendments=1)
    with store.lock() as free:
        assert free
        with Store.open(target, read) as second:
            with pytest.raises(BusyError, match="brought up to date already") as raised:
                sync(second, feed, feed.categories)
            assert raised.value.exit_code == 5
            assert second.status().entities == {}  # asking is free meanwhile
    with Store.open(target, read) as second:
        assert sync(second, feed, ["Zaak"])[0].counts.new == 2


def test_the_lock_ends_with_the_process(target: str) -> None:
    code = (
        "import sys, time; from kamerstem.store import Store; from tests.engines.feed import read\n"
        "with Store.open(sys.argv[1], read, create=True) as store, store.lock() as free:\n"
        "    print(free, flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, target], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "True\n"
    with Store.open(target, read) as store:
        with store.lock() as free:
            assert not free
        child.kill()
        child.communicate()
        for _ in range(100):  # the server notices that a session is gone in its own time
            with store.lock() as free:
                if free:
                    break
            time.sleep(0.05)
        assert free


# --- cannot be written -----------------------------------------------------------------------------------------------


def filled(path: Path) -> Feed:
    feed = house(bills=1, amendments=1)
    with Store.open(path, read, create=True) as store:
        sync(store, feed, feed.categories)
    feed.add(*(entry("Zaak", number, {"Titel": "x" * 2000}, changed=at(3)) for number in range(500)))
    return feed


def test_a_folder_that_may_not_be_written_in(folder: Path, request: pytest.FixtureRequest) -> None:
    path = folder / "record.sqlite"
    feed = filled(path)
    before, hash = contents(str(path)), path.read_bytes()
    path.chmod(0o444)
    folder.chmod(0o555)
    request.getfixturevalue("as_nobody")
    with pytest.raises(WriteError) as raised, Store.open(path, read, create=True) as store:
        sync(store, feed, feed.categories)
    assert raised.value.exit_code == 5
    assert "--record" in raised.value.message("nl")
    assert path.read_bytes() == hash
    with Store.open(path, read) as store:  # reading is possible
        assert store.status().entities["Zaak"] == (2, 0)
    if os.geteuid() != 0 and os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o755)
    path.chmod(0o644)
    assert contents(str(path)) == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be opened for writing"):
        Store.open(tmp_path / "no" / "such" / "record.sqlite", read, create=True)


def test_a_file_that_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Geachte heer, mevrouw, " * 1000)
    with pytest.raises(KamerstemError, match="is no record of Kamerstem"):
        Store.open(path, read, create=True)
    assert path.read_bytes().startswith(b"Geachte")


@pytest.mark.parametrize("pages", [3, 9, 18])
def test_a_full_disk(tmp_path: Path, pages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite"
    feed = filled(path)
    before = contents(str(path))
    with sqlite3.connect(path) as conn:
        size = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.close()

    @sa.event.listens_for(sa.engine.Engine, "connect")
    def limited(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={size + pages}")

    try:
        with pytest.raises(WriteError, match="is full") as raised, Store.open(path, read) as store:
            sync(store, feed, feed.categories, batch=10_000)
    finally:
        sa.event.remove(sa.engine.Engine, "connect", limited)
    assert raised.value.exit_code == 5
    assert "vol" in raised.value.message("nl")
    after = contents(str(path))
    assert {name: rows for name, rows in after.items() if name != "category"} == {
        name: rows for name, rows in before.items() if name != "category"
    }
    with Store.open(path, read) as store:
        sync(store, feed, feed.categories)  # with room again, it goes on
        assert store.status().entities["Zaak"] == (502, 0)


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    feed = filled(path)
    before = contents(str(path))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))  # Python ignores SIGXFSZ: a write fails
    try:
        with pytest.raises(WriteError) as raised, Store.open(path, read) as store:
            sync(store, feed, feed.categories, batch=10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert raised.value.exit_code == 5
    after = contents(str(path))
    assert after["version"] == before["version"]
    assert after["state"] == before["state"]


def test_a_clock_that_is_wrong_does_not_hide_what_comes_later(store: Store) -> None:
    future = dt.datetime(5008, 1, 1, tzinfo=dt.UTC)
    feed = Feed().add(
        entry("Zaak", "one", {"Nummer": "2024Z00001", "Titel": "wrong"}, changed=future),
        entry("Zaak", "two", {"Nummer": "2024Z00002"}, changed=at(3)),
    )
    sync(store, feed, ["Zaak"])
    feed.add(
        entry(
            "Zaak", "one", {"Nummer": "2024Z00001", "Titel": "right"}, changed=FETCHED + dt.timedelta(hours=1)
        )
    )
    feed.fetched = FETCHED + dt.timedelta(hours=2)
    sync(store, feed, ["Zaak"])
    (row,) = [each for each in store.diff(FETCHED.date()) if each.id == guid("one")]
    assert row.title == "right"
    assert store.status().remarks == {"clock": 1}


def test_entries_are_what_the_record_asks_of_them() -> None:
    made: Entry = entry("Zaak", "one")
    assert read("Zaak", made.content).id == made.id
