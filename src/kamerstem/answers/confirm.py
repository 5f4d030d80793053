"""Whose gap it is: what the audit finds in this copy is asked of the service again before it is reported.

Only decisions can be asked for again. The answer is laid over the record, and the same checks look at it: a finding
that they make again is one of the official data; any other is one of this copy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kamerstem.answers.audit import found_in
from kamerstem.errors import NotFoundError
from kamerstem.language import Words
from kamerstem.model.answers import Audit, Audited
from kamerstem.model.entities import HOST, Entities, Entity
from kamerstem.model.overview import Source
from kamerstem.sources.kept import laid_over
from kamerstem.sources.odata import Answer
from kamerstem.sources.votes import TOGETHER, Votes
from kamerstem.store import Store

MOST = 48
"""Decisions that are asked for again for one report, the latest first: a polite guest asks no more."""


def confirmed(store: Store, url: str | None, audit: Audit) -> Audit:
    """Return the audit with those findings only that the service shows as well, each with its answer.

    Raises NotFoundError where there is none: then there is nothing to report. Raises SourceError where the service does
    not answer: then nothing tells whose gap it is.
    """
    ids = list(
        dict.fromkeys(id for found in reversed(audit.findings) if (id := _besluit(found)) is not None)
    )[:MOST]
    shown: dict[tuple[str, str], Source] = {}
    if ids:
        with Votes(url or HOST) as service:
            for start in range(0, len(ids), TOGETHER):
                shown |= _shown(store, service, ids[start : start + TOGETHER])
    kept = tuple(
        replace(found, confirmed=shown[found.finding.check, id])
        for found in audit.findings
        if (id := _besluit(found)) is not None and (found.finding.check, id) in shown
    )
    if not kept:
        raise _only_here(audit, asked=bool(ids))
    return replace(audit, findings=kept, only_here=len(audit.findings) - len(kept))


def _besluit(found: Audited) -> str | None:
    about = found.finding.about
    return about[1] if about is not None and about[0] == "Besluit" else None


def _shown(store: Store, service: Votes, ids: Sequence[str]) -> dict[tuple[str, str], Source]:
    """Return what the checks find in these decisions as the service gives them now, each with the answer it is in."""
    held, answer = store.about(ids), service.again(ids)
    entities = Entities(_as_served(held.entities, answer, ids))
    sources = {source.id: source for source in answer.sources}
    came = {record.id: sources[record.source] for record in answer.entities if record.source in sources}
    besluiten = [each for id in ids if id in came and (each := entities.get("Besluit", id)) is not None]
    return {(check, id): came[id] for check, id in found_in(entities, besluiten, held.houses) if id in came}


def _as_served(held: Entities, answer: Answer, ids: Sequence[str]) -> Iterator[Entity]:
    """Yield what is held, with these decisions and their rows as the service gives them."""
    asked = set(ids)
    for record in held:
        if record.kind != "Stemming" or asked.isdisjoint(record.refs.get("Besluit", ())):
            yield record
    for record in answer.entities:
        if record.kind in ("Besluit", "Stemming"):
            yield laid_over(record, held.get(record.kind, record.id, deleted=True))


def _only_here(audit: Audit, *, asked: bool) -> NotFoundError:
    number = len(audit.findings)
    if not asked:
        return NotFoundError(
            "Deze bevindingen gaan niet over een besluit dat opnieuw kan worden opgevraagd. Ze gelden in dit "
            "gegevensbestand; er is niets te melden.",
            "These findings are not on a decision that can be asked for again. They hold in this record; there is "
            "nothing to report.",
        )
    said = Words(
        "deze bevinding" if number == 1 else f"deze {number} bevindingen",
        "this finding" if number == 1 else f"these {number} findings",
    )
    return NotFoundError(
        f"De dienst is opnieuw gevraagd en laat {said.nl} niet zien: het ligt aan dit gegevensbestand. Er is niets te "
        "melden; werk het bij met kamerstem sync.",
        f"The service was asked again and does not show {said.en}: it is this record that lacks it. There is nothing "
        "to report; bring it up to date with kamerstem sync.",
    )
