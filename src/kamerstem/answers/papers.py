"""Papers into an overview: which ones, from the record or from the House, and what they say of each amendment.

Joins ``sources.papers`` (which fetches files), ``store`` (which keeps them) and ``readers.kamerstuk`` (which reads
them). An overview never fails on a paper: what could not be had or read is said of the item that lacks it.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import KamerstemError, WriteError
from kamerstem.language import Words
from kamerstem.model.entities import Entities
from kamerstem.model.overview import Finding, Overview, Severity, Source
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.model.papers import PaperText, QuotedPaper, articles_of
from kamerstem.model.refs import DocumentNumber, Paper, sort_key
from kamerstem.model.votes import Kind, Proposal, Relation, RelationKind

if TYPE_CHECKING:
    from kamerstem.sources.papers import Papers
    from kamerstem.store import Store

READ = frozenset({Kind.AMENDMENT, Kind.SUB_AMENDMENT})
"""The kinds of which an overview carries articles and explanation."""


@dataclass(frozen=True, slots=True)
class _Got:
    text: PaperText
    source: Source


def read_into(
    overview: Overview, entities: Entities, *, store: "Store | None" = None, fetch: "Papers | None" = None
) -> Overview:
    """Return the overview with what the papers of its amendments say.

    A paper comes from the record (``store``) if it was fetched before, else from the House (``fetch``), and is then
    kept in the record. Articles are derived from the operative text; explanations are the papers' own words. Each
    paper is among the sources, and stands in ``overview.papers`` for who wants its operative text.
    """
    # What is not listed has no pointer; its paper tells the lives of what is.
    items = {**dict(overview.items()), **{f"/{n}": item for n, item in enumerate(overview.unlisted)}}
    wanted = {at: wanted_of(item, entities) for at, item in items.items() if item.kind in READ}
    if not wanted:
        return overview
    files = _files([each for each in wanted.values() if each is not None], store, fetch)
    got: dict[str, _Got] = {}
    problems: dict[str, Words] = {}
    held: dict[str, PaperFile] = {}
    for at, document in wanted.items():
        file = files.get(document, _NOT_FETCHED) if document is not None else _NO_DOCUMENT
        if isinstance(file, Words):
            problems[at] = file
        else:
            held[at] = file
    from kamerstem.readers import kamerstuk

    texts = kamerstuk.read_all(file.content for file in held.values())
    for (at, file), text in zip(held.items(), texts, strict=True):
        if isinstance(text, KamerstemError):
            problems[at] = text.words
        elif (why := _of_another(items[at], text)) is not None:
            problems[at] = why
        else:
            got[at] = _Got(text, file.source)
    sources = {each.source.id: each.source for each in got.values()}
    return replace(
        overview,
        amendments=tuple(
            _with(item, got.get(f"/amendments/{index}")) for index, item in enumerate(overview.amendments)
        ),
        other=tuple(_with(item, got.get(f"/other/{index}")) for index, item in enumerate(overview.other)),
        unlisted=tuple(_with(item, got.get(f"/{index}")) for index, item in enumerate(overview.unlisted)),
        papers=tuple(
            QuotedPaper(item.ref, got[at].source.id, got[at].text)
            for at, item in items.items()
            if at in got and item.ref is not None
        ),
        sources=(*overview.sources, *sources.values()),
        findings=(
            *overview.findings,
            *_not_read(overview, {at: problems[at] for at, _ in overview.items() if at in problems}),
        ),
    )


_NAMED = 8  # amendments without their paper that are named one by one
_NO_DOCUMENT = Words(
    "het stuk staat niet in de officiële gegevens", "the paper is not among the official data"
)
_NOT_FETCHED = Words("het is niet opgehaald", "it was not fetched")


def wanted_of(item: Proposal, entities: Entities) -> PaperKey | None:
    """Return the Document to fetch for a proposal: the one with its own number."""
    number = DocumentNumber.of(item.document)
    own = [version for version in item.versions if version.document and version.ref == number]
    for version in reversed(own or [version for version in item.versions if version.document]):
        document = entities.get("Document", version.document)
        if document is not None:
            return PaperKey(document.id, document.ref("HuidigeDocumentVersie"))
    return None


def _files(
    wanted: list[PaperKey], store: "Store | None", fetch: "Papers | None"
) -> dict[PaperKey, PaperFile | Words]:
    """Return each paper's file, or why it is not there; what is newly fetched is kept."""
    found: dict[PaperKey, PaperFile | Words] = {}
    if store is not None:
        found.update(store.papers(wanted))
    missing = [each for each in dict.fromkeys(wanted) if each not in found]
    if fetch is None or not missing:
        return found
    fresh: dict[PaperKey, PaperFile] = {}
    for each, file in fetch.fetch(missing):
        found[each] = file
        if not isinstance(file, Words):
            fresh[each] = file
    if store is not None and fresh:
        with suppress(WriteError):  # a record that may only be read still answers
            store.keep_papers(fresh)
    return found


def _of_another(item: Proposal, text: PaperText) -> Words | None:
    """Return why a text is not used, ``None`` if it is of this very paper."""
    if isinstance(item.ref, Paper) and text.ref is not None and text.ref != item.ref:
        return Words(
            f"het bestand dat de dienst geeft is van een ander stuk ({text.ref})",
            f"the file that the service gives is of another paper ({text.ref})",
        )
    if text.kind is not None and text.kind not in READ:
        return Words(
            "het bestand dat de dienst geeft is geen amendement",
            "the file that the service gives is no amendment",
        )
    return None


def _with(item: Proposal, got: _Got | None) -> Proposal:
    """Return a proposal with the articles and the explanation of its paper."""
    if got is None:
        return item
    text = got.text
    articles = articles_of(text.clauses) or None
    # Of a paper whose operative text was found, it is known that it has no explanation.
    explanation = text.explanation if text.explanation is not None else (() if text.lead else None)
    by_label = {clause.label: articles_of((clause,)) for clause in text.clauses if clause.label}
    parts = tuple(
        replace(part, articles=by_label[part.label])
        if part.articles is None and by_label.get(part.label)
        else part
        for part in item.parts
    )
    # What the record says it replaces or amends stands; where it says nothing, the heading of the paper does.
    headed = [
        (name, [Relation(kind, ref) for ref in refs])
        for kind, name, refs in (
            (RelationKind.REPLACES, "/replaces", text.replaces),
            (RelationKind.AMENDS, "/amends", text.amends),
        )
        if refs and not item.related(kind)
    ]
    return replace(
        item,
        articles=articles,
        explanation=explanation,
        parts=parts,
        relations=(*item.relations, *(relation for _, relations in headed for relation in relations)),
        derived=(*item.derived, *(["/articles"] if articles else []), *(name for name, _ in headed)),
    )


def _not_read(overview: Overview, problems: dict[str, Words]) -> Iterator[Finding]:
    """Yield which papers were not read and why; those for one and the same reason as one finding."""
    items = dict(overview.items())
    by_reason: dict[Words, list[str]] = {}
    for at, why in problems.items():
        by_reason.setdefault(why, []).append(at)
    for why, places in by_reason.items():
        one, few = len(places) == 1, len(places) <= _NAMED
        refs = sorted((items[at].ref for at in places), key=lambda ref: sort_key(ref) if ref else ())
        numbers = "; ".join(str(ref) for ref in refs)
        nl_of, en_of = (
            (numbers, numbers) if few else (f"{len(places)} amendementen", f"{len(places)} amendments")
        )
        nl = why.nl[:1].lower() + why.nl[1:].rstrip(".")
        en = why.en[:1].lower() + why.en[1:].rstrip(".")
        yield Finding(
            "papers-not-read",
            Severity.INFO,
            places[0] if one else "/amendments",
            Words(
                f"{'Het stuk' if one else 'De stukken'} van {nl_of} {'is' if one else 'zijn'} niet gelezen, dus "
                f"artikel en toelichting ontbreken: {nl}.",
                f"The paper{'' if one else 's'} of {en_of} {'was' if one else 'were'} not read, so article and "
                f"explanation are missing: {en}.",
            ),
            ref=items[places[0]].ref if one else None,
        )


def not_asked(overview: Overview) -> Iterator[Finding]:
    """Say that articles and explanations are not in these data: they stand in the papers, which were not asked for."""
    if any(item.explanation is None and item.articles is None for item in overview.amendments):
        yield Finding(
            "papers-not-read",
            Severity.INFO,
            "/amendments",
            Words(
                "Artikelen en toelichtingen staan in de stukken; die zijn niet gelezen (--no-papers).",
                "Articles and explanations stand in the papers; they were not read (--no-papers).",
            ),
        )
