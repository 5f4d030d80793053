"""The budget ledger: a corpus of made-up amendments, and any ledger written as sentences and read back."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kamerstem.budget import amounts, clauses
from kamerstem.budget.amendments import bill_of, is_budget, ledger_of
from kamerstem.budget.clauses import Place, Unreadable
from kamerstem.contract.overview import budget as budget_dict
from kamerstem.model.budgets import labels_in, moves, outcome_of, pairs, sums
from kamerstem.model.ledger import CoverWay, Entry, Ledger, Money, Stated, total
from kamerstem.model.papers import Clause, PaperText, Table
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import (
    Decision,
    Kind,
    Part,
    Proposal,
    Relation,
    RelationKind,
    Result,
    Step,
)
from kamerstem.readers.kamerstuk import read as read_paper
from kamerstem.readers.kamerstuk import read_text

CORPUS = sorted(Path(__file__).parents[1].glob("examples/budget/*.txt"))
BILL = Dossier(36990, "VI")
TITLE = "Vaststelling van de begrotingsstaten van het Ministerie van Justitie en Veiligheid (VI) voor het jaar 2031"


def read(path: Path) -> tuple[Ledger, dict[str, Any]]:
    """Return the ledger of an example, and what is expected of it."""
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text("utf-8"))
    ledger = ledger_of(read_text(path.read_text("utf-8")), expected["bill"])
    assert ledger is not None
    return ledger, expected["budget"]


def amendment_text(*clause: str | Table, explanation: str | None = None, title: str = TITLE) -> Ledger:
    text = PaperText(
        kind=Kind.AMENDMENT,
        clauses=(Clause(None, clause),),
        explanation=None if explanation is None else (explanation,),
    )
    ledger = ledger_of(text, title)
    assert ledger is not None
    return ledger


@pytest.mark.parametrize(
    ("caption", "each"),
    [
        ("Wijziging artikel 2", 1_000),
        ("Bedragen x € 1.000", 1_000),
        ("Wijziging artikel 2 (in duizenden euro's)", 1_000),
        ("Wijziging artikel 2 (x € 1.000.000)", 1_000_000),
        ("Wijziging artikel 2 (x € 1 miljoen)", 1_000_000),
        ("Wijziging artikel 2, bedragen in euro's", 1),
        ("Bedragen in hele euro's", 1),
        ("Wijziging artikel 2 x € 1", 1),
        ("Wijziging artikel 2 (in miljarden euro's)", 1_000_000_000),
        ("Bedragen x € 1.000, in miljoenen", None),
        ("Wijziging artikel 2 (€)", None),
        ("Wijziging artikel 4: Subsidies", None),
        ("Wijziging begrotingsartikel 4 (x € 1.000)", None),
        ("Wijziging artikel 2 voor 2032 en 2033", None),
    ],
)
def test_a_table_is_in_the_euros_that_its_caption_says(caption: str, each: int | None) -> None:
    held = Table(
        caption, ("Omschrijving", "Mutatie uitgaven"), (("Subsidies", "600"), ("Opdrachten", "-200"))
    )
    ledger = amendment_text("Artikel 2 Naam van de begrotingsstaat wordt vervangen door:", held)
    assert [entry.change for entry in ledger.entries] == ([600 * each, -200 * each] if each else [])
    assert bool(ledger.unread) is (each is None)


def test_a_table_of_another_year_is_of_that_year() -> None:
    held = Table(
        "Wijziging artikel 2 voor het jaar 2032", ("Omschrijving", "Mutatie uitgaven"), (("A", "6"),)
    )
    ledger = amendment_text("Artikel 2 Naam van de begrotingsstaat wordt vervangen door:", held)
    assert [(entry.year, entry.change) for entry in ledger.entries] == [(2032, 6_000)]


@pytest.mark.parametrize("total", ["Totaal", "Totale mutatie", "Artikeltotaal", "Totalen", "Per saldo"])
def test_the_total_of_a_table_is_not_counted_again(total: str) -> None:
    held = Table(None, ("Omschrijving", "Mutatie uitgaven"), (("A", "600"), ("B", "400"), (total, "1.000")))
    ledger = amendment_text("Artikel 2 Naam van de begrotingsstaat wordt vervangen door:", held)
    assert ledger.total(Money.EXPENDITURE) == 1_000_000


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Mutatie uitgaven", ("- waarvan A", "600")),
        ("Mutatie uitgaven", ("waaronder A", "600")),
        ("Mutatie uitgaven", ("Stand ontwerpbegroting", "9.000")),
        ("Mutatie uitgaven", ("A", "€ 600.000")),  # of a thousand?
        ("Mutatie uitgaven (2032)", ("A", "600")),
        ("Mutatie uitgaven (nieuw)", ("A", "600")),
    ],
)
def test_a_table_that_could_say_something_else_is_not_read(header: str, row: tuple[str, str]) -> None:
    held = Table(None, ("Omschrijving", header), (row, ("B", "-200")))
    ledger = amendment_text("Artikel 2 Naam van de begrotingsstaat wordt vervangen door:", held)
    assert ledger.entries == ()
    assert ledger.unread


def test_a_table_of_another_article_than_the_sentence_is_not_read() -> None:
    held = Table(None, ("Art.", "Omschrijving", "Mutatie uitgaven"), (("4", "Naam", "600"),))
    ledger = amendment_text("Artikel 2 Naam van de begrotingsstaat wordt vervangen door:", held)
    assert (ledger.entries, len(ledger.unread)) == ((), 1)


def test_a_table_below_a_line_that_is_not_understood_is_not_read() -> None:
    held = Table(None, ("Art.", "Omschrijving", "Mutatie uitgaven"), (("2", "Naam", "600"),))
    ledger = amendment_text("De mutaties worden vervangen door de volgende (in hele euro's):", held)
    assert (ledger.entries, len(ledger.unread)) == ((), 2)


@pytest.mark.parametrize(
    "where",
    [
        "In artikel 1 – 3 wordt het uitgavenbedrag verhoogd met € 5 (x € 1.000).",
        "In artikel 1, 3 wordt het uitgavenbedrag verhoogd met € 5 (x € 1.000).",
        "In artikel 1 Naam, alsmede in 3 Iets, wordt het uitgavenbedrag verhoogd met € 5 (x € 1.000).",
        "In artikel 1 voor 2032 wordt het uitgavenbedrag verhoogd met € 5 (x € 1.000) en in artikel 2 wordt"
        " het uitgavenbedrag verlaagd met € 5 (x € 1.000).",
        "De mutatie in artikel 34 vervalt.",
        "Artikel 34 vervalt.",
    ],
)
def test_articles_and_years_that_are_not_certain_are_not_read(where: str) -> None:
    ledger = amendment_text(where)
    assert (ledger.entries, ledger.texts, len(ledger.unread)) == ((), (), 1)


SENTENCE = (
    "In artikel 33 Veiligheid worden het verplichtingenbedrag en het uitgavenbedrag "
    "verhoogd met € 2.000 (x € 1.000)."
)
MORE = "Het uitgavenbedrag wordt verhoogd met € 20 (x € 1.000)."


@pytest.mark.parametrize(
    "lines",
    [
        ("Artikel 33 Veiligheid wordt als volgt gewijzigd:", "Artikel 34 Iets", MORE),
        ("Artikel 33 Veiligheid wordt als volgt gewijzigd:", "In artikel 34 Iets:", MORE),
        (
            "Artikel 33 Veiligheid wordt als volgt gewijzigd:",
            "Na artikel 33 wordt een artikel ingevoegd, luidende:", "Artikel 33a Nieuw", MORE,
        ),
        ("Het amendement op stuk nr. 7 wordt als volgt gewijzigd:", SENTENCE),
        ("Indien het amendement op stuk nr. 7 wordt aanvaard, komt dit als volgt te luiden:", SENTENCE),
    ],
)  # fmt: skip
def test_what_stands_below_a_line_that_is_not_understood_is_not_read(lines: tuple[str, ...]) -> None:
    ledger = amendment_text(*lines)
    assert ledger.entries == ()
    assert [unread.words for unread in ledger.unread] == [lines[-1]]


def test_an_article_that_a_sentence_names_itself_needs_no_heading() -> None:
    ledger = amendment_text("Artikel 33 Veiligheid wordt als volgt gewijzigd:", "Artikel 34 Iets", SENTENCE)
    assert ledger.entries
    assert ledger.unread == ()


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Wijziging van de begrotingsstaat van Iets (VI) voor de jaren 2030 en 2031", None),
        ("Wijziging van de begrotingsstaat van Iets (VI) 2030 (pakket 2031)", None),
        ("Wijziging van de begrotingsstaat van Iets (VI) voor het jaar 2030 (pakket 2031)", 2030),
        ("Wijziging van de begrotingsstaat van Iets (VI) 2030", 2030),
    ],
)
def test_the_year_of_a_bill_is_the_one_it_names(title: str, year: int | None) -> None:
    assert bill_of(title).year == year


def test_the_lower_end_of_a_range_is_no_amount() -> None:
    assert list(amounts.said("Er is € 2-3 miljoen nodig, of € 5.000 – 6.000.")) == [3_000_000]


# --- the corpus -------------------------------------------------------------------------------------------------------


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 40
    not_read = [path for path in CORPUS if read(path)[0].unread]
    assert len(not_read) >= 6
    assert all(path.stem.startswith(("not-read", "partly-read")) for path in not_read)
    assert any(ledger.texts and not ledger.entries for ledger, _ in map(read, CORPUS))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_an_amendment_moves_what_is_expected(path: Path) -> None:
    ledger, expected = read(path)
    found = budget_dict(ledger)
    text = " ".join(path.read_text("utf-8").split())
    for entry in found["entries"]:
        assert entry["words"] in text
    said = [{key: value for key, value in entry.items() if key != "words"} for entry in found["entries"]]
    assert {**found, "entries": said} == expected


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_amount_and_every_article_of_a_ledger_stands_in_the_paper(path: Path) -> None:
    """A ledger holds no figure that its paper does not: read anew from the bare digits, without the grammar."""
    ledger, _ = read(path)
    text = path.read_text("utf-8").split("Toelichting")[0]
    figures = {re.sub(r"[. ]", "", found).split(",")[0] for found in re.findall(r"\d[\d. ]*(?:,\d+)?", text)}
    for entry in ledger.entries:
        assert re.search(rf"\b{entry.article}\b", text)
        printed = {str(abs(entry.change)), str(abs(entry.change) // 1000)}
        in_words = re.search(r"miljoen|mln|van € [\d.]+ tot", text) is not None
        assert printed & figures or in_words, (entry, figures)


def test_the_amendment_of_the_seed() -> None:
    ledger, _ = read(next(path for path in CORPUS if path.stem == "36470-VI-4"))
    assert [(entry.article, entry.kind, entry.change) for entry in ledger.entries] == [
        ("33", Money.COMMITMENTS, 2_000_000),
        ("33", Money.EXPENDITURE, 2_000_000),
    ]
    assert {(entry.chapter, entry.year) for entry in ledger.entries} == {("VI", 2023)}
    assert ledger.supplementary
    assert ledger.stated is Stated.AGREES
    assert ledger.balance == 2_000_000
    assert ledger.covered is False
    (cover,) = ledger.cover
    assert CoverWay.CASH_SHIFT in cover.ways
    assert (cover.year, cover.in_ledger) == (2024, False)


# --- never a wrong amount ---------------------------------------------------------------------------------------------

WORDS = SENTENCE.split()


@given(
    st.integers(0, len(WORDS)),
    st.sampled_from(["niet", "maximaal", "12", "€ 5", "deels", "of", "tot", "verlaagd"]),
)
def test_a_word_more_makes_it_unread_or_part_of_the_name(at: int, word: str) -> None:
    text = " ".join([*WORDS[:at], word, *WORDS[at:]])
    ledger = amendment_text(text)
    changes = {entry.change for entry in ledger.entries}
    if changes:  # only within the name of the article, where any word may stand; and the same twice is a typo
        assert changes == {2_000_000}
        assert all(entry.name != "Veiligheid" for entry in ledger.entries) or at in (0, len(WORDS))
    else:
        assert ledger.unread


@pytest.mark.parametrize("at", range(len(SENTENCE)))
@pytest.mark.parametrize("instead", ["", "x", " "])
def test_one_wrong_character_never_gives_another_amount(at: int, instead: str) -> None:
    """A typo is mended or the sentence is not read; the amount and its direction are those meant, or none."""
    wrong = SENTENCE[:at] + instead + SENTENCE[at + 1 :]
    ledger = amendment_text(wrong)
    assert {entry.change for entry in ledger.entries} <= {2_000_000}, wrong
    assert {entry.article for entry in ledger.entries} <= {"33", "3"}
    assert bool(ledger.entries) != bool(ledger.unread), wrong
    if ledger.entries and "verplichtingenbedrag" in wrong and "uitgavenbedrag" in wrong:
        assert [entry.kind for entry in ledger.entries] == [Money.COMMITMENTS, Money.EXPENDITURE]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE.replace("€ 2.000", "€ 2.00"),
        SENTENCE.replace("€ 2.000", "€ 2,000"),
        SENTENCE.replace("€ 2.000", "€ 2.000.0"),
        SENTENCE.replace("€ 2.000", "€ 02.000"),
        SENTENCE.replace("€ 2.000", "€ 2 of 3"),
        SENTENCE.replace("€ 2.000", "€ 2.000 miljoen"),
        SENTENCE.replace("€ 2.000", "$ 2.000"),
        SENTENCE.replace("€ 2.000 (x € 1.000)", "5%"),
        SENTENCE.replace(" (x € 1.000)", ""),
        SENTENCE.replace("(x € 1.000)", "(x € 100)"),
        SENTENCE.replace("(x € 1.000)", "(x € 1.0000)"),
        SENTENCE.replace("verhoogd", "gewijzigd"),
        SENTENCE.replace("verhoogd", "verhaagd"),
        SENTENCE.replace("verhoogd", "verloogd"),
        SENTENCE.replace("verhoogd", "verminderd of verhoogd"),
        SENTENCE.replace("verhoogd met", "verhoogd met -"),
        SENTENCE.replace("verhoogd met", "verlaagd met –"),
        SENTENCE.replace("artikel 33", "artikel 33, tweede lid,"),
        SENTENCE.replace("artikel 33 Veiligheid", "de artikelen 33 en 34"),
        SENTENCE.replace("artikel 33 Veiligheid", "artikel 33 Veiligheid en 34 Straffen"),
        SENTENCE.replace("artikel 33 Veiligheid", "artikel 33 Veiligheid en artikel 34 Straffen"),
        SENTENCE.replace("het uitgavenbedrag", "het kasbedrag"),
        SENTENCE.replace("€ 2.000", "€ 2.000 respectievelijk € 3.000"),
        SENTENCE.replace(".000).", ".000), tenzij dit niet kan."),
        "De uitgaven worden verhoogd met € 2.000 (x € 1.000).",
        "In artikel 33 Veiligheid wordt het uitgavenbedrag verlaagd van € 5 tot € 7 (x € 1.000).",
        "In artikel 33 Veiligheid wordt het uitgavenbedrag vastgesteld op € 7.000 (x € 1.000).",
        "Artikel 33 wordt vervangen door:",
    ],
)
def test_what_could_mean_two_things_is_not_read(text: str) -> None:
    ledger = amendment_text(text)
    assert ledger.entries == ()
    assert [unread.words for unread in ledger.unread] == [text]
    assert all(ledger.total(kind) is None for kind in Money)
    assert ledger.balance is None
    assert ledger.covered is None


@given(st.text(max_size=200))
@example("In artikel 1 wordt het uitgavenbedrag verhoogd met € " + "1" * 180)
@example("artikel " * 20)
def test_any_text_is_read_or_not_and_nothing_else_happens(text: str) -> None:
    amendment_text(text)
    list(amounts.said(text))


@pytest.mark.parametrize(
    "text",
    [
        "In artikel 1 " + "en het uitgavenbedrag " * 3000,
        "€ " + "1 " * 5000,
        "in de begrotingsstaat van " * 2000,
    ],
)
def test_a_long_sentence_takes_no_time(text: str) -> None:
    amendment_text(text, explanation=text)


def test_what_stands_below_a_heading_that_was_not_read_is_not_read() -> None:
    head = "De begrotingsstaat inzake de agentschappen wordt als volgt gewijzigd:"
    text = PaperText(
        kind=Kind.AMENDMENT,
        lead=f"De ondergetekende stelt voor:\n{head}",
        clauses=(Clause("I", (SENTENCE,)),),
    )
    ledger = ledger_of(text, TITLE)
    assert ledger is not None
    assert ledger.entries == ()
    assert ledger.unread[0].why == clauses.AGENCIES


def test_money_above_the_parts_is_not_lost() -> None:
    lead = "De ondergetekende stelt het volgende amendement voor:\nHet verplichtingenbedrag gaat omhoog."
    ledger = ledger_of(PaperText(kind=Kind.AMENDMENT, lead=lead, clauses=(Clause("I", (SENTENCE,)),)), TITLE)
    assert ledger is not None
    assert [unread.words for unread in ledger.unread] == ["Het verplichtingenbedrag gaat omhoog."]


@pytest.mark.parametrize("minus", ["-", "–", "−", "— "])
@pytest.mark.parametrize("form", ["gewijzigd met {}€ 500 (x € 1.000)", "gewijzigd met € {}500 (x € 1.000)"])
def test_every_sign_that_means_minus(minus: str, form: str) -> None:
    ledger = amendment_text(f"In artikel 33 Veiligheid wordt het uitgavenbedrag {form.format(minus)}.")
    assert [entry.change for entry in ledger.entries] == [-500_000]


# --- tables -----------------------------------------------------------------------------------------------------------

HEAD = ("Art.", "Omschrijving", "Verplichtingen", "Uitgaven", "Ontvangsten")
REPLACED = "Artikel 33 Veiligheid wordt vervangen door:"


def of_table(
    *rows: tuple[str, ...], head: tuple[str, ...] = HEAD, caption: str = "Wijziging artikel 33"
) -> Ledger:
    return amendment_text(REPLACED, Table(caption, head, rows))


@pytest.mark.parametrize("minus", ["-", "–", "− "])
def test_a_table_with_signs(minus: str) -> None:
    ledger = of_table(("", "Subsidies", "500", "300", ""), ("", "Opdrachten", f"{minus}500", "nihil", "–"))
    assert [(e.item, e.kind, e.change) for e in ledger.entries] == [
        ("Subsidies", Money.COMMITMENTS, 500_000),
        ("Subsidies", Money.EXPENDITURE, 300_000),
        ("Opdrachten", Money.COMMITMENTS, -500_000),
    ]


@pytest.mark.parametrize(
    ("rows", "head", "caption"),
    [
        ([("", "Subsidies", "500", "300", "")], HEAD, "Wijziging artikel 33"),
        ([("", "Subsidies", "+500", "300", "x")], HEAD, "Wijziging artikel 33"),
        ([("", "Subsidies", "+500", "300 (p.m.)", "")], HEAD, "Wijziging artikel 33"),
        ([("", "Subsidies", "+5.00", "300", "")], HEAD, "Wijziging artikel 33"),
        ([("", "waarvan subsidies", "+500", "300", "")], HEAD, "Wijziging artikel 33"),
        ([("", "Subsidies", "+500", "300", "", "8")], HEAD, "Wijziging artikel 33"),
        ([("", "Subsidies", "+500", "+300", "")], HEAD, "Wijziging artikel 34"),
        ([("", "Subsidies", "+500", "+300")], ("Art.", "Omschrijving", "Uitgaven", "Uitgaven"), ""),
        ([("", "Subsidies", "+500", "+300")], ("Art.", "Omschrijving", "Stand 2030", "Uitgaven"), ""),
        ([("33", "Veiligheid", "+500", "", ""), ("", "Subsidies", "+400", "", "")], HEAD, ""),
        ([("", "Totaal", "+500", "", ""), ("", "Subsidies", "+400", "", "")], HEAD, ""),
    ],
)
def test_a_table_that_could_mean_two_things_is_not_read(
    rows: list[tuple[str, ...]], head: tuple[str, ...], caption: str
) -> None:
    ledger = of_table(*rows, head=head, caption=caption)
    assert ledger.entries == ()
    assert len(ledger.unread) == 1


# --- words and chapters -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er komt 2 miljoen euro bij.", [2_000_000]),
        ("Het gaat om € 2 mln.", [2_000_000]),
        ("twee miljoen voor de politie", [2_000_000]),
        ("anderhalf miljoen euro", [1_500_000]),
        ("een half miljoen", [500_000]),
        ("vijfentwintig miljoen", [25_000_000]),
        ("€ 250.000 en 2,5 miljard euro", [250_000, 2_500_000_000]),
        ("€ 2.000 (x € 1.000)", [2_000_000]),
        ("500 duizend euro, of 5 ton euro", [500_000, 500_000]),
        ("€ 2,000", []),
        ("1.5 miljoen", []),
        ("In 2024 zijn 300 agenten met 2 ton staal in artikel 33 actief", []),
        ("twee miljoenen mensen", []),
    ],
)
def test_amounts_that_running_text_states(text: str, found: list[int]) -> None:
    assert list(amounts.said(text)) == found


@pytest.mark.parametrize(
    ("title", "state", "chapter"),
    [
        (TITLE, None, "VI"),
        (
            "Vaststelling van de begroting van het Ministerie van A (XIV) en het B-fonds (F) voor het jaar 2024",
            None,
            None,
        ),
        (
            "Vaststelling van de begrotingsstaten van het Ministerie van A, B en C (XIV) en het Dierenfonds (F)"
            " voor het jaar 2024",
            clauses.State(departmental=True),
            "XIV",
        ),
        (
            "Vaststelling van de begrotingsstaten van Koninkrijksrelaties (IV) en het BES-fonds (H) voor het jaar 2024",
            clauses.State(of="het BES-fonds"),
            "H",
        ),
        (
            "Vaststelling van de begrotingsstaten van Koninkrijksrelaties (IV) en het BES-fonds (H) voor het jaar 2024",
            clauses.State(departmental=True),
            None,
        ),
    ],
)
def test_the_chapter_follows_from_the_title_or_is_not_known(
    title: str, state: clauses.State | None, chapter: str | None
) -> None:
    assert bill_of(title).chapter(state) == chapter


def test_only_amendments_to_a_budget_have_a_ledger() -> None:
    text = PaperText(kind=Kind.AMENDMENT, clauses=(Clause(None, (SENTENCE,)),))
    assert ledger_of(text, "Wijziging van de Huurwet") is None
    assert ledger_of(PaperText(kind=Kind.MOTION), TITLE) is None
    assert is_budget(TITLE)


# --- sums -------------------------------------------------------------------------------------------------------------

NAMES = [
    "Veiligheid en straffen",
    "Natuur, visserij en gebiedsgericht werken",
    "Bijdragen aan ZBO's/RWT's",
    None,
]
CHANGES = st.integers(-9_999_999, 9_999_999).filter(bool).map(lambda thousands: thousands * 1000)
ENTRIES = st.builds(
    Entry,
    article=st.integers(1, 99).map(str),
    kind=st.sampled_from(Money),
    change=CHANGES,
    name=st.sampled_from(NAMES),
    chapter=st.just("VI"),
    year=st.just(2031),
)
KINDS = {
    Money.COMMITMENTS: "het verplichtingenbedrag",
    Money.EXPENDITURE: "het uitgavenbedrag",
    Money.RECEIPTS: "het ontvangstenbedrag",
}


def printed(thousands: int, gap: str = ".") -> str:
    return f"{thousands:,}".replace(",", gap)


def sentence_of(entry: Entry, form: int) -> str:
    """Write an entry as the papers do, in one of the forms."""
    thousands, kind = abs(entry.change) // 1000, KINDS[entry.kind]
    at = f"artikel {entry.article}" + (f" {entry.name}" if entry.name else "")
    up = "verhoogd" if entry.change > 0 else "verlaagd"
    sign = "+" if entry.change > 0 else "−–-"[form % 3]
    return [
        f"In {at} wordt {kind} {up} met € {printed(thousands)} (x € 1.000).",
        f"In {at} van de departementale begrotingsstaat wordt {kind} {up} met € {printed(thousands, ' ')} (x € 1 000).",
        f"In de begrotingsstaat wordt in {at} {kind} met € {printed(thousands)} (x € 1.000) {up}.",
        f"In {at} wordt de mutatie van {kind} gewijzigd met {sign} € {printed(thousands)} (x € 1.000).",
        f"In {at} wordt {kind} {up} met € {printed(thousands * 1000)} (x € 1).",
        f"{kind[0].upper()}{kind[1:]} van {at} wordt {up} met {thousands} duizend euro.",
    ][form]


@given(st.lists(st.tuples(ENTRIES, st.integers(0, 5)), min_size=1, max_size=8), st.booleans())
def test_a_ledger_written_as_sentences_is_read_back(written: list[tuple[Entry, int]], apart: bool) -> None:
    sentences = [sentence_of(entry, form) for entry, form in written]
    if apart:
        made = tuple(Clause(str(index), (text,)) for index, text in enumerate(sentences))
    else:
        made = (Clause(None, tuple(sentences)),)
    ledger = ledger_of(PaperText(kind=Kind.AMENDMENT, clauses=made), TITLE)
    assert ledger is not None
    assert ledger.unread == ()
    assert [(e.article, e.name, e.kind, e.change) for e in ledger.entries] == [
        (e.article, e.name, e.kind, e.change) for e, _ in written
    ]


@given(
    st.lists(st.tuples(CHANGES, CHANGES | st.none()), min_size=1, max_size=8),
    st.sampled_from("−–-"),
    st.booleans(),
    st.booleans(),
)
def test_changes_written_as_a_table_are_read_back(
    written: list[tuple[int, int | None]], minus: str, spaced: bool, with_total: bool
) -> None:
    def cell(change: int | None) -> str:
        if change is None:
            return ""
        return ("+" if change > 0 else minus) + " " * spaced + printed(abs(change) // 1000)

    made: list[tuple[str, ...]] = [
        ("", f"Instrument {index}", cell(one), cell(other)) for index, (one, other) in enumerate(written)
    ]
    if with_total:
        sums_ = [sum(each[column] or 0 for each in written) for column in (0, 1)]
        made.append(("", "Totaal", *(cell(total) if total else "0" for total in sums_)))
    ledger = of_table(*made, head=HEAD[:4])
    assert ledger.unread == ()
    expected = [
        (f"Instrument {index}", kind, change)
        for index, pair in enumerate(written)
        for kind, change in zip((Money.COMMITMENTS, Money.EXPENDITURE), pair, strict=True)
        if change is not None
    ]
    assert [(entry.item, entry.kind, entry.change) for entry in ledger.entries] == expected
    for column, kind in enumerate((Money.COMMITMENTS, Money.EXPENDITURE)):
        assert ledger.total(kind) == sum(each[column] or 0 for each in written)


@given(st.lists(st.lists(st.tuples(ENTRIES, st.sampled_from([None, "I", "II"])), max_size=6), max_size=5))
def test_parts_add_up_to_the_amendment_and_amendments_to_the_bill(
    bill: list[list[tuple[Entry, str | None]]],
) -> None:
    proposals = [
        Proposal(
            kind=Kind.AMENDMENT,
            ref=Paper(BILL, str(index + 4)),
            ledger=Ledger(entries=tuple(replace(entry, label=label) for entry, label in entries)),
        )
        for index, entries in enumerate(bill)
    ]
    found = moves(proposals)
    by_part = sums(found, lambda move: (str(move.proposal.ref), move.label))
    by_amendment = sums(found, lambda move: str(move.proposal.ref))
    of_bill = sums(found, lambda move: True).get(True, dict.fromkeys(Money, 0))
    for kind in Money:
        for proposal in proposals:
            assert proposal.ledger is not None
            parts = sum(made[kind] for (ref, _), made in by_part.items() if ref == str(proposal.ref))
            whole = by_amendment.get(str(proposal.ref), dict.fromkeys(Money, 0))[kind]
            assert parts == whole == proposal.ledger.total(kind)
        everything = [entry for entries in bill for entry, _ in entries]
        assert of_bill[kind] == sum(made[kind] for made in by_amendment.values()) == total(everything, kind)
    by_article = sums(found, lambda move: (move.article, move.outcome))
    assert sum(made[Money.EXPENDITURE] for made in by_article.values()) == of_bill[Money.EXPENDITURE]


# --- outcomes ---------------------------------------------------------------------------------------------------------


def decided(result: Result) -> tuple[Decision, ...]:
    return (Decision(step=Step.VOTE, result=result),)


def test_each_part_has_its_own_outcome() -> None:
    parts = (Part("I", decisions=decided(Result.ADOPTED)), Part("II-IV", decisions=decided(Result.REJECTED)))
    proposal = Proposal(kind=Kind.AMENDMENT, parts=parts)
    assert [outcome_of(proposal, label) for label in ("I", "II", "III", "IV")] == ["adopted"] + [
        "rejected"
    ] * 3
    assert outcome_of(Proposal(kind=Kind.AMENDMENT, decisions=decided(Result.REJECTED)), "II") == "rejected"


def test_a_part_without_an_outcome_does_not_get_that_of_the_others() -> None:
    proposal = Proposal(kind=Kind.AMENDMENT, parts=(Part("I", decisions=decided(Result.REJECTED)),))
    assert [outcome_of(proposal, label) for label in ("I", "II")] == ["rejected", "unknown"]
    assert outcome_of(replace(proposal, decisions=decided(Result.ADOPTED)), "II") == "adopted"


def test_what_was_replaced_is_not_what_was_wanted_in_the_end() -> None:
    relation = Relation(RelationKind.REPLACED_BY, Paper(BILL, "9"))
    assert outcome_of(Proposal(kind=Kind.AMENDMENT, relations=(relation,))) == "replaced"
    voted = Proposal(kind=Kind.AMENDMENT, relations=(relation,), decisions=decided(Result.REJECTED))
    assert outcome_of(voted) == "rejected"


def paired(clause: str, dossier: Dossier, number: str, said: str) -> Proposal:
    title = f"Vaststelling van de begrotingsstaat van een ministerie ({dossier.addition}) voor het jaar 2031"
    text = PaperText(kind=Kind.AMENDMENT, clauses=(Clause(None, (clause,)),), explanation=(said,))
    ref = Paper(dossier, number)
    return Proposal(kind=Kind.AMENDMENT, ref=ref, ledger=ledger_of(text, title, ref))


def test_amendments_in_two_bills_are_paired_by_what_they_cite_and_by_nothing_else() -> None:
    less = SENTENCE.replace("verhoogd", "verlaagd")
    said = "Dit dient ter dekking van het amendement op de begroting van OCW (Kamerstukken II, 36 990 VIII, nr. 9)."
    wants = paired(
        SENTENCE, Dossier(36990, "VIII"), "9", "De dekking staat in een amendement op de begroting van J&V."
    )
    covers = paired(less, BILL, "4", said)
    alike = paired(less, BILL, "5", "De dekking van een amendement op de begroting van OCW.")
    (pair,) = pairs([wants, covers, alike])
    assert {pair.one, pair.other} == {wants, covers}
    assert pair.balance == 0
    here = paired(less, BILL, "6", "Ter dekking van het amendement (36 990 VI, nr. 4).")
    assert here.ledger is not None
    assert here.ledger.cover[0].ways == (CoverWay.OTHER,)
    assert pairs([covers, here]) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("I", ("I",)),
        ("I en II", ("I", "II")),
        ("II-V", ("II", "III", "IV", "V")),
        ("I tot en met III", ("I", "II", "III")),
    ],
)
def test_labels_of_parts(text: str, labels: tuple[str, ...]) -> None:
    assert labels_in(text) == labels


def test_a_sentence_without_a_place_is_no_change() -> None:
    with pytest.raises(Unreadable):
        clauses.sentence("Het uitgavenbedrag wordt verhoogd met € 5 (x € 1.000).", Place())


# --- from the official XML --------------------------------------------------------------------------------------------

XML = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><kamerstuk>
<dossier><dossiernummer><dossiernr>36 990</dossiernr>
<begrotingshoofdstuk>VI</begrotingshoofdstuk></dossiernummer></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">12</ondernummer></stuknr><titel>AMENDEMENT VAN HET LID VOORBEELD</titel>
<datumtekst>Ontvangen <datum isodatum="2030-12-03">3 december 2030</datum></datumtekst>
<amendement><amendement-lid>
<al>De ondergetekende stelt het volgende amendement voor:</al>
<al>Artikel 33 Veiligheid wordt vervangen door:</al>
<table><title>Wijziging artikel 33 (bedragen x € 1.000)</title><tgroup cols="5">
<thead><row>{head}</row></thead>
<tbody><row>{first}</row><row>{second}</row></tbody></tgroup></table>
<divisie><kop><titel>Toelichting</titel></kop><al>Het gaat om 1,2 miljoen euro.</al></divisie>
</amendement-lid></amendement></stuk></kamerstuk></officiele-publicatie>"""


def cells(*texts: str) -> str:
    return "".join(f"<entry><al>{text}</al></entry>" for text in texts)


def test_a_table_of_the_official_xml() -> None:
    data = XML.format(
        head=cells("Art.", "Omschrijving", "Verplichtingen", "Uitgaven", "Ontvangsten"),
        first=cells("", "Subsidies", "1.200", "1.200", ""),
        second=cells("", "Opdrachten", "– 1.200", "– 1.200", ""),
    )
    ledger = ledger_of(read_paper(data.encode()), TITLE)
    assert ledger is not None
    assert ledger.unread == ()
    assert [(entry.item, entry.change) for entry in ledger.entries] == [
        ("Subsidies", 1_200_000),
        ("Subsidies", 1_200_000),
        ("Opdrachten", -1_200_000),
        ("Opdrachten", -1_200_000),
    ]
    assert ledger.covered
    assert ledger.stated is Stated.AGREES
