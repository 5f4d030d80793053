"""Several first syncs at once: one of them makes the record, the others get a sentence, and nothing is there twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kamerstem.answers import record
from tests.commands import Left, says
from tests.engines.conftest import Engine
from tests.simulator import Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parents[1] / "examples/rows"
AT_ONCE = 4
BUSY = "bijgewerkt"


@pytest.fixture
def official(make_simulator: MakeSimulator) -> Simulator:
    return make_simulator(ROWS)


def syncs(place: str, url: str, number: int) -> Iterator[Left]:
    """Begin so many syncs of one record at once, each a process; yield what they left behind."""
    command = [sys.executable, "-m", "kamerstem", "sync", "--record", place, "--url", url]
    settings: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    begun = [subprocess.Popen(command, env=dict(os.environ), **settings) for _ in range(number)]
    for each in begun:
        out, err = each.communicate(timeout=300)
        yield Left(each.returncode, out, err)


def held(place: str) -> tuple[dict[str, tuple[int, int]], int, int, int]:
    """Return what a record holds, of which all was looked at: entities, versions, decisions, and votes."""
    with record.opened(place) as store:
        assert not record.filled(store).unread
        status = store.status(verify=True)
        assert status.verification is not None
        assert status.verification.whole
        votes = [(vote.decision.id, vote.part) for vote in record.votes(store, record.filter_of())]
        assert len(set(votes)) == len(votes)
        return dict(status.entities), status.versions, status.decisions, len(votes)


@pytest.mark.whole
@pytest.mark.parametrize("number", range(6))
def test_24_first_syncs_four_at_a_time(engine: Engine, official: Simulator, number: int) -> None:
    place, alone = engine.new(), engine.new()
    left = [*syncs(place, official.url, AT_ONCE)]
    made = [each for each in left if each.code == 0]
    assert made
    for each in left:
        assert "Traceback" not in each.err
        if each not in made:
            says(each, 5, BUSY)
    assert not any(each.error for each in record.synchronise(alone, official.url))
    assert held(place) == held(alone)
