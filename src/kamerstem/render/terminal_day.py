"""A voting day on a terminal: each agenda item with its votes, a sign for the outcome, a bar and the parties."""

import datetime as dt

from rich.console import Console
from rich.style import Style
from rich.text import Text

from kamerstem.language import Lang
from kamerstem.model import plain_words
from kamerstem.model.day import AgendaItem, Vote, VotingDay
from kamerstem.model.overview import Severity
from kamerstem.model.votes import Decision, Proposal, Result, Step
from kamerstem.render import day as words
from kamerstem.render import items
from kamerstem.render.terminal import Page, hanging, outcome_style

_SIGNS = {
    "adopted": ("✓", "+"),
    "rejected": ("✗", "-"),
    "tied": ("=", "="),
    "other": ("·", "."),
    "coming": ("…", "?"),
}
_INDENT = 2


def show(
    day: VotingDay,
    lang: Lang,
    today: dt.date,
    *,
    console: Console | None = None,
    origin: str | None = None,
) -> None:
    """Print a whole day. ``origin`` says where it came from, in words."""
    page = _Day(lang, console or Console(highlight=False))
    page.head(day, today, origin)
    for item in day.items:
        page.item(item, words.still(day, lang, today))
    if found := [each for each in day.findings if each.severity is not Severity.INFO]:
        page.heading(page.say(items.FINDINGS))
        for each in found:
            page.put(Text(items.finding(each, lang)))
    page.line()


def show_news(news: VotingDay, lang: Lang, *, console: Console | None = None) -> None:
    """Print only the votes of a day, as they come in."""
    page = _Day(lang, console or Console(highlight=False))
    for item in news.items:
        page.item(item, "")


class _Day(Page):
    def head(self, day: VotingDay, today: dt.date, origin: str | None) -> None:
        self.line()
        self.put(Text(words.heading(day, self.lang), style="bold"))
        self.put(Text(words.summary(day, self.lang, today)))
        for said in (words.provisional(day, self.lang), origin and plain_words.clean(origin)):
            if said:
                self.put(Text(said, style="dim"))

    def item(self, item: AgendaItem, still: str) -> None:
        self.heading(f"{words.when(item)}  {words.title(item, self.lang)}".strip())
        for index, vote in enumerate(item.votes):
            if index:
                self.line()
            self.vote(vote)
        if item.coming:
            if item.votes:
                self.line()
            self.put(Text(f"{still}:", style="dim"))
            for proposal in item.coming:
                number = plain_words.number(proposal.ref, self.lang)
                what = Text.assemble(*self.name(number, proposal))
                self.put(hanging(self.sign("coming", "dim"), what, _INDENT))

    def vote(self, vote: Vote) -> None:
        proposal, decision = vote.proposal, vote.decision
        style = outcome_style(decision)
        about = words.about(proposal, self.lang)
        name = self.name(words.number(vote, self.lang), proposal)
        what = Text.assemble(*name, (f"  {about}", "dim"))
        self.put(hanging(self.sign(_outcome(decision), style), what, _INDENT))
        head, rest = plain_words.halves(decision, self.lang)
        self.indent = _INDENT
        self.put(Text.assemble((head, style), rest))
        self.small(decision, nobody=False)
        for remark in words.beside(vote, self.lang):
            self.put(Text(remark, style="dim"))
        self.indent = 0

    def sign(self, outcome: str, style: str) -> Text:
        drawn, plainly = _SIGNS[outcome]
        return Text(drawn if self.draws else plainly, style=style)

    def name(self, number: str, proposal: Proposal) -> tuple[tuple[str, Style], tuple[str, Style]]:
        return (number, self.link("bold", proposal)), (f"  {items.subject(proposal, self.lang)}", Style())


def _outcome(decision: Decision) -> str:
    if decision.result is Result.ADOPTED or decision.step is Step.TAKE_OVER:
        return "adopted"
    if decision.result is Result.REJECTED:
        return "rejected"
    return "tied" if decision.result is Result.TIED else "other"
