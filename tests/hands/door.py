"""The public door: a document goes in as a file, and what the command line says of it comes out."""

import contextlib
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from kamerstem.cli import main


def run(*args: str) -> tuple[int, str, str]:
    """Return the exit code of a command, run in this process, and its standard output and error."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(list(args))
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int), code
    return code, out.getvalue(), err.getvalue()


@contextlib.contextmanager
def filed(text: str, suffix: str = ".txt") -> Any:
    """Give the path of a file with this text, for as long as it is needed."""
    handle, name = tempfile.mkstemp(suffix=suffix)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        yield Path(name)
    finally:
        Path(name).unlink()


def overview_of(text: str) -> dict[str, Any] | str:
    """Return the JSON of an overview in plain text, or the words with which it is refused."""
    with filed(text) as path:
        code, out, err = run("overview", str(path), "--as", "json")
    if not out:
        assert code == 2, err
        return err.strip()
    made: dict[str, Any] = json.loads(out)
    return made
