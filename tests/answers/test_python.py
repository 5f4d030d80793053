"""What Python is given says what the commands say."""

import json
from pathlib import Path

import pytest

import kamerstem
from kamerstem.answers.documents import as_checked
from kamerstem.contract import checked as contract
from kamerstem.model.form import ORDER_NOTE
from kamerstem.render import forms
from tests.commands import Run
from tests.simulator import Simulator
from tests.simulator.fixtures import MakeSimulator

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def served(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Simulator:
    """The official API, a record of what it has, and an empty folder to write in."""
    server = make_simulator(EXAMPLES / "rows")
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    monkeypatch.chdir(tmp_path)
    with kamerstem.open(create=True) as record:
        record.sync()
    return server


@pytest.fixture
def overview(served: Simulator) -> kamerstem.Overview:
    with kamerstem.open() as record:
        return record.overview("99006")


def spoiled(place: Path) -> Path:
    text = place.read_text("utf-8")
    assert "Verworpen. Voor" in text
    place.write_text(text.replace("Verworpen. Voor", "Aangenomen. Voor", 1), "utf-8")
    return place


@pytest.mark.parametrize("form", forms.SUFFIXES)
def test_an_overview_is_written_in_every_form(overview: kamerstem.Overview, run: Run, form: str) -> None:
    place = Path(f"x{forms.SUFFIXES[form]}")
    kamerstem.write(overview, place)
    assert place.read_bytes() == kamerstem.to_bytes(overview, form)
    run("overview", "99006", "-o", f"y{forms.SUFFIXES[form]}")
    assert place.read_bytes() == Path(f"y{forms.SUFFIXES[form]}").read_bytes()
    kamerstem.write(overview, "x.txt", form, lang="en")
    assert Path("x.txt").read_bytes() == kamerstem.to_bytes(overview, form, "en")


def test_a_form_that_is_not_there_is_refused(overview: kamerstem.Overview) -> None:
    for attempt in (
        lambda: kamerstem.to_bytes(overview, "odt"),
        lambda: kamerstem.write(overview, "x.odt"),
        lambda: kamerstem.write(overview, "x.txt", "odt"),
    ):
        with pytest.raises(kamerstem.InputError, match=r"docx"):
            attempt()
    assert not list(Path().glob("x.*"))
    for name in ("x", ".docx"):
        with pytest.raises(kamerstem.InputError, match=r"does not say in which form"):
            kamerstem.write(overview, name)
        assert not Path(name).exists()
        kamerstem.write(overview, name, "docx")
    with pytest.raises(kamerstem.WriteError):
        kamerstem.write(overview, Path("missing/x.txt"))


@pytest.mark.parametrize("form", forms.SUFFIXES)
def test_a_language_that_is_not_there_is_refused(overview: kamerstem.Overview, form: str) -> None:
    for attempt in (
        lambda: kamerstem.to_bytes(overview, form, "fr"),  # type: ignore[arg-type]
        lambda: kamerstem.write(overview, "x.txt", form, "fr"),  # type: ignore[arg-type]
    ):
        with pytest.raises(kamerstem.InputError, match=r"'fr'. Choose from: nl, en"):
            attempt()
    assert not Path("x.txt").exists()


@pytest.mark.parametrize("origin", ["auto", "record", "live"])
def test_a_document_is_checked_as_the_command_checks_it(
    overview: kamerstem.Overview, run: Run, origin: str
) -> None:
    kamerstem.write(overview, "x.txt")
    place = spoiled(Path("x.txt"))
    said = run("check", place, "--from", origin, "--as", "json")
    with kamerstem.door(origin) as door:  # type: ignore[arg-type]
        answer = kamerstem.check(place, through=door)
    assert answer.compared
    assert contract.report([as_checked("x.txt", answer)], "nl") == json.loads(said.out)
    assert {finding.check for finding in answer.overview.findings} >= {"result-differs"}


def test_a_document_is_compared_as_the_command_compares_it(overview: kamerstem.Overview, run: Run) -> None:
    kamerstem.write(overview, "x.txt")
    whole = Path("x.txt").read_bytes()
    place = spoiled(Path("x.txt"))
    made = kamerstem.compare(place)
    assert isinstance(made, kamerstem.DocumentComparison)
    assert contract.comparison(made, "nl") == json.loads(run("compare", place, "--as", "json").out)
    kamerstem.write(made.corrected, "better.txt")
    # What is said beside the form of official rows is not of the document.
    assert Path("better.txt").read_bytes() == whole.replace(f"\n{ORDER_NOTE.nl}\n".encode(), b"")
    better, worse = (list(kamerstem.read(name).items()) for name in ("better.txt", "x.txt"))
    assert better != worse


def test_a_report_and_intentions_are_compared_too(overview: kamerstem.Overview, run: Run) -> None:
    report = EXAMPLES / "accounts/verslag-2024.xml"
    made = kamerstem.compare(report)
    assert isinstance(made, kamerstem.AccountComparison)
    assert contract.comparison(made, "nl") == json.loads(run("compare", report, "--as", "json").out)
    Path("x.csv").write_text("99006;voor\n99001, nr. 9;tegen\n88888, nr. 3;voor\n", "utf-8")
    with kamerstem.door("live") as door:
        meant = kamerstem.compare_intended("x.csv", "SP", through=door)
    said = run("compare", "--intended", "x.csv", "--party", "SP", "--from", "live", "--as", "json")
    assert contract.comparison(meant, "nl") == json.loads(said.out)


def test_a_door_takes_its_places_from_the_environment_or_by_name(
    served: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nowhere: str
) -> None:
    place, url = tmp_path / "record.sqlite", served.url
    for name in ("KAMERSTEM_URL", "KAMERSTEM_RECORD"):
        monkeypatch.delenv(name)
    with kamerstem.door("record") as door, pytest.raises(kamerstem.NotFoundError):
        door.overview("99006")
    with kamerstem.door("record", record=place, url=nowhere) as door:
        assert "local record" in door.overview("99006").origin.en
    with kamerstem.door("live", url=url) as door:
        assert "API" in door.overview("99006").origin.en
