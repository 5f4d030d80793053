"""The rules: which types of words together fill which slot of a clause. They know types, and no Dutch.

A rule names the types it takes, in order ("?": may be left out; "a|b": one of them). At each place of a clause the
longest rule that fits is taken, and nothing is taken back, so reading is linear. Parts may stand in any order: a rule
says what they are, not where. What no rule takes makes the whole clause unread, and so do two values for one slot.
"""

from collections.abc import Callable, Sequence

from kamerstem.dataclasses import dataclass
from kamerstem.model.votes import Kind, Method, Result, Side, StatementKind, Step
from kamerstem.readers.grammar.clauses import Beside, Clause, Count, Form, Unreadable
from kamerstem.readers.grammar.names import LISTED, Names, read_names
from kamerstem.readers.grammar.scanner import Day, Span, numbered

Act = Callable[[Clause, list[Span]], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule takes, and what it does with it."""

    takes: tuple[tuple[frozenset[str], bool], ...]  # types, and whether it may be left out
    act: Act

    def match(self, spans: Sequence[Span], at: int) -> list[Span] | None:
        """Return the spans that the rule takes from here on, ``None`` if it does not fit."""
        taken: list[Span] = []
        for types, optional in self.takes:
            if at < len(spans) and spans[at].type in types:
                taken.append(spans[at])
                at += 1
            elif not optional:
                return None
        return taken


RULES: list[Rule] = []
_FIRST: dict[str, list[Rule]] = {}


def rule(*patterns: str) -> Callable[[Act], Act]:
    """Register what the decorated function does with each of the patterns: one rule each."""

    def register(act: Act) -> Act:
        for pattern in patterns:
            takes = tuple(
                (frozenset(piece.rstrip("?").split("|")), piece.endswith("?")) for piece in pattern.split()
            )
            made = Rule(takes, act)
            RULES.append(made)
            for type_ in takes[0][0]:
                _FIRST.setdefault(type_, []).append(made)
                _FIRST[type_].sort(key=lambda each: -len(each.takes))
        return act

    return register


def _of(spans: list[Span], *types: str) -> list[Span]:
    return [span for span in spans if span.type in types]


def _meaning(spans: list[Span], type_: str) -> str:
    return str(next(span.value for span in spans if span.type == type_))


def count(span: Span) -> int:
    """Return the number of a span. Raises Unreadable where it counts nothing: "9a", "1,5"."""
    number = numbered(str(span.value))
    if number is None:
        raise Unreadable
    return number


# --- what -------------------------------------------------------------------------------------------------------------


@rule("noun submitter?", "adjective noun submitter?")
def _what(clause: Clause, spans: list[Span]) -> None:
    kind, _, many = _meaning(spans, "noun").partition(" ")
    clause.kinds.append((None if kind == "any" else Kind(kind), bool(many)))
    for span in _of(spans, "submitter"):
        assert isinstance(span.value, list)  # noqa: S101
        names = [each for each in span.value if each.type != "others"]
        clause.by = (clause.text[names[0].start : names[-1].end], len(names) < len(span.value))


@rule("papers", "paper", "with papers|paper")
def _which(clause: Clause, spans: list[Span]) -> None:
    clause.papers += _papers(spans)


def _papers(spans: list[Span]) -> list[str]:
    return [
        str(paper)
        for span in spans
        if span.type in ("paper", "papers")
        for paper in (span.value if isinstance(span.value, tuple) else (span.value,))
    ]


@rule("dossier", "on dossier", "act", "act dash")
def _bill(clause: Clause, spans: list[Span]) -> None:
    """The number of a bill, with the title before it: "de Wet op de klokken (36.123)"."""
    clause.set("dossier", _of(spans, "dossier", "act")[0].value)


@rule("part", "part colon", "part article", "part article colon")
def _part(clause: Clause, spans: list[Span]) -> None:
    clause.set("parts", str(spans[0].value))
    if spans[-1].type == "colon":
        clause.marks.add("opens")
    for span in _of(spans, "article"):
        _articles(clause, [span])


@rule("rest_parts")
def _other_parts(clause: Clause, _: list[Span]) -> None:
    clause.others = True


@rule("article", "new article", "article new")
def _articles(clause: Clause, spans: list[Span]) -> None:
    value = _of(spans, "article")[0].value
    clause.set("articles", value if isinstance(value, tuple) else ())


@rule("place", "division number|name|particle", "division word")
def _place(clause: Clause, _: list[Span]) -> None:
    clause.marks.add("place")


# --- when, how, by how many -------------------------------------------------------------------------------------------


@rule("day", "on day")
def _when(clause: Clause, spans: list[Span]) -> None:
    day = _of(spans, "day")[0].value
    if not isinstance(day, Day) or (day.date is None and spans[0].type != "on"):
        raise Unreadable
    clause.days.append(day)


@rule("adjective day", "adjective on day")
def _submitted(clause: Clause, _: list[Span]) -> None:
    """When it was submitted or changed is in the words only: it is not the day of the decision."""
    clause.marks.add("adjective")


@rule("dated colon day")
def _dated(clause: Clause, spans: list[Span]) -> None:
    clause.marks |= {"dated", "voted_on"} if spans[0].value == "vote" else {"dated"}
    _when(clause, spans[-1:])


@rule("on number", "on number and|comma")
def _day_of_several(clause: Clause, spans: list[Span]) -> None:
    clause.days.append(Day(None, str(_of(spans, "number")[0].value)))


@rule("method")
def _how(clause: Clause, spans: list[Span]) -> None:
    clause.set("method", Method(_meaning(spans, "method")))


@rule("unless")
def _unless(clause: Clause, _: list[Span]) -> None:
    clause.unless = True


@rule("tally", "with tally votes?")
def _numbers(clause: Clause, spans: list[Span]) -> None:
    clause.set("tally", _of(spans, "tally")[0].value)


@rule("number votes? side number votes? side?", "with number votes? side number votes? side?")
def _spoken_numbers(clause: Clause, spans: list[Span]) -> None:
    one, other = (count(span) for span in _of(spans, "number"))
    sides = [Side(str(span.value)) for span in _of(spans, "side")]
    if sides == [Side.AGAINST]:
        clause.winner = one != other
        clause.set("tally", (one, other))
    elif sides == [Side.FOR, Side.AGAINST]:
        clause.set("tally", (one, other))
    elif sides == [Side.AGAINST, Side.FOR]:
        clause.set("tally", (other, one))
    else:
        raise Unreadable
    if len(sides) > 1:
        _nobody(clause, spans)


def _nobody(clause: Clause, spans: list[Span]) -> None:
    """Of "150 stemmen voor en 0 tegen": nobody was against."""
    for number, side in zip(_of(spans, "number"), _of(spans, "side"), strict=True):
        if count(number) == 0:
            clause.side(Side(str(side.value)), Names())


@rule("number votes? side", "with number votes? side")
def _one_number(clause: Clause, spans: list[Span]) -> None:
    number, side = _of(spans, "number")[0], Side(_meaning(spans, "side"))
    if count(number) == 0:
        _nobody(clause, spans)
        return
    words = clause.text[number.start : spans[-1].end]
    found = Count(count(number), words, weighed=True)
    if clause.tally is not None or clause.counts.setdefault(side, found).number != found.number:
        raise Unreadable


# --- what came of it, and by what -------------------------------------------------------------------------------------


@rule("outcome")
def _outcome(clause: Clause, spans: list[Span]) -> None:
    step, result, *marks = _meaning(spans, "outcome").split()
    clause.marks.update(marks)
    if step == "settled":
        clause.settled = True
        return
    found = (Step(step), None if result == "none" else Result(result))
    if clause.step is not None and (clause.step, clause.result) != found:
        raise Unreadable
    clause.step, clause.result = found


@rule("says", "says colon")
def _says(clause: Clause, _: list[Span]) -> None:
    """The label says what comes, and nothing by itself."""
    clause.marks.add("says")


@rule("pending")
def _pending(clause: Clause, _: list[Span]) -> None:
    clause.pending = True


@rule("without")
def _without(clause: Clause, spans: list[Span]) -> None:
    if clause.without != "adopted":
        clause.without = _meaning(spans, "without")


@rule("unanimous")
def _unanimous(clause: Clause, _: list[Span]) -> None:
    clause.unanimous = True


@rule("cause noun? papers|paper", "cause adjective noun papers|paper")
def _cause(clause: Clause, spans: list[Span]) -> None:
    (paper,) = _papers(spans)[:1]
    clause.set("cause", paper)


@rule("by actor", "actor")
def _by(clause: Clause, spans: list[Span]) -> None:
    """By whom is in the words, and kept nowhere else: a decision is the House's, a withdrawal its submitter's."""


@rule("actor number", "actor name")
def _place_on_a_site(clause: Clause, spans: list[Span]) -> None:
    """The paper as the Senate's site has it: "(TK, 2)", "(EK, A)"."""


@rule("circumstance", "actor circumstance", "again")
def _beside(clause: Clause, spans: list[Span]) -> None:
    """What may be said beside a decision, and is kept in its words only."""


@rule("discharge", "actor discharge")
def _discharge(clause: Clause, _: list[Span]) -> None:
    clause.marks.add("discharge")


@rule("unstated")
def _unstated(clause: Clause, spans: list[Span]) -> None:
    clause.unstated.add(_meaning(spans, "unstated"))
    clause.undecided = clause.undecided or "decision" in clause.unstated


# --- who --------------------------------------------------------------------------------------------------------------


@rule("who voted|votes? side adjective? noun? submitter? papers|paper? voted?")
def _who(clause: Clause, spans: list[Span]) -> None:
    names, side = spans[0].value, Side(_meaning(spans, "side"))
    assert isinstance(names, Names)  # noqa: S101
    if named := _of(spans, "noun", "submitter"):
        _what(clause, named)
    clause.papers += _papers(spans)
    clause.side(side, names)


@rule("except who")
def _except(clause: Clause, spans: list[Span]) -> None:
    """After "alle fracties stemden voor": those who did not."""
    but = spans[1].value
    everyone = [side for side, names in clause.sides.items() if names == Names(everyone=True)]
    if len(everyone) != 1 or not isinstance(but, Names) or not but.names:
        raise Unreadable
    del clause.sides[everyone[0]]
    clause.side(everyone[0], Names(everyone=True, without=but.names))


@rule("who noted", "who mistake")
def _noted_of(clause: Clause, spans: list[Span]) -> None:
    names = spans[0].value
    assert isinstance(names, Names)  # noqa: S101
    if not names.names:
        raise Unreadable
    clause.noted.append(Beside(StatementKind(str(spans[1].value)), names))


@rule("who noted|told? wish side noun? voted?", "with noted who wish side noun? voted?")
def _deemed(clause: Clause, spans: list[Span]) -> None:
    """Of "de SP is aantekening verleend dat zij geacht wil worden te hebben tegengestemd"."""
    names, side = _of(spans, "who")[0].value, Side(_meaning(spans, "side"))
    assert isinstance(names, Names)  # noqa: S101
    wished = StatementKind.DEEMED_FOR if side is Side.FOR else StatementKind.DEEMED_AGAINST
    kind = StatementKind(_meaning(spans, "noted")) if _of(spans, "noted") else wished
    against = kind in (StatementKind.AGAINST_NOTED, StatementKind.DEEMED_AGAINST)
    if not names.names or side is Side.NOT_VOTING or against is not (side is Side.AGAINST):
        raise Unreadable
    clause.noted.append(Beside(kind, names))


@rule("concludes")
def _concludes(clause: Clause, _: list[Span]) -> None:
    clause.set("concluded", True)


@rule("cast")
def _cast(clause: Clause, _: list[Span]) -> None:
    clause.cast = True


# --- what the clause is -----------------------------------------------------------------------------------------------


@rule("vote", "vote about", "vote votes")
def _vote(clause: Clause, spans: list[Span]) -> None:
    clause.marks.add("vote")
    if spans[0].value == "final":
        clause.marks.add("final")


@rule("held", "voted", "following", "nobody", "head", "adjective", "enum", "explanation", "colon")
def _mark(clause: Clause, spans: list[Span]) -> None:
    if spans[0].type == "nobody" and "nobody" in clause.marks:
        raise Unreadable
    clause.marks.add(spans[0].type if spans[0].value != "none" else "unexplained")


@rule("relation noun? papers|paper papers|paper? papers|paper? papers|paper?")
def _relation(clause: Clause, spans: list[Span]) -> None:
    papers = clause.replaces if spans[0].value == "replaces" else clause.amends
    papers += _papers(spans)


@rule("concerning noun")
def _concerning(clause: Clause, spans: list[Span]) -> None:
    _what(clause, _of(spans, "noun"))
    clause.marks.add("concerning")


@rule("concerning head", "concerning colon head")
def _of_document(clause: Clause, _: list[Span]) -> None:
    """Of a letter's head: "Betreft: stemmingsoverzicht"."""
    clause.marks.add("head")


@rule("concerning article")
def _touches(clause: Clause, spans: list[Span]) -> None:
    clause.marks.add("touches")
    _articles(clause, spans)


_VOID = frozenset({"void", "break", "comma", "and", "open", "close"})
_WHO = frozenset({"lead", "title", "party", "name", "rest", "everyone", "only"})
_SUBMITTER = frozenset({"name", "particle", "others"})
_RUN_ENDS = frozenset({"comma", "and", "void", "break", "open", "dash", "semicolon"})


def apply(clause: Clause) -> None:
    """Fill the slots of a clause from its spans. Raises Unreadable where any of it was not understood."""
    spans = _condensed(clause)
    at = 0
    while at < len(spans):
        for each in _FIRST.get(spans[at].type, ()):
            taken = each.match(spans, at)
            if taken is not None:
                each.act(clause, taken)
                at += len(taken)
                break
        else:
            raise Unreadable
    clause.form = _form(clause)
    if clause.form is None or (clause.dossier and clause.form not in (Form.DECISION, Form.HEADING, Form.DAY)):
        raise Unreadable


def _condensed(clause: Clause) -> list[Span]:
    """Return the spans without what is void, and each run of names as one; brackets must be whole."""
    found: list[Span] = []
    spans = clause.spans
    at = depth = 0
    while at < len(spans):
        span = spans[at]
        if span.type == "name" and found and found[-1].type == "noun" and span.start == found[-1].end + 1:
            end = at + 1  # "de motie-Van Zijl c.s.": a hyphen stands between
            while end < len(spans) and spans[end].type in _SUBMITTER:
                end += 1
            found.append(Span("submitter", spans[at:end], span.start, spans[end - 1].end))
            at = end
            continue
        if span.type in _WHO and not (found and found[-1].type in ("actor", "division")):
            end = at
            while end < len(spans) and (spans[end].type in LISTED - {"bar"} or _bracketed_side(spans, end)):
                end += 1
            while end > at + 1 and spans[end - 1].type in _RUN_ENDS:
                end -= 1
            but = bool(found) and found[-1].type == "except"
            names = read_names(spans[at:end], clause.text, excepted=but)
            if names is None:
                raise Unreadable
            found.append(Span("who", names, span.start, spans[end - 1].end))
            at = end
            continue
        depth += (span.type == "open") - (span.type == "close")
        if depth < 0:
            raise Unreadable
        if span.type not in _VOID:
            found.append(span)
        at += 1
    if depth:
        raise Unreadable
    return found


def _bracketed_side(spans: Sequence[Span], at: int) -> bool:
    """Tell whether a side stands in brackets by itself: "behalve JA21 (afwezig)"."""
    around = [span.type for span in spans[at - 1 : at + 2]]
    return around == ["open", "side", "close"]


def _form(clause: Clause) -> Form | None:
    """Return what the clause is, by the slots that are filled; ``None`` where they do not go together."""
    marks, decided = clause.marks, clause.step is not None
    if clause.cast:
        if (
            clause.tally is None
            or not clause.concluded
            or (not decided and clause.tally[0] != clause.tally[1])
        ):
            return None
        if not decided:
            clause.step, clause.result, decided = Step.VOTE, Result.TIED, True
    if clause.settled or clause.without == "adopted":
        if clause.step not in (None, Step.VOTE) or (
            clause.settled and clause.without is None and not decided
        ):
            return None
        if clause.without == "adopted":
            if clause.result is Result.REJECTED:
                return None
            clause.result = Result.ADOPTED
    if clause.without is not None:
        if clause.step not in (None, Step.VOTE) or not (
            decided or clause.settled or clause.without == "adopted"
        ):
            return None
        clause.step, decided = Step.WITHOUT_VOTE, True
    if clause.unanimous:
        if clause.result not in (Result.ADOPTED, Result.REJECTED) or clause.without is not None:
            return None
        other = Side.AGAINST if clause.result is Result.ADOPTED else Side.FOR
        clause.side(other, Names())
    if "place" in marks or (
        clause.articles is not None and not decided and clause.parts is None and "touches" not in marks
    ):
        extra = (
            decided
            or clause.kinds
            or clause.days
            or clause.sides
            or marks - {"place", "colon", "enum", "new"}
        )
        return None if extra else Form.PLACE
    if "concerning" in marks:
        return Form.SUBJECT if marks <= {"concerning", "colon"} and not (decided or clause.days) else None
    if decided or clause.undecided:
        return _deciding(clause)
    if (clause.noted or "discharge" in marks) and not (clause.kinds or clause.tally or marks - {"discharge"}):
        return Form.NOTED
    if "touches" in marks or clause.replaces or clause.amends:
        if marks - {"touches"} or clause.kinds or clause.days or clause.sides or clause.papers:
            return None
        return Form.RELATION
    if clause.tally and "says" in marks and marks <= {"says", "voted"}:
        alone = not (
            clause.kinds or clause.days or clause.sides or clause.papers or clause.noted or clause.method
        )
        return Form.LIST if alone else None  # "De uitslag was 60 voor en 90 tegen."
    if clause.sides and clause.concluded:
        return None if clause.days or clause.tally or marks - {"voted"} else Form.LIST
    if clause.concluded:
        return None
    if clause.sides:
        return None if clause.days or clause.tally or marks - {"voted"} else Form.LIST
    return _of_several(clause)


def _deciding(clause: Clause) -> Form | None:
    marks = clause.marks
    if (
        "nobody" in marks
        or clause.pending
        or clause.unless
        or len(clause.days) > 1
        or (clause.step and clause.undecided)
    ):
        return None
    bare = not (clause.days or clause.method or clause.tally or clause.cause or clause.sides or clause.noted)
    void = any(span.type == "void" for span in clause.spans)
    kinds = [span.type for span in clause.spans]
    if clause.kinds and bare and not clause.parts and clause.step and clause.without is None:
        order = kinds.index("outcome") < kinds.index("noun") or "relative" in marks
        if (order and not void and not clause.ended) or ("colon" in marks and kinds[-1] == "colon"):
            return Form.HEADING
    if "relative" in marks:
        return None
    marks.discard("finite")
    if "colon" in marks and (_titled(clause, kinds) or _told(clause, kinds)):
        return Form.DECISION
    if marks & {"vote", "held", "following", "head", "colon", "enum", "dated"}:
        listing = marks == {"colon"} and clause.papers and bare and kinds[0] == "outcome" and not clause.kinds
        return Form.HEADING if listing else None
    several = {kind for kind, _ in clause.kinds if kind is not None or not clause.concluded}
    if (
        len(several) > 1
        or (len(clause.kinds) > 1 and not clause.concluded)
        or (clause.articles is not None and clause.parts is None)
    ):
        return None
    return Form.DECISION


def _titled(clause: Clause, kinds: list[str]) -> bool:
    """Tell whether what is decided on stands before a colon, and the outcome after it ("Eindstemming: aangenomen")."""
    named = len(clause.kinds) == 1 or (not clause.kinds and ("final" in clause.marks or bool(clause.days)))
    return (
        named
        and clause.marks <= {"colon", "vote", "final", "says"}
        and "outcome" in kinds
        and kinds.count("colon") == 1
        and kinds.index("colon") < kinds.index("outcome")
    )


def _told(clause: Clause, kinds: list[str]) -> bool:
    """Tell whether an outcome stands before a colon, and who voted how after it ("Verworpen: de SP stemde voor")."""
    said = bool(clause.sides or clause.tally) and clause.marks <= {"colon", "says"}
    return said and kinds.count("colon") == 1 and "outcome" in kinds[: kinds.index("colon")]


def _of_several(clause: Clause) -> Form | None:
    marks = clause.marks
    rest = marks - {"enum", "colon"}
    if clause.papers or clause.parts or clause.others or clause.tally or clause.unstated or clause.cause:
        return Form.PART if clause.parts and not (clause.papers or clause.tally or rest - {"opens"}) else None
    if clause.pending:
        return Form.HEADING if clause.kinds and not rest and not clause.days else None
    if clause.days:
        if rest - {"voted_on"} == {"dated"}:
            return Form.DAY if len(clause.days) == 1 and not clause.kinds else None
        if clause.kinds and rest == {"voted"} and not clause.ended:  # "Moties, gestemd op 5 maart 2024"
            return Form.HEADING
        alone = len(clause.days) == 1 and clause.days[0].date is not None
        days = "vote" in marks and (clause.kinds or clause.dossier or "held" in marks or alone)
        return Form.DAY if days and not marks - {"vote", "held", "colon", "final"} else None
    if clause.method is not None:
        return Form.METHOD if rest in ({"voted"}, {"vote", "held"}) and not clause.kinds else None
    if "nobody" in marks:
        return Form.NOTHING if not rest - {"nobody", "adjective"} else None
    if "head" in marks or "explanation" in marks or "unexplained" in marks:
        return Form.HEAD if len(rest) == 1 and not clause.kinds else None
    if rest in ({"vote"}, {"vote", "final"}) and (clause.kinds or "final" in marks):
        return Form.HEADING
    if not clause.kinds or rest or clause.ended or _is_sentence(clause):
        return None  # "Het amendement is": the sentence goes on
    return Form.HEADING


def _is_sentence(clause: Clause) -> bool:
    """Tell whether a verb or the like stands among the words; a heading has none but "de" and "het" beside its own."""
    return any(span.type == "void" and span.value != "determiner" for span in clause.spans)
