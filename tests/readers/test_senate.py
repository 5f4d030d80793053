"""The Senate's page of a bill: its real sentences, and what no change of them may turn into."""

import re
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from kamerstem.model import parties
from kamerstem.model.votes import Result, Side, StatementKind, Step
from kamerstem.readers import overview, senate
from tests import needs
from tests.commands import Run

DECIDED = "Het voorstel (EK, A) is op 21 april 2026 aangenomen door de Tweede Kamer."
PAGE = f"{DECIDED} Voor: SP, Volt en het CDA. Tegen: PVV en FVD."


def names(decision: senate.PageDecision, side: Side) -> list[str]:
    return [name.text for name in decision.lists[side].names]


def test_a_page() -> None:
    page = senate.read(PAGE)
    (decision,) = page.decisions
    assert not page.unread
    assert (decision.step, decision.result) == (Step.VOTE, Result.ADOPTED)
    assert (decision.by, decision.paper, decision.day) == ("de Tweede Kamer", "EK, A", date(2026, 4, 21))
    assert names(decision, Side.FOR) == ["SP", "Volt", "CDA"]
    assert names(decision, Side.AGAINST) == ["PVV", "FVD"]
    assert [passage.place for passage in decision.passages] == ["regel 1"] * 3


@pytest.mark.parametrize(
    "lines", [PAGE.replace(". ", ".\n"), PAGE.replace(". ", ".\n\n"), PAGE.replace(" ", "  ")]
)
def test_the_lines_do_not_matter(lines: str) -> None:
    page = senate.read(lines)
    assert not page.unread
    assert page.decisions[0].lists == senate.read(PAGE).decisions[0].lists


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        (f"{DECIDED} Nadien is er wat gebeurd. Voor: SP.", ["Nadien is er wat gebeurd.", "Voor: SP."]),
        (f"{DECIDED} Voor: SP en Volt. Voor: SP.", ["Voor: SP."]),
        (f"{DECIDED} Voor: SP en Volt. Tegen: SP.", ["Tegen: SP."]),
        (f"{DECIDED} Voor: SP Volt. Tegen: FVD.", ["Voor: SP Volt.", "Tegen: FVD."]),
        (f"{DECIDED} Voor:", ["Voor:"]),
        ("Voor: SP en Volt. Tegen: FVD.", ["Voor: SP en Volt.", "Tegen: FVD."]),
        ("Het voorstel is als hamerstuk afgedaan. Voor: SP.", ["Voor: SP."]),
        ("De fractie van FVD is hierbij aantekening verleend.",) * 2,
        ("Het voorstel is niet op 3 maart 2026 aangenomen.",) * 2,
        ("Het amendement is aangenomen.",) * 2,
        ("Het voorstel is op 31 april 2026 aangenomen.",) * 2,
    ],
)
def test_what_cannot_be_read_or_placed_is_said(text: str, unread: list[str] | str) -> None:
    page = senate.read(text)
    assert [passage.text for passage in page.unread] == ([unread] if isinstance(unread, str) else unread)


def test_sentences_in_any_order_leave_nothing_out_and_move_nothing() -> None:
    other = "Het wetsvoorstel (TK, 3) is op 2 juli 2026 verworpen door de Tweede Kamer."
    sentences = [DECIDED, "Voor: SP.", "Tegen: FVD.", other, "Het is hier mooi."]
    for order in permutations(sentences):
        page = senate.read(" ".join(order))
        said = [passage.text for each in page.decisions for passage in each.passages]
        assert sorted([*said, *(passage.text for passage in page.unread)]) == sorted(order)
        for decision in page.decisions:
            at = order.index(decision.passages[0].text)
            assert [passage.text for passage in decision.passages] == list(
                order[at : at + len(decision.passages)]
            )


# --- as a document that is checked ------------------------------------------------------------------------------------

OWN = "Het voorstel is op 2 juni 2026 als hamerstuk afgedaan. De fractie van FVD is hierbij aantekening verleend."


def checked(body: str) -> tuple[list[tuple[Step, Result | None, date | None]], list[str]]:
    """Return what a document says that the House decided of the bill, and the lines that are said not to be read."""
    found = overview.read(f"36.999\nWet op de veren\n\n{body}\n".encode())
    assert found.bill is not None
    decided = [(made.step, made.result, made.date) for made in found.bill.decisions]
    return decided, [line.text for line in found.unread]


HOUSE = (Step.VOTE, Result.ADOPTED, date(2026, 4, 21))


def test_what_the_senate_decided_is_no_second_decision_of_the_house() -> None:
    assert checked(PAGE) == ([HOUSE], [])
    for between in ("\n", " ", "\n\n"):
        assert checked(f"{PAGE}{between}{OWN}") == ([HOUSE], [OWN])
    for body in ("{} Voor: SP. Tegen: FVD.", "{}\nVoor: SP.\nTegen: FVD.", "{}\n\nVoor: SP. Tegen: FVD."):
        own = body.format("Het voorstel is op 2 juni 2026 verworpen.")
        decided, unread = checked(f"{PAGE}\n{own}")
        assert decided == [HOUSE]
        assert " ".join(unread) == " ".join(own.split())
    assert checked(f"{PAGE}\n\nBehandeling\n{OWN}")[0] == [HOUSE]


def test_what_is_set_apart_is_named() -> None:
    found = overview.read(f"36.999\nWet op de veren\n\n{PAGE}\n{OWN}\n".encode())
    assert {line.lost and line.lost.nl for line in found.unread} == {"een besluit van de Eerste Kamer"}


def test_a_decision_of_the_house_is_never_set_apart() -> None:
    """Named as the House's, of no later day, or in a document that is no page of the Senate."""
    again = "Het voorstel is op 2 juni 2026 verworpen door de Tweede Kamer."
    decided, unread = checked(f"{PAGE}\n{again}")
    assert (decided, unread) == ([HOUSE, (Step.VOTE, Result.REJECTED, date(2026, 6, 2))], [])
    plain = DECIDED.replace(" (EK, A)", "") + "\nHet voorstel is op 2 juni 2026 verworpen."
    assert checked(plain) == ([HOUSE, (Step.VOTE, Result.REJECTED, date(2026, 6, 2))], [])


def test_the_check_command_reads_such_a_page(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"36470 VI\n\n{PAGE}\n{OWN}\n", "utf-8")
    out = run("check", page, "--from", "example").out
    assert "een besluit van de Eerste Kamer staat in het document en is niet gelezen" in out
    assert "staat op 21 april 2026, maar was officieel op 21 december 2023. (regel 3) [date-differs]" in out


# --- the Senate's own words -------------------------------------------------------------------------------------------


def test_its_own_sentences_are_all_read() -> None:
    pages = [
        senate.read(path.read_text("utf-8")) for path in sorted(needs.shared("data/senate").glob("*.txt"))
    ]
    assert not [passage for page in pages for passage in page.unread]
    voted, without, own = (decision for page in pages for decision in page.decisions)
    assert (voted.by, voted.paper, voted.day) == ("de Tweede Kamer", "TK, 2", date(2026, 9, 22))
    assert (voted.step, voted.result) == (Step.VOTE, Result.ADOPTED)
    assert len(names(voted, Side.FOR)) == 13
    assert names(voted, Side.AGAINST) == ["PVV", "FVD", "Groep Markuszower", "Lid Keijzer"]
    assert (without.by, without.paper, without.day) == ("de Tweede Kamer", "TK, 3", date(2026, 7, 2))
    assert (own.by, own.paper, own.day) == (None, None, date(2026, 9, 22))
    for decision in (without, own):
        assert (decision.step, decision.result) == (Step.WITHOUT_VOTE, Result.ADOPTED)
        assert decision.discharge
        (noted,) = decision.noted
        assert noted.kind is StatementKind.AGAINST_NOTED
        assert noted.names is not None
        assert [name.text for name in noted.names.names] == ["FVD"]


def test_its_parties_are_those_of_the_house_of_that_day() -> None:
    (decision,) = senate.read(
        (needs.shared("data/senate") / "ek-page-36879.txt").read_text("utf-8")
    ).decisions
    found = [parties.find(name, decision.day) for side in decision.lists for name in names(decision, side)]
    house = parties.house_on(decision.day) if decision.day else None
    assert house is not None
    assert {party.id for party in found if party} == set(house.seats)


def test_the_order_of_april() -> None:
    """The list of bill 36791, as the README beside the pages has it."""
    text = " ".join((needs.shared("data/senate") / "README.md").read_text("utf-8").split())
    found = re.search(r"\(bill 36791\): (.+?) \(for\), (.+?) \(against\)", text)
    assert found
    (decision,) = senate.read(f"{DECIDED} Voor: {found[1]}. Tegen: {found[2]}.").decisions
    assert names(decision, Side.FOR) == found[1].split(", ")
    assert names(decision, Side.AGAINST) == ["FVD"]
    assert len(names(decision, Side.FOR)) == 16
