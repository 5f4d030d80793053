"""The words of the lexicon, one by one, in every wording that lies beside the checkout.

    python -m tests.hands.words entries [-v]
    python -m tests.hands.words stops [-v]

``entries``: each entry of the lexicon is taken away in turn, and each document read again: less may be read, and that
is said; nothing else may come out. ``stops``: each word that turns what is said is put at each place of each line that
states something: the old reading may not stand as if nothing had happened.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kamerstem.errors import NotAnOverview
from kamerstem.model.overview import Overview
from kamerstem.readers import grammar
from kamerstem.readers.grammar.lexicon import FILE, Entry, Lexicon, entries, lexicon
from kamerstem.readers.grammar.scanner import tokens
from kamerstem.readers.overview import read
from tests.hands.door import overview_of
from tests.hands.values import values
from tests.needs import SHARED

WORDINGS = SHARED / "cases/wordings.jsonl"


@dataclass(frozen=True)
class Changed:
    """What became of one document by one change: a word for it, and what is to be told of it."""

    word: str
    what: str = ""


def cases() -> dict[str, str]:
    """Return the texts of the wordings, by name."""
    lines = WORDINGS.read_text(encoding="utf-8").splitlines()
    return {row["name"]: row["text"] for row in map(json.loads, lines)}


def _read(text: str) -> Overview | None:
    try:
        return read(text.encode())
    except NotAnOverview:
        return None


# --- entries ---


def without(left_out: Entry, every: list[Entry]) -> None:
    """Make the lexicon that every reader has the one without this entry."""
    vars(lexicon()).update(vars(Lexicon([entry for entry in every if entry is not left_out])))


def entries_left_out(texts: dict[str, str]) -> Iterator[Changed]:
    """Yield what becomes of each document without each entry whose phrase it has."""
    every = list(entries(FILE.read_text(encoding="utf-8")))
    before = {name: (_read(text), overview_of(text)) for name, text in texts.items()}
    folded = {name: " ".join(str(span.value) for span in tokens(text)) for name, text in texts.items()}
    for left_out in every:
        without(left_out, every)
        for name, text in texts.items():
            if left_out.phrase not in folded[name]:
                yield Changed("without it")
                continue
            was, whole = before[name]
            if _read(text) == was:
                yield Changed("alike")
            else:
                became = _less(whole, overview_of(text))
                yield Changed(became.word, f"{left_out} of {name}: {became.what}")
    vars(lexicon()).update(vars(Lexicon(every)))


def _less(before: dict[str, Any] | str, after: dict[str, Any] | str) -> Changed:
    """Return whether a reading says less than before and tells so, or something else."""
    if isinstance(before, str) or isinstance(after, str):
        return Changed("said" if isinstance(after, str) else "wrong", "read at last")
    old, new = values(before), values(after)
    wrong = [f"{number} made up" for number in new.keys() - old.keys()]
    lost = list(old.keys() - new.keys())
    for number in old.keys() & new.keys():
        for name in old[number].keys() | new[number].keys():
            was, now = old[number].get(name), new[number].get(name)
            if now == was:
                continue
            less = now is None or name in _FREE or (name in _MANY and set(now) <= set(was or ()))
            (lost if less else wrong).append(f"{number} {name}: {now} for {was}")
    said = _warnings(after) - _warnings(before)
    if wrong:
        return Changed("wrong", "; ".join(wrong) + (f" | {next(iter(said))}" if said else ""))
    return Changed("said" if said else "quiet" if lost else "alike", "; ".join(lost))


_FREE = frozenset({"subject", "explanation"})  # words that mean nothing to the reader stay in them
_MANY = frozenset({"parts", "statements"})  # of which there may be fewer


def _warnings(made: dict[str, Any]) -> Counter[str]:
    return Counter(each["message"] for each in made["findings"] if each["severity"] != "info")


# --- stops ---


def stated_lines(texts: dict[str, str]) -> Iterator[tuple[str, list[str], int]]:
    """Yield each line that states something, once: the name of its document, all lines of that, and its place."""
    known: set[str] = set()
    for name, text in texts.items():
        lines = text.split("\n")
        for place, line in enumerate(lines):
            if line not in known and any(isinstance(each, grammar.Clause) for each in grammar.read(line)):
                known.add(line)
                yield name, lines, place


def stops_put_in(texts: dict[str, str]) -> Iterator[Changed]:
    """Yield what becomes of each document by each stop word at each place of each line that states something.

    A line that looks like a vote and is not read is reported, so such a document is read for one in fifty only.
    """
    stops = [each.phrase for each in entries(FILE.read_text(encoding="utf-8")) if each.type == "stop"]
    whole = {
        name: made for name, text in texts.items() if (made := _read(text)) is not None and not made.unread
    }
    count = 0
    for name, lines, place in stated_lines({name: texts[name] for name in whole}):
        words = lines[place].split(" ")
        for at in range(len(words) + 1):
            for stop in stops:
                count += 1
                put = " ".join([*words[:at], stop, *words[at:]])
                if count % 50 and any(_reported(each) for each in grammar.read(put)):
                    yield Changed("said")
                    continue
                now = _read("\n".join([*lines[:place], put, *lines[place + 1 :]]))
                if now is None or now.unread:
                    yield Changed("said, as a document")
                else:
                    same = now.stated() == whole[name].stated()
                    yield Changed("same" if same else "other", f"{put} ({name})")


def _reported(each: grammar.Clause | grammar.Unread) -> bool:
    return isinstance(each, grammar.Unread) and each.suspect


_TOLD = frozenset({"wrong", "quiet", "same", "other"})


def main() -> None:
    """Change as many documents as there are ways to, and print what became of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("attack", choices=("entries", "stops"))
    parser.add_argument("-v", action="store_true", help="tell of each that is not as it should be")
    asked = parser.parse_args()
    attack = {"entries": entries_left_out, "stops": stops_put_in}[asked.attack]
    words: Counter[str] = Counter()
    for changed in attack(cases()):
        words[changed.word] += 1
        if asked.v and changed.word in _TOLD:
            print(f"{changed.word}: {changed.what}", flush=True)
    print(
        f"{asked.attack}: {words.total()} readings, "
        + ", ".join(f"{n} {word}" for word, n in words.most_common())
    )


if __name__ == "__main__":
    main()
