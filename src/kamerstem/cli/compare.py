"""The command that holds something beside the official record."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamerstem.cli.folding import note, show
from kamerstem.cli.options import Options
from kamerstem.cli.output import CSV, echo_csv, put
from kamerstem.errors import InputError
from kamerstem.language import Lang, Words

if TYPE_CHECKING:
    from kamerstem.answers.door import Door


def add_compare_command(group: click.Group, options: Options) -> None:
    """Add ``compare`` to the group."""
    words = options.words

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Leg een overzicht, een verslag, Handelingen of een stemlijst naast de officiële gegevens.",
            "Hold an overview, a report, Handelingen or a list of intended votes beside the official data.",
        ),
    )
    @click.argument("file", metavar=words("BESTAND", "FILE"), required=False)
    @click.argument("ref", metavar=words("[NUMMER]", "[REF]"), required=False)
    @click.option(
        "--intended",
        metavar=words("LIJST.csv", "LIST.csv"),
        help=words(
            "Wat een fractie wilde stemmen: per regel een stuk en voor, tegen of afwezig.",
            "What a party meant to vote: on each line a paper and voor, tegen or afwezig.",
        ),
    )
    @click.option(
        "--party", metavar=words("FRACTIE", "PARTY"), help=words("Van welke fractie.", "Of which party.")
    )
    @options.day(
        "--day",
        "Dag van de vergadering, als het bestand die niet noemt.",
        "Day of the sitting, if the file does not say.",
    )
    @click.option(
        "--corrected",
        metavar=words("PAD", "PATH"),
        help=words(
            "Schrijf het verbeterde overzicht; de vorm volgt uit de naam.",
            "Write the corrected overview; its form follows from the name.",
        ),
    )
    @options.form("text", "json", *CSV)
    @options.asking
    @options.shared
    def compare(
        file: str | None,
        ref: str | None,
        intended: str | None,
        party: str | None,
        day: dt.date | None,
        corrected: str | None,
        form: str,
        door: "Door",
        lang: Lang,
    ) -> int:
        from kamerstem.answers import comparison
        from kamerstem.contract import checked as contract
        from kamerstem.model.answers import Comparison, differs
        from kamerstem.render import comparison as render
        from kamerstem.render.json import dumps

        if intended is not None:
            if party is None or file is not None or corrected is not None:
                raise InputError(
                    "Bij --intended hoort --party, en geen ander bestand.",
                    "--intended goes with --party, and with no other file.",
                )
            made: Comparison = comparison.compare_intended(door, Path(intended), party)
        elif file is None:
            raise InputError(
                "Geef een bestand, of --intended met --party.", "Give a file, or --intended with --party."
            )
        else:
            made = comparison.compare_file(door, Path(file), ref, day=day)
        data = contract.comparison(made, lang)
        note(made.origin.in_(lang))
        if form == "json":
            put(dumps(data))
        elif form in CSV:
            echo_csv(render.csv_(data, lang), form)
        else:
            show(render.text(data, lang))
        if corrected is not None:
            _write_corrected(made, Path(corrected), lang)
        return int(differs(made))


def _write_corrected(made: object, place: Path, lang: Lang) -> None:
    from kamerstem.cli.output import form_of
    from kamerstem.files import write
    from kamerstem.model.answers import DocumentComparison
    from kamerstem.render import forms

    if not isinstance(made, DocumentComparison):
        raise InputError(
            "--corrected hoort bij een overzicht; dit bestand is iets anders.",
            "--corrected goes with an overview; this file is something else.",
        )
    write(place, forms.render(form_of(place), made.corrected, lang))
    note(
        Words(f"Het verbeterde overzicht staat in {place}.", f"The corrected overview is in {place}.").in_(
            lang
        )
    )
