"""Answers that are neither an overview nor a day: what a record holds, what a search finds, what a check comes to.

Plain data: whoever asks makes them, and what is shown is made of them (:mod:`kamerstem.contract`).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from kamerstem.dataclasses import dataclass, fields
from kamerstem.language import Words
from kamerstem.model import votes
from kamerstem.model.accounts import Account, AccountVote
from kamerstem.model.feed import SINCE, day_of_token
from kamerstem.model.overview import Finding, Overview, Severity, Source
from kamerstem.model.refs import Ref
from kamerstem.model.showing import Shown
from kamerstem.model.votes import Decision, PartyName, Proposal, Side

if TYPE_CHECKING:
    from kamerstem.model.day import Vote

# --- what a record holds ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a number of entries. ``failed``: kept as they came, but they cannot be read."""

    new: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """Return how many entries there were."""
        return self.new + self.changed + self.deleted + self.unchanged + self.failed

    def __add__(self, other: "Counts") -> "Counts":
        names = (each.name for each in fields(self))
        return Counts(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class CategoryStatus:
    """How far a category was read. ``whole``: when it was last read to its end; ``counts`` of the last sync.

    ``finished`` is ``None`` while a sync runs, and after one that was stopped; ``error`` is why it failed.
    """

    name: str
    token: str | None
    whole: dt.datetime | None
    started: dt.datetime | None
    finished: dt.datetime | None
    counts: Counts
    error: Words | None


@dataclass(frozen=True, slots=True)
class Filled:
    """How far a record was filled: ``unread`` are the categories of which the first sync did not reach the end.

    ``since`` is the day from which on it has all votes nevertheless (``sync --since``).
    """

    unread: tuple[str, ...] = ()
    since: dt.date | None = None

    @property
    def said(self) -> Words | None:
        """Return what is to be said of it before anything else; ``None`` if it was wholly filled."""
        if not self.unread:
            return None
        few, number = len(self.unread) <= _FEW, len(self.unread)
        nl, en = (
            (", ".join(self.unread),) * 2 if few else (f"{number} soorten gegevens", f"{number} categories")
        )
        nl, en = f"nog niet alles is er van {nl}", f"not all is there of {en}"
        if self.since is not None:
            nl = f"stemmingen vanaf {self.since} zijn er, {nl}"
            en = f"votes from {self.since} on are there, {en}"
        return Words(
            f"Het gegevensbestand is nog niet helemaal gevuld: {nl}. Er kan meer zijn beslist dan hier staat. Werk het "
            "bij met 'kamerstem sync'.",
            f"The record was not wholly filled yet: {en}. More may have been decided than stands here. Bring it up to "
            "date with 'kamerstem sync'.",
        )


_FEW = 6  # categories that a sentence names
WHOLE = Filled()
"""A record that lacks nothing, and whatever is no record."""


class Votes(Shown, Iterator["Vote"]):
    """Votes, one after the other; ``filled`` says how far the record was that they are of."""

    def __init__(self, votes: Iterator["Vote"], filled: Filled = WHOLE) -> None:
        self._votes = votes
        self.filled = filled

    def __next__(self) -> "Vote":
        return next(self._votes)

    def first(self, number: int) -> "list[Vote]":
        """Return the next votes, at most so many; they come again."""
        few = list(islice(self._votes, number))
        self._votes = chain(few, self._votes)
        return few


Wrong = Literal["entity", "raw", "sha256", "deleted", "changed", "file"]
"""What is wrong with a raw record: it is of no entity, cannot be unpacked, has another hash, is not what is noted of it
(``deleted``, ``changed``), or is the file of a paper that is damaged."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A raw record that is not what it was when it came."""

    entity: str
    id: str
    place: int
    what: Wrong


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows of a derived table that a rebuild would not give, and rows that it would give and are not there."""

    table: str
    surplus: int
    missing: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found when everything was looked at again; nothing, if the record is whole."""

    damaged: tuple[Damage, ...]
    differences: tuple[Difference, ...]
    broken: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Return whether nothing was found."""
        return not (self.damaged or self.differences or self.broken)


@dataclass(frozen=True, slots=True)
class Status(Shown):
    """What the record holds. ``entities``: live and deleted by kind; ``remarks``: versions that did not go as usual.

    ``size`` is in bytes; ``first`` and ``last`` the times of the first and the last page of which something was
    kept; ``stale`` says that it was derived by another version of Kamerstem and is to be rebuilt; ``due`` of how many
    proposals, decisions and days the facts are still to be worked out, ``None``: of all.
    """

    place: str
    engine: Literal["sqlite", "postgresql"]
    size: int
    entities: Mapping[str, tuple[int, int]]
    versions: int
    decisions: int
    first: dt.datetime | None
    last: dt.datetime | None
    categories: tuple[CategoryStatus, ...]
    remarks: Mapping[str, int]
    stale: bool
    verification: Verification | None = None
    due: int | None = 0

    @property
    def since(self) -> dt.date | None:
        """Return from which day on all votes are held, where the feed has not given all of them yet."""
        categories = {each.name: each for each in self.categories}
        feed, api = categories.get("Stemming"), categories.get(SINCE)
        return day_of_token(api.token) if api is not None and (feed is None or feed.whole is None) else None


# --- what changed in it ----------------------------------------------------------------------------------------------


class What(StrEnum):
    """What became of an entity since a day. UNCERTAIN: new or corrected, for earlier versions are not held."""

    NEW = "new"
    CORRECTED = "corrected"
    DELETED = "deleted"
    RETURNED = "returned"
    STATUS = "status"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of an entity's fields and relations (old, new), or of a proposal's status.

    ``number`` is what people know it by (Zaak.Nummer, DocumentNummer), ``title`` its Onderwerp or Titel. Of a vote row
    ``who`` is whose it is; ``besluiten`` are the ids of the decisions that it, or a Besluit itself, is of.
    """

    what: What
    entity: str
    id: str
    number: str | None
    title: str | None
    changed: dt.datetime | None
    fields: Mapping[str, tuple[Any, Any]]
    besluiten: tuple[str, ...] = ()
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened to a proposal, as people say it; ``ref`` and ``title`` are its own, ``changed`` when."""

    ref: Ref | None
    title: str | None
    words: Words
    changed: dt.datetime | None = None


# --- what a search finds ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """A proposal that was found. ``id`` is that of the Zaak; ``zaak`` and ``document`` are their official numbers.

    ``day`` is that of its last decision, else the day it was submitted. ``marks`` are the places of the words found,
    as ``snippet[start:end]``; there are none where only its numbers, its submitters, its kind or its status match.
    ``score`` orders the hits of one query, and says nothing else.
    """

    id: str
    ref: Ref | None
    title: str | None
    kind: votes.Kind
    status: votes.Status
    day: dt.date | None
    score: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    zaak: str | None = None
    document: str | None = None
    matched: Literal["title", "text"] = "title"


@dataclass(frozen=True, slots=True)
class Hits(Shown):
    """A page of what was found, best first; ``total``: of all pages, ``cut``: the end of the query was not read.

    ``filled`` says how far the record was; ``papers`` of how many proposals the text of the paper was searched too.
    """

    hits: tuple[Hit, ...]
    total: int
    cut: bool = False
    filled: Filled = WHOLE
    papers: int = 0


# --- what the audit found --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A finding of the audit as it is kept. ``zaak``, ``title`` and ``day`` say what proposal and vote it concerns.

    ``sources`` are those of the decision and its rows as they are held: where, when and by which road they came.
    ``confirmed`` is the answer of the service that shows the same, where it was asked again.
    """

    finding: Finding
    zaak: str | None = None
    title: str | None = None
    day: dt.date | None = None
    first_seen: dt.datetime | None = None
    new: bool = False
    sources: tuple[Source, ...] = ()
    confirmed: Source | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """How often a check found something, the severity of the worst, and how many are new since the audit before."""

    check: str
    severity: Severity
    count: int
    new: int


@dataclass(frozen=True, slots=True)
class Audit(Shown):
    """What an audit came to. ``looked`` counts the decisions and proposals that were looked at by this one.

    ``findings`` are all that hold now within the period, also those that earlier audits found; ``gone`` those that
    this one found no more. ``votes`` counts the votes in the period. ``first``: there is none to compare with.
    ``only_here``: how many were left out of a report, since the service was not seen to show them.
    """

    since: dt.date | None
    until: dt.date | None
    votes: int
    looked: int
    first: bool
    findings: tuple[Audited, ...]
    gone: tuple[Audited, ...]
    only_here: int = 0

    def totals(self) -> tuple[Total, ...]:
        """Return how often each check found something, the worst first, then the most frequent."""
        by_check: dict[str, list[Audited]] = {}
        for found in self.findings:
            by_check.setdefault(found.finding.check, []).append(found)
        order = list(Severity)
        totals = [
            Total(
                name,
                min((found.finding.severity for found in some), key=order.index),
                len(some),
                sum(found.new for found in some),
            )
            for name, some in by_check.items()
        ]
        return tuple(
            sorted(totals, key=lambda total: (order.index(total.severity), -total.count, total.check))
        )


# --- how much was looked at ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was read and held against the official data.

    ``decisions`` are those it has; ``compared`` those that the data have too, of which ``agree``, ``differ`` and
    ``unclear`` are parts; ``headed`` those of which only a heading tells; ``not_read`` those whose words were not
    understood; ``unread`` are the lines that were not. ``held_since`` is the day from which on the record that it was
    held against has the votes, ``None`` if that has all of them.
    """

    decisions: int
    compared: int
    agree: int
    differ: int
    unclear: int
    unread: int
    headed: int = 0
    not_read: int = 0
    held_since: dt.date | None = None

    @property
    def whole(self) -> bool:
        """Return whether there was something to read, and all of it was read and compared."""
        return 0 < self.decisions == self.compared and not self.unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file or reference as it was checked: its findings are in ``overview``.

    ``coverage`` is ``None`` for a reference; ``not_compared`` says why a document was not held against official data.
    """

    name: str
    overview: Overview
    origin: Words
    compared: bool = False
    coverage: Coverage | None = None
    not_compared: Words | None = None


# --- what a comparison found -----------------------------------------------------------------------------------------


class State(StrEnum):
    """How an account and the record stand to each other on one decision.

    ``UNCLEAR``: names of members do not tell whether they agree.
    """

    AGREE = "agree"
    DIFFER = "differ"
    UNCLEAR = "unclear"
    ONLY_ACCOUNT = "only_account"
    ONLY_RECORD = "only_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One decision in the account and in the record; ``None`` where one of them does not have it.

    ``why`` says of what stands alone why it could not be joined. ``differences`` are all facts on which they differ.
    """

    state: State
    ref: Ref | None
    part: str | None = None
    vote: AccountVote | None = None
    proposal: Proposal | None = None
    decision: Decision | None = None
    findings: tuple[Finding, ...] = ()
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class DocumentComparison(Shown):
    """A document beside the record: the findings, and the document put right.

    ``lines`` are those of the document beside those of it put right, both in the form of the Senate; ``None`` where one
    of the two has no such line.
    """

    document: Overview
    record: Overview
    corrected: Overview
    findings: tuple[Finding, ...]
    lines: tuple[tuple[str | None, str | None], ...]
    origin: Words
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class AccountComparison(Shown):
    """The account of a sitting beside the record, decision by decision."""

    account: Account
    pairs: tuple[Pair, ...]
    origin: Words
    held_since: dt.date | None = None


class Stand(StrEnum):
    """How what a party intended and what is recorded stand to each other.

    ``NOT_STATED``: there was a vote, and the record does not say where the party stood, or not on one side only.
    """

    SAME = "same"
    DIFFERS = "differs"
    NOT_VOTED = "not_voted"
    NOT_THERE = "not_there"
    RENUMBERED = "renumbered"
    NOT_INTENDED = "not_intended"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """One paper: how a party meant to vote and how it is recorded; ``by`` is the paper that replaced it."""

    stand: Stand
    ref: Ref
    intended: Side | None
    recorded: Side | None = None
    proposal: Proposal | None = None
    decision: Decision | None = None
    by: Ref | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class IntendedComparison(Shown):
    """What a party intended beside what is recorded; ``request`` is what it can say to have it noted (aantekening)."""

    party: PartyName
    rows: tuple[Intention, ...]
    request: Words | None
    origin: Words
    held_since: dt.date | None = None


Comparison = DocumentComparison | AccountComparison | IntendedComparison


def differs(made: Comparison) -> bool:
    """Return whether a comparison found that one of the two must be wrong, or a vote was not as intended."""
    if isinstance(made, DocumentComparison):
        return any(each.severity is Severity.ERROR for each in made.findings)
    if isinstance(made, AccountComparison):
        return any(pair.state is State.DIFFER for pair in made.pairs)
    return any(row.stand is Stand.DIFFERS for row in made.rows)


# --- how the official service does ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionState:
    """How a version of the service did. ``why`` it cannot be used; ``None`` if it can.

    ``page`` is the number of rows on a page; ``missing`` are the names that it lacks and an answer rests on,
    ``unused`` those that it lacks and nothing rests on, ``new`` those that are not known here; ``delay`` is that of the
    slowest request, in seconds; ``vote`` the tally of the vote that is known, for, against and not voting.
    """

    name: str
    why: Words | None
    page: int | None = None
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    delay: float | None = None
    vote: tuple[int, int, int] | None = None

    @property
    def right(self) -> bool:
        """Return whether the known vote came out right."""
        return self.vote == KNOWN_VOTE


KNOWN_VOTE = (149, 0, 1)
"""How the House voted on bill 36470-VI on 21 December 2023: for, against, not voting."""


@dataclass(frozen=True, slots=True)
class ServiceState:
    """How the official service did when it was asked; ``feed`` is why the SyncFeed did not answer."""

    server: str
    asked: dt.datetime
    requests: int
    versions: tuple[VersionState, ...]
    feed: Words | None
    feed_delay: float | None
