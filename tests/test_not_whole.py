"""A first sync that was stopped: every answer says first that the record is not whole. And votes of no proposal."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import docx
import pytest

from kamerstem.answers import record
from kamerstem.cli import commands
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.sync import Progress
from tests.commands import Run
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parent / "examples" / "rows"
SAYS = "Het gegevensbestand is nog niet helemaal gevuld"
PLACES = range(1, 31, 3)  # the steps of a sync at which it is stopped: ten of them

ASKED: tuple[tuple[str, ...], ...] = (
    ("overview", "99006", "--no-papers"),
    ("check", "99006", "--no-papers"),
    ("votes",),
    ("votes", "--as", "csv"),
    ("search", "wet"),
    ("day", "2024-02-13"),
    ("diff", "--since", "2024-01-01"),
    ("status",),
    ("audit",),
    ("budget", "--year", "2024"),
    ("status", "--verify"),
    ("check", "FOLDER/own.txt"),
    ("compare", "FOLDER/own.txt"),
    ("compare", "FOLDER/verslag.xml"),
    ("compare", "--intended", "FOLDER/meant.csv", "--party", "SP"),
    ("overview", "--adopted-since", "2024-01-01", "-o", "FOLDER/made", "--no-papers"),
)
"""Every command that answers from a record."""

TELLS_NOTHING_OF_VOTES = {"sync", "help", "glossary", "completion"}


def of_a_record() -> dict[str, click.Command]:
    """Return the commands that answer from a record."""
    every = commands("nl").commands
    return {
        name: command
        for name, command in every.items()
        if name not in TELLS_NOTHING_OF_VOTES and any(each.name == "record" for each in command.params)
    }


def forms() -> Iterator[tuple[str, ...]]:
    """Yield every command that answers from a record in every form but text, once."""
    first = {command[0]: command for command in reversed(ASKED)}
    for name, command in of_a_record().items():
        for each in command.params:
            if each.name == "form" and isinstance(each.type, click.Choice):
                for form in each.type.choices:
                    if form != "text":
                        written = ("-o", f"FOLDER/written.{form}") if form in ("docx", "pdf") else ()
                        yield (*first[name], "--as", form, *written)


def test_every_command_that_answers_from_a_record_is_asked() -> None:
    assert set(of_a_record()) == {command[0] for command in ASKED}
    assert len(list(forms())) > 20


ASKED_AS_DATA: tuple[tuple[str, ...], ...] = (
    ("votes",),
    ("search", "wet"),
    ("diff", "--since", "2024-01-01"),
    ("status",),
    ("audit",),
    ("budget", "--year", "2024"),
)


class Stopped(Exception):
    """What stops a sync."""


def body(document: Path) -> str:
    return "\n".join(part.text for part in docx.Document(str(document)).paragraphs)


def stop_at(step: int) -> Callable[[Progress], None]:
    seen = [0]

    def progress(_: Progress) -> None:
        seen[0] += 1
        if seen[0] == step:
            raise Stopped

    return progress


def options(command: tuple[str, ...], place: str) -> tuple[str, ...]:
    asked = ("--from", "record") if command[0] in ("overview", "check", "day", "compare") else ()
    folder = str(Path(place).parent)
    return (*(word.replace("FOLDER", folder) for word in command), "--record", place, *asked)


def documents(folder: Path, run: Run, url: str) -> None:
    """Write what is checked and compared: an overview, an account of a sitting, a list of intended votes."""
    made = run("overview", "99006", "--no-papers", "--from", "live", "--url", url, "-o", folder / "own.txt")
    assert made.code in (0, 1)
    (folder / "verslag.xml").write_bytes((ROWS.parent / "accounts/verslag-2024.xml").read_bytes())
    (folder / "meant.csv").write_text("99006;voor\n", "utf-8")


def test_a_first_sync_stopped_at_ten_places_is_said_first_until_it_is_whole(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    served = make_simulator(ROWS)
    monkeypatch.setenv("KAMERSTEM_URL", served.url)
    place = str(tmp_path / "record.sqlite")
    documents(tmp_path, run, served.url)
    for step in PLACES:
        with pytest.raises(Stopped):
            record.synchronise(place, served.url, progress=stop_at(step))
        for command in ASKED:
            left = run(*options(command, place))
            said = left.err.removeprefix("kamerstem: ")
            if "--adopted-since" in command:  # of each of several: which one it is said of
                said = said.removeprefix("99001: ")
            if command == ("check", "FOLDER/own.txt") and left.code != 4:
                # The first of its findings, after the name of the document; beside it, what that was compared with.
                assert SAYS in next(line for line in left.out.splitlines() if "[" in line), (
                    step,
                    command,
                    left,
                )
                said = said.replace("Gelezen uit own.txt. Vergeleken met de gegevens: h", "H")
            assert said.startswith(SAYS), (step, command, left)
        for command in ASKED_AS_DATA if step in (PLACES[0], PLACES[-1]) else ():
            lacking = json.loads(run(*options(command, place), "--as", "json").out)["not_whole"]
            assert lacking, (step, command)
            assert set(lacking) <= set(CATEGORIES)
        for command in forms() if step in (PLACES[3], PLACES[-1]) else ():
            left = run(*options(command, place))
            if command[command.index("--as") + 1] != "json" or left.code > 1:
                assert left.err.removeprefix("kamerstem: ").startswith(SAYS), (step, command, left)
                if command[0] == "day" and "docx" in command:  # it goes on without what was said beside it
                    assert SAYS in body(tmp_path / "written.docx")
            else:
                said = json.loads(left.out)
                assert (
                    said.get("not_whole")
                    or "record-not-whole" in left.out
                    or str(said.get("origin")).startswith(SAYS)
                ), (step, command)
        told = run(*options(("overview", "99006", "--no-papers", "--as", "json"), place))
        if told.code != 4:
            findings = json.loads(told.out)["findings"]
            assert findings[0]["check"] == "record-not-whole"
            # What such a record lacks is not held against the official data.
            assert not {"votes-missing", "incomplete-vote", "date-missing"} & {
                each["check"] for each in findings
            }
    record.synchronise(place, served.url)
    for command in ASKED:
        left = run(*options(command, place))
        assert SAYS not in left.out + left.err
    for command in ASKED_AS_DATA:
        assert json.loads(run(*options(command, place), "--as", "json").out)["not_whole"] == []
    # Every vote is listed, those that belong to no proposal too.
    with record.opened(place) as store:
        ids = [row.id for row in store.decisions(record.filter_of())]
        listed = [vote.decision.id for vote in record.votes(store, record.filter_of())]
    assert list(dict.fromkeys(listed)) == ids
