"""Answers as rows and as a small table, and words for days and values, from Python."""

import datetime as dt
from pathlib import Path

import pytest

import kamerstem
from kamerstem.model.votes import Kind, Status
from kamerstem.store import Scope
from tests import factories
from tests.engines.papers import make_record

EXAMPLE = kamerstem.door("example").overview("36470-VI")
DOCUMENT = Path(__file__).parents[1] / "examples/overviews/all-outcomes.txt"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("record") / "record.sqlite")
    make_record(made)
    return made


@pytest.mark.slow
def test_votes_as_rows_and_as_a_table_that_uses_none_up(place: str) -> None:
    with kamerstem.open(place) as record:
        votes = record.votes()
        page = votes._repr_html_()
        rows = votes.to_dicts()
        assert page.count("<tr>") == 11  # with the head
        assert len(rows) == len(list(record.votes())) > 10
        assert [row["ref"] for row in rows] == [str(vote.proposal.ref) for vote in record.votes()]
        assert {"part", "ref", "kind", "decision"} <= rows[0].keys()
        assert votes.to_dicts() == []  # they come one after the other, once


def test_every_answer_has_rows_and_a_page(place: str) -> None:
    with kamerstem.open(place) as record:
        answers = {
            "overview": EXAMPLE,
            "made": EXAMPLE.overview,
            "day": record.day("2024-02-01"),
            "hits": record.search("motie"),
            "audit": record.audit(),
            "status": record.status(),
        }
    for name, answer in answers.items():
        rows, page = answer.to_dicts(), answer._repr_html_()
        assert rows, name
        assert all(isinstance(row, dict) for row in rows), name
        assert page.startswith("<table><thead><tr><th>"), name
        assert 2 <= page.count("<tr>") <= 11, name
        assert len(page) < 20_000, name
    assert [row["ref"] for row in EXAMPLE.to_dicts()] == ["36470-VI", "36470-VI, nr. 4"]
    hits = answers["hits"]
    assert isinstance(hits, kamerstem.Hits)
    assert [row["ref"] for row in hits.to_dicts()] == [str(hit.ref) for hit in hits.hits]
    assert f"{min(10, len(hits.hits))} / {hits.total}" in hits._repr_html_()


def test_a_comparison_has_rows(tmp_path: Path) -> None:
    place = tmp_path / "own.txt"
    text = kamerstem.to_bytes(EXAMPLE.overview, "text").decode()
    place.write_text(text.replace("149 zetels", "148 zetels").replace("Verworpen", "Aangenomen"), "utf-8")
    made = kamerstem.compare(place, through=kamerstem.door("example"))
    assert [row["check"] for row in made.to_dicts()] != []
    assert "<th>check</th>" in made._repr_html_()


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "a & b"])
def test_what_the_data_say_is_no_markup(words: str) -> None:
    page = factories.hostile(words)._repr_html_()
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("<") == page.count(">")


def test_what_is_no_answer_has_no_rows() -> None:
    from kamerstem.answers import shown

    with pytest.raises(TypeError, match="int has no rows"):
        shown.rows(3)


def test_days_and_values_as_people_write_them(place: str) -> None:
    day = dt.date(2024, 2, 3)
    with kamerstem.open(place) as record:
        for said in ("3 februari 2024", "3-2-2024", "2024-02-03"):
            assert record.day(said) == record.day(day)
            assert len(list(record.votes(since=said))) == len(list(record.votes(since=day)))
            assert list(record.diff(said)) == list(record.diff(day))
            assert record.audit(since=said).findings == record.audit(since=day).findings
        assert list(record.votes(outcome="verworpen")) == list(record.votes(outcome="rejected"))
        scope = Scope.of(kinds="moties", statuses=["aangenomen"], since="3-2-2024")
        assert scope == Scope(kinds=frozenset({Kind.MOTION}), statuses=frozenset({Status.ADOPTED}), since=day)
        assert record.search("", scope).total > 0
        with pytest.raises(kamerstem.InputError, match="is no day"):
            record.day("ooit")
        with pytest.raises(kamerstem.InputError, match="There is no"):
            Scope.of(kinds="taart")
