"""A table for a Dutch Excel, opened by LibreOffice with Dutch settings: every cell stands in its column, as it was."""

import csv
import io
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from kamerstem.model.refs import DocumentNumber, Dossier, Paper, ZaakNumber
from kamerstem.render.sheet import as_csv, for_excel
from tests import needs
from tests.commands import Run

DUTCH = "59,34,76,1,,1043,false,true"  # semicolons, quotes, UTF-8, from the first row, nl-NL, numbers and dates known
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Cell = tuple[str | None, str]
Opens = Callable[[bytes], list[list[Cell]]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Opens:
    """Return what opens a table: for each row its cells, each its kind (None: empty) and value."""
    program = needs.calc()
    folder = tmp_path_factory.mktemp("office")

    def opened(table: bytes) -> list[list[Cell]]:
        (folder / "table.csv").write_bytes(table)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                f"--infilter=Text - txt - csv (StarCalc):{DUTCH}",
                "--convert-to",
                "fods",
                "--outdir",
                folder,
                folder / "table.csv",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        rows = etree.parse(folder / "table.fods").iter(f"{_TABLE}table-row")
        found = [[*_cells(row)] for row in rows]
        return [row for row in found if any(kind for kind, _ in row)]

    return opened


def _cells(row: etree._Element) -> Iterator[Cell]:
    for cell in row.iterchildren(f"{_TABLE}table-cell"):
        value = cell.get(f"{_OFFICE}value") or cell.get(f"{_OFFICE}date-value")
        text = "\n".join("".join(map(str, part.itertext())) for part in cell)
        times = min(
            int(cell.get(f"{_TABLE}number-columns-repeated", 1)), 100
        )  # the rest of the sheet is one cell
        yield from [(cell.get(f"{_OFFICE}value-type"), value or text)] * times


def same(table: str, opened: list[list[Cell]], numbers: set[str]) -> None:
    """Hold that every cell is what was written: numbers numbers, days days, and anything else text."""
    plain = list(csv.reader(io.StringIO(table)))
    heads = plain[0]
    assert len(opened) == len(plain)
    for written, row in zip(plain, opened, strict=True):
        for head, was, (kind, is_now) in zip(heads, written, row[: len(heads)], strict=True):
            assert is_now == was, (head, was, kind)
            if was and written is not heads:
                number = head in numbers or (head == "ref" and was.isdigit())
                assert kind == ("date" if head == "date" else "float" if number else "string"), (head, was)
        assert all(kind is None for kind, _ in row[len(heads) :])


COUNTS = {"for", "against", "not_voting", "margin"}


@pytest.mark.slow
def test_the_table_of_the_case(office: Opens) -> None:
    table = needs.shared("cases/15-csv-excel/votes.csv").read_text("utf-8")
    same(table, office(for_excel(table)), COUNTS)


@pytest.mark.slow
def test_what_looks_like_something_else(office: Opens) -> None:
    """A dossier that ends as a month does, a decimal sign, a formula, quotes, a semicolon, a line within a cell."""
    subjects = {
        Dossier(21501, "02"): "Raad; Algemene Zaken",
        Paper(Dossier(21501, "20"), "2143"): 'Over "geld", en: 1.000,50',
        Dossier(36999): "é ü ’s Gravenhage €",
        Paper(Dossier(36470, "VI"), "4"): "=1+1",
        Paper(Dossier(36470, "XIII"), "40"): "-2+3",
        ZaakNumber("2024Z00005"): "1-2-2024 van kracht",
        DocumentNumber("2024D00012"): "over\ntwee regels",
    }
    rows = [[date(2024, 2, 6), ref, subject, 76, None, -3] for ref, subject in subjects.items()]
    table = as_csv(["date", "ref", "subject", "for", "against", "margin"], rows)
    same(table, office(for_excel(table)), COUNTS)


@pytest.mark.slow
def test_all_votes_of_a_record(
    office: Opens, run: Run, rows_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAMERSTEM_RECORD", str(rows_record))
    plain = run("votes", "--as", "csv").out
    assert plain.count("\n") > 20
    same(plain, office(run("votes", "--as", "csv-excel").out.encode()), COUNTS)
