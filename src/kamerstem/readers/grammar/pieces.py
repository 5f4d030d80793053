"""Where a clause begins and ends: at a full stop, and before the label of a list."""

from collections.abc import Iterator, Sequence

from kamerstem.readers.grammar.scanner import Span

_LABELLED = frozenset({"says", "dated"})  # with a colon they begin a clause on a line of their own
_BESIDE = frozenset({"comma", "dash"})  # a list may stand behind them: "verworpen, voor SP"
_FOLLOW = frozenset(
    {"lead", "title", "party", "name", "everyone", "rest", "nobody", "only", "particle", "void"}
)


def pieces(spans: Sequence[Span], text: str) -> Iterator[list[Span]]:
    """Yield the spans of each clause; a number with a full stop before anything else only counts the lines."""
    piece: list[Span] = []
    listing = False
    spans = _unbracketed(spans)
    for at, span in enumerate(spans):
        before = piece[-1].type if piece else ""
        leads = not piece or before in _BESIDE or (before == "break" and text[span.start].isupper())
        if span.type == "side" and label_end(spans, at, first=leads):
            if piece and piece[-1].value == "/" and piece[-1].start > piece[-2 if len(piece) > 1 else -1].end:
                piece.pop()  # "V: SP / T: VVD"
            if not listing and piece and piece[-1].type == "dash":
                piece.pop()  # "aangenomen - tegen SP"
            if _leads_to(piece):
                piece = []  # "De volgende fracties hebben voor gestemd: SP"
            if piece and not _only_void(piece):
                yield piece
                piece = []
            listing = True
        elif span.type in _LABELLED and piece and piece[-1].type == "break" and _colon(spans, at + 1):
            yield piece
            piece, listing = [], False
        if span.type == "dash" and not piece and at + 1 < len(spans) and spans[at + 1].start > span.end:
            continue  # a bullet
        counts = at + 1 < len(spans) and spans[at + 1].type != "break"
        if span.type == "end" and counts and [each.type for each in piece] == ["number"]:
            piece = [Span("enum", piece[0].value, piece[0].start, span.end)]
            continue
        if span.type == "semicolon" and not listing:
            if piece:
                yield piece
            piece = []
            continue
        piece.append(span)
        if span.type == "end" and not _quoting(piece):
            if len(piece) > 1:
                yield piece
            piece, listing = [], False
    if piece and any(span.type not in ("break", "end", "comma") for span in piece):
        yield piece


def _quoting(piece: Sequence[Span]) -> bool:
    """Tell whether a sentence ends within the words in brackets of a note: "Vergissing: SP (Wij drukten mis.)."."""
    depth = sum((span.type == "open") - (span.type == "close") for span in piece)
    return (
        depth > 0
        and [span.type for span in piece[1:2]] == ["colon"]
        and piece[0].type in ("noted", "mistake")
    )


def _unbracketed(spans: Sequence[Span]) -> list[Span]:
    """Return spans without the brackets around lists: "verworpen (voor: SP; tegen: PVV)"."""
    dropped: set[int] = set()
    for at, span in enumerate(spans):
        if span.type == "open" and at + 1 < len(spans) and spans[at + 1].type == "side":
            after = label_end(spans, at + 1, first=True)
            end = closes(spans, at)
            if end and after and after < end:
                dropped |= {at, end}
    return [span for at, span in enumerate(spans) if at not in dropped]


def closes(spans: Sequence[Span], at: int) -> int:
    """Return where the bracket that opens at a place closes, 0 for nowhere."""
    depth = 0
    for end in range(at, len(spans)):
        depth += (spans[end].type == "open") - (spans[end].type == "close")
        if depth == 0:
            return end
    return 0


def _colon(spans: Sequence[Span], at: int) -> bool:
    return at < len(spans) and spans[at].type == "colon"


def _leads_to(piece: list[Span]) -> bool:
    """Tell whether words only lead to the label of a list: "Fracties die", "De volgende fracties hebben"."""
    kinds = {span.type for span in piece}
    return "lead" in kinds and kinds <= {"lead", "following", "void", "break"}


def _only_void(piece: list[Span]) -> bool:
    return all(span.type in ("break", "comma", "end", "and") for span in piece)


def label_end(spans: Sequence[Span], at: int, *, first: bool) -> int:
    """Return the index after the label of a list that begins here ("Voor (49 zetels):"), 0 if none does."""
    start, at = at, at + 1

    def past_break() -> int:
        return at + 1 if at < len(spans) and spans[at].type == "break" else at

    def skip(*types: str) -> bool:
        nonlocal at
        after = past_break()
        if after < len(spans) and spans[after].type in types:
            at = after + 1
            return True
        return False

    def count() -> None:
        nonlocal at
        begin = past_break()
        kinds = [span.type for span in spans[begin : begin + 4]]
        if kinds[:3] == ["open", "number", "close"]:
            at = begin + 3
        elif kinds[:2] == ["open", "number"] and kinds[2:] in (["votes", "close"], ["seats", "close"]):
            at = begin + 4

    skip("void")
    skip("noun")
    voted = skip("voted", "votes")
    skip("void")
    skip("lead", "title")
    count()
    skip("lead", "title")
    if skip("colon") or (first and skip("dash")):
        return at
    after = past_break()
    if (
        first
        and at == start + 1
        and after < len(spans)
        and spans[after].type in ("party", "everyone", "rest", "only")
    ):
        return at
    if first and voted and after < len(spans) and spans[after].type in _FOLLOW:
        return at
    return 0
