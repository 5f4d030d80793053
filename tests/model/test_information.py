"""The one table of the information model is the official one, and what a record on disc rests on does not change."""

import pytest
from tests.simulator.schema import METADATA, read_schema
from tests.simulator.tkdata import elements

from kamerstem.model.information import ENTITIES, OVERVIEW, Needs, Type, way

needs_contract = pytest.mark.skipif(
    not METADATA.is_file(), reason="the recorded contract is in the folder 'shared' beside the checkout"
)
TAKEN = [name for name, entity in ENTITIES.items() if entity.attributes]

LEFT_OUT = {
    # In the XSDs, and used by nothing: it stays in the raw entity.
    "Activiteit": {"locatie", "besloten", "vrsnummer", "sidvoortouw", "voortouwkortenaam", "aanvraagdatum"}
    | {f"datum{when}verlenging" for when in ("mededelingeerste", "mededelingtweede", "verzoekeerste")}
    | {"datumverzoektweedeverlenging", "vervaldatum"},
}
KINDS = {
    Type.TEXT: {"text", "token"},
    Type.WHOLE: {"whole", "token"},  # Nummer of a party, a person, a committee is a token there
    Type.COUNT: {"whole"},
    Type.FLAG: {"flag"},
    Type.TIME: {"datetime"},
    Type.DAY: {"date"},
}

EDM = {
    Type.TEXT: "String",
    Type.WHOLE: "Int",
    Type.COUNT: "Int",
    Type.FLAG: "Boolean",
    Type.TIME: "DateTimeOffset",
    Type.DAY: "Date",
}


@needs_contract
@pytest.mark.parametrize("name", TAKEN)
def test_an_entity_holds_what_its_xsd_declares_in_that_order(name: str) -> None:
    entity = ENTITIES[name]
    declared = [each for each in elements(name) if each.name.lower() not in LEFT_OUT.get(name, set())]
    assert [each.name.lower() for each in declared] == [
        each.lower() for each in (*entity.relations, *entity.attributes)
    ]
    kinds = {each.name.lower(): each.kind for each in declared}
    assert {kinds[each.lower()] for each in entity.relations} <= {"relation"}
    for attribute, type in entity.attributes.items():
        assert kinds[attribute.lower()] in KINDS[type], attribute


@needs_contract
@pytest.mark.parametrize("name", TAKEN)
def test_relations_and_types_are_those_of_odata(name: str) -> None:
    declared = read_schema().entities[name]
    for relation in ENTITIES[name].relations.values():
        navigation = declared.navigations[relation.name]
        assert navigation.target == relation.to
        if relation.keyed:
            assert (navigation.many, navigation.key) == (False, f"{relation.name}_Id")
    for attribute, type in ENTITIES[name].attributes.items():
        assert declared.properties[attribute].type.startswith(EDM[type]), attribute


@needs_contract
def test_the_names_are_all_those_of_odata() -> None:
    assert set(ENTITIES) == set(read_schema().entities)


def ways(entity: str, needs: Needs) -> set[tuple[str, str]]:
    found = set()
    for name, more in needs.items():
        found |= {(entity, name)} | ways(way(entity, name).to, more)
    return found


@needs_contract
def test_what_an_overview_needs_is_reached_by_ways_of_odata() -> None:
    entities = read_schema().entities
    for entity, name in ways("Zaak", OVERVIEW):
        assert entities[entity].navigations[name].target == way(entity, name).to


def test_a_way_back_is_told_from_a_way_out() -> None:
    assert not way("Zaak", "VervangenVanuit").back
    replaced = way("Zaak", "VervangenDoor")
    assert (replaced.to, replaced.relation, replaced.back) == ("Zaak", "VervangenVanuit", True)
    votes = way("Besluit", "Stemming")
    assert (votes.to, votes.relation, votes.back) == ("Stemming", "Besluit", True)
    with pytest.raises(KeyError, match=r"Stemming\.Zaak"):
        way("Stemming", "Zaak")


def test_numbers_that_records_on_disc_hold_do_not_change() -> None:
    codes = {entity.code: name for name, entity in ENTITIES.items()}
    assert len(codes) == len(ENTITIES)
    assert [codes[code] for code in range(1, 38)] == (
        "Kamerstukdossier Zaak ZaakActor Document DocumentActor DocumentVersie Agendapunt Activiteit Besluit "
        "Stemming Fractie FractieZetel FractieZetelPersoon FractieZetelVacature Persoon Commissie Vergadering "
        "Verslag ActiviteitActor CommissieContactinformatie CommissieZetel CommissieZetelVastPersoon "
        "CommissieZetelVastVacature CommissieZetelVervangerPersoon CommissieZetelVervangerVacature "
        "PersoonContactinformatie PersoonGeschenk PersoonLoopbaan PersoonNevenfunctie "
        "PersoonNevenfunctieInkomsten PersoonOnderwijs PersoonReis Reservering Toezegging Zaal "
        "DocumentPublicatie DocumentPublicatieMetadata"
    ).split()
    back = {
        relation.back: f"{name}.{relation.name}"
        for name, entity in ENTITIES.items()
        for relation in entity.relations.values()
        if relation.back is not None
    }
    assert [back[number] for number in sorted(back)] == (
        "Zaak.Kamerstukdossier Zaak.Agendapunt Zaak.VervangenVanuit ZaakActor.Zaak Besluit.Zaak "
        "Besluit.Agendapunt Stemming.Besluit Agendapunt.Activiteit Document.Zaak Document.Agendapunt "
        "Document.Activiteit Document.BronDocument DocumentActor.Document DocumentVersie.Document "
        "FractieZetel.Fractie FractieZetelPersoon.FractieZetel FractieZetelVacature.FractieZetel "
        "Verslag.Vergadering Activiteit.VervangenVanuit Activiteit.VoortgezetVanuit"
    ).split()
    assert sorted(back) == list(range(1, len(back) + 1))
