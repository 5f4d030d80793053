"""What hurried clerks, web editors, journalists and interns type: each kind read as it is meant, or said to be unread."""

import pytest

from kamerstem.model.votes import Result, Status
from kamerstem.readers.overview import read
from tests.readers.test_placing import ADOPTED, FINAL, fared, names, overview_of, unread
from tests.readers.test_typed import lists


# --- what was quiet or wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "SP en Volt stemden voor, VVD en PVV stemden tegen; het amendement is verworpen.",
        "Het kost te veel.\n\nDe fracties van SP en Volt stemden voor dit amendement, VVD en PVV stemden tegen. Het is verworpen.",
    ],
)
def test_lists_before_the_decision_that_the_heading_states(said: str) -> None:
    overview = overview_of(f"Verworpen amendement\n\n8 (Bedacht) over veren\n{said}\n")
    assert lists(overview) == (["SP", "Volt"], ["VVD", "PVV"])
    assert unread(overview) == []


def test_lists_before_another_decision_than_the_heading_states_are_not_its_own() -> None:
    overview = overview_of(
        "Verworpen amendement\n\n8 (Bedacht) over veren\nSP en Volt stemden voor; het amendement is aangenomen.\n"
    )
    assert names(overview.amendments[0].decisions[-1].for_) is None


def test_what_became_of_another_bill_is_not_of_this_one() -> None:
    overview = read(
        b"Wetsvoorstel 36.999 lijkt op 36.998, dat op 14 maart 2023 is verworpen. "
        b"Wetsvoorstel 36.999 zelf is op 22 april 2025 aangenomen.\n"
    )
    assert overview.bill is not None
    assert overview.bill.status is Status.ADOPTED
    assert [str(vote.date) for vote in overview.bill.decisions] == ["2025-04-22"]
    assert unread(overview)


@pytest.mark.parametrize(
    "said",
    [
        "Aangenomen/verworpen (doorhalen wat niet van toepassing is).",
        "verworpen/aangenomen",
        "Verworpen...",
        "Verworpen. Voor: SP, Volt...",
        "Verworpen. Voor: SP, Volt …",
    ],
)
def test_a_choice_and_an_open_end_are_doubts(said: str) -> None:
    overview = overview_of(f"Amendement\n\n8 (Bedacht) over veren\n{said}\n")
    assert lists_of(overview) == []
    assert unread(overview)


def lists_of(overview: object) -> list[object]:
    return [vote.for_ for item in overview.amendments for vote in item.decisions if vote.for_ is not None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Amendement 8 (Bedacht) over veren kreeg een meerderheid.", Status.ADOPTED),
        ("Amendement 8 (Bedacht) over veren haalde geen meerderheid.", Status.REJECTED),
        ("Amendement 8 (Bedacht) over veren ging eraan.", Status.UNKNOWN),
    ],
)
def test_a_sentence_about_a_proposal_is_read_or_named(line: str, status: Status) -> None:
    overview = overview_of(f"{line}\n")
    assert fared(overview)["8"][0] is status
    assert bool(unread(overview)) is (status is Status.UNKNOWN)


@pytest.mark.parametrize(
    "again",
    [
        "Bij hoofdelijke herstemming op 18 juni 2024 is de motie met 74 tegen 75 stemmen verworpen.",
        "De stemming is herhaald op 18 juni 2024 en de motie is toen verworpen met 74 tegen 75 stemmen.",
    ],
)
def test_a_tie_and_the_vote_after_it(again: str) -> None:
    overview = overview_of(f"Motie\n\n18 (Bedacht) over veren\nOp 11 juni 2024 staakten de stemmen (75-75). {again}\n")
    first, last = overview.motions[0].decisions
    assert (first.result, last.result, str(last.date)) == (Result.TIED, Result.REJECTED, "2024-06-18")
    assert unread(overview) == []


def test_facts_below_a_proposal() -> None:
    overview = overview_of(
        f"{FINAL}{ADOPTED}\nAmendement 8\n- indiener: Bedacht\n- onderwerp: veren en dons\n- uitslag: verworpen\n"
        "- voor: SP, Volt\n\nAmendement 9\n- onderwerp: linten\n- uitslag: ingetrokken\n"
    )
    one, other = overview.amendments
    assert one.submitters is not None
    assert [actor.name for actor in one.submitters.actors] == ["Bedacht"]
    assert (one.subject, other.subject, other.status) == ("veren en dons", "linten", Status.WITHDRAWN)
    assert unread(overview) == []


def test_a_fact_that_says_otherwise_is_named() -> None:
    overview = overview_of("Amendementen\n\n8 (Bedacht) over veren\nIndiener: Verzonnen\nVerworpen.\n")
    submitters = overview.amendments[0].submitters
    assert submitters is not None
    assert [actor.name for actor in submitters.actors] == ["Bedacht"]
    assert "Indiener: Verzonnen" in unread(overview) or overview.amendments[0].explanation
