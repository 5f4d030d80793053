"""The line that begins a proposal: "4 (Grinwis c.s.) over meer geld" -> its numbers, submitters and subject.

What stands before the subject is read word by word and in any order, as a clause is; the subject itself is free
text. A number in prose begins nothing: there must be a submitter, or a word that leads to a subject.
"""

from collections.abc import Sequence

from kamerstem.dataclasses import dataclass, field
from kamerstem.model import form
from kamerstem.model.votes import Kind
from kamerstem.readers.grammar.lexicon import Lexicon, lexicon
from kamerstem.readers.grammar.scanner import Span
from kamerstem.readers.grammar.subjects import (
    OUTCOMES,
    holds_proposal,
    is_conditional,
    is_of_subject,
    may_say,
)


@dataclass(slots=True)
class Head:
    """A proposal's first line. ``papers`` are numbers or whole references as written, none for "Zonder nummer".

    ``submitters`` is who stands there, as written, ``None`` where nobody does or where they are said not to be
    stated; ``articles`` are those in brackets behind the subject; ``after`` is what stands behind the subject after a
    dash: a clause of its own.
    """

    papers: list[str] = field(default_factory=list)
    numbered: bool = False
    kind: Kind | None = None
    many: bool = False
    parts: str | None = None
    submitters: str | None = None
    others: bool = False
    replaces: list[str] = field(default_factory=list)
    amends: list[str] = field(default_factory=list)
    subject: str | None = None
    after: str | None = None
    doubt: bool = False
    may_tell: bool = False  # the subject may say what became of it: it is not known where that begins
    articles: tuple[str, ...] | None = None
    whole: str | None = None  # the subject with all that stands behind it
    first: bool = False  # what ``after`` says stands before it: "Aangenomen: amendement 8"
    about: bool = False  # a word such as "over" leads to the subject

    @property
    def told(self) -> bool:
        """Return whether what became of it stands where its subject would: "8 (Teunissen): verworpen"."""
        return self.subject is None and self.after is not None


_NAMES = frozenset({"name", "party", "particle", "void", "and", "comma", "bar"})
_DOUBT = frozenset({"unknown", "stop", "outcome", "side", "day", "article", "paper", "papers"})
_WITH_OUTCOME = OUTCOMES | {
    "void",
    "method",
    "on",
    "day",
    "by",
    "actor",
    "circumstance",
    "with",
    "tally",
    "number",
    "side",
    "votes",
}
_TELLS = OUTCOMES | {"method", "on", "day", "says"}
_AFTER_NUMBER = frozenset({"close", "comma", "and", "colon", "dash", "end", "about", "open"})
_PARTS = frozenset({"dash", "colon", "comma"})
_WHO = frozenset({"title", "name", "party", "lead", "particle"})
_LEADS = frozenset({"about", "with", "concerning"})


def read_item(text: str, words: Lexicon | None = None) -> Head | None:
    """Return the first line of a proposal, with as much as follows; ``None`` where a text does not begin with one."""
    text = " ".join(text.split())
    spans = (words or lexicon()).spans(text)
    if [span.type for span in spans[:3]] == ["outcome", "colon", "noun"]:
        return _told_first(spans, text, words)
    head = Head()
    at = _begin(head, spans, text)
    if at is None or not (head.numbered or head.papers):
        return _named(head, spans, text) if at is not None else None
    if at == len(spans) and not (head.kind or any(span.type == "open" for span in spans)):
        return None  # a number alone
    return _subject(head, spans, at, text)


def read_fact(text: str) -> tuple[str, str] | None:
    """Return who submitted a proposal ("by") or its subject ("subject"), where a line below says so by its label."""
    spans = [span for span in lexicon().spans(text) if span.type != "dash" or span.start]
    if len(spans) < 3 or spans[1].type != "colon" or spans[0].type not in ("fact", "head"):
        return None
    what, words = str(spans[0].value), text[spans[2].start :].rstrip(".")
    if what == "by":
        return ("by", words) if _are_names(spans[2:], words) else None
    stated = any(span.type in OUTCOMES for span in spans) or holds_proposal(spans[2:])
    return ("subject", words) if what == "subject" and not stated else None


def _told_first(spans: Sequence[Span], text: str, words: Lexicon | None) -> Head | None:
    """Read "Aangenomen: amendement 9 (Kops) over bruggen": what became of it stands before it."""
    head = read_item(text[spans[2].start :], words)
    if head is None or head.after is not None or head.told or head.many or len(head.papers) != 1:
        return None
    head.after, head.first = text[spans[0].start : spans[0].end], True
    return head


def _begin(head: Head, spans: Sequence[Span], text: str) -> int | None:
    """Read what stands before the subject; return the index of what leads to it, ``None`` where it cannot be read."""
    at, bracket = counted(spans), False
    begin = at
    while at < len(spans):
        span = spans[at]
        if span.type in _LEADS and (at > 0 or span.type == "about"):
            return at
        if span.type == "on" and head.papers and _amended(head, spans, at):
            at += 3  # "10 (Kops) op amendement nr. 8 over bruggen"
            continue
        named = bool(head.papers) and (head.kind is not None or head.submitters is not None)
        if named and (span.type in _TELLS or (span.type in _PARTS and _tells(spans, at + 1))):
            return at
        if span.type == "number" and not (head.papers or head.numbered):
            if any(before.type not in ("dash", "noun", "adjective") for before in spans[begin:at]):
                return None
            at = _numbers(head, spans, at)
        elif span.type in ("paper", "papers"):
            if head.papers:
                return None
            head.papers += _papers(span)
            head.numbered = True
            at += 1
        elif span.type == "unstated" and span.value == "number":
            head.numbered, at = True, at + 1
        elif span.type == "noun" and head.kind is None:
            kind, _, many = str(span.value).partition(" ")
            if kind in ("any", "bill"):
                return None
            head.kind, head.many, at = Kind(kind), bool(many), at + 1
        elif span.type == "part" and head.parts is None:
            head.parts, at = str(span.value), at + 1
        elif span.type == "relation":
            after = _relation(head, spans, at)
            if after is None:
                return None
            at = after
        elif span.type == "open":
            after = _bracket(head, spans, at, text)
            if after is None or bracket:
                return None
            at, bracket = after, head.submitters is not None
        elif span.type in ("dash", "colon") and (head.submitters is not None or head.others):
            return at
        elif span.type == "others" and head.submitters is not None:
            head.others, at = True, at + 1
        elif span.type in _WHO and head.submitters is None:
            if _is_part(head, spans, at, text):
                head.parts, at = text[span.start : span.end], at + 1
                continue
            after = _run(spans, at)
            free = head.kind is not None or _parted(spans, at, begin) or _numbered(spans, at, begin)
            free = free or (bool(head.papers) and _between_commas(spans, at, after))
            if after is None or not (free or _told(spans, after) or _told_after(head, spans, after)):
                return None
            of = text[span.start : span.end] == "van" and spans[at + 1].type == "name"  # "nr. 10 van Bedacht"
            first = at + (of or span.type in ("title", "lead"))
            head.submitters, at = text[spans[first].start : spans[after - 1].end], after
        elif span.type in ("comma", "adjective", "void", "dash", "enum") or (
            span.type == "end" and at == begin + 1
        ):
            at += 1
        elif span.type == "end" and at == len(spans) - 1:
            return at + 1
        else:
            return None
    return at


def _amended(head: Head, spans: Sequence[Span], at: int) -> bool:
    """Read "op amendement nr. 8" of a proposal that would change it."""
    after = spans[at + 1 : at + 3]
    if [span.type for span in after] != ["noun", "papers"] or after[0].value != "amendment":
        return False
    head.amends += _papers(after[1])
    return True


def counted(spans: Sequence[Span]) -> int:
    """Return where a line begins behind what only counts the lines: "3) amendement nr. 8", "b. nr. 9"."""
    if (
        len(spans) > 2
        and spans[0].type == "number"
        and "." in str(spans[0].value)
        and spans[1].type == "noun"
    ):
        return 1  # "2.1 Amendement nr. 8"
    if len(spans) < 3 or spans[1].type not in ("end", "close"):
        return 0
    letter = spans[0].type in ("unknown", "name") and spans[0].end - spans[0].start == 1
    numbered = spans[0].type == "number" and any(span.type in ("paper", "papers") for span in spans[2:])
    named = spans[0].type == "number" and [span.type for span in spans[2:4]] == ["noun", "number"]
    return 2 if letter or numbered or named else 0


def _parted(spans: Sequence[Span], at: int, begin: int) -> bool:
    """Tell whether a name may be who submits: behind a dash, or behind a whole reference."""
    before = spans[at - 1].type if at > begin else ""
    whole = any(span.type == "paper" for span in spans[begin:at])
    return before == "dash" or (before == "comma" and whole)


def _between_commas(spans: Sequence[Span], at: int, end: int | None) -> bool:
    """Tell whether a name stands between commas, before what leads to the subject: "nr. 8, Kops, over bruggen"."""
    after = [span.type for span in spans[end : end + 2]] if end is not None else []
    return (
        spans[at - 1].type == "comma" and after[:1] == ["comma"] and after[1:] in (["about"], ["concerning"])
    )


def _numbered(spans: Sequence[Span], at: int, begin: int) -> bool:
    """Tell whether a line begins with a name and a whole reference in brackets: "Kops (36.123-20)"."""
    after = (_run(spans, at) or 0) if at == begin else 0
    return after > 0 and [span.type for span in spans[after : after + 3]] == ["open", "paper", "close"]


def _told(spans: Sequence[Span], at: int) -> bool:
    """Tell whether what became of a proposal follows: "8 Kops: verworpen", "8, Kops, verworpen"."""
    parted = at < len(spans) and spans[at].type in _PARTS
    return _tells(spans, at + parted) or (
        parted and [span.type for span in spans[at + 1 : at + 2]] == ["relation"]
    )


def _told_after(head: Head, spans: Sequence[Span], at: int | None) -> bool:
    """Tell whether what became of it follows a name behind a number: "8 Bedacht c.s.: verworpen"."""
    rest = [span.type for span in spans[at:] if span.type != "others"] if at is not None else []
    return bool(head.papers) and (
        rest[:1] == ["outcome"] or (rest[:1] == ["colon"] and rest[1:2] == ["outcome"])
    )


def _tells(spans: Sequence[Span], at: int) -> bool:
    return at < len(spans) and spans[at].type in _TELLS


def _numbers(head: Head, spans: Sequence[Span], at: int) -> int:
    """Read "10" or "10, 11 en 12"."""
    while True:
        value = spans[at].value
        if not isinstance(value, str) or not value.lstrip("0")[:1].isdigit() or "." in value or "," in value:
            head.numbered = False
            return len(spans) + 1
        head.papers.append(value.lstrip("0").lower())
        head.numbered = True
        at += 1
        if at + 1 < len(spans) and spans[at].type in ("and", "comma") and spans[at + 1].type == "number":
            at += 1
            continue
        return at


def _papers(span: Span) -> list[str]:
    return [str(paper) for paper in (span.value if isinstance(span.value, tuple) else (span.value,))]


def _is_part(head: Head, spans: Sequence[Span], at: int, text: str) -> bool:
    """Tell whether a roman number after a comma is a part of the paper: "15, I (Patijn)"."""
    word = text[spans[at].start : spans[at].end]
    return (
        bool(head.papers) and spans[at - 1].type == "comma" and head.parts is None and set(word) <= set("IVX")
    )


def _relation(head: Head, spans: Sequence[Span], at: int) -> int | None:
    papers = head.replaces if spans[at].value == "replaces" else head.amends
    at += 1
    while at < len(spans) and spans[at].type in (
        "noun",
        "void",
        "adjective",
        "and",
        "comma",
        "paper",
        "papers",
        "number",
    ):
        if spans[at].type in ("paper", "papers"):
            papers += _papers(spans[at])
        elif spans[at].type == "number":
            if at + 1 < len(spans) and spans[at + 1].type not in _AFTER_NUMBER:
                break  # "ter vervanging van 3 leden"
            papers.append(str(spans[at].value).lower())
        elif papers and spans[at].type not in ("and", "comma"):
            break
        at += 1
    return at if papers else None


def _run(spans: Sequence[Span], at: int) -> int | None:
    end = at + (spans[at].type in ("title", "lead"))
    while end < len(spans) and spans[end].type in _NAMES | {"on"}:
        end += 1
    while end > at and spans[end - 1].type in ("comma", "and", "void"):
        end -= 1
    named = any(span.type in ("name", "party") for span in spans[at:end])
    return end if named else None


def _bracket(head: Head, spans: Sequence[Span], at: int, text: str) -> int | None:
    depth, end = 0, at
    while end < len(spans):
        depth += (spans[end].type == "open") - (spans[end].type == "close")
        if depth == 0:
            break
        end += 1
    else:
        return None
    inside = list(spans[at + 1 : end])
    if not inside:
        return None
    if all(span.type in ("paper", "papers") for span in inside) and not head.papers:
        head.papers, head.numbered = [paper for span in inside for paper in _papers(span)], True
        return end + 1
    kinds = [span.type for span in inside]
    if (
        kinds in (["paper", "comma", "voted", "papers"], ["papers", "comma", "voted", "papers"])
        and not head.papers
    ):
        head.papers, head.numbered = _papers(inside[0]), True  # "(36.123, nr. 20, was nr. 12)"
        head.replaces += _papers(inside[3])
        return end + 1
    for index, span in enumerate(inside):
        if span.type == "relation":
            if _relation(head, inside, index) != len(inside):
                return None
            inside = inside[:index]
            break
    while inside and inside[-1].type in ("comma", "semicolon"):
        inside.pop()
    if head.submitters is not None and inside:
        return None
    if not inside:
        return end + 1
    if inside[-1].type == "others":
        head.others = True
        inside.pop()
    if len(inside) == 1 and inside[0].type == "unstated":
        return end + 1 if not head.others else None
    words = text[inside[0].start : inside[-1].end] if inside else ""
    if words and not _are_names(inside, words):
        return None
    # A single name that holds a separator is written with a semicolon after it (form.join_list).
    closing = text[inside[-1].end : inside[-1].end + 1] if inside else ""
    head.submitters = words + (";" if closing == ";" else "")
    return end + 1


def _are_names(spans: Sequence[Span], words: str) -> bool:
    """Tell whether words in brackets are who submits: members and bodies, and nothing that turns what is said."""
    if form.is_body(words):
        return True
    named = all(form.is_body(name) or _is_named(name) for name in form.split_list(words))
    return named and (
        any(map(form.is_body, form.split_list(words))) or all(s.type not in _DOUBT for s in spans)
    )


def _is_named(name: str) -> bool:
    words = name.split()
    return any(word[0].isupper() for word in words) and not any(word.isdecimal() for word in words)


def _subject(head: Head, spans: Sequence[Span], at: int, text: str) -> Head | None:
    """Read what follows: the subject, and behind it what is not of it."""
    if at >= len(spans):
        return head if at == len(spans) else None
    begin = spans[at]
    if begin.type in _PARTS and at + 1 < len(spans) and spans[at + 1].type in _LEADS | _TELLS:
        at, begin = at + 1, spans[at + 1]
    if begin.type in _TELLS:
        head.after = text[begin.start :]
        return head
    head.about = begin.type in _LEADS
    kept = head.about and begin.value == "kept"
    start = begin.start if kept else begin.end
    end = len(text)
    head.whole = text[start:].strip() or None
    rest = list(spans[at + 1 :])
    # A clause of its own behind the subject: "over meer geld – aangenomen", "over meer geld is op 3 mei verworpen".
    several = len(head.papers) > 1 or head.many
    told = [
        at
        for at, span in enumerate(rest)
        if span.type in OUTCOMES and not is_of_subject(rest, at, text, several=several)
    ]
    if told:
        first = decides = told[0]
        while first and rest[first - 1].type in _WITH_OUTCOME:
            first -= 1
        apart = first > 0 and rest[first - 1].type in ("dash", "colon", "comma")
        label = first - 2 if apart and first > 1 and rest[first - 2].type == "says" else None
        if label is not None:  # "over bruggen. Uitslag: verworpen"
            first, apart = label, label > 0 and rest[label - 1].type in ("dash", "comma", "end")
        finite = label is not None or str(rest[decides].value).endswith("finite")
        verb = finite or (first > 0 and rest[first].type == "void")
        if not apart and first and rest[first - 1].type in ("noun", "stop"):
            head.may_tell = True  # "over bruggen De noch motie is verworpen": a sentence of its own
        elif apart or (verb and not is_conditional(rest[:first])):
            head.after, end = text[rest[first].start :], rest[first - apart].start
            rest = rest[: first - apart]
        elif verb or may_say(rest, told, text, about=head.about):
            head.may_tell = True
    if head.after is not None and rest and rest[-1].type in ("and", "comma"):
        head.after, head.may_tell = None, True
    if holds_proposal(rest):
        head.doubt = True
    tail = rest[:-1] if rest and rest[-1].type == "end" else rest
    if (
        not head.papers
        and len(tail) > 2
        and [span.type for span in tail[-3:]]
        in (
            ["open", "paper", "close"],
            ["open", "papers", "close"],
        )
    ):
        head.papers, head.numbered, end = _papers(tail[-2]), True, tail[-3].start
        tail = tail[:-3]
    if [span.type for span in tail[-3:]] == ["open", "article", "close"] and isinstance(
        tail[-2].value, tuple
    ):
        head.articles, end = tail[-2].value, tail[-3].start
        tail = tail[:-3]
    if any(span.type == "bar" and text[span.start] == "|" for span in tail):
        head.doubt = True  # the cells of a row that was not understood
    tie = next((i for i in range(len(tail) - 1, -1, -1) if tail[i].type == "relation"), None)
    if tie and tail[tie - 1].type in ("comma", "open"):
        inner = tail[tie:-1] if tail[-1].type == "close" else tail[tie:]
        if _relation(head, inner, 0) == len(inner):
            end, tail = tail[tie - 1].start, tail[: tie - 1]
    if kept and begin.value == "kept" and any(span.type in ("paper", "papers") for span in tail[:3]):
        return None  # "ter vervanging van nr. 3 over ...": not a subject
    head.subject = text[start:end].strip(" ,") or None
    return head


def _named(head: Head, spans: Sequence[Span], text: str) -> Head | None:
    """Read a proposal that is named by who submitted it, with its number behind the subject."""
    at = next((i for i, span in enumerate(spans) if span.type in _LEADS), None)
    if head.kind is None or head.submitters is None or at is None:
        return None
    found = _subject(head, spans, at, text)
    return found if found is not None and found.papers else None
