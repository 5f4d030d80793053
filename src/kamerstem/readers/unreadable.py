"""What is said of a document that cannot be read."""

from kamerstem.errors import InputError, NotAnOverview, NotAPaper
from kamerstem.language import Words

PAPER = "paper"
"""The kind of a Word or PDF file of a paper; the other kinds ("pdf", "packed", "html") are of overviews."""
CPU_SECONDS = 20
"""Of the processor, that reading one document may take; an overview takes a tenth of one."""


def convert(what: Words) -> NotAnOverview:
    """Return the error for a document that a word processor can save as one that Kamerstem reads."""
    return NotAnOverview(
        f"Dit is {what.nl}; dat leest Kamerstem niet. Open het in Word of LibreOffice en kies Opslaan als: "
        "Word-document (.docx) of PDF.",
        f"This is {what.en}; Kamerstem does not read that. Open it in Word or LibreOffice and choose Save as: Word "
        "document (.docx) or PDF.",
    )


def error_of(kind: str) -> type[InputError]:
    """Return the error for a document of a kind: NotAPaper for a paper, NotAnOverview for anything else."""
    return NotAPaper if kind == PAPER else NotAnOverview


def broken(kind: str = "pdf") -> InputError:
    """Return the error for a document that no reader can make sense of."""
    if kind == PAPER:
        return NotAPaper(
            "Het Word- of PDF-bestand van het stuk is beschadigd. Haal het stuk opnieuw op.",
            "The Word or PDF file of the paper is broken. Fetch the paper again.",
        )
    return NotAnOverview(
        "Het bestand is beschadigd of onvolledig en kan niet worden gelezen. Bewaar of download het opnieuw.",
        "The file is damaged or incomplete and cannot be read. Save or download it again.",
    )


def too_slow(kind: str) -> InputError:
    """Return the error for a document that takes too long, or too much memory."""
    if kind == PAPER:
        return NotAPaper(
            f"Het lezen van het stuk kost meer dan {CPU_SECONDS} seconden of te veel geheugen. Lees het stuk zelf.",
            f"Reading the paper takes more than {CPU_SECONDS} seconds or too much memory. Read the paper itself.",
        )
    return NotAnOverview(
        f"Het lezen van dit bestand kost meer dan {CPU_SECONDS} seconden of te veel geheugen: dat is geen "
        "stemmingsoverzicht. Bewaar het overzicht zelf als PDF, Word-bestand of platte tekst.",
        f"Reading this file takes more than {CPU_SECONDS} seconds or too much memory: that is no voting overview. "
        "Save the overview itself as PDF, Word file or plain text.",
    )
