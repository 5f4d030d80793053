"""What the command line calls, and later the site: a reference or a file in, an answer out.

Every answer is an overview with the findings of all checks in it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kamerstem import checks
from kamerstem.errors import BadReference, InputError, NotAnOverview, NotFoundError, SourceError
from kamerstem.language import Words
from kamerstem.model import refs
from kamerstem.model.overview import Finding, Overview, Severity, SourceKind
from kamerstem.model.votes import Proposal
from kamerstem.readers import overview as overview_reader
from kamerstem.readers.lines import read_file

if TYPE_CHECKING:
    from kamerstem.sources.papers import Papers
    from kamerstem.store import Store

EXAMPLE = refs.Dossier(36470, "VI")


@dataclass(frozen=True, slots=True)
class Answer:
    """An overview with the findings of all checks in it, and where it came from in words for the reader.

    ``compared`` says, of a checked document, whether it was held against the official data.
    """

    overview: Overview
    origin: Words
    compared: bool = False

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, ``None`` if there is none."""
        found = {finding.severity for finding in self.overview.findings}
        return next((severity for severity in Severity if severity in found), None)


def ask(
    target: str,
    *,
    origin: str = "auto",
    url: str | None = None,
    record: str | None = None,
    at: dt.date | None = None,
    papers: bool = True,
) -> Answer:
    """Return the overview of a file or a reference, checked.

    An existing path is a file, else it is a reference. ``origin`` "auto" asks the local record (at ``record``), and
    where that is not there or does not have it the official API at ``url`` (its host root). ``at`` asks the record
    for the end of an earlier day. ``papers``: with articles and explanations from the papers of the amendments, fetched
    where the record does not hold them. Raises a :class:`KamerstemError` whose sentence says what to do.
    """
    if origin != "example" and _is_file(target):
        if at is not None:
            raise _no_history()
        return _checked(read_overview(Path(target)), _from_file(Path(target)))
    ref = refs.parse(target)
    if at is not None and origin in ("live", "example"):
        raise _no_history()
    if origin == "example":
        return example(ref)
    return official(ref, origin=origin, url=url, record=record, at=at, papers=papers)


def check(
    target: str,
    *,
    origin: str = "auto",
    url: str | None = None,
    record: str | None = None,
    papers: bool = True,
) -> Answer:
    """Return the overview of a file or a reference with all findings; a file is also held against the official data.

    With ``origin`` "auto" a document is not compared when the data cannot be reached, and the answer says so; with
    "record" or "live" that is an error; with "example" the document is held against the built-in example.
    """
    if not _is_file(target):
        return ask(target, origin=origin, url=url, record=record, papers=papers)
    document = _checked(read_overview(Path(target)), _from_file(Path(target)))
    ref = document.overview.subject.ref
    if ref is None:
        return document
    try:
        known = official(ref, origin=origin, url=url, record=record, patient=origin != "auto", papers=papers)
    except (NotFoundError, SourceError) as error:
        if origin != "auto":
            raise
        return replace(document, origin=_and_not_compared(document.origin, error.words))
    from kamerstem.checks import compare

    overview = compare.merged(document.overview, known.overview)
    origin_ = Words(
        f"{document.origin.nl} Vergeleken met de gegevens: {known.origin.nl[:1].lower()}{known.origin.nl[1:]}",
        f"{document.origin.en} Compared with the data: {known.origin.en[:1].lower()}{known.origin.en[1:]}",
    )
    return Answer(overview, origin_, compared=True)


def official(
    ref: refs.Ref,
    *,
    origin: str = "auto",
    url: str | None = None,
    record: str | None = None,
    at: dt.date | None = None,
    patient: bool = True,
    papers: bool = True,
) -> Answer:
    """Return the overview from the local record, or from the API where there is no record or it does not have it.

    ``origin`` "record", "live" or "example" asks that one only.
    """
    from kamerstem import record as records

    if origin == "example":
        return example(ref)
    if origin == "record" or at is not None or (origin == "auto" and records.exists(record)):
        try:
            with records.opened(record) as store:
                return from_record(store, ref, at, url=url, papers=papers)
        except NotFoundError:
            if origin == "record" or at is not None:
                raise
    return _live(ref, url, patient=patient, papers=papers)


def official_of(
    wanted: Iterable[refs.Ref], *, origin: str = "auto", url: str | None = None, record: str | None = None
) -> Iterator[Answer | NotFoundError]:
    """Yield the official overview of each reference, or why there is none; no other failure is passed over."""
    for ref in wanted:
        try:
            yield official(ref, origin=origin, url=url, record=record)
        except NotFoundError as error:
            yield error


def decided_on(day: dt.date, *, origin: str = "auto", record: str | None = None) -> list[Proposal]:
    """Return all proposals that the local record has a decision of a day on; none where there is no record."""
    from kamerstem import record as records

    if origin not in ("auto", "record") or not records.exists(record):
        return []
    try:
        with records.opened(record) as store:
            return records.decided_on(store, day)
    except NotFoundError:
        return []


def from_record(
    store: "Store", ref: refs.Ref, at: dt.date | None = None, *, url: str | None = None, papers: bool = True
) -> Answer:
    """Return the overview from a record that is open, checked. Raises NotFoundError if the record does not have it.

    ``papers``: with what the papers say; those that the record does not hold are fetched at ``url``.
    """
    from kamerstem import record as records

    with ExitStack() as stack:
        # What was then the file of a paper may be another now: of an earlier day only what is held counts.
        fetch = stack.enter_context(_papers(url, at_once=True)) if papers and at is None else None
        overview = records.overview(store, ref, at, with_papers=papers, fetch=fetch)
    findings = () if papers else _without_papers(overview)
    return _checked(replace(overview, findings=(*overview.findings, *findings)), records.origin_of(store, at))


def _no_history() -> InputError:
    return InputError(
        "--at geldt alleen voor het eigen gegevensbestand; een bestand, de API en het voorbeeld hebben geen verleden.",
        "--at goes with the local record only; a file, the API and the example have no earlier days.",
    )


def _live(ref: refs.Ref, url: str | None, *, patient: bool = True, papers: bool = True) -> Answer:
    """Return the overview from the official API; ``patient`` False gives up soon where it cannot be reached."""
    from kamerstem.checks import official as official_checks
    from kamerstem.model.assemble import assemble
    from kamerstem.model.record import HOST
    from kamerstem.sources.http import Limits
    from kamerstem.sources.odata import OData

    limits = Limits() if patient else Limits(total=30.0, connect=3.0, attempts=1)
    with OData(url or HOST, limits=limits) as odata:
        answer = odata.ask(ref)
    overview = assemble(answer.records, ref, answer.sources, answer.houses, answer.motions)
    if answer.motions is None and overview.bill is not None:
        overview = replace(
            overview, motions_elsewhere=None
        )  # it gives those of the debates only, and does not count
    overview = replace(
        overview, findings=(*official_checks.placed(overview, answer.records), *in_one(answer.findings))
    )
    if papers:
        from kamerstem.papers import read_into

        with _papers(url, at_once=not patient) as fetch:
            overview = read_into(overview, answer.records, fetch=fetch)
    else:
        overview = replace(overview, findings=(*overview.findings, *_without_papers(overview)))
    return _checked(overview, from_api(answer.version))


def from_api(version: str) -> Words:
    """Return in words that the official API answered, and which version of it."""
    return Words(
        f"Opgevraagd bij de officiële gegevens van de Tweede Kamer (API {version}).",
        f"From the official data of the House of Representatives (API {version}).",
    )


def in_one(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings on the source, those on attributes that nothing rests on as one."""
    beside: list[Finding] = []
    for finding in findings:
        if finding.check == "source-attribute-absent" and finding.severity is Severity.INFO:
            beside.append(finding)
        else:
            yield finding
    if beside:
        names = ", ".join(finding.expected or "?" for finding in beside)
        yield replace(
            beside[0],
            expected=names,
            message=Words(
                f"De dienst geeft kenmerken niet die voor dit overzicht niet nodig zijn: {names}.",
                f"The service does not give attributes that this overview does not need: {names}.",
            ),
        )


def _papers(url: str | None, *, at_once: bool) -> "Papers":
    """Return what fetches papers; ``at_once``: it gives up soon, for there is an overview already."""
    from kamerstem.model.record import HOST
    from kamerstem.sources.papers import LIMITS, Papers

    return Papers(url or HOST, limits=replace(LIMITS, connect=3.0, attempts=1) if at_once else LIMITS)


def _without_papers(overview: Overview) -> Iterator[Finding]:
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


def example(ref: refs.Ref = EXAMPLE) -> Answer:
    """Return the built-in example: the facts of bill 36470-VI, explained in words of our own."""
    if ref != EXAMPLE:
        raise NotFoundError(
            f"Het ingebouwde voorbeeld is {EXAMPLE}; {ref} is er niet bij.",
            f"The built-in example is {EXAMPLE}; {ref} is not among it.",
        )
    data = Path(__file__).with_name("examples").joinpath(f"{EXAMPLE}.txt").read_bytes()
    return _checked(
        overview_reader.read(data, SourceKind.EXAMPLE),
        Words(
            "Dit is het ingebouwde voorbeeld; de toelichting is in eigen woorden.",
            "This is the built-in example; the explanation is in words of our own.",
        ),
    )


def read_overview(path: Path) -> Overview:
    """Return the overview in a file; an error names the file, for it may be one of many."""
    data = read_file(path)
    try:
        return overview_reader.read(data)
    except NotAnOverview as error:
        raise NotAnOverview(f"'{path.name}': {error.words.nl}", f"'{path.name}': {error.words.en}") from None


def _checked(overview: Overview, origin: Words) -> Answer:
    """Add what budget amendments would move, and run all checks; what a source had to say stays, after them."""
    if overview.papers:
        from kamerstem.analysis.budget import with_ledgers

        overview = with_ledgers(overview)
    return Answer(replace(overview, findings=(*checks.run(overview), *overview.findings)), origin)


def _and_not_compared(origin: Words, why: Words) -> Words:
    return Words(
        f"{origin.nl} Niet vergeleken met de officiële gegevens: {why.nl}",
        f"{origin.en} Not compared with the official data: {why.en}",
    )


def _is_file(target: str) -> bool:
    return bool(target) and (_exists(Path(target)) or _looks_like_path(target))


def _from_file(path: Path) -> Words:
    return Words(f"Gelezen uit {path.name}.", f"Read from {path.name}.")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _looks_like_path(target: str) -> bool:
    """Return whether what does not exist was meant as a file, so that the error speaks of a file."""
    if "://" in target:
        return False
    try:
        refs.parse(target)
    except BadReference:
        return bool(Path(target).suffix) or "/" in target or "\\" in target
    return False
