"""What a page of a PDF shows is read or named; what a line, a shape or a colour hides is not read."""

import math

import pytest

from tests import needs
from tests.readers import shapes
from tests.readers.shapes import pdf, text_at, text_lines

LONG = "Een alinea, want wie te weinig letters heeft is een scan."
LIST = "Voor: SP, PVV, Volt en CDA."


def words(data: bytes) -> list[str]:
    return shapes.words("pdf", data)


def lost(data: bytes) -> list[str]:
    return shapes.lost("pdf", data)


def turned(degrees: float) -> str:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f"{cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f}"


@pytest.mark.parametrize(
    ("degrees", "places"),
    [
        (90, [(100, 60), (115, 60)]), (180, [(500, 700), (500, 685 + 30)]), (270, [(400, 700), (385, 700)]),
        (2, [(60, 700), (60, 685)]), (-3, [(60, 700), (60, 685)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rotate", ["", "/Rotate 90"])
def test_a_page_is_read_in_the_direction_of_its_letters(
    degrees: float, places: list[tuple[float, float]], rotate: str
) -> None:
    drawn = "".join(
        text_at(text, *place, size=10, matrix=turned(degrees))
        for text, place in zip((LONG, LIST), places, strict=True)
    )
    data = pdf(drawn, page=rotate)
    assert words(data) == [LONG, LIST]
    assert lost(data) == []


def test_lines_that_are_each_tilted_in_their_own_way_are_read() -> None:
    texts = [LONG, "Voor: SP en CDA.", "Tegen: PVV en Volt.", "Afwezig: niemand."]
    drawn = "".join(
        text_at(text, 60, 700 - 20 * index, size=10, matrix=turned(degrees))
        for index, (text, degrees) in enumerate(zip(texts, (0, 2, -2, 1.5), strict=True))
    )
    assert words(pdf(drawn)) == texts


def test_text_across_the_page_is_named() -> None:
    data = pdf(text_lines([LONG, LIST]) + text_at("CONCEPT", 200, 300, size=60, matrix=turned(45)))
    assert words(data) == [LONG, LIST]
    assert lost(data) == ["tekst dwars over de bladzijde: 'CONCEPT'"]


STRUCK = "Voor: SP, PVV, Volt en CDA."
THROUGH = {
    "a thin line": "0.8 w 115 769 m 142 769 l S",
    "a thick line": "6 w 115 769 m 142 769 l S",
    "a bar": "115 765 27 6 re f",
}


@pytest.mark.parametrize("line", THROUGH.values(), ids=THROUGH)
def test_a_line_through_words_takes_them_out(line: str) -> None:
    data = pdf(text_lines([LONG]) + text_at(STRUCK, 60, 765) + line)
    assert words(data) == [LONG, "Voor: SP, Volt en CDA."]
    assert lost(data) == []


def test_a_wide_gap_in_a_list_makes_no_table_of_it() -> None:
    data = pdf(text_lines([LONG]) + text_at("Voor: SP,", 60, 765) + text_at("en CDA.", 180, 765))
    assert words(data) == [LONG, "Voor: SP, | en CDA."]


def test_a_background_takes_nothing_out() -> None:
    data = pdf("0.9 g 50 755 400 40 re f 0 g " + text_lines([LONG]) + text_at(STRUCK, 60, 765))
    assert words(data) == [LONG, STRUCK]


@pytest.mark.parametrize(
    "over", ["1 g 50 760 400 17 re f", "2 w 50 760 m 300 778 l S"], ids=["a shape", "a slanted line"]
)
def test_text_under_a_shape_or_line_is_named_and_not_read(over: str) -> None:
    data = pdf(text_lines([LONG]) + text_at(LIST, 60, 765) + over)
    assert words(data) == [LONG]
    assert lost(data) == [f"tekst onder een vlak of streep: '{LIST}'"]


@pytest.mark.parametrize("before", ["3 Tr", "1 g", "7 Tr"], ids=["invisible", "white", "clip"])
def test_text_that_does_not_show_is_not_read(before: str) -> None:
    data = pdf(text_lines([LONG]) + text_at(LIST, 60, 700, before=before))
    assert words(data) == [LONG]


def test_white_text_on_a_dark_ground_is_read() -> None:
    data = pdf(text_lines([LONG]) + "0 g 50 690 300 25 re f\n" + text_at(LIST, 60, 700, before="1 g"))
    assert words(data) == [LONG, LIST]


def test_a_page_of_which_no_letter_is_read_is_named() -> None:
    data = pdf(text_lines([LONG]), text_at(LIST, 60, 700, before="1 g"))
    assert lost(data) == ["een bladzijde waarvan geen letter is gelezen"]


def drawn_note(kind: str, text: str) -> list[str]:
    """A note of a kind that says itself how it is drawn: it and its drawing."""
    draw = f"BT /F 12 Tf 2 4 Td ({text}) Tj ET"
    return [
        f"<</Type/Annot/Subtype/{kind}/FT/Tx/V({text})/Rect[60 700 400 716]/F 4/AP<</N 7 0 R>>>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 340 16]/Resources<</Font<</F 3 0 R>>>>"
        f"/Length {len(draw)}>>stream\n{draw}\nendstream",
    ]


@pytest.mark.parametrize("kind", ["Widget", "FreeText"])
def test_fields_and_notes_that_are_drawn_are_read(kind: str) -> None:
    data = pdf(text_lines([LONG]), notes=drawn_note(kind, LIST))
    assert words(data) == [LONG, LIST]
    assert lost(data) == []


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            f"<</Type/Annot/Subtype/Widget/FT/Tx/V({LIST})/Rect[60 700 400 716]>>",
            f"een ingevuld veld: '{LIST}'",
        ),
        ("<</Type/Annot/Subtype/Text/Contents(CDA ook?)/Rect[60 700 80 716]>>", "een notitie: 'CDA ook?'"),
    ],
)
def test_fields_and_notes_that_are_not_drawn_are_named(note: str, said: str) -> None:
    data = pdf(text_lines([LONG]), notes=[note])
    assert words(data) == [LONG]
    assert lost(data) == [said]


def test_a_link_and_a_hidden_note_are_no_matter() -> None:
    notes = [
        "<</Type/Annot/Subtype/Link/Rect[60 700 80 716]>>",
        "<</Type/Annot/Subtype/Text/F 2/Contents(weg)/Rect[60 700 80 716]>>",
    ]
    data = pdf(text_lines([LONG]), notes=notes)
    assert (words(data), lost(data)) == ([LONG], [])


def test_a_note_that_strikes_takes_words_out() -> None:
    note = (
        "<</Type/Annot/Subtype/StrikeOut/Rect[115 763 142 777]/QuadPoints[115 775 142 775 115 765 142 765]>>"
    )
    assert words(pdf(text_lines([LONG]) + text_at(STRUCK, 60, 765), notes=[note])) == [
        LONG,
        "Voor: SP, Volt en CDA.",
    ]


def test_bullets_are_no_column_of_a_table() -> None:
    items = [f"{number} (Bedacht) over een onderzoek" for number in (4, 5, 6)]
    drawn = "".join(
        text_at("\\225", 60, 700 - 15 * index) + text_at(text, 90, 700 - 15 * index)
        for index, text in enumerate(items)
    )
    assert words(pdf(text_lines([LONG]) + drawn)) == [LONG, *items]


@pytest.mark.parametrize(
    ("case", "proposals"),
    [("04-rotated-page/p4-rotated90.pdf", 1), ("04-rotated-page/p4d-page2rotated.pdf", 2),
     ("19-hidden/p1-rotated-page.pdf", 2)],
)  # fmt: skip
def test_a_rotated_page_is_read(case: str, proposals: int, monkeypatch: pytest.MonkeyPatch) -> None:
    overview = shapes.overview("pdf", (needs.shared("cases") / case).read_bytes(), monkeypatch)
    assert len(list(overview.items())) == proposals
    assert all(each.decisions for _, each in overview.items())
    assert overview.unread == ()
