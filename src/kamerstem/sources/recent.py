"""All votes since a day, and who sat in the House since, by the OData service: a page at a time."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from kamerstem.dataclasses import dataclass
from kamerstem.errors import SourceError
from kamerstem.model.day import FOR_VOTES
from kamerstem.model.entities import Entity
from kamerstem.model.overview import Source
from kamerstem.sources.asking import Asking, Expand, address, quoted
from kamerstem.sources.odata import OData
from kamerstem.sources.wire import Names, path, read_page

Step = Literal["voted", "decided", "parties", "seats", "vacancies"]
STEPS: tuple[Step, ...] = ("voted", "decided", "parties", "seats", "vacancies")
"""What is asked for, one after the other: what was voted on, what else was decided in sittings that are held to vote,
the parties, the seats that are taken, and those that are empty."""

PERSON = ("Roepnaam", "Initialen", "Tussenvoegsel", "Achternaam")
"""What is asked of a member: the name, and nothing else."""

_DECIDED = (
    Expand("Stemming"),
    Expand("Zaak", (Expand("Kamerstukdossier"),)),
    Expand("Agendapunt", (Expand("Activiteit"),)),
)
_SEAT = Expand("FractieZetel", (Expand("Fractie"),))
_ASKED: dict[Step, tuple[str, tuple[Expand, ...]]] = {
    "voted": ("Besluit", _DECIDED),
    "decided": ("Besluit", _DECIDED),
    "parties": ("Fractie", ()),
    "seats": ("FractieZetelPersoon", (_SEAT, Expand("Persoon", only=PERSON))),
    "vacancies": ("FractieZetelVacature", (_SEAT,)),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One page with what belongs to it: records, where they came from, and the address of the next page."""

    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    next: str | None


class Recent(OData):
    """The House's OData service, asked for all that was decided since a day."""

    def part(self, since: dt.date, step: Step, place: str | None = None) -> Part:
        """Return a page of a step: the one at ``place``, as a page before it said, else the first.

        Raises :class:`~kamerstem.errors.SourceError` as :meth:`ask` does.
        """
        session = self._http.session()

        def ask(names: Names, sources: list[Source], failures: Iterable[tuple[str, SourceError]]) -> Part:  # noqa: ARG001
            return _Recent(session, names, self._http).part(since, step, place)

        return self.versions.first(session, ask)


class _Recent(Asking):
    """One page of one version of the service."""

    def part(self, since: dt.date, step: Step, place: str | None) -> Part:
        entity, expand = _ASKED[step]
        root = path(self._names.version)
        asked = (
            place
            if place is not None and place.startswith(root + "/")
            else self._first(entity, expand, self._where(step, since))
        )
        page, source = self._session.get(asked, read_page)
        self._sources[source.id] = source
        for raw in page.value:
            self._basket.take(entity, raw, source)
        self._rests()
        self._cut_votes()
        following = self._session.follow(page.next, source, root) if page.next is not None else None
        base = str(self._http.base).rstrip("/")
        return Part(
            tuple(self._basket.entities()),
            tuple(self._sources.values()),
            following.removeprefix(base) if following is not None else None,
        )

    def _first(self, entity: str, expand: tuple[Expand, ...], where: str) -> str:
        """Return the address of the first page: in the order of ids, as the service pages without another."""
        options = {"$filter": self._live(entity, where) if where else self._is(entity, "Verwijderd", "false")}
        if expanded := self._expanded(entity, expand):
            options["$expand"] = expanded
        return address(self._names.set(entity), options)

    def _where(self, step: Step, since: dt.date) -> str:
        # A day begins at midnight in Amsterdam, which is an evening in UTC.
        start = f"{since - dt.timedelta(days=1)}T20:00:00Z"
        match step:
            case "voted":
                return f"{self._names.need('Besluit', 'StemmingsSoort')} ne null and {self._on(start)}"
            case "decided":
                kinds = " or ".join(
                    f"{self._sitting('Soort')} eq {quoted(kind)}" for kind in sorted(FOR_VOTES)
                )
                voted = self._names.need("Besluit", "StemmingsSoort")
                return f"{voted} eq null and {self._on(start)} and ({kinds})"
            case "parties":
                return ""
        entity, _ = _ASKED[step]
        end = self._names.need(entity, "TotEnMet")
        return f"({end} eq null or {end} ge {start})"

    def _on(self, start: str) -> str:
        return f"{self._sitting('Datum')} ge {start}"

    def _sitting(self, name: str) -> str:
        """Return the way from a decision to an attribute of its sitting."""
        item, sitting = (
            self._names.need("Besluit", "Agendapunt"),
            self._names.need("Agendapunt", "Activiteit"),
        )
        return f"{item}/{sitting}/{self._names.need('Activiteit', name)}"
