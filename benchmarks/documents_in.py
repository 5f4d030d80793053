"""Reading a PDF: our lines (places, tags, columns, furniture) against pdfplumber's `extract_text`, in the same run.

Twice: the reading itself in one process, and as a user meets it, each in a process that starts for one document.
"""

import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from kamerstem.answers.example import Example
from kamerstem.readers import lines_of, pdf
from kamerstem.readers.overview import read
from kamerstem.render import pdf as writer

ROOT = Path(__file__).parents[1]
RUNS = 15
_PLUMBER = (
    "import sys, io, pdfplumber\n"
    "with pdfplumber.open(io.BytesIO(sys.stdin.buffer.read())) as file:\n"
    "    sys.stdout.write('\\n'.join(page.extract_text() for page in file.pages))"
)


def run() -> None:
    """Print the ratio of pdfplumber's time to ours, for the built-in example and a longer made-up overview."""
    longer = read((ROOT / "tests/examples/overviews/all-outcomes.txt").read_bytes())
    for name, overview in (
        ("example, 2 pages", Example().overview().overview),
        ("all outcomes, 4 pages", longer),
    ):
        data = writer.render(overview)
        _compare(f"{name}: in one process", lambda data: list(pdf.read(data)), _plumb, data)
        _compare(f"{name}: a process for each", lines_of, _plumb_apart, data)


def _plumb(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def _plumb_apart(data: bytes) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", _PLUMBER], input=data, capture_output=True, check=True
    ).stdout


def _compare(
    name: str, ours: Callable[[bytes], object], theirs: Callable[[bytes], object], data: bytes
) -> None:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS + 1):
        for taken, act in zip(times, (ours, theirs), strict=True):
            start = time.perf_counter()
            act(data)
            taken.append(time.perf_counter() - start)
    mine, other = (median(taken[1:]) for taken in times)
    print(f"{name:40} {mine * 1000:7.1f} ms   pdfplumber {other * 1000:7.1f} ms   {other / mine:5.1f} x ours")
