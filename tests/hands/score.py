"""How many overviews that people typed come out as a careful reader would read them.

``python -m tests.hands.score [FILE...] [-v]`` prints a line of figures for each file of examples, and with -v what went
wrong in each overview.

An example is a line of JSON: ``name``, ``text``, and ``want``, what must be stated. ``bill`` is a status; ``am`` and
``mo`` give the status of each amendment and motion that the document has. Everything else is by ``bill`` or number:
``for``, ``against``, ``nv`` (who exactly; empty: nobody), ``date``, ``step``, ``how`` (the method), ``ann``
(announced), ``art`` (articles), ``par`` (number of paragraphs of the explanation), ``by`` (the first submitter),
``repl`` and ``amends`` (numbers of papers), ``part`` (label to result), ``note`` (kind of statement to who), ``apart``
(member to vote), ``seats`` (party to seats; null: not stated), ``subj`` (what a proposal is about), and for the bill
``title`` and ``ref``. A status of ``?`` says that it cannot be told, ``*``
that it is left open here. ``never`` lists what must not be stated, and ``doubt`` says that a reader must stop
somewhere in it and say so.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.hands.door import overview_in, overview_of

FOLDER = Path(__file__).parents[1] / "examples" / "hands"
UNSETTLED = {None, "unknown", "pending"}
# What is said of a document that is well read too: who did not vote, and in what order parties stand.
BESIDE = {"party-order", "incomplete-vote", "date-missing", "no-decision", "votes-missing", "date-order"}
IDS = {
    "50PLUS": "50plus-2025",
    "ChristenUnie": "christenunie",
    "Fractie Den Haan": "den-haan",
    "Groep Markuszower": "groep-markuszower",
    "Groep Van Haga": "groep-van-haga",
    "Lid Keijzer": "keijzer",
    "PRO": "groenlinks-pvda",
}


class Verdict(StrEnum):
    """What became of a document."""

    READ = "read"  # all that is wanted is stated, and no line is said to be unread; or the doubt is said
    UNREAD = "unread"  # something is missing, and it is said that a line is unread
    REFUSED = "refused"  # the document as a whole
    QUIET = "QUIET"  # something is missing, and nothing is said
    WRONG = "WRONG"  # something is stated that is not so


@dataclass(frozen=True)
class Example:
    """A document and what a careful reader gets out of it."""

    name: str
    text: str
    want: dict[str, Any]
    never: list[str] = field(default_factory=list)
    doubt: bool = False


@dataclass(frozen=True)
class Judged:
    """The verdict on a document, what is wrong, what is lacking, and what was said of its lines."""

    verdict: Verdict
    wrong: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def examples(path: Path) -> list[Example]:
    """Return the examples of a file."""
    return [Example(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _id(name: str) -> str:
    return IDS.get(name, name.lower())


def _same(party: dict[str, Any]) -> str:
    """Return what names the party: the one that came back under its old name counts as itself."""
    return {"50plus": "50plus-2025"}.get(found := str(party["id"] or party["name"]), found)


class _Document:
    """The JSON of an overview, asked for what a careful reader would know."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.made = made
        self.strange = {each["found"] for each in made["findings"] if each["check"] == "unknown-party"}
        self.by_kind = {
            "am": {str(each["number"]): each for each in made["amendments"]},
            "mo": {str(each["number"]): each for each in made["motions"]},
        }

    def item(self, of: str) -> dict[str, Any] | None:
        if of == "bill":
            bill: dict[str, Any] | None = self.made["bill"]
            return bill
        return self.by_kind["am"].get(of) or self.by_kind["mo"].get(of)

    def decision(self, of: str) -> dict[str, Any]:
        item = self.item(of)
        return item["decisions"][-1] if item and item["decisions"] else {}

    def value(self, key: str, of: str, wanted: Any) -> Any:
        """Return what is stated, in the shape of what is wanted; None: nothing is."""
        item, decision = self.item(of) or {}, self.decision(of)
        match key:
            case "for" | "against" | "nv":
                side = decision.get("not_voting" if key == "nv" else key)
                if side is None:
                    return None
                named = {_same(each["party"]) for each in side}
                strange = {each["party"]["name"] for each in side if each["party"]["id"] is None}
                # A name that is said to be no party's is not stated: the rest must be right.
                known = named - strange
                return (
                    None
                    if strange and strange <= self.strange and known < set(wanted or ())
                    else sorted(named)
                )
            case "date":
                return (decision.get("sitting") or {}).get("date")
            case "step":
                return decision.get("step")
            case "how":
                return decision.get("method")
            case "ann":
                announced = decision.get("announced")
                return announced and [announced["for"], announced["against"]]
            case "art":
                return item.get("articles") or None
            case "par":
                return len(item.get("explanation") or ()) or None
            case "by":
                actors = (item.get("submitters") or {}).get("actors")
                return actors and (
                    wanted if wanted.lower() in actors[0]["name"].lower() else actors[0]["name"]
                )
            case "subj":
                return item.get("subject")
            case "title" | "ref":
                return self.made["subject"][key]
            case "repl":
                return [_number(ref) for ref in item.get("replaces") or ()] or None
            case "amends":
                return item.get("amends") and _number(item["amends"])
            case "part":
                return {
                    label: each["decisions"][-1]["result"]
                    for each in item.get("parts") or ()
                    if each["decisions"]
                    for label in re.split(r", | en ", each["label"])
                } or None
            case "note":
                got: dict[str, list[str]] = {}
                for each in item.get("statements") or ():
                    party = each["actor"]["party"] or {"id": None, "name": each["actor"]["name"]}
                    got.setdefault(each["kind"], []).append(_same(party))
                for side in ("for", "against", "not_voting"):
                    for each in decision.get(side) or ():
                        if each["mistake"] and _same(each["party"]) not in got.get("mistake", ()):
                            got.setdefault("mistake", []).append(_same(each["party"]))
                return {kind: sorted(who) for kind, who in got.items()} or None
            case "apart":
                members = decision.get("members") or ()
                return {
                    name: each["vote"] for each in members for name in wanted if name in each["name"]
                } or None
            case "seats":
                seats = {
                    _same(each["party"]): each["seats"]
                    for side in ("for", "against", "not_voting")
                    for each in decision.get(side) or ()
                }
                return {name: seats[name] for name in wanted if name in seats} or None
        raise ValueError(key)


def _number(ref: str) -> str:
    return ref.rpartition("nr. ")[2]


def _wanted(key: str, value: Any) -> Any:
    """Return what is wanted with parties by their ids."""
    match key:
        case "for" | "against" | "nv":
            return sorted(_id(name) for name in value)
        case "note":
            return {kind: sorted(_id(name) for name in who) for kind, who in value.items()}
        case "seats":
            return {_id(name): seats for name, seats in value.items()}
    return value


def _wrong_or_lacking(document: _Document, want: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    """Yield each value that is not as wanted: whether it is wrong rather than lacking, and how."""
    for kind in ("am", "mo"):
        asked, found = want.get(kind, {}), document.by_kind[kind]
        for made_up in sorted(found.keys() - asked.keys()):
            yield True, f"{kind} {made_up} made up"
        for number, status in asked.items():
            if number in found:
                yield from _status(f"nr {number}", found[number]["status"], status)
            elif status != "*":
                yield False, f"nr {number} not there"
    if "bill" in want:
        bill = document.made["bill"]
        yield from _status("bill", bill and bill["status"], want["bill"])
    for key in sorted(want.keys() - {"am", "mo", "bill"}):
        for of, value in want[key].items():
            wanted = _wanted(key, value)
            got = document.value(key, of, wanted)
            if got is None:
                yield False, f"{key} of {of}: not stated, for {wanted}"
            elif got != wanted:
                yield True, f"{key} of {of}: {got} for {wanted}"


def _status(what: str, got: str | None, wanted: str) -> Iterator[tuple[bool, str]]:
    if wanted == "?":
        if got not in UNSETTLED:
            yield True, f"{what}: {got}, which cannot be told"
    elif wanted != "*" and got != wanted:
        yield got not in UNSETTLED, f"{what}: {got} for {wanted}"


def _never(document: _Document, never: list[str]) -> Iterator[str]:
    for each in never:
        key, of, *rest = each.split(maxsplit=2)
        value = rest[0] if rest else None
        if key == "status":
            item = document.item(of)
            stated = item is not None and item["status"] == value
        elif key in ("for", "against"):
            side = document.value(key, of, None)
            stated = side == [] if value is None else _id(value) in (side or ())
        elif key == "ann":
            stated = "-".join(map(str, document.value(key, of, None) or ())) == value
        else:
            stated = document.value(key, of, None) == value
        if stated:
            yield f"states {each}"


def judge(example: Example) -> Judged:
    """Return the verdict on what Kamerstem makes of a document."""
    return _judged(example, overview_of(example.text))


def judge_file(example: Example, path: Path) -> Judged:
    """Return the verdict on what Kamerstem makes of a file."""
    return _judged(example, overview_in(path))


def _judged(example: Example, made: dict[str, Any] | str) -> Judged:
    if isinstance(made, str):
        return Judged(Verdict.READ if example.doubt else Verdict.REFUSED, said=(made,))
    document = _Document(made)
    faults = list(_wrong_or_lacking(document, example.want))
    wrong = (*(how for bad, how in faults if bad), *_never(document, example.never))
    lacking = tuple(how for bad, how in faults if not bad)
    unread = tuple(
        each["message"]
        for each in made["findings"]
        if "unread" in each["check"] or each["check"] == "unknown-party"
    )
    said = unread
    if example.doubt:
        said = tuple(
            each["message"]
            for each in made["findings"]
            if each["severity"] != "info" and each["check"] not in BESIDE
        )
    if wrong:
        verdict = Verdict.WRONG
    elif example.doubt:
        verdict = (Verdict.READ if not lacking else Verdict.UNREAD) if said else Verdict.QUIET
    elif lacking or unread:
        verdict = Verdict.UNREAD if unread else Verdict.QUIET
    else:
        verdict = Verdict.READ
    return Judged(verdict, wrong, lacking, said)


def score(path: Path) -> list[tuple[Example, Judged]]:
    """Return the verdict on each example of a file."""
    return [(example, judge(example)) for example in examples(path)]


def figures(judged: list[Judged]) -> dict[Verdict, int]:
    """Return how many documents got each verdict."""
    count = Counter(each.verdict for each in judged)
    return {verdict: count[verdict] for verdict in Verdict}


def main() -> None:
    """Print the figures of the files named, of all examples if none is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="*", type=Path, default=sorted(FOLDER.glob("*.jsonl")))
    parser.add_argument("-v", action="store_true", help="say what is wrong with each")
    asked = parser.parse_args()
    for path in asked.file:
        scored = score(path)
        for example, judged in scored:
            if asked.v and judged.verdict is not Verdict.READ:
                print(
                    f"{judged.verdict:8}{example.name} | {'; '.join(judged.wrong + judged.lacking)} | {judged.said[:2]}"
                )
        counted = figures([judged for _, judged in scored])
        print(
            f"{path.name}: {len(scored)} overviews, "
            + ", ".join(f"{n} {name}" for name, n in counted.items())
        )


if __name__ == "__main__":
    main()
