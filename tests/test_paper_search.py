"""Papers fetched to be searched: newest first, each once, gone on with; and found by their own words."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina

from kamerstem.answers import fetching
from kamerstem.answers import record as records
from kamerstem.store import paper_texts
from kamerstem.store.search_index import words_of
from tests.commands import Run, says
from tests.simulator import Fault, Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parent / "examples" / "rows"
SAYS = {
    50: "verzoekt de regering een voorlichting over kabouters te geven",
    51: "verzoekt de regering de Kamer elk jaar per brief over paddenstoelen te berichten",
    52: "constaterende dat er nog geen onderzoek naar kaboutermutsen is; verzoekt de regering dit te doen",
    53: "verzoekt de regering geen conferentie te houden",
}


def paper(number: int, words: str) -> bytes:
    """Return the XML of a motion that says this."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><kamerstuk>
<dossier><dossiernummer><dossiernr>99 001</dossiernr></dossiernummer><titel>Regels over voorbeelden</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">{number}</ondernummer></stuknr>
<titel>MOTIE VAN HET LID POS</titel><datumtekst>Voorgesteld 30 januari 2024</datumtekst>
<al>De Kamer,</al><al>gehoord de beraadslaging,</al><al>{words},</al><al>en gaat over tot de orde van de dag.</al>
<ondertekening><naam><achternaam>Pos</achternaam></naam></ondertekening>
</stuk></kamerstuk></officiele-publicatie>""".encode()


def ids(number: int, version: int = 1) -> tuple[str, str, str]:
    """Return the ids of a Document, its DocumentVersie and the publication of that."""
    return tuple(f"{kind}000{number}{version}0-0000-4000-8000-000000000000" for kind in "abc")  # type: ignore[return-value]


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return the made-up rows, with a Document for each of the motions of ``SAYS``."""
    found = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in ROWS.glob("*.jsonl")
    }
    motions = {
        row["Volgnummer"]: row
        for row in found["Zaak"]
        if row.get("Soort") == "Motie" and str(row.get("Nummer", "")).startswith("2024Z9015")
    }
    for number in SAYS:
        document, version, publication = ids(number)
        zaak = motions[number]
        found["Document"].append(
            {
                "Id": document,
                "Soort": "Motie",
                "DocumentNummer": f"2024D990{number}",
                "Volgnummer": number,
                "Datum": "2024-01-30T00:00:00+01:00",
                "_Zaak_Ids": [zaak["Id"]],
                "_Kamerstukdossier_Ids": zaak["_Kamerstukdossier_Ids"],
                "GewijzigdOp": "2026-07-01T12:00:00+02:00",
                "Verwijderd": False,
                "HuidigeDocumentVersie": {
                    "Id": version,
                    "Status": "Vrijgegeven",
                    "Versienummer": 1,
                    "Verwijderd": False,
                    "GewijzigdOp": "2026-07-01T12:00:00+02:00",
                    "DocumentPublicatie": [
                        {
                            "Id": publication,
                            "Identifier": f"kst-99001-{number}",
                            "DocumentType": "Xml",
                            "FileName": f"kst-99001-{number}.xml",
                            "Verwijderd": False,
                            "GewijzigdOp": "2026-07-01T12:00:00+02:00",
                        }
                    ],
                },
            }
        )
    document, version, publication = *ids(51)[:1], *ids(51, 2)[1:]
    found["DocumentVersie"] = [
        {
            "Id": version,
            "Document_Id": document,
            "Status": "Vrijgegeven",
            "Versienummer": 2,
            "Verwijderd": False,
            "GewijzigdOp": "2026-07-02T12:00:00+02:00",
            "DocumentPublicatie": [
                {
                    "Id": publication,
                    "Identifier": "kst-99001-51",
                    "DocumentType": "Xml",
                    "FileName": "kst-99001-51.xml",
                    "Verwijderd": False,
                    "GewijzigdOp": "2026-07-02T12:00:00+02:00",
                }
            ],
        }
    ]
    return found


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of these rows without papers: copied by each test."""
    place = tmp_path_factory.mktemp("filled") / "record.sqlite"
    with Simulator(rows()) as server:
        assert not any(outcome.error for outcome in records.synchronise(str(place), server.url))
    return place


@pytest.fixture
def served(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, filled: Path
) -> Simulator:
    server = make_simulator(rows())
    server.rows.files.update({ids(n)[2]: (f"{n}.xml", paper(n, words)) for n, words in SAYS.items()})
    place = shutil.copy(filled, tmp_path / "record.sqlite")
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(place))
    return server


def files(server: Simulator) -> list[str]:
    return [asked.path for asked in server.requests if "resource" in asked.path.lower()]


def found(run: Run, *asked: str) -> dict[str, Any]:
    return dict(json.loads(run("search", *asked, "--as", "json").out))


def refs(said: dict[str, Any]) -> list[str]:
    return [hit["ref"] for hit in said["hits"]]


def test_papers_are_found_by_their_own_words(served: Simulator, run: Run) -> None:
    assert found(run, "kabouters")["total"] == 0
    left = run("sync", "--papers")
    assert left.code == 0, left.err
    assert left.out.startswith("Stukken: 4 opgehaald, 0 al aanwezig")
    said = found(run, '"verzoekt de regering een voorlichting"')
    assert (refs(said), said["total"], said["papers"]) == (["99001, nr. 50"], 1, 4)
    (hit,) = said["hits"]
    assert hit["matched"] == "text"
    start, end = hit["marks"][0]
    assert hit["snippet"][start:end].startswith("verzoekt")
    assert refs(found(run, "kaboutermuts*")) == ["99001, nr. 52"]
    assert refs(found(run, "paddenstoel")) == ["99001, nr. 51"]  # in any form
    text = run("search", "kabouter", "--lang", "en").out
    assert "The text of 4 papers was searched too." in text
    assert "found in the text of the paper" in text
    assert "gevonden in de tekst van het stuk" in run("search", "kabouter").out


def test_what_a_title_says_comes_first_and_is_not_told_twice(served: Simulator, run: Run) -> None:
    run("sync", "--papers")
    said = found(run, "onderzoek")
    assert said["hits"][0]["matched"] == "title"
    assert refs(said).count("99001, nr. 52") == 1
    assert said["total"] == len(said["hits"])
    both = found(run, "regering", "OR", "onderzoek")
    assert [hit["matched"] for hit in both["hits"]] == sorted(
        (hit["matched"] for hit in both["hits"]), reverse=True
    )
    pages = [
        found(run, "regering OR onderzoek", "--limit", "1", "--offset", str(at))
        for at in range(both["total"])
    ]
    assert [refs(page) for page in pages] == [[ref] for ref in refs(both)]
    assert {page["total"] for page in pages} == {both["total"]}


def test_filters_hold_for_papers_too(served: Simulator, run: Run) -> None:
    run("sync", "--papers")
    every = found(run, "verzoekt regering")
    assert len(refs(every)) == 4
    assert found(run, "verzoekt regering", "--kind", "amendement")["total"] == 0
    assert found(run, "verzoekt regering", "--kind", "motie")["total"] == 4
    adopted = found(run, "verzoekt regering", "--outcome", "aangenomen")
    assert 0 < adopted["total"] < 4
    assert {hit["status"] for hit in adopted["hits"]} == {"adopted"}
    assert found(run, "verzoekt regering", "--until", "2023-12-31")["total"] == 0
    assert refs(found(run, "verzoekt regering NOT kabouters NOT paddenstoelen")) == [
        ref for ref in refs(every) if not ref.endswith(("50", "51"))
    ]


def test_nothing_is_fetched_twice_but_a_new_version_is(served: Simulator, run: Run) -> None:
    run("sync", "--papers")
    assert len(files(served)) == 4
    served.clear()
    assert "0 opgehaald, 4 al aanwezig" in run("sync", "--papers").out
    assert files(served) == []
    document, version, publication = *ids(51)[:1], *ids(51, 2)[1:]
    served.rows.files[publication] = ("51.xml", paper(51, "verzoekt de regering over dwergen te berichten"))
    served.feed.change("Document", document, changed="2026-07-02T12:00:00", HuidigeDocumentVersie=version)
    assert run("sync").code == 0
    assert refs(found(run, "paddenstoelen")) == ["99001, nr. 51"]  # until it is fetched
    served.clear()
    assert "1 opgehaald, 3 al aanwezig" in run("sync", "--papers").out
    assert [publication in path for path in files(served)] == [True]
    assert refs(found(run, "dwerg")) == ["99001, nr. 51"]
    assert found(run, "paddenstoelen")["total"] == 0
    assert "ook de woorden van 4 stukken" in run("sync", "--rebuild").err
    assert refs(found(run, "dwerg")) == ["99001, nr. 51"]
    assert found(run, "paddenstoelen")["total"] == 0


def test_a_rebuild_reads_the_papers_that_are_kept_and_asks_for_nothing(
    served: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a later version of Kamerstem reads papers otherwise, and makes other words of them."""
    with monkeypatch.context() as earlier:
        real = fetching._words
        earlier.setattr(
            fetching, "_words", lambda item, text: (real(item, text) or "").replace("kabouters", "trollen")
        )
        run("sync", "--papers")
    with monkeypatch.context() as earlier:
        earlier.setattr(
            paper_texts, "words_of", lambda text: words_of(text.replace("paddenstoelen", "padden"))
        )
        with records.opened(os.environ["KAMERSTEM_RECORD"]) as store, store._writing() as conn:
            paper_texts.refresh(conn, anew=True)
    assert found(run, "trollen")["total"] == found(run, "padden")["total"] == 1
    assert found(run, "paddenstoelen")["total"] == 0
    served.clear()
    assert run("sync", "--rebuild", "--lang", "en").err == (
        "Everything was derived anew, the words of 4 papers too.\n"
    )
    assert served.requests == []
    assert refs(found(run, "kabouters")) == ["99001, nr. 50"]
    assert refs(found(run, "paddenstoelen")) == ["99001, nr. 51"]
    assert found(run, "trollen OR padden")["total"] == 0


def test_it_goes_on_where_it_stopped_the_newest_first(
    served: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_STEP", 1)

    def progress(done: fetching.Fetched, of: int) -> None:
        assert of > 4
        if done.new == 2:
            raise KeyboardInterrupt

    with records.opened(os.environ["KAMERSTEM_RECORD"]) as store:
        with pytest.raises(KeyboardInterrupt):
            fetching.fetch_papers(store, served.url, progress=progress)
        assert store.texts.count() == 2
        first = files(served)
        fetching.fetch_papers(store, served.url)
        assert store.texts.count() == 4
        assert len(files(served)) == 4
        assert files(served)[:2] == first


def test_what_the_service_does_not_have_is_asked_for_after_a_week(
    served: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    del served.rows.files[ids(51)[2]]
    assert "3 opgehaald" in run("sync", "--papers").out
    served.clear()
    assert "0 opgehaald, 4 al aanwezig" in run("sync", "--papers").out  # that it is not there is held too
    assert files(served) == []
    served.rows.files[ids(51)[2]] = ("51.xml", paper(51, SAYS[51]))
    monkeypatch.setattr(fetching, "_AGAIN", fetching._AGAIN * 0)
    assert "1 opgehaald, 3 al aanwezig" in run("sync", "--papers").out


def test_a_service_that_is_away_is_said_and_what_came_is_kept(served: Simulator, run: Run) -> None:
    served.faults.add(Fault.UNAVAILABLE, times=None, path="resource")
    left = run("sync", "--papers")
    assert left.code == 3
    assert "kamerstem: " in left.err
    served.faults.clear()
    assert "4 opgehaald" in run("sync", "--papers").out


def test_a_file_of_another_paper_is_not_its_words(served: Simulator, run: Run) -> None:
    served.rows.files[ids(50)[2]] = ("50.xml", paper(53, SAYS[50]))
    assert "3 opgehaald" in run("sync", "--papers").out
    assert found(run, "voorlichting over kabouters")["total"] == 0


def test_it_goes_alone_and_needs_a_record(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(run("sync", "--papers", "--full"), 2, "--papers")
    says(run("sync", "--papers", "--record", tmp_path / "none.sqlite"), 4, "kamerstem sync")


def test_the_pause_is_for_the_official_service() -> None:
    slept: list[float] = []
    fetching._pausing(None, slept.append)()
    fetching._pausing("http://127.0.0.1:1", slept.append)()
    assert slept == [fetching._PAUSE]
