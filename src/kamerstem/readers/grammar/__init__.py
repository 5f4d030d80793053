"""What is said of a vote, clause by clause: text -> spans -> one statement, or unread.

``read(text)`` is the one door. It returns the clauses of a text in order, each read (:class:`Clause`) or not
(:class:`Unread`), with its place in the text; white space must be folded, a line break may stand as one.
``read_item`` reads the line that begins a proposal. Four steps, a file each: ``scanner`` makes spans (dates, numbers,
papers, words), ``lexicon`` says what the words mean (``lexicon.txt``), ``rules`` fill the slots of a clause,
``names`` reads lists.

A clause is read whole or not at all: every span is taken by a rule or is void, and a word that is in no list, or that
turns what is said ("niet", "behalve"), leaves it unread. So does a slot with two values. What a clause does not say
is ``None`` or empty. Where a clause ends is decided here: at a full stop, and before the label of a list, with or
without a mark before it. Which party a name is depends on the day: ``readers.ballots`` says so when the day is known.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kamerstem.model import form, parties
from kamerstem.model.votes import Side, StatementKind
from kamerstem.readers.grammar import items, rules
from kamerstem.readers.grammar.clauses import Beside, Clause, Count, Form, Unread, Unreadable
from kamerstem.readers.grammar.items import Head, read_fact
from kamerstem.readers.grammar.lexicon import Lexicon, lexicon
from kamerstem.readers.grammar.looks import (
    before_day,
    begins_paper,
    concludes,
    dates,
    ends_in_day,
    ends_in_parties,
    ends_otherwise,
    ends_shortened,
    is_about_votes,
    is_beside_votes,
    is_label,
    is_labelled,
    is_of_vote,
    kinds_of,
    may_turn,
    named_bill,
    names_dossier,
    names_other,
    only_day,
    speaks_of_several,
    splits_day,
)
from kamerstem.readers.grammar.names import Name, Names, read_names
from kamerstem.readers.grammar.pieces import closes, label_end, pieces
from kamerstem.readers.grammar.scanner import Day, Span, begins_with_dossier

__all__ = [
    "Beside",
    "Clause",
    "Count",
    "Day",
    "Form",
    "Head",
    "Name",
    "Names",
    "Span",
    "Unread",
    "before_day",
    "before_dossier",
    "begins",
    "begins_labelled",
    "begins_list",
    "begins_paper",
    "begins_with_dossier",
    "concludes",
    "dates",
    "decides",
    "decides_whole",
    "ends_in_day",
    "ends_otherwise",
    "ends_shortened",
    "first",
    "goes_on",
    "is_about_votes",
    "is_beside_votes",
    "is_counted",
    "is_label",
    "is_labelled",
    "is_of_vote",
    "kinds_of",
    "label_of",
    "may_turn",
    "named_bill",
    "names_dossier",
    "names_other",
    "only_day",
    "read",
    "read_article",
    "read_clause",
    "read_dossiers",
    "read_fact",
    "read_item",
    "read_list",
    "says_what_became",
    "speaks_of_several",
    "splits_day",
    "statement_in",
    "tells",
]

_STATED = frozenset({Form.DECISION, Form.LIST, Form.NOTED, Form.DAY, Form.METHOD})
_APART = frozenset({"comma", "semicolon", "colon", "dash", "end", "close", "break"})
_TELLING = frozenset({"outcome", "unanimous", "without", "noted", "mistake", "side"})
_BEGINS_BODY = frozenset(
    {"vote", "says", "dated"}
)  # with a capital: "Wet op de klokken Stemmingen 3 mei 2023"
_TWO = 2
_TRIES = 64  # places in a title where a statement is looked for
_BEFORE_A_LIST = frozenset({Form.DECISION, Form.LIST, Form.NOTED, Form.PART})
_SAYS = frozenset({"side", "voted", "votes", "noted", "mistake", "outcome", "unstated"})
_PAPERS = frozenset({"paper", "papers", "close"})
# What "vervalt" and "overgenomen" say in an explanation is mostly of something else.
_TOLD = frozenset({"vote", "hold_over", "withdraw", "postpone", "inadmissible", "by_consequence"})
_LEADING = frozenset(
    {
        "about",
        "with",
        "by",
        "on",
        "and",
        "comma",
        "void",
        "particle",
        "lead",
        "title",
        "dash",
        "colon",
        "open",
    }
)
_COMES_OF_IT = frozenset({"outcome", "unanimous", "without"})
_TITLE_MARKS = frozenset({"dash", "colon", "open", "close", "new"})


def read(text: str, words: Lexicon | None = None) -> list[Clause | Unread]:
    """Return the clauses of a text in order. ``words`` is another lexicon than Kamerstem's own."""
    found: list[Clause | Unread] = []
    for piece in pieces((words or lexicon()).spans(text), text):
        each = _read(piece, text)
        halves = _halves(piece, text) if isinstance(each, Unread) else []
        if halves:
            found += halves
            continue
        before = found[-1] if found else None
        doubt = (
            (before.suspect or not before.ended) and not before.listed
            if isinstance(before, Unread)
            else before is not None and before.form not in _BEFORE_A_LIST and not _marked(before.spans)
        )
        if doubt and isinstance(each, Clause) and label_end(piece, _first(piece), first=True):
            # The list of what was not read, or part of it: nobody knows whose it is.
            each = Unread(text, each.start, each.end, suspect=True)
        half = isinstance(before, Clause) and ";" in text[before.end : each.start]
        if half and isinstance(each, Unread) and not _of_another(each, words):
            # One sentence: what its second half says may turn the first.
            found[-1] = Unread(text, found[-1].start, found[-1].end, suspect=True)
        found.append(each)
    return found


def _halves(piece: list[Span], text: str) -> list[Clause]:
    """Read two decisions in one sentence, each of its own day or its own paper; empty where there is not one way."""
    told = [at for at, span in enumerate(piece) if span.type == "outcome"]
    if len(told) != _TWO:
        return []
    ways = [
        (_read(piece[:at], text), _read(piece[at + 1 :], text))
        for at in range(told[0] + 1, told[1])
        if piece[at].type in ("and", "comma")
    ]
    whole = [
        [one, other]
        for one, other in ways
        if isinstance(one, Clause) and isinstance(other, Clause) and _are_two(one, other)
    ]
    return whole[0] if len(whole) == 1 else []


def _are_two(one: Clause, other: Clause) -> bool:
    """Tell whether two decisions are of two days, or of two papers; the second may leave out what it is on."""
    if (one.form, other.form) != (Form.DECISION, Form.DECISION):
        return False
    if other.papers and one.papers:
        other.kinds = other.kinds or [(kind, len(other.papers) > 1) for kind, _ in one.kinds]
        return set(one.papers).isdisjoint(other.papers)
    days = [day.date for each in (one, other) for day in each.days]
    same = not one.kinds or other.kinds in ([], one.kinds)
    return len(set(days)) == _TWO and not other.papers and same


def _of_another(each: Unread, words: Lexicon | None) -> bool:
    """Tell whether words say what became of a proposal that they name, so that they turn nothing before them."""
    head = read_item(each.words, words)
    return head is not None and head.after is not None


def first(text: str, words: Lexicon | None = None) -> Clause | Unread | None:
    """Return the first clause of a text, ``None`` where it has none, or begins with words that begin no clause."""
    line, _, after = text.partition("\n")
    if not _may_begin((words or lexicon()).spans(line), apart=after[:1].isupper()):
        return None
    piece = next(pieces((words or lexicon()).spans(text), text), None)
    return _read(piece, text) if piece else None


def begins(text: str) -> bool:
    """Tell whether a text begins with a statement, a heading or a proposal, or with what looks like one."""
    if text.startswith(form.PROSE) or read_item(text) is not None:
        return True
    found = first(text)
    return isinstance(found, Clause) or (found is not None and found.suspect)


def _may_begin(spans: Sequence[Span], *, apart: bool) -> bool:
    """Tell whether a statement may begin with a line. ``apart``: the next line has a capital, and may begin another."""
    kinds = [span.type for span in spans if span.type not in ("void", "open", "dash", "break", "comma")]
    if apart and (set(kinds) == {"actor"} or (spans[0].type == "open" and set(kinds) <= _PAPERS)):
        return False
    if kinds[:1] == ["stop"]:  # "½ overgenomen": nothing but words of a vote, and one that turns them
        return "unknown" not in kinds and not _SAYS.isdisjoint(kinds)
    if not kinds or kinds[0] in ("unknown", "stop", "mark", "particle", "about", "bar"):
        return not kinds
    return kinds[0] != "name" or not _SAYS.isdisjoint(kinds)


def goes_on(text: str) -> bool:
    """Tell whether a line ends in a word that something must follow: "over", "en", "van het lid"."""
    spans = lexicon().spans(text)
    return bool(spans) and spans[-1].type in _LEADING


def tells(text: str) -> bool:
    """Tell whether prose may say what became of a proposal ("ten onrechte als verworpen"), or who was for it."""
    spans = lexicon().spans(text)
    return any(
        span.type == "unanimous"
        or (span.type == "outcome" and str(span.value).split()[0] in _TOLD)
        or (span.type == "side" and _names_after(spans, label_end(spans, at, first=False)))
        for at, span in enumerate(spans)
    )


def statement_in(text: str) -> int | None:
    """Return where a statement begins in words that state nothing themselves, such as a title; ``None`` for nowhere.

    It begins after a mark, or with a verb: "Wet op de klokken, verworpen", "Wet op de klokken is aangenomen".
    """
    spans = lexicon().spans(text)
    last = max(
        (at for at, span in enumerate(spans) if span.type in _TELLING or span.type == "day"), default=-1
    )
    tries = _TRIES
    for at, span in enumerate(spans[: last + 1]):
        after = spans[at - 1].type if at else ""
        if span.type == "side" and label_end(spans, at, first=False) and _lists_parties(spans[at:], text):
            return spans[at - (after == "open")].start  # "over bruggen Voor: SP"
        apart = at == 0 or after in _APART or (span.type in _BEGINS_BODY and text[span.start].isupper())
        if after == "open" and (end := closes(spans, at - 1)):
            within = _read(spans[at:end], text)
            if isinstance(within, Clause) and within.form in (Form.DAY, Form.LIST):
                return spans[at - 1].start  # "Wet op de klokken (stemmingen 3 mei 2023)"
        if span.type in _APART or span.type == "open" or not (apart or span.type == "void"):
            continue
        tries -= 1
        if tries < 0:
            return None
        piece = next(pieces(spans[at:], text), None)
        each = _read(piece, text) if piece else None
        if isinstance(each, Clause) and _states(each, apart=apart):
            return span.start
        if isinstance(each, Unread) and apart and each.suspect and span.type in _TELLING and after != "close":
            return span.start
    return None


def _states(each: Clause, *, apart: bool) -> bool:
    """Tell whether a clause says what became of something; after words of a title it says more than the outcome."""
    if apart:
        return each.form in _STATED
    more = each.days or each.tally or each.method or each.unanimous or each.ended
    return each.form is Form.DECISION and not each.kinds and bool(more)


def read_dossiers(text: str) -> Iterator[str]:
    """Yield, for each proposal that a text names by the number of a bill, the title before that number, or ""."""
    for each in read(text):
        if isinstance(each, Clause) and (
            each.dossier is not None or any(map(begins_with_dossier, each.papers))
        ):
            act = next((span for span in each.spans if span.type == "act"), None)
            yield " ".join(text[act.start : act.end].rpartition("(")[0].split()) if act else ""
        elif isinstance(each, Unread) and (head := read_item(each.words)) is not None:
            yield from [""] * any(map(begins_with_dossier, head.papers))


def is_counted(text: str) -> bool:
    """Tell whether a letter or a number counts the line: "b. nr. 9 (Bedacht)"."""
    return items.counted(lexicon().spans(text)) > 0


def _names_after(spans: Sequence[Span], label: int) -> bool:
    """Tell whether the name of a party, or words for all of them, stand after a label."""
    after = next((span.type for span in spans[label:] if label and span.type != "void"), None)
    return after in ("party", "lead", "rest", "everyone")


def label_of(text: str) -> Side | None:
    """Return the side of which a text is the label and nothing more ("Voor (49):"); ``None`` where names follow it."""
    spans = lexicon().spans(text)
    return Side(str(spans[0].value)) if spans and _labelled(spans) == len(spans) else None


def begins_labelled(text: str) -> bool:
    """Tell whether a text begins with the label of a list, whatever follows: "Voor (49): SP", "Tegen stemden: ..."."""
    spans = lexicon().spans(text)
    return _labelled(spans[1:] if spans and spans[0].type == "dash" else spans) > 0


def _labelled(spans: Sequence[Span]) -> int:
    """Return where the label ends that a text begins with, 0 for none."""
    return label_end(spans, 0, first=True) if spans and spans[0].type == "side" else 0


def begins_list(text: str) -> bool:
    """Return whether a text is a label and then nothing but names: "voor: SP en Volt", "tegen: de overige fracties"."""
    spans = lexicon().spans(text)
    label = _labelled(spans)
    if not label or all(span.type != "colon" for span in spans[:label]):
        return False
    return _are_known(
        read_names([span for span in spans[label:] if span.type not in ("end", "semicolon")], text)
    )


def _are_known(names: Names | None) -> bool:
    """Tell whether names are all of parties, or of members with their party."""
    return names is not None and all(
        name.party is not None or parties.find(name.text) is not None for name in names.names
    )


def _lists_parties(spans: Sequence[Span], text: str) -> bool:
    """Tell whether a list of known parties stands here, by its label."""
    piece = next(pieces(spans, text), None)
    each = _read(piece, text) if piece else None
    return isinstance(each, Clause) and each.form is Form.LIST and all(map(_are_known, each.sides.values()))


def read_item(text: str, words: Lexicon | None = None) -> Head | None:
    """Return the first line of a proposal; ``None`` where it is none, or one clause says what became of it."""
    head = items.read_item(text, words)
    if head is None or not head.told:
        return head and _with_its_statement(head)
    whole = read(text, words)
    return head if decides(head.after or "") and any(isinstance(each, Unread) for each in whole) else None


def _with_its_statement(head: Head) -> Head:
    """A subject states nothing: what states something in it stands behind it ("over bruggen; voor: SP")."""
    at = statement_in(head.subject) if head.subject and (head.after is None or head.first) else None
    if at and head.subject and not head.about and tells(head.subject[:at]):
        at = None  # "eerst aangehouden, daarna verworpen": it says more than that
    if at is not None and (at or not head.about):
        assert head.subject is not None  # noqa: S101
        head.after = f"{head.after}. {head.subject[at:]}" if head.first else head.subject[at:]
        head.subject = head.subject[:at].rstrip(" ,;:–—-(") or None
    head.may_tell = head.may_tell or ends_in_parties(head.subject or "")
    return head


def read_clause(text: str, words: Lexicon | None = None) -> Clause | None:
    """Return what a text says as one clause; ``None`` where it holds none, more than one, or was not understood."""
    found = read(text, words)
    return found[0] if len(found) == 1 and isinstance(found[0], Clause) else None


def before_dossier(text: str) -> int | None:
    """Return where the number of a bill's dossier begins after words that announce it ("Wetsvoorstel 36.470 VI")."""
    noun = False
    for span in lexicon().spans(text):
        if noun and begins_with_dossier(text[span.start :]):
            return span.start
        noun = noun or (span.type == "noun" and span.value in ("bill", "any"))
        if span.type not in (
            "noun",
            "head",
            "void",
            "about",
            "vote",
            "colon",
            "dash",
            "concerning",
            "adjective",
        ):
            return None
    return None


def says_what_became(text: str) -> bool:
    """Tell whether a text says what became of what it speaks of, be it in words that are not understood."""
    if all(span.type not in _COMES_OF_IT for span in lexicon().spans(text)):
        return False
    return any(
        each.suspect if isinstance(each, Unread) else each.form is Form.DECISION for each in read(text)
    )


def decides(text: str) -> bool:
    """Tell whether a text begins with a decision that is understood."""
    found = read(text)
    return bool(found) and isinstance(found[0], Clause) and found[0].form is Form.DECISION


def decides_whole(text: str) -> bool:
    """Tell whether a text begins with a decision that is a sentence, or that says more than the outcome."""
    found = first(text)
    if not isinstance(found, Clause) or found.form is not Form.DECISION:
        return False
    return bool(found.ended or found.days or found.tally or found.method)


def read_list(text: str, words: Lexicon | None = None) -> Names | None:
    """Return the names of a text that is nothing but names, each of a party or with a party; else ``None``."""
    spans = [span for span in (words or lexicon()).spans(text) if span.type != "end"]
    if any([one.type, other.type] == ["party", "party"] for one, other in pairwise(spans)):
        return None  # "SP Volt": a row of two columns?
    names = read_names(spans, text)
    return names if _are_known(names) else None


def read_article(text: str, words: Lexicon | None = None) -> tuple[str, ...] | None:
    """Return the articles of a heading with a title ("Artikel 34 Straffen"); ``None`` where it is none."""
    spans = (words or lexicon()).spans(text)
    article = next((span for span in spans[:2] if span.type == "article"), None)
    if spans and spans[0].type not in ("article", "new", "enum", "dash", "division", "place"):
        return None
    rest = [span for span in spans if article and span.start >= article.end and span.type not in _TITLE_MARKS]
    if article is None or not rest or spans[-1].type in ("end", "comma", "semicolon"):
        return None
    titled = text[rest[0].start].isupper() or text[rest[0].start - 1] in "(–-:"
    titled = titled and rest[0].type != "stop"
    return article.value if titled and isinstance(article.value, tuple) else None


def _marked(spans: Sequence[Span]) -> bool:
    return spans[-1].type in ("end", "comma", "semicolon")


def _first(piece: Sequence[Span]) -> int:
    return next((i for i, span in enumerate(piece) if span.type not in ("break", "comma", "and")), 0)


def _read(spans: list[Span], text: str) -> Clause | Unread:
    ended = spans[-1].type == "end"
    clause = Clause(text, spans[:-1] if ended else spans, ended=ended)
    try:
        if not _listed(clause) and not _noted(clause):
            rules.apply(clause)
    except Unreadable:
        listed = spans[_first(spans)].type == "side" and label_end(spans, _first(spans), first=True) > 0
        return Unread(text, spans[0].start, spans[-1].end, _suspect(spans), _marked(spans), listed)
    clause.spans = spans
    return clause


def _listed(clause: Clause) -> bool:
    """Read "Voor (49): SP en Volt." into a clause; False where it does not begin with a label."""
    spans = list(clause.spans)
    at = _first(spans)
    if spans[at].type != "side":
        return False
    end = label_end(spans, at, first=True)
    if not end:
        return False
    side = Side(str(spans[at].value))
    body = spans[end:]
    label = spans[at:end]
    for span in label:
        if span.type == "number":
            weighed = any(each.type in ("votes", "seats") for each in label if each.start > span.start)
            words = clause.text[label[0].start : label[-1].end]
            clause.counts[side] = Count(rules.count(span), words, weighed)
    clause.form, clause.label = Form.LIST, side
    if not [span for span in body if span.type != "break"]:
        clause.marks.add("empty")
        return True
    names = read_names(body, clause.text)
    if names is None:
        raise Unreadable
    clause.side(side, names)
    return True


def _noted(clause: Clause) -> bool:
    """Read "Vergissing: DENK (eigen woorden)." into a clause; the words in brackets are free."""
    spans = [span for span in clause.spans if span.type != "break"]
    if len(spans) < 3 or spans[0].type not in ("noted", "mistake") or spans[1].type != "colon":
        return False
    body, words = spans[2:], None
    if body[-1].type == "close" and (opens := [i for i, span in enumerate(body) if span.type == "open"]):
        words = " ".join(clause.text[body[opens[0]].end : body[-1].start].split())
        body = body[: opens[0]]
    names = read_names(body, clause.text)
    if names is None or not names.names:
        raise Unreadable
    clause.noted = [Beside(StatementKind(str(spans[0].value)), names, words)]
    clause.form = Form.NOTED
    return True


def _suspect(spans: Sequence[Span]) -> bool:
    """Tell whether words that were not read look like what is said of a vote."""
    kinds = [span.type for span in spans if span.type not in ("void", "break", "comma", "enum")]
    if not kinds:
        return False
    if kinds[0] in (
        "outcome",
        "unanimous",
        "without",
        "method",
        "noted",
        "mistake",
        "cause",
        "unstated",
        "says",
    ):
        return True
    if kinds[0] == "side" and "colon" in kinds[:6]:
        return True
    if kinds[0] in ("noun", "part", "rest_parts") and "outcome" in kinds[:6]:
        return True
    if kinds[0] == "piece" and "outcome" in kinds[:6] and "part" not in kinds:
        return True
    if "outcome" in kinds and "unknown" not in kinds and kinds[0] != "name":
        return True  # nothing but words about votes, one of which turns them
    named = sum(kind == "party" for kind in kinds)
    return named > 1 and "side" in kinds
