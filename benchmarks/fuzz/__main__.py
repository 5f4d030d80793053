"""`make fuzz`, `python -m benchmarks.fuzz [--reader NAME] [--count N] [--documents N] [--seed N]`: mutated documents.

`--count` says how many texts for each reader, `--documents` how many PDF and Word files (`documents.py`).

Every document must be read, shown and checked, or give the reader's own error, within the time limit. A document that
does not is kept in the current folder as fuzz-failure-*.bin. `python -m benchmarks.fuzz.atheris_readers` does the same
guided by coverage.
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

from benchmarks.fuzz.readers import READERS, mutate_tree
from kamerstem.errors import KamerstemError

SECONDS = 5.0  # for one document; a quiet machine needs some milliseconds


def mutate(random_: random.Random, documents: list[bytes], words: tuple[str, ...]) -> bytes:
    """Return a document changed in one to eight ways."""
    data = random_.choice(documents)
    if random_.random() < 0.7:  # a tree mostly stays one: a broken one is refused at once, and shows nothing
        tree = mutate_tree(random_, data, words)
        if tree != data:
            return tree
    for _ in range(random_.randint(1, 8)):
        lines = data.split(b"\n")
        at = random_.randrange(len(lines))
        way = random_.randrange(9)
        if way == 0:
            lines[at] = random_.choice(words).encode() + b" " + lines[at]
        elif way == 1:
            lines.insert(at, b" ".join(random_.choice(words).encode() for _ in range(random_.randint(1, 30))))
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


def work(job: tuple[str, int, int]) -> tuple[int, int, list[str], float]:
    """Run one share; return how many were read, how many refused, the failures, and the slowest in seconds."""
    name, seed, count = job
    reader = READERS[name]
    random_ = random.Random(seed)
    documents = reader.seeds()
    signal.signal(signal.SIGALRM, _alarm)
    good = refused = 0
    slowest = 0.0
    failures: list[str] = []
    for _ in range(count):
        data = mutate(random_, documents, reader.words)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        start = time.perf_counter()
        try:
            reader.run(data)
            good += 1
        except KamerstemError as error:
            assert error.words.nl and error.words.en
            refused += 1
        except Exception as error:
            kept = f"fuzz-failure-{name}-{seed}-{good + refused}.bin"
            Path(kept).write_bytes(data)
            failures.append(f"{kept}: {type(error).__name__}: {error}")
            if len(failures) > 5:
                break
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            slowest = max(slowest, time.perf_counter() - start)
    return good, refused, failures, slowest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", choices=READERS, action="append", help="default: every reader")
    parser.add_argument("--count", type=int, help="documents for each; default: as many as take some minutes")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    workers, shares = asked.workers, asked.workers * 8
    failed = _documents(asked.documents, asked.seed, workers) if asked.documents else False
    for name in (asked.reader or READERS) if asked.count != 0 else ():
        count = asked.count or READERS[name].count
        jobs = [(name, asked.seed * 1000 + share, -(-count // shares)) for share in range(shares)]
        with ProcessPoolExecutor(workers) as pool:
            results = list(pool.map(work, jobs))
        good, refused = sum(result[0] for result in results), sum(result[1] for result in results)
        failures = [failure for result in results for failure in result[2]]
        print(
            f"{name}: {good + refused + len(failures)} documents: {good} read, {refused} refused with a sentence,"
        )
        print(f"{len(failures)} failures; the slowest took {max(result[3] for result in results):.2f} s")
        print("\n".join(failures), flush=True)
        failed = failed or bool(failures)
    sys.exit(failed)


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
