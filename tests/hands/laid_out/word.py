"""Twelve people who use Word."""

from tests.hands.laid_out.contents import Content, Item, listed
from tests.hands.laid_out.ooxml import (
    BOLD,
    BREAK,
    CAPITALS,
    ITALIC,
    NEW_PAGE,
    STRUCK,
    TAB,
    Word,
    bold,
    box,
    cell,
    choice,
    control,
    deleted,
    field_,
    form_text,
    inserted,
    numbered,
    p,
    row,
    run,
    table,
    tick,
)
from tests.hands.laid_out.people import person

_PAGES = p("blad ", field_("PAGE", "1"), " van ", field_("NUMPAGES", "2"))


def _articles(items: tuple[Item, ...]) -> list[tuple[str, list[Item]]]:
    """Return items below the articles that they amend."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.article, []).append(item)
    return list(found.items())


def _sides(item: Item) -> list[str]:
    return [p(f"{side}: {listed(names)}.") for side, names in item.sides]


@person(".docx", explains=True)
def clerk_with_letterhead(content: Content) -> bytes:
    """A clerk of the Senate: a letterhead in a table, the number of the sheet below, headings in bold."""
    word = Word(
        footer=_PAGES,
        header=p(run("Eerste Kamer der Staten-Generaal", CAPITALS), how='<w:jc w:val="right"/>'),
    )
    address = (
        "Binnenhof 22",
        "2513 AA Den Haag",
        "postbus 20017",
        "2500 EA Den Haag",
        "telefoon 070-3129200",
    )
    word.add(
        table(
            row(cell("Griffie", "Afdeling Inhoud", width=5000), cell(*address, width=4000)),
            widths=(5000, 4000),
            lines=False,
        )
    )
    word.add("Betreffende wetsvoorstel:", "", p(run(content.number, BOLD)), content.title, "")
    word.add(bold("Eindstemming wetsvoorstel"), content.final, *_sides(content.bill), "", *content.days)
    for heading, items in content.groups:
        word.add("", bold(heading))
        for article, those in _articles(items):
            if article:
                word.add(p(run(f"Artikel {article}", ITALIC)))
            for item in those:
                word.add(p(run(item.head, BOLD)), *item.explanation, item.sentences)
    return word.bytes()


@person(".docx", explains=True)
def adviser_with_styles(content: Content) -> bytes:
    """An adviser: a title page, a table of contents, headings by style, and a note on where it comes from."""
    word = Word(footer=p("Stemmingen Tweede Kamer", TAB, field_("PAGE", "2")))
    word.add(
        p("Stemmingsoverzicht", style="Titel"),
        p(f"{content.number} {content.title}"),
        p("Opgesteld door: team Wetgeving"),
    )
    headings = ["Eindstemming wetsvoorstel", *(heading for heading, _ in content.groups)]
    word.add(bold("Inhoud"), *(p(each, TAB, "2", style="Inhopg1") for each in headings), NEW_PAGE)
    word.add("Betreffende wetsvoorstel:", content.number, content.title)
    word.add(
        p("Eindstemming wetsvoorstel", style="Kop1"), content.final, *_sides(content.bill), *content.days
    )
    for heading, items in content.groups:
        word.add(p(heading, style="Kop1"))
        for article, those in _articles(items):
            if article:
                word.add(p(f"Artikel {article}", style="Kop2"))
            for item in those:
                word.add(p(item.head), *item.explanation, p(f"{item.result}."), *_sides(item))
    word.add(p("Bron: website van de Tweede Kamer.", style="Bijschrift"))
    return word.bytes()


@person(".docx")
def one_table_each(content: Content) -> bytes:
    """The staff of a party: a little table of two columns for every proposal."""
    word = Word(footer=p(field_("PAGE", "1")))

    def told(*rows: tuple[str, str]) -> str:
        cells = (row(cell(p(run(label, BOLD)), width=2200), cell(value, width=6800)) for label, value in rows)
        return table(*cells, widths=(2200, 6800))

    def lists(item: Item) -> list[tuple[str, str]]:
        return [(side, listed(names)) for side, names in item.sides]

    word.add(p(run("Stemmingen in de Tweede Kamer", BOLD)))
    word.add(
        told(
            ("Wetsvoorstel", content.number),
            ("Titel", content.title),
            ("Uitslag", content.bill.result),
            ("Datum", content.bill.day),
            *lists(content.bill),
        )
    )
    for item in content.items:
        kind = "Amendement" if item.kind == "am" else "Motie"
        article = [("Artikel", item.article)] if item.article else []
        word.add(
            told(
                (kind, f"nr. {item.number}"),
                ("Indiener", item.by),
                *article,
                ("Onderwerp", item.about),
                ("Uitslag", item.result),
                ("Datum", item.day),
                *lists(item),
            )
        )
    return word.bytes()


@person(".docx")
def one_table_for_all(content: Content) -> bytes:
    """A policy officer: one wide table on paper turned sideways, its head on each page."""
    word = Word(landscape=True, footer=p("Pagina ", field_("PAGE", "1")))
    widths = (900, 1900, 2800, 900, 1900, 2500, 2500, 1000)
    heads = ("Nr.", "Indiener", "Onderwerp", "Artikel", "Uitslag", "Voor", "Tegen", "Afwezig")

    def line(*texts: str) -> str:
        return row(*(cell(text, width=width) for text, width in zip(texts, widths, strict=True)))

    word.add(
        "Betreffende wetsvoorstel:",
        content.number,
        content.title,
        bold("Eindstemming wetsvoorstel"),
        content.final,
        *_sides(content.bill),
        *content.days,
    )
    for kind, title in (("am", "Amendementen"), ("mo", "Moties")):
        lines = [
            line(
                item.number,
                item.by,
                item.about,
                item.article,
                item.result,
                *(", ".join(names or ()) for names in (item.for_, item.against, item.absent)),
            )
            for item in content.items
            if item.kind == kind
        ]
        if lines:
            head = row(
                *(cell(p(run(text, BOLD)), width=width) for text, width in zip(heads, widths, strict=True)),
                repeats=True,
            )
            word.add(bold(title), table(head, *lines, widths=widths))
    return word.bytes()


@person(".docx", explains=True)
def two_columns(content: Content) -> bytes:
    """An editor of a newsletter: two columns of text."""
    word = Word(columns=2, header=p(run("Nieuwsbrief wetgeving", ITALIC)), footer=_PAGES)
    word.add(
        "Betreffende wetsvoorstel:",
        f"{content.number} {content.title}",
        bold("Eindstemming wetsvoorstel"),
        content.final,
        *_sides(content.bill),
        *content.days,
    )
    for heading, items in content.groups:
        word.add(bold(heading))
        for article, those in _articles(items):
            word.add(*[f"Artikel {article}"] if article else [])
            for item in those:
                word.add(p(item.head), *item.explanation, p(item.sentences))
    return word.bytes()


@person(".docx", explains=True)
def automatic_numbers(content: Content) -> bytes:
    """A lawyer: every heading has its number from Word, 1, 1.1, and so on."""
    word = Word(levels={1: [("decimal", "%1."), ("decimal", "%1.%2")]}, footer=p(field_("PAGE", "1")))
    word.add(f"Betreffende wetsvoorstel: {content.number}", content.title)
    word.add(numbered("Eindstemming wetsvoorstel"), content.final, *_sides(content.bill), *content.days)
    for heading, items in content.groups:
        word.add(numbered(heading))
        for item in items:
            kind = "Amendement" if item.kind == "am" else "Motie"
            where = f" (artikel {item.article})" if item.article else ""
            word.add(numbered(f"{kind} nr. {item.number} van {_who(item)} over {item.about}{where}", level=1))
            word.add(*item.explanation, item.sentences)
    return word.bytes()


def _who(item: Item) -> str:
    many = " en " in item.by
    return f"{'de leden' if many else 'het lid'} {item.by}"


@person(".docx")
def bullets(content: Content) -> bytes:
    """A member of staff in a hurry: bullets, and bullets below them."""
    word = Word(levels={1: [("bullet", "•"), ("bullet", "–")]})
    word.add(
        bold("Betreffende wetsvoorstel:"),
        f"{content.number} – {content.title}",
        bold("Eindstemming wetsvoorstel"),
    )
    word.add(
        numbered(content.final),
        *(numbered(f"{side}: {listed(names)}", level=1) for side, names in content.bill.sides),
    )
    word.add(*content.days)
    for heading, items in content.groups:
        word.add(bold(heading))
        for article, those in _articles(items):
            word.add(*[p(f"Artikel {article}")] if article else [])
            for item in those:
                word.add(numbered(item.head), numbered(f"{item.result}.", level=1))
                word.add(*(numbered(f"{side}: {listed(names)}", level=1) for side, names in item.sides))
    return word.bytes()


@person(".docx")
def boxes(content: Content) -> bytes:
    """Somebody who likes boxes: the bill in one at the top, and each group of results in a shaded one."""
    word = Word(header=p("Concept – niet verspreiden"))
    word.add(box(p(run("Betreffende wetsvoorstel:", BOLD)), p(content.number), p(content.title)))
    word.add(
        bold("Eindstemming wetsvoorstel"),
        box(p(content.final), *_sides(content.bill), height=1100000),
        *content.days,
    )
    for heading, items in content.groups:
        word.add(bold(heading))
        for article, those in _articles(items):
            word.add(*[p(f"Artikel {article}")] if article else [])
            for item in those:
                word.add(p(item.head), p(item.sentences))
    word.add(box(p("Vragen? Bel de griffie, toestel 9200."), height=400000))
    return word.bytes()


@person(".docx", explains=True)
def tabs(content: Content) -> bytes:
    """Somebody who lines up everything by tabs, with line breaks within a paragraph, and signs below."""
    word = Word(footer=p("datum ", content.bill.day, TAB, TAB, "blad ", field_("PAGE", "1")))

    def lined(item: Item) -> list[str]:
        return [p(side, TAB, listed(names)) for side, names in item.sides]

    word.add(
        p("Aan:", TAB, "de leden van de commissie"),
        p("Van:", TAB, "de griffier"),
        p("Datum:", TAB, content.bill.day),
    )
    word.add(p("Betreffende wetsvoorstel:", TAB, content.number, BREAK, run(content.title)))
    word.add(bold("Eindstemming wetsvoorstel"), content.final, *lined(content.bill), *content.days)
    for heading, items in content.groups:
        word.add(bold(heading))
        for article, those in _articles(items):
            word.add(*[p(run(f"Artikel {article}", "<w:u w:val='single'/>"))] if article else [])
            for item in those:
                word.add(
                    p(item.number, TAB, f"({item.by}) over {item.about}"),
                    *item.explanation,
                    p(f"{item.result}."),
                    *lined(item),
                )
    word.add("", "De griffier,", "", "mr. A. de Griffier")
    return word.bytes()


@person(".docx")
def form(content: Content) -> bytes:
    """Somebody who fills in a form: text fields, lists to choose from, boxes to tick."""
    word = Word(header=p("Formulier stemmingsuitslag versie 3"))
    word.add("Betreffende wetsvoorstel:", p(control(content.number, "Nummer")), p(form_text(content.title)))
    word.add(bold("Eindstemming wetsvoorstel"))
    word.add(p("Uitslag: ", tick(True), " aangenomen ", tick(False), " verworpen"))
    word.add(p("Datum: ", control(content.bill.day, "Datum", "<w:date/>")))
    word.add(*(p(f"{side}: ", form_text(listed(names))) for side, names in content.bill.sides), *content.days)
    for kind, title in (("am", "Amendementen"), ("mo", "Moties")):
        those = [item for item in content.items if item.kind == kind]
        word.add(*[bold(title)] if those else [])
        for item in those:
            if item.article:
                word.add(p("Artikel ", form_text(item.article)))
            word.add(
                p(control(item.number, "Nr"), " (", form_text(item.by), ") over ", form_text(item.about))
            )
            word.add(p("Uitslag: ", choice(item.result, "Uitslag", "Aangenomen", "Verworpen", "Ingetrokken")))
            word.add(*(p(f"{side}: ", form_text(listed(names))) for side, names in item.sides))
    return word.bytes()


@person(".docx", explains=True)
def corrected(content: Content) -> bytes:
    """A draft that two people worked on: tracked changes, struck words, remarks in the margin."""
    word = Word(footer=_PAGES)
    word.add("Betreffende wetsvoorstel:", p(content.number), content.title, bold("Eindstemming wetsvoorstel"))
    word.add(p(word.comment("Klopt de datum?", content.final)), *_sides(content.bill), *content.days)
    for heading, items in content.groups:
        word.add(bold(heading))
        for article, those in _articles(items):
            word.add(*[p(run(f"Artikel {article}", ITALIC))] if article else [])
            for item in those:
                word.add(
                    p(
                        item.number,
                        " ",
                        deleted("(PM)"),
                        inserted(run(f"({item.by})")),
                        run(f" over {item.about}"),
                    ),
                    *item.explanation,
                )
                old = "Verworpen" if item.outcome == "adopted" else "Aangenomen"
                word.add(p(run(f"{old}.", STRUCK), run(f" {item.sentences}")))
    return word.bytes()


@person(".docx", explains=True)
def footnotes(content: Content) -> bytes:
    """A scholar: the paper of each proposal in a footnote, for and against side by side without lines."""
    word = Word(footer=p(field_("PAGE", "1")))

    def beside(item: Item) -> list[str]:
        cells = [cell(p(run(side, BOLD)), *names, width=3000) for side, names in item.sides]
        return [table(row(*cells), widths=(3000,) * len(cells), lines=False)] if cells else []

    word.add(
        "Betreffende wetsvoorstel:",
        p(content.number, word.note("Te raadplegen op officielebekendmakingen.nl.")),
        content.title,
    )
    word.add(bold("Eindstemming wetsvoorstel"), content.final, *beside(content.bill), *content.days)
    for heading, items in content.groups:
        word.add(bold(heading))
        for article, those in _articles(items):
            word.add(*[f"Artikel {article}"] if article else [])
            for item in those:
                source = f"Kamerstukken II 2023/24, {content.number.replace('.', ' ')}, nr. {item.number}."
                word.add(
                    p(item.head, word.note(source)), *item.explanation, p(f"{item.result}."), *beside(item)
                )
    return word.bytes()
