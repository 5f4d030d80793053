"""One answer, whatever was asked: a proposal and a decision say the same from every question, and by every road.

Each proposal is asked for as part of its bill, as a paper, by its Zaak and its decisions, by the day, in the list of
votes and by the audit; from the record on both engines, and live. What is said may differ in one thing: ``source``
names the answer that it came with.
"""

import datetime as dt
import json
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stamina
from hypothesis import given, settings
from hypothesis import strategies as st

from kamerstem.answers import audit as audits
from kamerstem.answers import record
from kamerstem.contract import overview as contract
from kamerstem.errors import NotFoundError
from kamerstem.model import parties
from kamerstem.model.assemble import assemble
from kamerstem.model.day import voting_day
from kamerstem.model.feed import Entry
from kamerstem.model.overview import Overview
from kamerstem.model.refs import Dossier, EntityId, Paper, Ref, ZaakNumber
from kamerstem.model.votes import Proposal
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.sources.votes import Votes
from kamerstem.sources.wire import Page, read_page
from kamerstem.store import Filter, Store
from kamerstem.sync import sync
from tests.engines.feed import Feed, entry, read
from tests.entities import ROWS
from tests.simulator import Fault, Simulator
from tests.simulator.fixtures import MakeSimulator

Said = dict[str, Any]
Ask = Callable[[Ref], Overview]


def said(item: Proposal) -> Said:
    """Return what an item of the contract says, without what tells which answer it came with."""
    told: Said = without_source(contract.item(item))
    return told


def without_source(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_source(inner) for key, inner in value.items() if key != "source"}
    return [without_source(inner) for inner in value] if isinstance(value, list | tuple) else value


class Asked:
    """What was said of each proposal, by the number of its Zaak, and how it was asked for."""

    def __init__(self) -> None:
        self.by_zaak: dict[str, tuple[str, Said]] = {}
        self.lives: dict[str, tuple[str, Said]] = {}
        self.ways: dict[str, int] = {}

    def hold(self, how: str, proposals: Iterable[Proposal]) -> None:
        for item in proposals:
            if item.zaak is None:
                continue
            self.ways[how] = self.ways.get(how, 0) + 1
            first, expected = self.by_zaak.setdefault(item.zaak, (how, said(item)))
            assert said(item) == expected, f"{item.zaak}: by {how}, and not as by {first}"

    def hold_lives(self, how: str, made: Overview) -> None:
        """Hold what an overview says beside its proposals: what their papers say, their lives and their chains."""
        whole = without_source(contract.overview(made))
        for item in [
            *filter(None, [whole["bill"]]),
            *whole["amendments"],
            *whole["motions"],
            *whole["other"],
        ]:
            zaak = item["ids"]["zaak"]
            if zaak is None:
                continue
            told = item | {"chains": [each for each in whole["chains"] if item["ref"] in each["versions"]]}
            first, expected = self.lives.setdefault(zaak, (how, told))
            assert told == expected, f"{zaak}: by {how}, and not as by {first}"

    def same(self, other: "Asked") -> None:
        for zaak in sorted(self.by_zaak.keys() & other.by_zaak.keys()):
            assert self.by_zaak[zaak][1] == other.by_zaak[zaak][1], zaak
        for zaak in sorted(self.lives.keys() & other.lives.keys()):
            assert self.lives[zaak][1] == other.lives[zaak][1], zaak


def items(made: Overview) -> list[Proposal]:
    return [item for _, item in made.items()]


def ask_all(asked: Asked, ask: Ask, first: Iterable[Ref]) -> None:
    """Ask for references, and then for whatever they hold in every other way."""
    todo = [("zaak" if isinstance(ref, ZaakNumber) else "bill", ref) for ref in first]
    done: set[Ref] = set()
    while todo:
        how, ref = todo.pop(0)
        if ref in done:
            continue
        done.add(ref)
        try:
            made = ask(ref)
        except NotFoundError:
            continue
        found = items(made)
        asked.hold(how, found)
        asked.hold_lives(how, made)
        for item in found:
            if isinstance(item.ref, Paper):
                todo.append(("paper", item.ref))
            if item.zaak is not None and (zaak := ZaakNumber.of(item.zaak)):
                todo.append(("zaak", zaak))
            todo += [("decision", EntityId(made.id)) for made in item.all_decisions() if made.id]


def days_of(asked: Asked) -> list[dt.date]:
    return sorted(
        {
            dt.date.fromisoformat(made["sitting"]["date"])
            for _, told in asked.by_zaak.values()
            for made in (*told["decisions"], *(each for part in told["parts"] for each in part["decisions"]))
            if made["sitting"]["date"]
        }
    )


def by_record(store: Store, first: Iterable[Ref]) -> Asked:
    asked = Asked()
    ask_all(asked, lambda ref: record.overview(store, ref), first)
    asked.hold("votes", (vote.proposal for vote in record.votes(store, Filter())))
    for day in days_of(asked):
        asked.hold("day", (vote.proposal for _, vote in record.day(store, day).votes()))
        asked.hold("decided on", record.decided_on(store, day))
    asked.hold("audit", by_audit(store))
    return asked


def by_audit(store: Store) -> Iterator[Proposal]:
    """Yield what the audit looks at, as it looks at it."""
    run = store.audit_begin("of this test", whole=True)
    for batch, _ in store.audit_batches():
        if batch.units[0].bill:
            made = assemble(batch.entities, EntityId(batch.units[0].id), batch.sources, batch.houses)
            yield from items(made)
            covered = {
                batch.units[0].key: [
                    zaak.id
                    for zaak in batch.entities.all("Zaak")
                    if zaak["Nummer"] in {item.zaak for item in items(made)}
                ]
            }
            store.audit_keep(run, batch, {}, covered)
        else:
            yield from (proposal for _, _, proposal in audits._proposals(batch))
            store.audit_keep(run, batch, {}, {})
    store.audit_finish(run, [])


def by_live(service: Votes, first: Iterable[Ref], days: Iterable[dt.date]) -> Asked:
    asked = Asked()

    def ask(ref: Ref) -> Overview:
        answer = service.ask(ref)
        return assemble(answer.entities, ref, answer.sources, answer.houses, answer.motions)

    ask_all(asked, ask, first)
    for day in days:
        answer = service.day(day)
        made = voting_day(answer.entities, day, answer.sources, houses=answer.houses)
        asked.hold("day", (vote.proposal for _, vote in made.votes()))
    return asked


def compare(served: Simulator, place: str, first: list[Ref]) -> tuple[Asked, Asked]:
    """Bring a record up to date from a service, ask both for everything, and hold what they say to be the same."""
    assert not [each.error for each in record.synchronise(place, served.url, CATEGORIES) if each.error]
    with record.opened(place) as store, Votes(served.url) as service:
        recorded = by_record(store, first)
        live = by_live(service, first, days_of(recorded))
        assert live.by_zaak.keys() == recorded.by_zaak.keys()
        assert live.lives.keys() == recorded.lives.keys()
        recorded.same(live)
        for ref in first:
            with suppress(NotFoundError):
                answer = service.ask(ref)
                made = assemble(answer.entities, ref, answer.sources, answer.houses, answer.motions)
                assert whole(made) == whole(record.overview(store, ref)), ref
    return recorded, live


def whole(made: Overview) -> Any:
    """Return an overview of the contract without its sources and findings, whole lists of proposals among it."""
    told = without_source(contract.overview(made))
    return {key: value for key, value in told.items() if key not in ("sources", "findings")}


def test_the_made_up_rows(make_simulator: MakeSimulator, make_target: Callable[[], str]) -> None:
    served = make_simulator(Path(ROWS))
    rows = served.rows
    dossiers = {
        Dossier.from_fields(row["Nummer"], row["Toevoeging"])
        for row in rows.all("Kamerstukdossier")
        if row["Nummer"]
    }
    numbers = [ZaakNumber(row["Nummer"]) for row in rows.all("Zaak") if row["Nummer"]]
    recorded, live = compare(served, make_target(), [*sorted(dossiers, key=str), *numbers])
    ways = {"bill", "paper", "zaak", "decision", "day"}
    assert recorded.ways.keys() == ways | {"decided on", "votes", "audit"}
    assert live.ways.keys() == ways


# --- a proposal that was changed -------------------------------------------------------------------------------------


def changed() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a bill of which versions replace one another, in each way in which that can be told."""
    titles = {
        7: "Amendement van de leden Aa en Bee over x",
        9: "Gewijzigd amendement van de leden Aa en Cee ter vervanging van nr. 7 over x",
        12: "Nader gewijzigd amendement van het lid Cee over x",  # and a relation says what it replaces
        13: "Amendement van het lid Dee ter vervanging van nr. 14 over y",  # a circle, which only a misprint makes
        14: "Amendement van het lid Dee ter vervanging van nr. 13 over y",
        15: "Amendement van het lid Eff c.s. ter vervanging van nr. 99 over z",
        16: "Amendement van het lid Gee ter vervanging van nr. 20 over w",  # which is a motion
        17: "Amendement van het lid Eff over nog iets",
        18: "Amendement van het lid Hak ter vervanging van nrs. 15 en 17 over z",
        20: "Motie van de leden Aa en Bee over v",
        21: "Gewijzigde motie van het lid Aa over v (t.v.v. 36990, nr. 20)",
        22: "Nader gewijzigde motie van de leden Aa en Dee over v (t.v.v. 36990, nr. 21)",
    }
    rows = rows_of(known(), days=[DAY])
    zaken, debate = rows["Zaak"], rows["Agendapunt"][0]["Id"]
    for number, title in titles.items():
        soort = "Motie" if "otie" in title else "Amendement"
        zaken.append(
            {"Id": guid("version", number), "Nummer": f"2025Z001{number:02}", "Soort": soort, "Volgnummer": number,
             "Titel": "Made up", "Onderwerp": title, "GestartOp": f"2025-05-{number:02}T12:00:00+02:00",
             "_Kamerstukdossier_Ids": [guid("dossier", 0)], "Verwijderd": False,
             "_VervangenVanuit_Ids": [guid("version", 9)] if number == 12 else [],
             # Of the motions only the second was of the bill's own debate.
             "_Agendapunt_Ids": [debate] if number == 21 else [],
             "GewijzigdOp": "2025-06-17T18:00:00+02:00"}
        )  # fmt: skip
    return rows


def test_the_life_of_a_proposal_that_was_changed(
    make_simulator: MakeSimulator, make_target: Callable[[], str]
) -> None:
    served = make_simulator(changed())
    numbers = [ZaakNumber(row["Nummer"]) for row in served.rows.all("Zaak")]
    for asked in compare(served, make_target(), [*numbers, Dossier(36990)]):
        told = {
            item["number"]: [(event["what"], event["names"] or event["refs"]) for event in item["life"]]
            for _, item in asked.lives.values()
        }
        assert told["9"] == [
            ("submitted", ["Aa", "Cee"]),
            ("replaces", ["36990, nr. 7"]),
            ("joined", ["Cee"]),
            ("left", ["Bee"]),
            ("replaced", ["36990, nr. 12"]),
        ]
        assert told["7"][1:] == [("replaced", ["36990, nr. 9"])]
        assert told["12"][1:] == [("replaces", ["36990, nr. 9"]), ("left", ["Aa"])]
        assert told["22"][1:] == [("replaces", ["36990, nr. 21"]), ("joined", ["Dee"])]
        assert told["18"][1:] == [
            ("replaces", ["36990, nr. 15", "36990, nr. 17"]),
            ("left", ["Eff"]),  # of nr. 15, signed "c.s."
            ("joined", ["Hak"]),
            ("left", ["Eff"]),
        ]
        chains = {item["number"]: item["chains"] for _, item in asked.lives.values()}
        versions = [chains[number][0]["versions"] for number in ("7", "20", "15", "16")]
        assert [[ref.rpartition(" ")[2] for ref in each] for each in versions] == [
            ["7", "9", "12"],
            ["20", "21", "22"],
            ["15", "17", "18"],
            ["16"],
        ]
        assert [len(chains[number][0]["cut"]) for number in ("13", "14")] == [1, 1]


def test_a_bill_in_two_dossiers(make_simulator: MakeSimulator, make_target: Callable[[], str]) -> None:
    """It is called by the first of them, whatever was asked but another of them."""
    rows = rows_of(known(), days=[DAY])
    rows["Zaak"][0]["_Kamerstukdossier_Ids"] = [guid("dossier", 1), guid("dossier", 0)]
    served, place = make_simulator(rows), make_target()
    for asked in compare(served, place, [ASKED[0], ZaakNumber("2025Z00000")]):
        assert [item["ref"] for _, item in asked.lives.values()] == ["36990"]
    with record.opened(place) as store, Votes(served.url) as service:
        second = Dossier(36991)
        answer = service.ask(second)
        for made in (
            record.overview(store, second),
            assemble(answer.entities, second, answer.sources, answer.houses, answer.motions),
        ):
            assert made.bill is not None
            assert made.bill.ref == second


# --- a member who changes party between two votes of one day ----------------------------------------------------------

DAY = dt.date(2025, 6, 17)
"""A day that the register did not count."""


def known() -> dict[str, int]:
    house = parties.house_on(DAY)
    assert house is not None
    assert not house.certain
    return dict(house.seats)


def rows_of(*votes: dict[str, int], days: Iterable[dt.date] = (DAY, DAY)) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a bill and its amendments, each with a vote that every party voted for, by these sizes."""
    made: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("Activiteit", "Agendapunt", "Zaak", "Besluit", "Stemming")
    }
    for number in range(2):
        dossier = guid("dossier", number)
        made.setdefault("Kamerstukdossier", []).append(
            {"Id": dossier, "Nummer": 36990 + number, "Titel": "Made up"}
        )
    for number, (sizes, day) in enumerate(zip(votes, days, strict=True)):
        sitting, item, zaak, besluit = (guid(name, number) for name in ("sitting", "item", "zaak", "besluit"))
        made["Activiteit"].append({"Id": sitting, "Soort": "Stemmingen", "Datum": f"{day}T15:00:00+02:00"})
        made["Agendapunt"].append(
            {"Id": item, "Activiteit_Id": sitting, "Onderwerp": "Made up", "Volgorde": number}
        )
        soort, volgnummer = ("Wetgeving", 0) if number == 0 else ("Amendement", 7 + number)
        made["Zaak"].append(
            {"Id": zaak, "Nummer": f"2025Z{number:05}", "Soort": soort, "Volgnummer": volgnummer, "Titel": "Made up",
             "Onderwerp": f"Amendement van het lid Aa over {number}", "_Agendapunt_Ids": [item],
             "_Kamerstukdossier_Ids": [guid("dossier", min(number, 1))]}
        )  # fmt: skip
        made["Besluit"].append(
            {"Id": besluit, "Agendapunt_Id": item, "BesluitSoort": "Stemmen - aangenomen", "Status": "Besluit",
             "BesluitTekst": "Aangenomen.", "StemmingsSoort": "Met handopsteken", "_Zaak_Ids": [zaak]}
        )  # fmt: skip
        for party, size in sizes.items():
            name = parties.by_id(party).name_on(DAY)
            row: dict[str, Any] = {
                "Id": guid(f"stemming {party}", number),
                "Besluit_Id": besluit,
                "Soort": "Voor",
            }
            made["Stemming"].append(row | {"ActorFractie": name, "ActorNaam": name, "FractieGrootte": size})
    for some in made.values():
        for row in some:
            row.update({"Verwijderd": False, "GewijzigdOp": "2025-06-17T18:00:00+02:00"})
    return made


def guid(name: str, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {number}"))


def told(asked: Asked) -> list[tuple[bool | None, int | None]]:
    made = [item["decisions"][0] for _, (_, item) in sorted(asked.by_zaak.items())]
    return [(each["complete"], each["margin"]) for each in made]


def moved() -> dict[str, int]:
    """Return the sizes after one member went over to another party."""
    (large, size), (other, more), *_ = known().items()
    return known() | {large: size - 1, other: more + 1}


ASKED: list[Ref] = [Dossier(36990), ZaakNumber("2025Z00001")]


def test_two_votes_between_which_a_member_changes_party(
    make_simulator: MakeSimulator, make_target: Callable[[], str]
) -> None:
    """Each vote by itself adds up to the House; of that day no one House can be told, whatever is asked."""
    served = make_simulator(rows_of(known(), moved()))
    for asked in compare(served, make_target(), ASKED):
        assert told(asked) == [(None, None), (None, None)]


def test_two_votes_of_one_house(make_simulator: MakeSimulator, make_target: Callable[[], str]) -> None:
    served = make_simulator(rows_of(known(), known()))
    for asked in compare(served, make_target(), ASKED):
        assert told(asked) == [(True, 74), (True, 74)]
    other = make_simulator(rows_of(known(), moved(), days=(DAY, DAY + dt.timedelta(days=1))))
    for asked in compare(other, make_target(), ASKED):
        assert told(asked) == [(True, 74), (True, 74)]


def test_a_vote_with_a_row_lost_is_seen_by_the_others_of_its_day(
    make_simulator: MakeSimulator, make_target: Callable[[], str]
) -> None:
    lost = known()
    del lost[next(iter(lost))]
    served = make_simulator(rows_of(known(), lost))
    for asked in compare(served, make_target(), ASKED):
        assert told(asked) == [(True, 74), (False, None)]


SEVERAL = tuple(known())[:3]
"""Parties between which members go over in the days that are made up below."""


@st.composite
def days_made_up(draw: st.DrawFn) -> list[dict[str, int]]:
    """Return the sizes by which some votes of one day tell the House: members go over, and perhaps a row is lost."""
    votes, sizes = [], known()
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            one, other = draw(st.permutations(SEVERAL))[:2]
            sizes = sizes | {one: sizes[one] - 1, other: sizes[other] + 1}
        votes.append(sizes)
    if draw(st.booleans()):
        number = draw(st.integers(0, len(votes) - 1))
        lost = draw(st.sampled_from(SEVERAL))
        votes[number] = {party: size for party, size in votes[number].items() if party != lost}
    return votes


@settings(max_examples=8, deadline=None)
@given(days_made_up())
def test_a_vote_says_the_same_alone_and_with_its_day(votes: list[dict[str, int]]) -> None:
    """Whatever the votes of a day tell; and what they tell of the House is told of each of them, or of none."""
    rows = rows_of(*votes, days=[DAY] * len(votes))
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"{folder}/day.sqlite", read, create=True) as store,
    ):
        outcomes = sync(store, feed := Feed().add(*entries(rows)), feed.categories)
        assert not [each.error for each in outcomes if each.error]
        asked = by_record(store, [ZaakNumber(row["Nummer"]) for row in rows["Zaak"]])
    assert {"zaak", "decision", "day", "votes"} <= asked.ways.keys()
    assert len(asked.by_zaak) == len(votes)
    lengths = [len(each) == len(known()) for each in votes]
    moved = any(each[party] != known()[party] for each in votes for party in SEVERAL if party in each)
    if all(lengths) and not moved:
        assert told(asked) == [(True, 74)] * len(votes)
    elif not any(lengths):
        assert all(complete is not True for complete, _ in told(asked))


def entries(rows: dict[str, list[dict[str, Any]]]) -> Iterator[Entry]:
    """Yield rows of the service as entries of a feed."""
    for entity, some in rows.items():
        for row in some:
            ids = {
                name: [value] if isinstance(value, str) else value
                for name, value in row.items()
                if name.endswith(("_Id", "_Ids"))
            }
            fields = {name: value for name, value in row.items() if name not in (*ids, *META)}
            relations = {name.strip("_").rpartition("_")[0]: value for name, value in ids.items()}
            made = entry(entity, row["Id"], fields, changed=dt.datetime.fromisoformat(row["GewijzigdOp"]))
            body = json.loads(made.content) | {"id": row["Id"], "refs": relations}
            yield replace(made, id=row["Id"], content=json.dumps(body).encode())


META = ("Id", "Verwijderd", "GewijzigdOp")


def test_a_day_that_cannot_be_asked_leaves_the_overview_whole(make_simulator: MakeSimulator) -> None:
    served = make_simulator(rows_of(known(), known()))
    served.faults.add(Fault.ERROR, times=None, path="/Activiteit")
    with Votes(served.url) as service, stamina.set_testing(True, attempts=2):
        answer = service.ask(ASKED[1])
    made = assemble(answer.entities, ASKED[1], answer.sources, answer.houses, answer.motions)
    (decision,) = items(made)[0].decisions
    assert decision.counted is not None
    assert (decision.counted.complete, decision.margin) == (None, None)


def test_a_day_is_asked_for_once(make_simulator: MakeSimulator) -> None:
    served = make_simulator(rows_of(known(), known()))
    with Votes(served.url) as service:
        for ref in (*ASKED, *ASKED):
            service.ask(ref)
    assert sum(each.path.endswith("/Activiteit") for each in served.requests) == 1


def test_a_day_is_asked_for_again_after_an_hour(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Votes are put right afterwards, and a site lives for weeks."""
    now = [1_000_000.0]
    monkeypatch.setattr("kamerstem.sources.odata.monotonic", lambda: now[0])
    served = make_simulator(rows_of(known(), known()))
    with Votes(served.url) as service:
        for passed, asked in ((0, 1), (3_000, 1), (1_000, 2)):
            now[0] += passed
            service.ask(ASKED[1])
            assert sum(each.path.endswith("/Activiteit") for each in served.requests) == asked


def test_a_day_of_which_rows_stay_away_tells_no_house(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not all there is neither believed nor kept."""
    served = make_simulator(rows_of(known(), known()))
    more = [1]

    def counted(body: bytes) -> Page:
        page = read_page(body)
        return page.model_copy(update={"count": (page.count or 0) + more[0]})

    monkeypatch.setattr("kamerstem.sources.asking.read_page", counted)
    certain = []
    with Votes(served.url) as service:
        for more[0] in (1, 0):
            day = service.ask(ASKED[1]).houses[DAY]
            certain.append(day.house is not None and day.house.certain)
    assert certain == [False, True]
