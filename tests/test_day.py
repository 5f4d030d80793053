"""A voting day: from the record and from the API, as text, on a terminal and as JSON; and followed as it happens."""

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina
from rich.console import Console

from kamerstem.answers import days, record
from kamerstem.cli import day as command
from kamerstem.contract import votes as contract
from kamerstem.model import clock
from kamerstem.model.day import VotingDay
from kamerstem.render import day as render
from kamerstem.render import terminal_day
from kamerstem.sources.syncfeed import CATEGORIES
from kamerstem.sync import update
from tests.commands import Left, Run, says
from tests.simulator import Fault, Simulator
from tests.simulator.fixtures import MakeSimulator

ROWS = Path(__file__).parent / "examples" / "rows"
DAY = dt.date(2024, 2, 13)
ASKED = str(DAY)
"""On it 99001 was voted on once more: two held-over amendments, the bill, and two motions held over."""
BILL, MOTION, EARLIER = "2024Z90000", "2024Z90152", "2024Z90020"


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    return str(tmp_path / "record.sqlite")


@pytest.fixture
def served(make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, place: str) -> Simulator:
    server = make_simulator(ROWS)
    monkeypatch.setenv("KAMERSTEM_URL", server.url)
    return server


@pytest.fixture
def synced(served: Simulator, place: str) -> Simulator:
    assert not any(outcome.error for outcome in record.synchronise(place, served.url))
    served.clear()
    return served


@pytest.fixture
def early(served: Simulator, place: str) -> Simulator:
    """The day when not all is decided: neither the bill nor the first motion."""
    served.feed.now = dt.datetime(2026, 8, 1)  # after the last change of the rows
    for zaak in (BILL, MOTION):
        served.feed.delete("Besluit", last_decision(zaak))
    record.synchronise(place, served.url, CATEGORIES)
    return served


def last_decision(zaak: str) -> str:
    """Return the id of the Besluit of 13 February on a Zaak."""
    rows = {
        name: [json.loads(line) for line in (ROWS / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("Zaak", "Besluit", "Agendapunt", "Activiteit")
    }
    (id,) = [row["Id"] for row in rows["Zaak"] if row.get("Nummer") == zaak]
    sittings = {row["Id"] for row in rows["Activiteit"] if row.get("Datum", "").startswith(str(DAY))}
    items = {row["Id"] for row in rows["Agendapunt"] if row.get("Activiteit_Id") in sittings}
    (found,) = [
        row["Id"] for row in rows["Besluit"] if id in row["_Zaak_Ids"] and row.get("Agendapunt_Id") in items
    ]
    return str(found)


def on(place: str, date: dt.date = DAY) -> VotingDay:
    with record.opened(place) as store:
        return record.day(store, date)


def refs(votes: list[dict[str, Any]]) -> list[str]:
    return [vote["ref"] for vote in votes]


# --- what it says -----------------------------------------------------------------------------------------


def test_items_and_votes_in_their_order(synced: Simulator, run: Run) -> None:
    left = run("day", ASKED, "--as", "json")
    assert (left.code, left.err) == (0, "")
    said = json.loads(left.out)
    assert said["subject"] == {"kind": "day", "ref": None, "title": "2024-02-13"}
    first, second = said["items"]
    assert refs(first["votes"]) == ["99001, nr. 20", "99001, nr. 35", "99001"]
    assert refs(second["votes"]) == ["99001, nr. 52", "99001, nr. 53"]
    assert [vote["decision"]["result"] for vote in first["votes"]] == ["adopted"] * 3
    assert second["votes"][1]["decision"]["step"] == "lapse"
    counted = first["votes"][0]["decision"]["counted"]
    assert (counted["for"], counted["against"]) == (88, 62)
    assert [item["start"][11:16] for item in said["items"]] == ["15:00", "15:00"]
    assert not any(item["coming"] for item in said["items"])
    assert {source["kind"] for source in said["sources"]} == {"syncfeed"}


def test_the_votes_are_those_of_the_overview(synced: Simulator, run: Run) -> None:
    overview = json.loads(run("overview", "99001", "--as", "json").out)
    decisions = {
        decision["id"]: decision
        for item in (overview["bill"], *overview["amendments"], *overview["motions"])
        for decision in item["decisions"]
    }
    said = json.loads(run("day", ASKED, "--as", "json").out)
    for vote in [vote for item in said["items"] for vote in item["votes"]]:
        expected = decisions[vote["decision"]["id"]]
        for key in ("for", "against", "counted", "result", "sitting", "margin"):
            assert vote["decision"][key] == expected[key]


@pytest.mark.parametrize("date", ["2024-02-06", "2024-02-13", "2024-02-27", "2024-03-05", "2026-06-11"])
def test_the_record_says_what_the_api_says(synced: Simulator, run: Run, date: str) -> None:
    held = run("day", date, "--from", "record")
    asked = len(synced.requests)
    live = run("day", date, "--from", "live")
    assert held.out == live.out
    assert "Uit het eigen gegevensbestand" in held.err
    assert "Opgevraagd bij" in live.err
    assert asked == 0 < len(synced.requests) < 20


def test_a_part_is_named_and_what_stands_beside_the_vote_is_said(synced: Simulator, run: Run) -> None:
    said = run("day", "2024-02-06").out
    assert "99001, nr. 10, onderdeel I " in said
    items = json.loads(run("day", "2024-02-06", "--as", "json").out)["items"]
    parts = [vote["part"] for item in items for vote in item["votes"] if vote["ref"] == "99001, nr. 10"]
    assert parts == ["I", "II", "III"]
    assert "stemde anders dan de fractie" in said
    assert "Geacht tegen te hebben gestemd: D66" in said


def test_what_is_to_come(early: Simulator, place: str) -> None:
    day = on(place)
    assert [str(each.ref) for item in day.items for each in item.coming] == ["99001", "99001, nr. 52"]
    assert not day.decided
    assert "3 besluiten, 2 nog te gaan." in render.text(day, "nl", DAY)
    assert "Nog te gaan:\n    99.001  Regels over voorbeelden" in render.text(day, "nl", DAY)
    later = render.text(day, "nl", DAY + dt.timedelta(days=1))
    assert "nog te gaan" not in later.lower()
    assert "van 2 geen besluit vermeld" in later


def test_what_was_replaced_or_settled_is_not_to_come(synced: Simulator, place: str) -> None:
    day = on(place, dt.date(2024, 2, 6))
    # nr. 9 and 17 were replaced by others; 22 has a proposed decision only.
    assert [str(each.ref) for item in day.items for each in item.coming] == ["99001, nr. 22"]


def test_a_sitting_that_is_off_has_nothing_to_come(early: Simulator, place: str, run: Run) -> None:
    (sitting,) = [
        row["Id"]
        for row in map(json.loads, (ROWS / "Activiteit.jsonl").read_text("utf-8").splitlines())
        if row["Datum"].startswith("2024-02-13")
    ]
    for id in ("2024Z90020", "2024Z90035"):
        early.feed.delete("Besluit", last_decision(id))
    early.feed.delete("Besluit", last_decision("2024Z90153"))
    early.feed.change("Activiteit", sitting, Status="Verplaatst")
    assert run("sync", "--today").code == 0
    day = on(place)
    assert [item.off for item in day.items] == ["Verplaatst", "Verplaatst"]
    assert day.coming == 0
    assert "(gaat niet door: verplaatst)" in render.text(day, "nl", DAY)
    assert "(not held: verplaatst)" in render.text(day, "en", DAY)


def test_provisional_until_it_was_looked_at_after_thirty_days(synced: Simulator, place: str) -> None:
    day = on(place)
    assert day.corrected_until == dt.date(2024, 3, 14)
    assert not day.provisional  # it was read long after
    for known, expected in (
        (None, True),
        (DAY, True),
        (dt.date(2024, 3, 14), True),
        (dt.date(2024, 3, 15), False),
    ):
        said = VotingDay(date=DAY, items=day.items, known=known)
        assert said.provisional is expected
        words = "Voorlopig: verbeteringen worden verwerkt tot en met 14 maart 2024."
        assert (words in render.text(said, "nl", DAY)) is expected
        assert contract.day(said)["provisional"] is expected


def test_a_day_without_votes_is_an_answer(synced: Simulator, run: Run) -> None:
    left = run("day", "2024-02-11", "--lang", "en")
    assert left.code == 0
    assert left.out == "Votes of Sunday 11 February 2024\nNo votes are known on this day.\n"


def test_no_date_is_today_in_amsterdam(synced: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    now = dt.datetime(2024, 2, 12, 23, 30, tzinfo=dt.UTC).astimezone(clock.amsterdam())
    monkeypatch.setattr(clock, "now", lambda: now)
    assert run("day").out == run("day", ASKED).out


def test_a_record_that_is_behind_today_says_so(
    early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = dt.datetime.now(dt.UTC).astimezone(clock.amsterdam())
    hint = "kamerstem sync --today"
    for minutes, behind in ((5, False), (15, True)):
        now = read + dt.timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        assert (hint in run("day", "--from", "record").err) is behind
        assert hint not in run("day", ASKED).err


# --- where it comes from ----------------------------------------------------------------------------------


def test_without_a_record_the_api_is_asked(served: Simulator, run: Run) -> None:
    left = run("day", ASKED)
    assert left.code == 0
    assert "Opgevraagd bij" in left.err
    says(run("day", ASKED, "--from", "record"), 4, "kamerstem sync")


def test_a_day_after_the_last_sync_is_asked_of_the_api(
    early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    early.clear()
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    left = run("day", str(tomorrow))
    assert left.code == 0
    assert "Opgevraagd bij" in left.err
    early.faults.add(Fault.UNAVAILABLE, times=None)
    left = run("day", str(tomorrow))
    assert left.code == 0
    assert "Uit het eigen gegevensbestand" in left.err
    says(run("day", str(tomorrow), "--from", "live"), 3)


def test_words_that_are_no_day(run: Run) -> None:
    says(run("day", "eerder"), 2, "Bij DATUM: 'eerder' is geen dag.")
    says(run("day", ASKED, "--watch", "--every", "0"), 2)


# --- on a terminal ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "encoding"), [(100, "utf-8"), (40, "utf-8"), (80, "ascii")])
def test_on_a_terminal(early: Simulator, place: str, width: int, encoding: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
    console = Console(file=out, width=width, force_terminal=True, no_color=True, highlight=False)
    terminal_day.show(on(place), "nl", DAY, console=console, origin="Uit het bestand.")
    out.seek(0)
    lines = out.read().replace("\x1b[0m", "").splitlines()
    text = "\n".join(lines)
    assert "Stemmingen op dinsdag 13 februari 2024" in text
    assert "Nog te gaan:" in text
    assert "niemand" not in text
    signs = ("✓ ", "✗ ", "… ") if encoding == "utf-8" else ("+ ", "- ", "? ")
    assert all(any(_plain(line).startswith(sign) for line in lines) for sign in (signs[0], signs[2]))
    assert all(len(_plain(line)) <= width for line in lines)


def _plain(line: str) -> str:
    from rich.text import Text

    return Text.from_ansi(line).plain


# --- sync --today -----------------------------------------------------------------------------------------


def test_today_asks_only_what_a_voting_day_needs(synced: Simulator, run: Run) -> None:
    left = run("sync", "--today")
    assert left.code == 0
    names = [line.partition(":")[0] for line in left.out.splitlines()]
    assert names == list(update.TODAY)
    assert [asked.query.partition("&")[0] for asked in synced.requests] == [f"category={n}" for n in names]


def test_what_a_vote_hangs_on_comes_before_it() -> None:
    order = {name: place for place, name in enumerate(update.TODAY)}
    for first, then in (
        ("Activiteit", "Agendapunt"),
        ("Kamerstukdossier", "Zaak"),
        ("Agendapunt", "Zaak"),
        ("Zaak", "Besluit"),
        ("Agendapunt", "Besluit"),
        ("Besluit", "Stemming"),
    ):
        assert order[first] < order[then]


def test_today_is_for_a_record_that_was_filled(served: Simulator, run: Run, place: str) -> None:
    says(run("sync", "--today"), 4)
    assert run("sync", "--categories", "Fractie").code == 0
    says(run("sync", "--today"), 4, "nog niet gevuld", "--from live")
    says(run("sync", "--today", "--full"), 2, "--today")


def test_a_vote_that_hangs_in_the_air_is_not_shown(early: Simulator, place: str) -> None:
    """Its rows came, its Besluit did not yet: nothing of it is there, until it is."""
    day = on(place)
    assert not [vote for _, vote in day.votes() if str(vote.proposal.ref) == "99001"]


# --- followed ---------------------------------------------------------------------------------------------

Happens = Callable[[], object]


def follow(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    happens: list[Happens],
    *options: str,
    now: dt.datetime | None = None,
) -> tuple[Left, list[float]]:
    """Follow the day; between two rounds happens what is listed, and then somebody presses Ctrl-C."""
    time = now or dt.datetime(2024, 2, 13, 15, 30, tzinfo=clock.amsterdam())
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > len(happens):
            raise KeyboardInterrupt
        happens[len(slept) - 1]()

    monkeypatch.setattr(command, "sleep", sleep)
    monkeypatch.setattr(clock, "now", lambda: time)
    return run("day", ASKED, "--watch", *options), slept


def test_a_day_is_followed_until_all_is_decided(
    early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = early.feed
    early.requests.clear()
    left, slept = follow(
        run,
        monkeypatch,
        [
            lambda: feed.undelete("Besluit", last_decision(BILL)),
            lambda: None,
            lambda: feed.change("Besluit", last_decision(EARLIER), BesluitTekst="Aangenomen. (88-61)"),
            lambda: feed.undelete("Besluit", last_decision(MOTION)),
        ],
    )
    assert left.code == 0
    assert slept == [60.0] * 4
    assert left.err.splitlines()[-1] == "Alles is beslist."
    first, *news = left.out.split("\n15.00  ")
    assert "2 nog te gaan" in first
    assert [part.count("zetels voor") for part in news] == [2, 0, 1, 1, 1]
    assert "99.001  Regels over voorbeelden" in news[2]
    assert "de Voorzitter meldde 88 voor en 61 tegen" in news[3]
    assert "99001, nr. 52" in news[4]
    assert len(early.requests) == 5 * len(update.TODAY)


@pytest.fixture
def awaiting(served: Simulator, place: str) -> tuple[Simulator, list[str]]:
    """The day when all is decided, and of the bill it is still to come who was for and who against."""
    last = last_decision(BILL)
    rows = [row["Id"] for row in served.rows.all("Stemming") if row["Besluit_Id"] == last]
    served.feed.now = dt.datetime(2026, 8, 1)
    for row in rows:
        served.feed.delete("Stemming", row)
    record.synchronise(place, served.url, CATEGORIES)
    return served, rows


def test_a_day_is_followed_until_it_is_told_who_was_for(
    awaiting: tuple[Simulator, list[str]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    official, rows = awaiting
    assert len(rows) > 10

    def come() -> None:
        for row in rows:
            official.feed.undelete("Stemming", row)

    left, slept = follow(run, monkeypatch, [lambda: None, come])
    assert left.code == 0
    assert len(slept) == 2, "that all is decided is not the end"
    first, *news = left.out.split("\n15.00  ")[1:]
    assert "wie voor en wie tegen was, volgt" in first
    assert [part.count("99.001  Regels over voorbeelden") for part in news] == [0, 1], (
        "once more, and no other"
    )
    assert "wie voor en wie tegen was, volgt" not in news[-1]
    assert "zetels voor" in news[-1]
    assert left.err.splitlines()[-1] == "Alles is beslist."


def test_a_day_that_ends_before_it_is_told_who_was_for_says_so(
    awaiting: tuple[Simulator, list[str]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = dt.datetime(2024, 2, 14, 0, 5, tzinfo=clock.amsterdam())
    left, slept = follow(run, monkeypatch, [], now=late)
    assert (left.code, slept) == (0, [])
    assert (
        left.err.splitlines()[-1] == "Alles is beslist; van 1 stemming volgt nog wie voor en wie tegen was."
    )
    told = follow(run, monkeypatch, [], "--lang", "en", now=late)[0].err
    assert "of 1 vote it is still to come who was for and who against" in told


def test_ctrl_c_is_a_clean_end(early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    left, _ = follow(run, monkeypatch, [])
    assert left.code == 0
    assert left.err.endswith("Kijkt om de 60 seconden naar wat nieuw is. Stop met Ctrl-C.\n\nGestopt.\n")
    assert "Traceback" not in left.err


def test_a_service_that_fails_is_said_and_asked_again(
    early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def comes_back() -> None:
        early.faults.clear()
        early.feed.undelete("Besluit", last_decision(BILL))

    left, slept = follow(
        run,
        monkeypatch,
        [lambda: early.faults.add(Fault.UNAVAILABLE, times=None), comes_back],
        "--lang",
        "en",
    )
    assert left.code == 0
    assert len(slept) == 3
    assert "Try again in a few minutes" in left.err
    assert left.out.count("Regels over voorbeelden (Voorbeeldenwet) (bill)") == 1


def test_the_day_ends(early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    late = dt.datetime(2024, 2, 14, 0, 5, tzinfo=clock.amsterdam())
    left, slept = follow(run, monkeypatch, [], now=late)
    assert (left.code, slept) == (0, [])
    assert "van 2 is geen besluit vermeld" in left.err


def test_as_json_each_round_with_news_is_a_line(
    early: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, _ = follow(
        run,
        monkeypatch,
        [lambda: None, lambda: early.feed.undelete("Besluit", last_decision(BILL))],
        "--as",
        "json",
    )
    whole, news = map(json.loads, left.out.splitlines())
    assert sum(len(item["votes"]) for item in whole["items"]) == 3
    assert [refs(item["votes"]) for item in news["items"]] == [["99001"]]


def test_without_a_record_the_api_is_followed(
    served: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, slept = follow(run, monkeypatch, [])
    assert (left.code, slept) == (0, [])
    assert left.out.count("zetels voor") == 4
    assert left.err.splitlines()[-1] == "Alles is beslist."


def test_the_official_service_is_not_asked_too_often(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAMERSTEM_URL")
    says(run("day", ASKED, "--watch", "--every", "29"), 2, "--every 30")
    assert days.is_official("https://gegevensmagazijn.tweedekamer.nl/")
    assert not days.is_official("http://127.0.0.1:1")
