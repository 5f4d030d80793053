"""What the checks on decisions in sequence must find, and what they must not."""

from typing import Any

from kamerstem.model.overview import Overview, Subject, SubjectKind
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Part,
    Relation,
    RelationKind,
    Result,
    StatementKind,
    Status,
    Step,
    Tally,
)
from tests.checks.cases import (
    A_KINGDOM_ACT,
    ADOPTED,
    DECISION,
    ERROR,
    FINAL,
    HALF,
    INFO,
    LATER,
    MOST,
    OTHER_HALF,
    PLAIN,
    REJECTED,
    TIED,
    WARNING,
    Case,
    decided,
    numbered,
    of,
    of_bill,
    statement,
)
from tests.factories import AGAINST_4, ALL_BUT_JA21, FOR_4, SEED, amendment, ballots, bill, overview, vote

STATUS = "/amendments/0/status"
HEADING_OUTCOME = [
    Case("rejected under adopted", of(vote(REJECTED, FOR_4), heading=Status.ADOPTED), ERROR, STATUS),
    Case("adopted under rejected", of(vote(ADOPTED, MOST), heading=Status.REJECTED), ERROR, STATUS),
    Case("withdrawn under rejected", of(decided(Step.WITHDRAW), heading=Status.REJECTED), ERROR, STATUS),
    Case("postponed under adopted", of(decided(Step.POSTPONE), heading=Status.ADOPTED), ERROR, STATUS),
]
NOT_HEADING_OUTCOME = [
    Case("rejected under rejected", of(vote(REJECTED, FOR_4), heading=Status.REJECTED)),
    Case("no heading", PLAIN),
    Case("no decision", of(heading=Status.REJECTED)),
    Case("held over, then adopted", of(decided(Step.HOLD_OVER), vote(ADOPTED, MOST), heading=Status.ADOPTED)),
    Case("a tie under rejected", of(vote(TIED, HALF, OTHER_HALF, ""), heading=Status.REJECTED)),
    Case("taken over under adopted", of(decided(Step.TAKE_OVER), heading=Status.ADOPTED)),
    Case("postponed under held over", of(decided(Step.POSTPONE), heading=Status.HELD_OVER)),
    Case(
        "parts that differ",
        of(
            parts=(Part("I", None, (vote(ADOPTED, MOST),)), Part("II", None, (vote(REJECTED, FOR_4),))),
            heading=Status.ADOPTED,
        ),
    ),
    Case("a result that is not stated", of(vote(None, FOR_4), heading=Status.ADOPTED)),
]
NO_DECISION = [
    Case("an amendment", of(), WARNING, "/amendments/0/decisions"),
    Case("an amendment under a heading", of(heading=Status.REJECTED), INFO, "/amendments/0/decisions"),
    Case("the bill", overview(the_bill=bill()), WARNING, "/bill/decisions"),
    Case("a dossier without a bill", overview(numbered(4)), INFO, "/bill"),
]
NOT_NO_DECISION = [
    Case("decided", PLAIN),
    Case("decided by part", of(parts=(Part("I", None, (vote(REJECTED, FOR_4),)),))),
    Case("replaced", of(relations=(Relation(RelationKind.REPLACED_BY, Paper(SEED, "9")),))),
    Case(
        "replaced, says the other",
        overview(
            amendment(4),
            numbered(9, relations=(Relation(RelationKind.REPLACES, Paper(SEED, "4")),)),
            the_bill=FINAL,
        ),
    ),
    Case("a paper has no bill", overview(numbered(4), subject=Subject(SubjectKind.PAPER, Paper(SEED, "4")))),
]
BALLOTS_WITHOUT_VOTE = [
    Case("withdrawn", of(decided(Step.WITHDRAW, for_=ballots("SP"))), ERROR, DECISION),
    Case("without a vote", of(decided(Step.WITHOUT_VOTE, ADOPTED, against=ballots("SP"))), ERROR, DECISION),
]
NOT_BALLOTS_WITHOUT_VOTE = [
    Case("voted", PLAIN),
    Case("withdrawn", of(decided(Step.WITHDRAW))),
    Case("nobody against, without a vote", of(decided(Step.WITHOUT_VOTE, ADOPTED, against=()))),
]
AFTER = "/amendments/0/decisions/1"
DECISION_AFTER_FINAL = [
    Case("adopted after rejected", of(vote(REJECTED, FOR_4), vote(ADOPTED, MOST)), WARNING, AFTER),
    Case("twins", of(vote(REJECTED, FOR_4), vote(REJECTED, FOR_4)), WARNING, AFTER),
    Case(
        "voted on after it was withdrawn", of(decided(Step.WITHDRAW), vote(REJECTED, FOR_4)), WARNING, AFTER
    ),
    Case(
        "past a void vote",
        of(vote(REJECTED), vote(Result.VOID), vote(ADOPTED)),
        WARNING,
        "/amendments/0/decisions/2",
    ),
    Case(
        "a part",
        of(parts=(Part("I", None, (vote(REJECTED), vote(ADOPTED))),)),
        WARNING,
        "/amendments/0/parts/0/decisions/1",
    ),
]
NOT_DECISION_AFTER_FINAL = [
    Case("one", PLAIN),
    Case("a tie, then a vote", of(vote(TIED, HALF, OTHER_HALF, ""), vote(REJECTED, FOR_4, day=LATER))),
    Case("held over, then a vote", of(decided(Step.HOLD_OVER), vote(REJECTED, FOR_4, day=LATER))),
    Case("postponed twice", of(decided(Step.POSTPONE), decided(Step.POSTPONE), vote(REJECTED, FOR_4))),
    Case("a void vote, then a vote", of(vote(Result.VOID, MOST), vote(REJECTED, FOR_4))),
    Case("parts of one paper", of(parts=tuple(Part(p, None, (vote(REJECTED),)) for p in ("I", "II")))),
]
REPLACED_VOTED = [
    Case(
        "by another item",
        overview(
            numbered(4),
            numbered(9, relations=(Relation(RelationKind.REPLACES, Paper(SEED, "4")),)),
            the_bill=FINAL,
        ),
        WARNING,
        DECISION,
    ),
    Case(
        "by its own record",
        of(vote(REJECTED, FOR_4), relations=(Relation(RelationKind.REPLACED_BY, Paper(SEED, "9")),)),
        WARNING,
        DECISION,
    ),
]
NOT_REPLACED_VOTED = [
    Case("nothing replaced", PLAIN),
    Case(
        "the later paper", of(vote(REJECTED), relations=(Relation(RelationKind.REPLACES, Paper(SEED, "2")),))
    ),
    Case(
        "replaced and not voted on",
        of(decided(Step.WITHDRAW), relations=(Relation(RelationKind.REPLACED_BY, Paper(SEED, "9")),)),
    ),
    Case(
        "that number of another dossier",
        overview(
            numbered(4),
            numbered(9, relations=(Relation(RelationKind.REPLACES, Paper(Dossier(36999), "4")),)),
            the_bill=FINAL,
        ),
    ),
]
VOTED_BOTH_WAYS = [
    Case(
        "in one place",
        of(vote(REJECTED, FOR_4), vote(ADOPTED, MOST)),
        ERROR,
        "/amendments/0/decisions/1/result",
    ),
    Case(
        "in two places",
        overview(amendment(4, vote(REJECTED, FOR_4)), amendment(4, vote(ADOPTED, MOST)), the_bill=FINAL),
        ERROR,
        "/amendments/1/decisions/0/result",
    ),
    Case(
        "one without a day",
        of(vote(REJECTED, FOR_4), vote(ADOPTED, day=None)),
        ERROR,
        "/amendments/0/decisions/1/result",
    ),
    Case(
        "a part",
        of(parts=(Part("I", None, (vote(ADOPTED, MOST), vote(REJECTED, FOR_4))),)),
        ERROR,
        "/amendments/0/parts/0/decisions/1/result",
    ),
]
NOT_VOTED_BOTH_WAYS = [
    Case("once", PLAIN),
    Case("again on another day", of(vote(REJECTED, FOR_4), vote(ADOPTED, MOST, day=LATER))),
    Case("the same twice", of(vote(REJECTED, FOR_4), vote(REJECTED, FOR_4))),
    Case("official rows", of(vote(REJECTED, FOR_4, id="a"), vote(ADOPTED, MOST, id="b"))),
    Case(
        "two parts",
        of(parts=(Part("I", None, (vote(ADOPTED, MOST),)), Part("II", None, (vote(REJECTED, FOR_4),)))),
    ),
    Case("after a tie", of(vote(TIED, HALF, OTHER_HALF, ""), vote(ADOPTED, MOST))),
]
DELEGATE = statement(StatementKind.OPPOSITION, Actor("de gevolmachtigde minister", ActorKind.GOVERNMENT))
NARROW = vote(
    ADOPTED,
    "PVV, VVD, D66, BBB",
    "SP, GroenLinks-PvdA, NSC, FVD, CDA, DENK, PvdD, ChristenUnie, SGP, Volt",
    "JA21",
)
# 90 of 150.
THREE_FIFTHS = (
    "PVV, VVD, NSC, D66",
    "GroenLinks-PvdA, BBB, CDA, SP, ChristenUnie, DENK, FVD, PvdD, SGP, Volt, JA21",
    "",
)


def opposed(*sides: str, **more: Any) -> Overview:
    return of_bill(vote(ADOPTED, *sides, **more), features=A_KINGDOM_ACT, statements=(DELEGATE,))


KINGDOM_ACT_OPPOSED = [
    Case(
        "77-72", of_bill(NARROW, features=A_KINGDOM_ACT, statements=(DELEGATE,)), WARNING, "/bill/decisions/0"
    ),
    Case(
        "only announced",
        of_bill(vote(ADOPTED, announced=Tally(80, 65)), features=A_KINGDOM_ACT, statements=(DELEGATE,)),
        WARNING,
        "/bill/decisions/0",
    ),
    Case("one vote short of three fifths", opposed(announced=Tally(89, 60)), WARNING, "/bill/decisions/0"),
    Case(
        "announced as 80-69, counted as 90-60",
        opposed(*THREE_FIFTHS, announced=Tally(80, 69)),
        WARNING,
        "/bill/decisions/0",
    ),
]
NOT_KINGDOM_ACT_OPPOSED = [
    Case("not opposed", of_bill(NARROW, features=A_KINGDOM_ACT)),
    Case("no kingdom act", of_bill(NARROW, statements=(DELEGATE,))),
    Case(
        "149-0",
        of_bill(vote(ADOPTED, ALL_BUT_JA21, "", "JA21"), features=A_KINGDOM_ACT, statements=(DELEGATE,)),
    ),
    Case(
        "a party is no delegate",
        of_bill(
            NARROW,
            features=A_KINGDOM_ACT,
            statements=(statement(StatementKind.OPPOSITION, Actor("SP", ActorKind.PARTY)),),
        ),
    ),
    Case(
        "rejected",
        of_bill(vote(REJECTED, FOR_4, AGAINST_4, "JA21"), features=A_KINGDOM_ACT, statements=(DELEGATE,)),
    ),
    Case(
        "rows lost",
        of_bill(vote(ADOPTED, "PVV", "VVD, SP", ""), features=A_KINGDOM_ACT, statements=(DELEGATE,)),
    ),
    Case("three fifths", opposed(announced=Tally(90, 60))),
    Case("three fifths counted", opposed(*THREE_FIFTHS)),
    *(
        Case(
            f"{kind} of {actor}",
            of_bill(NARROW, features=A_KINGDOM_ACT, statements=(statement(kind, Actor("X", actor)),)),
        )
        for kind, actor in (
            (StatementKind.OPPOSITION, ActorKind.GROUP),
            (StatementKind.EXPLANATION, ActorKind.GOVERNMENT),
        )
    ),
]
TRIPPED: dict[str, list[Case]] = {
    "kingdom-act-opposed": KINGDOM_ACT_OPPOSED,
    "voted-both-ways": VOTED_BOTH_WAYS,
    "heading-outcome": HEADING_OUTCOME,
    "no-decision": NO_DECISION,
    "ballots-without-vote": BALLOTS_WITHOUT_VOTE,
    "decision-after-final": DECISION_AFTER_FINAL,
    "replaced-voted": REPLACED_VOTED,
}
SILENT: dict[str, list[Case]] = {
    "kingdom-act-opposed": NOT_KINGDOM_ACT_OPPOSED,
    "voted-both-ways": NOT_VOTED_BOTH_WAYS,
    "heading-outcome": NOT_HEADING_OUTCOME,
    "no-decision": NOT_NO_DECISION,
    "ballots-without-vote": NOT_BALLOTS_WITHOUT_VOTE,
    "decision-after-final": NOT_DECISION_AFTER_FINAL,
    "replaced-voted": NOT_REPLACED_VOTED,
}
