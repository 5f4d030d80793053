"""Lines for people: on a terminal they are broken between words and set in; elsewhere they stay whole."""

import re
import sys
import time
from collections.abc import Iterator

import click

from kamerstem.language import Lang, Words
from kamerstem.waiting import Listener

_CODE = re.compile(r"\x1b\[[0-9;]*m")  # bold, underlined: takes no room
_ADDED = 2  # columns that the rest of a broken line is set in
_PROGRESS = 70  # columns of a line of progress
_NARROW = 20  # below this a line is left to the terminal


def show(text: str, *, err: bool = False, marked: bool = False) -> None:
    """Print lines to standard output, or to standard error with ``err``; on a terminal none runs over its edge.

    What a terminal would obey is taken out; with ``marked`` the codes that make words stand out are kept.
    """
    text = harmless_but_marks(text) if marked else harmless(text)
    stream = sys.stderr if err else sys.stdout
    if stream is not None and stream.isatty():
        text = fold(text, _width())
    click.echo(text.removesuffix("\n"), err=err)


def harmless(text: str) -> str:
    """Return lines without what a terminal obeys or does not show: controls, marks of direction, invisible letters."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text if c.isprintable() or c.isspace())


def harmless_but_marks(text: str) -> str:
    """Return the same with the codes kept that make words stand out."""
    codes = [*_CODE.findall(text), ""]
    return "".join(harmless(part) + code for part, code in zip(_CODE.split(text), codes, strict=True))


def note(text: str) -> None:
    """Say on standard error, in one line, what is worth knowing beside a result."""
    show(text.replace("\n", " "), err=True)


def over(text: str, *, done: bool) -> None:
    """Write progress on standard error over what was there; no wider than the terminal, or lines would stay behind."""
    room = min(_PROGRESS, _width() - 1)
    click.echo(f"\r{text[:room]:<{room}}", nl=done, err=True)


def waits_shown(lang: Lang) -> Listener | None:
    """Return what shows on a terminal what is waited for, on one line that goes when it is over; nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    asked = 0
    since = time.monotonic()

    def show(server: str | None, what: str) -> None:
        nonlocal asked
        if server is None:
            over("", done=False)
            click.echo("\r", nl=False, err=True)
            return
        asked += 1
        past = time.monotonic() - since
        text = Words(
            f"Wacht op {server}: {what} (vraag {asked}, na {past:.0f} s)",
            f"Waiting for {server}: {what} (request {asked}, after {past:.0f} s)",
        )
        over(text.in_(lang), done=False)

    return show


def columns(most: int) -> int:
    """Return how wide what is set in columns may be: ``most``, on a terminal no more than it has."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return min(most, max(_width(), _NARROW)) if on_terminal else most


def _width() -> int:
    import shutil  # most of what starts ends in a pipe, and does not need it

    return shutil.get_terminal_size().columns


def fold(text: str, width: int) -> str:
    """Return the text with every line of at most ``width`` columns, broken at spaces only.

    What follows a break is set in two columns further than the words of its line, in a table below its last column. A
    word that is longer than a line (an address, an id) stays whole, since half of it is of no use.
    """
    if width < _NARROW:
        return text
    return "\n".join(part for line in text.split("\n") for part in _folded(line, width))


def _folded(line: str, width: int) -> Iterator[str]:
    bare = line.lstrip(" ")
    sign = (
        2 if line.startswith(("- ", "+ ")) else 0
    )  # a line of a difference: the rest is no line without a sign
    inset = " " * (_column(line, width) or min(len(line) - len(bare) + sign + _ADDED, width // 2))
    start = len(line) - len(bare)  # no break before the first word
    while _columns(line) > width and (at := _last_space(line, start, width)) is not None:
        yield line[:at].rstrip(" ")
        line = inset + line[at:].lstrip(" ")
        start = len(inset)
    yield line


def _column(line: str, width: int) -> int | None:
    """Return where the last column of a row of a table begins, if about half the width is left there.

    A column is parted from the one before by two spaces or more; what people write has one.
    """
    gaps = [gap.end() for gap in re.finditer(r"(?<=\S) {2,}(?=\S)", line)]
    at = _columns(line[: gaps[-1]]) if gaps else 0
    return at if 0 < at <= width // 2 + _ADDED else None


def _last_space(line: str, start: int, width: int) -> int | None:
    """Return where to break: the last space with no more than ``width`` columns before it, else the first one."""
    spaces = [at.start() for at in re.finditer(" ", line[start:])]
    fitting = [at for at in spaces if _columns(line[: start + at]) <= width]
    found = fitting[-1:] or spaces[:1]
    return start + found[0] if found else None


def _columns(line: str) -> int:
    return len(_CODE.sub("", line))
