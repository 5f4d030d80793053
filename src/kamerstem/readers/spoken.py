"""What is said in a sitting, paragraph by paragraph, and the item of the agenda it is said in.

The readers of reports and of the Handelingen turn their files into these; the walk (chair.py) goes through them.
"""

from kamerstem.dataclasses import dataclass, field
from kamerstem.model.accounts import Passage
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Ballots, Method, PartyName, Result, Side, Statement
from kamerstem.readers.grammar.citations import Named
from kamerstem.readers.rulings import Ruling


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as the report has it, the party in brackets, whether it is the chair."""

    name: str
    party: str | None = None
    chair: bool = False
    member: bool = True


@dataclass(frozen=True, slots=True)
class Utterance:
    """A paragraph of a report; without a speaker it is the report's own ("In stemming komt ...")."""

    text: str
    place: str | None = None
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A vote as a report gives it in figures: it is taken as it is, and the words beside it say what it is on.

    ``named`` is what the report itself says it is on, for where the words do not. ``weigh``: the seats of the parties
    follow from the House of that day. ``unread`` are the rows that say nothing known.
    """

    method: Method | None
    result: Result | None
    for_: Ballots
    against: Ballots
    not_voting: Ballots
    seating: tuple[PartyName, ...] | None
    place: str | None
    named: Named | None = None
    weigh: bool = True
    unread: tuple[Passage, ...] = ()


@dataclass(slots=True)
class Item:
    """An item of the agenda: its title, what it puts to the vote, and what is going on in it."""

    title: str | None = None
    proposals: list[Named] = field(default_factory=list)
    dossiers: list[Dossier] = field(default_factory=list)
    fixed: bool = False  # the proposals are official, and the words need not be asked for them
    votes: int = 0
    put: Named | None = None
    put_passages: list[Passage] = field(default_factory=list)
    last: int | None = None
    tentative: list[tuple[Ruling, Passage]] = field(default_factory=list)
    announced: Passage | None = None
    rolls: dict[Side, tuple[Ballots, Passage]] = field(default_factory=dict)
    roll_open: Side | None = None
    explaining: bool = False
    afterwards: bool = False
    before: list[tuple[Statement, Passage]] = field(default_factory=list)

    @property
    def dossier(self) -> Dossier | None:
        """Return the dossier of a number that stands alone: there is one only where the item has one."""
        return self.dossiers[0] if len(self.dossiers) == 1 else None

    @property
    def only(self) -> Named | None:
        """Return the proposal of an item that has one; ``None`` where there are more, or it is not known."""
        return self.proposals[0] if len(self.proposals) == 1 else None


def plain(text: str) -> str:
    """Return a paragraph as people print it: no space within brackets or before a comma."""
    text = " ".join(text.split()).replace("( ", "(")
    for mark in "),.;:":
        text = text.replace(f" {mark}", mark)
    return text
