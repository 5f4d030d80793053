"""Every known defect has a check that reports it or a test of how it is dealt with (docs/reference/defects.md)."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kamerstem import checks
from kamerstem.checks.compare import DIFFERENCES
from kamerstem.model.assemble import assemble
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.refs import ZaakNumber
from kamerstem.model.votes import Result, Status
from tests import needs

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/defects.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.splitlines()
    if re.match(r"\| [VPSR]\d+ \|", line)
]
KNOWN = {check.name for check in (*checks.checks(), *checks.official_checks())} | set(DIFFERENCES)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_covers_a_defect_is_there(row: tuple[str, ...]) -> None:
    _, defect, named, tests = row
    assert len(defect) > 20
    assert set(re.findall(r"`([^`]+)`", named)) <= KNOWN
    found = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
    assert found, "no test"
    assert len(found) == tests.count("`") / 2
    for path, name in found:
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), name


def test_every_check_is_named() -> None:
    assert KNOWN - set(re.findall(r"`([^`]+)`", PAGE)) == set()


def test_there_is_a_row_for_every_known_defect() -> None:
    sections = {
        name.strip(): body
        for name, _, body in (
            part.partition("\n")
            for part in needs.shared("defects.md").read_text(encoding="utf-8").split("\n## ")
        )
    }
    rules = needs.shared("domain.md").read_text(encoding="utf-8").split("\n## 9.")[1].split("\n## ")[0]
    listed = {
        "V": len(re.findall(r"^\| ", sections["Votes"], re.MULTILINE)) - 1,  # one is the head of the table
        "P": len(re.findall(r"^- ", sections["People, time, links, files"], re.MULTILINE)),
        "S": len(re.findall(r"^- ", sections["The services"], re.MULTILINE)),
        "R": len(re.findall(r"(?:^|\. )\d+\. ", rules, re.MULTILINE)),
    }
    assert Counter(row[0][0] for row in ROWS) == listed
    assert [row[0] for row in ROWS] == [
        f"{letter}{number}" for letter, count in listed.items() for number in range(1, count + 1)
    ]


# --- defects that no other test is named after ----------------------------------------------------------------


def record(entity: str, id: str, fields: dict[str, Any], **refs: str) -> Entity:
    return Entity(entity, id, fields, {name: (to,) for name, to in refs.items()}, source="page-1")


def vote(besluit: str, order: int, sort: str, party: Entity) -> list[Entity]:
    """Return a decision by show of hands on the one Zaak of these records."""
    return [
        record(
            "Besluit",
            besluit,
            {
                "BesluitSoort": sort,
                "BesluitTekst": "",
                "StemmingsSoort": "Met handopsteken",
                "Status": "Besluit",
                "AgendapuntZaakBesluitVolgorde": order,
            },
            Agendapunt="punt",
            Zaak="zaak",
        ),
        record(
            "Stemming",
            f"stem {besluit}",
            {"Soort": "Voor", "ActorFractie": "PVV", "ActorNaam": "PVV", "FractieGrootte": 37},
            Besluit=besluit,
            Fractie=party.id,
        ),
    ]


def motion(*decisions: list[Entity], party: Entity) -> Entities:
    return Entities(
        [
            record("Activiteit", "sitting", {"Datum": "2024-01-16T00:00:00", "Status": "Uitgevoerd"}),
            record("Agendapunt", "punt", {"Onderwerp": "Moties"}, Activiteit="sitting"),
            record("Zaak", "zaak", {"Soort": "Motie", "Volgnummer": 12, "Nummer": "2024Z00001"}),
            party,
            *(each for made in decisions for each in made),
        ]
    )


PVV = record("Fractie", "pvv", {"Afkorting": "PVV", "NaamNL": "PVV", "DatumActief": "2006-02-22"})


def test_of_twin_decisions_the_last_counts_and_both_are_kept() -> None:
    entities = motion(
        vote("b", 2, "Stemmen - verworpen", PVV), vote("a", 1, "Stemmen - aangenomen", PVV), party=PVV
    )
    overview = assemble(entities, ZaakNumber("2024Z00001"))
    [proposal] = overview.motions
    assert [made.id for made in proposal.decisions] == ["a", "b"]
    assert [made.result for made in proposal.decisions] == [Result.ADOPTED, Result.REJECTED]
    assert proposal.status is Status.REJECTED
    [finding] = [each for each in checks.run(overview) if each.check == "decision-after-final"]
    assert finding.at == "/motions/0/decisions/1"


def test_the_founding_day_of_a_party_is_not_its_term() -> None:
    """A party that is said to be active only after the vote voted all the same."""
    late = record("Fractie", "pvv", {"Afkorting": "PVV", "NaamNL": "PVV", "DatumActief": "2025-01-01"})
    made = [
        assemble(motion(vote("a", 1, "Stemmen - aangenomen", party), party=party), ZaakNumber("2024Z00001"))
        for party in (PVV, late)
    ]
    assert made[0] == made[1]
    party_findings = [
        each.check
        for entities in (motion(vote("a", 1, "Stemmen - aangenomen", late), party=late),)
        for each in checks.run_official(entities)
    ]
    assert party_findings == []
