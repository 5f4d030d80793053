"""The simulator's SyncFeed: its entities fit the official XSDs, its pages the rules below, and it changes as told."""

import re
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests import needs
from tests.simulator import Fault, Simulator
from tests.simulator.client import get
from tests.simulator.fixtures import MakeSimulator
from tests.simulator.generate import Folder, generate, guid, lines, main, number_of
from tests.simulator.rows import Rows
from tests.simulator.schema import read_schema
from tests.simulator.syncfeed import CATEGORIES, PAGE, RowsBase, SyncFeed
from tests.simulator.tkdata import NAMESPACE, XSD

ATOM = "{http://www.w3.org/2005/Atom}"
TK = f"{{{NAMESPACE}}}"
A, B, C, D = (f"{n * 8}-0000-4000-8000-00000000000{n}" for n in "abcd")
WHEN = {
    "GewijzigdOp": "2026-01-13T10:00:00.5+01:00",
    "ApiGewijzigdOp": "2026-01-13T09:01:00Z",
    "Verwijderd": False,
}
DAY = "2025-12-01T00:00:00+01:00"

ROWS: dict[str, list[dict[str, Any]]] = {
    # Of every entity that the sample lacks, one row with everything in it and one with nothing.
    "Commissie": [
        {
            "Id": A,
            "Nummer": 7,
            "Soort": "Algemeen",
            "Afkorting": "X",
            "NaamNL": "Verzonnen",
            "DatumActief": DAY,
        }
        | WHEN,
        {"Id": B} | WHEN,
    ],
    "FractieZetel": [{"Id": A, "Gewicht": 1, "Fractie_Id": A} | WHEN, {"Id": B} | WHEN],
    "FractieZetelPersoon": [
        {"Id": A, "FractieZetel_Id": A, "Persoon_Id": A, "Functie": "Lid", "Van": DAY, "TotEnMet": DAY}
        | WHEN,
        {"Id": B} | WHEN,
    ],
    "FractieZetelVacature": [
        {"Id": A, "FractieZetel_Id": A, "Functie": "Lid", "Van": DAY} | WHEN,
        {"Id": B} | WHEN,
    ],
    "ZaakActor": [
        {
            "Id": A,
            "Zaak_Id": A,
            "Persoon_Id": A,
            "Fractie_Id": A,
            "Commissie_Id": A,
            "ActorNaam": "V. Verzonnen",
        }
        | WHEN,
        {"Id": B} | WHEN,
    ],
    "DocumentActor": [
        {"Id": A, "Document_Id": A, "Persoon_Id": A, "ActorNaam": "V. Verzonnen", "Relatie": "Afzender"}
        | WHEN,
        {"Id": B} | WHEN,
    ],
    "Vergadering": [
        {"Id": A, "Soort": "Plenair", "Vergaderjaar": "2025-2026", "VergaderingNummer": 3, "Datum": DAY}
        | WHEN,
        {"Id": B} | WHEN,
    ],
    "Verslag": [
        {
            "Id": A,
            "Vergadering_Id": A,
            "Soort": "Eindpublicatie",
            "ContentType": "text/xml",
            "ContentLength": 9,
        }
        | WHEN,
        {"Id": B} | WHEN,
    ],
    "Zaak": [
        {
            "Id": A,
            "Nummer": "2025Z1",
            "Onderwerp": "a < b &\r\n\tc",
            "GestartOp": DAY,
            "Volgnummer": -1,
            "Titel": "",
        }
        | WHEN,
        {"Id": B} | WHEN,
        {"Id": C, "GewijzigdOp": None, "Verwijderd": None},
        {"Id": D, "Onderwerp": "weg"} | WHEN | {"Verwijderd": True},
    ],
    "ZaakVervangenVanuit": [{"Zaak_Id": A, "VervangenVanuit_Id": B}],
    "Persoon": [
        {"Id": A, "Nummer": 1, "Geboortedatum": "1980-01-02", "Titels": " ", "Geslacht": "man"} | WHEN
    ],
}


@pytest.fixture(scope="module")
def valid() -> etree.XMLSchema:
    needs.shared("")
    return etree.XMLSchema(etree.parse(XSD))


def fits(schema: etree.XMLSchema, content: bytes) -> None:
    assert schema.validate(etree.fromstring(content)), f"{schema.error_log}\n{content!r}"


def opened(content: bytes) -> Any:
    return etree.fromstring(content)


def own(source: Any = None) -> SyncFeed:
    return SyncFeed(RowsBase(Rows(read_schema(), ROWS if source is None else source)))


# --- entities against the official XSDs ----------------------------------------------------------------------


@pytest.mark.whole
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_entity_of_the_sample_fits_its_xsd(
    category: str, valid: etree.XMLSchema, simulator: Simulator
) -> None:
    base = simulator.feed.base
    count = base.count(category)
    for place in base.places(category, 0, count):
        fits(valid, place.content)
    assert count == sum(row["GewijzigdOp"] is not None for row in simulator.rows.all(category))


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_entity_of_rows_made_for_it_fits_its_xsd(category: str, valid: etree.XMLSchema) -> None:
    feed = own()
    for id in feed.ids(category):
        fits(valid, feed.content(category, id))


def test_placeholders_are_not_served_and_nulls_that_may_not_be_nil_are_left_out(
    valid: etree.XMLSchema,
) -> None:
    feed = own()
    assert set(feed.ids("Zaak")) == {A, B, D}
    empty = opened(feed.content("Zaak", B))
    names = {etree.QName(each).localname for each in empty}
    assert "soort" in names
    assert not names & {"nummer", "onderwerp", "gestartOp", "vergaderjaar"}
    gone = opened(feed.content("Zaak", D))
    assert gone.get(f"{TK}verwijderd") == "true"
    assert len(gone) == 0
    person = opened(feed.content("Persoon", A))
    assert person.find(f"{TK}titels").get("{http://www.w3.org/2001/XMLSchema-instance}nil") == "true"


def test_text_comes_through_whole() -> None:
    whole = opened(own().content("Zaak", A))
    assert whole.find(f"{TK}onderwerp").text == "a < b &\r\n\tc"
    assert whole.find(f"{TK}gestartOp").text == "2025-12-01T00:00:00"
    assert whole.get(f"{TK}bijgewerkt") == "2026-01-13T10:00:00.5000000"
    assert [each.get("ref") for each in whole.iterfind(f"{TK}vervangenVanuit")] == [B]


# --- pages against the rules of the envelope ------------------------------------------------------------------


def page(address: str) -> Any:
    reply = get(address)
    assert reply.status == 200, reply.body
    assert reply.headers["Content-Type"].startswith("application/atom+xml")
    return opened(reply.body)


def link(element: Any, rel: str) -> str | None:
    found = element.findall(f"{ATOM}link[@rel='{rel}']")
    assert len(found) < 2
    return found[0].get("href") if found else None


def feed_pages(root: str, category: str) -> Iterator[Any]:
    address: str | None = f"{root}/SyncFeed/2.0/Feed?category={category}"
    while address is not None:
        found = page(address)
        yield found
        address = link(found, "next")


def test_pages_keep_to_the_written_rules(simulator: Simulator) -> None:
    """The rules of the envelope: domain.md, 3.3, one by one."""
    root = f"{simulator.url}/SyncFeed/2.0"
    for category in ("Fractie", "Agendapunt", "Document"):
        pages = list(feed_pages(simulator.url, category))
        seen: list[str] = []
        for number, found in enumerate(pages):
            assert found.tag == f"{ATOM}feed"
            assert link(found, "self")  # the page has self, and next unless it is the last for now
            assert (link(found, "next") is None) == (number == len(pages) - 1)
            entries = found.findall(f"{ATOM}entry")
            assert len(entries) == PAGE or number == len(pages) - 1
            for entry in entries:
                title = entry.findtext(f"{ATOM}title")
                assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", title)
                assert entry.findtext(f"{ATOM}id") == f"{root}/Entiteiten/{title}"
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", entry.findtext(f"{ATOM}updated"))
                assert entry.find(f"{ATOM}category").get("term") == category[0].lower() + category[1:]
                token = link(entry, "next")
                assert token is not None
                assert re.fullmatch(rf"{root}/Feed\?skiptoken=\d+&category={category}", token)
                content = entry.find(f"{ATOM}content")
                assert content.get("type") == "application/xml"
                (entity,) = content
                assert entity.tag == f"{TK}{category[0].lower()}{category[1:]}"
                assert entity.get("id") == title
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}", entity.get(f"{TK}bijgewerkt"))
                assert entity.get(f"{TK}verwijderd") == "false"
                kinds = ["ref" in child.attrib for child in entity]
                assert kinds == sorted(kinds, reverse=True)  # relations first
                file = link(entry, "enclosure")
                has = entity.get(f"{TK}contentType") is not None
                assert file == (f"{root}/Resources/{title}" if has else None)
                seen.append(title)
            assert (
                entries == []
                or link(entries[-1], "next") == link(found, "next")
                or link(found, "next") is None
            )
        assert len(seen) == len(set(seen)) == simulator.feed.base.count(category)


def test_an_entry_says_where_to_go_on_after_it(simulator: Simulator) -> None:
    first = page(f"{simulator.url}/SyncFeed/2.0/Feed?category=Zaak")
    entries = first.findall(f"{ATOM}entry")
    after = page(link(entries[99], "next") or "")
    assert after.find(f"{ATOM}entry").findtext(f"{ATOM}title") == entries[100].findtext(f"{ATOM}title")


def test_a_feed_that_is_caught_up_has_no_next(simulator: Simulator) -> None:
    *_, last = feed_pages(simulator.url, "Fractie")
    beyond = page(link(last.findall(f"{ATOM}entry")[-1], "next") or "")
    assert beyond.findall(f"{ATOM}entry") == []
    assert link(beyond, "next") is None
    assert link(beyond, "resume")


@pytest.mark.parametrize(
    "query", ["", "category=Niets", "category=Zaak&skiptoken=x", "category=Zaak&skiptoken=-1"]
)
def test_a_question_that_is_none(query: str, simulator: Simulator) -> None:
    assert get(f"{simulator.url}/SyncFeed/2.0/Feed?{query}").status == 400


def test_an_entity_and_its_file_by_themselves(make_simulator: MakeSimulator, tmp_path: Path) -> None:
    (tmp_path / "Verslag.jsonl").write_text(
        f'{{"Id":"{A}","ContentType":"application/xml","ContentLength":4,"GewijzigdOp":"2026-01-01T00:00:00+01:00",'
        '"Verwijderd":false}'
    )
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / f"{A}.xml").write_bytes(b"<v/>")
    root = f"{make_simulator(tmp_path).url}/SyncFeed/2.0"
    assert get(f"{root}/Entiteiten/{A}").body.startswith(b"<verslag ")
    assert get(f"{root}/Resources/{A}").body == b"<v/>"
    for nothing in (f"Entiteiten/{B}", f"Resources/{B}", "Entiteiten/x", "", "Iets"):
        assert get(f"{root}/{nothing}").status == 404


# --- a feed that changes --------------------------------------------------------------------------------------


def test_a_change_gets_a_later_place_and_leaves_the_old_one(valid: etree.XMLSchema) -> None:
    feed = own()
    feed.change("Zaak", A, Titel="Anders", Volgnummer=3, Kamerstukdossier=C, VervangenVanuit=[])
    assert feed.ids("Zaak")[-1] == A
    assert sorted(feed.ids("Zaak")) == [A, B, D]
    root = opened(feed.content("Zaak", A))
    fits(valid, feed.content("Zaak", A))
    assert root.findtext(f"{TK}titel") == "Anders"
    assert root.findtext(f"{TK}onderwerp") == "a < b &\r\n\tc"
    assert root.find(f"{TK}kamerstukdossier").get("ref") == C
    assert root.find(f"{TK}vervangenVanuit") is None
    assert root.get(f"{TK}bijgewerkt") > "2026-03"
    feed.reset()
    assert opened(feed.content("Zaak", A)).findtext(f"{TK}volgnummer") == "-1"


def test_a_deletion_and_its_end(valid: etree.XMLSchema) -> None:
    feed = own()
    before = opened(feed.content("Zaak", A))
    feed.delete("Zaak", A)
    gone = opened(feed.content("Zaak", A))
    assert (gone.get(f"{TK}verwijderd"), len(gone)) == ("true", 0)
    fits(valid, feed.content("Zaak", A))
    feed.undelete("Zaak", A)
    back = opened(feed.content("Zaak", A))
    assert [(each.tag, each.text, dict(each.attrib)) for each in back] == [
        (each.tag, each.text, dict(each.attrib)) for each in before
    ]
    assert feed.ids("Zaak").count(A) == 1


def test_old_places_may_stay_and_updates_come_too_late() -> None:
    feed = own()
    feed.moves = False
    feed.change("Zaak", A, Titel="nieuw", changed=datetime(2026, 2, 1))
    feed.change("Zaak", A, Titel="te laat", changed=datetime(2025, 1, 1))
    feed.resend("Zaak", A)
    assert feed.ids("Zaak").count(A) == 4
    assert opened(feed.content("Zaak", A)).get(f"{TK}bijgewerkt") == "2025-01-01T00:00:00.0000000"


def test_a_new_entity_a_wrong_clock_and_another_prefix(make_simulator: MakeSimulator) -> None:
    simulator = make_simulator(ROWS)
    simulator.feed.now = datetime(5008, 1, 1)
    simulator.feed.add("Stemming", A, Besluit=B, Soort="Voor", FractieGrootte=3, Vergissing=False)
    simulator.feed.prefix = "ns1"
    reply = get(f"{simulator.url}/SyncFeed/2.0/Feed?category=Stemming")
    assert b'ns1:bijgewerkt="5008-01-01T00:00:01.0000000"' in reply.body
    assert b"tk:" not in reply.body
    entity = opened(reply.body).find(f".//{TK}stemming")
    assert entity.get(f"{TK}verwijderd") == "false"
    with pytest.raises(ValueError, match="soorten"):
        simulator.feed.change("Stemming", A, Soorten="x")
    with pytest.raises(KeyError):
        simulator.feed.delete("Stemming", C)


# --- faults of its own ----------------------------------------------------------------------------------------


def test_the_faults_of_pages(simulator: Simulator) -> None:
    pages = list(feed_pages(simulator.url, "Agendapunt"))
    second = link(pages[0], "next") or ""

    def titles(found: Any) -> list[str]:
        return [entry.findtext(f"{ATOM}title") for entry in found.findall(f"{ATOM}entry")]

    page(f"{simulator.url}/SyncFeed/2.0/Feed?category=Agendapunt")
    simulator.faults.add(Fault.PAGE_TWICE)
    again = page(second)
    assert titles(again) == titles(pages[0])
    assert link(again, "next") == second
    assert titles(page(second)) == titles(pages[1])
    simulator.faults.add(Fault.ENTRY_TWICE)
    assert titles(page(second)) == [*titles(pages[1]), titles(pages[1])[-1]]
    simulator.faults.add(Fault.LOOP)
    assert link(page(second), "next") == second
    simulator.faults.add(Fault.OTHER_HOST)
    assert (link(page(second), "next") or "").startswith("http://example.org/")
    simulator.faults.add(Fault.BAD_XML)
    with pytest.raises(etree.XMLSyntaxError):
        page(second)
    simulator.faults.add(Fault.DIE)
    for _ in range(3):
        with pytest.raises((OSError, HTTPException)):
            get(second)
    simulator.faults.clear()
    assert titles(page(second)) == titles(pages[1])


# --- the made-up House ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("feed")
    generate(made, 0.002)
    return made


def test_ids_turn_back() -> None:
    for number in (0, 1, 249, 250, 1_648_620, 2**40):
        id = guid("Stemming", number)
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}", id)
        assert number_of("Stemming", id) == number
        assert number_of("Zaak", id) is None
    assert number_of("Zaak", A) is None


@pytest.mark.slow
def test_it_is_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    assert main(["--scale", "0.002", str(tmp_path)]) == 0
    for file in sorted(folder.iterdir()):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_made_up_entity_fits_its_xsd(category: str, folder: Path, valid: etree.XMLSchema) -> None:
    found = list(lines(folder, category))
    assert found
    for place in found:
        fits(valid, place.content)


@pytest.mark.slow
def test_its_votes_add_up_and_point_to_what_is_there(folder: Path) -> None:
    base = Folder(folder)
    things = {
        category: {place.guid: opened(place.content) for place in lines(folder, category)}
        for category in CATEGORIES
    }
    assert len(things["Besluit"]) == 200
    assert len(things["Zaak"]) == 530
    targets = {"huidigeDocumentVersie": "DocumentVersie"}
    for category, each in things.items():
        for entity in each.values():
            for child in entity:
                if child.get("ref") is not None:
                    name = etree.QName(child).localname
                    target = targets.get(name, name[0].upper() + name[1:])
                    assert child.get("ref") in things[target], (category, name)
    sums: dict[str, dict[str, int]] = {}
    rolls = {
        id for id, each in things["Besluit"].items() if each.findtext(f"{TK}stemmingsSoort") == "Hoofdelijk"
    }
    for each in things["Stemming"].values():
        besluit = each.find(f"{TK}besluit").get("ref")
        seats = 1 if besluit in rolls else int(each.findtext(f"{TK}fractieGrootte"))
        tally = sums.setdefault(besluit, {})
        tally[each.findtext(f"{TK}soort")] = tally.get(each.findtext(f"{TK}soort"), 0) + seats
    assert rolls
    for id, each in things["Besluit"].items():
        tally = sums[id]
        assert 140 <= sum(tally.values()) <= 150
        adopted = each.findtext(f"{TK}besluitSoort") == "Stemmen - aangenomen"
        assert adopted == (tally.get("Voor", 0) > tally.get("Tegen", 0))
    assert base.find("Zaak", A) is None


def test_it_is_served_and_can_change(folder: Path, make_simulator: MakeSimulator) -> None:
    simulator = make_simulator({}, feed=Folder(folder))
    found = [
        entry.findtext(f"{ATOM}title")
        for page in feed_pages(simulator.url, "Stemming")
        for entry in page.findall(f"{ATOM}entry")
    ]
    assert found == [place.guid for place in lines(folder, "Stemming")]
    simulator.feed.change("Stemming", found[300], Soort="Tegen")
    changed = [
        entry.findtext(f"{ATOM}title")
        for page in feed_pages(simulator.url, "Stemming")
        for entry in page.findall(f"{ATOM}entry")
    ]
    assert changed == [*found[:300], *found[301:], found[300]]
