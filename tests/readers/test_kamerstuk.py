"""The reader of papers: the forms of amendments and motions, both roads to one grammar, what is not a paper."""

import contextlib
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamerstem.errors import NotAPaper
from kamerstem.model.papers import Clause, PaperText, Table, articles_of
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import Kind
from kamerstem.readers import kamerstuk
from kamerstem.readers.markup import MAX_DEPTH

EXAMPLES = Path(__file__).parents[1] / "examples/kamerstukken"


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


def wrapped(title: str, *paragraphs: str) -> bytes:
    """Return a paper in official XML with these paragraphs."""
    inside = "".join(f"<al>{paragraph}</al>" for paragraph in paragraphs)
    return (
        "<officiele-publicatie><kamerstuk><dossier><dossiernummer><dossiernr>99 001</dossiernr>"
        "</dossiernummer></dossier>"
        f'<stuk><stuknr>Nr. <ondernummer kamer="2">7</ondernummer></stuknr><titel>{title}</titel>'
        f"<algemeen><vrije-tekst><tekst>{inside}</tekst></vrije-tekst></algemeen></stuk>"
        "</kamerstuk></officiele-publicatie>"
    ).encode()


AMENDMENT = "De ondergetekende stelt het volgende amendement voor:"


# --- amendments ---


def test_one_clause_and_its_explanation() -> None:
    paper = kamerstuk.read(example("kst-36470-VI-4.xml"))
    assert (paper.ref, paper.kind) == (Paper(Dossier(36470, "VI"), "4"), Kind.AMENDMENT)
    assert paper.day == date(2023, 12, 19)
    assert paper.submitters is not None
    assert [(actor.name, actor.role) for actor in paper.submitters.actors] == [
        ("Grinwis", "Eerste ondertekenaar"),
        ("Voorbeeld", "Mede ondertekenaar"),
    ]
    assert not paper.submitters.and_others  # c.s.: and here they are
    assert paper.lead == "De ondergetekenden stellen het volgende amendement voor:"
    ((label, (words,)),) = [(clause.label, clause.content) for clause in paper.clauses]
    assert label is None
    assert isinstance(words, str)
    # The words in bold stand in the sentence as if they were not.
    assert words.startswith("In artikel 33 Veiligheid en criminaliteitsbestrijding van")
    assert words.endswith("verhoogd met € 2.000 (x € 1.000).")
    assert articles_of(paper.clauses) == ("33",)
    assert paper.explanation is not None
    assert [len(each) for each in paper.explanation] == [93, 100, 56]
    assert paper.closing == ("Grinwis", "Voorbeeld")
    assert (paper.amends, paper.replaces, paper.unread) == ((), (), ())


def test_parts_with_a_table_and_a_note() -> None:
    paper = kamerstuk.read(example("kst-99001-50.xml"))
    assert (paper.label, paper.day) == ("tweede nader gewijzigd", date(2024, 3, 3))
    assert paper.ref == Paper(Dossier(99001, None, "R9901"), "50")
    assert paper.replaces == (Paper(Dossier(99001), "41"),)
    assert paper.submitters is not None
    names = [actor.name for actor in paper.submitters.actors]
    assert names == ["Van den Aalders", "Inge van Bakema", "Cools", "D. van Dalen"]
    assert (paper.lead or "").splitlines()[1:] == ["Het voorstel van wet wordt als volgt gewijzigd:"]
    first, second, third = paper.clauses
    assert first == Clause(
        "I",
        (
            "Artikel I, onderdeel C, wordt als volgt gewijzigd:",
            "1. In het eerste lid vervalt «soms».",
            "2. Het tweede lid vervalt.",
        ),
    )
    assert second.content[-1] == "Een voorbeeld is geldig als het is verzonnen."
    assert third.content[-1] == Table(
        "Wijziging artikel 7 (bedragen x € 1.000)",
        ("Art.", "Omschrijving", "Bedragen Verplichtingen", "Uitgaven"),
        (("7", "Subsidies", "1.200", "– 300"), ("", "Opdrachten", "0", "40")),
    )
    # The inserted article has a number of its own.
    assert articles_of(paper.clauses) == ("I, onderdeel C", "3a", "7")
    # "Beide." ends a sentence: it is no signature.
    assert paper.explanation == ("Een voorbeeld moet verzonnen zijn.", "Beide.")
    assert paper.unread == ("1 Een noot erbij.",)


def test_the_text_of_a_pdf() -> None:
    paper = kamerstuk.read_text(example("kst-99001-51.txt").decode())
    assert (paper.ref, paper.kind) == (Paper(Dossier(99001), "51"), Kind.SUB_AMENDMENT)
    assert (paper.amends, paper.replaces) == ((Paper(Dossier(99001), "44"),), (Paper(Dossier(99001), "48"),))
    assert paper.day == date(2024, 3, 4)
    ((words,),) = [clause.content for clause in paper.clauses]
    assert isinstance(words, str)
    assert "«verzonnen»" in words
    assert paper.explanation == ("Bedacht is een ander woord. Dit zegt hetzelfde.", "En het is korter.")
    assert paper.closing == ("Van Aalders",)
    assert paper.unread == ()


def test_the_text_of_a_motion_without_blank_lines() -> None:
    paper = kamerstuk.read_text(example("kst-99002-VII-9.txt").decode())
    assert (str(paper.ref), paper.kind, paper.day) == ("99002-VII, nr. 9", Kind.MOTION, date(2024, 3, 5))
    assert paper.lead == "De Kamer,"
    ((content),) = [clause.content for clause in paper.clauses]
    assert len(content) == 4
    assert content[0] == "gehoord de beraadslaging,"
    assert content[-1] == "en gaat over tot de orde van de dag."
    assert paper.closing == ("Aalders", "Van Bakema")
    assert paper.explanation is None


@pytest.mark.parametrize(
    ("paragraphs", "labels"),
    [
        (("I", "Een.", "II", "Twee."), ["I", "II"]),
        (("I.", "Een.", "II.", "Twee."), ["I", "II"]),
        (("I. Een.", "II. Twee."), ["I", "II"]),
        # What does not follow on the last part is text: a heading in the law it quotes.
        (("I", "Na hoofdstuk IV komt:", "V", "Een.", "II", "Twee."), ["I", "II"]),
        (("II", "Twee."), [None]),
        (("In artikel 1 vervalt het tweede lid.",), [None]),
    ],
)
def test_parts_follow_one_another(paragraphs: tuple[str, ...], labels: list[str | None]) -> None:
    paper = kamerstuk.read(
        wrapped("AMENDEMENT VAN HET LID AALDERS", AMENDMENT, *paragraphs, "Toelichting", "Zo.")
    )
    assert [clause.label for clause in paper.clauses] == labels
    assert paper.explanation == ("Zo.",)
    read = " ".join(str(part) for clause in paper.clauses for part in clause.content)
    assert "Twee." in read or "artikel 1" in read


def test_the_number_of_a_part_without_words_is_not_read() -> None:
    paper = kamerstuk.read(
        wrapped("AMENDEMENT VAN HET LID AALDERS", AMENDMENT, "I", "II", "Twee.", "Toelichting", "Zo.")
    )
    assert [(clause.label, clause.content) for clause in paper.clauses] == [("II", ("Twee.",))]
    assert paper.unread == ("I",)


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("In artikel 33 Veiligheid worden het verplichtingenbedrag en het uitgavenbedrag verhoogd.", ("33",)),
        ("In artikel 6.2 wordt «a» vervangen door: b.", ("6.2",)),
        ("Artikel II, onderdeel Ba, vervalt.", ("II",)),
        ("Artikel II, onderdeel B, vervalt.", ("II, onderdeel B",)),
        ("In de artikelen 1, 4a en 7 vervalt het tweede lid.", ("1", "4a", "7")),
        ("Aan artikel 5 wordt een lid toegevoegd, luidende: Artikel 9 is niet van toepassing.", ("5",)),
        ("Het bedrag van de uitkering wordt in artikel 3 verlaagd met € 13.500.000.", ("3",)),
        ("Na artikel 3 wordt een artikel ingevoegd, luidende:", ()),
        ("De beweegreden komt te luiden: Alzo Wij artikel 4 hebben overwogen.", ()),
    ],
)
def test_the_articles_that_a_clause_changes(words: str, articles: tuple[str, ...]) -> None:
    assert articles_of((Clause(None, (words,)),)) == articles


def test_without_an_explanation_there_is_none() -> None:
    paper = kamerstuk.read(
        wrapped("AMENDEMENT VAN HET LID AALDERS", AMENDMENT, "In artikel 1 vervalt iets.", "Aalders")
    )
    assert (paper.explanation, paper.closing) == (None, ("Aalders",))


def test_an_empty_table_is_no_paragraph_of_the_explanation() -> None:
    paper = wrapped(
        "Amendement", AMENDMENT, "In artikel 1 vervalt het woord.", "Toelichting", "Zo.", "@", "En zo."
    )
    paper = paper.replace(b"<al>@</al>", b"<table></table>")
    assert kamerstuk.read(paper).explanation == ("Zo.", "En zo.")


@pytest.mark.parametrize(
    ("signed", "submitters"),
    [
        (("Kostić",), ["Kostić"]),  # the heading has no accent
        (("Kosti",), ["Kostic"]),  # cut off
        (("Kostić.", "Cools,"), ["Kostić", "Cools"]),
        (("Kostić, Cools",), ["Kostić", "Cools"]),
        (("Dalen",), ["Kostic", "Dalen"]),  # another person: both are said
    ],
)
def test_names_as_they_signed(signed: tuple[str, ...], submitters: list[str]) -> None:
    paper = kamerstuk.read(
        wrapped(
            "MOTIE VAN HET LID KOSTIC",
            "De Kamer,",
            "vraagt iets,",
            "en gaat over tot de orde van de dag.",
            *signed,
        )
    )
    assert paper.submitters is not None
    assert [actor.name for actor in paper.submitters.actors] == submitters
    assert paper.unread == ()


def test_who_signs_where_nobody_did() -> None:
    paper = kamerstuk.read(wrapped("MOTIE VAN HET LID VAN DER AALDERS C.S.", "De Kamer,", "vraagt iets,"))
    assert paper.submitters is not None
    assert [actor.name for actor in paper.submitters.actors] == ["Van der Aalders"]
    assert paper.submitters.and_others


# --- Word and PDF files ---


def word_file() -> bytes:
    import docx

    document = docx.Document()
    head = document.add_table(2, 2)
    for row, cells in enumerate(
        (("99 001", "Regels over voorbeelden"), ("Nr. 8", "AMENDEMENT VAN HET LID AALDERS"))
    ):
        for column, text in enumerate(cells):
            head.cell(row, column).text = text
    for text in ("Ontvangen 5 maart 2024", AMENDMENT, "Artikel 2 wordt vervangen door:"):
        document.add_paragraph(text)
    amounts = document.add_table(2, 3)
    for row, values in enumerate((("Art.", "Uitgaven", "Ontvangsten"), ("2", "100", "– 5"))):
        for column, text in enumerate(values):
            amounts.cell(row, column).text = text
    for text in ("Toelichting", "Zo staat het er.", "Aalders"):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_file() -> bytes:
    import typst

    source = """
    #set text(size: 11pt)
    #set par(spacing: 24pt)
    99 001 #h(1cm) Regels over voorbeelden

    Nr. 8 #h(1cm) AMENDEMENT VAN HET LID AALDERS

    Ontvangen 5 maart 2024

    De ondergetekende stelt het volgende amendement voor:

    In artikel 2 worden het verplichtingenbedrag en het uitgavenbedrag verhoogd met € 100 (x € 1.000), en wel omdat deze
    regel zo lang is dat hij op een volgende regel verdergaat en daar pas eindigt.

    Toelichting

    Zo staat het er.

    En zo ook.

    Aalders
    """
    return bytes(typst.compile(source.encode(), format="pdf"))


@pytest.mark.slow
def test_a_word_file() -> None:
    paper = kamerstuk.read(word_file())
    assert (str(paper.ref), paper.day) == ("99001, nr. 8", date(2024, 3, 5))
    (clause,) = paper.clauses
    assert clause.content == (
        "Artikel 2 wordt vervangen door:",
        Table(None, ("Art.", "Uitgaven", "Ontvangsten"), (("2", "100", "– 5"),)),
    )
    assert (paper.explanation, paper.closing) == (("Zo staat het er.",), ("Aalders",))


def test_the_last_line_of_an_explanation_is_no_name() -> None:
    lines = (AMENDMENT, "Dit.", "Toelichting", "Geld.", "Dekking", "Aalders", "Bakker")
    paper = kamerstuk.read(wrapped("AMENDEMENT VAN HET LID AALDERS C.S.", *lines))
    assert (paper.explanation, paper.closing) == (("Geld.", "Dekking"), ("Aalders", "Bakker"))


def test_a_part_keeps_its_number_where_one_was_skipped() -> None:
    paper = kamerstuk.read(
        wrapped("AMENDEMENT VAN HET LID AALDERS", AMENDMENT, "I", "Dit.", "III", "Dat.", "V", "En.")
    )
    assert [(clause.label, clause.content) for clause in paper.clauses] == [
        ("I", ("Dit.",)),
        ("III", ("Dat.", "V", "En.")),
    ]


def revised(body: str) -> bytes:
    """Return the Word file of a paper with a body of its own."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("99 001 VI Regels", "Nr. 8 AMENDEMENT VAN HET LID AALDERS", AMENDMENT)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            xml = old.read(part)
            if part.filename == "word/document.xml":
                xml = f'<w:document xmlns:w="{space}"><w:body>{head}{body}</w:body></w:document>'.encode()
            new.writestr(part.filename, xml)
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ("<w:r><w:t>€ 12</w:t></w:r><w:ins><w:r><w:t>.000</w:t></w:r></w:ins>", "€ 12.000"),
        ("<w:r><w:t>€ 12</w:t></w:r><w:del><w:r><w:delText>.000</w:delText></w:r></w:del>", "€ 12"),
        ("<w:r><w:t>€ 12</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>.000</w:t></w:r>", "€ 12"),
        ("<w:r><w:t>€ 12</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>.000</w:t></w:r>", "€ 12"),
        ("<w:r><w:t>€ 5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>", "€ 5 1"),
        ("<w:sdt><w:sdtContent><w:r><w:t>€ 12</w:t></w:r></w:sdtContent></w:sdt>", "€ 12"),
    ],
)  # fmt: skip
def test_the_amounts_of_a_word_file_are_those_that_show(runs: str, shown: str) -> None:
    (clause,) = kamerstuk.read(revised(f"<w:p>{runs}</w:p>")).clauses
    assert clause.content == (shown,)


@pytest.mark.slow
def test_an_amount_in_cells_that_are_one_stands_in_the_first() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = (
        (("", "Naam"), ("", "Uitgaven"), ("", "Ontvangsten")),
        (("", "A"), ("<w:vMerge w:val='restart'/>", "600"), ("", "5")),
        (("", "B"), ("<w:vMerge/>", ""), ("", "6")),
        (("<w:gridSpan w:val='2'/>", "C"), ("", "7")),
    )
    made = "".join(f"<w:tr>{''.join(cell.format(*each) for each in row)}</w:tr>" for row in rows)
    (clause,) = kamerstuk.read(revised(f"<w:tbl>{made}</w:tbl>")).clauses
    assert clause.content == (
        Table(None, ("Naam", "Uitgaven", "Ontvangsten"), (("A", "600", "5"), ("B", "", "6"), ("C", "", "7"))),
    )


def test_the_mark_of_a_note_is_no_digit_of_an_amount() -> None:
    for mark in ("<sup>1</sup>", "<voetref>1</voetref>"):
        (clause,) = kamerstuk.read(
            wrapped("AMENDEMENT VAN HET LID AALDERS", AMENDMENT, f"met € 50{mark}.")
        ).clauses
        assert clause.content == ("met € 50 1.",)
    (clause,) = kamerstuk.read(
        wrapped("AMENDEMENT VAN HET LID AALDERS", AMENDMENT, "CO<sup>2</sup>.")
    ).clauses
    assert clause.content == ("CO2.",)


@pytest.mark.slow
def test_a_pdf_file() -> None:
    paper = kamerstuk.read(pdf_file())
    assert (str(paper.ref), paper.day) == ("99001, nr. 8", date(2024, 3, 5))
    (clause,) = paper.clauses
    assert len(clause.content) == 1
    assert str(clause.content[0]).endswith("daar pas eindigt.")
    assert paper.explanation == ("Zo staat het er.", "En zo ook.")
    assert paper.closing == ("Aalders",)


def wide_table() -> bytes:
    """Return a Word file of some kilobytes with a cell that says it is 300 million columns wide."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document(io.BytesIO(word_file()))
    width = OxmlElement("w:gridSpan")
    width.set(qn("w:val"), "300000000")
    document.add_table(1, 1).cell(0, 0)._tc.get_or_add_tcPr().append(width)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.slow
def test_a_file_that_does_harm_costs_no_other_its_answer() -> None:
    """A Word file of 36 kB took all the memory there was; half a PDF and a file that lies come to nothing either."""
    harmful = [wide_table(), pdf_file()[:900], b"PK\x03\x04 and nothing else"]
    read = kamerstuk.read_all([word_file(), *harmful, example("kst-36470-VI-4.xml"), pdf_file()])
    assert [isinstance(each, NotAPaper) for each in read] == [False, True, True, True, False, False]
    assert [str(each.ref) for each in read if isinstance(each, PaperText)] == [
        "99001, nr. 8",
        "36470-VI, nr. 4",
        "99001, nr. 8",
    ]


@pytest.mark.slow
def test_a_word_file_with_a_document_type_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            xml = old.read(part)
            new.writestr(part, xml.replace(b"<w:document", b"<!DOCTYPE a><w:document", 1))
    with pytest.raises(NotAPaper, match="DOCTYPE"):
        kamerstuk.read(file.getvalue())


# --- what is no paper, and what would do harm ---


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Beste lezer,",
        b"<html><body>Storing</body></html>",
        b"<officiele-publicatie><kamerstuk></kamerstuk></officiele-publicatie>",
        b"<officiele-publicatie><kamerstuk>",
        b"%PDF-1.7 and nothing else",
        b"PK\x03\x04 and nothing else",
        b"<a>" * (MAX_DEPTH + 5) + b"<stuk/>" + b"</a>" * (MAX_DEPTH + 5),
        b"\x00" * 6_000_000,
    ],
    ids=["empty", "letter", "web page", "no paper in it", "cut off", "pdf", "word", "deep", "large"],
)
def test_what_is_no_paper_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotAPaper) as told:
        kamerstuk.read(data)
    assert re.fullmatch(r"[A-Z„'].*\.", told.value.words.nl, re.DOTALL)
    assert told.value.words.nl != told.value.words.en


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["kst-36470-VI-4.xml", "kst-99001-50.xml"]),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=12), st.integers(0, 40)), max_size=4),
)
def test_a_damaged_paper_is_read_or_refused(name: str, damage: list[tuple[int, bytes, int]]) -> None:
    data = example(name)
    for place, put, taken in damage:
        data = data[:place] + put + data[place + taken :]
    with contextlib.suppress(NotAPaper):
        kamerstuk.read(data)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*(EXAMPLES / "kst-99001-51.txt").read_text().splitlines(), "I", "II.", "a\tb\tc", "\f"]
        )
    )
)
def test_any_lines_are_read_or_refused(lines: list[str]) -> None:
    with contextlib.suppress(NotAPaper):
        kamerstuk.read_text("\n".join(lines))


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim")
    paper = wrapped("MOTIE VAN HET LID AALDERS", "De Kamer,", "vraagt &x; &b;,").decode()
    dtd = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY b "bbbb">]>'
    read = kamerstuk.read(f"{dtd}{paper}".encode())
    assert "geheim" not in repr(read)


def test_text_without_a_heading_is_no_paper() -> None:
    with pytest.raises(NotAPaper):
        kamerstuk.read_text("Dit is een brief.\n\nMet vriendelijke groet,\n\nAalders\n")
