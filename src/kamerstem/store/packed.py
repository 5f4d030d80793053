"""Values of the model as plain data for JSON, and back: a frozen dataclass is the list of its fields, in their order.

The fields and their types are read from the class, so that one that is added to the model is kept as well.
"""

import datetime as dt
import types
import typing
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from kamerstem.dataclasses import fields, is_dataclass
from kamerstem.model.ledger import Ledger
from kamerstem.model.seats import Seated

T = TypeVar("T")
Turn = Callable[[Any], Any]

_UNSEEN = {"Ledger": Ledger, "Seated": Seated}  # classes that the model names without importing them


class _Ways(NamedTuple):
    """How a value is packed, and how it is unpacked; ``None`` where it stays what it is."""

    pack: Turn | None
    unpack: Turn | None


_SAME = _Ways(None, None)


class Packed(Generic[T]):
    """Packs values of one dataclass; the fields ``without`` are left out, and are to be given to :meth:`unpack`."""

    def __init__(self, of: type[T], without: Collection[str] = ()) -> None:
        hints = typing.get_type_hints(of, localns=_UNSEEN)
        self._of: Callable[..., T] = of
        self._fields = [
            (each.name, *_ways(hints[each.name]))
            for each in fields(of)  # type: ignore[arg-type]
            if each.name not in without
        ]

    @property
    def shape(self) -> tuple[str, ...]:
        """Return the names of what is packed, in their order."""
        return tuple(name for name, *_ in self._fields)

    def pack(self, value: T) -> list[Any]:
        """Return the value as plain data."""
        return [
            getattr(value, name) if pack is None else pack(getattr(value, name))
            for name, pack, _ in self._fields
        ]

    def unpack(self, data: list[Any], **rest: Any) -> T:
        """Return the value that such data are of. Raises ValueError for any other."""
        for (name, _, unpack), each in zip(self._fields, data, strict=True):
            rest[name] = each if unpack is None else unpack(each)
        return self._of(**rest)


@cache
def _whole(of: type) -> Packed[Any]:
    return Packed(of)


def _ways(hint: Any) -> _Ways:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _of_several([each for each in arguments if each is not types.NoneType])
    if origin is tuple:
        return _in_list(_ways(arguments[0])) if arguments[1:] == (...,) else _SAME
    if origin in (Mapping, dict):
        return _Ways(dict, types.MappingProxyType)
    if hint is dt.date:
        return _Ways(dt.date.isoformat, dt.date.fromisoformat)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Ways(str, hint)
    if isinstance(hint, type) and is_dataclass(hint):
        whole = _whole(hint)
        return _Ways(whole.pack, whole.unpack)
    return _SAME


def _in_list(each: _Ways) -> _Ways:
    pack, unpack = each
    return _Ways(
        list if pack is None else lambda values: [pack(value) for value in values],
        tuple if unpack is None else lambda values: tuple([unpack(value) for value in values]),
    )


def _of_several(hints: list[Any]) -> _Ways:
    """Return the ways of a value of one of these types, or of none: of several dataclasses, with which it is."""
    if len(hints) == 1:
        pack, unpack = _ways(hints[0])
        return _Ways(_unless_none(pack), _unless_none(unpack))
    classes: list[Any] = [each for each in hints if is_dataclass(each)]
    if len(classes) < len(hints):
        return _SAME
    ways = [_whole(each) for each in classes]

    def pack_one(value: Any) -> Any:
        if value is None:
            return None
        at = classes.index(type(value))
        return [at, *ways[at].pack(value)]

    def unpack_one(data: Any) -> Any:
        return None if data is None else ways[data[0]].unpack(data[1:])

    return _Ways(pack_one, unpack_one)


def _unless_none(turn: Turn | None) -> Turn | None:
    return None if turn is None else lambda value: None if value is None else turn(value)
