"""The walk through a sitting's words: what is put to the vote, and what the chair concludes of it.

Only the chair and the report's own words decide anything. A sentence of theirs that looks like a decision and was not
understood is kept as unread; what members say is at most a statement, and never a vote.
"""

from collections.abc import Iterable
from datetime import date

from kamerstem.dataclasses import replace
from kamerstem.model import parties
from kamerstem.model.accounts import AccountVote, Passage, Remark
from kamerstem.model.majorities import majority_rule
from kamerstem.model.refs import Dossier, Ref
from kamerstem.model.titles import features_of
from kamerstem.model.votes import (
    Claim,
    Decision,
    Kind,
    Method,
    PartyName,
    Result,
    Side,
    Sitting,
    Statement,
    Step,
    Tally,
)
from kamerstem.readers import formulas, rulings
from kamerstem.readers.ballots import with_seats
from kamerstem.readers.formulas import MAX_SENTENCE, Conclusion
from kamerstem.readers.grammar import citations, remarks, speech
from kamerstem.readers.grammar.citations import Named
from kamerstem.readers.grammar.scanner import sentences
from kamerstem.readers.rulings import Ruling
from kamerstem.readers.spoken import Counted, Item, Utterance
from kamerstem.readers.statements import Statements

_MAX_DICTUM = 80  # paragraphs of a motion's text
MAX_VOTES = 5_000  # in one account; the longest sitting had some hundreds


class Walk(Statements):
    """Reads a sitting paragraph by paragraph; after :meth:`end`, ``votes``, ``remarks`` and ``unread`` are whole."""

    def __init__(self, day: date | None, source: str, number: str | None = None) -> None:
        super().__init__(day, source)
        self.number = number
        self._was: dict[Ref, Ref] = {}
        self._dictum = 0
        self._listing = False
        self._counted: Counted | None = None

    # --- what the readers say ---

    def item(
        self, title: str | None, proposals: Iterable[Named] = (), dossiers: Iterable[Dossier] = ()
    ) -> None:
        """Begin an item of the agenda, with the official proposals of it where the source gives them."""
        self._close()
        proposals = list(proposals)
        self._item = Item(title, proposals, list(dict.fromkeys(dossiers)), fixed=bool(proposals))
        self._listing = False

    def introduce(self, text: str) -> None:
        """Read a paragraph that says what an item is about ("de motie-X over ... (24407, nr. 9);")."""
        item = self._item
        if item.fixed:
            return
        if (found := remarks.proposal(text)) is not None:
            named = citations.name(found)
            if named.refs and named.refs not in [each.refs for each in item.proposals]:
                item.proposals.append(named)
        for dossier in citations.dossiers_in(text):
            if dossier not in item.dossiers:
                item.dossiers.append(dossier)

    def head(self, utterance: Utterance) -> None:
        """Read a paragraph from where an item says what it is about; a vote may be told there too."""
        if remarks.put(utterance.text) or remarks.roll(utterance.text):
            self.say(utterance)
        else:
            self.introduce(utterance.text)

    def say(self, utterance: Utterance) -> None:
        """Read one paragraph."""
        text = utterance.text
        if not text or self._in_dictum(text):
            return
        passage = Passage(text, utterance.place)
        speaker = utterance.speaker
        if speaker is None and self._agenda(text):
            return
        if speaker is not None and not speaker.chair:
            self._member(speaker, passage)
            return
        if self._roll_call(text, passage):
            return
        for sentence in sentences(text):
            self._sentence(Passage(sentence, utterance.place))

    def counted(self, counted: Counted) -> None:
        """Take the next conclusion from these figures; :meth:`conclude` makes the vote where the prose had none."""
        self._counted = counted
        self.unread += counted.unread

    def conclude(self, words: str) -> None:
        """End the words that go with the figures of :meth:`counted`."""
        if self._counted is not None:
            self._vote(Conclusion(None), Passage(words, self._counted.place))
        self._counted = None

    def end(self) -> None:
        """End the sitting."""
        self._close()
        self._attach_named()

    # --- the course of an item ---

    def _close(self) -> None:
        item = self._item
        self._finish_roll()
        if item.put is not None:
            self.unread += item.put_passages
        self._unlisted()
        self.unread += dict.fromkeys(passage for _, passage in item.tentative)
        self.remarks += [Remark(statement, (), self.day, passage) for statement, passage in item.before]

    def _unlisted(self) -> None:
        """Report a proposal to hold over motions whose list never came."""
        if self._item.announced is not None:
            self.unread.append(self._item.announced)
        self._item.announced = None

    def _agenda(self, text: str) -> bool:
        """Tell whether a paragraph of the report's own says what comes next, and begin that item."""
        if remarks.opens_item(text):
            if not self._item.fixed:
                title = self._item.title if not self._item.votes and not self._item.proposals else None
                self.item(title)
            self.introduce(text)
            self._listing = True
            return True
        if self._listing and remarks.is_listed(text) and not remarks.put(text):
            self.introduce(text)
            return True
        self._listing = False
        return False

    def _in_dictum(self, text: str) -> bool:
        """Tell whether a paragraph belongs to the text of a motion: what it says is no decision."""
        if self._dictum:
            self._dictum = 0 if remarks.put(text) or self._dictum > _MAX_DICTUM else self._dictum + 1
            if self._dictum and remarks.motion_ends(text):
                self._dictum = 0
                return True
        elif remarks.motion_begins(text):
            self._dictum = 0 if remarks.motion_ends(text) else 1
            return True
        return bool(self._dictum)

    def _sentence(self, passage: Passage) -> None:
        text, item = passage.text, self._item
        if len(text) > MAX_SENTENCE:
            if remarks.looks_decisive(text) or formulas.concludes(text):
                self.unread.append(passage)
            return
        if put := remarks.put(text):
            self._put(put, passage)
            return
        if formulas.concludes(text) and (found := formulas.conclusion(text, self.day)) is not None:
            self._vote(found, passage)
            return
        if speech.wishes(text):
            wish = rulings.deemed(text, item.dossier, self.day)
            if wish is None or not self._wish(wish, None, passage):
                self.unread.append(passage)
            return
        if changed := remarks.renumbered(text):
            self._renumber(*changed)
            return
        if decided := speech.decided(text):
            self._settle(decided)
            return
        if explained := remarks.explanation(text):
            item.explaining, item.afterwards = True, explained == "after"
            return
        if not remarks.undecided(text) or formulas.concludes(text):
            if item.announced is not None and (listed := rulings.listed_later(text)):
                item.tentative += [(each, passage) for each in listed]
                item.announced = None
                return
            if rulings.announces(text):
                self._unlisted()
                item.announced = passage
                return
            if found_ := rulings.ruling(text, item.dossier):
                for each in found_:
                    self._rule(each, passage)
                return
            if self._amend_last(text, passage):
                return
            if remarks.looks_decisive(text) or (formulas.concludes(text) and formulas.of_votes(text)):
                self.unread.append(passage)

    def _put(self, what: str, passage: Passage) -> None:
        item = self._item
        self._finish_roll()
        named = citations.name(what, item.dossier)
        if item.put is not None:
            if (
                named.generic and not item.put.refs
            ):  # the same, said twice: first at length, then "het voorstel"
                item.put_passages.append(passage)
                return
            if named == item.put:
                return
            self.unread += item.put_passages
        item.put, item.put_passages = named, [passage]
        item.explaining = item.afterwards

    def _renumber(self, number: str, before: str, bracket: str) -> None:
        dossiers = citations.dossiers_in(f"({bracket})")
        dossier = dossiers[0] if dossiers else self._item.dossier
        if dossier is None:
            return
        new = citations.name(f"de motie (nr. {number})", dossier).refs
        old = citations.name(f"de motie (nr. {before})", dossier).refs
        if new and old:
            self._was[new[0]] = old[0]

    def _settle(self, decided: str) -> None:
        """Make decisions of what the chair proposed and the House now decides; what stays open is reported."""
        item = self._item
        last = item.tentative[-1][1] if item.tentative else None
        waiting, item.tentative = item.tentative, []
        for ruling, passage in waiting:
            if decided == "none" or (decided == "last" and passage != last):
                self.unread += [passage] if passage not in self.unread else []
            else:
                self._rule(replace(ruling, tentative=False), passage)

    # --- decisions ---

    def _subject(self, said: str | None) -> Named | None:
        """Return what a conclusion is on; ``None`` where its words are at odds with what was put to the vote."""
        item = self._item
        own = citations.name(said, item.dossier) if said else None
        put = item.put
        if put is None and own is not None and own.refs and own.kind is not Kind.BILL:
            return own
        if put is None and own is not None and own.kind is Kind.BILL and not own.generic:
            return own
        if put is None and self.votes and item.last is not None and (item.rolls or self._open(item.last)):
            last = self.votes[item.last]
            put = Named(last.called or "", last.kind, last.refs, last.was, last.parts, last.articles)
        base = put or (self._counted.named if self._counted else None) or own or item.only
        if base is None:
            return Named("")
        if own is not None and put is not None and _at_odds(own.kind, put.kind):
            return None
        only = item.only
        if not base.refs and only is not None and _fits(base, only):
            base = replace(only, called=base.called or only.called)
        if not base.was:
            was = tuple(self._was[ref] for ref in base.refs if ref in self._was)
            base = replace(base, was=was)
        return base

    def _open(self, index: int) -> bool:
        result = self.votes[index].decision.result
        return result in (Result.UNDETERMINED, Result.TIED, None)

    def _vote(self, found: Conclusion, passage: Passage) -> None:
        item = self._item
        named = self._subject(found.what)
        if (
            named is None and self._counted is not None
        ):  # the figures are of what was put, whatever the words call it
            named = item.put or self._counted.named
        if named is None:
            self.unread += [*item.put_passages, passage]
            item.put, item.put_passages = None, []
            self._counted = None
            return
        counted, rolls = self._counted, item.rolls
        self._counted, item.rolls, item.roll_open = None, {}, None
        lists = formulas.resolve(found.for_, found.against, self.day)
        absent = found.not_voting.ballots if found.not_voting else None
        method = Method.SHOW_OF_HANDS if found.for_ or found.against else None
        for_, against = lists.for_, lists.against
        if found.unanimous and found.result is Result.REJECTED:
            for_ = ()
        elif found.unanimous:
            against = ()
        derived, excepted = lists.derived, list(lists.excepted)
        if rolls:
            method = Method.ROLL_CALL
            for_ = rolls[Side.FOR][0] if Side.FOR in rolls else None
            against = rolls[Side.AGAINST][0] if Side.AGAINST in rolls else None
        result = found.result
        if counted is not None:
            for_, against, absent, method = counted.for_, counted.against, counted.not_voting, counted.method
            derived, excepted = (), []
            result = counted.result or found.result  # "Onbekend" of the figures leaves it to the words
        features = features_of(self._title(named)) if named.kind is Kind.BILL else ()
        rule = majority_rule(features, self.day)
        tally: Tally | None = found.tally
        # Of a bill that was rejected by the lesser number more than half may have been for: its title tells.
        untold = (
            named.kind in (Kind.BILL, None) and found.result is Result.REJECTED and not self._titled(named)
        )
        if found.by_winner and (rule.fraction != "1/2" or untold):
            tally = None
        decision = Decision(
            step=Step.VOTE,
            result=result,
            sitting=self._sitting(),
            text=passage.text or None,
            method=method,
            for_=for_,
            against=against,
            not_voting=absent,
            announced=tally,
            rule=rule,
            house=parties.house_on(self.day) if self.day else None,
            claims=(Claim(self.source, passage.place),),
        )
        if counted is None or counted.weigh:
            decision = with_seats(decision, excepted)
        decision = replace(decision, derived=(*(f"/{side}" for side in derived), *decision.derived))
        words = [
            *item.put_passages,
            *(rolls[side][1] for side in rolls),
            *([passage] if passage.text else []),
        ]
        self._add(named, decision, words, seating=counted.seating if counted else None)
        item.put, item.put_passages = None, []

    def _rule(self, ruling: Ruling, passage: Passage) -> None:
        item = self._item
        if ruling.tentative:
            item.tentative.append((ruling, passage))
            return
        named, cause = ruling.named, self._cause(ruling)
        if (
            ruling.step is Step.WITHOUT_VOTE
            and named.kind is Kind.BILL
            and not citations.dossiers_in(named.called)
        ):
            bills = [each for each in item.proposals if each.kind is Kind.BILL]
            if bills and (len(bills) == 1 or ruling.many):
                for bill in bills:
                    self._without(ruling, replace(bill, called=bill.called), passage, cause)
                return
        self._without(ruling, named, passage, cause)

    def _without(self, ruling: Ruling, named: Named, passage: Passage, cause: Ref | None) -> None:
        item = self._item
        decision = Decision(
            step=ruling.step,
            result=ruling.result,
            sitting=self._sitting(),
            text=passage.text,
            caused_by=cause,
            claims=(Claim(self.source, passage.place),),
        )
        words = [passage]
        if item.put is not None and named.refs and named.refs == item.put.refs:
            words = [*item.put_passages, passage]
            item.put, item.put_passages = None, []
        self._add(named, decision, words, others=ruling.others)

    def _cause(self, ruling: Ruling) -> Ref | None:
        """Return the paper whose decision this follows from: the one named, else that of the vote just taken."""
        if ruling.cause is None:
            return None
        if ruling.cause.refs:
            return ruling.cause.refs[0] if len(ruling.cause.refs) == 1 else None
        last = self._item.last
        refs = self.votes[last].refs if last is not None and ruling.cause.generic else ()
        return refs[0] if len(refs) == 1 else None

    def _sitting(self) -> Sitting:
        return Sitting(self.day, self.number, self._item.title, self._item.votes + 1)

    def _title(self, named: Named) -> str | None:
        return next((each.called for each in self._item.proposals if each.refs == named.refs), named.called)

    def _titled(self, named: Named) -> bool:
        """Tell whether the item says what the proposal is called in full."""
        return bool(named.refs) and any(each.refs == named.refs for each in self._item.proposals)

    def _add(
        self,
        named: Named,
        decision: Decision,
        words: list[Passage],
        *,
        others: bool = False,
        seating: tuple[PartyName, ...] | None = None,
    ) -> None:
        item = self._item
        if len(self.votes) >= MAX_VOTES:
            self.unread += words
            return
        statements: tuple[Statement, ...] = ()
        # An explanation in advance goes with the next vote, but not where it may be on all those of the item.
        if item.before and decision.step is Step.VOTE and (item.votes or item.only is not None):
            statements = tuple(statement for statement, _ in item.before)
            item.before = []
        # An article is a piece of the bill; a bill part would be a bill of its own, split off.
        kind = named.kind
        if kind is Kind.BILL_PART and named.articles:
            bills = [each.kind is Kind.BILL for each in item.proposals]
            kind = Kind.BILL if any(bills) or not bills else None
        self.votes.append(
            AccountVote(
                decision=decision,
                refs=named.refs,
                was=named.was,
                kind=kind,
                called=named.called or None,
                parts=named.parts,
                articles=named.articles,
                others=others,
                seating=seating,
                statements=statements,
                passages=tuple(dict.fromkeys(words)),
            )
        )
        item.votes += 1
        item.last = len(self.votes) - 1

    def _amend_last(self, text: str, passage: Passage) -> bool:
        """Read what completes the vote just taken: its result in a sentence of its own, or that it came to nothing."""
        item = self._item
        result = remarks.result(text)
        if result is None:
            return False
        if item.put is not None or item.rolls:
            self._vote(Conclusion(None, result=result), passage)
            return True
        if item.last is None:
            return False
        vote = self.votes[item.last]
        stands = vote.decision.result
        if vote.decision.step is not Step.VOTE or (stands is not None and stands is not result):
            return False
        if stands is None:
            decision = replace(vote.decision, result=result)
            self.votes[item.last] = replace(vote, decision=decision, passages=(*vote.passages, passage))
        return True

    # --- roll calls ---

    def _roll_call(self, text: str, passage: Passage) -> bool:
        item = self._item
        if (called := remarks.roll(text)) is not None:
            side, names = called
            if side in item.rolls:
                self._finish_roll()
            if not names:
                item.roll_open = side
                return True
            self._names(side, names, passage)
            return True
        if item.roll_open is not None:
            side, item.roll_open = item.roll_open, None
            self._names(side, text, passage)
            return True
        return False

    def _names(self, side: Side, text: str, passage: Passage) -> None:
        ballots = formulas.members(text)
        if ballots is None:
            self.unread.append(passage)
        self._item.rolls[side] = (ballots, passage)

    def _finish_roll(self) -> None:
        """Keep a roll call whose conclusion is not there: the names as they stand, and no result."""
        if self._item.rolls:
            passage = next(iter(self._item.rolls.values()))[1]
            self._vote(Conclusion(None), passage)


_AMENDMENTS = frozenset({Kind.AMENDMENT, Kind.SUB_AMENDMENT})
_PLAIN = frozenset({Kind.BILL, Kind.MOTION})


def _at_odds(said: Kind | None, put: Kind | None) -> bool:
    """Tell whether "dit amendement" is said of what was put as a motion or bill, or the other way round."""
    groups = [_AMENDMENTS if kind in _AMENDMENTS else {kind} for kind in (said, put)]
    known = all(kind in _AMENDMENTS or kind in _PLAIN for kind in (said, put))
    return known and groups[0] != groups[1]


def _fits(put: Named, only: Named) -> bool:
    """Tell whether words without a number can be the one proposal of the item: "het voorstel" of a letter."""
    if put.kind == only.kind and put.kind not in _AMENDMENTS:
        return put.generic or put.kind not in (Kind.ORDER_REQUEST, Kind.MOTION)
    formal = (
        Kind.LETTER,
        Kind.COMMITTEE_PROPOSAL,
        Kind.RULES_CHANGE,
        Kind.NOMINATION,
        Kind.ORDER_REQUEST,
        None,
    )
    return only.kind in formal and put.kind in (None, Kind.LETTER, Kind.COMMITTEE_PROPOSAL)
