"""Drawings of a vote in SVG: the hemicycle and the bar.

The markup is complete and safe to put in a page as it is: every text in it is escaped here. Colours come
from the page (a class per side); shapes and patterns tell the sides apart without them. The page needs
:func:`definitions` once.
"""

import math
import re
from collections.abc import Iterable
from html import escape

from kamerstem.language import Lang, Words
from kamerstem.model import parties, plain_words
from kamerstem.model.plain_words import Standing
from kamerstem.model.votes import Decision, Side

# In units of the drawing: the radius of the outermost row of seats, and the innermost as a share of it.
RADIUS = 300.0
HOLE = 0.42
# From this many seats on a hemicycle is a picture of the House; fewer are a handful of names.
DRAWN_FROM = 20

CLASSES: dict[Side | None, str] = {
    Side.FOR: "for",
    Side.AGAINST: "against",
    Side.NOT_VOTING: "not-voting",
    None: "not-stated",
}
_SEATS: dict[Side | None, str] = {
    Side.FOR: '<circle r="10"/>',
    Side.AGAINST: '<circle r="7.6" fill="none" stroke="currentColor" stroke-width="4"/>',
    Side.NOT_VOTING: (
        '<path d="M-7-7 7 7M7-7-7 7" fill="none" stroke="currentColor" stroke-width="4"'
        ' stroke-linecap="round"/>'
    ),
    None: '<circle r="3"/>',
}
# On paper: the colours of the page in light, and the type of the document.
_STYLE = (
    ".for{color:#0a6796;fill:#0a6796}.against{color:#ad4a0b;fill:#ad4a0b}"
    ".not-voting{color:#6d4691;fill:#6d4691}.not-stated{color:#5d636b;fill:#5d636b}"
    ".word{fill:#4b5159;font-size:19px}"
    ".figure{font-size:58px;font-weight:600}.rule{stroke:#c9c6be}"
    "text{font-family:'Libertinus Serif'}"
)
_HEMICYCLE = Words("Halve cirkel met een teken per zetel", "Half circle with a sign for each seat")
_BAR = Words("Balk met de verhouding van de zetels", "Bar with the proportion of the seats")
_ORDER = Words(
    "van links naar rechts, gezien vanaf de Voorzitter", "from left to right as seen from the chair"
)
_LINE = Words("De streep is de vereiste meerderheid", "The line is the majority needed")


def definitions() -> str:
    """Return the invisible drawing that holds the signs and patterns; the others refer to it."""
    seats = "".join(f'<g id="seat-{CLASSES[side]}">{shape}</g>' for side, shape in _SEATS.items())
    return (
        '<svg class="definitions" width="0" height="0" aria-hidden="true" focusable="false">'
        "<defs>"
        f"{seats}"
        '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="hatch-line" width="3" height="7"/></pattern>'
        '<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse">'
        '<circle class="dots-dot" cx="2" cy="2" r="1.1"/></pattern>'
        "</defs></svg>"
    )


def sign(side: Side | None) -> str:
    """Return the sign of a side, to stand before its name."""
    name = CLASSES[side]
    return (
        f'<svg class="sign {name}" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">'
        f'<use href="#seat-{name}"/></svg>'
    )


def drawable(decision: Decision) -> bool:
    """Return whether the seats are known, and enough of them to draw."""
    return sum((plain_words.totals(decision) or {}).values()) >= DRAWN_FROM


def hemicycle(decision: Decision, lang: Lang, name: str) -> str:
    """Return the seats in a half circle, in seating order from left to right; empty if not all are known.

    ``name`` makes the ids within unique in the page.
    """
    blocks = plain_words.blocks(decision)
    if blocks is None or not drawable(decision):
        return ""
    seats = arcs(sum(number for _, _, number in blocks))
    groups: list[str] = []
    labels = _Labels()
    at = 0
    for standing, sides in _by_standing(blocks):
        first = at
        drawn = []
        for side, number in sides:
            places = "".join(
                f'<use href="#seat-{CLASSES[side]}" x="{x:.1f}" y="{y:.1f}"/>'
                for x, y in (_point(angle, radius) for angle, radius in seats[at : at + number])
            )
            drawn.append(f'<g class="{CLASSES[side]}">{places}</g>')
            at += number
        told = ", ".join(f"{plain_words.SIDES[side].in_(lang)} {number}" for side, number in sides)
        title = f"<title>{escape(standing.name(lang))}: {escape(told)}</title>"
        groups.append(f"<g>{title}{''.join(drawn)}</g>")
        labels.add(math.pi * (1 - (first + at) / 2 / len(seats)), _short(standing, decision, lang))
    edge = RADIUS + 14
    return (
        f'<svg class="hemicycle" viewBox="{-edge:.0f} {-edge:.0f} {2 * edge:.0f} {edge + 14:.0f}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(_HEMICYCLE.in_(lang))}</title>'
        f'<desc id="{name}-desc">{escape(_described(decision, lang))} {escape(capital_order(lang))}</desc>'
        f"{''.join(groups)}{labels.markup()}{_numbers(decision, lang)}</svg>"
    )


def picture(decision: Decision, lang: Lang, *, figures: bool) -> str:
    """Return the hemicycle as a drawing that stands by itself, with its own colours; empty if not all is known.

    ``figures``: with the tally in its hollow. :func:`described` is its alternative text.
    """
    drawn = hemicycle(decision, lang, "vote")
    if not drawn:
        return ""
    shapes = re.search("<defs>.*?</defs>", definitions(), re.DOTALL)
    assert shapes is not None  # noqa: S101
    if not figures:
        drawn = re.sub('<g class="tally".*?</g>', "", drawn)
    drawn = re.sub(
        '<g class="names".*?</g>', "", drawn
    )  # too small to read at this size; a table is beside it
    start = drawn.index(">")
    own = drawn[:start].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return f"{own}><style>{_STYLE}</style>{shapes[0]}{drawn[start + 1 :]}"


def described(decision: Decision, lang: Lang) -> str:
    """Return in words what a hemicycle shows: the kind of drawing, the seats on each side, and their order."""
    return f"{_HEMICYCLE.in_(lang)}. {_described(decision, lang)} {capital_order(lang)}"


def bar(decision: Decision, lang: Lang, name: str) -> str:
    """Return the seats as one bar: for, against, not voting, not stated; a line where the majority lies."""
    totals = plain_words.totals(decision)
    if totals is None or not drawable(decision):
        return ""
    width, height = 600.0, 20.0
    scale = width / sum(totals.values())
    pieces = []
    at = 0.0
    for side in (Side.FOR, Side.AGAINST, Side.NOT_VOTING, None):
        if seats := totals.get(side, 0):
            size = seats * scale
            pieces.append(
                f'<rect class="{CLASSES[side]}" x="{at + 0.75:.1f}" y="3"'
                f' width="{max(size - 1.5, 1):.1f}" height="14"/>'
            )
            at += size
    majority = needed(decision)
    line, told = "", ""
    if majority is not None and majority * scale < width:
        x = majority * scale
        line = f'<path class="majority" d="M{x:.1f} 0V{height:.0f}"/>'
        told = f" {_LINE.in_(lang)}: {majority}."
    return (
        f'<svg class="bar" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(_BAR.in_(lang))}</title>'
        f'<desc id="{name}-desc">{escape(_described(decision, lang) + told)}</desc>'
        f"{''.join(pieces)}{line}</svg>"
    )


def capital_order(lang: Lang) -> str:
    """Return the sentence that says in which order the seats stand."""
    return f"{plain_words.capital(_ORDER.in_(lang))}."


def arcs(seats: int) -> list[tuple[float, float]]:
    """Return the place of each seat as angle (pi is left, 0 is right) and radius, from left to right.

    Rows and the seats in them are chosen so that seats lie about as far apart within a row as rows do.
    """

    def rows_apart(rows: int) -> float:
        along = math.pi * rows * RADIUS * (1 + HOLE) / 2 / seats
        return abs(along - RADIUS * (1 - HOLE) / (rows - 1))

    rows = min(range(2, 16), key=rows_apart)
    radii = [RADIUS * (HOLE + (1 - HOLE) * row / (rows - 1)) for row in range(rows)]
    exact = [seats * radius / sum(radii) for radius in radii]
    counts = [math.floor(share) for share in exact]
    for row in sorted(range(rows), key=lambda row: counts[row] - exact[row])[: seats - sum(counts)]:
        counts[row] += 1
    places = [
        (math.pi * (1 - index / (count - 1)) if count > 1 else math.pi / 2, radius)
        for radius, count in zip(radii, counts, strict=True)
        for index in range(count)
    ]
    return sorted(places, key=lambda place: (-place[0], place[1]))


def _point(angle: float, radius: float) -> tuple[float, float]:
    return radius * math.cos(angle), -radius * math.sin(angle)


def _by_standing(
    blocks: Iterable[tuple[Standing, Side | None, int]],
) -> list[tuple[Standing, list[tuple[Side | None, int]]]]:
    found: list[tuple[Standing, list[tuple[Side | None, int]]]] = []
    for standing, side, number in blocks:
        if not found or found[-1][0] is not standing:
            found.append((standing, []))
        found[-1][1].append((side, number))
    return found


def _short(standing: Standing, decision: Decision, lang: Lang) -> str:
    """Return the name to put beside the seats: the short name of that day where the party is known."""
    day = decision.date or (decision.house.day if decision.house else None)
    if standing.party and standing.party.id and day:
        return parties.by_id(standing.party.id).name_on(day)
    return standing.name(lang)


class _Labels:
    """Names of parties around the half circle; one that would touch its neighbour is left out."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._last = math.inf

    def add(self, angle: float, name: str) -> None:
        if self._last - angle < math.radians(2.2) or len(name) > 24:
            return
        self._last = angle
        x, y = _point(angle, RADIUS + 20)
        left = angle > math.pi / 2
        turn = 180 - math.degrees(angle) if left else -math.degrees(angle)
        self._found.append(
            f'<text transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})" dy=".35em"'
            f' text-anchor="{"end" if left else "start"}">{escape(name)}</text>'
        )

    def markup(self) -> str:
        return f'<g class="names" aria-hidden="true">{"".join(self._found)}</g>'


def _numbers(decision: Decision, lang: Lang) -> str:
    """Return the tally for the hollow of the half circle."""
    totals = plain_words.totals(decision) or {}
    found = []
    for side, x, anchor in ((Side.FOR, -12, "end"), (Side.AGAINST, 12, "start")):
        stated = decision.side(side) is not None
        number = str(totals.get(side, 0)) if stated else "?"
        found.append(
            f'<text class="figure {CLASSES[side if stated else None]}" x="{x}" y="-28"'
            f' text-anchor="{anchor}">'
            f'{number}</text><text class="word" x="{x}" y="-4" text-anchor="{anchor}">'
            f"{escape(plain_words.SIDES[side].in_(lang))}</text>"
        )
    return f'<g class="tally" aria-hidden="true">{"".join(found)}<path class="rule" d="M0-66V0"/></g>'


def _described(decision: Decision, lang: Lang) -> str:
    totals = plain_words.totals(decision) or {}
    told = [f"{plain_words.SIDES[side].in_(lang)} {seats}" for side, seats in totals.items()]
    return f"{plain_words.capital(', '.join(told))}."


def needed(decision: Decision) -> int | None:
    """Return the votes that were needed; ``None`` where not all votes cast are known."""
    counted = decision.counted
    if decision.rule is None or counted is None or counted.complete is False:
        return None
    return decision.rule.needed(counted.cast)
