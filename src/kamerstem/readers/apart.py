"""Reading by a process of its own, with limits on memory and time: the parent's side.

pdfium and libxml2 are C: nothing in Python can stop them, and a file made to hurt can make them take all memory, run
for ever or crash. So they run in a child (``child.py``) that sets its own limits before it looks at a byte, and the
parent waits so long and no longer. The child reads documents one after another, each with its length before it, and
answers each with a line of JSON: what it says, or a sentence on what is wrong. One that ends the child costs no other
its answer.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from kamerstem.errors import InputError
from kamerstem.language import Words
from kamerstem.memory import TOO_MUCH
from kamerstem.model.overview import Place
from kamerstem.readers.lines import Line
from kamerstem.readers.unreadable import broken, error_of, too_slow

WALL_SECONDS = 90  # on the clock, for a machine that is busy with other things
LENGTH = 8  # bytes of the number that stands before each document
_LATE = 1_000  # no code that a process ends with: the parent's clock ended it


def read(kind: str, data: bytes) -> list[Line]:
    """Return the lines of a document of a kind ("pdf", "packed", "html"). Raises NotAnOverview with a sentence."""
    (told,) = ask(kind, [data])
    if isinstance(told, InputError):
        raise told
    return lines(told)


def lines(told: dict[str, Any]) -> list[Line]:
    """Return the lines in a child's answer."""
    return [
        Line(Place(number, page, bool(paragraph)), text, Words(*lost) if lost else None)
        for number, page, paragraph, text, lost in told["lines"]
    ]


def ask(kind: str, documents: Sequence[bytes]) -> Iterator[dict[str, Any] | InputError]:
    """Yield what a child tells of each document, in order, or the error for one that it cannot read.

    A document that ends the child gets the error of how it ended, and those after it a child of their own.
    """
    while documents:
        try:
            code, told = _child(kind, documents)
        except OSError:
            yield from (_not_started(kind) for _ in documents)
            return
        for line in told:
            yield _told(0, line, kind)
        if len(told) < len(documents):
            yield _told(code, b"", kind)
        documents = documents[len(told) + 1 :]


def _child(kind: str, documents: Sequence[bytes]) -> tuple[int, list[bytes]]:
    """Return how a child ended and the lines it answered, at most one for each document."""
    sent = b"".join(len(data).to_bytes(LENGTH, "big") + data for data in documents)
    try:
        child = subprocess.run(  # noqa: S603  # our own module, by our own interpreter
            [sys.executable, "-P", "-m", "kamerstem.readers.child", kind],
            input=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS * len(documents),
            check=False,
        )
        code, output = child.returncode, child.stdout
    except subprocess.TimeoutExpired as late:
        code, output = _LATE, late.stdout or b""
    return code, output.split(b"\n")[: len(documents)][: output.count(b"\n")]


def _not_started(kind: str) -> InputError:
    return error_of(kind)(
        "Het hulpproces dat PDF, Word en webpagina's leest, kan niet worden gestart. Sluit andere programma's of "
        "bewaar het overzicht als platte tekst (.txt).",
        "The helper process that reads PDF, Word and web pages cannot be started. Close other programs, or save "
        "the overview as plain text (.txt).",
    )


def _told(code: int, output: bytes, kind: str) -> dict[str, Any] | InputError:
    try:
        return answer(code, output, kind)
    except InputError as error:
        return error


def answer(code: int, output: bytes, kind: str = "pdf") -> dict[str, Any]:
    """Return what a child answered on a document; raises what it says is wrong, or what its end says.

    That is NotAPaper for a paper, NotAnOverview for anything else.
    """
    if code in (_LATE, TOO_MUCH) or -code in _slow_signals():
        raise too_slow(kind)
    try:
        told = json.loads(output)
    except (ValueError, RecursionError):
        raise broken(kind) from None
    if "error" in told:
        raise error_of(kind)(*told["error"])
    return dict(told)


def _slow_signals() -> tuple[int, ...]:
    import signal

    return tuple(int(getattr(signal, name)) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name))
