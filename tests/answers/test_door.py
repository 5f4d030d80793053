"""The door: opened once, asked by many, and each origin by its own rules."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import cast

import pytest
import stamina

from kamerstem.answers import record
from kamerstem.answers.door import Answer, Door, Once, Origin
from kamerstem.answers.opening import Auto, open_door
from kamerstem.errors import BadReference, InputError, NotFoundError, SourceError
from kamerstem.model import clock
from kamerstem.model.day import AgendaItem
from kamerstem.model.refs import Dossier, Ref, parse
from kamerstem.sources import http
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.store import Store
from kamerstem.sync import update
from tests.simulator import Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parents[1] / "examples/rows"
REFS = ("99002", "99006", "99001, nr. 9", "2024Z90152")
DAY = dt.date(2024, 2, 13)
THREADS = 8


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture
def served(make_simulator: MakeSimulator) -> Simulator:
    return make_simulator(ROWS)


@pytest.fixture
def place(served: Simulator, tmp_path: Path) -> str:
    """A record of those rows."""
    made = str(tmp_path / "record.sqlite")
    assert not any(outcome.error for outcome in record.synchronise(made, served.url))
    served.clear()
    return made


def facts(answer: Answer | NotFoundError) -> object:
    """Return what an answer says, without when it was fetched."""
    if isinstance(answer, NotFoundError):
        return answer.words
    overview = answer.overview
    sources = [(each.id, each.url, each.sha256) for each in overview.sources]
    return list(overview.items()), overview.findings, sources, answer.origin


def described(simulator: Simulator) -> int:
    return sum(asked.path.endswith("$metadata") for asked in simulator.requests)


# --- many threads ---


@pytest.mark.parametrize("origin", ["live", "record", "auto"])
def test_many_threads_get_what_one_gets(served: Simulator, place: str, origin: Origin) -> None:
    with open_door(origin, url=served.url, record=place) as door:
        alone = [facts(door.overview(ref, papers=False)) for ref in REFS]
        day = door.day(DAY)
    start = Barrier(THREADS)
    with open_door(origin, url=served.url, record=place) as door, ThreadPoolExecutor(THREADS) as threads:

        def ask(number: int) -> tuple[list[object], object]:
            start.wait(60)
            turned = [*REFS[number % 4 :], *REFS[: number % 4]]
            answers = {ref: facts(door.overview(ref, papers=False)) for ref in turned}
            return [answers[ref] for ref in REFS], door.day(DAY)

        for overviews, again in threads.map(ask, range(THREADS)):
            assert overviews == alone
            assert getattr(again, "day").items == day.day.items  # noqa: B009


def test_what_is_needed_is_made_once(monkeypatch: pytest.MonkeyPatch, served: Simulator, place: str) -> None:
    """One record and one connection for the door's life, whoever asks first."""
    stores, connections = [], []
    open_store, connect = Store.open, http.Http.__init__

    def opened(*args: object, **options: object) -> Store:
        stores.append(args)
        return open_store(*args, **options)  # type: ignore[arg-type]

    def connected(self: http.Http, *args: object, **options: object) -> None:
        connections.append(args)
        connect(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "open", opened)
    monkeypatch.setattr(http.Http, "__init__", connected)
    with open_door("auto", url=served.url, record=place) as door:
        assert (stores, connections) == ([], []), "a door that is not used costs nothing"
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(lambda _: door.overview("99006"), range(16)))
        assert (len(stores), len(connections)) == (1, 1)
    connections.clear()
    with open_door("live", url=served.url) as door:
        for ref in REFS:
            door.overview(ref)
        door.day(DAY)
        assert len(connections) == 1


def test_what_could_not_be_made_is_tried_again() -> None:
    tried = []

    def make() -> str:
        tried.append(1)
        if len(tried) == 1:
            raise NotFoundError("Er is niets.", "There is nothing.")
        return "made"

    once = Once(make)
    with pytest.raises(NotFoundError):
        once()
    assert (once(), once(), len(tried)) == ("made", "made", 2)
    assert list(once.taken()) == ["made"]
    assert list(once.taken()) == []


# --- several overviews ---


def test_several_overviews_ask_nothing_twice(served: Simulator) -> None:
    wanted = [parse(ref) for ref in (*REFS, "99006", "88888, nr. 3", "99001")]
    with open_door("live", url=served.url) as door:
        served.clear()
        answers = list(door.overviews(wanted))
        asked = [(each.path, each.query) for each in served.requests]
        assert len(set(asked)) == len(asked)
        assert [isinstance(each, NotFoundError) for each in answers] == [*[False] * 5, True, False]
        for ref, answer in zip(wanted, answers, strict=True):
            if isinstance(answer, Answer):
                assert facts(answer) == facts(door.overview(ref, papers=False))


def test_auto_asks_the_api_only_for_what_the_record_lacks(
    make_simulator: MakeSimulator, served: Simulator, tmp_path: Path
) -> None:
    held = str(tmp_path / "held.sqlite")
    record.synchronise(held, make_simulator({}).url)  # an empty record
    wanted: list[Ref] = [Dossier(99006), Dossier(88888), Dossier(99002)]
    with open_door("auto", url=served.url, record=held) as door, open_door("live", url=served.url) as live:
        served.clear()
        found = list(door.overviews(wanted))
        assert described(served) == 1
        assert [facts(each) for each in found] == [facts(each) for each in live.overviews(wanted)]


def test_auto_without_a_record_is_the_api(served: Simulator, tmp_path: Path) -> None:
    lost = str(tmp_path / "lost.sqlite")
    with open_door("auto", url=served.url, record=lost) as door:
        assert "API" in door.overview("99006", papers=False).origin.en
        assert "API" in door.day(DAY).origin.en
        assert "API" in door.latest(DAY).origin.en
        assert door.decided_on(DAY)
        with pytest.raises(NotFoundError, match="no record yet"):
            door.overview("99006", at=DAY)
        with pytest.raises(NotFoundError, match="no record yet"):
            list(door.votes())


def test_auto_with_a_record_needs_no_network(place: str, nowhere: str) -> None:
    with open_door("auto", url=nowhere, record=place) as door:
        assert "local record" in door.overview("99006", papers=False).origin.en
        assert "local record" in door.day(DAY).origin.en
        assert door.decided_on(DAY)
        assert list(door.votes(most=2)) == list(door.votes())[:2]
        quiet = door.day(clock.today())  # nothing is known of it, and the API does not answer
        assert quiet.note is not None
        assert "no connection" in quiet.note.en
        with pytest.raises(SourceError):
            door.overview("88888")


# --- a record that is made, filled or read on meanwhile ---


def test_auto_sees_a_record_that_is_made_meanwhile(served: Simulator, tmp_path: Path) -> None:
    place = str(tmp_path / "later.sqlite")
    with open_door("auto", url=served.url, record=place) as door:
        assert "API" in door.overview("99006", papers=False).origin.en
        assert "API" in door.latest(DAY).origin.en
        record.synchronise(place, served.url)
        assert "local record" in door.overview("99006", papers=False).origin.en
        assert "local record" in door.latest(DAY).origin.en


def test_a_record_that_is_being_filled_says_so(served: Simulator, tmp_path: Path) -> None:
    """Of what it lacks it cannot be told that it did not happen."""
    place = str(tmp_path / "half.sqlite")
    asked: list[str] = []
    with open_door("record", url=served.url, record=place) as door:
        for name in update.TODAY:
            asked.append(name)
            record.synchronise(place, served.url, asked)
            if name not in ("Zaak", "Besluit", "Stemming"):
                continue
            lacking = [each for each in CATEGORIES if each not in asked]
            for findings in (
                door.overview("99006", papers=False).overview.findings,
                door.day(DAY).day.findings,
            ):
                assert findings[0].check == "record-not-whole"  # before all others
                assert findings[0].found == ", ".join(lacking)


@pytest.mark.parametrize("ref", ["99001", "2024Z90000", *REFS])
def test_an_overview_asks_the_record_little(place: str, ref: str) -> None:
    """One transaction, and some questions for each relation, not for each Zaak."""
    with record.opened(place) as store:
        record.overview(store, parse(ref))
        said: list[str] = []
        with store._engine.connect() as conn:
            connection = conn.connection.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            connection.set_trace_callback(said.append)
        record.overview(store, parse(ref))
    assert said[0] == "BEGIN"
    assert said[-1] == "ROLLBACK"
    assert said.count("BEGIN") == 1
    assert len(said) < 50


@pytest.mark.parametrize(("later", "source"), [(0, "local record"), (5, "API")])
def test_a_day_that_went_on_after_the_record_was_read_is_asked_of_the_api(
    served: Simulator, place: str, monkeypatch: pytest.MonkeyPatch, later: int, source: str
) -> None:
    read = clock.now()
    monkeypatch.setattr(clock, "now", lambda: read + dt.timedelta(days=later))
    monkeypatch.setattr(clock, "today", lambda: clock.now().date())
    today = read.date()
    items = (
        AgendaItem(id="item", number=None, title=None, start=None),
    )  # the record knew what was to be voted on
    day = record.day
    monkeypatch.setattr(record, "day", lambda store, date: replace(day(store, date), items=items))
    with open_door("auto", url=served.url, record=place) as door:
        assert source in door.day(today).origin.en
    with open_door("record", record=place) as door:
        assert (door.day(today).note is not None) is bool(later)


# --- what cannot be asked ---


def test_what_only_a_record_can_tell_is_refused_elsewhere(served: Simulator) -> None:
    for door in (open_door("live", url=served.url), open_door("example")):
        with door:
            with pytest.raises(InputError, match="earlier days"):
                door.overview("36470-VI", at=DAY)
            with pytest.raises(InputError, match="local record"):
                door.votes()
    assert served.requests == []


def test_the_example_knows_one_bill() -> None:
    with open_door("example") as door:
        known, unknown = door.overviews([Dossier(36470, "VI"), Dossier(99006)])
        assert isinstance(known, Answer)
        assert isinstance(unknown, NotFoundError)
        for ask in (door.day, door.latest):
            with pytest.raises(NotFoundError):
                ask(DAY)


@pytest.mark.parametrize("origin", ["auto", "record", "live", "example"])
def test_what_is_no_reference_is_refused_before_anything_is_opened(origin: Origin, nowhere: str) -> None:
    with open_door(origin, url=nowhere) as door, pytest.raises(BadReference):
        door.overview("nonsense")


def test_another_origin_is_refused() -> None:
    with pytest.raises(InputError, match="auto, record, live, example"):
        open_door(cast(Origin, "nonsense"))


def test_every_door_is_one(served: Simulator, place: str) -> None:
    doors: list[Door] = [
        Auto(place, served.url),
        *(open_door(each) for each in ("record", "live", "example")),
    ]
    assert [door.origin for door in doors] == ["auto", "record", "live", "example"]
