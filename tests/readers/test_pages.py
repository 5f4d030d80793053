"""What a web page shows is read or named, and what a style sheet hides or strikes is not read."""

import pytest
from lxml import html as lxml_html

from kamerstem.errors import NotAnOverview
from kamerstem.readers import css
from tests import needs
from tests.readers import shapes


def words(body: str) -> list[str]:
    return shapes.words("html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def lost(body: str) -> list[str]:
    return shapes.lost("html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    "sheet",
    [
        ".w{display:none}", "P.w { DISPLAY : none !important }", "#w{visibility:hidden}",
        ".w{text-decoration:line-through}",
        "body .w{opacity:0}", "body > p.w{font-size:0}", "div, .w{text-indent:-9999px}",
        "@media screen{.w{display:none}}",
        ".w{display:none} p{display:block}", ".v{color:red}/* .w{} */.w{clip:rect(0 0 0 0)}",
    ],
)  # fmt: skip
def test_what_a_style_sheet_hides_or_strikes_is_not_read(sheet: str) -> None:
    assert words(f"<style>{sheet}</style><p class='v'>Voor: SP.<p class='w v' id='w'>Tegen: PVV.") == [
        "Voor: SP."
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}", "@media print{.w{display:none}}", ".w{display:none} .w{display:block}",
        "a:hover .w{display:none}",
        ".w::before{display:none}", "div > .w{display:none}", "@media print{@media screen{.w{display:none}}}", "}{.w{",
    ],
)  # fmt: skip
def test_what_a_style_sheet_shows_is_read(sheet: str) -> None:
    assert words(f"<style>{sheet}</style><p class='w'>Tegen: PVV.") == ["Tegen: PVV."]


def test_the_style_of_an_element_itself_goes_first() -> None:
    assert words("<style>.w{display:none}</style><p class=w style='display:block'>Tegen: PVV.") == [
        "Tegen: PVV."
    ]


def test_a_sheet_of_many_rules_is_read_soon() -> None:
    page = lxml_html.document_fromstring(f"<style>{'.a{display:none}' * 20_000}</style><p class=a>x")
    assert css.hides(css.Sheets(page).said(next(page.iter("p"))))


def test_fields_of_a_form_are_read() -> None:
    body = (
        "<p>Voor: <input value='SP'><input type=hidden value=weg><input type=submit value=weg>.</p>"
        "<p><select><option>voor<option selected>tegen</select><textarea>en CDA</textarea>"
        "<input type=checkbox checked></p>"
    )
    assert words(body) == ["Voor: SP.", "tegenen CDA☒"]


def test_lists_have_the_numbers_and_bullets_that_show() -> None:
    body = (
        "<ol start=4><li>(Grinwis c.s.) over x<li value=8><p>(Flach) over y</p></ol><ul><li>los<li>SP en CDA</ul>"
        "<ol type=a><li>een<li>Verworpen amendementen</ol>"
    )
    assert words(body) == [
        "4. (Grinwis c.s.) over x", "8. (Flach) over y", "• los", "SP en CDA", "a. een", "Verworpen amendementen",
    ]  # fmt: skip


def test_what_is_seen_and_not_read_is_named() -> None:
    assert lost("<iframe src=x></iframe><nav>Home</nav><svg><text>SP</text></svg>") == [
        "een ingevoegd venster"
    ]
    assert lost("<nav>Verworpen. Voor: SP.</nav>") == ["een menu van de site: 'Verworpen. Voor: SP.'"]


def test_a_page_that_closes_nothing_is_read_to_its_end() -> None:
    body = "".join(f"<p><font size=2>Regel {number}.\n" for number in range(600))
    assert words(body) == [f"Regel {number}." for number in range(600)]


def test_a_page_that_is_too_deep_is_refused() -> None:
    with pytest.raises(NotAnOverview, match="nested far too deep"):
        words("<div>x" * 5_000)


@pytest.mark.slow
def test_two_hundred_motions_that_close_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (needs.shared("cases") / "19-hidden/h1-unclosed-font.html").read_bytes()
    assert len(shapes.overview("html", data, monkeypatch).motions) == 200
