"""One version of the OData service: an address and a query in, an answer out. No HTTP here."""

import bisect
import json
import mimetypes
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from tests.simulator.evaluate import Answerer, context_of
from tests.simulator.faults import Fault, Trouble
from tests.simulator.rows import Row, Rows, guid_order
from tests.simulator.schema import EntityType, Schema
from tests.simulator.syntax import Options, Parser, QueryError, whole_number

_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_ADDRESS = re.compile(
    r"(?P<entity>\w+)(?:\((?P<key>[^()]*)\))?(?:/(?P<tail>[$\w]+))?(?:/(?P<count>\$count))?"
)
_OF_ROW = frozenset({"$expand", "$select", "$format"})
_OF_SET = _OF_ROW | {"$filter", "$orderby", "$top", "$skip", "$count", "$skiptoken"}


@dataclass
class Request:
    """What a service is asked: the address below its root, the query as sent, its root as the client knows
    it."""

    path: str
    query: str
    root: str
    troubles: list[Trouble] = field(default_factory=list)

    def trouble(self, fault: Fault) -> Trouble | None:
        """Return the fault if this request meets it."""
        return next((trouble for trouble in self.troubles if trouble.fault is fault), None)


@dataclass
class Answer:
    """A status, a body and its headers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class NotFound(Exception):
    """There is nothing at that address."""


def refusal(status: int, message: str) -> Answer:
    """Return an error as the service words it (recorded on the portal's tracker: 137, 187)."""
    return _json(status, {"error": {"code": "", "message": message}})


class ODataService:
    """The sets, rows, relations and ``$metadata`` of one version."""

    def __init__(self, schema: Schema, rows: Rows, *, plus_is_space: bool = False) -> None:
        self.schema = schema
        self.rows = rows
        self.plus_is_space = plus_is_space
        self._answerer = Answerer(schema, rows)
        self._cache: dict[tuple[object, ...], list[Row]] = {}
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Answer:
        """Answer a GET."""
        try:
            return self._route(request)
        except QueryError as error:
            return refusal(400, str(error))
        except NotFound as error:
            return refusal(404, str(error) or "The resource cannot be found.")

    def _route(self, request: Request) -> Answer:
        path = unquote(request.path).strip("/")
        if path == "":
            sets = [{"name": name, "kind": "EntitySet", "url": name} for name in self.schema.entities]
            return _json(200, {"@odata.context": f"{request.root}/$metadata", "value": sets})
        if path == "$metadata":
            return Answer(
                200, self._document(request), {"Content-Type": "application/xml", "OData-Version": "4.0"}
            )
        address = _ADDRESS.fullmatch(path)
        if address is None or address["entity"] not in self.schema.entities:
            raise NotFound
        entity = self.schema.entities[address["entity"]]
        query = self._query(request.query)
        key, tail = address["key"], address["tail"]
        if key is None:
            if tail not in (None, "$count") or address["count"]:
                raise NotFound
            return self._set(request, entity, path, query, None, only_count=tail == "$count")
        if not _GUID.fullmatch(key):
            raise QueryError(
                f"The key '{key}' of {entity.name} is no Edm.Guid: write it bare, without guid'...'."
            )
        row = self.rows.get(entity.name, key.lower())
        if row is None:
            raise NotFound
        if tail is None:
            return self._row(request, entity, row, query)
        if tail.lower() == "resource":
            return self._resource(entity, row)
        if tail not in entity.navigations:
            raise NotFound
        nav = entity.navigations[tail]
        target = self.schema.entities[nav.target]
        if nav.many:
            related = self.rows.many(entity.name, nav, row)
            return self._set(request, target, path, query, related, only_count=address["count"] is not None)
        one = self.rows.one(nav, row)
        return (
            Answer(204, b"", {"OData-Version": "4.0"})
            if one is None
            else self._row(request, target, one, query)
        )

    # -- answers
    # -----------------------------------------------------------------------------------------------

    def _row(self, request: Request, entity: EntityType, row: Row, query: dict[str, str]) -> Answer:
        for name in query.keys() & (_OF_SET - _OF_ROW):
            raise QueryError(
                f"The requested resource is not a collection. "
                f"Query option {name} can be applied only on collections."
            )
        options = self._options(entity, query)
        metadata = _metadata(query)
        shaped = self._answerer.shape(entity, row, options, request.root, metadata)
        self._hide(request, entity, shaped)
        context = f"{request.root}/$metadata#{entity.name}{context_of(options)}/$entity"
        return _json(200, ({} if metadata == "none" else {"@odata.context": context}) | shaped, metadata)

    def _set(
        self,
        request: Request,
        entity: EntityType,
        path: str,
        query: dict[str, str],
        among: list[Row] | None,
        *,
        only_count: bool,
    ) -> Answer:
        options = self._options(entity, query)
        start = options.skip or 0
        changed = request.trouble(Fault.CHANGED)
        rows = self._found(entity, path, query, options, among, start)
        if only_count:
            return Answer(
                200, str(len(rows)).encode(), {"Content-Type": "text/plain", "OData-Version": "4.0"}
            )
        if "$skiptoken" in query:
            start = self._after(query, rows)
        if changed is not None:
            start = max(0, start - changed.shift)
        end = start + (self.schema.page if options.top is None else options.top)
        metadata = _metadata(query)
        page: dict[str, Any] = {}
        if metadata != "none":
            page["@odata.context"] = f"{request.root}/$metadata#{entity.name}{context_of(options)}"
        if options.count:
            page["@odata.count"] = len(rows)
        page["value"] = [
            self._answerer.shape(entity, row, options, request.root, metadata) for row in rows[start:end]
        ]
        for shaped in page["value"]:
            self._hide(request, entity, shaped)
        link = None
        if options.top is None and end < len(rows):
            place = {"$skip": str(end)} if options.orderby else {"$skiptoken": f"Id-{rows[end - 1]['Id']}"}
            link = _link(f"{request.root}/{path}", query, place)
        if request.trouble(Fault.LOOP):
            link = f"{request.root}{request.path}" + (f"?{request.query}" if request.query else "")
        if request.trouble(Fault.OTHER_HOST):
            link = (link or _link(f"{request.root}/{path}", query, {"$skip": str(self.schema.page)})).replace(
                request.root, "http://example.org/OData/v5", 1
            )
        if link is not None:
            page["@odata.nextLink"] = link
        return _json(200, page, metadata)

    def _found(
        self,
        entity: EntityType,
        path: str,
        query: dict[str, str],
        options: Options,
        among: list[Row] | None,
        start: int,
    ) -> list[Row]:
        """Return all rows asked for, in order. The walk along the pages of one query finds them only once."""
        ties = options.orderby and not any(
            order.attribute and order.attribute.name == "Id" for order, _ in options.orderby
        )
        page = start if ties else 0
        key = (path, query.get("$filter"), query.get("$orderby"), page)
        with self._lock:
            if key in self._cache:
                return self._cache[key]
        rows = self._answerer.ordered(
            self._answerer.matching(entity, options.filter, among), options.orderby, page
        )
        with self._lock:
            while len(self._cache) >= 32:
                del self._cache[next(iter(self._cache))]
            self._cache[key] = rows
        return rows

    def _after(self, query: dict[str, str], rows: list[Row]) -> int:
        guid = query["$skiptoken"].removeprefix("Id-")
        if "$orderby" in query or not _GUID.fullmatch(guid):
            raise QueryError(f"The skiptoken value '{query['$skiptoken']}' is not valid.")
        return bisect.bisect_right(rows, guid_order(guid.lower()), key=lambda row: guid_order(row["Id"]))

    def _resource(self, entity: EntityType, row: Row) -> Answer:
        file = self.rows.resource(row["Id"]) if entity.has_resource else None
        if file is None:
            raise NotFound
        name, content = file
        if not content:
            return Answer(204, b"", {})
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Answer(
            200, content, {"Content-Type": kind, "Content-Disposition": f"attachment; filename={name}"}
        )

    # -- the query
    # -----------------------------------------------------------------------------------------------

    def _query(self, raw: str) -> dict[str, str]:
        """Take the query apart. Names without ``$`` are no concern of the service, but stay in its links
        (recorded)."""
        query: dict[str, str] = {}
        for part in raw.split("&") if raw else []:
            name, _, value = part.partition("=")
            if "+" in part:
                if not self.plus_is_space and unquote(name).startswith("$"):
                    raise QueryError(f"A space is written %20 and a plus sign %2B: '+' in '{part}'.")
                name, value = name.replace("+", " "), value.replace("+", " ")
            try:
                name, value = unquote(name, errors="strict"), unquote(value, errors="strict")
            except UnicodeDecodeError:
                raise QueryError(f"'{part}' is not UTF-8.") from None
            if name.startswith("$") and name not in _OF_SET:
                raise QueryError(f"The query parameter '{name}' is not supported.")
            if name.startswith("$") and name in query:
                raise QueryError(
                    f"Query option '{name}' was specified more than once, but it must be at most once."
                )
            query[name] = value
        return query

    def _options(self, entity: EntityType, query: dict[str, str]) -> Options:
        options = Options()
        for name, text in query.items():
            match name:
                case "$filter":
                    options.filter = Parser(self.schema, text).filter(entity)
                case "$orderby":
                    options.orderby = Parser(self.schema, text).orderby(entity)
                case "$select":
                    options.select = Parser(self.schema, text).select(entity)
                case "$expand":
                    options.expand = Parser(self.schema, text).expand(entity)
                case "$top":
                    options.top = whole_number(name, text, self.schema.top)
                case "$skip":
                    options.skip = whole_number(name, text, self.schema.top)
                case "$count":
                    if text not in ("true", "false"):
                        raise QueryError(f"Invalid value '{text}' for $count query option found.")
                    options.count = text == "true"
        return options

    # -- faults in the content
    # -----------------------------------------------------------------------------------

    def _hide(self, request: Request, entity: EntityType, shaped: Row) -> None:
        trouble = request.trouble(Fault.NO_ATTRIBUTE)
        if trouble is None:
            return
        owner, _, name = trouble.attribute.partition(".")
        if owner == entity.name:
            shaped.pop(name, None)
        for nav in entity.navigations.values():
            related = shaped.get(nav.name)
            for each in related if isinstance(related, list) else [related] if related else []:
                self._hide(request, self.schema.entities[nav.target], each)

    def _document(self, request: Request) -> bytes:
        trouble = request.trouble(Fault.NO_ATTRIBUTE)
        if trouble is None or trouble.declared:
            return self.schema.document
        owner, _, name = trouble.attribute.partition(".")
        head, start, tail = self.schema.document.decode().partition(f'<EntityType Name="{owner}">')
        return (head + start + re.sub(rf'<Property Name="{name}"[^>]*/>', "", tail, count=1)).encode()


def _link(address: str, query: dict[str, str], place: dict[str, str]) -> str:
    """Return a next link as the service writes it: every part of the query again, escaped, and the place at
    the end."""
    kept = {name: value for name, value in query.items() if name not in ("$skip", "$skiptoken", "$top")}
    parts = [f"{_escape(name)}={quote(value, safe='')}" for name, value in kept.items()]
    return f"{address}?{'&'.join(parts + [f'{name}={value}' for name, value in place.items()])}"


def _escape(name: str) -> str:
    return "$" + quote(name[1:], safe="") if name.startswith("$") else quote(name, safe="")


def _metadata(query: dict[str, str]) -> str:
    """Return which ``odata.metadata`` is asked for: minimal, full or none."""
    text = query.get("$format", "json").lower().replace(" ", "")
    kind, *settings = text.split(";")
    if kind not in ("json", "application/json"):
        raise QueryError(f"The format '{query['$format']}' is not supported.")
    level = "minimal"
    for setting in settings:
        name, _, value = setting.partition("=")
        if name in ("odata.metadata", "metadata") and value in ("minimal", "full", "none"):
            level = value
        elif name not in ("odata.streaming", "streaming", "charset", "ieee754compatible"):
            raise QueryError(f"The format '{query['$format']}' is not supported.")
    return level


def _json(status: int, content: object, metadata: str = "minimal") -> Answer:
    body = json.dumps(
        content, separators=(",", ":")
    ).encode()  # non-ASCII as \\uXXXX: as recorded, byte for byte
    kind = f"application/json; odata.metadata={metadata}; odata.streaming=true; charset=utf-8"
    return Answer(status, body, {"Content-Type": kind, "OData-Version": "4.0"})
