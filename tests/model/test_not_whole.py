"""What is not whole is said so: an empty side is nobody only where every vote is there. All of it is made up."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.test_hostile_rows import HANDS, ROLL, SEATS, hands, members, world
from tests.render.said import SAID

from kamerstem import checks
from kamerstem.contract import overview as contract
from kamerstem.contract import votes as lists
from kamerstem.language import Lang
from kamerstem.model import form, plain_words, refs
from kamerstem.model.assemble import assemble
from kamerstem.model.day import Vote, voting_day
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.overview import Overview, Severity
from kamerstem.model.votes import Decision, Kind, Side
from kamerstem.readers.overview import read
from kamerstem.render import day, forms, listing, text

DAY = dt.date(2024, 2, 6)
REF = refs.parse("99020")
NOBODY = ("niemand", "nobody")


def overview(entities: Entities, today: dt.date | None = None) -> Overview:
    return assemble(entities, REF, today=today)


def vote_of(entities: Entities, today: dt.date | None = None) -> Decision:
    bill = overview(entities, today).bill
    assert bill is not None
    [decision] = bill.decisions
    return decision


def every_form(made: Overview, entities: Entities) -> Iterator[str]:
    """Yield a vote as each form and list says it."""
    assert made.bill is not None
    votes = [Vote(made.bill, decision) for decision in made.bill.decisions]
    of_day = voting_day(entities, DAY)
    langs: tuple[Lang, ...] = ("nl", "en")
    for lang in langs:
        for kind in ("text", "md", "html"):
            yield forms.render(kind, made, lang).decode()
        yield day.text(of_day, lang, DAY)
        yield listing.votes_text(votes, lang)
        yield from (plain_words.sentence(vote.decision, lang) for vote in votes)


LOST = st.sets(st.sampled_from(sorted(SEATS)), min_size=1, max_size=len(SEATS) - 1)
ALL_OR_FOUR = st.sampled_from([(), tuple(SEATS), ("PVV", "VVD", "NSC", "BBB")])


@given(LOST, ALL_OR_FOUR)
def test_nothing_says_nobody_where_rows_are_lost(lost: set[str], for_: tuple[str, ...]) -> None:
    rows = hands({name: size for name, size in SEATS.items() if name not in lost}, for_)
    entities = world((HANDS, rows))
    made = overview(entities)
    for said in every_form(made, entities):
        assert not any(word in said.lower() for word in NOBODY), said
    vote = vote_of(entities)
    told = contract.decision(vote)
    assert told["complete"] is False
    assert [] not in (told["for"], told["against"], told["not_voting"])
    if vote.for_ is None or vote.against is None:
        assert told["counted"] is None
    assert told["gap"] is not None
    assert told["gap"]["seats"] == sum(SEATS[name] for name in lost)
    assert {each["name"] for each in told["gap"]["parties"]} == lost
    [row] = csv.DictReader(io.StringIO(listing.votes_csv([Vote(made.bill, vote)] if made.bill else [])))
    assert row["complete"] == "False"
    assert "0" not in (row["for"], row["against"], row["not_voting"])
    [found] = [each for each in checks.run(made) if each.check == "incomplete-vote"]
    assert found.about == ("Besluit", "b0")


@pytest.mark.parametrize(
    ("for_", "said"),
    [
        ((), "staat als aangenomen, met 149 van de 150 zetels tegen. Dat kan niet."),
        (("SP",), "staat als aangenomen, maar 5 zetels voor en 144 tegen is niet genoeg."),
    ],
)
def test_a_result_that_cannot_be_is_told_by_the_side_that_is_there(for_: tuple[str, ...], said: str) -> None:
    rows = hands({name: size for name, size in SEATS.items() if name != "JA21"}, for_)
    [found] = [each for each in checks.run(overview(world((HANDS, rows)))) if each.check == "outcome-tally"]
    assert said in found.message.nl
    assert "0" not in str(found.found).split("-")


DOCUMENTS = ("terminal", "pdf", "word")


def says_nobody(form: str, made: Overview) -> bool:
    langs: tuple[Lang, ...] = ("nl", "en")
    return any(word in SAID[form](made, lang).lower() for lang in langs for word in NOBODY)


@pytest.mark.slow
@pytest.mark.parametrize("form", DOCUMENTS)
def test_no_document_says_nobody_where_a_row_is_lost(form: str) -> None:
    for_all = {**SEATS}
    del for_all["JA21"]
    assert not says_nobody(form, overview(world((HANDS, hands(for_all, tuple(SEATS))))))
    assert says_nobody(form, overview(world((HANDS, hands(for_=tuple(SEATS))))))


@pytest.mark.whole
@pytest.mark.parametrize("form", DOCUMENTS)
@settings(max_examples=10)
@given(LOST, ALL_OR_FOUR)
def test_no_document_says_nobody_whatever_rows_are_lost(
    form: str, lost: set[str], for_: tuple[str, ...]
) -> None:
    rows = hands({name: size for name, size in SEATS.items() if name not in lost}, for_)
    assert not says_nobody(form, overview(world((HANDS, rows))))


def test_nobody_is_said_where_every_vote_is_there() -> None:
    entities = world((HANDS, hands(for_=tuple(SEATS))))
    made = overview(entities)
    assert "Tegen: niemand." in forms.render("text", made, "nl").decode()
    told = contract.decision(vote_of(entities))
    assert (told["against"], told["not_voting"], told["gap"]) == ([], [], None)


def test_a_party_without_a_seat_is_somebody() -> None:
    """Its row says that it stood there; how many it was is another matter."""
    rows = hands({**SEATS, "JA21": 0}, for_=("JA21",))
    said = plain_words.sentence(vote_of(world((HANDS, rows))), "nl")
    assert "0 zetels voor" in said
    assert "niemand" not in said


@pytest.mark.parametrize("day", ["2024-02-06", "2012-03-06", "1999-03-02"])
def test_a_house_that_is_not_known_makes_no_nobody(day: str) -> None:
    """Of a part of a House nothing says whether more rows were lost."""
    vote = vote_of(world((HANDS, hands({"VVD": 24, "SP": 5}, for_=("VVD", "SP"))), day=day))
    assert vote.against is None
    assert vote.counted is None


# --- the text form ---


def test_the_text_says_that_a_vote_is_incomplete_and_is_read_back() -> None:
    rows = hands({name: size for name, size in SEATS.items() if name != "JA21"}, for_=tuple(SEATS))
    made = overview(world((HANDS, rows)))
    lines = text.render(made).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("NB: "))
    assert lines[at] == "NB: onvolledig: 149 van de 150 stemmen."
    assert any(line.startswith("Voor: ") for line in lines[:at])
    back = read(text.render(made).encode())
    assert back.stated() == made.stated()
    assert back.unread == ()
    assert "incomplete: 149 of the 150" in text.render(made, "en")


def test_the_text_says_that_an_order_is_derived_and_is_read_back() -> None:
    rows = hands({"Groep Wilders": 150, "SP": 0}, for_=("SP",))
    made = overview(world((HANDS, rows), day="1999-03-02"))
    assert not made.order_known
    assert text.render(made).splitlines()[-1] == (
        "NB: de volgorde van de fracties is afgeleid: de zitplaatsen van die dag zijn niet bekend."
    )
    assert read(text.render(made).encode()).unread == ()


def test_a_note_in_an_explanation_is_an_explanation() -> None:
    """What quotes a note is marked as prose, as what quotes a decision is."""
    noted = "NB: wie voor en wie tegen was, volgt."
    assert form.looks_structural(noted)
    assert not form.is_note(f"{noted} Dat is zo.")


def test_a_cut_roll_call_says_how_many_members_are_missing_and_names_no_party() -> None:
    rows = [row for row in members() if row[0]["ActorFractie"] not in ("DENK", "SP")]
    made = overview(world((ROLL, rows)))
    [found] = [each for each in checks.run(made) if each.check == "incomplete-vote"]
    assert "er ontbreken 8 leden" in found.message.nl
    assert "DENK" not in found.message.nl + found.message.en
    assert made.bill is not None
    said = plain_words.sentence(made.bill.decisions[0], "nl")
    assert "van 8 leden ontbreekt de stem" in said
    assert "DENK" not in said
    gap = made.bill.decisions[0].gap
    assert gap is not None
    assert (gap.seats, gap.parties) == (8, ())


# --- what is late ---


@pytest.mark.parametrize(("days", "awaited"), [(0, True), (14, True), (15, False)])
def test_a_result_without_rows_is_late_for_two_weeks_and_then_a_finding(days: int, awaited: bool) -> None:
    made = overview(world((HANDS, [])), DAY + dt.timedelta(days=days))
    assert made.bill is not None
    [vote] = made.bill.decisions
    assert vote.awaited is awaited
    assert contract.decision(vote)["awaited"] is awaited
    assert ("wie voor en wie tegen was, volgt" in plain_words.sentence(vote, "nl")) is awaited
    assert ("NB: wie voor en wie tegen was, volgt." in text.render(made)) is awaited
    assert ("NB: wie voor en wie tegen was, staat niet in de gegevens." in text.render(made)) is not awaited
    assert ("votes-missing" in {each.check for each in checks.run(made)}) is not awaited
    assert read(text.render(made).encode()).unread == ()


def test_without_a_day_nothing_is_awaited() -> None:
    assert not vote_of(world((HANDS, []))).awaited


# --- votes that belong to no proposal ---


def test_a_day_lists_a_vote_that_is_tied_to_no_zaak() -> None:
    entities = world((HANDS, hands()))
    alone = Entities(
        Entity(each.kind, each.id, each.fields, {"Agendapunt": ("p",)}) if each.kind == "Besluit" else each
        for each in entities
    )
    [(item, vote)] = voting_day(alone, DAY).votes()
    assert (vote.proposal.kind, vote.proposal.subject) == (Kind.UNKNOWN, "Stemmingen")
    assert vote.decision.complete
    assert vote.decision.by_party(Side.FOR)
    assert lists.vote(vote)["kind"] == "unknown"
    assert item.votes == (vote,)


# --- a dossier is no bill ---


def test_a_dossier_without_a_bill_is_called_a_dossier_and_read_back_as_one() -> None:
    entities = Entities(
        Entity(
            each.kind,
            each.id,
            {**each.fields, "Soort": "Motie", "Onderwerp": "Motie over iets", "Volgnummer": 3},
            each.refs,
        )
        if each.kind == "Zaak"
        else each
        for each in world((HANDS, hands()))
    )
    made = overview(entities)
    written = text.render(made)
    assert written.startswith("Betreffende dossier:\n")
    assert text.render(made, "en").startswith("Concerning dossier:\n")
    back = read(written.encode())
    assert back.bill is None
    assert back.stated() == made.stated()
    assert not [each for each in checks.run(back) if each.severity is not Severity.INFO]
    assert "wetsvoorstel 99" not in forms.render("md", made, "nl").decode().lower()


def test_a_check_of_our_own_text_of_a_vote_that_is_not_whole_finds_no_error() -> None:
    for lost in ("PVV", "JA21"):
        rows = hands({name: size for name, size in SEATS.items() if name != lost})
        for fields in (HANDS, {**HANDS, "BesluitTekst": "Aangenomen (88-62)."}):
            back = read(text.render(overview(world((fields, rows)))).encode())
            found = checks.run(back)
            assert not [each for each in found if each.severity is Severity.ERROR]
            assert "incomplete-vote" in {each.check for each in found}
