"""What the words of a sitting name: "het gewijzigde amendement-Kant c.s. (stuk nr. 10, I)" -> a paper, a part, a kind.

A number counts only with its dossier, which is in the words themselves or is the one dossier of the agenda item. Where
neither gives it, there is no reference: a number without a dossier could be any paper.
"""

import re

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import BadReference
from kamerstem.model import refs
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import Kind

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_MOST = 60  # numbers in one range: more is no range


@dataclass(frozen=True, slots=True)
class Named:
    """A proposal as a sentence names it. ``refs`` are its papers (or a bill's dossier), ``was`` those they replace."""

    called: str
    kind: Kind | None = None
    refs: tuple[Ref, ...] = ()
    was: tuple[Ref, ...] = ()
    parts: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def generic(self) -> bool:
        """Tell whether these words only point back: "het voorstel", "deze motie"."""
        return not (self.refs or self.parts or self.articles) and bool(_GENERIC.fullmatch(self.called))


_GENERIC = re.compile(
    r"(?:het|de|dit|deze|dat|die)\s+(?:\w+\s+){0,3}?(?:voorstel|amendement|subamendement|motie|wetsvoorstel|brief|verzoek"
    r"|ordevoorstel|conclusie|artikel|onderdeel)",
    re.IGNORECASE,
)

# The nouns that say what is voted on; the first that fits where the phrase begins. An adjective may stand before it.
_LABEL = (
    r"(?:(?:nadere?|tweede|derde|vierde|vijfde|zesde|gewijzigde?|aangehouden|nieuwe|gehele|vorige|volgende|eerste|laatste"
    r"|aldus|oorspronkelijke?)\s+)*"
)
_KINDS: tuple[tuple[Kind | None, str], ...] = (
    (Kind.SUB_AMENDMENT, r"sub-?amendement(?:en)?\b"),
    (Kind.AMENDMENT, r"amendement(?:en)?\b"),
    (Kind.MOTION, r"moties?\b"),
    (Kind.RULES_CHANGE, r"voorstel tot wijziging van het reglement\b"),
    (
        Kind.BILL,
        r"(?:initiatief)?wetsvoorstel(?:len)?\b|voorstel(?:len)? van (?:rijks)?wet\b|rijkswet\b|initiatiefvoorstel\b",
    ),
    (
        Kind.BILL_PART,
        r"(?:begrotings)?artikel(?:en)?\b|onderdeel\b|onderdelen\b|beweegreden\b|considerans\b|aanhef\b|opschrift\b"
        r"|begrotingssta(?:at|ten)\b|hoofdstuk(?:ken)?\b|paragra(?:af|fen)\b|titel\b|bijlage\b",
    ),
    (Kind.LETTER, r"brief\b|brieven\b"),
    (
        Kind.COMMITTEE_PROPOSAL,
        r"voorstel van (?:de|het) (?:\w+ )?(?:commissie|presidium)\b|conclusies?\b|(?:commissie)voorstel\b"
        r"|aanbeveling(?:en)?\b",
    ),
    (Kind.NOMINATION, r"voordracht(?:en)?\b|benoeming\b"),
    (
        Kind.ORDER_REQUEST,
        r"ordevoorstel\b|voorstel van orde\b|verzoek(?:en)?\b|voorstel-\w|voorstel om\b"
        r"|voorstel van (?:het lid|de leden|de heer|mevrouw)\b",
    ),
    (None, r"voorstel(?:len)?\b|punt\b|dictum\b|wet\b|begroting\b|lijst\b|verdrag\b|nota\b|raming\b"),
)
_KIND = tuple(
    (
        kind,
        re.compile(
            rf"(?:(?:het|de|dit|deze|dat|die|een|alle|zijn|haar|hun)\s+)?{_LABEL}(?:{noun})", re.IGNORECASE
        ),
    )
    for kind, noun in _KINDS
)
NOUN = rf"{_LABEL}(?:{'|'.join(noun for _, noun in _KINDS)})"
"""What a proposal can be called, as a pattern; a determiner goes before it."""


def kind_of(phrase: str) -> tuple[bool, Kind | None]:
    """Return whether a phrase begins like a proposal, and which kind that is (``None``: "het voorstel")."""
    for kind, pattern in _KIND:
        if pattern.match(phrase):
            return True, kind
    return False, None


# What follows these words says how the proposal came to be as it is, not what it is.
_ASIDE = re.compile(
    r",?\s+(?:zoals\b|\(?ter vervanging van\b(?! (?:nr|stuk|dat|die|het|de|\d))|waarvan\b|met dien verstande\b"
    r"|tot invoeging\b|na goedkeuring\b|nadat\b).*",
    re.IGNORECASE | re.DOTALL,
)
_ON = re.compile(r"\s+op\s+(?:het|dat|de)\s+(?:\w+\s+){0,3}amendement.*", re.IGNORECASE | re.DOTALL)

_ADDITION = r"(?:[ -]?\([0-9A-Z]{1,6}\)|[ -]?(?!nrs?\b)(?:[IVXL]{1,6}[A-C]?|[A-Z]|[0-9]{2})(?![\w.]))"
_DOSSIER = rf"[0-9]{{2}}[ .]?[0-9]{{3}}(?![0-9]){_ADDITION}?(?:[ -]*\(?R[0-9]{{3,4}}\)?)?"
_NUMBERS = (
    r"[0-9]{1,4}[a-z]?\b(?:\s*(?:,\s*(?:en\s+)?(?:nrs?\.?\s*)?|\s+en\s+(?:nrs?\.?\s*)?|\s*(?:t/m|tot en met|-)\s*)"
    r"(?:[0-9]{1,4}[a-z]?\b|[IVXL]{1,6}\b))*"
)
_CITED = re.compile(
    # Of several dossiers before one number the paper is in the first: "25221, 25227, nr. 10".
    rf"(?:(?P<dossier>{_DOSSIER})(?:\s*(?:,|/|\ben\b)\s*{_DOSSIER}){{0,3}}[\s,]{{0,4}})?(?:(?:gedrukt\s+onder\s+)?stuk(?:ken)?\s)?"
    rf"(?P<nr>nrs?\.?|nummers?|letter)\s*(?P<numbers>{_NUMBERS}|(?<=letter )[A-Z]{{1,3}}\b)"
    rf"(?P<part>(?:\s*,?\s*(?:sub|onderdeel|onderdelen)\s+(?:[IVXL]+|[0-9]+)\b)?)"
    rf"(?:\s*,?\s*\(?(?:was|voorheen)\s+(?:(?P<wasdossier>{_DOSSIER})\s*,\s*)?(?:stuk\s+)?nrs?\.?\s*(?P<was>{_NUMBERS}))?"
)
_BRACKETED = re.compile(rf"\((?:wetsvoorstel\s+|kamerstuk\s+)?(?P<dossier>{_DOSSIER})\)")
_PLAIN_ID = re.compile(rf"(?P<dossier>{_DOSSIER})-(?P<number>[0-9]{{1,4}})\b")
_NUMBER = re.compile(r"([0-9]{1,4}[a-z]?|[IVXL]+)\b|(t/m|tot en met|-)")


def name(text: str, default: Dossier | None = None) -> Named:
    """Return what a phrase names; ``default`` is the dossier of a number that stands without one."""
    called = " ".join(text.split()).strip(" .;,")
    _, kind = kind_of(called)
    core = _ASIDE.sub("", called)
    if kind is Kind.SUB_AMENDMENT:
        core = _ON.sub("", core)
    named = Named(called, kind)
    if kind is Kind.BILL_PART:
        dossiers = _dossiers(core)
        dossier = dossiers[0] if len(dossiers) == 1 else default
        return replace(named, refs=(dossier,) if dossier else (), articles=pieces(core))
    found: list[Ref] = []
    was: list[Ref] = []
    parts: list[str] = []
    for match in _CITED.finditer(core):
        dossier = _dossier(match["dossier"]) if match["dossier"] else default
        if dossier is None:
            continue
        numbers, romans = _expanded(match["numbers"])
        found += _papers(dossier, numbers)
        if match["was"]:
            earlier = _dossier(match["wasdossier"]) if match["wasdossier"] else dossier
            was += _papers(earlier or dossier, _expanded(match["was"])[0])
        parts += [*romans, *re.findall(r"[IVXL]+|[0-9]+", match["part"] or "")]
    if kind is Kind.BILL and not found:
        dossiers = _dossiers(core)
        found = list(dossiers) if dossiers else [default] if default else []
    if kind is Kind.MOTION or kind is None:
        for match in _PLAIN_ID.finditer(core):
            if (paper := _cited(match[0])) is not None:
                found.append(paper)
    return replace(named, refs=_once(found), was=_once(was), parts=tuple(dict.fromkeys(parts)))


def listed(text: str) -> tuple[Ref, ...]:
    """Return the papers of a bare list ("29911-226; 34002, nr. 67"), empty where an entry of it is no paper."""
    found = [_cited(piece.strip(" .")) for piece in re.split(r"\s*;\s*|\s+en\s+", text.strip(" .")) if piece]
    papers = _once([ref for ref in found if ref is not None])
    return papers if len(papers) == len(found) else ()


def dossiers_in(text: str) -> tuple[Dossier, ...]:
    """Return every dossier that a text names in brackets or before a number, each once, in order."""
    found = [match["dossier"] for match in _CITED.finditer(text) if match["dossier"]]
    found += [match["dossier"] for match in _BRACKETED.finditer(text)]
    dossiers = (_dossier(each) for each in found)
    return tuple(dict.fromkeys(dossier for dossier in dossiers if dossier is not None))


def pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of a bill that "De artikelen 2 t/m 8 en de beweegreden" names, each as written."""
    parts = re.split(
        r"\s*,\s*(?:en\s+)?(?=(?:de|het)\s|artikel|onderdeel\s+[IVX0-9A-Z]\b)|\s+en\s+(?=(?:de|het)\s|artikel)",
        " ".join(text.split()),
    )
    return tuple(part.strip() for part in parts if part.strip())


def _dossiers(text: str) -> tuple[Dossier, ...]:
    found = (_dossier(match["dossier"]) for match in _BRACKETED.finditer(text))
    return tuple(dict.fromkeys(dossier for dossier in found if dossier is not None))


def _dossier(text: str) -> Dossier | None:
    return refs.find_dossier(text)


def _cited(text: str) -> Ref | None:
    if not re.match(r"[0-9]{2}[ .]?[0-9]{3}", text):
        return None
    try:
        ref = refs.parse(text)
    except BadReference:
        return None
    return ref if isinstance(ref, Paper) else None


def _papers(dossier: Dossier, numbers: list[str]) -> list[Ref]:
    found: list[Ref] = []
    for number in numbers:
        try:
            found.append(Paper(dossier, number.lstrip("0")))
        except BadReference:
            return []
    return found


def _expanded(text: str) -> tuple[list[str], list[str]]:
    """Return the numbers of "8, I tot en met V" and its roman parts, ranges written out."""
    numbers: list[str] = []
    romans: list[str] = []
    ranged = False
    for match in _NUMBER.finditer(text):
        if match[2]:
            ranged = True
            continue
        token = match[1]
        into = romans if token[0] in _ROMAN else numbers
        if ranged and into:
            into += _between(into[-1], token)
        else:
            into.append(token)
        ranged = False
    if not numbers:  # "letter A"
        numbers = re.findall(r"[A-Z]{1,3}", text)
    return numbers, romans


def _between(first: str, last: str) -> list[str]:
    if first[0] in _ROMAN:
        low, high = _value(first), _value(last)
        return [_roman(number) for number in range(low + 1, high + 1)] if low < high < low + _MOST else [last]
    if first.isdecimal() and last.isdecimal() and int(first) < int(last) < int(first) + _MOST:
        return [str(number) for number in range(int(first) + 1, int(last) + 1)]
    return [last]


def _value(roman: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in roman]
    return sum(-now if now < then else now for now, then in zip(values, [*values[1:], 0], strict=True))


def _roman(number: int) -> str:
    written = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            written += letters
            number -= value
    return written


def _once(found: list[Ref]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(found))
