"""For every check: overviews that trip it, and overviews that look like it and must not.

21 December 2023 is a day whose House (150 seats) and seating order are known; on 1 February 2024 neither is
certain. Everything but the sizes of parties on those days is made up.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kamerstem.model.overview import Overview, Severity, Subject, SubjectKind, UnreadLine
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Ballot,
    Decision,
    Feature,
    Kind,
    Member,
    Method,
    Part,
    Proposal,
    Relation,
    RelationKind,
    Result,
    Sitting,
    Statement,
    StatementKind,
    Status,
    Step,
    Tally,
    majority_rule,
)
from tests.factories import (
    AGAINST_4,
    ALL_BUT_JA21,
    DAY,
    FOR_4,
    SEED,
    amendment,
    ballots,
    bill,
    members,
    members_apart,
    overview,
    party,
    roll_call,
    vote,
    whole_roll_call,
)

UNCERTAIN = dt.date(2024, 2, 1)
BEFORE_2010 = dt.date(2009, 3, 3)
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
ADOPTED, REJECTED, TIED = Result.ADOPTED, Result.REJECTED, Result.TIED
A_KINGDOM_ACT = (Feature.KINGDOM_ACT,)
SECOND_READING = (Feature.CONSTITUTION_SECOND_READING,)
# 75 of 150 seats on 21 December 2023, and the other 75.
HALF = "PVV, GroenLinks-PvdA, D66, FVD, JA21"
OTHER_HALF = "SP, Volt, DENK, PvdD, ChristenUnie, VVD, SGP, CDA, NSC, BBB"
# 97 against 53: a majority, and no two thirds.
MOST, FEW = "PVV, VVD, NSC, D66, BBB", FOR_4 + ", FVD, JA21"


@dataclass(frozen=True, slots=True)
class Case:
    """An overview with what one check should say of it: a severity and a place, or (severity None) nothing."""

    label: str
    overview: Overview
    severity: Severity | None = None
    at: str | None = None


def of(*decisions: Decision, **other: Any) -> Overview:
    """Return an overview whose only item is an amendment with these decisions, and a bill that is decided."""
    return overview(amendment(4, *decisions, **other), the_bill=bill(vote(ADOPTED, ALL_BUT_JA21, "", "JA21")))


def of_bill(*decisions: Decision, **other: Any) -> Overview:
    return overview(the_bill=bill(*decisions, **other))


def second_reading(*decisions: Decision, **other: Any) -> Overview:
    rule = majority_rule(SECOND_READING, DAY)
    ruled = tuple(replace(decision, rule=rule) for decision in decisions)
    fields: dict[str, Any] = {"features": SECOND_READING, "derived": ("/features",)} | other
    return of_bill(*ruled, **fields)


def with_member(decision: Decision, side: str, *added: Ballot) -> Decision:
    changed: Any = {side: (*(getattr(decision, side) or ()), *added)}
    return replace(decision, **changed)


def statement(kind: StatementKind, actor: Actor) -> Statement:
    return Statement(actor, kind)


def decided(step: Step, result: Result | None = None, **other: Any) -> Decision:
    return replace(Decision(step=step, result=result, sitting=Sitting(DAY)), **other)


def numbered(number: int, kind: Kind = Kind.AMENDMENT, **other: Any) -> Proposal:
    return amendment(number, vote(REJECTED, FOR_4, AGAINST_4, "JA21"), kind=kind, **other)


PLAIN = of(vote(REJECTED, FOR_4, AGAINST_4, "JA21"))
DECISION = "/amendments/0/decisions/0"
RESULT = f"{DECISION}/result"
BOSMA = Ballot(party("PVV"), 1, Member("Bosma", "person-1"))
PVV_36 = "D66, VVD, NSC, PVV 36, FVD, BBB"

OUTCOME_TALLY = [
    Case("49 of 150 for, adopted", of(vote(ADOPTED, FOR_4)), ERROR, RESULT),
    Case("49-100, adopted", of(vote(ADOPTED, FOR_4, AGAINST_4, "JA21")), ERROR, RESULT),
    Case("100-49, rejected", of(vote(REJECTED, AGAINST_4, FOR_4, "JA21")), ERROR, RESULT),
    Case("97 of 150 for, rejected", of(vote(REJECTED, MOST)), ERROR, RESULT),
    Case("97 of 150 against, adopted", of(vote(ADOPTED, None, MOST)), ERROR, RESULT),
    Case("53 of 150 against, rejected", of(vote(REJECTED, None, FEW)), ERROR, RESULT),
    Case("nobody for, adopted", of(vote(ADOPTED, "")), ERROR, RESULT),
    Case("49-100, tied", of(vote(TIED, FOR_4, AGAINST_4, "JA21")), ERROR, RESULT),
    Case("75-75, adopted", of(vote(ADOPTED, HALF, OTHER_HALF, "")), ERROR, RESULT),
    Case("74 of 150 for and JA21 absent, adopted", of(vote(ADOPTED, HALF[:-6], None, "JA21")), ERROR, RESULT),
    Case("75 of 150 for, adopted: one seat must be absent", of(vote(ADOPTED, HALF)), WARNING, RESULT),
    Case(
        "50 of 150, adopted, at a roll call: 51 gone",
        of(roll_call(ADOPTED, (members("VVD, NSC, D66")[:50], None, None))),
        ERROR,
        RESULT,
    ),
    Case(
        "70 of 150, adopted, at a roll call: 11 gone",
        of(roll_call(ADOPTED, (members("PVV, VVD, D66"), None, None))),
        WARNING,
        RESULT,
    ),
    Case(
        "a part",
        of(parts=(Part("I", None, (vote(ADOPTED, FOR_4),)),)),
        ERROR,
        "/amendments/0/parts/0/decisions/0/result",
    ),
    Case("a House that is not certain", of(vote(ADOPTED, FOR_4, day=UNCERTAIN)), WARNING, RESULT),
    Case(
        "97-53 adopted where two thirds are derived from the title",
        second_reading(vote(ADOPTED, MOST, FEW, "")),
        WARNING,
        "/bill/decisions/0/result",
    ),
    Case(
        "97-53 adopted where two thirds are stated",
        second_reading(vote(ADOPTED, MOST, FEW, ""), derived=()),
        ERROR,
        "/bill/decisions/0/result",
    ),
    Case(
        "49-100 adopted at a second reading",
        second_reading(vote(ADOPTED, FOR_4, AGAINST_4, "JA21")),
        ERROR,
        "/bill/decisions/0/result",
    ),
    Case(
        "100-49-1 rejected at a second reading",
        second_reading(vote(REJECTED, AGAINST_4, FOR_4, "JA21")),
        ERROR,
        "/bill/decisions/0/result",
    ),
    Case(
        "97-53 rejected, of a bill without a title",
        of_bill(vote(REJECTED, MOST, FEW, ""), title=None),
        WARNING,
        "/bill/decisions/0/result",
    ),
    Case(
        "97-53 rejected, of a treaty",
        of_bill(vote(REJECTED, MOST, FEW, ""), features=(Feature.TREATY,)),
        WARNING,
        "/bill/decisions/0/result",
    ),
    Case(
        "97-53 rejected, of a bill", of_bill(vote(REJECTED, MOST, FEW, "")), ERROR, "/bill/decisions/0/result"
    ),
]
NOT_OUTCOME_TALLY = [
    Case("49-100 rejected", PLAIN),
    Case("49 of 150, rejected", of(vote(REJECTED, FOR_4))),
    Case("97 of 150, adopted", of(vote(ADOPTED, MOST))),
    Case("75-75, not adopted", of(vote(REJECTED, HALF, OTHER_HALF, ""))),
    Case("75-75, tied", of(vote(TIED, HALF, OTHER_HALF, ""))),
    Case("75 of 150 for, tied", of(vote(TIED, HALF))),
    Case("unanimous", of(vote(ADOPTED, None, ""))),
    Case(
        "74-75 with the absent in neither list, adopted by a row that is lost",
        of(vote(ADOPTED, HALF[:-6], "SP, VVD", "")),
    ),
    Case(
        "an unknown party, whose seats are not known",
        of(vote(ADOPTED, f"{FOR_4}, Lijst Nooit", AGAINST_4, "")),
    ),
    Case("no lists", of(vote(ADOPTED))),
    Case(
        "a party on both sides: the sum is worth nothing",
        of(vote(ADOPTED, FOR_4, f"{AGAINST_4}, SP", "JA21")),
    ),
    Case("97-53 rejected at a second reading", second_reading(vote(REJECTED, MOST, FEW, ""))),
    Case("100-49-1 adopted at a second reading", second_reading(vote(ADOPTED, AGAINST_4, FOR_4, "JA21"))),
    Case("97 of 150 rejected at a second reading", second_reading(vote(REJECTED, MOST))),
    Case(
        "80-70 by sizes that may be off by three",
        of(
            vote(
                REJECTED,
                "PVV, VVD, CDA, SP, ChristenUnie, Volt",
                "GroenLinks-PvdA, NSC, D66, BBB, DENK, FVD, PvdD, SGP, JA21",
                "",
                day=UNCERTAIN,
            )
        ),
    ),
    Case("74 of 150 by sizes that may be off by three", of(vote(ADOPTED, HALF[:-6], day=UNCERTAIN))),
    Case("void", of(vote(Result.VOID, FOR_4, AGAINST_4, "JA21"))),
    Case("undetermined", of(vote(Result.UNDETERMINED, HALF, OTHER_HALF, ""))),
    Case("a ballot on persons", of(vote(ADOPTED, FOR_4, AGAINST_4, "JA21", method=Method.BALLOT))),
    Case(
        "a mistake that would turn it",
        of(
            with_member(
                vote(ADOPTED, "PVV, GroenLinks-PvdA, D66, BBB 4", OTHER_HALF.replace("BBB", "FVD"), "JA21"),
                "for_",
                replace(BOSMA, party=party("BBB"), mistake=True),
            )
        ),
    ),
    Case(
        "a kingdom act opposed, carried by less than three fifths",
        of_bill(
            replace(
                vote(
                    ADOPTED,
                    "PVV, VVD, NSC, CDA",
                    "GroenLinks-PvdA, D66, BBB, SP, ChristenUnie, DENK, FVD, PvdD, SGP, Volt",
                    "JA21",
                ),
                rule=majority_rule(A_KINGDOM_ACT, DAY, opposed=True),
            ),
            features=A_KINGDOM_ACT,
        ),
    ),
]

ANNOUNCED = f"{DECISION}/announced"
ANNOUNCED_TALLY = [
    Case(
        "48-101 announced, 49-100 counted",
        of(vote(REJECTED, FOR_4, AGAINST_4, "JA21", announced=Tally(48, 101))),
        ERROR,
        ANNOUNCED,
    ),
    Case("rejected with 101-48", of(vote(REJECTED, announced=Tally(101, 48))), ERROR, ANNOUNCED),
    Case("adopted with 70-70", of(vote(ADOPTED, announced=Tally(70, 70))), ERROR, ANNOUNCED),
    Case("tied with 70-71", of(vote(TIED, announced=Tally(70, 71))), ERROR, ANNOUNCED),
    Case("more votes than seats", of(vote(REJECTED, announced=Tally(46, 130))), ERROR, ANNOUNCED),
    Case(
        "less announced than the names that stand there",
        of(roll_call(REJECTED, (members("SP"), members("VVD"), None), announced=Tally(4, 100))),
        ERROR,
        ANNOUNCED,
    ),
    Case(
        "sizes that are not certain, far off",
        of(vote(REJECTED, FOR_4, AGAINST_4, "JA21", day=UNCERTAIN, announced=Tally(40, 110))),
        WARNING,
        ANNOUNCED,
    ),
    Case(
        "97-53 adopted at a second reading",
        second_reading(vote(ADOPTED, announced=Tally(97, 53))),
        WARNING,
        "/bill/decisions/0/announced",
    ),
]
NOT_ANNOUNCED_TALLY = [
    Case("what was counted", of(vote(REJECTED, FOR_4, AGAINST_4, "JA21", announced=Tally(49, 100)))),
    Case("nothing announced", PLAIN),
    Case(
        "rows that are lost explain it",
        of(roll_call(REJECTED, (members("SP"), members("VVD"), []), announced=Tally(66, 80))),
    ),
    Case(
        "sizes that are not certain, one seat off",
        of(vote(REJECTED, FOR_4, AGAINST_4, "JA21", day=UNCERTAIN, announced=Tally(49, 99))),
    ),
    Case("72-72, not adopted", of(vote(REJECTED, announced=Tally(72, 72)))),
    Case("72-72, tied", of(vote(TIED, announced=Tally(72, 72)))),
    Case("97-53, rejected at a second reading", second_reading(vote(REJECTED, announced=Tally(97, 53)))),
    Case("postponed after a tie", of(decided(Step.POSTPONE, announced=Tally(71, 71)))),
]

SEATS_OVER_HOUSE = [
    Case("151 seats", of(vote(REJECTED, "SP 51", "PVV 100", "")), ERROR, DECISION),
    Case("a party on both sides", of(vote(REJECTED, FOR_4, f"{AGAINST_4}, VVD", "JA21")), ERROR, DECISION),
    Case(
        "151 seats on a day that is not certain",
        of(vote(REJECTED, "SP 51", "PVV 100", "", day=UNCERTAIN)),
        WARNING,
        DECISION,
    ),
]
NOT_SEATS_OVER_HOUSE = [
    Case("150 seats", PLAIN),
    Case("a roll call of all", of(whole_roll_call())),
    Case("no House known", of(vote(REJECTED, "SP 100", "PVV 100", "", day=None))),
    Case(
        "150 votes where 149 seats are thought to be filled",
        of(vote(REJECTED, "VVD 80", "D66 70", "", day=dt.date(2023, 11, 15))),
    ),
]

PARTY_SEATS = [
    Case("too many", of(vote(REJECTED, "SP 7")), ERROR, DECISION),
    Case("too few with every list stated", of(vote(REJECTED, FOR_4, PVV_36, "JA21")), WARNING, DECISION),
    Case(
        "more members than seats",
        of(roll_call(REJECTED, ([("A", "JA21"), ("B", "JA21")], None, None))),
        ERROR,
        DECISION,
    ),
    Case(
        "far too many on a day that is not certain",
        of(vote(REJECTED, "SP 15", day=UNCERTAIN)),
        WARNING,
        DECISION,
    ),
]
NOT_PARTY_SEATS = [
    Case("as many as it has", PLAIN),
    Case("a member apart", of(members_apart())),
    Case("a member excepted, the other list not stated", of(vote(REJECTED, None, PVV_36))),
    Case("some members at a roll call", of(roll_call(REJECTED, (members("SP")[:2], members("VVD")[:3], [])))),
    Case("two more on a day that is not certain", of(vote(REJECTED, "SP 7", day=UNCERTAIN))),
    Case("a party twice: split-party says that", of(vote(REJECTED, "SP, SP"))),
]

COUNTED = f"{DECISION}/counted"
INCOMPLETE_VOTE = [
    Case(
        "a party lost, still 147",
        of(vote(REJECTED, FOR_4.replace("SGP, ", ""), AGAINST_4, "JA21")),
        WARNING,
        COUNTED,
    ),
    Case(
        "100 rows of a roll call",
        of(roll_call(REJECTED, (members(FOR_4), members("PVV, NSC")[:51], []))),
        WARNING,
        COUNTED,
    ),
    Case(
        "a party lost on a day that is not certain",
        of(vote(REJECTED, FOR_4, AGAINST_4, "", day=UNCERTAIN)),
        WARNING,
        COUNTED,
    ),
]
NOT_INCOMPLETE_VOTE = [
    Case("150", PLAIN),
    Case("a list that is not stated is no gap", of(vote(REJECTED, FOR_4, AGAINST_4))),
    Case(
        "a seat that may be empty",
        of(vote(REJECTED, FOR_4, AGAINST_4.replace("NSC", "NSC 18"), "JA21", day=UNCERTAIN)),
    ),
    Case("no lists", of(vote(REJECTED))),
]

SEATS_NOT_STATED = [
    Case("the Senate's form", of(vote(REJECTED, FOR_4)), INFO, DECISION),
    Case("for and against, not the absent", of(vote(REJECTED, FOR_4, AGAINST_4)), INFO, DECISION),
    Case("a day that is not certain", of(vote(REJECTED, FOR_4, day=UNCERTAIN)), INFO, DECISION),
]
NOT_SEATS_NOT_STATED = [
    Case("all stated", PLAIN),
    Case("no list at all", of(vote(REJECTED))),
    Case("every party named", of(vote(ADOPTED, ALL_BUT_JA21, None, "JA21"))),
    Case("unanimous: nobody was against", of(vote(ADOPTED, None, ""))),
    Case("names at a roll call", of(roll_call(REJECTED, (members("SP"), None, None)))),
]

UNKNOWN_PARTY = [
    Case("never heard of", of(vote(REJECTED, "SP, Lijst Nooit")), ERROR, f"{DECISION}/for/1"),
    Case("without a day", of(vote(REJECTED, None, "Lijst Nooit", day=None)), ERROR, f"{DECISION}/against/0"),
    Case(
        "before the list of parties begins",
        of(vote(REJECTED, "Groep Verzonnen", day=BEFORE_2010)),
        WARNING,
        f"{DECISION}/for/0",
    ),
]
NOT_UNKNOWN_PARTY = [
    Case("known", PLAIN),
    Case("an alias", of(vote(REJECTED, "Nieuw Sociaal Contract, GL-PvdA, FvD"))),
    Case(
        "a member without a party",
        of(with_member(vote(REJECTED, "SP"), "for_", Ballot(None, 1, Member("X")))),
    ),
]

PARTY_NOT_THERE = [
    Case("merged two months before", of(vote(REJECTED, "SP, PvdA")), ERROR, f"{DECISION}/for/1"),
    Case(
        "a decision on a part",
        of(parts=(Part("I", None, (vote(REJECTED, "BIJ1"),)),)),
        ERROR,
        "/amendments/0/parts/0/decisions/0/for/0",
    ),
]
NOT_PARTY_NOT_THERE = [
    Case("there", PLAIN),
    Case("no day", of(vote(REJECTED, "PvdA", day=None))),
    Case(
        "the day before a group may have begun",
        of(vote(REJECTED, "Groep Markuszower", day=dt.date(2026, 1, 19))),
    ),
    Case("after the list of parties ends", of(vote(REJECTED, "NSC", day=dt.date(2029, 1, 19)))),
]

SPLIT_PARTY = [
    Case(
        "on both sides", of(vote(REJECTED, FOR_4, f"{AGAINST_4}, SP", "JA21")), ERROR, f"{DECISION}/against"
    ),
    Case("twice on one", of(vote(REJECTED, "SP, Volt, SP")), ERROR, f"{DECISION}/for"),
    Case("under two names", of(vote(REJECTED, "NSC, Nieuw Sociaal Contract")), ERROR, f"{DECISION}/for"),
    Case("three times", of(vote(REJECTED, "SP, SP", "VVD, SP")), ERROR, f"{DECISION}/against"),
    Case("an unknown one", of(vote(REJECTED, "Lijst Nooit", "Lijst Nooit")), ERROR, f"{DECISION}/against"),
    Case(
        "halves that are stated and add up",
        of(vote(REJECTED, "PVV 30", "PVV 7")),
        WARNING,
        f"{DECISION}/against",
    ),
    Case(
        "a party and its member at a roll call, the party twice",
        of(vote(REJECTED, "SP, SP", method=Method.ROLL_CALL)),
        ERROR,
        f"{DECISION}/for",
    ),
]
NOT_SPLIT_PARTY = [
    Case("once", PLAIN),
    Case("a member apart", of(members_apart())),
    Case("members on both sides at a roll call", of(whole_roll_call())),
    Case("a party on both sides at a roll call", of(vote(REJECTED, "SP", "SP", method=Method.ROLL_CALL))),
    Case("GroenLinks-PvdA and GroenLinks are two", of(vote(REJECTED, "GroenLinks-PvdA, GroenLinks"))),
]

MEMBERS = f"{DECISION}/members"
MEMBER_TWICE = [
    Case(
        "one person on both sides",
        of(with_member(with_member(vote(REJECTED, "", ""), "for_", BOSMA), "against", BOSMA)),
        ERROR,
        MEMBERS,
    ),
    Case(
        "one person under two names",
        of(
            with_member(
                vote(REJECTED, ""), "for_", BOSMA, replace(BOSMA, member=Member("M. Bosma", "person-1"))
            )
        ),
        ERROR,
        MEMBERS,
    ),
    Case(
        "one name twice: they may be two",
        of(roll_call(REJECTED, ([("Visser", "VVD")], [("Visser", "VVD")], None))),
        WARNING,
        MEMBERS,
    ),
]
NOT_MEMBER_TWICE = [
    Case("once", of(whole_roll_call())),
    Case(
        "one name in two parties",
        of(roll_call(REJECTED, ([("Van Dijk", "SP"), ("Van Dijk", "CDA")], None, None))),
    ),
    Case(
        "namesakes of one party",
        of(
            with_member(vote(REJECTED, ""), "for_", BOSMA, replace(BOSMA, member=Member("Bosma", "person-2")))
        ),
    ),
]

MEMBER_APART = [
    Case("for, the party against", of(members_apart()), INFO, MEMBERS),
    Case(
        "absent, the party against",
        of(with_member(vote(REJECTED, FOR_4, PVV_36, "JA21"), "not_voting", BOSMA)),
        INFO,
        MEMBERS,
    ),
]
NOT_MEMBER_APART = [
    Case("parties only", PLAIN),
    Case("a roll call", of(whole_roll_call())),
    Case("a roll call that is not called one", of(replace(whole_roll_call(), method=None))),
    Case(
        "on the side of the party", of(with_member(vote(REJECTED, FOR_4, PVV_36, "JA21"), "against", BOSMA))
    ),
    Case("where the party stands is not stated", of(with_member(vote(REJECTED, FOR_4), "for_", BOSMA))),
]

PARTY_ORDER = [
    Case("out of order", of(vote(REJECTED, "Volt, SP")), WARNING, f"{DECISION}/for"),
    Case(
        "out of order, against",
        of(vote(REJECTED, FOR_4, "VVD, D66, NSC, PVV, FVD, BBB", "JA21")),
        WARNING,
        f"{DECISION}/against",
    ),
    Case(
        "by size",
        of(vote(REJECTED, "PVV, GroenLinks-PvdA, VVD", day=dt.date(2025, 7, 10))),
        WARNING,
        f"{DECISION}/for",
    ),
]
NOT_PARTY_ORDER = [
    Case("in order", PLAIN),
    Case("a day whose order is not known", of(vote(REJECTED, "Volt, SP", day=dt.date(2024, 1, 16)))),
    Case("JA21, whose place is not known", of(vote(REJECTED, "JA21, SP, Volt"))),
    Case("no day", of(vote(REJECTED, "Volt, SP", day=None))),
    Case("members at a roll call", of(roll_call(REJECTED, ([("A", "Volt"), ("B", "SP")], None, None)))),
    Case("a member after the parties", of(with_member(vote(REJECTED, FOR_4), "for_", BOSMA))),
]

DATE = f"{DECISION}/sitting/date"
IMPOSSIBLE_DATE = [
    Case(
        "not in the calendar",
        of(vote(REJECTED, FOR_4, day=None, sitting=Sitting(None, date_text="30 februari 2023"))),
        ERROR,
        DATE,
    ),
    Case(
        "before there was a House",
        of(vote(REJECTED, FOR_4, sitting=Sitting(dt.date(1203, 12, 21)))),
        ERROR,
        DATE,
    ),
    Case(
        "a slip of the record", of(vote(REJECTED, FOR_4, sitting=Sitting(dt.date(5008, 12, 21)))), ERROR, DATE
    ),
]
NOT_IMPOSSIBLE_DATE = [
    Case("a day", PLAIN),
    Case("no day", of(vote(REJECTED, FOR_4, day=None))),
    Case("29 February of a leap year", of(vote(REJECTED, FOR_4, day=dt.date(2024, 2, 29)))),
    Case("long ago", of(vote(REJECTED, FOR_4, day=dt.date(1848, 10, 11)))),
]

LATER = dt.date(2024, 1, 16)
FINAL = bill(vote(ADOPTED, ALL_BUT_JA21, "", "JA21"))
DATE_ORDER = [
    Case(
        "an amendment",
        overview(amendment(4, vote(REJECTED, FOR_4, day=LATER)), the_bill=FINAL),
        WARNING,
        DATE,
    ),
    Case(
        "a sub-amendment",
        overview(amendment(4, vote(REJECTED, FOR_4, day=LATER), kind=Kind.SUB_AMENDMENT), the_bill=FINAL),
        WARNING,
        DATE,
    ),
    Case(
        "a part",
        overview(amendment(4, parts=(Part("I", None, (vote(REJECTED, FOR_4, day=LATER),)),)), the_bill=FINAL),
        WARNING,
        "/amendments/0/parts/0/decisions/0/sitting/date",
    ),
]
NOT_DATE_ORDER = [
    Case("the same day", PLAIN),
    Case(
        "the bill later",
        overview(amendment(4, vote(REJECTED, FOR_4)), the_bill=bill(vote(ADOPTED, day=LATER))),
    ),
    Case(
        "a motion later",
        overview(amendment(4, vote(REJECTED, FOR_4, day=LATER), kind=Kind.MOTION), the_bill=FINAL),
    ),
    Case("no final vote", overview(amendment(4, vote(REJECTED, FOR_4, day=LATER)), the_bill=bill())),
    Case(
        "a final vote that decided nothing",
        overview(amendment(4, vote(REJECTED, FOR_4, day=LATER)), the_bill=bill(vote(TIED))),
    ),
    Case("no day", overview(amendment(4, vote(REJECTED, FOR_4, day=None)), the_bill=FINAL)),
]

NUMBER_TWICE = [
    Case("two amendments", overview(numbered(4), numbered(5), numbered(4)), ERROR, "/amendments/2/ref"),
    Case(
        "an amendment and a motion", overview(numbered(4), numbered(4, Kind.MOTION)), ERROR, "/motions/0/ref"
    ),
    Case(
        "one part of it twice",
        overview(*(amendment(4, parts=(Part("I", None, (vote(REJECTED),)),)) for _ in range(2))),
        ERROR,
        "/amendments/1/ref",
    ),
]
NOT_NUMBER_TWICE = [
    Case("two numbers", overview(numbered(4), numbered(5))),
    Case("two dossiers", overview(numbered(4), numbered(4, dossier=Dossier(36999)))),
    Case("no numbers", overview(numbered(4, ref=None), numbered(4, ref=None))),
    Case(
        "two parts of one paper",
        overview(*(amendment(4, parts=(Part(label, None, (vote(REJECTED),)),)) for label in ("I", "II"))),
    ),
]

NUMBER_MISSING = [
    Case("an amendment", overview(numbered(4, ref=None)), WARNING, "/amendments/0/ref"),
    Case(
        "a motion without a subject",
        overview(numbered(4, Kind.MOTION, ref=None, subject=None)),
        WARNING,
        "/motions/0/ref",
    ),
]
NOT_NUMBER_MISSING = [
    Case("a number", PLAIN),
    Case("the bill", overview(the_bill=FINAL)),
]

UNREAD_LINE = [
    Case("one", overview(the_bill=FINAL, unread=(UnreadLine(7, "Wat is dit?"),)), WARNING, ""),
    Case("a long one", overview(the_bill=FINAL, unread=(UnreadLine(7, "x" * 5000),)), WARNING, ""),
]
NOT_UNREAD_LINE = [Case("none", PLAIN), Case("nothing at all", overview())]

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
    Case("no bill", overview(numbered(4)), WARNING, "/bill"),
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

MISTAKE = [
    Case("a party's", of(members_apart()), INFO, DECISION),
    Case(
        "a member's",
        of(with_member(vote(REJECTED, ""), "for_", replace(BOSMA, mistake=True))),
        INFO,
        DECISION,
    ),
]
NOT_MISTAKE = [Case("none", PLAIN), Case("a roll call without one", of(whole_roll_call()))]

TIE_SETTLED = [
    Case("75-75, not adopted", of(vote(REJECTED, HALF, OTHER_HALF, "")), INFO, RESULT),
    Case("75-75, open", of(vote(TIED, HALF, OTHER_HALF, "")), INFO, RESULT),
    Case("only announced", of(vote(TIED, announced=Tally(72, 72))), INFO, RESULT),
    Case("announced, not adopted", of(vote(REJECTED, announced=Tally(74, 74))), INFO, RESULT),
]
NOT_TIE_SETTLED = [
    Case("49-100", PLAIN),
    Case("equal lists with rows lost", of(roll_call(REJECTED, (members("VVD"), members("VVD"), [])))),
    Case("announced as no tie", of(vote(REJECTED, HALF, OTHER_HALF, "", announced=Tally(74, 75)))),
    Case(
        "a second reading falls short of two thirds, tie or not",
        second_reading(vote(REJECTED, HALF, OTHER_HALF, "")),
    ),
]

DELEGATE = statement(StatementKind.OPPOSITION, Actor("de gevolmachtigde minister", ActorKind.GOVERNMENT))
NARROW = vote(
    ADOPTED,
    "PVV, VVD, D66, BBB",
    "SP, GroenLinks-PvdA, NSC, FVD, CDA, DENK, PvdD, ChristenUnie, SGP, Volt",
    "JA21",
)
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
]

TRIPPED: dict[str, Iterable[Case]] = {
    "announced-tally": ANNOUNCED_TALLY,
    "ballots-without-vote": BALLOTS_WITHOUT_VOTE,
    "date-order": DATE_ORDER,
    "decision-after-final": DECISION_AFTER_FINAL,
    "heading-outcome": HEADING_OUTCOME,
    "impossible-date": IMPOSSIBLE_DATE,
    "incomplete-vote": INCOMPLETE_VOTE,
    "kingdom-act-opposed": KINGDOM_ACT_OPPOSED,
    "member-apart": MEMBER_APART,
    "member-twice": MEMBER_TWICE,
    "mistake": MISTAKE,
    "no-decision": NO_DECISION,
    "number-missing": NUMBER_MISSING,
    "number-twice": NUMBER_TWICE,
    "outcome-tally": OUTCOME_TALLY,
    "party-not-there": PARTY_NOT_THERE,
    "party-order": PARTY_ORDER,
    "party-seats": PARTY_SEATS,
    "replaced-voted": REPLACED_VOTED,
    "seats-not-stated": SEATS_NOT_STATED,
    "seats-over-house": SEATS_OVER_HOUSE,
    "split-party": SPLIT_PARTY,
    "tie-settled": TIE_SETTLED,
    "unknown-party": UNKNOWN_PARTY,
    "unread-line": UNREAD_LINE,
}
SILENT: dict[str, Iterable[Case]] = {
    "announced-tally": NOT_ANNOUNCED_TALLY,
    "ballots-without-vote": NOT_BALLOTS_WITHOUT_VOTE,
    "date-order": NOT_DATE_ORDER,
    "decision-after-final": NOT_DECISION_AFTER_FINAL,
    "heading-outcome": NOT_HEADING_OUTCOME,
    "impossible-date": NOT_IMPOSSIBLE_DATE,
    "incomplete-vote": NOT_INCOMPLETE_VOTE,
    "kingdom-act-opposed": NOT_KINGDOM_ACT_OPPOSED,
    "member-apart": NOT_MEMBER_APART,
    "member-twice": NOT_MEMBER_TWICE,
    "mistake": NOT_MISTAKE,
    "no-decision": NOT_NO_DECISION,
    "number-missing": NOT_NUMBER_MISSING,
    "number-twice": NOT_NUMBER_TWICE,
    "outcome-tally": NOT_OUTCOME_TALLY,
    "party-not-there": NOT_PARTY_NOT_THERE,
    "party-order": NOT_PARTY_ORDER,
    "party-seats": NOT_PARTY_SEATS,
    "replaced-voted": NOT_REPLACED_VOTED,
    "seats-not-stated": NOT_SEATS_NOT_STATED,
    "seats-over-house": NOT_SEATS_OVER_HOUSE,
    "split-party": NOT_SPLIT_PARTY,
    "tie-settled": NOT_TIE_SETTLED,
    "unknown-party": NOT_UNKNOWN_PARTY,
    "unread-line": NOT_UNREAD_LINE,
}
