"""The overview as one web page that stands by itself: no script, nothing fetched, our own style within.

The only module that imports Jinja2. The page is ``templates/overview.html.j2`` with ``overview.css``; every
text is cleaned of invisible characters, and escaped by the template.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from kamerstem.language import Lang, Words
from kamerstem.model import form, plain_words
from kamerstem.model.budgets import moves
from kamerstem.model.ledger import Money
from kamerstem.model.life import lives
from kamerstem.model.overview import Overview, Severity
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import Decision, Method, Proposal, Result, Side, Step
from kamerstem.render import charts, extras, items, money, money_chart, text

# With more items than this a reader wants a list of the outcomes first, and explanations folded.
MANY = 3

_SEVERITY_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}


def render(overview: Overview, lang: Lang = "nl") -> str:
    """Return the overview as a whole HTML page, the same for the same overview."""
    return _template().render(page=_Page(overview, lang), lang=lang)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["clean"] = plain_words.clean
    environment.filters["capital"] = plain_words.capital
    environment.globals.update(
        form=form, plain=plain_words, items=items, extras=extras, money=money, Side=Side, Method=Method
    )
    return environment


def _template() -> Template:
    return _environment().get_template("overview.html.j2")


class _Page:
    """What the template asks for, in the language of the page."""

    def __init__(self, overview: Overview, lang: Lang) -> None:
        self.overview = overview
        self.lang = lang
        self.dossier = items.dossier(overview)
        self.chains = lives(overview)
        self.sections = items.sections(overview)
        self.anchors = dict(_anchors(overview, self.dossier))
        self.many = sum(len(proposals) for _, proposals in self.sections) > MANY
        self.original = Markup("") if lang == "nl" else Markup(' lang="nl"')

    def say(self, nl: str | Words, en: str = "") -> str:
        return (nl if isinstance(nl, Words) else Words(nl, en)).in_(self.lang)

    # --- drawings ---

    def definitions(self) -> Markup:
        return Markup(charts.definitions())  # noqa: S704  # charts escapes what it is given

    def sign(self, side: Side | None) -> Markup:
        return Markup(charts.sign(side))  # noqa: S704

    def hemicycle(self, decision: Decision, name: str) -> Markup:
        return Markup(charts.hemicycle(decision, self.lang, name))  # noqa: S704

    def bar(self, decision: Decision, name: str) -> Markup:
        return Markup(charts.bar(decision, self.lang, name))  # noqa: S704

    def sides(self, decision: Decision) -> list[tuple[Side | None, str, int]]:
        totals = plain_words.totals(decision) or {}
        return [(side, self.say(plain_words.SIDES[side]), seats) for side, seats in totals.items()]

    def needed(self, decision: Decision) -> int | None:
        return charts.needed(decision)

    def listed(self, decision: Decision) -> bool:
        """Return whether the source gives any list of who voted what."""
        return any(decision.side(side) is not None for side in Side)

    def named(self, decision: Decision) -> bool:
        """Return whether the lists say more than the table: members by name, or a list that is not stated."""
        unstated = decision.for_ is None or decision.against is None
        return decision.method is Method.ROLL_CALL or bool(plain_words.apart(decision)) or unstated

    def senate(self) -> str:
        """Return the overview in the form of the Senate: to copy, and what reading the page back reads."""
        lines = text.render(self.overview, self.lang).split("\n")
        return "\n".join(
            f"{form.PROSE if line.startswith(form.PROSE) else ''}{plain_words.clean(line)}" for line in lines
        )

    # --- money ---

    def money_chart(self) -> Markup:
        found = moves(self.overview.amendments)
        return Markup(money_chart.chart(found, self.lang, self.dossier, "moves"))  # noqa: S704

    def money_words(self) -> str:
        return money_chart.explanation(self.lang)

    def money_rows(self, proposal: Proposal) -> list[tuple[str, str, list[str], str]]:
        """Return part, article, amounts and outcome for each row; the last row is the sum where there are several."""
        rows = money.rows(proposal, self.lang)
        shown = [list(Money).index(kind) for kind in money.columns(rows)]
        made = []
        for row in rows:
            cells = [
                "" if (a := row.amounts[index]) is None else money.euros(a, self.lang) for index in shown
            ]
            made.append((row.part, row.place, cells, row.outcome))
        return made

    def money_sum(self, proposal: Proposal) -> list[str]:
        rows = money.rows(proposal, self.lang)
        ledger = proposal.ledger
        if ledger is None or (len(rows) < 2 and not ledger.unread):
            return []
        totals = money.totals(ledger, self.lang)
        return [totals[list(Money).index(kind)] for kind in money.columns(rows)]

    def money_heads(self, proposal: Proposal) -> list[str]:
        return money.column_names(money.columns(money.rows(proposal, self.lang)), self.lang)

    def money_remarks(self, proposal: Proposal) -> list[str]:
        return list(money.remarks(proposal.ledger, self.lang)) if proposal.ledger else []

    # --- links ---

    def url(self, ref: Ref | None) -> str | None:
        return safe_url(ref.url) if isinstance(ref, (Paper, Dossier)) else None

    def safe(self, url: str | None) -> str | None:
        return safe_url(url)

    # --- words ---

    def outcome_class(self, decision: Decision) -> str:
        if decision.result is Result.ADOPTED or decision.step is Step.TAKE_OVER:
            return "adopted"
        return "rejected" if decision.result is Result.REJECTED else "open"

    def status_class(self, proposal: Proposal) -> str:
        return {"adopted": "adopted", "taken_over": "adopted", "rejected": "rejected"}.get(
            proposal.status, "open"
        )

    def how(self, decision: Decision) -> str:
        if decision.step is not Step.VOTE:
            return ""
        return (form.METHODS[decision.method] if decision.method else form.NO_METHOD).in_(self.lang)

    def brief(self, proposal: Proposal) -> str:
        """Return the bare number within the dossier for the list of outcomes."""
        ref = proposal.ref
        if isinstance(ref, Paper) and ref.dossier == self.dossier:
            return ref.number
        return plain_words.number(ref, self.lang, self.dossier)

    def tally(self, proposal: Proposal) -> str:
        """Return "49-100" of the last decision, empty where both sides are not known."""
        counted = proposal.decisions[-1].counted if proposal.decisions else None
        return f"{counted.for_}–{counted.against}" if counted else ""

    def severity_sign(self, severity: Severity) -> str:
        return _SEVERITY_SIGNS[severity]

    def time(self, when: datetime) -> str:
        return extras.moment(when, self.lang)

    def says_not_stated(self) -> bool:
        return any(
            decision.step is Step.VOTE and any(decision.side(side) is None for side in Side)
            for _, _, decision in self.overview.decisions()
        )


def safe_url(url: str | None) -> str | None:
    """Return the address if it is a plain link into the web (http or https), else ``None``."""
    if url is None or re.search(r"[\s\x00-\x20\x7f\"'<>\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _anchors(overview: Overview, dossier: Dossier | None) -> Iterable[tuple[str, str]]:
    """Yield for each item's JSON pointer an id to link to: "nr-4" where that is unique."""
    seen: set[str] = set()
    for pointer, proposal in overview.items():
        ref = proposal.ref
        name = f"nr-{ref.number}" if isinstance(ref, Paper) and ref.dossier == dossier else ""
        if not re.fullmatch(r"nr-[0-9A-Za-z]+", name) or name in seen:
            name = pointer.strip("/").replace("/", "-")
        seen.add(name)
        yield pointer, name
