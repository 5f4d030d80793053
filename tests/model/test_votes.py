"""Counting, majorities, margins and what a sequence of decisions leaves."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kamerstem.model import parties
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.majorities import MajorityRule, majority_rule
from kamerstem.model.parties import House
from kamerstem.model.rows import VoteRows, day_of, distinct, member_name, time_of
from kamerstem.model.votes import (
    Ballot,
    Counted,
    Decision,
    Feature,
    Kind,
    Member,
    Part,
    PartyName,
    Proposal,
    Result,
    Side,
    Status,
    Step,
    Tally,
    status_after,
)

DAY = dt.date(2024, 2, 6)
PLAIN = majority_rule((), DAY)
TWO_THIRDS = majority_rule((Feature.CONSTITUTION_SECOND_READING,), DAY)


def votes(draw: st.DrawFn) -> Decision:
    """Return a whole vote of the House of a day, decided as its rule says."""
    house = parties.house_on(DAY)
    assert house is not None
    sides = {party: draw(st.sampled_from(Side)) for party in house.seats}
    lists: dict[Side, list[Ballot]] = {side: [] for side in Side}
    for party, seats in house.seats.items():
        apart = draw(st.integers(0, min(seats - 1, 3)))
        name = PartyName(party, parties.by_id(party).name_on(DAY))
        lists[sides[party]].append(Ballot(name, seats - apart))
        for index in range(apart):
            lists[draw(st.sampled_from(Side))].append(Ballot(name, 1, Member(f"{party} {index}")))
    rule = draw(st.sampled_from([PLAIN, TWO_THIRDS]))
    for_, against = (sum(b.seats or 0 for b in lists[side]) for side in (Side.FOR, Side.AGAINST))
    assume(for_ + against > 0)
    return Decision(
        step=Step.VOTE,
        result=Result.ADOPTED if for_ >= rule.needed(for_ + against) else Result.REJECTED,
        for_=tuple(lists[Side.FOR]),
        against=tuple(lists[Side.AGAINST]),
        not_voting=tuple(lists[Side.NOT_VOTING]),
        rule=rule,
        house=house,
    )


@pytest.mark.parametrize(
    ("listed", "announced", "margin", "apparent"),
    [
        ("all", None, None, None),
        (
            "all",
            Tally(70, 79),
            None,
            None,
        ),  # the votes are there: the tally that is at odds with them is a finding
        ("some", Tally(70, 79), None, -5),
        ("some", None, None, None),  # votes are lost: how close it was is not known
        ("none", Tally(75, 75), None, -1),
        ("none", None, None, None),
    ],
)
def test_how_close_a_vote_was_is_never_told_from_part_of_it(
    listed: str, announced: Tally | None, margin: int | None, apparent: int | None
) -> None:
    house = parties.house_on(DAY)
    assert house is not None
    ballots = [
        Ballot(PartyName(party, parties.by_id(party).name_on(DAY)), seats)
        for party, seats in house.seats.items()
    ]
    for_: list[Ballot] = []
    while sum(ballot.seats or 0 for ballot in for_) < 92:
        for_.append(ballots.pop(0))
    if listed == "some":
        ballots.pop()
    there = listed != "none"
    vote = Decision(
        step=Step.VOTE,
        for_=tuple(for_) if there else None,
        against=tuple(ballots) if there else None,
        not_voting=() if there else None,
        announced=announced,
        rule=PLAIN,
        house=house,
    )
    if listed == "all":
        counted = vote.counted
        assert counted is not None
        margin = apparent = counted.for_ - (counted.cast // 2 + 1)
    assert (vote.margin, vote.apparent_margin) == (margin, apparent)


@given(st.composite(votes)())
def test_sums_margins_and_decisive_parties(vote: Decision) -> None:
    counted = vote.counted
    assert counted is not None
    assert counted.for_ + counted.against + (counted.not_voting or 0) == 150
    assert (counted.complete, counted.missing) == (True, ())
    assert vote.margin is not None
    assert vote.rule is not None
    assert (vote.margin >= 0) is (vote.result is Result.ADOPTED)
    winning = Side.FOR if vote.result is Result.ADOPTED else Side.AGAINST
    for party, seats in vote.by_party(winning) or ():
        assert seats is not None
        moved = -seats if winning is Side.FOR else seats
        turned = (counted.for_ + moved >= vote.rule.needed(counted.cast)) is not (
            vote.result is Result.ADOPTED
        )
        assert (party in (vote.decisive or ())) is turned


@given(st.composite(votes)(), st.integers(0, 14))
def test_a_vote_that_lost_a_party_is_never_whole(vote: Decision, index: int) -> None:
    assert vote.house is not None
    lost = list(vote.house.seats)[index]

    def kept(ballots: tuple[Ballot, ...] | None) -> tuple[Ballot, ...]:
        return tuple(b for b in ballots or () if b.party and b.party.id != lost)

    rest = Decision(
        step=Step.VOTE,
        for_=kept(vote.for_),
        against=kept(vote.against),
        not_voting=kept(vote.not_voting),
        rule=vote.rule,
        house=vote.house,
    )
    assert rest.counted is not None
    assert rest.counted.complete is False
    assert [party.id for party in rest.counted.missing] == [lost]
    assert (rest.margin, rest.decisive) == (None, None)


@pytest.mark.parametrize(("day", "name"), [(DAY, "GroenLinks-PvdA"), (dt.date(2026, 11, 1), "PRO")])
def test_who_is_missing_is_called_by_the_name_of_that_day(day: dt.date, name: str) -> None:
    vote = in_house("pvv", day=day)
    against = tuple(each for each in vote.against or () if each.party and each.party.id != "groenlinks-pvda")
    counted = replace(vote, against=against).counted
    assert counted is not None
    assert counted.missing == (PartyName("groenlinks-pvda", name),)


def test_a_sum_that_fits_is_no_proof() -> None:
    """FVD is lost and D66 has three seats too many: 150, and not whole."""
    house = parties.house_on(DAY)
    assert house is not None
    against = tuple(
        Ballot(PartyName(id, id), seats + (3 if id == "d66" else 0))
        for id, seats in house.seats.items()
        if id != "fvd"
    )
    vote = Decision(step=Step.VOTE, for_=(), against=against, not_voting=(), house=house)
    assert vote.counted is not None
    assert (vote.counted.against, vote.counted.complete) == (150, False)


def in_house(
    for_: str = "",
    not_voting: str = "",
    against: str | None = None,
    *,
    certain: bool = True,
    day: dt.date = DAY,
    announced: Tally | None = None,
    rule: MajorityRule | None = PLAIN,
    **sizes: int,
) -> Decision:
    """Return a vote in the House of a day: parties by their ids, the others against, some with another size."""
    house = parties.house_on(day)
    assert house is not None
    has = {**house.seats, **sizes}

    def listed(ids: Iterable[str]) -> tuple[Ballot, ...]:
        return tuple(Ballot(PartyName(id, id), has[id]) for id in ids)

    named = f"{for_} {not_voting}".split()
    others = [id for id in has if id not in named] if against is None else against.split()
    return Decision(
        step=Step.VOTE,
        for_=listed(for_.split()),
        against=listed(others),
        not_voting=listed(not_voting.split()),
        announced=announced,
        rule=rule,
        house=replace(house, certain=certain),
    )


# The parties after the register's last day, but for the PVV and Volt.
IN_2026 = "d66 vvd groenlinks-pvda cda ja21 fvd groep-markuszower bbb christenunie denk pvdd sgp sp 50plus-2025 keijzer"


@pytest.mark.parametrize(
    ("vote", "complete"),
    [
        (in_house("pvv vvd"), True),
        (in_house("pvv vvd", "nsc ja21"), True),
        (in_house("pvv vvd", sp=6), False),  # 151 votes, and every party is there
        (in_house("pvv vvd", sp=4), False),
        (in_house("pvv vvd", certain=False), None),
        (in_house("pvv vvd", certain=False, sp=4), None),
        (in_house("pvv vvd", "", "nsc sp d66", certain=False), False),  # the others surely sat
        # 150, and by the official seats of that day a party is missing; the register does not know whether it sat.
        (in_house("pvv volt", day=dt.date(2026, 11, 1)), True),
        (in_house("pvv", "", IN_2026, day=dt.date(2026, 11, 1), sp=4), False),
        # Whether the others sat on that day is not known.
        (in_house("pvv", "", "vvd d66", day=dt.date(2026, 11, 1), certain=False), None),
    ],
)
def test_a_count_is_complete_by_every_seat_and_every_party(vote: Decision, complete: bool | None) -> None:
    assert vote.counted is not None
    assert vote.counted.complete is complete


@pytest.mark.parametrize(
    ("persons", "complete"), [(("p", "q"), True), (("p", "p"), False), ((None, None), True)]
)
def test_a_person_who_stands_twice_stands_for_another_whose_ballot_is_lost(
    persons: tuple[str | None, str | None], complete: bool
) -> None:
    vote = in_house("pvv vvd", nsc=18)
    apart = tuple(Ballot(PartyName("nsc", "NSC"), 1, Member("Aa", person)) for person in persons)
    counted = replace(vote, for_=(*(vote.for_ or ()), *apart)).counted
    assert counted is not None
    assert (counted.for_, counted.against, counted.complete) == (63, 87, complete)


@pytest.mark.parametrize(
    ("vote", "margin", "apparent"),
    [
        (in_house("pvv vvd nsc", announced=Tally(70, 79)), 5, 5),  # whole: what was announced does not count
        (in_house("pvv vvd nsc", certain=False), None, 5),  # a House that is not certain: to list it by
        (in_house("pvv vvd nsc", certain=False, announced=Tally(70, 79)), None, -5),
        (in_house("pvv vvd nsc", rule=None), None, None),
        (in_house("pvv vvd nsc", "", "sp", rule=None, announced=Tally(70, 79)), None, None),
    ],
)
def test_the_best_tally_there_is(vote: Decision, margin: int | None, apparent: int | None) -> None:
    assert (vote.margin, vote.apparent_margin) == (margin, apparent)


@pytest.mark.parametrize(
    ("for_", "margin", "decisive"),
    [
        # 76 of 150: with one seat less, it would have been rejected.
        ("pvv nsc d66 bbb volt ja21", 0, "pvv nsc d66 bbb volt ja21"),
        ("pvv vvd d66 cda volt ja21", 2, "pvv vvd d66 cda"),  # three seats turn it, and two do not
        ("pvv vvd nsc", 5, "pvv vvd nsc"),
        # 75 of 150: one seat more, and it would have been adopted.
        ("pvv vvd d66 cda", -1, "groenlinks-pvda nsc bbb sp christenunie denk fvd pvdd sgp volt ja21"),
        ("pvv vvd d66 denk ja21", -2, "groenlinks-pvda nsc bbb cda sp christenunie fvd pvdd sgp volt"),
        ("pvv vvd d66 denk", -3, "groenlinks-pvda nsc bbb cda sp christenunie fvd pvdd sgp"),
    ],
)
def test_who_alone_could_have_turned_a_vote(for_: str, margin: int, decisive: str) -> None:
    vote = in_house(for_)
    assert vote.margin == margin
    assert [party.id for party in vote.decisive or ()] == decisive.split()


def test_whose_party_is_not_known_is_not_named_as_decisive() -> None:
    vote = in_house("pvv nsc d66 bbb volt ja21", pvv=36)
    vote = replace(vote, for_=(*(vote.for_ or ()), Ballot(None, 1, Member("Aa", "p"))))
    assert vote.margin == 0
    assert [party.id for party in vote.decisive or ()] == ["pvv", "nsc", "d66", "bbb", "volt", "ja21"]


def test_a_weight_that_is_not_known_leaves_the_sum_unknown() -> None:
    one, other = Ballot(PartyName("sp", "SP"), None), Ballot(PartyName("sp", "SP"), 1, Member("Aa"))
    for pair in ((one, other), (other, one)):
        vote = Decision(step=Step.VOTE, for_=pair, against=(), not_voting=())
        assert vote.counted is None
        assert vote.by_party(Side.FOR) == ((PartyName("sp", "SP"), None),)
    assert replace(vote, for_=(), not_voting=pair).counted == Counted(0, 0, None, None, None, ())
    both = Decision(step=Step.VOTE, for_=(other, other))
    assert both.by_party(Side.FOR) == ((PartyName("sp", "SP"), 2),)


def test_what_is_not_stated_is_not_counted() -> None:
    one = (Ballot(PartyName("sp", "SP"), 5),)
    assert Decision(step=Step.VOTE, for_=one).counted is None
    assert Decision(step=Step.VOTE, for_=one, against=(Ballot(None, None),)).counted is None
    without = Decision(step=Step.VOTE, for_=one, against=()).counted
    assert without is not None
    assert (without.not_voting, without.seats, without.complete) == (None, None, None)


@pytest.mark.parametrize(
    ("features", "day", "opposed", "fraction", "cast", "needed", "article"),
    [
        ((), DAY, False, "1/2", 150, 76, "67"),
        ((), DAY, False, "1/2", 149, 75, "67"),
        ((), DAY, False, "1/2", 1, 1, "67"),
        ((Feature.BUDGET,), DAY, False, "1/2", 148, 75, "67"),
        ((Feature.CONSTITUTION_FIRST_READING,), DAY, False, "1/2", 150, 76, "67"),
        ((Feature.CONSTITUTION_SECOND_READING,), DAY, False, "2/3", 150, 100, "137, derde"),
        ((Feature.CONSTITUTION_SECOND_READING,), dt.date(2022, 7, 5), False, "2/3", 149, 100, "137, vierde"),
        # A rule holds from its first day on; without a day, the rule of now.
        (
            (Feature.CONSTITUTION_SECOND_READING,),
            dt.date(2023, 12, 31),
            False,
            "2/3",
            150,
            100,
            "137, vierde",
        ),
        ((Feature.CONSTITUTION_SECOND_READING,), dt.date(2024, 1, 1), False, "2/3", 150, 100, "137, derde"),
        ((Feature.CONSTITUTION_SECOND_READING,), None, False, "2/3", 150, 100, "137, derde"),
        ((Feature.TREATY_DEPARTING,), DAY, False, "2/3", 148, 99, "91"),
        ((Feature.MEMBERS_ALLOWANCES,), DAY, False, "2/3", 150, 100, "63"),
        ((Feature.KINGDOM_ACT,), DAY, False, "1/2", 150, 76, "67"),
        ((Feature.KINGDOM_ACT,), DAY, True, "3/5", 150, 90, "Reglement van Orde"),
        # The Rules of Procedure were renewed on 1 April 2021: the old number is not cited for what came after.
        ((Feature.KINGDOM_ACT,), dt.date(2021, 3, 31), True, "3/5", 150, 90, "1994, artikel 113"),
        ((Feature.KINGDOM_ACT,), DAY, True, "3/5", 149, 90, "Reglement van Orde"),
        ((), DAY, True, "1/2", 150, 76, "67"),
        ((), None, False, "1/2", 150, 76, "67"),
    ],
)
def test_majority_rules(
    features: tuple[Feature, ...],
    day: dt.date | None,
    opposed: bool,
    fraction: str,
    cast: int,
    needed: int,
    article: str,
) -> None:
    rule = majority_rule(features, day, opposed=opposed)
    assert (rule.fraction, rule.needed(cast)) == (fraction, needed)
    assert article in rule.article
    assert "1994" not in rule.article or (day is not None and day < dt.date(2021, 4, 1))


def decided(*made: Step | Result) -> tuple[Decision, ...]:
    return tuple(
        Decision(step=one) if isinstance(one, Step) else Decision(step=Step.VOTE, result=one) for one in made
    )


@pytest.mark.parametrize(
    ("made", "status"),
    [
        ((), Status.UNKNOWN),
        ((Result.ADOPTED,), Status.ADOPTED),
        ((Result.TIED,), Status.PENDING),
        ((Result.TIED, Result.REJECTED), Status.REJECTED),
        ((Result.UNDETERMINED, Result.ADOPTED), Status.ADOPTED),
        ((Step.HOLD_OVER,), Status.HELD_OVER),
        ((Step.HOLD_OVER, Result.ADOPTED), Status.ADOPTED),
        ((Step.HOLD_OVER, Step.LAPSE), Status.LAPSED),
        ((Step.POSTPONE,), Status.PENDING),
        ((Step.WITHDRAW,), Status.WITHDRAWN),
        ((Step.TAKE_OVER,), Status.TAKEN_OVER),
        ((Step.INADMISSIBLE,), Status.INADMISSIBLE),
        ((Result.ADOPTED, Result.VOID), Status.ADOPTED),
        ((Result.VOID, Result.REJECTED), Status.REJECTED),  # the vote was taken again
        ((Result.VOID,), Status.UNKNOWN),
        ((Result.UNDETERMINED,), Status.PENDING),
        ((Step.LAPSE, Result.ADOPTED), Status.ADOPTED),
        ((Result.ADOPTED, Step.VOTE), Status.UNKNOWN),  # a vote whose result is not stated
    ],
)
def test_status_after(made: tuple[Step | Result, ...], status: Status) -> None:
    assert status_after(decided(*made)) is status


@pytest.mark.parametrize(
    ("whole", "parts", "status"),
    [
        ((), (Result.ADOPTED, Result.ADOPTED), Status.ADOPTED),
        ((), (Result.ADOPTED, Result.REJECTED), Status.UNKNOWN),
        ((Step.HOLD_OVER,), (Result.REJECTED, Result.REJECTED), Status.REJECTED),
        ((Step.HOLD_OVER,), (), Status.HELD_OVER),
        ((Step.WITHDRAW,), (Result.ADOPTED,), Status.WITHDRAWN),
        ((Result.TIED,), (Result.REJECTED, Result.REJECTED), Status.REJECTED),
        ((), (Result.ADOPTED, None), Status.ADOPTED),  # of one part nothing is known
    ],
)
def test_status_of_parts(
    whole: tuple[Step | Result, ...], parts: tuple[Result | None, ...], status: Status
) -> None:
    made = tuple(Part(str(index), None, decided(*filter(None, [one]))) for index, one in enumerate(parts))
    proposal = Proposal(kind=Kind.AMENDMENT, decisions=decided(*whole), parts=made)
    assert proposal.status is status
    assert len(proposal.all_decisions()) == len(whole) + len([one for one in parts if one])


# --- rows into ballots ------------------------------------------------------------------------------------------------


def row(
    id: str, party: str, side: str, size: int | None, name: str | None = None, person: str | None = None
) -> Entity:
    fields = {
        "ActorFractie": party,
        "ActorNaam": name or party,
        "Soort": side,
        "FractieGrootte": size,
        "Vergissing": False,
    }
    return Entity("Stemming", id, fields, {"Persoon": (person,) if person else ()})


def seats(
    rows: list[Entity], *, roll_call: bool = False, day: dt.date | None = DAY
) -> dict[str, list[int | None]]:
    found = VoteRows(Entities(rows)).ballots(rows, day, roll_call=roll_call)
    return {str(side): [ballot.seats for ballot in ballots] for side, ballots in found.items()}


def test_a_roll_call_row_weighs_one_whatever_its_size() -> None:
    rows = [row("1", "PVV", "Voor", 37, "Aa, B.", "p"), row("2", "PVV", "Tegen", 37, "Bb, C.", "q")]
    assert seats(rows, roll_call=True) == {"for": [1], "against": [1], "not_voting": []}


def test_a_member_apart_is_taken_off_the_party_on_whichever_side() -> None:
    rows = [row("1", "PVV", "Tegen", 37), row("2", "PVV", "Voor", 37, "Aa, B.", "p")]
    assert seats(rows) == {"for": [1], "against": [36], "not_voting": []}
    rows.append(row("3", "PVV", "Tegen", 37, "Bb, C.", "q"))
    assert sorted(seats(rows)["against"], key=str) == [1, 35]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("D66", "Voor", 9), ("D66", "Tegen", 9)], [None, None]),
        ([("D66", "Voor", 9), ("D66", "Tegen", 9), ("D66", "Niet deelgenomen", 9)], [None, None, None]),
        ([("D66", "Voor", 5), ("D66", "Tegen", 4)], [5, 4]),  # together no more than it has
        ([("D66", "Voor", 5), ("D66", "Tegen", 5)], [None, None]),
        ([("Onbekend", "Voor", 2), ("Onbekend", "Tegen", 2)], [None, None]),
        ([("D66", "Voor", None)], [None]),
    ],
)
def test_a_party_never_weighs_more_than_it_has(
    rows: list[tuple[str, str, int | None]], expected: list[int | None]
) -> None:
    made = [row(str(index), *one) for index, one in enumerate(rows)]
    assert [seat for side in seats(made).values() for seat in side] == expected


def test_more_members_apart_than_the_party_has() -> None:
    rows = [
        row("1", "JA21", "Voor", 1),
        *(row(str(n), "JA21", "Tegen", 1, f"Aa{n}, B.", f"p{n}") for n in (2, 3)),
    ]
    assert seats(rows)["for"] == [None]


def test_a_row_that_comes_twice_is_one_vote_and_rows_that_differ_are_kept() -> None:
    same = [row("1", "SP", "Voor", 5), row("2", "SP", "Voor", 5)]
    assert len(distinct(same)) == 1
    assert len(distinct([*same, row("3", "SP", "Tegen", 5)])) == 2
    assert len(distinct([*same, row("4", "SP", "Voor", 6)])) == 2
    nameless = [Entity("Stemming", id, {"Soort": "Voor", "ActorFractie": "SP"}) for id in ("5", "6")]
    assert len(distinct(nameless)) == 2


def test_sides_and_parties_that_are_not_known() -> None:
    rows = [row("1", "SP", "Anders", 5), row("2", "Partij Zonder Naam", "Voor", 2)]
    found = VoteRows(Entities(rows)).ballots(rows, DAY, roll_call=False)
    assert [ballot.party for ballot in found[Side.FOR]] == [PartyName(None, "Partij Zonder Naam")]
    # A row on a side that is not known may be on any: the other lists are not known to be empty.
    assert Side.AGAINST not in found
    assert Side.NOT_VOTING not in found


@pytest.mark.parametrize(
    ("official", "written"),
    [
        ("Aalders, B.C. (Cor)", "B.C. Aalders"),
        ("Aalders van, B.C.", "B.C. van Aalders"),
        ("Aalders van der, B. (Bé)", "B. van der Aalders"),
        ("Hof van 't, E.", "E. van 't Hof"),
        ("PVV", "PVV"),
        ("  ", ""),
    ],
)
def test_member_names(official: str, written: str) -> None:
    assert member_name(official) == written


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-02-06", "2024-02-06"),
        ("2024-02-06T15:00:00", "2024-02-06"),
        ("2024-02-06T00:00:00+01:00", "2024-02-06"),
        ("2024-02-05T23:30:00Z", "2024-02-06"),
        ("2024-06-04T22:30:00.1234567Z", "2024-06-05"),
        ("2024-02-06T01:00:00+05:00", "2024-02-05"),
        ("0001-01-01T00:00:00Z", "None"),
        ("1899-12-30T00:00:00+00:20", "None"),
        ("5008-02-06T15:00:00+01:00", "None"),
        ("9999-12-31T23:59:59Z", "None"),
        ("2024-02-30", "None"),
        ("6 februari 2024", "None"),
        (None, "None"),
        (20240206, "None"),
    ],
)
def test_days(value: object, day: str) -> None:
    assert str(day_of(value)) == day


def test_times_sort_across_offsets() -> None:
    early, late = time_of("2024-02-06T15:00:00+01:00"), time_of("2024-02-06T14:30:00Z")
    assert early is not None
    assert late is not None
    assert early < late


def test_a_house_that_is_not_certain_leaves_completeness_open() -> None:
    house = House(dt.date(2026, 11, 1), MappingProxyType({"sp": 3}), 3, False)
    vote = Decision(
        step=Step.VOTE, for_=(Ballot(PartyName("sp", "SP"), 3),), against=(), not_voting=(), house=house
    )
    assert vote.counted is not None
    assert vote.counted.complete is None
