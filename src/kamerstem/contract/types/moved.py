"""What amendments to budgets would move, side by side."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from kamerstem.contract.types.budget import Budget
from kamerstem.contract.types.overview import Subject, Submitters
from kamerstem.contract.types.says import HeldSince, Key, NotWhole, Two
from kamerstem.model.budgets import Outcome
from kamerstem.model.votes import Status


class Moved(TypedDict):
    """What the amendments to a bill would move."""

    version: Annotated[int, Key("as above")]
    subject: Subject
    unit: Annotated[Literal["euro"], Key("the unit of every amount")]
    amendments: Annotated[list[Mover], Key("those to a budget whose papers were read")]
    totals: Annotated[list[Total], Key("sums by article and outcome", "follows")]
    not_read: Annotated[int, Key("sentences and tables that were not read, and so are in no total")]


class Mover(TypedDict):
    """An amendment that would move something."""

    ref: Annotated[str | None, Key("as in an [item](#item)")]
    number: Annotated[str | None, Key("as in an item")]
    subject: Annotated[str | None, Key("as in an item")]
    submitters: Submitters | None
    replaces: Annotated[list[str], Key("as in an item")]
    replaced_by: Annotated[list[str], Key("as in an item")]
    status: Annotated[Status, Key("as in an item")]
    moves: Annotated[list[Move], Key("a row for each part and article", "follows from `budget`")]
    budget: Budget


class Move(TypedDict):
    """What a part of an amendment changes in one article."""

    part: Annotated[str | None, Key("as in an [entry](#entry), like the next five")]
    chapter: str | None
    year: int | None
    article: str
    name: str | None
    item: str | None
    commitments: Annotated[int | None, Key("in euros; null: not touched", "follows")]
    expenditure: Annotated[int | None, Key("likewise", "follows")]
    receipts: Annotated[int | None, Key("likewise", "follows")]
    outcome: Annotated[
        Outcome,
        Key(
            "what became of this part; `replaced`: another amendment took its place before a vote", "follows"
        ),
    ]


class Total(TypedDict):
    """The sum over one article and outcome."""

    chapter: str | None
    article: str
    outcome: Annotated[Outcome, Key("as in a [move](#move)")]
    commitments: Annotated[int, Key("in euros", "follows")]
    expenditure: Annotated[int, Key("in euros", "follows")]
    receipts: Annotated[int, Key("in euros", "follows")]


class Year(TypedDict):
    """What `kamerstem budget --year YEAR --as json` prints."""

    version: Annotated[int, Key("as above")]
    year: Annotated[int, Key("year of the budgets")]
    unit: Annotated[Literal["euro"], Key("the unit of every amount")]
    totals: Annotated[list[Yearly], Key("sums by party, article and outcome", "follows")]
    not_read: Annotated[int, Key("sentences and tables that were not read, and so are in no total")]
    pairs: Annotated[
        list[Pair],
        Key(
            "amendments in two bills of which one cites the other as what it covers, or is covered by",
            "explanation",
        ),
    ]
    papers_missing: Annotated[int, Key("amendments whose papers the record does not hold")]
    not_whole: NotWhole
    held_since: HeldSince


class Pair(TypedDict):
    """Two amendments that belong together."""

    refs: Annotated[Two[str], Key("the papers")]
    balance: Annotated[
        int | None, Key("what both cost together, in euros; null: one was not read whole", "follows")
    ]


class Yearly(TypedDict):
    """The sum over one party, article and outcome."""

    party: Annotated[
        str | None, Key("party of the **first** submitter; null: not known", "ZaakActor.ActorFractie")
    ]
    chapter: str | None
    article: str
    outcome: Annotated[Outcome, Key("as in a [move](#move)")]
    amendments: Annotated[int, Key("how many amendments this is the sum of")]
    commitments: Annotated[int, Key("in euros", "follows")]
    expenditure: Annotated[int, Key("in euros", "follows")]
    receipts: Annotated[int, Key("in euros", "follows")]
