"""Rows of the OData service: which entities are asked for, by which ways, and what no row may lack.

Attributes and relations are those of the information model (:mod:`kamerstem.model.information`). Rows may carry
anything besides; what is of the model must be of its type.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model

from kamerstem.model.information import ENTITIES, Type, Way, way

Guid = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", to_lower=True)
]


class Row(BaseModel):
    """What every entity has."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    Id: Guid
    Verwijderd: bool | None = None
    GewijzigdOp: str | None = None


_TYPES: Mapping[Type, Any] = {
    Type.TEXT: str | None,
    Type.WHOLE: int | None,
    Type.COUNT: Annotated[int, Field(ge=0)] | None,
    Type.FLAG: bool | None,
    Type.TIME: str | None,
    Type.DAY: str | None,
}
_ASKED = {
    "Kamerstukdossier": "",
    "Zaak": "Kamerstukdossier Agendapunt VervangenVanuit VervangenDoor ZaakActor Besluit Document",
    "ZaakActor": "",
    "Besluit": "Zaak Agendapunt Stemming",
    "Stemming": "",
    "Agendapunt": "Activiteit Zaak Besluit",
    "Activiteit": "Agendapunt",
    "Document": "Zaak Kamerstukdossier",
    "Fractie": "",
    "Persoon": "",
    "FractieZetel": "Fractie",
    "FractieZetelPersoon": "FractieZetel Persoon",
    "FractieZetelVacature": "FractieZetel",
}
OF_THE_HOUSE = frozenset(
    {"Fractie", "Persoon", "FractieZetel", "FractieZetelPersoon", "FractieZetelVacature"}
)
"""Who sits in the House: without it an answer is the same, and knows less of how many seats there were."""


def _row(entity: str) -> type[Row]:
    """Return what a row of an entity is: its keys ("Persoon_Id") and its attributes."""
    shape = ENTITIES[entity]
    keys = {f"{name}_Id": Guid | None for name, relation in shape.relations.items() if relation.keyed}
    types = keys | {name: _TYPES[type] for name, type in shape.attributes.items()}
    fields: dict[str, Any] = {name: (type, None) for name, type in types.items()}
    return create_model(entity, __base__=Row, **fields)


ROWS: Mapping[str, type[Row]] = MappingProxyType({entity: _row(entity) for entity in _ASKED})
"""The entities that are asked for."""
WAYS: Mapping[str, Mapping[str, Way]] = MappingProxyType(
    {entity: {name: way(entity, name) for name in names.split()} for entity, names in _ASKED.items()}
)
"""The ways along relations that are asked for."""

EVERYWHERE = frozenset(Row.model_fields)
NEEDED = frozenset({"Zaak.Soort"})
"""What no row may lack: without it nothing tells the bill from its amendments."""
KNOWN_UNUSED = frozenset(
    {
        "ApiGewijzigdOp",
        "ContentType",
        "ContentLength",
        "Voortouwcommissie_Id",
        "Locatie",
        "Besloten",
        "VRSNummer",
        "SidVoortouw",
        "Voortouwkortenaam",
        "Aanvraagdatum",
        "Vervaldatum",
        "DatumVerzoekEersteVerlenging",
        "DatumMededelingEersteVerlenging",
        "DatumVerzoekTweedeVerlenging",
        "DatumMededelingTweedeVerlenging",
    }
)
"""Attributes of v4 that no record carries."""
BESIDE_THE_POINT = frozenset(
    {
        "HuidigeDocumentVersie_Id",
        "SidActor",
        "SidActorLid",
        "SidActorFractie",
        "ActorAfkorting",
        "GrootProject",
        "Afgedaan",
        "Afgesloten",
        "Citeertitel",
        "Alias",
        "HoogsteVolgnummer",
        "Grondslagvoorhang",
        "Organisatie",
        "Termijn",
        "HuidigeBehandelstatus",
        "Vergaderjaar",
        "Aanhangselnummer",
        "KenmerkAfzender",
        "DatumRegistratie",
        "DatumOntvangst",
        "DatumSoort",
        "Eindtijd",
        "Rubriek",
        "Noot",
        "Voortouwnaam",
        "Voortouwafkorting",
        "GewijzigdOp",
    }
)
"""Attributes that nothing of an answer rests on: that they are not there is no finding."""
PUBLICATION = ("Id", "Verwijderd", "DocumentVersie_Id", "DocumentType", "FileName")
"""What is asked of a DocumentPublicatie, the file of a paper: no record is made of it."""
CANNOT_MISS = {"Kamerstukdossier": (), "Zaak": ("Besluit",), "Besluit": ("Stemming",), "Stemming": ()}
"""The entities, with their navigations, without which there is no vote to speak of."""
