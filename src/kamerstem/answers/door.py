"""The door: what can be asked of official data, wherever they come from.

A door lives as long as the work (a command, a site) and holds one record or one connection for that long; threads may
share it. It opens those when something is first asked of them, so a door that is not needed costs nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from types import TracebackType
from typing import (
    TYPE_CHECKING,
    ClassVar,
    Generic,
    Literal,
    Protocol,
    Self,
    TypedDict,
    TypeVar,
    Unpack,
)

from kamerstem import checks
from kamerstem.checks.registry import NOT_WHOLE
from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import InputError, NotFoundError
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.clock import today
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.refs import Ref
from kamerstem.model.showing import Shown

if TYPE_CHECKING:
    from kamerstem.model.answers import Coverage, Filled, Votes
    from kamerstem.model.day import VotingDay
    from kamerstem.model.votes import Kind, Method, Proposal, Result, Side

Origin = Literal["auto", "record", "live", "example"]
"""The local record, the official API or the built-in example; ``auto``: the record, else the API."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Shown):
    """An overview with the findings of all checks in it, and where it came from in words for the reader.

    ``compared`` says, of a checked document, whether it was held against the official data, ``coverage`` how much of
    it, and ``not_compared`` why it was not.
    """

    overview: Overview
    origin: Words
    compared: bool = False
    coverage: "Coverage | None" = None
    not_compared: Words | None = None

    @property
    def not_whole(self) -> bool:
        """Return whether it is of a record that was not wholly filled yet, which is said first."""
        return any(finding.check == NOT_WHOLE for finding in self.overview.findings)

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, ``None`` if there is none."""
        found = {finding.severity for finding in self.overview.findings}
        return next((severity for severity in Severity if severity in found), None)


@dataclass(frozen=True, slots=True)
class DayAnswer(Shown):
    """A voting day, where it came from, and what did not go as it should."""

    day: "VotingDay"
    origin: Words
    note: Words | None = None


class Wanted(TypedDict, total=False):
    """Which votes are asked for; what is left out does not matter, and what several say must all hold."""

    party: str | None
    """A party's id, name or alias."""
    side: "str | Side | None"
    """Where that party stood: "for", "against" or "not_voting", or a word for it, Dutch or English ("voor")."""
    outcome: "str | Result | Iterable[str | Result]"
    """Some of "adopted", "rejected", "tied", or words for them ("verworpen")."""
    method: "str | Method | None"
    """How was voted: "show_of_hands", "roll_call", or a word for it ("hoofdelijk")."""
    close: int | None
    """The most votes that the margin may be away from what was needed."""
    dissent: bool
    """A member voted apart from the party."""
    member: str | None
    """A member with a vote of his or her own, at a roll call or apart from the party; ``side`` is then the member's."""
    kind: "str | Kind | Iterable[str | Kind]"
    """What was voted on, some of "bill", "amendment", "motion" and the like, or words for them ("moties")."""
    bill: "str | Ref | None"
    """A bill, by its dossier ("36470-VI"): votes on it and on what else stands in that dossier."""
    about: str | None
    """Words that the proposal, its submitters or its dossier have, as ``search`` finds them."""
    since: dt.date | str | None
    """The first day that counts, also as people write it ("21-12-2023")."""
    until: dt.date | str | None
    """The last day that counts."""


class Door(Protocol):
    """What can be asked of official data, wherever they come from.

    To be closed, or used in ``with``; threads may share it. Each question raises a :class:`~kamerstem.KamerstemError`
    whose sentence says what to do: NotFoundError for what is not there, SourceError for a source that does not answer.
    """

    origin: ClassVar[Origin]
    """Where its answers come from."""

    def overview(
        self, ref: str | Ref, at: dt.date | str | None = None, *, papers: bool = True, patient: bool = True
    ) -> Answer:
        """Return the overview of a bill, a paper, a Zaak or a decision, checked.

        ``ref`` is anything people write. ``at`` asks for the end of an earlier day in Amsterdam, which only a record
        can tell: InputError elsewhere. ``papers``: with articles and explanations from the papers of the amendments,
        fetched where they are not held. ``patient`` False gives up soon on a service that cannot be reached.
        """

    def overviews(self, wanted: Iterable[Ref]) -> Iterator[Answer | NotFoundError]:
        """Yield the overview of each reference, without papers, or why there is none; no other failure is passed over.

        What the answers have in common is asked for once.
        """

    def day(self, date: dt.date | str) -> DayAnswer:
        """Return a voting day: its agenda items in order, what was decided on each and what is still to come."""

    def latest(self, date: dt.date) -> DayAnswer:
        """Return a voting day as it stands now: a record is first brought up to date with what the day needs."""

    def decided_on(self, date: dt.date) -> "list[Proposal] | None":
        """Return all proposals with a decision of a day; ``None`` where nothing can tell that."""

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> "Votes":
        """Return the votes that are asked for (:class:`Wanted`) with their proposals, at most so many, in order.

        They are made one after the other; ``filled`` says how far the record was. Only a record can tell: InputError
        elsewhere, and for a party that neither the register nor the record has.
        """

    def filled(self) -> "Filled":
        """Return how far the record was filled that it answers from; wholly, where it answers from none."""
        from kamerstem.model.answers import WHOLE

        return WHOLE

    def close(self) -> None:
        """Close what was opened."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Once(Generic[T]):
    """What is made when it is first needed, and then kept, whichever thread is the first. A failure is not kept."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._lock = Lock()

    def __call__(self) -> T:
        """Return it."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]

    def taken(self) -> Iterator[T]:
        """Yield it if it was made, which it then is no more: to be closed."""
        with self._lock:
            while self._made:
                yield self._made.pop()


def checked(overview: Overview, origin: Words) -> Answer:
    """Add what budget amendments would move, and run all checks; what a source had to say stays, after them."""
    if overview.papers:
        from kamerstem.budget.amendments import with_ledgers

        overview = with_ledgers(overview)
    found = (*checks.run(overview, today()), *overview.findings)
    first = [each for each in overview.findings if each.check == NOT_WHOLE]
    if first:
        found = (*first, *(each for each in found if each not in first and not _lacks(each)))
    return Answer(replace(overview, findings=found), origin)


def _lacks(finding: Finding) -> bool:
    """Return whether a finding says that something is not there: a record that is being filled cannot tell that."""
    explained = checks.explained(finding.check)
    return explained is not None and explained.lack


def ref_of(ref: str | Ref) -> Ref:
    """Return what people wrote as a reference. Raises BadReference."""
    return refs.asked(ref) if isinstance(ref, str) else ref


def no_history() -> InputError:
    """Return the error for an earlier day asked of what has none."""
    return InputError(
        "--at geldt alleen voor het eigen gegevensbestand; een bestand, de API en het voorbeeld hebben geen verleden.",
        "--at goes with the local record only; a file, the API and the example have no earlier days.",
    )


def record_only() -> InputError:
    """Return the error for a question that only a record can answer."""
    return InputError(
        "Lijsten van stemmingen komen uit het eigen gegevensbestand. Vraag het daar (record), of maak het met "
        "kamerstem sync.",
        "Lists of votes come from the local record. Ask that (record), or make it with kamerstem sync.",
    )
