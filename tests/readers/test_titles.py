"""The head of a typed overview: what a title ends at, and by which number a document is known."""

import pytest

from kamerstem.errors import NotAnOverview
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Status
from kamerstem.readers.overview import read
from tests.readers.test_placing import bill, fared, names, overview_of, unread


def voted(overview: Overview) -> tuple[str | None, str, str, list[str] | None]:
    """The title, and what became of the bill: its status, day, and who was for."""
    (vote,) = bill(overview).decisions
    day = vote.sitting and vote.sitting.date
    return overview.subject.title, str(bill(overview).status), str(day), names(vote.for_)


# --- a title states nothing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Wetsvoorstel 36.999 is op 3 mei 2023 aangenomen. Voor: SP.",
            (None, "adopted", "2023-05-03", ["SP"]),
        ),
        (
            "Het wetsvoorstel 36.999 is op 3 mei 2023 verworpen door de Tweede Kamer.",
            (None, "rejected", "2023-05-03", None),
        ),
        (
            "Wetsvoorstel 36.999 (Wet op de veren), verworpen op 3 mei 2023 met 60-90",
            ("Wet op de veren", "rejected", "2023-05-03", None),
        ),
        ("Eindstemming wetsvoorstel 36.999; aangenomen; voor: SP.", (None, "adopted", "None", ["SP"])),
        ("Wetsvoorstel 36.999, 3 mei 2023: aangenomen. Voor: SP.", (None, "adopted", "2023-05-03", ["SP"])),
        (
            "36.999 Wet op de veren is op 3 mei 2023 aangenomen\nVoor: SP",
            ("Wet op de veren", "adopted", "2023-05-03", ["SP"]),
        ),
        ("36.999 – Wet op de veren – aangenomen", ("Wet op de veren", "adopted", "None", None)),
        (
            "36.999\nWet op de veren\n\nAangenomen op 3 mei 2023.\nVoor: SP.",
            ("Wet op de veren", "adopted", "2023-05-03", ["SP"]),
        ),
        ("36.999\nWet op de veren\nVerworpen.\nVoor: SP.", ("Wet op de veren", "rejected", "None", ["SP"])),
    ],
)
def test_a_title_ends_where_a_statement_begins(text: str, stated: tuple[object, ...]) -> None:
    overview = read(text.encode())
    assert voted(overview) == stated
    assert unread(overview) == []


@pytest.mark.parametrize(
    "words",
    [
        "aangenomen / verworpen",
        "bijna aangenomen",
        "is met veel gemor aangenomen",
        "haast verworpen. Voor: SP.",
    ],
)
def test_what_a_title_may_tell_is_reported_where_nothing_else_tells_it(words: str) -> None:
    overview = read(f"Wetsvoorstel 36.999: {words}\n\nEindstemming wetsvoorstel\n".encode())
    assert (bill(overview).status, bill(overview).decisions) == (Status.UNKNOWN, ())
    assert unread(overview)


def test_a_word_of_the_title_is_no_result_where_the_result_is_told() -> None:
    text = "36.999\nWijziging van de Wet aangenomen kinderen\n\nEindstemming\nVerworpen.\n"
    overview = read(text.encode())
    assert (bill(overview).status, unread(overview)) == (Status.REJECTED, [])
    assert overview.subject.title == "Wijziging van de Wet aangenomen kinderen"


@pytest.mark.parametrize(
    "text",
    [
        "36.999 Wet op de veren\n\nEen zin van iemand.\n\nVerworpen. Voor: SP.\n\nEindstemming wetsvoorstel\n",
        "36.999, motie Bedacht over veren\nVerworpen. Voor: SP.\n\nEindstemming wetsvoorstel\n",
        "36.999 Wet op de veren\n\nAmendement van Bedacht\nVerworpen. Voor: SP.\n\nEindstemming wetsvoorstel\n",
    ],
)
def test_a_result_is_of_the_bill_only_where_nothing_else_is_named(text: str) -> None:
    overview = read(text.encode())
    assert (bill(overview).status, bill(overview).decisions) == (Status.UNKNOWN, ())
    assert "Voor: SP." in unread(overview)


# --- by which number it is known ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Op 3 mei 2023 is de Wet op de veren (36.999) aangenomen.",
            ("Wet op de veren", "adopted", "2023-05-03", None),
        ),
        (
            "De Tweede Kamer heeft op 3 mei 2023 de Wet op de veren (36.999) verworpen. Voor: SP.",
            ("Wet op de veren", "rejected", "2023-05-03", ["SP"]),
        ),
        (
            "Op 3 mei 2023 heeft de Tweede Kamer ingestemd met wetsvoorstel 36.999. Voor: SP.",
            (None, "adopted", "2023-05-03", ["SP"]),
        ),
        (
            "Wet op de veren (36.999)\n\nEindstemming\nAangenomen op 3 mei 2023.",
            ("Wet op de veren", "adopted", "2023-05-03", None),
        ),
        ("dossier 36.999\n\nEindstemming\nAangenomen op 3 mei 2023.", (None, "adopted", "2023-05-03", None)),
    ],
)
def test_a_number_behind_a_title_or_in_a_sentence(text: str, stated: tuple[object, ...]) -> None:
    overview = read(text.encode())
    assert (str(overview.subject.ref), voted(overview), unread(overview)) == ("36999", stated, [])


@pytest.mark.parametrize(
    "text",
    [
        "Mocht de Wet op de veren (36.999) aangenomen worden, dan is er feest.",
        "Zodra de Wet op de veren (36.999) is aangenomen.",
        "De motie-Bedacht bij de Wet op de veren (36.999) is verworpen.",
        "In de krant stond dat de Wet op de veren (36.999) verworpen zou worden.",
        "Aangenomen wordt dat de Wet op de veren (36.999) goed is.",
    ],
)
def test_a_sentence_that_is_not_understood_says_nothing_of_the_bill(text: str) -> None:
    overview = read(text.encode())
    assert (bill(overview).status, bill(overview).decisions, fared(overview)) == (Status.UNKNOWN, (), {})
    assert unread(overview)


def test_the_number_of_another_bill() -> None:
    overview = overview_of("Wetsvoorstel 36.998 is verworpen.\n\nHet wetsvoorstel 36.999 is aangenomen.\n")
    assert bill(overview).status is Status.ADOPTED
    assert unread(overview) == ["Wetsvoorstel 36.998 is verworpen."]
    with pytest.raises(NotAnOverview, match=r"36\.999 .* 36\.998|36\.998 .* 36\.999"):
        read(b"Over 36.999 is gepraat.\n\nOver 36.998 ook.\n\nDe rest is aangenomen.\n")


def test_only_motions_and_amendments_are_an_overview_too() -> None:
    overview = read(b"Moties\n\nDe motie-Bedacht (36.999, nr. 20) is op 3 mei 2023 verworpen. Voor: SP.\n")
    assert (fared(overview), unread(overview)) == ({"20": (Status.REJECTED, ["SP"])}, [])
    assert str(overview.motions[0].submitters and overview.motions[0].submitters.actors[0].name) == "Bedacht"


def test_the_day_of_all_votes_beside_the_number() -> None:
    overview = read(b"Stemmingen 36.999 (3 mei 2023)\n\nAmendement Bedacht c.s. (36.999-8) aangenomen\n")
    (amendment,) = overview.amendments
    assert (str(amendment.decisions[0].date), unread(overview)) == ("2023-05-03", [])
    assert amendment.submitters is not None
    assert ([a.name for a in amendment.submitters.actors], amendment.submitters.and_others) == (
        ["Bedacht"],
        True,
    )


def test_a_number_with_a_point_ends_no_sentence() -> None:
    assert unread(overview_of("Slot: zie ook 36.999 (Wet op de veren)\n")) == [
        "Slot: zie ook 36.999 (Wet op de veren)"
    ]


# --- a subject states nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["Nr. 8 (Bedacht): veren; voor: SP.", "8 (Bedacht) over veren; voor: SP."])
def test_a_subject_ends_where_a_statement_begins(line: str) -> None:
    overview = overview_of(f"Verworpen amendementen\n\n{line}\n")
    assert (fared(overview), overview.amendments[0].subject) == ({"8": (Status.REJECTED, ["SP"])}, "veren")


def test_what_a_subject_may_tell_is_reported_where_nothing_else_tells_it() -> None:
    line = "Motie-Bedacht (36.999, nr. 20): eerst aangehouden, daarna alsnog verworpen."
    assert unread(overview_of(f"{line}\n")) == [line]
    assert unread(overview_of(f"{line}\n\nVerworpen.\n")) == []


WIDE = "8 (Bedacht) over veren op alle pleinen en in alle parken"


@pytest.mark.parametrize(
    "below", ["Elk plein krijgt een veer.", "Elk plein krijgt een veer, en\nelk park ook."]
)
def test_an_explanation_without_a_blank_line_above_it(below: str) -> None:
    (amendment,) = overview_of(f"Amendementen\n\n{WIDE}\n{below}\nVerworpen. Voor: SP.\n").amendments
    assert amendment.subject == WIDE.partition(" over ")[2]
    assert amendment.explanation == (below.replace("\n", " "),)


@pytest.mark.parametrize("below", ["van de stad", "Amsterdam", "Van der Verzonnen c.s.", "in het land."])
def test_a_subject_goes_on_in_the_next_line(below: str) -> None:
    (amendment,) = overview_of(f"Amendementen\n\n{WIDE}\n{below}\nVerworpen. Voor: SP.\n").amendments
    assert (amendment.subject, amendment.explanation) == (f"{WIDE.partition(' over ')[2]} {below}", None)
