"""The pages of the documentation, their parts that are made from the code, and their examples."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kamerstem.checks import checks, official_checks
from kamerstem.checks.compare import DIFFERENCES
from kamerstem.checks.registry import Explained
from kamerstem.model import form
from kamerstem.model.glossary import terms
from kamerstem.model.votes import Kind, Method, Result, Side, Status, Step
from kamerstem.readers.grammar.lexicon import FILE, entries
from kamerstem.render import docx_styles
from kamerstem.render.findings import SEVERITIES
from tests.docs import contract

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]

GENERATED = re.compile(r"(?P<start><!-- generated: (?P<name>\w+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def name_of(page: Path) -> str:
    """Return a page's path from the root, for messages."""
    return page.relative_to(ROOT).as_posix()


# --- what is made from the code ---


def generated(match: re.Match[str]) -> str:
    """Return a generated block with fresh contents."""
    return f"{match['start']}\n{_BLOCKS[match['name']]()}\n{match['end']}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _checks() -> str:
    return _explained(checks())


def _official() -> str:
    return _explained(official_checks())


def _differences() -> str:
    return _explained(sorted(DIFFERENCES.values(), key=lambda difference: difference.name))


def _explained(found: Iterable[Explained]) -> str:
    rows = [
        (
            f"`{check.name}`",
            SEVERITIES[check.severity].nl,
            f"{check.title.en}. *{check.title.nl}.*",
            f"{check.todo.en} *{check.todo.nl}*",
            check.basis,
        )
        for check in found
    ]
    return _table(("name", "severity", "what it found", "what to do", "rests on"), rows)


def _outcomes() -> str:
    return _table(
        ("in the document", "in English", "step and result"),
        [
            (words.nl, words.en, f"`{step}`" + (f", `{result}`" if result else ""))
            for (step, result), words in form.OUTCOMES.items()
        ],
    )


def _styles() -> str:
    return _table(
        ("style", "what stands in it"), [(name, words.en) for name, words in docx_styles.STYLES.items()]
    )


def _variants() -> str:
    """What the lexicon of the reader knows beside the words that are written."""
    rows: list[tuple[str, ...]] = []
    for entry in entries(FILE.read_text(encoding="utf-8")):
        phrase = entry.phrase.replace(" , ", ", ")
        if entry.type == "outcome" and not entry.meaning.startswith("settled"):
            step, result, *_ = entry.meaning.split()
            same = form.OUTCOMES[Step(step), None if result == "none" else Result(result)].nl
        elif entry.type == "method":
            same = form.METHODS[Method(entry.meaning)].nl
        elif entry.type == "side":
            phrase, same = f"{phrase}:", f"{form.SIDES[Side(entry.meaning)].nl}:"
        elif entry.type == "without":
            same = "zonder stemming" if entry.meaning == "settled" else "zonder stemming aangenomen"
        elif entry.type == "unanimous":
            same = "(and nobody on the other side)"
        else:
            continue
        if phrase.lower() != same.lower():
            rows.append((phrase, same))
    return _table(("read", "the same as"), rows)


def _methods() -> str:
    return _table(
        ("in the document", "in English", "method"),
        [(words.nl, words.en, f"`{method}`") for method, words in form.METHODS.items()],
    )


def _sides() -> str:
    rows = [(f"{words.nl}:", f"{words.en}:", f"`{side}`") for side, words in form.SIDES.items()]
    rows += [(words.nl, words.en, "") for words in (form.NOBODY, form.NO_PARTY)]
    return _table(("in the document", "in English", "key"), rows)


def _unstated() -> str:
    words = (
        form.NO_DATE,
        form.NO_METHOD,
        form.NO_DECISION,
        form.NO_SUBMITTER,
        form.NO_NUMBER,
        form.NO_ARTICLE,
    )
    return _table(
        ("in the document", "in English"), [(each.nl, each.en) for each in (*words, form.NO_EXPLANATION)]
    )


def _headings() -> str:
    rows = []
    for kind in Kind:
        if kind is Kind.BILL:
            continue
        one, several = (form.heading(kind, Status.REJECTED, "nl", plural=plural) for plural in (False, True))
        rows.append((one, several, form.KINDS[kind][0].en, f"`{kind}`"))
    adjectives = [
        (form.heading(Kind.AMENDMENT, status, "nl", plural=False), form.STATUSES[status].en, f"`{status}`")
        for status in Status
        if status is not Status.UNKNOWN
    ]
    return (
        _table(("one, such as", "several, such as", "in English", "kind"), rows)
        + "\n"
        + _table(("with each outcome, such as", "in English", "status"), adjectives)
    )


def _statements() -> str:
    return _table(
        ("in the document", "in English", "kind"),
        [(f"{words.nl}:", f"{words.en}:", f"`{kind}`") for kind, words in form.STATEMENTS.items()],
    )


def _glossary() -> str:
    return _table(
        ("in Dutch", "in English", "what it means"),
        [
            (each.term.nl, each.term.en, f"{each.means.en} *{each.means.nl}*")
            for each in sorted(terms(), key=lambda each: each.term.nl.casefold())
        ],
    )


_BLOCKS: dict[str, Callable[[], str]] = {
    "glossary": _glossary,
    "styles": _styles,
    "checks": _checks,
    "official": _official,
    "differences": _differences,
    "outcomes": _outcomes,
    "variants": _variants,
    "methods": _methods,
    "sides": _sides,
    "unstated": _unstated,
    "headings": _headings,
    "statements": _statements,
    **{name: partial(contract.page, name) for name in contract.ROOTS},
}


# --- examples ---

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A block of commands in a page.

    ``exit`` is the code that each must leave; ``network``: they ask the official service; ``edit``: what the reader
    is told to change in ``overzicht.txt`` before, as (from, to); ``record``: they search a local record, and find.
    """

    page: Path
    line: int
    commands: tuple[str, ...]
    exit: int
    network: bool
    edit: tuple[str, str] | None
    record: bool = False

    def __str__(self) -> str:
        return f"{name_of(self.page)}:{self.line}"


def examples(page: Path) -> Iterator[Example]:
    """Yield the blocks of a page that are marked ``sh``."""
    text = page.read_text("utf-8")
    for match in _FENCE.finditer(text):
        words = shlex.split(match["info"])
        if words[:1] != ["sh"]:
            continue
        settings = dict(word.partition("=")[::2] for word in words[1:])
        unknown = settings.keys() - {"exit", "network", "edit", "to", "record"}
        assert not unknown, f"{name_of(page)}: {unknown}"
        edit = (settings["edit"], settings["to"]) if "edit" in settings else None
        yield Example(
            page,
            text[: match.start()].count("\n") + 1,
            tuple(match["body"].splitlines()),
            int(settings.get("exit", "0")),
            "network" in settings,
            edit and (edit[0].replace("\\n", "\n"), edit[1].replace("\\n", "\n")),
            "record" in settings,
        )


def programs(page: Path) -> Iterator[tuple[str, bool]]:
    """Yield the blocks of a page that are marked ``python``, and of each whether it asks the official service."""
    for match in _FENCE.finditer(page.read_text("utf-8")):
        words = match["info"].split()
        if words[:1] == ["python"]:
            yield match["body"], "network" in words[1:]


def mentions(page: Path) -> Iterator[str]:
    """Yield everything in a page that is a command of ours: lines of blocks, and code within a sentence."""
    text = page.read_text("utf-8")
    blocks = _FENCE.findall(text)
    lines = [line for _, body in blocks for line in body.splitlines()]
    lines += [line for line in text.splitlines() if line.startswith("    ")]
    lines += re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))
    for line in lines:
        line = line.strip().removeprefix("$ ")
        if line.startswith(("kamerstem ", ".venv/bin/kamerstem ")) and not line.startswith("kamerstem:"):
            yield line.split(" #")[0].strip()
