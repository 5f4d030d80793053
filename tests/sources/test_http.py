"""A polite guest: who asks, how often, how long, how much; and what every failure says."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from kamerstem import __version__
from kamerstem.errors import InputError, SourceError
from kamerstem.sources import http
from kamerstem.sources.http import (
    GarbledError,
    GoneError,
    Http,
    Limits,
    RefusedError,
    Seen,
    Session,
    UnreadableError,
    retry_after,
)
from kamerstem.sources.wire import read_page

BASE = "https://data.example"
EMPTY = b'{"value":[]}'

Handler = Callable[[httpx2.Request], httpx2.Response]


def session(handler: Handler, limits: Limits | None = None, base: str = BASE) -> Session:
    return Http(base, limits=limits, transport=httpx2.MockTransport(handler)).session()


def in_turn(*answers: httpx2.Response | Exception) -> Handler:
    """Answer with these in turn, the last one for ever."""
    rest = list(answers)

    def handler(request: httpx2.Request) -> httpx2.Response:
        answer = rest.pop(0) if len(rest) > 1 else rest[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    return handler


def good() -> httpx2.Response:
    return httpx2.Response(200, content=EMPTY)


def test_an_answer_comes_with_its_source() -> None:
    asked: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return good()

    before = datetime.now(UTC)
    page, source = session(handler).get("/OData/v5/Zaak?$filter=Soort%20eq%20'a%2Bb'", read_page)
    assert page.value == []
    assert source.url == f"{BASE}/OData/v5/Zaak?$filter=Soort%20eq%20'a%2Bb'"
    assert source.sha256 == hashlib.sha256(EMPTY).hexdigest()
    assert source.fetched is not None
    assert before <= source.fetched <= datetime.now(UTC)
    assert asked[0].url.raw_path == b"/OData/v5/Zaak?$filter=Soort%20eq%20'a%2Bb'"
    assert asked[0].headers["User-Agent"].startswith(f"Kamerstem/{__version__} (")
    assert "Tweede Kamer" in asked[0].headers["User-Agent"]
    assert asked[0].headers["Accept"] == "application/json"


def test_nothing_is_fetched_twice_unless_asked_to() -> None:
    question = session(in_turn(good()))
    first = question.get("/a", read_page)
    assert question.get("/a", read_page) == first
    assert question.requests == 1
    again = question.get("/a", read_page, fresh=True)
    assert question.requests == 2
    assert again[1].id != first[1].id


def test_questions_of_one_moment_share_what_came() -> None:
    connection = Http(BASE, transport=httpx2.MockTransport(in_turn(good())))
    seen = Seen(most=2 * len(EMPTY))
    one, other = connection.session(seen=seen), connection.session(seen=seen)
    one.get("/a", read_page)
    _, b = one.get("/b", read_page)
    assert other.get("/b", read_page)[1] == replace(b, id="odata-1")
    assert other.get("/b", read_page, fresh=True)[1].id == "odata-2"
    assert other.requests == 1
    other.get("/c", read_page)  # more than is kept: the oldest goes
    third = connection.session(seen=seen)
    for path in ("/c", "/b", "/a"):
        third.get(path, read_page)
    assert third.requests == 1
    assert connection.session().get("/b", read_page)[1].id == "odata-1"


def test_each_question_has_its_own_limits() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return httpx2.Response(503)

    connection = Http(BASE, limits=Limits(attempts=3), transport=httpx2.MockTransport(handler))
    for limits, times in ((None, 3), (Limits(attempts=1), 1)):
        asked.clear()
        with pytest.raises(SourceError):
            connection.session(limits).get("/a", read_page)
        assert len(asked) == times


def test_a_root_may_have_a_path() -> None:
    question = session(in_turn(good()), base=f"{BASE}/mirror/")
    assert question.get("/OData/v5/Zaak", read_page)[1].url == f"{BASE}/mirror/OData/v5/Zaak"


@pytest.mark.parametrize(
    "failure",
    [
        httpx2.Response(429, headers={"Retry-After": "1"}),
        httpx2.Response(500, content=b'{"error":{"code":"","message":"An error has occurred."}}'),
        httpx2.Response(502),
        httpx2.Response(503, headers={"Retry-After": "soon"}),
        httpx2.Response(504),
        httpx2.Response(200, content=b""),
        httpx2.Response(200, content=b'{"value":[{"Id":"6b15c1'),
        httpx2.Response(200, content=b"<!DOCTYPE html><title>Storing</title>"),
        httpx2.Response(200, content=b'{"error":{"code":"","message":"An error has occurred."}}'),
        httpx2.Response(200, content=b'{"value":{}}'),
        httpx2.Response(200, content=b"\xff\xfe\x00"),
        httpx2.Response(200, content=b'{"value":' + b"[" * 5_000 + b"]" * 5_000 + b"}"),
        httpx2.ReadTimeout("slow"),
        httpx2.ConnectTimeout("slow"),
        httpx2.ConnectError("[Errno 111] Connection refused"),
        httpx2.RemoteProtocolError("peer closed connection"),
        httpx2.ReadError("reset"),
        httpx2.DecodingError("no gzip"),
    ],
    ids=lambda failure: str(getattr(failure, "status_code", type(failure).__name__)),
)
def test_what_may_pass_is_tried_again(failure: httpx2.Response | Exception) -> None:
    question = session(in_turn(failure, failure, good()))
    assert question.get("/a", read_page)[0].value == []
    assert question.requests == 3

    question = session(in_turn(failure), Limits(attempts=3))
    with pytest.raises(SourceError) as stuck:
        question.get("/a", read_page)
    assert question.requests == 3
    assert stuck.value.exit_code == 3
    assert "data.example" in stuck.value.words.nl
    assert "data.example" in stuck.value.words.en
    assert "opnieuw" in stuck.value.words.nl
    assert "again" in stuck.value.words.en
    passed_bytes = isinstance(failure, httpx2.Response) and failure.status_code == 200
    assert isinstance(stuck.value, UnreadableError) == passed_bytes


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, GoneError), (410, GoneError), (400, RefusedError), (401, RefusedError), (418, RefusedError)],
)
def test_what_does_not_pass_is_not_tried_again(status: int, kind: type[SourceError]) -> None:
    question = session(in_turn(httpx2.Response(status, content=b"\x1b[31m")))
    with pytest.raises(kind) as stuck:
        question.get("/OData/v5/Zaak?$filter=Id%20eq%201", read_page)
    assert question.requests == 1
    assert f"HTTP {status}" in stuck.value.words.nl
    assert "/OData/v5/Zaak" in stuck.value.words.nl
    assert "$filter" not in stuck.value.words.nl
    assert "\x1b" not in stuck.value.words.nl


def test_what_the_service_says_is_passed_on_without_commands() -> None:
    body = b'{"error":{"message":"The node\\u001b[2J count limit\\nof 100 was exceeded."}}'
    with pytest.raises(RefusedError) as stuck:
        session(in_turn(httpx2.Response(400, content=body))).get("/a", read_page)
    assert "(HTTP 400: The node [2J count limit of 100 was exceeded.)" in stuck.value.words.en


NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("17", 17.0),
        (" 17 ", 17.0),
        ("9" * 400, 999_999_999.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        ("Wed, 01 Jul 2026 14:00:30 +0200", 30.0),
        ("Wed, 01 Jul 2026 12:00:30 -0000", 30.0),
        ("Wed, 99 Jul 2026 12:00:30 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("½", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("asked", "total", "waits"),
    [(5.0, 60.0, 5.0), (500.0, 60.0, 20.0), (500.0, 15.0, False), (None, 60.0, True), (None, 0.0, False)],
    ids=["as asked", "no longer than the limit", "not past the end", "its own pace", "the time is up"],
)
def test_how_long_is_waited(asked: float | None, total: float, waits: bool | float) -> None:
    question = session(in_turn(good()), Limits(total=total, longest_wait=20.0))
    assert question._patience(http._MayPassError("nl", "en", asked)) == waits
    assert question._patience(ValueError()) is False


def test_the_time_of_a_question_has_an_end() -> None:
    question = session(in_turn(good()), Limits(total=0.0))
    with pytest.raises(SourceError, match="seconds"):
        question.get("/a", read_page)
    assert question.requests == 0


def test_an_answer_that_drips_is_cut_off_at_the_end_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 10))
    monkeypatch.setattr(http, "monotonic", lambda: float(next(clock)))

    def drip() -> Iterator[bytes]:
        while True:
            yield b" "

    question = session(lambda request: httpx2.Response(200, content=drip()), Limits(total=200.0))
    with pytest.raises(SourceError, match="took more than 200 seconds"):
        question.get("/a", read_page)


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_that_is_too_large_is_not_read(packed: bool) -> None:
    body = EMPTY + b" " * 300_000
    answer = httpx2.Response(
        200,
        headers={"Content-Encoding": "gzip"} if packed else {},
        content=gzip.compress(body) if packed else body,
    )

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers=answer.headers, stream=answer.stream)

    question = session(handler, Limits(body=200_000))
    with pytest.raises(SourceError, match="MB") as stuck:
        question.get("/a", read_page)
    assert not isinstance(stuck.value, UnreadableError)
    assert question.requests == 1


def to(place: str, status: int = 302) -> httpx2.Response:
    return httpx2.Response(status, headers={"Location": place})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["/b", "b", f"{BASE}/b", f"{BASE}:443/b"])
def test_a_redirect_on_the_same_server_is_followed(status: int, place: str) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return to(place, status) if request.url.path == "/a" else good()

    question = session(handler)
    assert question.get("/a", read_page)[0].value == []
    assert question.requests == 2


@pytest.mark.parametrize(
    "place",
    [
        "https://elsewhere.example/a",
        "http://data.example/a",
        "//elsewhere.example",
        f"{BASE}:8443/a",
        "file:///etc/passwd",
        "https://user:pass@data.example/a",
        "https://data.example.elsewhere.example/",
        "\x00",
        "http://[",
        "gopher:",
    ],
)
def test_no_redirect_to_another_server(place: str) -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(302, headers={b"Location": place.encode()})

    with pytest.raises(SourceError, match="another server"):
        session(handler).get("/a", read_page)
    assert asked == [f"{BASE}/a"]


def test_redirects_have_an_end() -> None:
    question = session(in_turn(to("/a")), Limits(redirects=2))
    with pytest.raises(SourceError, match="more than 2 times"):
        question.get("/a", read_page)
    assert question.requests == 3


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        (f"{BASE}/OData/v5/Zaak?$skiptoken=Id-1", True),
        ("Zaak?$skiptoken=Id-1", True),
        ("/OData/v5/Zaak?$skiptoken=Id-1", True),
        ("https://elsewhere.example/OData/v5/Zaak", False),
        ("http://data.example/OData/v5/Zaak", False),
        (f"{BASE}:444/OData/v5/Zaak", False),
        (f"{BASE}/OData/v4/2.0/Zaak", False),
        (f"{BASE}/OData/v5x/Zaak", False),
        (f"{BASE}/OData/v5/../../secret", False),
        (f"{BASE}/OData/v5/%2e%2e/secret", False),
        ("javascript:alert(1)", False),
        ("https://[", False),
    ],
)
def test_the_next_page_is_on_the_same_server_below_the_same_root(link: str, followed: bool) -> None:
    question = session(in_turn(good()))
    _, source = question.get("/OData/v5/Zaak", read_page)
    if followed:
        assert question.follow(link, source, "/OData/v5") == f"{BASE}/OData/v5/Zaak?$skiptoken=Id-1"
    else:
        with pytest.raises(SourceError, match="not followed"):
            question.follow(link, source, "/OData/v5")


@pytest.mark.parametrize(
    "base",
    ["", "gegevensmagazijn.tweedekamer.nl", "ftp://data.example", "http://", "https://user:pass@data.example",
     "https://data.example/?a=b", "https://data.example:99999", "\x00", "http://[", "https://data.example/a/../b#c"],
)  # fmt: skip
def test_what_is_no_address(base: str) -> None:
    with pytest.raises(InputError) as wrong:
        Http(base)
    assert "--url" in wrong.value.words.nl
    assert "pass" not in wrong.value.words.nl + wrong.value.words.en


@pytest.mark.parametrize("proxy", ["ftp://proxy.example:21", "socks5://proxy.example:1080"])
def test_settings_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(InputError, match="HTTPS_PROXY"):
        Http("http://data.example")


def test_a_reader_says_what_is_wrong() -> None:
    def read(body: bytes) -> None:
        raise GarbledError("het is leeg", "it is empty")

    with pytest.raises(UnreadableError, match=r"data\.example gives no usable answer at /a: it is empty\."):
        session(in_turn(good())).get("/a", read)
