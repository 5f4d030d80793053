"""The parties of the House: what they are called, how many seats they have, and in which order they sit.

All of it is dated data in ``parties.toml`` beside this module, which says where each figure comes from
and how certain it is; it is read on first use. A *party* is whatever votes as one in the House (fractie,
groep or lid). It keeps its id when it is renamed: GroenLinks-PvdA and PRO are one party.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kamerstem.dataclasses import dataclass
from kamerstem.language import Words

SEATS = 150
"""Seats of the House, since 1956 (Grondwet, article 51)."""
_DAY = timedelta(days=1)
# No House sits longer: four years (Grondwet, article 52), five at most after a dissolution (article 64).
_TERM = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Name:
    """A short name, as printed beside a vote since a day (None: from the first); ``about``: roughly then."""

    short: str
    since: date | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A party: a stable id, its names in order of time, and when it sat in the House.

    ``aliases`` are other names it goes by; ``article`` is what the House says before its name in a sentence ("de
    SP", "het CDA"), None where that is nothing or not known; ``origins`` the ids of the parties that its members
    left or that merged into it; ``periods`` the first and last day of each stretch in the House (last None: it
    still sat when the data end); ``doubts`` the first and last day of each stretch of which it is not known
    whether it sat.
    """

    id: str
    full: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...]
    origins: tuple[str, ...]
    periods: tuple[tuple[date, date | None], ...]
    doubts: tuple[tuple[date, date], ...]
    article: str | None = None

    def name_on(self, day: date) -> str:
        """Return the short name as printed that day; on a day without the party, the nearest name it had."""
        current = self.names[0]
        for name in self.names[1:]:
            if name.since is not None and name.since <= day:
                current = name
        return current.short

    def existed_on(self, day: date) -> bool | None:
        """Tell whether the party sat in the House that day; None where that is not known."""
        if any(first <= day <= last for first, last in self.doubts):
            return None
        return self._away(day) == 0

    def _away(self, day: date) -> int:
        """Days between ``day`` and the nearest day on which the party sat."""
        away = [max((first - day).days, (day - (last or date.max)).days, 0) for first, last in self.periods]
        return min(away, default=date.max.toordinal())


@dataclass(frozen=True, slots=True)
class House:
    """The House on a day: filled ``seats`` by party id, largest first, and their ``total``.

    ``certain`` only where the sizes were read from the votes of that very day. Else they are those after
    the last known change between parties, and a seat may have been empty.
    """

    day: date
    seats: Mapping[str, int]
    total: int
    certain: bool


@lru_cache(8192)  # the vote rows of a day name the same fifteen parties over and over
def find(name: str, day: date | None = None) -> Party | None:
    """Return the party of that name or alias, or None if there is none.

    Case, accents, spaces and hyphens do not matter, nor does an article ("de SP", "het CDA"), nor a word that says
    that it is a group ("SP-fractie", "Fractie Keijzer"). A party is
    found by any name it ever had, whether it sat that day or not: ask :meth:`Party.existed_on`. Among
    namesakes ``day`` picks the one that sat then, or nearest to it; without a day it is the last that
    sat.
    """
    if len(name) > 200:
        return None
    names = _register().names
    bare = _ARTICLE.sub("", name.strip())
    called = (name, bare, _OF_GROUP.sub("", bare))
    parties = next((names[folded] for each in called if (folded := _folded(each)) in names), None)
    if not parties:
        return None
    when = day or date.max
    return min(parties, key=lambda party: party._away(when))


def named(name: str) -> tuple[Party, ...]:
    """Return every party that is meant by a name or an id: all that ever had that name, or share one with that id.

    Two that share a name are mostly one to whoever asks for their votes: 50PLUS of before and of now. An id is ours, or
    that of an official record.
    """
    register = _register()
    party = register.parties.get(name) or register.parties.get(register.records.get(name.casefold(), ""))
    wanted = {name} if party is None else set(_every_name(party))
    if len(name) > 200:
        return ()
    found = dict.fromkeys(
        each for word in wanted for each in register.names.get(_folded(_ARTICLE.sub("", word.strip())), ())
    )
    found |= dict.fromkeys(each for word in wanted for each in register.names.get(_folded(word), ()))
    return tuple(sorted(found, key=lambda each: each.periods[0][0]))


def unknown(name: str) -> Words:
    """Return the sentence about a name that no party has, with those that are like it."""
    like = meant(name)
    name = name if len(name) <= 60 else f"{name[:60]}..."
    return Words(
        f"'{name}' is geen bekende fractie.{like.nl} {'Geef dan die naam' if like.nl else 'Controleer de naam'}.",
        f"'{name}' is no known party.{like.en} {'Then give that name' if like.en else 'Check the name'}.",
    )


def meant(name: str) -> Words:
    """Return the question which party was meant, after a space; nothing where no name is like it."""
    from difflib import get_close_matches

    names = _register().names
    close = get_close_matches(_folded(name[:200]), names, n=3, cutoff=0.75)
    like = list(dict.fromkeys(party.names[-1].short for each in close for party in names[each]))[:2]
    if not like:
        return Words("", "")
    return Words(f" Bedoelt u {' of '.join(like)}?", f" Do you mean {' or '.join(like)}?")


def by_id(party: str) -> Party:
    """Return the party with that id. Raises KeyError if there is none."""
    return _register().parties[party]


def all_parties() -> tuple[Party, ...]:
    """Return every party that sat since June 2010, in the order of ``parties.toml``."""
    return tuple(_register().parties.values())


def every_name() -> Iterator[str]:
    """Yield every name that a party ever had or goes by, in full and in short."""
    for party in all_parties():
        yield from _every_name(party)


def covers(day: date) -> bool:
    """Tell whether ``parties.toml`` knows every party of that day: from June 2010 on, until its data end."""
    register = _register()
    return register.states[0].since <= day <= register.known_until


def house_on(day: date) -> House | None:
    """Return the House on that day; None before June 2010, and where a later one must have been elected.

    After the last day of the data it is the last known House, not certain.
    """
    register = _register()
    state = register.state_on(day)
    if state is None:
        return None
    return House(day, state.seats, state.filled, day in register.counted)


def installed_by(day: date) -> date:
    """Return the day on which the House of that day was installed; the first one known before June 2010."""
    return max((house for house in _register().houses if house <= day), default=_register().houses[0])


def seating_on(day: date) -> tuple[tuple[str, ...], bool]:
    """Return the ids of the parties from left to right, and whether this order is known for that very day.

    A known order (True) holds only parties whose place is known: on 21 December 2023 that of JA21 is not,
    and it is left out. A derived order (False) holds every party of that day: those placed in the nearest
    earlier order of the same House, else the nearest later one (one of which only the month is known comes last), then
    the others by size and name. It is empty where the House is not known.
    """
    register = _register()
    state = register.state_on(day)
    if state is None:
        return (), False
    nearest = min(
        (each for each in register.seatings if register.house_of(each.day) == state.installed),
        key=lambda each: (each.about, each.day > day, abs(each.day - day)),
        default=None,
    )
    if nearest is not None and nearest.day == day and not nearest.about:
        return nearest.order, True
    order = nearest.order if nearest is not None else ()
    placed = [party for party in order if party in state.seats]
    others = [party for party in state.seats if party not in order]
    others.sort(key=lambda party: (-state.seats[party], _folded(register.parties[party].name_on(day))))
    return (*placed, *others), False


def split_names(text: str, day: date | None = None) -> list[str]:
    """Return the names in a list like "SP, VVD en Volkspartij voor Vrijheid en Democratie.", each as written.

    A comma or "en" inside the name of a party that may have sat that ``day`` does not divide it; a name
    that is not known comes out as it stands. White space is one space, so that names broken over lines
    are whole.
    """
    divisible = _register().divisible
    pieces = _BETWEEN.split(" ".join(text.split()).removesuffix("."))
    names: list[str] = []
    at = 0
    while at < len(pieces):
        # Every second piece is what stood between two names. The longest known name wins.
        for end in range(min(at + 7, len(pieces)), at + 1, -2):
            whole = "".join(pieces[at:end]).strip()
            party = divisible.get(_folded(whole, keep=","))
            if party and (day is None or party.existed_on(day) is not False):
                break
        else:
            end, whole = at + 1, pieces[at].strip()
        if whole:
            names.append(whole)
        at = end + 1
    return names


_BETWEEN = re.compile("( ?[,;] ?(?:en(?: |$))?| en )")
_ARTICLE = re.compile(r"^(?:(?:de|het|(?:leden|fracties?)\s+van)\s+)+", re.IGNORECASE)

_OF_GROUP = re.compile(r"^(?:fractie|groep)[\s-]+|[\s-]+fractie$", re.IGNORECASE)


def _folded(name: str, keep: str = "") -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in decomposed if c.isalnum() or c in keep)


# --- reading parties.toml ---


@dataclass(frozen=True, slots=True)
class _State:
    """The House from ``since`` until the next state."""

    since: date
    installed: date
    seats: Mapping[str, int]
    filled: int


@dataclass(frozen=True, slots=True)
class _Seating:
    day: date
    about: bool
    order: tuple[str, ...]
    unplaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Register:
    """All of ``parties.toml``, ready to be asked."""

    parties: Mapping[str, Party]
    names: Mapping[str, tuple[Party, ...]]
    divisible: Mapping[str, Party]  # by the names that have a comma or "en" in them
    houses: tuple[date, ...]
    states: tuple[_State, ...]
    seatings: tuple[_Seating, ...]
    counted: frozenset[date]
    known_until: date
    records: Mapping[str, str]

    def house_of(self, day: date) -> date | None:
        """Return the day on which the House of a day was installed."""
        state = self.state_on(day)
        return state.installed if state is not None else None

    def state_on(self, day: date) -> _State | None:
        index = bisect_right(self.states, day, key=lambda state: state.since)
        if index == 0:
            return None
        state = self.states[index - 1]
        return state if day <= max(self.known_until, state.installed + _TERM) else None


@cache
def _register() -> _Register:
    import tomllib

    return _read(tomllib.loads(Path(__file__).with_name("parties.toml").read_text(encoding="utf-8")))


def _read(data: Mapping[str, Any]) -> _Register:
    """Build the register. Raises KeyError or ValueError where the file contradicts itself."""
    known_since, known_until = data["known_since"], data["known_until"]
    names = {party: _names(entry) for party, entry in data["party"].items()}
    ids = _ids(names)

    states: list[_State] = []
    doubts: dict[str, list[tuple[date, date]]] = {party: [] for party in names}
    for house in data["house"]:
        installed = house["installed"]
        seats = _seats(house["seats"], ids)
        states.append(_State(installed, installed, _by_size(seats), house.get("filled", 150)))
        for since, after, by, change in sorted(
            ((*_window(change), change) for change in house["change"]), key=lambda window: window[0]
        ):
            for party, size in _seats(change["seats"], ids).items():
                if (size == 0) != (seats.pop(party, 0) == 0) and by - after > _DAY:
                    doubts[party].append((after + _DAY, by - _DAY))
                if size:
                    seats[party] = size
            states.append(_State(since, installed, _by_size(seats), change.get("filled", 150)))

    parties = {
        party: Party(
            id=party,
            full=entry.get("full", names[party][0].short),
            names=names[party],
            aliases=tuple(entry.get("aliases", ())),
            origins=tuple(entry.get("from", ())),
            periods=_periods(party, states),
            doubts=((date.min, known_since - _DAY), *doubts[party], (known_until + _DAY, date.max)),
            article=entry.get("article"),
        )
        for party, entry in data["party"].items()
    }
    seatings = [
        _Seating(
            seating["day"],
            seating.get("about", False),
            tuple(ids[name] for name in _listed(seating["order"])),
            tuple(ids[name] for name in _listed(seating.get("unplaced", ""))),
        )
        for seating in data["seating"]
    ]
    return _Register(
        parties=MappingProxyType(parties),
        names=MappingProxyType(_by_name(parties.values())),
        divisible=MappingProxyType(
            {
                _folded(name, keep=","): party
                for party in parties.values()
                for name in _every_name(party)
                if _BETWEEN.search(name)
            }
        ),
        houses=tuple(sorted({state.installed for state in states})),
        states=tuple(states),
        seatings=tuple(sorted(seatings, key=lambda seating: seating.day)),
        counted=frozenset(
            date.fromisoformat(f"{month}-{day:02}") for month, days in data["counted"].items() for day in days
        ),
        known_until=known_until,
        records=MappingProxyType(dict(data.get("records", {}))),
    )


def _names(entry: Mapping[str, Any]) -> tuple[Name, ...]:
    later = (Name(each["short"], each["day"], each.get("about", False)) for each in entry.get("renamed", ()))
    return (Name(entry["short"]), *later)


def _ids(names: Mapping[str, tuple[Name, ...]]) -> dict[str, str]:
    """Return the id for each id and for each short name that only one party ever had."""
    owners: dict[str, set[str]] = {}
    for party, its_names in names.items():
        for name in its_names:
            owners.setdefault(name.short, set()).add(party)
    return {name: next(iter(owner)) for name, owner in owners.items() if len(owner) == 1} | {
        party: party for party in names
    }


def _window(change: Mapping[str, Any]) -> tuple[date, date, date]:
    """Return the day a change counts from, the last sure day of the old state, and the first of the new."""
    if "day" in change:
        margin = timedelta(days=change.get("margin", 0))
        return change["day"], change["day"] - margin - _DAY, change["day"] + margin
    return change["by"], change["after"], change["by"]


def _listed(text: str) -> list[str]:
    return [item for part in text.split(",") if (item := part.strip())]


def _seats(text: str, ids: Mapping[str, str]) -> dict[str, int]:
    seats: dict[str, int] = {}
    for item in _listed(text):
        name, _, size = item.rpartition(" ")
        if ids[name] in seats:
            raise ValueError(f"{name} twice in: {text}")
        seats[ids[name]] = int(size)
    return seats


def _by_size(seats: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType(dict(sorted(seats.items(), key=lambda item: (-item[1], item[0]))))


def _periods(party: str, states: list[_State]) -> tuple[tuple[date, date | None], ...]:
    periods: list[tuple[date, date | None]] = []
    first: date | None = None
    for state in states:
        if party in state.seats:
            first = first or state.since
        elif first is not None:
            periods.append((first, state.since - _DAY))
            first = None
    if first is not None:
        periods.append((first, None))
    return tuple(periods)


def _every_name(party: Party) -> tuple[str, ...]:
    return (party.full, *(name.short for name in party.names), *party.aliases)


def _by_name(parties: Iterable[Party]) -> dict[str, tuple[Party, ...]]:
    found: dict[str, list[Party]] = {}
    for party in parties:
        for name in {_folded(name) for name in _every_name(party)}:
            found.setdefault(name, []).append(party)
    return {name: tuple(its_parties) for name, its_parties in found.items()}
