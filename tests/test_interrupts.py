"""Ctrl-C at any moment: a sentence and an exit code, no traceback, and a record that is whole."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamerstem.__main__ import STOPPED
from kamerstem.answers import record as records
from tests.engines.papers import make_record
from tests.simulator import Rows, Simulator
from tests.simulator.schema import read_schema

pytestmark = pytest.mark.slow

# It says when our own code begins: before that it is Python that starts.
START = "import os; from kamerstem import __main__; __main__.listen(); os.write(2, b'!'); __main__.run()"
PLACES = 5


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Ctrl-C reaches what is started here, also where these tests run in the background of a script, deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def served() -> Iterator[Simulator]:
    with Simulator(Rows(read_schema(), Path(__file__).parent / "examples" / "rows")) as server:
        yield server


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("record") / "record.sqlite"
    make_record(str(place))
    return place


def start(command: tuple[str, ...], url: str) -> "subprocess.Popen[bytes]":
    """Start a command and return it when our own code begins."""
    child = subprocess.Popen(
        [sys.executable, "-c", START, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"KAMERSTEM_URL": url},
    )
    assert child.stderr is not None
    assert child.stderr.read(1) == b"!"
    return child


def stopped_after(seconds: float, command: tuple[str, ...], url: str) -> tuple[int, str]:
    """Return the exit code and what was said of a command that is interrupted after so long."""
    child = start(command, url)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    return child.returncode, said.decode()


@pytest.mark.parametrize(
    "command",
    [
        ("sync", "--record", "RECORD"),
        ("overview", "99001", "--from", "live"),
        ("audit", "--full", "--record", "RECORD"),
    ],
    ids=lambda command: command[0],
)
def test_a_sentence_and_a_code_whenever_it_comes(
    served: Simulator, made: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    record = shutil.copy(made, tmp_path / "record.sqlite")
    command = tuple(word.replace("RECORD", str(record)) for word in command)
    began = time.monotonic()
    undisturbed = start(command, served.url)
    undisturbed.communicate(timeout=60)
    whole = time.monotonic() - began
    for place in range(PLACES):
        code, said = stopped_after(whole * place / PLACES, command, served.url)
        assert "Traceback" not in said, (place, said)
        assert "Exception ignored" not in said, (place, said)
        if code == 130:
            assert said.rstrip().endswith(STOPPED.nl), (place, said)
        else:
            assert code == undisturbed.returncode, (place, said)
    with records.opened(str(record)) as store:
        verified = store.status(verify=True).verification
    assert verified is not None
    assert verified.whole


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes a question and does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(("lang", "said"), [("nl", STOPPED.nl), ("en", STOPPED.en)])
def test_whoever_waits_for_a_server_is_heard_at_once(silent: str, lang: str, said: str) -> None:
    left = stopped_after(1.5, ("overview", "99001", "--from", "live", "--lang", lang), silent)
    assert (left[0], left[1].strip()) == (130, said)


def test_what_is_to_go_on_goes_on(served: Simulator) -> None:
    """As behind ``nohup``: who ignores Ctrl-C passes that on."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code, said = stopped_after(0, ("overview", "36470-VI", "--from", "example"), served.url)
    finally:
        signal.signal(signal.SIGINT, before)
    assert code in (0, 1), said


def test_one_who_stops_reading_and_one_who_stops_it_at_once(served: Simulator, made: Path) -> None:
    for seconds in (0.0, 0.4, 0.8):
        child = start(("votes", "--record", str(made)), served.url)
        assert child.stdout is not None
        assert child.stderr is not None
        time.sleep(seconds)
        child.stdout.close()
        child.send_signal(signal.SIGINT)
        said = child.stderr.read().decode()
        assert child.wait(60) in (0, 130)
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        child.stderr.close()
