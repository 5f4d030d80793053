"""Two roads, one record: what the SyncFeed gives of the sample is what OData gives; and no fault loses an entry.

The OData side is the recorded rows themselves, through :class:`~kamerstem.sources.wire.Basket`; the feed's side the
XML that the simulator writes of them by the official XSDs, page by page over HTTP.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from kamerstem.errors import SourceError
from kamerstem.model.entities import Entity
from kamerstem.model.feed import Entry, Page
from kamerstem.model.information import ENTITIES, Type
from kamerstem.model.overview import Source, SourceKind
from kamerstem.sources import odata_rows
from kamerstem.sources.http import Limits
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed, blank, to_entity
from kamerstem.sources.wire import Basket, Names, read_metadata
from tests.simulator import Fault, Simulator
from tests.simulator.syncfeed import PAGE

SOURCE = Source("odata-1", SourceKind.ODATA, "https://data.example/OData/v4/2.0")
QUICK = Limits(read=0.5, connect=2, attempts=3, first_wait=0, longest_wait=0)

ONLY_IN_THE_FEED = {
    # Relations that OData is not asked for.
    "Zaak": {"Activiteit", "GerelateerdVanuit"},
    "Activiteit": {"VervangenVanuit", "VoortgezetVanuit", "Voortouwcommissie"},
    "Document": {"Agendapunt", "Activiteit", "BronDocument"},
}


def from_odata(simulator: Simulator, entity: str) -> Iterator[Entity]:
    """Yield the records of the sample's rows, with the relations expanded that a record keeps on its own side."""
    names = Names("v4", read_metadata(simulator.schema.document))
    declared = simulator.schema.entities[entity]
    for row in simulator.rows.all(entity):
        if row["GewijzigdOp"] is None:
            continue
        expanded: dict[str, Any] = dict(row)
        for name, way in odata_rows.WAYS.get(entity, {}).items():
            nav = declared.navigations[name]
            if not way.back and nav.many:
                expanded[name] = [{"Id": each["Id"]} for each in simulator.rows.many(entity, nav, row)]
        basket = Basket(names)
        basket.take(entity, expanded, SOURCE)
        yield next(record for record in basket.entities() if record.id == row["Id"] and record.kind == entity)


def entries(
    url: str, category: str, token: str | None = None, limits: Limits | None = None
) -> Iterator[Entry]:
    with SyncFeed(url, limits=limits) as source:
        for page in source.pages(category, token):
            yield from page.entries


def test_a_record_holds_the_same_names_by_either_road() -> None:
    for entity, row in odata_rows.ROWS.items():
        fields, refs = blank(entity)
        assert set(fields) == {
            name
            for name in row.model_fields
            if name not in odata_rows.Row.model_fields and not name.endswith("_Id")
        }
        keys = {name.removesuffix("_Id") for name in row.model_fields if name.endswith("_Id")}
        ways = {way.relation for way in odata_rows.WAYS.get(entity, {}).values() if not way.back}
        assert set(refs) - ONLY_IN_THE_FEED.get(entity, set()) == keys | ways


NOT_IN_THE_SAMPLE = {"ZaakActor", "FractieZetel", "FractieZetelPersoon", "FractieZetelVacature"}


def as_days(entity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a row of OData with days as the feed gives them: OData adds a time to some."""
    days = {name for name, type in ENTITIES[entity].attributes.items() if type is Type.DAY}
    return {name: value[:10] if name in days and value else value for name, value in fields.items()}


@pytest.mark.whole
@pytest.mark.parametrize("entity", odata_rows.ROWS)
def test_the_whole_sample_is_the_same_by_either_road(entity: str, simulator: Simulator) -> None:
    found = {entry.id: entry for entry in entries(simulator.url, entity)}
    count = 0
    for record in from_odata(simulator, entity):
        entry = found.pop(record.id)
        other = to_entity(entry.entity, entry.content)
        assert (other.kind, other.id, other.deleted) == (record.kind, record.id, record.deleted)
        assert other.changed == record.changed == entry.changed
        assert other.fields == as_days(entity, record.fields)
        assert {name: other.refs[name] for name in record.refs} == record.refs
        assert other.refs.keys() - record.refs.keys() == ONLY_IN_THE_FEED.get(entity, set())
        count += 1
    assert not found
    assert count or entity in NOT_IN_THE_SAMPLE


@pytest.mark.parametrize("entity", ["Fractie", "Persoon", "DocumentVersie"])
def test_what_odata_is_not_asked_for_holds_its_rows(entity: str, simulator: Simulator) -> None:
    found = {entry.id: entry for entry in entries(simulator.url, entity)}
    for row in simulator.rows.all(entity):
        if row["GewijzigdOp"] is None:
            assert row["Id"] not in found
            continue
        entry = found.pop(row["Id"])
        record = to_entity(entity, entry.content)
        for name, type in ENTITIES[entity].attributes.items():
            expected = row[name][:10] if type is Type.DAY and row[name] else row[name]
            assert record[name] == expected, name
        assert record.changed == datetime.fromisoformat(row["GewijzigdOp"])
        assert (entry.enclosure is not None) == (row.get("ContentType") is not None)
    assert not found


# --- nothing lost ---------------------------------------------------------------------------------------------

CATEGORY = "Agendapunt"


def follow(simulator: Simulator, known: dict[str, Entry], token: str | None) -> tuple[str | None, bool]:
    """Take pages as a sync does, with the place kept after each; returns it, and whether the end was reached."""
    page: Page
    with SyncFeed(simulator.url, limits=QUICK) as source:
        try:
            for page in source.pages(CATEGORY, token):
                known.update((entry.id, entry) for entry in page.entries)
                token = page.resume_token
        except SourceError:
            return token, False
    return token, True


FAULTS: list[tuple[Fault, dict[str, Any]]] = [
    (Fault.ERROR, {"times": 2}),
    (Fault.ERROR, {"times": None}),
    (Fault.UNAVAILABLE, {"times": 3}),
    (Fault.BUSY, {"times": 1}),
    (Fault.HANG, {"times": 1, "seconds": 30}),
    (Fault.DROP, {"times": 2}),
    (Fault.CUT, {"times": 2}),
    (Fault.CUT, {"times": None}),
    (Fault.CUT_JSON, {"times": 1}),
    (Fault.EMPTY, {"times": 1}),
    (Fault.HTML, {"times": None}),
    (Fault.BAD_XML, {"times": 2}),
    (Fault.BAD_XML, {"times": None}),
    (Fault.DRIP, {"times": 3, "seconds": 0.01, "pieces": 5}),
    (Fault.LONG_LENGTH, {"times": 1}),
    (Fault.SHORT_LENGTH, {"times": 1}),
    (Fault.PAGE_TWICE, {"times": 1}),
    (Fault.PAGE_TWICE, {"times": None}),
    (Fault.ENTRY_TWICE, {"times": None}),
    (Fault.LOOP, {"times": 1}),
    (Fault.LOOP, {"times": None}),
    (Fault.OTHER_HOST, {"times": None}),
    (Fault.DIE, {"times": 1}),
]


@pytest.mark.parametrize(("fault", "settings"), FAULTS, ids=lambda value: str(value))
def test_after_any_fault_everything_is_there(
    fault: Fault, settings: dict[str, Any], simulator: Simulator
) -> None:
    quiet: dict[str, Entry] = {}
    place, ended = follow(simulator, quiet, None)
    assert ended
    simulator.faults.add(fault, after=2, path="category=Agendapunt", **settings)
    known: dict[str, Entry] = {}
    token, ended = follow(simulator, known, None)
    assert len(known) >= 2 * PAGE
    assert all(quiet[id] == entry for id, entry in known.items())
    assert ended or len(known) < len(quiet)
    simulator.faults.clear()
    token, ended = follow(simulator, known, token)
    assert ended
    assert known == quiet
    assert token == place


def test_a_feed_that_changes_is_followed(simulator: Simulator) -> None:
    known: dict[str, Entry] = {}
    token, _ = follow(simulator, known, None)
    first, second, third = list(known)[:3]
    feed = simulator.feed

    def news() -> list[tuple[str, bool, str | None, datetime | None]]:
        nonlocal token
        fresh: dict[str, Entry] = {}
        token, ended = follow(simulator, fresh, token)
        assert ended
        entities = [to_entity(entry.entity, entry.content) for entry in fresh.values()]
        return [(each.id, each.deleted, each["Onderwerp"], each.changed) for each in entities]

    assert news() == []
    feed.change(CATEGORY, second, Onderwerp="Anders.")
    feed.delete(CATEGORY, first)
    assert [each[:3] for each in news()] == [(second, False, "Anders."), (first, True, None)]
    assert news() == []
    feed.undelete(CATEGORY, first)
    feed.change(CATEGORY, third, Onderwerp="Te laat.", changed=datetime(2024, 1, 1, 12))
    back, late = news()
    assert back[:3] == (first, False, to_entity(CATEGORY, known[first].content)["Onderwerp"])
    assert late[:3] == (third, False, "Te laat.")
    assert late[3] == datetime.fromisoformat("2024-01-01T12:00:00+01:00")
    feed.now = datetime(5008, 1, 1)
    feed.prefix = "ns1"
    feed.delete(CATEGORY, third)
    assert [each[:2] for each in news()] == [(third, True)]
    feed.resend(CATEGORY, second)
    assert [each[2] for each in news()] == ["Anders."]


def test_a_drip_that_takes_too_long_ends(simulator: Simulator) -> None:
    simulator.faults.add(Fault.DRIP, times=None, seconds=0.3, pieces=50)
    with pytest.raises(SourceError, match=r"seconds|in time"):
        next(entries(simulator.url, "Stemming", limits=Limits(total=1, read=5)))


def test_every_category_is_served(simulator: Simulator) -> None:
    for category in CATEGORIES:
        with SyncFeed(simulator.url) as source:
            assert next(source.pages(category)).category == category
