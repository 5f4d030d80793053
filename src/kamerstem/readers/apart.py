"""Reading by a process of its own, with limits on memory and time.

pdfium and libxml2 are C: nothing in Python can stop them, and a file made to hurt can make them take all memory, run
for ever or crash. So they run in a child that sets its own limits before it looks at a byte, and the parent waits so
long and no longer. The child reads documents one after another, each with its length before it, and answers each with
a line of JSON: what it says, or a sentence on what is wrong. One that ends the child costs no other its answer.
"""

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kamerstem.errors import InputError, NotAnOverview, NotAPaper
from kamerstem.model.overview import Place
from kamerstem.readers.lines import MAX_BYTES, MAX_LINE, MAX_LINES, Line, fold, printable

MEMORY = 1_500_000_000  # bytes of address space: Python, the libraries and a document
CPU_SECONDS = 20  # of the processor; an overview takes a tenth of one
WALL_SECONDS = 90  # on the clock, for a machine that is busy with other things
_LENGTH = 8  # bytes, before each document
_LATE = 1_000  # no code that a process ends with: the parent's clock ended it

PAPER = "paper"  # the kind of a Word or PDF file of a paper; the others are of overviews

Read = tuple[Place, str]  # a place and its words, before white space is folded


def read(kind: str, data: bytes) -> list[Line]:
    """Return the lines of a document of a kind ("pdf", "docx", "html"). Raises NotAnOverview with a sentence."""
    (told,) = ask(kind, [data])
    if isinstance(told, InputError):
        raise told
    return lines(told)


def lines(told: dict[str, Any]) -> list[Line]:
    """Return the lines in a child's answer."""
    return [
        Line(Place(number, page, bool(paragraph)), text) for number, page, paragraph, text in told["lines"]
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
    sent = b"".join(len(data).to_bytes(_LENGTH, "big") + data for data in documents)
    try:
        child = subprocess.run(  # noqa: S603  # our own module, by our own interpreter
            [sys.executable, "-P", "-m", "kamerstem.readers.apart", kind],
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
    return _error(kind)(
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
    if code == _LATE or -code in _slow_signals():
        raise _too_slow(kind)
    try:
        told = json.loads(output)
    except (ValueError, RecursionError):
        raise broken(kind) from None
    if "error" in told:
        raise _error(kind)(*told["error"])
    return dict(told)


def _error(kind: str) -> type[InputError]:
    return NotAPaper if kind == PAPER else NotAnOverview


def broken(kind: str = "pdf") -> InputError:
    """Return the error for a document that no reader can make sense of."""
    if kind == PAPER:
        return NotAPaper(
            "Het Word- of PDF-bestand van het stuk is beschadigd. Haal het stuk opnieuw op.",
            "The Word or PDF file of the paper is broken. Fetch the paper again.",
        )
    return NotAnOverview(
        "Het bestand is beschadigd of onvolledig en kan niet worden gelezen. Bewaar of download het opnieuw.",
        "The file is damaged or incomplete and cannot be read. Save or download it again.",
    )


def _too_slow(kind: str) -> InputError:
    if kind == PAPER:
        return NotAPaper(
            f"Het lezen van het stuk kost meer dan {CPU_SECONDS} seconden of te veel geheugen. Lees het stuk zelf.",
            f"Reading the paper takes more than {CPU_SECONDS} seconds or too much memory. Read the paper itself.",
        )
    return NotAnOverview(
        f"Het lezen van dit bestand kost meer dan {CPU_SECONDS} seconden of te veel geheugen: dat is geen "
        "stemmingsoverzicht. Bewaar het overzicht zelf als PDF, Word-bestand of platte tekst.",
        f"Reading this file takes more than {CPU_SECONDS} seconds or too much memory: that is no voting overview. "
        "Save the overview itself as PDF, Word file or plain text.",
    )


def _slow_signals() -> tuple[int, ...]:
    import signal

    return tuple(int(getattr(signal, name)) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name))


# --- in the child -----------------------------------------------------------------------------------------------


def limit() -> None:
    """Set the limits of this process from now on; where the system has none, the parent's clock is what is left."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard)
    )


def tell(kind: str, data: bytes) -> str:
    """Return what the child answers on a document: what it says, or the sentence that says why not."""
    try:
        return json.dumps(_said(kind, data))
    except InputError as error:
        return json.dumps({"error": error.words})
    except MemoryError:
        return json.dumps({"error": _too_slow(kind).words})
    except Exception:  # whatever a library thinks of a broken file, there is one thing to say of it
        return json.dumps({"error": broken(kind).words})


def _said(kind: str, data: bytes) -> dict[str, Any]:
    if kind == PAPER:
        from kamerstem.readers import paper_files

        return {"blocks": paper_files.packed(data)}
    return {
        "lines": [
            [place.number, place.page, place.paragraph, fold(printable(words))]
            for place, words in _checked(_read(kind, data))
        ]
    }


def _read(kind: str, data: bytes) -> Iterable[Read]:
    if kind == "pdf":
        from kamerstem.readers import pdf

        return pdf.read(data)
    if kind == "docx":
        from kamerstem.readers import docx

        return docx.read(data)
    from kamerstem.readers import html

    return html.read(data)


def _checked(lines: Iterable[Read]) -> Iterable[Read]:
    """Yield the lines up to the limits of an overview."""
    size = 0
    for number, (place, words) in enumerate(lines, 1):
        size += len(words)
        if number > MAX_LINES or len(words) > MAX_LINE or size > MAX_BYTES:
            raise NotAnOverview(
                f"Het bestand heeft te veel of te lange regels (bij {place.words.nl}): dat is geen stemmingsoverzicht.",
                f"The file has too many or too long lines (at {place.words.en}): that is no voting overview.",
            )
        yield place, words


def main() -> None:
    """Read documents from standard input until there are no more, and answer each on standard output."""
    limit()
    while head := sys.stdin.buffer.read(_LENGTH):
        data = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        limit()  # each has its own time
        sys.stdout.write(tell(sys.argv[1], data) + "\n")
        sys.stdout.flush()
    os._exit(0)  # what a library leaves behind needs no tidying


if __name__ == "__main__":
    main()
