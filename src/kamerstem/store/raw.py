"""The bytes of an entity, small: compressed with a dictionary of what entities of its kind have in common.

An entity is short (a vote has some 600 bytes) and nearly all of it is names of elements, so by itself it hardly
compresses. The dictionary is learnt from the first batch of a kind that is large enough, and kept in the record.
"""

import sys
from collections.abc import Sequence

import sqlalchemy as sa

from kamerstem.store.schema import CODE, KIND, fetch
from kamerstem.store.schema import dictionary as table

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 1
_SAMPLES, _ENOUGH = 100, 500  # fewer teach nothing, more teach nothing new
_SIZE = 4096
_HOW_MANY = sa.select(sa.func.count()).select_from(table)
LARGEST = 64 * 2**20
"""Bytes that one entity may have when it is unpacked."""


class DamagedError(ValueError):
    """What is stored cannot be unpacked."""


class Codec:
    """Packs and unpacks entities, with the dictionaries of one record."""

    def __init__(self, conn: sa.Connection) -> None:
        self._dictionaries: dict[int, zstd.ZstdDict] = {}
        self._of_kind: dict[str, int] = {}
        self._compressors: dict[int, zstd.ZstdCompressor] = {0: zstd.ZstdCompressor(level=_LEVEL)}
        for key, kind, content in conn.execute(sa.select(table).order_by(table.c.key)):
            self._add(key, KIND[kind], bytes(content))

    def _add(self, key: int, kind: str, content: bytes) -> None:
        self._dictionaries[key] = zstd.ZstdDict(content)
        self._of_kind[kind] = key

    def is_behind(self, conn: sa.Connection) -> bool:
        """Return whether the record has other dictionaries than when this was made."""
        ((number,),) = fetch(conn, _HOW_MANY)
        return bool(number != len(self._dictionaries))

    def learn(self, conn: sa.Connection, kind: str, contents: Sequence[bytes]) -> None:
        """Make a dictionary for a kind that has none, if there is enough to learn from."""
        if kind in self._of_kind or len(contents) < _SAMPLES:
            return
        try:
            content = zstd.train_dict([each[:4096] for each in contents[:_ENOUGH]], _SIZE).dict_content
        except zstd.ZstdError:  # too much alike, or too little
            return
        key = len(self._dictionaries) + 1
        conn.execute(table.insert(), {"key": key, "kind": CODE[kind], "content": content})
        self._add(key, kind, content)

    def pack(self, kind: str, content: bytes) -> tuple[int, bytes]:
        """Return the number of the dictionary (0: none) and the bytes packed."""
        key = self._of_kind.get(kind, 0)
        compressor = self._compressors.get(key)
        if compressor is None:
            compressor = zstd.ZstdCompressor(level=_LEVEL, zstd_dict=self._dictionaries[key])
            self._compressors[key] = compressor
        return key, compressor.compress(content, zstd.ZstdCompressor.FLUSH_FRAME)

    def unpack(self, key: int, packed: bytes) -> bytes:
        """Return the bytes of an entity. Raises DamagedError if they cannot be had."""
        try:
            used = self._dictionaries[key] if key else None
            decompressor = zstd.ZstdDecompressor(zstd_dict=used)
            content = decompressor.decompress(packed, LARGEST + 1)
        except (zstd.ZstdError, KeyError, EOFError) as error:
            raise DamagedError(str(error)) from error
        if not decompressor.eof or len(content) > LARGEST:
            raise DamagedError("cut off, or too large")
        return content
