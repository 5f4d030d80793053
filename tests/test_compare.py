"""``kamerstem compare``: documents, reports and intentions beside the record that the simulator fills."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from kamerstem.answers import intentions
from kamerstem.answers.comparison import _called, _stand
from kamerstem.contract.types.checked import AccountComparison
from kamerstem.errors import InputError
from kamerstem.model import parties
from kamerstem.model.answers import Stand
from kamerstem.model.form import ORDER_NOTE
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import Decision, Kind, Part, PartyName, Proposal, Result, Side
from kamerstem.render import comparison
from tests import factories, needs
from tests.commands import Run, says
from tests.simulator.fixtures import MakeSimulator

EXAMPLES = Path(__file__).parent / "examples"
ROWS = EXAMPLES / "rows"


@pytest.fixture
def synced(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows_record: Path
) -> None:
    monkeypatch.setenv("KAMERSTEM_URL", make_simulator(ROWS).url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(shutil.copy(rows_record, tmp_path / "record.sqlite")))


@pytest.fixture
def document(synced: None, run: Run, tmp_path: Path) -> Path:
    """The overview of bill 99006 as the record has it, in a file."""
    place = tmp_path / "overzicht.txt"
    assert run("overview", "99006", "-o", place).code in (0, 1)
    return place


def spoil(document: Path, old: str, new: str) -> None:
    text = document.read_text("utf-8")
    assert old in text
    document.write_text(text.replace(old, new, 1), "utf-8")


def test_a_document_that_is_right(document: Path, run: Run) -> None:
    left = run("compare", document)
    assert left.code == 0, left.out
    assert left.out.startswith("Het document zegt hetzelfde")
    assert "Uit het eigen gegevensbestand" in left.err


def test_a_document_that_is_wrong_is_shown_line_by_line_and_put_right(
    document: Path, run: Run, tmp_path: Path
) -> None:
    whole = document.read_text("utf-8")
    spoil(document, "Verworpen. Voor", "Aangenomen. Voor")
    mended = tmp_path / "beter.txt"
    left = run("compare", document, "--corrected", mended)
    assert left.code == 1
    assert f"Het verbeterde overzicht staat in {mended}." in left.err
    assert "[result-differs]" in left.out
    lines = left.out.splitlines()
    assert any(line.startswith("- Aangenomen") for line in lines)
    assert any(line.startswith("+ Verworpen") for line in lines)
    # What is said beside the form of official rows is not of the document.
    assert mended.read_text("utf-8") == whole.replace(f"\n{ORDER_NOTE.nl}\n", "")
    data = json.loads(run("compare", document, "--as", "json").out)
    assert data["kind"] == "document"
    assert [finding["check"] for finding in data["findings"]] == ["result-differs"]
    assert any(line["document"] != line["official"] for line in data["lines"])
    assert data["corrected"]["version"] == 1
    rows = list(csv.DictReader(io.StringIO(run("compare", document, "--as", "csv").out)))
    assert [row["check"] for row in rows] == ["result-differs"]


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_has_changed_since_a_document_was_filed(
    document: Path, run: Run, tmp_path: Path, form: str
) -> None:
    filed = tmp_path / f"dossier.{form}"
    assert run("overview", "99006", "-o", filed).code in (0, 1)
    left = run("compare", filed)
    assert left.code == 0, left.out
    assert left.out.startswith("Het document zegt hetzelfde")
    spoil(document, "Verworpen. Voor", "Aangenomen. Voor")
    assert run("overview", document, "-o", filed).code in (
        0,
        1,
    )  # what was filed before the record was put right
    mended = tmp_path / f"beter.{form}"
    left = run("compare", filed, "--corrected", mended)
    assert left.code == 1
    assert "[result-differs]" in left.out
    lines = left.out.splitlines()
    assert any(line.startswith("- Aangenomen") for line in lines)
    assert any(line.startswith("+ Verworpen") for line in lines)
    assert run("compare", mended).code == 0


def test_a_report_of_a_sitting(synced: None, run: Run) -> None:
    left = run("compare", EXAMPLES / "accounts" / "verslag-2024.xml")
    assert left.code == 0
    assert "ALLEEN IN DE BRON" in left.out
    data = json.loads(run("compare", EXAMPLES / "accounts" / "verslag-2024.xml", "--as", "json").out)
    assert data["kind"] == "account"
    assert sum(data["totals"].values()) == len(data["pairs"]) > 0
    assert all(pair["words"] or pair["account"]["for"] is not None for pair in data["pairs"])


def test_a_vote_that_an_account_lacks_is_told_by_every_road(synced: None, run: Run, tmp_path: Path) -> None:
    bill = json.loads(run("overview", "99001", "--no-papers", "--as", "json").out)
    first = next(
        item for item in bill["amendments"] if [made["step"] for made in item["decisions"]] == ["vote"]
    )
    account = tmp_path / "handelingen.txt"
    account.write_text(
        "Aan de orde zijn de stemmingen in verband met het wetsvoorstel Voorbeeld (99001).\n\n"
        f"In stemming komt het amendement-Jansen (stuk nr. {first['number']}).\n\nDe voorzitter:\n\n"
        "Ik constateer dat dit amendement met algemene stemmen is aangenomen.\n",
        "utf-8",
    )
    day = first["decisions"][0]["sitting"]["date"]

    def lacking(origin: str) -> set[str]:
        left = run("compare", account, "--day", day, "--from", origin, "--as", "json")
        return {pair["ref"] for pair in json.loads(left.out)["pairs"] if pair["state"] == "only_record"}

    told = lacking("record")
    assert len(told) > 1
    assert first["ref"] not in told
    assert lacking("live") == told
    (tmp_path / "record.sqlite").unlink()
    assert lacking("auto") == told


def test_an_account_without_votes_says_so() -> None:
    data: AccountComparison = {
        "version": 1,
        "origin": "Verzonnen.",
        "kind": "account",
        "sitting": {"date": "2024-02-06", "number": None, "session": None},
        "source": {"kind": "verslag", "name": "Verslag"},
        "totals": {"agree": 0, "unclear": 0, "differ": 0, "only_account": 0, "only_record": 0},
        "pairs": [],
        "coverage": {
            "decisions": 0,
            "compared": 0,
            "agree": 0,
            "differ": 0,
            "unclear": 0,
            "unread": 0,
            "headed": 0,
            "not_read": 0,
            "whole": False,
            "held_since": None,
        },
        "remarks": [],
        "unread": [],
    }
    assert comparison.text(data, "nl") == "Verslag, 2024-02-06\nEr zijn geen stemmingen in gevonden.\n"


def test_handelingen_as_text(synced: None, run: Run) -> None:
    data = json.loads(
        run(
            "compare", EXAMPLES / "accounts" / "handelingen-2005.txt", "--day", "2005-02-08", "--as", "json"
        ).out
    )
    assert data["source"]["kind"] == "handelingen"
    assert data["pairs"]


def test_what_a_party_intended(synced: None, run: Run, tmp_path: Path) -> None:
    overview = json.loads(run("overview", "99001", "--as", "json").out)
    votes = {
        item["ref"]: {
            side: [each["party"]["name"] for each in decision[side] or ()] for side in ("for", "against")
        }
        for item in overview["amendments"]
        for decision in item["decisions"]
        if decision["step"] == "vote" and decision["for"]
    }
    (first, second), party = list(votes)[:2], "SP"
    sides = {ref: "voor" if party in votes[ref]["for"] else "tegen" for ref in (first, second)}
    other = "tegen" if sides[second] == "voor" else "voor"
    listed = tmp_path / "lijst.csv"
    listed.write_text(f"Stuk;Stem\n{first};{sides[first]}\n{second};{other}\n88888, nr. 3;voor\n", "utf-8")
    left = run("compare", "--intended", listed, "--party", party)
    assert left.code == 1
    assert "ANDERS DAN BEDOELD  " + second in left.out
    assert f"zoals bedoeld  {first}" in left.out
    assert "staat niet in de gegevens  88888, nr. 3" in left.out
    assert "De fractie van de SP wenst" in left.out
    assert f"{'vóór' if other == 'voor' else 'tegen'} {second} te hebben gestemd." in left.out
    data = json.loads(run("compare", "--intended", listed, "--party", party, "--as", "json").out)
    missed = {row["ref"] for row in data["rows"] if row["stand"] == "not_intended"}
    assert missed  # voted on at the same agenda item, and not in the list
    assert not missed & {first, second}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SP", "De fractie van de SP"),
        ("CDA", "De fractie van het CDA"),
        ("D66", "De fractie van D66"),
        ("Lid Omtzigt", "Het lid Omtzigt"),
        ("Groep Van Haga", "De groep Van Haga"),
        ("Fractie Den Haan", "De fractie Den Haan"),
    ],
)
def test_a_party_in_a_sentence_of_the_house(name: str, said: str) -> None:
    party = parties.find(name)
    assert party is not None
    assert _called(PartyName(party.id, name)) == said


def test_files_of_intentions() -> None:
    rows = intentions.read(
        b'\xef\xbb\xbf"36470-VI, nr. 4",voor\n36470-VI-5,TEGEN\n\n36470-VI-6,Niet deelgenomen\n', "a.csv"
    ).rows
    assert [(str(ref), str(side), line) for ref, side, line in rows] == [
        ("36470-VI, nr. 4", "for", 1),
        ("36470-VI, nr. 5", "against", 2),
        ("36470-VI, nr. 6", "not_voting", 4),
    ]
    # Lines of an old Mac, and the accent that the chair pronounces.
    rows = intentions.read("36470-VI-4;vóór\r36470-VI-5;tegen\r".encode("cp1252"), "a.csv").rows
    assert [(str(side), line) for _, side, line in rows] == [("for", 1), ("against", 2)]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (b"36470-VI-4;voor\n36470-VI-5;misschien\n", "misschien"),
        (b"36470-VI-4;voor\niets;voor\n", "iets"),
        (b"", "geen regels"),
        (b"36470-VI-4;" + b"x" * 140_000, "geen CSV"),
        (b"Stuk;Stem\nonze;keuze\n36470-VI-4;voor\n", "regel 2: 'keuze'"),
        (
            b"36470-VI-4;voor\n36470-VI-5;tegen\n36470-VI, nr. 4;tegen\n",
            "36470-VI, nr. 4 staat ook op regel 1",
        ),
        (b"Stuk;Stem\n36470-VI-4;;voor\n", "regel 2"),
    ],
)
def test_a_row_that_is_no_intention_is_named(wrong: bytes, word: str) -> None:
    with pytest.raises(InputError) as raised:
        intentions.read(wrong, "a.csv")
    assert word in raised.value.words.nl


TWO = [("36470-VI, nr. 4", "for"), ("36470-VI, nr. 5", "against")]


@pytest.mark.parametrize(
    "text",
    [
        "36470-VI-4;voor\n36470-VI-5;tegen\n",
        "sep=;\n36470-VI-4;voor\n36470-VI-5;tegen\n",
        "36470-VI-4;voor;navragen;\n;;;\n36470-VI-5;tegen;;\n",
        "1;36470-VI-4;;voor\n2;36470-VI-5;;tegen\n",
        "Stem;Onderwerp;Stuk\nvoor;cellen;36470-VI-4\ntegen;voor;36470-VI-5\n",
        "Nr.\tStemadvies\tToelichting\n36470-VI-4\tvoor\ttegen de motie\n36470-VI-5\ttegen\n",
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_intentions_as_excel_saves_them(text: str, coding: str) -> None:
    found = intentions.read(text.replace("\n", "\r\n").encode(coding), "a.csv")
    assert [(str(ref), str(side)) for ref, side, _ in found.rows] == TWO


def test_one_line_of_headings_is_named() -> None:
    assert intentions.read(b"Stuk;Stem\n36470-VI-4;voor\n", "a.csv").heading == (1, "Stuk;Stem")
    assert intentions.read(b"36470-VI-4;voor\n", "a.csv").heading is None


@pytest.mark.parametrize(("name", "rows"), [("u16", 2), ("extra", 2), ("ragged", 2)])
def test_the_intentions_of_the_cases(name: str, rows: int) -> None:
    data = (needs.shared("cases") / f"07-intended-columns/{name}.csv").read_bytes()
    assert len(intentions.read(data, name).rows) == rows


def test_a_paper_for_and_against_at_once_is_refused() -> None:
    with pytest.raises(InputError, match="line 2"):
        intentions.read((needs.shared("cases") / "07-intended-columns/twice.csv").read_bytes(), "twice.csv")


@pytest.mark.parametrize(
    "typed", ["check x.txt -o y.txt", "check x.txt --corrected y.txt", "compare x.txt -o y.txt"]
)
def test_who_wants_it_put_right_is_told_how(run: Run, typed: str) -> None:
    says(run(*typed.split()), 2, "kamerstem compare BESTAND --corrected PAD")
    says(run(*typed.split(), "--lang", "en"), 2, "kamerstem compare FILE --corrected PATH")


def test_what_cannot_be_compared(synced: None, run: Run, tmp_path: Path) -> None:
    says(run("compare"), 2, "--intended")
    says(run("compare", "--intended", tmp_path / "x.csv"), 2, "--party")
    says(run("compare", tmp_path / "niet.txt"), 2, "niet.txt")
    says(run("compare", EXAMPLES / "overviews" / "hamerstuk.txt", "88888"), 4, "88888")
    letter = tmp_path / "brief.txt"
    letter.write_text("Geachte voorzitter,\n\nHierbij een brief.\n", "utf-8")
    says(run("compare", letter), 2, "brief.txt")


@pytest.mark.parametrize(
    ("votes", "parts", "stand"),
    [
        ((factories.vote(Result.ADOPTED, "SP, VVD", "PVV"),), (), Stand.SAME),
        ((factories.vote(Result.ADOPTED, "PVV", "SP"),), (), Stand.DIFFERS),
        ((factories.vote(Result.ADOPTED, "PVV", "VVD"),), (), Stand.NOT_STATED),  # its row is lost
        ((), ("SP", "SP, VVD"), Stand.SAME),
        ((), ("SP", "VVD"), Stand.NOT_STATED),
        ((), (), Stand.NOT_VOTED),
    ],
)
def test_what_is_not_recorded_does_not_differ(
    votes: tuple[Decision, ...], parts: tuple[str, ...], stand: Stand
) -> None:
    ref = Paper(Dossier(36999), "4")
    made = tuple(Part(for_, None, (factories.vote(Result.ADOPTED, for_),)) for for_ in parts)
    proposal = Proposal(kind=Kind.AMENDMENT, ref=ref, decisions=votes, parts=made)
    assert _stand(ref, Side.FOR, None, proposal, "sp").stand is stand
