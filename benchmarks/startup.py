"""Whole processes, from start to end, against `python3 -c pass` with the same interpreter.

Alternated runs and the median of each, since machines are shared and noisy.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared/data/overviews/36470-VI.txt"
EXAMPLE = ROOT / "src/kamerstem/examples/36470-VI.txt"
RUNS = 25


def run() -> None:
    """Print the ratio of each command to the empty process."""
    kamerstem = str(Path(sys.executable).with_name("kamerstem"))
    document = str(SEED if SEED.exists() else EXAMPLE)
    commands = {
        "python3 -c pass": [sys.executable, "-c", "pass"],
        "kamerstem --help": [kamerstem, "--help"],
        "kamerstem overview FILE --as json": [kamerstem, "overview", document, "--as", "json"],
        "kamerstem overview FILE --as text": [kamerstem, "overview", document, "--as", "text"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - start)
    base = median(times["python3 -c pass"])
    for name, taken in times.items():
        print(f"{name:40} {median(taken) * 1000:7.1f} ms   {median(taken) / base:5.1f} x python3 -c pass")
