"""Official attributes as values: text with its white space folded, days and times in Amsterdam."""

import datetime as dt
import re

from kamerstem.model.clock import amsterdam

# Outside these years a date is a slip (5008), or stands for "no date" (0001, 1899).
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def text_of(value: object) -> str | None:
    """Return text with its white space folded, ``None`` for none or blank; some official titles end in blanks."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


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
