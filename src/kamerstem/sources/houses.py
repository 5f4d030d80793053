"""How large the parties were on a day, by all votes of that day: asked where the register did not count them."""

import datetime as dt

from kamerstem.errors import SourceError
from kamerstem.model.entities import Entities
from kamerstem.model.fields import day_of
from kamerstem.model.houses import sizes_by
from kamerstem.model.overview import Source
from kamerstem.model.seats import Seated, seated_on
from kamerstem.sources.asking import ID, Asking, Expand, batches

_VOTE = ("StemmingsSoort", "BesluitSoort", "BesluitTekst", "Status")
_ROW = ("Soort", "ActorFractie", "FractieGrootte")
_ITEMS = (Expand("Agendapunt", (Expand("Besluit", only=ID, given="StemmingsSoort"),), only=ID),)
_VOTES = (Expand("Besluit", (Expand("Stemming", only=_ROW),), only=_VOTE),)

_SEAT = (Expand("FractieZetel", (Expand("Fractie"),)),)
_SEATS = {"FractieZetelPersoon": _SEAT, "FractieZetelVacature": _SEAT}


class WholeDay(Asking):
    """One question about all votes of a day: in which sittings there was a vote, and then those sittings."""

    def sizes(self, day: dt.date) -> dict[str, int] | None:
        """Return the largest size that a vote of that day gives each party; nothing where there was none.

        ``None`` where the service gave fewer rows than it counts: then the day is not at hand as a whole.

        Raises :class:`~kamerstem.errors.SourceError` if the service does not answer as it should.
        """
        for some in batches(self._sittings(day)):
            self._rows("Agendapunt", self._one_of("Agendapunt", "Activiteit_Id", some), _VOTES, only=ID)
        self._cut_votes()
        if self._findings:
            return None
        entities = Entities(self._basket.entities())
        return sizes_by(entities, entities.all("Besluit"), day)

    def seated(self, day: dt.date) -> Seated | None:
        """Return who sat that day by the official seats, ``None`` where the service does not tell.

        A term is asked for with some hours more on either side; whose it was that day is worked out here.
        """
        try:
            for entity, expand in _SEATS.items():
                since, until = (self._names.need(entity, name) for name in ("Van", "TotEnMet"))
                before = day - dt.timedelta(days=1)
                where = f"{since} le {day}T00:00:00Z and ({until} eq null or {until} gt {before}T20:00:00Z)"
                self._rows(entity, where, expand)
        except SourceError:
            return None
        return None if self._findings else seated_on(Entities(self._basket.entities()), day)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where the votes came from."""
        return tuple(self._sources.values())

    def _sittings(self, day: dt.date) -> list[str]:
        basket = self._basket
        found = self._rows(
            "Activiteit", around(self._names.need("Activiteit", "Datum"), day), _ITEMS, only=("Datum",)
        )
        with_votes = {
            sitting
            for besluit in basket.ids("Besluit")
            for item in basket.refs("Besluit", besluit, "Agendapunt")
            for sitting in basket.refs("Agendapunt", item, "Activiteit")
        }
        return [
            each
            for each in found
            if each in with_votes and day_of(basket.fields("Activiteit", each).get("Datum")) == day
        ]


def around(name: str, day: dt.date) -> str:
    """Return the filter for a day: it is filtered in UTC there, so a few hours more on either side."""
    before, after = day - dt.timedelta(days=1), day + dt.timedelta(days=1)
    return f"{name} ge {before}T20:00:00Z and {name} lt {after}T04:00:00Z"
