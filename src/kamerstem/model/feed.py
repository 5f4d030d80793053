"""What a feed of official entities gives: pages with entries, as they are kept before anything reads them."""

from datetime import date, datetime

from kamerstem.dataclasses import dataclass

SINCE = "Since"
"""What all votes since a day, asked of the API, are called among the categories.

Its token begins with the day from which on they are all held, which is absent before that is so, and a slash.
"""


def day_of_token(token: str | None) -> date | None:
    """Return the day from which on all votes are held by a token of :data:`SINCE`, ``None`` where it says none."""
    day = (token or "").partition(" ")[0].partition("/")[0]
    return date.fromisoformat(day) if day else None


@dataclass(frozen=True, slots=True)
class Entry:
    """An official entity as it was at one place of a feed.

    ``entity`` is its name in the information model, ``id`` in lower case. ``changed`` is the official time of its last
    change in UTC; ``None`` if it is absent or no time. ``content`` are the bytes that are kept: what was served twice
    is equal byte for byte. ``enclosure`` is the address of its file, ``token`` where to go on after this entry.
    """

    entity: str
    id: str
    deleted: bool
    changed: datetime | None
    content: bytes
    enclosure: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a category; ``fetched`` in UTC, ``sha256`` of its bytes.

    ``next_token`` is where the next page begins, ``None`` if there is none yet. ``resume_token`` is where to ask again
    later: ``next_token``, else after the last entry that says so, else where this page began (``None``: at the
    beginning).
    """

    category: str
    url: str
    fetched: datetime
    sha256: str
    entries: tuple[Entry, ...]
    next_token: str | None
    resume_token: str | None
