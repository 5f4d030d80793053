"""The chair's formulas, each with what it must be read as: tests/examples/formulas."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Result, Side, Tally
from kamerstem.readers import formulas, handelingen, rulings
from kamerstem.readers.grammar.citations import name
from kamerstem.readers.grammar.scanner import sentences
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
        # Two decisions in one sentence: whose is the result?
        "Ik constateer dat de leden van de fractie van de SP voor dit amendement hebben gestemd en die van de overige "
        "fracties ertegen, zodat het amendement is aangenomen en de motie is verworpen.",
        "Ik constateer dat de motie is verworpen en het amendement met algemene stemmen is aangenomen.",
        "Ik constateer dat dit amendement met 70 stemmen voor en 72 stemmen tegen is verworpen en de motie met 75 "
        "stemmen voor en 67 stemmen tegen is aangenomen.",
        # The other side stands within the words for what was voted on.
        "Ik constateer dat de leden van de fractie van de SP voor dit amendement en de leden van de overige fracties "
        "tegen dit amendement hebben gestemd, zodat het is verworpen.",
    ],
)
def test_what_is_not_understood_whole_is_not_read(sentence: str) -> None:
    assert formulas.conclusion(sentence, DAY) is None


@pytest.mark.parametrize(
    "who",
    [
        "de SP en",
        "de SP, de",
        "de SP en de",
        "de SP, de de VVD",
        "de SP, het de VVD en het CDA",
        "de SP, alleen de VVD",
        "de SP, met uitzondering van de leden Klaassen en De GroenLinks",
    ],
)
def test_where_a_name_is_lost_nothing_is_read(who: str) -> None:
    """Whoever is not named would be put on the other side."""
    rest = "voor deze motie hebben gestemd en de leden van de overige fracties ertegen"
    assert formulas.conclusion(f"Ik constateer dat de leden van de fracties van {who} {rest}.", DAY) is None


@pytest.mark.parametrize("lost", ["zij is verworpen.", "is verworpen.", "verworpen."])
def test_a_conclusion_that_breaks_off_is_not_read(lost: str) -> None:
    whole = "Ik constateer dat de leden van de SP voor deze motie hebben gestemd, zodat zij is verworpen."
    assert formulas.conclusion(whole, DAY) is not None
    assert formulas.conclusion(whole.removesuffix(lost), DAY) is None


@pytest.mark.parametrize("day", [None, date(2005, 11, 24), DAY])
def test_a_side_is_no_part_of_a_party_s_name(day: date | None) -> None:
    sentence = (
        "Ik constateer dat de leden van de fracties van de SP en de VVD voor en de leden van de fracties van de PVV "
        "en het CDA tegen deze motie hebben gestemd, zodat zij is verworpen."
    )
    assert formulas.conclusion(sentence, day) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "De motie-A (36470-VI, nr. 3) is aangenomen en de motie-B (36470-VI, nr. 4) is aangehouden.",
        "De motie-A (36470-VI, nr. 3) is ingetrokken en de motie-B (36470-VI, nr. 4) is aangehouden.",
        "De motie-A (36470-VI, nr. 3) is aangenomen en de motie-B is aangehouden.",
        "De heer Vos heeft de motie-A (36470-VI, nr. 3) gewijzigd en de motie-B (36470-VI, nr. 4) ingetrokken.",
        "De heer Vos heeft zijn amendement (stuk nr. 8) gehandhaafd en zijn amendement (stuk nr. 9) ingetrokken.",
        "Het amendement-Vos (stuk nr. 8) is verworpen, zodat het amendement-Kant (stuk nr. 9) niet meer in "
        "stemming komt.",
        "Ik stel voor, de stemming over het amendement-Vos (stuk nr. 9) uit te stellen en het amendement-Kant (stuk "
        "nr. 8) aan te houden.",
        "De motie-A (36470-VI, nr. 3) is door de minister niet overgenomen.",
        "De motie-A (36470-VI, nr. 3) is per abuis als ingetrokken beschouwd.",
        "Artikel 1 wordt verworpen en artikel 2 wordt zonder stemming aangenomen.",
        "Ik stel voor de motie zonder stemming aan te nemen.",
    ],
)
def test_what_is_said_of_one_paper_is_not_said_of_the_next(sentence: str) -> None:
    assert rulings.ruling(sentence, Dossier(36470, "VI")) == []
    account = handelingen.read(f"De voorzitter: Dossier.\n{sentence}".encode(), day=DAY)
    assert not account.votes
    assert [each.text for each in account.unread] == [sentence]


@pytest.mark.parametrize(
    ("title", "tally"),
    [
        ("", None),
        ("Aan de orde is de stemming over het wetsvoorstel Wet op de veren (35010).\n", Tally(60, 90)),
    ],
)
def test_of_a_bill_rejected_the_greater_number_is_against_only_where_its_title_is_known(
    title: str, tally: Tally | None
) -> None:
    text = (
        f"{title}In stemming komt het wetsvoorstel (35010).\n"
        "De voorzitter: Ik constateer dat het wetsvoorstel met 90 tegen 60 stemmen is verworpen."
    )
    (vote,) = handelingen.read(text.encode(), day=DAY).votes
    assert (vote.decision.result, vote.decision.announced) == (Result.REJECTED, tally)


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


@pytest.mark.slow
@pytest.mark.parametrize("word", HARD)
def test_no_sentence_runs_away(word: str) -> None:
    """Words that a pattern can begin at again and again; where one runs away, this test does not end."""
    body = f"Ik constateer dat {word * 3000}"[:2900]
    text = "\n".join(
        f"De voorzitter: {body}{end}" for end in (" is ingetrokken.", " te hebben gestemd.", " ertegen.")
    )
    assert handelingen.read(text.encode(), day=DAY).votes == ()


@pytest.mark.slow
@pytest.mark.parametrize("word", [*HARD, "het andere op stuk nr. 5 voorkomende ", "zoals het ", "("])
def test_no_paragraph_runs_away(word: str) -> None:
    """Of what an item is about, of what a member says, and of what is listed, of any length."""
    body = word * 1000
    said = f"<spreekbeurt><tekst><al>Ik wil geacht worden {body}</al></tekst></spreekbeurt><al>{body}</al>"
    about = f"<onderwerp><al>Aan de orde is {body}</al></onderwerp>"
    xml = f"<handelingen><agendapunt>{about}{said}</agendapunt></handelingen>"
    assert handelingen.read(xml.encode(), day=DAY).votes == ()


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


@pytest.mark.parametrize(("last", "several"), [("60", True), ("61", False), ("LX", True), ("LXI", False)])
def test_more_than_sixty_in_a_row_are_no_range(last: str, several: bool) -> None:
    roman = last.isalpha()
    named = name(f"het amendement-Jansen (36410, nr. {f'8, I t/m {last}' if roman else f'1 t/m {last}'})")
    assert len(named.parts if roman else named.refs) == (60 if several else 2)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("artikel 2", "35020"),
        ("artikel 2 van het wetsvoorstel (35013)", "35013"),
        ("artikel 2 van de wetsvoorstellen (35013) en (35014)", "35020"),
    ],
)
def test_an_article_is_of_the_one_bill_that_is_named(text: str, of: str) -> None:
    named = name(text, Dossier(35020))
    assert [str(ref) for ref in named.refs] == [of]
    assert named.articles == (text,)
