"""What some tests need and not everyone has: official data, a database, a browser, an office, fonts.

Without it a test skips, with the same words for the same thing, so that the end of a run can count them. Where
``CI`` is set, all that can be installed must be there, and the test fails. The official data are not ours to
hand on: they lie in a folder ``shared`` beside the checkout, or do not.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
_OFFICIAL = "needs the official data: a folder 'shared' beside the checkout"

official = pytest.mark.skipif(not SHARED.is_dir(), reason=_OFFICIAL)
"""Marks a test that reads them."""


def shared(place: str) -> Path:
    """Return a file or folder of the official data; the test skips where there are none at all."""
    if not SHARED.is_dir():
        pytest.skip(_OFFICIAL)
    return SHARED / place


def program(name: str, package: str) -> str:
    """Return the path of a program that a package of Debian brings."""
    found = shutil.which(name)
    if found is None:
        _lacking(name, package)
    return found


def calc() -> str:
    """Return the path of LibreOffice where it has the part that opens tables."""
    office = program("soffice", "libreoffice-calc")
    if not Path(office).resolve().with_name("libsclo.so").exists():
        _lacking("LibreOffice Calc", "libreoffice-calc")
    return office


def postgresql() -> Path:
    """Return the folder with the programs of the newest PostgreSQL that Debian has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        _lacking("PostgreSQL", "postgresql")
    return found[-1].parent


def font(family: str, package: str) -> None:
    """Hold that a family of fonts is there: what a page looks like, and so what a reader meets, depends on it."""
    if family not in _families():
        _lacking(f"the fonts {family}", package)


@cache
def _families() -> str:
    listing = program("fc-list", "fontconfig")
    return subprocess.run([listing, ":", "family"], capture_output=True, text=True, check=True).stdout


def _lacking(what: str, package: str) -> NoReturn:
    reason = f"needs {what}: 'apt-get install {package}'"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; on CI it must be there")
    pytest.skip(reason)


def root() -> None:
    """Hold that we are root, who alone can show a program a folder and nothing else."""
    if os.geteuid() != 0:
        pytest.skip("needs root: to run in a file system of its own")


def uv() -> str:
    """Return the path of uv: the one that runs the tests, or the one of the Makefile."""
    own = Path(__file__).parents[1] / ".tools/bin/uv"
    found = os.environ.get("UV") or shutil.which("uv") or (str(own) if own.exists() else None)
    if found is None:
        _lacking("uv", "python3-venv")
    return found


def packages(said: str) -> NoReturn:
    """Skip where no packages can be had, unless it is for another reason."""
    away = (
        "NewConnectionError",
        "ConnectTimeoutError",
        "NameResolutionError",
        "ProxyError",
        "No matching distribution",
    )
    assert any(each in said for each in away), said
    _lacking("the index of Python packages", "ca-certificates")
