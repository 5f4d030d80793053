"""A first sync that was stopped: every answer says first that the record is not whole. And votes of no proposal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kamerstem.answers import record
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.sync import Progress
from tests.commands import Run
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parent / "examples" / "rows"
SAYS = "Het gegevensbestand is nog niet helemaal gevuld"
PLACES = range(1, 31, 3)  # the steps of a sync at which it is stopped: ten of them

ASKED = (
    ("overview", "99006", "--no-papers"),
    ("check", "99006", "--no-papers"),
    ("votes",),
    ("votes", "--as", "csv"),
    ("search", "wet"),
    ("day", "2024-02-13"),
    ("diff", "--since", "2024-01-01"),
    ("status",),
    ("audit",),
    ("budget", "--year", "2024"),
)
ASKED_AS_DATA = (
    ("votes",),
    ("search", "wet"),
    ("diff", "--since", "2024-01-01"),
    ("status",),
    ("audit",),
    ("budget", "--year", "2024"),
)


class Stopped(Exception):
    """What stops a sync."""


def stop_at(step: int) -> Callable[[Progress], None]:
    seen = [0]

    def progress(_: Progress) -> None:
        seen[0] += 1
        if seen[0] == step:
            raise Stopped

    return progress


def options(command: tuple[str, ...], place: str) -> tuple[str, ...]:
    asked = ("--from", "record") if command[0] in ("overview", "check", "day") else ()
    return (*command, "--record", place, *asked)


def test_a_first_sync_stopped_at_ten_places_is_said_first_until_it_is_whole(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    served = make_simulator(ROWS)
    monkeypatch.setenv("KAMERSTEM_URL", served.url)
    place = str(tmp_path / "record.sqlite")
    for step in PLACES:
        with pytest.raises(Stopped):
            record.synchronise(place, served.url, progress=stop_at(step))
        for command in ASKED:
            left = run(*options(command, place))
            assert left.err.removeprefix("kamerstem: ").startswith(SAYS), (step, command, left)
        for command in ASKED_AS_DATA if step in (PLACES[0], PLACES[-1]) else ():
            lacking = json.loads(run(*options(command, place), "--as", "json").out)["not_whole"]
            assert lacking, (step, command)
            assert set(lacking) <= set(CATEGORIES)
        told = run(*options(("overview", "99006", "--no-papers", "--as", "json"), place))
        if told.code != 4:
            findings = json.loads(told.out)["findings"]
            assert findings[0]["check"] == "record-not-whole"
            # What such a record lacks is not held against the official data.
            assert not {"votes-missing", "incomplete-vote", "date-missing"} & {
                each["check"] for each in findings
            }
    record.synchronise(place, served.url)
    for command in ASKED:
        left = run(*options(command, place))
        assert SAYS not in left.out + left.err
    for command in ASKED_AS_DATA:
        assert json.loads(run(*options(command, place), "--as", "json").out)["not_whole"] == []
    # Every vote is listed, those that belong to no proposal too.
    with record.opened(place) as store:
        ids = [row.id for row in store.decisions(record.filter_of())]
        listed = [vote.decision.id for vote in record.votes(store, record.filter_of())]
    assert list(dict.fromkeys(listed)) == ids
