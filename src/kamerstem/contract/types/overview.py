"""An overview, and the pieces of it that other answers are made of too."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from kamerstem.contract.types.budget import Budget
from kamerstem.contract.types.says import Date, HeldSince, Key, Moment, Pointer, Two
from kamerstem.model import votes
from kamerstem.model.life import Happening
from kamerstem.model.overview import Severity, SourceKind, SubjectKind
from kamerstem.model.votes import ActorKind, Feature, Kind, Method, Result, StatementKind, Status, Step


class Overview(TypedDict):
    """What is known of a bill, a paper or a Zaak: its proposals, and how each fared."""

    version: Annotated[int, Key("version of this contract: 1")]
    subject: Annotated[Subject, Key("what was asked for")]
    bill: Annotated[Item | None, Key("the bill, if the overview is of one", "Zaak")]
    amendments: Annotated[list[Item], Key("amendments and sub-amendments", "Zaak")]
    motions: Annotated[list[Item], Key("motions of the bill's own debate", "Zaak")]
    other: Annotated[list[Item], Key("any other proposal voted on with it", "Zaak")]
    chains: Annotated[list[Chain], Key("versions that replace one another", "`replaces` of the items")]
    motions_elsewhere: Annotated[
        int | None, Key("number of motions in the same dossier that belong to other debates", "Zaak")
    ]
    party_order: Annotated[
        Literal["seating", "derived"],
        Key(
            "whether the seating order of the House is known for every day voted on; if not, parties stand "
            "by size or as the document has them",
            "`parties.toml`",
        ),
    ]
    findings: Annotated[list[Finding], Key("what the checks found, errors first", "[checks](checks.md)")]
    sources: Annotated[list[Source], Key("what the facts come from")]
    held_since: HeldSince


class Subject(TypedDict):
    """What was asked for."""

    kind: Annotated[SubjectKind, Key("what the overview is about")]
    ref: Annotated[
        str | None,
        Key(
            "its reference: `36470-VI`, `36470-VI, nr. 4`, `2023Z20532`",
            "Kamerstukdossier.Nummer and .Toevoeging, Zaak.Volgnummer, Zaak.Nummer",
        ),
    ]
    title: Annotated[str | None, Key("its title", "Zaak.Titel")]


class Item(TypedDict):
    """A proposal: the bill, an amendment, a motion, and so on."""

    ref: Annotated[
        str | None, Key("the paper's number where there is one, else that of the Zaak", "as above")
    ]
    ids: Annotated[Ids, Key("official numbers")]
    kind: Annotated[Kind, Key("what it is", "Zaak.Soort, or the heading in a document")]
    features: Annotated[
        list[Feature],
        Key(
            "what sets a bill apart; its majority may depend on it",
            "Zaak.Soort, Kamerstukdossier.Toevoeging, the title (then in `derived`)",
        ),
    ]
    number: Annotated[
        str | None, Key("number of the paper within the dossier: `4`, `175a`", "Zaak.Volgnummer")
    ]
    title: Annotated[
        str | None, Key("title as the source has it", "Zaak.Titel of a bill, else Zaak.Onderwerp")
    ]
    subject: Annotated[
        str | None,
        Key("what it is about, without the standing words of the title; null for a bill", "Zaak.Onderwerp"),
    ]
    submitters: Annotated[
        Submitters | None,
        Key("who submitted it", "ZaakActor.Relatie; else Zaak.Onderwerp (then in `derived`)"),
    ]
    articles: Annotated[
        list[str] | None,
        Key(
            "articles it changes, empty: none",
            "document; else the paper's operative text (then in `derived`)",
        ),
    ]
    explanation: Annotated[
        list[str] | None,
        Key(
            "its explanation, a string for each paragraph; empty: it has none",
            "document; else the paper, word for word",
        ),
    ]
    parts: Annotated[
        list[Part], Key("parts that are voted on by themselves", "document; words of the Besluit")
    ]
    amends: Annotated[str | None, Key("the paper that a sub-amendment changes", "Zaak.Onderwerp; document")]
    replaces: Annotated[
        list[str],
        Key(
            "earlier papers that this one replaces",
            "Zaak.VervangenVanuit; Zaak.Onderwerp (then in `derived`)",
        ),
    ]
    replaced_by: Annotated[list[str], Key("later papers that replace this one", "the same")]
    label: Annotated[
        str | None, Key("which version its subject says it is: `nader gewijzigd`", "Zaak.Onderwerp")
    ]
    submitted: Annotated[Date | None, Key("the day it was submitted", "Zaak.GestartOp")]
    debate: Annotated[Debate | None, Key("the debate it belongs to", "Agendapunt")]
    advice: Annotated[Advice | None, Key("the government's advice", "Zaak.Kabinetsappreciatie")]
    status: Annotated[Status, Key("where it stands after its last decision", "follows from `decisions`")]
    decisions: Annotated[list[Decision], Key("what was decided on the whole of it, in order", "Besluit")]
    statements: Annotated[list[Statement], Key("what was said beside the vote; never counted")]
    derived: Annotated[list[Pointer], Key("values of this item that the source's own field does not state")]
    budget: Annotated[
        Budget | None,
        Key(
            "what an amendment to a budget bill would move; null: any other proposal, or its paper was not "
            "read",
            "the paper",
        ),
    ]
    paper: Annotated[
        Paper | None, Key("what its paper says; null: not read", "DocumentPublicatie; else Document")
    ]
    life: Annotated[list[Event], Key("what happened to it, in order")]


class Paper(TypedDict):
    """A paper's own words. Who quotes them names its source."""

    source: Annotated[str, Key("id of the [source](#source): address, time and hash of the file")]
    day: Annotated[Date | None, Key("the day it was received or submitted", "the paper")]
    lead: Annotated[str | None, Key("the words before what it would change", "the paper")]
    clauses: Annotated[list[Clause], Key("what it would change, by part", "the paper")]
    signatures: Annotated[list[str], Key("the names below it", "the paper")]


class Clause(TypedDict):
    """A part of a paper that is decided on by itself, or the whole of it."""

    label: Annotated[str | None, Key("the number of the part: `I`, `II`; null: it has no parts", "the paper")]
    articles: Annotated[
        list[str], Key("articles of the bill that it changes", "derived from its first sentence")
    ]
    content: Annotated[
        list[str | Table],
        Key(
            "its paragraphs; a table has `caption` (string or null), `header` (list of strings) and `rows` "
            "(lists of strings)",
            "the paper",
        ),
    ]


class Table(TypedDict):
    """A table in a paper; it stands within its clause."""

    caption: str | None
    header: list[str]
    rows: list[list[str]]


class Event(TypedDict):
    """One step in the life of a proposal."""

    what: Annotated[
        Happening, Key("what happened; `joined` and `left` are submitters, against the version in `refs`")
    ]
    date: Annotated[Date | None, Key("when", "Zaak.GestartOp, Activiteit.Datum")]
    refs: Annotated[list[str], Key("the papers that it replaces, amends, is replaced by or is decided with")]
    names: Annotated[list[str], Key("who submitted, joined or left")]
    text: Annotated[str | None, Key("which version it is, or the words of the advice or decision")]
    part: Annotated[str | None, Key("the part decided on")]
    decision: Annotated[str | None, Key("id of the decision", "Besluit.Id")]
    derived: Annotated[bool, Key("whether it follows from a subject or from comparing versions")]
    source: Annotated[list[str], Key("ids of sources")]


class Chain(TypedDict):
    """Versions of one proposal."""

    versions: Annotated[
        list[str | None],
        Key("references of the versions, the first in front; the last is the one that counts"),
    ]
    unknown: Annotated[list[str], Key("papers that one of them replaces and that are not in this overview")]
    cut: Annotated[
        list[Two[str]],
        Key("a newer and an older version that would make a circle, which a misprint can do; left out"),
    ]


class Ids(TypedDict):
    """Numbers by which the House knows a proposal."""

    zaak: Annotated[str | None, Key("`2023Z20532`", "Zaak.Nummer")]
    document: Annotated[str | None, Key("`2023D51234`", "Document.DocumentNummer")]


class Submitters(TypedDict):
    """Who submitted a proposal."""

    actors: Annotated[list[Actor], Key("who signed, the first submitter first", "ZaakActor")]
    and_others: Annotated[
        bool, Key('the source says "c.s." and does not name them all', "Zaak.Onderwerp; document")
    ]


class Actor(TypedDict):
    """Who does or says something: mostly a member."""

    name: Annotated[str, Key("as the source has it", "ZaakActor.ActorNaam")]
    party: Annotated[Party | None, Key("party of a member", "ZaakActor.ActorFractie")]
    role: Annotated[str | None, Key("official role: `Indiener`, `Medeindiener`", "ZaakActor.Relatie")]
    kind: Annotated[ActorKind, Key("who it is")]


class Party(TypedDict):
    """A party, by the name that it had then."""

    id: Annotated[
        str | None,
        Key(
            "stable through renamings: `groenlinks-pvda` is PRO from June 2026 as well; null: not known to "
            "Kamerstem",
            "`parties.toml`",
        ),
    ]
    name: Annotated[
        str | None,
        Key(
            "name as printed that day; null: the source names a member and no party",
            "Stemming.ActorFractie; document",
        ),
    ]


class Part(TypedDict):
    """A part of a proposal, such as one of an amendment."""

    label: Annotated[str, Key("`I`, `artikel 5`", "document; words of the Besluit")]
    articles: Annotated[list[str] | None, Key("as in the item", "document")]
    decisions: Annotated[list[Decision], Key("decisions on this part alone", "Besluit")]


class Debate(TypedDict):
    """The debate that a proposal belongs to."""

    title: Annotated[str, Key("title of the agenda item", "Agendapunt.Onderwerp")]
    date: Annotated[Date | None, Key("its day", "Activiteit.Datum")]
    id: Annotated[str | None, Key("official id", "Agendapunt.Id")]


class Advice(TypedDict):
    """What the government advises on a proposal."""

    code: Annotated[
        str, Key("the advice as a stable word to count with: `ontraden`, `oordeel_kamer`", "from `text`")
    ]
    text: Annotated[str, Key("`Ontraden`, `Oordeel Kamer`", "Zaak.Kabinetsappreciatie")]


Decision = TypedDict(
    "Decision",
    {
        "id": Annotated[str | None, Key("official id", "Besluit.Id")],
        "sitting": Annotated["Sitting", Key("when it fell; all its values are null if not stated")],
        "step": Annotated[Step, Key("the way it was reached", "Besluit.BesluitSoort")],
        "result": Annotated[
            Result | None,
            Key(
                "what it came to. A tie that settles the matter is `rejected` with a tied count; one that "
                "leaves it open is `tied`",
                "Besluit.BesluitSoort, .BesluitTekst",
            ),
        ],
        "text": Annotated[str | None, Key("the source's own words", "Besluit.BesluitTekst; document")],
        "method": Annotated[Method | None, Key("how votes were taken", "Besluit.StemmingsSoort")],
        "for": Annotated["list[Side] | None", Key("who was for", "Stemming.Soort = Voor")],
        "against": Annotated["list[Side] | None", Key("who was against", "Stemming.Soort = Tegen")],
        "not_voting": Annotated[
            "list[Side] | None",
            Key("who did not vote; the official data do not say why", "Stemming.Soort = Niet deelgenomen"),
        ],
        "members": Annotated[
            "list[Member] | None",
            Key(
                "members named by themselves: all at a roll call, else those who voted apart from their "
                "party",
                "Stemming with a Persoon",
            ),
        ],
        "counted": Annotated[
            "Counted | None",
            Key(
                "the votes added up; null where a list or a weight that the sum needs is not known. Official "
                "rows that are not whole may leave a side empty that was not: that side is null, and so is this",
                "follows from the lists",
            ),
        ],
        "complete": Annotated[
            bool | None,
            Key(
                "whether the votes add up to the House of that day, also where a side is null because rows "
                "are lost; null: not known",
                "follows",
            ),
        ],
        "gap": Annotated["Gap | None", Key("what an incomplete vote lacks; null: nothing, or not known")],
        "awaited": Annotated[
            bool,
            Key(
                "who was for and who against is not there yet: that comes the same day, or some days later; "
                "after two weeks it is missing",
                "no Stemming",
            ),
        ],
        "announced": Annotated[
            "Announced | None",
            Key("the numbers that the chair announced", "Besluit.Opmerking, .BesluitTekst"),
        ],
        "rule": Annotated[
            "Rule | None", Key("the majority it needs; null where there was no vote", "`majorities.toml`")
        ],
        "margin": Annotated[
            int | None,
            Key(
                "votes for above (below: negative) what was needed; null unless the count is known to be "
                "complete",
                "follows",
            ),
        ],
        "decisive": Annotated[
            list[Party] | None,
            Key(
                "parties that alone could have turned the vote by changing sides; null as for `margin`",
                "follows",
            ),
        ],
        "caused_by": Annotated[str | None, Key("the proposal whose decision settled this one", "document")],
        "derived": Annotated[
            list[Pointer],
            Key(
                "values of this decision that the source does not state, such as `/for/0/seats` for a "
                "document that gives no seats"
            ),
        ],
        "source": Annotated[list[str], Key("the `id` of each [source](#source) that says so")],
    },
)
Decision.__doc__ = "How a proposal, or a part of it, fared at one moment."


class Sitting(TypedDict):
    """When a decision fell."""

    date: Annotated[
        Date | None, Key("the day of the vote; never a day of editing", "Activiteit.Datum; document")
    ]
    number: Annotated[str | None, Key("official number of the sitting", "Activiteit.Nummer")]
    item: Annotated[str | None, Key("title of the agenda item", "Agendapunt.Onderwerp")]
    order: Annotated[
        int | None, Key("place of the decision in that item", "Besluit.AgendapuntZaakBesluitVolgorde")
    ]


class Side(TypedDict):
    """A party on one side of a vote. Members who are named by themselves are counted in with their party, so at a
    roll call a party may stand on both sides."""

    party: Party
    seats: Annotated[
        int | None,
        Key(
            "its seats on this side; null: not known",
            "Stemming.FractieGrootte; else `parties.toml` (then in `derived`)",
        ),
    ]
    mistake: Annotated[
        bool,
        Key(
            "the party reported that it voted this way by mistake; the vote stands",
            "Stemming.Vergissing; document",
        ),
    ]


class Member(TypedDict):
    """A member who is named by name in a vote."""

    name: Annotated[str, Key("as the source has it", "Stemming.ActorNaam")]
    person: Annotated[str | None, Key("official id", "Persoon.Id")]
    party: Party
    vote: Annotated[votes.Side, Key("", "Stemming.Soort")]
    mistake: Annotated[bool, Key("as for a party", "Stemming.Vergissing")]


Counted = TypedDict(
    "Counted",
    {
        "for": Annotated[int, Key("seats", "follows from the lists")],
        "against": Annotated[int, Key("seats")],
        "not_voting": Annotated[int | None, Key("seats; null: that list is not stated")],
        "seats": Annotated[
            int | None,
            Key(
                "filled seats of the House on that very day; null: the day is outside what is known",
                "the official seats (FractieZetelPersoon) in the local record; `parties.toml`; all votes "
                "of that day (then in `derived`)",
            ),
        ],
        "complete": Annotated[
            bool | None,
            Key(
                "whether the votes add up to `seats`. **null: the House of that day is not known for "
                "certain**, so neither can be said",
                "follows",
            ),
        ],
        "missing": Annotated[list[Party], Key("parties of that House that have no vote here", "follows")],
    },
)
Counted.__doc__ = "The votes of a decision, added up."


class Gap(TypedDict):
    """What the votes of a decision lack of the House of that day."""

    seats: Annotated[int, Key("seats, at a roll call members, of which there is no vote", "follows")]
    parties: Annotated[
        list[Party],
        Key("parties of that House that have no vote here; none at a roll call, which names members"),
    ]


Announced = TypedDict(
    "Announced",
    {
        "for": Annotated[int, Key("", "Besluit.Opmerking, .BesluitTekst")],
        "against": int,
    },
)
Announced.__doc__ = "The numbers that the chair announced."


class Rule(TypedDict):
    """The majority that a decision needs."""

    fraction: Annotated[
        Literal["1/2", "2/3", "3/5"],
        Key("`1/2` is more than half; any other at least that share", "`majorities.toml`"),
    ]
    base: Annotated[
        Literal["votes_cast"],
        Key(
            "what the fraction is of: for and against, without those who did not vote", "Grondwet, article 67"
        ),
    ]
    needed: Annotated[int | None, Key("votes that were needed; null unless the count is complete", "follows")]
    article: Annotated[str, Key("the law or rule, in Dutch", "`majorities.toml`")]


class Statement(TypedDict):
    """What somebody said beside a vote."""

    actor: Annotated[Actor, Key("who said it")]
    kind: Annotated[StatementKind, Key("what it is", "Stemming.Vergissing; document")]
    text: Annotated[str | None, Key("in what words", "document")]
    date: Annotated[Date | None, Key("when")]
    source: Annotated[str | None, Key("the `id` of the [source](#source)")]


class Finding(TypedDict):
    """Something that a check found, or that a source says of itself."""

    check: Annotated[str, Key("name of the [check](checks.md)")]
    severity: Annotated[
        Severity, Key("`error` contradicts; `warning` is left out or doubtful; `info` is worth knowing")
    ]
    at: Annotated[Pointer, Key("where in this document")]
    ref: Annotated[str | None, Key("the proposal it is about")]
    message: Annotated[str, Key("a sentence, in the language asked for. Do not script on it: use `check`")]
    expected: Annotated[str | None, Key("what would be right")]
    found: Annotated[str | None, Key("what is there")]
    source: Annotated[str | None, Key("the `id` of the [source](#source)")]
    line: Annotated[
        int | None,
        Key(
            "place in the document, from 1: its line, in a PDF the line on its page, in Word and HTML its "
            "paragraph; null for official data"
        ),
    ]
    page: Annotated[int | None, Key("page of a PDF, from 1; null for a document without pages")]
    unit: Annotated[str | None, Key("what `line` counts: `line` or `paragraph`")]
    about: Annotated[About | None, Key("the official record it concerns")]


class About(TypedDict):
    """An official record."""

    entity: Annotated[str, Key("kind of the record, such as `Besluit`")]
    id: Annotated[str, Key("its official id")]


class Source(TypedDict):
    """Where facts come from."""

    id: Annotated[str, Key("what others in this document call it")]
    kind: Annotated[SourceKind, Key("what it is")]
    url: Annotated[str | None, Key("its address")]
    fetched: Annotated[Moment | None, Key("when it was fetched")]
    sha256: Annotated[str | None, Key("hash of the bytes that came")]
