"""The overview as plain text, in the form that the staff of the Senate file.

What this module writes in Dutch, ``readers/overview.py`` reads back to the same ``stated()`` view; the words are in
``model/form.py``. Seats, findings, advice and sources are not part of the form.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from textwrap import wrap as wrap_words

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

WIDTH = 92

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


def render(overview: Overview, lang: Lang = "nl") -> str:
    """Return the overview as text that ends in a newline. Vote lines are those of the Senate's own overviews."""
    return "\n".join(_Writer(overview, lang).lines()).strip("\n") + "\n"


class _Writer:
    def __init__(self, overview: Overview, lang: Lang) -> None:
        self.overview = overview
        self.lang = lang
        self.dossier = dossier_of(overview.subject.ref)
        votes = [decision for _, _, decision in overview.decisions() if decision.step is Step.VOTE]
        self.by_hands = any(vote.method is Method.SHOW_OF_HANDS for vote in votes)
        self.by_hands_only = all(vote.method is Method.SHOW_OF_HANDS for vote in votes)
        self.default_date: dict[frozenset[Kind], date] = {}

    # --- the document ---

    def lines(self) -> Iterator[str]:
        subject = self.overview.subject
        yield f"{form.CONCERNING.in_(self.lang)} {self._subject_noun()}:"
        yield ""
        yield self._subject_ref(subject.ref)
        if subject.title:
            yield from self._prose(subject.title)
        yield ""
        bill = self.overview.bill
        if bill is not None and (bill.decisions or bill.parts or bill.statements):
            yield form.FINAL_VOTE.in_(self.lang)
            for decision in bill.decisions:
                yield from self._bill_decision(decision)
            yield from self._parts_and_statements(bill)
            yield ""
        groups = list(self._groups())
        for kinds, proposals in groups:
            yield from self._day_line(kinds, proposals)
        if self.by_hands:
            yield from self._wrapped(self._method_line())
            yield ""
        for kinds, proposals in groups:
            yield from self._sections(kinds, proposals)

    def _subject_noun(self) -> str:
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

    def _day_line(self, kinds: frozenset[Kind], proposals: list[Proposal]) -> Iterator[str]:
        votes = [
            decision
            for proposal in proposals
            for decision in (*proposal.decisions, *(d for part in proposal.parts for d in part.decisions))
            if decision.step is Step.VOTE
        ]
        days = sorted({vote.date for vote in votes if vote.date is not None})
        if not days:
            return
        if len(days) == 1:
            self.default_date[kinds] = days[0]
        kind = Kind.AMENDMENT if Kind.AMENDMENT in kinds else next(iter(kinds))
        plural, several = len(proposals) > 1, len(proposals) > 1 or len(days) > 1
        noun = form.KINDS[kind][plural].in_(self.lang)
        dates = form.join_list([form.write_date(day, self.lang) for day in days], self.lang)
        if self.lang == "nl":
            article = "het" if kind in form.NEUTER and not plural else "de"
            sentence = (
                f"De stemmingen over {article} {noun} vonden plaats op {dates}."
                if several
                else f"De stemming over {article} {noun} vond plaats op {dates}."
            )
        else:
            sentence = f"The {'votes' if several else 'vote'} on the {noun} took place on {dates}."
        yield from self._wrapped(sentence)
        yield ""

    def _method_line(self) -> str:
        method = form.METHODS[Method.SHOW_OF_HANDS].in_(self.lang)
        if self.lang == "nl":
            return f"Er is gestemd {method}{'' if self.by_hands_only else ', tenzij anders vermeld'}."
        return f"Votes were taken {method}{'' if self.by_hands_only else ', unless stated otherwise'}."

    def _sections(self, kinds: frozenset[Kind], proposals: list[Proposal]) -> Iterator[str]:
        for status in _STATUS_ORDER:
            for kind in Kind:
                if kind not in kinds:
                    continue
                of_section = in_order([p for p in proposals if p.status is status and p.kind is kind])
                if not of_section:
                    continue
                yield form.heading(kind, status, self.lang, plural=len(of_section) > 1)
                yield ""
                by_article = sorted(of_section, key=lambda p: _article_key(p.articles))
                for articles, group in groupby(by_article, key=lambda p: p.articles):
                    if articles is not None:
                        yield self._articles(articles)
                    for proposal in group:
                        yield from self._item(proposal, kinds)

    # --- one proposal ---

    def _item(self, proposal: Proposal, kinds: frozenset[Kind]) -> Iterator[str]:
        subject = proposal.title if proposal.kind is Kind.BILL_PART else proposal.subject
        head = f"{self._number(proposal.ref)} ({self._submitters(proposal.submitters)})"
        if subject:
            joint = "" if form.CONNECTIVE.match(subject) else f"{form.ABOUT.in_(self.lang)} "
            head = f"{head} {joint}{subject}"
        yield from self._prose(head, head=True)
        for kind, words in ((RelationKind.REPLACES, form.REPLACES), (RelationKind.AMENDS, form.AMENDS)):
            if refs := proposal.related(kind):
                names = form.join_list([self._short(ref) for ref in refs], self.lang)
                yield from self._wrapped(f"{words.in_(self.lang)} {names}.")
        if proposal.explanation is not None:
            if not proposal.explanation:
                yield form.NO_EXPLANATION.in_(self.lang)
            for paragraph in proposal.explanation:
                yield ""
                yield from self._prose(paragraph)
        default = self.default_date.get(kinds)
        for decision in proposal.decisions:
            yield from self._wrapped(self._decision(decision, default))
        yield from self._parts_and_statements(proposal, default)
        yield ""

    def _parts_and_statements(self, proposal: Proposal, default: date | None = None) -> Iterator[str]:
        for part in proposal.parts:
            yield from self._part(part, default)
        for statement in proposal.statements:
            yield from self._wrapped(self._statement(statement))

    def _part(self, part: Part, default: date | None) -> Iterator[str]:
        articles = ""
        if part.articles is not None:
            articles = f" ({_lower_first(self._articles(part.articles))})"
        head = f"{form.PART.in_(self.lang)} {part.label}{articles}:"
        for decision in part.decisions:
            yield from self._wrapped(f"{head} {_lower_first(self._decision(decision, default))}")
        if not part.decisions:
            yield from self._wrapped(f"{head} {form.NO_DECISION.in_(self.lang)}.")

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

    def _bill_decision(self, decision: Decision) -> Iterator[str]:
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
        yield from self._wrapped(sentence)
        for ballots in self._lists(decision):
            yield from self._wrapped(ballots)

    def _decision(self, decision: Decision, default: date | None) -> str:
        return " ".join([self._sentence(decision, default), *self._lists(decision)])

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

    # --- lines ---

    def _wrapped(self, text: str) -> list[str]:
        """Break text into lines; never after a hyphen, which a reader could take for a broken word."""
        glued = " ".join(text.split()).replace("- ", "-\x00")
        lines = wrap_words(glued, WIDTH, break_long_words=False, break_on_hyphens=False)
        return [line.replace("\x00", " ") for line in lines]

    def _prose(self, text: str, *, head: bool = False) -> Iterator[str]:
        """Break free text into lines, and mark those that could be read as structure as prose.

        ``head``: the first line is structure, the free text goes on from there.
        """
        lines = self._wrapped(text)
        for index, line in enumerate(lines):
            rest = " ".join(lines[index:])
            plain = (head and index == 0) or not (form.looks_structural(line) or form.looks_structural(rest))
            yield line if plain else f"{form.PROSE}{line}"


def _article_key(articles: tuple[str, ...] | None) -> tuple[object, ...]:
    """Sort articles as a law does: those not stated first, numbers by value, then roman and other labels."""
    if articles is None:
        return (0,)
    first = articles[0] if articles else ""
    digits = "".join(c for c in first.split(",")[0] if c.isdigit())
    return (1, int(digits[:9]) if digits else 0, articles)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
