"""From a reference to all official records that concern it, by the House's OData service.

One bill takes a handful of requests, however many amendments it has: its dossier; the dossier's proposals,
each with its signatories, papers, agenda items, decisions and votes expanded in it; the motions of its
debates in the same way; and the number of the dossier's motions. What is left out is left out by the
question, not by the answer: every decision comes, of whatever kind and status, and
:mod:`kamerstem.model.assemble` decides what it means.

The service's ways (recorded, or told on its tracker): pages of 250 rows that go on at ``@odata.nextLink``;
expanded rows that were deleted; rows that get lost between pages while the data changes; at most 100 nodes in
a filter; ids without quotes; spaces as %20.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from types import TracebackType
from typing import Literal, Self, cast

import httpx2

from kamerstem.dataclasses import dataclass, field, replace
from kamerstem.errors import BadReference, NotFoundError, SourceError
from kamerstem.model.clock import today
from kamerstem.model.entities import HOST, Entities
from kamerstem.model.houses import DayHouse, Houses, days_of_votes, house_of
from kamerstem.model.information import OVERVIEW, Needs, way
from kamerstem.model.kinds import BILLS
from kamerstem.model.overview import Finding, Source
from kamerstem.model.refs import DocumentNumber, Dossier, EntityId, Paper, Ref, ZaakNumber
from kamerstem.model.titles import OwnTitle, beginning, own_title
from kamerstem.sources.asking import ID, Asking, Expand, batches, quoted
from kamerstem.sources.houses import WholeDay
from kamerstem.sources.http import Http, Limits, Seen, Session
from kamerstem.sources.versions import BELIEVED, Versions
from kamerstem.sources.wire import Names

Version = Literal["v5", "v4"]

MOTION, AMENDMENT = "Motie", "Amendement"

_FEW = 6  # ids in one filter, where more is asked beside them
_GENERATIONS = 10  # of papers that replace one another


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service knows of a reference.

    ``zaken`` are the ids of the Zaken that were asked for: the bills of a dossier, or one amendment; empty
    for a Besluit that is about none. ``motions`` is the number of motions in the bill's dossier, ``None`` if
    no bill was asked for, it has no dossier, or the service does not count. ``houses`` are those of the days of its
    votes. ``findings`` names what the service lacks and what did not go as usual. ``requests`` counts everything that
    was sent, repeated attempts too.
    """

    entities: Entities
    sources: tuple[Source, ...]
    version: Version
    zaken: tuple[str, ...]
    motions: int | None
    findings: tuple[Finding, ...]
    requests: int
    houses: Houses = field(default_factory=dict)


class OData:
    """The House's OData service: ask it about a reference.

    ``service`` is its root, or a connection to it that others use too; below it lie the versions (``names.toml``), of
    which the first that can be used answers. ``transport`` replaces the network. To be closed, or used in ``with``;
    threads may share it. Raises :class:`~kamerstem.errors.InputError` if ``service`` is no address.
    """

    def __init__(
        self,
        service: str | Http = HOST,
        *,
        limits: Limits | None = None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._http = (
            service if isinstance(service, Http) else Http(service, limits=limits, transport=transport)
        )
        self.versions = Versions(self._http)
        self._days: dict[dt.date, _WholeDay] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def ask(self, ref: Ref, *, limits: Limits | None = None, seen: Seen | None = None) -> Answer:
        """Return all records that concern a bill, paper, Zaak, document, decision or other entity.

        A bill comes with its dossier's proposals and the motions of its debates; another Zaak with the bill
        of its dossier (if it was asked for as a paper) and the versions that it replaces or that replace it. ``limits``
        are those of this question; ``seen`` holds the answers that it shares with others.

        Raises :class:`~kamerstem.errors.NotFoundError` if the service does not have it, and
        :class:`~kamerstem.errors.SourceError` if it cannot be reached or does not answer as it should; an
        answer is whole or not there.
        """
        return self._asked(lambda *way: self._with_houses(Question(*way).answer(ref), *way), limits, seen)

    def _with_houses(self, answer: Answer, session: Session, names: Names, *_: object) -> Answer:
        """Return the answer with the Houses of the days on which there was a vote on what was asked for.

        Where the register did not count a day, all votes of that day are asked for, once an hour at the most: votes are
        put right afterwards. Where they cannot be had, the House of that day is not known, and the answer is whole all
        the same.
        """
        entities, sources = answer.entities, {source.id: source for source in answer.sources}
        asked = [zaak for id in answer.zaken if (zaak := entities.get("Zaak", id)) is not None]
        besluiten = (
            entities.all("Besluit")
            if any((zaak["Soort"] or "").strip() in BILLS for zaak in asked)
            else (besluit for zaak in asked for besluit in entities.into(zaak, "Besluit"))
        )
        houses: dict[dt.date, DayHouse] = {}
        for day in sorted(days_of_votes(entities, besluiten)):
            known = house_of(day)
            if known.house is None or known.house.certain:
                continue
            held = self._days.get(day)
            if held is not None and monotonic() - held.since <= BELIEVED:
                its = tuple(session.told(source) for source in held.sources)
            else:
                question = WholeDay(session, names, self._http)
                try:
                    sizes = question.sizes(day)
                    seated = question.seated(day) if sizes else None
                except SourceError:
                    break  # it does not answer such a question: no more of them now
                its = question.sources
                held = _WholeDay(house_of(day, sizes, seated), its, monotonic())
                # A day that goes on has more votes to come, and of one that came short there is more to be had.
                if sizes is not None and day < today():
                    self._days[day] = held
            houses[day] = held.house
            sources |= {source.id: source for source in its}
        return replace(answer, houses=houses, sources=tuple(sources.values()), requests=session.requests)

    def _asked(
        self, ask: Callable[..., Answer], limits: Limits | None = None, seen: Seen | None = None
    ) -> Answer:
        """Return the answer of the first version that can be used; ``ask`` is given what a :class:`Question` takes."""
        session = self._http.session(limits, seen)
        return self.versions.first(
            session, lambda names, sources, failures: ask(session, names, self._http, sources, failures)
        )


@dataclass(frozen=True, slots=True)
class _WholeDay:
    """The House of a day by all its votes, where they came from, and when that was asked."""

    house: DayHouse
    sources: tuple[Source, ...]
    since: float


_NOT_EXPANDED = frozenset({"Stemming.Fractie", "Stemming.Persoon"})
"""What an overview needs, and is not asked for: a vote row names them, and three levels were never seen asked."""


def _expands(entity: str, needs: Needs, *elsewhere: str) -> tuple[Expand, ...]:
    """Return what is needed of an entity as it is expanded; ``elsewhere`` is what another question brings.

    Of a Besluit's Zaken only the ids; of other Zaken what more is needed comes when they are asked for themselves.
    """
    return tuple(
        Expand(
            name,
            () if to == "Zaak" else _expands(to, more, *elsewhere),
            ID if (entity, name) == ("Besluit", "Zaak") else (),
        )
        for name, more in needs.items()
        if (step := f"{entity}.{name}") not in _NOT_EXPANDED and step not in elsewhere
        for to in (way(entity, name).to,)
    )


_DECISION = _expands("Besluit", OVERVIEW["Besluit"])
_PROPOSAL = _expands("Zaak", OVERVIEW, "Besluit.Agendapunt")
"""All that concerns a proposal, no deeper than two levels: the items of its decisions are mostly its own."""


def _numbers(own: OwnTitle) -> tuple[str, ...]:
    """Return the numbers of the papers that a subject says it replaces, in whichever dossier."""
    return tuple(paper if isinstance(paper, str) else paper.number for paper in own.replaces)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A motion or amendment of a dossier: the numbers it says it replaces, and in small letters what it stood under."""

    zaak: str
    soort: str
    dossiers: frozenset[str]
    replaces: tuple[str, ...]
    items: tuple[str, ...]

    def stood_on(self, titles: Iterable[str]) -> bool:
        """Return whether it stood under an agenda item that bears one of these titles."""
        return any(title in item for title in titles for item in self.items)


_LISTED = (Expand("Kamerstukdossier", only=ID), Expand("Agendapunt", only=("Onderwerp",)))


class Question(Asking):
    """One question to one version of the service."""

    def __init__(
        self,
        session: Session,
        names: Names,
        http: Http,
        sources: Iterable[Source],
        failures: Iterable[tuple[str, SourceError]],
    ) -> None:
        super().__init__(session, names, http)
        self._sources |= {source.id: source for source in sources}
        self._whole: dict[str, None] = {}
        self._listed: dict[str, _Listed] = {}  # the motions and amendments of these:
        self._lists: set[str] = set()  # the dossiers of which they were listed
        self._numbered: set[tuple[str, str]] = set()  # what was asked for by dossier and number
        self._others: list[str] = []  # the dossiers with the same number that were not asked for
        self._of_a_bill: set[str] = set()  # the dossiers of which every amendment was asked for
        self._motions: int | None = None
        self._findings = [self._instead(*failure) for failure in failures] + list(names.findings)

    def answer(self, ref: Ref) -> Answer:
        """Fetch everything and return it."""
        zaken = self._find(ref)
        for _ in range(_GENERATIONS):
            known = len(self._whole)
            self._older()
            self._newer()
            self._versions()
            if len(self._whole) == known:
                break
        self._agenda()
        self._cut_votes()
        return self._answer(zaken)

    def _answer(self, zaken: Iterable[str]) -> Answer:
        """Return what was fetched."""
        return Answer(
            entities=Entities(self._basket.entities()),
            sources=tuple(self._sources.values()),
            version=cast(Version, self._names.version),
            zaken=tuple(zaken),
            motions=self._motions,
            findings=(*self._findings, *self._basket.findings()),
            requests=self._session.requests,
        )

    # --- what is asked for --------------------------------------------------------------------------------

    def _find(self, ref: Ref) -> Sequence[str]:
        match ref:
            case Dossier():
                return self._bill(self._dossiers(ref), ref)
            case Paper():
                return self._with_bill(self._paper(ref))
            case ZaakNumber():
                zaken = self._proposals(self._is("Zaak", "Nummer", quoted(ref.number)))
                return self._with_bill(zaken or self._missing(ref))
            case DocumentNumber():
                return self._with_bill(
                    self._of_documents(self._is("Document", "DocumentNummer", quoted(str(ref))), ref)
                )
            case EntityId():
                return self._entity(ref)

    def _dossiers(self, ref: Dossier) -> list[str]:
        """Return the ids of the dossier. The number alone is asked for: (R2201) may not be known."""
        there: list[tuple[Dossier, str]] = []
        for each in self._rows("Kamerstukdossier", self._is("Kamerstukdossier", "Nummer", str(ref.number))):
            fields = self._basket.fields("Kamerstukdossier", each)
            try:
                there.append((Dossier.from_fields(ref.number, fields.get("Toevoeging")), each))
            except BadReference:  # another dossier, with a Toevoeging of a form that nobody can ask for
                self._basket.forget("Kamerstukdossier", each)
        same = [(dossier, each) for dossier, each in there if dossier == ref]
        exact = [each for dossier, each in same if dossier.kingdom == ref.kingdom]
        chosen = exact or [each for _, each in same]
        for _, each in there:
            if each not in chosen:
                self._basket.forget("Kamerstukdossier", each)
        self._others = sorted(str(dossier) for dossier, each in there if each not in chosen)[:20]
        if not chosen:
            others = ", ".join(self._others)
            raise NotFoundError(
                f"Dossier {ref} is er niet bij de Tweede Kamer ({self._http.host})."
                + (f" Wel: {others}." if others else " Controleer het nummer."),
                f"There is no dossier {ref} at the House ({self._http.host})."
                + (f" There is: {others}." if others else " Check the number."),
            )
        return chosen

    def _paper(self, ref: Paper) -> list[str]:
        """Return the Zaken that a paper is of; the bill of the dossier comes along."""
        dossiers = self._dossiers(ref.dossier)
        if not ref.number.isdigit():
            raise NotFoundError(
                f"Stuk {ref} is niet bij de Tweede Kamer te vinden: haar stukken hebben een nummer zonder "
                f"letter.",
                f"Paper {ref} cannot be found at the House: its papers have a number without a letter.",
            )
        number, inside = int(ref.number), self._in("Zaak", dossiers)
        bill = (
            f"({self._is('Zaak', 'Volgnummer', '0')} and {self._one_of('Zaak', 'Soort', map(quoted, BILLS))})"
        )
        found = self._proposals(f"{inside} and ({self._is('Zaak', 'Volgnummer', str(number))} or {bill})")
        zaken = [each for each in found if self._basket.fields("Zaak", each).get("Volgnummer") == number]
        if zaken:
            return zaken
        where = f"{self._in('Document', dossiers)} and {self._is('Document', 'Volgnummer', str(number))}"
        return self._of_documents(where, ref)

    def _of_documents(self, where: str, ref: Ref) -> list[str]:
        documents = self._rows("Document", where, (Expand("Zaak", only=ID),))
        zaken = {zaak: None for each in documents for zaak in self._basket.refs("Document", each, "Zaak")}
        return self._by_id(zaken) or self._missing(ref)

    def _entity(self, ref: EntityId) -> Sequence[str]:
        if zaken := self._by_id((ref.id,)):
            return self._with_bill(zaken)
        if besluiten := self._rows("Besluit", self._is("Besluit", "Id", ref.id), _DECISION):
            return self._of_decisions(besluiten)
        if dossiers := self._rows("Kamerstukdossier", self._is("Kamerstukdossier", "Id", ref.id)):
            return self._bill(dossiers, ref)
        if self._rows("Document", self._is("Document", "Id", ref.id)):
            return self._with_bill(self._of_documents(self._is("Document", "Id", ref.id), ref))
        if items := self._rows("Agendapunt", self._is("Agendapunt", "Id", ref.id), (Expand("Activiteit"),)):
            return self._proposals(self._any("Zaak", "Agendapunt", "Id", items)) or self._missing(ref)
        if votes := self._rows("Stemming", self._is("Stemming", "Id", ref.id)):
            besluiten = [each for vote in votes for each in self._basket.refs("Stemming", vote, "Besluit")]
            where = self._one_of("Besluit", "Id", besluiten)
            return (
                self._of_decisions(self._rows("Besluit", where, _DECISION))
                if besluiten
                else self._missing(ref)
            )
        return self._missing(ref)

    def _of_decisions(self, besluiten: Iterable[str]) -> list[str]:
        zaken = {zaak: None for each in besluiten for zaak in self._basket.refs("Besluit", each, "Zaak")}
        return self._with_bill(self._by_id(zaken))

    def _missing(self, ref: Ref) -> list[str]:
        raise NotFoundError(
            f"{ref} is er niet bij de Tweede Kamer ({self._http.host}), of is van geen zaak. Controleer "
            f"het nummer.",
            f"{ref} is not at the House ({self._http.host}), or is of no Zaak. Check the number.",
        )

    # --- a bill with all that goes with it ----------------------------------------------------------------

    def _with_bill(self, zaken: list[str]) -> list[str]:
        """Return the same Zaken; where one is a bill, fetch its amendments and motions too."""
        bills = [each for each in zaken if self._soort(each) in BILLS]
        if bills:
            dossiers = {
                dossier: None
                for each in bills
                for dossier in self._basket.refs("Zaak", each, "Kamerstukdossier")
            }
            if dossiers:
                self._bill(list(dossiers), None)
            else:  # then its amendments too are known by its agenda items only
                self._of_debates(bills, (), (MOTION, AMENDMENT))
        return zaken

    def _bill(self, dossiers: list[str], ref: Ref | None) -> list[str]:
        """Return the bills of the dossiers, or what else was voted on in them if there is none."""
        soort = self._names.need("Zaak", "Soort")
        voted = self._names.get("Besluit", "StemmingsSoort")
        wanted = self._one_of("Zaak", "Soort", map(quoted, (*BILLS, AMENDMENT)))
        if voted:
            besluit = self._names.need("Zaak", "Besluit")
            wanted = f"({wanted} or {besluit}/any(b: b/{voted} ne null))"
        zaken = self._proposals(f"{self._in('Zaak', dossiers)} and {soort} ne {quoted(MOTION)} and {wanted}")
        if not zaken and ref is not None:
            called, others = self._called(dossiers, ref), ", ".join(self._others)
            raise NotFoundError(
                f"In dossier {called} is geen wetsvoorstel en geen ander voorstel waarover is gestemd. "
                + (
                    f"Met hetzelfde nummer zijn er ook: {others}."
                    if others
                    else f"Vraag naar een stuk: {called}, nr. 1."
                ),
                f"Dossier {called} holds no bill, nor another proposal that was voted on. "
                + (
                    f"With the same number there are: {others}."
                    if others
                    else f"Ask for a paper: {called}, nr. 1."
                ),
            )
        self._of_a_bill.update(dossiers)
        bills = [each for each in zaken if self._soort(each) in BILLS]
        if bills:
            self._of_debates(zaken, dossiers, (MOTION,))
            motions = (each for each in self._listed.values() if each.soort == MOTION)
            self._motions = sum(not each.dossiers.isdisjoint(dossiers) for each in motions)
        return bills or zaken

    def _of_debates(self, zaken: Iterable[str], dossiers: Sequence[str], soorten: Iterable[str]) -> None:
        """Fetch what hangs on the agenda items where these Zaken were debated or voted on.

        Motions are voted on under an item of their own ("Moties ingediend bij ..."). They are found by the
        item of the debate, where they were submitted, or in the same dossier on the same day or under an item
        that is called after the bill; held-over ones too.
        """
        items: dict[str, None] = {}
        sittings: dict[str, None] = {}
        for zaak in zaken:
            voted = dict.fromkeys(self._items_of_votes(zaak))
            items |= voted
            for item in voted:
                sittings |= dict.fromkeys(self._basket.refs("Agendapunt", item, "Activiteit"))
            if self._soort(zaak) in BILLS:
                items |= {
                    item: None
                    for item in self._basket.refs("Zaak", zaak, "Agendapunt")
                    if self._is_debate(item)
                }
        soort = self._one_of("Zaak", "Soort", map(quoted, soorten))
        for some in batches(items):
            self._proposals(f"{soort} and {self._any('Zaak', 'Agendapunt', 'Id', some)}")
        if dossiers and self._names.get("Agendapunt", "Activiteit_Id"):
            for some in batches(sittings):
                that_day = self._any("Zaak", "Agendapunt", "Activiteit_Id", some)
                self._proposals(f"{soort} and {self._in('Zaak', dossiers)} and {that_day}")
        if dossiers:
            bills = (self._basket.fields("Zaak", zaak) for zaak in zaken if self._soort(zaak) in BILLS)
            titles = {title.casefold() for bill in bills if (title := beginning(bill.get("Titel")))}
            self._list(dossiers)
            self._by_id(each.zaak for each in self._of(dossiers, soorten) if each.stood_on(titles))

    def _of(self, dossiers: Sequence[str], soorten: Iterable[str]) -> list["_Listed"]:
        """Return what was listed of dossiers, of these kinds, and is not here yet."""
        wanted = set(soorten)
        return [
            each
            for each in self._listed.values()
            if each.soort in wanted
            and each.zaak not in self._whole
            and not each.dossiers.isdisjoint(dossiers)
        ]

    def _list(self, dossiers: Iterable[str]) -> None:
        """List the motions and amendments of dossiers, once: their subjects, and what they stood under.

        The service would count them and look for words in them too, but is slow at that.
        """
        new = [each for each in dict.fromkeys(dossiers) if each not in self._lists]
        self._lists.update(new)
        soort = self._one_of("Zaak", "Soort", map(quoted, (MOTION, AMENDMENT)))
        aside = Asking(self._session, self._names, self._http)
        for some in batches(new, _FEW):
            aside._rows("Zaak", f"{self._in('Zaak', some)} and {soort}", _LISTED, only=("Soort", "Onderwerp"))
        self._sources |= aside._sources
        self._findings += aside._findings
        basket = aside._basket
        items = {
            item: str(basket.fields("Agendapunt", item).get("Onderwerp") or "").casefold()
            for item in basket.ids("Agendapunt")
        }
        for zaak in basket.ids("Zaak"):
            fields = basket.fields("Zaak", zaak)
            self._listed[zaak] = _Listed(
                zaak,
                fields.get("Soort") or "",
                frozenset(basket.refs("Zaak", zaak, "Kamerstukdossier")),
                _numbers(own) if (own := own_title(fields.get("Onderwerp"))) is not None else (),
                tuple(items.get(item, "") for item in basket.refs("Zaak", zaak, "Agendapunt")),
            )

    def _items_of_votes(self, zaak: str) -> Iterator[str]:
        for besluit in self._basket.into("Besluit", "Zaak", zaak):
            fields = self._basket.fields("Besluit", besluit)
            if fields.get("StemmingsSoort") or (fields.get("BesluitSoort") or "").startswith("Stemmen"):
                yield from self._basket.refs("Besluit", besluit, "Agendapunt")

    def _is_debate(self, item: str) -> bool:
        """Say whether motions can be submitted at an agenda item: by the kind of its Activiteit."""
        for each in self._basket.refs("Agendapunt", item, "Activiteit"):
            soort = (self._basket.fields("Activiteit", each).get("Soort") or "").lower()
            if ("debat" in soort or "overleg" in soort) and "schriftelijk" not in soort:
                return True
        return False

    def _soort(self, zaak: str) -> str:
        return self._basket.fields("Zaak", zaak).get("Soort") or ""

    def _called(self, dossiers: Iterable[str], ref: Ref) -> str:
        if isinstance(ref, Dossier):
            return str(ref)
        fields = [self._basket.fields("Kamerstukdossier", each) for each in dossiers]
        return ", ".join(f"{each.get('Nummer')} {each.get('Toevoeging') or ''}".strip() for each in fields)

    # --- what is still missing ----------------------------------------------------------------------------

    def _newer(self) -> None:
        """Fetch what replaces an amendment or motion that is here by its subject alone ("t.v.v. nr. 9")."""
        here = {
            (dossier, str(number))
            for zaak in self._whole
            for dossier in self._basket.refs("Zaak", zaak, "Kamerstukdossier")
            if (soort := self._soort(zaak)) in (MOTION, AMENDMENT)
            and (soort == MOTION or dossier not in self._of_a_bill)
            and (number := self._basket.fields("Zaak", zaak).get("Volgnummer"))
        }
        self._list(dossier for dossier, _ in here)
        self._by_id(
            each.zaak
            for each in self._listed.values()
            if each.zaak not in self._whole
            and any((dossier, number) in here for number in each.replaces for dossier in each.dossiers)
        )

    def _older(self) -> None:
        """Fetch what an amendment or motion that is here says in its subject that it replaces, of the same dossier."""
        basket = self._basket
        here = {
            (dossier, str(basket.fields("Zaak", zaak).get("Volgnummer")))
            for zaak in self._whole
            for dossier in basket.refs("Zaak", zaak, "Kamerstukdossier")
        }
        wanted: dict[str, dict[str, None]] = {}
        for zaak in self._whole:
            soort, fields = self._soort(zaak), basket.fields("Zaak", zaak)
            own = own_title(fields.get("Onderwerp")) if soort in (MOTION, AMENDMENT) else None
            for number in _numbers(own) if own is not None else ():
                for dossier in basket.refs("Zaak", zaak, "Kamerstukdossier"):
                    if number.isdigit() and not (soort == AMENDMENT and dossier in self._of_a_bill):
                        wanted.setdefault(dossier, {})[number] = None
        soort = self._one_of("Zaak", "Soort", map(quoted, (MOTION, AMENDMENT)))
        for dossier, numbers in wanted.items():
            new = [
                each
                for each in numbers
                if (dossier, each) not in here and (dossier, each) not in self._numbered
            ]
            self._numbered.update((dossier, each) for each in new)
            for some in batches(new):
                numbered = self._one_of("Zaak", "Volgnummer", some)
                self._proposals(f"{self._in('Zaak', [dossier])} and {soort} and {numbered}")

    def _versions(self) -> None:
        """Fetch the papers that were replaced by what is here, and those that replace it."""
        for _ in range(_GENERATIONS):
            replaced = [
                (newer, older)
                for newer in self._basket.ids("Zaak")
                for older in self._basket.refs("Zaak", newer, "VervangenVanuit")
            ]
            linked = {older: None for newer, older in replaced if newer in self._whole}
            linked |= {newer: None for newer, older in replaced if older in self._whole}
            linked = {zaak: None for zaak in linked if zaak not in self._whole}
            if not linked:
                return
            self._by_id(linked)
            self._whole |= linked  # also those that were not found: they are not asked for again

    def _agenda(self) -> None:
        """Fetch the agenda items and sittings of decisions that did not come with their Zaak."""
        basket = self._basket
        items = {
            item: None
            for each in basket.ids("Besluit")
            for item in basket.refs("Besluit", each, "Agendapunt")
        }
        missing = [each for each in items if not any(basket.refs("Agendapunt", each, "Activiteit"))]
        for some in batches(missing):
            self._rows("Agendapunt", self._one_of("Agendapunt", "Id", some), (Expand("Activiteit"),))

    # --- asking -------------------------------------------------------------------------------------------

    def _proposals(self, where: str) -> list[str]:
        """Fetch Zaken with all that concerns them; return their ids."""
        zaken = self._rows("Zaak", where, _PROPOSAL)
        self._whole |= dict.fromkeys(zaken)
        return zaken

    def _by_id(self, zaken: Iterable[str]) -> list[str]:
        return [each for some in batches(zaken) for each in self._proposals(self._one_of("Zaak", "Id", some))]
