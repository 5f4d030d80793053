"""Every document in the four forms: as its program saves it, and as LibreOffice and a browser make the others of it."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.hands.laid_out import libreoffice, web, word
from tests.hands.laid_out.contents import CONTENTS
from tests.hands.laid_out.people import PEOPLE

SUFFIXES = (".docx", ".odt", ".pdf", ".html")
PROGRAMS = (word, libreoffice, web)  # importing them makes their people known
_FILTERS = {
    ".docx": "docx:MS Word 2007 XML",
    ".odt": "odt:writer8",
    ".pdf": "pdf:writer_pdf_Export",
    ".html": "html:HTML (StarWriter)",
}


def lay_out(folder: Path, people: Iterable[str] = tuple(PEOPLE)) -> list[Path]:
    """Write each content as each of these people lays it out, as their programs save it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name in people:
        for content in CONTENTS:
            path = folder / f"{name}-{content.name}{PEOPLE[name].suffix}"
            path.write_bytes(PEOPLE[name].lays_out(content))
            made.append(path)
    return made


def save_as(made: list[Path], office: str, browser: str, suffixes: Iterable[str] = SUFFIXES) -> None:
    """Save documents in these forms too: the PDF of a page by a browser, all else by LibreOffice."""
    for suffix in suffixes:
        pages = [path for path in made if path.suffix == ".html" != suffix]
        others = [path for path in made if path.suffix not in (".html", suffix)]
        if suffix == ".pdf":
            for path in pages:
                _printed(path, browser)
        else:
            _converted(pages, suffix, office, "--infilter=HTML (StarWriter)")
        _converted(others, suffix, office)


def _converted(paths: list[Path], suffix: str, office: str, *more: str) -> None:
    if not paths:
        return
    folder = paths[0].parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    order: list[str | Path] = [
        office,
        "--headless",
        profile,
        *more,
        "--convert-to",
        _FILTERS[suffix],
        "--outdir",
        folder,
        *paths,
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=600)
    lacking = [path.name for path in paths if not path.with_suffix(suffix).exists()]
    assert not lacking, f"not saved as {suffix}: {lacking}"


def _printed(path: Path, browser: str) -> None:
    order: list[str | Path] = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={path.parent}/browser",
    ]
    printed = f"--print-to-pdf={path.with_suffix('.pdf')}"
    subprocess.run([browser, *order, printed, path.as_uri()], check=True, capture_output=True, timeout=120)
