"""Checks of official rows as they are: what assembling them settles or leaves out, and the House should mend.

An overview counts a row once that came twice, and names a party by its name of that day; so it no longer shows that
the data are at odds with themselves. These checks look at the records. Every finding is ``about`` a Besluit, or
about the record itself where it has nothing to do with one vote.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from kamerstem.checks.official_registry import official_check, run_official
from kamerstem.checks.sentences import name, shortened
from kamerstem.dataclasses import replace
from kamerstem.language import Words
from kamerstem.model import parties
from kamerstem.model.entities import Entities, Entity
from kamerstem.model.form import write_date
from kamerstem.model.overview import Finding, Overview, Severity
from kamerstem.model.rows import day_of, party_of_roll_call, text_of
from kamerstem.model.titles import own_title

T = TypeVar("T")
_SIDES = frozenset({"Voor", "Tegen", "Niet deelgenomen"})
_PAGE = 100  # rows: where a collector that lost its place within a page of the service stops
# The register of members and the first votes of a new House differ by some days (tracker of the portal, no. 135).
_SLACK = dt.timedelta(days=7)
_NOT_HELD = frozenset({"Geannuleerd", "Verplaatst", "Vervallen"})


def placed(
    overview: Overview, entities: Entities, official: Iterable[Finding] | None = None
) -> tuple[Finding, ...]:
    """Return what the checks of official rows find in the decisions of an overview, at the place they stand in it.

    They come in the order of the overview, in whatever order the records came. What concerns a Besluit that is no
    decision stands with its proposal; what concerns neither is left out.
    ``official``: what was found in these records, where that is at hand.
    """
    decisions = {
        made.id: (at, proposal) for at, proposal, made in overview.decisions() if made.id is not None
    }
    items = {proposal.zaak: (at, proposal) for at, proposal in overview.items() if proposal.zaak is not None}
    found: list[Finding] = []
    for finding in run_official(entities) if official is None else official:
        entity, id = finding.about or ("", "")
        besluit = entities.get("Besluit", id) if entity == "Besluit" else None
        zaken = entities.out(besluit, "Zaak") if besluit is not None else []
        places = [decisions.get(id), *(items.get(zaak["Nummer"]) for zaak in zaken)]
        place = next((place for place in places if place is not None), None)
        if place is None:
            continue
        at, proposal = place
        about, said = name(proposal, at), finding.message
        message = Words(f"{about.nl}: {said.nl}", f"{about.en}: {said.en}")
        found.append(replace(finding, at=at, ref=proposal.ref, message=message))
    order = {at: number for number, (at, *_) in enumerate((*overview.items(), *overview.decisions()))}
    found.sort(key=lambda each: (order[each.at], each.check, each.message.nl))
    return tuple(with_others(some[0], len(some) - 1) for some in by_defect(found, lambda each: each))


def by_defect(found: Iterable[T], finding: Callable[[T], Finding]) -> list[list[T]]:
    """Return what was found, each by itself; of a party under a wrong record all votes, for that is one defect."""
    groups: dict[object, list[T]] = {}
    for each in found:
        of = finding(each)
        one = of.check == "party-record-other"
        groups.setdefault((of.expected, of.found) if one else len(groups), []).append(each)
    return list(groups.values())


def with_others(finding: Finding, others: int) -> Finding:
    """Return a finding that says of how many other votes it holds too."""
    if not others:
        return finding
    nl, en = ("andere stemming", "other vote") if others == 1 else ("andere stemmingen", "other votes")
    message = Words(
        f"{finding.message.nl.removesuffix('.')}; zo ook bij {others} {nl}.",
        f"{finding.message.en.removesuffix('.')}; so too on {others} {en}.",
    )
    return replace(finding, message=message)


def _finding(
    record: Entity, nl: str, en: str, severity: Severity, *, expected: object = None, found: object = None
) -> Finding:
    return Finding(
        check="",
        severity=severity,
        at="",
        message=Words(nl, en),
        expected=None if expected is None else str(expected),
        found=None if found is None else str(found),
        source=record.source,
        about=(record.kind, record.id),
    )


def _voted(entities: Entities) -> Iterator[tuple[Entity, list[Entity]]]:
    """Yield each Besluit that has vote rows, with them."""
    for besluit in entities.all("Besluit"):
        if rows := entities.into(besluit, "Stemming"):
            yield besluit, rows


def _day(entities: Entities, besluit: Entity) -> dt.date | None:
    """Return the day of a decision: that of its first sitting."""
    return next(
        (day_of(sitting["Datum"]) for sitting in entities.out(besluit, "Agendapunt", "Activiteit")), None
    )


def _rows(rows: Sequence[Entity]) -> Words:
    """Return how many vote rows there are: a row is the vote of a party or a member, and no seat."""
    if len(rows) == 1:
        return Words("staat 1 stem van een fractie of lid", "is 1 vote row")
    return Words(f"staan {len(rows)} stemmen van fracties of leden", f"are {len(rows)} vote rows")


def _many(names: Sequence[str], most: int = 5) -> str:
    """Return names with commas between them, no more than ``most`` and dots for the others."""
    shown = list(dict.fromkeys(names))
    return ", ".join(shown[:most]) + (" ..." if len(shown) > most else "")


# --- the vote rows ------------------------------------------------------------------------------------------


@official_check(
    "decision-without-proposal",
    Severity.WARNING,
    Words("Een stemming hoort bij geen voorstel", "A vote belongs to no proposal"),
    Words("Zoek in de Handelingen op waarover is gestemd.", "Look up in the Handelingen what was voted on."),
    "Besluit.Zaak",
    lack=True,
)
def decision_without_proposal(entities: Entities) -> Iterator[Finding]:
    """Report a vote that is tied to no Zaak: nobody who looks for the proposal finds how it fared."""
    for besluit, rows in _voted(entities):
        if not entities.out(besluit, "Zaak"):
            yield _finding(
                besluit,
                f"bij dit besluit {_rows(rows).nl}, maar niet over welk voorstel.",
                f"there {_rows(rows).en} on this decision, but not on what proposal.",
                Severity.WARNING,
                found=len(rows),
            )


@official_check(
    "roll-call-cut",
    Severity.WARNING,
    Words("Een hoofdelijke stemming is na 100 leden afgebroken", "A roll call breaks off after 100 members"),
    Words(
        "Haal de stemmen opnieuw op, of neem ze uit de Handelingen.",
        "Fetch the votes again, or take them from the Handelingen.",
    ),
    "Stemming; een bladzijde van de dienst",
    lack=True,
)
def roll_call_cut(entities: Entities) -> Iterator[Finding]:
    """Report a roll call with exactly a hundred rows: a page was taken for the whole."""
    for besluit, rows in _voted(entities):
        if (besluit["StemmingsSoort"] or "").strip() == "Hoofdelijk" and len(rows) == _PAGE:
            yield _finding(
                besluit,
                "er staan precies 100 stemmen: een bladzijde van de dienst is voor het geheel gehouden.",
                "there are exactly 100 votes: a page of the service was taken for the whole.",
                Severity.WARNING,
                expected=f">{_PAGE}",
                found=_PAGE,
            )


@official_check(
    "row-twice",
    Severity.INFO,
    Words("Een stem staat er dubbel", "A vote is there twice"),
    Words("Geen actie nodig: zij telt één keer.", "Nothing to do: it counts once."),
    "Stemming; een besluit heeft één stem per fractie of lid",
)
def row_twice(entities: Entities) -> Iterator[Finding]:
    """Say which actors have the same vote more than once on one decision; they are counted once."""
    for besluit, rows in _voted(entities):
        seen = Counter(
            (
                row.ref("Persoon"),
                text_of(row["ActorFractie"]),
                text_of(row["ActorNaam"]),
                text_of(row["Soort"]),
            )
            for row in rows
        )
        twice = [str(name or party or "?") for (_, party, name, _), times in seen.items() if times > 1]
        if twice:
            yield _finding(
                besluit,
                f"dezelfde stem staat er meer dan eens ({_many(twice)}); zij is één keer geteld.",
                f"the same vote is there more than once ({_many(twice)}); it was counted once.",
                Severity.INFO,
                found=_many(twice),
            )


@official_check(
    "vote-side-unknown",
    Severity.WARNING,
    Words("Een stem is voor noch tegen", "A vote is neither for nor against"),
    Words("Zoek de stem op in de Handelingen.", "Look the vote up in the Handelingen."),
    "Stemming.Soort",
)
def vote_side_unknown(entities: Entities) -> Iterator[Finding]:
    """Report rows whose side is none of the three that the official model knows."""
    for besluit, rows in _voted(entities):
        odd = [row for row in rows if (text_of(row["Soort"]) or "") not in _SIDES]
        if odd:
            said = _many([text_of(row["Soort"]) or "-" for row in odd])
            nl = "1 stem" if len(odd) == 1 else f"{len(odd)} stemmen"
            en = "1 vote is" if len(odd) == 1 else f"{len(odd)} votes are"
            yield _finding(
                besluit,
                f"bij {nl} staat niet voor, tegen of niet deelgenomen, maar '{shortened(said, 60)}'.",
                f"{en} not for, against or not voting, but '{shortened(said, 60)}'.",
                Severity.WARNING,
                found=shortened(said, 60),
            )


@official_check(
    "weight-missing",
    Severity.WARNING,
    Words("Van een fractie staat niet hoe groot zij is", "The size of a party is not given"),
    Words(
        "Tel deze stemming niet op; zoek de omvang van de fractie op.",
        "Do not add this vote up; look up the size of the party.",
    ),
    "Stemming.FractieGrootte",
)
def weight_missing(entities: Entities) -> Iterator[Finding]:
    """Report parties that voted by show of hands with no seats, or with none given: the sum misses them.

    And those that stand in a roll call as a party: of how many members that is the vote is not told.
    """
    for besluit, rows in _voted(entities):
        if (besluit["StemmingsSoort"] or "").strip() == "Hoofdelijk":
            whole = [name for row in rows if (name := party_of_roll_call(row)) is not None]
            if whole:
                yield _finding(
                    besluit,
                    f"bij een hoofdelijke stemming staat een hele fractie: {_many(whole)}.",
                    f"in a roll call a whole party stands: {_many(whole)}.",
                    Severity.WARNING,
                    found=_many(whole),
                )
            continue
        names = [
            text_of(row["ActorFractie"]) or "?"
            for row in rows
            if not row.refs.get("Persoon")
            and not (isinstance(row["FractieGrootte"], int) and row["FractieGrootte"] > 0)
        ]
        if names:
            yield _finding(
                besluit,
                f"het aantal zetels ontbreekt of is 0 bij {_many(names)}.",
                f"the number of seats is missing or 0 for {_many(names)}.",
                Severity.WARNING,
                found=_many(names),
            )


@official_check(
    "party-missing",
    Severity.WARNING,
    Words("Bij een stem staat niet van welke fractie", "A vote does not say of which party"),
    Words("Zoek de stem op in de Handelingen.", "Look the vote up in the Handelingen."),
    "Stemming.ActorFractie, Stemming.Fractie",
    lack=True,
)
def party_missing(entities: Entities) -> Iterator[Finding]:
    """Report rows that name no party, and point to none that has a name."""
    for besluit, rows in _voted(entities):
        odd = [row for row in rows if text_of(row["ActorFractie"]) is None and not _has_party(entities, row)]
        if odd:
            said = _many([text_of(row["ActorNaam"]) or "-" for row in odd])
            yield _finding(
                besluit,
                f"bij {len(odd)} van de {len(rows)} stemmen staat geen fractie ({shortened(said, 60)}).",
                f"{len(odd)} of the {len(rows)} votes {'names' if len(odd) == 1 else 'name'} no party"
                f" ({shortened(said, 60)}).",
                Severity.WARNING,
                found=len(odd),
            )


def _has_party(entities: Entities, row: Entity) -> bool:
    party = entities.get("Fractie", row.ref("Fractie"))
    return party is not None and any(text_of(party[field]) for field in ("Afkorting", "NaamNL"))


@official_check(
    "person-unknown",
    Severity.INFO,
    Words("Een stem verwijst naar een onbekende persoon", "A vote points to an unknown person"),
    Words("Ga af op de naam bij de stem.", "Go by the name on the vote."),
    "Stemming.Persoon",
    lack=True,
)
def person_unknown(entities: Entities) -> Iterator[Finding]:
    """Say which members vote under a Persoon that the data do not hold; the name on the row is used."""
    if not any(True for _ in entities.all("Persoon")):
        return  # persons were not asked for
    for besluit, rows in _voted(entities):
        names = [
            text_of(row["ActorNaam"]) or str(row.ref("Persoon"))
            for row in rows
            if row.ref("Persoon") and entities.get("Persoon", row.ref("Persoon")) is None
        ]
        if names:
            yield _finding(
                besluit,
                f"de persoon bij deze stemmen staat niet in de gegevens: {_many(names)}.",
                f"the person of these votes is not in the data: {_many(names)}.",
                Severity.INFO,
                found=_many(names),
            )


@official_check(
    "party-record-other",
    Severity.WARNING,
    Words(
        "Een stem hangt aan een andere fractie dan er staat", "A vote hangs on another party than it names"
    ),
    Words(
        "Ga af op de naam en de dag van de stemming, niet op het id.",
        "Go by the name and the day of the vote, not by the id.",
    ),
    "Stemming.Fractie, Stemming.ActorFractie, Fractie.DatumInactief",
    lack=True,
)
def party_record_other(entities: Entities) -> Iterator[Finding]:
    """Report rows tied to the record of another party, of an older namesake, or of none that is in the data."""
    if not any(True for _ in entities.all("Fractie")):
        return  # parties were not asked for
    for besluit, rows in _voted(entities):
        day = _day(entities, besluit)
        odd: dict[str, Words] = {}
        for row in rows:
            id, name = row.ref("Fractie"), text_of(row["ActorFractie"])
            if id is None or name is None or name in odd:
                continue
            if why := _other_party(entities.get("Fractie", id), name, day):
                odd[name] = why
        for name, why in odd.items():
            yield _finding(
                besluit,
                f"de stem van {name} hangt aan {why.nl}.",
                f"the vote of {name} hangs on {why.en}.",
                Severity.WARNING,
                expected=name,
                found=why.nl,
            )


def _other_party(record: Entity | None, name: str, day: dt.date | None) -> Words | None:
    """Return what a row's Fractie is instead of the party it names, ``None`` if it is that party."""
    if record is None:
        return Words("een fractie die niet in de gegevens staat", "a party that is not in the data")
    names = [text for field in ("Afkorting", "NaamNL") if (text := text_of(record[field]))]
    if not names:
        return Words("een fractie zonder naam", "a party without a name")
    own = parties.find(name, day) if day else parties.find(name)
    called = [parties.find(each) for each in names]
    if (
        name not in names
        and own is not None
        and all(each is not None and each.id != own.id for each in called)
    ):
        return Words(f"de fractie {names[0]}", f"the party {names[0]}")
    ended = day_of(record["DatumInactief"])
    if day is not None and ended is not None and ended + _SLACK < day:
        return Words(f"een naamgenoot die op {ended} ophield te bestaan", f"a namesake that ended on {ended}")
    return None


@official_check(
    "votes-on-undecided",
    Severity.WARNING,
    Words("Er staan stemmen bij wat nog geen besluit is", "There are votes on what is no decision yet"),
    Words("Wacht op het besluit, of meld het.", "Wait for the decision, or report it."),
    "Besluit.Status",
)
def votes_on_undecided(entities: Entities) -> Iterator[Finding]:
    """Report vote rows on a Besluit that is a proposal or a draft: it does not count as a decision."""
    for besluit, rows in _voted(entities):
        status = text_of(besluit["Status"]) or "Besluit"
        if status != "Besluit":
            yield _finding(
                besluit,
                f"er {_rows(rows).nl} bij, maar de status is '{shortened(status, 60)}'.",
                f"there {_rows(rows).en} on it, but its status is '{shortened(status, 60)}'.",
                Severity.WARNING,
                expected="Besluit",
                found=status,
            )


# --- the day and the sitting --------------------------------------------------------------------------------


@official_check(
    "day-impossible",
    Severity.WARNING,
    Words("De dag van een vergadering kan niet kloppen", "The day of a sitting cannot be"),
    Words("Zoek de vergadering op.", "Look the sitting up."),
    "Activiteit.Datum",
)
def day_impossible(entities: Entities) -> Iterator[Finding]:
    """Report decisions at a sitting whose day is in a year that cannot be (5008), or stands for none (0001)."""
    for besluit in entities.all("Besluit"):
        for sitting in entities.out(besluit, "Agendapunt", "Activiteit"):
            said = text_of(sitting["Datum"])
            if said is not None and day_of(said) is None:
                yield _finding(
                    besluit,
                    f"de vergadering zou op {shortened(said, 30)} zijn geweest.",
                    f"the sitting is said to have been on {shortened(said, 30)}.",
                    Severity.WARNING,
                    found=shortened(said, 30),
                )


@official_check(
    "sitting-not-held",
    Severity.WARNING,
    Words("Er is besloten in een vergadering die niet doorging", "A decision at a sitting that was not held"),
    Words("Zoek op wanneer is besloten.", "Look up when it was decided."),
    "Activiteit.Status",
)
def sitting_not_held(entities: Entities) -> Iterator[Finding]:
    """Report votes at a sitting that was cancelled, moved or lapsed: their day is not to be relied on."""
    for besluit, _ in _voted(entities):
        for sitting in entities.out(besluit, "Agendapunt", "Activiteit"):
            status = text_of(sitting["Status"])
            if status in _NOT_HELD:
                yield _finding(
                    besluit,
                    f"er is gestemd in een vergadering die '{status}' heet.",
                    f"there was a vote at a sitting that is '{status}'.",
                    Severity.WARNING,
                    expected="Uitgevoerd",
                    found=status,
                )


# --- the proposal and its paper -----------------------------------------------------------------------------


@official_check(
    "paper-number-other",
    Severity.WARNING,
    Words("Het nummer van het voorstel is niet dat van het stuk", "The proposal's number is not its paper's"),
    Words("Ga af op het nummer op het stuk zelf.", "Go by the number on the paper itself."),
    "Zaak.Volgnummer, Document.Volgnummer",
    lack=True,
)
def paper_number_other(entities: Entities) -> Iterator[Finding]:
    """Report a motion or amendment of which no paper has the number that it has."""
    for besluit in entities.all("Besluit"):
        for zaak in entities.out(besluit, "Zaak"):
            number, sort = zaak["Volgnummer"], text_of(zaak["Soort"])
            if sort not in ("Motie", "Amendement") or not isinstance(number, int) or number < 1:
                continue
            papers = [
                paper["Volgnummer"]
                for paper in entities.into(zaak, "Document")
                if (text_of(paper["Soort"]) or "").startswith(sort)
                and isinstance(paper["Volgnummer"], int)
                and paper["Volgnummer"] > 0
            ]
            if papers and number not in papers:
                yield _finding(
                    besluit,
                    f"het voorstel heeft nummer {number}, het stuk {papers[0]}.",
                    f"the proposal has number {number}, the paper {papers[0]}.",
                    Severity.WARNING,
                    expected=papers[0],
                    found=number,
                )


@official_check(
    "submitter-other",
    Severity.WARNING,
    Words("De indiener is een ander dan in de titel", "The submitter is another than in the title"),
    Words("Ga af op het stuk zelf.", "Go by the paper itself."),
    "ZaakActor, Zaak.Onderwerp",
    lack=True,
)
def submitter_other(entities: Entities) -> Iterator[Finding]:
    """Report a proposal whose title names nobody that the data give as its submitter."""
    for besluit in entities.all("Besluit"):
        for zaak in entities.out(besluit, "Zaak"):
            own = own_title(text_of(zaak["Onderwerp"]))
            actors = [
                name
                for actor in entities.into(zaak, "ZaakActor")
                if text_of(actor["Relatie"]) in ("Indiener", "Medeindiener")
                and (name := text_of(actor["ActorNaam"]))
            ]
            if own is None or not own.parsed or not own.names or not actors:
                continue
            if not any(_surname(name) in _letters(actor) for name in own.names for actor in actors):
                yield _finding(
                    besluit,
                    f"de titel noemt {_many(own.names)}, de gegevens noemen {_many(actors)}.",
                    f"the title names {_many(own.names)}, the data name {_many(actors)}.",
                    Severity.WARNING,
                    expected=_many(own.names),
                    found=_many(actors),
                )


def _surname(name: str) -> str:
    """Return the last word of a name: "Van Dijk" and "Dijk van, I." have it in common."""
    return _letters(name.split()[-1])


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())


# --- the report of a sitting --------------------------------------------------------------------------------


@official_check(
    "report-missing",
    Severity.WARNING,
    Words("Van een vergadering met stemmingen is er geen verslag", "A sitting with votes has no report"),
    Words(
        "Ga voor deze dag af op de Handelingen, of meld het.",
        "Go by the Handelingen for this day, or report it.",
    ),
    "Vergadering, Verslag.Vergadering",
    lack=True,
)
def report_missing(entities: Entities) -> Iterator[Finding]:
    """Report plenary sittings without a Verslag, between the first and the last day that has one.

    A Vergadering is tied to no vote: the record gives those of days on which there was one.
    """
    held = {meeting.id: day_of(meeting["Datum"]) for meeting in entities.all("Vergadering")}
    told = {report.ref("Vergadering") for report in entities.all("Verslag")}
    days = sorted(day for id, day in held.items() if id in told and day is not None)
    for meeting in entities.all("Vergadering"):
        day = held[meeting.id]
        if meeting.id in told or day is None or not days or not days[0] <= day <= days[-1]:
            continue
        if text_of(meeting["Soort"]) == "Plenair" and text_of(meeting["Kamer"]) in (None, "Tweede Kamer"):
            yield _finding(
                meeting,
                f"van de plenaire vergadering van {write_date(day)} is er geen verslag.",
                f"there is no report of the plenary sitting of {write_date(day, 'en')}.",
                Severity.WARNING,
                expected="Verslag",
                found="-",
            )


# --- the House ----------------------------------------------------------------------------------------------


@official_check(
    "term-reversed",
    Severity.WARNING,
    Words("Iemand verliet een zetel voordat hij erop kwam", "Somebody left a seat before taking it"),
    Words("Gebruik deze termijn niet.", "Do not use this term."),
    "FractieZetelPersoon.Van, .TotEnMet",
)
def term_reversed(entities: Entities) -> Iterator[Finding]:
    """Report terms on a seat that end before they begin; they are left out when the House is counted."""
    for kind in ("FractieZetelPersoon", "FractieZetelVacature"):
        for term in entities.all(kind):
            since, until = day_of(term["Van"]), day_of(term["TotEnMet"])
            if since is not None and until is not None and until < since:
                yield _finding(
                    term,
                    f"deze termijn loopt van {since} tot en met {until}.",
                    f"this term runs from {since} up to and with {until}.",
                    Severity.WARNING,
                    expected=f"na {since}",
                    found=until,
                )
