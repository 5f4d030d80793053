"""What checks come to: the report of documents, the audit of a record, and comparisons."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from kamerstem.contract.types.overview import Decision, Finding, Overview, Party, Source, Statement
from kamerstem.contract.types.says import Date, HeldSince, Key, Moment, NotWhole
from kamerstem.model import votes
from kamerstem.model.answers import Stand, State
from kamerstem.model.overview import Severity


class Report(TypedDict):
    """The findings in each input."""

    version: Annotated[int, Key("as above")]
    checked: Annotated[list[Checked], Key("one for each input, in the order given")]


class Checked(TypedDict):
    """The findings in one input."""

    input: Annotated[str, Key("the file or reference, as given")]
    ref: Annotated[str | None, Key("the bill or paper it is about")]
    compared: Annotated[
        bool,
        Key(
            "whether a document was held against the official data; false for a number, and where they "
            "could not be reached"
        ),
    ]
    findings: list[Finding]
    coverage: Annotated[
        Coverage | None, Key("how much of a document was read and compared; null for a number")
    ]
    not_compared: Annotated[
        str | None, Key("why a document was not held against the official data, in the language asked for")
    ]


class Coverage(TypedDict):
    """How much of a document was read and held against the official data."""

    decisions: Annotated[int, Key("votes and other decisions in it")]
    compared: Annotated[int, Key("those that the official data have too, with everyone that is named")]
    agree: Annotated[int, Key("of those: that say the same")]
    differ: Annotated[int, Key("of those: in which something differs")]
    unclear: Annotated[int, Key("of those: names of members do not tell whether they agree")]
    unread: Annotated[int, Key("lines or sentences that were not understood")]
    headed: Annotated[int, Key("of the decisions: of which only the heading above tells")]
    not_read: Annotated[int, Key("of the decisions: proposals whose words of decision were not understood")]
    whole: Annotated[bool, Key("whether everything was read and compared")]
    held_since: HeldSince


class Audit(TypedDict):
    """What every check finds in a record."""

    version: Annotated[int, Key("as above")]
    since: Annotated[Date | None, Key("the first day asked for")]
    until: Annotated[Date | None, Key("the last day asked for")]
    votes: Annotated[int, Key("votes in that period")]
    first: Annotated[bool, Key("whether there was no audit before to compare with; then nothing is `new`")]
    totals: Annotated[list[CheckTotal], Key("one for each check that found something, the worst first")]
    findings: Annotated[list[Audited], Key("everything that is so now, by day")]
    gone: Annotated[list[Audited], Key("what the audit before found, and this one no more")]
    only_here: Annotated[
        int,
        Key("findings that a report leaves out: the service was not seen to show them; 0 without a report"),
    ]
    not_whole: NotWhole
    held_since: HeldSince


class CheckTotal(TypedDict):
    """How often one check found something."""

    check: Annotated[str, Key("name of the [check](checks.md)")]
    severity: Annotated[Severity, Key("of the worst of its findings")]
    title: Annotated[str, Key("what it found, in the language asked for")]
    todo: Annotated[str, Key("what to do about it, in the language asked for")]
    basis: Annotated[str, Key("the official field, rule or paper it rests on")]
    count: Annotated[int, Key("how often")]
    new: Annotated[int, Key("how often it was not found by the audit before")]
    known: Annotated[list[str], Key("addresses of the issues on the portal's tracker that are on this")]


class Audited(Finding):
    """A finding of the audit."""

    zaak: Annotated[str | None, Key("number of the proposal", "Zaak.Nummer")]
    title: Annotated[str | None, Key("what the proposal is about", "Zaak.Onderwerp, .Titel")]
    day: Annotated[Date | None, Key("day of the vote", "Activiteit.Datum")]
    first_seen: Annotated[Moment | None, Key("when an audit first found it")]
    new: Annotated[bool, Key("whether this audit is the first that found it")]
    links: Annotated[Links, Key("where to look")]
    sources: Annotated[
        list[Source], Key("where, when and by which road the decision and its rows came that are held")
    ]
    confirmed: Annotated[
        Source | None,
        Key("the answer of the service that shows the same, where it was asked again for a report"),
    ]


class Links(TypedDict):
    """Where a finding is to be seen."""

    paper: Annotated[str | None, Key("address of the paper or dossier", "officielebekendmakingen.nl")]
    record: Annotated[str | None, Key("address of the official record", "OData")]
    query: Annotated[str | None, Key("the query that shows it, with its votes", "OData")]


class Compared(TypedDict):
    """What every comparison has."""

    version: Annotated[int, Key("as above")]
    origin: Annotated[str, Key("where the official data came from, in the language asked for")]


class DocumentComparison(Compared):
    """A document beside the official data."""

    kind: Annotated[Literal["document"], Key("what was compared")]
    ref: Annotated[str | None, Key("of a document: what it is about")]
    findings: Annotated[
        list[Finding],
        Key("of a document: every difference; `expected` is the record's, `found` the document's"),
    ]
    coverage: Annotated[Coverage, Key("of a document: how much of it was read and compared")]
    lines: Annotated[list[Line], Key("of a document: its lines beside those by the record")]
    corrected: Annotated[Overview, Key("of a document: put right")]


class AccountComparison(Compared):
    """The account of a sitting beside the official data."""

    kind: Annotated[Literal["account"], Key("what was compared")]
    source: Annotated[Told, Key("of an account: what it is")]
    sitting: Annotated[Session, Key("of an account: which sitting")]
    totals: Annotated[States, Key("of an account: how many pairs are in each state")]
    coverage: Annotated[Coverage, Key("of an account: how much of it was read and compared")]
    pairs: Annotated[list[Joined], Key("of an account: every decision")]
    remarks: Annotated[list[Said], Key("of an account: statements that stand with no vote in it")]
    unread: Annotated[
        list[Passage], Key("of an account: sentences that look like a decision and were not understood")
    ]


class IntendedComparison(Compared):
    """What a party meant to vote beside the official data."""

    kind: Annotated[Literal["intended"], Key("what was compared")]
    party: Annotated[Party, Key("of intentions: whose they are")]
    rows: Annotated[list[Intention], Key("of intentions: every paper")]
    request: Annotated[str | None, Key("of intentions: what the party can say to have its vote noted")]
    held_since: HeldSince


Comparison = DocumentComparison | AccountComparison | IntendedComparison


class Line(TypedDict):
    """A line of a document beside the one by the record."""

    document: Annotated[str | None, Key("the line as the document has it; null where it has none")]
    official: Annotated[str | None, Key("the line by the record; null where it has none")]


class Told(TypedDict):
    """The source of an account."""

    kind: Annotated[Literal["verslag", "handelingen"], Key("what it is")]
    name: Annotated[str, Key("in words, with its edition")]


class Session(TypedDict):
    """The sitting that an account is of."""

    date: Annotated[Date | None, Key("its day")]
    number: Annotated[str | None, Key("number of the sitting")]
    session: Annotated[str | None, Key("the parliamentary year", "Vergaderjaar")]


class States(TypedDict):
    """How many decisions are in each state."""

    agree: Annotated[int, Key("both say the same")]
    differ: Annotated[int, Key("one of them must be wrong")]
    unclear: Annotated[int, Key("names of members do not tell whether they agree")]
    only_account: Annotated[int, Key("the data do not have it")]
    only_record: Annotated[int, Key("the account does not tell of it")]


class Joined(TypedDict):
    """A decision as the account and the data have it."""

    state: Annotated[State, Key("how the two stand to each other")]
    ref: Annotated[str | None, Key("the paper or dossier")]
    part: Annotated[str | None, Key("the part of the paper")]
    called: Annotated[str | None, Key("what the account calls it")]
    why: Annotated[str | None, Key("why it could not be joined")]
    sentence: Annotated[str | None, Key("the decision in a sentence")]
    account: Annotated[Decision | None, Key("by the account")]
    record: Annotated[Decision | None, Key("by the data")]
    words: Annotated[list[Passage], Key("what the account's decision was read from")]
    statements: Annotated[list[Said], Key("what was said with it; never counted")]
    findings: Annotated[
        list[Finding], Key("the differences; `expected` is the data's, `found` the account's")
    ]


class Passage(TypedDict):
    """Words of an account."""

    text: Annotated[str, Key("the words as they stand there")]
    place: Annotated[str | None, Key("where: a line, a paragraph, an element of the report")]


class Said(Statement):
    """What was said with a vote of an account."""

    line: Annotated[str, Key("the statement in a line, in the language asked for")]


class Intention(TypedDict):
    """A paper, how a party meant to vote on it and what is recorded."""

    stand: Annotated[Stand, Key("how what was meant and what is recorded stand to each other")]
    ref: Annotated[str, Key("the paper")]
    subject: Annotated[str | None, Key("what it is about", "Zaak.Onderwerp")]
    intended: Annotated[votes.Side | None, Key("what was meant")]
    recorded: Annotated[votes.Side | None, Key("what is recorded", "Stemming.Soort")]
    by: Annotated[str | None, Key("the paper that replaced it")]
    day: Annotated[Date | None, Key("day of the vote", "Activiteit.Datum")]
    status: Annotated[str | None, Key("what became of what was not voted on, in a sentence")]
    decision: Annotated[str | None, Key("id of the decision", "Besluit")]
    line: Annotated[int | None, Key("line of the list")]
