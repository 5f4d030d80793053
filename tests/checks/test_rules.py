"""Every check trips on what it is for and keeps silent on what merely looks like it."""

from typing import Any

import pytest
from hypothesis import given, settings

from kamerstem import checks
from kamerstem.checks import registry
from kamerstem.contract.overview import overview as to_dict
from kamerstem.model.overview import Finding, Overview, Severity, paper_number
from kamerstem.model.votes import Decision, Kind, Part, Result, Tally
from kamerstem.readers.overview import read
from kamerstem.render import text
from tests import factories
from tests.checks import (
    cases_arithmetic,
    cases_budget,
    cases_lists,
    cases_omissions,
    cases_rules,
    cases_sequence,
)
from tests.checks.cases import FEW, HALF, MOST, OTHER_HALF, TODAY, Case, of, of_bill, second_reading
from tests.factories import AGAINST_4, FOR_4, members, roll_call, vote
from tests.properties.strategies import overviews

CASES = (cases_arithmetic, cases_budget, cases_lists, cases_omissions, cases_rules, cases_sequence)
TRIPPED = {name: of for cases in CASES for name, of in cases.TRIPPED.items()}
SILENT = {name: of for cases in CASES for name, of in cases.SILENT.items()}
NAMES = [check.name for check in checks.checks()]


def found_by(name: str, overview: Overview) -> list[Finding]:
    return [finding for finding in checks.run(overview, TODAY) if finding.check == name]


def params(cases: dict[str, list[Case]]) -> list[Any]:
    return [pytest.param(name, case, id=f"{name}: {case.label}") for name, of in cases.items() for case in of]


@pytest.mark.parametrize(("name", "case"), params(TRIPPED))
def test_it_trips(name: str, case: Case) -> None:
    found = found_by(name, case.overview)
    assert [(finding.severity, finding.at) for finding in found] == [(case.severity, case.at)]


@pytest.mark.parametrize(("name", "case"), params(SILENT))
def test_it_keeps_silent(name: str, case: Case) -> None:
    assert found_by(name, case.overview) == []


def test_every_check_has_cases_of_both_kinds() -> None:
    for cases in (TRIPPED, SILENT):
        assert sorted(cases) == NAMES
        assert all(len(of) >= 2 for of in cases.values())


# --- what holds for every finding ---------------------------------------------------------------------------

EVERY = [
    *(pytest.param(case.overview, id=f"{name}: {case.label}") for name, of in TRIPPED.items() for case in of),
    pytest.param(factories.every_outcome(), id="every outcome"),
    pytest.param(factories.hostile("<b>\x1b[31m‮'\" /~"), id="hostile text"),
]


def resolve(pointer: str, document: Any) -> Any:
    """Return what a JSON pointer (RFC 6901) points to; the empty one is the whole document."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


@pytest.mark.parametrize("overview", EVERY)
def test_every_place_is_there(overview: Overview) -> None:
    document = to_dict(overview)
    for finding in checks.run(overview):
        assert finding.at == "" or finding.at.startswith("/")
        resolve(finding.at, document)


@pytest.mark.parametrize("overview", EVERY)
def test_every_sentence_is_in_both_languages_and_names_the_item(overview: Overview) -> None:
    proposals = dict(overview.items())
    for finding in checks.run(overview):
        nl, en = finding.message
        assert nl != en
        if finding.check in ("unread-line", "around"):
            assert finding.place is not None
            continue
        item = "/".join(finding.at.split("/")[: 2 if finding.at.startswith("/bill") else 3])
        proposal = proposals.get(item)
        if finding.at.startswith("/bill"):
            assert nl.startswith("Dossier" if overview.is_dossier else "Wetsvoorstel")
            assert en.startswith("Dossier" if overview.is_dossier else "Bill")
        else:
            assert proposal is not None
            number = paper_number(finding.ref)
            called = f"nr. {number}" if number else "zonder nummer"
            assert called in nl.split(":")[0]
            assert called.replace("nr.", "no.").replace("zonder nummer", "without a number") in en
        for sentence in (nl, en):
            assert sentence.endswith(".")
            assert "None" not in sentence
            assert "  " not in sentence
            assert len(sentence) < 600


@pytest.mark.parametrize("check", checks.checks(), ids=NAMES)
def test_the_registry_is_filled(check: registry.Check) -> None:
    assert check.name == check.name.lower().strip("-")
    assert check.severity in Severity
    assert check.title.nl
    assert check.title.en != check.title.nl
    assert check.todo.nl.endswith(".")
    assert check.todo.en.endswith(".")
    assert check.todo.en != check.todo.nl
    assert check.basis
    assert check.rule.__doc__


def test_no_finding_is_worse_than_its_check() -> None:
    order = list(Severity)
    worst = {check.name: order.index(check.severity) for check in checks.checks()}
    for cases in TRIPPED.values():
        for case in cases:
            for finding in checks.run(case.overview, TODAY):
                assert order.index(finding.severity) >= worst[finding.check]


def test_two_checks_of_one_name_are_refused() -> None:
    words = checks.checks()[0].title
    with pytest.raises(ValueError, match="unread-line"):
        checks.check("unread-line", Severity.INFO, words, words, "")(lambda overview: ())


def test_without_a_day_nothing_is_still_to_come() -> None:
    [case, *_] = TRIPPED["future-date"]
    assert found_by("future-date", case.overview)
    assert not [each for each in checks.run(case.overview) if each.check == "future-date"]


# --- order and determinism ----------------------------------------------------------------------------------


def test_errors_come_first_and_places_in_reading_order() -> None:
    amendments = [factories.amendment(number) for number in range(5, 17)]
    found = checks.run(factories.overview(*amendments, the_bill=factories.bill()))
    assert [finding.at for finding in found] == [
        "/bill/decisions",
        *(f"/amendments/{index}/decisions" for index in range(12)),
    ]
    severities = [list(Severity).index(finding.severity) for finding in found]
    assert severities == sorted(severities)


def test_the_bill_as_the_record_has_it_has_nothing_to_find() -> None:
    assert checks.run(factories.seed()) == ()


@settings(max_examples=150, deadline=None)
@given(overviews())
def test_checks_never_fail_and_never_waver(overview: Overview) -> None:
    for each in (overview, read(text.render(overview).encode())):  # the second has Houses and rules
        found = checks.run(each)
        assert checks.run(each) == found
        document = to_dict(each)
        for finding in found:
            resolve(finding.at, document)


# --- sentences ----------------------------------------------------------------------------------------------


SENTENCES = [
    (
        of(vote(Result.ADOPTED, FOR_4)),
        "outcome-tally",
        "Amendement nr. 4: staat als aangenomen, met 49 van de 150 zetels voor."
        " Dat kan alleen als ten minste 53 zetels niet meededen, en dat staat er niet.",
        "Amendment no. 4: is given as adopted, with 49 of 150 seats for."
        " That is possible only if at least 53 seats did not vote, and that is not stated.",
    ),
    (
        of(vote(Result.ADOPTED, FOR_4, AGAINST_4, "JA21")),
        "outcome-tally",
        "Amendement nr. 4: staat als aangenomen, maar 49 zetels voor en 100 tegen is niet genoeg"
        " (nodig: 75).",
        "Amendment no. 4: is given as adopted, but 49 seats for and 100 against are not enough"
        " (75 were needed).",
    ),
    (
        of(vote(Result.REJECTED, FOR_4, AGAINST_4)),
        "seats-not-stated",
        "Amendement nr. 4: van 1 zetel staat niet vermeld hoe er gestemd is (JA21).",
        "Amendment no. 4: how 1 seat voted is not stated (JA21).",
    ),
    (
        of(vote(Result.REJECTED, "BIJ1"), kind=Kind.RULES_CHANGE),
        "party-not-there",
        "Wijziging van het Reglement van Orde nr. 4: BIJ1 was op 21 december 2023 geen fractie in de Kamer.",
        "Change of the rules of procedure no. 4: BIJ1 was no party in the House on 21 December 2023.",
    ),
    (
        of(parts=(Part("II", None, (vote(Result.REJECTED, f"{FOR_4}, PVV, FVD, BBB, JA21"),)),)),
        "outcome-tally",
        "Amendement nr. 4, onderdeel II: staat als verworpen, met 97 van de 150 zetels voor. Dat kan niet.",
        "Amendment no. 4, part II: is given as rejected, with 97 of 150 seats for. That cannot be.",
    ),
    (
        of(vote(Result.ADOPTED, "JA21")),
        "outcome-tally",
        "Amendement nr. 4: staat als aangenomen, met 1 van de 150 zetels voor."
        " Dat kan alleen als ten minste 149 zetels niet meededen, en dat staat er niet.",
        "Amendment no. 4: is given as adopted, with 1 of 150 seats for."
        " That is possible only if at least 149 seats did not vote, and that is not stated.",
    ),
    (
        of(vote(Result.ADOPTED, HALF, None, "")),
        "outcome-tally",
        "Amendement nr. 4: staat als aangenomen, met 75 van de 150 zetels voor."
        " Dat kan alleen als ten minste 1 zetel niet meedeed, en dat staat er niet.",
        "Amendment no. 4: is given as adopted, with 75 of 150 seats for."
        " That is possible only if at least 1 seat did not vote, and that is not stated.",
    ),
    (
        of(vote(Result.ADOPTED, HALF.removesuffix(", JA21"), None, "JA21")),
        "outcome-tally",
        "Amendement nr. 4: staat als aangenomen, met 74 van de 150 zetels voor."
        " Dat kan alleen als nog ten minste 2 zetels niet meededen, en dat staat er niet.",
        "Amendment no. 4: is given as adopted, with 74 of 150 seats for."
        " That is possible only if at least another 2 seats did not vote, and that is not stated.",
    ),
    (
        second_reading(vote(Result.ADOPTED, MOST, FEW, "")),
        "outcome-tally",
        "Wetsvoorstel: staat als aangenomen, maar 97 zetels voor en 53 tegen is niet genoeg (nodig: 100)."
        " Dat twee derde van de stemmen nodig was, is uit de titel afgeleid.",
        "Bill: is given as adopted, but 97 seats for and 53 against are not enough (100 were needed)."
        " That two thirds of the votes were needed is derived from the title.",
    ),
    (
        of_bill(vote(Result.REJECTED, MOST, FEW, ""), title=None),
        "outcome-tally",
        "Wetsvoorstel: staat als verworpen, maar 97 zetels voor en 53 tegen is genoeg (nodig: 76)."
        " Dat kan alleen als twee derde van de stemmen nodig was.",
        "Bill: is given as rejected, but 97 seats for and 53 against are enough (76 were needed)."
        " That is possible only if two thirds of the votes were needed.",
    ),
    (
        of(roll_call(Result.REJECTED, (members(FOR_4), members(AGAINST_4)[1:], members("JA21")))),
        "incomplete-vote",
        "Amendement nr. 4: de stemmen tellen op tot 149 van de 150 zetels; er ontbreekt 1 lid.",
        "Amendment no. 4: the votes add up to 149 of 150 seats; 1 member is missing.",
    ),
    (
        of(roll_call(Result.REJECTED, (members(FOR_4), members(AGAINST_4)[2:], members("JA21")))),
        "incomplete-vote",
        "Amendement nr. 4: de stemmen tellen op tot 148 van de 150 zetels; er ontbreken 2 leden.",
        "Amendment no. 4: the votes add up to 148 of 150 seats; 2 members are missing.",
    ),
]


@pytest.mark.parametrize(("overview", "name", "nl", "en"), SENTENCES)
def test_sentences(overview: Overview, name: str, nl: str, en: str) -> None:
    assert [tuple(finding.message) for finding in found_by(name, overview)] == [(nl, en)]


HELD = [
    ("outcome-tally", of(vote(Result.ADOPTED, FOR_4, AGAINST_4, "JA21")), "rejected", "49-100"),
    ("outcome-tally", of(vote(Result.REJECTED, AGAINST_4, FOR_4, "JA21")), "adopted", "100-49"),
    ("outcome-tally", of(vote(Result.TIED, FOR_4, AGAINST_4, "JA21")), None, "49-100"),
    ("outcome-tally", of(vote(Result.ADOPTED, None, MOST)), "rejected", "against: 97"),
    ("seats-not-stated", of(vote(Result.REJECTED, FOR_4)), None, "101"),
]


@pytest.mark.parametrize(("name", "overview", "expected", "found"), HELD)
def test_what_is_held_against_what(
    name: str, overview: Overview, expected: str | None, found: str | None
) -> None:
    assert [(each.expected, each.found) for each in found_by(name, overview)] == [(expected, found)]


@pytest.mark.parametrize(
    ("tie", "found"),
    [
        (vote(Result.TIED, HALF, OTHER_HALF, ""), "75-75"),
        (vote(Result.TIED, announced=Tally(72, 72)), "72-72"),
        (vote(Result.TIED, FOR_4, AGAINST_4, "JA21"), None),  # outcome-tally says that this is no tie
    ],
)
def test_a_tie_is_told_with_its_numbers_only_where_they_are_equal(tie: Decision, found: str | None) -> None:
    assert [each.found for each in found_by("tie-settled", of(tie))] == [found]


def test_another_bill_is_judged_by_its_own_title() -> None:
    """It has none, and so may need two thirds, whatever the bill of the overview needs."""
    [found] = found_by("outcome-tally", of(vote(Result.REJECTED, MOST, FEW, ""), kind=Kind.BILL))
    assert found.severity is Severity.WARNING
