"""A live answer knows the House of the days of its votes: who sat then is asked for too."""

import datetime as dt

import pytest

from kamerstem.model import parties
from kamerstem.model.houses import Basis
from kamerstem.model.refs import parse
from kamerstem.sources.odata import OData
from tests.simulator import Simulator
from tests.simulator.faults import Fault
from tests.simulator.fixtures import MakeSimulator
from tests.sources.test_odata import Made

DAY = dt.date(2026, 3, 3)
"""A day that the register did not count."""


@pytest.fixture
def made() -> Made:
    """A motion, a vote on it that lacks a party, and the 150 seats of that day with others before and after."""
    house = parties.house_on(DAY)
    assert house is not None
    assert not house.certain
    rows = Made()
    item = rows.item("Stemmingen", day=DAY.isoformat())
    motion = rows.zaak("Motie", 5, dossier=rows.dossier(99005), items=[item])
    besluit = rows.besluit(motion, item, "Stemmen - aangenomen", StemmingsSoort="Met handopsteken")
    for party, size in house.seats.items():
        name = parties.by_id(party).name_on(DAY)
        fractie = rows.add("Fractie", Afkorting=name, NaamNL=name)
        if party != "sgp":
            rows.add("Stemming", Besluit_Id=besluit, Soort="Voor", FractieGrootte=size, ActorFractie=name)
        for _ in range(size):
            seat = rows.add("FractieZetel", Fractie_Id=fractie, Gewicht=1)
            term(rows, seat, "2025-11-12T00:00:00+01:00", None)
    before, after = "2026-03-02T00:00:00+01:00", "2026-03-04T00:00:00+01:00"
    term(rows, seat, "2025-11-12T00:00:00+01:00", before)
    term(rows, seat, after, None)
    return rows


def term(rows: Made, seat: str, since: str, until: str | None) -> None:
    person = rows.add("Persoon", Achternaam="Verzonnen")
    rows.add("FractieZetelPersoon", FractieZetel_Id=seat, Persoon_Id=person, Van=since, TotEnMet=until)


def asked(server: Simulator) -> tuple[Basis | None, int]:
    """Return what the House of that day rests on, and how often seats were asked for."""
    with OData(server.url) as service:
        answers = [service.ask(parse("99005, nr. 5")) for _ in range(2)]
    (house,) = answers[1].houses.values()
    assert house.house is not None
    if house.basis is Basis.SEATS:
        assert house.house.certain
        assert house.house.total == 150
    return house.basis, sum("FractieZetelPersoon" in each.path for each in server.requests)


def test_who_sat_that_day_is_asked_once(make_simulator: MakeSimulator, made: Made) -> None:
    assert asked(make_simulator(made.tables)) == (Basis.SEATS, 1)


def test_where_the_service_does_not_tell_the_votes_do(make_simulator: MakeSimulator, made: Made) -> None:
    server = make_simulator(made.tables)
    server.faults.add(
        Fault.NO_ATTRIBUTE, times=None, attribute="FractieZetelPersoon.TotEnMet", declared=False
    )
    assert asked(server) == (Basis.REGISTER, 0)
