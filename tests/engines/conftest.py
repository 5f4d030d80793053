"""Every test here runs on both engines: SQLite, and a PostgreSQL that the tests start from Debian's package."""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kamerstem.store import Store
from tests import needs
from tests.engines.feed import read

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of our own, gone when the tests are; gives its URL without a database."""
    programs = needs.postgresql()
    folder = Path(tempfile.mkdtemp(prefix="kamerstem-pg-"))
    settings: dict[str, object] = {}
    if os.geteuid() == 0:  # it does not run as root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        settings = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    data = folder / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str | Path) -> None:
        done = subprocess.run(  # type: ignore[call-overload]
            [str(word) for word in command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            **settings,
        )
        assert done.returncode == 0, done.stderr + done.stdout

    try:
        run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "kamerstem",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        )
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
        run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "-t", "60", "start")
        try:
            yield f"postgresql://kamerstem@127.0.0.1:{port}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=ENGINES)
def make_target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Return the addresses of new records, on one engine and then on the other."""
    if request.param == "sqlite":
        numbers = itertools.count(1)
        yield lambda: str(tmp_path / f"record-{next(numbers)}.sqlite")
        return
    url = request.getfixturevalue("postgresql")
    import psycopg

    made: list[str] = []

    def new() -> str:
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(f"{url}/postgres", autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return f"{url}/{name}"

    yield new
    with psycopg.connect(f"{url}/postgres", autocommit=True) as conn:
        for name in made:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def target(make_target: Callable[[], str]) -> str:
    """The address of a record that is not there yet."""
    return make_target()


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    """An empty record."""
    with Store.open(target, read, create=True) as opened:
        yield opened


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
