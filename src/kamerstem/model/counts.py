"""Counts over many votes, each defined once: whole numbers, with the shares that follow from them.

A party stands where most of those of it who voted stood; in two halves, or where none of it voted, it stands nowhere. A
decision on several proposals at once is one vote. Every count says over how many votes it goes, and of how many of
those rows are lost or it is not known whether any are.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Over:
    """What a count goes over: ``votes``, and of those the ``whole`` ones, of which no row is lost."""

    votes: int
    whole: int


@dataclass(frozen=True, slots=True)
class Alike:
    """In how many votes two parties stood alike, of those in which both stood for or against."""

    alike: int
    votes: int

    @property
    def share(self) -> float | None:
        """Return the part of those votes in which they stood alike; ``None`` where there is none."""
        return self.alike / self.votes if self.votes else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often parties stood alike: ``pairs`` by their ids in order ("cda", "d66"), of all that met in a vote."""

    over: Over
    parties: tuple[str, ...]
    pairs: Mapping[tuple[str, str], Alike]

    def of(self, one: str, other: str) -> Alike | None:
        """Return what is counted of two parties, in either order; ``None`` where they never both stood."""
        return self.pairs.get((min(one, other), max(one, other)))


@dataclass(frozen=True, slots=True)
class Cohesion:
    """How a party stood together: ``votes`` in which it voted, and the ``divided`` ones by seats for and against.

    At a show of hands a party votes as one, unless the record names members who did not; a roll call names all.
    """

    votes: int
    divided: Mapping[tuple[int, int], int]

    @property
    def rice(self) -> float | None:
        """Return Rice's index of cohesion (1925): the mean of |for - against| / (for + against) over its votes."""
        if not self.votes:
            return None
        whole = self.votes - sum(self.divided.values())
        part = sum(
            number * abs(for_ - against) / (for_ + against)
            for (for_, against), number in self.divided.items()
        )
        return (whole + part) / self.votes


@dataclass(frozen=True, slots=True)
class Cohesions:
    """How each party stood together, by its id."""

    over: Over
    parties: Mapping[str, Cohesion]


@dataclass(frozen=True, slots=True)
class Dissent:
    """How often a member voted against most of the party: ``apart``, of the ``votes`` that name that member.

    Those are roll calls, and shows of hands at which the member voted apart: so no share follows from them, but over
    roll calls only.
    """

    member: str
    first_name: str | None
    party: str | None
    votes: int
    apart: int


@dataclass(frozen=True, slots=True)
class Dissents:
    """How often each member voted apart, most often first."""

    over: Over
    members: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class Success:
    """What became of the proposals of a party: how many by their status, as first to submit, and as one of all."""

    first: Mapping[str, int]
    together: Mapping[str, int]

    @property
    def share(self) -> float | None:
        """Return the part that was adopted, of what it was the first to submit and was adopted or rejected."""
        adopted, rejected = self.first.get("adopted", 0), self.first.get("rejected", 0)
        return adopted / (adopted + rejected) if adopted + rejected else None


@dataclass(frozen=True, slots=True)
class Year:
    """What a record holds of a year; ``year`` is ``None`` for what has no day.

    ``decisions`` are all, ``votes`` those that were voted on: ``whole`` without a lost row, ``cut`` with one, the rest
    not known; ``members``: with a vote of a member by name; ``proposals``: tied to a proposal, ``dossiers``: to one in
    a dossier.
    """

    year: int | None
    decisions: int
    votes: int
    whole: int
    cut: int
    members: int
    proposals: int
    dossiers: int
