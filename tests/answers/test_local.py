"""The public Python API: flat, typed, light to import, and the same answers as the commands."""

import ast
import contextlib
import datetime as dt
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kamerstem
from kamerstem.contract.overview import overview as to_dict
from kamerstem.contract.record import change as change_dict
from kamerstem.contract.votes import day as day_dict
from kamerstem.contract.votes import vote as voted
from tests import needs
from tests.commands import Run
from tests.simulator import Simulator
from tests.simulator.fixtures import MakeSimulator

ROOT = Path(__file__).parents[2]
ROWS = ROOT / "tests/examples/rows"
SAMPLE = needs.SHARED / "data/gegevensmagazijn"
PAGE = (ROOT / "docs/reference/python.md").read_text("utf-8")


# --- the names ---


def test_the_names_are_sorted_and_all_there() -> None:
    assert kamerstem.__all__ == sorted(kamerstem.__all__)
    assert len(set(kamerstem.__all__)) == len(kamerstem.__all__)
    for name in kamerstem.__all__:
        assert getattr(kamerstem, name) is not None
    assert set(dir(kamerstem)) == set(kamerstem.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kamerstem.nonsense  # noqa: B018


def test_what_types_see_is_what_is_loaded() -> None:
    """Hold the imports for type checkers to the table of where each name comes from."""
    tree = ast.parse((ROOT / "src/kamerstem/__init__.py").read_text("utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == kamerstem._HOME
    assert set(kamerstem.__all__) == {*seen, "__version__"}


@pytest.mark.slow
def test_importing_it_loads_next_to_nothing() -> None:
    code = "import sys, kamerstem; print(*sorted(n for n in sys.modules if n.startswith('kamerstem')))"
    left = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert left.stdout.split() == ["kamerstem", "kamerstem.version"]


def test_every_public_function_says_what_it_returns_and_raises() -> None:
    for name in ("overview", "votes", "day", "diff", "status", "search", "sync", "audit", "close"):
        assert getattr(kamerstem.LocalRecord, name).__doc__
    for name in ("overview", "votes", "day", "diff", "status", "search"):
        assert getattr(kamerstem.Record, name).__doc__
    for name in ("check", "compare", "compare_intended", "door", "open", "read", "to_bytes", "write"):
        assert getattr(kamerstem, name).__doc__
    assert "Raises" in (kamerstem.open.__doc__ or "")


def test_what_can_be_asked_is_apart_from_where_it_is() -> None:
    """A record that answers over a network has these and no others."""
    asked = {name for name in vars(kamerstem.Record) if not name.startswith("_")}
    counts = {"agreement", "cohesion", "dissent", "success", "coverage"}
    assert asked == {"place", "overview", "votes", "day", "diff", "status", "search", *counts}
    local = {name for name in vars(kamerstem.LocalRecord) if not name.startswith("_")}
    assert local - asked == {"audit", "sync", "close"}
    assert asked <= local


# --- the same as the commands ---


@pytest.fixture
def served(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Simulator:
    server = make_simulator(ROWS)
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    return server


def test_the_record_answers_what_the_commands_answer(served: Simulator, run: Run) -> None:
    with pytest.raises(kamerstem.NotFoundError):
        kamerstem.open()
    with kamerstem.open(create=True) as record:
        assert repr(record) == f"<the record {record.place}>"
        seen: list[kamerstem.Progress] = []
        outcomes = record.sync(progress=seen.append)
        assert not any(outcome.error for outcome in outcomes)
        assert {each.category for each in seen} == {each.category for each in outcomes} - {"Lookback"} | {
            "facts"
        }
    with kamerstem.open() as record:
        assert isinstance(record, kamerstem.Record)
        said = json.loads(run("overview", "99001", "--as", "json").out)
        assert to_dict(record.overview("99001")) == said
        said = json.loads(run("votes", "--outcome", "adopted", "--close", "1", "--as", "json").out)
        found = list(record.votes(outcome=["adopted"], close=1))
        assert [voted(vote) for vote in found] == said["votes"]
        assert 0 < len(found) < len(list(record.votes()))
        for most in (0, -1, 10**30):
            with pytest.raises(kamerstem.InputError, match="1 up to"):
                record.votes(most=most)
        with pytest.raises(TypeError, match="success\\(\\) has no filter party; it has kind"):
            record.success(party="SP")
        assert len(list(record.votes(most=3))) == 3
        day = dt.date(2024, 2, 6)
        assert day_dict(record.day(day), "nl") == json.loads(run("day", str(day), "--as", "json").out)
        said = json.loads(run("diff", "--since", "2024-01-01", "--as", "json").out)
        assert [change_dict(change) for change in record.diff(dt.date(2024, 1, 1))] == said["changes"]
        said = json.loads(run("status", "--as", "json").out)
        assert {name: {"live": a, "deleted": b} for name, (a, b) in record.status().entities.items()} == said[
            "entities"
        ]
        assert [str(hit.ref) for hit in record.search("horizonbepaling").hits] == [
            "99001, nr. 15",
            "99001, nr. 9",
        ]
        assert record.place.endswith("record.sqlite")
        assert [o.category for o in record.sync(["zaak"])] == ["Zaak"]
        with pytest.raises(kamerstem.InputError):
            record.sync(["nonsense"])
        with pytest.raises(kamerstem.BadReference):
            record.overview("nonsense")
        with pytest.raises(kamerstem.NotFoundError):
            record.overview("99001", at=dt.date(1999, 1, 1))


# --- the page ---


def rows(name: str, wanted: dict[str, set[str]]) -> list[dict[str, Any]]:
    with gzip.open(SAMPLE / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [
            row
            for row in map(json.loads, file)
            if any(row.get(field) in values for field, values in wanted.items())
        ]


@pytest.fixture
def bill(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A record with bill 36470-VI from the sample."""
    zaken = rows("Zaak", {"Nummer": {"2023Z19174", "2023Z20532"}})
    ids = {row["Id"] for row in zaken}
    links = [row for row in rows("BesluitZaak", {"Zaak_Id": ids}) if row["zeker"]]
    besluiten = rows("Besluit", {"Id": {row["Besluit_Id"] for row in links}})
    items = rows("Agendapunt", {"Id": {row["Agendapunt_Id"] for row in besluiten}})
    of_dossiers = rows("ZaakKamerstukdossier", {"Zaak_Id": ids})
    slices = {
        "Zaak": zaken,
        "BesluitZaak": links,
        "Besluit": besluiten,
        "Agendapunt": items,
        "Activiteit": rows("Activiteit", {"Id": {row["Activiteit_Id"] for row in items}}),
        "Stemming": rows("Stemming", {"Besluit_Id": {row["Id"] for row in besluiten}}),
        "ZaakKamerstukdossier": of_dossiers,
        "Kamerstukdossier": rows(
            "Kamerstukdossier", {"Id": {row["Kamerstukdossier_Id"] for row in of_dossiers}}
        ),
    }
    server = make_simulator(slices)
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    with kamerstem.open(create=True) as record:
        record.sync()


@pytest.mark.usefixtures("bill")
def test_the_examples_of_the_page_print_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
    expected = re.findall(r"^ *# > (.*)$", code, re.MULTILINE)
    assert len(expected) > 10
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "docs/reference/python.md", "exec"), {})
    assert out.getvalue().splitlines() == expected


def test_every_public_name_of_the_record_is_on_the_page() -> None:
    for name in vars(kamerstem.LocalRecord):
        if not name.startswith("_") and name != "place":
            assert f"record.{name}(" in PAGE, name
    for name in vars(kamerstem.Door):
        if not name.startswith("_") and name not in ("close", "origin"):
            assert f"door.{name}(" in PAGE, name
    for name in kamerstem.__all__:
        if name.islower() and not name.startswith("_"):
            assert f"kamerstem.{name}(" in PAGE, name
