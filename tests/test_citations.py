"""How journalists and clerks cite: each is found, first of all, or there is nothing to find and it says so."""

from collections.abc import Iterator

import pytest

from kamerstem.store import Store
from kamerstem.store.search_query import read_query
from tests.engines.feed import read
from tests.engines.papers import make_record

# What is typed, and what must be the first of what is found; of several papers any.
CITED = [
    ("Kamerstukken II 2023/24, 36 470 VI, nr. 4", ("36470-VI, nr. 4",)),
    ("Kamerstukken II 2023-2024, 36470-VI, nr. 4", ("36470-VI, nr. 4",)),
    ("Kamerstuk 36470 VI nr. 4", ("36470-VI, nr. 4",)),
    ("Kamerstuk 36 470-VI, nr. 4", ("36470-VI, nr. 4",)),
    ("TK 36470 VI, 4", ("36470-VI, nr. 4",)),
    ("Tweede Kamer, vergaderjaar 2023–2024, 36 470 VI, nr. 4", ("36470-VI, nr. 4",)),
    ("kst-36470-VI-4", ("36470-VI, nr. 4",)),
    ("kst-36470-VI-4.pdf", ("36470-VI, nr. 4",)),
    ("https://zoek.officielebekendmakingen.nl/kst-36470-VI-4.html", ("36470-VI, nr. 4",)),
    ("zoek.officielebekendmakingen.nl/kst-36470-VI-4", ("36470-VI, nr. 4",)),
    ("36470-VI nr 4", ("36470-VI, nr. 4",)),
    ("36470-VI-4", ("36470-VI, nr. 4",)),
    ("36470VI, nr. 4", ("36470-VI, nr. 4",)),
    ("36 470 VI #4", ("36470-VI, nr. 4",)),
    ("36.470 VI, nr.4", ("36470-VI, nr. 4",)),
    ("36470 (VI), nr. 4", ("36470-VI, nr. 4",)),
    ("amendement 36470-VI, nr. 4", ("36470-VI, nr. 4",)),
    ("het amendement-Grinwis (36470-VI, nr. 4)", ("36470-VI, nr. 4",)),
    ("amendement Grinwis nr. 4", ("36470-VI, nr. 4",)),
    ("amendement op stuk nr. 4 (36470-VI)", ("36470-VI, nr. 4",)),
    ("stuk nr. 40 bij 36470 VI", ("36470-VI, nr. 40",)),
    ("motie-Mutluer", ("36470-VI, nr. 40",)),
    ("motie Mutluer (36470-VI, nr. 40)", ("36470-VI, nr. 40",)),
    ("motie-Mutluer c.s.", ("36470-VI, nr. 40",)),
    ("de motie-Mutluer over gevangenissen", ("36470-VI, nr. 40",)),
    ("motie-Omtzigt/Leijten", ("36701, nr. 9",)),
    ("motie-Leijten en Omtzigt", ("36701, nr. 9",)),
    ("motie van de leden Omtzigt en Leijten", ("36701, nr. 9",)),
    ("motie-Omtzigt c.s. (36701, nr. 9)", ("36701, nr. 9",)),
    ("de motie-Van der Plas", ("36471, nr. 12",)),
    ("motie-Van der Plas c.s. over boerderijen", ("36471, nr. 12",)),
    ("gewijzigde motie-Van der Plas (36471, nr. 12, was nr. 11)", ("36471, nr. 12",)),
    ("motie-Slagt-Tichelman", ("36473, nr. 6",)),
    ("motie-Kostić over RI&E", ("36476, nr. 10",)),
    ("motie-Kostic", ("36476, nr. 10",)),
    ("motie 36476-10", ("36476, nr. 10",)),
    ("Motie 36 476, nr. 10 (Kostić)", ("36476, nr. 10",)),
    ("dossier 36700", ("36700",)),
    ("wetsvoorstel 36700", ("36700",)),
    ("Wet herziening toeslagen (36700)", ("36700",)),
    ("Wet herziening toeslagen", ("36700",)),
    ("Handelingen II 2023/24, 36470-VI, nr. 4", ("36470-VI, nr. 4",)),
    ("36470-VI, nr. 4 (t.v.v. nr. 3)", ("36470-VI, nr. 4",)),
    ("36472-4", ("36472, nr. 4",)),
    (
        "36472, nrs. 4 en 5",
        (
            "36472, nr. 5",
            "36472, nr. 4",
        ),
    ),
    ("Kamerstukken II, 36472, nr. 4, p. 2", ("36472, nr. 4",)),
    ("Zaak 2024Z00005", ("36470-VI, nr. 40",)),
    ("2024Z00005", ("36470-VI, nr. 40",)),
    ('"36 470 VI, nr. 4"', ("36470-VI, nr. 4",)),
    ("Bijlage bij Kamerstuk 36470-VI, nr. 4", ("36470-VI, nr. 4",)),
    ("wat is er met de motie-Mutluer", ()),  # a question is no query: every word of it is asked for
]
NOT_THERE = [
    "36470-VI, nr. 999",
    "motie-Niemand",
    "99999, nr. 1",
    "kst-99999-1",
    "36472, nrs. 98 en 99",
    "motie-Mutluer/Niemand",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = str(tmp_path_factory.mktemp("record") / "record.sqlite")
    make_record(place)
    with Store.open(place, read) as opened:
        yield opened


def test_there_are_more_than_forty() -> None:
    assert len({query for query, _ in CITED}) > 45


@pytest.mark.parametrize(("query", "found"), CITED)
def test_what_is_cited_is_found_first(store: Store, query: str, found: tuple[str, ...]) -> None:
    hits = store.search(query)
    assert [str(hit.ref) for hit in hits.hits][:1] == [*found][:1]
    assert {str(hit.ref) for hit in hits.hits[: len(found)]} == {*found}


@pytest.mark.parametrize("query", NOT_THERE)
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    assert store.search(query).total == 0


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("de motie", "motie"),
        ("een wet", "wet"),
        ("motie-Mutluer c.s.", "motie Mutluer"),
        ("Tweede Kamer", '"Tweede" Kamer'),  # no number follows: words to search for
        ("was nr. 3", "was nr. 3"),
        ("stuk nr. 4", "stuk nr. 4"),
    ],
)
def test_what_is_left_out_and_what_is_not(typed: str, same: str) -> None:
    def asked(query: str) -> list[list[tuple[tuple[str, ...], ...]]]:
        return [[term.phrases for term in group] for group in read_query(query).groups]

    assert asked(typed) == asked(same)


def test_an_article_alone_and_a_phrase_are_searched_for() -> None:
    assert [term.written for group in read_query("de").groups for term in group] == [("de",)]
    assert [term.written for group in read_query('"de motie"').groups for term in group] == [("de", "motie")]
