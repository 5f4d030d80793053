"""The forms in which an overview can be had, by name; each is made by its own module, loaded when it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kamerstem.errors import InputError
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
# Endings that name a form, also those that others use.
_ENDINGS = {suffix: form for form, suffix in SUFFIXES.items()} | {".htm": "html", ".markdown": "md"}
# What a terminal cannot show.
BINARY = frozenset({"pdf", "docx"})


def of_name(path: Path, *, folder: bool = False) -> str:
    """Return the form that the ending of a name asks for, text where it has none.

    Raises InputError for an ending of no form, which only the name of a ``folder`` may have.
    """
    suffix = path.suffix.lower()
    if suffix and suffix not in _ENDINGS and not folder:
        known = ", ".join(SUFFIXES.values())
        raise InputError(
            f"Een overzicht als {suffix} kan Kamerstem niet schrijven. Kies {known}, of geef de vorm met --as.",
            f"Kamerstem cannot write an overview as {suffix}. Choose {known}, or give the form with --as.",
        )
    return _ENDINGS.get(suffix, "text")


def known(form: str) -> str:
    """Return a form's name. Raises InputError, with those there are, for another."""
    if form not in SUFFIXES:
        names = ", ".join(SUFFIXES)
        raise InputError(
            f"Een overzicht als '{str(form)[:20]}' is er niet. Kies uit: {names}.",
            f"There is no overview as '{str(form)[:20]}'. Choose from: {names}.",
        )
    return form


def render(form: str, overview: "Overview", lang: Lang = "nl", *, template: bytes | None = None) -> bytes:
    """Return the overview in a form of ``SUFFIXES``; text is UTF-8.

    ``template`` is a Word file with the house style, for "docx". Raises InputError where it cannot be used, and for a
    language that there is not.
    """
    if lang not in get_args(Lang):
        names = ", ".join(get_args(Lang))
        raise InputError(
            f"Een overzicht in de taal '{str(lang)[:20]}' is er niet. Kies uit: {names}.",
            f"There is no overview in the language '{str(lang)[:20]}'. Choose from: {names}.",
        )
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
