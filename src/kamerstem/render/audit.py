"""The audit as text, JSON, CSV and Markdown, and as a report to those who keep the data.

Made of plain data (:func:`kamerstem.contract.checked.audit`): what is printed and what scripts read is the same.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from kamerstem.language import Lang, Words
from kamerstem.model.clock import here, minute
from kamerstem.model.overview import Severity, SourceKind
from kamerstem.render.findings import SEVERITIES, counted
from kamerstem.render.json import dumps
from kamerstem.render.sheet import as_csv

if TYPE_CHECKING:
    from kamerstem.contract.types.checked import Audit, Audited, CheckTotal
    from kamerstem.contract.types.overview import Source

SHOWN = 10
"""Findings of each check that text shows; the other forms give all."""
_REPORTED = 50


def json(audit: "Audit", lang: Lang) -> str:  # noqa: ARG001  (its messages are in the language already)
    """Return the audit as JSON: totals per check, and every finding."""
    return dumps(audit)


# Columns are keys of the contract: as literals, so that mypy knows them.
_Said = Literal["check", "severity", "day", "ref", "zaak", "title", "message", "expected", "found"]
_SAID: tuple[_Said, ...] = get_args(_Said)
_About = Literal["entity", "id"]
_ABOUT: tuple[_About, ...] = get_args(_About)
_SEEN = ("first_seen", "new")
_Links = Literal["paper", "record"]
_LINKS: tuple[_Links, ...] = get_args(_Links)
_CAME = ("road", "fetched", "address")


def csv_(audit: "Audit", lang: Lang) -> str:  # noqa: ARG001
    """Return a row for each finding, with a header; what is not stated is empty."""
    return as_csv([*_SAID, *_ABOUT, *_SEEN, *_LINKS, *_CAME], map(_row, audit["findings"]))


def _row(found: "Audited") -> list[object]:
    about = found["about"]
    return [
        *(found[name] for name in _SAID),
        *(about[name] if about else None for name in _ABOUT),
        _here(found["first_seen"]),
        found["new"],
        *(found["links"][name] for name in _LINKS),
        *(
            (latest["kind"], _here(latest["fetched"]), latest["url"])
            if (latest := _latest(found))
            else (None,) * 3
        ),
    ]


def _here(moment: str | None) -> str | None:
    """Return a moment as the clock of the House has it, with its offset: a sheet is read by people."""
    return here(dt.datetime.fromisoformat(moment)).isoformat(timespec="seconds") if moment else None


def _latest(found: "Audited") -> "Source | None":
    """Return the page that the latest of a decision and its rows came with."""
    return max(found["sources"], key=lambda source: source["fetched"] or "", default=None)


def _came(found: "Audited", lang: Lang) -> str:
    """Return when and by which road the rows came that are held; empty where nothing tells."""
    latest = _latest(found)
    if latest is None or latest["fetched"] is None:
        return ""
    road, when = (
        _ROADS.get(latest["kind"], latest["kind"]),
        minute(dt.datetime.fromisoformat(latest["fetched"])),
    )
    pages = len(found["sources"])
    return Words(
        f"In dit gegevensbestand door {road}, {when}" + (f" ({pages} bladen)" if pages > 1 else "") + ".",
        f"In this record by {road}, {when}" + (f" ({pages} pages)" if pages > 1 else "") + ".",
    ).in_(lang)


_ROADS = {SourceKind.SYNCFEED: "SyncFeed", SourceKind.ODATA: "OData"}


def text(audit: "Audit", lang: Lang, shown: int = SHOWN) -> str:
    """Return a table of checks, the worst first, and the findings of each, the new ones first."""
    return "\n".join(_text(audit, lang, shown)) + "\n"


def _text(audit: "Audit", lang: Lang, shown: int) -> Iterator[str]:
    yield _head(audit, lang)
    if not audit["totals"]:
        return
    yield ""
    yield from _columns(
        [Words("ernst", "severity"), Words("aantal", "count"), Words("nieuw", "new"), Words("wat", "what")],
        [
            (
                _severity(total, lang),
                str(total["count"]),
                _new(total["new"]),
                f"{total['title']} [{total['check']}]",
            )
            for total in audit["totals"]
        ],
        lang,
    )
    for total in audit["totals"]:
        yield ""
        yield f"{total['title']} [{total['check']}]"
        yield f"  {total['todo']}"
        found = _of(audit, total["check"])
        for finding in found[:shown]:
            yield f"  {_line(finding, lang)}"
            yield f"      {finding['links']['paper'] or finding['links']['record'] or '-'}"
            if came := _came(finding, lang):
                yield f"      {came}"
        if len(found) > shown:
            yield "  " + Words(
                f"... en nog {len(found) - shown}. Alles: --as csv of --as json.",
                f"... and {len(found) - shown} more. All of them: --as csv or --as json.",
            ).in_(lang)


def markdown(audit: "Audit", lang: Lang) -> str:
    """Return the audit as Markdown: a table of checks, and one of all findings."""
    return "\n".join(_markdown(audit, lang)) + "\n"


def _markdown(audit: "Audit", lang: Lang) -> Iterator[str]:
    yield f"# {Words('Gegevenscontrole', 'Audit').in_(lang)}"
    yield ""
    yield _head(audit, lang)
    if not audit["totals"]:
        return
    yield ""
    names = [Words("ernst", "severity"), Words("aantal", "count"), Words("nieuw", "new")]
    yield from _table(
        [*names, Words("controle", "check"), Words("wat", "what")],
        [
            (
                _severity(total, lang),
                str(total["count"]),
                _new(total["new"]),
                f"`{total['check']}`",
                total["title"],
            )
            for total in audit["totals"]
        ],
        lang,
    )
    for total in audit["totals"]:
        yield ""
        yield f"## {total['title']}"
        yield ""
        yield _escaped(total["todo"])
        yield ""
        yield from _table(
            [Words("dag", "day"), Words("stuk", "paper"), Words("bevinding", "finding")],
            [
                (finding["day"] or "-", _linked(finding, lang), _escaped(finding["message"]))
                for finding in _of(audit, total["check"])
            ],
            lang,
        )


def report(audit: "Audit", lang: Lang) -> str:
    """Return what to send to those who keep the data about one check: how to see it, expected, found, official ids."""
    return "\n".join(_report(audit, lang)) + "\n"


def _report(audit: "Audit", lang: Lang) -> Iterator[str]:
    def say(nl: str, en: str) -> str:
        return Words(nl, en).in_(lang)

    [total] = audit["totals"]
    found = _of(audit, total["check"])
    yield f"# {total['title']} ({total['count']} {say('keer', 'time' if total['count'] == 1 else 'times')})"
    yield ""
    yield say(
        f"Gevonden met Kamerstem, controle `{total['check']}`, in {audit['votes']} stemmingen{_period(audit, lang)}. "
        f"Berust op: {_escaped(total['basis'])}.",
        f"Found with Kamerstem, check `{total['check']}`, in {audit['votes']} votes{_period(audit, lang)}. "
        f"It rests on: {_escaped(total['basis'])}.",
    )
    yield ""
    yield say(
        "De dienst is van elk besluit hieronder opnieuw gevraagd, en laat hetzelfde zien.",
        "The service was asked again for each decision below, and shows the same.",
    )
    if only := audit["only_here"]:
        yield say(
            f"Weggelaten is wat alleen in dit gegevensbestand is gevonden, of niet opnieuw is gevraagd: {only}. "
            "Wat uit meer dan één voorstel volgt, is zo niet te bevestigen.",
            f"Left out is what was found in this record only, or was not asked for again: {only}. "
            "What follows from more than one proposal cannot be confirmed so.",
        )
    for address in total["known"]:
        yield say(f"Al bekend: <{address}>", f"Known already: <{address}>")
    yield ""
    yield f"## {say('Hoe het te zien is', 'How to see it')}"
    yield ""
    queries = list(dict.fromkeys(query for finding in found[:3] if (query := finding["links"]["query"])))
    if queries:
        yield from (f"    GET {query}" for query in queries)
    else:
        yield say("Het betreft geen afzonderlijk record.", "It concerns no single record.")
    yield ""
    yield f"## {say('Opnieuw opgevraagd', 'Asked again')}"
    yield ""
    for asked in {source["id"]: source for each in found if (source := each["confirmed"])}.values():
        when = minute(dt.datetime.fromisoformat(asked["fetched"])) if asked["fetched"] else "-"
        yield f"- {when}, SHA-256 `{asked['sha256']}`: <{asked['url']}>"
    yield ""
    yield f"## {say('Verwacht en gevonden', 'Expected and found')}"
    yield ""
    yield from _table(
        [
            Words("id", "id"),
            Words("dag", "day"),
            Words("stuk", "paper"),
            Words("verwacht", "expected"),
            Words("gevonden", "found"),
            Words("bevinding", "finding"),
        ],
        [
            (
                f"{about['entity']} `{about['id']}`" if (about := finding["about"]) else "-",
                finding["day"] or "-",
                _linked(finding, lang),
                _escaped(finding["expected"] or "-"),
                _escaped(finding["found"] or "-"),
                _escaped(finding["message"]),
            )
            for finding in found[:_REPORTED]
        ],
        lang,
    )
    if len(found) > _REPORTED:
        yield ""
        yield say(f"En nog {len(found) - _REPORTED}.", f"And {len(found) - _REPORTED} more.")


# --- pieces -------------------------------------------------------------------------------------------------


def _head(audit: "Audit", lang: Lang) -> str:
    """Return in a sentence or two what was looked at and what came of it."""
    numbers = [
        (severity, sum(t["count"] for t in audit["totals"] if t["severity"] == severity))
        for severity in Severity
    ]
    said = counted(numbers, lang)
    new, gone = sum(total["new"] for total in audit["totals"]), len(audit["gone"])
    since = ""
    if not audit["first"]:
        since = Words(
            f" Sinds de vorige controle: {new} nieuw, {gone} verdwenen.",
            f" Since the audit before: {new} new, {gone} gone.",
        ).in_(lang)
    return (
        Words(
            f"Gecontroleerd: {audit['votes']} stemmingen{_period(audit, lang)}. Bevindingen: {said}.",
            f"Checked: {audit['votes']} votes{_period(audit, lang)}. Findings: {said}.",
        ).in_(lang)
        + since
    )


def _period(audit: "Audit", lang: Lang) -> str:
    since, until = audit["since"], audit["until"]
    nl = f" vanaf {since}" if since else ""
    en = f" from {since} on" if since else ""
    nl += f" tot en met {until}" if until else ""
    en += f" up to and with {until}" if until else ""
    return Words(nl, en).in_(lang)


def _severity(total: "CheckTotal", lang: Lang) -> str:
    return SEVERITIES[total["severity"]].in_(lang)


def _new(number: int) -> str:
    return str(number) if number else "-"


def _of(audit: "Audit", check: str) -> "list[Audited]":
    """Return the findings of a check: the new ones first, then the latest."""
    found = [finding for finding in audit["findings"] if finding["check"] == check]
    found.sort(key=lambda finding: finding["day"] or "", reverse=True)
    return sorted(found, key=lambda finding: not finding["new"])


def _line(finding: "Audited", lang: Lang) -> str:
    new = Words("NIEUW ", "NEW ").in_(lang) if finding["new"] else ""
    place = finding["ref"] or finding["zaak"]
    return f"{new}{finding['day'] or '-':<10}  {f'{place}: ' if place else ''}{finding['message']}"


def _columns(head: Sequence[Words], rows: Sequence[tuple[str, ...]], lang: Lang) -> Iterator[str]:
    """Yield a table for people: numbers to the right, the last column as long as it is."""
    titles = tuple(words.in_(lang) for words in head)
    widths = [max(len(row[index]) for row in (titles, *rows)) for index in range(len(titles) - 1)]
    for row in (titles, *rows):
        cells = [
            cell.rjust(width) if index in (1, 2) else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        yield "  ".join([*cells, row[-1]])


def _table(head: Sequence[Words], rows: Sequence[tuple[str, ...]], lang: Lang) -> Iterator[str]:
    yield "| " + " | ".join(words.in_(lang) for words in head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _linked(finding: "Audited", lang: Lang) -> str:
    link = finding["links"]["paper"] or finding["links"]["record"]
    unnamed = Words("geen nummer", "no number").in_(lang) if link else "-"
    name = finding["ref"] or finding["zaak"] or unnamed
    return f"[{_escaped(name)}]({link})" if link else _escaped(name)


_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>|#"})


def _escaped(words: str) -> str:
    """Return words as Markdown shows them, on one line: nothing in them is mark-up."""
    return " ".join(words.split()).translate(_SPECIAL)


FORMS: "dict[str, Callable[[Audit, Lang], str]]" = {"text": text, "json": json, "csv": csv_, "md": markdown}
