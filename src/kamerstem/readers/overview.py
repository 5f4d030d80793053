"""A voting overview in the Senate's form -> the model. What ``render/text.py`` writes, this reads back.

The reader walks over the lines once and only places what they say; what they say is the grammar's
(``readers/grammar``). A line begins something (a heading, an article, a proposal, a statement) or goes on with what
came before; what it does neither is reported as unread, never dropped. Nothing moves: a statement goes to the
proposal that it stands under, and what cannot be read after a settled proposal closes it, so that what follows is
unread too. What the document does not say stays ``None``: not being named under "Voor" is not the same as having
voted against.
"""

import hashlib
from dataclasses import replace

from kamerstem.errors import NotAnOverview
from kamerstem.model import form
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
from kamerstem.model.refs import Dossier, EntityId, Paper, ZaakNumber
from kamerstem.model.titles import features_of
from kamerstem.model.votes import Kind
from kamerstem.readers import drafts, grammar, heads, lines_of, senate
from kamerstem.readers.defined import joined_terms
from kamerstem.readers.drafts import DOCUMENT, with_partial
from kamerstem.readers.grammar import Clause, Form, Head, Unread
from kamerstem.readers.lines import Line, join, joined, ticked, without_furniture
from kamerstem.readers.placing import AMENDMENTS, Placing

_HEAD_LINES = 60
_EMPTY = frozenset({"void", "and", "break", "comma", "semicolon", "end", "enum"})
_AHEAD = 8  # lines that are looked at together to see whether the first begins a statement
_NARROW = 50  # characters: narrower than anybody types
_FEW = 3  # words that may be the end of what stands above them, though they begin with a capital
_SURELY = 0.8  # of the widest line beside it: so wide a line has room for a word, whatever its letters
_IN_SO_MANY = 10  # lines: of so many one tells a vote, where a document is about votes
_TITLE = 100  # characters of an article's heading with its title
_ALONE = frozenset({Form.HEADING, Form.PLACE, Form.NOTHING, Form.HEAD, Form.SUBJECT})
_STATED = frozenset({Form.DECISION, Form.LIST, Form.NOTED})
_BODY = _STATED | {Form.HEADING, Form.DAY, Form.METHOD}


def read(data: bytes, kind: SourceKind = SourceKind.OVERVIEW_DOCUMENT) -> Overview:
    """Return the overview that a document states.

    Seats are those of the House of that day (``parties.toml``) and marked as derived. Raises NotAnOverview, with a
    sentence, when the bytes are not text, hold no bill's number, or hold nothing that an overview holds.
    """
    lines = senate.apart(lines_of(data))
    source = Source(DOCUMENT, kind, sha256=hashlib.sha256(data).hexdigest())
    return _Reader(lines).read(source)


class _Reader:
    def __init__(self, lines: list[Line]) -> None:
        self.lost = [line for line in lines if line.lost]
        seen = [replace(line, text=ticked(line.text)) for line in lines if not line.lost]
        self.lines = joined_terms(without_furniture(seen))
        self.aside = [line for line in seen if line.text and line not in self.lines]  # "dossier 36.470"
        # Where a document says itself that the vote before is not whole.
        self.partial = [
            line.place for line in lines if form.is_note(line.text) and not form.is_order_note(line.text)
        ]
        self.of_dossier = False
        self.at = Placing(None, None)
        self.width = max((len(line.text) for line in self.lines), default=0)
        self.early: list[Line] = []  # lines before the subject that were not read
        self.structures = 0
        self.subject_index: int | None = None
        self.subject_at: Place | None = None  # the line with the number of the bill
        self.day: tuple[grammar.Day, Line] | None = None  # of all votes, behind the title
        self.subject_line: Line | None = None  # that line, where its title ends in a day
        self.settled_at: Place | None = None  # the last line that was read, where it settles what it is of
        self.cut = False  # whether a statement follows the title in one sentence
        self.told: list[Line] = []  # lines of the title with words of a result
        self.sentence = False  # whether the number of the bill stood in a sentence
        self.of_several = False  # whether the head speaks of amendments or motions too

    # --- the whole ---

    def read(self, source: Source) -> Overview:
        subject, start, announced = self._head()
        bill = drafts.Item(Kind.BILL, [subject.ref], title=subject.title)
        ends_in_day = grammar.ends_in_day(subject.title or "")
        self.subject_line = next((line for line in self.lines if line.place == self.subject_at), None)
        self.subject_line = self.subject_line if ends_in_day and self.cut else None
        of_bill = subject.kind is SubjectKind.BILL and not self.of_dossier
        at = self.at = Placing(dossier_of(subject.ref), bill if of_bill else None)
        head = [*self.early, *([] if self.subject_index is None else [self.lines[self.subject_index]])]
        spoken = {kind for line in head for kind in grammar.kinds_of(line.text)}
        at.spoken = spoken.pop() if len(spoken) == 1 else None
        if at.bill is not None:
            at.bill.told += self.told
            other = any(map(grammar.names_other, [subject.title or "", *(line.text for line in self.early)]))
            told = any(grammar.tells(line.text) for line in self.early)
            if self.day is not None:
                at.hold_all(*self.day)
            at.begin_bill(plain=not (self.of_several or other or told), sure=self.cut)
        at.leave([line for line in self.early if not self._day_of_all(line)] + self.lost)
        self._body(start)
        at.end()
        decided = any(not item.untold for item in [*([at.bill] if at.bill else []), *at.items])
        empty = (not self.structures and not announced) or (self.sentence and not decided)
        if empty and not self._tells():
            raise _no_overview()
        features = features_of(subject.title)
        bills = drafts.proposals(at.bill, at.defaults, at.ref, features) if at.bill else []
        made = [each for item in at.items for each in drafts.proposals(item, at.defaults, at.ref)]
        if at.bill is not None and self.subject_line and not any(v.day_text for v in at.bill.decisions):
            at.leave([self.subject_line])  # its title ends in a day that may be that of the vote
        for item in [*([at.bill] if at.bill else []), *at.items]:
            for vote in item.votes:
                at.leave(vote.unheld, vote.place)
                at.leave(vote.unresolved)
        overview = Overview(
            subject=subject,
            bill=bills[0] if bills else None,
            amendments=tuple(each for each in made if each.kind in AMENDMENTS),
            motions=tuple(each for each in made if each.kind is Kind.MOTION),
            other=tuple(each for each in made if each.kind not in {*AMENDMENTS, Kind.MOTION}),
            sources=(source,),
            unread=tuple(
                self._around(line) for line in sorted(at.unread, key=lambda line: line.place.sort_key)
            ),
        )
        overview = replace(overview, order_known=seating_known(overview))
        return with_partial(overview, self.partial) if self.partial else overview

    def _around(self, line: UnreadLine) -> UnreadLine:
        """Mark a line above the subject, or below all that is settled, that holds nothing of a vote."""
        above = self.subject_at is not None and line.place.sort_key < self.subject_at.sort_key
        below = self.settled_at is not None and line.place.sort_key > self.settled_at.sort_key
        apart = (above or below) and line.lost is None and line.beside is None
        return replace(line, around=True) if apart and grammar.is_beside_votes(line.text) else line

    def _tells(self) -> bool:
        """Tell whether what was not read is about votes, by and large: so many lines tell one."""
        telling = sum(grammar.tells(line.text) for line in self.at.unread)
        return telling * _IN_SO_MANY >= sum(bool(line.text) for line in self.lines) and telling > 0

    def _day_of_all(self, line: Line) -> bool:
        """Read "Stemmingen 3 mei 2024" above the number of the bill."""
        clause = grammar.read_clause(line.text)
        return clause is not None and clause.form is Form.DAY and self.at.take(clause, [line])

    def _head(self) -> tuple[Subject, int, bool]:
        """Return the subject, the index of the first line after it, and whether "Betreffende ...:" announced it."""
        noun: Kind | None = None
        for index, line in enumerate(self.lines[:_HEAD_LINES]):
            text = line.text
            about, rest = heads.concerning(text)
            self.of_dossier |= text.startswith(heads.OF_DOSSIER)
            if about is not None:
                noun, text = about, rest
            elif text.startswith("Concerning "):
                raise NotAnOverview(
                    "Dit overzicht is in het Engels gemaakt; alleen de Nederlandse vorm kan worden teruggelezen.",
                    "This overview was made in English; only the Dutch form can be read back.",
                )
            if not text:
                continue
            self.of_several |= grammar.speaks_of_several(text)
            before = grammar.before_dossier(text) if noun is None else None
            if before is not None:
                noun, text = Kind.BILL, text[before:]
            found = (
                heads.leading_ref(text, announced=noun is not None)
                or (heads.official_id(text) if noun else None)
                or heads.trailing_ref(text)
            )
            if found is None:
                clause = grammar.read_clause(text)
                known = clause is not None and clause.form is Form.HEAD
                if about is None and not known and not form.FURNITURE.fullmatch(text):
                    self.early.append(line)
                continue
            ref, rest = found
            self.subject_at, self.subject_index = line.place, index
            title, start = self._title(index, rest)
            if isinstance(ref, Paper) and noun is Kind.BILL:
                ref = ref.dossier  # the paper that the bill is printed in
            if isinstance(ref, Dossier) or (isinstance(ref, ZaakNumber) and noun is Kind.BILL):
                kind = SubjectKind.BILL
            else:
                kind = SubjectKind.ITEM if isinstance(ref, EntityId) else SubjectKind.PAPER
            return Subject(kind, ref, title), start, noun is not None
        only = self._only_dossier()
        if only is not None:
            return only
        raise NotAnOverview(
            "Er staat geen nummer van een wetsvoorstel in (zoals '36.470 VI'): dit is geen stemmingsoverzicht.",
            "It holds no number of a bill (such as '36.470 VI'): this is not a voting overview.",
        )

    def _title(self, index: int, rest: str) -> tuple[str | None, int]:
        """Return the title that follows a number, and the index of the first line after it.

        A title states nothing: where the grammar finds a statement in it, the body begins there.
        """
        lines = [Line(self.lines[index].place, rest)] if rest else []
        end = index + 1
        while not lines and end < len(self.lines) and not self.lines[end].text:
            end += 1  # the title, apart from the number
        first = index if lines else end
        while end < len(self.lines) and self.lines[end].text and not self._starts_body(end):
            lines.append(self.lines[end])
            end += 1
        title, after = heads.untold(lines)
        if after and grammar.names_dossier(title):  # "36.123 lijkt op 36.456, dat op 3 mei is verworpen"
            return None, self._past_other(lines[0], first)
        day = grammar.only_day(after[0].text) if len(after) == 1 else None
        if day is not None and grammar.is_about_votes(self.lines[index].text):
            self.day, after = (day, after[0]), []
        if after:
            end = first + len(lines) - len(after)
            self.lines[end] = after[0]
            self.cut = True
        marked = any(line.text.startswith(form.PROSE) for line in lines)
        if grammar.tells(title) and not marked:
            self.told = lines[: len(lines) - len(after) + 1]
        return title or None, end

    def _past_other(self, line: Line, index: int) -> int:
        """Leave the sentence on a line that tells of another bill too; return where the body begins."""
        end = next((each.end for each in grammar.read(line.text)), len(line.text))
        self.early.append(Line(line.place, line.text[:end]))
        self.lines[index] = Line(line.place, line.text[end:].strip())
        return index

    def _only_dossier(self) -> tuple[Subject, int, bool] | None:
        """Return the subject by the one dossier that the document names, in whatever sentence; ``None`` for no such."""
        lines = self.lines[:_HEAD_LINES]
        found = [
            (index, *each) for index, line in enumerate(lines) for each in heads.dossiers(line.text)
        ] or [(-1, *each) for line in self.aside for each in heads.dossiers(line.text)]
        several = list(dict.fromkeys(ref for _, ref, *_ in found))
        if len(several) > 1:
            raise heads.of_several(several)
        if not found or any(grammar.concludes(each.text) for each in self.lines):
            return None  # or the report of a sitting
        index, ref, before, rest, bracketed = found[0]
        subject, self.sentence = Subject(SubjectKind.BILL, ref, bracketed), True
        if index < 0:  # the number stands beside the text
            self.early = []
            return subject, 0, False
        self.subject_at, self.subject_index = self.lines[index].place, index
        title = next(grammar.read_dossiers(self.lines[index].text), None)
        if title is not None:  # what says so is read with the rest
            self.early, self.of_several = [], True
            return replace(subject, title=title or bracketed), 0, False
        self.early = [line for line in self.early if line.place.sort_key < self.lines[index].place.sort_key]
        said = f"{before} {rest}".strip()
        named = grammar.named_bill(before)
        untitled = f"{before[:named]} {rest}" if named else said
        if named and grammar.decides(untitled):  # "het wetsvoorstel Wet op de goten (36.999) is aangenomen"
            subject, rest = replace(subject, title=before[named:].strip(" (:") or None), untitled
        elif grammar.says_what_became(said):
            rest = said
        elif rest[:1].isupper() and grammar.first(rest) is None:
            return replace(subject, title=rest), index + 1, False
        else:
            self.of_several = self.of_several or bool(
                rest
            )  # nobody knows what the words before the number are about
            if grammar.tells(before) or grammar.dates(before):
                self.early.append(Line(self.lines[index].place, before))
        if rest:
            self.lines[index] = self._from_decision(Line(self.lines[index].place, rest))
        return subject, index + (not rest), False

    def _from_decision(self, line: Line) -> Line:
        """Return a line from the decision on that it holds; the words before it are not read."""
        for each in grammar.read(line.text):
            if isinstance(each, Unread) and each.suspect:
                return line
            if isinstance(each, Clause):
                if each.start and each.form is Form.DECISION and each.kinds:
                    self.early.append(Line(line.place, line.text[: each.start].strip()))
                    return Line(line.place, line.text[each.start :])
                return line
        return line

    def _starts_body(self, index: int) -> bool:
        text = self.lines[index].text
        first, alone = self._first(index), grammar.read_clause(text)
        return (
            grammar.is_labelled(text)
            or (isinstance(first, Clause) and first.form in _BODY)
            # A title that is broken after "voor" ends as a list does: "Justitie en Veiligheid (VI) voor".
            or (alone is not None and alone.form in _BODY - {Form.LIST})
        )

    # --- lines ---

    def _body(self, index: int) -> None:
        fresh = True  # whether the line may begin a proposal: after a blank line or after another structure
        while index < len(self.lines):
            line = self.lines[index]
            if not line.text:
                fresh = True
                index += 1
                continue
            end = self._end(index)
            marked = line.text.startswith(form.PROSE)
            used = 0 if marked else self._structure(index, end, fresh=fresh)
            if used:
                self.structures += 1
                settled = self.at.item is not None and self.at.item.settled
                self.settled_at = self.lines[index + used - 1].place if settled else None
                index, fresh = index + used, True
            else:
                self._prose(self.lines[index:end], goes_on=not fresh, alone=self._alone(index, end))
                index, fresh = end, False

    def _end(self, index: int) -> int:
        """Return the index after the lines that go on with one: up to a blank one, or one that begins something."""
        begin, index = index, index + 1
        while index < len(self.lines) and self.lines[index].text:
            if self._begins(index) and not self._within(begin, index):
                break
            index += 1
        return index

    def _within(self, begin: int, index: int) -> bool:
        """Tell whether a line stands within one statement that begins above it: no full stop before."""
        first = self.lines[begin].text
        if (
            self._ended(index)
            or index - begin >= _AHEAD
            or first.startswith(form.PROSE)
            or grammar.read_item(first)
        ):
            return False
        block = [line.text for line in self.lines[begin : begin + _AHEAD]]
        if "" in block:
            block = block[: block.index("")]
        before = len(joined(block[: index - begin], "\n")[0])
        for each in grammar.read(joined(block, "\n")[0]):
            if isinstance(each, Clause) and each.start < before < each.end - 1:
                said = next((span.start for span in each.spans if span.type not in _EMPTY), each.end)
                # Void words alone begin no statement.
                return each.form in (Form.DECISION, Form.LIST) and said < before
        return False

    def _alone(self, index: int, end: int) -> bool:
        """Tell whether a line is a paragraph by itself."""
        return end == index + 1 and (end == len(self.lines) or not self.lines[end].text)

    def _begins(self, index: int) -> bool:
        """Tell whether a line in the middle of a block begins something, so that what came before ends there."""
        text = self.lines[index].text
        if text.startswith(form.PROSE):
            return False
        if grammar.read_fact(text) is not None and len(self.lines[index - 1].text) < _NARROW:
            return True
        head = grammar.read_item(text)
        if text[0].islower() and not self._ended(index):
            # As people type it below a proposal: "voor: SP, Volt", "nr. 9 (Bedacht): verworpen".
            listed = head is not None and (head.after is not None or grammar.is_counted(text))
            return grammar.begins_list(text) or listed or grammar.decides_whole(text)
        if head is not None and (self._ended(index) or head.submitters is not None):
            return True
        if self._ended(index) and grammar.read_article(text) is not None:
            return True
        first = self._first(index)
        if isinstance(first, Clause):
            return first.form not in _ALONE or (first.form is not Form.NOTHING and first.end <= len(text))
        return first is not None and first.suspect

    def _ended(self, index: int) -> bool:
        """Tell whether the line before one ends a sentence, or stands apart from it."""
        before = self.lines[index - 1].text if index else ""
        return not before or before[-1] in ".:;!?"

    def _first(self, index: int, end: int | None = None) -> Clause | Unread | None:
        """Return what a line says on its own, where it is a heading or the like; else the first clause from it on."""
        text = self.lines[index].text
        clause = None if text.startswith(form.PROSE) else grammar.read_clause(text)
        if text.startswith(form.PROSE) or (clause is not None and clause.form in _ALONE):
            return clause
        lines: list[str] = []
        for line in self.lines[index : min(index + _AHEAD, end or len(self.lines))]:
            if not line.text:
                break
            lines.append(line.text)
        return grammar.first(joined(lines, "\n")[0])

    def _structure(self, index: int, end: int, *, fresh: bool) -> int:
        """Return how many lines a structure that begins here takes; 0 if none does."""
        line, at = self.lines[index], self.at
        if fresh or self._ended(index):
            clause = grammar.read_clause(line.text)
            if clause is not None and clause.form is Form.PLACE and self._decided_at(index + 1):
                if at.place_of_item(clause.articles):
                    return 1
                clause = None
            if clause is not None and clause.form in _ALONE and at.alone(clause, line):
                return 1
            if clause is None and self._title_of_article(index, end):
                return 1
            fact = grammar.read_fact(line.text)
            if fact is not None and at.tell(*fact):
                return 1
            end = self._end_of_item(index, end)
            head = grammar.read_item(join(each.text for each in self.lines[index:end]))
            if head is not None and at.begin(head, line):
                self._behind(head, self.lines[index:end])
                return end - index
        first = self._first(index, end)
        stated = isinstance(first, Clause) and first.form not in _ALONE
        if not stated and not (isinstance(first, Unread) and first.suspect):
            return 0
        heading = self._alone(index, end) and form.looks_like_heading(line.text)
        after = self._next(index + 1)
        if after is not None and grammar.begins_labelled(self.lines[after].text):
            at.be_sure()
        self._statements(self.lines[index:end], heading=heading)
        return end - index

    def _next(self, index: int) -> int | None:
        """Return where the next line with words stands, from an index on."""
        return next((at for at in range(index, len(self.lines)) if self.lines[at].text), None)

    def _decided_at(self, index: int) -> bool:
        """Tell whether what comes next is a decision that names no proposal: it is on the one above."""
        after = self._next(index)
        if after is None or grammar.read_item(self.lines[after].text) is not None:
            return False
        first = self._first(after)
        return isinstance(first, Clause) and first.form is Form.DECISION and not (first.papers or first.kinds)

    def _end_of_item(self, index: int, end: int) -> int:
        """Return where the line that begins a proposal ends: before one that had room on the line above it.

        Nobody breaks a line that short, but to begin something else; and a sentence of
        its own is no part of a subject.
        """
        if grammar.read_item(self.lines[index].text) is None:
            return end
        wide = max(_NARROW, _SURELY * max(len(line.text) for line in self.lines[index:end]))
        for at in range(index + 1, end):
            before, text = self.lines[at - 1].text, self.lines[at].text
            if text.startswith(form.PROSE):
                continue  # Kamerstem marks what goes on, and leaves a blank line before what does not
            width = len(before) + 1 + len(text.split()[0])
            room = width <= wide or self._is_sentence(at, end, room=width <= self.width)
            if room and not text[0].islower() and not grammar.goes_on(before):
                return at
        return end

    def _is_sentence(self, index: int, end: int, *, room: bool) -> bool:
        """Tell whether lines are sentences of their own, below a line that no full stop ends."""
        text = join(line.text for line in self.lines[index:end])
        whole = text[-1] in ".!?" and not grammar.ends_shortened(text)
        return whole and not self._ended(index) and (room or len(text.split()) > _FEW)

    def _title_of_article(self, index: int, end: int) -> bool:
        """Read "Artikel 34 Straffen en beschermen", where a proposal or another heading comes next."""
        text = self.lines[index].text
        articles = grammar.read_article(text) if len(text) <= _TITLE and end == index + 1 else None
        at = self._next(end)
        if articles is None or at is None:
            return False
        after = self.lines[at]
        clause = grammar.read_clause(after.text)
        if grammar.read_item(after.text) is None and (clause is None or clause.form is not Form.PLACE):
            return False
        return self.at.place(articles)

    def _statements(self, block: list[Line], *, heading: bool = False) -> None:
        """Place the clauses of a block one by one; what has no place, or was not read, is reported.

        ``heading``: it looks like one, so that nobody knows what stands under it where it is not read.
        """
        text, starts = joined((line.text for line in block), "\n")
        for each in grammar.read(text):
            lines = _covered(each, block, starts)
            if isinstance(each, Clause) and self.at.take(each, lines):
                if each.form is Form.LIST:
                    self.at.ends(lines, stop=each.text[: each.end].endswith("."))
            elif isinstance(each, Unread) and self._sentence(each, lines):
                continue
            elif isinstance(each, Unread) and each.listed:
                self.at.leave(lines)  # one list is not read; the decision stands, and so may its other lists
            else:
                self.at.reject(lines, heading=heading)

    def _sentence(self, each: Unread, lines: list[Line]) -> bool:
        """Read a proposal and what became of it in one sentence: "Het amendement-X over y (nr. 5) is verworpen."."""
        head = grammar.read_item(each.words)
        if (
            head is None
            or head.kind is None
            or not (head.after or head.may_tell)
            or not self.at.begin(head, lines[0])
        ):
            return False
        self._behind(head, lines)
        return True

    def _behind(self, head: Head, lines: list[Line]) -> None:
        """Read what stands behind the subject of a proposal; a subject that may hold it is reported."""
        if head.may_tell:
            self.at.leave(lines)
        elif head.after is not None:
            self._statements([Line(lines[0].place, head.after)])

    def _prose(self, block: list[Line], *, goes_on: bool, alone: bool) -> None:
        """Take words that begin nothing: the explanation of a proposal, names under a label, or unread words."""
        at, marked = self.at, block[0].text.startswith(form.PROSE)
        if not marked and at.listed_below(grammar.read_list("\n".join(line.text for line in block)), block):
            return
        heading = alone and not marked and not goes_on and form.looks_like_heading(block[0].text)
        text = join(line.text for line in block)
        if at.explains and not marked and grammar.begins_paper(text):
            at.reject(block)
            at.item = None  # what follows is of another proposal
            return
        if not at.explains or heading:
            at.reject(
                [Line(line.place, line.text.removeprefix(form.PROSE)) for line in block], heading=heading
            )
            return
        assert at.item is not None  # noqa: S101
        words, stated = (block, []) if marked else _parted(block)
        explanation = at.item.explanation = at.item.explanation or []
        before = [explanation.pop()] if goes_on and explanation else []
        explanation.append(join(before + [line.text for line in words]))
        text = join(line.text for line in words)
        if not marked and len(text) <= form.SHORT and grammar.is_of_vote(text):
            at.leave(words)  # Kamerstem marks an explanation that is so short
        elif not marked and grammar.tells(text):
            at.item.told += words
        if stated:
            self._statements(stated)


# --- small readings -------------------------------------------------------------------------------------------------


def _parted(block: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part a paragraph of prose from the statements that it ends with: "Dit kost geld. Verworpen. Voor: SP."."""
    text, starts = joined((line.text for line in block), "\n")
    clauses = grammar.read(text)
    at = len(clauses)
    while at and _is_stated(clauses[at - 1]):
        at -= 1
    before = clauses[at - 1] if at else None
    if at in (0, len(clauses)) or (isinstance(before, Unread) and not before.ended):
        return block, []  # "Noch voor: SP" is one sentence
    begin = clauses[at].start
    split = next(i for i in range(len(starts) - 1, -1, -1) if starts[i] <= begin)
    line, inside = block[split], begin - starts[split]
    head = [Line(line.place, line.text[:inside].strip())] if inside else []
    return [*block[:split], *head], [Line(line.place, line.text[inside:]), *block[split + 1 :]]


def _is_stated(each: Clause | Unread) -> bool:
    return each.suspect if isinstance(each, Unread) else each.form in _STATED


def _covered(each: Clause | Unread, block: list[Line], starts: list[int]) -> list[Line]:
    """Return the lines that a clause covers, each with its words in it."""
    found: list[Line] = []
    for line, start, after in zip(block, starts, [*starts[1:], None], strict=True):
        if start < each.end and (after is None or after > each.start):
            begin, end = max(each.start - start, 0), each.end - start
            text = line.text.removeprefix(form.PROSE)
            found.append(
                Line(
                    line.place,
                    (text[begin:] if after is not None and after <= each.end else text[begin:end]).strip(),
                )
            )
    return found


def _no_overview() -> NotAnOverview:
    return NotAnOverview(
        "Dit is geen stemmingsoverzicht: er is geen uitslag in gelezen en geen kop zoals 'Eindstemming wetsvoorstel'.",
        "This is not a voting overview: no result was read in it and no heading such as 'Eindstemming wetsvoorstel'.",
    )
