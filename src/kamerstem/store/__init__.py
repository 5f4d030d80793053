"""The record: a complete local copy of the official data, with its history.

Everything goes through :class:`Store`. Raw records come first: what a source gave is kept as it came, and whatever
else is here is derived from it, by each batch in the same transaction, and wholly by :meth:`Store.rebuild`. SQLite
by default, PostgreSQL by URL; one set of tables for both (:mod:`kamerstem.store.schema`).
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from kamerstem.errors import InputError, WriteError
from kamerstem.language import Words
from kamerstem.model.answers import (
    Audited,
    Change,
    Counts,
    Hits,
    Status,
)
from kamerstem.model.day import Vote
from kamerstem.model.entities import Entities
from kamerstem.model.feed import Entry, Page
from kamerstem.model.listed import VoteRow
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.model.refs import Dossier, Ref
from kamerstem.store import audit, forms, opening, paper_files, paper_texts, schema
from kamerstem.store.changes import Changes
from kamerstem.store.derive import DERIVATION, Registry
from kamerstem.store.facts import keeping
from kamerstem.store.facts.counts import Counts as FactCounts
from kamerstem.store.facts.listing import AT_ONCE, EVERY, Key, Listing, Paging
from kamerstem.store.failures import failures
from kamerstem.store.filters import Filter
from kamerstem.store.history import apply, last_fetched, latest_change, replay
from kamerstem.store.loader import Loader, Reader, find_keys, uncollected
from kamerstem.store.lock import held
from kamerstem.store.paper_texts import PaperTexts
from kamerstem.store.questions import Day, Found, Question, Seats
from kamerstem.store.raw import Codec
from kamerstem.store.schema import (
    CODE,
    COUNTS,
    KIND,
    derived,
    stamp,
    time_of,
)
from kamerstem.store.search import Scope, Search
from kamerstem.store.search_index import Index
from kamerstem.store.verify import categories, verified

__all__ = [
    "Day",
    "Entry",
    "Filter",
    "Found",
    "Key",
    "Moved",
    "Page",
    "Paging",
    "Reach",
    "Reader",
    "Scope",
    "Seats",
    "Store",
]


Moved = Callable[[int, int], None] | None
"""What is told how far it is: how many were done, of how many."""

_MANY = 10_000
"""Entries that came of a category, after which the search index is worth tidying."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a category was read: the token to go on from, and when it was last read to its end."""

    token: str | None
    whole: dt.datetime | None


class Store:
    """One record. To be opened with :meth:`open`; to be closed, or used in ``with``."""

    def __init__(self, engine: sa.Engine, reader: Reader) -> None:
        self._engine = engine
        self._reader = reader
        self._file: tuple[int, int] | None = None  # once it is open

    @classmethod
    def open(
        cls, target: str | os.PathLike[str], reader: Reader, *, create: bool = False, moved: Moved = None
    ) -> Self:
        """Return the record at a path or database URL; ``reader`` turns raw bytes into records.

        ``create``: make one where there is none, and bring one of the form before over to this one; ``moved`` is told
        how many versions that did, of how many. Raises NotFoundError where there is none, WriteError where it
        cannot be made, InputError for what is no record, SourceError where a server does not answer.
        """
        engine = schema.open_engine(target)
        place = schema.shown(engine)
        if not schema.exists(engine) and not create:
            raise opening.none(place)
        try:
            return cls._opened(engine, reader, create=create, moved=moved)
        except WriteError:
            if create:
                raise
        # Asking is possible where writing is not. With a log beside it, someone does write: then it is as it says.
        if Path(f"{place}-wal").exists():
            raise opening.unreadable(place)
        return cls._opened(schema.open_engine(target, still=True), reader, create=False)

    @classmethod
    def _opened(cls, engine: sa.Engine, reader: Reader, *, create: bool, moved: Moved = None) -> Self:
        store = cls(engine, reader)
        try:
            store._prepare(create=create, moved=moved)
        except BaseException:
            engine.dispose()
            raise
        store._file = schema.identity(engine)
        return store

    def _look(self) -> None:
        """Open the record anew where another file came in its place. Raises NotFoundError where none did."""
        now = schema.identity(self._engine)
        if self._file in (None, now):
            return
        if now is None:
            raise opening.none(self.place)
        self._engine.dispose()  # what is connected has the file that was
        self._prepare(create=False)
        self._file = now

    def _prepare(self, *, create: bool, moved: Moved = None) -> None:
        with failures(self._engine, writing=create):
            with self._engine.connect() as conn:
                there = opening.is_record(conn, to_write=create)
                older = there and forms.is_older(forms.form(conn))
            if not there and not create:
                raise opening.none(self.place)
            if not there:
                with self._writing() as conn:
                    opening.make(conn)
            if older:
                with held(self._engine) as free:
                    if not free:
                        raise opening.busy(self.place)
                    forms.bring_over(self._writing, moved)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @property
    def place(self) -> str:
        """Where the record is, as it may be shown: without a password."""
        return schema.shown(self._engine)

    # --- keeping ------------------------------------------------------------------------------------------

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """Hold the record for one sync; give whether it was free. It is free again when the process ends."""
        with failures(self._engine, writing=True), held(self._engine) as free:
            yield free

    def begin(self, category: str, *, full: bool = False) -> str | None:
        """Say that a category is being read; return the token to go on from (``full``: none, from the start)."""
        table = schema.category
        values: dict[str, Any] = {"started": stamp(dt.datetime.now(dt.UTC)), **dict.fromkeys(COUNTS, 0)}
        values |= {"finished": None, "error_nl": None, "error_en": None} | ({"token": None} if full else {})
        with self._writing() as conn:
            conn.execute(schema.upsert(self._engine.dialect.name, table), {"name": category})
            conn.execute(sa.update(table).where(table.c.name == category).values(values))
            return conn.execute(sa.select(table.c.token).where(table.c.name == category)).scalar()

    def apply(self, category: str, pages: Sequence[Page], *, repair: bool = False) -> Counts:
        """Keep a batch of pages, derive from it and move the token on, all in one transaction.

        ``repair``: put back what is damaged of the entities that come, as far as their bytes come again. Raises
        WriteError when it cannot be written; then nothing of the batch is.
        """
        with uncollected(), self._writing() as conn:
            codec = Codec.of(conn)
            counts = apply(conn, derived, codec, self._reader, category, pages, repair=repair)
            keeping.settle_few(conn, Question(conn, derived, codec, self._reader))
            return counts

    def reach(self, category: str) -> Reach:
        """Return how far a category was read."""
        table = schema.category.c
        with self._reading() as conn:
            query = sa.select(table.token, table.whole).where(table.name == category)
            row = conn.execute(query).one_or_none()
        return Reach(row.token, time_of(row.whole)) if row else Reach(None, None)

    def count(self, category: str) -> int:
        """Return how many entities of a category are held; it takes a look at each."""
        entity = schema.entity.c
        query = (
            sa.select(sa.func.count())
            .select_from(derived.state)
            .join(schema.entity, entity.key == derived.state.c.entity)
            .where(entity.kind == CODE.get(category))
        )
        with self._reading() as conn:
            return conn.execute(query).scalar() or 0

    def unread(self, categories: Iterable[str]) -> list[str]:
        """Return which of these categories were never read to their end."""
        table = schema.category.c
        with self._reading() as conn:
            read = set(conn.execute(sa.select(table.name).where(table.whole.is_not(None))).scalars())
        return [name for name in categories if name not in read]

    def papers(self, keys: Iterable[PaperKey]) -> dict[PaperKey, PaperFile]:
        """Return the files of papers that are held; those that are not are absent."""
        with self._reading() as conn:
            return paper_files.load(conn, keys)

    def keep_papers(self, fresh: Mapping[PaperKey, PaperFile]) -> None:
        """Keep the files of papers as they came. Raises WriteError when it cannot be written."""
        with self._writing() as conn:
            paper_files.keep(conn, fresh)

    @property
    def texts(self) -> PaperTexts:
        """What papers say, to be searched."""
        return PaperTexts(self._reading, self._writing)

    def finish(self, category: str, error: Words | None = None) -> None:
        """Say that a category was read as far as it goes, or why not.

        An index of another analyser is made anew; one that much was put into is tidied, which takes seconds at most.
        """
        table = schema.category
        values = {
            "finished": stamp(dt.datetime.now(dt.UTC)),
            "error_nl": error.nl if error else None,
            "error_en": error.en if error else None,
        }
        with self._writing() as conn:
            conn.execute(sa.update(table).where(table.c.name == category).values(values))
            index = Index(conn, derived)
            index.update(())
            came = sa.select(table.c.new + table.c.changed + table.c.deleted).where(table.c.name == category)
            if (conn.execute(came).scalar() or 0) >= _MANY:
                index.tidy()

    def settle(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Work out the facts that are due, some at a time, each in a transaction of its own: stopped, it goes on there.

        ``progress`` is told how much was done and how much there was. Raises WriteError when it cannot be written.
        """
        with self._writing() as conn:
            total = keeping.begin(conn)
        done = 0
        while made := self._settle_some():
            done += made
            if progress is not None:
                progress(done, max(total, done))

    def _settle_some(self) -> int:
        with uncollected(), self._writing() as conn:
            return keeping.step(conn, Question(conn, derived, Codec.of(conn), self._reader))

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Derive everything anew from the raw records, in one transaction.

        Raises InputError if a raw record is damaged; then nothing is changed.
        """
        with uncollected(), self._writing() as conn:
            schema.metadata.create_all(conn)  # those that are gone
            for table in derived.tables():
                conn.execute(sa.delete(table))
            registry, codec = Registry(conn), Codec.of(conn)
            for damage in replay(conn, derived, registry, codec, self._reader, progress):
                raise InputError(
                    f"{damage.entity} {damage.id} in '{self.place}' is beschadigd ({damage.what}); er is niets "
                    "gewijzigd. Zet een reservekopie terug, of maak met --record een nieuw gegevensbestand.",
                    f"{damage.entity} {damage.id} in '{self.place}' is damaged ({damage.what}); nothing was changed. "
                    "Put back a copy, or make a new record with --record.",
                )
            Index(conn, derived).rebuild()
            paper_texts.refresh(conn, anew=True)
            keeping.begin(conn, anew=True)
            while keeping.step(conn, Question(conn, derived, codec, self._reader)):
                pass
            update = sa.update(schema.meta).where(schema.meta.c.name == "derivation")
            conn.execute(update.values(value=str(DERIVATION)))

    # --- asking -------------------------------------------------------------------------------------------

    def entities_for(self, ref: Ref, at: dt.date | None = None) -> Found:
        """Return all records that an overview of ``ref`` needs, as they were at the end of a day (now: ``None``).

        Raises NotFoundError if the record does not have it.
        """
        with self._asking(at) as question:
            return question.entities_for(ref)

    def found(self, wanted: Filter, page: Paging = EVERY) -> list[Key]:
        """Return the votes that a filter lets through, in order of time, by their numbers, or a page of them.

        What they are is asked with these (:meth:`votes`, :meth:`rows`).
        Facts that are due are worked out first, unless a sync is at it: it does so itself. Raises WriteError where
        there are none yet and the record cannot be written.
        """
        with self._listing(about=wanted.about is not None) as conn:
            return Listing(conn).find(wanted, page)

    @property
    def counts(self) -> FactCounts:
        """What can be counted over many votes; facts are brought up to date as for :meth:`found`."""
        return FactCounts(partial(self._listing, about=True))

    @contextmanager
    def _listing(self, *, about: bool) -> Iterator[sa.Connection]:
        """Give a connection to read facts that are up to date; ``about``: the index of words too."""
        due = self.due()
        if due is None:
            self.settle()
        elif due:
            with suppress(WriteError), self.lock() as free:
                if free:
                    self.settle()
        if about:
            self._refresh_index()
        with self._reading() as conn:
            yield conn

    def votes(self, keys: Sequence[Key], today: dt.date) -> Iterator[Vote]:
        """Yield these votes, as they are told on a day; one that is no more is passed over."""
        with self._reading() as conn:
            listing = Listing(conn, today)
            for start in range(0, len(keys), AT_ONCE):
                yield from listing.votes(keys[start : start + AT_ONCE])

    def rows(self, keys: Sequence[Key]) -> Iterator[VoteRow]:
        """Yield the same votes as rows of values, as they are on no day in particular: far quicker."""
        with self._reading() as conn:
            listing = Listing(conn)
            for start in range(0, len(keys), AT_ONCE):
                yield from listing.rows(keys[start : start + AT_ONCE])

    def cursor(self, key: Key) -> str | None:
        """Return what tells where a vote stands in a list, to go on after it; ``None`` if it is no more."""
        with self._reading() as conn:
            return Listing(conn).cursor(key)

    def due(self) -> int | None:
        """Return of how many proposals, decisions and days the facts are still to be worked out; ``None``: of all."""
        with self._reading() as conn:
            return keeping.due(conn)

    def dossiers_titled(self, words: str, soort: str) -> list[Dossier]:
        """Return the dossiers of the Zaken of that Soort (official field) whose Titel holds these words."""
        with self._asking() as question:
            return question.dossiers_titled(words, soort)

    def search(self, query: str, scope: Scope | None = None, *, limit: int = 20, offset: int = 0) -> Hits:
        """Return the proposals that a query finds within a scope (all: ``None``), best first, a page of them.

        Whatever the query is, it is no error; :mod:`kamerstem.store.search` says how it is read. An index of
        another version of the analyser is first made anew: raises WriteError where that is needed and cannot be.
        """
        self._refresh_index()
        with self._reading() as conn:
            return Search(conn).find(query, scope, limit=limit, offset=offset)

    def _refresh_index(self) -> None:
        """Make the index anew where it is one of another version of the analyser."""
        with self._reading() as conn:
            stale = Index(conn, derived).stale or paper_texts.stale(conn)
        if stale:
            with self._writing() as conn:
                Index(conn, derived).update(())
                paper_texts.refresh(conn)

    def day(self, date: dt.date, at: dt.date | None = None) -> Day:
        """Return a day in the House: its agenda items in order, and all records on them."""
        with self._asking(at) as question:
            return question.day(date)

    def about(self, besluiten: Iterable[str]) -> Found:
        """Return all that is said of the proposals that these Besluiten are on."""
        with self._asking() as question:
            return question.about(besluiten)

    def held(self, wanted: Iterable[tuple[str, str]]) -> Entities:
        """Return these entities (kind, id) as they are held, deleted ones too."""
        with self._reading() as conn:
            loader = Loader(conn, derived)
            loader.load(find_keys(conn, ((CODE[kind], id) for kind, id in wanted)).values())
            return loader.entities()

    def voted(self, since: dt.date, until: dt.date) -> Found:
        """Return all decisions of these days with their votes, deleted ones too."""
        with self._asking() as question:
            return question.voted(since, until)

    def seats(self, date: dt.date) -> Seats:
        """Return the House on a day, by party."""
        with self._asking() as question:
            return question.seats(date)

    def diff(self, since: dt.date) -> Iterator[Change]:
        """Yield what changed from the start of a day in Amsterdam on, by the official time of change."""
        with self._reading() as conn:
            question = Question(conn, derived, Codec.of(conn), self._reader)
            yield from Changes(conn, question).since(since)

    def fresh(self) -> dt.datetime | None:
        """Return when the last page came of which something was kept; ``None`` if there is none."""
        with self._reading() as conn:
            return last_fetched(conn)

    def latest_change(self) -> dt.datetime | None:
        """Return the latest official time of change that is held and was believed, ``None`` if there is none."""
        with self._reading() as conn:
            return latest_change(conn)

    def status(self, *, verify: bool = False) -> Status:
        """Return what the record holds and how fresh it is; ``verify``: look at all of it, and derive it again."""
        state, entity, version, page = derived.state.c, schema.entity.c, schema.version, schema.page.c
        count = sa.func.count()
        with self._reading() as conn:
            kinds = conn.execute(
                sa.select(entity.kind, state.data.is_(None), count)
                .join_from(derived.state, schema.entity, entity.key == state.entity)
                .group_by(entity.kind, state.data.is_(None))
            )
            entities: dict[str, list[int]] = {}
            for kind, deleted, number in kinds:
                entities.setdefault(KIND.get(kind, "?"), [0, 0])[bool(deleted)] += number
            first = conn.execute(sa.select(sa.func.min(page.fetched))).scalar()
            remark = derived.remark.c
            held = conn.execute(sa.select(schema.meta.c.value).where(schema.meta.c.name == "derivation"))
            return Status(
                place=self.place,
                engine="sqlite" if self._engine.dialect.name == "sqlite" else "postgresql",
                size=schema.size(conn),
                entities={name: (pair[0], pair[1]) for name, pair in sorted(entities.items())},
                versions=conn.execute(sa.select(count).select_from(version)).scalar() or 0,
                decisions=conn.execute(sa.select(count).select_from(derived.decision)).scalar() or 0,
                first=time_of(first),
                last=last_fetched(conn),
                categories=categories(conn),
                due=keeping.due(conn),
                remarks=dict(conn.execute(sa.select(remark.what, count).group_by(remark.what)).all()),
                stale=held.scalar() != str(DERIVATION) or Index(conn, derived).stale,
                verification=verified(conn, self._reader) if verify else None,
            )

    # --- the audit ----------------------------------------------------------------------------------------

    def audit_begin(self, version: str, *, whole: bool = False) -> audit.Run:
        """Begin an audit by the checks of a version: of what changed since the last one, or of everything."""
        with self._auditing(writing=True) as auditing:
            return auditing.begin(version, whole=whole)

    def audit_batches(self) -> Iterator[tuple[audit.Batch, int]]:
        """Yield what is to be looked at, with how much is left; each is to be kept before the next is asked for."""
        done: set[int] = set()
        while True:
            with self._auditing() as auditing:
                windows = list(auditing.windows())
            if not windows:
                return
            for window in windows:
                yield from self._audit_window(window, done)

    def _audit_window(self, window: Sequence[int], done: set[int]) -> Iterator[tuple[audit.Batch, int]]:
        """Yield the bills of some days that were not ``done`` yet, each by itself, and then the rest of those days."""
        with self._auditing() as auditing:
            bills = auditing.bills(auditing.still(window))
        for bill, near in bills.items():
            if bill in done:
                continue
            with self._auditing() as auditing:
                # What it is near to may have been looked at with another bill by now.
                batch = auditing.of_bill(bill) if auditing.still(near) else None
                left = auditing.left()
            if batch is not None:
                done.add(bill)
                yield batch, left
        with self._auditing() as auditing:
            rest = auditing.still(window)
            batch, left = (auditing.of_rest(rest) if rest else None), auditing.left()
        if batch is not None:
            yield batch, left

    def audit_keep(
        self,
        run: audit.Run,
        batch: audit.Batch,
        found: Mapping[str, Sequence[Audited]],
        covered: Mapping[int, Iterable[str]],
    ) -> None:
        """Keep the findings of a batch in one transaction (:meth:`kamerstem.store.audit.Audit.keep`)."""
        with self._auditing(writing=True) as auditing:
            auditing.keep(run, batch, found, covered)

    def audit_finish(self, run: audit.Run, found: Sequence[Audited]) -> None:
        """End an audit, with what was found in the record apart from any vote."""
        with self._auditing(writing=True) as auditing:
            auditing.keep_of_record(run, found)
            auditing.finish(run)

    def findings(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        check: str | None = None,
        gone: bool = False,
    ) -> list[Audited]:
        """Return what the audits found and is still so, by day; ``gone``: what the last one found no more."""
        with self._auditing() as auditing:
            return auditing.findings(since=since, until=until, check=check, gone=gone)

    def steps(self, since: dt.date | None = None, until: dt.date | None = None) -> Mapping[str, int]:
        """Return how many decisions the record holds in a period, by step."""
        with self._auditing() as auditing:
            return auditing.counts(since, until)

    def house_records(self) -> Entities:
        """Return the records of who sat on which seat, and of the sittings of voting days with their reports."""
        with self._auditing() as auditing:
            return auditing.house()

    @contextmanager
    def _auditing(self, *, writing: bool = False) -> Iterator[audit.Audit]:
        with self._writing() if writing else self._reading() as conn:
            question = Question(conn, derived, Codec.of(conn), self._reader)
            yield audit.Audit(conn, derived, question)

    # --- transactions -------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        self._look()
        with failures(self._engine, writing=True), self._engine.connect() as conn:
            conn = conn.execution_options(writing=True)
            try:
                with conn.begin():
                    yield conn
            except BaseException:
                Codec.forget(conn)
                raise

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        self._look()
        with failures(self._engine), self._engine.connect() as conn:
            if self._engine.dialect.name == "postgresql":
                conn = conn.execution_options(isolation_level="REPEATABLE READ")
            with conn.begin() as transaction:
                yield conn
                transaction.rollback()

    @contextmanager
    def _asking(self, at: dt.date | None = None) -> Iterator[Question]:
        with self._reading() as conn:
            yield Question(conn, derived, Codec.of(conn), self._reader, at)
