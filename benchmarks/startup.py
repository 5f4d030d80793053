"""Whole processes, from start to end, against `python3 -c pass` with the same interpreter.

Alternated runs and the median of each, since machines are shared and noisy. As after any install the byte code is
there: one run goes before, and it may be written even where the environment forbids that.
"""

import os
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
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(
                command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
            )
            times[name].append(time.perf_counter() - start)
    times = {name: taken[1:] for name, taken in times.items()}
    base = median(times["python3 -c pass"])
    for name, taken in times.items():
        print(f"{name:40} {median(taken) * 1000:7.1f} ms   {median(taken) / base:5.1f} x python3 -c pass")
