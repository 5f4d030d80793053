"""A voting day to go on with: rows, a Word file, and the list that a party fills in, which stays on this machine."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from kamerstem.answers import record
from kamerstem.model.day import AgendaItem, Vote, VotingDay
from kamerstem.model.votes import Decision, Kind, Proposal, Result, Side
from kamerstem.render import day_forms
from tests import factories
from tests.commands import Run, says
from tests.simulator import Rows, Simulator
from tests.simulator.schema import read_schema

pytestmark = pytest.mark.slow

DAY = "2024-02-13"


@pytest.fixture(scope="module")
def served() -> Iterator[Simulator]:
    with Simulator(Rows(read_schema(), Path(__file__).parent / "examples" / "rows")) as server:
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
    served.clear()


def rows(table: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table), delimiter=delimiter))


def votes(run: Run, day: str = DAY) -> list[dict[str, object]]:
    said = json.loads(run("day", day, "--as", "json").out)
    return [vote for item in said["items"] for vote in item["votes"]]


def stands(vote: dict[str, object], party: str) -> str:
    for side in ("for", "against", "not_voting"):
        if party in [each["party"]["name"] for each in vote["decision"][side] or ()]:  # type: ignore[index]
            return side
    return ""


@pytest.mark.parametrize("day", [DAY, "2024-02-06"])
def test_rows_say_what_the_json_says(run: Run, day: str) -> None:
    found = rows(run("day", day, "--as", "csv", "--party", "de sp").out)
    decided = [row for row in found if row["id"]]
    assert len(decided) > 3
    for row, vote in zip(decided, votes(run, day), strict=True):
        decision = vote["decision"]
        assert isinstance(decision, dict)
        assert (row["ref"], row["result"], row["step"]) == (
            vote["ref"] or "",
            decision["result"] or "",
            decision["step"],
        )
        assert (row["party"], row["side"]) == ("SP", stands(vote, "SP"))
        assert row["complete"] == {True: "True", False: "False", None: ""}[decision["complete"]]
    assert {row["result"] for row in found if not row["id"]} <= {""}


def test_rows_for_excel_are_the_same_rows(run: Run, tmp_path: Path) -> None:
    assert run("day", DAY, "--as", "csv-excel", "-o", tmp_path / "dag.csv").code == 0
    data = (tmp_path / "dag.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert rows(data.decode("utf-8-sig"), ";") == rows(run("day", DAY, "--as", "csv").out)


@pytest.mark.parametrize(
    ("lang", "heads"), [("nl", "Nr. Voorstel Advies Uitslag"), ("en", "No. Proposal Advice Result")]
)
def test_a_word_file_has_a_table_of_each_item(run: Run, tmp_path: Path, lang: str, heads: str) -> None:
    made = tmp_path / "dag.docx"
    left = run("day", DAY, "--as", "docx", "--party", "SP", "-o", made, "--lang", lang)
    assert left.code == 0, left.err
    word = docx.Document(str(made))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert cells[0] == [*heads.split(), "SP"]
    said = [row for row in cells if row != cells[0]]
    named = {"for": ("voor", "for"), "against": ("tegen", "against"), "": ("niet vermeld", "not stated")}
    assert [row[-1] for row in said] == [named[stands(vote, "SP")][lang == "en"] for vote in votes(run)]
    assert len({len(row) for row in cells}) == 1
    assert not any(cell == "" for row in cells for cell in row)
    again = tmp_path / "again.docx"
    run("day", DAY, "--as", "docx", "--party", "SP", "-o", again, "--lang", lang)
    assert again.read_bytes() == made.read_bytes()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_list_to_fill_in_is_read_back(run: Run, tmp_path: Path, lang: str) -> None:
    made = tmp_path / "lijst.csv"
    assert run("day", DAY, "--as", "intended", "-o", made, "--lang", lang).code == 0
    listed = made.read_bytes().decode("utf-8-sig").splitlines()
    voted = [str(vote["ref"]) for vote in votes(run) if vote["decision"]["step"] == "vote"]  # type: ignore[index]
    assert [line.split(";")[0] for line in listed[1:]] == voted
    says(run("compare", "--intended", made, "--party", "SP"), 2, "geen regels met een stuk en een stem")
    sides = {str(vote["ref"]): stands(vote, "SP") for vote in votes(run)}
    word = {"for": "voor", "against": "tegen", "not_voting": "afwezig"}
    filled = [line.replace(";;", f";{word[sides[line.split(';')[0]]]};", 1) for line in listed[1:]]
    made.write_text("\r\n".join([listed[0], *filled]), "cp1252")
    data = json.loads(run("compare", "--intended", made, "--party", "SP", "--as", "json").out)
    assert [(row["ref"], row["stand"]) for row in data["rows"]] == [(ref, "same") for ref in voted]


def test_a_paper_that_is_left_open_is_said_and_not_missed(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "lijst.csv"
    run("day", DAY, "--as", "intended", "-o", made)
    lines = made.read_bytes().decode("utf-8-sig").splitlines()
    made.write_text("\n".join([lines[0], lines[1].replace(";;", ";voor;", 1), *lines[2:]]), "utf-8")
    left = run("compare", "--intended", made, "--party", "SP")
    assert f"Bij {len(lines) - 2} stukken van de lijst is geen stem ingevuld." in left.err
    assert "stond niet op de lijst" not in left.out


def test_a_list_of_intended_votes_never_leaves_the_machine(
    run: Run, served: Simulator, tmp_path: Path
) -> None:
    """Only papers are asked for, the same whatever is filled in; with a record nothing is."""
    made = tmp_path / "lijst.csv"
    run("day", DAY, "--as", "intended", "-o", made)
    empty = made.read_text("utf-8-sig")
    asked = []
    for side in ("voor", "tegen"):
        made.write_text(empty.replace(";;", f";{side};"), "utf-8")
        served.clear()
        run("compare", "--intended", made, "--party", "GroenLinks", "--from", "live")
        asked.append([(each.path, each.query) for each in served.requests])
    assert asked[0] == asked[1] != []
    assert "groenlinks" not in str(asked).casefold()
    served.clear()
    run("compare", "--intended", made, "--party", "GroenLinks", "--from", "record")
    assert served.requests == []


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("--as docx --party Groenlings", "GroenLinks"),
        ("--as text --party SP", "--party hoort bij"),
        ("--as csv --watch", "--watch"),
        ("-o dag.txt --watch", "--watch"),
    ],
)
def test_what_does_not_go_together(run: Run, typed: str, word: str) -> None:
    says(run("day", DAY, *typed.split()), 2, word)


@pytest.mark.parametrize(
    ("sides", "side"),
    [
        (("SP", "VVD", None), Side.FOR),
        (("VVD", "SP", None), Side.AGAINST),
        (("VVD", "PVV", "SP"), Side.NOT_VOTING),
        (("VVD", "PVV", None), None),
    ],
)
def test_where_a_party_stood(sides: tuple[str, str, str | None], side: Side | None) -> None:
    made = factories.vote(Result.ADOPTED, *sides)
    assert made.side_of({"sp"}) is side


def test_a_party_in_two_halves_stood_nowhere() -> None:
    decision: Decision = factories.vote(Result.ADOPTED, "SP", "SP")
    assert decision.side_of({"sp"}) is None


@pytest.mark.parametrize(
    ("lost", "said"),
    [("", "verworpen (49-100)"), ("PVV", "verworpen (49-63, onvolledig)")],
)
def test_a_word_file_says_which_count_is_not_whole(lost: str, said: str) -> None:
    against = ", ".join(name for name in factories.AGAINST_4.split(", ") if name != lost)
    decision = replace(factories.vote(Result.REJECTED, factories.FOR_4, against, "JA21"), id="a")
    vote = Vote(Proposal(kind=Kind.MOTION, subject="over otters", decisions=(decision,)), decision)
    item = AgendaItem(id="b", number="1", title="Otters", start=None, votes=(vote,))
    day = VotingDay(date=factories.DAY, items=(item,))
    word = docx.Document(io.BytesIO(day_forms.docx(day, "nl", factories.DAY)))
    assert [cell.text for cell in word.tables[0].rows[1].cells][-1] == said
