"""The audit on the command line, and over the whole sample, beside an independent count."""

import csv
import datetime as dt
import io
import json
import os
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kamerstem.answers import audit as audits
from kamerstem.answers import confirm
from kamerstem.answers import record as records
from kamerstem.errors import NotFoundError
from kamerstem.model.answers import Audit
from kamerstem.model.clock import here
from tests.commands import Run, says
from tests.model import independent_audit
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parent / "examples" / "rows"
WHOLE, DAY_OF_WHOLE = "82487bac-49d2-5ec4-baae-8491bec43a96", "2024-02-13"


@pytest.fixture
def synced(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows_record: Path
) -> None:
    monkeypatch.setenv("KAMERSTEM_URL", make_simulator(ROWS).url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(shutil.copy(rows_record, tmp_path / "record.sqlite")))


@pytest.mark.usefixtures("synced")
def test_it_prints_totals_the_worst_first_and_findings_with_links(run: Run) -> None:
    left = run("audit", "--lang", "en")
    assert left.code == 1  # there are faults in these rows on purpose
    lines = left.out.splitlines()
    assert lines[0].startswith("Checked: ")
    severities = [line.split("  ")[0] for line in lines[3 : lines.index("", 3)]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert len(set(severities)) == 3
    assert "https://gegevensmagazijn.tweedekamer.nl/OData/v5/Besluit(" in left.out
    assert left.err == ""


@pytest.mark.usefixtures("synced")
def test_every_form_gives_every_finding(run: Run) -> None:
    data = json.loads(run("audit", "--as", "json").out)
    totals = Counter(finding["check"] for finding in data["findings"])
    assert {total["check"]: total["count"] for total in data["totals"]} == totals
    rows = list(csv.DictReader(io.StringIO(run("audit", "--as", "csv").out)))
    assert Counter(row["check"] for row in rows) == totals
    table = run("audit", "--as", "md").out
    assert (
        sum(line.startswith("| ") for line in table.splitlines())
        == sum(totals.values()) + 3 * len(totals) + 2
    )


@pytest.mark.usefixtures("synced")
def test_a_finding_is_made_of_the_pieces_of_an_overview(run: Run) -> None:
    overview = json.loads(run("overview", "99001", "--as", "json").out)
    audit = json.loads(run("audit", "--as", "json").out)
    keys = set(overview["findings"][0])
    assert all(keys < set(finding) for finding in audit["findings"])
    dossier = [finding for finding in audit["findings"] if (finding["ref"] or "").startswith("99001")]
    of_audit = {(finding["check"], finding["ref"], finding["message"]) for finding in dossier}
    of_overview = {(finding["check"], finding["ref"], finding["message"]) for finding in overview["findings"]}
    assert of_audit
    assert of_audit <= of_overview


@pytest.mark.usefixtures("synced")
def test_a_report_names_the_query_and_the_official_ids(run: Run) -> None:
    data = json.loads(run("audit", "--as", "json").out)
    check = data["findings"][0]["check"]
    found = [finding for finding in data["findings"] if finding["check"] == check]
    assert found[0]["about"]["entity"] == "Besluit"
    report = run("audit", "--report", check).out
    assert report.startswith("# ")
    assert "GET https://" in report
    for finding in found:
        assert finding["about"]["id"] in report
    # The service was asked for each again: where, when, and what came.
    assert "laat hetzelfde zien" in report
    asked = [line for line in report.splitlines() if line.startswith("- ") and "SHA-256" in line]
    assert asked
    assert all(
        re.fullmatch(r"- \d{4}-\d\d-\d\d \d\d:\d\d, SHA-256 `[0-9a-f]{64}`: <http.+>", line) for line in asked
    )


@pytest.mark.usefixtures("synced")
def test_a_finding_says_where_when_and_by_which_road_its_rows_came(run: Run) -> None:
    data = json.loads(run("audit", "--as", "json").out)
    of_votes = [each for each in data["findings"] if each["about"] and each["about"]["entity"] == "Besluit"]
    assert of_votes
    for finding in of_votes:
        assert {source["kind"] for source in finding["sources"]} == {"syncfeed"}
        assert all(source["url"] and source["fetched"] and source["sha256"] for source in finding["sources"])
        assert finding["confirmed"] is None
    assert "In dit gegevensbestand door SyncFeed, 20" in run("audit").out
    [*_, row] = csv.DictReader(io.StringIO(run("audit", "--as", "csv").out))
    assert {"road", "fetched", "address"} <= set(row)
    told = dt.datetime.fromisoformat(row["fetched"])
    assert told.utcoffset() == here(told).utcoffset(), "a sheet tells the time of the House"


def test_a_gap_of_this_record_is_not_reported(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    """A row that was lost on the way here, and that the service has, is no defect of the official data."""
    short = tmp_path / "rows"
    shutil.copytree(ROWS, short)
    besluiten = [json.loads(line) for line in (short / "Besluit.jsonl").read_text("utf-8").splitlines()]
    next(each for each in besluiten if each["Id"] == WHOLE)["Stemming"].pop()
    (short / "Besluit.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in besluiten), "utf-8")
    monkeypatch.setenv("KAMERSTEM_URL", make_simulator(short).url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    assert run("sync").code == 0
    monkeypatch.setenv("KAMERSTEM_URL", make_simulator(ROWS).url)
    ids = {
        each["about"]["id"]
        for each in json.loads(run("audit", "--check", "incomplete-vote", "--as", "json").out)["findings"]
    }
    assert WHOLE in ids
    says(
        run("audit", "--report", "incomplete-vote", "--since", DAY_OF_WHOLE, "--until", DAY_OF_WHOLE),
        4, "dit gegevensbestand", "niets te melden",
    )  # fmt: skip
    report = run("audit", "--report", "incomplete-vote").out
    told = report.partition("## Verwacht en gevonden")[2]
    assert WHOLE not in told
    assert all(id in told for id in ids - {WHOLE})
    assert "alleen in dit gegevensbestand is gevonden, of niet opnieuw is gevraagd: 1." in report


@pytest.mark.usefixtures("synced")
def test_what_one_decision_cannot_show_is_not_called_a_gap_of_ours(tmp_path: Path) -> None:
    """No check makes such a finding of a decision by itself, so that asking for it again tells nothing."""
    with records.opened(str(tmp_path / "record.sqlite")) as store:
        made = audits.audit(store, check="incomplete-vote")
        beyond = tuple(
            replace(each, finding=replace(each.finding, check="no-decision")) for each in made.findings
        )
        with pytest.raises(NotFoundError) as told:
            confirm.confirmed(store, os.environ["KAMERSTEM_URL"], replace(made, findings=beyond))
    assert "volgen niet uit één besluit" in told.value.words.nl
    assert "do not follow from one decision" in told.value.words.en


def test_without_the_service_nothing_is_reported(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run, nowhere: str
) -> None:
    monkeypatch.setenv("KAMERSTEM_URL", make_simulator(ROWS).url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    assert run("sync").code == 0
    check = json.loads(run("audit", "--as", "json").out)["findings"][0]["check"]
    left = run("audit", "--report", check, "--url", nowhere)
    assert (left.code, left.out) == (3, "")


@pytest.mark.usefixtures("synced")
def test_a_check_or_a_report_that_cannot_be(run: Run) -> None:
    says(run("audit", "--check", "nergens"), 2, "nergens")
    says(run("audit", "--report", "nergens"), 2, "nergens")
    says(run("audit", "--report", "term-reversed"), 4, "niets te melden")
    says(run("audit", "--since", "eerder"), 2, "--since")


def test_without_a_record_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    says(run("audit", "--record", tmp_path / "none.sqlite"), 4, "kamerstem sync")


# --- the sample ---------------------------------------------------------------------------------------------

SURE = (
    "announced-tally decision-without-proposal member-apart mistake person-unknown remark roll-call-cut tie-settled "
    "outcome-tally"
).split()


@pytest.fixture(scope="module")
def sample(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """The audit of all the sample's votes; a proposal only where the relation to it is certain."""
    place = shutil.copy(sample_record, tmp_path_factory.mktemp("record"))
    with records.opened(str(place)) as store:
        return audits.audit(store)


@pytest.fixture(scope="module")
def expected() -> tuple[dict[str, set[str]], set[str]]:
    return independent_audit.audit()


def ids(done: Audit, check: str) -> set[str]:
    return {
        each.finding.about[1] for each in done.findings if each.finding.check == check and each.finding.about
    }


@pytest.mark.parametrize("check", SURE)
def test_the_sample_is_found_as_an_independent_script_finds_it(
    sample: Audit, expected: tuple[dict[str, set[str]], set[str]], check: str
) -> None:
    assert ids(sample, check) == expected[0].get(check, set())


def test_incomplete_votes_of_the_sample(
    sample: Audit, expected: tuple[dict[str, set[str]], set[str]]
) -> None:
    found, unsure = expected
    incomplete = ids(sample, "incomplete-vote")
    assert incomplete - unsure == found["incomplete-vote"]
    assert found["roll-call-cut"] <= incomplete
    assert "0a1addf7-" in {id[:9] for id in incomplete}


def test_named_cases_of_the_sample(sample: Audit) -> None:
    def one(check: str, start: str) -> Any:
        [finding] = [f for f in sample.findings if f.finding.check == check and f.finding.about
                     and f.finding.about[1].startswith(start)]  # fmt: skip
        return finding

    assert one("announced-tally", "1995d459").finding.found == "74-75"
    assert str(one("member-apart", "dc2ee045").finding.severity) == "info"
    assert str(one("member-apart", "3a20ed1e").finding.severity) == "info"
    assert one("tie-settled", "9bb5cf9a").zaak == "2025Z04363"


def test_no_false_alarm_on_complete_votes(
    sample: Audit, expected: tuple[dict[str, set[str]], set[str]]
) -> None:
    """Whatever is an error, or a warning on a vote itself, is on a vote that is not whole, or that the script names."""
    found, unsure = expected
    known = set().union(*(some for name, some in found.items() if name != "decision-without-proposal"))
    alarms = {
        (each.finding.check, each.finding.about[1])
        for each in sample.findings
        if each.finding.about and str(each.finding.severity) != "info"
        and each.finding.check != "decision-without-proposal"
    }  # fmt: skip
    assert {(check, id) for check, id in alarms if id not in known | unsure} == set()
