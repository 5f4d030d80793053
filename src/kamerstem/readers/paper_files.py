"""The Word or PDF file of a paper -> its paragraphs and tables. Plain text is enough: the grammar does the rest.

They are read by a process of its own (``apart.py``), for what they hold comes from outside as much as an overview does.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from kamerstem.errors import InputError, NotAnOverview, NotAPaper
from kamerstem.model.papers import Table
from kamerstem.readers import apart
from kamerstem.readers.kamerstuk_xml import Block
from kamerstem.readers.lines import fold
from kamerstem.readers.unreadable import PAPER

MAX_PAGES = 200
_LAID_OUT = r"Nr\.|\d{2}[ .]?\d{3}\b"  # a table with these holds the head of the paper


def texts(files: Sequence[bytes]) -> Iterator[str | list[Block] | InputError]:
    """Yield the text of each Word or PDF file: the blocks of Word, the text of a PDF (a blank line parts paragraphs).

    For one that cannot be read that is the NotAPaper which says why.
    """
    for told in apart.ask(PAPER, files):
        if isinstance(told, InputError) or isinstance(told["blocks"], str):
            yield told if isinstance(told, InputError) else told["blocks"]
        else:
            yield [each if isinstance(each, str) else _table(*each) for each in told["blocks"]]


def packed(data: bytes) -> str | list[Any]:
    """Return the same of one file, in the child, as plain data: a table is its caption, header and rows."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"PK"):
        return text_of_pdf(data)
    return [
        each if isinstance(each, str) else (each.caption, each.header, each.rows)
        for each in text_of_word(data)
    ]


def _table(caption: str | None, header: list[str], rows: list[list[str]]) -> Table:
    return Table(caption, tuple(header), tuple(tuple(row) for row in rows))


def text_of_word(data: bytes) -> list[Block]:
    """Return the paragraphs and tables of a Word file, in order. Raises NotAPaper if it is broken or does harm."""
    from kamerstem.readers.docx import opened
    from kamerstem.readers.package import Package

    try:
        document = opened(Package(data), numbered=False)
        blocks: list[Block] = []
        for part in document.parts(document.body):
            if isinstance(part, str):
                blocks.append(fold(part))
                continue
            rows = [tuple(fold(cell) for cell in row) for row in part]
            if any(re.match(_LAID_OUT, cell) for row in rows for cell in row[:2]):
                blocks += [fold(" ".join(dict.fromkeys(cell for cell in row if cell))) for row in rows]
            elif rows:  # the head of the paper is laid out as a table; this is one in the text
                blocks.append(Table(None, rows[0], tuple(rows[1:])))
    except MemoryError:
        raise
    except NotAnOverview as error:
        raise NotAPaper(
            f"Het Word-bestand van het stuk wordt niet gelezen. {error.words.nl}",
            f"The Word file of the paper is not read. {error.words.en}",
        ) from error
    except Exception as error:  # what a broken package raises is of many kinds
        raise NotAPaper(
            "Het Word-bestand van het stuk is beschadigd. Haal het stuk opnieuw op.",
            "The Word file of the paper is broken. Fetch the paper again.",
        ) from error
    return [block for block in blocks if block]


def text_of_pdf(data: bytes) -> str:
    """Return the text of a PDF file, a blank line between paragraphs. Raises NotAPaper if it is broken."""
    import pypdfium2

    try:
        pages: list[str] = []
        document = pypdfium2.PdfDocument(data)
        try:
            for index in range(min(len(document), MAX_PAGES)):
                pages.append(_text_of_page(document[index]))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise NotAPaper(
            "Het PDF-bestand van het stuk is beschadigd. Haal het stuk opnieuw op.",
            "The PDF file of the paper is broken. Fetch the paper again.",
        ) from error
    return "\n".join(pages)


def _text_of_page(page: Any) -> str:
    """Return the lines of a page from top to bottom, with a blank line where the gap is larger than usual."""
    text = page.get_textpage()
    lines: list[tuple[float, float, float, str]] = []  # top, bottom, left, words
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top).strip("\r\n")
        if lines and abs(lines[-1][1] - bottom) < (top - bottom) / 2:
            before = lines[-1]
            lines[-1] = (max(before[0], top), before[1], before[2], f"{before[3]} {words}")
        elif words.strip():
            lines.append((top, bottom, left, words))
    # From line to line within a paragraph: the smallest step there is, but no more than lines stand apart.
    heights = sorted(top - bottom for top, bottom, *_ in lines)
    apart = 1.6 * heights[len(heights) // 2] if heights else 0.0
    usual = min(
        [apart, *(above[1] - below[1] for above, below in itertools.pairwise(lines) if above[1] > below[1])]
    )
    pieces: list[str] = []
    for index, line in enumerate(lines):
        if index and lines[index - 1][1] - line[1] > 1.35 * usual:
            pieces.append("")
        pieces.append(line[3])
    return "\n".join(pieces)
