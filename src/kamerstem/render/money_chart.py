"""A drawing in SVG of who wanted to move what in a budget: a bar for each amendment in each article.

Filled is adopted, hatched is rejected, an open bar was not voted on; the words beside a bar say the same. Like the
drawings in ``charts``, it is complete and escaped, and takes its colours and patterns from the page.
"""

from collections.abc import Sequence
from html import escape

from kamerstem.language import Lang, Words
from kamerstem.model import plain_words
from kamerstem.model.budgets import Move, article_number
from kamerstem.model.ledger import Money
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Status
from kamerstem.render import money

WIDTH = 480
_ROW = 42
_HEAD = 34
_MOST = 60  # bars; more are no picture any more, and stand in the tables
_LONGEST = 52

_TITLE = Words("Wie wat wilde verschuiven", "Who wanted to move what")
_DESC = Words(
    "Een balk per amendement en artikel: naar rechts omhoog, naar links omlaag, in euro's uitgaven (of verplichtingen, "
    "als alleen die veranderen). Gevuld is aangenomen, gearceerd verworpen, open iets anders.",
    "A bar for each amendment and article: to the right is up, to the left is down, in euros of expenditure (or of "
    "commitments, where only those change). Filled is adopted, hatched rejected, open something else.",
)


def explanation(lang: Lang) -> str:
    """Return how the drawing is to be read."""
    return _DESC.in_(lang)


def kind_of(move: Move) -> Money:
    """Return the column that a bar shows: expenditure, else commitments, else receipts."""
    return next(k for k in (Money.EXPENDITURE, Money.COMMITMENTS, Money.RECEIPTS) if move.of(k) is not None)


def chart(moves: Sequence[Move], lang: Lang, dossier: Dossier | None, name: str) -> str:
    """Return the drawing; empty where there is nothing to draw, or too much. ``name`` makes its ids unique."""
    shown = [move for move in moves if move.of(kind_of(move))]
    if not shown or len(shown) > _MOST:
        return ""
    shown.sort(key=lambda move: (move.chapter or "~", article_number(move.article)))
    largest = max(abs(move.of(kind_of(move)) or 0) for move in shown)
    down = any((move.of(kind_of(move)) or 0) < 0 for move in shown)
    zero = WIDTH / 2 if down else 0.0
    scale = (WIDTH - zero) / largest
    several = len({move.chapter for move in shown}) > 1
    pieces: list[str] = []
    y, above = 0, None
    for move in shown:
        if (move.chapter, move.article) != above:
            above = (move.chapter, move.article)
            title = f"{move.article} {plain_words.clean(move.name or '')}".strip()
            title = f"{move.chapter or '?'}, {title}" if several else title
            pieces.append(f'<text class="article" x="0" y="{y + 22}">{escape(_cut(title))}</text>')
            y += _HEAD
        if down:  # beside the bar only: a line from top to bottom would run through the words
            pieces.append(f'<path class="axis" d="M{zero:.1f} {y + 16}v18"/>')
        pieces.append(_bar(move, lang, dossier, y, zero, scale))
        y += _ROW
    return (
        f'<svg class="moves" viewBox="-1 0 {WIDTH + 2} {y + 4}" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(_TITLE.in_(lang))}</title>'
        f'<desc id="{name}-desc">{escape(_DESC.in_(lang))}</desc>'
        f"{''.join(pieces)}</svg>"
    )


def _bar(move: Move, lang: Lang, dossier: Dossier | None, y: int, zero: float, scale: float) -> str:
    kind = kind_of(move)
    change = move.of(kind) or 0
    size = max(abs(change) * scale, 2.0)
    x = zero if change > 0 else zero - size
    part = f", {move.label}" if move.label else ""
    submitters = move.proposal.submitters
    who = plain_words.clean(submitters.actors[0].name) if submitters and submitters.actors else ""
    others = " c.s." if submitters and (submitters.and_others or len(submitters.actors) > 1) else ""
    number = plain_words.number(move.proposal.ref, lang, dossier)
    label = f"{number}{part} {who}{others} · {money.outcome(move.outcome, lang)}"
    figure = money.euros(change, lang)
    if kind is not Money.EXPENDITURE:
        figure += f" ({money.KINDS[kind].in_(lang)})"
    return (
        f'<text class="who" x="0" y="{y + 13}">{escape(_cut(label))}</text>'
        f'<text class="sum" x="{WIDTH}" y="{y + 13}" text-anchor="end">{escape(figure)}</text>'
        f'<rect class="{outcome_class(move.outcome)}" x="{x:.1f}" y="{y + 19}" width="{size:.1f}" height="12"/>'
    )


def outcome_class(outcome: str) -> str:
    """Return the class of an outcome, by which the page colours it."""
    if outcome in (Status.ADOPTED, Status.TAKEN_OVER):
        return "adopted"
    return "rejected" if outcome == Status.REJECTED else "open"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
