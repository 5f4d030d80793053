"""Members matched one to one: who is who by name, and where names do not tell.

Names here are made up, and so is who voted what. The folder of cases has rows of another hand.
"""

import datetime as dt
from dataclasses import replace

import pytest

from kamerstem.checks.accounts import compare_account
from kamerstem.checks.compare import compare
from kamerstem.checks.differences import differences, lost
from kamerstem.checks.put_right import corrected
from kamerstem.model.answers import State
from kamerstem.model.overview import Severity
from kamerstem.model.people import Likeness, likeness, read_name
from kamerstem.model.proposals import proposals_of
from kamerstem.model.rows import member_name
from kamerstem.model.votes import Ballot, Decision, Member, Method, Result, Step
from kamerstem.readers import handelingen
from tests import needs
from tests.entities import read_entities
from tests.factories import amendment, bill, overview, party, vote

# As the rows of a made-up roll call name them, and the party.
OFFICIAL = (
    ("Dijk van, I. (Inge)", "CDA"),
    ("Dijk van, J.P. (Jasper)", "SP"),
    ("Dijk van, E.", "PVV"),
    ("Dijk, J.", "SP"),
    ("Dijck van, A.P.C. (Tony)", "PVV"),
    ("Six Dijkstra, R.", "NSC"),
    ("Bedacht-Zomaar, D.", "VVD"),
)


@pytest.mark.parametrize(
    ("written", "official", "like"),
    [
        ("Inge van Dijk", "Dijk van, I. (Inge)", Likeness.FIRST),
        ("I. van Dijk", "Dijk van, I. (Inge)", Likeness.GIVEN),
        ("J.P. van Dijk", "Dijk van, J.P. (Jasper)", Likeness.FIRST),
        ("Van Dijk (Inge)", "I. van Dijk", Likeness.GIVEN),
        ("Dijk, I. van", "Dijk van, I. (Inge)", Likeness.GIVEN),
        ("Dijk van", "Dijk van, I. (Inge)", Likeness.SURNAME),
        ("mevrouw Van Dijk", "Dijk van, I. (Inge)", Likeness.SURNAME),
        ("Jasper van Dijk", "Dijk van, I. (Inge)", None),
        ("J. van Dijk", "Dijk van, I. (Inge)", None),
        ("J. van Dijk", "Dijk van, J.P.", Likeness.GIVEN),
        ("T. van Dijck", "Dijck van, A.P.C. (Tony)", Likeness.GIVEN),
        ("Tony van Dijck", "Dijck van, A.P.C.", Likeness.CALLED),
        ("Van Dijck", "Dijk van, I. (Inge)", None),
        ("Dijk", "Dijk van, I. (Inge)", Likeness.PART),
        ("Van Dijk", "Dijk, J.", Likeness.PART),
        ("Jan Dijk", "Dijk, J.", Likeness.GIVEN),
        ("Six Dijkstra", "Six Dijkstra, R.", Likeness.SURNAME),
        ("Dijkstra", "Six Dijkstra, R.", Likeness.PART),
        ("Roos Six Dijkstra", "Six Dijkstra, R.", Likeness.GIVEN),
        ("Bedacht", "Bedacht-Zomaar, D.", Likeness.PART),
        ("Doris Bedácht", "Bedacht-Zomaar, D.", Likeness.CALLED),
        ("Bedacht - Zomaar", "Bedacht-Zomaar, D.", Likeness.SURNAME),
        ("'t Voorbeeld", "Voorbeeld 't, P.", Likeness.SURNAME),
        ("De Proef tot Bedacht", "Proef tot Bedacht de, F.", Likeness.SURNAME),
    ],
)
def test_how_much_two_names_are_alike(written: str, official: str, like: Likeness | None) -> None:
    ours, theirs = read_name(written), read_name(official)
    assert likeness(ours, theirs) is like
    assert likeness(theirs, ours) is like


def official(*for_: int) -> Decision:
    """Return the roll call of the rows: those named are for it, the others against."""
    made = [
        Ballot(party(of), 1, Member(member_name(name), f"p{at}", name.partition("(")[2][:-1] or None))
        for at, (name, of) in enumerate(OFFICIAL)
    ]
    return roll_call([made[at] for at in for_], [made[at] for at in range(len(made)) if at not in for_])


def told(for_: str, against: str | None) -> Decision:
    """Return a roll call as it is told: "Van Dijk (CDA), Jan Dijk"."""

    def ballots(text: str) -> list[Ballot]:
        found = []
        for entry in filter(None, text.split(", ")):
            name, _, of = entry.partition(" (")
            found.append(Ballot(party(of[:-1]) if of else None, 1, Member(name)))
        return found

    return roll_call(ballots(for_), None if against is None else ballots(against))


def roll_call(for_: list[Ballot], against: list[Ballot] | None) -> Decision:
    return Decision(
        step=Step.VOTE,
        result=Result.ADOPTED,
        method=Method.ROLL_CALL,
        for_=tuple(for_),
        against=None if against is None else tuple(against),
    )


def found(ours: Decision, theirs: Decision) -> list[tuple[str, str, bool]]:
    every = [*differences(ours, theirs), *lost(ours, theirs)]
    return [(each.check, each.voter or each.said.nl, each.doubt) for each in every]


RIGHT = (
    "Inge van Dijk, Dijk, Van Dijck",
    "Jasper van Dijk, E. van Dijk, Six Dijkstra, Bedacht-Zomaar",
)


@pytest.mark.parametrize(
    ("for_", "against"),
    [
        RIGHT,
        ("Van Dijk (CDA), Dijk (SP), Van Dijck (PVV)", "Van Dijk (SP), Van Dijk (PVV), Six Dijkstra, Bedacht-Zomaar"),
        ("Van Dijk (Inge), J. Dijk, T. van Dijck", "Van Dijk (Jasper), E. van Dijk, R. Six Dijkstra, Bedacht-Zomaar"),
        # Who is left can only be one.
        ("I. van Dijk, Dijk, Van Dijck", "J. van Dijk, Van Dijk, Six Dijkstra, Bedacht-Zomaar"),
        ("Dijk van (Inge), Dijk, Van Dijck", "Jasper van Dijk, van Dijk, Six Dijkstra, Doris Bedacht"),
        ("Inge van Dijk, Dijk, Van Dijck", None),
        # A part of a surname that nobody else has.
        ("Inge van Dijk, Dijk, Dijck", "Jasper van Dijk, E. van Dijk, Dijkstra, Zomaar"),
        # Two of a name on one side, and both are for it or both against: it does not matter who is who.
        ("Inge van Dijk, Dijk, Van Dijck", "Van Dijk, Van Dijk, Six Dijkstra, Bedacht-Zomaar"),
    ],
)  # fmt: skip
def test_whoever_is_named_right_is_found(for_: str, against: str | None) -> None:
    assert found(told(for_, against), official(0, 3, 4)) == []


@pytest.mark.parametrize(
    ("for_", "against", "expected"),
    [
        (  # two change places
            "Jasper van Dijk, Dijk, Van Dijck",
            "Inge van Dijk, E. van Dijk, Six Dijkstra, Bedacht-Zomaar",
            [("vote-differs", "Jasper van Dijk", False), ("vote-differs", "Inge van Dijk", False)],
        ),
        (
            "Inge van Dijk, Jasper van Dijk, Van Dijck",
            "Dijk, E. van Dijk, Six Dijkstra, Bedacht-Zomaar",
            [("vote-differs", "Jasper van Dijk", False), ("vote-differs", "Dijk", False)],
        ),
        (
            "Van Dijk (SP), Dijk, Van Dijck",
            "Van Dijk (CDA), Van Dijk (PVV), Six Dijkstra, Bedacht-Zomaar",
            [("vote-differs", "Van Dijk (SP)", False), ("vote-differs", "Van Dijk (CDA)", False)],
        ),
        (  # left out, beside others of the name
            "Dijk, Van Dijck",
            RIGHT[1],
            [("vote-left-out", "I. van Dijk (CDA)", False)],
        ),
        (
            "Inge van Dijk, Van Dijck",
            RIGHT[1],
            [("vote-left-out", "J. Dijk (SP)", False)],
        ),
        (  # one too few of two on one side
            "Inge van Dijk, Dijk, Van Dijck",
            "Van Dijk, Six Dijkstra, Bedacht-Zomaar",
            [("vote-left-out", "J.P. van Dijk (SP) of E. van Dijk (PVV)", False)],
        ),
        (  # one who is not there at all
            "Inge van Dijk, Dijk, Van Dijck, Olga van Dijk",
            "Jasper van Dijk, E. van Dijk, Six Dijkstra, Bedacht-Zomaar",
            [("vote-lost", "Olga van Dijk", False)],
        ),
    ],
)
def test_who_is_named_wrong_is_told(for_: str, against: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(told(for_, against), official(0, 3, 4)) == expected


@pytest.mark.parametrize("one", RIGHT[0].split(", "))
@pytest.mark.parametrize("other", RIGHT[1].split(", "))
def test_any_two_that_change_places_are_found(one: str, other: str) -> None:
    change = {one: other, other: one}
    for_, against = (", ".join(change.get(name, name) for name in side.split(", ")) for side in RIGHT)
    ours = told(for_, against)
    wrong = found(ours, official(0, 3, 4))
    assert sorted(name for _, name, _ in wrong) == sorted((one, other))
    assert {(check, doubt) for check, _, doubt in wrong} == {("vote-differs", False)}


@pytest.mark.parametrize(
    ("for_", "against", "doubt"),
    [
        # One of three is for it, and which one is not said.
        ("Van Dijk, Dijk, Van Dijck", "Van Dijk, Van Dijk, Six Dijkstra, Bedacht-Zomaar", True),
        # Whoever it is, there is one too many for it.
        ("Van Dijk, Van Dijk, Dijk, Van Dijck", "Van Dijk, Six Dijkstra, Bedacht-Zomaar", False),
        # A part of a surname that others have too does not decide.
        ("Inge van Dijk, Dijk, Van Dijck", "Jasper van Dijk, Dijk, Six Dijkstra, Bedacht-Zomaar", True),
        ("Inge van Dijk, Dijk, Van Dijck, Dijk", "Jasper van Dijk, Six Dijkstra, Bedacht-Zomaar", False),
    ],
)
def test_where_names_do_not_decide_it_cannot_be_told(for_: str, against: str, doubt: bool) -> None:
    [(check, _, is_in_doubt)] = found(told(for_, against), official(0, 3, 4))
    assert (check, is_in_doubt) == ("member-unclear", doubt)


def test_what_cannot_be_told_is_a_warning_that_names_who_it_can_be() -> None:
    theirs = overview(amendment(4, official(0, 3, 4)), the_bill=bill(vote(Result.ADOPTED)))
    said = told("Van Dijk, Dijk, Van Dijck", "Van Dijk, Van Dijk, Six Dijkstra, Bedacht-Zomaar")
    ours = overview(amendment(4, said), the_bill=bill(vote(Result.ADOPTED)))
    [finding] = [each for each in compare(ours, theirs) if each.check == "member-unclear"]
    assert finding.severity is Severity.WARNING
    assert finding.message.nl == (
        "Amendement nr. 4: wie Van Dijk: voor of Van Dijk: tegen of Van Dijk: tegen is, is niet te zeggen. Officieel:"
        " I. van Dijk (CDA): voor of J.P. van Dijk (SP): tegen of E. van Dijk (PVV): tegen."
    )


def test_put_right_everyone_stands_once_where_the_record_has_them() -> None:
    theirs = overview(amendment(4, official(0, 3, 4)), the_bill=bill(vote(Result.ADOPTED)))
    said = told(
        "Jasper van Dijk, Dijk, Van Dijck", "Inge van Dijk, E. van Dijk, Six Dijkstra, Bedacht-Zomaar"
    )
    ours = overview(amendment(4, said), the_bill=bill(vote(Result.ADOPTED)))
    [decision] = corrected(ours, theirs).amendments[0].decisions
    assert decision.for_ == theirs.amendments[0].decisions[0].for_
    assert decision.against == theirs.amendments[0].decisions[0].against


def test_a_party_without_an_id_is_known_by_the_register() -> None:
    ours = replace(vote(Result.REJECTED, "SP, Partij voor de Dieren", "VVD"), house=None)
    named = tuple(
        replace(ballot, party=replace(ballot.party, id=None)) for ballot in ours.for_ or () if ballot.party
    )
    theirs = vote(Result.REJECTED, "SP, PvdD", "VVD")
    assert found(replace(ours, for_=named), theirs) == []


# --- rows of another hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "state", "checks"),
    [
        ("right", State.AGREE, []),
        ("swapped", State.DIFFER, ["vote-differs", "vote-differs"]),
        ("other-swapped", State.DIFFER, ["vote-differs", "vote-differs"]),
        ("one-left-out", State.DIFFER, ["vote-left-out"]),
        ("control-left-out", State.DIFFER, ["vote-left-out"]),
    ],
)
def test_namesakes_of_another_hand(file: str, state: State, checks: list[str]) -> None:
    folder = needs.shared("cases/02-namesakes")
    entities = read_entities(folder / "rows")
    account = handelingen.read((folder / f"{file}.txt").read_bytes(), day=dt.date(2024, 2, 6))
    [pair] = compare_account(account, list(proposals_of(entities, entities.all("Zaak"))))
    assert pair.state is state
    assert [finding.check for finding in pair.findings] == checks
