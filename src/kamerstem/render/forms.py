"""The forms in which an overview can be had, by name; each is made by its own module, loaded when it is asked for."""

from typing import TYPE_CHECKING

from kamerstem.language import Lang

if TYPE_CHECKING:
    from kamerstem.model.overview import Overview

# Each form with the ending of its files.
SUFFIXES = {
    "text": ".txt",
    "json": ".json",
    "html": ".html",
    "md": ".md",
    "pdf": ".pdf",
    "docx": ".docx",
}
# What a terminal cannot show.
BINARY = frozenset({"pdf", "docx"})


def render(form: str, overview: "Overview", lang: Lang = "nl", *, template: bytes | None = None) -> bytes:
    """Return the overview in a form of ``SUFFIXES``; text is UTF-8.

    ``template`` is a Word file with the house style, for "docx". Raises InputError where it cannot be used.
    """
    if form == "pdf":
        from kamerstem.render import pdf

        return pdf.render(overview, lang)
    if form == "docx":
        from kamerstem.render import docx

        return docx.render(overview, lang, template)
    return _text(form, overview, lang).encode()


def _text(form: str, overview: "Overview", lang: Lang) -> str:
    if form == "json":
        from kamerstem.render import json

        return json.render(overview, lang)
    if form == "html":
        from kamerstem.render import html

        return html.render(overview, lang)
    if form == "md":
        from kamerstem.render import md

        return md.render(overview, lang)
    from kamerstem.render import text

    return text.render(overview, lang)
