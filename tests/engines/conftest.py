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
Fill = Callable[[Store], object]


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


class Engine:
    """Where new records come from. What many tests begin with is filled once and then copied."""

    def __init__(self) -> None:
        self._filled: dict[Fill, str] = {}
        self._made: list[str] = []

    def new(self) -> str:
        """Return the address of a record that is not there yet."""
        self._made.append(self._make(None))
        return self._made[-1]

    def copy(self, fill: Fill) -> str:
        """Return the address of a record that holds what ``fill`` puts into an empty one; it is asked once."""
        if fill not in self._filled:
            place = self._filled[fill] = self._make(None)
            with Store.open(place, read, create=True) as store:
                fill(store)
        self._made.append(self._make(self._filled[fill]))
        return self._made[-1]

    def drop(self) -> None:
        """Remove what a test made; what is copied stays."""
        while self._made:
            self._drop(self._made.pop())

    def _make(self, of: str | None) -> str:
        raise NotImplementedError

    def _drop(self, place: str) -> None:
        raise NotImplementedError


class Files(Engine):
    """SQLite: each record a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._numbers = folder, itertools.count(1)

    def _make(self, of: str | None) -> str:
        place = self._folder / f"record-{next(self._numbers)}.sqlite"
        if of is not None:
            shutil.copyfile(of, place)
        return str(place)

    def _drop(self, place: str) -> None:
        for file in self._folder.glob(f"{Path(place).name}*"):
            file.unlink()


class Server(Engine):
    """PostgreSQL: each record a database."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def _make(self, of: str | None) -> str:
        name = f"t{uuid.uuid4().hex}"
        template = f" TEMPLATE {of.rpartition('/')[2]}" if of else ""
        self._do(f"CREATE DATABASE {name}{template} STRATEGY file_copy")
        return f"{self._url}/{name}"

    def _drop(self, place: str) -> None:
        self._do(f"DROP DATABASE {place.rpartition('/')[2]} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"{self._url}/postgres", autocommit=True) as conn:
            conn.execute(statement)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Files(tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def server(postgresql: str) -> Engine:
    return Server(postgresql)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """One engine, and then the other."""
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "server")
    yield engine
    engine.drop()


@pytest.fixture
def make_target(engine: Engine) -> Callable[[], str]:
    """Return the addresses of new records, on one engine and then on the other."""
    return engine.new


def nothing(store: Store) -> None:
    """Leave a record empty."""


@pytest.fixture
def begins() -> Fill:
    """What ``store`` holds at first; a module may say otherwise."""
    return nothing


@pytest.fixture
def target(engine: Engine, begins: Fill, request: pytest.FixtureRequest) -> str:
    """The address of ``store`` for a test that has one, else of a record that is not there yet."""
    return engine.copy(begins) if "store" in request.fixturenames else engine.new()


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    """A record that holds what ``begins`` says."""
    with Store.open(target, read, create=True) as opened:
        yield opened


@pytest.fixture
def empty(engine: Engine) -> Iterator[Store]:
    """A record that holds nothing, whatever the module's others begin with."""
    with Store.open(engine.copy(nothing), read) as opened:
        yield opened
