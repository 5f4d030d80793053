"""`make bench`: every figure is a ratio against a named alternative, measured in the same run."""

import argparse

from benchmarks import documents, documents_in, live, papers, search, startup

BENCHMARKS = {
    "startup": startup.run,
    "live": live.run,
    "search": search.run,
    "documents": documents.run,
    "papers": papers.run,
    "documents-in": documents_in.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which to run; all by default")
    for name in parser.parse_args().names or BENCHMARKS:
        print(f"## {name}")
        BENCHMARKS[name]()


if __name__ == "__main__":
    main()
