"""A document beside the record: each difference is found once, and nothing is held against what is equal."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from kamerstem.checks.compare import DIFFERENCES, compare, merged
from kamerstem.language import Words
from kamerstem.model.overview import Finding, Overview, Severity, Subject, SubjectKind
from kamerstem.model.refs import Dossier, Paper, ZaakNumber
from kamerstem.model.votes import (
    Actor,
    Ballot,
    Decision,
    Kind,
    Member,
    Method,
    Proposal,
    Relation,
    RelationKind,
    Result,
    Side,
    Sitting,
    Step,
    Submitters,
    Tally,
)
from tests.factories import (
    AGAINST_4,
    FOR_4,
    SEED,
    amendment,
    bill,
    every_outcome,
    members_apart,
    roll_call,
    seed,
    vote,
    whole_roll_call,
)
from tests.properties.strategies import overviews

RECORD = seed()
(AMENDMENT,) = RECORD.amendments
(VOTE,) = AMENDMENT.decisions


def having(item: Proposal, *more: Proposal, **other: object) -> Overview:
    """Return the seed with another amendment."""
    return replace(RECORD, amendments=(item, *more), **other)  # type: ignore[arg-type]


def decided(*decisions: Decision) -> Overview:
    return having(replace(AMENDMENT, decisions=decisions))


def voted(**other: object) -> Overview:
    return decided(replace(VOTE, **other))  # type: ignore[arg-type]


def motion(number: int) -> Proposal:
    return amendment(number, VOTE, kind=Kind.MOTION)


def of_day(day: date) -> Decision:
    return replace(VOTE, sitting=Sitting(day))


def of_members(for_: str, against: str) -> Decision:
    sides = {
        side: tuple(Ballot(None, 1, Member(name)) for name in names.split(", "))
        for side, names in (("for_", for_), ("against", against))
    }
    return replace(VOTE, method=Method.ROLL_CALL, **sides)  # type: ignore[arg-type]


ROLL_CALL = whole_roll_call()
assert ROLL_CALL.for_ is not None
assert ROLL_CALL.against is not None
FIRST = ROLL_CALL.for_[0]
APART = members_apart()

# What the document says, what the record says, what is found and where.
CASES: dict[str, tuple[Overview, Overview, str, str]] = {
    "other bill": (
        replace(RECORD, subject=Subject(SubjectKind.BILL, Dossier(36999)), bill=bill(ref=Dossier(36999))),
        RECORD, "other-bill", "/subject/ref",
    ),
    "not in the record": (
        having(AMENDMENT, amendment(7, VOTE)), RECORD, "not-in-record", "/amendments/1",
    ),
    "an amendment left out": (
        RECORD, having(AMENDMENT, amendment(7, VOTE)), "left-out", "/amendments",
    ),
    "a motion left out of some": (
        replace(RECORD, motions=(motion(8),)), replace(RECORD, motions=(motion(8), motion(9))), "left-out", "/motions",
    ),
    "another result": (
        voted(result=Result.ADOPTED), RECORD, "result-differs", "/amendments/0/decisions/0/result",
    ),
    "another step": (
        decided(Decision(step=Step.WITHDRAW, sitting=VOTE.sitting)), RECORD,
        "result-differs", "/amendments/0/decisions/0/step",
    ),
    "another day": (
        decided(of_day(date(2023, 12, 20))), RECORD, "date-differs", "/amendments/0/decisions/0/sitting/date",
    ),
    "another method": (
        voted(method=Method.ROLL_CALL), RECORD, "method-differs", "/amendments/0/decisions/0/method",
    ),
    "a party on another side": (
        decided(vote(Result.REJECTED, f"{FOR_4}, BBB", "D66, VVD, NSC, PVV, FVD", "JA21")), RECORD,
        "vote-differs", "/amendments/0/decisions/0/for",
    ),
    "a party left out": (
        decided(vote(Result.REJECTED, FOR_4, "D66, VVD, NSC, PVV, FVD", "JA21")), RECORD,
        "vote-left-out", "/amendments/0/decisions/0/against",
    ),
    "nobody absent": (
        decided(vote(Result.REJECTED, FOR_4, AGAINST_4, "")), RECORD,
        "vote-left-out", "/amendments/0/decisions/0/not_voting",
    ),
    "another tally": (
        voted(announced=Tally(50, 100)), voted(announced=Tally(49, 100)), "tally-differs",
        "/amendments/0/decisions/0/announced",
    ),
    "a tally that was not counted": (
        voted(announced=Tally(50, 100)), RECORD, "tally-differs", "/amendments/0/decisions/0/announced",
    ),
    "other seats": (
        decided(vote(Result.REJECTED, f"{FOR_4.replace('SP', 'SP 6', 1)}", AGAINST_4, "JA21")), RECORD,
        "seats-differ", "/amendments/0/decisions/0/for",
    ),
    "another number": (
        having(replace(AMENDMENT, ref=Paper(SEED, "5"))), RECORD, "number-differs", "/amendments/0/ref",
    ),
    "absent not stated": (
        decided(vote(Result.REJECTED, FOR_4, AGAINST_4)), RECORD,
        "absent-not-stated", "/amendments/0/decisions/0/not_voting",
    ),
    "absent not stated, with one list only": (
        decided(vote(Result.REJECTED, FOR_4)), RECORD,
        "absent-not-stated", "/amendments/0/decisions/0/not_voting",
    ),
    "a member on another side": (
        decided(replace(ROLL_CALL, for_=ROLL_CALL.for_[1:], against=(*ROLL_CALL.against, FIRST))),
        decided(ROLL_CALL), "vote-differs", "/amendments/0/decisions/0/against",
    ),
    "a member left out": (
        decided(replace(ROLL_CALL, for_=ROLL_CALL.for_[1:])), decided(ROLL_CALL),
        "vote-left-out", "/amendments/0/decisions/0/for",
    ),
    "a member apart left out": (
        decided(replace(APART, for_=(APART.for_ or ())[:-1])), decided(APART),
        "vote-left-out", "/amendments/0/decisions/0/for",
    ),
    "members of one name": (
        decided(of_members("Van Dijk, Van Dijk", "Grinwis")),
        decided(of_members("I. van Dijk", "P.A. Grinwis, E. van Dijk")),
        "member-unclear", "/amendments/0/decisions/0/for",
    ),
    "another subject": (
        having(replace(AMENDMENT, subject="iets heel anders")), RECORD, "subject-differs", "/amendments/0/subject",
    ),
    "another title": (
        replace(RECORD, bill=replace(RECORD.bill or bill(), title="Een heel andere wet")), RECORD,
        "title-differs", "/bill/title",
    ),
    "another submitter": (
        having(replace(AMENDMENT, submitters=Submitters((Actor("Ceder"),), and_others=True))), RECORD,
        "submitters-differ", "/amendments/0/submitters",
    ),
    "a submitter left out": (
        having(replace(AMENDMENT, submitters=Submitters((Actor("Grinwis"),)))),
        having(replace(AMENDMENT, submitters=Submitters((Actor("P.A. Grinwis"), Actor("M. Bikker"))))),
        "submitters-differ", "/amendments/0/submitters",
    ),
    "another article": (
        having(replace(AMENDMENT, articles=("34",))), having(replace(AMENDMENT, articles=("33",))),
        "articles-differ", "/amendments/0/articles",
    ),
    "a word of the explanation": (
        having(replace(AMENDMENT, explanation=("Een.", "Twee."))),
        having(replace(AMENDMENT, explanation=("Een.", "Drie."))),
        "explanation-differs", "/amendments/0/explanation",
    ),
    "an explanation that the paper does not have": (
        having(replace(AMENDMENT, explanation=("Een.",))), having(replace(AMENDMENT, explanation=())),
        "explanation-differs", "/amendments/0/explanation",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_each_difference_is_found_once(name: str) -> None:
    document, record, check, at = CASES[name]
    (found,) = compare(document, record)
    assert (found.check, found.at) == (check, at)
    assert found.severity is DIFFERENCES[check].severity
    for words in (found.message.nl, found.message.en):
        assert words.endswith(".")
        assert words[0].isupper()
    assert found.message.nl != found.message.en


def test_every_difference_has_a_case() -> None:
    assert {check for _, _, check, _ in CASES.values()} == DIFFERENCES.keys()


EQUAL: dict[str, tuple[Overview, Overview]] = {
    "itself": (RECORD, RECORD),
    "all outcomes": (every_outcome(), every_outcome()),
    "a row lost in the record": (
        RECORD, decided(vote(Result.REJECTED, FOR_4, "D66, VVD, NSC, PVV, FVD", "JA21")),
    ),
    "no rows in the record": (RECORD, decided(vote(Result.REJECTED))),
    "a roll call with rows lost": (
        decided(ROLL_CALL), decided(replace(ROLL_CALL, for_=ROLL_CALL.for_[3:], against=ROLL_CALL.against[:-9])),
    ),
    "a roll call that the document gives no lists of": (
        decided(roll_call(Result.REJECTED, (None, None, None))), decided(ROLL_CALL),
    ),
    "a member by another form of the name": (
        decided(roll_call(Result.REJECTED, ([("Van Baarle", "DENK")], None, None))),
        decided(roll_call(Result.REJECTED, ([("S.R.T. van Baarle", "DENK")], [("De Kort", "VVD")], None))),
    ),
    "a member without a party": (
        decided(replace(ROLL_CALL, for_=(Ballot(None, 1, Member("Baarle")),), against=None, not_voting=())),
        decided(roll_call(Result.REJECTED, ([("S.R.T. van Baarle", "DENK")], None, []))),
    ),
    "papers that were not read": (
        having(replace(AMENDMENT, articles=("33",), explanation=("Een.",))), having(replace(AMENDMENT, articles=None)),
    ),
    "an explanation broken into paragraphs otherwise, with other quotation marks": (
        having(replace(AMENDMENT, explanation=("Een «twee».", "Drie."))),
        having(replace(AMENDMENT, explanation=("Een 'twee'. Drie.",))),
    ),
    "a list not stated": (decided(vote(Result.REJECTED, FOR_4, None, "JA21")), RECORD),
    "no result, method or date stated": (
        decided(vote(None, FOR_4, AGAINST_4, "JA21", day=None, method=None)), RECORD,
    ),
    "no lists at all": (decided(vote(Result.REJECTED)), RECORD),
    "no motions in the document": (RECORD, replace(RECORD, motions=(motion(8),))),
    "an amendment that was replaced": (
        RECORD,
        having(AMENDMENT, amendment(3, VOTE, relations=(Relation(RelationKind.REPLACED_BY, Paper(SEED, "4")),))),
    ),
    "an amendment never decided on": (RECORD, having(AMENDMENT, amendment(7))),
    "the last of two votes": (decided(VOTE), decided(replace(VOTE, result=Result.TIED), VOTE)),
    "the last vote of two days": (
        decided(of_day(date(2023, 12, 21))),
        decided(replace(of_day(date(2023, 12, 19)), result=Result.TIED), of_day(date(2023, 12, 21))),
    ),
    "held over before, which the record lacks": (
        decided(Decision(step=Step.HOLD_OVER, sitting=Sitting(date(2023, 12, 5))), VOTE), RECORD,
    ),
    "a Zaak number": (having(replace(AMENDMENT, ref=ZaakNumber("2023Z20532"))), RECORD),
    "no number": (having(AMENDMENT, amendment(7, ref=None)), RECORD),
    "c.s. for the rest": (
        RECORD,
        having(replace(AMENDMENT, submitters=Submitters((Actor("P.A. Grinwis"), Actor("M. Bikker"))))),
    ),
    "submitters in another order": (
        having(replace(AMENDMENT, submitters=Submitters((Actor("Bikker"), Actor("Grinwis"))))),
        having(replace(AMENDMENT, submitters=Submitters((Actor("P.A. Grinwis"), Actor("M. Bikker"))))),
    ),
    "a title in other capitals and marks": (
        replace(RECORD, bill=replace(RECORD.bill or bill(), title=(RECORD.bill or bill()).title.upper() + ".")),  # type: ignore[union-attr]
        RECORD,
    ),
    "a single paper": (replace(having(AMENDMENT), bill=None), having(AMENDMENT, amendment(7, VOTE))),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", EQUAL)
def test_no_false_alarm(name: str) -> None:
    document, record = EQUAL[name]
    assert compare(document, record) == ()


UNNUMBERED = replace(amendment(7, VOTE), ref=ZaakNumber("2023Z00001"))


@pytest.mark.parametrize(
    "record", [replace(RECORD, motions_elsewhere=None), having(AMENDMENT, UNNUMBERED, motions_elsewhere=0)]
)
def test_what_the_record_need_not_have_is_no_error(record: Overview) -> None:
    (found,) = compare(replace(RECORD, motions=(motion(8),)), record)
    assert (found.check, found.severity) == ("not-in-record", Severity.INFO)


def test_two_members_of_one_name_are_told_apart_by_party() -> None:
    both = roll_call(Result.REJECTED, ([("De Jong", "VVD")], [("De Jong", "PVV")], None))
    assert compare(decided(both), decided(both)) == ()
    swapped = replace(both, for_=both.against, against=both.for_)
    assert [found.check for found in compare(decided(swapped), decided(both))] == ["vote-differs"] * 2


def test_who_was_absent_is_named() -> None:
    document = decided(roll_call(Result.REJECTED, ([("A. Een", "SP")], None, None)))
    record = decided(roll_call(Result.REJECTED, ([("A. Een", "SP")], None, [("B. Twee", "VVD")])))
    (found,) = compare(document, record)
    assert found.expected == "B. Twee (VVD)"


def test_merging_keeps_the_document_and_what_was_found_in_it() -> None:
    known = {"outcome-tally": Severity.ERROR, "seats-not-stated": Severity.INFO, "x": Severity.INFO}
    own = tuple(
        Finding(check, severity, "/amendments/0", Words("Iets.", "Something."), AMENDMENT.ref)
        for check, severity in known.items()
    )
    document = replace(decided(vote(Result.REJECTED, FOR_4, AGAINST_4)), findings=own)
    both = merged(document, RECORD)
    assert [found.check for found in both.findings] == ["outcome-tally", "absent-not-stated", "x"]
    assert replace(both, findings=own) == document


def test_what_the_source_warns_of_is_said_beside_the_document() -> None:
    doubt, note, own = (
        Finding(check, severity, "", Words("Iets.", "Something."))
        for check, severity in (
            ("source-rows-missing", Severity.WARNING),
            ("source-attribute-absent", Severity.INFO),
            ("outcome-tally", Severity.ERROR),
        )
    )
    assert merged(RECORD, replace(RECORD, findings=(own, doubt, note))).findings == (doubt,)


def test_findings_name_the_side_as_people_write_it() -> None:
    document, record, *_ = CASES["a party on another side"]
    (found,) = compare(document, record)
    assert found.message.nl == "Amendement nr. 4: BBB staat onder 'Voor', maar officieel onder 'Tegen'."
    assert (found.expected, found.found) == (Side.AGAINST, Side.FOR)


@settings(max_examples=150, deadline=None)
@given(overviews())
def test_an_overview_beside_itself(any_overview: Overview) -> None:
    assert compare(any_overview, any_overview) == ()
