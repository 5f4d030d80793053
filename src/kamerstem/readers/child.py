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
from kamerstem.model.overview import Place
from kamerstem.readers.apart import LENGTH
from kamerstem.readers.lines import MAX_BYTES, MAX_LINE, MAX_LINES, fold, printable
from kamerstem.readers.unreadable import CPU_SECONDS, PAPER, broken, too_slow

MEMORY = 1_500_000_000  # bytes of address space: Python, the libraries and a document

Read = tuple[Place, str]  # a place and its words, before white space is folded


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
        return json.dumps({"error": too_slow(kind).words})
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
    while head := sys.stdin.buffer.read(LENGTH):
        data = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        limit()  # each has its own time
        sys.stdout.write(tell(sys.argv[1], data) + "\n")
        sys.stdout.flush()
    os._exit(0)  # what a library leaves behind needs no tidying


if __name__ == "__main__":
    main()
