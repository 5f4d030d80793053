"""Files of papers: which one is asked for, and what came."""

from kamerstem.dataclasses import dataclass
from kamerstem.model.overview import Source


@dataclass(frozen=True, slots=True)
class PaperKey:
    """Which file of a paper: the id of its Document, and of its current DocumentVersie where that is known."""

    document: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The file of a paper, as it came, with where and when it was fetched and its hash."""

    content: bytes
    source: Source
