"""Parties: names, seats and seating order, dated, and certain only where they are."""

import csv
import gzip
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import needs

from kamerstem.model.parties import (
    Party,
    all_parties,
    by_id,
    find,
    house_on,
    named,
    seating_on,
    split_names,
    unknown,
)

RECORDS = needs.SHARED / "data/gegevensmagazijn"

SINCE, UNTIL = date(2010, 6, 17), date(2026, 6, 11)
DAYS = [SINCE + timedelta(days) for days in range((UNTIL - SINCE).days + 1)]
SEED = date(2023, 12, 21)


def found(name: str, day: date | None = None) -> str | None:
    party = find(name, day)
    return party.id if party else None


# --- the file is whole ---


def test_every_house_adds_up_to_its_filled_seats() -> None:
    for day in DAYS:
        house = house_on(day)
        assert house is not None
        assert sum(house.seats.values()) == house.total, day
        assert all(size > 0 for size in house.seats.values())
        assert 147 <= house.total <= 150
        assert list(house.seats.values()) == sorted(house.seats.values(), reverse=True)


@pytest.mark.slow
def test_a_party_sits_exactly_when_it_has_seats() -> None:
    for day in DAYS:
        house = house_on(day)
        assert house is not None
        for party in all_parties():
            sat = party.existed_on(day)
            assert sat in (None, party.id in house.seats), (day, party.id)
            assert sat is not None or not house.certain, (day, party.id)


def test_every_name_and_alias_leads_to_one_party_a_day() -> None:
    before: set[str] = set()
    for day in DAYS:
        house = house_on(day)
        assert house is not None
        if set(house.seats) == before:
            continue
        before = set(house.seats)
        for party in map(by_id, house.seats):
            for name in (party.full, *party.aliases, *(name.short for name in party.names)):
                assert found(name, day) == party.id, (day, name)
        printed = [by_id(party).name_on(day) for party in house.seats]
        assert len(set(printed)) == len(printed)


def test_names_follow_one_another_and_origins_are_parties() -> None:
    for party in all_parties():
        days = [name.since for name in party.names[1:]]
        assert all(days), party.id
        assert days == sorted(day for day in days if day), party.id
        assert party.periods, f"{party.id} never sat"
        for origin in party.origins:
            assert by_id(origin).periods[0][0] <= party.periods[0][0]


def test_an_order_holds_the_parties_of_its_house_and_the_gaps_are_marked() -> None:
    from kamerstem.model.parties import _register  # the file itself: what is unplaced is not to be asked

    seatings = _register().seatings
    assert len(seatings) == 7
    for seating in seatings:
        house = house_on(seating.day)
        assert house is not None
        assert sorted((*seating.order, *seating.unplaced)) == sorted(house.seats), seating.day


# --- names ---


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("NSC", "nsc"),
        ("Nieuw Sociaal Contract", "nsc"),
        ("Nieuw\nSociaal  Contract", "nsc"),
        ("PvdD", "pvdd"),
        ("Partij voor de Dieren", "pvdd"),
        ("GroenLinks-PvdA", "groenlinks-pvda"),
        ("Groenlinks - PvdA", "groenlinks-pvda"),
        ("GroenLinks\u2011PvdA", "groenlinks-pvda"),
        ("GL-PvdA", "groenlinks-pvda"),
        ("GL/PvdA", "groenlinks-pvda"),
        ("PRO", "groenlinks-pvda"),
        ("GL", "groenlinks"),
        ("GroenLinks", "groenlinks"),
        ("Partij van de Arbeid", "pvda"),
        ("CU", "christenunie"),
        ("Christen Unie", "christenunie"),
        ("FvD", "fvd"),
        ("Forum voor Democratie", "fvd"),
        ("BoerBurgerBeweging", "bbb"),
        ("D'66", "d66"),
        ("Democraten 66", "d66"),
        ("50Plus", "50plus-2025"),
        ("Denk", "denk"),
        ("Groep Kuzu/Öztürk", "denk"),
        ("groep Kuzu/Ozturk", "denk"),
        ("Ja21", "ja21"),
        ("Lid Omtzigt", "omtzigt"),
        ("Omtzigt", "omtzigt"),
        ("Gündogan", "gundogan"),
        ("Lid Gu\u0308ndog\u0306an", "gundogan"),
        ("Van Haga", "groep-van-haga"),
        ("Den Haan", "den-haan"),
        ("Gr.Markuszower", "groep-markuszower"),
        ("Keijzer", "keijzer"),
        ("Groep-Keijzer", "keijzer"),
        ("Lid Ephraim", "ephraim"),
        ("Groep Krol/vKA", "krol-van-kooten-arissen"),
        ("Bontes/Van Klaveren", "bontes-van-klaveren"),
        ("Lid Houwers", "houwers"),
        ("Lid Monasch", "monasch"),
        ("50PLUS/Klein", "klein"),
        ("Christen-Democratisch Appèl", "cda"),
        ("Christen Democratisch Appel", "cda"),
        ("de SP", "sp"),
        ("het CDA", "cda"),
        ("de leden van de fractie van de PVV", "pvv"),
        ("Partij voor de Toekomst", None),
        ("de", None),
        ("", None),
        ("...", None),
        ("SP" * 200, None),
    ],
)
def test_a_party_is_found_by_every_name_it_goes_by(name: str, party: str | None) -> None:
    assert found(name) == party


def test_a_party_is_known_by_its_new_name_in_full() -> None:
    found = find("Progressief Nederland", date(2026, 10, 6))
    assert found is not None
    assert (found.id, found.name_on(date(2026, 10, 6))) == ("groenlinks-pvda", "PRO")


@pytest.mark.parametrize(
    ("name", "day", "party"),
    [
        ("50PLUS", date(2013, 1, 1), "50plus"),
        ("50PLUS", date(2021, 4, 1), "50plus"),
        ("50PLUS", date(2026, 1, 1), "50plus-2025"),
        ("50PLUS", date(2022, 1, 1), "50plus"),
        ("Van Haga", date(2020, 1, 1), "lid-van-haga"),
        ("Van Haga", date(2022, 1, 1), "groep-van-haga"),
        ("PRO", SEED, "groenlinks-pvda"),
    ],
)
def test_the_day_tells_namesakes_apart(name: str, day: date, party: str) -> None:
    assert found(name, day) == party


def test_a_party_keeps_its_id_when_it_is_renamed() -> None:
    party = by_id("groenlinks-pvda")
    assert party.origins == ("groenlinks", "pvda")
    assert party.name_on(SEED) == "GroenLinks-PvdA"
    assert party.name_on(date(2026, 6, 8)) == "GroenLinks-PvdA"
    assert party.name_on(date(2026, 6, 11)) == "PRO"
    assert party.names[-1].about
    denk = by_id("denk")
    assert [denk.name_on(date(year, 6, 1)) for year in (2016, 2018)] == ["Groep Kuzu/Öztürk", "DENK"]
    assert [by_id("50plus").name_on(date(2014, month, 15)) for month in (1, 7, 12)] == [
        "50PLUS",
        "50PLUS/Baay-Timmerman",
        "50PLUS",
    ]


def test_an_id_that_is_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        by_id("lpf")


@pytest.mark.parametrize(
    ("party", "day", "sat"),
    [
        ("nsc", date(2023, 12, 5), False),
        ("nsc", date(2023, 12, 6), True),
        ("nsc", date(2025, 11, 12), False),
        ("pvda", date(2023, 10, 26), True),
        ("pvda", date(2023, 10, 27), False),
        ("50plus", date(2021, 5, 8), True),
        ("50plus", date(2021, 5, 10), None),  # the record has both
        ("den-haan", date(2021, 5, 10), None),
        ("50plus", date(2021, 5, 12), False),
        ("gundogan", date(2022, 3, 1), True),
        ("gundogan", date(2022, 3, 15), False),
        ("gundogan", date(2022, 4, 1), True),
        ("monasch", date(2016, 10, 31), False),
        ("monasch", date(2016, 11, 15), None),
        ("monasch", date(2016, 12, 1), True),
        ("vvd", date(2010, 6, 16), None),
        ("vvd", date(2026, 6, 11), True),
        ("vvd", date(2026, 10, 10), None),
        ("bij1", date(2030, 1, 1), None),
    ],
)
def test_whether_a_party_sat_that_day(party: str, day: date, sat: bool | None) -> None:
    assert by_id(party).existed_on(day) is sat


# --- seats ---


def test_the_house_that_voted_on_36470_vi() -> None:
    house = house_on(SEED)
    assert house is not None
    assert dict(house.seats) == {
        "pvv": 37,
        "groenlinks-pvda": 25,
        "vvd": 24,
        "nsc": 20,
        "d66": 9,
        "bbb": 7,
        "cda": 5,
        "sp": 5,
        "christenunie": 3,
        "denk": 3,
        "fvd": 3,
        "pvdd": 3,
        "sgp": 3,
        "volt": 2,
        "ja21": 1,
    }
    assert (house.day, house.total, house.certain) == (SEED, 150, True)


@pytest.mark.parametrize(
    ("day", "party", "size", "total", "certain"),
    [
        (date(2024, 1, 16), "fvd", 2, 149, True),
        (date(2024, 1, 18), "fvd", 3, 150, True),
        (date(2024, 11, 19), "nsc", 19, 149, True),
        (date(2024, 11, 26), "nsc", 17, 147, True),
        (date(2024, 11, 27), "nsc", 18, 148, True),
        (date(2024, 12, 3), "nsc", 20, 150, True),
        (date(2024, 12, 11), "nsc", 20, 150, True),
        (date(2024, 12, 12), "nsc", 19, 149, True),
        (date(2024, 12, 16), "nsc", 19, 149, False),  # not counted: a seat may be filled or empty
        (date(2024, 12, 17), "nsc", 20, 150, True),
        (date(2023, 12, 4), "vvd", 33, 149, True),
        (date(2016, 12, 31), "pvda", 35, 150, False),
        (date(2025, 9, 2), "bbb", 8, 150, False),
        (date(2025, 11, 12), "d66", 26, 150, False),
        (date(2026, 6, 11), "pvv", 19, 150, False),
        (date(2027, 1, 1), "pvv", 19, 150, False),
    ],
)
def test_the_house_of_a_day(day: date, party: str, size: int, total: int, certain: bool) -> None:
    house = house_on(day)
    assert house is not None
    assert (house.seats[party], house.total, house.certain) == (size, total, certain)


@pytest.mark.parametrize("day", [date.min, date(2010, 6, 16), date(2031, 1, 1), date.max])
def test_a_house_that_is_not_known_is_none(day: date) -> None:
    assert house_on(day) is None
    assert seating_on(day) == ((), False)


def test_a_house_cannot_be_changed() -> None:
    house = house_on(SEED)
    assert house is not None
    with pytest.raises(TypeError):
        house.seats["pvv"] = 1  # type: ignore[index]


# --- seating ---


def test_the_order_is_known_on_the_day_it_was_read_and_on_no_other() -> None:
    order, known = seating_on(SEED)
    assert known
    assert order == (
        *("sp", "groenlinks-pvda", "volt", "denk", "pvdd", "d66", "christenunie", "vvd", "sgp", "cda", "nsc"),
        *("pvv", "fvd", "bbb"),
    )
    senate = date(2026, 4, 21)
    assert [day for day in DAYS if seating_on(day)[1]] == [date(2018, 4, 5), SEED, date(2025, 7, 10), senate]
    assert seating_on(date(2026, 9, 22))[1]


def test_a_derived_order_begins_from_the_nearest_earlier_one_of_the_same_house() -> None:
    order, known = seating_on(date(2024, 6, 4))
    assert not known
    assert order == (*seating_on(SEED)[0], "ja21")
    order, known = seating_on(date(2025, 9, 2))
    assert not known
    assert order == seating_on(date(2025, 7, 10))[0]


def test_without_an_earlier_order_parties_come_by_size_then_name() -> None:
    assert seating_on(date(2012, 9, 20))[0] == (
        *("vvd", "pvda", "pvv", "sp", "cda", "d66", "christenunie", "groenlinks", "sgp", "50plus", "pvdd"),
    )


def test_a_derived_order_holds_every_party_of_that_day_once() -> None:
    for day in DAYS:
        order, known = seating_on(day)
        house = house_on(day)
        assert house is not None
        assert known or sorted(order) == sorted(house.seats), day


def test_an_order_serves_its_whole_house() -> None:
    """Backwards too; and one of which only the month is known only where there is no other."""
    first = seating_on(date(2025, 11, 12))[0]
    assert first[:4] == ("sp", "50plus-2025", "groenlinks-pvda", "d66")
    assert seating_on(date(2026, 6, 12))[0][:4] == first[:4]
    assert seating_on(date(2026, 10, 6))[0] == (
        *("groenlinks-pvda", "sp", "50plus-2025", "d66", "volt", "pvdd", "cda", "denk", "vvd", "sgp"),
        *("christenunie", "ja21", "bbb", "pvv", "fvd", "groep-markuszower", "keijzer"),
    )
    assert seating_on(date(2021, 4, 1))[0][0] == "sp"


@needs.official
def test_the_house_of_today_is_that_of_the_official_data() -> None:
    """By the list of parties of 9 October 2026, and by a vote three days before."""
    service = needs.SHARED / "data/service-2026"
    listed = json.loads((service / "fracties.json").read_text("utf-8"))["value"]
    (vote,) = json.loads((service / "besluit-2026-10-06.json").read_text("utf-8"))["value"]
    rows = [(row["ActorFractie"], row["FractieGrootte"]) for row in vote["Stemming"]]
    for day, told in (
        (date(2026, 10, 9), [(row["Afkorting"], row["AantalZetels"]) for row in listed]),
        (date(2026, 10, 6), rows),
    ):
        house = house_on(day)
        assert house is not None
        assert house.certain
        assert {found(name, day): size for name, size in told} == dict(house.seats)
        assert house.total == 150
    assert [house_on(date(2026, 2, each)).seats["bbb"] for each in (23, 24)] == [4, 3]  # type: ignore[union-attr]


@pytest.mark.slow
def test_who_sat_by_a_public_list_agrees_with_the_register() -> None:
    """A week at a time, where that list has 150 members. It has Klein as 50PLUS, and not the group that became DENK."""
    path = needs.shared("data/seats/openkamer-kamerlidmaatschappen.csv")
    with path.open(encoding="utf-8", newline="") as file:
        members = list(csv.DictReader(file))
    loose = {"50plus", "klein", "denk", "monasch", "pvda", "vvd"}
    same = 0
    for week in range((date(2019, 3, 1) - date(2012, 9, 20)).days // 7):
        day = date(2012, 9, 20) + timedelta(7 * week)
        seated = [
            row["partijen"]
            for row in members
            if row["van"] <= day.isoformat() <= (row["tot_en_met"] or "9999")
        ]
        house = house_on(day)
        assert house is not None
        if len(seated) == 150:
            sizes = Counter(filter(None, (_party_in(text, day) for text in seated)))
            differ = {id for id in {*sizes, *house.seats} if sizes[id] != house.seats.get(id, 0)}
            assert differ <= loose, (day, differ)
            same += not differ
    assert same > 250


def _party_in(text: str, day: date) -> str | None:
    """Return the party of a member on a day, out of "PVV ..2013-10-29; Lid-Bontes 2013-10-29.."."""
    called = {"GrBvK": "Groep Bontes/Van Klaveren", "vKA": "Van Kooten-Arissen"}
    sat = []
    for part in text.split(";"):
        told = re.fullmatch(r"\s*(.*?)\s*([\d-]*)\.\.([\d-]*)\s*", part)
        if told is None:
            continue
        name, since, until = told.groups()
        party = find(called.get(name, name), day)
        if party and party.existed_on(day) is not False and since <= day.isoformat() <= (until or "9999"):
            sat.append((since, party.id))
    return max(sat)[1] if sat else None


# --- names that two share, and names that are not quite right ---


@pytest.mark.parametrize(
    ("name", "parties"),
    [
        ("50PLUS", ["50plus", "50plus-2025"]),
        ("50plus", ["50plus", "50plus-2025"]),
        ("50plus-2025", ["50plus", "50plus-2025"]),
        ("A34BF6C8-834e-4dba-b4d2-f2f1b3957bd2", ["50plus", "50plus-2025"]),
        ("Van Haga", ["lid-van-haga", "groep-van-haga"]),
        ("groep-van-haga", ["lid-van-haga", "groep-van-haga"]),
        ("Groep Van Haga", ["groep-van-haga"]),
        ("het CDA", ["cda"]),
        ("Progressief Nederland", ["groenlinks-pvda"]),
        ("Partij van Niemand", []),
        ("x" * 1000, []),
    ],
)
def test_all_that_are_meant_by_a_name(name: str, parties: list[str]) -> None:
    assert [each.id for each in named(name)] == parties


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Forum van Democratie", "Bedoelt u FVD? Geef dan die naam."),
        ("Groen Link", "Bedoelt u GroenLinks of PRO? Geef dan die naam."),
        ("Partij voor de Dier", "Bedoelt u PvdD? Geef dan die naam."),
        ("Zomaar iets", "Controleer de naam."),
    ],
)
def test_a_name_that_is_not_known_says_which_may_be_meant(name: str, said: str) -> None:
    assert unknown(name).nl == f"'{name}' is geen bekende fractie. {said}"
    assert unknown(name).en.startswith(f"'{name}' is no known party. ")


# --- lists of names ---


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "SP, PvdA, Nieuw Sociaal Contract, PVV, FVD en BBB.",
            ["SP", "PvdA", "Nieuw Sociaal Contract", "PVV", "FVD", "BBB"],
        ),
        ("JA21.", ["JA21"]),
        ("VVD en CDA", ["VVD", "CDA"]),
        ("VVD, en CDA", ["VVD", "CDA"]),
        ("de SP, de PvdA en het CDA", ["de SP", "de PvdA", "het CDA"]),
        (
            "SP, Volkspartij voor Vrijheid en Democratie en DENK",
            ["SP", "Volkspartij voor Vrijheid en Democratie", "DENK"],
        ),
        ("CDA, Nieuw \n Sociaal Contract en\nPVV", ["CDA", "Nieuw Sociaal Contract", "PVV"]),
        ("SP, Partij X, BBB", ["SP", "Partij X", "BBB"]),
        ("GroenLinks, PvdA en CDA", ["GroenLinks", "PvdA", "CDA"]),
        ("Groep Kuzu/Öztürk; Lid Klein", ["Groep Kuzu/Öztürk", "Lid Klein"]),
        ("Groenen", ["Groenen"]),
        ("", []),
        (" , en ", []),
    ],
)
def test_a_list_of_names(text: str, names: list[str]) -> None:
    assert split_names(text, SEED) == names


@given(st.lists(st.sampled_from(all_parties()), min_size=1, unique=True), st.booleans())
def test_any_list_of_official_names_comes_apart(parties: list[Party], full: bool) -> None:
    names = [party.full if full else party.name_on(SEED) for party in parties]
    text = f"{', '.join(names[:-1])} en {names[-1]}." if len(names) > 1 else f"{names[0]}."
    assert split_names(text, SEED) == names


@given(st.text(max_size=200))
def test_any_text_comes_apart(text: str) -> None:
    assert all(name.strip() == name != "" for name in split_names(text))


# --- the data are read late, and agree with the official record ---


@pytest.mark.slow
def test_nothing_is_read_at_import() -> None:
    code = (
        "import sys, kamerstem.model.parties as p; assert 'tomllib' not in sys.modules\n"
        "p.find('SP'); assert 'tomllib' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(RECORDS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@pytest.fixture(scope="module")
def counted() -> dict[date, dict[str, set[int]]]:
    """Sizes by name on each day, in the rows of parties at a show of hands."""
    activities = {row["Id"]: date.fromisoformat(row["Datum"][:10]) for row in rows("Activiteit")}
    items = {row["Id"]: activities[row["Activiteit_Id"]] for row in rows("Agendapunt")}
    days = {
        row["Id"]: items[row["Agendapunt_Id"]]
        for row in rows("Besluit")
        if row["StemmingsSoort"] == "Met handopsteken"
    }
    sizes: dict[date, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in rows("Stemming"):
        if row["Persoon_Id"] is None and row["Besluit_Id"] in days:
            sizes[days[row["Besluit_Id"]]][row["ActorFractie"]].add(row["FractieGrootte"])
    return sizes


@needs.official
def test_sizes_agree_with_the_votes_of_every_day(counted: dict[date, dict[str, set[int]]]) -> None:
    for day, sizes in counted.items():
        house = house_on(day)
        assert house is not None
        assert house.certain, f"{day} was counted: it belongs in part 3 of parties.toml"
        assert {found(name, day): size for name, size in sizes.items()} == {
            party: {size} for party, size in house.seats.items()
        }, day
    assert len(counted) > 90
    # What was counted, and 4 December 2023 from the official list of parties: no other day is certain.
    assert {day for day in DAYS if (house := house_on(day)) and house.certain} == {
        *counted,
        date(2023, 12, 4),
    }


@needs.official
def test_names_agree_with_the_votes_of_every_day(counted: dict[date, dict[str, set[int]]]) -> None:
    other = set()
    for day, sizes in counted.items():
        for name in sizes:
            party = find(name, day)
            assert party is not None
            assert party.existed_on(day) is True
            if party.name_on(day) != name:
                other.add((name, party.name_on(day)))
    assert other == {("Gündogan", "Gündoğan")}  # the list of parties has it right, the votes do not


@needs.official
def test_every_party_of_the_official_list_is_found() -> None:
    for row in rows("Fractie"):
        active = date.fromisoformat(row["DatumActief"][:10])
        for name in (row["Afkorting"], row["NaamNL"]):
            party = find(name, active)
            assert party is not None
            if row["DatumInactief"]:  # DatumActief is no use here: it is as a rule the day of founding
                last = party.periods[-1][1]
                assert last is not None
                assert abs((last - date.fromisoformat(row["DatumInactief"][:10])).days) <= 1, name


def test_what_the_house_says_before_a_name() -> None:
    said = {party.id: party.article for party in all_parties() if party.article}
    assert said["sp"] == said["vvd"] == "de"
    assert said["cda"] == "het"
    assert not {"d66", "groenlinks", "denk", "volt"} & said.keys()
