"""The account of a sitting beside the record: the six votes of the real report and Handelingen, rows written here.

No report or Handelingen overlaps the sample of official rows, so the rows of these votes are written from the facts in
those files: who was for and against, by number of paper. Sizes of parties are those of that day. Where a difference is
planted, a test says which.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest

from kamerstem.checks.accounts import compare_account
from kamerstem.model import parties
from kamerstem.model.accounts import Account
from kamerstem.model.answers import Pair, State
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.proposals import proposals_of
from kamerstem.model.votes import Proposal
from kamerstem.readers import handelingen, verslag
from tests import needs

JULY, APRIL = dt.date(2025, 7, 10), dt.date(2018, 4, 5)
_FOR = "GroenLinks-PvdA, Volt, D66, NSC, ChristenUnie, SGP, CDA, VVD, BBB, JA21, PVV"
_LEFT = "SP, PvdA, GroenLinks, PvdD, DENK, 50PLUS"


@dataclass(frozen=True)
class Vote:
    """A vote as the record has it."""

    dossier: str
    number: int
    result: str
    for_: str
    against: str
    day: dt.date
    sort: str = "Motie"


VOTES = (
    Vote("36786", 4, "aangenomen", _FOR, "SP, PvdD, DENK, FVD", JULY, "Brief commissie"),
    Vote("36787", 4, "aangenomen", _FOR, "SP, PvdD, DENK, FVD", JULY, "Brief commissie"),
    Vote("21501-08", 726, "verworpen", _LEFT, "D66, VVD, SGP, CDA, ChristenUnie, PVV, FVD", APRIL),
    Vote("21501-08", 721, "aangenomen", f"{_LEFT}, D66, VVD, SGP, CDA, ChristenUnie", "PVV, FVD", APRIL),
    Vote("21501-08", 722, "aangenomen", f"{_LEFT}, D66, SGP, CDA, ChristenUnie", "VVD, PVV, FVD", APRIL),
    Vote("21501-08", 724, "aangenomen", f"{_LEFT}, D66, SGP, CDA, ChristenUnie", "VVD, PVV, FVD", APRIL),
)


def rows(votes: Iterable[Vote]) -> Iterator[Entity]:
    for vote in votes:
        name = f"{vote.dossier} {vote.number}"
        number, _, addition = vote.dossier.partition("-")
        yield Entity("Activiteit", f"a {vote.day}", {"Datum": f"{vote.day}T00:00:00"})
        yield Entity(
            "Agendapunt", f"p {vote.day}", {"Onderwerp": "Stemmingen"}, {"Activiteit": (f"a {vote.day}",)}
        )
        yield Entity(
            "Kamerstukdossier", vote.dossier, {"Nummer": int(number), "Toevoeging": addition or None}
        )
        yield Entity(
            "Zaak",
            f"z {name}",
            {
                "Soort": vote.sort,
                "Nummer": f"2025Z{vote.number:05}",
                "Volgnummer": vote.number,
                "Onderwerp": name,
            },
            {"Kamerstukdossier": (vote.dossier,)},
        )
        yield Entity(
            "Besluit",
            f"b {name}",
            {
                "BesluitSoort": f"Stemmen - {vote.result}",
                "BesluitTekst": f"{vote.result.capitalize()}.",
                "StemmingsSoort": "Met handopsteken",
                "Status": "Besluit",
            },
            {"Agendapunt": (f"p {vote.day}",), "Zaak": (f"z {name}",)},
        )
        house = parties.house_on(vote.day)
        assert house is not None
        for side, listed in (("Voor", vote.for_), ("Tegen", vote.against)):
            for party in listed.split(", "):
                found = parties.find(party, vote.day)
                assert found is not None
                yield Entity(
                    "Stemming",
                    f"s {name} {party}",
                    {
                        "Soort": side,
                        "ActorFractie": party,
                        "ActorNaam": party,
                        "FractieGrootte": house.seats[found.id],
                    },
                    {"Besluit": (f"b {name}",)},
                )


def proposals(votes: Iterable[Vote]) -> list[Proposal]:
    entities = Entities(rows(votes))
    return list(proposals_of(entities, entities.all("Zaak")))


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    (report,) = needs.shared("data/verslagen").glob("verslag-e2903f19*")
    (item,) = needs.shared("data/handelingen").glob("h-tk-20172018-70-6*")
    return [verslag.read(report.read_bytes()), handelingen.read(item.read_bytes(), day=APRIL)]


def compared(accounts: list[Account], votes: Iterable[Vote]) -> list[Pair]:
    made = proposals(votes)
    return [pair for account in accounts for pair in compare_account(account, made)]


def test_the_six_votes_agree(accounts: list[Account]) -> None:
    pairs = compared(accounts, VOTES)
    assert [(pair.state, str(pair.ref)) for pair in pairs] == [
        (State.AGREE, f"{vote.dossier}, nr. {vote.number}") for vote in VOTES
    ]
    for pair in pairs:
        assert pair.vote is not None
        assert pair.vote.passages
        assert pair.decision is not None
        assert pair.decision.counted is not None
        assert pair.decision.counted.for_ + pair.decision.counted.against == 150


def moved(vote: Vote, party: str) -> Vote:
    assert party in vote.against.split(", ")
    return replace(
        vote,
        for_=f"{vote.for_}, {party}",
        against=", ".join(other for other in vote.against.split(", ") if other != party),
    )


def test_three_planted_differences_are_found_and_nothing_else(accounts: list[Account]) -> None:
    """DENK moved on 36786-4, PVV's row lost on 21501-08-721, the result turned on 21501-08-724."""
    first, second, third, fourth, fifth, sixth = VOTES
    lost = replace(fourth, against="FVD")
    turned = replace(sixth, result="verworpen")
    pairs = compared(accounts, [moved(first, "DENK"), second, third, lost, fifth, turned])
    assert [str(pair.state) for pair in pairs] == ["differ", "agree", "agree", "differ", "agree", "differ"]
    found = [(str(f.ref), f.check, f.expected, f.found) for pair in pairs for f in pair.findings]
    assert found == [
        ("36786, nr. 4", "vote-differs", "for", "against"),
        ("21501-08, nr. 721", "vote-lost", None, "PVV"),
        ("21501-08, nr. 724", "result-differs", "verworpen", "aangenomen"),
    ]
    [said] = [f.message for pair in pairs for f in pair.findings if f.check == "vote-lost"]
    assert (
        said.nl == "Motie nr. 721: PVV stemde 'Tegen' volgens de Handelingen, en staat niet in de gegevens."
    )


def test_what_only_one_of_them_has(accounts: list[Account]) -> None:
    other = replace(VOTES[4], number=723)
    pairs = compared(accounts, [*VOTES[:4], other, VOTES[5]])
    alone = [(str(pair.state), str(pair.ref)) for pair in pairs if pair.state is not State.AGREE]
    assert alone == [("only_account", "21501-08, nr. 722"), ("only_record", "21501-08, nr. 723")]
    assert all(pair.why is not None for pair in pairs if pair.state is not State.AGREE)


def test_who_was_absent_is_not_held_against_the_chair(accounts: list[Account]) -> None:
    """The chair's "de overige fracties" does not say who was not there; the record does."""
    made = proposals(VOTES)
    for index, proposal in enumerate(made):
        [decision] = proposal.decisions
        [gone] = [ballot for ballot in decision.against or () if ballot.party and ballot.party.id == "fvd"]
        against = tuple(ballot for ballot in decision.against or () if ballot is not gone)
        made[index] = replace(proposal, decisions=(replace(decision, against=against, not_voting=(gone,)),))
    [_, april] = accounts
    assert {pair.state for pair in compare_account(april, made)} == {State.AGREE}
    [july, _] = accounts  # the report counts them by name, so there it is a difference
    assert {pair.state for pair in compare_account(july, made) if pair.state is not State.ONLY_RECORD} == {
        State.DIFFER
    }
