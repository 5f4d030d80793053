"""What became of a proposal, told on the line that names it; and a whole overview in one line."""

import pytest

from kamerstem.model.votes import Status
from kamerstem.readers.overview import read
from tests.readers.test_placing import bill, fared, overview_of, unread

ONE_LINE = "36.999 (Wet op de goten): wetsvoorstel op 22 september 2026 aangenomen; amendement 8 (Bedacht) verworpen."
IN_SHORT = (
    "36.999 wet op de goten. wetsvoorstel aangenomen 22/9/2026. amendement 8 verworpen. nr 9 bedacht ook."
)


@pytest.mark.parametrize(
    ("text", "lines"), [(ONE_LINE, []), (IN_SHORT, ["wet op de goten.", "nr 9 bedacht ook."])]
)
def test_all_in_one_line(text: str, lines: list[str]) -> None:
    overview = read(text.encode())
    assert (str(bill(overview).decisions[0].date), bill(overview).status) == ("2026-09-22", Status.ADOPTED)
    assert fared(overview) == {"8": (Status.REJECTED, None)}
    assert unread(overview) == lines


@pytest.mark.parametrize(
    "turned", ["amendement 8 (Bedacht) bijna verworpen", "amendement 8 later", "de rest niet"]
)
def test_what_follows_a_semicolon_may_turn_what_stands_before(turned: str) -> None:
    overview = read(f"36.999: wetsvoorstel op 22 september 2026 aangenomen; {turned}.".encode())
    assert bill(overview).status is Status.UNKNOWN
    assert fared(overview) == {}
    assert unread(overview)


@pytest.mark.parametrize(
    "line",
    [
        "8 (Bedacht) verworpen",
        "8 (Bedacht): verworpen.",
        "8 (Bedacht c.s.) is op 3 mei 2024 met handopsteken verworpen.",
        "8 – Bedacht – verworpen",
        "Amendement 8 (Bedacht): verworpen",
        "Amendement nr. 8 (Bedacht) is verworpen.",
        "Amendement 8 verworpen.",
        "Amendement 8: uitslag: verworpen",
    ],
)
def test_a_proposal_with_its_result_in_the_place_of_its_subject(line: str) -> None:
    overview = overview_of(f"Amendementen\n\n{line}\nVoor: SP.\n\n9 (Verzonnen) over goten\nAangenomen.\n")
    assert fared(overview) == {"8": (Status.REJECTED, ["SP"]), "9": (Status.ADOPTED, None)}
    assert unread(overview) == []


def test_a_result_by_number_goes_to_the_proposal_that_is_there_and_not_settled() -> None:
    items = "Amendementen\n\n8 (Bedacht) over goten\n\n9 (Bedacht) over bruggen\nVerworpen.\n\n"
    again = "Amendement 8: aangenomen\nAmendement 9: aangenomen\nAmendement 8 (Verzonnen): verworpen\n"
    overview = overview_of(items + again)
    assert fared(overview) == {"8": (Status.ADOPTED, None), "9": (Status.REJECTED, None)}
    assert overview.amendments[0].subject == "goten"
    assert unread(overview) == ["Amendement 9: aangenomen", "Amendement 8 (Verzonnen): verworpen"]
