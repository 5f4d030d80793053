"""Kamerstem: how the Dutch House of Representatives voted, from the official record.

:func:`open` gives the local record; everything else here is what it answers with (docs/reference/python.md). Nothing is
loaded before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kamerstem.version import __version__

if TYPE_CHECKING:
    from kamerstem.answers.door import Answer, DayAnswer, Door
    from kamerstem.answers.local import LocalRecord, Record, open  # noqa: A004  (it is what people look for)
    from kamerstem.answers.python import check, compare, compare_intended, door, read, to_bytes, write
    from kamerstem.errors import (
        BadReference,
        InputError,
        KamerstemError,
        NotAnOverview,
        NotFoundError,
        SourceError,
        WriteError,
    )
    from kamerstem.model.answers import (
        AccountComparison,
        Audit,
        Change,
        DocumentComparison,
        Hit,
        Hits,
        IntendedComparison,
        Status,
    )
    from kamerstem.model.day import AgendaItem, Vote, VotingDay
    from kamerstem.model.overview import Finding, Overview, Severity, Source
    from kamerstem.model.votes import Ballot, Counted, Decision, Kind, Method, Proposal, Result, Side, Step
    from kamerstem.store import Scope
    from kamerstem.sync import Outcome, Progress

__all__ = [
    "AccountComparison",
    "AgendaItem",
    "Answer",
    "Audit",
    "BadReference",
    "Ballot",
    "Change",
    "Counted",
    "DayAnswer",
    "Decision",
    "DocumentComparison",
    "Door",
    "Finding",
    "Hit",
    "Hits",
    "InputError",
    "IntendedComparison",
    "KamerstemError",
    "Kind",
    "LocalRecord",
    "Method",
    "NotAnOverview",
    "NotFoundError",
    "Outcome",
    "Overview",
    "Progress",
    "Proposal",
    "Record",
    "Result",
    "Scope",
    "Severity",
    "Side",
    "Source",
    "SourceError",
    "Status",
    "Step",
    "Vote",
    "VotingDay",
    "WriteError",
    "__version__",
    "check",
    "compare",
    "compare_intended",
    "door",
    "open",
    "read",
    "to_bytes",
    "write",
]

_HOMES = {
    "kamerstem.answers.door": "Answer DayAnswer Door",
    "kamerstem.answers.local": "LocalRecord Record open",
    "kamerstem.answers.python": "check compare compare_intended door read to_bytes write",
    "kamerstem.errors": "BadReference InputError KamerstemError NotAnOverview NotFoundError SourceError WriteError",
    "kamerstem.model.answers": "AccountComparison Audit Change DocumentComparison Hit Hits IntendedComparison Status",
    "kamerstem.model.day": "AgendaItem Vote VotingDay",
    "kamerstem.model.overview": "Finding Overview Severity Source",
    "kamerstem.model.votes": "Ballot Counted Decision Kind Method Proposal Result Side Step",
    "kamerstem.store": "Scope",
    "kamerstem.sync": "Outcome Progress",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Load a name when it is first used."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    """Return the names there are, loaded or not."""
    return sorted(__all__)
