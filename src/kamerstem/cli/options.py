"""The options that commands share, in one language."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamerstem.cli.folding import note, waits_shown
from kamerstem.errors import InputError
from kamerstem.language import Lang, Words
from kamerstem.waiting import heard_by

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kamerstem.answers.door import Origin
    from kamerstem.model.answers import Filled

Function = Callable[..., Any]


def say_first(filled: "Filled", form: str, lang: Lang) -> None:
    """Say of a record that was not wholly filled yet that it was not, before its answer; JSON says so itself."""
    if filled.said is not None and form != "json":
        note(filled.said.in_(lang))


class Misread(click.BadParameter):
    """A value that an option does not take, with a sentence of our own about it."""

    def __init__(self, said: Words, param: click.Parameter | None, ctx: click.Context | None) -> None:
        super().__init__(said.en, ctx, param)
        self.said = said


class Day(click.ParamType[dt.date]):
    """A day as people write it: 2023-12-21, 21-12-2023, "21 december 2023", gisteren."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; anything else is a usage error."""
        if isinstance(value, dt.date):
            return value
        from kamerstem.model import days

        # A year or a month is its first day, or its last, where a period begins or ends; elsewhere it is no day.
        of_period = {"since": days.first_day, "adopted_since": days.first_day, "until": days.last_day}
        try:
            return of_period.get((param.name or "") if param else "", days.day_of)(value)
        except InputError as error:
            raise Misread(error.words, param, ctx) from None


class Seconds(click.FloatRange):
    """More than no time, and a day at most."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(min=0, max=86_400, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; anything else is a usage error, "nan" too."""
        seconds = float(super().convert(value, param, ctx))
        if seconds != seconds:
            self.fail(f"{value!r} is not a number.", param, ctx)
        return seconds


class Term(click.Choice[str]):
    """A value of the JSON ("for", "adopted", "motion"), or what people call it in Dutch or English.

    ``kind`` names the class of :mod:`kamerstem.model.votes` that it is one of: the model is not loaded for the help.
    """

    def __init__(self, kind: str, choices: Sequence[str]) -> None:
        super().__init__(choices)
        self._kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value of the JSON; anything else is a usage error, with the words there are."""
        from kamerstem.model import terms, votes

        try:
            return str(terms.meant(getattr(votes, self._kind), value, tuple(self.choices)))
        except InputError as error:
            raise Misread(error.words, param, ctx) from None

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's)
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> "list[CompletionItem]":
        """Return the words in Dutch and English that begin so, and the values of the JSON."""
        from click.shell_completion import CompletionItem

        from kamerstem.model import terms, votes

        kind, among = getattr(votes, self._kind), tuple(self.choices)
        words = dict.fromkeys([*terms.choices(kind, "nl", among), *terms.choices(kind, "en", among), *among])
        return [CompletionItem(word) for word in words if word.startswith(incomplete.casefold())]


# The values, and what they are called in Dutch. The model is not loaded for the help; a test holds these to it.
KINDS = {
    "bill": "wetsvoorstel",
    "bill_part": "afgesplitst wetsvoorstel",
    "amendment": "amendement",
    "sub_amendment": "subamendement",
    "motion": "motie",
    "letter": "brief",
    "committee_proposal": "commissievoorstel",
    "order_request": "ordevoorstel",
    "rules_change": "wijziging van het Reglement van Orde",
    "nomination": "voordracht",
}


class Options:
    """Decorators that add options to a command, with their help in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def words(self, nl: str, en: str) -> str:
        """Return the words in the language of the help."""
        return Words(nl, en).in_(self.lang)

    def shared(self, function: Function) -> Function:
        """Add what every command has: --lang and --help."""
        function = click.help_option("--help", "-h", help=self.words("Toon deze uitleg.", "Show this help."))(
            function
        )
        return click.option(
            "--lang",
            type=click.Choice(["nl", "en"]),
            default=self.lang,
            help=self.words("Taal van wat u leest.", "Language of what you read."),
        )(function)

    def asking(self, function: Function) -> Function:
        """Add where an overview comes from: --from, --url and --record; the command is given the ``door`` to it."""
        taking = self.recording(self.addressing(self.through_a_door(function)))
        return self.asked_of("auto", "record", "live", "example")(taking)

    def through_a_door(self, function: Function) -> Function:
        """Give a command the ``door`` that --from, --url and --record open, for as long as it runs."""

        @wraps(function)
        def command(*args: Any, origin: "Origin", url: str | None, record: str | None, **options: Any) -> Any:
            from kamerstem.answers.opening import open_door

            with heard_by(waits_shown(options["lang"])), open_door(origin, url=url, record=record) as door:
                return function(*args, door=door, **options)

        return command

    def given(self, name: str) -> str | None:
        """Return the value of an option of the command that runs, such as "record"."""
        value: str | None = click.get_current_context().params[name]
        return value

    def asked_of(self, *origins: str) -> Callable[[Function], Function]:
        """Add --from with these places to ask, the first by default."""
        example = "example" in origins
        return click.option(
            "--from",
            "origin",
            type=click.Choice(origins),
            default=origins[0],
            help=self.words(
                "Waar de gegevens vandaan komen: het eigen gegevensbestand (record), de officiële API (live)"
                + (" of het voorbeeld (example)" if example else "")
                + "; auto neemt het gegevensbestand, anders de API.",
                "Where the data come from: the local record (record), the official API (live)"
                + (" or the example" if example else "")
                + "; auto takes the record, else the API.",
            ),
        )

    def papers(self, function: Function) -> Function:
        """Add --no-papers: without reading the papers of the amendments."""
        return click.option(
            "--no-papers",
            "papers",
            is_flag=True,
            flag_value=False,
            default=True,
            help=self.words(
                "Lees de stukken van de amendementen niet: sneller, zonder artikelen en toelichtingen.",
                "Do not read the amendments' papers: faster, without articles and explanations.",
            ),
        )(function)

    def addressing(self, function: Function) -> Function:
        """Add --url: the host root of the official services."""
        return click.option(
            "--url",
            metavar="URL",
            envvar="KAMERSTEM_URL",
            help=self.words(
                "Adres van de officiële gegevens (ook: KAMERSTEM_URL).",
                "Address of the official data (or KAMERSTEM_URL).",
            ),
        )(function)

    def recording(self, function: Function) -> Function:
        """Add --record: where the local record is."""
        return click.option(
            "--record",
            metavar=self.words("PAD|URL", "PATH|URL"),
            envvar="KAMERSTEM_RECORD",
            help=self.words(
                "Het eigen gegevensbestand: een pad of een database-URL (ook: KAMERSTEM_RECORD).",
                "The local record: a path or a database URL (or KAMERSTEM_RECORD).",
            ),
        )(function)

    def day(self, name: str, nl: str, en: str, **other: Any) -> Callable[[Function], Function]:
        """Add an option that takes a day."""
        metavar = self.words("DATUM", "DATE")
        return click.option(name, type=Day(), metavar=metavar, help=self.words(nl, en), **other)

    def output(self, function: Function) -> Function:
        """Add -o: a file to write to, so that no shell comes between."""
        return click.option(
            "-o",
            "output",
            metavar=self.words("PAD", "PATH"),
            type=click.Path(path_type=Path),
            help=self.words("Schrijf naar dit bestand.", "Write to this file."),
        )(function)

    def kinds(self, function: Function) -> Function:
        """Add --kind: what is voted on; it may stand more than once."""
        return click.option(
            "--kind",
            type=Term("Kind", list(KINDS)),
            metavar=self.words("SOORT", "KIND"),
            multiple=True,
            help=self.words(
                f"Alleen dit soort voorstellen; mag vaker. Kies uit: {', '.join(KINDS.values())}.",
                f"Only this kind of proposal; may stand more than once. Choose from: {', '.join(KINDS)}.",
            ),
        )(function)

    def form(self, *forms: str) -> Callable[[Function], Function]:
        """Add --as with these forms, the first by default."""
        return click.option(
            "--as",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            help=self.words("Vorm van de uitvoer.", "Form of the output."),
        )
