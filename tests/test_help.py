"""What helps: the glossary, the list of commands, examples, completion, and Dutch words for what click says."""

import ast
import os
import re
import shlex
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import click
import pytest

from kamerstem.cli import commands
from kamerstem.cli.examples import EXAMPLES, GROUPS, OTHERWISE
from kamerstem.errors import NotFoundError
from kamerstem.language import Lang
from kamerstem.model import terms
from kamerstem.model.glossary import find
from kamerstem.model.glossary import terms as glossary
from kamerstem.model.votes import Kind, Side, Status
from tests.commands import Run, says

SOURCE = Path(__file__).parents[1] / "src"

# --- the glossary ---------------------------------------------------------------------------------------------


def test_every_word_of_the_glossary_is_found_by_itself_and_means_one_thing() -> None:
    words = [word for each in glossary() for word in each.words]
    assert len(glossary()) > 40
    for each in glossary():
        for word in (*each.term, *each.also):
            assert find(word)[0].term == each.term or words.count(word) > 1, word
    dutch = [each.term.nl for each in glossary()]
    assert len(set(dutch)) == len(dutch)


@pytest.mark.parametrize("kind", [Status, Side])
def test_what_options_and_lists_say_is_in_it(kind: type[StrEnum]) -> None:
    for value in kind:
        said = terms.name_of(value)
        assert find(said.nl)[0] in find(said.en), value


def test_the_kinds_that_a_bill_has_are_in_it() -> None:
    for kind in (Kind.BILL, Kind.AMENDMENT, Kind.SUB_AMENDMENT, Kind.MOTION):
        assert find(terms.name_of(kind).nl)


def test_it_is_plain() -> None:
    """As the Dutch call it B1: short sentences, and no term that only an office knows."""
    for each in glossary():
        for means in each.means:
            for sentence in re.split(r"(?<=[.:])\s", means):
                assert len(sentence.split()) <= 20, sentence
            assert means.endswith(".")


@pytest.mark.parametrize(
    ("lang", "word", "means"),
    [
        ("nl", "aangehouden", "aangehouden (held over)"),
        ("nl", "Held Over", "aangehouden (held over)"),
        ("en", "hamerstuk", "without vote (hamerstuk)"),
        ("nl", "gestaakt", "de stemmen staken (tied)"),
        ("nl", "vóór", "voor (for)"),
    ],
)
def test_a_word_is_told(run: Run, lang: str, word: str, means: str) -> None:
    left = run("glossary", word, "--lang", lang)
    assert (left.code, left.err) == (0, "")
    assert left.out.startswith(means)


def test_a_word_that_is_not_there(run: Run) -> None:
    says(run("glossary", "verwopen"), 4, "Bedoelt u verworpen?")
    says(run("glossary", "x" * 500), 4, "staat niet in de woordenlijst")
    says(run("glossary", "verwopen", "--lang", "en"), 4, "Do you mean rejected?")
    with pytest.raises(NotFoundError):
        find("")


def dutch_sentences() -> list[str]:
    """Return every text of the program that holds a word of Dutch about a decision."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [each.value if isinstance(each, ast.Constant) else "X" for each in node.values]
                found.append("".join(str(part) for part in parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return [text for text in found if "besluit" in text.casefold()]


RESULT_CALLED_DECISION = re.compile(
    r"besluit(?:en)?\b['\"]?\s+(?:luidt|luiden|is|was|zegt|wordt)?\s*['\"„]?(?:aangenomen|verworpen|gestaakt|X['\"])"
)


@pytest.mark.slow
def test_a_result_is_called_uitslag_and_not_besluit() -> None:
    sentences = dutch_sentences()
    assert len(sentences) > 30
    assert [text for text in sentences if RESULT_CALLED_DECISION.search(text)] == []
    assert RESULT_CALLED_DECISION.search("maar het besluit luidt 'X'.")


# --- help -----------------------------------------------------------------------------------------------------


def test_each_command_is_in_one_group() -> None:
    grouped = [name for _, names in GROUPS for name in names]
    assert sorted(grouped) == sorted(commands("nl").commands)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_list_is_in_order_of_use(run: Run, lang: Lang) -> None:
    shown = run("--help", "--lang", lang).out
    places = [shown.index(f"\n{heading.in_(lang)}:") for heading, _ in GROUPS]
    assert places == sorted(places)
    assert "Commands" not in shown


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_the_examples_of_a_command_can_be_typed(run: Run, name: str) -> None:
    group = commands("nl")
    shown = run(name, "--help").out
    for example in EXAMPLES[name]:
        assert f"  kamerstem {example}\n" in shown
        first, *words = shlex.split(re.sub(r" >>? .*", "", example))
        assert first == name
        command = group.commands[name]
        command.make_context(name, words, parent=click.Context(group, info_name="kamerstem"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zoek", "search"),
        ("Dag", "day"),
        ("begroting", "budget"),
        ("help", "--help"),
        ("woordenlijst", "glossary"),
    ],
)
def test_a_command_in_dutch_is_told_what_it_is_called(run: Run, typed: str, meant: str) -> None:
    says(run(typed), 2, f"Bedoelt u 'kamerstem {meant}'?")
    says(run(typed, "--lang", "en"), 2, f"Do you mean 'kamerstem {meant}'?")


def test_what_is_typed_otherwise_is_no_command_and_leads_to_one() -> None:
    assert set(OTHERWISE.values()) == {*commands("nl").commands, "--help"}
    assert not OTHERWISE.keys() & commands("nl").commands.keys()


# English that click says, and option values that are no words.
ENGLISH = re.compile(
    r"\b(?:error|usage|options?|commands?|got|unexpected|missing|argument|invalid|value|required|default|show|try"
    r"|for help|such|is not|the)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "typed",
    [
        "votes extra",
        "votes extra more",
        "votes --party",
        "votes --close x",
        "votes --close 1.5",
        "votes --nope",
        "votes --as pdf",
        "votes --since 31-02-2024",
        "votes --outcome mooi",
        "vots",
        "",
        "check",
        "completion",
        "completion tcsh",
        "--nope",
        "search x --limit -1",
        "day 2024-02-01 --every x --watch",
    ],
)
def test_nothing_english_is_in_a_dutch_error(run: Run, typed: str) -> None:
    left = run(*typed.split())
    says(left, 2)
    said = re.sub(r"kamerstem [a-z]* ?--help|--[a-z]+", "", left.err)
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize("name", ["", *EXAMPLES])
def test_nothing_english_is_in_the_dutch_help(run: Run, name: str) -> None:
    shown = re.sub(r"\[[a-z|-]+\]|--[a-z-]+", "", run(*name.split(), "--help").out)
    assert not ENGLISH.search(shown), ENGLISH.search(shown)


# --- completion -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_needs(run: Run, shell: str) -> None:
    left = run("completion", shell)
    assert (left.code, left.err) == (0, "")
    assert f"_KAMERSTEM_COMPLETE={shell}_complete" in left.out


def completed(words: str) -> list[str]:
    """Return what is offered for the last of these words."""
    asked = {
        "_KAMERSTEM_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    left = subprocess.run(
        [sys.executable, "-m", "kamerstem"],
        capture_output=True,
        text=True,
        env=os.environ | asked,
        check=True,
    )
    return [line.partition(",")[2] for line in left.stdout.splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kamerstem vo", ["votes"]),
        ("kamerstem votes --dis", ["--dissent"]),
        ("kamerstem votes --side t", ["tegen"]),
        ("kamerstem search --kind mot", ["motie", "motion"]),
        ("kamerstem day --as int", ["intended"]),
    ],
)
def test_what_is_completed(words: str, offered: list[str]) -> None:
    assert completed(words) == offered
