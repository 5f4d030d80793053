"""One door: what it costs to decide anew, with each question, where the data come from.

Three figures. How many functions take origin, address and record together, which is how often it is decided. How many
requests the two ways of ``compare`` send, against the addresses that differ among them. The time of the processor for
100 overviews from a record, against the same from a store that is kept open. The service is the simulator over the
made-up rows of the tests.
"""

import ast
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.simulator import Simulator

from kamerstem.answers import comparison, record
from kamerstem.answers.opening import open_door
from kamerstem.model.refs import Dossier

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests/examples"
BILL = Dossier(99006)
TIMES = 100
TOGETHER = {"origin", "url", "record"}


def deciding() -> Iterator[str]:
    """Yield the functions that take origin, address and record together."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and {each.arg for each in _arguments(node)} >= TOGETHER:
                yield f"{path.relative_to(ROOT / 'src')}:{node.name}"


def _arguments(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def sent(simulator: Simulator, ask: Callable[[], object]) -> str:
    """Return what a question sends."""
    simulator.clear()
    ask()
    asked = Counter(f"{each.path}?{each.query}" for each in simulator.requests)
    described = sum(number for address, number in asked.items() if "$metadata" in address)
    return f"{asked.total()} requests ({len(asked)} differ; $metadata {described} times)"


def seconds(ask: Callable[[], object]) -> float:
    """Return the time of the processor that asking takes, so many times."""
    ask()
    start = time.process_time()
    for _ in range(TIMES):
        ask()
    return time.process_time() - start


def run() -> None:
    """Print the figures."""
    functions = list(deciding())
    print(f"{len(functions)} functions take origin, url and record: {', '.join(functions)}")
    with Simulator(EXAMPLES / "rows") as simulator, tempfile.TemporaryDirectory() as folder:
        url, place, listed = simulator.url, f"{folder}/record.sqlite", Path(folder, "list.csv")
        bills = ("99001", "99002", "99003", "99006")
        with open_door("live", url=url) as live:
            papers = [
                item.ref
                for bill in bills
                for _, item in live.overview(bill).overview.items()
                if item.decisions
            ]
        listed.write_text("".join(f"{each};voor\n" for each in papers), "utf-8")
        report = EXAMPLES / "accounts/verslag-2024.xml"
        with open_door("live", url=url) as live:
            said = sent(simulator, lambda: comparison.compare_file(live, report))
        print(f"compare REPORT: {said}")
        with open_door("live", url=url) as live:
            said = sent(simulator, lambda: comparison.compare_intended(live, listed, "SP"))
        print(f"compare --intended, {len(papers)} papers of {len(bills)} bills: {said}")
        record.synchronise(place, url)

        def opened_anew() -> None:
            with open_door("record", record=place, url=url) as door:
                door.overview(BILL, papers=False)

        decided = seconds(opened_anew)
        with open_door("record", record=place, url=url) as door:
            kept = seconds(lambda: door.overview(BILL, papers=False))
        print(
            f"{TIMES} overviews by one door to the record: {kept:.2f} s ({kept / decided:.2f} x a door for each)"
        )


if __name__ == "__main__":
    run()
