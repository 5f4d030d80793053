"""Counts over many votes, held against plain Python over the raw rows."""

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kamerstem.answers import record
from kamerstem.model import parties
from kamerstem.model.counts import Alike, Over
from kamerstem.model.entities import Entity
from kamerstem.model.rows import VoteRows
from kamerstem.model.votes import Kind
from kamerstem.store import Filter, Store
from kamerstem.store.facts import views
from kamerstem.sync import sync
from tests.engines.conftest import Fill, nothing
from tests.engines.feed import Feed, at, entry, guid, house

EVER = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
Seats = dict[str, dict[str, int]]
"""Of each party the seats on each side."""


def a_house(store: Store) -> None:
    feed = house(bills=8)
    sync(store, feed, feed.categories)


@pytest.fixture
def begins(request: pytest.FixtureRequest) -> Fill:
    return a_house if "filled" in request.fixturenames else nothing


@pytest.fixture
def filled(store: Store) -> Store:
    return store


# --- by hand ----------------------------------------------------------------------------------------------------------


def raw_votes(store: Store) -> Iterator[Seats]:
    """Yield of each decision with vote rows the seats of each party on each side."""
    entities = store.voted(*EVER).entities
    places = VoteRows(entities)
    for besluit in entities.all("Besluit"):
        rows = entities.into(besluit, "Stemming")
        if rows:
            yield seats_of(rows, places.sitting(besluit).date)


def seats_of(rows: list[Entity], day: dt.date | None) -> Seats:
    """Return what one vote comes to: a row of a person is that person, a row of a party its other members."""
    found: Seats = {}
    apart = Counter(row["ActorFractie"] for row in rows if row.ref("Persoon"))
    for row in rows:
        side = {"Voor": "for", "Tegen": "against", "Niet deelgenomen": "not_voting"}[row["Soort"]]
        name = row["ActorFractie"]
        party = parties.find(name, day)
        word = party.id if party else name.casefold()
        seats = 1 if row.ref("Persoon") else row["FractieGrootte"] - apart[name]
        its = found.setdefault(word, {})
        its[side] = its.get(side, 0) + seats
    return found


def stance(its: dict[str, int]) -> str | None:
    for_, against = its.get("for", 0), its.get("against", 0)
    return None if for_ == against else "for" if for_ > against else "against"


def by_hand(store: Store) -> tuple[dict[tuple[str, str], Alike], dict[str, tuple[int, float]]]:
    """Return agreement, and of each party its votes with the sum of Rice's index."""
    alike: Counter[tuple[str, str]] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    rice: dict[str, tuple[int, float]] = {}
    for seats in raw_votes(store):
        for one in seats:
            for other in seats:
                if one < other and (a := stance(seats[one])) and (b := stance(seats[other])):
                    both[one, other] += 1
                    alike[one, other] += a == b
            for_, against = seats[one].get("for", 0), seats[one].get("against", 0)
            if for_ + against:
                votes, total = rice.get(one, (0, 0.0))
                rice[one] = votes + 1, total + abs(for_ - against) / (for_ + against)
    return {pair: Alike(alike[pair], number) for pair, number in both.items()}, rice


def agree(store: Store) -> None:
    pairs, rice = by_hand(store)
    agreement, cohesion = store.counts.agreement(), store.counts.cohesion()
    assert dict(agreement.pairs) == pairs
    assert pairs
    assert {party: its.votes for party, its in cohesion.parties.items()} == {
        party: votes for party, (votes, _) in rice.items()
    }
    for party, its in cohesion.parties.items():
        votes, total = rice[party]
        assert its.rice == pytest.approx(total / votes, abs=1e-12)


def test_agreement_and_cohesion_of_a_made_up_house(filled: Store) -> None:
    agree(filled)


def test_members_apart_and_parties_in_two_halves(filled: Store) -> None:
    store = filled
    apart = [
        ("SP", "Tegen"),
        ("SP", "Voor"),
        ("Volt", "Voor"),
        ("Volt", "Tegen"),
        ("D66", "Niet deelgenomen"),
    ]
    more = Feed()
    for number, (party, side) in enumerate(apart):
        name = f"Lid{number}, A."
        fields = {"ActorFractie": party, "ActorNaam": name, "Soort": side, "FractieGrootte": 1}
        refs = {"Besluit": ["besluit zaak 36000 1"], "Persoon": [f"member {number}"]}
        more.add(entry("Persoon", f"member {number}", {"Achternaam": f"Lid{number}"}))
        more.add(entry("Stemming", f"apart {number}", fields, refs))
    sync(store, more, more.categories, full=True)
    agree(store)
    told = store.counts.dissent()
    assert {each.member for each in told.members if each.apart} == {
        f"A. Lid{number}" for number in dissenters(store, apart)
    }
    assert all(each.votes == 1 for each in told.members)
    assert "A. Lid4" not in {each.member for each in told.members}  # who is absent does not vote
    cohesion = store.counts.cohesion().parties["volt"]
    assert cohesion.divided == {(1, 1): 1}
    assert cohesion.rice == (cohesion.votes - 1) / cohesion.votes


def dissenters(store: Store, apart: list[tuple[str, str]]) -> Iterator[int]:
    """Yield which of these members voted against most of their party, by the raw rows of that vote."""
    found = store.about([guid("besluit zaak 36000 1")]).entities
    (besluit,) = (each for each in found.all("Besluit") if each.id == guid("besluit zaak 36000 1"))
    seats = seats_of(found.into(besluit, "Stemming"), dt.date(2024, 1, 10))
    for number, (party, side) in enumerate(apart):
        most = stance(seats[party.casefold()])
        if most is not None and {"Voor": "against", "Tegen": "for"}.get(side) == most:
            yield number


def test_what_is_counted_goes_by_the_filter(filled: Store) -> None:
    counts = filled.counts
    bills = Filter(kinds=frozenset({Kind.BILL}))
    every, some = counts.agreement(), counts.agreement(bills)
    votes = list(filled.rows(filled.found(bills)))
    assert 0 < some.over.votes == len(votes) < every.over.votes
    alike = sum(
        ("SP" in row.parties_for) is ("D66" in row.parties_for)
        for row in votes
        if row.parties_for is not None
    )
    assert some.of("sp", "d66") == some.of("d66", "sp") == Alike(alike, len(votes))
    nothing_ = counts.agreement(Filter(since=dt.date(2050, 1, 1)))
    assert (nothing_.over.votes, nothing_.parties) == (0, ())
    assert nothing_.of("sp", "d66") is None


def test_success_of_who_submits(filled: Store) -> None:
    told = filled.counts.success(Filter(kinds=frozenset({Kind.AMENDMENT})))
    votes = filled.rows(filled.found(Filter(kinds=frozenset({Kind.AMENDMENT}))))
    assert told["d66"].first == told["d66"].together == dict(Counter(row.status for row in votes))
    assert list(told) == ["d66"]


def test_coverage_says_what_of_each_year_is_there(filled: Store) -> None:
    store = filled
    (year,) = store.counts.coverage()
    rows = list(store.rows(store.found(Filter())))
    assert (year.year, year.decisions, year.votes) == (2024, len(rows), len(rows))
    assert (year.whole, year.cut, year.members) == (len(rows), 0, 0)
    assert (year.proposals, year.dossiers) == (len(rows), len(rows))
    feed = house(bills=8)
    lost = replace(feed.entries["Stemming"][0], deleted=True, changed=at(60), content=b'{"gone": true}')
    sync(store, feed.add(lost), ["Stemming"])
    (now,) = store.counts.coverage()
    assert now == replace(year, whole=year.whole - 1, cut=1)
    assert store.counts.agreement().over == Over(year.votes, year.whole - 1)


def test_members_of_a_party_that_the_register_does_not_know(filled: Store) -> None:
    store, more = filled, Feed()
    for number, side in enumerate(("Voor", "Voor", "Voor", "Tegen")):
        fields = {"ActorFractie": "Groep Verzonnen", "ActorNaam": f"Vreemd{number}, A.", "Soort": side}
        refs = {"Besluit": ["besluit zaak 36000 1"], "Persoon": [f"stranger {number}"]}
        more.add(entry("Persoon", f"stranger {number}", {"Achternaam": f"Vreemd{number}"}))
        more.add(entry("Stemming", f"strange {number}", {**fields, "FractieGrootte": 4}, refs))
    sync(store, more, more.categories, full=True)
    its = [each for each in store.counts.dissent().members if each.member.startswith("A. Vreemd")]
    assert [(each.member, each.party, each.apart) for each in its] == [
        ("A. Vreemd3", "groep-verzonnen", 1),
        ("A. Vreemd0", "groep-verzonnen", 0),
        ("A. Vreemd1", "groep-verzonnen", 0),
        ("A. Vreemd2", "groep-verzonnen", 0),
    ]
    assert store.counts.cohesion().parties["groep-verzonnen"].divided == {(3, 1): 1}
    assert len(store.found(Filter(member="Vreemd3", apart=True))) == 1
    assert store.found(Filter(member="Vreemd0", apart=True)) == []
    assert len(store.found(Filter(party="Groep Verzonnen", apart=True))) == 1


def test_a_row_without_a_seat_is_no_absence(filled: Store) -> None:
    fields = {"ActorFractie": "BIJ1", "ActorNaam": "BIJ1", "Soort": "Voor", "FractieGrootte": 0}
    more = Feed().add(entry("Stemming", "no seat", fields, {"Besluit": ["besluit zaak 36000 1"]}))
    sync(filled, more, more.categories, full=True)
    (stances,) = (
        row[0] for row in rows_of(filled, "SELECT stances FROM votes") if row[0] and " bij1/for " in row[0]
    )
    assert " bij1: " in stances
    assert filled.found(Filter(party="BIJ1", side="not_voting")) == []
    assert len(filled.found(Filter(party="BIJ1", side="for"))) == 1


# --- what others see of it --------------------------------------------------------------------------------------------


def rows_of(store: Store, query: str) -> list[Any]:
    with store._reading() as conn:
        return [tuple(row) for row in conn.exec_driver_sql(query)]


def test_views_explain_themselves(filled: Store) -> None:
    said = {(view, column): means for view, column, means in rows_of(filled, "SELECT * FROM about")}
    assert all(said.values())
    for name, (columns, _) in views.VIEWS.items():
        with filled._reading() as conn:
            made = conn.exec_driver_sql(f"SELECT * FROM {name}")
            assert list(made.keys()) == [column.name for column in columns]
            assert {column for view, column in said if view == name} == set(made.keys())


def test_views_say_what_lists_say(filled: Store) -> None:
    rows = filled.rows(filled.found(Filter()))
    listed = sorted(
        (
            row.id,
            row.ref,
            row.kind,
            str(row.date),
            row.result,
            row.for_,
            row.against,
            row.not_voting,
            row.margin,
        )
        for row in rows
    )
    columns = "besluit_id, ref, kind, day, result, votes_for, votes_against, votes_absent, margin"
    assert sorted(rows_of(filled, f"SELECT {columns} FROM votes")) == listed
    ((seats,),) = rows_of(filled, "SELECT sum(seats) FROM ballots")
    assert seats == 150 * len(listed)
    assert rows_of(filled, "SELECT DISTINCT body FROM proposals") == [("tweede-kamer",)]


def test_views_of_before_give_way(filled: Store) -> None:
    with filled._writing() as conn:
        conn.exec_driver_sql("DROP VIEW about")
        conn.exec_driver_sql("UPDATE meta SET value = 'before' WHERE name = 'views'")
    filled.settle()
    assert rows_of(filled, "SELECT count(*) FROM about")[0][0] > 40


def test_a_record_opens_in_sqlite_without_kamerstem(tmp_path: Path) -> None:
    place = tmp_path / "record.sqlite"
    with record.opened(str(place), create=True) as store:
        a_house(store)
        expected = len(store.found(Filter()))
    with sqlite3.connect(f"file:{place}?mode=ro", uri=True) as conn:
        assert conn.execute("SELECT count(*) FROM votes WHERE complete").fetchone() == (expected,)
