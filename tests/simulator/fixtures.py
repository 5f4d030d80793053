"""Fixtures: ``simulator`` over the sample, ``make_simulator`` over rows of one's own, ``sample_record``."""

import fcntl
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest

from kamerstem.answers import record as records
from kamerstem.sources.syncfeed import CATEGORIES
from tests.entities import ROWS
from tests.simulator import Rows, Simulator
from tests.simulator.rows import Source
from tests.simulator.schema import read_schema


class MakeSimulator(Protocol):
    """Start a simulator that lives as long as the test: see :class:`Simulator` for the settings."""

    def __call__(
        self, rows: Rows | Source | None = None, *, assumed: bool = False, **settings: Any
    ) -> Simulator:
        """Return it, started."""


@cache
def _rows(folder: Path | None, assumed: bool) -> Rows:
    return Rows(read_schema(), folder, assumed=assumed)


@pytest.fixture(scope="session")
def sample_simulator() -> Iterator[Simulator]:
    """One server over the sample for the whole session: use ``simulator``, which cleans it between tests."""
    with Simulator(_rows(None, False)) as server:
        yield server


@pytest.fixture
def simulator(sample_simulator: Simulator) -> Iterator[Simulator]:
    """The simulator over the sample, certain relations only, with an empty log and no faults."""
    sample_simulator.clear()
    yield sample_simulator
    assert not sample_simulator.errors
    sample_simulator.clear()


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory, sample_simulator: Simulator) -> Path:
    """A record of the whole sample. It takes a minute, so all processes of a run share one: copy it to change it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    place, unfinished = folder / "sample.sqlite", folder / "unfinished.sqlite"
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            records.synchronise(str(unfinished), sample_simulator.url, CATEGORIES)
            unfinished.rename(place)
    return place


@pytest.fixture(scope="session")
def rows_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the made-up rows, filled once: copy it to change it."""
    place = tmp_path_factory.mktemp("rows") / "record.sqlite"
    with Simulator(_rows(ROWS, False)) as server:
        assert not any(outcome.error for outcome in records.synchronise(str(place), server.url))
    return place


@pytest.fixture
def make_simulator() -> Iterator[MakeSimulator]:
    """Start simulators over rows of one's own: a folder, or a mapping of file stems to rows."""
    started: list[Simulator] = []

    def make(rows: Rows | Source | None = None, *, assumed: bool = False, **settings: Any) -> Simulator:
        own = _rows(rows, assumed) if rows is None or isinstance(rows, Path) else rows
        started.append(Simulator(own, assumed=assumed, **settings).start())
        return started[-1]

    yield make
    for server in started:
        server.close()
        assert not server.errors
