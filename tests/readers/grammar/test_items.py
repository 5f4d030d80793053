"""The line that begins a proposal, in many ways; and what looks like one and is prose."""

import pytest

from kamerstem.model.votes import Kind
from kamerstem.readers.grammar import read_item

ITEMS = {
    "4 (Bedacht c.s.) over bruggen": (["4"], "Bedacht", "bruggen"),
    "Nr. 5 (Verzonnen) over bruggen": (["5"], "Verzonnen", "bruggen"),
    "4. (Bedacht) over bruggen": (["4"], "Bedacht", "bruggen"),
    "05 (Bedacht) over bruggen": (["5"], "Bedacht", "bruggen"),
    "15, I (Bedacht) over bruggen": (["15"], "Bedacht", "bruggen"),
    "15, onderdeel II (Bedacht) inzake bruggen": (["15"], "Bedacht", "inzake bruggen"),
    "10, 11 en 12 (Bedacht) over bruggen": (["10", "11", "12"], "Bedacht", "bruggen"),
    "4 – Bedacht c.s. – over bruggen": (["4"], "Bedacht", "bruggen"),
    "Amendement nr. 4 van het lid Bedacht c.s. over bruggen": (["4"], "Bedacht", "bruggen"),
    "Motie-Bedacht c.s. over bruggen (36999, nr. 9)": (["36999, nr. 9"], "Bedacht", "bruggen"),
    "Gewijzigde motie van de leden Bedacht en Van der Test over bruggen (36999-XV, nr. 30)": (
        ["36999-XV, nr. 30"], "Bedacht en Van der Test", "bruggen",
    ),
    "36.999 XV, nr. 4 (Bedacht) over bruggen": (["36.999 XV, nr. 4"], "Bedacht", "bruggen"),
    "2023Z00012 (Bedacht) over bruggen": (["2023Z00012"], "Bedacht", "bruggen"),
    "9 (vaste commissie voor Verzinsels en Fabels;) over bruggen": (
        ["9"], "vaste commissie voor Verzinsels en Fabels;", "bruggen",
    ),
    "Zonder nummer (indiener niet vermeld)": ([], None, None),
    "4 (Bedacht)": (["4"], "Bedacht", None),
    "4 (Bedacht) over de motie op stuk nr. 12 van 3 mei": (
        ["4"], "Bedacht", "de motie op stuk nr. 12 van 3 mei",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ITEMS.items())
def test_what_the_first_line_of_a_proposal_says(
    text: str, wanted: tuple[list[str], str | None, str | None]
) -> None:
    head = read_item(text)
    assert head is not None
    assert (head.papers, head.submitters, head.subject) == wanted
    assert head.others is ("c.s." in text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("4 (Bedacht c.s.) ter vervanging van nr. 3 over bruggen", "bruggen"),
        ("4 (Bedacht c.s.) t.v.v. nr. 3 over bruggen", "bruggen"),
        ("4 (Bedacht, t.v.v. nr. 3) over bruggen", "bruggen"),
        ("4 (Bedacht c.s.) over bruggen, ter vervanging van nr. 3", "bruggen"),
        ("4 (Bedacht c.s.) over bruggen (t.v.v. nr. 3)", "bruggen"),
    ],
)
def test_a_paper_that_is_replaced_is_not_part_of_the_subject(text: str, subject: str) -> None:
    head = read_item(text)
    assert head is not None
    assert (head.replaces, head.subject) == (["3"], subject)


def test_what_stands_behind_the_subject_and_what_it_calls_itself() -> None:
    head = read_item("9 (Bedacht c.s.) over bruggen – aangenomen met handopsteken")
    assert head is not None
    assert (head.subject, head.after) == ("bruggen", "aangenomen met handopsteken")
    head = read_item("Subamendement 18 (Test) over de termijn in nr. 12")
    assert head is not None
    assert (head.kind, head.parts) == (Kind.SUB_AMENDMENT, None)
    head = read_item("15, I (Bedacht) over bruggen")
    assert head is not None
    assert head.parts == "I"


@pytest.mark.parametrize(
    "text",
    [
        "1 (een) miljoen euro voor agenten",
        "2 (twee) maal over",
        "1. geld;",
        "2. mensen.",
        "4",
        "15 miljoen euro",
        "4 (Bedacht c.s.) wil meer bruggen",
        "Artikel 33",
        "Voor: SP en Volt.",
        "Verworpen. Voor: SP.",
        "In 2024 (Bedacht) over bruggen",
    ],
)
def test_a_number_in_prose_begins_no_proposal(text: str) -> None:
    assert read_item(text) is None


@pytest.mark.parametrize(
    "subject",
    [
        "onderzoeken welke maatregelen kunnen worden overgenomen in de strijd tegen lawaai",
        "geen bruggen bouwen waar deze al eens zijn afgewezen",
        "uitspreken dat de termijn voor alle schippers moet vervallen",
        "uitvoering geven aan de unaniem aangenomen motie-Bikker c.s. en de bezuiniging ongedaan maken",
        "de aangenomen moties en de gemaakte afspraken invullen",
        "alsnog het verworpen amendement uitvoeren",
    ],
)
def test_a_word_of_the_subject_is_no_result(subject: str) -> None:
    head = read_item(f"12 (Jansen) over {subject}")
    assert head is not None
    assert (head.subject, head.after, head.doubt) == (subject, None, False)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("12 (Jansen) over bruggen is op 3 mei verworpen", "is op 3 mei verworpen"),
        ("12 (Jansen) over bruggen – aangenomen", "aangenomen"),
        ("12 en 13 (Jansen) over bruggen zijn verworpen", "zijn verworpen"),
    ],
)
def test_a_result_behind_the_subject_is_one(line: str, after: str) -> None:
    head = read_item(line)
    assert head is not None
    assert (head.subject, head.after) == ("bruggen", after)
