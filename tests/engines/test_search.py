"""Search on both engines: what is found and what is not, the same and in the same order, whatever is asked."""

# ruff: noqa: E501  # tables are read by row

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from kamerstem.model import refs
from kamerstem.model.answers import Hits, Verification
from kamerstem.model.votes import Kind, Status
from kamerstem.store import Scope, Store, schema
from kamerstem.store.search_index import INDEX, _columns, document
from kamerstem.store.search_query import MAX_TERMS, read_query
from kamerstem.sync import sync
from tests.engines.conftest import Fill, nothing
from tests.engines.feed import Feed, at, entry, guid, read
from tests.engines.papers import PAPERS, decided, papers, zaak

ALL = set(PAPERS)

# query, what must be found, what must not; where both are given together as `only`, nothing else may be found
TABLE = [
    ("toeslag", "wet kot", "affaire stad"),  # a plural; the last part of a compound
    ("toeslagen", "wet kot", "klimaat"),
    ("toeslagje", "wet kot", "klimaat"),
    ("toeslagen*", "wet affaire", "kot"),  # as written
    ("kinderopvangtoeslagen", "kot", "wet affaire"),
    ("kinderopvang", "kot", "wet affaire"),  # the first part
    ("opvang", "", "wet"),
    ("affaire", "", "affaire"),  # not on the list of last parts, and so not found
    ("ouder", "wet", "kot"),
    ("steden", "nr40 stad", "kot"),
    ("stad", "nr40 stad", "kot"),
    ("kind", "kinderen", "wet kot"),
    ("kinderen", "kinderen", "wet"),
    ("huis", "kinderen", "stad"),  # a diminutive
    ("huizen", "kinderen", "stad"),
    ("Kamerlid", "leden", "kot"),
    ("leden", "leden affaire kot", "wet"),  # lid, leden
    ("gevangenis", "nr40", "affaire"),
    ("provincie", "provincies", "wet"),
    ("verwerpt", "provincies kot amendement", "stad"),  # a verb's forms, and the outcome
    ("verworpen", "kot leden provincies", "stad wet"),
    ("aannemen", "wet stad", "kot"),
    ("onderzocht", "onderzoek", "emoji"),
    ("begrotingen", "begroting amendement nr40", "kot"),
    ("klimaat", "klimaat", "stad"),
    ("beleid", "klimaat", "stad"),
    ("woning", "stad", "klimaat"),
    ("wetten", "wet", "kot"),
    ("groningen", "stad", "kot"),  # accents
    ("Kostic", "onderzoek", "emoji"),
    ("foto", "emoji", "kot"),
    ("Grinwis", "kot amendement", "affaire"),
    ("GRINWIS -toeslag", "amendement", "kot"),
    ("Grinwis NOT begroting", "kot", "amendement"),
    ("Grinwis ChristenUnie", "kot amendement", "leden"),
    ("Slagt-Tichelman", "klimaat", "kot"),
    ("RI&E-verplichting", "onderzoek", "klimaat"),
    ('"eerlijk klimaatbeleid"', "klimaat", "stad"),
    ('"klimaatbeleid eerlijk"', "", "klimaat"),
    ('"de gevangenis"', "", "nr40"),
    ('-"kleine steden" Mutluer', "", "nr40"),
    ("36470-VI nr. 4", "amendement", "begroting nr40 tvv"),
    ("36.470 VI", "begroting amendement nr40 tvv", "wet"),
    ("36470-VI-40", "nr40 tvv", "amendement"),  # and who cites it
    ("kst-36470-VI-4", "amendement", "nr40"),
    ("36 470 VI, nr. 40 Mutluer", "nr40", "amendement tvv"),
    ("36470", "begroting amendement nr40 tvv", "wet"),
    ("12.000", "emoji", "wet"),
    ("2024Z00004", "amendement", "begroting"),
    ("gevangenis OR klimaat", "nr40 klimaat", "stad"),
    ("gevangenis OR klimaat motie OR Kostić", "nr40 klimaat onderzoek", "stad"),
    ('Grinwis "c.s.', "kot amendement", "affaire"),  # unbalanced
    ("“eerlijk klimaatbeleid”", "klimaat", "stad"),
    ("(klimaat) AND^~:{}[]", "", "klimaat stad"),  # no syntax: the word "and", which is nowhere
    ("(klimaat)", "klimaat", "stad"),
    ("or", "", " ".join(ALL)),
    ("OR klimaat", "", "klimaat"),  # the word "or"
    ("😀", "emoji", "wet"),
    ("😎", "", "emoji"),
    ("!!! ... ***", "", "wet"),
    ("x" * 10_000, "", "wet"),
    ("klimaat " * 1_250, "klimaat", "stad"),  # 10,000 characters
    ("' OR 1=1 --", "", "wet"),
    ("\x00klimaat\ud800", "klimaat", "stad"),
]


@dataclass
class Both:
    """The same record on both engines."""

    stores: dict[str, Store]

    def search(self, query: str, scope: Scope | None = None, *, limit: int = 50, offset: int = 0) -> Hits:
        """Return what both find: all of it, in the same order."""
        first, *others = (
            store.search(query, scope, limit=limit, offset=offset) for store in self.stores.values()
        )
        assert all(first == other for other in others)
        return first

    def names(self, query: str, scope: Scope | None = None) -> list[str]:
        return [NAMES[hit.id] for hit in self.search(query, scope).hits]


NAMES = {guid(name): name for name in PAPERS}


@pytest.fixture(scope="module")
def new_both(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, str]]]:
    import psycopg

    made: list[str] = []
    places: list[dict[str, str]] = []
    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as conn:
        for _ in range(2):
            name = f"t{uuid.uuid4().hex}"
            conn.execute(sa.text(f"CREATE DATABASE {name}").text.encode())
            made.append(name)
            file = str(tmp_path_factory.mktemp("search") / "record.sqlite")
            places.append({"sqlite": file, "postgresql": f"{postgresql}/{name}"})
    yield places
    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as conn:
        for name in made:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="module")
def both(new_both: list[dict[str, str]]) -> Iterator[Both]:
    stores = {name: Store.open(place, read, create=True) for name, place in new_both[0].items()}
    feed = papers()
    for store in stores.values():
        sync(store, feed, feed.categories, batch=40)
    yield Both(stores)
    for store in stores.values():
        store.close()


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("query", "found", "not_found"), TABLE, ids=[repr(row[0][:30]) for row in TABLE])
def test_what_is_found(both: Both, query: str, found: str, not_found: str) -> None:
    names = set(both.names(query))
    assert set(found.split()) <= names
    assert not set(not_found.split()) & names
    if not found:
        assert not names


def test_an_empty_query_is_everything(both: Both) -> None:
    assert set(both.names("  ")) == ALL
    assert both.search("").total == len(ALL)


def test_only_what_is_not_wanted(both: Both) -> None:
    assert set(both.names("-motie")) == {"wet", "begroting", "amendement"}
    assert set(both.names("NOT motie OR klimaatbeleid")) == {"wet", "begroting", "amendement", "klimaat"}


def test_filters(both: Both) -> None:
    assert set(both.names("", Scope(kinds=frozenset({Kind.AMENDMENT})))) == {"amendement"}
    assert set(both.names("", Scope(statuses=frozenset({Status.WITHDRAWN})))) == {"tvv"}
    assert set(both.names("", Scope(party="CU"))) == {"kot", "amendement"}
    assert set(both.names("toeslag", Scope(party="SP", side="against"))) == {"wet"}
    assert set(both.names("toeslag", Scope(party="SP", side="for"))) == {"kot"}
    assert set(both.names("", Scope(since=dt.date(2024, 2, 2), until=dt.date(2024, 2, 3)))) == {
        "kot",
        "affaire",
    }


def test_a_number_comes_before_what_cites_it(both: Both) -> None:
    assert both.names("36470-VI-40")[0] == "nr40"
    assert both.names("36470-VI")[0] == "begroting"


def test_what_has_the_words_as_written_comes_first_then_another_form_then_a_part(both: Both) -> None:
    assert both.names("steden") == ["nr40", "stad"]  # though the other is newer
    assert both.names("stad") == ["stad", "nr40"]
    assert both.names("toeslag") == ["wet", "kot"]
    assert [hit.score for hit in both.search("toeslag").hits] == [1, 0]
    assert both.names("herziening")[0] == "wet"  # in its own title, and of the others in that of the dossier
    assert both.names("verworpen")[0] == "onderzoek"  # of many that are alike the newest


def test_pages(both: Both) -> None:
    whole = both.search("motie").hits
    pages = [hit for first in range(0, 14, 3) for hit in both.search("motie", limit=3, offset=first).hits]
    assert tuple(pages) == whole
    assert both.search("motie", limit=3).total == len(whole)
    assert both.search("motie", limit=0).hits == ()


def test_a_hit(both: Both) -> None:
    (hit,) = both.search("steden Mutluer").hits
    assert (hit.ref, hit.kind, hit.status) == (refs.parse("36470-VI nr. 40"), Kind.MOTION, Status.ADOPTED)
    assert hit.day == dt.date(2024, 2, 6)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Mutluer", "steden"]


def test_marks_of_a_compound_a_phrase_and_a_prefix(both: Both) -> None:
    def marked(query: str) -> list[str]:
        return [hit.snippet[a:b] for hit in both.search(query).hits for a, b in hit.marks]

    assert "kinderopvangtoeslag" in marked("toeslag")
    assert marked('"eerlijk klimaatbeleid"') == ["eerlijk klimaatbeleid"]
    assert marked("toeslagenaf*") == ["toeslagenaffaire"]
    assert marked("36470-VI-40 boerderij") == ["boerderijen", "36470-VI-40"]


def test_a_long_query_says_that_it_was_cut(both: Both) -> None:
    assert both.search(" ".join(f"woord{n}" for n in range(MAX_TERMS + 1))).cut
    assert not both.search("klimaat").cut


# --- nothing is an error ---------------------------------------------------------------------------------------------

_BITS = st.sampled_from(
    ["klimaat", "toeslag*", '"', "-", "NOT", "OR", "36470-VI", "nr. 4", "(", "'", "\\", ":", "&", "|", "!", "<->", "*", "😀", "leden"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(_BITS, max_size=12).map(" ".join), st.lists(_BITS).map("".join))
)
def test_whatever_is_asked_both_engines_answer_the_same(both: Both, query: str) -> None:
    found = both.search(query)
    assert found.total == len(found.hits)
    for hit in found.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


@given(st.text(max_size=60))
def test_what_is_not_wanted_is_the_rest(both: Both, text: str) -> None:
    terms = [term for group in read_query(f'"{text}"').groups for term in group]
    if '"' in text or any(quote in text for quote in "“”„‟″«»") or not terms:
        return
    there = set(both.names(f'"{text}"'))
    assert set(both.names(f'-"{text}"')) == ALL - there


# --- kept up to date -------------------------------------------------------------------------------------------------


def test_what_changes_is_found_as_it_is_now(store: Store) -> None:
    feed = papers()
    sync(store, feed, feed.categories, batch=100)

    def names(query: str) -> set[str]:
        return {NAMES[hit.id] for hit in store.search(query, limit=50).hits}

    feed = Feed()
    feed.add(
        zaak("klimaat", subject="Motie van het lid Slagt-Tichelman over zeehonden", number=9, day=2),
        zaak("stad", subject=None, number=7, day=2, deleted=True),
        *decided("kot", "aangenomen", day=2),
        entry("Kamerstukdossier", "36471", {"Nummer": 36471, "Titel": "Pinguïns"}, changed=at(2)),
        entry("ZaakActor", "door leden", {}, {}, changed=at(2), deleted=True),
    )
    before = store.search("Eerdmans JA21", limit=5).total
    for category in feed.categories:
        store.begin(category)
        store.apply(category, [feed.page(category, None)])
    assert names("zeehond") == {"klimaat"}
    assert names("klimaatbeleid") == set()
    assert names("woningbouw") == set()
    assert names("kinderopvangtoeslag verworpen") == set()
    assert names("kinderopvangtoeslag aangenomen") == {"kot"}
    assert names("pinguins") == {"tvv"}
    assert (before, names("Eerdmans JA21")) == (1, set())

    def everything() -> list[Hits]:
        return [store.search(query, limit=50) for query in ("", "motie", "verworpen", "36470", "SP")]

    held = everything()
    store.rebuild()
    assert everything() == held


def test_another_analyser_makes_the_index_anew(store: Store) -> None:
    feed = papers()
    sync(store, feed, feed.categories, batch=100)
    expected = store.search("toeslag")
    meta = schema.meta
    with store._writing() as conn:
        conn.execute(sa.update(meta).where(meta.c.name == "search").values(value="of before"))
        conn.execute(sa.delete(document).where(document.c.text.contains('"motion"')))
    assert store.search("toeslag") == expected
    with store._reading() as conn:
        assert conn.execute(sa.select(meta.c.value).where(meta.c.name == "search")).scalar() == INDEX


def test_a_batch_that_fails_leaves_the_index_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = papers()
    sync(store, feed, feed.categories, batch=100)
    held = store.search("", limit=50)
    later = Feed().add(zaak("klimaat", subject="Motie over zeehonden", number=9, day=2))

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kamerstem.store.history._move_on", fail)
    with pytest.raises(RuntimeError):
        store.apply("Zaak", [later.page("Zaak", None)])
    assert store.search("", limit=50) == held
    assert store.search("zeehonden").total == 0


def test_an_index_that_much_came_into_is_tidied(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = papers()
    with Store.open(tmp_path / "untidy.sqlite", read, create=True) as untidy:
        sync(untidy, feed, feed.categories, batch=1)
        held = untidy.search("", limit=50)
    monkeypatch.setattr("kamerstem.store._MANY", 1)
    sync(store, feed, feed.categories, batch=1)
    assert store.search("", limit=50) == held
    assert store.status(verify=True).verification == Verification((), (), ())
    if "postgresql" not in str(store._engine.url):
        pieces = []
        for place in (tmp_path / "untidy.sqlite", store.place):
            with closing(sqlite3.connect(place)) as raw:
                pieces += raw.execute("SELECT count(*) FROM search_index_data").fetchone()
        assert pieces[1] < pieces[0]


def test_the_record_is_not_made_by_asking(tmp_path: Path) -> None:
    from kamerstem.errors import NotFoundError

    with pytest.raises(NotFoundError):
        Store.open(tmp_path / "none.sqlite", read)


# --- verified --------------------------------------------------------------------------------------------------------


def the_papers(store: Store) -> None:
    feed = papers()
    sync(store, feed, feed.categories, batch=100)


@pytest.fixture
def begins(request: pytest.FixtureRequest) -> Fill:
    return the_papers if "filled" in request.fixturenames else nothing


@pytest.fixture
def filled(store: Store) -> Store:
    return store


def damage(store: Store) -> tuple[list[str], int]:
    """Return the tables that are not as a rebuild would make them, and how much is said to be broken."""
    verification = store.status(verify=True).verification
    assert verification is not None
    assert verification.damaged == ()
    return [difference.table for difference in verification.differences], len(verification.broken)


DAMAGES = {
    "a byte of the text": "UPDATE search SET text = replace(text, 'klimaatbeleid', 'klimaatbeleiv')",
    "a missing document": "DELETE FROM search WHERE text LIKE '%klimaatbeleid%'",
    "one too many": "INSERT INTO search (place, key, text) VALUES (1, 99999, '[]')",
    "another day": "UPDATE search SET place = place + 1 WHERE text LIKE '%klimaatbeleid%'",
}


@pytest.mark.parametrize("statement", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_document_is_found_and_mended(filled: Store, statement: str) -> None:
    assert damage(filled) == ([], 0)
    with filled._writing() as conn:
        conn.exec_driver_sql(statement.replace("%", "%%") if conn.dialect.name == "postgresql" else statement)
    assert damage(filled) == (["search"], 0)
    filled.rebuild()
    assert damage(filled) == ([], 0)
    assert filled.search("klimaatbeleid").total == 1


def test_an_index_that_is_not_of_its_documents_is_found_and_mended(filled: Store) -> None:
    with filled._writing() as conn:
        place, text = conn.execute(
            sa.select(document.c.place, document.c.text).where(document.c.text.contains("klimaatbeleid"))
        ).one()
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql(
                "UPDATE search SET vector = ts_delete(vector, 'sklimaat') WHERE place = %s", (place,)
            )
        else:  # SQLite is told to forget the document
            conn.exec_driver_sql(
                "INSERT INTO search_index(search_index, rowid, main, more) VALUES('delete', ?, ?, ?)",
                (place, *_columns(text)),
            )
    assert filled.search("klimaat").total == 0
    assert damage(filled) == (["search" if "postgresql" in str(filled._engine.url) else "search_index"], 0)
    filled.rebuild()
    assert damage(filled) == ([], 0)
    assert filled.search("klimaat").total == 1


def test_a_flipped_byte_in_the_files_of_fts5_is_found_and_mended(tmp_path: Path) -> None:
    place = tmp_path / "record.sqlite"
    feed = papers()
    with Store.open(place, read, create=True) as store:
        sync(store, feed, feed.categories, batch=100)
    with closing(sqlite3.connect(place)) as raw:
        key, block = raw.execute(
            "SELECT id, block FROM search_index_data ORDER BY length(block) DESC"
        ).fetchone()
    for offset in range(8, len(block), len(block) // 12):
        flipped = bytearray(block)
        flipped[offset] ^= 1
        with closing(sqlite3.connect(place)) as raw:
            raw.execute("UPDATE search_index_data SET block = ? WHERE id = ?", (bytes(flipped), key))
            raw.commit()
        with Store.open(place, read) as store:
            tables, broken = damage(store)
            assert tables == ["search_index"] or broken, offset
            if offset > len(block) // 2:
                store.rebuild()
                assert damage(store) == ([], 0)
                return


def test_an_index_of_another_analyser_is_kept_until_the_next_sync(filled: Store) -> None:
    with filled._writing() as conn:
        conn.execute(sa.update(schema.meta).where(schema.meta.c.name == "search").values(value="2 of before"))
        before = conn.execute(sa.select(document)).all()
    assert filled.status().stale
    assert damage(filled) == ([], 0)  # it is out of date, and not damaged
    with filled._reading() as conn:
        assert conn.execute(sa.select(document)).all() == before
    feed = papers()
    sync(filled, feed, ["Persoon"])  # nothing new
    assert not filled.status().stale


def test_an_index_of_another_form_is_replaced(filled: Store) -> None:
    expected = filled.search("toeslag")
    with filled._writing() as conn:
        document.drop(conn)
        conn.exec_driver_sql("CREATE TABLE search (key INTEGER PRIMARY KEY, kind TEXT)")
        conn.exec_driver_sql("CREATE TABLE search_text (key INTEGER PRIMARY KEY, text TEXT)")
        conn.execute(sa.update(schema.meta).where(schema.meta.c.name == "search").values(value="1 of before"))
    assert filled.status().stale
    assert filled.search("toeslag") == expected
    with filled._reading() as conn:
        assert not sa.inspect(conn).has_table("search_text")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Kamerstukken II 2023/24, 36 470 VI, nr. 4", "36470-VI, nr. 4"),
        ("wetsvoorstel 36470-VI", "36470-VI"),
        ("36.470 VI, nr. 4", "36470-VI, nr. 4"),
    ],
)
def test_a_citation_is_one_reference_as_an_overview_reads_it(text: str, ref: str) -> None:
    [[term]] = read_query(text).groups
    assert str(term.ref) == ref


def test_a_motion_and_of_whom_are_two_words_and_AND_is_none() -> None:  # noqa: N802
    def words(text: str) -> list[tuple[str, ...]]:
        return [term.written for group in read_query(text).groups for term in group]

    assert words("motie-Omtzigt") == [("motie",), ("omtzigt",)]
    assert words("stikstof AND natuur") == [("stikstof",), ("natuur",)]
    assert words("niet-bestaand") == [("niet", "bestaand")]
    assert words("financi\u00c3\u00able") == [("financiele",)]
