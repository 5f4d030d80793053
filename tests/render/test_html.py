import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from kamerstem.language import Lang
from kamerstem.model import plain_words
from kamerstem.model.overview import Overview, Subject, SubjectKind
from kamerstem.model.refs import ZaakNumber
from kamerstem.model.votes import Decision, Kind, Proposal, Result, Side, Step
from kamerstem.render import charts, html
from tests import factories as f

VOID = {"meta", "br", "link", "img", "input", "hr"}
MAKERS = [f.seed, f.every_outcome, f.forty_amendments, f.budget_bill]


class Page(HTMLParser):
    """The elements of a page with their attributes and all text within, in order; tags must nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[tuple[str, list[str]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text: list[str] = []
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        self.elements.append((tag, {name: value or "" for name, value in attrs}, text))
        if tag not in VOID:
            self.open.append((tag, text))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, text in self.open:
            text.append(data)

    def all(self, tag: str, **attributes: str) -> list[str]:
        """Return the text of every such element."""
        return [
            " ".join("".join(text).split())
            for name, found, text in self.elements
            if name == tag and all(found.get(key.strip("_")) == value for key, value in attributes.items())
        ]

    def attributes(self, name: str) -> list[str]:
        return [found[name] for _, found, _ in self.elements if name in found]


def page(overview: Overview, lang: Lang = "nl") -> Page:
    return Page(html.render(overview, lang))


def test_the_bill_that_started_it() -> None:
    found = page(f.seed())
    assert found.all("title")[0] == "Wetsvoorstel 36.470 VI – Stemmingsoverzicht"
    assert found.all("h1") == [f.SEED_TITLE]
    assert found.all("p", class_="sentence") == [
        "Aangenomen: 149 zetels voor, niemand tegen; JA21 (1) nam niet deel.",
        "Verworpen: 49 zetels voor, 100 tegen; JA21 (1) nam niet deel.",
    ]
    assert found.all("h2") == ["Eindstemming", "Amendementen", "Bronnen"]
    assert found.all("p", class_="facts") == [
        "Grinwis (ChristenUnie) c.s. · artikel niet vermeld · advies van het kabinet: ontraden"
    ]
    assert "Toelichting niet vermeld." in found.all("p", class_="remark")
    assert found.all("time", datetime="2023-12-21") == ["21 december 2023"] * 2
    assert found.all("time", datetime="2024-01-02T09:30:00+00:00") == ["2 januari 2024, 10:30"]
    assert found.all("code") == ["0" * 64]


def test_the_table_behind_the_hemicycle() -> None:
    found = page(f.seed())
    assert "Zetels per fractie" in found.all("caption")
    rows = found.all("tr")
    assert rows[0] == "Fractie Voor Tegen Niet deel\u00adgenomen"
    assert rows[1] == "SP 5 – –"
    assert rows[-1] == "Samen 149 0 1"
    assert len(rows) == 17
    scopes = [(tag, found.get("scope")) for tag, found, _ in found.elements if tag == "th"]
    assert all(scope in ("col", "row", "rowgroup") for _, scope in scopes)


def test_english_with_the_titles_in_dutch() -> None:
    text = html.render(f.seed(), "en")
    found = Page(text)
    assert '<html lang="en">' in text
    assert found.all("h1", lang="nl") == [f.SEED_TITLE]
    assert found.all("h3", lang="nl") == ["Middelen voor de bestrijding van mensenhandel"]
    assert "Rejected: 49 seats for, 100 against; JA21 (1) did not vote." in found.all("p", class_="sentence")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("make", MAKERS)
def test_structure(make: Callable[[], Overview], lang: Lang) -> None:
    text = html.render(make(), lang)
    found = Page(text)
    tags = [tag for tag, _, _ in found.elements]
    assert (tags.count("main"), tags.count("h1"), tags.count("footer")) == (1, 1, 1)
    ids = found.attributes("id")
    assert len(ids) == len(set(ids))
    named = " ".join(found.attributes("aria-labelledby")).split()
    targets = [link.removeprefix("#") for link in found.attributes("href") if link.startswith("#")]
    assert set(named) <= set(ids)
    assert set(targets) <= set(ids)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "None" not in found.all("body")[0]
    assert "<Words" not in text
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & set(tags)
    assert "default-src 'none'; style-src 'unsafe-inline'" in found.attributes("content")


@pytest.mark.parametrize("make", MAKERS)
def test_nothing_is_fetched(make: Callable[[], Overview]) -> None:
    text = html.render(make())
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {"#hatch", "#dots"}
    assert not re.search(r"\s(?:src|srcset|action|style|on\w+)=", text)


@pytest.mark.parametrize("make", MAKERS)
def test_links_lead_to_the_web_only(make: Callable[[], Overview]) -> None:
    found = page(make())
    for tag, attributes, _ in found.elements:
        href = attributes.get("href", "#")
        if tag == "a" and not href.startswith("#"):
            assert href.startswith("https://")
            assert attributes["rel"] == "noopener"


@pytest.mark.slow
def test_it_is_the_same_page_every_time() -> None:
    assert html.render(f.every_outcome()) == html.render(f.every_outcome())


HOSTILE = [
    "<script>alert(1)</script>",
    "\"' onmouseover=alert(1) x='",
    "</title></style><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; {{ 7 * 7 }} {% raw %}",
    "]]> --> <!-- <![CDATA[",
    "a\x00b\x1b[31m\u202ec\ud800\x0cd",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_texts_of_a_document_stay_texts(text: str, lang: Lang) -> None:
    out = html.render(f.hostile(text), lang)
    out.encode("utf-8")
    found, harmless = Page(out), page(f.hostile("o" * len(plain_words.clean(text))), lang)
    assert [(tag, sorted(given)) for tag, given, _ in found.elements] == [
        (tag, sorted(given)) for tag, given, _ in harmless.elements
    ]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    assert found.all("h1") == [plain_words.clean(text)]
    assert plain_words.clean(text) in found.all("main")[0]
    assert all(link.startswith(("https://", "#")) for link in found.attributes("href"))


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://zoek.officielebekendmakingen.nl/kst-36470-VI-4.html", True),
        ("http://127.0.0.1:8089/OData/v4/2.0/Zaak?$filter=a%20eq%20'b'", False),
        ("http://127.0.0.1:8089/OData/v4/2.0/Zaak?$filter=a%20eq%20b&x=1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org/x", False),
        ("https://", False),
        ("https://[::1", False),
        (" https://example.org", False),
        ("https://example.org/\nx", False),
        (None, False),
    ],
)
def test_safe_url(url: str | None, safe: bool) -> None:
    assert html.safe_url(url) == (url if safe else None)


def test_a_list_not_stated_is_said_and_a_note_explains_it() -> None:
    found = page(f.overview(f.amendment(4, f.vote(Result.REJECTED, f.FOR_4, "", None))))
    assert found.all("dd")[0].startswith("SP (5), GroenLinks-PvdA (25)")
    assert found.all("dd")[1:] == ["niemand", "niet vermeld"]
    assert "“Niet vermeld” wil zeggen" in found.all("footer")[0]
    assert "“Niet vermeld”" not in page(f.seed()).all("footer")[0]


@pytest.mark.slow
def test_every_decision_is_told_in_its_own_sentence() -> None:
    overview = f.every_outcome()
    sentences = page(overview).all("p", class_="sentence")
    for _, _, decision in overview.decisions():
        assert plain_words.sentence(decision, "nl", f.SEED) in sentences


@pytest.mark.slow
def test_findings_stand_where_they_belong() -> None:
    overview = f.every_outcome()
    found = page(overview)
    assert found.all("p").count("Fout. Er is iets gevonden. (regel 7) [een-check]") == 5
    assert found.all("header")[0].count("Er is iets gevonden.") == 6
    assert found.all("article", id="nr-5")[0].count("Er is iets gevonden.") == 3
    assert "regel 12 Een regel die nergens bij hoort." in found.all("li")


def test_many_items_begin_with_all_outcomes() -> None:
    found = page(f.forty_amendments())
    assert found.all("h2")[:2] == ["Eindstemming", "Alle uitslagen"]
    rows = found.all("tr")
    assert sum(row.endswith("Verworpen 49–100") for row in rows) == 13
    assert sum(row.endswith("Aangenomen 110–39") for row in rows) == 27
    assert "Alle uitslagen" not in page(f.seed()).all("h2")


def test_papers_with_the_same_number_have_their_own_place() -> None:
    ids = page(f.overview(f.amendment(4), f.amendment(4), f.amendment(5, ref=None))).attributes("id")
    assert "nr-4" in ids
    assert "amendments-1" in ids
    assert "amendments-2" in ids


def test_a_bill_without_a_decision_says_so() -> None:
    assert "Geen besluit vermeld." in page(f.overview(the_bill=f.bill())).all("p", class_="sentence")


# --- drawings ---


@pytest.mark.parametrize("seats", [20, 21, 75, 100, 147, 149, 150, 151, 225])
def test_there_is_a_place_for_every_seat(seats: int) -> None:
    places = charts.arcs(seats)
    assert len(places) == seats
    assert len({(round(angle, 6), round(radius, 6)) for angle, radius in places}) == seats
    assert [angle for angle, _ in places] == sorted((angle for angle, _ in places), reverse=True)


def test_the_hemicycle_shows_each_side_by_its_sign() -> None:
    drawing = charts.hemicycle(f.seed().amendments[0].decisions[0], "nl", "x")
    ElementTree.fromstring(drawing)
    assert drawing.count('href="#seat-for"') == 49
    assert drawing.count('href="#seat-against"') == 100
    assert drawing.count('href="#seat-not-voting"') == 1
    assert "Voor 49, tegen 100, niet deelgenomen 1." in drawing
    assert "<title>PVV: tegen 37</title>" in drawing


def test_seats_not_stated_have_their_own_sign() -> None:
    drawing = charts.hemicycle(f.vote(Result.REJECTED, f.FOR_4), "nl", "x")
    assert drawing.count('href="#seat-not-stated"') == 101
    assert ">?</text>" in drawing


def test_what_is_not_known_is_not_drawn() -> None:
    for decision in (
        f.vote(Result.REJECTED, f.FOR_4, f.AGAINST_4, weighed=False),
        f.vote(Result.REJECTED, "SP 3", "VVD 4", in_house=False),
        f.vote(Result.REJECTED),
        Decision(step=Step.WITHDRAW),
    ):
        assert charts.hemicycle(decision, "nl", "x") == ""
        assert charts.bar(decision, "nl", "x") == ""


def test_the_bar_is_as_long_as_the_seats() -> None:
    drawing = charts.bar(f.seed().amendments[0].decisions[0], "nl", "x")
    root = ElementTree.fromstring(drawing)
    widths = [float(each.get("width") or 0) + 1.5 for each in root.iter("rect")]
    assert widths == [pytest.approx(196, abs=0.1), pytest.approx(400, abs=0.1), pytest.approx(4, abs=0.1)]
    assert "De streep is de vereiste meerderheid: 75." in drawing
    assert "M300.0 0" in drawing


def test_no_line_where_the_majority_is_not_known() -> None:
    decision = f.vote(Result.REJECTED, f.FOR_4)
    assert charts.needed(decision) is None
    assert "majority" not in charts.bar(decision, "nl", "x")
    incomplete = replace(decision, against=(), not_voting=())
    assert charts.needed(incomplete) is None


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_drawing_is_whole_and_described(lang: Lang) -> None:
    ElementTree.fromstring(charts.definitions())
    for side in (*Side, None):
        ElementTree.fromstring(charts.sign(side))
    drawn = 0
    for decision in f.decisions_of_every_kind():
        for draw in (charts.hemicycle, charts.bar):
            if drawing := draw(decision, lang, "x"):
                root = ElementTree.fromstring(drawing)
                assert root.get("role") == "img"
                assert root.get("aria-labelledby") == "x-title x-desc"
                assert root.find("title") is not None
                assert (root.findtext("desc") or "").endswith(".")
                drawn += 1
    assert drawn > 40


def test_the_heading_names_what_the_page_is_about() -> None:
    """A letter that is known by its Zaak number is no bill."""
    letter = Proposal(kind=Kind.LETTER, ref=ZaakNumber("2023Z20186"), subject="Gedragscode")
    page = html.render(
        Overview(subject=Subject(SubjectKind.PAPER, letter.ref, "Gedragscode"), other=(letter,))
    )
    assert "Brief 2023Z20186" in page
    assert "Wetsvoorstel" not in page
