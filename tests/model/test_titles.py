"""What titles say: who submitted what about what, and which paper it replaces. test_sample reads all 6,026."""

import pytest

from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.titles import features_of, own_title
from kamerstem.model.votes import Feature


@pytest.mark.parametrize(
    ("text", "names", "others", "subject", "replaces", "amends"),
    [
        ("Motie van het lid Aalders over een brief", ("Aalders",), False, "een brief", (), None),
        ("Motie van het lid Van Aalders c.s. over een brief ", ("Van Aalders",), True, "een brief", (), None),
        (
            "Amendement van de leden Inge van Aalders, Bakema en Cools over tarieven",
            ("Inge van Aalders", "Bakema", "Cools"),
            False,
            "tarieven",
            (),
            None,
        ),
        ("Amendement van het lid-Aalders over x y z", ("Aalders",), False, "x y z", (), None),
        ("Amdement van het ld Aalders over toezicht", ("Aalders",), False, "toezicht", (), None),
        (
            "Gewijzigd amendement van het lid Aalders ter vervanging van nr. 7 over toezicht",
            ("Aalders",),
            False,
            "toezicht",
            ("7",),
            None,
        ),
        (
            "Derde nader gewijzigd amendement van het lid Aalders c.s. ter vervanging van dat gedrukt onder nr. 49 "
            "over y",
            ("Aalders",),
            True,
            "y",
            ("49",),
            None,
        ),
        (
            "Gewijzigde motie van het lid Aalders over toezicht (t.v.v. 36600-XV-26)",
            ("Aalders",),
            False,
            "toezicht",
            (Paper(Dossier(36600, "XV"), "26"),),
            None,
        ),
        (
            "Gewijzigd subamendement van de leden Aalders en Bakema op het amendement van het lid Cools (nr. 41) "
            "over y",
            ("Aalders", "Bakema"),
            False,
            "y",
            (),
            "41",
        ),
        (
            "Amendement van de vaste commissie voor Voorbeelden over een verwijzing",
            ("vaste commissie voor Voorbeelden",),
            False,
            "een verwijzing",
            (),
            None,
        ),
    ],
)
def test_own_titles(
    text: str,
    names: tuple[str, ...],
    others: bool,
    subject: str,
    replaces: tuple[object, ...],
    amends: str | None,
) -> None:
    found = own_title(text)
    assert found is not None
    assert found.parsed
    assert (found.names, found.and_others, found.subject) == (names, others, subject)
    assert (found.replaces, found.amends) == (replaces, amends)


@pytest.mark.parametrize(
    "text", ["Motie van het lid Aalders een brede analyse", "Brief van de minister", "Motie", "x" * 5000]
)
def test_what_cannot_be_taken_apart_stays_whole(text: str) -> None:
    found = own_title(text)
    assert found is not None
    assert (found.parsed, found.names, found.subject) == (False, (), text[:2000])


def test_an_empty_title_is_none() -> None:
    assert own_title(None) is None
    assert own_title("  ") is None


@pytest.mark.parametrize(
    ("title", "features"),
    [
        ("Vaststelling van de begrotingsstaten van Voorbeelden (VI) voor het jaar 2099", (Feature.BUDGET,)),
        ("Wijziging van X (wijziging samenhangende met de Najaarsnota)", (Feature.BUDGET,)),
        ("Raming der voor de Tweede Kamer in 2099 benodigde uitgaven", (Feature.RAMING,)),
        ("Voorstel van wet van de leden A en B tot wijziging van C", (Feature.INITIATIVE,)),
        ("Rijkswet voorbeelden", (Feature.KINGDOM_ACT,)),
        ("Verandering in de Grondwet van een voorbeeld", (Feature.CONSTITUTION_SECOND_READING,)),
        ("Wijziging van de Kieswet in verband met de verandering in de Grondwet inzake een voorbeeld", ()),
        ("Aanpassing van wetten aan de verandering in de Grondwet", ()),
        ("Wijziging van een wet in verband met de tweede lezing van een wijziging van de Grondwet", ()),
        (
            "Verklaring dat er grond bestaat een voorstel in overweging te nemen tot verandering in de Grondwet",
            (Feature.CONSTITUTION_FIRST_READING,),
        ),
        ("Goedkeuring van het Verdrag van Voorbeeld", (Feature.TREATY,)),
        ("Regels over voorbeelden", ()),
        (None, ()),
    ],
)
def test_features(title: str | None, features: tuple[Feature, ...]) -> None:
    assert features_of(title) == features
