import io
import re
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from kamerstem.language import Lang
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Advice, Result
from kamerstem.render import terminal
from tests import factories as f

WIDTHS = [20, 40, 59, 60, 80, 84, 120, 200]


def shown(
    overview: Overview, width: int = 80, lang: Lang = "nl", encoding: str = "utf-8", **options: object
) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    settings = {"force_terminal": True, "color_system": None, **options}
    console = Console(file=stream, width=width, height=50, highlight=False, legacy_windows=False, **settings)  # type: ignore[arg-type]
    terminal.show(overview, lang, console=console, origin="Gelezen uit x.txt.")
    stream.flush()
    return raw.getvalue().decode(encoding)


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_bill_that_started_it() -> None:
    text = words(shown(f.seed()))
    assert "Wetsvoorstel 36.470 VI" in text
    assert f.SEED_TITLE in text
    assert "Aangenomen: 149 zetels voor, niemand tegen; JA21 (1) nam niet deel. 21 december 2023." in text
    assert "Verworpen: 49 zetels voor, 100 tegen; JA21 (1) nam niet deel. 21 december 2023." in text
    assert "Grinwis (ChristenUnie) c.s. · artikel niet vermeld · advies van het kabinet: ontraden" in text
    assert "Gelezen uit x.txt." in text
    assert "horen nog 3 andere moties" in text


def test_the_house_keeps_its_capital_in_an_advice() -> None:
    overview = f.seed()
    (amendment,) = overview.amendments
    advised = replace(amendment, advice=Advice("oordeel_kamer", "Oordeel Kamer"))
    assert "advies van het kabinet: oordeel Kamer" in words(shown(replace(overview, amendments=(advised,))))


def test_english() -> None:
    text = words(shown(f.seed(), lang="en"))
    assert "Adopted: 149 seats for, nobody against; JA21 (1) did not vote. 21 December 2023." in text
    assert "Amendments" in text
    assert "article not stated" in text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "make",
    [
        f.seed,
        *(
            pytest.param(make, marks=pytest.mark.slow)
            for make in (f.every_outcome, f.forty_amendments, f.budget_bill)
        ),
    ],
)
def test_no_line_is_wider_than_the_terminal(width: int, make: Callable[[], Overview]) -> None:
    for line in shown(make(), width).splitlines():
        assert cell_len(line) <= min(width, terminal.MEASURE)


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_nothing_is_lost_when_it_is_narrow(width: int) -> None:
    text = words(shown(f.seed(), width))
    for name in f.ALL_BUT_JA21.split(", "):
        assert name in text or name.replace("-", "- ") in text


def test_every_seat_has_its_own_sign() -> None:
    lines = shown(f.overview(the_bill=f.seed().amendments[0]), 80).splitlines()
    drawn = [line for line in lines if re.fullmatch(r"\s*[●○×·](?: +[●○×·])+\s*", line)]
    seats = "".join(drawn)
    assert (seats.count("●"), seats.count("○"), seats.count("×"), seats.count("·")) == (49, 100, 1, 0)
    # In seating order: the SP sits left, the BBB right.
    assert drawn[-1].split()[0] == "●"
    assert "○" in drawn[-1].split()[-3:]


def test_seats_not_stated_are_drawn_as_such() -> None:
    seats = shown(f.overview(the_bill=f.bill(f.vote(Result.REJECTED, f.FOR_4))), 80)
    drawn = [line for line in seats.splitlines() if re.fullmatch(r"\s*[●○×·](?: +[●○×·])+\s*", line)]
    assert "".join(drawn).count("·") == 101
    assert "○ tegen" in seats
    assert "niet vermeld" in seats


def test_a_narrow_terminal_gets_a_bar() -> None:
    text = shown(f.overview(the_bill=f.seed().amendments[0]), 50)
    bar = next(line for line in text.splitlines() if "█" in line)
    assert len(bar) == 50
    assert re.fullmatch("█+░+×", bar)
    assert not re.search("● ● ●", text)


@pytest.mark.slow
def test_ascii_only() -> None:
    for make in (f.seed, f.every_outcome):
        text = shown(make(), 80, encoding="ascii")
        assert text.isascii()
        assert re.search("^#+-+x$", text, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
def test_any_encoding(encoding: str) -> None:
    assert "36.470 VI" in shown(f.every_outcome(), 80, encoding=encoding)


def test_no_colour_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = shown(f.seed(), color_system="256")
    assert "\x1b[38;5;31m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    plain = shown(f.seed(), color_system="256")
    assert "38;5" not in plain
    assert "\x1b[3" not in plain.replace("\x1b[39", "")
    bare = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
    assert bare.sub("", coloured) == bare.sub("", plain) == shown(f.seed())


HOSTILE = [
    "\x1b[2J\x1b[31mrood\x1b]0;titel\x07",
    "\x9b2J\x90q\x9c",
    "[bold red]luid[/bold red] [link=https://example.org]klik[/link] [/]",
    ":smile: \\[x]",
    "\u202eomgekeerd\u2066\u2069",
    "a\rb\nc\td\x0b\x0c\x00\x7f",
    "\ud800 half",
    "漢字" * 60,
    "x" * 400,
]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text)[:20] for text in HOSTILE])
@pytest.mark.parametrize("width", [40, 100])
def test_nothing_in_a_document_steers_the_terminal(text: str, width: int) -> None:
    out = shown(f.hostile(text), width)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
    assert all(cell_len(line) <= width for line in out.splitlines())


def test_markup_is_shown_as_it_was_written() -> None:
    out = words(shown(f.hostile("[bold]luid[/bold] :smile:"), 120))
    assert "[bold]luid[/bold] :smile:" in out
    assert "Fout: [bold]luid[/bold] :smile:" in out


@pytest.mark.slow
def test_findings_stand_with_what_they_concern() -> None:
    text = words(shown(f.every_outcome(), 120))
    assert "✗ Fout: Er is iets gevonden. (regel 7) [een-check]" in text
    assert "! Let op: Er is iets gevonden." in text
    assert "i Ter informatie: Er is iets gevonden." in text
    assert text.count("Er is iets gevonden.") == 15
    assert "12 Een regel die nergens bij hoort." in text


def test_a_roll_call_names_the_members() -> None:
    text = words(shown(f.overview(the_bill=f.bill(f.whole_roll_call())), 120))
    assert "JA21: JA21-lid 1" in text
    assert "VVD: VVD-lid 1, VVD-lid 2" in text


def test_nothing_to_show_is_said() -> None:
    text = words(shown(f.overview(the_bill=f.bill(), subject=f.hostile("").subject)))
    assert "Titel niet vermeld" in text or f.SEED_TITLE in text
    assert "Geen besluit vermeld." in words(shown(f.overview(f.amendment(4))))


def test_standard_output_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(f.seed())
    assert "36.470 VI" in capsys.readouterr().out
    assert "rich" in sys.modules
