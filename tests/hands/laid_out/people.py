"""The people: each has a name, a program, and a way to lay out whatever there is to tell."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.hands.laid_out.contents import Content

PEOPLE: dict[str, "Person"] = {}
Lays = Callable[[Content], bytes]


@dataclass(frozen=True)
class Person:
    """Somebody who lays out documents."""

    name: str
    suffix: str  # of what the program saves by itself: .docx, .fodt or .html
    explains: bool  # whether the explanations of amendments are in the document
    lays_out: Lays


def person(suffix: str, explains: bool = False) -> Callable[[Lays], Lays]:
    """Mark a function as the way of a person."""

    def known(lays_out: Lays) -> Lays:
        name = lays_out.__name__
        PEOPLE[name] = Person(name, suffix, explains, lays_out)
        return lays_out

    return known
