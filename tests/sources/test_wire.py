"""The names of each version, and rows into records: nothing is lost, nothing is guessed, nothing is run."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from kamerstem.model.entities import Entities, Entity
from kamerstem.model.overview import Severity, Source, SourceKind
from kamerstem.sources.http import GarbledError
from kamerstem.sources.odata_rows import ROWS, WAYS
from kamerstem.sources.wire import Basket, Names, Rest, UnusableError, read_metadata, read_page
from tests import needs

CONTRACT = needs.SHARED / "data/gegevensmagazijn/contract"
SOURCE = Source("odata-1", SourceKind.ODATA, "https://data.example/OData/v4/2.0/Zaak")
A, B, C, D = (f"{n}{n}{n}{n}{n}{n}{n}{n}-0000-4000-8000-00000000000{n}" for n in "1234")


def declared_entities() -> dict[str, dict[str, str]]:
    """Return what v4 would declare: per entity its attributes and navigations with their types."""
    declared: dict[str, dict[str, str]] = {}
    for entity, row in ROWS.items():
        declared[entity] = dict.fromkeys((*row.model_fields, "ApiGewijzigdOp"), "Edm.String")
        for name, way in WAYS.get(entity, {}).items():
            one = name in ("Activiteit",) or (entity, name) == ("Besluit", "Agendapunt")
            declared[entity][name] = f"NS.{way.to}" if one else f"Collection(NS.{way.to})"
    return declared


def metadata(declared: Mapping[str, Mapping[str, str]], extra: str = "", sets: str | None = None) -> bytes:
    """Return a $metadata document that declares this."""
    types = "".join(
        f'<EntityType Name="{entity}">'
        + "".join(
            f'<{"NavigationProperty" if "NS." in kind else "Property"} Name="{name}" Type="{kind}"/>'
            for name, kind in names.items()
        )
        + "</EntityType>"
        for entity, names in declared.items()
    )
    if sets is None:
        sets = "".join(f'<EntitySet Name="{entity}" EntityType="NS.{entity}"/>' for entity in declared)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
        f'<Schema Namespace="NS" xmlns="http://docs.oasis-open.org/odata/ns/edm">{types}{extra}'
        f'<EntityContainer Name="C">{sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>'
    ).encode()


def names(version: str = "v4", declared: Mapping[str, Mapping[str, str]] | None = None) -> Names:
    return Names(version, read_metadata(metadata(declared or declared_entities())))


def of(entities: Entities, entity: str, guid: str) -> Entity:
    record = entities.get(entity, guid)
    assert record is not None
    return record


# --- $metadata --------------------------------------------------------------------------------------------


@needs.official
def test_the_recorded_metadata_has_every_name_in_use() -> None:
    declared = read_metadata((CONTRACT / "odata-v4-metadata.edmx.xml").read_bytes())
    known = Names("v4", declared)
    assert known.findings == ()
    assert known.set("Stemming") == "/OData/v4/2.0/Stemming"
    assert known.many("Besluit", "Stemming")
    assert not known.many("Besluit", "Agendapunt")
    assert not known.many("Agendapunt", "Activiteit")


def test_a_renamed_attribute_is_found_under_its_other_name() -> None:
    declared = declared_entities()
    declared["Stemming"]["FractieNaam"] = declared["Stemming"].pop("ActorFractie")
    assert names("v5", declared).get("Stemming", "ActorFractie") == "FractieNaam"
    assert names("v5", declared).findings == ()
    assert names("v5").get("Stemming", "ActorFractie") == "ActorFractie"


def test_what_is_absent_or_new_is_named() -> None:
    declared = declared_entities()
    del declared["Stemming"]["ActorFractie"], declared["Stemming"]["SidActorLid"]
    declared["Stemming"]["Partijnaam"] = "Edm.String"
    known = names("v4", declared)
    found = [(each.check, each.expected, each.severity) for each in known.findings]
    assert found == [("source-attribute-absent", "Stemming.ActorFractie", Severity.WARNING)]
    assert set(known.missing) == {"Stemming.ActorFractie", "Stemming.SidActorLid", "DocumentPublicatie"}
    assert known.new == ("Stemming.Partijnaam",)
    assert "Stemming.ActorFractie" in known.findings[0].message.nl
    basket = Basket(known)
    basket.take("Stemming", {"Id": A, "Soort": "Voor", "Partijnaam": "SP"}, SOURCE)
    assert of(Entities(basket.entities()), "Stemming", A)["ActorFractie"] is None


def test_an_entity_that_can_be_missed() -> None:
    declared = declared_entities()
    del declared["Document"]
    known = names("v4", declared)
    assert [each.expected for each in known.findings] == ["Document"]
    with pytest.raises(UnusableError, match="does not give Document"):
        known.set("Document")


@pytest.mark.parametrize(
    "missing",
    ["Zaak", "Besluit", "Stemming", "Kamerstukdossier", "Zaak.Id", "Zaak.Besluit", "Besluit.Stemming"],
)
def test_what_cannot_be_missed(missing: str) -> None:
    declared = declared_entities()
    entity, _, name = missing.partition(".")
    if name:
        del declared[entity][name]
    else:
        del declared[entity]
    with pytest.raises(UnusableError, match=rf"OData v4 does not give {missing}, which"):
        names("v4", declared)


def test_attributes_may_be_inherited() -> None:
    declared = declared_entities()
    del declared["Zaak"]["Id"]
    body = metadata(declared, '<EntityType Name="Base"><Property Name="Id" Type="Edm.Guid"/></EntityType>')
    body = body.replace(b'<EntityType Name="Zaak">', b'<EntityType Name="Zaak" BaseType="NS.Base">')
    assert Names("v4", read_metadata(body)).get("Zaak", "Id") == "Id"
    body = body.replace(b'<EntityType Name="Base">', b'<EntityType Name="Base" BaseType="NS.Zaak">')
    assert Names("v4", read_metadata(body)).get("Zaak", "Id") == "Id"


def test_a_set_may_have_a_name_of_its_own() -> None:
    sets = "".join(
        f'<EntitySet Name="{entity}en" EntityType="NS.{entity}"/>' for entity in declared_entities()
    )
    assert (
        Names("v5", read_metadata(metadata(declared_entities(), sets=sets))).set("Zaak") == "/OData/v5/Zaaken"
    )


_LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"<html><body>Storing</body></html>",
        b"<Edmx",
        b"\x00\x01\x02",
        metadata(declared_entities())[:-200],
        metadata({}),
        _LAUGHS + b"<Edmx>&b;</Edmx>",
        metadata(declared_entities()).replace(b"?><edmx", b"?>" + _LAUGHS + b"<edmx"),
        metadata(declared_entities()).replace(
            b"?><edmx", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><edmx'
        ),
        metadata(declared_entities()).decode().replace("?><edmx", "?><!DOCTYPE x><edmx").encode("utf-16"),
        b"<a>" * 100_000,
    ],
    ids=[
        "empty",
        "json",
        "html",
        "cut",
        "bytes",
        "half",
        "nothing",
        "laughs",
        "laughs-before",
        "file",
        "utf-16",
        "deep",
    ],
)
def test_what_is_no_metadata(body: bytes) -> None:
    with pytest.raises(GarbledError):
        read_metadata(body)


# --- pages ------------------------------------------------------------------------------------------------


def test_a_page() -> None:
    page = read_page(
        b'\xef\xbb\xbf{"@odata.context":"x","@odata.count":7,"value":[{}],"@odata.nextLink":"n","y":1}'
    )
    assert (page.value, page.count, page.next) == ([{}], 7, "n")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  <html>",
        b"[]",
        b"{}",
        b"null",
        b'{"value":[1]}',
        b'{"value":[{}],"@odata.nextLink":3}',
        b'{"value":[{}],"@odata.nextLink":""}',
        b'{"value":[{}],"@odata.count":-1}',
        b'{"value":[{"Volgnummer":NaN}]}',
        b'{"value":[{"Titel":"\xff"}]}',
        b'{"value":[{"Titel":"\\ud800"}]}',
        b'{"value":[' + b'{"a":[' * 200 + b"]}" * 200 + b"]}",
    ],
)
def test_what_is_no_page(body: bytes) -> None:
    with pytest.raises(GarbledError):
        read_page(body)


# --- rows -------------------------------------------------------------------------------------------------


@needs.official
def test_the_recorded_besluit_becomes_records() -> None:
    raw = json.loads((CONTRACT / "odata-v4-besluit-expanded.json").read_text(encoding="utf-8"))
    basket = Basket(names())
    basket.take("Besluit", raw, SOURCE)
    entities = Entities(basket.entities())
    besluit = of(entities, "Besluit", raw["Id"])
    assert besluit["BesluitTekst"] == "Aangenomen."
    assert besluit.source == "odata-1"
    assert besluit.changed == datetime.fromisoformat("2022-10-04T16:14:30.967+02:00")
    assert "Agendapunt_Id" not in besluit.fields
    assert not {"Id", "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd"} & besluit.fields.keys()
    zaak, item = entities.out(besluit, "Zaak")[0], entities.out(besluit, "Agendapunt")[0]
    assert zaak["Nummer"] == "2022Z17826"
    assert entities.out(item, "Activiteit")[0]["Datum"] == "2022-10-04T15:00:00+02:00"
    assert [each["ActorFractie"] for each in entities.into(besluit, "Stemming")] == [
        "Omtzigt",
        "GroenLinks",
        "JA21",
    ]
    actor = entities.into(zaak, "ZaakActor")[0]
    assert actor["ActorNaam"] == "R.M. Leijten"
    assert actor.refs["Commissie"] == ()
    assert actor.ref("Fractie") == "a3689bb6-3914-4d5c-a6a8-42e24582e299"
    assert entities.into(zaak, "Document")[0]["DocumentNummer"] == "2022D37914"


def test_a_row_in_parts_is_put_together() -> None:
    basket = Basket(names())
    basket.take(
        "Zaak",
        {"Id": A, "Nummer": "2026Z00001", "VervangenVanuit": [{"Id": B, "Nummer": "2026Z00002"}]},
        SOURCE,
    )
    basket.take(
        "Zaak", {"Id": B, "Soort": "Motie", "VervangenVanuit": [], "VervangenDoor": [{"Id": C}]}, SOURCE
    )
    basket.take("Zaak", {"Id": C.upper(), "Soort": "Motie"}, SOURCE)
    basket.take("Zaak", {"Id": A}, SOURCE)
    entities = Entities(basket.entities())
    assert dict(of(entities, "Zaak", B).fields) == {"Nummer": "2026Z00002", "Soort": "Motie"}
    assert of(entities, "Zaak", A).refs == {"VervangenVanuit": (B,)}
    assert of(entities, "Zaak", B).refs == {"VervangenVanuit": ()}
    assert of(entities, "Zaak", C).refs == {"VervangenVanuit": (B,)}


def test_deleted_rows_lose_all_and_placeholders_make_no_record() -> None:
    deleted = {"Id": B, "Besluit_Id": None, "Soort": None, "Vergissing": False, "Verwijderd": True}
    basket = Basket(names())
    basket.take("Besluit", {"Id": A, "Status": "Besluit", "Zaak": [{"Id": D}]}, SOURCE)
    basket.take("Stemming", {"Id": B, "Besluit_Id": A, "Soort": "Voor"}, SOURCE)
    basket.take(
        "Besluit", {"Id": A, "Stemming": [deleted, {"Id": C, "Soort": "Tegen", "Verwijderd": False}]}, SOURCE
    )
    entities = Entities(basket.entities())
    assert [each.id for each in entities.into(of(entities, "Besluit", A), "Stemming")] == [C]
    gone = entities.get("Stemming", B, deleted=True)
    assert gone is not None
    assert (gone.deleted, dict(gone.fields), dict(gone.refs)) == (True, {}, {})
    assert of(entities, "Besluit", A).refs["Zaak"] == (D,)
    assert entities.get("Zaak", D, deleted=True) is None


def test_an_expanded_list_that_goes_on_elsewhere_is_told() -> None:
    basket = Basket(names())
    basket.take("Besluit", {"Id": A, "Stemming": [], "Stemming@odata.nextLink": "https://x/y"}, SOURCE)
    assert basket.rests == [Rest("https://x/y", "Besluit", A, "Stemming", SOURCE)]
    basket.expand("Besluit", A, "Stemming", [{"Id": B, "Soort": "Voor"}], SOURCE)
    assert basket.refs("Stemming", B, "Besluit") == (A,)


@pytest.mark.parametrize(
    ("entity", "raw", "said"),
    [
        ("Stemming", {"Id": A, "FractieGrootte": "vijf"}, "a FractieGrootte that cannot be: 'vijf'"),
        ("Stemming", {"Id": A, "FractieGrootte": -5}, "a FractieGrootte that cannot be: -5"),
        ("Stemming", {"Id": A, "FractieGrootte": 2.5}, "a FractieGrootte"),
        ("Stemming", {"Id": A, "Soort": ["Voor"]}, "a Soort"),
        ("Stemming", {"Id": A, "Besluit_Id": "1 or 1 eq 1"}, "a Besluit_Id"),
        ("Stemming", {"Id": A, "Vergissing": "misschien"}, "a Vergissing"),
        ("Stemming", {"Soort": "Voor"}, "Stemming None a Id"),
        ("Stemming", {"Id": None}, "a Id"),
        ("Zaak", {"Id": A, "Besluit": ["x"]}, "a Besluit"),
        ("Zaak", {"Id": A, "Besluit": "x" * 10_000}, "a Besluit"),
    ],
)
def test_what_is_used_must_be_of_its_type(entity: str, raw: dict[str, Any], said: str) -> None:
    with pytest.raises(UnusableError, match="OData v4 gives ") as wrong:
        Basket(names()).take(entity, raw, SOURCE)
    assert said in wrong.value.words.en
    assert len(wrong.value.words.nl) < 200


def test_anything_besides_is_let_be() -> None:
    basket = Basket(names())
    raw = {
        "@odata.type": "x",
        "Nieuw": {"a": [1]},
        "Volgnummer": "4",
        "Id": A,
        "GewijzigdOp": "gisteren",
        "Nummer": 7,
    }
    basket.take("Zaak", raw, SOURCE)
    record = next(basket.entities())
    assert dict(record.fields) == {"Volgnummer": 4, "Nummer": "7"}
    assert record.changed is None
