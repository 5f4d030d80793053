"""Votes by the OData service: a voting day as it stands now, and decisions asked for a second time."""

import datetime as dt
from collections.abc import Sequence

from kamerstem.model.day import FOR_VOTES
from kamerstem.model.rows import day_of
from kamerstem.sources.asking import ID, Expand, batches
from kamerstem.sources.odata import Answer, OData, Question

TOGETHER = 12
"""Decisions that are asked for in one question."""


class Votes(OData):
    """The House's OData service, asked about votes."""

    def day(self, date: dt.date) -> Answer:
        """Return the records of the sittings of a day that are held to vote, with everything on their agenda.

        They are there from when the agenda is known; without any there was nothing to vote on. Raises
        :class:`~kamerstem.errors.SourceError` as :meth:`ask` does.
        """
        return self._asked(lambda *way: self._with_houses(_Votes(*way).day(date), *way))

    def again(self, besluiten: Sequence[str], stemmingen: Sequence[str] = ()) -> Answer:
        """Return these decisions (at most :data:`TOGETHER`) as they are now, with their vote rows, deleted ones too.

        ``stemmingen`` are rows to be asked for by id where they do not come with their decision. Raises
        :class:`~kamerstem.errors.SourceError` as :meth:`ask` does.
        """
        return self._asked(lambda *way: _Votes(*way).again(besluiten, stemmingen))


class _Votes(Question):
    """One question about votes to one version of the service."""

    def day(self, date: dt.date) -> Answer:
        # Days are filtered in UTC there: a day more on either side, and the right one is taken here.
        name, day = self._names.need("Activiteit", "Datum"), dt.timedelta(days=1)
        around = f"{name} ge {date - day}T00:00:00Z and {name} lt {date + 2 * day}T00:00:00Z"
        soorten = self._one_of("Activiteit", "Soort", (f"'{soort}'" for soort in sorted(FOR_VOTES)))
        for each in self._rows("Activiteit", f"{around} and {soorten}"):
            if day_of(self._basket.fields("Activiteit", each).get("Datum")) != date:
                self._basket.forget("Activiteit", each)
        sittings = self._basket.ids("Activiteit")
        items: dict[str, None] = {}
        for some in batches(sittings):
            where = self._one_of("Agendapunt", "Activiteit_Id", some)
            items |= dict.fromkeys(self._rows("Agendapunt", where, (Expand("Activiteit"),)))
        zaken: dict[str, None] = {}
        for some in batches(items):
            zaken |= dict.fromkeys(self._proposals(self._any("Zaak", "Agendapunt", "Id", some)))
        decided: dict[str, None] = {}
        alone: list[str] = []  # votes that are tied to no Zaak
        for some in batches(items):
            where = self._one_of("Besluit", "Agendapunt_Id", some)
            for besluit in self._rows("Besluit", where, (Expand("Zaak", only=ID),)):
                of = self._basket.refs("Besluit", besluit, "Zaak")
                decided |= dict.fromkeys(of)
                alone += [] if of else [besluit]
        for some in batches(alone):
            self._rows("Besluit", self._one_of("Besluit", "Id", some), (Expand("Stemming"),))
        zaken |= dict.fromkeys(self._by_id(zaak for zaak in decided if zaak not in zaken))
        self._newer()
        self._versions()
        self._agenda()
        self._cut_votes()
        return self._answer(zaken)

    def again(self, besluiten: Sequence[str], stemmingen: Sequence[str]) -> Answer:
        for some in batches(besluiten):
            self._rows("Besluit", self._one_of("Besluit", "Id", some), (Expand("Stemming"),), live=False)
        self._cut_votes()
        came = set(self._basket.ids("Stemming"))
        for some in batches(each for each in stemmingen if each not in came):
            self._rows("Stemming", self._one_of("Stemming", "Id", some), live=False)
        return self._answer(())
