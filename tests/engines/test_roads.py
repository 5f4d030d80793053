"""The sample by both roads: what the SyncFeed brought into the record gives the same overviews as the live API.

The slice is everything that a certain relation leads to: 284 decisions with all their votes.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kamerstem.answers import record
from kamerstem.contract.overview import overview as to_dict
from kamerstem.model.assemble import assemble
from kamerstem.model.overview import Overview
from kamerstem.model.refs import ZaakNumber
from kamerstem.sources.odata import OData
from kamerstem.sources.syncfeed import CATEGORIES
from tests import needs
from tests.engines.test_one_answer import by_record
from tests.simulator import Simulator
from tests.simulator.fixtures import MakeSimulator

SAMPLE = needs.SHARED / "data/gegevensmagazijn"
WHOLE = ("Zaak", "Kamerstukdossier", "ZaakKamerstukdossier", "Fractie", "Activiteit", "Agendapunt")

pytestmark = [needs.official, pytest.mark.whole]


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SAMPLE / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def certain() -> list[dict[str, Any]]:
    return [row for row in rows("BesluitZaak") if row["zeker"]]


def sliced() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the slice."""
    sure = certain()
    decided = {row["Besluit_Id"] for row in sure}
    slices = {name: rows(name) for name in WHOLE}
    slices["BesluitZaak"] = sure
    slices["Besluit"] = [row for row in rows("Besluit") if row["Id"] in decided]
    slices["Stemming"] = [row for row in rows("Stemming") if row["Besluit_Id"] in decided]
    return slices


@pytest.fixture
def served(make_simulator: MakeSimulator) -> Simulator:
    return make_simulator(sliced())


@pytest.fixture
def numbers() -> list[ZaakNumber]:
    names = {row["Id"]: row["Nummer"] for row in rows("Zaak")}
    return [ZaakNumber(number) for number in sorted({names[row["Zaak_Id"]] for row in certain()})]


def plain(overview: Overview) -> dict[str, Any]:
    """What an overview says, without where it came from."""
    said: dict[str, Any] = {**to_dict(overview)}
    for key in ("sources", "findings"):
        del said[key]
    return dict(without_source(said))


def without_source(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_source(inner) for key, inner in value.items() if key != "source"}
    return [without_source(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture
def live(served: Simulator, numbers: list[ZaakNumber]) -> dict[ZaakNumber, dict[str, Any]]:
    with OData(served.url) as odata:
        answers = {ref: odata.ask(ref) for ref in numbers}
    return {
        ref: plain(assemble(answer.entities, ref, answer.sources, answer.houses, answer.motions))
        for ref, answer in answers.items()
    }


def test_the_record_gives_what_the_live_api_gives(
    served: Simulator, live: dict[ZaakNumber, dict[str, Any]], make_target: Callable[[], str]
) -> None:
    place = make_target()
    outcomes = record.synchronise(place, served.url, CATEGORIES)
    assert [outcome.error for outcome in outcomes] == [None] * len(CATEGORIES)
    for again in overviews(place, live):
        assert again
    with record.opened(place) as store:
        store.rebuild()
    for again in overviews(place, live):
        assert again


def overviews(place: str, live: dict[ZaakNumber, dict[str, Any]]) -> Iterator[bool]:
    assert len(live) == 283
    with record.opened(place) as store:
        for ref, expected in live.items():
            assert plain(record.overview(store, ref)) == expected, ref
            yield True


def test_every_question_to_the_record_gets_the_same_answer(
    served: Simulator, numbers: list[ZaakNumber], make_target: Callable[[], str]
) -> None:
    place = make_target()
    record.synchronise(place, served.url, CATEGORIES)
    with record.opened(place) as store:
        asked = by_record(store, numbers)
    assert asked.ways.keys() == {"paper", "zaak", "decision", "day", "decided on", "votes", "audit"}
    assert asked.ways["votes"] == 284
