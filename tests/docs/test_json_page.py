"""Every key of the JSON is on its page, and no other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, validators
from pydantic import TypeAdapter

from kamerstem.checks.coverage import covered
from kamerstem.contract import budgets, checked, record
from kamerstem.contract import overview as overviews
from kamerstem.contract import votes as lists
from kamerstem.language import Words
from kamerstem.model import answers, parties
from kamerstem.model.accounts import Account, AccountVote, Passage, Remark
from kamerstem.model.answers import WHOLE, Audited, Hit, Hits, Pair, State
from kamerstem.model.day import AgendaItem, Vote, VotingDay
from kamerstem.model.ledger import (
    Cover,
    CoverWay,
    Entry,
    Ledger,
    Money,
    NotRead,
    Stated,
    TextChange,
)
from kamerstem.model.life import Happening
from kamerstem.model.majorities import majority_rule
from kamerstem.model.overview import (
    Finding,
    Overview,
    Place,
    Severity,
    Source,
    SourceKind,
    Subject,
    SubjectKind,
)
from kamerstem.model.papers import Clause, PaperText, QuotedPaper, Table
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Advice,
    Ballot,
    Claim,
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
    Side,
    Sitting,
    Statement,
    StatementKind,
    Status,
    Step,
    Submitters,
    Tally,
)
from kamerstem.render.json import dumps
from tests.docs import contract
from tests.docs.pages import DOCS

PAGE = (DOCS / "reference/json.md").read_text("utf-8")
DAY = date(2023, 12, 21)
BILL = Dossier(36999, None)


def full() -> Overview:
    """Return an overview in which nothing is left out; made up."""
    sp, vvd = PartyName("sp", "SP"), PartyName("vvd", "VVD")
    actor = Actor("Verzonnen", ActorKind.MEMBER, sp, "Indiener", "id")
    decision = Decision(
        step=Step.VOTE,
        result=Result.ADOPTED,
        id="id",
        sitting=Sitting(DAY, "1", "Stemmingen", 1),
        text="Aangenomen.",
        method=Method.SHOW_OF_HANDS,
        for_=(Ballot(sp, 5, mistake=True), Ballot(vvd, 23)),
        against=(Ballot(vvd, 1, Member("Bedacht", "id")),),
        not_voting=(),
        announced=Tally(28, 1),
        rule=majority_rule((), DAY),
        house=parties.house_on(DAY),
        caused_by=Paper(BILL, "4"),
        derived=("/counted/seats",),
        claims=(Claim("s"),),
    )
    item = Proposal(
        kind=Kind.AMENDMENT,
        ref=Paper(BILL, "7"),
        zaak="2023Z00001",
        document="2023D00001",
        features=(Feature.BUDGET,),
        title="Titel",
        subject="onderwerp",
        submitters=Submitters((actor,), and_others=True),
        articles=("1",),
        explanation=("Omdat.",),
        parts=(Part("I", ("1",), (decision,)),),
        relations=tuple(Relation(kind, Paper(BILL, "5")) for kind in RelationKind),
        debate=Debate("Stemmingen", DAY, "id"),
        advice=Advice("ontraden", "Ontraden"),
        decisions=(decision,),
        statements=(Statement(actor, StatementKind.MISTAKE, "tekst", DAY, "s"),),
        label="nader gewijzigd",
        submitted=DAY,
        claims=(Claim("s"),),
        derived=("/subject",),
        ledger=Ledger(
            entries=(Entry("1", Money.EXPENDITURE, 1000),),
            texts=(TextChange("woorden"),),
            unread=(NotRead("woorden", Words("nl", "en")),),
            cover=(Cover("woorden", tuple(CoverWay)),),
        ),
    )
    table = Table("Bedragen", ("Art.",), (("1",),))
    text = PaperText(
        ref=Paper(BILL, "7"), day=DAY, lead="Lead", clauses=(Clause("I", ("Tekst.", table)),), closing=("Verzonnen",)
    )  # fmt: skip
    return Overview(
        subject=Subject(SubjectKind.BILL, BILL, "Titel"),
        bill=item,
        amendments=(item,),
        motions=(item,),
        other=(item,),
        motions_elsewhere=3,
        papers=(QuotedPaper(Paper(BILL, "7"), "s", text),),
        findings=(
            Finding(
                "check",
                Severity.INFO,
                "/bill",
                Words("nl", "en"),
                BILL,
                "1",
                "2",
                "s",
                Place(1, 1),
                ("Besluit", "id"),
            ),
        ),
        sources=(
            Source("s", SourceKind.ODATA, "https://example.org", datetime(2024, 1, 1, tzinfo=UTC), "0"),
        ),
    )


def full_day(overview: Overview) -> VotingDay:
    """Return a voting day in which nothing is left out."""
    (item,) = overview.amendments
    start = datetime(2023, 12, 21, 15, tzinfo=UTC)
    agenda = AgendaItem(
        id="id",
        number="2023P00001",
        title="Stemmingen",
        start=start,
        off="Verplaatst",
        votes=(Vote(item, item.decisions[0]),),
        coming=(item,),
    )
    return VotingDay(
        date=DAY, items=(agenda,), known=DAY, findings=overview.findings, sources=overview.sources
    )


def hold(section: str, value: Any) -> set[str]:
    """Hold a document against a section of the page; return the sections that tell of something in it."""
    met = {section}

    def met_at(validator: Any, ref: str, instance: Any, schema: Any) -> Iterator[Any]:
        met.add(ref.split("/")[2])
        yield from Draft202012Validator.VALIDATORS["$ref"](validator, ref, instance, schema)

    strict = validators.extend(Draft202012Validator, {"$ref": met_at})
    validator = strict({**contract.strict(), "$ref": f"#/$defs/{section}"}, format_checker=FormatChecker())
    assert [f"{section} {error.json_path}: {error.message}" for error in validator.iter_errors(value)] == []
    return met


@pytest.mark.slow
def test_every_key_is_on_the_page_and_no_other() -> None:
    overview = full()
    hit = Hit("id", BILL, "Titel", Kind.BILL, Status.ADOPTED, DAY, 1, "Titel", ((0, 5),), "2023Z00001", None)
    other = Paper(Dossier(36998), "4")
    moved = Ledger(
        entries=(Entry("1", Money.RECEIPTS, 5, year=2031),),
        cover=(Cover("woorden", (CoverWay.OTHER_BILL,), papers=(other,)),),
    )
    moving = [replace(overview.amendments[0], ledger=moved, ref=ref) for ref in (Paper(BILL, "7"), other)]
    day = full_day(overview)
    documents: list[tuple[str, Any]] = [
        ("overview", overviews.overview(overview)),
        ("found", record.found(Hits((hit,), 1), "titel", limit=20, offset=0)),
        ("report", checked.report([_checked_document(overview)], "nl")),
        ("audit", checked.audit(_audit(overview.findings[0]), "nl")),
        *(("comparison", checked.comparison(made, "nl")) for made in _comparisons(overview)),
        ("day", lists.day(day, "nl")),
        ("listed", lists.listed(day.items[0].votes)),
        ("moved", budgets.moved(overview)),
        ("year", budgets.year(2031, moving, 0)),
        ("held", record.held(_status())),
        ("service", record.service(_service())),
        ("changes", record.changes([_change()], date(2024, 1, 1), WHOLE, [_occurrence()])),
    ]
    for section, value in documents:
        assert TypeAdapter(contract.ROOTS[section]).validate_json(dumps(value)) == value
    met = set().union(*(hold(section, value) for section, value in documents))
    assert met == contract.objects().keys()


def test_every_object_is_told_of() -> None:
    told = {kind.__doc__ for kinds in contract.objects().values() for kind in kinds}
    assert not told & {None, dict.__doc__}


def _occurrence() -> answers.Occurrence:
    return answers.Occurrence(
        Paper(BILL, "4"), "titel", Words("verworpen", "rejected"), datetime(2024, 1, 1, tzinfo=UTC)
    )


def _service() -> answers.ServiceState:
    usable = answers.VersionState("v5", None, 100, ("Zaak.Titel",), (), ("Zaak.Kleur",), 0.5, (149, 0, 1))
    gone = answers.VersionState("v4", Words("nl", "en"))
    return answers.ServiceState(
        "example.org", datetime(2026, 11, 1, tzinfo=UTC), 8, (usable, gone), None, 0.25
    )


def _status() -> answers.Status:
    category = answers.CategoryStatus("Zaak", "1", None, None, None, answers.Counts(1), Words("nl", "en"))
    verified = answers.Verification(
        (answers.Damage("Zaak", "id", 1, "raw"),), (answers.Difference("state", 1, 0),), ("page 1",)
    )
    return answers.Status(
        place="a.sqlite", engine="sqlite", size=1, entities={"Zaak": (1, 0)}, versions=1, decisions=0, first=None,
        last=None, categories=(category,), remarks={"clock": 1}, stale=False, verification=verified,
    )  # fmt: skip


def _change() -> answers.Change:
    return answers.Change(
        answers.What.CORRECTED, "Zaak", "id", "2023Z00001", "Titel", None, {"Onderwerp": ("a", None)}
    )


def _checked_document(overview: Overview) -> answers.Checked:
    return answers.Checked(
        name="a.txt",
        overview=overview,
        origin=Words("Verzonnen.", "Made up."),
        compared=True,
        coverage=covered(overview, overview),
        not_compared=Words("Niet.", "Not."),
    )


def _comparisons(overview: Overview) -> Iterator[answers.Comparison]:
    origin = Words("nl", "en")
    looked = covered(overview, overview)
    yield answers.DocumentComparison(
        overview, overview, overview, overview.findings, (("a", None),), origin, looked
    )
    assert overview.bill is not None
    item, said = overview.bill, overview.bill.statements
    vote = AccountVote(
        decision=item.decisions[0],
        refs=(BILL,),
        called="motie",
        passages=(Passage("w", "p"),),
        statements=said,
    )
    pair = Pair(
        state=State.DIFFER, ref=BILL, part="I", vote=vote, proposal=item, decision=item.decisions[0],
        findings=overview.findings, why=origin,
    )  # fmt: skip
    account = Account(
        source=Source("h", SourceKind.HANDELINGEN), sitting=Sitting(DAY, "1"), votes=(vote,), unread=vote.passages,
        remarks=(Remark(said[0]),),
    )  # fmt: skip
    yield answers.AccountComparison(account, (pair,), origin)
    row = answers.Intention(stand=answers.Stand.DIFFERS, ref=BILL, intended=Side.FOR, proposal=item)
    yield answers.IntendedComparison(PartyName("sp", "SP"), (row,), origin, origin)


def _audit(finding: Finding) -> answers.Audit:
    found = Audited(
        finding=finding,
        zaak="2023Z00001",
        title="Titel",
        day=DAY,
        first_seen=datetime(2024, 1, 1, tzinfo=UTC),
    )
    return answers.Audit(DAY, DAY, 1, 1, False, (found,), ())


@pytest.mark.parametrize(
    ("section", "key", "values"),
    [
        ("subject", "kind", SubjectKind),
        ("item", "kind", Kind),
        ("item", "features", Feature),
        ("item", "status", Status),
        ("actor", "kind", ActorKind),
        ("decision", "step", Step),
        ("decision", "result", Result),
        ("decision", "method", Method),
        ("member", "vote", Side),
        ("statement", "kind", StatementKind),
        ("entry", "kind", Money),
        ("stated", "result", Stated),
        ("cover", "ways", CoverWay),
        ("event", "what", Happening),
        ("finding", "severity", Severity),
        ("source", "kind", SourceKind),
    ],
)
def test_every_value_is_on_the_page(section: str, key: str, values: Any) -> None:
    text = re.split(rf"^## {section}\n", PAGE, flags=re.MULTILINE)[1]
    line = re.search(rf"^\| `{key}` \| (?P<type>[^|]*) \|", text, re.MULTILINE)
    assert line is not None
    assert re.findall(r"`(\w[\w-]*)`", line["type"]) == [str(value) for value in values]
