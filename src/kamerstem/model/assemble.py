"""Proposals of official entities -> the overview of what was asked for.

Pure, and with :mod:`kamerstem.model.proposals`, which makes each proposal, the only derivation there is. The live API
and the local record both feed it.
"""

import datetime as dt
from collections.abc import Sequence

from kamerstem.dataclasses import replace
from kamerstem.errors import NotFoundError
from kamerstem.model.entities import Entities, Entity, unique
from kamerstem.model.houses import NONE, Houses
from kamerstem.model.kinds import kind_of
from kamerstem.model.overview import Overview, Source, Subject, SubjectKind, in_order, seating_known
from kamerstem.model.proposals import Proposals
from kamerstem.model.refs import DocumentNumber, Dossier, EntityId, Paper, Ref, ZaakNumber
from kamerstem.model.rows import Place, text_of
from kamerstem.model.titles import CalledAfter, bare, called_after
from kamerstem.model.votes import Kind, Proposal


def assemble(
    entities: Entities,
    ref: Ref,
    sources: Sequence[Source] = (),
    houses: Houses = NONE,
    motions: int | None = None,
    today: dt.date | None = None,
) -> Overview:
    """Return the overview of what ``ref`` names: a bill with all that goes with it, or one paper.

    ``houses`` is the House of each day, as the source of the entities tells it (:mod:`kamerstem.model.houses`);
    ``motions`` how many a bill's dossier has, where the entities hold only those of its debates; ``today`` the day as
    of which it is told: rows of a vote may still come then.

    A dossier, or the Zaak of a bill, gives the bill with its amendments, the motions of its own debate and other
    proposals; any other paper, Zaak, document or decision gives that proposal alone. Raises NotFoundError when the
    entities do not hold it.
    """
    return _Assembly(entities, sources, houses, motions, today).overview(ref)


class _Assembly:
    def __init__(
        self,
        entities: Entities,
        sources: Sequence[Source],
        houses: Houses,
        motions: int | None = None,
        today: dt.date | None = None,
    ) -> None:
        self.entities = entities
        self.sources = {source.id: source for source in sources}
        self.proposals = Proposals(entities, houses, today)
        self.motions = motions

    # --- what was asked ---

    def overview(self, ref: Ref) -> Overview:
        zaken = self._find(ref)
        if not zaken:
            raise NotFoundError(
                f"{ref} staat niet in de officiële gegevens. Controleer het nummer.",
                f"{ref} is not in the official data. Check the number.",
            )
        bill = next((zaak for zaak in zaken if kind_of(zaak.fields) is Kind.BILL), None)
        if isinstance(ref, Dossier) or (bill is not None and len(zaken) == 1):
            return self._of_bill(ref, bill, zaken)
        return self._of_papers(ref, zaken)

    def _find(self, ref: Ref) -> list[Entity]:
        """Return the Zaken that a reference names: a dossier's are all of them."""
        if isinstance(ref, Dossier):
            return self._of_dossier(ref)
        if isinstance(ref, Paper):
            return self._of_paper(ref)
        if isinstance(ref, ZaakNumber):
            return [zaak for zaak in self.entities.all("Zaak") if zaak["Nummer"] == ref.number]
        if isinstance(ref, DocumentNumber):
            documents = [doc for doc in self.entities.all("Document") if doc["DocumentNummer"] == ref.number]
            return unique(zaak for document in documents for zaak in self.entities.out(document, "Zaak"))
        return self._find_entity(ref)

    def _find_entity(self, ref: EntityId) -> list[Entity]:
        zaak = self.entities.get("Zaak", ref.id)
        if zaak is not None:
            return [zaak]
        besluit = self.entities.get("Besluit", ref.id)
        if besluit is not None:
            return self.entities.out(besluit, "Zaak")
        document = self.entities.get("Document", ref.id)
        return self.entities.out(document, "Zaak") if document is not None else []

    def _of_dossier(self, dossier: Dossier) -> list[Entity]:
        found = [
            entity
            for entity in self.entities.all("Kamerstukdossier")
            if entity["Nummer"] == dossier.number and self.proposals.dossier(entity) == dossier
        ]
        return unique(zaak for entity in found for zaak in self.entities.into(entity, "Zaak"))

    def _of_paper(self, paper: Paper) -> list[Entity]:
        """Return the Zaken of a paper: that number in that dossier, first those of which it is the only dossier."""
        zaken = self._of_dossier(paper.dossier)
        refs = [(zaak, self.proposals.ref(zaak)) for zaak in zaken]
        sure = [zaak for zaak, ref in refs if ref == paper]
        # One that is surely of another of its dossiers has that number there, and is not the paper that was asked for.
        numbered = sure or [
            zaak
            for zaak, ref in refs
            if str(zaak["Volgnummer"]) == paper.number and not isinstance(ref, Paper)
        ]
        return numbered or unique(
            zaak
            for zaak in zaken
            for document in self.entities.into(zaak, "Document")
            if str(document["Volgnummer"]) == paper.number and self._is_of(document, paper.dossier)
        )

    def _is_of(self, document: Entity, dossier: Dossier) -> bool:
        """Return whether a document is of a dossier, as far as the entities tell of which it is."""
        own = self.entities.out(document, "Kamerstukdossier")
        return not own or any(self.proposals.dossier(entity) == dossier for entity in own)

    # --- the overview ---

    def _of_bill(self, ref: Ref, bill: Entity | None, zaken: list[Entity]) -> Overview:
        """Return the overview of a bill: its dossier's proposals, and those of its agenda items that go with it."""
        title = text_of(bill["Titel"]) if bill is not None else self._dossier_title(ref)
        items: dict[str, CalledAfter | None] = {}
        dossiers: list[Entity] = []
        if bill is not None:
            dossiers = self.entities.out(bill, "Kamerstukdossier")
            items = self._debates(bill, title)
            zaken = unique(
                [
                    *zaken,
                    *(zaak for dossier in dossiers for zaak in self.entities.into(dossier, "Zaak")),
                    *(
                        zaak
                        for id in items
                        if (item := self.entities.get("Agendapunt", id))
                        for zaak in self.entities.into(item, "Zaak")
                        if self._goes_with(zaak, bill, dossiers, item, items)
                    ),
                ]
            )
        amendments: list[Proposal] = []
        motions: list[Proposal] = []
        other: list[Proposal] = []
        whole = [bill] if bill is not None else []
        listed = elsewhere = 0  # of the dossier's own motions
        for zaak in zaken:
            kind = kind_of(zaak.fields)
            if zaak is bill or kind is None:
                continue
            if kind is Kind.MOTION and bill is not None:
                if not self._in_debate(zaak, items, dossiers):
                    elsewhere += 1
                    continue
                listed += any(dossier in dossiers for dossier in self.entities.out(zaak, "Kamerstukdossier"))
            proposal = self.proposals.proposal(zaak)
            if kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT):
                amendments.append(proposal)
            elif kind is Kind.MOTION:
                motions.append(proposal)
            elif kind in (Kind.BILL, Kind.BILL_PART) or proposal.decisions or proposal.parts:
                other.append(proposal)  # letters and the like are of interest when the House decided on them
            else:
                continue
            whole.append(zaak)
        if self.motions is not None:
            elsewhere = max(self.motions - listed, 0)
        subject_ref = (
            ref if isinstance(ref, Dossier) else (self.proposals.ref(bill) if bill is not None else ref)
        )
        itself = self.proposals.proposal(bill) if bill is not None else None
        if itself is not None and isinstance(ref, Dossier):
            itself = replace(itself, ref=self._full(ref))  # of several dossiers it goes by the one asked for
        return self._finish(
            Overview(
                subject=Subject(SubjectKind.BILL, self._full(subject_ref), title),
                bill=itself,
                amendments=self._voting_order(amendments),
                motions=self._voting_order(motions),
                other=in_order(other),
                motions_elsewhere=elsewhere if bill is None or dossiers else None,
                unlisted=self.proposals.versions(whole),
            )
        )

    def _of_papers(self, ref: Ref, zaken: list[Entity]) -> Overview:
        """Return the overview of one paper, or of all that one decision settled."""
        proposals = [self.proposals.proposal(zaak) for zaak in zaken]
        amendments = {Kind.AMENDMENT, Kind.SUB_AMENDMENT}
        bill = next((proposal for proposal in proposals if proposal.kind is Kind.BILL), None)
        title = text_of(zaken[0]["Titel"]) or text_of(zaken[0]["Onderwerp"])
        subject = proposals[0].ref if len(proposals) == 1 and not isinstance(ref, Paper) else ref
        return self._finish(
            Overview(
                subject=Subject(
                    SubjectKind.PAPER if len(proposals) == 1 else SubjectKind.ITEM, subject, title
                ),
                bill=bill,
                amendments=tuple(p for p in proposals if p.kind in amendments),
                motions=tuple(p for p in proposals if p.kind is Kind.MOTION),
                other=tuple(
                    p
                    for p in proposals
                    if p is not bill and p.kind not in amendments and p.kind is not Kind.MOTION
                ),
                unlisted=self.proposals.versions(zaken),
            )
        )

    def _finish(self, overview: Overview) -> Overview:
        return replace(overview, sources=tuple(self.sources.values()), order_known=seating_known(overview))

    def _agenda_items(self, zaak: Entity) -> list[Entity]:
        """Return the agenda items a Zaak stands on, by either relation, those of its decisions included."""
        items = self.entities.out(zaak, "Agendapunt")
        items += [
            item
            for besluit in self.entities.into(zaak, "Besluit")
            for item in self.entities.out(besluit, "Agendapunt")
        ]
        return unique(items)

    def _debates(self, bill: Entity, title: str | None) -> dict[str, CalledAfter | None]:
        """Return the agenda items of a bill's debate by id: those it stands on (None), those called after it."""
        items: dict[str, CalledAfter | None] = {item.id: None for item in self._agenda_items(bill)}
        for item in self.entities.all("Agendapunt"):
            if item.id not in items and (how := called_after(item["Onderwerp"], title)):
                items[item.id] = how
        return items

    def _in_debate(
        self, motion: Entity, items: dict[str, CalledAfter | None], dossiers: list[Entity]
    ) -> bool:
        """Return whether a motion belongs to these debates, or was held over from them: to a debate, not a dossier.

        Bills can have one title, more so when it is cut short: then the dossier must be the same, or be unknown.
        """
        own = self.entities.out(motion, "Kamerstukdossier")
        shared = any(dossier in dossiers for dossier in own)
        told = {items[item.id] for item in self._agenda_items(motion) if item.id in items}
        unknown = not own or not dossiers
        return None in told or (bool(told) and shared) or (CalledAfter.WHOLE in told and unknown)

    def _goes_with(
        self,
        zaak: Entity,
        bill: Entity,
        dossiers: list[Entity],
        item: Entity,
        items: dict[str, CalledAfter | None],
    ) -> bool:
        """Return whether what stands on an agenda item of a bill's debate goes with the bill.

        A motion of that debate does; another bill's amendment does not. Where dossiers do not tell whose it is,
        titles do, unless there is but one bill on the item.
        """
        kind = kind_of(zaak.fields)
        if kind is Kind.MOTION:
            return self._in_debate(zaak, items, dossiers)
        own = self.entities.out(zaak, "Kamerstukdossier")
        if kind is Kind.BILL or items[item.id] is not None or (own and dossiers):
            return any(dossier in dossiers for dossier in own)
        bills = [one for one in self.entities.into(item, "Zaak") if kind_of(one.fields) is Kind.BILL]
        return len(bills) < 2 or bare(zaak["Titel"]) == bare(bill["Titel"])

    def _voting_order(self, proposals: list[Proposal]) -> tuple[Proposal, ...]:
        """Return proposals in the order in which they were last decided on; those never decided on last, by number."""

        def key(proposal: Proposal) -> tuple[bool, Place | tuple[()]]:
            made = proposal.all_decisions()
            places = [
                self.proposals.places[decision.id] for decision in made if decision.id and decision.date
            ]
            return not places, max(places, default=())

        return tuple(sorted(in_order(proposals), key=key))

    def _full(self, ref: Ref | None) -> Ref | None:
        """Return a dossier as its entity has it, with its kingdom number."""
        if isinstance(ref, Dossier):
            for entity in self.entities.all("Kamerstukdossier"):
                if entity["Nummer"] == ref.number and (full := self.proposals.dossier(entity)) == ref:
                    return full
        return ref

    def _dossier_title(self, ref: Ref) -> str | None:
        if not isinstance(ref, Dossier):
            return None
        return next(
            (
                text_of(entity["Titel"])
                for entity in self.entities.all("Kamerstukdossier")
                if entity["Nummer"] == ref.number and self.proposals.dossier(entity) == ref
            ),
            None,
        )
