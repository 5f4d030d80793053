"""Overviews set by another hand: typst in other layouts, LibreOffice, a browser; all read to what the text says."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamerstem.model.overview import Overview
from kamerstem.model.votes import Side
from kamerstem.readers import lines_of
from kamerstem.readers.overview import read
from kamerstem.render import docx, html
from tests import needs
from tests.readers import typeset

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow  # documents are made, and read by processes of their own


ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "src/kamerstem/examples/36470-VI.txt"
DOCUMENTS = {
    "the example": EXAMPLE,
    "the real one": needs.SHARED / "data/overviews/36470-VI.txt",
    **{
        name: ROOT / f"tests/examples/overviews/{name}.txt"
        for name in ("all-outcomes", "broken-pages", "hamerstuk")
    },
}

LAYOUTS = {
    # two fonts, wide margins on small pages, hyphenation, ligatures, "1/4" above the page
    "narrow": """
        #set page(paper: "a5", margin: (x: 3.4cm, y: 2.5cm))
        #set page(header: align(right)[#context counter(page).display("1/1", both: true)])
        #set text(font: "New Computer Modern", size: 10pt, lang: "nl", hyphenate: true)
        #set par(justify: true)
        #show heading: set text(font: "DejaVu Sans Mono")""",
    # paragraphs told apart by an indent only, "- 2 -" below the page
    "indent": """
        #set page(paper: "us-letter", margin: 4cm)
        #set page(footer: context align(center)[#("- " + str(counter(page).get().first()) + " -")])
        #set text(size: 12pt, lang: "nl", hyphenate: true)
        #set par(first-line-indent: (amount: 1.5em, all: true), spacing: 0.65em, justify: true)""",
    "columns": """
        #set page(paper: "a4", columns: 2, margin: 2cm, numbering: "1")
        #set text(size: 10pt, lang: "nl", hyphenate: true)
        #set par(justify: true)""",
}


@pytest.fixture(scope="module", params=["the real one", "the example"])
def document(request: pytest.FixtureRequest) -> str:
    return text_of(request.param)


def text_of(name: str) -> str:
    if name == "the real one":
        needs.shared("")
    return DOCUMENTS[name].read_text(encoding="utf-8")


def same(back: Overview, text: str) -> None:
    assert back.stated() == read(text.encode()).stated()
    assert back.unread == ()


@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout(document: str, layout: str, tags: bool) -> None:
    written = typeset.typst(typeset.paragraphs(document), LAYOUTS[layout], tags=tags)
    same(read(written), document)


@pytest.mark.parametrize("table", [typeset.typst_rows, typeset.typst_columns, typeset.typst_marks])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_for_the_parties(
    document: str, layout: str, table: Callable[[dict[str, list[str]]], str]
) -> None:
    same(read(typeset.typst(typeset.paragraphs(document), LAYOUTS[layout], table)), document)


@pytest.mark.parametrize("table", [typeset.typst_rows, typeset.typst_marks])
@pytest.mark.parametrize("layout", ["narrow", "indent"])
def test_a_table_for_the_parties_without_tags(
    document: str, layout: str, table: Callable[[dict[str, list[str]]], str]
) -> None:
    same(read(typeset.typst(typeset.paragraphs(document), LAYOUTS[layout], table, tags=False)), document)


@pytest.mark.parametrize("table", [typeset.typst_rows, typeset.typst_columns, typeset.typst_marks])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_tags_no_list_is_better_than_a_wrong_one(
    document: str, layout: str, table: Callable[[dict[str, list[str]]], str]
) -> None:
    """Where a table ends, and which column it stands in, only its tags tell for certain."""
    back = read(typeset.typst(typeset.paragraphs(document), LAYOUTS[layout], table, tags=False))
    said = {str(item.ref): item.decisions for _, item in read(document.encode()).items()}
    whole = True
    for _, item in back.items():
        for ours, theirs in zip(item.decisions, said[str(item.ref)], strict=False):
            assert ours.result is theirs.result
            for side in Side:
                mine, given = ours.side(side), theirs.side(side)
                whole = whole and (mine is not None or given is None)
                assert mine is None or {b.party for b in mine} == {b.party for b in given or ()}
    assert whole or back.unread


def test_a_place_is_a_page_and_a_line(document: str) -> None:
    written = typeset.typst([*typeset.paragraphs(document), "Dit hoort nergens bij."], LAYOUTS["narrow"])
    (unread,) = read(written).unread
    assert unread.place.page is not None
    assert unread.place.page > 1
    lines = [line for line in lines_of(written) if line.place.page == unread.place.page and line.text]
    assert unread.place == lines[-1].place
    assert unread.place.words.nl == f"blad {unread.place.page}, regel {unread.place.number}"


# --- LibreOffice ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> "Callable[[list[Path], str], list[Path]]":
    program = needs.program("soffice", "libreoffice-writer")
    needs.font("Liberation Sans", "fonts-liberation")  # what LibreOffice takes for our Arial
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def convert(files: list[Path], form: str) -> list[Path]:
        place = tmp_path_factory.mktemp("office")
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", form,
             "--outdir", place, *files],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return [place / f"{file.stem}.{form}" for file in files]

    return convert


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, office: Callable[[list[Path], str], list[Path]]
) -> dict[str, dict[str, bytes]]:
    """The documents as we write them for Word, and what LibreOffice makes of those. It starts slowly: all at once."""
    place = tmp_path_factory.mktemp("word")
    names = [name for name, path in DOCUMENTS.items() if path.exists()]
    words = [place / f"{number}.docx" for number in range(len(names))]
    for name, word in zip(names, words, strict=True):
        word.write_bytes(docx.render(read(text_of(name).encode())))
    odts = office(words, "odt")
    files = {"word": words, "pdf": office(words, "pdf"), "odt": odts, "odt to word": office(odts, "docx")}
    return {
        name: {form: its[number].read_bytes() for form, its in files.items()}
        for number, name in enumerate(names)
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_our_word_file_as_pdf_by_libreoffice(made: dict[str, dict[str, bytes]], name: str) -> None:
    text_of(name)
    back = read(made[name]["pdf"])
    assert back.stated() == read(made[name]["word"]).stated()
    assert back.unread == ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_our_word_file_as_odt_and_back(made: dict[str, dict[str, bytes]], name: str) -> None:
    text_of(name)
    said = read(made[name]["word"]).stated()
    for form in ("odt", "odt to word"):
        back = read(made[name][form])
        assert back.stated() == said
        assert back.unread == ()


# --- a browser --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> "Iterator[Callable[..., bytes]]":
    chromium = needs.program("chromium", "chromium")
    needs.font("DejaVu Serif", "fonts-dejavu")  # that of the pages below
    from playwright.sync_api import sync_playwright

    from tests.web.conftest import FLAGS

    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)

        def print_(page: str, *, tagged: bool, margin: str = "25mm", numbered: bool = True) -> bytes:
            tab = browser.new_page()
            tab.set_content(page)
            number = "<span class='pageNumber'></span> van <span class='totalPages'></span>"
            foot = f"<div style='font-size:9px;width:100%;text-align:center'>Pagina {number}</div>"
            data = tab.pdf(
                format="A4",
                tagged=tagged,
                display_header_footer=numbered,
                header_template="<span></span>",
                footer_template=foot,
                margin={"top": margin, "bottom": margin, "left": margin, "right": margin},
            )
            tab.close()
            return data

        yield print_
        browser.close()


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_our_page_printed_by_a_browser(printed: "Callable[..., bytes]", name: str, tagged: bool) -> None:
    overview = read(text_of(name).encode())
    back = read(printed(html.render(overview), tagged=tagged, margin="16mm"))
    assert back.stated() == overview.stated()
    assert back.unread == ()


STYLES = {
    "two fonts": "body{font:11pt/1.5 'DejaVu Sans'} h2{font:bold 13pt 'DejaVu Serif'} p{hyphens:auto}",
    "indented": "body{font:12pt/1.2 'DejaVu Serif';width:11cm} p{margin:0;text-indent:2em;text-align:justify}",
    "columns": "body{font:9pt/1.4 'DejaVu Serif';columns:2;column-gap:9mm} p{text-align:justify;hyphens:auto}",
}


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("style", STYLES)
def test_a_page_of_another_hand_printed_by_a_browser(
    printed: "Callable[..., bytes]", document: str, style: str, tagged: bool
) -> None:
    page = typeset.page(typeset.paragraphs(document), STYLES[style])
    same(read(printed(page, tagged=tagged)), document)
    same(read(page.encode()), document)


@pytest.mark.whole
@pytest.mark.parametrize(
    "path",
    sorted((needs.SHARED / "data/not-overviews").glob("*"))
    or [pytest.param(Path("none"), marks=needs.official)],
    ids=lambda path: path.name,
)
def test_what_is_no_overview(path: Path) -> None:
    from kamerstem.errors import NotAnOverview

    with pytest.raises(NotAnOverview, match="not a voting overview"):
        read(path.read_bytes())
