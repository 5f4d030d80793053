"""The SyncFeed: pages of entries in order of change, an entity by itself, and a feed that changes under the client.

What a feed starts from is a :class:`Base`: rows (:class:`RowsBase`) or a folder that ``generate`` wrote
(:class:`~tests.simulator.generate.Folder`). What a test changes after that comes at later places.
"""

import mimetypes
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qs

from lxml import etree

from tests.simulator import tkdata
from tests.simulator.faults import Fault
from tests.simulator.odata import Answer, Request
from tests.simulator.rows import Rows
from tests.simulator.tkdata import NAMESPACE, XSI, Child

ROOT = "/SyncFeed/2.0"
PAGE = 250
FIRST = 1_000_000
"""The token of the beginning; a token is a number that means nothing else to a client."""
CATEGORIES = (
    "Activiteit Agendapunt Besluit Commissie Document DocumentActor DocumentVersie Fractie FractieZetel "
    "FractieZetelPersoon FractieZetelVacature Kamerstukdossier Persoon Stemming Vergadering Verslag Zaak ZaakActor"
).split()

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TK = f"{{{NAMESPACE}}}"


class Place(NamedTuple):
    """What stands at a place of the feed: an entity's id, when the service took it in (UTC), its XML."""

    guid: str
    updated: str
    content: bytes


class Base(Protocol):
    """What a feed starts from: a fixed list of places for each category."""

    def count(self, category: str) -> int:
        """Return how many places there are."""

    def places(self, category: str, start: int, stop: int) -> list[Place]:
        """Return the places from ``start`` up to ``stop``."""

    def find(self, category: str, guid: str) -> int | None:
        """Return the place of an entity, None if it is not there."""

    def resource(self, guid: str) -> tuple[str, bytes] | None:
        """Return the type and the bytes of an entity's file, None if there is none."""


class RowsBase:
    """The feed of rows, in order of their last change. Placeholders, which never changed, are not in it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._ordered: dict[str, list[dict[str, Any]]] = {}
        self._index: dict[str, dict[str, int]] = {}
        self._plans: dict[str, tkdata.Plan] = {}

    def _all(self, category: str) -> list[dict[str, Any]]:
        if category not in self._ordered:
            served = [row for row in self._rows.all(category) if row["Verwijderd"] is not None]
            served.sort(key=lambda row: (_updated(row), row["Id"]))
            self._index[category] = {row["Id"]: place for place, row in enumerate(served)}
            self._ordered[category] = served
        return self._ordered[category]

    def count(self, category: str) -> int:
        return len(self._all(category))

    def places(self, category: str, start: int, stop: int) -> list[Place]:
        return [
            Place(row["Id"], _updated(row), self._content(category, row))
            for row in self._all(category)[start:stop]
        ]

    def find(self, category: str, guid: str) -> int | None:
        self._all(category)
        return self._index[category].get(guid)

    def resource(self, guid: str) -> tuple[str, bytes] | None:
        file = self._rows.resource(guid)
        if file is None:
            return None
        name, content = file
        return mimetypes.guess_type(name)[0] or "application/octet-stream", content

    def _content(self, category: str, row: dict[str, Any]) -> bytes:
        changed = tkdata.local(row["GewijzigdOp"] or _UNTIMED)
        if row["Verwijderd"]:
            return tkdata.write(category, row["Id"], changed, deleted=True)
        if category not in self._plans:
            self._plans[category] = tkdata.plan(self._rows.schema.entities[category])
        children = tkdata.of_row(self._plans[category], category, row, self._rows)
        file = None
        if row.get("ContentType") is not None:
            file = (row["ContentType"], row["ContentLength"] or 0)
        return tkdata.write(category, row["Id"], changed, children, file=file)


_UNTIMED = "2024-01-01T00:00:00+01:00"  # of a row written by hand that does not say when it was changed


def _updated(row: dict[str, Any]) -> str:
    return str(row["ApiGewijzigdOp"] or row["GewijzigdOp"] or _UNTIMED)


@dataclass
class _Changes:
    """What came after the base of one category."""

    later: list[Place]
    gone: set[int]
    """Places that are left because the entity stands at a later one."""
    where: dict[str, int]


class SyncFeed:
    """The service under ``/SyncFeed/2.0``; its methods change what it serves from then on.

    ``now`` is the service's clock (local time, without an offset), a second later with each change: set it for a
    clock that is wrong. ``moves``: an entity that changes leaves its old place; else that stays, with what stood
    there. ``prefix`` is that of tkData's attributes.
    """

    def __init__(self, base: Base, *, page: int = PAGE) -> None:
        self.base = base
        self.page = page
        self._lock = threading.RLock()
        self._last: dict[str, int] = {}
        self.reset()

    def reset(self) -> None:
        """Forget every change and setting."""
        with self._lock:
            self.now = datetime(2026, 3, 3, 15, 0, 0)
            self.moves = True
            self.prefix = "tk"
            self._changes: dict[str, _Changes] = {}
            self._before: dict[tuple[str, str], bytes] = {}

    # -- changing -------------------------------------------------------------------------------------------

    def ids(self, category: str) -> list[str]:
        """Return the ids of a category in the order of the feed."""
        return [place.guid for _, place in self._from(category, 0)]

    def content(self, category: str, guid: str) -> bytes:
        """Return an entity's XML as it is now. Raises KeyError if there is none."""
        with self._lock:
            changes = self._of(category)
            place = changes.where.get(guid)
            place = self.base.find(category, guid) if place is None else place
            if place is None:
                raise KeyError(f"{category} {guid}")
            return self._place(category, place).content

    def add(
        self, category: str, guid: str, *, changed: datetime | str | None = None, **values: object
    ) -> None:
        """Add an entity; ``values`` as in :meth:`change`."""
        self._put(
            category, guid, tkdata.write(category, guid, self._time(changed), _children(category, [], values))
        )

    def change(
        self, category: str, guid: str, *, changed: datetime | str | None = None, **values: object
    ) -> None:
        """Give an entity other attributes (by their names of the information model) or relations (ids, or None).

        ``changed`` is the local time of change to be given; an earlier one makes an update that comes too late.
        """
        root = etree.fromstring(self.content(category, guid))
        children = _children(category, [_read(each) for each in root], values)
        self._put(category, guid, self._rewritten(category, root, self._time(changed), children))

    def delete(self, category: str, guid: str, *, changed: datetime | str | None = None) -> None:
        """Delete an entity: it comes again, without anything in it."""
        self._before[category, guid] = self.content(category, guid)
        self._put(category, guid, tkdata.write(category, guid, self._time(changed), deleted=True))

    def undelete(self, category: str, guid: str, *, changed: datetime | str | None = None) -> None:
        """Bring back what :meth:`delete` took away."""
        root = etree.fromstring(self._before.pop((category, guid)))
        self._put(category, guid, self._rewritten(category, root, self._time(changed), map(_read, root)))

    def resend(self, category: str, guid: str) -> None:
        """Let an entity come again as it is."""
        self._put(category, guid, self.content(category, guid))

    def _rewritten(self, category: str, root: Any, changed: str, children: Iterable[Child]) -> bytes:
        kind, length = root.get(f"{_TK}contentType"), root.get(f"{_TK}contentLength")
        file = None if kind is None else (kind, int(length))
        return tkdata.write(category, root.get("id"), changed, children, file=file)

    def _time(self, changed: datetime | str | None) -> str:
        with self._lock:
            if changed is not None:
                return tkdata.local(changed)
            self.now += timedelta(seconds=1)
            return tkdata.local(self.now)

    def _put(self, category: str, guid: str, content: bytes) -> None:
        with self._lock:
            changes = self._of(category)
            old = changes.where.get(guid)
            old = self.base.find(category, guid) if old is None else old
            if old is not None and self.moves:
                changes.gone.add(old)
            changes.where[guid] = self.base.count(category) + len(changes.later)
            updated = f"{self.now - timedelta(hours=1):%Y-%m-%dT%H:%M:%S}Z"
            changes.later.append(Place(guid, updated, content))

    def _of(self, category: str) -> _Changes:
        return self._changes.setdefault(category, _Changes([], set(), {}))

    # -- answering ------------------------------------------------------------------------------------------

    def answer(self, request: Request) -> Answer:
        """Answer a GET."""
        path = request.path.strip("/")
        if path == "Feed":
            return self._feed(request)
        what, _, guid = path.partition("/")
        if what == "Resources" and _GUID.fullmatch(guid):
            file = self.base.resource(guid)
            return _none() if file is None else Answer(200, file[1], {"Content-Type": file[0]})
        if what == "Entiteiten" and _GUID.fullmatch(guid):
            for category in CATEGORIES:
                try:
                    return Answer(200, self.content(category, guid), {"Content-Type": "application/xml"})
                except KeyError:
                    continue
        return _none()

    def _feed(self, request: Request) -> Answer:
        query = parse_qs(request.query)
        category, token = query.get("category", [""])[0], query.get("skiptoken", [""])[0]
        if category not in CATEGORIES or not (token == "" or (token.isascii() and token.isdigit())):
            return Answer(400, b"The request is invalid.", {"Content-Type": "text/plain"})
        with self._lock:
            start = max(0, int(token) - FIRST) if token else 0
            if request.trouble(Fault.PAGE_TWICE):
                start = self._last.get(category, start)
            self._last[category] = start
            places = self._from(category, start)
            page = [found for found, _ in zip(places, range(self.page), strict=False)]
            more = next(places, None) is not None
        if request.trouble(Fault.ENTRY_TWICE) and page:
            page.append(page[-1])
        after = FIRST + (page[-1][0] + 1 if page else start)
        following = _address(request.root, category, after) if more else None
        if request.trouble(Fault.LOOP):
            following = _address(request.root, category, FIRST + start)
        if request.trouble(Fault.OTHER_HOST):
            host = f"http://example.org{ROOT}"
            following = following and following.replace(request.root, host, 1)
        body = self._written(request, category, token, page, following, after)
        if request.trouble(Fault.BAD_XML):
            middle = body.index(b"</content>", len(body) // 2) if page else len(body) // 2
            body = body[:middle] + b"<&" + body[middle:]
        return Answer(200, body, {"Content-Type": "application/atom+xml; charset=utf-8"})

    def _from(self, category: str, start: int) -> Iterator[tuple[int, Place]]:
        """Yield the places that are not left, with their numbers."""
        changes, count = self._of(category), self.base.count(category)
        while start < count:
            stop = min(start + self.page, count)
            for number, place in enumerate(self.base.places(category, start, stop), start):
                if number not in changes.gone:
                    yield number, place
            start = stop
        for number in range(start, count + len(changes.later)):
            if number not in changes.gone:
                yield number, changes.later[number - count]

    def _place(self, category: str, number: int) -> Place:
        count = self.base.count(category)
        if number < count:
            return self.base.places(category, number, number + 1)[0]
        return self._of(category).later[number - count]

    def _written(
        self,
        request: Request,
        category: str,
        token: str,
        page: list[tuple[int, Place]],
        following: str | None,
        after: int,
    ) -> bytes:
        root = request.root
        own = f"{root}/Feed?category={category}" + (f"&amp;skiptoken={token}" if token else "")
        head = (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>SyncFeed {category}</title><id>{own}</id>"
            f"<updated>{page[-1][1].updated if page else '2026-01-01T00:00:00Z'}</updated>"
            f'<link rel="self" href="{own}" />'
        )
        if following is not None:
            head += f'<link rel="next" href="{following}" />'
        elif not page:
            head += f'<link rel="resume" href="{_address(root, category, after)}" />'
        parts = [head.encode()]
        term, lead, tail = tkdata.tag(category), f"{root}/Entiteiten/", b"</content></entry>"
        for number, place in page:
            guid = place.guid
            file = b" tk:contentType=" in place.content[: place.content.index(b">")]
            enclosure = f'<link rel="enclosure" href="{root}/Resources/{guid}" />' if file else ""
            entry = (
                f"<entry><title>{guid}</title><id>{lead}{guid}</id><updated>{place.updated}</updated>"
                f'<category term="{term}" />'
                f'<link rel="next" href="{_address(root, category, FIRST + number + 1)}" />{enclosure}'
                '<content type="application/xml">'
            )
            content = place.content
            if self.prefix != "tk":
                cut = content.index(b">")
                begin = content[:cut].replace(b" tk:", f" {self.prefix}:".encode())
                content = begin.replace(b"xmlns:tk=", f"xmlns:{self.prefix}=".encode()) + content[cut:]
            parts += (entry.encode(), content, tail)
        parts.append(b"</feed>")
        return b"".join(parts)


def _address(root: str, category: str, token: int) -> str:
    return f"{root}/Feed?skiptoken={token}&amp;category={category}"


def _none() -> Answer:
    return Answer(404, b"The resource cannot be found.", {"Content-Type": "text/plain"})


def _read(element: Any) -> Child:
    name = etree.QName(element).localname
    if element.get("ref") is not None:
        return Child(name, ref=element.get("ref"))
    return Child(name, None if element.get(f"{{{XSI}}}nil") == "true" else element.text or "")


def _children(category: str, present: Iterable[Child], values: dict[str, object]) -> list[Child]:
    """Return the children with other values, in the order of the XSD."""
    kept: dict[str, list[Child]] = {}
    for child in present:
        kept.setdefault(child.name, []).append(child)
    given = {name.lower(): value for name, value in values.items()}
    result: list[Child] = []
    for element in tkdata.elements(category):
        if element.name.lower() not in given:
            result += kept.get(element.name, [])
            continue
        value = given.pop(element.name.lower())
        if element.kind == "relation":
            ids = [] if value is None else [value] if isinstance(value, str) else value
            assert isinstance(ids, Iterable)
            result += (Child(element.name, ref=str(ref)) for ref in ids)
        else:
            result += tkdata.of_value(element, value)
    if given:
        raise ValueError(f"{category} has no {', '.join(given)}")
    return result
