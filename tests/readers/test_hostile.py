"""A sentence for each document that cannot be read, and the limits that hold whatever it is."""

import json
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from kamerstem.errors import NotAnOverview
from kamerstem.readers import apart
from kamerstem.readers import child as reading
from kamerstem.readers.overview import read
from tests.readers import hostile

pytestmark = pytest.mark.slow  # documents are made, and read by processes of their own


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a scan": (hostile.scan, "afbeelding zonder tekst"),
    "a PDF with a password": (hostile.encrypted_pdf, "wachtwoord"),
    "a Word file with a password": (hostile.encrypted_docx, "wachtwoord"),
    "half a PDF": (lambda: hostile.a_pdf()[:3000], "beschadigd"),
    "half a Word file": (lambda: hostile.a_docx()[:3000], "beschadigd"),
    "a PDF that is none": (lambda: b"%PDF-1.7 en verder niets", "beschadigd"),
    "5,000 pages": (hostile.many_pages, "5000 bladzijden"),
    "drawings in drawings": (hostile.nested_forms, ""),
    "a zip bomb": (hostile.zip_bomb, "veel te groot"),
    "a zip bomb that lies": (lambda: hostile.zip_bomb(lying=True), ""),
    "an external entity": (hostile.with_entity, "DOCTYPE"),
    "an external entity in UTF-16": (lambda: hostile.with_entity("utf-16"), "DOCTYPE"),
    "an OpenDocument text without text": (hostile.odt, "beschadigd"),
    "an OpenDocument text with a password": (
        lambda: hostile.odt(**{"META-INF__manifest": b"<a><encryption-data/></a>"}),
        "wachtwoord",
    ),
    "an OpenDocument text that asks for a file": (lambda: hostile.odt(b"<!DOCTYPE a><a/>"), "DOCTYPE"),
    "an OpenDocument text that is a bomb": (lambda: hostile.odt(b" " * 40_000_000), "veel te groot"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Opslaan als"),
    "an RTF file": (lambda: b"{\\rtf1\\ansi Verworpen.}", "Opslaan als"),
    "a spreadsheet": (hostile.spreadsheet, "Excel"),
    "a zip": (lambda: hostile.packed({"a.txt": b"Verworpen."}), "zip"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "afbeelding"),
    "a page of 100,000 levels": (hostile.deep_page, ""),
    "more than 20 MB": (lambda: b"%PDF-1.7" + b" " * 20_000_001, "20 MB"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_for_what_cannot_be_read(name: str) -> None:
    make, words = CASES[name]
    with pytest.raises(NotAnOverview) as error:
        read(make())
    assert words in error.value.words.nl
    assert error.value.words.nl != error.value.words.en


def _child(code: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)


def test_the_child_cannot_take_all_memory() -> None:
    child = _child("from kamerstem.readers import child; child.limit(); b = bytearray(child.MEMORY)")
    assert child.returncode == 1
    assert b"MemoryError" in child.stderr


def test_the_child_cannot_write_a_file(tmp_path: "object") -> None:
    child = _child(
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from kamerstem.readers import child; child.limit()\n"
        f"import os; os.write(os.open({str(tmp_path) + '/x'!r}, os.O_CREAT | os.O_WRONLY), b'x')"
    )
    assert b"File too large" in child.stderr


def test_the_child_cannot_run_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    child = _child(
        "from kamerstem.readers import child; child.CPU_SECONDS = 1; child.limit()\nwhile True: pass"
    )
    assert child.returncode < 0
    with pytest.raises(NotAnOverview, match="seconds"):
        apart.answer(child.returncode, child.stdout)


def test_the_parent_waits_no_longer_than_its_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.001)
    start = time.monotonic()
    with pytest.raises(NotAnOverview, match="seconds"):
        apart.read("pdf", hostile.a_pdf())
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(("code", "output"), [(-11, b""), (0, b""), (1, b"{"), (0, b"[" * 100_000)])
def test_a_child_that_crashes_is_a_broken_document(code: int, output: bytes) -> None:
    with pytest.raises(NotAnOverview, match="damaged"):
        apart.answer(code, output)


def test_a_library_that_fails_is_a_broken_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(kind: str, data: bytes) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading, "_read", fail)
    assert "beschadigd" in json.loads(reading.tell("pdf", b""))["error"][0]


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_LINES", 3)
    assert "regels" in json.loads(reading.tell("pdf", hostile.a_pdf()))["error"][0]
