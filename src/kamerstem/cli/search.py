"""The command search: proposals in the local record, by words."""

import datetime as dt
import os
import sys

import click

from kamerstem.cli.folding import note, show
from kamerstem.cli.options import Options, Term
from kamerstem.cli.output import put
from kamerstem.language import Lang, Words

# The values, and what they are called in Dutch, as in cli/options.py.
STATUSES = {
    "adopted": "aangenomen",
    "rejected": "verworpen",
    "withdrawn": "ingetrokken",
    "lapsed": "vervallen",
    "held_over": "aangehouden",
    "taken_over": "overgenomen",
    "inadmissible": "ontoelaatbaar",
    "pending": "nog niet beslist",
    "unknown": "onbekend",
}


def add_search_command(group: click.Group, options: Options) -> None:
    """Add the command to the group."""
    words = options.words

    @group.command(
        options_metavar=words("[OPTIES]", "[OPTIONS]"),
        help=words(
            'Zoek voorstellen in het eigen gegevensbestand: woorden in elke vorm, "woorden achter elkaar", begin*,'
            " NOT, OR en nummers. Zonder vraag: alles wat de opties doorlaten.",
            'Search proposals in the local record: words in any form, "words in a row", begin*, NOT, OR and references.'
            " Without a query: all that the options let through.",
        ),
    )
    @click.argument("query", metavar=words("[VRAAG]...", "[QUERY]..."), nargs=-1)
    @options.kinds
    @click.option(
        "--outcome",
        type=Term("Status", list(STATUSES)),
        metavar=words("UITKOMST", "OUTCOME"),
        multiple=True,
        help=words(
            f"Alleen met deze uitkomst na het laatste besluit; mag vaker. Kies uit: {', '.join(STATUSES.values())}.",
            f"Only with this outcome after the last decision; may stand more than once. Choose from: "
            f"{', '.join(STATUSES)}.",
        ),
    )
    @click.option(
        "--party",
        metavar=words("FRACTIE", "PARTY"),
        help=words("Ingediend door deze fractie.", "Submitted by this party."),
    )
    @click.option(
        "--side",
        type=Term("Side", ["for", "against", "not_voting"]),
        metavar=words("voor|tegen|niet-deelgenomen", "for|against|not_voting"),
        help=words(
            "Met --party: niet wie indiende, maar hoe die fractie het laatst stemde.",
            "With --party: not who submitted it, but where that party stood in the last vote.",
        ),
    )
    @options.day("--since", "Vanaf deze dag.", "From this day on.")
    @options.day("--until", "Tot en met deze dag.", "Up to and with this day.")
    @click.option(
        "--limit",
        type=click.IntRange(0, 1000),
        default=20,
        metavar="N",
        help=words("Hooguit zoveel tegelijk (20).", "At most so many at a time (20)."),
    )
    @click.option(
        "--offset",
        type=click.IntRange(0, 1_000_000_000),
        default=0,
        metavar="N",
        help=words("Sla de eerste N over.", "Skip the first N."),
    )
    @options.form("text", "json")
    @options.recording
    @options.shared
    def search(
        query: tuple[str, ...],
        kind: tuple[str, ...],
        outcome: tuple[str, ...],
        party: str | None,
        side: str | None,
        since: dt.date | None,
        until: dt.date | None,
        limit: int,
        offset: int,
        form: str,
        record: str | None,
        lang: Lang,
    ) -> int:
        from kamerstem.answers import record as records
        from kamerstem.contract import record as contract
        from kamerstem.model.votes import Kind, Status
        from kamerstem.store import Scope

        asked = " ".join(query)
        scope = Scope(
            kinds=frozenset(map(Kind, kind)),
            statuses=frozenset(map(Status, outcome)),
            party=party,
            side=side,
            since=since,
            until=until,
        )
        with records.opened(record) as store:
            hits = records.search(store, asked, scope, limit=limit, offset=offset)
            origin = records.origin_of(store, said=hits.filled.said)
        found = contract.found(hits, asked, limit=limit, offset=offset)
        if form == "json":
            from kamerstem.render.json import dumps

            put(dumps(found))
            return 0
        from kamerstem.render.hits import lines

        note(origin.in_(lang))
        for line in lines(found, lang, marked=_marking()):
            show(line, marked=_marking())
        if hits.cut:
            cut = Words(
                "Het eind van de vraag is te lang en niet gelezen.",
                "The end of the query is too long and was not read.",
            )
            note(cut.in_(lang))
        return 0


def _marking() -> bool:
    """Return whether words that were found can stand out: on a terminal that knows how, if it is not unwanted."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
