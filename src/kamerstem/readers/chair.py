"""The walk through a sitting's words: what is put to the vote, what the chair concludes, what members state about it.

The readers of reports and of the Handelingen turn their files into :class:`Utterance` s; this is where both become votes.
Only the chair and the report's own words decide anything. A sentence of theirs that looks like a decision and was not
understood is kept as unread; what members say is an explanation, a mistake or a wish, and never a vote.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from kamerstem.model import parties
from kamerstem.model.accounts import AccountVote, Passage, Remark
from kamerstem.model.refs import Dossier, Ref
from kamerstem.model.titles import features_of
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Ballots,
    Claim,
    Decision,
    Kind,
    Method,
    PartyName,
    Result,
    Side,
    Sitting,
    Statement,
    StatementKind,
    Step,
    Tally,
    majority_rule,
)
from kamerstem.readers import citations, formulas, rulings
from kamerstem.readers.ballots import with_seats
from kamerstem.readers.citations import Named
from kamerstem.readers.formulas import MAX_SENTENCE, Conclusion, unaccented
from kamerstem.readers.rulings import Deemed, Ruling

MAX_VOTES = 5_000  # in one account; the longest sitting had some hundreds
_MAX_DICTUM = 80  # paragraphs of a motion's text


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as the report has it, the party in brackets, whether it is the chair."""

    name: str
    party: str | None = None
    chair: bool = False
    member: bool = True


@dataclass(frozen=True, slots=True)
class Utterance:
    """A paragraph of a report; without a speaker it is the report's own ("In stemming komt ...")."""

    text: str
    place: str | None = None
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A vote as a report gives it in figures: it is taken as it is, and the prose beside it says only what it is on."""

    method: Method | None
    result: Result | None
    for_: Ballots
    against: Ballots
    not_voting: Ballots
    seating: tuple[PartyName, ...] | None
    place: str | None
    weigh: bool = True


@dataclass(slots=True)
class _Item:
    """An item of the agenda: its title, what it puts to the vote, and what is going on in it."""

    title: str | None = None
    proposals: list[Named] = field(default_factory=list)
    dossiers: list[Dossier] = field(default_factory=list)
    fixed: bool = False  # the proposals are official, and the words need not be asked for them
    votes: int = 0
    put: Named | None = None
    put_passages: list[Passage] = field(default_factory=list)
    last: int | None = None
    tentative: list[tuple[Ruling, Passage]] = field(default_factory=list)
    rolls: dict[Side, tuple[Ballots, Passage]] = field(default_factory=dict)
    roll_open: Side | None = None
    explaining: bool = False
    afterwards: bool = False
    before: list[tuple[Statement, Passage]] = field(default_factory=list)

    @property
    def dossier(self) -> Dossier | None:
        return self.dossiers[0] if len(self.dossiers) == 1 else None

    @property
    def only(self) -> Named | None:
        return self.proposals[0] if len(self.proposals) == 1 else None


_PUT = re.compile(
    r"^(?:(?:thans|nu|dan|vervolgens|eerst|allereerst|ten\s+slotte|tot\s+slot)\s+)?in\s+stemming\s+(?:komt|komen)\s+"
    r"(?:(?:thans|nu|eerst|dan|vervolgens|allereerst)\s+)?(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ROLL = re.compile(
    r"^(?P<side>V[óo]{2}r|T[ée]gen)\s+(?:stemmen|stemden|hebben\s+gestemd)\s+de\s+leden\s*:?\s*(?P<names>.*)$"
    r"|^(?P<side1>V[óo]{2}r|T[ée]gen)\s+(?:stemt|stemde|heeft\s+gestemd)\s+het\s+lid\s*:?\s*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_AGENDA = re.compile(r"^Aan\s+de\s+orde\s+(?:is|zijn|komt|komen)\b", re.IGNORECASE)
_LISTED = re.compile(r"^(?:te\s+weten\s*:|[-–—•*·]|(?:de|het)\s.*\([^()]*\d[^()]*\)\s*[;.]?$)", re.IGNORECASE)
_OF_MOTIONS = re.compile(
    r"\bstemming(?:en)?\b.{0,80}?\bmoties?\b\s*,?\s*(?:ingediend|voorgesteld|van)\b", re.IGNORECASE
)
_PROPOSAL = re.compile(rf"\b(?:het|de)\s+{citations.NOUN}", re.IGNORECASE)
_CHANGED = re.compile(
    r"\bkrijgt\s+(?:stuk\s+)?nr\.?\s*(?P<new>[0-9]{1,4})\s*,?\s*\(?\s*was\s+nr\.?\s*(?P<old>[0-9]{1,4})\s*\)?\s*(?P<rest>\([^()]+\))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:daarmee\s+|dus\s+)?(?:zij|hij|het|deze\s+(?:gewijzigde\s+)?motie|dit\s+(?:sub)?amendement|de\s+motie|het\s+(?:sub)?amendement|het\s+wetsvoorstel|het\s+voorstel|het\s+verzoek|dit\s+(?:wets)?voorstel)"
    r"\s+is\s+(?:dus\s+|daarmee\s+|hiermee\s+|derhalve\s+)*(?P<result>aangenomen|verworpen|niet\s+aangenomen)$",
    re.IGNORECASE,
)
_UNDETERMINED = re.compile(
    r"\buitslag\b.*\b(?:niet\s+(?:kan|kon|kunnen|konden)\s+worden\s+vastgesteld|(?:kan|kon)\s+niet\s+(?:\w+\s+){0,3}(?:worden\s+)?vastgesteld"
    r"|niet\s+vast\s*(?:te\s+stellen|staat)|onduidelijk|versus)\b|\bhoofdelijke\s+stemming\s+(?:is\s+)?(?:noodzakelijk|nodig)\b",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"\bde\s+stemmen\s+(?:staken|hebben\s+gestaakt|zijn\s+gestaakt)\b", re.IGNORECASE)
_LOOKS = re.compile(
    r"\b(?:in\s+stemming|gestemd|tegengestemd|stemden|aangenomen|verworpen|ingetrokken|intrekt|aangehouden|aan\s+te\s+houden|zonder\s+stemming"
    r"|vervallen|vervalt|staken|gestaakt|overgenomen|afgewezen|aanvaard|stembriefjes|stemmen\s+(?:voor|tegen))\b",
    re.IGNORECASE,
)
# What looks like a decision and is none: told apart by form, so that it need not be reported.
_NO_DECISION = re.compile(
    r"\?[\"”’)]?$|^(?:als(?!\s+gevolg)|indien|mocht|mochten|wanneer|zodra)\b|\bvoor\s+kennisgeving\b|\bstemverklaring"
    r"|\bgewijzigd\s+dat\b|^\(|\bstemmen\s+(?:wij|we)\s+(?:nu\s+)?(?:eerst|straks|later|dinsdag|volgende)\b"
    r"|\b(?:zullen|gaan|zal|gaat)\s+(?:\w+\s+){0,4}(?:stemmen|gestemd)\b|^[\"“„].*[\"”]$|\beinde\b.{0,40}\bstemmingen\b",
    re.IGNORECASE,
)
_MISTAKEN = re.compile(
    r"\b(?:vergis\w*|vergist|abusievelijk|per\s+abuis|per\s+ongeluk|bij\s+vergissing|verkeerd\s+gestemd)\b",
    re.IGNORECASE,
)
_VOTE_WORD = re.compile(r"\b(?:ge)?stem|\bvoor\b|\btegen\b|\bvóór\b", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:nrs?|c\.s|jl|d\.d|art|mr|dr|drs|ir|ing|prof|t\.v\.v|o\.a|p|blz|resp|m\.u\.v|l\.l|[A-Z])\.$"
)
_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“„‘(]?[^\W_a-zß-ÿ])")


class Walk:
    """Reads the utterances of a sitting one by one; ask :attr:`votes`, :attr:`remarks` and :attr:`unread` after :meth:`end`."""

    def __init__(self, day: date | None, source: str, number: str | None = None) -> None:
        self.day, self.source, self.number = day, source, number
        self.votes: list[AccountVote] = []
        self.remarks: list[Remark] = []
        self.unread: list[Passage] = []
        self._item = _Item()
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
        self._item = _Item(title, proposals, list(dict.fromkeys(dossiers)), fixed=bool(proposals))
        self._listing = False

    def introduce(self, text: str) -> None:
        """Read a paragraph that says what an item is about ("de motie-X over ... (24407, nr. 9);")."""
        item = self._item
        if item.fixed:
            return
        text = re.sub(r"^[-–—•*·\s]+", "", text)
        of_motions = _OF_MOTIONS.search(text)
        found = None if of_motions and not citations.kind_of(text)[0] else _PROPOSAL.search(text)
        if found:
            named = citations.name(text[found.start() :].rstrip(" ;,."))
            if named.refs and named.refs not in [each.refs for each in item.proposals]:
                item.proposals.append(named)
        for dossier in citations.dossiers_in(text):
            if dossier not in item.dossiers:
                item.dossiers.append(dossier)

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
        self.unread += [passage for _, passage in item.tentative]
        self.remarks += [Remark(statement, (), self.day, passage) for statement, passage in item.before]

    def _agenda(self, text: str) -> bool:
        """Tell whether a paragraph of the report's own says what comes next, and begin that item."""
        if _AGENDA.match(text):
            if not self._item.fixed:
                title = self._item.title if not self._item.votes and not self._item.proposals else None
                self.item(title)
            self.introduce(text)
            self._listing = True
            return True
        if self._listing and _LISTED.match(text) and not _PUT.match(text):
            self.introduce(text)
            return True
        self._listing = False
        return False

    def _in_dictum(self, text: str) -> bool:
        """Tell whether a paragraph belongs to the text of a motion: what it says is no decision."""
        if self._dictum:
            self._dictum = 0 if _PUT.match(text) or self._dictum > _MAX_DICTUM else self._dictum + 1
            if self._dictum and re.search(r"\bgaat\s+over\s+tot\s+de\s+orde\s+van\s+de\s+dag", text):
                self._dictum = 0
                return True
        elif re.fullmatch(r"De\s+Kamer\s*,", text):
            self._dictum = 1
        return bool(self._dictum)

    def _sentence(self, passage: Passage) -> None:
        text, item = passage.text, self._item
        if len(text) > MAX_SENTENCE:
            if _LOOKS.search(text[:MAX_SENTENCE]):
                self.unread.append(passage)
            return
        if put := _PUT.match(text):
            self._put(put["what"], passage)
            return
        if formulas.concludes(text) and (found := formulas.conclusion(text, self.day)) is not None:
            self._vote(found, passage)
            return
        if rulings.wishes(text) or "aantekening" in text:
            wish = rulings.deemed(text, item.dossier, self.day)
            if wish is not None and self._wish(wish, None, passage):
                return
            if rulings.wishes(text) or "aantekening" in text.lower():
                self.unread.append(passage)
            return
        if changed := _CHANGED.search(text):
            self._renumber(changed)
            return
        if rulings.decided(text):
            self._settle()
            return
        if re.search(r"\bstemverklaring", text, re.IGNORECASE):
            item.explaining = True
            item.afterwards = re.search(r"\bachteraf\b|\bna\s+afloop\b", text, re.IGNORECASE) is not None
            return
        if not _NO_DECISION.search(text):
            if found_ := rulings.ruling(text, item.dossier):
                for each in found_:
                    self._rule(each, passage)
                return
            if self._amend_last(text, passage):
                return
            if _LOOKS.search(text):
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
        item.explaining = False

    def _renumber(self, changed: re.Match[str]) -> None:
        dossiers = citations.dossiers_in(f"({(changed['rest'] or '').strip('() ')})")
        dossier = dossiers[0] if dossiers else self._item.dossier
        if dossier is None:
            return
        new = citations.name(f"de motie (nr. {changed['new']})", dossier).refs
        old = citations.name(f"de motie (nr. {changed['old']})", dossier).refs
        if new and old:
            self._was[new[0]] = old[0]

    def _settle(self) -> None:
        item = self._item
        waiting, item.tentative = item.tentative, []
        for ruling, passage in waiting:
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
        base = put or own or item.only
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
        against: Ballots = () if found.unanimous else lists.against
        for_ = lists.for_
        derived, excepted = lists.derived, list(lists.excepted)
        if rolls:
            method = Method.ROLL_CALL
            for_ = rolls[Side.FOR][0] if Side.FOR in rolls else None
            against = rolls[Side.AGAINST][0] if Side.AGAINST in rolls else None
        result = found.result
        if counted is not None:
            for_, against, absent, method = counted.for_, counted.against, counted.not_voting, counted.method
            derived, excepted, result = (), [], counted.result
        features = features_of(self._title(named)) if named.kind is Kind.BILL else ()
        rule = majority_rule(features, self.day)
        tally: Tally | None = found.tally
        if found.by_winner and rule.fraction != "1/2":
            tally = None
        decision = Decision(
            step=Step.VOTE,
            result=result,
            sitting=self._sitting(),
            text=passage.text,
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
        words = [*item.put_passages, *(rolls[side][1] for side in rolls), passage]
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
            if bills and (len(bills) == 1 or re.search(r"wetsvoorstellen", named.called, re.IGNORECASE)):
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
        kind = named.kind
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
        text = text.strip().rstrip(".")
        result: Result | None = None
        if bare := _BARE.match(text):
            result = Result.ADOPTED if bare["result"].lower() == "aangenomen" else Result.REJECTED
        elif _STRUCK.search(text):
            result = Result.TIED
        elif _UNDETERMINED.search(text):
            result = Result.UNDETERMINED
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
        if match := _ROLL.match(text):
            side = Side.FOR if (match["side"] or match["side1"]).lower().startswith("v") else Side.AGAINST
            if side in item.rolls:
                self._finish_roll()
            names = match["names"] if match["side"] else match["name"]
            if not names.strip():
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

    # --- statements ---

    def _member(self, speaker: Speaker, passage: Passage) -> None:
        item, text = self._item, passage.text
        if not speaker.member:
            return
        actor = self._actor(speaker)
        wish_read = False
        for sentence in sentences(text):
            if rulings.wishes(sentence):
                wish = rulings.deemed(sentence, item.dossier, self.day)
                if wish is not None and self._wish(
                    replace(wish, who=None), actor, Passage(sentence, passage.place)
                ):
                    wish_read = True
                else:
                    self.unread.append(Passage(sentence, passage.place))
        if wish_read:
            return
        if (item.votes or item.put) and _MISTAKEN.search(text) and _VOTE_WORD.search(text):
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
        if index is None and not named.refs:
            index = self._item.last
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
        day = wish.day if wish.day or wish.earlier else self.day
        for kind, named in wish.sides:
            where = self._about(named, earlier=wish.earlier)
            for actor in actors:
                statement = Statement(actor, kind, passage.text, self.day, self.source)
                if not where:
                    self.remarks.append(Remark(statement, named.refs, day, passage))
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
        side = formulas.who(re.sub(r"^(?:dat|alleen)\s+", "", who), self.day) if who else None
        if side is None or side.rest or side.everyone or side.apart:
            return []
        return [
            Actor(ballot.member.name, ActorKind.MEMBER, ballot.party)
            if ballot.member
            else Actor(ballot.party.name, ActorKind.PARTY, ballot.party)
            for ballot in side.ballots
            if ballot.member or ballot.party
        ]

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


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; "nr.", "c.s." and initials end none."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.start() - 8) : match.start()].rstrip('"”’)')):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


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


def plain(text: str) -> str:
    """Return a paragraph as people print it: no space within brackets or before a comma."""
    text = " ".join(text.split())
    return re.sub(r"\s+([),.;:])", r"\1", re.sub(r"\(\s+", "(", text))


__all__ = ["Counted", "Speaker", "Utterance", "Walk", "plain", "sentences", "unaccented"]
