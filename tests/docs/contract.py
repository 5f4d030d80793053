"""The page of the JSON as a JSON Schema: what scripts rely on, in a form that a program can hold data against."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.docs.pages import DOCS

PAGE = DOCS / "reference/json.md"
SCHEMA = DOCS / "reference/json-v1.schema.json"

Schema = dict[str, Any]

_PLAIN: dict[str, Schema] = {
    "string": {"type": "string"},
    "strings": {"type": "string"},
    "integer": {"type": "integer"},
    "integers": {"type": "integer"},
    "any value": {},
    "boolean": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "date-time"},
    "pointer": {"type": "string", "format": "json-pointer"},
    "pointers": {"type": "string", "format": "json-pointer"},
}
_TABLE: Schema = {
    "type": "object",
    "required": ["caption", "header", "rows"],
    "properties": {
        "caption": {"type": ["string", "null"]},
        "header": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    },
}
_LISTS: dict[str, Schema] = {
    "list of strings and nulls": {"items": {"type": ["string", "null"]}},
    "list of strings and tables": {"items": {"anyOf": [{"type": "string"}, _TABLE]}},
    "list of two strings": {"items": {"type": "string"}, "minItems": 2, "maxItems": 2},
    **{
        f"list of pairs of {name}": {
            "items": {"type": "array", "items": _PLAIN[name], "minItems": 2, "maxItems": 2}
        }
        for name in ("strings", "integers")
    },
}
_VALUE = re.compile(r"`([\w/-]+)`")
_SOMETIMES = re.compile(r"^\| `(\w+)` \| [^|]* \| of (?:an? \w+|\w+):", re.MULTILINE)
_LINK = re.compile(r"\[(\w+)\]\(#\1\)")


def sections() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each section of the page that tells of an object."""
    parts = re.split(r"^## (\w+)\n", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def rows(text: str) -> dict[str, str]:
    """Return the type of each key in the table of a section."""
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]*?) \|", text, re.MULTILINE))


def schema(*, strict: bool = False) -> Schema:
    """Return the page as a JSON Schema: an overview, and in ``$defs`` each object by the name of its section.

    Keys that are not on the page are allowed, since the contract grows; with ``strict`` they are not. Raises
    ValueError for a type that the page has no way of writing.
    """
    types = {name: rows(text) for name, text in sections()}
    objects: dict[str, Schema] = {}
    for name, text in sections():
        every = types[name]
        if more := re.search(r"^An? \[(\w+)\]\(#\1\), and besides:", text, re.MULTILINE):
            every = types[more[1]] | every
        sometimes = _SOMETIMES.findall(text) if "is there only then" in text else ()
        objects[name] = {
            "type": "object",
            "required": [key for key in every if key not in sometimes],
            "properties": {key: _of(said, key, types) for key, said in every.items()},
            **({"additionalProperties": False} if strict else {}),
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kamerstem, version 1",
        "description": "An overview. Other documents: a $ref to one of $defs, by the names of docs/reference/json.md.",
        **_ref("overview"),
        "$defs": objects,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _of(said: str, key: str, types: dict[str, dict[str, str]]) -> Schema:
    """Return what a type of the page allows, for a key."""
    if said.endswith(" or null"):
        return {"anyOf": [_of(said.removesuffix(" or null"), key, types), {"type": "null"}]}
    if said == "as of an [item](#item)":
        return {"$ref": f"#/$defs/item/properties/{key}"}
    if said.startswith("a `status` of an item"):  # and what else it can be
        return {"enum": _VALUE.findall(types["item"]["status"]) + _VALUE.findall(said)[1:]}
    if said in _LISTS:
        return {"type": "array", **_LISTS[said]}
    if said.startswith("list of "):
        return {"type": "array", "items": _of(said.removeprefix("list of "), key, types)}
    if said.startswith("map of "):
        return {"type": "object", "additionalProperties": _of(said.removeprefix("map of "), key, types)}
    if link := _LINK.fullmatch(said):
        return _ref(link[1])
    if said in _PLAIN:
        return _PLAIN[said]
    if values := _VALUE.findall(said):
        return {"enum": values}
    raise ValueError(f"{key}: {said}")


def published() -> str:
    """Return the text of the schema."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
