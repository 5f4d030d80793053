"""The record for Python: :func:`open` gives it, and it answers what the commands answer, by the same functions."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, Unpack, runtime_checkable

from kamerstem.answers import audit as audits
from kamerstem.answers import record as records
from kamerstem.answers import shown  # noqa: F401  (answers can be shown)
from kamerstem.answers.door import Wanted
from kamerstem.answers.record import FromRecord
from kamerstem.model.answers import Audit, Change, Hits, Status, Votes
from kamerstem.model.counts import Agreement, Cohesions, Dissents, Success, Year
from kamerstem.model.day import VotingDay
from kamerstem.model.days import as_day, first_day, last_day
from kamerstem.model.overview import Overview
from kamerstem.model.refs import Ref
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.store import Scope, Store
from kamerstem.sync import Outcome, Progress, update

__all__ = ["LocalRecord", "Record", "open"]

_OF_PROPOSALS = frozenset({"kind", "bill", "since", "until"})


@runtime_checkable
class Record(Protocol):
    """What can be asked of a complete copy of the official data, with its history.

    Every method raises a :class:`~kamerstem.KamerstemError` whose sentence says what is wrong, where, and what to do.
    Votes are in seats (at a roll call members).
    """

    @property
    def place(self) -> str:
        """Where the record is: a path, or a database URL without its password."""

    def overview(self, ref: str | Ref, at: dt.date | str | None = None) -> Overview:
        """Return the overview of a bill, a paper, a Zaak or a decision, with what the checks found in it.

        ``ref`` is anything people write ("36470-VI", "36.470 VI, nr. 4", "2023Z20532", a link); ``at`` asks for the end
        of an earlier day in Amsterdam, by the official time of change. Papers of amendments that the record does not
        hold are fetched and kept. Raises NotFoundError if the record does not have it, BadReference if it is no
        reference.
        """

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> Votes:
        """Return votes with the proposals they are on, in order of time; what several filters ask for must all hold.

        ``party`` is a party's id, name or alias, ``side`` where it stood ("for", "against", "not_voting"); ``outcome``
        some of "adopted", "rejected", "tied"; ``method`` how was voted; ``close`` the most votes that the margin may be
        away from what was needed; ``dissent``: a member voted apart from the party; days from ``since`` up to and with
        ``until``; ``most``: no more than so many. They are made one after the other; ``filled`` says how far the record
        was. Raises InputError for a party that nobody knows.
        """

    def agreement(self, **wanted: Unpack[Wanted]) -> Agreement:
        """Return in how many votes each two parties stood alike, of the votes that :meth:`Record.votes` gives."""

    def cohesion(self, **wanted: Unpack[Wanted]) -> Cohesions:
        """Return how each party stood together in these votes: Rice's index, and how often it was divided."""

    def dissent(self, **wanted: Unpack[Wanted]) -> Dissents:
        """Return how often each member voted against most of the party in these votes."""

    def success(self, **wanted: Unpack[Wanted]) -> dict[str, Success]:
        """Return what became of the proposals of each party, by its id; days are those of submission.

        It goes by ``kind``, ``bill``, ``since`` and ``until``; raises TypeError for any other filter.
        """

    def coverage(self) -> list[Year]:
        """Return what the record holds of each year: decisions, votes, and how many of those are whole."""

    def day(self, date: dt.date | str) -> VotingDay:
        """Return a voting day: its agenda items in order, what was decided on each and what is still to come."""

    def diff(self, since: dt.date | str) -> Iterator[Change]:
        """Yield what is new, corrected, deleted or of another status since the start of a day in Amsterdam."""

    def status(self, *, verify: bool = False) -> Status:
        """Return what the record holds and how fresh it is; ``verify``: look at all of it, and derive it again."""

    def search(self, query: str, scope: Scope | None = None, *, limit: int = 20, offset: int = 0) -> Hits:
        """Return the proposals that a query in Dutch finds within a scope, best first, a page of them.

        Raises InputError for a party that nobody knows.
        """


class LocalRecord(Record):
    """The record on this machine, or in a database: what can be asked of it, its audit, and bringing it up to date.

    To be closed, or used in ``with``; threads may share it.
    """

    def __init__(self, store: Store, url: str | None = None) -> None:
        self._store = store
        self._door = FromRecord.of(store, url)

    def __repr__(self) -> str:
        return f"<the record {self.place}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._door.close()
        self._store.close()

    @property
    def place(self) -> str:
        """Where the record is: a path, or a database URL without its password."""
        return self._store.place

    def overview(self, ref: str | Ref, at: dt.date | str | None = None) -> Overview:
        """Return the overview of a bill, a paper, a Zaak or a decision (:meth:`Record.overview`)."""
        return self._door.overview(ref, at).overview

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> Votes:
        """Return the votes that are asked for, in order of time (:meth:`Record.votes`)."""
        return self._door.votes(most=most, **wanted)

    def agreement(self, **wanted: Unpack[Wanted]) -> Agreement:
        """Return in how many votes each two parties stood alike (:meth:`Record.agreement`)."""
        return self._store.counts.agreement(records.filter_of(**wanted))

    def cohesion(self, **wanted: Unpack[Wanted]) -> Cohesions:
        """Return how each party stood together (:meth:`Record.cohesion`)."""
        return self._store.counts.cohesion(records.filter_of(**wanted))

    def dissent(self, **wanted: Unpack[Wanted]) -> Dissents:
        """Return how often each member voted against most of the party (:meth:`Record.dissent`)."""
        return self._store.counts.dissent(records.filter_of(**wanted))

    def success(self, **wanted: Unpack[Wanted]) -> dict[str, Success]:
        """Return what became of the proposals of each party (:meth:`Record.success`)."""
        if strange := sorted(wanted.keys() - _OF_PROPOSALS):
            raise TypeError(
                f"success() has no filter {', '.join(strange)}; it has kind, bill, since and until"
            )
        return self._store.counts.success(records.filter_of(**wanted))

    def coverage(self) -> list[Year]:
        """Return what the record holds of each year (:meth:`Record.coverage`)."""
        return self._store.counts.coverage()

    def day(self, date: dt.date | str) -> VotingDay:
        """Return a voting day (:meth:`Record.day`)."""
        return records.day(self._store, as_day(date))

    def diff(self, since: dt.date | str) -> Iterator[Change]:
        """Yield what changed since the start of a day (:meth:`Record.diff`)."""
        return self._store.diff(first_day(since))

    def status(self, *, verify: bool = False) -> Status:
        """Return what the record holds and how fresh it is (:meth:`Record.status`)."""
        return self._store.status(verify=verify)

    def search(self, query: str, scope: Scope | None = None, *, limit: int = 20, offset: int = 0) -> Hits:
        """Return the proposals that a query finds (:meth:`Record.search`)."""
        return records.search(self._store, query, scope or Scope(), limit=limit, offset=offset)

    def audit(
        self,
        *,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        check: str | None = None,
        full: bool = False,
    ) -> Audit:
        """Run every check where something changed since the last audit (``full``: everywhere); return what holds now.

        ``since``, ``until`` and ``check`` choose which findings are returned. Raises WriteError where what is found
        cannot be kept, InputError for a check that is not there.
        """
        name = audits.known_check(check) if check is not None else None
        first, last = None if since is None else first_day(since), None if until is None else last_day(until)
        return audits.audit(self._store, since=first, until=last, check=name, whole=full)

    def sync(
        self,
        categories: Iterable[str] | None = None,
        *,
        today: bool = False,
        full: bool = False,
        url: str | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> tuple[Outcome, ...]:
        """Bring the record up to date; return what became of each category, an error of one in its outcome.

        Without ``categories`` all of them are read, and the votes of the last 30 days are looked at again; ``today``
        asks only what a voting day needs; ``full`` reads everything from the beginning and puts back what is damaged.
        ``url`` is the host root of the official services (``None``: KAMERSTEM_URL, else theirs). Raises WriteError when
        another sync is at it or the record cannot be written.
        """
        url = url or os.environ.get("KAMERSTEM_URL")
        if today:
            return update.today(self._store, url, progress=progress)
        names = CATEGORIES if categories is None else update.categories_of(",".join(categories))
        again = categories is None
        return update.bring_up_to_date(self._store, url, names, full=full, again=again, progress=progress)


def open(record: str | Path | None = None, *, create: bool = False) -> LocalRecord:
    """Return the local record at a path or database URL (``None``: KAMERSTEM_RECORD, else where the commands keep it).

    ``create``: make one where there is none, to be filled with :meth:`LocalRecord.sync`. Papers are fetched at
    KAMERSTEM_URL. Raises NotFoundError where there is none, InputError for what is no record, WriteError where it
    cannot be made.
    """
    place = os.fspath(record) if record is not None else os.environ.get("KAMERSTEM_RECORD")
    return LocalRecord(records.connect(place, create=create), os.environ.get("KAMERSTEM_URL"))
