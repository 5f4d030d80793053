"""What happened, as people say it, of what changed in a record: decisions, votes put right, other statuses."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kamerstem.language import Words
from kamerstem.model import form, plain_words
from kamerstem.model.answers import Change, Occurrence, What
from kamerstem.model.clock import today
from kamerstem.model.proposals import proposals_of, votes_alone
from kamerstem.model.refs import EntityId, ZaakNumber
from kamerstem.model.rows import member_name
from kamerstem.model.votes import Decision, Proposal, Status
from kamerstem.store import Store

_AT_ONCE = 300
_CAME = frozenset({What.NEW, What.UNCERTAIN, What.RETURNED})
_SIDES = {"Voor": Words("voor", "for"), "Tegen": Words("tegen", "against")}
_NOT_VOTING = Words("niet deelgenomen", "not voting")


def occurrences(store: Store, changes: Sequence[Change]) -> tuple[Occurrence, ...]:
    """Return what happened by these changes: first what was decided or put right, then statuses without a decision."""
    of_votes = [each for each in changes if each.entity in ("Besluit", "Stemming") and each.besluiten]
    ids = list(dict.fromkeys(id for each in of_votes for id in each.besluiten))
    found: list[Occurrence] = []
    decided: set[str | None] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        known = _known(store, some)
        for id in some:
            its = [each for each in of_votes if id in each.besluiten]
            for proposal, decision in known.get(id, ()):
                decided.add(proposal.zaak)
                found += _of_decision(proposal, decision, its)
            if id not in known:
                found += _gone(its)
    statuses = [each for each in changes if each.what is What.STATUS and each.number not in decided]
    return (*found, *(_of_status(store, each) for each in statuses), *_of_papers(changes))


def _of_papers(changes: Sequence[Change]) -> Iterator[Occurrence]:
    """Yield the proposals that were deleted, or are called otherwise than before."""
    for each in changes:
        if each.entity == "Zaak" and each.what is What.DELETED:
            words = Words("verwijderd", "deleted")
        elif each.entity == "Zaak" and "Onderwerp" in each.fields:
            words = Words("het onderwerp is gewijzigd", "its subject was changed")
        else:
            continue
        yield Occurrence(ZaakNumber.of(each.number), each.title, words, each.changed)


def _known(store: Store, ids: Sequence[str]) -> dict[str, list[tuple[Proposal, Decision]]]:
    """Return the decisions that these Besluiten are, with the proposals they are on."""
    held = store.about(ids)
    entities = held.entities
    besluiten = [each for id in ids if (each := entities.get("Besluit", id)) is not None]
    zaken = {zaak.id: zaak for each in besluiten for zaak in entities.out(each, "Zaak")}
    proposals = [
        *proposals_of(entities, zaken.values(), held.houses, today()),
        *(proposal for _, proposal in votes_alone(entities, besluiten, held.houses, today())),
    ]
    found: dict[str, list[tuple[Proposal, Decision]]] = {}
    for proposal in proposals:
        for decision in proposal.all_decisions():
            if decision.id is not None and decision.id in ids:
                found.setdefault(decision.id, []).append((proposal, decision))
    return found


def _of_decision(proposal: Proposal, decision: Decision, changes: Sequence[Change]) -> Iterator[Occurrence]:
    """Yield that a decision was taken; of one that was there before, what was put right in it."""
    own = [each for each in changes if each.entity == "Besluit"]
    changed = max((each.changed for each in changes if each.changed is not None), default=None)

    def told(words: Words) -> Occurrence:
        return Occurrence(proposal.ref, proposal.subject or proposal.title, words, changed)

    if any(each.what in _CAME for each in own):
        yield told(Words(plain_words.outcome(decision, "nl"), plain_words.outcome(decision, "en")))
        return
    rows = [each for each in changes if each.entity == "Stemming"]
    if rows and all(each.what in _CAME for each in rows) and len(rows) == sum(1 for _ in decision.ballots()):
        yield told(Words("wie voor en wie tegen was, is er nu", "who was for and who against is there now"))
        rows = []
    for _, some in groupby(
        sorted(rows, key=lambda each: (each.who or "", each.id)), key=lambda each: each.who
    ):
        yield from (told(words) for words in _of_voter(list(some)))
    for each in own:
        for name in ("BesluitSoort", "BesluitTekst", "Opmerking"):
            if name in each.fields:
                old, new = (plain_words.clean(str(value or "-")) for value in each.fields[name])
                yield told(Words(f"{name}: {old} -> {new}", f"{name}: {old} -> {new}"))


def _of_voter(changes: Sequence[Change]) -> Iterator[Words]:
    """Yield what became of the vote of a party or member: it moved, came, went, or was a mistake."""
    who = member_name(changes[0].who or "?")
    for each in changes:
        if each.what in _CAME:
            yield Words(
                f"{who}: stem erbij, correctie van de data", f"{who}: vote added, correction of the data"
            )
        elif each.what is What.DELETED:
            yield Words(
                f"{who}: stem weg, correctie van de data", f"{who}: vote gone, correction of the data"
            )
        if "Soort" in each.fields:
            old, new = (_SIDES.get(str(value), _NOT_VOTING) for value in each.fields["Soort"])
            yield Words(
                f"{who}: {old.nl} -> {new.nl}, correctie van de data",
                f"{who}: {old.en} -> {new.en}, correction of the data",
            )
        if "FractieGrootte" in each.fields:
            before, after = each.fields["FractieGrootte"]
            yield Words(f"{who}: {before} -> {after} zetels", f"{who}: {before} -> {after} seats")
        if each.fields.get("Vergissing", (None, None))[1] is True:
            yield Words(f"{who}: vergissing gemeld", f"{who}: mistake reported")


def _gone(changes: Sequence[Change]) -> Iterator[Occurrence]:
    for each in changes:
        if each.entity == "Besluit" and each.what is What.DELETED:
            yield Occurrence(None, each.title, Words("besluit verwijderd", "decision deleted"), each.changed)


def _of_status(store: Store, change: Change) -> Occurrence:
    """Return that a proposal has another status, by what is not a decision of its own."""
    old, new = (form.STATUSES[Status(value)] for value in change.fields["status"])
    none = form.NO_DECISION
    words = Words(
        f"{old.nl or none.nl} -> {new.nl or none.nl}", f"{old.en or none.en} -> {new.en or none.en}"
    )
    held = store.entities_for(EntityId(change.id))
    zaak = held.entities.get("Zaak", change.id)
    proposal = next(iter(proposals_of(held.entities, [zaak] if zaak is not None else [])), None)
    return Occurrence(proposal.ref if proposal else None, change.title, words, change.changed)
