"""The budget ledger of an amendment: which article of which budget would change, by how many euros.

What the operative text moves stands in :attr:`Ledger.entries`; what only the explanation says (where the money should
come from) stands beside it as words and is never counted. Every amount is a whole number of euros. What could not be
read is kept with its words in :attr:`Ledger.unread`, and then no sum is given: a wrong amount is worse than none.
Source: the Kamerstuk; its forms are those of the Rijksbegrotingsvoorschriften, models 4.60-4.62.
"""

from collections.abc import Iterable
from enum import StrEnum

from kamerstem.dataclasses import dataclass
from kamerstem.language import Words
from kamerstem.model.refs import Paper


class Money(StrEnum):
    """A column of a begrotingsstaat (Comptabiliteitswet 2016): verplichtingen, uitgaven, ontvangsten."""

    COMMITMENTS = "commitments"
    EXPENDITURE = "expenditure"
    RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount that an amendment would change.

    ``change`` is in euros, negative where the amount is lowered; ``label`` the part of the amendment ("I");
    ``chapter`` ("VI") and ``year`` name the budget, ``None`` where neither the paper nor the bill's title tells which;
    ``item`` the instrument within the article, where the amendment goes that far. ``words`` is the clause itself.
    """

    article: str
    kind: Money
    change: int
    name: str | None = None
    item: str | None = None
    label: str | None = None
    chapter: str | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change of the bill's own text rather than of its begrotingsstaat; never part of a sum.

    ``change`` is in euros, where an amount in the text is raised or lowered ("het bedrag van de
    decentralisatie-uitkeringen"), else ``None``. The same money often stands in the begrotingsstaat as well.
    """

    words: str
    article: str | None = None
    what: str | None = None
    change: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class NotRead:
    """Words of the operative text that could not be read with certainty, and why."""

    words: str
    why: Words
    label: str | None = None


class Stated(StrEnum):
    """How the amounts that the explanation states in words stand to the ledger."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_STATED = "not_stated"
    UNKNOWN = "unknown"


class CoverWay(StrEnum):
    """How an explanation says that the money is found."""

    CASH_SHIFT = "cash_shift"
    UNDERSPENDING = "underspending"
    NOT_COMMITTED = "not_committed"
    OTHER_BILL = "other_bill"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cover:
    """A sentence of the explanation on where the money comes from; it moves nothing by itself.

    ``ways`` are those that it names; ``in_ledger`` whether the operative text does move that money: ``False`` is "said
    in words only", ``None`` that it cannot be told. ``article``, ``year`` and ``papers`` are those it names.
    """

    words: str
    ways: tuple[CoverWay, ...]
    in_ledger: bool | None = None
    article: str | None = None
    year: int | None = None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What an amendment to a budget bill would move.

    ``supplementary``: the bill is itself a change of a budget, so what is raised or lowered is a change (RBV model
    4.60: "een mutatie op een mutatie"). ``amounts`` are those that the explanation states, in euros, as they come;
    ``stated`` says how they stand to the entries.
    """

    entries: tuple[Entry, ...] = ()
    texts: tuple[TextChange, ...] = ()
    unread: tuple[NotRead, ...] = ()
    supplementary: bool = False
    stated: Stated = Stated.NOT_STATED
    amounts: tuple[int, ...] = ()
    cover: tuple[Cover, ...] = ()

    def total(self, kind: Money) -> int | None:
        """Return the sum of one column in euros; ``None`` where part of the operative text was not read."""
        return None if self.unread else total(self.entries, kind)

    @property
    def differs(self) -> bool:
        """Return whether no amount in the explanation is one that it moves."""
        return self.stated is Stated.DIFFERS

    @property
    def balance(self) -> int | None:
        """Return by how many euros the budget gets worse: expenditure less receipts; 0 is covered within itself."""
        spent, received = self.total(Money.EXPENDITURE), self.total(Money.RECEIPTS)
        return None if spent is None or received is None else spent - received

    @property
    def covered(self) -> bool | None:
        """Return whether it sums to nothing: expenditure is what is received, and so are commitments or they are 0."""
        balance, commitments = self.balance, self.total(Money.COMMITMENTS)
        if balance is None or not self.entries:
            return None
        return balance == 0 and commitments in (0, self.total(Money.RECEIPTS))

    @property
    def labels(self) -> tuple[str | None, ...]:
        """Return the parts that say something, those with entries first; ``(None,)`` for what is not divided."""
        labels = (
            *(entry.label for entry in self.entries),
            *(text.label for text in self.texts),
            *(unread.label for unread in self.unread),
        )
        return tuple(dict.fromkeys(labels))


def total(entries: Iterable[Entry], kind: Money) -> int:
    """Return the sum of the changes of one kind, in euros."""
    return sum(entry.change for entry in entries if entry.kind is kind)
