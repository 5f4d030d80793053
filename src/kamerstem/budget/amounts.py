"""Amounts of money as Dutch papers write them, in whole euros: "€ 2.000 (x € 1.000)", "2,5 miljoen euro".

An amount that could be two things ("2,000", "1.5 miljoen") is none: :func:`number` returns ``None``.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

# What stands for a minus: the dashes of print, the mathematical sign, and the hyphen (last: it stands in sets).
MINUS = "\u2010\u2011\u2012\u2013\u2014\u2212-"
# Digits in groups of three, parted by points or by spaces; or just digits. Then decimals; ",-" is none.
NUMBER = (
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,12})(?![\d.]*\d)"
    rf"(?:,(?:(?P<decimals>\d{{1,6}})(?!\d)|[{MINUS}]+))?"
)
_UNITS: dict[str, int] = {"duizend": 1_000, "ton": 100_000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_UNIT_WORDS: dict[str, str] = {
    "mln": "miljoen",
    "mln.": "miljoen",
    "mio": "miljoen",
    "mld": "miljard",
    "mld.": "miljard",
}
UNIT = r"(?:duizend|ton|miljoen|miljard|mln\b\.?|mld\b\.?|mio\b)"
_SMALL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
    " zeventien achttien negentien twintig"
).split()
_TENS: dict[str, int] = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
    "honderd": 100,
}
_WRITTEN: dict[str, Fraction] = {
    **{word: Fraction(value) for value, word in enumerate(_SMALL)},
    **{word: Fraction(value) for word, value in _TENS.items()},
    **{
        f"{small}{'ën' if small.endswith('e') else 'en'}{ten}": Fraction(_TENS[ten] + value)
        for value, small in enumerate(_SMALL[1:10], 1)
        for ten in list(_TENS)[:-1]
    },
    "één": Fraction(1),
    "anderhalf": Fraction(3, 2),
    "anderhalve": Fraction(3, 2),
    "een half": Fraction(1, 2),
    "een halve": Fraction(1, 2),
    "half": Fraction(1, 2),
}
_SAID = re.compile(
    r"(?<![\w.,])(?:"
    rf"(?P<euro>€|\beuro\b|\beur\b)\s*{NUMBER}(?:\s*(?P<unit>{UNIT}))?(?P<scale>\s*\(\s*[x×]\s*€?\s*1[. ]?000\s*\))?"
    rf"|{NUMBER.replace('whole', 'whole2').replace('decimals', 'decimals2')}\s*(?P<unit2>{UNIT})?(?P<euro2>\s+euro\b)?"
    r"|(?P<written>een\s+hal(?:f|ve)|[a-zéë]{3,20})\s+(?P<unit3>miljoen|miljard|duizend|ton)\b(?P<euro3>\s+euro\b)?"
    rf")(?!\w|\s?[{MINUS}]\s?\d)",  # "€ 2-3 miljoen" is not two euros
    re.IGNORECASE,
)


def number(whole: str, decimals: str | None = None) -> Fraction | None:
    """Return a number as printed; ``None`` where it could be another: "2,000" (thousands?), "03" (a digit too many)."""
    if (decimals is not None and len(decimals) == 3) or (len(whole) > 1 and whole.startswith("0")):
        return None
    value = Fraction(int(re.sub(r"[. ]", "", whole)))
    if decimals:
        value += Fraction(int(decimals), 10 ** len(decimals))
    return value


def euros(value: Fraction, scale: int) -> int | None:
    """Return a number of ``scale`` euros each in whole euros; ``None`` where that is no whole number."""
    exact = value * scale
    return exact.numerator if exact.denominator == 1 else None


def unit(word: str | None) -> int:
    """Return what "miljoen", "mln." or nothing stands for."""
    if not word:
        return 1
    word = word.lower()
    return _UNITS[_UNIT_WORDS.get(word, word)]


def said(text: str) -> Iterator[int]:
    """Yield the amounts that running text states, in euros, as they come ("twee miljoen", "€ 2 mln.", "€ 250.000").

    A number is an amount only if it says so: by € or "euro", or by "miljoen" or "miljard". "Duizend" and "ton"
    alone count other things as well.
    """
    for found in _SAID.finditer(text):
        amount: int | None = None
        if found["euro"]:
            value = number(found["whole"], found["decimals"])
            scale = 1_000 if found["scale"] else unit(found["unit"])
            if found["scale"] and found["unit"]:
                continue
            amount = None if value is None else euros(value, scale)
        elif found["whole2"]:
            counted = (found["unit2"] or "").lower().rstrip(".")
            if found["euro2"] or counted in ("miljoen", "miljard", "mln", "mld", "mio"):
                value = number(found["whole2"], found["decimals2"])
                amount = None if value is None else euros(value, unit(found["unit2"]))
        else:
            written = _WRITTEN.get(re.sub(r"\s+", " ", found["written"].lower()))
            counted = found["unit3"].lower()
            if written is not None and (found["euro3"] or counted in ("miljoen", "miljard")):
                amount = euros(written, unit(counted))
        if amount is not None:
            yield amount
