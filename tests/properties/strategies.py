"""Any overview that the Senate's form can state: all kinds, steps, results and methods."""

from dataclasses import replace
from datetime import date
from string import ascii_lowercase

from hypothesis import strategies as st

from kamerstem.model import form, parties
from kamerstem.model.overview import Overview, Subject, SubjectKind
from kamerstem.model.refs import Dossier, Paper, Ref, ZaakNumber
from kamerstem.model.votes import (
    Actor,
    Ballot,
    Ballots,
    Decision,
    Kind,
    Member,
    Method,
    Part,
    PartyName,
    Proposal,
    Relation,
    RelationKind,
    Side,
    Sitting,
    Statement,
    StatementKind,
    Step,
    Submitters,
    Tally,
)

DOSSIERS = st.builds(
    Dossier, st.integers(20000, 39999), st.sampled_from([None, "VI", "XV", "VIII", "IIA", "A", "XXIII"])
)
DAYS = st.dates(date(2010, 7, 1), date(2026, 6, 30))
# Words with all that a reader could stumble over: marks, digits, hyphens, quotes, words of the form itself.
_WORD = st.one_of(
    st.text(ascii_lowercase + "éëïöüàç", min_size=1, max_size=12),
    st.sampled_from(
        "Verworpen. Aangenomen. Voor: Tegen: Afwezig: Artikel 33 4 (Grinwis en of c.s.) Onderdeel I: blad 2 datum"
        " Ingetrokken. over in- uit- sociaal-economisch GroenLinks-PvdA € 2.000 nr. 7 (x ‘nee’ “ja” – t.v.v."
        " Het wetsvoorstel is De stemming Eindstemming niemand. 1. a) • * -- ½ 2023Z20532 36.470 VI".split(
            " "
        )
    ),
)
TEXT = st.lists(_WORD, min_size=1, max_size=60).map(" ".join).filter(lambda text: not text.endswith("-"))
TITLE = (
    st.lists(_WORD, min_size=1, max_size=14)
    .map(lambda words: "Wijziging van " + " ".join(words))
    .filter(lambda text: not text.endswith("-"))
)
SUBJECT = st.lists(st.text(ascii_lowercase, min_size=1, max_size=9), min_size=1, max_size=20).map(" ".join)
_SURNAME = st.sampled_from(
    [
        "Grinwis",
        "Van der Plas",
        "Six Dijkstra",
        "Inge van Dijk",
        "De Kort",
        "J.M. de Vries",
        "El Abassi",
        "Ceder",
    ]
)
NAMES = st.one_of(
    _SURNAME, st.sampled_from(["vaste commissie voor Justitie en Veiligheid", "Kathmann/Bikker"])
)
SUBMITTERS = st.none() | st.builds(
    lambda names, others: Submitters(tuple(Actor(name) for name in names), others),
    st.lists(NAMES, min_size=1, max_size=4, unique=True),
    st.booleans(),
)
ARTICLE = st.sampled_from(
    ["1", "2", "3a", "33", "I", "IIA", "XIV", "2.1", "5:3", "I, onderdeel A", "12, lid 3"]
)
ARTICLES = st.none() | st.lists(ARTICLE, max_size=3, unique=True).map(tuple)


def _unknown_parties() -> st.SearchStrategy[str]:
    return st.sampled_from(["Lijst Nooit", "Groep Verzonnen", "Partij X"])


@st.composite
def ballot_lists(draw: st.DrawFn, day: date | None, method: Method | None) -> dict[Side, Ballots]:
    """Each side null, empty or filled, with parties of that day, unknown ones, and members."""
    names = [party.name_on(day or date(2023, 12, 21)) for party in parties.all_parties()]
    lists: dict[Side, Ballots] = {}
    for side in Side:
        if not draw(st.booleans()):
            continue
        chosen = draw(st.lists(st.sampled_from(names) | _unknown_parties(), max_size=16, unique=True))
        if method is Method.ROLL_CALL:
            members = draw(st.lists(_SURNAME, max_size=8))
            lists[side] = tuple(
                Ballot(_named(draw(st.sampled_from(names)), day), 1, Member(name), draw(st.booleans()))
                for name in members
            )
        else:
            ballots = [Ballot(_named(name, day), None, None, draw(st.booleans())) for name in chosen]
            if draw(st.booleans()):
                ballots.append(Ballot(_named(draw(st.sampled_from(names)), day), 1, Member(draw(_SURNAME))))
            lists[side] = tuple(ballots)
    return lists


def _named(name: str, day: date | None) -> PartyName:
    party = parties.find(name, day) or parties.find(name)
    return PartyName(party.id if party else None, name)


@st.composite
def decisions(draw: st.DrawFn, ref: Ref) -> Decision:
    step, result = draw(st.sampled_from(sorted(form.OUTCOMES, key=repr)))
    day = draw(st.none() | DAYS | st.just(date(2023, 12, 21)))
    voted = step is Step.VOTE
    method = draw(st.none() | st.sampled_from(Method)) if voted else None
    lists = draw(ballot_lists(day, method)) if voted else {}
    announced = (
        draw(st.none() | st.builds(Tally, st.integers(0, 150), st.integers(0, 150))) if voted else None
    )
    return Decision(
        step=step,
        result=result,
        sitting=Sitting(day) if day else None,
        method=method,
        announced=announced,
        for_=lists.get(Side.FOR),
        against=lists.get(Side.AGAINST),
        not_voting=lists.get(Side.NOT_VOTING),
        caused_by=draw(st.none() | st.just(ref)) if step is Step.BY_CONSEQUENCE else None,
    )


@st.composite
def item_refs(draw: st.DrawFn, dossier: Dossier) -> Ref | None:
    number = draw(st.integers(1, 4000)), draw(st.sampled_from(["", "", "", "a"]))
    paper = Paper(dossier, f"{number[0]}{number[1]}")
    other = Paper(draw(DOSSIERS), str(number[0]))
    zaak = ZaakNumber(f"2023Z{draw(st.integers(1, 99999)):05d}")
    return draw(st.sampled_from([paper, paper, paper, other, zaak, None]))


@st.composite
def proposals(draw: st.DrawFn, dossier: Dossier, kind: Kind) -> Proposal:
    other = Paper(dossier, str(draw(st.integers(1, 99))))
    some_decisions = st.lists(decisions(other), max_size=3).map(tuple)
    relations = draw(
        st.lists(
            st.builds(
                Relation, st.sampled_from([RelationKind.REPLACES, RelationKind.AMENDS]), st.just(other)
            ),
            max_size=2,
            unique=True,
        )
    )
    parts = st.lists(
        st.builds(Part, st.sampled_from(["I", "II", "II-V", "A"]), ARTICLES, some_decisions),
        max_size=3,
        unique_by=lambda part: (part.label, part.articles),
    ).map(tuple)
    bill = kind is Kind.BILL
    return Proposal(
        kind=kind,
        ref=dossier if bill else draw(item_refs(dossier)),
        title=draw(TITLE) if kind is Kind.BILL_PART else None,
        subject=None if bill or kind is Kind.BILL_PART else draw(st.none() | SUBJECT),
        submitters=None if bill else draw(SUBMITTERS),
        articles=None if bill else draw(ARTICLES),
        explanation=None if bill else draw(st.none() | st.lists(TEXT, max_size=4).map(tuple)),
        relations=() if bill else tuple(relations),
        decisions=draw(some_decisions),
        parts=draw(parts),
        statements=draw(
            st.lists(
                st.builds(
                    Statement,
                    st.builds(Actor, st.sampled_from(["SP", "Grinwis"])),
                    st.sampled_from(StatementKind),
                ),
                max_size=1,
            ).map(tuple)
        ),
    )


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    """A bill with amendments, motions and other proposals."""
    dossier = draw(DOSSIERS)
    title = draw(st.none() | TITLE)
    bill = draw(proposals(dossier, Kind.BILL))
    items = [
        draw(proposals(dossier, kind))
        for kind in draw(
            st.lists(st.sampled_from([kind for kind in Kind if kind is not Kind.BILL]), max_size=6)
        )
    ]
    amendments = {Kind.AMENDMENT, Kind.SUB_AMENDMENT}
    papers = [item.ref for item in items if item.kind is Kind.AMENDMENT and item.ref is not None]
    for index, item in enumerate(items):  # one that changes another of the same overview stands under it
        if item.kind is Kind.SUB_AMENDMENT and papers and draw(st.booleans()):
            changed = Relation(RelationKind.AMENDS, draw(st.sampled_from(papers)))
            items[index] = replace(item, relations=(changed,))
            if item.ref is not None:  # and may have one under it
                papers.append(item.ref)
    return Overview(
        subject=Subject(SubjectKind.BILL, dossier, title),
        bill=Proposal(
            kind=Kind.BILL, ref=dossier, title=title, decisions=bill.decisions, parts=bill.parts,
            statements=bill.statements,
        ),
        amendments=tuple(item for item in items if item.kind in amendments),
        motions=tuple(item for item in items if item.kind is Kind.MOTION),
        other=tuple(item for item in items if item.kind not in amendments and item.kind is not Kind.MOTION),
    )  # fmt: skip
