"""`python -m tests.docs.pictures`: make the pictures of the README anew, from the built-in example.

They need Debian's chromium, as the tests of the pages do, and LibreOffice for the picture of the Word file.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI

from kamerstem.answers.example import Example
from kamerstem.render import docx, html, pdf, terminal
from tests.web.conftest import FLAGS

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> None:
    """Write overview.png (the page), terminal.png, and pdf.png and word.png (the first two sheets of each)."""
    answer = Example().overview()
    console = Console(
        width=100, file=io.StringIO(), record=True, force_terminal=True, color_system="truecolor"
    )
    terminal.show(answer.overview, "nl", console=console, origin=answer.origin.nl)
    drawn = console.export_svg(title="kamerstem overview 36470-VI --from example", theme=MONOKAI)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1180, "height": 980})
        page.set_content(html.render(answer.overview))
        page.screenshot(path=str(IMAGES / "overview.png"))
        page.set_viewport_size({"width": 1000, "height": 900})
        page.set_content(f"<style>body{{margin:0}} svg{{display:block;width:1000px}}</style>{drawn}")
        page.locator("svg").first.screenshot(path=str(IMAGES / "terminal.png"))
        browser.close()
    (IMAGES / "pdf.png").write_bytes(_sheets(pdf.render(answer.overview)))
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is missing: install it with 'apt-get install libreoffice-writer'", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "overview.docx"
        word.write_bytes(docx.render(answer.overview))
        home = f"-env:UserInstallation={Path(folder, 'home').as_uri()}"
        subprocess.run(
            [office, home, "--headless", "--convert-to", "pdf", "--outdir", folder, word],
            check=True,
            capture_output=True,
        )
        (IMAGES / "word.png").write_bytes(_sheets(word.with_suffix(".pdf").read_bytes()))


def _sheets(data: bytes) -> bytes:
    """Return the first two sheets of a PDF side by side, on grey."""
    sheets = [page.render(scale=1.15).to_pil() for page in list(pypdfium2.PdfDocument(data))[:2]]
    gap = 16
    whole = Image.new(
        "RGB",
        (sum(sheet.width for sheet in sheets) + gap * (len(sheets) + 1), sheets[0].height + 2 * gap),
        (200, 200, 200),
    )
    left = gap
    for sheet in sheets:
        whole.paste(sheet, (left, gap))
        left += sheet.width + gap
    packed = io.BytesIO()
    whole.save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    main()
