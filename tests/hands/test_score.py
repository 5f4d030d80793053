"""How many overviews are read as a clerk, the staff of a party and a web editor type them; and none wrong."""

import pytest

from tests.hands.score import FOLDER, Example, Judged, Verdict, examples, figures, judge, score

# What was read at the last count. It only rises.
READ = {"open": 115, "held-out": 98, "held-out-2": 33, "held-out-3": 32}


@pytest.fixture(scope="module", params=[pytest.param(half, marks=pytest.mark.slow) for half in sorted(READ)])
def scored(request: pytest.FixtureRequest) -> tuple[str, list[tuple[Example, Judged]]]:
    return request.param, score(FOLDER / f"{request.param}.jsonl")


def test_as_many_are_read_as_before(scored: tuple[str, list[tuple[Example, Judged]]]) -> None:
    half, judged = scored
    assert len(judged) == (60 if half == "held-out-3" else 150)
    assert figures([each for _, each in judged])[Verdict.READ] >= READ[half]


def _told(example: Example, judged: Judged) -> str:
    return f"{judged.verdict} {example.name}: {'; '.join(judged.wrong or judged.lacking)}"


def test_none_is_wrong_and_nothing_is_missing_in_silence(
    scored: tuple[str, list[tuple[Example, Judged]]],
) -> None:
    bad = [
        _told(example, each) for example, each in scored[1] if each.verdict in (Verdict.WRONG, Verdict.QUIET)
    ]
    assert not bad, "\n".join(bad)


SOUND = """Betreffende wetsvoorstel:

36.470 VI
Wijziging van een begroting

Eindstemming wetsvoorstel
Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer.
Voor: SP en Volt.
Tegen: FVD.
"""
WHOLE = {"bill": "adopted", "for": {"bill": ["SP", "Volt"]}, "against": {"bill": ["FVD"]}}


@pytest.mark.parametrize(
    ("want", "never", "verdict"),
    [
        (WHOLE, [], Verdict.READ),
        ({"date": {"bill": "2023-12-21"}}, [], Verdict.READ),
        ({"bill": "rejected"}, [], Verdict.WRONG),
        ({"bill": "?"}, [], Verdict.WRONG),
        ({"for": {"bill": ["SP"]}}, [], Verdict.WRONG),
        ({"am": {"4": "adopted"}}, [], Verdict.QUIET),
        ({"nv": {"bill": ["JA21"]}}, [], Verdict.QUIET),
        (WHOLE, ["for bill Volt"], Verdict.WRONG),
        (WHOLE, ["status bill adopted"], Verdict.WRONG),
        (WHOLE, ["date bill 2023-12-21"], Verdict.WRONG),
        (WHOLE, ["for bill PVV", "for bill", "ann bill 1-2"], Verdict.READ),
    ],
)
def test_the_judge(want: dict[str, object], never: list[str], verdict: Verdict) -> None:
    assert judge(Example("", SOUND, want, never)).verdict is verdict


def test_the_judge_hears_what_is_said() -> None:
    for stray, verdict in (("Brom 12.", Verdict.UNREAD), ("Brom.", Verdict.READ)):  # a greeting is no vote
        text = SOUND.replace("Tegen: FVD.", f"Tegen: FVD.\n\n{stray}")
        assert judge(Example("", text, WHOLE)).verdict is verdict
    assert judge(Example("", "Brom.", WHOLE)).verdict is Verdict.REFUSED
    assert judge(Example("", "Brom.", WHOLE, doubt=True)).verdict is Verdict.READ
    assert judge(Example("", SOUND, WHOLE, doubt=True)).verdict is Verdict.QUIET


def test_no_example_is_there_twice() -> None:
    every = [each for path in FOLDER.glob("*.jsonl") for each in examples(path)]
    assert len(every) == len({each.name for each in every}) == len({each.text for each in every}) == 510
    assert sum(each.doubt for each in every) == 73
