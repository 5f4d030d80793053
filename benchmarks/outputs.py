"""What every command prints, kept in a folder: two versions are compared by ``diff -r BEFORE AFTER``.

    python -m benchmarks.outputs FOLDER [--command .venv/bin/kamerstem] [--port 8097]

The commands are asked about the built-in example, the example documents, and the sample of official data, which the
simulator serves and each version syncs into a record of its own. A file holds what a command was asked, its exit code
and what it wrote to standard output and error; times of fetching are taken out, for they differ in each run.
The port is fixed, for addresses stand in what is printed.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.needs import SHARED
from tests.simulator import Simulator

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "examples"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)?")
_TODAY = re.compile(r"(?:bijgewerkt|brought up to date|tot|until) .{0,60}?\d\d:\d\d(?::\d\d)?")

BILLS = ("36470-VI", "36410-V", "36600-B", "2023Z19400", "36625-XII", "36446", "35646", "36395")
PAPERS = (
    "36470-VI, nr. 4",
    "2023Z20532",
    "2025Z04363",
    "dc2ee045-3a26-4451-9f1d-363b0b428cfc",
    "0a1addf7-e0a8-4c42-bc02-278c1d404812",
)
DAYS = ("2023-12-21", "2024-01-18", "2023-12-19", "2025-04-15", "2024-02-06")


def asked() -> Iterator[tuple[str, str]]:
    """Yield a name and the arguments of each command that is asked."""
    for form in ("text", "json", "html", "md", "pdf", "docx"):
        for lang in ("nl", "en"):
            yield f"example-{form}-{lang}", f"overview --from example 36470-VI --as {form} --lang {lang}"
    yield "example-terminal", "overview --from example 36470-VI"
    for path in sorted((EXAMPLES / "overviews").glob("*.txt")):
        for form in ("text", "json"):
            yield f"document-{path.stem}-{form}", f"overview {path} --as {form}"
        yield f"check-{path.stem}", f"check {path} --from example"
    for origin in ("record", "live"):
        for ref in (*BILLS, *PAPERS):
            name = f"{origin}-{re.sub(r'[^A-Za-z0-9]+', '_', ref)}"
            yield f"{name}-json", f'overview "{ref}" --from {origin} --as json'
            yield f"{name}-text", f'overview "{ref}" --from {origin} --as text'
            yield f"{name}-check", f'check "{ref}" --from {origin} --as json'
        for day in DAYS:
            yield f"{origin}-day-{day}-json", f"day {day} --from {origin} --as json"
            yield f"{origin}-day-{day}-text", f"day {day} --from {origin}"
    seed = SHARED / "overviews" / "36470-VI.txt"
    for origin in ("record", "live", "example"):
        yield f"compare-seed-{origin}", f"compare {seed} --from {origin} --as json"
        yield f"check-seed-{origin}", f"check {seed} --from {origin}"
    for form in ("text", "json", "csv"):
        yield f"votes-{form}", f"votes --as {form}"
        yield f"votes-close-{form}", f"votes --close 3 --as {form}"
    yield "votes-dissent", "votes --dissent --as json"
    yield "votes-party", "votes --party SP --side for --as csv"
    for form in ("text", "json"):
        yield f"search-{form}", f"search stikstof --as {form}"
        yield f"search-all-{form}", f"search --kind bill --outcome adopted --limit 200 --as {form}"
        yield f"status-{form}", f"status --as {form}"
        yield f"diff-{form}", f"diff --since 2025-01-01 --as {form}"
        yield f"budget-{form}", f"budget 36470-VI --from record --as {form}"
    yield "status-verify", "status --verify --as json"
    yield "audit-json", "audit --as json"
    for form in ("text", "csv", "md"):
        yield f"audit-{form}", f"audit --as {form}"
    yield "audit-report", "audit --report incomplete-vote"
    yield "nothing-found", "overview 99999 --from record"
    yield "no-file", "check nergens.txt"


def _plain(data: bytes) -> bytes:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return _TODAY.sub("TODAY", _TIME.sub("TIME", text)).encode()


def main(arguments: list[str] | None = None) -> int:
    """Write the files; return 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outputs", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--command", default=str(Path(sys.executable).with_name("kamerstem")))
    parser.add_argument("--port", type=int, default=8097)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        Simulator(None, port=options.port) as simulator,
    ):
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("KAMERSTEM_")},
            "KAMERSTEM_URL": simulator.url,
            "KAMERSTEM_RECORD": f"{home}/record.sqlite",
            "NO_COLOR": "1",
            "COLUMNS": "100",
        }

        def run(words: str) -> bytes:
            done = subprocess.run(
                [options.command, *shlex.split(words)],
                env=environment,
                cwd=home,
                capture_output=True,
                check=False,
            )
            err = _plain(done.stderr).replace(home.encode(), b"HOME")
            return _plain(done.stdout).replace(home.encode(), b"HOME") + b"\n--- %d\n" % done.returncode + err

        run("sync")
        for name, words in asked():
            shown = words.replace(str(ROOT), ".").replace(str(SHARED), "SHARED")
            (options.folder / name).write_bytes(run(words) + b"--- " + shown.encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
