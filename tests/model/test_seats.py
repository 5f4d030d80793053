"""The House by the official seats, and what makes them no House. Every record here is made up."""

import datetime as dt
from dataclasses import replace

import pytest

from kamerstem.model import parties
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.houses import Basis, DayHouse, house_of, sizes_on
from kamerstem.model.seats import days_of, seated_on

# The register does not know how many seats were filled this day; the next to last is one that it counted.
DAY = dt.date(2024, 1, 11)


def register() -> dict[str, int]:
    known = parties.house_on(DAY)
    assert known is not None
    assert not known.certain
    assert sum(known.seats.values()) == 150
    return dict(known.seats)


def seats(
    sizes: dict[str, int], since: str = "2023-12-06", until: str | None = None, day: dt.date = DAY
) -> list[Entity]:
    """Return seat records: a seat and a person for every member of every party."""
    made: list[Entity] = []
    for party, size in sizes.items():
        made.append(Entity("Fractie", party, {"Afkorting": parties.by_id(party).name_on(day)}))
        for number in range(size):
            id = f"{party} {number}"
            made.append(Entity("FractieZetel", id, {"Gewicht": number}, {"Fractie": (party,)}))
            refs = {"FractieZetel": (id,), "Persoon": (f"person {id}",)}
            made.append(Entity("FractieZetelPersoon", f"term {id}", {"Van": since, "TotEnMet": until}, refs))
    return made


def vote(sizes: dict[str, int], number: int = 1) -> list[Entity]:
    made = [
        Entity("Activiteit", f"a{number}", {"Datum": f"{DAY}T00:00:00"}),
        Entity("Agendapunt", f"p{number}", {"Volgorde": 1}, {"Activiteit": (f"a{number}",)}),
        Entity("Besluit", f"b{number}", {"Status": "Besluit"}, {"Agendapunt": (f"p{number}",)}),
    ]
    for party, size in sizes.items():
        fields = {"Soort": "Voor", "ActorFractie": parties.by_id(party).name_on(DAY), "FractieGrootte": size}
        made.append(Entity("Stemming", f"{number} {party}", fields, {"Besluit": (f"b{number}",)}))
    return made


def vacancy(seat: str, since: str = "2024-01-01", until: str | None = None) -> Entity:
    return Entity(
        "FractieZetelVacature",
        f"empty {seat}",
        {"Van": since, "TotEnMet": until},
        {"FractieZetel": (seat,)},
    )


def ended(entities: list[Entity], seat: str, until: str, **more: str) -> list[Entity]:
    id = f"term {seat}"
    return [replace(r, fields={**r.fields, "TotEnMet": until, **more}) if r.id == id else r for r in entities]


def certain(entities: list[Entity]) -> tuple[int, bool] | None:
    sat = on_that_day(entities)
    house = sat.house
    return (house.total, sat.basis is Basis.VOTES) if house is not None and house.certain else None


def on_that_day(entities: list[Entity]) -> DayHouse:
    """Return the House by records that hold the whole day."""
    held = Entities(entities)
    return house_of(DAY, sizes_on(held, DAY), seated_on(held, DAY))


def test_seats_that_are_all_accounted_for_are_the_house() -> None:
    assert certain(vote({"vvd": 24})) is None
    assert certain([*seats(register()), *vote({"vvd": 24})]) == (150, False)


def test_an_empty_seat_counts_only_where_a_record_says_so() -> None:
    short = ended(seats(register()), "fvd 0", "2023-12-31")
    assert certain([*short, *vote({"fvd": 2})]) is None
    assert certain([*short, vacancy("fvd 0"), *vote({"fvd": 2})]) == (149, False)
    assert certain([*short, vacancy("fvd 0", "2024-02-01"), *vote({"fvd": 2})]) is None


def test_a_vote_row_that_says_otherwise_is_believed_before_the_seats() -> None:
    assert certain([*seats(register()), *vote({"vvd": 23})]) is None
    assert certain([*seats(register()), *vote({"vvd": 24}), *vote({"fvd": 2}, number=2)]) is None
    smaller = register() | {"fvd": 2}
    sat = on_that_day([*seats(register()), *vote(smaller)])
    assert sat.house is not None
    assert (sat.house.total, sat.house.seats["fvd"], sat.basis) == (
        149,
        2,
        Basis.VOTES,
    )  # the union of the day's votes


@pytest.mark.parametrize(
    "fields",
    [
        {"TotEnMet": "2023-12-01"},  # it ends before it begins (#107)
        {"TotEnMet": "5008-01-01"},  # a slip: when it ends is not known
        {"Van": None},
    ],
)
def test_a_term_that_cannot_be_makes_no_house(fields: dict[str, str | None]) -> None:
    wrong = [
        replace(r, fields={**r.fields, **fields}) if r.id == "term sp 0" else r for r in seats(register())
    ]
    assert certain([*wrong, *vote({"vvd": 24})]) is None


def test_a_seat_that_passes_on_counts_once_and_a_person_on_two_makes_no_house() -> None:
    refs = {"FractieZetel": ("sp 0",), "Persoon": ("somebody new",)}
    heir = Entity("FractieZetelPersoon", "heir", {"Van": str(DAY), "TotEnMet": None}, refs)
    assert certain([*ended(seats(register()), "sp 0", str(DAY)), heir, *vote({"vvd": 24})]) == (150, False)
    twice = replace(heir, refs={**heir.refs, "Persoon": ("person vvd 0",)})
    assert certain([*ended(seats(register()), "sp 0", str(DAY)), twice, *vote({"vvd": 24})]) is None
    assert certain([*seats(register()), vacancy("sp 0"), *vote({"vvd": 24})]) is None


def test_a_house_that_is_replaced_late_is_not_the_house() -> None:
    """#135: the old seats end two days after the new ones begin, or the old ones alone are there: 150 of them."""
    old = {"vvd": 34, "d66": 24, "pvv": 17, "cda": 15, "sp": 9, "fvd": 8, "pvda": 9, "gl": 8}
    there = {id: size for id, size in old.items() if id in {p.id for p in parties.all_parties()}}
    there["vvd"] += 150 - sum(there.values())
    alone = seats(there, "2021-03-31", str(DAY))
    assert seated_on(Entities(alone), DAY).sound  # type: ignore[union-attr]
    assert certain(alone) is None  # parties that cannot have sat
    assert certain([*alone, *vote({"nsc": 20})]) is None
    both = [*seats(register()), *[replace(r, id=f"old {r.id}") for r in alone if r.kind != "Fractie"]]
    assert certain([*both, *vote({"vvd": 24})]) is None


def test_a_party_that_is_not_known_makes_no_house() -> None:
    strange = [
        replace(r, fields={"Afkorting": "Verzonnen"}) if r.kind == "Fractie" and r.id == "sp" else r
        for r in seats(register())
    ]
    assert certain([*strange, *vote({"vvd": 24})]) is None
    assert certain([r for r in seats(register()) if r.id != "sp"]) is None
    assert seated_on(Entities(), DAY) is None


def test_the_count_of_a_very_day_is_believed_before_the_seats() -> None:
    day = dt.date(2024, 1, 16)  # FVD had 2
    house = house_of(day, {}, seated_on(Entities(seats(register())), day)).house
    assert house == parties.house_on(day)
    assert house is not None
    assert house.total == 149


# --- one term at a time -----------------------------------------------------------------------------------------------

SEATS = [
    Entity("Fractie", "sp", {"Afkorting": "SP", "NaamNL": "Verzonnen naam"}),
    Entity("Fractie", "vvd", {"Afkorting": None, "NaamNL": "Volkspartij voor Vrijheid en Democratie"}),
    Entity("Fractie", "odd", {"Afkorting": "Lijst Verzonnen"}),
    Entity("Fractie", "nameless", {"Afkorting": " ", "NaamNL": None}),
    *(
        Entity("FractieZetel", f"{party} {number}", {"Gewicht": number}, {"Fractie": (party,)})
        for party in ("sp", "vvd", "odd", "nameless")
        for number in (1, 2, 3)
    ),
    Entity("FractieZetel", "nobody's", {"Gewicht": 1}),
]


def member(
    seat: str | None, person: str | None = None, since: str | None = "2023-12-06", until: str | None = None
) -> Entity:
    refs = {"FractieZetel": (seat,) if seat else (), "Persoon": (person,) if person else ()}
    return Entity("FractieZetelPersoon", f"{seat} {person} {since}", {"Van": since, "TotEnMet": until}, refs)


def empty(seat: str | None, since: str = "2023-12-06", until: str | None = None) -> Entity:
    return replace(member(seat, None, since, until), kind="FractieZetelVacature")


@pytest.mark.parametrize(
    ("terms", "sizes", "rest"),  # the rest: vacant, double, unknown
    [
        # A term holds from its first day to its last, and may be of one day.
        ([member("sp 1", "p", "2024-01-11")], {"sp": 1}, (0, 0, 0)),
        ([member("sp 1", "p", "2024-01-12")], None, None),
        ([member("sp 1", "p", until="2024-01-11")], {"sp": 1}, (0, 0, 0)),
        ([member("sp 1", "p", until="2024-01-10")], None, None),
        ([member("sp 1", "p", "2024-01-11", "2024-01-11")], {"sp": 1}, (0, 0, 0)),
        ([member("sp 1", "p"), empty("sp 2", "2024-01-11")], {"sp": 1}, (1, 0, 0)),
        ([member("sp 1", "p"), empty("sp 2", "2024-01-12")], {"sp": 1}, (0, 0, 0)),
        ([member("sp 1", "p"), empty("sp 2", until="2024-01-11")], {"sp": 1}, (1, 0, 0)),
        ([member("sp 1", "p"), empty("sp 2", until="2024-01-10")], {"sp": 1}, (0, 0, 0)),
        # One that ends before it begins, or at a time that is none, holds on no day.
        ([member("sp 1", "p", "2024-01-11", "2024-01-10")], None, None),
        ([member("sp 1", "p", until="ooit")], None, None),
        ([member("sp 1", "p", None)], None, None),
        # Whoever sits on a seat twice, by one term after another, sits there once.
        ([member("sp 1", "p", until="2024-01-11"), member("sp 1", "p", "2024-01-11")], {"sp": 1}, (0, 0, 0)),
        ([member("sp 1", "p"), member("sp 1", "q", "2024-01-11")], {"sp": 1}, (0, 0, 0)),
        ([member("sp 1", "p"), member("sp 2", "p")], {"sp": 2}, (0, 1, 0)),
        ([member("sp 1", "p"), member("sp 2", "p"), member("vvd 1", "p")], {"sp": 2, "vvd": 1}, (0, 2, 0)),
        ([member("sp 1"), member("sp 2"), member("sp 3")], {"sp": 3}, (0, 0, 0)),  # no person is told
        # A seat that is said to be taken and to be empty is double, and not vacant.
        ([member("sp 1", "p"), empty("sp 1")], {"sp": 1}, (0, 1, 0)),
        ([member("sp 1", "p"), empty("sp 2"), empty("sp 2", "2024-01-01")], {"sp": 1}, (1, 0, 0)),
        ([member("sp 1", "p"), empty(None)], {"sp": 1}, (0, 0, 0)),  # nobody knows which seat is empty
        # Whose party is not told or not known is there all the same, once for each seat.
        ([member(None, "p")], {}, (0, 0, 1)),
        ([member("sp 1", "p"), member("elsewhere", "q")], {"sp": 1}, (0, 0, 1)),
        ([member("sp 1", "p"), member("nobody's", "q")], {"sp": 1}, (0, 0, 1)),
        ([member("nameless 1", "p"), member("nameless 1", "q", "2024-01-11")], {}, (0, 0, 1)),
        ([member("odd 1", "p"), member("odd 1", "q", "2024-01-11")], {"Lijst Verzonnen": 1}, (0, 0, 1)),
        ([member("odd 1", "p"), member("odd 2", "q")], {"Lijst Verzonnen": 2}, (0, 0, 2)),
    ],
)
def test_who_sits_by_which_terms(
    terms: list[Entity], sizes: dict[str, int] | None, rest: tuple[int, int, int] | None
) -> None:
    seated = seated_on(Entities([*SEATS, *terms]), DAY)
    if sizes is None:
        assert seated is None
        return
    assert seated is not None
    assert (dict(seated.seats), seated.filled) == (sizes, sum(sizes.values()))
    assert (seated.vacant, seated.double, seated.unknown) == rest


@pytest.mark.parametrize(
    ("van", "until", "days"),
    [
        ("2024-01-11", "2024-01-12", ("2024-01-11", "2024-01-12")),
        ("2024-01-11", "2024-01-11", ("2024-01-11", "2024-01-11")),
        ("2024-01-11", None, ("2024-01-11", "None")),  # still
        ("2024-01-11", " ", ("2024-01-11", "None")),
        ("2024-01-11", "2024-01-10", None),
        ("2024-01-11", "ooit", None),
        (None, "2024-01-11", None),
    ],
)
def test_the_days_of_a_term(van: str | None, until: str | None, days: tuple[str, str] | None) -> None:
    found = days_of({"Van": van, "TotEnMet": until})
    assert (found and tuple(map(str, found))) == days


def test_the_largest_party_comes_first_and_of_two_as_large_the_first_by_name() -> None:
    seated = seated_on(Entities(seats({"volt": 2, "denk": 3, "vvd": 24, "cda": 3})), DAY)
    assert seated is not None
    assert list(seated.seats.items()) == [("vvd", 24), ("cda", 3), ("denk", 3), ("volt", 2)]


def test_seats_are_a_house_only_where_all_150_are_accounted_for_once() -> None:
    sizes = register()
    full = seats(sizes)
    rest = [r for r in full if r.id != "term fvd 0"]
    extra = seats(sizes | {"fvd": 4})
    for entities, total in (
        (full, 150),
        (rest, None),
        ([*rest, vacancy("fvd 0")], 149),
        ([*rest, vacancy("fvd 0"), vacancy("fvd 1")], None),  # the second is taken
        ([*full, Entity("FractieZetel", "one more", {"Gewicht": 1}), vacancy("one more")], None),  # 151
        (extra, None),
        ([r for r in extra if r.id != "term sp 0"], 150),
    ):
        seated = seated_on(Entities(entities), DAY)
        assert seated is not None
        house = seated.house()
        assert (house.total if house else None) == total
        if house is not None:
            assert (house.certain, house.seats) == (True, seated.seats)


@pytest.mark.parametrize(
    ("day", "id"), [(dt.date(2018, 4, 5), "50plus"), (dt.date(2025, 12, 1), "50plus-2025")]
)
def test_a_name_is_that_of_the_party_of_its_day(day: dt.date, id: str) -> None:
    seated = seated_on(Entities(seats({id: 2}, "2012-09-20", day=day)), day)
    assert seated is not None
    assert (dict(seated.seats), seated.unknown) == ({id: 2}, 0)


def test_after_the_register_ends_the_seats_are_the_house_by_themselves() -> None:
    """Whether a party sat is not known then, which is not the same as that it did not."""
    day = dt.date(2026, 11, 1)
    known = parties.house_on(day)
    assert known is not None
    assert not any(parties.by_id(id).existed_on(day) for id in known.seats)
    seated = seated_on(Entities(seats(dict(known.seats), "2025-11-12", day=day)), day)
    assert seated is not None
    house = seated.house()
    assert house is not None
    assert (house.seats, house.total, house.certain) == (known.seats, 150, True)
