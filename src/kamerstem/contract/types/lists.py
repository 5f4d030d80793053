"""Lists: votes and voting days, what a record holds, what changed in it, and what a search finds in it."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from kamerstem.contract.types.overview import Decision, Finding, Ids, Source, Subject
from kamerstem.contract.types.says import Date, HeldSince, Key, Moment, NotWhole, Two
from kamerstem.model.answers import What, Wrong
from kamerstem.model.votes import Kind, Status


class Day(TypedDict):
    """A voting day."""

    version: Annotated[int, Key("as above")]
    subject: Annotated[Subject, Key("its `kind` is `day`, its `title` the date")]
    date: Annotated[Date, Key("the day", "Activiteit.Datum")]
    provisional: Annotated[
        bool, Key("whether a vote may still be corrected, or was not looked at since it might have been")
    ]
    corrected_until: Annotated[Date, Key("the last day on which corrections are looked for: 30 days later")]
    items: Annotated[
        list[AgendaItem],
        Key("the agenda items of the sittings that are held to vote, in order", "Agendapunt"),
    ]
    findings: Annotated[list[Finding], Key("what the source has to say")]
    sources: Annotated[list[Source], Key("where it all comes from")]
    held_since: HeldSince


class AgendaItem(TypedDict):
    """An agenda item with what was decided on it, and what is to come."""

    id: Annotated[str, Key("its official id", "Agendapunt.Id")]
    number: Annotated[str | None, Key("such as `2023P21389`", "Agendapunt.Nummer")]
    title: Annotated[str | None, Key("what it is called", "Agendapunt.Onderwerp")]
    start: Annotated[Moment | None, Key("when its sitting begins", "Activiteit.Aanvangstijd")]
    off: Annotated[str | None, Key("the official word where the sitting is not held", "Activiteit.Status")]
    votes: Annotated[list[Vote], Key("what was decided, in order", "Besluit")]
    coming: Annotated[
        list[Coming],
        Key(
            "what is not decided: on this day or later still to come, of an earlier day without a decision",
            "Zaak",
        ),
    ]


class Vote(TypedDict):
    """A proposal, and one decision on it."""

    part: Annotated[
        str | None,
        Key('the part of the proposal that was decided on ("I"); null: the whole', "Besluit.BesluitTekst"),
    ]
    ref: Annotated[str | None, Key("the proposal", of="item")]
    kind: Annotated[Kind, Key(of="item")]
    title: Annotated[str | None, Key(of="item")]
    subject: Annotated[str | None, Key(of="item")]
    status: Annotated[Status, Key("where the proposal stands now", of="item")]
    decision: Annotated[Decision, Key("what was decided", "Besluit")]


class Coming(TypedDict):
    """A proposal that is not decided."""

    ref: Annotated[str | None, Key("the proposal", of="item")]
    kind: Annotated[Kind, Key(of="item")]
    title: Annotated[str | None, Key(of="item")]
    subject: Annotated[str | None, Key(of="item")]
    status: Annotated[Status, Key("where it stands", of="item")]


class Listed(TypedDict):
    """A list of votes."""

    version: Annotated[int, Key("as above")]
    votes: Annotated[list[Vote], Key("the decisions that were asked for, in order of time")]
    not_whole: NotWhole
    held_since: HeldSince
    due: Annotated[
        int, Key("how many changes are not in it yet, because the record is being brought up to date")
    ]
    next: Annotated[
        str | None, Key("where it goes on (`--after`), if it was cut by `--limit`; null: these are the last")
    ]


class Found(TypedDict):
    """A page of what a search found."""

    version: Annotated[int, Key("as above")]
    query: Annotated[str, Key("what was asked")]
    total: Annotated[int, Key("how many proposals it finds, of all pages")]
    offset: Annotated[int, Key("how many were skipped")]
    limit: Annotated[int, Key("how many there are on a page at most")]
    cut: Annotated[bool, Key("whether the query was too long and its end was not read")]
    hits: Annotated[list[Hit], Key("a page of them, best first")]
    papers: Annotated[int, Key("of how many proposals the text of the paper was searched too")]
    not_whole: NotWhole
    held_since: HeldSince


class Hit(TypedDict):
    """A proposal that was found."""

    ref: Annotated[str | None, Key("as of an [item](#item)")]
    ids: Annotated[Ids, Key("official numbers")]
    kind: Annotated[Kind, Key("what it is", "Zaak.Soort", of="item")]
    title: Annotated[str | None, Key("as of an [item](#item)", "Zaak.Titel of a bill, else Zaak.Onderwerp")]
    status: Annotated[Status, Key("where it stands after its last decision", "Besluit", of="item")]
    day: Annotated[
        Date | None, Key("day of the last decision, else of submission", "Activiteit.Datum; Zaak.GestartOp")
    ]
    snippet: Annotated[
        str,
        Key(
            "the title, or the part of it that has the words; that of the bill or dossier where only that "
            "has them"
        ),
    ]
    marks: Annotated[
        list[Two[int]],
        Key(
            "the words found: from and up to which character of `snippet`, counted in Unicode code points. "
            "Empty where only its numbers, submitters, kind or status have them"
        ),
    ]
    matched: Annotated[
        Literal["title", "text"],
        Key(
            "whether what is said of it has the words (its title, number, submitters), or only the text of its "
            "paper; of that the `snippet` is then a part"
        ),
    ]


class Held(TypedDict):
    """What the record holds."""

    version: Annotated[int, Key("as above")]
    record: Annotated[str, Key("where it is, without a password")]
    engine: Annotated[Literal["sqlite", "postgresql"], Key("what keeps it")]
    bytes: Annotated[int, Key("its size")]
    entities: Annotated[dict[str, Amount], Key("how many records there are, by their official kind")]
    versions: Annotated[int, Key("how many versions of records are kept")]
    decisions: Annotated[int, Key("how many decisions there are", "Besluit")]
    first: Annotated[Moment | None, Key("when the first page came of which something was kept")]
    last: Annotated[Moment | None, Key("when the last one came")]
    remarks: Annotated[
        dict[str, int],
        Key(
            "versions that did not go as usual: `unreadable`, `older` (than what was held), `clock` (the "
            "official time was wrong)"
        ),
    ]
    stale: Annotated[bool, Key("it was derived by another version of Kamerstem, and is to be rebuilt")]
    due: Annotated[
        int | None,
        Key(
            "of how many proposals, decisions and days the facts, which lists are read from, are still to be worked "
            "out; null: of all"
        ),
    ]
    categories: Annotated[list[Category], Key("how far each category of the feed was read")]
    verified: Annotated[Verified | None, Key("what `--verify` found; null: it was not asked for")]
    since: Annotated[
        Date | None,
        Key(
            "the day from which it has all votes (`sync --since`); null: the feed gave all of them, or it has not yet "
            "all since any day"
        ),
    ]
    not_whole: NotWhole
    coverage: Annotated[
        list[YearHeld] | None,
        Key("what it holds of each year, by `--coverage`; null: it was not asked for"),
    ]


class YearHeld(TypedDict):
    """What the record holds of a year."""

    year: Annotated[int | None, Key("the year; null: of what has no day", "Activiteit.Datum")]
    decisions: Annotated[int, Key("decisions, those without a vote too", "Besluit")]
    votes: Annotated[int, Key("decisions by a vote")]
    whole: Annotated[int, Key("votes of which no row is lost", "Stemming")]
    cut: Annotated[int, Key("votes of which rows are lost; of the rest it is not known")]
    members: Annotated[int, Key("votes with the vote of a member by name", "Stemming.Persoon_Id")]
    proposals: Annotated[int, Key("decisions that are tied to a proposal", "Zaak")]
    dossiers: Annotated[int, Key("decisions on a proposal in a dossier", "Kamerstukdossier")]


class Service(TypedDict):
    """How the official service does, when it is asked."""

    version: Annotated[int, Key("as above")]
    server: Annotated[str, Key("its name")]
    asked: Annotated[Moment, Key("when")]
    requests: Annotated[int, Key("how many requests that took: ten at most")]
    versions: Annotated[
        list[ServiceVersion], Key("each version of its OData API, the one that is asked first in front")
    ]
    feed: Annotated[ServiceFeed, Key("its SyncFeed")]


class ServiceVersion(TypedDict):
    """How one version of the OData API does."""

    name: Annotated[str, Key("such as `v5`")]
    usable: Annotated[bool, Key("whether it answers, with what cannot be missed")]
    error: Annotated[str | None, Key("why it cannot be used, in the language asked for")]
    page: Annotated[int | None, Key("rows on a page; null where it is not known")]
    missing: Annotated[list[str], Key("attributes that it does not have, and an answer rests on")]
    unused: Annotated[list[str], Key("attributes that it does not have, and no answer rests on")]
    new: Annotated[list[str], Key("attributes that it has, and Kamerstem does not know")]
    milliseconds: Annotated[int | None, Key("how long the slowest request took")]
    vote: Annotated[
        list[int] | None,
        Key("seats for, against and not voting, of the vote of 2023 on bill 36470-VI; null: it is not there"),
    ]
    right: Annotated[bool, Key("whether that is as it was: 149, 0 and 1")]


class ServiceFeed(TypedDict):
    """How the SyncFeed does."""

    usable: Annotated[bool, Key("whether a page of it came")]
    error: Annotated[str | None, Key("why not, in the language asked for")]
    milliseconds: Annotated[int | None, Key("how long that took")]


class Amount(TypedDict):
    """How many records of a kind there are."""

    live: Annotated[int, Key("records that are there")]
    deleted: Annotated[int, Key("records that were deleted", "SyncFeed `verwijderd`")]


class Category(TypedDict):
    """How far one category of the feed was read."""

    name: Annotated[
        str,
        Key(
            "its official name, or `Lookback`: the second look at the votes of 30 days, or `Since`: `sync --since`"
        ),
    ]
    finished: Annotated[
        Moment | None, Key("when the last sync of it ended; null: one is at it, or was stopped")
    ]
    whole: Annotated[Moment | None, Key("when it was last read to its end")]
    counts: Annotated[Counts, Key("what the last sync made of it")]
    error: Annotated[str | None, Key("why the last sync of it failed, in the language asked for")]


class Counts(TypedDict):
    """What became of the entries of a category."""

    new: Annotated[int, Key("entries of records that were not known")]
    changed: Annotated[int, Key("entries that are another version")]
    deleted: Annotated[int, Key("entries by which a record was deleted")]
    unchanged: Annotated[int, Key("entries that say what was held already")]
    failed: Annotated[int, Key("entries that cannot be read; they are kept as they came")]


class Verified(TypedDict):
    """What was found when all of it was looked at."""

    whole: Annotated[bool, Key("whether nothing was found")]
    damaged: Annotated[list[Damage], Key("raw records that are not what they were when they came")]
    differences: Annotated[
        list[Difference], Key("where a table is not what is derived anew from the raw records")
    ]
    broken: Annotated[list[str], Key("what the database itself says of its file")]


class Damage(TypedDict):
    """A raw record that is not what it was."""

    entity: Annotated[str, Key("the official kind of the record")]
    id: Annotated[str, Key("its official id")]
    place: Annotated[int, Key("which version it is: its number in the record")]
    what: Annotated[
        Wrong,
        Key(
            "what is wrong: it is of no entity that is held, the bytes cannot be unpacked, their hash is "
            "another, what is noted of them is not what they say, or it is the file of a paper"
        ),
    ]


class Difference(TypedDict):
    """A table that is not what is derived anew."""

    table: Annotated[str, Key("the table")]
    surplus: Annotated[int, Key("rows that should not be there")]
    missing: Annotated[int, Key("rows that should be")]


class Changes(TypedDict):
    """What changed since a day."""

    version: Annotated[int, Key("as above")]
    since: Annotated[Date, Key("the day asked for")]
    changes: Annotated[
        list[Change], Key("what became of each record since then, by the official time of change")
    ]
    events: Annotated[
        list[Occurrence], Key("the same as people say it: what was decided, and which votes were put right")
    ]
    not_whole: NotWhole
    held_since: HeldSince


class Occurrence(TypedDict):
    """What happened to a proposal."""

    ref: Annotated[str | None, Key("the proposal", of="item")]
    title: Annotated[str | None, Key("what it is about")]
    text: Annotated[str, Key("what happened, in the language asked for")]
    changed: Annotated[Moment | None, Key("when it changed", "`bijgewerkt`, ApiGewijzigdOp")]


class Change(TypedDict):
    """What became of one record."""

    what: Annotated[
        What,
        Key(
            "what became of it; `status`: of a proposal, where it stands; `uncertain`: new or corrected, "
            "for earlier versions are not held"
        ),
    ]
    entity: Annotated[str, Key("the official kind of the record")]
    id: Annotated[str, Key("its official id")]
    number: Annotated[str | None, Key("by which people know it", "Zaak.Nummer; Document.DocumentNummer")]
    title: Annotated[str | None, Key("what it is about", "Onderwerp; Titel")]
    changed: Annotated[Moment | None, Key("when it changed", "`bijgewerkt`, ApiGewijzigdOp")]
    fields: Annotated[dict[str, Values], Key("official fields and relations that are other than before")]


class Values(TypedDict):
    """A field before and now."""

    old: Annotated[object, Key("before")]
    new: Annotated[object, Key("now")]
