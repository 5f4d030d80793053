"""Documents as they are given to a command: a folder of them, and one by standard input."""

import io
from pathlib import Path

import pytest

from kamerstem.readers import lines
from tests.commands import Run, says

TEXT = (Path(__file__).parents[1] / "src/kamerstem/examples/36470-VI.txt").read_bytes()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    lines.standard_input.cache_clear()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT)))


@pytest.mark.parametrize("command", ["check", "compare"])
def test_a_document_comes_by_standard_input(run: Run, typed: None, command: str) -> None:
    left = run(command, "--from", "example", "-")
    assert left.code == 0
    assert left.err.startswith(
        "Gelezen van de standaardinvoer." if command == "check" else "Dit is het ingebouwde"
    )


def test_the_documents_of_a_folder_are_checked_each(run: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "c.png"):
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / "d.txt").mkdir()
    left = run("check", "--from", "example", tmp_path)
    assert left.code == 0
    assert [left.out.index(f"{tmp_path / name} (") for name in ("a.TXT", "b.txt")] == sorted(
        left.out.index(f"{tmp_path / name} (") for name in ("a.TXT", "b.txt")
    )
    assert "c.png" not in left.out + left.err


def test_a_folder_goes_into_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(TEXT)
    (tmp_path / "in" / "b.txt").write_bytes(b"niets")
    left = run("overview", tmp_path / "in", "--from", "live", "--as", "md", "-o", tmp_path / "out")
    assert left.code == 2
    assert "'b.txt'" in left.err
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["36470-VI.md"]


def test_a_folder_without_a_document_is_named(run: Run, tmp_path: Path) -> None:
    says(run("check", tmp_path), 2, str(tmp_path), ".odt")
    says(run("check", tmp_path, "--lang", "en"), 2, "holds no document")
