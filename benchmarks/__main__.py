"""`make bench`: every figure is a ratio against a named alternative, measured in the same run."""

import argparse

from benchmarks import (
    audit,
    documents,
    documents_in,
    door,
    lists,
    live,
    paper_words,
    papers,
    record,
    search,
    startup,
)

BENCHMARKS = {
    "startup": startup.run,
    "live": live.run,
    "door": door.run,
    "search": search.run,
    "documents": documents.run,
    "papers": papers.run,
    "paper-words": paper_words.run,
    "documents-in": documents_in.run,
    "record": record.run,
    "lists": lists.run,
    "audit": audit.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which to run; all by default")
    parser.add_argument("--full", action="store_true", help="the record at its full size: hours, not minutes")
    asked = parser.parse_args()
    for name in asked.names or BENCHMARKS:
        print(f"## {name}")
        if name == "record":
            record.run(["--full"] if asked.full else [])
        elif name == "lists":
            lists.run(["--full"] if asked.full else [])
        elif name == "audit":
            audit.run(["--full"] if asked.full else [])
        else:
            BENCHMARKS[name]()


if __name__ == "__main__":
    main()
