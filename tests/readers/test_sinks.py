"""Free text states nothing: what stands in a title, a subject or an explanation and is no part of it is said."""

import pytest

from kamerstem.checks import run
from kamerstem.model.overview import Overview, Severity
from kamerstem.model.votes import Status
from kamerstem.readers.overview import read
from tests.readers.test_placing import bill, fared, overview_of, unread


def of_bill(text: str) -> tuple[str | None, Status, str, list[str]]:
    """Return the title, the status and the day of the bill of a document, and its unread lines."""
    overview = read(text.encode())
    day = next((str(made.date) for made in bill(overview).decisions), "")
    return overview.subject.title, bill(overview).status, day, unread(overview)


@pytest.mark.parametrize(
    "subject",
    [
        "goten, 9 (Verzonnen) over bruggen",
        "goten - nr. 9 (Verzonnen) over bruggen",
        "goten\n9: Verzonnen over bruggen",
        "goten\n#9 (Verzonnen) over bruggen",
        "goten\nnr 9, ingediend door Verzonnen over bruggen",
        "goten\n9/Verzonnen over bruggen",
    ],
)
def test_another_proposal_is_no_part_of_a_subject(subject: str) -> None:
    overview = overview_of(f"Ingetrokken amendementen\n\n8 (Bedacht) over {subject}\n")
    assert any("Verzonnen" in line for line in unread(overview))


def test_a_proposal_in_lower_case_goes_into_no_subject() -> None:
    lines = "Motie-Bedacht over goten (nr. 5): aangenomen\nmotie-Verzonnen over bruggen (nr. 9): verworpen\n"
    overview = overview_of(f"Moties\n\n{lines}")
    assert fared(overview) == {"5": (Status.ADOPTED, None), "9": (Status.REJECTED, None)}
    assert unread(overview) == []


@pytest.mark.parametrize(
    "subject",
    [
        "de gevolgen als de wet wordt aangenomen",
        "goten, indien nr. 8 is verworpen",
        "oren Vervalt indien nr. 8 wordt aangenomen",
        "het geval dat de motie is verworpen",
        "zadels, gesteund door SP en Volt en is verworpen",
        "zadels, gesteund door SP en Volt",
        "zadels Verworpen bij hoofdelijke stemming (2-3).",
    ],
)
def test_what_may_have_become_of_it_is_said_and_not_stated(subject: str) -> None:
    overview = overview_of(f"Moties\n\n9 (Bedacht) over {subject}\n")
    assert fared(overview) == {"9": (Status.UNKNOWN, None)}
    assert unread(overview) == [f"9 (Bedacht) over {subject}"]


@pytest.mark.parametrize(
    "tail", ["goten: zie de bijlage", "goten 👍", "goten (uitslag volgt)", "goten – n.t.b.", "goten ?"]
)
def test_a_subject_that_ends_in_something_else_is_said_where_nothing_else_tells(tail: str) -> None:
    line = f"9 (Bedacht) over {tail}"
    assert unread(overview_of(f"Moties\n\n{line}\n")) == [line]
    assert unread(overview_of(f"Moties\n\n{line}\nVerworpen. Voor: SP.\n")) == []


def test_a_list_in_brackets_or_in_lower_case_stands_behind_the_subject() -> None:
    for text in ("(voor: SP en Volt)", "Voor: SP en Volt.", "\nvoor: SP, Volt"):
        overview = overview_of(f"Verworpen amendement\n\n9 (Bedacht) over goten {text}\n")
        assert fared(overview) == {"9": (Status.REJECTED, ["SP", "Volt"])}
        assert overview.amendments[0].subject == "goten"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Wetsvoorstel 36.999 (Wet op de goten) is op 3 mei 2023 na een lang debat aangenomen.",
            "Wet op de goten",
        ),
        (
            "Wetsvoorstel 36.999 Wet op de goten, stemming 3 mei 2023 laat op de avond, verworpen",
            "Wet op de goten",
        ),
        (
            "Wetsvoorstel 36.999 (Wet op de goten) kwam op 3 mei 2023 in stemming en is verworpen.",
            "Wet op de goten",
        ),
    ],
)
def test_the_day_of_a_vote_is_no_part_of_a_title(head: str, title: str) -> None:
    assert of_bill(f"{head}\n")[:3] == (title, Status.UNKNOWN, "")
    assert any("3 mei 2023" in line for line in of_bill(f"{head}\n")[3])


@pytest.mark.parametrize(
    "head",
    [
        "Stemmingsuitslagen wetsvoorstel 36.999 (Wet op de goten), 3 mei 2023",
        "Wetsvoorstel 36.999 Wet op de goten (stemmingen 3 mei 2023)",
        "Wetsvoorstel 36.999 Wet op de goten\nStemmingen 3 mei 2023",
    ],
)
def test_the_day_of_all_votes_behind_a_title(head: str) -> None:
    found = of_bill(f"{head}\n\nEindstemming: aangenomen\n")
    assert found == ("Wet op de goten", Status.ADOPTED, "2023-05-03", [])


def test_the_day_and_the_title_of_a_sentence_that_names_the_bill_are_kept() -> None:
    text = "Vandaag (3 mei 2023) is gestemd over wetsvoorstel 36.999 (Wet op de goten)."
    assert of_bill(f"{text}\n\nHet wetsvoorstel is aangenomen.\n") == (
        "Wet op de goten",
        Status.ADOPTED,
        "2023-05-03",
        [],
    )


def test_the_day_on_which_it_was_submitted_is_not_that_of_the_vote() -> None:
    assert of_bill("Wetsvoorstel 36.999, ingediend op 3 mei 2021, is verworpen.\n")[1:3] == (
        Status.REJECTED,
        "None",
    )


@pytest.mark.parametrize(
    "below",
    [
        "De SP stemde voor nr. 9.",
        "SP stemde voor en FVD is aantekening verleend.",
        "De SP stemde voor het amendement-Verzonnen.",
    ],
)
def test_what_names_another_proposal_or_says_two_things_is_no_list_of_this_one(below: str) -> None:
    overview = overview_of(f"Amendementen\n\n8 (Bedacht) over goten\nVerworpen. {below}\n")
    assert fared(overview)["8"][1] is None
    assert unread(overview) in ([below], [])


def test_what_a_decision_says_beside_its_outcome_is_kept() -> None:
    overview = overview_of(
        "Amendementen\n\n8 (Bedacht) over goten\nHet amendement (ter vervanging van nr. 6) is verworpen.\n"
    )
    assert [each.kind.value for each in overview.amendments[0].relations] == ["replaces"]
    noted = read(
        b"36.999\nWet op de goten\n\nEindstemming wetsvoorstel\n"
        b"Het wetsvoorstel is als hamerstuk afgedaan, de fractie van FVD is hierbij aantekening verleend.\n"
    )
    assert [each.actor.name for each in bill(noted).statements] == ["FVD"]


# --- decided again ---


@pytest.mark.parametrize(
    "text",
    [
        "Op 3 mei 2023 staakten de stemmen (75-75). Op 10 mei 2023 is opnieuw gestemd: verworpen (74-76).",
        "Op 3 mei 2023 staakten de stemmen, op 10 mei 2023 is de motie verworpen.",
        "Stemming 3 mei 2023: 75-75, de stemmen staken.\nHerstemming 10 mei 2023: verworpen (74-76).",
        "Op 3 mei 2023 aangehouden en op 10 mei 2023 verworpen.",
    ],
)
def test_a_vote_that_was_repeated(text: str) -> None:
    (motion,) = overview_of(f"Moties\n\n9 (Bedacht) over goten\n{text}\n").motions
    assert [str(made.date) for made in motion.decisions] == ["2023-05-03", "2023-05-10"]
    assert motion.status is Status.REJECTED


@pytest.mark.parametrize(
    "after",
    ["Een week later is zij toch heel anders alsnog aangenomen.", "Correctie: de motie is aangenomen."],
)
def test_a_repetition_that_is_not_read_opens_what_stands(after: str) -> None:
    overview = overview_of(f"Moties\n\n9 (Bedacht) over goten\nVerworpen op 3 mei 2023. Voor: SP.\n{after}\n")
    assert overview.motions[0].status is Status.UNKNOWN
    assert [made.result for made in overview.motions[0].decisions]
    assert unread(overview) == [after]


@pytest.mark.parametrize(
    "after", ["Het amendement was bijna verworpen.", "De Senaat heeft het op 10 mei 2023 aangenomen."]
)
def test_what_is_said_of_another_vote_opens_nothing(after: str) -> None:
    overview = overview_of(
        f"Amendementen\n\n9 (Bedacht) over goten\nAangenomen op 3 mei 2023. Voor: SP.\n{after}\n"
    )
    assert fared(overview) == {"9": (Status.ADOPTED, ["SP"])}
    assert unread(overview) == [after]


def test_two_proposals_in_one_sentence() -> None:
    overview = overview_of("De amendementen nrs. 8 en 9 zijn verworpen en nr. 10 is aangenomen.\n")
    assert {number: status for number, (status, _) in fared(overview).items()} == {
        "8": Status.REJECTED,
        "9": Status.REJECTED,
        "10": Status.ADOPTED,
    }
    assert unread(overview) == []


# --- lists ---


@pytest.mark.parametrize(
    "words", ["Voor: alle fracties behalve FVD.", "Alleen SP en Volt voor, de rest tegen."]
)
def test_a_list_of_which_nobody_knows_who_is_in_it_is_said(words: str) -> None:
    overview = overview_of(f"Amendementen\n\n9 (Bedacht) over goten\nVerworpen. {words}\n")
    assert unread(overview) == [words]


@pytest.mark.parametrize("name", ["VVD-24", "SP'ers", "Jansen SP", "Coalitie", "SP*"])
def test_what_is_joined_to_a_party_is_no_name(name: str) -> None:
    overview = overview_of(f"Amendementen\n\n9 (Bedacht) over goten\nVerworpen. Voor: DENK, {name}\n")
    assert fared(overview) == {"9": (Status.REJECTED, None)}
    assert unread(overview) == [f"Voor: DENK, {name}"]


@pytest.mark.parametrize(
    "names", ["SP-fractie, Volt", "SP/Volt", "SP-Volt", "SP+Volt", "Fractie SP en de fractie Volt"]
)
def test_a_party_by_its_group_or_joined_to_another(names: str) -> None:
    (amendment,) = overview_of(
        f"Amendementen\n\n9 (Bedacht) over goten\nVerworpen. Voor: {names}.\n"
    ).amendments
    ids = [ballot.party.id for ballot in amendment.decisions[0].for_ or () if ballot.party]
    assert ids == ["sp", "volt"]


def test_a_name_that_ends_in_a_letter_on_the_next_line_ends_there() -> None:
    overview = overview_of(
        "Amendementen\n\n9 (Bedacht) over goten\nVerworpen. Voor: SP en Partij\nX. Tegen: Volt.\n"
    )
    (vote,) = overview.amendments[0].decisions
    assert [ballot.party.name for ballot in vote.for_ or () if ballot.party] == ["SP", "Partij X"]


def test_a_range_of_numbers_is_not_its_first() -> None:
    overview = overview_of("Amendementen\n\nNrs. 8 tot en met 10: verworpen. Voor: SP.\n")
    assert (fared(overview), bool(unread(overview))) == ({}, True)


def test_of_before_a_name_is_no_part_of_it() -> None:
    lines = "Nr. 8 van Bedacht ingetrokken\n\nNr. 9 van der Plas ingetrokken\n"
    amendments = overview_of(f"Amendementen\n\n{lines}").amendments
    names = [actor.name for each in amendments if each.submitters for actor in each.submitters.actors]
    assert names == ["Bedacht", "van der Plas"]


def test_articles_begin_below_a_list_without_a_blank_line_and_behind_a_heading() -> None:
    one = "Artikel 33 Veiligheid\n4 (Bedacht) over lantaarns\nVerworpen. Voor: SP.\n"
    other = "Artikel 34 Straffen\n5 (Bedacht) over goten\nVerworpen. Voor: SP.\n"
    overview = overview_of(f"Verworpen amendementen\n\n{one}{other}")
    assert [each.articles for each in overview.amendments] == [("33",), ("34",)]
    (amendment,) = overview_of("Verworpen amendement, artikel 3\n\n4 (Bedacht) over goten\n").amendments
    assert amendment.articles == ("3",)


# --- the end is missing ---

CUT = "Verworpen amendementen\n\n8 (Bedacht) over goten\nVerworpen. Voor: SP.\n\n9 (Bedacht) over bruggen\n"


def _warned(overview: Overview) -> list[str]:
    return [
        each.message.nl
        for each in run(overview)
        if each.check == "no-decision" and each.severity is Severity.WARNING and "einde" in each.message.nl
    ]


def test_a_document_that_ends_before_its_last_result() -> None:
    assert len(_warned(overview_of(CUT))) == 1
    assert _warned(overview_of(f"{CUT}Verworpen. Voor: SP.\n")) == []
    assert _warned(overview_of(CUT.replace("Verworpen. Voor: SP.\n", ""))) == []


@pytest.mark.parametrize("last", ["voor", "tegen", "Voor"])
def test_a_title_that_is_broken_after_a_word_for_a_side_goes_on(last: str) -> None:
    text = f"""Betreffende wetsvoorstel:

36.999
Wijziging van de begrotingsstaten van het
Ministerie van Goten en Veren (IX) {last}
het jaar 2023

Eindstemming wetsvoorstel

Het wetsvoorstel is aangenomen.
"""
    back = read(text.encode())
    assert back.bill is not None
    assert (
        back.bill.title
        == f"Wijziging van de begrotingsstaten van het Ministerie van Goten en Veren (IX) {last} het jaar 2023"
    )
    assert back.unread == ()


def test_a_hyphen_before_half_a_word_parts_no_subject() -> None:
    text = """Betreffende wetsvoorstel:

36.999
Wet op de goten

Verworpen amendement

20 (Bedacht c.s.) over de betaalbaarheid voor eigenaren en -gebruikers in de wijk

Verworpen. Voor: SP.
"""
    back = read(text.encode())
    assert [item.subject for item in back.amendments] == [
        "de betaalbaarheid voor eigenaren en -gebruikers in de wijk"
    ]
    assert back.unread == ()
