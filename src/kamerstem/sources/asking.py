"""Asking one version of the House's OData service: filters, pages, what is expanded, what did not go as usual."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import quote

from kamerstem.dataclasses import dataclass
from kamerstem.errors import SourceError
from kamerstem.language import Words
from kamerstem.model.overview import Finding, Severity, Source
from kamerstem.sources.http import Http, Session
from kamerstem.sources.odata_rows import WAYS
from kamerstem.sources.wire import Basket, Names, Page, Rest, path, read_page

_PAGES = (
    100,
    250,
)  # rows on a page; 52 of 99 known roll calls have 100 rows, where paging by number lost the rest
_AT_ONCE = 12  # ids in one filter: within its 100 nodes, and the address within 2,000 characters
_REREADS = 2  # of a list that came with fewer rows than the service counted
_AS_IS = "$(),;:/='"  # what an OData query may hold unescaped; spaces become %20, since a + stays a plus


@dataclass(frozen=True, slots=True)
class Expand:
    """A navigation to expand, and what in it.

    ``only`` are the attributes wanted of it (none named: all); ``given`` one that a row must have to be wanted.
    """

    name: str
    inner: tuple["Expand", ...] = ()
    only: tuple[str, ...] = ()
    given: str | None = None


ID = ("Id",)
"""Only the id."""


class Asking:
    """Asks for rows and keeps them, with where they came from."""

    def __init__(self, session: Session, names: Names, http: Http) -> None:
        self._session = session
        self._names = names
        self._http = http
        self._basket = Basket(names)
        self._sources: dict[str, Source] = {}
        self._findings: list[Finding] = []

    def _rows(
        self,
        entity: str,
        where: str,
        expand: Sequence[Expand] = (),
        *,
        only: Sequence[str] = (),
        order: bool = False,
        live: bool = True,
        counted: bool = False,
    ) -> list[str]:
        """Fetch the rows of an entity, page after page, and return their ids; ``live``: those that are not deleted.

        ``only`` are the attributes wanted (none named: all).

        A list of several pages that came with fewer rows than the service counts is read again; a finding says so if
        it stays short. Counting is dear there: of a list on one page it is asked only where nothing else would tell
        that rows stayed away (``counted``).
        """
        options = {"$filter": self._live(entity, where) if live else where}
        if only:
            options["$select"] = self._selected(entity, only)
        if expanded := self._expanded(entity, expand):
            options["$expand"] = expanded
        if order:
            options["$orderby"] = self._names.need(entity, "Id")
        start = address(self._names.set(entity), options)
        found: dict[str, None] = {}
        came, key = set[object](), self._names.need(entity, "Id")
        for reread in range(_REREADS + 1):
            pages = 0
            for page, source in self._pages(start, fresh=reread > 0):
                pages += 1
                for raw in page.value:
                    came.add(raw.get(key))
                    each = self._basket.take(entity, raw, source)
                    if each is not None:
                        found[each] = None
            self._rests()
            count = (
                self._count(entity, options["$filter"], fresh=reread > 0) if counted or pages > 1 else None
            )
            if count is None or len(came) >= count:
                break
        else:
            self._findings.append(self._short(entity, len(came), count or 0))
        return list(found)

    def _count(self, entity: str, where: str, *, fresh: bool = False) -> int | None:
        """Return how many rows there are, ``None`` where the service does not count."""
        options = {"$filter": where, "$select": self._names.need(entity, "Id"), "$top": "1", "$count": "true"}
        page, source = self._session.get(address(self._names.set(entity), options), read_page, fresh=fresh)
        self._sources[source.id] = source
        return page.count

    def _pages(self, address: str, *, fresh: bool = False) -> Iterator[tuple[Page, Source]]:
        seen: set[str] = set()
        root = path(self._names.version)
        while address not in seen:
            if len(seen) == self._http.limits.pages:
                raise self._endless()
            seen.add(address)
            page, source = self._session.get(address, read_page, fresh=fresh)
            self._sources[source.id] = source
            yield page, source
            if page.next is None:
                return
            address = self._session.follow(page.next, source, root)
        raise self._endless()

    def _rests(self) -> None:
        """Read on in expanded lists that were cut into pages."""
        while self._basket.rests:
            rest: Rest = self._basket.rests.pop()
            start = self._session.follow(rest.link, rest.source, path(self._names.version))
            for page, source in self._pages(start):
                self._basket.expand(rest.entity, rest.guid, rest.way, page.value, source)

    def _expanded(self, entity: str, expand: Iterable[Expand]) -> str:
        """Return the text of $expand; what the version does not have is left out (a finding names it)."""
        parts: list[str] = []
        for each in expand:
            called = self._names.get(entity, each.name)
            if called is None:
                continue
            target = WAYS[entity][each.name].to
            options = []
            deleted = self._names.get(target, "Verwijderd")
            given = self._names.get(target, each.given) if each.given else None
            if self._names.many(entity, each.name):
                wanted = [f"{deleted} eq false"] if deleted else []
                wanted += [f"{given} ne null"] if given else []
                options += [f"$filter={' and '.join(wanted)}"] if wanted else []
            if each.only:
                options.append(f"$select={self._selected(target, each.only)}")
            if inner := self._expanded(target, each.inner):
                options.append(f"$expand={inner}")
            parts.append(called + (f"({';'.join(options)})" if options else ""))
        return ",".join(parts)

    def _selected(self, entity: str, only: Iterable[str]) -> str:
        """Return the text of $select: what is wanted and there, with what a row cannot be read without."""
        self._names.need(entity, "Id")
        called = (self._names.get(entity, name) for name in dict.fromkeys(("Id", "Verwijderd", *only)))
        return ",".join(name for name in called if name is not None)

    # --- filters ------------------------------------------------------------------------------------------

    def _live(self, entity: str, where: str) -> str:
        deleted = self._names.get(entity, "Verwijderd")
        return f"{deleted} eq false and {where}" if deleted else where

    def _is(self, entity: str, name: str, value: str) -> str:
        return f"{self._names.need(entity, name)} eq {value}"

    def _one_of(self, entity: str, name: str, values: Iterable[str], variable: str = "") -> str:
        called = self._names.need(entity, name)
        return "(" + " or ".join(f"{variable}{called} eq {value}" for value in values) + ")"

    def _any(self, entity: str, way: str, name: str, values: Iterable[str]) -> str:
        inner = self._one_of(WAYS[entity][way].to, name, values, "x/")
        return f"{self._names.need(entity, way)}/any(x: {inner})"

    def _in(self, entity: str, dossiers: Iterable[str]) -> str:
        return self._any(entity, "Kamerstukdossier", "Id", dossiers)

    # --- what did not go as usual -------------------------------------------------------------------------

    def _endless(self) -> SourceError:
        host, pages = self._http.host, self._http.limits.pages
        return SourceError(
            f"{host} geeft een lijst zonder einde: dezelfde pagina komt terug, of er zijn er meer dan "
            f"{pages}. "
            "Probeer het later opnieuw.",
            f"{host} gives a list without end: the same page comes back, or there are more than {pages}. "
            "Try again later.",
        )

    def _instead(self, version: str, failure: SourceError) -> Finding:
        used = self._names.version
        return Finding(
            check="source-version",
            severity=Severity.INFO,
            at="",
            message=Words(
                f"Gevraagd aan OData {used}, want {version} is niet te gebruiken. {failure.words.nl}",
                f"Asked of OData {used}, since {version} cannot be used. {failure.words.en}",
            ),
            expected=version,
            found=used,
        )

    def _short(self, entity: str, found: int, count: int) -> Finding:
        return Finding(
            check="source-rows-missing",
            severity=Severity.WARNING,
            at="",
            message=Words(
                f"De gegevensdienst telt {count} rijen {entity} en geeft er {found}: er ontbreekt iets.",
                f"The data service counts {count} rows of {entity} and gives {found}: something is missing.",
            ),
            expected=str(count),
            found=str(found),
        )

    # --- votes --------------------------------------------------------------------------------------------

    def _cut_votes(self) -> None:
        """Ask again, by itself and in the order of ids, for a vote that ends where a page may end."""
        rows = Counter(
            besluit
            for vote in self._basket.ids("Stemming")
            for besluit in self._basket.refs("Stemming", vote, "Besluit")
        )
        cut = [besluit for besluit, number in rows.items() if any(number % page == 0 for page in _PAGES)]
        if not self._names.get("Stemming", "Besluit_Id"):
            return
        for some in batches(cut):
            self._rows("Stemming", self._one_of("Stemming", "Besluit_Id", some), order=True)


def quoted(value: str) -> str:
    """Return text as a filter has it."""
    return "'" + value.replace("'", "''") + "'"


def address(set_path: str, options: dict[str, str]) -> str:
    """Return the address of a question."""
    return set_path + "?" + "&".join(f"{name}={quote(value, safe=_AS_IS)}" for name, value in options.items())


def batches(values: Iterable[str], most: int = _AT_ONCE) -> Iterator[list[str]]:
    """Yield values, as many together as one filter can hold."""
    rest = iter(values)
    while some := list(islice(rest, most)):
        yield some
