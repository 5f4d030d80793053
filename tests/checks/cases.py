"""What the cases of the checks are made of: an overview, and what one check should say of it.

21 December 2023 is a day whose House (150 seats) and seating order are known; on 1 February 2024 neither is
certain. Everything but the sizes of parties on those days is made up.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from kamerstem.model.majorities import majority_rule
from kamerstem.model.overview import Overview, Severity
from kamerstem.model.votes import (
    Actor,
    Ballot,
    Decision,
    Feature,
    Kind,
    Member,
    Proposal,
    Result,
    Sitting,
    Statement,
    StatementKind,
    Step,
)
from tests.factories import AGAINST_4, ALL_BUT_JA21, DAY, FOR_4, amendment, bill, overview, party, vote

UNCERTAIN = dt.date(2024, 2, 1)
TODAY = dt.date(2035, 1, 1)
BEFORE_2010 = dt.date(2009, 3, 3)
ERROR = Severity.ERROR
WARNING = Severity.WARNING
INFO = Severity.INFO
ADOPTED = Result.ADOPTED
REJECTED = Result.REJECTED
TIED = Result.TIED
A_KINGDOM_ACT = (Feature.KINGDOM_ACT,)
SECOND_READING = (Feature.CONSTITUTION_SECOND_READING,)
# 75 of 150 seats on 21 December 2023, and the other 75.
HALF = "PVV, GroenLinks-PvdA, D66, FVD, JA21"
OTHER_HALF = "SP, Volt, DENK, PvdD, ChristenUnie, VVD, SGP, CDA, NSC, BBB"
# 97 against 53: a majority, and no two thirds.
MOST = "PVV, VVD, NSC, D66, BBB"
FEW = f"{FOR_4}, FVD, JA21"


@dataclass(frozen=True, slots=True)
class Case:
    """An overview and what one check should say of it: a severity and a place, or nothing at all."""

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
LATER = dt.date(2024, 1, 16)
FINAL = bill(vote(ADOPTED, ALL_BUT_JA21, "", "JA21"))
