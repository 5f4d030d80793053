"""Each fault, met by a plain client; and the log."""

import email.utils
import http.client
import json
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.simulator import Fault, Simulator
from tests.simulator.client import ask, get, pages
from tests.simulator.fixtures import MakeSimulator


def guid(number: int) -> str:
    return f"00000000-0000-0000-0000-{number:012x}"


ROWS: dict[str, Any] = {
    "Besluit": [{"Id": guid(number), "Status": "Besluit", "Verwijderd": False} for number in range(1, 601)],
    "Stemming": [{"Id": guid(1000), "Besluit_Id": guid(1), "Soort": "Voor", "ActorFractie": "SGP"}],
}


@pytest.fixture
def server(make_simulator: MakeSimulator) -> Simulator:
    return make_simulator(ROWS)


@pytest.fixture
def page(server: Simulator) -> str:
    return f"{server.v4}/Besluit"


def raw(address: str) -> bytes:
    """Return every byte that comes back until the other side closes."""
    parts = urlsplit(address)
    with socket.create_connection((str(parts.hostname), parts.port or 80), timeout=20) as line:
        line.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        received = b""
        while piece := line.recv(65536):
            received += piece
    return received


def test_error(server: Simulator, page: str) -> None:
    server.faults.add(Fault.ERROR)
    reply = get(page)
    assert (reply.status, reply.message) == (500, "An error has occurred.")
    assert get(page).status == 200


def test_unavailable(server: Simulator, page: str) -> None:
    server.faults.add("503", times=2)
    assert [get(page).status for _ in range(3)] == [503, 503, 200]


def test_busy(server: Simulator, page: str) -> None:
    server.faults.add(Fault.BUSY, seconds=7)
    server.faults.add(Fault.BUSY_UNTIL, after=1, seconds=120)
    first, second, third = get(page), get(page), get(page)
    assert [first.status, second.status, third.status] == [429, 429, 200]
    assert first.headers["Retry-After"] == "7"
    until = email.utils.parsedate_to_datetime(second.headers["Retry-After"]).timestamp()
    assert abs(until - time.time() - 120) < 60


def test_hang(server: Simulator, page: str) -> None:
    server.faults.add(Fault.HANG)
    with pytest.raises(TimeoutError):
        get(page, timeout=0.05)
    assert server.requests[0].status is None
    server.faults.add(Fault.HANG, seconds=0.01)
    with pytest.raises(http.client.RemoteDisconnected):
        get(page)


def test_hang_does_not_keep_the_server_from_closing(make_simulator: MakeSimulator) -> None:
    server = make_simulator(ROWS)
    server.faults.add(Fault.HANG, seconds=3600)
    with pytest.raises(TimeoutError):
        get(server.v4, timeout=0.05)
    server.close()


def test_drop(server: Simulator, page: str) -> None:
    server.faults.add(Fault.DROP)
    assert raw(page) == b""


def test_cut(server: Simulator, page: str) -> None:
    server.faults.add(Fault.CUT)
    with pytest.raises(http.client.IncompleteRead):
        get(page)
    server.faults.add(Fault.CUT)
    received = raw(page)
    assert b"200 OK" in received
    assert not received.endswith(b"0\r\n\r\n")


def test_broken_content(server: Simulator, page: str) -> None:
    whole = get(page).body
    server.faults.add(Fault.CUT_JSON)
    cut = get(page)
    assert cut.status == 200
    assert whole.startswith(cut.body)
    with pytest.raises(json.JSONDecodeError):
        _ = cut.data
    server.faults.add(Fault.HTML)
    html = get(page)
    assert (html.status, html.headers["Content-Type"]) == (200, "text/html")
    assert html.body.startswith(b"<!DOCTYPE html>")
    server.faults.add(Fault.EMPTY)
    assert (get(page).status, get(page).body) == (200, whole)


def test_drip_is_whole_in_the_end(server: Simulator, page: str) -> None:
    whole = get(page).body
    server.faults.add(Fault.DRIP, pieces=5, seconds=0.001)
    assert get(page).body == whole
    server.faults.add(Fault.DRIP, pieces=3, seconds=3600)
    with pytest.raises(TimeoutError):
        get(page, timeout=0.1)


def test_wrong_length(server: Simulator, page: str) -> None:
    whole = get(page).body
    server.faults.add(Fault.LONG_LENGTH)
    with pytest.raises(http.client.IncompleteRead):
        get(page)
    server.faults.add(Fault.SHORT_LENGTH)
    assert get(page).body == whole[: len(whole) // 2]


def test_links(server: Simulator, page: str) -> None:
    server.faults.add(Fault.LOOP, after=1)
    first, second = _take(pages(page), 2)
    assert second["@odata.nextLink"] == first["@odata.nextLink"]
    assert second["value"] != first["value"]
    assert get(second["@odata.nextLink"]).data["value"] == second["value"]
    server.faults.add(Fault.OTHER_HOST)
    assert get(page).data["@odata.nextLink"].startswith("http://example.org/OData/v5/Besluit?")
    server.faults.add(Fault.LOOP)
    short = f"{page}?$top=1"
    assert get(short).data["@odata.nextLink"] == short


def _take(walk: Iterator[Any], number: int) -> list[Any]:
    return [next(walk) for _ in range(number)]


@pytest.mark.parametrize(
    ("order", "shift", "expected"), [("", 1, 601), ("?$orderby=Id", 1, 601), ("", -1, 599)]
)
def test_rows_change_between_pages(
    server: Simulator, page: str, order: str, shift: int, expected: int
) -> None:
    server.faults.add(Fault.CHANGED, shift=shift)
    found = [row["Id"] for each in pages(page + order) for row in each["value"]]
    assert len(found) == expected
    assert len(set(found)) == min(expected, 600)


def test_missing_attribute(server: Simulator) -> None:
    server.faults.add(Fault.NO_ATTRIBUTE, times=None)
    nested = ask(server.v4, "Besluit", top="1", expand="Stemming").data["value"][0]["Stemming"][0]
    assert "Soort" not in nested
    assert nested["ActorFractie"] == "SGP"
    assert "Soort" not in get(f"{server.v4}/Stemming({guid(1000)})").data
    assert "Soort" not in ask(server.v4, "Stemming").data["value"][0]
    v4 = get(f"{server.v4}/$metadata").body
    assert v4 == server.schema.document
    server.faults.clear()
    server.faults.add(Fault.NO_ATTRIBUTE, times=None, attribute="Stemming.FractieNaam", declared=False)
    assert b'Name="FractieNaam"' not in get(f"{server.v5}/$metadata").body
    assert "FractieNaam" not in ask(server.v5, "Stemming").data["value"][0]
    assert "ActorFractie" in ask(server.v4, "Stemming").data["value"][0]


def test_versions_that_are_not_there(make_simulator: MakeSimulator, server: Simulator) -> None:
    server.faults.add(Fault.NO_V5, times=None)
    assert [get(f"{root}/$metadata").status for root in (server.v4, server.v5)] == [200, 404]
    server.clear()
    server.faults.add(Fault.V4_GONE, times=None)
    assert [get(f"{root}/Besluit").status for root in (server.v4, server.v5)] == [410, 200]
    only_v4, only_v5 = make_simulator({}, version="v4"), make_simulator({}, version="v5")
    assert [get(root).status for root in (only_v4.v4, only_v4.v5)] == [200, 404]
    assert [get(root).status for root in (only_v5.v4, only_v5.v5)] == [410, 200]


def test_a_fault_meets_what_it_is_for(server: Simulator) -> None:
    server.faults.add(Fault.ERROR, path=r"/Besluit\?.*Status eq 'Besluit'", times=1, after=1)
    statuses = [
        get(f"{server.v4}/Stemming").status,
        ask(server.v4, "Besluit", filter="Status eq 'Besluit'").status,
        ask(server.v4, "Besluit", filter="Status eq 'Besluit'").status,
        ask(server.v4, "Besluit", filter="Status eq 'Besluit'").status,
    ]
    assert statuses == [200, 200, 500, 200]
    assert not server.faults
    with pytest.raises(ValueError, match="no-such"):
        server.faults.add("no-such")
    with pytest.raises(TypeError):
        server.faults.add(Fault.ERROR, colour="red")


def test_log(server: Simulator) -> None:
    get(f"{server.v5}/Besluit?$top=1&$filter=Verwijderd%20eq%20false", agent="Kamerstem/1.0 (+test)")
    server.faults.add(Fault.ERROR)
    get(f"{server.v5}/Kleur")
    first, second = server.requests
    assert (first.method, first.path, first.status) == ("GET", "/OData/v5/Besluit", 200)
    assert first.query == "$top=1&$filter=Verwijderd%20eq%20false"
    assert first.headers["user-agent"] == "Kamerstem/1.0 (+test)"
    assert (second.faults, second.status) == ([Fault.ERROR], 500)
    server.clear()
    assert server.requests == []


def test_connection_is_kept(server: Simulator) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    for path in (
        "/OData/v4/2.0/Besluit",
        "/OData/v5/Besluit?$top=1",
        "/elsewhere",
        f"/OData/v5/Stemming({guid(1000)})/Fractie",
    ):
        connection.request("GET", path)
        connection.getresponse().read()
    connection.close()
    assert [asked.status for asked in server.requests] == [200, 200, 404, 204]
