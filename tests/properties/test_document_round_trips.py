"""What Kamerstem writes as PDF, Word or HTML it reads back to the same ``stated()`` view, whatever the overview."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kamerstem.model.overview import Overview
from kamerstem.readers.overview import read
from kamerstem.render import docx, html, pdf
from tests import factories
from tests.properties.strategies import overviews

WRITERS: dict[str, Callable[[Overview], bytes]] = {
    "html": lambda overview: html.render(overview).encode(),
    "docx": docx.render,
    "pdf": pdf.render,
}
BILLS: dict[str, Callable[[], Overview]] = {
    "big": factories.big_bill,
    "forty": factories.forty_amendments,
    "budget": factories.budget_bill,
}


def holds(overview: Overview, written: bytes) -> None:
    back = read(written)
    assert back.stated() == overview.stated()
    assert back.unread == ()


@settings(max_examples=25, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_web_page(overview: Overview) -> None:
    holds(overview, html.render(overview).encode())


@pytest.mark.whole
@settings(max_examples=25, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_word_file(overview: Overview) -> None:
    holds(overview, docx.render(overview))


@pytest.mark.whole
@settings(max_examples=40, deadline=None)
@given(overviews())
def test_any_overview_comes_back_from_its_pdf(overview: Overview) -> None:
    holds(overview, pdf.render(overview))


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", BILLS)
def test_a_bill_of_many_pages_comes_back(name: str, form: str) -> None:
    """Forty amendments of one shape: the same words stand at the top of most pages, and are no furniture."""
    holds(BILLS[name](), WRITERS[form](BILLS[name]()))


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("title", ["Wijziging van Verworpen.", "Wijziging van Verworpen. Verworpen."])
def test_a_title_that_looks_like_a_result_comes_back(title: str, form: str) -> None:
    overview = factories.overview()
    subject = replace(overview.subject, title=title)
    bill = overview.bill and replace(overview.bill, title=title)
    holds(
        replace(overview, subject=subject, bill=bill),
        WRITERS[form](replace(overview, subject=subject, bill=bill)),
    )
