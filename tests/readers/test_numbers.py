"""A number beside a vote: held against what else is stated of it, or said not to be; and who is excepted from "all"."""

import pytest

from kamerstem.model.overview import Overview
from kamerstem.model.votes import Ballots, Decision, Side, Status
from kamerstem.readers.overview import read

HEAD = "Betreffende wetsvoorstel:\n\n36.999\nRegels over veren\n\nEindstemming wetsvoorstel\n"
ADOPTED = "Het wetsvoorstel is op 21 december 2023 {}aangenomen door de Tweede Kamer.\n"
MOST = "SP, GroenLinks-PvdA, Volt, DENK, PvdD, D66, ChristenUnie, VVD, SGP, CDA, NSC, PVV, FVD en BBB"  # 149 seats


def overview_of(body: str) -> Overview:
    return read(f"{HEAD}{body}".encode())


def the_vote(overview: Overview) -> Decision:
    assert overview.bill is not None
    assert overview.bill.status is Status.ADOPTED
    (vote,) = overview.bill.decisions
    return vote


def unread(overview: Overview) -> list[tuple[str, int | None]]:
    return [(line.text, line.beside.number if line.beside else None) for line in overview.unread]


def names(ballots: Ballots) -> list[str] | None:
    return None if ballots is None else [ballot.party.name for ballot in ballots if ballot.party]


@pytest.mark.parametrize(
    ("sentence", "lists", "announced", "words"),
    [
        ("met 149 stemmen voor ", "", None, ["149 stemmen voor"]),
        ("met 149 stemmen voor ", f"Voor: {MOST}.\n", None, []),
        ("met 149 stemmen voor ", f"Voor: {MOST}.\nTegen: niemand.\n", (149, 0), []),
        ("met 148 stemmen voor ", f"Voor: {MOST}.\n", None, ["148 stemmen voor"]),
        ("met 148 stemmen voor ", f"Voor: {MOST}.\nTegen: niemand.\n", (148, 0), []),  # for a check to find
        ("met 149 stemmen voor ", f"Voor: {MOST}.\nTegen (1): JA21.\n", (149, 1), []),
        ("", f"Voor (149 zetels): {MOST}.\n", None, []),
        ("", f"Voor (14): {MOST}.\n", None, []),
        ("", f"Voor (15): {MOST}.\n", None, ["Voor (15):"]),
        ("", f"Voor (14 zetels): {MOST}.\n", None, ["Voor (14 zetels):"]),
        ("", "Voor (3): SP en Volt.\nTegen (1): FVD.\n", None, ["Voor (3):"]),
        ("(149-1) ", f"Voor (149): {MOST}.\n", (149, 1), []),
        ("(149-1) ", f"Voor (148 zetels): {MOST}.\n", (149, 1), ["Voor (148 zetels):"]),
    ],
)
def test_a_number_of_one_side(
    sentence: str, lists: str, announced: tuple[int, int] | None, words: list[str]
) -> None:
    overview = overview_of(ADOPTED.format(sentence) + lists)
    vote = the_vote(overview)
    assert (vote.announced and (vote.announced.for_, vote.announced.against)) == announced
    assert [text for text, _ in unread(overview)] == words
    assert all(beside == 7 for _, beside in unread(overview))


def test_two_numbers_of_one_side_that_differ() -> None:
    overview = overview_of(ADOPTED.format("met 149 stemmen voor ") + f"Voor (148 zetels): {MOST}.\n")
    assert the_vote(overview).announced is None
    assert unread(overview) == [("Voor (148 zetels):", 7)]


def test_who_stays_away_is_excepted_from_all() -> None:
    overview = overview_of(ADOPTED.format("") + "Voor: alle fracties m.u.v. JA21 (afwezig).\n")
    vote = the_vote(overview)
    assert (names(vote.not_voting), names(vote.against)) == (["JA21"], [])
    assert [seats for _, seats in vote.by_party(Side.NOT_VOTING) or ()] == [1]
    assert vote.complete
    assert unread(overview) == []


@pytest.mark.parametrize(
    ("lists", "against"),
    [
        ("Voor: alle fracties.\nAfwezig: JA21.\n", []),
        ("Voor: alle fracties behalve JA21.\nAfwezig: JA21.\n", []),
        ("Voor: alle fracties behalve FVD (tegen) en JA21 (afwezig).\n", ["FVD"]),
        ("Voor: alle fracties behalve JA21.\n", None),
        ("Voor: alle fracties behalve FVD en JA21 (afwezig).\n", None),
        ("Voor: de overige fracties.\nAfwezig: JA21.\n", None),
    ],
)
def test_who_is_against_where_all_others_are_for(lists: str, against: list[str] | None) -> None:
    assert names(the_vote(overview_of(ADOPTED.format("") + lists)).against) == against
