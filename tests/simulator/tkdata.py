"""Entities as the SyncFeed writes them: XML by the official XSDs, of which a copy lies beside the checkout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from lxml import etree

from tests.simulator.rows import Row, Rows
from tests.simulator.schema import CONTRACT, EntityType, Navigation, SharedMissing

XSD = CONTRACT / "xsd" / "tkData-v1-0.xsd"
NAMESPACE = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


@dataclass(frozen=True)
class Element:
    """A child of an entity: its name, the kind of what it holds, whether it may be nil."""

    name: str
    kind: str
    """relation, text, token, date, datetime, whole or flag."""
    nillable: bool


@dataclass(frozen=True)
class Child:
    """A child as it is to be written: a relation's ``ref``, or a ``text``; None of both is nil."""

    name: str
    text: str | None = None
    ref: str | None = None


@cache
def elements(entity: str) -> tuple[Element, ...]:
    """Return the children of an entity in the order of its XSD.

    Raises SharedMissing where the XSDs are not there.
    """
    path = XSD.with_name(f"tkData-v1-0-{entity.lower()}.xsd")
    if not path.is_file():
        raise SharedMissing(
            f"The official XSDs are not at {XSD.parent}: put the 'shared' folder beside the checkout."
        )
    sequence = etree.parse(path).getroot().find(f".//{_XS}sequence")
    assert sequence is not None
    return tuple(
        Element(each.get("name", ""), _kind(each.get("type", "")), each.get("nillable") == "true")
        for each in sequence.iterfind(f"{_XS}element")
    )


def _kind(declared: str) -> str:
    name = declared.removeprefix("xs:").removesuffix("Type").lower()
    if name.startswith("referentie"):
        return "relation"
    kinds = {"datetime": "datetime", "date": "date", "boolean": "flag", "token": "token"}
    return kinds.get(name, "whole" if name in ("int", "unsignedint") else "text")


def tag(entity: str) -> str:
    """Return the name of the entity's element."""
    return entity[0].lower() + entity[1:]


def local(moment: str | datetime) -> str:
    """Return a time as the feed writes it: the service's own clock, seven digits, no offset."""
    text = moment.isoformat() if isinstance(moment, datetime) else moment
    text = _here(text)
    clock = text[:19]
    fraction = text[20:].partition("+")[0].partition("-")[0].removesuffix("Z") if text[19:20] == "." else ""
    return f"{clock}.{fraction[:7]:0<7}"


def _here(text: str) -> str:
    """Return a time of another clock, as rows written by hand may give it, as that of Amsterdam."""
    if not text.endswith("Z") or text.startswith("0001"):
        return text
    return datetime.fromisoformat(text).astimezone(ZoneInfo("Europe/Amsterdam")).isoformat()


def write(
    entity: str,
    guid: str,
    changed: str,
    children: Iterable[Child] = (),
    *,
    deleted: bool = False,
    file: tuple[str, int] | None = None,
) -> bytes:
    """Return an entity's XML, on one line. ``file``: content type and length of what can be downloaded."""
    attributes = f'id="{guid}" tk:bijgewerkt="{changed}" tk:verwijderd="{"true" if deleted else "false"}"'
    if file is not None:
        attributes += f' tk:contentType="{escape(file[0])}" tk:contentLength="{file[1]}"'
    name = tag(entity)
    head = f'<{name} xmlns:xsi="{XSI}" xmlns:tk="{NAMESPACE}" {attributes} xmlns="{NAMESPACE}">'
    return f"{head}{''.join(map(_child, children))}</{name}>".encode()


def _child(child: Child) -> str:
    if child.ref is not None:
        return f'<{child.name} ref="{child.ref}" />'
    if child.text is None:
        return f'<{child.name} xsi:nil="true" />'
    return f"<{child.name}>{escape(child.text, _BREAKS)}</{child.name}>"


Plan = list[tuple[Element, Navigation | None, str]]


def plan(declared: EntityType) -> Plan:
    """Return where each child of an entity comes from in its row of OData v4: a navigation, or an attribute."""
    names = {name.lower(): name for name in declared.properties}
    return [
        (element, declared.navigations[element.name[0].upper() + element.name[1:]], "")
        if element.kind == "relation"
        else (element, None, names[element.name.lower()])
        for element in elements(declared.name)
    ]


def of_row(plan: Plan, entity: str, row: Row, rows: Rows) -> Iterator[Child]:
    """Yield the children of a row, with its relations. A null that may not be nil is left out."""
    for element, nav, name in plan:
        if nav is None:
            yield from of_value(element, row[name])
        elif nav.many:
            yield from (Child(element.name, ref=other["Id"]) for other in rows.many(entity, nav, row))
        elif nav.key and row[nav.key]:
            yield Child(element.name, ref=row[nav.key])


def of_value(element: Element, value: Any) -> Iterator[Child]:
    """Yield an attribute as it is written, or nothing."""
    text = _text(element, value)
    if text is not None or element.nillable:
        yield Child(element.name, text)


def _text(element: Element, value: Any) -> str | None:
    if value is None:
        return None
    match element.kind:
        case "flag":
            return "true" if value else "false"
        case "date":
            return str(value)[:10]
        case "datetime":
            text = _here(str(value))
            return text[:19] if text[19:20] != "." else local(text)
        case "token":
            return str(value) if str(value).strip() else None
        case _:
            return str(value)
