"""Numbered lines of text: what every form of document ends in, so that there is one grammar.

``to_lines`` makes them of plain text. The other forms have a module each; ``readers.lines_of`` is the door to all.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kamerstem.dataclasses import dataclass
from kamerstem.errors import InputError, NotAnOverview, why
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.model.overview import Place
from kamerstem.readers import grammar

MAX_BYTES = 2_000_000  # of text; the other forms carry fonts and pictures
MAX_FILE = 20_000_000
MAX_LINES = 20_000
MAX_LINE = 10_000

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f]")
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# Invisible characters that carry nothing, or that turn the direction of what a reader sees; the word joiner stays, for
# it marks prose (model/form.py).
_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
# Control characters that a program took for letters: what they are in Windows' own code, and else nothing. None of
# them may reach a terminal, which would obey it.
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_CLEAN = {**_LIGATURES, **_INVISIBLE, **_C1}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: its place and its words, white space folded. A line without words parts paragraphs.

    ``lost`` says of what shows in that place and is not read what it is.
    """

    place: Place
    text: str
    lost: Words | None = None


STANDARD_INPUT = Path("-")
"""What is named so is not a file: it comes by standard input."""


@cache
def standard_input() -> bytes:
    """Return what comes by standard input, at most one byte more than ``MAX_FILE``: it can be read only once."""
    return sys.stdin.buffer.read(MAX_FILE + 1) if sys.stdin is not None else b""


def read_file(path: Path) -> bytes:
    """Return a file's bytes, at most one more than ``MAX_FILE``. Raises InputError: a sentence that names the file."""
    name = path.name or str(path)
    try:
        if path == STANDARD_INPUT:
            return standard_input()
        if path.is_dir():
            raise InputError(
                f"'{name}' is een map. Geef het bestand zelf.", f"'{name}' is a folder. Name the file itself."
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise InputError(
            f"Het bestand '{name}' bestaat niet. Controleer de naam en de map.",
            f"The file '{name}' does not exist. Check its name and folder.",
        ) from None
    except OSError as error:
        raise InputError(
            f"Het bestand '{name}' kan niet worden gelezen ({why(error).nl}).",
            f"The file '{name}' cannot be read ({why(error).en}).",
        ) from None
    except ValueError:  # a NUL byte in the name
        raise InputError("Dat is geen bestandsnaam.", "That is not a file name.") from None
    return data


def to_lines(text: str) -> list[Line]:
    """Return the lines of a plain text.

    Raises NotAnOverview where it is XML or too large to be an overview.
    """
    if len(text) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    _refuse_markup(text)
    lines: list[Line] = []
    for number, raw in enumerate(raw_lines(text), 1):
        if number > MAX_LINES or len(raw) > MAX_LINE:
            raise NotAnOverview(
                f"Regel {number} is te lang of het bestand heeft te veel regels: dat is geen stemmingsoverzicht.",
                f"Line {number} is too long or the file has too many lines: that is no voting overview.",
            )
        lines.append(Line(Place(number), fold(raw)))
    return lines


def raw_lines(text: str) -> list[str]:
    """Return the lines of a plain text as they are typed."""
    return re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]", text)


def too_large(most: int) -> NotAnOverview:
    """Return the error for a document of more than ``most`` bytes or characters."""
    return NotAnOverview(
        f"Het bestand is groter dan {most // 1_000_000} MB: dat is geen stemmingsoverzicht.",
        f"The file is larger than {most // 1_000_000} MB: that is no voting overview.",
    )


def printable(text: str) -> str:
    """Return text without the control characters that a terminal obeys; plain text that has any is refused whole."""
    return _CONTROL.sub("", text)


def fold(text: str) -> str:
    """Return text with white space folded, ligatures and accents composed, invisible characters gone."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_CLEAN))
        if form.PROSE in text:  # it marks a line at its start; elsewhere it only keeps words together
            mark = form.PROSE if text.lstrip().startswith(form.PROSE) else ""
            return mark + " ".join(text.replace(form.PROSE, "").split())
    return " ".join(text.split())


_BOX = re.compile(r"([☒☑☐])\s*")


def ticked(text: str) -> str:
    """Return what was ticked on a line of boxes: "Uitslag: ☒ aangenomen ☐ verworpen" says "Uitslag: aangenomen".

    Words stand behind each box and one is ticked, else nobody knows what is meant.
    """
    before, *rest = _BOX.split(text)
    marks, words = rest[::2], [each.strip() for each in rest[1::2]]
    known = not before.strip() or before.rstrip().endswith(":")
    if len(marks) < 2 or not known or not all(words) or len(marks) - marks.count("☐") != 1:
        return text
    return f"{before}{next(each for mark, each in zip(marks, words, strict=True) if mark != '☐')}"


_SUSPENDED = re.compile(r"(?:en|of|dan wel|tot|als|noch)\b")  # "in- en uitvoer"
_HYPHENATED = re.compile(
    r"\b(?:niet|non|oud|ex|vice|anti|pro|semi|sociaal|politiek|financieel|juridisch)-$", re.IGNORECASE
)


def join(lines: Iterable[str]) -> str:
    """Join lines into one, mending words and names that were broken over them.

    A soft hyphen at a line's end goes. A hard one stays before a capital ("GroenLinks-" / "PvdA") or a digit, and
    before "en", "of" and the like with a space ("in-" / "en uitvoer"), and after words mostly written with one; else
    it was put there to break the word.
    """
    return joined(lines, " ")[0]


def joined(lines: Iterable[str], gap: str) -> tuple[str, list[int]]:
    """Join lines as ``join`` does, with ``gap`` between those that are whole; and say where each begins."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        line = line.removeprefix(form.PROSE)
        if not line:
            starts.append(length)
            continue
        last = pieces[-1] if pieces else ""
        plain = line.replace("\u00ad", "") + ("\u00ad" if line.endswith("\u00ad") else "")
        if last.endswith("\u00ad"):
            pieces[-1], length = last[:-1], length - 1
        elif re.search(r"\w-$", last[-20:]) and not _SUSPENDED.match(line):
            if line[0].islower() and not _HYPHENATED.search(last[-20:]):
                pieces[-1], length = last[:-1], length - 1
        elif pieces:
            pieces.append(gap)
            length += len(gap)
        starts.append(length)
        pieces.append(plain)
        length += len(plain)
    return "".join(pieces).replace("\u00ad", ""), starts


def without_furniture(lines: list[Line]) -> list[Line]:
    """Take out page furniture, with the gap it leaves in the middle of a paragraph, and notes beside the form.

    Furniture is a line of its own ("datum 21 december 2023", "blad 2") between blank lines, or in the midst of a text
    that has the number of its sheets, counting on. A paragraph goes on after it when the text before does not end a
    sentence, when the text after begins in lower case, or when the last line was too full to take the next word.
    """
    lines = [line for line in lines if not form.is_note(line.text)]
    drop = _sheets(lines)
    for index, line in enumerate(lines):
        if not form.FURNITURE.fullmatch(line.text):
            continue
        before = lines[index - 1].text if index and index - 1 not in drop else ""
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if (not before or index - 1 in drop) and (not after or form.FURNITURE.fullmatch(after)):
            drop.add(index)
    width = max((len(line.text) for line in lines), default=0)
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        if index not in drop:
            kept.append(lines[index])
            index += 1
            continue
        while index < len(lines) and (index in drop or not lines[index].text):
            index += 1
        while kept and not kept[-1].text:
            kept.pop()
        if kept and index < len(lines) and not _goes_on(kept[-1].text, lines[index].text, width):
            kept.append(Line(lines[index].place, ""))
    return kept


_SHEET = re.compile(r"(?:blad|pagina)\s+(\d{1,4})\b.*", re.IGNORECASE)


def _sheets(lines: list[Line]) -> set[int]:
    """Return where the head of a sheet stands between lines of text: its number, and the furniture beside that.

    One number may be prose. So there is furniture beside it, or several count on from sheet to sheet.
    """
    is_furniture = [form.FURNITURE.fullmatch(line.text) is not None for line in lines]
    numbered = [
        (at, int(match[1]))
        for at, line in enumerate(lines)
        if is_furniture[at] and (match := _SHEET.fullmatch(line.text)) is not None
    ]
    counting = [number for _, number in numbered]
    several = len(counting) > 1 and counting == list(range(counting[0], counting[0] + len(counting)))
    found: set[int] = set()
    for at, number in numbered:
        start, end = at, at + 1
        while start and is_furniture[start - 1]:
            start -= 1
        while end < len(lines) and is_furniture[end]:
            end += 1
        if number > 1 and (several or end - start > 1):
            found.update(range(start, end))
    return found


def _goes_on(before: str, after: str, width: int) -> bool:
    heading = grammar.read_clause(before)
    if grammar.begins(after) or (heading is not None and heading.form is grammar.Form.HEADING):
        return False
    if not re.search(r"[.!?:;][\"'”’)]*$", before) or after[:1].islower():
        return True
    return len(before) + 1 + len(after.split()[0]) > width


def decode(data: bytes) -> str:
    """Return the text of a file; raises NotAnOverview where its bytes are no text."""
    for start, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(start):
            try:
                return _text(data.decode(encoding))
            except UnicodeDecodeError:
                raise _not_text() from None
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:  # what Windows programs save as "text"
        return _text(data.decode("cp1252"))
    except UnicodeDecodeError:
        raise _not_text() from None


def _text(text: str) -> str:
    if _CONTROL.search(text.rstrip("\x1a")):
        raise _not_text()
    return text


def _not_text() -> NotAnOverview:
    return NotAnOverview(
        "Het bestand bevat geen leesbare tekst. Bewaar het overzicht als platte tekst (.txt, UTF-8).",
        "The file holds no readable text. Save the overview as plain text (.txt, UTF-8).",
    )


def _refuse_markup(text: str) -> None:
    start = text.lstrip()[:4000].lower()
    if re.match(r"[^<\n]{0,8}\s*(?:<\?xml|<!doctype|<[a-z][\w:.-]*[\s>/])", start):
        dutch, english = "een XML-bestand", "an XML file"
        if "<kamerwrk" in start or "<kamerstuk" in start:
            dutch, english = "een Kamerstuk in XML", "a parliamentary paper in XML"
        elif "<handelingen" in start:
            dutch, english = "een onderdeel van de Handelingen in XML", "an item of the Handelingen in XML"
        elif "vlos" in start:
            dutch, english = "een verslag van een vergadering in XML", "a report of a sitting in XML"
        raise NotAnOverview(
            f"Dit is {dutch}, geen stemmingsoverzicht.", f"This is {english}, not a voting overview."
        )
