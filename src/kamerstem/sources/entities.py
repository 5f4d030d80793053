"""The entities of the information model as rows: which attributes are used, of what type, and where they lead.

Rows may carry anything besides what is used; what is used must be of its type. Relations are kept in the direction of
the official XSDs (see :mod:`kamerstem.model.record`), whichever side of them the service was asked from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Guid = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", to_lower=True)
]
Key = Guid | None
Text = str | None
Whole = int | None
Flag = bool | None


class Row(BaseModel):
    """What every entity has."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    Id: Guid
    Verwijderd: Flag = None
    GewijzigdOp: Text = None


class Kamerstukdossier(Row):
    """A dossier: a bill with all its papers."""

    Titel: Text = None
    Citeertitel: Text = None
    Alias: Text = None
    Nummer: Whole = None
    Toevoeging: Text = None
    HoogsteVolgnummer: Whole = None
    Afgesloten: Flag = None
    Kamer: Text = None


class Zaak(Row):
    """A matter before the House: a bill, an amendment, a motion."""

    Nummer: Text = None
    Soort: Text = None
    Onderwerp: Text = None
    GestartOp: Text = None
    Organisatie: Text = None
    Titel: Text = None
    Citeertitel: Text = None
    Alias: Text = None
    Grondslagvoorhang: Text = None
    Termijn: Text = None
    Vergaderjaar: Text = None
    Volgnummer: Whole = None
    Status: Text = None
    HuidigeBehandelstatus: Text = None
    Afgedaan: Flag = None
    GrootProject: Flag = None
    Kabinetsappreciatie: Text = None


class ZaakActor(Row):
    """Who has to do with a Zaak: submits it, signs it too, leads on it."""

    Zaak_Id: Key = None
    Persoon_Id: Key = None
    Fractie_Id: Key = None
    Commissie_Id: Key = None
    ActorNaam: Text = None
    ActorFractie: Text = None
    ActorAfkorting: Text = None
    Functie: Text = None
    Relatie: Text = None
    SidActor: Text = None


class Besluit(Row):
    """A decision on a Zaak at an agenda item."""

    Agendapunt_Id: Key = None
    StemmingsSoort: Text = None
    BesluitSoort: Text = None
    BesluitTekst: Text = None
    Opmerking: Text = None
    Status: Text = None
    AgendapuntZaakBesluitVolgorde: Whole = None


class Stemming(Row):
    """A party's or a member's vote on a Besluit.

    FractieGrootte is in seats, the party's at a roll call too.
    """

    Besluit_Id: Key = None
    Persoon_Id: Key = None
    Fractie_Id: Key = None
    Soort: Text = None
    FractieGrootte: Annotated[int, Field(ge=0)] | None = None
    ActorNaam: Text = None
    ActorFractie: Text = None
    Vergissing: Flag = None
    SidActorLid: Text = None
    SidActorFractie: Text = None


class Agendapunt(Row):
    """An item on the agenda of a sitting."""

    Activiteit_Id: Key = None
    Nummer: Text = None
    Onderwerp: Text = None
    Aanvangstijd: Text = None
    Eindtijd: Text = None
    Volgorde: Whole = None
    Rubriek: Text = None
    Noot: Text = None
    Status: Text = None


class Activiteit(Row):
    """A sitting, or a part of one; its Datum is the day of the vote."""

    Soort: Text = None
    Nummer: Text = None
    Onderwerp: Text = None
    DatumSoort: Text = None
    Datum: Text = None
    Aanvangstijd: Text = None
    Eindtijd: Text = None
    Status: Text = None
    Vergaderjaar: Text = None
    Kamer: Text = None
    Noot: Text = None
    Voortouwnaam: Text = None
    Voortouwafkorting: Text = None


class Document(Row):
    """A paper; its text is elsewhere (:mod:`kamerstem.sources.papers`)."""

    HuidigeDocumentVersie_Id: Key = None
    Soort: Text = None
    DocumentNummer: Text = None
    Titel: Text = None
    Onderwerp: Text = None
    Datum: Text = None
    Volgnummer: Whole = None
    Vergaderjaar: Text = None
    Kamer: Whole = None
    Citeertitel: Text = None
    Alias: Text = None
    DatumRegistratie: Text = None
    DatumOntvangst: Text = None
    Aanhangselnummer: Text = None
    KenmerkAfzender: Text = None
    Organisatie: Text = None


@dataclass(frozen=True, slots=True)
class Way:
    """A navigation: the entity it leads to, and where a record keeps it.

    ``own`` is the relation on this side ("Zaak.Agendapunt"), ``back`` the one on the other side
    ("Besluit.Zaak" for Zaak.Besluit); one of the two is set.
    """

    entity: str
    own: str | None = None
    back: str | None = None


ROWS: Mapping[str, type[Row]] = MappingProxyType(
    {
        row.__name__: row
        for row in (Kamerstukdossier, Zaak, ZaakActor, Besluit, Stemming, Agendapunt, Activiteit, Document)
    }
)
WAYS: Mapping[str, Mapping[str, Way]] = MappingProxyType(
    {
        "Zaak": {
            "Kamerstukdossier": Way("Kamerstukdossier", own="Kamerstukdossier"),
            "Agendapunt": Way("Agendapunt", own="Agendapunt"),
            "VervangenVanuit": Way("Zaak", own="VervangenVanuit"),
            "VervangenDoor": Way("Zaak", back="VervangenVanuit"),
            "ZaakActor": Way("ZaakActor", back="Zaak"),
            "Besluit": Way("Besluit", back="Zaak"),
            "Document": Way("Document", back="Zaak"),
        },
        "Besluit": {
            "Zaak": Way("Zaak", own="Zaak"),
            "Agendapunt": Way("Agendapunt", own="Agendapunt"),
            "Stemming": Way("Stemming", back="Besluit"),
        },
        "Agendapunt": {
            "Activiteit": Way("Activiteit", own="Activiteit"),
            "Zaak": Way("Zaak", back="Agendapunt"),
            "Besluit": Way("Besluit", back="Agendapunt"),
        },
        "Activiteit": {
            "Agendapunt": Way("Agendapunt", back="Activiteit"),
        },
        "Document": {
            "Zaak": Way("Zaak", own="Zaak"),
            "Kamerstukdossier": Way("Kamerstukdossier", own="Kamerstukdossier"),
        },
    }
)
"""The navigations that are asked for."""

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
        "GrootProject",
        "Afgesloten",
        "HoogsteVolgnummer",
        "Grondslagvoorhang",
        "Termijn",
        "HuidigeBehandelstatus",
        "Aanhangselnummer",
        "KenmerkAfzender",
        "GewijzigdOp",
    }
)
"""Attributes that nothing of an overview rests on."""
CANNOT_MISS = {"Kamerstukdossier": (), "Zaak": ("Besluit",), "Besluit": ("Stemming",), "Stemming": ()}
"""The entities, with their navigations, without which there is no vote to speak of."""
