"""What words a text has, at a look: no clause is read here, and nothing is stated."""

from kamerstem.model.votes import Kind
from kamerstem.readers.grammar.lexicon import lexicon
from kamerstem.readers.grammar.scanner import Day, Span, begins_with_dossier

_MARKS = frozenset({"comma", "open", "dash", "colon", "semicolon", "end"})
_NUMBERED = frozenset({"number", "paper", "papers"})
_NAMING = frozenset({"name", "party"})
_NEAR = 12  # words
_BESIDE_VOTES = frozenset(
    "void unknown name particle about with by and on title lead actor head"
    " comma colon semicolon end dash bar open close mark break".split()
)


def dates(text: str) -> bool:
    """Tell whether a text holds a day."""
    return any(span.type == "day" for span in lexicon().spans(text))


def before_day(text: str) -> int:
    """Return where the words begin that a day stands in: behind the last mark before it."""
    spans = lexicon().spans(text)
    at = next((at for at, span in enumerate(spans) if span.type == "day"), 0)
    while at and spans[at - 1].type not in _MARKS:
        at -= 1
    return spans[at - (at > 0 and spans[at - 1].type == "open")].start if spans else 0


def only_day(text: str) -> Day | None:
    """Return the day that is all of a text, ``None`` where there is more or another thing."""
    found = [span.value for span in lexicon().spans(text) if span.type not in ("end", "open", "close")]
    return found[0] if len(found) == 1 and isinstance(found[0], Day) else None


def is_about_votes(text: str) -> bool:
    """Tell whether a line speaks of votes or their results: "Stemmingsuitslagen wetsvoorstel 36.123"."""
    return any(span.type in ("vote", "head", "says") for span in lexicon().spans(text))


def ends_in_parties(text: str) -> bool:
    """Tell whether a text ends in the parties by which something was done: "bruggen, gesteund door SP en Volt"."""
    kinds = [span.type for span in lexicon().spans(text) if span.type not in ("end", "close")]
    at = len(kinds)
    while at and kinds[at - 1] in ("party", "comma", "and"):
        at -= 1
    return kinds[at:].count("party") > 1 and kinds[at - 1] in ("by", "particle", "lead")


_ENDS = "%°€\"'“”’»…"  # marks that a subject may end in: "een verlaging met 25%"


def ends_otherwise(text: str) -> bool:
    """Tell whether a subject ends in what may be no part of it: "over bruggen: zie de bijlage", "over bruggen ?"."""
    spans = lexicon().spans(text)
    if any(span.type == "replaced" for span in spans):
        return False
    parted = any(
        span.type == "colon" or (span.type == "dash" and f" {text[span.start : span.end].strip()} " in text)
        for span in spans
    )
    bracketed = spans[-1:] and spans[-1].type == "close" and any(span.type == "says" for span in spans)
    return parted or bool(
        bracketed
        or (spans and ((spans[-1].type == "mark" and text[-1] not in _ENDS) or spans[-1].value == "?"))
    )


def ends_in_day(text: str) -> bool:
    """Tell whether a text ends in a day: "Wet op de klokken, 3 mei 2023"."""
    return [span.type for span in lexicon().spans(text)][-1:] == ["day"]


def splits_day(text: str, at: int) -> bool:
    """Tell whether a place in a text is in the middle of a day: "36.123, 5 maart 2024" after the 5."""
    return any(span.type == "day" and span.start < at < span.end for span in lexicon().spans(text))


def names_other(text: str) -> bool:
    """Tell whether a text names a proposal that is not the bill: "motie Kops over bruggen", "nr. 8"."""
    return any(span.type in ("paper", "papers", "part") or _is_other(span) for span in lexicon().spans(text))


def names_dossier(text: str) -> bool:
    """Tell whether a text names a bill by its number."""
    return any(
        span.type == "dossier" or (span.type == "number" and begins_with_dossier(text[span.start :]))
        for span in lexicon().spans(text)
    )


def speaks_of_several(text: str) -> bool:
    """Tell whether a text speaks of something else than the bill: of amendments, a motion."""
    return any(map(_is_other, lexicon().spans(text)))


def kinds_of(text: str) -> set[Kind]:
    """Return what a text speaks of beside the bill, where it speaks of several of them: amendments, motions."""
    nouns = [str(span.value).split() for span in lexicon().spans(text) if _is_other(span)]
    return {Kind(kind) for kind, *many in nouns if many}


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
    return own and again and "outcome" in types and types.isdisjoint({"paper", "papers", "part", "senate"})


def is_of_vote(text: str) -> bool:
    """Tell whether a short text seems to be of a vote: numbers for and against, a day before a mark, or parties."""
    kinds = [span.type for span in lexicon().spans(text)]
    dated = kinds[:1] == ["day"] and kinds[1:2] in (["colon"], ["dash"], ["comma"])
    return dated or ends_in_parties(text) or not {"tally", "unanimous"}.isdisjoint(kinds)


def begins_paper(text: str) -> bool:
    """Tell whether a text begins with a number and names a member or party behind it: "#9 (Bedacht) over bruggen"."""
    kinds = [span.type for span in lexicon().spans(text) if span.type not in ("mark", "dash", "enum")][:_NEAR]
    numbered = not _NUMBERED.isdisjoint(kinds[:2])
    return numbered and not _NAMING.isdisjoint(kinds) and "about" in kinds


def is_label(text: str) -> bool:
    """Tell whether a text is the label of an outcome, a day or a list, and nothing more."""
    return [span.type for span in lexicon().spans(text)] in (["says"], ["dated"], ["side"])


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
