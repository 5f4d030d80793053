"""The Senate's page of a bill: its sentences -> what was decided, by whom, when, and who was for and against.

"Het voorstel (EK, A) is op 21 april 2026 aangenomen door de Tweede Kamer. Voor: SP en Volt. Tegen: FVD." What each
sentence says is the grammar's (``readers/grammar``); this walker only places it. A list or a note goes to the decision
just before it. Once something cannot be read or placed, that decision is closed: what follows is unread too, up to the
next decision, for nobody knows whose it is.

What the House decided such a page says as an overview does, and the reader of overviews takes it. What the Senate then
decided itself stands there in the same words, without a name; :func:`apart` sets it apart, so that it is never taken
for a second decision of the House.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from kamerstem.dataclasses import dataclass, field, replace
from kamerstem.language import Words
from kamerstem.model.accounts import Passage
from kamerstem.model.votes import Kind, Method, Result, Side, Step
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Beside, Clause, Form, Name, Names, Unread
from kamerstem.readers.lines import Line


@dataclass(slots=True, kw_only=True)
class PageDecision:
    """One decision as the page has it; ``None`` or empty: the page does not say.

    ``by`` is who decided, as written ("de Tweede Kamer"); of what the Senate itself decided its page names nobody.
    ``paper`` is the paper as written ("TK, 2", "EK, A"). ``lists`` are the names as written: ``readers.ballots`` holds
    those of the House against its parties of that day; the Senate has parties of its own. ``tally`` is for and against.
    ``passages`` are the sentences it was read from, with their place in the text ("regel 1"); ``ranges`` is where in
    the text they stand.
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
    ranges: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What a page says of votes, in its order; ``unread`` are the sentences that were not read, or have no place."""

    decisions: list[PageDecision] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)


def read(text: str) -> Page:
    """Return what the text of a page says of votes, read whole or said to be unread; nothing is left out."""
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
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
        page.decisions[-1].ranges.append((clause.start, clause.end))
    return page


OWN = Words("een besluit van de Eerste Kamer", "a decision of the Senate")
_PAPERS = ("(TK,", "(EK,")  # how the site, and nobody else, names the papers of a bill


def apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a document, each sentence of the Senate's own decisions a lost line by itself."""
    if not any(mark in line.text for line in lines for mark in _PAPERS):
        return [*lines]
    text, starts = "", []
    for line in lines:
        starts.append(len(text))
        text += f"{'' if line.lost else line.text}\n"
    own = list(_own(text))
    return [piece for line, at in zip(lines, starts, strict=True) for piece in _cut(line, at, own)]


def _own(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text says what the Senate decided itself, with the lists and notes of it.

    Nobody is named there, and it is later than what the House did with the bill.
    """
    house: date | None = None
    ours = False  # whether what came last is the Senate's
    for at, paragraph in _paragraphs(text):
        decisions = read(paragraph).decisions
        if not decisions:
            begins = grammar.first(paragraph)
            ours = ours and isinstance(begins, Clause) and begins.form in (Form.LIST, Form.NOTED)
            if ours:
                yield at, at + len(paragraph)
        ends = [made.ranges[0][0] for made in decisions[1:]] + [len(paragraph)]
        for made, end in zip(decisions, ends, strict=False):
            if made.by is not None:
                house = made.day if made.paper is not None else house
            ours = made.by is None and house is not None and made.day is not None and made.day > house
            if ours:
                yield at + made.ranges[0][0], at + end


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph from where it says something, a heading above it left out, with its place in the text."""
    at = 0
    for paragraph in text.split("\n\n"):
        begin = 0
        while begin < len(paragraph) and not isinstance(grammar.first(paragraph[begin:]), Clause):
            begin = paragraph.find("\n", begin) + 1 or len(paragraph)
        yield at + begin, paragraph[begin:]
        at += len(paragraph) + 2


def _cut(line: Line, at: int, ranges: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """Yield a line that begins at a place of the text without what stands in these ranges, and that as lost lines."""
    if line.lost:
        yield line
        return
    kept, done = "", 0
    for start, end in ((max(start - at, 0), end - at) for start, end in ranges):
        if end <= 0 or start >= len(line.text):
            continue
        kept += line.text[done:start]
        yield Line(line.place, line.text[start:end].strip(), OWN)
        done = end
    kept += line.text[done:]
    if kept.strip() or not done:
        yield replace(line, text=kept.strip())


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
