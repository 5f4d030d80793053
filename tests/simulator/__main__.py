"""Start the simulator from the command line; stop it with Ctrl-C."""

import argparse
import contextlib
import sys
import threading
from pathlib import Path

from tests.simulator import Fault, RowsError, SharedMissing, Simulator
from tests.simulator.generate import Folder


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted. Returns 2 where the rows or the contract cannot be read, or the port is
    taken."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8089, help="0 takes a free one (default: 8089)")
    parser.add_argument("--rows", type=Path, metavar="FOLDER", help="a folder of <Entity>.jsonl(.gz) files")
    parser.add_argument(
        "--feed", type=Path, metavar="FOLDER", help="a made-up feed: python -m tests.simulator.generate"
    )
    parser.add_argument(
        "--assumed", action="store_true", help="serve the assumed relations too: layout and load only"
    )
    parser.add_argument("--version", choices=("v4", "v5", "both"), default="both")
    parser.add_argument(
        "--plus", action="store_true", help="take '+' in a query as a space (as clients like tkapi send)"
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[=TIMES]",
        help=f"turn a fault on for all requests, or the first so many: {', '.join(Fault)}",
    )
    parser.add_argument("--verbose", action="store_true", help="print a line for each request")
    options = parser.parse_args(arguments)
    faults = []
    for text in options.fault:
        name, _, times = text.partition("=")
        if name not in list(Fault) or (times and not times.isdigit()):
            parser.error(f"no such fault: {text}")
        faults.append((Fault(name), int(times) if times else None))
    try:
        simulator = Simulator(
            options.rows if options.rows or not options.feed else {},
            assumed=options.assumed,
            version=options.version,
            port=options.port,
            plus_is_space=options.plus,
            verbose=options.verbose,
            feed=Folder(options.feed) if options.feed else None,
        )
    except (RowsError, SharedMissing, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for fault, times in faults:
        simulator.faults.add(fault, times=times)
    with simulator:
        print(simulator.url, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
