"""The registry of checks of official rows as they are, for what an overview of them no longer shows.

It stands apart from ``registry``: who reads a document has no official rows, and need not load what they are.
"""

from collections.abc import Callable, Iterable

from kamerstem.checks.registry import Explained, checks
from kamerstem.dataclasses import dataclass, replace
from kamerstem.language import Words
from kamerstem.model.entities import Entities
from kamerstem.model.overview import Finding, Severity

OfficialRule = Callable[[Entities], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class OfficialCheck(Explained):
    """A check of official rows as they are, for what an overview of them no longer shows."""

    rule: OfficialRule


_OFFICIAL: dict[str, OfficialCheck] = {}


def official_check(
    name: str, severity: Severity, title: Words, todo: Words, basis: str, *, lack: bool = False
) -> Callable[[OfficialRule], OfficialRule]:
    """Register the decorated function as a check of official rows; each finding says which one it is ``about``."""

    def register(rule: OfficialRule) -> OfficialRule:
        if name in _OFFICIAL or name in (each.name for each in checks()):
            raise ValueError(f"two checks are called {name}")
        _OFFICIAL[name] = OfficialCheck(name, severity, title, todo, basis, rule, lack=lack)
        return rule

    return register


def official_checks() -> tuple[OfficialCheck, ...]:
    """Return every check of official rows, by name."""
    return tuple(_OFFICIAL[name] for name in sorted(_OFFICIAL))


def run_official(entities: Entities) -> tuple[Finding, ...]:
    """Return what the checks of official rows find in a set of records, by check."""
    return tuple(
        replace(finding, check=check.name) for check in official_checks() for finding in check.rule(entities)
    )
