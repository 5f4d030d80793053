"""``python -m tests.hands.real``: how much of the real words beside the checkout is read; none of it may be silent.

Of each folder: how many files, how many votes are read, how many sentences the chair concludes a vote with, how many
passages are said not to be read, and how many of those sentences are neither read nor said to be unread.
"""

from dataclasses import dataclass
from pathlib import Path

from kamerstem.model.accounts import Account, Passage
from kamerstem.readers import chair, formulas, handelingen, senate, verslag
from tests import needs


@dataclass
class Told:
    """What became of the files of one kind."""

    files: int = 0
    votes: int = 0
    concluded: int = 0
    unread: int = 0
    silent: int = 0


def _walked(path: Path, said: list[str]) -> Account:
    said.clear()
    if path.parent.name == "verslagen":
        return verslag.read_prose(path.read_bytes())
    return handelingen.read(path.read_bytes())


def sittings() -> dict[str, Told]:
    """Return what is told of each folder of sittings."""
    found: dict[str, Told] = {}
    said: list[str] = []
    sentence = chair.Walk._sentence

    def listen(walk: chair.Walk, passage: Passage) -> None:
        if formulas.concludes(passage.text) and formulas.of_votes(passage.text):
            said.append(passage.text)
        sentence(walk, passage)

    setattr(chair.Walk, "_sentence", listen)  # noqa: B010
    try:
        for folder in ("handelingen", "handelingen-text", "verslagen"):
            told = found.setdefault(folder, Told())
            for path in sorted(needs.shared(f"data/{folder}").glob("*.xml")):
                account = _walked(path, said)
                kept = {passage.text for vote in account.votes for passage in vote.passages}
                told.files += 1
                told.votes += len(account.votes)
                told.concluded += len(said)
                told.unread += len(account.unread)
                told.silent += len(set(said) - kept - {passage.text for passage in account.unread})
    finally:
        setattr(chair.Walk, "_sentence", sentence)  # noqa: B010
    return found


def pages() -> Told:
    """Return what is told of the pages of the Senate."""
    told = Told()
    for path in sorted(needs.shared("data/senate").glob("*.txt")):
        page = senate.read(path.read_text("utf-8"))
        told.files += 1
        told.votes += len(page.decisions)
        told.concluded += len(page.decisions)
        told.unread += len(page.unread)
    return told


def main() -> None:
    """Print the figures."""
    for name, told in {"senate": pages(), **sittings()}.items():
        print(
            f"{name}: {told.files} files, {told.votes} votes, {told.concluded} conclusions, "
            f"{told.unread} passages said unread, {told.silent} silent"
        )


if __name__ == "__main__":
    main()
