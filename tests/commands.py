"""Commands run in this process, and what they leave behind."""

import os
import subprocess
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


def shown_on_a_terminal(*command: str, **environment: str) -> str:
    """Return what a person reads of a command in a process of its own, codes that a terminal obeys included."""
    import pty

    person, terminal = pty.openpty()
    settings = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")
    }
    settings |= {"TERM": "xterm-256color", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", **environment}
    with subprocess.Popen(command, stdout=terminal, stderr=subprocess.DEVNULL, env=settings) as left:
        os.close(terminal)
        shown = b""
        try:
            while piece := os.read(person, 65536):
                shown += piece
        except OSError:  # Linux: the other end has closed
            pass
        assert left.wait(60) == 0
    os.close(person)
    return shown.decode()
