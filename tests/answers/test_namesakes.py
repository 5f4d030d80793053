"""Names that two parties share: by the name or any id, all votes of all days, wherever a party can be named."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamerstem.answers import record
from kamerstem.answers.comparison import compare_intended
from kamerstem.answers.door import Origin
from kamerstem.answers.local import LocalRecord
from kamerstem.answers.opening import open_door
from kamerstem.errors import InputError
from kamerstem.model.answers import Stand
from kamerstem.store import Scope, Store
from tests.commands import Run, says
from tests.simulator.fixtures import MakeSimulator
from tests.sources.test_odata import Made

DAYS = (dt.date(2018, 2, 6), dt.date(2026, 3, 3))
NAMES = ["50PLUS", "50plus", "50plus-2025", "a9e74299-15f9-455c-8330-b84f176d1a7e"]


@pytest.fixture
def place(make_simulator: MakeSimulator, tmp_path: Path) -> str:
    """A record of two votes, one of each party that was called 50PLUS, and one without them."""
    made = Made()
    dossier = made.dossier(99006)
    for number, (day, name) in enumerate([(DAYS[0], "50PLUS"), (DAYS[1], "50PLUS"), (DAYS[1], "SGP")], 1):
        item = made.item("Stemmingen", day=day.isoformat())
        motion = made.zaak("Motie", number, dossier=dossier, items=[item])
        besluit = made.besluit(motion, item, "Stemmen - aangenomen", StemmingsSoort="Met handopsteken")
        for row, party in enumerate((name, "VVD")):
            made.add("Stemming", Besluit_Id=besluit, Soort="Voor", FractieGrootte=2 + row, ActorFractie=party)
    where = str(tmp_path / "record.sqlite")
    (outcome,) = record.fill(where, make_simulator(made.tables).url, dt.date(2018, 1, 1))
    assert outcome.error is None
    return where


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with record.opened(place) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_votes_and_search(store: Store, name: str) -> None:
    found = record.votes(store, record.filter_of(party=name, side="for"))
    assert [vote.decision.date for vote in found] == list(DAYS)
    assert store.search("", Scope(party=name, side="for")).total == 2


@pytest.mark.parametrize("name", NAMES)
def test_what_was_intended(place: str, tmp_path: Path, name: str) -> None:
    intended = tmp_path / "lijst.csv"
    intended.write_text("99006, nr. 1;voor\n99006, nr. 2;tegen\n", "utf-8")
    with open_door("record", record=place) as door:
        stands = [row.stand for row in compare_intended(door, intended, name).rows]
        assert stands[:2] == [Stand.SAME, Stand.DIFFERS]
        with pytest.raises(InputError, match="Do you mean 50PLUS"):
            compare_intended(door, intended, "50 PLUSS")


NOBODY = "Forum van Democratie"


@pytest.mark.parametrize("command", [("votes",), ("votes", "--side", "for"), ("search",), ("search", "wet")])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_that_nobody_has_is_refused(run: Run, place: str, command: tuple[str, ...], form: str) -> None:
    options = ("--record", place, "--as", form)
    says(run(*command, "--party", NOBODY, *options), 2, f"'{NOBODY}' is geen bekende fractie. Bedoelt u FVD?")
    for known in ("Van Haga", "FVD"):  # of which there is nothing here
        assert run(*command, "--party", known, *options).code == 0


@pytest.mark.parametrize("origin", ["record", "auto"])
def test_python_is_refused_the_same(place: str, origin: Origin) -> None:
    with open_door(origin, record=place) as door:
        with pytest.raises(InputError, match="Do you mean FVD"):
            door.votes(party=NOBODY)
        assert list(door.votes(party="FVD")) == []
    with LocalRecord(record.connect(place)) as held:
        with pytest.raises(InputError, match="Do you mean FVD"):
            held.votes(party=NOBODY)
        with pytest.raises(InputError, match="Do you mean FVD"):
            held.search("", Scope(party=NOBODY))


def test_a_party_that_only_the_record_has_is_none_that_nobody_has(
    make_simulator: MakeSimulator, tmp_path: Path
) -> None:
    made = Made()
    item = made.item("Stemmingen", day=DAYS[0].isoformat())
    motion = made.zaak("Motie", 1, dossier=made.dossier(99006), items=[item])
    besluit = made.besluit(motion, item, "Stemmen - aangenomen", StemmingsSoort="Met handopsteken")
    made.add("Stemming", Besluit_Id=besluit, Soort="Voor", FractieGrootte=2, ActorFractie="De Onbekenden")
    where = str(tmp_path / "record.sqlite")
    record.fill(where, make_simulator(made.tables).url, dt.date(2018, 1, 1))
    with LocalRecord(record.connect(where)) as held:
        assert len(list(held.votes(party="De Onbekenden"))) == 1
        assert list(held.votes(party="De Onbekenden", side="against")) == []
        assert held.search("", Scope(party="De Onbekenden")).total == 0


def test_python_is_told_how_far_the_record_was_filled(place: str) -> None:
    with LocalRecord(record.connect(place)) as held, open_door("record", record=place) as door:
        for told in (held.votes(), held.search("wet"), door.votes()):
            assert told.filled.since == dt.date(2018, 1, 1)
            assert "Stemming" in told.filled.unread
        assert held.overview("99006").held_since == held.day(DAYS[0]).held_since == dt.date(2018, 1, 1)
