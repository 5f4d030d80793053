"""What every test can use, and what holds for all of them: nothing reaches outside, and what is skipped is counted."""

import gc
import os
import shutil
import socket
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import needs
from tests.commands import Run
from tests.simulator import SharedMissing

pytest_plugins = ["tests.simulator.fixtures"]

# Machines are noisy: how long an example takes says nothing of the code. The gate tries the same examples every
# time, so that no change is blamed for what another one did; `make random` tries new ones.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile("gate")


# What starts a server, a browser or an office, or answers as the official services do. The rest that is slow carries
# the mark itself: what starts a process of its own, or tries by the thousand.
SLOW = {"postgresql", "browser", "printed", "office", "simulator", "make_simulator", "sample_record"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out of `make quick` what has to start something first, and what goes over the official data."""
    for item in items:
        assert isinstance(item, pytest.Function)  # no other kind is collected here
        starts = "engines" in item.path.parts or not SLOW.isdisjoint(item.fixturenames)
        if starts or needs.official.mark in item.iter_markers("skipif"):
            item.add_marker(pytest.mark.slow)
    if "PYTEST_XDIST_WORKER" in os.environ:
        _longest_first(items)


def _longest_first(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, or one of them is left at the end while all other processes are done."""
    long = Counter(
        item.path for item in items for mark in ("slow", "whole") if item.get_closest_marker(mark) is not None
    )
    items.sort(key=lambda item: -long[item.path])


def pytest_collection_finish() -> None:
    """Free the collector of garbage from the tests themselves: there are thousands, and they live to the end."""
    gc.freeze()


def _unless_missing() -> Generator[None, None, None]:
    """Skip what reaches for the official data where there are none at all."""
    try:
        yield
    except FileNotFoundError as missing:
        if isinstance(missing, SharedMissing) or needs.SHARED in Path(str(missing.filename)).parents:
            needs.shared("")
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, None, None]:
    yield from _unless_missing()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    yield from _unless_missing()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was skipped by its reason and how often: a line for each test would hide it."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count} skipped: {reason}")


@pytest.fixture(scope="session", autouse=True)
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Make the official data an address of this machine that refuses, and drop the tester's own settings and record."""
    with socket.socket() as taken, pytest.MonkeyPatch.context() as patch:
        # It never listens: whoever connects is refused, and nobody else gets the port.
        taken.bind(("127.0.0.1", 0))
        for name in [name for name in os.environ if name.startswith("KAMERSTEM_")]:
            patch.delenv(name)
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        patch.setenv("KAMERSTEM_URL", url)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield url


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""
    return Run(capsys)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder outside what only root may enter."""
    made = Path(tempfile.mkdtemp(prefix="kamerstem-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: be someone else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
