"""Every version of every entity, kept as it came; read again to rebuild what follows from it, or to verify it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from kamerstem.dataclasses import dataclass
from kamerstem.model.answers import Counts, Damage, Wrong
from kamerstem.model.clock import comes_twice
from kamerstem.model.entities import Entity
from kamerstem.model.feed import Entry, Page
from kamerstem.store import schema
from kamerstem.store.derive import Derivation, Registry, Taken
from kamerstem.store.loader import Reader, is_id, pairs_of, read_entity
from kamerstem.store.raw import Came, Codec, numbered
from kamerstem.store.schema import CODE, COUNTS, ID, KIND, Derived, among, stamp, time_of, write

AHEAD = timedelta(days=1)
"""An official time of change may lie this far after our own clock, no further: else it says nothing."""


@dataclass(frozen=True, slots=True, order=True)
class _Version:
    """A version of an entity that is held: from when it counts, its place, and what it says."""

    since: int
    place: int
    changed: int | None
    said: tuple[bytes, bool]  # the hash of its bytes, and whether it is deleted


def apply(
    conn: sa.Connection,
    tables: Derived,
    codec: Codec,
    reader: Reader,
    name: str,
    pages: Sequence[Page],
    *,
    repair: bool = False,
) -> Counts:
    """Keep the entries of these pages, derive from them, and move the category's token on.

    ``repair``: look at what is held of these entities as well, and put back what is damaged. It counts as changed.
    """
    counts = dict.fromkeys(COUNTS, 0)
    registry = Registry(conn)
    entries: list[tuple[int, Entry, tuple[int, str]]] = []
    for index, page in enumerate(pages):
        for entry in page.entries:
            code = CODE.get(entry.entity)
            if code is not None and is_id(entry.id):
                entries.append((index, entry, (code, entry.id)))
            else:  # no official entity, or no id to keep it under
                counts["failed"] += 1
    keys = registry.keys(pair for *_, pair in entries)
    repaired = (
        _repair(conn, codec, registry, [(keys[pair], entry) for _, entry, pair in entries])
        if repair
        else set()
    )
    held = _held(conn, keys.values())
    place = (conn.execute(sa.select(sa.func.max(schema.version.c.place))).scalar() or 0) + 1
    page_key = (conn.execute(sa.select(sa.func.max(schema.page.c.key))).scalar() or 0) + 1
    page_keys: dict[int, int] = {}
    kept: list[tuple[Entry, Taken]] = []
    for index, entry, pair in entries:
        key, page = keys[pair], pages[index]
        changed = stamp(entry.changed) if entry.changed else None
        said = (_hash(entry.content), entry.deleted)
        versions = held.setdefault(key, [])
        now = max(versions, default=None)
        since = _since(page, changed, now, in_order=name in CODE)
        if now is not None and _is_held(now, versions, since, changed, said):
            counts["changed" if key in repaired else "unchanged"] += 1
            repaired.discard(key)
            continue
        record = None if entry.deleted else read_entity(reader, entry.entity, entry.content, entry.id)
        if entry.deleted:
            record = _gone(entry)
        if index not in page_keys:
            page_keys[index] = page_key
            page_key += 1
        taken = Taken(key, entry.entity, place, page_keys[index], since, changed, entry.deleted, record)
        kept.append((entry, taken))
        versions.append(_Version(since, place, changed, said))
        place += 1
        if record is None:
            counts["failed"] += 1
        elif now is not None and since < now.since:
            counts["unchanged"] += 1  # history, and remarked on
        elif entry.deleted:
            counts["deleted"] += 1
        else:
            counts["new" if now is None else "changed"] += 1
    if kept:
        texts = _texts(registry, [(entry, taken.record) for entry, taken in kept])
        if name in CODE:  # else the entries are of several kinds
            codec.learn(conn, f"version {name}", texts)
        write(conn, schema.page, _page_rows(pages, page_keys, [taken for _, taken in kept]))
        write(conn, schema.version, [_row(codec, *each) for each in zip(kept, texts, strict=True)])
        Derivation(conn, tables, registry).take([taken for _, taken in kept])
    _move_on(conn, name, pages[-1], counts)
    return Counts(**counts)


def _texts(registry: Registry, entries: Sequence[tuple[Entry, Entity | None]]) -> list[bytes]:
    """Return each entry as one text to be packed, with the entities that it points to by their numbers."""
    keys = registry.keys(pair for _, record in entries if record is not None for pair in pairs_of(record))
    by_id = {id: key for (_, id), key in keys.items()}
    return [numbered(Came(entry.content, entry.enclosure), entry.id, by_id) for entry, _ in entries]


def _row(codec: Codec, kept: tuple[Entry, Taken], text: bytes) -> tuple[Any, ...]:
    entry, taken = kept
    ahead = None if taken.changed is None else taken.changed - taken.since
    its = taken.place, taken.entity, taken.page, taken.since, ahead, taken.deleted
    return *its, _hash(entry.content), codec.pack(f"version {entry.entity}", text)


def _hash(content: bytes) -> bytes:
    """Return the hash of the bytes of a version, as it is kept."""
    return sha256(content).digest()[:16]


def _gone(entry: Entry) -> Entity:
    return Entity(entry.entity, entry.id, deleted=True)


def _page_rows(
    pages: Sequence[Page], keys: Mapping[int, int], kept: Sequence[Taken]
) -> list[tuple[Any, ...]]:
    its: dict[int, list[Taken]] = {}
    for taken in kept:
        its.setdefault(taken.page, []).append(taken)
    return [
        (
            *(key, page.category, page.url, stamp(page.fetched), page.sha256),
            *(its[key][0].place, its[key][-1].place, max(taken.since for taken in its[key])),
        )
        for key, page in ((key, pages[index]) for index, key in keys.items())
    ]


def _since(page: Page, changed: int | None, now: _Version | None, *, in_order: bool) -> int:
    """Return from when a version counts: its official time of change, where that says when it was.

    Where it does not, the version counts from when it came, and what came before it does not count after it: our own
    clock may have been put back. ``in_order``: the source gives the versions in their order, which tells more than the
    time does in the hour that comes twice.
    """
    seen = stamp(page.fetched)
    if changed is None or changed > seen + AHEAD // timedelta(microseconds=1):
        return seen if now is None else max(seen, now.since)
    if now is not None and in_order and changed < now.since and _in_hour_that_comes_twice(changed, now.since):
        return now.since
    return changed


def _in_hour_that_comes_twice(*moments: int) -> bool:
    return all((time := time_of(moment)) is not None and comes_twice(time) for moment in moments)


def _is_held(
    now: _Version, versions: Sequence[_Version], since: int, changed: int | None, said: tuple[bytes, bool]
) -> bool:
    """Return whether what came is what counts now, or an earlier version that comes once more."""
    if now.said == said:
        return True
    again = [each for each in versions if each.said == said]
    if since < now.since:
        return bool(again)
    return changed != now.changed and changed is not None and any(each.changed == changed for each in again)


def _held(conn: sa.Connection, keys: Any) -> dict[int, list[_Version]]:
    """Return the versions held of each entity."""
    version = schema.version.c
    found: dict[int, list[_Version]] = {}
    query = sa.select(
        version.entity, version.since, version.place, schema.CHANGED, version.sha256, version.deleted
    ).where(among(version.entity, keys))
    for key, since, place, changed, hash, deleted in conn.execute(query):
        found.setdefault(key, []).append(_Version(since, place, changed, (bytes(hash), bool(deleted))))
    return found


def _repair(
    conn: sa.Connection, codec: Codec, registry: Registry, entries: Sequence[tuple[int, Entry]]
) -> set[int]:
    """Put back every damaged version of which the source still gives the bytes; return the entities of those.

    Either the bytes are as they came or their hash is: by that a damaged version is known to be what comes again.
    """
    version = schema.version.c
    coming = {(key, _hash(entry.content)): entry for key, entry in entries}
    repaired: set[int] = set()
    query = _versions().where(among(version.entity, (key for key, _ in entries)))
    rows = conn.execute(query).all()
    held = codec.versions(conn, rows)
    for row in rows:
        stored = bytes(row.sha256)
        actual = _hash(held[row.place].content) if row.place in held else b""
        entry = coming.get((row.entity, stored)) or coming.get((row.entity, actual))
        if entry is None:
            continue
        ahead = stamp(entry.changed) - row.since if entry.changed else None
        if actual == stored and bool(row.deleted) == entry.deleted and row.ahead == ahead:
            continue
        (text,) = _texts(registry, [(entry, None)])
        values = {
            "ahead": ahead,
            "deleted": entry.deleted,
            "sha256": _hash(entry.content),
            "raw": codec.pack(f"version {entry.entity}", text),
        }
        conn.execute(sa.update(schema.version).where(version.place == row.place).values(values))
        repaired.add(row.entity)
    return repaired


def _versions() -> sa.Select[Any]:
    """Return the query for versions, each with the kind and the id of its entity."""
    entity = schema.entity.c
    return sa.select(schema.version, schema.CHANGED.label("changed"), entity.kind, ID).join_from(
        schema.version, schema.entity, entity.key == schema.version.c.entity, isouter=True
    )


def _move_on(conn: sa.Connection, name: str, last: Page, counts: dict[str, int]) -> None:
    table = schema.category
    values: dict[str, Any] = {each: table.c[each] + counts[each] for each in COUNTS}
    token = last.next_token if last.next_token is not None else last.resume_token
    if token is not None:
        values["token"] = token
    if last.next_token is None:
        values["whole"] = stamp(last.fetched)
        values["first_whole"] = sa.func.coalesce(table.c.first_whole, stamp(last.fetched))
    conn.execute(sa.update(table).where(table.c.name == name).values(values))


def last_fetched(conn: sa.Connection) -> datetime | None:
    """Return when the page came that was kept last, by the clock of then."""
    page = schema.page.c
    return time_of(conn.execute(sa.select(page.fetched).order_by(page.key.desc()).limit(1)).scalar())


def latest_change(conn: sa.Connection) -> datetime | None:
    """Return the latest official time of change that is held and believed."""
    page, version = schema.page.c, schema.version.c
    latest: int | None = None
    query = sa.select(page.first, page.last, page.latest).order_by(page.latest.desc())
    for first, last, its in conn.execute(query):
        if latest is not None and its <= latest:
            break
        believed = sa.select(sa.func.max(version.since)).where(
            version.place.between(first, last), version.ahead == 0
        )
        latest = max(filter(None, (latest, conn.execute(believed).scalar())), default=None)
    return time_of(latest)


# --- going over all versions again -----------------------------------------------------------------------------------

_STEP = 1000


def replay(
    conn: sa.Connection,
    tables: Derived,
    registry: Registry,
    codec: Codec,
    reader: Reader,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Damage]:
    """Derive everything from the raw records, into tables that are empty; yield what is damaged."""
    version = schema.version.c
    total = conn.execute(sa.select(sa.func.count()).select_from(schema.version)).scalar() or 0
    derivation = Derivation(conn, tables, registry)
    last, done = 0, 0
    while True:
        query = _versions().where(version.place > last).order_by(version.place).limit(_STEP)
        rows = conn.execute(query).all()
        if not rows:
            break
        came = codec.versions(conn, rows)
        taken: list[Taken] = []
        for row in rows:
            known = row.kind in KIND
            kind, id = (KIND[row.kind], row.id) if known else ("?", str(row.entity))
            content = came[row.place].content if row.place in came else None
            record = read_entity(reader, kind, content, id) if known and content is not None else None
            wrong = _wrong(row, content, record)
            if wrong is not None:
                yield Damage(kind, id, row.place, wrong)
            if row.deleted:
                record = Entity(kind, id, deleted=True)
            taken.append(
                Taken(
                    row.entity, kind, row.place, row.page, row.since, row.changed, bool(row.deleted), record
                )
            )
        derivation.take(taken, decisions=False)
        last, done = rows[-1].place, done + len(rows)
        if progress is not None:
            progress(done, total)
    derivation.decide_all()


def _wrong(row: sa.Row[Any], content: bytes | None, record: Entity | None) -> Wrong | None:
    """Return what is wrong with a version that is held, ``None`` if nothing is."""
    if content is None:
        return "raw"
    if row.kind not in KIND:
        return "entity"
    if _hash(content) != bytes(row.sha256):
        return "sha256"
    if record is not None and record.deleted != bool(row.deleted):
        return "deleted"
    if record is not None and record.changed is not None and stamp(record.changed) != row.changed:
        return "changed"
    return None
