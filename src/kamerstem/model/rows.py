"""Vote rows (Stemming) -> ballots, when they were cast, and how large they say the parties are."""

import datetime as dt
import re
from collections.abc import Iterable

from kamerstem.model import parties
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.fields import day_of, text_of, time_of
from kamerstem.model.people import PARTICLES
from kamerstem.model.votes import Ballot, Member, PartyName, Side, Sitting

__all__ = [
    "Place",
    "VoteRows",
    "day_of",
    "distinct",
    "member_name",
    "party_of_roll_call",
    "sizes_of",
    "text_of",
    "time_of",
]

Place = tuple[dt.date, dt.datetime, int, int]

_SIDES: dict[str, Side] = {"Voor": Side.FOR, "Tegen": Side.AGAINST, "Niet deelgenomen": Side.NOT_VOTING}
_NO_DATE = re.compile(r"(?:0001|1899|1900)-")
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


class VoteRows:
    """The vote rows of a set of entities, read as ballots."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities

    def sitting(self, besluit: Entity) -> Sitting:
        """Return the day by Besluit -> Agendapunt -> Activiteit.Datum; GewijzigdOp is an edit date and never asked.

        ``date_text`` keeps a date that cannot be (the year 5008), so that a check can report it.
        """
        item, activity = self._agenda(besluit)
        given = text_of(activity["Datum"]) if activity else None
        date = day_of(given)
        slip = given[:40] if given and date is None and not _NO_DATE.match(given) else None
        return Sitting(
            date=date,
            number=activity["Nummer"] if activity else None,
            item=text_of(item["Onderwerp"]) if item else None,
            order=besluit["AgendapuntZaakBesluitVolgorde"],
            date_text=slip,
        )

    def place(self, besluit: Entity) -> Place:
        """Return a key that sorts decisions as they were taken: by day, sitting, agenda item, place in the item.

        Several sittings can vote on one day (a tie in the afternoon, the vote again at night), and every item
        numbers its decisions from 1. A decision without a day comes before all others: none can be settled by it.
        """
        item, activity = self._agenda(besluit)
        return (
            (day_of(activity["Datum"]) if activity else None) or dt.date.min,
            (time_of(activity["Aanvangstijd"]) or time_of(activity["Datum"]) if activity else None) or _NEVER,
            _whole(item["Volgorde"] if item else None),
            _whole(besluit["AgendapuntZaakBesluitVolgorde"]),
        )

    def _agenda(self, besluit: Entity) -> tuple[Entity | None, Entity | None]:
        item = next(iter(self.entities.out(besluit, "Agendapunt")), None)
        activity = next(iter(self.entities.out(item, "Activiteit")), None) if item else None
        return item, activity

    def ballots(
        self, rows: list[Entity], day: dt.date | None, *, roll_call: bool
    ) -> dict[Side, tuple[Ballot, ...]]:
        """Return the ballots of each side in seating order (at a roll call by party, then by official name).

        At a roll call each row is a member and weighs 1, whatever its FractieGrootte; one that names only a party is no
        member, and how many of it voted is not known. At a show of hands a row weighs
        FractieGrootte; a row with a person is a member who voted apart, and is taken off the party's row. A side that
        nobody stands on is left out where some row does not say its side: it need not be empty.
        """
        weights = {} if roll_call else self._weights(rows, day)
        lists: dict[Side, list[Ballot]] = {side: [] for side in Side}
        # The service gives rows by id, other sources by time: names put them in one order.
        for row in sorted(rows, key=lambda row: (str(row["ActorFractie"]), str(row["ActorNaam"]), row.id)):
            side = _SIDES.get((row["Soort"] or "").strip())
            if side is None:
                continue
            party, mistake = self._party(row, day), bool(row["Vergissing"])
            person = row.ref("Persoon")
            if roll_call and party is not None and party_of_roll_call(row) is not None:
                lists[side].append(Ballot(party, None, None, mistake))
                continue
            if roll_call or person:
                lists[side].append(
                    Ballot(party, 1, Member(self._member(row), person, _first_name(row)), mistake)
                )
                continue
            lists[side].append(Ballot(party, weights[row.id], None, mistake))
        order = parties.seating_on(day)[0] if day else ()
        place = {id: index for index, id in enumerate(order)}
        for ballots in lists.values():
            ballots.sort(key=lambda b: place.get(b.party.id if b.party and b.party.id else "", len(place)))
        told = all((row["Soort"] or "").strip() in _SIDES for row in rows)
        return {side: tuple(ballots) for side, ballots in lists.items() if ballots or told}

    def _weights(self, rows: list[Entity], day: dt.date | None) -> dict[str, int | None]:
        """Return the seats of each party row of a show of hands, by the row's id.

        Members who voted apart are taken off. A party never weighs more than it has: where several rows of it
        together do, none tells which one stands, and their seats are not known (``None``; a check reports it).
        """
        own: dict[str, list[Entity]] = {}
        apart: dict[str, int] = {}
        for row in rows:
            key = _key(self._party(row, day)) or row.id
            if row.refs.get("Persoon"):
                apart[key] = apart.get(key, 0) + 1
            else:
                own.setdefault(key, []).append(row)
        # By the register alone: what is derived of one decision then hangs on no other row of that day.
        house = parties.house_on(day) if day is not None else None
        weights: dict[str, int | None] = {}
        for key, its_rows in own.items():
            sizes = [row["FractieGrootte"] for row in its_rows]
            known = [size for size in sizes if isinstance(size, int)]
            has = house.seats.get(key) if house is not None and house.certain else None
            if len(its_rows) > 1 and (apart.get(key) or sum(known) > (has or max(known, default=0))):
                weights |= {row.id: None for row in its_rows}
                continue
            for row, size in zip(its_rows, sizes, strict=True):
                seats = size - apart.get(key, 0) if isinstance(size, int) else None
                weights[row.id] = seats if seats is not None and seats >= 0 else None
        return weights

    def _party(self, row: Entity, day: dt.date | None) -> PartyName | None:
        """Return the party under the name of that row: identity by name and period, for ids outlive renamings."""
        name = text_of(row["ActorFractie"])
        if name is None:
            fractie = self.entities.get("Fractie", row.ref("Fractie"))
            name = (text_of(fractie["Afkorting"]) or text_of(fractie["NaamNL"])) if fractie else None
        if name is None:
            return None
        party = parties.find(name, day) if day else parties.find(name)
        return PartyName(party.id if party else None, name)

    def _member(self, row: Entity) -> str:
        """Return a member's name as people write it; from ActorNaam, else from Persoon."""
        if name := text_of(row["ActorNaam"]):
            return member_name(name)
        person = self.entities.get("Persoon", row.ref("Persoon"))
        words = [person[field] for field in ("Initialen", "Tussenvoegsel", "Achternaam")] if person else []
        return " ".join(str(word).strip() for word in words if word) or "(naam niet vermeld)"


def party_of_roll_call(row: Entity) -> str | None:
    """Return the party that a row of a roll call names as if it were a member, ``None`` where it is a member's."""
    party, actor = text_of(row["ActorFractie"]), text_of(row["ActorNaam"])
    return party if not row.refs.get("Persoon") and actor in (None, party) else None


def member_name(name: str) -> str:
    """Return "S.R.T. van Baarle" for the official "Baarle van, S.R.T. (Stephan)": particles first, no first name."""
    name = re.sub(r"\s*\([^)]*\)", "", " ".join(name.split())).strip()
    surname, comma, initials = name.partition(",")
    if not comma:
        return name
    words = surname.split()
    particles: list[str] = []
    while len(words) > 1 and words[-1].lower().strip("'’") in PARTICLES:
        particles.insert(0, words.pop())
    return " ".join([initials.strip(), *particles, *words]).strip()


def _first_name(row: Entity) -> str | None:
    """Return the first name that stands in brackets in an ActorNaam; it does where there are namesakes."""
    brackets = re.search(r"\(([^()]+)\)\s*$", text_of(row["ActorNaam"]) or "")
    return brackets[1].strip() if brackets else None


def sizes_of(rows: Iterable[Entity], day: dt.date | None) -> dict[str, int]:
    """Return the largest size that vote rows of a day give each party, by id (by name where none is known)."""
    sizes: dict[str, int] = {}
    for row in rows:
        name, size = text_of(row["ActorFractie"]), row["FractieGrootte"]
        if name is None or not isinstance(size, int) or (row["Soort"] or "").strip() not in _SIDES:
            continue
        party = parties.find(name, day) if day else parties.find(name)
        key = party.id if party else name
        sizes[key] = max(sizes.get(key, 0), size)
    return sizes


def distinct(rows: list[Entity]) -> list[Entity]:
    """Return one row per actor and side, the last changed: a row that comes twice is one vote.

    Rows that differ in side are kept, for a check to report, and of a party those that differ in size, which is no
    matter where a member votes; so is every row that names no actor.
    """
    seen: dict[tuple[object, ...], Entity] = {}
    for row in sorted(rows, key=lambda row: (row.changed or _NEVER, row.id)):
        if person := row.ref("Persoon"):
            seen[(person, row["Soort"])] = row
            continue
        actor = row["ActorNaam"] or row.ref("Fractie") or row.id
        seen[(actor, row["ActorFractie"], row["Soort"], row["FractieGrootte"])] = row
    return list(seen.values())


def _key(party: PartyName | None) -> str | None:
    return (party.id or party.name) if party else None


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
