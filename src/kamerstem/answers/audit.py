"""The audit: every check over the whole record, only where something changed since the last one.

Joins ``store`` (which says what is to be looked at and keeps what is found), ``model.assemble`` and ``checks``: what
is checked is the same overview that a person gets of the bill or the paper.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from kamerstem import checks
from kamerstem.checks import official
from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import InputError
from kamerstem.model.answers import Audit, Audited
from kamerstem.model.assemble import assemble
from kamerstem.model.clock import today
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.houses import Houses
from kamerstem.model.overview import Finding, Overview, Subject, SubjectKind
from kamerstem.model.proposals import proposals_of, votes_alone
from kamerstem.model.refs import EntityId
from kamerstem.model.rows import VoteRows, day_of
from kamerstem.model.votes import Decision, Kind, Proposal
from kamerstem.store import Store
from kamerstem.store.audit import Batch, Unit
from kamerstem.store.filters import in_order

FORM = 3
"""To be raised when a check finds otherwise than before: then everything is looked at again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an audit is: decisions and proposals looked at, and how many are left."""

    done: int
    left: int


def version() -> str:
    """Return what tells the checks of one version from those of another."""
    names = [check.name for check in (*checks.checks(), *checks.official_checks())]
    return f"{FORM} {hashlib.sha256(' '.join(names).encode()).hexdigest()[:12]}"


def known_check(name: str) -> str:
    """Return the name of a check. Raises InputError, with the names there are, for another."""
    names = sorted(check.name for check in (*checks.checks(), *checks.official_checks()))
    if name not in names:
        raise InputError(
            f"Er is geen controle '{name}'. Kies uit: {', '.join(names)}.",
            f"There is no check '{name}'. Choose from: {', '.join(names)}.",
        )
    return name


def audit(
    store: Store,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    check: str | None = None,
    whole: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Audit:
    """Look at what changed in the record since the last audit (``whole``: at everything), and say what holds now.

    Raises WriteError where findings cannot be kept, InputError for a period that ends before it begins. What was looked
    at when it is stopped stays so.
    """
    in_order(since, until)
    run = store.audit_begin(version(), whole=whole)
    looked = 0
    for batch, left in store.audit_batches():
        found, covered = _of_bill(batch) if batch.units[0].bill else _of_each(batch)
        store.audit_keep(run, batch, found, covered)
        looked += sum(bool(unit.kind) for unit in batch.units) + sum(map(len, covered.values()))
        if progress is not None:
            progress(Progress(looked, left))
    house = store.house_records()
    of_record = [Audited(finding=each, day=_day(house, each)) for each in checks.run_official(house)]
    store.audit_finish(run, of_record)
    return Audit(
        since,
        until,
        store.steps(since, until).get("vote", 0),
        looked,
        run.first,
        _as_one(store.findings(since=since, until=until, check=check)),
        _as_one(store.findings(since=since, until=until, check=check, gone=True)),
    )


def found_in(entities: Entities, besluiten: Sequence[Entity], houses: Houses) -> set[tuple[str, str]]:
    """Return which checks find something in which of these decisions, each looked at with its own proposal alone."""
    zaken = {zaak.id: zaak for besluit in besluiten for zaak in entities.out(besluit, "Zaak")}
    made = [
        *proposals_of(entities, zaken.values(), houses, today()),
        *(proposal for _, proposal in votes_alone(entities, besluiten, houses, today())),
    ]
    found = [*checks.run_official(entities), *(each for one in made for each in checks.run(_alone(one)))]
    ids = {besluit.id for besluit in besluiten}
    return {(each.check, each.about[1]) for each in found if each.about is not None and each.about[1] in ids}


def _as_one(found: Iterable[Audited]) -> tuple[Audited, ...]:
    """Return findings with those that are one defect as one, the last of them."""
    return tuple(
        some[-1]
        if len(some) == 1
        else replace(
            some[-1],
            finding=official.with_others(some[-1].finding, len(some) - 1),
            new=any(each.new for each in some),
        )
        for some in official.by_defect(found, lambda each: each.finding)
    )


def _day(entities: Entities, finding: Finding) -> dt.date | None:
    """Return the day of what a finding is about, where that is a sitting."""
    about = entities.get(*finding.about) if finding.about is not None else None
    return day_of(about["Datum"]) if about is not None else None


def _of_bill(batch: Batch) -> tuple[dict[str, list[Audited]], dict[int, list[str]]]:
    """Return what is found in a bill with all that goes with it, by the id of the Zaak, and which Zaken those are."""
    [unit] = batch.units
    overview = assemble(batch.entities, EntityId(unit.id), batch.sources, batch.houses, today=today())
    zaken = {zaak["Nummer"]: zaak for zaak in batch.entities.all("Zaak")}
    items = [
        (item, zaken[item.zaak] if item.zaak in zaken else batch.entities.get("Zaak", unit.id))
        for _, item in overview.items()
    ]
    found = _Findings(batch.entities, unit.id)
    decided = [(item, zaak) for item, zaak in items if zaak is not None]
    if any(item.decisions or item.parts for item, _ in decided):
        found.add(overview, decided)
    covered = [zaak.id for _, zaak in decided]
    found.add_undecided(covered)
    return found.by_id, {unit.key: covered}


def _of_each(batch: Batch) -> tuple[dict[str, list[Audited]], dict[int, list[str]]]:
    """Return what is found in proposals by themselves, and in votes that belong to none, by their ids."""
    found = _Findings(batch.entities)
    for _, zaak, proposal in _proposals(batch):
        if proposal.decisions or proposal.parts:
            found.add(_alone(proposal), [(proposal, zaak)])
    found.add_undecided([unit.id for unit in batch.units if unit.kind])
    return found.by_id, {}


def _proposals(batch: Batch) -> Iterator[tuple[Unit, Entity, Proposal]]:
    zaken = [
        (unit, zaak)
        for unit in batch.units
        if unit.kind == "Zaak" and (zaak := batch.entities.get("Zaak", unit.id)) is not None
    ]
    made = proposals_of(batch.entities, (zaak for _, zaak in zaken), batch.houses, today())
    for (unit, zaak), proposal in zip(zaken, made, strict=True):
        yield unit, zaak, proposal
    units = {unit.id: unit for unit in batch.units if unit.kind == "Besluit"}
    besluiten = [each for id in units if (each := batch.entities.get("Besluit", id)) is not None]
    for besluit, proposal in votes_alone(batch.entities, besluiten, batch.houses, today()):
        yield units[besluit.id], besluit, proposal


def _alone(proposal: Proposal) -> Overview:
    subject = Subject(SubjectKind.PAPER, proposal.ref, proposal.title)
    if proposal.kind is Kind.BILL:
        return Overview(subject=subject, bill=proposal)
    if proposal.kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT):
        return Overview(subject=subject, amendments=(proposal,))
    if proposal.kind is Kind.MOTION:
        return Overview(subject=subject, motions=(proposal,))
    return Overview(subject=subject, other=(proposal,))


class _Findings:
    """Collects findings by the id of the Zaak (or Besluit) that they concern, with the proposal and its day."""

    def __init__(self, entities: Entities, id: str | None = None) -> None:
        self._records = entities
        self._rows = VoteRows(entities)
        self._official: dict[str, list[Finding]] = {}  # by the Besluit they are about
        for finding in checks.run_official(entities):
            if finding.about is not None and finding.about[0] == "Besluit":
                self._official.setdefault(finding.about[1], []).append(finding)
        self._id = id
        self.by_id: dict[str, list[Audited]] = {}

    def add(self, overview: Overview, items: list[tuple[Proposal, Entity]]) -> None:
        """Check an overview; ``items`` are its proposals with their records."""
        places = dict(overview.items())
        entities = {id(proposal): record for proposal, record in items}
        decisions = {at: decision for at, _, decision in overview.decisions()}
        for finding in (*checks.run(overview), *self._placed(overview, [record for _, record in items])):
            place = "/".join(finding.at.split("/")[: 2 if finding.at.startswith("/bill") else 3])
            proposal = places.get(place)
            record = entities.get(id(proposal)) if proposal is not None else None
            decision = next((decisions[at] for at in _prefixes(finding.at) if at in decisions), None)
            owner = record.id if record is not None else self._id
            if owner is not None:
                self._keep(owner, finding, proposal, decision)

    def _placed(self, overview: Overview, entities: list[Entity]) -> tuple[Finding, ...]:
        besluiten = [
            besluit.id
            for record in entities
            for besluit in (record, *self._records.into(record, "Besluit", "Zaak"))
            if besluit.kind == "Besluit"
        ]
        found = [finding for id in dict.fromkeys(besluiten) for finding in self._official.pop(id, ())]
        return official.placed(overview, self._records, found)

    def add_undecided(self, ids: list[str]) -> None:
        """Keep what is found in Besluiten on these Zaken (or in these Besluiten) that decide nothing."""
        wanted = set(ids)
        for id, found in self._official.items():
            besluit = self._records.get("Besluit", id)
            owners = (id, *besluit.refs.get("Zaak", ())) if besluit is not None else ()
            owner = next((each for each in owners if each in wanted), None)
            if besluit is not None and owner is not None:
                for finding in found:
                    self._keep(owner, finding, None, None, self._rows.sitting(besluit).date)

    def _keep(
        self,
        owner: str,
        finding: Finding,
        proposal: Proposal | None,
        decision: Decision | None,
        day: dt.date | None = None,
    ) -> None:
        if finding.ref is None and proposal is not None:
            finding = replace(finding, ref=proposal.ref)
        if proposal is not None and decision is None:
            dated = [made for made in proposal.decisions if made.date is not None]
            decision = dated[-1] if dated else None
        found = Audited(
            finding=finding,
            zaak=proposal.zaak if proposal is not None else None,
            title=(proposal.subject or proposal.title) if proposal is not None else None,
            day=decision.date if decision is not None else day,
        )
        self.by_id.setdefault(owner, []).append(found)


def _prefixes(pointer: str) -> Iterator[str]:
    """Yield a pointer and what it lies in, the innermost first."""
    steps = pointer.split("/")
    return ("/".join(steps[:length]) for length in range(len(steps), 1, -1))
