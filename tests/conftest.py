"""What every test can use, and what holds for all of them: nothing reaches outside."""

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.commands import Run

pytest_plugins = ["tests.simulator.fixtures"]

# Machines are shared and noisy: how long an example takes says nothing of the code.
settings.register_profile("kamerstem", deadline=None)
settings.load_profile("kamerstem")


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
