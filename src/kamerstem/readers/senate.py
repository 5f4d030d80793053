"""The Senate's page of a bill: its sentences -> what was decided, by whom, when, and who was for and against.

"Het voorstel (EK, A) is op 21 april 2026 aangenomen door de Tweede Kamer. Voor: SP en Volt. Tegen: FVD." What each
sentence says is the grammar's (``readers/grammar``); this walker only places it. A list or a note goes to the decision
just before it. Once something cannot be read or placed, that decision is closed: what follows is unread too, up to the
next decision, for nobody knows whose it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kamerstem.model.accounts import Passage
from kamerstem.model.votes import Kind, Method, Result, Side, Step
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Beside, Clause, Form, Name, Names, Unread


@dataclass(slots=True, kw_only=True)
class PageDecision:
    """One decision as the page has it; ``None`` or empty: the page does not say.

    ``by`` is who decided, as written ("de Tweede Kamer"); of what the Senate itself decided its page names nobody.
    ``paper`` is the paper as written ("TK, 2", "EK, A"). ``lists`` are the names as written: ``readers.ballots`` holds
    those of the House against its parties of that day; the Senate has parties of its own. ``tally`` is for and against.
    ``passages`` are the sentences it was read from, with their place in the text ("regel 1").
    """

    step: Step
    result: Result | None
    kind: Kind | None
    by: str | None
    day: date | None
    paper: str | None
    method: Method | None = None
    tally: tuple[int, int] | None = None
    lists: dict[Side, Names] = field(default_factory=dict)
    noted: list[Beside] = field(default_factory=list)
    discharge: bool = False
    passages: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What a page says of votes, in its order; ``unread`` are the sentences that were not read, or have no place."""

    decisions: list[PageDecision] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)


def read(text: str) -> Page:
    """Return what the text of a page says of votes, read whole or said to be unread; nothing is left out."""
    text = "\n".join(" ".join(line.split()) for line in text.splitlines())
    page, open_ = Page(), False
    for clause in grammar.read(text):
        passage = _passage(clause)
        if isinstance(clause, Clause) and (made := _decision(clause)) is not None:
            page.decisions.append(made)
            open_ = True
        elif not (open_ and isinstance(clause, Clause) and _beside(page.decisions[-1], clause)):
            page.unread.append(passage)
            open_ = False
            continue
        page.decisions[-1].passages.append(passage)
    return page


def _passage(clause: Clause | Unread) -> Passage:
    before = (
        clause.text[: clause.start] + clause.text[clause.start : clause.end].partition(clause.words[0])[0]
    )
    line = before.count("\n") + 1
    return Passage(clause.words, f"regel {line}")


def _decision(clause: Clause) -> PageDecision | None:
    """Return the decision that a clause states; ``None`` where it is none, or says what a page's decision has not."""
    said_more = clause.papers or clause.parts or clause.others or clause.cause or clause.articles is not None
    if clause.form is not Form.DECISION or clause.step is None or said_more or clause.winner:
        return None
    if len(clause.kinds) != 1 or clause.kinds[0][1] or clause.kinds[0][0] not in (None, Kind.BILL):
        return None
    by, paper = _actors(clause)
    made = PageDecision(
        step=clause.step,
        result=clause.result,
        kind=clause.kinds[0][0],
        by=by,
        day=clause.days[0].date if clause.days else None,
        paper=paper,
        method=clause.method,
        tally=clause.tally,
    )
    if (clause.days and made.day is None) or not _listed(made, clause.sides):
        return None
    made.noted, made.discharge = list(clause.noted), "discharge" in clause.marks
    return made


def _actors(clause: Clause) -> tuple[str | None, str | None]:
    """Return who decided and the paper: both begin with the name of a House, and the paper's has a number after it."""
    by = paper = None
    spans = [span for span in clause.spans if span.type != "comma"]
    for at, span in enumerate(spans):
        if span.type == "actor":
            after = spans[at + 1] if at + 1 < len(spans) else None
            if after is not None and after.type in ("number", "name"):
                paper = clause.text[span.start : after.end]
            else:
                by = " ".join(clause.text[span.start : span.end].split())
    return by, paper


def _beside(made: PageDecision, clause: Clause) -> bool:
    """Put a list or a note with its decision; False where it is neither, or is at odds with what is there."""
    if clause.form is Form.LIST and not clause.counts and "empty" not in clause.marks:
        return not clause.kinds and _listed(made, clause.sides)
    if clause.form is Form.NOTED:
        made.noted += clause.noted
        made.discharge = made.discharge or "discharge" in clause.marks
        return True
    return False


def _listed(made: PageDecision, sides: dict[Side, Names]) -> bool:
    """Add the lists of a vote; False where there was none, a side has its list, or somebody stands on two."""
    if sides and made.step is not Step.VOTE:
        return False
    together = [*_names(made.lists), *_names(sides)]
    if set(sides) & set(made.lists) or len(set(together)) < len(together):
        return False
    made.lists |= sides
    return True


def _names(lists: dict[Side, Names]) -> Iterator[Name]:
    return (name for names in lists.values() for name in names.names)
