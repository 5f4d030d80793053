"""A document beside the official record: what differs, and what the document leaves out.

Pure, as every check: two overviews in, findings out. What the document does not state is not compared, save those who
did not vote: the Senate's form has a line for them, and a document without it says less than the record does. What
the record does not know (a row that was lost, a paper that was not read) is never held against the document.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from kamerstem.checks import sentences
from kamerstem.checks.differences import differences, pairs
from kamerstem.checks.registry import NOT_WHOLE, Explained
from kamerstem.dataclasses import replace
from kamerstem.language import Words
from kamerstem.model.fields import unmangled
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.people import Likeness, likeness, read_name
from kamerstem.model.refs import Paper, Ref, ZaakNumber
from kamerstem.model.votes import Decision, Kind, Proposal, RelationKind

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
            "member-unclear", Severity.ERROR,
            Words("Welk Kamerlid bedoeld is, is niet te zeggen.", "Which member is meant cannot be told."),
            Words("Noem de voorletters of de fractie erbij.", "Add initials or the party."), "Stemming.ActorNaam",
        ),
        (
            "tally-differs", Severity.ERROR,
            Words("De stemverhouding is anders.", "The tally is another."),
            _LOOK, "Besluit.BesluitTekst; Stemming",
        ),
        (
            "seats-differ", Severity.ERROR,
            Words("Een fractie heeft een ander aantal zetels.", "A party has another number of seats."),
            Words("Verbeter het aantal.", "Correct the number."), "Stemming.FractieGrootte",
        ),
        (
            "number-differs", Severity.ERROR,
            Words("Het nummer is anders.", "The number is another."),
            Words("Verbeter het nummer.", "Correct the number."), "Zaak.Volgnummer",
        ),
        (
            "absent-not-stated", Severity.WARNING,
            Words("Wie niet deelnam, staat er niet.", "Who did not vote is not stated."),
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
        (
            "articles-differ", Severity.WARNING,
            Words("De artikelen zijn anders.", "The articles are others."),
            Words("Vergelijk met de tekst van het stuk.", "Compare with the text of the paper."),
            "DocumentPublicatie (the paper's operative text)",
        ),
        (
            "explanation-differs", Severity.WARNING,
            Words("De toelichting is niet die van het stuk.", "The explanation is not that of the paper."),
            Words("Neem de toelichting van het stuk over.", "Use the explanation of the paper."),
            "DocumentPublicatie (under Toelichting)",
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

    What the source of the record warns of (rows that it lost) comes too: less could be compared than it seems. That the
    record is not whole comes first.
    """
    known = _by_ref(record)
    warned = (
        each
        for each in record.findings
        if each.check.startswith("source-") and each.severity is not Severity.INFO
    )
    first = [each for each in record.findings if each.check == NOT_WHOLE]
    own = (each for each in document.findings if each.check not in _ANSWERED or each.ref not in known)
    found = _worst_first((*own, *compare(document, record), *warned))
    return replace(document, findings=(*first, *found))


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
    matched = match(document, record)
    for at, item in document.items():
        counterpart = matched.get(at)
        if counterpart is not None:
            if item.ref is not None and not _known_by(counterpart, item.ref):
                yield _differs(
                    "number-differs", f"{at}/ref", item,
                    f"heeft officieel nummer {counterpart.ref}.", f"officially has the number {counterpart.ref}.",
                    expected=counterpart.ref, found=item.ref,
                )  # fmt: skip
            yield from _item(at, item, counterpart)
        elif item.ref is not None:
            yield _not_in_record(at, item, record)
    for group, item in left_out(document, record, matched.values()):
        said = _differs(
            "left-out", f"/{group}", item, "ontbreekt in het document.", "is missing from the document.",
            expected=item.ref,
        )  # fmt: skip
        yield replace(said, source=None, place=None)


def match(document: Overview, record: Overview) -> dict[str, Proposal]:
    """Return the official proposal of each item of a document, by the item's JSON pointer.

    Those of one number, in their order; and of what is left, those of one kind and subject: then the number is wrong.
    """
    official = _by_ref(record)
    matched: dict[str, Proposal] = {}
    seen: dict[Ref, int] = {}
    left: list[tuple[str, Proposal]] = []
    for at, item in document.items():
        if item.ref is None:
            continue
        nth = seen[item.ref] = seen.get(item.ref, -1) + 1
        if same := official.get(item.ref, []):
            matched[at] = same[min(nth, len(same) - 1)]
        elif item.subject and item.kind is not Kind.BILL:
            left.append((at, item))
    taken = [*matched.values()]
    for at, item in left:
        alike = [
            each
            for _, each in record.items()
            if each.kind is item.kind
            and each.subject
            and _letters(each.subject) == _letters(item.subject or "")
            and not any(each is other for other in taken)
        ]
        if len(alike) == 1:
            matched[at] = alike[0]
            taken += alike
    return matched


def _known_by(official: Proposal, ref: Ref) -> bool:
    return ref == official.ref or ref == ZaakNumber.of(official.zaak)


def _by_ref(overview: Overview) -> dict[Ref, list[Proposal]]:
    """Return the proposals by each number they are known by."""
    found: dict[Ref, list[Proposal]] = {}
    for _, item in overview.items():
        for ref in {item.ref, ZaakNumber.of(item.zaak)}:
            if ref is not None:
                found.setdefault(ref, []).append(item)
    return found


def _not_in_record(at: str, item: Proposal, record: Overview) -> Finding:
    """Say that a proposal is not in the record; only worth knowing where the record need not have it.

    An overview from the record holds the motions of the bill's own debates, and some Zaken without a paper's number.
    """
    elsewhere = item.kind is Kind.MOTION and record.motions_elsewhere != 0
    filling = any(each.check == NOT_WHOLE for each in record.findings)
    unnumbered = any(not isinstance(each.ref, Paper) for _, each in record.items() if each is not record.bill)
    if elsewhere or unnumbered or filling:
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


def left_out(
    document: Overview, record: Overview, stated: Iterable[Proposal]
) -> Iterator[tuple[str, Proposal]]:
    """Yield the proposals that were decided on and are missing, each with the list it belongs in.

    Motions need not be there, but if some are, all are.
    """
    if document.bill is None:
        return  # of a single paper, say: it does not claim to list them
    known = list(stated)
    for group, listed, official in (
        ("amendments", True, record.amendments),
        ("motions", bool(document.motions), record.motions),
    ):
        for item in official if listed else ():
            replaced = item.related(RelationKind.REPLACED_BY)
            there = any(item is each for each in known)
            if isinstance(item.ref, Paper) and item.decisions and not replaced and not there:
                yield group, item


def paired(item: Proposal, official: Proposal) -> Iterator[tuple[str, Decision, Decision]]:
    """Yield each decision on an item or a part of it, by its place, with the official one that it speaks of."""
    for index, ours, theirs in pairs(item.decisions, official.decisions):
        yield f"/decisions/{index}", ours, theirs
    for number, part in enumerate(item.parts):
        same = [other for other in official.parts if other.label == part.label]
        before = sum(other.label == part.label for other in item.parts[:number])
        decided = same[min(before, len(same) - 1)].decisions if same else ()
        for index, ours, theirs in pairs(part.decisions, decided):
            yield f"/parts/{number}/decisions/{index}", ours, theirs


def _item(at: str, item: Proposal, official: Proposal) -> Iterator[Finding]:
    for place, ours, theirs in paired(item, official):
        yield from _decision(f"{at}{place}", item, ours, theirs)
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
    yield from _paper(at, item, official)


def _paper(at: str, item: Proposal, official: Proposal) -> Iterator[Finding]:
    """Compare with what the paper says, where both the document and the paper say it; letters and digits count."""
    if item.articles and official.articles and set(item.articles) != set(official.articles):
        ours, theirs = ", ".join(item.articles), ", ".join(official.articles)
        yield _differs(
            "articles-differ", f"{at}/articles", item,
            f"volgens het stuk gaat het om artikel {theirs}; hier staat {ours}.",
            f"according to the paper it concerns article {theirs}; here it says {ours}.",
            expected=theirs, found=ours,
        )  # fmt: skip
    if item.explanation is None or official.explanation is None:
        return
    ours_, theirs_ = (list(map(_letters, each)) for each in (item.explanation, official.explanation))
    if "".join(ours_) != "".join(theirs_):  # where paragraphs are broken is no difference in words
        pairs = enumerate(zip_longest(ours_, theirs_), start=1)
        nth = next((number for number, (one, other) in pairs if one != other), 1)
        yield _differs(
            "explanation-differs", f"{at}/explanation", item,
            f"de toelichting wijkt af van die van het stuk, vanaf alinea {nth}.",
            f"the explanation differs from that of the paper, from paragraph {nth} on.",
            expected=len(theirs_), found=len(ours_),
        )  # fmt: skip


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
        ((ours_open or theirs_open) and not _named(ours[0], theirs[:1]))
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


_SAID: dict[str, Words] = {
    "result-differs": Words(
        "staat er als '{said}', maar is officieel '{is_}'.", "given as '{said}', but officially '{is_}'."
    ),
    "date-differs": Words(
        "staat op {said}, maar was officieel op {is_}.", "given as {said}, but officially {is_}."
    ),
    "method-differs": Words(
        "gestemd {said}, staat er, maar officieel {is_}.", "voted on {said}, it says, but officially {is_}."
    ),
    "tally-differs": Words(
        "de genoemde stemverhouding is {said}, maar officieel {is_}.",
        "the tally given is {said}, but officially {is_}.",
    ),
    "seats-differ": Words(
        "{voter} staat er met {said}, maar had er officieel {is_}.",
        "{voter} is given {said}, but officially had {is_}.",
    ),
    "vote-differs": Words(
        "{voter} staat onder '{said}', maar officieel onder '{is_}'.",
        "{voter} stands under '{said}', but officially under '{is_}'.",
    ),
    "member-unclear": Words(
        "wie {said} is, is niet te zeggen. Officieel: {is_}.", "who {said} is cannot be told. Officially: {is_}."
    ),
    "vote-left-out": Words("{voter} ontbreekt onder '{is_}'.", "{voter} is missing under '{is_}'."),
    "absent-not-stated": Words(
        "er staat niet bij wie niet deelnam ({voter}).", "it does not say who did not vote ({voter})."
    ),
}  # fmt: skip


def _decision(at: str, item: Proposal, ours: Decision, theirs: Decision) -> Iterator[Finding]:
    for difference in differences(ours, theirs):
        words = difference.put(_SAID[difference.check])
        yield _differs(
            difference.check, f"{at}{difference.at}", item, words.nl, words.en,
            expected=difference.expected, found=difference.found, decision=ours,
            severity=Severity.WARNING if difference.doubt else None,
        )  # fmt: skip


# --- words ---


def _named(name: str, names: Iterable[str]) -> bool:
    """Return whether somebody is among those named; a part of a surname does not say so."""
    alike = [likeness(read_name(name), read_name(other)) for other in names]
    return any(like is not None and like < Likeness.PART for like in alike)


def same_words(ours: str | None, theirs: str | None) -> bool:
    """Return whether two texts say the same but for marks, spaces and capitals, or one is not there."""
    return not _other_words(ours, theirs)


def _other_words(ours: str | None, theirs: str | None) -> bool:
    """Return whether two texts that are both there differ in more than marks, spaces and capitals."""
    return bool(ours and theirs) and _letters(ours or "") != _letters(theirs or "")


def _letters(text: str) -> str:
    return "".join(char for char in unmangled(text).casefold() if char.isalnum())
