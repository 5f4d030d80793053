"""The same facts in ever other words: a document as one of many people would type it.

What a template says is what :mod:`tests.hands.facts` says, whole: every list, every day. Each person has habits, drawn
once for a document, and writes some lines another way each time.
"""

import random
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TypeVar

from tests.hands.facts import Facts, Vote

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
OTHER_NAMES = {
    "GroenLinks-PvdA": ("GL-PvdA", "GroenLinks/PvdA", "GroenLinks - PvdA"),
    "NSC": ("Nieuw Sociaal Contract",),
    "Nieuw Sociaal Contract": ("NSC",),
    "PvdD": ("Partij voor de Dieren",),
    "ChristenUnie": ("CU", "Christen Unie"),
    "FVD": ("Forum voor Democratie", "FvD"),
    "BBB": ("BoerBurgerBeweging",),
    "Lid Keijzer": ("het lid Keijzer",),
}
ARTICLES = {
    "CDA": "het",
    "SP": "de",
    "PvdA": "de",
    "VVD": "de",
    "PVV": "de",
    "SGP": "de",
    "PvdD": "de",
    "ChristenUnie": "de",
}
CALLED = {"bill": "wetsvoorstel", "amendment": "amendement", "motion": "motie"}
PLURAL = {"amendment": "amendementen", "motion": "moties"}
WORDS = {
    "adopted": "aangenomen",
    "rejected": "verworpen",
    "withdrawn": "ingetrokken",
    "lapsed": "vervallen",
    "held_over": "aangehouden",
    "taken_over": "overgenomen",
}


T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """A line of a document: whose it is (by ``bill`` or number), and what it is for."""

    text: str
    of: frozenset[str] = frozenset()
    role: str = "other"  # head, prose, heading, article, day, item, result, list; blank


@dataclass
class Hand:
    """The habits of one person."""

    rng: random.Random
    habits: dict[str, int] = field(default_factory=dict)
    plain: bool = False  # whether this person keeps to the form of the Senate: the first of all ways

    def always(self, what: str, *ways: T) -> T:
        """Return the way in which this person always does it."""
        habit = self.habits.setdefault(what, 0 if self.plain else self.rng.randrange(10**6))
        return ways[habit % len(ways)]

    def this_time(self, *ways: T) -> T:
        """Return one of the ways."""
        return ways[0] if self.plain else self.rng.choice(ways)

    # --- pieces ---

    def day(self, day: date) -> str:
        plain = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        return self.always(
            "day",
            plain,
            plain,
            f"{WEEKDAYS[day.weekday()]} {plain}",
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day} {MONTHS[day.month - 1][:3]}. {day.year}" if day.month not in (3, 5) else plain,
        )

    def name(self, party: str) -> str:
        other = OTHER_NAMES.get(party)
        return self.always(f"name {party}", party, party, party, *(other or ()))

    def names(self, parties: Iterable[str], last: str = " en ", articles: bool = False) -> str:
        named = [
            f"{ARTICLES[party]} {name}" if articles and name == party and party in ARTICLES else name
            for party in parties
            for name in [self.name(party)]
        ]
        return last.join(filter(None, (", ".join(named[:-1]), *named[-1:])))

    def sentence_of(self, vote: Vote) -> str:
        """Return what the proposal is called in a sentence."""
        return {
            "bill": self.this_time("het wetsvoorstel", "het voorstel"),
            "amendment": "het amendement",
            "motion": "de motie",
        }[vote.kind]

    # --- what became of it ---

    def tally(self, vote: Vote) -> str:
        """Return the tally as it stands before "aangenomen", with a blank; empty: this person leaves it out."""
        if vote.tally is None or not self.always("tally", False, False, True):
            return ""
        return f"met {vote.tally[0]} tegen {vote.tally[1]} stemmen "

    def tally_after(self, vote: Vote) -> str:
        if vote.tally is None or not self.always("tally", False, False, True):
            return ""
        ours, theirs = vote.tally
        return self.always(
            "tally after",
            f" ({ours}-{theirs})",
            f" met {ours} tegen {theirs} stemmen",
            f" met {ours} stemmen voor en {theirs} stemmen tegen",
            f" ({ours} voor, {theirs} tegen)",
        )

    def whole(self, vote: Vote) -> str:
        """Return the sentence on the bill."""
        assert vote.day is not None
        day, word, subject = self.day(vote.day), WORDS[vote.outcome], self.sentence_of(vote)
        big = subject[:1].upper() + subject[1:]
        return self.this_time(
            f"{big} is op {day} {self.tally(vote)}{word} door de Tweede Kamer.",
            f"{big} is op {day} door de Tweede Kamer {word}{self.tally_after(vote)}.",
            f"{big} werd op {day} {self.tally(vote)}{word} door de Tweede Kamer.",
            f"Op {day} heeft de Tweede Kamer {subject} {self.tally(vote)}{word}.",
            f"De Tweede Kamer heeft {subject} op {day} {self.tally(vote)}{word}.",
            f"{big} is {word} op {day}{self.tally_after(vote)}.",
            f"{word.capitalize()} op {day}{self.tally_after(vote)}.",
            f"Uitslag: {word} op {day}{self.tally_after(vote)}.",
        )

    def result(self, vote: Vote) -> str:
        """Return the sentence on an amendment or a motion."""
        word, subject = WORDS[vote.outcome], self.sentence_of(vote)
        after = self.tally_after(vote)
        return self.this_time(
            *[f"{word.capitalize()}{after}."] * 3,
            f"{subject[:1].upper()}{subject[1:]} is {self.tally(vote)}{word}.",
            f"{subject[:1].upper()}{subject[1:]} is {word}{after}.",
            f"Uitslag: {word}{after}.",
            f"{word.capitalize()} met handopsteken{after}." if not after else f"{word.capitalize()}{after}.",
        )

    def lists(self, vote: Vote) -> list[str]:
        """Return who was for, against and absent; one string is one line, before wrapping."""
        sides = [
            ("Voor", "voor", vote.for_),
            ("Tegen", "tegen", vote.against),
            ("Afwezig", "afwezig", vote.absent),
        ]
        told = [(label, word, parties) for label, word, parties in sides if parties]
        if not vote.for_ or not vote.against:  # nobody on one side is worth saying
            empty = "Voor" if not vote.for_ else "Tegen"
            told.insert(0 if empty == "Voor" else 1, (empty, empty.lower(), ()))
        way = self.always(
            "lists",
            "plain",
            "plain",
            "capitals",
            "counted",
            "dash",
            "stemden",
            "sentence",
            "bullets",
            "a line each",
            "fracties",
        )
        return [line for label, word, parties in told for line in self._side(way, label, word, parties)]

    def _side(self, way: str, label: str, word: str, parties: tuple[str, ...]) -> Iterator[str]:
        nobody = self.always("nobody", "niemand", "geen", "niemand")
        absent = self.always("absent", "Afwezig", "Niet deelgenomen", "Niet aanwezig")
        shown = absent if label == "Afwezig" else label
        if not parties:
            yield f"{shown.upper() if way == 'capitals' else shown}: {nobody}."
            return
        end = self.always("end of a list", ".", ".", "")
        match way:
            case "capitals":
                yield f"{shown.upper()}: {self.names(parties)}{end}"
            case "counted":
                yield f"{shown} ({len(parties)}): {self.names(parties)}{end}"
            case "dash":
                yield f"{shown} – {self.names(parties)}{end}"
            case "stemden" if label != "Afwezig":
                yield f"{shown} stemden: {self.names(parties)}{end}"
            case "sentence" if label != "Afwezig":
                group = "De fractie van" if len(parties) == 1 else "De fracties van"
                verb = "stemde" if len(parties) == 1 else "stemden"
                yield f"{group} {self.names(parties, articles=True)} {verb} {word}."
            case "bullets":
                yield f"{shown}:"
                mark = self.always("bullet", "-", "•", "*")
                yield from (f"{mark} {self.name(party)}" for party in parties)
            case "a line each":
                yield f"{shown}:"
                yield from (self.name(party) for party in parties)
            case "fracties":
                group = "de fractie van" if len(parties) == 1 else "de fracties van"
                yield f"{shown}: {group} {self.names(parties, articles=True)}{end}"
            case _:
                yield f"{shown}: {self.names(parties, self.always('and', ' en ', ' en ', ' & '))}{end}"

    # --- the document ---

    def write(self, facts: Facts) -> list[Line]:
        """Return the document, line by line."""
        lines = [*self._head(facts)]
        whole = [vote for vote in facts.votes if vote.kind == "bill"]
        others = [vote for vote in facts.votes if vote.kind != "bill"]
        for vote in whole:
            title = self.always(
                "final",
                "Eindstemming wetsvoorstel",
                "Eindstemming wetsvoorstel",
                "Eindstemming",
                "Stemming over het wetsvoorstel",
            )
            lines += [BLANK, self._heading(title, {"bill"}), *self._gap("after the final")]
            lines += self._wrapped([self.whole(vote)], "bill", "result")
            lines += self._wrapped(self.lists(vote), "bill", "list")
        for kind in ("amendment", "motion"):
            lines += self._group(kind, [vote for vote in others if vote.kind == kind])
        return self._laid_out(lines)

    def _head(self, facts: Facts) -> Iterator[Line]:
        dossier = re.sub(r"^(\d\d)(\d{3})-?", r"\1.\2 ", facts.dossier).strip()
        way = self.always("head", "form", "form", "form", "line", "betreft")
        if self.always("letterhead", False, False, True):
            yield Line("Stemmingsoverzicht Tweede Kamer", role="head")
            yield BLANK
        match way:
            case "form":
                yield Line("Betreffende wetsvoorstel:", role="head")
                yield BLANK
                yield Line(dossier, role="head")
                for line in textwrap.wrap(facts.title, self._width()):
                    yield Line(line, role="title")
            case "line":
                for line in textwrap.wrap(f"Wetsvoorstel {dossier} {facts.title}", self._width()):
                    yield Line(line, role="title")
            case _:
                for line in textwrap.wrap(f"Betreft: wetsvoorstel {dossier}, {facts.title}", self._width()):
                    yield Line(line, role="title")

    def _heading(self, text: str, of: set[str]) -> Line:
        shaped = self.always("heading", text, text, text, text.upper(), f"{text}:", f"## {text}")
        return Line(shaped, frozenset(of), "heading")

    def _group(self, kind: str, votes: list[Vote]) -> Iterator[Line]:
        if not votes:
            return
        days = {vote.day for vote in votes if vote.day}
        of = {vote.number for vote in votes}
        if len(days) == 1:
            (day,) = days
            one = len(votes) == 1
            the = {"amendment": "het amendement", "motion": "de motie"}[kind] if one else f"de {PLURAL[kind]}"
            said = self.day(day)
            sentence = (
                f"De stemming over {the} vond plaats op {said}."
                if one
                else f"De stemmingen over {the} vonden plaats op {said}."
            )
            yield BLANK
            yield from self._wrapped(
                [self.this_time(sentence, sentence, f"Stemming {PLURAL[kind]}: {said}")], of, "day"
            )
        if self.always("grouped", True, True, False):
            order = list(WORDS)
            ranked = sorted(votes, key=lambda vote: order.index(vote.outcome))
            for outcome, group in groupby(ranked, key=lambda vote: vote.outcome):
                under = list(group)
                what = CALLED[kind] if len(under) == 1 else PLURAL[kind]
                yield BLANK
                yield self._heading(f"{WORDS[outcome].capitalize()} {what}", {vote.number for vote in under})
                yield from self._items(under, day_told=len(days) == 1)
        else:
            yield BLANK
            yield self._heading(
                PLURAL[kind].capitalize() if len(votes) > 1 else CALLED[kind].capitalize(), of
            )
            yield from self._items(votes, day_told=len(days) == 1)

    def _items(self, votes: list[Vote], day_told: bool) -> Iterator[Line]:
        above: tuple[str, ...] = ()
        for place, vote in enumerate(votes):
            yield BLANK
            if vote.articles and vote.articles != above:
                of = {
                    each.number
                    for each in votes[place:]
                    if each.articles == vote.articles or not each.articles
                }
                yield Line(
                    f"{self.always('article', 'Artikel', 'Artikel', 'Art.')} {' en '.join(vote.articles)}"
                    if len(vote.articles) == 1
                    else f"Artikelen {', '.join(vote.articles[:-1])} en {vote.articles[-1]}",
                    frozenset(of),
                    "article",
                )
                above = vote.articles
            yield from self._wrapped([self._item(vote)], vote.number, "item")
            for paragraph in vote.explanation:
                yield BLANK
                yield from self._wrapped([paragraph], vote.number, "prose")
            yield from self._gap("before the result")
            said = self.result(vote)
            if not day_told and vote.day:
                said = f"{WORDS[vote.outcome].capitalize()} op {self.day(vote.day)}{self.tally_after(vote)}."
            lists = self.lists(vote) if vote.for_ is not None else []
            if self.always("one line", True, False) and all(line[-1] == "." for line in lists):
                yield from self._wrapped([" ".join([said, *lists])], vote.number, "result")
            else:
                yield from self._wrapped([said], vote.number, "result")
                yield from self._wrapped(lists, vote.number, "list")

    def _item(self, vote: Vote) -> str:
        short = vote.by.removesuffix(" c.s.")
        own = f"{CALLED[vote.kind].capitalize()}-{short}{' c.s.' * (short != vote.by)}"
        return self.always(
            "item",
            *[f"{vote.number} ({vote.by}) over {vote.subject}"] * 4,
            f"Nr. {vote.number} ({vote.by}) over {vote.subject}",
            f"{vote.number}. ({vote.by}) over {vote.subject}",
            f"{CALLED[vote.kind].capitalize()} {vote.number} ({vote.by}) over {vote.subject}",
            f"{own} over {vote.subject} (nr. {vote.number})"
            if " " not in short
            else f"{vote.number} ({vote.by}) over {vote.subject}",
            f"- {vote.number} ({vote.by}) over {vote.subject}",
        )

    # --- the layout ---

    def _width(self) -> int:
        return self.always("width", 200, 95, 80, 72, 60)

    def _gap(self, where: str) -> list[Line]:
        return self.always(where, [], [], [BLANK])

    def _wrapped(self, texts: Iterable[str], of: str | set[str], role: str) -> Iterator[Line]:
        whose = frozenset({of} if isinstance(of, str) else of)
        for text in texts:
            for line in textwrap.wrap(text, self._width(), break_on_hyphens=False):
                yield Line(line, whose, role)

    def _laid_out(self, lines: list[Line]) -> list[Line]:
        indent = self.always("indent", "", "", "", "  ", "\t")
        trail = self.always("trail", "", "", " ")
        return [
            Line(f"{indent}{line.text}{trail}" if line.text else "", line.of, line.role) for line in lines
        ]


BLANK = Line("", role="blank")


def text_of(lines: Iterable[Line]) -> str:
    """Return the document as it is typed."""
    return "".join(f"{line.text}\n" for line in lines)


def write(facts: Facts, rng: random.Random, *, tally: bool = False, plain: bool = False) -> list[Line]:
    """Return a document that says what is so, as somebody would type it.

    ``tally``: somebody who gives tallies; ``plain``: in the form of the Senate.
    """
    return Hand(rng, {"tally": 2} if tally else {}, plain).write(facts)
