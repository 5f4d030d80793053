"""Four people who use LibreOffice."""

from tests.hands.laid_out.contents import HOUSE, Content, Item, listed
from tests.hands.laid_out.odf import (
    BREAK,
    COVERED,
    PAGE,
    TAB,
    Text,
    bullets,
    cell,
    frame,
    h,
    p,
    row,
    strong,
    table,
)
from tests.hands.laid_out.people import person

_CALLED = {"am": "Amendement", "mo": "Motie"}


def _lists(item: Item) -> str:
    return " ".join(f"{side}: {listed(names)}." for side, names in item.sides)


@person(".fodt", explains=True)
def line_breaks(content: Content) -> bytes:
    """Somebody who presses shift and enter: a whole section is one paragraph of many lines."""
    text = Text(header=p("Gemeente Bedacht", TAB, "Stemmingen"), footer=p("Pagina ", PAGE))

    def lines(*each: str) -> str:
        pieces = [piece for line in each for piece in (line, BREAK)]
        return p(*pieces[:-1])

    sides = [f"{side}: {listed(names)}." for side, names in content.bill.sides]
    text.add(
        lines("Betreffende wetsvoorstel:", content.number, content.title), p(), h("Eindstemming wetsvoorstel")
    )
    text.add(lines(content.final, *sides), lines(*content.days) if content.days else p())
    for heading, items in content.groups:
        text.add(h(heading))
        for item in items:
            where = [f"Artikel {item.article}"] if item.article else []
            told = [f"{side}: {listed(names)}." for side, names in item.sides]
            text.add(lines(*where, item.head), *item.explanation, lines(f"{item.result}.", *told), p())
    return text.bytes()


@person(".fodt")
def merged_cells(content: Content) -> bytes:
    """A table: what became of the proposals is a row across it, an article stands beside all its amendments."""
    text = Text(landscape=True, footer=p("pagina ", PAGE))
    text.add(
        "Betreffende wetsvoorstel:",
        content.number,
        content.title,
        p("Eindstemming wetsvoorstel", style="Vet"),
        content.final,
    )
    text.add(*(p(f"{side}: {listed(names)}.") for side, names in content.bill.sides), *content.days)
    rows = []
    for heading, items in content.groups:
        rows.append(row(cell(p(strong(heading)), across=6)))
        before = None
        for item in items:
            same = [each for each in items if each.article == item.article]
            where = f"Artikel {item.article}" if item.article else ""
            first = (
                COVERED
                if item.article and item.article == before
                else cell(where, down=len(same) if item.article else 1)
            )
            sides = [listed(names) if names else "" for names in (item.for_, item.against, item.absent)]
            rows.append(row(first, cell(item.head), cell(item.result), *map(cell, sides)))
            before = item.article
    head = row(*map(cell, ("Artikel", "Voorstel", "Uitslag", "Voor", "Tegen", "Afwezig")))
    text.add(*[table(6, *rows, head=head)] if rows else [])
    return text.bytes()


@person(".fodt")
def list_in_list(content: Content) -> bytes:
    """Everything in one list, with a list below each item."""
    text = Text()

    def told(item: Item) -> list[str]:
        return [f"{side}: {listed(names)}" for side, names in item.sides]

    text.add(
        h(f"Stemmingen over wetsvoorstel {content.number}"),
        p(content.title),
        h("Eindstemming wetsvoorstel", 2),
    )
    text.add(
        bullets(p(content.final) + (bullets(*told(content.bill)) if content.bill.sides else "")),
        *content.days,
    )
    for heading, items in content.groups:
        text.add(h(heading, 2))
        made = []
        for item in items:
            where = [f"Artikel {item.article}"] if item.article else []
            kind = _CALLED[item.kind]
            made.append(p(f"{kind} {item.head}") + bullets(*where, f"{item.result}", *told(item)))
        text.add(bullets(*made))
    return text.bytes()


@person(".fodt")
def matrix(content: Content) -> bytes:
    """A frame with the bill, and a matrix: a row for each vote, a column for each party."""
    text = Text(landscape=True, footer=p("V = voor, T = tegen, A = afwezig"))
    text.add(frame(p(strong("Betreffende wetsvoorstel:")), p(content.number), p(content.title)), p())
    text.add(
        p("Eindstemming wetsvoorstel", style="Vet"), content.final, p(_lists(content.bill)), *content.days
    )
    for kind, title in (("am", "Amendementen"), ("mo", "Moties")):
        rows = []
        for item in content.items:
            if item.kind != kind:
                continue
            marks = [_mark(item, party) for party in HOUSE]
            rows.append(
                row(*map(cell, (item.number, item.by, item.about, item.article, item.result, *marks)))
            )
        head = row(*map(cell, ("Nr.", "Indiener", "Onderwerp", "Artikel", "Uitslag", *HOUSE)))
        text.add(*[p(title, style="Vet"), table(5 + len(HOUSE), *rows, head=head)] if rows else [])
    return text.bytes()


def _mark(item: Item, party: str) -> str:
    for mark, names in (("V", item.for_), ("T", item.against), ("A", item.absent)):
        if party in (names or ()):
            return mark
    return ""
