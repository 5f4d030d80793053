"""What a record holds, what changed in it, and what a search finds in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kamerstem.contract import VERSION, values
from kamerstem.language import Lang
from kamerstem.model.answers import (
    WHOLE,
    CategoryStatus,
    Change,
    Counts,
    Filled,
    Hit,
    Hits,
    Occurrence,
    ServiceState,
    Status,
    Verification,
    VersionState,
)
from kamerstem.model.counts import Year

if TYPE_CHECKING:
    from kamerstem.contract.types import lists as types


def held(
    status: Status, lang: Lang = "nl", filled: Filled = WHOLE, coverage: Iterable[Year] | None = None
) -> types.Held:
    """Return what the record holds; only why a sync failed depends on the language."""
    return {
        "version": VERSION,
        "record": status.place,
        "engine": status.engine,
        "bytes": status.size,
        "entities": {name: {"live": live, "deleted": gone} for name, (live, gone) in status.entities.items()},
        "versions": status.versions,
        "decisions": status.decisions,
        "first": values.time(status.first),
        "last": values.time(status.last),
        "remarks": dict(status.remarks),
        "stale": status.stale,
        "due": status.due,
        "categories": [_category(category, lang) for category in status.categories],
        "verified": _verified(status.verification) if status.verification else None,
        "since": values.day(status.since),
        "not_whole": list(filled.unread),
        "coverage": None if coverage is None else [_year(each) for each in coverage],
    }


def _year(made: Year) -> types.YearHeld:
    return {
        "year": made.year,
        "decisions": made.decisions,
        "votes": made.votes,
        "whole": made.whole,
        "cut": made.cut,
        "members": made.members,
        "proposals": made.proposals,
        "dossiers": made.dossiers,
    }


def service(state: ServiceState, lang: Lang = "nl") -> types.Service:
    """Return how the service did; only why something failed depends on the language."""
    return {
        "version": VERSION,
        "server": state.server,
        "asked": state.asked.isoformat(),
        "requests": state.requests,
        "versions": [_service_version(each, lang) for each in state.versions],
        "feed": {
            "usable": state.feed is None,
            "error": state.feed.in_(lang) if state.feed else None,
            "milliseconds": _milliseconds(state.feed_delay),
        },
    }


def _service_version(state: VersionState, lang: Lang) -> types.ServiceVersion:
    return {
        "name": state.name,
        "usable": state.why is None,
        "error": state.why.in_(lang) if state.why else None,
        "page": state.page,
        "missing": list(state.missing),
        "unused": list(state.unused),
        "new": list(state.new),
        "milliseconds": _milliseconds(state.delay),
        "vote": list(state.vote) if state.vote is not None else None,
        "right": state.right,
    }


def _milliseconds(delay: float | None) -> int | None:
    return None if delay is None else round(delay * 1000)


def _category(category: CategoryStatus, lang: Lang) -> types.Category:
    return {
        "name": category.name,
        "finished": values.time(category.finished),
        "whole": values.time(category.whole),
        "counts": counts(category.counts),
        "error": category.error.in_(lang) if category.error else None,
    }


def counts(counts: Counts) -> types.Counts:
    """Return what became of a number of entries."""
    return {
        "new": counts.new,
        "changed": counts.changed,
        "deleted": counts.deleted,
        "unchanged": counts.unchanged,
        "failed": counts.failed,
    }


def _verified(verification: Verification) -> types.Verified:
    return {
        "whole": verification.whole,
        "damaged": [
            {"entity": each.entity, "id": each.id, "place": each.place, "what": each.what}
            for each in verification.damaged
        ],
        "differences": [
            {"table": each.table, "surplus": each.surplus, "missing": each.missing}
            for each in verification.differences
        ],
        "broken": list(verification.broken),
    }


def changes(
    found: Iterable[Change],
    since: dt.date,
    filled: Filled = WHOLE,
    events: Iterable[Occurrence] = (),
    lang: Lang = "nl",
) -> types.Changes:
    """Return what changed since a day, and what happened by it; ``filled``: how far the record was."""
    return {
        "version": VERSION,
        "since": since.isoformat(),
        "changes": [change(each) for each in found],
        "events": [_event(each, lang) for each in events],
        "not_whole": list(filled.unread),
        "held_since": values.day(filled.since),
    }


def _event(made: Occurrence, lang: Lang) -> types.Occurrence:
    return {
        "ref": values.ref(made.ref),
        "title": made.title,
        "text": made.words.in_(lang),
        "changed": values.time(made.changed),
    }


def change(made: Change) -> types.Change:
    """Return one change."""
    return {
        "what": made.what,
        "entity": made.entity,
        "id": made.id,
        "number": made.number,
        "title": made.title,
        "changed": values.time(made.changed),
        "fields": {name: {"old": old, "new": new} for name, (old, new) in made.fields.items()},
    }


def found(hits: Hits, query: str, *, limit: int, offset: int) -> types.Found:
    """Return a page of what a search found; ``limit`` and ``offset`` are those that were asked for."""
    return {
        "version": VERSION,
        "query": query,
        "total": hits.total,
        "offset": offset,
        "limit": limit,
        "cut": hits.cut,
        "hits": [_hit(each) for each in hits.hits],
        "papers": hits.papers,
        "not_whole": list(hits.filled.unread),
        "held_since": values.day(hits.filled.since),
    }


def _hit(hit: Hit) -> types.Hit:
    return {
        "ref": values.ref(hit.ref),
        "ids": {"zaak": hit.zaak, "document": hit.document},
        "kind": hit.kind,
        "title": hit.title,
        "status": hit.status,
        "day": values.day(hit.day),
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "matched": hit.matched,
    }
