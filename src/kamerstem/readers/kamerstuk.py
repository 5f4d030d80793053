"""A Kamerstuk -> what it says: number, kind, submitters, day, operative text by part, explanation.

Two forms end in the same list of paragraphs and tables, so that there is one grammar: the official XML (the vocabulary
of officielepublicaties.nl, ``officiele-publicatie/kamerstuk/stuk``), and the text of the Word or PDF file of the House.
The grammar knows the fixed sentences of the House ("De ondergetekende stelt het volgende amendement voor:",
"Toelichting", "De Kamer, gehoord de beraadslaging,"); what fits nowhere is kept in ``unread`` and never guessed at.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from kamerstem.errors import BadReference, InputError, NotAPaper
from kamerstem.model.papers import Clause, PaperText, Table
from kamerstem.model.refs import Dossier, Paper, Ref, parse
from kamerstem.model.titles import NAME, OwnTitle, own_title, sentence_case
from kamerstem.model.votes import Actor, ActorKind, Kind, Submitters
from kamerstem.readers import paper_files
from kamerstem.readers.kamerstuk_xml import (
    MAX_BYTES,
    MAX_PARAGRAPHS,
    Block,
    Head,
    day_in,
    read_xml,
    too_large,
)
from kamerstem.readers.lines import fold, join

_LEAD = re.compile(
    r"(?P<lead>(?:De\s+)?ondergeteken\w+\s+stel(?:t|len)\s+(?:het|de|onderstaande?)\s+(?:volgende\s+)?"
    r"(?:sub)?am(?:ende?|de)ment(?:en)?\s+voor\s*[:.]?)\s*",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(r"(?:algemene\s+)?toelichting\s*[:.]?", re.IGNORECASE)
_PART = re.compile(r"(?P<label>[IVXL]{1,7})\s*[.)]?")
_PART_INLINE = re.compile(r"(?P<label>[IVXL]{1,7})\s*[.)]\s+(?P<rest>\S.*)", re.DOTALL)
_HOUSE = re.compile(r"De\s+Kamer\s*[,.:]?", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:\ben\s+)?gaa[nt]\s+over\s+tot\s+de\s+orde\s+(?:van\s+de\s+)?dag\s*[.,;]?$", re.IGNORECASE
)
_NUMBER = re.compile(
    r"Nr\.\s*(?P<number>\d{1,5}[a-z]?)\b\s*(?:\(?herdruk\)?|h\d)?\s*(?P<title>.*)", re.IGNORECASE
)
_DOSSIER = re.compile(r"(?P<dossier>\d{2}[ .]?\d{3}(?:[ -]\(?[A-Z0-9]{1,6}\)?)?)(?=\s|$)(?P<title>.*)")
_TITLE = re.compile(
    r"[^a-z]*\b(?:AMENDEMENT|SUBAMENDEMENT|MOTIE|NOTA VAN WIJZIGING|BRIEF|VOORSTEL VAN WET)\b"
)
_FURNITURE = re.compile(
    r"kst-[\w-]+|ISSN\s[\d\s-]+|['’]s-Gravenhage\s+\d{4}|Tweede\s+Kamer\s+der\s+Staten-Generaal|"
    r"Tweede\s+Kamer,\s+vergaderjaar\s.{5,60}|Vergaderjaar\s+\d{4}\s*[-–]\s*\d{2,4}|\d{1,3}|2e\s+kamer",
    re.IGNORECASE,
)
_KINDS = (
    (r"\bSUB-?AMENDEMENT\b", Kind.SUB_AMENDMENT),
    (r"\bAM(?:ENDE?|DE)MENT\b", Kind.AMENDMENT),
    (r"\bMOTIE\b", Kind.MOTION),
    (r"\bBRIEF\b", Kind.LETTER),
    (r"\bVOORSTEL VAN (?:RIJKS)?WET\b", Kind.BILL),
)


def read(data: bytes) -> PaperText:
    """Return what a paper says: official XML, or the Word or PDF file of the House.

    Raises NotAPaper with a sentence that says what the bytes are instead.
    """
    (found,) = read_all([data])
    if isinstance(found, InputError):
        raise found
    return found


def read_all(files: Iterable[bytes]) -> list[PaperText | InputError]:
    """Return what each paper says, in order, or the NotAPaper why it cannot be read.

    The Word and PDF files among them are read by one process of its own, with limits (``apart.py``).
    """
    wanted = list(files)
    texts = paper_files.texts([data for data in wanted if _is_file(data)])
    return [_read(data, next(texts) if _is_file(data) else None) for data in wanted]


def _is_file(data: bytes) -> bool:
    return len(data) <= MAX_BYTES and _first(data).startswith((b"%PDF", b"PK\x03\x04"))


def _first(data: bytes) -> bytes:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5]


def _read(data: bytes, text: str | list[Block] | InputError | None) -> PaperText | InputError:
    if isinstance(text, InputError):
        return text
    try:
        if text is not None:
            return read_text(text)
        if len(data) > MAX_BYTES:
            return too_large()
        if _first(data).startswith(b"<"):
            return _understood(*read_xml(data))
    except InputError as error:
        return error
    return NotAPaper(
        "Dit is geen Kamerstuk in XML, Word of PDF. Haal het stuk opnieuw op.",
        "This is no parliamentary paper in XML, Word or PDF. Fetch the paper again.",
    )


# --- the text of a Word or PDF file -----------------------------------------------------------------------------------


def read_text(text: str | Iterable[Block]) -> PaperText:
    """Return what the text of a paper says: paragraphs and tables, or text whose paragraphs a blank line parts.

    In text without any blank line every line is a paragraph. Raises NotAPaper where no heading of a paper is found.
    """
    blocks = list(_paragraphs(text) if isinstance(text, str) else text)
    if len(blocks) > MAX_PARAGRAPHS:
        raise too_large()
    head = Head()
    number: str | None = None
    dossier: Dossier | None = None
    start = _start(blocks)
    for index, block in enumerate(blocks[:start]):
        if not isinstance(block, str) or _FURNITURE.fullmatch(block):
            continue
        if head.day is None and (day := day_in(block)):
            head.day = day
        elif number is None and (match := _NUMBER.fullmatch(block)):
            number = match["number"]
            head.title = match["title"].strip() or head.title
        elif dossier is None and (found := _dossier(block)):
            dossier = found
        elif head.title is None and _TITLE.match(block):
            head.title = block
        elif number is None and dossier is not None and index:
            continue  # the bill's title, on lines of its own
        else:
            head.unread.append(block)
    rest = [block for block in blocks[start:] if not (isinstance(block, str) and _is_furniture(block))]
    if head.title is None and number is None:
        raise NotAPaper(
            "Dit is geen Kamerstuk: er staat geen stuknummer en geen kop in. Geef het stuk zelf.",
            "This is no parliamentary paper: it has no number and no heading. Give the paper itself.",
        )
    if dossier is not None and number is not None:
        head.ref = Paper(dossier, number)
    return _understood(head, rest)


def _start(blocks: list[Block]) -> int:
    """Return where the text begins: at its first fixed sentence, else after the day, else after the number."""
    after = 0
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            if _LEAD.match(block) or _HOUSE.match(block):
                return index
            if day_in(block) or (not after and _NUMBER.fullmatch(block)):
                after = index + 1
    return after


def _dossier(block: str) -> Dossier | None:
    match = _DOSSIER.match(block)
    if match is None:
        return None
    try:
        ref: Ref = parse(match["dossier"])
    except BadReference:
        return None
    return ref if isinstance(ref, Dossier) else None


def _is_furniture(block: str) -> bool:
    return len(block) > 3 and not block.isdigit() and _FURNITURE.fullmatch(block) is not None


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text; lines of cells parted by tabs are a table."""
    lines = re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text[:MAX_BYTES].strip())
    spaced = any(not line.strip() for line in lines)
    gathered: list[str] = []
    cells: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        row = tuple(fold(cell) for cell in line.split("\t")) if line.count("\t") > 1 else ()
        if cells and not row:
            width = max(len(each) for each in cells)
            padded = [each + ("",) * (width - len(each)) for each in cells]
            yield Table(None, padded[0], tuple(padded[1:]))
            cells = []
        if gathered and (row or not line.strip() or not spaced or _stands_alone(fold(line))):
            yield from _gathered(gathered)
            gathered = []
        if row:
            cells.append(row)
        elif folded := fold(line):
            gathered.append(folded)
            if _stands_alone(folded):
                yield from _gathered(gathered)
                gathered = []


def _gathered(lines: list[str]) -> Iterator[str]:
    """Yield the paragraph that lines are; lines that are names by themselves stay apart."""
    if len(lines) > 1 and all(_signed(line) for line in lines):
        yield from lines
    else:
        yield join(lines)


def _stands_alone(line: str) -> bool:
    return bool(
        _EXPLANATION.fullmatch(line) or _PART.fullmatch(line) or _LEAD.fullmatch(line) or _HOUSE.fullmatch(line)
        or _FURNITURE.fullmatch(line) or day_in(line)
    )  # fmt: skip


# --- one grammar ------------------------------------------------------------------------------------------------------


def _understood(head: Head, blocks: list[Block]) -> PaperText:
    """Return what the paragraphs and tables under a head say."""
    title = fold(head.title) if head.title else None
    own = own_title(sentence_case(title)) if title else None
    kind = next((kind for pattern, kind in _KINDS if title and re.search(pattern, title.upper())), None)
    blocks, notes = _without_notes(_captioned(blocks))
    unread = [*head.unread, *notes]
    lead: str | None = None
    clauses: tuple[Clause, ...] = ()
    explanation: tuple[str, ...] | None = None
    closing: tuple[str, ...] = ()
    if kind in (Kind.AMENDMENT, Kind.SUB_AMENDMENT):
        lead, clauses, explanation, closing = _amendment(blocks, unread, own.names if own else ())
    elif kind is Kind.MOTION:
        lead, clauses, closing = _motion(blocks, unread)
    else:
        unread += [block if isinstance(block, str) else _flat(block) for block in blocks]
    dossier = head.ref.dossier if head.ref else None
    amends = (Paper(dossier, own.amends),) if own and own.amends and dossier else ()
    replaces: list[Ref] = []
    for paper in own.replaces if own else ():
        if isinstance(paper, Paper):
            replaces.append(paper)
        elif dossier is not None and (number := _earlier(paper, head.ref, notes)):
            replaces.append(Paper(dossier, number))
        else:
            unread.append(f"Ter vervanging van nr. {paper}")
    return PaperText(
        ref=head.ref,
        kind=kind,
        title=title,
        label=own.label if own else None,
        submitters=_submitters(own, closing),
        day=head.day,
        lead=lead,
        clauses=clauses,
        explanation=explanation,
        closing=closing,
        amends=amends,
        replaces=tuple(replaces),
        unread=(*unread, *head.notes),
    )


def _without_notes(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Return the blocks without the notes at the end of an official page ("XNoot", "1", its words), and those notes."""
    at = next((i for i, block in enumerate(blocks) if block == "XNoot"), len(blocks))
    words = [block if isinstance(block, str) else _flat(block) for block in blocks[at:] if block != "XNoot"]
    return blocks[:at], [" ".join(words)] if words else []


def _earlier(number: str, own: Paper | None, notes: Iterable[str]) -> str | None:
    """Return the number of a paper that this one replaces; ``None`` where it cannot be: above its own.

    The mark of a note may stand against it: "nr. 51" is nr. 5 where the paper is nr. 8 and has a note 1.
    """
    if own is None or _order(number) < _order(own.number):
        return number
    for note in notes:
        mark = note.split(" ", 1)[0]
        cut = number.removesuffix(mark)
        if mark.isdigit() and cut != number and cut and _order(cut) < _order(own.number):
            return cut
    return None


def _order(number: str) -> int:
    return int(re.match(r"\d*", number)[0] or 0)  # type: ignore[index]


def _captioned(blocks: list[Block]) -> list[Block]:
    """Give a table without a title of its own the line above it, where that is one and no sentence."""
    done: list[Block] = []
    for block in blocks:
        above = done[-1] if done else None
        if (
            isinstance(block, Table) and block.caption is None
            and isinstance(above, str) and len(above) <= 200 and not above.endswith((":", ".", ";", ","))
            and not _EXPLANATION.fullmatch(above) and not _PART.fullmatch(above)
        ):  # fmt: skip
            done[-1] = Table(above, block.header, block.rows)
        else:
            done.append(block)
    return done


def _amendment(
    blocks: list[Block], unread: list[str], named: tuple[str, ...]
) -> tuple[str | None, tuple[Clause, ...], tuple[str, ...] | None, tuple[str, ...]]:
    """Return the lead, the clauses, the explanation and the names of an amendment."""
    lead: str | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, str) and (match := _LEAD.match(block)):
            lead = match["lead"].strip()
            unread += [before if isinstance(before, str) else _flat(before) for before in blocks[:index]]
            rest = block[match.end() :].strip()
            blocks = [*([rest] if rest else []), *blocks[index + 1 :]]
            break
    at = next(
        (i for i, block in enumerate(blocks) if isinstance(block, str) and _EXPLANATION.fullmatch(block)),
        None,
    )
    operative, below = (blocks, []) if at is None else (blocks[:at], blocks[at + 1 :])
    if at is None:
        operative, closing = _without_names(operative, named)
    else:
        below, closing = _without_names(below, named)
    before, clauses = _clauses(operative, unread)
    if before:
        lead = "\n".join([*([lead] if lead else []), *before])
    explanation = (
        tuple(
            words for block in below if (words := block if isinstance(block, str) else _flat(block))
        )  # a table may have nothing in it
        if at is not None
        else None
    )
    return lead, clauses, explanation, closing


def _clauses(blocks: list[Block], unread: list[str]) -> tuple[list[str], tuple[Clause, ...]]:
    """Return what stands before part I, and the clauses: by roman part, each following on the last, or one whole.

    A number that was skipped ("I", "III") is skipped where it stands alone; nothing else of the text looks so. One with
    nothing below it is not read.
    """
    numbers = {roman(number): number for number in range(1, 90)}
    last = 0
    parts: list[tuple[str, list[Block]]] = []
    before: list[Block] = []
    for block in blocks:
        into = parts[-1][1] if parts else before
        match = (_PART.fullmatch(block) or _PART_INLINE.fullmatch(block)) if isinstance(block, str) else None
        number = numbers.get(match["label"], 0) if match else 0
        rest = match.groupdict().get("rest") if match else None
        skipped = last and rest is None and len(match["label"] if match else "") > 1 and number > last
        if match is None or not (number == last + 1 or skipped):
            into.append(block)
            continue
        last = number
        parts.append((match["label"], [rest] if rest else []))
    if not parts:
        return [], (Clause(None, tuple(before)),) if before else ()
    words = [block if isinstance(block, str) else _flat(block) for block in before]
    unread += [label for label, content in parts if not content]
    return words, tuple(Clause(label, tuple(content)) for label, content in parts if content)


def _motion(blocks: list[Block], unread: list[str]) -> tuple[str | None, tuple[Clause, ...], tuple[str, ...]]:
    """Return the words "De Kamer,", what the motion says, and the names below it."""
    start = next(
        (i for i, block in enumerate(blocks) if isinstance(block, str) and _HOUSE.match(block)), None
    )
    lead: str | None = None
    if start is not None:
        unread += [block if isinstance(block, str) else _flat(block) for block in blocks[:start]]
        first = blocks[start]
        match = _HOUSE.match(first) if isinstance(first, str) else None
        lead = match[0].strip() if match else None
        rest = first[match.end() :].strip() if isinstance(first, str) and match else ""
        blocks = [*([rest] if rest else []), *blocks[start + 1 :]]
    end = next((i for i, block in enumerate(blocks) if isinstance(block, str) and _ORDER.search(block)), None)
    if end is None:
        content, closing = _without_names(blocks)
    else:
        content, below = blocks[: end + 1], blocks[end + 1 :]
        signed = [_signed(block) if isinstance(block, str) else () for block in below]
        closing = tuple(name for names in signed for name in names)
        unread += [
            block if isinstance(block, str) else _flat(block)
            for block, names in zip(below, signed, strict=True)
            if not names
        ]
    return lead, (Clause(None, tuple(content)),) if content else (), closing


def _without_names(blocks: list[Block], first: tuple[str, ...] = ()) -> tuple[list[Block], tuple[str, ...]]:
    """Return the blocks without the names of who signed at their end, and those names.

    Who is ``first`` in the heading signs first: a line like a name above that ("Dekking") is no name.
    """
    end = len(blocks)
    closing: list[str] = []
    signed_first: tuple[int, tuple[str, ...]] | None = None
    while (
        end
        and isinstance(last := blocks[end - 1], str)
        and (
            names := () if last.endswith(".") else _signed(last)  # "Beide." ends a sentence
        )
    ):
        closing[:0] = names
        end -= 1
        if any(_same_name(name, each) for name in names for each in first):
            signed_first = end, tuple(closing)
    if signed_first is not None:
        return blocks[: signed_first[0]], signed_first[1]
    return blocks[:end], tuple(closing)


def _signed(text: str) -> tuple[str, ...]:
    """Return the names in a line that is nothing but who signed ("Van der Plas", "Boswijk, Bikker,")."""
    if len(text) > 100:
        return ()
    names = [name for name in re.split(r"\s*,\s*|\s+en?(?:\s+|$)", text.rstrip(" .,;")) if name]
    return tuple(names) if all(re.fullmatch(NAME, name) for name in names) else ()


def _submitters(own: OwnTitle | None, closing: tuple[str, ...]) -> Submitters | None:
    """Return who submitted a paper: those in its heading, spelt as they signed, then who else signed."""
    named = list(own.names) if own is not None else []
    if not named:
        return None
    by = ActorKind(own.by) if own is not None and own.by else ActorKind.MEMBER
    others = list(closing)
    actors: list[str] = []
    for name in named:  # a heading is in capitals, and may misspell a name: who signed knows better
        known = next((each for each in others if _same_name(each, name)), None)
        # "Grinwi" is cut off; the heading has it whole.
        cut_off = known is not None and len(known) < len(name) and name.startswith(known)
        actors.append(name if known is None or cut_off else known)
        if known:
            others.remove(known)
    roles = ["Eerste ondertekenaar"] + ["Mede ondertekenaar"] * (len(actors) + len(others))
    if by is not ActorKind.MEMBER:
        others = []
    return Submitters(
        tuple(Actor(name, by, role=role) for name, role in zip([*actors, *others], roles, strict=False)),
        bool(own and own.and_others and not others),
    )


def _same_name(one: str, other: str) -> bool:
    """Return whether two spellings are of one name: but for accents the same, or nearly so ("Pateroote")."""
    one, other = (
        "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c.isalnum())
        for name in (one, other)
    )
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() > 0.85


def _flat(table: Table) -> str:
    """Return a table as one line, where only words can stand."""
    rows = [row for row in ((table.caption or "",), table.header, *table.rows) if any(row)]
    return fold(" / ".join(" | ".join(row) for row in rows))


def roman(number: int) -> str:
    """Return a number (1 to 89) in roman capitals."""
    text = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + letters, number - value
    return text
