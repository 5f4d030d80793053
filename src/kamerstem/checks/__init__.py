"""Checks: pure functions from the model to findings."""

from typing import TYPE_CHECKING

from kamerstem.checks import (  # noqa: F401  (importing them registers their checks)
    arithmetic,
    budget,
    lists,
    omissions,
    rules,
    sequence,
)
from kamerstem.checks.registry import Check, Explained, check, checks, dated_check, run

if TYPE_CHECKING:
    from kamerstem.checks.official_registry import OfficialCheck
    from kamerstem.model.entities import Entities
    from kamerstem.model.overview import Finding

__all__ = [
    "Check",
    "check",
    "checks",
    "dated_check",
    "explained",
    "official_checks",
    "run",
    "run_official",
]


def official_checks() -> tuple["OfficialCheck", ...]:
    """Return every check of official rows, by name."""
    from kamerstem.checks import official, official_registry  # noqa: F401  (the first registers them)

    return official_registry.official_checks()


def run_official(entities: "Entities") -> tuple["Finding", ...]:
    """Return what the checks of official rows find in a set of entities, by check."""
    from kamerstem.checks import official, official_registry  # noqa: F401  (the first registers them)

    return official_registry.run_official(entities)


def explained(name: str) -> Explained | None:
    """Return what a finding of a name means, ``None`` for one that a source gave and no check."""
    every: tuple[Explained, ...] = (*checks(), *official_checks())
    return next((check for check in every if check.name == name), None)
