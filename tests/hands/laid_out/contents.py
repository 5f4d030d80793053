"""What the people have to tell: three bills, made up, and what a careful reader gets out of a document about each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HOUSE = (
    "PvdD", "GroenLinks-PvdA", "Volt", "DENK", "D66", "SP", "NSC", "ChristenUnie", "SGP", "CDA", "VVD", "BBB",
    "JA21", "PVV", "FVD",
)  # fmt: skip
SAID = {
    "adopted": "Aangenomen",
    "rejected": "Verworpen",
    "withdrawn": "Ingetrokken",
    "held_over": "Aangehouden",
    "taken_over": "Overgenomen",
    "tied": "De stemmen staken",
}
GROUPS = {
    "am": {
        "adopted": ("Aangenomen amendement", "Aangenomen amendementen"),
        "rejected": ("Verworpen amendement", "Verworpen amendementen"),
        "tied": ("Amendement waarover de stemmen staken", "Amendementen waarover de stemmen staken"),
        "withdrawn": ("Ingetrokken amendement", "Ingetrokken amendementen"),
    },
    "mo": {
        "adopted": ("Aangenomen motie", "Aangenomen moties"),
        "rejected": ("Verworpen motie", "Verworpen moties"),
        "held_over": ("Aangehouden motie", "Aangehouden moties"),
        "withdrawn": ("Ingetrokken motie", "Ingetrokken moties"),
    },
}
Parties = tuple[str, ...]


def _others(*sides: Parties) -> Parties:
    return tuple(name for name in HOUSE if not any(name in side for side in sides))


def listed(names: Parties) -> str:
    """Return names as a sentence has them."""
    if not names:
        return "niemand"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


@dataclass(frozen=True)
class Item:
    """The bill, an amendment or a motion, and what became of it."""

    kind: str  # bill, am, mo
    number: str
    by: str
    about: str
    outcome: str
    day: str = ""
    for_: Parties | None = None
    against: Parties | None = None
    absent: Parties = ()
    tally: tuple[int, int] | None = None
    roll_call: bool = False
    article: str = ""
    explanation: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The line of a proposal in the form of the Senate."""
        return f"{self.number} ({self.by}) over {self.about}"

    @property
    def result(self) -> str:
        """What became of it, in a sentence without its full stop."""
        how = " bij hoofdelijke stemming" * self.roll_call
        count = f" ({self.tally[0]}-{self.tally[1]})" if self.tally else ""
        return f"{SAID[self.outcome]}{how}{count}"

    @property
    def sides(self) -> tuple[tuple[str, Parties], ...]:
        """Who was for, against and not there, where that is told at all."""
        if self.for_ is None or self.against is None:
            return ()
        told = (("Voor", self.for_), ("Tegen", self.against))
        return (*told, ("Afwezig", self.absent)) if self.absent else told

    @property
    def sentences(self) -> str:
        """The result and the lists in one paragraph."""
        return " ".join([f"{self.result}.", *(f"{side}: {listed(names)}." for side, names in self.sides)])


@dataclass(frozen=True)
class Content:
    """One bill with all that is told of it."""

    name: str
    number: str
    title: str
    bill: Item
    items: tuple[Item, ...] = ()

    @property
    def final(self) -> str:
        """What the House decided on the bill, in a sentence."""
        how = "zonder stemming " * (self.bill.for_ is None)
        tally = f" ({self.bill.tally[0]}-{self.bill.tally[1]})" if self.bill.tally else ""
        return f"Het wetsvoorstel is op {self.bill.day} {how}aangenomen{tally} door de Tweede Kamer."

    @property
    def days(self) -> tuple[str, ...]:
        """On which days the amendments and motions were voted on, a sentence for each."""
        said = []
        for kind, one, more in (("am", "het amendement", "de amendementen"), ("mo", "de motie", "de moties")):
            of = [item for item in self.items if item.kind == kind]
            if of:
                votes = "stemming over" if len(of) == 1 else "stemmingen over"
                took = "vond" if len(of) == 1 else "vonden"
                what = one if len(of) == 1 else more
                said.append(f"De {votes} {what} {took} plaats op {of[0].day}.")
        return tuple(said)

    @property
    def groups(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """The items below the headings that tell what became of them."""
        for kind, headings in GROUPS.items():
            for outcome, (one, more) in headings.items():
                of = tuple(item for item in self.items if (item.kind, item.outcome) == (kind, outcome))
                if of:
                    yield one if len(of) == 1 else more, of

    def want(self, explains: bool) -> dict[str, Any]:
        """Return what must be stated, as ``tests.hands.score`` asks it; ``explains``: the explanations are there."""
        want: dict[str, Any] = {
            "bill": self.bill.outcome,
            "title": {"bill": self.title},
            "ref": {"bill": self.number.replace(".", "").replace(" ", "-")},
        }
        for item in (self.bill, *self.items):
            of = item.number or "bill"
            if item.number:
                status = "?" if item.outcome == "tied" else item.outcome
                want.setdefault(item.kind, {})[of] = status
                want.setdefault("by", {})[of] = item.by.split(" en ")[0].removesuffix(" c.s.")
                want.setdefault("subj", {})[of] = item.about
            for key, value in _facts(item):
                want.setdefault(key, {})[of] = value
            if explains and item.explanation:
                want.setdefault("par", {})[of] = len(item.explanation)
        return want


def _facts(item: Item) -> Iterator[tuple[str, Any]]:
    if item.for_ is not None and item.against is not None:
        yield "for", list(item.for_)
        yield "against", list(item.against)
        if item.absent:
            yield "nv", list(item.absent)
    if item.tally:
        yield "ann", list(item.tally)
    if item.roll_call:
        yield "how", "roll_call"
    if item.article:
        yield "art", [item.article]
    if item.for_ is not None or item.roll_call:
        day, month, year = item.day.split()
        yield "date", f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_FERRY_DAY, _MOTION_DAY = "16 april 2024", "18 april 2024"
_RIGHT = ("SGP", "VVD", "BBB", "JA21", "PVV", "FVD")
_LEFT = ("PvdD", "GroenLinks-PvdA", "Volt", "DENK", "SP")


def _voted(
    kind: str,
    number: str,
    by: str,
    about: str,
    outcome: str,
    against: Parties,
    absent: Parties = (),
    **more: Any,
) -> Item:
    more.setdefault("day", _FERRY_DAY if kind == "am" else _MOTION_DAY)
    return Item(
        kind,
        number,
        by,
        about,
        outcome,
        for_=_others(against, absent),
        against=against,
        absent=absent,
        **more,
    )


AMENDED = Content(
    "amendments",
    "36.911",
    "Regels over de veiligheid en de bereikbaarheid van veerponten (Wet veerponten)",
    _voted("bill", "", "", "", "adopted", ("PvdD", "FVD"), ("JA21",), day=_FERRY_DAY),
    (
        _voted("am", "8", "Grinwis c.s.", "een kortere termijn voor de keuring", "adopted", ("PVV", "FVD"), ("JA21",),
               article="2", explanation=("De keuring van een veerpont duurt nu twaalf weken. Dit amendement maakt daar "
               "acht weken van.",)),
        _voted("am", "9", "Van Baarle en Dobbe", "gratis overtochten voor scholieren", "rejected",
               ("NSC", "ChristenUnie", "D66", *_RIGHT, "CDA"), article="2",
               explanation=("Scholieren die dagelijks de rivier oversteken, betalen volgens de indieners te veel.",
                            "De kosten worden gedekt uit de algemene middelen van het ministerie.")),
        Item("am", "12", "Sneller", "een register van schippers", "rejected", _FERRY_DAY, tally=(70, 76),
             roll_call=True, article="5",
             explanation=("Een register voorkomt dat iedere gemeente een eigen lijst bijhoudt.",)),
        _voted("am", "14", "Stoffer", "de vaart op zondag", "tied", _others(_RIGHT), tally=(75, 75), article="7",
               explanation=("Dit amendement laat het aan de gemeenten over of er op zondag wordt gevaren.",)),
        Item("am", "15", "Dassen", "elektrische veerponten", "withdrawn", _FERRY_DAY, article="9",
             explanation=("Nieuwe veerponten varen vanaf 2030 zonder uitstoot.",)),
        _voted("mo", "21", "Bikker c.s.", "overleg met de waterschappen", "adopted", ("PVV",), day=_FERRY_DAY),
    ),
)  # fmt: skip
MOTIONS = Content(
    "motions",
    "36.912",
    "Wijziging van de Wet op de dorpshuizen in verband met het beheer door vrijwilligers",
    _voted("bill", "", "", "", "adopted", ("PVV", "FVD"), day=_FERRY_DAY),
    (
        _voted("mo", "10", "Van der Plas", "een vast aanspreekpunt voor vrijwilligers", "adopted", ("Volt", "D66")),
        _voted("mo", "11", "Inge van Dijk c.s.", "minder regels voor kleine keukens", "adopted", ("PvdD",), ("Volt",)),
        _voted("mo", "12", "Dobbe", "een fonds voor onderhoud", "rejected", _others(_LEFT)),
        _voted("mo", "13", "Eerdmans", "het afschaffen van de jaarlijkse controle", "rejected",
               _others(("JA21", "PVV", "FVD"))),
        Item("mo", "14", "Kostić", "een plantaardig aanbod bij bijeenkomsten", "held_over", _MOTION_DAY),
        Item("mo", "15", "El Abassi", "ruimte voor gebed", "withdrawn", _MOTION_DAY),
        _voted("mo", "16", "Michon-Derkzen en Six Dijkstra", "toezicht in de avond", "adopted", ("PvdD", "SP"),
               ("DENK",), tally=(139, 8)),
    ),
)  # fmt: skip
NOTE = Content(
    "note",
    "36.913 VIII",
    "Wijziging van een begroting van een bedacht ministerie voor het jaar 2024",
    _voted("bill", "", "", "", "adopted", ("PVV", "FVD"), ("Volt",), day="14 mei 2024", tally=(108, 40)),
)
CONTENTS = (AMENDED, MOTIONS, NOTE)
