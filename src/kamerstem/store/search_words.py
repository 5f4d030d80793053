"""Words as search knows them: found in a text, folded to their surface, brought back to their stem.

The stem is that of Snowball's Dutch stemmer (Kraaij and Pohlmann, "Porter's stemming algorithm for Dutch", 1994), in
Python and the same for every engine, with a table of its own for what a rule cannot know (lid and leden). A compound
is taken apart only where its last part is one of a written list; what is not on it is found by a prefix, or not.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer  # type: ignore[import-not-found]

from kamerstem.model import parties

MAX_WORDS = 2000
"""Words of one text that are indexed; the longest official title has fewer than 300."""
_LONGEST = 60

_WORD = re.compile(
    r"""
    [^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d]+[^\W_]*)*  # letters and digits, with what is put on or between them
    (?:['’]s\b)?                                             # foto's
    """,
    re.VERBOSE,
)
_NOT_PLAIN = re.compile(r"[^0-9a-z-]+")
_SIGN = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")  # arrows, dingbats, emoji: each is a word
_EITHER = re.compile(f"{_WORD.pattern}|{_SIGN.pattern}", re.VERBOSE)

# What the stemmer gives two stems, or one that is another word's: the stem wanted, and its forms.
_FORMS = """
verwerp: verwerpen verwerpt verworpen verwierp verwierpen verwerping verwerpend verwerpende
aanneem: aannemen aanneemt aangenomen aannam aannemend aanneming
overneem: overnemen overneemt overgenomen overnam overname overneming
intrek: intrekken intrekt ingetrokken introk intrekking
aanhoud: aanhouden aanhoudt aangehouden aanhield aanhouding
onderzoek: onderzoeken onderzoekt onderzocht onderzochte onderzochten
verzoek: verzoeken verzoekt verzocht verzochte verzochten
besluit: besluiten besloten besloot
kies: kiezen kiest gekozen koos kozen
geef: geven geeft gegeven gaf gaven
sluit: sluiten gesloten sloot
bestrijd: bestrijden bestrijdt bestreden bestreed
aanwijs: aanwijzen aanwijst aangewezen aanwees aanwijzing aanwijzingen
afwijs: afwijzen afwijst afgewezen afwees afwijzing
bied: bieden biedt geboden bood
aanbied: aanbieden aanbiedt aangeboden
breng: brengen brengt gebracht bracht
ouder: ouders oudere ouderen
mening: meningen
gelijk: gelijke
beleid: beleids
veiling: veilingen
stelsel: stelsels
"""
# The same, and what ends in one of them: lid, leden, Kamerlid, Kamerleden.
_TAILS = """
lid: leden
stad: steden
kind: kinderen kindje kindjes
slag: slagen slagje
dag: dagen
weg: wegen
verdrag: verdragen
bedrag: bedragen
gedrag: gedragen
maatregel: maatregelen
regel: regels
schip: schepen
verbod: verboden verbied verbieden verbiedt verbood
bevel: bevelen
gat: gaten
dak: daken
vat: vaten
pad: paden
glas: glazen
oorlog: oorlogen
hof: hoven
grens: grenzen
fonds: fondsen
proces: processen
kans: kansen
mens: mensen
toets: toetsen toetst getoetst
koers: koersen
advies: adviezen
plaats: plaatsen
wens: wensen
verlies: verliezen verloren
accijns: accijnzen
fiets: fietsen
les: lessen
nadeel: nadelen
voordeel: voordelen
hypotheek: hypotheken
crimineel: criminelen
initiatief: initiatieven
alternatief: alternatieven
wapen: wapens
haven: havens
vermogen: vermogens
inkomen: inkomens
examen: examens
gegeven: gegevens
voornemen: voornemens
museum: musea museums
centrum: centra centrums
criterium: criteria
crisis: crises crisissen
opgave: opgaven
uitgave: uitgaven uitgaves
bijdrage: bijdragen bijdrages
methode: methoden methodes
algoritme: algoritmen algoritmes
werkwijze: werkwijzen
gemeente: gemeenten gemeentes
gevolg: gevolgen
gebied: gebieden
gezin: gezinnen
gebouw: gebouwen
geweld:
geluid: geluiden
gezag:
gevangenis: gevangenissen
gerechtshof: gerechtshoven
kwaliteit: kwaliteiten
kantoor: kantoren
ei: eieren
"""
# Words that end like one of those and are another.
_OTHERS = frozenset(
    """
    verleden overleden geleden beleden ontleden aanbesteden besteden uitbesteden uitdagen opdagen verdagen bewegen
    overwegen afwegen meewegen zwegen vanwegen geslagen aangeslagen schoven geschoven verschoven opgeschoven privaten
    vergaten beroofd bles partij ongelijk
    """.split()
)
# Last parts of compounds that are taken apart: klimaatbeleid is found by klimaat and by beleid.
_HEADS = """
beleid regeling plan plicht recht fonds belasting zorg sector programma bedrijf toets verbod capaciteit kosten akkoord
maatregel middel strategie systeem stelsel aanpak project norm bouw termijn dienst procedure onderzoek markt agenda
onderwijs besluit pakket niveau tarief groep kader opvang beheer vergunning model brief gebied keten grens bescherming
kans positie voorziening product commissie bestrijding gegevens woning heffing verplichting lid lijst financiering
afspraak industrie problematiek budget productie nota wet wetgeving vergoeding richtlijn verhoging reductie visie
contract verordening subsidie vrijstelling organisatie register prijs beperking partij verdrag percentage opleiding
structuur zekerheid kwaliteit visserij discriminatie campagne centrum instrument schade bedrag verlaging korting
tekort analyse hulp steun netwerk advies loon veiligheid lasten informatie aanvraag herstel school vervoer medewerker
toeslag bijdrage uitgave begroting staat fraude criminaliteit huur premie wijziging ondersteuning evaluatie
compensatie transitie crisis energie agent kamer minister bank station haven kind ouder
"""

VERSION = f"2/{Stemmer.version()}"
"""Of this analyser and of its stemmer: an index made by another one is made anew."""


class Token(NamedTuple):
    """A word of a text: ``text[start:end]``, folded to ``surface`` and brought back to ``stem``.

    ``parts`` are the stems of the parts of a compound.
    """

    surface: str
    stem: str
    parts: tuple[str, ...]
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in their order; a sign such as an emoji is a word, punctuation is none."""
    for match in _EITHER.finditer(text):
        surface, its_stem, its_parts = analysed(match[0])
        if surface:
            yield Token(surface, its_stem, its_parts, *match.span())


def words_in(text: str) -> list[str]:
    """Return the words of a text as they stand there, in their order."""
    return _EITHER.findall(text)


@lru_cache(65536)
def analysed(word: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the surface of a word, its stem, and the stems of its parts; the surface of what is no word is empty."""
    surface = fold(word)
    its_stem = surface if _SIGN.fullmatch(word) else stem(word)
    return surface, its_stem, parts(its_stem)


@lru_cache(65536)
def fold(word: str) -> str:
    """Return a word in small letters, without accents and without what cannot be seen."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum() or _SIGN.match(c))[
        :_LONGEST
    ]


@lru_cache(65536)
def stem(word: str) -> str:
    """Return the stem by which a word is found, whatever its form."""
    word = _PLAIN.sub("", unicodedata.normalize("NFKC", word).casefold())
    if not word.isalpha():
        word = re.sub(r"['’]s$", "", word)
    word = re.sub(r"(?<=[ie]e)ën$", "", re.sub(r"(?<=i)ën$", "e", word))  # industrieën, provinciën
    plain = fold(word)
    if not plain.isascii() or not plain.isalpha():
        return plain
    known = _known(plain)
    if known is not None:
        return known
    if re.search(r".[lnr]den$", plain):  # voorbeelden: the stemmer takes it for a past tense
        word = word[:-2]
    elif len(plain) > 6 and re.search(r"[ct]oren$", plain):  # sectoren
        return plain[:-2]
    return fold(_stemmer().stemWord(word)) or plain


@lru_cache(65536)
def parts(stem: str) -> tuple[str, ...]:
    """Return the stems of the parts of a compound, by its own stem; nothing where it is none that is known."""
    if len(stem) < 7 or not stem.isascii():
        return ()
    heads = _heads()
    for at in range(4, len(stem) - 2):
        if stem[at:] in heads and (first := stem[:at]) not in _PREPOSITIONS:
            firsts = [first, first[:-1]] if first.endswith("s") else [first]  # veiligheids-beleid
            return tuple(dict.fromkeys((*map(_stem_of, firsts), stem[at:])))
    return ()


_stem_of = stem  # which `parts` has as the name of its argument
_PLAIN = re.compile(r"[\u00ad\u200b-\u200d]")
_PREPOSITIONS = frozenset(
    "voor onder over tegen tussen achter door boven buiten binnen mede samen terug".split()
)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("dutch", 0)


def _table(text: str) -> dict[str, str]:
    rows = (line.partition(":") for line in text.strip().splitlines())
    return {form: stem for stem, _, forms in rows for form in (stem, *forms.split())}


_FULL = _table(_FORMS)
_ENDING = _table(_TAILS)
_SHORTEST, _TALLEST = min(map(len, _ENDING)), max(map(len, _ENDING))


def _known(word: str) -> str | None:
    """Return the stem of a word by the tables; the longest ending counts."""
    if word in _OTHERS:
        return None
    if word in _FULL:
        return _FULL[word]
    if word in _ENDING:
        return _ENDING[word]
    for length in range(min(_TALLEST, len(word) - 2), max(_SHORTEST, 4) - 1, -1):
        if (stem := _ENDING.get(word[-length:])) is not None:
            return word[:-length] + stem
    return None


@cache
def _heads() -> frozenset[str]:
    return frozenset(stem(word) for word in _HEADS.split())


# --- parties ---------------------------------------------------------------------------------------------------------


def word_of(name: str) -> str:
    """Return the word by which a party of which no id is known is found."""
    return _NOT_PLAIN.sub("-", name.casefold()).strip("-")


def party_words(name: str) -> list[str]:
    """Return the words by which every party is found that is meant by a name or an id."""
    return [party.id for party in parties.named(name)] or [word_of(name)]


def party_word(name: str) -> str:
    """Return the word by which a party is found: its id, or what is made of a name that is not known."""
    party = parties.find(name)
    return party.id if party else word_of(name)
