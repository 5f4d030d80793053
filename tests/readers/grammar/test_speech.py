"""What a sentence of a sitting says: put, ruled, proposed, decided, deemed; and what no change may turn it into."""

import re
from pathlib import Path

import pytest

from kamerstem import readers
from kamerstem.readers import formulas
from kamerstem.readers.grammar import remarks, speech
from kamerstem.readers.grammar.lexicon import FILE, Lexicon, entries
from kamerstem.readers.grammar.scanner import fold
from kamerstem.readers.grammar.speech import SITTING

WORDS = list(entries(SITTING.read_text("utf-8")))
COMMON = list(entries(FILE.read_text("utf-8")))

RULINGS = {
    "De motie-Jansen (35013, nr. 9) is ingetrokken.": "withdraw: De motie-Jansen (35013, nr. 9)",
    "De heren Jansen en De Wit hebben hun amendementen op de stukken nrs. 8 en 9 ingetrokken.": (
        "withdraw: hun amendementen op de stukken nrs. 8 en 9"
    ),
    "Ik begrijp dat de heer Jansen zijn motie (35013, nr. 9) heeft ingetrokken.": (
        "withdraw: zijn motie (35013, nr. 9)"
    ),
    "Mevrouw De Wit heeft haar amendement (stuk nr. 9) ingetrokken en vervangen door een ander.": (
        "withdraw: haar amendement (stuk nr. 9)"
    ),
    "De gewijzigde motie-Jansen over het spoor (35013, nr. 9) is ingetrokken.": (
        "withdraw: De gewijzigde motie-Jansen over het spoor (35013, nr. 9)"
    ),
    "Daarmee vervalt het amendement-De Wit (stuk nr. 9).": "lapse: het amendement-De Wit (stuk nr. 9)",
    "Het subamendement-Jansen (stuk nr. 20) op het amendement-De Wit (stuk nr. 12) is vervallen.": (
        "lapse: Het subamendement-Jansen (stuk nr. 20) op het amendement-De Wit (stuk nr. 12)"
    ),
    "Nu het amendement-Jansen (stuk nr. 12) is verworpen, komt het amendement-De Wit (stuk nr. 9) niet meer "
    "in stemming.": ("lapse: het amendement-De Wit (stuk nr. 9) <- het amendement-Jansen (stuk nr. 12)"),
    "De motie-Jansen (35013, nr. 9) is aangehouden, omdat de minister er niet is.": (
        "hold_over: De motie-Jansen (35013, nr. 9)"
    ),
    "De motie-A (35013, nr. 9) en de motie-B (35013, nr. 10) zijn aangehouden.": (
        "hold_over: De motie-A (35013, nr. 9) en de motie-B (35013, nr. 10)"
    ),
    "Het amendement-Jansen (stuk nr. 7) is door de minister overgenomen.": (
        "take_over: Het amendement-Jansen (stuk nr. 7)"
    ),
    "Door de aanneming van dit amendement kan het andere op stuk nr. 5 voorkomende amendement als aangenomen "
    "worden beschouwd.": (
        "by_consequence adopted: het andere op stuk nr. 5 voorkomende amendement [5] <- dit amendement"
    ),
    "Artikel 1, zoals het is gewijzigd door de aanneming van het amendement-Jansen (stuk nr. 37), wordt zonder "
    "stemming aangenomen.": ("without_vote adopted: Artikel 1"),
    "Het wetsvoorstel wordt zonder hoofdelijke stemming aangenomen.": "without_vote adopted: Het wetsvoorstel",
    "Ik deel mee dat de volgende moties zijn vervallen: 34001-42 en 34002-VI-25.": (
        "lapse: de volgende moties: 34001-42 en 34002-VI-25"
    ),
    "Op verzoek van mevrouw De Wit stel ik voor, haar motie (35013, nr. 9) opnieuw aan te houden.": (
        "hold_over: haar motie (35013, nr. 9)?"
    ),
    "Ik stel u voor, de stemming over het wetsvoorstel (35013) tot volgende week dinsdag uit te stellen.": (
        "postpone: het wetsvoorstel (35013)?"
    ),
    "Ik stel voor het wetsvoorstel (35012) zonder stemming aan te nemen.": (
        "without_vote adopted: het wetsvoorstel (35012)?"
    ),
}
UNREAD = [
    "De motie-Jansen (35013, nr. 9) is niet ingetrokken.",
    "De motie-Jansen (35013, nr. 9) is ten onrechte als ingetrokken beschouwd.",
    "De motie-Jansen (35013, nr. 9) zal worden ingetrokken.",
    "Gisteren is de motie-Jansen (35013, nr. 9) aangehouden.",
    "Volgens mij is de motie-Jansen (35013, nr. 9) ingetrokken.",
    "De motie-A (35013, nr. 9) is aangenomen en de motie-B (35013, nr. 10) is aangehouden.",
    "Het amendement-Vos (stuk nr. 8) is verworpen, zodat het amendement-Kant (stuk nr. 9) vervalt.",
    "Het wetsvoorstel wordt zonder stemming niet aangenomen.",
    "Het wetsvoorstel wordt zonder stemming aangenomen, met dien verstande dat artikel 3 vervalt.",
    "De motie-Jansen (35013, mag nr. 9) is overgenomen.",
    "Ik stel niet voor de motie-Jansen (35013, nr. 9) aan te houden.",
    "De motie-Jansen (35013, nr. 9) is aangehouden en is ingetrokken.",
    "De motie-Jansen (35013, nr. 9), zoals ik wens, is ingetrokken.",
    "De volgende motie is vervallen: 34001-42 en 34002-VI-25.",
    "Het wetsvoorstel (35013) is zonder stemming aanvaard.",
]


def said(text: str) -> str | None:
    found = speech.ruling(text)
    if found is None:
        return None
    result = f" {found.result}" if found.result else ""
    number = f" [{found.what.number}]" if found.what.number else ""
    cause = f" <- {found.cause}" if found.cause else ""
    listed = f": {found.listed}" if found.listed else ""
    return f"{found.step}{result}: {found.what.text}{number}{listed}{cause}{'?' if found.proposed else ''}"


@pytest.mark.parametrize(("text", "wanted"), RULINGS.items())
def test_what_is_ruled_and_proposed(text: str, wanted: str) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_turned_doubted_or_twofold_is_not_read(text: str) -> None:
    assert speech.ruling(text) is None
    assert remarks.looks_decisive(text)


@pytest.mark.slow
@pytest.mark.parametrize("text", RULINGS)
def test_a_word_that_turns_what_is_said_is_never_read_over(text: str) -> None:
    """But within a reason that comes last, and where it makes part of a phrase."""
    turning = [
        each.phrase
        for each in (*WORDS, *COMMON)
        if each.type in ("stop", "if", "will") and fold(each.phrase) == each.phrase
    ]
    phrases = {each.phrase for each in (*WORDS, *COMMON)}
    begun = {stop: [each for each in phrases if each.startswith(f"{stop} ")] for stop in turning}
    words = text.split(" ")
    reason = words.index("omdat") if "omdat" in words else len(words)
    for at in range(min(reason, len(words) - 1) + 1):
        for stop in turning[(at + len(text)) % 7 :: 7]:
            if not any(phrase.startswith(f"{stop} {words[at].lower()}") for phrase in begun[stop]):
                assert said(" ".join([*words[:at], stop, *words[at:]])) is None, (stop, at)


@pytest.mark.slow
def test_without_any_one_entry_no_sentence_says_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {text: said(text) for text in RULINGS}
    for left_out in WORDS:
        words = Lexicon([*(each for each in WORDS if each != left_out), *COMMON])
        monkeypatch.setattr(speech, "sitting", lambda words=words: words)
        first = left_out.phrase.split()[0]
        for text, reading in before.items():
            if first in text.lower() and said(text) not in (reading, None):
                # Less may be said of it: the words before the name, or what it follows from.
                found, told = speech.ruling(text), reading or ""
                assert found is not None
                assert told.startswith(str(found.step)), (left_out, text)
                assert found.what.text in told, (left_out, text)


def test_each_phrase_of_a_sitting_stands_once() -> None:
    phrases = [entry.phrase for entry in WORDS]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []


WISHES = {
    "De fractie van de SP wenst geacht te worden tegen deze motie te hebben gestemd.": (
        "De fractie van de SP: against deze motie"
    ),
    "De fractie van de SP wil geacht worden voor de motie op stuk nr. 9 en tegen de motie op stuk nr. 10 te hebben "
    "gestemd.": "De fractie van de SP: for de motie op stuk nr. 9, against de motie op stuk nr. 10",
    "De fractie van het CDA wordt geacht tegen de motie-Jansen (35013, nr. 9) te hebben gestemd.": (
        "De fractie van het CDA: against de motie-Jansen (35013, nr. 9)"
    ),
    "Het lid Jansen wordt aantekening verleend dat hij geacht wil worden te hebben tegengestemd.": (
        "Het lid Jansen: against "
    ),
}


@pytest.mark.parametrize(("text", "wanted"), WISHES.items())
def test_who_is_deemed_to_have_voted_how(text: str, wanted: str) -> None:
    found = speech.wish(text)
    assert found is not None
    assert f"{found.who}: " + ", ".join(f"{side} {what}" for side, what in found.sides) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "De fractie van de SP wenst niet geacht te worden tegen deze motie te hebben gestemd.",
        "Ik vraag hoe mijn fractie geacht had willen worden te hebben gestemd.",
        "Als de fractie van de SP geacht wil worden tegen deze motie te hebben gestemd, hoor ik het.",
        "De fractie van de SP wenst geacht te worden gisteren tegen deze motie te hebben gestemd.",
        "Niemand wenst geacht te worden tegen deze motie te hebben gestemd.",
        "De fractie van de SP wenst geacht te worden tegen deze motie en voor geen andere te hebben gestemd.",
    ],
)
def test_a_wish_that_is_turned_or_half_told_is_not_read(text: str) -> None:
    assert speech.wishes(text)
    assert speech.wish(text) is None


ASKED = "Daarom vraag ik u op te nemen hoe wij geacht hadden willen worden te hebben gestemd."


TOLD = {
    "Dat is vóór de moties 12, 13 en 15.": "for de moties 12, 13 en 15",
    "Voor de motie op stuk nr. 7 en tegen de moties 8 en 9.": "for de motie op stuk nr. 7, against de moties 8 en 9",
}
UNTOLD = [
    "Dat is niet voor de moties 12 en 13.",
    "Dat is bijna altijd voor de moties 12 en 13.",
    "Dat is voor de moties 12 en 13, als de minister toezegt.",
    "Dat was een vergissing.",
]


@pytest.mark.parametrize(("told", "sides"), TOLD.items())
def test_a_wish_that_the_next_sentence_tells(told: str, sides: str) -> None:
    (joined,) = speech.wishes_joined([ASKED, told])
    found = speech.wish(joined)
    assert speech.wishes(joined)
    assert found is not None
    assert ", ".join(f"{side} {what}" for side, what in found.sides) == sides


@pytest.mark.parametrize("told", UNTOLD)
def test_what_does_not_tell_a_side_is_joined_to_no_wish(told: str) -> None:
    assert speech.wishes_joined([ASKED, told]) == [ASKED, told]


@pytest.mark.parametrize("asked", [ASKED.replace("hoe wij", "niet hoe wij"), f"Als {ASKED}", "Ik dank u."])
def test_what_asks_for_no_wish_is_joined_to_nothing(asked: str) -> None:
    told = [asked, *TOLD]
    assert speech.wishes_joined(told) == told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Daartoe wordt besloten.", "last"),
        ("Daartoe wordt niet besloten.", "none"),
        ("Overeenkomstig het voorstel van de voorzitter wordt besloten.", "last"),
        ("Overeenkomstig de voorstellen van de voorzitter wordt besloten.", "all"),
        ("Overeenkomstig het voorstel wordt niet besloten.", None),
    ],
)
def test_what_the_house_decides_of_what_was_proposed(text: str, wanted: str | None) -> None:
    assert speech.decided(text) == wanted


@pytest.mark.parametrize(
    ("text", "announced"),
    [
        ("Ik stel voor, enkele moties aan te houden.", True),
        ("Ik stel voor, een motie aan te houden.", False),
        (
            "Ik stel voor, de volgende moties aan te houden.",
            False,
        ),  # they stand in the same sentence, or nowhere
        ("Ik stel voor, de moties op de stukken nrs. 8 en 9 aan te houden.", False),
        ("Enkele moties zijn aangehouden.", False),
    ],
)
def test_a_list_that_is_announced(text: str, announced: bool) -> None:
    found = speech.ruling(text)
    assert (found is not None and speech.announces(found)) is announced


def test_a_stop_word_in_a_name_is_the_name() -> None:
    assert formulas.is_name("De Pater-van der Meer")
    assert formulas.members("Van der Meer, Van der Min en De Wit") is not None


SITTINGS = ("chair", "rulings", "formulas", "spoken", "statements", "verslag", "senate")
OVERVIEWS = ("overview", "placing", "drafts", "ballots")


@pytest.mark.parametrize("name", [*SITTINGS, *OVERVIEWS])
def test_no_walker_has_a_pattern_of_its_own(name: str) -> None:
    source = (Path(readers.__file__).parent / f"{name}.py").read_text("utf-8")
    assert not re.search(r"^(?:import|from) re\b|\bre\.\w+\(", source, re.M)


def test_the_patterns_of_the_handelingen_are_of_the_publication() -> None:
    """Its numbers, days and speakers; what is said of a vote is the grammar's."""
    source = (Path(readers.__file__).parent / "handelingen.py").read_text("utf-8")
    patterns = re.findall(r'r"([^"]*)"', source)
    decisive = {word for each in COMMON if each.type == "outcome" for word in each.phrase.split()}
    assert patterns
    assert not decisive & {word for pattern in patterns for word in re.findall(r"[a-z]{5,}", pattern)}
