"""From a reference to records: against the simulator, and against answers of one's own where it has no fault for it."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx2
import pytest

from kamerstem.errors import NotFoundError, SourceError
from kamerstem.model.entities import HOST, Entity
from kamerstem.model.overview import Severity
from kamerstem.model.refs import parse
from kamerstem.sources.http import Limits, Seen
from kamerstem.sources.odata import Answer, OData
from tests.simulator import Simulator
from tests.simulator.faults import Fault
from tests.simulator.fixtures import MakeSimulator
from tests.sources.test_wire import declared_entities, metadata

IMPATIENT = Limits(read=1.0)
"""For an answer that never comes; all others may take the time they need."""


def ask(url: str, ref: str, limits: Limits | None = None) -> Answer:
    with OData(url, limits=limits) as service:
        return service.ask(parse(ref))


def zaak(answer: Answer, nummer: str) -> Entity:
    return next(each for each in answer.entities.all("Zaak") if each["Nummer"] == nummer)


def votes(answer: Answer, nummer: str) -> dict[tuple[str, str], dict[str, int]]:
    """Return per Besluit with votes of a Zaak (day and words) the seats by side."""
    entities, found = answer.entities, {}
    for besluit in entities.into(zaak(answer, nummer), "Besluit"):
        seats = Counter[str]()
        for vote in entities.into(besluit, "Stemming"):
            seats[vote["Soort"]] += 1 if besluit["StemmingsSoort"] == "Hoofdelijk" else vote["FractieGrootte"]
        if seats:
            sitting = entities.out(entities.out(besluit, "Agendapunt")[0], "Activiteit")[0]
            found[sitting["Datum"][:10], besluit["BesluitTekst"]] = dict(seats)
    return found


# --- the sample -------------------------------------------------------------------------------------------


def test_a_bill_with_all_that_goes_with_it(simulator: Simulator) -> None:
    answer = ask(simulator.url, "36470-VI")
    assert answer.version == "v5"
    assert [each.id for each in answer.entities.all("Zaak")][:1] == list(answer.zaken)
    assert {each["Nummer"] for each in answer.entities.all("Zaak")} == {"2023Z19174", "2023Z20532"}
    day = ("2023-12-21", "Aangenomen.")
    assert votes(answer, "2023Z19174") == {day: {"Voor": 149, "Niet deelgenomen": 1}}
    day = ("2023-12-21", "Verworpen.")
    assert votes(answer, "2023Z20532") == {day: {"Voor": 49, "Tegen": 100, "Niet deelgenomen": 1}}
    assert zaak(answer, "2023Z20532")["Kabinetsappreciatie"] == "Ontraden"
    assert [each["Toevoeging"] for each in answer.entities.all("Kamerstukdossier")] == ["VI"]
    assert {each["ActorFractie"] for each in answer.entities.all("Stemming")} >= {
        "NSC",
        "JA21",
    }
    assert answer.motions == 0
    assert answer.requests == len(simulator.requests) <= 7
    assert [each.id for each in answer.sources] == [
        f"odata-{number + 1}" for number in range(answer.requests)
    ]
    assert {each.source for each in answer.entities} <= {each.id for each in answer.sources}
    assert all(each.url and each.url.startswith(simulator.v5) for each in answer.sources)
    assert answer.findings == (), "what nothing rests on may be gone"


@pytest.mark.parametrize("version", ["v4", "v5"])
def test_both_versions_give_the_same_records(make_simulator: MakeSimulator, version: Any) -> None:
    answer = ask(make_simulator(version=version).url, "36470-VI")
    assert answer.version == version
    fallen_back = [each for each in answer.findings if each.check == "source-version"]
    assert len(fallen_back) == (version == "v4")
    gone = {"GrootProject", "SidActorLid", "SidActorFractie", "DatumRegistratie"}
    for record in answer.entities:
        kept = record.kind not in ("Zaak", "Stemming", "Document")
        assert gone.isdisjoint(record.fields) == (version == "v5" or kept)
    by_both = {
        (each.kind, each.id): ({k: v for k, v in each.fields.items() if k not in gone}, dict(each.refs))
        for each in answer.entities
    }
    other = ask(make_simulator(version="v5" if version == "v4" else "v4").url, "36470-VI")
    assert by_both == {
        (each.kind, each.id): ({k: v for k, v in each.fields.items() if k not in gone}, dict(each.refs))
        for each in other.entities
    }


def test_a_paper_comes_with_its_bill(simulator: Simulator) -> None:
    answer = ask(simulator.url, "36470 VI, nr. 4")
    assert [each["Nummer"] for each in answer.entities.all("Zaak") if each.id in answer.zaken] == [
        "2023Z20532"
    ]
    assert votes(answer, "2023Z20532")
    assert votes(answer, "2023Z19174")
    assert answer.motions is None


def test_a_zaak_without_a_dossier(simulator: Simulator) -> None:
    answer = ask(simulator.url, "2025Z04363")
    found = sorted(votes(answer, "2025Z04363").items())
    assert [(day, text, sum(seats.values())) for (day, text), seats in found] == [
        ("2025-03-11", "Gestaakt. (72-72)", 100),  # the sample lacks rows of both
        ("2025-03-18", "Verworpen. (72-73)", 85),
    ]


@pytest.mark.parametrize(
    "besluit", ["dc2ee045-3a26-4451-9f1d-363b0b428cfc", "3a20ed1e-e689-4f36-8955-2110a60643df"]
)
def test_by_the_id_of_a_decision(simulator: Simulator, besluit: str) -> None:
    answer = ask(simulator.url, besluit)
    record = answer.entities.get("Besluit", besluit)
    assert record is not None
    assert answer.zaken == record.refs["Zaak"]
    rows = answer.entities.into(record, "Stemming")
    assert [each["ActorNaam"] for each in rows if each.refs["Persoon"]] == ["Bosma, M. (Martin)"]


def test_a_decision_of_which_the_zaak_is_not_known(simulator: Simulator) -> None:
    answer = ask(simulator.url, "0a1addf7-e0a8-4c42-bc02-278c1d404812")
    assert answer.zaken == ()
    besluit = answer.entities.get("Besluit", "0a1addf7-e0a8-4c42-bc02-278c1d404812")
    assert besluit is not None
    assert besluit.refs["Zaak"] == ()
    assert answer.entities.into(besluit, "Stemming")
    assert answer.entities.out(answer.entities.out(besluit, "Agendapunt")[0], "Activiteit")


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("99999", "no dossier 99999"),
        ("36470-VII", "There is: 36470, 36470-VI."),
        ("36470", "With the same number there are: 36470-VI."),
        ("36470-VI, nr. 4000", "36470-VI, nr. 4000 is not at the House"),
        ("36470-VI, nr. B", "a number without a letter"),
        ("1999Z00001", "1999Z00001 is not at the House"),
        ("1999D00001", "1999D00001 is not at the House"),
        ("00000000-0000-4000-8000-000000000000", "is not at the House"),
    ],
)
def test_what_is_not_there(simulator: Simulator, ref: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said) as missing:
        ask(simulator.url, ref)
    assert missing.value.exit_code == 4
    assert len(missing.value.words.nl) > 40


# --- rows of one's own ------------------------------------------------------------------------------------

DELETED = {"Verwijderd": True}


def guid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-{number:012x}"


class Made:
    """Made-up rows: dossiers, proposals, decisions, votes."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.zaken: dict[str, dict[str, Any]] = {}
        self.sittings: dict[tuple[str, str], str] = {}
        self.last = 0

    def add(self, table: str, **fields: Any) -> str:
        self.last += 1
        row = (
            {"Verwijderd": False} | fields if not table.startswith(("BesluitZ", "ZaakV", "ZaakK")) else fields
        )
        if row is not fields:
            row = {"Id": guid(self.last), "GewijzigdOp": "2026-01-01T00:00:00+01:00"} | row
        self.tables.setdefault(table, []).append(row)
        return str(row.get("Id"))

    def dossier(self, number: int, toevoeging: str | None = None, **more: Any) -> str:
        return self.add("Kamerstukdossier", Nummer=number, Toevoeging=toevoeging, **more)

    def item(self, soort: str, onderwerp: str = "", day: str = "2026-03-03") -> str:
        if (soort, day) not in self.sittings:
            self.sittings[soort, day] = self.add("Activiteit", Soort=soort, Datum=f"{day}T15:00:00+01:00")
        sitting = self.sittings[soort, day]
        return self.add("Agendapunt", Activiteit_Id=sitting, Onderwerp=onderwerp, _Zaak_Ids=[])

    def zaak(
        self, soort: str, volgnummer: int, *, dossier: str | None = None, items: Any = (), **more: Any
    ) -> str:
        made = self.add(
            "Zaak",
            Soort=soort,
            Volgnummer=volgnummer,
            Nummer=f"2026Z{len(self.zaken):05}",
            Titel="Made up",
            **more,
        )
        self.zaken[made] = self.tables["Zaak"][-1]
        if dossier:
            self.add("ZaakKamerstukdossier", Zaak_Id=made, Kamerstukdossier_Id=dossier)
        for row in self.tables.get("Agendapunt", ()):
            if row["Id"] in items:
                row["_Zaak_Ids"].append(made)
        return made

    def besluit(self, zaak: str, item: str, soort: str, *, rows: int = 0, **more: Any) -> str:
        more = {"StemmingsSoort": "Met handopsteken" if rows else None, "Status": "Besluit"} | more
        made = self.add("Besluit", Agendapunt_Id=item, BesluitSoort=soort, **more)
        self.add("BesluitZaak", Besluit_Id=made, Zaak_Id=zaak, zeker=True)
        for number in range(rows):
            self.add("Stemming", Besluit_Id=made, Soort="Voor", FractieGrootte=1, ActorFractie=f"P{number}")
        return made


@pytest.fixture
def bill() -> Made:
    """A bill with 40 amendments, a debate with three motions, and a dossier with 600 others."""
    made = Made()
    dossier, other = made.dossier(99001, "VI"), made.dossier(99001)
    made.dossier(99001, "IIA", **DELETED)
    debate, vote = (
        made.item("Plenair debat (wetgeving)"),
        made.item("Stemmingen", "Stemmingen over: the bill"),
    )
    motions = made.item("Stemmingen", "Moties ingediend bij de bill")
    list_ = made.item("Regeling van werkzaamheden")
    procedure = made.item("Procedurevergadering")
    law = made.zaak("Begroting", 0, dossier=dossier, items=[debate, vote, procedure, list_])
    made.besluit(law, procedure, "Behandelen [en afdoen]")
    made.besluit(law, vote, "Stemmen - aangenomen", rows=15)
    for number in range(1, 41):
        one = made.zaak("Amendement", 2 + number, dossier=dossier, items=[debate, vote])
        made.besluit(one, debate, "Ingediend")
        made.besluit(one, vote, "Stemmen - verworpen", rows=15)
        made.add("ZaakActor", Zaak_Id=one, ActorNaam="A.B. Made", Relatie="Indiener")
        made.add("ZaakActor", Zaak_Id=one, **DELETED)
    first = next(each for each, row in made.zaken.items() if row["Volgnummer"] == 3)
    second = next(each for each, row in made.zaken.items() if row["Volgnummer"] == 4)
    made.add("ZaakVervangenVanuit", Zaak_Id=second, VervangenVanuit_Id=first)
    held = made.zaak("Motie", 50, dossier=dossier, items=[debate, motions])
    made.besluit(held, motions, "Stemmen - aangehouden")
    later = made.item("Stemmingen", "Aangehouden motie", "2026-05-05")
    made.besluit(held, later, "Stemmen - aangenomen", rows=15)
    same_day = made.zaak("Motie", 51, dossier=dossier, items=[motions])
    made.besluit(same_day, motions, "Stemmen - verworpen", rows=15)
    guest = made.zaak("Motie", 70, dossier=other, items=[debate])  # of the same debate, in another dossier
    made.besluit(guest, debate, "Ingediend")
    listed = made.zaak("Motie", 80, dossier=other, items=[list_])  # on the same list of business only
    made.besluit(listed, list_, "Ingediend")
    elsewhere = made.item("Stemmingen", "Moties ingediend bij een ander debat", "2026-06-06")
    for number in range(600):
        one = made.zaak("Motie", 100 + number, dossier=dossier, items=[elsewhere])
        made.besluit(one, elsewhere, "Stemmen - aangenomen")
    for number in range(300):
        made.zaak("Brief regering", 1000 + number, dossier=dossier)
    letter = made.zaak("Brief commissie", 2000, dossier=dossier, items=[vote])
    made.besluit(letter, vote, "Stemmen - aangenomen", rows=15)
    made.zaak("Amendement", 99, dossier=dossier, **DELETED)
    made.zaak("Amendement", 5, dossier=other)
    deleted = made.besluit(law, vote, "Stemmen - verworpen", rows=15, **DELETED)
    assert deleted
    for row in made.tables["Stemming"][:2]:
        row |= DELETED
    return made


def test_a_bill_with_forty_amendments_takes_a_handful_of_requests(
    make_simulator: MakeSimulator, bill: Made
) -> None:
    simulator = make_simulator(bill.tables)
    answer = ask(simulator.url, "99001-VI")
    whole_days = [asked for asked in simulator.requests if asked.path.endswith("/Activiteit")]
    assert len(whole_days) == 2  # its votes fell on two days that the register did not count
    listed = [asked for asked in simulator.requests if "Soort,Onderwerp" in unquote(asked.query)]
    assert len(listed) == 4  # three pages with 642 motions and amendments, and one of a motion's own dossier
    assert answer.requests <= 7 + 5 * len(whole_days) + len(listed)  # its votes, counted, and who sat then
    dear = [asked.query for asked in simulator.requests if re.search("contains|count", asked.query)]
    assert len(dear) == 1 + len(whole_days), (
        "what several pages, or a whole day, have in all is told by nothing else"
    )
    assert max(len(each.path) + len(each.query) for each in simulator.requests) < 2_000
    assert not any("+" in each.query or "$skip=" in each.query for each in simulator.requests)
    whole = next(unquote(each.query) for each in simulator.requests if "ZaakActor" in each.query)
    for name in (
        "Kamerstukdossier",
        "ZaakActor",
        "Document",
        "VervangenVanuit",
        "Agendapunt",
        "Besluit",
        "Stemming",
        "Zaak",
    ):
        assert f"{name}($filter=Verwijderd eq false" in whole
    soorten = Counter(each["Soort"] for each in answer.entities.all("Zaak"))
    assert soorten == {"Begroting": 1, "Amendement": 40, "Motie": 3, "Brief commissie": 1}
    assert [answer.entities.get("Zaak", each)["Soort"] for each in answer.zaken] == ["Begroting"]  # type: ignore[index]
    assert answer.motions == 602
    assert not [each for each in answer.findings if each.check == "source-rows-missing"]

    law = zaak(answer, "2026Z00000")
    assert {each["BesluitSoort"] for each in answer.entities.into(law, "Besluit")} == {
        "Behandelen [en afdoen]",
        "Stemmen - aangenomen",
    }
    rows = {each["Volgnummer"]: each for each in answer.entities.all("Zaak")}
    assert answer.entities.out(rows[4], "VervangenVanuit") == [rows[3]]
    assert rows[3].refs["VervangenVanuit"] == ()
    actors = answer.entities.into(rows[3], "ZaakActor")
    assert [each["ActorNaam"] for each in actors] == ["A.B. Made"]
    held = answer.entities.into(rows[50], "Besluit")
    days = [
        answer.entities.out(answer.entities.out(each, "Agendapunt")[0], "Activiteit")[0]["Datum"]
        for each in held
    ]
    assert sorted(each[:10] for each in days) == ["2026-03-03", "2026-05-05"]
    assert 70 in rows, "a motion of the same debate"
    assert 80 not in rows, "a motion that was only on the same list of business"
    assert len(list(answer.entities.all("Stemming"))) == 15 * (1 + 40 + 2 + 1) - 2
    for each in answer.entities.all("Besluit"):
        assert answer.entities.out(answer.entities.out(each, "Agendapunt")[0], "Activiteit")


def test_every_agenda_item_says_which_zaken_it_had(make_simulator: MakeSimulator, bill: Made) -> None:
    answer = ask(make_simulator(bill.tables).url, "99001-VI")
    vote = next(
        each for each in answer.entities.all("Agendapunt") if each["Onderwerp"] == "Stemmingen over: the bill"
    )
    assert len(answer.entities.into(vote, "Zaak")) == 42
    assert vote.refs.keys() == {"Activiteit"}


def test_a_number_is_one_dossier_and_no_other(make_simulator: MakeSimulator, bill: Made) -> None:
    bill.dossier(99001, "odd (form) of it")
    url = make_simulator(bill.tables).url
    assert {
        each["Volgnummer"] for each in ask(url, "99001").entities.all("Zaak") if each["Soort"] != "Motie"
    } == {5}
    answer = ask(url, "99001-VI, nr. 5")
    assert {each["Volgnummer"] for each in answer.entities.all("Zaak")} == {0, 5}
    assert [each["Toevoeging"] for each in answer.entities.all("Kamerstukdossier")] == ["VI"]
    with pytest.raises(NotFoundError, match="There is: 99001, 99001-VI"):
        ask(url, "99001-IIA")


@pytest.mark.parametrize("ref", ["99002", "99002 (R2201)", "99002-(R2201)"])
def test_a_kingdom_act_by_either_number(make_simulator: MakeSimulator, ref: str) -> None:
    made = Made()
    made.zaak("Wetgeving", 0, dossier=made.dossier(99002, "(R2201)"))
    answer = ask(make_simulator(made.tables).url, ref)
    assert [each["Toevoeging"] for each in answer.entities.all("Kamerstukdossier")] == ["(R2201)"]
    assert len(answer.zaken) == 1


def test_a_bill_without_a_dossier_finds_its_amendments_by_the_agenda(make_simulator: MakeSimulator) -> None:
    made = Made()
    vote = made.item("Stemmingen")
    law, amendment = (made.zaak(soort, n, items=[vote]) for n, soort in ((0, "Wetgeving"), (8, "Amendement")))
    for each in (law, amendment):
        made.besluit(each, vote, "Stemmen - aangenomen", rows=15)
    answer = ask(make_simulator(made.tables).url, made.zaken[law]["Nummer"])
    assert answer.zaken == (law,)
    assert answer.motions is None
    assert {each["Soort"] for each in answer.entities.all("Zaak")} == {"Wetgeving", "Amendement"}


def test_versions_of_a_paper_are_followed_both_ways(make_simulator: MakeSimulator) -> None:
    made = Made()
    dossier, vote = made.dossier(99003), made.item("Stemmingen")
    chain = [made.zaak("Motie", n, dossier=dossier, items=[vote]) for n in range(1, 5)]
    for older, newer in pairwise(chain):
        made.add("ZaakVervangenVanuit", Zaak_Id=newer, VervangenVanuit_Id=older)
    for each in chain:
        made.besluit(each, vote, "Ingediend")
    answer = ask(make_simulator(made.tables).url, "99003, nr. 2")
    assert answer.zaken == (chain[1],)
    assert {each["Volgnummer"] for each in answer.entities.all("Zaak")} == {1, 2, 3, 4}
    assert len(list(answer.entities.all("Besluit"))) == 4


def test_by_any_other_id(make_simulator: MakeSimulator, bill: Made) -> None:
    document = bill.add("Document", DocumentNummer="2026D00001", Volgnummer=2, Soort="Voorstel van wet")
    law = next(iter(bill.zaken))
    bill.add("ZaakDocument", Id=law, Document=[{"Id": document}])
    bill.tables["DocumentKamerstukdossier"] = [
        {"Document_Id": document, "Kamerstukdossier_Id": bill.tables["Kamerstukdossier"][0]["Id"]}
    ]
    url = make_simulator(bill.tables).url
    dossier = bill.tables["Kamerstukdossier"][0]["Id"]
    for ref in ("99001-VI, nr. 2", "2026D00001", document, dossier, law, "2026Z00000"):
        answer = ask(url, ref)
        assert answer.zaken == (law,), ref
        assert answer.motions == 602, ref
        assert len(list(answer.entities.all("Zaak"))) == 45, ref
    stemming = bill.tables["Stemming"][20]
    answer = ask(url, stemming["Id"])
    assert [answer.entities.get("Zaak", each)["Soort"] for each in answer.zaken] == ["Amendement"]  # type: ignore[index]
    vote = next(
        each["Id"] for each in bill.tables["Agendapunt"] if each["Onderwerp"].startswith("Stemmingen over")
    )
    assert len(ask(url, vote).zaken) == 42


# --- pages and faults -------------------------------------------------------------------------------------


@pytest.fixture
def long(make_simulator: MakeSimulator) -> Simulator:
    """A dossier with a bill and 600 amendments: three pages."""
    made = Made()
    dossier = made.dossier(99004)
    made.zaak("Wetgeving", 0, dossier=dossier)
    for number in range(600):
        made.zaak("Amendement", 1 + number, dossier=dossier)
    return make_simulator(made.tables)


def test_pages_are_followed(long: Simulator) -> None:
    answer = ask(long.url, "99004")
    assert len(list(answer.entities.all("Zaak"))) == 601
    assert len({each.source for each in answer.entities.all("Zaak")}) == 3


@pytest.mark.parametrize("shift", [1, -1])
def test_rows_that_move_between_pages_are_not_lost(long: Simulator, shift: int) -> None:
    long.faults.add(Fault.CHANGED, times=2, shift=shift)
    answer = ask(long.url, "99004")
    assert len(list(answer.entities.all("Zaak"))) == 601
    assert "source-rows-missing" not in {each.check for each in answer.findings}
    assert len({each.id for each in answer.sources}) == len(answer.sources)


def test_rows_that_stay_away_are_told(long: Simulator) -> None:
    long.faults.add(Fault.CHANGED, times=None, shift=-1)
    answer = ask(long.url, "99004")
    found = [each for each in answer.findings if each.check == "source-rows-missing"]
    assert [(each.expected, each.severity) for each in found] == [
        ("601", Severity.WARNING),  # all of the dossier
        ("600", Severity.WARNING),  # its amendments, listed
    ]
    assert found[0].found == str(len(list(answer.entities.all("Zaak"))))


@pytest.mark.parametrize("fault", [Fault.LOOP, Fault.OTHER_HOST])
def test_next_links_that_are_not_followed(long: Simulator, fault: Fault) -> None:
    long.faults.add(fault, path="Zaak[?]", times=None)
    with pytest.raises(SourceError) as wrong:
        ask(long.url, "99004")
    assert wrong.value.exit_code == 3
    assert len(long.requests) < 10


def test_a_list_has_an_end(long: Simulator) -> None:
    with pytest.raises(SourceError, match="more than 2"):
        ask(long.url, "99004", Limits(pages=2))


PASSING = [
    Fault.ERROR, Fault.UNAVAILABLE, Fault.BUSY, Fault.BUSY_UNTIL, Fault.HANG, Fault.DROP, Fault.CUT, Fault.CUT_JSON,
    Fault.EMPTY, Fault.HTML, Fault.LONG_LENGTH, Fault.SHORT_LENGTH,
]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "path"),
    [*((fault, "Zaak[?]") for fault in PASSING), (Fault.CUT, "metadata"), (Fault.HTML, "metadata")],
)
def test_a_fault_that_passes_changes_nothing(simulator: Simulator, fault: Fault, path: str) -> None:
    hangs = fault is Fault.HANG
    simulator.faults.add(fault, times=1 if hangs else 2, path=path, seconds=60.0 if hangs else 1.0)
    answer = ask(simulator.url, "36470-VI", IMPATIENT if hangs else None)
    simulator.clear()
    whole = ask(simulator.url, "36470-VI")
    assert answer.version == "v5"
    assert [(each.kind, each.id, each.fields) for each in answer.entities] == [
        (each.kind, each.id, each.fields) for each in whole.entities
    ]
    # At least, since the server closes connections that are still in use for the next request.
    assert answer.requests >= whole.requests + (1 if hangs else 2)


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_stays_gives_no_half_answer(simulator: Simulator, fault: Fault) -> None:
    hangs = fault is Fault.HANG
    simulator.faults.add(fault, times=None, path="Zaak[?]", seconds=60.0 if hangs else 1.0)
    with pytest.raises(SourceError) as wrong:
        ask(simulator.url, "36470-VI", Limits(read=1.0, attempts=2) if hangs else None)
    assert wrong.value.exit_code == 3
    assert urlsplit(simulator.url).netloc in wrong.value.words.nl


def test_an_answer_that_drips(simulator: Simulator) -> None:
    simulator.faults.add(Fault.DRIP, times=1, path="Zaak[?]", seconds=0.01)
    assert ask(simulator.url, "36470-VI").zaken


def test_no_network() -> None:
    with Simulator({}) as simulator:
        url = simulator.url
    with pytest.raises(SourceError, match="no connection") as wrong:
        ask(url, "36470-VI")
    assert "--url" in wrong.value.words.nl


# --- versions ---------------------------------------------------------------------------------------------


def test_v4_answers_where_v5_is_not(simulator: Simulator) -> None:
    simulator.faults.add(Fault.NO_V5, times=None)
    with OData(simulator.url) as service:
        answers = [service.ask(parse(ref)) for ref in ("36470-VI", "2025Z04363")]
    for answer in answers:
        assert answer.version == "v4"
        note = answer.findings[0]
        assert (note.check, note.severity, note.expected, note.found) == (
            "source-version",
            Severity.INFO,
            "v5",
            "v4",
        )
        assert "HTTP 404" in note.message.nl
        assert [str(each.url).endswith("/v4/2.0/$metadata") for each in answer.sources].count(True) == 1
        assert len({each.id for each in answer.sources}) == len(answer.sources)
    described = [asked.path for asked in simulator.requests if asked.path.endswith("$metadata")]
    assert len(described) == 2, "what was found out is remembered"


def test_an_answer_is_the_same_whatever_was_asked_before(simulator: Simulator) -> None:
    """Also where questions share what came: ids of sources are those of the question."""

    def told(answer: Answer) -> object:
        return [
            [(each.id, each.url, each.sha256) for each in answer.sources],
            [(each.kind, each.id, each.source) for each in answer.entities],
            answer.findings,
        ]

    first, second = parse("36470-VI"), parse("36470-VI, nr. 4")
    alone = told(ask(simulator.url, "36470-VI, nr. 4"))
    simulator.clear()
    seen = Seen()
    with OData(simulator.url) as service:
        service.ask(first, seen=seen)
        asked = len(simulator.requests)
        assert told(service.ask(second, seen=seen)) == alone
        shared = len(simulator.requests) - asked
        assert told(service.ask(second)) == alone
        assert shared < len(simulator.requests) - asked - shared
    addresses = [(each.path, each.query) for each in simulator.requests[: asked + shared]]
    assert len(set(addresses)) == len(addresses)


def test_the_description_is_asked_for_again_after_an_hour(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lives long, such as a site, notices that the service moved to another version."""
    now = [1_000_000.0]
    monkeypatch.setattr("kamerstem.sources.versions.monotonic", lambda: now[0])
    with OData(simulator.url) as service:
        simulator.faults.add(Fault.NO_V5, times=1)
        said = []
        for passed in (0, 3_000, 1_000):
            now[0] += passed
            said.append(service.ask(parse("36470-VI, nr. 4")).version)
    assert said == ["v4", "v4", "v5"]


def test_v4_may_be_gone(simulator: Simulator) -> None:
    simulator.faults.add(Fault.V4_GONE, times=None)
    assert ask(simulator.url, "36470-VI").version == "v5"


def test_no_version_is_left(simulator: Simulator) -> None:
    simulator.faults.add(Fault.V4_GONE, times=None)
    simulator.faults.add(Fault.NO_V5, times=None)
    with pytest.raises(SourceError, match=r"v5: .*HTTP 404.* v4: .*HTTP 410"):
        ask(simulator.url, "36470-VI")


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.CUT_JSON, Fault.EMPTY])
def test_v4_answers_where_the_metadata_of_v5_cannot_be_used(simulator: Simulator, fault: Fault) -> None:
    simulator.faults.add(fault, times=None, path="v5/.metadata")
    assert ask(simulator.url, "36470-VI").version == "v4"


@pytest.mark.parametrize(
    ("attribute", "severity"),
    [
        ("Stemming.Soort", Severity.WARNING),
        ("Stemming.FractieNaam", Severity.WARNING),
        ("Zaak.Kabinetsappreciatie", Severity.WARNING),
        ("Besluit.StemmingsSoort", Severity.WARNING),
        ("Stemming.Verwijderd", Severity.WARNING),
        ("Besluit.GewijzigdOp", None),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_an_attribute_that_is_not_there_is_null(
    simulator: Simulator, attribute: str, severity: Severity | None, declared: bool
) -> None:
    simulator.faults.add(Fault.NO_ATTRIBUTE, times=None, attribute=attribute, declared=declared)
    answer = ask(simulator.url, "36470-VI")
    entity, _, name = attribute.partition(".")
    name = "ActorFractie" if name == "FractieNaam" else name
    assert len(list(answer.entities.all("Stemming"))) == 30
    assert all(each[name] is None for each in answer.entities.all(entity))
    named = {each.expected: each.severity for each in answer.findings}
    if not declared:
        assert answer.version == "v5"
        assert named.get(f"{entity}.{name}") is severity


# --- answers that the simulator does not give -------------------------------------------------------------

ZAAK, BESLUIT = guid(1), guid(2)


def service(route: Callable[[str, str], dict[str, Any] | int]) -> tuple[OData, list[str]]:
    """Return a service with v5 only, and the log of what it was asked. ``route`` gets the set and the query."""
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        place, _, query = unquote(request.url.raw_path.decode()).removeprefix("/OData/").partition("?")
        version, _, name = place.partition("/")
        asked.append(f"{name}?{query}")
        if version != "v5":
            return httpx2.Response(404)
        if name == "$metadata":
            return httpx2.Response(200, content=metadata(declared_entities()))
        answer = route(name, query)
        return (
            httpx2.Response(answer)
            if isinstance(answer, int)
            else httpx2.Response(200, content=json.dumps(answer))
        )

    return OData(transport=httpx2.MockTransport(handler)), asked


def rows(start: int, stop: int) -> list[dict[str, Any]]:
    return [{"Id": guid(number), "Besluit_Id": BESLUIT, "Soort": "Voor"} for number in range(start, stop)]


def one_zaak(stemming: dict[str, Any]) -> dict[str, Any]:
    besluit = {"Id": BESLUIT, "StemmingsSoort": "Hoofdelijk", "Zaak": [{"Id": ZAAK}], **stemming}
    return {"value": [{"Id": ZAAK, "Nummer": "2026Z00001", "Soort": "Motie", "Besluit": [besluit]}]}


@pytest.mark.parametrize("number", [100, 250, 500])
def test_a_vote_that_ends_where_a_page_may_end_is_asked_again(number: int) -> None:
    def route(name: str, query: str) -> dict[str, Any]:
        if name == "Zaak":
            return one_zaak({"Stemming": rows(1000, 1000 + number)})
        assert query == f"$filter=Verwijderd eq false and (Besluit_Id eq {BESLUIT})&$orderby=Id"
        return {"value": rows(1000, 1000 + number + 50)}

    odata, asked = service(route)
    answer = odata.ask(parse("2026Z00001"))
    assert len(list(answer.entities.all("Stemming"))) == number + 50
    assert answer.requests == len(asked) == 3


def test_a_whole_vote_is_not_asked_again() -> None:
    odata, asked = service(lambda name, query: one_zaak({"Stemming": rows(1000, 1150)}))
    assert len(list(odata.ask(parse("2026Z00001")).entities.all("Stemming"))) == 150
    assert len(asked) == 2


def test_expanded_rows_may_come_in_pages() -> None:
    def route(name: str, query: str) -> dict[str, Any]:
        if "skiptoken" not in query:
            return one_zaak(
                {
                    "Stemming": rows(1000, 1060),
                    "Stemming@odata.nextLink": f"{HOST}/OData/v5/Stemming?$skiptoken=1",
                }
            )
        if "skiptoken=1" in query:
            return {"value": rows(1060, 1120), "@odata.nextLink": "Stemming?$skiptoken=2"}
        return {"value": [{k: v for k, v in row.items() if k != "Besluit_Id"} for row in rows(1120, 1150)]}

    odata, _ = service(route)
    answer = odata.ask(parse("2026Z00001"))
    besluit = answer.entities.get("Besluit", BESLUIT)
    assert besluit is not None
    assert len(answer.entities.into(besluit, "Stemming")) == 150


def test_expanded_pages_that_lead_elsewhere_are_not_followed() -> None:
    odata, asked = service(
        lambda name, query: one_zaak({"Stemming@odata.nextLink": "https://elsewhere.example/x"})
    )
    with pytest.raises(SourceError, match="not followed"):
        odata.ask(parse("2026Z00001"))
    assert len(asked) == 2


@pytest.mark.parametrize(
    "answer", [400, {"value": [{"Id": "1"}]}, {"value": [{"Id": ZAAK, "Volgnummer": "vier"}]}]
)
def test_what_v5_cannot_answer_is_asked_of_v4(answer: dict[str, Any] | int) -> None:
    odata, asked = service(lambda name, query: answer)
    with pytest.raises(SourceError, match=r"v5: .* v4: .*HTTP 404"):
        odata.ask(parse("2026Z00001"))
    assert len(asked) == 3


def test_a_page_without_end_is_not_read_for_ever() -> None:
    def route(name: str, query: str) -> dict[str, Any]:
        number = int(query.rpartition("skiptoken=")[2]) if "skiptoken" in query else 0
        return {"value": [], "@odata.nextLink": f"Zaak?$skiptoken={number + 1}"}

    odata, asked = service(route)
    with pytest.raises(SourceError, match="without end"):
        odata.ask(parse("2026Z00001"))
    assert len(asked) == 1 + Limits().pages


def test_the_official_service_is_asked_by_default() -> None:
    odata, _ = service(lambda name, query: {"value": []})
    with pytest.raises(NotFoundError, match=r"gegevensmagazijn\.tweedekamer\.nl"):
        odata.ask(parse("2026Z00001"))


def imported() -> Iterator[str]:
    program = (
        "import sys, kamerstem.model.entities, kamerstem.model.refs, kamerstem.readers.overview, kamerstem.render.text;"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    yield from done.stdout.split()


@pytest.mark.slow
def test_reading_a_document_loads_none_of_this() -> None:
    unwanted = {"httpx2", "stamina", "pydantic", "pydantic_core", "lxml", "kamerstem.sources"}
    assert unwanted.isdisjoint(imported())
