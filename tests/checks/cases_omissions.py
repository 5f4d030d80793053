"""What the checks on what the official record leaves out must find, and what they must not."""

from dataclasses import replace

from kamerstem.model.seats import Seated
from kamerstem.model.votes import Decision, Result, Sitting, Step
from tests.checks.cases import (
    ADOPTED,
    BEFORE_2010,
    DECISION,
    INFO,
    PLAIN,
    REJECTED,
    UNCERTAIN,
    WARNING,
    Case,
    decided,
    of,
)
from tests.factories import AGAINST_4, ALL_BUT_JA21, FOR_4, vote

ID = "0a1addf7-e0a8-4c42-bc02-278c1d404812"
VOTE = vote(REJECTED, FOR_4, AGAINST_4, "JA21", id=ID)
UNCOUNTED = vote(REJECTED, FOR_4, AGAINST_4, "JA21", id=ID, day=UNCERTAIN)
SAID = "De Voorzitter heeft geconcludeerd dat er is misgeteld."


def recorded(decision: Decision) -> Decision:
    return replace(decision, id=ID)


def seated(decision: Decision, vacant: int = 0, double: int = 0, **sizes: int) -> Decision:
    """Return the decision with the official seats of its House, some parties with other sizes."""
    house = decision.house
    assert house is not None
    return replace(decision, seated=Seated(house.day, {**house.seats, **sizes}, vacant, double, 0))


TRIPPED = {
    "official-seats": [
        Case("another size", of(seated(VOTE, vvd=23)), WARNING, f"{DECISION}/counted"),
        Case(
            "another size, all accounted for",
            of(seated(VOTE, vvd=23, pvv=38)),
            WARNING,
            f"{DECISION}/counted",
        ),
        Case("a person on two seats", of(seated(UNCOUNTED, double=1)), WARNING, f"{DECISION}/counted"),
    ],
    "votes-missing": [
        Case("a result alone", of(vote(ADOPTED, id=ID)), WARNING, DECISION),
        Case("empty lists", of(vote(REJECTED, "", "", "", id=ID)), WARNING, DECISION),
    ],
    "date-missing": [
        Case("no date", of(replace(VOTE, sitting=Sitting(None))), WARNING, f"{DECISION}/sitting/date"),
        Case("no sitting", of(Decision(step=Step.WITHDRAW, id=ID)), WARNING, f"{DECISION}/sitting/date"),
    ],
    "completeness-unknown": [
        Case("a day on which nobody counted", of(UNCOUNTED), INFO, f"{DECISION}/counted"),
        Case(
            "before the parties are known",
            of(vote(ADOPTED, "SP 3", "CDA 4", "", id=ID, day=BEFORE_2010)),
            INFO,
            f"{DECISION}/counted",
        ),
    ],
    "result-unknown": [
        Case("odd words", of(replace(VOTE, result=None, text="Zie de Handelingen.")), WARNING, DECISION),
        Case("no words", of(replace(VOTE, result=None, text=None)), WARNING, DECISION),
    ],
    "double-encoding": [
        Case(
            "a subject",
            of(VOTE, zaak="2023Z20532", subject="het financi\u00c3\u00able effect"),
            INFO,
            "/amendments/0/subject",
        ),
        Case(
            "a mark",
            of(VOTE, zaak="2023Z20532", subject="foto\u00e2\u20ac\u2122s van boetes"),
            INFO,
            "/amendments/0/subject",
        ),
    ],
    "remark": [
        Case("at a vote", of(replace(VOTE, remark=SAID)), INFO, DECISION),
        Case("a long one", of(replace(VOTE, remark=SAID * 100)), INFO, DECISION),
        Case("at what was held over", of(recorded(decided(Step.HOLD_OVER, remark=SAID))), INFO, DECISION),
    ],
}
SILENT = {
    "official-seats": [
        Case("they agree", of(seated(VOTE))),
        Case("there are none", of(VOTE)),
    ],
    "result-unknown": [
        Case("rejected", of(VOTE)),
        Case("could not be established", of(replace(VOTE, result=Result.UNDETERMINED))),
        Case("a document, not the record", of(replace(VOTE, id=None, result=None))),
        Case("held over", of(recorded(decided(Step.HOLD_OVER)))),
    ],
    "votes-missing": [
        Case("all is there", of(VOTE)),
        Case("a document, not the record", of(vote(ADOPTED))),
        Case("nothing but for", of(vote(ADOPTED, ALL_BUT_JA21, id=ID))),
        Case("not voted on", of(recorded(decided(Step.WITHDRAW)))),
    ],
    "date-missing": [
        Case("a date", of(VOTE)),
        Case("a document without one", of(vote(REJECTED, FOR_4, day=None))),
        Case(
            "a date that cannot be, which another check reports",
            of(replace(VOTE, sitting=Sitting(None, date_text="5008"))),
        ),
    ],
    "completeness-unknown": [
        Case("whole", of(VOTE)),
        Case("not whole, for sure", of(vote(REJECTED, FOR_4, AGAINST_4, "", id=ID))),
        Case("a document", of(vote(REJECTED, FOR_4, AGAINST_4, "JA21", day=UNCERTAIN))),
        Case(
            "a party that surely sat is missing",
            of(vote(REJECTED, FOR_4, AGAINST_4, "", id=ID, day=UNCERTAIN)),
        ),
    ],
    "double-encoding": [
        Case("as it is spelled", of(VOTE, zaak="2023Z20532", subject="het financi\u00eble effect")),
        Case("a document that copied it", of(subject="het financi\u00c3\u00able effect")),
    ],
    "remark": [
        Case("none", of(VOTE)),
        Case("a document", PLAIN),
        Case("held over", of(decided(Step.HOLD_OVER))),
    ],
}
