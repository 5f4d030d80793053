"""What words a text has, at a look: no clause is read here, and nothing is stated."""

from kamerstem.readers.grammar.lexicon import lexicon
from kamerstem.readers.grammar.scanner import Span

_BESIDE_VOTES = frozenset(
    "void unknown name particle about with by and on title lead actor head"
    " comma colon semicolon end dash bar open close mark break".split()
)


def dates(text: str) -> bool:
    """Tell whether a text holds a day."""
    return any(span.type == "day" for span in lexicon().spans(text))


def splits_day(text: str, at: int) -> bool:
    """Tell whether a place in a text is in the middle of a day: "36.123, 5 maart 2024" after the 5."""
    return any(span.type == "day" and span.start < at < span.end for span in lexicon().spans(text))


def names_other(text: str) -> bool:
    """Tell whether a text names a proposal that is not the bill: "motie Kops over bruggen", "nr. 8"."""
    return any(span.type in ("paper", "papers", "part") or _is_other(span) for span in lexicon().spans(text))


def speaks_of_several(text: str) -> bool:
    """Tell whether a text speaks of something else than the bill: of amendments, a motion."""
    return any(map(_is_other, lexicon().spans(text)))


def _is_other(span: Span) -> bool:
    return span.type == "noun" and str(span.value).split()[0] not in ("bill", "any")


def is_beside_votes(text: str) -> bool:
    """Tell whether a text has no word of a vote, no number and no party in it: a greeting, a name below a letter."""
    return all(span.type in _BESIDE_VOTES for span in lexicon().spans(text))


def may_turn(text: str, kind: str) -> bool:
    """Tell whether a text may say what became of a proposal of that kind after all: an outcome, at another time."""
    spans = lexicon().spans(text)
    types = {span.type for span in spans}
    own = all(str(span.value).split()[0] in (kind, "any") for span in spans if span.type == "noun")
    again = not types.isdisjoint({"again", "corrects", "day", "circumstance"})
    return own and again and "outcome" in types and types.isdisjoint({"paper", "papers", "part"})


def is_labelled(text: str) -> bool:
    """Tell whether a text begins with the label of a day or an outcome: "Datum: 3 mei", "Uitslag: verworpen"."""
    return [span.type for span in lexicon().spans(text)[:2]] in (["dated", "colon"], ["says", "colon"])


def named_bill(text: str) -> int | None:
    """Return where the title of the bill begins in a text that ends in it ("het wetsvoorstel Wet op de goten")."""
    spans = lexicon().spans(text)
    bill = next((span for span in reversed(spans) if span.type == "noun"), None)
    return bill.end if bill is not None and bill.value in ("bill", "any") else None


def concludes(text: str) -> bool:
    """Tell whether a text has words by which the chair of a sitting concludes something: "ik constateer"."""
    words = lexicon()
    return words.may_hold(text, "concludes") and any(span.type == "concludes" for span in words.spans(text))


def ends_shortened(text: str) -> bool:
    """Tell whether a text ends in an abbreviation, so that its full stop ends no sentence: "Grinwis c.s."."""
    spans = lexicon().spans(text)
    return bool(spans) and spans[-1].type != "end" and text.endswith(".")
