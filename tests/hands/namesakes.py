"""Roll calls with several members of one surname, typed in the ways in which people name them, right and wrong.

    python -m tests.hands.namesakes [--count N] [--seed N] [-v]

Names, initials and parties are public facts; who voted how is made up.
"""

import argparse
import random
from collections import Counter
from dataclasses import dataclass

from kamerstem.model.refs import Paper
from kamerstem.model.votes import Result, Tally
from tests.factories import MADE_UP, amendment, bill, overview, roll_call, vote
from tests.hands.door import against

ALIKE = (  # initials, first name, particle, surname, party
    ("I.", "Inge", "van", "Dijk", "CDA"),
    ("E.", "Emiel", "van", "Dijk", "PVV"),
    ("D.J.H.", "Diederik", "van", "Dijk", "SGP"),
    ("O.C.", "Olger", "van", "Dijk", "NSC"),
    ("J.P.", "Jimmy", "", "Dijk", "SP"),
    ("A.P.C.", "Tony", "van", "Dijck", "PVV"),
    ("J.P.S.", "Jesse", "", "Six Dijkstra", "NSC"),
)
OTHERS = (
    ("M.", "Martin", "", "Bosma", "PVV"),
    ("S.R.T.", "Stephan", "van", "Baarle", "DENK"),
    ("P.A.", "Pieter", "", "Grinwis", "ChristenUnie"),
    ("L.A.J.M.", "Laurens", "", "Dassen", "Volt"),
    ("S.T.P.H.", "Sandra", "", "Beckerman", "SP"),
    ("C.", "Chris", "", "Stoffer", "SGP"),
    ("T.C.", "Tjeerd", "de", "Groot", "D66"),
)
# Beside a vote of some members only, this much is always said: it is not the whole House.
PART = {"incomplete-vote", "unread-line", "party-order"}
Name = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Outcome:
    """What became of one roll call: ``found``, ``said`` (unread, or that it cannot tell), ``missed`` or ``accused``."""

    word: str
    what: str


def _record(name: Name) -> tuple[str, str]:
    initials, _, particle, surname, party = name
    return " ".join(filter(None, (initials, particle, surname))), party


def _typed(name: Name, way: int, alone: bool) -> str:
    initials, first, particle, surname, party = name
    big = f"{particle.capitalize()} {surname}".strip()
    with_first = " ".join(filter(None, (first, particle, surname)))
    with_initials = " ".join(filter(None, (initials, particle, surname)))
    return (
        f"{with_initials} ({party})",
        f"{with_first} ({party})",
        f"{big} ({party})",
        with_initials if alone else f"{with_initials} ({party})",
    )[way]


def _document(for_: list[Name], against_: list[Name], way: int) -> str:
    every = Counter((name[3], name[2]) for name in (*for_, *against_))

    def named(names: list[Name]) -> str:
        typed = [_typed(name, way, every[name[3], name[2]] == 1) for name in names]
        return " en ".join(filter(None, (", ".join(typed[:-1]), *typed[-1:]))) or "niemand"

    outcome = "Aangenomen" if len(for_) > len(against_) else "Verworpen"
    return (
        "Betreffende wetsvoorstel:\n\n36.999\nRegels over voorbeelden\n\nEindstemming wetsvoorstel\n"
        "Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer.\n\n"
        "De stemming over het amendement vond plaats op 21 december 2023.\n\n"
        f"{outcome} amendement\n\n4 (Grinwis) over een proef\n"
        f"{outcome} bij hoofdelijke stemming ({len(for_)}-{len(against_)}). "
        f"Voor: {named(for_)}. Tegen: {named(against_)}.\n"
    )


def namesakes(seed: int) -> Outcome:
    """Return what is made of a roll call of which one or two names are told wrong."""
    rng = random.Random(seed)
    alike = rng.sample(ALIKE, rng.randint(2, len(ALIKE)))
    names = [*alike, *rng.sample(OTHERS, rng.randint(2, 5))]
    rng.shuffle(names)
    cut = rng.randint(1, len(names) - 1)
    for_, against_ = names[:cut], names[cut:]
    if len(for_) == len(against_):
        for_, against_ = names[: cut - 1], names[cut - 1 :]
    result = Result.ADOPTED if len(for_) > len(against_) else Result.REJECTED
    sides = ([_record(name) for name in for_], [_record(name) for name in against_], None)
    official = overview(
        amendment(
            4,
            roll_call(result, sides, announced=Tally(len(for_), len(against_))),
            ref=Paper(MADE_UP, "4"),
            subject="een proef",
            articles=None,
        ),
        the_bill=bill(vote(Result.ADOPTED), ref=MADE_UP, title="Regels over voorbeelden"),
    )
    way = rng.randrange(4)
    told, wrong = _wrong(for_, against_, rng)
    right = against(_document(for_, against_, way), official)
    said = against(_document(*wrong, way), official)
    if right is None or said is None:
        return Outcome("said", "refused")
    accused = [
        each
        for each in right
        if each.severity in ("error", "warning") and each.check not in PART and "nr. 4" in str(each.ref)
    ]
    if accused:
        return Outcome("accused", f"{told}, form {way}: {accused[0].check}: {accused[0].message}")
    new = list((Counter(said) - Counter(right)).elements())
    if any(each.severity in ("error", "warning") and each.check not in PART for each in new):
        return Outcome("found", told)
    # That two of a name cannot be told apart is worth saying, and is then said of the right one too.
    if any(
        each.check == "unread-line" or "nr. 4" in str(each.ref) for each in said if each.check not in PART
    ):
        return Outcome("said", f"{told}, form {way}: {[each.check for each in said]}")
    return Outcome("missed", f"{told}, form {way}")


def _wrong(
    for_: list[Name], against_: list[Name], rng: random.Random
) -> tuple[str, tuple[list[Name], list[Name]]]:
    """Return how it is told wrong, and the lists as they are then told; the tally stays what it was."""
    pairs = [(one, other) for one in for_ for other in against_]
    close = [pair for pair in pairs if pair[0] in ALIKE and pair[1] in ALIKE]
    one, other = rng.choice(close or pairs)
    swapped = (
        [other if name is one else name for name in for_],
        [one if name is other else name for name in against_],
    )
    return f"{_record(one)[0]} and {_record(other)[0]} swapped", swapped


def main() -> None:
    """Print what became of as many roll calls as asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-v", action="store_true", help="tell of each that was not found")
    asked = parser.parse_args()
    words: Counter[str] = Counter()
    for seed in range(asked.seed, asked.seed + asked.count):
        outcome = namesakes(seed)
        words[outcome.word] += 1
        if asked.v and outcome.word != "found":
            print(f"{seed} {outcome.word}: {outcome.what}")
    print(
        f"namesakes: {asked.count} documents, " + ", ".join(f"{n} {word}" for word, n in words.most_common())
    )


if __name__ == "__main__":
    main()
