"""The registry of checks: each has a name, a severity, what it says, what to do, and what it rests on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kamerstem.language import Words
from kamerstem.model.entities import Entities
from kamerstem.model.overview import Finding, Overview, Severity

Rule = Callable[[Overview], Iterable[Finding]]
OfficialRule = Callable[[Entities], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a finding of a certain name means, what to do about it, and what it rests on.

    ``severity`` is the worst that such findings have; what is in doubt makes one milder (an error a warning).
    """

    name: str
    severity: Severity
    title: Words
    todo: Words
    basis: str


@dataclass(frozen=True, slots=True)
class Check(Explained):
    """A check: a pure function from an overview to findings, and how to explain it."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class OfficialCheck(Explained):
    """A check of official rows as they are, for what an overview of them no longer shows."""

    rule: OfficialRule


_CHECKS: dict[str, Check] = {}
_OFFICIAL: dict[str, OfficialCheck] = {}


def check(name: str, severity: Severity, title: Words, todo: Words, basis: str) -> Callable[[Rule], Rule]:
    """Register the decorated function as a check. Names are a contract: users script against them."""

    def register(rule: Rule) -> Rule:
        if name in _CHECKS:
            raise ValueError(f"two checks are called {name}")
        _CHECKS[name] = Check(name, severity, title, todo, basis, rule)
        return rule

    return register


def official_check(
    name: str, severity: Severity, title: Words, todo: Words, basis: str
) -> Callable[[OfficialRule], OfficialRule]:
    """Register the decorated function as a check of official rows; each finding says which one it is ``about``."""

    def register(rule: OfficialRule) -> OfficialRule:
        if name in _CHECKS or name in _OFFICIAL:
            raise ValueError(f"two checks are called {name}")
        _OFFICIAL[name] = OfficialCheck(name, severity, title, todo, basis, rule)
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


def checks() -> tuple[Check, ...]:
    """Return every check, by name."""
    return tuple(_CHECKS[name] for name in sorted(_CHECKS))


def explained(name: str) -> Explained | None:
    """Return what a finding of a name means, ``None`` for one that a source gave and no check."""
    return _CHECKS.get(name) or _OFFICIAL.get(name)


def run(overview: Overview) -> tuple[Finding, ...]:
    """Return the findings of all checks: errors first, then by place and check."""
    order = {severity: index for index, severity in enumerate(Severity)}
    found = [finding for check in checks() for finding in _of(check, overview)]
    return tuple(
        sorted(
            found,
            key=lambda finding: (
                order[finding.severity],
                finding.place.sort_key if finding.place else (0, 0),
                _place(finding.at),
            ),
        )
    )


def _of(check: Check, overview: Overview) -> Iterator[Finding]:
    for finding in check.rule(overview):
        yield replace(finding, check=check.name)


def _place(pointer: str) -> tuple[tuple[int, int, str], ...]:
    """Sort pointers as a reader meets them: the bill, then amendments, and /2 before /10."""
    groups = ("", "bill", "amendments", "motions", "other")
    first, *steps = pointer.strip("/").split("/")
    place = groups.index(first) if first in groups else len(groups)
    return ((place, 0, first), *((0, int(s), "") if s.isdecimal() else (1, 0, s) for s in steps))
