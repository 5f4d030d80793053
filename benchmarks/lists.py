"""Lists of votes, from facts: beside the derivation that made them before, and beside bare SQL over the same facts.

    python -m benchmarks lists [--full]

The record is of a made-up House (:mod:`tests.simulator.generate`), a hundredth of full size by default. What is timed
is CPU, the best of a few runs, each pair in turn in this process:

- all votes as objects, against each being derived anew from the records (what a list did before facts were kept);
- all votes of one party as CSV, against a bare SQL join that writes the same columns;
- a page of 50 votes by two filters, against the bare query of the same rows;
- all votes as JSON, against reading and writing the bytes of that answer;
- the facts of the whole record, against the sync that they come with.
"""

import csv
import io
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from tests import oracle
from tests.simulator.generate import generate

from benchmarks.record import FULL, QUICK, Pages, save
from kamerstem.answers import record
from kamerstem.model.votes import Result
from kamerstem.render import listing
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.store import Filter, Store
from kamerstem.store.schema import ID
from kamerstem.sync import sync

RUNS = 3

# What CSV says of a vote, by bare SQL; lists of parties are put together by the database.
_ID = str(ID.element.compile(dialect=sqlite.dialect()))
_JOIN = f"""
SELECT v.day, p.ref, p.kind, coalesce(p.subject, p.title), v.result, v.method, v.votes_for, v.votes_against,
       v.not_voting, v.complete, v.margin, f.names, a.names, n.names, {_ID}, v.part
FROM vote v
JOIN entity ON entity.key = v.besluit
LEFT JOIN proposal p ON p.zaak = v.zaak
LEFT JOIN (SELECT besluit, group_concat(name, ';') names FROM ballot WHERE side = 'for' GROUP BY 1) f
       ON f.besluit = v.besluit
LEFT JOIN (SELECT besluit, group_concat(name, ';') names FROM ballot WHERE side = 'against' GROUP BY 1) a
       ON a.besluit = v.besluit
LEFT JOIN (SELECT besluit, group_concat(name, ';') names FROM ballot WHERE side = 'not_voting' GROUP BY 1) n
       ON n.besluit = v.besluit
WHERE v.step = 'vote' AND EXISTS (SELECT 1 FROM ballot b WHERE b.besluit = v.besluit AND b.party = ?)
ORDER BY v.day, v.item_order, v.besluit, v.place
"""
_PAGE = """
SELECT v.*, p.* FROM vote v JOIN proposal p ON p.zaak = v.zaak
WHERE v.step = 'vote' AND v.result = 'rejected' AND p.kind = 'motion'
ORDER BY v.day, v.item_order, v.besluit, v.place LIMIT 50
"""


def run(arguments: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), scale=FULL if "--full" in arguments else QUICK)
        save(Path(folder))
        place = str(Path(folder) / "record.sqlite")
        with record.opened(place, create=True) as store:
            settled = _Settled(store)
            _, whole = _cpu(lambda: sync(store, Pages(Path(folder)), CATEGORIES), 1)
            print(f"the facts take {settled.seconds / whole:.0%} of the sync's CPU")
            _compare(store, place)


class _Settled:
    """How long the facts took of a sync: it works them out at its end."""

    def __init__(self, store: Store) -> None:
        self.seconds = 0.0
        real = store.settle

        def settle(progress: Any = None) -> None:
            start = time.process_time()
            real(progress)
            self.seconds += time.process_time() - start

        store.settle = settle  # type: ignore[method-assign]


def _compare(store: Store, place: str) -> None:
    everything, party = record.filter_of(), _most(place)
    _tell("all votes, as objects", lambda: list(record.votes(store, everything)), "derived anew",
          lambda: list(oracle.votes(store, everything)))  # fmt: skip
    of_party = record.filter_of(party=party)
    _tell("all votes of a party as CSV", lambda: listing.votes_csv(list(record.votes(store, of_party))),
          "a bare SQL join that writes it", lambda: _joined(place, party))  # fmt: skip
    motions = record.filter_of(kind="motion", outcome="rejected")
    _tell("50 votes by two filters", lambda: list(record.votes(store, motions, most=50)), "the bare query",
          lambda: _rows(place, _PAGE))  # fmt: skip
    votes = list(record.votes(store, everything))
    text = listing.votes_json(votes)
    file = Path(place).with_suffix(".json")
    _tell("all votes as JSON", lambda: listing.votes_json(list(record.votes(store, everything))),
          "reading and writing those bytes",
          lambda: (file.write_text(text, encoding="utf-8"), file.read_text(encoding="utf-8")))  # fmt: skip
    size = store.status().size
    with sqlite3.connect(place) as conn:
        facts = conn.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name IN"
            " ('proposal', 'vote', 'ballot', 'house', 'leaning', 'due', 'change') OR name LIKE 'vote_%'"
            " OR name LIKE 'ballot_%' OR name LIKE 'proposal_%'"
        ).fetchone()[0]
    print(f"bytes a vote: {size / len(votes):.0f}, of which facts {facts / len(votes):.0f}")
    assert json.loads(text)["votes"]
    assert store.found(Filter(results=frozenset({Result.ADOPTED})))


def _most(place: str) -> str:
    """Return the party with the most ballots."""
    query = "SELECT party FROM ballot WHERE party IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    return str(_rows(place, query)[0][0])


def _rows(place: str, query: str, *values: Any) -> list[Any]:
    with sqlite3.connect(place) as conn:
        return conn.execute(query, values).fetchall()


def _joined(place: str, party: str) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(_rows(place, _JOIN, party))
    return text.getvalue()


def _tell(what: str, ours: Callable[[], Any], than: str, other: Callable[[], Any]) -> None:
    made, mine = _cpu(ours, RUNS)
    _, its = _cpu(other, RUNS)
    number = f" ({len(made)} votes)" if isinstance(made, list) else ""
    print(f"{what}{number}: {mine / its:.2f} x {than} ({mine * 1000:.1f} and {its * 1000:.1f} ms)")


def _cpu(task: Callable[[], Any], runs: int) -> tuple[Any, float]:
    """Return what a task gives, and the least CPU that it took."""
    best: float | None = None
    made: Any = None
    for _ in range(runs):
        start = time.process_time()
        made = task()
        took = time.process_time() - start
        best = took if best is None else min(best, took)
    return made, best or 1e-9
