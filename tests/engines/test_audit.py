"""The audit on both engines: what is found, what is looked at again, what is new and what is gone."""

import datetime as dt
import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace

import pytest

from kamerstem import store as stores
from kamerstem.answers import audit as audits
from kamerstem.answers import record
from kamerstem.answers.audit import audit
from kamerstem.errors import NotFoundError
from kamerstem.model.answers import Audit
from kamerstem.model.day import Vote
from kamerstem.model.feed import Entry
from kamerstem.model.refs import EntityId
from kamerstem.store import Filter, Store
from kamerstem.sync import sync
from tests.engines.conftest import Fill
from tests.engines.feed import Feed, at, entry, guid, house
from tests.oracle import decisions


def feed_of(bills: int = 5) -> Feed:
    return house(bills=bills)


def sound(store: Store) -> None:
    bring(store, feed_of())


def bring(store: Store, feed: Feed) -> None:
    sync(store, feed, feed.categories, batch=300)


@pytest.fixture
def begins() -> Fill:
    """Every feed here begins with the sound one."""
    return sound


def found(done: Audit) -> Counter[str]:
    return Counter(each.finding.check for each in done.findings)


def last(feed: Feed, category: str, name: str) -> Entry:
    """Return the entry of an entity as the feed last gave it."""
    return next(each for each in reversed(feed.entries[category]) if each.id == guid(name))


def again(feed: Feed, category: str, name: str, day: int, **fields: object) -> None:
    """Add an entity to the feed once more, changed on a day of January."""
    before = last(feed, category, name)
    body = json.loads(before.content)
    body["fields"] |= fields
    body["changed"] = at(day).isoformat()
    feed.add(replace(before, changed=at(day), content=json.dumps(body).encode()))


def gone(feed: Feed, category: str, name: str, day: int) -> None:
    feed.add(entry(category, name, changed=at(day), deleted=True))


ROW = "stem zaak 36003 2 VVD"


def test_a_sound_record_has_no_error_and_nothing_is_looked_at_twice(store: Store) -> None:
    bring(store, feed_of())
    first = audit(store)
    assert first.first
    assert first.votes == 25
    assert first.looked >= 25
    assert not [each for each in first.findings if str(each.finding.severity) != "info"]
    second = audit(store)
    assert second.looked == 0
    assert not second.first
    assert second.findings == first.findings
    assert not second.gone


def test_a_row_that_is_lost_is_new_and_its_return_is_gone(store: Store) -> None:
    feed = feed_of()
    bring(store, feed)
    audit(store)
    gone(feed, "Stemming", ROW, 28)
    bring(store, feed)
    lost = audit(store)
    [finding] = [each for each in lost.findings if each.finding.check == "incomplete-vote"]
    assert finding.new
    assert finding.finding.about == ("Besluit", guid("besluit zaak 36003 2"))
    assert finding.zaak == "2024Z00302"
    assert str(finding.finding.ref) == "36003, nr. 2"
    assert finding.day is not None
    # The bill is looked at with its amendments, and no other one is.
    assert 0 < lost.looked <= 2 * 5
    assert not audit(store).findings[0].new
    feed.add(replace(last(feed_of(), "Stemming", ROW), changed=at(29)))
    again(feed, "Stemming", ROW, 29)
    bring(store, feed)
    back = audit(store)
    assert found(back)["incomplete-vote"] == 0
    assert [each.finding.check for each in back.gone] == ["incomplete-vote"]
    assert audit(store).gone == ()


def test_what_is_met_again_keeps_the_day_it_was_first_seen(store: Store) -> None:
    feed = feed_of()
    gone(feed, "Stemming", ROW, 28)
    bring(store, feed)
    [first] = [each for each in audit(store).findings if each.finding.check == "incomplete-vote"]
    again(feed, "Zaak", "zaak 36003 2", 29, Kabinetsappreciatie="Ontraden")
    bring(store, feed)
    done = audit(store)
    assert done.looked > 0
    [second] = [each for each in done.findings if each.finding.check == "incomplete-vote"]
    assert (second.first_seen, second.new) == (first.first_seen, False)


def test_a_vote_without_a_proposal_is_looked_at_too(store: Store) -> None:
    feed = feed_of()
    gone(feed, "Zaak", "zaak 36001 3", 28)
    gone(feed, "Stemming", "stem zaak 36001 3 PVV", 28)
    bring(store, feed)
    about = guid("besluit zaak 36001 3")
    checks = {
        each.finding.check for each in audit(store).findings if each.finding.about == ("Besluit", about)
    }
    assert {"decision-without-proposal", "incomplete-vote"} <= checks
    assert "number-missing" not in checks


def test_an_amendment_that_comes_later_is_looked_at_with_its_bill(empty: Store) -> None:
    whole = feed_of()
    feed = Feed({name: list(entries) for name, entries in whole.entries.items()})
    late = guid("besluit zaak 36002 1")
    held = {
        name: [e for e in entries if late.encode() not in e.content] for name, entries in feed.entries.items()
    }
    feed.entries = held
    bring(empty, feed)
    before = audit(empty)
    assert found(before)["no-decision"] == 1
    for name, entries in whole.entries.items():
        feed.add(*(e for e in entries if late.encode() in e.content and e.entity == name))
    bring(empty, feed)
    after = audit(empty)
    assert found(after)["no-decision"] == 0
    assert [each.finding.check for each in after.gone] == ["no-decision"]


@pytest.mark.parametrize("stop", [1, 2, 4])
def test_an_audit_that_is_stopped_goes_on_where_it_was(store: Store, stop: int) -> None:
    feed = feed_of()
    gone(feed, "Stemming", ROW, 28)
    bring(store, feed)
    count = 0

    def halt(_: audits.Progress) -> None:
        nonlocal count
        count += 1
        if count == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit(store, progress=halt)
    done = audit(store)
    assert found(done)["incomplete-vote"] == 1
    assert found(done) == found(audit(store, whole=True))


def test_other_checks_look_at_everything_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(store, feed_of())
    looked = audit(store).looked
    monkeypatch.setattr(audits, "FORM", audits.FORM + 1)
    assert audit(store).looked == looked
    assert audit(store).looked == 0


def test_a_rebuild_changes_nothing_of_it(store: Store) -> None:
    feed = feed_of()
    gone(feed, "Stemming", ROW, 28)
    bring(store, feed)
    before = audit(store)
    store.rebuild()
    assert audit(store).findings == before.findings
    assert audit(store, whole=True).findings == before.findings
    assert store.status(verify=True).verification is not None


def test_a_period_and_one_check(store: Store) -> None:
    feed = feed_of()
    gone(feed, "Stemming", ROW, 28)
    bring(store, feed)
    [one] = audit(store, check="incomplete-vote").findings
    assert one.day is not None
    day = dt.timedelta(days=1)
    assert [
        each.day for each in audit(store, since=one.day, until=one.day, check="incomplete-vote").findings
    ] == [one.day]
    assert audit(store, until=one.day - day, check="incomplete-vote").findings == ()
    assert audit(store, since=one.day + day, check="incomplete-vote").findings == ()


def test_a_sitting_with_votes_and_without_a_report(store: Store) -> None:
    feed = feed_of()
    bring(store, feed)
    days = sorted({row.day for row in decisions(store) if row.day is not None})
    assert len(days) > 2
    voted = days[1]
    between = (days[0] + dt.timedelta(days=n) for n in range(1, 15))
    quiet = next(day for day in between if day not in days and day < days[-1])
    for day in {*days, quiet}:
        fields = {"Soort": "Plenair", "Kamer": "Tweede Kamer", "Datum": f"{day}T00:00:00"}
        feed.add(entry("Vergadering", f"vergadering {day}", fields))
        if day not in (voted, quiet):
            held = [f"vergadering {day}"]
            feed.add(entry("Verslag", f"verslag {day}", {"Soort": "Eindpublicatie"}, {"Vergadering": held}))
    bring(store, feed)
    [missing] = audit(store, check="report-missing").findings
    assert missing.finding.about == ("Vergadering", guid(f"vergadering {voted}"))
    assert missing.day == voted
    assert audit(store, until=voted - dt.timedelta(days=1), check="report-missing").findings == ()


@pytest.mark.parametrize("at_once", [1, 7, 300])
def test_votes_of_many_decisions_are_those_of_each_by_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    feed = feed_of()
    gone(feed, "Stemming", ROW, 28)
    gone(feed, "Zaak", "zaak 36001 3", 28)  # a decision about nothing
    bring(store, feed)
    monkeypatch.setattr(stores, "AT_ONCE", at_once)
    alone: list[Vote] = []
    for row in decisions(store):
        with suppress(NotFoundError):
            made = record.overview(store, EntityId(row.id))
            alone += [Vote(item, each) for _, item, each in made.decisions() if each.id == row.id]
    listed = list(record.votes(store, Filter()))
    assert [vote for vote in listed if vote.proposal.zaak is not None] == alone
    assert len(alone) == 24
    # A vote on what is not in the record counts too, though nobody can ask for it by a proposal.
    assert len(listed) == 25
    assert list(record.votes(store, Filter(), most=3)) == listed[:3]
