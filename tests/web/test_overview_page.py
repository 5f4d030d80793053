"""The overview's page in a browser: accessible, no wider than the screen, whole in print, and idle."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from kamerstem.language import Lang
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Result
from kamerstem.render import html
from tests import factories as f
from tests.web.conftest import Scheme

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]


def few() -> Overview:
    """Return an overview with everything that changes the page, small enough to be looked at closely."""
    whole = f.every_outcome()
    return f.overview(
        f.amendment(5, f.vote(Result.REJECTED, f.FOR_4), explanation=("Uitleg.",)),
        *whole.amendments[-4:],
        *whole.motions,
        the_bill=whole.bill,
        findings=whole.findings,
        sources=whole.sources,
        unread=whole.unread,
        order_known=False,
    )


def violations(page: "Page") -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("make", [f.seed, few, f.budget_bill])
def test_axe_finds_nothing(opened: Opened, make: Callable[[], Overview], width: int, scheme: Scheme) -> None:
    assert violations(opened(html.render(make()), width, scheme)) == []


def test_axe_finds_nothing_in_english(opened: Opened) -> None:
    assert violations(opened(html.render(f.seed(), "en"))) == []


def test_axe_would_find_something(opened: Opened) -> None:
    page = html.render(f.seed()).replace("--soft: #575d66", "--soft: #bbbbbb").replace(' lang="nl">', ">", 1)
    assert {found.split(":")[0] for found in violations(opened(page))} == {"color-contrast", "html-has-lang"}


@pytest.mark.parametrize("width", [320, 360, 704, 1024, 1280])
@pytest.mark.parametrize("make", [f.seed, f.every_outcome, f.forty_amendments, f.budget_bill])
def test_nothing_is_wider_than_the_screen(opened: Opened, make: Callable[[], Overview], width: int) -> None:
    page = opened(html.render(make()), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_words_without_a_space_do_not_widen_the_page(opened: Opened, lang: Lang) -> None:
    page = opened(html.render(f.hostile("Gemeentebelastingvereenvoudigings" * 12), lang), 320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_text_can_be_twice_as_large(opened: Opened) -> None:
    page = opened(html.render(few()), 640)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_nothing_is_fetched_and_nothing_runs(opened: Opened) -> None:
    bad = (
        '"><script>document.title="ran"</script><img src="https://example.org/x" onerror="document.title=1">'
    )
    page = opened("<p>")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_content(html.render(f.hostile(bad)))
    assert page.locator("script, img, iframe, object, embed, link, base, form").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every(e =>"
        " [...e.attributes].every(a => !a.name.startsWith('on')))"
    )
    assert "ran" not in page.title()
    assert asked == []
    assert said == []


def test_every_seat_is_drawn_within_the_picture(opened: Opened) -> None:
    page = opened(html.render(f.seed()))
    boxes = page.evaluate(
        "[...document.querySelectorAll('.hemicycle use')].map(e => {"
        "const b = e.getBoundingClientRect(), s = e.ownerSVGElement.getBoundingClientRect();"
        "return b.left >= s.left && b.right <= s.right && b.top >= s.top && b.bottom <= s.bottom"
        " && b.width > 5})"
    )
    assert len(boxes) == 150
    assert all(boxes)


def test_the_tally_lies_on_no_seat(opened: Opened) -> None:
    page = opened(html.render(f.seed()))
    over = page.evaluate(
        "(() => { const box = e => e.getBoundingClientRect();"
        "const seats = [...document.querySelectorAll('.hemicycle use')].map(box);"
        "return [...document.querySelectorAll('.hemicycle .figure')].map(box).map(n => seats.filter(s =>"
        " s.left < n.right && n.left < s.right && s.top < n.bottom - n.height / 4 && n.top + n.height / 4 < s.bottom"
        ").length) })()"
    )
    assert over == [0, 0]


def test_names_of_parties_do_not_touch_and_stay_on_the_page(opened: Opened) -> None:
    for width in (704, 1024, 1280):
        page = opened(html.render(f.seed()), width)
        names = page.evaluate(
            "[...document.querySelectorAll('.names text')].map(e => {"
            "const b = e.getBoundingClientRect(); return [e.textContent, b.left, b.right, b.top]})"
        )
        assert len(names) == 15
        assert all(left >= 0 and right <= width and top > 0 for _, left, right, top in names)


def test_folded_text_is_there_in_print(opened: Opened) -> None:
    page = opened(html.render(f.every_outcome()))
    explanation = page.locator("details .explanation").first
    assert not explanation.is_visible()
    page.emulate_media(media="print")
    assert explanation.is_visible()


def test_the_printed_page_is_as_wide_as_the_paper(opened: Opened) -> None:
    page = opened(html.render(few()), 673)  # A4 less its margins, in CSS pixels
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 673
    tables = page.evaluate(
        "[...document.querySelectorAll('table')].every(e => e.getBoundingClientRect().right <= 673)"
    )
    assert tables
    broken = page.evaluate(  # "ChristenU" over "nie": one word on two lines
        "[...document.querySelectorAll('.seats tbody th')].filter(e =>"
        " !/[ -]/.test(e.textContent.trim()) && e.getClientRects()[0].height > 30).length"
    )
    assert broken == 0


def test_keyboard_reaches_the_votes_first(opened: Opened) -> None:
    page = opened(html.render(f.seed()))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    left = page.evaluate("document.activeElement.getBoundingClientRect().left")
    assert left >= 0
