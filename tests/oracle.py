"""Votes as they were listed before facts were kept: derived anew from the records, to hold the facts against."""

import datetime as dt
from collections.abc import Iterator, Sequence

from kamerstem.model.clock import today
from kamerstem.model.day import Vote
from kamerstem.model.proposals import proposals_of, votes_alone
from kamerstem.store import Filter, Store

AT_ONCE = 300


def votes(store: Store, wanted: Filter | None = None, day: dt.date | None = None) -> Iterator[Vote]:
    """Yield the decisions that a filter lets through, each derived with all that is said of its proposals."""
    ids = [row.id for row in store.decisions(wanted or Filter())]
    return _votes(store, ids, day or today())


def _votes(store: Store, ids: Sequence[str], day: dt.date) -> Iterator[Vote]:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found = store.about(some)
        entities = found.entities
        besluiten = [each for id in some if (each := entities.get("Besluit", id)) is not None]
        zaken = {zaak.id: zaak for each in besluiten for zaak in entities.out(each, "Zaak")}
        made = dict(zip(zaken, proposals_of(entities, zaken.values(), found.houses, day), strict=True))
        alone = {each.id: made for each, made in votes_alone(entities, besluiten, found.houses, day)}
        for besluit in besluiten:
            if besluit.id in alone:
                yield Vote(alone[besluit.id], alone[besluit.id].decisions[0])
            for zaak in entities.out(besluit, "Zaak"):
                proposal = made[zaak.id]
                yield from (
                    Vote(proposal, each) for each in proposal.all_decisions() if each.id == besluit.id
                )
