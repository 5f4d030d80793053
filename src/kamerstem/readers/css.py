"""The style sheets of a web page, as far as they hide or strike what stands in it.

Selectors of names, classes and ids are known, one within another too; one with anything else matches nothing, and what
it hides is read. What holds for print or a small screen only is passed over.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from kamerstem.dataclasses import dataclass
from kamerstem.readers.shown import WHITE, is_unseen

_MOST = 500_000  # characters of style sheets that are looked at
_MOST_RULES = 5_000
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<rest>(?:[.#][a-z0-9_-]+)*)", re.IGNORECASE)
_OFF_PAGE = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt|em|rem)")
_NOTHING = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a selector: the name, classes and id that an element must have, and whether its parent must match."""

    tag: str
    classes: frozenset[str]
    id: str
    child: bool

    def matches(self, element: HtmlElement) -> bool:
        return (
            self.tag in ("", "*", element.tag)
            and (not self.id or element.get("id") == self.id)
            and self.classes <= set((element.get("class") or "").split())
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    parts: tuple[_Part, ...]
    said: dict[str, str]
    weight: tuple[int, int, int, int]


class Sheets:
    """What the style sheets of a page say of its elements."""

    def __init__(self, root: HtmlElement) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        # Whether a sheet may give the page a colour that nobody knows: one of another file, or by a selector not known.
        self.coloured = any("stylesheet" in (each.get("rel") or "").lower() for each in root.iter("link"))
        text = "\n".join(each.text or "" for each in root.iter("style") if _for_screen(each.get("media")))
        for order, (selector, body) in enumerate(_bodies(text[:_MOST])):
            said = declared(body)
            if order >= _MOST_RULES or not said:
                continue
            for each in selector.split(","):
                parts = _parts(each)
                self.coloured = self.coloured or (
                    not parts and any(name.startswith("background") for name in said)
                )
                if parts:
                    self._rules[_key(parts[-1])].append(_Rule(parts, said, _weight(parts, order)))

    def said(self, element: HtmlElement) -> dict[str, str]:
        """Return what a sheet and its own style say of an element that may keep it from showing."""
        said: dict[str, str] = {}
        for rule in sorted(self._matching(element), key=lambda rule: rule.weight):
            said |= rule.said
        return said | declared(element.get("style") or "")

    def _matching(self, element: HtmlElement) -> Iterator[_Rule]:
        if not self._rules:
            return
        keys = {str(element.tag), "*", f"#{element.get('id')}", *(element.get("class") or "").split()}
        for key in keys & self._rules.keys():
            yield from (rule for rule in self._rules[key] if _match(rule.parts, element))


def declared(body: str) -> dict[str, str]:
    """Return what a block of declarations says that may hide or strike, by its property."""
    said: dict[str, str] = {}
    for each in body.lower().split(";"):
        name, _, value = each.partition(":")
        name = {"text-decoration-line": "text-decoration"}.get(name.strip(), name.strip())
        if name in _HIDING:
            said[name] = value.replace("!important", "").strip()
    return said


_HIDING = frozenset(
    "display visibility text-decoration opacity font-size clip clip-path left text-indent color background"
    " background-color background-image".split()
)


def hides(said: dict[str, str]) -> bool:
    """Return whether what is said of an element is that it does not show, or is struck."""
    return (
        said.get("display") == "none"
        or said.get("visibility") in ("hidden", "collapse")
        or "line-through" in said.get("text-decoration", "")
        or any(_NOTHING.fullmatch(said.get(name, "")) for name in ("opacity", "font-size"))
        or said.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px"))
        or said.get("clip-path", "").startswith("inset(50%")
        or any(_OFF_PAGE.fullmatch(said.get(name, "")) for name in ("left", "text-indent"))
    )


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour of letters and of what they stand on, in six digits; "?" where it is not known."""

    letters: str = "000000"
    ground: str = WHITE

    def within(self, element: HtmlElement, said: dict[str, str]) -> "Colours":
        """Return the colours of an element in one that has these."""
        letters = said.get("color") or element.get("color") or ("?" if element.tag == "a" else "")
        shades = [said.get(name) for name in ("background", "background-color", "background-image")]
        ground = next(
            (each for each in (*shades, element.get("bgcolor"), element.get("background")) if each), ""
        )
        return Colours(
            self.letters if letters in ("", "inherit", "currentcolor") else _colour(letters),
            self.ground if ground in ("", "none", "transparent", "inherit") else _colour(ground),
        )

    @property
    def unseen(self) -> bool:
        """Whether letters of these colours cannot be seen."""
        return self.letters == _CLEAR or is_unseen(self.letters, self.ground)


_CLEAR = "transparent"
_NAMED = {"white": WHITE, "snow": "fffafa", "black": "000000", _CLEAR: _CLEAR}
_BY_NUMBERS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+)%?\s*)?\)")


def _colour(said: str) -> str:
    """Return a colour in six digits, "?" for one that is written in another way or is more than one."""
    words = said.strip().lower()
    if words in _NAMED:
        return _NAMED[words]
    if re.fullmatch(r"#[0-9a-f]{3}", words):
        return "".join(2 * digit for digit in words[1:])
    if re.fullmatch(r"#?[0-9a-f]{6}", words):
        return words.removeprefix("#")
    numbers = _BY_NUMBERS.fullmatch(words)
    if numbers is None:
        return "?"
    if numbers[4] is not None and numbers[4].strip("0.") == "":
        return _CLEAR
    whole = numbers[4] is None or numbers[4] in ("1", "1.0", "100")
    return bytes(min(int(each), 255) for each in numbers.groups()[:3]).hex() if whole else "?"


def _for_screen(media: str | None) -> bool:
    return not media or any(each.strip().lower() in ("all", "screen") for each in media.split(","))


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule that holds on a screen."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)|<!--|-->", "", text, flags=re.DOTALL)
    heads: list[str] = []
    for words, mark in re.findall(r"([^{}]*)([{}])", text):
        if mark == "{":
            heads.append(words.rpartition(";")[2].strip())
        elif heads:
            *around, head = heads
            if not head.startswith("@") and all(_holds(each) for each in around):
                yield head, words
            heads.pop()


def _holds(head: str) -> bool:
    """Return whether what stands within a rule of rules holds on a screen."""
    name, _, media = head.partition(" ")
    return name.lower() == "@media" and _for_screen(media)


def _parts(selector: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    child = False
    for word in selector.replace(">", " > ").split():
        if word == ">":
            child = True
            continue
        match = _COMPOUND.fullmatch(word)
        if match is None:
            return ()
        names = re.findall(r"([.#])([^.#]+)", match["rest"])
        classes = frozenset(name for mark, name in names if mark == ".")
        id_ = next((name for mark, name in names if mark == "#"), "")
        parts.append(_Part((match["tag"] or "").lower(), classes, id_, child))
        child = False
    return tuple(parts)


def _key(part: _Part) -> str:
    return f"#{part.id}" if part.id else next(iter(sorted(part.classes)), part.tag or "*")


def _weight(parts: tuple[_Part, ...], order: int) -> tuple[int, int, int, int]:
    return (
        sum(bool(part.id) for part in parts),
        sum(len(part.classes) for part in parts),
        sum(part.tag not in ("", "*") for part in parts),
        order,
    )


def _match(parts: tuple[_Part, ...], element: HtmlElement) -> bool:
    """Return whether an element matches a selector, those above it the parts before the last."""
    *above, last = parts
    if not last.matches(element):
        return False
    child = last.child
    parent = element.getparent()
    for part in reversed(above):
        while parent is not None and not part.matches(parent):
            parent = None if child else parent.getparent()
        if parent is None:
            return False
        child, parent = part.child, parent.getparent()
    return True
