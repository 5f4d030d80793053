"""An account: what an official source other than the record says of the votes of a sitting.

The report of a sitting (Verslag, VLOS XML) and the Handelingen tell the same votes as the record's rows, each in its
own way. An :class:`Account` keeps what such a source says and no more: a list of parties that it does not give is
``None``, what follows from "de overige fracties" is marked as derived, and every vote keeps the words it was read from.
Accounts are joined with the record, and with each other, on dossier and number of the paper (:attr:`AccountVote.refs`).
"""

import datetime as dt

from kamerstem.dataclasses import dataclass
from kamerstem.language import Words
from kamerstem.model.overview import Source, SourceKind
from kamerstem.model.refs import Ref
from kamerstem.model.votes import Decision, Kind, PartyName, Sitting, Statement


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the source as they stand in it, white space folded, and their place there.

    ``place`` is a line of a text ("regel 12"), a paragraph of the Handelingen ("alinea 7"), or the id of an element of
    a report (its ``objectid``).
    """

    text: str
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountVote:
    """One decision as the source tells it, in the order in which the House took it (``decision.sitting.order``).

    ``refs`` are the papers that were decided on: mostly one, several where the House took them together, the bill's
    dossier for a bill; empty where the source names none. ``was`` are the papers these replace ("was nr. 20").
    ``called`` is what the source calls the proposal ("de gewijzigde motie-Ceder"). ``parts`` are the roman numbers of
    the parts of the paper that were decided on ("stuk nr. 10, I"), ``articles`` the bill's articles and other pieces
    ("Artikel 1", "de beweegreden"); both empty for the whole. ``others``: the decision is on the other parts of the
    paper, those that had not been voted on, and the source does not name them ("de overige op stuk nr. 10 voorkomende
    amendementen").

    In ``decision`` the ballots are as in the record: ``None`` for a list that the source does not give. Its ``derived``
    holds ``/for``, ``/against`` or ``/not_voting`` where a whole list was derived (from "de overige fracties"), and
    ``/for/0/seats`` where only the weight was. ``seating`` are all parties in the one order in which the source names
    them, ``None`` where it names the sides apart. ``statements`` stand with the decision and are never counted.
    ``passages`` are the words it was read from: what was put to the vote, then how it went.
    """

    decision: Decision
    refs: tuple[Ref, ...] = ()
    was: tuple[Ref, ...] = ()
    kind: Kind | None = None
    called: str | None = None
    parts: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    others: bool = False
    seating: tuple[PartyName, ...] | None = None
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether the decision is on the paper or bill as a whole, and not on a piece of it."""
        return not (self.parts or self.articles or self.others)


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement that stands with no vote of this account: on a vote of another day, or on an item as a whole.

    ``refs`` are the papers it names; ``day`` is the day of the votes it is about, ``None`` where it is not said.
    """

    statement: Statement
    refs: tuple[Ref, ...] = ()
    day: dt.date | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that one source says of the votes of one sitting, or of one item of it.

    ``source.kind`` is ``verslag`` or ``handelingen``. ``sitting`` has the day and the number of the sitting;
    ``session`` is the parliamentary year ("2017-2018", official field Vergaderjaar); ``edition`` what the source says
    of its own state ("Tussenpublicatie, Ongecorrigeerd"). ``unread`` are the sentences that look like a decision and
    were not understood: whoever shows the account shows them too.
    """

    source: Source
    sitting: Sitting
    session: str | None = None
    edition: str | None = None
    votes: tuple[AccountVote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: tuple[Passage, ...] = ()

    @property
    def called(self) -> Words:
        """Return what its source is called in a sentence: "het verslag", "the report"."""
        return _CALLED.get(self.source.kind, Words("de bron", "the source"))


_CALLED = {
    SourceKind.VERSLAG: Words("het verslag", "the report"),
    SourceKind.HANDELINGEN: Words("de Handelingen", "the Handelingen"),
}
