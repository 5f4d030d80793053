"""Papers in the overview: fetched from the simulated service, kept in the record, never in the way of an overview."""

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import stamina
from rich.console import Console

from kamerstem.answers import documents, record
from kamerstem.answers.opening import open_door
from kamerstem.model import clock
from kamerstem.model.life import lives
from kamerstem.model.overview import Overview, SourceKind
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import RelationKind
from kamerstem.readers import overview as overview_reader
from kamerstem.render import html, terminal
from kamerstem.sources.papers import FEED_FILES
from kamerstem.sources.syncfeed import CATEGORIES
from tests import needs
from tests.commands import Run
from tests.readers.test_overview import PARAGRAPHS
from tests.simulator import Fault, Simulator
from tests.simulator.fixtures import MakeSimulator

SAMPLE, SEED = needs.SHARED / "data/gegevensmagazijn", needs.SHARED / "data/overviews/36470-VI.txt"
PAPER = (Path(__file__).parent / "examples/kamerstukken/kst-36470-VI-4.xml").read_bytes()
BILL = Dossier(36470, "VI")
# The sample has no Document of an amendment: these rows are made up, their ids too.
ZAAK = "d00193e9-07b3-4788-841c-dc6b948b95db"
DOCUMENT, VERSION, XML, PDF = (f"0000000{n}-0000-4000-8000-000000000000" for n in (1, 2, 3, 4))

pytestmark = needs.official


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SAMPLE / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def publication(id: str, kind: str, version: str = VERSION) -> dict[str, Any]:
    return {
        "Id": id,
        "Identifier": "kst-36470-VI-4",
        "DocumentType": kind,
        "FileName": f"kst-36470-VI-4.{kind.lower()}",
        "Source": "Koop",
        "Verwijderd": False,
        "GewijzigdOp": "2023-12-20T12:00:00+01:00",
    }


@cache
def the_bill() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of bill 36470-VI in the sample, by entity or table of links."""
    (dossier,) = [
        row for row in rows("Kamerstukdossier") if (row["Nummer"], row["Toevoeging"]) == (36470, "VI")
    ]
    links = [row for row in rows("ZaakKamerstukdossier") if row["Kamerstukdossier_Id"] == dossier["Id"]]
    zaken = {row["Zaak_Id"] for row in links}
    decided = [row for row in rows("BesluitZaak") if row["zeker"] and row["Zaak_Id"] in zaken]
    besluiten = [row for row in rows("Besluit") if row["Id"] in {each["Besluit_Id"] for each in decided}]
    ids = {row["Id"] for row in besluiten}
    items = [row for row in rows("Agendapunt") if row["Id"] in {each["Agendapunt_Id"] for each in besluiten}]
    return {
        "Kamerstukdossier": [dossier],
        "Zaak": [row for row in rows("Zaak") if row["Id"] in zaken],
        "ZaakKamerstukdossier": links,
        "BesluitZaak": decided,
        "Besluit": besluiten,
        "Stemming": [row for row in rows("Stemming") if row["Besluit_Id"] in ids],
        "Agendapunt": [{name: value for name, value in row.items() if name != "_Zaak_Ids"} for row in items],
        "Activiteit": [
            row for row in rows("Activiteit") if row["Id"] in {each["Activiteit_Id"] for each in items}
        ],
        "Fractie": rows("Fractie"),
    }


Serve = Callable[..., Simulator]


@pytest.fixture
def serve(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Start the official service over bill 36470-VI, with the files given by the id of their row.

    ``also`` are rows of Zaken that are in its dossier too.
    """

    def start(files: dict[str, bytes], *, also: Iterable[dict[str, Any]] = (), **settings: Any) -> Simulator:
        slices = dict(the_bill())
        (dossier,) = slices["Kamerstukdossier"]
        links = [{"Zaak_Id": row["Id"], "Kamerstukdossier_Id": dossier["Id"]} for row in also]
        slices["ZaakKamerstukdossier"] = [*slices["ZaakKamerstukdossier"], *links]
        slices["Zaak"] = [*slices["Zaak"], *also]
        slices["ZaakDocument"] = [
            {
                "Id": ZAAK,
                "Document": [
                    {
                        "Id": DOCUMENT,
                        "Soort": "Amendement",
                        "DocumentNummer": "2023D99999",
                        "Volgnummer": 4,
                        "Datum": "2023-12-19T00:00:00+01:00",
                        "Verwijderd": False,
                        "GewijzigdOp": "2023-12-20T12:00:00+01:00",
                        "HuidigeDocumentVersie": {
                            "Id": VERSION,
                            "Status": "Vrijgegeven",
                            "Versienummer": 1,
                            "Verwijderd": False,
                            "GewijzigdOp": "2023-12-20T12:00:00+01:00",
                            "DocumentPublicatie": [publication(PDF, "Pdf"), publication(XML, "Xml")],
                        },
                    }
                ],
            }
        ]
        simulator = make_simulator(slices, **settings)
        simulator.rows.files.update({id: (f"{id}.bin", content) for id, content in files.items()})
        monkeypatch.setenv("KAMERSTEM_URL", simulator.url)
        return simulator

    return start


def live(simulator: Simulator, **settings: Any) -> Overview:
    with open_door("live", url=simulator.url) as door:
        return documents.ask(door, str(BILL), **settings).overview


def not_read(overview: Overview) -> list[str]:
    return [each.message.nl for each in overview.findings if each.check == "papers-not-read"]


def asked_for(simulator: Simulator) -> list[str]:
    return [asked.path for asked in simulator.requests if "esource" in asked.path]


def terminal_text(overview: Overview) -> str:
    file = io.StringIO()
    terminal.show(overview, "nl", console=Console(file=file, width=100, color_system=None), origin="")
    return file.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


# --- what an overview then says ---


def test_the_amendment_has_its_article_and_explanation(serve: Serve) -> None:
    simulator = serve({XML: PAPER})
    overview = live(simulator)
    (amendment,) = overview.amendments
    assert amendment.articles == ("33",)
    assert "/articles" in amendment.derived
    assert amendment.explanation is not None
    assert [len(each) for each in amendment.explanation] == [93, 100, 56]
    assert not_read(overview) == []
    (quoted,) = overview.papers
    (source,) = [each for each in overview.sources if each.id == quoted.source]
    assert quoted.of == amendment.ref
    assert "x € 1.000" in str(quoted.text.clauses[0].content[0])
    assert source.kind is SourceKind.PAPER
    assert source.sha256 == hashlib.sha256(PAPER).hexdigest()
    assert (source.url or "").endswith(f"/DocumentPublicatie({XML})/resource")
    assert source.fetched is not None
    assert len(asked_for(simulator)) == 1


def test_it_equals_the_document_of_the_senate(serve: Serve) -> None:
    """Official data and the real explanation, in the form of the official XML, give the typed document's paragraphs."""
    typed = overview_reader.read(SEED.read_bytes())
    words = typed.amendments[0].explanation
    assert words is not None
    start, rest = PAPER.split(b"<al>Met dit amendement", 1)
    end = rest[rest.index(b"</divisie>") :]
    paper = start + "".join(f"<al>{escape(each)}</al>" for each in words).encode() + end
    (amendment,) = live(serve({XML: paper})).amendments
    assert amendment.explanation is not None
    hashes = [(len(each), hashlib.sha256(each.encode()).hexdigest()[:12]) for each in amendment.explanation]
    assert hashes == PARAGRAPHS
    (by_hand,) = typed.amendments
    assert (amendment.articles, amendment.explanation) == (by_hand.articles, by_hand.explanation)
    assert [str(decision.result) for decision in amendment.decisions] == ["rejected"]


def test_the_heading_tells_what_it_replaces_where_the_record_does_not(serve: Serve) -> None:
    paper = PAPER.replace(
        b"AMENDEMENT VAN HET LID GRINWIS C.S.",
        b"GEWIJZIGD AMENDEMENT VAN HET LID GRINWIS C.S. TER VERVANGING VAN DAT GEDRUKT ONDER NR. 3",
    )
    overview = live(serve({XML: paper}))
    (amendment,) = overview.amendments
    assert [str(ref) for ref in amendment.related(RelationKind.REPLACES)] == ["36470-VI, nr. 3"]
    assert "/replaces" in amendment.derived
    chain = next(each for each in lives(overview) if each.last is amendment)
    assert [str(ref) for ref in chain.unknown] == ["36470-VI, nr. 3"]
    submitted = chain.events[0]
    assert (submitted.names, submitted.text) == (("Grinwis", "Voorbeeld"), "gewijzigd")
    for shown in (words(terminal_text(overview)), html.render(overview)):
        assert "Verloop: nr. 4, gewijzigd op 19 december 2023; eerder nr. 3, niet in deze gegevens." in shown
        assert "in de woorden van het stuk (36 470 VI, nr. 4)" in shown


def test_the_papers_of_other_versions_are_read_for_its_life(serve: Serve) -> None:
    """Who signed nr. 4, "van het lid Grinwis c.s.", only its paper says: also to who asks for what replaces it."""
    newer = {
        "Id": "5ab2bd39-0a64-4a2c-a2b6-1d7ed6eae2b5", "Nummer": "2024Z99905", "Soort": "Amendement", "Volgnummer": 5,
        "Onderwerp": "Gewijzigd amendement van de leden Grinwis en Nieuwkomer ter vervanging van nr. 4 over x",
        "GestartOp": "2024-01-08T00:00:00+01:00", "Verwijderd": False, "GewijzigdOp": "2024-01-08T12:00:00+01:00",
    }  # fmt: skip
    simulator = serve({XML: PAPER}, also=[newer])
    told = []
    for ref, unlisted in (("36470-VI, nr. 5", ["36470-VI, nr. 4"]), ("36470-VI", [])):
        with open_door("live", url=simulator.url) as door:
            overview = documents.ask(door, ref).overview
        assert [str(item.ref) for item in overview.unlisted] == unlisted
        chain = next(each for each in lives(overview) if str(each.last.ref) == "36470-VI, nr. 5")
        told.append([(str(event.what), event.names) for event in chain.of(chain.last)])
        assert not any("nr. 4" in each for each in not_read(overview))
    assert told[0] == told[1]
    assert told[0][2:] == [("joined", ("Nieuwkomer",)), ("left", ("Voorbeeld",))]


def test_a_paper_cannot_put_markup_in_the_page(serve: Serve) -> None:
    bad = "&lt;script&gt;alert(1)&lt;/script&gt;"
    table = (
        f"<table><title>{bad}</title><tgroup cols='1'><thead><row><entry>{bad}</entry></row></thead><tbody>"
        f"<row><entry>{bad}</entry></row></tbody></tgroup></table>"
    )
    paper = PAPER.replace(b"<divisie>", f"{table}<al>{bad}</al><divisie>".encode()).replace(
        b"kasschuif", bad.encode()
    )
    page = html.render(live(serve({XML: paper})))
    # In its words, in its explanation, five times more in what was not read of its money, and in the Senate's form.
    assert page.count("alert(1)") == page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 11
    assert "<script" not in page


def test_without_papers_nothing_is_fetched(serve: Serve) -> None:
    simulator = serve({XML: PAPER})
    overview = live(simulator, papers=False)
    assert overview.amendments[0].explanation is None
    assert asked_for(simulator) == []
    (said,) = not_read(overview)
    assert "--no-papers" in said


# --- the roads, one after the other ---


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({XML: PAPER, DOCUMENT: b"%PDF-1.7 not this"}, f"/DocumentPublicatie({XML})/resource"),
        ({DOCUMENT: PAPER}, f"/Document({DOCUMENT})/resource"),
        # No file with the publication (204), the Document's own file is there.
        ({XML: b"", DOCUMENT: PAPER}, f"/Document({DOCUMENT})/resource"),
        # A web page, cut off XML, a picture: something else than it should be.
        ({XML: b"<html><body>Storing</body></html>", DOCUMENT: PAPER}, f"/Document({DOCUMENT})/resource"),
        ({XML: PAPER[:800], DOCUMENT: PAPER}, f"/Document({DOCUMENT})/resource"),
        ({XML: b"\x89PNG", DOCUMENT: PAPER}, f"/Document({DOCUMENT})/resource"),
    ],
)
def test_the_file_comes_from_the_first_place_that_has_it(
    serve: Serve, files: dict[str, bytes], place: str
) -> None:
    overview = live(serve(files))
    assert not_read(overview) == []
    (source,) = [each for each in overview.sources if each.kind is SourceKind.PAPER]
    assert (source.url or "").endswith(place)


def test_the_file_comes_from_the_feed_if_odata_has_none(serve: Serve) -> None:
    simulator = serve({DOCUMENT: PAPER})
    simulator.faults.add(Fault.HTML, times=None, path=f"/Document.{DOCUMENT}")
    (source,) = [each for each in live(simulator).sources if each.kind is SourceKind.PAPER]
    assert (source.url or "").endswith(f"{FEED_FILES}/{DOCUMENT}")


@pytest.mark.parametrize("fault", [Fault.LONG_LENGTH, Fault.BUSY, Fault.CUT, Fault.DROP, Fault.ERROR])
def test_a_fault_that_passes(serve: Serve, fault: Fault) -> None:
    simulator = serve({XML: PAPER})
    simulator.faults.add(fault, times=1, path=f"DocumentPublicatie.{XML}")
    assert not_read(live(simulator)) == []


def test_a_length_that_is_too_long_every_time(serve: Serve) -> None:
    simulator = serve({XML: PAPER})
    simulator.faults.add(Fault.LONG_LENGTH, times=None, path=f"DocumentPublicatie.{XML}")
    assert not_read(live(simulator)) == []


# --- what could not be had ---


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "de dienst heeft het bestand niet"),
        ({XML: b""}, "de dienst heeft het bestand niet"),
        ({XML: b"<html><body>Storing</body></html>"}, "webpagina"),
        ({DOCUMENT: b"%PDF-1.7 cut"}, "afgebroken"),
        ({XML: PAPER.replace(b">4<", b">5<")}, "ander stuk (36470-VI, nr. 5)"),
        ({XML: PAPER.replace(b"AMENDEMENT VAN", b"BRIEF VAN")}, "geen amendement"),
        ({XML: b"<officiele-publicatie><kamerstuk/></officiele-publicatie>"}, "geen Kamerstuk"),
    ],
)
def test_what_cannot_be_had_is_said_and_nothing_fails(
    serve: Serve, files: dict[str, bytes], why: str
) -> None:
    overview = live(serve(files))
    (amendment,) = overview.amendments
    assert (amendment.articles, amendment.explanation) == (None, None)
    assert len(amendment.decisions) == 1
    (finding,) = [each for each in overview.findings if each.check == "papers-not-read"]
    assert (finding.at, str(finding.ref)) == ("/amendments/0", "36470-VI, nr. 4")
    assert why in finding.message.nl
    assert not any(each.kind is SourceKind.PAPER for each in overview.sources)


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.DROP, Fault.UNAVAILABLE])
def test_a_service_that_fails_for_good(serve: Serve, fault: Fault) -> None:
    simulator = serve({XML: PAPER})
    simulator.faults.add(fault, times=None, path="(?i)resource")
    overview = live(simulator)
    assert len(overview.amendments[0].decisions) == 1
    assert len(not_read(overview)) == 1


# --- kept in the record ---


@pytest.fixture
def kept(serve: Serve, tmp_path: Path) -> tuple[Simulator, str]:
    """Make a record of the bill, without its papers."""
    simulator, place = serve({XML: PAPER}), str(tmp_path / "record.sqlite")
    record.synchronise(place, simulator.url, CATEGORIES)
    simulator.requests.clear()
    return simulator, place


def from_record(place: str, simulator: Simulator, **settings: Any) -> Overview:
    with open_door("record", record=place, url=simulator.url) as door:
        return documents.ask(door, str(BILL), **settings).overview


def test_fetched_once_and_kept(kept: tuple[Simulator, str]) -> None:
    simulator, place = kept
    first = from_record(place, simulator)
    assert first.amendments[0].articles == ("33",)
    assert len(asked_for(simulator)) == 1
    simulator.requests.clear()
    simulator.faults.add(Fault.DROP, times=None)
    again = from_record(place, simulator)
    assert simulator.requests == []
    assert again.amendments == first.amendments
    assert again.papers == first.papers
    assert [each for each in again.sources if each.kind is SourceKind.PAPER] == [
        each for each in first.sources if each.kind is SourceKind.PAPER
    ]
    assert not_read(again) == []


def test_both_roads_say_the_same(kept: tuple[Simulator, str]) -> None:
    simulator, place = kept
    assert (
        from_record(place, simulator).amendments[0].explanation == live(simulator).amendments[0].explanation
    )


def test_another_version_is_another_file(kept: tuple[Simulator, str]) -> None:
    simulator, place = kept
    from_record(place, simulator)
    simulator.rows.files[DOCUMENT] = ("x.xml", PAPER.replace(b"Met een kasschuif", b"Zonder kasschuif"))
    simulator.feed.change("Document", DOCUMENT, HuidigeDocumentVersie=PDF.replace("4", "5", 1))
    record.synchronise(place, simulator.url, CATEGORIES)
    said = from_record(place, simulator).amendments[0].explanation
    assert said is not None
    assert said[-1].startswith("Zonder kasschuif")


def test_a_record_without_a_connection_answers(kept: tuple[Simulator, str], nowhere: str) -> None:
    _, place = kept
    with open_door("record", record=place, url=nowhere) as door:
        overview = documents.ask(door, str(BILL)).overview
    assert len(overview.amendments[0].decisions) == 1
    (said,) = not_read(overview)
    assert "geen verbinding" in said


def test_a_damaged_file_is_found_and_fetched_again(kept: tuple[Simulator, str]) -> None:
    import sqlite3

    simulator, place = kept
    from_record(place, simulator)
    with sqlite3.connect(place) as database:
        database.execute("UPDATE paper SET raw = substr(raw, 1, 40)")
    with record.opened(place) as store:
        verification = store.status(verify=True).verification
    assert verification is not None
    assert [(each.entity, each.id, each.what) for each in verification.damaged] == [
        ("Document", DOCUMENT, "file")
    ]
    simulator.requests.clear()
    assert not_read(from_record(place, simulator)) == []
    assert len(asked_for(simulator)) == 1


def test_of_an_earlier_day_nothing_is_fetched(kept: tuple[Simulator, str]) -> None:
    simulator, place = kept

    overview = from_record(place, simulator, at=clock.today())
    assert asked_for(simulator) == []
    assert len(not_read(overview)) == 1


# --- a document beside the papers ---


def test_a_typed_explanation_is_held_against_the_paper(
    run: Run, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real document beside official data with an explanation of our own: another explanation, the same article."""
    monkeypatch.chdir(tmp_path)
    serve({XML: PAPER})
    (checked,) = json.loads(run("check", SEED, "--from", "live", "--as", "json").out)["checked"]
    assert [each["check"] for each in checked["findings"]] == ["absent-not-stated", "explanation-differs"]


# --- the command ---


def test_the_command_says_what_papers_say(run: Run, serve: Serve, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    serve({XML: PAPER})
    left = run("overview", "36470-VI", "--as", "text")
    assert left.code == 0
    assert "Artikel 33\n4 (Grinwis c.s.)" in left.out
    assert "Met een kasschuif" in left.out
    assert "papers-not-read" not in left.err
    # What it wrote agrees with what it asked, words of the paper included.
    run("overview", "36470-VI", "-o", "x.txt")
    checked = run("check", "x.txt", "--from", "live", "--strict")
    assert checked.code == 0, checked.out


def test_the_command_without_papers(run: Run, serve: Serve) -> None:
    simulator = serve({XML: PAPER})
    left = run("overview", "36470-VI", "--as", "text", "--no-papers")
    assert left.code == 0
    assert "Artikel 33" not in left.out
    assert "(--no-papers). [papers-not-read]" in left.err
    assert asked_for(simulator) == []
