"""The life of a proposal: how its versions follow one another, who joined and left, and what became of each.

A changed amendment or motion is printed anew under another number, and has a Zaak of its own; what it replaces stands
in Zaak.VervangenVanuit, else in its subject ("t.v.v. nr. 9"), and in the heading of its paper. Versions that replace
one another are a :class:`Chain`, all of one kind. It is worked out from the proposals at hand; what one replaces and
is not among them is named as unknown, and a circle, which only a misprint can make, is cut and named.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from kamerstem.dataclasses import dataclass
from kamerstem.model.kinds import lasting
from kamerstem.model.overview import Overview
from kamerstem.model.refs import Ref, sort_key
from kamerstem.model.votes import Decision, Proposal, RelationKind

if TYPE_CHECKING:
    from kamerstem.model.papers import PaperText


class Happening(StrEnum):
    """What can happen to a proposal. ``DECIDED`` is any decision, by vote or otherwise, on the whole or a part."""

    SUBMITTED = "submitted"
    REPLACES = "replaces"
    AMENDS = "amends"
    JOINED = "joined"
    LEFT = "left"
    ADVISED = "advised"
    DECIDED = "decided"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step in the life of a proposal, in the paper ``ref``.

    ``refs``: the papers that it replaces, amends or is replaced by; ``names``: who submitted, joined or left; ``text``:
    which version it is ("nader gewijzigd"), or the words of an advice or a decision; ``part``: the part decided on.
    ``sources`` are ids of sources; ``derived``: the step is taken from a subject or a heading.
    """

    what: Happening
    ref: Ref | None
    date: dt.date | None = None
    refs: tuple[Ref, ...] = ()
    names: tuple[str, ...] = ()
    text: str | None = None
    part: str | None = None
    decision: Decision | None = None
    sources: tuple[str, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The versions of one proposal, the first in front, and all that happened to them, in that order.

    ``unknown``: papers that one of them replaces and that are not at hand, a bare number ("7") where not even its
    dossier is known; ``cut``: pairs (newer, older) that would make a circle and are left out.
    """

    versions: tuple[Proposal, ...]
    events: tuple[Event, ...]
    unknown: tuple[Ref | str, ...] = ()
    cut: tuple[tuple[Ref, Ref], ...] = ()

    def of(self, item: Proposal) -> tuple[Event, ...]:
        """Return what happened to one version."""
        return tuple(event for event in self.events if event.ref == item.ref)

    @property
    def last(self) -> Proposal:
        """Return the version that counts: nothing here replaces it."""
        return self.versions[-1]


def lives(overview: Overview) -> tuple[Chain, ...]:
    """Return the chains of an overview's proposals, the bill's first, with what their papers say.

    Versions that the overview does not list are among them.
    """
    papers = {quoted.of: quoted.text for quoted in overview.papers}
    return chains([*(item for _, item in overview.items()), *overview.unlisted], papers)


def chains(
    proposals: Iterable[Proposal], papers: "Mapping[Ref, PaperText] | None" = None
) -> tuple[Chain, ...]:
    """Return the chains that these proposals are, in the order of their first versions; most have one version.

    Of several proposals with one reference the last, by its Zaak, counts as the version that others name. ``papers``
    are the texts of papers by the reference of their proposal: they name everyone who signed, and the version they
    replace.
    """
    papers = papers or {}
    every = list(proposals)
    linked = sorted(every, key=lambda item: (sort_key(item.ref) if item.ref else (), item.zaak or ""))
    by_ref = {(lasting(item.kind), item.ref): item for item in linked if item.ref is not None}
    older: dict[int, list[Proposal]] = {}  # by the identity of the newer one
    unknown: dict[int, list[Ref | str]] = {id(item): list(item.unplaced) for item in every}
    cut: dict[int, list[tuple[Ref, Ref]]] = {}
    for item in linked:  # not as they are listed: where a circle is cut is the same whatever was asked
        for ref in _replaced(item, papers):
            before = by_ref.get((lasting(item.kind), ref))
            if before is None:
                unknown.setdefault(id(item), []).append(ref)
            elif before is item or _reaches(before, item, older):
                if item.ref is not None:
                    cut.setdefault(id(item), []).append((item.ref, ref))
            else:
                older.setdefault(id(item), []).append(before)
    found: list[Chain] = []
    for group in _groups(every, older):
        events: list[Event] = []
        newer = {id(before): item for item in group for before in older.get(id(item), ())}
        for item in group:
            events += _events(item, older.get(id(item), []), newer.get(id(item)), papers)
        found.append(
            Chain(
                tuple(group),
                tuple(events),
                tuple(dict.fromkeys(ref for item in group for ref in unknown.get(id(item), ()))),
                tuple(pair for item in group for pair in cut.get(id(item), ())),
            )
        )
    return tuple(found)


def _replaced(item: Proposal, papers: "Mapping[Ref, PaperText]") -> list[Ref]:
    """Return what a proposal replaces: by the record or its subject, and by the heading of its paper.

    They can both be right and differ: the subject of a "nader gewijzigde" motion often names the first version, the
    paper the one before it.
    """
    text = papers.get(item.ref) if item.ref is not None else None
    return list(dict.fromkeys([*item.related(RelationKind.REPLACES), *(text.replaces if text else ())]))


def _reaches(start: Proposal, end: Proposal, older: Mapping[int, list[Proposal]]) -> bool:
    """Return whether ``end`` is among what ``start`` replaces, directly or by others."""
    todo, seen = [start], set[int]()
    while todo:
        item = todo.pop()
        if item is end:
            return True
        if id(item) not in seen:
            seen.add(id(item))
            todo += older.get(id(item), ())
    return False


def _groups(every: list[Proposal], older: Mapping[int, list[Proposal]]) -> list[list[Proposal]]:
    """Return the proposals that replace one another together, each after all that it replaces."""
    leader = {id(item): id(item) for item in every}

    def lead(key: int) -> int:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    for item in every:
        for before in older.get(id(item), ()):
            leader[lead(id(item))] = lead(id(before))
    groups: dict[int, list[Proposal]] = {}
    for item in every:
        groups.setdefault(lead(id(item)), []).append(item)
    return [_in_order(group, older) for group in groups.values()]


def _in_order(group: list[Proposal], older: Mapping[int, list[Proposal]]) -> list[Proposal]:
    rest = sorted(group, key=lambda item: sort_key(item.ref) if item.ref else ())
    ordered: list[Proposal] = []
    placed = set[int]()
    while rest:
        # There is one: what would have made a circle was cut.
        item = next(each for each in rest if all(id(before) in placed for before in older.get(id(each), ())))
        rest.remove(item)
        placed.add(id(item))
        ordered.append(item)
    return ordered


def _events(
    item: Proposal, before: list[Proposal], after: Proposal | None, papers: "Mapping[Ref, PaperText]"
) -> list[Event]:
    """Return what happened to one version, in order."""
    sources = tuple(dict.fromkeys(claim.source for claim in item.claims))
    text = papers.get(item.ref) if item.ref is not None else None
    label = item.label or (text.label if text else None)
    events = [
        Event(
            what=Happening.SUBMITTED, ref=item.ref, date=item.submitted or (text.day if text else None),
            names=_names(item, text), text=label, sources=sources, derived="/submitters" in item.derived,
        )
    ]  # fmt: skip
    for kind, relation in (
        (Happening.REPLACES, RelationKind.REPLACES),
        (Happening.AMENDS, RelationKind.AMENDS),
    ):
        refs = tuple(_replaced(item, papers)) if kind is Happening.REPLACES else item.related(relation)
        if refs or (kind is Happening.REPLACES and item.unplaced):
            events.append(
                Event(
                    what=kind, ref=item.ref, date=item.submitted, refs=refs, text=label, sources=sources,
                    derived=f"/{kind}" in item.derived,
                )
            )  # fmt: skip
    ours, whole = _names(item, text), _all_named(item, text)
    for other in before:
        its_text = papers.get(other.ref) if other.ref is not None else None
        theirs = _names(other, its_text)
        # Where a version says "c.s." and nobody names the others, who joined or left it cannot be told.
        for what, names, told in (
            (Happening.JOINED, _without(ours, theirs), _all_named(other, its_text)),
            (Happening.LEFT, _without(theirs, ours), whole),
        ):
            if names and told:
                events.append(
                    Event(
                        what=what, ref=item.ref, date=item.submitted, names=names,
                        refs=(other.ref,) if other.ref else (), sources=sources, derived=True,
                    )
                )  # fmt: skip
    if item.advice is not None:
        events.append(Event(what=Happening.ADVISED, ref=item.ref, text=item.advice.text, sources=sources))
    made = [(None, decision) for decision in item.decisions]
    of_parts = [(part.label, decision) for part in item.parts for decision in part.decisions]
    events += [
        Event(
            what=Happening.DECIDED, ref=item.ref, date=decision.date, text=decision.text, part=part,
            decision=decision, refs=(decision.caused_by,) if decision.caused_by else (),
            sources=tuple(dict.fromkeys(claim.source for claim in decision.claims)),
        )
        for part, decision in [*made, *of_parts]
    ]  # fmt: skip
    by = list(item.related(RelationKind.REPLACED_BY))
    if after is not None and after.ref is not None and after.ref not in by:
        by.append(after.ref)
    if by:
        events.append(
            Event(
                what=Happening.REPLACED, ref=item.ref, date=after.submitted if after else None,
                refs=tuple(by), sources=sources, derived="/replaced_by" in item.derived,
            )
        )  # fmt: skip
    return events


def _names(item: Proposal, text: "PaperText | None") -> tuple[str, ...]:
    """Return who submitted it: as the record lists them, else as the paper does, which names everyone who signed."""
    submitters = item.submitters
    if text is not None and text.submitters is not None and (submitters is None or submitters.and_others):
        submitters = text.submitters
    return tuple(actor.name for actor in submitters.actors) if submitters else ()


def _all_named(item: Proposal, text: "PaperText | None") -> bool:
    """Return whether all who submitted it are known by name."""
    known = [each for each in (item.submitters, text.submitters if text else None) if each is not None]
    return any(not each.and_others for each in known)


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    from kamerstem.model.people import same_person

    return tuple(name for name in names if not any(same_person(name, other) for other in others))
