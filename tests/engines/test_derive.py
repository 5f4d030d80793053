"""What is derived is derived again when a relation comes, moves, goes or returns: each of them, both ways.

What holds after each change is written here; and in the end what is kept is what a rebuild would make of it.
"""

from typing import Any

from kamerstem.answers.audit import audit
from kamerstem.model.feed import Entry
from kamerstem.model.refs import DocumentNumber, Dossier, Paper, Ref, ZaakNumber
from kamerstem.store import Scope, Store
from kamerstem.store.loader import sizes_in
from kamerstem.sync import sync
from tests.engines.feed import SIZES, Feed, at, entry, guid
from tests.oracle import decisions

Change = dict[str, Any] | None
"""What changes of an entity: attributes, and relations by a ``@`` before their names; ``None`` if it is deleted."""

FOR = ("PVV", "VVD", "NSC", "D66", "BBB")  # 97 of 150: a majority, and no two thirds
READING = "Voorstel van wet (tweede lezing)"
THINGS: dict[tuple[str, str], dict[str, Any]] = {
    ("Kamerstukdossier", "dossier one"): {"Nummer": 36001, "Titel": "Regels over otters"},
    ("Kamerstukdossier", "dossier two"): {"Nummer": 36002, "Titel": "Regels over bevers"},
    ("Activiteit", "first day"): {"Soort": "Stemmingen", "Datum": "2024-02-06T00:00:00"},
    ("Activiteit", "second day"): {"Soort": "Stemmingen", "Datum": "2024-02-13T00:00:00"},
    ("Agendapunt", "item one"): {"Onderwerp": "Stemming", "Volgorde": 1, "@Activiteit": "first day"},
    ("Agendapunt", "item two"): {"Onderwerp": "Stemming", "Volgorde": 1, "@Activiteit": "second day"},
}
for _number, _name, _title in (("1", "one", "eerste"), ("2", "two", "tweede")):
    THINGS |= {
        ("Zaak", _name): {
            "Nummer": f"2024Z0000{_number}",
            "Soort": "Wetgeving",
            "Titel": f"Wet {_title}",
            "Volgnummer": 0,
            "@Kamerstukdossier": f"dossier {_name}",
            "@Agendapunt": f"item {_name}",
        },
        ("Besluit", f"decision {_name}"): {
            "BesluitSoort": "Stemmen - aangenomen",
            "BesluitTekst": "Aangenomen.",
            "StemmingsSoort": "Met handopsteken",
            "Status": "Besluit",
            "@Agendapunt": f"item {_name}",
            "@Zaak": _name,
        },
    }
    THINGS |= {
        ("Stemming", f"{_name} {_party}"): {
            "Soort": "Voor" if _party in FOR else "Tegen",
            "FractieGrootte": _size,
            "ActorFractie": _party,
            "ActorNaam": _party,
            "@Besluit": f"decision {_name}",
        }
        for _party, _size in SIZES.items()
    }
THINGS |= {
    ("Document", "reading"): {"Soort": READING, "DocumentNummer": "2024D00001", "@Zaak": "one"},
    ("Document", "letter"): {"Soort": "Brief", "DocumentNummer": "2024D00002", "@Zaak": "one"},
    ("Zaak", "three"): {"Nummer": "2024Z00003", "Soort": "Motie", "Titel": "Motie derde"},
    ("ZaakActor", "submitter"): {"ActorNaam": "Kraanvogel, A.", "Relatie": "Indiener", "@Zaak": "one"},
}


def made(kind: str, name: str, change: Change = None, *, day: int = 1, deleted: bool = False) -> Entry:
    values = THINGS[kind, name] | (change or {})
    fields = {key: value for key, value in values.items() if not key.startswith("@")}
    refs = {key[1:]: value.split(", ") if value else [] for key, value in values.items() if key[0] == "@"}
    return entry(kind, name, fields, refs, changed=at(day), deleted=deleted)


class Changing:
    """A record that is brought up to date after one change at a time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.day = 1
        self.feed = Feed().add(*(made(*thing) for thing in THINGS))
        sync(store, self.feed, self.feed.categories)

    def change(self, kind: str, name: str, change: Change) -> None:
        self.day += 1
        self.feed.add(made(kind, name, change, day=self.day, deleted=change is None))
        sync(self.store, self.feed, [kind])

    def whole(self) -> bool:
        verification = self.store.status(verify=True).verification
        assert verification is not None
        return verification.whole

    def decided(self) -> tuple[str, ...]:
        """Return of each decision its day of February, and by how many votes it was carried."""
        rows = {row.id: row for row in decisions(self.store)}
        found = (rows.get(guid(f"decision {name}")) for name in ("one", "two"))
        return tuple("none" if row is None else f"{row.day and row.day.day} {row.margin}" for row in found)

    def found(self, query: str) -> str:
        """Return what is found by words, or by "PVV for": by where a party stood."""
        party, _, side = query.partition(" ")
        words, scope = ("", Scope(party=party, side=side)) if side else (query, None)
        ids = {hit.id for hit in self.store.search(words, scope, limit=9).hits}
        return " ".join(name for name in ("one", "two", "three") if guid(name) in ids)


# The first is of a bill at its second reading: 97 are 3 short of two thirds. The other has 21 more than half.
AS_IT_WAS = ("6 -3", "13 21")
DECIDED: list[tuple[str, str, Change, tuple[str, str]]] = [
    ("Stemming", "one PVV", None, ("6 None", "13 21")),
    ("Stemming", "one PVV", {}, AS_IT_WAS),
    ("Stemming", "one PVV", {"Soort": "Tegen"}, ("6 -40", "13 21")),
    ("Stemming", "one PVV", {"@Besluit": ""}, ("6 None", "13 21")),
    ("Stemming", "one PVV", {}, AS_IT_WAS),
    ("Stemming", "two PVV", None, ("6 -3", "13 None")),
    ("Stemming", "one PVV", {"@Besluit": "decision two"}, ("6 None", "13 21")),
    ("Stemming", "one PVV", {}, ("6 -3", "13 None")),
    ("Stemming", "two PVV", {}, AS_IT_WAS),
    ("Document", "reading", {"@Zaak": "two"}, ("6 21", "13 -3")),
    ("Document", "reading", {"@Zaak": "one, two"}, ("6 -3", "13 -3")),
    ("Document", "reading", {"@Zaak": ""}, ("6 21", "13 21")),
    ("Document", "reading", {}, AS_IT_WAS),
    ("Document", "reading", {"Soort": "Voorstel van wet"}, ("6 21", "13 21")),
    ("Document", "reading", {"Soort": "Voorstel van wet (Tweede Lezing)"}, AS_IT_WAS),
    ("Document", "reading", {"Soort": "Voorstel van wet", "@Zaak": "two"}, ("6 21", "13 21")),
    ("Document", "reading", {"@Zaak": "two"}, ("6 21", "13 -3")),
    ("Document", "reading", None, ("6 21", "13 21")),
    ("Document", "reading", {}, AS_IT_WAS),
    ("Zaak", "one", {"Soort": "Motie"}, ("6 21", "13 21")),
    ("Zaak", "one", {}, AS_IT_WAS),
    ("Zaak", "one", None, ("6 21", "13 21")),
    ("Zaak", "one", {}, AS_IT_WAS),
    ("Besluit", "decision one", {"@Zaak": "two"}, ("6 21", "13 21")),
    ("Besluit", "decision one", {"@Zaak": ""}, ("6 21", "13 21")),
    ("Besluit", "decision one", {"@Agendapunt": "item two"}, ("13 -3", "13 21")),
    ("Besluit", "decision one", {"@Agendapunt": ""}, ("None -3", "13 21")),
    ("Besluit", "decision one", {"Status": "Concept voorstel"}, ("none", "13 21")),
    ("Besluit", "decision one", {}, AS_IT_WAS),
    ("Besluit", "decision one", None, ("none", "13 21")),
    ("Besluit", "decision one", {}, AS_IT_WAS),
    ("Agendapunt", "item one", {"@Activiteit": "second day"}, ("13 -3", "13 21")),
    ("Agendapunt", "item one", {"@Activiteit": ""}, ("None -3", "13 21")),
    ("Agendapunt", "item one", {}, AS_IT_WAS),
    ("Agendapunt", "item one", None, ("None -3", "13 21")),
    ("Agendapunt", "item one", {}, AS_IT_WAS),
    ("Activiteit", "first day", {"Datum": "2024-02-07T00:00:00"}, ("7 -3", "13 21")),
    ("Activiteit", "first day", None, ("None -3", "13 21")),
    ("Activiteit", "first day", {}, AS_IT_WAS),
]


def test_a_decision_follows_whatever_it_rests_on(store: Store) -> None:
    record = Changing(store)
    assert record.decided() == AS_IT_WAS
    for kind, name, change, decided in DECIDED:
        record.change(kind, name, change)
        assert (kind, change, record.decided()) == (kind, change, decided)
    assert record.whole()


# What is asked, and which of the bills are found, after each change.
FOUND: list[tuple[str, str, Change, dict[str, str]]] = [
    ("Zaak", "three", {"Titel": "Motie vossen"}, {"vossen": "three", "derde": ""}),  # nothing was decided on it
    ("Zaak", "three", None, {"vossen": ""}),
    ("Zaak", "three", {}, {"derde": "three"}),
    ("Zaak", "one", {"Titel": "Wet vossen"}, {"vossen": "one", "eerste": ""}),
    ("Zaak", "one", {"@Kamerstukdossier": "dossier two"}, {"otters": "", "bevers": "one two"}),
    ("Zaak", "one", None, {"eerste": "", "Kraanvogel": ""}),
    ("Zaak", "one", {}, {"eerste": "one", "otters": "one", "bevers": "two", "Kraanvogel": "one"}),
    ("Kamerstukdossier", "dossier one", {"Titel": "Regels over vossen"}, {"otters": "", "vossen": "one"}),
    ("Kamerstukdossier", "dossier one", None, {"vossen": "", "36001": ""}),
    ("Kamerstukdossier", "dossier one", {}, {"otters": "one", "36001": "one"}),
    ("ZaakActor", "submitter", {"@Zaak": "two"}, {"Kraanvogel": "two"}),
    ("ZaakActor", "submitter", {"@Zaak": ""}, {"Kraanvogel": ""}),
    ("ZaakActor", "submitter", {"ActorNaam": "Lepelaar, B."}, {"Kraanvogel": "", "Lepelaar": "one"}),
    ("ZaakActor", "submitter", None, {"Lepelaar": ""}),
    ("ZaakActor", "submitter", {}, {"Kraanvogel": "one"}),
    ("Document", "letter", {"@Zaak": "two"}, {"2024D00002": "two"}),
    ("Document", "letter", {"@Zaak": ""}, {"2024D00002": ""}),
    ("Document", "letter", {"DocumentNummer": "2024D00009"}, {"2024D00002": "", "2024D00009": "one"}),
    ("Document", "letter", None, {"2024D00009": ""}),
    ("Document", "letter", {}, {"2024D00002": "one"}),
    ("Stemming", "one PVV", {"Soort": "Tegen"}, {"PVV for": "two", "PVV against": "one"}),
    ("Stemming", "one PVV", {"@Besluit": ""}, {"PVV for": "two", "PVV against": ""}),
    ("Stemming", "one PVV", {}, {"PVV for": "one two"}),
    ("Stemming", "one D66", {"ActorFractie": "Democraten 66"}, {"D66 for": "one two"}),  # by any name of it
    ("Besluit", "decision one", {"@Zaak": "two"}, {"aangenomen": "two", "verworpen": ""}),
    ("Besluit", "decision one", {"@Zaak": ""}, {"aangenomen": "two"}),
    ("Besluit", "decision one", {"BesluitSoort": "Stemmen - verworpen", "BesluitTekst": "Verworpen."},
     {"aangenomen": "two", "verworpen": "one"}),
    ("Besluit", "decision one", None, {"aangenomen": "two", "verworpen": ""}),
    ("Besluit", "decision one", {}, {"aangenomen": "one two"}),
]  # fmt: skip


def test_what_is_found_follows_whatever_it_is_found_by(store: Store) -> None:
    record = Changing(store)
    for kind, name, change, found in FOUND:
        record.change(kind, name, change)
        assert (kind, change, {query: record.found(query) for query in found}) == (kind, change, found)
    assert record.whole()


def test_what_follows_from_a_change_is_audited_again_and_nothing_else(store: Store) -> None:
    """Of both bills it is looked at which one a change concerns: by what it pointed to, and by what it points to."""
    record = Changing(store)
    audit(store)
    for kind, name, change, looked in (
        ("Stemming", "one PVV", None, True),
        ("Stemming", "one PVV", {}, True),
        ("Activiteit", "first day", {"Datum": "2024-02-07T00:00:00"}, True),
        ("ZaakActor", "submitter", {"@Zaak": "two"}, True),
        ("ZaakActor", "submitter", {"@Zaak": "two", "Functie": "x"}, True),
        ("Document", "letter", {"@Zaak": ""}, True),
        ("Document", "letter", {"@Zaak": "", "Titel": "x"}, False),
        ("Besluit", "decision one", {"@Zaak": ""}, True),
        ("Stemming", "one PVV", None, True),  # a vote that belongs to no proposal
        ("Besluit", "decision one", {"@Zaak": "", "@Agendapunt": ""}, True),  # nor to a day
    ):
        record.change(kind, name, change)
        done = audit(store)
        assert (kind, change, done.looked > 0) == (kind, change, looked)


def test_a_size_that_a_vote_tells_is_told_of_every_vote_of_its_day(store: Store) -> None:
    """By the sizes of all votes of a day it is known who sat then; by what they voted it is not."""
    record = Changing(store)
    record.change("Agendapunt", "item two", {"@Activiteit": "first day"})
    audit(store)
    record.change("Zaak", "one", {"Titel": "Wet vossen"})
    of_one_bill = audit(store).looked
    for change, bills in (
        ({"Soort": "Tegen"}, 1),
        ({}, 1),
        ({"FractieGrootte": None}, 2),
        ({}, 2),
        ({"FractieGrootte": 36}, 2),
        ({"FractieGrootte": 36, "Soort": "Tegen"}, 1),
        (None, 2),
    ):
        record.change("Stemming", "one PVV", change)
        assert (change, audit(store).looked) == (change, bills * of_one_bill)


DOSSIERS: dict[Dossier, dict[str, Any]] = {
    Dossier(10000): {"Nummer": 10000},
    Dossier(99999): {"Nummer": 99999},
    Dossier(36001): {"Nummer": 36001},
    Dossier(36001, "VI"): {"Nummer": 36001, "Toevoeging": "VI"},
    Dossier(36002): {"Nummer": 36002, "Toevoeging": "(R2201)"},
}


def test_people_ask_by_numbers(store: Store) -> None:
    """A number that no dossier can have does no harm."""
    feed = Feed().add(
        *(entry("Kamerstukdossier", str(dossier), fields) for dossier, fields in DOSSIERS.items()),
        *(
            entry("Kamerstukdossier", number, {"Nummer": number})
            for number in (9999, 100000, -1, None, "36003")
        ),
        *(
            entry("Zaak", f"of {dossier}", {"Soort": "Wetgeving"}, {"Kamerstukdossier": [str(dossier)]})
            for dossier in DOSSIERS
        ),
        *(made(*thing) for thing in THINGS if thing[0] in ("Zaak", "Document")),
    )
    assert not [outcome for outcome in sync(store, feed, feed.categories) if outcome.counts.failed]
    for dossier in DOSSIERS:
        found = store.entities_for(dossier).entities
        assert [each.id for each in found.all("Kamerstukdossier")] == [guid(dossier)]
        assert found.get("Zaak", guid(f"of {dossier}")) is not None
    others: dict[Ref, tuple[str, str]] = {
        ZaakNumber("2024Z00001"): ("Zaak", "one"),
        DocumentNumber("2024D00001"): ("Document", "reading"),
    }
    for ref, (kind, name) in others.items():
        assert store.entities_for(ref).entities.get(kind, guid(name)) is not None


def test_what_says_that_it_replaces_a_paper_comes_with_it_and_a_letter_does_not(store: Store) -> None:
    """Papers of the House are replaced by papers of their kind; what a letter replaces is no proposal."""
    dossier = Dossier(36001)
    said = {
        4: ("Motie", "Motie van het lid Kraanvogel over otters"),
        5: ("Motie", "Gewijzigde motie van het lid Kraanvogel over otters (t.v.v. 36001-4)"),
        6: ("Brief regering", "Brief over otters, ter vervanging van nr. 4"),
    }
    feed = Feed().add(
        entry("Kamerstukdossier", "dossier", {"Nummer": dossier.number}),
        *(
            entry(
                "Zaak",
                str(number),
                {"Nummer": f"2024Z0000{number}", "Soort": sort, "Onderwerp": about, "Volgnummer": number},
                {"Kamerstukdossier": ["dossier"]},
            )
            for number, (sort, about) in said.items()
        ),
    )
    sync(store, feed, feed.categories)
    found = store.entities_for(Paper(dossier, "4")).entities
    assert {each["Volgnummer"] for each in found.all("Zaak")} == {4, 5}


def test_sizes_that_an_earlier_version_did_not_keep_are_not_known() -> None:
    assert sizes_in(" pvv:for:37 vvd:against: ") == {"pvv": 37}
    assert sizes_in(" pvv:for vvd:against:24 ") is None
