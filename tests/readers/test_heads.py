"""What an overview is about: the number of the bill in whatever words, its title, and a result beside that number."""

import pytest

from kamerstem.errors import NotAnOverview
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Status
from kamerstem.readers.overview import read

HEADS = {  # with the title that is read
    "Wet op de goten (36 999)": "Wet op de goten",
    "Wet op de goten (36.999):": None,
    "Betreft: Wet op de goten (36999)": "Wet op de goten",
    "Dossier 36999": None,
    "Kamerstukken II 2025/26, 36 999, nr. 2": None,
    "Uitslag van de stemmingen - wetsvoorstel Wet op de goten (36 999)": "Wet op de goten",
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


def test_a_sentence_about_the_bill_with_its_title_in_it() -> None:
    overview = overview_of(
        "De Tweede Kamer heeft op 3 mei 2024 het wetsvoorstel Wet op de goten (36 999) aangenomen. Voor stemde de SP.\n"
    )
    assert overview.subject.title == "Wet op de goten"
    assert came_to(overview) is Status.ADOPTED
    assert unread(overview) == []


def test_a_list_with_labels_and_bullets() -> None:
    overview = overview_of(
        "Wetsvoorstel 36.999 (Wet op de goten)\nStatus: aangenomen\nDatum stemming: 3 mei 2024\nVoor: SP (5)\n\n"
        "Amendement nr. 8 (Bedacht)\n- uitslag: verworpen\n- voor: SP\n- tegen: PVV, VVD\n\n"
        "Moties\nnr. 9 Bedacht: aangenomen\nnr. 10 Verzonnen c.s.: verworpen\n"
    )
    assert came_to(overview) is Status.ADOPTED
    assert overview.bill is not None
    assert str(overview.bill.decisions[0].date) == "2024-05-03"
    assert [item.status for _, item in overview.items()][1:] == [
        Status.REJECTED,
        Status.ADOPTED,
        Status.REJECTED,
    ]
    assert [len(side or ()) for side in (overview.amendments[0].decisions[0].for_,)] == [1]
    assert unread(overview) == []


def test_the_day_of_all_votes_stands_above_them() -> None:
    below = "Eindstemming: aangenomen\n\nMoties\n\n8 (Bedacht) over bruggen\nVerworpen.\n"
    for text in (
        f"36.999 Wet op de goten\nStemmingen 3 mei 2024\n\n{below}",
        f"Stemmingen op 3 mei 2024\n\nWet op de goten (36.999)\n\n{below}",
    ):
        overview = overview_of(text)
        days = [str(vote.date) for _, item in overview.items() for vote in item.decisions]
        assert days == ["2024-05-03", "2024-05-03"]
        assert unread(overview) == []


def test_a_day_below_a_vote_is_not_of_it() -> None:
    again = "Stemmingen 4 mei 2024\n\nMoties\n\n9 (Bedacht) over goten\nVerworpen.\n"
    overview = overview_of(f"36.999 Wet op de goten\n\n{SECTIONS}\n{again}")
    assert [str(vote.date) for item in overview.motions for vote in item.decisions] == ["None", "None"]
    assert unread(overview) == ["Stemmingen 4 mei 2024"]


def test_what_has_a_result_that_is_not_read_is_an_overview_with_unread_lines() -> None:
    overview = overview_of("Beste allen,\n\nOver 36.999 is gestemd: het is bijna aangenomen.\n")
    assert came_to(overview) is Status.UNKNOWN
    assert len(unread(overview)) == 2


@pytest.mark.parametrize(
    "text", ["Over 36.999 is gestemd.\n", "Ik constateer dat het wetsvoorstel (36.999) is aangenomen.\n"]
)
def test_no_result_or_a_sitting_is_no_overview(text: str) -> None:
    with pytest.raises(NotAnOverview):
        overview_of(text)
