"""Who decided what, and how: proposals, decisions, ballots, statements.

A :class:`Proposal` is decided on by one or more :class:`Decision` s, in sequence; re-votes, ties and postponements are
simply several decisions, and :attr:`Proposal.status` follows from them. What a source does not say is ``None``
("not stated"); an empty tuple is "nobody". What was counted stands: a later correction is a :class:`Statement`, shown
beside the vote, and never changes a ballot.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, cast

from kamerstem.model import parties
from kamerstem.model.majorities import MajorityRule
from kamerstem.model.parties import House
from kamerstem.model.refs import Ref

if TYPE_CHECKING:
    from kamerstem.model.ledger import Ledger
    from kamerstem.model.seats import Seated

# --- the words of the field ---------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What is put to the House (official field: Zaak.Soort, or the paper's own heading)."""

    BILL = "bill"
    BILL_PART = "bill_part"
    AMENDMENT = "amendment"
    SUB_AMENDMENT = "sub_amendment"
    MOTION = "motion"
    LETTER = "letter"
    COMMITTEE_PROPOSAL = "committee_proposal"
    ORDER_REQUEST = "order_request"
    RULES_CHANGE = "rules_change"
    NOMINATION = "nomination"
    UNKNOWN = "unknown"  # a vote that the record ties to no Zaak


class Feature(StrEnum):
    """What sets a bill apart: its procedure or its majority depends on it."""

    BUDGET = "budget"
    INITIATIVE = "initiative"
    KINGDOM_ACT = "kingdom_act"
    CONSTITUTION_FIRST_READING = "constitution_first_reading"
    CONSTITUTION_SECOND_READING = "constitution_second_reading"
    TREATY = "treaty"
    TREATY_DEPARTING = "treaty_departing_from_constitution"
    MEMBERS_ALLOWANCES = "members_allowances"
    RAMING = "raming"


class Step(StrEnum):
    """The way a decision was reached."""

    VOTE = "vote"
    WITHOUT_VOTE = "without_vote"
    HOLD_OVER = "hold_over"
    POSTPONE = "postpone"
    WITHDRAW = "withdraw"
    TAKE_OVER = "take_over"
    LAPSE = "lapse"
    INADMISSIBLE = "inadmissible"
    BY_CONSEQUENCE = "by_consequence"


class Result(StrEnum):
    """What a vote came to. A 75-75 that settles the matter is REJECTED; one that leaves it open is TIED."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"
    UNDETERMINED = "undetermined"
    VOID = "void"


class Method(StrEnum):
    """How the votes were taken (official field: Besluit.StemmingsSoort)."""

    SHOW_OF_HANDS = "show_of_hands"
    ROLL_CALL = "roll_call"
    BALLOT = "ballot"
    SITTING_STANDING = "sitting_standing"


class Status(StrEnum):
    """Where a proposal stands after its last decision."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    HELD_OVER = "held_over"
    TAKEN_OVER = "taken_over"
    INADMISSIBLE = "inadmissible"
    PENDING = "pending"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Where a ballot stands (official field: Stemming.Soort; the House knows no abstention)."""

    FOR = "for"
    AGAINST = "against"
    NOT_VOTING = "not_voting"


# --- who ------------------------------------------------------------------------------------------------------------


class ActorKind(StrEnum):
    """Who acts."""

    MEMBER = "member"
    PARTY = "party"
    GROUP = "group"
    COMMITTEE = "committee"
    GOVERNMENT = "government"
    DELEGATE = "delegate"


@dataclass(frozen=True, slots=True)
class PartyName:
    """A party as a source names it: ``id`` is stable through renamings, ``None`` where the party is not known."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who submits, signs or speaks. ``role`` is the official ZaakActor.Relatie or DocumentActor.Relatie."""

    name: str
    kind: ActorKind = ActorKind.MEMBER
    party: PartyName | None = None
    role: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Submitters:
    """Who submitted a proposal; ``and_others`` where the source says "c.s." without naming them all."""

    actors: tuple[Actor, ...]
    and_others: bool = False


# --- counting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """A member as a ballot names him or her; ``person`` is the official Persoon.Id.

    ``first_name`` is one that stands beside the name (official field: in brackets in Stemming.ActorNaam).
    """

    name: str
    person: str | None = None
    first_name: str | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One actor's ballot on one side, weighing ``seats`` (``None``: the weight is not known).

    With a ``member`` it is that member's own ballot: at a roll call, or of a member who voted apart from the party in a
    show of hands. A party's ballot does not include the members who stand apart from it: the sum over all ballots
    is the vote.
    """

    party: PartyName | None
    seats: int | None
    member: Member | None = None
    mistake: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes for and against as the chair announced them (official field: the numbers in Besluit.BesluitTekst)."""

    for_: int
    against: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The seats (at a roll call: members) on each side, added up from the ballots.

    ``seats`` is the House of that day; ``complete`` whether the ballots add up to it, no party of it is missing and
    nobody stands twice, ``None`` where the House of that day is not known for certain; ``missing`` the parties of that
    House that have no ballot (with one that surely sat, the count is not complete, however many seats there were).
    """

    for_: int
    against: int
    not_voting: int | None
    seats: int | None
    complete: bool | None
    missing: tuple[PartyName, ...]

    @property
    def cast(self) -> int:
        """Return the votes cast: for plus against. Who did not vote counts for neither (Grondwet 67)."""
        return self.for_ + self.against


@dataclass(frozen=True, slots=True)
class Gap:
    """What the ballots of a vote lack of the House of that day: seats, and the parties of which none is there.

    A roll call names no parties: it lacks members, and where it breaks off is not where a party stood.
    """

    seats: int
    parties: tuple[PartyName, ...]


# --- decisions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sitting:
    """When and where a decision fell. ``date`` is Activiteit.Datum, never an edit date.

    ``date_text`` is kept where a source gives a date that does not exist ("30 februari 2024"); ``item`` is the
    title of the agenda item and ``order`` the decision's place in it (AgendapuntZaakBesluitVolgorde).
    """

    date: dt.date | None
    number: str | None = None
    item: str | None = None
    order: int | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Which source says so, and where in it: a line, a record's id."""

    source: str
    place: str | None = None


Ballots = tuple[Ballot, ...] | None


@dataclass(frozen=True, kw_only=True)  # no slots: what follows from it is worked out once
class Decision:
    """One decision on a proposal or on a part of it, with its count if there was one.

    ``for_``, ``against`` and ``not_voting`` are the ballots of each side: ``None`` where the source does not give
    the list, empty where it says nobody. ``house`` is the House of that very day, against which a count is complete
    or not; ``seated`` who sat by the official seats, where the source tells. ``text`` are the official words
    (Besluit.BesluitTekst), ``remark`` what the record adds to them (Besluit.Opmerking). ``awaited`` says that who was
    for and against is still to come: rows of a vote come the same day, or some days later; ``partial`` that a document
    says itself that its lists are not whole. ``derived`` lists, as JSON
    pointers into the decision's JSON, values that the source does not state. ``headed``: of a document,
    only the heading above says so.
    """

    step: Step
    result: Result | None = None
    id: str | None = None
    sitting: Sitting | None = None
    text: str | None = None
    remark: str | None = None
    method: Method | None = None
    for_: Ballots = None
    against: Ballots = None
    not_voting: Ballots = None
    announced: Tally | None = None
    rule: MajorityRule | None = None
    house: House | None = None
    seated: "Seated | None" = None
    caused_by: Ref | None = None
    awaited: bool = False
    partial: bool = False
    derived: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    headed: bool = False

    @property
    def date(self) -> dt.date | None:
        """Return the day of the decision, ``None`` if not stated."""
        return self.sitting.date if self.sitting else None

    def side(self, side: Side) -> Ballots:
        """Return the ballots of one side, ``None`` if not stated."""
        return self.for_ if side is Side.FOR else self.against if side is Side.AGAINST else self.not_voting

    def lists(self) -> "tuple[tuple[Side, Ballots], ...]":
        """Return each side with its ballots, ``None`` if not stated."""
        return (Side.FOR, self.for_), (Side.AGAINST, self.against), (Side.NOT_VOTING, self.not_voting)

    def ballots(self) -> Iterator[tuple[Side, Ballot]]:
        """Yield every ballot stated, with its side."""
        for side, ballots in self.lists():
            yield from ((side, ballot) for ballot in ballots or ())

    def by_party(self, side: Side) -> "tuple[tuple[PartyName | None, int | None], ...] | None":
        """Return each party on a side with its seats there, members added to their party, in the source's order."""
        ballots = self.side(side)
        if ballots is None:
            return None
        seats: dict[PartyName | None, int | None] = {}
        for ballot in ballots:
            before = seats.get(ballot.party, 0)
            seats[ballot.party] = None if before is None or ballot.seats is None else before + ballot.seats
        return tuple(seats.items())

    def side_of(self, party: Collection[str]) -> Side | None:
        """Return where most of a party stood, of those who voted; ``None`` if it is on no list, or in two halves."""
        return stood(each for each in self.ballots() if each[1].party and each[1].party.id in party)

    @cached_property
    def counted(self) -> Counted | None:
        """Return the votes added up; ``None`` where a list or a weight that the sum needs is not known."""
        for_, against, not_voting = (weight(ballots) for _, ballots in self.lists())
        if for_ is None or against is None:
            return None
        seats = self.house.total if self.house is not None else None
        return Counted(for_, against, not_voting, seats, self.complete, self.missing)

    @cached_property
    def named(self) -> int:
        """Return the seats on all lists together, as far as their weights are known."""
        return sum(ballot.seats or 0 for _, ballot in self.ballots())

    @property
    def recorded(self) -> bool:
        """Return whether the ballots are official rows, or said to be some of them: who is not there is lost."""
        return self.id is not None or self.partial

    @cached_property
    def complete(self) -> bool | None:
        """Return whether the ballots add up to the House of that day; ``None`` where that is not known.

        Official rows are all there is of a vote: where they leave a side empty and do not add up, rows are lost.
        """
        given = [ballots for ballots in (self.for_, self.against) if ballots is not None]
        lost = self.recorded and any(given)
        if self.house is None or (len(given) < 2 and not lost) or any(weight(each) is None for each in given):
            return None
        missing = self.missing
        if any(parties.by_id(party.id).existed_on(self.house.day) for party in missing if party.id):
            return False  # however large the House was, a party that surely sat has no ballot
        if not self.house.certain:
            return None
        # A sum alone is no proof: a party can be missing while another is there with too many seats.
        people = [b.member.person for _, b in self.ballots() if b.member is not None and b.member.person]
        once = len(set(people)) == len(people)  # else somebody else's ballot may be missing
        total = sum(weight(each) or 0 for each in (self.for_, self.against, self.not_voting))
        return once and not missing and total == self.house.total

    @cached_property
    def gap(self) -> Gap | None:
        """Return what an incomplete vote lacks of the House of that day; ``None`` for any other.

        A document that does not tell who stayed away is not incomplete for that.
        """
        stated = self.recorded or self.not_voting is not None
        if self.house is None or not stated or self.complete is not False:
            return None
        parties = () if self.method is Method.ROLL_CALL else self.missing
        return Gap(max(self.house.total - self.named, 0), parties)

    @cached_property
    def missing(self) -> tuple[PartyName, ...]:
        """Return the parties of the House of that day that have no ballot; none where that House is not known."""
        there = {ballot.party.id for _, ballot in self.ballots() if ballot.party}
        return tuple(party for party in self.house_parties() if party.id not in there)

    def house_parties(self) -> tuple[PartyName, ...]:
        """Return the parties of the House of that day under the names of that day; empty if it is not known."""
        return () if self.house is None else tuple(PartyName(id, name) for id, name in self.house.names)

    @property
    def needed(self) -> int | None:
        """Return how many votes for were needed; ``None`` unless the count is whole."""
        counted = self.counted
        return self.rule.needed(counted.cast) if self.rule and counted and counted.complete else None

    @cached_property
    def margin(self) -> int | None:
        """Return the votes for above (below: negative) what was needed; ``None`` unless the count is whole."""
        return None if self.counted is None or self.needed is None else self.counted.for_ - self.needed

    @cached_property
    def apparent_margin(self) -> int | None:
        """Return the margin by the best tally there is, to list votes by; ``None`` where there is none to rely on.

        That is the count where it is whole, else what the chair announced, else the count unless votes of it are lost:
        a roll call that breaks off after a hundred members says nothing of how close it was.
        """
        counted, announced = self.counted, self.announced
        if self.rule is None:
            return None
        if announced is not None and not self.complete:
            return announced.for_ - self.rule.needed(announced.for_ + announced.against)
        if counted is None or self.complete is False:
            return None
        return counted.for_ - self.rule.needed(counted.cast)

    @cached_property
    def decisive(self) -> tuple[PartyName, ...] | None:
        """Return the parties that alone could have turned the vote by changing sides; ``None`` as for the margin."""
        margin = self.margin
        if margin is None:
            return None
        side = Side.FOR if margin >= 0 else Side.AGAINST
        turns = margin + 1 if margin >= 0 else -margin
        return tuple(party for party, seats in self.by_party(side) or () if party and (seats or 0) >= turns)


def stood(ballots: Iterable[tuple[Side, Ballot]]) -> Side | None:
    """Return where most of a party stood, by its ballots; ``None`` where there is none, or it is in two halves."""
    seats = dict.fromkeys(Side, 0)
    for side, ballot in ballots:
        seats[side] += 1 if ballot.seats is None else ballot.seats
    for_, against = seats[Side.FOR], seats[Side.AGAINST]
    if for_ == against:
        return Side.NOT_VOTING if seats[Side.NOT_VOTING] and not for_ else None
    return Side.FOR if for_ > against else Side.AGAINST


def weight(ballots: Ballots) -> int | None:
    """Return the seats of a list of ballots together; ``None`` where the list or one weight is not known."""
    seats = None if ballots is None else [ballot.seats for ballot in ballots]
    return None if seats is None or None in seats else sum(cast("list[int]", seats))


class StatementKind(StrEnum):
    """What an actor said about a decision. It is shown beside the vote and never counted."""

    MISTAKE = "mistake"
    AGAINST_NOTED = "against_noted"
    DEEMED_FOR = "deemed_for"
    DEEMED_AGAINST = "deemed_against"
    EXPLANATION = "explanation"
    OPPOSITION = "opposition"


@dataclass(frozen=True, slots=True)
class Statement:
    """A mistake, an aantekening, a correction or an explanation of vote (Reglement van Orde 1994, 69-73)."""

    actor: Actor
    kind: StatementKind
    text: str | None = None
    date: dt.date | None = None
    source: str | None = None


# --- proposals ------------------------------------------------------------------------------------------------------


class RelationKind(StrEnum):
    """How one proposal relates to another."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    SPLIT_FROM = "split_from"
    NOVELLE_TO = "novelle_to"
    READING_OF = "reading_of"
    DEBATED_WITH = "debated_with"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to another proposal; ``REPLACES`` and ``REPLACED_BY`` may stand several times (n to m)."""

    kind: RelationKind
    ref: Ref


@dataclass(frozen=True, slots=True)
class Version:
    """One paper in which a proposal was printed: its reference, its day, and what it is called there."""

    ref: Ref
    date: dt.date | None = None
    label: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be decided on by itself ("stuk nr. 10, I")."""

    label: str
    articles: tuple[str, ...] | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """The government's advice on an amendment or motion (official field: Zaak.Kabinetsappreciatie)."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Debate:
    """The debate a proposal belongs to: the agenda item under which it was decided."""

    title: str
    date: dt.date | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was put to the House, with all that happened to it.

    ``ref`` is the paper's number where there is one, else the Zaak number. ``articles`` and ``explanation`` are
    ``None`` where the source does not give them. ``ledger`` is what an amendment to a budget bill would move; ``None``
    for any other proposal, and where its paper was not read. ``heading`` is the status under which a document lists the
    proposal; it is checked against the decisions and never used instead of them. ``label`` is which version its
    subject says it is ("nader gewijzigd"), ``submitted`` the day it was (Zaak.GestartOp; of 5,276 printed motions that
    is the day in the paper, without exception), ``claims`` are the sources of all this. ``unplaced`` are numbers of
    papers that it replaces, in a dossier that the record does not tell.
    """

    kind: Kind
    ref: Ref | None = None
    zaak: str | None = None
    document: str | None = None
    features: tuple[Feature, ...] = ()
    title: str | None = None
    subject: str | None = None
    submitters: Submitters | None = None
    articles: tuple[str, ...] | None = None
    explanation: tuple[str, ...] | None = None
    parts: tuple[Part, ...] = ()
    versions: tuple[Version, ...] = ()
    relations: tuple[Relation, ...] = ()
    debate: Debate | None = None
    advice: Advice | None = None
    decisions: tuple[Decision, ...] = ()
    statements: tuple[Statement, ...] = ()
    ledger: "Ledger | None" = None
    heading: Status | None = None
    doubted: bool = False
    label: str | None = None
    submitted: dt.date | None = None
    claims: tuple[Claim, ...] = ()
    unplaced: tuple[str, ...] = ()
    derived: tuple[str, ...] = field(default=())

    @property
    def status(self) -> Status:
        """Return where the proposal stands: what its last decision that was not void says.

        Where it was decided on by part, and not settled as a whole, it is what all parts came to; parts that
        fared differently leave it UNKNOWN, and so do words about it that were not read (``doubted``).
        """
        whole = Status.UNKNOWN if self.doubted else status_after(self.decisions)
        of_parts = {status_after(part.decisions) for part in self.parts if part.decisions}
        if not of_parts or whole not in (Status.UNKNOWN, Status.PENDING, Status.HELD_OVER):
            return whole
        return of_parts.pop() if len(of_parts) == 1 and not self.doubted else Status.UNKNOWN

    def all_decisions(self) -> tuple[Decision, ...]:
        """Return the decisions on it, those on parts of it included."""
        return (*self.decisions, *(decision for part in self.parts for decision in part.decisions))

    def related(self, kind: RelationKind) -> tuple[Ref, ...]:
        """Return the proposals in that relation to this one, in the source's order."""
        return tuple(relation.ref for relation in self.relations if relation.kind is kind)


_AFTER: dict[Step, Status] = {
    Step.HOLD_OVER: Status.HELD_OVER,
    Step.POSTPONE: Status.PENDING,
    Step.WITHDRAW: Status.WITHDRAWN,
    Step.TAKE_OVER: Status.TAKEN_OVER,
    Step.LAPSE: Status.LAPSED,
    Step.INADMISSIBLE: Status.INADMISSIBLE,
}


def status_after(decisions: Iterable[Decision]) -> Status:
    """Return the status that a sequence of decisions leaves; UNKNOWN when there is none."""
    status = Status.UNKNOWN
    for decision in decisions:
        if decision.result is Result.VOID:
            continue
        if decision.step in _AFTER:
            status = _AFTER[decision.step]
        elif decision.result in (Result.TIED, Result.UNDETERMINED):
            status = Status.PENDING
        elif decision.result is not None:
            status = Status(decision.result.value)
        else:
            status = Status.UNKNOWN
    return status
