"""A table of a vote -> the lines of the form: "Voor: SP (5), Volt en CDA."

Only what is certain is read: a column or a row for each side, or one row for each party with its vote. Anything else
stays a row of words for the grammar to report; a list half understood would be a wrong vote.
"""

import re
from collections.abc import Sequence

from kamerstem.model import form
from kamerstem.model.votes import Side
from kamerstem.readers import grammar
from kamerstem.readers.ballots import read_ballots

_PARTY = {"fractie", "fracties", "partij", "partijen", "naam", "fractie/lid", "fractie of lid"}
_SEATS = {"zetels", "aantal zetels", "aantal", "leden"}
_MEMBER = {"lid", "kamerlid", "naam", "naam lid", "leden"}
_VOTE = {"stem", "stemde", "stemming", "stemgedrag", "gestemd", "uitgebracht"}
_TOTAL = {"samen", "totaal", "totalen", "tezamen", "som"}
_MARKS = {"x", "✓", "✔", "☑", "☒", "●", "•", "■", "ja"}
MERGED = "\u2033"
"""Stands in a cell that is one with the cell above it: what it says is not said of this row alone."""
_NOTHING = {"", "-", "–", "—", "0", "☐"}

Rows = Sequence[Sequence[str]]


def lines(cells: Rows) -> list[str] | None:
    """Return the lines of the form that a table of one vote says; ``None`` where it is none, or not understood."""
    found = _by_row(cells) or _by_column(cells) or _by_party(cells)
    return [f"{form.SIDES[side].nl}: {names}." for side, names in found.items()] or None


def side_named(cell: str) -> Side | None:
    """Return the side a heading names, whatever its tally: "Voor", "Tegen (49)", "Afwezig:"."""
    words = cell.rstrip(" :")
    head, _, number = words.rpartition(" ")
    if number.strip("()").isdecimal():
        words = head.rstrip(" :")
    return grammar.label_of(f"{words}:")


def _by_row(rows: Rows) -> dict[Side, str]:
    """Read "Voor | SP, Volt en CDA", a row for each side."""
    found: dict[Side, str] = {}
    for row in rows:
        side, rest = side_named(row[0]), [cell for cell in row[1:] if cell and not cell.isdecimal()]
        if side is None or side in found or len(rest) != 1 or side_named(rest[0]) is not None:
            return {}
        found[side] = rest[0].removesuffix(".")
    return found


def _columns(head: Sequence[str]) -> dict[int, Side]:
    sides = {index: found for index, cell in enumerate(head) if (found := side_named(cell)) is not None}
    return sides if len(set(sides.values())) == len(sides) else {}


def _by_column(rows: Rows) -> dict[Side, str]:
    """Read a column for each side: names under it, or a row for each party with a mark or its seats."""
    if len(rows) < 2:
        return {}
    head, *body = rows
    sides = _columns(head)
    others = [index for index in range(len(head)) if index not in sides]
    if not sides or any(len(row) > len(head) for row in body):
        return {}
    if not others:
        names = {side: [row[i] for row in body if i < len(row) and row[i]] for i, side in sides.items()}
        every = [name for listed in names.values() for name in listed]
        if not every or any(re.fullmatch(r"[\d\s]*", name) for name in every):
            return {}
        found = {
            side: ", ".join(name.removesuffix(".").strip(", ") for name in listed)
            for side, listed in names.items()
            if listed
        }
        return found if all(known(listed) for listed in found.values()) else {}
    party, *more = others
    if head[party].lower() not in _PARTY | {""} or any(head[index].lower() not in _SEATS for index in more):
        return {}
    entries: list[tuple[str, str, Side]] = []
    totals: dict[Side, str] = {}
    for row in body:
        cells = [*row, *[""] * (len(head) - len(row))]
        if cells[party].lower() in _TOTAL:
            totals = {side: cells[index] for index, side in sides.items()}
            continue
        marked = [
            (side, cells[index]) for index, side in sides.items() if cells[index].lower() not in _NOTHING
        ]
        if not cells[party] or len(marked) > 1:
            return {}
        for side, mark in marked:
            seats = next((cells[index] for index in more), "")
            if mark.isdecimal():
                seats = mark
            elif mark.lower() not in _MARKS:
                return {}
            entries.append((cells[party], seats, side))
    found = _listed(entries)
    for side, total in totals.items():
        if total == "0" and found:
            found.setdefault(side, form.NOBODY.nl)
    return found


def _by_party(rows: Rows) -> dict[Side, str]:
    """Read "Fractie | Zetels | Stem", a row for each party and its vote in words."""
    if len(rows) < 2:
        return {}
    head, *body = [[cell.lower() if not index else cell for cell in row] for index, row in enumerate(rows)]
    roles = {
        name: [i for i, cell in enumerate(head) if cell in words]
        for name, words in (
            ("party", _PARTY - _MEMBER),
            ("seats", _SEATS),
            ("vote", _VOTE),
            ("member", _MEMBER),
        )
    }
    if not roles["party"] and len(roles["member"]) == 1:  # "Naam" of a party
        roles["party"], roles["member"] = roles["member"], []
    roles["seats"] = [at for at in roles["seats"] if at not in roles["member"]]
    others = len(roles["seats"]) + len(roles["member"])
    if (
        len(roles["party"]) != 1
        or len(roles["vote"]) != 1
        or len(head) > 2 + others
        or len(roles["member"]) > 1
    ):
        return {}
    entries: list[tuple[str, str, Side]] = []
    for row in body:
        if len(row) != len(head):
            return {}
        party, vote = row[roles["party"][0]], row[roles["vote"][0]]
        seats = next((row[index] for index in roles["seats"]), "")
        if party.lower() in _TOTAL:
            continue
        side = side_named(vote)
        if (
            not party or not vote or (side is None and vote not in _NOTHING)
        ):  # empty: one cell for several rows?
            return {}
        member = next((row[index] for index in roles["member"]), "")
        if roles["member"] and (not member or seats):
            return {}
        if side is not None:
            entries.append((f"{member} ({party})" if member else party, seats, side))
    return _listed(entries)


def known(names: str) -> bool:
    """Return whether all names are known parties or members: else what follows a table could be in it."""
    ballots = read_ballots(names, None)
    return ballots is not None and all(
        ballot.member is not None or (ballot.party is not None and ballot.party.id is not None)
        for ballot in ballots
    )


def _listed(entries: list[tuple[str, str, Side]]) -> dict[Side, str]:
    if not all(known(party) for party, _, _ in entries):
        return {}
    names: dict[Side, list[str]] = {}
    for party, seats, side in entries:
        names.setdefault(side, []).append(
            f"{party} ({seats})" if seats.isdecimal() and "(" not in party else party
        )
    return {side: ", ".join(names[side]) for side in Side if side in names}
