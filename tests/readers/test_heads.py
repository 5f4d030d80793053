"""What an overview is about: the number of the bill in whatever words, its title, and a result beside that number."""

import pytest

from kamerstem.errors import NotAnOverview
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Status
from kamerstem.readers.overview import read

HEADS = {  # with the title that is read
    "Wet op de goten (36 999)": None,
    "Wet op de goten (36.999):": None,
    "Betreft: Wet op de goten (36999)": None,
    "Dossier 36999": None,
    "Kamerstukken II 2025/26, 36 999, nr. 2": None,
    "Uitslag van de stemmingen - wetsvoorstel Wet op de goten (36 999)": None,
    "De Tweede Kamer heeft op 3 mei 2024 gestemd over wetsvoorstel 36.999.": None,
    "36999 - Wet op de goten": "Wet op de goten",
    "36.999 | Wet op de goten": "Wet op de goten",
    "## 36999 Wet op de goten": "Wet op de goten",
    "*36999* Wet op de goten": "Wet op de goten",
    "[36999] Wet op de goten": "Wet op de goten",
    "Dossier 36.999: Wet op de goten": "Wet op de goten",
    "Wetsvoorstel 36.999 (Wet op de goten)": "(Wet op de goten)",
}
SECTIONS = (
    "Eindstemming wetsvoorstel\nAangenomen op 3 mei 2024.\n\nMoties\n\n8 (Bedacht) over bruggen\nVerworpen.\n"
)


def overview_of(text: str) -> Overview:
    return read(text.encode())


def came_to(overview: Overview) -> Status | None:
    return overview.bill.status if overview.bill else None


def unread(overview: Overview) -> list[str]:
    return [line.text for line in overview.unread]


@pytest.mark.parametrize(("head", "title"), HEADS.items())
def test_the_number_of_the_bill_in_other_words(head: str, title: str | None) -> None:
    overview = overview_of(f"{head}\n\n{SECTIONS}")
    assert (str(overview.subject.ref), overview.subject.title) == ("36999", title)
    assert came_to(overview) is Status.ADOPTED
    assert [motion.status for motion in overview.motions] == [Status.REJECTED]
    assert unread(overview) == []


SAID = [
    "Het wetsvoorstel 36.999 is op 3 mei 2024 verworpen.",
    "Wetsvoorstel 36.999 (Wet op de goten) is op 3 mei 2024 verworpen.",
    "Het wetsvoorstel is op 3 mei 2024 verworpen (36.999).",
    "Wetsvoorstel 36 999: verworpen op 3 mei 2024.",
]


@pytest.mark.parametrize("sentence", SAID)
def test_a_sentence_with_the_number_in_it_is_no_title(sentence: str) -> None:
    overview = overview_of(f"{sentence}\nVoor: SP.\n")
    assert came_to(overview) is Status.REJECTED
    assert overview.bill is not None
    (vote,) = overview.bill.decisions
    assert str(vote.date) == "2024-05-03"
    assert [ballot.party.id for ballot in vote.for_ or () if ballot.party] == ["sp"]
    assert unread(overview) == []


@pytest.mark.parametrize("sentence", [each.replace("verworpen", "bijna verworpen") for each in SAID])
def test_a_sentence_that_is_not_understood_is_no_title_either(sentence: str) -> None:
    overview = overview_of(f"{sentence}\n\nMoties\n\n8 (Bedacht) over bruggen\nVerworpen.\n")
    assert came_to(overview) is Status.UNKNOWN
    assert overview.subject.title in (None, "Wet op de goten")
    assert len(unread(overview)) == 1


@pytest.mark.parametrize(
    "top",
    [
        "Uitslag: aangenomen\nVoor: SP.",
        "Aangenomen op 3 mei 2024.\nVoor: SP.",
        "Aangenomen (80-70). Voor: SP.",
        "Met handopsteken aangenomen. Voor: SP.",
    ],
)
@pytest.mark.parametrize("head", ["36.999 Wet op de goten", "Wet op de goten (36.999)", "Dossier 36.999"])
def test_a_result_right_under_the_number_is_the_bills(head: str, top: str) -> None:
    overview = overview_of(f"{head}\n\n{top}\n")
    assert came_to(overview) is Status.ADOPTED
    assert unread(overview) == []


@pytest.mark.parametrize(
    "text",
    [
        "36.999 Wet op de goten\n\nAangenomen\n\n8 (Bedacht) over bruggen\n",  # a heading of what follows
        "Amendementen bij 36.999\n\nVerworpen op 3 mei 2024.\n",
        "36.999 Motie over goten\n\nUitslag: verworpen\n",
        "36.999 Wet op de goten\n\nAmendment Bedacht\nUitslag: verworpen\n",
        "36.999 Wet op de goten\n\nMoties\n\nUitslag: verworpen\n",
        "36.999 Wet op de goten\n\nIets anders.\n\nVerworpen op 3 mei 2024.\n",
        "Bedacht 8 (36.999): verworpen op 3 mei 2024.\n",
        "Stemmingen 36.999: bedacht 8. Verworpen op 3 mei 2024.\n",
    ],
)
def test_a_result_that_may_be_of_something_else_is_not_the_bills(text: str) -> None:
    try:
        overview = overview_of(text)
    except NotAnOverview:
        return
    assert came_to(overview) in (None, Status.UNKNOWN)
    assert unread(overview)
