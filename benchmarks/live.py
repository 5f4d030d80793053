"""One bill with all its amendments, from the same local server, by Kamerstem and by tkapi.

`tkapi` (PyPI, unaltered) is a client of the same service. It is asked for the votes on the bill and on each
amendment, and once more ("whole") for what else an overview says and tkapi can tell: the dossier, the submitters, the
day of each vote. What is counted must agree, else there is nothing to compare. Kamerstem fetches all of that always,
and also the service's description, the motions of the debates and their number. Each run starts afresh: its own
connection, nothing kept. The server is ours and on this machine, so that seconds are of computing and requests
only; over the internet each request costs its round trip besides.
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from tests.simulator import SharedMissing, Simulator

from kamerstem.model.assemble import assemble
from kamerstem.model.refs import Dossier
from kamerstem.model.votes import Decision
from kamerstem.sources.odata import OData

BILL = Dossier(36470, "VI")
RUNS = 7

Votes = dict[str, tuple[int, int]]
"""Seats for and against, by the number of the Zaak."""


def by_kamerstem(url: str) -> Votes:
    """Return the votes, from all that an overview is made of."""
    with OData(url) as odata:
        answer = odata.ask(BILL)
    overview = assemble(answer.entities, BILL, answer.sources, answer.houses)
    return {
        item.zaak: _sides(item.decisions[-1])
        for _, item in overview.items()
        if item.zaak and item.decisions and item not in overview.motions
    }


def _sides(decision: Decision) -> tuple[int, int]:
    counted = decision.counted
    assert counted is not None
    return counted.for_, counted.against


def by_tkapi(url: str, *, whole: bool = False) -> Votes:
    """Return the votes as tkapi gives them: the Zaken of the dossier, their Besluiten, the Stemmingen of those.

    ``whole``: fetch also what else an overview says: the dossier, who submitted, and the day of each vote.
    """
    from tkapi import TKApi
    from tkapi.besluit import Besluit
    from tkapi.zaak import Zaak, ZaakSoort

    api = TKApi(api_root=f"{url}/OData/v4/2.0/")
    asked = Zaak.create_filter()
    asked.filter_kamerstukdossier(BILL.number, BILL.addition)
    found: Votes = {}
    for zaak in api.get_zaken(filter=asked):
        if zaak.soort not in (
            ZaakSoort.WETGEVING,
            ZaakSoort.INITIATIEF_WETGEVING,
            ZaakSoort.BEGROTING,
            ZaakSoort.AMENDEMENT,
        ):
            continue
        decisions = Besluit.create_filter()
        decisions.filter_zaak(zaak.nummer)
        for besluit in api.get_besluiten(filter=decisions):
            votes = besluit.stemmingen
            if whole:
                assert besluit.agendapunt.activiteit.begin
                assert [dossier.titel for dossier in [zaak.dossier]]
                assert all(actor.naam for actor in zaak.actors)
            found[zaak.nummer] = (
                sum(vote.fractie_size for vote in votes if vote.soort == "Voor"),
                sum(vote.fractie_size for vote in votes if vote.soort == "Tegen"),
            )
    return found


def run() -> None:
    """Print requests and seconds of both, and the ratio."""
    try:
        server = Simulator(plus_is_space=True)  # tkapi writes a space as a plus
    except SharedMissing as missing:
        print(missing)
        return
    ways: dict[str, Callable[[str], Votes]] = {
        "tkapi": by_tkapi,
        "tkapi, whole": partial(by_tkapi, whole=True),
        "Kamerstem": by_kamerstem,
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    requests: dict[str, int] = {}
    with server:
        for _ in range(RUNS):
            votes: dict[str, Votes] = {}
            for name, way in ways.items():
                server.clear()
                start = time.perf_counter()
                votes[name] = way(server.url)
                seconds[name].append(time.perf_counter() - start)
                requests[name] = len(server.requests)
            assert votes["Kamerstem"] == votes["tkapi"] == votes["tkapi, whole"], votes
    base = median(seconds["tkapi"])
    for name, taken in seconds.items():
        print(
            f"{name:12} {requests[name]:3} requests ({requests[name] / requests['tkapi']:.2f} x tkapi)"
            f"   {median(taken) * 1000:7.1f} ms ({median(taken) / base:.2f} x tkapi)"
        )
