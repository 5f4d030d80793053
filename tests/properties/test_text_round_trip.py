"""What Kamerstem writes as text it reads back: any overview -> text -> read -> the same ``stated()`` view."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kamerstem.model import form
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Part
from kamerstem.readers.overview import read
from kamerstem.render import text
from tests import factories
from tests.properties.strategies import overviews


@pytest.mark.whole
@settings(max_examples=400, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_text(overview: Overview) -> None:
    written = text.render(overview)
    back = read(written.encode())
    assert back.stated() == overview.stated()
    assert back.unread == ()


@settings(max_examples=100, deadline=None)
@given(overviews())
def test_writing_what_was_read_changes_nothing(overview: Overview) -> None:
    once = text.render(read(text.render(overview).encode()))
    assert text.render(read(once.encode())) == once


@pytest.mark.slow
def test_sub_amendments_under_their_amendments_come_back() -> None:
    overview = factories.big_bill()
    written = text.render(overview)
    assert written.count("\nSubamendement 1") == 3
    back = read(written.encode())
    assert back.stated() == overview.stated()
    assert back.unread == ()


@pytest.mark.parametrize(
    "last", ["Onderdeel", "Onderdelen", "Voor", "Tegen", "Uitslag", "Artikel", "Moties", "Het"]
)
def test_a_last_word_that_the_next_line_begins_with_comes_back(last: str) -> None:
    """A subject that is broken before its last word, and below it "Onderdeel I: verworpen": it is marked as prose."""
    seed = factories.seed()
    (amendment,) = seed.amendments
    amendment = replace(
        amendment,
        subject=f"{'x' * 70} {last}",
        decisions=(),
        parts=(Part("I", None, amendment.decisions),),
    )
    overview = replace(seed, amendments=(amendment,))
    written = text.render(overview)
    assert f"x\n{last}\nOnderdeel I: verworpen." in written.replace(form.PROSE, "")
    back = read(written.encode())
    assert back.stated() == overview.stated()
    assert back.unread == ()


def test_a_last_word_that_nobody_marked_is_not_lost() -> None:
    typed = (
        "Betreffende wetsvoorstel:\n\n36.999\nWet op de veren\n\nVerworpen amendement\n\n"
        f"4 (Bedacht) over {'x' * 70}\nOnderdeel\nOnderdeel I: verworpen. Voor: SP.\n"
    )
    overview = read(typed.encode())
    (amendment,) = overview.amendments
    # Nobody can tell whether it ends the subject or begins an explanation.
    kept = [f"{'x' * 70} Onderdeel", None], ["x" * 70, ("Onderdeel",)]
    assert [amendment.subject, amendment.explanation] in kept
    assert [part.label for part in amendment.parts] == ["I"]
    assert overview.unread == ()
