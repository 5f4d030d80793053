"""What the sentences of a sitting are about, where no ruling and no wish is in them: put, counted, explained, mistaken.

The words are those of ``sitting.txt``. Each function tells one thing of a sentence or a paragraph; whether it matters
there the walk over the sitting decides (``readers.chair``).
"""

from collections.abc import Sequence

from kamerstem.model.votes import Result, Side
from kamerstem.readers.grammar.scanner import Span
from kamerstem.readers.grammar.speech import decided, proposal_at, sitting

_BEFORE_PUT = frozenset({"now", "void"})
_BULLETS = ("*", "·")  # beside those that the scanner takes for a dash
_QUOTES = ('"“„', '"”')


def _spans(text: str) -> list[Span]:
    return [span for span in sitting().spans(text) if span.type != "break"]


def _types(text: str) -> list[str]:
    return [span.type for span in _spans(text)]


# --- what is put to the vote ------------------------------------------------------------------------------------------


def put(text: str) -> str | None:
    """Return what "In stemming komt ..." puts to the vote; ``None`` where a sentence puts nothing."""
    spans = _spans(text)
    at = 1 if spans and spans[0].type in _BEFORE_PUT else 0
    if [span.type for span in spans[at : at + 1]] != ["puts"]:
        return None
    at += 1
    while at < len(spans) and spans[at].type in _BEFORE_PUT:
        at += 1
    return text[spans[at].start :] if at < len(spans) else None


def roll(text: str) -> tuple[Side, str] | None:
    """Return the side and the names of "Vóór stemmen de leden: ..."; the names may follow in the next paragraph."""
    spans = _spans(text)
    if [span.type for span in spans[:2]] != ["side", "roll"]:
        return None
    at = 3 if [span.type for span in spans[2:3]] == ["colon"] else 2
    return Side(str(spans[0].value)), text[spans[at].start :] if at < len(spans) else ""


def opens_item(text: str) -> bool:
    """Tell whether a paragraph says what comes next: "Aan de orde zijn de stemmingen over ..."."""
    return _types(text)[:1] == ["agenda"]


def is_listed(text: str) -> bool:
    """Tell whether a paragraph is one of a list of proposals: "- de motie-Jansen (35020, nr. 5);"."""
    spans = _spans(text)
    types = [span.type for span in spans]
    if types[:2] == ["namely", "colon"] or types[:1] == ["dash"] or text[:1] in _BULLETS:
        return True
    while types and types[-1] in ("end", "semicolon"):
        types.pop()
    opened = len(types) - 1 - types[::-1].index("open") if "open" in types else len(types)
    bracket = text[spans[opened].start : spans[len(types) - 1].end] if opened < len(types) else ""
    return types[:1] == ["det"] and types[-1:] == ["close"] and any(char.isdigit() for char in bracket)


def proposal(text: str) -> str | None:
    """Return the words from the first proposal on that a paragraph names; ``None`` where it speaks of motions at large.

    "de stemmingen over moties, ingediend bij het wetsvoorstel ..." is not about that bill.
    """
    at = proposal_at(text)
    if at is None or (_of_motions(_spans(text)) and _types(text)[:1] != ["noun"]):
        return None
    return text[at:].rstrip(" ;,.")


def _of_motions(spans: Sequence[Span]) -> bool:
    types = [span.type for span in spans if span.type != "comma"]
    values = [str(span.value) for span in spans if span.type != "comma"]
    if "vote" not in types:
        return False
    since = types.index("vote")
    return any(
        types[at] == "noun" and values[at].startswith("motion") and types[at + 1 : at + 2] in _FROM
        for at in range(since, len(types))
    )


_FROM = (["adjective"], ["particle"], ["by"], ["title"])  # "ingediend", "van"


def renumbered(text: str) -> tuple[str, str, str] | None:
    """Return the new number, the old, and what stands in brackets: "krijgt nr. 12 (was nr. 7) (35020)"."""
    spans = _spans(text)
    for at, span in enumerate(spans):
        rest = [each for each in spans[at + 1 : at + 6] if each.type not in ("comma", "open")]
        if span.type == "gets" and [each.type for each in rest[:3]] == ["papers", "was", "papers"]:
            after = text[rest[2].end :].lstrip(") ")
            bracket = after[1:].partition(")")[0] if after.startswith("(") else ""
            return _number(rest[0]), _number(rest[2]), bracket
    return None


def _number(span: Span) -> str:
    return str(span.value[0]) if isinstance(span.value, tuple) else ""


# --- the text of a motion ---------------------------------------------------------------------------------------------


_OPENING = 60  # characters that tell how a paragraph begins


def motion_begins(text: str) -> bool:
    """Tell whether the text of a motion begins: "De Kamer, gehoord de beraadslaging,"."""
    types = _types(text[:_OPENING])
    return types[:1] == ["motion_begins"] or types == ["actor", "comma"]


def motion_ends(text: str) -> bool:
    """Tell whether the text of a motion ends: "en gaat over tot de orde van de dag."."""
    return sitting().may_hold(text, "motion_ends") and "motion_ends" in _types(text)


# --- what completes a vote --------------------------------------------------------------------------------------------


def result(text: str) -> Result | None:
    """Return the result that a sentence of its own gives to the vote just taken: "Zij is dus verworpen."."""
    spans = _spans(text)
    types = [span.type for span in spans]
    if ("undetermined" in types and "outcome_of" in types[: types.index("undetermined")]) or "again" in types:
        return Result.UNDETERMINED
    outcomes = [str(span.value).split() for span in spans if span.type == "outcome"]
    if ["vote", "tied"] in outcomes:
        return Result.TIED
    if len(outcomes) != 1 or not _BARE.issuperset(types) or types.count("noun") > 1:
        return None
    step, came, *more = outcomes[0]
    return (
        Result(came)
        if step == "vote" and came in ("adopted", "rejected") and "accepted" not in more
        else None
    )


_BARE = frozenset({"void", "det", "adjective", "noun", "is", "outcome", "end"})


# --- explanations and mistakes ----------------------------------------------------------------------------------------


def explanation(text: str) -> str | None:
    """Return when the chair lets members explain their votes: "before" or "after"; ``None`` where it does not."""
    spans = _spans(text)
    if not any(span.type == "noted" and span.value == "explanation" for span in spans):
        return None
    return "after" if any(span.type == "afterwards" for span in spans) else "before"


_OF_VOTES = frozenset({"voting", "voted", "votes", "vote", "side", "cast_so", "decisive", "occasion"})


def mistaken(text: str) -> bool:
    """Tell whether somebody says that a vote of theirs went wrong: "Ik heb me vergist", "dat moest tegen zijn"."""
    types = _types(text)
    must = any(
        types[at : at + 2] == ["must", "side"] and not {"is", "det", "can"}.isdisjoint(types[at + 2 : at + 3])
        for at in range(len(types))
    )
    of_votes = not _OF_VOTES.isdisjoint(types)
    return must or ("mistaken" in types and of_votes)


# --- whose words ------------------------------------------------------------------------------------------------------


def of_the_report(text: str) -> bool:
    """Tell whether a line begins with the report's own words, which nobody speaks: "In stemming komt ..."."""
    types = _types(text[:_OPENING])
    if types[:1] in (["puts"], ["agenda"], ["closes"]) or types[:2] == ["side", "roll"]:
        return True
    return decided(text) is not None or (text.startswith("(") and text.endswith(")"))


def ends_without_vote(text: str) -> bool:
    """Tell whether a line ends as a decision without a vote does: "... zonder stemming aangenomen."."""
    return [type_ for type_ in _types(text[-_OPENING:]) if type_ != "end"][-2:] == ["without", "outcome"]


def begins_paragraph(text: str) -> bool:
    """Tell whether a line begins a paragraph of its own by its words: a conclusion, an entry of a list, a motion."""
    types = _types(text[:_OPENING])
    listed = (
        types[:1] in (["dash"], ["concludes"]) or types[:2] == ["namely", "colon"] or text[:1] in _BULLETS
    )
    return listed or (types == ["actor", "comma"] and len(text) < _OPENING)


# --- what looks like a decision ---------------------------------------------------------------------------------------

_DECISIVE = frozenset({"outcome", "puts", "cast_so", "without", "roll", "voted", "decisive", "as"})


def looks_decisive(text: str) -> bool:
    """Tell whether a sentence has a word of decisions in it, so that it is reported where it is not understood."""
    types = _types(text)
    sided = any(
        types[at] in ("voting", "votes") and types[at + 1 : at + 2] == ["side"] for at in range(len(types))
    )
    proposed = any(
        span.type == "to" and (span.value == "hold_over" or "noun" in types) for span in _spans(text)
    )
    return sided or proposed or not _DECISIVE.isdisjoint(types)


def undecided(text: str) -> bool:
    """Tell whether a sentence says of itself that nothing is decided in it: a question, a condition, the future."""
    if text.startswith("(") or text.rstrip('"”’)').endswith("?"):
        return True
    if text[:1] in _QUOTES[0] and text[-1:] in _QUOTES[1]:
        return True
    types = _types(text)
    future = any(
        types[at] == "will" and not {"voting", "voted", "votes"}.isdisjoint(types[at + 1 : at + 6])
        for at in range(len(types))
    )
    return future or types[:1] == ["if"] or "no_decision" in types or explanation(text) is not None
