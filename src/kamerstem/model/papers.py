"""The text of an official paper: what an amendment would change, what a motion says, and why.

A reader makes it of the official XML or of the plain text of a Word or PDF file; who shows it marks it as the paper's
own words. Source: the printed Kamerstuk (DocumentVersie -> DocumentPublicatie, else the Document's own file).
"""

import datetime as dt
from dataclasses import dataclass

from kamerstem.model.refs import Paper, Ref
from kamerstem.model.votes import Kind, Submitters


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a paper, as its cells; ``caption`` is the line above it ("Wijziging artikel 3 (x € 1.000)")."""

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the operative text that can be voted on by itself; ``label`` is its roman number, if it has one.

    ``content``: paragraphs with their white space folded, and tables, in the order of the paper.
    """

    label: str | None
    content: tuple[str | Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperText:
    """What a paper says; ``None`` is what it does not say, or what could not be read from it.

    ``title`` is its heading ("AMENDEMENT VAN HET LID ..."), ``day`` the day it was received or submitted, ``lead`` the
    words before the operative text, ``clauses`` the operative text (of a motion: from "gehoord de beraadslaging" up to
    "en gaat over tot de orde van de dag"), ``explanation`` the paragraphs under "Toelichting", ``closing`` the names
    below it. ``unread`` holds what fits nowhere.
    """

    ref: Paper | None = None
    kind: Kind | None = None
    title: str | None = None
    submitters: Submitters | None = None
    day: dt.date | None = None
    lead: str | None = None
    clauses: tuple[Clause, ...] = ()
    explanation: tuple[str, ...] | None = None
    closing: tuple[str, ...] = ()
    amends: tuple[Ref, ...] = ()
    replaces: tuple[Ref, ...] = ()
    unread: tuple[str, ...] = ()
