"""Lists of names -> ballots, with the seats of the House of that day.

A list is read against the parties of that day: commas and "en" inside a party's name do not divide it, a name with a
party in brackets is a member ("Bosma (PVV)"), and what is no known party stays as it is written, for a check to report.
"""

import re
from dataclasses import replace
from datetime import date

from kamerstem.model import form, parties
from kamerstem.model.votes import Ballot, Ballots, Decision, Member, PartyName, Side


def read_ballots(text: str | None, day: date | None) -> Ballots:
    """Return the ballots of a list as written, weights not yet known; ``None`` for a list that is not there."""
    if text is None:
        return None
    if text.strip().lower() in {form.NOBODY.nl, "geen", "geen enkele fractie", "-"}:
        return ()
    return tuple(_ballot(entry, day) for entry in _entries(text, day))


_TOKEN = re.compile(r"[()]|(?P<comma>,\s*(?:en\s+)?|;\s*)|(?P<and>\s+en\s+)")
_MOST_ANDS = 4  # a party's name holds no more words parted by "en" than this


def _entries(text: str, day: date | None) -> list[str]:
    """Return the entries of "A, B (x, y) en het lid C (D)": commas and "en" within brackets do not part them."""
    pieces: list[list[str]] = [[]]
    depth = start = 0
    for token in _TOKEN.finditer(text):
        if token["comma"] is None and token["and"] is None:
            depth = max(depth + (1 if token[0] == "(" else -1), 0)
        elif not depth:
            pieces[-1].append(text[start : token.start()].strip())
            start = token.end()
            if token["comma"] is not None:
                pieces.append([])
    pieces[-1].append(text[start:].strip())
    entries: list[str] = []
    for words in pieces:
        at = 0
        while at < len(words):
            most = min(len(words), at + _MOST_ANDS)
            end = next(
                (n for n in range(most, at + 1, -1) if _is_party(" en ".join(words[at:n]), day)), at + 1
            )
            entries.append(" en ".join(words[at:end]))
            at = end
    return [entry for entry in entries if entry]


def _is_party(entry: str, day: date | None) -> bool:
    return parties.find(_bare(entry), day) is not None


def _bare(entry: str) -> str:
    return re.sub(r"\s*\([^()]*\)\s*$", "", entry).strip()


def _ballot(entry: str, day: date | None) -> Ballot:
    match = re.fullmatch(r"(?P<name>[^()]*?)\s*\((?P<notes>[^()]*)\)", entry)
    name, notes = (match["name"], match["notes"].split(",")) if match else (entry, [])
    notes = [note.strip() for note in notes]
    mistake = form.MISTAKE.nl in notes
    seats = next(
        (int(found[1]) for note in notes if (found := re.fullmatch(r"(\d{1,3})(?:\s+zetels?)?", note))), None
    )
    notes = [
        note
        for note in notes
        if note != form.MISTAKE.nl and not re.fullmatch(r"\d{1,3}(?:\s+zetels?)?", note)
    ]
    notes = [note for note in notes if not _EXCEPT.match(note)]
    member = _without_title(name)
    if notes and (len(notes) == 1 or member != name):
        party = None if notes[0] == form.NO_PARTY.nl else _party(notes[0], day)
        if parties.find(name, day) is None or member != name:
            return Ballot(party, 1, Member(member), mistake)
    if member != name and parties.find(name, day) is None:
        return Ballot(None, 1, Member(member), mistake)
    return Ballot(_party(entry if notes else name, day), seats, None, mistake)


def _party(name: str, day: date | None) -> PartyName:
    party = parties.find(name, day) or parties.find(name)
    return PartyName(party.id if party else None, name)


_EXCEPT = re.compile(r"(?:met uitzondering van|m\.u\.v\.|behalve)\s+(?P<names>.*)", re.IGNORECASE)


def excepted_members(text: str | None, day: date | None) -> list[tuple[str, str]]:
    """Return (party id, member) for each member named in "PVV (met uitzondering van het lid Bosma)"."""
    found: list[tuple[str, str]] = []
    for name, notes in re.findall(r"([^(),]+)\s*\(([^()]*)\)", text or ""):
        party, match = _party(name.strip().removeprefix("en ").strip(), day), _EXCEPT.match(notes.strip())
        if match and party.id is not None:
            found += [(party.id, _without_title(member)) for member in form.split_list(match["names"])]
    return found


def _without_title(name: str) -> str:
    return re.sub(r"^(?:het\s+lid|de\s+leden|de\s+heer|mevrouw)\s+", "", name)


def with_seats(decision: Decision, excepted: list[tuple[str, str]]) -> Decision:
    """Give each party's ballot its seats in the House of that day, marked as derived.

    Members of the party who stand on a list by themselves, or are excepted from the party's, are taken off.
    """
    house = decision.house
    alone = {
        (ballot.party.id, ballot.member.name)
        for _, ballot in decision.ballots()
        if ballot.member is not None and ballot.party is not None and ballot.party.id is not None
    }
    apart: dict[str, int] = {}
    for id, _ in alone | set(excepted):
        apart[id] = apart.get(id, 0) + 1
    derived: set[tuple[Side, PartyName]] = set()

    def weigh(side: Side) -> Ballots:
        ballots = decision.side(side)
        if ballots is None:
            return None
        weighed: list[Ballot] = []
        for ballot in ballots:
            party = ballot.party
            if ballot.member is None and ballot.seats is None and party and party.id and house is not None:
                seats = house.seats.get(party.id)
                if seats is not None:
                    ballot = replace(ballot, seats=max(seats - apart.get(party.id, 0), 0))
                    derived.add((side, party))
            weighed.append(ballot)
        return tuple(weighed)

    lists = {side: weigh(side) for side in Side}
    decision = replace(
        decision, for_=lists[Side.FOR], against=lists[Side.AGAINST], not_voting=lists[Side.NOT_VOTING]
    )
    return replace(
        decision,
        derived=tuple(
            f"/{side}/{index}/seats"
            for side in Side
            for index, (party, _) in enumerate(decision.by_party(side) or ())
            if party is not None and (side, party) in derived
        ),
    )
