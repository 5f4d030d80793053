"""The types of the contract as a JSON Schema, and as the tables of its page."""

import inspect
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, reduce
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from typing_extensions import get_original_bases, is_typeddict

from kamerstem.contract.types import checked, lists, moved, overview
from kamerstem.contract.types.says import Form, Key

SCHEMA = Path(__file__).parents[2] / "docs/reference/json-v1.schema.json"

Schema = dict[str, Any]

ROOTS: Mapping[str, Any] = {
    "overview": overview.Overview,
    "report": checked.Report,
    "audit": checked.Audit,
    "comparison": checked.Comparison,
    "found": lists.Found,
    "day": lists.Day,
    "listed": lists.Listed,
    "held": lists.Held,
    "service": lists.Service,
    "changes": lists.Changes,
    "moved": moved.Moved,
    "year": moved.Year,
}
"""What commands print, by the name of its section; in the order of the page."""

_WITHIN = {"Table"}  # told of where it stands: no object of its own

# --- the objects ------------------------------------------------------------------------------------------------------


def objects(roots: Mapping[str, Any] = ROOTS) -> dict[str, tuple[type, ...]]:
    """Return the type of every object by its name, each after the first that has it.

    An answer of several kinds has the type of each.
    """
    found: dict[str, tuple[type, ...]] = {}
    for name, root in roots.items():
        _reach(name, root, found)
    return found


def _reach(name: str, kind: Any, found: dict[str, tuple[type, ...]]) -> None:
    if name in found:
        return
    found[name] = get_args(kind) or (kind,)
    for hint, _ in keys(found[name]).values():
        for inner in _objects_in(hint):
            _reach(_name(inner), inner, found)


def _objects_in(hint: Any) -> Iterator[type]:
    if is_typeddict(hint):
        if hint.__name__ not in _WITHIN:
            yield hint
    else:
        for arg in get_args(hint):
            yield from _objects_in(arg)


def _name(kind: type) -> str:
    return _called(kind.__name__)


def _called(kind: str) -> str:
    """Return what the object of a class is called: "agenda_item"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()


def keys(kinds: tuple[type, ...], *, own: bool = False) -> dict[str, tuple[Any, Key]]:
    """Return the type of each key of an object and what is said of it; ``own``: without those of what it adds to."""
    found: dict[str, tuple[Any, Key]] = {}
    for kind in kinds:
        theirs = base.__annotations__ if own and (base := adds_to(kind)) else ()
        for key, hint in get_type_hints(kind, include_extras=True).items():
            if key in theirs:
                continue
            said = next((each for each in _metadata(hint) if isinstance(each, Key)), Key())
            bare = _bare(hint)
            found[key] = (found[key][0] | bare if key in found else bare, said)
    return found


def adds_to(kind: type) -> type | None:
    """Return the object that another one has all keys of, and more."""
    base = get_original_bases(kind)[0]
    return base if is_typeddict(base) and _name(base) in objects() else None


def _metadata(hint: Any) -> tuple[Any, ...]:
    return hint.__metadata__ if get_origin(hint) is Annotated else ()


def _bare(hint: Any) -> Any:
    """Return the type of a key without what is said of the key."""
    if get_origin(hint) is not Annotated:
        return hint
    kept = tuple(each for each in hint.__metadata__ if not isinstance(each, Key))
    return reduce(lambda made, each: Annotated[made, each], kept, hint.__origin__)


# --- as a schema ------------------------------------------------------------------------------------------------------


def schema(roots: Mapping[str, Any] = ROOTS, *, strict: bool = False) -> Schema:
    """Return the types as a JSON Schema: an overview, and in ``$defs`` each object by its name, as pydantic reads them.

    Other keys are allowed, since the contract grows; with ``strict`` they are not.
    """
    adapters = [(name, "validation", TypeAdapter(root)) for name, root in roots.items()]
    made: Schema = TypeAdapter.json_schemas(adapters)[1]["$defs"]  # type: ignore[arg-type]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kamerstem, version 1",
        "description": "An overview. Other documents: a $ref to one of $defs, by the names of docs/reference/json.md.",
        "$ref": "#/$defs/overview",
        "$defs": {name: _object(kinds, made, strict=strict) for name, kinds in objects(roots).items()},
    }


@cache
def strict() -> Schema:
    """Return the schema that allows no other keys."""
    return schema(strict=True)


def _object(kinds: tuple[type, ...], made: Schema, *, strict: bool) -> Schema:
    """Return an object with what is said of its keys; of several kinds, with the keys of all of them."""
    by_class = {name.rpartition("__")[2]: each for name, each in made.items() if "properties" in each}
    parts = [by_class[kind.__name__] for kind in kinds]
    properties: Schema = {}
    for key, (_, said) in keys(kinds).items():
        given = [part["properties"][key] for part in parts if key in part["properties"]]
        shape = _shape(given[0] if len(given) == 1 else {"anyOf": given}, made)
        if said.of:
            shape = {"$ref": f"#/$defs/{said.of}/properties/{key}"}
        told = {name: text for name, text in given[0].items() if name == "description"}
        properties[key] = {**shape, **told}
    return {
        "type": "object",
        **({"description": about} if (about := _prose(kinds)) else {}),
        "required": [key for key in properties if all(key in part["required"] for part in parts)],
        "properties": properties,
        **({"additionalProperties": False} if strict else {}),
    }


def _shape(shape: Schema, made: Schema) -> Schema:
    """Return what pydantic makes of a type in the words of version 1: values where they stand, no titles."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return _referred(name.rpartition("__")[2], made[name], made)
    if "anyOf" in shape:
        return _one_of([_shape(each, made) for each in shape["anyOf"]])
    if "const" in shape or "enum" in shape:
        return _values(shape.get("enum") or [shape["const"]])
    kept = {key: value for key, value in shape.items() if key not in ("title", "description")}
    if "items" in kept:
        kept["items"] = _short(_shape(kept["items"], made))
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = _shape(kept["additionalProperties"], made)
    return kept


def _referred(name: str, target: Schema, made: Schema) -> Schema:
    if "enum" in target:
        return _values(target["enum"])
    if name in _WITHIN:
        inside = {key: _short(_shape(each, made)) for key, each in target["properties"].items()}
        return {"type": "object", "required": target["required"], "properties": inside}
    return {"$ref": f"#/$defs/{_called(name)}"}


def _values(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _one_of(shapes: list[Schema]) -> Schema:
    values = [value for each in shapes for value in each.get("enum", ())]
    distinct = [
        each for index, each in enumerate(shapes) if each not in shapes[:index] and "enum" not in each
    ]
    together = [_values(dict.fromkeys(values)), *distinct] if values else distinct
    return together[0] if len(together) == 1 else {"anyOf": together}


def _short(shape: Schema) -> Schema:
    """Return what can be of several plain types as a list of their names, as version 1 has it within lists."""
    given = shape.get("anyOf", ())
    if given and all(each.keys() == {"type"} for each in given):
        return {"type": [each["type"] for each in given]}
    return shape


def published() -> str:
    """Return the text of the schema."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


# --- as tables --------------------------------------------------------------------------------------------------------


def page(root: str) -> str:
    """Return the sections on an answer and on every object in it that no answer before it on the page has."""
    before = list(ROOTS)[: list(ROOTS).index(root)]
    known = objects({name: ROOTS[name] for name in before})
    found = objects({**{name: ROOTS[name] for name in before}, root: ROOTS[root]})
    return "\n\n".join(_section(name, kinds) for name, kinds in found.items() if name not in known) + "\n"


def _section(name: str, kinds: tuple[type, ...]) -> str:
    base = adds_to(kinds[0])
    prose = [_prose(kinds), f"A [{_name(base)}](#{_name(base)}), and besides:" if base else ""]
    rows = [("key", "type", "meaning", "source"), ("---",) * 4]
    for key, (hint, said) in keys(kinds, own=True).items():
        kind = f"as of an [{said.of}](#{said.of})" if said.of else " or ".join(_words(hint))
        rows.append((f"`{key}`", kind, said.meaning, said.source))
    table = "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |").replace("|  |", "| |") for row in rows)
    return "\n\n".join([f"## {name}", *filter(None, prose), table])


def _prose(kinds: tuple[type, ...]) -> str:
    if len(kinds) > 1:
        return "A key that is said to be of one kind is there only then."
    return " ".join((kinds[0].__doc__ or "").split())


_PLAIN = {str: ("string", "strings"), int: ("integer", "integers"), bool: ("boolean", "booleans")}


def _words(hint: Any, *, several: bool = False) -> list[str]:
    """Return the words for a type, for each of what it can be: "string", "list of strings", "null"."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = [word for arg in args for word in _words(arg, several=several)]
        values = [word for word in inner if word.startswith("`")]
        return [*([", ".join(values)] if values else []), *(word for word in inner if word not in values)]
    if hint is NoneType:
        return ["nulls" if several else "null"]
    if form := next((each for each in _metadata(hint) if isinstance(each, Form)), None):
        inside = get_args(hint.__origin__)
        of = f" of {_words(inside[0], several=True)[0]}" if inside else ""
        return [(form.several if several else form.one) + of]
    if origin is list:
        return [f"list of {' and '.join(_words(args[0], several=True))}"]
    if origin is dict:
        return [f"map of {_words(args[1], several=True)[0]}"]
    if origin is Literal:
        return [", ".join(f"`{value}`" for value in args)]
    if hint in _PLAIN:
        return [_PLAIN[hint][several]]
    if hint is object:
        return ["any value"]
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return [", ".join(f"`{value}`" for value in hint)]
    name = _name(hint)
    return [f"{name}s" if hint.__name__ in _WITHIN else f"[{name}](#{name})"]
