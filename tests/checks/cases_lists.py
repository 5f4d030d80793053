"""What the checks on "niemand" and on announced numbers must find, and what they must not."""

from kamerstem.model.votes import Method, Tally
from tests.checks.cases import (
    ADOPTED,
    DECISION,
    ERROR,
    HALF,
    MOST,
    OTHER_HALF,
    PLAIN,
    REJECTED,
    TIED,
    UNCERTAIN,
    WARNING,
    Case,
    of,
)
from tests.factories import AGAINST_4, FOR_4, roll_call, vote

NOBODY_OUTCOME = [
    Case("adopted", of(vote(ADOPTED, "", "SP")), ERROR, f"{DECISION}/result"),
    Case("adopted, and no other list", of(vote(ADOPTED, "", day=None)), ERROR, f"{DECISION}/result"),
    Case("rejected", of(vote(REJECTED, FOR_4, "")), ERROR, f"{DECISION}/result"),
    Case("tied", of(vote(TIED, HALF, "", day=None)), ERROR, f"{DECISION}/result"),
]
NOT_NOBODY_OUTCOME = [
    Case("nobody against what was adopted", of(vote(ADOPTED, None, ""))),
    Case("nobody for what was rejected", of(vote(REJECTED, "", None))),
    Case("a list that is not stated", of(vote(ADOPTED, None, "SP"))),
    Case("sums that say it", of(vote(ADOPTED, "", None))),
    Case("nobody at all", of(vote(REJECTED, "", ""))),
    Case("rows of the record that were lost", of(vote(ADOPTED, "", "SP", id="b1"))),
    Case("persons are voted for", of(vote(ADOPTED, "", "SP", method=Method.BALLOT))),
    Case("no result", of(vote(None, "", "SP"))),
]

_THREE = [("A. Bedacht", "SP"), ("B. Bedacht", "SP"), ("C. Bedacht", "VVD")]
LIST_SHORT = [
    Case(
        "nobody, and votes were announced",
        of(vote(REJECTED, "", None, announced=Tally(74, 75))),
        ERROR,
        f"{DECISION}/for",
    ),
    Case(
        "by show of hands", of(vote(REJECTED, FOR_4, None, announced=Tally(70, 80))), ERROR, f"{DECISION}/for"
    ),
    Case(
        "where seats are not certain",
        of(vote(REJECTED, None, "VVD", announced=Tally(49, 101), day=UNCERTAIN)),
        WARNING,
        f"{DECISION}/against",
    ),
    Case(
        "a name is missing",
        of(roll_call(REJECTED, (None, _THREE, None), announced=Tally(2, 4))),
        ERROR,
        f"{DECISION}/against",
    ),
]
NOT_LIST_SHORT = [
    Case("nothing announced", PLAIN),
    Case("as many", of(vote(REJECTED, FOR_4, AGAINST_4, announced=Tally(49, 100)))),
    Case("all names", of(roll_call(REJECTED, (_THREE[:1], _THREE[1:], None), announced=Tally(1, 2)))),
    Case("lists not stated", of(vote(REJECTED, announced=Tally(70, 80)))),
    Case("more, which is said of the sums", of(vote(ADOPTED, MOST, None, announced=Tally(76, 74)))),
    Case(
        "parties at a roll call",
        of(vote(REJECTED, "SP", None, announced=Tally(70, 75), method=Method.ROLL_CALL)),
    ),
    Case(
        "a few seats that are not certain",
        of(vote(REJECTED, "SP", None, announced=Tally(7, 100), day=UNCERTAIN)),
    ),
    Case(
        "seats that are not known",
        of(vote(REJECTED, "SP", None, announced=Tally(70, 80), day=None, weighed=False)),
    ),
    Case("official rows that were lost", of(vote(TIED, HALF, OTHER_HALF, id="b1", announced=Tally(80, 70)))),
]
LIST_IN_PROSE = [
    Case(
        "a list",
        of(vote(REJECTED), explanation=("Een.", "SP, VVD, CDA en Volt waren het daar niet over eens.")),
        WARNING,
        "/amendments/0/explanation/1",
    ),
    Case(
        "after other words",
        of(vote(REJECTED), explanation=("Ervoor waren: PVV, FVD, BBB.",)),
        WARNING,
        "/amendments/0/explanation/0",
    ),
]
NOT_LIST_IN_PROSE = [
    Case("none", PLAIN),
    Case("two parties", of(vote(REJECTED), explanation=("Eerder dienden SP en Volt dit in.",))),
    Case("of a paper", of(vote(REJECTED), explanation=("SP, VVD, CDA en Volt.",), zaak="2024Z00001")),
]
TRIPPED: dict[str, list[Case]] = {
    "list-in-prose": LIST_IN_PROSE,
    "nobody-outcome": NOBODY_OUTCOME,
    "list-short": LIST_SHORT,
}
SILENT: dict[str, list[Case]] = {
    "list-in-prose": NOT_LIST_IN_PROSE,
    "nobody-outcome": NOT_NOBODY_OUTCOME,
    "list-short": NOT_LIST_SHORT,
}
