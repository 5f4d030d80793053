"""What stands beside a vote and is never counted: explanations, mistakes, wishes to be deemed for or against.

A statement goes to the vote it names; one that names none goes to the vote it follows, or precedes as its explanation,
and only where no other vote could be meant. Else it is a remark of the account.
"""

from datetime import date

from kamerstem.dataclasses import replace
from kamerstem.model.accounts import AccountVote, Passage, Remark
from kamerstem.model.votes import Actor, ActorKind, Statement, StatementKind, Step
from kamerstem.readers import formulas, rulings
from kamerstem.readers.formulas import MAX_SENTENCE
from kamerstem.readers.grammar import citations, remarks, speech
from kamerstem.readers.grammar.citations import Named
from kamerstem.readers.grammar.scanner import sentences
from kamerstem.readers.rulings import Deemed
from kamerstem.readers.spoken import Item, Speaker


class Statements:
    """The votes of an account so far, and what is stated about them."""

    def __init__(self, day: date | None, source: str) -> None:
        self.day, self.source = day, source
        self.votes: list[AccountVote] = []
        self.remarks: list[Remark] = []
        self.unread: list[Passage] = []
        self._item = Item()

    def _member(self, speaker: Speaker, passage: Passage) -> None:
        item, text = self._item, passage.text
        if not speaker.member:
            return
        actor = self._actor(speaker)
        wish_read = wished = False
        for sentence in speech.wishes_joined(sentences(text)):
            if speech.wishes(sentence):
                wish = rulings.deemed(sentence, item.dossier, self.day)
                if wish is not None and self._wish(
                    replace(wish, who=None), actor, Passage(sentence, passage.place)
                ):
                    wish_read = True
                else:
                    self.unread.append(Passage(sentence, passage.place))
                wished = True
            elif wished and formulas.takes_sides(
                sentence
            ):  # "Dat is voor de moties 7 en 8": the wish goes on
                self.unread.append(Passage(sentence, passage.place))
        if wish_read:
            return
        if (item.votes or item.put) and remarks.mistaken(text):
            self._state(Statement(actor, StatementKind.MISTAKE, text, self.day, self.source), passage)
        elif item.explaining:
            self._explain(Statement(actor, StatementKind.EXPLANATION, text, self.day, self.source), passage)

    def _actor(self, speaker: Speaker) -> Actor:
        party = formulas.party_of(speaker.party, self.day) if speaker.party else None
        return Actor(speaker.name, ActorKind.MEMBER, party)

    def _explain(self, statement: Statement, passage: Passage) -> None:
        """Keep an explanation with the vote it goes with; paragraphs of one speaker are one explanation."""
        item = self._item
        if item.before and item.before[-1][0].actor == statement.actor and not item.afterwards:
            earlier, first = item.before[-1]
            item.before[-1] = (replace(earlier, text=f"{earlier.text}\n{statement.text}"), first)
        elif item.afterwards and item.votes == 1 and item.last is not None:
            vote = self.votes[item.last]
            if vote.statements and vote.statements[-1].actor == statement.actor:
                joined = replace(vote.statements[-1], text=f"{vote.statements[-1].text}\n{statement.text}")
                self.votes[item.last] = replace(vote, statements=(*vote.statements[:-1], joined))
            else:
                self.votes[item.last] = replace(vote, statements=(*vote.statements, statement))
        elif item.afterwards:
            self.remarks.append(Remark(statement, (), self.day, passage))
        else:
            item.before.append((statement, passage))

    def _state(self, statement: Statement, passage: Passage) -> None:
        """Keep a mistake with the vote it names, else with the one just taken."""
        named = citations.name(passage.text[:MAX_SENTENCE], self._item.dossier)
        index = next(
            (i for i in reversed(range(len(self.votes))) if named.refs and self.votes[i].refs == named.refs),
            None,
        )
        last = self._item.last
        if index is None and not named.refs and self._item.put is None and last is not None:
            index = last if self.votes[last].decision.step is Step.VOTE else None
        if index is None:
            self.remarks.append(Remark(statement, named.refs, self.day, passage))
            return
        vote = self.votes[index]
        self.votes[index] = replace(vote, statements=(*vote.statements, statement))

    def _wish(self, wish: Deemed, speaker: Actor | None, passage: Passage) -> bool:
        """Keep who is deemed to have voted how, each with the vote it is about; False where it is not known who."""
        actors = [speaker] if speaker else self._actors(wish.who)
        if not actors:
            return False
        for kind, named in wish.sides:
            where = self._about(named, earlier=wish.earlier)
            for actor in actors:
                statement = Statement(actor, kind, passage.text, self.day, self.source)
                if not where:
                    self.remarks.append(Remark(statement, named.refs, wish.day, passage))
                for index in where:
                    vote = self.votes[index]
                    # What is noted of a decision without a vote is "against noted", whatever the words.
                    if vote.decision.step is Step.WITHOUT_VOTE and kind is StatementKind.DEEMED_AGAINST:
                        statement = replace(statement, kind=StatementKind.AGAINST_NOTED)
                    self.votes[index] = replace(vote, statements=(*vote.statements, statement))
        return True

    def _about(self, named: Named, *, earlier: bool) -> list[int]:
        if earlier:
            return []
        if named.refs:
            of_refs = [
                i for i, vote in enumerate(self.votes) if set(vote.refs) & set(named.refs) and not vote.others
            ]
            return of_refs[-1:] if len(named.refs) == 1 else of_refs
        if named.called and not named.generic:
            return []
        return [self._item.last] if self._item.last is not None else []

    def _actors(self, who: str | None) -> list[Actor]:
        side = formulas.who(who, self.day) if who else None
        if side is None or side.rest or side.everyone or side.apart:
            return []
        actors: list[Actor] = []
        for ballot in side.ballots:
            if ballot.member is not None:
                actors.append(Actor(ballot.member.name, ActorKind.MEMBER, ballot.party))
            elif ballot.party is not None:
                actors.append(Actor(ballot.party.name, ActorKind.PARTY, ballot.party))
        return actors

    def _attach_named(self) -> None:
        """Move remarks on a paper of this very sitting to its vote: a wish may come before the vote is reached."""
        kept: list[Remark] = []
        for remark in self.remarks:
            hits = [i for i, vote in enumerate(self.votes) if remark.refs and vote.refs == remark.refs]
            if len(hits) == 1 and remark.day is not None and remark.day == self.day:
                vote = self.votes[hits[0]]
                self.votes[hits[0]] = replace(vote, statements=(*vote.statements, remark.statement))
            else:
                kept.append(remark)
        self.remarks = kept
