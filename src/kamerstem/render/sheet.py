"""Rows for a spreadsheet: CSV in UTF-8, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a header and rows as CSV; ``None`` is an empty cell, and a text that begins as a formula gets a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(
            ["" if value is None else value if isinstance(value, int) else _safe(str(value)) for value in row]
        )
    return out.getvalue()


def for_excel(table: str) -> bytes:
    """Return CSV as a Dutch Excel opens it at a click: cells parted by semicolons, UTF-8 with its mark, CRLF.

    Excel takes the comma for a decimal sign where the language is Dutch, and without the mark é for Ã©.
    """
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(csv.reader(io.StringIO(table)))
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula, nor for two lines (csv does not quote a CR)."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
