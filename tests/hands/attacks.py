"""Documents made by the thousand, and what became of them.

    python -m tests.hands.attacks reworded [--count N] [--seed N] [-v]
    python -m tests.hands.attacks planted  ...
    python -m tests.hands.attacks doubted  ...
    python -m tests.hands.attacks mutated  ...
    python -m tests.hands.attacks broken   ...

``reworded``: facts in ever other words, and how many of these documents are wholly read. ``planted``: one vote in each
document is wrong, and is to be found by holding it against the official data; of the same document without it, nothing
is to be said. ``doubted``: a word of doubt or denial is put into the line of a vote, and the old reading may not stand
as if nothing had happened. ``mutated``: a line is lost, doubled, swapped, split, joined or beyond reading, and nothing
may change of any other proposal without a word. ``broken``: several lines and some characters at once, and whatever is
made of it, it is an overview or refused with a sentence, and soon.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kamerstem import checks
from kamerstem.errors import NotAnOverview
from kamerstem.readers.overview import read
from tests.hands.door import against, overview_of
from tests.hands.facts import Facts, Vote, by_chance, later, official_facts
from tests.hands.values import expected, values
from tests.hands.writer import Line, text_of, write


@dataclass(frozen=True)
class Outcome:
    """What became of one document: a word for it, what is to be told of it, and its text."""

    word: str
    what: str = ""
    text: str = ""


def _facts(rng: random.Random, sample: bool) -> Facts:
    known = official_facts(sample)
    return rng.choice(known) if rng.random() < 0.4 else by_chance(rng)


def _unread(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in made["findings"] if "unread" in each["check"]]


# --- reworded ---


def reworded(seed: int, sample: bool = False) -> Outcome:
    """Return how the facts in other words are read: ``whole``, ``said`` (not, but it is said), ``quiet``, ``wrong``."""
    rng = random.Random(seed)
    facts = _facts(rng, sample)
    text = text_of(write(facts, rng))
    made = overview_of(text)
    if isinstance(made, str):
        return Outcome("said", made, text)
    wanted, got = expected(facts), values(made)
    wrong = [f"{number} made up" for number in got.keys() - wanted.keys() - {"bill"}]
    lacking = list(wanted.keys() - got.keys())
    for number, want in wanted.items():
        for name, value in want.items():
            stated = got.get(number, {}).get(name)
            if stated is None:
                lacking.append(f"{number} {name}")
            elif stated != value:
                wrong.append(f"{number} {name}: {stated} for {value}")
    if wrong:
        return Outcome("wrong", "; ".join(wrong), text)
    unread = _unread(made)
    if lacking or unread:
        return Outcome(
            "said" if unread else "quiet",
            "; ".join(lacking) + " | " + "; ".join(each["message"] for each in unread[:3]),
            text,
        )
    return Outcome("whole", text=text)


# --- planted ---


def _plants(vote: Vote, rng: random.Random, numbers: set[str]) -> Iterator[tuple[str, Vote]]:
    """Yield the ways in which this vote can be told wrong."""
    if vote.for_ is not None and vote.against is not None:
        lists = {"for_": list(vote.for_), "against": list(vote.against)}
        one, other = rng.sample(sorted(lists), 2)
        if lists[one]:
            party = rng.choice(lists[one])
            rest = tuple(name for name in lists[one] if name != party)
            grown = list(lists[other])
            grown.insert(rng.randint(0, len(grown)), party)
            yield "side", replace(vote, **{one: rest, other: tuple(grown)})  # type: ignore[arg-type]
            if len(lists[one]) > 1:
                yield "left out", replace(vote, **{one: rest})  # type: ignore[arg-type]
            yield "twice", replace(vote, **{other: tuple(grown)})  # type: ignore[arg-type]
        if vote.absent:
            here = rng.choice(vote.absent)
            away = tuple(name for name in vote.absent if name != here)
            yield "absent", replace(vote, against=(*vote.against, here), absent=away)
        yield "stranger", replace(vote, for_=(*vote.for_, "Lijst Pim Fortuyn"))
        swapped = {"adopted": "rejected", "rejected": "adopted"}[vote.outcome]
        yield "outcome", replace(vote, outcome=swapped)
    if vote.tally:
        ours, theirs = vote.tally
        off = rng.choice([n for n in (-10, -3, -1, 1, 3, 10) if ours + n >= 0 and theirs - n >= 0])
        yield "tally", replace(vote, tally=(ours + off, theirs - off))
    if vote.day:
        yield "date", replace(vote, day=later(vote.day, rng))
    if vote.kind != "bill":
        free = [str(n) for n in range(2, 60) if str(n) not in numbers]
        yield "number", replace(vote, number=rng.choice(free))


def planted(seed: int, sample: bool = False) -> Outcome:
    """Return what is made of a document with one wrong vote: ``found``, ``said`` (unread) or ``missed``.

    ``accused``: something is said of the same document without it.
    """
    rng = random.Random(seed)
    facts = _facts(rng, sample)
    vote = rng.choice([vote for vote in facts.votes if vote.for_])
    kind, wrong = rng.choice(list(_plants(vote, rng, {vote.number for vote in facts.votes})))
    habits = rng.random()
    told = kind == "tally"
    right_text = text_of(write(facts, random.Random(habits), tally=told))
    votes = tuple(wrong if each is vote else each for each in facts.votes)
    text = text_of(write(replace(facts, votes=votes), random.Random(habits), tally=told))
    clean = against(right_text, facts.official)
    said = against(text, facts.official)
    about = f"{kind} of {vote.kind} {vote.number}".strip()
    if clean is None or said is None:
        return Outcome("said", f"{about}: refused", text)
    known = Counter(clean)
    unread = any(each.check == "unread-line" for each in clean)
    accused = [each for each in clean if each.accuses(unread)]
    if accused:
        return Outcome("accused", f"{accused[0].check}: {accused[0].message}", right_text)
    new = list((Counter(said) - known).elements())
    if any(each.severity in ("error", "warning") and each.check != "unread-line" for each in new):
        return Outcome("found", about, text)
    if any(each.check == "unread-line" for each in said):
        return Outcome("said", f"{about}: {next(e for e in said if e.check == 'unread-line').message}", text)
    return Outcome("missed", about, text)


# --- doubted ---

_DOUBT = (
    "niet",
    "geen",
    "geenszins",
    "behalve",
    "uitgezonderd",
    "noch",
    "zonder",
    "min",
    "indien",
    "bijna",
    "zou",
    "vorige",
    "?",
)


def doubted(seed: int, sample: bool = False) -> Outcome:
    """Return what a word of doubt does to a vote: ``said``, ``other`` (read, and otherwise), ``same``: nothing at all.

    ``skipped``: the document was not wholly read before.
    """
    rng = random.Random(seed)
    lines = write(_facts(rng, sample), rng, plain=seed % 2 == 0)
    before = overview_of(text_of(lines))
    if isinstance(before, str) or _unread(before):
        return Outcome("skipped")
    place = rng.choice([place for place, line in enumerate(lines) if line.role in ("result", "list")])
    words = lines[place].text.rstrip().split(" ")
    word = rng.choice(_DOUBT)
    at = rng.randint(1, len(words))
    doubt = (
        " ".join([*words[:at], word, *words[at:]])
        if at < len(words) or word == "?"
        else f"{' '.join(words)} {word}."
    )
    made = [*lines[:place], replace(lines[place], text=doubt), *lines[place + 1 :]]
    after = overview_of(text_of(made))
    if isinstance(after, str) or _unread(after) or _said_at_all(before, after):
        return Outcome("said", doubt)
    return Outcome("same" if values(before) == values(after) else "other", doubt, text_of(made))


# --- mutated ---

_BEYOND_READING = (
    "Xq zwrm blf 7 tk",
    "@@@ ### ~~~",
    "de het een van op",
    "Ωmega ψsi",
    "zie elders voor het vervolg hiervan",
)


_OUTER = ("blank", "head", "title")  # what is not mutated


def mutate(lines: list[Line], rng: random.Random) -> tuple[str, list[Line], frozenset[str], str]:
    """Return what was done to one line, the lines, whose they were, and what for."""
    places = [place for place, line in enumerate(lines) if line.role not in _OUTER]
    place = rng.choice(places)
    line = lines[place]
    way = rng.choice(("delete", "double", "swap", "split", "join", "replace"))
    touched, role = line.of, line.role
    made = list(lines)
    if way == "delete":
        del made[place]
    elif way == "double":
        made.insert(place, line)
    elif way == "swap":
        other = rng.choice([each for each in places if each != place] or places)
        made[place], made[other] = made[other], made[place]
        # What stands between two headings that change places comes under another: so it is touched too.
        touched |= lines[other].of
        if {role, lines[other].role} & {"heading", "article", "item", "day"}:
            low, high = sorted((place, other))
            touched |= frozenset().union(*(each.of for each in lines[low : high + 1]))
    elif way == "split":
        words = line.text.split(" ")
        cut = rng.randint(1, max(1, len(words) - 1))
        made[place : place + 1] = [
            replace(line, text=" ".join(words[:cut])),
            replace(line, text=" ".join(words[cut:])),
        ]
    elif way == "join":
        following = next((each for each in range(place + 1, len(lines)) if lines[each].role != "blank"), None)
        if following is not None:
            joined = replace(line, text=f"{line.text.rstrip()} {lines[following].text.strip()}")
            made[place : following + 1] = [joined]
            touched |= lines[following].of
            if lines[following].role in ("heading", "article", "item", "day"):
                role = lines[following].role
    else:
        made[place] = replace(line, text=rng.choice(_BEYOND_READING))
    return way, made, touched, role


_OF_ONE = 10  # as many mutations are of the same document, which is written and read once


@lru_cache(1)
def _whole(seed: int, sample: bool) -> tuple[list[Line], dict[str, Any] | str]:
    lines = _lines(seed, sample)
    return lines, overview_of(text_of(lines))


_MOST = 8  # proposals: what a lost line does, it does to those beside it


@lru_cache(1)
def _lines(seed: int, sample: bool) -> list[Line]:
    rng = random.Random(seed)
    facts = _facts(rng, sample)
    votes = tuple(vote for at, vote in enumerate(facts.votes) if vote.kind == "bill" or at < _MOST)
    return write(replace(facts, votes=votes), rng, plain=seed % 2 == 0)


@dataclass(frozen=True)
class Mutated:
    """What one mutation did: to others without a word, and how many values were lost or said otherwise."""

    way: str
    role: str
    silent: tuple[str, ...]
    lost: int
    other: int
    said: bool
    refused: bool = False
    text: str = ""


def mutated(seed: int, sample: bool = False) -> Mutated:
    """Mutate a line of a document, and compare what is read of it before and after."""
    lines, before = _whole(seed // _OF_ONE, sample)
    way, made, touched, role = mutate(lines, random.Random(seed))
    after = overview_of(text_of(made))
    if isinstance(before, str) or isinstance(after, str):
        return Mutated(way, role, (), 0, 0, said=True, refused=True)
    old, new = values(before), values(after)
    known = Counter(_saying(before))
    words = list((Counter(_saying(after)) - known).elements())
    unread = any(check == "unread-line" for check, *_ in words)
    lost = other = 0
    silent: list[str] = []
    for number in old.keys() | new.keys():
        was, now = old.get(number, {}), new.get(number, {})
        for name in sorted(was.keys() | now.keys()):
            if was.get(name) == now.get(name):
                continue
            lost += name not in now
            other += name in now
            of_it = any(
                ref.endswith(f"nr. {number}") or ("nr." in ref) < (number == "bill") for _, ref, _ in words
            )
            if number not in touched and not unread and not of_it and name != "explanation":
                silent.append(f"{number} {name}: {was.get(name)} -> {now.get(name)}")
    if way == "replace" and role != "prose" and not words and not _said_at_all(before, after):
        silent.append("a line beyond reading is passed over")
    return Mutated(way, role, tuple(silent), lost, other, said=bool(words), text=text_of(made))


def _said_at_all(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Return whether something is found that was not before, be it only worth knowing."""
    was, now = (
        Counter((each["check"], each["ref"]) for each in made["findings"]) for made in (before, after)
    )
    return bool(now - was)


def _saying(made: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for each in made["findings"]:
        if each["severity"] != "info":
            yield each["check"], str(each["ref"]), str(each["found"] or each["message"])


# --- broken ---

_STRANGE = (
    "\x00",
    "\u202e",
    "\ufeff",
    "\t",
    "(((((",
    "])",
    ":" * 9,
    "Voor:",
    "nr. ",
    "\r",
    "½",
    "é",
    "\U0001f600",
    "9" * 30,
    "; ",
)
_WINDOW = 20  # lines
SLOW = 2.0  # seconds of the processor for one document


def broken(seed: int, sample: bool = False) -> Outcome:
    """Return whether a document in pieces is ``read`` or ``refused``; ``slow``: too long; ``raised``: by a fault."""
    rng = random.Random(seed)
    lines = _some(_lines(seed // _OF_ONE, sample), rng)
    for _ in range(rng.randint(1, 6)):
        if any(line.role not in _OUTER for line in lines):
            _, lines, _, _ = mutate(lines, rng)
    text = text_of(lines)
    for _ in range(rng.randint(0, 5)):
        text = _scratched(text, rng)
    begun = time.process_time()
    try:
        checks.run(read(text.encode()))
        word = "read"
    except NotAnOverview:
        word = "refused"
    except Exception as fault:
        return Outcome("raised", repr(fault), text)
    took = time.process_time() - begun
    return Outcome(word if took < SLOW else "slow", f"{took:.2f} s", text)


def _some(lines: list[Line], rng: random.Random) -> list[Line]:
    """Return the head of a document and a few lines of it in a row."""
    head = next(at for at, line in enumerate(lines) if line.role not in _OUTER)
    at = rng.randint(head, len(lines) - 1)
    return [*lines[:head], *lines[at : at + _WINDOW]]


def _scratched(text: str, rng: random.Random) -> str:
    """Return a text with some characters lost, doubled, moved or strange."""
    at, length = rng.randint(0, len(text)), rng.randint(1, 40)
    piece = text[at : at + length]
    put = rng.choice(("", piece + piece, piece[::-1], piece.upper(), rng.choice(_STRANGE) + piece))
    return text[:at] + put + text[at + length :]


# --- by command ---


def main() -> None:
    """Make as many documents as asked for, and print what became of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("attack", choices=("reworded", "planted", "doubted", "mutated", "broken"))
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=0, help="of the first document; the next has the next")
    parser.add_argument(
        "--sample", action="store_true", help="of the bills in the sample beside the checkout too"
    )
    parser.add_argument("-v", action="store_true", help="tell of each document that is not as it should be")
    asked = parser.parse_args()
    count = asked.count or {"mutated": 10_000, "broken": 100_000}.get(asked.attack, 500)
    seeds = range(asked.seed, asked.seed + count)
    if asked.attack == "mutated":
        _tell_mutated(((seed, mutated(seed, asked.sample)) for seed in seeds), verbose=asked.v)
        return
    attack: Callable[[int, bool], Outcome] = {
        "reworded": reworded,
        "planted": planted,
        "doubted": doubted,
        "broken": broken,
    }[asked.attack]
    words: Counter[str] = Counter()
    for seed in seeds:
        outcome = attack(seed, asked.sample)
        words[outcome.word] += 1
        if asked.v and outcome.word not in ("whole", "found", "skipped", "read", "refused"):
            print(f"{seed} {outcome.word}: {outcome.what}")
    print(
        f"{asked.attack}: {count} documents, " + ", ".join(f"{n} {word}" for word, n in words.most_common())
    )


def _tell_mutated(found: Iterator[tuple[int, Mutated]], *, verbose: bool) -> None:
    every: list[tuple[int, Mutated]] = []
    for seed, each in found:
        every.append((seed, replace(each, text="")))
        if verbose and each.silent:
            print(f"{seed} {each.way} of {each.role}: {'; '.join(each.silent[:3])}", flush=True)
    for way in sorted({each.way for _, each in every}):
        some = [each for _, each in every if each.way == way]
        print(
            f"{way}: {len(some)} documents, {sum(map(bool, (each.silent for each in some)))} silent, "
            f"{sum(each.refused for each in some)} refused, {sum(each.said for each in some)} spoken of; "
            f"{sum(each.lost for each in some)} values lost, {sum(each.other for each in some)} other"
        )
    print(f"mutated: {len(every)} documents, {sum(bool(each.silent) for _, each in every)} silent")


if __name__ == "__main__":
    main()
