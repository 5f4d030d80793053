"""Overviews made by hand, for tests of whatever shows, writes or checks one.

The facts of bill 36470-VI are the official ones of 21 December 2023; everything else is made up.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

from kamerstem.budget.amendments import ledger_of
from kamerstem.language import Words
from kamerstem.model import form, parties
from kamerstem.model.majorities import MajorityRule, majority_rule
from kamerstem.model.overview import (
    Finding,
    Overview,
    Place,
    Severity,
    Source,
    SourceKind,
    Subject,
    SubjectKind,
    UnreadLine,
)
from kamerstem.model.papers import Clause, PaperText, articles_of
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import (
    Actor,
    Advice,
    Ballot,
    Ballots,
    Debate,
    Decision,
    Feature,
    Kind,
    Member,
    Method,
    Part,
    PartyName,
    Proposal,
    Relation,
    RelationKind,
    Result,
    Sitting,
    Statement,
    StatementKind,
    Step,
    Submitters,
    Tally,
)

DAY = dt.date(2023, 12, 21)
SEED = Dossier(36470, "VI")
MADE_UP = Dossier(36999)
SEED_TITLE = (
    "Wijziging van de begrotingsstaten van het Ministerie van Justitie en Veiligheid (VI) voor het jaar 2023"
    " (wijziging samenhangende met de Najaarsnota)"
)
FOR_4 = "SP, GroenLinks-PvdA, Volt, DENK, PvdD, ChristenUnie, SGP, CDA"
AGAINST_4 = "D66, VVD, NSC, PVV, FVD, BBB"
ALL_BUT_JA21 = (  # in seating order
    "SP, GroenLinks-PvdA, Volt, DENK, PvdD, D66, ChristenUnie, VVD, SGP, CDA, NSC, PVV, FVD, BBB"
)


def party(name: str, day: dt.date | None = DAY) -> PartyName:
    """Return a party by its name of that day; without an id where there is no such party."""
    found = parties.find(name, day)
    return PartyName(found.id if found else None, name)


def ballots(text: str | None, day: dt.date | None = DAY, *, weighed: bool = True) -> Ballots:
    """Return "SP, VVD 24": each with the seats given, else with its seats of that day."""
    if text is None:
        return None
    house = parties.house_on(day) if day else None
    found = []
    for item in filter(None, (item.strip() for item in text.split(","))):
        name, _, seats = item.rpartition(" ")
        if seats.isdigit():
            found.append(Ballot(party(name, day), int(seats)))
            continue
        of = party(item, day)
        known = house.seats.get(of.id or "") if house and weighed else None
        found.append(Ballot(of, known))
    return tuple(found)


def vote(
    result: Result | None,
    for_: str | None = None,
    against: str | None = None,
    not_voting: str | None = None,
    *,
    day: dt.date | None = DAY,
    weighed: bool = True,
    in_house: bool = True,
    features: Iterable[Feature] = (),
    **other: object,
) -> Decision:
    """Return a vote by show of hands of parties named in text, in the House of that day."""
    decision = Decision(
        step=Step.VOTE,
        result=result,
        method=Method.SHOW_OF_HANDS,
        sitting=Sitting(day) if day else None,
        for_=ballots(for_, day, weighed=weighed),
        against=ballots(against, day, weighed=weighed),
        not_voting=ballots(not_voting, day, weighed=weighed),
        house=parties.house_on(day) if day and in_house else None,
        rule=majority_rule(features, day),
    )
    return replace(decision, **other)  # type: ignore[arg-type]


def roll_call(
    result: Result | None, sides: Sequence[Sequence[tuple[str, str]] | None], **other: object
) -> Decision:
    """Return a roll call of members ("name", "party") for, against and not voting."""
    for_, against, not_voting = (
        None if side is None else tuple(Ballot(party(of), 1, Member(name)) for name, of in side)
        for side in sides
    )
    decision = Decision(
        step=Step.VOTE,
        result=result,
        method=Method.ROLL_CALL,
        sitting=Sitting(DAY),
        for_=for_,
        against=against,
        not_voting=not_voting,
        house=parties.house_on(DAY),
        rule=majority_rule((), DAY),
    )
    return replace(decision, **other)  # type: ignore[arg-type]


def members(text: str, number_of: int | None = None) -> list[tuple[str, str]]:
    """Return made-up members for every seat of the parties named: "SP-lid 1"."""
    house = parties.house_on(DAY)
    assert house is not None
    found = []
    for name in (name.strip() for name in text.split(",") if name.strip()):
        seats = house.seats[party(name).id or ""]
        found += [(f"{name}-lid {number}", name) for number in range(1, seats + 1)]
    return found[:number_of]


def whole_roll_call() -> Decision:
    """Return a complete roll call: 149 members, parties on both sides, one absent."""
    for_ = members(FOR_4) + members("VVD")[:12]
    against = members("D66, NSC, PVV, FVD, BBB") + members("VVD")[12:]
    return roll_call(Result.REJECTED, (for_, against, members("JA21")))


def bill(*decisions: Decision, **other: object) -> Proposal:
    """Return the bill of the seed with other decisions."""
    proposal = Proposal(kind=Kind.BILL, ref=SEED, title=SEED_TITLE, decisions=decisions)
    return replace(proposal, **other)  # type: ignore[arg-type]


def amendment(number: int, *decisions: Decision, dossier: Dossier = SEED, **other: object) -> Proposal:
    """Return an amendment with that number."""
    proposal = Proposal(
        kind=Kind.AMENDMENT,
        ref=Paper(dossier, str(number)),
        subject=f"een wijziging met nummer {number}",
        submitters=Submitters((Actor("Grinwis"),), and_others=True),
        articles=("33",),
        decisions=decisions,
    )
    return replace(proposal, **other)  # type: ignore[arg-type]


def overview(*proposals: Proposal, the_bill: Proposal | None = None, **other: object) -> Overview:
    """Return an overview of the seed bill with these proposals."""
    whole = Overview(
        subject=Subject(SubjectKind.BILL, SEED, SEED_TITLE),
        bill=the_bill,
        amendments=tuple(p for p in proposals if p.kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT)),
        motions=tuple(p for p in proposals if p.kind is Kind.MOTION),
        other=tuple(p for p in proposals if p.kind not in (Kind.AMENDMENT, Kind.SUB_AMENDMENT, Kind.MOTION)),
        order_known=True,
    )
    return replace(whole, **other)  # type: ignore[arg-type]


@cache
def seed() -> Overview:
    """Return bill 36470-VI as the official data tell it: 149-0-1, amendment 49-100-1, articles not stated."""
    return overview(
        amendment(
            4,
            vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21"),
            subject="middelen voor de bestrijding van mensenhandel",
            articles=None,
            explanation=None,
            submitters=Submitters((Actor("Grinwis", party=party("ChristenUnie")),), and_others=True),
            advice=Advice("ontraden", "Ontraden"),
            zaak="2023Z20532",
        ),
        the_bill=bill(
            vote(Result.ADOPTED, ALL_BUT_JA21, "", "JA21"), features=(Feature.BUDGET,), zaak="2023Z19174"
        ),
        motions_elsewhere=3,
        sources=(
            Source(
                "odata-1",
                SourceKind.ODATA,
                "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/Besluit",
                dt.datetime(2024, 1, 2, 9, 30, tzinfo=dt.UTC),
                "0" * 64,
            ),
        ),
    )


def decisions_of_every_kind() -> list[Decision]:
    """Return every step and result with every method, and every way in which lists can be stated or not."""
    found = [
        vote(result, for_, against, not_voting, method=method)
        for result in (*Result, None)
        for method in (Method.SHOW_OF_HANDS, None)
        for for_, against, not_voting in ((FOR_4, AGAINST_4, "JA21"), (None, None, None))
    ]
    found += [
        Decision(step=step, result=result, sitting=Sitting(DAY), caused_by=cause)
        for (step, result), cause in product(form.OUTCOMES, (None, Paper(SEED, "7")))
        if step is not Step.VOTE
    ]
    found += [
        vote(
            Result.REJECTED, *(side if stated else None for side, stated in zip(sides, pattern, strict=True))
        )
        for sides in ((FOR_4, AGAINST_4, "JA21"), ("", AGAINST_4, ""), (FOR_4, "", ""))
        for pattern in product((True, False), repeat=3)
    ]
    found += [
        vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21", in_house=False),
        vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21", weighed=False),
        vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21", day=None),
        vote(Result.REJECTED, FOR_4, None, None, weighed=False),
        vote(Result.REJECTED, "SP, Lijst Nooit", "VVD", ""),
        vote(Result.REJECTED, "SP, VVD", "PVV, CDA", "JA21"),
        vote(Result.REJECTED, FOR_4, "D66, VVD, NSC, PVV, FVD", "JA21"),
        vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21 3"),
        vote(Result.REJECTED, "SP 75", "PVV 75", ""),
        vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21", announced=Tally(48, 101)),
        vote(Result.REJECTED, announced=Tally(46, 103)),
        vote(Result.ADOPTED, "PVV 110", "VVD 40", "", features=[Feature.CONSTITUTION_SECOND_READING]),
        vote(Result.REJECTED, "PVV 90", "VVD 60", "", rule=MajorityRule("2/3", "votes_cast", "artikel 1")),
        members_apart(),
        whole_roll_call(),
        roll_call(Result.REJECTED, (members("SP"), members("VVD"), None), announced=Tally(70, 71)),
        roll_call(Result.TIED, (members(FOR_4), members(FOR_4), [])),
        Decision(step=Step.VOTE, result=Result.ADOPTED, method=Method.BALLOT, announced=Tally(80, 60)),
        Decision(
            step=Step.VOTE,
            result=Result.ADOPTED,
            method=Method.SITTING_STANDING,
            sitting=Sitting(None, date_text="30 februari 2024"),
        ),
    ]
    return found


def members_apart() -> Decision:
    """Return a show of hands in which one member of the PVV voted apart, and with a mistake."""
    decision = vote(Result.ADOPTED, f"{FOR_4}, VVD, NSC, BBB", "D66, PVV 36, FVD", "JA21")
    bosma = Ballot(party("PVV"), 1, Member("Bosma"))
    mistaken = tuple(replace(b, mistake=b.party == party("FVD")) for b in decision.against or ())
    return replace(decision, for_=(*(decision.for_ or ()), bosma), against=mistaken)


@cache
def every_outcome() -> Overview:
    """Return an overview that holds decisions, relations, parts, statements and findings of every kind."""
    made = decisions_of_every_kind()
    amendments = [
        amendment(number, decision, explanation=(f"Uitleg {number}.", "Tweede alinea."))
        for number, decision in enumerate(made, 5)
    ]
    extra = [
        amendment(
            101, vote(Result.TIED, "SP 75", "PVV 75", ""), vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21")
        ),
        amendment(
            102,
            parts=(
                Part(
                    "I",
                    ("5", "6"),
                    (vote(Result.ADOPTED, FOR_4 + ", VVD, PVV", "D66, NSC, FVD, BBB", "JA21"),),
                ),
                Part("II", None, ()),
            ),
            relations=(
                Relation(RelationKind.REPLACES, Paper(SEED, "9")),
                Relation(RelationKind.REPLACED_BY, Paper(SEED, "110")),
            ),
            articles=("1", "2"),
        ),
        amendment(
            103,
            vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21", derived=("/date", "/for/0/seats")),
            kind=Kind.SUB_AMENDMENT,
            submitters=None,
            subject=None,
            articles=(),
            relations=(Relation(RelationKind.AMENDS, Paper(SEED, "5")),),
        ),
        amendment(104, ref=None),
    ]
    others = [
        amendment(120 + index, vote(Result.ADOPTED, ALL_BUT_JA21, "", "JA21"), kind=kind, articles=None)
        for index, kind in enumerate(Kind)
        if kind not in (Kind.BILL, Kind.AMENDMENT, Kind.SUB_AMENDMENT)
    ]
    statements = tuple(
        Statement(Actor("SP", party=party("SP")), kind, "met een tekst", DAY) for kind in StatementKind
    )
    findings = tuple(
        Finding(
            "een-check", severity, at, Words("Er is iets gevonden.", "Something was found."), place=Place(7)
        )
        for severity in Severity
        for at in ("/bill/decisions/0", "/amendments/0", "/amendments/10/decisions/0/for", "/sources", "")
    )
    return overview(
        *amendments,
        *extra,
        *others,
        the_bill=bill(whole_roll_call(), statements=statements, debate=Debate("Najaarsnota", DAY)),
        order_known=False,
        findings=findings,
        unread=(UnreadLine(Place(12), "Een regel die nergens bij hoort."),),
        motions_elsewhere=1,
        sources=tuple(Source(str(kind), kind) for kind in SourceKind),
    )


@cache
def forty_amendments() -> Overview:
    """Return a bill with forty amendments under long titles, as a big debate gives."""
    long = "het verlengen van de termijn waarbinnen gemeenten, provincies en waterschappen een besluit nemen"
    return overview(
        *(
            amendment(
                number,
                vote(Result.ADOPTED, FOR_4 + ", VVD, PVV", "D66, NSC, FVD, BBB", "JA21")
                if number % 3
                else vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21"),
                subject=f"{long} ({number})",
            )
            for number in range(5, 45)
        ),
        the_bill=bill(vote(Result.ADOPTED, ALL_BUT_JA21, "", "JA21")),
    )


_LONG = (
    "het verlengen van de termijn waarbinnen gemeenten, provincies en waterschappen een besluit nemen over een aanvraag"
    " voor een arbeidsongeschiktheidsverzekeringsmaatschappij in de kustwateren, en het schrappen van de bevoegdheid"
    " van de minister om daarvan bij ministeriële regeling af te wijken"
)
_WHY = (
    "Dit amendement is verzonnen en regelt niets. De indieners willen dat een besluit niet langer op zich laat"
    " wachten dan nodig is, en dat wie iets aanvraagt weet waar hij aan toe is; de voorbeelden uit de praktijk liegen"
    " er niet om.",
    "Volgens hen kost dat € 2.000 per aanvraag. Verworpen. Dat woord staat hier in een zin en is geen besluit.",
    "Artikel 33",
)
_FOR_LONG = "GroenLinks-PvdA, D66, Volt, DENK, PvdD, SP, ChristenUnie, SGP, CDA, VVD, NSC, PVV"


@cache
def big_bill() -> Overview:
    """Return a bill with forty amendments in six articles: sub-amendments, parts, every outcome, long titles and lists.

    All of it is made up, but for the parties and their seats.
    """
    articles = [("1",), ("2a",), ("5", "6"), ("33",), ("I, onderdeel A", "II"), ("XIV",)]
    outcomes: list[tuple[Decision, ...]] = [
        (vote(Result.ADOPTED, _FOR_LONG, "FVD, BBB", "JA21"),),
        (vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21"),),
        (members_apart(),),
        (whole_roll_call(),),
        (Decision(step=Step.WITHDRAW, sitting=Sitting(DAY)),),
        (Decision(step=Step.LAPSE, sitting=Sitting(DAY)),),
        (Decision(step=Step.TAKE_OVER, sitting=Sitting(DAY)),),
        (
            Decision(step=Step.HOLD_OVER, sitting=Sitting(DAY)),
            vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21"),
        ),
        (vote(Result.TIED, "SP 75", "PVV 75", ""),),
        (Decision(step=Step.INADMISSIBLE, sitting=Sitting(DAY)),),
    ]
    who = Submitters(
        tuple(Actor(name) for name in ("Van der Plas", "Inge van Dijk", "Six Dijkstra", "El Abassi")),
        and_others=True,
    )
    made = [
        amendment(
            number,
            *outcomes[number % len(outcomes)],
            subject=f"{_LONG} ({number})" if number % 2 else "een evaluatie na drie jaar",
            articles=articles[number % len(articles)],
            explanation=_WHY[: number % 4],
            submitters=who if number % 3 == 0 else Submitters((Actor("Grinwis"),), and_others=True),
        )
        for number in range(5, 45)
    ]
    made[7] = replace(
        made[7],
        decisions=(),
        parts=(
            Part("I", ("5",), (vote(Result.ADOPTED, _FOR_LONG, "FVD, BBB", "JA21"),)),
            Part("II", ("6",), (vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21"),)),
        ),
    )
    subs = [
        amendment(
            100 + number,
            vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21"),
            kind=Kind.SUB_AMENDMENT,
            subject=_LONG,
            articles=None if number % 2 else ("12, lid 3",),
            explanation=_WHY,
            relations=(Relation(RelationKind.AMENDS, Paper(SEED, str(number))),),
        )
        for number in (6, 10, 11, 99)
    ]
    motions = [
        replace(made[index], kind=Kind.MOTION, ref=Paper(SEED, str(200 + index)), articles=None)
        for index in range(6)
    ]
    findings = tuple(
        Finding(
            "een-check",
            severity,
            at,
            Words(f"Er is iets gevonden. {_WHY[0]}", f"Something was found. {_WHY[0]}"),
            place=Place(7),
        )
        for severity in Severity
        for at in ("/bill/decisions/0", "/amendments/3", "/amendments/30", "/sources")
    )
    title = f"Regels over {_LONG} (Wet verzonnen besluiten, kustwateren en bijzondere arbeidsongeschiktheid)"
    return overview(
        *made,
        *subs,
        *motions,
        the_bill=bill(vote(Result.ADOPTED, ALL_BUT_JA21, "", "JA21"), title=title),
        subject=Subject(SubjectKind.BILL, SEED, title),
        findings=findings,
        motions_elsewhere=7,
        sources=seed().sources,
    )


def hostile(text: str) -> Overview:
    """Return an overview with that text in every field that a document or a record can fill."""
    name = PartyName(None, text)
    actor = Actor(text, party=name, role=text)
    decision = Decision(
        step=Step.VOTE,
        result=Result.REJECTED,
        id=text,
        text=text,
        method=Method.SHOW_OF_HANDS,
        sitting=Sitting(None, number=text, item=text, date_text=text),
        for_=(Ballot(name, 5, mistake=True), Ballot(name, 1, Member(text), mistake=True)),
        against=(Ballot(PartyName(None, text + "2"), 30),),
        not_voting=(Ballot(PartyName(None, text + "3"), 1),),
        rule=MajorityRule("2/3", "votes_cast", text),
    )
    names = replace(decision, method=Method.ROLL_CALL, for_=(Ballot(name, 1, Member(text)),))
    proposal = Proposal(
        kind=Kind.AMENDMENT,
        ref=Paper(SEED, "4"),
        zaak=text,
        document=text,
        title=text,
        subject=text,
        submitters=Submitters((actor,), and_others=True),
        articles=(text,),
        explanation=(text, text),
        parts=(Part(text, (text,), (decision,)),),
        debate=Debate(text, None, text),
        advice=Advice(text, text),
        decisions=(decision, names),
        statements=(Statement(actor, StatementKind.EXPLANATION, text, None, text),),
    )
    return Overview(
        subject=Subject(SubjectKind.BILL, SEED, text),
        bill=replace(proposal, kind=Kind.BILL, ref=SEED),
        amendments=(proposal,),
        motions=(replace(proposal, kind=Kind.MOTION),),
        other=(replace(proposal, kind=Kind.LETTER),),
        findings=tuple(
            Finding(text, severity, at, Words(text, text), expected=text, found=text, source=text)
            for severity in Severity
            for at in ("/bill", text)
        ),
        sources=(
            Source(text, SourceKind.ODATA, text, None, text),
            Source("x", SourceKind.PAPER, "javascript:1"),
        ),
        unread=(UnreadLine(Place(1), text),),
    )


@cache
def budget_bill() -> Overview:
    """Return a made-up budget with made-up amendments, adopted, rejected, by part, withdrawn and not voted on."""
    dossier = Dossier(36990, "VI")
    title = "Vaststelling van de begrotingsstaten van het Ministerie van Justitie en Veiligheid (VI) voor het jaar 2031"
    yes, no = vote(Result.ADOPTED, ALL_BUT_JA21, "", "JA21"), vote(Result.REJECTED, FOR_4, AGAINST_4, "JA21")
    both = "worden het verplichtingenbedrag en het uitgavenbedrag"
    police = f"In artikel 31 Politie {both} verhoogd met € {{}} (x € 1.000)."
    rest = f"In artikel 92 Nog onverdeeld {both} verlaagd met € {{}} (x € 1.000)."
    texts: tuple[tuple[int, tuple[Clause, ...], str | None, dict[str, Any]], ...] = (
        (
            4,
            (Clause("I", (police.format("7.000"),)), Clause("II", (rest.format("7.000"),))),
            "Voor de politie is 7 miljoen euro nodig. De dekking komt uit artikel 92.",
            {"decisions": (yes,)},
        ),
        (
            5,
            (Clause(None, (police.format("12.500"),)),),
            "Er is € 15 miljoen nodig. De dekking komt met een kasschuif uit 2032.",
            {"decisions": (no,)},
        ),
        (
            6,
            (
                Clause("I", ("In artikel 33 Veiligheid en criminaliteitsbestrijding wordt het verplichtingenbedrag"
                             " verhoogd met € 3.000 (x € 1.000) en het uitgavenbedrag verhoogd met € 1.000"
                             " (x € 1.000).",)),
                Clause("II", ("Het uitgavenbedrag van artikel 34 wordt zo verlaagd dat het past.",)),
            ),
            "Drie miljoen euro.",
            {"parts": (Part("I", decisions=(yes,)), Part("II", decisions=(no,)))},
        ),
        (7, (Clause(None, (rest.format("500"),)),), None, {"decisions": (Decision(step=Step.WITHDRAW),)}),
        (8, (Clause(None, ("Na artikel 3 wordt een artikel ingevoegd: Artikel 3a Er is een verslag.",)),), None, {}),
    )  # fmt: skip
    amendments = []
    for number, clauses, explanation, other in texts:
        said = None if explanation is None else (explanation,)
        text = PaperText(kind=Kind.AMENDMENT, clauses=clauses, explanation=said)
        signed = Submitters(
            (Actor("Voorbeeld", party=party("SP" if number % 2 else "CDA")),), and_others=True
        )
        fields: dict[str, Any] = {
            "explanation": said,
            "articles": articles_of(clauses),
            "submitters": signed,
            **other,
        }
        amendments.append(amendment(number, dossier=dossier, ledger=ledger_of(text, title), **fields))
    return Overview(
        subject=Subject(SubjectKind.BILL, dossier, title),
        bill=bill(yes, ref=dossier, title=title, features=(Feature.BUDGET,)),
        amendments=tuple(amendments),
        order_known=True,
    )
