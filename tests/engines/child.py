"""A sync in a process of its own, to be killed: ``python -m tests.engines.child TARGET SEED``."""

import sys

from kamerstem.store import Store
from kamerstem.sync import sync
from tests.engines.feed import house, read


def main(target: str, bills: int, amendments: int) -> None:
    feed = house(bills=bills, amendments=amendments)
    feed.size = 40
    print("ready", flush=True)
    with Store.open(target, read, create=True) as store:
        sync(
            store,
            feed,
            feed.categories,
            batch=100,
            progress=lambda each: print(each.counts.total, flush=True),
        )
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
