"""What of Windows can be tried elsewhere: its letters, paths, files in use, and a child that is watched."""

import ctypes
import io
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import kamerstem
from kamerstem import files, memory
from kamerstem.answers import documents
from kamerstem.answers import record as records
from kamerstem.cli import main
from kamerstem.errors import InputError, WriteError
from kamerstem.readers import apart
from kamerstem.store import schema
from tests.commands import Run, says
from tests.engines.papers import make_record

DOCUMENT = Path(__file__).parent / "examples/overviews/hamerstuk.txt"
EXAMPLE = Path(kamerstem.__file__).parent / "examples/36470-VI.txt"
# As where Windows speaks Dutch: its own letters, and Python that does not prefer UTF-8.
WINDOWS = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("record") / "record.sqlite"
    make_record(str(place))
    return place


def started(*words: str | bytes | Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "kamerstem", *words]
    return subprocess.run(command, capture_output=True, env=os.environ | WINDOWS | environment, check=False)


# --- letters --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_results_for_programs_are_utf8_whatever_the_console_has(made: Path, tmp_path: Path) -> None:
    asked = ("search", "Kostić", "--record", made)
    assert json.loads(started(*asked, "--as", "json").stdout.decode("utf-8"))["total"] == 1
    odd = (
        "search",
        b"Kosti\xff",
        "--record",
        made,
        "--as",
        "json",
    )  # no letter in the letters of this system
    assert json.loads(started(*odd).stdout.decode("utf-8"))["total"] == 0
    listed = started("votes", "--record", made, "--as", "csv").stdout.decode("utf-8")
    assert "Gröningen" in listed
    said = started(*asked)
    assert said.returncode == 0
    assert "Kosti" in said.stdout.decode("cp1252")
    page = started("overview", "36470-VI", "--from", "example", "--as", "html").stdout
    assert not page.decode("utf-8").isascii()
    assert b'charset="utf-8"' in page


@pytest.mark.parametrize(
    "command",
    [
        "audit --as json",
        "audit --as csv",
        "audit --as md",
        "budget --year 2024 --as json",
        "budget --year 2024 --as csv",
        "budget 36470-VI --from record --as json",
        "check DOCUMENT --from example --as json",
        "compare DOCUMENT --from example --as json",
        "compare DOCUMENT --from example --as csv",
        "day 2024-02-01 --from record --as json",
        "day 2024-02-01 --from record --as csv",
        "day 2024-02-01 --from record --as intended",
        "diff --since 2020 --as json",
        "overview 36476 --from record --no-papers --as json",
        "overview 36476 --from record --no-papers --as md",
        "overview 36476 --from record --no-papers --as html",
        "search --as json",
        "status --as json",
        "votes --as json",
        "votes --as csv",
        "votes --as csv-excel",
    ],
)
def test_the_letters_of_the_console_change_no_result(
    made: Path, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own.txt"
    own.write_text(f"{EXAMPLE.read_text('utf-8')}\nDe motie-Kostić is ingetrokken.\n", "utf-8")

    def bytes_of(letters: str) -> bytes:
        out = io.TextIOWrapper(io.BytesIO(), letters)
        with monkeypatch.context() as machine, suppress(SystemExit):
            machine.setattr(sys, "stdout", out)
            machine.setenv("KAMERSTEM_RECORD", str(made))
            main(command.replace("DOCUMENT", str(own)).split())
        out.flush()
        return out.buffer.getvalue()

    bytes_of("utf-8")  # what an audit looked at is not looked at again
    plain = bytes_of("utf-8")
    assert bytes_of("ascii") == plain
    assert plain.decode("utf-8-sig").strip()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["overview", "check"])
def test_documents_with_the_line_ends_and_letters_of_windows(tmp_path: Path, command: str) -> None:
    own = tmp_path / "overzicht één.txt"
    own.write_bytes(DOCUMENT.read_text("utf-8").replace("\n", "\r\n").encode("cp1252"))
    left = started(command, own, "--from", "example", "--lang", "en")
    plain = started(command, DOCUMENT, "--from", "example", "--lang", "en")
    assert left.returncode == plain.returncode
    assert b"Traceback" not in left.stderr
    name = "overzicht één.txt".encode("cp1252")
    assert left.stdout.replace(name, b"hamerstuk.txt") == plain.stdout


def test_the_program_opens_no_file_in_letters_of_the_machine() -> None:
    """``encoding`` is named wherever text is read: else cp1252 would be, on Windows."""
    folder = Path(files.__file__).parent
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        for line in text.splitlines():
            assert "read_text()" not in line, path
            assert "write_text(" not in line, path


# --- paths ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["C:\\map\\x.docx", "C:x.docx", "\\\\server\\map\\x", ".\\x.txt", "C:/map/x.pdf"]
)
def test_a_path_of_windows_is_a_file(run: Run, typed: str) -> None:
    assert documents.is_file(typed)
    says(run("overview", typed), 2, "bestaat niet")
    says(run("budget", typed), 2, "is een bestand")


@pytest.mark.parametrize(
    ("typed", "database"),
    [
        ("C:\\map\\record.sqlite", "C:\\map\\record.sqlite"),
        ("sqlite:///C:/map/record.sqlite", "C:/map/record.sqlite"),
        ("sqlite:///C:\\map\\record.sqlite", "C:\\map\\record.sqlite"),
    ],
)
def test_a_record_on_a_drive(typed: str, database: str) -> None:
    engine: sa.Engine = schema.open_engine(typed)
    assert (engine.url.get_backend_name(), engine.url.database) == ("sqlite", database)
    engine.dispose()


def test_the_record_is_kept_in_appdata(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", "/users/x/AppData/Local")
    assert records.default_place() == Path("/users/x/AppData/Local/kamerstem/record.sqlite")


@pytest.mark.parametrize("part", ["a" * 300, "/".join(["b" * 200] * 30)])
def test_a_path_that_is_too_long_is_said(run: Run, tmp_path: Path, part: str) -> None:
    place = tmp_path / f"{part}.txt"
    says(run("overview", place), 2)
    says(run("status", "--record", place), 2)
    left = run("overview", "36470-VI", "--from", "example", "-o", place)
    assert left.code == 5
    assert "kan niet worden geschreven" in left.err


@pytest.mark.slow
def test_a_file_that_is_open_in_word_is_left_as_it_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "overzicht.docx"
    place.write_bytes(b"open")

    def in_use(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file because it is being used", str(self))

    monkeypatch.setattr(Path, "replace", in_use)
    left = run("overview", "36470-VI", "--from", "example", "-o", place)
    assert left.code == 5
    assert "geopend in een ander programma, zoals Word of Excel" in left.err
    assert place.read_bytes() == b"open"
    assert [each.name for each in tmp_path.iterdir()] == ["overzicht.docx"]
    with pytest.raises(WriteError, match="no permission"):  # where there is none yet, it is not open
        files.write(tmp_path / "new.docx", b"x")


def test_a_reader_that_leaves_is_no_full_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows says EINVAL where other systems say EPIPE."""

    def gone(content: bytes) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("kamerstem.cli.search.put", gone)
    monkeypatch.setattr("kamerstem.cli._drop_output", lambda: None)
    command = ("search", "x", "--as", "json", "--record", "sqlite:///:memory:")
    assert run(*command).code != 0
    monkeypatch.setattr("kamerstem.cli._windows", lambda: True)
    assert run(*command).code in (0, 4)


# --- a child without limits of the system -----------------------------------------------------------------------

GREEDY = """
import sys
sys.modules["resource"] = None
from kamerstem.readers import child
child.MEMORY = {most}
child.limit()
child.limit()
import time
held = []
until = time.monotonic() + {seconds}
while time.monotonic() < until:
    held.append(b"x" * 10_000_000) if {greedy} else None
    time.sleep(0.005)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
@pytest.mark.parametrize(("greedy", "code"), [(True, memory.TOO_MUCH), (False, 0)])
def test_a_child_that_takes_too_much_is_ended(greedy: bool, code: int) -> None:
    script = GREEDY.format(most=400_000_000, greedy=greedy, seconds=30 if greedy else 0.3)
    began = time.monotonic()
    left = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert left.returncode == code, left.stderr
    assert time.monotonic() - began < 25
    if greedy:
        with pytest.raises(InputError):
            apart.answer(left.returncode, b"", "pdf")


class Kernel:
    """``kernel32`` as far as it is asked: it writes what is committed where Windows does."""

    class Function:
        argtypes: Any = ()
        restype: Any = None

        def __init__(self, answer: Any) -> None:
            self._answer = answer

        def __call__(self, *given: Any) -> Any:
            return self._answer(*given)

    def __init__(self, name: str) -> None:
        assert name == "kernel32"
        self.GetCurrentProcess = self.Function(lambda: -1)
        self.K32GetProcessMemoryInfo = self.Function(self._tell)

    def _tell(self, process: int, counters: Any, size: int) -> int:
        assert size == ctypes.sizeof(memory._Counters) == 72  # as in psapi.h, on 64 bits
        counters._obj.PagefileUsage = 123_000_000
        return 1


def test_windows_is_asked_what_is_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", Kernel)
    monkeypatch.setattr(sys, "platform", "win32")
    assert memory.in_use() == 123_000_000


def test_where_nothing_is_told_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_by_proc", lambda: shutil.disk_usage("/nowhere/at/all"))
    assert memory.in_use() is None
