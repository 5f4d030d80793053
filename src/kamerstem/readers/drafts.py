"""What an overview says of a decision or a proposal while it is being read, and the model that comes of it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kamerstem.dataclasses import dataclass, field, replace
from kamerstem.model import form, parties
from kamerstem.model.majorities import majority_rule
from kamerstem.model.overview import Overview, Place
from kamerstem.model.refs import Ref
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Claim,
    Decision,
    Feature,
    Kind,
    Method,
    Part,
    Proposal,
    Relation,
    RelationKind,
    Result,
    Side,
    Sitting,
    Statement,
    Status,
    Step,
    Submitters,
    Tally,
    status_after,
    weight,
)
from kamerstem.readers.ballots import resolve, with_seats
from kamerstem.readers.grammar import Clause, Count, Names
from kamerstem.readers.lines import Line

DOCUMENT = "document"
Outcome = tuple[Step, Result | None]


@dataclass(slots=True)
class Vote:
    """A decision while it is being read: its words are there before its date, its House and its lists are."""

    step: Step
    result: Result | None
    place: Place
    text: str
    method: Method | None = None
    no_method: bool = False
    day: date | None = None
    day_text: str | None = None
    no_day: bool = False
    announced: tuple[int, int] | None = None
    winner: bool = False  # which of the announced numbers is for, only the result says
    counts: dict[Side, Count] = field(default_factory=dict)  # numbers that stand with one side each
    counted: dict[Side, Line] = field(default_factory=dict)  # the words of those numbers, on their lines
    unheld: list[Line] = field(default_factory=list)  # of these, what agrees with nothing else that is stated
    unresolved: list[Line] = field(default_factory=list)  # lists of which nobody knows who is in them
    cause: str | None = None
    lists: dict[Side, Names] = field(default_factory=dict)
    places: dict[Side, Place] = field(default_factory=dict)
    listed: list[Line] = field(default_factory=list)  # the lines that the lists come from
    headed: bool = False  # only a heading states it
    doubtful: set[Side] = field(default_factory=set)  # sides with two lists that differ: neither is taken

    @classmethod
    def of(cls, clause: Clause, place: Place) -> "Vote":
        """Return the decision that a clause states."""
        assert clause.step is not None  # noqa: S101
        vote = cls(clause.step, clause.result, place, clause.words, clause.method)
        vote.no_method, vote.no_day = "method" in clause.unstated, "date" in clause.unstated
        if clause.days:
            vote.day, vote.day_text = clause.days[0].date, clause.days[0].text
        vote.announced, vote.winner, vote.cause = clause.tally, clause.winner, clause.cause
        vote.lists |= clause.sides
        vote.places |= dict.fromkeys(clause.sides, place)
        return vote

    def completes(self, headed: "Vote") -> bool:
        """Take the lists of the same decision, which so far only a heading stated; False where it is another."""
        if not headed.headed or (headed.step, headed.result) != (self.step, self.result):
            return False
        if not self.lists.keys().isdisjoint(headed.lists) or headed.doubtful:
            return False
        self.lists |= headed.lists
        self.places |= headed.places
        self.counts, self.counted = headed.counts | self.counts, headed.counted | self.counted
        self.listed = [*headed.listed, *self.listed]
        return True

    def line_of(self, side: Side) -> Line:
        """Return the words in which a list stands."""
        place = self.places.get(side, self.place)
        return next((line for line in self.listed if line.place == place), Line(place, self.text))


@dataclass(slots=True)
class Item:
    """A proposal while it is being read; ``papers`` are several that one line names, and that fared the same.

    ``heading`` is what the heading above it says became of it, and ``by`` its words and its place. ``under``: it stands
    under the amendment that it would change. ``doubt``: words that may decide on it were not read.
    """

    kind: Kind
    refs: list[Ref | None] = field(default_factory=lambda: [None])
    heading: Outcome | None = None
    pending: bool = False
    by: tuple[str, Place] | None = None
    place: Place = field(default_factory=lambda: Place(0))
    under: bool = False
    title: str | None = None
    subject: str | None = None
    submitters: Submitters | None = None
    articles: tuple[str, ...] | None = None
    explanation: list[str] | None = None
    relations: list[Relation] = field(default_factory=list)
    decisions: list[Vote] = field(default_factory=list)
    parts: list[tuple[str, tuple[str, ...] | None, list[Vote]]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    undecided: bool = False
    only: str | None = None  # the part that its line names: what is decided is decided on that
    doubt: bool = False
    listed: bool = False  # the line that names it says what became of it
    told: list[Line] = field(default_factory=list)  # lines of its explanation with words of a result

    @property
    def settled(self) -> bool:
        """Return whether its decisions have begun, so that no explanation can follow."""
        return bool(self.decisions or self.parts or self.statements or self.undecided)

    @property
    def votes(self) -> Iterator[Vote]:
        """Yield its votes, those on its parts included."""
        yield from self.decisions
        for _, _, votes in self.parts:
            yield from votes

    @property
    def untold(self) -> bool:
        """Return whether no words of its own say what became of it."""
        return not (self.parts or self.undecided) and all(vote.headed for vote in self.decisions)

    @property
    def status(self) -> Status | None:
        """Return the status that the heading above it says, ``None`` where it says none."""
        if self.pending:
            return Status.PENDING
        return (
            None
            if self.heading is None
            else status_after([Decision(step=self.heading[0], result=self.heading[1])])
        )

    def by_heading(self) -> Vote | None:
        """Return the decision that the heading states, and make it the item's own."""
        if self.heading is None or self.by is None or self.undecided or self.doubt:
            return None
        vote = Vote(*self.heading, self.place, self.by[0], headed=not self.listed)
        self.decisions.append(vote)
        return vote


def submitters(words: str | None, *, others: bool) -> Submitters | None:
    """Return who submitted, of "Grinwis en Ceder"; ``None`` where it is not stated."""
    if words is None and not others:
        return None
    return Submitters(tuple(Actor(name, _actor_kind(name)) for name in form.split_list(words or "")), others)


def _actor_kind(name: str) -> ActorKind:
    lower = name.lower().removeprefix("de ")
    if "commissie" in lower:
        return ActorKind.COMMITTEE
    if lower.startswith(("minister", "staatssecretaris", "regering")):
        return ActorKind.GOVERNMENT
    return ActorKind.DELEGATE if "gedelegeerde" in lower else ActorKind.MEMBER


# --- from what was read to the model --------------------------------------------------------------------------------


@dataclass(slots=True)
class Defaults:
    """What lines above the proposals say of all of them, where they do not say otherwise."""

    days: dict[Kind, tuple[date | None, str]] = field(default_factory=dict)
    method: Method | None = None


def proposals(
    item: Item, defaults: Defaults, find: Callable[[str], Ref | None], features: tuple[Feature, ...] = ()
) -> list[Proposal]:
    """Return the proposals of an item: one, or one for each paper that its line names."""
    if not item.decisions and not item.undecided:
        decided = [status_after(_plain(votes)) for _, _, votes in item.parts if votes]
        if not decided or len(set(decided)) > 1:
            item.by_heading()

    def decide(votes: Iterable[Vote]) -> tuple[Decision, ...]:
        return tuple(_decision(vote, item, defaults, find, features) for vote in votes)

    made = Proposal(
        kind=item.kind,
        features=features,
        title=item.title,
        subject=item.subject,
        submitters=item.submitters,
        articles=item.articles,
        explanation=None if item.explanation is None else tuple(item.explanation),
        parts=tuple(Part(label, articles, decide(votes)) for label, articles, votes in item.parts),
        relations=tuple(item.relations),
        decisions=decide(item.decisions),
        statements=tuple(item.statements),
        heading=item.status,
        doubted=item.doubt,
        derived=("/features",) if features else (),
    )
    return [replace(made, ref=ref) for ref in item.refs]


def _plain(votes: Iterable[Vote]) -> list[Decision]:
    return [Decision(step=vote.step, result=vote.result) for vote in votes]


def _decision(
    vote: Vote,
    item: Item,
    defaults: Defaults,
    find: Callable[[str], Ref | None],
    features: tuple[Feature, ...],
) -> Decision:
    day, day_text, method = vote.day, vote.day_text, vote.method
    if vote.step is Step.VOTE:
        if day is None and day_text is None and not vote.no_day:
            day, day_text = defaults.days.get(item.kind, (None, None))
        if method is None and not vote.no_method:
            method = defaults.method
    lists = resolve(vote.lists, day)
    vote.unresolved = [vote.line_of(side) for side, ballots in lists.sides.items() if ballots is None]
    bill = features if item.kind is Kind.BILL else ()
    rule = majority_rule(bill, day) if vote.step is Step.VOTE else None
    decision = Decision(
        step=vote.step,
        result=vote.result,
        sitting=Sitting(day, date_text=None if day else day_text) if day or day_text else None,
        text=vote.text,
        method=method,
        for_=lists.sides.get(Side.FOR),
        against=lists.sides.get(Side.AGAINST),
        not_voting=lists.sides.get(Side.NOT_VOTING),
        announced=_announced(vote, plain=rule is None or rule.fraction == "1/2"),
        rule=rule,
        house=parties.house_on(day) if day else None,
        caused_by=find(vote.cause) if vote.cause else None,
        claims=(Claim(DOCUMENT, str(vote.place)),),
        headed=vote.headed,
    )
    made = with_seats(decision, lists.excepted, lists.unsized)
    vote.unheld = [vote.counted[side] for side in vote.counts if not _held(vote, side, made)]
    return replace(made, derived=(*(f"/{side}" for side in lists.derived), *made.derived))


def _held(vote: Vote, side: Side, made: Decision) -> bool:
    """Tell whether the number of a side is in the tally, or is how many its list has: of seats, or of names."""
    count, ballots, tally = vote.counts[side], made.side(side), made.announced
    told = {Side.FOR: tally.for_, Side.AGAINST: tally.against}.get(side) if tally is not None else None
    if told == count.number or ballots is None:
        return told == count.number
    return count.number in (weight(ballots), None if count.weighed else len(ballots))


def _announced(vote: Vote, *, plain: bool) -> Tally | None:
    """Return the numbers for and against; of "met 80 tegen 62" the result says which, where half is enough."""
    if vote.announced is None:
        for_, against = (_number(vote, side) for side in (Side.FOR, Side.AGAINST))
        return None if for_ is None or against is None or _counts_names(vote) else Tally(for_, against)
    if not vote.winner:
        return Tally(*vote.announced)
    fewer, more = sorted(vote.announced)
    if not plain or vote.result not in (Result.ADOPTED, Result.REJECTED):
        return None
    return Tally(more, fewer) if vote.result is Result.ADOPTED else Tally(fewer, more)


def _number(vote: Vote, side: Side) -> int | None:
    """Return the number that stands with a side; nobody is none, where another number makes a tally of it."""
    if side in vote.counts:
        return vote.counts[side].number
    return 0 if vote.counts and vote.lists.get(side) == Names() else None


def _counts_names(vote: Vote) -> bool:
    """Tell whether the numbers of labels count the parties that follow ("Voor (13): ..."), and no votes."""
    names = [name for side in vote.counts if side in vote.lists for name in vote.lists[side].names]
    if any(count.weighed for count in vote.counts.values()):
        return False
    if any(name.party or name.titled for name in names):
        return False
    return sum(count.number for count in vote.counts.values()) < 2 * len(names)


def relations(
    kind: RelationKind, papers: Iterable[str], find: Callable[[str], Ref | None]
) -> list[Relation] | None:
    """Return the relations to papers; ``None`` where one of them is no paper."""
    found = [find(paper) for paper in papers]
    return [Relation(kind, ref) for ref in found if ref] if all(found) else None


def with_partial(overview: Overview, notes: Iterable[Place]) -> Overview:
    """Mark the decisions that stand right before these places as partial: the document says that they are."""
    starts = [
        (place.sort_key, made)
        for _, _, made in overview.decisions()
        for claim in made.claims
        if (place := Place.read(claim.place)) is not None
    ]
    starts.sort(key=lambda each: each[0])
    marked = {
        id(made)
        for note in notes
        if (made := next((made for at, made in reversed(starts) if at <= note.sort_key), None)) is not None
    }

    def told(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
        return tuple(replace(made, partial=id(made) in marked) for made in decisions)

    def item(made: Proposal) -> Proposal:
        parts = tuple(replace(part, decisions=told(part.decisions)) for part in made.parts)
        return replace(made, decisions=told(made.decisions), parts=parts)

    return replace(
        overview,
        bill=item(overview.bill) if overview.bill else None,
        amendments=tuple(map(item, overview.amendments)),
        motions=tuple(map(item, overview.motions)),
        other=tuple(map(item, overview.other)),
    )
