"""The record by its commands, on either engine: an earlier day, what changed since, what cannot be written."""

import json
import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.commands import Run, says
from tests.engines.test_sync import contents
from tests.simulator import Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parents[1] / "examples" / "rows"
BILL = "99001"


@pytest.fixture
def served(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    server = make_simulator(ROWS)
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    return server


@pytest.fixture
def synced(served: Simulator, target: str, monkeypatch: pytest.MonkeyPatch, run: Run) -> Simulator:
    monkeypatch.setenv("KAMERSTEM_RECORD", target)
    assert run("sync").code == 0
    return served


# --- history ---------------------------------------------------------------------------------------------------------


def subjects(run: Run, *on: str) -> dict[str, str]:
    """Return the subject of every amendment of the bill, by its Zaak number."""
    left = run("overview", BILL, "--from", "record", "--as", "json", *on)
    assert left.code in (0, 1), left.err  # there are faults in these rows on purpose
    return {item["ids"]["zaak"]: item["subject"] for item in json.loads(left.out)["amendments"]}


def zaak_of(server: Simulator, number: str) -> str:
    """Return the id of a Zaak by its number."""
    told = f">{number}<".encode()
    (id,) = (id for id in server.feed.ids("Zaak") if told in server.feed.content("Zaak", id))
    return id


def changes_of(run: Run, id: str, since: str) -> list[dict[str, Any]]:
    left = run("diff", "--since", since, "--as", "json")
    assert left.code == 0, left.err
    return [each for each in json.loads(left.out)["changes"] if each["id"] == id]


def test_changed_three_times_and_deleted_once(synced: Simulator, run: Run) -> None:
    before = subjects(run)
    number, official = sorted(before.items())[0]
    id, zaak = zaak_of(synced, number), synced.feed
    # Each day a change, by the official time; each of them was held.
    for day, subject in (("03", "Een verzonnen zin"), ("10", "Twee verzonnen zinnen"), ("17", "Drie ervan")):
        zaak.change("Zaak", id, changed=f"2026-08-{day}T10:00:00", Onderwerp=subject)
        assert run("sync", "--categories", "Zaak").code == 0
    assert [(each["what"], each["fields"]["Onderwerp"]) for each in changes_of(run, id, "2026-08-04")] == [
        ("corrected", {"old": "Een verzonnen zin", "new": "Drie ervan"})
    ]
    zaak.delete("Zaak", id, changed="2026-08-24T10:00:00")
    assert run("sync", "--categories", "Zaak").code == 0

    told = {day: subjects(run, "--at", f"2026-08-{day}") for day in "01 02 03 09 10 16 17 23 24 31".split()}
    assert {day: its.get(number) for day, its in told.items()} == {
        "01": official,
        "02": official,
        "03": "Een verzonnen zin",
        "09": "Een verzonnen zin",
        "10": "Twee verzonnen zinnen",
        "16": "Twee verzonnen zinnen",
        "17": "Drie ervan",
        "23": "Drie ervan",
        "24": None,
        "31": None,
    }
    others = {other: subject for other, subject in before.items() if other != number}
    for its in (*told.values(), subjects(run)):
        assert {other: subject for other, subject in its.items() if other != number} == others
    assert subjects(run) == others

    for since, title in (
        ("2026-08-02", official),
        ("2026-08-11", "Twee verzonnen zinnen"),
        ("2026-08-24", "Drie ervan"),
    ):
        (change,) = changes_of(run, id, since)
        assert (change["what"], change["number"]) == ("deleted", number)
        assert change["title"].endswith(
            title
        )  # of the official title the overview leaves out who submitted it
    assert changes_of(run, id, "2026-08-25") == []
    assert "Drie ervan" in run("diff", "--since", "2026-08-24").out
    verified = json.loads(run("status", "--verify", "--as", "json").out)["verified"]
    assert verified["whole"] is True


def test_what_comes_back_is_there_again(synced: Simulator, run: Run) -> None:
    before = subjects(run)
    number = sorted(before)[0]
    id = zaak_of(synced, number)
    synced.feed.delete("Zaak", id, changed="2026-08-03T10:00:00")
    assert run("sync", "--categories", "Zaak").code == 0
    synced.feed.undelete("Zaak", id, changed="2026-08-10T10:00:00")
    assert run("sync", "--categories", "Zaak").code == 0
    assert (
        subjects(run, "--at", "2026-08-02") == subjects(run, "--at", "2026-08-10") == subjects(run) == before
    )
    assert number not in subjects(run, "--at", "2026-08-09")
    assert [each["what"] for each in changes_of(run, id, "2026-08-04")] == ["returned"]
    assert changes_of(run, id, "2026-08-02") == []  # as if nothing had happened


# --- cannot be written -----------------------------------------------------------------------------------------------


def more(server: Simulator) -> None:
    """Let every Zaak come with a title that is long and cannot be packed."""
    for id in server.feed.ids("Zaak"):
        words = (sha256(f"{id} {place}".encode()).hexdigest() for place in range(100))
        server.feed.change("Zaak", id, Titel=" ".join(words))


def kept(path: str) -> dict[str, Any]:
    return {name: rows for name, rows in contents(path).items() if name != "category"}


def test_a_read_only_folder_is_exit_5(
    served: Simulator,
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    path = folder / "record.sqlite"
    monkeypatch.setenv("KAMERSTEM_RECORD", str(path))
    assert run("sync").code == 0
    told = run("overview", BILL, "--as", "json")
    before = path.read_bytes()
    more(served)
    for each in folder.iterdir():
        each.chmod(0o444)
    folder.chmod(0o555)
    request.getfixturevalue("as_nobody")
    for options in ((), ("--today",), ("--full",), ("--rebuild",)):
        says(run("sync", *options), 5, str(path), "--record")
    assert path.read_bytes() == before
    assert sorted(each.name for each in folder.iterdir() if each.suffix not in ("", ".lock")) == [
        "record.sqlite"
    ]
    assert run("overview", BILL, "--as", "json").out == told.out  # asking is possible
    new = folder / "other.sqlite"
    monkeypatch.setenv("KAMERSTEM_RECORD", str(new))
    says(run("sync"), 5, str(new))
    assert not new.exists()


@pytest.mark.parametrize("pages", [5, 40])
def test_a_full_disk_is_exit_5(
    served: Simulator, run: Run, tmp_path: Path, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "record.sqlite")
    monkeypatch.setenv("KAMERSTEM_RECORD", path)
    assert run("sync").code == 0
    before = kept(path)
    with sqlite3.connect(path) as conn:
        size = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.close()
    more(served)

    @sa.event.listens_for(sa.engine.Engine, "connect")
    def limited(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={size + pages}")

    try:
        says(run("sync", "--lang", "en"), 5, path, "is full")
        says(run("sync"), 5, path, "vol")
    finally:
        sa.event.remove(sa.engine.Engine, "connect", limited)
    assert kept(path) == before
    assert run("sync").code == 0  # with room again, it goes on
    assert kept(path) != before
    assert json.loads(run("status", "--verify", "--as", "json").out)["verified"]["whole"] is True
