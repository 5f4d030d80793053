"""A day as people write it."""

import datetime as dt
import re

from kamerstem.errors import InputError
from kamerstem.language import MONTHS, WEEKDAYS
from kamerstem.model import clock

FIRST = dt.date(1814, 5, 2)
"""The first day on which the States General met: nothing was voted on before."""

_NAMED = {
    "vandaag": 0,
    "today": 0,
    "gisteren": -1,
    "yesterday": -1,
    "eergisteren": -2,
    "morgen": 1,
    "tomorrow": 1,
}
_WRITTEN = re.compile(r"(?:([a-z]+) )?(\d{1,2})[-/. ]([a-z]{3,9}|\d{1,2})\.?[-/. ](\d{4})")
_MONTHS = {
    name[:length].lower(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, 1)
    for length in (3, len(name))
} | {"mrt": 3}


_MONTH = re.compile(r"(?:([a-z]{3,9})\.? )?(\d{4})|(\d{4})-(\d\d)")
_NO_YEAR = re.compile(r"(?:[a-z]+ )?\d{1,2}[-/. ](?:[a-z]{3,9}|\d{1,2})\.?")


def first_day(said: dt.date | str) -> dt.date:
    """Return a day, or the first of the year or month that someone means: "2025", "april 2025"."""
    return (_months(said) or (as_day(said),))[0]


def last_day(said: dt.date | str) -> dt.date:
    """Return a day, or the last of the year or month that someone means."""
    return (_months(said) or (as_day(said),))[-1]


def _months(said: dt.date | str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a year or a month; ``None`` for anything else."""
    found = _MONTH.fullmatch(" ".join(said[:60].casefold().split())) if isinstance(said, str) else None
    if found is None:
        return None
    name, *numbers = found.groups()
    year = int(numbers[0] or numbers[1])
    month = _MONTHS.get(name, 0) if name else int(numbers[2] or 0)
    if not FIRST.year <= year <= clock.today().year + 100 or (name and not month) or month > 12:
        return None
    begin, end = (month, month) if month else (1, 12)
    after = dt.date(year + end // 12, end % 12 + 1, 1)
    return dt.date(year, begin, 1), after - dt.timedelta(days=1)


def as_day(said: dt.date | str) -> dt.date:
    """Return a day, or the day that someone means by words (:func:`day_of`)."""
    return day_of(said) if isinstance(said, str) else said


def day_of(said: str) -> dt.date:
    """Return the day that someone means: "2023-12-21", "21-12-2023", "21 december 2023", "gisteren".

    The day stands before the month, as in Dutch. Raises InputError for what is no day, and for one on which nothing
    can have been voted on: before the States General, or in another century to come.
    """
    words = " ".join(said[:60].casefold().split())
    if words in _NAMED:
        return clock.today() + dt.timedelta(days=_NAMED[words])
    try:
        day = _written(words) or dt.date.fromisoformat(words)
    except ValueError:
        if _NO_YEAR.fullmatch(words):
            raise InputError(
                f"Zet het jaar erbij: '{said[:30]} {clock.today().year}'.",
                f"Add the year: '{said[:30]} {clock.today().year}'.",
            ) from None
        raise InputError(
            f"'{said[:30]}' is geen dag. Schrijf bijvoorbeeld 21-12-2023, 2023-12-21, 21 december 2023 of gisteren.",
            f"'{said[:30]}' is no day. Write for example 2023-12-21, 21-12-2023, 21 December 2023 or yesterday.",
        ) from None
    if not FIRST <= day <= dt.date(clock.today().year + 100, 12, 31):
        raise InputError(
            f"{day.isoformat()} ligt buiten de jaren waarin de Kamer stemt. Controleer het jaartal.",
            f"{day.isoformat()} is outside the years in which the House votes. Check the year.",
        )
    return day


def _written(words: str) -> dt.date | None:
    found = _WRITTEN.fullmatch(words)
    if found is None:
        return None
    weekday, day, month, year = found.groups()
    number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
    made = dt.date(int(year), number, int(day))
    named = [names[made.weekday()].lower() for names in WEEKDAYS.values()]
    if weekday is not None and weekday not in named:
        raise ValueError("another day of the week")
    return made
