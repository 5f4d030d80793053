"""What is so, and so what a document must say: official overviews, cut down to what each typed document can tell.

They come from the built-in example, from the made-up rows, from the sample beside the checkout, and from chance.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from kamerstem.model import refs
from kamerstem.model.assemble import assemble
from kamerstem.model.overview import Overview
from kamerstem.model.parties import by_id, house_on, seating_on
from kamerstem.model.refs import Paper
from kamerstem.model.votes import (
    Actor,
    Ballot,
    Decision,
    Kind,
    Method,
    Proposal,
    Result,
    Sitting,
    Step,
    Submitters,
    Tally,
)
from tests.checks.twelve import record as twelve
from tests.entities import ROWS, SAMPLE, read_entities
from tests.factories import MADE_UP, amendment, bill, overview, seed, vote

SETTLED = {
    Step.WITHDRAW: "withdrawn",
    Step.LAPSE: "lapsed",
    Step.HOLD_OVER: "held_over",
    Step.TAKE_OVER: "taken_over",
}


@dataclass(frozen=True)
class Vote:
    """One proposal and what became of it, in the words of the record; lists are names of parties."""

    kind: str  # bill, amendment or motion
    number: str
    subject: str
    by: str
    outcome: str
    day: date | None
    for_: tuple[str, ...] | None = None
    against: tuple[str, ...] | None = None
    absent: tuple[str, ...] | None = None
    tally: tuple[int, int] | None = None
    articles: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What a document tells of one bill, and the official overview that it is held against."""

    dossier: str
    title: str
    votes: tuple[Vote, ...]
    official: Overview


def _names(ballots: tuple[Ballot, ...] | None) -> tuple[str, ...] | None:
    if ballots is None:
        return None
    return tuple(ballot.party.name if ballot.party else "" for ballot in ballots)


def _vote(item: Proposal, kind: str) -> Vote | None:
    """Return a proposal that was settled by one decision; None: more is to be told of it than a plain line."""
    whole = [decision for decision in item.decisions if decision.step is not Step.POSTPONE]
    if len(whole) != 1 or len(item.decisions) != 1 or item.parts or item.statements:
        return None
    (decision,) = whole
    by = "" if kind == "bill" else _by(item)
    if by is None or (kind != "bill" and (not isinstance(item.ref, Paper) or not item.subject)):
        return None
    number = "" if kind == "bill" else str(item.ref).rpartition("nr. ")[2]
    day = decision.sitting.date if decision.sitting else None
    common = {
        "kind": kind,
        "number": number,
        "subject": item.subject or "",
        "by": by,
        "day": day,
        "articles": item.articles or (),
        "explanation": item.explanation or (),
    }
    if decision.step in SETTLED and kind != "bill":
        return Vote(outcome=SETTLED[decision.step], **common)  # type: ignore[arg-type]
    if decision.step is not Step.VOTE or decision.result not in (Result.ADOPTED, Result.REJECTED):
        return None
    every = [*(decision.for_ or ()), *(decision.against or ()), *(decision.not_voting or ())]
    if not every or any(ballot.member or ballot.mistake or ballot.seats is None for ballot in every):
        return None
    if decision.method is not Method.SHOW_OF_HANDS or not decision.counted or not decision.counted.complete:
        return None
    return Vote(
        outcome=str(decision.result),
        for_=_names(decision.for_),
        against=_names(decision.against),
        absent=_names(decision.not_voting),
        tally=(decision.counted.for_, decision.counted.against),
        **common,  # type: ignore[arg-type]
    )


def _by(item: Proposal) -> str | None:
    if item.submitters is None or not item.submitters.actors:
        return None
    names = [actor.name for actor in item.submitters.actors]
    if any(not name.replace(" ", "").replace("-", "").isalpha() for name in names):
        return None
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
    return text + " c.s." * item.submitters.and_others


def facts_of(official: Overview) -> Facts | None:
    """Return what a plain document says of a bill; the overview it is held against has nothing else."""
    if official.bill is None or official.subject.ref is None or not official.subject.title:
        return None
    whole = _vote(official.bill, "bill")
    amendments = [(item, _vote(item, "amendment")) for item in official.amendments]
    motions = [(item, _vote(item, "motion")) for item in official.motions]
    votes = [whole, *(vote for _, vote in amendments), *(vote for _, vote in motions)]
    told = tuple(vote for vote in votes if vote is not None)
    if whole is None or not any(vote.for_ for vote in told):
        return None
    return Facts(
        str(official.subject.ref),
        official.subject.title,
        told,
        replace(
            official,
            amendments=tuple(item for item, vote in amendments if vote),
            motions=tuple(item for item, vote in motions if vote),
            other=(),
            findings=(),
        ),
    )


@cache
def official_facts(sample: bool) -> tuple[Facts, ...]:
    """Return the facts of the built-in example, the made-up rows and, if asked for, the sample beside the checkout."""
    found = [twelve(), seed()]
    rows = read_entities(ROWS)
    found += [assemble(rows, refs.parse(ref)) for ref in ("99001", "99007", "99008-VI")]
    if sample:
        entities = read_entities(SAMPLE)
        dossiers = {
            (dossier["Nummer"], dossier["Toevoeging"])
            for decision in entities.all("Besluit")
            for proposal in entities.out(decision, "Zaak")
            for dossier in entities.out(proposal, "Kamerstukdossier")
        }
        for number, suffix in sorted(dossiers, key=str):
            found.append(assemble(entities, refs.parse(f"{number}-{suffix}" if suffix else str(number))))
    return tuple(facts for facts in map(facts_of, found) if facts is not None)


# --- by chance ---

_SUBJECTS = (
    "een termijn van vier weken", "het schrappen van artikel 6", "een register", "een lager tarief", "een meldplicht",
    "overleg met de gemeenten", "een eerdere datum van ingang", "onderzoek naar de gevolgen voor dorpen", "het Fries",
    "een evaluatie na drie jaar", "meer geld voor toezicht", "de rechten van huurders", "kinderen in de opvang",
    "een verbod op stunten met prijzen", "een grens aan de hoogte van de leges", "voorlichting op scholen",
    "een jaarlijkse rapportage aan de Kamer",
)  # fmt: skip
_NAMES = (
    "Grinwis", "Van Dijk", "Bikker", "Dassen", "Stoffer", "Kostić", "Van Baarle", "Dobbe", "Sneller", "Six Dijkstra",
    "Van der Plas", "Inge van Dijk", "El Abassi", "Eerdmans", "Van Nispen", "Michon-Derkzen", "Paternotte", "De Roon",
)  # fmt: skip
_DAYS = (date(2023, 12, 21), date(2024, 2, 6), date(2024, 5, 14), date(2025, 12, 16), date(2026, 9, 22))


def by_chance(rng: random.Random) -> Facts:
    """Return a made-up bill with some amendments and motions, voted on by the House of a real day."""
    day = rng.choice(_DAYS)
    house = house_on(day)
    assert house is not None
    order, _ = seating_on(day)
    parties = {
        party: house.seats[party] for party in dict.fromkeys((*order, *house.seats)) if party in house.seats
    }
    names = {party: by_id(party).name_on(day) for party in parties}

    def voted(lean: float) -> Decision:
        sides: dict[str, list[str]] = {"for": [], "against": [], "absent": []}
        for party, name in names.items():
            small = parties[party] <= 3
            side = "absent" if small and rng.random() < 0.04 else "for" if rng.random() < lean else "against"
            sides[side].append(name)
        count = {
            side: sum(parties[p] for p, name in names.items() if name in listed)
            for side, listed in sides.items()
        }
        if count["for"] == count["against"]:
            return voted(lean)
        result = Result.ADOPTED if count["for"] > count["against"] else Result.REJECTED
        told = rng.random() < 0.3
        return vote(
            result,
            ", ".join(sides["for"]),
            ", ".join(sides["against"]),
            ", ".join(sides["absent"]),
            day=day,
            announced=Tally(count["for"], count["against"]) if told else None,
        )

    def item(number: int, kind: Kind) -> Proposal:
        decision = (
            Decision(step=rng.choice(list(SETTLED)), sitting=Sitting(day))
            if rng.random() < 0.15
            else voted(rng.choice((0.2, 0.35, 0.5, 0.65, 0.8)))
        )
        return amendment(
            number,
            decision,
            kind=kind,
            ref=Paper(MADE_UP, str(number)),
            subject=subjects.pop(),
            submitters=Submitters((Actor(rng.choice(_NAMES)),), and_others=rng.random() < 0.3),
            articles=(str(rng.randint(1, 9)),) if kind is Kind.AMENDMENT and in_articles else None,
            explanation=None,
        )

    in_articles = rng.random() < 0.6
    subjects = rng.sample(_SUBJECTS, len(_SUBJECTS))
    first = rng.randint(4, 12)
    amendments = [item(first + 2 * n, Kind.AMENDMENT) for n in range(rng.randint(1, 6))]
    motions = [item(40 + n, Kind.MOTION) for n in range(rng.randint(0, 4))]
    title = "Regels over " + rng.choice(
        ("het bewaren van voorbeelden", "de veerponten", "het onderhoud van dijken")
    )
    made = overview(*amendments, the_bill=bill(voted(0.75), ref=MADE_UP, title=title))
    official = replace(made, subject=replace(made.subject, ref=MADE_UP, title=title), motions=tuple(motions))
    found = facts_of(official)
    return found if found else by_chance(rng)


def later(day: date, rng: random.Random) -> date:
    """Return another day on which the House votes, some weeks off."""
    return day + timedelta(days=7 * rng.choice((-3, -2, -1, 1, 2)))
