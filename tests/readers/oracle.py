"""Everything that the readers of sittings get from all sittings at hand, as lines to compare before and after a change.

``python -m tests.readers.oracle > FILE``. Each line begins with the document it is of; what is read and what is said
to be unread both stand there, so that nothing can change without a line.
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kamerstem.errors import NotAnAccount
from kamerstem.model.accounts import Account
from kamerstem.readers import handelingen, verslag
from tests.readers.account_lines import lines

EXAMPLES = Path(__file__).parents[1] / "examples"
SHARED = Path(__file__).parents[3] / "shared/data"


def accounts() -> Iterator[tuple[str, Account]]:
    """Yield each document's name and what is read from it: the made-up ones, then the real."""
    for path in sorted((EXAMPLES / "formulas").glob("*.toml")):
        for formula in tomllib.loads(path.read_text("utf-8"))["formula"]:
            name = f"{path.stem}: {formula['name']}"
            yield name, handelingen.read(formula["text"].encode(), day=formula.get("day"))
    sittings = [*(EXAMPLES / "accounts").glob("handelingen*"), *SHARED.glob("handelingen*/*")]
    for path in sorted(path for path in sittings if path.suffix in (".txt", ".xml")):
        yield from _sitting(path)
    for path in sorted([*(EXAMPLES / "accounts").glob("verslag*.xml"), *SHARED.glob("verslagen/*.xml")]):
        yield path.name, verslag.read(path.read_bytes())
        yield f"{path.name} by its words", verslag.read_prose(path.read_bytes())


def _sitting(path: Path) -> Iterator[tuple[str, Account]]:
    beside = path.with_suffix(".day")
    day = date.fromisoformat(beside.read_text("utf-8").strip()) if beside.exists() else None
    for known in dict.fromkeys((day, date(2018, 4, 5), None)):
        try:
            yield f"{path.name} {known}", handelingen.read(path.read_bytes(), name=path.name, day=known)
        except NotAnAccount:
            return


def main() -> None:
    for name, account in accounts():
        for line in lines(account):
            sys.stdout.write(f"{name}\t{line}\n")
        for vote in account.votes:
            words = " / ".join(passage.text for passage in vote.passages)
            sys.stdout.write(f"{name}\tsaid: {vote.called} <- {words}\n")


if __name__ == "__main__":
    main()
