"""Every answer as JSON text: the contract that users script against (docs/reference/json.md)."""

import json

from kamerstem.contract.overview import overview as contract_of
from kamerstem.language import Lang
from kamerstem.model.overview import Overview


def render(overview: Overview, lang: Lang = "nl") -> str:
    """Return the overview as indented JSON that ends in a newline; only messages depend on the language."""
    return dumps(contract_of(overview, lang))


def dumps(value: object) -> str:
    """Return any answer as JSON text, indented, not escaped beyond what JSON needs."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def dumps_long(value: object) -> str:
    """Do the same for a list that may be long: the same text, ten times sooner, by a library that takes time to load.

    What that library cannot write, such as half a character, the other one does.
    """
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return to_json(value, indent=2).decode() + "\n"
    except PydanticSerializationError:
        return dumps(value)


def dumps_line(value: object) -> str:
    """Return an answer as one line of JSON, by the same library."""
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return to_json(value).decode() + "\n"
    except PydanticSerializationError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
