"""The House's SyncFeed: every official entity, and then what changed, as pages of an Atom feed per category.

:class:`SyncFeed` reads the pages, :func:`to_entity` makes an entity of one entity's XML. What a page holds is kept
as it came (:class:`Entry`); nothing in this module decides what it means.

The feed's ways (the official XSDs; else what its users report): 250 entries a page; where to go on stands only in
``link rel="next"``, of the page and of each entry, and a page without one is the last for now; a deletion is an
attribute of tkData's namespace, whatever its prefix; times have no offset and are those of Amsterdam, though the XSD
says UTC (defects, #37); an empty attribute is ``xsi:nil`` or left out; a relation is an element with ``ref``.

Where the roads differ, OData and this one:

- A date-time without an offset gets Amsterdam's, and loses the zeros at its end, so that it reads as in OData
  ("2024-02-13T15:00:00+01:00"). The hour that comes twice at the end of summer time is taken as winter time.
- What the XSD has as a date and OData as a date-time (Van, TotEnMet, DatumActief, DatumInactief) is the day alone,
  "2023-12-06", by whichever form it came.
- Every relation of an entity is given, so none is absent from ``refs``; OData is asked for some of them only. A
  relation may lead to a deleted entity, which OData's answers leave out.
- What OData is not asked for (Locatie, Besloten, ...) is not taken from the feed either: it stays in the raw entity.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import MappingProxyType, TracebackType
from typing import Any, Final, Self
from urllib.parse import quote, unquote

import httpx2
from lxml import etree

from kamerstem.dataclasses import dataclass
from kamerstem.errors import InputError, SourceError, UnreachableError
from kamerstem.model.entities import HOST, Entity
from kamerstem.model.feed import Entry, Page
from kamerstem.model.information import ENTITIES, Type
from kamerstem.sources.http import GarbledError, GoneError, Http, Limits, RefusedError, UnreadableError
from kamerstem.sources.wire import UnusableError

PATH = "/SyncFeed/2.0/Feed"

ATOM = "{http://www.w3.org/2005/Atom}"
TKDATA = "{http://www.tweedekamer.nl/xsd/tkData/v1-0}"
_INSTANCE = "{http://www.tweedekamer.nl/xsd/tkData-instantie/v1-0}"  # declares the same two attributes
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"

CATEGORIES: Final[tuple[str, ...]] = tuple(each.name for each in ENTITIES.values() if each.attributes)
"""The categories, in an order that lets a half-finished first sync be of use."""

_OPENED = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,  # no deeper than 256 levels, no text of more than 10 MB
    remove_comments=True,
    remove_pis=True,
)
_TOKEN = re.compile(r"[?&]skiptoken=([^&#]*)", re.IGNORECASE)
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_NUMBER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_LONGEST_TOKEN = 200
_STUCK = 3  # times that a page may lead back to one already asked for before that is a fault
_EMPTY = 100  # pages without an entry that may follow one another before that is a fault


class SyncFeed:
    """The House's SyncFeed.

    ``url`` is the root of the service, as for OData. ``session`` is a connection to use, which then stays open;
    without it one is made with ``limits``, and ``transport`` in the place of the network. To be closed, or used in
    ``with``. Raises :class:`~kamerstem.errors.InputError` if ``url`` is no address.
    """

    def __init__(
        self,
        url: str = HOST,
        session: Http | None = None,
        *,
        limits: Limits | None = None,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._http = session or Http(url, limits=limits, transport=transport)
        self._own = session is None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection, if it was made here."""
        if self._own:
            self._http.close()

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        """Yield the pages of a category, from its beginning or from where a page or entry said to go on.

        The last page yielded has no ``next_token``; it may be empty. Each page is whole, and has the time of one
        question (:class:`~kamerstem.sources.http.Limits`) for itself.

        Raises :class:`~kamerstem.errors.InputError` for a category that Kamerstem does not know, and
        :class:`~kamerstem.errors.SourceError` where a page does not come, whatever was tried; what was yielded
        before it stands.
        """
        if category not in CATEGORIES:
            raise InputError(
                f"'{category[:60]}' is geen categorie van de SyncFeed die Kamerstem kent. Kies uit: "
                f"{', '.join(CATEGORIES)}.",
                f"'{category[:60]}' is no category of the SyncFeed that Kamerstem knows. Choose from: "
                f"{', '.join(CATEGORIES)}.",
            )
        asked: set[str | None] = set()
        stuck = empty = 0
        while True:
            page = self._page(category, token)
            asked.add(token)
            empty = 0 if page.entries else empty + 1
            if empty > _EMPTY:
                raise self._told(category, token, _nothing_but_pages(self._http.host))
            if page.next_token in asked and page.next_token is not None:
                stuck += 1
                if stuck > _STUCK:
                    raise self._told(category, page.next_token, _circle(self._http.host))
            else:
                stuck = 0
            yield page
            if page.next_token is None:
                return
            token = page.next_token

    def _page(self, category: str, token: str | None) -> Page:
        address = f"{PATH}?category={category}" + (f"&skiptoken={quote(token, safe='')}" if token else "")
        try:
            (entries, following), source = self._http.session().get(
                address, lambda body: read_feed(body, category), accept="application/atom+xml"
            )
        except SourceError as failure:
            raise self._told(category, token, failure) from failure
        last = next((entry.token for entry in reversed(entries) if entry.token), None)
        return Page(
            category=category,
            url=source.url or address,
            fetched=source.fetched or datetime.now(UTC),
            sha256=source.sha256 or "",
            entries=entries,
            next_token=following,
            resume_token=following or last or token,
        )

    def _told(self, category: str, token: str | None, failure: SourceError) -> SourceError:
        """Return the failure with the place in the feed before it; the same kind of error."""
        place = f" na {token}" if token else ""
        there = f" after {token}" if token else ""
        kinds = (GoneError, RefusedError, UnreadableError, UnreachableError)
        kind = next((kind for kind in kinds if isinstance(failure, kind)), SourceError)
        return kind(
            f"SyncFeed, categorie {category}{place}: {failure.words.nl}",
            f"SyncFeed, category {category}{there}: {failure.words.en}",
        )


def _circle(host: str) -> SourceError:
    return SourceError(
        f"{host} verwijst steeds terug naar een bladzijde die al gelezen is. Probeer het later opnieuw; blijft het zo, "
        "begin dan opnieuw met kamerstem sync --full.",
        f"{host} keeps pointing back to a page that was read before. Try again later; if it stays so, begin again "
        "with kamerstem sync --full.",
    )


def _nothing_but_pages(host: str) -> SourceError:
    return SourceError(
        f"{host} geeft steeds een volgende bladzijde en er staat niets op. Probeer het later opnieuw.",
        f"{host} keeps giving a next page with nothing on it. Try again later.",
    )


# --- a page -------------------------------------------------------------------------------------------------


def read_feed(body: bytes, category: str) -> tuple[tuple[Entry, ...], str | None]:
    """Return the entries of a page, and where the next page begins (None: nowhere yet).

    Raises :class:`~kamerstem.sources.http.GarbledError` if the bytes are not a whole page.
    """
    root = _opened(body)
    if root is None:
        raise GarbledError("het is afgebroken of geen XML", "it is cut off, or no XML")
    if root.tag != ATOM + "feed":
        raise GarbledError("het is geen Atom-feed", "it is no Atom feed")
    following: str | None = None
    entries: list[Entry] = []
    for element in root:
        if element.tag == ATOM + "entry":
            entries.append(_entry(element, category, len(entries) + 1))
        elif element.tag == ATOM + "link" and element.get("rel") == "next":
            following = _token(element.get("href"))
            if following is None:
                raise GarbledError(
                    "de verwijzing naar de volgende bladzijde heeft geen skiptoken",
                    "its link to the next page has no skiptoken",
                )
    return tuple(entries), following


def _entry(entry: Any, category: str, number: int) -> Entry:
    told = title = token = enclosure = content = None
    for element in entry:
        tag = element.tag
        if tag == ATOM + "link":
            rel = element.get("rel")
            if rel == "next":
                token = _token(element.get("href"))
            elif rel == "enclosure":
                enclosure = (element.get("href") or "")[:2_000] or None
        elif tag == ATOM + "content":
            content = element
        elif tag == ATOM + "id":
            told = (element.text or "").strip().rpartition("/")[2]
        elif tag == ATOM + "title":
            title = (element.text or "").strip()
    thing = content[0] if content is not None and len(content) else None
    own = thing.get("id") if thing is not None else None
    id = next((each for each in (own, told, title) if each and _GUID.fullmatch(each)), None)
    if id is None:
        raise GarbledError(f"post {number} heeft geen id", f"entry {number} has no id")
    if thing is None:
        return Entry(category, id.lower(), False, None, b"", enclosure, token)
    name = thing.tag.rpartition("}")[2]
    return Entry(
        entity=_named().get(name.lower(), category),
        id=id.lower(),
        deleted=_deleted(thing),
        changed=_instant(_attribute(thing, "bijgewerkt")),
        content=etree.tostring(
            thing, method="c14n", exclusive=True, inclusive_ns_prefixes=["xsi"], with_tail=False
        ),
        token=token,
        enclosure=enclosure,
    )


@cache
def _named() -> Mapping[str, str]:
    return {entity.lower(): entity for entity in ENTITIES}


def _opened(xml: bytes) -> Any | None:
    """Return the root of the XML; None if it is not whole, too deep, or comes with a DTD."""
    try:
        root = etree.fromstring(xml, _OPENED)
    except (etree.XMLSyntaxError, ValueError):
        return None
    info: Any = root.getroottree().docinfo  # the stubs do not know its parts
    return None if info.doctype or info.internalDTD is not None else root


def _token(href: str | None) -> str | None:
    found = _TOKEN.search(href or "")
    token = unquote(found[1]) if found else ""
    return token if 0 < len(token) <= _LONGEST_TOKEN and token.isprintable() else None


def _attribute(thing: Any, name: str) -> str | None:
    """Return tkData's attribute: of its namespace by whatever prefix, or of none."""
    get = thing.get
    value: str | None = get(TKDATA + name)
    if value is None:
        value = get(name)
    return get(_INSTANCE + name) if value is None else value


def _deleted(thing: Any) -> bool:
    return (_attribute(thing, "verwijderd") or "").strip().lower() in ("true", "1")


# --- an entity's XML into a record --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    fields: Mapping[str, None]
    refs: Mapping[str, tuple[()]]
    by_tag: Mapping[str, tuple[str, Callable[[str], Any] | None]]
    """By the name of its element in small letters: an attribute with its reader, or a relation with None."""


def to_entity(entity: str, content: bytes, *, source: str | None = None) -> Entity:
    """Return the record of one entity's XML (:attr:`Entry.content`), the same as OData gives but as said above.

    Every attribute and relation of the entity is in it, ``None`` or ``()`` where the XML gives none. Elements that
    Kamerstem does not know are passed by; their order does not matter.

    Raises :class:`~kamerstem.errors.SourceError` if the XML is not that of such an entity, or an attribute is not
    what the information model says it is.
    """
    root = _opened(content)
    shape = _shapes().get(entity)
    if root is None or shape is None or root.tag.rpartition("}")[2].lower() != entity.lower():
        raise UnusableError(
            f"De SyncFeed geeft geen bruikbare {entity:.40}: {_shown(content)}.",
            f"The SyncFeed gives no usable {entity:.40}: {_shown(content)}.",
        )
    id = (root.get("id") or "").lower()
    if not _GUID.fullmatch(id):
        raise _not_as_meant(entity, id, "id", id)
    changed = _instant(_attribute(root, "bijgewerkt"))
    if _deleted(root):
        return Entity(entity, id, deleted=True, source=source, changed=changed)
    fields: dict[str, Any] = dict(shape.fields)
    refs: dict[str, tuple[str, ...]] = dict(shape.refs)
    by_tag = shape.by_tag
    for element in root:
        tag = element.tag
        known = by_tag.get(tag) or by_tag.get(tag.rpartition("}")[2].lower())
        if known is None:
            continue
        name, read = known
        if read is None:
            ref = (element.get("ref") or "").lower()
            if ref and not _GUID.fullmatch(ref):
                raise _not_as_meant(entity, id, name, ref)
            if ref and ref not in refs[name]:
                refs[name] += (ref,)
            continue
        text = element.text
        if text is None or text.isspace():
            if element.get(_NIL) in ("true", "1"):
                continue
            text = text or ""
        try:
            fields[name] = read(text)
        except ValueError as error:
            raise _not_as_meant(entity, id, name, text) from error
    return Entity(entity, id, MappingProxyType(fields), MappingProxyType(refs), False, source, changed)


def blank(entity: str) -> tuple[dict[str, None], dict[str, tuple[()]]]:
    """Return the attributes and relations that a record of an entity has, none of them given, in their order."""
    shape = _shapes()[entity]
    return dict(shape.fields), dict(shape.refs)


@cache
def _shapes() -> Mapping[str, _Shape]:
    shapes = {}
    for each in map(ENTITIES.__getitem__, CATEGORIES):
        known: dict[str, Callable[[str], Any] | None] = dict.fromkeys(each.relations)
        known |= {name: _READ[type] for name, type in each.attributes.items()}
        by_tag = {}
        for name, read in known.items():
            # In the XML the first letter is small; NaamNL and ExterneIdentifier have small letters inside too.
            by_tag[name.lower()] = by_tag[f"{TKDATA}{name[0].lower()}{name[1:]}"] = (name, read)
        shapes[each.name] = _Shape(dict.fromkeys(each.attributes), dict.fromkeys(each.relations, ()), by_tag)
    return shapes


def _whole(text: str) -> int | None:
    text = text.strip()
    if text and not _NUMBER.fullmatch(text):
        raise ValueError
    return int(text) if text else None


def _flag(text: str) -> bool | None:
    text = text.strip().lower()
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    if text:
        raise ValueError
    return None


def _time(text: str) -> str | None:
    """Return a date-time as OData writes it: with an offset, and no zeros behind the seconds."""
    text = text.strip()
    if not text:
        return None
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError
    day, clock, fraction, offset = found.groups()
    clock = clock or "00:00:00"
    moment = datetime.fromisoformat(f"{day}T{clock}")
    fraction = (fraction or "").rstrip("0")
    if offset is None:
        offset = f"+0{_hours(moment)}:00"
    return f"{day}T{clock}{'.' if fraction else ''}{fraction}{offset}"


def _day(text: str) -> str | None:
    """Return the day, in Amsterdam, of a date or a date-time."""
    text = text.strip()
    if not text:
        return None
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError
    day, clock, _, offset = found.groups()
    if clock is None or offset is None:
        return datetime.fromisoformat(f"{day}T{clock or '00:00:00'}").date().isoformat()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{offset}").astimezone(UTC) + timedelta(hours=1)
        return (moment + timedelta(hours=_hours(moment, spring=2) - 1)).date().isoformat()
    except OverflowError as error:
        raise ValueError from error


_READ: Mapping[Type, Callable[[str], Any]] = {
    Type.TEXT: str,
    Type.WHOLE: _whole,
    Type.COUNT: _whole,
    Type.FLAG: _flag,
    Type.TIME: _time,
    Type.DAY: _day,
}


def _instant(text: str | None) -> datetime | None:
    """Return a moment in UTC; a local time is Amsterdam's. None if it is none."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        return (moment - _AHEAD[_hours(moment)]).replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # no time; the years 0001 and 9999
        return None


_AHEAD = (timedelta(0), timedelta(hours=1), timedelta(hours=2))


def _hours(local: datetime, spring: int = 3) -> int:
    """Return Amsterdam's hours ahead of UTC at a local time, by the rule that the service uses.

    That is the present rule for every year (SGP's 1922-04-30T00:00:00+02:00 in OData is no historical offset), so no
    table of time zones is needed. The hour that comes twice counts as winter time, and so does the one that is
    skipped. ``spring`` is 2 where ``local`` is winter time whatever the season.
    """
    month = local.month
    if 3 < month < 10:
        return 2
    if month not in (3, 10):
        return 1
    before = (local.day, local.hour) < (_last_sunday(local.year, month), spring if month == 3 else 2)
    return 1 if before == (month == 3) else 2


@cache
def _last_sunday(year: int, month: int) -> int:
    return 31 - date(year, month, 31).isoweekday() % 7


def _not_as_meant(entity: str, id: str, name: str, value: str) -> UnusableError:
    return UnusableError(
        f"De SyncFeed geeft bij {entity} {id:.40} een {name} die niet kan: {value[:60]!r}.",
        f"The SyncFeed gives {entity} {id:.40} a {name} that cannot be: {value[:60]!r}.",
    )


def _shown(content: bytes) -> str:
    return repr(content[:60].decode("utf-8", "replace"))
