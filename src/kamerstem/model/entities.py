"""A raw official entity with its provenance, and a set of them to look things up in.

Whatever road an entity came by (OData v4 or v5, SyncFeed, the local record), it ends in this one shape: the field
names of the official information model, and every relation as a list of ids. ``assemble`` knows nothing else.

Every relation has one direction, that of the table (:mod:`kamerstem.model.information`). So both roads give the same
entities; the other direction is :meth:`Entities.into`. There is no ``Zaak.Besluit``, ``Zaak.VervangenDoor`` or
``Agendapunt.Zaak``: ask ``entities.into(zaak, "Besluit")``, ``entities.into(zaak, "Zaak", "VervangenVanuit")``,
``entities.into(agendapunt, "Zaak")``. ``fields`` hold no relation and nothing about the row itself: Id, GewijzigdOp
(which is ``changed``), ApiGewijzigdOp, Verwijderd and the foreign keys are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from kamerstem.dataclasses import dataclass, field
from kamerstem.model.information import ENTITIES

HOST = "https://gegevensmagazijn.tweedekamer.nl"
"""Where the official records are kept: the host of OData, of the SyncFeed and of the files of papers."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One official entity as it was last seen.

    ``fields`` holds its attributes under the names of the information model (OData v4), dates and times as the text
    that the source gave; ``refs`` its relations, as ``{"Agendapunt": (id,), "Zaak": (id, id)}`` whatever their
    multiplicity. A relation that a source does not give is absent from ``refs``; an empty tuple says "none".
    A deleted entity has ``deleted`` and no fields. ``source`` is the id of the :class:`Source` it came from,
    ``changed`` the official time of its last change (GewijzigdOp, tk:bijgewerkt).
    """

    kind: str
    id: str
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    deleted: bool = False
    source: str | None = None
    changed: datetime | None = None

    def __getitem__(self, name: str) -> Any:
        """Return the attribute, ``None`` where the source does not give it."""
        return self.fields.get(name)

    def ref(self, relation: str) -> str | None:
        """Return the id at the other end of a relation to one, ``None`` if there is none or it is not given."""
        ids = self.refs.get(relation, ())
        return ids[0] if ids else None


class Entities:
    """A set of entities that can be looked up by id and followed along relations in both directions.

    Of two states of the same entity the later one added counts. Deleted entities and placeholders (nothing but an
    id) are kept out of every look-up but :meth:`get` with ``deleted=True``.
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._by_id: dict[str, dict[str, Entity]] = defaultdict(dict)
        self._live: dict[str, dict[str, Entity]] = defaultdict(
            dict
        )  # those that are no placeholder and not deleted
        self._back: dict[tuple[str, str], dict[str, list[Entity]]] | None = None
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Add an entity; it replaces an earlier one with the same id."""
        self._by_id[entity.kind][entity.id] = entity
        if _live(entity):
            self._live[entity.kind][entity.id] = entity
        else:
            self._live[entity.kind].pop(entity.id, None)
        self._back = None

    def get(self, kind: str, id: str | None, *, deleted: bool = False) -> Entity | None:
        """Return the entity, ``None`` if it is not here, deleted or a placeholder."""
        if id is None:
            return None
        return (self._by_id if deleted else self._live)[kind].get(id)

    def all(self, kind: str) -> Iterator[Entity]:
        """Yield every live entity of a kind, in the order of adding."""
        return iter(self._live[kind].values())

    def out(self, entity: Entity, *relations: str) -> list[Entity]:
        """Return the live entities that this one points to, in the source's order; by several relations: step by step.

        ``out(besluit, "Agendapunt", "Activiteit")`` is where a decision was taken.
        """
        found = [entity]
        for relation in relations:
            found = [
                self._live[to][id]
                for each in found
                for to in (ENTITIES[each.kind].relations[relation].to,)
                for id in each.refs.get(relation, ())
                if id in self._live[to]
            ]
        return found

    def into(self, entity: Entity, kind: str, relation: str | None = None) -> list[Entity]:
        """Return the live entities of a kind that point to this one, in the order of adding."""
        relation = relation or entity.kind
        if self._back is None:
            self._back = {}
        index = self._back.get((kind, relation))
        if index is None:
            index = defaultdict(list)
            for other in self._live[kind].values():
                for id in other.refs.get(relation, ()):
                    index[id].append(other)
            self._back[kind, relation] = index
        return list(index.get(entity.id, ()))

    def __iter__(self) -> Iterator[Entity]:
        """Yield every entity, deleted ones included."""
        return (entity for entities in self._by_id.values() for entity in entities.values())

    def __len__(self) -> int:
        """Return how many entities there are, deleted ones included."""
        return sum(len(entities) for entities in self._by_id.values())


def _live(entity: Entity) -> bool:
    return not entity.deleted and any(value is not None for value in entity.fields.values())


def unique(entities: Iterable[Entity]) -> list[Entity]:
    """Return entities each once, in the order of their first place."""
    return list({entity.id: entity for entity in entities}.values())
