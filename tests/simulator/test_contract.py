"""The simulator against every answer of the real service that was recorded."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from tests import needs
from tests.simulator import Simulator
from tests.simulator.client import ask, get, ids
from tests.simulator.fixtures import MakeSimulator
from tests.simulator.rows import guid_order
from tests.simulator.schema import CONTRACT, METADATA

REAL = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0"

pytestmark = needs.official


def recorded(name: str) -> Any:
    return json.loads((CONTRACT / name).read_text(encoding="utf-8"))


def in_order(value: Any) -> Any:
    """Make the order of fields count in a comparison."""
    if isinstance(value, dict):
        return [(name, in_order(inner)) for name, inner in value.items()]
    return [in_order(each) for each in value] if isinstance(value, list) else value


def moved(text: str, server: Simulator) -> str:
    return text.replace(REAL, server.v4)


@pytest.mark.parametrize("entity", ["Activiteit", "Besluit", "Document", "Fractie", "Persoon", "Stemming"])
def test_recorded_sets(entity: str, make_simulator: MakeSimulator) -> None:
    answer = recorded(f"recorded-{entity}.json")
    rows = answer["data"]["value"]
    server = make_simulator({entity: reversed(rows)})
    reply = ask(server.v4, entity, **{name[1:]: str(value) for name, value in answer["params"].items()})
    assert reply.status == answer["status"] == 200
    assert in_order(reply.data) == in_order(json.loads(moved(json.dumps(answer["data"]), server)))
    assert_headers(reply.headers, answer["headers"])


def test_recorded_service_root(make_simulator: MakeSimulator) -> None:
    answer = recorded("recorded-.json")
    server = make_simulator({})
    for address in (server.v4, server.v4 + "/"):
        reply = get(address)
        assert in_order(reply.data) == in_order(json.loads(moved(json.dumps(answer["data"]), server)))
        assert_headers(reply.headers, answer["headers"])


def assert_headers(ours: dict[str, str], theirs: dict[str, str]) -> None:
    """All headers recorded are there; those that do not change from request to request are equal."""
    assert set(theirs) - {"Set-Cookie"} <= set(ours)
    for name in ("Content-Type", "OData-Version", "Content-Security-Policy", "Transfer-Encoding"):
        assert ours[name] == theirs[name]


def test_recorded_page_is_equal_to_the_byte(make_simulator: MakeSimulator) -> None:
    text = (CONTRACT / "odata-v4-stemming-page.json").read_text(encoding="utf-8")
    page = json.loads(text)
    assert len(page["value"]) == 250
    last = {"Id": "00000000-0000-0000-0000-ffffffffffff", "Verwijderd": False}
    server = make_simulator({"Stemming": [last, *reversed(page["value"])]})
    query = urlsplit(page["@odata.nextLink"]).query.rpartition("&")[0]
    reply = get(f"{server.v4}/Stemming?{query}")
    assert reply.body.decode() == moved(text, server)
    following = get(reply.data["@odata.nextLink"])
    assert [row["Id"] for row in following.data["value"]] == [last["Id"]]
    assert "@odata.nextLink" not in following.data


def test_next_link_escapes_as_recorded(simulator: Simulator) -> None:
    """The form of a recorded link: ``$`` bare, all else escaped but letters, digits and ``-_.~``."""
    since = "2022-10-02T11:34:00.0-02:00"
    condition = f"Verwijderd eq false and (Soort eq 'Voor' or Soort eq 'Tegen') and GewijzigdOp ge {since}"
    sent = f"$filter={condition.replace(' ', '%20')}&$expand=Besluit($select=Id;$expand=Agendapunt)"
    link = get(f"{simulator.v4}/Stemming?{sent}").data["@odata.nextLink"]
    escaped = quote(condition, safe="")
    assert "%27Voor%27" in escaped
    assert "2022-10-02T11%3A34%3A00.0-02%3A00" in escaped
    assert link.startswith(
        f"{simulator.v4}/Stemming?$filter={escaped}"
        "&$expand=Besluit%28%24select%3DId%3B%24expand%3DAgendapunt%29&$skiptoken=Id-"
    )


def test_next_link_of_an_ordered_set_skips(simulator: Simulator) -> None:
    link = ask(simulator.v4, "Besluit", orderby="GewijzigdOp asc ").data["@odata.nextLink"]
    assert link == f"{simulator.v4}/Besluit?$orderby=GewijzigdOp%20asc%20&$skip=250"


def test_recorded_expanded_besluit(make_simulator: MakeSimulator) -> None:
    answer = recorded("odata-v4-besluit-expanded.json")
    row = {name: value for name, value in answer.items() if not name.startswith(("_", "@"))}
    server = make_simulator({"Besluit": [row]})
    expand = "Zaak($expand=ZaakActor,Document),Stemming,Agendapunt($expand=Activiteit)"
    listed = ask(server.v4, "Besluit", expand=expand).data
    assert listed["@odata.context"] == moved(answer["@odata.context"], server)
    assert in_order(as_of_2022(listed["value"][0])) == in_order(as_of_2022(row))
    single = ask(server.v4, f"Besluit({row['Id']})", expand=expand).data
    assert single.pop("@odata.context") == moved(answer["@odata.context"], server) + "/$entity"
    assert in_order(single) == in_order(listed["value"][0])


def as_of_2022(value: Any) -> Any:
    """Leave out the two fields that ``$metadata`` has moved or added since this answer was recorded."""
    if isinstance(value, list):
        return [as_of_2022(each) for each in value]
    if isinstance(value, dict):
        since = ("Kabinetsappreciatie", "HuidigeDocumentVersie_Id")
        return {name: as_of_2022(inner) for name, inner in value.items() if name not in since}
    return value


def test_recorded_metadata(make_simulator: MakeSimulator) -> None:
    server = make_simulator({})
    reply = get(f"{server.v4}/$metadata")
    assert reply.body == METADATA.read_bytes()
    assert reply.headers["OData-Version"] == "4.0"
    assert reply.headers["Content-Type"] == "application/xml"


def test_order_of_ids_is_that_of_the_recorded_page() -> None:
    page = [row["Id"] for row in recorded("odata-v4-stemming-page.json")["value"]]
    assert page == sorted(page, key=guid_order)
    assert page != sorted(page)


def test_guid_in_the_old_way_is_refused(simulator: Simulator) -> None:
    guid = simulator.rows.all("Besluit")[0]["Id"]
    for old in (f"Besluit(guid'{guid}')", f"Besluit('{guid}')"):
        assert get(f"{simulator.v4}/{old}").status == 400
    assert ask(simulator.v4, "Besluit", filter=f"Id eq guid'{guid}'").status == 400
    assert ids(simulator.v4, "Besluit", filter=f"Id eq {guid}") == [guid]


def test_v5_differs_as_its_file_of_names_says(simulator: Simulator) -> None:
    v4, v5 = (ask(root, "Stemming", top="1").data["value"][0] for root in (simulator.v4, simulator.v5))
    assert "ActorFractie" in v4
    assert "ActorFractie" not in v5
    assert v5["FractieNaam"] == v4["ActorFractie"]
    assert set(v5) < {*v4, "FractieNaam"}
    assert next(iter(v5)) == "Id"
    assert list(v5)[1:] == sorted(v5.keys() - {"Id"}) != list(v4)[1:]
    assert ask(simulator.v5, "Stemming", filter="ActorFractie eq 'SGP'").status == 400
    sgp = ids(simulator.v5, "Stemming", filter="FractieNaam eq 'SGP'", top="5")
    assert sgp == ids(simulator.v4, "Stemming", filter="ActorFractie eq 'SGP'", top="5")
    assert ask(simulator.v5, "Stemming").data["@odata.context"] == f"{simulator.v5}/$metadata#Stemming"


def test_v5_metadata_declares_what_v5_serves(simulator: Simulator) -> None:
    root = ET.fromstring(get(f"{simulator.v5}/$metadata").body)
    edm = "{http://docs.oasis-open.org/odata/ns/edm}"
    for entity in root.iter(f"{edm}EntityType"):
        if simulator.rows.all(entity.attrib["Name"]):
            declared = [field.attrib["Name"] for field in entity.findall(f"{edm}Property")]
            assert list(ask(simulator.v5, entity.attrib["Name"], top="1").data["value"][0]) == declared


def test_a_file_of_names_must_name_what_exists(tmp_path: Path, make_simulator: MakeSimulator) -> None:
    names = tmp_path / "names.json"
    names.write_text('{"rename": {"Stemming.Kleur": "Tint"}, "drop": [], "order": "kept"}')
    with pytest.raises(ValueError, match=r"Stemming\.Kleur"):
        make_simulator({}, v5_names=names)
    names.write_text('{"rename": {"Stemming.Soort": "Keuze"}, "drop": ["Besluit.Status"], "order": "kept"}')
    server = make_simulator(
        {"Stemming": [{"Id": "0" * 8 + "-0000-0000-0000-" + "0" * 12, "Soort": "Voor"}]}, v5_names=names
    )
    row = ask(server.v5, "Stemming").data["value"][0]
    assert list(row)[:3] == ["Id", "Besluit_Id", "Keuze"]
