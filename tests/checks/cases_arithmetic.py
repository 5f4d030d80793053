"""What the checks that count must find, and what they must not."""

import datetime as dt
from dataclasses import replace
from typing import Any

from kamerstem.model import parties
from kamerstem.model.majorities import majority_rule
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Feature, Kind, Method, Part, Result, Sitting, Step, Tally
from tests.checks.cases import (
    A_KINGDOM_ACT,
    ADOPTED,
    BOSMA,
    DECISION,
    ERROR,
    FEW,
    HALF,
    INFO,
    MOST,
    OTHER_HALF,
    PLAIN,
    PVV_36,
    REJECTED,
    RESULT,
    TIED,
    UNCERTAIN,
    WARNING,
    Case,
    decided,
    of,
    of_bill,
    second_reading,
    with_member,
)
from tests.factories import (
    AGAINST_4,
    ALL_BUT_JA21,
    DAY,
    FOR_4,
    amendment,
    bill,
    members,
    members_apart,
    overview,
    party,
    roll_call,
    vote,
    whole_roll_call,
)

# 76 of 150 seats, and the other 74.
NARROWEST = "PVV, NSC, D66, BBB, Volt, JA21"
THE_OTHER_74 = "GroenLinks-PvdA, VVD, CDA, SP, ChristenUnie, DENK, FVD, PvdD, SGP"
OTHER_RESULT = "/other/0/decisions/0/result"
FIRST_OF_150 = dt.date(1956, 11, 6)
THOUGHT_149 = dt.date(2023, 11, 15)
# After the register's last day: who sat then is not known.
NOT_KNOWN = dt.date(2026, 11, 1)
NOW_BUT_VOLT = (
    "CDA, JA21, FVD, Groep Markuszower, BBB, ChristenUnie, DENK, PvdD, SGP, SP, 50PLUS, Lid Keijzer"
)


def rejected(pvv: int = 37, **more: Any) -> Overview:
    """Return an overview of what was rejected with 49-100, the PVV with so many seats."""
    return of(vote(REJECTED, FOR_4, AGAINST_4.replace("PVV", f"PVV {pvv}"), "JA21", **more))


def beside(kind: Kind, feature: Feature) -> Overview:
    """Return an overview of a bill with that feature, and beside it what was rejected with 97-53."""
    return overview(
        amendment(4, vote(REJECTED, MOST, FEW, ""), kind=kind),
        the_bill=bill(vote(ADOPTED, ALL_BUT_JA21, "", "JA21"), features=(feature,)),
    )


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
    Case("75 of 150 for, adopted, and nobody was absent", of(vote(ADOPTED, HALF, None, "")), ERROR, RESULT),
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
        "63 of 150, adopted, at a roll call: 25 gone",
        of(roll_call(ADOPTED, (members("PVV, VVD, Volt"), None, None))),
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
    Case(
        "51-100, by sizes that may be off",
        of(vote(ADOPTED, "SP 51", "PVV 100", "", day=UNCERTAIN)),
        WARNING,
        RESULT,
    ),
    # On the very line: one vote, or one seat that must be absent, more or less.
    Case("74-76, adopted", of(vote(ADOPTED, THE_OTHER_74, NARROWEST, "")), ERROR, RESULT),
    Case("76-74, rejected", of(vote(REJECTED, NARROWEST, THE_OTHER_74, "")), ERROR, RESULT),
    Case("68 for, adopted: a tenth of 150 gone", of(vote(ADOPTED, "PVV, VVD, SP, Volt")), WARNING, RESULT),
    Case("67 for, adopted: 17 gone", of(vote(ADOPTED, "PVV, VVD, SP, JA21")), ERROR, RESULT),
    *(
        Case(
            f"{there} for, adopted, at a roll call: {gone} gone",
            of(roll_call(ADOPTED, (members("PVV, VVD")[:there], None, None))),
            severity,
            RESULT,
        )
        for there, gone, severity in ((57, 37, WARNING), (56, 39, ERROR))  # a quarter is 37
    ),
    # Where two thirds may be needed: of what was said of the bill, or may be of it.
    Case(
        "97-53 rejected, of a part of a bill that is not known",
        overview(amendment(4, vote(REJECTED, MOST, FEW, ""), kind=Kind.BILL_PART)),
        WARNING,
        OTHER_RESULT,
    ),
    *(
        Case(f"97-53 rejected, {kind} beside {feature}", beside(kind, feature), severity, at)
        for kind, feature, severity, at in (
            (Kind.BILL_PART, Feature.CONSTITUTION_SECOND_READING, WARNING, OTHER_RESULT),
            (Kind.BILL_PART, Feature.TREATY_DEPARTING, WARNING, OTHER_RESULT),
            (Kind.BILL_PART, Feature.BUDGET, ERROR, OTHER_RESULT),
            (Kind.AMENDMENT, Feature.CONSTITUTION_SECOND_READING, WARNING, RESULT),
            (Kind.SUB_AMENDMENT, Feature.CONSTITUTION_SECOND_READING, WARNING, RESULT),
            (Kind.AMENDMENT, Feature.CONSTITUTION_FIRST_READING, ERROR, RESULT),
            (Kind.MOTION, Feature.CONSTITUTION_SECOND_READING, ERROR, "/motions/0/decisions/0/result"),
        )
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
        "46-50, adopted: the rows that are lost can be for",
        of(vote(ADOPTED, "PVV, D66", "GroenLinks-PvdA, NSC, SP", "")),
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
    Case("76-74, adopted", of(vote(ADOPTED, NARROWEST, THE_OTHER_74, ""))),
    Case("74-76, rejected", of(vote(REJECTED, THE_OTHER_74, NARROWEST, ""))),
    Case("75 of 150 for and one absent, adopted", of(vote(ADOPTED, "PVV, VVD, D66, CDA", None, "JA21"))),
    Case("76 of 150 for, rejected, by sizes that may be off", of(vote(REJECTED, NARROWEST, day=UNCERTAIN))),
    Case("75-77, adopted, by sizes that may be off", of(vote(ADOPTED, "SP 75", "PVV 77", "", day=UNCERTAIN))),
    Case("75-75, adopted, by sizes that may be off", of(vote(ADOPTED, HALF, OTHER_HALF, "", day=UNCERTAIN))),
    Case("more votes than seats: the sum is worth nothing", of(vote(ADOPTED, "SP 51", "PVV 100", ""))),
    Case(
        "somebody on both sides: the sum is worth nothing",
        of(
            with_member(
                with_member(vote(ADOPTED, FOR_4, AGAINST_4.replace("PVV", "PVV 35"), "JA21"), "for_", BOSMA),
                "against",
                BOSMA,
            )
        ),
    ),
]
ANNOUNCED = f"{DECISION}/announced"
ANNOUNCED_TALLY = [
    Case("48-101 announced, 49-100 counted", rejected(announced=Tally(48, 101)), ERROR, ANNOUNCED),
    Case("rejected with 101-48", of(vote(REJECTED, announced=Tally(101, 48))), ERROR, ANNOUNCED),
    Case("adopted with 70-70", of(vote(ADOPTED, announced=Tally(70, 70))), ERROR, ANNOUNCED),
    Case("tied with 70-71", of(vote(TIED, announced=Tally(70, 71))), ERROR, ANNOUNCED),
    Case("more votes than seats", of(vote(REJECTED, announced=Tally(46, 130))), ERROR, ANNOUNCED),
    Case("more votes than seats is said once", rejected(announced=Tally(49, 130)), ERROR, ANNOUNCED),
    Case(
        "less announced than the names that stand there",
        of(roll_call(REJECTED, (members("SP"), members("VVD"), None), announced=Tally(4, 100))),
        ERROR,
        ANNOUNCED,
    ),
    Case(
        "sizes that are not certain, far off",
        rejected(day=UNCERTAIN, announced=Tally(40, 110)),
        WARNING,
        ANNOUNCED,
    ),
    Case(
        "97-53 adopted at a second reading",
        second_reading(vote(ADOPTED, announced=Tally(97, 53))),
        WARNING,
        "/bill/decisions/0/announced",
    ),
    Case("one more announced than can have voted", rejected(announced=Tally(50, 100)), ERROR, ANNOUNCED),
    Case(
        "sizes that are not certain, four seats off",
        rejected(day=UNCERTAIN, announced=Tally(49, 96)),
        WARNING,
        ANNOUNCED,
    ),
    Case(
        "fewer announced than the names that stand there, on a day that is not certain",
        of(
            roll_call(
                REJECTED,
                (members("SP"), members("VVD"), None),
                announced=Tally(4, 100),
                sitting=Sitting(UNCERTAIN),
                house=parties.house_on(UNCERTAIN),
            )
        ),
        WARNING,
        ANNOUNCED,
    ),
    *(
        Case(f"160 votes on {day}", of(vote(ADOPTED, day=day, announced=Tally(100, 60))), ERROR, ANNOUNCED)
        for day in (None, FIRST_OF_150)
    ),
]
NOT_ANNOUNCED_TALLY = [
    Case("what was counted", rejected(announced=Tally(49, 100))),
    Case("nothing announced", PLAIN),
    Case(
        "rows that are lost explain it",
        of(roll_call(REJECTED, (members("SP"), members("VVD"), []), announced=Tally(66, 80))),
    ),
    Case(
        "a day whose House is not known: others may have voted",
        of(vote(REJECTED, "SP 40", "PVV 90", "", day=None, announced=Tally(48, 100))),
    ),
    Case("sizes that are not certain, one seat off", rejected(day=UNCERTAIN, announced=Tally(49, 99))),
    Case("72-72, not adopted", of(vote(REJECTED, announced=Tally(72, 72)))),
    Case("72-72, tied", of(vote(TIED, announced=Tally(72, 72)))),
    Case("97-53, rejected at a second reading", second_reading(vote(REJECTED, announced=Tally(97, 53)))),
    Case("postponed after a tie", of(decided(Step.POSTPONE, announced=Tally(71, 71)))),
    Case("every seat voted", of(vote(TIED, HALF, OTHER_HALF, "", announced=Tally(75, 75)))),
    Case(
        "160 votes before there were 150 seats",
        of(vote(ADOPTED, day=FIRST_OF_150 - dt.timedelta(1), announced=Tally(100, 60))),
    ),
    Case(
        "150 votes where 149 seats are thought to be filled",
        of(vote(ADOPTED, day=THOUGHT_149, announced=Tally(80, 70))),
    ),
    Case("sizes that are not certain, three seats off", rejected(day=UNCERTAIN, announced=Tally(49, 97))),
    Case(
        "a party on both sides: the sum is worth nothing",
        of(vote(REJECTED, FOR_4, f"{AGAINST_4}, SP", "JA21", announced=Tally(49, 100))),
    ),
    Case("a ballot on persons", of(vote(ADOPTED, method=Method.BALLOT, announced=Tally(40, 60)))),
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
        of(vote(REJECTED, "VVD 80", "D66 70", "", day=THOUGHT_149)),
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
    Case(
        "four more on a day that is not certain", of(vote(REJECTED, "SP 9", day=UNCERTAIN)), WARNING, DECISION
    ),
    Case("four fewer, on a day that is not certain", rejected(pvv=33, day=UNCERTAIN), WARNING, DECISION),
]
NOT_PARTY_SEATS = [
    Case("as many as it has", PLAIN),
    Case("a member apart", of(members_apart())),
    Case("a member excepted, the other list not stated", of(vote(REJECTED, None, PVV_36))),
    Case("some members at a roll call", of(roll_call(REJECTED, (members("SP")[:2], members("VVD")[:3], [])))),
    Case("two more on a day that is not certain", of(vote(REJECTED, "SP 7", day=UNCERTAIN))),
    Case("a party twice: split-party says that", of(vote(REJECTED, "SP, SP"))),
    Case("three more on a day that is not certain", of(vote(REJECTED, "SP 8", day=UNCERTAIN))),
    Case("three fewer on a day that is not certain", rejected(pvv=34, day=UNCERTAIN)),
    Case(
        "only a member of it: the party itself is lost",
        of(with_member(vote(REJECTED, FOR_4, AGAINST_4.replace("PVV, ", ""), "JA21"), "for_", BOSMA)),
    ),
    Case(
        "fewer at a roll call, where members are away",
        of(vote(REJECTED, FOR_4, PVV_36, "JA21", method=Method.ROLL_CALL)),
    ),
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
    Case("one seat lost", of(vote(REJECTED, FOR_4, PVV_36, "JA21")), WARNING, COUNTED),
    Case("rows are lost", of(vote(REJECTED, FOR_4, AGAINST_4, id="a decision")), WARNING, COUNTED),
    Case("four seats lost on a day that is not certain", rejected(pvv=33, day=UNCERTAIN), WARNING, COUNTED),
]
NOT_INCOMPLETE_VOTE = [
    Case("150", PLAIN),
    Case("a list that is not stated is no gap", of(vote(REJECTED, FOR_4, AGAINST_4))),
    Case(
        "a seat that may be empty",
        of(vote(REJECTED, FOR_4, AGAINST_4.replace("NSC", "NSC 18"), "JA21", day=UNCERTAIN)),
    ),
    Case("no lists", of(vote(REJECTED))),
    Case("three seats that may be empty", rejected(pvv=34, day=UNCERTAIN)),
    Case(
        "a party may not have sat",
        of(vote(REJECTED, NOW_BUT_VOLT, "D66, VVD, PRO, PVV", "", day=NOT_KNOWN)),
    ),
]
SEATS_NOT_STATED = [
    Case("the Senate's form", of(vote(REJECTED, FOR_4)), INFO, DECISION),
    Case("for and against, not the absent", of(vote(REJECTED, FOR_4, AGAINST_4)), INFO, DECISION),
    Case("a day that is not certain", of(vote(REJECTED, FOR_4, day=UNCERTAIN)), INFO, DECISION),
    Case("nobody against, and rejected", of(vote(REJECTED, None, "")), INFO, DECISION),
    Case("adopted, and some against", of(vote(ADOPTED, None, FEW)), INFO, DECISION),
]
NOT_SEATS_NOT_STATED = [
    Case("all stated", PLAIN),
    Case("no list at all", of(vote(REJECTED))),
    Case("every party named", of(vote(ADOPTED, ALL_BUT_JA21, None, "JA21"))),
    Case("unanimous: nobody was against", of(vote(ADOPTED, None, ""))),
    Case("names at a roll call", of(roll_call(REJECTED, (members("SP"), None, None)))),
    Case("rows are lost: incomplete-vote says so", of(vote(REJECTED, FOR_4, AGAINST_4, id="a decision"))),
]
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
    Case("nobody voted", of(vote(REJECTED, "", "", f"{HALF}, {OTHER_HALF}"))),
    Case("equal by sizes that may be off", of(vote(REJECTED, HALF, OTHER_HALF, "", day=UNCERTAIN))),
    Case(
        "a party that stands twice: the sum is worth nothing",
        of(
            vote(
                REJECTED,
                "PVV, GroenLinks-PvdA, D66, Volt, SP 2",
                "SP 3, DENK, PvdD, ChristenUnie, VVD, SGP, CDA, NSC, BBB, FVD, JA21",
                "",
            )
        ),
    ),
]
TRIPPED: dict[str, list[Case]] = {
    "outcome-tally": OUTCOME_TALLY,
    "announced-tally": ANNOUNCED_TALLY,
    "tie-settled": TIE_SETTLED,
    "seats-over-house": SEATS_OVER_HOUSE,
    "party-seats": PARTY_SEATS,
    "incomplete-vote": INCOMPLETE_VOTE,
    "seats-not-stated": SEATS_NOT_STATED,
}
SILENT: dict[str, list[Case]] = {
    "outcome-tally": NOT_OUTCOME_TALLY,
    "announced-tally": NOT_ANNOUNCED_TALLY,
    "tie-settled": NOT_TIE_SETTLED,
    "seats-over-house": NOT_SEATS_OVER_HOUSE,
    "party-seats": NOT_PARTY_SEATS,
    "incomplete-vote": NOT_INCOMPLETE_VOTE,
    "seats-not-stated": NOT_SEATS_NOT_STATED,
}
