"""What can go wrong at the other side, turned on by a test or a switch."""

import re
import threading
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote


class Fault(StrEnum):
    """A fault; its value is its name on the command line."""

    ERROR = "500"
    """500 with the service's own JSON: "An error has occurred."."""
    UNAVAILABLE = "503"
    """503 with an HTML page of whatever stands before the service."""
    BUSY = "429"
    """429 with ``Retry-After`` in seconds."""
    BUSY_UNTIL = "429-date"
    """429 with ``Retry-After`` as an HTTP date."""
    HANG = "hang"
    """No answer for ``seconds``, then the connection closes."""
    DROP = "drop"
    """The connection closes before a byte of the answer."""
    CUT = "cut"
    """The connection closes in the middle of the body."""
    CUT_JSON = "cut-json"
    """A whole answer by HTTP whose JSON stops in the middle."""
    EMPTY = "empty"
    """200 with an empty body."""
    HTML = "html"
    """200 with an HTML page that says there is a fault."""
    DRIP = "drip"
    """The body comes in ``pieces`` with ``seconds`` between them."""
    LONG_LENGTH = "long-length"
    """``Content-Length`` says more than there is."""
    SHORT_LENGTH = "short-length"
    """``Content-Length`` says less than there is."""
    LOOP = "loop"
    """``@odata.nextLink``, or the feed's ``rel="next"``, leads to the page itself."""
    OTHER_HOST = "other-host"
    """``@odata.nextLink``, or the feed's ``rel="next"``, leads to another host."""
    BAD_XML = "bad-xml"
    """A page of the SyncFeed, whole by HTTP, with something in the middle that is no XML."""
    PAGE_TWICE = "page-twice"
    """The SyncFeed serves the page before this one again, whatever was asked for."""
    ENTRY_TWICE = "entry-twice"
    """The last entry of a page of the SyncFeed stands there twice."""
    DIE = "die"
    """The connection closes in the middle of the body, and every one after it at once, until :meth:`Faults.clear`."""
    CHANGED = "changed"
    """A row came in before this page: the last row of the page before comes again (``shift`` -1: one is
    lost)."""
    NO_ATTRIBUTE = "no-attribute"
    """The rows lack ``attribute`` ("Stemming.Soort"); with ``declared=False`` ``$metadata`` lacks it too."""
    NO_V5 = "no-v5"
    """404 for everything of v5."""
    V4_GONE = "v4-gone"
    """410 for everything of v4."""


@dataclass
class Trouble:
    """One fault turned on: for how many requests (None: all), after how many, for which addresses."""

    fault: Fault
    times: int | None = 1
    path: str = ""
    after: int = 0
    seconds: float = 0.0
    pieces: int = 10
    shift: int = 1
    attribute: str = "Stemming.Soort"
    declared: bool = True

    def concerns(self, path: str, query: str) -> bool:
        """Say whether the request is one for this fault, by its decoded path and query."""
        if self.fault is Fault.NO_V5 and "/OData/v5" not in path:
            return False
        if self.fault is Fault.V4_GONE and "/OData/v4" not in path:
            return False
        if self.fault is Fault.CHANGED and not re.search(r"[$]skip(token)?=", unquote(query)):
            return False
        if self.fault in (Fault.LOOP, Fault.OTHER_HOST) and "$metadata" in path:
            return False
        return re.search(self.path, unquote(f"{path}?{query}")) is not None


class Faults:
    """The faults that are turned on. Safe to use from any thread."""

    def __init__(self) -> None:
        self._troubles: list[Trouble] = []
        self._lock = threading.Lock()

    def add(
        self, fault: Fault | str, *, times: int | None = 1, path: str = "", after: int = 0, **more: object
    ) -> None:
        """Turn a fault on.

        ``times`` requests meet it (None: every one), once ``after`` requests have passed it by; ``path`` is a
        regular expression that the decoded path and query must contain. ``more``: ``seconds`` (HANG, BUSY,
        BUSY_UNTIL, DRIP),
        ``pieces`` (DRIP), ``shift`` (CHANGED), ``attribute`` and ``declared`` (NO_ATTRIBUTE).
        """
        trouble = Trouble(Fault(fault), times, path, after, **more)  # type: ignore[arg-type]
        with self._lock:
            self._troubles.append(trouble)

    def clear(self) -> None:
        """Turn all faults off."""
        with self._lock:
            self._troubles.clear()

    def take(self, path: str, query: str) -> list[Trouble]:
        """Return the faults that this request meets, and count it for them."""
        met = []
        with self._lock:
            for trouble in self._troubles:
                if trouble.times == 0 or not trouble.concerns(path, query):
                    continue
                if trouble.after:
                    trouble.after -= 1
                    continue
                if trouble.times is not None:
                    trouble.times -= 1
                met.append(trouble)
        return met

    def __bool__(self) -> bool:
        with self._lock:
            return any(trouble.times != 0 for trouble in self._troubles)
