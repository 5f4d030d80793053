"""The record on both engines: what is kept, what counts, what is answered, and what is found when it is damaged."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from kamerstem.errors import InputError, NotFoundError
from kamerstem.model import refs
from kamerstem.model.answers import What
from kamerstem.model.assemble import assemble
from kamerstem.model.clock import amsterdam
from kamerstem.model.entities import Entities
from kamerstem.model.feed import Entry
from kamerstem.model.houses import houses_in
from kamerstem.model.overview import Overview, Source, SourceKind
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.model.votes import Result, Status
from kamerstem.store import Filter, Store, schema
from kamerstem.sync import sync
from tests.engines.conftest import Fill, nothing
from tests.engines.feed import FETCHED, SIZES, Feed, at, entry, guid, house, read
from tests.oracle import decisions

BILL = refs.Dossier(36003)
DAY = dt.date


def a_house(store: Store) -> None:
    feed = house()
    sync(store, feed, feed.categories, batch=300)


@pytest.fixture
def begins(request: pytest.FixtureRequest) -> Fill:
    return a_house if "filled" in request.fixturenames else nothing


@pytest.fixture
def filled(store: Store) -> Store:
    return store


def plain(overview: Overview) -> Overview:
    """Return an overview without what depends on how it was fetched."""
    strip = [
        replace(item, decisions=tuple(replace(d, claims=()) for d in item.decisions), claims=())
        for _, item in overview.items()
    ]
    return replace(overview, sources=(), bill=strip[0], amendments=tuple(strip[1:]))


def asked(store: Store, ref: refs.Ref) -> Overview:
    """Return the overview of a reference as the record has it."""
    found = store.entities_for(ref)
    return assemble(found.entities, ref, found.sources, found.houses)


def all_entities(feed: Feed) -> Entities:
    return Entities(read(each.entity, each.content) for entries in feed.entries.values() for each in entries)


# --- files of papers -------------------------------------------------------------------------------------------------


def test_the_file_of_a_paper_is_kept_as_it_came(filled: Store) -> None:
    """Each version of a Document has its own file; the last one kept counts, with where it came from."""
    one, other = PaperKey(guid("document 1"), guid("version 1")), PaperKey(guid("document 1"))
    assert filled.papers([one, other]) == {}  # a record that never held one has no table for it yet

    def file(content: bytes, url: str) -> PaperFile:
        hashed = hashlib.sha256(content).hexdigest()
        return PaperFile(content, Source(f"paper-{one.document}", SourceKind.PAPER, url, FETCHED, hashed))

    first, second = (
        file(b"<a>" + b"x" * 100_000, "https://example.org/1"),
        file(b"%PDF", "https://example.org/2"),
    )
    filled.keep_papers({one: first})
    assert filled.papers([one, other]) == {one: first}
    filled.keep_papers({one: second, other: first})
    assert filled.papers([one, other]) == {one: second, other: first}
    verification = filled.status(verify=True).verification
    assert verification is not None
    assert verification.whole


# --- the same overview by every road ---------------------------------------------------------------------------------


def test_a_bill_from_the_record_is_the_bill_from_its_records(filled: Store) -> None:
    found = filled.entities_for(BILL)
    entities = all_entities(house())
    expected = assemble(entities, BILL, (), houses_in(entities))
    assert plain(assemble(found.entities, BILL, found.sources, found.houses)) == plain(expected)
    assert len(expected.amendments) == 4
    assert expected.bill is not None
    assert expected.bill.decisions[0].counted is not None


@pytest.mark.parametrize("paper", [1, 4])
def test_a_paper_a_zaak_and_a_decision(filled: Store, paper: int) -> None:
    zaak = f"zaak 36003 {paper}"
    for ref in (
        refs.Paper(BILL, str(paper)),
        refs.ZaakNumber(f"2024Z{300 + paper:05}"),
        refs.EntityId(guid(zaak)),
        refs.EntityId(guid(f"besluit {zaak}")),
    ):
        found = filled.entities_for(ref)
        overview = assemble(found.entities, ref, found.sources, found.houses)
        assert [item.zaak for _, item in overview.items()] == [f"2024Z{300 + paper:05}"]
        decision = overview.amendments[0].decisions[0]
        assert decision.counted is not None
        assert decision.counted.for_ + decision.counted.against == 150


def test_a_bill_by_its_zaak_is_the_bill_by_its_number(filled: Store) -> None:
    number = refs.ZaakNumber("2024Z00300")
    assert plain(asked(filled, number)) == plain(asked(filled, BILL))


def test_each_statement_knows_its_source(filled: Store) -> None:
    found = filled.entities_for(BILL)
    sources = {source.id: source for source in found.sources}
    for record in found.entities:
        assert record.source is not None
        assert sources[record.source].fetched == FETCHED
    assert all(source.sha256 and source.url for source in found.sources)


def test_what_is_not_there_is_not_found(filled: Store) -> None:
    for ref in (refs.Dossier(12345), refs.ZaakNumber("2020Z00001"), refs.EntityId(guid("nothing"))):
        with pytest.raises(NotFoundError, match="not in the record"):
            filled.entities_for(ref)


def test_the_same_after_a_rebuild(filled: Store) -> None:
    before = filled.entities_for(BILL).entities
    listed = decisions(filled)
    filled.rebuild()
    after = filled.entities_for(BILL).entities
    assert list(after) == list(before)
    assert decisions(filled) == listed
    verification = filled.status(verify=True).verification
    assert verification is not None
    assert verification.whole


# --- versions --------------------------------------------------------------------------------------------------------


def zaak(subject: str, day: int, *, deleted: bool = False) -> Entry:
    fields = {"Nummer": "2024Z00001", "Soort": "Motie", "Onderwerp": subject}
    return entry("Zaak", "one", fields, changed=at(day), deleted=deleted)


def subject(store: Store, on: DAY | None = None) -> str | None:
    try:
        found = store.entities_for(refs.EntityId(guid("one")), on)
    except NotFoundError:
        return None
    record = found.entities.get("Zaak", guid("one"))
    return record["Onderwerp"] if record else None


@pytest.fixture
def changing(store: Store) -> Store:
    """An entity changed three times, deleted once, and back again; each fetched on its own day."""
    feed = Feed()
    for day, version in (
        (2, zaak("first", 2)),
        (4, zaak("second", 4)),
        (6, zaak("third", 6)),
        (8, zaak("", 8, deleted=True)),
        (10, zaak("back", 10)),
    ):
        feed.add(version)
        feed.fetched = at(day, 20)
        sync(store, feed, ["Zaak"])
    return store


def test_history_is_right_for_each_day(changing: Store) -> None:
    days = [subject(changing, DAY(2024, 1, day)) for day in range(1, 12)]
    assert days == [
        None, "first", "first", "second", "second", "third", "third", None, None, "back", "back",
    ]  # fmt: skip
    assert subject(changing) == "back"
    assert changing.status().versions == 5


def test_the_end_of_a_day_is_that_of_amsterdam(store: Store) -> None:
    feed = Feed()
    late = dt.datetime(2024, 1, 2, 23, 30, tzinfo=dt.UTC)  # half past midnight on the third
    feed.add(replace(zaak("late", 2), changed=late))
    feed.fetched = at(1)
    feed.add(zaak("early", 1))
    feed.entries["Zaak"].reverse()
    sync(store, feed, ["Zaak"])
    # the time of change is far ahead of our clock: then it counts from when it was fetched
    assert subject(store, DAY(2024, 1, 1)) == "late"
    assert store.status().remarks == {"clock": 1}


def test_before_the_first_sync_it_says_so(changing: Store) -> None:
    with pytest.raises(NotFoundError, match="exists since 2024-01-02; earlier versions are not held"):
        changing.entities_for(refs.EntityId(guid("one")), DAY(2024, 1, 1))
    feed = Feed(fetched=at(20)).add(entry("Zaak", "old", {"Nummer": "2023Z00009"}, changed=at(1)))
    with Store.open("sqlite:///:memory:", read, create=True) as store:
        sync(store, feed, ["Zaak"])
        found = store.entities_for(refs.ZaakNumber("2023Z00009"), DAY(2024, 1, 3))
        assert [finding.check for finding in found.findings] == ["record-before-first-sync"]
        assert not store.entities_for(refs.ZaakNumber("2023Z00009"), DAY(2024, 1, 20)).findings


def test_equal_content_is_no_new_version(filled: Store) -> None:
    held = filled.status().versions
    feed = house()
    outcomes = sync(filled, feed, feed.categories, full=True)
    assert {outcome.counts.new for outcome in outcomes} == {0}
    assert sum(outcome.counts.unchanged for outcome in outcomes) == held
    assert filled.status().versions == held


def test_an_older_update_is_history_and_is_reported(store: Store) -> None:
    feed = Feed().add(zaak("new", 6), zaak("old", 4))
    feed.fetched = at(7)
    (outcome,) = sync(store, feed, ["Zaak"])
    assert (outcome.counts.new, outcome.counts.unchanged) == (1, 1)
    assert subject(store) == "new"
    assert subject(store, DAY(2024, 1, 5)) == "old"
    assert store.status().remarks == {"older": 1}
    sync(store, feed, ["Zaak"], full=True)
    assert store.status().versions == 2


def test_at_the_same_time_the_later_place_wins(store: Store) -> None:
    sync(store, Feed().add(zaak("one", 3), zaak("two", 3)), ["Zaak"])
    assert subject(store) == "two"
    assert subject(store, DAY(2024, 1, 3)) == "two"


def test_what_becomes_again_what_it_was_is_a_version_of_its_own(store: Store) -> None:
    first = zaak("first", 2)
    sync(store, Feed().add(first, zaak("second", 4), replace(first, changed=at(6))), ["Zaak"])
    assert [subject(store, DAY(2024, 1, day)) for day in (3, 5, 7)] == ["first", "second", "first"]
    assert store.status().versions == 3


def test_what_becomes_again_what_it_was_at_the_same_moment_is_a_version_of_its_own(store: Store) -> None:
    """The time does not tell them apart; their order does."""
    first = zaak("first", 2)
    sync(store, Feed().add(first, zaak("second", 2), first), ["Zaak"])
    assert subject(store) == "first"
    assert store.status().versions == 3


@pytest.mark.parametrize(
    ("changed", "remarks"),
    [
        (None, {}),  # the feed does not say when: it counts from when it was fetched
        (at(8, 20), {}),
        (at(8, 20) + dt.timedelta(microseconds=1), {"clock": 1}),
    ],
)
def test_a_time_that_is_no_more_than_a_day_ahead_is_believed(
    store: Store, changed: dt.datetime | None, remarks: dict[str, int]
) -> None:
    feed = Feed(fetched=at(7, 20)).add(replace(zaak("one", 3), changed=changed))
    sync(store, feed, ["Zaak"])
    assert store.status().remarks == remarks
    seen = DAY(2024, 1, 8) if changed == at(8, 20) else DAY(2024, 1, 7)
    days = [seen - dt.timedelta(days=1), seen]
    assert [subject(store, day) for day in days] == [None, "one"]


def test_the_last_moment_of_a_day_is_of_that_day(store: Store) -> None:
    midnight = dt.datetime(2024, 1, 3, tzinfo=amsterdam())
    moments = [midnight - dt.timedelta(microseconds=1), midnight]
    sync(store, Feed().add(*(replace(zaak(str(moment), 2), changed=moment) for moment in moments)), ["Zaak"])
    assert [subject(store, DAY(2024, 1, day)) for day in (2, 3)] == [str(moment) for moment in moments]


def test_an_older_version_that_comes_late_is_found_by_what_it_said(store: Store) -> None:
    """By its number then, and by what it pointed to."""
    feed = Feed().add(
        *(entry("Zaak", name, {"Nummer": f"2024Z0000{name}"}, changed=at(2)) for name in "12"),
        *(
            entry("Zaak", "moved", {"Nummer": f"2024Z0000{number}"}, changed=at(day))
            for number, day in ((9, 6), (8, 4))
        ),
        *(
            entry("ZaakActor", "who", {"ActorNaam": f"Naam {name}"}, {"Zaak": [name]}, changed=at(day))
            for name, day in (("2", 6), ("1", 4))
        ),
    )
    feed.fetched = at(7)
    sync(store, feed, feed.categories)
    then = DAY(2024, 1, 5)
    assert store.entities_for(refs.ZaakNumber("2024Z00008"), then).entities.get("Zaak", guid("moved"))
    for name, day, named in (
        ("1", then, ["Naam 1"]),
        ("2", then, []),
        ("1", None, []),
        ("2", None, ["Naam 2"]),
    ):
        found = store.entities_for(refs.EntityId(guid(name)), day).entities
        [one] = [each for each in found.all("Zaak") if each.id == guid(name)]
        assert [each["ActorNaam"] for each in found.into(one, "ZaakActor")] == named


def test_what_cannot_be_read_is_kept_and_the_version_before_it_counts(store: Store) -> None:
    broken = replace(zaak("x", 5), content=b"<not json>")
    other = replace(zaak("x", 5), content=entry("Zaak", "another", {}).content)
    (outcome,) = sync(store, Feed().add(zaak("good", 3), broken, other), ["Zaak"])
    assert (outcome.counts.new, outcome.counts.failed) == (1, 2)
    assert subject(store) == "good"
    status = store.status(verify=True)
    assert (status.versions, status.remarks) == (3, {"unreadable": 2})
    assert status.verification is not None
    assert status.verification.whole


@pytest.mark.parametrize("odd", [None, 7, "geen nummer", "2024D00001" * 4000])
def test_an_odd_number_fails_no_sync(store: Store, odd: object) -> None:
    feed = Feed().add(
        entry("Zaak", "one", {"Nummer": odd, "Soort": "Motie", "Onderwerp": "veren"}),
        entry("Document", "paper", {"DocumentNummer": odd, "Soort": "Motie"}, {"Zaak": ["one"]}),
    )
    assert [outcome.error for outcome in sync(store, feed, feed.categories)] == [None, None]
    ref = refs.EntityId(guid("one"))
    (motion,) = assemble(store.entities_for(ref).entities, ref).motions
    assert (motion.zaak, motion.document, motion.subject) == (None, None, "veren")


def test_an_entry_without_an_id_fails_alone(store: Store) -> None:
    bad = replace(zaak("x", 5), id="../../etc/passwd")
    (outcome,) = sync(store, Feed().add(bad, zaak("good", 3)), ["Zaak"])
    assert (outcome.counts.new, outcome.counts.failed) == (1, 1)


@pytest.mark.parametrize("size", [pytest.param(1, marks=pytest.mark.whole), 3, 7, 50])
def test_the_size_of_pages_does_not_matter(make_target: Callable[[], str], size: int) -> None:
    answers = []
    for each in (size, 1000):
        feed = house(bills=2, amendments=2)
        feed.size = each
        with Store.open(make_target(), read, create=True) as store:
            sync(store, feed, feed.categories, batch=each * 2)
            sync(store, feed, feed.categories)  # nothing new
            answers.append((list(store.entities_for(refs.Dossier(36001)).entities), decisions(store)))
    strip = [
        ([replace(record, source=None) for record in entities], decisions) for entities, decisions in answers
    ]
    assert strip[0] == strip[1]


def test_the_order_of_categories_does_not_matter(make_target: Callable[[], str]) -> None:
    answers, rows = [], []
    for turn in (1, -1):
        feed = house(bills=2, amendments=2)
        with Store.open(make_target(), read, create=True) as store:
            sync(store, feed, feed.categories[::turn])
            verification = store.status(verify=True).verification
            assert verification is not None
            assert verification.whole
            answers.append(plain(asked(store, refs.Dossier(36001))))
            rows.append({row.id: row for row in decisions(store)})
    assert answers[0] == answers[1]
    assert rows[0] == rows[1]


# --- what changed ----------------------------------------------------------------------------------------------------


def test_diff_tells_new_corrected_deleted_and_returned(changing: Store) -> None:
    def what(day: int) -> list[What]:
        return [change.what for change in changing.diff(DAY(2024, 1, day))]

    assert what(1) == [What.UNCERTAIN]  # it came with the first sync: it may have been there before
    assert what(3) == [What.CORRECTED]
    assert what(9) == [What.RETURNED]
    assert what(11) == []
    (change,) = changing.diff(DAY(2024, 1, 6))
    assert change.fields == {"Onderwerp": ("second", "back")}
    assert (change.number, change.title) == ("2024Z00001", "back")


def test_diff_tells_a_deletion_and_a_new_entity(changing: Store) -> None:
    feed = Feed().add(*([zaak("x", 1)] * 5))
    feed.add(zaak("", 12, deleted=True), entry("Zaak", "two", {"Nummer": "2024Z00002"}, changed=at(12)))
    feed.fetched = at(12, 20)
    sync(changing, feed, ["Zaak"])
    changes = {change.number: change.what for change in changing.diff(DAY(2024, 1, 12))}
    assert changes == {"2024Z00001": What.DELETED, "2024Z00002": What.NEW}


def test_diff_tells_a_status_that_changed(filled: Store) -> None:
    feed = house()
    decision = next(each for each in feed.entries["Besluit"] if b"aangenomen" in each.content)
    turned = decision.content.replace(b"aangenomen", b"verworpen").replace(b"Aangenomen", b"Verworpen")
    assert decision.changed is not None
    turned = turned.replace(decision.changed.isoformat().encode(), at(40).isoformat().encode())
    feed.add(replace(decision, content=turned, changed=at(40)))
    feed.fetched = FETCHED + dt.timedelta(days=1)
    sync(filled, feed, ["Besluit"])
    changes = list(filled.diff(DAY(2024, 2, 5)))
    assert [change.what for change in changes] == [What.CORRECTED, What.STATUS]
    assert changes[0].fields["BesluitTekst"] == ("Aangenomen.", "Verworpen.")
    assert changes[1].fields == {"status": (str(Status.ADOPTED), str(Status.REJECTED))}
    row = next(row for row in decisions(filled) if row.id == decision.id)
    assert row.result is Result.REJECTED


# --- decisions, days, seats ------------------------------------------------------------------------------------------


def test_decisions_are_those_of_the_overviews(filled: Store) -> None:
    rows = {row.id: row for row in decisions(filled)}
    assert len(rows) == 25
    for number in (36000, 36004):
        overview = asked(filled, refs.Dossier(number))
        for _, _, decision in overview.decisions():
            row = rows[decision.id or ""]
            assert (row.day, row.step, row.result, row.method) == (
                decision.date, decision.step, decision.result, decision.method,
            )  # fmt: skip
            assert row.margin == decision.margin


def test_filters(filled: Store) -> None:
    every = decisions(filled)
    close = decisions(filled, Filter(close=5))
    assert close == [row for row in every if row.margin is not None and abs(row.margin) <= 5]
    adopted = decisions(filled, Filter(results=frozenset({Result.ADOPTED})))
    assert adopted == [row for row in every if row.result is Result.ADOPTED]
    assert 0 < len(adopted) < len(every)
    some = decisions(filled, Filter(since=DAY(2024, 1, 12), until=DAY(2024, 1, 15)))
    assert some == [row for row in every if row.day and DAY(2024, 1, 12) <= row.day <= DAY(2024, 1, 15)]
    sides = [
        {row.id for row in decisions(filled, Filter(party="SP", side=side))} for side in ("for", "against")
    ]
    assert sides[0] | sides[1] == {row.id for row in every}
    assert not sides[0] & sides[1]
    assert decisions(filled, Filter(party="nobody")) == []
    assert decisions(filled, Filter(party="%")) == []
    assert decisions(filled, Filter(apart=True)) == []


def test_a_vote_of_which_rows_are_missing_is_close_where_the_chair_said_so(store: Store) -> None:
    """What is left of its rows says nothing: 6 for and 3 against may have been 99 and 46."""
    announced = {
        "zaak 36000 1": "Aangenomen (Hoofdelijk 76-74).",
        "zaak 36000 2": "Aangenomen (99-46).",
        "zaak 36000 3": "Zonder telling aangenomen.",
    }
    feed = house()
    missing = {f"{guid(f'besluit {zaak}')}" for zaak in announced}
    feed.entries["Stemming"] = [
        each for each in feed.entries["Stemming"]
        if not (read("Stemming", each.content).refs["Besluit"][0] in missing and b'"PVV"' in each.content)
    ]  # fmt: skip
    for zaak, words in announced.items():
        at_, old = next(
            (index, each)
            for index, each in enumerate(feed.entries["Besluit"])
            if each.id == guid(f"besluit {zaak}")
        )
        text = read("Besluit", old.content).fields["BesluitTekst"]
        content = old.content.replace(f'"{text}"'.encode(), f'"{words}"'.encode())
        assert content != old.content
        feed.entries["Besluit"][at_] = replace(old, content=content)
    sync(store, feed, feed.categories, batch=300)
    margins = {row.id: row.margin for row in decisions(store)}
    assert [margins[guid(f"besluit {zaak}")] for zaak in announced] == [0, 26, None]
    assert guid("besluit zaak 36000 1") in {row.id for row in decisions(store, Filter(close=0))}
    assert guid("besluit zaak 36000 2") not in {row.id for row in decisions(store, Filter(close=20))}
    assert [row.id for row in decisions(store, Filter(unclear=True))] == [guid("besluit zaak 36000 3")]


def test_a_member_who_voted_apart_is_found(filled: Store) -> None:
    feed = house()
    row = read("Stemming", feed.entries["Stemming"][1].content)
    assert row["ActorFractie"] == "PVV"
    other = "Tegen" if row["Soort"] == "Voor" else "Voor"
    fields = {**row.fields, "Soort": other, "ActorNaam": "Verzonnen, B."}
    apart = entry("Stemming", "apart", fields, {"Persoon": ["persoon 30"], "Fractie": ["PVV"]})
    body = apart.content.replace(
        b'"Persoon"', b'"Besluit": ["' + row.refs["Besluit"][0].encode() + b'"], "Persoon"'
    )
    sync(filled, feed.add(replace(apart, content=body)), ["Stemming"])
    (found,) = decisions(filled, Filter(apart=True, party="PVV"))
    assert found.id == row.refs["Besluit"][0]
    assert decisions(filled, Filter(apart=True, party="SP")) == []
    body = body.replace(f'"{other}"'.encode(), b'"Niet deelgenomen"').replace(
        at(1).isoformat().encode(), at(50).isoformat().encode()
    )
    sync(filled, feed.add(replace(apart, content=body, changed=at(50))), ["Stemming"])
    assert decisions(filled, Filter(apart=True)) == []  # who is absent is on no other side


def test_a_vote_that_moves_changes_both_decisions(filled: Store) -> None:
    feed = house()
    vote = feed.entries["Stemming"][0]
    record = read("Stemming", vote.content)
    (old,) = record.refs["Besluit"]
    new = next(each.id for each in feed.entries["Besluit"] if each.id != old)
    before = {row.id: row for row in decisions(filled)}
    assert record.changed is not None
    moved = replace(vote, content=vote.content.replace(old.encode(), new.encode()), changed=at(50))
    moved = replace(
        moved, content=moved.content.replace(record.changed.isoformat().encode(), at(50).isoformat().encode())
    )
    sync(filled, feed.add(moved), ["Stemming"])
    after = {row.id: row for row in decisions(filled)}
    assert {id for id in after if after[id] != before[id]} >= {old}
    assert (after[old].votes_for or 0) + (after[old].votes_against or 0) == 150 - SIZES["VVD"]
    verification = filled.status(verify=True).verification
    assert verification is not None
    assert verification.whole


def test_a_deleted_decision_is_no_decision(filled: Store) -> None:
    feed = house()
    gone = feed.entries["Besluit"][0]
    feed.add(replace(gone, deleted=True, changed=at(60), content=b'{"gone": true}'))
    (outcome,) = sync(filled, feed, ["Besluit"])
    assert outcome.counts.deleted == 1
    assert gone.id not in {row.id for row in decisions(filled)}


def test_a_day_has_its_items_in_order(filled: Store) -> None:
    rows = decisions(filled)
    date = rows[0].day
    assert date is not None
    day = filled.day(date)
    items = [record for id in day.items if (record := day.found.entities.get("Agendapunt", id))]
    assert len(items) == len(day.items) > 0
    assert [item["Volgorde"] for item in items] == sorted(item["Volgorde"] for item in items)
    decided = {besluit.id for item in items for besluit in day.found.entities.into(item, "Besluit")}
    assert decided == {row.id for row in rows if row.day == date}
    assert filled.day(DAY(2030, 1, 1)).items == ()


def test_the_house_on_a_day(filled: Store) -> None:
    date = decisions(filled)[0].day
    assert date is not None
    house = filled.seats(date)
    assert sum(house.seats.values()) == 150
    assert next(iter(house.seats)) == "pvv"
    assert house.votes == house.seats
    assert house.differences == ()
    feed = Feed().add(
        entry(
            "FractieZetelPersoon",
            "op zetel 1",
            {"Functie": "Lid", "Van": "2023-12-06", "TotEnMet": "2024-01-05"},
            {"FractieZetel": ["zetel 1"], "Persoon": ["persoon 1"]},
            changed=at(30),
        ),
        entry(
            "FractieZetelVacature",
            "leeg",
            {"Van": "2024-01-06", "TotEnMet": None},
            {"FractieZetel": ["zetel 1"]},
        ),
    )
    sync(filled, feed, feed.categories, full=True)
    house = filled.seats(date)
    assert (sum(house.seats.values()), house.vacant) == (149, 1)
    assert house.differences == ("vvd",)
    assert filled.seats(DAY(2024, 1, 5)).vacant == 0
    assert sum(filled.seats(DAY(2020, 1, 1)).seats.values()) == 0


# --- damage ----------------------------------------------------------------------------------------------------------


def change(target: str, statement: str) -> None:
    engine = schema.open_engine(target)
    with engine.begin() as conn:
        done = conn.execute(sa.text(statement))
        assert done.rowcount == 1
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE version SET raw = {flipped} WHERE place = 700", "version"),
        ("UPDATE version SET sha256 = {hash} WHERE place = 7", "version"),
        ("UPDATE version SET ahead = ahead + 1 WHERE place = 7", "version"),
        ("UPDATE state SET data = {flipped} WHERE version = 9", "state"),
        ("UPDATE state SET page = page + 1 WHERE version = 9", "state"),
        ("DELETE FROM link WHERE source = (SELECT max(source) FROM link)", "link"),
        ("UPDATE lookup SET value = '2099Z00001' WHERE value = '2024Z00001'", "lookup"),
        ("UPDATE seat SET vacant = NOT vacant WHERE entity = (SELECT max(entity) FROM seat)", "seat"),
        ("UPDATE decision SET place = place + 2 WHERE entity = (SELECT max(entity) FROM decision)", "decision"),
        ("INSERT INTO remark VALUES (3, 'older')", "remark"),
    ],
)  # fmt: skip
def test_a_flipped_byte_is_found(filled: Store, target: str, statement: str, found: str) -> None:
    damage(target, statement)
    verification = filled.status(verify=True).verification
    assert verification is not None
    if found == "version":
        assert len(verification.damaged) == 1
        with pytest.raises(InputError, match="is damaged"):
            filled.rebuild()
        assert decisions(filled)  # nothing was changed
    else:
        assert [difference.table for difference in verification.differences] == [found]
        assert not verification.damaged
        filled.rebuild()
        verification = filled.status(verify=True).verification
        assert verification is not None
        assert verification.whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE version SET raw = {flipped} WHERE place = 700",
        "UPDATE version SET sha256 = {hash} WHERE place = 700",
        "UPDATE version SET ahead = 1 WHERE place = 700",
        "UPDATE version SET raw = {elsewhere} WHERE place = 700",
    ],
)
def test_reading_everything_again_puts_back_what_is_damaged(
    filled: Store, target: str, statement: str
) -> None:
    damage(target, statement)
    with Store.open(target, read) as store:
        feed = house()
        sync(store, feed, feed.categories)  # from where it was: nothing comes, nothing is looked at
        assert not whole(store)
        before = store.status().versions
        outcomes = sync(store, feed, feed.categories, full=True)
        assert sum(outcome.counts.changed for outcome in outcomes) == 1
        assert sum(outcome.counts.new + outcome.counts.failed for outcome in outcomes) == 0
        assert whole(store)
        assert store.status().versions == before
        store.rebuild()
        assert sum(o.counts.changed for o in sync(store, feed, feed.categories, full=True)) == 0


def test_what_is_put_back_counts_once_however_often_it_comes(filled: Store, target: str) -> None:
    damage(target, "UPDATE version SET raw = {flipped} WHERE place = 700")
    feed = Feed({name: [each for each in some for _ in range(2)] for name, some in house().entries.items()})
    with Store.open(target, read) as store:
        outcomes = sync(store, feed, feed.categories, full=True)
        assert sum(outcome.counts.changed for outcome in outcomes) == 1
        assert whole(store)


def test_an_earlier_version_that_does_not_come_again_cannot_be_put_back(changing: Store, target: str) -> None:
    held = changing.status().versions
    damage(target, "UPDATE version SET raw = {flipped} WHERE place = 1", place=1)
    sync(changing, Feed().add(zaak("another", 20)), ["Zaak"], full=True)
    assert changing.status().versions == held + 1
    assert not whole(changing)


def damage(target: str, statement: str, place: int = 700) -> None:
    """Run a statement with a raw record with one other bit or the number of no dictionary, or a hash of nothing."""
    engine = schema.open_engine(target)
    with engine.connect() as conn:
        query = sa.text(f"SELECT raw FROM version WHERE place = {place}")
        raw = bytes(conn.execute(query).scalar() or b"")
    engine.dispose()
    flipped = raw[:-1] + bytes([raw[-1] ^ 1])
    blob = "'\\x{}'" if target.startswith("postgresql") else "x'{}'"
    elsewhere = b"\x4d" + raw[1:]
    for name, value in {"flipped": flipped, "elsewhere": elsewhere, "hash": bytes(16)}.items():
        statement = statement.replace(f"{{{name}}}", blob.format(value.hex()))
    change(target, statement)


def whole(store: Store) -> bool:
    verification = store.status(verify=True).verification
    assert verification is not None
    return verification.whole


# --- opening ---------------------------------------------------------------------------------------------------------


def test_a_record_that_is_not_there_is_not_made_by_asking(target: str) -> None:
    with pytest.raises(NotFoundError, match="There is no record yet"):
        Store.open(target, read)


def test_a_record_of_another_form_is_not_opened(store: Store, target: str) -> None:
    change(target, "UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(InputError, match="another version"):
        Store.open(target, read)


def test_a_record_that_was_derived_otherwise_says_so(filled: Store, target: str) -> None:
    assert not filled.status().stale
    change(target, "UPDATE meta SET value = '0' WHERE name = 'derivation'")
    assert filled.status().stale
    filled.rebuild()
    assert not filled.status().stale


def test_status(filled: Store) -> None:
    status = filled.status()
    assert status.entities["Zaak"] == (25, 0)
    assert status.decisions == 25
    assert status.first == status.last == FETCHED
    assert status.size > 100_000
    stemming = next(each for each in status.categories if each.name == "Stemming")
    assert (stemming.counts.new, stemming.whole, stemming.error) == (375, FETCHED, None)
    assert stemming.finished is not None
    assert status.verification is None


def test_bad_addresses() -> None:
    for bad in ("mysql://localhost/x", "nonsense://x"):
        with pytest.raises(InputError, match="is not possible"):
            Store.open(bad, read)


def test_a_password_is_not_shown() -> None:
    engine = schema.open_engine("postgresql://someone:secret@127.0.0.1:1/x")
    assert schema.shown(engine) == "postgresql://someone:***@127.0.0.1:1/x"


def test_a_database_that_is_not_there(postgresql: str) -> None:
    with pytest.raises(NotFoundError, match="createdb") as error:
        Store.open(f"{postgresql}/nowhere", read, create=True)
    assert "is er niet" in error.value.words.nl


def test_another_file_under_an_open_record_is_seen(tmp_path: Path) -> None:
    """What is connected keeps the file that was: it would answer of that, and write where nobody finds it."""
    place, other = tmp_path / "record.sqlite", tmp_path / "other.sqlite"
    feed = house()
    for each in (place, other):
        with Store.open(each, read, create=True) as made:
            if each is other:
                sync(made, feed, feed.categories)
    with Store.open(place, read) as opened:
        with pytest.raises(NotFoundError):
            opened.entities_for(BILL)
        other.replace(place)
        assert opened.entities_for(BILL).entities
        place.unlink()
        for ask in (lambda: opened.entities_for(BILL), lambda: opened.begin("Zaak")):
            with pytest.raises(NotFoundError, match="no record"):
                ask()
        assert not place.exists()


def test_every_look_up_uses_an_index(tmp_path: Path) -> None:
    asked: list[str] = []
    with Store.open(tmp_path / "record.sqlite", read, create=True) as store:
        feed = house()
        sync(store, feed, feed.categories)
        store.close()

        @sa.event.listens_for(sa.engine.Engine, "connect")
        def listen(connection: sqlite3.Connection, _: object) -> None:
            connection.set_trace_callback(asked.append)  # whichever way it is asked

        try:
            store.entities_for(BILL)
            store.entities_for(refs.Paper(BILL, "2"), DAY(2024, 5, 1))
            decisions(store, Filter(since=DAY(2024, 1, 12), until=DAY(2024, 1, 13)))
            store.day(DAY(2024, 1, 12))
            store.begin("Zaak", full=True)
            pages = list(feed.pages("Zaak"))
            changed = [replace(each, content=each.content + b" ") for each in pages[0].entries]
            store.apply("Zaak", [replace(pages[0], entries=tuple(changed))])
        finally:
            sa.event.remove(sa.engine.Engine, "connect", listen)
    conn = sqlite3.connect(tmp_path / "record.sqlite")
    plans = [
        f"{row[3]}: {statement}"
        for statement in dict.fromkeys(asked)
        if statement.startswith(("SELECT", "DELETE"))
        for row in conn.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    conn.close()
    small = (
        "SCAN json_each",
        "SCAN dictionary",
        "SCAN meta",
        "SCAN category",
        "SCAN seat USING COVERING INDEX",
    )
    assert len(plans) > 30
    assert [plan for plan in plans if plan.startswith("SCAN") and not plan.startswith(small)] == []


# --- a record is made ---


def test_several_that_make_a_record_at_once_make_one(make_target: Callable[[], str]) -> None:
    place = make_target()
    for each in threads_that(lambda: Store.open(place, read, create=True), 4):
        each.close()
    with Store.open(place, read) as store:
        assert store.status().versions == 0


def threads_that(do: Callable[[], Store], number: int) -> list[Store]:
    """Return what so many threads got, that begin at one time."""
    together = Barrier(number)

    def begin(_: int) -> Store:
        together.wait(30)
        return do()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(begin, range(number)))


def test_what_another_program_keeps_is_left_as_it_was(make_target: Callable[[], str]) -> None:
    place = make_target()
    engine = schema.open_engine(place)
    try:
        with engine.begin() as conn:
            conn.exec_driver_sql("CREATE TABLE patients (id integer)")
        with pytest.raises(InputError, match="Another program"):
            Store.open(place, read, create=True)
        with engine.connect() as conn:
            assert sa.inspect(conn).get_table_names() == ["patients"]
    finally:
        engine.dispose()


@pytest.mark.parametrize("table", ["decision", "vote", "ballot"])
def test_a_derived_table_that_is_gone_is_said_and_derived_anew(
    filled: Store, target: str, table: str
) -> None:
    before, day = decisions(filled), DAY(2024, 1, 10)
    engine = schema.open_engine(target)
    with engine.begin() as conn:
        cascade = " CASCADE" if engine.dialect.name == "postgresql" else ""
        conn.exec_driver_sql(f"DROP TABLE {table}{cascade}")
    engine.dispose()
    with Store.open(target, read) as store:
        with pytest.raises(InputError, match="sync --rebuild"):
            store.day(day) if table == "decision" else decisions(store)
        store.rebuild()
        assert decisions(store) == before
        with store._reading() as conn:  # the views are there again
            assert conn.exec_driver_sql("SELECT count(*) FROM ballots").scalar()
