"""The public door: a document goes in as a file, and what the command line says of it comes out."""

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kamerstem import checks
from kamerstem.checks import compare
from kamerstem.cli import main
from kamerstem.errors import NotAnOverview
from kamerstem.model.overview import Overview
from kamerstem.readers.overview import read

# Warnings that accuse nobody: a line was not read, or the seating of that day is another.
PASSING = {"unread-line", "party-order"}
# What follows where a line was not read, and it is said.
FOLLOWING = {"left-out", "no-decision", "date-missing", "absent-not-stated", "incomplete-vote"}


def run(*args: str) -> tuple[int, str, str]:
    """Return the exit code of a command, run in this process, and its standard output and error."""
    out, err = io.BytesIO(), io.StringIO()
    code: object = 0
    with (
        contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)) as stream,
        contextlib.redirect_stderr(err),
    ):
        try:
            main(list(args))
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int), code
    stream.flush()
    return code, out.getvalue().decode(), err.getvalue()


@contextlib.contextmanager
def filed(text: str, suffix: str = ".txt") -> Iterator[Path]:
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
        return overview_in(path)


def overview_in(path: Path) -> dict[str, Any] | str:
    """Return the JSON of an overview in a file, or the words with which it is refused."""
    code, out, err = run("overview", str(path), "--as", "json")
    if not out:
        assert code == 2, err
        return err.strip()
    made: dict[str, Any] = json.loads(out)
    return made


@dataclass(frozen=True)
class Said:
    """A finding, without its place."""

    check: str
    severity: str
    ref: str | None
    message: str

    def accuses(self, unread: bool) -> bool:
        """Whether it says that something in the document is not so; ``unread``: a line is said not to be read."""
        passing = PASSING | FOLLOWING if unread else PASSING
        return self.severity == "error" or (self.severity == "warning" and self.check not in passing)


def against(text: str, official: Overview) -> list[Said] | None:
    """Return all that is found in a document, alone and beside official data; None: it is refused."""
    try:
        document = read(text.encode())
    except NotAnOverview:
        return None
    whole = compare.merged(replace(document, findings=(*checks.run(document), *document.findings)), official)
    return [
        Said(each.check, str(each.severity), str(each.ref) if each.ref else None, each.message.nl)
        for each in whole.findings
    ]
