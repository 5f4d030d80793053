"""Whatever goes wrong at the other side: after the next sync the record is that of one quiet run.

Each fault strikes above the engine, so one engine tells; the last test has the engines go through what is left.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina

from kamerstem.answers import record
from kamerstem.sources.http import Limits
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed
from kamerstem.sync import sync
from tests.engines.test_sync import meaning
from tests.simulator import Fault, Rows, Simulator
from tests.simulator.fixtures import MakeSimulator
from tests.simulator.schema import read_schema

ROWS = Path(__file__).parents[1] / "examples" / "rows"
PAGE = 40  # entries: several places where something can go wrong
FAULTS: dict[Fault, dict[str, Any]] = {
    Fault.ERROR: {},
    Fault.UNAVAILABLE: {},
    Fault.BUSY: {"seconds": 0},
    Fault.HANG: {"seconds": 1.0},
    Fault.DROP: {},
    Fault.CUT: {},
    Fault.EMPTY: {},
    Fault.HTML: {},
    Fault.DRIP: {"seconds": 0.3, "pieces": 10},
    Fault.BAD_XML: {},
    Fault.PAGE_TWICE: {},
    Fault.ENTRY_TWICE: {},
    Fault.LOOP: {},
    Fault.DIE: {"times": 1},
}
LIMITS = Limits(attempts=2, read=0.5, total=2.0)


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


def run(place: str, server: Simulator) -> list[str]:
    """Return the categories that failed."""
    with record.opened(place, create=True) as store, SyncFeed(server.url, limits=LIMITS) as feed:
        return [each.category for each in sync(store, feed, CATEGORIES, batch=PAGE) if each.error]


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the record of a quiet run says."""
    place = str(tmp_path_factory.mktemp("quiet") / "record.sqlite")
    with Simulator(Rows(read_schema(), ROWS)) as server:
        server.feed.page = PAGE
        assert run(place, server) == []
    return meaning(place)


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_the_record_is_that_of_a_quiet_run(
    fault: Fault, make_simulator: MakeSimulator, quiet: dict[str, Any], tmp_path: Path
) -> None:
    server = make_simulator(ROWS)
    server.feed.page = PAGE
    disturbed = str(tmp_path / "record.sqlite")
    settings = {"times": 3, "after": 1} | FAULTS[fault]
    server.faults.add(fault, path="skiptoken", **settings)  # in the midst of a category
    run(disturbed, server)
    server.faults.clear()
    assert run(disturbed, server) == []
    assert meaning(disturbed) == quiet
    assert quiet["decision"]


def test_after_changes_out_of_order_and_a_wrong_clock_as_well(
    make_simulator: MakeSimulator, make_target: Callable[[], str]
) -> None:
    server = make_simulator(ROWS)
    server.feed.page = PAGE
    quiet, disturbed = make_target(), make_target()
    first, second = server.feed.ids("Zaak")[:2]
    run(disturbed, server)
    server.feed.moves = False
    server.feed.resend("Zaak", first)
    server.feed.delete("Zaak", first)
    server.faults.add(Fault.DIE, path="category=Zaak")
    assert "Zaak" in run(disturbed, server)
    server.faults.clear()
    server.feed.undelete("Zaak", first)
    server.feed.delete("Zaak", second, changed="2001-01-01T00:00:00")  # older than what was held
    assert run(disturbed, server) == []
    assert run(quiet, server) == []
    assert meaning(disturbed) == meaning(quiet)
