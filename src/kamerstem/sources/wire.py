"""What comes over the wire, and what it is in the information model.

The service speaks of entities with attributes and of navigations between them, under names that differ by
version. :class:`Names` maps them to the information model (``entities.py``), from ``names.toml`` and the
version's own ``$metadata``; :class:`Basket` turns rows, with the rows expanded in them, into records.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lxml import etree
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from kamerstem.dataclasses import dataclass, field
from kamerstem.errors import SourceError
from kamerstem.language import Words
from kamerstem.model.entities import Entity
from kamerstem.model.overview import Finding, Severity, Source
from kamerstem.sources.http import GarbledError
from kamerstem.sources.odata_rows import (
    BESIDE_THE_POINT,
    CANNOT_MISS,
    EVERYWHERE,
    KNOWN_UNUSED,
    NEEDED,
    OF_THE_HOUSE,
    PUBLICATION,
    ROWS,
    WAYS,
    Row,
)


class UnusableError(SourceError):
    """A whole answer, but not one of the information model: a version that Kamerstem does not know."""


# --- names --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Declared:
    """What ``$metadata`` declares: per entity its attributes and navigations, and the set to ask it from."""

    attributes: Mapping[str, frozenset[str]]
    navigations: Mapping[str, Mapping[str, bool]]
    """Per entity its navigations; True where one leads to many."""
    sets: Mapping[str, str]


def read_metadata(body: bytes) -> Declared:
    """Return what a ``$metadata`` document (CSDL in XML) declares. No entity in it is resolved, nothing is
    loaded.

    Raises :class:`~kamerstem.sources.http.GarbledError` if it is not one, or comes with a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise GarbledError(
            "de beschrijving van de gegevens is geen hele XML", "its metadata is no whole XML"
        ) from error
    info: Any = root.getroottree().docinfo  # the stubs do not know its parts
    if info.doctype or info.internalDTD is not None:
        raise GarbledError("de beschrijving van de gegevens heeft een DTD", "its metadata has a DTD")
    attributes: dict[str, frozenset[str]] = {}
    navigations: dict[str, dict[str, bool]] = {}
    bases: dict[str, str] = {}
    sets: dict[str, str] = {}
    for element in root.iter("{*}EntityType"):
        name = element.get("Name", "")
        attributes[name] = frozenset(each.get("Name", "") for each in element.iterfind("{*}Property"))
        navigations[name] = {
            each.get("Name", ""): each.get("Type", "").startswith("Collection(")
            for each in element.iterfind("{*}NavigationProperty")
        }
        if base := element.get("BaseType"):
            bases[name] = base.rpartition(".")[2]
    for element in root.iter("{*}EntitySet"):
        sets.setdefault(element.get("EntityType", "").rpartition(".")[2], element.get("Name", ""))
    for name in list(bases):
        base, seen = bases.get(name), {name}
        while base and base not in seen:  # a declaration that inherits from itself ends here
            seen.add(base)
            attributes[name] |= attributes.get(base, frozenset())
            navigations[name] = navigations.get(base, {}) | navigations[name]
            base = bases.get(base)
    if not attributes:
        raise GarbledError("de beschrijving van de gegevens noemt er geen", "its metadata declares none")
    return Declared(attributes, navigations, sets)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("kamerstem.sources").joinpath("names.toml").read_text(encoding="utf-8"))


def versions() -> tuple[str, ...]:
    """Return the versions of the service, the one to ask first in front."""
    return tuple(_table()["order"])


def path(version: str) -> str:
    """Return the path of a version below the root of the service, without a slash at the end."""
    return str(_table()[version]["path"])


class Names:
    """The names of one version: from the information model to what the service calls it.

    ``missing`` names every attribute in use that the service does not have, ``new`` every one that it has and Kamerstem
    does not know; ``findings`` says what is missing and changes an answer. Raises :class:`UnusableError` if an entity
    that cannot be missed is not there.
    """

    def __init__(self, version: str, declared: Declared) -> None:
        self.version = version
        self._declared = declared
        self._entities: dict[str, str] = {}
        self._names: dict[str, dict[str, str]] = {}
        missing: list[str] = []
        new: list[str] = []
        other = _table()[version]
        for entity, wanted in _WANTED.items():
            name = _first(other.get("entities", {}).get(entity, ()), entity, declared.sets)
            if name is None:
                self._names[entity] = {}
                if entity in CANNOT_MISS:
                    raise self.unusable(entity)
                missing.append(entity)
                continue
            self._entities[entity] = name
            there = declared.attributes.get(name, frozenset()) | declared.navigations.get(name, {}).keys()
            found = {each: _first(other.get(entity, {}).get(each, ()), each, there) for each in wanted}
            self._names[entity] = {each: called for each, called in found.items() if called is not None}
            for each in ("Id", *CANNOT_MISS.get(entity, ())):
                self.need(entity, each)
            missing += (f"{entity}.{each}" for each, called in found.items() if called is None)
            if matters(entity):
                known = set(self._names[entity].values()) | KNOWN_UNUSED
                new += sorted(
                    f"{entity}.{each}" for each in declared.attributes.get(name, frozenset()) - known
                )
        self.missing, self.new = tuple(missing), tuple(new)
        self.findings = tuple(self.absent(each) for each in missing if matters(each))

    def set(self, entity: str) -> str:
        """Return the path of the entity's set below the version's, such as "/OData/v5/Zaak"."""
        return f"{path(self.version)}/{self._declared.sets[self._entity(entity)]}"

    def get(self, entity: str, name: str) -> str | None:
        """Return what the service calls an attribute or navigation, None if it has none."""
        return self._names[entity].get(name)

    def need(self, entity: str, name: str) -> str:
        """Return what the service calls an attribute or navigation that cannot be missed.

        Raises :class:`UnusableError` if it has none.
        """
        called = self.get(entity, name)
        if called is None:
            raise self.unusable(f"{entity}.{name}")
        return called

    def many(self, entity: str, name: str) -> bool:
        """Return whether a navigation leads to many."""
        return self._declared.navigations[self._entity(entity)].get(self.need(entity, name), True)

    def _entity(self, entity: str) -> str:
        if entity not in self._entities:
            raise self.unusable(entity)
        return self._entities[entity]

    def unusable(self, what: str) -> UnusableError:
        """Return the error for an attribute that cannot be missed."""
        return UnusableError(
            f"OData {self.version} geeft {what} niet, en daar kan Kamerstem niet buiten.",
            f"OData {self.version} does not give {what}, which Kamerstem cannot do without.",
        )

    def absent(self, what: str) -> Finding:
        """Say that the service does not give an attribute ("Stemming.Soort")."""
        return Finding(
            check="source-attribute-absent",
            severity=Severity.WARNING,
            at="",
            message=Words(
                f"OData {self.version} geeft {what} niet (meer); het blijft hier leeg.",
                f"OData {self.version} does not give {what} (any more); it stays empty here.",
            ),
            expected=what,
        )


def matters(attribute: str) -> bool:
    """Return whether an answer rests on an attribute ("Stemming.Soort") or entity that is asked for."""
    entity, _, name = attribute.partition(".")
    return entity in ROWS and entity not in OF_THE_HOUSE and name not in BESIDE_THE_POINT


_WANTED: Mapping[str, tuple[str, ...]] = {
    **{entity: (*row.model_fields, *WAYS.get(entity, ())) for entity, row in ROWS.items()},
    "DocumentPublicatie": PUBLICATION,
}
"""The names that are asked for, by entity."""


def _first(others: Any, own: str, there: Any) -> str | None:
    return next((name for name in (*others, own) if name in there), None)


# --- pages --------------------------------------------------------------------------------------------------


class Page(BaseModel):
    """One answer of the service: rows, where the next page is, and how many there are if asked."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    value: list[dict[str, Any]]
    next: str | None = Field(None, alias="@odata.nextLink", min_length=1)
    count: int | None = Field(None, alias="@odata.count", ge=0)


def read_page(body: bytes) -> Page:
    """Return the page that these bytes are. Deeper than 200 levels is not read.

    Raises :class:`~kamerstem.sources.http.GarbledError` if they are not a whole page.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    if body.lstrip()[:1] == b"<":
        raise GarbledError("er komt een webpagina in plaats van gegevens", "a web page comes instead of data")
    try:
        answer = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise GarbledError("het is afgebroken of geen JSON", "it is cut off, or no JSON") from error
    try:
        return Page.model_validate(answer)
    except ValidationError as error:
        raise GarbledError("het is niet in de vorm van OData", "it is not in the form of OData") from error


# --- rows into records --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Kept:
    fields: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, dict[str, None]] = field(default_factory=dict)
    deleted: bool = False
    source: str | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of an expanded list: where it goes on, and what it hangs on."""

    link: str
    entity: str
    guid: str
    way: str
    source: Source


class Basket:
    """The rows of one question, put together by entity and id.

    A row may come several times, whole or in part, from either side of a relation; what each says is kept.
    Deleted rows lose their fields, and rows with nothing but an id make no record.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._kept: dict[str, dict[str, _Kept]] = {entity: {} for entity in ROWS}
        self.rests: list[Rest] = []
        """Expanded lists that go on elsewhere; whoever reads them takes them out."""

    def take(self, entity: str, raw: Mapping[str, Any], source: Source) -> str | None:
        """Keep a row with all that is expanded in it, and return its id; None if it is deleted.

        Raises :class:`UnusableError` if an attribute is not of its type.
        """
        row = self._row(entity, raw)
        kept = self._kept[entity].setdefault(row.Id, _Kept())
        kept.source = source.id
        kept.changed = _moment(row.GewijzigdOp) or kept.changed
        if row.Verwijderd:
            kept.deleted = True
            kept.fields.clear()
            kept.refs.clear()
            return None
        for name in row.model_fields_set - EVERYWHERE:
            value = getattr(row, name)
            if name.endswith("_Id"):
                self._relate(entity, row.Id, name.removesuffix("_Id"), value)
            else:
                kept.fields[name] = value
        for name in WAYS.get(entity, ()):
            called = self._names.get(entity, name)
            if called is not None and called in raw:
                self.expand(entity, row.Id, name, raw[called], source)
            link = raw.get(f"{called}@odata.nextLink")
            if isinstance(link, str) and link:
                self.rests.append(Rest(link, entity, row.Id, name, source))
        return row.Id

    def expand(self, entity: str, guid: str, name: str, value: Any, source: Source) -> None:
        """Keep the rows that a navigation of a row leads to: a list, one row, or None."""
        way = WAYS[entity][name]
        rows = value if isinstance(value, list) else [value] if value is not None else []
        if not all(isinstance(each, dict) for each in rows):
            raise self._not_as_meant(entity, guid, name, value)
        if not way.back:
            self._relate(entity, guid, way.relation, None)
        for each in rows:
            other = self.take(way.to, each, source)
            if other is not None and way.back:
                self._relate(way.to, other, way.relation, guid)
            elif other is not None:
                self._relate(entity, guid, way.relation, other)

    def forget(self, entity: str, guid: str) -> None:
        """Leave out a row after all."""
        self._kept[entity].pop(guid, None)

    def ids(self, entity: str) -> tuple[str, ...]:
        """Return the ids of an entity's rows that are not deleted, in the order of coming."""
        return tuple(guid for guid, kept in self._kept[entity].items() if not kept.deleted)

    def fields(self, entity: str, guid: str) -> Mapping[str, Any]:
        """Return what is known of a row."""
        kept = self._kept[entity].get(guid)
        return kept.fields if kept is not None else {}

    def refs(self, entity: str, guid: str, relation: str) -> tuple[str, ...]:
        """Return the ids at the other end of a relation, as far as known."""
        kept = self._kept[entity].get(guid)
        return tuple(kept.refs.get(relation, ())) if kept is not None else ()

    def into(self, entity: str, relation: str, guid: str) -> tuple[str, ...]:
        """Return the ids of an entity's rows that point to another one, as far as known."""
        return tuple(
            other for other, kept in self._kept[entity].items() if guid in kept.refs.get(relation, ())
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return every attribute that matters, the service declares and some row lacks: its null is not "none".

        Raises :class:`UnusableError` if it is one that cannot be missed.
        """
        lacking: set[str] = set()
        for entity, some in self._kept.items():
            own = (name for name in ROWS[entity].model_fields.keys() - EVERYWHERE if not name.endswith("_Id"))
            declared = {name for name in own if self._names.get(entity, name)}
            for kept in some.values():
                if kept.fields:
                    lacking |= {f"{entity}.{name}" for name in declared - kept.fields.keys()}
        for needed in NEEDED & lacking:
            raise self._names.unusable(needed)
        return tuple(self._names.absent(each) for each in sorted(lacking) if matters(each))

    def entities(self) -> Iterator[Entity]:
        """Yield a record for every row, entity by entity, in the order of coming."""
        rows = ((entity, guid, kept) for entity, some in self._kept.items() for guid, kept in some.items())
        for entity, guid, kept in rows:
            if not kept.deleted and all(value is None for value in kept.fields.values()):
                continue
            yield Entity(
                entity,
                guid,
                fields=MappingProxyType(dict(kept.fields)),
                refs=MappingProxyType({relation: tuple(ids) for relation, ids in kept.refs.items()}),
                deleted=kept.deleted,
                source=kept.source,
                changed=kept.changed,
            )

    def _relate(self, entity: str, guid: str, relation: str, other: str | None) -> None:
        """Note that a relation is given, and if ``other`` is there, that it leads to it."""
        kept = self._kept[entity][guid]
        if not kept.deleted:
            ends = kept.refs.setdefault(relation, {})
            if other is not None:
                ends[other] = None

    def _row(self, entity: str, raw: Mapping[str, Any]) -> Row:
        named: dict[str, Any] = {}
        for name in ROWS[entity].model_fields:
            called = self._names.get(entity, name)
            if called is not None and called in raw:
                named[name] = raw[called]
        try:
            return ROWS[entity].model_validate(named)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            name = str(first["loc"][0]) if first["loc"] else "Id"
            raise self._not_as_meant(entity, named.get("Id"), name, named.get(name)) from error

    def _not_as_meant(self, entity: str, guid: Any, name: str, value: Any) -> UnusableError:
        version, shown = self._names.version, repr(value)[:60]
        return UnusableError(
            f"OData {version} geeft bij {entity} {guid!s:.40} een {name} die niet kan: {shown}.",
            f"OData {version} gives {entity} {guid!s:.40} a {name} that cannot be: {shown}.",
        )


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
