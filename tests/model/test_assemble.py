"""The derivation, on made-up rows that hold what the sample lacks (tests/examples/rows)."""

import json
import random
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.entities import ROWS, read_entities

from kamerstem import checks
from kamerstem.contract import overview as contract
from kamerstem.errors import NotFoundError
from kamerstem.model import refs
from kamerstem.model.assemble import assemble
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.houses import Houses, houses_in
from kamerstem.model.overview import Overview, Severity, Source, SourceKind, SubjectKind
from kamerstem.model.votes import (
    ActorKind,
    Decision,
    Feature,
    Kind,
    Method,
    Proposal,
    RelationKind,
    Result,
    Side,
    StatementKind,
    Status,
    Step,
    Tally,
)
from kamerstem.render import json as as_json
from kamerstem.render import text as as_text

SOURCE = Source("rows", SourceKind.ODATA, "https://example.org/OData")
DOSSIERS = sorted({path.name.partition(".")[0] for path in ROWS.glob("*.expected.json")})


@pytest.fixture(scope="module")
def entities() -> Entities:
    return read_entities(ROWS)


def ask(entities: Entities, ref: str) -> Overview:
    return assemble(entities, refs.parse(ref), [SOURCE], _houses(entities))


@cache
def _houses(entities: Entities) -> Houses:
    return houses_in(entities)  # these records hold whole days


def items(overview: Overview) -> dict[str, Proposal]:
    """Return every proposal by the end of its reference: a paper's number, or what it has."""
    return {str(p.ref).rpartition("nr. ")[2]: p for _, p in overview.items()}


def tally(decision: Decision) -> tuple[int, int, int | None, bool | None] | None:
    counted = decision.counted
    return (counted.for_, counted.against, counted.not_voting, counted.complete) if counted else None


def findings(overview: Overview) -> set[tuple[str, str, str | None]]:
    return {(found.check, str(found.severity), str(found.ref)) for found in checks.run(overview)}


def test_the_files_are_what_their_description_writes() -> None:
    files = runpy.run_path(str(ROWS / "build.py"))["build"]()
    assert {path.name: path.read_text("utf-8") for path in ROWS.glob("*.jsonl")} == files


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_whole_overviews(entities: Entities, dossier: str) -> None:
    overview = ask(entities, dossier)
    made = contract.overview(replace(overview, findings=checks.run(overview)))
    path = ROWS / f"{dossier}.expected.json"
    if not path.read_text(
        "utf-8"
    ).strip():  # a new one: written, and the test fails until somebody has read it
        path.write_text(as_json.dumps(made), "utf-8")
        pytest.fail(f"{path.name} was written: read it, line by line, then run again")
    assert made == json.loads(path.read_text("utf-8"))


# --- 99001: a bill with 40 amendments ---------------------------------------------------------------------------------

# In voting order: number, kind, status, what it came to (for-against, or the step), label of parts.
FOUR, ELEVEN = (88, 62, 0, True), (62, 88, 0, True)
VOTING_ORDER = [
    ("18", Status.REJECTED, [ELEVEN]),
    ("42", Status.ADOPTED, [FOUR]),
    ("15", Status.ADOPTED, [FOUR]),
    ("16", Status.REJECTED, [ELEVEN]),
    ("21", Status.ADOPTED, [FOUR]),
    ("23", Status.REJECTED, [ELEVEN, ELEVEN]),  # twin Besluiten
    ("24", Status.REJECTED, [ELEVEN]),  # a row that comes twice
    ("25", Status.ADOPTED, [None]),  # D66 on both sides: its nine seats are not known
    ("26", Status.REJECTED, [(63, 87, 0, True)]),  # one of the 37 of the PVV voted apart
    ("27", Status.REJECTED, [(61, 88, None, False)]),  # the row of JA21 is lost
    ("28", Status.REJECTED, [ELEVEN]),  # beside a deleted Besluit
    ("29", Status.REJECTED, [ELEVEN]),  # beside a deleted row
    ("8", Status.REJECTED, [ELEVEN]),
    ("10", Status.UNKNOWN, []),  # its parts fared differently
    ("11", Status.REJECTED, []),  # its parts are all rejected
    ("12", Status.WITHDRAWN, [Step.WITHDRAW]),
    ("13", Status.WITHDRAWN, [Step.WITHDRAW]),
    ("14", Status.LAPSED, [Step.LAPSE]),
    ("19", Status.TAKEN_OVER, [Step.TAKE_OVER]),
    ("31", Status.ADOPTED, [(150, 0, 0, True)]),
    ("32", Status.REJECTED, [(61, 88, 1, True)]),  # JA21 did not vote
    ("33", Status.REJECTED, [ELEVEN]),
    ("34", Status.REJECTED, [(75, 75, 0, True)]),  # "Niet aangenomen."
    ("36", Status.REJECTED, [ELEVEN]),
    ("37", Status.REJECTED, [ELEVEN]),
    ("38", Status.REJECTED, [(63, 87, 0, True)]),  # a member apart who is no Persoon
    ("39", Status.ADOPTED, [None]),  # no vote rows
    ("40", Status.REJECTED, [ELEVEN]),
    ("41", Status.REJECTED, [ELEVEN]),
    ("43", Status.REJECTED, [ELEVEN]),
    ("44", Status.ADOPTED, [FOUR]),
    ("45", Status.REJECTED, [ELEVEN]),
    ("46", Status.REJECTED, [ELEVEN]),
    ("47", Status.ADOPTED, [FOUR]),
    ("48", Status.REJECTED, [ELEVEN]),
    ("20", Status.ADOPTED, [Step.POSTPONE, FOUR]),  # a week later
    (
        "35",
        Status.ADOPTED,
        [(75, 75, 0, True), (76, 74, 0, True)],
    ),  # "Aanhouden (75-75).", a week later again
    ("9", Status.UNKNOWN, []),  # replaced
    ("17", Status.UNKNOWN, []),  # replaced, by the title of 16 only
    ("22", Status.UNKNOWN, []),  # nothing but proposals for a decision
]


def test_amendments_stand_in_voting_order_with_what_became_of_each(entities: Entities) -> None:
    overview = ask(entities, "99001")
    assert len(overview.amendments) == 40
    assert [
        (
            str(p.ref).rpartition("nr. ")[2],
            p.status,
            [tally(d) if d.step is Step.VOTE else d.step for d in p.decisions],
        )
        for p in overview.amendments
    ] == VOTING_ORDER


def test_the_bill_itself(entities: Entities) -> None:
    overview = ask(entities, "99001")
    assert overview.subject.kind is SubjectKind.BILL
    assert str(overview.subject.ref) == "99001"
    bill = overview.bill
    assert bill is not None
    assert (bill.kind, bill.status, bill.articles, bill.explanation) == (
        Kind.BILL,
        Status.ADOPTED,
        None,
        None,
    )
    (final,) = bill.decisions
    assert (str(final.date), tally(final), final.margin) == ("2024-02-13", (96, 54, 0, True), 20)
    assert [party.name for party in final.decisive or ()] == ["VVD", "PVV"]  # 24 and 37; NSC has 20
    assert overview.other == ()


def test_a_bill_is_the_same_by_dossier_and_by_zaak(entities: Entities) -> None:
    by_zaak, by_id = ask(entities, "2024Z90000"), ask(entities, _id(entities, "2024Z90000"))
    assert by_zaak == ask(entities, "99001")
    assert by_id.amendments == by_zaak.amendments


def _id(entities: Entities, number: str) -> str:
    return next(zaak.id for zaak in entities.all("Zaak") if zaak["Nummer"] == number)


def test_parts_are_decided_on_by_themselves(entities: Entities) -> None:
    found = items(ask(entities, "99001"))
    mixed, same = found["10"], found["11"]
    assert [(part.label, part.articles, [d.result for d in part.decisions]) for part in mixed.parts] == [
        ("I", None, [Result.REJECTED]),
        ("II", None, [Result.ADOPTED]),
        ("III", None, [Result.ADOPTED]),
    ]
    assert [(part.label, [tally(d) for d in part.decisions]) for part in same.parts] == [
        ("I", [ELEVEN]),
        ("II", [ELEVEN]),
    ]


def test_sub_amendments_and_replaced_versions(entities: Entities) -> None:
    found = items(ask(entities, "99001"))
    assert [(number, p.kind) for number, p in found.items() if p.kind is Kind.SUB_AMENDMENT] == [
        ("18", Kind.SUB_AMENDMENT),
        ("42", Kind.SUB_AMENDMENT),
    ]

    def related(number: str) -> list[tuple[str, str]]:
        return [(str(r.kind), str(r.ref)) for r in found[number].relations]

    assert related("18") == [("amends", "99001, nr. 8")]
    assert related("42") == [("amends", "99001, nr. 10")]
    assert related("15") == [("replaces", "99001, nr. 9")]
    assert related("9") == [("replaced_by", "99001, nr. 15")]
    assert related("16") == [("replaces", "99001, nr. 17")]
    assert related("17") == [("replaced_by", "99001, nr. 16")]
    # What only the title says is derived; VervangenVanuit is not.
    assert "/replaces" not in found["15"].derived
    assert "/replaces" in found["16"].derived
    assert "/replaced_by" in found["17"].derived
    assert "/amends" in found["18"].derived


def test_submitters_come_from_the_record_else_from_the_title(entities: Entities) -> None:
    found = items(ask(entities, "99001"))

    def submitters(number: str) -> list[tuple[str, ActorKind, str | None, str | None]]:
        actors = found[number].submitters
        assert actors is not None
        return [(a.name, a.kind, a.party.id if a.party else None, a.role) for a in actors.actors]

    member = ActorKind.MEMBER
    assert submitters("8") == [("C.D. van Aalders", member, "d66", "Indiener")]
    assert submitters("45") == [
        ("C.D. van Aalders", member, "d66", "Indiener"),
        ("E. Lam", member, "sp", "Medeindiener"),
    ]
    assert submitters("36") == [("vaste commissie voor Voorbeelden", ActorKind.COMMITTEE, None, "Indiener")]
    assert submitters("10") == [("Cools", member, None, None), ("Dros", member, None, None)]
    assert found["37"].submitters is not None
    assert found["37"].submitters.and_others
    assert "/submitters" in found["10"].derived
    assert "/submitters" not in found["8"].derived
    assert found["8"].advice is not None
    assert (found["8"].advice.code, found["8"].advice.text) == ("oordeel_kamer", "Oordeel Kamer")


def test_who_voted_apart_is_taken_off_the_party(entities: Entities) -> None:
    found = items(ask(entities, "99001"))
    (vote,) = found["26"].decisions
    of_pvv = [
        (side, b.seats, b.member.name if b.member else None)
        for side, b in vote.ballots()
        if b.party and b.party.id == "pvv"
    ]
    assert of_pvv == [(Side.FOR, 1, "A.B. van der PVV02"), (Side.AGAINST, 36, None)]
    nobody = [b.member for _, b in found["38"].decisions[0].ballots() if b.member]
    assert [member.name for member in nobody] == ["A.B. van der VVD02"]  # by ActorNaam: there is no Persoon


def test_a_party_on_both_sides_never_weighs_more_than_it_has(entities: Entities) -> None:
    (vote,) = items(ask(entities, "99001"))["25"].decisions
    assert [b.seats for _, b in vote.ballots() if b.party and b.party.id == "d66"] == [None, None]
    assert vote.counted is None
    assert vote.margin is None


def test_a_remark_is_shown_and_never_counted(entities: Entities) -> None:
    amendment = items(ask(entities, "99001"))["40"]
    (vote,) = amendment.decisions
    assert tally(vote) == ELEVEN
    assert [(s.actor.party and s.actor.party.id, s.kind) for s in amendment.statements] == [
        ("d66", StatementKind.DEEMED_AGAINST)
    ]


def test_motions_belong_to_a_debate(entities: Entities) -> None:
    overview = ask(entities, "99001")
    assert [(str(p.ref), p.status) for p in overview.motions] == [
        ("99001, nr. 50", Status.REJECTED),  # of the bill's own item
        ("99001, nr. 51", Status.ADOPTED),  # "Moties ingediend bij de Regels over voorbeelden"
        ("2024Z90156", Status.ADOPTED),  # stands in two dossiers, so a number says nothing
        ("99001, nr. 52", Status.REJECTED),  # held over from there, voted on a week later
        ("99001, nr. 53", Status.LAPSED),  # held over, and its term went by
    ]
    assert overview.motions_elsewhere == 2
    assert [d.step for d in overview.motions[3].decisions] == [Step.HOLD_OVER, Step.VOTE]


def test_what_the_checks_say_of_it(entities: Entities) -> None:
    assert findings(ask(entities, "99001")) == {
        ("split-party", "error", "99001, nr. 25"),
        ("decision-after-final", "warning", "99001, nr. 23"),
        ("incomplete-vote", "warning", "99001, nr. 27"),
        ("votes-missing", "warning", "99001, nr. 39"),
        ("no-decision", "warning", "99001, nr. 22"),
        ("member-apart", "info", "99001, nr. 26"),
        ("member-apart", "info", "99001, nr. 38"),
        ("tie-settled", "info", "99001, nr. 34"),
        ("tie-settled", "info", "99001, nr. 35"),
        ("remark", "info", "99001, nr. 40"),
    }


def test_deleted_rows_and_placeholders_are_nowhere(entities: Entities) -> None:
    overview = ask(entities, "99001")
    assert "2024Z90030" not in as_json.render(overview)
    assert (
        entities.get("Agendapunt", next(r.id for r in entities if r.kind == "Agendapunt" and r.deleted))
        is None
    )
    with pytest.raises(NotFoundError):
        ask(entities, "2024Z90030")


# --- the ways a final vote can go -------------------------------------------------------------------------------------


def final(entities: Entities, ref: str) -> tuple[Proposal, Decision]:
    bill = ask(entities, ref).bill
    assert bill is not None
    return bill, bill.decisions[-1]


def test_a_roll_call_counts_members(entities: Entities) -> None:
    bill, vote = final(entities, "99002")
    assert bill.features == (Feature.INITIATIVE,)
    assert vote.method is Method.ROLL_CALL
    assert len(list(vote.ballots())) == 150
    assert {ballot.seats for _, ballot in vote.ballots()} == {1}
    assert (tally(vote), vote.announced, vote.margin) == ((99, 45, 6, True), Tally(99, 45), 26)
    # 35 of the 37 members of the PVV were for: more than the 26 to spare. VVD (24) has too few.
    assert [party.name for party in vote.decisive or ()] == ["PVV"]
    by_party = {party.id: seats for party, seats in vote.by_party(Side.NOT_VOTING) or () if party}
    assert by_party == {"pvv": 2, "nsc": 1, "sp": 1, "ja21": 1, "groenlinks-pvda": 1}
    assert [(s.actor.name, s.kind) for s in bill.statements] == [
        ("A.B. van der D6602", StatementKind.MISTAKE)
    ]
    mistaken = [side for side, ballot in vote.ballots() if ballot.mistake]
    assert mistaken == [Side.FOR]  # as it was cast


def test_without_vote_and_a_party_against_noted(entities: Entities) -> None:
    bill, decision = final(entities, "99003")
    assert (decision.step, decision.result, decision.method) == (Step.WITHOUT_VOTE, Result.ADOPTED, None)
    assert (decision.for_, decision.against, decision.counted, decision.rule) == (None, None, None, None)
    assert [(s.actor.name, s.kind) for s in bill.statements] == [("SP", StatementKind.AGAINST_NOTED)]


def test_a_second_reading_is_not_carried_by_a_simple_majority(entities: Entities) -> None:
    bill, vote = final(entities, "99004")
    assert bill.features == (Feature.CONSTITUTION_SECOND_READING,)
    assert bill.status is Status.REJECTED
    assert vote.rule is not None
    assert (vote.rule.fraction, vote.rule.needed(150), tally(vote), vote.margin) == (
        "2/3",
        100,
        (95, 55, 0, True),
        -5,
    )
    assert findings(ask(entities, "99004")) == set()


def test_a_second_reading_given_as_adopted_with_too_few_is_found(entities: Entities) -> None:
    overview = ask(entities, "99005")
    assert overview.bill is not None
    assert overview.bill.status is Status.ADOPTED  # what the record says stands, and the check speaks
    assert findings(overview) == {("outcome-tally", "error", "99005")}


def test_a_split_bill(entities: Entities) -> None:
    overview = ask(entities, "99006")
    assert overview.bill is not None
    assert (overview.bill.status, [d.step for d in overview.bill.decisions]) == (
        Status.PENDING,
        [Step.POSTPONE],
    )
    assert [(str(p.ref), p.kind, p.status, [tally(d) for d in p.decisions]) for p in overview.other] == [
        ("99006, nr. 16", Kind.BILL_PART, Status.ADOPTED, [FOUR]),
        ("99006, nr. 17", Kind.BILL_PART, Status.REJECTED, [ELEVEN]),
    ]
    assert [str(ref) for ref in overview.other[0].related(RelationKind.SPLIT_FROM)] == ["99006"]


def test_a_kingdom_act(entities: Entities) -> None:
    overview = ask(entities, "99007")
    subject = overview.subject.ref
    assert isinstance(subject, refs.Dossier)
    assert subject.kingdom == "R2299"
    assert overview.bill is not None
    assert overview.bill.features == (Feature.KINGDOM_ACT,)
    (amendment,) = overview.amendments
    assert amendment.submitters is not None
    assert [(a.name, a.kind) for a in amendment.submitters.actors] == [("F. Bakhuis", ActorKind.DELEGATE)]


def test_two_bills_under_one_number(entities: Entities) -> None:
    for addition in ("VI", "XX"):
        overview = ask(entities, f"99008-{addition}")
        assert overview.bill is not None
        assert overview.bill.features == (Feature.BUDGET,)
        assert [p.subject for p in overview.amendments] == [f"geld voor hoofdstuk {addition}"]
        (paper,) = ask(entities, f"99008-{addition}, nr. 4").amendments
        assert paper == overview.amendments[0]
    with pytest.raises(NotFoundError):
        ask(entities, "99008")


# --- days and names ---------------------------------------------------------------------------------------------------


def test_days_are_those_in_amsterdam_and_slips_are_no_days(entities: Entities) -> None:
    overview = ask(entities, "99009")
    found = {number: p.decisions[0].sitting for number, p in items(overview).items()}
    assert {
        number: sitting and (str(sitting.date), sitting.date_text) for number, sitting in found.items()
    } == {
        "1": ("None", None),  # the year 1: no date
        "2": ("None", None),  # 1899: no date
        "3": ("None", "5008-02-06T15:00:00+01:00"),
        "4": ("2024-02-06", None),  # 23:30 on the 5th, UTC
        "5": ("2024-02-06", None),
        "6": ("2024-02-06", None),  # 22:59, UTC
        "7": ("None", None),  # no agenda item
    }
    assert findings(overview) == {
        ("impossible-date", "error", "99009, nr. 3"),
        ("date-missing", "warning", "99009, nr. 1"),
        ("date-missing", "warning", "99009, nr. 2"),
        ("date-missing", "warning", "99009, nr. 7"),
        ("no-decision", "info", "None"),  # no bill is in the dossier
    }


def test_parties_go_by_name_and_period_whatever_their_id(entities: Entities) -> None:
    overview = ask(entities, "99010")
    new, old = (items(overview)[number].decisions[0] for number in ("1", "2"))
    names = {b.party.name: b.party.id for _, b in new.ballots() if b.party}
    assert (names["PRO"], names["50PLUS"]) == ("groenlinks-pvda", "50plus-2025")
    assert (tally(new), new.derived) == ((66, 84, 0, True), ("/counted/seats",))
    assert {b.party.name: b.party.id for _, b in old.ballots() if b.party}[
        "GroenLinks-PvdA"
    ] == "groenlinks-pvda"
    # Not counted that day, and Volt has no row: Volt surely sat, so it is not whole.
    assert tally(old) == (64, 85, None, False)
    assert old.counted is not None
    assert [party.name for party in old.counted.missing] == ["Volt"]


def test_twenty_spellings(entities: Entities) -> None:
    vote, rejected, adopted, tied = Step.VOTE, Result.REJECTED, Result.ADOPTED, Result.TIED
    found = items(ask(entities, "99011"))
    expected: dict[str, tuple[Any, ...]] = {
        "1": (vote, rejected, Tally(46, 103)),
        "2": (vote, rejected, Tally(39, 100)),
        "3": (vote, rejected, Tally(70, 79)),
        "4": (vote, rejected, None),
        "5": (vote, rejected, None),
        "6": (vote, adopted, Tally(72, 71)),
        "7": (vote, adopted, Tally(75, 73)),
        "8": (vote, adopted, Tally(73, 72)),
        "9": (vote, adopted, Tally(73, 72)),
        "10": (vote, adopted, Tally(70, 67)),
        "11": (vote, tied, Tally(72, 72)),
        "12": (vote, tied, Tally(74, 74)),
        "13": (vote, tied, Tally(71, 71)),
        "14": (vote, tied, Tally(69, 69)),
        "15": (vote, tied, Tally(75, 75)),
        "16": (vote, rejected, Tally(51, 87)),
        "17": (Step.WITHOUT_VOTE, adopted, None),
        "19": (Step.WITHOUT_VOTE, adopted, None),
        "20": (Step.LAPSE, None, None),
    }
    del found["2024Z90156"]
    assert found.pop("18").decisions == ()  # "Ter kennisname."
    assert {
        n: (p.decisions[0].step, p.decisions[0].result, p.decisions[0].announced) for n, p in found.items()
    } == (expected)


# --- whatever is asked ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_records_changes_nothing(entities: Entities, seed: int) -> None:
    shuffled = list(entities)
    random.Random(seed).shuffle(shuffled)
    other = Entities(shuffled)
    for ref in ("99001", "99002", "99006", "99009", "99011"):
        assert as_json.render(ask(other, ref)) == as_json.render(ask(entities, ref))


@pytest.mark.parametrize(
    "ref", ["99001", "99002", "99003", "99005", "99006", "99007", "99009", "99010", "99011"]
)
def test_everything_can_be_shown(entities: Entities, ref: str) -> None:
    overview = ask(entities, ref)
    for lang in ("nl", "en"):
        assert as_text.render(overview, lang)
    assert json.loads(as_json.render(overview))["version"] == 1


def test_what_is_not_there_says_so(entities: Entities) -> None:
    for ref in (
        "99099",
        "99001, nr. 999",
        "2024Z99999",
        "2024D99999",
        "00000000-0000-0000-0000-000000000000",
    ):
        with pytest.raises(NotFoundError, match="not in the official data"):
            ask(entities, ref)


def test_a_document_and_a_decision_lead_to_their_proposal(entities: Entities) -> None:
    assert ask(entities, "2024D99004").bill == ask(entities, "99004").bill
    besluit = ask(entities, "99001, nr. 8").amendments[0].decisions[0].id
    assert besluit is not None
    assert ask(entities, besluit).amendments == ask(entities, "99001, nr. 8").amendments
    assert ask(entities, "99004, nr. 2").bill == ask(entities, "99004").bill  # the bill's own paper


def test_severities_of_the_new_checks() -> None:
    by_name = {check.name: check.severity for check in checks.checks()}
    assert by_name["votes-missing"] is by_name["date-missing"] is Severity.WARNING
    assert by_name["completeness-unknown"] is by_name["remark"] is Severity.INFO


def test_one_bad_row_spoils_nothing_else() -> None:
    own = Entity("Kamerstukdossier", "1", {"Nummer": 99501, "Toevoeging": None, "Titel": "Goed"})
    bad = Entity("Kamerstukdossier", "2", {"Nummer": 99501, "Toevoeging": "VI-A-B ??", "Titel": "Slecht"})
    zaak = Entity(
        "Zaak",
        "3",
        {"Nummer": "2024Z1", "Soort": "Wetgeving", "Volgnummer": 0, "Titel": "Goed"},
        {"Kamerstukdossier": ("1",)},
    )
    odd = Entity("Zaak", "4", {"Nummer": "geen nummer", "Soort": "Motie"}, {"Kamerstukdossier": ("1",)})
    overview = assemble(Entities([own, bad, zaak, odd]), refs.Dossier(99501))
    assert overview.bill is not None
    assert overview.bill.title == "Goed"
    assert overview.motions_elsewhere == 1


def test_rows_are_served_by_the_simulator_too(make_simulator: Any) -> None:
    """The same folder, through HTTP: what the sources read is what the tests read."""
    import urllib.request

    served = make_simulator(Path(ROWS))
    with urllib.request.urlopen(
        f"{served.url}/OData/v4/2.0/Zaak?$filter=Nummer%20eq%20'2024Z90000'"
    ) as answer:
        assert [row["Volgnummer"] for row in json.load(answer)["value"]] == [0]
