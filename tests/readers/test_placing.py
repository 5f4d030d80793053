"""Where a statement of a typed overview goes: nothing moves, headings are statements, and what differs is reported."""

import re
from pathlib import Path

import pytest

from kamerstem import checks
from kamerstem.errors import NotAnOverview
from kamerstem.model import form
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Ballots, Kind, Method, Proposal, RelationKind, Result, Side, Status, Step
from kamerstem.readers.grammar.lexicon import FILE, entries
from kamerstem.readers.overview import read

HEAD = "Betreffende wetsvoorstel:\n\n36.999\nRegels over veren\n\n"
FINAL = "Eindstemming wetsvoorstel\n"
ADOPTED = "Het wetsvoorstel is op 21 december 2023 aangenomen door de Tweede Kamer.\n"


def overview_of(body: str) -> Overview:
    return read(f"{HEAD}{body}".encode())


def unread(overview: Overview) -> list[str]:
    return [line.text for line in overview.unread]


def names(ballots: Ballots) -> list[str] | None:
    if ballots is None:
        return None
    return [b.member.name if b.member else b.party.name if b.party else "?" for b in ballots]


def fared(overview: Overview) -> dict[str, tuple[Status, list[str] | None]]:
    """Each proposal's status, and who was for at its last decision."""
    return {
        str(getattr(item.ref, "number", None)): (
            item.status,
            names(item.decisions[-1].for_) if item.decisions else None,
        )
        for item in (*overview.amendments, *overview.motions)
    }


def bill(overview: Overview) -> Proposal:
    assert overview.bill is not None
    return overview.bill


# --- nothing moves --------------------------------------------------------------------------------------------------

FIVE = "5 (Verzonnen) over pannen\n\nTekst vijf.\nAangenomen. Voor: PVV en VVD.\n"
SETTLED = "Amendementen\n\n4 (Bedacht c.s.) over dakgoten\n\nTekst vier.\nVerworpen. Voor: SP.\n\n"


@pytest.mark.parametrize(
    "lost",
    ["5e van Verzonnen: pannen", "????", "(onleesbaar)", "Onder voorbehoud", "Zie bijlage 5 over pannen"],
)
def test_what_cannot_be_read_after_a_settled_proposal_closes_it(lost: str) -> None:
    overview = overview_of(SETTLED + FIVE.replace("5 (Verzonnen) over pannen", lost))
    assert fared(overview) == {"4": (Status.REJECTED, ["SP"])}
    assert len(overview.amendments[0].decisions) == 1
    assert unread(overview) == [lost, "Tekst vijf.", "Aangenomen.", "Voor: PVV en VVD."]


def test_a_list_after_what_cannot_be_read_is_nobodys() -> None:
    overview = overview_of(SETTLED + "Dit hoort nergens bij.\nTegen: PVV.\n\n" + FIVE)
    assert overview.amendments[0].decisions[0].against is None
    assert fared(overview)["5"] == (Status.ADOPTED, ["PVV", "VVD"])
    assert unread(overview) == ["Dit hoort nergens bij.", "Tegen: PVV."]


def test_an_article_heading_with_a_title_is_read_and_one_that_is_not_leaves_articles_unknown() -> None:
    text = (
        "Verworpen amendementen\n\nArtikel 33\n4 (Bedacht) over dakgoten\n"
        "Verworpen.\n\n{}\n5 (Verzonnen) over pannen\nVerworpen.\n"
    )
    assert overview_of(text.format("Artikel 34 Dak en goot\n")).amendments[1].articles == ("34",)
    assert overview_of(text.format("Opschrift")).amendments[1].articles is None
    assert overview_of(text.format("Hoofdstuk 3\nArtikel 3.2")).amendments[1].articles == ("3.2",)
    lost = overview_of(text.format("Artikel vierendertig\n"))
    assert [item.articles for item in lost.amendments] == [("33",)]
    assert unread(lost)[0] == "Artikel vierendertig"


@pytest.mark.parametrize(
    "heading", ["Artikel 5a (nieuw) niet", "Bijna Artikel 5a (nieuw)", "? Artikel 5a (nieuw)"]
)
def test_a_word_that_turns_a_heading_is_no_title_of_it(heading: str) -> None:
    (item,) = overview_of(f"Verworpen amendement\n\n{heading}\n\n4 (Bedacht) over goten\n").amendments or (
        None,
    )
    assert item is None or item.articles is None


def test_words_that_say_there_is_nothing_where_something_follows() -> None:
    overview = overview_of("Amendementen: geen\n\nAmendementen\n\n4 (Bedacht) over goten\nVerworpen.\n")
    assert fared(overview) == {"4": (Status.REJECTED, None)}
    assert beside(overview) == [(6, 10)]


def test_a_list_in_what_explains_is_reported_where_nothing_else_tells_a_vote() -> None:
    prose = "Noch voor: de SP en Volt."
    overview = overview_of(f"Verworpen amendement\n\n4 (Bedacht) over goten\n{prose}\n")
    assert unread(overview) == [prose]


def test_an_unknown_heading_gives_its_kind_and_outcome_to_nobody() -> None:
    overview = overview_of(
        "Vervallen amendementen\n\n9 (Bedacht) over goten\n\nWensen\n\n10 (Bedacht) over pannen\n"
    )
    assert fared(overview) == {"9": (Status.LAPSED, None)}
    assert unread(overview) == ["Wensen", "10 (Bedacht) over pannen"]


def test_a_number_in_prose_makes_no_amendment_and_a_leading_zero_refuses_none() -> None:
    body = (
        "Verworpen amendement\n\n04 (Bedacht) over goten\n"
        "Ter vervanging van nr. 03.\n\nHet gaat om:\n\n1 (een) miljoen\n\nVerworpen."
    )
    overview = overview_of(body)
    assert fared(overview) == {"4": (Status.REJECTED, None)}
    assert [str(ref) for ref in overview.amendments[0].related(RelationKind.REPLACES)] == ["36999, nr. 3"]
    assert unread(overview) == []


# --- a heading is a statement ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("Ingetrokken amendementen\n\n9 (Bedacht) over goten\n\n10 (Bedacht) over pannen", Status.WITHDRAWN),
        ("De volgende amendementen zijn vervallen:\n9 (Bedacht) over goten\n10 (Bedacht) over pannen", Status.LAPSED),
        ("Aangehouden amendementen:\n\n9 en 10 (Bedacht) over goten", Status.HELD_OVER),
        ("De stemmingen over de amendementen vonden plaats op 21 december 2023.\n\n"
        "Ingetrokken: nrs. 9 en 10.", Status.WITHDRAWN),
    ],
)  # fmt: skip
def test_a_heading_says_what_became_of_what_stands_under_it(text: str, fate: Status) -> None:
    overview = overview_of(text)
    assert {number: status for number, (status, _) in fared(overview).items()} == {"9": fate, "10": fate}
    assert unread(overview) == []


def test_a_list_under_a_heading_belongs_to_its_outcome() -> None:
    overview = overview_of(
        "Verworpen amendement\n\n4 (Bedacht) over goten\n\nTekst.\nVoor: SP.\nTegen: PVV.\n"
    )
    (amendment,) = overview.amendments
    (vote,) = amendment.decisions
    assert (vote.step, vote.result) == (Step.VOTE, Result.REJECTED)
    assert (names(vote.for_), names(vote.against)) == (["SP"], ["PVV"])
    assert amendment.explanation == ("Tekst.",)


def test_a_heading_that_a_result_contradicts_is_found() -> None:
    overview = overview_of(
        "Verworpen amendement\n\n4 (Bedacht) over goten\n\nAangenomen\n\nVoor: SP\n\nTegen: PVV"
    )
    assert overview.amendments[0].status is Status.ADOPTED
    assert "heading-outcome" in {finding.check for finding in checks.run(overview)}


def test_a_heading_is_not_the_result_where_words_may_say_otherwise() -> None:
    overview = overview_of(
        "Verworpen amendement\n\n4 (Bedacht) over goten\n\nHet amendement is bijna verworpen.\n"
    )
    assert overview.amendments[0].decisions == ()
    assert unread(overview) == ["Het amendement is bijna verworpen."]


# --- what differs is reported, each with both lines -----------------------------------------------------------------


def beside(overview: Overview) -> list[tuple[int, int]]:
    return [(line.place.number, line.beside.number) for line in overview.unread if line.beside]


def test_a_second_list_that_differs() -> None:
    overview = overview_of(f"{FINAL}{ADOPTED}Voor: SP.\nVoor: Volt.\n")
    assert bill(overview).decisions[0].for_ is None
    assert beside(overview) == [(9, 8)]


def test_a_list_before_its_decision() -> None:
    overview = overview_of("Amendementen\n\n4 (Bedacht) over goten\nVoor: SP.\nVerworpen.\n")
    assert fared(overview) == {"4": (Status.REJECTED, None)}
    assert beside(overview) == [(9, 10)]


def test_two_days_for_one_vote() -> None:
    overview = overview_of(f"{FINAL}{ADOPTED[:-1]} De stemming vond plaats op 20 december 2023.\n")
    assert bill(overview).decisions[0].date is None
    assert beside(overview) == [(7, 7)]
    day = "De stemmingen over de amendementen vonden plaats op {} december 2023.\n\n"
    overview = overview_of(
        day.format(20) + day.format(21) + "Verworpen amendement\n\n4 (Bedacht) over goten\nVerworpen.\n"
    )
    assert overview.amendments[0].decisions[0].date is None
    assert beside(overview) == [(8, 6)]


def test_two_methods_for_one_vote() -> None:
    overview = overview_of(
        "Er is gestemd met handopsteken.\n\nEr is gestemd bij zitten en opstaan.\n\n"
        "Verworpen motie\n\n4 (Bedacht) over goten\nVerworpen.\n"
    )
    assert overview.motions[0].decisions[0].method is None
    assert beside(overview) == [(8, 6)]


def test_a_day_of_the_week_that_is_not_that_day() -> None:
    overview = overview_of(f"{FINAL}{ADOPTED.replace('op 21', 'op maandag 21')}")
    assert bill(overview).decisions[0].date is None
    assert "impossible-date" in {finding.check for finding in checks.run(overview)}
    good = overview_of(f"{FINAL}{ADOPTED.replace('op 21', 'op donderdag 21')}")
    assert str(bill(good).decisions[0].date) == "2023-12-21"


# --- lists against the House of that day ----------------------------------------------------------------------------


def test_the_other_parties_are_those_of_that_day() -> None:
    (vote,) = bill(
        overview_of(f"{FINAL}{ADOPTED}Voor: SP en Volt.\nAfwezig: JA21.\nTegen: de overige fracties.\n")
    ).decisions
    against = names(vote.against) or []
    assert "JA21" not in against
    assert {"PVV", "VVD", "NSC"} <= set(against)
    assert "/against" in vote.derived
    (vote,) = bill(overview_of(f"{FINAL}{ADOPTED}Tegen: alle fracties behalve de PVV en FVD.\n")).decisions
    assert not {"PVV", "FVD"} & set(names(vote.against) or [])
    assert vote.for_ is None
    nowhen = ADOPTED.replace("op 21 december 2023 ", "")
    (vote,) = bill(overview_of(f"{FINAL}{nowhen}Voor: SP.\nTegen: de overige fracties.\n")).decisions
    assert vote.against is None


def test_seats_are_not_stated_where_some_of_a_party_are_excepted() -> None:
    (vote,) = bill(
        overview_of(f"{FINAL}{ADOPTED}Voor: PVV (met uitzondering van twee leden) en VVD.\n")
    ).decisions
    assert [seats for _, seats in vote.by_party(Side.FOR) or ()] == [None, 24]
    (vote,) = bill(
        overview_of(f"{FINAL}{ADOPTED}Voor: PVV, met uitzondering van het lid Bedacht, en VVD.\n")
    ).decisions
    assert [seats for _, seats in vote.by_party(Side.FOR) or ()] == [36, 24]


@pytest.mark.parametrize(
    "listed", ["PVV?, VVD", "PVV VVD", "bijna alle fracties", "PVV, noch VVD", "PVV en zij"]
)
def test_a_list_is_read_whole_or_not_stated(listed: str) -> None:
    overview = overview_of(f"{FINAL}{ADOPTED}Voor: {listed}.\nTegen: SP.\n")
    (vote,) = bill(overview).decisions
    assert (vote.for_, names(vote.against)) == (None, ["SP"])
    assert unread(overview) == [f"Voor: {listed}."]


def test_names_of_parties_go_through_the_register() -> None:
    (vote,) = bill(
        overview_of(f"{FINAL}{ADOPTED}Voor: D’66, CU, GroenLinks - PvdA, Partij voor de Dieren & PVDD.\n")
    ).decisions
    assert [b.party.id for b in vote.for_ or () if b.party] == [
        "d66",
        "christenunie",
        "groenlinks-pvda",
        "pvdd",
        "pvdd",
    ]


# --- what else a line may be ----------------------------------------------------------------------------------------


def test_parts_and_what_follows_for_the_others() -> None:
    overview = overview_of(
        "Verworpen amendement\n\n15 (Bedacht) over goten\n\n"
        "Onderdeel I is verworpen. Voor: SP.\nDe overige onderdelen zijn daardoor vervallen.\n"
    )
    (amendment,) = overview.amendments
    assert [(part.label, part.decisions[0].step) for part in amendment.parts] == [
        ("I", Step.VOTE),
        ("overige", Step.LAPSE),
    ]
    assert amendment.status is Status.REJECTED
    (one,) = overview_of(
        "Verworpen amendement\n\n15, I (Bedacht) over goten\nVerworpen. Voor: SP.\n"
    ).amendments
    assert [part.label for part in one.parts] == ["I"]


@pytest.mark.parametrize(
    "lines",
    [
        "Onderdeel I is bijna verworpen. Voor: SP.\nDe overige onderdelen zijn daardoor vervallen.\n",
        "Onderdeel I is verworpen. Voor: SP.\nDe overige onderdelen zijn bijna vervallen.\n",
    ],
)
def test_what_one_part_came_to_is_not_the_whole_where_another_was_not_read(lines: str) -> None:
    overview = overview_of(f"Verworpen amendement\n\n15 (Bedacht) over goten\n\n{lines}")
    (amendment,) = overview.amendments
    assert len(amendment.all_decisions()) == 1
    assert amendment.status is Status.UNKNOWN
    assert unread(overview)


def test_a_proposal_that_names_itself() -> None:
    overview = overview_of(
        "Moties\n\nMotie-Bedacht c.s. over goten (36999, nr. 9)\n"
        "Aangenomen. Voor: SP.\n\nMotie nr. 10 is verworpen.\nVoor: PVV.\n"
    )
    assert fared(overview) == {"9": (Status.ADOPTED, ["SP"]), "10": (Status.REJECTED, ["PVV"])}
    assert {item.kind for item in overview.motions} == {Kind.MOTION}


def test_the_sentences_of_the_senates_site() -> None:
    overview = overview_of(
        "Het voorstel (TK, 2) is op 22 september 2026 zonder stemming aangenomen door de Tweede Kamer. Daarbij is de "
        "betreffende bewindspersoon décharge verleend. De fractie van FVD is hierbij aantekening verleend.\n"
    )
    assert bill(overview).decisions[0].step is Step.WITHOUT_VOTE
    assert [statement.actor.name for statement in bill(overview).statements] == ["FVD"]
    assert unread(overview) == []


def test_method_and_numbers_in_any_order() -> None:
    overview = overview_of(
        f"{FINAL}Na hoofdelijke stemming met 72 stemmen voor en 74 stemmen tegen is het wetsvoorstel op 11 "
        "juni 2024 door de\n"
        "Tweede Kamer verworpen.\n"
    )
    (vote,) = bill(overview).decisions
    assert (vote.method, vote.result, str(vote.date)) == (Method.ROLL_CALL, Result.REJECTED, "2024-06-11")
    assert vote.announced is not None
    assert (vote.announced.for_, vote.announced.against) == (72, 74)


def test_a_vote_at_the_end_of_a_paragraph_is_no_prose() -> None:
    overview = overview_of("Amendementen\n\n4 (Bedacht) over goten\n\nDit kost geld. Verworpen. Voor: SP.\n")
    assert fared(overview) == {"4": (Status.REJECTED, ["SP"])}
    assert overview.amendments[0].explanation == ("Dit kost geld.",)


# --- in ever other words --------------------------------------------------------------------------------------------

UNDER = "Verworpen amendement\n\n4 (Bedacht) over goten\n"


@pytest.mark.parametrize(
    "text",
    [
        "Amendement\n\n4 (Bedacht) over goten\nUitslag: verworpen.\nVoor: SP.\n",
        "Amendement\n\n4 (Bedacht) over goten\nResultaat Verworpen\nVoor SP\n",
        "## Amendement\n\n4 (Bedacht) over goten\n**Verworpen**. Voor: SP.\n",
        "--- Amendement ---\n\n4 (Bedacht) over goten\nVerworpen.\nVoor:\n* SP\n",
        "Amendement\n\n4 (Bedacht) over goten\nHet amendement is\nverworpen. Voor: SP.\n",
        "Amendement\n\n4 (Bedacht) over goten haalde het niet: alleen de SP was voor.\n",
        "Het amendement-Bedacht c.s. (nr. 4) over goten is op 21 december 2023 met 12 tegen 138 stemmen "
        "verworpen. Voor: SP.\n",
        "Amendementen\n\nHet amendement van het lid Bedacht over goten (nr. 4) is verworpen. Voor: SP.\n",
    ],
)
def test_what_became_of_it_in_other_words(text: str) -> None:
    overview = overview_of(text)
    assert fared(overview) == {"4": (Status.REJECTED, ["SP"])}
    assert overview.amendments[0].subject == "goten"
    assert unread(overview) == []


@pytest.mark.parametrize(
    "listed",
    [
        "Voor: SP, Volt en Partij voor de\nDieren.\nTegen: CDA.",
        "Voor\n(3): SP, Volt en Partij voor de Dieren. Tegen\n(1): CDA.",
        "De fracties van de SP, Volt en de\nPartij voor de Dieren stemden voor. De fractie van het\nCDA stemde tegen.",
        "De fracties van de SP, Volt en\nPartij voor de Dieren stemden voor. Het CDA stemde tegen.",
        "Voor – SP, Volt en\nPartij voor de Dieren\nTegen – CDA",
        "Voor stemden: SP, Volt en Partij voor de Dieren. Tegen\nstemden: CDA.",
    ],
)
def test_a_list_goes_on_over_lines(listed: str) -> None:
    overview = overview_of(f"{UNDER}Verworpen.\n{listed}\n")
    (vote,) = overview.amendments[0].decisions
    assert names(vote.for_) == ["SP", "Volt", "Partij voor de Dieren"]
    assert names(vote.against) == ["CDA"]
    assert vote.announced is None  # the numbers in labels count names
    assert unread(overview) == []


@pytest.mark.parametrize(
    ("labels", "announced"),
    [
        (("Voor (2): SP en Volt.", "Tegen (1): CDA."), None),
        (("Voor (7): SP en Volt.", "Tegen (5): CDA."), (7, 5)),
        (("Voor (2 zetels): SP en Volt.", "Tegen (1 zetel): CDA."), (2, 1)),
        (("Voor (2): A. Bedacht (SP) en B. Verzonnen (Volt).", "Tegen (1): C. Test (CDA)."), (2, 1)),
        (("Voor (7): SP en Volt?.", "Tegen (5): CDA."), None),
    ],
)
def test_a_number_in_a_label_is_a_tally_or_counts_the_names(
    labels: tuple[str, str], announced: tuple[int, int] | None
) -> None:
    (vote,) = overview_of(f"{UNDER}Verworpen.\n{labels[0]}\n{labels[1]}\n").amendments[0].decisions
    assert (vote.announced and (vote.announced.for_, vote.announced.against)) == announced


def test_nobody_by_a_number() -> None:
    (vote,) = bill(overview_of(f"{FINAL}Aangenomen met 150 stemmen voor en 0 tegen.\n")).decisions
    assert (vote.for_, vote.against) == (None, ())
    assert vote.announced is not None


# --- nothing passes in silence --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Verworpen. Voor: SP. Tegen:", ["Tegen:"]),
        ("Verworpen. Voor:\n\nVerworpen motie\n", ["Voor:"]),
        ("Verworpen; dat was een vergissing.", ["Verworpen", "dat was een vergissing."]),
        ("Ten onrechte als verworpen vermeld.", ["Ten onrechte als verworpen vermeld."]),
        ("Na lang beraad toch nog aangenomen door de Kamer.", ["Na lang beraad toch nog aangenomen door de Kamer."]),
        ("De noch motie is verworpen.", ["De noch motie is verworpen."]),
        ("Bijna verworpen.", ["Bijna verworpen."]),
    ],
)  # fmt: skip
def test_what_may_be_a_result_is_reported(text: str, lines: list[str]) -> None:
    assert unread(overview_of(f"{UNDER}{text}\n")) == lines


def test_words_of_a_result_in_an_explanation_are_none_where_the_result_is_told() -> None:
    overview = overview_of(
        f"{UNDER}\nEen eerder voorstel is destijds niet aangenomen en dat speet velen.\n\nVerworpen.\n"
    )
    assert unread(overview) == []
    assert overview.amendments[0].status is Status.REJECTED
    marked = overview_of(f"{UNDER}\n{form.PROSE}De Kamer nam een ander voorstel aan, dat werd aangenomen.\n")
    assert unread(marked) == []


def test_a_line_with_room_above_it_is_not_of_the_subject() -> None:
    overview = overview_of(f"{UNDER}Dit helpt velen.\nVerworpen.\n")
    assert (overview.amendments[0].subject, overview.amendments[0].explanation) == (
        "goten",
        ("Dit helpt velen.",),
    )
    long = "een jaarlijkse rapportage aan de Tweede en de Eerste"
    overview = overview_of(
        f"Verworpen amendement\n\n4 (Bedacht) over {long}\nKamer\nHet amendement is verworpen.\n"
    )
    assert overview.amendments[0].subject == f"{long} Kamer"


def test_what_only_a_heading_tells_is_said_and_what_was_not_read_is_known() -> None:
    (one,) = overview_of(UNDER).amendments
    assert one.decisions[0].headed
    assert [
        f.severity
        for f in checks.run(overview_of(UNDER))
        if f.check == "no-decision" and "nr. 4" in str(f.ref)
    ] == ["info"]
    assert not overview_of(f"{UNDER}Verworpen.\n").amendments[0].decisions[0].headed
    assert not overview_of("Moties\n\nIngetrokken: nrs. 9 en 10.\n").motions[0].decisions[0].headed
    (lost,) = overview_of(f"{UNDER}Verworpen?\n").amendments
    assert (lost.doubted, lost.decisions) == (True, ())


def test_a_day_of_its_own_that_is_not_that_of_all() -> None:
    overview = overview_of(
        "De stemming over het amendement vond plaats op 20 december 2023.\n\n"
        f"{UNDER}Verworpen op 21 december 2023.\n"
    )
    assert overview.amendments[0].decisions[0].date is None
    assert beside(overview) == [(11, 6)]


def test_a_day_under_a_label_is_of_the_vote_above_it() -> None:
    overview = overview_of(f"{FINAL}Uitslag: aangenomen\nDatum: 21 december 2023\n")
    assert str(bill(overview).decisions[0].date) == "2023-12-21"
    overview = overview_of(f"{FINAL}Aangenomen.\n\n\nGriffie\n\nDatum: 21 december 2023\n")
    assert bill(overview).decisions[0].date is None


def test_a_member_without_a_party_is_no_party() -> None:
    (vote,) = bill(
        overview_of(f"{FINAL}{ADOPTED}Voor: A.B. Bedacht en van der Test (SP).\nTegen: SP.\n")
    ).decisions
    assert [(b.member is not None, b.party and b.party.id) for b in vote.for_ or ()] == [
        (True, None),
        (True, "sp"),
    ]


def test_the_one_dossier_of_a_document_is_what_it_is_about() -> None:
    note = "Beste allen,\n\nHierbij de uitslagen over {} (Wet op de goten).\n\nWetsvoorstel: aangenomen\n"
    overview = read(note.format("36.999").encode())
    assert str(overview.subject.ref) == "36999"
    assert bill(overview).status is Status.ADOPTED
    assert unread(overview) == ["Beste allen,"]
    for none in (note.format("36.999 en 36.998"), note.format("36.999").replace("aangenomen", "zie boven")):
        with pytest.raises(NotAnOverview):
            read(none.encode())


# --- its shape ------------------------------------------------------------------------------------------------------


def test_the_walker_has_no_patterns() -> None:
    for name in ("overview.py", "placing.py", "drafts.py", "ballots.py"):
        source = (Path(FILE).parents[1] / name).read_text(encoding="utf-8")
        assert re.search(r"^(?:import|from) re\b", source, re.MULTILINE) is None, name


@pytest.mark.slow
@pytest.mark.parametrize(
    "entry", [e for e in entries(FILE.read_text(encoding="utf-8")) if e.type not in ("void", "stop")], ids=str
)
def test_prose_with_a_phrase_of_the_lexicon_that_could_begin_something_is_marked(entry: object) -> None:
    """The writers know fewer words than the reader, and mark more prose than it would take for anything else."""
    phrase = entry.phrase.replace(" , ", ", ")  # type: ignore[attr-defined]
    texts = (
        f"{phrase.capitalize()} x.",
        f"{phrase.capitalize()}: SP.",
        f"Het amendement is {phrase}.",
        phrase,
        f"is {phrase}",
        f"de {phrase}",
        f"Derhalve {phrase}:",
        f"{phrase.capitalize()} {'de ' * 40}x.",  # a paragraph that is long is looked at word by word
        f"{phrase.capitalize()}: SP, {'Jansen, ' * 12}Volt.",
        f"Derhalve {phrase} {'de ' * 40}x.",
    )
    for text in texts:
        assert form.looks_structural(text) or _is_prose(text), text


def _is_prose(text: str) -> bool:
    back = overview_of(f"Amendementen\n\n4 (Bedacht) over goten\n\n{text}\n")
    return bool(back.amendments) and back.amendments[0].explanation == (text,) and not back.unread


@pytest.mark.parametrize(
    "lists", ["voor: SP, Volt en DENK\n   tegen: PVV", "voor: SP, Volt, DENK\n- tegen: PVV"]
)
def test_lists_in_small_letters_below_a_proposal_are_no_part_of_what_it_is_about(lists: str) -> None:
    text = f"""Betreffende wetsvoorstel:

36.470 VI
Titel

Verworpen amendementen:
- 4 (Grinwis) over de aanpak van
  mensenhandel
   {lists}
"""
    (amendment,) = read(text.encode()).amendments
    assert amendment.subject == "de aanpak van mensenhandel"
    (vote,) = amendment.decisions
    assert [ballot.party.id for ballot in vote.for_ or () if ballot.party] == ["sp", "volt", "denk"]
    assert [ballot.party.id for ballot in vote.against or () if ballot.party] == ["pvv"]


@pytest.mark.parametrize("line", ["voor: jongeren en ouderen", "voor: SP en jongeren", "voor SP en Volt"])
def test_a_subject_goes_on_where_no_list_begins(line: str) -> None:
    (amendment,) = overview_of(f"Verworpen amendement\n\n4 (Grinwis) over middelen\n{line}\n").amendments
    assert amendment.subject == f"middelen {line}"
