"""The command of a voting day: once, or followed until all is decided."""

import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamerstem.cli.folding import note, show
from kamerstem.cli.options import Day, Options, Seconds
from kamerstem.cli.output import CSV, deliver, put
from kamerstem.errors import InputError
from kamerstem.language import Lang, Words

if TYPE_CHECKING:
    from kamerstem.answers.days import Round
    from kamerstem.answers.door import DayAnswer, Door

sleep = time.sleep
"""Waits between two rounds; tests put another in its place."""

EVERY = 60


def add_day_command(group: click.Group, options: Options) -> None:
    """Add ``day`` to the group."""
    words = options.words

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Toon een stemmingsdag: per agendapunt wat er is beslist, met de fracties, en wat er nog komt. Zonder "
            "datum: vandaag.",
            "Show a voting day: by agenda item what was decided, with the parties, and what is to come. Without a "
            "date: today.",
        ),
    )
    @click.argument("date", type=Day(), metavar=words("[DATUM]", "[DATE]"), required=False)
    @click.option(
        "--watch",
        is_flag=True,
        help=words(
            "Blijf kijken, en toon wat nieuw is tot alles is beslist. Stop met Ctrl-C.",
            "Keep looking, and show what is new until all is decided. Stop with Ctrl-C.",
        ),
    )
    @click.option(
        "--every",
        type=Seconds(),
        metavar=words("SECONDEN", "SECONDS"),
        default=EVERY,
        help=words(
            f"Met --watch: tijd tussen twee keer kijken ({EVERY:g}).",
            f"With --watch: time between two looks ({EVERY:g}).",
        ),
    )
    @click.option(
        "--party",
        metavar=words("FRACTIE", "PARTY"),
        help=words(
            "Met --as csv, csv-excel of docx: ook hoe deze fractie stemde.",
            "With --as csv, csv-excel or docx: also how this party voted.",
        ),
    )
    @click.option(
        "-o", "output", metavar=words("PAD", "PATH"), type=click.Path(path_type=Path),
        help=words("Schrijf naar dit bestand.", "Write to this file."),
    )  # fmt: skip
    @options.asked_of("auto", "record", "live")
    @options.form("text", "json", *CSV, "docx", "intended")
    @options.addressing
    @options.recording
    @options.shared
    @options.through_a_door
    def day(
        date: dt.date | None,
        watch: bool,
        every: float,
        party: str | None,
        output: Path | None,
        form: str,
        lang: Lang,
        door: "Door",
    ) -> int:
        from kamerstem.answers import days
        from kamerstem.model import clock

        today = clock.today()
        asked = date or today
        kept = _kept(form, party, output, watch=watch)
        if kept:
            _keep(door, asked, party, output, form, lang, today)
            return 0
        if not watch:
            _show(door.day(asked), form, lang, today)
            return 0
        if every < days.POLITE and days.is_official(options.given("url")):
            raise InputError(
                f"Vraag de officiële dienst niet vaker dan eens in de {days.POLITE} seconden: geef --every "
                f"{days.POLITE} of meer.",
                f"Do not ask the official service more than once in {days.POLITE} seconds: give --every "
                f"{days.POLITE} or more.",
            )
        try:
            rounds = days.follow(door, asked, every=every, sleep=sleep)
            _follow(rounds, form, lang, today, every)
        except KeyboardInterrupt:
            click.echo(Words("\nGestopt.", "\nStopped.").in_(lang), err=True)
        return 0


_KEPT = (*CSV, "docx", "intended")


def _kept(form: str, party: str | None, output: Path | None, *, watch: bool) -> bool:
    """Return whether the day is to be kept, not read on the screen. Raises InputError for what does not go together."""
    if watch and (form in _KEPT or output is not None):
        raise InputError(
            "--watch toont de dag terwijl hij loopt: laat -o weg, en kies --as text of json.",
            "--watch shows the day as it goes: leave out -o, and choose --as text or json.",
        )
    if party is not None and form not in (*CSV, "docx"):
        raise InputError(
            "--party hoort bij --as csv, csv-excel of docx.", "--party goes with --as csv, csv-excel or docx."
        )
    return form in _KEPT or output is not None


def _keep(
    door: "Door", date: dt.date, party: str | None, output: Path | None, form: str, lang: Lang, today: dt.date
) -> None:
    """Write a day in a form to keep, and say beside it where it came from."""
    from kamerstem.model import parties
    from kamerstem.render import day_forms

    known = parties.named(party) if party is not None else ()
    if party is not None and not known:
        raise InputError(*parties.unknown(party))
    mine = day_forms.Party(known[-1].name_on(date), {each.id for each in known}) if known else None
    answer = door.day(date)
    content = day_forms.render(form, answer.day, lang, today, mine)
    note(answer.origin.in_(lang))
    deliver(content, output, form, lang)
    if answer.note is not None:
        note(answer.note.in_(lang))


def _show(answer: "DayAnswer", form: str, lang: Lang, today: dt.date) -> None:
    """Print a whole day in its form; beside it, where it came from and what did not go as it should."""
    origin = answer.origin.in_(lang)
    if form == "json":
        from kamerstem.contract import votes as contract
        from kamerstem.render.json import dumps

        put(dumps(contract.day(answer.day, lang)))
    elif sys.stdout.isatty():
        from kamerstem.render import terminal_day

        terminal_day.show(answer.day, lang, today, origin=origin)
    else:
        from kamerstem.render import day

        click.echo(origin, err=True)
        show(day.text(answer.day, lang, today))
    if answer.note is not None and form != "json":
        note(answer.note.in_(lang))


def _follow(rounds: "Iterator[Round]", form: str, lang: Lang, today: dt.date, every: float) -> None:
    """Print the first round whole, then of each round what is new."""
    first = True
    for each in rounds:
        if form == "json":
            _json_line(each, lang, first=first)
        elif first:
            _show(each.answer, form, lang, today)
            if not each.last:
                click.echo(_waiting(every, lang), err=True)
        else:
            _news(each, lang)
        first = False
        sys.stdout.flush()
        if each.last and form != "json":
            click.echo(_ending(each, lang), err=True)


def _json_line(each: "Round", lang: Lang, *, first: bool) -> None:
    """Print a round as one line of JSON, if there is anything new in it: the first is the whole day."""
    import json

    from kamerstem.contract import votes as contract

    if first or each.news.items:
        shown = each.answer.day if first else each.news
        put(f"{json.dumps(contract.day(shown, lang), ensure_ascii=False)}\n")


def _news(each: "Round", lang: Lang) -> None:
    if each.news.items and sys.stdout.isatty():
        from kamerstem.render import terminal_day

        terminal_day.show_news(each.news, lang)
    elif each.news.items:
        from kamerstem.render import day

        show(day.news_text(each.news, lang))
    if each.answer.note is not None:
        note(each.answer.note.in_(lang))


def _waiting(every: float, lang: Lang) -> str:
    return Words(
        f"Kijkt om de {every:g} seconden naar wat nieuw is. Stop met Ctrl-C.",
        f"Looks for what is new every {every:g} seconds. Stop with Ctrl-C.",
    ).in_(lang)


def _ending(each: "Round", lang: Lang) -> str:
    day = each.answer.day
    if day.decided and day.awaited:
        return Words(
            f"Alles is beslist; van {day.awaited} {'stemming volgt' if day.awaited == 1 else 'stemmingen volgt'} nog "
            "wie voor en wie tegen was.",
            f"All is decided; of {day.awaited} vote{'s' * (day.awaited != 1)} it is still to come who was for and who "
            "against.",
        ).in_(lang)
    if day.decided:
        return Words("Alles is beslist.", "All is decided.").in_(lang)
    if not day.coming:
        return Words("De dag is voorbij.", "The day is over.").in_(lang)
    return Words(
        f"De dag is voorbij; van {day.coming} is geen besluit vermeld.",
        f"The day is over; of {day.coming} no decision is stated.",
    ).in_(lang)
