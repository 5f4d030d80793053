"""What Kamerstem writes as text it reads back: any overview -> text -> read -> the same ``stated()`` view."""

from hypothesis import given, settings

from kamerstem.model.overview import Overview
from kamerstem.readers.overview import read
from kamerstem.render import text
from tests import factories
from tests.properties.strategies import overviews


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


def test_sub_amendments_under_their_amendments_come_back() -> None:
    overview = factories.big_bill()
    written = text.render(overview)
    assert written.count("\nSubamendement 1") == 3
    back = read(written.encode())
    assert back.stated() == overview.stated()
    assert back.unread == ()
