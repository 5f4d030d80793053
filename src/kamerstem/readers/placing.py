"""Where a statement of an overview goes: the heading, the proposal and the vote that it stands under.

Nothing moves. A statement goes to the proposal above it and to no other; a list to the decision before it. What
says something else of the same thing is reported with both lines, and neither is taken. What cannot be read closes
a proposal that was settled, so that what follows is unread too, until a heading or another proposal begins.
"""

from collections.abc import Sequence
from dataclasses import replace

from kamerstem.errors import BadReference
from kamerstem.model import parties, refs
from kamerstem.model.overview import Place, UnreadLine
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Kind,
    PartyName,
    RelationKind,
    Side,
    Statement,
    Step,
)
from kamerstem.readers import drafts
from kamerstem.readers.ballots import same_names
from kamerstem.readers.drafts import DOCUMENT, Item, Vote
from kamerstem.readers.grammar import Clause, Day, Form, Head, Names, ends_otherwise, may_turn, tells
from kamerstem.readers.lines import Line, join

_BELOW = 4  # lines below a vote where "Datum: ..." is its day
AMENDMENTS = frozenset({Kind.AMENDMENT, Kind.SUB_AMENDMENT})


class Placing:
    """The proposals of an overview so far, and where in it the walk is."""

    def __init__(self, dossier: Dossier | None, bill: Item | None) -> None:
        self.dossier, self.bill = dossier, bill
        self.items: list[Item] = []
        self.defaults = drafts.Defaults()
        self.unread: list[UnreadLine] = []
        self.item: Item | None = None
        self._heading: Clause | None = None
        self._heading_at = Place(0)
        self._kinds: list[Kind | None] = []  # what was last spoken of
        self._articles: tuple[str, ...] | None = None
        self._vote: Vote | None = None
        self._open: Vote | None = None  # whose last list may go on: no full stop after it
        self._label: Side | None = None  # of a list with no names on its line
        self._empty: list[Line] = []  # that label, as long as there are no names under it
        self._early: Place | None = None  # of a list before its decision
        self._part: tuple[str, tuple[str, ...] | None] | None = (
            None  # that was opened, and nothing said of it yet
        )
        self._nothing: dict[Kind | None, Line] = {}  # kinds of which a line says that there are none
        self._holds: dict[object, Place] = {}  # where it was said what holds for several
        self.spoken: Kind | None = (
            None  # the one kind beside the bill that the head of the document speaks of
        )
        self._implied = self._sure = False  # whether the bill is spoken of because nothing else is named

    # --- what is not read ---

    def leave(self, lines: Sequence[Line], beside: Place | None = None) -> None:
        """Report lines as unread."""
        self.unread += [UnreadLine(line.place, line.text, beside, line.lost) for line in lines if line.text]

    def reject(self, lines: Sequence[Line], beside: Place | None = None, *, heading: bool = False) -> None:
        """Report lines that say something which was not read, and close what they may belong to.

        ``heading``: they may be a heading, and nobody knows what stands under it.
        """
        self.end_label()
        if self._open is not None:  # its list may go on in them, or they in it
            self._open.lists.clear()
            self.leave(self._open.listed)
        self.leave(lines, beside)
        self._open = self._vote = self._label = None
        item, words = self.item, join(line.text for line in lines)
        if item is not None and item.decisions and may_turn(words, item.kind):
            item.doubt = True  # what was decided before may have been decided again
        if self.item is not None and (heading or self.item.settled or self._implied):
            self.item.doubt = self.item.doubt or bool(self.item.parts and not self.item.decisions)
            self.item = None
        elif self.item is not None:
            self.item.doubt = True
        if heading:
            self._heading, self._kinds, self._articles = None, [], None

    @property
    def explains(self) -> bool:
        """Return whether prose here is the explanation of a proposal."""
        return self.item is not None and self.item is not self.bill and not self.item.settled

    def begin_bill(self, *, plain: bool, sure: bool) -> None:
        """Begin the body: where the head names the bill and nothing else (``plain``), what comes first is of it.

        ``sure``: it stands on the line of the number, or in the sentence with the title.
        """
        self._implied, self._sure = plain, sure
        self.item = self.bill if plain else None

    def be_sure(self) -> None:
        """Note that a list follows the words that come first, so that they head nothing else."""
        self._sure = True

    # --- what stands on a line of its own ---

    def alone(self, clause: Clause, line: Line) -> bool:
        """Place a heading, a part of a bill, or words that say there is nothing; False where it has no place here."""
        if not clause.carried:
            return False
        if clause.form is Form.HEADING:
            if clause.dossier is not None and not self._is_own(clause.dossier):
                return False
            return self._begin_section(clause, line.place) and (not clause.days or self._hold(clause, [line]))
        if clause.form is Form.PLACE:
            return self.place(clause.articles)
        if clause.form is Form.NOTHING:
            named = {kind for kind, _ in clause.kinds} or set(self._kinds)
            if any(item.kind in named for item in self.items) or self.explains:
                return False
            self.item = self._vote = None
            self._nothing |= dict.fromkeys(named, line)
            return True
        if "unexplained" in clause.marks or "explanation" in clause.marks:
            if self.item is None or not self.explains:
                return False
            if "unexplained" in clause.marks and self.item.explanation is None:
                self.item.explanation = []
                return True
            return "explanation" in clause.marks and not self.item.explanation
        return clause.form is Form.HEAD and (self.item is None or self._implied)

    def _begin_section(self, clause: Clause, place: Place) -> bool:
        self._heading = self._articles = self.item = None
        self._implied = False
        self._close_lists()
        self._kinds = [kind for kind, _ in clause.kinds] or self._kinds
        if clause.papers:
            return self._list_of_papers(clause, place)
        if "final" in clause.marks or self._kinds in ([Kind.BILL], [None]):
            self.item = self.bill
            if self.bill is not None and clause.step is not None:
                self.bill.heading, self.bill.by, self.bill.place = (
                    (clause.step, clause.result),
                    ("", place),
                    place,
                )
            return self.bill is not None
        self._heading, self._heading_at, self._articles = clause, place, clause.articles
        return True

    def _list_of_papers(self, clause: Clause, place: Place) -> bool:
        """Read "Ingetrokken: nrs. 9 en 10.": proposals of the kind that was last spoken of."""
        found = [self.ref(paper) for paper in clause.papers]
        kinds = [kind for kind in self._kinds if kind not in (None, Kind.BILL)]
        if len(kinds) != 1 or clause.step is None or not all(found):
            return False
        outcome = (clause.step, clause.result)
        self.items.append(Item(kinds[0], found, outcome, by=(clause.words, place), place=place, listed=True))
        return True

    def place(self, articles: tuple[str, ...] | None) -> bool:
        """Begin what stands under an article, or under a part that is none (``None``)."""
        if self._heading is None:
            return False
        self._articles, self.item = articles, None
        self._close_lists()
        return True

    def place_of_item(self, articles: tuple[str, ...] | None) -> bool:
        """Give the proposal above the article that stands below it; False where that cannot be its own."""
        item = self.item
        if articles is None or item is None or item is self.bill or item.settled:
            return False
        if item.articles not in (None, articles):
            return False
        item.articles = articles
        return True

    def _close_lists(self) -> None:
        self.end_label()
        self._vote = self._open = self._label = self._early = self._part = None

    # --- proposals ---

    def begin(self, head: Head, line: Line) -> bool:
        """Begin a proposal by its first line; False where it cannot be one here, and what follows is not the bill's."""
        begun = self._begin_item(head, line)
        if not begun and self.item is self.bill:
            self.item = self._vote = None
        return begun

    def _begin_item(self, head: Head, line: Line) -> bool:
        self._implied = False
        found = [self.ref(paper) for paper in head.papers]
        section = next((kind for kind, _ in self._heading.kinds), None) if self._heading else None
        several = self._heading is not None and len(self._heading.kinds) > 1
        kind = head.kind or (None if several else section or self.spoken)
        if not all(found) or kind is None:
            return False
        under = head.kind is Kind.SUB_AMENDMENT and section is not Kind.SUB_AMENDMENT
        item = Item(kind, found or [None], place=line.place, under=under)
        if self._heading is not None and kind in {kind for kind, _ in self._heading.kinds} and not under:
            if self._heading.step is not None:
                item.heading = (self._heading.step, self._heading.result)
                item.by = (self._heading.words, self._heading_at)
            item.pending, item.articles = self._heading.pending, self._articles
        if head.articles is not None:
            head.doubt = head.doubt or item.articles not in (None, head.articles)
            item.articles = head.articles
        item.submitters = drafts.submitters(head.submitters, others=head.others)
        for of, papers in ((RelationKind.REPLACES, head.replaces), (RelationKind.AMENDS, head.amends)):
            relations = drafts.relations(of, papers, self.ref)
            if relations is None:
                return False
            item.relations += relations
        if kind is Kind.BILL_PART:
            item.title, head.after, head.doubt, head.may_tell = head.whole, None, False, False
        else:
            item.subject, item.doubt = None if head.may_tell else head.subject, head.may_tell
        if head.doubt:
            return False
        if head.parts is not None:
            item.only = head.parts
        if head.told and any(set(each.refs) & set(found) for each in self.items):
            return self._told_again(item)
        sentence = head.kind is not None and (head.whole or "").endswith(".")
        if item.heading is None and sentence:
            item.told.append(line)  # "Amendement 8 (Kops) over bruggen sneuvelde."
        elif item.subject and ((not head.about and tells(item.subject)) or ends_otherwise(item.subject)):
            item.told.append(line)  # "Nr. 8 (Kops): eerst aangehouden, later toch verworpen"
        if kind in self._nothing:
            self.leave([self._nothing.pop(kind)], line.place)
        self.items.append(item)
        self.item = item
        self._close_lists()
        return True

    def tell(self, what: str, words: str) -> bool:
        """Give the proposal above its submitter or subject; False where it says that itself, or is settled."""
        item = self.item
        if item is None or item is self.bill or item.settled or item.explanation:
            return False
        if (item.submitters if what == "by" else item.subject) is not None:
            return False
        if what == "by":
            item.submitters = drafts.submitters(words, others=False)
        else:
            item.subject = words
        return True

    def _told_again(self, item: Item) -> bool:
        """Go back to a proposal that is there already, where a line says no more of it than what it came to."""
        there = next(each for each in reversed(self.items) if set(each.refs) & set(item.refs))
        same = (there.kind, there.refs) == (item.kind, item.refs) and item.only is None
        if not same or there.settled or item.submitters not in (None, there.submitters):
            return False
        self.item = there
        self._close_lists()
        return True

    # --- statements ---

    def take(self, clause: Clause, lines: Sequence[Line]) -> bool:
        """Place what a clause says; False where it has no place here."""
        form = clause.form
        self.end_label()
        if not clause.carried:
            return False
        if form is Form.DECISION:
            return self._decide(clause, lines)
        if form is Form.LIST:
            return self._list(clause, lines)
        if form in (Form.DAY, Form.METHOD):
            return self._hold(clause, lines)
        item = self.item
        if item is None:
            return False
        if form is Form.NOTED:
            return self._note(clause, item)
        if form is Form.PART:
            self._part = (clause.parts or "", clause.articles)
            item.parts.append((*self._part, []))
            return True
        if form is Form.RELATION and not item.settled:
            return self._relate(clause, item)
        return False

    def _decide(self, clause: Clause, lines: Sequence[Line]) -> bool:
        place = lines[0].place
        item = self._subject(clause, place)
        if item is None or (any(many for _, many in clause.kinds) and len(item.refs) == 1):
            return False
        if not self._relate(clause, item):
            return False
        self._note(clause, item)
        if item is self.bill and self.item is not self.bill:
            self._heading = self._articles = None
        self.item = item
        if self._early is not None:  # a list before its decision: reported with the line of both
            self.unread = [
                replace(each, beside=place) if each.place == self._early else each for each in self.unread
            ]
        part, headed = self._part, self._vote
        self._close_lists()
        if clause.undecided:
            if clause.parts is not None:
                item.parts.append((clause.parts, clause.articles, []))
            else:
                item.undecided, item.doubt = True, False
            return True
        self._vote = Vote.of(clause, place)
        self._count(self._vote, clause, lines)
        self._hold_to_days(self._vote, item.kind, lines)
        label, articles = clause.parts or ("overige" if clause.others else item.only), clause.articles
        if label is None and part is not None:
            label, articles = part
        if label is None:
            item.doubt = False
            if headed is not None and self._vote.completes(headed) and item.decisions[-1:] == [headed]:
                item.decisions.pop()
            item.decisions.append(self._vote)
            return True
        if not (item.parts and item.parts[-1][:2] == (label, articles)):
            item.parts.append((label, articles, []))
        item.parts[-1][2].append(self._vote)
        return True

    def _subject(self, clause: Clause, place: Place) -> Item | None:
        """Return the proposal that a decision is on: the one it names, else the one it stands under."""
        item, implied = self.item, self._implied
        self._implied = False
        if not (clause.kinds or clause.papers or clause.parts):
            if "final" in clause.marks:
                return self.bill
            if implied and not (self._sure or clause.ended or _told_whole(clause)):
                return None  # "Aangenomen" may be the heading of what follows
        kind = clause.kinds[0][0] if clause.kinds else None
        if clause.dossier is not None and (kind not in (None, Kind.BILL) or not self._is_own(clause.dossier)):
            return None
        if (
            clause.dossier
            or kind is Kind.BILL
            or (clause.kinds and kind is None and item in (None, self.bill))
        ):
            return self.bill if not clause.papers or item is self.bill else None
        if clause.papers:
            return self._named(clause, kind, place)
        if not clause.kinds or item is None:
            return item
        return item if kind is item.kind and _is_by(clause, item) else None

    def _named(self, clause: Clause, kind: Kind | None, place: Place) -> Item | None:
        """Return the proposal of that number: the one it stands under, or one of its own."""
        found = [self.ref(paper) for paper in clause.papers]
        if self.item is not None and self.item.refs == found and kind in (None, self.item.kind):
            return self.item if _is_by(clause, self.item) else None
        if kind is None or not all(found):
            return None
        there = [item for item in self.items if set(item.refs) & set(found)]
        if there:
            return there[-1] if there[-1].refs == found and not there[-1].settled else None
        self.items.append(Item(kind, found, place=place))
        if clause.by is not None:
            self.items[-1].submitters = drafts.submitters(clause.by[0], others=clause.by[1])
        self._articles = None
        return self.items[-1]

    def _list(self, clause: Clause, lines: Sequence[Line]) -> bool:
        vote, item = self._vote, self.item
        if vote is None and item is not None and not item.doubt and not item.settled:
            vote = self._vote = item.by_heading()
        if vote is None or (item is not None and not self._is_of(clause, item)):
            self._early = lines[0].place if vote is None else self._early
            return False
        self._label = clause.label if "empty" in clause.marks else None
        self._empty = list(lines) if self._label is not None else []
        self._count(vote, clause, lines)
        if clause.tally is not None and not self._counted(vote, clause):
            return False
        added = [self.add(vote, side, names, lines) for side, names in clause.sides.items()]
        return all(added)

    def _is_of(self, clause: Clause, item: Item) -> bool:
        """Tell whether a list is of the proposal that it stands under, by what it names itself."""
        kind = clause.kinds[0][0] if clause.kinds else None
        papers = not clause.papers or [self.ref(paper) for paper in clause.papers] == item.refs
        return kind in (item.kind, None) and papers and _is_by(clause, item)

    def _counted(self, vote: Vote, clause: Clause) -> bool:
        """Give a vote the numbers that a sentence below it says; False where it has others."""
        if vote.announced not in (None, clause.tally):
            vote.announced = None
            return False
        vote.announced, vote.winner = clause.tally, clause.winner
        return True

    def _count(self, vote: Vote, clause: Clause, lines: Sequence[Line]) -> None:
        """Give a vote the numbers that stand with one side; of two that differ neither is taken."""
        for side, count in clause.counts.items():
            line = Line(lines[0].place, count.words)
            known = vote.counts.get(side)
            if known is not None and known.number != count.number:
                vote.counts.pop(side)
                self.leave([line], vote.counted[side].place)
            else:
                vote.counts[side], vote.counted[side] = known or count, line

    def add(self, vote: Vote, side: Side, names: Names, lines: Sequence[Line]) -> bool:
        """Give a vote a list. Of two lists of a side that differ neither is taken, and both lines are reported."""
        if side in vote.doubtful:
            return False
        known = vote.lists.get(side)
        if known is not None and not same_names(known, names):
            vote.doubtful.add(side)
            vote.lists.pop(side)
            vote.counts.pop(side, None)
            self.leave(lines, vote.places.get(side, vote.place))
            return True
        if known is None:
            vote.lists[side] = names
            vote.places[side] = lines[0].place
        return True

    def listed_below(self, names: Names | None, lines: Sequence[Line]) -> bool:
        """Take names that stand under a label on lines of their own; False where there is no such label, or no name."""
        if self._label is None or self._vote is None or names is None or not names.names:
            return False
        self._empty = []
        known = self._vote.lists.get(self._label)
        if known is not None:
            names = Names((*known.names, *names.names))
        self._vote.lists[self._label] = names
        self._vote.places.setdefault(self._label, lines[0].place)
        return True

    def end(self) -> None:
        """Report what was left open, and what may be a result in prose where nothing else tells one."""
        self.end_label()
        known = {(line.place, line.text) for line in self.unread}
        for item in (*([self.bill] if self.bill else []), *self.items):
            if item.untold:
                self.leave([line for line in item.told if (line.place, line.text) not in known])

    def end_label(self) -> None:
        """Report the label of a list that no names followed: nobody is not said."""
        if self._empty:
            self.leave(self._empty)
            if self._vote is not None and self._label is not None:
                self._vote.counts.pop(self._label, None)
        self._empty, self._label = [], None

    def ends(self, lines: Sequence[Line], *, stop: bool) -> None:
        """Remember whether the last list of a vote may go on in what follows."""
        if self._vote is not None and self._vote.lists:
            self._vote.listed += lines
            self._open = None if stop else self._vote

    def _hold(self, clause: Clause, lines: Sequence[Line]) -> bool:
        """Keep a day or a method that holds for several; of two that differ neither."""
        vote = self._vote
        voted = "voted_on" in clause.marks
        heading = "vote" in clause.marks and not (clause.kinds or "held" in clause.marks or clause.method)
        if heading and (self.items or (self.bill is not None and self.bill.settled)):
            return False  # "Stemmingen 3 mei 2024" is of what stands below it, and not of what stands above
        below = vote is not None and lines[0].place.number - vote.place.number <= _BELOW
        if (
            vote is not None
            and not clause.kinds
            and len(clause.days) == 1
            and (below or "dated" not in clause.marks)
        ):
            return self._day_of(vote, clause, lines)
        if self.item is self.bill and not self._implied:
            self.item = self._vote = None
        if clause.form is Form.METHOD:
            return self._hold_one("method", clause.method, lines)
        kinds = [kind for kind, _ in clause.kinds if kind is not None] or [Kind.AMENDMENT, Kind.MOTION]
        self._kinds = [kind for kind, _ in clause.kinds] or self._kinds
        if clause.method is not None and not self._hold_one("method", clause.method, lines):
            return False
        if not (clause.dossier is None or self._is_own(clause.dossier)):
            return False
        if not clause.kinds and ((self._heading is None and not self.items) or voted):
            kinds.append(Kind.BILL)  # it stands above all
        if Kind.AMENDMENT in kinds:
            kinds.append(Kind.SUB_AMENDMENT)
        if len(clause.days) > 1:
            return True  # each decision names its own
        if "dated" in clause.marks and (not voted or self.items):
            return False  # nobody knows what the day is of
        day = clause.days[0]
        held = [self._hold_one(kind, (day.date, day.text), lines) for kind in kinds]
        return all(held)

    def hold_all(self, day: Day, line: Line) -> None:
        """Keep a day that holds for all votes of the document: it stands in its head."""
        for kind in (Kind.BILL, Kind.MOTION, *AMENDMENTS):
            self._hold_one(kind, (day.date, day.text), [line])

    def _hold_to_days(self, vote: Vote, kind: Kind, lines: Sequence[Line]) -> None:
        """Hold the day of a vote against the one that holds for all of its kind; of two that differ it has neither."""
        known = self.defaults.days.get(kind)
        if vote.step is Step.VOTE and known and vote.day_text and known[0] != vote.day:
            vote.day, vote.day_text, vote.no_day = None, None, True
            self.leave(lines, self._holds.get(kind))

    def _day_of(self, vote: Vote, clause: Clause, lines: Sequence[Line]) -> bool:
        """Give the vote just read its day; of two that differ neither is taken, and both lines are reported."""
        day = clause.days[0]
        if vote.day_text is not None and vote.day != day.date:
            vote.day, vote.day_text, vote.no_day = None, None, True
            self.leave(lines, vote.place)
            return True
        vote.day, vote.day_text, vote.method = day.date, day.text, vote.method or clause.method
        return True

    def _hold_one(self, what: object, value: object, lines: Sequence[Line]) -> bool:
        days, before = self.defaults.days, self._holds.get(what)
        known = self.defaults.method if what == "method" else days.get(what)  # type: ignore[call-overload]
        if before is not None and known != value:
            if what == "method":
                self.defaults.method = None
            else:
                days.pop(what, None)  # type: ignore[call-overload]
            if not any(each.place == lines[0].place for each in self.unread):
                self.leave(lines, before)
            return True
        self._holds[what] = lines[0].place
        if what == "method":
            self.defaults.method = value  # type: ignore[assignment]
        else:
            days[what] = value  # type: ignore[index,assignment]
        return True

    def _note(self, clause: Clause, item: Item) -> bool:
        for beside in clause.noted:
            for name in beside.names.names if beside.names else ():
                party = parties.find(name.text)
                if party is not None and name.party is None:
                    actor = Actor(name.text, ActorKind.PARTY, PartyName(party.id, name.text))
                else:
                    of = parties.find(name.party) if name.party else None
                    named = PartyName(of.id if of else None, name.party) if name.party else None
                    actor = Actor(name.text, party=named)
                item.statements.append(Statement(actor, beside.kind, beside.words, source=DOCUMENT))
        return True

    def _relate(self, clause: Clause, item: Item) -> bool:
        """Give a proposal the papers that a clause says it replaces or amends; False where those are none."""
        if "touches" in clause.marks:
            if not item.under or item.articles is not None:
                return False
            item.articles = clause.articles
            return True
        for kind, papers in ((RelationKind.REPLACES, clause.replaces), (RelationKind.AMENDS, clause.amends)):
            found = drafts.relations(kind, papers, self.ref)
            if found is None:
                return False
            item.relations += [each for each in found if each not in item.relations]
        return True

    def _is_own(self, dossier: str) -> bool:
        """Tell whether a number is that of the bill that the document is about."""
        try:
            return refs.parse(dossier) == self.dossier
        except BadReference:
            return False

    def ref(self, paper: str) -> Ref | None:
        """Return the paper or other thing that a number or a reference in the document means."""
        if self.dossier is not None and paper.isalnum() and paper[:1].isdigit() and len(paper) < 8:
            return Paper(self.dossier, paper)
        try:
            return refs.parse(paper)
        except BadReference:
            return None


def _is_by(clause: Clause, item: Item) -> bool:
    """Tell whether a clause names no other submitter than the proposal has ("de motie-Bedacht")."""
    if clause.by is None or item.submitters is None:
        return True
    named = drafts.submitters(clause.by[0], others=False)
    known = {actor.name.casefold() for actor in item.submitters.actors}
    return named is None or any(
        actor.name.casefold().endswith(name) or name.endswith(actor.name.casefold())
        for actor in named.actors
        for name in known
    )


def _told_whole(clause: Clause) -> bool:
    """Tell whether a clause says more than the outcome, so that it cannot be a heading of what follows."""
    return bool("says" in clause.marks or clause.days or clause.tally or clause.method or clause.sides)
