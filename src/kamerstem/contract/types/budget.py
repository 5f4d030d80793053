"""What an amendment to a budget bill would move."""

from __future__ import annotations

from typing import Annotated

from typing_extensions import TypedDict

from kamerstem.contract.types.says import Key
from kamerstem.model import ledger
from kamerstem.model.ledger import CoverWay, Money


class Budget(TypedDict):
    """Everything here follows from the paper of the amendment. Amounts are whole euros, while papers count in
    thousands; they are negative where an amount is lowered. What could not be read for certain stands in
    `not_read`, and then no sum is given."""

    supplementary: Annotated[
        bool, Key("the bill itself changes a budget, so these are changes of a change", "title of the bill")
    ]
    entries: Annotated[list[Entry], Key("what would change in the begrotingsstaat", "operative text")]
    texts: Annotated[
        list[Text],
        Key(
            "what would change in the bill's own text; in no sum, since the same money often stands in the "
            "begrotingsstaat too",
            "operative text",
        ),
    ]
    not_read: Annotated[
        list[Unread], Key("sentences and tables that could not be read for certain", "operative text")
    ]
    totals: Annotated[
        Amounts, Key("the sum of each column; null where something was not read", "follows from `entries`")
    ]
    balance: Annotated[
        int | None, Key("expenditure less receipts: by how much the budget gets worse", "follows")
    ]
    covered: Annotated[
        bool | None,
        Key(
            "the balance is 0, and commitments add up to 0 or to the receipts; null: not known, or nothing "
            "is moved",
            "follows",
        ),
    ]
    stated: Annotated[
        Stated, Key("the amounts that the explanation states in words, held against `entries`", "explanation")
    ]
    cover: Annotated[
        list[Cover], Key("sentences on where the money comes from; they move nothing", "explanation")
    ]


class Entry(TypedDict):
    """One amount that would change."""

    part: Annotated[str | None, Key("the part of the amendment: `I`", "operative text")]
    chapter: Annotated[
        str | None,
        Key(
            "`VI`; null: the bill has several budgets and it is not certain which is meant",
            "title of the bill, operative text",
        ),
    ]
    year: Annotated[int | None, Key("the year of the budget", "operative text, else title of the bill")]
    article: Annotated[str, Key("`33`", "operative text")]
    name: Annotated[str | None, Key("name of the article", "operative text")]
    item: Annotated[str | None, Key("instrument within the article: `Subsidies`", "operative text")]
    kind: Annotated[Money, Key("verplichtingen, uitgaven, ontvangsten", "operative text")]
    change: Annotated[int, Key("in euros; never 0", "operative text")]
    words: Annotated[str, Key("the sentence, or the title of the table", "operative text")]


class Text(TypedDict):
    """One change of the bill's own text."""

    part: Annotated[str | None, Key("as in an [entry](#entry)")]
    article: Annotated[
        str | None, Key("article of the bill, where an amount in it is changed", "operative text")
    ]
    what: Annotated[
        str | None, Key("which amount: `het bedrag van de decentralisatie-uitkeringen`", "operative text")
    ]
    change: Annotated[int | None, Key("in euros; null: no amount is changed", "operative text")]
    words: Annotated[str, Key("the words themselves", "operative text")]


class Unread(TypedDict):
    """Words of an amendment that could not be read for certain."""

    part: Annotated[str | None, Key("as in an [entry](#entry)")]
    words: Annotated[str, Key("the sentence, or the cells of the table", "operative text")]
    why: Annotated[str, Key("what is in the way, in the language asked for. Do not script on it")]


class Amounts(TypedDict):
    """A sum of each column."""

    commitments: Annotated[int | None, Key("in euros")]
    expenditure: Annotated[int | None, Key("in euros")]
    receipts: Annotated[int | None, Key("in euros")]


class Stated(TypedDict):
    """What an explanation says in words of the amounts."""

    result: Annotated[
        ledger.Stated,
        Key(
            "whether one of the amounts stated is one that is moved, alone or together. `differs`: none "
            "is; `unknown`: something was not read, or nothing is moved",
            "follows",
        ),
    ]
    amounts: Annotated[list[int], Key("the amounts stated, in euros, as they come", "explanation")]


class Cover(TypedDict):
    """A sentence on where the money comes from."""

    words: Annotated[str, Key("the sentence", "explanation")]
    ways: Annotated[
        list[CoverWay],
        Key("kasschuif, onderuitputting, niet juridisch verplicht, another bill", "explanation"),
    ]
    in_ledger: Annotated[
        bool | None,
        Key(
            "whether `entries` move that money; **false: it is said in words only**; null: that cannot be "
            "told",
            "follows",
        ),
    ]
    article: Annotated[str | None, Key("article it names", "explanation")]
    year: Annotated[int | None, Key("year it names, other than that of the budget", "explanation")]
    papers: Annotated[
        list[str], Key("papers it cites, such as the amendment in the other bill", "explanation")
    ]
