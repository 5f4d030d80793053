"""The official information model: its entities, what each of them holds, and what an overview needs of them.

Every road to the official data and the local record read this one table. Names are those of OData v4; relations have
one direction, that of the official XSDs of the SyncFeed. The other direction is followed backwards
(:func:`way`, :meth:`kamerstem.model.entities.Entities.into`): there is no ``Zaak.Besluit`` and no ``Agendapunt.Zaak``.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from kamerstem.dataclasses import dataclass

_ENTITIES = """
11 Fractie              Nummer# Afkorting NaamNL NaamEN AantalZetels# AantalStemmen# DatumActief~ DatumInactief~
12 FractieZetel         >Fractie<15 Gewicht#
13 FractieZetelPersoon  >FractieZetel<16 >Persoon Functie Van~ TotEnMet~
14 FractieZetelVacature >FractieZetel<17 Functie Van~ TotEnMet~
15 Persoon              Nummer# Titels Initialen Tussenvoegsel Achternaam Voornamen Roepnaam Geslacht Functie
                        Geboortedatum~ Geboorteplaats Geboorteland Overlijdensdatum~ Overlijdensplaats Woonplaats
                        Land Fractielabel
16 Commissie            Nummer# Soort Afkorting NaamNL NaamEN NaamWebNL NaamWebEN Inhoudsopgave DatumActief~
                        DatumInactief~

 1 Kamerstukdossier     Titel Citeertitel Alias Nummer# Toevoeging HoogsteVolgnummer# Afgesloten? Kamer
 8 Activiteit           @Voortouwcommissie=Commissie @VoortgezetVanuit=Activiteit<20 @VervangenVanuit=Activiteit<19
                        Soort Nummer Onderwerp DatumSoort Datum: Aanvangstijd: Eindtijd: Status Vergaderjaar Kamer
                        Noot Voortouwnaam Voortouwafkorting
 7 Agendapunt           >Activiteit<8 Nummer Onderwerp Aanvangstijd: Eindtijd: Volgorde# Rubriek Noot Status
 2 Zaak                 @Kamerstukdossier<1 @Activiteit @Agendapunt<2 @GerelateerdVanuit=Zaak
                        @VervangenVanuit=Zaak/VervangenDoor<3 Nummer Soort Onderwerp GestartOp: Organisatie Titel
                        Citeertitel Alias Grondslagvoorhang Termijn: Vergaderjaar Volgnummer# Status
                        HuidigeBehandelstatus Afgedaan? GrootProject? Kabinetsappreciatie
 9 Besluit              >Agendapunt<6 @Zaak<5 StemmingsSoort BesluitSoort BesluitTekst Opmerking Status
                        AgendapuntZaakBesluitVolgorde#

10 Stemming             >Besluit<7 >Persoon >Fractie Soort FractieGrootte+ ActorNaam ActorFractie Vergissing?
                        SidActorLid SidActorFractie
 3 ZaakActor            >Zaak<4 >Persoon >Fractie >Commissie ActorNaam ActorFractie ActorAfkorting Functie Relatie
                        SidActor

17 Vergadering          Soort Titel Zaal Vergaderjaar VergaderingNummer# Datum: Aanvangstijd: Sluiting: Kamer
18 Verslag              >Vergadering<18 Soort Status
 4 Document             >HuidigeDocumentVersie=DocumentVersie @BronDocument=Document<12 @Activiteit<11 @Agendapunt<10
                        @Zaak<9 @Kamerstukdossier Soort DocumentNummer Titel Onderwerp Datum: Volgnummer#
                        Vergaderjaar Kamer# Citeertitel Alias DatumRegistratie: DatumOntvangst: Aanhangselnummer
                        KenmerkAfzender Organisatie
 6 DocumentVersie       >Document<14 Status Versienummer# Bestandsgrootte# Extensie Datum: ExterneIdentifier
 5 DocumentActor        >Document<13 >Persoon >Fractie >Commissie ActorNaam ActorFractie Functie Relatie SidActor

19 ActiviteitActor
20 CommissieContactinformatie
21 CommissieZetel
22 CommissieZetelVastPersoon
23 CommissieZetelVastVacature
24 CommissieZetelVervangerPersoon
25 CommissieZetelVervangerVacature
26 PersoonContactinformatie
27 PersoonGeschenk
28 PersoonLoopbaan
29 PersoonNevenfunctie
30 PersoonNevenfunctieInkomsten
31 PersoonOnderwijs
32 PersoonReis
33 Reservering
34 Toezegging
35 Zaal
36 DocumentPublicatie
37 DocumentPublicatieMetadata
"""
# First who votes, and with how many seats: small, and needed with the first vote. Then what is voted on, and when; the
# votes, with which every overview is whole but for its submitters; the papers and the reports; what nothing is taken
# of. Within an entity the order is that of the XSDs.
#
# Before a name stands the number by which the local record knows the entity: it never changes, and a new entity gets
# the next. After an attribute: # a whole number, + one that is not negative, ? true or false, : a date-time, ~ a date;
# else it is text. Before a relation: > it leads to one, which OData gives as a key (Persoon_Id); @ it may lead to
# many, or its key is not used. After it: = what it leads to, where it is not called so; / what the way back is called,
# where that is not the entity's own name; < the number by which the local record follows it backwards: it never
# changes either, and a new one asks for a rebuild.


class Type(StrEnum):
    """What an attribute is: text, a whole number, one that is not negative, true or false, a date-time, a date."""

    TEXT = ""
    WHOLE = "#"
    COUNT = "+"
    FLAG = "?"
    TIME = ":"
    DAY = "~"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its name, and the entity that it leads ``to``.

    ``keyed``: OData gives it as a key of the row. ``inverse`` is what the way back is called there, ``back`` the
    number by which the local record follows it backwards, ``None`` if it does not.
    """

    name: str
    to: str
    keyed: bool
    inverse: str
    back: int | None


@dataclass(frozen=True, slots=True)
class EntityType:
    """An official entity: its name, its number in the local record, its attributes and relations in their order."""

    name: str
    code: int
    attributes: Mapping[str, Type]
    relations: Mapping[str, Relation]


def _read(table: str) -> Mapping[str, EntityType]:
    found: dict[str, EntityType] = {}
    attributes: dict[str, Type] = {}
    relations: dict[str, Relation] = {}
    words = iter(table.split())
    for word in words:
        if word.isdigit():
            attributes, relations = {}, {}
            name = next(words)
            found[name] = EntityType(
                name, int(word), MappingProxyType(attributes), MappingProxyType(relations)
            )
        elif word[0] in ">@":
            rest, _, back = word[1:].partition("<")
            rest, _, inverse = rest.partition("/")
            own, _, to = rest.partition("=")
            relations[own] = Relation(
                own, to or own, word[0] == ">", inverse or name, int(back) if back else None
            )
        else:
            attribute = word.rstrip("#+?:~")
            attributes[attribute] = Type(word[len(attribute) :])
    return MappingProxyType(found)


ENTITIES: Mapping[str, EntityType] = _read(_ENTITIES)
"""Every official entity by its name. One without attributes is known by name alone: nothing is taken of it."""


# --- ways along relations --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """A step from an entity to others: what it leads ``to``, and the relation it follows, forwards or ``back``.

    From a Zaak "Kamerstukdossier" follows Zaak.Kamerstukdossier; "Besluit" follows Besluit.Zaak backwards.
    """

    to: str
    relation: str
    back: bool = False


@cache
def way(entity: str, name: str) -> Way:
    """Return the way from an entity that OData calls by this name. Raises KeyError if there is none."""
    if own := ENTITIES[entity].relations.get(name):
        return Way(own.to, name)
    for other in ENTITIES.values():
        for relation in other.relations.values():
            if relation.to == entity and relation.inverse == name:
                return Way(other.name, relation.name, back=True)
    raise KeyError(f"{entity}.{name}")


class Needs(dict[str, "Needs"]):
    """What is needed of an entity: the ways from it, and of what each leads to the same."""


_SITTING = Needs(Activiteit=Needs())
_OTHER = Needs(Kamerstukdossier=Needs(), Document=Needs(Kamerstukdossier=Needs()))
OVERVIEW = Needs(
    Kamerstukdossier=Needs(),
    ZaakActor=Needs(),
    Document=Needs(Kamerstukdossier=Needs()),
    VervangenVanuit=_OTHER,
    VervangenDoor=_OTHER,
    Agendapunt=_SITTING,
    Besluit=Needs(Stemming=Needs(Fractie=Needs(), Persoon=Needs()), Agendapunt=_SITTING, Zaak=_OTHER),
)
"""What an overview needs of each Zaak: of other Zaken no more than what they are called by."""
REPLACING = Needs(**_OTHER, VervangenVanuit=_OTHER)
"""What it needs of a Zaak whose subject says that it replaces another."""
