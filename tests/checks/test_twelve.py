"""A document with twelve planted errors: the comparison finds the twelve and nothing else, and puts them right."""

from dataclasses import replace
from pathlib import Path

import pytest

from kamerstem.checks.compare import DIFFERENCES, compare
from kamerstem.checks.put_right import corrected
from kamerstem.model.overview import Overview
from kamerstem.model.refs import Paper
from kamerstem.model.votes import Decision, Kind, Part, Result
from kamerstem.readers.overview import read
from kamerstem.render import text
from tests.checks.twelve import record
from tests.factories import AGAINST_4, FOR_4, SEED, every_outcome, seed, vote

DOCUMENT = Path(__file__).parents[1] / "examples/compare/twelve-errors.txt"
PLANTED = {
    ("title-differs", "36999"): "the title",
    ("date-differs", "36999"): "the day of the final vote",
    ("result-differs", "36999, nr. 5"): "an outcome flipped",
    ("tally-differs", "36999, nr. 7"): "a tally wrong",
    ("vote-differs", "36999, nr. 8"): "a party moved",
    ("number-differs", "36999, nr. 14"): "a number",
    ("submitters-differ", "36999, nr. 6"): "a name",
    ("absent-not-stated", "36999, nr. 9"): "an absence left out",
    ("vote-left-out", "36999, nr. 11"): "a party left out",
    ("left-out", "36999, nr. 10"): "an amendment missing",
    ("not-in-record", "36999, nr. 20"): "an amendment invented",
    ("seats-differ", "36999, nr. 13"): "a seat count wrong",
}


def test_the_twelve_are_found_and_nothing_else() -> None:
    found = compare(read(DOCUMENT.read_bytes()), record())
    assert len(found) == len(PLANTED) == 12
    assert {(each.check, str(each.ref)) for each in found} == set(PLANTED)
    assert all(each.check in DIFFERENCES for each in found)
    assert [each.place is not None for each in found if each.check != "left-out"] == [True] * 11


def test_the_corrected_document_is_that_of_the_record() -> None:
    mended = corrected(read(DOCUMENT.read_bytes()), record())
    assert text.render(mended) == text.render(record())
    assert compare(mended, record()) == ()


@pytest.mark.slow
def test_what_is_right_stays_as_it_is() -> None:
    for overview in (seed(), every_outcome(), record()):
        document = read(text.render(overview).encode())
        assert text.render(corrected(document, overview)) == text.render(document)


def with_decisions(*decisions: Decision, parts: tuple[Part, ...] = ()) -> Overview:
    overview = seed()
    return replace(overview, amendments=(replace(overview.amendments[0], decisions=decisions, parts=parts),))


def test_a_party_whose_row_the_record_lost_stays_in_the_document() -> None:
    whole = vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21")
    lost = replace(whole, against=tuple((whole.against or ())[1:]))
    document = with_decisions(whole)
    assert compare(document, with_decisions(lost)) == ()
    assert corrected(document, with_decisions(lost)).amendments == document.amendments
    # A whole vote is known: who is on none of its lists cast none.
    invented = with_decisions(vote(Result.REJECTED, f"{FOR_4}, 50PLUS 2", AGAINST_4, "JA21"))
    assert corrected(invented, with_decisions(whole)).amendments[0].decisions[0].for_ == whole.for_


def test_a_record_of_the_bill_alone_takes_no_amendment_out() -> None:
    document = seed()
    assert len(corrected(document, replace(document, amendments=())).amendments) == 1


def test_a_number_that_the_record_does_not_have_stays() -> None:
    document = seed()
    (item,) = document.amendments
    motions = replace(
        document, motions=(replace(item, kind=Kind.MOTION, ref=Paper(SEED, "9"), subject="iets"),)
    )
    nameless = replace(document, motions=(replace(item, kind=Kind.MOTION, ref=None, subject="Iets."),))
    assert corrected(motions, nameless).motions[0].ref == Paper(SEED, "9")


def test_a_document_that_decides_on_parts_gets_no_decision_on_the_whole() -> None:
    made = vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21")
    document = with_decisions(parts=(Part("I", (), (made,)),))
    (item,) = corrected(document, with_decisions(made)).amendments
    assert (item.decisions, item.parts) == ((), document.amendments[0].parts)


def test_the_words_of_a_result_go_with_it() -> None:
    made = vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21")
    document = with_decisions(replace(made, result=Result.ADOPTED, text="Aangenomen."))
    official = with_decisions(replace(made, text="Verworpen."))
    (decision,) = corrected(document, official).amendments[0].decisions
    assert (decision.result, decision.text) == (Result.REJECTED, "Verworpen.")
