"""Every error a user can meet, each a sentence that a clerk understands.

::

    KamerstemError            any of them; ``exit_code`` is what the command line leaves with
    +-- InputError        2   what was given cannot be used
    |   +-- BadReference      it is not a number, paper or link that Kamerstem knows
    |   +-- NotAnOverview     the document is something else, or broken
    |   +-- NotAPaper         the file of a Kamerstuk is something else, or broken
    |   +-- NotAnAccount      it is no report of a sitting or Handelingen, or broken
    +-- SourceError       3   a source could not be reached
    |   +-- UnreachableError  there is no connection with it at all
    +-- NotFoundError     4   the source answered, and does not have it
    +-- WriteError        5   the result could not be written
"""

import errno
from typing import ClassVar

from kamerstem.language import Lang, Words


class KamerstemError(Exception):
    """What is wrong, where, and what to do, in Dutch and English."""

    exit_code: ClassVar[int] = 2

    def __init__(self, nl: str, en: str) -> None:
        self.words = Words(nl, en)
        super().__init__(en)

    def message(self, lang: Lang = "nl") -> str:
        """Return the sentence in one language."""
        return self.words.in_(lang)


class InputError(KamerstemError):
    """What was given cannot be used."""


class BadReference(InputError):
    """The text is not a reference that Kamerstem knows."""


class NotAnOverview(InputError):
    """The document is not a voting overview, or it is broken."""


class NotAPaper(InputError):
    """The file is not a Kamerstuk, or it is broken."""


class NotAnAccount(InputError):
    """The file is no report of a sitting of the House, and no Handelingen of it, or it is broken."""


class SourceError(KamerstemError):
    """A source could not be reached, or did not answer as it should."""

    exit_code = 3


class UnreachableError(SourceError):
    """There is no connection with a source, however often it was tried: whatever else is asked of it fails too."""


class NotFoundError(KamerstemError):
    """The source answered, and does not have what was asked for."""

    exit_code = 4


class WriteError(KamerstemError):
    """The result could not be written; nothing half written is left behind."""

    exit_code = 5


IN_USE = errno.EBUSY
"""What is said of a file that another program keeps open."""

_REASONS: dict[int, Words] = {
    IN_USE: Words(
        "het is geopend in een ander programma, zoals Word of Excel: sluit het daar",
        "it is open in another program, such as Word or Excel: close it there",
    ),
    errno.ENOENT: Words("de map bestaat niet", "the folder does not exist"),
    errno.ENOTDIR: Words("een deel van het pad is geen map", "part of the path is no folder"),
    errno.EISDIR: Words("het is een map", "it is a folder"),
    errno.EACCES: Words("u hebt er geen rechten voor", "you have no permission"),
    errno.EPERM: Words("u hebt er geen rechten voor", "you have no permission"),
    errno.EROFS: Words("de schijf is alleen te lezen", "the disk is read-only"),
    errno.ENOSPC: Words("de schijf is vol", "the disk is full"),
    errno.EDQUOT: Words("uw schijfruimte is op", "your disk quota is used up"),
    errno.ENAMETOOLONG: Words("de naam is te lang", "the name is too long"),
    errno.ELOOP: Words("de verwijzing loopt in een kring", "the link goes round in a circle"),
}


def why(error: OSError) -> Words:
    """Return in words what the operating system objects to; its own English where there are no others."""
    known = _REASONS.get(error.errno or 0)
    return known or Words(error.strerror or str(error), error.strerror or str(error))
