"""What an overview says of a decision or a proposal while it is being read, and the words that fill it in."""

import re
from dataclasses import dataclass, field
from datetime import date

from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.model.refs import Ref
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Kind,
    Method,
    Relation,
    Result,
    Side,
    Statement,
    Status,
    Step,
    Submitters,
    Tally,
)
from kamerstem.readers.ballots import read_ballots
from kamerstem.readers.lines import Line


@dataclass
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
    announced: Tally | None = None
    cause: str | None = None
    lists: dict[Side, str | None] = field(default_factory=dict)
    listed: list[Line] = field(default_factory=list)  # the lines that the lists come from
    doubtful: set[Side] = field(default_factory=set)  # sides with two lists that differ: neither is taken


@dataclass
class Item:
    """A proposal while it is being read."""

    kind: Kind
    heading: Status | None = None
    under: bool = False
    ref: Ref | None = None
    title: str | None = None
    subject: str | None = None
    submitters: Submitters | None = None
    articles: tuple[str, ...] | None = None
    explanation: list[str] | None = None
    relations: list[Relation] = field(default_factory=list)
    decisions: list[Vote] = field(default_factory=list)
    parts: list[tuple[str, tuple[str, ...] | None, list[Vote]]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def last_vote(self) -> Vote | None:
        """Return the decision that a list of names on a line of its own belongs to."""
        votes = self.parts[-1][2] if self.parts else self.decisions
        return votes[-1] if votes else None

    @property
    def settled(self) -> bool:
        """Return whether its decisions have begun, so that no explanation can follow."""
        return bool(self.decisions or self.parts or self.statements)


def outcome(words: str, place: Place, text: str) -> Vote:
    """Return a decision with the step and result that the words of an outcome say (``form.OUTCOMES``)."""
    folded = " ".join(words.lower().split())
    step, result = form.VARIANTS.get(folded) or next(
        outcome for outcome, names in form.OUTCOMES.items() if names.nl == folded
    )
    vote = Vote(step, result, place, " ".join(text.split()))
    if folded in form.UNANIMOUS:
        vote.lists[Side.AGAINST] = form.NOBODY.nl
    return vote


def method(words: str) -> Method:
    """Return the method that words say ("met handopsteken")."""
    folded = " ".join(words.lower().split())
    return form.METHOD_VARIANTS.get(folded) or next(
        method for method, names in form.METHODS.items() if names.nl == folded
    )


def set_day(vote: Vote, text: str | None) -> None:
    """Take a day as it is written; kept as words where it is no date."""
    if text:
        vote.day, vote.day_text = form.read_date(text), text


def set_announced(vote: Vote, text: str | None) -> None:
    """Take the numbers for and against that stand after an outcome ("70-71"), in votes."""
    if text:
        for_, against = re.findall(r"\d+", text)[-2:]
        vote.announced = Tally(int(for_[:9]), int(against[:9]))


def details(vote: Vote, text: str) -> None:
    """Read method, day, announced numbers and notes that stand around an outcome, in any order."""
    for words in re.findall(form.METHOD, text, re.IGNORECASE):
        vote.method = method(words)
    if found := re.search(rf"\bop\s+({form.DATE})", text, re.IGNORECASE):
        set_day(vote, found[1])
    if found := re.search(r"\((\d+\s*[-–/]\s*\d+)\)", text):
        set_announced(vote, found[1])
    vote.no_method = form.NO_METHOD.nl in text.lower()
    vote.no_day = form.NO_DATE.nl in text.lower()


def lists(vote: Vote, text: str) -> bool:
    """Read "Voor: A. Tegen: B." into a decision; of two lists of a side that differ, neither is taken."""
    if not text:
        return True
    marks = list(form.BALLOT_LIST.finditer(text))
    if not marks or marks[0].start() != 0:
        return False
    found: dict[Side, str | None] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        side = form.side_of(mark["side"])
        names = (
            text[mark.end() : following.start() if following else len(text)].strip().removesuffix(".").strip()
        )
        known = vote.lists.get(side)
        if side in found or side in vote.doubtful:
            return False
        if not names:  # "Tegen:" and nothing after it says neither who nor that it was nobody
            continue
        # Nor are names under "Tegen" taken beside "met algemene stemmen": one of the two is wrong.
        if known is not None and not _same_names(known, names):
            vote.doubtful.add(side)
            vote.lists.pop(side)
            return False
        if known is None:
            found[side] = names
    vote.lists.update(found)
    return True


def _same_names(known: str | None, names: str) -> bool:
    """Return whether a second list (a table beside the sentence) names the same, whatever its order and seats."""

    def named(text: str | None) -> list[str]:
        ballots = read_ballots(re.sub(r"\s*\(\d{1,3}\)", "", text or ""), None) or ()
        return sorted(
            repr((ballot.party.id or ballot.party.name) if ballot.party else None) + repr(ballot.member)
            for ballot in ballots
        )

    return named(known) == named(names)


def submitters(text: str | None) -> Submitters | None:
    """Return who submitted, of "Grinwis en Ceder c.s."; ``None`` where it is not stated."""
    if text is None or " ".join(text.split()).lower() == form.NO_SUBMITTER.nl:
        return None
    text = text.strip()
    others = bool(re.search(r"\bc\.\s?s\.?$", text))
    names = form.split_list(re.sub(r"\s*\bc\.\s?s\.?$", "", text))
    return Submitters(tuple(Actor(name, _actor_kind(name)) for name in names), others)


def _actor_kind(name: str) -> ActorKind:
    lower = name.lower()
    if "commissie" in lower:
        return ActorKind.COMMITTEE
    if re.match(r"(?:de\s+)?(?:minister|staatssecretaris|regering)\b", lower):
        return ActorKind.GOVERNMENT
    return ActorKind.DELEGATE if "gedelegeerde" in lower else ActorKind.MEMBER
