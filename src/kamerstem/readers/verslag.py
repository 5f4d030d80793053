"""The report of a sitting (Verslag, VLOS XML) -> an account of the votes in it.

A report gives each vote twice: in figures (``activiteititem soort="Besluit"``: besluitvorm, uitslag, stemmingen) and
in the chair's words. :func:`read` takes the figures, and the words for what has none (withdrawn, held over, without a
vote); :func:`read_prose` takes the words alone, by the grammar of the Handelingen, so that one can be held against the
other.

Real files differ from the official XSD (VLOS2.0): the root is ``vlosCoreDocument`` in another namespace, and
``fractie`` is plain text. Names of elements are therefore read whatever their namespace, and both shapes of
``fractie``.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kamerstem.errors import BadReference, NotAnAccount
from kamerstem.model import refs
from kamerstem.model.accounts import Account, Passage
from kamerstem.model.overview import Source, SourceKind
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import Ballot, Kind, Member, Method, PartyName, Result, Side, Sitting
from kamerstem.readers import formulas, markup
from kamerstem.readers.chair import Walk
from kamerstem.readers.grammar import citations
from kamerstem.readers.grammar.citations import Named
from kamerstem.readers.markup import child, tag, words
from kamerstem.readers.spoken import Counted, Speaker, Utterance, plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_METHODS = {"Fractie": Method.SHOW_OF_HANDS, "Hoofd": Method.ROLL_CALL}
_RESULTS = {"Aangenomen": Result.ADOPTED, "Verworpen": Result.REJECTED, "Staken": Result.TIED}
_STEMS = {"voor": Side.FOR, "tegen": Side.AGAINST, "niet deelgenomen": Side.NOT_VOTING}
_KINDS = {
    "Motie": Kind.MOTION,
    "Amendement": Kind.AMENDMENT,
    "Subamendement": Kind.SUB_AMENDMENT,
    "Wetgeving": Kind.BILL,
    "Begroting": Kind.BILL,
    "Initiatiefwetgeving": Kind.BILL,
    "Verzoek bij regeling van werkzaamheden": Kind.ORDER_REQUEST,
    "Voordrachten en benoemingen": Kind.NOMINATION,
    "Wijziging RvO": Kind.RULES_CHANGE,
}
# Text of a motion, or of a list that is no part of what was said.
_LEFT_OUT = frozenset(
    {"sprekers", "spreker", "zaken", "bijlages", "commissies", "fracties", "activiteitenindex"}
)
_LEFT_OUT_FRAGMENTS = frozenset(
    {"Motie indiening", "Ingekomen stukken", "Terinzagelegging CIP", "Voorzitter selectie"}
)


def read(data: bytes) -> Account:
    """Return the account of the votes in a report, from its figures where it has them.

    Raises :class:`~kamerstem.errors.NotAnAccount` if it is no report of a sitting of the House, broken or too large.
    """
    return _read(data, figures=True)


def read_prose(data: bytes) -> Account:
    """Return the account that the words of a report give by themselves, as :func:`read` does from its figures."""
    return _read(data, figures=False)


def _read(data: bytes, *, figures: bool) -> Account:
    if not markup.looks_like_xml(data):
        raise _no_report()
    root = markup.parse(data)
    if (
        tag(root) not in ("vlosCoreDocument", "vlosdocument")
        or (sitting := child(root, "vergadering")) is None
    ):
        raise _no_report()
    if sitting.get("kamer") not in (None, "Tweede Kamer"):
        raise NotAnAccount(
            "Dit verslag is niet van de Tweede Kamer; Kamerstem leest de stemmingen van de Tweede Kamer.",
            "This report is not of the House of Representatives; Kamerstem reads the votes of the House.",
        )
    day = _day(words(child(sitting, "datum")))
    number = words(child(sitting, "vergaderingnummer")).lstrip("0") or None  # a committee's has "0"
    id = (sitting.get("objectid") or "").strip().lower()
    source = f"verslag-{id}" if id else "verslag"
    walk = Walk(day, source, number)
    _Report(walk, day, figures).walk_through(sitting)
    walk.end()
    return Account(
        source=Source(source, SourceKind.VERSLAG, sha256=hashlib.sha256(data).hexdigest()),
        sitting=Sitting(day, number, words(child(sitting, "titel")) or None),
        session=words(child(sitting, "vergaderjaar")) or None,
        edition=", ".join(part for part in (root.get("soort"), root.get("status")) if part) or None,
        votes=tuple(walk.votes),
        remarks=tuple(walk.remarks),
        unread=tuple(walk.unread),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


class _Report:
    """Goes through a report in the order of the document and says what it finds to the walk."""

    def __init__(self, walk: Walk, day: date | None, figures: bool) -> None:
        self.walk, self.day, self.figures = walk, day, figures

    def walk_through(
        self, element: "Element", speaker: Speaker | None = None, place: str | None = None
    ) -> None:
        name = tag(element)
        if name in _LEFT_OUT or (name == "draadboekfragment" and element.get("soort") in _LEFT_OUT_FRAGMENTS):
            return
        place = element.get("objectid") or place
        if name in ("activiteit", "activiteithoofd"):
            proposals = list(_proposals(child(element, "zaken")))
            dossiers = [dossier for each in proposals for ref in each.refs if (dossier := _dossier_of(ref))]
            self.walk.item(words(child(element, "titel")) or None, proposals, dossiers)
        elif name in ("woordvoerder", "interrumpant"):
            speaker = _speaker(element)
        elif name == "tekst":
            self._text(element, speaker, place)
            return
        elif name == "activiteititem" and element.get("soort") == "Besluit":
            self._decision(element, place, words(child(element.getparent(), "titel")))
            return
        for each in element:
            self.walk_through(each, speaker, place)

    def _text(self, element: "Element", speaker: Speaker | None, place: str | None) -> str:
        said: list[str] = []
        for paragraph in _paragraphs(element):
            if paragraph.endswith(":") and len(paragraph) < 100 and _is_label(paragraph):
                continue  # "De voorzitter:"; who speaks is an element
            said.append(paragraph)
            self.walk.say(Utterance(paragraph, place, speaker))
        return " ".join(said)

    def _decision(self, element: "Element", place: str | None, title: str) -> None:
        named = citations.name(title) if title else None
        figures = (
            _figures(element, place, self.day, named if named and named.refs else None)
            if self.figures
            else None
        )
        if figures is not None:
            self.walk.counted(figures)
        said = [
            self._text(each, Speaker("voorzitter", chair=True), place)
            for each in element
            if tag(each) == "tekst"
        ]
        if figures is not None:
            self.walk.conclude(" ".join(said))
        for each in element:
            if tag(each) == "draadboekfragment":
                self.walk_through(each, None, place)


def _is_label(paragraph: str) -> bool:
    """Tell whether a paragraph is only the name of who speaks ("De voorzitter:", "De heer Dijk (SP):")."""
    return paragraph.split(" ")[0] in ("De", "Mevrouw", "Minister", "Staatssecretaris", "Het", "Voorzitter")


def _paragraphs(element: "Element") -> Iterator[str]:
    """Yield the paragraphs of a ``tekst``; those of a motion's own text are left out."""
    for each in element:
        if tag(each) == "alineagroep" and (each.get("type") or each.get("soort")) == "Motietekst":
            continue
        if tag(each) == "alineaitem":
            if text := plain(words(each)):
                yield text
        else:
            yield from _paragraphs(each)


def _speaker(element: "Element") -> Speaker:
    who = child(element, "spreker")
    if words(child(element, "isvoorzitter")).lower() in ("true", "1"):
        return Speaker("voorzitter", chair=True)
    name = words(child(who, "verslagnaam")) or words(child(who, "achternaam"))
    member = who is not None and who.get("soort") in (None, "Tweede Kamerlid", "Onbekend")
    return Speaker(name, _party(child(who, "fractie")), member=member)


def _party(element: "Element | None") -> str | None:
    """Return a party's name: plain text in real files, ``afkorting`` and ``naam`` by the XSD."""
    return words(child(element, "afkorting")) or words(child(element, "naam")) or words(element) or None


# --- the papers -------------------------------------------------------------------------------------------------------


def _proposals(element: "Element | None") -> Iterator[Named]:
    """Yield what an item is about (official fields dossiernummer, sequeel, stuknummer, soort, titel)."""
    for case in element if element is not None else ():
        if tag(case) != "zaak":
            continue
        title = words(child(case, "titel"))
        ref = _ref(
            words(child(case, "dossiernummer")),
            words(child(case, "sequeel")),
            words(child(case, "stuknummer")),
        )
        sort = case.get("soort") or ""
        kind = _KINDS.get(sort) or (Kind.LETTER if sort.startswith("Brief") else citations.kind_of(title)[1])
        if kind is Kind.BILL:
            ref = _dossier_of(ref) or ref if ref else None
        if ref is not None:
            yield Named(title, kind, (ref,))


def _ref(dossier: str, addition: str, number: str) -> Ref | None:
    """Return the reference of a case; a case without a dossier has its Zaak number in that field."""
    if not dossier:
        return None
    try:
        ref = refs.parse(dossier)
        if isinstance(ref, Dossier) and ref.addition is None and addition and addition not in dossier:
            ref = Dossier.from_fields(ref.number, addition)
        if isinstance(ref, Dossier) and number.lstrip("0"):
            return Paper(ref, number.lstrip("0"))
    except BadReference:
        return None
    return ref


def _dossier_of(ref: Ref | None) -> Dossier | None:
    return ref.dossier if isinstance(ref, Paper) else ref if isinstance(ref, Dossier) else None


# --- the figures ------------------------------------------------------------------------------------------------------


def _figures(element: "Element", place: str | None, day: date | None, named: Named | None) -> Counted | None:
    """Return what the vote came to in figures; ``None`` where the report has no list of votes here."""
    rows = [row for lists in element if tag(lists) == "stemmingen" for row in lists if tag(row) == "stemming"]
    if not rows:
        return None
    sides: dict[Side, list[Ballot]] = {side: [] for side in Side}
    order: list[PartyName] = []
    unread: list[Passage] = []
    for row in rows:
        side = _STEMS.get(words(child(row, "stem")).lower())
        ballots = list(_ballots(row, day))
        order += [ballot.party for ballot in ballots if ballot.party is not None and ballot.member is None]
        if side is None or not ballots:
            said = " ".join(words(each) for each in row).strip() or "(een stemming zonder stem of naam)"
            unread.append(Passage(said, place))  # no list is whole then
        else:
            sides[side] += ballots
    whole = not unread
    parties_ = [ballot.party for side in Side for ballot in sides[side] if ballot.member is None]
    method = _METHODS.get(words(child(element, "besluitvorm")))
    return Counted(
        method=method,
        result=_RESULTS.get(words(child(element, "uitslag"))),
        for_=tuple(sides[Side.FOR]) if whole else None,
        against=tuple(sides[Side.AGAINST]) if whole else None,
        not_voting=(tuple(sides[Side.NOT_VOTING]) or None) if whole else None,
        seating=tuple(order) or None,
        place=place,
        named=named,
        unread=tuple(unread),
        weigh=len(set(parties_))
        == len(parties_),  # a party on two sides: how its seats were divided is not said
    )


def _ballots(row: "Element", day: date | None) -> Iterator[Ballot]:
    for each in row:
        if tag(each) == "fractie" and (name := _party(each)):
            yield Ballot(formulas.party_of(name, day), None)
        elif tag(each) == "hoofd":
            name = words(child(each, "verslagnaam")) or words(child(each, "achternaam")) or words(each)
            party = _party(child(each, "fractie"))
            if name:
                yield Ballot(formulas.party_of(party, day) if party else None, 1, Member(name))


def _no_report() -> NotAnAccount:
    return NotAnAccount(
        "Dit is geen verslag van een vergadering van de Tweede Kamer (VLOS-XML). Haal het opnieuw op.",
        "This is no report of a sitting of the House (VLOS XML). Fetch it again.",
    )
