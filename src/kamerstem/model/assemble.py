"""Official records -> proposals, decisions, the overview. Pure, and the only derivation there is.

The live API and the local record both feed it. What the records do not say is ``None``; what is worked out from other
words than the official field for it (submitters from a subject, replaced papers from "t.v.v. nr. 7") is listed in
``derived``. Traps of the official data are handled here or left for a check to report; none is smoothed over.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamerstem.errors import NotFoundError
from kamerstem.model import parties
from kamerstem.model.outcomes import outcome_of
from kamerstem.model.overview import Overview, Source, Subject, SubjectKind, in_order, seating_known
from kamerstem.model.record import Record, Records
from kamerstem.model.refs import DocumentNumber, Dossier, EntityId, Paper, Ref, ZaakNumber
from kamerstem.model.rows import VoteRows, day_of, distinct, member_name, text_of
from kamerstem.model.titles import OwnTitle, features_of, own_title
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
    PartyName,
    Proposal,
    Relation,
    RelationKind,
    Side,
    Sitting,
    Statement,
    StatementKind,
    Step,
    Submitters,
    Version,
    majority_rule,
)

# Zaak.Soort -> what it is. A supplementary budget is "Begroting", not "Wetgeving".
_KINDS: dict[str, Kind] = {
    "Wetgeving": Kind.BILL,
    "Initiatiefwetgeving": Kind.BILL,
    "Begroting": Kind.BILL,
    "Artikelen/onderdelen (wetsvoorstel)": Kind.BILL_PART,
    "Amendement": Kind.AMENDMENT,
    "Motie": Kind.MOTION,
    "Wijziging RvO": Kind.RULES_CHANGE,
    "Voordrachten en benoemingen": Kind.NOMINATION,
    "Verzoek bij regeling van werkzaamheden": Kind.ORDER_REQUEST,
    "Brief commissie": Kind.COMMITTEE_PROPOSAL,
}
_BILL_SORTS = frozenset(sort for sort, kind in _KINDS.items() if kind is Kind.BILL)
_METHODS: dict[str, Method] = {"Met handopsteken": Method.SHOW_OF_HANDS, "Hoofdelijk": Method.ROLL_CALL}


def assemble(records: Records, ref: Ref, sources: Sequence[Source] = ()) -> Overview:
    """Return the overview of what ``ref`` names: a bill with all that goes with it, or one paper.

    A dossier, or the Zaak of a bill, gives the bill with its amendments, the motions of its own debate and other
    proposals; any other paper, Zaak, document or decision gives that proposal alone. Raises NotFoundError when the
    records do not hold it.
    """
    return _Assembly(records, sources).overview(ref)


def decisions_of(records: Records, besluiten: Iterable[Record]) -> Iterator[tuple[Record, Decision | None]]:
    """Yield each Besluit with the decision that it is, ``None`` if it is none: the same as in the overview.

    The House it is held against is the one these records show, so ``house`` depends on what else is among them.
    """
    assembly = _Assembly(records, ())
    for besluit in besluiten:
        yield besluit, assembly.decision(besluit)


def proposals_of(records: Records, zaken: Iterable[Record]) -> Iterator[Proposal]:
    """Yield the proposal that each Zaak is, the same as in the overview of that Zaak alone."""
    assembly = _Assembly(records, ())
    return (assembly.proposal(zaak) for zaak in zaken)


class _Assembly:
    def __init__(self, records: Records, sources: Sequence[Source]) -> None:
        self.records = records
        self.sources = {source.id: source for source in sources}
        self.rows = VoteRows(records)

    # --- what was asked ---

    def overview(self, ref: Ref) -> Overview:
        zaken = self._find(ref)
        if not zaken:
            raise NotFoundError(
                f"{ref} staat niet in de officiële gegevens. Controleer het nummer.",
                f"{ref} is not in the official data. Check the number.",
            )
        bill = next((zaak for zaak in zaken if self._kind(zaak) is Kind.BILL), None)
        if isinstance(ref, Dossier) or (bill is not None and len(zaken) == 1):
            return self._of_bill(ref, bill, zaken)
        return self._of_papers(ref, zaken)

    def _find(self, ref: Ref) -> list[Record]:
        """Return the Zaken that a reference names: a dossier's are all of them."""
        if isinstance(ref, Dossier):
            return self._of_dossier(ref)
        if isinstance(ref, Paper):
            return [zaak for zaak in self._of_dossier(ref.dossier) if str(zaak["Volgnummer"]) == ref.number]
        if isinstance(ref, ZaakNumber):
            return [zaak for zaak in self.records.all("Zaak") if zaak["Nummer"] == ref.number]
        if isinstance(ref, DocumentNumber):
            documents = [doc for doc in self.records.all("Document") if doc["DocumentNummer"] == ref.number]
            return _unique(zaak for document in documents for zaak in self._zaken_of_document(document))
        return self._find_entity(ref)

    def _find_entity(self, ref: EntityId) -> list[Record]:
        zaak = self.records.get("Zaak", ref.id)
        if zaak is not None:
            return [zaak]
        besluit = self.records.get("Besluit", ref.id)
        if besluit is not None:
            return self.records.out(besluit, "Zaak")
        document = self.records.get("Document", ref.id)
        return self._zaken_of_document(document) if document is not None else []

    def _of_dossier(self, dossier: Dossier) -> list[Record]:
        found = [
            record
            for record in self.records.all("Kamerstukdossier")
            if record["Nummer"] == dossier.number and self._dossier(record) == dossier
        ]
        return _unique(zaak for record in found for zaak in self.records.into(record, "Zaak"))

    def _zaken_of_document(self, document: Record) -> list[Record]:
        return self.records.out(document, "Zaak")

    # --- the overview ---

    def _of_bill(self, ref: Ref, bill: Record | None, zaken: list[Record]) -> Overview:
        """Return the overview of a bill: its dossier's proposals and those that share its agenda items."""
        items: list[Record] = []
        if bill is not None:
            items = [item for item in self._agenda_items(bill) if item.id]
            zaken = _unique([*zaken, *(zaak for item in items for zaak in self.records.into(item, "Zaak"))])
        title = text_of(bill["Titel"]) if bill is not None else self._dossier_title(ref)
        features = self._features(bill, title) if bill is not None else ()
        amendments: list[Proposal] = []
        motions: list[Proposal] = []
        other: list[Proposal] = []
        elsewhere = 0
        for zaak in zaken:
            kind = self._kind(zaak)
            if zaak is bill or kind is None:
                continue
            if kind is Kind.MOTION and not self._in_debate(zaak, items, title, bill):
                elsewhere += 1
                continue
            proposal = self.proposal(zaak)
            if kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT):
                amendments.append(proposal)
            elif kind is Kind.MOTION:
                motions.append(proposal)
            elif proposal.decisions:  # letters and the like are of interest when the House decided on them
                other.append(proposal)
        subject_ref = ref if isinstance(ref, Dossier) else (self._ref(bill) if bill is not None else ref)
        return self._finish(
            Overview(
                subject=Subject(SubjectKind.BILL, self._full(subject_ref), title),
                bill=self.proposal(bill, features) if bill is not None else None,
                amendments=_voting_order(_replaced(amendments)),
                motions=_voting_order(_replaced(motions)),
                other=in_order(other),
                motions_elsewhere=elsewhere,
            )
        )

    def _of_papers(self, ref: Ref, zaken: list[Record]) -> Overview:
        """Return the overview of one paper, or of all that one decision settled."""
        proposals = [self.proposal(zaak) for zaak in zaken]
        amendments = {Kind.AMENDMENT, Kind.SUB_AMENDMENT}
        title = text_of(zaken[0]["Titel"]) or text_of(zaken[0]["Onderwerp"])
        subject = proposals[0].ref if len(proposals) == 1 and not isinstance(ref, Paper) else ref
        return self._finish(
            Overview(
                subject=Subject(
                    SubjectKind.PAPER if len(proposals) == 1 else SubjectKind.ITEM, subject, title
                ),
                bill=next((p for p in proposals if p.kind is Kind.BILL), None),
                amendments=tuple(p for p in proposals if p.kind in amendments),
                motions=tuple(p for p in proposals if p.kind is Kind.MOTION),
                other=tuple(
                    p
                    for p in proposals
                    if p.kind not in amendments and p.kind not in (Kind.BILL, Kind.MOTION)
                ),
            )
        )

    def _finish(self, overview: Overview) -> Overview:
        return replace(overview, sources=tuple(self.sources.values()), order_known=seating_known(overview))

    def _agenda_items(self, zaak: Record) -> list[Record]:
        """Return the agenda items a Zaak stands on, by either relation, those of its decisions included."""
        items = self.records.out(zaak, "Agendapunt")
        items += [
            item
            for besluit in self.records.into(zaak, "Besluit")
            for item in self.records.out(besluit, "Agendapunt")
        ]
        return _unique(items)

    def _in_debate(self, motion: Record, items: list[Record], title: str | None, bill: Record | None) -> bool:
        """Return whether a motion belongs to the bill's own debate, or was held over from it.

        Motions belong to a debate, not to a dossier: the item must be one of the bill's own, or be called after
        the bill ("Moties ingediend bij ..."). Without a bill (a dossier that is none) every motion belongs.
        """
        if bill is None:
            return True
        own = {item.id for item in items}
        about = _plain(title)
        for item in self._agenda_items(motion):
            name = _plain(text_of(item["Onderwerp"]))
            if item.id in own or (len(about) > 20 and about[:120] in name):
                return True
        return False

    # --- one proposal ---

    def _kind(self, zaak: Record) -> Kind | None:
        sort = (zaak["Soort"] or "").strip()
        kind = _KINDS.get(sort)
        if kind is Kind.BILL and (zaak["Volgnummer"] or 0) > 0:
            return None
        if kind is Kind.AMENDMENT and re.match(
            r"(?:\w+\s+){0,3}subamend", text_of(zaak["Onderwerp"]) or "", re.IGNORECASE
        ):
            return Kind.SUB_AMENDMENT
        if kind is None and sort:
            return Kind.LETTER
        return kind

    def proposal(self, zaak: Record, features: tuple[Feature, ...] | None = None) -> Proposal:
        """Return the proposal that a Zaak is."""
        kind = self._kind(zaak) or Kind.LETTER
        ref = self._ref(zaak)
        bill = kind is Kind.BILL
        own = (
            own_title(text_of(zaak["Onderwerp"]))
            if kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT, Kind.MOTION)
            else None
        )
        title = text_of(zaak["Titel"]) if bill else text_of(zaak["Onderwerp"])
        if features is None:
            features = self._features(zaak, title) if bill else ()
        submitters, from_title = self._submitters(zaak, own)
        relations, related_by_title = self._relations(zaak, own, ref)
        derived = [
            pointer
            for pointer, is_derived in (
                ("/features", bool(features)),
                ("/submitters", from_title),
                ("/subject", own is not None and own.parsed),
                ("/replaces", related_by_title),
            )
            if is_derived
        ]
        decisions, parts = self._decisions(zaak, features if bill else (), kind)
        everything = (*decisions, *(decision for part in parts for decision in part.decisions))
        advice = text_of(zaak["Kabinetsappreciatie"])
        debates = [decision.sitting for decision in everything if decision.sitting and decision.sitting.item]
        documents = self.records.into(zaak, "Document")
        return Proposal(
            kind=kind,
            ref=ref,
            zaak=zaak["Nummer"],
            document=next((document["DocumentNummer"] for document in documents), None),
            features=features,
            title=title,
            subject=None if bill else (own.subject if own else title),
            submitters=submitters,
            versions=tuple(
                Version(
                    DocumentNumber(number), day_of(document["Datum"]), text_of(document["Soort"]), document.id
                )
                for document in _unique(documents)
                if (number := document["DocumentNummer"]) and re.fullmatch(r"\d{4}D\d{5}", number)
            ),
            relations=relations,
            debate=Debate(debates[-1].item or "", debates[-1].date) if debates and not bill else None,
            advice=Advice(_code(advice), advice) if advice else None,
            parts=parts,
            decisions=decisions,
            statements=self._statements(everything),
            derived=tuple(derived),
        )

    def _ref(self, zaak: Record) -> Ref | None:
        """Return the paper's number, the dossier for a bill itself (Volgnummer 0), else the Zaak number."""
        dossiers = self.records.out(zaak, "Kamerstukdossier")
        number = zaak["Volgnummer"]
        # A Zaak can stand in several dossiers; Volgnummer is unique within one only, so then it tells nothing.
        if len(dossiers) == 1 and isinstance(number, int) and number >= 0:
            dossier = self._dossier(dossiers[0])
            if dossier is not None:
                return Paper(dossier, str(number)) if number else dossier
        return ZaakNumber(zaak["Nummer"]) if zaak["Nummer"] else None

    def _dossier(self, record: Record) -> Dossier | None:
        number = record["Nummer"]
        return (
            Dossier.from_fields(number, record["Toevoeging"])
            if isinstance(number, int) and 9999 < number < 100000
            else None
        )

    def _full(self, ref: Ref | None) -> Ref | None:
        """Return a dossier as the record writes it, with its kingdom number."""
        if isinstance(ref, Dossier):
            for record in self.records.all("Kamerstukdossier"):
                if record["Nummer"] == ref.number and (full := self._dossier(record)) == ref:
                    return full
        return ref

    def _dossier_title(self, ref: Ref) -> str | None:
        if not isinstance(ref, Dossier):
            return None
        return next(
            (
                text_of(record["Titel"])
                for record in self.records.all("Kamerstukdossier")
                if record["Nummer"] == ref.number and self._dossier(record) == ref
            ),
            None,
        )

    def _features(self, zaak: Record, title: str | None) -> tuple[Feature, ...]:
        features = set(features_of(title))
        if zaak["Soort"] == "Begroting":
            features.add(Feature.BUDGET)
        if zaak["Soort"] == "Initiatiefwetgeving":
            features.add(Feature.INITIATIVE)
        dossiers = [self._dossier(record) for record in self.records.out(zaak, "Kamerstukdossier")]
        if any(dossier is not None and dossier.kingdom for dossier in dossiers):
            features.add(Feature.KINGDOM_ACT)
        documents = self.records.into(zaak, "Document")
        sorts = " ".join(str(document["Soort"]) for document in documents).lower()
        if "tweede lezing" in sorts:
            features.discard(Feature.CONSTITUTION_FIRST_READING)
            features.add(Feature.CONSTITUTION_SECOND_READING)
        return tuple(feature for feature in Feature if feature in features)

    def _submitters(self, zaak: Record, own: OwnTitle | None) -> tuple[Submitters | None, bool]:
        """Return who submitted it, from ZaakActor; else from the subject, and then True."""
        actors = [
            actor
            for actor in self.records.into(zaak, "ZaakActor")
            if actor["Relatie"] in ("Indiener", "Medeindiener")
        ]
        actors.sort(key=lambda actor: actor["Relatie"] != "Indiener")
        if actors:
            return Submitters(tuple(_actor(actor) for actor in actors)), False
        if own is not None and own.names:
            return Submitters(tuple(Actor(name) for name in own.names), own.and_others), True
        return None, False

    def _relations(
        self, zaak: Record, own: OwnTitle | None, ref: Ref | None
    ) -> tuple[tuple[Relation, ...], bool]:
        """Return what it replaces, is replaced by and amends; True where only the subject says so."""
        relations: list[Relation] = []
        before = self.records.out(zaak, "VervangenVanuit", "Zaak")
        after = self.records.into(zaak, "Zaak", "VervangenVanuit")
        relations += [Relation(RelationKind.REPLACES, to) for other in before if (to := self._ref(other))]
        relations += [Relation(RelationKind.REPLACED_BY, to) for other in after if (to := self._ref(other))]
        dossier = ref.dossier if isinstance(ref, Paper) else None
        by_title = False
        if own is not None:
            known = {relation.ref for relation in relations if relation.kind is RelationKind.REPLACES}
            for paper in own.replaces:
                to = paper if isinstance(paper, Paper) else (Paper(dossier, paper) if dossier else None)
                if to is not None and not known:
                    relations.append(Relation(RelationKind.REPLACES, to))
                    by_title = True
            if own.amends and dossier:
                relations.append(Relation(RelationKind.AMENDS, Paper(dossier, own.amends)))
        return tuple(dict.fromkeys(relations)), by_title

    # --- decisions ---

    def _decisions(
        self, zaak: Record, features: tuple[Feature, ...], kind: Kind
    ) -> tuple[tuple[Decision, ...], tuple[Part, ...]]:
        """Return the decisions on a Zaak in the order they were taken, and those on a part of it by part.

        The official model has no parts; a decision is on a part where its own words name one ("Onderdeel I ...").
        """
        found: list[tuple[tuple[object, ...], Decision]] = []
        for besluit in self.records.into(zaak, "Besluit"):
            decision = self._decision(besluit, features, kind)
            if decision is not None:
                sitting = decision.sitting or Sitting(None)
                key = (sitting.date or dt.date.min, sitting.order or 0, besluit.changed or _NEVER, besluit.id)
                found.append((key, decision))
        whole: list[Decision] = []
        parts: dict[str, list[Decision]] = {}
        for _, decision in sorted(found, key=lambda pair: pair[0]):
            named = _PART.search(decision.text or "")
            (parts.setdefault(" ".join(named["label"].split()), []) if named else whole).append(decision)
        return tuple(whole), tuple(Part(label, None, tuple(made)) for label, made in parts.items())

    def decision(self, besluit: Record) -> Decision | None:
        """Return the decision that a Besluit is, on the first of the Zaken it is about."""
        zaak = next(iter(self.records.out(besluit, "Zaak")), None)
        kind = (self._kind(zaak) if zaak is not None else None) or Kind.LETTER
        features = (
            self._features(zaak, text_of(zaak["Titel"])) if zaak is not None and kind is Kind.BILL else ()
        )
        return self._decision(besluit, features, kind)

    def _decision(self, besluit: Record, features: tuple[Feature, ...], kind: Kind) -> Decision | None:
        rows = distinct(self.records.into(besluit, "Stemming"))
        outcome = outcome_of(
            besluit["BesluitSoort"], besluit["BesluitTekst"], besluit["StemmingsSoort"], voted=bool(rows)
        )
        if (besluit["Status"] or "Besluit") != "Besluit" or outcome is None:
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
        house, from_votes = self.rows.house(day) if day and outcome.step is Step.VOTE else (None, False)
        if from_votes:
            derived.append("/counted/seats")
        records = [besluit, *rows]
        return Decision(
            id=besluit.id,
            step=outcome.step,
            result=outcome.result,
            sitting=sitting,
            text=text_of(besluit["BesluitTekst"]),
            method=method if outcome.step is Step.VOTE else None,
            for_=lists.get(Side.FOR),
            against=lists.get(Side.AGAINST),
            not_voting=lists.get(Side.NOT_VOTING),
            announced=outcome.announced(besluit["Opmerking"]),
            rule=majority_rule(features if kind is Kind.BILL else (), day)
            if outcome.step is Step.VOTE
            else None,
            house=house,
            derived=tuple(derived),
            claims=tuple(
                Claim(source, besluit.id) for source in dict.fromkeys(r.source for r in records if r.source)
            ),
        )

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
            if decision.step is Step.WITHOUT_VOTE and decision.text:
                said += [
                    Statement(actor, StatementKind.AGAINST_NOTED, decision.text, decision.date, source)
                    for actor in _noted_against(decision.text, decision.date)
                ]
        return tuple(said)


# --- small readings -------------------------------------------------------------------------------------------------

_PART = re.compile(
    r"\bonderde(?:el|len)\s+(?P<label>[IVX]+(?:\s*(?:,|en|-|t/m|tot\s+en\s+met)\s*[IVX]+)*)\b", re.IGNORECASE
)
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _actor(record: Record) -> Actor:
    name = text_of(record["ActorNaam"]) or "(naam niet vermeld)"
    party = text_of(record["ActorFractie"])
    known = parties.find(party) if party else None
    if record.refs.get("Commissie"):
        kind = ActorKind.COMMITTEE
    elif record.refs.get("Persoon") and not re.match(
        r"(?:minister|staatssecretaris)\b", record["Functie"] or "", re.IGNORECASE
    ):
        kind = ActorKind.MEMBER
    elif record.refs.get("Persoon") or re.match(
        r"(?:minister|staatssecretaris)\b", record["Functie"] or "", re.IGNORECASE
    ):
        kind = ActorKind.GOVERNMENT
    else:
        kind = ActorKind.PARTY if record.refs.get("Fractie") else ActorKind.MEMBER
    return Actor(
        member_name(name) if kind is ActorKind.MEMBER else name,
        kind,
        PartyName(known.id if known else None, party) if party else None,
        text_of(record["Relatie"]),
        record.ref("Persoon"),
    )


def _noted_against(text: str, day: dt.date | None) -> list[Actor]:
    """Return who had it noted, at a decision without a vote, that they want to be deemed to have voted against."""
    match = re.search(
        r"\(?\bde\s+(?:fracties?|leden)\s+(?:van\s+)?(?P<who>.+?)\s+wens(?:t|en)\s+geacht",
        text,
        re.IGNORECASE,
    )
    if match is None or "tegen" not in text.lower():
        return []
    names = [re.sub(r"^(?:de|het)\s+", "", name) for name in parties.split_names(match["who"], day)]
    return [
        Actor(
            name, ActorKind.PARTY, PartyName(party.id if (party := parties.find(name, day)) else None, name)
        )
        for name in names
    ]


def _replaced(proposals: list[Proposal]) -> list[Proposal]:
    """Say on each proposal which of the others replaces it, where its own record does not."""
    by: dict[Ref, list[Ref]] = {}
    for proposal in proposals:
        for ref in proposal.related(RelationKind.REPLACES):
            if proposal.ref is not None:
                by.setdefault(ref, []).append(proposal.ref)
    done: list[Proposal] = []
    for proposal in proposals:
        known = proposal.related(RelationKind.REPLACED_BY)
        new = [ref for ref in by.get(proposal.ref, ()) if ref not in known] if proposal.ref else []
        relations = (*proposal.relations, *(Relation(RelationKind.REPLACED_BY, ref) for ref in new))
        derived = (*proposal.derived, "/replaced_by") if new else proposal.derived
        done.append(replace(proposal, relations=relations, derived=derived))
    return done


def _voting_order(proposals: list[Proposal]) -> tuple[Proposal, ...]:
    """Return proposals in the order in which they were last decided on; those never decided on last, by number."""

    def key(proposal: Proposal) -> tuple[bool, dt.date, int]:
        sitting = proposal.decisions[-1].sitting if proposal.decisions else None
        if sitting is None or sitting.date is None:
            return True, dt.date.max, 0
        return False, sitting.date, sitting.order or 0

    return tuple(sorted(in_order(proposals), key=key))


def _unique(records: Iterable[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())


def _plain(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*?\)", "", text or "").lower()).strip()


def _code(advice: str) -> str:
    """Return an advice as a stable word for programs: "Ontraden, tenzij gewijzigd" -> "ontraden_tenzij_gewijzigd"."""
    return re.sub(r"[^a-z0-9]+", "_", advice.lower()).strip("_")
