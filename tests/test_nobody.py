"""No form, list or answer says "nobody", or nought, where the record does not: here every vote lacks rows."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import kamerstem
from kamerstem.answers import record
from tests.commands import Run
from tests.render.paper import lines_of, words_of
from tests.simulator import Rows, Simulator
from tests.simulator.schema import read_schema

ROWS = Path(__file__).parent / "examples" / "rows"
SIDES = {"for", "against", "not_voting"}
DAYS = ("2024-02-06", "2024-02-13", "2024-02-15")
BILLS = ("99001", "99002", "99003", "99004", "99006")

# A side on which nobody stands, as any form says it in either language; "76-0" is a tally.
NOBODY = re.compile(
    r"niemand|nobody|no one|geen enkel|\b0 (?:zetels?|leden|lid|seats?|members?|stemmen|votes|voor|tegen|for|against)\b"
    r"|(?<![\w-])\d{1,3}[-–]0(?![\w-])|(?<![\w-])0[-–]\d{1,3}(?![\w-])",
    re.IGNORECASE,
)

pytestmark = pytest.mark.slow


def lacking() -> dict[str, list[dict[str, Any]]]:
    """Return the made-up rows, of each vote without one of its sides; of one with one side, without a party."""
    rows = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in ROWS.glob("*.jsonl")
    }
    for besluit in rows["Besluit"]:
        votes = besluit.get("Stemming") or []
        sides = sorted({row["Soort"] for row in votes})
        if len(sides) > 1:
            besluit["Stemming"] = [row for row in votes if row["Soort"] != sides[-1]]
        else:
            besluit["Stemming"] = votes[1:]
    return rows


@pytest.fixture(scope="module")
def served() -> Iterator[Simulator]:
    with Simulator(Rows(read_schema(), lacking())) as server:
        yield server


@pytest.fixture(scope="module")
def filled(served: Simulator, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("record") / "record.sqlite")
    assert not any(outcome.error for outcome in record.synchronise(place, served.url))
    return place


@pytest.fixture(autouse=True)
def place(served: Simulator, filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMERSTEM_URL", served.url)
    monkeypatch.setenv("KAMERSTEM_RECORD", filled)


def commands() -> Iterator[str]:
    """Yield every command that says how was voted, in every form that it has."""
    for form in ("text", "json", "csv", "csv-excel"):
        yield f"votes --as {form}"
        yield f"votes --close 20 --as {form}"
        yield f"votes --party SP --side against --as {form}"
        for day in DAYS:
            yield f"day {day} --as {form}"
            yield f"day {day} --as {form} --party SP" if form.startswith("csv") else f"day {day} --from live"
    for day in DAYS:
        yield f"day {day} -o PLACE/{day}.docx --as docx --party SP"
        yield f"day {day} --as intended"
    for bill in BILLS:
        for form in ("text", "json", "html", "md"):
            yield f"overview {bill} --from record --no-papers --as {form}"
        for form in ("docx", "pdf"):
            yield f"overview {bill} --from record --no-papers -o PLACE/{bill}.{form}"
        yield f"overview {bill} --from live --no-papers"
        yield f"check {bill} --from record --no-papers"
    for form in ("text", "json"):
        yield f"search --party SP --side for --as {form}"
        yield f"diff --since 2024-01-01 --as {form}"
        yield f"diff --since 2024-01-01 --rows --as {form}"
        yield f"audit --as {form}"


@pytest.mark.whole
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_command_says_that_nobody_was_where_rows_are_lost(run: Run, tmp_path: Path, lang: str) -> None:
    for command in commands():
        words = command.replace("PLACE", str(tmp_path)).split()
        left = run(*words, "--lang", lang)
        assert left.code in (0, 1), (command, left.err)
        written = Path(words[words.index("-o") + 1]) if "-o" in words else None
        said = left.out if written is None else shown(written)
        assert said.strip(), command
        if " json" in command:
            for at, value in stated(json.loads(said)):
                assert value != [], (command, at)
                assert value != 0, (command, at)
        elif " csv" in command:
            for row in csv.DictReader(
                io.StringIO(said.removeprefix("\ufeff")), delimiter=";" if "excel" in command else ","
            ):
                assert "0" not in [row[side] for side in SIDES], (command, row)
        if command.endswith("docx --party SP"):  # what was counted is said to be incomplete
            assert re.search(r"\(\d+-\d+\)", said) is None, command
            assert words[1] == DAYS[-1] or re.search(
                "(?:verworpen|rejected), (?:onvolledig|incomplete)", said
            )
        found = NOBODY.search(readable(said) + left.err)
        assert found is None, (command, found, said[max(0, found.start() - 200) : found.end() + 100])


def stated(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what an answer says of sides, with its place: how many stood there, and who."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in SIDES:
                yield f"{at}/{key}", inner
            yield from stated(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from stated(inner, f"{at}/{number}")


def shown(path: Path) -> str:
    if path.suffix == ".pdf":
        return words_of(lines_of(path.read_bytes()))
    body = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return "\n".join("".join(map(str, part.itertext())) for part in body.iter("{*}p"))


def readable(said: str) -> str:
    """Leave out what is no statement: moments, days and styles of a page."""
    said = re.sub(r"<style.*?</style>", "", said, flags=re.DOTALL)
    return re.sub(r"\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?", "", said)


def test_no_answer_in_python_says_so() -> None:
    with kamerstem.door("record") as door:
        for bill in BILLS:
            answer = door.overview(bill, papers=False)
            for _, value in stated(answer.to_dicts()):
                assert value not in ([], 0)
            assert NOBODY.search(readable(answer._repr_html_())) is None
        for day in DAYS:
            assert NOBODY.search(readable(door.day(day)._repr_html_())) is None
            for _, value in stated(door.day(day).to_dicts()):
                assert value not in ([], 0)


def test_the_same_words_are_found_where_nobody_was(run: Run, rows_record: Path) -> None:
    """Of rows that are whole these forms do say so: what is looked for is what they would say."""
    asked = ("--record", str(rows_record))
    assert NOBODY.search(run("overview", "99001", "--from", "record", "--no-papers", *asked).out)
    every = [value for _, value in stated(json.loads(run("votes", "--as", "json", *asked).out))]
    assert [] in every
