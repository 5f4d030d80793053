"""The time of the House: what people read is in that of Amsterdam, whatever a source or a record gives."""

import datetime as dt

from kamerstem.language import Words

ZONE = Words("tijd in Amsterdam", "time in Amsterdam")
"""What that is called, where a text goes to people elsewhere."""


def amsterdam() -> dt.tzinfo:
    """Return the time zone of the House."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """Return what time it is in the House."""
    return dt.datetime.now(amsterdam())


def today() -> dt.date:
    """Return what day it is in the House."""
    return now().date()


def here(moment: dt.datetime) -> dt.datetime:
    """Return a moment as the clock of the House has it; one without a zone is in UTC, as moments are kept."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(amsterdam())


def minute(moment: dt.datetime) -> str:
    """Return "2026-10-06 16:02", in Amsterdam."""
    return f"{here(moment):%Y-%m-%d %H:%M}"


def comes_twice(moment: dt.datetime) -> bool:
    """Return whether a moment lies in the last hour of summer time or in the same hour of the clock once more.

    What says its time without a zone cannot be put in order there.
    """
    hour = moment.astimezone(dt.UTC)
    sunday = 31 - dt.date(hour.year, 10, 31).isoweekday() % 7
    return (hour.month, hour.day) == (10, sunday) and hour.hour in (0, 1)
