"""The chair's formulas, each with what it must be read as: tests/examples/formulas."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kamerstem.model.votes import Result, Side, Tally
from kamerstem.readers import formulas, handelingen
from kamerstem.readers.citations import name
from kamerstem.readers.spoken import sentences
from tests.readers.account_lines import lines

FOLDER = Path(__file__).parents[1] / "examples/formulas"
TABLE: list[dict[str, Any]] = [
    {**formula, "file": path.name}
    for path in sorted(FOLDER.glob("*.toml"))
    for formula in tomllib.loads(path.read_text("utf-8"))["formula"]
]
DAY = date(2018, 4, 5)


@pytest.mark.parametrize("formula", TABLE, ids=lambda formula: f"{formula['file']}: {formula['name']}")
def test_the_table(formula: dict[str, Any]) -> None:
    account = handelingen.read(formula["text"].encode(), day=formula.get("day"))
    assert lines(account) == formula["expect"].splitlines()


def test_the_table_is_large_enough_and_has_what_is_no_vote() -> None:
    assert len(TABLE) >= 60
    assert len({formula["text"] for formula in TABLE}) == len(TABLE)
    assert sum(not re.search(r"^\w.*: ", formula["expect"], re.MULTILINE) for formula in TABLE) >= 8


@pytest.mark.parametrize("formula", TABLE, ids=lambda formula: f"{formula['file']}: {formula['name']}")
def test_every_vote_keeps_its_words_and_every_derived_list_says_so(formula: dict[str, Any]) -> None:
    account = handelingen.read(formula["text"].encode(), day=formula.get("day"))
    folded = " ".join(formula["text"].split())
    for vote in account.votes:
        assert vote.passages
        for passage in vote.passages:
            assert passage.place is not None
            assert " ".join(passage.text.split()) in folded
        for side, ballot in vote.decision.ballots():
            if ballot.member is None and ballot.seats is not None:
                assert any(pointer.startswith(f"/{side}/") for pointer in vote.decision.derived)


def test_seats_of_both_sides_are_the_house_where_an_exception_moves_one() -> None:
    found = formulas.conclusion(
        "Ik constateer dat de leden van de fracties van de VVD (met uitzondering van het lid Klaassen) en het CDA voor "
        "deze motie hebben gestemd en die van de overige fracties ertegen, zodat zij is verworpen.",
        DAY,
    )
    assert found is not None
    lists = formulas.resolve(found.for_, found.against, DAY)
    assert lists.against is not None
    assert lists.derived == (Side.AGAINST,)
    assert [ballot.member.name for ballot in lists.against if ballot.member] == ["Klaassen"]
    assert lists.excepted == (("vvd", "Klaassen"),)


@pytest.mark.parametrize(
    ("sentence", "tally", "result"),
    [
        ("met 66 stemmen voor en 70 stemmen tegen is verworpen", (66, 70), Result.REJECTED),
        ("met 66 stemmen voor en 70 tegen is verworpen", (66, 70), Result.REJECTED),
        ("met 70 stemmen tegen en 66 stemmen voor is verworpen", (66, 70), Result.REJECTED),
        ("met 80 tegen 62 stemmen is aangenomen", (80, 62), Result.ADOPTED),
        ("met 62 tegen 80 stemmen is verworpen", (62, 80), Result.REJECTED),
        ("is met 72 tegen 71 stemmen aangenomen", (72, 71), Result.ADOPTED),
    ],
)
def test_numbers(sentence: str, tally: tuple[int, int], result: Result) -> None:
    found = formulas.conclusion(f"Ik constateer dat deze motie {sentence}.", DAY)
    assert found is not None
    assert found.tally == Tally(*tally)
    assert found.result is result


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik constateer dat",
        "Ik constateer dat de motie.",
        "Ik constateer dat de leden van de fractie van de SP niet voor deze motie hebben gestemd.",
        "Ik constateer dat de leden van de fractie van de SP voor deze motie hebben gestemd en die van de VVD.",
        "Ik constateer dat deze motie niet met algemene stemmen is aangenomen.",
        "Ik constateer dat de leden van de fracties van alle partijen voor deze motie hebben gestemd en die van de "
        "overige fracties ertegen, zodat zij is aangenomen.",
        "Ik constateer dat er 3 stemmen voor en 2 stemmen tegen zijn uitgebracht, zodat de stemmen staken.",
        "Ik constateer dat de leden van de overige fracties voor deze motie hebben gestemd en die van de andere "
        "fracties ertegen, zodat zij is aangenomen.",
    ],
)
def test_what_is_not_understood_whole_is_not_read(sentence: str) -> None:
    assert formulas.conclusion(sentence, DAY) is None


def test_a_formula_of_any_length_is_answered_at_once() -> None:
    long = (
        "Ik constateer dat "
        + "de leden van de fractie van de SP, " * 3000
        + "voor deze motie hebben gestemd."
    )
    assert formulas.conclusion(long, DAY) is None
    account = handelingen.read(("De voorzitter: " + long[:9000]).encode(), day=DAY)
    assert [passage.text[:17] for passage in account.unread] == ["Ik constateer dat"]


HARD = [
    "de ",
    ", ",
    "voor de motie ",
    "de motie-X (35000, nr. 5) ",
    "het lid A en ",
    "door de verwerping van ",
]


@pytest.mark.parametrize("word", HARD)
def test_no_sentence_runs_away(word: str) -> None:
    """Words that a pattern can begin at again and again; where one runs away, this test does not end."""
    body = f"Ik constateer dat {word * 3000}"[:2900]
    text = "\n".join(
        f"De voorzitter: {body}{end}" for end in (" is ingetrokken.", " te hebben gestemd.", " ertegen.")
    )
    assert handelingen.read(text.encode(), day=DAY).votes == ()


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Het amendement-Jansen c.s. (stuk nr. 10, I) van M.B. Vos komt nu. Dat is alles. „Ja.” Zo is het."
    assert sentences(text) == [
        "Het amendement-Jansen c.s. (stuk nr. 10, I) van M.B. Vos komt nu.",
        "Dat is alles.",
        "„Ja.”",
        "Zo is het.",
    ]


@pytest.mark.parametrize(
    ("text", "refs", "parts"),
    [
        ("de motie-Jansen (36640-(R2201), nr. 5)", ["36640, nr. 5"], ()),
        ("de motie-Jansen (21501-20, nr. 1435)", ["21501-20, nr. 1435"], ()),
        ("de amendementen-Jansen (36410-VI, nrs. 8 en 9)", ["36410-VI, nr. 8", "36410-VI, nr. 9"], ()),
        ("de moties-Jansen (36410, nrs. 12 t/m 14)", ["36410, nr. 12", "36410, nr. 13", "36410, nr. 14"], ()),
        ("het amendement-Jansen (36410, stuk nr. 8, II en IV)", ["36410, nr. 8"], ("II", "IV")),
        ("het amendement-Jansen (stuk nr. 8)", [], ()),
        ("het wetsvoorstel (36 410 VI)", ["36410-VI"], ()),
        ("de motie-Jansen (24400 C, nr. 4)", ["24400-C, nr. 4"], ()),
        ("de motie-Jansen over 25.000 woningen", [], ()),
        ("het amendement-Jansen (36410, nr. 1 t/m 900)", ["36410, nr. 1", "36410, nr. 900"], ()),
    ],
)
def test_what_is_cited(text: str, refs: list[str], parts: tuple[str, ...]) -> None:
    named = name(text)
    assert [str(ref) for ref in named.refs] == refs
    assert named.parts == parts
