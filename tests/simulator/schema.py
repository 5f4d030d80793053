"""What the service declares: entities, their properties and navigations, read from ``$metadata``.

v4 is the recorded ``$metadata`` itself. v5 is made from it with a file of names (``v5-names.json``): the real
v5 has not been recorded, but public clients tell some of its names. Rows are always kept under their v4 names; a
property of v5 knows its v4 name as ``source``.
"""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from pathlib import Path

from tests import needs

CONTRACT = needs.SHARED / "data/gegevensmagazijn/contract"
METADATA = CONTRACT / "odata-v4-metadata.edmx.xml"
V5_NAMES = Path(__file__).with_name("v5-names.json")
NAMESPACE = "TK.DA.GGM.OData"
PAGE = 250
"""Rows on a page of v4, and the most that $top may ask for (recorded)."""

_EDM = "http://docs.oasis-open.org/odata/ns/edm"
_EDMX = "http://docs.oasis-open.org/odata/ns/edmx"

_FOREIGN_KEYS = {("PersoonNevenfunctieInkomsten", "PersoonNevenfunctie"): "Nevenfunctie_Id"}
"""Foreign keys that are not called after their navigation and that $metadata does not declare."""

_OPPOSITES = {
    frozenset(pair)
    for pair in (
        ("VervangenDoor", "VervangenVanuit"),
        ("GerelateerdNaar", "GerelateerdVanuit"),
        ("VoortgezetIn", "VoortgezetVanuit"),
        ("BijlageDocument", "BronDocument"),
        ("IsHerhalingVan", "IsHerhaaldDoor"),
        ("IsWijzigingVan", "IsGewijzigdDoor"),
        ("IsAanvullingOp", "IsAangevuldVanuit"),
    )
}
"""Navigations of an entity to itself that are each other's way back."""


class SharedMissing(FileNotFoundError):
    """The folder with the recorded contract is not beside the checkout."""


@dataclass(frozen=True)
class Property:
    """A field: its name in this version, its Edm type without the prefix, and the name it has in the rows
    (v4)."""

    name: str
    type: str
    source: str


@dataclass(frozen=True)
class Navigation:
    """A way to other entities.

    ``key`` is the foreign key that carries it: on this entity for a single target, on the target for many;
    None where a table of links carries it, and then ``back`` is the navigation of the target that holds the
    same links.
    """

    name: str
    target: str
    many: bool
    key: str | None = None
    back: str | None = None


@dataclass(frozen=True)
class EntityType:
    """An entity with its fields and navigations, in the order in which ``$metadata`` declares them."""

    name: str
    properties: dict[str, Property]
    navigations: dict[str, Navigation]
    has_resource: bool


@dataclass(frozen=True)
class Schema:
    """One version of the service: the entities in order of the entity sets, and the document that declares
    them."""

    entities: dict[str, EntityType]
    document: bytes
    page: int = PAGE
    """Rows on a page."""
    top: int = PAGE
    """The most that ``$top`` may ask for."""


def read_schema(path: Path = METADATA) -> Schema:
    """Return the recorded schema of v4.

    Raises SharedMissing, with what to do about it, where the recorded ``$metadata`` is not there.
    """
    if not path.is_file():
        raise SharedMissing(
            f"The recorded $metadata of the service is not at {path}: "
            "put the 'shared' folder beside the checkout."
        )
    return _parse(path.read_bytes(), {})


def v5_schema(v4: Schema, names: Path = V5_NAMES, *, page: int = PAGE) -> Schema:
    """Return v5: v4 with attributes renamed, dropped and put in another order, as the file of names says.

    ``page``: rows on a page, which is not known of v5.
    """
    plan = json.loads(names.read_text(encoding="utf-8"))
    renamed: dict[str, str] = plan["rename"]
    dropped = set(plan["drop"])
    for prefix, uri in (("edmx", _EDMX), ("", _EDM)):
        ET.register_namespace(prefix, uri)
    root = ET.fromstring(v4.document)
    sources: dict[tuple[str, str], str] = {}
    known = {f"{entity.name}.{name}" for entity in v4.entities.values() for name in entity.properties}
    unknown = (set(renamed) | dropped) - known
    if unknown:
        raise ValueError(f"{names.name}: v4 has no attribute {', '.join(sorted(unknown))}")
    for element in root.iter(f"{{{_EDM}}}EntityType"):
        entity = element.attrib["Name"]
        fields = element.findall(f"{{{_EDM}}}Property")
        places = [index for index, child in enumerate(element) if child.tag == f"{{{_EDM}}}Property"]
        kept: list[ET.Element] = []
        for field in fields:
            old = field.attrib["Name"]
            if f"{entity}.{old}" in dropped:
                continue
            new = renamed.get(f"{entity}.{old}", old)
            sources[entity, new] = old
            field.attrib["Name"] = new
            kept.append(field)
        if plan["order"] == "alphabetical":
            kept.sort(key=lambda field: (field.attrib["Name"] != "Id", field.attrib["Name"]))
        for field in fields:
            element.remove(field)
        for offset, field in enumerate(kept):
            element.insert(places[0] + offset, field)
    document = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return replace(_parse(document, sources), page=page, top=plan.get("top", PAGE))


def _parse(document: bytes, sources: dict[tuple[str, str], str]) -> Schema:
    root = ET.fromstring(document)
    types = {element.attrib["Name"]: element for element in root.iter(f"{{{_EDM}}}EntityType")}
    with_resource = {
        parameter.attrib["Type"].rpartition(".")[2]
        for function in root.iter(f"{{{_EDM}}}Function")
        if function.attrib["Name"] == "Resource"
        for parameter in function.findall(f"{{{_EDM}}}Parameter")
    }
    properties = {
        name: {
            field.attrib["Name"]: Property(
                field.attrib["Name"],
                field.attrib["Type"].removeprefix("Edm."),
                sources.get((name, field.attrib["Name"]), field.attrib["Name"]),
            )
            for field in element.findall(f"{{{_EDM}}}Property")
        }
        for name, element in types.items()
    }
    bare: dict[str, dict[str, Navigation]] = {}
    for name, element in types.items():
        bare[name] = {}
        for nav in element.findall(f"{{{_EDM}}}NavigationProperty"):
            kind = nav.attrib["Type"]
            many = kind.startswith("Collection(")
            target = kind.removeprefix("Collection(").removesuffix(")").rpartition(".")[2]
            key = None
            if not many:
                constraint = nav.find(f"{{{_EDM}}}ReferentialConstraint")
                key = (
                    constraint.attrib["Property"]
                    if constraint is not None
                    else _FOREIGN_KEYS.get((name, nav.attrib["Name"]), f"{nav.attrib['Name']}_Id")
                )
            bare[name][nav.attrib["Name"]] = Navigation(nav.attrib["Name"], target, many, key)
    entities = {}
    for item in root.iter(f"{{{_EDM}}}EntitySet"):
        name = item.attrib["Name"]
        navigations = {nav.name: _complete(name, nav, bare) for nav in bare[name].values()}
        entities[name] = EntityType(name, properties[name], navigations, name in with_resource)
    return Schema(entities, document)


def _complete(entity: str, nav: Navigation, bare: dict[str, dict[str, Navigation]]) -> Navigation:
    """Say by which key, or by which navigation back, a navigation to many is carried."""
    if not nav.many:
        return nav
    singles = [
        other
        for other in bare[nav.target].values()
        if not other.many and other.target == entity and (other.name == entity or entity == "Commissie")
    ]
    if singles:
        return Navigation(nav.name, nav.target, True, key=singles[0].key)
    if nav.target == entity:
        pair = next((pair for pair in _OPPOSITES if nav.name in pair), frozenset[str]())
        back = next((name for name in pair if name != nav.name), None)
    else:
        # Named after each other (Zaak.Besluit, Besluit.Zaak); else the only way back
        # (Toezegging.ToegezegdAanFractie).
        ways = [other.name for other in bare[nav.target].values() if other.many and other.target == entity]
        back = entity if entity in ways else (ways[0] if len(ways) == 1 else None)
    return Navigation(nav.name, nav.target, True, back=back)
