"""What a Word file says of its text elsewhere: what a style hides or strikes, and the numbers that Word writes."""

import re
from collections.abc import Mapping
from typing import Any

from kamerstem.dataclasses import dataclass, field
from kamerstem.readers.shown import BULLET, WHITE, is_unseen, written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")
_DEEPEST = 20  # styles that are based on one another
_LEVELS = 9
_GONE = ("vanish", "strike", "dstrike")


def is_on(mark: Any) -> bool | None:
    """Return whether a property is on; ``None`` where it is not said."""
    return None if mark is None else mark.get(f"{W}val") not in _OFF


def value(element: Any, path: str) -> str:
    """Return the value of what stands at a path of names; empty where nothing does."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/"))) if element is not None else None
    return str(found.get(f"{W}val", "")) if found is not None else ""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    element: Any


class Styles:
    """The styles of a Word file, each with what it is based on."""

    def __init__(self, root: Any) -> None:
        self._styles = {
            style.get(f"{W}styleId", ""): _Style(value(style, "name").lower(), value(style, "basedOn"), style)
            for style in (root.iter(f"{W}style") if root is not None else ())
        }

    def name(self, style: str) -> str:
        """Return the name of a style as people see it, in lower case."""
        return self._styles[style].name if style in self._styles else ""

    def find(self, style: str, path: str) -> Any:
        """Return what a style, or one that it is based on, says at a path of names; ``None`` where none does."""
        for _ in range(_DEEPEST):
            if style not in self._styles:
                return None
            found = self._styles[style].element.find("/".join(f"{W}{name}" for name in path.split("/")))
            if found is not None:
                return found
            style = self._styles[style].based_on
        return None

    def gone(self, properties: Any, *styles: str) -> bool:
        """Return whether text does not show: hidden or struck by its own properties, else by its styles."""
        return any(self._is_gone(properties, name, styles) for name in _GONE)

    def _is_gone(self, properties: Any, name: str, styles: tuple[str, ...]) -> bool:
        own = is_on(properties.find(f"{W}{name}")) if properties is not None else None
        if own is not None:
            return own
        return sum(bool(is_on(self.find(style, f"rPr/{name}"))) for style in styles) % 2 == 1

    def unseen(self, run: Any, properties: Any, style: str) -> bool:
        """Return whether the letters of a run have the colour of what they stand on."""
        own = value(properties, "rStyle")
        said = (
            properties.find(f"{W}color") if properties is not None else None,
            *self._marks("color", own, style),
        )
        letters = next((each.get(f"{W}val", "") for each in said if each is not None), "")
        return letters.lower() not in ("", "auto") and is_unseen(
            letters, self._ground(run, properties, own, style)
        )

    def _marks(self, name: str, *styles: str) -> tuple[Any, ...]:
        return tuple(self.find(style, f"rPr/{name}") for style in styles)

    def _ground(self, run: Any, properties: Any, own: str, style: str) -> str:
        """Return the colour that a run stands on; empty where it is not known."""
        if properties is not None and properties.find(f"{W}highlight") is not None:
            return ""
        shades = [
            properties.find(f"{W}shd") if properties is not None else None,
            *self._marks("shd", own, style),
        ]
        for above in run.iterancestors():
            name = str(above.tag).removeprefix(W)
            if name == "txbxContent" or (name == "tbl" and self._shades(value(above, "tblPr/tblStyle"))):
                return next(filter(None, map(_shade, shades)), "")
            if name in ("p", "tc", "tbl"):
                shades.append(above.find(f"{W}{name}Pr/{W}shd"))
            if name == "p":
                shades.append(self.find(style, "pPr/shd"))
            if name == "document" and above.find(f"{W}background") is not None:
                return next(filter(None, map(_shade, shades)), "")
        return next(filter(None, map(_shade, shades)), WHITE)

    def _shades(self, style: str) -> bool:
        """Return whether a style of tables has a colour for any of its cells."""
        return style in self._styles and next(self._styles[style].element.iter(f"{W}shd"), None) is not None


def _shade(mark: Any) -> str:
    """Return the colour of a shading, "?" for a pattern, empty for none."""
    if mark is None or mark.get(f"{W}val") == "nil":
        return ""
    if mark.get(f"{W}val", "clear") != "clear":
        return "?"
    fill = str(mark.get(f"{W}fill", "auto"))
    return "" if fill == "auto" else fill


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    style: str
    roman_as_digits: bool


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The numbers and bullets that Word puts before paragraphs, counted in the order they are asked for."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        drawn = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
        by_style = {link: each for each in drawn.values() if (link := value(each, "styleLink"))}
        shared: dict[str, _List] = {}
        for number in root.iter(f"{W}num"):
            key = value(number, "abstractNumId")
            each = drawn.get(key)
            each = by_style.get(value(each, "numStyleLink"), each) if each is not None else None
            if each is None:
                continue
            listed = shared.setdefault(key, _List(_levels(each)))
            over = list(number.iter(f"{W}lvlOverride"))
            self._lists[number.get(f"{W}numId", "")] = (
                _List(_overridden(listed.levels, over)) if over else listed
            )

    def label(self, properties: Any, style: str) -> str:
        """Return what Word writes before a paragraph, as "4." or "•", and count it; empty where nothing."""
        listed, depth = self._of(properties, style)
        level = listed.levels.get(depth) if listed is not None else None
        if listed is None or level is None:
            return ""
        listed.counts = {at: count for at, count in listed.counts.items() if at <= depth}
        listed.counts[depth] = listed.counts.get(depth, level.start - 1) + 1
        if level.form == "bullet":
            return BULLET
        return "" if level.form == "none" else _label(listed, level)

    def _of(self, properties: Any, style: str) -> tuple[_List | None, int]:
        """Return the list that a paragraph is in by itself or by its style, and at which level."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        styled = self._styles.find(style, "pPr/numPr")
        number = value(own, "numId") or value(styled, "numId")
        listed = self._lists.get(number)
        if listed is None:
            return None, 0
        said = value(own, "ilvl") or value(styled, "ilvl")
        by_style = next(
            (at for at, level in listed.levels.items() if level.style and level.style == style), 0
        )
        return listed, int(said) if said.isdecimal() and len(said) == 1 else by_style


def _levels(element: Any) -> dict[int, _Level]:
    return dict(_level(each) for each in element.findall(f"{W}lvl"))


def _level(element: Any) -> tuple[int, _Level]:
    depth, start = element.get(f"{W}ilvl", "0"), value(element, "start")
    return min(int(depth) if depth.isdecimal() else 0, _LEVELS), _Level(
        int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        value(element, "pStyle"),
        is_on(element.find(f"{W}isLgl")) or False,
    )


def _overridden(levels: Mapping[int, _Level], overrides: list[Any]) -> dict[int, _Level]:
    made = dict(levels)
    for each in overrides:
        depth = each.get(f"{W}ilvl", "0")
        at = int(depth) if depth.isdecimal() else 0
        inner = each.find(f"{W}lvl")
        if inner is not None:
            made[at] = _level(inner)[1]
        start = value(each, "startOverride")
        if at in made and re.fullmatch(r"\d{1,6}", start):
            old = made[at]
            made[at] = _Level(int(start), old.form, old.text, old.style, old.roman_as_digits)
    return made


def _label(listed: _List, level: _Level) -> str:
    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = listed.levels.get(at, level)
        form = "decimal" if level.roman_as_digits else other.form
        return written(listed.counts.get(at, other.start), form)

    return re.sub(r"%([1-9])", count, level.text).strip()
