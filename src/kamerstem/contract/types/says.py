"""What is said of a key of the contract beside its type, and how values of a certain form are called.

pydantic asks both what they add to a JSON Schema, by a method that needs no import of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from kamerstem.dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Key:
    """What a key means, and the official field or other source that it comes from.

    ``of``: it is the key of that name of another object (an ``item``), with the same values.
    """

    meaning: str = ""
    source: str = ""
    of: str = ""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core), **({"description": self.meaning} if self.meaning else {})}


@dataclass(frozen=True, slots=True)
class Form:
    """What a value of a certain form is called, one and several, and what a JSON Schema says of it."""

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

NotWhole = Annotated[
    list[str],
    Key(
        "categories that the first sync did not read to their end; then more may have been decided than stands here"
    ),
]
"""Of what the record that an answer is of has not all."""

HeldSince = Annotated[
    Date | None,
    Key(
        "the day from which the record has all votes, where it does not have those before (`sync --since`); else null"
    ),
]
"""From which day on the record that an answer is of has the votes."""
