"""Official entities -> proposals, decisions, the overview. Pure, and the only derivation there is.

The live API and the local record both feed it. What the entities do not say is ``None``; what is worked out from other
words than the official field for it (submitters from a subject, replaced papers from "t.v.v. nr. 7") is listed in
``derived``. Traps of the official data are handled here or left for a check to report; none is smoothed over.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kamerstem.errors import BadReference, NotFoundError
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.houses import NONE, Basis, Houses, house_of
from kamerstem.model.kinds import kind_of, lasting, of_bill
from kamerstem.model.outcomes import decided
from kamerstem.model.overview import Overview, Source, Subject, SubjectKind, in_order, seating_known
from kamerstem.model.refs import DocumentNumber, Dossier, EntityId, Paper, Ref, ZaakNumber, sort_key
from kamerstem.model.rows import Place, VoteRows, day_of, distinct, text_of
from kamerstem.model.titles import CalledAfter, OwnTitle, bare, called_after, features_of, own_title
from kamerstem.model.votes import (
    Actor,
    ActorKind,
    Advice,
    Claim,
    Debate,
    Decision,
    Feature,
    Kind,
    Method,
    Part,
    Proposal,
    Relation,
    RelationKind,
    Side,
    Statement,
    StatementKind,
    Step,
    Submitters,
    Version,
    majority_rule,
)
from kamerstem.model.wording import actor_of, advice_code, deemed, named_at, part_of, remark_of

OWN_TITLED = frozenset({Kind.AMENDMENT, Kind.SUB_AMENDMENT, Kind.MOTION})
"""The kinds whose subject says who submitted them, and what they replace."""
AWAITED = dt.timedelta(days=14)
"""How long the rows of a vote may still come; after that they are missing."""

_METHODS: dict[str, Method] = {"Met handopsteken": Method.SHOW_OF_HANDS, "Hoofdelijk": Method.ROLL_CALL}


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
    ``motions`` how many a bill's dossier has, where the entities hold only those of its debates; ``today`` the
    day as of which it is told: rows of a vote may still come then.

    A dossier, or the Zaak of a bill, gives the bill with its amendments, the motions of its own debate and other
    proposals; any other paper, Zaak, document or decision gives that proposal alone. Raises NotFoundError when the
    entities do not hold it.
    """
    return _Assembly(entities, sources, houses, motions, today).overview(ref)


def decisions_of(
    entities: Entities, besluiten: Iterable[Entity], houses: Houses = NONE, today: dt.date | None = None
) -> Iterator[tuple[Entity, Decision | None]]:
    """Yield each Besluit with the decision that it is on the first of its Zaken, ``None`` if it is none.

    It is the same as in the overview.
    """
    assembly = _Assembly(entities, (), houses, today=today)
    return ((besluit, assembly.decision(besluit)) for besluit in besluiten)


def proposals_of(
    entities: Entities, zaken: Iterable[Entity], houses: Houses = NONE, today: dt.date | None = None
) -> Iterator[Proposal]:
    """Yield the proposal that each Zaak is, the same as in any overview that it stands in."""
    assembly = _Assembly(entities, (), houses, today=today)
    return (assembly.proposal(zaak) for zaak in zaken)


def votes_alone(
    entities: Entities, besluiten: Iterable[Entity], houses: Houses = NONE, today: dt.date | None = None
) -> Iterator[tuple[Entity, Proposal]]:
    """Yield each of these decisions that is tied to no Zaak, as a proposal of which only the agenda item is known."""
    alone = (besluit for besluit in besluiten if not entities.out(besluit, "Zaak"))
    for besluit, decision in decisions_of(entities, alone, houses, today):
        if decision is not None:
            item = next(iter(entities.out(besluit, "Agendapunt")), None)
            subject = text_of(item["Onderwerp"]) if item is not None else None
            yield besluit, Proposal(kind=Kind.UNKNOWN, subject=subject, decisions=(decision,))


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
        self.today = today
        self.sources = {source.id: source for source in sources}
        self.houses = houses
        self.motions = motions
        self.rows = VoteRows(entities)
        self._newer: dict[str, dict[tuple[bool, Ref], list[Ref]]] = {}  # by the id of the dossier
        self._called: dict[str, dict[Ref, list[Entity]]] = {}  # the same
        self._made: dict[str, Proposal] = {}  # by the id of the Zaak
        self.places: dict[str, Place] = {}  # of each decision, by the id of its Besluit

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
            return _unique(zaak for document in documents for zaak in self.entities.out(document, "Zaak"))
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
            if entity["Nummer"] == dossier.number and self._dossier(entity) == dossier
        ]
        return _unique(zaak for entity in found for zaak in self.entities.into(entity, "Zaak"))

    def _of_paper(self, paper: Paper) -> list[Entity]:
        """Return the Zaken of a paper: that number in that dossier, first those of which it is the only dossier."""
        zaken = self._of_dossier(paper.dossier)
        refs = [(zaak, self._ref(zaak)) for zaak in zaken]
        sure = [zaak for zaak, ref in refs if ref == paper]
        # One that is surely of another of its dossiers has that number there, and is not the paper that was asked for.
        numbered = sure or [
            zaak
            for zaak, ref in refs
            if str(zaak["Volgnummer"]) == paper.number and not isinstance(ref, Paper)
        ]
        return numbered or _unique(
            zaak
            for zaak in zaken
            for document in self.entities.into(zaak, "Document")
            if str(document["Volgnummer"]) == paper.number and self._is_of(document, paper.dossier)
        )

    def _is_of(self, document: Entity, dossier: Dossier) -> bool:
        """Return whether a document is of a dossier, as far as the entities tell of which it is."""
        own = self.entities.out(document, "Kamerstukdossier")
        return not own or any(self._dossier(entity) == dossier for entity in own)

    # --- the overview ---

    def _of_bill(self, ref: Ref, bill: Entity | None, zaken: list[Entity]) -> Overview:
        """Return the overview of a bill: its dossier's proposals, and those of its agenda items that go with it."""
        title = text_of(bill["Titel"]) if bill is not None else self._dossier_title(ref)
        items: dict[str, CalledAfter | None] = {}
        dossiers: list[Entity] = []
        if bill is not None:
            dossiers = self.entities.out(bill, "Kamerstukdossier")
            items = self._debates(bill, title)
            zaken = _unique(
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
            proposal = self.proposal(zaak)
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
        subject_ref = ref if isinstance(ref, Dossier) else (self._ref(bill) if bill is not None else ref)
        itself = self.proposal(bill) if bill is not None else None
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
                unlisted=self._other_versions(whole),
            )
        )

    def _of_papers(self, ref: Ref, zaken: list[Entity]) -> Overview:
        """Return the overview of one paper, or of all that one decision settled."""
        proposals = [self.proposal(zaak) for zaak in zaken]
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
                unlisted=self._other_versions(zaken),
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
        return _unique(items)

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
            places = [self.places[decision.id] for decision in made if decision.id and decision.date]
            return not places, max(places, default=())

        return tuple(sorted(in_order(proposals), key=key))

    # --- the versions of a proposal ---

    def _other_versions(self, listed: Iterable[Entity]) -> tuple[Proposal, ...]:
        """Return the proposals that replace these or are replaced by them, and those of which the same is so."""
        todo = list(listed)
        seen = {zaak.id for zaak in todo}
        found: list[Proposal] = []
        while todo:
            for other in self._replacing(todo.pop()):
                if other.id not in seen:
                    seen.add(other.id)
                    todo.append(other)
                    found.append(self.proposal(other))
        return in_order(found)

    def _replacing(self, zaak: Entity) -> Iterator[Entity]:
        """Yield the Zaken of the same kind that a Zaak replaces, or that replace it."""
        own = self.proposal(zaak)
        refs = [*own.related(RelationKind.REPLACES), *own.related(RelationKind.REPLACED_BY)]
        if not refs:
            return
        yield from (
            other
            for other in (
                *self.entities.out(zaak, "VervangenVanuit"),
                *self.entities.into(zaak, "Zaak", "VervangenVanuit"),
                *(
                    each
                    for dossier in self.entities.out(zaak, "Kamerstukdossier")
                    for ref in refs
                    for each in self._called_in(dossier).get(ref, ())
                ),
            )
            if lasting(kind_of(other.fields) or Kind.LETTER) is lasting(own.kind)
        )

    def _called_in(self, dossier: Entity) -> Mapping[Ref, list[Entity]]:
        """Return the Zaken of a dossier by what they are called."""
        if dossier.id not in self._called:
            called = self._called[dossier.id] = {}
            for zaak in self.entities.into(dossier, "Zaak"):
                if (ref := self._ref(zaak)) is not None:
                    called.setdefault(ref, []).append(zaak)
        return self._called[dossier.id]

    # --- one proposal ---

    def proposal(self, zaak: Entity) -> Proposal:
        """Return the proposal that a Zaak is."""
        if zaak.id not in self._made:
            self._made[zaak.id] = self._proposal(zaak)
        return self._made[zaak.id]

    def _proposal(self, zaak: Entity) -> Proposal:
        kind = kind_of(zaak.fields) or Kind.LETTER
        ref = self._ref(zaak)
        bill = of_bill(zaak.fields)
        own = own_title(text_of(zaak["Onderwerp"])) if kind in OWN_TITLED else None
        title = text_of(zaak["Titel"]) if bill else text_of(zaak["Onderwerp"])
        features, guessed = self._features(zaak, title) if bill else ((), False)
        submitters, from_title = self._submitters(zaak, own)
        relations, told = self._relations(zaak, own, ref)
        derived = [
            pointer
            for pointer, is_derived in (
                ("/features", guessed),
                ("/submitters", from_title),
                ("/subject", own is not None and own.parsed),
            )
            if is_derived
        ] + told
        decisions, parts = self._decisions(zaak, features)
        everything = (*decisions, *(decision for part in parts for decision in part.decisions))
        advice = text_of(zaak["Kabinetsappreciatie"])
        debates = [decision.sitting for decision in everything if decision.sitting and decision.sitting.item]
        documents = sorted(
            _unique(self.entities.into(zaak, "Document")),
            key=lambda document: (str(document["Datum"]), document.id),
        )
        own_paper = [document for document in documents if document["Volgnummer"] == zaak["Volgnummer"]]
        return Proposal(
            kind=kind,
            ref=ref,
            zaak=str(own_number) if (own_number := ZaakNumber.of(zaak["Nummer"])) else None,
            document=next(
                (
                    str(number)
                    for document in own_paper or documents
                    if (number := DocumentNumber.of(document["DocumentNummer"]))
                ),
                None,
            ),
            features=features,
            title=title,
            subject=None if bill else (own.subject if own else title),
            submitters=submitters,
            versions=tuple(
                Version(number, day_of(document["Datum"]), text_of(document["Soort"]), document.id)
                for document in documents
                if (number := DocumentNumber.of(document["DocumentNummer"]))
            ),
            relations=tuple(relations),
            debate=Debate(debates[-1].item or "", debates[-1].date) if debates and not bill else None,
            advice=Advice(advice_code(advice), advice) if advice else None,
            parts=parts,
            decisions=decisions,
            statements=self._statements(everything),
            label=own.label if own else None,
            submitted=day_of(zaak["GestartOp"]),
            claims=tuple(
                Claim(source, zaak.id)
                for source in dict.fromkeys(
                    entity.source
                    for entity in (zaak, *self.entities.into(zaak, "ZaakActor"))
                    if entity.source
                )
            ),
            unplaced=tuple(
                paper
                for paper in (own.replaces if own else ())
                if isinstance(paper, str) and not isinstance(ref, Paper)
            )
            if not any(relation.kind is RelationKind.REPLACES for relation in relations)
            else (),
            derived=tuple(derived),
        )

    def _ref(self, zaak: Entity) -> Ref | None:
        """Return the paper's number, the dossier for a bill itself (Volgnummer 0), else the Zaak number.

        A bill in several dossiers is called by the first of them.
        """
        dossiers = self.entities.out(zaak, "Kamerstukdossier")
        number = zaak["Volgnummer"]
        if number == 0 and kind_of(zaak.fields) is Kind.BILL:
            own = [dossier for record in dossiers if (dossier := self._dossier(record)) is not None]
            return min(own, key=sort_key) if own else ZaakNumber.of(zaak["Nummer"])
        if len(dossiers) > 1:
            # Volgnummer is unique within one dossier only. Which one it is of, the paper itself may tell.
            of_papers = [
                dossier
                for document in self.entities.into(zaak, "Document")
                if document["Volgnummer"] == number
                for dossier in self.entities.out(document, "Kamerstukdossier")
            ]
            dossiers = _unique(of_papers)
        try:
            if len(dossiers) == 1 and isinstance(number, int) and number >= 0:
                dossier = self._dossier(dossiers[0])
                if dossier is not None:
                    return Paper(dossier, str(number)) if number else dossier
            return ZaakNumber.of(zaak["Nummer"])
        except BadReference:
            return None

    def _dossier(self, entity: Entity) -> Dossier | None:
        """Return a dossier's number, ``None`` where its fields make none."""
        number = entity["Nummer"]
        try:
            return Dossier.from_fields(number, entity["Toevoeging"]) if isinstance(number, int) else None
        except BadReference:
            return None

    def _full(self, ref: Ref | None) -> Ref | None:
        """Return a dossier as its entity has it, with its kingdom number."""
        if isinstance(ref, Dossier):
            for entity in self.entities.all("Kamerstukdossier"):
                if entity["Nummer"] == ref.number and (full := self._dossier(entity)) == ref:
                    return full
        return ref

    def _dossier_title(self, ref: Ref) -> str | None:
        if not isinstance(ref, Dossier):
            return None
        return next(
            (
                text_of(entity["Titel"])
                for entity in self.entities.all("Kamerstukdossier")
                if entity["Nummer"] == ref.number and self._dossier(entity) == ref
            ),
            None,
        )

    def _features(self, zaak: Entity, title: str | None) -> tuple[tuple[Feature, ...], bool]:
        """Return what sets a bill apart, and whether part of that rests on its title alone."""
        told: set[Feature] = set()
        if zaak["Soort"] == "Begroting":
            told.add(Feature.BUDGET)
        if zaak["Soort"] == "Initiatiefwetgeving":
            told.add(Feature.INITIATIVE)
        dossiers = [self._dossier(entity) for entity in self.entities.out(zaak, "Kamerstukdossier")]
        if any(dossier is not None and dossier.kingdom for dossier in dossiers):
            told.add(Feature.KINGDOM_ACT)
        features = told | set(features_of(title))
        sorts = " ".join(str(document["Soort"]) for document in self.entities.into(zaak, "Document")).lower()
        if "tweede lezing" in sorts:
            features.discard(Feature.CONSTITUTION_FIRST_READING)
            told.add(Feature.CONSTITUTION_SECOND_READING)
            features.add(Feature.CONSTITUTION_SECOND_READING)
        return tuple(feature for feature in Feature if feature in features), not features <= told

    def _submitters(self, zaak: Entity, own: OwnTitle | None) -> tuple[Submitters | None, bool]:
        """Return who submitted it, from ZaakActor; else from the subject, and then True."""
        actors = [
            actor
            for actor in self.entities.into(zaak, "ZaakActor")
            if (actor["Relatie"] or "").strip() in ("Indiener", "Medeindiener")
        ]
        named = bare(zaak["Onderwerp"])
        # First who submitted it, then who signed it too, as the title names them; ZaakActor itself has no order.
        actors.sort(
            key=lambda actor: (text_of(actor["Relatie"]) != "Indiener", named_at(actor, named), actor.id)
        )
        if actors:
            day = day_of(zaak["GestartOp"])
            return Submitters(tuple(actor_of(actor, day) for actor in actors)), False
        if own is not None and own.names:
            return Submitters(
                tuple(Actor(name, ActorKind(own.by)) for name in own.names), own.and_others
            ), True
        return None, False

    def _relations(
        self, zaak: Entity, own: OwnTitle | None, ref: Ref | None
    ) -> tuple[list[Relation], list[str]]:
        """Return what it replaces, is replaced by and amends, with pointers to what only titles say of that."""
        replaces, by_title = self._replaces(zaak, own, ref)
        relations = [Relation(RelationKind.REPLACES, to) for to in replaces]
        newer = self._refs(self.entities.into(zaak, "Zaak", "VervangenVanuit"))
        relations += [Relation(RelationKind.REPLACED_BY, to) for to in newer]
        dossier = ref.dossier if isinstance(ref, Paper) else None
        if dossier is not None and of_bill(zaak.fields):
            relations.append(Relation(RelationKind.SPLIT_FROM, dossier))
        if own is not None and own.amends and dossier:
            relations.append(Relation(RelationKind.AMENDS, Paper(dossier, own.amends)))
        told = [to for to in self._replaced_by_title(zaak, ref) if to not in newer]
        relations += [Relation(RelationKind.REPLACED_BY, to) for to in told]
        derived = [
            pointer
            for pointer, is_derived in (
                ("/replaces", by_title),
                ("/amends", any(relation.kind is RelationKind.AMENDS for relation in relations)),
                ("/replaced_by", bool(told)),
            )
            if is_derived
        ]
        return list(dict.fromkeys(relations)), derived

    def _refs(self, zaken: Iterable[Entity]) -> list[Ref]:
        """Return what these Zaken are called, in the order of a reader: the entities have none."""
        return sorted({ref for zaak in zaken if (ref := self._ref(zaak))}, key=sort_key)

    def _replaces(self, zaak: Entity, own: OwnTitle | None, ref: Ref | None) -> tuple[list[Ref], bool]:
        """Return what a Zaak replaces; else what its subject says that it replaces, and then True."""
        before = self._refs(self.entities.out(zaak, "VervangenVanuit"))
        if before or own is None:
            return before, False
        dossier = ref.dossier if isinstance(ref, Paper) else None
        said = [Paper(dossier, each) if isinstance(each, str) and dossier else each for each in own.replaces]
        told: list[Ref] = [each for each in dict.fromkeys(said) if isinstance(each, Paper)]
        return told, bool(told)

    def _replaced_by_title(self, zaak: Entity, ref: Ref | None) -> list[Ref]:
        """Return the proposals of the same kind and dossier whose subject alone says that they replace this one."""
        kind = kind_of(zaak.fields)
        if kind not in OWN_TITLED or not isinstance(ref, Paper):
            return []
        found = {
            newer
            for dossier in self.entities.out(zaak, "Kamerstukdossier")
            for newer in self._newer_in(dossier).get((kind is Kind.MOTION, ref), ())
        }
        return sorted(found - {ref}, key=sort_key)

    def _newer_in(self, dossier: Entity) -> Mapping[tuple[bool, Ref], list[Ref]]:
        """Return what titles in a dossier say is replaced, and by what; motions apart from amendments."""
        if dossier.id not in self._newer:
            newer = self._newer[dossier.id] = {}
            for other in self.entities.into(dossier, "Zaak"):
                kind, own = kind_of(other.fields), own_title(text_of(other["Onderwerp"]))
                if kind not in OWN_TITLED or own is None or not own.replaces:
                    continue
                ref = self._ref(other)
                replaced, by_title = self._replaces(other, own, ref)
                if ref is not None and by_title:
                    for older in replaced:
                        newer.setdefault((kind is Kind.MOTION, older), []).append(ref)
        return self._newer[dossier.id]

    # --- decisions ---

    def _decisions(
        self, zaak: Entity, features: tuple[Feature, ...]
    ) -> tuple[tuple[Decision, ...], tuple[Part, ...]]:
        """Return the decisions on a Zaak in the order they were taken, and those on a part of it by part.

        The official model has no parts; a decision is on a part where its own words name one ("Onderdeel I ...").
        """
        found: list[tuple[tuple[object, ...], Decision]] = []
        for besluit in self.entities.into(zaak, "Besluit"):
            decision = self._decision(besluit, features)
            if decision is not None:
                place = self.places[besluit.id] = self.rows.place(besluit)
                found.append(((place, besluit.changed or _NEVER, besluit.id), decision))
        whole: list[Decision] = []
        parts: dict[str, list[Decision]] = {}
        for _, decision in sorted(found, key=lambda pair: pair[0]):
            label = part_of(decision.text)
            (parts.setdefault(label, []) if label else whole).append(decision)
        return tuple(whole), tuple(Part(label, None, tuple(made)) for label, made in parts.items())

    def decision(self, besluit: Entity) -> Decision | None:
        """Return the decision that a Besluit is, on the first of the Zaken it is about."""
        zaak = next(iter(self.entities.out(besluit, "Zaak")), None)
        bill = zaak is not None and of_bill(zaak.fields)
        return self._decision(
            besluit, self._features(zaak, text_of(zaak["Titel"]))[0] if zaak and bill else ()
        )

    def _decision(self, besluit: Entity, features: tuple[Feature, ...]) -> Decision | None:
        rows = distinct(self.entities.into(besluit, "Stemming"))
        outcome = decided(besluit, voted=bool(rows))
        if outcome is None:
            return None
        sitting = self.rows.sitting(besluit)
        day = sitting.date
        method = _METHODS.get((besluit["StemmingsSoort"] or "").strip())
        roll_call = method is Method.ROLL_CALL or (
            method is None and bool(rows) and all(row.refs.get("Persoon") for row in rows)
        )
        derived: list[str] = []
        if rows and roll_call and method is None:
            method = Method.ROLL_CALL
            derived.append("/method")
        lists = self.rows.ballots(rows, day, roll_call=roll_call) if rows else {}
        sat = (self.houses.get(day) or house_of(day)) if day and outcome.step is Step.VOTE else None
        if sat is not None and sat.basis is Basis.VOTES:
            derived.append("/counted/seats")
        entities = [besluit, *rows]
        decision = Decision(
            id=besluit.id,
            step=outcome.step,
            result=outcome.result,
            sitting=sitting,
            text=text_of(besluit["BesluitTekst"]),
            remark=remark_of(besluit["Opmerking"]),
            method=method if outcome.step is Step.VOTE else None,
            for_=lists.get(Side.FOR),
            against=lists.get(Side.AGAINST),
            not_voting=lists.get(Side.NOT_VOTING),
            announced=outcome.announced(besluit["Opmerking"]),
            # A greater majority is asked of the bill as a whole, not of its articles.
            rule=majority_rule(() if part_of(text_of(besluit["BesluitTekst"])) else features, day)
            if outcome.step is Step.VOTE
            else None,
            house=sat.house if sat is not None else None,
            seated=sat.seated if sat is not None and sat.house is not None else None,
            awaited=outcome.step is Step.VOTE and not rows and self._is_recent(day),
            derived=tuple(derived),
            claims=tuple(
                Claim(source, besluit.id) for source in dict.fromkeys(r.source for r in entities if r.source)
            ),
        )
        return _stated(decision)

    def _is_recent(self, day: dt.date | None) -> bool:
        return day is not None and self.today is not None and self.today - day <= AWAITED

    # --- statements ---

    def _statements(self, decisions: Iterable[Decision]) -> tuple[Statement, ...]:
        """Return mistakes and aantekeningen: shown beside the vote, never counted."""
        said: list[Statement] = []
        for decision in decisions:
            source = decision.claims[0].source if decision.claims else None
            for _, ballot in decision.ballots():
                if ballot.mistake:
                    actor = (
                        Actor(ballot.member.name, ActorKind.MEMBER, ballot.party, person=ballot.member.person)
                        if ballot.member
                        else Actor(ballot.party.name if ballot.party else "", ActorKind.PARTY, ballot.party)
                    )
                    said.append(Statement(actor, StatementKind.MISTAKE, None, decision.date, source))
            for words in (decision.text, decision.remark):
                said += [
                    Statement(actor, kind, words, decision.date, source)
                    for actor, kind in deemed(words, decision)
                ]
        return tuple(said)


def _stated(decision: Decision) -> Decision:
    """Leave out the empty lists of a vote that does not add up to its House: rows are lost, and theirs may be."""
    house, complete = decision.house, decision.complete
    as_known = house is not None and decision.named >= house.total  # the most that a House not certain tells
    if complete or (complete is None and as_known and not decision.missing):
        return decision
    return replace(
        decision,
        for_=decision.for_ or None,
        against=decision.against or None,
        not_voting=decision.not_voting or None,
    )


# --- sets of proposals and entities ---------------------------------------------------------------------------------

_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    return list({entity.id: entity for entity in entities}.values())
