"""The voting overview as a document: what was asked about, the proposals, what the checks found, the sources.

An overview is a view on proposals and decisions; it holds nothing that they do not say.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kamerstem.dataclasses import dataclass
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.refs import Dossier, Ref, sort_key
from kamerstem.model.showing import Shown
from kamerstem.model.votes import Ballot, Ballots, Decision, Kind, Proposal, RelationKind, Side

if TYPE_CHECKING:
    from kamerstem.model.papers import QuotedPaper


class SubjectKind(StrEnum):
    """What an overview is about."""

    BILL = "bill"
    PAPER = "paper"
    ITEM = "item"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was asked: its kind, reference and title."""

    kind: SubjectKind
    ref: Ref | None
    title: str | None = None


class SourceKind(StrEnum):
    """Where a statement comes from."""

    SYNCFEED = "syncfeed"
    ODATA = "odata"
    VERSLAG = "verslag"
    HANDELINGEN = "handelingen"
    PAPER = "paper"
    OVERVIEW_DOCUMENT = "overview-document"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its provenance: the address, when it was fetched, and the hash of what came."""

    id: str
    kind: SourceKind
    url: str | None = None
    fetched: datetime | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something stands, as a clerk would count: lines of a text, lines of a page, paragraphs.

    ``page`` counts from 1 and is ``None`` for a document without pages; ``paragraph`` says that ``number`` counts the
    paragraphs of a document that is laid out anew on each screen (Word, HTML).
    """

    number: int
    page: int | None = None
    paragraph: bool = False

    def __str__(self) -> str:
        """Return "12", "2:7" or "p9", as a claim has it; :meth:`read` reads it back."""
        return f"{self.page}:{self.number}" if self.page else f"{'p' * self.paragraph}{self.number}"

    @classmethod
    def read(cls, text: str | None) -> "Place | None":
        """Return the place that a claim gives; ``None`` where it gives another kind of place."""
        match = re.fullmatch(r"(?:(\d+):|(p))?(\d+)", text or "", re.ASCII)
        return cls(int(match[3]), int(match[1]) if match[1] else None, bool(match[2])) if match else None

    @property
    def sort_key(self) -> tuple[int, int]:
        """Return what sorts places as a reader meets them."""
        return (self.page or 0, self.number)

    @property
    def words(self) -> Words:
        """Return "regel 12", "blad 2, regel 7" or "alinea 9"."""
        if self.paragraph:
            return Words(f"alinea {self.number}", f"paragraph {self.number}")
        if self.page is None:
            return Words(f"regel {self.number}", f"line {self.number}")
        return Words(f"blad {self.page}, regel {self.number}", f"page {self.page}, line {self.number}")


class Severity(StrEnum):
    """ERROR contradicts; WARNING is left out or doubtful; INFO is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. ``at`` is a JSON pointer into the overview's JSON, ``place`` where in a document it is.

    ``about`` is the official entity it concerns, as its kind and id ("Besluit", "abaf42ce-..."), where there is one.
    """

    check: str
    severity: Severity
    at: str
    message: Words
    ref: Ref | None = None
    expected: str | None = None
    found: str | None = None
    source: str | None = None
    place: Place | None = None
    about: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line of a document that no rule understood, with its place and its words.

    ``beside`` is the line that says something else of the same thing: then neither was taken. ``lost`` says of what
    shows there and is no line of text, or cannot be read as one, what it is. ``around``: it stands above or below
    the overview and has no word of a vote, no number and no party ("Met vriendelijke groet,").
    """

    place: Place
    text: str
    beside: Place | None = None
    lost: Words | None = None
    around: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Shown):
    """How the House voted on a bill and everything that goes with it.

    ``motions_elsewhere`` counts the dossier's motions that are not of this bill's debates, ``None`` where a source
    does not tell. ``papers`` are the texts of the amendments whose papers were read. ``order_known`` says whether
    parties stand in the seating order of that day's House (else derived). ``unlisted`` are other versions of these
    proposals, with which their lives can be told. ``held_since`` is the day from which on the record that it is of has
    the votes, ``None`` where that has all of them.
    """

    subject: Subject
    bill: Proposal | None = None
    amendments: tuple[Proposal, ...] = ()
    motions: tuple[Proposal, ...] = ()
    other: tuple[Proposal, ...] = ()
    motions_elsewhere: int | None = None
    order_known: bool = False
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    papers: "tuple[QuotedPaper, ...]" = ()
    unlisted: tuple[Proposal, ...] = ()
    held_since: date | None = None

    @property
    def is_dossier(self) -> bool:
        """Return whether it is of a dossier that no bill is in, as far as the source tells."""
        return self.subject.kind is SubjectKind.BILL and self.bill is None

    def items(self) -> Iterator[tuple[str, Proposal]]:
        """Yield every proposal with its JSON pointer, the bill first."""
        if self.bill is not None:
            yield "/bill", self.bill
        for name, proposals in (
            ("amendments", self.amendments),
            ("motions", self.motions),
            ("other", self.other),
        ):
            for index, proposal in enumerate(proposals):
                yield f"/{name}/{index}", proposal

    def decisions(self) -> Iterator[tuple[str, Proposal, Decision]]:
        """Yield every decision, those on parts included, with its JSON pointer and its proposal."""
        for at, proposal in self.items():
            for index, decision in enumerate(proposal.decisions):
                yield f"{at}/decisions/{index}", proposal, decision
            for part_index, part in enumerate(proposal.parts):
                for index, decision in enumerate(part.decisions):
                    yield f"{at}/parts/{part_index}/decisions/{index}", proposal, decision

    def stated(self) -> dict[str, Any]:
        """Return what a document in the Senate's form can state, to compare two overviews with.

        The bill, references, titles, dates, steps, results, methods, lists (``None`` apart from empty), numbers,
        submitters, subjects, articles, parts, explanations. Not: seats, sources, findings, advice. Proposals are
        sorted by kind and reference, since a document groups them by outcome.
        """
        return {
            "subject": (str(self.subject.kind), _ref(self.subject.ref), self.subject.title),
            "bill": _stated_proposal(self.bill) if self.bill else None,
            **{
                name: sorted((_stated_proposal(proposal) for proposal in proposals), key=repr)
                for name, proposals in (
                    ("amendments", self.amendments),
                    ("motions", self.motions),
                    ("other", self.other),
                )
            },
        }


def seating_known(overview: Overview) -> bool:
    """Return whether the seating order is known for the day of every count in the overview."""
    days = {d.date for _, _, d in overview.decisions() if d.date is not None and any(d.ballots())}
    return bool(days) and all(parties.seating_on(day)[1] for day in days)


def in_order(proposals: "tuple[Proposal, ...] | list[Proposal]") -> tuple[Proposal, ...]:
    """Return proposals sorted by reference, those without one last."""
    return tuple(sorted(proposals, key=lambda p: (p.ref is None, sort_key(p.ref) if p.ref else ())))


def paper_number(ref: Ref | None) -> str | None:
    """Return the number within the dossier ("4", "175a"), ``None`` for a reference that has none."""
    return getattr(ref, "number", None) if ref is not None and hasattr(ref, "dossier") else None


def dossier_of(ref: Ref | None) -> Dossier | None:
    """Return the dossier a reference belongs to, ``None`` where it does not say."""
    if isinstance(ref, Dossier):
        return ref
    return getattr(ref, "dossier", None)


def _ref(ref: Ref | None) -> str | None:
    return str(ref) if ref is not None else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stated_proposal(proposal: Proposal) -> dict[str, Any]:
    submitters = proposal.submitters
    bill = proposal.kind in (Kind.BILL, Kind.BILL_PART)
    return {
        "kind": str(proposal.kind),
        "ref": _ref(proposal.ref),
        "title": proposal.title if bill else None,
        "subject": None if bill else proposal.subject,
        "submitters": submitters
        and (tuple(actor.name for actor in submitters.actors), submitters.and_others),
        "articles": proposal.articles,
        "explanation": proposal.explanation,
        "amends": [str(ref) for ref in proposal.related(RelationKind.AMENDS)],
        "replaces": [str(ref) for ref in proposal.related(RelationKind.REPLACES)],
        "parts": [
            (part.label, part.articles, [_stated_decision(decision) for decision in part.decisions])
            for part in proposal.parts
        ],
        "decisions": [_stated_decision(decision) for decision in proposal.decisions],
    }


def _stated_decision(decision: Decision) -> dict[str, Any]:
    return {
        "step": str(decision.step),
        "result": decision.result and str(decision.result),
        "date": _day(decision.date),
        "method": decision.method and str(decision.method),
        "announced": decision.announced and (decision.announced.for_, decision.announced.against),
        "caused_by": _ref(decision.caused_by),
        **{str(side): _stated_ballots(decision.side(side)) for side in Side},
    }


def _stated_ballots(ballots: Ballots) -> list[tuple[str | None, str | None, bool]] | None:
    """Return the names on one side, parties by id where it is known; sorted, for order is not what is stated."""
    if ballots is None:
        return None
    return sorted((_stated_ballot(ballot) for ballot in ballots), key=repr)


def _stated_ballot(ballot: Ballot) -> tuple[str | None, str | None, bool]:
    party = (ballot.party.id or ballot.party.name) if ballot.party else None
    return party, ballot.member.name if ballot.member else None, ballot.mistake
