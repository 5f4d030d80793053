"""Who sat in the House, from the feed to the overview: what the official seats say is used where it is sound."""

import datetime as dt
import json
import random
from dataclasses import replace
from typing import Any

import pytest

from kamerstem.answers.audit import audit
from kamerstem.checks import run as findings
from kamerstem.model import parties
from kamerstem.model.assemble import assemble
from kamerstem.model.entities import Entities
from kamerstem.model.feed import Entry
from kamerstem.model.overview import Overview
from kamerstem.model.refs import Dossier
from kamerstem.model.seats import seated_on
from kamerstem.model.votes import Decision
from kamerstem.store import Store
from kamerstem.sync import sync
from tests.engines.conftest import Fill
from tests.engines.feed import SIZES, Feed, at, entry, guid, house, read
from tests.engines.test_sync import contents

DAY = dt.date(2024, 1, 11)
"""A day on which the register does not know how many seats were filled."""
BILL = Dossier(36999)
FIRST_OF = {name: sum(list(SIZES.values())[:place]) + 1 for place, name in enumerate(SIZES)}


SOUND, UNSOUND = (True, 150, False, False), (True, 150, True, True)
"""What is told of a count by the official seats, and of one by the day's votes as those are not sound."""


def the_house(store: Store) -> None:
    feed = house(bills=0)
    sync(store, feed, feed.categories)


@pytest.fixture
def begins() -> Fill:
    """Every test syncs a feed that begins with the House."""
    return the_house


def bill(left_out: str = "", sizes: dict[str, int] | None = None) -> Feed:
    """Return the House and one bill that every party but one voted for, some with another size than they have."""
    feed = house(bills=0).add(
        entry("Kamerstukdossier", "dossier", {"Nummer": BILL.number, "Titel": "Verzonnen wet"}),
        entry("Activiteit", "sitting", {"Soort": "Stemmingen", "Datum": f"{DAY}T00:00:00"}),
        entry("Agendapunt", "item", {"Onderwerp": "Stemming", "Volgorde": 1}, {"Activiteit": ["sitting"]}),
        entry(
            "Zaak",
            "bill",
            {"Nummer": "2024Z00001", "Soort": "Wetgeving", "Titel": "Verzonnen wet", "Volgnummer": 0},
            {"Kamerstukdossier": ["dossier"], "Agendapunt": ["item"]},
        ),
        entry(
            "Besluit",
            "decision",
            {
                "BesluitSoort": "Stemmen - aangenomen",
                "BesluitTekst": "Aangenomen.",
                "StemmingsSoort": "Met handopsteken",
                "Status": "Besluit",
            },
            {"Agendapunt": ["item"], "Zaak": ["bill"]},
        ),
    )
    for name, size in (SIZES | (sizes or {})).items():
        if name != left_out:
            fields = {"Soort": "Voor", "FractieGrootte": size, "ActorFractie": name}
            feed.add(entry("Stemming", f"stem {name}", fields, {"Besluit": ["decision"], "Fractie": [name]}))
    return feed


def term(seat: int, *, changed: int = 30, deleted: bool = False, **more: Any) -> Entry:
    """Return the term of a seat's first member with other values, ``changed`` on a day of January."""
    fields = {"Functie": "Lid", "Van": "2023-12-06", "TotEnMet": None} | more
    refs = {"FractieZetel": [f"zetel {seat}"], "Persoon": [f"persoon {seat}"]}
    return entry(
        "FractieZetelPersoon", f"op zetel {seat}", fields, refs, changed=at(changed), deleted=deleted
    )


def on_seat(seat: int, moved: Entry) -> Entry:
    """Return a term as one of another seat."""
    body = json.loads(moved.content)
    body["refs"]["FractieZetel"] = [guid(f"zetel {seat}")]
    return replace(moved, content=json.dumps(body).encode())


def vacancy(seat: int, since: str, until: str | None = None) -> Entry:
    fields = {"Van": since, "TotEnMet": until}
    return entry("FractieZetelVacature", f"leeg {seat}", fields, {"FractieZetel": [f"zetel {seat}"]})


def asked(store: Store, on: dt.date | None = None) -> Overview:
    found = store.entities_for(BILL, on)
    return assemble(found.entities, BILL, found.sources, found.houses)


def decision(overview: Overview) -> Decision:
    ((_, _, one),) = overview.decisions()
    return one


def told(store: Store, feed: Feed, on: dt.date | None = None) -> tuple[bool | None, int | None, bool, bool]:
    """Bring it up to date; return whether the vote is complete, of how many seats, derived, and doubted."""
    assert not [outcome for outcome in sync(store, feed, feed.categories) if outcome.error]
    overview = asked(store, on)
    one = decision(overview)
    doubted = any(each.check == "official-seats" for each in findings(overview))
    certain = one.house is not None and one.house.certain
    total = one.house.total if one.house is not None and certain else None
    return one.complete, total, "/counted/seats" in one.derived, doubted


def test_the_register_does_not_know_this_day() -> None:
    known = parties.house_on(DAY)
    assert known is not None
    assert not known.certain


def test_a_count_is_complete_by_the_official_seats(store: Store) -> None:
    feed = bill()
    assert told(store, feed) == SOUND
    feed.add(*(term(seat, deleted=True) for seat in range(1, 151)))
    assert told(store, feed) == (True, 150, True, False)  # without seats, by the day's votes


def test_a_party_that_is_missing_is_missing_by_the_official_seats(store: Store) -> None:
    assert told(store, bill(left_out="JA21")) == (False, 150, False, False)
    made = decision(asked(store))
    assert made.gap is not None
    assert (made.gap.seats, [party.id for party in made.gap.parties]) == (1, ["ja21"])
    assert [party.id for party in made.missing] == ["ja21"]


def test_a_seat_that_is_vacant(store: Store) -> None:
    seat = FIRST_OF["FVD"]
    ended = term(seat, TotEnMet="2024-01-05")
    feed = bill(sizes={"FVD": 2}).add(ended, vacancy(seat, "2024-01-06"))
    assert told(store, feed) == (True, 149, False, False)
    seats = store.seats(DAY)
    assert (sum(seats.seats.values()), seats.vacant, seats.differences) == (149, 1, ())
    assert store.seats(dt.date(2024, 1, 5)).vacant == 0


def test_seats_that_a_vote_contradicts_are_not_used_and_that_is_said(store: Store) -> None:
    feed = bill(sizes={"FVD": 2, "Groep Verzonnen": 1})  # one left the party; the seats do not know yet
    assert told(store, feed) == (None, None, False, True)
    assert store.seats(DAY).differences == ("Groep Verzonnen", "fvd")


def test_a_term_that_cannot_be_makes_no_house(store: Store) -> None:
    feed = bill().add(term(1, TotEnMet="5008-01-01"))
    assert told(store, feed) == UNSOUND
    assert told(store, feed.add(term(1, changed=31, TotEnMet="2023-12-01"))) == UNSOUND
    assert told(store, feed.add(term(1, changed=32))) == SOUND


def test_a_seat_that_changes_hands_counts_at_once_and_on_its_day(store: Store, target: str) -> None:
    seat = FIRST_OF["FVD"]
    feed = bill()
    assert told(store, feed) == SOUND
    steps = [
        term(seat, changed=40, TotEnMet="2024-01-05"),  # short: one seat is not accounted for
        vacancy(FIRST_OF["JA21"], "2024-01-01"),  # double: taken and empty
        term(FIRST_OF["JA21"], changed=41, deleted=True),
        entry("FractieZetel", f"zetel {seat}", {"Gewicht": 1}, {"Fractie": ["SP"]}, changed=at(42)),
        entry("Fractie", "SP", {"Afkorting": "Verzonnen"}, changed=at(43)),
        entry("Fractie", "SP", {"Afkorting": "SP"}, changed=at(44)),
        term(seat, changed=45),
        entry("FractieZetel", f"zetel {seat}", deleted=True, changed=at(46)),
        entry("FractieZetel", f"zetel {seat}", {"Gewicht": 1}, {"Fractie": ["FVD"]}, changed=at(47)),
        term(FIRST_OF["JA21"], changed=48),
        entry("FractieZetelVacature", f"leeg {FIRST_OF['JA21']}", deleted=True, changed=at(49)),
    ]
    states = []
    for number, step in enumerate(steps):
        states.append(told(store, feed.add(step)))
        if number % 5 == 0:
            before = contents(target)
            store.rebuild()
            assert contents(target) == before
    assert states == [UNSOUND] * 10 + [SOUND]
    verification = store.status(verify=True).verification
    assert verification is not None
    assert verification.whole
    # As it was on a day: with the feed that far, and no further.
    for number, day in ((0, 40), (2, 41), (3, 42), (7, 46), (-1, 49)):
        assert told(store, feed, at(day).date()) == states[number]


def test_a_seat_that_changes_is_audited_again_on_its_days(store: Store) -> None:
    feed = bill()
    sync(store, feed, feed.categories)

    def doubted() -> list[str | None]:
        done = audit(store)
        return [
            each.finding.about[1]
            for each in done.findings
            if each.finding.check == "official-seats" and each.finding.about
        ]

    assert doubted() == []
    decided = guid("decision")
    changes = [
        (term(1, changed=40, TotEnMet="2024-01-05"), [decided]),
        (term(1, changed=41), []),
        (entry("FractieZetel", "zetel 1", {"Gewicht": 1}, {"Fractie": ["SP"]}, changed=at(42)), [decided]),
        (entry("FractieZetel", "zetel 1", {"Gewicht": 1}, {"Fractie": ["VVD"]}, changed=at(43)), []),
        (entry("Fractie", "SP", {"Afkorting": "Verzonnen"}, changed=at(44)), [decided]),
        (entry("Fractie", "SP", {"Afkorting": "SP"}, changed=at(45)), []),
        (term(1, changed=46, Van=None), [decided]),  # it holds on no day
        (term(1, changed=47), []),
        # From that day on, and to that day.
        (term(1, changed=48, TotEnMet=str(DAY)), []),
        (vacancy(2, str(DAY)), [decided]),
        (entry("FractieZetelVacature", "leeg 2", deleted=True, changed=at(49)), []),
        (vacancy(3, "2024-01-02", str(DAY)), [decided]),
        (entry("FractieZetelVacature", "leeg 3", deleted=True, changed=at(50)), []),
        # One that moves to another seat leaves its own empty, and makes that one double.
        (on_seat(FIRST_OF["SP"], term(1, changed=51)), [decided]),
        (term(1, changed=52), []),
        (vacancy(1, "2024-01-10"), [decided]),
    ]
    for change, expected in changes:
        sync(store, feed.add(change), feed.categories)
        assert doubted() == expected
    assert audit(store).looked == 0
    sync(store, feed.add(vacancy(1, "2024-02-01")), feed.categories)  # its content is newer, its time is not
    assert doubted() == []


@pytest.mark.parametrize("seed", range(4))
def test_the_tables_say_what_the_records_say(empty: Store, seed: int) -> None:
    """Whatever the terms are like."""
    chance = random.Random(seed)
    days = ["2023-12-01", "2023-12-06", "2024-01-05", str(DAY), "2024-01-12", "5008-01-01", "", None]
    feed = house(bills=0)
    for number in range(40):
        kind = chance.choice(["FractieZetelPersoon", "FractieZetelVacature"])
        refs = {
            "FractieZetel": [f"zetel {chance.randint(1, 155)}"],
            "Persoon": [f"persoon {chance.randint(1, 9)}"],
        }
        kept = {name: its for name, its in refs.items() if chance.random() < 0.9}
        if kind == "FractieZetelVacature":  # an empty seat has nobody on it
            kept.pop("Persoon", None)
        fields = {"Van": chance.choice(days), "TotEnMet": chance.choice(days)}
        deleted = chance.random() < 0.1
        feed.add(entry(kind, f"{kind} {number}", fields, kept, deleted=deleted, changed=at(2)))
        seat = chance.randint(1, 150)
        feed.add(chance.choice([
            term(seat, changed=2 + number, TotEnMet=chance.choice(days)),
            entry("FractieZetel", f"zetel {seat}", {"Gewicht": None}, {"Fractie": ["SP"]}, changed=at(2 + number)),
            entry("FractieZetel", f"zetel {seat}", {"Gewicht": 1}, {}, changed=at(2 + number)),
            entry("FractieZetel", f"zetel {seat}", {"Gewicht": 1}, {"Fractie": ["Niemand"]}, changed=at(2 + number)),
            entry("FractieZetel", f"zetel {seat}", deleted=True, changed=at(2 + number)),
        ]))  # fmt: skip
    sync(empty, feed, feed.categories, batch=37)
    last: dict[tuple[str, str], Entry] = {}
    for each in (each for its in feed.entries.values() for each in its):
        was = last.get((each.entity, each.id))
        if was is None or (each.changed or at(1)) >= (was.changed or at(1)):
            last[each.entity, each.id] = each
    entities = Entities(read(each.entity, each.content) for each in last.values())
    for day in (dt.date.fromisoformat(text) for text in days[:5] if text):
        expected = seated_on(entities, day)
        question_now = empty.seats(day)
        assert dict(question_now.seats) == dict(expected.seats if expected else {})
        assert question_now.vacant == (expected.vacant if expected else 0)
        with empty._asking() as question:
            assert question._seated([day]) == {day: expected}
        with empty._asking(dt.date(2024, 6, 2)) as question:
            assert question._seated([day]) == {day: expected}
