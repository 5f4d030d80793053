"""Machines and files that are not as they should be: each gets a sentence, and nothing is written by halves."""

import json
import shutil
import sqlite3
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kamerstem.store import schema
from kamerstem.store.raw import Codec
from tests.commands import Run, says
from tests.engines.papers import make_record

DOCUMENT = Path(__file__).parent / "examples/overviews/hamerstuk.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("record") / "record.sqlite"
    make_record(str(place))
    return place


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "record.sqlite"))


@pytest.fixture
def no_time_zones() -> Iterator[None]:
    """A system without a time zone database, as Windows and small containers are."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.slow
@pytest.mark.usefixtures("no_time_zones")
@pytest.mark.parametrize("command", [("votes",), ("day", "2024-02-01", "--from", "record"), ("status",)])
def test_without_time_zones(run: Run, record: Path, command: tuple[str, ...]) -> None:
    assert run(*command, "--record", record).code == 0


@pytest.mark.parametrize("command", ["sync", "status", "votes", "search", "audit"])
def test_a_record_that_is_a_folder(run: Run, tmp_path: Path, command: str) -> None:
    says(run(command, "--record", tmp_path), 2, "is een map", "record.sqlite")


def test_a_home_in_which_nothing_can_be_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    says(run("sync"), 5, "kan niet worden gemaakt", "--record")


@pytest.mark.parametrize("proxy", [":::", "http://[::1"])
def test_a_broken_proxy(run: Run, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    says(run("overview", "36470-VI", "--from", "live"), 2, "HTTPS_PROXY")


@pytest.mark.parametrize(
    "command",
    [
        ("search", "x", "--offset", "99999999999999999999"),
        ("search", "x", "--limit", "-1"),
        ("votes", "--since", "0001-01-01"),
        ("votes", "--until", "9999-12-31"),
        ("overview", "36470-VI", "--at", "9999-12-31"),
        ("diff", "--since", "0001-01-01"),
        ("day", "2024-02-01", "--watch", "--every", "nan"),
        ("day", "2024-02-01", "--watch", "--every", "inf"),
        ("day", "2024-02-01", "--watch", "--every", "-1"),
        ("budget", "--year", "999999"),
        ("votes", "--close", "1e9"),
    ],
)
def test_values_out_of_range(run: Run, record: Path, command: tuple[str, ...]) -> None:
    says(run(*command, "--record", record), 2)


def test_a_long_name_of_a_party_is_not_repeated_in_full(run: Run, record: Path) -> None:
    left = run("votes", "--party", "x" * 5000, "--record", record)
    says(left, 2, "geen bekende fractie")
    assert len(left.err) < 300


def test_a_database_of_another_program_is_left_as_it_was(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "patients.sqlite"
    for statement in ("CREATE TABLE patients (id)", "CREATE TABLE meta (name, value)"):
        with sqlite3.connect(place) as conn:
            conn.execute(statement)
        conn.close()
        before = place.read_bytes()
        says(run("sync", "--record", place), 2, "een ander programma")
        says(run("status", "--record", place), 2, "een ander programma")
        with sqlite3.connect(place) as conn:
            assert "page" not in {name for (name,) in conn.execute("SELECT name FROM sqlite_master")}
        conn.close()
        assert len(place.read_bytes()) == len(before)


LIST, DAY = ("votes",), ("day", "2024-02-03", "--from", "record")


@pytest.mark.parametrize(
    ("asked", "damage"),
    [
        (LIST, "UPDATE vote SET told = CAST(x'ff' AS TEXT)"),
        (LIST, "UPDATE vote SET told = substr(told, 1, length(told) / 2)"),
        (LIST, "UPDATE proposal SET told = '[]'"),
        (LIST, "UPDATE proposal SET told = replace(told, 'motion', 'otter')"),
        (LIST, "UPDATE ballot SET side = 'otter'"),
        (LIST, "UPDATE house SET told = '{}'"),
        (DAY, "UPDATE state SET data = substr(data, 1, length(data) / 2)"),
        (DAY, "UPDATE decision SET sides = CAST(x'ff' AS TEXT)"),
    ],
)
def test_what_is_damaged_is_called_damage(
    run: Run, record: Path, asked: tuple[str, ...], damage: str
) -> None:
    with sqlite3.connect(record) as conn:
        assert conn.execute(damage).rowcount > 0
    conn.close()
    says(run(*asked, "--record", record), 2, "beschadigd", "reservekopie")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "table"),
    [
        *((LIST, table) for table in ("vote", "ballot", "proposal", "house", "due")),
        *((DAY, table) for table in ("state", "link", "decision")),
    ],
)
def test_a_derived_table_that_is_gone_is_derived_anew(
    run: Run, record: Path, asked: tuple[str, ...], table: str
) -> None:
    whole = run(*asked, "--record", record)
    with sqlite3.connect(record) as conn:
        conn.execute(f"DROP TABLE {table}")
    conn.close()
    says(run(*asked, "--record", record), 2, "mist een deel", "kamerstem sync --rebuild")
    assert run("sync", "--rebuild", "--record", record).code == 0
    assert run(*asked, "--record", record) == whole


def test_odd_parameters_of_a_database(run: Run) -> None:
    pytest.importorskip("psycopg")
    says(run("status", "--record", "postgresql://x@127.0.0.1:1/y?foo=bar"), 2, "klopt niet", "foo")


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["\u009b31m", "\u202e", "\u2066", "\x1b[8m", "\u200b"])
def test_no_word_of_the_record_steers_a_terminal(run: Run, record: Path, sign: str) -> None:
    words, state = json.dumps(f"Motie{sign} van")[1:-1], schema.derived.state
    engine = schema.open_engine(record)
    with engine.begin() as conn:
        codec = Codec.of(conn)
        for key, data in conn.execute(sa.select(state.c.entity, state.c.data)).all():
            other = codec.pack("", codec.unpack(data).replace(b"Motie van", words.encode()))
            conn.execute(sa.update(state).where(state.c.entity == key).values(data=other))
    engine.dispose()
    for command in (("votes",), ("search", "motie"), ("day", "2024-02-03", "--from", "record"), ("audit",)):
        left = run(*command, "--record", record)
        assert "van" in left.out
        assert all(line.isprintable() for line in (left.out + left.err).split("\n")), command
