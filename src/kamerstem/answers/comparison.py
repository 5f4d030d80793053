"""Comparing: a document, the account of a sitting, or what a party intended, beside the official record.

Every comparison asks the record (or the API) for what it needs and hands both to the pure functions of ``checks``.
"""

import datetime as dt
import difflib
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from kamerstem.answers import intentions
from kamerstem.answers.documents import read_overview
from kamerstem.answers.door import Door
from kamerstem.checks.accounts import compare_account
from kamerstem.checks.compare import compare
from kamerstem.checks.coverage import covered
from kamerstem.checks.put_right import corrected
from kamerstem.errors import (
    InputError,
    KamerstemError,
    NotAnAccount,
    NotAnOverview,
    NotFoundError,
)
from kamerstem.language import Words
from kamerstem.model import parties, refs
from kamerstem.model.accounts import Account
from kamerstem.model.answers import (
    AccountComparison,
    DocumentComparison,
    IntendedComparison,
    Intention,
    Stand,
)
from kamerstem.model.form import write_date
from kamerstem.model.overview import Overview
from kamerstem.model.refs import Dossier, Paper, Ref
from kamerstem.model.votes import Decision, PartyName, Proposal, RelationKind, Side, Step
from kamerstem.readers.lines import read_file
from kamerstem.render import text


def compare_file(
    door: Door, path: Path, ref: str | None = None, *, day: dt.date | None = None
) -> DocumentComparison | AccountComparison:
    """Return a document or the account of a sitting beside the official record.

    ``ref`` is the bill where the document does not say, ``day`` the day of a sitting whose account does not say.
    Raises a KamerstemError whose sentence says what to do.
    """
    account = _account(path, day)
    if account is not None:
        return _of_account(door, account)
    document = read_overview(path)
    about = refs.parse(ref) if ref else document.subject.ref
    if about is None:
        raise InputError(
            f"'{path.name}' zegt niet over welk wetsvoorstel het gaat. Geef het nummer erachter: 36470-VI.",
            f"'{path.name}' does not say which bill it is about. Give the number after it: 36470-VI.",
        )
    answer = door.overview(about)
    right = corrected(document, answer.overview)
    return DocumentComparison(
        document,
        answer.overview,
        right,
        compare(document, answer.overview),
        _beside(text.render(document), text.render(right)),
        answer.origin,
        covered(document, answer.overview),
    )


def _beside(document: str, official: str) -> tuple[tuple[str | None, str | None], ...]:
    """Return the lines of two texts side by side; ``None`` where one of them has no such line."""
    ours, theirs = document.splitlines(), official.splitlines()
    lines: list[tuple[str | None, str | None]] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        lines += (
            zip(ours[a:b], theirs[c:d], strict=True)
            if what == "equal"
            else zip_longest(ours[a:b], theirs[c:d])
        )
    return tuple(lines)


# --- the account of a sitting --------------------------------------------------------------------------------


def _account(path: Path, day: dt.date | None) -> Account | None:
    """Return the account in a file, ``None`` if it is a document of another kind.

    XML is a report of a sitting or Handelingen. Other text is Handelingen only if no overview can be read in it, and
    votes can.
    """
    from kamerstem.readers import handelingen, markup, verslag

    data = read_file(path)
    if markup.looks_like_xml(data):
        try:
            return verslag.read(data)
        except NotAnAccount:
            return handelingen.read(data, name=path.name, day=day)
    try:
        read_overview(path)
    except NotAnOverview:
        try:
            account = handelingen.read(data, name=path.name, day=day)
        except NotAnAccount:
            return None
        return account if account.votes else None
    return None


def _of_account(door: Door, account: Account) -> AccountComparison:
    wanted = list(dict.fromkeys(ref for vote in account.votes for ref in vote.refs))
    proposals: list[Proposal] = []
    said: Words | None = None
    since: dt.date | None = None
    for found in door.overviews(wanted):
        if isinstance(found, KamerstemError):
            continue  # it is not in the data: the pair says so
        said, since = found.origin, found.overview.held_since
        proposals += _proposals(found.overview)
    unique = {(p.zaak or p.ref): p for p in proposals}
    if account.sitting.date is not None:
        for proposal in _decided_on(door, account.sitting.date):
            unique.setdefault(proposal.zaak or proposal.ref, proposal)
    pairs = compare_account(account, list(unique.values()))
    return AccountComparison(account, pairs, said or _nothing(door), since or door.filled().since)


def _nothing(door: Door) -> Words:
    """Return in words that the data have none of the papers; first, where they are not whole, that they are not."""
    nl, en = (
        "De officiële gegevens hebben geen van deze stukken.",
        "The official data have none of these papers.",
    )
    first = door.filled().said
    return Words(f"{first.nl} {nl}", f"{first.en} {en}") if first else Words(nl, en)


def _decided_on(door: Door, day: dt.date) -> list[Proposal]:
    """Return what is known to have been decided on a day; nothing where there is no record to tell."""
    try:
        return door.decided_on(day) or []
    except NotFoundError:
        return []


def _proposals(overview: Overview) -> Iterator[Proposal]:
    return (proposal for _, proposal in overview.items())


# --- what a party intended -------------------------------------------------------------------------------------


def compare_intended(door: Door, path: Path, party: str) -> IntendedComparison:
    """Return how a party meant to vote (CSV: paper; vote) beside how it is recorded.

    Papers on which the House voted at the same agenda items and that are not in the file are listed too. Raises
    InputError for a file that cannot be read so, with the line.
    """
    read = intentions.read(read_file(path), path.name)
    wanted = read.rows
    meant = parties.named(party)
    if not meant:
        raise InputError(*parties.unknown(party))
    ids = frozenset(each.id for each in meant)
    called = PartyName(meant[-1].id, party)
    rows: list[Intention] = []
    said: Words | None = None
    since: dt.date | None = None
    answers = door.overviews([ref for ref, _, _ in wanted])
    for (ref, side, line), answer in zip(wanted, answers, strict=True):
        if isinstance(answer, KamerstemError):
            rows.append(Intention(stand=Stand.NOT_THERE, ref=ref, intended=side, line=line))
            continue
        said, since = answer.origin, answer.overview.held_since
        every = list(_proposals(answer.overview))
        proposal = next((p for p in every if p.ref == ref), every[0] if len(every) == 1 else None)
        rows.append(_stand(ref, side, line, proposal, ids))
    days = {row.decision.date for row in rows if row.decision is not None and row.decision.date is not None}
    rows += _not_intended(door, rows, days, ids, set(read.open))
    origin = _of_list(said or _nothing(door), path.name, read)
    return IntendedComparison(
        called, tuple(rows), _request(called, rows), origin, since or door.filled().since
    )


def _of_list(said: Words, name: str, read: intentions.Intentions) -> Words:
    """Return where the data come from, which line of the file was taken for headings, and how many have no vote."""
    nl, en = [said.nl], [said.en]
    if read.heading is not None:
        line, words = read.heading
        nl.append(f"Regel {line} van {name} is als kop gelezen: '{words[:60]}'.")
        en.append(f"Line {line} of {name} was read as headings: '{words[:60]}'.")
    if number := len(read.open):
        nl.append(f"Bij {number} {'stuk' if number == 1 else 'stukken'} van de lijst is geen stem ingevuld.")
        en.append(f"No vote is filled in for {number} {'paper' if number == 1 else 'papers'} of the list.")
    return Words(" ".join(nl), " ".join(en))


def _stand(
    ref: Ref, side: Side, line: int | None, proposal: Proposal | None, party: Collection[str]
) -> Intention:
    def row(
        stand: Stand, decision: Decision | None = None, recorded: Side | None = None, by: Ref | None = None
    ) -> Intention:
        return Intention(
            stand=stand,
            ref=ref,
            intended=side,
            recorded=recorded,
            proposal=proposal,
            decision=decision,
            by=by,
            line=line,
        )

    if proposal is None:
        return row(Stand.NOT_THERE)
    votes = [made for made in proposal.decisions if made.step is Step.VOTE]
    of_parts = [made for part in proposal.parts for made in part.decisions if made.step is Step.VOTE]
    if not votes and not of_parts:
        if later := proposal.related(RelationKind.REPLACED_BY):
            return row(Stand.RENUMBERED, by=later[-1])
        return row(Stand.NOT_VOTED, proposal.decisions[-1] if proposal.decisions else None)
    counts = votes[-1:] or of_parts
    sides = {made.side_of(party) for made in counts}
    recorded = sides.pop() if len(sides) == 1 else None
    if recorded is None:
        return row(Stand.NOT_STATED, counts[-1])
    return row(Stand.SAME if recorded is side else Stand.DIFFERS, counts[-1], recorded)


def _not_intended(
    door: Door, rows: Iterable[Intention], days: set[dt.date], party: Collection[str], passed: set[Ref]
) -> Iterator[Intention]:
    """Yield votes at the same agenda items that the file does not have: papers that were missed, or renumbered."""
    rows = list(rows)
    items = {row.decision.sitting.item for row in rows if row.decision is not None and row.decision.sitting}
    known = {row.ref for row in rows} | {row.by for row in rows} | passed
    for day in sorted(days):
        for proposal in _decided_on(door, day):
            if proposal.ref is None or proposal.ref in known or not isinstance(proposal.ref, Paper | Dossier):
                continue
            for made in proposal.decisions:
                if (
                    made.step is Step.VOTE
                    and made.date == day
                    and made.sitting
                    and made.sitting.item in items
                ):
                    yield Intention(
                        stand=Stand.NOT_INTENDED,
                        ref=proposal.ref,
                        intended=None,
                        recorded=made.side_of(party),
                        proposal=proposal,
                        decision=made,
                    )


def _request(party: PartyName, rows: Iterable[Intention]) -> Words | None:
    """Return what a party can ask to have noted, in the words of the House; ``None`` where nothing differs."""
    by_day: dict[dt.date | None, dict[Side, list[Intention]]] = {}
    for row in rows:
        if (
            row.stand is Stand.DIFFERS
            and row.intended in (Side.FOR, Side.AGAINST)
            and row.decision is not None
        ):
            by_day.setdefault(row.decision.date, {}).setdefault(row.intended, []).append(row)
    said_nl: list[str] = []
    said_en: list[str] = []
    for day, sides in sorted(by_day.items(), key=lambda item: item[0] or dt.date.min):
        nl = " en ".join(
            f"{'vóór' if side is Side.FOR else 'tegen'} {_papers(some)}" for side, some in sides.items()
        )
        en = " and ".join(
            f"{'for' if side is Side.FOR else 'against'} {_papers(some)}" for side, some in sides.items()
        )
        on_nl = f"bij de stemmingen van {write_date(day)} " if day else ""
        on_en = f" in the votes of {write_date(day, 'en')}" if day else ""
        said_nl.append(f"{_called(party)} wenst {on_nl}geacht te worden {nl} te hebben gestemd.")
        said_en.append(f"The party {party.name} wishes to be deemed to have voted {en}{on_en}.")
    return Words("\n".join(said_nl), "\n".join(said_en)) if said_nl else None


def _called(party: PartyName) -> str:
    """Return a party as a sentence of the House begins with it: "De fractie van de SP", "Het lid Omtzigt"."""
    kind, _, name = party.name.partition(" ")
    if name and kind in ("Lid", "Groep", "Fractie"):
        return f"{'Het' if kind == 'Lid' else 'De'} {kind.lower()} {name}"
    article = parties.by_id(party.id).article if party.id else None
    return f"De fractie van {article} {party.name}" if article else f"De fractie van {party.name}"


def _papers(rows: Iterable[Intention]) -> str:
    return ", ".join(str(row.ref) for row in rows)
