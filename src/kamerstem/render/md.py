"""The overview as Markdown (CommonMark, with the tables of GitHub), to paste into a wiki, a mail or an issue.

The form of the Senate stands in headings and paragraphs; what is added to it in quotes and tables. Each paragraph is
one line. Nothing in a text of others is read as a mark.
"""

import re
from collections.abc import Iterable, Iterator

from kamerstem.language import Lang
from kamerstem.model import form, plain_words
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Decision
from kamerstem.render import extras, money
from kamerstem.render.document import Entry, Outcome, compose, guarded

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_START = re.compile(r"^([-+=])|^(\d{1,9})([.)])(?=\s|$)")


def render(overview: Overview, lang: Lang = "nl") -> str:
    """Return the overview as Markdown that ends in a newline."""
    return "\n\n".join(_blocks(overview, lang)) + "\n"


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is a mark of Markdown."""
    text = _MARKS.sub(r"\\\1", plain_words.clean(text))
    return _START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _blocks(overview: Overview, lang: Lang) -> Iterator[str]:
    document = compose(overview, lang)
    yield document.concerning
    yield f"# {escaped(document.number)}"
    if document.title:
        yield _prose(document.title, title=True)
    if document.final is not None:
        yield f"## {document.final_heading}"
        for outcome in document.final.outcomes:
            yield from _outcome(outcome, overview, lang)
            if outcome.decision is not None:
                yield from _seats(outcome.decision, lang)
        yield from _notes(overview, "/bill", lang)
    yield from _outcomes(overview, lang)
    yield from document.days
    if document.method:
        yield document.method
    for section in document.sections:
        yield f"## {section.heading}"
        for articles, entries in section.groups:
            if articles is not None:
                yield f"### {escaped(articles)}"
            level = 3 if articles is None else 4
            for whole in entries:
                for depth, entry in whole.with_those_under():
                    yield from _entry(entry, overview, lang, min(level + depth, 6))
    for heading, lines in extras.closing(overview, lang):
        yield _quote([f"**{heading}**", *(f"- {escaped(line)}" for line in lines)])
    yield _quote([escaped(line) for line in extras.last_words(overview, lang)], apart=True)


def _entry(entry: Entry, overview: Overview, lang: Lang, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escaped(entry.head)}"
    for line in entry.relations:
        yield escaped(line)
    if about := extras.about(entry, lang):
        yield _quote([escaped(" ".join(about))])
    if entry.explanation == ():
        yield form.NO_EXPLANATION.in_(lang)
    for paragraph in entry.explanation or ():
        yield _prose(paragraph)
    for outcome in entry.outcomes:
        yield from _outcome(outcome, overview, lang)
    yield from _moved(entry, lang)
    yield from _notes(overview, entry.pointer, lang)


def _outcome(outcome: Outcome, overview: Overview, lang: Lang) -> Iterator[str]:
    sentence = escaped(outcome.sentence)
    yield f"**{sentence}**" if outcome.decision is not None else sentence
    for names in outcome.lists:
        label, colon, rest = names.partition(":")
        yield f"**{label}{colon}** {escaped(rest)}"
    yield from map(escaped, outcome.notes)
    if outcome.decision is not None and (added := extras.explained(outcome.decision, lang, overview)):
        yield _quote([escaped(" ".join(added))])


def _notes(overview: Overview, pointer: str, lang: Lang) -> Iterator[str]:
    found = [f"**{word}:** {escaped(words)}" for word, words in extras.notes(overview, pointer, lang)]
    if found:
        yield _quote(found, apart=True)


def _moved(entry: Entry, lang: Lang) -> Iterator[str]:
    table, remarks = extras.moved(entry.proposal, lang)
    if table is not None:
        yield _quote([f"**{money.MOVED.in_(lang)}**"])
        first = len(table.words)
        yield _table(
            (*table.words, *table.amounts),
            [(*words, *amounts) for words, amounts in table.lines(lang)],
            right=range(first, first + len(table.amounts)),
        )
    if remarks:
        yield _quote([escaped(remark) for remark in remarks], apart=True)


def _seats(decision: Decision, lang: Lang) -> Iterator[str]:
    if table := extras.seats(decision, lang):
        yield _table(
            (table.party, *(name for _, name in table.sides)),
            [*((name, *numbers) for name, numbers in table.rows), (table.total, *table.totals)],
            right=range(1, len(table.sides) + 1),
        )


def _outcomes(overview: Overview, lang: Lang) -> Iterator[str]:
    rows = extras.outcomes(overview, lang)
    if rows:
        yield _quote([f"**{extras.OUTCOMES.in_(lang)}**"])
        words = (extras.NUMBER, extras.SUBJECT, extras.OUTCOME, extras.TALLY)
        yield _table(
            [word.in_(lang) for word in words],
            [(row.number, f"{row.subject} ({row.by})", row.outcome, row.tally) for row in rows],
            right=(3,),
        )


def _table(header: Iterable[str], rows: Iterable[Iterable[str]], *, right: Iterable[int]) -> str:
    names, aligned = list(header), set(right)
    rule = ["--:" if column in aligned else "---" for column in range(len(names))]
    lines = [[escaped(name) for name in names], rule, *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _quote(lines: list[str], *, apart: bool = False) -> str:
    """Return lines as a quote; ``apart``: each a paragraph of its own."""
    return ("\n>\n" if apart else "\n").join(f"> {line}" for line in lines)


def _prose(text: str, *, title: bool = False) -> str:
    mark = form.PROSE if guarded(text, title=title) != text else ""
    return mark + escaped(text)
