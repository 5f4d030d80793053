"""Document bytes in, model out. ``lines_of`` is the one door: it looks at the bytes, not at the name of the file."""

import re

from kamerstem.errors import NotAnOverview
from kamerstem.language import Words
from kamerstem.model import form
from kamerstem.readers.lines import MAX_FILE, Line, decode, raw_lines, to_lines, too_large
from kamerstem.readers.unreadable import convert

# First bytes of what people hand in and no reader can make lines of, and what it is.
_OTHERS: tuple[tuple[bytes, Words], ...] = (
    (b"\x1f\x8b", Words("een ingepakt bestand (gzip)", "a packed file (gzip)")),
    (b"\x89PNG", Words("een afbeelding", "a picture")),
    (b"\xff\xd8\xff", Words("een afbeelding", "a picture")),
)
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# Where columns may be typed in plain text: bars, tabs, blanks between words, or a vote behind a name.
_SIDES = "|".join(words.nl for words in form.SIDES.values())
_COLUMNS = re.compile(
    rf"[|\t]|;.*;|[^\s.:] {{2,}}\S|^.{{2,40}}[:–—-] ?(?:{_SIDES})\.?\s*$", re.MULTILINE | re.IGNORECASE
)
_MARKS = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_PDF_WITHIN = 1024  # a PDF may begin with other bytes: readers look for its mark this far
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a Word file with a password holds


def lines_of(data: bytes) -> list[Line]:
    """Return the lines of a document: a PDF with a text layer, Word, OpenDocument (.odt), HTML or plain text.

    What needs a library in C is read by a process of its own, with limits (``readers/apart.py``). Raises NotAnOverview
    with a sentence when the document is something else, broken, encrypted, or too large to be an overview.
    """
    if not data.strip():
        raise NotAnOverview(
            "Het bestand is leeg. Geef een stemmingsoverzicht.", "The file is empty. Give a voting overview."
        )
    if len(data) > MAX_FILE:
        raise too_large(MAX_FILE)
    if data.startswith(b"PK"):
        return _apart("packed", data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return _apart("pdf", data)
    if data.startswith(_OLE):
        raise (
            _encrypted()
            if _ENCRYPTED in data
            else convert(Words("een oud Word-bestand (.doc)", "an old Word file (.doc)"))
        )
    if data.startswith(b"{\\rtf"):
        raise convert(Words("een RTF-bestand", "an RTF file"))
    for start, what in _OTHERS:
        if data.startswith(start):
            raise NotAnOverview(
                f"Dit is {what.nl}, geen stemmingsoverzicht. Geef een PDF met tekst, een Word-bestand (.docx), een "
                "OpenDocument-tekst (.odt), een webpagina of platte tekst.",
                f"This is {what.en}, not a voting overview. Give a PDF with text, a Word file (.docx), an OpenDocument "
                "text (.odt), a web page or plain text.",
            )
    if _PAGE.match(data[:4000]):  # LibreOffice leaves marks of its own in pages, which no browser shows
        data = _MARKS.sub(b"", data)
    text = decode(data)
    if re.match(
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
        text[:4000],
        re.IGNORECASE | re.DOTALL,
    ):
        return _apart("html", text.encode())
    lines = to_lines(text)
    if _COLUMNS.search(text) is None:
        return lines
    from kamerstem.readers import columns

    return columns.tabled(lines, raw_lines(text))


def _encrypted() -> NotAnOverview:
    return NotAnOverview(
        "Dit Word-bestand is met een wachtwoord versleuteld. Open het, haal het wachtwoord eraf en bewaar het opnieuw.",
        "This Word file is encrypted with a password. Open it, remove the password and save it again.",
    )


def _apart(kind: str, data: bytes) -> list[Line]:
    from kamerstem.readers import apart

    return apart.read(kind, data)
