"""Every command in every environment that can be made here: an answer or a sentence, and never a traceback."""

import datetime as dt
import io
import os
import shutil
import sqlite3
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import stamina

from kamerstem.cli import main
from kamerstem.model import clock
from tests.commands import Run
from tests.engines.papers import make_record

DOCUMENT = Path(__file__).parent / "examples/overviews/hamerstuk.txt"

COMMANDS = [
    "overview 36470-VI --from example",
    "overview 36470-VI --from example -o PLACE/own.docx",
    "overview 36470-VI",
    "overview DOCUMENT",
    "overview --adopted-since 2024-01-01 -o PLACE/several",
    "check DOCUMENT",
    "check DOCUMENT --report PLACE/report.pdf",
    "compare DOCUMENT",
    "compare --intended PLACE/list.csv --party SP",
    "day 2024-02-01",
    "day 2024-02-01 --as docx -o PLACE/day.docx",
    "votes --as csv-excel",
    "search toeslagen",
    "diff --since 2024-01-01",
    "audit",
    "budget 36470-VI",
    "status",
    "status --verify",
    "status --service",
    "sync",
    "sync --since house",
    "sync --rebuild",
    "--help",
]


@dataclass(frozen=True)
class Machine:
    """What an environment is made of: a folder with a record, and what can be changed for one test."""

    folder: Path
    patch: pytest.MonkeyPatch

    @property
    def record(self) -> Path:
        return self.folder / "record.sqlite"


def usual(_: Machine) -> None: ...


def no_home(machine: Machine) -> None:
    def gone() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "KAMERSTEM_RECORD"):
        machine.patch.delenv(name, raising=False)
    machine.patch.setattr(Path, "home", gone)


def home_without_permission(machine: Machine) -> None:
    for name in ("XDG_DATA_HOME", "KAMERSTEM_RECORD"):
        machine.patch.delenv(name, raising=False)
    machine.patch.setenv("HOME", str(machine.folder))
    machine.folder.chmod(0)


def folder_without_permission(machine: Machine) -> None:
    machine.folder.chmod(0)


def folder_to_read_only(machine: Machine) -> None:
    machine.record.chmod(0o444)
    machine.folder.chmod(0o555)


def record_without_permission(machine: Machine) -> None:
    machine.record.chmod(0)


def no_record(machine: Machine) -> None:
    machine.record.unlink()


def another_programs_record(machine: Machine) -> None:
    machine.record.unlink()
    with sqlite3.connect(machine.record) as conn:
        conn.execute("CREATE TABLE patients (id)")
    conn.close()


def cut_off_record(machine: Machine) -> None:
    os.truncate(machine.record, machine.record.stat().st_size // 2)


def no_time_zones(machine: Machine) -> None:
    machine.patch.setattr(zoneinfo, "TZPATH", ())
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def set_clock(machine: Machine, year: int) -> None:
    now = dt.datetime(year, 1, 1, 12, tzinfo=clock.amsterdam())
    machine.patch.setattr(clock, "now", lambda: now)
    machine.patch.setattr("kamerstem.sync.machine_time", lambda: now)


def clock_of_2020(machine: Machine) -> None:
    set_clock(machine, 2020)


def clock_of_2040(machine: Machine) -> None:
    set_clock(machine, 2040)


def broken_proxy(machine: Machine) -> None:
    machine.patch.setenv("HTTP_PROXY", ":::")
    machine.patch.setenv("HTTPS_PROXY", ":::")


def odd_address(machine: Machine) -> None:
    machine.patch.setenv("KAMERSTEM_URL", "C:\\map")


def odd_record(machine: Machine) -> None:
    machine.patch.setenv("KAMERSTEM_RECORD", "postgresql://x@127.0.0.1:1/y?foo=bar")


def no_temporary_files(machine: Machine) -> None:
    machine.patch.setenv("TMPDIR", str(machine.folder / "none"))


ENVIRONMENTS: list[Callable[[Machine], None]] = [
    usual,
    no_home,
    home_without_permission,
    folder_without_permission,
    folder_to_read_only,
    record_without_permission,
    no_record,
    another_programs_record,
    cut_off_record,
    no_time_zones,
    clock_of_2020,
    clock_of_2040,
    broken_proxy,
    odd_address,
    odd_record,
    no_temporary_files,
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("record") / "record.sqlite"
    make_record(str(place))
    return place


def words_of(typed: str, folder: Path) -> list[str]:
    return typed.replace("PLACE", str(folder)).replace("DOCUMENT", str(DOCUMENT)).split()


@pytest.fixture(scope="module")
def loaded(made: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load all that the commands use: whoever is nobody may not read where it is."""
    folder = tmp_path_factory.mktemp("loaded")
    for typed in COMMANDS:
        place = shutil.copy(made, folder / "record.sqlite")
        hidden = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(hidden),
            redirect_stderr(io.StringIO()),
            suppress(SystemExit),
            stamina.set_testing(True, attempts=1, cap=True),
        ):
            patch.setenv("KAMERSTEM_RECORD", str(place))
            main(words_of(typed, folder))


@pytest.fixture
def machine(made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    own = folder / "own"
    own.mkdir(mode=0o777)
    own.chmod(0o777)
    shutil.copy(made, own / "record.sqlite")
    (own / "record.sqlite").chmod(0o666)
    (own / "list.csv").write_text("36470-VI, nr. 4;voor\n", "utf-8")
    monkeypatch.setenv("KAMERSTEM_RECORD", str(own / "record.sqlite"))
    with stamina.set_testing(True, attempts=1, cap=True):
        yield Machine(own, monkeypatch)
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()
    own.chmod(0o777)


@pytest.mark.slow
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda each: each.__name__)
def test_every_command_answers_or_says_why_not(
    run: Run,
    machine: Machine,
    request: pytest.FixtureRequest,
    environment: Callable[[Machine], None],
) -> None:
    environment(machine)
    request.getfixturevalue("as_nobody")
    for typed in COMMANDS:
        left = run(*words_of(typed, machine.folder))
        assert left.code in range(6), (typed, left)
        assert "Traceback" not in left.err, typed
        if left.code > 1:
            said = (left.err or left.out).splitlines()  # what became of a sync is its result
            assert said, typed
            assert said[-1].startswith("kamerstem: ") or typed.startswith(("sync", "status")), (typed, left)
