"""The HTTP server: loopback only, a log of what was asked, and the faults of the line."""

import contextlib
import email.utils
import sys
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from tests.simulator.faults import Fault, Faults, Trouble
from tests.simulator.odata import Answer, ODataService, Request, refusal
from tests.simulator.rows import Rows, Source
from tests.simulator.schema import PAGE, V5_NAMES, Schema, read_schema, v5_schema
from tests.simulator.syncfeed import ROOT as FEED
from tests.simulator.syncfeed import Base, RowsBase, SyncFeed

V4, V5 = "/OData/v4/2.0", "/OData/v5"
LONGEST_LINE = 8192
"""Bytes of a request line, a usual limit of such servers; what the service allows is not known."""
Version = Literal["v4", "v5", "both"]

_HTML = (
    b"<!DOCTYPE html><html><head><title>Storing</title></head><body><h1>Er is een storing</h1></body></html>"
)


class Service(Protocol):
    """What can be put under a root of the server: a version of OData, the SyncFeed."""

    def answer(self, request: Request) -> Answer:
        """Answer a GET below the root."""


@dataclass
class Asked:
    """One request as it came in; ``status`` is None until, and unless, it was answered."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    """By lower-case name."""
    faults: list[Fault] = field(default_factory=list)
    status: int | None = None


class Simulator:
    """The official service on this machine. Use it in ``with``, or call :meth:`start` and :meth:`close`.

    ``services`` maps roots to services; ``feed`` is the SyncFeed, which can be made to change; ``faults``
    turns faults on; ``requests`` is the log. ``errors`` holds what went wrong in the simulator itself, which
    is a bug of it.
    """

    def __init__(
        self,
        rows: Rows | Source | None = None,
        *,
        assumed: bool = False,
        version: Version = "both",
        port: int = 0,
        plus_is_space: bool = False,
        v5_names: Path = V5_NAMES,
        v5_page: int = PAGE,
        verbose: bool = False,
        feed: Base | None = None,
    ) -> None:
        """Prepare a server over ``rows`` (see :class:`Rows`).

        ``feed``: what the SyncFeed starts from, if not from the same rows.
        ``plus_is_space``: take '+' in a query as a space instead of refusing it. ``version``: only v4 leaves
        v5 absent (404), only v5 leaves v4 gone (410). ``v5_page``: rows on a page of v5.
        """
        self.schema: Schema = read_schema()
        self.rows = rows if isinstance(rows, Rows) else Rows(self.schema, rows, assumed=assumed)
        self.services: dict[str, Service] = {}
        if version in ("v4", "both"):
            self.services[V4] = ODataService(self.schema, self.rows, plus_is_space=plus_is_space)
        if version in ("v5", "both"):
            v5 = v5_schema(self.schema, v5_names, page=v5_page)
            self.services[V5] = ODataService(v5, self.rows, plus_is_space=plus_is_space)
        self.feed = SyncFeed(RowsBase(self.rows) if feed is None else feed)
        self.services[FEED] = self.feed
        self.faults = Faults()
        self.requests: list[Asked] = []
        self.errors: list[BaseException] = []
        self.verbose = verbose
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.simulator = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The host root, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def v4(self) -> str:
        """The root of v4/2.0."""
        return self.url + V4

    @property
    def v5(self) -> str:
        """The root of v5."""
        return self.url + V5

    def clear(self) -> None:
        """Forget the log, the errors and the changes of the feed, and turn all faults off."""
        self.feed.reset()
        self.faults.clear()
        self.requests.clear()
        self.errors.clear()

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop, and close every connection, also those that hang."""
        self.closing.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.close_connections()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def find(self, path: str) -> tuple[str, Service] | None:
        """Return the service whose root the path lies under, with that root."""
        return next(
            (
                (root, each)
                for root, each in self.services.items()
                if path == root or path.startswith(root + "/")
            ),
            None,
        )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    simulator: Simulator

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._open: set[socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(SHUT_RDWR)
            connection.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if (
            error is not None
            and not isinstance(error, (ConnectionError, TimeoutError))
            and not self.simulator.closing.is_set()
        ):
            self.simulator.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = (
        True  # headers and body are two writes: else every answer waits 40 ms for an ACK
    )
    server: _Server

    def do_GET(self) -> None:
        self._handle()

    def do_HEAD(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._send(refusal(405, "The requested resource does not support this HTTP method."), [])
        self.close_connection = True

    do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815

    def _handle(self) -> None:
        simulator = self.server.simulator
        path, _, query = self.path.partition("?")
        if len(self.requestline) > LONGEST_LINE:
            self._send(refusal(414, "The request line is too long."), [])
            return
        troubles = simulator.faults.take(path, query)
        self.asked = Asked(
            self.command,
            path,
            query,
            {name.lower(): value for name, value in self.headers.items()},
            [trouble.fault for trouble in troubles],
        )
        simulator.requests.append(self.asked)
        for trouble in troubles:
            if self._refused(trouble):
                return
        self._send(self._answer(path, query, troubles), troubles)

    def _answer(self, path: str, query: str, troubles: list[Trouble]) -> Answer:
        simulator = self.server.simulator
        found = simulator.find(path)
        if found is None:
            return _gone() if path.startswith(V4) else _absent()
        root, service = found
        host = self.headers.get("Host") or simulator.url.removeprefix("http://")
        try:
            return service.answer(Request(path[len(root) :], query, f"http://{host}{root}", troubles))
        except Exception as error:
            simulator.errors.append(error)
            return refusal(500, f"The simulator failed: {error!r}")

    # -- faults
    # ------------------------------------------------------------------------------------------------

    def _refused(self, trouble: Trouble) -> bool:
        """Meet the faults that stand in the place of an answer; say whether this was one."""
        match trouble.fault:
            case Fault.ERROR:
                answer = refusal(500, "An error has occurred.")
            case Fault.UNAVAILABLE:
                answer = Answer(503, _HTML, {"Content-Type": "text/html"})
            case Fault.BUSY:
                answer = refusal(429, "Too many requests.")
                answer.headers = {**answer.headers, "Retry-After": str(round(trouble.seconds))}
            case Fault.BUSY_UNTIL:
                answer = refusal(429, "Too many requests.")
                until = email.utils.formatdate(time.time() + trouble.seconds, usegmt=True)
                answer.headers = {**answer.headers, "Retry-After": until}
            case Fault.HTML:
                answer = Answer(200, _HTML, {"Content-Type": "text/html"})
            case Fault.EMPTY:
                answer = Answer(200, b"", {"Content-Type": "application/json"})
            case Fault.NO_V5:
                answer = _absent()
            case Fault.V4_GONE:
                answer = _gone()
            case Fault.HANG:
                self.server.simulator.closing.wait(trouble.seconds or 60)
                self.close_connection = True
                return True
            case Fault.DROP:
                self.close_connection = True
                return True
            case _:
                return False
        self._send(answer, [])
        return True

    def _send(self, answer: Answer, troubles: list[Trouble]) -> None:
        body, faults = answer.body, {trouble.fault: trouble for trouble in troubles}
        if Fault.CUT_JSON in faults:
            body = body[: len(body) // 2]
        length = None
        if Fault.LONG_LENGTH in faults:
            length = len(body) + 100
        elif Fault.SHORT_LENGTH in faults:
            length = len(body) // 2
        elif answer.status == 204 or not body:
            length = 0
        self._head(answer, length)
        if self.command == "HEAD" or answer.status == 204:
            return
        if Fault.DIE in faults:
            self.server.simulator.faults.add(Fault.DROP, times=None)
        if Fault.CUT in faults or Fault.DIE in faults:
            self._chunk(body[: len(body) // 2])
            self.close_connection = True
        elif length is not None:
            self.wfile.write(body)
            self.close_connection = self.close_connection or length != len(body)
        else:
            self._body(body, faults.get(Fault.DRIP))

    def _body(self, body: bytes, drip: Trouble | None) -> None:
        size = -(-len(body) // drip.pieces) if drip else 65536
        for start in range(0, len(body), max(size, 1)):
            if drip and start and self.server.simulator.closing.wait(drip.seconds):
                self.close_connection = True
                return
            self._chunk(body[start : start + size])
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, piece: bytes) -> None:
        self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        self.wfile.flush()

    def _head(self, answer: Answer, length: int | None) -> None:
        if hasattr(self, "asked"):
            self.asked.status = answer.status
        self.send_response_only(answer.status, HTTPStatus(answer.status).phrase)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'self'")
        self.send_header("Date", self.date_time_string())
        if length is not None:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.server.simulator.verbose:
            print(answer.status, self.path, flush=True)

    def log_message(self, *_: object) -> None:
        """Say nothing: the log is :attr:`Simulator.requests`."""


def _absent() -> Answer:
    return refusal(404, "The resource cannot be found.")


def _gone() -> Answer:
    return refusal(410, "This version of the service is gone.")
