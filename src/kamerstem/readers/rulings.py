"""What is decided without counting votes, sentence by sentence: by consequence, withdrawn, held over, without a vote.

Each function returns what a sentence says or ``None``; none guesses. Forms are those of domain section 5, 8 to 13.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kamerstem.model import form
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Kind, Result, StatementKind, Step
from kamerstem.readers import citations
from kamerstem.readers.citations import Named
from kamerstem.readers.formulas import unaccented


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that a sentence states of what it names; ``cause`` is what it follows from.

    ``tentative``: the chair proposes it, and it holds when the House has so decided. ``others``: the other parts of a
    paper, not named one by one.
    """

    step: Step
    named: Named
    result: Result | None = None
    cause: Named | None = None
    others: bool = False
    tentative: bool = False


_DET = r"(?:het|de|dit|deze|dat|die|zijn|haar|hun)"
_NP = rf"{_DET}\s+(?:(?:andere|overige|door\s+(?:hem|haar|hen)\s+ingediende|volgende)\s+)*{citations.NOUN}"
_ADVERB = r"(?:(?:hier|daar)(?:door|mee)|dus|dan(?:\s+ook)?|inmiddels|eveneens|ook|thans|nu)\s+"


_HYPOTHETICAL = re.compile(
    r"\b(?:als(?!\s+(?:verworpen|aangenomen|vervallen|ingetrokken|gevolg|zodanig|eerste|laatste)\b)|indien|mocht|mochten|wanneer|zodra"
    r"|tenzij|mits|zou|zouden)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:niet|geen|nooit|zal|zullen|kan|kunnen|wil|willen|moet|moeten|mag|mogen|dreigt)\b", re.IGNORECASE
)
_STEP = r"(?:ingetrokken|aangehouden|overgenomen|vervallen|aangenomen|verworpen)"
_STEPPED = re.compile(rf"\b{_STEP}\b", re.IGNORECASE)
_DENIED = re.compile(
    rf"\b(?:niet|nooit|evenmin|per\s+abuis|abusievelijk|ten\s+onrechte|bij\s+vergissing)\s+(?:als\s+)?{_STEP}\b",
    re.IGNORECASE,
)
# After the number of a paper these begin another clause: what it says of that paper is not what is said of the next.
_CLAUSE = re.compile(
    rf"\b(?:is|wordt|worden|werd|werden|heeft|hebben|komt|komen|kan|kunnen|blijft|blijven|zodat|waardoor|waarmee|terwijl|maar"
    rf"|handhaaft|handhaven|gehandhaafd|gewijzigd|toegelicht|{_STEP}|in\s+stemming|(?:uit|aan)\s+te\s+(?:stellen|houden))\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bnrs?\.?\s*\d|\d-\d", re.IGNORECASE)
# Words after the ruling that rule on something else as well.
_AND_MORE = re.compile(rf"\b{citations.NOUN}.*\b(?:{_STEP}|niet)\b", re.IGNORECASE)


def _is_one(words: str) -> bool:
    """Tell whether words are the name of one thing, or of several in a row, with no other clause among them."""
    number = _NUMBERED.search(words)
    return number is None or _CLAUSE.search(words, number.end()) is None


def ruling(sentence: str, default: Dossier | None) -> list[Ruling]:
    """Return what a sentence decides, empty where it decides nothing that was understood."""
    text = unaccented(sentence).strip().rstrip(".").rstrip()
    if _HYPOTHETICAL.search(text) or _DENIED.search(text):
        return []
    for read in (
        _listed,
        _consequence,
        _without_vote,
        _proposed,
        _withdrawn,
        _lapsed,
        _held_over,
        _taken_over,
    ):
        if found := read(text, default):
            # "heeft zijn motie niet ingetrokken": the word that undoes it has come along with the name.
            called = [each.named.called for each in found]
            return [] if any(_UNREAL.search(each) or not _is_one(each) for each in called) else found
    return []


# --- consequences for others ------------------------------------------------------------------------------------------

_BY = (
    r"(?:door|als\s+gevolg\s+van|vanwege|wegens|met|gelet\s+op)\s+de\s+"
    r"(?:verwerping|aanneming|aanvaarding|intrekking)\s+van\s+"
)
_CAUSE = re.compile(
    rf"{_BY}(?P<cause>(?:dit|deze|het|de)\s.{{0,400}}?(?:\)|amendement|amendementen|motie|wetsvoorstel))\s*,?\s+(?=(?:het|de|is|zijn|komt|komen|ook|daarmee|tevens)\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"^(?:(?:ik\s+stel\s+vast|ik\s+constateer)\s*,?\s+dat\s*,?\s+)?(?:aangezien|nu|doordat|omdat|daar)\s+(?P<cause>.{1,400}?)\s+(?:is|zijn)\s+"
    r"(?:aangenomen|verworpen|ingetrokken)\s*,\s*",
    re.IGNORECASE,
)
_DEEMED = re.compile(
    r"(?P<what>(?:het|de)\s.{1,400}?)\s+(?:(?:kan|kunnen|moet|moeten|mag|mogen|dient|dienen|wordt|worden)\s+)?(?:(?:hier|daar)(?:mee|door)\s+)?"
    r"als\s+(?P<as>verworpen|aangenomen|vervallen|ingetrokken)\s+"
    r"(?:(?:kan|kunnen|moet|moeten|mag|mogen|dient|dienen)\s+(?:te\s+)?(?:worden\s+)?(?:beschouwd|geacht)(?:\s+te\s+worden)?"
    r"|(?:te\s+)?worden\s+(?:beschouwd|geacht)|(?:beschouwd|geacht)(?:\s+(?:kan|kunnen|moet|moeten|wordt)?\s*(?:te\s+)?worden|\s+wordt)?)$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:het|de)\s+(?:andere|overige)\s+op\s+(?:dat\s+|hetzelfde\s+|dit\s+)?stuk\s+(?:nr\.?\s*)?(?P<number>[0-9]{1,4}[a-z]?)?\s*"
    r"(?:voorkomende|staande|vermelde)\s+(?:(?:nader\s+)?gewijzigde?\s+)?(?:sub)?amendement(?:en)?",
    re.IGNORECASE,
)
_AS: dict[str, tuple[Step, Result | None]] = {
    "verworpen": (Step.BY_CONSEQUENCE, Result.REJECTED),
    "aangenomen": (Step.BY_CONSEQUENCE, Result.ADOPTED),
    "vervallen": (Step.LAPSE, None),
    "ingetrokken": (Step.WITHDRAW, None),
}


def _caused(text: str, default: Dossier | None) -> tuple[Named | None, str]:
    """Return what a sentence says the ruling follows from, and the rest of it."""
    if match := _SINCE.match(text):
        return citations.name(match["cause"], default), text[match.end() :]
    if match := _CAUSE.search(text):
        return citations.name(match["cause"], default), text[match.end() :]
    return None, text


def _consequence(text: str, default: Dossier | None) -> list[Ruling]:
    cause, rest = _caused(text, default)
    match = _DEEMED.match(rest) or _DEEMED.search(rest)
    if match is None:
        return []
    step, result = _AS[match["as"].lower()]
    if others := _OTHERS.fullmatch(match["what"].strip()):
        if others["number"] is None:
            return []
        named = citations.name(f"het amendement (stuk nr. {others['number']})", default)
        named = Named(match["what"].strip(), named.kind, named.refs)
        return [Ruling(step, named, result, cause, others=True)]
    named = citations.name(match["what"], default)
    return [Ruling(step, named, result, cause)] if named.refs else []


_LAPSED = (
    re.compile(
        rf"\b(?:komt|komen)\s+(?:{_ADVERB})?(?P<what>{_NP}.{{0,400}}?)\s+(?:{_ADVERB})?(?:niet\s+(?:meer|langer)\s+in\s+stemming|te\s+vervallen)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:is|zijn)\s+(?:{_ADVERB})?(?P<what>{_NP}.{{0,400}}?)\s+(?:{_ADVERB})?(?:komen\s+te\s+)?vervallen$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<what>{_NP}[^;]{{0,400}}?)\s+(?:{_ADVERB})?(?:niet\s+(?:meer|langer)\s+in\s+stemming\s+(?:komt|komen)"
        rf"|(?:komt|komen)\s+(?:{_ADVERB})?(?:niet\s+(?:meer|langer)\s+in\s+stemming|te\s+vervallen)"
        rf"|(?:is|zijn|wordt|worden)\s+(?:{_ADVERB})?(?:komen\s+te\s+)?vervallen|vervalt|vervallen|te\s+vervallen\s+(?:komt|komen))$",
        re.IGNORECASE,
    ),
)


def _lapsed(text: str, default: Dossier | None) -> list[Ruling]:
    cause, rest = _caused(text, default)
    for pattern in _LAPSED:
        if match := pattern.search(rest):
            if others := _OTHERS.fullmatch(match["what"].strip()):
                named = citations.name(f"het amendement (stuk nr. {others['number']})", default)
                return [Ruling(Step.LAPSE, named, None, cause, others=True)] if others["number"] else []
            named = citations.name(match["what"], default)
            return [Ruling(Step.LAPSE, named, None, cause)] if named.refs else []
    return []


# --- withdrawn, held over, taken over ---------------------------------------------------------------------------------

_WITHDRAWN = (
    re.compile(
        rf"\b(?:heeft|hebben)\s+(?:{_ADVERB})?(?P<what>{_NP}.{{0,400}}?)\s+(?:{_ADVERB})?(?:weer\s+)?ingetrokken(?:\s+en\s+.*)?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bdat\s+.{{1,400}}?\s+(?P<what>(?:zijn|haar|hun)\s+{citations.NOUN}.{{0,400}}?)\s+(?:intrekt|intrekken)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:aangezien\s+|nu\s+)?(?P<what>{_NP}[^;]{{0,400}}?)\s+(?:is|zijn|wordt|worden)\s+(?:{_ADVERB})?(?:door\s+[^,;]{{1,200}}?\s+)?ingetrokken"
        r"(?:\s*,\s*.*|\s+en\s+.*)?$",
        re.IGNORECASE,
    ),
)
_HELD_OVER = re.compile(
    rf"^(?:aangezien\s+)?(?P<what>{_NP}[^;]{{0,400}}?)\s+(?:is|zijn|wordt|worden)\s+(?:{_ADVERB})?(?:op\s+verzoek\s+van\s+[^,;]{{1,200}}?\s+)?(?:opnieuw\s+)?aangehouden"
    r"(?:\s*,\s*.*|\s+en\s+.*)?$",
    re.IGNORECASE,
)
_TAKEN_OVER = re.compile(
    rf"^(?:aangezien\s+|ik\s+stel\s+vast\s*,?\s+dat\s+)?(?P<what>{_NP}[^;]{{0,400}}?)\s+(?:(?:is|zijn)\s+(?:door\s+[^,;]{{1,200}}?\s+)?overgenomen|door\s+[^,;]{{1,200}}?\s+(?:is|zijn)\s+overgenomen)"
    r"(?:\s*,\s*.*|\s+en\s+.*)?$",
    re.IGNORECASE,
)


def _one(pattern: re.Pattern[str], step: Step, text: str, default: Dossier | None) -> list[Ruling]:
    match = pattern.search(text)
    if match is None or _AND_MORE.search(text, match.end("what")):
        return []
    named = citations.name(match["what"], default)
    return [Ruling(step, named)] if named.refs else []


def _withdrawn(text: str, default: Dossier | None) -> list[Ruling]:
    for pattern in _WITHDRAWN:
        if found := _one(pattern, Step.WITHDRAW, text, default):
            return found
    return []


def _held_over(text: str, default: Dossier | None) -> list[Ruling]:
    return _one(_HELD_OVER, Step.HOLD_OVER, text, default)


def _taken_over(text: str, default: Dossier | None) -> list[Ruling]:
    return _one(_TAKEN_OVER, Step.TAKE_OVER, text, default)


_LISTED = re.compile(
    r"\bde\s+volgende\s+(?:[^:;.]{0,60}?\s)?(?:moties|amendementen)\s+(?:zijn|worden)\s+(?:komen\s+te\s+)?"
    r"(?P<step>vervallen|ingetrokken|aangehouden)\s*:\s*(?P<list>.+)$",
    re.IGNORECASE,
)
_LISTED_AS = {"vervallen": Step.LAPSE, "ingetrokken": Step.WITHDRAW, "aangehouden": Step.HOLD_OVER}


def _listed(text: str, _default: Dossier | None) -> list[Ruling]:
    match = _LISTED.search(text)
    return [Ruling(_LISTED_AS[match["step"].lower()], each) for each in _each(match["list"])] if match else []


def _each(listed: str) -> list[Named]:
    """Return the papers of a bare list, each by itself; none where an entry of it is no paper."""
    refs = citations.listed(listed)
    whole = len(refs) == len([piece for piece in re.split(r"\s*;\s*|\s+en\s+", listed.strip(" .")) if piece])
    return [Named(str(ref), Kind.MOTION, (ref,)) for ref in refs] if whole else []


# --- without a vote ---------------------------------------------------------------------------------------------------

_RESULT = r"(?P<result>aangenomen|verworpen|vastgesteld|goedgekeurd)"
_WITHOUT = (
    re.compile(
        rf"^(?P<what>.{{1,2000}}?)\s+(?:wordt|worden|is|zijn)\s+(?:[^;]{{0,160}}?\s)?zonder\s+(?:hoofdelijke\s+)?stemming\s+{_RESULT}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:ik\s+stel\s+vast|ik\s+constateer)\s*,?\s+dat\s+(?P<what>.{1,400}?)\s+zonder\s+(?:hoofdelijke\s+)?stemming\s+"
        rf"(?:is|zijn|wordt|worden)\s+{_RESULT}$",
        re.IGNORECASE,
    ),
)
_AS_WRITTEN = re.compile(r",?\s+zoals\b.*$", re.IGNORECASE)


def _without_vote(text: str, default: Dossier | None) -> list[Ruling]:
    match = _WITHOUT[0].match(text) or _WITHOUT[1].match(text)
    if (
        match is None
        or _UNREAL.search(text)
        or _STEPPED.search(text, match.end("what"), match.start("result"))
    ):
        return []
    what = _AS_WRITTEN.sub("", match["what"]).strip(" ,")
    known, _ = citations.kind_of(what)
    if not known:
        return []
    result = Result.REJECTED if match["result"].lower() == "verworpen" else Result.ADOPTED
    return [Ruling(Step.WITHOUT_VOTE, citations.name(what, default), result)]


# --- what the chair proposes ------------------------------------------------------------------------------------------

_PROPOSES = re.compile(
    r"\b(?:stel\s+ik(?:\s+(?:u|de\s+Kamer))?(?:\s+dan|\s+daarom)?\s+voor|ik\s+stel(?:\s+(?:u|de\s+Kamer|aan\s+de\s+Kamer|dan|daarom))*\s+voor)\s*,?\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_TO: tuple[tuple[re.Pattern[str], Step, Result | None], ...] = (
    (
        re.compile(
            r"^(?P<what>.{1,400}?)\s+(?:(?:opnieuw|nogmaals|weer|nu)\s+)?(?:aan\s+te\s+houden|van\s+de\s+(?:agenda|stemmingslijst)\s+af\s+te\s+voeren)"
            r"(?:\s*:\s*(?P<list>.+)|\s+tot\b.*)?$",
            re.IGNORECASE,
        ),
        Step.HOLD_OVER,
        None,
    ),
    (
        re.compile(
            r"^(?:om\s+)?de\s+stemming(?:en)?\s+over\s+(?P<what>.{1,400}?)\s+(?:met\s+.{1,400}?\s+|tot\s+.{1,400}?\s+|een\s+week\s+)?(?:uit\s+te\s+stellen|te\s+verdagen)"
            r"(?:\s*:\s*(?P<list>.+)|\s+tot\b.*)?$",
            re.IGNORECASE,
        ),
        Step.POSTPONE,
        None,
    ),
    (
        re.compile(
            r"^(?P<what>.{1,400}?)\s+zonder\s+stemming\s+aan\s+te\s+nemen(?P<list>(?!.))?$", re.IGNORECASE
        ),
        Step.WITHOUT_VOTE,
        Result.ADOPTED,
    ),
)
_SOME = re.compile(
    r"^(?:de|enkele|een\s+aantal|diverse|verschillende)\s+(?:[^(),;]{0,60}?\s)?moties\s+(?:opnieuw\s+)?aan\s+te\s+houden$",
    re.IGNORECASE,
)
_LATER = re.compile(r"\bmoties\s[^:;]{0,80}:\s*(?P<list>.+)$", re.IGNORECASE)


def proposes(sentence: str) -> bool:
    """Tell whether the chair proposes something in a sentence."""
    return _PROPOSES.search(sentence) is not None


def announces(sentence: str) -> bool:
    """Tell whether the chair proposes to hold over motions that the next sentence will list."""
    match = _PROPOSES.search(sentence.strip().rstrip("."))
    return match is not None and _SOME.match(match["rest"]) is not None


def listed_later(sentence: str) -> list[Ruling]:
    """Return the motions that the next sentence lists ("... voor de volgende moties opnieuw gaat lopen: ...")."""
    match = _LATER.search(sentence)
    return [Ruling(Step.HOLD_OVER, each, tentative=True) for each in _each(match["list"])] if match else []


_DECIDED = re.compile(
    r"^(?:daartoe|aldus|overeenkomstig\s+(?:het|de|dit|deze)\s+voorstel(?:len)?\b.{0,400}?)\s+(?:wordt|worden|is)\s+besloten$"
    r"|^dienovereenkomstig\s+wordt\s+besloten$",
    re.IGNORECASE,
)


def _proposed(text: str, default: Dossier | None) -> list[Ruling]:
    match = _PROPOSES.search(text)
    if match is None:
        return []
    for pattern, step, result in _TO:
        if not (found := pattern.match(match["rest"])):
            continue
        listed: Iterable[Named]
        if found["list"]:
            listed = _each(found["list"])
        else:
            named = citations.name(found["what"], default)
            listed = [named] if named.refs else []
        return [Ruling(step, each, result, tentative=True) for each in listed]
    return []


def decided(sentence: str) -> str | None:
    """Return what the House decides of what the chair proposed: "last", "all" or "none" of it; ``None``: nothing yet.

    "Daartoe wordt besloten." is on the last proposal, "Overeenkomstig de voorstellen ..." on all that are open.
    """
    text = sentence.strip().rstrip(".").lower()
    if re.match(r"(?:daartoe|aldus)\s+wordt\s+niet\s+besloten", text):
        return "none"
    if _DECIDED.match(text) is None:
        return None
    return "all" if "voorstellen" in text else "last"


# --- statements -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deemed:
    """A wish to be deemed to have voted for or against, or a note of it: who (as written), and each side with what.

    ``who`` is ``None`` where the speaker speaks of himself or his own party; ``day`` of the votes it is about;
    ``earlier`` says that they were not those of this sitting.
    """

    who: str | None
    sides: tuple[tuple[StatementKind, Named], ...]
    day: date | None = None
    earlier: bool = False


_WISH = re.compile(r"\bgeacht\b", re.IGNORECASE)
_HAVE = r"(?:te\s+)?(?:hebben\s+(?P<{0}>tegengestemd|gestemd)|(?P<{0}2>tegengestemd|gestemd)\s+te\s+hebben)"
_GEACHT = re.compile(
    r"^(?P<before>.{0,400}?)\b(?:geacht\s+(?:(?:wil|wilt|willen|wens|wenst|wensen|had|hadden)\s+)*(?:te\s+)?(?:willen\s+)?worden"
    r"|(?:wil|willen|wens|wenst|wensen)\s+(?:graag\s+)?geacht\s+te\s+worden)\s*,?\s*(?P<rest>.{0,1500}?)\s*"
    + _HAVE.format("vote")
    + r"(?P<tail>.*)$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:(?:ik\s+)?(?:constateer|stel\s+vast)\s+dat\s+)?(?:aan\s+)?(?P<who>(?:de|het|aan|alleen|die)\s.{1,400}?)\s+(?:wordt|worden|is|zijn|krijgt|krijgen|heeft|hebben)\s+(?:hierbij\s+)?"
    r"(?:de\s+gevraagde\s+|de\s+)?aantekening\s+(?:verleend|gekregen|gevraagd|gegeven)?\s*,?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:^|\bdat\s+|,\s*)(?P<who>(?:(?:alleen\s+)?(?:de|het)\s+)?(?:aanwezige\s+)?(?:fracties?|leden|lid|heer)\b[^;]*?|mevrouw\s[^;]{0,400}?)"
    r"(?:\s+bij\s+de\s+(?:stemming(?:en)?)(?:\s+over\s+(?P<over>.{1,400}?))?(?:\s+(?:van|op|d\.d\.)\s+(?P<when>[^;]{1,400}?))?)?"
    r"(?:\s+(?:graag|dat\s+zij|dat\s+hij))*\s*,?\s*(?:(?:wil|wilt|willen|wens|wenst|wensen)\s+)?$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?P<side>voor|tegen)\s+(?P<what>.{1,400}?)"
    r"(?=\s*,?\s+(?:en\s+)?(?:voor|tegen)\s+(?:de|het|dit|deze|die|motie|moties|amendement)\b|$)",
    re.IGNORECASE,
)


def deemed(sentence: str, default: Dossier | None, sitting: date | None) -> Deemed | None:
    """Return a wish or a note of how somebody is deemed to have voted; ``None`` where the sentence says none."""
    text = unaccented(sentence).strip().rstrip(".").rstrip()
    if note := _NOTE.match(text):
        rest = _GEACHT.search(note["rest"])
        against = re.search(r"\btegen", note["rest"] or "")
        if rest is None and not against:
            return None
        named = _note_object(rest, note["rest"], default)
        return Deemed(re.sub(r"^aan\s+", "", note["who"]), ((StatementKind.AGAINST_NOTED, named),))
    match = _GEACHT.match(text)
    if match is None:
        return None
    verb = (match["vote"] or match["vote2"]).lower()
    at = _WHO.search(match["before"].strip())
    when = at["when"] if at else None
    day = _day(when, sitting) if when else None
    if verb == "tegengestemd":
        over = at["over"] if at else None
        what = f"{over or ''} {match['rest']}".strip()
        sides: tuple[tuple[StatementKind, Named], ...] = (
            (StatementKind.DEEMED_AGAINST, citations.name(what, default)),
        )
    else:
        sides = tuple(
            (
                StatementKind.DEEMED_FOR if side["side"].lower() == "voor" else StatementKind.DEEMED_AGAINST,
                citations.name(side["what"], default),
            )
            for side in _SIDE.finditer(match["rest"])
        )
    if not sides:
        return None
    return Deemed(at["who"].strip() if at else None, sides, day, when is not None and day != sitting)


def _note_object(rest: re.Match[str] | None, text: str, default: Dossier | None) -> Named:
    side = _SIDE.search(rest["rest"]) if rest else re.search(r"\btegen(?:gestemd)?\s*(?P<what>.*)$", text)
    return citations.name(side["what"], default) if side else Named("")


def wishes(sentence: str) -> bool:
    """Tell whether a sentence speaks of being deemed to have voted."""
    return bool(_WISH.search(sentence)) and "gestemd" in sentence.lower()


def _day(words: str, sitting: date | None) -> date | None:
    """Return the day of "25 november jl.": with a year as written, else the last such day before the sitting."""
    words = re.sub(r"\s*(?:jl\.?|jongstleden|l\.l\.)\s*$", "", words.strip(), flags=re.IGNORECASE)
    words = re.sub(r"^(?:\w+dag)\s+", "", words)
    if words.lower() in ("heden", "vandaag"):
        return sitting
    if day := form.read_date(words):
        return day
    if sitting is None or not re.fullmatch(r"\d{1,2}\s+[a-z]+", words):
        return None
    for year in (sitting.year, sitting.year - 1):
        day = form.read_date(f"{words} {year}")
        if day is not None and day <= sitting:
            return day
    return None
