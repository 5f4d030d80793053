"""What a sentence of a sitting says beside the chair's conclusions: put, ruled, proposed, decided, deemed.

The words are those of ``sitting.txt``, and after them of ``lexicon.txt``. A sentence becomes the words it names
proposals by, and the words that tell something of them; which of these stand together says what is told, in any order.
A sentence is read whole or not at all: a word that is in no list, one that turns what is said, or two proposals where
one is spoken of, and it says nothing here. A reason that comes after it is free ("..., omdat ...").
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kamerstem.dataclasses import dataclass, replace
from kamerstem.model.votes import Result, Side, Step
from kamerstem.readers.grammar.lexicon import FILE, Lexicon, entries
from kamerstem.readers.grammar.names import LISTED
from kamerstem.readers.grammar.scanner import Day, Span, sentences

SITTING = FILE.with_name("sitting.txt")


@cache
def sitting() -> Lexicon:
    """Return the lexicon of a sitting; it is read on first use. Wishes have words of their own in it."""
    common = [each for each in entries(FILE.read_text("utf-8")) if each.type not in ("wish", "told", "fact")]
    return Lexicon([*entries(SITTING.read_text("utf-8")), *common])


@dataclass(frozen=True, slots=True)
class Called:
    """Words that name a proposal, or several in a row ("de motie-Jansen (36410, nr. 5)").

    ``number`` is that of the paper of which the other parts are meant ("het andere op stuk nr. 38 voorkomende
    amendement"). ``following``: the list comes after. ``many``: in the plural; ``numbered``: with a number;
    ``broken``: a word stands within that does not belong there.
    """

    text: str
    number: str | None = None
    following: bool = False
    many: bool = False
    numbered: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a sentence decides or proposes (``proposed``) of what it names, and what that follows from.

    ``listed`` are the words after a colon. ``what`` is ``None`` where the chair announces a list.
    """

    step: Step
    result: Result | None
    what: Called
    cause: str | None = None
    listed: str | None = None
    proposed: bool = False


# --- the names of proposals -------------------------------------------------------------------------------------------

_NOUNS = frozenset({"noun", "article", "place", "part", "division"})
_BEFORE = frozenset({"det", "adjective", "following", "else"})  # what such a name begins with
_WITHIN = _BEFORE | {"void", "placed", "papers", "outcome", "by"}  # what may stand before its noun
_NEAR = 20  # words: a noun further on is another's
_TELLING = frozenset(
    {"outcome", "is", "has", "comes", "can", "as", "deemed", "without", "to", "proposes", "resolved", "puts"}
    | {
        "cast_so",
        "wish",
        "note",
        "undetermined",
        "stop",
        "mistaken",
        "semicolon",
        "colon",
        "end",
        "since",
        "if",
        "will",
        "gets",
    }
)
_TURNS = frozenset({"stop", "if", "will", "nobody", "mistaken", "except", "only"})
_NUMBERED = frozenset({"comma", "and", "on", "det", "name", "particle", "others", "open", "concerning"})
_ENDS = frozenset({"noun", "close", "papers", "paper", "article", "part", "name", "others"})
_TRIMMED = frozenset({"comma", "and", "void", "by", "on", "det", "break"})


def _noun(spans: Sequence[Span], at: int) -> int | None:
    """Return where the noun is of the name that begins here, ``None`` where none begins."""
    if spans[at].type in _NOUNS:
        return at
    if spans[at].type not in _BEFORE:
        return None
    near = spans[at : at + _NEAR]
    noun = next((i for i, span in enumerate(near, at) if span.type not in _WITHIN), None)
    return noun if noun is not None and spans[noun].type in _NOUNS else None


def _name(spans: Sequence[Span], at: int, noun: int, text: str) -> tuple[Called, int]:
    """Return the name of a proposal that begins here, and where it ends; "zoals ..." is no part of it."""
    end, depth, numbered, aside = noun + 1, 0, False, None
    while end < len(spans):
        span, before = spans[end], spans[end - 1].type
        depth += (span.type == "open") - (span.type == "close")
        if aside is not None:
            if span.type in _TELLING and depth == 0 and (before == "comma" or spans[aside].value):
                break
        elif depth == 0 and span.type == "aside":
            aside = end
        elif depth == 0 and span.type != "close":
            begins = _noun(spans, end) is not None
            if span.type in _TELLING and not (span.type == "outcome" and begins):
                break
            if span.type == "det" and begins and before in _ENDS:
                break  # another thing: "door de aanneming van dit amendement het andere"
            if numbered and not (
                begins or span.type in _NUMBERED or (span.type == "about" and not span.value)
            ):
                break
        numbered = (numbered and span.type != "about") or span.type in ("papers", "paper", "close")
        end += 1
    stop = end if aside is None else aside
    while spans[stop - 1].type in _TRIMMED:
        stop -= 1
    mine = spans[at:stop]
    types = {span.type for span in mine}
    inside = [span.type for span in spans[at:end]]
    papers = [span.value for span in mine if span.type == "papers" and isinstance(span.value, tuple)]
    others = {"else", "placed"} <= types and len(papers) == 1 and len(papers[0]) == 1
    called = Called(
        " ".join(text[spans[at].start : spans[stop - 1].end].split()),
        number=str(papers[0][0]) if others else None,
        following="following" in types,
        many=any(span.type == "noun" and str(span.value).endswith(" many") for span in mine),
        numbered=bool(papers) or "paper" in types,
        broken=not (_TURNS | {"can", "wish"}).isdisjoint(inside) or not _TELLING.isdisjoint(_bracketed(mine)),
    )
    return called, end if aside is not None else stop


def _bracketed(spans: Sequence[Span]) -> Iterator[str]:
    depth = 0
    for span in spans:
        depth += (span.type == "open") - (span.type == "close")
        if depth:
            yield span.type


def _pieces(text: str) -> Iterator[Span]:
    """Yield the spans of a sentence, the name of a proposal as one."""
    spans = list(_resolved(sitting().spans(text)))
    at = 0
    while at < len(spans):
        noun = _noun(spans, at)
        if noun is None:
            yield spans[at]
            at += 1
            continue
        called, end = _name(spans, at, noun, text)
        yield Span("what", called, spans[at].start, spans[end - 1].end)
        at = end


def _resolved(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans, a word that may be a determiner as what it is: "zijn motie", "zijn aangehouden"."""
    for at, span in enumerate(spans):
        if span.type == "det" and span.value and not _own(spans, at + 1):
            yield replace(span, type=str(span.value))
        else:
            yield span


def _own(spans: Sequence[Span], at: int) -> bool:
    after = [span.type for span in spans[at : at + 2]]
    return after[:1] in (["noun"], ["adjective"]) or after == ["outcome", "noun"]


def proposal_at(text: str) -> int | None:
    """Return where in a text the first name of a proposal begins that has a determiner; ``None`` where none does."""
    spans = list(_resolved(sitting().spans(text)))
    return next(
        (
            span.start
            for at, span in enumerate(spans)
            if (span.type == "det" or span.type == "place") and _noun(spans, at) is not None
        ),
        None,
    )


# --- rulings and proposals --------------------------------------------------------------------------------------------

_SILENT = frozenset(
    {
        "void",
        "break",
        "comma",
        "and",
        "end",
        "is",
        "has",
        "gets",
        "comes",
        "frame",
        "request",
        "concludes",
        "by",
        "now",
    }
    | {"title", "name", "particle", "lead", "party", "actor", "others", "circumstance", "det"}
)
_NAMING = frozenset({"title", "lead", "party", "name", "particle", "and", "request", "actor", "by", "det"})
_LIST = frozenset({"paper", "papers", "number", "comma", "semicolon", "and", "end", "break"})  # after a colon
_REASON = frozenset({"comma", "and", "since", "about", "with", "owing"})  # what may come after all that tells
_UNTOLD = frozenset(
    {"unknown", "day", "number", "on", "about", "with", "owing", "placed", "else", "since", "following"}
)


def ruling(text: str) -> Ruling | None:
    """Return what a sentence decides or proposes without a vote counted; ``None`` where that was not understood."""
    pieces = _without_reason(list(_pieces(text)))
    if any(piece.type in _TURNS or _broken(piece) for piece in pieces):
        return None
    colon = next((at for at, piece in enumerate(pieces) if piece.type == "colon"), None)
    listed = None if colon is None else text[pieces[colon].end :].strip(" .")
    if colon is not None and any(piece.type not in _LIST for piece in pieces[colon + 1 :]):
        return None
    cause, pieces = _cause(pieces[:colon])
    told = _told(pieces)
    if told is None or len({piece.type for piece in told}) < len(told):
        return None
    by_type = {piece.type: piece.value for piece in told}
    what = by_type.pop("what", None)
    found = _proposed(by_type) if "proposes" in by_type else _decided(by_type)
    if not isinstance(what, Called) or found is None or (listed is not None and not what.many):
        return None
    step, result = found
    return Ruling(step, result, what, cause, listed, "proposes" in by_type)


def _without_reason(pieces: list[Span]) -> list[Span]:
    """Return the pieces without a reason that comes last ("..., omdat de minister er niet is")."""
    last = max((at for at, piece in enumerate(pieces) if piece.type in _TELLS), default=0)
    reason = next((at for at in range(last + 1, len(pieces)) if pieces[at].type == "since"), None)
    return pieces if reason is None or reason > last + 2 else pieces[:reason]


def _told(pieces: Sequence[Span]) -> list[Span] | None:
    """Return the pieces that tell something; ``None`` where a word among them is in no list."""
    last = max((at for at, piece in enumerate(pieces) if piece.type in _TELLS), default=0)
    after = pieces[last + 1 :]
    if after and after[0].type not in _REASON and any(piece.type not in _SILENT for piece in after):
        return None
    told = [piece for at, piece in enumerate(pieces[: last + 1]) if not _silent(pieces, at)]
    between = [piece for piece in told if piece.type not in _TELLS]
    proposed = any(piece.type == "proposes" for piece in told)
    if any(piece.type not in _UNTOLD or not proposed for piece in between):
        return None  # between "stel ik voor" and what is proposed there may stand until when
    return [piece for piece in told if piece.type in _TELLS]


def _silent(pieces: Sequence[Span], at: int) -> bool:
    """Tell whether a word says nothing of what is decided; nor does a name with a title or a party before it."""
    if pieces[at].type not in ("name", "particle"):
        return pieces[at].type in _SILENT
    return at > 0 and pieces[at - 1].type in _NAMING and _silent(pieces, at - 1)


_TELLS = frozenset(
    {"what", "outcome", "as", "deemed", "can", "without", "proposes", "to", "vote", "resolved", "thereto"}
    | {"according", "puts", "cast_so", "wish", "note", "undetermined", "unanimous", "tally", "side"}
)
_BY_ITSELF = frozenset({Step.LAPSE, Step.WITHDRAW, Step.HOLD_OVER, Step.TAKE_OVER, Step.BY_CONSEQUENCE})


def _decided(told: dict[str, object]) -> tuple[Step, Result | None] | None:
    types = set(told)
    if types - {"can"} == {"as", "deemed"}:
        return _meaning(told["as"])
    if types == {"without", "outcome"}:
        step, result, *more = str(told["outcome"]).split()
        return (Step.WITHOUT_VOTE, Result(result)) if step in ("vote", "fixed") and not more else None
    if types == {"outcome"}:
        meant = _meaning(told["outcome"])
        return meant if meant is not None and meant[0] in _BY_ITSELF else None
    return None


def _meaning(value: object) -> tuple[Step, Result | None] | None:
    step, result, *_ = str(value).split()
    return (Step(step), None if result == "none" else Result(result)) if step in set(Step) else None


_TO = {
    "hold_over": (frozenset({"proposes", "to"}), Step.HOLD_OVER, None),
    "postpone": (frozenset({"proposes", "to", "vote"}), Step.POSTPONE, None),
    "adopt": (frozenset({"proposes", "to", "without"}), Step.WITHOUT_VOTE, Result.ADOPTED),
}


def _proposed(told: dict[str, object]) -> tuple[Step, Result | None] | None:
    types, step, result = _TO.get(str(told.get("to")).split()[0], (frozenset[str](), Step.VOTE, None))
    return (step, result) if types == set(told) else None


_CAUSES = (["event", "what"], ["cause", "what"])


def _cause(pieces: Sequence[Span]) -> tuple[str | None, list[Span]]:
    """Return what a sentence says that it follows from, and the rest of it."""
    types = [piece.type for piece in pieces]
    for at, type_ in enumerate(types):
        event = at + (type_ != "cause")
        if type_ in ("owing", "by", "with", "cause") and types[event : event + 2] in _CAUSES:
            return _called(pieces[event + 1]), [*pieces[:at], *pieces[event + 2 :]]
        since = type_ == "since" or (type_ == "now" and pieces[at].value == "since")
        if since and types[at + 1 : at + 4] == ["what", "is", "outcome"] and "what" in types[at + 4 :]:
            return _called(pieces[at + 1]), [*pieces[:at], *pieces[at + 4 :]]
    return None, [piece for piece in pieces if piece.type != "since" or piece is not pieces[0]]


def _broken(piece: Span) -> bool:
    return isinstance(piece.value, Called) and piece.value.broken


def _called(piece: Span) -> str:
    return piece.value.text if isinstance(piece.value, Called) else ""


# --- what the House decides of a proposal of the chair ----------------------------------------------------------------


def decided(text: str) -> str | None:
    """Return what the House decides of what was proposed: "last", "all" or "none" of it; ``None``: nothing yet."""
    pieces = [piece for piece in _pieces(text) if piece.type not in _SILENT]
    types = [piece.type for piece in pieces]
    if types == ["thereto", "resolved"]:
        return "none" if pieces[1].value else "last"
    if types != ["according", "what", "resolved"] or pieces[2].value:
        return None
    return "all" if isinstance(pieces[1].value, Called) and pieces[1].value.many else "last"


def announces(found: Ruling) -> bool:
    """Tell whether the chair proposes to hold over motions that the next sentence will list."""
    what = found.what
    return (
        found.proposed
        and found.step is Step.HOLD_OVER
        and what.many
        and not (what.numbered or what.following)
        and found.listed is None
    )


def listed_later(text: str) -> str | None:
    """Return the list of a sentence that tells which proposals were announced: "... voor de volgende moties: ..."."""
    pieces = list(_pieces(text))
    colon = next((at for at, piece in enumerate(pieces) if piece.type == "colon"), None)
    before = [piece.value for piece in pieces[:colon]]
    named = any(isinstance(value, Called) and value.many for value in before)
    return text[pieces[colon].end :].strip(" .") if colon is not None and named else None


# --- who is deemed to have voted how ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish to be deemed to have voted, or (``noted``) a note of it: each side with the words for what it is on.

    ``who`` is ``None`` where no names stand there. ``when`` is when the votes were, as written, ``None`` for not said.
    """

    who: str | None
    sides: tuple[tuple[Side, str], ...]
    noted: bool = False
    when: str | None = None


_OBJECT = frozenset({"det", "adjective", "following", "else"}) | _NOUNS
_WISHING = frozenset({"wish", "is", "can", "void", "comma", "break"})


def wishes(text: str) -> bool:
    """Tell whether a sentence speaks of being deemed to have voted, or of a note of it."""
    if not sitting().may_hold(text, "note", "deemed"):
        return False
    types = {span.type for span in sitting().spans(text)}
    return "note" in types or (
        "deemed" in types and not types.isdisjoint(("cast_so", "voting", "voted", "cast"))
    )


def wish(text: str) -> Wish | None:
    """Return who is deemed to have voted how; ``None`` where a sentence does not say so, or was not understood."""
    *asked, told = sentences(text) or [text]
    if len(asked) == 1 and _asks_how(asked[0]):
        after = _sides_told(told)
        return Wish(None, after) if after else None
    spans = [span for span in _resolved(sitting().spans(text)) if span.type not in ("break", "end")]
    types = [span.type for span in spans]
    if not _TURNS.isdisjoint({*types} - {"only"}):
        return None
    note = types.index("note") if "note" in types else None
    deemed = types.index("deemed", note or 0) if "deemed" in types[note or 0 :] else None
    if note is None and deemed is None:
        return None
    sides = _sides(
        spans, (deemed if deemed is not None else note or 0) + 1, text, against=_against(spans, note)
    )
    if sides is None or (note is None and not sides):
        return None
    over, when = _occasion(spans, text)
    if over and sides:
        sides = [(side, what or over) for side, what in sides]
    names = spans[: _names_end(types, note, deemed)]
    return Wish(_who(names, text), tuple(sides), note is not None, when)


_ASKING = frozenset(
    {"asks", "how", "deemed", "wish", "is", "can", "cast_so", "today", "void", "comma", "det"}
    | {"title", "lead", "party", "name", "particle"}
)
_ON = frozenset({"side", "number", "paper", "papers", "open", "close", "comma", "and", "on"}) | _OBJECT


def wishes_joined(texts: Iterable[str]) -> list[str]:
    """Return sentences in order, one that asks "hoe" as one with the next, which tells the sides."""
    found: list[str] = []
    for text in texts:
        if found and _asks_how(found[-1]) and _sides_told(text):
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found


def _asks_how(text: str) -> bool:
    """Tell whether a sentence asks to note how somebody is deemed to have voted, and leaves the sides to the next."""
    types = [span.type for span in sitting().spans(text) if span.type not in ("break", "end")]
    order = [type_ for type_ in types if type_ in ("how", "deemed", "cast_so")]
    return order == ["how", "deemed", "cast_so"] and _ASKING.issuperset(types)


def _sides_told(text: str) -> tuple[tuple[Side, str], ...]:
    """Return the sides that a sentence after such a one tells ("Dat is voor de moties 7 en 8"), none for no such."""
    spans = [span for span in _resolved(sitting().spans(text)) if span.type not in ("break", "end")]
    first = next((at for at, span in enumerate(spans) if span.type == "side"), len(spans))
    if any(span.type not in _ON for span in spans[first:]):
        return ()
    return tuple(_sides(spans, 0, text, against=False) or ())


def _names_end(types: list[str], note: int | None, deemed: int | None) -> int:
    """Return where the names end: the words of the wish or note begin there, or those of when it was voted."""
    told = [at for at in (note, deemed) if at is not None]
    being = {"is", "has", "gets"} if note is not None else set[str]()
    wishing = (
        at
        for at, type_ in enumerate(types)
        if type_ == "wish" or type_ in being or (type_ == "is" and types[at + 1 : at + 2] == ["deemed"])
    )
    occasion = (at for at, type_ in enumerate(types) if type_ == "occasion")
    return min([*told, next(wishing, len(types)), next(occasion, len(types))])


_BEFORE_NAMES = frozenset({"frame", "concludes", "void", "comma", "and", "noted"})


def _who(spans: Sequence[Span], text: str) -> str | None:
    at = len(spans)
    while at and spans[at - 1].type in LISTED | {"det", "actor"}:
        at -= 1
    if any(span.type not in _BEFORE_NAMES for span in spans[:at]):
        return None
    names = list(spans[at:])
    while names and names[0].type in ("void", "only", "comma"):
        names.pop(0)
    return " ".join(text[names[0].start : names[-1].end].split()) if names else None


def _against(spans: Sequence[Span], note: int | None) -> bool:
    """Tell whether the words for voting, or for the note, say that it was against."""
    return any(span.type == "cast_so" and span.value == "against" for span in spans) or (
        note is not None and spans[note].value == "against"
    )


def _sides(spans: Sequence[Span], at: int, text: str, *, against: bool) -> list[tuple[Side, str]] | None:
    """Return each side with what it is on; ``None`` where that was not understood."""
    cast = next(
        (i for i, span in enumerate(spans) if span.type in ("cast_so", "voted") and i >= at), len(spans)
    )
    on = [i for i in range(at, cast) if spans[i].type == "side" and _has_object(spans, i)]
    if any(span.type not in _WISHING for span in spans[at : on[0] if on else at]):
        return None
    if against:
        return [(Side.AGAINST, _words(spans[at:cast], text))]
    ends = [*on, cast][1:]
    return [
        (Side(str(spans[i].value)), _words(spans[i + 1 : end], text)) for i, end in zip(on, ends, strict=True)
    ]


def _has_object(spans: Sequence[Span], at: int) -> bool:
    return at + 1 < len(spans) and spans[at + 1].type in _OBJECT | {"cast_so"}


def _words(spans: Sequence[Span], text: str) -> str:
    kept = list(spans)
    while kept and kept[-1].type in ("and", "comma", "void"):
        kept.pop()
    while kept and kept[0].type in _WISHING:
        kept.pop(0)
    return " ".join(text[kept[0].start : kept[-1].end].split()) if kept else ""


_TOLD_OF = frozenset({"wish", "note", "deemed", "cast_so", "voted"})


def _occasion(spans: Sequence[Span], text: str) -> tuple[str, str | None]:
    """Return what the votes were on that a wish is about, and when they were: "bij de stemming over ... van 3 mei"."""
    at = next((i for i, span in enumerate(spans) if span.type == "occasion"), None)
    if at is None:
        return "", None
    spans = spans[: next((i for i in range(at, len(spans)) if spans[i].type in _TOLD_OF), len(spans))]
    since = next((i for i in range(at, len(spans)) if _dates(spans, i)), len(spans))
    over = spans[at + 2 : since] if at + 1 < len(spans) and spans[at + 1].type == "about" else ()
    return _words(over, text), _words(spans[since + 1 :], text) or None


def _dates(spans: Sequence[Span], at: int) -> bool:
    """Tell whether a word like "van" stands before a day, or right after the votes that it dates."""
    dated = at + 1 < len(spans) and spans[at + 1].type in ("day", "today")
    return spans[at].type in ("on", "particle") and (dated or spans[at - 1].type == "occasion")


def is_today(words: str) -> bool:
    """Tell whether words are "heden" or "vandaag"."""
    return [span.type for span in sitting().spans(words)] == ["today"]


def day_in(words: str) -> str:
    """Return the day that words hold, as written and without its weekday; "" for none or several."""
    days = [span.value for span in sitting().spans(words) if isinstance(span.value, Day)]
    if len(days) != 1:
        return ""
    return days[0].date.isoformat() if days[0].date else days[0].text.split("dag ")[-1]
