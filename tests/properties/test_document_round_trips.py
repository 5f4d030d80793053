"""What Kamerstem writes as PDF, Word or HTML it reads back to the same ``stated()`` view, whatever the overview."""

from hypothesis import given, settings

from kamerstem.model.overview import Overview
from kamerstem.readers.overview import read
from kamerstem.render import docx, html, pdf
from tests.properties.strategies import overviews


def holds(overview: Overview, written: bytes) -> None:
    back = read(written)
    assert back.stated() == overview.stated()
    assert back.unread == ()


@settings(max_examples=25, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_web_page(overview: Overview) -> None:
    holds(overview, html.render(overview).encode())


@settings(max_examples=25, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_word_file(overview: Overview) -> None:
    holds(overview, docx.render(overview))


@settings(max_examples=40, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_pdf(overview: Overview) -> None:
    holds(overview, pdf.render(overview))
