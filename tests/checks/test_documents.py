"""Whole documents, from the file to the exit code: what ``check`` reports and ``overview`` still shows."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from kamerstem import checks
from kamerstem.answers.example import Example
from kamerstem.cli import main
from kamerstem.model.overview import Severity
from kamerstem.readers.overview import read
from tests import needs

EXAMPLES = Path(__file__).parents[1] / "examples" / "overviews"

# The one thing that is wrong in each document (what is merely worth knowing aside), and its line.
WRONG = {
    "wrong-announced": ("announced-tally", Severity.ERROR, 19),
    "wrong-date": ("impossible-date", Severity.ERROR, 7),
    "wrong-heading": ("heading-outcome", Severity.ERROR, 19),
    "wrong-incomplete": ("incomplete-vote", Severity.WARNING, 19),
    "wrong-late-amendment": ("date-order", Severity.WARNING, 19),
    "wrong-number-twice": ("number-twice", Severity.ERROR, 25),
    "wrong-outcome": ("outcome-tally", Severity.ERROR, 19),
    "wrong-party-not-there": ("party-not-there", Severity.ERROR, 19),
    "wrong-party-order": ("party-order", Severity.WARNING, 19),
    "wrong-party-twice": ("split-party", Severity.ERROR, 19),
    "wrong-unknown-party": ("unknown-party", Severity.ERROR, 19),
    "wrong-votes-withdrawn": ("ballots-without-vote", Severity.ERROR, 19),
}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *args: str) -> Ran:
    with pytest.raises(SystemExit) as left:
        main(list(args))
    code = left.value.code
    assert isinstance(code, int)
    streams = capsys.readouterr()
    return Ran(code, streams.out, streams.err)


def path(name: str) -> str:
    return str(EXAMPLES / f"{name}.txt")


def test_every_wrong_document_is_told_what_is_wrong_with_it() -> None:
    assert sorted(file.stem for file in EXAMPLES.glob("wrong-*.txt")) == sorted(WRONG)


@pytest.mark.parametrize("name", WRONG)
def test_check_reports_exactly_what_is_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    check, severity, line = WRONG[name]
    ran = run(capsys, "check", path(name), "--as", "json")
    (checked,) = json.loads(ran.out)["checked"]
    worse = [finding for finding in checked["findings"] if finding["severity"] != "info"]
    assert [(f["check"], f["severity"], f["line"]) for f in worse] == [(check, str(severity), line)]
    assert ran.code == (1 if severity is Severity.ERROR else 0)
    assert ran.err == ""


@pytest.mark.parametrize("name", WRONG)
def test_check_as_text_names_check_and_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    check, severity, line = WRONG[name]
    ran = run(capsys, "check", path(name))
    (told,) = [each for each in ran.out.splitlines() if f"[{check}]" in each]
    assert told.strip().startswith("fout: " if severity is Severity.ERROR else "let op: ")
    assert f"(regel {line})" in told


@pytest.mark.parametrize("name", WRONG)
def test_strict_counts_warnings(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", path(name), "--strict").code == 1


@pytest.mark.parametrize("name", WRONG)
def test_overview_is_still_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    check, severity, _ = WRONG[name]
    ran = run(capsys, "overview", path(name), "--as", "text")
    assert ran.code == (1 if severity is Severity.ERROR else 0)
    assert "36.997" in ran.out
    assert "Voor: SP" in ran.out
    assert f"[{check}]" in ran.err
    assert f"[{check}]" not in ran.out


def test_overview_as_json_holds_the_findings_and_leaves_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "overview", path("wrong-outcome"), "--as", "json", "--lang", "en")
    shown = json.loads(ran.out)
    assert ran.code == 1
    assert ran.err == ""
    assert shown["amendments"][0]["decisions"][0]["result"] == "adopted"
    assert {finding["check"] for finding in shown["findings"]} == {"outcome-tally", "seats-not-stated"}
    assert "49 of 150 seats" in shown["findings"][0]["message"]


def test_one_wrong_document_among_good_ones_leaves_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "check", path("hamerstuk"), path("wrong-heading"), path("broken-pages"))
    assert ran.code == 1
    assert "hamerstuk.txt (36640): geen bevindingen" in ran.out


def test_the_example_has_nothing_to_find(capsys: pytest.CaptureFixture[str]) -> None:
    assert Example().overview().overview.findings == ()
    ran = run(capsys, "check", "36470-VI", "--from", "example", "--strict")
    assert ran.code == 0
    assert "geen bevindingen" in ran.out


def test_the_real_document_has_one_finding() -> None:
    (finding,) = checks.run(read(needs.shared("data/overviews/36470-VI.txt").read_bytes()))
    assert (finding.check, finding.severity) == ("seats-not-stated", Severity.INFO)
    assert (finding.at, finding.found) == ("/amendments/0/decisions/0", "101")
    assert "JA21" in finding.message.nl
