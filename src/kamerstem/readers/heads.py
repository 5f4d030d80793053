"""What the lines at the head of an overview name: the bill, by whatever number, and its title; lines in, names out."""

from collections.abc import Iterator

from kamerstem.errors import BadReference, NotAnOverview
from kamerstem.model import form, refs
from kamerstem.model.overview import dossier_of
from kamerstem.model.refs import Dossier, EntityId, Paper, ZaakNumber
from kamerstem.model.votes import Kind
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Form
from kamerstem.readers.lines import Line, joined

_ID = 36  # characters of a guid, the longest of the official ids
_BETWEEN = "-–—|:• "  # the number of a bill and its title
OF_DOSSIER = f"{form.CONCERNING.nl} {form.DOSSIER.nl}:"


def concerning(text: str) -> tuple[Kind | None, str]:
    """Return the kind that "Betreffende wetsvoorstel:" announces, and what follows on its line."""
    head, _, rest = text.partition(":")
    if head == OF_DOSSIER.removesuffix(":"):
        return Kind.BILL, rest.strip()
    clause = grammar.read_clause(f"{head}:") if len(head) < 80 else None
    if clause is None or clause.form is not Form.SUBJECT:
        return None, text
    return clause.kinds[0][0] or Kind.BILL, rest.strip()


def leading_ref(text: str, *, announced: bool) -> tuple[Dossier | Paper, str] | None:
    """Return the bill's number or paper at the start of a line, and what follows it on that line.

    A title begins with a capital, unless the line before ``announced`` what comes: else it may be any prose.
    """
    text = text.removeprefix("Kamerstukken ").removeprefix("Kamerstuk ")
    if not grammar.begins_with_dossier(text):
        return None
    words = text.split(" ")
    for count in range(min(len(words), 7), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:]).lstrip(_BETWEEN)
        if rest and not announced and not (rest[0].isupper() and rest[1:2].islower()):
            continue
        try:
            ref = refs.parse(_bare(head))
        except BadReference:
            continue
        if isinstance(ref, Paper) and ref.number.isalpha() and not words[count - 1].rstrip(":;,").isupper():
            continue  # "37.100 Wet op ...": a word of the title, and no paper of the Senate
        if grammar.splits_day(text, len(head)):
            continue  # "36.123, 5 maart 2024"
        if isinstance(ref, Dossier | Paper):
            return ref, rest
    return None


def _bare(number: str) -> str:
    """Return a number without the marks behind it: "36.470 VI:", "36.470)", but "36.470 (R2201)"."""
    number = number.rstrip(":;,.*_]")
    return number.rstrip(").,;:") if number.count(")") > number.count("(") else number


def dossiers(text: str) -> Iterator[tuple[Dossier, str, str, str | None]]:
    """Yield each bill's number in a text, with what stands before it, after it, and its title in brackets."""
    words = text.split(" ")
    for at in range(len(words)):
        found = leading_ref(" ".join(words[at:]).lstrip("([*_#"), announced=True)
        dossier = dossier_of(found[0]) if found is not None else None
        if found is not None and dossier is not None:
            rest, title = found[1], None
            if rest.startswith("(") and not grammar.dates(rest.partition(")")[0]):
                title, _, rest = rest[1:].partition(")")
                title = title if title[:1].isupper() else None
            yield dossier, " ".join(words[:at]), rest.lstrip(" .:;,)*_]"), title


def trailing_ref(text: str) -> tuple[Dossier, str] | None:
    """Return the bill's number in brackets at the end of a line, and the title before it."""
    title, _, number = text.rstrip(")").rpartition("(")
    found = leading_ref(number, announced=True) if text.endswith(")") and title else None
    if found is None or found[1] or not isinstance(found[0], Dossier):
        return None
    states = grammar.tells(title) or grammar.names_other(title) or grammar.statement_in(title) is not None
    title = title[grammar.named_bill(title) or 0 :].rpartition(": ")[2]
    return None if states else (found[0], title.strip(" –—-("))


def official_id(text: str) -> tuple[ZaakNumber | EntityId, str] | None:
    """Return the Zaak number or the id that is all of a line: what Kamerstem writes for what has no dossier."""
    if len(text) > _ID:
        return None
    try:
        ref = refs.parse(text)
    except BadReference:
        return None
    return (ref, "") if isinstance(ref, ZaakNumber | EntityId) else None


def untold(lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the words that state nothing, and the lines from where a statement begins in them."""
    marked = any(line.text.startswith(form.PROSE) for line in lines)
    text, starts = joined((line.text for line in lines), " ")
    begin = None if marked else _behind_bracket(text) or grammar.statement_in(text)
    if begin and grammar.dates(text[:begin]) and not grammar.dates(text[begin:]):
        begin = grammar.before_day(text[:begin])  # nobody knows whether the day is of the title
    if begin is None and not marked and grammar.tells(text):
        begin = _untitled(text)
    if begin is None:
        return text, []
    at = max(i for i, start in enumerate(starts) if start <= begin)
    rest = Line(lines[at].place, lines[at].text[begin - starts[at] :])
    return _unbracketed(text[:begin].rstrip(" ,;:–—-(")), [rest, *lines[at + 1 :]]


def _behind_bracket(text: str) -> int | None:
    """Return where words stand behind a title in brackets ("(Wet op de klokken) is aangenomen"), ``None`` for none."""
    rest = text[text.find(")") + 1 :].lstrip(" .,;:") if text.startswith("(") and ")" in text else ""
    titled = rest[:1].isupper() and grammar.first(rest) is None
    return len(text) - len(rest) if rest and not titled else None


def _unbracketed(title: str) -> str:
    inner = title[1:-1]
    return inner if title.startswith("(") and title.endswith(")") and ")" not in inner else title


def _untitled(text: str) -> int | None:
    """Return where words in lower case begin, behind a title in brackets or without one: they are no title."""
    rest = text[text.find(")") + 1 if text.startswith("(") else 0 :].lstrip(" ,;:")
    return len(text) - len(rest) if rest[:1].islower() else None


def of_several(bills: list[Dossier]) -> NotAnOverview:
    """Return the refusal of a document with the numbers of more than one bill, and nothing that says which it is of."""
    named = ", ".join(dossier.senate for dossier in bills[:-1])
    return NotAnOverview(
        f"Er staan nummers van meer dan een wetsvoorstel in ({named} en {bills[-1].senate}), en er blijkt niet uit "
        "welk het hoofdonderwerp is. Geef een overzicht van een wetsvoorstel.",
        f"It holds the numbers of more than one bill ({named} and {bills[-1].senate}), and does not show which is "
        "its subject. Give an overview of one bill.",
    )
