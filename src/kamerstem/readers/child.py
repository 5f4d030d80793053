"""Reading by a process of its own: the child's side (``apart.py`` has the parent's, and says why).

It sets limits of memory and time, and reads documents until there are no more.
"""

import json
import math
import os
import sys
from collections.abc import Iterable
from typing import Any

from kamerstem.errors import InputError, NotAnOverview
from kamerstem.language import Words
from kamerstem.memory import watched
from kamerstem.readers.apart import LENGTH
from kamerstem.readers.lines import MAX_BYTES, MAX_LINE, MAX_LINES, Line, fold, printable
from kamerstem.readers.unreadable import CPU_SECONDS, PAPER, broken, too_slow

MEMORY = 1_500_000_000  # bytes of address space: Python, the libraries and a document


def limit() -> None:
    """Set the limits of this process from now on; where the system has none, its memory is watched."""
    try:
        import resource
    except ImportError:  # Windows
        watched(MEMORY)
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
        return json.dumps({"error": too_slow(kind).words})
    except Exception:  # whatever a library thinks of a broken file, there is one thing to say of it
        return json.dumps({"error": broken(kind).words})


def _said(kind: str, data: bytes) -> dict[str, Any]:
    if kind == PAPER:
        from kamerstem.readers import paper_files

        return {"blocks": paper_files.packed(data)}
    return {
        "lines": [
            [line.place.number, line.place.page, line.place.paragraph, _clean(line.text), _named(line.lost)]
            for line in _checked(_read(kind, data))
        ]
    }


def _clean(words: str) -> str:
    return fold(printable(words))


def _named(lost: Words | None) -> list[str] | None:
    return None if lost is None else [_clean(lost.nl), _clean(lost.en)]


def _read(kind: str, data: bytes) -> Iterable[Line]:
    if kind == "pdf":
        from kamerstem.readers import pdf

        return pdf.read(data)
    if kind == "packed":
        from kamerstem.readers import docx, odt
        from kamerstem.readers.package import Package

        package = Package(data)
        return odt.read(package) if package.open_document else docx.read(package)
    from kamerstem.readers import html

    return html.read(data)


def _checked(lines: Iterable[Line]) -> Iterable[Line]:
    """Yield the lines up to the limits of an overview."""
    size = 0
    for number, line in enumerate(lines, 1):
        size += len(line.text)
        if number > MAX_LINES or len(line.text) > MAX_LINE or size > MAX_BYTES:
            at = line.place.words
            raise NotAnOverview(
                f"Het bestand heeft te veel of te lange regels (bij {at.nl}): dat is geen stemmingsoverzicht.",
                f"The file has too many or too long lines (at {at.en}): that is no voting overview.",
            )
        yield line


def main() -> None:
    """Read documents from standard input until there are no more, and answer each on standard output."""
    limit()
    while head := sys.stdin.buffer.read(LENGTH):
        data = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        limit()  # each has its own time
        sys.stdout.write(tell(sys.argv[1], data) + "\n")
        sys.stdout.flush()
    os._exit(0)  # what a library leaves behind needs no tidying


if __name__ == "__main__":
    main()
