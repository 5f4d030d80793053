"""Every check of official rows trips on what it is for and keeps silent on what merely looks like it. All made up."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from kamerstem import checks
from kamerstem.checks.official import by_defect, with_others
from kamerstem.language import Words
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.overview import Finding, Severity

NAMES = [check.name for check in checks.official_checks()]
PARTIES = {"VVD": 24, "PVV": 37, "50PLUS": 2}


def row(entity: str, id: str, fields: Mapping[str, Any], **refs: str | Iterable[str]) -> Entity:
    """Return a record; a relation is one id or several."""
    targets = {name: (to,) if isinstance(to, str) else tuple(to) for name, to in refs.items()}
    return Entity(entity, id, fields, targets, source="page-1")


def fractie(id: str, name: str | None, until: str | None = None) -> Entity:
    return row("Fractie", id, {"Afkorting": name, "NaamNL": name, "Nummer": 1, "DatumInactief": until})


def stem(id: str, party: str, side: str = "Voor", **refs: str) -> Entity:
    fields = {
        "Soort": side,
        "ActorFractie": party,
        "ActorNaam": party,
        "FractieGrootte": PARTIES.get(party, 1),
    }
    return row("Stemming", id, fields, **{"Besluit": "besluit", "Fractie": f"fractie {party}", **refs})


def member(number: int, **refs: str) -> Entity:
    fields = {"Soort": "Voor", "ActorFractie": "VVD", "ActorNaam": f"Lid{number}, A.", "FractieGrootte": 24}
    return row(
        "Stemming", f"lid {number}", fields, **{"Besluit": "besluit", "Persoon": f"p {number}", **refs}
    )


def person(number: int) -> Entity:
    return row("Persoon", f"p {number}", {"Achternaam": f"Lid{number}"})


BESLUIT = {"BesluitSoort": "Stemmen - aangenomen", "StemmingsSoort": "Met handopsteken", "Status": "Besluit"}
ROLL_CALL = BESLUIT | {"StemmingsSoort": "Hoofdelijk"}
ZAAK = {
    "Soort": "Motie",
    "Volgnummer": 12,
    "Nummer": "2024Z00001",
    "Onderwerp": "Motie van het lid Van Beek over iets",
}
SITTING = {"Datum": "2024-01-16T00:00:00+01:00", "Status": "Uitgevoerd"}


def vote(
    *more: Entity,
    besluit: Mapping[str, Any] = BESLUIT,
    zaak: Mapping[str, Any] | None = ZAAK,
    sitting: Mapping[str, Any] = SITTING,
    rows: Iterable[Entity] | None = None,
) -> Entities:
    """Return the records of one vote that no check finds anything in, but for what is given."""
    its = [stem("a", "VVD"), stem("b", "PVV", "Tegen")] if rows is None else rows
    return Entities(
        [
            row("Activiteit", "activiteit", sitting),
            row("Agendapunt", "punt", {"Onderwerp": "Moties"}, Activiteit="activiteit"),
            row("Besluit", "besluit", besluit, Agendapunt="punt", Zaak="zaak" if zaak is not None else ()),
            *([row("Zaak", "zaak", zaak)] if zaak is not None else ()),
            *(fractie(f"fractie {name}", name) for name in PARTIES),
            *its,
            *more,
        ]
    )


def paper(number: int, sort: str = "Motie") -> Entity:
    return row("Document", f"document {number}", {"Soort": sort, "Volgnummer": number}, Zaak="zaak")


def actor(name: str, relation: str = "Indiener") -> Entity:
    return row("ZaakActor", f"indiener {name}", {"ActorNaam": name, "Relatie": relation}, Zaak="zaak")


def term(since: str | None, until: str | None, kind: str = "FractieZetelPersoon") -> Entities:
    return Entities(
        [row(kind, "termijn", {"Van": since, "TotEnMet": until, "Functie": "Lid"}, FractieZetel="zetel")]
    )


def unsized(size: int | None, *, party: str | None = None, **refs: str) -> Entity:
    """Return a vote row of any size, of a party or of none that it names."""
    fields = {"Soort": "Voor", "ActorFractie": party, "FractieGrootte": size}
    return row("Stemming", "c", fields, **{"Besluit": "besluit", **refs})


def meeting(number: int, day: str, sort: str = "Plenair", *, report: bool = True) -> list[Entity]:
    fields = {"Soort": sort, "Datum": f"{day}T00:00:00", "Kamer": "Tweede Kamer"}
    held = row("Vergadering", f"vergadering {number}", fields)
    told = row("Verslag", f"verslag {number}", {"Soort": "Eindpublicatie"}, Vergadering=held.id)
    return [held, told] if report else [held]


def meetings(*of: list[Entity]) -> Entities:
    return Entities([record for each in of for record in each])


REPORTED = meeting(1, "2024-01-16"), meeting(3, "2024-01-30")


TRIPPED: dict[str, list[Entities]] = {
    "decision-without-proposal": [vote(zaak=None)],
    "roll-call-cut": [vote(*map(person, range(100)), besluit=ROLL_CALL, rows=map(member, range(100)))],
    "row-twice": [
        vote(stem("c", "VVD")),
        vote(
            *map(person, range(3)),
            rows=[
                member(1),
                member(2),
                row("Stemming", "again", dict(member(1).fields), Besluit="besluit", Persoon="p 1"),
            ],
        ),
    ],
    "vote-side-unknown": [vote(stem("c", "50PLUS", "Onthouding")), vote(stem("c", "50PLUS", ""))],
    "weight-missing": [
        vote(
            row(
                "Stemming",
                "c",
                {"Soort": "Voor", "ActorFractie": "50PLUS", "FractieGrootte": size},
                Besluit="besluit",
            )
        )
        for size in (None, 0, -1)
    ],
    "party-missing": [
        vote(unsized(2)),
        vote(
            fractie("leeg", None),
            unsized(2, Fractie="leeg"),
        ),
    ],
    "report-missing": [meetings(*REPORTED, meeting(2, "2024-01-23", report=False))],
    "person-unknown": [
        vote(person(3), rows=[member(1), member(2)]),
        vote(person(1), rows=[member(1), member(2)]),
    ],
    "party-record-other": [
        vote(stem("c", "50PLUS", Fractie="fractie VVD")),
        vote(stem("c", "50PLUS", Fractie="nergens")),
        vote(fractie("oud", "50PLUS", "2021-05-11"), stem("c", "50PLUS", Fractie="oud")),
        vote(fractie("leeg", None), stem("c", "50PLUS", Fractie="leeg")),
    ],
    "votes-on-undecided": [vote(besluit=BESLUIT | {"Status": "Voorstel"})],
    "day-impossible": [
        vote(sitting=SITTING | {"Datum": "5008-01-16T00:00:00+01:00"}),
        vote(sitting=SITTING | {"Datum": "0001-01-01T00:00:00Z"}),
        vote(sitting=SITTING | {"Datum": "1899-12-30T00:00:00Z"}),
    ],
    "sitting-not-held": [vote(sitting=SITTING | {"Status": "Geannuleerd"})],
    "paper-number-other": [vote(paper(13))],
    "submitter-other": [vote(actor("Jansen, P."))],
    "term-reversed": [
        term("2023-12-06", "2023-12-05"),
        term("2024-01-02", "2024-01-01", "FractieZetelVacature"),
    ],
}
SILENT: dict[str, list[Entities]] = {
    "decision-without-proposal": [vote(zaak=None, rows=[])],
    "roll-call-cut": [
        vote(*map(person, range(101)), besluit=ROLL_CALL, rows=map(member, range(99))),
        vote(*map(person, range(101)), besluit=ROLL_CALL, rows=map(member, range(101))),
    ],
    "row-twice": [vote(stem("c", "VVD", "Tegen")), vote(*map(person, range(3)), rows=[member(1), member(2)])],
    "vote-side-unknown": [vote(stem("c", "50PLUS", "Niet deelgenomen ")), vote(stem("c", "50PLUS", "Tegen"))],
    "weight-missing": [
        vote(person(1), member(1), stem("c", "50PLUS", "Niet deelgenomen")),
        # At a roll call the size of the party says nothing: a row weighs 1.
        vote(person(1), besluit=ROLL_CALL, rows=[unsized(None, party="VVD", Persoon="p 1")]),
    ],
    "party-missing": [
        vote(unsized(2, Fractie="fractie 50PLUS")),
        vote(stem("c", "50PLUS", Fractie="nergens")),
    ],
    "report-missing": [
        meetings(*REPORTED),
        # Before the first report, after the last, and a committee's.
        meetings(*REPORTED, meeting(0, "2024-01-09", report=False), meeting(4, "2024-02-06", report=False)),
        meetings(*REPORTED, meeting(2, "2024-01-23", "Commissie", report=False)),
        meetings(meeting(2, "2024-01-23", report=False)),
    ],
    "person-unknown": [vote(person(1), person(2), rows=[member(1), member(2)]), vote(rows=[member(1), member(2)])],
    "party-record-other": [
        vote(stem("c", "50PLUS")),
        # An abbreviation that holds a full name, and a House that changed some days ago (portal 124, 135).
        vote(fractie("nsc", "Nieuw Sociaal Contract"), stem("c", "NSC", Fractie="nsc")),
        vote(fractie("eind", "50PLUS", "2024-01-12"), stem("c", "50PLUS", Fractie="eind")),
    ],
    "votes-on-undecided": [
        vote(besluit=BESLUIT | {"Status": "Voorstel"}, rows=[]),
        vote(besluit=BESLUIT | {"Status": None}),
    ],
    "day-impossible": [vote(sitting={"Status": "Uitgevoerd", "Datum": None})],
    "sitting-not-held": [
        vote(sitting=SITTING | {"Status": "Geannuleerd"}, rows=[]),
        vote(sitting=SITTING | {"Status": "Gepland"}),
    ],
    "paper-number-other": [vote(paper(12), paper(11)), vote(paper(13, "Brief regering")), vote(paper(-1))],
    "submitter-other": [
        vote(actor("Beek van, A.")),
        vote(actor("Jansen, P."), actor("Beek van, A.", "Medeindiener")),
        vote(actor("Vaste commissie", "Volgcommissie")),
        vote(actor("Jansen, P."), zaak=ZAAK | {"Onderwerp": "Iets zonder indiener"}),
    ],
    "term-reversed": [term("2023-12-06", "2023-12-06"), term("2023-12-06", None), term(None, "2023-12-06")],
}  # fmt: skip


def found_by(name: str, entities: Entities) -> list[Finding]:
    return [finding for finding in checks.run_official(entities) if finding.check == name]


def params(cases: dict[str, list[Entities]]) -> list[Any]:
    return [
        pytest.param(name, of, id=f"{name} {n}") for name, each in cases.items() for n, of in enumerate(each)
    ]


@pytest.mark.parametrize(("name", "entities"), params(TRIPPED))
def test_it_trips(name: str, entities: Entities) -> None:
    [finding] = found_by(name, entities)
    explained = checks.explained(name)
    assert explained is not None
    assert finding.severity is explained.severity
    assert finding.about in {
        ("Besluit", "besluit"),
        ("FractieZetelPersoon", "termijn"),
        ("FractieZetelVacature", "termijn"),
        ("Vergadering", "vergadering 2"),
    }
    for words in finding.message:
        assert words.endswith(".")
        assert words == " ".join(words.split())
    assert finding.severity is Severity.INFO or finding.found is not None


@pytest.mark.parametrize(("name", "entities"), params(SILENT))
def test_it_keeps_silent(name: str, entities: Entities) -> None:
    assert found_by(name, entities) == []


def test_every_check_has_cases_of_both_kinds() -> None:
    assert sorted(TRIPPED) == sorted(SILENT) == NAMES


def test_nothing_is_found_in_sound_rows() -> None:
    assert checks.run_official(vote(paper(12), actor("Beek van, A."))) == ()


@pytest.mark.parametrize(
    ("rows", "nl", "en"),
    [
        (
            [stem("a", "VVD"), stem("b", "PVV")],
            "bij dit besluit staan 2 stemmen van fracties of leden, maar",
            "there are 2 vote rows on this decision, but",
        ),
        (
            [stem("a", "VVD")],
            "bij dit besluit staat 1 stem van een fractie of lid, maar",
            "there is 1 vote row on this decision, but",
        ),
    ],
)
def test_rows_are_not_taken_for_seats(rows: list[Entity], nl: str, en: str) -> None:
    found = {each.check: each.message for each in checks.run_official(vote(zaak=None, rows=rows))}
    assert nl in found["decision-without-proposal"].nl
    assert en in found["decision-without-proposal"].en


@pytest.mark.parametrize(
    ("odd", "nl", "en"), [(1, "bij 1 stem staat", "1 vote is"), (2, "bij 2 stemmen staat", "2 votes are")]
)
def test_one_row_is_no_rows(odd: int, nl: str, en: str) -> None:
    rows = [stem(str(number), "VVD", "Onthouding") for number in range(odd)]
    found = {each.check: each.message for each in checks.run_official(vote(*rows))}["vote-side-unknown"]
    assert nl in found.nl
    assert en in found.en


def test_a_party_under_its_old_record_is_one_finding_however_many_its_votes() -> None:
    def found(check: str, id: str, expected: str) -> Finding:
        said = Words("de stem hangt aan een oude fractie.", "the vote hangs on an old party.")
        return Finding(
            check, Severity.WARNING, "", said, expected=expected, found="oud", about=("Besluit", id)
        )

    votes = [found("party-record-other", str(n), "50PLUS") for n in range(3)]
    others = [
        found("party-record-other", "3", "SP"),
        *(found("row-twice", str(n), "50PLUS") for n in range(2)),
    ]
    groups = by_defect([*votes, *others], lambda each: each)
    assert [len(group) for group in groups] == [3, 1, 1, 1]
    said = with_others(votes[0], 2).message
    assert said.nl == "de stem hangt aan een oude fractie; zo ook bij 2 andere stemmingen."
    assert said.en == "the vote hangs on an old party; so too on 2 other votes."
    assert with_others(votes[0], 0) == votes[0]
