"""The command of the audit: every check over the record."""

import datetime as dt
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kamerstem.cli.folding import over, show
from kamerstem.cli.options import Options, say_first
from kamerstem.cli.output import CSV, echo_csv, put
from kamerstem.errors import NotFoundError
from kamerstem.language import Lang, Words

if TYPE_CHECKING:
    from kamerstem.answers.audit import Progress
    from kamerstem.model.answers import Audit
    from kamerstem.store import Store


def add_audit_command(group: click.Group, options: Options) -> None:
    """Add ``audit`` to the group."""
    words = options.words

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            "Controleer het hele eigen gegevensbestand; alleen wat sinds de vorige keer veranderd is.",
            "Run every check over the local record, where something changed since the last time.",
        ),
    )
    @options.day("--since", "Stemmingen vanaf deze dag.", "Votes from this day on.")
    @options.day("--until", "Stemmingen tot en met deze dag.", "Votes up to and with this day.")
    @click.option(
        "--check",
        metavar=words("NAAM", "NAME"),
        help=words("Alleen bevindingen van deze controle.", "Findings of this check only."),
    )
    @click.option(
        "--report",
        metavar=words("NAAM", "NAME"),
        help=words(
            "Schrijf over deze controle een melding voor de beheerder van de gegevens (Markdown), over wat de dienst "
            "ook laat zien: die wordt opnieuw gevraagd.",
            "Write a report on this check for those who keep the data (Markdown), on what the service shows as well: "
            "it is asked again.",
        ),
    )
    @click.option("--full", is_flag=True, help=words("Controleer alles opnieuw.", "Check everything again."))
    @options.form("text", "json", *CSV, "md")
    @options.addressing
    @options.recording
    @options.shared
    def audit(
        since: dt.date | None,
        until: dt.date | None,
        check: str | None,
        report: str | None,
        full: bool,
        form: str,
        url: str | None,
        record: str | None,
        lang: Lang,
    ) -> int:
        from kamerstem.answers import audit as audits
        from kamerstem.answers import record as records
        from kamerstem.contract import checked as contract
        from kamerstem.render import audit as render

        named = report or check
        only = audits.known_check(named) if named else None
        with records.opened(record) as store:
            done = audits.audit(
                store, since=since, until=until, check=only, whole=full, progress=_progress(lang)
            )
            if report:
                done = _reported(store, url, done, report)
            filled = records.filled(store)
        data = contract.audit(done, lang, filled)
        say_first(filled, form, lang)
        if report:
            put(render.report(data, lang))
            return 0
        if form == "text":
            show(render.FORMS[form](data, lang))
        elif form in CSV:
            echo_csv(render.csv_(data, lang), form)
        else:
            put(render.FORMS[form](data, lang))
        return 1 if any(total["severity"] == "error" for total in data["totals"]) else 0


def _reported(store: "Store", url: str | None, done: "Audit", name: str) -> "Audit":
    """Return the audit with what can be reported. Raises NotFoundError where that is nothing."""
    if not done.findings:
        raise NotFoundError(
            f"De controle '{name}' vindt niets in deze periode: er is niets te melden.",
            f"The check '{name}' finds nothing in this period: there is nothing to report.",
        )
    from kamerstem.answers import confirm

    return confirm.confirmed(store, url, done)


def _progress(lang: Lang) -> "Callable[[Progress], None] | None":
    """Return what shows progress on a terminal: one line that is written over; nothing in a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(progress: "Progress") -> None:
        text = Words(
            f"Gecontroleerd: {progress.done}, nog {progress.left}",
            f"Checked: {progress.done}, {progress.left} left",
        ).in_(lang)
        over(text, done=progress.left == 0)

    return show
