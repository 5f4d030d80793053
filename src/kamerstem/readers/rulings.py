"""What is decided without counting votes, sentence by sentence: by consequence, withdrawn, held over, without a vote.

What a sentence says is the grammar's (``grammar.speech``); here the words for a proposal become its papers. Where they
name none that is known, nothing is decided. Forms are those of domain section 5, 8 to 13.
"""

from datetime import date

from kamerstem.dataclasses import dataclass
from kamerstem.model import form
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Kind, Result, Side, StatementKind, Step
from kamerstem.readers.grammar import citations, speech
from kamerstem.readers.grammar.citations import Named


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that a sentence states of what it names; ``cause`` is what it follows from.

    ``tentative``: the chair proposes it, and it holds when the House has so decided. ``others``: the other parts of a
    paper, not named one by one. ``many``: it is said of several.
    """

    step: Step
    named: Named
    result: Result | None = None
    cause: Named | None = None
    others: bool = False
    tentative: bool = False
    many: bool = False


def ruling(sentence: str, default: Dossier | None) -> list[Ruling]:
    """Return what a sentence decides, empty where it decides nothing that was understood."""
    said = speech.ruling(sentence)
    if said is None or speech.announces(said):
        return []
    cause = citations.name(said.cause, default) if said.cause is not None else None
    if said.listed is not None:
        named = _each(said.listed)
    elif said.what.following:
        return []
    else:
        named = [_named(said.what, said.step, default)]
    return [
        Ruling(
            said.step, each, said.result, cause, said.what.number is not None, said.proposed, said.what.many
        )
        for each in named
        if each.refs or (said.step is Step.WITHOUT_VOTE and not said.proposed)
    ]


def _named(what: speech.Called, step: Step, default: Dossier | None) -> Named:
    if what.number is None:
        return citations.name(what.text, default)
    named = citations.name(f"het amendement (stuk nr. {what.number})", default)
    return named if step is Step.LAPSE else Named(what.text, named.kind, named.refs)


def _each(listed: str) -> list[Named]:
    """Return the papers of a bare list, each by itself; none where an entry of it is no paper."""
    refs = citations.listed(listed)
    return [Named(str(ref), Kind.MOTION, (ref,)) for ref in refs or ()]


def announces(sentence: str) -> bool:
    """Tell whether the chair proposes to hold over motions that the next sentence will list."""
    said = speech.ruling(sentence)
    return said is not None and speech.announces(said)


def listed_later(sentence: str) -> list[Ruling]:
    """Return the motions that the next sentence lists ("... voor de volgende moties opnieuw gaat lopen: ...")."""
    listed = speech.listed_later(sentence)
    return [Ruling(Step.HOLD_OVER, each, tentative=True) for each in _each(listed or "")]


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


_DEEMED = {Side.FOR: StatementKind.DEEMED_FOR, Side.AGAINST: StatementKind.DEEMED_AGAINST}


def deemed(sentence: str, default: Dossier | None, sitting: date | None) -> Deemed | None:
    """Return a wish or a note of how somebody is deemed to have voted; ``None`` where the sentence says none."""
    said = speech.wish(sentence)
    if said is None:
        return None
    day = _day(said.when, sitting) if said.when else None
    earlier = said.when is not None and day != sitting
    if said.noted:
        against = [what for side, what in said.sides if side is Side.AGAINST]
        named = citations.name(against[0], default) if against and against[0] else Named("")
        kind = StatementKind.AGAINST_NOTED
        return Deemed(said.who, ((kind, named),), day, earlier) if against else None
    if any(side not in _DEEMED for side, _ in said.sides):
        return None
    sides = tuple((_DEEMED[side], citations.name(what, default)) for side, what in said.sides)
    return Deemed(said.who, sides, day, earlier)


def _day(words: str, sitting: date | None) -> date | None:
    """Return the day of "25 november jl.": with a year as written, else the last such day before the sitting."""
    if speech.is_today(words):
        return sitting
    words = speech.day_in(words)
    if (day := form.read_date(words)) or sitting is None:
        return day
    years = (form.read_date(f"{words} {year}") for year in (sitting.year, sitting.year - 1))
    return next((day for day in years if day is not None and day <= sitting), None)
