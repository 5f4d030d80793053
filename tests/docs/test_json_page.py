"""Every key of the JSON is on its page, and no other."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kamerstem import audit as audits
from kamerstem import comparison
from kamerstem.checks.accounts import Pair, State
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.accounts import Account, AccountVote, Passage, Remark
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
    majority_rule,
)
from kamerstem.record import hits_dict
from kamerstem.render import budget, day
from kamerstem.render.json import findings_report, to_dict
from kamerstem.store import Hit, Hits
from kamerstem.store.audit import Found
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


# Where the objects stand: the section of the page that tells of what stands under a key, in which other section.
_UNDER: dict[tuple[str, str], str] = {
    **{("overview", key): "item" for key in ("bill", "amendments", "motions", "other")},
    **{(where, "findings"): "finding" for where in ("overview", "checked")},
    ("overview", "subject"): "subject",
    ("overview", "sources"): "source",
    **{("item", key): key for key in ("ids", "submitters", "debate", "advice")},
    ("item", "parts"): "part",
    ("item", "paper"): "paper",
    ("paper", "clauses"): "clause",
    ("item", "life"): "event",
    ("overview", "chains"): "chain",
    **{(where, "decisions"): "decision" for where in ("item", "part")},
    ("item", "statements"): "statement",
    **{(where, "budget"): "budget" for where in ("item", "mover")},
    ("budget", "entries"): "entry",
    ("budget", "texts"): "text",
    ("budget", "not_read"): "unread",
    ("budget", "totals"): "amounts",
    **{("budget", key): key for key in ("stated", "cover")},
    ("moved", "subject"): "subject",
    ("moved", "amendments"): "mover",
    ("mover", "submitters"): "submitters",
    ("mover", "moves"): "move",
    ("moved", "totals"): "total",
    ("year", "totals"): "yearly",
    ("year", "pairs"): "pair",
    ("submitters", "actors"): "actor",
    ("statement", "actor"): "actor",
    **{("decision", key): key for key in ("sitting", "counted", "announced", "rule")},
    **{("decision", str(side)): "side" for side in Side},
    ("decision", "members"): "member",
    ("decision", "decisive"): "party",
    ("counted", "missing"): "party",
    **{(where, "party"): "party" for where in ("actor", "side", "member")},
    ("report", "checked"): "checked",
    ("finding", "about"): "about",
    ("audit", "totals"): "check_total",
    ("audit", "findings"): "audited",
    ("audited", "links"): "links",
    ("comparison", "findings"): "finding",
    ("comparison", "lines"): "line",
    ("comparison", "corrected"): "overview",
    ("comparison", "source"): "told",
    ("comparison", "sitting"): "session",
    ("comparison", "totals"): "states",
    ("comparison", "pairs"): "joined",
    ("comparison", "remarks"): "said",
    ("comparison", "unread"): "passage",
    ("comparison", "party"): "party",
    ("comparison", "rows"): "intention",
    ("joined", "account"): "decision",
    ("joined", "record"): "decision",
    ("joined", "words"): "passage",
    ("joined", "statements"): "said",
    ("joined", "findings"): "finding",
    ("found", "hits"): "hit",
    ("hit", "ids"): "ids",
    ("day", "subject"): "subject",
    ("day", "findings"): "finding",
    ("day", "sources"): "source",
    ("day", "items"): "agenda_item",
    ("agenda_item", "votes"): "vote",
    ("agenda_item", "coming"): "coming",
    ("vote", "decision"): "decision",
}


def keys(value: Any, section: str, found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Collect the keys of each kind of object."""
    for each in value if isinstance(value, list) else [value]:
        found.setdefault(section, set()).update(each)
        for key, inner in each.items():
            holds_objects = isinstance(inner, dict) or (
                isinstance(inner, list) and bool(inner[:1]) and isinstance(inner[0], dict)
            )
            assert not holds_objects or (section, key) in _UNDER, (
                f"{section}.{key}: objects that the page does not tell of"
            )
            if holds_objects:
                keys(inner, _UNDER[section, key], found)
    return found


def documented() -> dict[str, set[str]]:
    """Return the keys in the table of each section of the page."""
    parts = re.split(r"^## (\w+)\n", PAGE, flags=re.MULTILINE)
    return {
        name: set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_every_key_is_on_the_page_and_no_other() -> None:
    overview = full()
    in_code = keys(to_dict(overview), "overview", {})
    in_code |= {"report": set(), "checked": set()}
    hit = Hit("id", BILL, "Titel", Kind.BILL, Status.ADOPTED, DAY, 1, "Titel", ((0, 5),), "2023Z00001", None)
    keys(hits_dict(Hits((hit,), 1), "titel", limit=20, offset=0), "found", in_code)
    keys(findings_report([("a.txt", overview, True)], "nl"), "report", in_code)
    audit = audits.to_dict(_audit(overview.findings[0]), "nl")
    for finding in audit["findings"]:
        for key in in_code["finding"]:  # an audited finding is a finding, and more
            del finding[key]
    keys(audit, "audit", in_code)
    for made in _comparisons(overview):
        said = comparison.to_dict(made, "nl")
        for statement in [
            *said.get("remarks", ()),
            *(s for pair in said.get("pairs", ()) for s in pair["statements"]),
        ]:
            for key in in_code["statement"]:
                del statement[key]
        in_code["comparison"] = in_code.get("comparison", set()) | set(said)
        keys(said, "comparison", in_code)
    keys(day.to_dict(full_day(overview), "nl"), "day", in_code)
    keys(json.loads(budget.as_json(overview, "nl")), "moved", in_code)
    other = Paper(Dossier(36998), "4")
    moved = Ledger(
        entries=(Entry("1", Money.RECEIPTS, 5, year=2031),),
        cover=(Cover("woorden", (CoverWay.OTHER_BILL,), papers=(other,)),),
    )
    moving = [replace(overview.amendments[0], ledger=moved, ref=ref) for ref in (Paper(BILL, "7"), other)]
    keys(json.loads(budget.year_json(2031, moving, 0, "nl")), "year", in_code)
    assert documented() == in_code


def _comparisons(overview: Overview) -> Iterator[comparison.Comparison]:
    origin = Words("nl", "en")
    yield comparison.DocumentComparison(overview, overview, overview, overview.findings, origin)
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
    yield comparison.AccountComparison(account, (pair,), origin)
    row = comparison.Intention(stand=comparison.Stand.DIFFERS, ref=BILL, intended=Side.FOR, proposal=item)
    yield comparison.IntendedComparison(PartyName("sp", "SP"), (row,), origin, origin)


def _audit(finding: Finding) -> audits.Audit:
    found = Found(
        finding=finding,
        zaak="2023Z00001",
        title="Titel",
        day=DAY,
        first_seen=datetime(2024, 1, 1, tzinfo=UTC),
    )
    return audits.Audit(DAY, DAY, 1, 1, False, (found,), ())


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
