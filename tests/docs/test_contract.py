"""The contract of the JSON: what was frozen is still there, and what the commands print keeps to it."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kamerstem.contract.types import overview
from kamerstem.contract.types.overview import Overview
from tests.commands import Run
from tests.docs import contract
from tests.simulator.fixtures import MakeSimulator

TESTS = Path(__file__).parents[1]
FROZEN = json.loads((Path(__file__).parent / "json-v1.frozen.json").read_text("utf-8"))
"""The schema as it was when version 1 was frozen. It is not to be changed: what came later is not in it."""


@pytest.mark.slow
def test_the_published_schema_is_that_of_the_types() -> None:
    assert contract.SCHEMA.read_text("utf-8") == contract.published(), "run: python -m tests.docs"
    Draft202012Validator.check_schema(contract.schema())


def lost(before: Any, now: Any, at: str) -> list[str]:
    """Return where a schema does not hold what an earlier one held: it may have more keys and more values."""
    if isinstance(before, dict) and isinstance(now, dict):
        missing = [f"{at}/{key} is gone" for key in before.keys() - now.keys()]
        return missing + [
            line for key in before.keys() & now.keys() for line in lost(before[key], now[key], f"{at}/{key}")
        ]
    if isinstance(before, list) and isinstance(now, list) and at.endswith(("/enum", "/required")):
        return [f"{at}: {value} is gone" for value in before if value not in now]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        pairs = enumerate(zip(before, now, strict=True))
        return [line for number, (one, other) in pairs for line in lost(one, other, f"{at}/{number}")]
    return [] if before == now else [f"{at} was {before} and is {now}"]


@pytest.mark.slow
def test_what_is_frozen_is_still_there() -> None:
    assert lost(FROZEN["$defs"], contract.schema()["$defs"], "") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    cut: Annotated[", "    loops: Annotated["),
        ("and_others: Annotated[bool,", "and_others: Annotated[bool | None,"),
        ("vote: Annotated[votes.Side,", 'vote: Annotated[Literal["for", "against"],'),
        ("versions: Annotated[list[str | None],", "versions: Annotated[list[str],"),
        ("    actors: Annotated[", "    actors: NotRequired[list[Actor]]\n    names: Annotated["),
    ],
)
def test_a_change_that_breaks_scripts_is_noticed(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = ModuleType("changed")
    monkeypatch.setitem(sys.modules, "changed", changed)

    def broken(text: str) -> list[str]:
        exec(compile(text, "changed", "exec"), changed.__dict__)
        now = contract.schema({"overview": changed.Overview})["$defs"]
        return lost(
            {
                name: FROZEN["$defs"][name]
                for name in contract.objects({"overview": Overview})
                if name in FROZEN["$defs"]
            },
            now,
            "",
        )

    text = Path(overview.__file__).read_text("utf-8")
    text = re.sub(
        r"Annotated\[\s+", "Annotated[", text.replace("import TypedDict", "import NotRequired, TypedDict")
    )
    assert old in text
    assert broken(text) == []
    assert broken(text.replace(old, new))


# --- what the commands print ------------------------------------------------------------------------------------------


def hold(section: str, printed: str) -> None:
    """Hold what a command printed against a type of the contract, keys that it does not have included."""
    schema = {**contract.strict(), "$ref": f"#/$defs/{section}"}
    errors = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(json.loads(printed))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


@pytest.mark.parametrize(
    "document", sorted((TESTS / "examples/overviews").glob("*.txt")), ids=lambda path: path.stem
)
def test_of_a_document(document: Path, run: Run) -> None:
    hold("overview", run("overview", document, "--as", "json").out)


def test_of_the_record(
    make_simulator: MakeSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    monkeypatch.setenv("KAMERSTEM_URL", make_simulator(TESTS / "examples/rows").url)
    monkeypatch.setenv("KAMERSTEM_RECORD", str(tmp_path / "record.sqlite"))
    assert run("sync").code == 0
    document, intended = tmp_path / "overzicht.txt", tmp_path / "lijst.csv"
    intended.write_text("stuk;stem\n99001, nr. 20;voor\n99001, nr. 1000;tegen\n", "utf-8")
    assert run("overview", "99001", "-o", document).code in (0, 1)
    report = TESTS / "examples/accounts/verslag-2024.xml"
    for section, *command in (
        ("overview", "overview", "99001"),
        ("report", "check", document, "--from", "record"),
        ("comparison", "compare", document),
        ("comparison", "compare", report),
        ("comparison", "compare", "--intended", intended, "--party", "SP"),
        ("day", "day", "2024-03-05"),
        ("listed", "votes"),
        ("found", "search", "motie"),
        ("held", "status", "--verify"),
        ("changes", "diff", "--since", "2000-01-01"),
        ("audit", "audit"),
        ("moved", "budget", "99001"),
    ):
        hold(section, run(*command, "--as", "json").out)
