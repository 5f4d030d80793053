"""The lexicon: what each phrase of ``lexicon.txt`` means, and the words of a text made into spans by it.

The longest phrase wins. A word that no phrase takes is a stop, a name (it begins with a capital, or is a party's) or
unknown; of these a rule takes names only, and only where a list of names may stand.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kamerstem.model import parties
from kamerstem.readers.grammar.scanner import Span, fold, is_name_word, tokens

FILE = Path(__file__).with_name("lexicon.txt")
_TITLE = 80  # words of a bill's title at most
_KEPT = 64  # texts whose spans are kept
_END = ""  # the key of a phrase's meaning in the tree of its words


class Entry(NamedTuple):
    """A phrase with its type and its meaning ("" where the type says it all)."""

    phrase: str
    type: str
    meaning: str


def entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a lexicon. Raises ValueError where a phrase stands outside a type."""
    type_ = ""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            type_ = line.strip("[]")
            continue
        phrases, _, meaning = line.partition(" = ")
        if not type_:
            raise ValueError(f"no type for: {line}")
        for phrase in phrases.split(" | "):
            yield Entry(phrase.strip(), type_, meaning.strip())


class Lexicon:
    """Phrases by their words, ready to be found in a text."""

    def __init__(self, all_entries: list[Entry]) -> None:
        self._tree: dict[str, Any] = {}
        self._stops: set[str] = set()
        self._heads: dict[str, set[str]] = {}  # the words that the phrases of each type begin with
        self._read: dict[
            str, tuple[Span, ...]
        ] = {}  # a line is looked at in several ways, one after the other
        for entry in all_entries:
            if entry.type == "stop":
                self._stops.add(entry.phrase)
            else:
                self._add(entry.phrase.split(), entry.type, entry.meaning)
                self._heads.setdefault(entry.type, set()).add(entry.phrase.split()[0])
        for name in parties.every_name():
            self._add([fold(word) for word in name.split()], "party", name)

    def _add(self, words: list[str], type_: str, meaning: str) -> None:
        node = self._tree
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_END, (type_, meaning))

    def spans(self, text: str) -> list[Span]:
        """Return the spans of a text with white space folded, a line break aside, which is one."""
        if text in self._read:
            return list(self._read[text])
        found = list(tokens(text))
        spans: list[Span] = []
        at = 0
        while at < len(found):
            end, meaning = self._longest(found, at)
            before_colon = at + 1 < len(found) and found[at + 1].type == "colon"
            letter = self._tree.get(f"{found[at].value}:", {}).get(_END) if before_colon else None
            if letter is not None:  # "V: SP"
                end, meaning = at + 1, letter
            if meaning is not None and meaning[0] == "act":
                meaning, end = None, self._titled(found, at)
                if end:
                    spans.append(Span("act", found[end - 2].value, found[at].start, found[end - 1].end))
                    at = end
                    continue
            if meaning is not None and meaning[0] == "lead" and self._splits_party(found, at, end):
                end, meaning = self._longest(found[: end - 1], at)
            if meaning is not None:
                spans.append(Span(*meaning, found[at].start, found[end - 1].end))
                at = end
            else:
                spans += self._unmatched(found[at], text, after=spans[-1].type if spans else "")
                if self._ends_name(found, at, spans, text):  # "Partij X. Tegen: SP": no initial
                    last = spans.pop()
                    spans += [
                        Span("name", last.value, last.start, last.end - 1),
                        Span("end", ".", last.end - 1, last.end),
                    ]
                at += 1
        if len(self._read) > _KEPT:
            self._read.clear()
        self._read[text] = tuple(spans)
        return spans

    def _titled(self, found: list[Span], at: int) -> int:
        """Return where the number of a bill ends behind its title ("Wet op de klokken (36.123)"), 0 where none does."""
        for index in range(at, min(len(found) - 2, at + _TITLE)):
            span = found[index]
            if span.type == "open":
                kinds = [each.type for each in found[index : index + 3]]
                return index + 3 if kinds == ["open", "dossier", "close"] else 0
            if span.type not in ("word", "comma", "break") or self._turns(span):
                return 0
        return 0

    def _turns(self, span: Span) -> bool:
        """Tell whether a word says what became of something, or turns it."""
        meaning = self._tree.get(str(span.value), {}).get(_END, ("", ""))
        return span.value in self._stops or meaning[0] == "outcome"

    def may_hold(self, text: str, *types: str) -> bool:
        """Tell at a glance whether a text may have a phrase of these types: what has none needs no spans."""
        text = text.lower()
        return any(head in text for type_ in types for head in self._heads.get(type_, ()))

    def _longest(self, found: list[Span], at: int) -> tuple[int, tuple[str, str] | None]:
        node, end, meaning = self._tree, at, None
        for index in range(at, len(found)):
            span = found[index]
            if span.type == "break" and index > at:
                continue
            if span.type not in ("word", "comma"):
                break
            node = node.get(str(span.value), {})
            if not node:
                break
            if _END in node:
                end, meaning = index + 1, node[_END]
        return end, meaning

    def _splits_party(self, found: list[Span], at: int, end: int) -> bool:
        """Tell whether the last word of a phrase begins the name of a party: "de Partij voor de Dieren"."""
        beyond, meaning = self._longest(found, end - 1)
        return end - 1 > at and beyond > end and meaning is not None and meaning[0] == "party"

    def _ends_name(self, found: list[Span], at: int, spans: list[Span], text: str) -> bool:
        """Tell whether a letter with a full stop ends a name and its sentence, and is no initial."""
        span = found[at]
        initial = span.type == "word" and span.end - span.start == 2 and text[span.end - 1] == "."
        after = next((each for each in found[at + 1 : at + 3] if each.type != "break"), None)
        before = next((each.type for each in reversed(spans[:-1]) if each.type != "break"), "")
        if not initial or before != "name" or after is None:
            return False
        known = after.type in ("part", "article") or str(after.value) in self._tree
        return known and text[after.start].isupper()

    def _unmatched(self, span: Span, text: str, after: str) -> list[Span]:
        if span.type not in ("word", "mark"):
            return [span]
        word = text[span.start : span.end]
        if span.value in self._stops and not (after == "particle" and word[0].isupper()):  # "Van der Meer"
            return [Span("stop", span.value, span.start, span.end)]
        if span.type == "mark":
            return [span]
        one, slash, _ = str(span.value).partition("/")
        choice = self._tree.get(one, {}).get(_END, ("", ""))
        if slash and choice[0] in ("outcome", "side"):  # "aangenomen/verworpen": which of the two?
            end = span.start + len(one)
            return [Span(choice[0], choice[1], span.start, end), Span("stop", "/", end, span.end)]
        noun, hyphen, name = str(span.value).partition("-")
        meaning = self._tree.get(noun, {}).get(_END, ("", ""))
        if hyphen and name and meaning[0] == "noun":  # "de motie-Grinwis"
            parts = span.start + len(noun)
            return [Span("noun", meaning[1], span.start, parts), Span("name", name, parts + 1, span.end)]
        if hyphen and self._tree.get(f"{noun}-", {}).get(_END, ("", ""))[0] == "name":  # "groep-Nijpels"
            return [Span("name", word, span.start, span.end)]
        return [Span("name" if is_name_word(word) else "unknown", word, span.start, span.end)]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that Kamerstem comes with; it is read on first use."""
    return Lexicon(list(entries(FILE.read_text(encoding="utf-8"))))
