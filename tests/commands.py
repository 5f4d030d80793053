"""Commands run in this process, and what they leave behind."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kamerstem.cli import main


@dataclass(frozen=True)
class Left:
    """What a run left behind."""

    code: int
    out: str
    err: str


class Run:
    """Runs a command in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: str | Path) -> Left:
        """Return what it left behind."""
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        out, err = self.capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Left(left.value.code, out, err)


def says(left: Left, code: int, *words: str) -> None:
    """Hold a failure to the contract: its code, nothing on stdout, one sentence or two in one line on stderr."""
    assert left.code == code, left.err
    assert left.out == ""
    assert left.err.startswith("kamerstem: ")
    assert left.err.count("\n") == 1
    assert left.err.endswith(".\n")
    assert "Traceback" not in left.err
    for word in words:
        assert word in left.err
