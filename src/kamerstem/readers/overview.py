"""A voting overview in the Senate's form -> the model. What ``render/text.py`` writes, this reads back.

The reader walks over the lines once. A line starts something (a heading, an article, a proposal, a decision, a list) or
goes on with what came before; what it does neither is reported as unread, never dropped. Page furniture is taken out
first, and paragraphs that it cut in two are joined. A list of names is read against the parties of that day; what the
document does not say stays ``None``: not being named under "Voor" is not the same as having voted against.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from kamerstem.errors import BadReference, NotAnOverview
from kamerstem.model import form, parties, refs
from kamerstem.model.overview import (
    Overview,
    Place,
    Source,
    SourceKind,
    Subject,
    SubjectKind,
    UnreadLine,
    dossier_of,
    seating_known,
)
from kamerstem.model.refs import Dossier, EntityId, Paper, Ref, ZaakNumber
from kamerstem.model.titles import features_of
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Claim,
    Decision,
    Kind,
    Method,
    Part,
    PartyName,
    Proposal,
    Relation,
    RelationKind,
    Side,
    Sitting,
    Statement,
    StatementKind,
    Status,
    Step,
    majority_rule,
)
from kamerstem.readers import drafts, lines_of
from kamerstem.readers.ballots import excepted_members, read_ballots, with_seats
from kamerstem.readers.lines import Line, join, without_furniture

_HEAD_LINES = 60
# A proposal right under another one: no full stop before it, but a number, a submitter and what it is about.
_NEXT_ITEM = re.compile(
    r"(?:[Ss]ubamendement )?\d{1,5}[a-z]{0,2} \((?:(?:van|de|den|der|el|het|la|ten|ter) )*[A-Z][^()]*\) over "
)
_ID = 36  # characters of a guid, the longest of the official ids
_MOST = 3000  # characters of what follows that are looked at to see whether a line starts something
DOCUMENT = "document"


def read(data: bytes, kind: SourceKind = SourceKind.OVERVIEW_DOCUMENT) -> Overview:
    """Return the overview that a document states.

    Seats are those of the House of that day (``parties.toml``) and marked as derived. Raises NotAnOverview, with a
    sentence, when the bytes are not text, hold no bill's number, or hold nothing that an overview holds.
    """
    lines = lines_of(data)
    source = Source(DOCUMENT, kind, sha256=hashlib.sha256(data).hexdigest())
    return _Reader(lines).read(source)


class _Reader:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = without_furniture(lines)
        self.unread: list[UnreadLine] = []
        self.dossier: Dossier | None = None
        self.section: tuple[Kind, Status] | None = None
        self.articles: tuple[str, ...] | None = None
        self.bill: drafts.Item | None = None
        self.item: drafts.Item | None = None
        self.items: list[drafts.Item] = []
        self.default_days: dict[Kind, tuple[date | None, str]] = {}
        self.default_method: Method | None = None
        self.ends = _block_ends(self.lines)
        self.structures = 0
        self.at = Place(0)  # of the line being read
        self.open: drafts.Vote | None = None  # whose last list may go on: no full stop after it

    # --- the whole ---

    def read(self, source: Source) -> Overview:
        subject, start, announced = self._head()
        self.dossier = dossier_of(subject.ref)
        if subject.kind is SubjectKind.BILL:
            self.bill = drafts.Item(Kind.BILL, ref=subject.ref, title=subject.title)
        self._body(start)
        if not self.structures and not announced:
            raise _no_overview()
        bill = self._proposal(self.bill, features_of(subject.title)) if self.bill else None
        proposals = [self._proposal(item) for item in self.items]
        amendments = {Kind.AMENDMENT, Kind.SUB_AMENDMENT}
        overview = Overview(
            subject=subject,
            bill=bill,
            amendments=tuple(p for p in proposals if p.kind in amendments),
            motions=tuple(p for p in proposals if p.kind is Kind.MOTION),
            other=tuple(p for p in proposals if p.kind not in amendments and p.kind is not Kind.MOTION),
            sources=(source,),
            unread=tuple(sorted(self.unread, key=lambda line: line.place.sort_key)),
        )
        return replace(overview, order_known=seating_known(overview))

    def _head(self) -> tuple[Subject, int, bool]:
        """Return the subject, the index of the first line after it, and whether "Betreffende ...:" announced it."""
        noun: Kind | None = None
        for index, line in enumerate(self.lines[:_HEAD_LINES]):
            text = line.text
            match = re.match(
                r"(?:Betreffende?|Betreft)\s+(?P<noun>[^:]{3,60}):?\s*(?P<rest>.*)", text, re.IGNORECASE
            )
            if match and (named := form.kind_of_noun(match["noun"])) is not None:
                noun = named
                text = match["rest"]
            elif re.match(r"Concerning \w", text):
                raise NotAnOverview(
                    "Dit overzicht is in het Engels gemaakt; alleen de Nederlandse vorm kan worden teruggelezen.",
                    "This overview was made in English; only the Dutch form can be read back.",
                )
            if not text:
                continue
            found = _leading_ref(text, announced=noun is not None) or (_official_id(text) if noun else None)
            if found is None:
                if not match and not form.FURNITURE.fullmatch(text):
                    self._leave(line)
                continue
            ref, rest = found
            title = [rest] if rest else []
            end = index + 1
            while (
                not title and end < len(self.lines) and not self.lines[end].text
            ):  # the title, apart from the number
                end += 1
            while end < len(self.lines) and self.lines[end].text and not self._starts_body(end):
                title.append(self.lines[end].text)
                end += 1
            if isinstance(ref, Dossier) or (isinstance(ref, ZaakNumber) and noun is Kind.BILL):
                kind = SubjectKind.BILL
            else:
                kind = SubjectKind.ITEM if isinstance(ref, EntityId) else SubjectKind.PAPER
            return Subject(kind, ref, join(title) or None), end, noun is not None
        raise NotAnOverview(
            "Er staat geen nummer van een wetsvoorstel in (zoals '36.470 VI'): dit is geen stemmingsoverzicht.",
            "It holds no number of a bill (such as '36.470 VI'): this is not a voting overview.",
        )

    def _starts_body(self, index: int) -> bool:
        text = self.lines[index].text
        return bool(
            text.rstrip(":").lower() in form.FINAL_VOTES
            or form.BILL_DECISION.match(text)
            or form.section_heading(text)
            or form.DAY_LINE.match(text)
            or form.METHOD_LINE.match(text)
        )

    def _body(self, index: int) -> None:
        fresh = True  # whether the line may start something: after a blank line or after another start
        while index < len(self.lines):
            line = self.lines[index]
            if not line.text:
                fresh = True
                index += 1
                continue
            end = self.ends[index]
            self.at = line.place
            used = 0 if line.text.startswith(form.PROSE) else self._start(index, end, fresh=fresh)
            if used:
                self.structures += 1
                index += used
                fresh = True
                continue
            used = self._prose(index, end, goes_on=not fresh)
            index += used
            fresh = False

    def _start(self, index: int, end: int, *, fresh: bool) -> int:
        """Return how many lines a structure that starts here takes; 0 if none does. ``end``: the block's end."""
        text = self.lines[index].text
        if fresh:
            if text.rstrip(":").lower() in form.FINAL_VOTES:
                self.item = self.bill
                self.section = self.articles = None
                return 1
            if heading := form.section_heading(text):
                self.section, self.articles, self.item = heading, None, None
                return 1
            if self.section is not None and (match := form.article_heading(text)):
                self.articles = () if match["none"] else form.split_articles(match["articles"])
                self.item = None
                return 1
        # What may run over several lines: the longest run that reads as a whole, up to the next start.
        readers: list[Callable[[str], bool]] = [
            self._bill_sentence,
            self._votes,
            self._names,
            self._part,
        ]
        readers += [self._statement, self._relation, self._touches, self._day_line, self._method_line]
        longest = index + 1
        while longest < end and not self._stops(longest):
            longest += 1
        for stop in range(longest, index, -1) if self._stops(index) else ():
            if stop < longest and not self.lines[stop - 1].text.endswith("."):
                continue
            joined = join(line.text for line in self.lines[index:stop])
            if any(reader(joined) for reader in readers):
                self.open = self._open_list(joined, self.lines[index:stop])
                return stop - index
        if fresh and self._item(join(line.text for line in self.lines[index:longest])):
            self.open = None
            return longest - index
        return 0

    def _stops(self, index: int) -> bool:
        """Return whether the line starts something else, so that what came before ends there."""
        text = self.lines[index].text
        if text.startswith(form.PROSE):
            return False
        if form.section_heading(text) or form.article_heading(text) or form.LABEL.match(text):
            return True
        rest = self._rest(index)
        return bool(
            form.DECISION.match(rest)
            or form.BILL_DECISION.match(rest)
            or form.PART_LINE.match(rest)
            or form.STATEMENT_LINE.match(text)
            or form.REPLACES_LINE.match(text)
            or form.AMENDS_LINE.match(text)
            or form.TOUCHES_LINE.match(text)
            or form.DAY_LINE.match(rest)
            or form.METHOD_LINE.match(rest)
            or text == form.NO_EXPLANATION.nl
            or _NEXT_ITEM.match(text)
            or (
                self.lines[index - 1].text.endswith(".")
                and re.match(r"(?:[Ss]ubamendement )?\d{1,5}[a-z]{0,2} \([^()]+\)\s", text)
            )
        )

    def _rest(self, index: int, most: int = 8) -> str:
        lines = []
        for line in self.lines[index : index + most]:
            if not line.text:
                break
            lines.append(line.text)
        return join(lines)[:_MOST]

    def _prose(self, index: int, end: int, *, goes_on: bool) -> int:
        """Take prose up to the block's end or to a line that may start something; return the lines it takes.

        ``goes_on``: the line looked like a start in the middle of a paragraph and was none.
        """
        stop = index + 1
        while stop < end and (self.lines[stop].text.startswith(form.PROSE) or not self._stops(stop)):
            stop += 1
        block = self.lines[index:stop]
        item = self.item
        if item is None or item is self.bill or item.settled:
            self._doubt()
            for line in block:
                self._leave(line)
        elif block[0].text == form.NO_EXPLANATION.nl and item.explanation is None:
            item.explanation = []
        else:
            item.explanation = item.explanation or []
            before = [item.explanation.pop()] if goes_on and item.explanation else []
            item.explanation.append(join(before + [line.text for line in block]))
        return stop - index

    def _leave(self, line: Line) -> None:
        if line.text:
            self.unread.append(UnreadLine(line.place, line.text.removeprefix(form.PROSE)))

    def _open_list(self, text: str, lines: list[Line]) -> drafts.Vote | None:
        vote = self.item.last_vote() if self.item else None
        if vote is None or not form.BALLOT_LIST.search(text):
            return None
        vote.listed += lines
        return None if text.rstrip().endswith(".") else vote

    def _doubt(self) -> None:
        """Give up the lists of a vote when no full stop ends the last and words follow that nothing explains.

        It may go on in them, or they in it.
        """
        if self.open is not None:
            self.open.lists.clear()
            for line in self.open.listed:
                self._leave(line)
            self.open = None

    # --- the structures: each reads the joined text or leaves it alone ---

    def _bill_sentence(self, text: str) -> bool:
        match = form.BILL_DECISION.match(text)
        if not match or self.bill is None:
            return False
        vote = drafts.outcome(match["outcome"], self.at, match[0])
        rest = text[match.end() :].strip()
        drafts.details(vote, f"{match['before'] or ''} {match['after'] or ''}")
        if not drafts.lists(vote, rest):
            return False
        self.item, self.section, self.articles = self.bill, None, None
        self.bill.decisions.append(vote)
        return True

    def _votes(self, text: str) -> bool:
        """Read one or more decisions with their lists, as the last lines of a proposal."""
        if self.item is None:
            return False
        votes: list[drafts.Vote] = []
        while text:
            match = form.DECISION.match(text)
            if not match:
                return False
            vote = drafts.outcome(match["outcome"], self.at, match[0])
            drafts.details(vote, " ".join(match[name] or "" for name in ("method", "notes")))
            drafts.set_day(vote, match["date"])
            drafts.set_announced(vote, match["announced"])
            vote.cause = match["cause"]
            text = text[match.end() :].strip()
            following = next(
                (
                    gap.start()
                    for gap in re.finditer(r"(?<=\.)\s+", text)
                    if form.DECISION.match(text, gap.end())
                ),
                None,
            )
            lists = text[:following]
            if not drafts.lists(vote, lists):
                return False
            text = text[len(lists) :].strip()
            votes.append(vote)
        if not votes:
            return False
        (self.item.parts[-1][2] if self.item.parts else self.item.decisions).extend(votes)
        return True

    def _names(self, text: str) -> bool:
        vote = self.item.last_vote() if self.item else None
        return bool(form.LABEL.match(text)) and vote is not None and drafts.lists(vote, text)

    def _part(self, text: str) -> bool:
        match = form.PART_LINE.match(text)
        if not match or self.item is None:
            return False
        label, rest = match["label"].strip(), text[match.end() :].strip()
        articles: tuple[str, ...] | None = None
        if match["articles"]:
            named = form.ARTICLE_HEADING.fullmatch(match["articles"].strip())
            if named is None:
                return False
            articles = () if named["none"] else form.split_articles(named["articles"])
        parts = self.item.parts
        if not (parts and parts[-1][:2] == (label, articles)):
            parts.append((label, articles, []))
        if rest.lower().rstrip(".") == form.NO_DECISION.nl:
            return True
        if self._votes(rest):
            return True
        if not parts[-1][2]:
            parts.pop()
        return False

    def _statement(self, text: str) -> bool:
        match = form.STATEMENT_LINE.fullmatch(text)
        if not match or self.item is None:
            return False
        kind = next(
            (kind for kind, words in form.STATEMENTS.items() if words.nl.lower() == match["kind"].lower()),
            StatementKind.AGAINST_NOTED,
        )
        rest = match["rest"].strip().removesuffix(".")
        said = re.fullmatch(r"(?P<name>[^()]+?)(?:\s*\((?P<words>.*)\))?", rest, re.DOTALL)
        name, words = (said["name"], said["words"]) if said else (rest, None)
        party = parties.find(name)
        actor = Actor(name, ActorKind.PARTY, PartyName(party.id, name)) if party else Actor(name)
        self.item.statements.append(Statement(actor, kind, words, source=DOCUMENT))
        return True

    def _relation(self, text: str) -> bool:
        for kind, pattern in (
            (RelationKind.REPLACES, form.REPLACES_LINE),
            (RelationKind.AMENDS, form.AMENDS_LINE),
        ):
            match = pattern.fullmatch(text)
            if match and self.item is not None and not self.item.settled:
                found = [self._ref(name) for name in form.split_list(_keep_papers(match["refs"]))]
                if all(found):
                    self.item.relations += [Relation(kind, ref) for ref in found if ref]
                    return True
        return False

    def _touches(self, text: str) -> bool:
        """Read the articles of a sub-amendment that stands under its amendment."""
        match, item = form.TOUCHES_LINE.fullmatch(text.removesuffix(".")), self.item
        if not match or item is None or item.settled or not item.under or item.articles is not None:
            return False
        item.articles = () if match["none"] else form.split_articles(match["articles"])
        return True

    def _day_line(self, text: str) -> bool:
        match = form.DAY_LINE.fullmatch(text)
        if not match:
            return False
        kinds = form.kinds_in(match["what"])
        days = form.split_dates(match["dates"])
        if len(days) == 1:
            for kind in kinds:
                self.default_days[kind] = (form.read_date(days[0]), days[0])
        self.item = None if self.item is self.bill else self.item
        return bool(kinds)

    def _method_line(self, text: str) -> bool:
        match = form.METHOD_LINE.fullmatch(text)
        if match:
            self.default_method = drafts.method(match["method"])
        return bool(match)

    def _item(self, text: str) -> bool:
        match = form.ITEM_LINE.fullmatch(text)
        if match is None or self.section is None:
            return False
        number = match["number"]
        ref = None if number.lower().startswith("zonder") else self._ref(number)
        if ref is None and not number.lower().startswith("zonder"):
            return False
        if match["noun"]:
            kind = Kind.SUB_AMENDMENT
            item = drafts.Item(kind, ref=ref, under=True)
        else:
            kind, status = self.section
            item = drafts.Item(kind, status, ref=ref, articles=self.articles)
        submitters, replaced = match["submitters"], None
        if submitters is not None and (
            found := re.search(r"[;,]?\s*\b(?:t\.v\.v\.|ter vervanging van)\s+", submitters)
        ):
            submitters, replaced = submitters[: found.start()], submitters[found.end() :]
        item.submitters = drafts.submitters(submitters)
        subject = match["subject"].strip()
        if found := form.REPLACES_TAIL.search(subject):
            subject, replaced = subject[: found.start()], found["refs"]
        if replaced:
            pointed = [self._ref(name) for name in form.split_list(_keep_papers(replaced))]
            item.relations += [Relation(RelationKind.REPLACES, ref) for ref in pointed if ref]
        subject = re.sub(r"^over\s+", "", subject, flags=re.IGNORECASE).removeprefix(form.PROSE)
        if kind is Kind.BILL_PART:
            item.title = subject or None
        else:
            item.subject = subject or None
        self.items.append(item)
        self.item = item
        return True

    def _ref(self, text: str) -> Ref | None:
        """Return the paper or other thing that a short reference in the document means."""
        text = text.strip().rstrip(".")
        short = re.fullmatch(
            r"(?:(?:stuk|dat gedrukt onder)\s+)?(?:nrs?\.?\s*)?(\d{1,5}[a-z]{0,2})", text, re.IGNORECASE
        )
        if short and self.dossier is not None:
            return Paper(self.dossier, short[1])
        try:
            return refs.parse(text)
        except BadReference:
            return None

    # --- from what was read to the model ---

    def _proposal(self, item: drafts.Item, features: tuple = ()) -> Proposal:  # type: ignore[type-arg]
        def decide(votes: Iterable[drafts.Vote]) -> tuple[Decision, ...]:
            return tuple(self._decision(vote, item, features) for vote in votes)

        return Proposal(
            kind=item.kind,
            ref=item.ref,
            features=features,
            title=item.title,
            subject=item.subject,
            submitters=item.submitters,
            articles=item.articles,
            explanation=None if item.explanation is None else tuple(item.explanation),
            parts=tuple(Part(label, articles, decide(votes)) for label, articles, votes in item.parts),
            relations=tuple(item.relations),
            decisions=decide(item.decisions),
            statements=tuple(item.statements),
            heading=None if item.heading is Status.UNKNOWN else item.heading,
            derived=("/features",) if features else (),
        )

    def _decision(self, vote: drafts.Vote, item: drafts.Item, features: tuple) -> Decision:  # type: ignore[type-arg]
        day, day_text = vote.day, vote.day_text
        method = vote.method
        if vote.step is Step.VOTE:
            if day is None and day_text is None and not vote.no_day and item is not self.bill:
                day, day_text = self.default_days.get(item.kind, (None, None))
            if method is None and not vote.no_method:
                method = self.default_method
        house = parties.house_on(day) if day else None
        lists = {side: read_ballots(vote.lists.get(side), day) for side in Side}
        excepted = [name for words in vote.lists.values() for name in excepted_members(words, day)]
        decision = Decision(
            step=vote.step,
            result=vote.result,
            sitting=Sitting(day, date_text=None if day else day_text) if day or day_text else None,
            text=vote.text,
            method=method,
            for_=lists[Side.FOR],
            against=lists[Side.AGAINST],
            not_voting=lists[Side.NOT_VOTING],
            announced=vote.announced,
            rule=majority_rule(features if item is self.bill else (), day)
            if vote.step is Step.VOTE
            else None,
            house=house,
            caused_by=self._ref(vote.cause) if vote.cause else None,
            claims=(Claim(DOCUMENT, str(vote.place)),),
        )
        return with_seats(decision, excepted)


# --- small readings -------------------------------------------------------------------------------------------------


def _keep_papers(text: str) -> str:
    """Part "36470-VI, nr. 7 en nr. 8" at the papers, not at the comma within one."""
    if ";" in text:
        return text
    return re.sub(r"\s+en\s+|,\s*(?=nr|\d)(?!\s*nr)", "; ", text) + ";"


def _leading_ref(text: str, *, announced: bool) -> tuple[Dossier | Paper, str] | None:
    """Return the bill's number or paper at the start of a line, and what follows it on that line.

    A title begins with a capital, unless the line before ``announced`` what comes: else it may be any prose.
    """
    if not re.match(r"[(]?(?:Kamerstuk(?:ken)?\s+)?\d{2}[. ]?\d{3}", text):
        return None
    text = re.sub(r"^Kamerstuk(?:ken)?\s+", "", text)
    words = text.split(" ")
    for count in range(min(len(words), 7), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and not announced and not re.match(r"[A-Z][a-z]", rest):
            continue
        try:
            ref = refs.parse(head.rstrip(":;,"))
        except BadReference:
            continue
        if isinstance(ref, Dossier | Paper):
            return ref, rest
    return None


def _official_id(text: str) -> tuple[ZaakNumber | EntityId, str] | None:
    """Return the Zaak number or the id that is all of a line: what Kamerstem writes for what has no dossier."""
    if len(text) > _ID:
        return None
    try:
        ref = refs.parse(text)
    except BadReference:
        return None
    return (ref, "") if isinstance(ref, ZaakNumber | EntityId) else None


def _block_ends(lines: list[Line]) -> list[int]:
    """Return for each line the index after the last line of its block, a run of lines without a blank one."""
    ends = [0] * len(lines)
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].text:
            end = index
        ends[index] = end
    return ends


def _no_overview() -> NotAnOverview:
    return NotAnOverview(
        "Dit is geen stemmingsoverzicht: er staat geen uitslag in en geen kop zoals 'Eindstemming wetsvoorstel'.",
        "This is not a voting overview: it holds no result and no heading such as 'Eindstemming wetsvoorstel'.",
    )
