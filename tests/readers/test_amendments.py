"""Papers of amendments as they really are: articles, parts, money, what they replace, notes at the foot."""

import datetime as dt

import pytest

from kamerstem.budget.amendments import ledger_of
from kamerstem.model.papers import Clause, articles_of
from kamerstem.readers import kamerstuk
from tests import needs

_ARTICLES = {
    "25051-8": (
        "I, onderdeel G.3", "I", "I, onderdeel J.4", "I, onderdeel J.11",
        "II, onderdeel D.4", "II, onderdeel D.5", "II, onderdeel G.4", "II, onderdeel G.10",
    ),
    "30105-XII-4": ("19",),
    "31474-A-8": ("14", "19"),
    "31700-A-17": ("12", "13"),
    "32040-11": ("I", "II", "III, onderdeel A"),
    "32500-A-10": ("12", "19"),
    "33780-3": ("1", "3", "4", "6", "7"),
    "34300-A-10": ("12", "19"),
}  # fmt: skip
_SIGNED = {
    "25051-8": (dt.date(1996, 11, 25), ["Reitsma"]),
    "30105-XII-4": (dt.date(2005, 6, 30), ["Crone", "Rouvoet"]),
    "31474-A-8": (dt.date(2008, 7, 3), ["Cramer"]),
    "31700-A-17": (dt.date(2008, 12, 2), ["Roemer", "Vendrik"]),
    "32040-11": (dt.date(2010, 1, 19), ["Jasper van Dijk"]),
    "32500-A-10": (
        dt.date(2010, 11, 30),
        ["Slob", "Monasch", "Bashir", "Verhoeven", "Van Tongeren", "Ouwehand"],
    ),
    "33780-3": (
        dt.date(2013, 10, 30),
        ["Van Meenen", "Duisenberg", "Straus", "Mohandis", "Ypma", "Voordewind", "Schouten", "Bisschop"],
    ),
    "34300-A-10": (dt.date(2015, 10, 28), ["Dik-Faber"]),
}
# By article and column, in millions of euros.
_MOVED = {
    "30105-XII-4": {("19", "commitments"): -50, ("19", "expenditure"): -50},
    "31474-A-8": {("14", "commitments"): 10, ("14", "expenditure"): 10, ("19", "receipts"): 10},
    "31700-A-17": {
        ("12", "commitments"): -15, ("12", "expenditure"): -15, ("13", "commitments"): 15, ("13", "expenditure"): 15,
    },
    "32500-A-10": {("12", "commitments"): -30, ("12", "expenditure"): -30, ("19", "receipts"): -30},
    "33780-3": {
        (article, column): change
        for article, change in (("1", 61), ("3", 44), ("4", -36), ("6", -27), ("7", -42))
        for column in ("commitments", "expenditure")
    },
    "34300-A-10": {("12", "commitments"): -2.5, ("12", "expenditure"): -2.5, ("19", "receipts"): -2.5},
}  # fmt: skip


@needs.official
@pytest.mark.parametrize("form", ["xml", "txt"])
@pytest.mark.parametrize("paper", _ARTICLES)
def test_real_amendments(paper: str, form: str) -> None:
    """Eight of 1996 to 2015: the number, who and when, articles, money, what is replaced; nothing is lost."""
    folder = needs.shared("data/amendments")
    data = (folder / ("xml" if form == "xml" else "text") / f"kst-{paper}.{form}").read_bytes()
    read = kamerstuk.read(data) if form == "xml" else kamerstuk.read_text(data.decode())
    assert read.ref is not None
    assert str(read.ref).replace(", nr. ", "-") == paper
    assert read.kind is not None
    assert str(read.kind) == "amendment"
    assert read.submitters is not None
    assert (read.day, [actor.name for actor in read.submitters.actors]) == _SIGNED[paper]
    assert articles_of(read.clauses) == _ARTICLES[paper]
    assert read.explanation
    assert [str(each) for each in read.replaces] == (["31474-A, nr. 5"] if paper == "31474-A-8" else [])
    assert len(read.unread) == (1 if paper == "31474-A-8" else 0)  # the note at the foot of the page
    ledger = ledger_of(read, "Vaststelling van een begrotingsstaat" if paper in _MOVED else None)
    moved = {} if ledger is None else {(e.article, str(e.kind)): e.change / 1_000_000 for e in ledger.entries}
    assert moved == _MOVED.get(paper, {})
    assert ledger is None or not ledger.unread


@pytest.mark.parametrize(
    ("paragraphs", "wanted"),
    [
        # Without parts: one article after another, whole.
        (["Artikel I, artikel 9a, wordt als volgt gewijzigd:", "1. Onderdeel b vervalt.",
          "Artikel II, artikel 12, eerste lid, komt te luiden:", "Een lid."], ("I", "II")),
        (["Artikel IIIA vervalt."], ("IIIA",)),
        (["In artikel I, onderdeel G.3, wordt «vier» vervangen door: vijf."], ("I, onderdeel G.3",)),
        (["In het in artikel II, onderdeel D.4, opgenomen artikel 11 vervalt het derde lid."], ("II, onderdeel D.4",)),
        (["Artikel 1.1, onderdelen A en B, vervalt."], ("1.1, onderdeel A", "1.1, onderdeel B")),
        (["Artikel I, onderdelen A, C en D.2, vervallen."], ("I, onderdeel A", "I, onderdeel C", "I, onderdeel D.2")),
        (["In artikel I vervalt onderdeel J.4."], ("I, onderdeel J.4",)),
        (["In de artikelen 1 en 4 wordt «a» vervangen door: b."], ("1", "4")),
        # The words of a law that is quoted are no article of the bill.
        (["Artikel I wordt als volgt gewijzigd:", "Artikel 12 is van overeenkomstige toepassing."], ("I",)),
        (["Artikel I wordt als volgt gewijzigd:", "Artikel 12 wordt als volgt gewijzigd:"], ("I",)),
        (["Na artikel 3 wordt een artikel ingevoegd, luidende:", "Artikel 3a", "Artikel 9 wordt toegepast."], ("3a",)),
        (["Artikel 5 vervalt.", "Na artikel 7 wordt een artikel ingevoegd:", "Artikel 7a", "Artikel 9 vervalt."],
         ("5", "7a")),
    ],
)  # fmt: skip
def test_articles(paragraphs: list[str], wanted: tuple[str, ...]) -> None:
    assert articles_of((Clause(None, tuple(paragraphs)),)) == wanted


_PAPER = """99 001
Een verzonnen wet
Nr. {own}
AMENDEMENT VAN HET LID BEDACHT TER VERVANGING VAN DAT GEDRUKT ONDER NR. {other}
Ontvangen 3 juli 2024
De ondergetekende stelt het volgende amendement voor:
In artikel 14 vervalt het tweede lid.
Toelichting
Dit is bedacht.
Bedacht
{foot}"""


@pytest.mark.parametrize(
    ("own", "other", "foot", "replaced", "unread"),
    [
        ("8", "5", "", ["99001, nr. 5"], []),
        # The mark of a note stands against the number; a paper cannot replace one above itself.
        ("8", "51", "XNoot\n1\nEen noot.", ["99001, nr. 5"], ["1 Een noot."]),
        ("18", "172", "XNoot\n2\nEen noot.", ["99001, nr. 17"], ["2 Een noot."]),
        ("8", "51", "", [], ["Ter vervanging van nr. 51"]),
        ("8", "51", "XNoot\n2\nEen noot.", [], ["2 Een noot.", "Ter vervanging van nr. 51"]),
        ("61", "51", "XNoot\n1\nEen noot.", ["99001, nr. 51"], ["1 Een noot."]),
    ],
)
def test_what_is_replaced_came_earlier(
    own: str, other: str, foot: str, replaced: list[str], unread: list[str]
) -> None:
    read = kamerstuk.read_text(_PAPER.format(own=own, other=other, foot=foot))
    assert [str(each) for each in read.replaces] == replaced
    assert list(read.unread) == unread
    assert read.closing == ("Bedacht",)
