"""What one clause says: the slots that the rules fill, and what it comes to as a whole."""

from collections.abc import Sequence
from enum import StrEnum

from kamerstem.dataclasses import dataclass, field, fields, replace
from kamerstem.model.votes import Kind, Method, Result, Side, StatementKind, Step
from kamerstem.readers.grammar.names import Names
from kamerstem.readers.grammar.scanner import Day, Span


class Form(StrEnum):
    """What a clause as a whole is.

    A DECISION has an outcome; a LIST says who was for or against; NOTED is what stands beside a vote; a HEADING is
    of what stands under it; DAY and METHOD hold for several votes; NOTHING says that there is nothing of a kind; a
    PLACE is a part of a bill; a PART opens what is said of a part of a proposal; a RELATION names the papers that
    one replaces or amends; a SUBJECT says what the document is about; a HEAD is of the document itself or of an
    explanation.
    """

    DECISION = "decision"
    LIST = "list"
    NOTED = "noted"
    HEADING = "heading"
    DAY = "day"
    METHOD = "method"
    NOTHING = "nothing"
    PLACE = "place"
    PART = "part"
    RELATION = "relation"
    HEAD = "head"
    SUBJECT = "subject"


_ALWAYS = frozenset({"text", "spans", "form", "ended", "marks", "settled", "unstated", "concluded"})
_CARRIED: dict[Form, frozenset[str]] = {
    Form.DECISION: frozenset(
        "kinds papers dossier parts others articles step result by without unanimous undecided days method tally"
        " winner counts cause cast sides noted replaces amends".split()
    ),
    Form.LIST: frozenset("kinds papers by tally winner counts sides label".split()),
    Form.NOTED: frozenset({"noted"}),
    Form.HEADING: frozenset("kinds papers dossier articles step result pending days".split()),
    Form.DAY: frozenset("kinds dossier days method".split()),
    Form.METHOD: frozenset({"method", "unless"}),
    Form.NOTHING: frozenset({"kinds"}),
    Form.PLACE: frozenset({"articles"}),
    Form.PART: frozenset({"parts", "articles"}),
    Form.RELATION: frozenset({"replaces", "amends", "articles"}),
    Form.HEAD: frozenset({"kinds"}),
    Form.SUBJECT: frozenset({"kinds"}),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What is noted of some beside a vote: who (``None``: not said), and the words in brackets after the name."""

    kind: StatementKind
    names: Names | None
    words: str | None = None


class Unreadable(Exception):
    """A slot was filled twice, with two values that differ."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that stands with one side, in its words; ``weighed``: those say that it counts votes or seats."""

    number: int
    words: str
    weighed: bool


@dataclass(slots=True)
class Clause:
    """A clause while it is read and after: its place in the text, and its slots; ``None`` or empty: not said.

    ``kinds`` are what it speaks of, with whether in the plural (kind ``None``: "het voorstel", what the document is
    about), ``by`` who submitted it, as written, and whether with others. ``papers`` are numbers or whole references
    as written, ``dossier`` the number of the bill, ``parts`` the label after "onderdeel", ``others`` "de overige
    onderdelen". ``step`` and ``result`` are the outcome; ``undecided``: it says that nothing was decided.
    ``unanimous``: nobody was on the other side. ``winner``: of the numbers in ``tally`` the result says
    which is for. ``cause`` is the paper whose decision brought this one about. ``unstated`` says what the words say
    is not stated. ``concluded``: it begins as the chair's conclusion does; ``cast``: its numbers are of the votes cast.
    """

    text: str
    spans: Sequence[Span]
    form: Form | None = None
    ended: bool = False  # a full stop ends it
    kinds: list[tuple[Kind | None, bool]] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    dossier: str | None = None
    parts: str | None = None
    others: bool = False
    step: Step | None = None
    result: Result | None = None
    settled: bool = False
    by: tuple[str, bool] | None = None
    without: str | None = None
    unanimous: bool = False
    undecided: bool = False
    pending: bool = False
    days: list[Day] = field(default_factory=list)
    method: Method | None = None
    unless: bool = False
    tally: tuple[int, int] | None = None
    winner: bool = False
    counts: dict[Side, Count] = field(default_factory=dict)
    cause: str | None = None
    concluded: bool = False
    cast: bool = False
    sides: dict[Side, Names] = field(default_factory=dict)
    label: Side | None = None  # of a list that begins with one; there may be no names after it
    noted: list[Beside] = field(default_factory=list)
    unstated: set[str] = field(default_factory=set)
    articles: tuple[str, ...] | None = None
    replaces: list[str] = field(default_factory=list)
    amends: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    """Words that say what the clause as a whole is: "vote", "held", "nobody", "following", "colon", ..."""

    @property
    def start(self) -> int:
        """Return where in the text it begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return where in the text it ends."""
        return self.spans[-1].end

    @property
    def words(self) -> str:
        """Return its words as they are written."""
        return " ".join(self.text[self.start : self.end].split())

    @property
    def carried(self) -> bool:
        """Return whether all that it says is of its form, so that nothing is lost where it is placed."""
        assert self.form is not None  # noqa: S101
        kept = _ALWAYS | _CARRIED[self.form]
        return all(not getattr(self, each.name) for each in fields(self) if each.name not in kept)

    def set(self, slot: str, value: object) -> None:
        """Fill a slot. Raises Unreadable where it is filled with something else."""
        before = getattr(self, slot)
        if before not in (None, False, value):
            raise Unreadable
        setattr(self, slot, value)

    def side(self, side: Side, names: Names) -> None:
        """Fill one side's list, and those of who is excepted from it. Raises Unreadable where it has another."""
        plain = replace(names, without=tuple(replace(name, side=None) for name in names.without))
        if self.sides.setdefault(side, plain) != plain:
            raise Unreadable
        elsewhere = dict.fromkeys(name.side for name in names.without if name.side is not None)
        for other in elsewhere:
            if other is side:
                raise Unreadable
            those = (replace(name, side=None) for name in names.without if name.side is other)
            self.side(other, Names(tuple(those)))


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that no rules took as a whole. ``suspect``: they look like what is said of a vote, and are not prose."""

    text: str
    start: int
    end: int
    suspect: bool
    ended: bool = True  # by a mark of its own
    listed: bool = False  # a list of names, by its label

    @property
    def words(self) -> str:
        """Return the words as they are written."""
        return " ".join(self.text[self.start : self.end].split())
