"""What the checks on parties, members, dates and numbers must find, and what they must not."""

import datetime as dt
from dataclasses import replace

from kamerstem.model.overview import Place, UnreadLine
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Ballot, Decision, Kind, Member, Method, Part, Sitting, Step
from tests.checks.cases import (
    ADOPTED,
    BEFORE_2010,
    BOSMA,
    DECISION,
    ERROR,
    FINAL,
    INFO,
    LATER,
    PLAIN,
    PVV_36,
    REJECTED,
    TIED,
    TODAY,
    WARNING,
    Case,
    numbered,
    of,
    of_bill,
    with_member,
)
from tests.factories import (
    AGAINST_4,
    FOR_4,
    amendment,
    bill,
    members_apart,
    overview,
    roll_call,
    vote,
    whole_roll_call,
)

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
    Case("one", overview(the_bill=FINAL, unread=(UnreadLine(Place(7), "Wat is dit?"),)), WARNING, ""),
    Case("a long one", overview(the_bill=FINAL, unread=(UnreadLine(Place(7), "x" * 5000),)), WARNING, ""),
]
GREETING = UnreadLine(Place(1), "Beste collega's,", around=True)
NOT_UNREAD_LINE = [
    Case("none", PLAIN),
    Case("nothing at all", overview()),
    Case("around it", overview(the_bill=FINAL, unread=(GREETING,))),
]
AROUND = [
    Case("one", overview(the_bill=FINAL, unread=(GREETING,)), INFO, ""),
    Case("beside another", overview(the_bill=FINAL, unread=(UnreadLine(Place(9), "?"), GREETING)), INFO, ""),
]
NOT_AROUND = [
    Case("none", PLAIN),
    Case("a line that was not read", overview(the_bill=FINAL, unread=(UnreadLine(Place(7), "Wat is dit?"),))),
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
FUTURE_DATE = [
    Case("tomorrow", of(vote(REJECTED, day=TODAY + dt.timedelta(1))), ERROR, f"{DECISION}/sitting/date"),
    Case(
        "the bill, years later",
        of_bill(vote(ADOPTED, day=dt.date(2053, 12, 21))),
        ERROR,
        "/bill/decisions/0/sitting/date",
    ),
    Case(
        "withdrawn",
        of(Decision(step=Step.WITHDRAW, sitting=Sitting(dt.date(2036, 1, 1)))),
        ERROR,
        f"{DECISION}/sitting/date",
    ),
]
NOT_FUTURE_DATE = [
    Case("today", of(vote(REJECTED, day=TODAY))),
    Case("past", PLAIN),
    Case("no day", of(vote(REJECTED, day=None))),
    Case("official rows, of a vote that is planned", of(vote(REJECTED, day=dt.date(2036, 1, 1), id="b1"))),
    Case("a day that cannot be", of(vote(REJECTED, day=dt.date(5008, 1, 1)))),
]
TRIPPED: dict[str, list[Case]] = {
    "future-date": FUTURE_DATE,
    "unknown-party": UNKNOWN_PARTY,
    "party-not-there": PARTY_NOT_THERE,
    "split-party": SPLIT_PARTY,
    "member-twice": MEMBER_TWICE,
    "member-apart": MEMBER_APART,
    "party-order": PARTY_ORDER,
    "impossible-date": IMPOSSIBLE_DATE,
    "date-order": DATE_ORDER,
    "number-twice": NUMBER_TWICE,
    "number-missing": NUMBER_MISSING,
    "unread-line": UNREAD_LINE,
    "around": AROUND,
    "mistake": MISTAKE,
}
SILENT: dict[str, list[Case]] = {
    "future-date": NOT_FUTURE_DATE,
    "unknown-party": NOT_UNKNOWN_PARTY,
    "party-not-there": NOT_PARTY_NOT_THERE,
    "split-party": NOT_SPLIT_PARTY,
    "member-twice": NOT_MEMBER_TWICE,
    "member-apart": NOT_MEMBER_APART,
    "party-order": NOT_PARTY_ORDER,
    "impossible-date": NOT_IMPOSSIBLE_DATE,
    "date-order": NOT_DATE_ORDER,
    "number-twice": NOT_NUMBER_TWICE,
    "number-missing": NOT_NUMBER_MISSING,
    "unread-line": NOT_UNREAD_LINE,
    "around": NOT_AROUND,
    "mistake": NOT_MISTAKE,
}
