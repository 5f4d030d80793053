"""Facts are what the derivation says, whatever changed, and however they came about: by a sync, a change, a rebuild."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kamerstem.answers import record
from kamerstem.errors import InputError
from kamerstem.model.listed import row_of
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Kind, Result
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.store import Filter, Key, Paging, Store, schema
from kamerstem.store.facts import keeping, tables, views
from kamerstem.store.search_index import document
from kamerstem.sync import sync
from tests import needs, oracle
from tests.engines import test_counts, test_derive
from tests.engines.conftest import Fill, nothing
from tests.engines.feed import Feed, at, entry, guid, house
from tests.engines.test_derive import Changing
from tests.simulator.fixtures import MakeSimulator

DAY = dt.date(2024, 6, 1)
Row = tuple[Any, ...]


def listed(store: Store, wanted: Filter | None = None) -> list[Any]:
    return list(store.votes(store.found(wanted or Filter()), DAY))


def derived(store: Store, wanted: Filter | None = None) -> list[Any]:
    return list(oracle.votes(store, wanted, DAY))


def rows_of(store: Store, table: sa.Table) -> list[Row]:
    with store._reading() as conn:
        return sorted(map(tuple, conn.execute(sa.select(table)).all()), key=repr)


def held(store: Store) -> dict[str, list[Row]]:
    return {table.name: rows_of(store, table) for table in tables.facts.compared()}


def revisions(store: Store) -> dict[tuple[str, int | None, int], str]:
    """Return the revision of every proposal and vote."""
    facts = tables.facts
    found: dict[tuple[str, int | None, int], str] = {}
    with store._reading() as conn:
        for zaak, revision in conn.execute(sa.select(facts.proposal.c.zaak, facts.proposal.c.revision)):
            found["proposal", None, zaak] = revision
        vote = facts.vote.c
        for besluit, zaak, revision in conn.execute(sa.select(vote.besluit, vote.zaak, vote.revision)):
            found["vote", besluit, zaak] = revision
    return found


def replayed(store: Store) -> dict[tuple[str, int | None, int], str]:
    """Return what the log of changes comes to, gone over from its beginning."""
    found: dict[tuple[str, int | None, int], str] = {}
    with store._reading() as conn:
        for row in conn.execute(sa.select(tables.facts.change).order_by(tables.facts.change.c.seq)):
            key = row.kind, row.besluit, row.zaak
            assert (row.what == "new") is (key not in found), row
            assert row.revision != found.get(key), row  # nothing is in it twice
            if row.what == "gone":
                del found[key]
            else:
                found[key] = row.revision
    return found


def a_house(store: Store) -> None:
    feed = house(bills=8)
    sync(store, feed, feed.categories)


@pytest.fixture
def begins(request: pytest.FixtureRequest) -> Fill:
    return a_house if "filled" in request.fixturenames else nothing


@pytest.fixture
def filled(store: Store) -> Store:
    return store


def whole(store: Store) -> bool:
    verification = store.status(verify=True).verification
    assert verification is not None
    assert verification.differences == ()
    return verification.whole


# --- the same as the derivation --------------------------------------------------------------------------------------

REPLACED: list[tuple[str, str, dict[str, Any] | None]] = [
    ("Zaak", "three", {"@Kamerstukdossier": "dossier one", "Volgnummer": 9}),
    ("Zaak", "two", {"Soort": "Motie", "Volgnummer": 10, "@Kamerstukdossier": "dossier one",
                     "Onderwerp": "Gewijzigde motie van het lid Kraanvogel over vossen (t.v.v. 36001-9)"}),
    ("Zaak", "three", {"@Kamerstukdossier": "dossier one", "Volgnummer": 11}),
    ("Zaak", "three", {"@Kamerstukdossier": "dossier one", "Volgnummer": 9}),
    ("Zaak", "two", {"Soort": "Motie", "Volgnummer": 10, "@Kamerstukdossier": "dossier one",
                     "Onderwerp": "Motie van het lid Kraanvogel over vossen"}),
    ("Zaak", "two", {"@VervangenVanuit": "three"}),
    ("Zaak", "three", {"Nummer": "2024Z00033"}),
    ("Zaak", "two", {"@VervangenVanuit": "one"}),
    ("Zaak", "two", {}),
    ("Besluit", "decision one", {"@Zaak": "one, two, three"}),
    ("Besluit", "decision one", {"@Zaak": "three, two"}),
    ("Besluit", "decision one", {"@Zaak": ""}),
    ("Besluit", "decision one", {}),
    ("Besluit", "decision one", {"BesluitTekst": "Onderdeel I aangenomen."}),
    ("Besluit", "decision one", {}),
    ("Stemming", "one SP", {"Vergissing": True}),
    ("Stemming", "one SP", {"ActorFractie": None, "ActorNaam": None, "@Fractie": "a party"}),
    ("Fractie", "a party", {"Afkorting": "SP"}),
    ("Fractie", "a party", {"Afkorting": "DENK"}),
    ("Stemming", "one SP", {}),
]  # fmt: skip
test_derive.THINGS[("Fractie", "a party")] = {"Afkorting": "Volt", "NaamNL": "Volt"}


def test_facts_follow_whatever_they_rest_on(store: Store) -> None:
    changing = Changing(store)
    decided = [each[:3] for each in test_derive.DECIDED]
    found = [each[:3] for each in test_derive.FOUND]
    for kind, name, change in (*REPLACED, *decided, *found):
        changing.change(kind, name, change)
        assert store.due() == 0
        assert listed(store) == derived(store), (kind, name, change)
        assert replayed(store) == revisions(store), (kind, name, change)
        assert whole(store), (kind, name, change)


def test_facts_of_a_made_up_house(filled: Store) -> None:
    store = filled
    assert len(listed(store)) > 20
    assert listed(store) == derived(store)
    before = held(store)
    store.rebuild()
    assert held(store) == before
    assert replayed(store) == revisions(store)


def test_a_change_says_what_and_why(store: Store) -> None:
    changing = Changing(store)
    last = rows_of(store, tables.facts.change)[-1][0]

    def since() -> list[tuple[str, str, str]]:
        rows = sorted(rows_of(store, tables.facts.change))
        return [(row[1], row[2], row[5]) for row in rows if row[0] > last]

    changing.change("Stemming", "one PVV", {"Soort": "Tegen"})
    assert since() == [("changed", "vote", "record")]
    changing.change("Stemming", "one PVV", {"Soort": "Tegen", "GewijzigdOp": "2024-02-09"})
    assert since() == [("changed", "vote", "record")]  # nothing that a fact says
    changing.change("Zaak", "three", None)
    assert since()[1:] == [("gone", "proposal", "record")]
    changing.change("Zaak", "three", {})
    assert since()[2:] == [("new", "proposal", "record")]


@needs.official
@pytest.mark.slow
def test_facts_of_the_whole_sample(make_simulator: MakeSimulator, tmp_path: Path) -> None:
    """With the relations that are assumed as well: so that most votes are on a proposal."""
    place = str(tmp_path / "record.sqlite")
    record.synchronise(place, make_simulator(assumed=True).url, CATEGORIES)
    with record.opened(place) as store:
        assert store.due() == 0
        found = listed(store)
        assert len(found) == 5_616
        assert sum(vote.proposal.zaak is not None for vote in found) > 5_000
        for vote, row, other in zip(found, store.rows(store.found(Filter())), derived(store), strict=True):
            assert vote == other
            assert row == row_of(vote)
        assert replayed(store) == revisions(store)
        test_counts.agree(store)
        over = store.counts.agreement().over
        assert over.votes == len(found)
        assert over.whole == sum(bool(vote.decision.complete) for vote in found)
        assert sum(year.whole for year in store.counts.coverage()) == over.whole


# --- when they are worked out ----------------------------------------------------------------------------------------


def test_a_sync_that_stops_leaves_facts_due_and_whoever_asks_works_them_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = house()
    with monkeypatch.context() as stopped:
        stopped.setattr(Store, "settle", lambda *_: None)
        sync(store, feed, feed.categories)
    assert store.due() is None
    assert store.status().due is None
    assert listed(store) == derived(store)
    assert store.due() == 0


def test_what_stopped_between_two_steps_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = house(bills=8)
    monkeypatch.setattr(keeping, "AT_ONCE", 7)

    class Stop(Exception):
        pass

    with monkeypatch.context() as stopped:
        done: list[int] = []

        def step(conn: sa.Connection, question: Any, real: Any = keeping.step) -> int:
            if len(done) == 3:
                raise Stop
            done.append(1)
            left: int = real(conn, question)
            return left

        stopped.setattr(keeping, "step", step)
        with pytest.raises(Stop):
            sync(store, feed, feed.categories)
    left = store.due()
    assert left
    assert left > 0
    assert listed(store) == derived(store)
    assert replayed(store) == revisions(store)
    assert whole(store)


def test_a_small_batch_brings_its_facts_with_it(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled
    monkeypatch.setattr(Store, "settle", lambda *_: None)
    before = listed(store)
    feed = Feed().add(entry("Zaak", "zaak 1", {"Soort": "Motie", "Onderwerp": "Motie over bevers"}))
    store.begin("Zaak")
    store.apply("Zaak", [feed.page("Zaak", None)])
    assert store.due() == 0
    assert listed(store) == derived(store)
    assert len(listed(store)) == len(before)


def test_what_is_read_by_another_version_is_worked_out_anew(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled
    before, changes = held(store), rows_of(store, tables.facts.change)
    monkeypatch.setattr(tables, "version", lambda: "another")
    monkeypatch.setattr(keeping, "version", lambda: "another")
    assert store.due() is None
    assert listed(store) == derived(store)
    assert store.due() == 0
    assert held(store) == before
    assert rows_of(store, tables.facts.change) == changes  # nothing is another than it was


@pytest.mark.parametrize("table", ["proposal", "vote", "ballot", "house"])
def test_a_fact_that_somebody_changed_is_found_and_mended(filled: Store, table: str) -> None:
    store = filled
    assert whole(store)
    before = held(store)
    column = {"proposal": "status", "vote": "votes_for", "ballot": "side", "house": "basis"}[table]
    value = "1" if column == "votes_for" else "'against'"
    with store._writing() as conn:
        key = {"proposal": "zaak", "house": "day"}.get(table, "besluit")
        conn.exec_driver_sql(
            f"UPDATE {table} SET {column} = {value} WHERE {key} = (SELECT min({key}) FROM {table})"
        )
    verification = store.status(verify=True).verification
    assert verification is not None
    assert [difference.table for difference in verification.differences] == [table]
    store.rebuild()
    assert held(store) == before


# --- asking ----------------------------------------------------------------------------------------------------------


FILTERS = (
    Filter(),
    Filter(results=frozenset({Result.REJECTED})),
    Filter(party="PVV", side="for"),
    Filter(party="SP", apart=True),
    Filter(close=10),
    Filter(unclear=True),
    Filter(since=dt.date(2024, 1, 10), until=dt.date(2024, 1, 20)),
)


@pytest.mark.parametrize("wanted", FILTERS, ids=repr)
def test_a_filter_lets_the_same_through(filled: Store, wanted: Filter) -> None:
    store = filled
    found = listed(store, wanted)
    assert found == derived(store, wanted)
    assert list(store.rows(store.found(wanted))) == [row_of(vote) for vote in found]


@pytest.mark.parametrize("newest", [False, True])
def test_pages_come_to_the_whole_list(filled: Store, newest: bool) -> None:
    store = filled
    with store._writing() as conn:  # some are on no stated day, or at no stated place
        vote = tables.facts.vote
        odd = sa.select(sa.func.max(vote.c.besluit)).scalar_subquery()
        conn.execute(sa.update(vote).where(vote.c.besluit >= odd - 3).values(day=None))
        conn.execute(sa.update(vote).where(vote.c.besluit % 3 == 0).values(item_order=None))
    every = store.found(Filter(), Paging(newest=newest))
    assert sorted(every) == sorted(store.found(Filter()))
    for size in (1, 4, len(every)):
        pages: list[Key] = []
        while page := store.found(Filter(), Paging(size, store.cursor(pages[-1]) if pages else None, newest)):
            assert len(page) <= size
            pages += page
        assert pages == every
    days = [row.date for row in store.rows(every) if row.date is not None]
    assert days == sorted(days, reverse=newest)
    assert [row.date for row in store.rows(every)][len(days) :] == [None] * (len(every) - len(days))


def test_a_page_goes_on_where_it_stopped_though_that_vote_is_gone(filled: Store) -> None:
    store = filled
    every = store.found(Filter())
    cursor = store.cursor(every[2])
    (gone,) = [vote.decision.id for vote in store.votes(every[2:3], DAY)]
    feed = house(bills=8)
    of_it = next(each for each in feed.entries["Besluit"] if each.id == gone)
    feed.add(replace(of_it, deleted=True, changed=at(60), content=b'{"gone": true}'))
    sync(store, feed, ["Besluit"])
    assert every[2] not in store.found(Filter())
    assert store.found(Filter(), Paging(3, cursor)) == every[3:6]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "2024-01-10.1.x.0",
        "1.2.3.4",
        "...",
        f"2024-01-10.1_0.{guid('besluit zaak 36000 1')}.0",
        f".1.{guid('besluit zaak 36000 1')}.-1",
        "2024-01-10.1." + "é" * 300 + ".0",
    ],
)
def test_a_cursor_of_no_list_is_refused(filled: Store, cursor: str) -> None:
    with pytest.raises(InputError, match="Begin anew"):
        filled.found(Filter(), Paging(3, cursor))


def test_facts_of_an_earlier_version_get_the_columns_that_they_lack(filled: Store) -> None:
    store = filled
    before, changes = held(store), rows_of(store, tables.facts.change)
    with store._writing() as conn:
        views.drop(conn)  # there were none
        for column in ("stances", "apart", "known"):
            conn.exec_driver_sql(f"ALTER TABLE vote DROP COLUMN {column}")
        conn.execute(sa.update(schema.meta).where(schema.meta.c.name == "facts").values(value="1-before"))
    assert listed(store) == derived(store)
    assert held(store) == before
    assert rows_of(store, tables.facts.change) == changes
    assert whole(store)


def test_kinds_and_dossiers(filled: Store) -> None:
    store = filled
    everything = listed(store)
    bills = listed(store, Filter(kinds=frozenset({Kind.BILL})))
    assert bills == [vote for vote in everything if vote.proposal.kind is Kind.BILL]
    assert bills
    dossier = next(vote.proposal.ref for vote in bills if isinstance(vote.proposal.ref, Dossier))
    of_it = listed(store, Filter(dossiers=frozenset({dossier})))
    assert of_it == [
        vote for vote in everything if getattr(vote.proposal.ref, "dossier", vote.proposal.ref) == dossier
    ]
    assert len(of_it) > 1


def test_votes_about_words_go_by_an_index_that_is_up_to_date(store: Store) -> None:
    changing = Changing(store)
    about = Filter(about="tweede")
    expected = listed(store, about)
    assert [vote.proposal.title for vote in expected] == ["Wet tweede"]
    with store._writing() as conn:
        conn.execute(sa.update(schema.meta).where(schema.meta.c.name == "search").values(value="1 of before"))
        conn.execute(sa.delete(document))
    assert listed(store, about) == expected
    changing.change("Zaak", "two", {"Titel": "Wet derde"})
    assert listed(store, about) == []


def test_what_is_no_more_when_it_is_read_is_passed_over(store: Store) -> None:
    changing = Changing(store)
    keys = store.found(Filter())
    assert len(keys) == 2
    changing.change("Besluit", "decision one", None)
    assert [vote.decision.id for vote in store.votes(keys, DAY)] == [guid("decision two")]
