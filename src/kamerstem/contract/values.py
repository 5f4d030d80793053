"""How single values are written in the contract; what is not stated stays ``None``."""

from collections.abc import Iterable
from datetime import date, datetime

from kamerstem.model.refs import Ref


def ref(ref: Ref | None) -> str | None:
    """Return a reference as people write it: "36470-VI, nr. 4"."""
    return None if ref is None else str(ref)


def day(day: date | None) -> str | None:
    """Return a day as ``YYYY-MM-DD``."""
    return day.isoformat() if day else None


def time(time: datetime | None) -> str | None:
    """Return a moment in ISO 8601 with its offset."""
    return time.isoformat() if time else None


def texts(values: Iterable[str] | None) -> list[str] | None:
    """Return a list of texts; ``None`` is a list that the source does not give."""
    return None if values is None else list(values)
