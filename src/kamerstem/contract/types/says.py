"""What is said of a key of the contract beside its type, and how texts of a certain form are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar


@dataclass(frozen=True, slots=True)
class Key:
    """What a key means, and the official field or other source that it comes from.

    ``of``: it is the key of that name of another object (an ``item``), with the same values.
    """

    meaning: str = ""
    source: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a value of a certain form is called, one and several, and what a JSON Schema says of it.

    The method is asked for by pydantic, which need not be loaded.
    """

    one: str
    several: str
    schema: Mapping[str, Any] = field(hash=False)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core), **self.schema}


Item = TypeVar("Item")

Date = Annotated[str, Form("day", "days", {"format": "date"})]
Moment = Annotated[str, Form("time", "times", {"format": "date-time"})]
Pointer = Annotated[str, Form("pointer", "pointers", {"format": "json-pointer"})]
Two = Annotated[list[Item], Form("pair", "pairs", {"minItems": 2, "maxItems": 2})]
