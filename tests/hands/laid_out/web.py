"""Four people who make web pages."""

from html import escape

from tests.hands.laid_out.contents import Content, Item, listed
from tests.hands.laid_out.people import person


def _page(title: str, body: str, style: str = "") -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body>\n{body}\n</body></html>\n"
    ).encode()


def _articles(items: tuple[Item, ...]) -> list[tuple[str, list[Item]]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.article, []).append(item)
    return list(found.items())


def _sides(item: Item, tag: str = "p") -> str:
    return "".join(
        f"<{tag}><strong>{side}:</strong> {listed(names)}.</{tag}>\n" for side, names in item.sides
    )


@person(".html", explains=True)
def editor_of_a_site(content: Content) -> bytes:
    """A page of a site: a menu, the way to it, related pages, a notice about cookies."""
    parts = [
        '<div class="cookies" role="dialog"><p>Deze site gebruikt cookies.</p><button>Akkoord</button></div>',
        '<header><a href="/">Bedachte organisatie</a><nav><ul><li><a href="/nieuws">Nieuws</a></li><li><a href="/wetten">Wetsvoorstellen</a></li></ul></nav></header>',
        '<main><p class="kruimelpad"><a href="/">Home</a> › <a href="/wetten">Wetsvoorstellen</a></p>',
        f"<h1>Stemmingen</h1>\n<p>Betreffende wetsvoorstel:</p>\n<p>{content.number}</p>\n<p>{content.title}</p>",
        f"<h2>Eindstemming wetsvoorstel</h2>\n<p>{content.final}</p>\n{_sides(content.bill)}",
        "".join(f"<p>{day}</p>\n" for day in content.days),
    ]
    for heading, items in content.groups:
        parts.append(f"<h2>{heading}</h2>")
        for article, those in _articles(items):
            parts += [f"<h3>Artikel {article}</h3>"] if article else []
            for item in those:
                parts.append(
                    f"<h4>{item.head}</h4>\n" + "".join(f"<p>{each}</p>\n" for each in item.explanation)
                )
                parts.append(f"<p>{item.result}.</p>\n{_sides(item)}")
    parts.append(
        '</main><aside><h2>Zie ook</h2><ul><li><a href="/agenda">Agenda van de week</a></li></ul></aside>'
    )
    parts.append("<footer><p>Over deze site</p><p>© Bedachte organisatie</p></footer>")
    style = "nav ul{display:flex} .cookies{position:fixed;bottom:0} @media print{.cookies,nav{display:none}}"
    return _page(f"Stemmingen {content.number}", "\n".join(parts), style)


@person(".html")
def old_intranet(content: Content) -> bytes:
    """A page of an old intranet: tables within tables, font tags, paragraphs that are not closed, spaces to fill."""

    def part(*lines: str) -> str:
        return "<p>" + "<br>\n".join(lines)

    sides = [f"<b>{side}</b>: {listed(names)}." for side, names in content.bill.sides]
    parts = [
        '<table width="100%" border="0"><tr><td width="150" bgcolor="#dddddd"><font size="2"><a href="a.htm">Start</a><br><a href="b.htm">Zoeken</a></font></td><td>',
        '<font face="Arial" size="2">'
        + part("<b>Betreffende wetsvoorstel:</b>", content.number, content.title),
        part("&nbsp;"),
        part("<b>Eindstemming wetsvoorstel</b>", content.final, *sides),
        part(*content.days) if content.days else "",
    ]
    for heading, items in content.groups:
        parts.append(f"<p><b><u>{heading}</u></b>")
        for item in items:
            where = [f"<i>Artikel {item.article}</i>"] if item.article else []
            told = [f"<b>{side}</b>: {listed(names)}." for side, names in item.sides]
            parts.append(
                part(*where, f"{item.number}&nbsp;({item.by}) over {item.about}", f"{item.result}.", *told)
            )
    parts.append(
        '</font></td></tr></table><hr><center><font size="1">Laatst gewijzigd door de webmaster</font></center>'
    )
    return _page("Intranet", "\n".join(parts))


@person(".html", explains=True)
def folded(content: Content) -> bytes:
    """A page on which each proposal can be folded out, its facts in a list of terms."""

    def terms(item: Item, *more: tuple[str, str]) -> str:
        pairs = [
            *more,
            ("Uitslag", item.result),
            ("Datum", item.day),
            *((side, listed(names)) for side, names in item.sides),
        ]
        return "<dl>" + "".join(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in pairs) + "</dl>"

    parts = [
        f"<h1>Wetsvoorstel {content.number}</h1><p>{content.title}</p>",
        f"<h2>Eindstemming wetsvoorstel</h2>{terms(content.bill)}",
    ]
    for kind, title in (("am", "Amendementen"), ("mo", "Moties")):
        those = [item for item in content.items if item.kind == kind]
        parts += [f"<h2>{title}</h2>"] if those else []
        for item in those:
            more = [("Artikel", item.article)] if item.article else []
            why = "".join(f"<p>{each}</p>" for each in item.explanation)
            parts.append(f"<details open><summary>{item.head}</summary>{why}{terms(item, *more)}</details>")
    return _page(content.number, "\n".join(parts))


@person(".html")
def table_of_marks(content: Content) -> bytes:
    """A striped table with a head, the parties as small labels in a cell, and a caption."""

    def labels(names: tuple[str, ...] | None) -> str:
        return " ".join(f'<span class="label">{name}</span>' for name in names or ())

    def line(item: Item) -> str:
        cells = (
            item.number,
            item.by,
            item.about,
            item.article,
            item.day,
            item.result,
            *map(labels, (item.for_, item.against, item.absent)),
        )
        return "<tr>" + "".join(f"<td>{each}</td>" for each in cells) + "</tr>"

    heads = ("Nr.", "Indiener", "Onderwerp", "Artikel", "Datum", "Uitslag", "Voor", "Tegen", "Afwezig")
    parts = [
        f"<h1>{content.number} {content.title}</h1>",
        f"<h2>Eindstemming wetsvoorstel</h2><p>{content.final}</p>",
        "".join(f"<p>{side}: {labels(names)}</p>" for side, names in content.bill.sides),
    ]
    for kind, title in (("am", "Amendementen"), ("mo", "Moties")):
        lines = [line(item) for item in content.items if item.kind == kind]
        if lines:
            head = "".join(f'<th scope="col">{each}</th>' for each in heads)
            parts.append(
                f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
            )
    style = "table{border-collapse:collapse} tr:nth-child(even){background:#eee} .label{border:1px solid #999;border-radius:4px;padding:0 4px}"
    return _page("Uitslagen", "\n".join(parts), style)
