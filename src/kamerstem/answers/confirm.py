"""Whose gap it is: what the audit finds in this copy is asked of the service again before it is reported.

Only decisions can be asked for again. The answer is laid over the record, and the same checks look at it: a finding
that they make again is one of the official data; any other that they make of the record is one of this copy. What
follows from more than one proposal they make of neither: that can be told of neither.
"""

from collections.abc import Iterable, Iterator, Sequence

from kamerstem.answers.audit import found_in
from kamerstem.dataclasses import replace
from kamerstem.errors import NotFoundError
from kamerstem.language import Words
from kamerstem.model.answers import Audit, Audited
from kamerstem.model.entities import HOST, Entities, Entity
from kamerstem.model.houses import Houses
from kamerstem.model.overview import Source
from kamerstem.sources.kept import laid_over
from kamerstem.sources.odata import Answer
from kamerstem.sources.votes import TOGETHER, Votes
from kamerstem.store import Found, Store

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
    seen: set[tuple[str, str]] = set()
    if ids:
        with Votes(url or HOST) as service:
            for start in range(0, len(ids), TOGETHER):
                some = ids[start : start + TOGETHER]
                held = store.about(some)
                shown |= _shown(held, service, some)
                seen |= _seen(held.entities, some, held.houses)
    kept = tuple(
        replace(found, confirmed=shown[found.finding.check, id])
        for found in audit.findings
        if (id := _besluit(found)) is not None and (found.finding.check, id) in shown
    )
    if not kept:
        here = any((found.finding.check, _besluit(found)) in seen for found in audit.findings)
        raise _only_here(audit) if here else _untold()
    return replace(audit, findings=kept, only_here=len(audit.findings) - len(kept))


def _besluit(found: Audited) -> str | None:
    about = found.finding.about
    return about[1] if about is not None and about[0] == "Besluit" else None


def _shown(held: Found, service: Votes, ids: Sequence[str]) -> dict[tuple[str, str], Source]:
    """Return what the checks find in these decisions as the service gives them now, each with the answer it is in."""
    answer = service.again(ids)
    entities = Entities(_as_served(held.entities, answer, ids))
    sources = {source.id: source for source in answer.sources}
    came = {record.id: sources[record.source] for record in answer.entities if record.source in sources}
    found = _seen(entities, [id for id in ids if id in came], held.houses)
    return {(check, id): came[id] for check, id in found if id in came}


def _seen(entities: Entities, ids: Iterable[str], houses: Houses) -> set[tuple[str, str]]:
    """Return what the checks find in these decisions, each looked at with its own proposal alone."""
    besluiten = [each for id in ids if (each := entities.get("Besluit", id)) is not None]
    return found_in(entities, besluiten, houses)


def _as_served(held: Entities, answer: Answer, ids: Sequence[str]) -> Iterator[Entity]:
    """Yield what is held, with these decisions and their rows as the service gives them."""
    asked = set(ids)
    for record in held:
        if record.kind != "Stemming" or asked.isdisjoint(record.refs.get("Besluit", ())):
            yield record
    for record in answer.entities:
        if record.kind in ("Besluit", "Stemming"):
            yield laid_over(record, held.get(record.kind, record.id, deleted=True))


def _untold() -> NotFoundError:
    return NotFoundError(
        "Deze bevindingen volgen niet uit één besluit dat opnieuw kan worden opgevraagd. Of ze ook voor de officiële "
        "gegevens gelden, is zo niet te zeggen: ze gelden in dit gegevensbestand, en er is niets te melden.",
        "These findings do not follow from one decision that can be asked for again. Whether they hold for the "
        "official data too cannot be told so: they hold in this record, and there is nothing to report.",
    )


def _only_here(audit: Audit) -> NotFoundError:
    number = len(audit.findings)
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
