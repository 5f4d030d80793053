"""An overview as a PDF: by Kamerstem (typst), by weasyprint of our web page, and by LibreOffice of our Word file.

All start from an overview in memory and end with the bytes of a PDF. No two of the overviews are the same, for typst
remembers what it has set before. typst and weasyprint are warmed up with one that is not measured; LibreOffice is a
program of its own and is given all in one call, its start counted. Three kinds: the built-in example, a made-up bill
with eight amendments, and one with forty, which weasyprint is not given: it would take minutes.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pypdfium2
from tests import factories

from kamerstem.answers.example import Example
from kamerstem.model.overview import Overview
from kamerstem.render import docx, html, pdf

RUNS = 3


def by_typst(overview: Overview) -> bytes:
    """Return the PDF of Kamerstem."""
    return pdf.render(overview)


def by_weasyprint(overview: Overview) -> bytes:
    """Return our web page as a PDF."""
    import weasyprint

    made = weasyprint.HTML(string=html.render(overview)).write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)
    return made


def by_libreoffice(overviews: list[Overview]) -> list[bytes]:
    """Return our Word files as PDFs, all in one call of LibreOffice."""
    office = shutil.which("soffice")
    assert office is not None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, overview in enumerate(overviews):
            (place / f"{number}.docx").write_bytes(docx.render(overview))
        home = f"-env:UserInstallation={(place / 'home').as_uri()}"
        files = sorted(place.glob("*.docx"), key=lambda path: int(path.stem))
        subprocess.run(
            [office, home, "--headless", "--convert-to", "pdf", "--outdir", place, *files],
            check=True,
            capture_output=True,
        )
        return [path.with_suffix(".pdf").read_bytes() for path in files]


def run() -> None:
    """Print seconds, bytes and pages of each way, and the ratio to typst."""
    forty = factories.big_bill()
    eight = replace(forty, amendments=forty.amendments[:8], motions=(), findings=())
    for name, overview, web in (
        ("the example", Example().overview().overview, True),
        ("eight amendments", eight, True),
        ("forty amendments", forty, False),
    ):
        taken = {"Kamerstem (typst)": _seconds(by_typst, overview)}
        if web:
            taken["weasyprint"] = _seconds(by_weasyprint, overview)
        if shutil.which("soffice"):
            start = time.perf_counter()
            made = by_libreoffice([_changed(overview, number) for number in range(RUNS)])
            taken["LibreOffice"] = ((time.perf_counter() - start) / RUNS, made[0])
        else:
            print("LibreOffice is missing: install it with 'apt-get install libreoffice-writer'")
        base = taken["Kamerstem (typst)"][0]
        print(name)
        for way, (seconds, data) in taken.items():
            pages = len(pypdfium2.PdfDocument(data))
            print(
                f"  {way:18} {seconds * 1000:8.1f} ms ({seconds / base:5.1f} x typst)"
                f"   {len(data) // 1024:4} kB, {pages} pages"
            )


def _seconds(make: Callable[[Overview], bytes], overview: Overview) -> tuple[float, bytes]:
    made = make(Example().overview().overview)
    seconds = []
    for number in range(RUNS):
        changed = _changed(overview, number)
        start = time.perf_counter()
        made = make(changed)
        seconds.append(time.perf_counter() - start)
    return median(seconds), made


def _changed(overview: Overview, number: int) -> Overview:
    """Return an overview of the same size that says something else everywhere."""
    return replace(
        overview,
        subject=replace(overview.subject, title=f"{overview.subject.title} {number}"),
        amendments=tuple(
            replace(
                proposal,
                subject=f"{proposal.subject} {number}",
                explanation=tuple(f"{number}. {text}" for text in proposal.explanation or ()),
            )
            for proposal in overview.amendments
        ),
    )
