"""A full-size House, all made up: entries of the SyncFeed for load and measurement, never for correctness.

    python -m tests.simulator.generate --scale 1.0 DIR

writes 100,000 decisions, some 1.6 million votes and 265,000 Zaken with what belongs to them (``--scale 0.01``: a
hundredth), the same bytes each time. The parties and their seats are those of ``parties.toml``, so that the votes add
up; every name, title, number and vote is invented, and every title says so. Proportions are those of the real record:
85 motions to 8 amendments and 7 bills among what is voted on, one roll call in a hundred votes, three Zaken in five
without a vote, two sittings a week outside recess, more of everything in later years.

In ``DIR`` each category has ``<Category>.feed``, blocks of 250 lines packed with zlib (id, time, XML, with tabs
between), and ``<Category>.json`` that says where the blocks begin. :class:`Folder` serves them.
"""

import argparse
import json
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Self

from kamerstem.model.parties import by_id, house_on, seating_on
from tests.simulator.syncfeed import CATEGORIES, PAGE, Place

NAMESPACE = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

DECISIONS, ZAKEN, DOSSIERS, OTHER_ACTIVITIES, SITTINGS = 100_000, 265_000, 24_000, 60_000, 1_250
FIRST_DAY, LAST_DAY = date(2010, 9, 14), date(2026, 2, 26)
BIG_BILL = 40
"""Amendments of the bill that every hundredth sitting ends with."""

_KINDS = {category: number for number, category in enumerate(CATEGORIES)}
_ODD, _MASK48, _MASK64 = 0x5DEECE66D | 1, (1 << 48) - 1, (1 << 64) - 1
_INVERSE = pow(_ODD, -1, 1 << 48)

# The words of invented titles; enough of them for a search to have something to choose from.
_THINGS = (
    "fietspaden dijken huisartsen wolven woningen toeslagen pensioenen treinen leraren vaccins stikstof gevangenissen "
    "zonnepanelen studenten melkvee ziekenhuizen asielzoekers belastingen rechters drinkwater bibliotheken huurders "
    "visserij postbezorging windmolens politieagenten mantelzorgers kinderopvang veenweiden luchthavens"
).split()
_DEEDS = (
    "onderzoeken verbeteren beschermen uitbreiden verlagen verhogen vergoeden voorkomen versnellen vereenvoudigen "
    "bekostigen monitoren afschaffen invoeren verduurzamen"
).split()
_WHERE = "Groningen Zeeland Limburg Drenthe Utrecht Flevoland Caribisch-Nederland grensregio's steden dorpen".split()
_SURNAMES = (
    "Akkerland Bosrijk Duinveld Eikhout Fjordsma Grasberg Heideman IJsbrug Jachthuis Kanaalstra Lindehof Meerzicht "
    "Noordwal Oeverhoek Polderboer Ruitweg Sluisman Terpstede Uiterdijk Veenkamp Waterhof Zandvoorde"
).split()
_OTHER_KINDS = (
    "Brief regering", "Schriftelijke vragen", "Brief derden", "Lijst van vragen", "EU-voorstel", "Nota n.a.v. verslag",
    "Rondvraagpunt procedurevergadering", "Verzoek bij regeling van werkzaamheden",
)  # fmt: skip


def guid(category: str, number: int) -> str:
    """Return the id of the entity at a place of a category: it looks random, and can be turned back."""
    mixed = (number + (_KINDS[category] << 40)) * 0x9E3779B97F4A7C15 & _MASK64
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & _MASK64
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB & _MASK64
    text = f"{mixed ^ (mixed >> 31):016x}{(number * _ODD + _KINDS[category]) & _MASK48:012x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[12]}{text[0:2]}-{text[16:]}"


def number_of(category: str, id: str) -> int | None:
    """Return the place of an id that :func:`guid` gave; None if it gave no such id."""
    number = (int(id[24:], 16) - _KINDS[category]) * _INVERSE & _MASK48
    return number if guid(category, number) == id else None


class Folder:
    """A made-up feed on disk, as the simulator serves it. Raises FileNotFoundError if the folder holds none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, tuple[int, list[int]]] = {}
        for category in CATEGORIES:
            index = json.loads((folder / f"{category}.json").read_text(encoding="utf-8"))
            self._files[category] = index["count"], index["offsets"]
        self._block = lru_cache(maxsize=64)(self._read)

    def count(self, category: str) -> int:
        return self._files[category][0]

    def places(self, category: str, start: int, stop: int) -> list[Place]:
        found: list[Place] = []
        for block in range(start // PAGE, -(-stop // PAGE)):
            lines = self._block(category, block)
            found += lines[max(start - block * PAGE, 0) : stop - block * PAGE]
        return found

    def find(self, category: str, guid: str) -> int | None:
        number = number_of(category, guid)
        return number if number is not None and number < self.count(category) else None

    def resource(self, guid: str) -> tuple[str, bytes] | None:
        return None

    def _read(self, category: str, block: int) -> list[Place]:
        offsets = self._files[category][1]
        with (self.folder / f"{category}.feed").open("rb") as file:
            file.seek(offsets[block])
            packed = file.read(offsets[block + 1] - offsets[block])
        lines = (line.split(b"\t", 2) for line in zlib.decompress(packed).splitlines())
        return [Place(guid.decode(), updated.decode(), content) for guid, updated, content in lines]


@dataclass
class _Out:
    """The file of one category."""

    category: str
    file: BinaryIO
    count: int = 0
    lines: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=lambda: [0])

    def put(self, when: str, body: str, attributes: str = "") -> str:
        """Write an entity with these children, and return its id."""
        id = guid(self.category, self.count)
        self.count += 1
        name = self.category[0].lower() + self.category[1:]
        self.lines.append(
            f'{id}\t{when}Z\t<{name} xmlns:xsi="{XSI}" xmlns:tk="{NAMESPACE}" id="{id}" tk:bijgewerkt="{when}.0000000" '
            f'tk:verwijderd="false"{attributes} xmlns="{NAMESPACE}">{body}</{name}>\n'
        )
        if len(self.lines) == PAGE:
            self.flush()
        return id

    def flush(self) -> None:
        if self.lines:
            packed = zlib.compress("".join(self.lines).encode(), 1)
            self.file.write(packed)
            self.offsets.append(self.offsets[-1] + len(packed))
            self.lines.clear()


class Generator:
    """Writes the made-up House of a scale to a folder."""

    def __init__(self, folder: Path, scale: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.scale = folder, scale
        self._chance = random.Random(36470)
        self._open: list[BinaryIO] = [(folder / f"{category}.feed").open("wb") for category in CATEGORIES]
        self._out = {
            category: _Out(category, file) for category, file in zip(CATEGORIES, self._open, strict=True)
        }
        self._parties: dict[str, str] = {}
        self._members: dict[str, list[tuple[date, date | None, str, str]]] = {}
        """By party: first day, last day, id and name of whoever sat."""
        self._dossiers: list[str] = []
        self._dossier = 21_000

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for out in self._out.values():
            out.flush()
            out.file.close()
            index = {"count": out.count, "offsets": out.offsets}
            (self.folder / f"{out.category}.json").write_text(json.dumps(index), encoding="utf-8")

    def run(self, tell: Callable[[str], None] = lambda _: None) -> dict[str, int]:
        """Write everything; returns how many entities of each category."""
        scaled = {
            "decisions": max(20, round(DECISIONS * self.scale)),
            "zaken": max(53, round(ZAKEN * self.scale)),
            "sittings": max(4, round(SITTINGS * self.scale)),
        }
        self._people()
        days = _sitting_days(scaled["sittings"])
        left, others = scaled["decisions"], scaled["zaken"] - scaled["decisions"]
        activities, dossiers = round(OTHER_ACTIVITIES * self.scale), round(DOSSIERS * self.scale)
        for done, day in enumerate(days):
            rest = len(days) - done
            for _ in range(dossiers // rest):
                self._add_dossier(day)
            dossiers -= dossiers // rest
            for _ in range(activities // rest):
                self._add_activity(day)
            activities -= activities // rest
            for _ in range(others // rest):
                self._add_other(day)
            others -= others // rest
            self._sitting(day, left // rest, big=done % 100 == 99 or rest == 1)
            left -= left // rest
            if done % 50 == 0:
                tell(f"{done} / {len(days)}")
        return {out.category: out.count for out in self._out.values()}

    # -- who --------------------------------------------------------------------------------------------------

    def _people(self) -> None:
        """Write parties, seats, and who sat in them when, so that every day has the House of ``parties.toml``."""
        runs = _seat_runs()
        last = house_on(LAST_DAY)
        assert last is not None
        for number, party in enumerate(dict.fromkeys(party for party, _ in runs)):
            first = min(run[0] for (own, _), those in runs.items() if own == party for run in those)
            name = by_id(party).name_on(LAST_DAY)
            self._parties[party] = self._out["Fractie"].put(
                _at(first),
                f"<nummer>{50_000 + number}</nummer><afkorting>{name}</afkorting><naamNl>{name}</naamNl>"
                f'<naamEn xsi:nil="true" /><aantalZetels>{last.seats.get(party, 0)}</aantalZetels>'
                f"<aantalStemmen>{last.seats.get(party, 0) * 65_000}</aantalStemmen>"
                f'<datumActief>{first}</datumActief><datumInactief xsi:nil="true" />',
            )
        for number in range(40):
            self._out["Commissie"].put(
                _at(FIRST_DAY),
                f"<nummer>{number + 1}</nummer><soort>Algemeen</soort><afkorting>C{number}</afkorting>"
                f"<naamNl>Verzonnen commissie voor {_THINGS[number % 30]}</naamNl>",
            )
        for (party, _), those in runs.items():
            seat = self._out["FractieZetel"].put(
                _at(those[0][0]), f'<fractie ref="{self._parties[party]}" /><gewicht>1</gewicht>'
            )
            for first, until in those:
                self._sit(party, seat, first, until)
        big = max(last.seats, key=lambda party: last.seats[party])
        seat = self._out["FractieZetel"].put(
            _at(LAST_DAY), f'<fractie ref="{self._parties[big]}" /><gewicht>1</gewicht>'
        )
        for year in range(2011, 2025):  # in recess: no vote misses them
            self._out["FractieZetelVacature"].put(
                _at(date(year, 8, 1)),
                f'<fractieZetel ref="{seat}" /><functie>Lid</functie><van>{year}-07-25</van>'
                f"<totEnMet>{year}-08-20</totEnMet>",
            )

    def _sit(self, party: str, seat: str, first: date, until: date | None) -> None:
        number = self._out["Persoon"].count
        name = f"{_SURNAMES[number % len(_SURNAMES)]}-{number}"
        person = self._out["Persoon"].put(
            _at(first),
            f'<nummer>{number + 1}</nummer><titels xsi:nil="true" /><initialen>V.</initialen>'
            f'<tussenvoegsel xsi:nil="true" /><achternaam>{name}</achternaam><voornamen>Verzonnen</voornamen>'
            f"<roepnaam>Verzonnen</roepnaam><functie>Tweede Kamerlid</functie>",
        )
        self._members.setdefault(party, []).append((first, until, person, name))
        end = '<totEnMet xsi:nil="true" />' if until is None else f"<totEnMet>{until}</totEnMet>"
        self._out["FractieZetelPersoon"].put(
            _at(first),
            f'<fractieZetel ref="{seat}" /><persoon ref="{person}" /><functie>Lid</functie><van>{first}</van>{end}',
        )

    # -- what -------------------------------------------------------------------------------------------------

    def _pick(self, words: list[str] | tuple[str, ...]) -> str:
        return words[int(self._chance.random() * len(words))]

    def _subject(self) -> str:
        return f"{self._pick(_THINGS)} {self._pick(_DEEDS)} in {self._pick(_WHERE)}"

    def _add_dossier(self, day: date) -> str:
        self._dossier += 1
        title = f"Verzonnen dossier over {self._subject()}"
        id = self._out["Kamerstukdossier"].put(
            _at(day),
            f'<titel>{title}</titel><citeertitel xsi:nil="true" /><alias xsi:nil="true" />'
            f'<nummer>{self._dossier}</nummer><toevoeging xsi:nil="true" /><hoogsteVolgnummer>20</hoogsteVolgnummer>'
            "<afgesloten>false</afgesloten><kamer>Tweede Kamer</kamer>",
        )
        self._dossiers.append(id)
        return id

    def _add_activity(self, day: date, kind: str = "Commissiedebat", subject: str | None = None) -> str:
        number = self._out["Activiteit"].count
        lead = "TK" if kind == "Stemmingen" else "C1"
        return self._out["Activiteit"].put(
            _at(day),
            f"<soort>{kind}</soort><nummer>{day.year}A{number:05}</nummer>"
            f"<onderwerp>{subject or 'Verzonnen debat over ' + self._subject()}</onderwerp><datumSoort>Dag</datumSoort>"
            f"<datum>{day}T15:00:00</datum><aanvangstijd>{day}T15:00:00</aanvangstijd><eindtijd>{day}T16:30:00</eindtijd>"
            '<locatie xsi:nil="true" /><besloten>false</besloten><status>Uitgevoerd</status>'
            f"<vergaderjaar>{_session(day)}</vergaderjaar><kamer>Tweede Kamer</kamer>"
            f"<voortouwnaam>{lead}</voortouwnaam><voortouwafkorting>{lead}</voortouwafkorting>",
        )

    def _item(self, day: date, activity: str, order: int, subject: str) -> str:
        number = self._out["Agendapunt"].count
        return self._out["Agendapunt"].put(
            _at(day),
            f'<activiteit ref="{activity}" /><nummer>{day.year}P{number:05}</nummer><onderwerp>{subject}</onderwerp>'
            f'<aanvangstijd xsi:nil="true" /><eindtijd xsi:nil="true" /><volgorde>{order}</volgorde>'
            '<rubriek xsi:nil="true" /><noot xsi:nil="true" /><status>Vrijgegeven</status>',
        )

    def _zaak(
        self,
        day: date,
        kind: str,
        subject: str,
        title: str,
        number: int,
        dossier: str | None,
        item: str | None,
    ) -> str:
        relations = (f'<kamerstukdossier ref="{dossier}" />' if dossier else "") + (
            f'<agendapunt ref="{item}" />' if item else ""
        )
        advice = (
            "<kabinetsappreciatie>Oordeel Kamer</kabinetsappreciatie>"
            if kind in ("Motie", "Amendement")
            else ""
        )
        return self._out["Zaak"].put(
            _at(day),
            f"{relations}<nummer>{day.year}Z{self._out['Zaak'].count:06}</nummer><soort>{kind}</soort>"
            f"<onderwerp>{subject}</onderwerp><gestartOp>{day}T00:00:00</gestartOp>"
            f"<organisatie>Tweede Kamer</organisatie><titel>{title}</titel>"
            '<citeertitel xsi:nil="true" /><alias xsi:nil="true" /><grondslagvoorhang xsi:nil="true" />'
            f'<termijn xsi:nil="true" /><vergaderjaar>{_session(day)}</vergaderjaar><volgnummer>{number}</volgnummer>'
            '<status>Vrijgegeven</status><huidigeBehandelstatus xsi:nil="true" />'
            f"<afgedaan>true</afgedaan><grootProject>false</grootProject>{advice}",
        )

    def _actor(self, day: date, zaak: str, party: str, role: str = "Indiener") -> str:
        """Write who submits a Zaak; returns the name."""
        sitting = self._sitting_on(party, day)
        person, name = sitting[int(self._chance.random() * len(sitting))]
        who = (
            f'<persoon ref="{person}" /><fractie ref="{self._parties[party]}" /><actorNaam>V. {name}</actorNaam>'
            f"<actorFractie>{by_id(party).name_on(day)}</actorFractie>"
        )
        self._out["ZaakActor"].put(
            _at(day), f'<zaak ref="{zaak}" />{who}<functie>Tweede Kamerlid</functie><relatie>{role}</relatie>'
        )
        return name

    def _add_other(self, day: date) -> None:
        """Write a Zaak that no vote is about."""
        subject, dossier = self._subject(), None
        if self._dossiers and self._chance.random() < 0.6:
            dossier = self._dossiers[int(self._chance.random() * len(self._dossiers))]
        kind = self._pick(_OTHER_KINDS)
        zaak = self._zaak(
            day, kind, f"Verzonnen stuk over {subject}", f"Verzonnen: {subject}", -1, dossier, None
        )
        self._out["ZaakActor"].put(
            _at(day),
            f'<zaak ref="{zaak}" /><actorNaam>Verzonnen afzender</actorNaam><functie>minister</functie>'
            "<relatie>Indiener</relatie>",
        )

    # -- votes ------------------------------------------------------------------------------------------------

    def _sitting(self, day: date, decisions: int, *, big: bool) -> None:
        """Write a voting day: bills with their amendments, and the motions of debates."""
        activity = self._add_activity(day, "Stemmingen", "Stemmingen")
        meeting = self._out["Vergadering"].put(
            _at(day),
            f"<soort>Plenair</soort><titel>Verzonnen vergadering</titel><zaal>Plenaire zaal</zaal>"
            f"<vergaderjaar>{_session(day)}</vergaderjaar><vergaderingNummer>{day.timetuple().tm_yday}</vergaderingNummer>"
            f"<datum>{day}T00:00:00</datum><aanvangstijd>{day}T14:00:00</aanvangstijd>"
            f"<sluiting>{day}T23:00:00</sluiting><kamer>Tweede Kamer</kamer>",
        )
        self._out["Verslag"].put(
            _at(day),
            f'<vergadering ref="{meeting}" /><soort>Eindpublicatie</soort><status>Gecorrigeerd</status>',
            ' tk:contentType="application/xml" tk:contentLength="500000"',
        )
        house = _House(day)
        bills = [BIG_BILL] * (big and decisions > BIG_BILL) + [1] * max(1, decisions // 15)
        order = 0
        for amendments in bills:
            order += 1
            if decisions <= amendments:
                break
            self._bill(house, activity, order, amendments)
            decisions -= amendments + 1
        while decisions > 0:
            order += 1
            motions = min(decisions, 5 + int(self._chance.random() * 8))
            self._debate(house, activity, order, motions)
            decisions -= motions

    def _bill(self, house: "_House", activity: str, order: int, amendments: int) -> None:
        day, subject = house.day, self._subject()
        dossier = self._add_dossier(day)
        item = self._item(day, activity, order, f"Verzonnen wet over {subject}")
        title = f"Verzonnen wet over {subject}"
        for number in range(1, amendments + 1):
            about = self._subject()
            self._proposal(house, "Amendement", f"over {about}", title, 5 + number, dossier, item, number)
        self._proposal(house, "Wetgeving", title, title, 0, dossier, item, amendments + 1)

    def _debate(self, house: "_House", activity: str, order: int, motions: int) -> None:
        subject = self._subject()
        dossier = self._dossiers[int(self._chance.random() * len(self._dossiers))] if self._dossiers else None
        item = self._item(
            house.day, activity, order, f"Moties ingediend bij het verzonnen debat over {subject}"
        )
        first = 10 + int(self._chance.random() * 1_000)
        for number in range(motions):
            about = f"over {self._subject()}"
            self._proposal(
                house, "Motie", about, f"Verzonnen: {subject}", first + number, dossier, item, number + 1
            )

    def _proposal(
        self,
        house: "_House",
        kind: str,
        about: str,
        title: str,
        number: int,
        dossier: str | None,
        item: str,
        place: int,
    ) -> None:
        day = house.day
        party = house.parties[int(self._chance.random() * len(house.parties))]
        lead = {"Motie": "Verzonnen motie", "Amendement": "Verzonnen amendement"}.get(kind)
        subject = about if lead is None else f"{lead} {about}"
        zaak = self._zaak(day, kind, subject, title, number, dossier, item)
        self._actor(day, zaak, party)
        if self._chance.random() < 0.5:
            second = house.parties[int(self._chance.random() * len(house.parties))]
            self._actor(day, zaak, second, "Medeindiener")
        self._paper(day, zaak, dossier, item, kind, subject, title, number)
        self._decision(house, zaak, item, place, sure=kind == "Wetgeving")

    def _paper(
        self,
        day: date,
        zaak: str,
        dossier: str | None,
        item: str,
        kind: str,
        subject: str,
        title: str,
        number: int,
    ) -> None:
        own, version = self._out["Document"], self._out["DocumentVersie"]
        document = own.put(
            _at(day),
            f'<huidigeDocumentVersie ref="{guid("DocumentVersie", version.count)}" /><agendapunt ref="{item}" />'
            f'<zaak ref="{zaak}" />' + (f'<kamerstukdossier ref="{dossier}" />' if dossier else "")
            + f"<soort>{kind}</soort><documentNummer>{day.year}D{own.count:06}</documentNummer><titel>{title}</titel>"
            f"<onderwerp>{subject}</onderwerp><datum>{day}T00:00:00</datum><volgnummer>{number}</volgnummer>"
            f"<vergaderjaar>{_session(day)}</vergaderjaar><kamer>2</kamer><organisatie>Tweede Kamer</organisatie>",
            ' tk:contentType="application/pdf" tk:contentLength="20000"',
        )  # fmt: skip
        version.put(
            _at(day),
            f'<document ref="{document}" /><status>Vrijgegeven</status><versienummer>1</versienummer>'
            f"<bestandsgrootte>20000</bestandsgrootte><extensie>.pdf</extensie><datum>{day}T12:00:00</datum>",
        )
        self._out["DocumentActor"].put(
            _at(day),
            f'<document ref="{document}" /><actorNaam>Tweede Kamer</actorNaam><relatie>Afzender</relatie>',
        )

    def _decision(self, house: "_House", zaak: str, item: str, place: int, *, sure: bool) -> None:
        chance = self._chance.random
        roll = chance() < 0.011
        # Parties stand on a line; a proposal divides it somewhere, and has its friends on one side.
        cut, side = (1.1, 1) if sure and chance() < 0.9 else (chance(), 1 if chance() < 0.5 else -1)
        stands = {
            party: (spot - cut) * side + (chance() - 0.5) * 0.25 < 0
            for party, spot in zip(house.parties, house.spots, strict=True)
        }
        for_ = sum(house.seats[party] for party, stand in stands.items() if stand)
        against = house.total - for_
        result = "aangenomen" if for_ > against else "verworpen" if for_ < against else "niet aangenomen"
        tally = f" ({for_}-{against})" if roll else ""
        besluit = self._out["Besluit"].put(
            house.when,
            f'<agendapunt ref="{item}" /><zaak ref="{zaak}" />'
            f"<stemmingsSoort>{'Hoofdelijk' if roll else 'Met handopsteken'}</stemmingsSoort>"
            f"<besluitSoort>Stemmen - {result}</besluitSoort><besluitTekst>{result.capitalize()}.{tally}</besluitTekst>"
            '<opmerking xsi:nil="true" /><status>Besluit</status>'
            f"<agendapuntZaakBesluitVolgorde>{place}</agendapuntZaakBesluitVolgorde>",
        )
        put, when = self._out["Stemming"].put, house.when
        for party in house.parties:
            kind = "Voor" if stands[party] else "Tegen"
            if not roll:
                put(when, f'<besluit ref="{besluit}" />{self._row(house, party)[0]}<soort>{kind}</soort>'
                          f"{self._row(house, party)[1]}")  # fmt: skip
                continue
            for person, name in self._sitting_on(party, house.day):
                mistake = "true" if chance() < 0.002 else "false"
                put(
                    when,
                    f'<besluit ref="{besluit}" /><persoon ref="{person}" /><fractie ref="{self._parties[party]}" />'
                    f"<soort>{kind}</soort><fractieGrootte>{house.seats[party]}</fractieGrootte>"
                    f"<actorNaam>{name}, V.</actorNaam><actorFractie>{house.names[party]}</actorFractie>"
                    f"<vergissing>{mistake}</vergissing><sidActorLid>S-1-5-{name}</sidActorLid>"
                    f"<sidActorFractie>{house.sids[party]}</sidActorFractie>",
                )

    def _row(self, house: "_House", party: str) -> tuple[str, str]:
        """Return what a party's rows of a day have in common, before and after what it voted."""
        if party not in house.rows:
            name = house.names[party]
            house.rows[party] = (
                f'<fractie ref="{self._parties[party]}" />',
                f"<fractieGrootte>{house.seats[party]}</fractieGrootte><actorNaam>{name}</actorNaam>"
                f'<actorFractie>{name}</actorFractie><vergissing>false</vergissing><sidActorLid xsi:nil="true" />'
                f"<sidActorFractie>{house.sids[party]}</sidActorFractie>",
            )
        return house.rows[party]

    def _sitting_on(self, party: str, day: date) -> list[tuple[str, str]]:
        """Return id and name of the party's members of that day."""
        return [
            (person, name)
            for first, until, person, name in self._members[party]
            if first <= day and (until is None or day <= until)
        ]


class _House:
    """The House of a voting day, with what its rows have in common."""

    def __init__(self, day: date) -> None:
        house = house_on(day)
        assert house is not None
        self.day, self.when = day, _at(day, 16)
        self.seats = house.seats
        self.total = house.total
        order = [party for party in seating_on(day)[0] if party in house.seats]
        self.parties = order + [party for party in house.seats if party not in order]
        self.spots = [place / max(len(self.parties) - 1, 1) for place in range(len(self.parties))]
        self.names = {party: by_id(party).name_on(day) for party in self.parties}
        self.sids = {
            party: f"S-1-365867521-2120874753-{zlib.crc32(party.encode())}-1095381795-2473312939-1823855426"
            for party in self.parties
        }
        self.rows: dict[str, tuple[str, str]] = {}


def _seat_runs() -> dict[tuple[str, int], list[tuple[date, date | None]]]:
    """Return by party and number of the seat when it was taken: first and last day, none if it still is."""
    taken: dict[tuple[str, int], date] = {}
    runs: dict[tuple[str, int], list[tuple[date, date | None]]] = {}
    day = FIRST_DAY
    before: dict[str, int] = {}
    while day <= LAST_DAY:
        house = house_on(day)
        now = dict(house.seats) if house is not None else {}
        if now != before:
            seats = {(party, number) for party, count in now.items() for number in range(count)}
            for seat in sorted(taken.keys() - seats):
                runs.setdefault(seat, []).append((taken.pop(seat), day - timedelta(days=1)))
            for seat in sorted(seats - taken.keys()):
                taken[seat] = day
            before = now
        day += timedelta(days=1)
    for seat, first in taken.items():
        runs.setdefault(seat, []).append((first, None))
    return dict(sorted(runs.items(), key=lambda each: (each[1][0][0], each[0])))


def _sitting_days(count: int) -> list[date]:
    """Return so many Tuesdays and Thursdays outside July and August, closer together in later years."""
    weeks = [FIRST_DAY + timedelta(days=offset) for offset in range((LAST_DAY - FIRST_DAY).days + 1)]
    days = [
        day
        for day in weeks
        if day.weekday() in (1, 3) and day.month not in (7, 8) and house_on(day) is not None
    ]
    return [days[int((place / count) ** 0.8 * len(days))] for place in range(count)]


def _session(day: date) -> str:
    year = day.year if day.month >= 9 else day.year - 1
    return f"{year}-{year + 1}"


def _at(day: date, hour: int = 12) -> str:
    return f"{datetime(day.year, day.month, day.day, hour):%Y-%m-%dT%H:%M:%S}"


def generate(folder: Path, scale: float, tell: Callable[[str], None] = lambda _: None) -> dict[str, int]:
    """Write a made-up House to a folder; returns how many entities of each category."""
    with Generator(folder, scale) as generator:
        return generator.run(tell)


def lines(folder: Path, category: str) -> Iterator[Place]:
    """Yield every place of a category, a page at a time."""
    base = Folder(folder)
    for start in range(0, base.count(category), PAGE):
        yield from base.places(category, start, min(start + PAGE, base.count(category)))


def main(arguments: list[str] | None = None) -> int:
    """Write a folder, and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator.generate", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="1.0 is full size (default)")
    parser.add_argument("folder", type=Path, metavar="DIR")
    options = parser.parse_args(arguments)
    if not 0 < options.scale <= 10:
        parser.error("--scale is a number above 0, at most 10")
    counts = generate(options.folder, options.scale, lambda text: print(text, file=sys.stderr))
    for category, count in counts.items():
        print(f"{category:22}{count:>10,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
