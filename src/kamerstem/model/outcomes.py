"""What an official Besluit comes to: BesluitSoort, BesluitTekst and StemmingsSoort -> step and result.

BesluitSoort is free text in the official model; the values are those seen in the data (domain: section 2.1). A value
that is no decision ("Ingediend.", putting on the agenda) gives nothing; one that is not known gives a decision only
where there are vote rows, with the result its own words state, or none.
"""

import re
from typing import TYPE_CHECKING

from kamerstem.dataclasses import dataclass
from kamerstem.model.fields import text_of
from kamerstem.model.votes import Result, Step, Tally

if TYPE_CHECKING:
    from kamerstem.model.entities import Entity

# BesluitSoort, as it begins (in lower case) -> step and result.
_SORTS: tuple[tuple[str, Step, Result | None], ...] = (
    ("stemmen - aangenomen", Step.VOTE, Result.ADOPTED),
    ("stemmen - verworpen", Step.VOTE, Result.REJECTED),
    ("stemmen - niet aangenomen", Step.VOTE, Result.REJECTED),
    ("stemmen - gestaakt", Step.VOTE, Result.TIED),
    ("stemmen - uitstellen", Step.POSTPONE, None),
    ("stemmen - aangehouden", Step.HOLD_OVER, None),
    ("stemmen - ingetrokken", Step.WITHDRAW, None),
    ("stemmen - vervallen", Step.LAPSE, None),
    ("stemmen - vastgesteld", Step.WITHOUT_VOTE, Result.ADOPTED),
    ("stemmen - zonder stemming aannemen", Step.WITHOUT_VOTE, Result.ADOPTED),
    ("overgenomen", Step.TAKE_OVER, None),
    ("termijn - vervallen in verband met verstrijken termijn", Step.LAPSE, None),
    ("[vervallen] - initiatiefwetsvoorstel", Step.LAPSE, None),
)
# Sorts whose own words must say what was decided.
_FREE = ("stemmen", "[vrij tekstveld / geen parlisproces]", "besluiten overeenkomstig voorstel commissie")
# A step that turns out to have been a vote that came to nothing: "Aanhouden (75-75).", "Stemming uitgesteld (71-71)".
_MAY_BE_TIE = frozenset({Step.POSTPONE, Step.HOLD_OVER})
# Two numbers, and no date (12-03-2024) or paper (21501-02/123). A vote needs more than half of the members (Grondwet,
# article 67): fewer votes than that are no vote, but the day until which it was put off ("uitgesteld tot 12-12").
# 70 is that of 139: some seats may be empty.
_FEWEST = 70
_NUMBERS = re.compile(r"(?<![\d/–-])(\d{1,3})\s*[-–/]\s*(\d{1,3})(?![\d/–-])")
_SPOKEN = re.compile(
    r"\b(\d{1,3})\s+stemmen\s+voor\b.{0,80}?\b(\d{1,3})\s+(?:stemmen\s+)?(?:daar)?tegen\b", re.IGNORECASE
)
# Before the numbers of a remark: they are what should have been said, and not what was.
_SHOULD = re.compile(
    r"\b(?:had|hadden|moet|moeten|juiste|correcte|goede|eigenlijk|gecorrigeerd\w*)\b[^.]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The step and result of a Besluit, and the tally its words give."""

    step: Step
    result: Result | None
    tally: Tally | None = None

    def announced(self, remark: object = None) -> Tally | None:
        """Return the tally the chair announced: as Opmerking records it where it does, else as BesluitTekst has it."""
        spoken = _SPOKEN.search(remark) if isinstance(remark, str) else None
        if spoken is not None and _SHOULD.search(spoken.string, 0, spoken.start()):
            spoken = None
        return Tally(int(spoken[1]), int(spoken[2])) if spoken else self.tally


def decided(besluit: "Entity", *, voted: bool) -> Outcome | None:
    """Return what a Besluit decided, ``None`` if it is no decision, or a proposal for one (Besluit.Status)."""
    if (text_of(besluit["Status"]) or "Besluit") != "Besluit":
        return None
    return outcome_of(
        besluit["BesluitSoort"], besluit["BesluitTekst"], besluit["StemmingsSoort"], voted=voted
    )


def outcome_of(sort: object, text: object, method: object, *, voted: bool) -> Outcome | None:
    """Return what a Besluit decided, ``None`` if it is no decision on a proposal.

    ``voted`` says whether there are vote rows; the arguments are BesluitSoort, BesluitTekst and StemmingsSoort.
    """
    name = " ".join(sort.split()).lower() if isinstance(sort, str) else ""
    words = " ".join(text.split()).lower() if isinstance(text, str) else ""
    numbers = _NUMBERS.search(words)
    tally = Tally(int(numbers[1]), int(numbers[2])) if numbers else None
    if tally is not None and tally.for_ + tally.against < _FEWEST:
        tally = None
    stated = _stated(words)
    by_method = isinstance(method, str) and method.strip() in ("Met handopsteken", "Hoofdelijk")
    for start, step, result in _SORTS:
        if not name.startswith(start):
            continue
        # StemmingsSoort alone makes no vote of it: it can be filled in for what was then held over.
        if step in _MAY_BE_TIE and (voted or tally is not None):
            if tally is None:
                return Outcome(Step.VOTE, Result.UNDETERMINED)
            if tally.for_ == tally.against:
                return Outcome(Step.VOTE, Result.TIED, tally)
        if {result, stated} == {Result.ADOPTED, Result.REJECTED}:
            result = None  # the sort says one thing and the words another: neither is taken
        return Outcome(step, result, tally if step is Step.VOTE else None)
    if voted or by_method:
        return Outcome(Step.VOTE, stated, tally)
    if name.startswith(_FREE) and re.search(r"(?<!niet )zonder stemming", words) and stated is not None:
        return Outcome(Step.WITHOUT_VOTE, stated)
    return None


def _stated(words: str) -> Result | None:
    """Return the result that a decision's own words state, ``None`` if they state none, or more than one."""
    words = words.replace("voor kennisgeving aangenomen", "")  # that is no proposal that was adopted
    if re.search(r"\bgestaakt\b|\bstaken\b", words):
        return Result.TIED
    rejected = re.search(r"\b(?:verworpen|niet aangenomen)\b", words) is not None
    adopted = re.search(r"(?<!niet )\baangenomen\b", words) is not None
    if rejected is adopted:
        return None
    return Result.REJECTED if rejected else Result.ADOPTED
