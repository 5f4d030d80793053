"""Every version of every entity, kept as it came; read again to rebuild what follows from it, or to verify it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from kamerstem.dataclasses import dataclass
from kamerstem.model.answers import Counts, Damage, Wrong
from kamerstem.model.clock import comes_twice
from kamerstem.model.feed import Entry, Page
from kamerstem.store import schema
from kamerstem.store.derive import Derivation, Registry, Taken
from kamerstem.store.loader import Reader, is_id, read_entity
from kamerstem.store.raw import Codec, DamagedError
from kamerstem.store.schema import CODE, COUNTS, KIND, Derived, among, stamp, time_of, write

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
    repaired = _repair(conn, codec, [(keys[pair], entry) for _, entry, pair in entries]) if repair else set()
    held = _held(conn, keys.values())
    place = (conn.execute(sa.select(sa.func.max(schema.version.c.place))).scalar() or 0) + 1
    page_key = (conn.execute(sa.select(sa.func.max(schema.page.c.key))).scalar() or 0) + 1
    if name in CODE:  # else the entries are of several kinds
        codec.learn(conn, name, [entry.content for _, entry, _ in entries])
    page_keys: dict[int, int] = {}
    rows: list[tuple[Any, ...]] = []
    taken: list[Taken] = []
    for index, entry, pair in entries:
        key, page = keys[pair], pages[index]
        changed = stamp(entry.changed) if entry.changed else None
        said = (sha256(entry.content).digest(), entry.deleted)
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
        dictionary, raw = codec.pack(entry.entity, entry.content)
        kept = place, key, page_keys[index], changed, since, entry.deleted, said[0], dictionary, raw
        rows.append((*kept, entry.enclosure))
        taken.append(Taken(key, entry.entity, place, page_keys[index], since, changed, entry.deleted, record))
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
    if rows:
        write(conn, schema.page, [_page_row(pages[index], key) for index, key in page_keys.items()])
        write(conn, schema.version, rows)
        Derivation(conn, tables, registry).take(taken)
    _move_on(conn, name, pages[-1], counts)
    return Counts(**counts)


def _gone(entry: Entry) -> Any:
    from kamerstem.model.entities import Entity

    return Entity(entry.entity, entry.id, deleted=True)


def _page_row(page: Page, key: int) -> tuple[Any, ...]:
    return key, page.category, page.url, stamp(page.fetched), page.sha256


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
        version.entity, version.since, version.place, version.changed, version.sha256, version.deleted
    ).where(among(version.entity, keys))
    for key, since, place, changed, hash, deleted in conn.execute(query):
        found.setdefault(key, []).append(_Version(since, place, changed, (bytes(hash), bool(deleted))))
    return found


def _repair(conn: sa.Connection, codec: Codec, entries: Sequence[tuple[int, Entry]]) -> set[int]:
    """Put back every damaged version of which the source still gives the bytes; return the entities of those.

    Either the bytes are as they came or their hash is: by that a damaged version is known to be what comes again.
    """
    version = schema.version.c
    coming: dict[tuple[int, bytes], Entry] = {
        (key, sha256(entry.content).digest()): entry for key, entry in entries
    }
    repaired: set[int] = set()
    query = sa.select(schema.version).where(among(version.entity, (key for key, _ in entries)))
    for row in conn.execute(query).all():
        stored = bytes(row.sha256)
        try:
            actual = sha256(codec.unpack(row.dictionary, bytes(row.raw))).digest()
        except DamagedError:
            actual = None
        entry = coming.get((row.entity, stored)) or coming.get((row.entity, actual or b""))
        if entry is None:
            continue
        changed = stamp(entry.changed) if entry.changed else None
        if actual == stored and bool(row.deleted) == entry.deleted and row.changed == changed:
            continue
        dictionary, raw = codec.pack(entry.entity, entry.content)
        values = {
            "changed": changed,
            "deleted": entry.deleted,
            "sha256": sha256(entry.content).digest(),
            "dictionary": dictionary,
            "raw": raw,
        }
        conn.execute(sa.update(schema.version).where(version.place == row.place).values(values))
        repaired.add(row.entity)
    return repaired


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
    version = schema.version.c
    believed = sa.select(version.since).where(version.since == version.changed)
    return time_of(conn.execute(believed.order_by(version.since.desc()).limit(1)).scalar())


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
    version, entity = schema.version.c, schema.entity.c
    total = conn.execute(sa.select(sa.func.count()).select_from(schema.version)).scalar() or 0
    derivation = Derivation(conn, tables, registry)
    last, done = 0, 0
    while True:
        query = (
            sa.select(schema.version, entity.kind, entity.id)
            .join_from(schema.version, schema.entity, entity.key == version.entity, isouter=True)
            .where(version.place > last)
            .order_by(version.place)
            .limit(_STEP)
        )
        rows = conn.execute(query).all()
        if not rows:
            break
        taken: list[Taken] = []
        for row in rows:
            known = row.id is not None and row.kind in KIND
            kind, id = (KIND[row.kind], row.id) if known else ("?", str(row.entity))
            record = None
            wrong: Wrong | None = None if known else "entity"
            try:
                content = codec.unpack(row.dictionary, bytes(row.raw))
                if sha256(content).digest() != bytes(row.sha256):
                    wrong = "sha256"
                if known:
                    record = read_entity(reader, kind, content, id)
                    if record is not None and record.deleted != bool(row.deleted):
                        wrong = wrong or "deleted"
                    if (
                        record is not None
                        and record.changed is not None
                        and stamp(record.changed) != row.changed
                    ):
                        wrong = wrong or "changed"
            except DamagedError:
                wrong = "raw"
            if wrong is not None:
                yield Damage(kind, id, row.place, wrong)
            if row.deleted:
                from kamerstem.model.entities import Entity

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
