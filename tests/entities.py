"""A folder of rows, as the simulator serves it, read straight into records: no server, no network.

The rows and their relations are read by the simulator's own loader, so a folder means the same to both. Only what
the derivation from records uses is declared here, so the made-up rows need no recorded ``$metadata``; with the
sample at hand a test holds these names against it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from kamerstem.model.entities import Entities, Entity
from tests.simulator.rows import DEFAULT_ROWS, Rows, guid_order
from tests.simulator.schema import EntityType, Navigation, Property, Schema

ROWS = Path(__file__).with_name("examples") / "rows"
SAMPLE = DEFAULT_ROWS

_META = ("Id", "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd")
_FIELDS = {
    "Kamerstukdossier": "Titel Citeertitel Alias Nummer Toevoeging HoogsteVolgnummer Afgesloten Kamer",
    "Zaak": "Nummer Soort Titel Citeertitel Alias Status Onderwerp GestartOp Organisatie Grondslagvoorhang Termijn "
    "Vergaderjaar Volgnummer HuidigeBehandelstatus Afgedaan GrootProject Kabinetsappreciatie",
    "ZaakActor": "ActorNaam ActorFractie ActorAfkorting Functie Relatie SidActor "
    "Zaak_Id Persoon_Id Fractie_Id Commissie_Id",
    "Besluit": "StemmingsSoort BesluitSoort BesluitTekst Opmerking Status AgendapuntZaakBesluitVolgorde Agendapunt_Id",
    "Stemming": "Soort FractieGrootte ActorNaam ActorFractie Vergissing SidActorLid SidActorFractie "
    "Besluit_Id Persoon_Id Fractie_Id",
    "Agendapunt": "Nummer Onderwerp Aanvangstijd Eindtijd Volgorde Rubriek Noot Status Activiteit_Id",
    "Activiteit": "Soort Nummer Onderwerp DatumSoort Datum Aanvangstijd Eindtijd Locatie Besloten Status "
    "Vergaderjaar Kamer Noot VRSNummer SidVoortouw Voortouwnaam Voortouwafkorting Voortouwkortenaam Aanvraagdatum "
    "DatumVerzoekEersteVerlenging DatumMededelingEersteVerlenging DatumVerzoekTweedeVerlenging "
    "DatumMededelingTweedeVerlenging Vervaldatum",
    "Document": "Soort DocumentNummer Titel Onderwerp Datum Vergaderjaar Kamer Volgnummer Citeertitel Alias "
    "DatumRegistratie DatumOntvangst Aanhangselnummer KenmerkAfzender Organisatie ContentType ContentLength "
    "HuidigeDocumentVersie_Id",
    "DocumentVersie": "Status Versienummer Bestandsgrootte Extensie Datum ExterneIdentifier Document_Id",
    "DocumentPublicatie": "Identifier DocumentType FileName Source ContentLength ContentType Url PublicatieDatum "
    "DocumentVersie_Id",
    "DocumentPublicatieMetadata": "Identifier DocumentType FileName Source ContentLength ContentType Url "
    "PublicatieDatum DocumentVersie_Id",
    "Fractie": "Nummer Afkorting NaamNL NaamEN AantalZetels AantalStemmen DatumActief DatumInactief ContentType "
    "ContentLength",
    "Persoon": "Nummer Titels Initialen Tussenvoegsel Achternaam Voornamen Roepnaam Geslacht Functie Geboortedatum "
    "Geboorteplaats Geboorteland Overlijdensdatum Overlijdensplaats Woonplaats Land ContentType ContentLength "
    "Fractielabel",
}
_LINKS = (  # an entity, its navigation to many, the target, the way back: carried by a table of links
    ("Zaak", "Kamerstukdossier", "Kamerstukdossier", "Zaak"),
    ("Zaak", "Agendapunt", "Agendapunt", "Zaak"),
    ("Zaak", "Besluit", "Besluit", "Zaak"),
    ("Zaak", "VervangenDoor", "Zaak", "VervangenVanuit"),
    ("Document", "Zaak", "Zaak", "Document"),
    ("Document", "Kamerstukdossier", "Kamerstukdossier", "Document"),
)
_CHILDREN = (  # a parent, its navigation to many, the key on the child
    ("Zaak", "ZaakActor", "Zaak_Id"),
    ("Besluit", "Stemming", "Besluit_Id"),
    ("Agendapunt", "Besluit", "Agendapunt_Id"),
    ("Activiteit", "Agendapunt", "Activiteit_Id"),
    ("Document", "DocumentVersie", "Document_Id"),
    ("DocumentVersie", "DocumentPublicatie", "DocumentVersie_Id"),
    ("DocumentVersie", "DocumentPublicatieMetadata", "DocumentVersie_Id"),
)
_SINGLES = (  # an entity, its navigation to one, the target, the key that carries it
    ("Besluit", "Agendapunt", "Agendapunt", "Agendapunt_Id"),
    ("Agendapunt", "Activiteit", "Activiteit", "Activiteit_Id"),
    ("Stemming", "Besluit", "Besluit", "Besluit_Id"),
    ("Stemming", "Persoon", "Persoon", "Persoon_Id"),
    ("Stemming", "Fractie", "Fractie", "Fractie_Id"),
    ("ZaakActor", "Zaak", "Zaak", "Zaak_Id"),
    ("ZaakActor", "Persoon", "Persoon", "Persoon_Id"),
    ("ZaakActor", "Fractie", "Fractie", "Fractie_Id"),
    ("Document", "HuidigeDocumentVersie", "DocumentVersie", "HuidigeDocumentVersie_Id"),
)
# What a record points to, as kamerstem.model.entities has it: by a table of links, or by its own key.
_POINTS = {
    "Zaak": (("Kamerstukdossier", None), ("Agendapunt", None), ("VervangenVanuit", None)),
    "Document": (("Zaak", None), ("Kamerstukdossier", None)),
    "Besluit": (("Zaak", None), ("Agendapunt", "Agendapunt_Id")),
    "Agendapunt": (("Activiteit", "Activiteit_Id"),),
    "Stemming": (("Besluit", "Besluit_Id"), ("Persoon", "Persoon_Id"), ("Fractie", "Fractie_Id")),
    "ZaakActor": (
        ("Zaak", "Zaak_Id"),
        ("Persoon", "Persoon_Id"),
        ("Fractie", "Fractie_Id"),
        ("Commissie", "Commissie_Id"),
    ),
    "Kamerstukdossier": (),
    "Activiteit": (),
    "Fractie": (),
    "Persoon": (),
}


@cache
def schema() -> Schema:
    """Return the entities and relations that the derivation uses, without a recorded ``$metadata``."""
    navigations: dict[str, dict[str, Navigation]] = {name: {} for name in _FIELDS}
    for left, name, right, back in _LINKS:
        navigations[left][name] = Navigation(name, right, True, back=back)
        navigations[right][back] = Navigation(back, left, True, back=name)
    for parent, child, key in _CHILDREN:
        navigations[parent][child] = Navigation(child, child, True, key=key)
    for entity, name, target, key in _SINGLES:
        navigations[entity][name] = Navigation(name, target, False, key=key)
    return Schema(
        {
            name: EntityType(
                name,
                {field: Property(field, "String", field) for field in (*_META, *fields.split())},
                navigations[name],
                False,
            )
            for name, fields in _FIELDS.items()
        },
        b"",
    )


def read_rows(source: Path | Mapping[str, Iterable[dict[str, Any]]], *, assumed: bool = False) -> Rows:
    """Return the rows of a folder, or of a mapping of file stems to rows, with their relations."""
    return Rows(schema(), source, assumed=assumed)


def read_entities(
    source: Path | Mapping[str, Iterable[dict[str, Any]]], *, assumed: bool = False, origin: str = "rows"
) -> Entities:
    """Return the records of a folder of rows; ``origin`` is the id of their source."""
    return Entities(each_record(read_rows(source, assumed=assumed), origin))


def each_record(rows: Rows, origin: str = "rows") -> Iterator[Entity]:
    """Yield every row as the record that the sources make of it, in the order of the service."""
    for entity, points in _POINTS.items():
        own = rows.schema.entities[entity]
        keys = {key for _, key in points if key} | {"HuidigeDocumentVersie_Id"}
        for row in rows.all(entity):
            if row["Verwijderd"]:
                yield Entity(
                    entity, row["Id"], deleted=True, source=origin, changed=_time(row["GewijzigdOp"])
                )
                continue
            refs: dict[str, tuple[str, ...]] = {}
            for relation, key in points:
                if key is not None:
                    refs[relation] = (row[key],) if row[key] else ()
                else:  # whether the row at the other end is there or not: what a feed would say
                    linked = rows._links.get((entity, relation), {}).get(row["Id"], ())
                    refs[relation] = tuple(sorted(linked, key=guid_order))
            yield Entity(
                entity,
                row["Id"],
                {name: row[name] for name in own.properties if name not in _META and name not in keys},
                refs,
                source=origin,
                changed=_time(row["GewijzigdOp"]),
            )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
