"""How the official service does: each version and the SyncFeed, with few requests and no second attempts."""

import datetime as dt
import time
from collections import Counter

import httpx2

from kamerstem.dataclasses import replace
from kamerstem.errors import SourceError
from kamerstem.language import Words
from kamerstem.model.answers import ServiceState, VersionState
from kamerstem.model.entities import HOST, Entities
from kamerstem.sources.asking import Asking, Expand, address, quoted
from kamerstem.sources.http import Http, Limits, Session
from kamerstem.sources.syncfeed import SyncFeed
from kamerstem.sources.versions import Versions
from kamerstem.sources.wire import matters, read_page, versions

MOST = 10
"""Requests at most: three to each version, one to the feed."""

_BILL = "2023Z19174"  # of 36470-VI
_LIMITS = Limits(total=180.0, read=60.0, attempts=1)
_SMALL = "Fractie"  # a category of the feed that is one page


def ask(url: str | None = None, *, transport: httpx2.BaseTransport | None = None) -> ServiceState:
    """Return how the service at ``url`` (host root) does now. Raises InputError if that is no address."""
    with Http(url or HOST, limits=_LIMITS, transport=transport) as http:
        session = http.session()
        described = Versions(http)
        states = tuple(_version(name, http, session, described) for name in versions())
        feed, delay = _feed(http)
        return ServiceState(http.host, dt.datetime.now(dt.UTC), session.requests + 1, states, feed, delay)


def _version(name: str, http: Http, session: Session, described: Versions) -> VersionState:
    state = VersionState(name, None)
    try:
        begun = time.monotonic()
        names, _ = described.names(name, session)
        missing = [each for each in names.missing if matters(each)]
        unused = [each for each in names.missing if not matters(each)]
        state = replace(
            state, missing=tuple(missing), unused=tuple(unused), new=names.new, delay=time.monotonic() - begun
        )
        begun = time.monotonic()
        page, _ = session.get(address(names.set("Zaak"), {"$select": names.need("Zaak", "Id")}), read_page)
        state = replace(state, page=len(page.value) if page.next else None, delay=_slowest(state, begun))
        begun = time.monotonic()
        vote = _KnownVote(session, names, http).tally()
        return replace(state, vote=vote, delay=_slowest(state, begun))
    except SourceError as failure:
        return replace(state, why=failure.words)


def _slowest(state: VersionState, begun: float) -> float:
    return max(state.delay or 0.0, time.monotonic() - begun)


class _KnownVote(Asking):
    """The one question of which the answer is known."""

    def tally(self) -> tuple[int, int, int] | None:
        """Return the seats for, against and not voting, ``None`` where the vote is not there."""
        self._rows(
            "Zaak", self._is("Zaak", "Nummer", quoted(_BILL)), (Expand("Besluit", (Expand("Stemming"),)),)
        )
        entities = Entities(self._basket.entities())
        for besluit in entities.all("Besluit"):
            if stemmingen := entities.into(besluit, "Stemming"):
                seats = Counter[str]()
                for each in stemmingen:
                    seats[each["Soort"] or ""] += each["FractieGrootte"] or 0
                return seats["Voor"], seats["Tegen"], seats["Niet deelgenomen"]
        return None


def _feed(http: Http) -> tuple[Words | None, float | None]:
    """Ask for a page of the SyncFeed; return why it did not come, or how long that took."""
    begun = time.monotonic()
    try:
        next(SyncFeed(session=http).pages(_SMALL))
    except SourceError as failure:
        return failure.words, None
    return None, time.monotonic() - begun
