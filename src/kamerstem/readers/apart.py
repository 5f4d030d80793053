"""Reading by a process of its own, with limits on memory and time.

pdfium and libxml2 are C: nothing in Python can stop them, and a file made to hurt can make them take all memory, run
for ever or crash. So they run in a child that sets its own limits before it looks at a byte, and the parent waits so
long and no longer. What comes back is lines, as JSON; a sentence on what is wrong comes back the same way.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable

from kamerstem.errors import NotAnOverview
from kamerstem.model.overview import Place
from kamerstem.readers.lines import MAX_BYTES, MAX_LINE, MAX_LINES, Line, fold, printable

MEMORY = 1_500_000_000  # bytes of address space: Python, the libraries and a document
CPU_SECONDS = 20  # of the processor; an overview takes a tenth of one
WALL_SECONDS = 90  # on the clock, for a machine that is busy with other things

Read = tuple[Place, str]  # a place and its words, before white space is folded


def read(kind: str, data: bytes) -> list[Line]:
    """Return the lines of a document of a kind ("pdf", "docx", "html"). Raises NotAnOverview with a sentence."""
    try:
        child = subprocess.run(  # noqa: S603  # our own module, by our own interpreter
            [sys.executable, "-P", "-m", "kamerstem.readers.apart", kind],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    except OSError:
        raise NotAnOverview(
            "Het hulpproces dat PDF, Word en webpagina's leest, kan niet worden gestart. Sluit andere programma's of "
            "bewaar het overzicht als platte tekst (.txt).",
            "The helper process that reads PDF, Word and web pages cannot be started. Close other programs, or save "
            "the overview as plain text (.txt).",
        ) from None
    return answer(child.returncode, child.stdout)


def answer(code: int, output: bytes) -> list[Line]:
    """Return the lines that a child answered with; raises NotAnOverview for what it says, or for how it ended."""
    if -code in _slow_signals():
        raise _too_slow()
    try:
        told = json.loads(output)
    except (ValueError, RecursionError):
        raise broken() from None
    if "error" in told:
        raise NotAnOverview(*told["error"])
    return [
        Line(Place(number, page, bool(paragraph)), text) for number, page, paragraph, text in told["lines"]
    ]


def broken() -> NotAnOverview:
    """Return the error for a document that no reader can make sense of."""
    return NotAnOverview(
        "Het bestand is beschadigd of onvolledig en kan niet worden gelezen. Bewaar of download het opnieuw.",
        "The file is damaged or incomplete and cannot be read. Save or download it again.",
    )


def _too_slow() -> NotAnOverview:
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
    """Set the limits of this process; where the system has none, the parent's clock is what is left."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def tell(kind: str, data: bytes) -> str:
    """Return what the child answers on a document: its lines, or the sentence that says why not."""
    try:
        lines = [
            [place.number, place.page, place.paragraph, fold(printable(words))]
            for place, words in _checked(_read(kind, data))
        ]
        return json.dumps({"lines": lines})
    except NotAnOverview as error:
        return json.dumps({"error": error.words})
    except MemoryError:
        return json.dumps({"error": _too_slow().words})
    except Exception:  # whatever a library thinks of a broken file, there is one thing to say of it
        return json.dumps({"error": broken().words})


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
    """Read standard input and answer on standard output."""
    data = sys.stdin.buffer.read()
    limit()
    sys.stdout.write(tell(sys.argv[1], data))
    sys.stdout.flush()
    os._exit(0)  # what a library leaves behind needs no tidying


if __name__ == "__main__":
    main()
