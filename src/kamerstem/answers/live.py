"""The door to the official API: each question is asked of the service, by one connection for the door's life."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import ClassVar, Unpack

from kamerstem.answers.door import (
    Answer,
    DayAnswer,
    Door,
    Once,
    Origin,
    Wanted,
    checked,
    no_history,
    record_only,
    ref_of,
)
from kamerstem.answers.papers import not_asked, read_into
from kamerstem.checks import official
from kamerstem.dataclasses import replace
from kamerstem.errors import NotFoundError
from kamerstem.language import Words
from kamerstem.model.answers import Votes
from kamerstem.model.assemble import assemble
from kamerstem.model.clock import today
from kamerstem.model.day import decided_on, voting_day
from kamerstem.model.days import as_day
from kamerstem.model.entities import HOST
from kamerstem.model.refs import Ref
from kamerstem.model.votes import Proposal
from kamerstem.sources.http import Http, Limits, Seen
from kamerstem.sources.papers import AT_ONCE, LIMITS, Papers
from kamerstem.sources.votes import Votes as Service

_SOON = Limits(total=30.0, connect=3.0, attempts=1)
"""Of a question that gives up soon."""


class Live(Door):
    """The official API at ``url``, the host root of the services."""

    origin: ClassVar[Origin] = "live"

    def __init__(self, url: str | None = None) -> None:
        self._http = Once(lambda: Http(url or HOST))
        self._service = Once(lambda: Service(self._http()))

    def overview(
        self, ref: str | Ref, at: dt.date | str | None = None, *, papers: bool = True, patient: bool = True
    ) -> Answer:
        """Return the overview as the service gives it now."""
        asked = ref_of(ref)
        if at is not None:
            raise no_history()
        return self._overview(asked, papers=papers, patient=patient)

    def overviews(self, wanted: Iterable[Ref]) -> Iterator[Answer | NotFoundError]:
        """Yield each; no address is asked for twice."""
        seen = Seen()
        for ref in wanted:
            try:
                yield self._overview(ref, papers=False, seen=seen)
            except NotFoundError as error:
                yield error

    def _overview(self, ref: Ref, *, papers: bool, patient: bool = True, seen: Seen | None = None) -> Answer:
        answer = self._service().ask(ref, limits=None if patient else _SOON, seen=seen)
        overview = assemble(answer.entities, ref, answer.sources, answer.houses, answer.motions, today())
        if answer.motions is None and overview.bill is not None:
            overview = replace(
                overview, motions_elsewhere=None
            )  # it gives those of the debates, and does not count
        overview = replace(overview, findings=(*official.placed(overview, answer.entities), *answer.findings))
        if papers:
            described = self._service().versions
            fetch = Papers(self._http(), limits=LIMITS if patient else AT_ONCE, described=described)
            overview = read_into(overview, answer.entities, fetch=fetch)
        else:
            overview = replace(overview, findings=(*overview.findings, *not_asked(overview)))
        return checked(overview, from_api(answer.version))

    def day(self, date: dt.date | str) -> DayAnswer:
        """Return the day as the service gives it now."""
        date = as_day(date)
        answer = self._service().day(date)
        known = today()
        day = voting_day(answer.entities, date, answer.sources, answer.findings, known, answer.houses, known)
        return DayAnswer(day, from_api(answer.version))

    def latest(self, date: dt.date) -> DayAnswer:
        """Return the same: there is nothing to bring up to date."""
        return self.day(date)

    def decided_on(self, date: dt.date) -> list[Proposal] | None:
        """Return all proposals with a decision of a day in a sitting that is held to vote."""
        answer = self._service().day(date)
        return decided_on(answer.entities, date, answer.houses)

    def votes(self, *, most: int | None = None, **wanted: Unpack[Wanted]) -> Votes:  # noqa: ARG002
        """Raise InputError: lists come from a record."""
        raise record_only()

    def close(self) -> None:
        """Close the connection."""
        for _ in self._service.taken():
            pass
        for http in self._http.taken():
            http.close()


def from_api(version: str) -> Words:
    """Return in words that the official API answered, and which version of it."""
    return Words(
        f"Opgevraagd bij de officiële gegevens van de Tweede Kamer (API {version}).",
        f"From the official data of the House of Representatives (API {version}).",
    )
