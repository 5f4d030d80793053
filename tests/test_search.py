"""``kamerstem search``: what is found, marked and said."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from kamerstem.cli.options import KINDS
from kamerstem.cli.search import STATUSES
from kamerstem.model import terms
from kamerstem.model.votes import Kind, Status
from tests.commands import Run, says, shown_on_a_terminal
from tests.engines.papers import PAPERS, make_record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("search") / "record.sqlite")
    make_record(place)
    return place


@pytest.fixture
def search(record: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("KAMERSTEM_RECORD", record)
    return run


def found(run: Run, *args: str) -> dict[str, Any]:
    left = run("search", *args, "--as", "json")
    assert left.code == 0
    assert left.err == ""
    answer: dict[str, Any] = json.loads(left.out)
    return answer


def test_a_hit_is_made_of_the_pieces_of_an_item(search: Run) -> None:
    answer = found(search, "steden", "Mutluer")
    assert "Document" in answer["not_whole"]  # no category of the feed was read to its end here
    assert answer["held_since"] is None
    assert {
        key: value for key, value in answer.items() if key not in ("hits", "not_whole", "held_since")
    } == {
        "version": 1,
        "query": "steden Mutluer",
        "total": 1,
        "offset": 0,
        "limit": 20,
        "cut": False,
        "papers": 0,
    }
    (hit,) = answer["hits"]
    title = "Motie van het lid Mutluer over gevangenissen in kleine steden"
    assert hit == {
        "ref": "36470-VI, nr. 40",
        "ids": {"zaak": "2024Z00005", "document": None},
        "kind": "motion",
        "title": title,
        "status": "adopted",
        "day": "2024-02-06",
        "snippet": title,
        "marks": [[18, 25], [55, 61]],
        "matched": "title",
    }


def test_marks_count_characters_and_not_bytes(search: Run) -> None:
    (hit,) = found(search, "handtekening")["hits"]
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["handtekeningen"]
    assert hit["snippet"].index("handtekeningen") == hit["marks"][0][0]


def test_in_words_in_both_languages(search: Run) -> None:
    told = search("search", "steden", "Mutluer")
    assert told.out == (
        "1 gevonden.\n"
        "\n"
        "2024-02-06  36470-VI, nr. 40  motie, aangenomen\n"
        "  Motie van het lid Mutluer over gevangenissen in kleine steden\n"
    )
    assert told.err.startswith("Het gegevensbestand is nog niet helemaal gevuld")
    assert "Uit het eigen gegevensbestand (" in told.err
    english = search("search", "steden", "Mutluer", "--lang", "en")
    assert english.out.startswith("1 found.\n\n2024-02-06  36470-VI, nr. 40  motion, adopted\n")


def test_where_only_the_title_of_the_dossier_has_the_words_it_is_shown_too(search: Run) -> None:
    lines = search("search", "decentraal").out.splitlines()
    assert lines[3:] == [
        "  Motie van het lid Flach over provinciën die een voorstel verwerpen",
        "  Decentraal",
    ]


def test_pages_say_how_many_more_there_are(search: Run) -> None:
    everything = found(search, "--limit", "100")
    assert everything["total"] == len(everything["hits"]) == len(PAPERS)
    refs = [hit["ref"] for hit in everything["hits"]]
    second = found(search, "--limit", "5", "--offset", "5")
    assert [hit["ref"] for hit in second["hits"]] == refs[5:10]
    first, *_ = search("search", "--limit", "5", "--offset", "5").out.splitlines()
    assert first == "14 gevonden; hier 6 tot en met 10. Nog 4: zie verder met --offset 10."
    first, *_ = search("search", "--limit", "5", "--offset", "10", "--lang", "en").out.splitlines()
    assert first == "14 found; here 11 to 14."
    assert search("search", "--offset", "14").out == "14 gevonden; er is geen nummer 15.\n"
    assert search("search", "--limit", "0").out == "14 gevonden.\n"
    assert search("search", "--limit", "-1").code == 2


def test_filters(search: Run) -> None:
    def refs(*args: str) -> list[str]:
        return [hit["ref"] for hit in found(search, *args)["hits"]]

    assert refs("--kind", "amendment", "--kind", "bill") == ["36470-VI, nr. 4", "36470-VI", "36700"]
    assert refs("--outcome", "withdrawn") == ["36471, nr. 12"]
    assert refs("toeslag", "--party", "cu") == ["36701, nr. 8"]
    assert refs("toeslag", "--party", "SP", "--side", "against") == ["36700"]
    assert refs("--since", "2024-02-02", "--until", "2024-02-03") == ["36701, nr. 9", "36701, nr. 8"]
    says(search("search", "--side", "for"), 2, "--party")
    says(search("search", "--since", "eerder"), 2, "--since")
    assert refs("toeslag", "--party", "SP", "--side", "Tegen") == ["36700"]
    assert refs("--kind", "motie", "--outcome", "Ingetrokken") == ["36471, nr. 12"]
    assert refs("--since", "2-2-2024", "--until", "3 februari 2024") == ["36701, nr. 9", "36701, nr. 8"]
    says(search("search", "--kind", "moite"), 2, "--kind", "Bedoelt u motie?")


def test_the_choices_are_all_there_are() -> None:
    known = [kind for kind in Kind if kind is not Kind.UNKNOWN]  # what is known of is searched
    assert {kind.value: terms.name_of(kind).nl for kind in known} == KINDS
    assert {status.value: terms.name_of(status).nl for status in Status} == STATUSES


def test_nothing_found_is_an_answer(search: Run) -> None:
    left = search("search", "zeehonden")
    assert (left.code, left.out) == (0, "Niets gevonden.\n")
    assert search("search", "zeehonden", "--lang", "en").out == "Nothing found.\n"
    assert found(search, "zeehonden")["hits"] == []


@pytest.mark.parametrize("query", ["", '"', "AND (", "' OR 1=1 --", "*", "\\", "NOT", "\udce9", "-- --"])
def test_odd_syntax_is_no_error(search: Run, query: str) -> None:
    assert search("search", "--", query).code == 0
    told = json.loads(search("search", "--as", "json", "--", query).out)["query"]
    assert told == query.encode(errors="replace").decode()


def test_a_query_that_is_too_long_is_said_to_be_cut(search: Run) -> None:
    left = search("search", " ".join(f"woord{number}" for number in range(60)))
    assert left.code == 0
    assert "te lang" in left.err


def test_a_party_that_is_not_known_is_said(search: Run) -> None:
    assert "is geen bekende fractie" in search("search", "--party", "Partij van de Maan").err
    assert "is geen bekende fractie" in search("votes", "--party", "Partij van de Maan").err


def test_without_a_record_it_says_so(run: Run, tmp_path: Path) -> None:
    says(run("search", "klimaat", "--record", str(tmp_path / "none.sqlite")), 4, "kamerstem sync")
    says(run("search", "klimaat", "--record", str(tmp_path / "none.sqlite"), "--as", "json"), 4)


def on_a_terminal(record: str, **environment: str) -> str:
    command = [sys.executable, "-c", "from kamerstem.cli import main; main()", "search", "steden Mutluer"]
    return shown_on_a_terminal(*command, KAMERSTEM_RECORD=record, **environment)


@pytest.mark.slow
def test_words_found_stand_out_on_a_terminal_unless_it_is_not_wanted(record: str) -> None:
    marked = on_a_terminal(record)
    assert re.findall(r"\x1b\[1;4m(.+?)\x1b\[0m", marked) == ["Mutluer", "steden"]
    # No space is lost beside a mark.
    plain = on_a_terminal(record, NO_COLOR="1")
    assert re.sub(r"\x1b\[[0-9;]*m", "", marked).split() == plain.split()
    assert "\x1b" not in on_a_terminal(record, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(record, TERM="dumb")
