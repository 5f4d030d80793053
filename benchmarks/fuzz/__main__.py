"""`make fuzz`, or `python -m benchmarks.fuzz [--count N] [--documents N] [--seed N]`: mutated overviews, read.

`--count` says how many texts, `--documents` how many PDF and Word files (`documents.py`).

Every document must give an overview that can be shown and checked, or the reader's own error, within the time limit. A
document that does not is kept in the current folder as fuzz-failure-*.bin.
"""

import argparse
import os
import random
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import FrameType

from kamerstem import checks
from kamerstem.errors import KamerstemError
from kamerstem.readers.overview import read
from kamerstem.render import json, text

ROOT = Path(__file__).parents[2]
SECONDS = 5.0  # for one document; a quiet machine needs some milliseconds
WORDS = (
    "Verworpen. Aangenomen. Voor: Tegen: Afwezig: Artikel Onderdeel blad datum en c.s. ( ) , ; : . - nr. over t.v.v."
    " niemand 21 december 2023 30 februari 2023 PVV Nieuw Sociaal Contract 36.470 VI Eindstemming wetsvoorstel"
    " Verworpen amendement Aangenomen moties De stemming over het amendement vond plaats op bij hoofdelijke stemming"
    " Ter vervanging van Als verworpen beschouwd als gevolg van het besluit over (75-75) \u2060 \u00ad \u00a0 ½ 𝔸"
).split(" ")


def seeds() -> list[bytes]:
    """Return the documents to mutate: our examples, and the real one where it is at hand."""
    paths = [
        *(ROOT / "tests/examples/overviews").glob("*.txt"),
        *(ROOT / "src/kamerstem/examples").glob("*.txt"),
    ]
    paths += (ROOT.parent / "shared/data/overviews").glob("*.txt")
    return [path.read_bytes() for path in sorted(paths)]


def mutate(random_: random.Random, documents: list[bytes]) -> bytes:
    """Return a document changed in one to eight ways."""
    data = random_.choice(documents)
    for _ in range(random_.randint(1, 8)):
        lines = data.split(b"\n")
        at = random_.randrange(len(lines))
        way = random_.randrange(9)
        if way == 0:
            lines[at] = random_.choice(WORDS).encode() + b" " + lines[at]
        elif way == 1:
            lines.insert(at, b" ".join(random_.choice(WORDS).encode() for _ in range(random_.randint(1, 30))))
        elif way == 2:
            del lines[at : at + random_.randint(1, 6)]
        elif way == 3:
            lines[at : at + 1] = [lines[at]] * random_.choice((2, 3, 40))
        elif way == 4:
            other = random_.choice(documents).split(b"\n")
            start = random_.randrange(len(other))
            lines[at:at] = other[start : start + random_.randint(1, 20)]
        elif way == 5:
            random_.shuffle(lines)
        elif way == 6:
            cut = random_.randrange(len(lines[at]) + 1)
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        elif way == 7 and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        data = b"\n".join(lines) or b"x"
        if way == 8:
            raw = bytearray(data)
            for _ in range(random_.randint(1, 10)):
                raw[random_.randrange(len(raw))] = random_.randrange(256)
            data = bytes(raw)
    return data[:200_000]


class Hang(Exception):
    """A document took longer than it may."""


def _alarm(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def work(job: tuple[int, int]) -> tuple[int, int, list[str], float]:
    """Run one share; return how many were read, how many refused, the failures, and the slowest in seconds."""
    seed, count = job
    random_ = random.Random(seed)
    documents = seeds()
    signal.signal(signal.SIGALRM, _alarm)
    good = refused = 0
    slowest = 0.0
    failures: list[str] = []
    for _ in range(count):
        data = mutate(random_, documents)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        start = time.perf_counter()
        try:
            overview = read(data)
            checks.run(overview)
            json.render(overview)
            read(text.render(overview).encode())
            good += 1
        except KamerstemError as error:
            assert error.words.nl and error.words.en
            refused += 1
        except Exception as error:
            name = f"fuzz-failure-{seed}-{good + refused}.bin"
            Path(name).write_bytes(data)
            failures.append(f"{name}: {type(error).__name__}: {error}")
            if len(failures) > 5:
                break
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            slowest = max(slowest, time.perf_counter() - start)
    return good, refused, failures, slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    workers, shares = asked.workers, asked.workers * 8
    failed = _documents(asked.documents, asked.seed, workers) if asked.documents else False
    if not asked.count:
        sys.exit(failed)
    jobs = [(asked.seed * 1000 + share, -(-asked.count // shares)) for share in range(shares)]
    with ProcessPoolExecutor(workers) as pool:
        results = list(pool.map(work, jobs))
    good, refused = sum(result[0] for result in results), sum(result[1] for result in results)
    failures = [failure for result in results for failure in result[2]]
    print(f"{good + refused + len(failures)} documents: {good} read, {refused} refused with a sentence,")
    print(f"{len(failures)} failures; the slowest took {max(result[3] for result in results):.2f} s")
    print("\n".join(failures))
    sys.exit(failed or bool(failures))


def _documents(count: int, seed: int, workers: int) -> bool:
    from benchmarks.fuzz import documents

    shares = workers * 8
    each = -(-count // shares)
    whole = documents.Tally()
    with ProcessPoolExecutor(workers) as pool:
        for tally in pool.map(documents.work, [(seed * 1000 + share, each) for share in range(shares)]):
            whole.add(tally)
    documents.report(whole, each * shares)
    return bool(whole.failures)


if __name__ == "__main__":
    main()
