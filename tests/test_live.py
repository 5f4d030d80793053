"""A number in, the overview out: the command line against the simulator of the official service."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import stamina

from kamerstem.sources import http
from tests import needs
from tests.commands import Left, Run, says
from tests.simulator import Fault, Simulator

BILL, AMENDMENT = "4c1bdcbf-10a0-4dd5-aecd-26a77117a8e1", "abaf42ce-17a9-43b6-9fdb-6cbb9e722199"  # Besluit.Id


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Try again as often as ever, without the pauses, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def live(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    """Make the simulator the official data."""
    monkeypatch.setenv("KAMERSTEM_URL", simulator.url)
    return simulator


def facts(text: str) -> dict[str, Any]:
    """Return what was decided, without what tells how it was fetched."""
    overview: dict[str, Any] = json.loads(text)
    for key in ("sources", "findings"):
        del overview[key]
    return json.loads(re.sub(r'"source": \[[^]]*\]', '"source": []', json.dumps(overview)))  # type: ignore[no-any-return]


# --- bill 36470-VI ---


def test_the_bill_and_its_amendment(run: Run, live: Simulator) -> None:
    left = run("overview", "36470-VI", "--as", "json")
    assert (left.code, left.err) == (0, "")
    overview = json.loads(left.out)
    bill, (amendment,) = overview["bill"], overview["amendments"]
    assert (bill["ref"], bill["status"], bill["features"]) == ("36470-VI", "adopted", ["budget"])
    assert (amendment["ref"], amendment["status"]) == ("36470-VI, nr. 4", "rejected")
    assert amendment["advice"] == {"code": "ontraden", "text": "Ontraden"}
    assert amendment["articles"] is None
    assert amendment["explanation"] is None
    assert "papers-not-read" in {finding["check"] for finding in overview["findings"]}
    for item, id, votes, margin in ((bill, BILL, (149, 0, 1), 74), (amendment, AMENDMENT, (49, 100, 1), -26)):
        (decision,) = item["decisions"]
        counted = decision["counted"]
        assert decision["id"] == id
        assert decision["sitting"]["date"] == "2023-12-21"
        assert (counted["for"], counted["against"], counted["not_voting"]) == votes
        assert (counted["seats"], counted["complete"], counted["missing"]) == (150, True, [])
        assert [each["party"]["name"] for each in decision["not_voting"]] == ["JA21"]
        assert decision["margin"] == margin
        assert decision["source"]
    assert {source["kind"] for source in overview["sources"]} == {"odata"}
    assert all(source["url"].startswith(live.url) and source["sha256"] for source in overview["sources"])


@pytest.mark.parametrize(
    ("lang", "said", "papers", "absent"),
    [
        (
            "nl",
            "Opgevraagd bij de officiële gegevens",
            "niet in de officiële gegevens. [papers-not-read]",
            "Afwezig: JA21.",
        ),
        ("en", "From the official data", "not among the official data. [papers-not-read]", "Absent: JA21."),
    ],
)
def test_as_text(run: Run, live: Simulator, lang: str, said: str, papers: str, absent: str) -> None:
    left = run("overview", "36470-VI", "--as", "text", "--lang", lang)
    assert left.code == 0
    assert left.err.startswith(said)
    assert papers in left.err
    assert left.out.count(absent) == 2


def test_as_html(run: Run, live: Simulator) -> None:
    left = run("overview", "36470-VI", "-o", "x.html")
    assert (left.code, left.out) == (0, "")
    page = Path("x.html").read_text("utf-8")
    printed = run("overview", "36470-VI", "--as", "html").out
    assert re.sub("<time.*?</time>", "", printed) == re.sub("<time.*?</time>", "", page)
    for words in ("149", "JA21", "ontraden", "niet gelezen"):
        assert words in page.lower() + page


def test_the_typed_document_beside_the_data(run: Run, live: Simulator) -> None:
    typed = needs.shared("data/overviews/36470-VI.txt")
    left = run("check", typed)
    assert left.code == 0
    whole, found = re.findall(r"^  (.*)", left.out, re.MULTILINE)
    assert whole == "Alles gelezen en vergeleken: 2 besluiten, gelijk."
    assert found.startswith("let op: Amendement nr. 4: ")
    assert found.endswith("(JA21). (regel 59) [absent-not-stated]")
    assert "Vergeleken met de gegevens: opgevraagd bij" in left.err
    assert run("check", typed, "--strict").code == 1
    (checked,) = json.loads(run("check", typed, "--as", "json").out)["checked"]
    assert checked["compared"] is True
    assert [each["check"] for each in checked["findings"]] == ["absent-not-stated"]


def test_what_it_writes_agrees_with_what_it_asked(run: Run, live: Simulator) -> None:
    run("overview", "36470-VI", "-o", "x.txt")
    left = run("check", "x.txt", "--from", "live", "--strict")
    assert (left.code, left.out) == (
        0,
        "x.txt (36470-VI): geen bevindingen\n  Alles gelezen en vergeleken: 2 besluiten, gelijk.\n",
    )


def test_a_handful_of_requests(run: Run, live: Simulator) -> None:
    run("overview", "36470-VI", "--as", "json")
    assert len(live.requests) <= 7
    assert all(asked.headers["user-agent"].startswith("Kamerstem/") for asked in live.requests)


# --- in every way people ask ---


@pytest.mark.parametrize(
    ("ref", "kind"),
    [
        ("36.470 VI", "bill"),
        ("2023Z19174", "bill"),
        (BILL, "bill"),
        ("https://www.tweedekamer.nl/kamerstukken/wetsvoorstellen/detail?qry=wetsvoorstel:36470-VI", "bill"),
        ("36470-VI, nr. 4", "paper"),
        ("kst-36470-VI-4", "paper"),
        ("2023Z20532", "paper"),
        (AMENDMENT, "paper"),
        ("https://zoek.officielebekendmakingen.nl/kst-36470-VI-4.html", "paper"),
        ("https://www.tweedekamer.nl/kamerstukken/amendementen/detail?id=2023Z20532", "paper"),
    ],
)  # fmt: skip
def test_by_any_reference(run: Run, live: Simulator, ref: str, kind: str) -> None:
    left = run("overview", ref, "--as", "json")
    assert left.code == 0, left.err
    overview = json.loads(left.out)
    assert overview["subject"]["kind"] == kind
    decided = {
        decision["id"]
        for item in filter(None, [overview["bill"], *overview["amendments"]])
        for decision in item["decisions"]
    }
    assert decided == ({BILL, AMENDMENT} if kind == "bill" else {AMENDMENT})


@pytest.mark.parametrize("ref", ["36999", "36470-XX", "36470-VI, nr. 999", "2099Z00001", "2099D00001",
                                 "00000000-0000-4000-8000-000000000000"])  # fmt: skip
def test_what_is_not_there(run: Run, live: Simulator, ref: str) -> None:
    for lang, no in (("nl", r"\b(niet|geen)\b"), ("en", r"\b(not?)\b")):
        left = run("overview", ref, "--lang", lang, "-o", "x.json")
        says(left, 4)
        assert re.search(no, left.err)
    assert not list(Path().iterdir())


def test_a_document_of_a_bill_that_is_not_there(run: Run, live: Simulator) -> None:
    Path("a.txt").write_text(
        "36.999\nEen wet\n\nEindstemming wetsvoorstel\nHet wetsvoorstel is op 6 juni 2024 aangenomen.\n",
        "utf-8",
    )
    left = run("check", "a.txt")
    assert left.code == 0
    assert "Niet vergeleken met de officiële gegevens: Dossier 36999 is er niet" in left.err
    says(run("check", "a.txt", "--from", "live"), 4, "36999")


# --- when it goes wrong: a sentence and nothing else, or the whole of it ---

OF_THE_FEED = {Fault.BAD_XML, Fault.PAGE_TWICE, Fault.ENTRY_TWICE}
LINE = [
    fault for fault in Fault if fault not in {*OF_THE_FEED, Fault.NO_ATTRIBUTE}
]  # it has its own test below
HEALED = {Fault.DRIP, Fault.CHANGED, Fault.NO_V5, Fault.V4_GONE}  # of CHANGED: there is no second page
"""Faults after which there is an answer however long they last."""


def whole_or_nothing(run: Run, whole: dict[str, Any], *lang: str) -> Left:
    """Ask for the bill; hold what comes to the whole, and a failure to its sentence and to nothing left behind."""
    left = run("overview", "36470-VI", "-o", "x.json", *lang)
    if left.code == 0:
        assert facts(Path("x.json").read_text("utf-8")) == whole
        Path("x.json").unlink()
    else:
        says(left, 3)
    assert not list(Path().iterdir())
    return left


@pytest.fixture
def whole(run: Run, live: Simulator) -> dict[str, Any]:
    """Return the bill as it should be."""
    return facts(run("overview", "36470-VI", "--as", "json").out)


@pytest.fixture
def turn_on(live: Simulator, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Turn a fault on; a server that hangs is given up soon."""

    def turn(fault: Fault, **settings: Any) -> None:
        if fault is Fault.HANG:
            importlib.import_module("kamerstem.sources.odata")  # which names the type of its limits
            monkeypatch.setattr(http, "Limits", partial(http.Limits, read=0.2))
        live.faults.add(fault, **{**SETTINGS.get(fault, {}), **settings})

    return turn


SETTINGS: dict[Fault, dict[str, Any]] = {
    Fault.HANG: {"seconds": 0.4},
    Fault.DRIP: {"seconds": 0.01},
    Fault.BUSY: {"seconds": 30},
    Fault.BUSY_UNTIL: {"seconds": 30},
}


@pytest.mark.parametrize("fault", LINE)
def test_a_fault_that_stays(
    run: Run, turn_on: Callable[..., None], whole: dict[str, Any], fault: Fault
) -> None:
    turn_on(fault, times=None)
    dutch, english = (whole_or_nothing(run, whole, "--lang", lang) for lang in ("nl", "en"))
    assert dutch.code == english.code == (0 if fault in HEALED else 3)
    if dutch.code:
        assert dutch.err != english.err
        assert run("overview", "36470-VI").out == ""


@pytest.mark.parametrize("fault", LINE)
@pytest.mark.parametrize("after", range(5))
def test_a_fault_in_the_middle(
    run: Run, turn_on: Callable[..., None], whole: dict[str, Any], fault: Fault, after: int
) -> None:
    turn_on(fault, times=None, after=after)
    whole_or_nothing(run, whole)


PASSING = set(LINE) - {Fault.LOOP, Fault.OTHER_HOST, Fault.DIE}


@pytest.mark.parametrize("fault", sorted(PASSING))
def test_a_fault_that_passes(
    run: Run, turn_on: Callable[..., None], whole: dict[str, Any], fault: Fault
) -> None:
    turn_on(fault, times=2)
    assert whole_or_nothing(run, whole).code == 0


@pytest.mark.parametrize(
    "attribute", ["Stemming.Soort", "Stemming.Vergissing", "Besluit.BesluitSoort", "Zaak.Soort"]
)
@pytest.mark.parametrize("declared", [True, False])
def test_an_attribute_that_went(run: Run, live: Simulator, attribute: str, declared: bool) -> None:
    live.faults.add(Fault.NO_ATTRIBUTE, times=None, attribute=attribute, declared=declared)
    left = run("overview", "36470-VI", "--as", "json")
    if left.code == 3:
        says(left, 3)
        return
    assert left.code in (0, 1)
    overview = json.loads(left.out)
    said = [finding for finding in overview["findings"] if attribute in finding["message"]]
    assert said
    assert {finding["severity"] for finding in said} <= {"warning", "info"}
    if attribute == "Stemming.Soort":
        (decision,) = overview["bill"]["decisions"]
        assert [decision[each] for each in ("for", "against", "not_voting", "counted")] == [None] * 4
        assert decision["result"] == "adopted"


def test_no_network(run: Run, nowhere: str) -> None:
    says(run("overview", "36470-VI", "-o", "x.json"), 3, "Er is geen verbinding met 127.0.0.1", "Controleer")
    says(run("overview", "36470-VI", "--lang", "en"), 3, "127.0.0.1", "Check")
    says(run("check", "36470-VI"), 3, "geen verbinding")
    assert not list(Path().iterdir())


def test_a_file_of_before_stays_when_it_fails(run: Run, nowhere: str) -> None:
    Path("x.json").write_text("van gisteren", "utf-8")
    says(run("overview", "36470-VI", "-o", "x.json"), 3)
    assert Path("x.json").read_text("utf-8") == "van gisteren"


@pytest.mark.parametrize("url", ["zomaar", "file:///etc/hosts", "http://", "ftp://example.org"])
def test_an_address_that_is_none(run: Run, url: str) -> None:
    says(run("overview", "36470-VI", "--url", url), 2)
    says(run("overview", "36470-VI", "--url", url, "--lang", "en"), 2)
