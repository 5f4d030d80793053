"""The rows that the simulator serves: files of JSON lines, the relations between them, and indexes over both.

A folder of rows holds ``<Entity>.jsonl`` or ``<Entity>.jsonl.gz``, one row a line with the fields of v4. What
a line leaves out is null. Besides:

- a field that is a navigation may hold the related rows, as ``$expand`` gives them; they are taken out and
kept;
- ``_<Navigation>_Ids`` lists the ids of related rows (``_Zaak_Ids`` of an Agendapunt); other names that begin
with ``_`` are
  remarks; neither leaves the server;
- ``<Entity><Navigation>.jsonl`` is a table of links (``ZaakKamerstukdossier``, ``ZaakVervangenDoor``) with
``<Entity>_Id`` and
  ``<Navigation>_Id``, or rows of the entity with the related ones inside (``ZaakDocument``). A link with
  ``"zeker": false`` is assumed, not known: it is served only when asked for;
- ``resources/<id>.<extension>`` is the file of a Document, Persoon, Fractie, DocumentPublicatie or Verslag.
"""

import gc
import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests import needs
from tests.simulator.schema import EntityType, Navigation, Schema, SharedMissing

Row = dict[str, Any]
Source = Path | Mapping[str, Iterable[Row]]

DEFAULT_ROWS = needs.SHARED / "data/gegevensmagazijn"
KEPT_WHEN_DELETED = frozenset({"Id", "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd"})

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_IDS = re.compile(r"_(\w+)_Ids")


class RowsError(ValueError):
    """A folder of rows that cannot be served; says which file and line."""


def guid_order(guid: str) -> str:
    """Return a key that sorts ids as the service does: as SQL Server does, the last six bytes first."""
    parts = [guid[24:], guid[19:23], guid[16:18], guid[14:16], guid[11:13], guid[9:11]]
    return "".join([*parts, guid[6:8], guid[4:6], guid[2:4], guid[0:2]])


class Rows:
    """The rows of all entities, by id, with the relations between them. Read once; never changed
    afterwards."""

    def __init__(self, schema: Schema, source: Source | None = None, *, assumed: bool = False) -> None:
        """Read ``source``: a folder, or a mapping of file stems to rows; by default the sample beside the
        checkout.

        Raises RowsError for a file or field the schema does not know, SharedMissing without the sample.
        """
        self.schema = schema
        self.assumed = assumed
        self.folder = source if isinstance(source, Path) else (DEFAULT_ROWS if source is None else None)
        self.files: dict[str, tuple[str, bytes]] = {}
        """Files of one's own, by the id of their row: name and bytes. They come before those of the folder."""
        self._tables: dict[str, dict[str, Row]] = {name: {} for name in schema.entities}
        self._nested: dict[str, set[str]] = {name: set() for name in schema.entities}
        self._links: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
        self._undeleted: dict[tuple[str, str], Row] = {}
        self._indexes: dict[tuple[str, str], dict[Any, list[Row]]] = {}
        self._children: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self._ordered: dict[str, list[Row]] = {}
        collecting = gc.isenabled()
        gc.disable()  # a hundred thousand new rows and no garbage: looking for it doubles the time
        try:
            self._load(_files(self.folder) if self.folder is not None else _stems(source))
            self._delete()
        finally:
            if collecting:
                gc.enable()

    # -- asking ---------------------------------------------------------------------------------------------

    def get(self, entity: str, guid: str) -> Row | None:
        """Return the row with that id, or None."""
        return self._tables[entity].get(guid)

    def all(self, entity: str) -> list[Row]:
        """Return every row of the entity in the order of the service: by id."""
        if entity not in self._ordered:
            self._ordered[entity] = sorted(
                self._tables[entity].values(), key=lambda row: guid_order(row["Id"])
            )
        return self._ordered[entity]

    def equal(self, entity: str, field: str, value: Any) -> list[Row]:
        """Return the rows whose field is the value, by an index made on first use."""
        key = (entity, field)
        if key not in self._indexes:
            index: dict[Any, list[Row]] = {}
            for row in self.all(entity):
                index.setdefault(row[field], []).append(row)
            self._indexes[key] = index
        return self._indexes[key].get(value, [])

    def one(self, nav: Navigation, row: Row) -> Row | None:
        """Return the row that a navigation to one leads to, or None."""
        assert nav.key is not None
        guid = row[nav.key]
        return None if guid is None else self.get(nav.target, guid)

    def many(self, entity: str, nav: Navigation, row: Row) -> list[Row]:
        """Return the rows that a navigation to many leads to, by id; deleted rows are among them."""
        if nav.key is not None:
            return self._by_foreign_key(nav.target, nav.key).get(row["Id"], [])
        table = self._tables[nav.target]
        linked = [
            table[guid]
            for guid in self._links.get((entity, nav.name), {}).get(row["Id"], ())
            if guid in table
        ]
        return sorted(linked, key=lambda linked_row: guid_order(linked_row["Id"]))

    def reaching(self, entity: str, nav: Navigation, targets: Iterable[Row]) -> list[Row]:
        """Return the rows of the entity from which the navigation leads to one of the targets."""
        found: dict[str, Row] = {}
        table = self._tables[entity]
        for target in targets:
            if not nav.many:
                assert nav.key is not None
                rows: Iterable[Row] = self.equal(entity, nav.key, target["Id"])
            elif nav.key is not None:
                whole = self._undeleted.get((nav.target, target["Id"]), target)
                rows = [table[whole[nav.key]]] if whole[nav.key] in table else []
            else:
                assert nav.back is not None
                back = self._links.get((nav.target, nav.back), {}).get(target["Id"], ())
                rows = [table[guid] for guid in back if guid in table]
            found.update((row["Id"], row) for row in rows)
        return list(found.values())

    def resource(self, guid: str) -> tuple[str, bytes] | None:
        """Return the name and the bytes of the file of the row with that id, or None."""
        if guid in self.files:
            return self.files[guid]
        if self.folder is None:
            return None
        file = next(iter(sorted((self.folder / "resources").glob(f"{guid}.*"))), None)
        return (file.name, file.read_bytes()) if file is not None else None

    def _by_foreign_key(self, entity: str, key: str) -> dict[str, list[Row]]:
        """Return the children by foreign key. A deleted row's is null, yet it is still found below its
        parent."""
        if (entity, key) not in self._children:
            index: dict[str, list[Row]] = {}
            for row in self.all(entity):
                guid = self._undeleted.get((entity, row["Id"]), row)[key]
                if guid is not None:
                    index.setdefault(guid, []).append(row)
            self._children[entity, key] = index
        return self._children[entity, key]

    # -- loading --------------------------------------------------------------------------------------------

    def _load(self, files: dict[str, Callable[[], Iterator[tuple[str, Row]]]]) -> None:
        links = []
        for stem, lines in files.items():
            if stem in self.schema.entities:
                for where, row in lines():
                    self._absorb(self.schema.entities[stem], row, where)
            else:
                links.append((stem, lines))
        for stem, lines in links:
            entity, nav = self._link(stem)
            for where, row in lines():
                if row.get("zeker", True) or self.assumed:
                    self._absorb_link(entity, nav, row, where)

    def _link(self, stem: str) -> tuple[EntityType, Navigation]:
        for entity in sorted(self.schema.entities.values(), key=lambda entity: -len(entity.name)):
            nav = (
                entity.navigations.get(stem.removeprefix(entity.name))
                if stem.startswith(entity.name)
                else None
            )
            if nav is not None:
                return entity, nav
        raise RowsError(f"{stem}: neither an entity of the service nor an entity and a navigation of it")

    def _absorb_link(self, entity: EntityType, nav: Navigation, row: Row, where: str) -> None:
        if "Id" in row:
            self._absorb(entity, row, where, nested=True)
            return
        try:
            left, right = row[f"{entity.name}_Id"], row[f"{nav.name}_Id"]
        except KeyError as missing:
            raise RowsError(f"{where}: a link needs {missing}") from None
        self._relate(entity, nav, left, right, where)

    def _relate(self, entity: EntityType, nav: Navigation, left: str, right: str, where: str) -> None:
        if nav.back is None:
            raise RowsError(
                f"{where}: {entity.name}.{nav.name} is carried by {nav.key}, not by a table of links"
            )
        self._links.setdefault((entity.name, nav.name), {}).setdefault(left, {})[right] = None
        self._links.setdefault((nav.target, nav.back), {}).setdefault(right, {})[left] = None

    def _absorb(self, entity: EntityType, row: Row, where: str, *, nested: bool = False) -> Row:
        """Keep a row and what is related in it. A row met inside another one gives way to one of its own
        file."""
        guid = row.get("Id")
        if not isinstance(guid, str) or not _GUID.fullmatch(guid):
            raise RowsError(f"{where}: {entity.name} without a proper Id: {guid!r}")
        kept = {name: row.get(name) for name in entity.properties}
        table, inside = self._tables[entity.name], self._nested[entity.name]
        if guid in table and not nested and guid not in inside:
            raise RowsError(f"{where}: a second {entity.name} {guid}")
        if nested:
            if guid not in table:
                inside.add(guid)
            kept = table.setdefault(guid, kept)
        else:
            inside.discard(guid)
            table[guid] = kept
        if not row.keys() <= entity.properties.keys():
            self._absorb_rest(entity, kept, row, where)
        return kept

    def _absorb_rest(self, entity: EntityType, kept: Row, row: Row, where: str) -> None:
        for name in row.keys() - entity.properties.keys():
            value = row[name]
            ids = _IDS.fullmatch(name)
            nav = entity.navigations.get(ids[1] if ids else name)
            if nav is not None and ids:
                for guid in value:
                    self._relate(entity, nav, kept["Id"], guid, where)
            elif nav is not None and not nav.many and nav.key is not None:
                if value is not None:
                    related = self._absorb(self.schema.entities[nav.target], value, where, nested=True)
                    kept[nav.key] = kept[nav.key] or related["Id"]
            elif nav is not None:
                for item in value:
                    related = self._absorb(self.schema.entities[nav.target], item, where, nested=True)
                    if nav.key is not None:
                        related[nav.key] = related[nav.key] or kept["Id"]
                    else:
                        self._relate(entity, nav, kept["Id"], related["Id"], where)
            elif not name.startswith(("_", "@odata.")):
                raise RowsError(f"{where}: {entity.name} has no field {name!r}")

    def _delete(self) -> None:
        """Empty the deleted rows: all fields null but Id and the times of change (recorded: Vergissing is
        false)."""
        for entity, table in self._tables.items():
            for guid, row in table.items():
                if row.get("Verwijderd") is True:
                    self._undeleted[entity, guid] = row
                    table[guid] = {
                        name: value
                        if name in KEPT_WHEN_DELETED
                        else (False if name == "Vergissing" else None)
                        for name, value in row.items()
                    }


def _files(folder: Path) -> dict[str, Callable[[], Iterator[tuple[str, Row]]]]:
    if not folder.is_dir():
        if folder == DEFAULT_ROWS:
            raise SharedMissing(
                f"The sample of rows is not at {folder}: put the 'shared' folder beside the checkout."
            )
        raise RowsError(f"{folder} is no folder of rows")
    files = sorted(path for path in folder.iterdir() if path.name.endswith((".jsonl", ".jsonl.gz")))
    return {path.name.partition(".")[0]: lambda path=path: _lines(path) for path in files}  # type: ignore[misc]


def _lines(path: Path) -> Iterator[tuple[str, Row]]:
    zipped = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path.name}, line {number}"
            try:
                row = json.loads(line)
            except ValueError as error:
                raise RowsError(f"{where}: no JSON ({error})") from None
            if not isinstance(row, dict):
                raise RowsError(f"{where}: not an object")
            yield where, row


def _stems(source: Any) -> dict[str, Callable[[], Iterator[tuple[str, Row]]]]:
    def numbered(stem: str) -> Iterator[tuple[str, Row]]:
        return ((f"{stem}, row {number}", row) for number, row in enumerate(source[stem], 1))

    return {stem: lambda stem=stem: numbered(stem) for stem in source}  # type: ignore[misc]
