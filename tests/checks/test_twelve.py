"""A document with twelve planted errors: the comparison finds the twelve and nothing else, and puts them right."""

from pathlib import Path

from kamerstem.checks.compare import DIFFERENCES, compare
from kamerstem.checks.corrected import corrected
from kamerstem.readers.overview import read
from kamerstem.render import text
from tests.checks.twelve import record
from tests.factories import every_outcome, seed

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


def test_what_is_right_stays_as_it_is() -> None:
    for overview in (seed(), every_outcome(), record()):
        document = read(text.render(overview).encode())
        assert text.render(corrected(document, overview)) == text.render(document)
