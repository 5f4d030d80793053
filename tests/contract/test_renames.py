"""A key that is renamed in one place (what makes an answer, what shows it, its type) fails the type checker."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from mypy import api

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "kamerstem"
EACH = 10

pytestmark = pytest.mark.slow

Place = tuple[Path, int, int]


def keys(pattern: str, paths: Iterator[Path] | list[Path]) -> list[Place]:
    """Return ten places where a key stands, spread evenly over all there are."""
    found = [
        (path.relative_to(SOURCE), *match.span(1))
        for path in sorted(paths)
        for match in re.finditer(pattern, path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(found) > EACH
    return [found[index * len(found) // EACH] for index in range(EACH)]


def shows(path: Path) -> bool:
    return "kamerstem.contract.types" in path.read_text("utf-8")


MADE = keys(r'^ +"(\w+)": ', list(SOURCE.glob("contract/*.py")))
SHOWN = keys(r"""\[["'](\w+)["']\]""", filter(shows, SOURCE.glob("render/*.py")))
TYPED = keys(r"^    (\w+): Annotated\[", list(SOURCE.glob("contract/types/*.py")))


def named(place: Place) -> str:
    path, start, end = place
    return f"{path.as_posix()}:{(SOURCE / path).read_text('utf-8')[start:end]}"


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Place | None], list[str]]]:
    """What mypy says of the contract and what shows it, with one key called otherwise."""
    home = tmp_path_factory.mktemp("renamed")
    shutil.copytree(SOURCE, home / "src" / "kamerstem", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", home)
    before = Path.cwd()

    def said(place: Place | None) -> list[str]:
        if place is not None:
            path, start, end = home / "src" / "kamerstem" / place[0], *place[1:]
            text = path.read_text("utf-8")
            path.write_text(f"{text[:start]}{text[start:end]}_renamed{text[end:]}", "utf-8")
        out, err, _ = api.run(["-p", "kamerstem.contract", "-p", "kamerstem.render", "--no-error-summary"])
        assert not err
        if place is not None:
            path.write_text(text, "utf-8")
        return [line for line in out.splitlines() if ": error: " in line]

    os.chdir(home)
    try:
        assert said(None) == []
        yield said
    finally:
        os.chdir(before)


def first_and_rest(places: list[Place]) -> Iterator[ParameterSet]:
    """Yield the places; the checker takes seconds for each, so that all but the first are for `make check`."""
    for place in places:
        marks = () if place == places[0] else (pytest.mark.whole,)
        yield pytest.param(place, marks=marks, id=named(place))


@pytest.mark.parametrize(
    "place", [each for places in (MADE, SHOWN, TYPED) for each in first_and_rest(places)]
)
def test_a_key_that_is_renamed_fails_the_type_checker(
    place: Place, complaints: Callable[[Place | None], list[str]]
) -> None:
    assert any("TypedDict" in line for line in complaints(place)), named(place)
