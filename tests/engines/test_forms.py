"""A record of the form before is brought over: nothing is lost, wherever that is stopped, on both engines."""

import lzma
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from kamerstem.errors import InputError, WriteError
from kamerstem.store import Store, forms, schema
from kamerstem.store.loader import find_keys
from kamerstem.store.lock import held
from kamerstem.store.raw import Came, Codec, numbered
from kamerstem.sync import sync
from tests.engines.feed import entry, guid, house, read

FIXTURE = Path(__file__).parent.parent / "examples/records/form-3.sqlite.xz"

# The tables of form 3 that are others now, as they were.
_FORM_3 = sa.MetaData()
_KEY: dict[str, Any] = {"primary_key": True, "autoincrement": False}
for _table in (
    sa.Table(
        "page",
        _FORM_3,
        sa.Column("key", sa.Integer, **_KEY),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("category", "url")),
        sa.Column("fetched", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
    ),
    sa.Table(
        "entity",
        _FORM_3,
        sa.Column("key", sa.Integer, **_KEY),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Index("entity_id", "id", "kind", unique=True),
    ),
    sa.Table(
        "version",
        _FORM_3,
        sa.Column("place", sa.Integer, **_KEY),
        sa.Column("entity", sa.Integer, nullable=False, index=True),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("changed", sa.BigInteger),
        sa.Column("since", sa.BigInteger, nullable=False, index=True),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("dictionary", sa.SmallInteger, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("enclosure", sa.Text),
    ),
    sa.Table(
        "dictionary",
        _FORM_3,
        sa.Column("key", sa.SmallInteger, **_KEY),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    ),
    sa.Table(
        "state",
        _FORM_3,
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("entity", "version", "page")),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("data", sa.Text),
        sa.PrimaryKeyConstraint("entity"),
    ),
):
    assert _table.name in _FORM_3.tables
_SAME = ("meta", "category", "link", "lookup", "seat", "zetel", "decision", "remark")


@contextmanager
def connected(target: str) -> Iterator[sa.Connection]:
    engine = schema.open_engine(target)
    try:
        with engine.begin() as conn:
            yield conn
    finally:
        engine.dispose()


@pytest.fixture(scope="module")
def form_3(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record as the code of form 3 made it."""
    place = tmp_path_factory.mktemp("form") / "form-3.sqlite"
    place.write_bytes(lzma.decompress(FIXTURE.read_bytes()))
    return place


@pytest.fixture
def before(form_3: Path, target: str) -> str:
    """The address of a record of form 3, on one engine and then on the other."""
    if target.startswith("postgresql"):
        _copy(form_3, target)
    else:
        Path(target).write_bytes(form_3.read_bytes())
    return target


def _copy(place: Path, target: str) -> None:
    """Copy the tables of a record into a database: its index and its facts are made anew there."""
    with connected(target) as conn, connected(str(place)) as source:
        _FORM_3.create_all(conn)
        rest = [table for table in schema.metadata.sorted_tables if table.name not in _FORM_3.tables]
        schema.metadata.create_all(conn, tables=rest)
        for table in (*_FORM_3.sorted_tables, *(schema.metadata.tables[name] for name in _SAME)):
            rows = [dict(row) for row in source.execute(sa.select(table)).mappings()]
            if rows:
                conn.execute(table.insert(), rows)
        meta = schema.meta
        conn.execute(sa.delete(meta).where(meta.c.name.in_(("search", "facts", "facts_why"))))


def expected(place: Path) -> list[tuple[Any, ...]]:
    """Return every version of a record of form 3 by plain SQL: its place, id, times, and the hash of its bytes."""
    with closing(sqlite3.connect(place)) as conn:
        query = (
            "SELECT v.place, e.key, e.id, v.page, v.since, v.changed, v.deleted, lower(hex(v.sha256)), v.enclosure "
            "FROM version v JOIN entity e ON e.key = v.entity ORDER BY v.place"
        )
        return conn.execute(query).fetchall()


def versions(target: str) -> list[tuple[Any, ...]]:
    """Return the same of a record of this form, with the hash of the bytes that it gives."""
    version, entity = schema.version.c, schema.entity.c
    columns = version.place, version.raw, entity.key, schema.ID, version.page, version.since
    query = sa.select(*columns, schema.CHANGED.label("changed"), version.deleted)
    joined = query.join_from(schema.version, schema.entity, entity.key == version.entity).order_by(
        version.place
    )
    with connected(target) as conn:
        rows = conn.execute(joined).all()
        came = Codec.of(conn).versions(conn, rows)
    return [
        (
            *(row.place, row.key, row.id, row.page, row.since, row.changed, row.deleted),
            sha256(came[row.place].content).hexdigest(),
            came[row.place].enclosure,
        )
        for row in rows
    ]


def answers(store: Store) -> Any:
    """Return what a record says, but for where it is and how large."""
    status = store.status()
    return status.entities, status.versions, status.categories, status.remarks, store.decisions()


def a_fresh_one(tmp_path: Path) -> Any:
    feed = house(bills=2, amendments=2)
    with Store.open(tmp_path / "fresh.sqlite", read, create=True) as store:
        sync(store, feed, feed.categories, batch=300)
        return answers(store)


def is_whole(store: Store) -> bool:
    verification = store.status(verify=True).verification
    assert verification is not None
    return verification.whole


def test_a_record_of_the_form_before_is_brought_over(before: str, form_3: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with Store.open(before, read, create=True, moved=lambda done, of: told.append((done, of))) as store:
        assert told[-1] == (579, 579)
        assert versions(before) == expected(form_3)
        kept, fresh = answers(store), a_fresh_one(tmp_path)
        assert (kept[0], kept[1], kept[3], kept[4]) == (fresh[0], fresh[1], fresh[3], fresh[4])
        store.settle()
        assert is_whole(store)
        feed = house(bills=2, amendments=2)
        assert [each.token for each in kept[2]] == [str(len(feed.entries[each.name])) for each in kept[2]]
        assert not any(outcome.counts.total for outcome in sync(store, feed, feed.categories))
        feed.add(entry("Zaak", "another", {"Soort": "Motie"}))
        assert sum(outcome.counts.new for outcome in sync(store, feed, feed.categories)) == 1
        assert is_whole(store)
        store.rebuild()
        assert is_whole(store)
    with Store.open(before, read) as store:
        assert answers(store)[1] == 580


def test_the_room_is_given_back(before: str, form_3: Path) -> None:
    with Store.open(before, read, create=True) as store:
        size = store.status().size
        tables = set(sa.inspect(store._engine).get_table_names())
    assert not [name for name in tables if name.startswith("before_")]
    if not before.startswith("postgresql"):
        assert size == Path(before).stat().st_size < form_3.stat().st_size


def test_until_then_whoever_asks_is_told_what_to_do(before: str) -> None:
    for form in ("3", forms.UNDERWAY):
        with connected(before) as conn:
            conn.execute(sa.update(schema.meta).where(schema.meta.c.name == "schema").values(value=form))
        with pytest.raises(InputError) as refused:
            Store.open(before, read)
        assert "kamerstem sync" in refused.value.words.nl
        assert "Bring it over with 'kamerstem sync'" in refused.value.words.en


def test_two_do_not_bring_it_over_at_once(before: str) -> None:
    with connected(before) as conn, held(conn.engine) as free:
        assert free
        with pytest.raises(WriteError, match="is being brought over already"):
            Store.open(before, read, create=True)


class Stopped(BaseException):
    """What ends a process in the midst of something."""


def test_stopped_in_any_transaction_it_goes_on_there(
    before: str, form_3: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time one transaction more is done, and the next is cut off just before it would have been kept."""
    monkeypatch.setattr(forms, "_STEP", 100)
    writing = Store._writing
    stops, left = 0, 0

    @contextmanager
    def counted(self: Store) -> Iterator[sa.Connection]:
        nonlocal left
        with writing(self) as conn:
            yield conn
            left -= 1
            if left < 0:
                raise Stopped

    monkeypatch.setattr(Store, "_writing", counted)
    while True:
        left = stops
        try:
            Store.open(before, read, create=True).close()
            break
        except Stopped:
            stops += 1
        with pytest.raises(InputError):
            Store.open(before, read)
    assert stops > 8
    monkeypatch.undo()
    assert versions(before) == expected(form_3)
    with Store.open(before, read) as store:
        assert store.status().versions == len(expected(form_3))


_CHILD = """
import sys
from kamerstem.store import Store, forms
from tests.engines.feed import read
forms._STEP = 20
print("ready", flush=True)
Store.open(sys.argv[1], read, create=True).close()
"""


@pytest.mark.whole
def test_killed_at_any_moment_it_goes_on(before: str, form_3: Path) -> None:
    chance, killed = random.Random(7), 0
    while True:
        child = subprocess.Popen([sys.executable, "-c", _CHILD, before], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.1 * (killed + 1)))  # longer each time: a machine may be slow
        if child.poll() is not None:
            break
        child.kill()
        child.communicate()
        killed += 1
    child.communicate()
    assert child.returncode == 0
    assert killed
    assert versions(before) == expected(form_3)
    with Store.open(before, read) as store:
        store.settle()
        assert is_whole(store)


# --- the parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id", ["0" * 8 + "-0000-0000-0000-" + "0" * 12, "f" * 8 + "-ffff-ffff-ffff-" + "f" * 12, guid(1), guid(2)]
)
def test_an_id_is_the_same_text_on_both_engines(store: Store, target: str, id: str) -> None:
    with connected(target) as conn:
        schema.write(conn, schema.entity, [(1, 2, *schema.halves(id))])
        assert conn.execute(sa.select(schema.ID)).scalar() == id
        assert find_keys(conn, [(2, id), (3, id)]) == {(2, id): 1}
        nobody = sa.select(schema.ID).select_from(
            sa.outerjoin(sa.select(sa.literal(7).label("key")).subquery(), schema.entity, sa.false())
        )
        assert conn.execute(nobody).scalar() is None


def test_any_bytes_come_back_as_they_came(store: Store, target: str) -> None:
    own, other, unknown = guid(1), guid(2), guid(3)
    contents = [
        b"",
        b"\0",
        b"\0\0-\0",
        f"<a id='{own}' ref='{other}' x='{unknown}'/>".encode(),
        f"\0{own}\0{other}{other}\0-{own.upper()}".encode(),
        f"{own}\0+\0{own}".encode(),
    ]
    with connected(target) as conn:
        schema.write(conn, schema.entity, [(1, 2, *schema.halves(own)), (200, 2, *schema.halves(other))])
        codec = Codec.of(conn)
        for place, content in enumerate(contents):
            for enclosure in (None, f"https://example.org/{own}"):
                came = Came(content, enclosure)
                raw = codec.pack("version Zaak", numbered(came, own, {other: 200}))
                row = SimpleNamespace(place=place, id=own, raw=raw)
                assert codec.versions(conn, [row]) == {place: came}
                gone = SimpleNamespace(place=place, id=own, raw=codec.pack("", b"\0ff\0\0-\0"))
                assert codec.versions(conn, [gone]) == {}
