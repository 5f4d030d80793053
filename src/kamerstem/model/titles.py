"""What official titles and subjects say: a bill's features, and who submitted what about what.

Both the derivation from entities and the readers of documents use these rules (domain: Zaak.Titel, Zaak.Onderwerp).
"""

import re
from enum import Enum
from functools import lru_cache

from kamerstem.dataclasses import dataclass
from kamerstem.model.fields import text_of
from kamerstem.model.refs import Paper, find_papers
from kamerstem.model.votes import Feature

# Patterns stand as text and are compiled when they are first used: most commands need few of them.
_FEATURES: tuple[tuple[Feature, str], ...] = (
    (
        Feature.BUDGET,
        r"begrotingssta(?:at|ten)|\bbegroting\b|\bslotwet\b|\bnajaarsnota\b|\bvoorjaarsnota\b",
    ),
    (Feature.RAMING, r"^raming der\b"),
    (
        Feature.INITIATIVE,
        r"\b(?:voorstel van wet|voorstel van rijkswet|initiatiefwetsvoorstel)\s+van\s+(?:het\s+lid|de\s+leden)\b",
    ),
    (Feature.KINGDOM_ACT, r"\brijkswet\b|\bvan het koninkrijk\b.*\(R\d+\)|\(R\d{3,4}\)"),
    (
        Feature.CONSTITUTION_FIRST_READING,
        r"verklaring dat er grond bestaat een voorstel in overweging te nemen",
    ),
    (
        Feature.CONSTITUTION_SECOND_READING,
        # A bill that follows from the change ("in verband met de verandering in de Grondwet") does not make it.
        r"^(?!.*verklaring dat er grond)(?:(?:(?!\b(?:in verband met|ingevolge|als gevolg van|naar aanleiding van"
        r"|ter uitvoering van|aan|na|door|wegens)\b).)*\bverandering in de grondwet\b"
        r"|(?=.*\bgrondwet\b)(?:(?!\bin verband met\b).)*\btweede lezing\b)",
    ),
    (
        Feature.TREATY_DEPARTING,
        r"\bgoedkeuring\b.*\bartikel 91,? derde lid\b",
    ),
    (
        Feature.TREATY,
        r"^(?:rijkswet\s+)?(?:houdende\s+)?goedkeuring\b.*\b(?:verdrag|overeenkomst|protocol|akkoord)",
    ),
    (
        Feature.MEMBERS_ALLOWANCES,
        r"\b(?:geldelijke voorzieningen|schadeloosstelling)\b.*\bleden\b"
        r".*\b(?:tweede kamer|eerste kamer|staten-generaal)\b",
    ),
)


def features_of(title: str | None) -> tuple[Feature, ...]:
    """Return the features that a bill's title gives away, in a fixed order; a derived value."""
    if not title:
        return ()
    title = " ".join(title.split())
    return tuple(feature for feature, pattern in _FEATURES if re.search(pattern, title, re.IGNORECASE))


def bare(text: object) -> str:
    """Return a title to compare by: words in lower case, without punctuation and without what is in brackets."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*?\)", "", text_of(text) or "").lower()).strip()


# --- agenda items that are called after a bill -----------------------------------------------------------------------

_TELLING = 20  # characters of a title, in plain words: a shorter one is that of too many bills
_BEGINNING = 30  # characters of a title by which a service is asked
_MOTIONS_AT = re.compile(r"(?:\w+ )?moties? .*?\bbij (?:(?:de|het|een) )?(?:wetsvoorstel )?(?P<title>.{12,})")


class CalledAfter(Enum):
    """How an agenda item is called after a bill: by its title, or by the beginning of it."""

    WHOLE = "it bears the bill's title"
    CUT = "it bears the beginning of the bill's title"


def called_after(name: str | None, title: str | None) -> CalledAfter | None:
    """Return how an agenda item of this name is called after a bill of this title, ``None`` where it is not.

    Motions stand on an item of their own, "Moties ingediend bij" and then the title, often cut short.
    """
    about, name = bare(title), bare(name)
    if len(about) <= _TELLING:
        return None
    if about in name:
        return CalledAfter.WHOLE
    cut = _MOTIONS_AT.match(name)
    return CalledAfter.CUT if cut and about.startswith(cut["title"]) else None


def beginning(title: str | None) -> str:
    """Return what to look for in the names of agenda items that may be called after a bill, as it is written.

    What stands in brackets is often left out of such a name. Of a title that tells nothing it is empty.
    """
    return (
        " ".join((title or "").split()).partition("(")[0][:_BEGINNING].strip()
        if len(bare(title)) > _TELLING
        else ""
    )


# --- an amendment's or motion's own subject (Zaak.Onderwerp) ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """What "Gewijzigd amendement van het lid A c.s. ter vervanging van nr. 7 over B" says.

    ``replaces`` are papers, or numbers within the same dossier; ``amends`` the number of the amendment that a
    sub-amendment is on; ``by`` says whether the names are of a "member", "committee" or "delegate". ``subject`` is
    the whole text where it could not be taken apart (``parsed`` is then False, and there are no names).
    """

    label: str | None
    sub: bool
    names: tuple[str, ...]
    by: str
    and_others: bool
    subject: str
    replaces: tuple[Paper | str, ...]
    amends: str | None
    parsed: bool


_OWN = (
    r"(?i)(?P<label>(?:(?:gewijz\w{1,6}|gew\.?|nadere?|tweede|derde|vierde|vijfde|zesde|zevende|vervangende?|aangehouden|afgesplitste?)\s+)*)"
    r"(?P<sub>sub)?(?:amend?e?ment|amdement|motie)\s+(?:van\s+)?"
    r"(?:de\s+(?P<committee>(?:(?:vaste|algemene|tijdelijke|bijzondere)\s+)?commissie\s+(?:voor|van)\s+[^()]{3,100}?)|"
    r"(?:(?:het\s+(?:de\s+)?(?:li{1,2}d|ld|leden)|de\s+(?:het\s+)?(?:leden|lid)|de\s+heer|mevrouw|"
    r"(?P<delegate>de\s+bijzondere?\s+gedelegeerden?)|lid|leden|het\b)[\s-]*)?"
    r"(?P<names>.+?)(?P<others>\s+c\.?\s?s\b[.\s]*)?)"
    r"(?=\s*(?:\b(?:over|inzake|tot|ter\s+vervanging|t\.?v\.?v\.?|op\s+(?:het|de|stuk)|waarmee|waarin|strekkende|houdende|"
    r"dat|die|om|betreffende|met\s+betrekking|voor|ten\s+aanzien|\(|ivm|i\.v\.m|in\s+verband|\d{5})\b|\s\(|$))"
)
# A family name, with a first name or initials where there are namesakes: "Inge van Dijk", "Six Dijkstra", "de Hoop".
_PARTICLE = r"(?:van|de|der|den|het|['’]t|ten|ter|te|op|in|el|la|le|du|von|zu|dos|di)"
NAME = rf"(?:{_PARTICLE}\s+)*(?:[^\W\d_a-zß-ÿ][\w.'’-]*)(?:\s+(?:{_PARTICLE}|[^\W\d_a-zß-ÿ][\w.'’-]*)){{0,5}}"
_REPLACING = (
    r"(?i)\s*\(?\b(?:ter\s+vervanging\s+van|t\.\s?v\.\s?v\.?|tvv)\s+(?P<what>(?:(?:dat|die|de|het)\s+(?:gedrukt\s+)?(?:onder\s+)?)?(?:stuk\s+)?"
    r"(?:nrs?\.?\s*)?[\dA-Z][\w.,\s()/-]*?)\)?(?=\s+(?:over|inzake|tot|waarmee|strekkende|houdende|dat|die|om|betreffende|op)\b|\s*$)"
)
_ON = (
    r"(?i)(?P<head>\bop\s+(?:het\s+)?)?(?:(?:nader|tweede|derde)\s+)*(?:gewijzigde?\s+)?\bamendement\b[^()]{0,120}?"
    r"\(?\s*(?:gedrukt\s+onder\s+)?(?:stuk\s*)?nr\.?\s*(?P<number>\d+)\s*\)?"
)


@lru_cache(8192)  # that of a motion is asked by each that it may replace
def own_title(text: str | None) -> OwnTitle | None:
    """Return what an amendment's or motion's subject says, ``None`` for an empty one. Derived, never official."""
    if not text or not text.strip():
        return None
    text = " ".join(text.split())[:2000]
    replaces = tuple(find_papers(text))
    match = re.match(_OWN, text)
    committee = match["committee"] if match else None
    names = (committee,) if committee else _names(match["names"]) if match else ()
    if match is None or not (committee or all(re.fullmatch(NAME, name) for name in names)):
        # "over" was forgotten, and what it is about cannot be told from who submitted it.
        return OwnTitle(
            None, text.lower().startswith("subamendement"), (), "", False, text, replaces, None, False
        )
    rest = text[match.end() :].strip()
    sub = bool(match["sub"])
    amends: str | None = None
    if sub and (on := re.search(_ON, rest)):
        amends = on["number"]
        if on["head"]:
            rest = f"{rest[: on.start()]} {rest[on.end() :]}".strip()
    # "ter vervanging van nr. 7" goes; "ter vervanging van gasketels" is what it is about.
    rest = re.sub(_REPLACING, lambda found: " " if find_papers(found[0]) else found[0], rest).strip()
    subject = " ".join(re.sub(r"^over\s+", "", rest, flags=re.IGNORECASE).split())
    return OwnTitle(
        label=match["label"].strip().lower() or None,
        sub=sub,
        names=names,
        by="committee" if committee else "delegate" if match["delegate"] else "member",
        and_others=bool(match["others"]),
        subject=subject or text,
        replaces=replaces,
        amends=amends,
        parsed=bool(subject),
    )


# Words of a heading that is printed in capitals, other than names: they are written small.
_SMALL = frozenset(
    "gewijzigd gewijzigde gew. nader nadere tweede derde vierde vijfde zesde zevende vervangend vervangende "
    "aangehouden afgesplitst afgesplitste amendement amendementen subamendement motie van het de der den 't ’t lid "
    "leden heer en c.s. cs c.s ter te ten tot t.v.v. vervanging die dat gedrukt onder nr. nrs. nr nrs op stuk la el in "
    "voor vaste algemene tijdelijke bijzondere gedelegeerde gedelegeerden commissie over inzake houdende von".split()
)


def sentence_case(title: str) -> str:
    """Return a heading that is printed in capitals as a sentence has it, so that names can be told from other words.

    "MOTIE VAN DE LEDEN DASSEN EN VAN DER PLAS C.S." -> "Motie van de leden Dassen en Van der Plas c.s.". A name's
    first particle gets its capital ("Van der Plas", but "Inge van Dijk"); what cannot be known from capitals
    (a capital within a word) stays small. A heading with small letters is returned as it is.
    """
    words = re.sub(r"\s+[-–]\s+", "-", title).split()
    if sum(len(word) > 1 and word != word.upper() for word in words) * 2 > len(words):
        return " ".join(words)
    small: list[str] = []
    for word in words:
        low = word.lower()
        if low.strip(",()") in _SMALL:
            small.append(low)
        elif re.fullmatch(r"\(?[IVX]+[,.)]*", word) or any(c.isdigit() for c in word):
            small.append(word)
        else:
            small.append(re.sub(r"(?:^|(?<=[-(/.]))[^\W\d_]", lambda m: m[0].upper(), low))
    text = " ".join(small)
    particle = r"(?:van|de|der|den|ten|ter|te|el|la|von|op|in)\b"
    first = rf"(?<=\blid ){particle}|(?<=\bleden ){particle}|(?<=, ){particle}|(?<= en ){particle}"
    text = re.sub(first, lambda match: match[0].capitalize(), text)
    return text[:1].upper() + text[1:]


def _names(text: str) -> tuple[str, ...]:
    """Return the names of "Van der Plas, Grinwis en Inge van Dijk" or "Kathmann/Six Dijkstra"."""
    return tuple(
        name.strip()
        for name in re.split(r"\s*,\s*(?:en\s+)?|\s+en\s+|\s*/\s*", text.strip(" -"))
        if name.strip()
    )
