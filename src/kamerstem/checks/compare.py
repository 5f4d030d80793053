"""A document beside the official record: what differs, and what the document leaves out.

Pure, as every check: two overviews in, findings out. What the document does not state is not compared, save those who
did not vote: the Senate's form has a line for them, and a document without it says less than the record does. What
the record does not know (a row that was lost, a paper that was not read) is never held against the document.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kamerstem.checks import sentences
from kamerstem.checks.registry import Explained
from kamerstem.language import Words
from kamerstem.model.form import METHODS, OUTCOMES, SIDES, write_date
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.refs import Paper, Ref, ZaakNumber
from kamerstem.model.votes import Ballot, Decision, Kind, PartyName, Proposal, RelationKind, Side

_LOOK = Words("Vergelijk met de Handelingen.", "Compare with the Handelingen.")

DIFFERENCES = {
    name: Explained(name, severity, title, todo, basis)
    for name, severity, title, todo, basis in (
        (
            "other-bill", Severity.ERROR,
            Words("Het document gaat over iets anders.", "The document is about something else."),
            Words("Controleer het nummer bovenaan.", "Check the number at the top."), "Kamerstukdossier",
        ),
        (
            "not-in-record", Severity.ERROR,
            Words("Het voorstel staat niet in de officiële gegevens.", "The proposal is not in the official data."),
            Words("Controleer het nummer van het stuk.", "Check the number of the paper."), "Zaak.Volgnummer",
        ),
        (
            "left-out", Severity.WARNING,
            Words("Een voorstel ontbreekt in het document.", "A proposal is missing from the document."),
            Words("Neem het op.", "Put it in."), "Zaak; Besluit",
        ),
        (
            "result-differs", Severity.ERROR, Words("De uitslag is anders.", "The result is another."),
            _LOOK, "Besluit.BesluitSoort, .BesluitTekst",
        ),
        (
            "date-differs", Severity.ERROR, Words("De datum is anders.", "The date is another."),
            Words("Verbeter de datum.", "Correct the date."), "Activiteit.Datum",
        ),
        (
            "method-differs", Severity.ERROR,
            Words("De wijze van stemmen is anders.", "The method of voting is another."),
            _LOOK, "Besluit.StemmingsSoort",
        ),
        (
            "vote-differs", Severity.ERROR,
            Words("Een fractie of Kamerlid stemde anders.", "A party or member voted otherwise."),
            _LOOK, "Stemming.Soort",
        ),
        (
            "vote-left-out", Severity.ERROR,
            Words("Een fractie of Kamerlid ontbreekt in een lijst.", "A party or member is missing from a list."),
            Words("Vul de lijst aan.", "Complete the list."), "Stemming",
        ),
        (
            "absent-not-stated", Severity.WARNING,
            Words("Wie niet meestemde, staat er niet.", "Who did not vote is not stated."),
            Words("Voeg een regel 'Afwezig' toe.", "Add a line 'Afwezig'."), "Stemming.Soort",
        ),
        (
            "title-differs", Severity.WARNING, Words("De titel is anders.", "The title is another."),
            Words("Neem de officiële titel over.", "Use the official title."), "Zaak.Titel",
        ),
        (
            "subject-differs", Severity.WARNING, Words("Het onderwerp is anders.", "The subject is another."),
            Words("Neem het officiële onderwerp over.", "Use the official subject."), "Zaak.Onderwerp",
        ),
        (
            "submitters-differ", Severity.WARNING, Words("De indieners zijn anders.", "The submitters are others."),
            Words("Controleer de namen.", "Check the names."), "ZaakActor",
        ),
    )
}  # fmt: skip
"""Every difference that there can be, by name; the names are a contract."""

_ANSWERED = frozenset({"seats-not-stated"})
"""Checks of a document alone that the record answers: it knows how those seats voted."""


def compare(document: Overview, record: Overview) -> tuple[Finding, ...]:
    """Return where a document and the official record differ, as findings on the document; errors first.

    Pointers lead into the document. ``expected`` is what the record says, ``found`` what the document says.
    """
    return _worst_first(_compare(document, record))


def merged(document: Overview, record: Overview) -> Overview:
    """Return the document with the findings of the comparison among its own.

    What the source of the record warns of (rows that it lost) comes too: less could be compared than it seems.
    """
    known = _by_ref(record)
    warned = (
        each
        for each in record.findings
        if each.check.startswith("source-") and each.severity is not Severity.INFO
    )
    own = (each for each in document.findings if each.check not in _ANSWERED or each.ref not in known)
    return replace(document, findings=_worst_first((*own, *compare(document, record), *warned)))


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = list(Severity)
    return tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))


def _differs(
    name: str,
    at: str,
    item: Proposal | None,
    nl: str,
    en: str,
    *,
    expected: object = None,
    found: object = None,
    decision: Decision | None = None,
    severity: Severity | None = None,
) -> Finding:
    difference = DIFFERENCES[name]
    said = sentences.finding(
        at, item, nl, en, severity=severity or difference.severity, expected=expected, found=found,
        decision=decision or (sentences.last_decision(item) if item else None),
    )  # fmt: skip
    return replace(said, check=name)


# --- proposals ---


def _compare(document: Overview, record: Overview) -> Iterator[Finding]:
    official = _by_ref(record)
    about, theirs = document.subject.ref, record.subject.ref
    if about is not None and theirs is not None and about != theirs and about not in official:
        yield _differs(
            "other-bill", "/subject/ref", None,
            f"Het document gaat over {about}, de officiële gegevens over {theirs}.",
            f"The document is about {about}, the official data about {theirs}.",
            expected=theirs, found=about,
        )  # fmt: skip
        return
    stated: list[Proposal] = []
    seen: dict[Ref, int] = {}
    for at, item in document.items():
        if item.ref is None:
            continue
        same = official.get(item.ref, [])
        nth = seen[item.ref] = seen.get(item.ref, -1) + 1
        if not same:
            yield _not_in_record(at, item, record)
            continue
        counterpart = same[min(nth, len(same) - 1)]
        stated.append(counterpart)
        yield from _item(at, item, counterpart)
    yield from _left_out(document, record, stated)


def _by_ref(overview: Overview) -> dict[Ref, list[Proposal]]:
    """Return the proposals by each number they are known by."""
    found: dict[Ref, list[Proposal]] = {}
    for _, item in overview.items():
        for ref in {item.ref, ZaakNumber(item.zaak) if item.zaak else None}:
            if ref is not None:
                found.setdefault(ref, []).append(item)
    return found


def _not_in_record(at: str, item: Proposal, record: Overview) -> Finding:
    """Say that a proposal is not in the record; only worth knowing where the record need not have it.

    An overview from the record holds the motions of the bill's own debates, and some Zaken without a paper's number.
    """
    elsewhere = item.kind is Kind.MOTION and record.motions_elsewhere != 0
    unnumbered = any(not isinstance(each.ref, Paper) for _, each in record.items() if each is not record.bill)
    if elsewhere or unnumbered:
        return _differs(
            "not-in-record", at, item,
            "staat niet in de officiële gegevens van de behandeling van dit wetsvoorstel en is niet vergeleken.",
            "is not in the official data of the debates on this bill, and was not compared.",
            found=item.ref, severity=Severity.INFO,
        )  # fmt: skip
    return _differs(
        "not-in-record", at, item,
        "staat niet in de officiële gegevens van dit wetsvoorstel.",
        "is not in the official data of this bill.",
        found=item.ref,
    )  # fmt: skip


def _left_out(document: Overview, record: Overview, stated: Sequence[Proposal]) -> Iterator[Finding]:
    """Say which proposals that were decided on are missing. Motions need not be there, but if some are, all are."""
    if document.bill is None:
        return  # of a single paper, say: it does not claim to list them
    for group, listed, known in (
        ("amendments", True, record.amendments),
        ("motions", bool(document.motions), record.motions),
    ):
        for item in known if listed else ():
            replaced = item.related(RelationKind.REPLACED_BY)
            there = any(item is each for each in stated)
            if isinstance(item.ref, Paper) and item.decisions and not replaced and not there:
                yield replace(
                    _differs(
                        "left-out", f"/{group}", item, "ontbreekt in het document.",
                        "is missing from the document.", expected=item.ref,
                    ),
                    source=None, place=None,
                )  # fmt: skip


def _item(at: str, item: Proposal, official: Proposal) -> Iterator[Finding]:
    for index, ours, theirs in _pairs(item.decisions, official.decisions):
        yield from _decision(f"{at}/decisions/{index}", item, ours, theirs)
    for number, part in enumerate(item.parts):
        same = [other for other in official.parts if other.label == part.label]
        before = sum(other.label == part.label for other in item.parts[:number])
        decided = same[min(before, len(same) - 1)].decisions if same else ()
        for index, ours, theirs in _pairs(part.decisions, decided):
            yield from _decision(f"{at}/parts/{number}/decisions/{index}", item, ours, theirs)
    if item.kind is Kind.BILL:
        if _other_words(item.title, official.title):
            yield _differs(
                "title-differs", f"{at}/title", item, f"de titel is officieel '{official.title}'.",
                f"the title is officially '{official.title}'.", expected=official.title, found=item.title,
            )  # fmt: skip
    elif _other_words(item.subject, official.subject):
        yield _differs(
            "subject-differs", f"{at}/subject", item, f"het onderwerp is officieel '{official.subject}'.",
            f"the subject is officially '{official.subject}'.", expected=official.subject, found=item.subject,
        )  # fmt: skip
    yield from _submitters(at, item, official)


def _submitters(at: str, item: Proposal, official: Proposal) -> Iterator[Finding]:
    """Compare who submitted it. "c.s." stands for any others, but the first is the one who is named."""
    if not (item.submitters and official.submitters):
        return
    ours = [actor.name for actor in item.submitters.actors]
    theirs = [actor.name for actor in official.submitters.actors]
    if not (ours and theirs):
        return
    ours_open, theirs_open = item.submitters.and_others, official.submitters.and_others
    if (
        ((ours_open or theirs_open) and not _same_name(ours[0], theirs[0]))
        or (not theirs_open and any(not _named(name, theirs) for name in ours))
        or (not ours_open and any(not _named(name, ours) for name in theirs))
    ):
        shown = ", ".join(theirs)
        yield _differs(
            "submitters-differ", f"{at}/submitters", item,
            f"de indieners zijn officieel {shown}.", f"the submitters are officially {shown}.",
            expected=shown, found=", ".join(ours),
        )  # fmt: skip


# --- decisions ---


def _pairs(ours: Sequence[Decision], theirs: Sequence[Decision]) -> Iterator[tuple[int, Decision, Decision]]:
    """Yield each decision of a document, by its index, with the official one that it speaks of, each once.

    That is one of the same step and day, else of the same step, else any that is left; later ones first, for a
    document may give the last of several only.
    """
    left = list(range(len(theirs)))
    found: dict[int, Decision] = {}
    alike: tuple[Callable[[Decision], object], ...] = (lambda d: (d.step, d.date), lambda d: d.step, bool)
    for key in alike:
        for index, mine in reversed(list(enumerate(ours))):
            other = next((at for at in reversed(left) if key(theirs[at]) == key(mine)), None)
            if index not in found and other is not None:
                left.remove(other)
                found[index] = theirs[other]
    for index in sorted(found):
        yield index, ours[index], found[index]


def _decision(at: str, item: Proposal, ours: Decision, theirs: Decision) -> Iterator[Finding]:
    same_step = ours.step is theirs.step
    if not same_step or (ours.result and theirs.result and ours.result is not theirs.result):
        said, is_ = OUTCOMES[ours.step, ours.result], OUTCOMES[theirs.step, theirs.result]
        yield _differs(
            "result-differs", f"{at}/result" if same_step else f"{at}/step", item,
            f"staat er als '{said.nl}', maar is officieel '{is_.nl}'.",
            f"given as '{said.en}', but officially '{is_.en}'.",
            expected=is_.nl, found=said.nl, decision=ours,
        )  # fmt: skip
        if not same_step:
            return
    if ours.date and theirs.date and ours.date != theirs.date:
        yield _differs(
            "date-differs", f"{at}/sitting/date", item,
            f"staat op {write_date(ours.date)}, maar was officieel op {write_date(theirs.date)}.",
            f"given as {write_date(ours.date, 'en')}, but officially {write_date(theirs.date, 'en')}.",
            expected=theirs.date, found=ours.date, decision=ours,
        )  # fmt: skip
    if ours.method and theirs.method and ours.method is not theirs.method:
        said, is_ = METHODS[ours.method], METHODS[theirs.method]
        yield _differs(
            "method-differs", f"{at}/method", item,
            f"gestemd {said.nl}, staat er, maar officieel {is_.nl}.",
            f"voted on {said.en}, it says, but officially {is_.en}.",
            expected=theirs.method, found=ours.method, decision=ours,
        )  # fmt: skip
    yield from _votes(at, item, ours, theirs)


# --- votes ---


def _votes(at: str, item: Proposal, ours: Decision, theirs: Decision) -> Iterator[Finding]:
    """Compare the lists that the document states with every official ballot that there is."""
    official = list(theirs.ballots())
    said = list(ours.ballots())
    for side, ballot in said:
        is_ = [where for where, other in official if _same_voter(ballot, other)]
        if is_ and side not in is_:
            yield _differs(
                "vote-differs", f"{at}/{side}", item,
                f"{_voter(ballot)} staat onder '{SIDES[side].nl}', maar officieel onder '{SIDES[is_[0]].nl}'.",
                f"{_voter(ballot)} stands under '{SIDES[side].en}', but officially under '{SIDES[is_[0]].en}'.",
                expected=is_[0], found=side, decision=ours,
            )  # fmt: skip
    by_member = any(ballot.member for _, ballot in said)
    by_roll_call = bool(official) and all(ballot.member for _, ballot in official)
    for side, ballot in official:
        # A roll call that the document gives by party, or not at all, says nothing of each member.
        if ours.side(side) is None or (by_roll_call and not by_member):
            continue
        if not any(_same_voter(ballot, other) for _, other in said):
            yield _differs(
                "vote-left-out", f"{at}/{side}", item,
                f"{_voter(ballot)} ontbreekt onder '{SIDES[side].nl}'.",
                f"{_voter(ballot)} is missing under '{SIDES[side].en}'.",
                expected=_voter(ballot), decision=ours,
            )  # fmt: skip
    if ours.not_voting is None and theirs.not_voting and said:
        listed = ", ".join(_voter(ballot) for ballot in theirs.not_voting)
        yield _differs(
            "absent-not-stated", f"{at}/{Side.NOT_VOTING}", item,
            f"er staat niet bij wie niet meestemde ({listed}).", f"it does not say who did not vote ({listed}).",
            expected=listed, decision=ours,
        )  # fmt: skip


def _voter(ballot: Ballot) -> str:
    if ballot.member:
        return ballot.member.name + (f" ({ballot.party.name})" if ballot.party else "")
    return ballot.party.name if ballot.party else "?"


def _same_voter(ballot: Ballot, other: Ballot) -> bool:
    """Return whether two ballots are of the same party, or of the same member as far as names tell."""
    if ballot.member is None or other.member is None:
        both = ballot.member is None and other.member is None
        return both and _same_party(ballot.party, other.party)
    known = ballot.party is not None and other.party is not None
    return _same_name(ballot.member.name, other.member.name) and (
        not known or _same_party(ballot.party, other.party)
    )


def _same_party(party: PartyName | None, other: PartyName | None) -> bool:
    if party is None or other is None:
        return party is other
    return sentences.key(party).casefold() == sentences.key(other).casefold()


# --- words ---


def _named(name: str, names: Iterable[str]) -> bool:
    return any(_same_name(name, other) for other in names)


def _same_name(name: str, other: str) -> bool:
    """Return whether two names can be of one person: "Van Baarle", "S.R.T. van Baarle", "Stephan van Baarle"."""
    one, two = _surname(name), _surname(other)
    short = min(len(one), len(two))
    return one[-short:] == two[-short:]


def _surname(name: str) -> list[str]:
    """Return the words of a name without "het lid" and initials."""
    words = name.casefold().removeprefix("het ").removeprefix("lid ").split()
    return [word for word in words if not word.endswith(".")] or words


def _other_words(ours: str | None, theirs: str | None) -> bool:
    """Return whether two texts that are both there differ in more than marks, spaces and capitals."""
    return bool(ours and theirs) and _letters(ours or "") != _letters(theirs or "")


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
