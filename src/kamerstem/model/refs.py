"""References: the numbers by which people name a bill, a paper, a Zaak, a document or a decision.

A bill has the number of its dossier (official fields ``Kamerstukdossier.Nummer`` and ``.Toevoeging``): five
digits, and an *addition* where one number covers several bills. An addition is a budget chapter (``VI``,
``IIA``), the letter of a fund (``A``), or a serial number (``21501-20``). The ``(R2201)`` of a kingdom act
is no addition: it is a second number of the same bill, and official addresses leave it out. A paper is a
Kamerstuk within a dossier: a number in the House of Representatives (``4``, in older years ``175a``), a
letter in the Senate (``B``).

Numbers are written in many ways, and three of them could mean two things. They are read like this:

=====================  ==================================================================================
``36470-4``            paper 4: a number straight after the dossier's is a paper
``21501-20``           a dossier: the councils of the European Union (21501) are numbered 21501-01, -02, ...
``12345-02``           a dossier: papers are not written with a leading zero
``36600-B``            a dossier: one letter straight after the number is a chapter or a fund
``36067, A``           a paper of the Senate: so is a letter after a comma or "nr.", and two or three
``kst-36067-A``        letters that are no chapter (``36067-AB``), and a lone letter in an official
                       identifier, since that always names a paper
``36640-(20)``         a dossier, for certain: what stands in brackets is an addition
=====================  ==================================================================================

``parse(str(ref)) == ref`` holds for every reference.
"""

import re
import unicodedata
from typing import TypeAlias

from kamerstem.dataclasses import dataclass, field
from kamerstem.errors import BadReference

MAX_LENGTH = 2000
"""Characters that :func:`parse` reads; a link is rarely longer than 300."""

# Dossiers whose Toevoeging is a serial number, of two digits. Among the 408 dossiers with votes from
# December 2023 to April 2025 it is only this one, the councils of the European Union.
SERIAL_DOSSIERS = frozenset({21501})

PUBLICATIONS = "https://zoek.officielebekendmakingen.nl"

_CHAPTER = r"(?:(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})[A-C]?|[A-Z])"
_IS_CHAPTER = re.compile(_CHAPTER)
_IS_ADDITION = re.compile(r"(?!R[0-9]+$)[A-Z0-9]{1,8}")
_IS_KINGDOM = re.compile(r"R[0-9]{1,5}")
_IS_PAPER = re.compile(r"[1-9][0-9]{0,4}[a-z]?|[A-Z]{1,3}")
_IS_ZAAK = re.compile(r"[0-9]{4}Z[0-9]{5}")
_IS_DOCUMENT = re.compile(r"[0-9]{4}D[0-9]{5}")
_IS_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A bill's number, or that of another dossier of the House.

    ``number`` is ``Kamerstukdossier.Nummer``; ``addition`` is ``.Toevoeging`` without the (R...) part, in
    capitals; ``kingdom`` is that part ("R2201"), and two dossiers that differ only in it are the same.
    Raises :class:`~kamerstem.errors.BadReference` if a part cannot be what it says.
    """

    number: int
    addition: str | None = None
    kingdom: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not 10_000 <= self.number <= 99_999:
            raise BadReference(
                f"Een dossiernummer heeft vijf cijfers; {self.number} niet.",
                f"A dossier's number has five digits; {self.number} has not.",
            )
        if self.addition is not None and not _IS_ADDITION.fullmatch(self.addition):
            raise _unfit("toevoeging", "addition", self.addition, "VI")
        if self.kingdom is not None and not _IS_KINGDOM.fullmatch(self.kingdom):
            raise _unfit("rijkswetnummer", "kingdom act number", self.kingdom, "R2201")

    @classmethod
    def from_fields(cls, number: int, toevoeging: str | None) -> "Dossier":
        """Return the dossier with these official fields.

        ``36640, "(R2201)"`` has no addition, but a kingdom number.
        Raises :class:`~kamerstem.errors.BadReference` if Toevoeging is of a form that is not known.
        """
        addition: str | None = None
        kingdom: str | None = None
        for token in re.split(r"[\s()-]+", _folded(toevoeging or "").upper()):
            if _IS_KINGDOM.fullmatch(token) and kingdom is None:
                kingdom = token
            elif token and addition is None:
                addition = token
            elif token:
                raise _unfit("toevoeging", "addition", toevoeging or "", "VI")
        return cls(number, addition, kingdom)

    def __str__(self) -> str:
        if self.addition is None:
            return str(self.number)
        plain = _reads_as_addition(self.number, self.addition)
        return f"{self.number}-{self.addition}" if plain else f"{self.number}-({self.addition})"

    @property
    def senate(self) -> str:
        """The number as the Senate writes it: "36.470 VI", "36.640 (R2201)"."""
        return self._spaced(".")

    @property
    def printed(self) -> str:
        """The number as printed on the papers: "36 470 VI", "36 640 (R2201)"."""
        return self._spaced(" ")

    def _spaced(self, point: str) -> str:
        thousands, rest = divmod(self.number, 1000)
        if self.addition is None:
            addition = ""
        elif self.addition.isdigit():
            addition = f"-{self.addition}"
        else:
            addition = f" {self.addition}"
        kingdom = f" ({self.kingdom})" if self.kingdom else ""
        return f"{thousands}{point}{rest:03}{addition}{kingdom}"

    @property
    def kst(self) -> str:
        """What the official identifiers of its papers begin with: "kst-36470-VI"."""
        return f"kst-{self.number}" + (f"-{self.addition}" if self.addition else "")

    @property
    def url(self) -> str:
        """The address of the dossier among the official publications."""
        return f"{PUBLICATIONS}/dossier/{self.kst.removeprefix('kst-')}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A Kamerstuk: ``number`` is ``Document.Volgnummer`` ("4", "175a"), or the letter of the Senate ("B")."""

    dossier: Dossier
    number: str

    def __post_init__(self) -> None:
        if not _IS_PAPER.fullmatch(self.number):
            raise _unfit("stuknummer", "paper number", self.number, "4")

    def __str__(self) -> str:
        return f"{self.dossier}, {self._cited}"

    @property
    def _cited(self) -> str:
        # Letters of the Senate are written without "nr.", but for the few that would look like a chapter.
        letters = self.number.isalpha() and not (len(self.number) > 1 and _IS_CHAPTER.fullmatch(self.number))
        return self.number if letters else f"nr. {self.number}"

    @property
    def printed(self) -> str:
        """The paper as cited in print: "36 470 VI, nr. 4"."""
        return f"{self.dossier.printed}, {self._cited}"

    @property
    def kst(self) -> str:
        """The official identifier: "kst-36470-VI-4"."""
        return f"{self.dossier.kst}-{self.number}"

    @property
    def url(self) -> str:
        """The address of the paper among the official publications."""
        return f"{PUBLICATIONS}/{self.kst}.html"


@dataclass(frozen=True, slots=True)
class ZaakNumber:
    """``Zaak.Nummer``: "2023Z20532"."""

    number: str

    def __post_init__(self) -> None:
        if not _IS_ZAAK.fullmatch(self.number):
            raise _unfit("zaaknummer", "Zaak number", self.number, "2023Z20532")

    @classmethod
    def of(cls, value: object) -> "ZaakNumber | None":
        """Return the number in an official field, ``None`` where there is none or it is of no form that is known."""
        return cls(value) if isinstance(value, str) and _IS_ZAAK.fullmatch(value) else None

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``Document.DocumentNummer``: "2023D51234"."""

    number: str

    def __post_init__(self) -> None:
        if not _IS_DOCUMENT.fullmatch(self.number):
            raise _unfit("documentnummer", "document number", self.number, "2023D51234")

    @classmethod
    def of(cls, value: object) -> "DocumentNumber | None":
        """Return the number in an official field, ``None`` where there is none or it is of no form that is known."""
        return cls(value) if isinstance(value, str) and _IS_DOCUMENT.fullmatch(value) else None

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True, slots=True)
class EntityId:
    """The ``Id`` of an official record, as a rule of a Besluit: a guid in lower case."""

    id: str

    def __post_init__(self) -> None:
        if not _IS_GUID.fullmatch(self.id):
            raise _unfit("id", "id", self.id, "4c1bdcbf-0000-0000-0000-000000000000")

    def __str__(self) -> str:
        return self.id


Ref: TypeAlias = Dossier | Paper | ZaakNumber | DocumentNumber | EntityId


def parse(text: str) -> Ref:
    """Return what ``text`` refers to: a number in any form that people write, or a link to an official site.

    A link to tweedekamer.nl that names a Zaak and a dossier is read as the Zaak, the more precise of the two.
    Raises :class:`~kamerstem.errors.BadReference` with a sentence that quotes ``text`` and says which forms
    there are.
    """
    if len(text) > MAX_LENGTH:
        raise BadReference(
            f"'{_shown(text)}' is te lang voor een verwijzing: {len(text)} tekens; {MAX_LENGTH} is de grens.",
            f"“{_shown(text)}” is too long for a reference: {len(text)} characters, over {MAX_LENGTH}.",
        )
    folded = _folded(text).strip(" \"'<>„“”‘’«»")
    if not folded:
        raise BadReference(
            "Er is geen nummer opgegeven. Geef bijvoorbeeld 36470-VI.", "No number was given. Try 36470-VI."
        )
    try:
        ref = (
            _from_link(folded) if _LINK.match(folded) else _from_identifier(folded) or _from_citation(folded)
        )
    except BadReference:  # a part that cannot be: say it of the whole
        ref = None
    if ref is None:
        raise BadReference(
            f"'{_shown(text)}' is geen verwijzing die Kamerstem kent. Geef een wetsvoorstel (36470-VI), "
            "een Kamerstuk (36470-VI, nr. 4), een zaaknummer (2023Z20532), een documentnummer (2023D51234), "
            "de id van een besluit, of een link naar tweedekamer.nl, officielebekendmakingen.nl of "
            "eerstekamer.nl.",
            f"“{_shown(text)}” is not a reference that Kamerstem knows. Give a bill (36470-VI), "
            "a paper (36470-VI, nr. 4), a Zaak number (2023Z20532), a document number (2023D51234), "
            "the id of a decision, or a link to tweedekamer.nl, officielebekendmakingen.nl or "
            "eerstekamer.nl.",
        )
    return ref


_KIND = re.compile(
    r"\s*(?:(?:nader )?gewijzigde? )?(?:motie|(?:sub)?amendement|voorstel)\s+(?=\d)", re.IGNORECASE
)


def asked(said: str) -> Ref:
    """Return what someone asks for: as :func:`parse`, with the kind of it before its number ("motie 36470-VI, nr. 40").

    Raises BadReference.
    """
    return parse(_KIND.sub("", said, count=1) if _KIND.match(said) else said)


def find_dossier(line: str) -> Dossier | None:
    """Return the dossier if ``line`` is nothing but a bill's number ("36.470 VI", "36 470-VI"), else None.

    Any five digits could be a bill's number: where a line like "36.000" may be an amount, its reader must
    know from the place of the line which it is.
    """
    if len(line) > 80:
        return None
    folded = _folded(line)
    try:
        ref = _from_identifier(folded) or _from_citation(folded, words=False)
    except BadReference:
        return None
    return ref if isinstance(ref, Dossier) else None


def find_papers(text: str) -> list[Paper | str]:
    """Return the papers that a title (``Zaak.Onderwerp``) says are replaced by this one, in the order named.

    Each is a :class:`Paper` where the title names the dossier ("t.v.v. 36600-XV-26"), else the bare number
    within the same dossier ("ter vervanging van dat gedrukt onder nr. 49" gives ``"49"``). An empty list:
    none is named.
    """
    found: list[Paper | str] = []
    folded = _folded(text[:MAX_LENGTH])
    for intro in _REPLACES.finditer(folded):
        at = intro.end()
        while item := _REPLACED.match(folded, at):
            at = item.end()
            if item["cited"]:
                paper = _from_citation(item["cited"], words=False)
                if not isinstance(paper, Paper):
                    break
                found.append(paper)
            else:
                number = item["numbered"] or item["bare"]
                found.append(number)
                if (until := _UNTIL.match(folded, at)) and number.isdecimal():
                    at = until.end()
                    if 0 < int(until["last"]) - int(number) <= _LONGEST_RANGE:
                        found += [str(each) for each in range(int(number) + 1, int(until["last"]) + 1)]
            if not (joint := _JOINT.match(folded, at)):
                break
            at = joint.end()
    return list(dict.fromkeys(found))


def sort_key(ref: Ref) -> tuple[int | str, ...]:
    """Return a key that sorts references as a reader would.

    By dossier number, then chapter (in Roman order), then paper; a bill comes before its papers, numbers come
    before the Senate's letters; Zaak numbers, document numbers and ids follow.
    """
    if isinstance(ref, Dossier):
        return (0, ref.number, *_addition_key(ref.addition), -1, 0, "")
    if isinstance(ref, Paper):
        dossier = ref.dossier
        if ref.number.isalpha():
            paper: tuple[int, int, str] = (1, len(ref.number), ref.number)
        else:
            digits = re.match("[0-9]+", ref.number)
            paper = (0, int(digits[0]) if digits else 0, ref.number)
        return (0, dossier.number, *_addition_key(dossier.addition), *paper)
    if isinstance(ref, ZaakNumber):
        return (1, ref.number)
    if isinstance(ref, DocumentNumber):
        return (2, ref.number)
    return (3, ref.id)


def _addition_key(addition: str | None) -> tuple[int, int, str]:
    if addition is None:
        return (0, 0, "")
    if addition.isdigit():
        return (1, int(addition), addition)
    roman = addition.rstrip("ABC")
    if roman and set(roman) <= set("IVX"):
        values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
        following = [*values[1:], 0]
        value = sum(-now if now < then else now for now, then in zip(values, following, strict=True))
        return (2, value, addition)
    return (3, 0, addition)


# --- reading ---

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u207b\ufe58\ufe63\uff0d"), "-")


def _folded(text: str) -> str:
    """Return the text with one kind of space and of dash, and without what cannot be seen."""
    text = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    text = re.sub(r"\s+", " ", text)
    if text.isprintable():  # as nearly all is: then there is nothing to leave out
        return text.strip()
    return "".join(c for c in text if unicodedata.category(c)[0] != "C").strip()


def _shown(text: str) -> str:
    """Return the text as an error may quote it: printable, on one line, short."""
    text = _folded(text[:200])
    return text if len(text) <= 60 else f"{text[:57]}..."


def _unfit(nl: str, en: str, value: str, example: str) -> BadReference:
    return BadReference(
        f"'{_shown(value)}' is geen {nl}; dat is bijvoorbeeld {example}.",
        f"“{_shown(value)}” is no {en}; {example} is one.",
    )


def _reads_as_addition(number: int, token: str) -> bool:
    """Tell whether a token straight after a dossier's number is its addition, by the rule at the top."""
    if token.isdigit():
        return len(token) > 1 and (token.startswith("0") or (number in SERIAL_DOSSIERS and len(token) == 2))
    return _IS_CHAPTER.fullmatch(token) is not None


def _from_identifier(text: str) -> Ref | None:
    """Read a Zaak or document number, a guid, or an official identifier of a paper."""
    plain = text.strip(" .,;:(){}")
    compact = plain.replace(" ", "").upper()
    if _IS_ZAAK.fullmatch(compact):
        return ZaakNumber(compact)
    if _IS_DOCUMENT.fullmatch(compact):
        return DocumentNumber(compact)
    if _IS_GUID.fullmatch(plain.lower()):
        return EntityId(plain.lower())
    if re.match("kst[- ]", plain, re.IGNORECASE):
        # Before 2011 with the parliamentary year; "-h1" is a reprint of the paper, "-n1" its new version.
        rest = re.sub(r"-[hn][0-9]{1,2}$", "", plain[4:])
        return _from_citation(re.sub(r"^[0-9]{8}-", "", rest), words=False, official=True)
    return None


_NUMBER = r"(?:[0-9]{5}|[0-9]{2}\.? ?[0-9]{3})(?![0-9])"
_START = re.compile(_NUMBER)
# "Kamerstukken II 2023/24, 36470-VI, nr. 4"
_WORDS = re.compile(
    r"(?:(?:kamerstuk(?:ken|dossier)?|dossier|wetsvoorstel)\b(?: ?nr\.| nummer)?[ :]*)"
    r"(?:I{1,2}\b[ ,]*)?(?:[0-9]{4} ?[/-] ?[0-9]{2,4} ?, ?)?",
    re.IGNORECASE,
)
_PAGE = re.compile(r", ?(?:p|blz)\. ?[0-9]+(?:-[0-9]+)?$", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<before>[ ,/-]*)(?P<nr>(?:stuk ?)?(?:nummer|nrs?|no)(?:\. ?| |(?=[0-9])))?"
    r"(?:\((?P<brackets>[0-9A-Za-z]{1,8})\)|(?P<bare>[0-9A-Za-z]{1,8}))",
    re.IGNORECASE,
)


def _from_citation(text: str, *, words: bool = True, official: bool = False) -> Dossier | Paper | None:
    """Read ``36470-VI, nr. 4``; ``words``: "Kamerstuk" may come first; ``official``: as in an identifier."""
    text = text.strip(" .,;:")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if words:
        text = _PAGE.sub("", text)
        if prefix := _WORDS.match(text):
            text = text[prefix.end() :]
    if not (start := _START.match(text)):
        return None
    number = int(re.sub("[^0-9]", "", start[0]))
    tokens: list[re.Match[str]] = []
    at = start.end()
    while at < len(text):
        if len(tokens) > 3 or not (token := _TOKEN.match(text, at)):
            return None
        tokens.append(token)
        at = token.end()
    return _settled(number, tokens, official)


def _settled(number: int, tokens: list[re.Match[str]], official: bool) -> Dossier | Paper | None:
    """Decide which token is the addition, which the kingdom act's number and which the paper's."""
    kingdom: str | None = None
    rest: list[re.Match[str]] = []
    for token in tokens:
        text = _text(token)
        if _IS_KINGDOM.fullmatch(text) and not token["nr"] and kingdom is None and len(rest) < 2:
            kingdom = text
        else:
            rest.append(token)
    if not rest:
        return Dossier(number, None, kingdom)
    if len(rest) > 2:
        return None
    first = rest[0]
    text = _text(first)
    if len(rest) == 1:
        if number in SERIAL_DOSSIERS and re.fullmatch("[1-9]", text) and not _stands_apart(first):
            text = f"0{text}"
        if not _is_addition_alone(number, first, text, official):
            return _paper(Dossier(number, None, kingdom), first)
        return Dossier(number, text, kingdom)
    serial = text.isdigit() and len(text) <= 3
    if first["nr"] or not (first["brackets"] or serial or _IS_CHAPTER.fullmatch(text)) or rest[1]["brackets"]:
        return None
    if number in SERIAL_DOSSIERS and serial and not first["brackets"]:
        text = text.zfill(2)
    return _paper(Dossier(number, text, kingdom), rest[1])


def _is_addition_alone(number: int, token: re.Match[str], text: str, official: bool) -> bool:
    if token["nr"]:
        return False
    if token["brackets"]:
        return True
    lone_letter = len(text) == 1 and text.isalpha()
    if lone_letter and (official or "," in token["before"]):
        return False
    if text.isdigit() and "," in token["before"]:
        return False
    return _reads_as_addition(number, text)


def _stands_apart(token: re.Match[str]) -> bool:
    return bool(token["nr"] or token["brackets"]) or "," in token["before"]


def _text(token: re.Match[str]) -> str:
    text: str = token["brackets"] or token["bare"]
    return text.upper()


def _paper(dossier: Dossier, token: re.Match[str]) -> Paper | None:
    number = _text(token).lstrip("0")
    if not number.isalpha():
        number = number.lower()
    return Paper(dossier, number) if _IS_PAPER.fullmatch(number) else None


_LINK = re.compile(
    r"https?(?::|%3A)|//|(?:[a-z]+\.)?(?:tweedekamer|officielebekendmakingen|eerstekamer|overheid)\.nl/",
    re.IGNORECASE,
)


def _from_link(text: str) -> Ref | None:
    """Read a link to one of the official sites."""
    from urllib.parse import parse_qs, unquote, urlsplit

    text = text.replace("&amp;", "&")
    if re.match("https?%3A", text, re.IGNORECASE):
        text = unquote(text)
    try:
        link = urlsplit(text if "//" in text[:8] else f"https://{text}")
        host = (link.hostname or "").lower()
        query = {key.lower(): values for key, values in parse_qs(link.query, max_num_fields=50).items()}
    except ValueError:
        return None
    parts = [_folded(unquote(part)) for part in link.path.split("/") if part]

    def at(site: str) -> bool:
        return host == site or host.endswith(f".{site}")

    if at("tweedekamer.nl"):
        # The data service writes a record as Besluit(4c1bdcbf-...).
        entities = [re.sub(r"^[A-Za-z]+(?=\()", "", part) for part in reversed(parts)]
        for value in [*query.get("id", []), *query.get("did", []), *entities]:
            if ref := _from_identifier(_folded(value)):
                return ref
        for value in [*query.get("dossier", []), *query.get("qry", [])]:  # qry=wetsvoorstel:36470-VI
            if ref := _from_citation(_folded(value).rpartition(":")[2], words=False):
                return ref
    elif at("officielebekendmakingen.nl") or host == "repository.overheid.nl":
        for index in reversed(range(len(parts))):
            part = re.sub(r"\.[a-z]{3,4}$", "", parts[index], flags=re.IGNORECASE)
            if part.lower().startswith("kst-"):
                return _from_identifier(part)
            if index and parts[index - 1].lower() == "dossier":
                return _from_citation(part, words=False)
    elif at("eerstekamer.nl") and "wetsvoorstel" in parts[:-1]:
        return _from_slug(parts[parts.index("wetsvoorstel") + 1])
    return None


def _from_slug(slug: str) -> Dossier | None:
    """Read the Senate's name of a bill's page: ``36470_vi_...``, ``36640_r2201_...``, ``36067_...``."""
    number, _, title = slug.partition("_")
    if not re.fullmatch("[0-9]{5}", number):
        return None
    word = title.partition("_")[0].upper()
    if _IS_KINGDOM.fullmatch(word):
        return Dossier(int(number), None, word)
    # A title may begin with a letter of its own: only chapters and the letters of funds are additions here.
    chapter = _IS_CHAPTER.fullmatch(word) and (len(word) > 1 or word in "ABCFHIJKLMVX")
    return Dossier(int(number), word if chapter else None)


REPLACING = ("t.v.v", "T.v.v", "t. v", "tvv", "TVV", "vervanging van", "was nr")
"""Words of which one stands in each title that names what it replaces, for who can only ask for words."""
_REPLACES = re.compile(
    r"(?:\bt\. ?v\. ?v\.?|\btvv\b|\bter vervanging van\b|\b(?=was nrs?\b))"
    r"(?: ?(?:de|het|die|dat|deze|was)\b)?"
    r"(?: (?:nader )?(?:gewijzigde? )?(?:amendement|motie|subamendement)(?:en|s)?\b)?"
    r"(?: gedrukt onder| op stuk| stuk)? ?",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    rf"(?P<cited>{_NUMBER}(?:[ -]?{_CHAPTER}(?![A-Za-z])|-[0-9]{{2}}(?=[ ,-]))?(?:[ -]*\(?R[0-9]{{1,5}}\)?)?"
    r"(?:[ ,-]|nr\.?)+[0-9]{1,5}[a-z]?\b)"
    r"|(?:nrs?\.? ?|nummers? )(?P<numbered>[1-9][0-9]{0,3}[a-z]?\b)"
    r"|(?P<bare>[1-9][0-9]{0,3}[a-z]?(?= ?(?:$|[),.;]|over\b|en\b)))"
)
_UNTIL = re.compile(r" ?(?:t/m|tot en met) ?(?:nr\.? ?)?(?P<last>[1-9][0-9]{0,3})\b", re.IGNORECASE)
_LONGEST_RANGE = 50
_JOINT = re.compile(r"(?:,? en |, )(?:de )?")
