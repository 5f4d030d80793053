"""What changed, as people say it: decisions by their outcome, votes that were put right, by who they are of."""

import datetime as dt
import json

from kamerstem.answers.occurrences import occurrences
from kamerstem.contract import record as contract
from kamerstem.model.answers import WHOLE
from kamerstem.render.listing import event_lines
from kamerstem.store import Store
from kamerstem.sync import sync
from tests.engines.feed import Feed, at, entry, house

SINCE = dt.date(2024, 2, 1)
VOTE = "stem zaak 36003 2 VVD"


def bring(store: Store, feed: Feed) -> None:
    sync(store, feed, feed.categories, batch=300)


def again(feed: Feed, entity: str, name: str, day: int, **fields: object) -> None:
    """Add another version of an entry, with other fields."""
    id = entry(entity, name).id
    before = json.loads(next(each for each in feed.entries[entity] if each.id == id).content)
    body = {**before, "fields": {**before["fields"], **fields}, "changed": at(day).isoformat()}
    feed.add(entry(entity, name, changed=at(day), content=json.dumps(body).encode()))


def told(store: Store, since: dt.date = SINCE) -> list[tuple[str | None, str, str]]:
    found = occurrences(store, list(store.diff(since)))
    return [(str(each.ref) if each.ref else None, each.words.nl, each.words.en) for each in found]


def test_a_vote_that_was_put_right_is_told_by_its_party(store: Store) -> None:
    feed = house()
    bring(store, feed)
    assert told(store) == []
    side = json.loads(next(e for e in feed.entries["Stemming"] if e.id == entry("Stemming", VOTE).id).content)
    was, now = ("voor", "tegen") if side["fields"]["Soort"] == "Voor" else ("tegen", "voor")
    again(feed, "Stemming", VOTE, 40, Soort=now.capitalize())
    bring(store, feed)
    [(ref, nl, en)] = told(store)
    assert (ref, nl) == ("36003, nr. 2", f"VVD: {was} -> {now}, correctie van de data")
    assert en.startswith("VVD: ")
    changes = list(store.diff(SINCE))
    data = contract.changes(changes, SINCE, WHOLE, occurrences(store, changes))
    lines = list(event_lines(data, "nl", SINCE))
    assert lines[0] == "1 gebeurtenis sinds 2024-02-01:"
    assert f"36003, nr. 2: VVD: {was} -> {now}, correctie van de data" in lines[1]
    assert lines[-1].endswith("die toont --rows.")


def test_a_mistake_a_size_and_a_row_that_went_are_told(store: Store) -> None:
    feed = house()
    bring(store, feed)
    again(feed, "Stemming", VOTE, 40, Vergissing=True)
    again(feed, "Stemming", "stem zaak 36003 2 SP", 40, FractieGrootte=6)
    feed.add(entry("Stemming", "stem zaak 36003 2 PVV", changed=at(40), deleted=True))
    bring(store, feed)
    assert {nl for _, nl, _ in told(store)} == {
        "VVD: vergissing gemeld",
        "SP: 5 -> 6 zetels",
        "PVV: stem weg, correctie van de data",
    }


def test_a_decision_is_told_by_its_outcome_and_its_rows_not_one_by_one(store: Store) -> None:
    bring(store, house())
    found = told(store, dt.date(2024, 1, 1))
    assert len(found) == 25
    assert {nl for _, nl, _ in found} == {"aangenomen", "verworpen"}
    assert ("36003, nr. 2", "aangenomen", "adopted") in found or (
        "36003, nr. 2",
        "verworpen",
        "rejected",
    ) in found


def test_a_proposal_that_was_deleted_is_told(store: Store) -> None:
    feed = house()
    bring(store, feed)
    feed.add(entry("Zaak", "zaak 36003 2", changed=at(40), deleted=True))
    bring(store, feed)
    assert ("2024Z00302", "verwijderd", "deleted") in told(store)
