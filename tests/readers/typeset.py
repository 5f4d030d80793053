"""An overview set by another hand: the words of a text, in layouts that none of our writers make.

The words are those of any overview in plain text; what they say must come back from each layout the same.
"""

import html
import re
from collections.abc import Callable

from kamerstem.model import form

# What begins a paragraph of its own, though in the text it only begins a line.
_STARTS = re.compile(
    r"(?:Het wetsvoorstel is|Voor:|Tegen:|Afwezig:|Verworpen\.|Aangenomen\.|Artikel \d+$|\d+ \(|Er is gestemd"
    r"|\d\d\.\d{3})"
)
_HEADS = re.compile(r"(?:Eindstemming|Verworpen |Aangenomen )[a-z]+$")
_LISTS = re.compile(r"(Voor|Tegen|Afwezig): (.*?)\.(?= (?:Voor|Tegen|Afwezig):|$)")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of an overview in plain text, its page furniture gone."""
    found: list[str] = []
    fresh = True
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if not line or form.FURNITURE.fullmatch(line):
            fresh = True
        elif fresh or _STARTS.match(line) or _HEADS.fullmatch(found[-1]):
            found.append(line)
            fresh = False
        else:
            found[-1] += f" {line}"
    return found


def is_heading(paragraph: str) -> bool:
    return bool(_HEADS.fullmatch(paragraph)) or bool(re.fullmatch(r"Artikel \d+", paragraph))


def lists(paragraph: str) -> tuple[str, dict[str, list[str]]]:
    """Return what stands before the lists of a paragraph, and the names on each side."""
    sides = {side: re.split(r", | en ", names) for side, names in _LISTS.findall(paragraph)}
    return _LISTS.sub("", paragraph).strip(), sides


# --- typst --------------------------------------------------------------------------------------------------------


def typst(
    data: list[str],
    before: str,
    table: Callable[[dict[str, list[str]]], str] | None = None,
    *,
    tags: bool = True,
) -> bytes:
    """Return a PDF of paragraphs; ``before`` is the layout, ``table`` says how lists of names are set."""
    import typst as engine

    body: list[str] = []
    pending: dict[str, list[str]] = {}

    def flush() -> None:
        if table is not None and pending:
            body.append(table(pending))
        pending.clear()

    for paragraph in data:
        said, sides = lists(paragraph)
        if table is not None and sides:
            if said:
                flush()
                body.append(_typst_string(said))
            pending.update(sides)
            continue
        flush()
        words = _typst_string(paragraph)
        body.append(f"#heading({words})" if is_heading(paragraph) else f"#par({words})")
    flush()
    source = f"{before}\n\n" + "\n\n".join(f"#{b}" if b.startswith('"') else b for b in body)
    return engine.compile(source.encode(), format="pdf", pdf_tags=tags)


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_rows(sides: dict[str, list[str]]) -> str:
    """A row for each side: its name, its parties."""
    cells = ", ".join(
        f"{_typst_string(side)}, {_typst_string(', '.join(names))}" for side, names in sides.items()
    )
    return f"#table(columns: (auto, 1fr), {cells})"


def typst_columns(sides: dict[str, list[str]]) -> str:
    """A column for each side, a party in each cell."""
    head = ", ".join(_typst_string(side) for side in sides)
    most = max(len(names) for names in sides.values())
    cells = ", ".join(
        _typst_string(names[index] if index < len(names) else "")
        for index in range(most)
        for names in sides.values()
    )
    return f"#table(columns: {len(sides)}, table.header({head}), {cells})"


def typst_marks(sides: dict[str, list[str]]) -> str:
    """A row for each party, a mark under its side."""
    head = ", ".join(_typst_string(word) for word in ("Fractie", *sides))
    rows = [
        _typst_string(name) + ", " + ", ".join('"x"' if side == of else '""' for of in sides)
        for side, names in sides.items()
        for name in names
    ]
    return f"#table(columns: {len(sides) + 1}, table.header({head}), {', '.join(rows)})"


# --- HTML, for a browser to print -------------------------------------------------------------------------------------


def page(data: list[str], style: str) -> str:
    """Return a web page of paragraphs in a style, with markup unlike our own."""
    body = [
        f"<h2>{html.escape(words)}</h2>" if is_heading(words) else f"<p>{html.escape(words)}</p>"
        for words in data
    ]
    head = f"<!DOCTYPE html><html lang='nl'><meta charset='utf-8'><style>{style}</style>"
    return f"{head}<body>{''.join(body)}</body></html>"
