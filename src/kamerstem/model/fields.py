"""Official attributes as values: text with its white space folded, days and times in Amsterdam."""

import datetime as dt
import re
from collections.abc import Iterable

from kamerstem.model.clock import amsterdam

# Outside these years a date is a slip (5008), or stands for "no date" (0001, 1899).
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def text_of(value: object) -> str | None:
    """Return text with its white space folded, ``None`` for none or blank; some official titles end in blanks."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


# Letters and marks that were written in UTF-8 and read as if in Windows' own code: "Ã«" for "ë", "â€™" for "’", "â‚¬"
# for "€", "Ä‡" for "ć". Only what no Dutch text has otherwise: what begins with another letter is left alone, and so is
# a letter that a quotation mark, a dash or a blank may follow.
def _trails(codes: Iterable[int]) -> str:
    return re.escape("".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in codes))


_TRAILS = _trails(range(0x80, 0xC0))
_SURE = _trails(set(range(0x80, 0xC0)) - {0x80, 0x82, 0x84, 0x85, *range(0x91, 0x98), 0x99, 0xA0, 0xAB, 0xBB})
_MANGLED = re.compile(f"[ÂÃ][{_TRAILS}]|â[{_TRAILS}]{{2}}|[ÄÅ][{_SURE}]")
_BEGINS = re.compile("[ÂÃÄÅâ]")


def unmangled(text: str) -> str:
    """Return text with letters that were encoded twice (or more often) as they were meant: "financiële"."""
    while _BEGINS.search(text) and (again := _MANGLED.sub(_meant, text)) != text:
        text = again
    return text


def _meant(match: re.Match[str]) -> str:
    codes = b"".join(_code(char) for char in match[0])
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _code(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:  # Windows' code has no letter there
        return char.encode("latin-1")


def day_of(value: object) -> dt.date | None:
    """Return the day in Amsterdam of an official date-time; ``None`` for none, and for a year that cannot be."""
    time = time_of(value)
    return time.date() if time is not None and _FIRST_YEAR <= time.year <= _LAST_YEAR else None


def time_of(value: object) -> dt.datetime | None:
    """Return an official date or date-time as the time in Amsterdam, ``None`` if it is none.

    With an offset (``Z``, ``+01:00``) it is brought to Amsterdam: 23:30Z is the next day there. Without one it is
    local time already.
    """
    if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        time = dt.datetime.fromisoformat(value.strip())
        return time.replace(tzinfo=amsterdam()) if time.tzinfo is None else time.astimezone(amsterdam())
    except (ValueError, OverflowError):
        return None
