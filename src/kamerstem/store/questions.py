"""Questions to the record: what concerns a reference, decisions, a day, the House."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import sqlalchemy as sa

from kamerstem.dataclasses import dataclass
from kamerstem.errors import BadReference, NotFoundError
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.day import FOR_VOTES
from kamerstem.model.entities import Entities
from kamerstem.model.fields import day_of, text_of
from kamerstem.model.houses import DayHouse, Houses, house_of, merge, sizes_on
from kamerstem.model.information import OVERVIEW, REPLACING
from kamerstem.model.kinds import OWN_TITLED, kind_of
from kamerstem.model.overview import Finding, Severity, Source, SourceKind
from kamerstem.model.parties import House
from kamerstem.model.refs import DocumentNumber, Dossier, EntityId, Paper, Ref, ZaakNumber, sort_key
from kamerstem.model.seats import Seated, Term, party_name, seated_by, seated_on
from kamerstem.model.titles import called_after, own_title
from kamerstem.model.votes import Kind, Method, Result, Step
from kamerstem.store import schema
from kamerstem.store.filters import Filter, conditions
from kamerstem.store.loader import Loader, Reader, Row, by_kind, end_of_day, find_keys, sizes_in
from kamerstem.store.raw import Codec
from kamerstem.store.schema import CODE, KIND, Derived, among_given, fetch, time_of


@dataclass(frozen=True, slots=True)
class Found:
    """What the record holds on a reference: ready for ``assemble(records, ref, sources, houses)``.

    ``houses`` are those of the days of its decisions; ``whole`` says when each category was last read to its end, those
    that never were left out; ``findings`` says what the record cannot tell, such as versions from before its first
    sync.
    """

    entities: Entities
    sources: tuple[Source, ...]
    houses: Houses
    whole: Mapping[str, dt.datetime]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as it is listed; ``id`` is that of the Besluit, by which everything else is asked for.

    Votes are seats (at a roll call members); ``margin`` is ``Decision.apparent_margin``.
    """

    id: str
    day: dt.date | None
    place: int | None
    step: Step
    result: Result | None
    method: Method | None
    votes_for: int | None
    votes_against: int | None
    not_voting: int | None
    margin: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the House: its agenda items in order, as ids of Agendapunt, and the records of all of them."""

    date: dt.date
    items: tuple[str, ...]
    found: Found


@dataclass(frozen=True, slots=True)
class Seats:
    """The House on a day by the official seats: filled seats by party id (by name where none is known).

    ``register`` is the House of ``parties.toml``; ``votes`` the largest size that the vote rows of that day give
    each party, empty if there was no vote; ``differences`` names the parties on which they do not agree.
    """

    date: dt.date
    seats: Mapping[str, int]
    vacant: int
    register: House | None
    votes: Mapping[str, int]
    differences: tuple[str, ...]


PAGE = [schema.page.c[name] for name in ("key", "category", "url", "fetched", "sha256")]
"""What of a page its source is made of."""


@dataclass(frozen=True, slots=True)
class _Queries:
    """What every question asks, built once."""

    pages: sa.Select[Any]
    whole: sa.Select[Any]
    sides: sa.Select[Any]
    seated: sa.Select[Any]


@cache
def _queries(tables: Derived) -> _Queries:
    category, decision, seat, zetel = schema.category.c, tables.decision.c, tables.seat.c, tables.zetel.c
    day: sa.BindParameter[str] = sa.bindparam("day")
    return _Queries(
        pages=sa.select(*PAGE).where(among_given(schema.page.c.key)),
        whole=sa.select(category.name, category.whole).where(category.whole.is_not(None)),
        sides=sa.select(decision.sides).where(decision.day == day, decision.sides.is_not(None)),
        seated=sa.select(zetel.entity, seat.person, zetel.fractie, seat.vacant)
        .join_from(tables.seat, tables.zetel, zetel.entity == seat.zetel, isouter=True)
        .where(seat.until >= day, seat.since <= day),
    )


class Question:
    """Questions to one state of the record, within one transaction."""

    def __init__(
        self,
        conn: sa.Connection,
        tables: Derived,
        codec: Codec,
        reader: Reader,
        at: dt.date | None = None,
    ) -> None:
        self._conn = conn
        self._tables = tables
        self._codec = codec
        self._reader = reader
        self._at = at
        self._queries = _queries(tables)
        self._houses: dict[dt.date, DayHouse] = {}
        self._followed: set[int] = set()  # Zaken
        until = end_of_day(at) if at is not None else None
        self.loader = self.load(until)
        self._aside = self.load(until)  # for what is only looked through: it is no part of the answer

    @property
    def tables(self) -> Derived:
        """The derived tables that are asked."""
        return self._tables

    def again(self) -> "Question":
        """Return a question to the same state that has loaded nothing yet."""
        other = Question(self._conn, self._tables, self._codec, self._reader, self._at)
        other._houses = self._houses
        return other

    def load(self, until: int | None) -> Loader:
        """Return a loader of how it was at a moment, as the tables hold that; now: ``None``."""
        return Loader(self._conn, self._tables, until=until, reader=self._reader, codec=self._codec)

    # --- by reference -------------------------------------------------------------------------------------

    def entities_for(self, ref: Ref) -> Found:
        """Return all that concerns a reference. Raises NotFoundError if the record does not have it."""
        zaken = self._zaken(ref)
        if not zaken:
            raise self._not_here(ref)
        read: set[int] = set()  # dossiers of which every Zaak is listed
        if isinstance(ref, Dossier):
            read |= {row.key for row in self.loader.rows.values() if row.kind == "Kamerstukdossier"}
        newer = self.whole(zaken)
        listed = {row.key: row for row in zaken}
        bills = [row for row in zaken if is_bill(row)]
        if bills and not isinstance(ref, Paper):
            loader = self.loader
            if not isinstance(ref, Dossier):
                dossiers = loader.out(bills, "Kamerstukdossier")
                of_dossiers = loader.into(dossiers, ("Zaak", "Kamerstukdossier"))
                newer += self.whole(of_dossiers)
                listed |= {row.key: row for row in of_dossiers}
                read |= {row.key for row in dossiers}
            besluiten = loader.into(bills, ("Besluit", "Zaak"))
            items = [*loader.out(bills, "Agendapunt"), *loader.out(besluiten, "Agendapunt")]
            # Motions stand on items of their own, called after the bill; which are its own, ``assemble`` decides.
            titles = [row.fields.get("Titel") for row in bills]
            for row in by_kind(loader.rows.values())["Agendapunt"]:
                name = row.fields.get("Onderwerp")
                if not row.deleted and any(called_after(name, title) for title in titles):
                    items.append(row)
            of_debates = loader.into(items, ("Zaak", "Agendapunt"))
            newer += self.whole(of_debates)
            listed |= {row.key: row for row in of_debates}
        self._versions(listed, newer, read)
        return self.found()

    def _not_here(self, ref: Ref) -> NotFoundError:
        before = self._before_first()
        return NotFoundError(
            f"{ref} staat niet in het gegevensbestand"
            + (f" van {self._at}. {before.message.nl}" if before else ".")
            + ("" if before else " Controleer het nummer, of werk bij met 'kamerstem sync'."),
            f"{ref} is not in the record"
            + (f" of {self._at}. {before.message.en}" if before else ".")
            + ("" if before else " Check the number, or bring it up to date with 'kamerstem sync'."),
        )

    def _versions(self, zaken: Mapping[int, Row], newer: list[Row], read: Container[int]) -> None:
        """Load the versions that these Zaken replace and those that replace them, and of those the same.

        ``newer`` are those whose subject says that they replace one of these; of the dossiers ``read`` every Zaak is
        among these.
        """
        seen, last = set(zaken), list(zaken.values())
        while last:
            near = [
                *self.loader.out(last, "VervangenVanuit"),
                *self.loader.into(last, ("Zaak", "VervangenVanuit")),
                *newer,
                *self._older(last, seen, read),
            ]
            last = list({row.key: row for row in near if row.key not in seen}.values())
            seen |= {row.key for row in last}
            newer = self.whole(last)

    def _older(self, zaken: Iterable[Row], seen: Container[int], read: Container[int]) -> list[Row]:
        """Return the Zaken that the subjects of these say they replace, of the same dossier; not those seen before."""
        wanted: dict[int, set[str]] = {}
        for row in zaken:
            dossiers = [key for key in row.refs.get("Kamerstukdossier", ()) if key not in read]
            own = (
                own_title(text_of(row.fields.get("Onderwerp")))
                if dossiers and kind_of(row.fields) in OWN_TITLED
                else None
            )
            for paper in own.replaces if own is not None else ():
                for dossier in dossiers:
                    wanted.setdefault(dossier, set()).add(paper if isinstance(paper, str) else paper.number)
        if not wanted:
            return []
        found = [
            row.key
            for dossier in self._aside.load(wanted)
            for row in self._aside.into([dossier], ("Zaak", "Kamerstukdossier"))
            if row.key not in seen and str(row.fields.get("Volgnummer")) in wanted[dossier.key]
        ]
        return self.loader.load(found)

    def _zaken(self, ref: Ref) -> list[Row]:
        loader = self.loader
        match ref:
            case Dossier():
                return loader.into(loader.look_up("dossier", [str(ref)]), ("Zaak", "Kamerstukdossier"))
            case Paper():
                return self._of_paper(ref)
            case ZaakNumber():
                return loader.look_up("zaak", [ref.number])
            case DocumentNumber():
                return loader.out(loader.look_up("document", [ref.number]), "Zaak")
            case EntityId():
                return self._of_entity(ref)

    def _of_paper(self, ref: Paper) -> list[Row]:
        """Return the Zaken with that number in the dossier, else those of a document with it."""
        aside = self._aside
        zaken = aside.into(aside.look_up("dossier", [str(ref.dossier)]), ("Zaak", "Kamerstukdossier"))
        found = [row for row in zaken if str(row.fields.get("Volgnummer")) == ref.number]
        if not found:
            papers = aside.into(zaken, ("Document", "Zaak"))
            papers = [row for row in papers if str(row.fields.get("Volgnummer")) == ref.number]
            found = aside.out(papers, "Zaak")
        return self.loader.load(row.key for row in found)

    def _of_entity(self, ref: EntityId) -> list[Row]:
        found = find_keys(self._conn, [(code, ref.id) for code in KIND])
        zaken: list[Row] = []
        for row in self.loader.load(found.values()):
            match row.kind:
                case "Zaak":
                    zaken.append(row)
                case "Besluit" | "Document":
                    zaken += self.loader.out([row], "Zaak")
                case "Stemming":
                    zaken += self.loader.out(self.loader.out([row], "Besluit"), "Zaak")
                case "Kamerstukdossier":
                    zaken += self.loader.into([row], ("Zaak", "Kamerstukdossier"))
                case "Agendapunt":
                    zaken += self.loader.into([row], ("Zaak", "Agendapunt"))
        return zaken

    def whole(self, zaken: Iterable[Row]) -> list[Row]:
        """Load what an overview says of these Zaken; return those that say they replace one of them.

        Those that it was loaded of before are passed over.
        """
        zaken = [row for row in zaken if row.key not in self._followed]
        if not zaken:
            return []
        self._followed.update(row.key for row in zaken)
        self.loader.follow("Zaak", zaken, OVERVIEW)
        newer = self._newer(zaken)
        self.loader.follow("Zaak", newer, REPLACING)
        return newer

    def _newer(self, zaken: Iterable[Row]) -> list[Row]:
        """Return the Zaken whose subject says that they replace one of these, of the same dossier."""
        numbered = [(row, number) for row in zaken if (number := row.fields.get("Volgnummer"))]
        dossiers = {key for row, _ in numbered for key in row.refs.get("Kamerstukdossier", ())}
        rows = self.loader.load(dossiers)
        names = dict(zip((row.key for row in rows), self.loader.ids(rows), strict=True))
        return self.loader.look_up(
            "replaces",
            {
                f"{names[key]} {number}"
                for row, number in numbered
                for key in row.refs.get("Kamerstukdossier", ())
                if key in names
            },
        )

    def found(self) -> Found:
        """Return all that was loaded, with its sources, and the House of the days of its decisions."""
        loader = self.loader
        besluiten = by_kind(loader.rows.values())["Besluit"]
        sittings = loader.out(loader.out(besluiten, "Agendapunt"), "Activiteit")
        days = {day for row in sittings if (day := day_of(row.fields.get("Datum"))) is not None}
        pages = sorted({row.page for row in self.loader.rows.values()})
        sources = sources_of(fetch(self._conn, self._queries.pages, pages))
        before = self._before_first()
        return Found(
            loader.entities(lambda page: f"page-{page}"),
            tuple(sources[page] for page in pages if page in sources),
            self.houses_of(days),
            self._whole(),
            (before,) if before else (),
        )

    def _whole(self) -> dict[str, dt.datetime]:
        """Return when each category was last read to its end."""
        held = fetch(self._conn, self._queries.whole)
        return {name: time for name, stamp in held if (time := time_of(stamp)) is not None}

    def _before_first(self) -> Finding | None:
        """Return what is to be said where an earlier state is asked for than was ever held."""
        if self._at is None:
            return None
        first = time_of(self._conn.execute(sa.select(sa.func.min(schema.page.c.fetched))).scalar())
        if first is not None and schema.stamp(first) <= end_of_day(self._at):
            return None
        when = f"{first:%Y-%m-%d}" if first else None
        return Finding(
            check="record-before-first-sync",
            severity=Severity.WARNING,
            at="",
            message=Words(
                f"Het gegevensbestand is er sinds {when}; eerdere versies zijn er niet. Wat na {self._at} is "
                "gewijzigd, is hier weggelaten."
                if when
                else "Het gegevensbestand is leeg. Werk het bij met 'kamerstem sync'.",
                f"The record exists since {when}; earlier versions are not held. What was changed after {self._at} "
                "is left out here."
                if when
                else "The record is empty. Bring it up to date with 'kamerstem sync'.",
            ),
        )

    def dossiers_titled(self, words: str, soort: str) -> list[Dossier]:
        """Return the dossiers of the Zaken of that Soort whose Titel holds these words, each once, by number."""
        of_soort = [
            row
            for row in self.loader.load(self.loader.holding("Zaak", words))
            if row.fields.get("Soort") == soort and words in str(row.fields.get("Titel"))
        ]
        found: set[Dossier] = set()
        for row in self.loader.out(of_soort, "Kamerstukdossier"):
            number, addition = row.fields.get("Nummer"), text_of(row.fields.get("Toevoeging"))
            if isinstance(number, int):
                with suppress(BadReference):
                    found.add(Dossier.from_fields(number, addition))
        return sorted(found, key=sort_key)

    # --- decisions, days, the House -----------------------------------------------------------------------

    def decisions(self, wanted: Filter) -> list[DecisionRow]:
        """Return the decisions that a filter lets through, by day and by place in their agenda item."""
        c, entity = self._tables.decision.c, schema.entity.c
        query = sa.select(self._tables.decision, schema.ID).join_from(
            self._tables.decision, schema.entity, entity.key == c.entity
        )
        query = query.where(*conditions(c, wanted))
        if wanted.close is not None:
            query = query.where(c.margin.between(-wanted.close, wanted.close))
        if wanted.unclear:
            query = query.where(c.margin.is_(None), c.sides.is_not(None))
        query = query.order_by(c.day.is_(None), c.day, c.place.is_(None), c.place, c.entity)
        return [_decision(row) for row in self._conn.execute(query)]

    def about(self, besluiten: Iterable[str]) -> Found:
        """Return all that is said of the proposals that these Besluiten are on; of one that is on none, its votes."""
        found = find_keys(self._conn, [(CODE["Besluit"], id) for id in besluiten])
        rows = self.loader.load(found.values())
        zaken = self.loader.out(rows, "Zaak")
        self.whole(zaken)
        self._alone(rows, zaken)
        return self.found()

    def around(self, keys: Iterable[int]) -> tuple[list[Row], list[Row]]:
        """Load all that is said of these Zaken and Besluiten; return the Besluiten, and all Zaken of both."""
        rows = by_kind(self.loader.load(keys))
        besluiten = rows.get("Besluit", [])
        zaken = {row.key: row for row in (*rows.get("Zaak", ()), *self.loader.out(besluiten, "Zaak"))}
        self.whole(zaken.values())
        self._alone(besluiten, zaken.values())
        return besluiten, list(zaken.values())

    def _alone(self, besluiten: Iterable[Row], zaken: Iterable[Row]) -> None:
        """Load what is said of those of these Besluiten that are on none of these Zaken."""
        known = {row.key for row in zaken}
        alone = [row for row in besluiten if known.isdisjoint(row.refs.get("Zaak", ()))]
        self.loader.into(alone, ("Stemming", "Besluit"))
        self.loader.out(self.loader.out(alone, "Agendapunt"), "Activiteit")

    def day(self, date: dt.date) -> Day:
        """Return what the House decided on a day and what is on its agenda, in order."""
        loader = self.loader
        sittings = loader.look_up("day", [date.isoformat()])
        sittings = [row for row in sittings if day_of(row.fields.get("Datum")) == date]
        items = loader.into(sittings, ("Agendapunt", "Activiteit"))
        besluiten = loader.into(items, ("Besluit", "Agendapunt"))
        zaken = loader.out(besluiten, "Zaak")
        self.whole([*loader.into(items, ("Zaak", "Agendapunt")), *zaken])
        self._alone(besluiten, zaken)
        start = {row.key: str(row.fields.get("Aanvangstijd") or "") for row in sittings}

        def order(row: Row) -> tuple[str, int, str]:
            sitting = next(iter(row.refs.get("Activiteit", ())), 0)
            place = row.fields.get("Volgorde")
            return (
                start.get(sitting, ""),
                place if isinstance(place, int) else 0,
                str(row.fields.get("Nummer")),
            )

        return Day(date, tuple(loader.ids(sorted(items, key=order))), self.found())

    def voted(self, since: dt.date, until: dt.date) -> Found:
        """Return every Besluit of these days' votes with its vote rows, Zaken, agenda item and sitting.

        Of sittings that are held to vote also what is no decision (yet): its outcome may have been missed.
        """
        c, loader = self._tables.decision.c, self.loader
        query = sa.select(c.entity).where(c.day >= since.isoformat(), c.day <= until.isoformat())
        besluiten = loader.load(self._conn.execute(query.order_by(c.entity)).scalars())
        days = [(since + dt.timedelta(days=n)).isoformat() for n in range((until - since).days + 1)]
        sittings = [row for row in loader.look_up("day", days) if row.fields.get("Soort") in FOR_VOTES]
        besluiten += loader.into(
            loader.into(sittings, ("Agendapunt", "Activiteit")), ("Besluit", "Agendapunt")
        )
        loader.into(besluiten, ("Stemming", "Besluit"))
        loader.out(besluiten, "Zaak")
        loader.out(loader.out(besluiten, "Agendapunt"), "Activiteit")
        return self.found()

    def seats(self, date: dt.date) -> Seats:
        """Return who sat in the House on a day, by the official seats, beside the votes and the register."""
        seated = self._seated([date])[date]
        seats, vacant = (seated.seats, seated.vacant) if seated is not None else ({}, 0)
        votes = sizes_on(self._voted_on(date), date)
        register = parties.house_on(date)
        others = [votes, register.seats if register is not None and register.certain else {}]
        differing = {
            party
            for other in others
            if other and seats
            for party in (*other, *seats)
            if other.get(party) != seats.get(party)
        }
        return Seats(date, seats, vacant, register, votes, tuple(sorted(differing)))

    def houses_of(self, days: Iterable[dt.date]) -> Houses:
        """Return the House of each of these days, each worked out once."""
        asked = set(days)
        new = sorted(asked - self._houses.keys())
        for day, seated in self._seated(new).items():
            self._houses[day] = house_of(day, self._sizes(day), seated)
        return {day: self._houses[day] for day in asked}

    def _sizes(self, day: dt.date) -> dict[str, int] | None:
        """Return the largest size that the votes of a day give each party, ``None`` where the tables do not tell."""
        if self._at is not None:  # the tables are of how it is now
            return sizes_on(self._voted_on(day), day)
        sizes: dict[str, int] = {}
        for (sides,) in fetch(self._conn, self._queries.sides, day.isoformat()):
            told = sizes_in(sides)
            if told is None:
                return None
            merge(sizes, told)
        return sizes

    def _voted_on(self, day: dt.date) -> Entities:
        """Return every decision of a day with its vote rows, agenda item and sitting, and nothing else."""
        loader = self.load(end_of_day(self._at) if self._at is not None else None)
        sittings = loader.look_up("day", [day.isoformat()])
        items = loader.into(sittings, ("Agendapunt", "Activiteit"))
        loader.into(loader.into(items, ("Besluit", "Agendapunt")), ("Stemming", "Besluit"))
        return loader.entities(numbered=True)

    def _seated(self, days: Iterable[dt.date]) -> dict[dt.date, Seated | None]:
        """Return who sat on each of these days by the official seats."""
        asked = sorted(set(days))
        if (
            self._at is not None
        ):  # the tables are of how it is now; then a term may have been another, or not deleted
            loader = self.load(end_of_day(self._at))
            if asked:
                keys = self._conn.execute(sa.select(self._tables.seat.c.entity)).scalars()
                loader.out(loader.out(loader.load(keys), "FractieZetel"), "Fractie")
            entities = loader.entities(numbered=True)
            return {day: seated_on(entities, day) for day in asked}
        found: dict[dt.date, Seated | None] = {}
        loader = self.load(None)
        for day in asked:
            date = day.isoformat()
            rows = fetch(self._conn, self._queries.seated, date, date)
            fracties = loader.load({fractie for _, _, fractie, _ in rows} - {None})
            names = {row.key: party_name(row.fields) for row in fracties}
            terms = (Term(seat, person, names.get(party), bool(empty)) for seat, person, party, empty in rows)
            found[day] = seated_by(terms, day)
        return found


def sources_of(rows: Iterable[Any]) -> dict[int, Source]:
    """Return where pages came from, by their numbers, of their rows."""
    return {
        key: Source(
            f"page-{key}",
            SourceKind.SYNCFEED if category in CODE else SourceKind.ODATA,
            url,
            time_of(fetched),
            sha256,
        )
        for key, category, url, fetched, sha256 in rows
    }


def is_bill(row: Row) -> bool:
    """Return whether a Zaak is a bill itself."""
    return kind_of(row.fields) is Kind.BILL


def _decision(row: Any) -> DecisionRow:
    return DecisionRow(
        row.id,
        dt.date.fromisoformat(row.day) if row.day else None,
        row.place,
        Step(row.step),
        Result(row.result) if row.result else None,
        Method(row.method) if row.method else None,
        row.votes_for,
        row.votes_against,
        row.not_voting,
        row.margin,
    )
