"""Asking a server politely: who asks, how long, how often again, how much at most.

An :class:`Http` lives as long as the work, and threads may share it. A :class:`Session` answers one question. It
fetches no address twice, tries again where a failure may pass (a busy server, a dropped connection, an answer that is
cut off), keeps to :class:`Limits`, and gives the :class:`~kamerstem.model.overview.Source` with every answer. What
goes wrong for good ends in a :class:`~kamerstem.errors.SourceError`; its subclasses here say which kind of answer it
was.

Tests put ``httpx2.MockTransport`` in the place of the network, and ``stamina.set_testing(True)`` takes out
the waiting.
"""

import contextlib
import hashlib
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2
import stamina
from pydantic_core import from_json

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import InputError, SourceError, UnreachableError
from kamerstem.language import Words
from kamerstem.model.overview import Source, SourceKind
from kamerstem.sources import deadline
from kamerstem.version import __version__
from kamerstem.waiting import waiting_for

T = TypeVar("T")

USER_AGENT = f"Kamerstem/{__version__} (voting overviews of the Tweede Kamer, made from its open data)"

_REDIRECT = frozenset({301, 302, 303, 307, 308})
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
_HOST = re.compile(rb"[0-9A-Za-z.:-]+")
_SAID_AT_MOST = 2_000  # bytes of an error's body that are looked at

# stamina tells of every retry on its logger; without a handler Python would print that on the standard error.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class GoneError(SourceError):
    """Nothing is there (404, 204), or not any more (410)."""


class RefusedError(SourceError):
    """The server does not take the question (400 and its like); asking again would not help."""


class UnreadableError(SourceError):
    """The server answered, every time with something that is no whole answer."""


class GarbledError(Exception):
    """Raised by a reader when the bytes are not a whole answer. Its sentences say what they are."""

    def __init__(self, nl: str, en: str) -> None:
        self.words = Words(nl, en)
        super().__init__(en)


class _MayPassError(Exception):
    """A failure that may pass: what is wrong, and for how many seconds the server asks to wait."""

    def __init__(self, nl: str, en: str, wait: float | None = None) -> None:
        self.words = Words(nl, en)
        self.wait = wait
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of a server, and accepted from it, for one question.

    Times in seconds, sizes in bytes.
    """

    total: float = 600.0
    """From the first request to the last answer."""
    connect: float = 10.0
    read: float = 60.0
    """Without a byte coming in: an answer was seen to take 48."""
    attempts: int = 4
    """Of one request."""
    first_wait: float = 0.5
    """Before the second attempt; doubled before each next one."""
    longest_wait: float = 60.0
    """Before another attempt, also where the server asks for a longer one (Retry-After)."""
    body: int = 32 * 1024 * 1024
    """Of one answer, unpacked."""
    pages: int = 200
    """Of one list."""
    redirects: int = 3


class Http:
    """A connection to one server.

    ``base`` is the root below which everything is asked ("https://gegevensmagazijn.tweedekamer.nl");
    ``transport`` replaces the network. Raises :class:`~kamerstem.errors.InputError` if ``base`` is no address
    of a server.
    """

    def __init__(
        self, base: str, *, limits: Limits | None = None, transport: httpx2.BaseTransport | None = None
    ) -> None:
        self.base = _root(base)
        self.limits = limits or Limits()
        try:
            self.client = httpx2.Client(
                headers={"User-Agent": USER_AGENT},
                follow_redirects=False,  # every step is checked, see Session._redirected
                verify=transport is None and self.base.scheme == "https",  # else no certificates are loaded
                transport=transport,
            )
            deadline.keep(self.client)
        except (
            ValueError,
            OSError,
            ImportError,
            httpx2.InvalidURL,
        ) as error:  # httpx2 reads these settings from the environment
            raise InputError(
                f"De instellingen voor het internet van deze computer zijn niet te gebruiken ({_plain(str(error))}). "
                "Controleer HTTPS_PROXY, HTTP_PROXY, ALL_PROXY en SSL_CERT_FILE.",
                f"This computer's settings for the internet cannot be used ({_plain(str(error))}). "
                "Check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and SSL_CERT_FILE.",
            ) from error

    @property
    def host(self) -> str:
        """The name of the server, as in sentences."""
        return self.base.netloc.decode("ascii", "replace")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self.client.close()

    def session(self, limits: Limits | None = None, seen: "Seen | None" = None) -> "Session":
        """Return a session for one question; its time runs from now.

        ``limits`` are those of this question (``None``: of the connection). What is in ``seen`` is not fetched again.
        """
        return Session(self, limits, seen)


class Seen:
    """Answers that some questions of one moment share, so that no address is fetched twice among them.

    When they are much, the oldest go: at most so many bytes are kept. For one thread.
    """

    def __init__(self, most: int = 32 * 2**20) -> None:
        self._answers: dict[str, tuple[Any, Source, int]] = {}
        self._left = most

    def get(self, url: str) -> tuple[Any, Source] | None:
        """Return an answer and its source, ``None`` where the address was not asked for, or is gone again."""
        found = self._answers.get(url)
        return found and found[:2]

    def keep(self, url: str, value: Any, source: Source, size: int) -> None:
        """Keep an answer of so many bytes, instead of an earlier one from the same address."""
        self._drop(url)
        self._answers[url] = value, source, size
        self._left -= size
        while self._left < 0 and self._answers:
            self._drop(next(iter(self._answers)))

    def _drop(self, url: str) -> None:
        gone = self._answers.pop(url, None)
        self._left += gone[2] if gone else 0


class Session:
    """One question: its requests, its answers and the time it may take."""

    def __init__(self, http: Http, limits: Limits | None = None, seen: Seen | None = None) -> None:
        self._http = http
        self._limits = limits or http.limits
        self._end = monotonic() + self._limits.total
        self._known: dict[str, tuple[Any, Source]] = {}
        self._seen = seen
        self.requests = 0
        """Requests sent so far, repeated ones and redirects included."""
        self.answers = 0
        """Answers that were read, now or by a question before."""

    def get(
        self,
        address: str,
        read: Callable[[bytes], T],
        *,
        accept: str = "application/json",
        fresh: bool = False,
        lenient: bool = False,
    ) -> tuple[T, Source]:
        """Return what ``read`` makes of the answer, and the source it is.

        ``address`` is a path and query below the server's root, or what :meth:`follow` gave; both encoded.
        ``read`` raises :class:`GarbledError` where the bytes are not a whole answer. ``fresh``: even if it
        was fetched before. ``lenient``: what came is read though it is shorter than the server said it would be, for
        it gives wrong lengths of files; then ``read`` must tell whether it is whole.

        Raises :class:`GoneError` and :class:`RefusedError` at once; :class:`UnreadableError`,
        :class:`~kamerstem.errors.UnreachableError` and :class:`~kamerstem.errors.SourceError` after the last attempt,
        or at a limit.
        """
        url = httpx2.URL(str(self._http.base).rstrip("/") + address if address.startswith("/") else address)
        known: tuple[T, Source] | None = self._known.get(str(url))
        if known is not None and not fresh:
            return known
        shared = self._seen.get(str(url)) if self._seen is not None and not fresh else None
        if shared is not None:
            answer = self._known[str(url)] = shared[0], self.told(shared[1])
            return answer
        try:
            with waiting_for(self._http.host, _asked_for(url)):
                answer = self._tried(url, read, accept, lenient=lenient)
        except _MayPassError as failure:
            raise _kind_of(failure)(
                f"{failure.words.nl} Probeer het over een paar minuten opnieuw.",
                f"{failure.words.en} Try again in a few minutes.",
            ) from failure
        self._known[str(url)] = answer
        return answer

    def told(self, source: Source) -> Source:
        """Return the source of an answer that came before this question, as one of the sources of this one."""
        self.answers += 1
        return replace(source, id=f"odata-{self.answers}")

    def follow(self, link: str, source: Source, root: str) -> str:
        """Return the address of the next page that an answer points to.

        Raises :class:`~kamerstem.errors.SourceError` if it is on another server or not below the path
        ``root``.
        """
        here = httpx2.URL(source.url or "")
        try:
            there = here.join(link)
        except (httpx2.InvalidURL, ValueError):
            there = httpx2.URL("")
        if not self._same_server(there) or not _below(there.path, self._http.base.path.rstrip("/") + root):
            raise self._failure(
                "verwijst voor het vervolg naar een ander adres, en dat wordt niet gevolgd",
                "points elsewhere for its next page, which is not followed",
                here,
            )
        return str(there)

    def _tried(
        self, url: httpx2.URL, read: Callable[[bytes], T], accept: str, *, lenient: bool
    ) -> tuple[T, Source]:
        """Return the answer of the first attempt that has one."""
        for attempt in stamina.retry_context(
            on=self._patience,
            attempts=self._limits.attempts,
            timeout=None,
            wait_initial=self._limits.first_wait,
            wait_max=self._limits.longest_wait,
            wait_jitter=self._limits.first_wait,
        ):
            with attempt:
                return self._attempt(url, read, accept, lenient=lenient)
        raise AssertionError("the last attempt answers or raises")

    # --- one attempt -----------------------------------------------------------------------------------

    def _attempt(
        self, url: httpx2.URL, read: Callable[[bytes], T], accept: str, *, lenient: bool
    ) -> tuple[T, Source]:
        with deadline.ends_at(self._end, monotonic):
            body = self._body(url, accept, lenient=lenient)
        try:
            value = read(body)
        except GarbledError as garbled:
            raise _MayPassError(
                f"{self._http.host} geeft geen bruikbaar antwoord op {_place(url)}: {garbled.words.nl}.",
                f"{self._http.host} gives no usable answer at {_place(url)}: {garbled.words.en}.",
            ) from garbled
        self.answers += 1
        source = Source(
            id=f"odata-{self.answers}",
            kind=SourceKind.ODATA,
            url=str(url),
            fetched=datetime.now(UTC),
            sha256=hashlib.sha256(body).hexdigest(),
        )
        if self._seen is not None:
            self._seen.keep(str(url), value, source, len(body))
        return value, source

    def _body(self, url: httpx2.URL, accept: str, *, lenient: bool) -> bytes:
        host = self._http.host
        try:
            for _ in range(self._limits.redirects + 1):
                timeout = httpx2.Timeout(
                    min(self._limits.read, self._left()), connect=min(self._limits.connect, self._left())
                )
                self.requests += 1
                with self._http.client.stream(
                    "GET", url, headers={"Accept": accept}, timeout=timeout
                ) as response:
                    if response.status_code not in _REDIRECT:
                        return self._read(response, url, lenient=lenient)
                    url = self._redirected(response, url)
        except httpx2.TimeoutException as error:
            raise _MayPassError(
                f"{host} antwoordt niet op tijd.", f"{host} does not answer in time."
            ) from error
        except httpx2.ConnectError as error:
            # What the system says of it is English and technical; it stays with the error for who looks there.
            raise _MayPassError(
                f"Er is geen verbinding met {host}. Controleer uw internetverbinding en het adres van de dienst "
                "(--url, KAMERSTEM_URL).",
                f"There is no connection with {host}. Check the internet and the address of the service "
                "(--url, KAMERSTEM_URL).",
            ) from error
        except httpx2.HTTPError as error:
            raise _MayPassError(
                f"De verbinding met {host} brak af.",
                f"The connection with {host} broke off.",
            ) from error
        raise self._failure(
            f"verwijst meer dan {self._limits.redirects} keer door",
            f"redirects more than {self._limits.redirects} times",
            url,
        )

    def _read(self, response: httpx2.Response, url: httpx2.URL, *, lenient: bool) -> bytes:
        if response.status_code != 200:
            raise self._status_error(response, url)
        body = bytearray()
        with contextlib.suppress(*([httpx2.RemoteProtocolError] if lenient else [])):
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self._limits.body:
                    raise self._failure(
                        f"geeft een antwoord van meer dan {self._limits.body // 2**20} MB, en dat wordt niet "
                        f"gelezen",
                        f"gives an answer of more than {self._limits.body // 2**20} MB, which is not read",
                        url,
                    )
                self._left()
        return bytes(body)

    def _status_error(self, response: httpx2.Response, url: httpx2.URL) -> Exception:
        status, host = response.status_code, self._http.host
        if status in (204, 404, 410):
            return GoneError(
                f"{host} heeft niets (meer) op {_place(url)} (HTTP {status}). Controleer het adres van de "
                f"dienst "
                "(--url, KAMERSTEM_URL).",
                f"{host} has nothing (any more) at {_place(url)} (HTTP {status}). Check the address of "
                f"the service "
                "(--url, KAMERSTEM_URL).",
            )
        if status == 429:
            return _MayPassError(
                f"{host} vraagt om later terug te komen: er zijn te veel vragen (HTTP 429).",
                f"{host} asks to come back later: there are too many questions (HTTP 429).",
                retry_after(response.headers.get("Retry-After")),
            )
        if status in _MAY_PASS:
            return _MayPassError(
                f"{host} meldt een storing (HTTP {status}).",
                f"{host} reports a failure (HTTP {status}).",
                retry_after(response.headers.get("Retry-After")),
            )
        said = _said(response)
        return RefusedError(
            f"{host} neemt de vraag op {_place(url)} niet aan (HTTP {status}{said}). Ligt het aan Kamerstem, "
            "meld het dan.",
            f"{host} does not take the question at {_place(url)} (HTTP {status}{said}). If Kamerstem is "
            f"to blame, "
            "please report it.",
        )

    def _redirected(self, response: httpx2.Response, url: httpx2.URL) -> httpx2.URL:
        try:
            there = url.join(response.headers.get("Location", ""))
        except (httpx2.InvalidURL, ValueError):
            there = httpx2.URL("")
        if not self._same_server(there):
            raise self._failure(
                "verwijst door naar een andere server, en dat wordt niet gevolgd",
                "redirects to another server, which is not followed",
                url,
            )
        return there

    def _same_server(self, url: httpx2.URL) -> bool:
        base = self._http.base
        return (url.scheme, url.host, url.port, url.userinfo) == (base.scheme, base.host, base.port, b"")

    # --- patience --------------------------------------------------------------------------------------

    def _patience(self, error: Exception) -> bool | float:
        """Say whether to try again: True in due course, a number after so many seconds, False not."""
        if not isinstance(error, _MayPassError):
            return False
        left = self._end - monotonic()
        if error.wait is None:
            return left > 0
        wait = min(error.wait, self._limits.longest_wait)
        return wait if wait < left else False

    def _left(self) -> float:
        left = self._end - monotonic()
        if left <= 0:
            host, total = self._http.host, self._limits.total
            raise SourceError(
                f"{host} had meer dan {total:.0f} seconden nodig; er is niet langer gewacht. Probeer het "
                f"later opnieuw.",
                f"{host} took more than {total:.0f} seconds; there was no waiting any longer. Try again "
                f"later.",
            )
        return left

    def _failure(self, nl: str, en: str, url: httpx2.URL) -> SourceError:
        host = self._http.host
        return SourceError(
            f"{host} {nl} ({_place(url)}). Controleer het adres van de dienst (--url, KAMERSTEM_URL).",
            f"{host} {en} ({_place(url)}). Check the address of the service (--url, KAMERSTEM_URL).",
        )


def _kind_of(failure: _MayPassError) -> type[SourceError]:
    match failure.__cause__:
        case GarbledError():
            return UnreadableError
        case httpx2.ConnectError():
            return UnreachableError
    return SourceError


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, or until its date; None if it says none."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000": the RFC's way to say UTC without a place
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def _root(base: str) -> httpx2.URL:
    try:
        url = httpx2.URL(base.strip())
        usable = (
            url.scheme in ("http", "https")
            and _HOST.fullmatch(url.raw_host) is not None
            and (url.port is None or 0 < url.port < 65_536)
            and not (url.userinfo or url.query or url.fragment or ".." in url.path.split("/"))
        )
    except (httpx2.InvalidURL, ValueError):
        usable = False
    if not usable:
        shown = _plain(re.sub(r"//[^/]*@", "//...@", base))  # no password on a screen
        raise InputError(
            f"'{shown}' is geen adres van een dienst. Geef de wortel ervan, zoals "
            "https://gegevensmagazijn.tweedekamer.nl (--url, KAMERSTEM_URL).",
            f"'{shown}' is not the address of a service. Give its root, such as "
            "https://gegevensmagazijn.tweedekamer.nl (--url, KAMERSTEM_URL).",
        )
    return url


def _below(path: str, root: str) -> bool:
    return path.startswith(root.rstrip("/") + "/") and not {"..", "."} & set(path.split("/"))


def _place(url: httpx2.URL) -> str:
    """Return the address without the query, which is long and means nothing to a reader."""
    return _plain(url.path) or "/"


def _asked_for(url: httpx2.URL) -> str:
    """Return what an address is of, in a word: "Zaak", "$metadata"."""
    return _plain(url.path.rstrip("/").rpartition("/")[2].partition("(")[0]) or "/"


def _plain(text: str) -> str:
    """Return a line of text from outside, without what a terminal could take as a command."""
    kept = "".join(char if char.isprintable() else " " for char in text[:200])
    return " ".join(kept.split())


def _said(response: httpx2.Response) -> str:
    """Return what the server says is wrong (OData's error.message), with a colon before it; "" if nothing."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > _SAID_AT_MOST:
            return ""
    try:
        message = from_json(bytes(body))["error"]["message"]
    except (ValueError, KeyError, TypeError, IndexError):
        return ""
    return f": {_plain(message)}" if isinstance(message, str) else ""
