"""One sentence of a budget amendment's operative text, read whole or not at all.

The forms are those of the Rijksbegrotingsvoorschriften (models 4.60-4.62) and of the papers: "In artikel 33 Veiligheid
worden het verplichtingenbedrag en het uitgavenbedrag verhoogd met € 2.000 (x € 1.000)." A sentence is a string of known
pieces; where a word is left over, :func:`sentence` raises :class:`Unreadable`. There is no guessing from parts.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from kamerstem.budget.amounts import MINUS, NUMBER, UNIT, euros, number, unit
from kamerstem.dataclasses import dataclass, replace
from kamerstem.language import Words
from kamerstem.model.ledger import Money

UNKNOWN_FORM = Words(
    "De zin heeft geen vorm die met zekerheid te lezen is.",
    "The sentence has no form that can be read for certain.",
)
NO_SCALE = Words(
    "Er staat niet bij of het bedrag in duizenden euro's is.",
    "It is not said whether the amount is in thousands of euros.",
)
TWO_WAYS = Words("Het bedrag kan op twee manieren gelezen worden.", "The amount can be read in two ways.")
NO_DIRECTION = Words(
    "Het is niet zeker of het bedrag omhoog of omlaag gaat.",
    "It is not certain whether the amount goes up or down.",
)
SEVERAL_ARTICLES = Words(
    "Het bedrag geldt voor meer dan één artikel; hoe het verdeeld wordt, staat er niet.",
    "The amount is for more than one article; how it is divided is not said.",
)
AGENCIES = Words(
    "Dit gaat over de begrotingsstaat van de agentschappen, met baten en lasten.",
    "This is about the statement of the agencies, which has other columns.",
)


class Unreadable(Exception):
    """The sentence cannot be read for certain; ``why`` says what is in the way."""

    def __init__(self, why: Words = UNKNOWN_FORM) -> None:
        self.why = why
        super().__init__(why.en)


@dataclass(frozen=True, slots=True)
class State:
    """A begrotingsstaat as a sentence names it: that of the department, or of what ``of`` says."""

    departmental: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands, as far as the words before it said so."""

    state: State | None = None
    article: str | None = None
    name: str | None = None
    item: str | None = None
    year: int | None = None
    scale: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One amount of a sentence: its column, and the change in euros."""

    place: Place
    kind: Money
    change: int


_WORD = re.compile(r"(?<![\w’'])[a-zéëï]{6,}(?![\w’'])")
# Words that typos are mended to, where one letter is wrong.
_VOCABULARY = (
    "verplichtingenbedrag uitgavenbedrag ontvangstenbedrag verhoogd verlaagd begrotingsstaat departementale"
    " gewijzigd artikel"
).split()

# "verhaagd" could be either: a word that has letters of the other direction is left as it is.
_OTHER_WAY: dict[str, set[str]] = {"verhoogd": set("la"), "verlaagd": set("ho")}

_END = (
    r"(?=,?\s+(?:van|in|uit)\s+(?:de|het)\s+(?:bij\s|departementale\s|begrotingss)|,?\s+(?:worden|wordt|blijft|blijven)\b"
    r"|,?\s+(?:voor|in)\s+(?:het\s+jaar\s+)?\d{4}\b|,?\s+(?:zowel\s+)?(?:het|de)\s+(?:bedrag\b|mutatie|voorgestelde\s+mutatie"
    r"|(?:verplichtingen|uitgaven|ontvangsten)(?:bedrag|-|mutatie)?\b)|,?\s+(?:artikel)?onderdeel\s|\s*[:.]?$)"
)
_ARTICLE = re.compile(
    r"(?:begrotings|beleids|niet-beleids)?artikel\s+(?P<number>\d{1,3}(?:\.\d{1,2})?)(?!\w|\.\d)"
    rf"(?:\.|\s*[,{MINUS}])?(?P<name>\s+.{{1,160}}?)??{_END}",
    re.IGNORECASE,
)
_ITEM = re.compile(rf",?\s*(?:artikel)?onderdeel\s+(?P<item>[A-Z0-9«(\"“].{{0,100}}?){_END}")
_STATE = re.compile(
    r"de\s+(?:bij\s+(?:deze\s+wet|dit\s+(?:wets)?voorstel|het\s+wetsvoorstel)\s+behorende\s+)?"
    r"(?P<departmental>departementale\s+)?begrotingssta(?:at|ten)"
    r"(?:\s+(?:van|inzake|voor)\s+(?P<of>(?!het\s+jaar\b)(?:(?:het|de)\s+)?"
    r"(?:[^;:€()]{2,140}?\((?:[IVX]+[A-E]?|[A-Z])\)|[^,;:€]{2,140}?)"
    r"(?=,|\s+voor\s+het\s+jaar\b|\s+(?:worden|wordt)\b|\s*[:.]?$)))?(?:,?\s+voor\s+(?:het\s+jaar\s+)?(?P<year>\d{4}))?"
    r"(?:,?\s+kolom(?:men)?\s+\d(?:(?:\s+en\s+|\s+t/m\s+|-)\d)?(?!\w))?"  # the sentence says which amounts
    r"(?P<scale>\s*\((?:bedragen\s+)?[x×]\s*€?\s*1[. ]?000\))?,?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r",?\s*(?:voor|in)\s+(?:het\s+(?:begrotings)?jaar\s+)?(?P<year>(?:19|20)\d\d)(?!\d),?", re.IGNORECASE
)
_CHANGE_OF = r"(?:(?:de\s+)?(?:voorgestelde\s+)?(?:mutaties?|wijziging)\s+(?:van|op|in|voor|bij)\s+)?"
_KIND = re.compile(
    rf"{_CHANGE_OF}(?:(?:het|de)\s+)?(?:(?:bedrag|raming)\s+(?:van|aan|voor|der)\s+(?:de\s+)?)?"
    r"(?P<kind>verplichting(?:en)?|uitgaven?|ontvangsten)(?:s?bedrag(?:en)?|mutatie|raming|-)?(?![\w-])",
    re.IGNORECASE,
)
_KINDS: dict[str, Money] = {
    "v": Money.COMMITMENTS,
    "u": Money.EXPENDITURE,
    "o": Money.RECEIPTS,
}
_VERB = re.compile(r",?\s*(?P<verb>worden|wordt|blijft|blijven)\b", re.IGNORECASE)
_DIRECTION = re.compile(r"(?P<direction>verhoogd|verlaagd|gewijzigd)\b", re.IGNORECASE)
_SCALE = (
    r"(?:\(\s*(?:(?:bedrag(?:en)?|beide|alle)\s+)?(?:[x×*]|maal)\s*(?:€|euro)?\s*(?P<scale>1[. ]?000|1)(?!\d|[. ]\d)"
    r"\s*(?:euro)?\s*(?:\)|(?=\s*\.?$))"
    r"|(?P<bare>[x×]\s*€\s*1[. ]?000)(?!\d|[. ]\d)|(?P<words>\(?in\s+duizenden\s+euro['’]?s?\)?))"
)
_AMOUNT = re.compile(
    rf"(?:(?P<nil>nihil|€\s*nihil)|(?P<sign>[+{MINUS}])?\s*(?P<euro>€|euro\b)?\s*(?P<sign2>[+{MINUS}])?\s*{NUMBER}"
    rf"(?:\s*(?P<unit>{UNIT}))?(?P<euro2>\s+euro\b)?)(?:\s*{_SCALE})?",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\bartikel|\blid\b|bedrag|\bverhoogd|\bverlaagd|\bgewijzigd|\brespectievelijk\b|\bworden\b|\bwordt\b|€|\d{4,}"
    r"|(?:\ben|,|/|\bof|\balsmede|\bin)\s+\d|^\d+(?![\w.-])",
    re.IGNORECASE,
)


def mended(text: str) -> str:
    """Return the sentence with white space folded and typos mended whose meaning is certain."""
    text = " ".join(text.split())
    text = re.sub(r"\bal volgt\b", "als volgt", text)
    text = (
        re.sub(r"\b(\w+) \1\b(?=.*€)", r"\1", text) if re.search(r"\b(het|met|de|in|en) \1\b", text) else text
    )
    return _WORD.sub(lambda found: _mended_word(found[0]), text)


def _mended_word(word: str) -> str:
    if word in _VOCABULARY:
        return word
    near = [known for known in _VOCABULARY if abs(len(known) - len(word)) <= 1 and _one_apart(word, known)]
    if len(near) != 1 or set(word) & _OTHER_WAY.get(near[0], set()) or word.startswith("artikele"):
        return word
    return near[0]


def _one_apart(one: str, other: str) -> bool:
    """Return whether two words differ by one letter: wrong, missing, too many, or two that changed places."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, left = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest == left[1:] or rest[1:] == left


@dataclass(slots=True)
class _Amount:
    """An amount as printed: ``value`` times a scale that may still have to be found."""

    value: Fraction
    scale: int | None
    signed: int  # -1 or 1 where a sign is printed, else 0

    def euros(self, scale: int | None) -> int:
        by = self.scale if self.scale is not None else scale
        if self.value == 0:
            return 0
        if by is None:
            raise Unreadable(NO_SCALE)
        whole = euros(self.value, by)
        if whole is None:
            raise Unreadable(TWO_WAYS)
        return whole


@dataclass(slots=True)
class _Group:
    """Columns that one amount is for: raised or lowered by it, or changed from one to another."""

    place: Place
    kinds: list[Money]
    direction: str
    amount: _Amount
    until: _Amount | None = None


class _Reader:
    """Reads a sentence from left to right."""

    def __init__(self, text: str, place: Place) -> None:
        self.text = text
        self.at = 0
        self.place = place
        self.groups: list[_Group] = []
        self.direction: str | None = None
        self.named = self.dated = False  # an article was named in this sentence; a year after it

    def take(self, pattern: "re.Pattern[str] | str") -> "re.Match[str] | None":
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        compiled = pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, re.IGNORECASE)
        found = compiled.match(self.text, self.at)
        if found is None or found.end() == found.start():
            return None
        self.at = found.end()
        return found

    def done(self) -> bool:
        return re.fullmatch(r"\s*[.;]?\s*", self.text[self.at :]) is not None

    def where(self) -> bool:
        """Read "in artikel 33 ...", "van de begrotingsstaat ...", "voor het jaar 2024" as often as they come."""
        any_read = False
        while True:
            before = self.at
            self.take(r",(?=\s+(?:in|van|uit|binnen|bij|op|voor)\s)")
            if self.take(r"(?:in|van|uit|binnen|bij|op)\s+(?:de\s+)?(?:begrotings|beleids)?artikelen\b"):
                raise Unreadable(SEVERAL_ARTICLES)
            if self.take(r"(?:in|van|uit|binnen|bij|op)\s+(?=(?:begrotings|beleids|niet-beleids)?artikel\b)"):
                found = self.take(_ARTICLE)
                if found is None:
                    raise Unreadable
                if self.dated:  # "in artikel 1 voor 2032 ... en in artikel 2": of which year is the second?
                    raise Unreadable
                self.place = replace(
                    self.place, article=found["number"], name=_name(found["name"]), item=None
                )
                self.named = True
                if item := self.take(_ITEM):
                    self.place = replace(self.place, item=_name(item["item"]))
            elif self.take(
                r"(?:in|van|uit|binnen)\s+(?=de\s+(?:bij\s.{1,60}\sbehorende\s+|departementale\s+)?begrotingss)"
            ):
                self.state()
            elif year := self.take(_YEAR):
                self.place = replace(self.place, year=int(year["year"]))
                self.dated = self.named
            else:
                self.at = before
                return any_read
            any_read = True

    def state(self) -> None:
        found = self.take(_STATE)
        if found is None:
            raise Unreadable
        if "agentschap" in (found["of"] or "").lower():
            raise Unreadable(AGENCIES)
        year = int(found["year"]) if found["year"] else self.place.year
        scale = 1000 if found["scale"] else self.place.scale
        of = found["of"].strip() if found["of"] else None
        self.place = replace(self.place, state=State(bool(found["departmental"]), of), year=year, scale=scale)

    def kinds(self) -> list[Money]:
        found: list[Money] = []
        self.take(r"zowel\s+")
        while kind := self.take(_KIND):
            money = _KINDS[kind["kind"][0].lower()]
            if money in found:
                raise Unreadable
            found.append(money)
            before = self.at
            if not self.take(r"(?:,\s*(?:en\b|alsmede\b)?|en\b|als\b|alsmede\b|evenals\b)"):
                break
            here = self.at
            if self.take(_KIND) is None:
                self.at = before
                break
            self.at = here
        return found

    def amount(self) -> _Amount:
        found = self.take(_AMOUNT)
        if found is None:
            raise Unreadable
        scale = 1000 if found["bare"] or found["words"] else None
        if found["scale"]:
            scale = int(re.sub(r"[. ]", "", found["scale"]))
        if found["nil"]:
            return _Amount(Fraction(0), scale, 0)
        if found["unit"]:
            if scale is not None:
                raise Unreadable(TWO_WAYS)
            scale = unit(found["unit"])
        if not (found["euro"] or found["euro2"] or scale):
            raise Unreadable
        value = number(found["whole"], found["decimals"])
        if value is None or (found["sign"] and found["sign2"]):
            raise Unreadable(TWO_WAYS)
        sign = found["sign"] or found["sign2"]
        return _Amount(value, scale, 0 if not sign else 1 if sign == "+" else -1)

    def group(self) -> None:
        """Read "het uitgavenbedrag verhoogd met € 50", the verb read before; the direction may be that of the last."""
        kinds = self.kinds()
        if not kinds:
            raise Unreadable
        self.tail(kinds)

    def tail(self, kinds: list[Money]) -> None:
        before = self.place
        if self.where() and self.place.article != before.article:
            raise Unreadable
        self.take(r"(?:beide|elk|ieder)\b")
        amount: _Amount | None = None
        until: _Amount | None = None
        direction = self.take(_DIRECTION)
        if self.take(r"met\b"):
            amount = self.amount()
        elif self.take(r"van\b"):
            amount = self.amount()
            if not self.take(r"(?:naar|tot|in|op)\b"):
                raise Unreadable
            until = self.amount()
        else:
            raise Unreadable
        direction = direction or self.take(_DIRECTION)
        if direction:
            self.direction = direction["direction"].lower()
        if self.direction is None:
            raise Unreadable(NO_DIRECTION)
        if year := self.take(_YEAR):
            self.place = replace(self.place, year=int(year["year"]))
        self.groups.append(_Group(self.place, kinds, self.direction, amount, until))
        self.place = before

    def unchanged(self) -> bool:
        """Read "blijft het ontvangstenbedrag ongewijzigd": no entry."""
        kinds = self.kinds()
        return bool(kinds and self.take(r"ongewijzigd\b"))

    def sentence(self) -> None:
        self.where()
        if verb := self.take(_VERB):
            if verb["verb"].lower().startswith("blij"):
                raise Unreadable
            self.where()
            self.group()
        else:
            kinds = self.kinds()
            self.where()
            verb = self.take(_VERB)
            if not kinds or verb is None:
                raise Unreadable
            self.tail(kinds)
        while not self.done():
            if not self.take(r"(?:,\s*(?:en\b|alsmede\b)?|;|en\b|alsmede\b)"):
                raise Unreadable
            verb = self.take(_VERB)
            if verb and verb["verb"].lower().startswith("blij"):
                if not self.unchanged():
                    raise Unreadable
                continue
            if self.where():
                self.take(_VERB)
            self.group()

    def changes(self) -> Iterator[Change]:
        # "€ 250 en ... € 50 (x € 1.000)": a scale at the end is that of the whole sentence.
        printed = [g.until or g.amount for g in self.groups if (g.until or g.amount).value]
        scale = self.place.scale
        if scale is None and printed and all(each.scale is None for each in printed[:-1]):
            scale = 1000 if printed[-1].scale == 1000 else None
        for group in self.groups:
            change = _change(group, scale)
            if group.place.article is None:
                raise Unreadable
            for kind in group.kinds:
                yield Change(group.place, kind, change)


def _change(group: _Group, scale: int | None) -> int:
    """Return what a group changes in euros. Raises Unreadable where the sign and the word do not fit."""
    amount, until = group.amount, group.until
    if until is not None:
        # "van € 10.000 tot € 12.000 (x € 1.000)": both in the scale that stands with the last.
        change = until.euros(scale) - amount.euros(until.scale if amount.scale is None else scale)
        if amount.signed or until.signed:
            raise Unreadable(NO_DIRECTION)
        wrong = {"verhoogd": change < 0, "verlaagd": change > 0}.get(group.direction, False)
        if wrong:
            raise Unreadable(NO_DIRECTION)
        return change
    euros_ = amount.euros(scale)
    if group.direction == "gewijzigd":
        if not amount.signed and euros_:
            raise Unreadable(NO_DIRECTION)
        return amount.signed * euros_
    if amount.signed < 0 or (amount.signed and group.direction == "verlaagd"):
        raise Unreadable(NO_DIRECTION)
    return euros_ if group.direction == "verhoogd" else -euros_


def _name(text: str | None) -> str | None:
    """Return an article's name without what parts it from its number. Raises Unreadable where it is none."""
    if text is None or not text.strip(f" ,.{MINUS}"):
        return None
    name = text.strip(f" ,.:{MINUS}")
    quoted = re.fullmatch(r"[«\"“‘'](?P<name>[^«»\"“”]+)[»\"”’']|\((?P<name2>[^()]+)\)", name)
    if quoted:
        name = quoted["name"] or quoted["name2"]
    if _FORBIDDEN.search(name):
        raise Unreadable(SEVERAL_ARTICLES if re.search(r"\bartikel|(?:\ben|,)\s+\d", name) else UNKNOWN_FORM)
    if not re.match(r"[A-ZÀ-Ý0-9(]", name) and not re.match(r"['’][a-z]", name):
        raise Unreadable
    return name


def sentence(text: str, place: Place) -> tuple[Change, ...]:
    """Return the changes of one sentence whose words were mended; ``place`` is what stands above it.

    Raises Unreadable unless every word of it was understood.
    """
    reader = _Reader(text, place)
    reader.sentence()
    return tuple(reader.changes())


_HEADING = re.compile(
    r"(?:als\s+volgt\s+gewijzigd|worden?\s+de\s+volgende\s+wijzigingen\s+aangebracht)\s*[:.]?$", re.IGNORECASE
)


def heading(text: str, place: Place) -> Place | None:
    """Return the place that "De begrotingsstaat wordt als volgt gewijzigd:" gives to what follows; else ``None``.

    Raises Unreadable where it is such a heading, of something that has no articles with these columns.
    """
    found = _HEADING.search(text)
    if found is None:
        return None
    reader = _Reader(text[: found.start()].rstrip(), place)
    reader.take(r"(?=de\s)|in\s+(?=de\s+(?:bij|departementale|begrotings))")
    before = reader.at
    if reader.take(_STATE):
        reader.at = before
        reader.state()
    elif article := reader.take(_ARTICLE):
        reader.place = replace(reader.place, article=article["number"], name=_name(article["name"]))
    elif not reader.where():
        return None
    reader.where()
    reader.take(_VERB)
    return reader.place if reader.done() else None
