"""How a party means to vote: a table (CSV) of papers and votes, as people type it or Excel saves it."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence

from kamerstem.dataclasses import dataclass
from kamerstem.errors import BadReference, InputError
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.refs import Ref
from kamerstem.model.votes import Side

_MOST_ROWS = 5_000
_SIDES = {
    "voor": Side.FOR, "vóór": Side.FOR, "v": Side.FOR, "for": Side.FOR, "+": Side.FOR, "ja": Side.FOR,
    "tegen": Side.AGAINST, "t": Side.AGAINST, "against": Side.AGAINST, "-": Side.AGAINST, "nee": Side.AGAINST,
    "afwezig": Side.NOT_VOTING, "niet deelgenomen": Side.NOT_VOTING, "not_voting": Side.NOT_VOTING,
}  # fmt: skip
_PAPER = frozenset("stuk stuknummer nummer nr kamerstuk kamerstuknummer dossier paper ref reference".split())
_VOTE = frozenset(
    [*"stem stemming stemadvies advies keuze vote voor/tegen".split(), "voorgenomen stem", "onze stem"]
)


@dataclass(frozen=True, slots=True)
class Intentions:
    """Paper, side and line of each row, and the line of headings with its words, where there is one.

    ``open`` are the papers of which no vote was filled in, under headings that say where it would stand.
    """

    rows: tuple[tuple[Ref, Side, int], ...]
    heading: tuple[int, str] | None = None
    open: tuple[Ref, ...] = ()


def read(data: bytes, name: str) -> Intentions:
    """Return what a file of intentions says, its cells parted by ``;``, tabs or ``,``.

    A line of headings may stand first, and says by name which columns are meant; else the vote is the first cell that
    is one, and the paper what stands before it. Raises InputError, with the line, for a row that is neither and for a
    paper with two votes.
    """
    return _Reader(name).read(_text(data))


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:4]:  # UTF-16 without a mark: every other byte is empty
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.delimiter = ","
        self.columns: tuple[int, int] | None = None  # of the paper and of the vote, where headings say so
        self.heading: tuple[int, str] | None = None
        self.found: dict[Ref, tuple[Side, int]] = {}
        self.open: list[Ref] = []

    def read(self, text: str) -> Intentions:
        first = text.lstrip().partition("\n")[0]
        self.delimiter = next((each for each in (";", "\t") if each in first), ",")
        rows: list[tuple[Ref, Side, int]] = []
        for cells, line in self._cells(text):
            if len(rows) >= _MOST_ROWS:
                raise self._error(
                    f"'{self.name}' heeft meer dan {_MOST_ROWS} regels.",
                    f"'{self.name}' has more than {_MOST_ROWS} lines.",
                )
            row = self._row(cells, line, first=not rows and not self.open and self.heading is None)
            rows += [(*row, line)] if row else []
        if not rows:
            raise self._error(
                f"'{self.name}' heeft geen regels met een stuk en een stem.",
                f"'{self.name}' has no lines with a paper and a vote.",
            )
        return Intentions(tuple(rows), self.heading, tuple(self.open))

    def _cells(self, text: str) -> Iterator[tuple[list[str], int]]:
        """Yield the cells of each row that has words, and its line; not the one in which Excel says what parts them."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter)
        try:
            for row in reader:
                cells = [" ".join(cell.split()) for cell in row]
                if any(cells) and not (reader.line_num == 1 and re.fullmatch(r"sep=\W?", "".join(cells))):
                    yield cells, reader.line_num
        except csv.Error:
            raise self._error(
                f"'{self.name}', regel {reader.line_num + 1}: dit is geen CSV. Bewaar het bestand opnieuw als CSV.",
                f"'{self.name}', line {reader.line_num + 1}: this is no CSV. Save the file as CSV again.",
            ) from None

    def _row(self, cells: list[str], line: int, *, first: bool) -> tuple[Ref, Side] | None:
        paper, vote = self._paper_and_vote(cells)
        ref, side = _ref(paper), _side(vote)
        if first and ref is None and side is None:
            self.heading = (line, self.delimiter.join(cell for cell in cells if cell))
            self.columns = _columns(cells)
            return None
        elsewhere = any(_side(cell) is not None for cell in cells)  # a vote in another column than its own
        if ref is not None and not vote and not elsewhere and self.columns is not None:
            self.open.append(ref)
            return None
        if ref is None or side is None:
            raise self._unread(paper if ref is None and side is not None else vote or paper, line, side)
        before = self.found.setdefault(ref, (side, line))
        if before[0] is not side:
            raise self._error(
                f"'{self.name}', regel {line}: {ref} staat ook op regel {before[1]}, met een andere stem. Laat één van"
                " beide regels staan.",
                f"'{self.name}', line {line}: {ref} stands on line {before[1]} too, with another vote. Keep one of the"
                " two lines.",
            )
        return ref, side

    def _paper_and_vote(self, cells: list[str]) -> tuple[str, str]:
        if self.columns is not None:
            paper, vote = (cells[at] if at < len(cells) else "" for at in self.columns)
            return paper, vote
        at = next((at for at, cell in enumerate(cells) if at and _side(cell) is not None), None)
        if at is None:
            filled = [cell for cell in cells if cell]
            return self.delimiter.join(filled[:-1] or filled), filled[-1] if len(filled) > 1 else ""
        before = [cell for cell in cells[:at] if cell]
        return next((cell for cell in before if _ref(cell)), self.delimiter.join(before)), cells[at]

    def _unread(self, shown: str, line: int, side: Side | None) -> InputError:
        what = Words("stem (voor, tegen, afwezig)", "vote (voor, tegen, afwezig)")
        what = what if side is None else Words("stuk", "paper")
        return self._error(
            f"'{self.name}', regel {line}: '{shown[:60]}' is geen {what.nl}."
            " Geef per regel een stuk en een stem: 36470-VI, nr. 4;voor.",
            f"'{self.name}', line {line}: '{shown[:60]}' is no {what.en}."
            " Give a paper and a vote on each line: 36470-VI, nr. 4;voor.",
        )

    def _error(self, nl: str, en: str) -> InputError:
        return InputError(nl, en)


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return which columns hold the paper and the vote, where headings name one of each."""

    def named(names: frozenset[str]) -> list[int]:
        return [at for at, cell in enumerate(cells) if cell.casefold().rstrip(".:") in names]

    papers, votes = named(_PAPER), named(_VOTE)
    return (papers[0], votes[0]) if len(papers) == 1 and len(votes) == 1 else None


def _side(cell: str) -> Side | None:
    return _SIDES.get(unicodedata.normalize("NFC", cell.casefold()))


def _ref(cell: str) -> Ref | None:
    try:
        return refs.parse(cell)
    except BadReference:
        return None
