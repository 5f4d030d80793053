"""The Word file: its styles, headings, fields and tables; a house style; and that it holds the form whole."""

import datetime as dt
import io
import subprocess
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx as library
import pytest
from docx.oxml.ns import qn

from kamerstem.errors import InputError
from kamerstem.language import Lang
from kamerstem.model import form
from kamerstem.render import docx, docx_styles, extras
from kamerstem.render.document import compose
from tests import factories, needs
from tests.render.paper import lines_of, words_of
from tests.render.test_pdf import MADE, headings, squeezed, texts

pytestmark = pytest.mark.slow  # documents are made, and read by processes of their own


LANGS: tuple[Lang, ...] = ("nl", "en")
FORM = {
    docx_styles.NUMBER,
    docx_styles.SECTION,
    docx_styles.ARTICLE,
    docx_styles.ITEM,
    docx_styles.BODY,
    docx_styles.SUBJECT,
    docx_styles.RELATION,
}
FORM |= {docx_styles.EXPLANATION, docx_styles.RESULT, docx_styles.LISTS}


def opened(data: bytes) -> Any:
    return library.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def files() -> dict[tuple[str, Lang], bytes]:
    return {(name, lang): docx.render(made(), lang) for name, made in MADE.items() for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", MADE)
def test_in_the_styles_of_the_form_stands_the_form(
    files: dict[tuple[str, Lang], bytes], name: str, lang: Lang
) -> None:
    paragraphs = [p.text for p in opened(files[name, lang]).paragraphs if p.style.name in FORM]
    unexplained = form.NO_EXPLANATION.in_(lang)
    shown = [text.removeprefix(form.PROSE) for text in paragraphs if text != unexplained]
    assert shown == texts(compose(MADE[name](), lang))


def test_what_is_added_has_styles_of_its_own(files: dict[tuple[str, Lang], bytes]) -> None:
    word = opened(files["big", "nl"])
    added = "\n".join(
        p.text for p in word.paragraphs if p.style.name in {docx_styles.ADDED, docx_styles.NOTE}
    )
    for words in (
        "149 zetels voor, niemand tegen",
        "Fout: Er is iets gevonden",
        "Bronnen",
        "opgehaald 2 januari 2024",
    ):
        assert words in added
    assert {p.style.name for p in word.paragraphs} <= set(docx_styles.STYLES)
    seats, outcomes = word.tables
    assert [cell.text for cell in seats.rows[0].cells] == ["Fractie", "Voor", "Tegen", "Niet deelgenomen"]
    assert [cell.text for cell in seats.rows[-1].cells] == ["Samen", "149", "0", "1"]
    assert len(outcomes.rows) == 1 + len(extras.outcomes(factories.big_bill(), "nl"))
    assert {cell.paragraphs[0].style.name for row in seats.rows for cell in row.cells} == {docx_styles.CELL}


def test_no_cell_of_a_table_is_empty(files: dict[tuple[str, Lang], bytes]) -> None:
    cells = [
        c.text for name in MADE for t in opened(files[name, "nl"]).tables for r in t.rows for c in r.cells
    ]
    assert cells
    assert all(cells)


def test_the_list_of_outcomes_names_submitters_and_articles(files: dict[tuple[str, Lang], bytes]) -> None:
    rows = opened(files["big", "nl"]).tables[1].rows[1:]
    assert any("artikel" in row.cells[1].text for row in rows)
    assert all(row.cells[1].text.endswith(")") for row in rows)


def test_a_proposal_is_kept_with_its_result(files: dict[tuple[str, Lang], bytes]) -> None:
    paragraphs = opened(files["forty", "nl"]).paragraphs
    heads = [i for i, p in enumerate(paragraphs) if p.style.name == docx_styles.ITEM]
    assert len(heads) == 40
    for at in heads:
        while paragraphs[at].style.name != docx_styles.RESULT:
            assert (
                paragraphs[at].paragraph_format.keep_with_next
                or paragraphs[at].style.paragraph_format.keep_with_next
            )
            at += 1


def test_money_where_it_moves_is_a_table(files: dict[tuple[str, Lang], bytes]) -> None:
    word = opened(files["budget", "nl"])
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    assert [
        ["Onderdeel", "Artikel", "Verplichtingen", "Uitgaven"],
        ["I", "31 Politie", "+7.000.000", "+7.000.000"],
        ["II", "92 Nog onverdeeld", "−7.000.000", "−7.000.000"],
        ["–", "Samen", "0", "0"],
    ] in tables
    added = [p.text for p in word.paragraphs if p.style.name == docx_styles.ADDED]
    assert "Per saldo kost het niets: het amendement dekt zichzelf." in added
    assert added.count("Wat het amendement zou verschuiven, in euro's") == 4


def test_headings_make_an_outline_without_gaps(files: dict[tuple[str, Lang], bytes]) -> None:
    for name in MADE:
        levels = []
        for paragraph in opened(files[name, "nl"]).paragraphs:
            own = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            style = paragraph.style.name
            if own is not None:
                levels.append(int(own.get(qn("w:val"))) + 1)
            elif style.startswith("Heading "):
                levels.append(int(style.removeprefix("Heading ")))
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert (3 in levels) is any(
            text.startswith("Artikel") for text in headings(compose(MADE[name](), "nl"))
        )


def test_tables_repeat_their_header_and_keep_their_rows(files: dict[tuple[str, Lang], bytes]) -> None:
    for table in opened(files["big", "nl"]).tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in [first, *others])
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_the_list_of_outcomes_leads_to_the_proposals(files: dict[tuple[str, Lang], bytes]) -> None:
    body = opened(files["big", "nl"]).element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(anchors) == len(set(anchors)) == 50
    assert set(anchors) == set(marks)


def test_the_head_of_the_page_counts_by_a_field(files: dict[tuple[str, Lang], bytes]) -> None:
    section = opened(files["seed", "nl"]).sections[0]
    assert section.different_first_page_header_footer
    assert [p.text for p in section.header.paragraphs] == [
        "datum\t21 december 2023",
        "dossier\t36.470 VI",
        "blad\t2",
    ]
    assert [field.text.strip() for field in section.header._element.iter(qn("w:instrText"))] == ["PAGE"]
    assert not any(p.text for p in section.first_page_header.paragraphs)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


@pytest.mark.parametrize("lang", LANGS)
def test_language_title_and_alternative_text(files: dict[tuple[str, Lang], bytes], lang: Lang) -> None:
    word = opened(files["seed", lang])
    code = {"nl": "nl-NL", "en": "en-GB"}[lang]
    assert word.core_properties.language == code
    assert word.core_properties.title == extras.full_title(factories.seed(), lang)
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == code
    (picture,) = word.element.body.iter(qn("wp:docPr"))
    assert {"nl": "Voor 149, tegen 0", "en": "For 149, against 0"}[lang] in picture.get("descr")
    dutch = [p for p in word.paragraphs if any(True for _ in p._p.iter(qn("w:lang")))]
    assert bool(dutch) is (lang == "en")


# --- the same bytes ---


@pytest.mark.parametrize("name", MADE)
def test_the_same_overview_gives_the_same_bytes(files: dict[tuple[str, Lang], bytes], name: str) -> None:
    assert docx.render(MADE[name]()) == files[name, "nl"]


def test_no_clock_in_the_file(files: dict[tuple[str, Lang], bytes]) -> None:
    word = opened(files["seed", "nl"])
    made = dt.datetime(2024, 1, 2, 9, 30, tzinfo=dt.UTC)
    assert word.core_properties.created == word.core_properties.modified == made
    with zipfile.ZipFile(io.BytesIO(files["seed", "nl"])) as packed:
        assert {part.date_time for part in packed.infolist()} == {(2024, 1, 2, 9, 30, 0)}
    undated = docx.render(factories.overview(factories.amendment(4)))
    with zipfile.ZipFile(io.BytesIO(undated)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in packed.read("docProps/core.xml").split(b">", 2)[2]


# --- text of others ---


@pytest.mark.parametrize(
    "text", ["<w:p/>&amp;]]>", "x\x00\x0b\x1b[31m\u202e\ufffe\ud800y", "a" * 5000, "\U0001f600 日本語", ""]
)
def test_a_text_of_others_is_text(text: str) -> None:
    word = opened(docx.render(factories.hostile(text)))
    shown = "\n".join(p.text for p in word.paragraphs)
    if text.isascii() and text.isprintable() and text:
        assert shown.count(text) > 10
    assert "\u202e" not in shown


# --- a house style ---


def house_style(change: Callable[[Any], None]) -> bytes:
    """Return a Word file as an office would make it: our own, changed."""
    word = opened(docx.render(factories.seed()))
    change(word)
    packed = io.BytesIO()
    word.save(packed)
    return packed.getvalue()


def test_a_house_style_is_used(files: dict[tuple[str, Lang], bytes]) -> None:
    def change(word: Any) -> None:
        word.styles["Title"].font.name = "Verdana"
        word.sections[0].left_margin = 1234440
        word.sections[0].header.paragraphs[0].text = "Bureau Wetgeving"

    made = docx.render(factories.big_bill(), template=house_style(change))
    word = opened(made)
    assert word.styles["Title"].font.name == "Verdana"
    assert word.sections[0].left_margin == 1234440
    assert word.sections[0].header.paragraphs[0].text == "Bureau Wetgeving"
    own = opened(files["big", "nl"])
    assert [p.text for p in word.paragraphs] == [p.text for p in own.paragraphs]
    assert [p.style.name for p in word.paragraphs] == [p.style.name for p in own.paragraphs]
    assert docx.render(factories.big_bill(), template=house_style(change)) == made


def test_a_house_style_without_a_header_gets_ours() -> None:
    def change(word: Any) -> None:
        for paragraph in word.sections[0].header.paragraphs:
            paragraph.clear()

    word = opened(docx.render(factories.seed(), template=house_style(change)))
    assert [p.text for p in word.sections[0].header.paragraphs][-1] == "blad\t2"


def test_a_house_style_that_lacks_styles() -> None:
    def change(word: Any) -> None:
        for name in ("Uitslag", "Stemlijst"):
            word.styles[name].delete()

    with pytest.raises(InputError) as caught:
        docx.render(factories.seed(), template=house_style(change))
    assert "mist deze stijlen: 'Uitslag', 'Stemlijst'" in caught.value.message("nl")
    assert "lacks these styles: 'Uitslag', 'Stemlijst'" in caught.value.message("en")


def _zip(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0 an old Word file",
        b"PK\x03\x04 broken",
        _zip({"a.txt": b"no Word file"}),
        _zip({"[Content_Types].xml": b"<a", "word/document.xml": b""}),
    ],
    ids=["empty", "pdf", "doc", "broken", "zip", "torn"],
)
def test_a_house_style_that_is_no_word_file(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        docx.render(factories.seed(), template=data)
    assert "geen Word-bestand (.docx)" in caught.value.message("nl")
    assert "no Word file (.docx)" in caught.value.message("en")


def test_a_house_style_that_swells_is_no_word_file() -> None:
    test_a_house_style_that_is_no_word_file(_zip({"bomb": b"\0" * 110_000_000}))


# --- as a page ---


def test_libreoffice_shows_it_whole(tmp_path: Path, files: dict[tuple[str, Lang], bytes]) -> None:
    office = needs.program("soffice", "libreoffice-writer")
    needs.font("Liberation Sans", "fonts-liberation")  # what LibreOffice takes for our Arial
    (tmp_path / "big.docx").write_bytes(files["big", "nl"])
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        [office, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "big.docx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    lines = lines_of((tmp_path / "big.pdf").read_bytes())
    shown = squeezed(words_of(lines))
    for text in texts(compose(factories.big_bill(), "nl")):
        assert squeezed(text)[:40] in shown
    assert max(line.right for line in lines) < 540
    heads = {"Verworpen amendementen", "Aangenomen amendementen", "Artikel 1", "Artikel 2a", "Artikel 33"}
    for line, after in pairwise(lines):
        assert line.text not in heads or line.size < 12 or line.page == after.page, line
