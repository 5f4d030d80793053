"""The readers to be fuzzed: what each begins from, the words of its grammar, and what must hold of what it reads."""

import tomllib
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from random import Random

from lxml import etree

from benchmarks.fuzz.documents import here
from kamerstem import checks
from kamerstem.answers import intentions
from kamerstem.errors import NotAPaper
from kamerstem.model.accounts import Account
from kamerstem.model.votes import Side
from kamerstem.readers import apart, handelingen, kamerstuk, overview, verslag
from kamerstem.readers import html as html_reader
from kamerstem.render import html, json, text

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/data"
DAYS = (None, date(1997, 6, 3), date(2018, 4, 5), date(2022, 3, 22), date(2023, 12, 21))


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader under test: ``run`` does with a document what its users do; ``count`` are the documents by default."""

    seeds: Callable[[], list[bytes]]
    words: tuple[str, ...]
    run: Callable[[bytes], None]
    count: int = 10_000


def _files(*patterns: tuple[Path, str]) -> list[bytes]:
    return [path.read_bytes() for folder, pattern in patterns for path in sorted(folder.glob(pattern))]


def _overviews() -> list[bytes]:
    return _files(
        (ROOT / "tests/examples/overviews", "*.txt"),
        (ROOT / "src/kamerstem/examples", "*.txt"),
        (SHARED / "overviews", "*.txt"),
    )


def _overview(data: bytes) -> None:
    read = overview.read(data)
    checks.run(read)
    json.render(read)
    overview.read(text.render(read).encode())


def _pages() -> list[bytes]:
    """Return overviews as the pages that we make of them, and as plain ones that a mutation leaves well-formed."""
    pages = [html.render(overview.read(data)).encode() for data in _overviews()]
    for data in _overviews():
        lines = data.decode(errors="replace").splitlines()
        body = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line.strip() and line.isprintable())
        pages.append(f"<html><body>{body}</body></html>".encode())
    return pages


def _page(data: bytes) -> None:
    with suppress(etree.LxmlError, ValueError):  # the child says of those that the page is broken
        for line in html_reader.read(data):
            assert isinstance(line.text, str)
    apart.read = here
    _overview(data)


def _formulas() -> list[bytes]:
    tables = (tomllib.loads(data.decode()) for data in _files((ROOT / "tests/examples/formulas", "*.toml")))
    return [formula["text"].encode() for table in tables for formula in table["formula"]]


def _handelingen() -> list[bytes]:
    examples = ROOT / "tests/examples/accounts"
    return [
        *_formulas(),
        *_files(
            (examples, "handelingen-*.txt"),
            (examples, "handelingen-*.xml"),
            (SHARED / "handelingen", "*-6.xml"),
        ),
    ]


def _read_handelingen(data: bytes) -> None:
    for day in DAYS:
        whole(handelingen.read(data, day=day))


def _verslagen() -> list[bytes]:
    return _files(
        (ROOT / "tests/examples/accounts", "verslag-*.xml"), (SHARED / "verslagen", "verslag-e2903f19*")
    )


def _read_verslag(data: bytes) -> None:
    whole(verslag.read(data))
    whole(verslag.read_prose(data))


def _papers() -> list[bytes]:
    return _files(
        (ROOT / "tests/examples/kamerstukken", "kst-*"),
        (SHARED / "kamerstukken", "kst-*.xml"),
    )


def _read_paper(data: bytes) -> None:
    try:
        paper = kamerstuk.read(data)
    except NotAPaper:  # the text of a paper in Word or PDF
        paper = kamerstuk.read_text(data.decode(errors="replace"))
    assert all(clause.content for clause in paper.clauses), "a clause without words"
    assert all(paper.explanation or ("-",)), "a paragraph without words"


_INTENTIONS = (
    b"stuk;stem\n36470-VI, nr. 4;voor\n36470-VI, nr. 5;tegen\n",
    "36 470 VI, nr. 12\tVóór\n2023Z20532\tafwezig\n".encode(),
    b'"36470-VI, nr. 4",for\r\nkst-36470-VI-5,against\r\n\r\n36470-VI,Tegen\r\n',
    "paper;vote\n36470-VI, nr. 9;vóór\n".encode("cp1252"),
)


def _read_intended(data: bytes) -> None:
    rows = intentions.read(data, "file.csv").rows
    assert rows, "no rows and no sentence"
    lines = [line for _, _, line in rows]
    assert lines == sorted(set(lines)), "a line read twice"


def whole(account: Account) -> None:
    """Hold an account to what must be true of any: nobody votes twice, every vote keeps its words, sums can be made."""
    for vote in account.votes:
        decision = vote.decision
        assert vote.passages or decision.claims, "a vote without its words"
        voters = [(ballot.party, ballot.member) for _, ballot in decision.ballots()]
        if account.source.kind == "handelingen" and decision.method == "show_of_hands":
            assert len(set(voters)) == len(voters), f"somebody votes twice: {voters}"
        for side in Side:
            decision.by_party(side)
        assert decision.counted is None or decision.counted.cast >= 0
        assert all(ballot.seats is None or ballot.seats >= 0 for _, ballot in decision.ballots())
    for passage in account.unread:
        assert passage.text


def mutate_tree(random_: Random, data: bytes, words: tuple[str, ...]) -> bytes:
    """Return an XML document changed in one to eight ways and still well-formed; as it is where it is none."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(random_.randint(1, 8)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        at, other = random_.choice(elements), random_.choice(elements)
        parent = at.getparent()
        way = random_.randrange(6)
        said = " ".join(random_.choice(words) for _ in range(random_.randint(0, 12)))
        said = "".join(character for character in said if character.isprintable())
        if way == 0:
            at.text = said
        elif way == 1 and parent is not None:
            parent.remove(at)
        elif way == 2 and parent is not None and len(elements) < 3000:
            parent.append(deepcopy(at))
        elif way == 3 and len(elements) < 3000:
            at.insert(random_.randint(0, len(at)), deepcopy(other))
        elif way == 4:
            at.tag = other.tag
        elif way == 5:
            at.text = f"{(at.text or '')[: random_.randint(0, 200)]} {said} {other.text or ''}"
    return etree.tostring(root)


_OVERVIEW_WORDS = (
    "Verworpen. Aangenomen. Voor: Tegen: Afwezig: Artikel Onderdeel blad datum en c.s. ( ) , ; : . - nr. over t.v.v."
    " niemand 21 december 2023 30 februari 2023 PVV Nieuw Sociaal Contract 36.470 VI Eindstemming wetsvoorstel"
    " Verworpen amendement Aangenomen moties De stemming over het amendement vond plaats op bij hoofdelijke stemming"
    " Ter vervanging van Als verworpen beschouwd als gevolg van het besluit over (75-75) \u2060 \u00ad \u00a0 ½ 𝔸"
)
_SITTING_WORDS = (
    "Ik constateer dat de aanwezige leden van de fracties van de SP, het CDA en de VVD (met uitzondering van het lid X)"
    " voor tegen vóór dit amendement deze motie het wetsvoorstel hebben gestemd en die van de overige fracties ertegen,"
    " ervoor zodat het is verworpen. aangenomen. zij niet met algemene stemmen 66 stemmen 70 tegen In stemming komt de"
    " (35000-VI, nr. 30, was nr. 20) (stuk nr. 10, I tot en met V) Ik stel vast door de verwerping van op stuk nr. 10"
    " voorkomende amendementen als kunnen worden beschouwd. Artikel 1, zonder stemming aangenomen. Daartoe wordt"
    " besloten. ingetrokken. aan te houden geacht te worden te hebben tegengestemd. aantekening De voorzitter: De heer"
    " Jansen (PVV):"
    " Vóór stemmen de leden: Tegen stemmen de leden: Aan de orde zijn de stemmingen over moties, te weten: - ; : ( ) ."
    " <al> </al> <fractie> </fractie> <stem>Voor</stem> <uitslag> De Kamer, en gaat over tot de orde van de dag. ½"
)

_PAPER_WORDS = (
    "De ondergetekende stelt het volgende amendement voor: De ondergetekenden stellen subamendement"
    " Toelichting I II III. In artikel 1 wordt na het tweede lid een lid toegevoegd, luidende: wordt het"
    " verplichtingenbedrag verhoogd met verlaagd (x € 1.000) € 1.000 € 2 miljoen Nr. 4 AMENDEMENT MOTIE VAN HET"
    " LID c.s. Ter vervanging van dat gedrukt onder nr. 3 Ontvangen 21 december 2023 De Kamer, gehoord de"
    " beraadslaging, constaterende dat overwegende verzoekt de regering en gaat over tot de orde van de dag. 36"
    " 470 VI Vergaderjaar 2023-2024 Bikker <al> <tussenkop> <table> <kamerstuk> <stuk> <tekst> <wie> ½ \u2060"
)
_INTENDED_WORDS = (
    '36470-VI, nr. 4;voor 36470-VI ; , \t \r \n " voor tegen afwezig Vóór for against'
    " stuk;stem nr. kst- 2023Z20532 \ufeff"
)

READERS = {
    "overview": Reader(_overviews, tuple(_OVERVIEW_WORDS.split(" ")), _overview, 100_000),
    "html": Reader(_pages, tuple(_OVERVIEW_WORDS.split(" ")), _page),
    "handelingen": Reader(_handelingen, tuple(_SITTING_WORDS.split(" ")), _read_handelingen),
    "verslag": Reader(_verslagen, tuple(_SITTING_WORDS.split(" ")), _read_verslag),
    "kamerstuk": Reader(_papers, tuple(_PAPER_WORDS.split(" ")), _read_paper),
    "intentions": Reader(
        lambda: list(_INTENTIONS), tuple(_INTENDED_WORDS.split(" ")), _read_intended, 100_000
    ),
}
