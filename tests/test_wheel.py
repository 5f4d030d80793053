"""The wheel in a clean environment, without make, git or a time zone database: every command of the README works.

And in a file system that has Python and what was installed, and nothing else, as the smallest of containers have.
"""

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
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


@dataclass(frozen=True)
class Machine:
    """Where programs are, and (``root``) the folder that is all they see; ``None``: they see this machine."""

    programs: Path
    root: Path | None = None

    def inside(self, path: Path) -> str:
        """Return a path as programs see it."""
        return str(path if self.root is None else Path("/") / path.relative_to(self.root))

    def run(self, place: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
        """Return what a command leaves behind, with these programs only and no time zones of the system."""
        program, *words = command
        own = {
            "PATH": str(self.programs),
            "HOME": self.inside(place / "home"),
            "PYTHONTZPATH": "",
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            [str(self.programs / program), *words],
            capture_output=True,
            cwd=place if self.root is None else None,
            env=own | settings,
            preexec_fn=None if self.root is None else partial(_enter, self.root, self.inside(place)),
            check=False,
        )


def _enter(root: Path, place: str) -> None:
    os.chroot(root)
    os.chdir(place)


@pytest.fixture(scope="module")
def slim(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Python, what was installed and the libraries that those need; no shell, no /etc, no /proc."""
    needs.root()
    root = tmp_path_factory.mktemp("slim")
    for tree in (Path(sys.base_prefix), installed.parent):
        unused = shutil.ignore_patterns(
            "test", "idlelib", "site-packages" if tree != installed.parent else "pip"
        )
        shutil.copytree(
            tree, root / tree.relative_to("/"), symlinks=True, ignore=unused, copy_function=_linked
        )
    binaries = [path for path in root.rglob("*") if path.suffix == ".so" or ".so." in path.name]
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    for library in set(re.findall(r"(/\S+) \(0x", done("ldd", python, *binaries))):
        if not (root / library[1:]).exists():
            (root / library[1:]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(library, root / library[1:])
    (root / "dev").mkdir()
    for name, number in (("null", 3), ("urandom", 9)):
        os.mknod(root / "dev" / name, 0o666 | stat.S_IFCHR, os.makedev(1, number))
    (root / "tmp").mkdir(exist_ok=True)
    return root


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copy2(source, target)


@pytest.fixture(params=["clean", pytest.param("slim", marks=pytest.mark.whole)])
def machine(request: pytest.FixtureRequest, installed: Path) -> Machine:
    return Machine(installed, None if request.param == "clean" else request.getfixturevalue("slim"))


@pytest.fixture
def place(tmp_path: Path, machine: Machine) -> Path:
    """A folder of somebody who has the examples of the README and nothing else of the project."""
    mine = tmp_path if machine.root is None else machine.root / f"somebody-{tmp_path.name}"
    (mine / "tests").mkdir(parents=True)
    shutil.copytree(ROOT / "tests/examples/overviews", mine / "tests/examples/overviews")
    shutil.copy(ROOT / "src/kamerstem/examples/36470-VI.txt", mine / "overzicht.txt")
    (mine / "home").mkdir()
    return mine


def done(*command: str | Path) -> str:
    """Return what a command says; it must succeed."""
    left = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert left.returncode == 0, left.stderr
    return left.stdout


def test_it_says_which_version_it_is(machine: Machine, place: Path) -> None:
    for command in (["kamerstem"], ["python", "-m", "kamerstem"]):
        left = machine.run(place, *command, "--version")
        assert left.stdout.decode() == f"kamerstem {__version__}\n", left.stderr


def test_there_is_nothing_but_python(slim: Path) -> None:
    machine = Machine(Path("/"), slim)
    for program in ("bin/sh", "usr/bin/git", "usr/bin/make", "usr/share/zoneinfo", "etc", "proc"):
        assert not (slim / program).exists()
    with pytest.raises(FileNotFoundError):
        machine.run(slim, "bin/sh")


@pytest.mark.parametrize("example", [pytest.param(each, id=str(each)) for each in README])
def test_every_command_of_the_readme_works(
    example: Example, machine: Machine, place: Path, request: pytest.FixtureRequest
) -> None:
    settings: dict[str, str] = {}
    if example.network:
        copies = all(command.startswith("kamerstem sync") for command in example.commands)
        needs.shared("") if not copies else None
        settings["KAMERSTEM_URL"] = request.getfixturevalue("copied" if copies else "served").url
    if example.record:
        make_record(str(place / "record.sqlite"))
        settings["KAMERSTEM_RECORD"] = machine.inside(place / "record.sqlite")
    for command in example.commands:
        left = machine.run(place, *shlex.split(command), **settings)
        assert left.returncode == example.exit, left.stderr.decode()
        assert b"Traceback" not in left.stderr


# That of the record needs the record of that bill; tests/docs runs it.
PROGRAMS = [text for text, network in programs(ROOT / "README.md") if not network and "open()" not in text]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_python_of_the_readme_works(program: str, machine: Machine, place: Path) -> None:
    example = "kamerstem.door('example')"
    program = program.replace('compare("overzicht.txt")', f'compare("overzicht.txt", through={example})')
    program = program.replace('check("overzicht.txt")', f'check("overzicht.txt", {example})')
    left = machine.run(place, "python", "-c", program)
    assert left.returncode == 0, left.stderr.decode()


def test_uvx_runs_it_without_installing_it(wheel: Path, installed: Path, tmp_path: Path) -> None:
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
        cwd=tmp_path,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("VIRTUAL_ENV")},
    )
    assert left.stdout == f"kamerstem {__version__}\n", left.stderr


@pytest.mark.whole
def test_pipx_installs_it_and_runs_it(wheel: Path, installed: Path, tmp_path: Path) -> None:
    """As the README says it, in a home of its own; pipx itself is fetched by uv."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("VIRTUAL_ENV")}
    settings |= {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    settings["PIPX_DEFAULT_PYTHON"] = sys.executable
    pipx = [needs.uv(), "tool", "run", "--quiet", "pipx"]

    def asked(*command: str | Path) -> str:
        left = subprocess.run(
            [str(word) for word in command],
            capture_output=True,
            cwd=tmp_path,
            text=True,
            check=False,
            env=settings,
        )
        assert left.returncode == 0, left.stderr
        return left.stdout

    said = asked(*pipx, "install", wheel)
    assert "installed package kamerstem" in said
    assert asked(tmp_path / "bin" / "kamerstem", "--version") == f"kamerstem {__version__}\n"
    assert asked(*pipx, "run", "--spec", wheel, "kamerstem", "--version").endswith(
        f"kamerstem {__version__}\n"
    )
    asked(*pipx, "uninstall", "kamerstem")
    assert not (tmp_path / "bin" / "kamerstem").exists()
