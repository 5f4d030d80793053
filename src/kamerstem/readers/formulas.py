"""The chair's formulas: "Ik constateer dat de leden van ... ertegen, zodat het is verworpen" -> who, what.

A formula is read whole or not at all: a list with an entry that is no name, two sides that are the same, or a word that
does not belong makes ``None``, and the sentence is then reported by who asked (domain: section 5, 1995 to now).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kamerstem.model import parties
from kamerstem.model.votes import (
    Ballot,
    Ballots,
    Member,
    PartyName,
    Result,
    Side,
    Tally,
)
from kamerstem.readers import citations

MAX_SENTENCE = 3_000  # characters; the longest formula, a list of motions held over, has 1,500


# --- who --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Who:
    """One side as the chair names it: its ballots in order, members who are excepted, and "de overige fracties".

    ``apart`` are the excepted members with the party they belong to (``None``: of one of "de overige fracties").
    """

    ballots: tuple[Ballot, ...] = ()
    apart: tuple[tuple[PartyName | None, str], ...] = ()
    rest: bool = False
    everyone: bool = False


_LEAD = re.compile(
    r"\b(?:(?:de|alle)\s+)?(?:(?:wel\s+)?aanwezige\s+)?leden\s+van\s+(?:de\s+)?(?:fracties?\s+van\s+)?"
    r"|\b(?:de\s+)?fracties?\s+van\s+|\bdie\s+van\s+(?:de\s+fracties?\s+van\s+)?",
    re.IGNORECASE,
)
_ALSO = re.compile(r",?\s*\b(?:alsmede|evenals|alsook|en ook|en tevens|plus)\s+", re.IGNORECASE)
_ONLY = re.compile(r"^(?:alleen|slechts|uitsluitend|enkel)\s+", re.IGNORECASE)
_REST = re.compile(
    r"(?:(?:(?:de|alle)\s+)?(?:aanwezige\s+)?(?:leden\s+van|die\s+van)\s+)?(?:de|alle|al\s+de)\s+(?:overige|andere)\s+(?:aanwezige\s+)?"
    r"(?:fracties|leden|aanwezigen)(?:\s+(?:van|in)\s+de\s+Kamer)?|de\s+rest\s+van\s+de\s+Kamer",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"(?:de\s+(?:aanwezige\s+)?leden\s+van\s+)?alle\s+(?:aanwezige\s+)?(?:fracties|leden)(?:\s+van\s+de\s+Kamer)?",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\s*(?:\(\s*|,\s*|\s)(?:met\s+uitzondering\s+van|m\.u\.v\.|behalve|uitgezonderd)\s+"
    r"(?P<names>(?:het\s+lid|de\s+leden|de\s+heer|mevrouw|de\s+heren)\s+[^(),;]{2,120}?)\s*"
    r"(?:\)|,(?=\s)|(?=\s+(?-i:en\s+(?:de|het|die)\b)|$))",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"(?:het\s+lid|de\s+heer|mevrouw|lid)\s+(?P<name>[^()]+?)\s*(?:\((?P<party>[^()]+)\))?", re.IGNORECASE
)
_TITLE = re.compile(r"^(?:het\s+lid|de\s+leden|de\s+heren|de\s+heer|mevrouw)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:de|het)\s+")  # "De Wit" is a member's name
_SIDE_AFTER = re.compile(r"\s(?:voor|tegen)$")  # "de VVD voor": the side of a list that ended here
_OF_ITSELF = re.compile(r"(?:[Gg]roep|[Ll]id|[Ff]ractie)[- ]")
_SMALL = r"van|de|der|den|het|ten|ter|te|in|op|voor|en|'t|’t|el|al|la|le|tot|von|zu|dos|du"
_NAME = re.compile(
    rf"(?:(?:[Gg]roep|[Ll]id|[Ff]ractie|[Uu]nie)[- ])?(?:(?:{_SMALL})[ ])*[^\W\d_a-zß-ÿ][\w'’./+&-]*"
    rf"(?:[ ](?:(?:{_SMALL})|[^\W_a-zß-ÿ][\w'’./+&-]*)){{0,6}}|[0-9]{{2}}[A-Za-z][\w/-]*(?:[ ][A-Z][\w-]*)*"
)


def who(text: str, day: date | None) -> Who | None:
    """Return the side that a phrase names, ``None`` where any of it was not understood."""
    text = _ONLY.sub("", " ".join(text.split()).strip(" ,"))
    apart: list[tuple[PartyName | None, str]] = []

    def except_(match: re.Match[str]) -> str:
        before = text[: match.start()].rstrip(" ,")
        for member in names(_TITLE.sub("", match["names"])):
            apart.append((_last_party(before, day), member))
        return (
            "\x00" if text[match.end() : match.end() + 1].isspace() or match.end() == len(text) else "\x00 "
        )

    plain = _EXCEPT.sub(except_, text)
    # An exception set between commas was followed by the rest of the list.
    plain = re.sub(r"\x00(?=\s*(?:de|het|die|[A-Z0-9]))(?!\s*(?:en\b))", ",", plain).replace("\x00", "")
    plain = re.sub(r",\s*en\b", " en", plain).strip(" ,")
    if re.search(r"\b(?:uitzondering|behalve|uitgezonderd|m\.u\.v\.)", plain, re.IGNORECASE):
        return None
    if any(not _NAME.fullmatch(member) for _, member in apart):
        return None
    if _REST.fullmatch(plain):
        return Who(apart=tuple((None, member) for _, member in apart), rest=True)
    if _EVERYONE.fullmatch(plain):
        return None if apart else Who(everyone=True)
    if any(party is None for party, _ in apart):
        return None
    plain = _LEAD.sub("", _ALSO.sub(", ", plain))
    ballots: list[Ballot] = []
    for entry in parties.split_names(plain, day):
        ballot = _ballot(entry, day)
        if ballot is None:
            return None
        ballots.append(ballot)
    if not ballots or _twice(ballots):
        return None
    return Who(tuple(ballots), tuple(apart))


def is_name(text: str) -> bool:
    """Tell whether a text has the form of a name: "De Nerée tot Babberich", "M.B. Vos", "Groep Lazrak", "50PLUS"."""
    return _NAME.fullmatch(text) is not None


def names(text: str) -> list[str]:
    """Return the names of a list of members: "Van Aalst, De Nerée tot Babberich en Özütok"."""
    return [
        name.strip() for name in re.split(r"\s*,\s*(?:en\s+)?|\s+en\s+", text.strip(" .")) if name.strip()
    ]


def members(text: str) -> Ballots:
    """Return the ballots of a roll call's list, each a member's own; ``None`` where an entry is no name."""
    found = names(text)
    if not found or any(not _NAME.fullmatch(re.sub(r"\s*\([^()]*\)$", "", name)) for name in found):
        return None
    return tuple(Ballot(None, 1, Member(re.sub(r"\s*\([^()]*\)$", "", name))) for name in found)


def party_of(name: str, day: date | None) -> PartyName:
    """Return a party under the name that was used; its id where the register knows it (and it sat that day)."""
    found = parties.find(name, day)
    if found is not None and day is not None and found.existed_on(day) is False:
        found = None
    return PartyName(found.id if found else None, name)


def _ballot(entry: str, day: date | None) -> Ballot | None:
    bare = _ARTICLE.sub("", entry.strip())
    member = _MEMBER.fullmatch(entry) or _MEMBER.fullmatch(bare)
    if member is not None:
        if not _NAME.fullmatch(member["name"]):
            return None
        alone = party_of(f"Lid {member['name']}", day)
        if alone.id is None:
            alone = party_of(member["name"], day)
        if alone.id is not None and not member["party"]:
            return Ballot(PartyName(alone.id, bare if bare.lower().startswith("lid") else alone.name), None)
        party = party_of(member["party"], day) if member["party"] else None
        return Ballot(party, 1, Member(member["name"]))
    if not _NAME.fullmatch(bare) or _SIDE_AFTER.search(bare):
        return None
    party = party_of(bare, day)
    # The register has every party of a day that it covers; what is none then, and does not say so, is something else.
    if party.id is None and day is not None and parties.covers(day) and not _OF_ITSELF.match(bare):
        return None
    return Ballot(party, None)


def _last_party(text: str, day: date | None) -> PartyName | None:
    """Return the party that a list ends with: the one an exception in brackets after it is about."""
    entries = parties.split_names(_LEAD.sub("", _ALSO.sub(", ", text)), day)
    ballot = _ballot(entries[-1], day) if entries else None
    return ballot.party if ballot is not None and ballot.member is None else None


# --- the sides against the House of that day --------------------------------------------------------------------------


def rest_of_house(named: list[PartyName | None], day: date | None) -> Ballots:
    """Return the parties of that day that were not named, in seating order; ``None`` where they are not known.

    They are known where the register knows every party of that day, not only its House: near a change, or with a
    party among those named that the register does not have, "de overige fracties" stays unresolved.
    """
    house = parties.house_on(day) if day else None
    if day is None or house is None or any(party is None or party.id is None for party in named):
        return None
    there = {party.id for party in named if party}
    if not there <= set(house.seats):
        return None
    if any(party.existed_on(day) is None for party in parties.all_parties() if party.id not in there):
        return None
    order = [*parties.seating_on(day)[0], *house.seats]
    left = [id for id in dict.fromkeys(order) if id in house.seats and id not in there]
    return tuple(Ballot(PartyName(id, parties.by_id(id).name_on(day)), None) for id in left)


@dataclass(frozen=True, slots=True)
class Lists:
    """The ballots of both sides, the whole lists that were derived, and the members to take off their party."""

    for_: Ballots
    against: Ballots
    derived: tuple[Side, ...] = ()
    excepted: tuple[tuple[str, str], ...] = ()


def resolve(for_: Who | None, against: Who | None, day: date | None) -> Lists:
    """Return the ballots of both sides as the chair named them: who is excepted from one stands on the other."""
    sides = {Side.FOR: for_, Side.AGAINST: against}
    named = [
        ballot.party for side in sides.values() if side for ballot in side.ballots if ballot.member is None
    ]
    lists: dict[Side, Ballots] = {}
    derived: list[Side] = []
    excepted: list[tuple[str, str]] = []
    for side, there in sides.items():
        other = sides[Side.AGAINST if side is Side.FOR else Side.FOR]
        if there is None or there.everyone:
            lists[side] = None
        elif there.rest:
            # With a member excepted, it is not known from which of them a seat goes.
            known = (
                other is not None and not there.apart and not any(ballot.member for ballot in other.ballots)
            )
            lists[side] = rest_of_house(named, day) if known else None
            if lists[side] is not None:
                derived.append(side)
        else:
            lists[side] = there.ballots
    for side, there in sides.items():
        opposite = Side.AGAINST if side is Side.FOR else Side.FOR
        if there is not None and there.everyone:
            lists[opposite] = ()
        for party, member in there.apart if there else ():
            if party is not None and party.id is not None:
                excepted.append((party.id, member))
            across = lists[opposite]
            if across is not None:
                lists[opposite] = (*across, Ballot(party, 1, Member(member)))
    return Lists(lists[Side.FOR], lists[Side.AGAINST], tuple(derived), tuple(excepted))


# --- what the chair concludes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the chair states of a vote. ``what`` is what it calls the proposal ("deze motie"), ``None`` if nothing.

    ``unanimous``: "met algemene stemmen", so nobody was against. ``by_winner``: of "met 80 tegen 62 stemmen" the result
    says which number is for, and that holds only where more than half is enough.
    """

    what: str | None
    for_: Who | None = None
    against: Who | None = None
    not_voting: Who | None = None
    unanimous: bool = False
    tally: Tally | None = None
    by_winner: bool = False
    result: Result | None = None


_CONCLUDES = re.compile(
    r"(?:(?:Dan|Hiermee|Daarmee|Dus|En|Nu|Goed|Oké|Vervolgens)\s*,?\s+)?(?:ik\s+(?:constateer|concludeer|stel)|(?:constateer|concludeer|stel)\s+ik)"
    r"(?:\s+(?:dus|dan|hiermee|daarmee|nu|derhalve))?(?:\s+vast)?\s*,?\s+dat\s*,?\s+",
    re.IGNORECASE,
)
_NP = rf"(?:het|de|dit|deze|dat|die)\s+{citations.NOUN}"
_VOTED = re.compile(
    rf"^(?P<first>.+?)\s*,?\s+(?:hun\s+stem\s+)?(?P<side>voor|tegen)\s+(?P<what>{_NP}[^;]{{0,400}}?)\s+(?:hebben|heeft)\s+gestemd\b",
    re.IGNORECASE,
)
_VOTED_BARE = re.compile(
    r"^(?P<first>.+?)\s+(?P<side>voor|ervoor|tegen|ertegen)\s+(?:hebben|heeft)\s+gestemd\b", re.IGNORECASE
)
# In the words for what was voted on: they hold the other side ("voor dit amendement en de leden van ... tegen").
_OTHER_SIDE = re.compile(r"\b(?:leden|fracties?)\s+van\b|\b(?:overige|andere)\s+fracties\b", re.IGNORECASE)
_SECOND = re.compile(
    r"^\s*,?\s*(?:en|terwijl|maar)?\s*(?P<second>.+?)\s*,?\s+(?P<side>er\s?tegen|er\s?voor|daartegen|daarvoor|tegen|voor)"
    r"(?:\s+(?:hebben|heeft)\s+gestemd)?(?=\s*(?:$|[,.;]|en\b|zodat\b|waardoor\b|waarmee\b))",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"^\s*,?\s*(?:en\s+)?(?P<third>(?:de|die|het)\s+.+?)\s+niet\s+(?:aan\s+de\s+stemming\s+)?(?:hebben|heeft)\s+deelgenomen"
    r"(?:\s+aan\s+de\s+stemming)?",
    re.IGNORECASE,
)
_RESULTS: dict[str, Result] = {
    "aangenomen": Result.ADOPTED,
    "verworpen": Result.REJECTED,
    "niet aangenomen": Result.REJECTED,
    "afgewezen": Result.REJECTED,
}
_RESULT = r"(?P<result>niet\s+aangenomen|aangenomen|verworpen|afgewezen)"
_SO = re.compile(
    rf"^\s*,?\s*(?:zodat|waardoor|waarmee|en\s+dat|dus)\s+(?:daarmee\s+)?(?P<subject>[^,;]{{1,200}}?)\s+(?:dus\s+|daarmee\s+|ook\s+)?"
    rf"(?:(?:is|zijn)\s+{_RESULT}|{_RESULT.replace('result', 'result2')}\s+(?:is|zijn))\s*$",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"^\s*,?\s*(?:zodat|waardoor)\s+de\s+stemmen\s+(?:over\s+[^,;]{1,200}?\s+)?(?:staken|(?:zijn|hebben)\s+gestaakt)\s*$",
    re.IGNORECASE,
)
_UNANIMOUS = re.compile(
    rf"^(?P<what>[^;]+?)\s+(?:(?:is|zijn)\s+)?(?:met\s+algemene\s+stemmen|unaniem)\s+(?:(?:is|zijn)\s+)?{_RESULT}(?:\s+(?:is|zijn))?\s*$",
    re.IGNORECASE,
)
_TALLY = (
    r"(?:(?P<voor>\d{1,3})\s+(?:stemmen\s+)?voor\s+en\s+(?P<tegen>\d{1,3})\s+(?:stemmen\s+)?(?:daar|er)?tegen"
    r"|(?P<tegen2>\d{1,3})\s+(?:stemmen\s+)?tegen\s+en\s+(?P<voor2>\d{1,3})\s+(?:stemmen\s+)?voor"
    r"|(?P<one>\d{1,3})\s+(?:stemmen\s+)?tegen\s+(?P<other>\d{1,3})(?:\s+stemmen)?)"
)
_COUNTED = re.compile(
    rf"^(?P<what>[^;]+?)\s+(?:(?:is|zijn)\s+)?(?:met\s+)?{_TALLY}\s*,?\s+(?:(?:is|zijn)\s+)?{_RESULT}(?:\s+(?:is|zijn))?\s*$",
    re.IGNORECASE,
)
_COUNTED_FIRST = re.compile(
    rf"^(?:er\s+)?(?:met\s+)?{_TALLY}\s+(?:(?:is|zijn)\s+)?(?P<what>[^;]+?)\s+(?:is|zijn)\s+{_RESULT}\s*$",
    re.IGNORECASE,
)
_CAST = re.compile(
    rf"^(?:er\s+)?{_TALLY}(?:\s+(?:zijn|is)?\s*(?:uitgebracht|geteld))?(?P<after>.*)$", re.IGNORECASE
)
_STRIKE = re.compile(
    r"^de\s+stemmen\s+(?:over\s+(?P<what>[^;]+?)\s+)?(?:staken|(?:zijn|hebben)\s+gestaakt)\s*$", re.IGNORECASE
)


# In the words for what was decided: they hold a decision of their own, and one sentence says two.
_DECIDED_TOO = re.compile(r"\b(?:aangenomen|verworpen|afgewezen|aangehouden|ingetrokken)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:niet|geen|noch|indien|tenzij|mits|wanneer)\b", re.IGNORECASE)


def unaccented(text: str) -> str:
    """Return the words with the stress taken off "vóór" and "tégen", which the Handelingen put there at will."""
    return re.sub(r"\b([Vv])[óo]{2}r\b", r"\1oor", re.sub(r"\b([Tt])[ée]gen\b", r"\1egen", text))


def concludes(sentence: str) -> bool:
    """Tell whether a sentence begins as the chair's conclusion does."""
    return _CONCLUDES.match(sentence) is not None


def conclusion(sentence: str, day: date | None) -> Conclusion | None:
    """Return what the chair concludes in a sentence; ``None`` where it is no conclusion that was understood whole."""
    begin = _CONCLUDES.match(sentence)
    if begin is None or len(sentence) > MAX_SENTENCE:
        return None
    body = unaccented(sentence[begin.end() :]).strip().rstrip(".").rstrip()
    if match := _UNANIMOUS.match(body):
        if not _is_proposal(match["what"]):
            return None
        return Conclusion(_what(match["what"]), unanimous=True, result=_result(match["result"]))
    for pattern in (_COUNTED, _COUNTED_FIRST):
        if match := pattern.match(body):
            if not _is_proposal(match["what"]):
                return None
            result, by_winner = _result(match["result"]), match["one"] is not None
            return Conclusion(
                _what(match["what"]), tally=_tally(match, result), by_winner=by_winner, result=result
            )
    if match := _STRIKE.match(body):
        return Conclusion(_what(match["what"]), result=Result.TIED)
    if match := _CAST.match(body):
        tally, after = _tally(match, None), match["after"]
        if tally and tally.for_ == tally.against and (not after.strip() or _TIED.match(after)):
            return Conclusion(None, tally=tally, result=Result.TIED)
        so = _SO.match(after)
        outcome = _outcome(so) if so else None
        return (
            Conclusion(_what(so["subject"]), tally=tally, result=outcome)
            if tally and so and outcome
            else None
        )
    return _by_side(body, day)


def _is_proposal(words: str) -> bool:
    """Tell whether what was adopted or rejected is named as a proposal, and nothing in the words undoes it."""
    return citations.kind_of(words)[0] and not _NOT.search(words) and not _DECIDED_TOO.search(words)


def _by_side(body: str, day: date | None) -> Conclusion | None:
    match = _VOTED.match(body) or _VOTED_BARE.match(body)
    if match is None or _OTHER_SIDE.search(match.groupdict().get("what") or ""):
        return None
    first = who(match["first"], day)
    if first is None:
        return None
    sides: dict[Side, Who] = {_side(match["side"]): first}
    rest = body[match.end() :]
    if (second := _SECOND.match(rest)) and not _SO.match(rest):
        other = who(second["second"], day)
        if other is None or _side(second["side"]) in sides:
            return None
        sides[_side(second["side"])] = other
        rest = rest[second.end() :]
    absent: Who | None = None
    if third := _THIRD.match(rest):
        absent = who(third["third"], day)
        if absent is None:
            return None
        rest = rest[third.end() :]
    found = Conclusion(
        match["what"] if "what" in match.re.groupindex else None,
        sides.get(Side.FOR),
        sides.get(Side.AGAINST),
        absent,
    )
    if _overlap(found):
        return None
    if so := _SO.match(rest):
        stated = _outcome(so)
        return replace(found, result=stated) if stated else None
    if _TIED.match(rest):
        return replace(found, result=Result.TIED)
    return None if rest.strip(" ,.") else found


def _overlap(found: Conclusion) -> bool:
    """Tell whether a party or member stands on two sides, or both sides are "the others": then it was misread."""
    sides = [side for side in (found.for_, found.against, found.not_voting) if side]
    if any(side.everyone for side in sides) and len(sides) > 1:
        return True
    return _twice(ballot for side in sides for ballot in side.ballots) or sum(side.rest for side in sides) > 1


def _twice(ballots: Iterable[Ballot]) -> bool:
    """Tell whether a party or member is there twice, by whichever of its names ("D66", "Democraten 66")."""
    there = [
        ((ballot.party.id or ballot.party.name) if ballot.party else None, ballot.member)
        for ballot in ballots
    ]
    return len(set(there)) < len(there)


def _side(word: str) -> Side:
    return Side.FOR if "voor" in word.lower() else Side.AGAINST


def _result(words: str) -> Result:
    return _RESULTS[" ".join(words.lower().split())]


def _outcome(so: re.Match[str]) -> Result | None:
    """Return the result of "zodat zij is verworpen"; "zij niet is aangenomen" is rejected, "niet verworpen" nothing.

    Nor is there one where the words hold two ("het amendement is aangenomen en de motie is verworpen").
    """
    result = _result(so["result"] or so["result2"])
    if _DECIDED_TOO.search(so["subject"]):
        return None
    negated = re.search(r"\bniet$", so["subject"]) is not None
    if not negated:
        return None if result is Result.ADOPTED and _NOT.search(so["subject"]) else result
    return Result.REJECTED if result is Result.ADOPTED else None


def _what(words: str | None) -> str | None:
    return " ".join(words.split()) if words else None


def _tally(match: re.Match[str], result: Result | None) -> Tally | None:
    """Return the numbers of a match. Of "met 80 tegen 62 stemmen" the larger is the side that won."""
    if match["voor"]:
        return Tally(int(match["voor"]), int(match["tegen"]))
    if match["voor2"]:
        return Tally(int(match["voor2"]), int(match["tegen2"]))
    one, other = sorted((int(match["one"]), int(match["other"])), reverse=True)
    if one == other:
        return Tally(one, other)
    if result is None:
        return None
    return Tally(one, other) if result is Result.ADOPTED else Tally(other, one)
