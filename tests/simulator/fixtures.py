"""Fixtures: ``simulator`` over the sample, ``make_simulator`` over rows of one's own."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest

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
