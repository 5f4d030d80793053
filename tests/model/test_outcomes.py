"""What a Besluit comes to: every form of the sample, and every sort that decides (domain: section 2.1)."""

import gzip
import json
from collections import Counter

import pytest
from tests import needs
from tests.entities import SAMPLE

from kamerstem.model.outcomes import outcome_of
from kamerstem.model.votes import Result, Step, Tally

ADOPTED, REJECTED, TIED, OPEN = Result.ADOPTED, Result.REJECTED, Result.TIED, Result.UNDETERMINED
FREE = "[Vrij tekstveld / geen Parlisproces]"
HANDS, ROLL_CALL = "Met handopsteken", "Hoofdelijk"


@pytest.mark.parametrize(
    ("sort", "text", "method", "voted", "expected"),
    [
        ("Stemmen - aangenomen", "Aangenomen.", HANDS, True, (Step.VOTE, ADOPTED, None)),
        ("Stemmen - aangenomen ", "Aangenomen. (73-72)", ROLL_CALL, True, (Step.VOTE, ADOPTED, (73, 72))),
        ("Stemmen - aangenomen", "Aangenomen (72/71)", ROLL_CALL, True, (Step.VOTE, ADOPTED, (72, 71))),
        ("Stemmen - aangenomen", "Aangenomen 75-73.", ROLL_CALL, True, (Step.VOTE, ADOPTED, (75, 73))),
        ("Stemmen - verworpen", "Verworpen", HANDS, True, (Step.VOTE, REJECTED, None)),
        (
            "Stemmen - verworpen",
            "Verworpen (Hoofdelijk 42-91)",
            ROLL_CALL,
            True,
            (Step.VOTE, REJECTED, (42, 91)),
        ),
        ("Stemmen - niet aangenomen", "Niet aangenomen.", HANDS, True, (Step.VOTE, REJECTED, None)),
        ("Stemmen - gestaakt", "Gestaakt. (72-72)", ROLL_CALL, True, (Step.VOTE, TIED, (72, 72))),
        ("Stemmen - gestaakt", "Stemmen (74-74).", ROLL_CALL, True, (Step.VOTE, TIED, (74, 74))),
        ("Stemmen - uitstellen", "Stemming uitgesteld.", None, False, (Step.POSTPONE, None, None)),
        ("Stemmen - uitstellen", "Stemming uitgesteld (71-71)", ROLL_CALL, True, (Step.VOTE, TIED, (71, 71))),
        ("Stemmen - uitstellen", "Stemming uitgesteld.", ROLL_CALL, True, (Step.VOTE, OPEN, None)),
        ("Stemmen - aangehouden", "Aangehouden.", None, False, (Step.HOLD_OVER, None, None)),
        # The method alone makes no vote of it.
        ("Stemmen - aangehouden", "Aangehouden.", HANDS, False, (Step.HOLD_OVER, None, None)),
        ("Stemmen - aangehouden", "Aanhouden (75-75).", HANDS, True, (Step.VOTE, TIED, (75, 75))),
        (
            "Stemmen - aangehouden (al tijdens debat)",
            "Aangehouden (tijdens debat).",
            None,
            False,
            (Step.HOLD_OVER, None, None),
        ),
        ("Stemmen - ingetrokken", "Ingetrokken.", None, False, (Step.WITHDRAW, None, None)),
        (
            "Stemmen - ingetrokken (al tijdens debat)",
            "Eerder ingetrokken (tijdens debat).",
            None,
            False,
            (Step.WITHDRAW, None, None),
        ),
        (
            "Stemmen - vervallen",
            "Vervallen (Stemmen indien 14 verworpen).",
            None,
            False,
            (Step.LAPSE, None, None),
        ),
        ("Stemmen - vastgesteld", "Vastgesteld.", None, False, (Step.WITHOUT_VOTE, ADOPTED, None)),
        (
            "Stemmen - zonder stemming aannemen",
            "Wetsvoorstel zonder stemming aangenomen.",
            None,
            False,
            (Step.WITHOUT_VOTE, ADOPTED, None),
        ),
        ("Overgenomen", "Overgenomen.", None, False, (Step.TAKE_OVER, None, None)),
        (
            "Termijn - vervallen in verband met verstrijken termijn",
            "Vervallen in verband met verstrijken termijn.",
            None,
            False,
            (Step.LAPSE, None, None),
        ),
        (
            "[Vervallen] - Initiatiefwetsvoorstel of initiatiefnota als vervallen te beschouwen",
            "Vervallen",
            None,
            False,
            (Step.LAPSE, None, None),
        ),
        ("Stemmen", "Verworpen.", HANDS, True, (Step.VOTE, REJECTED, None)),
        (FREE, "Verworpen (hoofdelijke stemming: 51-87).", ROLL_CALL, True, (Step.VOTE, REJECTED, (51, 87))),
        (FREE, "Zonder stemming aangenomen", None, False, (Step.WITHOUT_VOTE, ADOPTED, None)),
        (FREE, "De stemmen staken.", HANDS, True, (Step.VOTE, TIED, None)),
        (FREE, "Iets heel anders.", HANDS, True, (Step.VOTE, None, None)),
        (FREE, "Aangenomen wordt dat de brief nog komt.", None, False, None),
        # A tie is a tie, by whichever of its three signs it is told.
        ("Stemmen - uitstellen", "Stemming uitgesteld (71-71)", None, False, (Step.VOTE, TIED, (71, 71))),
        ("Stemmen - gestaakt", "Niet aangenomen (75-75).", ROLL_CALL, True, (Step.VOTE, TIED, (75, 75))),
        (FREE, "Gestaakt.", HANDS, True, (Step.VOTE, TIED, None)),
        # Held over with numbers that are no tie: those were of another vote.
        ("Stemmen - aangehouden", "Aangehouden (80-70).", HANDS, True, (Step.HOLD_OVER, None, None)),
        ("Stemmen - aangehouden", "Aangehouden (70-80).", HANDS, True, (Step.HOLD_OVER, None, None)),
        # Where sort and words contradict each other neither is taken.
        ("Stemmen - aangenomen", "Verworpen.", HANDS, True, (Step.VOTE, None, None)),
        ("Stemmen - verworpen", "Aangenomen (76-74).", ROLL_CALL, True, (Step.VOTE, None, (76, 74))),
        ("Stemmen - vastgesteld", "Verworpen.", None, False, (Step.WITHOUT_VOTE, None, None)),
        # Only a vote has a tally.
        ("Stemmen - ingetrokken", "Ingetrokken (76-74).", ROLL_CALL, True, (Step.WITHDRAW, None, None)),
        ("Stemmen - vervallen", "Vervallen na 76-74.", None, False, (Step.LAPSE, None, None)),
        ("Overgenomen", "Overgenomen (76-74).", None, False, (Step.TAKE_OVER, None, None)),
        ("Stemmen - vastgesteld", "Vastgesteld (76-74).", None, False, (Step.WITHOUT_VOTE, ADOPTED, None)),
        # The method makes a vote of what no sort tells, also without rows.
        (FREE, "Niet aangenomen.", HANDS, False, (Step.VOTE, REJECTED, None)),
        (FREE, "Aangenomen (76-74).", ROLL_CALL, False, (Step.VOTE, ADOPTED, (76, 74))),
        (FREE, "Aangenomen.", "Anders", False, None),
        # Without a vote, by words alone: only under a sort whose words must tell, and with a result.
        (
            "Besluiten overeenkomstig voorstel commissie",
            "Zonder stemming aangenomen.",
            None,
            False,
            (Step.WITHOUT_VOTE, ADOPTED, None),
        ),
        ("Stemmen", "Zonder stemming aangenomen.", None, False, (Step.WITHOUT_VOTE, ADOPTED, None)),
        ("Ingediend", "Zonder stemming aangenomen.", None, False, None),
        (FREE, "Zonder stemming.", None, False, None),
        ("Ingediend", "Ingediend.", None, False, None),
        ("Agenderen - stemmingen", "Agenderen.", None, False, None),
        ("Besluiten overeenkomstig voorstel commissie", "Conform.", None, False, None),
        (None, None, None, False, None),
        (3, ["x"], 4, False, None),
    ],
)
def test_sorts(
    sort: object,
    text: object,
    method: object,
    voted: bool,
    expected: tuple[Step, Result | None, tuple[int, int] | None] | None,
) -> None:
    outcome = outcome_of(sort, text, method, voted=voted)
    if expected is None:
        assert outcome is None
        return
    assert outcome is not None
    step, result, tally = expected
    assert (outcome.step, outcome.result, outcome.tally) == (step, result, Tally(*tally) if tally else None)


@pytest.mark.parametrize(
    "text",
    [
        "Aangenomen op 12-03-2024.",
        "Aangenomen. Zie 21501-02/123.",
        "Aangenomen (2023-2024).",
        "Aangenomen. Nr. 4",
        "Aangenomen. Zie 2023/90-80.",
        "Aangenomen. Zie 90-80/2023.",
        "Aangenomen. Zie 12–90–80.",
    ],
)
def test_dates_and_papers_are_no_tally(text: str) -> None:
    outcome = outcome_of("Stemmen - aangenomen", text, HANDS, voted=True)
    assert outcome is not None
    assert outcome.tally is None


@pytest.mark.parametrize(
    ("numbers", "tally"),
    [
        ("75 – 73", (75, 73)),
        ("75 / 73", (75, 73)),
        ("38-38", (38, 38)),  # 76: just more than half of 150
        ("40-34", (40, 34)),  # 74: of 147, the fewest that are known to have been filled
        ("36-34", (36, 34)),  # 70: of 139
        ("36-33", None),
        ("31-12", None),  # the last day of a year
    ],
)
def test_fewer_votes_than_more_than_half_of_the_house_are_no_tally(
    numbers: str, tally: tuple[int, int] | None
) -> None:
    """Grondwet, article 67: the House decides only with more than half of its members, and a few seats may be empty."""
    outcome = outcome_of("Stemmen - aangenomen", f"Aangenomen ({numbers}).", ROLL_CALL, voted=True)
    assert outcome is not None
    assert outcome.tally == (Tally(*tally) if tally else None)


@pytest.mark.parametrize(
    ("sort", "step"), [("Stemmen - uitstellen", Step.POSTPONE), ("Stemmen - aangehouden", Step.HOLD_OVER)]
)
def test_a_day_until_which_a_vote_is_put_off_is_no_tie(sort: str, step: Step) -> None:
    outcome = outcome_of(sort, "Uitgesteld tot 12-12.", None, voted=False)
    assert outcome is not None
    assert (outcome.step, outcome.result, outcome.tally) == (step, None, None)


@pytest.mark.parametrize(
    "text", ["Amendement verworpen, wetsvoorstel aangenomen.", "Voor kennisgeving aangenomen."]
)
def test_words_that_state_no_one_result(text: str) -> None:
    outcome = outcome_of("[Vrij tekstveld / geen Parlisproces]", text, HANDS, voted=True)
    assert outcome is not None
    assert outcome.result is None


@pytest.mark.parametrize(
    "text", ["Zonder stemming voor kennisgeving aangenomen", "Niet zonder stemming aangenomen"]
)
def test_what_was_not_adopted_without_a_vote(text: str) -> None:
    assert outcome_of("[Vrij tekstveld / geen Parlisproces]", text, None, voted=False) is None


def test_the_numbers_that_should_have_been_are_not_those_announced() -> None:
    outcome = outcome_of("Stemmen - verworpen", "Verworpen (74-75).", ROLL_CALL, voted=True)
    assert outcome is not None
    assert outcome.announced("De juiste uitslag is 75 stemmen voor en 74 stemmen tegen.") == Tally(74, 75)


def test_the_chair_said_otherwise() -> None:
    outcome = outcome_of("Stemmen - verworpen", "Verworpen (74-74).", ROLL_CALL, voted=True)
    assert outcome is not None
    assert outcome.announced() == Tally(74, 74)
    said = "De uitslag was dat er 74 stemmen voor de motie waren en 75 stemmen daartegen."
    assert outcome.announced(said) == Tally(74, 75)
    assert outcome.announced("Geen uitslag.") == Tally(74, 74)
    assert outcome.announced("Er waren 74 stemmen voor en 75 tegen. Dat is de juiste uitslag.") == Tally(
        74, 75
    )
    assert outcome.announced("Dit moet anders. Het waren 74 stemmen voor en 75 tegen.") == Tally(74, 75)
    for wrong in ("Het moet zijn", "Er hadden", "De goede telling was"):
        assert outcome.announced(f"{wrong} 74 stemmen voor en 75 tegen.") == Tally(74, 74)


@needs.official
def test_every_form_of_the_sample() -> None:
    with gzip.open(SAMPLE / "Besluit.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    forms: Counter[tuple[Step, Result | None]] = Counter()
    texts = set()
    for row in rows:
        texts.add(row["BesluitTekst"])
        outcome = outcome_of(row["BesluitSoort"], row["BesluitTekst"], row["StemmingsSoort"], voted=True)
        assert outcome is not None
        forms[outcome.step, outcome.result] += 1
        digits = any(character.isdigit() for character in row["BesluitTekst"])
        assert (outcome.tally is not None) is digits, row["BesluitTekst"]
        if outcome.tally is not None:
            for_, against = outcome.tally.for_, outcome.tally.against
            assert (for_ > against, for_ == against) == (outcome.result is ADOPTED, outcome.result is TIED)
    assert len(texts) == 57
    assert forms == {
        (Step.VOTE, ADOPTED): 3451,
        (Step.VOTE, REJECTED): 2155,  # 2,154 and one in free text
        (Step.VOTE, TIED): 10,  # gestaakt 7, uitgesteld 2, aangehouden 1
    }
