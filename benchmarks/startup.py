"""Whole processes, from start to end, against `python3 -c pass` with the same interpreter.

Times are of the processor, for machines are shared and noisy: of alternated runs the median, and the least. As after
any install the byte code is there: one run goes before, and it may be written even where the environment forbids that.
"""

import os
import resource
import subprocess
import sys
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
            start = _processor()
            subprocess.run(
                command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
            )
            times[name].append(_processor() - start)
    times = {name: taken[1:] for name, taken in times.items()}
    base = times["python3 -c pass"]
    for name, taken in times.items():
        ratios = (
            f"{median(taken) / median(base):5.1f} x python3 -c pass, the least {min(taken) / min(base):5.1f}"
        )
        print(f"{name:40} {median(taken) * 1000:7.1f} ms   {ratios}")


def _processor() -> float:
    """Return the seconds of the processor that the processes of before took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
