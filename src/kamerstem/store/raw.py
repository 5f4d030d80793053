"""What is kept of an entity, small: its bytes as they came, and what they say, each compressed with a dictionary.

An entity is short (a vote has some 600 bytes) and nearly all of it is names of elements, so by itself it hardly
compresses. A dictionary is learnt from the first batch of a kind that is large enough, and kept in the record. What
no dictionary makes smaller is ids: in the bytes of a version they are kept as the numbers of those entities.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import sqlalchemy as sa

from kamerstem.store.schema import ID, among_given, entity, fetch
from kamerstem.store.schema import dictionary as table

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 9
_SAMPLES, _ENOUGH = 100, 2000  # fewer teach nothing, more teach nothing new
_SIZE, _HEAD = 16384, 4096
_HOW_MANY = sa.select(sa.func.count()).select_from(table)
_IDS = sa.select(entity.c.key, ID).where(among_given(entity.c.key))
_MAGIC = b"\x28\xb5\x2f\xfd"  # with which all that is compressed begins, so it is not kept
_OPTIONS: dict[int, int] = {
    zstd.CompressionParameter.compression_level: _LEVEL,
    zstd.CompressionParameter.dict_id_flag: 0,  # we say ourselves which dictionary it is
}
_NUMBER = [bytes((number,)) for number in range(256)]
_MOST = 254  # dictionaries of a record; no 255 is one
LARGEST = 64 * 2**20
"""Bytes that one entity may have when it is unpacked."""


class DamagedError(ValueError):
    """What is stored cannot be unpacked."""


class Came(NamedTuple):
    """A version as a source gave it: its bytes, and the address of its file."""

    content: bytes
    enclosure: str | None


class Codec:
    """Packs and unpacks, with the dictionaries of one record: of "version Zaak", of "state Zaak".

    The one of a connection (:meth:`of`) may have learnt what is then not kept: see :meth:`forget`.
    """

    def __init__(self, conn: sa.Connection) -> None:
        self._dictionaries: dict[int, zstd.ZstdDict] = {}
        self._last: dict[str, int] = {}
        self._compressors: dict[int, zstd.ZstdCompressor] = {0: zstd.ZstdCompressor(options=_OPTIONS)}
        for key, what, content in conn.execute(sa.select(table).order_by(table.c.key)):
            self._add(key, what, bytes(content))

    @classmethod
    def of(cls, conn: sa.Connection) -> Self:
        """Return the one of a connection; whoever brings the record up to date may have added to it."""
        held: Self | None = conn.info.get(__name__)
        if held is None or held._is_behind(conn):
            held = conn.info[__name__] = cls(conn)
        return held

    @staticmethod
    def forget(conn: sa.Connection) -> None:
        """Forget what was learnt in a transaction that is undone."""
        if not conn.invalidated:  # else its connection is gone, and what it knew
            conn.info.pop(__name__, None)

    def _add(self, key: int, what: str, content: bytes) -> None:
        self._dictionaries[key] = zstd.ZstdDict(content)
        self._last[what] = key

    def _is_behind(self, conn: sa.Connection) -> bool:
        ((number,),) = fetch(conn, _HOW_MANY)
        return bool(number != len(self._dictionaries))

    def learn(self, conn: sa.Connection, what: str, contents: Sequence[bytes]) -> None:
        """Make a dictionary for what has none, if there is enough to learn from."""
        if what in self._last or len(contents) < _SAMPLES or len(self._dictionaries) == _MOST:
            return
        step = -(-len(contents) // _ENOUGH)
        try:
            content = zstd.train_dict([each[:_HEAD] for each in contents[::step]], _SIZE).dict_content
        except zstd.ZstdError:  # too much alike, or too little
            return
        key = len(self._dictionaries) + 1
        conn.execute(table.insert(), {"key": key, "what": what, "content": content})
        self._add(key, what, content)

    def pack(self, what: str, content: bytes) -> bytes:
        """Return the bytes packed: the number of the dictionary (0: none) in one byte, and what that makes of them."""
        key = self._last.get(what, 0)
        compressor = self._compressors.get(key)
        if compressor is None:
            compressor = zstd.ZstdCompressor(options=_OPTIONS, zstd_dict=self._dictionaries[key])
            self._compressors[key] = compressor
        return _NUMBER[key] + compressor.compress(content, zstd.ZstdCompressor.FLUSH_FRAME)[len(_MAGIC) :]

    def unpack(self, packed: bytes) -> bytes:
        """Return the bytes that were packed. Raises DamagedError if they cannot be had."""
        try:
            key = packed[0]
            return decompressed(_MAGIC + packed[1:], self._dictionaries[key] if key else None)
        except LookupError as error:
            raise DamagedError(str(error)) from error

    def versions(self, conn: sa.Connection, rows: Iterable[Any]) -> dict[int, Came]:
        """Return versions as they came, by place; rows have place, id and raw. Damaged ones are absent."""
        held: dict[int, tuple[str | None, bytes]] = {}
        for row in rows:
            try:
                held[row.place] = row.id, self.unpack(bytes(row.raw))
            except DamagedError:
                continue
        wanted = {number for _, text in held.values() for number in _numbers(text)}
        ids = dict(fetch(conn, _IDS, list(wanted))) if wanted else {}
        named = ((place, _named(text, own, ids)) for place, (own, text) in held.items())
        return {place: came for place, came in named if came is not None}


as_dictionary = zstd.ZstdDict


def compressed(content: bytes) -> bytes:
    """Return bytes that are long enough to be compressed by themselves."""
    return zstd.compress(content, options=_OPTIONS)


def decompressed(packed: bytes, dictionary: zstd.ZstdDict | None = None) -> bytes:
    """Return the bytes that were compressed. Raises DamagedError if they cannot be had."""
    decompressor = zstd.ZstdDecompressor(zstd_dict=dictionary)
    try:
        content = decompressor.decompress(packed, LARGEST + 1)
    except (zstd.ZstdError, EOFError) as error:
        raise DamagedError(str(error)) from error
    if not decompressor.eof or len(content) > LARGEST:
        raise DamagedError("cut off, or too large")
    return content


# --- ids as numbers --------------------------------------------------------------------------------------------------

_ID_IN = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Between two zero bytes: nothing, for the entity's own id; the number of another, in base 16; or "-": one zero byte.
_HELD = re.compile(rb"\0([0-9a-f]*|-)\0")
_ZERO = b"-"


def ids_in(content: bytes) -> set[str]:
    """Return what looks like an id in the bytes of an entity."""
    return {found.decode() for found in _ID_IN.findall(content)}


def numbered(came: Came, own: str, keys: Mapping[str, int]) -> bytes:
    """Return a version as one text to be packed, in which the ids that have a number stand as that."""

    def number(match: re.Match[bytes]) -> bytes:
        id = match[0].decode()
        if id == own:
            return b"\0\0"
        return b"\0%x\0" % keys[id] if id in keys else match[0]

    whole = came.content + b"\0" + (came.enclosure or "").encode()
    return _ID_IN.sub(number, whole.replace(b"\0", b"\0-\0"))


def _numbers(text: bytes) -> Iterator[int]:
    return (int(held, 16) for held in _HELD.findall(text) if held not in (b"", _ZERO))


def _named(text: bytes, own: str | None, ids: Mapping[int, str]) -> Came | None:
    """Return a version as it came; ``None`` where an id that is in it is not known."""

    def name(match: re.Match[bytes]) -> bytes:
        if match[1] == _ZERO:
            return b"\0"
        return (ids[int(match[1], 16)] if match[1] else own or "").encode()

    try:
        content, _, enclosure = _HELD.sub(name, text).rpartition(b"\0")
    except KeyError:
        return None
    return Came(content, enclosure.decode(errors="replace") or None)
