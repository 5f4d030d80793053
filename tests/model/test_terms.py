"""Words that people use for values: sides, outcomes, kinds, methods."""

from enum import StrEnum

import pytest

from kamerstem.errors import InputError
from kamerstem.model import terms
from kamerstem.model.votes import Kind, Method, Result, Side, Status

KINDS: list[type[StrEnum]] = [Side, Result, Status, Kind, Method]


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_is_meant_by_itself_and_by_its_name_in_both_languages(kind: type[StrEnum]) -> None:
    for value in kind:
        for word in (value.value, value.value.upper(), *terms.name_of(value)):
            assert terms.meant(kind, word) is value, word


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_means_two_values(kind: type[StrEnum]) -> None:
    words = [(word.casefold(), value) for value in kind for word in terms._words(value)]
    for word, value in words:
        assert {other for said, other in words if said == word} == {value}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Voor", Side.FOR),
        ("niet-deelgenomen", Side.NOT_VOTING),
        ("afwezig", Side.NOT_VOTING),
        (" aangenomen ", Result.ADOPTED),
        ("gestaakt", Result.TIED),
        ("Moties", Kind.MOTION),
        ("sub-amendement", Kind.SUB_AMENDMENT),
        ("subamendementen", Kind.SUB_AMENDMENT),
        ("hoofdelijke stemming", Method.ROLL_CALL),
        ("niet toegelaten", Status.INADMISSIBLE),
    ],
)
def test_what_people_say(said: str, value: StrEnum) -> None:
    assert terms.meant(type(value), said) is value


def test_another_word_is_refused_with_the_likely_one_and_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        terms.meant(Result, "verwropen", ("adopted", "rejected"))
    words = caught.value.words
    assert words.nl == "'verwropen' is er niet. Bedoelt u verworpen? Kies uit: aangenomen, verworpen."
    assert words.en == "There is no 'verwropen'. Do you mean rejected? Choose from: adopted, rejected."


def test_a_value_that_cannot_be_asked_for_is_refused() -> None:
    with pytest.raises(InputError, match="Choose from: adopted"):
        terms.meant(Result, "ongeldig", ("adopted",))
