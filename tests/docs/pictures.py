"""`python -m tests.docs.pictures`: make the pictures of the README anew, from the built-in example.

They need Debian's chromium, as the tests of the pages do.
"""

import io
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI

from kamerstem import service
from kamerstem.render import html, terminal
from tests.web.conftest import FLAGS

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> None:
    """Write overview.png (the page) and terminal.png."""
    answer = service.example()
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


if __name__ == "__main__":
    main()
