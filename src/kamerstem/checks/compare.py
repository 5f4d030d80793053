"""A document beside the official record: what differs, and what the document leaves out.

Pure, as every check: two overviews in, findings out. What the document does not state is not compared, but for those
who did not vote: the Senate's form has a line for them, and a document that leaves it out says less than the record does.
What the record itself does not know (a row that was lost, a paper not read) is never held against the document.
"""

from collections.abc import Iterator
from dataclasses import replace

from kamerstem.language import Words
from kamerstem.model.form import OUTCOMES, SIDES, write_date
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.refs import Ref
from kamerstem.model.votes import Decision, Kind, PartyName, Proposal, Side, Step

DOCUMENT_ONLY = frozenset({"seats-not-stated"})
"""Checks of the document alone that the comparison answers: the record knows how those seats voted."""


def compare(document: Overview, record: Overview) -> tuple[Finding, ...]:
    """Return where a document and the official record differ, as findings on the document; errors first."""
    found = list(_compare(document, record))
    order = {severity: index for index, severity in enumerate(Severity)}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def _compare(document: Overview, record: Overview) -> Iterator[Finding]:
    official = {item.ref: item for _, item in record.items() if item.ref is not None}
    if document.subject.ref is not None and document.subject.ref not in {record.subject.ref, *official}:
        yield _finding(
            "other-bill", Severity.ERROR, "/subject/ref", document.subject.ref,
            f"het document gaat over {document.subject.ref}, de officiële gegevens over {record.subject.ref}.",
            f"the document is about {document.subject.ref}, the official data about {record.subject.ref}.",
            record.subject.ref, document.subject.ref,
        )  # fmt: skip
        return
    stated: set[Ref] = set()
    for at, item in document.items():
        if item.ref is None:
            continue
        stated.add(item.ref)
        counterpart = official.get(item.ref)
        if counterpart is None:
            yield _finding(
                "not-in-record", Severity.ERROR, at, item.ref,
                f"{_name(item)} staat niet in de officiële gegevens bij dit wetsvoorstel.",
                f"{item.ref} is not in the official data of this bill.",
                None, item.ref,
            )  # fmt: skip
            continue
        yield from _item(at, item, counterpart)
    for name, listed in (("amendments", document.amendments), ("motions", document.motions)):
        kept = {"amendments": record.amendments, "motions": record.motions}[name]
        # A document of the Senate need not list motions; one that lists some should list them all.
        if name == "motions" and not listed:
            continue
        for item in kept:
            if item.ref is not None and item.ref not in stated and item.decisions:
                yield _finding(
                    "left-out", Severity.WARNING, f"/{name}", item.ref,
                    f"{_name(item)} ontbreekt in het document.", f"{item.ref} is missing from the document.",
                    item.ref, None,
                )  # fmt: skip


def _item(at: str, item: Proposal, official: Proposal) -> Iterator[Finding]:
    for index, decision in enumerate(item.decisions):
        counterpart = _counterpart(decision, official.decisions)
        if counterpart is not None:
            yield from _decision(f"{at}/decisions/{index}", item, decision, counterpart)
    for part_index, part in enumerate(item.parts):
        same = next((other for other in official.parts if other.label == part.label), None)
        for index, decision in enumerate(part.decisions):
            counterpart = _counterpart(decision, same.decisions) if same else None
            if counterpart is not None:
                yield from _decision(
                    f"{at}/parts/{part_index}/decisions/{index}", item, decision, counterpart
                )
    pairs = (
        ("title", item.title, official.title)
        if item.kind is Kind.BILL
        else ("subject", item.subject, official.subject)
    )
    name, ours, theirs = pairs
    if ours and theirs and _plain(ours) != _plain(theirs):
        yield _finding(
            f"{name}-differs", Severity.WARNING, f"{at}/{name}", item.ref,
            f"{_name(item)}: {'de titel' if name == 'title' else 'het onderwerp'} is officieel '{theirs}'.",
            f"{_name(item, 'en')}: the {name} is officially '{theirs}'.",
            theirs, ours,
        )  # fmt: skip
    yield from _submitters(at, item, official)


def _submitters(at: str, item: Proposal, official: Proposal) -> Iterator[Finding]:
    if item.submitters is None or official.submitters is None:
        return
    ours = [_surname(actor.name) for actor in item.submitters.actors]
    theirs = [_surname(actor.name) for actor in official.submitters.actors]
    known = set(theirs)
    # "c.s." stands for the rest: then the first name must agree and each name given must be among them.
    short = item.submitters.and_others or official.submitters.and_others
    wrong = [name for name in ours if name not in known] if not official.submitters.and_others else []
    if (ours[:1] != theirs[:1]) or wrong or (not short and set(ours) != known):
        shown = ", ".join(actor.name for actor in official.submitters.actors)
        yield _finding(
            "submitters-differ", Severity.WARNING, f"{at}/submitters", item.ref,
            f"{_name(item)}: de indieners zijn officieel {shown}.",
            f"{_name(item, 'en')}: the submitters are officially {shown}.",
            shown, ", ".join(actor.name for actor in item.submitters.actors),
        )  # fmt: skip


def _counterpart(decision: Decision, official: tuple[Decision, ...]) -> Decision | None:
    """Return the official decision that a document speaks of: of that step and day, else that step, else the last."""
    of_step = [other for other in official if other.step is decision.step]
    of_day = [other for other in of_step if other.date == decision.date]
    return next(reversed(of_day or of_step or list(official)), None)


def _decision(at: str, item: Proposal, ours: Decision, theirs: Decision) -> Iterator[Finding]:
    name, english = _name(item), _name(item, "en")
    if (ours.step, ours.result) != (theirs.step, theirs.result):
        said, is_ = OUTCOMES[ours.step, ours.result], OUTCOMES[theirs.step, theirs.result]
        yield _finding(
            "result-differs", Severity.ERROR, f"{at}/result", item.ref,
            f"{name}: staat als '{said.nl}', maar is officieel '{is_.nl}'.",
            f"{english}: given as '{said.en}', but officially '{is_.en}'.",
            is_.nl, said.nl,
        )  # fmt: skip
        return
    if ours.date and theirs.date and ours.date != theirs.date:
        yield _finding(
            "date-differs", Severity.ERROR, f"{at}/sitting/date", item.ref,
            f"{name}: staat op {write_date(ours.date)}, maar was officieel op {write_date(theirs.date)}.",
            f"{english}: given as {write_date(ours.date, 'en')}, but officially {write_date(theirs.date, 'en')}.",
            theirs.date, ours.date,
        )  # fmt: skip
    if ours.method and theirs.method and ours.method is not theirs.method:
        yield _finding(
            "method-differs", Severity.ERROR, f"{at}/method", item.ref,
            f"{name}: de wijze van stemmen is officieel anders.", f"{english}: the method is officially another.",
            theirs.method, ours.method,
        )  # fmt: skip
    if theirs.step is Step.VOTE:
        yield from _lists(at, item, ours, theirs)


def _lists(at: str, item: Proposal, ours: Decision, theirs: Decision) -> Iterator[Finding]:
    """Compare the lists that the document states, party by party; members are compared where both name them."""
    name, english = _name(item), _name(item, "en")
    official: dict[str | None, list[Side]] = {}
    names: dict[str | None, str] = {}
    for side, ballot in theirs.ballots():
        official.setdefault(_key(ballot.party, ballot.member.name if ballot.member else None), []).append(
            side
        )
        if ballot.party and ballot.member is None:
            names[_key(ballot.party, None)] = ballot.party.name
        elif ballot.member:
            names[_key(ballot.party, ballot.member.name)] = ballot.member.name
    members = any(ballot.member for _, ballot in ours.ballots())
    for side in Side:
        stated = ours.side(side)
        if stated is None:
            continue
        here: set[str | None] = set()
        for ballot in stated:
            key = _key(ballot.party, ballot.member.name if ballot.member else None)
            here.add(key)
            sides = official.get(key)
            if sides and side not in sides:
                shown = ballot.member.name if ballot.member else (ballot.party.name if ballot.party else "?")
                is_ = SIDES[sides[0]]
                yield _finding(
                    "vote-differs", Severity.ERROR, f"{at}/{side}", item.ref,
                    f"{name}: {shown} staat onder {SIDES[side].nl}, maar is officieel {is_.nl.lower()}.",
                    f"{english}: {shown} stands under {SIDES[side].en}, but is officially {is_.en.lower()}.",
                    sides[0], side,
                )  # fmt: skip
        elsewhere = {
            _key(b.party, b.member.name if b.member else None) for s, b in ours.ballots() if s is not side
        }
        for key, sides in official.items():
            is_member = key is not None and "|" in key
            if side in sides and key not in here and key not in elsewhere and (members or not is_member):
                yield _finding(
                    "vote-left-out", Severity.ERROR, f"{at}/{side}", item.ref,
                    f"{name}: {names.get(key, key)} ontbreekt onder {SIDES[side].nl}.",
                    f"{english}: {names.get(key, key)} is missing under {SIDES[side].en}.",
                    names.get(key, key), None,
                )  # fmt: skip
    absent = theirs.by_party(Side.NOT_VOTING)
    if ours.not_voting is None and absent and any(ours.side(side) is not None for side in Side):
        listed = ", ".join(party.name for party, _ in absent if party)
        yield _finding(
            "absent-not-stated", Severity.WARNING, f"{at}/not_voting", item.ref,
            f"{name}: dat {listed} niet meestemde, staat er niet.",
            f"{english}: that {listed} did not vote is not stated.",
            listed, None,
        )  # fmt: skip


def _key(party: PartyName | None, member: str | None) -> str | None:
    key = (party.id or party.name) if party else None
    return f"{key}|{_surname(member)}" if member else key


def _surname(name: str) -> str:
    """Return a name without initials, title and case: "S.R.T. van Baarle" and "Van Baarle" are the same here."""
    words = [word for word in name.replace("lid ", "").split() if "." not in word]
    return " ".join(words).lower()


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _name(item: Proposal, lang: str = "nl") -> str:
    if item.kind is Kind.BILL:
        return "Wetsvoorstel" if lang == "nl" else "Bill"
    return (
        f"Nr. {getattr(item.ref, 'number', item.ref)}"
        if lang == "nl"
        else f"No. {getattr(item.ref, 'number', item.ref)}"
    )


def _finding(
    check: str,
    severity: Severity,
    at: str,
    ref: Ref | None,
    nl: str,
    en: str,
    expected: object,
    found: object,
) -> Finding:
    return Finding(
        check, severity, at, Words(nl[:1].upper() + nl[1:], en[:1].upper() + en[1:]), ref,
        None if expected is None else str(expected), None if found is None else str(found), "document",
    )  # fmt: skip


def merged(document: Overview, record: Overview) -> Overview:
    """Return the document with the findings of the comparison among its own."""
    own = tuple(finding for finding in document.findings if finding.check not in DOCUMENT_ONLY)
    order = {severity: index for index, severity in enumerate(Severity)}
    found = sorted((*own, *compare(document, record)), key=lambda finding: order[finding.severity])
    return replace(document, findings=tuple(found))
