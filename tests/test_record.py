"""The local record on the command line: sync, status, votes, diff, and overviews from it."""

import csv
import datetime as dt
import io
import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kamerstem.answers.record import opened
from kamerstem.cli.folding import over
from kamerstem.cli.record import _progress
from kamerstem.contract.types.lists import Change, Values
from kamerstem.model.answers import Counts, What
from kamerstem.render.listing import change_lines, duration
from kamerstem.sync import Progress
from tests.commands import Run, says
from tests.simulator import Fault, Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parent / "examples" / "rows"
EXAMPLE = Path(__file__).parent / "examples" / "overviews" / "hamerstuk.txt"


@pytest.fixture
def served(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Simulator:
    server = make_simulator(ROWS)
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    return server


@pytest.fixture
def synced(served: Simulator, rows_record: Path, tmp_path: Path) -> Simulator:
    shutil.copy(rows_record, tmp_path / "record.sqlite")
    return served


def test_a_sync_says_what_became_of_each_category_and_asks_nothing_twice(synced: Simulator, run: Run) -> None:
    again = run("sync", "--lang", "en")
    assert again.code == 0
    lines = again.out.splitlines()
    assert len(lines) == 18 + 1  # and the second look
    assert all("nothing new" in line or "unchanged" in line for line in lines)


def test_the_record_answers_before_the_api_and_says_so(synced: Simulator, run: Run) -> None:
    synced.clear()
    told = run("overview", "99001", "--from", "live", "--as", "json")
    live = json.loads(told.out)
    asked = len(synced.requests)
    left = run("overview", "99001")
    assert left.code == told.code == 1  # there are faults in these rows on purpose
    assert "Uit het eigen gegevensbestand" in left.err
    held = json.loads(run("overview", "99001", "--as", "json").out)
    assert len(synced.requests) == asked
    assert [item["ref"] for item in held["amendments"]] == [item["ref"] for item in live["amendments"]]
    assert [item["status"] for item in held["amendments"]] == [item["status"] for item in live["amendments"]]
    assert [tallies(item) for item in held["amendments"]] == [tallies(item) for item in live["amendments"]]
    assert any(tallies(item) for item in held["amendments"])


def test_what_the_record_does_not_have_is_asked_of_the_api(synced: Simulator, run: Run) -> None:
    says(run("overview", "88888", "--from", "record"), 4, "88888")
    says(run("overview", "88888"), 4, "88888")


def test_an_earlier_day_is_for_the_record_alone(synced: Simulator, run: Run) -> None:
    says(run("overview", EXAMPLE, "--at", "2024-01-01"), 2, "--at")
    says(run("overview", "99001", "--at", "2024-01-01", "--from", "live"), 2, "--at")
    says(run("overview", "99001", "--at", "1 mei"), 2, "--at")


def test_no_record_is_a_sentence(served: Simulator, run: Run) -> None:
    says(run("status"), 4)
    says(run("votes"), 4)
    says(run("overview", "99001", "--from", "record"), 4)


def test_status_in_both_forms_and_verified(synced: Simulator, run: Run) -> None:
    assert "Besluit" in run("status").out
    status = json.loads(run("status", "--as", "json", "--verify").out)
    assert status["verified"] == {"whole": True, "damaged": [], "differences": [], "broken": []}
    assert status["entities"]["Besluit"]["live"] > 40
    assert {category["name"] for category in status["categories"]} >= {"Zaak", "Besluit", "Stemming"}


def test_votes_in_three_forms_are_the_same_votes(synced: Simulator, run: Run) -> None:
    told = run("votes", "--outcome", "rejected")
    listed = json.loads(run("votes", "--outcome", "rejected", "--as", "json").out)["votes"]
    table = list(csv.DictReader(io.StringIO(run("votes", "--outcome", "rejected", "--as", "csv").out)))
    assert len(listed) == len(table) > 5
    assert {vote["decision"]["result"] for vote in listed} == {"rejected"}
    assert [row["id"] for row in table] == [vote["decision"]["id"] for vote in listed]
    assert told.out.count("Verworpen") + told.out.count("Niet aangenomen") >= len(listed)
    days = [vote["decision"]["sitting"]["date"] for vote in listed]
    assert [day for day in days if day] == sorted(day for day in days if day)


def test_a_vote_on_a_part_says_so(synced: Simulator, run: Run) -> None:
    listed = json.loads(run("votes", "--as", "json").out)["votes"]
    table = list(csv.DictReader(io.StringIO(run("votes", "--as", "csv").out)))
    assert [vote["part"] or "" for vote in listed] == [row["part"] for row in table]
    of_parts = {vote["part"] for vote in listed if vote["ref"] == "99001, nr. 10"}
    assert len(of_parts) > 1
    told = run("votes").out
    assert all(f"99001, nr. 10, onderdeel {part}" in told for part in of_parts if part)


def test_votes_of_a_party_and_close_ones(synced: Simulator, run: Run) -> None:
    everything = json.loads(run("votes", "--as", "json").out)["votes"]
    for side in ("for", "against"):
        (party, _), *_ = Counter(id for vote in everything for id in ids(vote, side)).most_common()
        expected = [vote["decision"]["id"] for vote in everything if party in ids(vote, side)]
        asked = json.loads(run("votes", "--party", party, "--side", side, "--as", "json").out)["votes"]
        assert [vote["decision"]["id"] for vote in asked] == expected
        assert expected
    close = json.loads(run("votes", "--close", "0", "--as", "json").out)["votes"]
    assert len(close) < len(everything)
    assert run("votes", "--since", "2100-01-01", "--lang", "en").out == "No votes found.\n"
    assert run("votes", "--lang", "en").err == f"{len(everything)} votes found.\n"
    assert "motie" in run("votes").out.split("\n\n")[-1].splitlines()[0]


@pytest.mark.parametrize("command", ["votes", "search", "audit"])
def test_a_period_that_runs_backwards_is_no_empty_answer(synced: Simulator, run: Run, command: str) -> None:
    period = ("--since", "2025-01-01", "--until", "2024-01-01")
    says(run(command, *period), 2, "van 2025-01-01 tot 2024-01-01", "--until")
    assert run(command, "--since", "2024-01-01", "--until", "2024-01-01").code in (0, 1)


@pytest.mark.parametrize("command", ["votes", "search"])
def test_a_side_is_that_of_a_party(synced: Simulator, run: Run, command: str) -> None:
    says(run(command, "--side", "for"), 2, "--party")


def tallies(item: dict[str, Any]) -> list[Any]:
    return [(decision["counted"], decision["for"], decision["against"]) for decision in item["decisions"]]


def ids(vote: dict[str, Any], side: str) -> set[str]:
    return {row["party"]["id"] for row in vote["decision"][side] or ()}


def test_a_failing_category_does_not_stop_the_others(served: Simulator, run: Run) -> None:
    served.faults.add(Fault.BAD_XML, times=None, path="category=Persoon")
    left = run("sync", "--categories", "Persoon,Zaak")
    assert left.code == 3
    persoon, zaak = left.out.splitlines()
    assert persoon.startswith("Persoon: niet gelukt (")  # not that there is no news
    assert ";" in persoon
    assert re.search(r"\(\d+,\d s\)", persoon)
    assert "nieuw" in zaak
    served.faults.clear()
    assert run("sync").code == 0


def test_without_a_connection_the_rest_is_not_tried(
    served: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch, nowhere: str
) -> None:
    assert run("sync").code == 0
    before = json.loads(run("status", "--as", "json").out)["categories"]
    monkeypatch.setenv("KAMERSTEM_URL", nowhere)
    left = run("sync")
    assert left.code == 3
    failed, rest = left.out.splitlines()
    assert "geen verbinding" in failed
    assert rest == "De rest is niet opgevraagd."
    after = json.loads(run("status", "--as", "json").out)["categories"]
    assert sum(category["error"] is not None for category in after) == 1
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_category_that_is_none(served: Simulator, run: Run) -> None:
    says(run("sync", "--categories", "Zaak,Onzin"), 2, "Onzin")


def test_diff_says_what_changed(synced: Simulator, run: Run) -> None:
    changes = json.loads(run("diff", "--since", "2000-01-01", "--as", "json").out)["changes"]
    assert {change["what"] for change in changes} <= {
        "new",
        "corrected",
        "deleted",
        "returned",
        "status",
        "uncertain",
    }
    assert run("diff", "--since", "2100-01-01").out == "Er is niets veranderd.\n"
    told = run("diff", "--since", "2000-01-01").out.splitlines()
    assert re.fullmatch(r"\d+ gebeurtenissen sinds 2000-01-01:", told[0])
    assert told[-1] == f"In het gegevensbestand: {len(changes)} gewijzigde rijen; die toont --rows."
    head, *sorts = run("diff", "--since", "2000-01-01", "--rows").out.split("\n\n")[0].splitlines()
    assert head == f"{len(changes)} wijzigingen sinds 2000-01-01:"
    counts = Counter((change["what"], change["entity"]) for change in changes)
    assert sorted(line.split()[-2:] for line in sorts) == sorted(
        [str(number), entity] for (_, entity), number in counts.items()
    )


def change(number: int, what: What = What.NEW, entity: str = "Zaak") -> Change:
    return {
        "what": what,
        "entity": entity,
        "id": f"id-{number}",
        "number": f"2024Z{number}",
        "title": f"Titel {number}",
        "changed": "2024-03-31T22:30:00+00:00",
        "fields": {},
    }


def test_a_change_has_its_time_in_amsterdam_as_the_day_that_is_asked() -> None:
    fields: dict[str, Values] = {"Alias": {"old": None, "new": "b"}}
    lines = list(change_lines([{**change(1, What.CORRECTED), "fields": fields}], "nl", dt.date(2024, 4, 1)))
    assert lines == [
        "1 wijziging sinds 2024-04-01:",
        "  verbeterd  1  Zaak",
        "",
        "2024-04-01 00:30  verbeterd, Zaak 2024Z1: Titel 1",
        "    Alias: leeg -> b",
    ]


def test_on_a_terminal_ten_changes_of_a_sort_are_shown_and_the_rest_counted() -> None:
    changes = [change(number) for number in range(25)] + [change(30, What.STATUS)]
    lines = list(change_lines(changes, "nl", dt.date(2024, 4, 1), 10))
    assert lines[:3] == [
        "26 wijzigingen sinds 2024-04-01:",
        "  andere status   1  Zaak",
        "  nieuw          25  Zaak",
    ]
    assert "andere status, Zaak 2024Z30" in lines[4]
    assert sum("  nieuw, Zaak" in line for line in lines) == 10
    assert lines[-1] == "... en nog 15 (nieuw, Zaak). Alles: --as json."
    assert sum("  nieuw, Zaak" in line for line in change_lines(changes, "nl", dt.date(2024, 4, 1))) == 25


def test_a_rebuild_changes_nothing(synced: Simulator, run: Run) -> None:
    before = run("overview", "99001", "--from", "record").out
    assert run("sync", "--rebuild").code == 0
    assert run("overview", "99001", "--from", "record").out == before


def test_status_says_what_the_last_sync_made_of_each_category(served: Simulator, run: Run) -> None:
    served.faults.add(Fault.BAD_XML, times=None, path="category=Persoon")
    assert run("sync").code == 3
    lines = {line.split(":")[0].strip(): line for line in run("status").out.splitlines()[10:]}
    assert "146 nieuw, 1 verwijderd" in lines["Besluit"]
    assert re.search(r"\(\d{4}-\d\d-\d\d \d\d:\d\d\)", lines["Besluit"])
    assert "geen bruikbaar antwoord" in lines["Persoon"]
    assert "niets nieuws" not in lines["Persoon"]
    assert list(lines)[-1] == "Terugblik op 30 dagen"  # after what it looks at
    assert "niets nieuws" in lines["Terugblik op 30 dagen"]
    counts = {
        each["name"]: each["counts"] for each in json.loads(run("status", "--as", "json").out)["categories"]
    }
    assert counts["Besluit"] == {"new": 146, "changed": 0, "deleted": 1, "unchanged": 0, "failed": 0}


def test_a_sync_that_was_stopped_says_so(synced: Simulator, run: Run, tmp_path: Path) -> None:
    with opened(str(tmp_path / "record.sqlite")) as store:
        store.begin("Zaak")
    assert "Zaak: niets nieuws; niet afgemaakt; voer kamerstem sync uit" in run("status").out


@pytest.mark.parametrize(
    ("seconds", "nl", "en"),
    [
        (0.6, "1 seconde", "1 second"),
        (59, "59 seconden", "59 seconds"),
        (125, "2 minuten", "2 minutes"),
        (9000, "2 uur", "2 hours"),
    ],
)
def test_times_in_words(seconds: float, nl: str, en: str) -> None:
    assert (duration(seconds, "nl"), duration(seconds, "en")) == (nl, en)


def test_progress_on_a_terminal_tells_the_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    show = _progress("nl")
    assert show is not None
    show(Progress("Zaak", Counts(new=500), 10.0, share=0.25))
    show(Progress("Zaak", Counts(new=500), 10.0))
    first, second = capsys.readouterr().err.split("\r")[1:]
    assert first.strip() == "Zaak: 500 (50/s), nog ongeveer 30 seconden"
    assert second.strip() == "Zaak: 500 (50/s)"


@pytest.mark.parametrize("columns", [30, 60, 200])
def test_progress_stays_on_one_line_of_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    over("Zaak: 500 (50/s), nog ongeveer 30 seconden", done=False)
    over("kort", done=True)
    first, second = capsys.readouterr().err.split("\r")[1:]
    assert len(first) < columns
    assert len(second.rstrip("\n")) == len(first)  # nothing of the longer one is left
    assert second.endswith("\n")


def test_every_bill_adopted_since_a_day_goes_into_a_folder(
    synced: Simulator, run: Run, tmp_path: Path
) -> None:
    votes = json.loads(run("votes", "--outcome", "adopted", "--as", "json").out)["votes"]
    bills = {vote["ref"] for vote in votes if vote["kind"] == "bill"}
    place = tmp_path / "aangenomen"
    left = run("overview", "--adopted-since", "2000-01-01", "--as", "pdf", "-o", place)
    assert left.code in (0, 1), left.err  # there are faults in these rows on purpose
    written = {path.stem for path in place.iterdir()}
    assert bills <= written
    assert all(path.read_bytes().startswith(b"%PDF-") for path in place.iterdir())
    assert all(run("overview", name, "--as", "json").out.count('"adopted"') for name in written)
    says(run("overview", "--adopted-since", "2100-01-01", "-o", place), 4, "2100-01-01", "kamerstem sync")


def test_a_table_for_a_dutch_excel(synced: Simulator, run: Run) -> None:
    plain = list(csv.reader(io.StringIO(run("votes", "--as", "csv").out)))
    assert len(plain) > 2
    table = run("votes", "--as", "csv-excel").out
    assert table.startswith("\ufeffdate;ref;kind;")
    assert table.count("\r\n") >= len(plain)
    assert list(csv.reader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";")) == plain


@pytest.mark.parametrize("form", ["text", "json", "csv", "csv-excel"])
def test_a_list_goes_to_a_file_without_a_shell_between(
    synced: Simulator, run: Run, tmp_path: Path, form: str
) -> None:
    """What PowerShell makes of ``>`` is not what was written."""
    place = tmp_path / "stemmingen.csv"
    printed = run("votes", "--as", form)
    left = run("votes", "--as", form, "-o", place)
    assert (left.code, left.out) == (0, "")
    assert place.read_bytes().decode("utf-8").strip() == printed.out.strip()
    assert f"Geschreven: {place}." in left.err


def test_a_period_may_be_a_year_or_a_month(synced: Simulator, run: Run) -> None:
    def days(*asked: str) -> set[str]:
        listed = json.loads(run("votes", "--as", "json", *asked).out)["votes"]
        return {vote["decision"]["sitting"]["date"] or "" for vote in listed}

    every = days()
    assert days("--since", "2024", "--until", "2024") == {day for day in every if day[:4] == "2024"}
    assert days("--since", "februari 2024", "--until", "2024-02") == {
        day for day in every if day[:7] == "2024-02"
    }
    says(run("day", "2024"), 2, "is geen dag")
    said = run("search", "--since", "2024", "--until", "2024", "--as", "json")
    assert {hit["day"][:4] for hit in json.loads(said.out)["hits"]} == {"2024"}
