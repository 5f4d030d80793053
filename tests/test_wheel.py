"""The wheel in a clean environment, without make, git or a time zone database: every command of the README works."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamerstem import __version__
from tests import needs
from tests.docs.pages import ROOT, Example, examples, programs
from tests.engines.papers import make_record
from tests.simulator import Rows, Simulator
from tests.simulator.schema import read_schema

pytestmark = pytest.mark.slow

README = list(examples(ROOT / "README.md"))
ROWS = Path(__file__).parent / "examples" / "rows"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done(needs.uv(), "build", "--quiet", "--wheel", "--out-dir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment as pip makes it, of the versions in the lock file; gives where its programs are."""
    folder = tmp_path_factory.mktemp("installed")
    wanted = folder / "wanted.txt"
    export = "export --quiet --frozen --no-dev --no-emit-project --no-hashes --directory".split()
    wanted.write_text(done(needs.uv(), *export, ROOT), "utf-8")
    done(sys.executable, "-m", "venv", folder / "own")
    programs = folder / "own" / "bin"
    pip = (programs / "pip", "--disable-pip-version-check", "--quiet", "install")
    tried = subprocess.run([*map(str, pip), "-r", str(wanted)], capture_output=True, text=True, check=False)
    if tried.returncode:
        needs.packages(tried.stderr)
    done(*pip, "--no-index", wheel)
    return programs


@pytest.fixture(scope="module")
def served() -> Iterator[Simulator]:
    with Simulator(Rows(read_schema(), None)) as server:
        yield server


@pytest.fixture(scope="module")
def copied() -> Iterator[Simulator]:
    with Simulator(Rows(read_schema(), ROWS)) as server:
        yield server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of somebody who has the examples of the README and nothing else of the project."""
    (tmp_path / "tests").mkdir()
    shutil.copytree(ROOT / "tests/examples/overviews", tmp_path / "tests/examples/overviews")
    shutil.copy(ROOT / "src/kamerstem/examples/36470-VI.txt", tmp_path / "overzicht.txt")
    (tmp_path / "home").mkdir()
    return tmp_path


def done(*command: str | Path) -> str:
    """Return what a command says; it must succeed."""
    left = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert left.returncode == 0, left.stderr
    return left.stdout


def bare(programs: Path, place: Path, **settings: str) -> dict[str, str]:
    """Return an environment with these programs only, and no time zones of the system."""
    own = {"PATH": str(programs), "HOME": str(place / "home"), "PYTHONTZPATH": "", "LC_ALL": "C.UTF-8"}
    return own | settings


def test_it_says_which_version_it_is(installed: Path, place: Path) -> None:
    for command in ([installed / "kamerstem"], [installed / "python", "-m", "kamerstem"]):
        left = subprocess.run(
            [*map(str, command), "--version"],
            capture_output=True,
            text=True,
            env=bare(installed, place),
            check=True,
        )
        assert left.stdout == f"kamerstem {__version__}\n"


@pytest.mark.parametrize("example", [pytest.param(each, id=str(each)) for each in README])
def test_every_command_of_the_readme_works(
    example: Example, installed: Path, place: Path, request: pytest.FixtureRequest
) -> None:
    settings: dict[str, str] = {}
    if example.network:
        copies = all(command.startswith("kamerstem sync") for command in example.commands)
        needs.shared("") if not copies else None
        settings["KAMERSTEM_URL"] = request.getfixturevalue("copied" if copies else "served").url
    if example.record:
        make_record(str(place / "record.sqlite"))
        settings["KAMERSTEM_RECORD"] = str(place / "record.sqlite")
    for command in example.commands:
        program, *words = shlex.split(command)
        left = subprocess.run(
            [str(installed / program), *words],
            capture_output=True,
            cwd=place,
            env=bare(installed, place, **settings),
            check=False,
        )
        assert left.returncode == example.exit, left.stderr.decode()
        assert b"Traceback" not in left.stderr


# That of the record needs the record of that bill; tests/docs runs it.
PROGRAMS = [text for text, network in programs(ROOT / "README.md") if not network and "open()" not in text]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_python_of_the_readme_works(program: str, installed: Path, place: Path) -> None:
    example = "kamerstem.door('example')"
    program = program.replace('compare("overzicht.txt")', f'compare("overzicht.txt", through={example})')
    program = program.replace('check("overzicht.txt")', f'check("overzicht.txt", {example})')
    left = subprocess.run(
        [str(installed / "python"), "-c", program],
        capture_output=True,
        cwd=place,
        env=bare(installed, place),
        check=False,
    )
    assert left.returncode == 0, left.stderr.decode()


def test_uvx_runs_it_without_installing_it(wheel: Path, installed: Path, place: Path) -> None:
    """``installed`` says whether packages can be had here."""
    left = subprocess.run(
        [
            needs.uv(),
            "tool",
            "run",
            "--quiet",
            "--python",
            sys.executable,
            "--from",
            str(wheel),
            "kamerstem",
            "--version",
        ],
        capture_output=True,
        cwd=place,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("VIRTUAL_ENV")},
    )
    assert left.stdout == f"kamerstem {__version__}\n", left.stderr
