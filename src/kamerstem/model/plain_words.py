"""A vote in plain words: one sentence, who stands where, and what a source leaves out.

Terminal, HTML and every later way of showing an overview say the same things in the same words, in both
languages; those on votes are here, those on proposals in ``items``. Everything is derived from the
model and nothing is added to it. Texts that come from a document pass :func:`clean` before anyone shows
them.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from kamerstem.dataclasses import dataclass, field
from kamerstem.language import Lang, Words
from kamerstem.model import form, parties
from kamerstem.model.majorities import MajorityRule
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import Ballot, Ballots, Decision, Method, PartyName, Result, Side, Step, weight

# --- words --------------------------------------------------------------------------------------------------

SIDES: dict[Side | None, Words] = {
    Side.FOR: Words("voor", "for"),
    Side.AGAINST: Words("tegen", "against"),
    Side.NOT_VOTING: Words("niet deelgenomen", "not voting"),
    None: Words("niet vermeld", "not stated"),
}
NOT_STATED = SIDES[None]
PARTY = Words("Fractie", "Party")
ORDER_DERIVED = form.ORDER_DERIVED
_FRACTIONS = {
    "1/2": Words("meer dan de helft", "more than half"),
    "2/3": Words("twee derde", "two thirds"),
    "3/5": Words("drie vijfde", "three fifths"),
}
_DERIVED = {
    "date": Words("datum", "date"),
    "sitting": Words("datum", "date"),
    "method": Words("wijze van stemmen", "method"),
    "result": Words("uitslag", "result"),
    "step": Words("soort besluit", "kind of decision"),
    "for": Words("wie voor stemde", "who voted for"),
    "against": Words("wie tegen stemde", "who voted against"),
    "not_voting": Words("wie niet deelnam", "who did not vote"),
    "rule": Words("vereiste meerderheid", "majority needed"),
    "submitters": Words("indieners", "submitters"),
    "subject": Words("onderwerp", "subject"),
    "title": Words("titel", "title"),
    "articles": Words("artikelen", "articles"),
    "debate": Words("debat", "debate"),
    "kind": Words("soort voorstel", "kind of proposal"),
    "replaced_by": Words("waardoor het is vervangen", "what replaced it"),
}
# How many names a sentence can carry before it gives a number instead.
_FEW = 3


def clean(text: str) -> str:
    """Return text that shows as what it is: no control, direction or invisible characters, single spaces.

    A terminal obeys control characters, and marks of direction can make a text read as another one.
    """
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(kept).split())


def capital(text: str) -> str:
    """Return the text with a capital at its start."""
    return text[:1].upper() + text[1:]


def enumerate_names(names: Iterable[str], lang: Lang) -> str:
    """Return "A, B en C", whatever the names hold."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {form.AND.in_(lang)} {listed[-1]}"


# --- who stands where ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Standing:
    """One party in one decision: its seats (at a roll call: members) on each side it stands on.

    ``seats`` has ``None`` where a weight is not known; the side ``None`` is "not stated": seats of the House
    of that day about which the source says nothing.
    """

    party: PartyName | None
    seats: dict[Side | None, int | None] = field(default_factory=dict)

    def name(self, lang: Lang) -> str:
        """Return the party's name of that day."""
        return clean(self.party.name) if self.party else form.NO_PARTY.in_(lang)

    @property
    def total(self) -> int | None:
        """Return its seats together, ``None`` where one weight is not known."""
        if any(seats is None for seats in self.seats.values()):
            return None
        return sum(seats or 0 for seats in self.seats.values())


def standings(decision: Decision) -> tuple[Standing, ...]:
    """Return every party with what it did, from left to right as seen from the chair.

    Parties of the House of that day about which the source says nothing stand there too, as not stated.
    Parties whose place is not known come last.
    """
    found: dict[str | PartyName | None, Standing] = {}
    for side in Side:
        for party, seats in decision.by_party(side) or ():
            key = party.id or party if party else None
            found.setdefault(key, Standing(party)).seats[side] = seats
    house = decision.house
    if house is not None and found:
        for party in decision.house_parties():
            standing = found.setdefault(party.id, Standing(party))
            total = standing.total
            unsaid = 0 if total is None else house.seats[party.id or ""] - total
            if unsaid > 0:
                standing.seats[None] = unsaid
    place = {party: index for index, party in enumerate(_seating(decision))}
    last = len(place)
    return tuple(sorted(found.values(), key=lambda s: place.get((s.party and s.party.id) or "", last)))


def _seating(decision: Decision) -> tuple[str, ...]:
    day = decision.date or (decision.house.day if decision.house else None)
    return parties.seating_on(day)[0] if day else ()


def blocks(decision: Decision) -> tuple[tuple[Standing, Side | None, int], ...] | None:
    """Return the seats to draw, left to right: party, side and seats; ``None`` if they are not all known."""
    found: list[tuple[Standing, Side | None, int]] = []
    for standing in standings(decision):
        for side in (Side.FOR, Side.AGAINST, Side.NOT_VOTING, None):
            if side in standing.seats:
                seats = standing.seats[side]
                if seats is None:
                    return None
                found.append((standing, side, seats))
    return tuple(found) or None


def totals(decision: Decision) -> dict[Side | None, int] | None:
    """Return the seats on each side that occurs, "not stated" too; ``None`` if they are not all known."""
    drawn = blocks(decision)
    if drawn is None:
        return None
    sums: dict[Side | None, int] = {side: 0 for side in Side if decision.side(side) is not None}
    for _, side, seats in drawn:
        sums[side] = sums.get(side, 0) + seats
    return sums


def names(decision: Decision, side: Side, lang: Lang) -> list[str] | None:
    """Return who stands on a side, in seating order: "SP (5)"; at a roll call "SP: Dijk, Van Nispen".

    ``None`` where the source does not give the list, empty where it says nobody.
    """
    ballots = decision.side(side)
    if ballots is None:
        return None
    found: list[str] = []
    for standing in standings(decision):
        own = [ballot for ballot in ballots if _same_party(ballot.party, standing.party)]
        members = [ballot for ballot in own if ballot.member]
        for ballot in own:
            if ballot.member is None:
                notes = [str(ballot.seats)] if ballot.seats is not None else []
                notes += [form.MISTAKE.in_(lang)] if ballot.mistake else []
                found.append(f"{standing.name(lang)} ({', '.join(notes)})" if notes else standing.name(lang))
        if decision.method is Method.ROLL_CALL and members:
            found.append(f"{standing.name(lang)}: {', '.join(_member(ballot, lang) for ballot in members)}")
        else:
            the = form.THE_MEMBER.in_(lang)
            found += [f"{the} {_member(ballot, lang)} ({standing.name(lang)})" for ballot in members]
    return found


def _same_party(one: PartyName | None, other: PartyName | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.id == other.id if one.id and other.id else one == other


def _member(ballot: Ballot, lang: Lang) -> str:
    name = clean(ballot.member.name) if ballot.member else ""
    return f"{name} ({form.MISTAKE.in_(lang)})" if ballot.mistake else name


def apart(decision: Decision) -> list[Ballot]:
    """Return the ballots of members who voted apart from their party in a show of hands."""
    if decision.method is Method.ROLL_CALL:
        return []
    whole = {ballot.party for _, ballot in decision.ballots() if ballot.member is None}
    return [b for _, b in decision.ballots() if b.member is not None and b.party in whole]


# --- the one sentence ---------------------------------------------------------------------------------------


def sentence(decision: Decision, lang: Lang, dossier: Dossier | None = None) -> str:
    """Return the decision as one plain sentence.

    "Verworpen: 49 zetels voor, 100 tegen; JA21 (1) nam niet deel." What the source leaves out is
    said, and so is a count that is not whole, or a majority other than more than half. ``dossier``
    shortens references in it.
    """
    head, rest = halves(decision, lang, dossier)
    return f"{head}{rest}"


def halves(decision: Decision, lang: Lang, dossier: Dossier | None = None) -> tuple[str, str]:
    """Return the same sentence in two: the outcome, and the rest with its full stop."""
    head = capital(outcome(decision, lang))
    if decision.method not in (None, Method.SHOW_OF_HANDS):
        head += f" {form.METHODS[decision.method].in_(lang)}" if decision.method else ""
    tail = ""
    if decision.caused_by is not None:
        tail = f" {form.CAUSED_BY.in_(lang)} {number(decision.caused_by, lang, dossier)}"
    clauses = list(_Clauses(decision, lang).all())
    if not clauses:
        return head, f"{tail}."
    counted = decision.for_ is not None or decision.against is not None or decision.announced is not None
    return head, f"{tail}{': ' if counted else '; '}{'; '.join(clauses)}."


def number(ref: Ref | None, lang: Lang, dossier: Dossier | None = None) -> str:
    """Return "nr. 4" within its dossier, else the whole reference; "zonder nummer" where there is none."""
    if ref is None:
        return form.NO_NUMBER.in_(lang)[0].lower() + form.NO_NUMBER.in_(lang)[1:]
    if isinstance(ref, Paper) and ref.dossier == dossier:
        return f"{Words('nr.', 'no.').in_(lang)} {ref.number}"
    return ref.senate if isinstance(ref, Dossier) else str(ref)


def outcome(decision: Decision, lang: Lang) -> str:
    """Return "verworpen", "zonder stemming aangenomen", "de stemmen staken"."""
    words = form.OUTCOMES.get((decision.step, decision.result)) or form.OUTCOMES.get((decision.step, None))
    return (words or form.NO_DECISION).in_(lang)


class _Clauses:
    """What follows the outcome: the tally, who did not vote, what is missing, what was needed."""

    def __init__(self, decision: Decision, lang: Lang) -> None:
        self.decision = decision
        self.lang = lang
        self.roll_call = decision.method is Method.ROLL_CALL
        self.for_ = weight(decision.for_)
        self.against = weight(decision.against)
        self.unweighed = any(b.seats is None for _, b in decision.ballots())

    def say(self, nl: str, en: str) -> str:
        return Words(nl, en).in_(self.lang)

    def all(self) -> Iterator[str]:
        decision = self.decision
        listed = any(decision.side(side) is not None for side in Side)
        if not listed and decision.announced is None:
            if decision.step is Step.VOTE:
                yield self.who_unstated()
            return
        if decision.for_ is None and decision.against is None:
            yield from self.announced_only()
        else:
            yield from self.tally()
        yield from self.tied()
        yield from self.not_voting()
        yield from self.unaccounted()
        yield from self.announced_otherwise()
        yield from self.needed()

    # --- the tally ---

    def tally(self) -> Iterator[str]:
        for_, against = self.decision.for_, self.decision.against
        amounts: list[tuple[int, str]] = []
        for ballots, side in ((for_, Side.FOR), (against, Side.AGAINST)):
            if ballots is not None:
                first = not any(number for number, _ in amounts)
                amounts.append(self.amount(ballots, side, unit=first))
        yield ", ".join(words for _, words in amounts)
        if self.unweighed:
            yield self.say(
                "hoeveel zetels dat zijn, is niet bekend", "how many seats that makes is not known"
            )

    def amount(self, ballots: Ballots, side: Side, *, unit: bool) -> tuple[int, str]:
        number = len({ballot.party for ballot in ballots or ()}) if self.unweighed else weight(ballots) or 0
        counted = str(number) if ballots else form.NOBODY.in_(self.lang)
        if unit and ballots:
            counted += f" {self.unit(number)}"
        return number, f"{counted} {SIDES[side].in_(self.lang)}"

    def unit(self, number: int) -> str:
        if self.unweighed:
            return self.say("fractie", "party") if number == 1 else self.say("fracties", "parties")
        if self.roll_call:
            return self.say("lid", "member") if number == 1 else self.say("leden", "members")
        return self.say("zetel", "seat") if number == 1 else self.say("zetels", "seats")

    def tied(self) -> Iterator[str]:
        settled = self.decision.result is Result.REJECTED
        if settled and self.for_ is not None and self.for_ == self.against and self.for_ > 0:
            yield self.say("de stemmen staakten", "the votes were tied")

    # --- who did not vote ---

    def not_voting(self) -> Iterator[str]:
        ballots = self.decision.not_voting
        if not ballots:
            return
        if self.roll_call:
            named = [f"{_member(b, self.lang)} ({clean(b.party.name)})" if b.party else "" for b in ballots]
            few = len(ballots) == 1 and named[0] != ""
        else:
            named = [
                self.absent(standing) for standing in standings(self.decision) if self.is_absent(standing)
            ]
            few = len(named) <= _FEW
        if few:
            who = enumerate_names(named, self.lang)
            yield f"{who} {self.verb(len(named))}"
        else:
            seats = weight(ballots)
            number = len(named) if seats is None else seats
            unit = self.unit(number) if seats is not None else self.say("fracties", "parties")
            yield f"{number} {unit} {self.verb(number)}"

    def verb(self, number: int) -> str:
        return self.say("nam niet deel" if number == 1 else "namen niet deel", "did not vote")

    @staticmethod
    def is_absent(standing: Standing) -> bool:
        return Side.NOT_VOTING in standing.seats

    def absent(self, standing: Standing) -> str:
        seats = standing.seats[Side.NOT_VOTING]
        name = standing.name(self.lang)
        return f"{name} ({seats})" if seats is not None else name

    # --- what is left out, or does not add up ---

    def unaccounted(self) -> Iterator[str]:
        decision, house = self.decision, self.decision.house
        unstated = [side for side in Side if decision.side(side) is None]
        stated = [weight(decision.side(side)) for side in Side if side not in unstated]
        if house is None or any(seats is None for seats in stated):
            yield from self.lists_unstated(unstated)
            return
        rest = house.total - sum(seats or 0 for seats in stated)
        if rest < 0:
            yield self.too_many(-rest)
        elif rest and decision.recorded and (decision.for_ or decision.against):
            yield self.incomplete(rest)  # official rows name all who were there: what is not there is lost
        elif rest and unstated and not (decision.for_ is None and decision.against is None):
            yield self.say(
                "van 1 zetel is niet vermeld hoe die stemde"
                if rest == 1
                else f"van {rest} zetels is niet vermeld wat zij stemden",
                f"how {rest} {'seat' if rest == 1 else 'seats'} voted is not stated",
            )
        elif rest and not unstated:
            yield self.incomplete(rest)

    def lists_unstated(self, unstated: list[Side]) -> Iterator[str]:
        if unstated == [Side.FOR] or unstated == [Side.FOR, Side.NOT_VOTING]:
            yield self.say("wie voor was, is niet vermeld", "who was for is not stated")
        elif unstated == [Side.AGAINST] or unstated == [Side.AGAINST, Side.NOT_VOTING]:
            yield self.say("wie tegen was, is niet vermeld", "who was against is not stated")

    def too_many(self, extra: int) -> str:
        known = "" if self.decision.house and self.decision.house.certain else self.as_far_as_known()
        seats = self.say("zetel" if extra == 1 else "zetels", "seat" if extra == 1 else "seats")
        return self.say(
            f"dat is {extra} {seats} meer dan de Kamer{known} telde",
            f"that is {extra} {seats} more than the House{known} had",
        )

    def incomplete(self, rest: int) -> str:
        house = self.decision.house
        total = house.total if house else 0
        missing = [] if self.roll_call else [clean(party.name) for party in self.decision.missing]
        if house and not house.certain and not missing:
            known = self.as_far_as_known()
            return self.say(
                f"geteld zijn {total - rest} van{known} {total} zetels",
                f"{total - rest} of{known} {total} seats are counted",
            )
        who = f" ({enumerate_names(missing, self.lang)})" if 0 < len(missing) <= _FEW else ""
        if self.roll_call:  # it lacks members: none of a party tells nothing of that party
            return self.say(
                f"de telling is onvolledig: van {rest} {self.unit(rest)} ontbreekt de stem",
                f"the count is incomplete: the votes of {rest} {self.unit(rest)} are missing",
            )
        return self.say(
            f"de telling is onvolledig: van {rest} zetel{'' if rest == 1 else 's'} ontbreekt de stem{who}",
            f"the count is incomplete: {rest} {'vote is' if rest == 1 else 'votes are'} missing{who}",
        )

    def as_far_as_known(self) -> str:
        return self.say(", voor zover bekend,", ", as far as is known,")

    # --- what the chair said, and what was needed ---

    def announced_only(self) -> Iterator[str]:
        announced = self.decision.announced
        if announced is None:
            yield self.who_unstated()
            return
        yield self.say(
            f"{announced.for_} voor, {announced.against} tegen volgens de Voorzitter",
            f"{announced.for_} for, {announced.against} against according to the Chair",
        )
        if self.decision.awaited:
            yield self.say("wie dat waren, volgt", "who they were is to follow")
        else:
            yield self.say("wie dat waren, is niet vermeld", "who they were is not stated")

    def who_unstated(self) -> str:
        if self.decision.awaited:  # the rows of a vote come the same day, or some days later
            return self.say("wie voor en wie tegen was, volgt", "who was for and against is to follow")
        return self.say("wie voor en wie tegen was, is niet vermeld", "who was for and against is not stated")

    def announced_otherwise(self) -> Iterator[str]:
        announced = self.decision.announced
        if announced is None or (self.decision.for_ is None and self.decision.against is None):
            return
        if (self.for_, self.against) != (announced.for_, announced.against):
            yield self.say(
                f"de Voorzitter meldde {announced.for_} voor en {announced.against} tegen",
                f"the Chair announced {announced.for_} for and {announced.against} against",
            )

    def needed(self) -> Iterator[str]:
        rule, counted = self.decision.rule, self.decision.counted
        if rule is None or rule.fraction == "1/2":
            return
        share = fraction(rule, self.lang)
        if counted is not None and self.decision.complete is not False:
            needed = rule.needed(counted.cast)
            yield self.say(f"nodig waren {needed} ({share})", f"{needed} were needed ({share})")
        else:
            yield self.say(
                f"nodig was {share} van de uitgebrachte stemmen", f"{share} of the votes cast were needed"
            )


def when(decision: Decision, lang: Lang) -> str:
    """Return the day, as it was written where there is no such day; "datum niet vermeld" if not stated."""
    if decision.date is not None:
        return form.write_date(decision.date, lang)
    if decision.sitting is not None and decision.sitting.date_text:
        return clean(decision.sitting.date_text)
    return form.NO_DATE.in_(lang)


def fraction(rule: MajorityRule, lang: Lang) -> str:
    """Return "twee derde", or the bare fraction where there are no words for it."""
    words = _FRACTIONS.get(rule.fraction)
    return words.in_(lang) if words else rule.fraction


def remarks(decision: Decision, lang: Lang) -> list[str]:
    """Return what else to know, in sentences: members apart, mistakes, how close, what is derived."""
    return [
        *beside(decision, lang),
        *_margin_remark(decision, lang),
        *_derived_remark(decision, lang),
    ]


def beside(decision: Decision, lang: Lang) -> list[str]:
    """Return who voted apart from the party, and who reported a mistake."""
    return [*_apart_remark(decision, lang), *_mistake_remark(decision, lang)]


def _apart_remark(decision: Decision, lang: Lang) -> Iterator[str]:
    for ballot in apart(decision):
        party = clean(ballot.party.name) if ballot.party else form.NO_PARTY.in_(lang)
        name = _member(ballot, lang)
        yield Words(
            f"{name} ({party}) stemde anders dan de fractie.", f"{name} ({party}) voted apart from the party."
        ).in_(lang)


def _mistake_remark(decision: Decision, lang: Lang) -> Iterator[str]:
    mistaken = [
        clean(ballot.member.name if ballot.member else ballot.party.name if ballot.party else "")
        for _, ballot in decision.ballots()
        if ballot.mistake
    ]
    if mistaken:
        who = enumerate_names(mistaken, lang)
        yield Words(
            f"Vergissing gemeld door {who}; wat geteld is, blijft staan.",
            f"Mistake reported by {who}; what was counted stands.",
        ).in_(lang)


def _margin_remark(decision: Decision, lang: Lang) -> Iterator[str]:
    margin, counted, rule = decision.margin, decision.counted, decision.rule
    if margin is None or counted is None or rule is None or 0 in (counted.for_, counted.against):
        return
    needed = rule.needed(counted.cast)
    if margin == 0:
        gap = Words("dat waren er precies genoeg", "exactly enough")
    elif margin > 0:
        gap = Words(f"er waren er {margin} meer", f"{margin} more than needed")
    else:
        gap = Words(f"er waren er {-margin} minder", f"{-margin} fewer than needed")
    text = Words(
        f"Nodig waren {needed} van de {counted.cast} uitgebrachte stemmen; {gap.nl}.",
        f"{needed} of the {counted.cast} votes cast were needed; {gap.en}.",
    ).in_(lang)
    decisive = decision.decisive
    if decisive:
        who = enumerate_names([clean(party.name) for party in decisive], lang)
        one = len(decisive) == 1
        text += " " + Words(
            f"{who} {'had' if one else 'hadden elk'} de uitslag alleen al kunnen veranderen.",
            f"{who} {'alone' if one else 'each alone'} could have turned the vote.",
        ).in_(lang)
    yield text


def _derived_remark(decision: Decision, lang: Lang) -> Iterator[str]:
    yield from seats_derived(decision, lang)
    if text := derived(decision.derived, lang):
        yield text


def seats_derived(decision: Decision, lang: Lang) -> list[str]:
    """Return what seats of a vote the source did not give, in sentences; they are the same for many votes."""
    found: list[str] = []
    if "/counted/seats" in decision.derived:
        found.append(
            Words(
                "Hoeveel zetels de Kamer telde, is afgeleid uit de stemmingen van die dag.",
                "How many seats the House had is derived from the votes of that day.",
            ).in_(lang)
        )
    if any(pointer.endswith("/seats") and pointer != "/counted/seats" for pointer in decision.derived):
        unsure = decision.house is not None and not decision.house.certain
        found.append(
            Words(
                "De zetels zijn afgeleid van de zetelverdeling van die dag"
                + ("; of alle zetels toen bezet waren, is niet zeker." if unsure else "."),
                "The seats are derived from the seats of the parties that day"
                + ("; whether all were filled then is not certain." if unsure else "."),
            ).in_(lang)
        )
    return found


def derived(pointers: Iterable[str], lang: Lang) -> str:
    """Return "Afgeleid, niet in de bron: datum en indieners."; empty if a reader sees none of it."""
    kinds = dict.fromkeys(
        pointer.split("/")[1] for pointer in pointers if pointer.count("/") and not pointer.endswith("/seats")
    )
    words = list(dict.fromkeys(_DERIVED[kind].in_(lang) for kind in kinds if kind in _DERIVED))
    if not words:
        return ""
    return (
        Words("Afgeleid, niet in de bron: ", "Derived, not in the source: ").in_(lang)
        + enumerate_names(words, lang)
        + "."
    )
