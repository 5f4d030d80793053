"""Reports and Handelingen: example files, the real ones where they are at hand, and what is refused."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kamerstem.errors import NotAnAccount
from kamerstem.model.accounts import Account, AccountVote, Passage
from kamerstem.model.overview import SourceKind
from kamerstem.model.votes import Kind, Method, Result, Side, StatementKind, Step
from kamerstem.readers import chair, formulas, handelingen, markup, verslag
from tests import needs
from tests.readers.account_lines import lines

EXAMPLES = Path(__file__).parents[1] / "examples/accounts"
DAYS = {"handelingen-2005.txt": date(2005, 2, 8), "handelingen-2018.xml": date(2018, 6, 12)}


def read(path: Path) -> Account:
    data = path.read_bytes()
    return (
        verslag.read(data) if path.name.startswith("verslag") else handelingen.read(data, day=DAYS[path.name])
    )


def shown(account: Account) -> dict[str, Any]:
    return {
        "source": account.source.id,
        "kind": str(account.source.kind),
        "date": str(account.sitting.date),
        "number": account.sitting.number,
        "item": account.sitting.item,
        "session": account.session,
        "edition": account.edition,
        "lines": lines(account),
    }


@pytest.mark.parametrize(
    "path", sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.xml")]), ids=lambda path: path.name
)
def test_the_examples(path: Path) -> None:
    assert shown(read(path)) == json.loads(path.with_suffix(".expected.json").read_text("utf-8"))


def test_a_report_read_by_its_words_alone() -> None:
    """The figures have what the words do not: who did not vote, the party of a member, a vote without words."""
    data = (EXAMPLES / "verslag-2024.xml").read_bytes()
    figures, prose = verslag.read(data), verslag.read_prose(data)
    assert [vote.refs for vote in prose.votes] == [
        vote.refs for i, vote in enumerate(figures.votes) if i != 5
    ]
    assert "In stemming komt de motie-De Wit (36991-VI, nr. 6)." in [passage.text for passage in prose.unread]
    of_amendment = prose.votes[1].decision
    assert "/against" in of_amendment.derived
    assert "/against" not in figures.votes[1].decision.derived


@pytest.mark.parametrize(
    ("id", "session", "number"),
    [("h-tk-20102011-12-3", "2010-2011", None), ("h-tk-20112012-12-3", "2011-2012", "12")],
)
def test_an_identifier_tells_the_sitting_since_it_holds_its_number(
    id: str, session: str, number: str | None
) -> None:
    account = handelingen.read(b"In stemming komt de motie.", name=f"{id}.xml")
    assert (account.source.id, account.session, account.sitting.number) == (id, session, number)


@pytest.mark.parametrize(("titles", "item"), [(["Veren"], "Veren"), (["Veren", "Sluizen"], None), ([], None)])
def test_the_title_is_that_of_the_one_item(titles: list[str], item: str | None) -> None:
    items = "".join(f"<agendapunt><item-titel>{title}</item-titel></agendapunt>" for title in titles)
    account = handelingen.read(f"<handelingen>{items}</handelingen>".encode())
    assert account.sitting.item == item


def test_statements_carry_who_words_and_source() -> None:
    account = read(EXAMPLES / "handelingen-2018.xml")
    (statement,) = account.votes[1].statements
    assert statement.kind is StatementKind.EXPLANATION
    assert statement.actor.name == "Klaassen"
    assert statement.actor.party is not None
    assert statement.actor.party.id == "pvv"
    assert statement.text == "Voorzitter. Wij houden van stilte.\nMaar wij stemmen tegen."
    assert statement.source == account.source.id
    assert account.source.url == "https://zoek.officielebekendmakingen.nl/h-tk-20172018-99-6.html"
    # Never counted: the party's ballot is where the chair put it.
    assert [ballot.party.name for ballot in account.votes[1].decision.against or () if ballot.party] == [
        "PVV",
        "FVD",
    ]


def test_a_decision_knows_its_place() -> None:
    account = read(EXAMPLES / "handelingen-2005.txt")
    orders = [vote.decision.sitting.order for vote in account.votes if vote.decision.sitting]
    assert orders == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2]
    assert [vote.whole for vote in account.votes] == [
        True,
        False,
        False,
        False,
        False,
        False,
        False,
        True,
        True,
        True,
    ]
    vote = account.votes[1]
    assert [claim.source for claim in vote.decision.claims] == ["handelingen"]
    assert vote.passages[0].place == "regel 16"


# --- the real ones ----------------------------------------------------------------------------------------------------


def real(folder: str, start: str) -> bytes:
    return min(needs.shared(f"data/{folder}").glob(f"{start}*")).read_bytes()


FOR = "GroenLinks-PvdA, Volt, D66, NSC, ChristenUnie, SGP, CDA, VVD, BBB, JA21, PVV".split(", ")
AGAINST = "SP, PvdD, DENK, FVD".split(", ")
SEATING = (
    "SP, GroenLinks-PvdA, PvdD, DENK, Volt, D66, NSC, ChristenUnie, SGP, CDA, VVD, BBB, JA21, FVD, PVV".split(
        ", "
    )
)


def parties(vote: AccountVote, side: Side) -> list[str] | None:
    ballots = vote.decision.side(side)
    return None if ballots is None else [ballot.party.name for ballot in ballots if ballot.party]


@pytest.fixture(scope="module")
def report() -> bytes:
    return real("verslagen", "verslag-e2903f19")


def test_the_report_of_10_july_2025(report: bytes) -> None:
    account = verslag.read(report)
    assert account.source.kind is SourceKind.VERSLAG
    assert account.source.sha256 == hashlib.sha256(report).hexdigest()
    assert account.sitting.date == date(2025, 7, 10)
    assert account.sitting.number == "105"
    assert account.session == "2024-2025"
    assert account.edition == "Tussenpublicatie, Ongecorrigeerd"
    assert [str(vote.refs[0]) for vote in account.votes] == ["36786, nr. 4", "36787, nr. 4"]
    for vote in account.votes:
        assert vote.kind is Kind.LETTER
        assert (vote.decision.step, vote.decision.result) == (Step.VOTE, Result.ADOPTED)
        assert vote.decision.method is Method.SHOW_OF_HANDS
        assert vote.seating is not None
        assert [party.name for party in vote.seating] == SEATING
        assert parties(vote, Side.FOR) == FOR
        assert parties(vote, Side.AGAINST) == AGAINST
        assert vote.decision.not_voting is None
    assert account.unread == ()
    assert account.remarks == ()


def test_the_announcement_in_its_prose_gives_the_same(report: bytes) -> None:
    figures, prose = verslag.read(report), verslag.read_prose(report)
    assert prose.unread == ()
    assert len(prose.votes) == len(figures.votes) == 2
    for told, counted in zip(prose.votes, figures.votes, strict=True):
        assert told.refs == counted.refs
        assert told.kind == counted.kind
        assert told.decision.result == counted.decision.result
        assert told.decision.method == counted.decision.method
        assert told.decision.for_ == counted.decision.for_
        assert told.decision.against == counted.decision.against
        assert told.decision.not_voting is None
        assert "/against" in told.decision.derived
        assert "/against" not in counted.decision.derived
        assert told.seating is None
        assert told.statements == counted.statements


def test_the_explanation_of_10_july_2025_stands_with_the_first_vote(report: bytes) -> None:
    first, second = verslag.read(report).votes
    (statement,) = first.statements
    assert second.statements == ()
    assert statement.kind is StatementKind.EXPLANATION
    assert (statement.actor.name, statement.actor.party and statement.actor.party.name) == ("Dijk", "SP")
    assert statement.text is not None
    assert len(statement.text) == 1114
    assert hashlib.sha256(statement.text.encode()).hexdigest()[:12] == "1416bcf8a58f"


@pytest.mark.slow
@pytest.mark.parametrize("start", ["0c43e57f", "1e040503", "3ad601d2", "be33e3cf", "d972288f", "e714e7d8"])
def test_reports_without_votes_have_none(start: str) -> None:
    account = verslag.read(real("verslagen", f"verslag-{start}"))
    assert account.votes == ()
    assert account.remarks == ()
    assert account.sitting.date in (date(2025, 7, 2), date(2025, 7, 3))


LEFT = "SP, PvdA, GroenLinks, PvdD, DENK, 50PLUS".split(", ")
APRIL = [
    ("726", ["719"], Result.REJECTED, LEFT, "D66, VVD, SGP, CDA, ChristenUnie, PVV, FVD"),
    ("721", [], Result.ADOPTED, [*LEFT, "D66", "VVD", "SGP", "CDA", "ChristenUnie"], "PVV, FVD"),
    ("722", [], Result.ADOPTED, [*LEFT, "D66", "SGP", "CDA", "ChristenUnie"], "VVD, PVV, FVD"),
    ("724", [], Result.ADOPTED, [*LEFT, "D66", "SGP", "CDA", "ChristenUnie"], "VVD, PVV, FVD"),
]


def test_the_handelingen_of_april_2018() -> None:
    data = real("handelingen", "h-tk-20172018-70-6")
    account = handelingen.read(data, day=date(2018, 4, 5))
    assert account.source.id == "h-tk-20172018-70-6"
    assert (account.session, account.sitting.number) == ("2017-2018", "70")
    assert account.unread == ()
    assert account.remarks == ()
    assert len(account.votes) == len(APRIL)
    for order, (vote, (number, was, result, for_, against)) in enumerate(
        zip(account.votes, APRIL, strict=True), 1
    ):
        assert [str(ref) for ref in vote.refs] == [f"21501-08, nr. {number}"]
        assert [str(ref) for ref in vote.was] == [f"21501-08, nr. {old}" for old in was]
        assert vote.kind is Kind.MOTION
        assert vote.decision.result is result
        assert vote.decision.method is Method.SHOW_OF_HANDS
        assert vote.decision.sitting is not None
        assert vote.decision.sitting.order == order
        assert parties(vote, Side.FOR) == for_
        assert parties(vote, Side.AGAINST) == against.split(", ")
        assert "/against" in vote.decision.derived
        assert "/for" not in vote.decision.derived
        assert sum(ballot.seats or 0 for _, ballot in vote.decision.ballots()) == 150
        assert len(vote.passages) == 2
    (statement,) = account.votes[1].statements
    assert (statement.actor.name, statement.kind) == ("Graus", StatementKind.EXPLANATION)
    assert [vote.statements for vote in account.votes if vote is not account.votes[1]] == [(), (), ()]


def test_without_the_day_the_other_side_is_not_guessed() -> None:
    account = handelingen.read(real("handelingen", "h-tk-20172018-70-6"))
    assert [parties(vote, Side.FOR) for vote in account.votes] == [each[3] for each in APRIL]
    assert [parties(vote, Side.AGAINST) for vote in account.votes] == [None] * 4
    assert {ballot.seats for vote in account.votes for _, ballot in vote.decision.ballots()} == {None}


@pytest.mark.slow
def test_the_other_items_of_that_sitting_hold_one_list_of_lapsed_motions() -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(needs.shared("data/handelingen").glob("*.xml")):
        account = handelingen.read(path.read_bytes(), day=date(2018, 4, 5))
        if account.votes and account.source.id != "h-tk-20172018-70-6":
            found[account.source.id] = lines(account)
    papers = ["34775, nr. 42", "34734, nr. 25", "30234, nr. 172", "28844, nr. 139", "28844, nr. 142"]
    assert found == {"h-tk-20172018-70-8": [f"motion {paper}: lapse no result" for paper in papers]}


def test_the_opening_knows_its_day() -> None:
    account = handelingen.read(real("handelingen", "h-tk-20172018-70-1"))
    assert (account.sitting.date, account.sitting.number) == (date(2018, 4, 5), "70")


def told(name: str) -> list[str]:
    path = needs.shared("data/handelingen-text") / f"{name}.xml"
    day = date.fromisoformat(path.with_suffix(".day").read_text().strip())
    return lines(handelingen.read(path.read_bytes(), day=day))


def test_of_two_dossiers_the_first_has_the_paper() -> None:
    assert [line for line in told("h-tk-19961997-6011") if ": vote" in line] == [
        "motion 25221, nr. 10: vote rejected show_of_hands",
        "motion 25221, nr. 11: vote rejected show_of_hands",
    ]


def test_recommendations_are_voted_on() -> None:
    assert told("h-tk-20012002-4841")[:2] == [
        "committee_proposal no number: vote adopted show_of_hands",
        "  against: VVD",
    ]


def test_a_roll_call_above_the_speakers() -> None:
    first, for_, against = told("h-tk-20032004-1660")
    assert first == "order_request no number: vote rejected roll_call 66-70"
    assert (for_.count(",") + 1, against.count(",") + 1) == (66, 70)


def test_the_other_changed_parts_are_not_the_whole() -> None:
    assert "amendment 30585, nr. 21 the other parts: by_consequence adopted by 30585, nr. 21" in told(
        "h-tk-20082009-4133"
    )


def test_corrections_and_wishes_in_free_words_are_not_passed_over() -> None:
    assert told("h-tk-20082009-7469")[-1] == (
        "remark: mistake Van Gent (GroenLinks) on 27562, nr. 29 of 2009-07-02"
    )
    assert told(
        "h-tk-20152016-57-14"
    ) == [  # the first of them asked for in one sentence, and told in the next
        "remark: deemed_for heer Krol (50PLUS)",
        "remark: deemed_against heer Krol (50PLUS)",
        "remark: deemed_for heer Houwers (Houwers)",
        "remark: deemed_against heer Houwers (Houwers)",
    ]


@pytest.mark.slow
def test_every_real_conclusion_is_read_or_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    sentence = chair.Walk._sentence

    def listen(walk: chair.Walk, passage: Passage) -> None:
        if formulas.concludes(passage.text) and formulas.of_votes(passage.text):
            said.append(passage.text)
        sentence(walk, passage)

    monkeypatch.setattr(chair.Walk, "_sentence", listen)
    for path in sorted(needs.shared("data").glob("*/*.xml")):
        if path.parent.name not in ("handelingen", "handelingen-text", "verslagen"):
            continue
        said.clear()
        prose = path.parent.name == "verslagen"
        account = verslag.read_prose(path.read_bytes()) if prose else handelingen.read(path.read_bytes())
        kept = {passage.text for vote in account.votes for passage in vote.passages}
        assert set(said) <= kept | {passage.text for passage in account.unread}, path.name


# --- what is refused --------------------------------------------------------------------------------------------------

HEAD = b"<officiele-publicatie><handelingen><agendapunt><tekst><al>"
FOOT = b"</al></tekst></agendapunt></handelingen></officiele-publicatie>"
REFUSED = {
    "empty": b"",
    "a PDF": b"%PDF-1.7\n",
    "a web page": b"<!DOCTYPE html><html><body>In stemming komt</body></html>",
    "broken": b"<?xml version='1.0'?><officiele-publicatie><handelingen>",
    "other XML": b"<?xml version='1.0'?><kamerwrk/>",
    "a DTD": b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + HEAD + b"&a;" + FOOT,
    "a file of this machine": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hosts'>]>"
    + HEAD
    + b"&a;"
    + FOOT,
    "too deep": HEAD + b"<b>" * 100 + b"x" + b"</b>" * 100 + FOOT,
    "the Senate": b"<officiele-publicatie><metadata><meta content='h-ek-20172018-27-3'/></metadata>"
    + HEAD[22:]
    + FOOT,
    "the Senate's text": b"Eerste Kamer der Staten-Generaal2021-2022nr. 19, item 3\n\nIn stemming komt de motie.",
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_handelingen_reader_refuses(what: str) -> None:
    with pytest.raises(NotAnAccount) as error:
        handelingen.read(REFUSED[what])
    assert error.value.words.nl.endswith(".")
    assert "/etc" not in error.value.words.nl + error.value.words.en


REPORT = (
    b'<vlosCoreDocument xmlns="x"><vergadering kamer="%s"><titel>t</titel></vergadering></vlosCoreDocument>'
)
REFUSED_REPORTS = {
    "text": b"In stemming komt",
    "other XML": b"<?xml version='1.0'?><handelingen/>",
    "no sitting": b"<vlosCoreDocument/>",
    "the Senate": REPORT % b"Eerste Kamer",
    "a DTD": b"<!DOCTYPE x>" + REPORT % b"Tweede Kamer",
    "broken": (REPORT % b"Tweede Kamer")[:-5],
}


@pytest.mark.parametrize("what", REFUSED_REPORTS)
def test_the_report_reader_refuses(what: str) -> None:
    with pytest.raises(NotAnAccount):
        verslag.read(REFUSED_REPORTS[what])


def test_an_empty_report_of_the_house_is_an_account_of_nothing() -> None:
    account = verslag.read(REPORT % b"Tweede Kamer")
    assert (account.votes, account.unread, account.sitting.date) == ((), (), None)


def test_a_vote_of_nobody_keeps_words_and_no_list_is_whole() -> None:
    data = (Path(__file__).parents[1] / "examples/accounts/verslag-2024.xml").read_bytes()
    account = verslag.read(data.replace(b"<fractie>SP</fractie><stem>Voor</stem>", b"", 1))
    assert account.votes[0].decision.for_ is None
    assert account.unread[0].text == "(een stemming zonder stem of naam)"


def test_too_large_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_BYTES", 100)
    with pytest.raises(NotAnAccount, match="too large"):
        handelingen.read(HEAD + b"x" * 100 + FOOT)


def test_a_sitting_of_the_senate_by_its_file_name_is_refused() -> None:
    with pytest.raises(NotAnAccount, match="Senate"):
        handelingen.read(b"In stemming komt de motie.", name="h-ek-20172018-27-3.txt")
