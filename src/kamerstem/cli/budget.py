"""The command ``budget``: what amendments would move, article by article."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamerstem.cli.folding import columns, note, show
from kamerstem.cli.options import Options, say_first
from kamerstem.cli.output import CSV, echo_csv, put
from kamerstem.errors import InputError
from kamerstem.language import Lang

if TYPE_CHECKING:
    from kamerstem.answers.door import Door


def add_budget_command(group: click.Group, options: Options) -> None:
    """Add the command to the group."""
    words, shared, asking = options.words, options.shared, options.asking

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Toon per artikel wat de amendementen op een begroting zouden verschuiven, en wat ervan werd.",
            "Show article by article what the amendments to a budget would move, and what became of them.",
        ),
    )
    @click.argument("target", metavar=words("[NUMMER]", "[REF]"), required=False)
    @click.option(
        "--year",
        type=click.IntRange(1995, 2100),
        metavar=words("JAAR", "YEAR"),
        help=words(
            "In plaats van een nummer: totalen per fractie, artikel en uitkomst over alle begrotingen van dit jaar, "
            "uit het eigen gegevensbestand.",
            "Instead of a number: totals by party, article and outcome over all budgets of this year, from the local "
            "record.",
        ),
    )
    @options.form("text", "json", *CSV)
    @asking
    @shared
    def budget(
        target: str | None,
        year: int | None,
        form: str,
        door: "Door",
        lang: Lang,
    ) -> int:
        if (target is None) == (year is None):
            raise InputError(
                "Geef het nummer van een begroting (36470-VI) of een jaar (--year 2024).",
                "Give the number of a budget (36470-VI) or a year (--year 2024).",
            )
        if year is not None:
            return _year(year, form, door, options.given("record"), lang)
        from kamerstem.answers import documents

        if target is not None and documents.is_file(target):
            raise InputError(
                f"'{Path(target).name}' is een bestand; bedragen komen uit de stukken. Geef een nummer (36470-VI).",
                f"'{Path(target).name}' is a file; amounts come from the papers. Give a number (36470-VI).",
            )
        from kamerstem.render import budget as render

        answer = documents.ask(door, target or "")
        if form in CSV:
            echo_csv(render.as_csv(answer.overview, lang), form)
        elif form == "json":
            put(render.as_json(answer.overview, lang))
        else:
            from kamerstem.render.findings import line

            note(answer.origin.in_(lang))
            show(render.text(answer.overview, lang, columns(render.WIDTH)))
            for finding in answer.overview.findings:
                if finding.check.startswith(("papers-", "budget-")):
                    note(line(finding, lang))
        return 0


def _year(year: int, form: str, door: "Door", record: str | None, lang: Lang) -> int:
    if door.origin not in ("auto", "record"):
        raise InputError(
            "--year geldt alleen voor het eigen gegevensbestand. Laat --from weg.",
            "--year goes with the local record only. Leave --from out.",
        )
    from kamerstem.answers import record as records
    from kamerstem.render import budget as render

    with records.opened(record) as store:
        proposals, missing = records.budget_year(store, year)
        filled = records.filled(store)
    say_first(filled, form, lang)
    if form == "text":
        show(render.year_text(year, proposals, missing, lang, columns(render.WIDTH)))
    elif form in CSV:
        echo_csv(render.year_csv(year, proposals), form)
    else:
        put(render.year_json(year, proposals, missing, filled))
    return 0
