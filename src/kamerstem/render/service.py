"""How the official service does, for people: what answers, what works here, and a text for a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kamerstem.language import Lang, Words
from kamerstem.model.clock import ZONE, minute
from kamerstem.version import __version__

if TYPE_CHECKING:
    from kamerstem.contract.types import lists as types


def service_lines(service: types.Service, lang: Lang) -> Iterator[str]:
    """Yield what each part of the service said, what works, and the text for a report."""
    server, requests = service["server"], service["requests"]
    yield Words(
        f"De dienst op {server}, met {requests} vragen:", f"The service at {server}, by {requests} requests:"
    ).in_(lang)
    told = [line.in_(lang) for version in service["versions"] for line in _version(version)]
    told.append(_feed(service["feed"]).in_(lang))
    yield from (f"  {line}" for line in told)
    works = _works(service).in_(lang)
    yield works
    yield Words("Voor een melding, om over te nemen:", "For a report, to paste:").in_(lang)
    moment = minute(dt.datetime.fromisoformat(service["asked"]))
    yield f"  Kamerstem {__version__}, {server}, {moment} ({ZONE.in_(lang)})"
    yield from (f"  {line}" for line in told)
    yield f"  {works}"


def _version(version: types.ServiceVersion) -> Iterator[Words]:
    """Yield what is to be said of a version."""
    name = f"OData {version['name']}"
    if version["error"] is not None:
        yield Words(
            f"{name}: niet te gebruiken. {version['error']}", f"{name}: cannot be used. {version['error']}"
        )
        return
    vote, page = version["vote"], version["page"]
    tally = "-".join(map(str, vote)) if vote else None
    right = (
        Words(f"36470-VI komt goed uit ({tally})", f"36470-VI comes out right ({tally})")
        if version["right"]
        else Words(f"36470-VI is {tally} in plaats van 149-0-1", f"36470-VI is {tally}, not 149-0-1")
        if tally
        else Words("36470-VI is er niet", "36470-VI is not there")
    )
    rows = (
        Words(f"{page} rijen per pagina", f"{page} rows a page") if page else Words("één pagina", "one page")
    )
    slow = (version["milliseconds"] or 0) / 1000
    yield Words(
        f"{name}: antwoordt; {rows.nl}; {right.nl}; traagste antwoord {_decimal(slow)} s.",
        f"{name}: answers; {rows.en}; {right.en}; slowest answer {slow:.1f} s.",
    )
    for names, nl, en in (
        (version["missing"], "ontbreekt, en blijft leeg", "missing, and stays empty"),
        (version["unused"], "ontbreekt, en is niet nodig", "missing, and not needed"),
        (version["new"], "nieuw, en niet gebruikt", "new, and not used"),
    ):
        if names:
            yield Words(f"{name}: {nl}: {', '.join(names)}.", f"{name}: {en}: {', '.join(names)}.")


def _feed(feed: types.ServiceFeed) -> Words:
    if feed["error"] is not None:
        return Words(
            f"SyncFeed: niet te gebruiken. {feed['error']}", f"SyncFeed: cannot be used. {feed['error']}"
        )
    slow = (feed["milliseconds"] or 0) / 1000
    return Words(f"SyncFeed: antwoordt, in {_decimal(slow)} s.", f"SyncFeed: answers, in {slow:.1f} s.")


def _works(service: types.Service) -> Words:
    """Return what can be done here with what answered right."""
    usable = next((each for each in service["versions"] if each["usable"]), None)
    live = usable["name"] if usable is not None and usable["right"] else None
    if live and service["feed"]["usable"]:
        return Words(
            f"Hier werkt alles: vragen aan de API (OData {live}) en kamerstem sync.",
            f"Everything works here: questions to the API (OData {live}) and kamerstem sync.",
        )
    if live:
        return Words(
            f"Hier werken vragen aan de API (OData {live}); kamerstem sync niet.",
            f"Questions to the API (OData {live}) work here; kamerstem sync does not.",
        )
    if service["feed"]["usable"]:
        return Words(
            "Hier werkt kamerstem sync, en daarna alles uit het gegevensbestand (--from record); vragen aan de API "
            "niet.",
            "kamerstem sync works here, and then everything from the record (--from record); questions to the API do "
            "not.",
        )
    return Words(
        "Hier werkt niets van de dienst. Controleer uw verbinding en het adres (--url, KAMERSTEM_URL).",
        "Nothing of the service works here. Check your connection and the address (--url, KAMERSTEM_URL).",
    )


def _decimal(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")
