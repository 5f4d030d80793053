"""The registry of checks: each has a name, a severity, what it says, what to do, and what it rests on."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from kamerstem.dataclasses import dataclass, field, replace
from kamerstem.language import Words
from kamerstem.model.overview import Finding, Overview, Severity

NOT_WHOLE = "record-not-whole"
"""The finding that a record was not wholly filled yet: it stands before all others."""

Rule = Callable[[Overview], Iterable[Finding]]
DatedRule = Callable[[Overview, dt.date], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a finding of a certain name means, what to do about it, and what it rests on.

    ``severity`` is the worst that such findings have; what is in doubt makes one milder (an error a warning).
    ``lack``: it says that something is not there. That is first a gap of the copy at hand, and of the official data
    only where they do not have it either.
    """

    name: str
    severity: Severity
    title: Words
    todo: Words
    basis: str
    lack: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Check(Explained):
    """A check: a pure function from an overview, and the day it is today, to findings, and how to explain it."""

    rule: Callable[[Overview, dt.date | None], Iterable[Finding]]


_CHECKS: dict[str, Check] = {}


def check(
    name: str, severity: Severity, title: Words, todo: Words, basis: str, *, lack: bool = False
) -> Callable[[Rule], Rule]:
    """Register the decorated function as a check. Names are a contract: users script against them."""

    def register(rule: Rule) -> Rule:
        @wraps(rule)
        def on_any_day(overview: Overview, _today: dt.date | None) -> Iterable[Finding]:
            return rule(overview)

        _add(Check(name, severity, title, todo, basis, on_any_day, lack=lack))
        return rule

    return register


def dated_check(
    name: str, severity: Severity, title: Words, todo: Words, basis: str
) -> Callable[[DatedRule], DatedRule]:
    """Register the decorated function as a check that depends on what day it is; without it, it is silent."""

    def register(rule: DatedRule) -> DatedRule:
        @wraps(rule)
        def on(overview: Overview, today: dt.date | None) -> Iterable[Finding]:
            return () if today is None else rule(overview, today)

        _add(Check(name, severity, title, todo, basis, on))
        return rule

    return register


def _add(made: Check) -> None:
    if made.name in _CHECKS:
        raise ValueError(f"two checks are called {made.name}")
    _CHECKS[made.name] = made


def checks() -> tuple[Check, ...]:
    """Return every check, by name."""
    return tuple(_CHECKS[name] for name in sorted(_CHECKS))


def run(overview: Overview, today: dt.date | None = None) -> tuple[Finding, ...]:
    """Return the findings of all checks: errors first, then by place and check.

    ``today`` is what no check may ask for itself; without it nothing is held against it.
    """
    order = {severity: index for index, severity in enumerate(Severity)}
    found = [finding for check in checks() for finding in _of(check, overview, today)]
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


def _of(check: Check, overview: Overview, today: dt.date | None) -> Iterator[Finding]:
    for finding in check.rule(overview, today):
        yield replace(finding, check=check.name)


def _place(pointer: str) -> tuple[tuple[int, int, str], ...]:
    """Sort pointers as a reader meets them: the bill, then amendments, and /2 before /10."""
    groups = ("", "bill", "amendments", "motions", "other")
    first, *steps = pointer.strip("/").split("/")
    place = groups.index(first) if first in groups else len(groups)
    return ((place, 0, first), *((0, int(s), "") if s.isdecimal() else (1, 0, s) for s in steps))
