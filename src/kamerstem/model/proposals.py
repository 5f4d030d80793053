"""Official entities -> proposals and decisions. Pure; :mod:`kamerstem.model.assemble` makes an overview of them.

What the entities do not say is ``None``; what is worked out from other words than the official field for it
(submitters from a subject, replaced papers from "t.v.v. nr. 7") is listed in ``derived``. Traps of the official data
are handled here or left for a check to report; none is smoothed over.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from kamerstem.dataclasses import replace
from kamerstem.errors import BadReference
from kamerstem.model.entities import Entities, Entity, unique
from kamerstem.model.houses import NONE, Basis, DayHouse, Houses, house_of
from kamerstem.model.kinds import OWN_TITLED, kind_of, lasting, of_bill
from kamerstem.model.majorities import majority_rule
from kamerstem.model.outcomes import decided
from kamerstem.model.overview import in_order
from kamerstem.model.refs import DocumentNumber, Dossier, Paper, Ref, ZaakNumber, sort_key
from kamerstem.model.rows import Place, VoteRows, day_of, distinct, text_of
from kamerstem.model.titles import OwnTitle, bare, features_of, own_title
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
)
from kamerstem.model.wording import actor_of, advice_code, deemed, named_at, part_of, remark_of

AWAITED = dt.timedelta(days=14)
"""How long the rows of a vote may still come; after that they are missing."""

_METHODS: dict[str, Method] = {"Met handopsteken": Method.SHOW_OF_HANDS, "Hoofdelijk": Method.ROLL_CALL}
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def decisions_of(
    entities: Entities, besluiten: Iterable[Entity], houses: Houses = NONE, today: dt.date | None = None
) -> Iterator[tuple[Entity, Decision | None]]:
    """Yield each Besluit with the decision that it is on the first of its Zaken, ``None`` if it is none.

    It is the same as in the overview.
    """
    made = Proposals(entities, houses, today)
    return ((besluit, made.decision(besluit)) for besluit in besluiten)


def proposals_of(
    entities: Entities, zaken: Iterable[Entity], houses: Houses = NONE, today: dt.date | None = None
) -> Iterator[Proposal]:
    """Yield the proposal that each Zaak is, the same as in any overview that it stands in."""
    made = Proposals(entities, houses, today)
    return (made.proposal(zaak) for zaak in zaken)


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


class Proposals:
    """The proposals that a set of entities holds, each made once; ``houses`` is the House of each day.

    ``today`` is the day as of which they are told. Without ``houses`` (``None``) decisions are as they are stated, free
    of any House: :func:`judged` says what the House of their day adds.
    """

    def __init__(
        self, entities: Entities, houses: Houses | None = NONE, today: dt.date | None = None
    ) -> None:
        self.entities = entities
        self._today = today
        self._houses = houses
        self._rows = VoteRows(entities)
        self._newer: dict[str, dict[tuple[bool, Ref], list[Ref]]] = {}  # by the id of the dossier
        self._called: dict[str, dict[Ref, list[Entity]]] = {}  # the same
        self._made: dict[str, Proposal] = {}  # by the id of the Zaak
        self.places: dict[str, Place] = {}  # of each decision, by the id of its Besluit

    def proposal(self, zaak: Entity) -> Proposal:
        """Return the proposal that a Zaak is."""
        if zaak.id not in self._made:
            self._made[zaak.id] = self._proposal(zaak)
        return self._made[zaak.id]

    # --- the versions of a proposal ---

    def versions(self, listed: Iterable[Entity]) -> tuple[Proposal, ...]:
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
                if (ref := self.ref(zaak)) is not None:
                    called.setdefault(ref, []).append(zaak)
        return self._called[dossier.id]

    # --- one proposal ---

    def _proposal(self, zaak: Entity) -> Proposal:
        kind = kind_of(zaak.fields) or Kind.LETTER
        ref = self.ref(zaak)
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
            unique(self.entities.into(zaak, "Document")),
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
            statements=statements_of(everything),
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

    def ref(self, zaak: Entity) -> Ref | None:
        """Return the paper's number, the dossier for a bill itself (Volgnummer 0), else the Zaak number.

        A bill in several dossiers is called by the first of them.
        """
        dossiers = self.entities.out(zaak, "Kamerstukdossier")
        number = zaak["Volgnummer"]
        if number == 0 and kind_of(zaak.fields) is Kind.BILL:
            own = [dossier for record in dossiers if (dossier := self.dossier(record)) is not None]
            return min(own, key=sort_key) if own else ZaakNumber.of(zaak["Nummer"])
        if len(dossiers) > 1:
            # Volgnummer is unique within one dossier only. Which one it is of, the paper itself may tell.
            of_papers = [
                dossier
                for document in self.entities.into(zaak, "Document")
                if document["Volgnummer"] == number
                for dossier in self.entities.out(document, "Kamerstukdossier")
            ]
            dossiers = unique(of_papers)
        try:
            if len(dossiers) == 1 and isinstance(number, int) and number > 0:
                dossier = self.dossier(dossiers[0])
                if dossier is not None:
                    return Paper(dossier, str(number))
            return ZaakNumber.of(zaak["Nummer"])
        except BadReference:
            return None

    def dossier(self, entity: Entity) -> Dossier | None:
        """Return a dossier's number, ``None`` where its fields make none."""
        number = entity["Nummer"]
        try:
            return Dossier.from_fields(number, entity["Toevoeging"]) if isinstance(number, int) else None
        except BadReference:
            return None

    def _features(self, zaak: Entity, title: str | None) -> tuple[tuple[Feature, ...], bool]:
        """Return what sets a bill apart, and whether part of that rests on its title alone."""
        told: set[Feature] = set()
        if zaak["Soort"] == "Begroting":
            told.add(Feature.BUDGET)
        if zaak["Soort"] == "Initiatiefwetgeving":
            told.add(Feature.INITIATIVE)
        dossiers = [self.dossier(entity) for entity in self.entities.out(zaak, "Kamerstukdossier")]
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
        return sorted({ref for zaak in zaken if (ref := self.ref(zaak))}, key=sort_key)

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
                ref = self.ref(other)
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
                place = self.places[besluit.id] = self._rows.place(besluit)
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
        sitting = self._rows.sitting(besluit)
        day = sitting.date
        method = _METHODS.get((besluit["StemmingsSoort"] or "").strip())
        roll_call = method is Method.ROLL_CALL or (
            method is None and bool(rows) and all(row.refs.get("Persoon") for row in rows)
        )
        derived: list[str] = []
        if rows and roll_call and method is None:
            method = Method.ROLL_CALL
            derived.append("/method")
        lists = self._rows.ballots(rows, day, roll_call=roll_call) if rows else {}
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
            awaited=outcome.step is Step.VOTE and not rows,
            derived=tuple(derived),
            claims=tuple(
                Claim(source, besluit.id) for source in dict.fromkeys(r.source for r in entities if r.source)
            ),
        )
        if self._houses is None:
            return decision
        sat = self._houses.get(day) if day else None
        return judged(decision, features, sat, self._today)


def statements_of(decisions: Iterable[Decision]) -> tuple[Statement, ...]:
    """Return the mistakes and aantekeningen at these decisions: shown beside the vote, never counted."""
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


def judged(
    decision: Decision, features: Iterable[str], sat: DayHouse | None, today: dt.date | None = None
) -> Decision:
    """Return a decision as it is stated with what the House of its day adds: the rule, whether it is whole.

    ``features`` are those of the bill that it is on; ``sat`` is that House (``None``: as the register has it);
    ``today`` the day as of which it is told: rows of a vote may still come then.
    """
    day = decision.date
    if decision.step is not Step.VOTE:
        return _stated(decision)
    if sat is None and day is not None:
        sat = house_of(day)
    by_votes = sat is not None and sat.basis is Basis.VOTES
    recent = day is not None and today is not None and today - day <= AWAITED
    return _stated(
        replace(
            decision,
            # A greater majority is asked of the bill as a whole, not of its articles.
            rule=majority_rule(() if part_of(decision.text) else features, day),
            house=sat.house if sat is not None else None,
            seated=sat.seated if sat is not None and sat.house is not None else None,
            awaited=decision.awaited and recent,
            derived=(*decision.derived, "/counted/seats") if by_votes else decision.derived,
        )
    )


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
