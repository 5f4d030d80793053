"""What a record is brought up to date with: every category or some, what a voting day needs, and a second look."""

import datetime as dt
from collections.abc import Callable, Iterable

from kamerstem.errors import InputError, NotFoundError
from kamerstem.model.entities import HOST
from kamerstem.model.feed import SINCE
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed
from kamerstem.store import Store
from kamerstem.sync import Outcome, Progress, sync

TODAY = ("Kamerstukdossier", "Activiteit", "Agendapunt", "Zaak", "Besluit", "Stemming")
"""What a voting day needs, and in this order: what a vote hangs on comes before it, and a dossier before its Zaken.

What is new between one category and the next (a row of a Besluit that was not there yet) is seen by nobody, for a vote
is found by its sitting, agenda item, Besluit and Zaak; the next round has it. Names of parties and members stand in
the vote rows themselves.
"""


def categories_of(names: str | None) -> tuple[str, ...]:
    """Return the categories named ("Zaak,Besluit"), all of them where none is. Raises InputError for another name."""
    if names is None:
        return CATEGORIES
    known = {name.lower(): name for name in CATEGORIES}
    asked = [name.strip() for name in names.split(",") if name.strip()]
    wrong = [name for name in asked if name.lower() not in known]
    if wrong or not asked:
        raise InputError(
            f"Onbekende soort gegevens: {', '.join(wrong) or 'geen'}. Kies uit: {', '.join(CATEGORIES)}.",
            f"Unknown category: {', '.join(wrong) or 'none'}. Choose from: {', '.join(CATEGORIES)}.",
        )
    return tuple(name for name in CATEGORIES if name.lower() in {each.lower() for each in asked})


def bring_up_to_date(
    store: Store,
    url: str | None,
    categories: Iterable[str] = CATEGORIES,
    *,
    full: bool = False,
    again: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Outcome, ...]:
    """Bring a record up to date from the SyncFeed at ``url`` (host root); return what became of each category.

    ``again``: look a second time at the votes of the last 30 days (:mod:`kamerstem.sync.lookback`).
    """
    host = url or HOST
    with SyncFeed(host) as feed:
        if not again:
            return sync(store, feed, categories, full=full, progress=progress)
        from kamerstem.sources.http import Limits
        from kamerstem.sources.votes import Votes
        from kamerstem.sync.lookback import Lookback

        with Votes(host, limits=Limits(total=300.0, connect=5.0, attempts=2)) as votes:
            look = Lookback(store, votes)
            return sync(store, feed, categories, full=full, progress=progress, look=look)


def since(
    store: Store, url: str | None, day: dt.date, *, progress: Callable[[Progress], None] | None = None
) -> tuple[Outcome, ...]:
    """Fill a record with all votes since a day, from the API at ``url`` (:mod:`kamerstem.sync.since`)."""
    from kamerstem.sources.recent import Recent
    from kamerstem.sync.since import Since

    with Recent(url or HOST) as service:
        return sync(store, Since(store, service, day), (SINCE,), progress=progress)


def is_filled(store: Store) -> bool:
    """Return whether all that a voting day needs was read at least in part, so that there is a place to go on from."""
    return all(store.reach(name).token is not None for name in TODAY)


def today(
    store: Store, url: str | None, *, progress: Callable[[Progress], None] | None = None
) -> tuple[Outcome, ...]:
    """Ask only what a voting day needs (:data:`TODAY`), from where the last sync left off.

    Raises NotFoundError for a record that was not filled yet: from the beginning it would take hours, not minutes.
    """
    if not is_filled(store):
        raise NotFoundError(
            f"Het gegevensbestand '{store.place}' is nog niet gevuld. Voer eerst kamerstem sync uit; of vraag de dag "
            "zonder gegevensbestand met kamerstem day --from live.",
            f"The record '{store.place}' was not filled yet. Run kamerstem sync first; or ask for the day without a "
            "record with kamerstem day --from live.",
        )
    return bring_up_to_date(store, url, TODAY, progress=progress)
