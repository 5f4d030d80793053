"""Rows that would be read as something they are not. All of it is made up; the sizes of 6 February 2024 are real."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from kamerstem import checks
from kamerstem.answers.papers import read_into
from kamerstem.checks.compare import compare
from kamerstem.errors import NotFoundError
from kamerstem.model import refs
from kamerstem.model.assemble import assemble
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.votes import ActorKind, Decision, Proposal, Result, StatementKind, Status, Step
from kamerstem.readers.overview import read
from kamerstem.render import text

SEATS = {
    "PVV": 37, "GroenLinks-PvdA": 25, "VVD": 24, "NSC": 20, "D66": 9, "BBB": 7, "CDA": 5, "SP": 5, "ChristenUnie": 3,
    "DENK": 3, "FVD": 3, "PvdD": 3, "SGP": 3, "Volt": 2, "JA21": 1,
}  # fmt: skip
FOUR = ("PVV", "VVD", "NSC", "BBB")  # 88 seats
HANDS = {
    "BesluitSoort": "Stemmen - aangenomen",
    "BesluitTekst": "Aangenomen.",
    "StemmingsSoort": "Met handopsteken",
}
ROLL = {
    "BesluitSoort": "Stemmen - aangenomen",
    "BesluitTekst": "Aangenomen (88-62).",
    "StemmingsSoort": "Hoofdelijk",
}
Row = tuple[dict[str, Any], dict[str, tuple[str, ...]]]


def world(
    *besluiten: tuple[dict[str, Any], Sequence[Row]], day: str = "2024-02-06", more: Iterable[Entity] = ()
) -> Entities:
    """Return a bill with these Besluiten, each with its vote rows."""
    found = [
        Entity("Kamerstukdossier", "d", {"Nummer": 99020, "Titel": "Wet"}),
        Entity("Zaak", "z", {"Soort": "Wetgeving", "Titel": "Wet", "Volgnummer": 0}, {"Kamerstukdossier": ("d",)}),
        Entity("Activiteit", "a", {"Datum": f"{day}T00:00:00+01:00"}),
        Entity("Agendapunt", "p", {"Onderwerp": "Stemmingen"}, {"Activiteit": ("a",)}),
    ]  # fmt: skip
    for at, (fields, rows) in enumerate(besluiten):
        fields = {"Status": "Besluit", "AgendapuntZaakBesluitVolgorde": at, **fields}
        found.append(Entity("Besluit", f"b{at}", fields, {"Agendapunt": ("p",), "Zaak": ("z",)}))
        found += [
            Entity("Stemming", f"s{at}-{n}", own, {"Besluit": (f"b{at}",), **its})
            for n, (own, its) in enumerate(rows)
        ]
    return Entities([*found, *more])


def hands(seats: dict[str, int] = SEATS, for_: Sequence[str] = FOUR) -> list[Row]:
    sides = {name: "Voor" if name in for_ else "Tegen" for name in seats}
    return [
        ({"Soort": sides[name], "ActorFractie": name, "ActorNaam": name, "FractieGrootte": size}, {})
        for name, size in seats.items()
    ]


def member(name: str, party: str, side: str, size: int) -> Row:
    return {"Soort": side, "ActorFractie": party, "ActorNaam": name, "FractieGrootte": size}, {
        "Persoon": (name,)
    }


def members() -> list[Row]:
    return [
        member(f"{name} {n}", name, "Voor" if name in FOUR else "Tegen", size)
        for name, size in SEATS.items()
        for n in range(size)
    ]


def bill(entities: Entities) -> Proposal:
    found = assemble(entities, refs.parse("99020")).bill
    assert found is not None
    return found


def only(entities: Entities) -> Decision:
    (found,) = bill(entities).decisions
    return found


def found_by(entities: Entities) -> set[str]:
    overview = assemble(entities, refs.parse("99020"))
    return {found.check for found in (*checks.run(overview), *checks.run_official(entities))}


def test_a_party_in_a_roll_call_is_no_member_with_one_vote() -> None:
    entities = world((ROLL, hands()))
    vote = only(entities)
    assert vote.counted is None
    assert {(ballot.member, ballot.seats) for _, ballot in vote.ballots()} == {(None, None)}
    assert "weight-missing" in found_by(entities)


def test_a_member_saved_twice_with_another_size_has_one_vote() -> None:
    vote = only(world((ROLL, [*members(), member("SP 1", "SP", "Tegen", 4)])))
    assert vote.counted is not None
    assert (vote.counted.for_, vote.counted.against, vote.counted.complete) == (88, 62, True)


def test_a_vote_is_not_whole_where_a_member_stands_twice_and_another_is_missing() -> None:
    rows = [row for row in members() if row[0]["ActorNaam"] != "SP 0"]
    vote = only(world((ROLL, [*rows, member("SP 1", "SP", "Voor", 5)])))
    assert vote.counted is not None
    assert vote.counted.complete is False
    assert vote.margin is None


def test_a_day_on_which_a_party_split_between_two_votes_shows_no_house_of_more_than_it_has() -> None:
    after = {
        "D66": 26, "PVV": 19, "VVD": 22, "GroenLinks-PvdA": 20, "CDA": 18, "JA21": 9, "FVD": 7, "Groep Markuszower": 7,
        "BBB": 4, "ChristenUnie": 3, "DENK": 3, "PvdD": 3, "SGP": 3, "SP": 3, "50PLUS": 2, "Volt": 1,
    }  # fmt: skip
    before = {
        name: 26 if name == "PVV" else size for name, size in after.items() if name != "Groep Markuszower"
    }
    for_ = ("D66", "VVD", "CDA", "GroenLinks-PvdA")
    entities = world((HANDS, hands(before, for_)), (HANDS, hands(after, for_)), day="2026-01-20")
    for vote in bill(entities).decisions:
        assert vote.counted is not None
        assert (vote.counted.seats, vote.counted.complete) == (150, None)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Onderdeel I aangenomen, onderdeel II verworpen.", "I, II"),
        ("Aangenomen, met uitzondering van onderdeel II.", "alles behalve II"),
    ],
)
def test_the_parts_that_words_name(text: str, label: str) -> None:
    (part,) = bill(world(({**HANDS, "BesluitSoort": "Stemmen", "BesluitTekst": text}, hands()))).parts
    assert part.label == label


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        (
            "De fractie van de SP en het lid Pater wensen geacht te worden voor te hebben gestemd.",
            "party SP for; member Pater for",
        ),
        (
            "De leden van de SP en het lid Omtzigt wensen geacht te worden tegen te hebben gestemd.",
            "party SP against; member Omtzigt against",
        ),
        (
            "De fractie van de SP wenst geacht te worden niet voor maar tegen te hebben gestemd.",
            "party SP against",
        ),
    ],
)
def test_who_is_deemed_to_have_voted_how(remark: str, said: str) -> None:
    statements = bill(world(({**HANDS, "Opmerking": remark}, hands()))).statements
    sides = {StatementKind.DEEMED_FOR: "for", StatementKind.DEEMED_AGAINST: "against"}
    made = "; ".join(f"{each.actor.kind} {each.actor.name} {sides[each.kind]}" for each in statements)
    assert made == said
    assert {each.actor.kind for each in statements} <= {ActorKind.PARTY, ActorKind.MEMBER}


def test_what_the_sort_and_the_words_say_differently_is_not_stated() -> None:
    entities = world(({**HANDS, "BesluitTekst": "Verworpen."}, hands()))
    assert (only(entities).step, only(entities).result) == (Step.VOTE, None)
    assert "result-unknown" in found_by(entities)
    assert only(world((HANDS, hands()))).result is Result.ADOPTED


@pytest.mark.parametrize(("number", "of"), [(7, ("d", "other")), (9, ("d",))])
def test_a_paper_of_another_dossier_is_not_the_one_that_was_asked_for(
    number: int, of: tuple[str, ...]
) -> None:
    motion = {"Nummer": "2024Z00002", "Soort": "Motie", "Onderwerp": "Motie over veren", "Volgnummer": number}
    paper = {"Volgnummer": 7, "DocumentNummer": "2024D00001"}
    entities = world(
        more=[
            Entity("Kamerstukdossier", "other", {"Nummer": 99021}),
            Entity("Zaak", "m", motion, {"Kamerstukdossier": of}),
            Entity("Document", "doc", paper, {"Zaak": ("m",), "Kamerstukdossier": ("other",)}),
        ]
    )
    with pytest.raises(NotFoundError, match=re.escape("99020, nr. 7")):
        assemble(entities, refs.parse("99020, nr. 7"))


def test_a_proposal_that_is_no_bill_goes_by_its_own_number_and_comes_back_from_text() -> None:
    """Volgnummer 0 is the bill's own place in its dossier; a change of the rules has it too, and is no bill."""
    rules = {
        "Nummer": "2024Z00003",
        "Soort": "Wijziging RvO",
        "Titel": "Wijziging van het Reglement",
        "Volgnummer": 0,
    }
    besluit = {"Status": "Besluit", **HANDS}
    besluiten = [
        Entity("Besluit", "b", besluit, {"Agendapunt": ("p",), "Zaak": ("r",)}),
        *(Entity("Stemming", f"s{n}", own, {"Besluit": ("b",)}) for n, (own, _) in enumerate(hands())),
    ]
    more = [Entity("Zaak", "r", rules, {"Kamerstukdossier": ("d",)}), *besluiten]
    overview = assemble(world(more=more), refs.parse("99020"))
    (item,) = overview.other
    assert (str(item.ref), item.status) == ("2024Z00003", Status.ADOPTED)
    back = read(text.render(overview).encode())
    assert (back.stated(), back.unread) == (overview.stated(), ())


ODD = [None, 20240001, "", "geen nummer", "２０２４D00001", " 2024D00001", "2024D00001" * 4000]


@pytest.mark.parametrize("odd", ODD, ids=[f"{each!r:.20}" for each in ODD])
def test_an_odd_number_fails_no_overview(odd: object) -> None:
    amendment = {"Nummer": odd, "Soort": "Amendement", "Onderwerp": "Amendement over veren", "Volgnummer": 7}
    paper = {"Volgnummer": 7, "DocumentNummer": odd, "Soort": "Amendement"}
    entities = world(
        (HANDS, hands()),
        more=[
            Entity("Zaak", "a", amendment, {"Kamerstukdossier": ("d",)}),
            Entity("Document", "doc", paper, {"Zaak": ("a",), "Kamerstukdossier": ("d",)}),
        ],
    )
    overview = assemble(entities, refs.parse("99020"))
    (item,) = overview.amendments
    assert (item.zaak, item.document, item.versions, str(item.ref)) == (None, None, (), "99020, nr. 7")
    assert assemble(entities, refs.parse("99020, nr. 7")).amendments == (item,)
    with_papers = read_into(overview, entities)
    assert [finding.check for finding in with_papers.findings] == ["papers-not-read"]
    assert compare(overview, overview) == ()
    checks.run(overview)
    checks.run_official(entities)
