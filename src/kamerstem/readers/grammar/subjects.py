"""What a subject may hold, and what is no part of it: a subject is free text, but it states nothing.

Words of a result stand in many a subject ("de aangenomen motie uitvoeren"). What may be a statement or another
proposal makes the line doubtful, so that it is unread and nothing is lost in it.
"""

from collections.abc import Sequence

from kamerstem.readers.grammar.scanner import Span

OUTCOMES = frozenset({"outcome", "unanimous", "without", "unstated"})
_NUMBERS = frozenset({"number", "paper", "papers"})
_NAMES = frozenset({"name", "party"})
_NAMED = _NAMES | {"particle", "title", "lead", "others", "comma", "and"}
_BEFORE_SUBJECT = _NUMBERS | _NAMED | {"open", "close", "colon", "dash", "mark", "bar", "by", "adjective"}
_SAYS_MORE = frozenset(
    "comma semicolon colon dash open method day on side tally number with cause stop unstated".split()
)
_SEVERAL = frozenset({"zijn", "worden", "waren", "werden"})
_MUST = frozenset({"moet", "moeten", "kan", "kunnen", "mag", "mogen", "zal", "zullen", "zou", "zouden"})
_CONDITIONS = frozenset({"als", "indien", "mits", "tenzij"})
_MARKS = frozenset({"colon", "dash"})
_PARTING = _MARKS | {"open", "comma", "mark", "bar", "by", "papers"}


def is_of_subject(rest: Sequence[Span], at: int, text: str, *, several: bool) -> bool:
    """Tell whether what may be a result is a word of the subject.

    It is where it stands before what it describes ("de aangenomen motie"), where it is said of ``several``, which the
    one proposal is not ("projecten die zijn afgewezen"), and where it says what must or may be ("moet vervallen").
    """
    parted = at > 0 and rest[at - 1].type in _MARKS  # "over bruggen: aangenomen Motie-Bedacht"
    after = next((span.type for span in rest[at:] if span.type not in OUTCOMES), None)
    verbs = {text[span.start : span.end].casefold() for span in rest[max(at - 2, 0) : at + 2]}
    return (after == "noun" and not parted) or bool(verbs & _MUST) or (not several and bool(verbs & _SEVERAL))


def is_conditional(before: Sequence[Span]) -> bool:
    """Tell whether words turn or bound what is said behind them: "als nr. 8 is aangenomen"."""
    return any(span.value == "subordinate" or span.value in _CONDITIONS for span in before)


def may_say(rest: Sequence[Span], told: Sequence[int], text: str, *, about: bool) -> bool:
    """Tell whether one of the outcomes in a subject may be what became of it: a sentence begins or ends there.

    Where no word such as "over" leads to the subject (``about``), only one that ends it: the reader holds the others
    against what stands below (``placing``).
    """
    if not about:
        return all(span.type in ("end", "close") for span in rest[told[0] + 1 :])
    return any(_is_apart(rest, at, text) for at in told)


def _is_apart(rest: Sequence[Span], at: int, text: str) -> bool:
    after = rest[at + 1].type if at + 1 < len(rest) else "end"
    ends = all(span.type in ("end", "close") for span in rest[at + 1 :])
    return ends or after in _SAYS_MORE or text[rest[at].start].isupper()


def holds_proposal(rest: Sequence[Span]) -> bool:
    """Tell whether another proposal begins within a subject: "9 (Bedacht)", "nr. 9 van Bedacht over bruggen"."""
    return any(
        (span.type in _NUMBERS and _is_bracketed(rest, at + 1))
        or (span.type == "about" and span.value == "" and _leads(rest[:at]))
        for at, span in enumerate(rest)
    )


def _is_bracketed(spans: Sequence[Span], at: int) -> bool:
    """Tell whether names stand in brackets here."""
    close = next((i for i in range(at, len(spans)) if spans[i].type == "close"), at)
    inside = [span.type for span in spans[at + 1 : close]]
    return (
        at < len(spans)
        and spans[at].type == "open"
        and not _NAMES.isdisjoint(inside)
        and _NAMED.issuperset(inside)
    )


def _leads(before: Sequence[Span]) -> bool:
    """Tell whether a number and a name stand right before "over", and nothing else that parts them."""
    kinds: list[str] = []
    for span in reversed(before):
        if span.type not in _BEFORE_SUBJECT:
            break
        kinds.append(span.type)
    return all(not some.isdisjoint(kinds) for some in (_NUMBERS, _NAMES, _PARTING))
