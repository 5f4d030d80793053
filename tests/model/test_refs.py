"""References: every form that people write, and back."""

import gzip
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests import needs

from kamerstem.errors import BadReference
from kamerstem.model.refs import (
    MAX_LENGTH,
    SERIAL_DOSSIERS,
    DocumentNumber,
    Dossier,
    EntityId,
    Paper,
    Ref,
    ZaakNumber,
    asked,
    find_dossier,
    find_papers,
    parse,
    sort_key,
)

RECORDS = needs.SHARED / "data/gegevensmagazijn"

VI = Dossier(36470, "VI")
ID = "4c1bdcbf-aaaa-4bbb-8ccc-0123456789ab"
OB = "https://zoek.officielebekendmakingen.nl"
TK = "https://www.tweedekamer.nl/kamerstukken"
EK = "https://www.eerstekamer.nl/wetsvoorstel"


def rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(RECORDS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


FORMS: list[tuple[str, Ref]] = [
    # a bill
    *(
        (text, VI)
        for text in ("36470-VI", "36470 VI", "36.470 VI", "36 470 VI", "36470-vi", "36470VI", "(36470-VI)")
    ),
    *(
        (text, VI)
        for text in ("36 470-VI", "36.470-VI", " 36.470  VI. ", "wetsvoorstel 36.470 VI", "Dossier: 36470-VI")
    ),
    *(
        (text, VI)
        for text in ("36\u00a0470\u00a0VI", "36\u2009470\u202fVI", "36470\u2013VI", "36470\u2011VI")
    ),
    *((text, VI) for text in ("36470\u00ad-VI", "36470-\u2165", "\u201e36470-VI\u201d", "kst-36470-VI")),
    ("36640", Dossier(36640)),
    ("24400 C", Dossier(24400, "C")),
    ("36410-IIB", Dossier(36410, "IIB")),
    ("36600-XXIII", Dossier(36600, "XXIII")),
    ("21501-20", Dossier(21501, "20")),
    ("21501-2", Dossier(21501, "02")),
    ("12345-02", Dossier(12345, "02")),
    ("36640-(20)", Dossier(36640, "20")),
    # a paper
    *(
        (text, Paper(VI, "4"))
        for text in ("36 470 VI, nr. 4", "36470-VI-4", "(36470-VI, nr. 4)", "36470 VI nr 4")
    ),
    *(
        (text, Paper(VI, "4"))
        for text in ("kst-36470-VI-4", "KST-36470-vi-4", "36470-VI, stuk nr. 4", "36470-VI/4")
    ),
    *(
        (text, Paper(VI, "4"))
        for text in ("Kamerstukken II 2023/24, 36470-VI, nr. 4, p. 2", "36470, VI, nr. 04")
    ),
    ("36470-4", Paper(Dossier(36470), "4")),
    ("36470, 20", Paper(Dossier(36470), "20")),
    ("(24407, nr. 9)", Paper(Dossier(24407), "9")),
    ("36600 VIII-21", Paper(Dossier(36600, "VIII"), "21")),
    ("34775-XII, nr. 32", Paper(Dossier(34775, "XII"), "32")),
    ("21501-20-2031", Paper(Dossier(21501, "20"), "2031")),
    ("21501-02, nr. 1435", Paper(Dossier(21501, "02"), "1435")),
    ("21501, nr. 20", Paper(Dossier(21501), "20")),
    ("21501-435", Paper(Dossier(21501), "435")),
    ("kst-20002001-26976-175a", Paper(Dossier(26976), "175a")),
    ("kst-36600-XV-26-n1", Paper(Dossier(36600, "XV"), "26")),
    # a paper of the Senate
    ("kst-36600-B-K", Paper(Dossier(36600, "B"), "K")),
    ("36067, A", Paper(Dossier(36067), "A")),
    ("Kamerstukken I 2023/24, 36067, A", Paper(Dossier(36067), "A")),
    ("kst-36067-A", Paper(Dossier(36067), "A")),
    ("36067-AB", Paper(Dossier(36067), "AB")),
    # numbers of other records
    *((text, ZaakNumber("2023Z20532")) for text in ("2023Z20532", "2023z20532", " 2023Z20532.")),
    ("2023d51234", DocumentNumber("2023D51234")),
    *((text, EntityId(ID)) for text in (ID, ID.upper(), f"{{{ID}}}")),
    # links
    (f"{TK}/moties/detail?id=2023Z20532&did=2023D51234", ZaakNumber("2023Z20532")),
    (f"{TK}/moties/detail?id=2023z20532&amp;did=2023D51234", ZaakNumber("2023Z20532")),
    (f"{TK}/detail?did=2023D51234", DocumentNumber("2023D51234")),
    (f"{TK}/wetsvoorstellen/detail?dossier=36470-VI#wetgevingsproces", VI),
    (f"{TK}/wetsvoorstellen/detail?dossier=36470%20VI", VI),
    (f"{TK}/wetsvoorstellen/detail?cfg=wetsvoorsteldetails&qry=wetsvoorstel%3A36470-VI", VI),
    ("https%3A%2F%2Fwww.tweedekamer.nl%2Fkamerstukken%2Fdetail%3Fid%3D2023Z20532", ZaakNumber("2023Z20532")),
    ("tweedekamer.nl/kamerstukken/detail?id=2023Z20532", ZaakNumber("2023Z20532")),
    (f"https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/Besluit({ID})/Stemming", EntityId(ID)),
    (f"https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0/Entiteiten/{ID}", EntityId(ID)),
    *(
        (f"{OB}/kst-36470-VI-4{end}", Paper(VI, "4"))
        for end in (".html", ".xml", ".pdf", "", "/metadata.xml")
    ),
    (f"{OB}/dossier/kst-36470-VI-4", Paper(VI, "4")),
    (f"{OB}/dossier/36470-VI?pagina=1", VI),
    (f"{OB}/kst-36067-A.html", Paper(Dossier(36067), "A")),
    ("zoek.officielebekendmakingen.nl/kst-21501-02-2825.html", Paper(Dossier(21501, "02"), "2825")),
    (f"{EK}/36470_vi_wijziging_begrotingsstaten", VI),
    (f"{EK}/36067_wet_toekomst_pensioenen", Dossier(36067)),
    (f"{EK}/36512_e_wet_met_een_letter", Dossier(36512)),
    (f"{EK}/36600_b_gemeentefonds#stukken", Dossier(36600, "B")),
]


@pytest.mark.parametrize(("text", "ref"), FORMS)
def test_every_form_that_people_write(text: str, ref: Ref) -> None:
    assert parse(text) == ref


@pytest.mark.parametrize(
    ("text", "kingdom", "number"),
    [
        ("36640-(R2201)", "R2201", None),
        ("36640-R2201", "R2201", None),
        ("36 640 (R2201)", "R2201", None),
        ("36640-(R2201)-7", "R2201", "7"),
        ("23908-(R1519)-131", "R1519", "131"),
        ("36321 (R2181), nr. 11", "R2181", "11"),
        (f"{EK}/36640_r2201_rijkswet", "R2201", None),
    ],
)
def test_a_kingdom_act_has_a_second_number_that_is_no_addition(
    text: str, kingdom: str, number: str | None
) -> None:
    ref = parse(text)
    dossier = ref.dossier if isinstance(ref, Paper) else ref
    assert isinstance(dossier, Dossier)
    assert (dossier.addition, dossier.kingdom) == (None, kingdom)
    assert (ref.number if isinstance(ref, Paper) else None) == number


def test_two_dossiers_that_differ_in_the_kingdom_number_only_are_the_same() -> None:
    assert Dossier(36640, None, "R2201") == Dossier(36640)
    assert hash(Dossier(36640, None, "R2201")) == hash(Dossier(36640))


def test_how_a_reference_is_written() -> None:
    assert (str(VI), VI.senate, VI.printed, VI.kst) == ("36470-VI", "36.470 VI", "36 470 VI", "kst-36470-VI")
    assert VI.url == f"{OB}/dossier/36470-VI"
    paper = Paper(VI, "4")
    assert (str(paper), paper.printed, paper.kst) == ("36470-VI, nr. 4", "36 470 VI, nr. 4", "kst-36470-VI-4")
    assert paper.url == f"{OB}/kst-36470-VI-4.html"
    kingdom = Dossier(36003, None, "R2201")
    assert (str(kingdom), kingdom.senate, kingdom.kst) == ("36003", "36.003 (R2201)", "kst-36003")
    assert (str(Dossier(21501, "20")), Dossier(21501, "20").printed) == ("21501-20", "21 501-20")
    assert str(Paper(Dossier(36600, "B"), "K")) == "36600-B, K"
    assert str(Paper(Dossier(36067), "VI")) == "36067, nr. VI"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "36",
        "1234",
        "364701",
        "2023-2024",
        "20231221",
        "amendement",
        "36470-VI-4-5",
        "36470-VI, nr. 10, I",
        "36470-VI, nrs. 4 en 5",
        "36470-VI, nr. 0",
        "h-tk-20042005-2501-2505",
        "2023A01234",
        "https://example.org/kst-36470-VI-4.html",
        "https://www.tweedekamer.nl.example.org/detail?id=2023Z20532",
        "https://www.tweedekamer.nl/nieuws/36470",
        "https://[",
        f"{OB}/h-tk-20212022-28-18.html",
        f"{EK}",
        "3\u06666470-VI",
        "\x00",
    ],
)
def test_what_is_no_reference_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadReference) as caught:
        parse(text)
    assert "36470-VI" in caught.value.message("nl")
    assert "36470-VI" in caught.value.message("en")
    if text.strip(" \x00"):
        assert text[:20] in caught.value.message("nl")


def test_the_sentence_quotes_short_and_safe() -> None:
    with pytest.raises(BadReference) as caught:
        parse("\x1b[31m" + "x" * 500)
    message = caught.value.message("nl")
    assert "\x1b" not in message
    assert len(message) < 400


def test_a_text_beyond_the_limit_is_refused() -> None:
    assert parse("36470-VI" + " " * (MAX_LENGTH - 8)) == VI
    with pytest.raises(BadReference, match="too long"):
        parse("36470-VI" + " " * MAX_LENGTH)


@pytest.mark.parametrize("number", [0, 999, 100_000, -36470])
def test_a_dossier_number_has_five_digits(number: int) -> None:
    with pytest.raises(BadReference, match="five digits"):
        Dossier(number)


@pytest.mark.parametrize(
    ("addition", "kingdom"), [("R2201", None), ("vi", None), ("", None), ("V I", None), (None, "22")]
)
def test_a_dossier_refuses_a_part_that_cannot_be(addition: str | None, kingdom: str | None) -> None:
    with pytest.raises(BadReference):
        Dossier(36470, addition, kingdom)


@pytest.mark.parametrize("number", ["", "0", "04", "a", "4A", "ABCD", "123456", "-1"])
def test_a_paper_refuses_a_number_that_cannot_be(number: str) -> None:
    with pytest.raises(BadReference):
        Paper(VI, number)


@pytest.mark.parametrize(
    ("toevoeging", "addition", "kingdom"),
    [
        (None, None, None),
        ("", None, None),
        ("VI", "VI", None),
        ("(R2201)", None, "R2201"),
        ("IV (R2201)", "IV", "R2201"),
        ("20", "20", None),
        ("xv ", "XV", None),
    ],
)
def test_the_official_fields_of_a_dossier(
    toevoeging: str | None, addition: str | None, kingdom: str | None
) -> None:
    dossier = Dossier.from_fields(36640, toevoeging)
    assert (dossier.addition, dossier.kingdom) == (addition, kingdom)


def test_an_unknown_form_of_toevoeging_is_refused() -> None:
    with pytest.raises(BadReference):
        Dossier.from_fields(36640, "VI XV")


@pytest.mark.parametrize(
    ("line", "dossier"),
    [
        ("36.470 VI", VI),
        (" 36 470-VI\u00a0", VI),
        ("36470-VI", VI),
        ("36.640 (R2201)", Dossier(36640)),
        ("kst-36470-VI", VI),
        ("21501-20", Dossier(21501, "20")),
        ("36.470 VI, nr. 4", None),
        ("36470-4", None),
        ("Wetsvoorstel 36.470 VI", None),
        ("36.470 VI Wijziging van de begrotingsstaten", None),
        ("21 december 2023", None),
        ("2023", None),
        ("4 (Grinwis c.s.) over middelen", None),
        ("Artikel 33", None),
        ("", None),
        ("36.470 VI" + " " * 80, None),
    ],
)
def test_a_line_that_is_nothing_but_a_bills_number(line: str, dossier: Dossier | None) -> None:
    assert find_dossier(line) == dossier


@pytest.mark.parametrize(
    ("title", "papers"),
    [
        ("Gewijzigd amendement van het lid X t.v.v. nr. 9 over iets", ["9"]),
        ("Amendement van het lid X c.s. ter vervanging van nr. 8 over 12 zaken", ["8"]),
        ("Gewijzigd amendement ter vervanging van dat gedrukt onder nr. 49", ["49"]),
        ("Gewijzigd amendement van X en Y ter vervanging van 61 over duidelijker regels", ["61"]),
        ("Gewijzigd amendement ter vervanging van de nrs. 12, 13 en 18 over het gas", ["12", "13", "18"]),
        ("Gewijzigd amendement van het lid X 36610-13 t.v.v. nr. 10 over een eis", ["10"]),
        ("Nader gewijzigde motie over tekst (t.v.v. 36600-XV-26)", [Paper(Dossier(36600, "XV"), "26")]),
        ("Gewijzigde motie (t.v.v.  36600-XV-58) ", [Paper(Dossier(36600, "XV"), "58")]),
        ("Gewijzigde motie over kosten t.v.v. 36470-8", [Paper(Dossier(36470), "8")]),
        ("Gewijzigde motie (t.v.v. 34228, nr.21)", [Paper(Dossier(34228), "21")]),
        ("Gewijzigde motie (t.v.v. 33000 VIII, nr. 162)", [Paper(Dossier(33000, "VIII"), "162")]),
        ("Gewijzigde motie (t.v.v. 36321-(R2181)-11)", [Paper(Dossier(36321), "11")]),
        ("Gewijzigde motie (t.v.v. 21501-20-2044)", [Paper(Dossier(21501, "20"), "2044")]),
        ("Gewijzigde motie (t.v.v. 21501-02-2805 ", [Paper(Dossier(21501, "02"), "2805")]),
        (
            "Motie (t.v.v. 36600-VI-101 en 36600-B-4)",
            [Paper(Dossier(36600, "VI"), "101"), Paper(Dossier(36600, "B"), "4")],
        ),
        ("Gewijzigde motie (t.v.v.36272, nr. ??, was nr. 66)", ["66"]),
        ("Gewijzigde motie-X (nr. 30, was nr. 20)", ["20"]),
        ("Gewijzigd amendement over geld (t.v.v. nrs. 12 t/m 14 en 16)", ["12", "13", "14", "16"]),
        ("Motie ter vervanging van nr. 7 tot en met 2030", ["7"]),
        ("Motie over een oplossing ter vervanging van kalenderlandbouw", []),
        ("Motie over geld ter vervanging van 12 schepen", []),
        ("Amendement over het vervangen van de term 'aanwijzing' (nr. 4)", []),
        ("", []),
    ],
)
def test_papers_that_a_title_says_are_replaced(title: str, papers: list[Paper | str]) -> None:
    assert find_papers(title) == papers


def test_references_sort_as_a_reader_would() -> None:
    ordered: list[Ref] = [
        Dossier(21501, "02"),
        Dossier(21501, "20"),
        Dossier(36470),
        Paper(Dossier(36470), "4"),
        Dossier(36470, "IV"),
        Dossier(36470, "V"),
        VI,
        Paper(VI, "4"),
        Paper(VI, "9"),
        Paper(VI, "10"),
        Paper(VI, "175"),
        Paper(VI, "175a"),
        Paper(VI, "B"),
        Paper(VI, "AA"),
        Dossier(36470, "IX"),
        Dossier(36470, "IXA"),
        Dossier(36470, "IXB"),
        Dossier(36470, "XIV"),
        Dossier(36470, "XX"),
        Dossier(36470, "A"),
        Dossier(36470, "L"),
        Dossier(36471),
        ZaakNumber("2022Z00001"),
        ZaakNumber("2023Z00001"),
        DocumentNumber("2022D00001"),
        EntityId(ID),
    ]
    shuffled = ordered.copy()
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == ordered


LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)
CHAPTERS = st.sampled_from(
    [
        *"ABCFHJKLM",
        "I",
        "IIA",
        "IIB",
        "III",
        "IV",
        "V",
        "VI",
        "VIII",
        "IXA",
        "IXB",
        "X",
        "XV",
        "XVIII",
        "XXIII",
    ]
)
DIGITS = st.integers(0, 99).map(str) | st.integers(0, 99).map("{:02}".format)
ADDITIONS = st.none() | CHAPTERS | DIGITS | st.from_regex(r"(?!R[0-9]+$)[A-Z0-9]{1,8}", fullmatch=True)
DOSSIERS = st.builds(
    Dossier,
    st.just(21501) | st.integers(10_000, 99_999),
    ADDITIONS,
    st.none() | st.integers(1, 9999).map("R{}".format),
)
NUMBERS = st.integers(1, 99_999).map(str) | st.from_regex("[1-9][0-9]{0,4}[a-z]", fullmatch=True) | LETTERS
REFS = (
    DOSSIERS
    | st.builds(Paper, DOSSIERS, NUMBERS)
    | st.from_regex("[0-9]{4}Z[0-9]{5}", fullmatch=True).map(ZaakNumber)
    | st.from_regex("[0-9]{4}D[0-9]{5}", fullmatch=True).map(DocumentNumber)
    | st.uuids().map(str).map(EntityId)
)


@given(REFS)
def test_every_reference_reads_back_from_what_it_prints(ref: Ref) -> None:
    assert parse(str(ref)) == ref
    assert parse(f" ({str(ref).lower()}) ") == ref


@given(st.builds(Dossier, st.integers(10_000, 99_999), st.none() | CHAPTERS), st.integers(1, 9999).map(str))
def test_the_usual_papers_read_back_from_every_form(dossier: Dossier, number: str) -> None:
    assume(dossier.number not in SERIAL_DOSSIERS)  # they have no papers without an addition
    paper = Paper(dossier, number)
    assert {
        parse(paper.printed),
        parse(paper.kst),
        parse(paper.url),
        parse(f"{dossier.senate} {number}"),
    } == {paper}
    assert {parse(dossier.printed), parse(dossier.senate), parse(dossier.url)} == {dossier}


@given(st.text(max_size=80) | st.text("0123456789 -.,()IVXABRZDnrkst/", max_size=30))
def test_any_text_is_a_reference_or_gets_a_sentence(text: str) -> None:
    find_dossier(text)
    find_papers(f"t.v.v. {text}")
    try:
        ref = parse(text)
    except BadReference:
        return
    assert parse(str(ref)) == ref


@given(st.lists(REFS, max_size=8))
def test_all_references_can_be_sorted_together(refs: list[Ref]) -> None:
    ordered = sorted(refs, key=sort_key)
    assert [sort_key(ref) for ref in ordered] == sorted(sort_key(ref) for ref in refs)
    assert len({sort_key(ref) for ref in refs}) == len(set(refs))


@needs.official
def test_every_dossier_of_the_sample() -> None:
    count = 0
    for row in rows("Kamerstukdossier"):
        dossier = Dossier.from_fields(row["Nummer"], row["Toevoeging"])
        assert dossier.addition == row["Toevoeging"]
        for form in (str(dossier), dossier.printed, dossier.senate, dossier.url):
            assert parse(form) == dossier, form
        assert find_dossier(dossier.senate) == dossier
        paper = Paper(dossier, "7")
        for form in (str(paper), paper.printed, paper.kst, paper.url):
            assert parse(form) == paper, form
        count += 1
    assert count == 408


@needs.official
def test_every_zaak_and_document_number_and_identifier_of_the_sample() -> None:
    for row in rows("Zaak"):
        assert parse(row["Nummer"]) == ZaakNumber(row["Nummer"])
        assert parse(row["Id"]) == EntityId(row["Id"])
    dossiers = {
        row["Id"]: Dossier.from_fields(row["Nummer"], row["Toevoeging"]) for row in rows("Kamerstukdossier")
    }
    of = {row["Zaak_Id"]: dossiers[row["Kamerstukdossier_Id"]] for row in rows("ZaakKamerstukdossier")}
    identifiers = 0
    for row in rows("ZaakDocument"):
        for document in row["Document"]:
            assert parse(document["DocumentNummer"]) == DocumentNumber(document["DocumentNummer"])
            for publication in document["HuidigeDocumentVersie"]["DocumentPublicatie"]:
                if publication["Identifier"]:
                    expected = Paper(of[row["Id"]], str(row["Volgnummer"]))
                    assert parse(publication["Identifier"]) == expected
                    assert expected.kst == publication["Identifier"]
                    if publication["Url"]:
                        assert parse(publication["Url"]) == expected
                    identifiers += 1
    assert identifiers > 20_000


@needs.official
def test_every_replaced_paper_that_the_sample_names() -> None:
    """Whoever writes the dossier too, writes the one of the changed paper."""
    dossiers = {
        row["Id"]: Dossier.from_fields(row["Nummer"], row["Toevoeging"]) for row in rows("Kamerstukdossier")
    }
    of = {row["Zaak_Id"]: dossiers[row["Kamerstukdossier_Id"]] for row in rows("ZaakKamerstukdossier")}
    named = elsewhere = later = 0
    for row in rows("Zaak"):
        title = row["Onderwerp"] or ""
        papers = find_papers(title)
        if "t.v.v." in title or "ter vervanging van nr" in title or "gedrukt onder nr" in title:
            assert papers, title
        for paper in papers:
            named += 1
            number = paper.number if isinstance(paper, Paper) else paper
            later += int(number) >= row["Volgnummer"]
            if isinstance(paper, Paper) and row["Id"] in of:
                elsewhere += paper.dossier != of[row["Id"]]
    assert named > 700
    assert (named, elsewhere) == (794, 0)
    assert later <= 1, "a paper replaces one with a lower number, one slip apart"


@pytest.mark.parametrize(
    ("said", "ref"),
    [
        ("motie 36470-VI, nr. 40", Paper(VI, "40")),
        ("Gewijzigde motie 36470 VI nr 40", Paper(VI, "40")),
        ("amendement 36 470 VI, nr. 4", Paper(VI, "4")),
        ("motie 2023Z20532", ZaakNumber("2023Z20532")),
        ("36470-VI", VI),
    ],
)
def test_who_asks_may_name_the_kind(said: str, ref: Ref) -> None:
    assert asked(said) == ref


@pytest.mark.parametrize("said", ["motie", "motie-Omtzigt", "motie over 36470", "motie nr. 4"])
def test_a_kind_alone_is_no_reference(said: str) -> None:
    with pytest.raises(BadReference) as caught:
        asked(said)
    assert said in caught.value.words.nl
