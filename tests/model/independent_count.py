"""Counts the votes of the sample over its raw rows; shares no code with Kamerstem.

    python tests/model/independent_count.py [FOLDER]

Only decisions whose Zaak is certain are counted. A vote is complete when its rows add up to the House of that day: of
every party the largest size that any row of that day gives it. At a show of hands a row of a person is a seat taken off
the party; at a roll call each row is one.
"""

import collections
import gzip
import json
import sys
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parents[2] / "../shared/data/gegevensmagazijn"


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def count(folder: Path = SAMPLE) -> tuple[dict[str, int], dict[str, dict[str, Any]]]:
    """Return the counts, and for each Besluit what was counted."""
    items = {row["Id"]: row["Activiteit_Id"] for row in read(folder, "Agendapunt")}
    days = {row["Id"]: row["Datum"][:10] for row in read(folder, "Activiteit")}
    decisions = {row["Id"]: row for row in read(folder, "Besluit")}
    day_of = {id: days[items[row["Agendapunt_Id"]]] for id, row in decisions.items()}
    rows = collections.defaultdict(list)
    house: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for row in read(folder, "Stemming"):
        rows[row["Besluit_Id"]].append(row)
        parties = house[day_of[row["Besluit_Id"]]]
        parties[row["ActorFractie"]] = max(parties.get(row["ActorFractie"], 0), row["FractieGrootte"])
    certain = {link["Besluit_Id"] for link in read(folder, "BesluitZaak") if link["zeker"]}
    total: collections.Counter[str] = collections.Counter()
    found = {}
    for id in sorted(certain):
        decision = decisions[id]
        sides: collections.Counter[str] = collections.Counter()
        there = set()
        roll_call = decision["StemmingsSoort"] == "Hoofdelijk"
        apart = [] if roll_call else [row for row in rows[id] if row["Persoon_Id"]]
        for row in rows[id]:
            there.add(row["ActorFractie"])
            if roll_call or row["Persoon_Id"]:
                seats = 1
            else:
                seats = row["FractieGrootte"] - sum(m["ActorFractie"] == row["ActorFractie"] for m in apart)
            sides[row["Soort"]] += seats
        filled = house[day_of[id]]
        whole = sum(sides.values()) == sum(filled.values()) and there == set(filled)
        found[id] = {
            "for": sides["Voor"],
            "against": sides["Tegen"],
            "not_voting": sides["Niet deelgenomen"],
            "complete": whole,
            "sort": decision["BesluitSoort"],
        }
        total["decisions"] += 1
        total["complete" if whole else "incomplete"] += 1
        total["adopted"] += decision["BesluitSoort"].endswith("- aangenomen")
        total["rejected"] += decision["BesluitSoort"].endswith("- verworpen")
        total["members apart"] += len(apart)
        total["mistakes"] += sum(bool(row["Vergissing"]) for row in rows[id])
    return dict(total), found


if __name__ == "__main__":
    for name, number in count(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)[0].items():
        print(f"{number:6} {name}")
