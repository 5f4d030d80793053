"""The report of a check: what stands on it, that it is one page, and that the same check gives the same bytes."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from kamerstem.checks.coverage import covered
from kamerstem.errors import InputError
from kamerstem.language import Lang, Words
from kamerstem.model.answers import Checked, Coverage
from kamerstem.model.overview import Finding, Overview, Place, Severity, Source, SourceKind
from kamerstem.render import control
from kamerstem.version import __version__
from tests.commands import Run, says
from tests.factories import hostile, seed

HASH = "ab" * 32
ORIGIN = Words(
    "Gelezen uit a.txt. Vergeleken met verzonnen gegevens.", "Read from a.txt. Compared with made-up data."
)


def finding(number: int) -> Finding:
    long = f"bevinding {number} " + "met veel woorden " * 20
    return Finding("een-check", Severity.ERROR, "", Words(long, long.upper()), place=Place(number))


def checked(overview: Overview, coverage: Coverage | None = None) -> Checked:
    source = Source("document", SourceKind.OVERVIEW_DOCUMENT, sha256=HASH)
    return Checked(
        name="map/a.txt",
        overview=replace(overview, sources=(source, *overview.sources)),
        origin=ORIGIN,
        compared=True,
        coverage=coverage or covered(overview, overview),
    )


def words(form: str, data: bytes) -> tuple[str, int]:
    """Return what stands in a file, and on how many pages (one where there are none)."""
    if form == "pdf":
        made = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_bounded() for page in made), len(made)
    if form == "docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs), 1
    return data.decode(), 1


@pytest.mark.slow
@pytest.mark.parametrize("form", control.FORMS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_says_what_was_checked_and_how(form: str, lang: Lang) -> None:
    made = checked(replace(seed(), findings=(finding(7),)))
    said, pages = words(form, control.render(form, made, lang))
    plain = said.replace("\n", " ").replace("\r", "").replace("\u200b", "").replace("\\", "")
    assert pages == 1
    for word in ("a.txt", "36470-VI", f"Kamerstem {__version__}", "[een-check]", "7"):
        assert word in plain
    assert HASH in plain.replace(" ", "")
    assert "map/" not in plain
    assert ORIGIN.in_(lang).split(". ")[1] in plain
    assert {
        "nl": "Alles gelezen en vergeleken: 2 besluiten",
        "en": "All of it read and compared: 2 decisions",
    }[lang] in plain
    assert {"nl": "1 fout", "en": "1 error"}[lang] in plain


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_however_much_was_found_it_is_one_page(form: str) -> None:
    made = checked(replace(seed(), findings=tuple(finding(number) for number in range(1, 300))))
    said, pages = words(form, control.render(form, made))
    assert pages == 1
    assert "En nog 284; kamerstem check geeft ze alle." in said
    assert "bevinding 15 " in said
    assert "bevinding 16 " not in said


@pytest.mark.slow
@pytest.mark.parametrize("form", control.FORMS)
def test_the_same_check_gives_the_same_bytes(form: str) -> None:
    assert control.render(form, checked(seed())) == control.render(form, checked(seed()))


@pytest.mark.slow
@pytest.mark.parametrize("form", control.FORMS)
def test_text_of_another_hand_is_only_text(form: str) -> None:
    text = "# [x](javascript:1) #import \x1b[31m\ufffe <b>"
    said, pages = words(form, control.render(form, checked(hostile(text))))
    assert pages == 1
    assert "\x1b" not in said


def test_nothing_found_and_nothing_compared_are_said() -> None:
    report = control.compose(replace(checked(seed(), Coverage(2, 0, 0, 0, 0, 3))))
    assert report.closing == "Er is niets gevonden."
    assert ("Gelezen en vergeleken", "2 besluiten: 2 niet vergeleken; 3 regels niet gelezen.") in report.facts


def test_a_reference_and_another_form_are_refused() -> None:
    with pytest.raises(InputError, match="goes with a document"):
        control.render("pdf", replace(checked(seed()), coverage=None))
    with pytest.raises(InputError, match="Choose from: pdf, docx"):
        control.render("html", checked(seed()))


def test_the_command_writes_it(run: Run, tmp_path: Path) -> None:
    document, filed = tmp_path / "a.txt", tmp_path / "verslag.md"
    run("overview", "36470-VI", "--from", "example", "-o", document)
    left = run("check", document, "--from", "example", "--report", filed)
    assert left.code == 0
    assert left.out.startswith(f"{document} (36470-VI): geen bevindingen")
    said = filed.read_text("utf-8")
    assert said.startswith("# Controleverslag\n")
    assert "Er is niets gevonden." in said
    says(run("check", document, document, "--report", filed), 2, "één document")
