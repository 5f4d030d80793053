"""The cabinet of a day, and which parties were in it: ``cabinets.toml``, where each day has its source."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kamerstem.model import parties


@dataclass(frozen=True, slots=True)
class Cabinet:
    """A cabinet: ``since`` it was sworn in, up to the day (``until``) on which the next one was.

    ``until`` is ``None`` for the last that is known. ``demissionary`` is the day on which its resignation was offered,
    ``None`` where it is not told. ``minority``: its parties together did not have most of the seats when it began;
    ``support`` had promised its votes. ``parties`` are ids where the register knows the party, else names; ``left`` has
    those of which the members left the cabinet, with the first day on which they were gone.
    """

    name: str
    since: dt.date
    until: dt.date | None
    demissionary: dt.date | None
    minority: bool
    support: str | None
    parties: tuple[str, ...]
    left: Mapping[str, dt.date]
    sources: tuple[str, ...]

    def parties_on(self, day: dt.date) -> tuple[str, ...]:
        """Return the parties that were in it on a day."""
        return tuple(party for party in self.parties if day < self.left.get(party, dt.date.max))

    def is_demissionary(self, day: dt.date) -> bool:
        """Return whether its resignation was offered by that day."""
        return self.demissionary is not None and day >= self.demissionary


def cabinet_on(day: dt.date) -> Cabinet | None:
    """Return the cabinet of a day; ``None`` before 1998-08-03, and after the last day that is known.

    On the day on which one follows another it is the new one.
    """
    known_until, cabinets = _register()
    if day > known_until:
        return None
    return next((each for each in reversed(cabinets) if each.since <= day), None)


@cache
def _register() -> tuple[dt.date, tuple[Cabinet, ...]]:
    data = tomllib.loads(Path(__file__).with_name("cabinets.toml").read_text("utf-8"))
    rows: list[dict[str, Any]] = data["cabinet"]
    ends = [row["since"] for row in rows[1:]] + [None]
    return data["known_until"], tuple(
        Cabinet(
            row["name"],
            row["since"],
            until,
            row.get("demissionary"),
            row.get("minority", False),
            _id(row["support"]) if "support" in row else None,
            tuple(map(_id, row["parties"])),
            {_id(name): day for name, day in row.get("left", {}).items()},
            tuple(row["sources"]),
        )
        for row, until in zip(rows, ends, strict=True)
    )


def _id(name: str) -> str:
    party = parties.find(name)
    return party.id if party is not None else name
