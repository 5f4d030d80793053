"""What the checks of official rows find at a decision stands with that proposal, whatever the overview is made into."""

import re
from dataclasses import replace

import pytest

from kamerstem.checks import official
from kamerstem.language import Lang, Words
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.overview import Finding, Overview, Severity
from tests import factories
from tests.render.said import SAID

BESLUIT = "0a1addf7-e0a8-4c42-bc02-278c1d404812"


def found() -> Overview:
    """Return three amendments, of which the second has a decision with an official id and a finding about it."""
    whole = factories.every_outcome()
    made = replace(whole.amendments[1].decisions[0], id=BESLUIT)
    second = replace(whole.amendments[1], decisions=(made,))
    three = replace(
        whole,
        amendments=(whole.amendments[0], second, whole.amendments[2]),
        motions=(),
        other=(),
        findings=(),
    )
    entities = Entities([Entity("Besluit", BESLUIT, {"Status": "Besluit"})])
    finding = Finding(
        check="row-twice",
        severity=Severity.INFO,
        at="",
        message=Words("dezelfde stem staat er dubbel.", "the same vote is there twice."),
        about=("Besluit", BESLUIT),
    )
    return replace(three, findings=official.placed(three, entities, [finding]))


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", SAID)
def test_it_stands_with_its_proposal(form: str, lang: Lang) -> None:
    overview = found()
    [finding] = overview.findings
    assert finding.at == "/amendments/1/decisions/0"
    shown = " ".join(SAID[form](overview, lang).replace("│", " ").split())
    words = Words("dezelfde stem staat er dubbel", "the same vote is there twice").in_(lang)
    before, _, after = shown.partition(words)
    assert after, "it is not shown"
    assert re.findall(r"wijziging met nummer (\d+)", before)[-1] == "6"
    assert words not in after
