"""What people type of one proposal: a line for each, other words, an earlier number, and what stands around it all."""

import pytest

from kamerstem import checks
from kamerstem.checks.coverage import covered
from kamerstem.model.overview import Overview
from kamerstem.model.votes import RelationKind, Status
from kamerstem.readers.overview import read
from tests.readers.test_placing import ADOPTED, FINAL, bill, fared, names, overview_of, unread


def lists(overview: Overview) -> tuple[list[str] | None, list[str] | None]:
    """Who was for and who was against at the one decision on the one amendment or motion."""
    (item,) = (*overview.amendments, *overview.motions)
    (vote,) = item.decisions
    return names(vote.for_), names(vote.against)


# --- one proposal a line --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "sides"),
    [
        ("- nr. 8 (Bedacht): verworpen; voor SP", (["SP"], None)),
        ("am. 8 Bedacht - verworpen - tegen VVD", (None, ["VVD"])),
        ("8 Bedacht: verworpen (SP voor)", (["SP"], None)),
        ("3) amendement nr. 8 (Bedacht): verworpen (tegen: VVD)", (None, ["VVD"])),
        ("b. nr. 8 (Bedacht) -> verworpen (voor: SP; tegen: VVD, PVV)", (["SP"], ["VVD", "PVV"])),
        ("8, Bedacht, verworpen, voor SP en Volt", (["SP", "Volt"], None)),
        ("nr 8 van Bedacht verworpen", (None, None)),
        ("1. Bedacht (36.999-8): verworpen, tegen alleen VVD", (None, ["VVD"])),
        ("8 (Bedacht) => verworpen. V: SP / T: VVD", (["SP"], ["VVD"])),
        ("8 Bedacht, t.v.v. 6: verworpen", (None, None)),
    ],
)
def test_a_proposal_and_what_became_of_it_in_a_line(line: str, sides: tuple[object, object]) -> None:
    overview = overview_of(f"Amendementen\n\n{line.replace(' / ', chr(10))}\n")
    assert {number: status for number, (status, _) in fared(overview).items()} == {"8": Status.REJECTED}
    assert (lists(overview), unread(overview)) == (sides, [])
    submitters = overview.amendments[0].submitters
    assert submitters is not None
    assert submitters.actors[0].name.endswith("Bedacht")


def test_a_line_for_each_in_lower_case() -> None:
    overview = overview_of("Amendementen\n\nnr 8 Bedacht verworpen\nnr 9 Verzonnen aangenomen\n")
    assert {number: status for number, (status, _) in fared(overview).items()} == {
        "8": Status.REJECTED,
        "9": Status.ADOPTED,
    }
    assert unread(overview) == []


def test_lines_that_letters_count() -> None:
    overview = overview_of(
        "Verworpen amendementen:\na. nr. 8 (Bedacht) over veren\nb. nr. 9 (Bedacht) over dons\n"
    )
    assert [item.subject for item in overview.amendments] == ["veren", "dons"]
    assert unread(overview) == []


@pytest.mark.parametrize(
    "line",
    [
        "8 Bedacht bijna verworpen",
        "8 Bedacht: niet verworpen",
        "8 miljoen euro: verworpen",
        "am. 8 Bedacht - verworpen - tegen VVD?",
        "8, Bedacht, verworpen, voor SP en",
    ],
)
def test_a_line_that_is_not_understood_gives_no_list(line: str) -> None:
    overview = overview_of(f"Amendementen\n\n{line}\n")
    items = overview.amendments
    assert not any(vote.for_ or vote.against for item in items for vote in item.decisions)
    assert unread(overview)


def test_the_head_of_a_table_is_no_list() -> None:
    overview = overview_of(f"{FINAL}Aangenomen.\nPartij | Keuze\nSP | voor\nVVD | tegen\n")
    (vote,) = bill(overview).decisions
    assert (vote.for_, vote.against) == (None, None)
    assert unread(overview)


# --- other words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Het wetsvoorstel is in de vergadering van 3 mei 2023 aangenomen met 85-65.",
        "Het wetsvoorstel is op 3 mei 2023 aangenomen door de Tweede Kamer der Staten-Generaal: 85 voor, 65 tegen.",
        "Het voorstel van rijkswet is op 3 mei 2023 aangenomen met een verschil van 85 tegen 65 stemmen.",
        "Aangenomen op 3 mei 2023. De uitslag was 85 voor en 65 tegen.",
        "Op 3 mei 2023 heeft de Tweede Kamer ingestemd met het wetsvoorstel. Uitslag: 85-65.",
    ],
)
def test_the_bill_in_other_words(text: str) -> None:
    overview = overview_of(f"{FINAL}{text}\n")
    (vote,) = bill(overview).decisions
    assert (str(bill(overview).status), str(vote.date)) == ("adopted", "2023-05-03")
    assert vote.announced is not None
    assert (vote.announced.for_, vote.announced.against, unread(overview)) == (85, 65, [])


def test_two_tallies_for_one_vote_are_none() -> None:
    overview = overview_of(f"{FINAL}Aangenomen met 85-65. De uitslag was 84 voor en 66 tegen.\n")
    assert bill(overview).decisions[0].announced is None
    assert unread(overview) == ["De uitslag was 84 voor en 66 tegen."]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Vervallen amendement\n\n8 (Bedacht) over veren\nVervallen als gevolg van het aannemen van nr. 6.",
            Status.LAPSED,
        ),
        (
            "Het amendement-Bedacht (stuk nr. 8) is door de Voorzitter ontoelaatbaar geacht.",
            Status.INADMISSIBLE,
        ),
        ("Amendementen, gestemd op 3 mei 2023\n\n{}: verworpen", Status.REJECTED),
        (
            "De stemming over het amendement was ook op 3 mei 2023.\n\nVerworpen amendement\n\n8 (Bedacht) over veren",
            Status.REJECTED,
        ),
    ],
)
def test_an_amendment_in_other_words(text: str, status: Status) -> None:
    overview = overview_of(text.format("8 (Bedacht) over veren") + "\n")
    assert ({n: s for n, (s, _) in fared(overview).items()}, unread(overview)) == ({"8": status}, [])
    (vote,) = overview.amendments[0].decisions
    assert str(vote.date) == "2023-05-03" or "3 mei" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Motie Bedacht (36.999, nr. 20, was nr. 12): verworpen",
        "20 (t.v.v. 12) (Bedacht) over veren: verworpen",
    ],
)
def test_an_earlier_number(line: str) -> None:
    (motion,) = overview_of(f"Moties\n\n{line}\n").motions
    assert [str(ref) for ref in motion.related(RelationKind.REPLACES)] == ["36999, nr. 12"]
    assert motion.status is Status.REJECTED


def test_a_number_that_counts_is_no_earlier_number() -> None:
    overview = overview_of("Amendementen\n\n8 (Bedacht), t.v.v. 3 leden, over veren: verworpen\n")
    assert not any(item.relations for item in overview.amendments)


# --- what stands around it ------------------------------------------------------------------------------------------

LETTER = (
    "Aan: de griffie\nVan: Bedacht\n\nBeste collega's,\n\nWetsvoorstel 36.999 (Wet op de veren) is op 3 mei 2023 "
    "aangenomen. Voor: SP.\n\nMet vriendelijke groet,\nJan Bedacht\n"
)


def test_a_letter_around_an_overview_is_told_and_leaves_it_whole() -> None:
    overview = read(LETTER.encode())
    assert (bill(overview).status, names(bill(overview).decisions[0].for_)) == (Status.ADOPTED, ["SP"])
    assert unread(overview) == [
        "Aan: de griffie", "Van: Bedacht", "Beste collega's,", "Met vriendelijke groet,", "Jan Bedacht",
    ]  # fmt: skip
    assert all(line.around for line in overview.unread)
    told = [finding for finding in checks.run(overview) if finding.check in ("around", "unread-line")]
    assert {(finding.check, str(finding.severity)) for finding in told} == {("around", "info")}
    assert len(told) == len(overview.unread)


@pytest.mark.parametrize("line", ["Noot: Kops anders.", "Onder voorbehoud.", "Ook de heer Kops."])
def test_not_all_is_read_where_words_stand_around_it(line: str) -> None:
    plain = "Wetsvoorstel 36.999 (Wet op de veren) is op 3 mei 2023 aangenomen. Voor: SP.\n"
    said = covered(read(plain.encode()), read(plain.encode()))
    assert said.whole
    noted = covered(read(f"{plain}\n{line}\n".encode()), read(plain.encode()))
    assert (noted.agree, noted.unread, noted.whole) == (said.agree, 1, False)


@pytest.mark.parametrize(
    "line",
    [
        "Bijna verworpen",
        "Zie ook 36.998",
        "De VVD was er niet",
        "Datum: 4 mei 2023",
        "Stemmingen",
        "Tegne: SP",
    ],
)
@pytest.mark.parametrize("place", ["Beste collega's,", "Jan Bedacht"])
def test_what_may_be_of_a_vote_is_never_around_it(line: str, place: str) -> None:
    overview = read(LETTER.replace(place, line).encode())
    assert [each.around for each in overview.unread if each.text == line] in ([False], [])
    assert line in unread(overview) or bill(overview).status is Status.UNKNOWN


def test_a_line_between_is_not_around() -> None:
    for text in (
        f"{FINAL}Aangenommen.\n",
        f"{FINAL}{ADOPTED}\nGroet.\n\nMoties\n\n20 (Bedacht): verworpen\n",
    ):
        overview = overview_of(text)
        assert unread(overview)
        assert not any(line.around for line in overview.unread)
