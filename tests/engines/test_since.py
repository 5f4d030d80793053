"""A first record by the API: the votes since a day are the feed's, and with the feed on top it is one record."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kamerstem.answers import record
from kamerstem.answers.opening import open_door
from kamerstem.model.entities import Entity
from kamerstem.model.feed import day_of_token
from kamerstem.render.listing import votes_json
from kamerstem.sources.recent import Part, Recent, Step
from kamerstem.sources.syncfeed import SyncFeed
from kamerstem.store import Store
from kamerstem.sync import Outcome, sync, update
from kamerstem.sync.since import Place, Since, held_since
from kamerstem.sync.update import TODAY
from tests import needs
from tests.commands import Run
from tests.engines.sample_since import Stops
from tests.engines.sample_since import run as brought_together
from tests.engines.test_roads import sliced
from tests.simulator import Fault, Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parents[1] / "examples/rows"
SINCE = dt.date(2024, 2, 10)
"""Some of the made-up votes are before it."""


@pytest.fixture
def official(make_simulator: MakeSimulator) -> Simulator:
    return make_simulator(ROWS)


def votes(store: Store, since: dt.date = SINCE) -> list[Any]:
    """Return the votes of a record since a day, without where each came from, in one order."""
    found = json.loads(votes_json(list(record.votes(store, record.filter_of(since=since)))))["votes"]
    return sorted((without_sources(each) for each in found), key=json.dumps)


def without_sources(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {key: without_sources(value) for key, value in answer.items() if key != "source"}
    return [without_sources(each) for each in answer] if isinstance(answer, list) else answer


def changes(store: Store) -> list[str]:
    """Return what changed since then of what both roads give, in one order."""
    found = (each for each in store.diff(SINCE) if each.entity in TODAY)
    return sorted(f"{each.what} {each.entity} {each.id} {sorted(each.fields)}" for each in found)


def by_api(store: Store, official: Simulator, since: dt.date = SINCE) -> Outcome:
    (outcome,) = update.since(store, official.url, since)
    return outcome


@pytest.fixture
def by_feed(engine: Any, official: Simulator) -> Iterator[Store]:
    with record.opened(engine.new(), create=True) as store, SyncFeed(official.url) as feed:
        assert not any(each.error for each in sync(store, feed, TODAY))
        yield store


@pytest.fixture
def mine(engine: Any) -> Iterator[Store]:
    with record.opened(engine.new(), create=True) as store:
        yield store


def test_the_votes_are_those_of_the_feed(mine: Store, by_feed: Store, official: Simulator) -> None:
    official.requests.clear()
    outcome = by_api(mine, official)
    assert outcome.error is None
    assert len(official.requests) <= 6, "its description, and one page of each step"
    assert len(votes(mine)) > 10
    assert votes(mine) == votes(by_feed)
    assert votes(mine, dt.date(2000, 1, 1)) != votes(by_feed, dt.date(2000, 1, 1)), "there are earlier ones"
    assert mine.status(verify=True).verification.whole  # type: ignore[union-attr]


def test_the_feed_on_top_makes_one_record(mine: Store, by_feed: Store, official: Simulator) -> None:
    by_api(mine, official)
    assert held_since(mine) == mine.status().since == SINCE
    with SyncFeed(official.url) as feed:
        sync(mine, feed, TODAY)
    assert votes(mine, dt.date(2000, 1, 1)) == votes(by_feed, dt.date(2000, 1, 1))
    one, other = mine.status(verify=True), by_feed.status()
    assert {name: one.entities.get(name) for name in TODAY} == {
        name: other.entities.get(name) for name in TODAY
    }
    assert one.decisions == other.decisions
    assert one.remarks == other.remarks, "no version of the feed is taken for an older one"
    assert one.verification is not None
    assert one.verification.whole
    assert held_since(mine) is None
    assert changes(mine) == changes(by_feed)


def test_asked_again_nothing_is_kept_twice(mine: Store, by_feed: Store, official: Simulator) -> None:
    by_api(mine, official)
    before = mine.status().versions
    assert by_api(mine, official).counts.total == 0
    earlier = by_api(mine, official, dt.date(2000, 1, 1))
    assert earlier.counts.new > 0
    assert mine.status().versions == before + earlier.counts.new
    assert earlier.counts.changed == 0
    counts = by_api(by_feed, official).counts
    assert counts.total == counts.new == sum(by_feed.status().entities["Fractie"]), (
        "what the feed gave is not"
    )


@pytest.mark.parametrize("page", [pytest.param(8, marks=pytest.mark.whole), 100])
def test_stopped_anywhere_it_goes_on_there(
    mine: Store, by_feed: Store, make_simulator: MakeSimulator, page: int
) -> None:
    official = make_simulator(ROWS, version="v5", v5_page=page)
    asked: list[tuple[Step, str | None]] = []
    for _ in range(200):
        with Stops(official.url, 1) as service:
            (outcome,) = sync(mine, Since(mine, service, SINCE), ("Since",))
        asked += service.asked
        if outcome.error is None:
            break
        assert mine.reach("Since").whole is None
    assert len(asked) >= (10 if page == 8 else 5)
    assert len(set(asked)) == len(asked), "no page twice"
    assert votes(mine) == votes(by_feed)


def sixth(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return every sixth decision, with what belongs to it."""

    def of(table: str, name: str, ids: set[str]) -> set[str]:
        rows[table] = [row for row in rows[table] if row[f"{name}_Id"] in ids]
        return {row.get(f"{other}_Id") for row in rows[table] for other in ("Zaak", "Kamerstukdossier")}

    rows["Besluit"] = rows["Besluit"][::6]
    besluiten = {row["Id"] for row in rows["Besluit"]}
    of("Stemming", "Besluit", besluiten)
    zaken = of("BesluitZaak", "Besluit", besluiten)
    dossiers = of("ZaakKamerstukdossier", "Zaak", zaken)
    for table, ids in (("Zaak", zaken), ("Kamerstukdossier", dossiers)):
        rows[table] = [row for row in rows[table] if row["Id"] in ids]
    return rows


@needs.official
@pytest.mark.whole
def test_the_sample_with_the_feed_on_top_is_the_record_of_the_feed(
    mine: Store, engine: Any, make_simulator: MakeSimulator
) -> None:
    """A sixth of its certain decisions, stopped at ten pages; ``python -m tests.engines.sample_since`` takes it all."""
    served = make_simulator(sixth(sliced()), version="v5", v5_page=5)
    with record.opened(engine.new(), create=True) as feed:
        assert brought_together(served, mine, feed, dt.date(2024, 6, 1), 10, pages=1) == 0
        assert len(list(record.votes(feed, record.filter_of(since=dt.date(2024, 6, 1))))) > 20


def test_a_place_is_its_token() -> None:
    earlier = dt.date(2023, 1, 1)
    for held in (None, earlier):
        for place in (
            Place(SINCE, held=held),
            Place(SINCE, 2, "/OData/v5/Zaak?$skiptoken=Id-1 2", held),
            Place(SINCE, 5, None, held),
        ):
            assert Place.of(place.token()) == place
            assert day_of_token(place.token()) == held
    assert Place.of(None) is None


@pytest.mark.parametrize(
    ("held", "last", "since", "after"),
    [
        (None, None, "2024-02-10", "2024-02-10"),
        ("2023-01-01", "2024-03-01", "2024-02-10", "2023-01-01"),
        ("2023-01-01", "2024-02-10", "2024-02-10", "2023-01-01"),
        ("2023-01-01", "2024-02-09", "2024-02-10", "2024-02-10"),  # a day lies between that nobody asked for
        ("2024-02-10", "2024-03-01", "2023-01-01", "2023-01-01"),
    ],
)
def test_what_was_held_before_is_held_still_where_nothing_lies_between(
    held: str | None, last: str | None, since: str, after: str
) -> None:
    place = Place(dt.date.fromisoformat(since), 4, held=dt.date.fromisoformat(held) if held else None)
    moment = dt.datetime.fromisoformat(f"{last}T12:00:00Z") if last else None
    assert place.kept(moment).held == dt.date.fromisoformat(after)


def test_votes_are_held_since_a_day_only_when_all_of_them_came(mine: Store, official: Simulator) -> None:
    for pages in range(5):
        assert held_since(mine) is mine.status().since is None
        with Stops(official.url, 1) as service:
            sync(mine, Since(mine, service, SINCE), ("Since",))
        assert record.filled(mine).unread, pages
    assert held_since(mine) == mine.status().since == record.filled(mine).since == SINCE
    for _ in range(4):  # an earlier day is asked for, and it stops: what was held is held
        with Stops(official.url, 1) as service:
            sync(mine, Since(mine, service, dt.date(2000, 1, 1)), ("Since",))
        assert held_since(mine) == SINCE
    by_api(mine, official, dt.date(2000, 1, 1))
    assert held_since(mine) == dt.date(2000, 1, 1)
    by_api(mine, official)
    assert held_since(mine) == dt.date(2000, 1, 1)


def test_a_change_of_the_api_is_kept_and_an_earlier_state_is_not(mine: Store, official: Simulator) -> None:
    by_api(mine, official)
    held = next(each for each in mine.voted(SINCE, dt.date(2030, 1, 1)).entities.all("Stemming"))
    moment = held.changed or dt.datetime.now(dt.UTC)

    class Changed(Recent):
        days = 1

        def part(self, since: dt.date, step: Step, place: str | None = None) -> Part:
            part = super().part(since, step, place)
            moved = [
                Entity(
                    each.kind, each.id, {**each.fields, "Soort": "Tegen"}, each.refs, source=each.source,
                    changed=moment + dt.timedelta(days=self.days),
                )
                if each.id == held.id
                else each
                for each in part.entities
            ]  # fmt: skip
            return Part(tuple(moved), part.sources, part.next)

    for days, kept in ((-1, 0), (1, 1)):
        with Changed(official.url) as service:
            service.days = days
            (outcome,) = sync(mine, Since(mine, service, SINCE), ("Since",))
        assert outcome.counts.total == kept
    assert mine.held([("Stemming", held.id)]).get("Stemming", held.id)["Soort"] == "Tegen"  # type: ignore[index]


def test_what_only_seats_need_may_be_missing(mine: Store, official: Simulator) -> None:
    official.faults.add(
        Fault.NO_ATTRIBUTE, times=None, attribute="FractieZetelPersoon.TotEnMet", declared=False
    )
    assert by_api(mine, official).error is None
    assert votes(mine)


ANSWERS = ("votes", "search wet", "diff --since 2024-01-01", "audit", "budget --year 2024")
"""Commands that only a record answers."""


def test_the_command_and_what_every_answer_says(
    run: Run, engine: Any, official: Simulator, nowhere: str, tmp_path: Path
) -> None:
    place = engine.new()
    made = run("sync", "--since", "2024-02-10", "--record", place, "--url", official.url)
    assert made.code == 0
    assert "Stemmingen sinds een dag" in made.out
    status = run("status", "--record", place)
    assert "Stemmingen vanaf 2024-02-10, uit de API" in status.out
    assert json.loads(run("status", "--record", place, "--as", "json").out)["since"] == "2024-02-10"
    answer = run("overview", "99001", "--from", "record", "--no-papers", "--record", place, "--lang", "en")
    assert "votes from 2024-02-10 on" in answer.err
    for command in (*ANSWERS, "overview 99001 --from record --no-papers", "day 2024-02-13 --from record"):
        told = run(*command.split(), "--record", place, "--as", "json")
        assert json.loads(told.out)["held_since"] == "2024-02-10", command
        if command.startswith("overview"):
            continue  # its lists are read by a program
        said = run(*command.split(), "--record", place)
        assert "stemmingen vanaf 2024-02-10" in said.err, command
    assert json.loads(run("status", "--record", place, "--as", "json").out)["not_whole"]
    compared = run("overview", "99001", "--from", "record", "--no-papers", "--record", place).out
    (tmp_path / "own.txt").write_text(compared, "utf-8")
    looked = run("check", tmp_path / "own.txt", "--from", "record", "--record", place, "--as", "json")
    assert json.loads(looked.out)["checked"][0]["coverage"]["held_since"] == "2024-02-10"
    # The API knows what belongs to the votes; where it is away, the record answers.
    with open_door("auto", url=official.url, record=place) as door:
        assert "API" in door.overview("99001", papers=False).origin.nl
    with open_door("auto", url=nowhere, record=place) as door:
        assert "vanaf 2024-02-10" in door.overview("99001", papers=False, patient=False).origin.nl
    assert run("sync", "--since", "2024-02-10", "--full", "--record", place).code == 2
    assert run("sync", "--since", "toen", "--record", place).code == 2
