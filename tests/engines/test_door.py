"""The door to a record that lives long: many threads ask it at once, and others bring it up to date meanwhile."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import pytest

from kamerstem.answers.door import Answer
from kamerstem.answers.record import FromRecord
from kamerstem.errors import SourceError
from kamerstem.model.overview import Source, SourceKind
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.model.refs import EntityId, Ref
from kamerstem.store import Store
from kamerstem.sync import sync
from tests.engines.feed import FETCHED, guid, house, read

THREADS = 8


@pytest.fixture
def door(store: Store) -> FromRecord:
    feed = house(1)
    assert not any(outcome.error for outcome in sync(store, feed, feed.categories))
    return FromRecord.of(store)


def told(answer: Answer) -> object:
    return answer.overview, answer.origin


def test_many_threads_ask_one_door(door: FromRecord) -> None:
    votes = list(door.votes())
    days = sorted({vote.decision.date for vote in votes if vote.decision.date is not None})
    ids = list(dict.fromkeys(str(vote.decision.id) for vote in votes))[:12]
    refs: list[Ref] = [EntityId(id) for id in ids]
    alone = [told(door.overview(ref, papers=False)) for ref in refs]
    day = door.day(days[0]).day
    decided = door.decided_on(days[0])
    with ThreadPoolExecutor(THREADS) as threads:
        overviews = threads.map(lambda ref: told(door.overview(ref, papers=False)), refs * THREADS)
        asked = [threads.submit(lambda: (door.day(days[0]).day, door.decided_on(days[0]))) for _ in range(9)]
        listed = [threads.submit(lambda: list(door.votes())) for _ in range(3)]
        assert list(overviews) == alone * THREADS
        assert all(each.result() == (day, decided) for each in asked)
        assert all(each.result() == votes for each in listed)


def test_what_others_bring_in_is_seen(target: str) -> None:
    """Also by bytes packed with what the record had not learnt when the door was opened."""
    feed = house(1)
    with (
        Store.open(target, read, create=True) as writing,
        Store.open(target, read) as held,
        FromRecord.of(held) as door,
    ):
        assert door.day(dt.date(2024, 1, 1)).day.items == ()
        sync(writing, feed, feed.categories)
        (vote, *_) = door.votes()
        ref = EntityId(str(vote.decision.id))
        now, then = (door.overview(ref, at, papers=False).overview for at in (None, dt.date(2025, 1, 1)))
        assert [item.decisions for _, item in then.items()] == [item.decisions for _, item in now.items()]
        assert any(item.decisions for _, item in then.items())


def test_many_threads_keep_the_papers_they_fetched(store: Store) -> None:
    """A record that has none yet has no table for them either."""
    keys = [PaperKey(guid(f"document {number % 4}")) for number in range(THREADS * 4)]
    start = Barrier(THREADS)

    def keep(key: PaperKey) -> None:
        start.wait(60)
        source = Source(f"paper-{key.document}", SourceKind.PAPER, "https://example.org", FETCHED, "0" * 64)
        store.keep_papers({key: PaperFile(b"<a/>" * 1_000, source)})

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(keep, keys))
    assert {key: file.content for key, file in store.papers(keys).items()} == dict.fromkeys(
        keys, b"<a/>" * 1_000
    )


def test_more_threads_than_a_record_can_take_get_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store._engine.pool, "_timeout", 0.1)
    with ExitStack() as taken:

        def take_all() -> None:
            for _ in range(100):
                taken.enter_context(store._reading())

        with pytest.raises(SourceError, match="too busy"):
            take_all()
    assert store.fresh() is None
