"""What hurried clerks, web editors, journalists and interns type: each kind is read, or said to be unread."""

import pytest

from kamerstem import checks
from kamerstem.model.votes import RelationKind, Result, Status
from kamerstem.readers.overview import read
from tests.readers.test_placing import ADOPTED, FINAL, fared, names, overview_of, unread
from tests.readers.test_typed import lists

# --- what was quiet or wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "SP en Volt stemden voor, VVD en PVV stemden tegen; het amendement is verworpen.",
        "Te duur.\n\nDe fracties van SP en Volt stemden voor dit amendement, VVD en PVV tegen. Het is verworpen.",
    ],
)
def test_lists_before_the_decision_that_the_heading_states(said: str) -> None:
    overview = overview_of(f"Verworpen amendement\n\n8 (Bedacht) over veren\n{said}\n")
    assert lists(overview) == (["SP", "Volt"], ["VVD", "PVV"])
    assert unread(overview) == []


def test_lists_before_another_decision_than_the_heading_states_are_not_its_own() -> None:
    overview = overview_of(
        "Verworpen amendement\n\n8 (Bedacht) over veren\nSP en Volt stemden voor; het amendement is aangenomen.\n"
    )
    assert names(overview.amendments[0].decisions[-1].for_) is None


def test_what_became_of_another_bill_is_not_of_this_one() -> None:
    overview = read(
        b"Wetsvoorstel 36.999 lijkt op 36.998, dat op 14 maart 2023 is verworpen. "
        b"Wetsvoorstel 36.999 zelf is op 22 april 2025 aangenomen.\n"
    )
    assert overview.bill is not None
    assert overview.bill.status is Status.ADOPTED
    assert [str(vote.date) for vote in overview.bill.decisions] == ["2025-04-22"]
    assert unread(overview)


@pytest.mark.parametrize(
    "said",
    [
        "Aangenomen/verworpen (doorhalen wat niet van toepassing is).",
        "verworpen/aangenomen",
        "Verworpen...",
        "Verworpen. Voor: SP, Volt...",
        "Verworpen. Voor: SP, Volt …",
    ],
)
def test_a_choice_and_an_open_end_are_doubts(said: str) -> None:
    overview = overview_of(f"Amendement\n\n8 (Bedacht) over veren\n{said}\n")
    assert lists_of(overview) == []
    assert unread(overview)


def lists_of(overview: object) -> list[object]:
    return [vote.for_ for item in overview.amendments for vote in item.decisions if vote.for_ is not None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Amendement 8 (Bedacht) over veren kreeg een meerderheid.", Status.ADOPTED),
        ("Amendement 8 (Bedacht) over veren haalde geen meerderheid.", Status.REJECTED),
        ("Amendement 8 (Bedacht) over veren ging eraan.", Status.UNKNOWN),
    ],
)
def test_a_sentence_about_a_proposal_is_read_or_named(line: str, status: Status) -> None:
    overview = overview_of(f"{line}\n")
    assert fared(overview)["8"][0] is status
    assert bool(unread(overview)) is (status is Status.UNKNOWN)


@pytest.mark.parametrize(
    "again",
    [
        "Bij hoofdelijke herstemming op 18 juni 2024 is de motie met 74 tegen 75 stemmen verworpen.",
        "De stemming is herhaald op 18 juni 2024 en de motie is toen verworpen met 74 tegen 75 stemmen.",
    ],
)
def test_a_tie_and_the_vote_after_it(again: str) -> None:
    overview = overview_of(
        f"Motie\n\n18 (Bedacht) over veren\nOp 11 juni 2024 staakten de stemmen (75-75). {again}\n"
    )
    first, last = overview.motions[0].decisions
    assert (first.result, last.result, str(last.date)) == (Result.TIED, Result.REJECTED, "2024-06-18")
    assert unread(overview) == []


def test_facts_below_a_proposal() -> None:
    overview = overview_of(
        f"{FINAL}{ADOPTED}\nAmendement 8\n- indiener: Bedacht\n- onderwerp: veren en dons\n- uitslag: verworpen\n"
        "- voor: SP, Volt\n\nAmendement 9\n- onderwerp: linten\n- uitslag: ingetrokken\n"
    )
    one, other = overview.amendments
    assert one.submitters is not None
    assert [actor.name for actor in one.submitters.actors] == ["Bedacht"]
    assert (one.subject, other.subject, other.status) == ("veren en dons", "linten", Status.WITHDRAWN)
    assert unread(overview) == []


def test_a_fact_that_says_otherwise_is_named() -> None:
    overview = overview_of("Amendementen\n\n8 (Bedacht) over veren\nIndiener: Verzonnen\nVerworpen.\n")
    submitters = overview.amendments[0].submitters
    assert submitters is not None
    assert [actor.name for actor in submitters.actors] == ["Bedacht"]
    assert "Indiener: Verzonnen" in unread(overview) or overview.amendments[0].explanation


@pytest.mark.parametrize("final", ["", "\nEindstemming\nVerworpen.\n"])
def test_what_follows_a_number_of_which_the_kind_is_not_known_is_not_the_bills(final: str) -> None:
    overview = read(
        f"Wetsvoorstel 36.999 Veren\n\n8 (Bedacht) over veren\nAangenomen.\nVoor: SP en Volt.\n{final}".encode()
    )
    assert overview.bill is not None
    assert overview.bill.status is (Status.REJECTED if final else Status.UNKNOWN)
    assert not any(vote.for_ for vote in overview.bill.decisions)
    assert unread(overview) == ["8 (Bedacht) over veren", "Aangenomen.", "Voor: SP en Volt."]


# --- what was said to be unread, and can be read --------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        "| Nr. | Indiener | Onderwerp | Uitslag | Voor |\n|---|---|---|---|---|\n"
        "| 8 | Bedacht | veren | verworpen | SP, Volt |\n| 9 | Verzonnen | dons | aangenomen | VVD en PVV |",
        "Nr\tIndiener\tOnderwerp\tUitslag\tVoor\n8\tBedacht\tveren\tverworpen\tSP, Volt\n"
        "9\tVerzonnen\tdons\taangenomen\tVVD, PVV",
        "nr;indiener;onderwerp;uitslag;voor\n8;Bedacht;veren;verworpen;SP, Volt\n9;Verzonnen;dons;aangenomen;VVD, PVV",
    ],
)
def test_a_table_typed_in_plain_text(rows: str) -> None:
    overview = overview_of(f"Amendementen\n\n{rows}\n")
    assert [(item.subject, item.status) for item in overview.amendments] == [
        ("veren", Status.REJECTED),
        ("dons", Status.ADOPTED),
    ]
    assert names(overview.amendments[0].decisions[0].for_) == ["SP", "Volt"]
    assert unread(overview) == []
    numbers = [
        int(str(claim.place).split()[-1])
        for item in overview.amendments
        for claim in item.decisions[0].claims
    ]
    assert numbers == sorted(set(numbers))  # each row is a line of its own


@pytest.mark.parametrize(
    "said",
    [
        "Voor           Tegen\nSP             VVD\nVolt           PVV",
        "SP - voor\nVVD - tegen\nVolt - voor\nPVV - tegen",
        "SP: voor\nVolt: voor\nVVD: tegen\nPVV: tegen.",
        "- SP: voor\n- Volt: voor\n- VVD: tegen\n- PVV: tegen",
        "Fractie | Stem\nSP | voor\nVVD | tegen\nVolt | voor\nPVV | tegen",
        "\tVoor\tTegen\nSP\tx\t\nVVD\t\tx\nVolt\tx\t\nPVV\t\tx",
    ],
)
def test_who_voted_how_in_columns(said: str) -> None:
    overview = overview_of(f"Amendement\n\n8 (Bedacht) over veren\nVerworpen.\n{said}\n")
    assert lists(overview) == (["SP", "Volt"], ["VVD", "PVV"])
    assert unread(overview) == []


@pytest.mark.parametrize(
    "said",
    [
        "Voor           Tegen\nSP             VVD\n       Volt       PVV",
        "SP - voor\nVVD - verdeeld\nVolt - voor\nPVV - tegen",
        "SP: voor\nVolt: voor\nSP: tegen",
        "Fractie | Stem\nSP | voor\nVVD | tegen?\nVolt | voor",
        "Voor Tegen\nSP VVD",
    ],
)
def test_columns_that_are_not_certain_give_no_list(said: str) -> None:
    overview = overview_of(f"Amendement\n\n8 (Bedacht) over veren\nVerworpen.\n{said}\n")
    assert lists(overview) == (None, None)
    assert unread(overview)


def test_a_row_of_the_bill_below_those_of_the_amendments() -> None:
    overview = overview_of(
        "Amendementen\n\nNr | Indiener | Uitslag | Tegen\n8 | Bedacht | verworpen | SP\n"
        "Wetsvoorstel | | aangenomen | PVV\n"
    )
    assert overview.bill is not None
    assert (overview.bill.status, names(overview.bill.decisions[0].against)) == (Status.ADOPTED, ["PVV"])
    assert names(overview.amendments[0].decisions[0].against) == ["SP"]


def test_an_outcome_with_its_list_below_is_no_heading() -> None:
    overview = read(
        b"# Wetsvoorstel 36.999: Regels over veren\n\n**Aangenomen**\n\n- **Voor:** SP, Volt\n- **Tegen:** PVV\n"
    )
    assert overview.bill is not None
    (vote,) = overview.bill.decisions
    assert (names(vote.for_), names(vote.against)) == (["SP", "Volt"], ["PVV"])
    assert unread(overview) == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Datum stemming: 3 februari 2026", "2026-02-03"),
        ("Stemmingsdatum: 3 februari 2026", "2026-02-03"),
        ("Datum: 3 februari 2026", None),  # that of a letter
    ],
)
def test_the_day_of_the_votes_in_the_head(line: str, day: str | None) -> None:
    overview = read(
        f"Wetsvoorstel: 36.999 Regels over veren\n{line}\n\nEindstemming\nAangenomen.\n\n"
        "Amendementen\n\n8 (Bedacht) over veren\nVerworpen.\n".encode()
    )
    assert overview.bill is not None
    days = [vote.date for item in (overview.bill, *overview.amendments) for vote in item.decisions]
    assert [each and str(each) for each in days] == [day, day]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (
            "De fractie van de PVV is aantekening verleend dat zij geacht wil worden te hebben tegengestemd.",
            "against_noted",
        ),
        (
            "De PVV heeft aantekening gevraagd dat zij geacht wil worden tegen het wetsvoorstel te hebben gestemd.",
            "against_noted",
        ),
        (
            "De PVV heeft na afloop laten weten dat zij geacht wil worden voor te hebben gestemd.",
            "deemed_for",
        ),
    ],
)
def test_what_a_party_wants_to_have_voted(said: str, kind: str) -> None:
    overview = overview_of(f"{FINAL}{ADOPTED}{said}\n")
    assert overview.bill is not None
    assert [(each.kind, each.actor.name) for each in overview.bill.statements] == [(kind, "PVV")]
    assert unread(overview) == []


def test_a_wish_against_its_own_note_is_not_read() -> None:
    overview = overview_of(
        f"{FINAL}{ADOPTED}De PVV is aantekening verleend dat zij geacht wil worden voor te hebben gestemd.\n"
    )
    assert overview.bill is not None
    assert overview.bill.statements == ()
    assert unread(overview)


@pytest.mark.parametrize(
    "heading", ["ARTIKELEN 2 EN 3", "Artikelen 2 en 3", "ARTIKEL 2 T/M 3", "- --- Artikelen 2 en 3 ---"]
)
def test_capitals_and_rules_around_a_heading(heading: str) -> None:
    overview = overview_of(
        f"- --- Verworpen amendementen ---\n\n{heading}\n\n8 (Bedacht) over veren\n\nVerworpen.\n"
    )
    (item,) = overview.amendments
    assert item.articles in (("2", "3"), ("2 t/m 3",))
    assert unread(overview) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Verworpen: amendement 8 (Bedacht) over veren (tegen PVV)", (None, ["PVV"])),
        ("2.1 Amendement nr. 8 (Bedacht) over veren: verworpen, PVV en SP tegen", (None, ["PVV", "SP"])),
        ("15.06 uur - Amendement nr. 8 (Bedacht) over veren is verworpen. Voor: SP", (["SP"], None)),
        ("amendement nr. 8, Bedacht, over veren: verworpen, SP voor, PVV tegen", (["SP"], ["PVV"])),
        (
            "Amendement 8 (Bedacht) over veren: verworpen. Fracties die voor stemden: SP en Volt",
            (["SP", "Volt"], None),
        ),
    ],
)
def test_one_line_of_a_proposal(line: str, said: tuple[object, object]) -> None:
    overview = overview_of(f"{line}\n")
    assert lists(overview) == said
    assert (overview.amendments[0].status, overview.amendments[0].subject) == (Status.REJECTED, "veren")
    assert unread(overview) == []


def test_an_amendment_on_an_amendment() -> None:
    overview = overview_of(
        "Verworpen subamendement\n\n10 (Bedacht) op amendement nr. 8 over veren\n\nVerworpen.\n"
    )
    (item,) = overview.amendments
    assert [(each.kind, str(each.ref)) for each in item.relations] == [(RelationKind.AMENDS, "36999, nr. 8")]
    assert (item.subject, unread(overview)) == ("veren", [])


def test_a_document_that_is_cut_off_behind_its_only_amendment() -> None:
    body = f"{FINAL}{ADOPTED}\nVerworpen amendement\n\n8 (Bedacht) over veren\n\nVeren zijn licht en warm.\n"
    assert _warned(body)
    assert not _warned(f"{body}Verworpen. Voor: SP.\n")


def _warned(body: str) -> bool:
    found = checks.run(overview_of(body))
    return any(each.check == "no-decision" and each.severity == "warning" for each in found)


@pytest.mark.parametrize("gap", [" ", " / "])
def test_parties_with_blanks_between_them(gap: str) -> None:
    overview = overview_of(
        f"Amendement\n\n8 (Bedacht) over veren\nVerworpen. V: SP Volt D66{gap}T: VVD PVV FVD\n"
    )
    assert lists(overview) == (["SP", "Volt", "D66"], ["VVD", "PVV", "FVD"])
    assert unread(overview) == []


@pytest.mark.parametrize(
    "names", ["SP Volt", "SP GroenLinks PvdA", "SP, Volt D66", "SP Bedacht", "SP Volt?", "SP Volt niet"]
)
def test_names_with_blanks_between_them_that_are_not_certain(names: str) -> None:
    overview = overview_of(f"Amendement\n\n8 (Bedacht) over veren\nVerworpen. Voor: {names}\n")
    assert lists(overview) == (None, None)
    assert unread(overview)


def test_a_row_of_names_goes_on_in_the_next_line() -> None:
    overview = overview_of(
        "Amendement\n\n8 (Bedacht) over veren\nVerworpen.\nVoor: SP Volt D66\nCDA NSC\nTegen: PVV.\n"
    )
    assert lists(overview) == (["SP", "Volt", "D66", "CDA", "NSC"], ["PVV"])
    assert unread(overview) == []


def test_names_in_a_row_below_a_label_may_be_of_two_columns() -> None:
    overview = overview_of("Amendement\n\n8 (Bedacht) over veren\nVerworpen.\nVoor:\nSP VVD\nVolt PVV\n")
    assert lists(overview) == (None, None)
    assert unread(overview)


def test_the_head_says_of_what_kind_the_numbers_are() -> None:
    one = read(
        b"Moties bij wetsvoorstel 36.999 (Regels over veren)\n\nnr. 8 (Bedacht) over dons: verworpen, SP voor\n"
    )
    assert [(item.subject, item.status) for item in one.motions] == [("dons", Status.REJECTED)]
    two = read(
        b"Moties en amendementen bij wetsvoorstel 36.999\n\nnr. 8 (Bedacht) over dons: verworpen, SP voor\n"
    )
    assert (two.motions, two.amendments) == ((), ())
    assert unread(two)


def test_a_sentence_in_the_brackets_of_a_note() -> None:
    note = "Geacht tegen te hebben gestemd: PVV (De PVV wenst geacht te worden tegen te hebben gestemd.)."
    overview = overview_of(f"{FINAL}{ADOPTED}{note}\nTegen: SP.\n")
    assert overview.bill is not None
    assert [each.actor.name for each in overview.bill.statements] == ["PVV"]
    assert unread(overview) == []


def test_a_definition_list_that_lost_its_layout() -> None:
    terms = "Artikel\n\n2\n\nUitslag\n\nVerworpen\n\nDatum\n\n16 april 2024\n\nVoor\n\nSP en Volt\n\nTegen\n\nPVV\n\n"
    overview = overview_of(
        f"Amendementen\n\n8 (Bedacht) over veren\n\nVeren zijn licht.\n\n{terms}9 (Bedacht) over dons\n"
    )
    one, other = overview.amendments
    (vote,) = one.decisions
    assert (one.articles, str(vote.date), names(vote.for_)) == (("2",), "2024-04-16", ["SP", "Volt"])
    assert (names(vote.against), other.subject, unread(overview)) == (["PVV"], "dons", [])


def test_one_label_alone_begins_no_definition_list() -> None:
    overview = overview_of(
        "Amendementen\n\n8 (Bedacht) over veren\n\nUitslag\n\nVerworpen\n\nVeren zijn licht.\n"
    )
    assert unread(overview)
