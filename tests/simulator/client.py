"""A plain client for the tests of the simulator: it sends an address exactly as written."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

TIMEOUT = 20
"""Seconds after which a test gives up; far more than any answer takes."""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def message(self) -> str:
        """The message of an OData error."""
        return str(self.data["error"]["message"])


def get(address: str, *, method: str = "GET", agent: str = "test", timeout: float = TIMEOUT) -> Reply:
    """Send one request on a connection of its own."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={"User-Agent": agent})
        response = connection.getresponse()
        return Reply(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


def ask(root: str, path: str, **options: str) -> Reply:
    """Ask with the options given without their ``$``, escaped as the service wants it."""
    query = "&".join(f"${name}={quote(value, safe='')}" for name, value in options.items())
    return get(f"{root}/{path}" + (f"?{query}" if query else ""))


def ids(root: str, path: str, **options: str) -> list[str]:
    """Return the ids on the page that is asked for; fails on anything but 200."""
    reply = ask(root, path, **options)
    assert reply.status == 200, reply.body
    return [row["Id"] for row in reply.data["value"]]


def pages(address: str) -> Iterator[Any]:
    """Follow the next links from an address; yields each page."""
    following: str | None = address
    while following is not None:
        reply = get(following)
        assert reply.status == 200, reply.body
        yield reply.data
        following = reply.data.get("@odata.nextLink")
