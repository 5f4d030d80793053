"""The overview as plain text, in the form that the staff of the Senate file.

What this module writes in Dutch, ``readers/overview.py`` reads back to the same ``stated()`` view. What is said is in
``document``; here it is broken into lines.
"""

from collections.abc import Iterator
from textwrap import wrap as wrap_words

from kamerstem.language import Lang
from kamerstem.model import form
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Side
from kamerstem.render.document import Entry, compose

WIDTH = 92


def render(overview: Overview, lang: Lang = "nl") -> str:
    """Return the overview as text that ends in a newline. Vote lines are those of the Senate's own overviews."""
    return "\n".join(_lines(overview, lang)).strip("\n") + "\n"


def _lines(overview: Overview, lang: Lang) -> Iterator[str]:
    document = compose(overview, lang)
    yield document.concerning
    yield ""
    yield document.number
    if document.title:
        yield from _prose(document.title, title=True)
    yield ""
    if document.final is not None:
        yield document.final_heading
        for outcome in document.final.outcomes:
            if outcome.decision in document.final.proposal.decisions:
                for text in (outcome.sentence, *outcome.lists):
                    yield from _wrapped(text)
            else:
                yield from _wrapped(" ".join([outcome.sentence, *outcome.lists]))
            yield from outcome.notes
        yield ""
    for line in (*document.days, document.method):
        if line:
            yield from _wrapped(line)
            yield ""
    for section in document.sections:
        yield section.heading
        yield ""
        for articles, entries in section.groups:
            if articles is not None:
                yield articles
            for whole in entries:
                for _, entry in whole.with_those_under():
                    yield from _entry(entry, lang)
    if _ordered_by_us(overview):
        yield form.ORDER_NOTE.in_(lang)


def _entry(entry: Entry, lang: Lang) -> Iterator[str]:
    yield from _prose(entry.head, head=True)
    for line in entry.relations:
        yield from _wrapped(line)
    if entry.explanation is not None and not entry.explanation:
        yield form.NO_EXPLANATION.in_(lang)
    for paragraph in entry.explanation or ():
        yield ""
        yield from _prose(paragraph)
    for outcome in entry.outcomes:
        yield from _wrapped(" ".join([outcome.sentence, *outcome.lists]))
        yield from outcome.notes
    yield ""


def _ordered_by_us(overview: Overview) -> bool:
    """Return whether parties of an official vote stand in an order that is derived."""
    return not overview.order_known and any(
        made.id is not None and any(made.side(side) for side in Side) for _, _, made in overview.decisions()
    )


def _wrapped(text: str) -> list[str]:
    """Break text into lines; never after a hyphen, which a reader could take for a broken word."""
    glued = " ".join(text.split()).replace("- ", "-\x00")
    lines = wrap_words(glued, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\x00", " ") for line in lines]


def _prose(text: str, *, head: bool = False, title: bool = False) -> Iterator[str]:
    """Break free text into lines, and mark those that could be read as structure as prose.

    ``head``: the first line is structure, the free text goes on from there.
    """
    lines = _wrapped(text)
    for index, line in enumerate(lines):
        rest = " ".join(lines[index:])
        goes_on = index > 0 and line[0].islower() and lines[index - 1][-1] not in ".:;!?"
        plain = (head and index == 0) or goes_on or not form.looks_structural(rest, title=title)
        plain = plain and not form.is_note(line)
        yield line if plain else f"{form.PROSE}{line}"
