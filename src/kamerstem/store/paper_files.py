"""Files of papers in the record: kept once, as they came, with their hash; a damaged one is fetched again."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

import sqlalchemy as sa

from kamerstem.model.overview import Source, SourceKind
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.store import schema
from kamerstem.store.raw import DamagedError, compressed, decompressed
from kamerstem.store.schema import among, stamp, time_of


def there(conn: sa.Connection) -> bool:
    """Return whether the record has the table of papers."""
    return sa.inspect(conn).has_table(schema.paper.name)


def load(conn: sa.Connection, keys: Iterable[PaperKey]) -> dict[PaperKey, PaperFile]:
    """Return the files that are held, the last of each; one that is damaged is not held."""
    wanted = {(key.document, key.version or ""): key for key in keys}
    found: dict[PaperKey, PaperFile] = {}
    if not wanted or not there(conn):
        return found
    table = schema.paper.c
    query = sa.select(schema.paper).where(among(table.document, {document for document, _ in wanted}))
    for row in conn.execute(query.order_by(table.place)):
        key = wanted.get((row.document, row.version))
        content = _content(row) if key is not None else None
        if key is not None and content is not None:
            found[key] = PaperFile(
                content,
                Source(
                    f"paper-{key.document}",
                    SourceKind.PAPER,
                    row.url,
                    time_of(row.fetched),
                    bytes(row.sha256).hex(),
                ),
            )
    return found


def keep(conn: sa.Connection, files: Mapping[PaperKey, PaperFile]) -> None:
    """Keep files, each after those of the same paper that are held already."""
    schema.in_turn(conn, "papers")
    schema.paper_metadata.create_all(conn)
    top = conn.execute(sa.select(sa.func.max(schema.paper.c.place))).scalar() or 0
    for place, (key, file) in enumerate(files.items(), start=top + 1):
        conn.execute(
            schema.paper.insert().values(
                place=place,
                document=key.document,
                version=key.version or "",
                url=file.source.url or "",
                fetched=stamp(file.source.fetched) if file.source.fetched else 0,
                sha256=sha256(file.content).digest(),
                raw=compressed(file.content),
            )
        )


def damaged(conn: sa.Connection) -> Iterator[tuple[str, int]]:
    """Yield the Document id and place of files whose bytes are not those that came."""
    if there(conn):
        for row in conn.execute(sa.select(schema.paper).order_by(schema.paper.c.place)):
            if _content(row) is None:
                yield str(row.document), int(row.place)


def _content(row: sa.Row[tuple[object, ...]]) -> bytes | None:
    try:
        content = decompressed(bytes(row.raw))
    except DamagedError:
        return None
    return content if sha256(content).digest() == bytes(row.sha256) else None
