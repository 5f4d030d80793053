"""Both versions of the service give the same answers, however v5 calls things and however large its pages are."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kamerstem.answers.opening import open_door
from kamerstem.cli.folding import waits_shown
from kamerstem.render.service import service_lines
from kamerstem.sources.http import Limits
from kamerstem.sources.odata_rows import BESIDE_THE_POINT, ROWS
from kamerstem.sources.papers import LIMITS
from kamerstem.waiting import heard_by
from tests import needs
from tests.commands import Run
from tests.simulator import Fault, Simulator
from tests.simulator.schema import V5_NAMES
from tests.test_papers import PAPER, XML, Serve, serve  # noqa: F401  (a fixture)

pytestmark = needs.official

KNOWN: dict[str, Any] = json.loads(V5_NAMES.read_text("utf-8")) if V5_NAMES.is_file() else {}
KEYS = {"Zaak.Volgnummer": "Ondernummer"}
ASKED = (
    ("overview", "36470-VI"),
    ("overview", "36470-VI, nr. 4"),
    ("overview", "2023D99999"),
    ("overview", "2023Z20532"),
    ("overview", "BESLUIT"),
    ("day", "2023-12-21"),
    ("compare", "typed.txt"),
)
UNNEEDED = [
    f"{entity}.{name}"
    for entity, row in ROWS.items()
    for name in row.model_fields
    if name in BESIDE_THE_POINT and not name.endswith("_Id") and name != "GewijzigdOp"
]
SLOW = 30.0


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write what is written in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def names(folder: Path, rename: dict[str, str], drop: list[str]) -> Path:
    """Write a file of names of v5 with these besides what is known."""
    dropped = {*KNOWN["drop"], *drop}
    kept = {old: new for old, new in (KNOWN["rename"] | rename).items() if old not in dropped}
    path = folder / "names.json"
    path.write_text(json.dumps(KNOWN | {"rename": kept, "drop": sorted(dropped)}), "utf-8")
    return path


def without_roads(answer: Any) -> Any:
    """Leave out which address gave what and when, and that v4 was asked because v5 was not there."""
    if isinstance(answer, dict):
        kept = {key: value for key, value in answer.items() if key not in ("source", "sources", "origin")}
        return {key: without_roads(value) for key, value in kept.items()}
    if isinstance(answer, list):
        return [
            without_roads(each)
            for each in answer
            if not (isinstance(each, dict) and each.get("check") == "source-version")
        ]
    return answer


def answers(run: Run, server: Simulator) -> dict[str, Any]:
    """Return what every command says, by the command."""
    (besluit,) = (
        row["Id"] for row in server.rows.all("Besluit") if str(row["BesluitTekst"]).startswith("Verworpen")
    )
    run("overview", "36470-VI", "--from", "example", "-o", "typed.txt")
    found = {}
    for command, ref in ASKED:
        left = run(command, ref.replace("BESLUIT", besluit), "--from", "live", "--as", "json")
        assert left.code in (0, 1), (command, ref, left.err)
        found[f"{command} {ref}"] = without_roads(json.loads(left.out))
    return found


@pytest.fixture
def by_v4(run: Run, serve: Serve) -> dict[str, Any]:  # noqa: F811
    return answers(run, serve({XML: PAPER}, version="v4"))


@pytest.mark.parametrize(
    ("rename", "drop", "page"),
    [({}, [], 250), (KEYS, [], 100), (KEYS, UNNEEDED, 250)],
    ids=["as known", "Zaak renamed, pages of 100", "what nothing rests on is gone"],
)
def test_v5_alone_answers_as_v4_does(
    run: Run,
    serve: Serve,  # noqa: F811
    by_v4: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rename: dict[str, str],
    drop: list[str],
    page: int,
) -> None:
    server = serve({XML: PAPER}, version="v5", v5_names=names(tmp_path, rename, drop), v5_page=page)
    # As slow as it was seen: every request takes half a minute of a clock that runs by requests.
    monkeypatch.setattr("kamerstem.sources.http.monotonic", lambda: SLOW * len(server.requests))
    assert answers(run, server) == by_v4
    asked = [unquote(each.query) for each in server.requests]
    assert not [each for each in asked if re.search(r"contains|\$count|\$top", each)]
    assert [each.path for each in server.requests if "esource" in each.path], "papers came"


def test_a_record_asks_v5_alone_for_what_it_asks_of_v4(
    run: Run,
    serve: Serve,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Papers come from the service; what changed and what was on an earlier day comes from the record alone."""
    said = []
    for version in ("v4", "v5"):
        server = serve({XML: PAPER}, version=version, v5_names=names(tmp_path, KEYS, UNNEEDED), v5_page=100)
        monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / f"{version}.sqlite"))
        assert run("sync").code == 0
        server.requests.clear()
        folder = tmp_path / version
        left = run(
            "overview", "--adopted-since", "2023-12-01", "--from", "record", "--as", "json", "-o", folder
        )
        assert left.code in (0, 1), left.err
        [made] = folder.iterdir()
        assert [each.path for each in server.requests if "esource" in each.path], "papers came"
        server.requests.clear()
        answers = [json.loads(made.read_text("utf-8"))]
        for command in (
            ("diff", "--since", "2023-12-01"),
            ("overview", "36470-VI", "--at", "2026-01-01", "--from", "record"),
        ):
            answers.append(json.loads(run(*command, "--as", "json").out))
        assert server.requests == []
        said.append(without_roads(answers))
    assert said[0] == said[1]


def test_a_slow_answer_is_waited_for() -> None:
    """Three quarters of a minute were seen for one answer."""
    assert min(Limits().read, LIMITS.read) > 48


def test_what_is_waited_for_is_told(run: Run, simulator: Simulator) -> None:
    heard: list[tuple[str | None, str]] = []
    with (
        heard_by(lambda server, what: heard.append((server, what))),
        open_door("live", url=simulator.url) as door,
    ):
        door.overview("36470-VI, nr. 4", papers=False)
    asked = [what for server, what in heard if server is not None]
    assert asked == [each.path.rpartition("/")[2] for each in simulator.requests]
    assert [what for server, what in heard if server is None] == asked, "and that the wait is over"


def test_on_a_terminal_it_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    listener = waits_shown("nl")
    assert listener is not None
    listener("example.org", "Zaak")
    assert "Wacht op example.org: Zaak (vraag 1" in capsys.readouterr().err
    listener(None, "Zaak")
    assert capsys.readouterr().err.strip() == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    assert waits_shown("nl") is None


def test_where_no_version_answers_the_sentence_says_what_works(run: Run, simulator: Simulator) -> None:
    simulator.faults.add(Fault.NO_V5, times=None)
    simulator.faults.add(Fault.V4_GONE, times=None)
    left = run("overview", "36470-VI", "--from", "live", "--url", simulator.url)
    assert left.code == 3
    assert "kamerstem sync" in left.err


# --- status --service -------------------------------------------------------------------------------------


def state(run: Run, server: Simulator, *more: str) -> Any:
    left = run("status", "--service", "--url", server.url, "--as", "json", *more)
    return left.code, json.loads(left.out)


def test_the_service_is_asked_what_works(run: Run, simulator: Simulator) -> None:
    code, said = state(run, simulator)
    assert code == 0
    assert said["requests"] == len(simulator.requests) <= 10
    assert [(each["name"], each["usable"], each["vote"], each["page"]) for each in said["versions"]] == [
        ("v5", True, [149, 0, 1], 250),
        ("v4", True, [149, 0, 1], 250),
    ]
    v5, v4 = said["versions"]
    assert v5["missing"] == v4["missing"] == v5["new"] == v4["new"] == v4["unused"] == []
    assert set(v5["unused"]) == set(KNOWN["drop"])
    text = run("status", "--service", "--url", simulator.url)
    assert "36470-VI komt goed uit (149-0-1)" in text.out
    assert "Hier werkt alles" in text.out
    assert "comes out right" in run("status", "--service", "--url", simulator.url, "--lang", "en").out


def test_a_report_on_the_service_tells_the_time_of_the_house(run: Run, simulator: Simulator) -> None:
    _, said = state(run, simulator)
    for asked, moment in (
        ("2026-10-06T14:02:31+00:00", "2026-10-06 16:02"),
        ("2026-12-31T23:30:00+00:00", "2027-01-01 00:30"),
    ):
        told = list(service_lines(said | {"asked": asked}, "nl"))
        assert any(line.endswith(f"{moment} (tijd in Amsterdam)") for line in told)


def test_what_of_the_service_does_not_work_is_said(run: Run, simulator: Simulator) -> None:
    simulator.faults.add(Fault.NO_V5, times=None)
    simulator.faults.add(Fault.NO_ATTRIBUTE, times=None, attribute="Stemming.FractieGrootte", declared=False)
    code, said = state(run, simulator)
    assert code == 0
    v5, v4 = said["versions"]
    assert (v5["usable"], v4["usable"], v4["right"]) == (False, True, False)
    assert v4["missing"] == ["Stemming.FractieGrootte"]
    text = run("status", "--service", "--url", simulator.url).out
    assert "Hier werkt kamerstem sync" in text
    assert "ontbreekt, en blijft leeg: Stemming.FractieGrootte" in text
    simulator.faults.add(Fault.ERROR, times=None)
    code, said = state(run, simulator)
    assert code == 3
    assert not said["feed"]["usable"]
    assert said["requests"] <= 10


def test_the_record_and_the_service_are_two_questions(run: Run) -> None:
    assert run("status", "--service", "--verify").code == 2
