"""A made-up feed: entities as JSON instead of XML, so that the record is tested without a source.

A category is a list of entries that only grows; a token is how many of them were read. ``house`` makes up a small
House from a seed: bills with amendments, decisions and votes, in the proportions of nothing in particular.
"""

import datetime as dt
import hashlib
import json
import random
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kamerstem.errors import SourceError
from kamerstem.model.entities import Entity
from kamerstem.model.feed import Entry, Page

FETCHED = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
SIZES = {
    "VVD": 24,
    "PVV": 37,
    "GroenLinks-PvdA": 25,
    "NSC": 20,
    "D66": 9,
    "BBB": 7,
    "CDA": 5,
    "SP": 5,
    "DENK": 3,
}
SIZES |= {"ChristenUnie": 3, "PvdD": 3, "FVD": 3, "SGP": 3, "Volt": 2, "JA21": 1}


def guid(name: object) -> str:
    """Return an id that is always the same for a name."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(name)))


def at(day: int, hour: int = 12) -> dt.datetime:
    """Return a time in January 2024, counted in days."""
    return dt.datetime(2024, 1, 1, hour, tzinfo=dt.UTC) + dt.timedelta(days=day - 1)


def entry(
    entity: str,
    name: object,
    fields: dict[str, Any] | None = None,
    refs: Mapping[str, Iterable[str]] | None = None,
    *,
    changed: dt.datetime | None = None,
    deleted: bool = False,
    content: bytes | None = None,
) -> Entry:
    """Return an entry; ``name`` stands for its id, and so do the names in ``refs``."""
    changed = changed or at(1)
    body = {
        "entity": entity,
        "id": guid(name),
        "changed": changed.isoformat(),
        "deleted": deleted,
        "fields": {} if deleted else fields or {},
        "refs": {}
        if deleted
        else {key: [guid(each) for each in names] for key, names in (refs or {}).items()},
    }
    raw = content if content is not None else json.dumps(body).encode()
    return Entry(entity, guid(name), deleted, changed, raw)


def read(entity: str, content: bytes) -> Entity:
    """Return the entity in the made-up bytes, as ``to_entity`` does of the official ones."""
    body = json.loads(content)
    refs = {name: tuple(ids) for name, ids in body["refs"].items()}
    changed = dt.datetime.fromisoformat(body["changed"]) if body["changed"] else None
    return Entity(body["entity"], body["id"], body["fields"], refs, body["deleted"], None, changed)


@dataclass
class Feed:
    """What ``SyncFeed`` is to the record. ``fails``: whether it does not answer now."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    size: int = 50
    fetched: dt.datetime = FETCHED
    fails: Callable[[], bool] = lambda: False
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def add(self, *entries: Entry) -> "Feed":
        for each in entries:
            self.entries.setdefault(each.entity, []).append(each)
        return self

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(self.entries)

    def pages(self, category: str, token: str | None = None) -> Iterator[Page]:
        while True:
            if self.fails():
                raise SourceError("De dienst antwoordt niet.", "The service does not answer.")
            self.asked.append((category, token))
            page = self.page(category, token)
            yield page
            if page.next_token is None:
                return
            token = page.next_token

    def page(self, category: str, token: str | None) -> Page:
        start = int(token or 0)
        everything = self.entries.get(category, [])
        some = tuple(everything[start : start + self.size])
        end = start + len(some)
        following = str(end) if end < len(everything) else None
        hash = hashlib.sha256(b"".join(each.content for each in some)).hexdigest()
        url = f"https://feed.invalid/Feed?category={category}&skiptoken={start}"
        return Page(category, url, self.fetched, hash, some, following, following or str(end))


def house(seed: int = 1, bills: int = 5, amendments: int = 4) -> Feed:
    """Return a feed of a made-up House."""
    chance = random.Random(seed)
    feed = Feed()
    feed.add(*(_fractie(name) for name in SIZES))
    seat = 0
    for name, size in SIZES.items():
        for _ in range(size):
            seat += 1
            feed.add(
                entry("FractieZetel", f"zetel {seat}", {"Gewicht": seat}, {"Fractie": [name]}),
                entry("Persoon", f"persoon {seat}", {"Achternaam": f"Lid{seat}"}),
                entry(
                    "FractieZetelPersoon",
                    f"op zetel {seat}",
                    {"Functie": "Lid", "Van": "2023-12-06", "TotEnMet": None},
                    {"FractieZetel": [f"zetel {seat}"], "Persoon": [f"persoon {seat}"]},
                ),
            )
    for bill in range(bills):
        _bill(feed, chance, 36000 + bill, amendments)
    return feed


def _fractie(name: str) -> Entry:
    return entry("Fractie", name, {"Afkorting": name, "NaamNL": name, "AantalZetels": SIZES[name]})


def _bill(feed: Feed, chance: random.Random, number: int, amendments: int) -> None:
    day = 10 + chance.randrange(15)
    title = f"Regels over het verzonnen onderwerp {number} (Wet verzonnen onderwerp {number})"
    feed.add(
        entry(
            "Kamerstukdossier", f"dossier {number}", {"Nummer": number, "Toevoeging": None, "Titel": title}
        ),
        entry(
            "Activiteit",
            f"activiteit {number}",
            {"Soort": "Stemmingen", "Nummer": f"2024A{number:05}", "Datum": f"2024-01-{day:02}T00:00:00"},
        ),
        entry(
            "Agendapunt",
            f"punt {number}",
            {"Onderwerp": f"Stemmingen over: {title}", "Volgorde": number % 7, "Nummer": f"2024P{number:05}"},
            {"Activiteit": [f"activiteit {number}"]},
        ),
    )
    for paper in range(amendments + 1):
        name = f"zaak {number} {paper}"
        what = (
            ("Amendement", f"Amendement van het lid Verzonnen over punt {paper}")
            if paper
            else ("Wetgeving", title)
        )
        feed.add(
            entry(
                "Zaak",
                name,
                {
                    "Nummer": f"2024Z{(number - 36000) * 100 + paper:05}",
                    "Soort": what[0],
                    "Onderwerp": what[1],
                    "Titel": title,
                    "Volgnummer": paper,
                },
                {"Kamerstukdossier": [f"dossier {number}"], "Agendapunt": [f"punt {number}"]},
                changed=at(day - 5),
            ),
            entry(
                "ZaakActor",
                f"indiener {name}",
                {"ActorNaam": "Verzonnen, A.", "ActorFractie": "D66", "Relatie": "Indiener"},
                {"Zaak": [name], "Fractie": ["D66"]},
                changed=at(day - 5),
            ),
        )
        place = amendments + 1 if paper == 0 else paper
        feed.add(*votes(chance, name, f"punt {number}", place, at(day)))


def votes(chance: random.Random, zaak: str, item: str, place: int, changed: dt.datetime) -> list[Entry]:
    """Return a decision with the votes of every party, carried or not as they fall."""
    sides = {name: chance.random() < 0.6 for name in SIZES}
    carried = sum(SIZES[name] for name, side in sides.items() if side) > 75
    word = "aangenomen" if carried else "verworpen"
    decision = entry(
        "Besluit",
        f"besluit {zaak}",
        {
            "BesluitSoort": f"Stemmen - {word}",
            "BesluitTekst": f"{word.capitalize()}.",
            "StemmingsSoort": "Met handopsteken",
            "Status": "Besluit",
            "AgendapuntZaakBesluitVolgorde": place,
        },
        {"Agendapunt": [item], "Zaak": [zaak]},
        changed=changed,
    )
    rows = [
        entry(
            "Stemming",
            f"stem {zaak} {name}",
            {
                "Soort": "Voor" if side else "Tegen",
                "FractieGrootte": SIZES[name],
                "ActorNaam": name,
                "ActorFractie": name,
                "Vergissing": False,
            },
            {"Besluit": [f"besluit {zaak}"], "Fractie": [name]},
            changed=changed,
        )
        for name, side in sides.items()
    ]
    return [decision, *rows]
