"""The reader of overviews: the real document, subjects without a dossier, what it marks as derived."""

import hashlib
import re
from datetime import date

import pytest

from kamerstem.model import refs
from kamerstem.model.overview import Overview, Subject, SubjectKind
from kamerstem.model.refs import EntityId, Paper, Ref, ZaakNumber
from kamerstem.model.votes import (
    Decision,
    Feature,
    Kind,
    Proposal,
    Result,
    Side,
    Sitting,
    Status,
    Step,
    weight,
)
from kamerstem.readers.overview import read
from kamerstem.render import json, text
from tests import needs

PARAGRAPHS = [
    (74, "bb19b974fdf6"),
    (916, "b5d22d492f39"),
    (517, "ac271285ff21"),
    (360, "a0cfe39e0680"),
]
"""Length and hash of each, for the text is not ours."""


@pytest.fixture(scope="module")
def seed() -> bytes:
    return needs.shared("data/overviews/36470-VI.txt").read_bytes()


def words(data: str) -> str:
    return " ".join(data.split())


def test_the_real_document_is_read_whole(seed: bytes) -> None:
    overview = read(seed)
    assert overview.bill is not None
    assert len(overview.amendments) == 1
    assert overview.unread == ()
    assert (str(overview.bill.ref), overview.bill.kind) == ("36470-VI", Kind.BILL)
    assert overview.bill.features == (Feature.BUDGET,)
    (final,) = overview.bill.decisions
    assert (final.step, final.result, final.date) == (Step.VOTE, Result.ADOPTED, date(2023, 12, 21))
    assert weight(final.for_) == 149
    assert len(final.for_ or ()) == 14
    assert final.against is None
    assert final.counted is None
    assert final.margin is None
    assert [ballot.party and ballot.party.name for ballot in final.not_voting or ()] == ["JA21"]


def test_the_amendment_of_the_real_document(seed: bytes) -> None:
    (amendment,) = read(seed).amendments
    assert (str(amendment.ref), amendment.status, amendment.articles) == (
        "36470-VI, nr. 4", Status.REJECTED, ("33",),
    )  # fmt: skip
    assert amendment.submitters is not None
    assert amendment.submitters.and_others
    assert [actor.name for actor in amendment.submitters.actors] == ["Grinwis"]
    (vote,) = amendment.decisions
    assert vote.date == date(2023, 12, 21)
    assert vote.result is Result.REJECTED
    names = [ballot.party.name for ballot in vote.for_ or () if ballot.party]
    assert names == ["SP", "GroenLinks-PvdA", "Volt", "DENK", "PvdD", "ChristenUnie", "SGP", "CDA"]
    assert weight(vote.for_) == 49
    assert vote.against is None
    assert vote.not_voting is None
    assert vote.counted is None
    assert vote.margin is None


def test_the_explanation_of_the_real_document_is_four_whole_paragraphs(seed: bytes) -> None:
    (amendment,) = read(seed).amendments
    paragraphs = amendment.explanation or ()
    facts = [(len(p), hashlib.sha256(p.encode()).hexdigest()[:12]) for p in paragraphs]
    assert facts == PARAGRAPHS
    assert not any("blad" in p or "datum" in p for p in paragraphs)


def test_the_vote_lines_of_the_real_document_come_back_word_for_word(seed: bytes) -> None:
    document, ours = words(seed.decode()), words(text.render(read(seed)))
    lines = re.findall(
        r"Het wetsvoorstel is op .*?BBB\. Afwezig: JA21\.|Verworpen\. Voor: .*? CDA\.", document
    )
    assert len(lines) == 2
    places = [ours.index(line) for line in lines]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("ref", "kind", "subject"),
    [
        (ZaakNumber("2024Z06231"), Kind.BILL, SubjectKind.BILL),
        (ZaakNumber("2017Z18765"), Kind.MOTION, SubjectKind.PAPER),
        (EntityId("0007e3ca-0000-4000-8000-000000000000"), Kind.MOTION, SubjectKind.ITEM),
    ],
)
def test_what_has_no_dossier_comes_back_from_its_text(ref: Ref, kind: Kind, subject: SubjectKind) -> None:
    """41 proposals of the sample are known by their Zaak number only."""
    vote = Decision(step=Step.VOTE, result=Result.REJECTED, sitting=Sitting(date(2017, 12, 21)))
    own = ref if isinstance(ref, ZaakNumber) else ZaakNumber("2017Z18766")
    bill = kind is Kind.BILL
    proposal = Proposal(kind=kind, ref=own, title="Titel" if bill else None, decisions=(vote,))
    overview = Overview(
        subject=Subject(subject, ref, "Titel"),
        bill=proposal if bill else None,
        motions=() if bill else (proposal,),
    )
    back = read(text.render(overview).encode())
    assert back.stated() == overview.stated()
    assert back.unread == ()


def test_a_paper_number_alone_is_no_bill() -> None:
    proposal = read(
        b"Betreffende motie:\n\n36.470 VI, nr. 4\nTitel\n\nVerworpen motie\n\n4 (Bikker) over iets\n"
    )
    assert proposal.subject.kind is SubjectKind.PAPER
    assert isinstance(proposal.subject.ref, Paper)


def test_only_seats_that_the_document_does_not_give_are_derived() -> None:
    overview = read(
        b"Betreffende wetsvoorstel:\n\n36.470 VI\nTitel\n\nEindstemming wetsvoorstel\n"
        b"Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer.\n"
        b"Voor: SP, PVV (37), Onbekenden en VVD.\n"
    )
    assert overview.bill is not None
    (vote,) = overview.bill.decisions
    assert [seats for _, seats in vote.by_party(Side.FOR) or ()] == [5, 37, None, 24]
    assert vote.derived == ("/for/0/seats", "/for/3/seats")
    assert '"derived"' in json.render(overview, "nl")


@pytest.mark.parametrize(
    "title",
    [
        "EU-verdrag over iets",
        "wijziging van iets",
        "Wijziging van iets",
        "50PLUS-wet",
        "Wet op de goten",
        "wet op de goten",
        "de goten",
    ],
)
@pytest.mark.parametrize("number", ["36.470", "36.470 VI", "36.470 (R2201)", "36.470, A"])
def test_a_title_may_follow_the_number_on_its_line(number: str, title: str) -> None:
    final = "Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer."
    subject = read(f"Betreffende wetsvoorstel:\n\n{number} {title}\n\n{final}\n".encode()).subject
    bill = refs.parse(number.removesuffix(", A"))
    assert (subject.kind, subject.ref, subject.title) == (SubjectKind.BILL, bill, title)


def overview_of(body: str) -> Overview:
    return read(f"Betreffende wetsvoorstel:\n36.999\nWet op de veren\n\n{body}".encode())


@pytest.mark.parametrize("empty", ["Voor:", "Voor: ."])
def test_a_list_with_nothing_in_it_does_not_say_that_it_was_nobody(empty: str) -> None:
    overview = overview_of(
        "Eindstemming wetsvoorstel\n"
        f"Het wetsvoorstel is op 21 december 2023 verworpen door de Tweede Kamer.\n{empty}\nTegen: PVV."
    )
    assert overview.bill is not None
    (final,) = overview.bill.decisions
    assert final.for_ is None
    assert [ballot.party.id for ballot in final.against or () if ballot.party] == ["pvv"]


def test_names_under_against_beside_unanimous_are_not_taken() -> None:
    overview = overview_of(
        "Eindstemming wetsvoorstel\n"
        "Het wetsvoorstel is op 21 december 2023 met algemene stemmen aangenomen door de Tweede Kamer.\nTegen: PVV."
    )
    assert overview.bill is not None
    (final,) = overview.bill.decisions
    assert final.against is None
    assert [line.text for line in overview.unread] == ["Tegen: PVV."]


def test_a_proposal_right_under_another_gets_its_own_vote() -> None:
    overview = overview_of(
        "Verworpen amendementen\n\n4 (Jansen c.s.) over de veren\n5 (Van Pietersen) over de bruggen\n\n"
        "Verworpen. Voor: SP."
    )
    # The heading says what became of the first; only the second has a list.
    assert [(item.subject, item.status, item.decisions[-1].for_ is None) for item in overview.amendments] == [
        ("de veren", Status.REJECTED, True),
        ("de bruggen", Status.REJECTED, False),
    ]
