"""Small cases that came out wrong once, over the sample of official data and over rows made for them."""

import json
from pathlib import Path

import pytest

from kamerstem.answers import record
from kamerstem.sources.syncfeed import CATEGORIES
from tests import needs
from tests.commands import Run
from tests.engines.test_roads import rows
from tests.simulator.fixtures import MakeSimulator

pytestmark = needs.official

ABOUT = ("omtzigt", "stikstof", "stoer")
BILL = ("36470", "VI")


@pytest.fixture
def sample(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A record of what the sample has with these words, and of a bill; every dossier is there."""
    bill = {row["Id"] for row in rows("Kamerstukdossier") if (str(row["Nummer"]), row["Toevoeging"]) == BILL}
    links = rows("ZaakKamerstukdossier")
    of_bill = {row["Zaak_Id"] for row in links if row["Kamerstukdossier_Id"] in bill}
    zaken = [
        row
        for row in rows("Zaak")
        if row["Id"] in of_bill or any(word in f"{row['Onderwerp']} {row['Titel']}".lower() for word in ABOUT)
    ]
    kept = {row["Id"] for row in zaken}
    served = make_simulator(
        {
            "Zaak": zaken,
            "Kamerstukdossier": rows("Kamerstukdossier"),
            "ZaakKamerstukdossier": [row for row in links if row["Zaak_Id"] in kept],
        }
    )
    _brought(served.url, monkeypatch, tmp_path)


def _brought(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = str(tmp_path / "record.sqlite")
    monkeypatch.setenv("KAMERSTEM_RECORD", place)
    monkeypatch.setenv("KAMERSTEM_URL", url)
    assert not [each.error for each in record.synchronise(place, url, CATEGORIES) if each.error]


@pytest.mark.usefixtures("sample")
def test_a_citation_and_the_words_of_people_are_found(run: Run) -> None:
    """Case 12: what ``overview`` reads, a search finds."""

    def found(query: str) -> int:
        total: int = json.loads(run("search", query, "--as", "json").out)["total"]
        return total

    assert found("motie-Omtzigt") == found("motie Omtzigt") == 40
    assert found("stikstof AND natuur") == found("stikstof natuur") == 7
    cited = json.loads(run("search", "Kamerstukken II 2023/24, 36 470 VI, nr. 4", "--as", "json").out)
    assert [hit["ref"] for hit in cited["hits"]] == ["36470-VI, nr. 4"]


@pytest.mark.usefixtures("sample")
def test_what_was_encoded_twice_is_folded_and_told(run: Run, tmp_path: Path) -> None:
    """Case 01: found by the right spelling, no difference with it, and a finding on the record."""
    hits = json.loads(run("search", "financiële effect STOER", "--as", "json").out)["hits"]
    assert [hit["ref"] for hit in hits] == ["32847, nr. 1249"]
    asked = ("32847, nr. 1249", "--from", "record", "--no-papers", "--as", "json")
    found = {each["check"] for each in json.loads(run("overview", *asked).out)["findings"]}
    assert "double-encoding" in found
    clerk = needs.shared("cases/01-mojibake/clerk.txt")
    compared = json.loads(run("compare", clerk, "--from", "record", "--as", "json").out)
    assert "subject-differs" not in {each["check"] for each in compared["findings"]}


def test_a_party_that_shares_its_name_is_found_of_its_day(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    """Case 06: the vote of 6 February 2018 by every question."""
    folder = needs.shared("cases/06-party-name-shared")
    _brought(make_simulator(folder / "rows").url, monkeypatch, tmp_path)
    votes = json.loads(run("votes", "--party", "50PLUS", "--as", "json").out)["votes"]
    assert "2018-02-06" in [each["decision"]["sitting"]["date"] for each in votes]
    hits = json.loads(run("search", "--party", "50PLUS", "--side", "for", "--as", "json").out)["hits"]
    assert "2018-02-06" in [hit["day"] for hit in hits]
    meant = run("compare", "--intended", folder / "fp.csv", "--party", "50PLUS", "--as", "json")
    assert [row["stand"] for row in json.loads(meant.out)["rows"] if row["ref"] == "99401"] == ["same"]
