"""What papers say, in the record of each engine: kept, replaced, and found by their words."""

import datetime as dt

import pytest

from kamerstem.model.answers import Hits
from kamerstem.store import Scope, Store, paper_texts
from kamerstem.store.paper_texts import Held
from kamerstem.store.search_index import words_of
from kamerstem.sync import sync
from tests.engines.conftest import Fill
from tests.engines.papers import PAPERS, papers

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def fill(store: Store) -> None:
    feed = papers()
    sync(store, feed, feed.categories)


@pytest.fixture
def begins() -> Fill:
    return fill


def keys(store: Store) -> dict[str, int]:
    """Return the numbers of the proposals whose papers are kept, by the reference of each."""
    every = store.texts.proposals()
    _, proposals = store.texts.load(every)
    assert list(proposals) == every
    return {str(proposal.ref): key for key, proposal in proposals.items()}


def words(text: str | None) -> Held:
    return Held("d", "v", NOW, text)


def refs(hits: Hits) -> list[str]:
    return [str(hit.ref) for hit in hits.hits]


def test_motions_and_amendments_the_newest_first(store: Store) -> None:
    of = keys(store)
    assert len(of) == sum(kind in ("Motie", "Amendement") for kind, *_ in PAPERS.values())
    newest = [str(hit.ref) for hit in store.search("", limit=50).hits if str(hit.ref) in of]
    assert newest == list(of)


def test_words_are_found_by_phrase_form_beginning_and_not(store: Store) -> None:
    of = keys(store)
    store.texts.keep(
        {
            of["36701, nr. 8"]: words("gehoord de beraadslaging\nverzoekt de regering kabouters te tellen"),
            of["36472, nr. 4"]: words("verzoekt de regering geen kabouter en geen toeslagen te tellen"),
            of["36473, nr. 6"]: words(None),
        }
    )
    for query, found in (
        ("kabouter", {"36701, nr. 8", "36472, nr. 4"}),
        ('"regering kabouters te tellen"', {"36701, nr. 8"}),
        ('"beraadslaging verzoekt"', set()),  # no phrase runs on from one paragraph to the next
        ("kabouters NOT beraadslaging", {"36472, nr. 4"}),
        ("kabouters NOT toeslagen", set()),  # the bill of the other is about them
        ("herziening kabouters", {"36701, nr. 8"}),  # one word in the title of the bill, one in the paper
        ("herziening tellen NOT geen", {"36701, nr. 8"}),
        ("herziening geen", set()),
        ("36701 kabouters", {"36701, nr. 8"}),
        ("kabouters*", {"36701, nr. 8"}),
        ("kabouter OR gevangenissen", {"36701, nr. 8", "36472, nr. 4", "36470-VI, nr. 40"}),
        ("kabouter gevangenissen", set()),
    ):
        hits = store.search(query)
        assert set(refs(hits)) == found, query
        assert (hits.total, hits.papers) == (len(found), 2)
    assert [hit.matched for hit in store.search("kabouter OR gevangenissen").hits] == [
        "title",
        "text",
        "text",
    ]
    assert refs(store.search("kabouter", Scope(party="CDA"))) == ["36472, nr. 4"]


def test_other_words_take_the_place_of_those_that_were(store: Store) -> None:
    key = keys(store)["36701, nr. 8"]
    store.texts.keep({key: words("kabouters")})
    store.texts.keep({key: words("paddenstoelen")})
    assert refs(store.search("kabouters")) == []
    assert refs(store.search("paddenstoel")) == ["36701, nr. 8"]
    store.texts.keep({key: words(None)})
    assert store.search("paddenstoelen").total == 0
    assert store.texts.count() == 0
    assert store.texts.held([key]) == {key: words(None)}
    verified = store.status(verify=True).verification
    assert verified is not None
    assert verified.whole


def test_an_index_of_another_analyser_is_made_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys(store)["36701, nr. 8"]
    with monkeypatch.context() as earlier:
        earlier.setattr(paper_texts, "INDEX", "of another analyser")
        earlier.setattr(paper_texts, "words_of", lambda text: words_of(text[::-1]))
        store.texts.keep({key: words("kabouters")})
        assert refs(store.search("sretuobak")) == ["36701, nr. 8"]
    assert refs(store.search("kabouters")) == ["36701, nr. 8"]
    assert store.search("sretuobak").total == 0
    store.texts.keep({key: words("paddenstoelen")})
    assert store.search("kabouters").total == 0
    assert refs(store.search("paddenstoel")) == ["36701, nr. 8"]


def test_a_record_of_before_has_none(store: Store) -> None:
    assert store.texts.count() == 0
    assert store.texts.held([1]) == {}
    assert store.search("toeslag").papers == 0
