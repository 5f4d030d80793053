"""The commands of the local record: sync, status, votes, diff."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamerstem.cli.folding import note, over, show, waits_shown
from kamerstem.cli.options import Day, Options, Term, say_first
from kamerstem.cli.output import CSV, as_asked, deliver, put
from kamerstem.errors import InputError
from kamerstem.language import Lang, Words
from kamerstem.waiting import heard_by

if TYPE_CHECKING:
    from kamerstem.model.answers import Votes
    from kamerstem.sync import Progress


_SHOWN = 10
"""Changes of each sort that a terminal shows."""


class Since(Day):
    """A day, or "house": the day on which the present House was installed."""

    name = "since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; anything else is a usage error."""
        if value in ("house", "kamer"):
            from kamerstem.model.clock import now
            from kamerstem.model.parties import installed_by

            return installed_by(now().date())
        return super().convert(value, param, ctx)


def add_record_commands(group: click.Group, options: Options) -> None:
    """Add the record's commands to the group."""
    words, shared, recording = options.words, options.shared, options.recording
    metavar = words("[OPTIES]", "[OPTIONS]")

    @group.command(
        options_metavar=metavar,
        help=words(
            "Werk het eigen gegevensbestand bij met alles wat er officieel veranderd is.",
            "Bring the local record up to date with all that changed officially.",
        ),
    )
    @click.option("--full", is_flag=True, help=words("Lees alles opnieuw.", "Read everything again."))
    @click.option(
        "--rebuild",
        is_flag=True,
        help=words(
            "Leid alles opnieuw af uit de ruwe gegevens; vraagt niets op.",
            "Derive everything anew from the raw records; asks for nothing.",
        ),
    )
    @click.option(
        "--categories",
        metavar=words("NAAM,...", "NAME,..."),
        help=words("Alleen deze soorten gegevens.", "Only these categories."),
    )
    @click.option(
        "--today",
        is_flag=True,
        help=words(
            "Alleen wat een stemmingsdag nodig heeft; voor een bestand dat al gevuld is.",
            "Only what a voting day needs; for a record that was filled before.",
        ),
    )
    @click.option(
        "--since",
        type=Since(),
        metavar=words("DATUM|house", "DATE|house"),
        help=words(
            "Alle stemmingen vanaf deze dag (house: van deze Kamer), in een paar minuten uit de API.",
            "All votes from this day on (house: of this House), in a few minutes from the API.",
        ),
    )
    @click.option(
        "--papers",
        is_flag=True,
        help=words(
            "Haal de stukken van moties en amendementen op, de nieuwste eerst, zodat search ook daarin zoekt.",
            "Fetch the papers of motions and amendments, the newest first, so that search looks in them too.",
        ),
    )
    @options.addressing
    @recording
    @shared
    def sync(
        full: bool,
        rebuild: bool,
        categories: str | None,
        today: bool,
        since: dt.date | None,
        papers: bool,
        url: str | None,
        record: str | None,
        lang: Lang,
    ) -> int:
        from kamerstem.answers import record as records
        from kamerstem.sync import update

        if papers and (full or rebuild or today or since is not None or categories is not None):
            raise InputError(
                "--papers haalt alleen stukken op: laat --full, --rebuild, --today, --since en --categories weg.",
                "--papers fetches papers only: leave out --full, --rebuild, --today, --since and --categories.",
            )
        if papers:
            return _papers(record, url, lang)

        if today and (full or rebuild or categories is not None):
            raise InputError(
                "--today kiest zelf wat er wordt opgevraagd: laat --full, --rebuild en --categories weg.",
                "--today chooses what is asked for: leave out --full, --rebuild and --categories.",
            )
        if since is not None and (full or rebuild or today or categories is not None):
            raise InputError(
                "--since vraagt zelf wat nodig is: laat --full, --rebuild, --today en --categories weg.",
                "--since asks for what is needed: leave out --full, --rebuild, --today and --categories.",
            )
        if rebuild:
            return _rebuild(record, lang)
        progress = _progress(lang)
        if since is not None:
            outcomes = records.fill(record, url, since, progress=progress, moved=_moved(lang))
        elif today:
            with records.opened(record) as store:
                outcomes = update.today(store, url, progress=progress)
        else:
            names = update.categories_of(categories)
            outcomes = records.synchronise(
                record, url, names, full=full, again=categories is None, progress=progress, moved=_moved(lang)
            )
        from kamerstem.render.listing import outcome_lines

        for line in outcome_lines(
            [(o.category, o.counts, o.seconds, o.error, o.note) for o in outcomes if o.asked], lang
        ):
            show(line)
        if not all(outcome.asked for outcome in outcomes):
            show(Words("De rest is niet opgevraagd.", "The rest was not asked for.").in_(lang))
        return 3 if any(outcome.error for outcome in outcomes) else 0

    @group.command(
        options_metavar=metavar,
        help=words(
            "Toon wat het eigen gegevensbestand bevat, hoe actueel het is en of het onbeschadigd is.",
            "Show what the local record holds, how fresh it is, and whether it is whole.",
        ),
    )
    @click.option(
        "--verify",
        is_flag=True,
        help=words("Kijk alles na en leid het opnieuw af.", "Look at all of it and derive it again."),
    )
    @click.option(
        "--service",
        is_flag=True,
        help=words(
            "Vraag de officiële dienst, met hooguit tien vragen, wat er hier van werkt.",
            "Ask the official service, with ten requests at most, what of it works here.",
        ),
    )
    @click.option(
        "--coverage",
        is_flag=True,
        help=words(
            "Toon per jaar wat er is: besluiten, stemmingen, hoeveel daarvan volledig zijn.",
            "Show by year what is there: decisions, votes, how many of them are whole.",
        ),
    )
    @options.form("text", "json")
    @options.addressing
    @recording
    @shared
    def status(
        verify: bool,
        service: bool,
        coverage: bool,
        form: str,
        url: str | None,
        record: str | None,
        lang: Lang,
    ) -> int:
        if service:
            if verify:
                raise InputError(
                    "--service gaat over de dienst en --verify over het gegevensbestand: geef er één.",
                    "--service is about the service and --verify about the record: give one of them.",
                )
            return _service(url, form, lang)
        from kamerstem.answers import record as records
        from kamerstem.contract import record as contract

        with records.opened(record) as store:
            years = store.counts.coverage() if coverage else None
            held, filled = store.status(verify=verify), records.filled(store)
        data = contract.held(held, lang, filled, years)
        say_first(filled, form, lang)
        if form == "json":
            from kamerstem.render.json import dumps

            put(dumps(data))
        else:
            from kamerstem.render.listing import status_lines

            for line in status_lines(data, lang):
                show(line)
        return 1 if held.verification is not None and not held.verification.whole else 0

    @group.command(
        options_metavar=metavar,
        help=words("Zoek stemmingen in het eigen gegevensbestand.", "List votes from the local record."),
    )
    @click.option(
        "--party",
        metavar=words("FRACTIE", "PARTY"),
        help=words("Waaraan deze fractie meedeed.", "In which this party took part."),
    )
    @click.option(
        "--side",
        type=Term("Side", ["for", "against", "not_voting"]),
        metavar=words("voor|tegen|niet-deelgenomen", "for|against|not_voting"),
        help=words(
            "Met --party of --member: hoe die fractie of dat lid stemde.",
            "With --party or --member: how that party or member voted.",
        ),
    )
    @click.option(
        "--outcome",
        type=Term("Result", ["adopted", "rejected", "tied"]),
        metavar=words("aangenomen|verworpen|gestaakt", "adopted|rejected|tied"),
        multiple=True,
        help=words("Met deze uitslag; mag vaker.", "With this result; may stand more than once."),
    )
    @click.option(
        "--close",
        type=click.IntRange(0, 150),
        metavar="N",
        help=words(
            "Hooguit N stemmen van de vereiste meerderheid.", "At most N votes from the majority needed."
        ),
    )
    @click.option(
        "--dissent",
        is_flag=True,
        help=words("Waarbij een lid anders stemde dan de fractie.", "Where a member voted apart."),
    )
    @click.option(
        "--member",
        metavar=words("LID", "MEMBER"),
        help=words(
            "Waarbij dit lid zelf een stem heeft: hoofdelijk, of anders dan de fractie.",
            "In which this member has a vote: at a roll call, or apart from the party.",
        ),
    )
    @options.kinds
    @click.option(
        "--bill",
        metavar="REF",
        help=words("In het dossier van dit wetsvoorstel.", "In the dossier of this bill."),
    )
    @click.option(
        "--about",
        metavar=words("WOORDEN", "WORDS"),
        help=words("Over voorstellen met deze woorden.", "On proposals with these words."),
    )
    @options.day("--since", "Vanaf deze dag.", "From this day on.")
    @options.day("--until", "Tot en met deze dag.", "Up to and with this day.")
    @click.option("--newest", is_flag=True, help=words("De nieuwste eerst.", "The newest first."))
    @click.option(
        "--limit",
        type=click.IntRange(1, 1_000_000),
        metavar="N",
        help=words("Hooguit zoveel stemmingen.", "At most so many votes."),
    )
    @click.option(
        "--after",
        metavar=words("PLAATS", "PLACE"),
        help=words(
            "Ga verder waar een lijst met --limit ophield (next in de JSON).",
            "Go on where a list with --limit stopped (next in its JSON).",
        ),
    )
    @options.form("text", "json", "jsonl", *CSV)
    @options.output
    @recording
    @shared
    def votes(
        party: str | None,
        side: str | None,
        outcome: tuple[str, ...],
        close: int | None,
        dissent: bool,
        member: str | None,
        kind: tuple[str, ...],
        bill: str | None,
        about: str | None,
        since: dt.date | None,
        until: dt.date | None,
        newest: bool,
        limit: int | None,
        after: str | None,
        form: str,
        output: Path | None,
        record: str | None,
        lang: Lang,
    ) -> int:
        from kamerstem.answers import record as records
        from kamerstem.answers.door import Paged
        from kamerstem.render import listing

        wanted = records.filter_of(
            party=party,
            side=side,
            outcome=outcome,
            close=close,
            dissent=dissent,
            member=member,
            kind=kind,
            bill=bill,
            about=about,
            since=since,
            until=until,
        )
        with records.opened(record) as store:
            if store.due() is None and not records.filled(store).unread:  # that it is not whole is said first
                note(_FIRST_FACTS.in_(lang))
            paged = Paged(newest=newest, after=after)
            if form in CSV:
                rows = records.rows(store, wanted, limit, **paged)
                table = as_asked(listing.votes_csv(rows.votes), form)
                say_first(rows.filled, form, lang)
                deliver(table, output, form, lang)
                next = rows.next
            else:
                votes = records.votes(store, wanted, limit, **paged)
                _put_votes(votes, output, form, lang)
                next = votes.next
            unclear = records.unclear(store, wanted) if close is not None and form == "text" else 0
        if unclear:
            note(listing.votes_unclear(unclear, lang))
        if next is not None and form != "json":
            note(Words(f"Er zijn er meer: --after {next}", f"There are more: --after {next}").in_(lang))
        return 0

    @group.command(
        options_metavar=metavar,
        help=words(
            "Toon wat er sinds een dag is beslist, en welke stemmen zijn verbeterd.",
            "Show what was decided since a day, and which votes were put right.",
        ),
    )
    @options.day("--since", "Vanaf deze dag.", "From this day on.", required=True)
    @click.option(
        "--rows",
        is_flag=True,
        help=words("Toon de rijen die veranderd zijn.", "Show the rows that changed."),
    )
    @options.form("text", "json")
    @recording
    @shared
    def diff(since: dt.date, rows: bool, form: str, record: str | None, lang: Lang) -> int:
        from kamerstem.answers import record as records
        from kamerstem.answers.occurrences import occurrences
        from kamerstem.contract import record as contract
        from kamerstem.render import listing

        with records.opened(record) as store:
            filled, changes = records.filled(store), list(store.diff(since))
            data = contract.changes(changes, since, filled, occurrences(store, changes), lang)
        say_first(filled, form, lang)
        if form == "json":
            from kamerstem.render.json import dumps

            put(dumps(data))
        else:
            shown = _SHOWN if sys.stdout.isatty() else None  # whoever filters or keeps them gets them all
            lines = (
                listing.change_lines(data["changes"], lang, since, shown)
                if rows
                else listing.event_lines(data, lang, since, shown)
            )
            for line in lines:
                show(line)
        return 0


def _put_votes(votes: "Votes", output: Path | None, form: str, lang: Lang) -> None:
    """Write a list of votes to a file, or to standard output; lines of JSON come there as they are made."""
    from kamerstem.render import listing

    if form == "jsonl" and output is None:
        say_first(votes.filled, form, lang)
        for lines in listing.votes_lines(votes):
            put(lines)
        return
    every = list(votes)  # before a word is said: a record that is damaged has no answer
    say_first(votes.filled, form, lang)
    if form == "jsonl":
        deliver("".join(listing.votes_lines(iter(every))).encode(), output, form, lang)
        return
    if form == "json":
        deliver(listing.votes_json(every, votes.filled, votes.next).encode(), output, form, lang)
        return
    text = listing.votes_text(every, lang)
    if output is None:
        show(text)
    else:
        deliver(f"{text}\n".encode(), output, form, lang)
    if every:
        note(listing.votes_found(every, lang))


def _rebuild(record: str | None, lang: Lang) -> int:
    """Derive everything anew, and read the words of the papers that are kept."""
    from kamerstem.answers import record as records
    from kamerstem.answers.fetching import read_again

    with records.opened(record) as store:
        store.rebuild()
        papers = read_again(store)
    also = (
        Words(f", ook de woorden van {papers} stukken", f", the words of {papers} papers too")
        if papers
        else Words("", "")
    )
    note(Words(f"Alles is opnieuw afgeleid{also.nl}.", f"Everything was derived anew{also.en}.").in_(lang))
    return 0


def _papers(record: str | None, url: str | None, lang: Lang) -> int:
    """Fetch the papers that are not held; return 3 where the service gave out before the end."""
    from kamerstem.answers import record as records
    from kamerstem.answers.fetching import Fetched, fetch_papers

    def told(done: Fetched, of: int) -> None:
        at = done.new + done.held + done.missing
        text = Words(f"Stukken: {at} van {of}", f"Papers: {at} of {of}")
        over(text.in_(lang), done=at == of or done.error is not None)

    with records.opened(record) as store:
        done = fetch_papers(store, url, progress=told if sys.stderr.isatty() else None)
    said = Words(
        f"Stukken: {done.new} opgehaald, {done.held} al aanwezig, {done.missing} niet te krijgen of niet te lezen.",
        f"Papers: {done.new} fetched, {done.held} held already, {done.missing} not to be had or read.",
    )
    show(said.in_(lang))
    if done.error is None:
        return 0
    note(f"kamerstem: {done.error.in_(lang)}")
    return 3


def _service(url: str | None, form: str, lang: Lang) -> int:
    """Show how the official service does; return 3 where nothing of it can be used."""
    from kamerstem.contract import record as contract
    from kamerstem.sources import probe

    with heard_by(waits_shown(lang)):
        data = contract.service(probe.ask(url), lang)
    if form == "json":
        from kamerstem.render.json import dumps

        put(dumps(data))
    else:
        from kamerstem.render.service import service_lines

        for line in service_lines(data, lang):
            show(line)
    return 0 if data["feed"]["usable"] or any(each["usable"] for each in data["versions"]) else 3


_FIRST_FACTS = Words(
    "De lijsten worden eenmalig gemaakt uit het gegevensbestand; dat kan minuten duren.",
    "Lists are made from the record, once; that may take minutes.",
)


def _moved(lang: Lang) -> "Callable[[int, int], None]":
    """Return what says that a record is brought over to the form of this version, and on a terminal how far that is."""
    said = False

    def show(done: int, total: int) -> None:
        nonlocal said
        if not said:
            note(_BROUGHT_OVER.in_(lang))
            said = True
        if sys.stderr.isatty():
            over(
                Words(f"Overgebracht: {done} van {total}", f"Brought over: {done} of {total}").in_(lang),
                done=done == total,
            )

    return show


_BROUGHT_OVER = Words(
    "Het gegevensbestand heeft de vorm van een eerdere versie en wordt eenmalig overgebracht; dat kan minuten duren, "
    "en gaat na een onderbreking verder waar het was.",
    "The record has the form of an earlier version and is brought over, once; that may take minutes, and goes on where "
    "it was after an interruption.",
)


def _progress(lang: Lang) -> "Callable[[Progress], None] | None":
    """Return what shows progress on a terminal: one line that is written over; nothing in a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(progress: "Progress") -> None:
        from kamerstem.render.listing import duration
        from kamerstem.sync import FACTS

        name = Words("Feiten", "Facts").in_(lang) if progress.category == FACTS else progress.category
        text = f"{name}: {progress.counts.total} ({progress.rate:.0f}/s)"
        if progress.left is not None:
            left = duration(progress.left, lang)
            text += Words(f", nog ongeveer {left}", f", about {left} left").in_(lang)
        over(text, done=progress.done)

    return show
