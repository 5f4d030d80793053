"""What identifies a proposal, where it stands, and how an overview falls into sections: the words for it.

Shared by every way of showing an overview; those for votes are in ``plain``.
"""

from collections.abc import Sequence

from kamerstem.language import Lang, Words
from kamerstem.model import form
from kamerstem.model.life import Chain, Happening
from kamerstem.model.overview import Finding, Overview, Severity, SourceKind, dossier_of
from kamerstem.model.papers import QuotedPaper
from kamerstem.model.plain_words import capital, clean, enumerate_names, number, outcome
from kamerstem.model.refs import Dossier, EntityId, Paper
from kamerstem.model.votes import Kind, Proposal, RelationKind, Statement, Status

NONE = "–"  # in a cell of a table: no cell is empty, for it is read aloud too
TITLE = Words("Stemmingsoverzicht", "Voting overview")
FINAL_VOTE = Words("Eindstemming", "Final vote")
AMENDMENTS = Words("Amendementen", "Amendments")
MOTIONS = Words("Moties", "Motions")
OTHER = Words("Andere voorstellen", "Other proposals")
EXPLANATION = Words("Toelichting", "Explanation")
FINDINGS = Words("Bevindingen", "Findings")
UNREAD = Words("Niet begrepen regels van het document", "Lines of the document that were not understood")
SOURCES = Words("Bronnen", "Sources")
ADVICE = Words("Advies van het kabinet", "Advice of the government")
REPLACED_BY = Words("Vervangen door", "Replaced by")
# A finding is told apart by its word first; a shape stands beside it.
SEVERITIES: dict[Severity, Words] = {
    Severity.ERROR: Words("Fout", "Error"),
    Severity.WARNING: Words("Let op", "Warning"),
    Severity.INFO: Words("Ter informatie", "For your information"),
}
SOURCE_KINDS: dict[SourceKind, Words] = {
    SourceKind.SYNCFEED: Words(
        "Open data van de Tweede Kamer (SyncFeed)", "Open data of the House (SyncFeed)"
    ),
    SourceKind.ODATA: Words("Open data van de Tweede Kamer (OData)", "Open data of the House (OData)"),
    SourceKind.VERSLAG: Words("Verslag van de vergadering", "Report of the sitting"),
    SourceKind.HANDELINGEN: Words("Handelingen", "Proceedings (Handelingen)"),
    SourceKind.PAPER: Words("Kamerstuk", "Parliamentary paper"),
    SourceKind.OVERVIEW_DOCUMENT: Words("Stemmingsoverzicht (document)", "Voting overview (document)"),
    SourceKind.EXAMPLE: Words("Ingebouwd voorbeeld", "Built-in example"),
}

# --- proposals ----------------------------------------------------------------------------------------------


def submitters(proposal: Proposal, lang: Lang) -> str:
    """Return "Grinwis (ChristenUnie) c.s.", or that the source does not say who submitted it."""
    who = proposal.submitters
    if who is None:
        return form.NO_SUBMITTER.in_(lang)
    found = [
        f"{clean(actor.name)} ({clean(actor.party.name)})" if actor.party else clean(actor.name)
        for actor in who.actors
    ]
    text = enumerate_names(found, lang) or form.NO_SUBMITTER.in_(lang)
    return f"{text} {form.AND_OTHERS.in_(lang)}" if who.and_others else text


def by_whom(proposal: Proposal, lang: Lang) -> str:
    """Return "Grinwis c.s., artikel 33" for a list: no parties, and of the article only what is stated."""
    who, said = proposal.submitters, []
    if who is not None and who.actors:
        names = enumerate_names([clean(actor.name) for actor in who.actors], lang)
        said.append(f"{names} {form.AND_OTHERS.in_(lang)}" if who.and_others else names)
    if proposal.articles:
        said.append(articles(proposal.articles, lang))
    return ", ".join(said) or form.NO_SUBMITTER.in_(lang)


def subject(proposal: Proposal, lang: Lang) -> str:
    """Return what the proposal is about, with a capital, or that the source does not say it."""
    text = proposal.title if proposal.kind in (Kind.BILL, Kind.BILL_PART) else proposal.subject
    return capital(clean(text or "")) or Words("Onderwerp niet vermeld", "Subject not stated").in_(lang)


def articles(labels: tuple[str, ...] | None, lang: Lang) -> str:
    """Return "artikel 33", "artikelen 1 en 2", "geen artikel", or "artikel niet vermeld"."""
    if labels is None:
        return Words("artikel niet vermeld", "article not stated").in_(lang)
    if not labels:
        return form.NO_ARTICLE.in_(lang).lower()
    return f"{form.ARTICLE[len(labels) > 1].in_(lang).lower()} {enumerate_names(map(clean, labels), lang)}"


def status(proposal: Proposal, lang: Lang) -> str:
    """Return "verworpen", "nog niet beslist", "geen besluit vermeld", or "per onderdeel beslist"."""
    if proposal.status is Status.PENDING:
        return Words("nog niet beslist", "pending").in_(lang)
    if proposal.status is Status.UNKNOWN:
        if proposal.parts and not proposal.decisions:
            return Words("per onderdeel beslist", "decided part by part").in_(lang)
        return form.NO_DECISION.in_(lang) if not proposal.decisions else outcome(proposal.decisions[-1], lang)
    return form.STATUSES[proposal.status].in_(lang)


def kind(proposal: Proposal, lang: Lang) -> str:
    """Return "amendement", "subamendement", "motie"."""
    return form.KINDS[proposal.kind][0].in_(lang)


def facts(proposal: Proposal, lang: Lang, dossier: Dossier | None = None) -> list[str]:
    """Return what else identifies a proposal: kind if not plain, articles, replaced papers, advice."""
    found = []
    if proposal.kind not in (Kind.BILL, Kind.AMENDMENT, Kind.MOTION):
        found.append(kind(proposal, lang))
    if proposal.kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT):
        found.append(articles(proposal.articles, lang))
    for relation, words in (
        (RelationKind.REPLACES, form.REPLACES),
        (RelationKind.AMENDS, form.AMENDS),
        (RelationKind.REPLACED_BY, REPLACED_BY),
    ):
        if refs := proposal.related(relation):
            listed = enumerate_names([number(ref, lang, dossier) for ref in refs], lang)
            found.append(f"{words.in_(lang).lower()} {listed}")
    if proposal.advice is not None:
        advice = clean(proposal.advice.text)
        found.append(
            f"{ADVICE.in_(lang).lower()}: {advice[:1].lower()}{advice[1:]}"
        )  # "oordeel Kamer": it is a name
    return found


def life(chains: Sequence[Chain], proposal: Proposal, lang: Lang, dossier: Dossier | None = None) -> str:
    """Return how the last version of a proposal came to be, in one sentence; empty for any other, and where it has one.

    "Verloop: nr. 7, ingediend op 3 maart 2024; nr. 9, gewijzigd, op 5 maart 2024 (erbij: Ceder)."
    """
    chain = next((each for each in chains if each.last is proposal), None)
    if chain is None or (len(chain.versions) == 1 and not chain.unknown):
        return ""
    told: list[str] = []
    for index, version in enumerate(chain.versions):
        events = chain.of(version)
        label = next(
            (event.text for event in events if event.what is Happening.SUBMITTED and event.text), None
        )
        word = label or (_NEW_VERSION if index else _SUBMITTED).in_(lang)
        words = f"{number(version.ref, lang, dossier)}, {clean(word)}" if version.ref else clean(word)
        if version.submitted:
            words += f" {Words('op', 'on').in_(lang)} {form.write_date(version.submitted, lang)}"
        moves = [
            f"{plain_words.in_(lang)} {enumerate_names(map(clean, event.names), lang)}"
            for what, plain_words in ((Happening.JOINED, _JOINED), (Happening.LEFT, _LEFT))
            for event in events
            if event.what is what
        ]
        told.append(f"{words} ({'; '.join(moves)})" if moves else words)
    if chain.unknown:
        earlier = enumerate_names(
            [
                f"nr. {clean(ref)}" if isinstance(ref, str) else number(ref, lang, dossier)
                for ref in chain.unknown
            ],
            lang,
        )
        told.append(
            Words(f"eerder {earlier}, niet in deze gegevens", f"before it {earlier}, not in these data").in_(
                lang
            )
        )
    return f"{_LIFE.in_(lang)}: {'; '.join(told)}."


_LIFE = Words("Verloop", "Course")
_SUBMITTED = Words("ingediend", "submitted")
_NEW_VERSION = Words("vervangend", "in its place")
_JOINED = Words("erbij:", "joined:")
_LEFT = Words("eraf:", "left:")


def quoted(overview: Overview, proposal: Proposal) -> QuotedPaper | None:
    """Return the paper whose own words a proposal's explanation is, ``None`` where it is of a document or not there."""
    return next((each for each in overview.papers if each.of == proposal.ref), None)


def words_of(paper: QuotedPaper, lang: Lang) -> str:
    """Return "Toelichting, in de woorden van het stuk (36 470 VI, nr. 4)"."""
    name = paper.of.printed if isinstance(paper.of, Paper) else str(paper.of)
    return Words(
        f"Toelichting, in de woorden van het stuk ({name})", f"Explanation, in the paper's own words ({name})"
    ).in_(lang)


def statement(said: Statement, lang: Lang) -> str:
    """Return "Vergissing: SP (tekst), 12 mei 2024." - shown beside the vote, never counted."""
    words = f"{form.STATEMENTS[said.kind].in_(lang)}: {clean(said.actor.name)}"
    if said.actor.party:
        words += f" ({clean(said.actor.party.name)})"
    if said.text:
        words += f": {clean(said.text).rstrip('.')}"
    if said.date:
        words += f", {form.write_date(said.date, lang)}"
    return f"{words}."


# --- the overview -------------------------------------------------------------------------------------------


def sections(overview: Overview) -> list[tuple[Words, list[tuple[str, Proposal]]]]:
    """Return the amendments, motions and others, each with its JSON pointer, in the overview's order."""
    found = []
    for title, name, proposals in (
        (AMENDMENTS, "amendments", overview.amendments),
        (MOTIONS, "motions", overview.motions),
        (OTHER, "other", overview.other),
    ):
        if proposals:
            found.append(
                (title, [(f"/{name}/{index}", proposal) for index, proposal in enumerate(proposals)])
            )
    return found


def dossier(overview: Overview) -> Dossier | None:
    """Return the dossier that the overview is about, ``None`` where it does not say."""
    return dossier_of(overview.subject.ref)


def heading(overview: Overview, lang: Lang) -> str:
    """Return "Wetsvoorstel 36.470 VI", "Motie 21.501-20, nr. 2212", "Brief 2023Z20186"."""
    ref = overview.subject.ref
    itself = next((proposal for _, proposal in overview.items() if proposal.ref == ref), None)
    of_none = form.DOSSIER if overview.is_dossier else form.KINDS[Kind.BILL][0]
    noun = capital(kind(itself, lang) if itself else of_none.in_(lang))
    if isinstance(ref, Paper):
        noun = noun if itself else Words("Kamerstuk", "Paper").in_(lang)
        return f"{noun} {ref.dossier.senate}, nr. {ref.number}"
    if isinstance(ref, EntityId):
        return f"{Words('Besluit', 'Decision').in_(lang)} {ref}"
    if ref is None:
        return f"{noun}, {form.NO_NUMBER.in_(lang).lower()}"
    return f"{noun} {ref.senate if isinstance(ref, Dossier) else ref}"


def title(overview: Overview, lang: Lang) -> str:
    """Return the title of the bill, "titel niet vermeld" where there is none."""
    text = overview.subject.title or (overview.bill.title if overview.bill else None)
    return clean(text or "") or Words("Titel niet vermeld", "Title not stated").in_(lang)


def elsewhere(overview: Overview, lang: Lang) -> str:
    """Return how many motions of the dossier are not of this bill's debates; empty if none, or not known."""
    count = overview.motions_elsewhere
    if not count:
        return ""
    return Words(
        (
            "Bij dit dossier hoort nog 1 andere motie"
            if count == 1
            else f"Bij dit dossier horen nog {count} andere moties"
        )
        + ", uit andere debatten.",
        f"The dossier has {count} more {'motion' if count == 1 else 'motions'}, from other debates.",
    ).in_(lang)


def findings_on(overview: Overview, pointer: str) -> list[Finding]:
    """Return the findings that concern the item at that JSON pointer."""
    return [f for f in overview.findings if f.at == pointer or f.at.startswith(f"{pointer}/")]


def findings_elsewhere(overview: Overview) -> list[Finding]:
    """Return the findings that concern the overview as a whole."""
    pointers = [pointer for pointer, _ in overview.items()]
    return [
        finding
        for finding in overview.findings
        if not any(finding.at == pointer or finding.at.startswith(f"{pointer}/") for pointer in pointers)
    ]


def finding(found: Finding, lang: Lang) -> str:
    """Return what was found, with its line in the document and the name of the check."""
    place = f" ({found.place.words.in_(lang)})" if found.place is not None else ""
    return f"{clean(found.message.in_(lang))}{place} [{clean(found.check)}]"
