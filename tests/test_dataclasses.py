"""The dataclasses of ours are those of the standard library: the same classes made by both, held beside each other."""

import copy
import dataclasses
import inspect
import pickle
from pathlib import Path
from typing import Any

import pytest

import kamerstem.dataclasses as ours


class Base:
    """What a point has above itself."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()


def make(by: Any) -> tuple[Any, ...]:
    """Return classes of every kind that Kamerstem has, made by ours or by the standard library."""

    @by.dataclass(frozen=True, slots=True)
    class Point(Base):
        """A point."""

        x: int
        y: int | None = None
        names: list[str] = by.field(default_factory=list, compare=False)
        aside: dict[str, int] = by.field(default_factory=dict, hash=False, repr=False)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("below nothing")

    @by.dataclass(frozen=True, slots=True)
    class Place(Point):
        """A point with a name, and its own way to be shown."""

        name: str = by.field(default="here", kw_only=True)

        def __repr__(self) -> str:
            return f"<{self.name}>"

    @by.dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        one: int
        two: str = "two"

    @by.dataclass(slots=True)
    class Draft:
        """What changes."""

        words: list[str] = by.field(default_factory=list)
        done: bool = False

    @by.dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """What is like nothing else."""

        x: int

    @by.dataclass(frozen=True, slots=True, order=True)
    class Version:
        """What comes after another."""

        since: int
        at: int

    return Point, Place, Named, Draft, Itself, Version


OURS, THEIRS = make(ours), make(dataclasses)
EACH = pytest.mark.parametrize(
    ("own", "their"), [*zip(OURS, THEIRS, strict=True)], ids=lambda cls: cls.__name__
)
VALUES: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "Point": [((1,), {}), ((1, 2), {}), ((1,), {"names": ["a"]}), ((1,), {"aside": {"a": 1}})],
    "Place": [((1,), {}), ((1, 2), {"name": "there"}), ((1, 2, [], {}), {})],
    "Named": [((), {"one": 1}), ((), {"one": 1, "two": "three"})],
    "Draft": [((), {}), ((["a"],), {}), ((["a"], True), {})],
    "Itself": [((1,), {}), ((2,), {})],
    "Version": [((1, 2), {}), ((2, 1), {})],
}


def said(value: object) -> str:
    return repr(value).replace("make.<locals>.", "")


def alike(values: list[Any]) -> list[list[bool]]:
    return [[hash(one) == hash(two) for two in values] for one in values]


@EACH
def test_equal_hash_and_words(own: Any, their: Any) -> None:
    mine = [own(*args, **named) for args, named in VALUES[own.__name__]]
    other = [their(*args, **named) for args, named in VALUES[own.__name__]]
    assert [[a == b for b in [*mine, None]] for a in mine] == [
        [a == b for b in [*other, None]] for a in other
    ]
    if own is not OURS[4]:  # whose words name its place in memory
        assert [said(each) for each in mine] == [said(each) for each in other]
    assert (own.__hash__ is None) == (their.__hash__ is None)
    if own.__hash__ is not None and own is not OURS[4]:
        assert alike(mine) == alike(other)


@EACH
def test_what_it_takes(own: Any, their: Any) -> None:
    def taken(cls: Any) -> list[tuple[str, Any, Any]]:
        found = inspect.signature(cls).parameters.values()
        return [(each.name, each.kind, each.annotation) for each in found]

    assert taken(own) == taken(their)
    assert own.__match_args__ == their.__match_args__
    assert [each.name for each in dataclasses.fields(own)] == [
        each.name for each in dataclasses.fields(their)
    ]


@EACH
def test_what_it_refuses(own: Any, their: Any) -> None:
    for cls in (own, their):
        args, named = VALUES[cls.__name__][0]
        with pytest.raises(TypeError):
            cls(*args, **named, unknown=1)
        made = cls(*args, **named)
        first = dataclasses.fields(made)[0].name
        if cls.__name__ == "Draft":
            made.words = ["b"]
            assert made.words == ["b"]
        else:
            with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to field '{first}'"):
                setattr(made, first, 3)
            with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot delete field '{first}'"):
                delattr(made, first)
        with pytest.raises(
            (AttributeError, TypeError)
        ):  # the latter is a fault of the standard library of 3.11
            made.unknown = 1


@EACH
def test_a_copy_is_equal(own: Any, their: Any) -> None:
    for cls in (own, their):
        args, named = VALUES[cls.__name__][-1]
        made = cls(*args, **named)
        for copied in (copy.copy(made), copy.deepcopy(made), dataclasses.replace(made)):
            assert type(copied) is cls
            assert dataclasses.asdict(copied) == dataclasses.asdict(made)


def test_it_is_pickled() -> None:
    from kamerstem.model.refs import Dossier, Paper

    paper = Paper(Dossier(36470, "VI"), "4")
    assert pickle.loads(pickle.dumps(paper)) == paper


def test_a_default_is_made_for_each() -> None:
    point, place, _, draft, *_ = OURS
    assert draft().words is not draft().words
    assert point(1).names is not point(1).names
    with pytest.raises(ValueError, match="below nothing"):
        place(-1)


def test_all_are_made_so() -> None:
    made = Path(ours.__file__)
    files = [path for path in made.parent.rglob("*.py") if path != made]
    assert [path.name for path in files if "from dataclasses import" in path.read_text("utf-8")] == []
