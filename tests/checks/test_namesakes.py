"""Roll calls of made-up Houses full of namesakes: no member is ever taken for another to the harm of one of them."""

import random
from dataclasses import dataclass

import pytest

from kamerstem.checks.voters import match_voters
from kamerstem.model.rows import member_name
from kamerstem.model.votes import Ballot, Decision, Member, Method, Result, Side, Step
from tests.factories import party

SURNAMES = [
    tuple(each.split("/"))
    for each in (
        "Dijk/ Dijk/van Dijck/van Vries/de Berg/van_den Meer/van_der Jong/de Jansen/ Dijkstra/ Six_Dijkstra/ Boer/ "
        "Boer/de Uyl/den Noorman-den_Uyl/ Witte-de_Vries/"
    ).split(" ")
]
FIRST = "Inge Jan Jasper Emiel Tony Lisa Remco Pieter Piet Anne Anna Marieke Jesse Rens".split()


@dataclass(frozen=True)
class Person:
    surname: str
    particle: str
    first: str
    initials: str
    party: str

    @property
    def full(self) -> str:
        return f"{self.particle} {self.surname}".strip()

    def writings(self) -> list[str]:
        """Return ways to write the name that say who it is, and then those that say less."""
        capital = self.full[:1].upper() + self.full[1:]
        return [
            *(f"{self.first} {self.full}", f"{capital} ({self.first})", f"{self.initials} {self.full}"),
            *(
                f"{self.initials[0]}. {self.full}",
                f"de heer {capital}",
                f"{self.surname}, {self.initials} {self.particle}",
            ),
            capital,
        ]


def house(rng: random.Random) -> list[Person]:
    people: dict[tuple[str, str], Person] = {}
    while len(people) < 14:
        surname, particle = (part.replace("_", " ") for part in rng.choice(SURNAMES))
        first = rng.choice(FIRST)
        more = "".join(f"{rng.choice('ABCDEJ')}." for _ in range(rng.choice((0, 0, 1, 2))))
        person = Person(surname, particle, first, f"{first[0]}.{more}", rng.choice(("SP", "VVD", "CDA")))
        people.setdefault((person.full, first), person)
    return list(people.values())


def roll_call(ballots: list[Ballot], sides: list[Side]) -> Decision:
    lists = {side: tuple(b for b, at in zip(ballots, sides, strict=True) if at is side) for side in Side}
    return Decision(
        step=Step.VOTE,
        result=Result.ADOPTED,
        method=Method.ROLL_CALL,
        for_=lists[Side.FOR],
        against=lists[Side.AGAINST],
    )


@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_taken_for_a_namesake(seed: int) -> None:
    rng = random.Random(seed)
    people = house(rng)
    sides = [rng.choice((Side.FOR, Side.AGAINST)) for _ in people]
    rows = [
        Ballot(
            party(each.party),
            1,
            Member(
                member_name(f"{each.surname} {each.particle}, {each.initials} ({each.first})"),
                None,
                each.first,
            ),
        )
        for each in people
    ]
    told_sides, wrong = [*sides], rng.randrange(len(people)) if seed % 2 else None
    if wrong is not None:
        told_sides[wrong] = Side.AGAINST if sides[wrong] is Side.FOR else Side.FOR
    told = [Ballot(None, 1, Member(rng.choice(each.writings()))) for each in people]
    who = {id(ballot): at for ballots in (told, rows) for at, ballot in enumerate(ballots)}
    matched = match_voters(roll_call(told, told_sides), roll_call(rows, sides))
    accused = {
        (who[id(ours)], who[id(theirs)])
        for voters in matched.together
        if voters.certain
        for (side, ours), (there, theirs) in [(voters.ours[0], voters.theirs[0])]
        if side is not there
    }
    assert accused <= ({(wrong, wrong)} if wrong is not None else set())
    doubted = any(not voters.certain for voters in matched.together)
    assert wrong is None or accused or doubted or matched.only_ours
