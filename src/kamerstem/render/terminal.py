"""The overview on a terminal: sentences first, then a hemicycle, tables and bars that read without colour.

The only module that imports rich. What comes from a document is put in as :class:`rich.text.Text` after
:func:`plain_words.clean`, so that neither control sequences nor rich's own markup in it mean anything.
"""

import math
from collections.abc import Iterable
from functools import cache

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table
from rich.text import Text

from kamerstem.dataclasses import dataclass
from kamerstem.language import Lang, Words
from kamerstem.model import form, plain_words
from kamerstem.model.ledger import Ledger, Money
from kamerstem.model.life import lives
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import Decision, Method, Proposal, Result, Side, Step
from kamerstem.render import items, money

# Lines longer than this are hard to read; what is left of a wide terminal stays empty.
MEASURE = 88
HEMICYCLE_FROM = 60
BESIDE_FROM = 84
# A drawing of fewer seats than this would pass a few names off as the House.
DRAWN_FROM = 20

# Blue and orange, told apart by colour-blind readers, each readable on black and on white.
_STYLES: dict[Side | None, str] = {
    Side.FOR: "color(31)",
    Side.AGAINST: "color(166)",
    Side.NOT_VOTING: "color(97)",
    None: "dim",
}
_ADOPTED = f"bold {_STYLES[Side.FOR]}"
_REJECTED = f"bold {_STYLES[Side.AGAINST]}"
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold", Severity.INFO: "dim"}


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """The characters to draw with: each side has its own, so that colour is never needed."""

    seats: dict[Side | None, str]
    bars: dict[Side | None, str]
    severities: dict[Severity, str]
    dot: str
    rule: str


_UNICODE = _Glyphs(
    {Side.FOR: "●", Side.AGAINST: "○", Side.NOT_VOTING: "×", None: "·"},
    {Side.FOR: "█", Side.AGAINST: "░", Side.NOT_VOTING: "×", None: "·"},
    {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"},
    " · ",
    "─",
)
_ASCII = _Glyphs(
    {Side.FOR: "#", Side.AGAINST: "-", Side.NOT_VOTING: "x", None: "."},
    {Side.FOR: "#", Side.AGAINST: "-", Side.NOT_VOTING: "x", None: "."},
    {Severity.ERROR: "X", Severity.WARNING: "!", Severity.INFO: "i"},
    ", ",
    "-",
)


def show(
    overview: Overview, lang: Lang = "nl", *, console: Console | None = None, origin: str | None = None
) -> None:
    """Print the overview. ``origin`` says where it came from, in words; by default to standard output.

    Width, encoding and NO_COLOR are the console's. Below 60 columns, or without Unicode, a bar stands for the
    hemicycle.
    """
    console = console or Console(highlight=False)
    _Page(overview, lang, console, origin).print()


class Page:
    """What a view of votes is put together from: lines of one width, headings, bars and lists of parties."""

    def __init__(self, lang: Lang, console: Console, dossier: Dossier | None = None) -> None:
        self.lang = lang
        self.console = console
        self.dossier = dossier
        self.width = min(console.width, MEASURE)
        self.indent = 0
        self.glyphs = _UNICODE if _can_draw(console) else _ASCII

    @property
    def draws(self) -> bool:
        """Whether the terminal shows more than plain letters."""
        return self.glyphs is _UNICODE

    def say(self, words: Words) -> str:
        """Return the words in the page's language."""
        return words.in_(self.lang)

    def heading(self, text: str, count: int | None = None) -> None:
        """Print a heading, and how many there are under it."""
        self.line()
        many = f"({count}) " if count is not None and count > 1 else ""
        rule = self.glyphs.rule * max(0, self.width - cell_len(f"{text} {many}"))
        self.put(Text.assemble((f"{text} ", "bold"), (f"{many}{rule}", "dim")))
        self.line()

    def link(self, style: str, proposal: Proposal) -> Style:
        """Return a style that leads to the paper where a terminal can."""
        ref = proposal.ref
        url = ref.url if isinstance(ref, (Paper, Dossier)) else None
        return Style.parse(style) + Style(link=url)

    def small(self, decision: Decision, *, nobody: bool = True) -> None:
        """Print a vote small: a bar if all seats are known, and who stands on each side (or that it is nobody)."""
        drawn = plain_words.blocks(decision)
        if drawn is not None and sum(seats for _, _, seats in drawn) >= DRAWN_FROM:
            self.put(self.bar(decision))
        self.lists(decision, nobody=nobody)

    def bar(self, decision: Decision) -> Text:
        """Return the seats as one bar: for, against, not voting, not stated. Who has a seat has a cell."""
        sums = {side: seats for side, seats in (plain_words.totals(decision) or {}).items() if seats}
        width = min(self.width - self.indent, 60)
        text = Text()
        for side, cells in _share(sums, width).items():
            text.append(self.glyphs.bars[side] * cells, style=_STYLES[side])
        return text

    def lists(self, decision: Decision, *, nobody: bool = True) -> None:
        """Print who stands on each side: nobody and "not stated" are said as such."""
        if not any(decision.side(side) is not None for side in Side):
            return
        width = max(cell_len(plain_words.SIDES[side].in_(self.lang)) for side in Side) + 4
        separator = "; " if decision.method is Method.ROLL_CALL else ", "
        for side in Side:
            found = plain_words.names(decision, side, self.lang)
            if found == [] and not nobody:
                continue
            label = Text.assemble(
                (self.glyphs.seats[side], _STYLES[side]), f" {self.say(plain_words.SIDES[side])}"
            )
            if found:
                who = Text(separator.join(found))
            else:
                who = Text(self.say(plain_words.NOT_STATED if found is None else form.NOBODY), style="dim")
            if self.width < 56 and found:
                self.put(label)
                self.put(who, indent=2)
            else:
                self.put(hanging(label, who, width))

    def put(self, what: RenderableType, indent: int = 0) -> None:
        """Print something within the page's width."""
        indent += self.indent
        padded = Padding(what, (0, 0, 0, indent)) if indent else what
        options = self.console.options.update(width=self.width, overflow="fold", highlight=False)
        encoding = self.console.encoding
        for line in self.console.render_lines(padded, options, pad=False):
            parts = [
                Segment(part.text.encode(encoding, "replace").decode(encoding, "replace"), part.style)
                for part in line
            ]
            self.console.print(Segments([*parts, Segment.line()]), end="")

    def line(self) -> None:
        """Print an empty line."""
        self.console.print()


class _Page(Page):
    def __init__(self, overview: Overview, lang: Lang, console: Console, origin: str | None) -> None:
        super().__init__(lang, console, items.dossier(overview))
        self.overview = overview
        self.origin = origin
        self.chains = lives(overview)

    # --- the page ---

    def print(self) -> None:
        self.line()
        self.head()
        bill = self.overview.bill
        if bill is not None and (bill.decisions or bill.parts or bill.statements):
            self.heading(self.say(items.FINAL_VOTE))
            self.body("/bill", bill, large=True)
        for title, proposals in items.sections(self.overview):
            self.heading(self.say(title), len(proposals))
            for index, (pointer, proposal) in enumerate(proposals):
                if index:
                    self.line()
                self.item(pointer, proposal)
        self.foot()

    def head(self) -> None:
        self.put(Text(items.heading(self.overview, self.lang), style="dim"))
        self.put(Text(items.title(self.overview, self.lang), style="bold"))
        if self.origin:
            self.put(Text(plain_words.clean(self.origin), style="dim"))

    def foot(self) -> None:
        if elsewhere := items.elsewhere(self.overview, self.lang):
            self.line()
            self.put(Text(elsewhere, style="dim"))
        general = items.findings_elsewhere(self.overview)
        if general:
            self.heading(self.say(items.FINDINGS))
            self.findings(general)
        if self.overview.unread:
            self.heading(self.say(items.UNREAD))
            for unread in self.overview.unread:
                place = Text(self.say(unread.place.words), style="dim")
                self.put(hanging(place, Text(plain_words.clean(unread.text)), 10))
        self.line()

    # --- one proposal ---

    def item(self, pointer: str, proposal: Proposal) -> None:
        number = plain_words.number(proposal.ref, self.lang, self.dossier)
        details = [items.submitters(proposal, self.lang), *items.facts(proposal, self.lang, self.dossier)]
        self.put(
            Text.assemble(
                (number, self.link("bold", proposal)), (f"  {self.glyphs.dot.join(details)}", "dim")
            )
        )
        self.put(Text(items.subject(proposal, self.lang), style="bold"))
        if life := items.life(self.chains, proposal, self.lang, self.dossier):
            self.put(Text(life, style="dim"))
        self.body(pointer, proposal, large=False)

    def body(self, pointer: str, proposal: Proposal, *, large: bool) -> None:
        if not proposal.decisions and not proposal.parts:
            self.put(Text(f"{plain_words.capital(items.status(proposal, self.lang))}."))
        for index, decision in enumerate(proposal.decisions):
            if index:
                self.line()
            self.decision(decision, large=large and index == len(proposal.decisions) - 1)
        for part in proposal.parts:
            self.line()
            articles = f" ({items.articles(part.articles, self.lang)})" if part.articles is not None else ""
            onderdeel = Words("Onderdeel", "Part").in_(self.lang)
            self.put(Text(f"{onderdeel} {plain_words.clean(part.label)}{articles}", style="bold"))
            if not part.decisions:
                self.put(Text(self.say(form.NO_DECISION)))
            for decision in part.decisions:
                self.decision(decision, large=False)
        for statement in proposal.statements:
            self.put(Text(items.statement(statement, self.lang)))
        if proposal.ledger is not None:
            self.money(proposal, proposal.ledger)
        if proposal.explanation and (paper := items.quoted(self.overview, proposal)):
            self.line()
            self.put(Text(f"{items.words_of(paper, self.lang)}:", style="dim"))
        for paragraph in proposal.explanation or ():
            self.line()
            self.put(Text(plain_words.clean(paragraph), style="dim"), indent=2)
        if found := items.findings_on(self.overview, pointer):
            self.line()
            self.findings(found)

    def money(self, proposal: Proposal, ledger: Ledger) -> None:
        """Print what the amendment would move, and what is to be said of it."""
        rows = money.rows(proposal, self.lang)
        shown = money.columns(rows)
        self.line()
        if rows:
            parted = any(row.part for row in rows)
            table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
            if parted:
                table.add_column(self.say(money.PART) if self.width >= 56 else "")
            table.add_column(f"{self.say(money.ARTICLE)} ({self.say(money.EUROS)})", overflow="fold")
            for head in money.column_names(shown, self.lang):
                table.add_column(head, justify="right", no_wrap=True)
            for row in rows:
                amounts = [row.amounts[list(Money).index(kind)] for kind in shown]
                cells = ["" if amount is None else money.euros(amount, self.lang) for amount in amounts]
                table.add_row(*([row.part] if parted else []), row.place, *cells)
            if len(rows) > 1 or ledger.unread:
                of_all = dict(zip(Money, money.totals(ledger, self.lang), strict=True))
                together = [""] * parted + [self.say(money.TOGETHER)]
                table.add_row(*together, *(of_all[kind] for kind in shown), style="bold")
            self.put(table)
        for remark in money.remarks(ledger, self.lang):
            self.put(hanging(Text(self.glyphs.dot.strip(), style="dim"), Text(remark, style="dim"), 2))

    # --- one decision ---

    def decision(self, decision: Decision, *, large: bool) -> None:
        head, rest = plain_words.halves(decision, self.lang, self.dossier)
        sentence = Text.assemble(
            (head, outcome_style(decision)),
            rest,
            (f" {plain_words.capital(plain_words.when(decision, self.lang))}.", "dim"),
        )
        self.put(sentence)
        drawn = plain_words.blocks(decision)
        if large and drawn is not None and sum(seats for _, _, seats in drawn) >= DRAWN_FROM:
            self.line()
            self.large(decision, [(side, seats) for _, side, seats in drawn])
        else:
            self.small(decision)
        for remark in plain_words.remarks(decision, self.lang):
            self.put(Text(remark, style="dim"))

    def large(self, decision: Decision, drawn: list[tuple[Side | None, int]]) -> None:
        """Print the seats as a hemicycle, or as a bar where there is no room for one, and the parties."""
        marks = [side for side, seats in drawn for _ in range(seats)]
        if (
            self.console.width < HEMICYCLE_FROM
            or self.glyphs is _ASCII
            or not DRAWN_FROM <= len(marks) <= 200
        ):
            self.put(self.bar(decision))
            self.put(self.legend(decision, stacked=self.width < 56))
            self.line()
            self.put(self.table(decision, words=False))
        elif self.width >= BESIDE_FROM:
            beside = Table.grid(padding=(0, 5, 0, 0))
            beside.add_row(
                Group(self.hemicycle(marks), Text(), self.legend(decision, stacked=True)),
                self.table(decision, words=False),
            )
            self.put(beside)
        else:
            self.put(self.hemicycle(marks), indent=max(0, (self.width - 41) // 2))
            self.line()
            self.put(self.legend(decision))
            self.line()
            self.put(self.table(decision, words=True))
        self.line()
        if not self.overview.order_known:
            self.put(Text(self.say(plain_words.ORDER_DERIVED), style="dim"))
        if (
            decision.method is Method.ROLL_CALL
            or plain_words.apart(decision)
            or decision.for_ is None
            or decision.against is None
        ):
            self.lists(decision)

    def hemicycle(self, marks: list[Side | None]) -> Text:
        """Return the seats in a half circle, in seating order from left to right."""
        cells = dict(zip(_half_circle(len(marks)), marks, strict=True))
        left, right = min(x for x, _ in cells), max(x for x, _ in cells)
        lines = []
        for y in range(max(y for _, y in cells), -1, -1):
            line = Text()
            for x in range(left, right + 1):
                if (x, y) in cells:
                    side = cells[x, y]
                    line.append(self.glyphs.seats[side], style=_STYLES[side])
                else:
                    line.append(" ")
            line.rstrip()
            lines.append(line)
        return Text("\n").join(lines)

    def legend(self, decision: Decision, *, stacked: bool = False) -> Text:
        pieces = []
        for side, seats in (plain_words.totals(decision) or {}).items():
            sign = (self.glyphs.seats[side], _STYLES[side])
            pieces.append(Text.assemble(sign, f" {plain_words.SIDES[side].in_(self.lang)} {seats}"))
        return Text("\n" if stacked else "   ").join(pieces)

    def table(self, decision: Decision, *, words: bool) -> Table:
        """Return the parties with their seats on each side; columns headed by the signs alone save room."""
        sums = plain_words.totals(decision) or {}
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        table.add_column(self.say(plain_words.PARTY), overflow="fold")
        shown = [side for side in (*Side, None) if side in sums]
        for side in shown:
            name = f" {plain_words.SIDES[side].in_(self.lang)}" if words else ""
            head = Text.assemble((self.glyphs.seats[side], _STYLES[side]), name)
            table.add_column(head, justify="right", no_wrap=True, min_width=3)
        for standing in plain_words.standings(decision):
            cells = [Text(str(standing.seats.get(side, "")), style=_STYLES[side]) for side in shown]
            table.add_row(Text(standing.name(self.lang)), *cells)
        return table

    # --- pieces ---

    def findings(self, found: Iterable[Finding]) -> None:
        for finding in found:
            style = _SEVERITY_STYLES[finding.severity]
            word = f"{items.SEVERITIES[finding.severity].in_(self.lang)}: "
            text = Text.assemble((word, style), items.finding(finding, self.lang))
            self.put(hanging(Text(self.glyphs.severities[finding.severity], style=style), text, 2))


def outcome_style(decision: Decision) -> str:
    """Return the style of a decision's outcome."""
    if decision.result is Result.ADOPTED or decision.step is Step.TAKE_OVER:
        return _ADOPTED
    return _REJECTED if decision.result is Result.REJECTED else "bold"


def hanging(label: Text, text: Text, width: int) -> Table:
    """Return a label with text beside it that wraps under itself."""
    grid = Table.grid(padding=0)
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(label, text)
    return grid


def _can_draw(console: Console) -> bool:
    characters = "".join(
        (*_UNICODE.seats.values(), *_UNICODE.bars.values(), *_UNICODE.severities.values(), "─")
    )
    try:
        characters.encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return not console.options.ascii_only


def _share(sums: dict[Side | None, int], width: int) -> dict[Side | None, int]:
    """Divide cells over the sides by their seats (largest remainder), at least one each."""
    total = sum(sums.values())
    if not total:
        return {}
    exact = {side: seats * width / total for side, seats in sums.items()}
    cells = {side: max(1, math.floor(share)) for side, share in exact.items()}
    for side in sorted(exact, key=lambda side: cells[side] - exact[side])[
        : max(0, width - sum(cells.values()))
    ]:
        cells[side] += 1
    while sum(cells.values()) > width:
        cells[max(cells, key=lambda side: cells[side])] -= 1
    return cells


@cache
def _half_circle(seats: int) -> tuple[tuple[int, int], ...]:
    """Return a cell (column, line from below) for each seat, ordered by angle from left to right.

    The cells lie two columns and one line apart, which on a terminal is about a square.
    """
    best: list[tuple[float, int]] | None = None
    for half in (0.0, 0.5):
        for hole in (0.46, 0.44, 0.42, 0.4, 0.38, 0.36):
            for step in range(10, 500):
                radius = step / 20
                lattice = [(i + half, j) for j in range(26) for i in range(-26, 26)]
                ring = [cell for cell in lattice if hole * radius <= math.hypot(*cell) <= radius]
                if len(ring) >= seats:
                    if best is None or len(ring) < len(best):
                        best = ring
                    break
    assert best is not None  # noqa: S101  # 200 seats at most, and the lattice holds many times that
    # Too many cells by one or two: those farthest out go, nearest the floor first.
    best.sort(key=lambda cell: (math.hypot(*cell), -cell[1]))
    ring = best[:seats]
    ring.sort(key=lambda cell: (-math.atan2(cell[1] + 0.3, cell[0]), math.hypot(*cell)))
    return tuple((round(2 * x), y) for x, y in ring)
