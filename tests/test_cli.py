"""The contract of the command line: exit codes, streams, and a sentence for every failure."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kamerstem import __version__, files
from kamerstem.cli import commands
from kamerstem.errors import WriteError
from tests import needs
from tests.commands import Left, Run, says, shown_on_a_terminal

ROOT = Path(__file__).parents[1]
SCRIPT = Path(sys.executable).with_name("kamerstem")
EXAMPLE = (ROOT / "src/kamerstem/examples/36470-VI.txt").read_text("utf-8")
THE_EXAMPLE = ["overview", "--from", "example", "36470-VI"]
OF_DOSSIER = "Betreffende wetsvoorstel:\n\n36.999\nRegels over een verzinsel\n\nEindstemming wetsvoorstel\n"


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run in an empty folder."""
    monkeypatch.chdir(tmp_path)


def script(*args: str | Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the console script as a user does."""
    settings = {**os.environ, **environment}
    return subprocess.run([SCRIPT, *map(str, args)], capture_output=True, timeout=60, env=settings)


# --- what is right ---


def test_text_goes_to_stdout_and_what_is_said_of_it_to_stderr(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "overzicht.txt"
    document.write_text(EXAMPLE.replace("Afwezig: JA21.", ""), "utf-8")
    left = run("overview", document)
    assert left.code == 0
    assert left.out.startswith("Betreffende wetsvoorstel:\n\n36.470 VI\n")
    assert "overzicht.txt" not in left.out
    assert left.err.startswith("Gelezen uit overzicht.txt.\n")
    assert "[seats-not-stated]" in left.err


def test_the_example_says_that_it_is_the_example(run: Run) -> None:
    assert "ingebouwde voorbeeld" in run(*THE_EXAMPLE).err
    assert "built-in example" in run(*THE_EXAMPLE, "--lang", "en").err


@pytest.mark.slow
def test_json_is_all_there_is() -> None:
    left = script(*THE_EXAMPLE, "--as", "json")
    assert left.returncode == 0
    assert left.stderr == b""
    overview = json.loads(left.stdout)
    assert overview["subject"]["ref"] == "36470-VI"
    assert overview["sources"][0]["kind"] == "example"


def test_english(run: Run) -> None:
    left = run(*THE_EXAMPLE, "--lang", "en")
    assert left.out.startswith("Concerning bill:")
    assert "For: SP, " in left.out


def test_the_language_can_be_a_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMERSTEM_LANG", "en")
    assert run(*THE_EXAMPLE).out.startswith("Concerning bill:")
    assert run(*THE_EXAMPLE, "--lang=nl").out.startswith("Betreffende")


def test_version(run: Run) -> None:
    assert run("--version") == Left(0, f"kamerstem {__version__}\n", "")


@pytest.mark.parametrize("command", [[], *[[name] for name in commands("nl").commands]])
def test_help_in_both_languages(run: Run, command: list[str]) -> None:
    dutch, english = run(*command, "--help"), run(*command, "--help", "--lang", "en")
    for left in (dutch, english):
        assert (left.code, left.err) == (0, "")
    assert dutch.out.startswith("Gebruik: kamerstem")
    assert english.out.startswith("Usage: kamerstem")
    assert not re.search(r"\b(Usage|Options|OPTIONS|Commands|Show|this|the)\b", dutch.out)
    assert not re.search(r"\b(Gebruik|Opties|OPTIES|Opdrachten|Toon|deze|het)\b", english.out)


def test_check_reports_each_document(run: Run, tmp_path: Path) -> None:
    good, doubtful = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(EXAMPLE, "utf-8")
    doubtful.write_text(EXAMPLE + "\nEen regel over nr. 12 die nergens bij hoort.\n", "utf-8")
    left = run("check", good, doubtful)
    assert left.code == 0
    assert "a.txt (36470-VI): geen bevindingen" in left.out
    assert "[unread-line]" in left.out
    assert run("check", "--strict", good, doubtful).code == 1
    assert run("check", "--strict", good).code == 0


@pytest.mark.slow
def test_check_says_that_it_could_not_compare(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(EXAMPLE, "utf-8")
    left = run("check", document)
    assert left.code == 0
    assert left.out.startswith("Niet vergeleken met de officiële gegevens: Er is geen verbinding")
    assert left.out.splitlines()[2:] == ["  2 besluiten: 2 niet vergeleken."]
    assert left.err.startswith("Gelezen uit a.txt. Niet vergeleken met de officiële gegevens: ")
    english = run("check", document, "--lang", "en")
    assert "Not compared with the official data: " in english.err
    assert english.out.startswith("Not compared with the official data: ")
    assert english.out.splitlines()[2:] == ["  2 decisions: 2 not compared."]
    [checked] = json.loads(run("check", document, "--as", "json").out)["checked"]
    assert checked["not_compared"].startswith("Niet vergeleken")
    assert (checked["coverage"]["compared"], checked["coverage"]["whole"]) == (0, False)
    says(run("check", document, "--from", "live"), 3, "geen verbinding")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "Verworpen. Voor",
            "Aangenomen. Voor",
            "Alles gelezen en vergeleken: 2 besluiten, 1 gelijk, 1 met een verschil.",
        ),
        (
            "Verworpen. Voor",
            "Tja. Verworpen?",
            "2 besluiten: 1 gelijk, 1 niet gelezen; 4 regels niet gelezen.",
        ),
        ("4 (Grinwis", "5 (Grinwis", "2 besluiten: 1 gelijk, 1 niet vergeleken."),
    ],
)
def test_check_says_how_much_was_read_and_compared(
    run: Run, tmp_path: Path, old: str, new: str, line: str
) -> None:
    document = tmp_path / "a.txt"
    assert old in EXAMPLE
    document.write_text(
        EXAMPLE.replace(old, new).replace("over middelen", "over iets anders, en middelen"), "utf-8"
    )
    said = run("check", document, "--from", "example").out.splitlines()[1]
    assert said.strip().startswith(line)
    assert ("Alles gelezen" in said) is line.startswith("Alles")
    assert line.split(";")[0] in run("compare", document, "--from", "example").out


def test_check_against_the_example(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(EXAMPLE, "utf-8")
    left = run("check", document, "--from", "example", "--strict")
    assert (left.code, left.out) == (
        0,
        f"{document} (36470-VI): geen bevindingen\n  Alles gelezen en vergeleken: 2 besluiten, gelijk.\n",
    )
    assert "Vergeleken met de gegevens: dit is het ingebouwde voorbeeld" in left.err
    report = json.loads(run("check", document, "--from", "example", "--as", "json").out)
    [checked] = report["checked"]
    assert checked["compared"] is True
    assert checked["not_compared"] is None
    counts = {
        "decisions": 2,
        "compared": 2,
        "agree": 2,
        "differ": 0,
        "unclear": 0,
        "unread": 0,
        "headed": 0,
        "not_read": 0,
        "whole": True,
        "held_since": None,
    }
    assert checked["coverage"] == counts


def test_check_as_json_is_one_document(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(EXAMPLE.replace("21 december 2023 aang", "31 februari 2023 aang"), "utf-8")
    left = run("check", document, document, "--as", "json")
    assert left.code == 1
    assert left.err == ""
    report = json.loads(left.out)
    assert [each["compared"] for each in report["checked"]] == [False, False]
    assert [each["ref"] for each in report["checked"]] == ["36470-VI", "36470-VI"]
    assert {found["check"] for found in report["checked"][0]["findings"]} >= {"impossible-date"}


# --- findings: exit 1, and the overview is still there ---


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("outcome-tally", EXAMPLE.replace("\nVerworpen. Voor", "\nAangenomen. Voor")),
        ("split-party", EXAMPLE.replace("Voor: SP,", "Voor: SP, SP,")),
        ("unknown-party", EXAMPLE.replace("Voor: SP,", "Voor: SP, Partij van de Zon,")),
        ("impossible-date", EXAMPLE.replace("is op 21 december", "is op 31 november")),
    ],
)
def test_what_contradicts_is_shown_with_its_overview(run: Run, tmp_path: Path, check: str, text: str) -> None:
    assert text != EXAMPLE
    document = tmp_path / "a.txt"
    document.write_text(text, "utf-8")
    for lang in ("nl", "en"):
        left = run("overview", document, "--lang", lang)
        assert left.code == 1
        assert "36.470 VI" in left.out
        assert f"[{check}]" in left.err
        assert f"[{check}]" not in left.out
    checked = run("check", document)
    assert checked.code == 1
    assert f"[{check}]" in checked.out


# --- input that cannot be used: exit 2 ---


def packed() -> bytes:
    """Return a Word file as small as they come."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return data.getvalue()


UNUSABLE: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "leeg", "empty"),
    "blank": (b" \n\t\r\n", "leeg", "empty"),
    "random bytes": (bytes(range(256)) * 20, "leesbare tekst", "readable text"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "beschadigd", "damaged"),
    "a zip": (packed(), "ingepakt bestand (zip)", "packed file (zip)"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "oud Word-bestand", "old Word file"),
    "RTF": (b"{\\rtf1\\ansi Betreffende}", "RTF-bestand", "RTF file"),
    "picture": (b"\x89PNG\r\n\x1a\n", "afbeelding", "picture"),
    "web page": (b"<!DOCTYPE html>\n<html><p>36.470 VI</p></html>", "geen uitslag", "no result"),
    "motion in XML": (b'<?xml version="1.0"?>\n<kamerwrk><kamerstuk/></kamerwrk>', "Kamerstuk", "paper"),
    "Handelingen": (b'<?xml version="1.0"?>\n<handelingen/>', "Handelingen", "Handelingen"),
    "a line of 10 MB": (b"36.470 VI " + b"x" * 10_000_000, "groter dan 2 MB", "larger than 2 MB"),
    "a line of 1 MB": (b"36.470 VI " + b"x" * 1_000_000, "te lang", "too long"),
    "UTF-16 cut off": ("36.470 VI".encode("utf-16")[:-1], "leesbare tekst", "readable text"),
    "no bill": (
        b"Beste collega,\n\nTot morgen.\n",
        "geen nummer van een wetsvoorstel",
        "no number of a bill",
    ),
    "no result": (b"36.470 VI\nEen wet\n\nDit is een brief over die wet.\n", "geen uitslag", "no result"),
    "our English form": (b"Concerning bill:\n\n36.470 VI\n", "Nederlandse vorm", "Dutch form"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNUSABLE)
@pytest.mark.parametrize("command", ["overview", "check"])
def test_a_document_that_is_none(run: Run, tmp_path: Path, command: str, name: str) -> None:
    data, dutch, english = UNUSABLE[name]
    document = tmp_path / "stuk.txt"
    document.write_bytes(data)
    says(run(command, document), 2, "'stuk.txt'", dutch)
    says(run(command, document, "--lang", "en"), 2, "'stuk.txt'", english)


@needs.official
@pytest.mark.whole
def test_real_documents_that_are_none(run: Run) -> None:
    data = needs.SHARED / "data"
    documents = sorted((data / "not-overviews").iterdir())
    documents += sorted((data / "kamerstukken").glob("*.xml"))[:5]
    documents += sorted((data / "handelingen").iterdir())
    documents += sorted((data / "verslagen").iterdir())
    assert len(documents) > 25
    for document in documents:
        says(
            run("overview", document),
            2,
            document.name,
            "geen stemmingsoverzicht" if document.suffix == ".xml" else "",
        )
        says(run("overview", document, "--lang", "en"), 2, document.name)


def test_a_file_that_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    says(run("overview", "bestaat-niet.txt"), 2, "'bestaat-niet.txt' bestaat niet")
    says(run("overview", "bestaat-niet.txt", "--lang", "en"), 2, "'bestaat-niet.txt' does not exist")
    says(run("overview", tmp_path), 2, "map")
    says(run("overview", "map/bestaat-niet"), 2, "bestaat niet")
    says(run("overview", "x" * 5000 + ".txt"), 2, "naam is te lang")


def test_a_name_with_codes_reaches_no_terminal(run: Run) -> None:
    left = run("overview", "a\x1b[31m\nb\u202e.txt")
    says(left, 2, "bestaat niet")
    assert "\x1b" not in left.err
    assert "\u202e" not in left.err


def test_a_document_with_codes_reaches_no_terminal(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(EXAMPLE.replace("Voor: SP,", "Voor: SP, \x9b31mRood\u202e\x92s,"), "utf-8")
    left = run("overview", document)
    assert left.code == 0  # the list is not read, and reported with its line: no unknown party is made of it
    assert not set("\x9b\u202e\x92") & set(left.out + left.err)
    assert "’s" in left.err


@pytest.mark.parametrize(
    ("args", "dutch", "english"),
    [
        ([], "Geef een opdracht: ", "Give a command: "),
        (["overview"], "Er ontbreekt iets: NUMMER|BESTAND", "Missing argument"),
        (["check"], "Er ontbreekt iets: NUMMER|BESTAND", "Missing argument"),
        (["overzicht"], "De opdracht overzicht bestaat niet", "No such command"),
        (["overvieuw"], "bestaat niet. Bedoelt u overview? Zie", "Did you mean 'overview'?"),
        (["overview", "--wrong"], "De optie --wrong bestaat niet", "No such option"),
        (["status", "--recrod", "x"], "bestaat niet. Bedoelt u --record? Zie", "Did you mean '--record'?"),
        (["--record", "x", "status"], "--record hoort na de opdracht", "--record belongs after the command"),
        (["overview", "36470-VI", "--as", "gif"], "De waarde bij --as kan niet. Kies uit: text, json", "Invalid value"),
        (["overview", "36470-VI", "--from", "x"], "De waarde bij --from kan niet. Kies uit: auto,", "Invalid value"),
        (["day", "2023-13-01"], "Bij DATUM: '2023-13-01' is geen dag. Schrijf bijvoorbeeld", "no day"),
        (["diff"], "Er ontbreekt iets: --since DATUM. Zie kamerstem diff --help.", "Missing option"),
        (["votes", "--close", "-1"], "--close N kan niet. Geef een geheel getal vanaf 0 tot en met 150.", "range"),
        (["search", "--offset", "x"], "--offset N kan niet. Geef een geheel getal vanaf 0 tot en met", "not a valid"),
        (["overview", "36470-VI", "-o"], "Bij de optie -o ontbreekt een waarde", "requires an argument"),
        (["overview", ""], "geen nummer", "No number"),
        (["overview", "zomaar"], "geen verwijzing", "not a reference"),
        (["overview", "36470-VI", "--from", "example", "-o", "x.gif"], "als .gif kan", "as .gif"),
        (["overview", "36470-VI", "36470-VI", "--from", "example", "--as", "json"], "Geef een map", "Name a folder"),
    ],
)  # fmt: skip
def test_wrong_use(run: Run, args: list[str], dutch: str, english: str) -> None:
    says(run(*args), 2, dutch)
    says(run("--lang=en", *args), 2, english)


def test_the_dutch_help_has_no_english_and_fits_a_terminal(run: Run) -> None:
    for name in commands("nl").commands:
        shown = run(name, "--help").out
        assert "[required]" not in shown
        assert "--from" not in shown or "auto neemt het gegevensbestand, anders de API." in " ".join(
            shown.split()
        )
        assert max(map(len, shown.splitlines())) <= 80, name
    assert "[verplicht]" in run("diff", "--help").out


def test_a_language_that_is_not_there(run: Run) -> None:
    says(run(*THE_EXAMPLE, "--lang", "fr"), 2, "De waarde bij --lang kan niet. Kies uit: nl, en.")


def test_the_example_is_one_bill(run: Run) -> None:
    says(run("overview", "--from", "example", "36471"), 4, "36471")
    says(run("overview", "--from", "example", "36471", "--lang", "en"), 4, "36471")


# --- writing ---


def test_the_name_of_the_output_tells_the_form(run: Run, tmp_path: Path) -> None:
    left = run(*THE_EXAMPLE, "-o", "x.json")
    assert left.out == ""
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["version"] == 1
    assert run(*THE_EXAMPLE, "-o", "x.txt").out == ""
    assert (tmp_path / "x.txt").read_text("utf-8") == run(*THE_EXAMPLE, "--as", "text").out
    run(*THE_EXAMPLE, "-o", "y.gif", "--as", "text")
    assert (tmp_path / "y.gif").read_text("utf-8").startswith("Betreffende")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.json", "x.txt", "y.gif"]


def test_several_overviews_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(EXAMPLE, "utf-8")
    other.write_text(f"{OF_DOSSIER}Het wetsvoorstel is op 6 juni 2024 aangenomen.\n", "utf-8")
    (tmp_path / "uit").mkdir()
    assert run("overview", one, other, "-o", "uit", "--as", "json").code == 0
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == ["36470-VI.json", "36999.json"]


def test_two_overviews_of_one_bill_do_not_overwrite_each_other(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(EXAMPLE, "utf-8")
    (tmp_path / "uit").mkdir()
    left = run("overview", "a.txt", "b.txt", "-o", "uit")
    assert left.code == 2
    assert "'a.txt' en 'b.txt' gaan over hetzelfde (36470-VI): 'b.txt' is niet geschreven" in left.err
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["36470-VI.txt"]


def test_one_that_fails_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(EXAMPLE, "utf-8")
    left = run("overview", "a.txt", "b.txt", "geen-nummer", "-o", "uit", "--as", "pdf")  # makes the folder
    assert left.code == 2
    assert "'a.txt'" in left.err
    assert "geen-nummer" in left.err
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["36470-VI.pdf"]
    assert "b.txt: Gelezen uit b.txt." in left.err.splitlines()
    left = run("overview", "a.txt", "b.txt")
    assert (left.code, left.out) == (2, run("overview", "b.txt").out)


def test_an_output_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("staat er al")
    says(run(*THE_EXAMPLE, "-o", "bestand/x.txt"), 5, "'bestand/x.txt'", "geen map")
    says(run(*THE_EXAMPLE, "-o", "bestand/x.txt", "--lang", "en"), 5, "'bestand/x.txt'", "no folder")
    says(run(*THE_EXAMPLE, "-o", "weg/x.txt"), 5, "de map bestaat niet")
    says(run(*THE_EXAMPLE, "-o", "x" * 300 + ".txt"), 5, "naam is te lang")
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]
    assert (tmp_path / "bestand").read_text() == "staat er al"


def test_a_write_that_fails_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x.txt"
    place.write_text("staat er al")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="the disk is full"):
        files.write(place, b"nieuw")
    assert place.read_text() == "staat er al"
    assert list(tmp_path.iterdir()) == [place]


def test_writing_follows_a_link_and_leaves_a_pipe_a_pipe(tmp_path: Path) -> None:
    place, link, loop = tmp_path / "x.txt", tmp_path / "link", tmp_path / "loop"
    place.write_text("oud")
    link.symlink_to(place)
    files.write(link, b"nieuw")
    assert link.is_symlink()
    assert place.read_bytes() == b"nieuw"
    loop.symlink_to(loop)
    with pytest.raises(WriteError):
        files.write(loop, b"x")
    reading, writing = os.pipe()
    try:
        files.write(Path(f"/dev/fd/{writing}"), b"door de pijp")
        assert os.read(reading, 100) == b"door de pijp"
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full: a disk that is always full")
def test_a_full_disk_behind_stdout() -> None:
    with Path("/dev/full").open("wb") as full:
        left = subprocess.run([SCRIPT, *THE_EXAMPLE], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert left.returncode == 5
    assert b"schijf is vol" in left.stderr
    assert b"Traceback" not in left.stderr


@pytest.mark.slow
def test_a_reader_that_leaves() -> None:
    with subprocess.Popen(
        [SCRIPT, *THE_EXAMPLE, "--as", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as left:
        assert left.stdout is not None
        assert left.stderr is not None
        left.stdout.close()
        assert left.stderr.read() == b""
        assert left.wait(60) == 0


@pytest.mark.slow
def test_an_encoding_that_lacks_letters() -> None:
    left = script("overview", "zomaar", PYTHONIOENCODING="ascii")
    assert left.returncode == 2
    assert b"Traceback" not in left.stderr


# --- terminals ---


def on_a_terminal(**environment: str) -> str:
    """Return what the example looks like where a person reads."""
    return shown_on_a_terminal(str(SCRIPT), *THE_EXAMPLE, **environment)


@pytest.mark.slow
def test_a_terminal_gets_colour_unless_it_is_not_wanted() -> None:
    coloured, plain = on_a_terminal(), on_a_terminal(NO_COLOR="1")
    assert re.search(r"\x1b\[[0-9;]*38;5;\d+m", coloured)
    assert not re.search(r"\x1b\[[0-9;]*(3|4)8;", plain)
    assert "36470-VI" in plain or "36.470 VI" in plain


# --- start-up: what these paths never load ---

HEAVY = {
    "pydantic",
    "sqlalchemy",
    "httpx2",
    "httpx",
    "lxml",
    "jinja2",
    "rich",
    "stamina",
    "docx",
    "pypdfium2",
    "typst",
    "typing_extensions",
    "kamerstem.contract.types",
    "kamerstem.sources",
    "kamerstem.model.answers",
    "kamerstem.model.day",
    "kamerstem.model.entities",
    "kamerstem.model.ledger",
    "kamerstem.model.papers",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "args",
    [["--help"], ["overview", "--help"], *(["overview", "FILE", "--as", form] for form in ("json", "text"))],
)
def test_what_starts_fast_loads_nothing_heavy(tmp_path: Path, args: list[str]) -> None:
    document = tmp_path / "a.txt"
    document.write_text(EXAMPLE, "utf-8")
    args = [str(document) if arg == "FILE" else arg for arg in args]
    code = (
        "import sys\nfrom kamerstem.cli import main\n"
        f"try: main({args!r})\nexcept SystemExit as left: assert not left.code, left.code\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    left = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert left.returncode == 0, left.stderr
    loaded = set(left.stderr.split())
    assert "kamerstem.cli" in loaded
    assert not loaded & HEAVY
    if "--help" in args:
        assert not {name for name in loaded if name.startswith(("kamerstem.model.", "kamerstem.answers"))}


def test_one_file_that_cannot_be_read_keeps_nothing_from_the_others(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.txt"
    empty.write_bytes(b"")
    left = run("check", empty, ROOT / "tests/examples/overviews/hamerstuk.txt")
    assert left.code == 2
    assert "hamerstuk.txt (36640" in left.out
    assert "leeg.txt" in left.err


# --- documents ---


@pytest.mark.slow
def test_the_name_makes_a_pdf_a_word_file_or_markdown(run: Run, tmp_path: Path) -> None:
    for name in ("x.pdf", "x.docx", "x.md", "x.MARKDOWN"):
        left = run(*THE_EXAMPLE, "-o", name)
        assert (left.code, left.out) == (0, "")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK\x03\x04")
    assert (tmp_path / "x.md").read_text("utf-8") == run(*THE_EXAMPLE, "--as", "md").out
    assert (tmp_path / "x.MARKDOWN").read_bytes() == (tmp_path / "x.md").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.MARKDOWN", "x.docx", "x.md", "x.pdf"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_document_goes_to_a_pipe_and_never_to_a_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    piped = script(*THE_EXAMPLE, "--as", form)
    run(*THE_EXAMPLE, "-o", f"x.{form}")
    assert piped.returncode == 0
    assert piped.stdout == (tmp_path / f"x.{form}").read_bytes()
    monkeypatch.setattr("kamerstem.cli.output._to_terminal", lambda: True)
    says(run(*THE_EXAMPLE, "--as", form), 2, f"Een terminal kan geen .{form} tonen", "-o overzicht")
    says(run(*THE_EXAMPLE, "--as", form, "--lang", "en"), 2, f"A terminal cannot show .{form}")


@pytest.mark.slow
def test_a_house_style_goes_with_word_only(run: Run, tmp_path: Path) -> None:
    run(*THE_EXAMPLE, "-o", "stijl.docx")
    assert run(*THE_EXAMPLE, "-o", "x.docx", "--template", "stijl.docx").code == 0
    says(
        run(*THE_EXAMPLE, "-o", "x.pdf", "--template", "stijl.docx"),
        2,
        "--template hoort bij een Word-bestand",
    )
    says(run(*THE_EXAMPLE, "-o", "y.docx", "--template", "weg.docx"), 2, "'weg.docx' bestaat niet")
    (tmp_path / "oud.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    says(run(*THE_EXAMPLE, "-o", "y.docx", "--template", "oud.doc"), 2, "geen Word-bestand (.docx)")
    assert not (tmp_path / "y.docx").exists()


def test_adopted_since_needs_a_folder_and_a_record(run: Run) -> None:
    says(run("overview", "--adopted-since", "2024-01-01"), 2, "Geef een map met -o")
    says(
        run("overview", "--adopted-since", "2024-01-01", "-o", "uit", "--record", "weg.sqlite"),
        4,
        "kamerstem sync",
    )


def test_one_that_cannot_be_written_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(f"{OF_DOSSIER}Het wetsvoorstel is op 6 juni 2024 aangenomen.\n", "utf-8")
    (tmp_path / "a.txt").write_text(EXAMPLE, "utf-8")
    (tmp_path / "uit" / "36470-VI.pdf").mkdir(parents=True)  # a folder is in the way
    left = run("overview", "a.txt", "b.txt", "-o", "uit", "--as", "pdf")
    assert left.code == 5
    assert "36470-VI.pdf" in left.err
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == ["36470-VI.pdf", "36999.pdf"]
    assert (tmp_path / "uit" / "36999.pdf").is_file()
