"""A fixed handful of what is made by the thousand: facts in other words, a wrong vote in each, lines that are lost.

``python -m tests.hands.attacks`` makes as many as asked for.
"""

import random
from functools import cache

import pytest

from tests.hands.attacks import doubted, mutate, mutated, planted, reworded
from tests.hands.facts import by_chance, official_facts
from tests.hands.namesakes import Outcome, namesakes
from tests.hands.writer import text_of, write


@pytest.mark.slow
@pytest.mark.whole
def test_the_same_in_other_words_is_read() -> None:
    outcomes = [(seed, reworded(seed)) for seed in range(60)]
    bad = [
        f"{seed} {each.word}: {each.what}" for seed, each in outcomes if each.word not in ("whole", "said")
    ]
    assert not bad, "\n".join(bad)
    assert sum(each.word == "whole" for _, each in outcomes) >= 0.95 * len(outcomes)


@pytest.mark.slow
@pytest.mark.whole
def test_a_wrong_vote_is_found_and_a_right_one_is_not() -> None:
    outcomes = [(seed, planted(seed)) for seed in range(1000, 1025)]
    bad = [
        f"{seed} {each.word}: {each.what}" for seed, each in outcomes if each.word not in ("found", "said")
    ]
    assert not bad, "\n".join(bad)
    assert sum(each.word == "found" for _, each in outcomes) >= 0.96 * len(outcomes)


@pytest.mark.slow
@pytest.mark.whole
def test_a_word_of_doubt_is_heard() -> None:
    outcomes = [(seed, doubted(seed)) for seed in range(3000, 3060)]
    bad = [f"{seed} {each.word}: {each.what}" for seed, each in outcomes if each.word in ("same", "other")]
    assert not bad, "\n".join(bad)
    assert sum(each.word == "said" for _, each in outcomes) >= 0.8 * len(outcomes)


@pytest.mark.slow
@pytest.mark.whole
def test_a_lost_line_changes_nothing_else_without_a_word() -> None:
    outcomes = [(seed, mutated(seed)) for seed in range(2000, 2080)]
    bad = [f"{seed} {each.way} of {each.role}: {each.silent}" for seed, each in outcomes if each.silent]
    assert not bad, "\n".join(bad)


@cache
def _roll_calls() -> list[tuple[int, Outcome]]:
    return [(seed, namesakes(seed)) for seed in range(4000, 4040)]


@pytest.mark.slow
def test_namesakes_that_change_places_are_not_passed_over() -> None:
    bad = [f"{seed}: {each.what}" for seed, each in _roll_calls() if each.word == "missed"]
    assert not bad, "\n".join(bad)


def test_members_in_the_right_places_are_not_accused() -> None:
    bad = [f"{seed}: {each.what}" for seed, each in _roll_calls() if each.word == "accused"]
    assert not bad, "\n".join(bad)


def test_the_writers_differ_and_say_the_same() -> None:
    facts = by_chance(random.Random(7))
    texts = {text_of(write(facts, random.Random(seed))) for seed in range(40)}
    assert len(texts) == 40
    for text in texts:
        assert all(vote.number in text for vote in facts.votes)
    form = text_of(write(facts, random.Random(1), plain=True))
    assert form == text_of(write(facts, random.Random(2), plain=True))
    assert form.startswith("Betreffende wetsvoorstel:\n\n36.999\n")


def test_every_mutation_changes_a_document() -> None:
    lines = write(official_facts(sample=False)[0], random.Random(0), plain=True)
    for seed in range(200):
        way, made, _, _ = mutate(lines, random.Random(seed))
        assert text_of(made) != text_of(lines) or way in ("swap", "join", "split")
