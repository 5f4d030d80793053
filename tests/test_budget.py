"""The command ``budget``: what amendments would move, from the simulated service and from a record."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kamerstem.contract.overview import overview as to_dict
from kamerstem.model.overview import Overview
from kamerstem.render import budget, html, text
from tests import factories as f
from tests import needs
from tests.commands import Run, says
from tests.simulator import Simulator
from tests.test_papers import BILL, PAPER, XML, Serve, kept, serve

__all__ = ["kept", "serve"]  # fixtures

# --- bill 36470-VI ----------------------------------------------------------------------------------------------------


@needs.official
def test_the_amendment_of_36470_vi(serve: Serve, run: Run) -> None:
    """Article 33, both columns +2,000,000 euros, rejected; 2 million agrees; the kasschuif is said in words only."""
    serve({XML: PAPER})
    left = run("budget", "36470-VI", "--from", "live", "--as", "json")
    assert (left.code, left.err) == (0, "")
    answer = json.loads(left.out)
    assert answer["unit"] == "euro"
    (amendment,) = answer["amendments"]
    assert (amendment["ref"], amendment["status"]) == ("36470-VI, nr. 4", "rejected")
    (move,) = amendment["moves"]
    assert (move["chapter"], move["year"], move["article"]) == ("VI", 2023, "33")
    assert (move["commitments"], move["expenditure"], move["receipts"]) == (2_000_000, 2_000_000, None)
    assert move["outcome"] == "rejected"
    made = amendment["budget"]
    assert made["supplementary"] is True
    assert made["stated"] == {"result": "agrees", "amounts": [2_000_000]}
    assert (made["balance"], made["covered"], made["not_read"]) == (2_000_000, False, [])
    shifted = [cover for cover in made["cover"] if "cash_shift" in cover["ways"]]
    assert [(cover["year"], cover["in_ledger"]) for cover in shifted] == [(2024, False)]
    assert answer["totals"] == [
        {
            "chapter": "VI",
            "article": "33",
            "outcome": "rejected",
            "commitments": 2_000_000,
            "expenditure": 2_000_000,
            "receipts": 0,
        }
    ]


@needs.official
def test_the_same_as_text_in_both_languages(serve: Serve, run: Run) -> None:
    serve({XML: PAPER})
    dutch = run("budget", "36.470 VI", "--from", "live")
    assert dutch.code == 0
    assert "Bedragen in euro's." in dutch.out
    assert "33 Veiligheid en" in dutch.out
    assert dutch.out.count("+2.000.000") >= 4
    assert "Verworpen" in dutch.out
    assert "Het bedrag in de toelichting klopt met het amendement." in dutch.out
    assert "Dekking alleen in woorden, niet in deze bedragen (kasschuif, 2024" in dutch.out
    assert "Opgevraagd bij de officiële gegevens" in dutch.err
    english = run("budget", "36.470 VI", "--from", "live", "--lang", "en")
    assert "Cover in words only, not in these amounts" in english.out
    assert "+2,000,000" in english.out


@needs.official
def test_the_overview_has_it_too(serve: Serve, run: Run) -> None:
    serve({XML: PAPER})
    answer = json.loads(run("overview", "36470-VI", "--from", "live", "--as", "json").out)
    assert answer["bill"]["budget"] is None
    assert answer["amendments"][0]["budget"]["totals"] == {
        "commitments": 2_000_000,
        "expenditure": 2_000_000,
        "receipts": 0,
    }
    page = run("overview", "36470-VI", "--from", "live", "--as", "html").out
    assert '<svg class="moves"' in page
    assert "+2.000.000" in page


@needs.official
def test_without_its_paper_there_is_no_ledger_and_the_reason_is_said(serve: Serve, run: Run) -> None:
    serve({})
    left = run("budget", "36470-VI", "--from", "live")
    assert left.code == 0
    assert "Geen begrotingsamendementen gevonden waarvan de tekst gelezen is." in left.out
    assert "[papers-not-read]" in left.err


# --- a year, from the record ------------------------------------------------------------------------------------------


@needs.official
def test_totals_of_a_year_by_party_article_and_outcome(kept: tuple[Simulator, str], run: Run) -> None:
    _, place = kept
    before = json.loads(run("budget", "--year", "2023", "--record", place, "--as", "json").out)
    assert (before["totals"], before["papers_missing"]) == ([], 1)
    assert run("budget", str(BILL), "--from", "record", "--record", place).code == 0  # keeps the paper
    answer = json.loads(run("budget", "--year", "2023", "--record", place, "--as", "json").out)
    assert (answer["year"], answer["unit"], answer["papers_missing"], answer["not_read"]) == (
        2023,
        "euro",
        0,
        0,
    )
    (row,) = answer["totals"]
    assert row == {
        "party": row["party"],
        "chapter": "VI",
        "article": "33",
        "outcome": "rejected",
        "amendments": 1,
        "commitments": 2_000_000,
        "expenditure": 2_000_000,
        "receipts": 0,
    }
    (line,) = csv.DictReader(
        io.StringIO(run("budget", "--year", "2023", "--record", place, "--as", "csv").out)
    )
    assert line["expenditure"] == "2000000"
    assert "+2.000.000" in run("budget", "--year", "2023", "--record", place).out
    assert "Geen begrotingsamendementen" in run("budget", "--year", "2022", "--record", place).out


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("36470-VI", "--year", "2023"),
        ("--year", "2023", "--from", "live"),
        ("--year", "2023", "--from", "example"),
    ],
)
def test_a_number_or_a_year(run: Run, args: tuple[str, ...]) -> None:
    says(run("budget", *args), 2, "--year")


def test_a_year_without_a_record(run: Run, tmp_path: Path) -> None:
    says(run("budget", "--year", "2023", "--record", tmp_path / "none.sqlite"), 4)


def test_a_file_is_no_number(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "overzicht.txt"
    document.write_text("x")
    says(run("budget", document), 2, "overzicht.txt", "36470-VI")


# --- a made-up bill ---------------------------------------------------------------------------------------------------


@pytest.fixture
def bill() -> Overview:
    return f.budget_bill()


def test_every_form_has_the_same_sums(bill: Overview) -> None:
    rows = list(csv.DictReader(io.StringIO(budget.as_csv(bill, "nl"))))
    data = json.loads(budget.as_json(bill, "nl"))
    for kind in ("commitments", "expenditure"):
        by_csv = sum(int(row[kind]) for row in rows if row[kind] and row["outcome"] == "adopted")
        by_json = sum(row[kind] for row in data["totals"] if row["outcome"] == "adopted")
        assert by_csv == by_json == {"commitments": 3_000_000, "expenditure": 1_000_000}[kind]
    shown = budget.text(bill, "nl")
    adopted = next(line for line in shown.splitlines() if "Samen, aangenomen" in line)
    assert adopted.split()[-2:] == ["+3.000.000", "+1.000.000"]
    assert data["not_read"] == 1
    assert "Niet gelezen en dus niet meegeteld: 1 zin of tabel." in shown


def test_parts_that_were_voted_on_apart_have_their_own_outcome(bill: Overview) -> None:
    rows = list(csv.DictReader(io.StringIO(budget.as_csv(bill, "nl"))))
    assert [(row["ref"][-1], row["part"], row["outcome"]) for row in rows] == [
        ("4", "I", "adopted"),
        ("4", "II", "adopted"),
        ("5", "", "rejected"),
        ("6", "I", "adopted"),
        ("7", "", "withdrawn"),
    ]


def test_what_was_not_read_gives_no_sum(bill: Overview) -> None:
    found = to_dict(bill)["amendments"][2]["budget"]
    english = to_dict(bill, "en")["amendments"][2]["budget"]
    assert found is not None
    assert english is not None
    assert found["totals"] == {"commitments": None, "expenditure": None, "receipts": None}
    assert (found["balance"], found["covered"]) == (None, None)
    assert found["not_read"][0]["part"] == "II"
    assert english["not_read"][0]["why"] == "The sentence has no form that can be read for certain."


def test_no_line_of_the_text_is_wider_than_the_form(bill: Overview) -> None:
    for lang in ("nl", "en"):
        assert max(map(len, budget.text(bill, lang).splitlines())) <= 92
        for width in (60, 80):  # a terminal, where sentences are broken when they are shown
            shown = budget.text(bill, lang, width) + budget.year_text(2031, bill.amendments, 2, lang, width)
            rows = [line for line in shown.splitlines() if line.endswith("000")]
            assert len(rows) > 20
            assert {len(row) for row in rows} <= set(range(width + 1))
        assert max(map(len, budget.year_text(2031, bill.amendments, 2, lang).splitlines())) <= 92


@pytest.mark.slow
def test_the_drawing_has_a_bar_for_each_move_and_its_outcome(bill: Overview) -> None:
    page = html.render(bill)
    drawing = page.split('<svg class="moves"')[1].split("</svg>")[0]
    assert [drawing.count(f'<rect class="{name}"') for name in ("adopted", "rejected", "open")] == [3, 1, 1]
    assert "nr. 5 Voorbeeld c.s. · verworpen" in drawing
    assert "−7.000.000" in drawing


def test_the_form_of_the_senate_says_nothing_of_it(bill: Overview) -> None:
    """The Senate's form has no place for it, and what it writes must read back the same."""
    assert "+7.000.000" not in text.render(bill)


def test_no_line_of_the_drawing_runs_through_words(bill: Overview) -> None:
    drawing = html.render(bill).split('<svg class="moves"')[1].split("</svg>")[0]
    words = [int(y) for y in re.findall(r'<text [^>]*y="(\d+)"', drawing)]
    axes = [
        (int(top), int(long)) for top, long in re.findall(r'class="axis" d="M[\d.]+ (\d+)v(\d+)"', drawing)
    ]
    assert len(axes) == drawing.count("<rect") > 0
    assert all(not top - 2 < y < top + long + 10 for top, long in axes for y in words)
