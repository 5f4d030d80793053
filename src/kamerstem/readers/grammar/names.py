"""Lists of names: "SP, Volt (2) en het lid Bosma (PVV)" -> who stands on a side, whole or not at all.

Names are read as they are written; which party is meant depends on the day, and ``resolved`` says so when it is
known. A list with a word that is no name, a doubt ("PVV?"), or two parties with nothing between them is not read.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kamerstem.dataclasses import dataclass, replace
from kamerstem.model import parties
from kamerstem.model.votes import Side
from kamerstem.readers.grammar.scanner import JOINING, Span, fold, numbered, pieces_of


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of a list. ``party`` is what stands in brackets after a member; ``titled``: "het lid" stands before it.

    ``without`` are the members excepted from a party by name; ``some``: it is not known how many of it are meant.
    ``side`` is where one stands who is excepted: "alle fracties behalve JA21 (afwezig)".
    """

    text: str
    titled: bool = False
    party: str | None = None
    no_party: bool = False
    seats: int | None = None
    mistake: bool = False
    without: tuple[str, ...] = ()
    some: bool = False
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Who stands on a side: names in order (none: nobody), "de overige fracties", or everyone, some excepted."""

    names: tuple[Name, ...] = ()
    rest: bool = False
    everyone: bool = False
    without: tuple[Name, ...] = ()


SEPARATORS = frozenset({"comma", "semicolon", "and", "dash", "bar", "break"})
_ROW = 3  # names
_LONGEST = 40  # words, that a name has not
_LEADING = frozenset({"lead", "title", "void", "particle"})  # a line may end in one, and the name goes on
_NAME_TYPES = frozenset({"name", "party", "particle", "void", "on", "about", "number", "side", "and"})
_PARTY_TYPES = _NAME_TYPES | {"dash", "lead", "title", "comma", "new"}
# Types that may stand in a list of names at all: where a run of them ends, the list does.
LISTED = SEPARATORS | frozenset(
    {"name", "party", "particle", "void", "lead", "title", "rest", "everyone", "nobody", "except", "only"}
    | {"open", "close", "number", "seats", "mistake", "unstated", "on"}
)


def read_names(spans: Sequence[Span], text: str, *, excepted: bool = False) -> Names | None:
    """Return the names of a list, ``None`` where any of it was not understood.

    ``excepted``: they are excepted from a list, so that each may be said to stand on another side.
    """
    first = next(
        (at for at, span in enumerate(spans) if span.type in ("name", "party", "number")), len(spans)
    )
    spans = [span for at, span in enumerate(spans) if span.type != "only" or at > first]
    if [span.type for span in spans if span.type != "break"] in (["nobody"], ["dash"]):
        return Names()
    while spans and spans[-1].type in SEPARATORS:
        if _is_mark(spans[-1], text):
            return None
        if spans.pop().type == "and":
            return None  # "SP, Volt en": a name is lost
    while spans and spans[0].type in SEPARATORS and len(spans) > 1:
        spans.pop(0)
    if not spans or _labelled_within(spans):
        return None
    kinds = [span.type for span in spans]
    plain = [kind for kind in kinds if kind not in ("void", "break", "lead")]
    if plain == ["rest"]:
        return Names(rest=True)
    if plain == ["everyone"]:
        return Names(everyone=True)
    if plain and plain[0] in ("everyone", "rest"):
        at = kinds.index(plain[0]) + 1
        while kinds[at] in ("open", "comma", "break"):
            at += 1
        if kinds[at] != "except":
            return None
        bracketed = "open" in kinds[:at] and kinds[-1] == "close"
        but = read_names(spans[at + 1 : len(spans) - bracketed], text, excepted=True)
        if but is None or but.rest or but.everyone or not but.names or any(n.party for n in but.names):
            return None
        return Names(everyone=plain[0] == "everyone", rest=plain[0] == "rest", without=but.names)
    names: list[Name] = []
    for entry in _entries(_spaced(_slashed(spans, text), text), text):
        name = _name(entry, text)
        if name is None or (name.side is not None and not excepted):
            return None
        names.append(name)
    return Names(tuple(names)) if names else None


def _is_mark(span: Span, text: str) -> bool:
    """Tell whether a star stands right behind a name: it may lead to a note that says otherwise."""
    return span.value == "*" and span.start > 0 and not text[span.start - 1].isspace()


def _slashed(spans: Sequence[Span], text: str) -> list[Span]:
    """Return the spans, parties with a slash between them as so many; not "VVD/CDA (29)": whose number is that?"""
    after = [*(span.type for span in spans[1:]), ""]
    return [
        each
        for span, then in zip(spans, after, strict=True)
        for each in ([span] if then == "open" else _parted(span, text))
    ]


def _spaced(spans: list[Span], text: str) -> list[Span]:
    """Return parties with nothing but blanks between them as so many: "SP Volt D66", and on the next line "CDA".

    Three on the first line show that blanks part them: of two a word may have been lost. Not where two of them may be
    one name ("GroenLinks PvdA").
    """
    row = next((at for at, span in enumerate(spans) if span.type == "break"), len(spans))
    listed = [span for span in spans if span.type != "break"]
    names = [text[span.start : span.end] for span in listed]
    apart = (
        row >= _ROW and all(span.type == "party" for span in listed) and all(len(name) > 1 for name in names)
    )
    if not apart or any(parties.find(f"{one}-{other}") for one, other in pairwise(names)):
        return spans
    commas = (Span("comma", ",", span.start, span.start) for span in listed[1:])
    return [listed[0], *(each for pair in zip(commas, listed[1:], strict=True) for each in pair)]


def _parted(span: Span, text: str) -> list[Span]:
    """Return "SP/Volt/GroenLinks-PvdA" as three parties with a comma between; what holds another name is one."""
    words = pieces_of(text[span.start : span.end]) if span.type == "name" else []
    found: list[Span] = []
    at, start = 0, span.start
    while at < len(words):
        longest = next(
            (to for to in range(len(words), at, -1) if parties.find("".join(words[at:to]).strip(JOINING))),
            None,
        )
        if longest is None:
            return [span]
        end = start + len("".join(words[at:longest]))
        name_end = end - (longest < len(words))
        found += [Span("comma", text[start - 1], start - 1, start)] * bool(found)
        found.append(Span("party", text[start:name_end], start, name_end))
        at, start = longest, end
    return found if len(found) > 1 else [span]


def _labelled_within(spans: Sequence[Span]) -> bool:
    """Tell whether a line within a list has a dash after its first word: it may be a label, misspelt ("Tegn – SP")."""
    within = zip(spans, spans[1:], spans[2:], strict=False)
    return any(
        [one.type, word.type, dash.type] == ["break", "name", "dash"] and word.end < dash.start
        for one, word, dash in within
    )


def _entries(spans: Sequence[Span], text: str) -> Iterator[list[Span]]:
    """Yield the spans of each entry: separators within brackets and within the name of a party do not part."""
    depth = 0
    pieces: list[list[Span]] = [[]]
    between: list[Span] = []
    for span in spans:
        depth += (span.type == "open") - (span.type == "close")
        if depth == 0 and span.type in SEPARATORS:
            if pieces[-1] and pieces[-1][-1].type == "except":
                continue
            if span.type == "break" and pieces[-1] and pieces[-1][-1].type in _LEADING:
                continue
            if pieces[-1]:
                pieces.append([])
                between.append(span)
            elif between and between[-1].type == "break":
                between[-1] = span
        else:
            pieces[-1].append(span)
    if not pieces[-1]:
        pieces.pop()
    at = 0
    while at < len(pieces):
        entry = pieces[at]
        # An exception between commas is of the name before it: "PVV, met uitzondering van het lid Bedacht, en VVD".
        if at + 1 < len(pieces) and pieces[at + 1][0].type == "except":
            at += 1
            entry = entry + pieces[at]
            several = any(span.type == "lead" for span in pieces[at])
            if several and at + 1 < len(pieces) and between[at].type == "and":
                at += 1
                entry = [*entry, between[at - 1], *pieces[at]]
        # A hyphen, a slash or a line's end may be part of a name: "GroenLinks - PvdA", "Nieuw" / "Sociaal Contract".
        while (
            at + 1 < len(pieces)
            and between[at].type in ("dash", "break")
            and len(entry) < _LONGEST
            and _goes_on(entry, pieces[at + 1], between[at], text)
        ):
            at += 1
            entry = entry + pieces[at]
        yield entry
        at += 1


def _goes_on(before: list[Span], after: list[Span], between: Span, text: str) -> bool:
    head = [span for span in before if span.type not in ("lead", "title", "void")] or before
    tail = [span for span in after if span.type != "open"] if after[0].type != "open" else []
    if not tail:
        return True  # the bracket that belongs to the name stands on the next line
    name_end = next((i for i, span in enumerate(after) if span.type == "open"), len(after))
    whole = " ".join(text[head[0].start : after[name_end - 1].end].split())
    if between.type == "dash":
        whole = whole.replace(" - ", "-").replace(" – ", "-")
        return parties.find(whole) is not None
    if parties.find(whole) is not None or text[head[-1].start : head[-1].end].endswith("."):
        return True  # initials are no name: "M.C.G." / "Keijzer (BBB)"
    one = " ".join(text[head[0].start : head[-1].end].split())
    other = " ".join(text[after[0].start : after[name_end - 1].end].split())
    apart = before[-1].type == "close" or parties.find(one) is not None or parties.find(other) is not None
    return not apart


def _name(spans: list[Span], text: str) -> Name | None:
    titled = False
    while spans and spans[0].type in ("lead", "title", "void", "break"):
        title = spans[0].type == "title"
        if spans[0].type == "void" and text[spans[0].start].isupper() and not _known(spans[1:], text):
            break  # "De Wit" is a member's name
        if title and _known(spans, text):
            break  # "Lid Keijzer" is a party's name
        titled = titled or title
        spans = spans[1:]
    head = [span for span in spans if span.type != "break"]
    at = next((i for i, span in enumerate(head) if span.type in ("open", "except")), len(head))
    words, rest = head[:at], head[at:]
    if not words:
        return None
    written = " ".join(text[words[0].start : words[-1].end].split())
    known = parties.find(written) is not None and all(word.type in _PARTY_TYPES for word in words)
    joined = any(word.type == "name" and _holds_party(text[word.start : word.end]) for word in words)
    if not known and (not _is_name(words, text) or (joined and not rest)):
        return None  # "VVD-24", "SP'ers"
    name = Name(written, titled)
    while rest:
        if rest[0].type == "except":
            return _excepting(name, rest[1:], text)
        end = next((i for i, span in enumerate(rest) if span.type == "close"), None)
        if end is None:
            return None
        noted = _noted(name, rest[1:end], text)
        if noted is None:
            return None
        name, rest = noted, rest[end + 1 :]
        if rest and rest[0].type not in ("open", "except"):
            return None
    return name


def _known(spans: list[Span], text: str) -> bool:
    words = [span for span in spans if span.type != "break"]
    end = next((i for i, span in enumerate(words) if span.type == "open"), len(words))
    return end > 0 and parties.find(" ".join(text[words[0].start : words[end - 1].end].split())) is not None


def _is_name(words: list[Span], text: str) -> bool:
    """Tell whether words are a name: of a member, or of a party that the register does not have."""
    if any(word.type not in _NAME_TYPES and word.type != "title" for word in words):
        return False
    if not any(word.type in ("name", "party", "number") for word in words):
        return False
    last = text[words[-1].start : words[-1].end]
    if words[-1].type not in ("name", "party", "number") or words[0].type in ("number", "side"):
        return False
    if any(word.type == "side" and text[word.start].isupper() for word in words):
        return False
    known = [word for word in words if word.type == "party" and len(text[word.start : word.end]) > 1]
    if len(known) > 1 or (
        known and all(word.type in ("party", "name") for word in words) and known[0] is words[0]
    ):
        return len(words) == 1  # "SP Volt", "SP Jansen": something between them was left out
    if known and not any(word.type == "name" for word in words):
        return False
    if any(not _is_person(party.id) for word in known if (party := parties.find(str(word.value)))):
        return False  # "Jansen SP"
    return bool(last)


def _holds_party(word: str) -> bool:
    """Tell whether a word that is no party's name is one with something joined to it."""
    pieces = [piece.strip(JOINING) for piece in (*pieces_of(word), word.strip("0123456789"))]
    return "/" not in word and any(piece and parties.find(piece) for piece in pieces)


def _noted(name: Name, spans: list[Span], text: str) -> Name | None:
    """Return the name with what stands in brackets after it: seats, a mistake, a party, an exception."""
    pieces: list[list[Span]] = [[]]
    for span in spans:
        if span.type == "comma":
            pieces.append([])
        elif span.type != "break":
            pieces[-1].append(span)
    for at, piece in enumerate(pieces):
        kinds = [span.type for span in piece if span.type != "void"]
        if not kinds:
            return None
        if kinds[0] == "except":
            joined = [span for later in pieces[at:] for span in later]
            return _excepting(name, joined[1:], text)
        if kinds in (["number"], ["number", "seats"]):
            number = numbered(str(piece[0].value))
            if number is None or name.seats is not None:
                return None
            name = replace(name, seats=number)
        elif kinds == ["side"] and name.side is None:
            name = replace(name, side=Side(str(piece[0].value)))
        elif kinds == ["mistake"]:
            name = replace(name, mistake=True)
        elif kinds == ["unstated"] and piece[0].value == "party":
            name = replace(name, no_party=True)
        else:
            words = " ".join(text[piece[0].start : piece[-1].end].split())
            party = parties.find(words)
            if name.party or (party is None and not _is_name(piece, text)):
                return None
            own = parties.find(name.text)
            if own is not None and party is not None and own.id == party.id and not _bears_name(own.id):
                continue  # "PRO (GroenLinks-PvdA)": the same by another name
            if own is not None and not name.titled and not _is_person(own.id):
                return None
            name = replace(name, party=words)
    return name


def _is_person(party: str) -> bool:
    """Tell whether a party bears a member's name, so that "Keijzer (BBB)" is the member."""
    return _bears_name(party) or (
        bool(parties.by_id(party).origins)
        and parties.by_id(party).full == parties.by_id(party).names[0].short
    )


def _bears_name(party: str) -> bool:
    return any(name.short.startswith(("Lid ", "Groep ", "Fractie ")) for name in parties.by_id(party).names)


def _excepting(name: Name, spans: list[Span], text: str) -> Name | None:
    words = [span for span in spans if span.type not in ("break",)]
    if words and words[-1].type == "close":
        words.pop()
    plain = [span for span in words if span.type != "void"]
    number = numbered(fold(text[plain[0].start : plain[0].end])) if plain else None
    if number is not None and [span.type for span in plain[1:]] in ([], ["seats"], ["lead"], ["title"]):
        return replace(name, some=True)
    listed = read_names(words, text)
    if listed is None or not listed.names or any(each.party or each.seats for each in listed.names):
        return None
    if any(not each.titled and parties.find(each.text) for each in listed.names):
        return None  # "SP, behalve Volt": no member of it
    return replace(name, without=tuple(each.text for each in listed.names))
