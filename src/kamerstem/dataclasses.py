"""The dataclasses of the standard library, made in a tenth of the time.

For each class the standard library writes eight functions as text and compiles them: with a hundred classes that took
half of the time before a command read a word. Here all classes share what compares, shows and refuses, and an
``__init__`` is written when the first object is made. To a type checker these are the standard library's own.
"""

import dataclasses
from dataclasses import MISSING, Field, FrozenInstanceError, field, fields, is_dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
    from inspect import Signature

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]


def _dataclass(
    *, slots: bool, frozen: bool = False, eq: bool = True, order: bool = False, kw_only: bool = False
) -> "Callable[[type], type]":
    """Return what makes a dataclass of a class."""
    if order:
        return dataclasses.dataclass(slots=slots, frozen=frozen, eq=eq, order=True, kw_only=kw_only)
    bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)

    def made(cls: type) -> type:
        cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard library works one out
        new: type = bare(cls)
        methods = {
            "__init__": _first(new, frozen),
            "__signature__": _Signature(new, frozen),
            "__repr__": _repr,
        }
        methods |= _comparing(new, frozen) if eq else {}
        methods |= _FROZEN if frozen else {}
        for name in methods.keys() - cls.__dict__:
            setattr(new, name, methods[name])
        return new

    return made


if not TYPE_CHECKING:
    dataclass = _dataclass


def _first(cls: type, frozen: bool) -> "Callable[..., None]":
    """Return the ``__init__`` that writes the class its own, and leaves it the rest."""

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807  (it is one)
        init = _written(cls, frozen)
        type.__setattr__(cls, "__init__", init)
        init(self, *values, **named)

    return __init__


def _written(cls: type, frozen: bool) -> "Callable[..., None]":
    """Return the ``__init__`` of a class."""
    known: tuple[Field[Any], ...] = fields(cls)
    names: dict[str, Any] = {"MISSING": MISSING}
    lines = []
    for each in known:
        names[f"default_{each.name}"] = each.default
        value = each.name
        if each.default_factory is not MISSING:
            names[f"made_{each.name}"] = each.default_factory
            value = f"made_{each.name}() if {each.name} is MISSING else {each.name}"
        if frozen:
            names[f"set_{each.name}"] = getattr(cls, each.name).__set__
            lines.append(f"set_{each.name}(self, {value})")
        else:
            lines.append(f"self.{each.name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    text = f"def __init__({', '.join(_parameters(known))}):\n " + "\n ".join(lines)
    exec(text, names)  # noqa: S102  (of the names of fields, as the standard library does)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {each.name: each.type for each in known} | {"return": None}
    return init


def _parameters(known: tuple[Field[Any], ...]) -> list[str]:
    """Return the parameters of an ``__init__``: those that may go without their name first."""

    def parameter(each: Field[Any]) -> str:
        needed = each.default is MISSING and each.default_factory is MISSING
        return each.name if needed else f"{each.name}=default_{each.name}"

    named = [parameter(each) for each in known if each.kw_only]
    return [
        "self",
        *(parameter(each) for each in known if not each.kw_only),
        *(["*", *named] if named else []),
    ]


class _Signature:
    """What a class takes, for whoever asks before the first object is made."""

    def __init__(self, cls: type, frozen: bool) -> None:
        self._of = cls, frozen

    def __get__(self, *_: object) -> "Signature":
        from inspect import signature

        whole = signature(_written(*self._of))
        return whole.replace(parameters=list(whole.parameters.values())[1:])


def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({shown})"


def _comparing(cls: type, frozen: bool) -> dict[str, Any]:
    """Return what compares by the fields; what can change has no hash."""
    known: tuple[Field[Any], ...] = fields(cls)
    values = attrgetter(*(each.name for each in known if each.compare))
    hashed = attrgetter(*(each.name for each in known if (each.compare if each.hash is None else each.hash)))

    def __eq__(self: object, other: object) -> bool:  # noqa: N807  (it is one)
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": __eq__, "__hash__": (lambda self: hash(hashed(self))) if frozen else None}


def _setattr(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN = {
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
