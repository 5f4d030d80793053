"""The second look: what the feed missed is kept, what nobody can tell is told, and nobody is asked too often."""

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kamerstem.answers import record
from kamerstem.errors import SourceError
from kamerstem.model import refs
from kamerstem.model.answers import What
from kamerstem.model.assemble import assemble
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.feed import Entry
from kamerstem.model.houses import houses_in
from kamerstem.model.overview import Source, SourceKind
from kamerstem.sources.http import Limits
from kamerstem.sources.kept import read as read_kept
from kamerstem.sources.odata import Answer
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed
from kamerstem.sources.votes import Votes
from kamerstem.store import Store
from kamerstem.sync import Outcome, sync
from kamerstem.sync.lookback import CATEGORY, Lookback
from tests.engines.feed import Feed, at, entry, guid, house, read
from tests.oracle import decisions
from tests.simulator import Fault, Rows, Simulator
from tests.simulator.fixtures import MakeSimulator
from tests.simulator.schema import read_schema
from tests.simulator.syncfeed import RowsBase

NOW = dt.datetime(2024, 2, 1, 9, tzinfo=dt.UTC)
"""After every vote of the made-up House (10 to 24 January), within 30 days of each."""
URL = "https://odata.invalid/OData/v5/Besluit"


class Service:
    """Decisions as another service has them: at first those of the feed."""

    def __init__(self, feed: Feed) -> None:
        self.entities: dict[str, Entity] = {}
        for entries in feed.entries.values():
            self.entities |= {each.id: read(each.entity, each.content) for each in entries}
        self.asked: list[Sequence[str]] = []
        self.fails = False

    def change(self, name: str, *, later: dt.timedelta = dt.timedelta(hours=1), **fields: Any) -> None:
        held = self.entities[guid(name)]
        assert held.changed is not None
        self.entities[held.id] = replace(held, fields={**held.fields, **fields}, changed=held.changed + later)

    def delete(self, name: str) -> None:
        held = self.entities[guid(name)]
        assert held.changed is not None
        changed = held.changed + dt.timedelta(hours=1)
        self.entities[held.id] = Entity(held.kind, held.id, deleted=True, changed=changed)

    def again(self, besluiten: Sequence[str], stemmingen: Sequence[str] = ()) -> Answer:
        self.asked.append(besluiten)
        if self.fails:
            raise SourceError("De dienst antwoordt niet.", "The service does not answer.")
        votes = (each for each in self.entities.values() if each.kind == "Stemming")
        wanted = {*besluiten, *stemmingen} | {each.id for each in votes if each.ref("Besluit") in besluiten}
        came = [replace(self.entities[id], source="odata-1") for id in sorted(wanted) if id in self.entities]
        source = Source("odata-1", SourceKind.ODATA, URL, NOW, "00")
        return Answer(Entities(came), (source,), "v5", (), None, (), 1)


@pytest.fixture
def feed() -> Feed:
    return house(bills=3, amendments=2)


@pytest.fixture
def service(feed: Feed) -> Service:
    return Service(feed)


def looked(store: Store, feed: Feed, service: Service, now: dt.datetime = NOW) -> Outcome:
    look = Lookback(store, service, now=lambda: now)
    return sync(store, feed, feed.categories, look=look)[-1]


def counted(outcome: Outcome) -> tuple[int, int, int]:
    assert outcome.error is None
    return outcome.counts.new, outcome.counts.changed, outcome.counts.deleted


VOTE = "stem zaak 36001 1 VVD"


def side(store: Store) -> object:
    found = store.entities_for(refs.Dossier(36001)).entities.get("Stemming", guid(VOTE))
    return found["Soort"] if found else None


def test_a_relation_that_nobody_knows_is_passed_over(store: Store, feed: Feed, service: Service) -> None:
    """By the feed and by the second look: it comes, is kept with its bytes, and nothing is said of it."""
    vote = service.entities[guid(VOTE)]
    raw = json.loads(next(each.content for each in feed.entries["Stemming"] if each.id == vote.id))
    raw["refs"] |= {"Volmacht": [guid("iemand")]}
    feed.entries["Stemming"] = [
        replace(each, content=json.dumps(raw).encode()) if each.id == vote.id else each
        for each in feed.entries["Stemming"]
    ]
    service.change(VOTE, Soort="Tegen")
    changed = service.entities[vote.id]
    service.entities[vote.id] = replace(changed, refs={**changed.refs, "Volmacht": (guid("iemand"),)})
    assert counted(looked(store, feed, service)) == (0, 1, 0)
    for again in (False, True):
        if again:
            store.rebuild()
        found = store.entities_for(refs.Dossier(36001)).entities.get("Stemming", vote.id)
        assert found is not None
        assert (found["Soort"], "Volmacht" in found.refs) == ("Tegen", False)
    before = store.entities_for(refs.Dossier(36001), dt.date(2024, 6, 2)).entities
    assert "Volmacht" not in {name for each in before for name in each.refs}
    assert whole(store)


def whole(store: Store) -> bool:
    verification = store.status(verify=True).verification
    assert verification is not None
    return verification.whole


def test_nothing_is_kept_where_both_say_the_same(store: Store, feed: Feed, service: Service) -> None:
    outcome = looked(store, feed, service)
    assert (counted(outcome), outcome.note, outcome.category) == ((0, 0, 0), None, CATEGORY)
    assert sorted(id for some in service.asked for id in some) == sorted(
        each.id for each in feed.entries["Besluit"]
    )


def test_a_correction_that_the_feed_missed_is_one_more_version(
    store: Store, feed: Feed, service: Service
) -> None:
    sync(store, feed, feed.categories)
    before = side(store)
    other = "Tegen" if before == "Voor" else "Voor"
    service.change(VOTE, Soort=other, Vergissing=True)
    assert counted(looked(store, feed, service)) == (0, 1, 0)
    assert side(store) == other
    changed = read(
        "Stemming", next(e.content for e in feed.entries["Stemming"] if e.id == guid(VOTE))
    ).changed
    assert changed is not None
    overview = record.overview(store, refs.Dossier(36001))
    assert {source.kind for source in overview.sources} == {SourceKind.SYNCFEED, SourceKind.ODATA}
    earlier = store.entities_for(refs.Dossier(36001), changed.date() - dt.timedelta(days=1))
    assert earlier.entities.get("Stemming", guid(VOTE)) is None
    store.rebuild()
    assert side(store) == other
    assert whole(store)
    assert counted(looked(store, feed, service, NOW + dt.timedelta(days=8))) == (0, 0, 0)


def test_a_row_that_was_lost_comes_and_one_that_was_deleted_goes(
    store: Store, feed: Feed, service: Service
) -> None:
    feed.entries["Stemming"] = [each for each in feed.entries["Stemming"] if each.id != guid(VOTE)]
    service.delete("stem zaak 36002 1 SP")
    assert counted(looked(store, feed, service)) == (1, 0, 1)
    assert side(store) in ("Voor", "Tegen")
    # What the feed brings afterwards of the same moment changes nothing.
    complete = house(bills=3, amendments=2)
    feed.add(next(each for each in complete.entries["Stemming"] if each.id == guid(VOTE)))
    sync(store, feed, feed.categories)
    entities = Entities(read(e.entity, e.content) for some in complete.entries.values() for e in some)
    expected = assemble(entities, refs.Dossier(36001), (), houses_in(entities))
    made = record.overview(store, refs.Dossier(36001))
    assert [item.decisions[0].counted for _, item in made.items()] == [
        item.decisions[0].counted for _, item in expected.items()
    ]
    assert whole(store)


def test_what_is_behind_the_record_is_passed_by(store: Store, feed: Feed, service: Service) -> None:
    service.change(VOTE, Soort="Niet deelgenomen", later=-dt.timedelta(days=1))
    outcome = looked(store, feed, service)
    assert (counted(outcome), outcome.note) == ((0, 0, 0), None)


def test_what_differs_at_the_same_moment_is_told_and_not_kept(
    store: Store, feed: Feed, service: Service
) -> None:
    service.change(VOTE, Soort="Niet deelgenomen", later=dt.timedelta(0))
    del service.entities[guid("stem zaak 36002 1 SP")]
    before = len(feed.entries["Stemming"])
    outcome = looked(store, feed, service)
    assert counted(outcome) == (0, 0, 0)
    assert outcome.note is not None
    assert "1 die OData niet geeft" in outcome.note.nl
    assert "1 die OData anders geeft" in outcome.note.nl
    assert store.status().entities["Stemming"] == (before, 0)


def test_nobody_is_asked_too_often(store: Store, feed: Feed, service: Service) -> None:
    looked(store, feed, service)
    first = len(service.asked)
    assert first
    looked(store, feed, service, NOW + dt.timedelta(days=6))
    assert len(service.asked) == first
    looked(store, feed, service, NOW + dt.timedelta(days=7, hours=1))
    assert len(service.asked) > first
    asked = len(service.asked)
    looked(store, feed, service, NOW + dt.timedelta(days=40))
    assert len(service.asked) == asked  # all of it is older than 30 days


def test_what_is_incomplete_is_asked_for_once_a_day(store: Store, feed: Feed, service: Service) -> None:
    lost = guid(VOTE)
    feed.entries["Stemming"] = [each for each in feed.entries["Stemming"] if each.id != lost]
    del service.entities[lost]
    looked(store, feed, service)
    first = len(service.asked)
    looked(store, feed, service, NOW + dt.timedelta(hours=1))
    assert len(service.asked) == first
    service.asked.clear()
    looked(store, feed, service, NOW + dt.timedelta(days=1))
    assert service.asked == [[guid("besluit zaak 36001 1")]]


def test_an_outcome_that_the_feed_missed_is_found(store: Store, feed: Feed) -> None:
    day = next(d for d in (dt.date(2024, 1, n) for n in range(1, 31)) if _is_on(feed, d))
    fields: dict[str, Any] = {
        "BesluitSoort": "Stemmen - aangehouden",
        "BesluitTekst": "Aangehouden.",
        "AgendapuntZaakBesluitVolgorde": 9,
    }
    hangs: dict[str, Iterable[str]] = {"Agendapunt": ["punt 36001"], "Zaak": ["zaak 36001 1"]}
    for name, status in (("proposed", "Voorstel"), ("free text", "Besluit")):
        sort = {**fields} if name == "proposed" else {**fields, "BesluitSoort": "Ingediend"}
        feed.add(entry("Besluit", name, {**sort, "Status": status}, hangs, changed=at(day.day)))
    service = Service(feed)
    looked(store, feed, service)
    service.asked.clear()
    service.change("proposed", Status="Besluit")
    # What was proposed is asked for again a day later; what is settled and no decision is not.
    assert counted(looked(store, feed, service, NOW + dt.timedelta(days=1))) == (0, 1, 0)
    assert service.asked == [[guid("proposed")]]
    steps = [row.step for row in decisions(store) if row.id == guid("proposed")]
    assert [str(step) for step in steps] == ["hold_over"]


def _is_on(feed: Feed, day: dt.date) -> bool:
    sittings = [read("Activiteit", each.content) for each in feed.entries["Activiteit"]]
    return any(s.id == guid("activiteit 36001") and s["Datum"].startswith(str(day)) for s in sittings)


def test_the_day_itself_is_left_in_peace(store: Store, feed: Feed, service: Service) -> None:
    sync(store, feed, feed.categories)
    day = min(row.day for row in decisions(store) if row.day)
    looked(store, feed, service, dt.datetime.combine(day, dt.time(17), dt.UTC))
    assert service.asked == []


def test_no_more_than_so_much_in_one_go_and_the_rest_next_time(
    store: Store, feed: Feed, service: Service
) -> None:
    days = {row.day for row in (sync(store, feed, feed.categories), decisions(store))[1]}
    assert len(days) > 1
    seen: list[str] = []
    for _ in days:
        service.asked.clear()
        look = Lookback(store, service, now=lambda: NOW, most=1)
        sync(store, feed, [], look=look)
        seen += [id for some in service.asked for id in some]
    assert sorted(seen) == sorted(each.id for each in feed.entries["Besluit"])


def test_a_service_that_does_not_answer_is_a_note(store: Store, feed: Feed, service: Service) -> None:
    service.fails = True
    outcome = looked(store, feed, service)
    assert outcome.error is None
    assert outcome.note is not None
    assert "antwoordt niet" in outcome.note.nl
    (status,) = [each for each in store.status().categories if each.name == CATEGORY]
    assert status.error == outcome.note
    service.fails = False
    service.change(VOTE, Soort="Niet deelgenomen")
    assert counted(looked(store, feed, service)) == (0, 1, 0)  # it was not taken for seen


# --- with the services ------------------------------------------------------------------------------------

ROWS = Path(__file__).parents[1] / "examples" / "rows"
SOON = dt.datetime(2024, 2, 20, 12, tzinfo=dt.UTC)


def rows() -> dict[str, list[dict[str, Any]]]:
    read = {
        path.name.partition(".")[0]: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in ROWS.glob("*.jsonl")
    }
    for besluit in read["Besluit"]:  # the vote rows there do not say when they were changed
        for vote in besluit.get("Stemming") or ():
            vote["GewijzigdOp"] = "2024-02-06T18:00:00+01:00"
    return read


def rows_of(some: dict[str, list[dict[str, Any]]], zaak: str) -> Iterator[dict[str, Any]]:
    (id,) = [row["Id"] for row in some["Zaak"] if row.get("Nummer") == zaak]
    for besluit in some["Besluit"]:
        if id in besluit.get("_Zaak_Ids", ()) and besluit.get("Stemming"):
            yield besluit


@pytest.fixture(params=["both", pytest.param("v4", marks=pytest.mark.whole), "v5"])
def apart(make_simulator: MakeSimulator, request: pytest.FixtureRequest) -> tuple[Simulator, Simulator]:
    """A simulator of which the feed missed what its OData has, and one of which it missed nothing.

    Of a service with both versions of OData, and with each alone: v5 by the names of its own, and pages of 100.
    """
    settings: dict[str, Any] = {"version": request.param, "v5_page": 100}
    official = rows()
    missed = copy.deepcopy(official)
    (lost,) = rows_of(missed, "2024Z90008")
    lost["Stemming"] = lost["Stemming"][:-2]
    (corrected,) = rows_of(official, "2024Z90021")
    corrected["Stemming"][0] |= {"Vergissing": True, "GewijzigdOp": "2024-02-08T10:00:00.157+01:00"}
    (wording,) = rows_of(official, "2024Z90031")
    wording |= {"BesluitTekst": "Aangenomen. (150-0)", "GewijzigdOp": "2026-07-02T12:00:00+02:00"}
    feed = RowsBase(Rows(read_schema(), missed))
    return make_simulator(official, feed=feed, **settings), make_simulator(official, **settings)


def test_both_roads_end_in_the_same_record(
    apart: tuple[Simulator, Simulator], make_target: Callable[[], str]
) -> None:
    made = []
    for simulator in apart:
        with (
            Store.open(make_target(), read_kept, create=True) as store,
            SyncFeed(simulator.url) as feed,
            Votes(simulator.url) as votes,
        ):
            look = Lookback(store, votes, now=lambda: SOON)
            *rest, outcome = sync(store, feed, CATEGORIES, look=look)
            assert not any(each.error for each in rest)
            assert outcome.note is None
            made.append((counted(outcome), list(facts(store))))
            assert whole(store)
            if simulator is apart[0]:
                news = {(each.what, each.entity) for each in store.diff(dt.date(2024, 2, 8))}
                assert (What.CORRECTED, "Stemming") in news
                simulator.clear()
                sync(store, feed, CATEGORIES, look=Lookback(store, votes, now=lambda: SOON))
                assert not [asked for asked in simulator.requests if "OData" in asked.path]
    (missing, first), (nothing, second) = made
    assert (missing, nothing) == ((2, 2, 0), (0, 0, 0))
    assert first == second


def facts(store: Store) -> Iterator[Entity]:
    """Yield what the record says of a bill, without where it came from."""
    for each in sorted(store.entities_for(refs.Dossier(99001)).entities, key=lambda each: each.id):
        if each.kind in ("Besluit", "Stemming"):
            yield replace(each, source=None)


def test_an_odata_that_is_down_does_not_fail_the_sync(
    apart: tuple[Simulator, Simulator], make_target: Callable[[], str]
) -> None:
    simulator = apart[0]
    simulator.faults.add(Fault.UNAVAILABLE, times=None, path="/OData")
    with (
        Store.open(make_target(), read_kept, create=True) as store,
        SyncFeed(simulator.url) as feed,
        Votes(simulator.url, limits=Limits(attempts=1)) as votes,
    ):
        outcomes = sync(store, feed, CATEGORIES, look=Lookback(store, votes, now=lambda: SOON))
    assert not any(each.error for each in outcomes)
    assert outcomes[-1].note is not None


def test_an_entry_of_the_feed_is_told_from_one_of_odata() -> None:
    made: Entry = house(bills=1, amendments=0).entries["Besluit"][0]
    assert read_kept("Besluit", made.content) == read("Besluit", made.content)
    for broken in (b"{", b"{}", b'{"entity": 1, "id": 2, "refs": 3}', b"", b"<x/>", b"{\xff"):
        with pytest.raises((ValueError, SourceError)):
            read_kept("Besluit", broken)
    assert at(1) == dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
