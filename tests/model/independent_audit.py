"""What an audit of the sample must find, counted over its raw rows; shares no code with Kamerstem.

    python -m tests.model.independent_audit [FOLDER]

For each check the ids of the decisions (Besluit) that it must name, and no other. Which House sat on a day is told by
that day's vote rows themselves: of every party the largest size that a row gives it. That is the whole House only on
days that saw enough votes: here, days on which at least three votes add up to that very number of seats with every
party in them. On other days nothing is said of who is missing (``unsure``).
"""

import collections
import re
import sys
from pathlib import Path
from typing import Any

from tests.model.independent_count import SAMPLE, read

Found = dict[str, set[str]]


def audit(folder: Path = SAMPLE) -> tuple[Found, set[str]]:
    """Return what is to be found by check, and the decisions of which completeness cannot be told."""
    items = {row["Id"]: row["Activiteit_Id"] for row in read(folder, "Agendapunt")}
    days = {row["Id"]: row["Datum"][:10] for row in read(folder, "Activiteit")}
    decisions = {row["Id"]: row for row in read(folder, "Besluit")}
    day_of = {id: days[items[row["Agendapunt_Id"]]] for id, row in decisions.items()}
    certain = {link["Besluit_Id"] for link in read(folder, "BesluitZaak") if link["zeker"]}
    people = {row["Id"] for row in read(folder, "Persoon") if row["GewijzigdOp"] is not None}
    rows: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
    for row in read(folder, "Stemming"):
        rows[row["Besluit_Id"]].append(row)
    tallies = {id: _tally(decisions[id], rows[id]) for id in decisions}
    house: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for id, its in rows.items():
        for row in its:
            sizes = house[day_of[id]]
            sizes[row["ActorFractie"]] = max(sizes.get(row["ActorFractie"], 0), row["FractieGrootte"])
    whole: collections.Counter[str] = collections.Counter()
    for id, its in rows.items():
        sizes = house[day_of[id]]
        there = {row["ActorFractie"] for row in its}
        whole[day_of[id]] += sum(tallies[id].values()) == sum(sizes.values()) and there == set(sizes)
    found: Found = collections.defaultdict(set)
    unsure: set[str] = set()
    for id, row in decisions.items():
        its, tally, sizes = rows[id], tallies[id], house[day_of[id]]
        roll_call = row["StemmingsSoort"] == "Hoofdelijk"
        there = {each["ActorFractie"] for each in its}
        if whole[day_of[id]] < 3:
            unsure.add(id)
        elif sum(tally.values()) != sum(sizes.values()) or there != set(sizes):
            found["incomplete-vote"].add(id)
        if roll_call and len(its) == 100:
            found["roll-call-cut"].add(id)
        if id not in certain:
            found["decision-without-proposal"].add(id)
        if not roll_call and any(each["Persoon_Id"] for each in its):
            found["member-apart"].add(id)
        if any(each["Vergissing"] for each in its):
            found["mistake"].add(id)
        if any(each["Persoon_Id"] and each["Persoon_Id"] not in people for each in its):
            found["person-unknown"].add(id)
        if row["Opmerking"] and len(row["Opmerking"]) > 20:
            found["remark"].add(id)
        told = re.search(r"\(?(\d+)\s*[-/]\s*(\d+)\)?\.?\s*$", row["BesluitTekst"] or "")
        chair = re.search(r"(\d+) stemmen voor .* (\d+) stemmen daartegen", row["Opmerking"] or "")
        numbers = next((tuple(map(int, each.groups())) for each in (chair, told) if each), None)
        open_tie = re.search(r"gestaakt|aangehouden|uitstellen", row["BesluitSoort"])
        equal = numbers[0] == numbers[1] if numbers else tally["Voor"] == tally["Tegen"] > 0
        complete = id not in unsure and id not in found["incomplete-vote"]
        if open_tie or (equal and (numbers or complete)):
            found["tie-settled"].add(id)
        if numbers:
            # What the rows do not show may explain a greater number, never a smaller one.
            more = numbers[0] - tally["Voor"], numbers[1] - tally["Tegen"]
            sort = row["BesluitSoort"]
            if (
                min(more) < 0
                or sum(more) > sum(sizes.values()) - sum(tally.values())
                or ("verworpen" in sort and numbers[0] > numbers[1])
                or ("- aangenomen" in sort and numbers[0] <= numbers[1])
            ):
                found["announced-tally"].add(id)
        if complete and not open_tie:
            adopted = tally["Voor"] > tally["Tegen"]
            if (
                adopted is not row["BesluitSoort"].endswith("- aangenomen")
                and "vrij tekst" not in row["BesluitSoort"].lower()
            ):
                found["outcome-tally"].add(id)
    return found, unsure


def _tally(decision: dict[str, Any], rows: list[dict[str, Any]]) -> collections.Counter[str]:
    """Count the seats of each side; at a show of hands a person's row is a seat taken off the party."""
    tally: collections.Counter[str] = collections.Counter()
    roll_call = decision["StemmingsSoort"] == "Hoofdelijk"
    apart = [] if roll_call else [row for row in rows if row["Persoon_Id"]]
    for row in rows:
        one = roll_call or row["Persoon_Id"]
        left = row["FractieGrootte"] - sum(m["ActorFractie"] == row["ActorFractie"] for m in apart)
        tally[row["Soort"]] += 1 if one else left
    return tally


if __name__ == "__main__":
    counts, open_ = audit(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    for name, ids in sorted(counts.items()):
        print(f"{len(ids):6} {name}")
    print(f"{len(open_):6} (completeness cannot be told)")
