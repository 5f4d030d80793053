"""Raw entities as the record keeps them, by whichever road they came, and back into records.

The SyncFeed's are XML, as they came. What came by OData is kept as JSON of the record it makes: the names in an answer
depend on the version of the service, those of the information model do not.
"""

import datetime as dt
from types import MappingProxyType
from typing import Any

from pydantic_core import from_json, to_json

from kamerstem.model.entities import Entity
from kamerstem.sources import syncfeed


def laid_over(came: Entity, held: Entity | None) -> Entity:
    """Return what came as a whole record: what the service does not give stays as it was held, else it is not there."""
    if came.deleted:
        return came
    fields, refs = syncfeed.blank(came.kind)
    before = held if held is not None and not held.deleted else None
    return Entity(
        came.kind,
        came.id,
        MappingProxyType({**fields, **(before.fields if before else {}), **came.fields}),
        MappingProxyType({**refs, **(before.refs if before else {}), **came.refs}),
        changed=came.changed,
    )


def to_content(record: Entity) -> bytes:
    """Return a record as bytes to keep, without where it came from."""
    return to_json(
        {
            "entity": record.kind,
            "id": record.id,
            "changed": record.changed.isoformat() if record.changed else None,
            "deleted": record.deleted,
            "fields": dict(record.fields),
            "refs": dict(record.refs),
        }
    )


def read(entity: str, content: bytes) -> Entity:
    """Return the record in bytes that are kept, by whichever road they came.

    An entity of the SyncFeed is XML, what came by OData is JSON: their first bytes tell them apart. Raises
    :class:`~kamerstem.errors.SourceError` or ValueError if they are no such entity.
    """
    if content[:1] != b"{":
        return syncfeed.to_entity(entity, content)
    held: Any = from_json(content)
    try:
        return Entity(
            str(held["entity"]),
            str(held["id"]),
            MappingProxyType(dict(held["fields"])),
            MappingProxyType({name: tuple(ids) for name, ids in held["refs"].items()}),
            bool(held["deleted"]),
            None,
            dt.datetime.fromisoformat(held["changed"]) if held["changed"] else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no {entity}: {error}") from error
