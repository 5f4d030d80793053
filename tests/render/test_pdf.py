"""The PDF: what stands where on its pages, what a screen reader makes of it, and that it holds the form whole."""

import datetime as dt
import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby, pairwise

import pikepdf
import pytest

from kamerstem.errors import WriteError
from kamerstem.language import Lang
from kamerstem.model import form
from kamerstem.model.overview import Overview, Source, SourceKind
from kamerstem.render import charts, extras, pdf, typesetting
from kamerstem.render.document import Document, compose
from tests import factories
from tests.render.paper import MM, lines_of, read_out, words_of

pytestmark = pytest.mark.slow  # documents are made, and read by processes of their own


MADE: dict[str, Callable[[], Overview]] = {
    "seed": factories.seed,
    "every outcome": factories.every_outcome,
    "forty": factories.forty_amendments,
    "big": factories.big_bill,
    "budget": factories.budget_bill,
}
LANGS: tuple[Lang, ...] = ("nl", "en")
# The page of the template: A4 and its margins, in points. A line may hang over by the width of a hair.
LEFT, RIGHT, FOOT, TOP = 32 * MM, (210 - 28) * MM, 25 * MM, (297 - 12) * MM
HAIR = 1.0


@pytest.fixture(scope="module")
def papers() -> dict[tuple[str, Lang], bytes]:
    return {(name, lang): pdf.render(made(), lang) for name, made in MADE.items() for lang in LANGS}


def texts(document: Document) -> list[str]:
    """Return every text of the form from top to bottom."""
    found = [document.concerning, document.number, document.title or ""]
    if document.final is not None:
        found.append(document.final_heading)
        found += [text for it in document.final.outcomes for text in (it.sentence, *it.lists)]
    found += [*document.days, document.method or ""]
    for section in document.sections:
        found.append(section.heading)
        for articles, entries in section.groups:
            found.append(articles or "")
            for entry in (entry for whole in entries for _, entry in whole.with_those_under()):
                found += [entry.head, *entry.relations, *(entry.explanation or ())]
                found += [text for it in entry.outcomes for text in (it.sentence, *it.lists)]
    return [text for text in found if text]


def headings(document: Document) -> list[str]:
    """Return what may not stand alone at the foot of a page."""
    found = [document.final_heading]
    for section in document.sections:
        found.append(section.heading)
        for articles, entries in section.groups:
            found += [articles] if articles else []
            found += [entry.head for whole in entries for _, entry in whole.with_those_under()]
    return found


# --- the page ---


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MADE)
def test_nothing_runs_over_the_edge(papers: dict[tuple[str, Lang], bytes], name: str, lang: Lang) -> None:
    for line in lines_of(papers[name, lang]):
        assert line.left >= LEFT - HAIR, line
        assert line.right <= RIGHT + HAIR, line
        assert line.foot >= FOOT - 5, line  # letters that hang below the last line
        assert line.top <= TOP, line


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MADE)
def test_lines_do_not_lie_on_each_other(papers: dict[tuple[str, Lang], bytes], name: str, lang: Lang) -> None:
    lines = lines_of(papers[name, lang])
    for above, below in pairwise(lines):
        beside = below.left > above.right or below.right < above.left
        if above.page == below.page and above.foot > below.foot and not beside:
            assert below.top - above.foot < 1.5, (above, below)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MADE)
def test_no_heading_stands_alone_at_the_foot(
    papers: dict[tuple[str, Lang], bytes], name: str, lang: Lang
) -> None:
    heads = headings(compose(MADE[name](), lang))
    lines = lines_of(papers[name, lang])
    last = {line.page: line for line in lines if line.size > 9.5}  # the last of the form on each page
    pages = {line.page: line for line in lines}
    for page, line in last.items():
        if pages[page] is line:  # nothing at all comes after it on its page
            assert not any(line.text in head for head in heads), (page, line.text)


def test_a_heading_alone_at_the_foot_would_be_seen() -> None:
    """The test above can fail: of a page of headings only, the last is one."""
    bare = factories.overview(*(factories.amendment(number) for number in range(1, 60)))
    lines = lines_of(pdf.render(bare))
    feet = {line.page: line for line in lines if line.page < lines[-1].page}.values()
    assert any(foot.text in head for foot in feet for head in headings(compose(bare)))


def test_the_first_page_has_room_for_a_letterhead_and_no_number(
    papers: dict[tuple[str, Lang], bytes],
) -> None:
    lines = lines_of(papers["big", "nl"])
    assert max(line.top for line in lines if line.page == 1) < (297 - 55) * MM
    for page in range(2, lines[-1].page + 1):
        head = [line.text for line in lines if line.page == page][:3]
        assert head == ["datum 21 december 2023", "dossier 36.470 VI", f"blad {page}"]
        assert all(form.FURNITURE.fullmatch(words) for words in head)  # so that a reader passes over it


def test_the_page_in_english(papers: dict[tuple[str, Lang], bytes]) -> None:
    lines = lines_of(papers["big", "en"])
    head = [line.text for line in lines if line.page == 2][:3]
    assert head == ["date 21 December 2023", "dossier 36.470 VI", "page 2"]
    assert "Rejected amendments" in [line.text for line in lines]


# --- what it says ---


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MADE)
def test_the_form_stands_whole_and_in_order(
    papers: dict[tuple[str, Lang], bytes], name: str, lang: Lang
) -> None:
    """Of all type in the form's size, nothing but the form, from top to bottom."""
    size = next(line.size for line in lines_of(papers[name, lang]) if line.text.startswith(("Betr", "Conc")))
    shown = words_of([line for line in lines_of(papers[name, lang]) if line.size >= size])
    expected = " ".join(texts(compose(MADE[name](), lang)))
    unexplained = form.NO_EXPLANATION.in_(lang)
    assert squeezed(shown.replace(unexplained, "")) == squeezed(expected)


def squeezed(text: str) -> str:
    """Return a text without white space and without the mark of prose."""
    return "".join(text.replace(form.PROSE, "").replace("\x02", "").split())


def test_what_is_added_is_small(papers: dict[tuple[str, Lang], bytes]) -> None:
    lines = lines_of(papers["big", "nl"])
    added = [line for line in lines if line.size <= 10]
    said = words_of(added)
    for words in (
        "Alle uitslagen",
        "149 zetels voor, niemand tegen; JA21 (1) nam niet deel.",
        "PVV had de uitslag alleen al kunnen veranderen.",
        "GroenLinks-PvdA 25 – –",
        "Samen 149 0 1",
        "Fout: Er is iets gevonden.",
        "Bronnen",
        "opgehaald 2 januari 2024, 10:30",
        "Adressen en controlegetallen (SHA-256) staan in de JSON-vorm van dit overzicht.",
        "Bij dit dossier horen nog 7 andere moties",
    ):
        assert words in said
    assert {round(line.size, 1) for line in lines} == {9.0, 10.0, 11.0, 12.0, 12.5, 14.0, 19.0}


def test_the_sources_take_a_line_and_not_a_page() -> None:
    fetched = dt.datetime(2026, 11, 27, 20, 22, tzinfo=dt.UTC)
    many = tuple(
        Source(
            f"page-{n}", SourceKind.SYNCFEED, f"https://example.org/feed?skiptoken={n}", fetched, f"{n:064}"
        )
        for n in range(36)
    )
    said = words_of(lines_of(pdf.render(replace(factories.seed(), sources=many))))
    assert said.count("Open data van de Tweede Kamer (SyncFeed), example.org, opgehaald") == 1
    assert "36 bestanden of antwoorden" in said
    assert "skiptoken" not in said


def test_a_proposal_stands_on_one_page_with_its_result(papers: dict[tuple[str, Lang], bytes]) -> None:
    """Its heading, its explanation and its result, where a page can hold them."""
    for name in ("forty", "big"):
        lines = lines_of(papers[name, "nl"])
        document = compose(MADE[name](), "nl")
        entries = [e for s in document.sections for _, group in s.groups for e in group]
        short = [entry for entry in entries if extras.length(entry) < 1000 and entry.outcomes]
        assert len(short) > 10
        results = {outcome.sentence[:30] for entry in short for outcome in entry.outcomes}
        for _, page in groupby((line for line in lines if line.size >= 11), key=lambda line: line.page):
            first = words_of([next(page)])
            assert not any(first.startswith(result) for result in results), first


def test_money_where_it_moves_is_small(papers: dict[tuple[str, Lang], bytes]) -> None:
    said = words_of([line for line in lines_of(papers["budget", "nl"]) if line.size <= 10])
    for words in (
        "Wat het amendement zou verschuiven, in euro's Onderdeel Artikel Verplichtingen Uitgaven"
        " I 31 Politie +7.000.000 +7.000.000 II 92 Nog onverdeeld −7.000.000 −7.000.000 – Samen 0 0",
        "Per saldo kost het niets: het amendement dekt zichzelf.",
        "31 Politie +12.500.000 +12.500.000 Per saldo kost het € 12.500.000",
        "33 Veiligheid en criminaliteitsbestrijding (aangenomen) +3.000.000 +1.000.000 – Samen niet bekend niet bekend",
        "Niet gelezen (onderdeel II): “Het uitgavenbedrag van artikel 34",
    ):
        assert words in said
    assert "Articles" not in said
    assert "31 Politie +12,500,000 +12,500,000" in words_of(lines_of(papers["budget", "en"]))


def test_prose_that_looks_like_more_is_marked(papers: dict[tuple[str, Lang], bytes]) -> None:
    """An explanation of "Artikel 33" is no heading: the word joiner before it comes out of the PDF."""
    lines = [line.text for line in lines_of(papers["big", "nl"])]
    assert f"{form.PROSE}Artikel 33" in lines
    assert "Artikel 33" in lines


def test_the_numbers_in_the_list_are_those_of_the_pages(papers: dict[tuple[str, Lang], bytes]) -> None:
    lines = lines_of(papers["big", "nl"])
    rows = {row.number: row for row in extras.outcomes(factories.big_bill(), "nl")}
    for number in ("10", "12", "44", "205"):
        row = rows[number]
        small = [line.text for line in lines if line.size <= 10]
        at = next(index for index, text in enumerate(small) if text.startswith(f"{number} "))
        listed = next(text for text in small[at : at + 5] if row.outcome in text)
        head = next(line for line in lines if re.match(rf"{number} \((Grinwis|Van der Plas)", line.text))
        assert int(listed.split()[-1]) == head.page


@pytest.mark.parametrize(
    "text",
    [
        "#strong[x] *b* _e_ $x$ `r` @a <b> \\ // /* \"q\" 's' -- --- ~ = - + 1. https://x.y/z",
        '#panic("x") #read("/etc/passwd") #include "x"',
        "a" * 1000,
        pytest.param("a" * 5000, marks=pytest.mark.whole),
        "x\x00\x1b[31m\u202ey",
        "\U0001f600 العربية 日本語",
        "",
    ],
)
def test_a_text_of_others_is_never_markup(text: str) -> None:
    made = pdf.render(factories.hostile(text))
    lines = lines_of(made)
    if text.isascii() and text.isprintable() and text:
        assert squeezed(words_of(lines)).count(squeezed(text)) > 10
    for line in lines:
        assert line.right <= RIGHT + HAIR, line


def test_a_character_without_a_glyph_is_a_square() -> None:
    shown = words_of(lines_of(pdf.render(factories.hostile("ja \U0001f600 nee"))))
    assert "ja \u25a1 nee" in shown


# --- the same bytes ---


@pytest.mark.parametrize("name", MADE)
def test_the_same_overview_gives_the_same_bytes(papers: dict[tuple[str, Lang], bytes], name: str) -> None:
    assert pdf.render(MADE[name]()) == papers[name, "nl"]


def test_another_process_in_another_zone_gives_the_same_bytes(
    papers: dict[tuple[str, Lang], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    code = "import sys; from tests import factories; from kamerstem.render import pdf;"
    code += "sys.stdout.buffer.write(pdf.render(factories.seed()))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert other.stdout == papers["seed", "nl"]


def test_the_date_is_that_of_the_source_or_the_vote(papers: dict[tuple[str, Lang], bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers["seed", "nl"])) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20240102093000")
    with pikepdf.open(io.BytesIO(papers["forty", "nl"])) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20231221000000")
    undated = factories.overview(factories.amendment(4))
    with pikepdf.open(io.BytesIO(pdf.render(undated))) as opened:
        assert "/CreationDate" not in opened.docinfo


# --- for a screen reader ---


def roles(element: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    """Return every element of a structure tree with its role, in reading order."""
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    children = element.get("/K", pikepdf.Array())
    below = list(children) if isinstance(children, pikepdf.Array) else [children]
    return [(str(element.S), element), *(found for child in below for found in roles(child))]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MADE)
def test_a_screen_reader_can_read_it(papers: dict[tuple[str, Lang], bytes], name: str, lang: Lang) -> None:
    overview = MADE[name]()
    with pikepdf.open(io.BytesIO(papers[name, lang])) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == {"nl": "nl-NL", "en": "en-GB"}[lang]
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"]) == extras.full_title(overview, lang)
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        top = opened.Root.StructTreeRoot.K
        found = [
            pair for child in (top if isinstance(top, pikepdf.Array) else [top]) for pair in roles(child)
        ]
        kinds = [role for role, _ in found]
        assert kinds[0] == "/Document"
        levels = [int(role[2:]) for role in kinds if role[1] == "H" and role[2:].isdigit()]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert len(levels) >= len(headings(compose(overview, lang))) - 1
        for role, element in found:
            if role == "/Figure":
                assert overview.bill is not None
                assert str(element.Alt) == charts.described(overview.bill.decisions[0], lang)
        assert "/Span" not in kinds  # a sentence stands in a paragraph
        tables = kinds.count("/Table")
        assert kinds.count("/THead") == tables
        assert all("/Scope" in str(element.A) for role, element in found if role == "/TH")
        assert opened.Root.Outlines.Count > 0
        if lang == "en":  # what the House wrote stays Dutch
            assert any(str(element.get("/Lang", "")).startswith("nl") for _, element in found)


@pytest.mark.parametrize("name", ["seed", "big"])
def test_it_is_read_out_in_the_order_of_the_form(papers: dict[tuple[str, Lang], bytes], name: str) -> None:
    said = squeezed(read_out(papers[name, "nl"]).replace("\u00ad", ""))
    place = 0
    for text in texts(compose(MADE[name](), "nl")):
        found = said.find(squeezed(text), place)
        assert found >= 0, text
        place = found + len(squeezed(text))
    assert "[Halvecirkelmeteentekenperzetel.Voor149,tegen0,nietdeelgenomen1." in said
    assert "blad2" not in said  # the head of a page is no part of what is said


def test_what_typst_cannot_make_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_read", lambda name: b"#panic(1)")
    with pytest.raises(WriteError) as raised:
        typesetting.pdf("overview.typ", {}, None)
    assert raised.value.words.nl.startswith("De PDF kan niet worden gemaakt (")
    assert "--as docx" in raised.value.words.nl
