"""The overview as a document in the form of the Senate: what is said, in which order, in whose words.

Every writer of that form (text, PDF, Word, Markdown) sets what stands here and adds nothing to it; so whatever one of
them writes, the same reader reads back. The words are in ``model/form.py``. Seats, findings, advice and sources are
not part of the form.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from kamerstem.dataclasses import dataclass, replace
from kamerstem.language import Lang
from kamerstem.model import form
from kamerstem.model.overview import Overview, SubjectKind, dossier_of, in_order
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import (
    Ballot,
    Ballots,
    Decision,
    Kind,
    Method,
    Part,
    Proposal,
    RelationKind,
    Result,
    Side,
    Statement,
    Status,
    Step,
    Submitters,
)

# The Senate puts what was adopted first; within a status, by article and number.
_STATUS_ORDER = (
    Status.ADOPTED,
    Status.REJECTED,
    Status.WITHDRAWN,
    Status.LAPSED,
    Status.TAKEN_OVER,
    Status.HELD_OVER,
    Status.INADMISSIBLE,
    Status.PENDING,
    Status.UNKNOWN,
)

# Decisions on the bill that its own sentence can carry ("Het wetsvoorstel is ... aangenomen door de Tweede Kamer.").
_BY_THE_HOUSE = frozenset({Step.VOTE, Step.WITHOUT_VOTE})
_NOT_PASSIVE = frozenset({Result.TIED, Result.UNDETERMINED, Result.VOID})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, or what else is said after it, as a sentence ("Verworpen.") with its lists ("Voor: SP en CDA.").

    ``notes`` say of a vote that not all of it is there.
    """

    sentence: str
    lists: tuple[str, ...] = ()
    decision: Decision | None = None
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what stands below the sentence, each on a line of its own."""
        return (*self.lists, *self.notes)


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal as the form has it; ``under`` are the sub-amendments that would change it.

    ``explanation`` is ``None`` where it is not stated and empty where there is none.
    """

    pointer: str
    proposal: Proposal
    head: str
    relations: tuple[str, ...]
    explanation: tuple[str, ...] | None
    outcomes: tuple[Outcome, ...]
    under: tuple["Entry", ...] = ()

    def with_those_under(self, depth: int = 0) -> Iterator[tuple[int, "Entry"]]:
        """Yield this entry and all below it, each with how deep it stands (0: this one)."""
        yield depth, self
        for entry in self.under:
            yield from entry.with_those_under(depth + 1)


@dataclass(frozen=True, slots=True)
class Section:
    """Proposals that fared the same, under a heading, by article (``None``: not stated)."""

    heading: str
    groups: tuple[tuple[str | None, tuple[Entry, ...]], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole form, from top to bottom; ``final`` is the final vote on the bill, if anything is said of it."""

    concerning: str
    number: str
    title: str | None
    final_heading: str
    final: Entry | None
    days: tuple[str, ...]
    method: str | None
    sections: tuple[Section, ...]


def compose(overview: Overview, lang: Lang = "nl") -> Document:
    """Return the overview in the Senate's form. Vote lines are those of the Senate's own overviews."""
    return _Composer(overview, lang).document()


def guarded(text: str, *, title: bool = False) -> str:
    """Return a paragraph of prose; marked as such where it could be read as more (``model/form.py``, PROSE)."""
    return f"{form.PROSE}{text}" if form.looks_structural(text, title=title) else text


class _Composer:
    def __init__(self, overview: Overview, lang: Lang) -> None:
        self.overview = overview
        self.lang = lang
        self.dossier = dossier_of(overview.subject.ref)
        votes = [decision for _, _, decision in overview.decisions() if decision.step is Step.VOTE]
        self.by_hands = any(vote.method is Method.SHOW_OF_HANDS for vote in votes)
        self.by_hands_only = all(vote.method is Method.SHOW_OF_HANDS for vote in votes)
        self.default_date: dict[frozenset[Kind], date] = {}
        self.pointers = {id(proposal): pointer for pointer, proposal in overview.items()}
        self.below = _Below(overview)

    # --- the document ---

    def document(self) -> Document:
        subject, bill = self.overview.subject, self.overview.bill
        groups = list(self._groups())
        days = tuple(line for kinds, proposals in groups if (line := self._day_line(kinds, proposals)))
        said = bill is not None and (bill.decisions or bill.parts or bill.statements)
        return Document(
            concerning=f"{form.CONCERNING.in_(self.lang)} {self._subject_noun()}:",
            number=self._subject_ref(subject.ref),
            title=subject.title,
            final_heading=form.FINAL_VOTE.in_(self.lang),
            final=self._final(bill) if bill is not None and said else None,
            days=days,
            method=self._method_line() if self.by_hands else None,
            sections=tuple(
                section for kinds, proposals in groups for section in self._sections(kinds, proposals)
            ),
        )

    def _subject_noun(self) -> str:
        if self.overview.is_dossier:
            return form.DOSSIER.in_(self.lang)
        kind = Kind.BILL
        if self.overview.subject.kind is not SubjectKind.BILL:
            kind = next((proposal.kind for _, proposal in self.overview.items()), Kind.BILL)
        return form.KINDS[kind][0].in_(self.lang)

    def _subject_ref(self, ref: Ref | None) -> str:
        if isinstance(ref, Dossier):
            return ref.senate
        if isinstance(ref, Paper):
            return f"{ref.dossier.senate}, nr. {ref.number}"
        return str(ref) if ref else form.NO_NUMBER.in_(self.lang)

    def _groups(self) -> Iterator[tuple[frozenset[Kind], list[Proposal]]]:
        """Yield the proposals that one "De stemmingen over ..." line speaks of: amendments, motions, any other."""
        amendments = frozenset({Kind.AMENDMENT, Kind.SUB_AMENDMENT})
        everything = [*self.overview.amendments, *self.overview.motions, *self.overview.other]
        for kinds in (amendments, *(frozenset({kind}) for kind in Kind if kind not in amendments)):
            proposals = [proposal for proposal in everything if proposal.kind in kinds]
            if proposals:
                yield kinds, proposals

    def _day_line(self, kinds: frozenset[Kind], proposals: list[Proposal]) -> str | None:
        votes = [
            decision
            for proposal in proposals
            for decision in proposal.all_decisions()
            if decision.step is Step.VOTE
        ]
        days = sorted({vote.date for vote in votes if vote.date is not None})
        if not days:
            return None
        if len(days) == 1:
            self.default_date[kinds] = days[0]
        kind = Kind.AMENDMENT if Kind.AMENDMENT in kinds else next(iter(kinds))
        plural, several = len(proposals) > 1, len(proposals) > 1 or len(days) > 1
        noun = form.KINDS[kind][plural].in_(self.lang)
        dates = form.join_list([form.write_date(day, self.lang) for day in days], self.lang)
        if self.lang == "en":
            return f"The {'votes' if several else 'vote'} on the {noun} took place on {dates}."
        article = "het" if kind in form.NEUTER and not plural else "de"
        if several:
            return f"De stemmingen over {article} {noun} vonden plaats op {dates}."
        return f"De stemming over {article} {noun} vond plaats op {dates}."

    def _method_line(self) -> str:
        method = form.METHODS[Method.SHOW_OF_HANDS].in_(self.lang)
        if self.lang == "nl":
            return f"Er is gestemd {method}{'' if self.by_hands_only else ', tenzij anders vermeld'}."
        return f"Votes were taken {method}{'' if self.by_hands_only else ', unless stated otherwise'}."

    def _sections(self, kinds: frozenset[Kind], proposals: list[Proposal]) -> Iterator[Section]:
        proposals = [p for p in proposals if id(p) not in self.below.placed]
        for status in _STATUS_ORDER:
            for kind in Kind:
                if kind not in kinds:
                    continue
                of_section = in_order([p for p in proposals if p.status is status and p.kind is kind])
                if not of_section:
                    continue
                by_article = sorted(of_section, key=lambda p: _article_key(p.articles))
                yield Section(
                    form.heading(kind, status, self.lang, plural=len(of_section) > 1),
                    tuple(
                        (
                            None if articles is None else self._articles(articles),
                            tuple(self._entry(proposal, kinds) for proposal in group),
                        )
                        for articles, group in groupby(by_article, key=lambda p: p.articles)
                    ),
                )

    # --- one proposal ---

    def _final(self, bill: Proposal) -> Entry:
        outcomes = [self._bill_decision(decision) for decision in bill.decisions]
        return Entry("/bill", bill, "", (), None, (*outcomes, *self._parts_and_statements(bill)))

    def _entry(self, proposal: Proposal, kinds: frozenset[Kind], *, under: bool = False) -> Entry:
        default = self.default_date.get(kinds)
        return Entry(
            pointer=self.pointers[id(proposal)],
            proposal=proposal,
            head=self._head(proposal, under=under),
            relations=tuple(self._relations(proposal, under=under)),
            explanation=proposal.explanation,
            outcomes=(
                *(self._decision(decision, default) for decision in proposal.decisions),
                *self._parts_and_statements(proposal, default),
            ),
            under=tuple(self._entry(child, kinds, under=True) for child in self.below.of(proposal)),
        )

    def _head(self, proposal: Proposal, *, under: bool) -> str:
        subject = proposal.title if proposal.kind is Kind.BILL_PART else proposal.subject
        head = f"{self._number(proposal.ref)} ({self._submitters(proposal.submitters)})"
        if under:
            noun = form.KINDS[proposal.kind][0].in_(self.lang)
            head = f"{noun[0].upper()}{noun[1:]} {head}"
        if subject:
            joint = "" if form.CONNECTIVE.match(subject) else f"{form.ABOUT.in_(self.lang)} "
            head = f"{head} {joint}{subject}"
        return head

    def _relations(self, proposal: Proposal, *, under: bool) -> Iterator[str]:
        for kind, words in ((RelationKind.REPLACES, form.REPLACES), (RelationKind.AMENDS, form.AMENDS)):
            if refs := proposal.related(kind):
                names = form.join_list([self._short(ref) for ref in refs], self.lang)
                yield f"{words.in_(self.lang)} {names}."
        if under and proposal.articles is not None:
            yield f"{form.TOUCHES.in_(self.lang)} {_lower_first(self._articles(proposal.articles))}."

    def _parts_and_statements(self, proposal: Proposal, default: date | None = None) -> Iterator[Outcome]:
        for part in proposal.parts:
            yield from self._part(part, default)
        for statement in proposal.statements:
            yield Outcome(self._statement(statement))

    def _part(self, part: Part, default: date | None) -> Iterator[Outcome]:
        articles = ""
        if part.articles is not None:
            articles = f" ({_lower_first(self._articles(part.articles))})"
        head = f"{form.PART.in_(self.lang)} {part.label}{articles}:"
        for decision in part.decisions:
            outcome = self._decision(decision, default)
            yield replace(outcome, sentence=f"{head} {_lower_first(outcome.sentence)}")
        if not part.decisions:
            yield Outcome(f"{head} {form.NO_DECISION.in_(self.lang)}.")

    def _statement(self, statement: Statement) -> str:
        words = f"{form.STATEMENTS[statement.kind].in_(self.lang)}: {statement.actor.name}"
        return f"{words} ({statement.text})." if statement.text else f"{words}."

    def _number(self, ref: Ref | None) -> str:
        if ref is None:
            return form.NO_NUMBER.in_(self.lang)
        if isinstance(ref, Paper) and ref.dossier == self.dossier:
            return ref.number
        return ref.senate if isinstance(ref, Dossier) else str(ref)

    def _short(self, ref: Ref) -> str:
        if isinstance(ref, Paper) and ref.dossier == self.dossier:
            return f"nr. {ref.number}"
        return str(ref)

    def _submitters(self, submitters: Submitters | None) -> str:
        if submitters is None:
            return form.NO_SUBMITTER.in_(self.lang)
        names = form.join_list([actor.name for actor in submitters.actors], self.lang)
        return f"{names} {form.AND_OTHERS.in_(self.lang)}".strip() if submitters.and_others else names

    def _articles(self, articles: tuple[str, ...]) -> str:
        if not articles:
            return form.NO_ARTICLE.in_(self.lang)
        return f"{form.ARTICLE[len(articles) > 1].in_(self.lang)} {form.join_articles(articles, self.lang)}"

    # --- decisions ---

    def _bill_decision(self, decision: Decision) -> Outcome:
        outcome = form.OUTCOMES[decision.step, decision.result].in_(self.lang)
        plain = (
            decision.result in _NOT_PASSIVE
            or (decision.step is Step.VOTE and decision.result is None)
            or decision.step is Step.POSTPONE
            or decision.caused_by is not None
        )
        if plain:
            sentence = self._sentence(decision, None)
        elif self.lang == "nl":
            house = " door de Tweede Kamer" if decision.step in _BY_THE_HOUSE else ""
            details = self._details(decision, decision.date, on="op", date_first=True)
            sentence = f"Het wetsvoorstel is{details} {outcome}{house}."
        else:
            house = " by the House of Representatives" if decision.step in _BY_THE_HOUSE else ""
            details = self._details(decision, decision.date, on="on", date_first=False)
            sentence = f"The bill was {outcome}{house}{details}."
        return self._outcome(sentence, decision)

    def _decision(self, decision: Decision, default: date | None) -> Outcome:
        return self._outcome(self._sentence(decision, default), decision)

    def _outcome(self, sentence: str, decision: Decision) -> Outcome:
        return Outcome(
            sentence, tuple(self._lists(decision)), decision, tuple(_not_whole(decision, self.lang))
        )

    def _sentence(self, decision: Decision, default: date | None) -> str:
        """Return "Verworpen bij hoofdelijke stemming op 3 mei 2024 (70-71)." with only what needs saying."""
        outcome = form.OUTCOMES[decision.step, decision.result].in_(self.lang)
        day = decision.date
        unstated = False
        if decision.step is Step.VOTE and default is not None:
            unstated = day is None
            day = None if day == default else day
        details = self._details(decision, day, on="op" if self.lang == "nl" else "on", date_first=False)
        if unstated:
            details += f" ({form.NO_DATE.in_(self.lang)})"
        if decision.caused_by is not None:
            details += f" {form.CAUSED_BY.in_(self.lang)} {self._short(decision.caused_by)}"
        return f"{outcome[0].upper()}{outcome[1:]}{details}."

    def _details(self, decision: Decision, day: date | None, *, on: str, date_first: bool) -> str:
        when = f" {on} {form.write_date(day, self.lang)}" if day else ""
        how, unsaid = "", ""
        if decision.method is not None and not (
            decision.method is Method.SHOW_OF_HANDS and decision.step is Step.VOTE
        ):
            how = f" {form.METHODS[decision.method].in_(self.lang)}"
        elif decision.method is None and decision.step is Step.VOTE and self.by_hands:
            unsaid = f" ({form.NO_METHOD.in_(self.lang)})"
        announced = decision.announced
        told = f" ({announced.for_}-{announced.against})" if announced else ""
        return f"{when}{how}{told}{unsaid}" if date_first else f"{how}{when}{told}{unsaid}"

    def _lists(self, decision: Decision) -> Iterator[str]:
        for side in Side:
            ballots = decision.side(side)
            if ballots is not None:
                yield f"{form.SIDES[side].in_(self.lang)}: {self._names(ballots, decision)}."

    def _names(self, ballots: Ballots, decision: Decision) -> str:
        names = [self._ballot(ballot, decision) for ballot in ballots or ()]
        if not names:
            return form.NOBODY.in_(self.lang)
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {form.AND.in_(self.lang)} {names[-1]}"

    def _ballot(self, ballot: Ballot, decision: Decision) -> str:
        party = ballot.party.name if ballot.party else form.NO_PARTY.in_(self.lang)
        notes = [form.MISTAKE.in_(self.lang)] if ballot.mistake else []
        if ballot.member is None:
            return f"{party} ({notes[0]})" if notes else party
        apart = decision.method is not Method.ROLL_CALL
        name = f"{form.THE_MEMBER.in_(self.lang)} {ballot.member.name}" if apart else ballot.member.name
        return f"{name} ({', '.join([party, *notes])})"


def _not_whole(decision: Decision, lang: Lang) -> Iterator[str]:
    """Yield what is said of a vote of which the official data have not all."""
    if not decision.recorded or decision.step is not Step.VOTE:
        return
    if decision.gap is not None and decision.house is not None:
        yield form.incomplete_note(decision.named, decision.house.total, lang)
    elif not any(decision.side(side) for side in Side):
        yield (form.VOTES_AWAITED if decision.awaited else form.VOTES_MISSING).in_(lang)


class _Below:
    """Which sub-amendments stand under which amendment: that of the overview whose number they say they change."""

    def __init__(self, overview: Overview) -> None:
        first: dict[Ref, Proposal] = {}
        for proposal in overview.amendments:
            if proposal.ref is not None and proposal.kind is Kind.AMENDMENT:
                first.setdefault(proposal.ref, proposal)
        self._children: dict[int, list[Proposal]] = {}
        self.placed: set[int] = set()
        for proposal in overview.amendments:
            if proposal.kind is not Kind.SUB_AMENDMENT:
                continue
            parents = [first[ref] for ref in proposal.related(RelationKind.AMENDS) if ref in first]
            if parents:
                self._children.setdefault(id(parents[0]), []).append(proposal)
                self.placed.add(id(proposal))

    def of(self, proposal: Proposal) -> tuple[Proposal, ...]:
        return in_order(self._children.get(id(proposal), []))


def _article_key(articles: tuple[str, ...] | None) -> tuple[object, ...]:
    """Sort articles as a law does: those not stated first, numbers by value, then roman and other labels."""
    if articles is None:
        return (0,)
    first = articles[0] if articles else ""
    digits = "".join(c for c in first.split(",")[0] if c.isdigit())
    return (1, int(digits[:9]) if digits else 0, articles)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
