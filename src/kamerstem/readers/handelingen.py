"""The Handelingen of the House, as official XML or as plain text -> an account of the votes in them.

Each item of a sitting is published by itself (``h-tk-20172018-70-6``), mostly without the day in it: who knows the day
says so. Without a day "de overige fracties" cannot be told, and a wish about "25 november jl." has no year.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kamerstem.errors import NotAnAccount, NotAnOverview
from kamerstem.model import form
from kamerstem.model.accounts import Account
from kamerstem.model.overview import Source, SourceKind
from kamerstem.model.refs import PUBLICATIONS
from kamerstem.model.votes import Sitting
from kamerstem.readers import formulas, lines, markup
from kamerstem.readers.chair import Walk
from kamerstem.readers.grammar import remarks
from kamerstem.readers.lines import fold
from kamerstem.readers.markup import tag, words
from kamerstem.readers.spoken import Speaker, Utterance, plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ID = re.compile(
    r"\bh-(?P<house>tk|ek|vv)-(?P<from>\d{4})(?P<to>\d{4})-(?P<number>\d{1,5})(?:-(?P<item>\d{1,5}))?",
    re.IGNORECASE,
)
_BY_SITTING = 2011  # from that session on an id holds the number of the sitting; before it, pages
_DAY = re.compile(
    r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+(?P<day>\d{1,2}\s+[a-z]{3,9}\s+\d{4})\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(?P<number>\d{1,3})e\s+vergadering\b", re.IGNORECASE)
_SESSION = re.compile(
    r"(?<!\d)(?P<session>(?:19|20)\d{2}[-–/](?:19|20)\d{2})\s*,?\s*nr\.?\s*(?P<number>\d{1,3})\b(?:,\s*item\s*(?P<item>\d+))?"
)
_SENATE = re.compile(
    r"\bEerste\s+Kamer\s+der\s+Staten-Generaal|^\s*Eerste\s+Kamer\s*[,0-9]|\bVerenigde\s+Vergadering\s+der\b",
    re.MULTILINE,
)


def read(data: bytes, *, name: str | None = None, day: date | None = None) -> Account:
    """Return the account of the votes in these Handelingen.

    ``name`` is the official identifier or the name of the file that holds it (``h-tk-20172018-70-6.xml``); ``day`` is
    the day of the sitting, for a document that does not give it. Raises
    :class:`~kamerstem.errors.NotAnAccount` if it is something else, of the Senate, broken or too large.
    """
    if markup.looks_like_xml(data):
        root = markup.parse(data)
        if tag(root) not in ("officiele-publicatie", "handelingen", "agendapunt") or not _holds(
            root, "agendapunt", "handelingen"
        ):
            raise _no_handelingen()
        given = f"{name or ''} {_attributes(root)}"
        head = " ".join(words(each) for each in root.iter() if tag(each) in ("vergadering", "vergaderdatum"))
        return _account(data, _from_xml(root), given, head, day, title=_xml_titles(root))
    if not data.strip() or b"%PDF-" in data[:1024]:
        raise _no_handelingen()
    try:
        text = lines.to_lines(lines.decode(data))
    except NotAnOverview:
        raise _no_handelingen() from None
    top = "\n".join(line.text for line in text[:60])
    if _SENATE.search(top):
        raise _of_the_senate()
    return _account(data, _from_text(text), f"{name or ''} {top}", top, day, title=None)


def _account(
    data: bytes,
    said: Iterator[tuple[str, Utterance]],
    given: str,
    head: str,
    day: date | None,
    title: str | None,
) -> Account:
    id = _ID.search(given)
    if id is not None and id["house"].lower() != "tk":
        raise _of_the_senate()
    session, number = None, None
    if id is not None:
        session = f"{id['from']}-{id['to']}"
        number = id["number"] if int(id["from"]) >= _BY_SITTING and id["item"] else None
    if stated := _SESSION.search(head):
        session, number = session or re.sub("[–/]", "-", stated["session"]), number or stated["number"]
    if number is None and (found := _NUMBER.search(head)):
        number = found["number"]
    if day is None and (dated := _DAY.search(head)):
        day = form.read_date(dated["day"])
    source = id[0].lower() if id is not None else "handelingen"
    walk = Walk(day, source, number)
    walk.item(title)
    for what, utterance in said:
        if what == "item":
            walk.item(utterance.text or None)
        elif what == "intro":
            walk.head(utterance)
        else:
            walk.say(utterance)
    walk.end()
    return Account(
        source=Source(
            source,
            SourceKind.HANDELINGEN,
            url=f"{PUBLICATIONS}/{source}.html" if id is not None else None,
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        sitting=Sitting(day, number, title),
        session=session,
        votes=tuple(walk.votes),
        remarks=tuple(walk.remarks),
        unread=tuple(walk.unread),
    )


# --- official XML -----------------------------------------------------------------------------------------------------

_PARAGRAPHS = frozenset(("al", "p", "alinea"))
_BLOCKS = frozenset(("al", "lijst", "table", "tabel", "al-groep", "noot", "voetnoot", "li.nr"))
_LEFT_OUT = frozenset(
    ("motie", "noot", "voetnoot", "metadata", "spreker", "nr", "item-titel", "kop", "li.nr", "vergadering")
)


def _holds(root: "Element", *names: str) -> bool:
    return tag(root) in names or any(tag(element) in names for element in root.iter())


def _attributes(root: "Element") -> str:
    return " ".join(element.get("content") or "" for element in root.iter() if tag(element) == "meta")[:2000]


def _xml_titles(root: "Element") -> str | None:
    titles = [words(element) for element in root.iter() if tag(element) == "item-titel"]
    return titles[0] or None if len(titles) == 1 else None


def _from_xml(root: "Element") -> Iterator[tuple[str, Utterance]]:
    """Yield the paragraphs in order, each with its speaker; those of ``onderwerp`` say what the item is about."""
    count = 0
    stack: list[tuple[Element, Speaker | None, bool]] = [(root, None, False)]
    while stack:
        element, speaker, intro = stack.pop()
        name = tag(element)
        if not name or name in _LEFT_OUT:
            continue
        if name == "agendapunt":
            title = next((words(each) for each in element if tag(each) == "item-titel"), "")
            yield "item", Utterance(title)
        elif name == "onderwerp":
            intro = True
        elif name == "spreekbeurt":
            speaker = _speaker(next((each for each in element if tag(each) == "spreker"), None))
        elif name in _PARAGRAPHS:
            count += 1
            text = plain(words(element, without=_BLOCKS))
            if text:
                yield "intro" if intro else "say", Utterance(text, f"alinea {count}", speaker)
        stack += [(each, speaker, intro) for each in reversed(element)]


def _speaker(element: "Element | None") -> Speaker | None:
    if element is None:
        return None
    given = {tag(each): words(each) for each in element.iter()}
    whole = plain(words(element)).rstrip(": ")
    name = " ".join(part for part in (given.get("tussenvoegsel"), given.get("achternaam")) if part)
    return _as_speaker(given.get("voorvoegsels") or whole, name or whole, given.get("politiek") or None)


_MINISTER = re.compile(r"^(?:de\s+)?(?:minister|staatssecretaris|regeringscommissaris)\b", re.IGNORECASE)


def _as_speaker(form_: str, name: str, party: str | None) -> Speaker:
    if re.search(r"\bvoorzitter\b", f"{form_} {name}", re.IGNORECASE):
        return Speaker("voorzitter", None, chair=True)
    return Speaker(name, party, member=not _MINISTER.match(form_))


# --- plain text -------------------------------------------------------------------------------------------------------

_SPEAKER = re.compile(
    r"^(?P<form>De\s+(?:heer|voorzitter|minister|staatssecretaris)|Mevrouw|Minister|Staatssecretaris|Het\s+lid|Voorzitter)\b\s*"
    r"(?P<name>[^:.!?()]{0,80}?)\s*(?:\((?P<party>[^()]{1,40})\))?\s*:\s*(?P<rest>.*)$"
)
_NUMBERED = re.compile(r"^\d{1,3}\s+(?=Stemming|Hamerstuk|Regeling)")
_OPEN_END = re.compile(r"(?:\b(?:nrs?|c\.s|jl|d\.d|art|mr|dr|resp)\.|[^.:;!?\"”’)])$")


def _from_text(text: list[lines.Line]) -> Iterator[tuple[str, Utterance]]:
    speaker: Speaker | None = None
    for number, paragraph in _paragraphs(text):
        place = f"regel {number}"
        if title := _NUMBERED.match(paragraph):
            speaker = None
            yield "item", Utterance(paragraph[title.end() :])
            continue
        if (spoken := _SPEAKER.match(paragraph)) and _is_speaker(spoken):
            speaker = _as_speaker(spoken["form"], spoken["name"].strip(), spoken["party"])
            paragraph = spoken["rest"].strip()
            if not paragraph:
                continue
        elif remarks.of_the_report(paragraph) or remarks.ends_without_vote(paragraph):
            speaker = None  # the report's own words need none to end whoever spoke before
        yield "say", Utterance(plain(paragraph), place, speaker)


def _is_speaker(spoken: re.Match[str]) -> bool:
    """Tell whether the words before a colon are who speaks, and no sentence that begins with a person."""
    name = spoken["name"].strip()
    return not name or bool(_MINISTER.match(spoken["form"])) or formulas.is_name(name)


def _paragraphs(text: list[lines.Line]) -> Iterator[tuple[int, str]]:
    """Yield each paragraph with the number of its first line: lines go on until a blank one or a sentence's end."""
    held: list[str] = []
    first = 0
    for line in text:
        words_ = fold(line.text)
        begins = (
            not words_
            or _SPEAKER.match(words_)
            or remarks.of_the_report(words_)
            or remarks.begins_paragraph(words_)
            or _NUMBERED.match(words_)
        )
        if held and (begins or not _OPEN_END.search(held[-1])):
            yield first, lines.join(held)
            held = []
        if words_:
            first = first if held else line.place.number
            held.append(words_)
    if held:
        yield first, lines.join(held)


# --- errors -----------------------------------------------------------------------------------------------------------


def _no_handelingen() -> NotAnAccount:
    return NotAnAccount(
        "Dit zijn geen Handelingen van de Tweede Kamer. Geef een item ervan als officiële XML of als platte tekst.",
        "This is no item of the Handelingen of the House. Give one as official XML or as plain text.",
    )


def _of_the_senate() -> NotAnAccount:
    return NotAnAccount(
        "Dit zijn geen Handelingen van de Tweede Kamer maar van de Eerste Kamer of de Verenigde Vergadering; "
        "Kamerstem leest de stemmingen van de Tweede Kamer.",
        "These are no Handelingen of the House but of the Senate, or of both together; "
        "Kamerstem reads the votes of the House.",
    )
