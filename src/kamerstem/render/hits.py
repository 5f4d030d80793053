"""What a search found, as text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kamerstem.language import Lang, Words
from kamerstem.model import form
from kamerstem.model.plain_words import clean

if TYPE_CHECKING:
    from kamerstem.contract.types.lists import Found, Hit
from kamerstem.model.votes import Status

_MARK, _PLAIN = "\x1b[1;4m", "\x1b[0m"  # bold and underlined: read without colour


def lines(found: "Found", lang: Lang, *, marked: bool = False) -> Iterator[str]:
    """Yield how many there are, and two lines for each of the page; three where only the bill's title has the words.

    ``found`` is a page as in the JSON; ``marked``: the words found stand out, by codes that a terminal obeys.
    """
    total, first, shown = found["total"], found["offset"], len(found["hits"])
    yield _summary(total, first, shown).in_(lang)
    if papers := found["papers"]:
        yield _searched(papers).in_(lang)
    for hit in found["hits"]:
        what = [form.KINDS[hit["kind"]][0].in_(lang), _status(hit["status"], lang)]
        if hit["matched"] == "text":
            what.append(_IN_TEXT.in_(lang))
        number = hit["ref"] or hit["ids"]["zaak"] or form.NO_NUMBER.in_(lang).lower()
        yield ""
        yield f"{hit['day'] or '-':10}  {clean(number)}  {', '.join(filter(None, what))}"
        if hit["title"] and hit["snippet"].strip("… ") not in hit["title"]:
            yield f"  {clean(hit['title'])}"
        if hit["snippet"]:
            yield f"  {_with_marks(hit, marked=marked)}"


def _summary(total: int, first: int, shown: int) -> Words:
    if total == 0:
        return Words("Niets gevonden.", "Nothing found.")
    if first >= total:
        return Words(
            f"{total} gevonden; er is geen nummer {first + 1}.",
            f"{total} found; there is no number {first + 1}.",
        )
    if shown in (0, total):
        return Words(f"{total} gevonden.", f"{total} found.")
    last = first + shown
    nl, en = (
        f"{total} gevonden; hier {first + 1} tot en met {last}",
        f"{total} found; here {first + 1} to {last}",
    )
    if total > last:
        nl += f". Nog {total - last}: zie verder met --offset {last}"
        en += f". {total - last} more: go on with --offset {last}"
    return Words(f"{nl}.", f"{en}.")


_IN_TEXT = Words("gevonden in de tekst van het stuk", "found in the text of the paper")


def _searched(papers: int) -> Words:
    one = papers == 1
    return Words(
        f"Ook gezocht in de tekst van {papers} {'stuk' if one else 'stukken'}.",
        f"The text of {papers} {'paper' if one else 'papers'} was searched too.",
    )


def _status(status: Status, lang: Lang) -> str:
    if status is Status.PENDING:
        return Words("nog niet beslist", "pending").in_(lang)
    return form.STATUSES[status].in_(lang)


def _with_marks(hit: "Hit", *, marked: bool) -> str:
    """Return the snippet; what is around a mark keeps its spaces, or words would stick together."""
    snippet, text, at = hit["snippet"], "", 0
    for start, end in hit["marks"] if marked else ():
        text += f"{_inner(snippet[at:start])}{_MARK}{clean(snippet[start:end])}{_PLAIN}"
        at = end
    return (text + _inner(snippet[at:])).strip(" ")


def _inner(part: str) -> str:
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() and part.strip() else ""
    return f"{before}{clean(part)}{after}"
