"""Servers that never end: headers that come a byte at a time, and a feed of pages with nothing on them."""

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import pytest

from kamerstem.errors import SourceError
from kamerstem.sources import deadline
from kamerstem.sources.http import Http, Limits
from kamerstem.sources.syncfeed import SyncFeed

LIMITS = Limits(total=0.4, read=30.0, attempts=1)


@contextmanager
def dripping(head: bytes, drop: bytes) -> Iterator[str]:
    """Serve one answer whose end never comes: ``head`` at once, then ``drop`` again and again."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            taken, _ = server.accept()
            with taken:
                taken.recv(65536)
                taken.sendall(head)
                while not over.wait(0.02):
                    try:
                        taken.sendall(drop)
                    except OSError:
                        return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: a\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"a"),
    ],
)
@pytest.mark.parametrize("proxy", [False, True])
def test_what_drips_is_cut_off_at_the_end_of_the_time(
    monkeypatch: pytest.MonkeyPatch, head: bytes, drop: bytes, proxy: bool
) -> None:
    with dripping(head, drop) as url:
        if proxy:
            monkeypatch.setenv("HTTP_PROXY", url)
            monkeypatch.setenv("NO_PROXY", "")
        with Http("http://example.invalid" if proxy else url, limits=LIMITS) as http:
            start = time.monotonic()
            with pytest.raises(SourceError):
                http.session().get("/x", bytes)
            assert time.monotonic() - start < 5


def test_the_names_of_httpx2_that_a_limit_of_time_rests_on_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "example.invalid")
    with httpx2.Client() as client:
        assert deadline.keep(client), (
            f"httpx2 {httpx2.__version__} keeps its connections under other names than Client._transport, _mounts,"
            " HTTPTransport._pool and ConnectionPool._network_backend: sources/deadline.py must follow,"
            " or no question has a limit of time while headers drip."
        )


def test_without_those_names_a_limit_is_not_kept_and_that_is_said() -> None:
    def without(name: str, of: str) -> bool:
        with httpx2.Client() as client:
            delattr(client if of == "client" else client._transport, name)
            kept = deadline.keep(client)
            client._transport, client._mounts = httpx2.MockTransport(lambda _: httpx2.Response(204)), {}
            return kept

    assert not without("_pool", "transport")
    assert not without("_mounts", "client")
    assert not without("_transport", "client")


def test_a_feed_of_pages_with_nothing_on_them_has_an_end() -> None:
    number = itertools.count()

    def answer(request: httpx2.Request) -> httpx2.Response:
        link = f'<link rel="next" href="http://x.invalid/Feed?skiptoken={next(number)}"/>'
        return httpx2.Response(200, text=f'<feed xmlns="http://www.w3.org/2005/Atom">{link}</feed>')

    with (
        SyncFeed("http://x.invalid", transport=httpx2.MockTransport(answer)) as feed,
        pytest.raises(SourceError, match="a next page with nothing on it"),
    ):
        list(feed.pages("Zaak"))
    assert next(number) < 200
