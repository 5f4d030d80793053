"""Clocks that are wrong, on both engines: ours put back or forward, and the hour that comes twice."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from kamerstem.model import refs
from kamerstem.model.feed import Entry
from kamerstem.store import Store
from kamerstem.sync import ClockError, sync
from tests.engines.feed import Feed, at, entry

NUMBER = refs.ZaakNumber("2024Z00001")
RIGHT = dt.datetime(2024, 1, 10, 12, tzinfo=dt.UTC)
# The night on which the hour from 2 to 3 came twice in Amsterdam, as the feed tells it: always as winter time.
BEFORE, AFTER = (dt.datetime(2023, 10, 29, 1, minute, tzinfo=dt.UTC) for minute in (50, 10))


def zaak(words: str, changed: dt.datetime) -> Entry:
    return entry("Zaak", "one", {"Nummer": str(NUMBER), "Onderwerp": words}, changed=changed)


def of_no_time(words: str) -> Entry:
    made = zaak(words, at(1))
    content = json.dumps(json.loads(made.content) | {"changed": None}).encode()
    return replace(made, changed=None, content=content)


def subject(store: Store) -> object:
    (found,) = store.entities_for(NUMBER).entities.all("Zaak")
    return found["Onderwerp"]


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    monkeypatch.setattr("kamerstem.sync.machine_time", lambda: moment)


def test_a_clock_before_what_is_held_is_refused_and_nothing_is_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed(fetched=RIGHT).add(zaak("first", at(9)))
    sync(store, feed, ["Zaak"])
    before = store.status()
    feed.add(zaak("second", at(10)))
    feed.fetched = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    set_clock(monkeypatch, feed.fetched)
    with pytest.raises(ClockError, match="2020-01-01 01:00, but the record has data of 2024-01-09 13:00"):
        sync(store, feed, ["Zaak"])
    assert store.status() == before
    feed.fetched = RIGHT
    set_clock(monkeypatch, RIGHT)
    sync(store, feed, ["Zaak"])
    assert subject(store) == "second"


@pytest.mark.parametrize("behind", [dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(hours=23)])
def test_a_clock_that_is_a_little_behind_leaves_nothing_stale(
    store: Store, monkeypatch: pytest.MonkeyPatch, behind: dt.timedelta
) -> None:
    feed = Feed(fetched=RIGHT).add(of_no_time("first"))
    sync(store, feed, ["Zaak"])
    feed.add(of_no_time("second"))
    feed.fetched = RIGHT - behind
    set_clock(monkeypatch, feed.fetched)
    sync(store, feed, ["Zaak"])
    assert subject(store) == "second"
    verified = store.status(verify=True).verification
    assert verified is not None
    assert verified.whole


def test_a_clock_that_was_years_ahead_and_is_put_right(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Feed(fetched=dt.datetime(2030, 1, 1, tzinfo=dt.UTC)).add(of_no_time("first"))
    set_clock(monkeypatch, feed.fetched)
    sync(store, feed, ["Zaak"])
    feed.add(of_no_time("second"))
    feed.fetched = RIGHT
    set_clock(monkeypatch, RIGHT)
    sync(store, feed, ["Zaak"])
    assert subject(store) == "second"
    assert store.fresh() == store.status().last == RIGHT


def test_a_first_sync_with_a_clock_of_years_ago_is_put_right(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed(fetched=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)).add(zaak("first", at(8)))
    set_clock(monkeypatch, feed.fetched)
    sync(store, feed, ["Zaak"])
    feed.add(zaak("second", at(9)))
    feed.fetched = RIGHT
    set_clock(monkeypatch, RIGHT)
    sync(store, feed, ["Zaak"])
    assert subject(store) == "second"


@pytest.mark.parametrize("at_once", [True, False])
def test_in_the_hour_that_comes_twice_the_later_place_wins(store: Store, at_once: bool) -> None:
    feed = Feed(fetched=RIGHT).add(zaak("in summer time", BEFORE))
    if not at_once:
        sync(store, feed, ["Zaak"])
    feed.add(zaak("in winter time", AFTER))
    sync(store, feed, ["Zaak"])
    assert subject(store) == "in winter time"
    assert store.status().remarks == {"clock": 1}
    verified = store.status(verify=True).verification
    assert verified is not None
    assert verified.whole
    sync(store, feed, ["Zaak"], full=True)
    assert store.status().versions == 2
    assert subject(store) == "in winter time"


def test_in_any_other_hour_an_older_time_is_older(store: Store) -> None:
    hour = dt.timedelta(hours=1)
    sync(store, Feed(fetched=RIGHT).add(zaak("new", BEFORE + hour), zaak("old", AFTER + hour)), ["Zaak"])
    assert subject(store) == "new"
