"""What the documentation says is so."""

import contextlib
import io
import re
import shlex
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import click
import mypy.api
import pytest

from kamerstem.checks import run as run_checks
from kamerstem.cli import commands, main
from kamerstem.model.votes import Kind, Method, RelationKind, Status
from kamerstem.readers.overview import read
from kamerstem.render.text import render
from tests.docs.pages import (
    DOCS,
    GENERATED,
    PAGES,
    ROOT,
    Example,
    examples,
    generated,
    mentions,
    name_of,
    programs,
)
from tests.engines.papers import make_record

EXAMPLES = [example for page in PAGES for example in examples(page)]
ROWS = ROOT / "tests/examples/rows"
GROUP = commands("en")
EVERY: dict[str, click.Command] = {"kamerstem": GROUP} | {
    f"kamerstem {name}": command for name, command in GROUP.commands.items()
}


def options(command: click.Command) -> set[str]:
    """Return the names of a command's options."""
    context = click.Context(command)
    return {
        name
        for param in command.get_params(context)
        if isinstance(param, click.Option)
        for name in param.opts
    }


def sections(page: Path, level: str) -> dict[str, str]:
    """Return a page's sections of a level by heading, each up to the next heading of that level or above."""
    parts = re.split(rf"^({level}) (.+)\n", page.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[2::3], parts[3::3], strict=True))


# --- what is made from the code ---


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_generated_parts_are_fresh(page: Path) -> None:
    text = page.read_text("utf-8")
    assert GENERATED.sub(generated, text) == text, "run: python -m tests.docs"


# --- the command line ---


def test_every_command_has_its_section_and_no_other() -> None:
    headings = sections(DOCS / "reference/command-line.md", "##").keys()
    assert {heading for heading in headings if heading.startswith("kamerstem")} == EVERY.keys() - {
        "kamerstem"
    }


@pytest.mark.parametrize("name", EVERY)
def test_every_option_is_in_the_table_of_its_command_and_no_other(name: str) -> None:
    page = DOCS / "reference/command-line.md"
    text = page.read_text("utf-8").split("\n## ")[0] if name == "kamerstem" else sections(page, "##")[name]
    cells = re.findall(r"^\| (`-.+?) \|", text, re.MULTILINE)
    shown = [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]
    assert {word.split()[0] for word in shown} == options(EVERY[name])
    for param in EVERY[name].get_params(click.Context(EVERY[name])):
        if isinstance(param, click.Option) and isinstance(param.type, click.Choice):
            chosen = {word.split()[1] for word in shown if word.split()[0] in param.opts}
            assert chosen == set(param.type.choices), param.name


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_mentions_a_command_or_option_that_is_not_there(page: Path) -> None:
    for mention in mentions(page):
        words = shlex.split(mention.replace("...", ""))[1:]
        command: click.Command = GROUP
        if words and re.fullmatch("[a-z]+", words[0]):
            assert f"kamerstem {words[0]}" in EVERY, mention
            command = EVERY[f"kamerstem {words[0]}"]
        known = options(command) | options(GROUP)
        for word in words:
            if re.fullmatch(r"--?[a-z][a-z-]*", word):
                assert word in known, mention


# --- the form ---


def indented(heading: str) -> str:
    """Return the block of a section of the form's page, without the remarks at its right."""
    text = sections(DOCS / "reference/form.md", "##")[heading]
    lines = re.findall(r"^(?: {4}(.*)|)$", text.split("\n\n<!--")[0].split("\nOnly ")[0], re.MULTILINE)
    return "\n".join(re.split(r" {3,}", line)[0] for line in lines)


def test_the_sketch_of_the_form_is_read_whole() -> None:
    overview = read(indented("From top to bottom").encode())
    assert overview.unread == ()
    assert str(overview.subject.ref) == "36470-VI"
    assert overview.bill is not None
    assert overview.bill.decisions[0].against == ()
    (amendment,) = overview.amendments
    assert amendment.articles == ("33",)
    assert amendment.explanation == ("De toelichting, in alinea's.",)
    assert [str(ref) for ref in amendment.related(RelationKind.REPLACES)] == ["36470-VI, nr. 3"]
    assert amendment.decisions[0].date == date(2023, 12, 21)
    assert amendment.decisions[0].method is Method.SHOW_OF_HANDS


def test_a_sub_amendment_of_the_page_is_read() -> None:
    body = "\n".join(indented("Sub-amendments").strip().splitlines())
    head = "36.999\nEen wet\n\nAangenomen amendement\n\nArtikel 33\n12 (Test) over een termijn\nAangenomen.\n"
    overview = read(f"{head}\n{body}\n".encode())
    assert overview.unread == ()
    amendment, sub = overview.amendments
    assert (amendment.kind, amendment.articles) == (Kind.AMENDMENT, ("33",))
    assert (sub.kind, sub.articles, sub.heading) == (Kind.SUB_AMENDMENT, ("3",), None)
    assert sub.status is Status.REJECTED


def test_parts_statements_and_relations_of_the_page_are_read() -> None:
    lines = indented("Parts, statements and other papers").strip().splitlines()
    lines.sort(key=lambda line: not line.startswith(("Ter vervanging", "Wijzigt")))
    body = "\n".join(lines)
    overview = read(f"36.999\nEen wet\n\nSubamendement\n\n18 (Test) over iets\n{body}\n".encode())
    assert overview.unread == ()
    (item,) = overview.amendments
    assert len(item.parts) == len(item.statements) == 1
    assert len(item.relations) == 2


@pytest.mark.parametrize(
    "words", re.findall(r"^\| `([^`]+)` \|", (DOCS / "reference/form.md").read_text("utf-8"), re.MULTILINE)
)
def test_lists_of_the_page_are_read(words: str) -> None:
    lists = words if ":" in words else f"Tegen: {words}."
    overview = read(
        f"36.999\nEen wet\n\nVerworpen motie\n\n18 (Test) over iets\nVerworpen. {lists}\n".encode()
    )
    assert overview.unread == ()
    assert [f for f in run_checks(overview) if f.check == "unknown-party"] == []
    if "met uitzondering" not in words:  # "het lid" is left out at a roll call only
        assert words.replace("het lid ", "") in render(overview).replace("het lid ", "")


# --- examples ---


def asks(network: bool) -> list[pytest.MarkDecorator]:
    """Return the marks of an example: one that asks the official service is slow."""
    return [pytest.mark.slow] if network else []


@pytest.fixture
def place(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that looks like the root of the project to a reader, in which examples may write."""
    for name in ("tests", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    text = (ROOT / "src/kamerstem/examples/36470-VI.txt").read_text("utf-8")
    (tmp_path / "overzicht.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KAMERSTEM_LANG", raising=False)
    # A record that one example makes is no other's.
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    return tmp_path


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a record of made-up papers to search in."""
    place = str(tmp_path_factory.mktemp("searched") / "record.sqlite")
    make_record(place)
    return place


@pytest.mark.slow
@pytest.mark.parametrize(
    "example", [pytest.param(each, marks=asks(each.network), id=str(each)) for each in EXAMPLES]
)
def test_examples_run(
    example: Example, place: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    if example.network:
        # A whole copy of the sample takes a minute, and its tests make one: here a few rows show that it is made.
        copies = all(command.startswith("kamerstem sync") for command in example.commands)
        server = (
            request.getfixturevalue("make_simulator")(ROWS)
            if copies
            else request.getfixturevalue("simulator")
        )
        request.getfixturevalue("monkeypatch").setenv("KAMERSTEM_URL", server.url)
    if example.record:
        request.getfixturevalue("monkeypatch").setenv("KAMERSTEM_RECORD", request.getfixturevalue("searched"))
    if example.edit:
        document = place / "overzicht.txt"
        before = document.read_text("utf-8")
        assert before.count(example.edit[0]) == 1
        document.write_text(before.replace(*example.edit), "utf-8")
    for command in example.commands:
        words = shlex.split(command)
        assert words[0] == "kamerstem", command
        with pytest.raises(SystemExit) as left:
            main(words[1:])
        out, err = capsys.readouterr()
        assert left.value.code == example.exit, err
        if example.record and words[1] == "search":
            assert re.search(r'^[1-9]\d* gevonden|"total": [1-9]', out, re.MULTILINE), command


PROGRAMS = list(programs(ROOT / "README.md"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "network"),
    [pytest.param(program, network, marks=asks(network)) for program, network in PROGRAMS],
)
def test_the_python_of_the_readme_runs(
    program: str, network: bool, place: Path, searched: str, request: pytest.FixtureRequest
) -> None:
    assert len([line for line in program.splitlines() if line]) <= 5
    patch = request.getfixturevalue("monkeypatch")
    patch.setenv("KAMERSTEM_RECORD", searched)
    if network:
        patch.setenv("KAMERSTEM_URL", request.getfixturevalue("simulator").url)
    before = set(place.iterdir())
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(program, "README.md", "exec"), {})
    written = set(place.iterdir()) - before
    assert said.getvalue() or written


@pytest.mark.slow
def test_the_python_of_the_readme_is_typed(tmp_path: Path) -> None:
    assert len(PROGRAMS) >= 4
    for number, (program, _) in enumerate(PROGRAMS):
        (tmp_path / f"program_{number}.py").write_text(program, "utf-8")
    said, _, code = mypy.api.run(
        [
            "--strict",
            f"--cache-dir={ROOT / '.mypy_cache'}",
            f"--config-file={ROOT / 'pyproject.toml'}",
            *map(str, tmp_path.glob("*.py")),
        ]
    )
    assert code == 0, said


def test_the_tutorial_tells_what_happens(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hold the tutorial's claims about its own steps."""

    def found() -> list[tuple[str, str]]:
        capsys.readouterr()
        with pytest.raises(SystemExit):
            main(["check", "overzicht.txt"])
        return re.findall(r"(fout|let op|ter informatie): .*\[([a-z-]+)\]", capsys.readouterr().out)

    document = place / "overzicht.txt"
    steps = [example for example in EXAMPLES if example.page.name == "tutorial.md"]
    with pytest.raises(SystemExit):
        main(shlex.split(steps[0].commands[0])[1:])
    text = document.read_text("utf-8")
    assert found() == []
    to_error, to_info = (example.edit for example in steps if example.edit)
    assert to_error is not None
    assert to_info is not None
    document.write_text(text.replace(*to_error), "utf-8")
    assert found() == [("fout", "outcome-tally"), ("fout", "heading-outcome")]
    document.write_text(text.replace(*to_info), "utf-8")
    assert found() == [("ter informatie", "seats-not-stated")]
    assert text.replace(*to_info) != text


def test_the_targets_of_make_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {
        name
        for page in [*PAGES, ROOT / "prek.toml", ROOT / ".ci/run"]
        for name in re.findall(r'(?:^ {4}|[`"]|UV_\S+ )make (\w+)', page.read_text("utf-8"), re.MULTILINE)
    }
    assert named >= {
        "demo",
        "test",
        "quick",
        "random",
        "check",
        "hooks",
        "format",
        "lint",
        "types",
        "contract",
    }
    assert named <= targets


# --- links and names ---


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links() -> Iterator[tuple[Path, str]]:
    """Yield each link of each page that stays within the project."""
    for page in PAGES:
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if not re.match(r"[a-z]+:", link):
                yield page, link


def test_links_lead_somewhere() -> None:
    found = list(links())
    assert len(found) > 40
    for page, link in found:
        path, _, anchor = link.partition("#")
        target = (page.parent / unquote(path)).resolve() if path else page
        assert target.exists(), f"{name_of(page)}: {link}"
        assert target.is_relative_to(ROOT)
        if anchor:
            assert anchor in anchors(target), f"{name_of(page)}: {link}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    by_page: dict[Path, set[Path]] = {}
    for page, link in links():
        by_page.setdefault(page, set()).add((page.parent / link.partition("#")[0]).resolve())
    while todo:
        page = todo.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            todo += by_page.get(page, set())
    assert set(PAGES) <= reached


def tracked() -> list[Path]:
    """Return the files that git tracks."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.slow
def test_no_file_names_a_path_of_a_machine() -> None:
    path = re.compile(rb"(?<![\w.~-])/(?:work|farm|root|tmp|home|Users)/[A-Za-z.]|[A-Z]:\\Users\\")
    files = [file for file in tracked() if file.name != "uv.lock"]
    assert len(files) > 50
    found = {name_of(file): match[0] for file in files if (match := path.search(file.read_bytes()))}
    assert not found
