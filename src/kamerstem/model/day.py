"""A voting day: its agenda items in order, on each what was decided and what is still to come.

Made of official entities like an overview, and of the same proposals and decisions (:mod:`kamerstem.model.assemble`).
What belongs to a voting day are the sittings held to vote (Activiteit.Soort "Stemmingen", "Hamerstukken"), and any
other one at which there was a vote.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from kamerstem.dataclasses import dataclass, replace
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.houses import NONE, Houses
from kamerstem.model.overview import Finding, Source
from kamerstem.model.proposals import proposals_of, votes_alone
from kamerstem.model.refs import Ref
from kamerstem.model.rows import VoteRows, day_of, text_of, time_of
from kamerstem.model.showing import Shown
from kamerstem.model.votes import Decision, Kind, Proposal, RelationKind, Status, Step
from kamerstem.model.wording import part_of

FOR_VOTES = frozenset({"Stemmingen", "Hamerstukken"})
"""Activiteit.Soort of a sitting that is held to decide."""

CORRECTED_WITHIN = dt.timedelta(days=30)
"""How long corrections of a vote are looked for: a mistake is reported late."""

_OFF = frozenset({"geannuleerd", "verplaatst", "vervallen"})  # Activiteit.Status
_OPEN = frozenset({Status.UNKNOWN, Status.PENDING, Status.HELD_OVER})
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Vote:
    """A decision with the proposal it is on."""

    proposal: Proposal
    decision: Decision

    @property
    def part(self) -> str | None:
        """Return the part of the proposal that it is on ("I"), ``None`` where it is on the whole."""
        return part_of(self.decision.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An agenda item of a voting day (Agendapunt): its votes in order, and what it has that is not decided.

    ``number`` is Agendapunt.Nummer, ``start`` when its sitting begins, in Amsterdam. ``off`` is the official word
    (Activiteit.Status) for a sitting that is not held; nothing is to come then.
    """

    id: str
    number: str | None
    title: str | None
    start: dt.datetime | None
    off: str | None = None
    votes: tuple[Vote, ...] = ()
    coming: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingDay(Shown):
    """A voting day. ``known`` is up to which day the official data were read; ``None`` if that is not known.

    ``held_since`` is as of an overview.
    """

    date: dt.date
    items: tuple[AgendaItem, ...] = ()
    known: dt.date | None = None
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    held_since: dt.date | None = None

    def votes(self) -> Iterator[tuple[AgendaItem, Vote]]:
        """Yield every vote with its agenda item, in order."""
        return ((item, vote) for item in self.items for vote in item.votes)

    @property
    def coming(self) -> int:
        """Return how many proposals are on the agenda and not decided."""
        return sum(len(item.coming) for item in self.items)

    @property
    def decided(self) -> bool:
        """Return whether there was something to decide, and all of it was."""
        return any(item.votes for item in self.items) and not self.coming

    @property
    def awaited(self) -> int:
        """Return of how many votes it is still to come who was for and who against."""
        return sum(vote.decision.awaited for _, vote in self.votes())

    @property
    def corrected_until(self) -> dt.date:
        """Return the last day on which corrections are looked for."""
        return self.date + CORRECTED_WITHIN

    @property
    def provisional(self) -> bool:
        """Return whether a vote of this day may still be corrected, or was not looked at since it might have been."""
        return self.known is None or self.known <= self.corrected_until


def voting_day(
    entities: Entities,
    date: dt.date,
    sources: Sequence[Source] = (),
    findings: Sequence[Finding] = (),
    known: dt.date | None = None,
    houses: Houses = NONE,
    today: dt.date | None = None,
) -> VotingDay:
    """Return a voting day from the entities of its sittings; without items where nothing was to be decided."""
    rows = VoteRows(entities)
    sittings = sorted(
        (each for each in entities.all("Activiteit") if day_of(each["Datum"]) == date),
        key=lambda each: (_start(each) or _NEVER, each["Nummer"] or "", each.id),
    )
    agenda = [
        (item, sitting)
        for sitting in sittings
        for item in sorted(
            entities.into(sitting, "Agendapunt"),
            key=lambda item: (item["Volgorde"] or 0, item["Nummer"] or "", item.id),
        )
    ]
    besluiten = {
        item.id: sorted(
            entities.into(item, "Besluit"),
            key=lambda each: (
                rows.place(each),
                each.changed or dt.datetime.min.replace(tzinfo=dt.UTC),
                each.id,
            ),
        )
        for item, _ in agenda
    }
    zaken = {item.id: _about(entities, item, besluiten[item.id]) for item, _ in agenda}
    wanted = {zaak.id: zaak for some in zaken.values() for zaak in some}
    proposals = dict(zip(wanted, proposals_of(entities, wanted.values(), houses, today), strict=True))
    every = [besluit for some in besluiten.values() for besluit in some]
    alone = {besluit.id: made for besluit, made in votes_alone(entities, every, houses, today)}
    decided: set[str] = set()
    made: dict[str, list[Vote]] = {}
    for item, _ in agenda:
        made[item.id] = []
        for besluit in besluiten[item.id]:
            if besluit.id in alone:
                made[item.id].append(Vote(alone[besluit.id], alone[besluit.id].decisions[0]))
            for zaak in entities.out(besluit, "Zaak"):
                decision = _decision(proposals[zaak.id], besluit.id)
                if decision is not None:
                    made[item.id].append(Vote(proposals[zaak.id], decision))
                    decided.add(zaak.id)
    replaced = {ref for each in proposals.values() for ref in each.related(RelationKind.REPLACES)}
    items: list[AgendaItem] = []
    listed: set[str] = set()
    for item, sitting in agenda:
        votes = tuple(made[item.id])
        for_votes = (sitting["Soort"] or "").strip() in FOR_VOTES
        if not for_votes and not any(vote.decision.step is Step.VOTE for vote in votes):
            continue
        status = text_of(sitting["Status"])
        off = status if status is not None and status.lower() in _OFF and not votes else None
        coming: list[Proposal] = []
        for zaak in zaken[item.id] if for_votes and off is None else ():
            if zaak.id not in decided | listed and _is_coming(proposals[zaak.id], replaced):
                listed.add(zaak.id)  # on two items of a day it is to come once
                coming.append(proposals[zaak.id])
        items.append(
            AgendaItem(
                id=item.id,
                number=text_of(item["Nummer"]),
                title=text_of(item["Onderwerp"]),
                start=_start(sitting),
                off=off,
                votes=votes,
                coming=tuple(coming),
            )
        )
    return VotingDay(
        date=date, items=tuple(items), known=known, findings=tuple(findings), sources=tuple(sources)
    )


def decided_on(entities: Entities, date: dt.date, houses: Houses = NONE) -> list[Proposal]:
    """Return every proposal on which there is a decision of a day, in no particular order."""
    zaken = [zaak for zaak in entities.all("Zaak") if entities.into(zaak, "Besluit")]
    return [
        proposal
        for proposal in proposals_of(entities, zaken, houses)
        if any(made.date == date for made in proposal.all_decisions())
    ]


def since(day: VotingDay, before: VotingDay | None) -> VotingDay:
    """Return the day with only the votes that are new or not as they were ``before`` (``None``: all of it)."""
    if before is None:
        return day
    had = {(item.id, vote.proposal.zaak, vote.decision.id): _said(vote) for item, vote in before.votes()}
    items: list[AgendaItem] = []
    for item in day.items:
        news = tuple(
            vote
            for vote in item.votes
            if had.get((item.id, vote.proposal.zaak, vote.decision.id)) != _said(vote)
        )
        if news:
            items.append(replace(item, votes=news, coming=()))
    return replace(day, items=tuple(items))


def _said(vote: Vote) -> object:
    """Return what a vote says, without where it came from."""
    return replace(vote.decision, claims=()), vote.proposal.statements and tuple(
        replace(each, source=None) for each in vote.proposal.statements
    )


def _about(entities: Entities, item: Entity, besluiten: list[Entity]) -> list[Entity]:
    """Return the Zaken of an agenda item: first those decided on, in that order, then the others by number."""
    first = [zaak for besluit in besluiten for zaak in entities.out(besluit, "Zaak")]
    others = sorted(
        entities.into(item, "Zaak"),
        key=lambda zaak: (
            zaak["Volgnummer"] if isinstance(zaak["Volgnummer"], int) else 0,
            zaak["Nummer"] or "",
        ),
    )
    return list({zaak.id: zaak for zaak in (*first, *others)}.values())


def _decision(proposal: Proposal, besluit: str) -> Decision | None:
    return next((each for each in proposal.all_decisions() if each.id == besluit), None)


def _is_coming(proposal: Proposal, replaced: set[Ref]) -> bool:
    """Return whether a proposal is one the House votes on, was not settled before, and was not replaced."""
    if proposal.kind is Kind.LETTER or proposal.related(RelationKind.REPLACED_BY) or proposal.ref in replaced:
        return False
    return proposal.status in _OPEN


def _start(sitting: Entity) -> dt.datetime | None:
    """Return when a sitting begins; a day without a time is no time."""
    start = time_of(sitting["Aanvangstijd"]) or time_of(sitting["Datum"])
    return start if start is not None and (start.hour, start.minute) != (0, 0) else None
