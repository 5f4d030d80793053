"""What each form says of an overview, as words: of a document what it shows, not what it is made of."""

import io
from collections.abc import Callable

import docx as library
from lxml import html as trees
from rich.console import Console

from kamerstem.language import Lang
from kamerstem.model.overview import Overview
from kamerstem.render import docx, html, md, pdf, terminal
from tests.render.paper import lines_of, words_of


def _of_terminal(overview: Overview, lang: Lang) -> str:
    console = Console(file=io.StringIO(), width=100, height=50)
    terminal.show(overview, lang, console=console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _of_word(overview: Overview, lang: Lang) -> str:
    document = library.Document(io.BytesIO(docx.render(overview, lang)))
    body = document.element.body
    return " ".join("".join(str(t.text or "") for t in p.iter("{*}t")) for p in body.iter("{*}p"))


SAID: dict[str, Callable[[Overview, Lang], str]] = {
    "terminal": _of_terminal,
    "html": lambda overview, lang: " ".join(
        map(str, trees.fromstring(html.render(overview, lang)).itertext())
    ),
    "pdf": lambda overview, lang: words_of(lines_of(pdf.render(overview, lang))),
    "word": _of_word,
    "markdown": md.render,
}
