"""What is known already of a kind of defect: the issues on the tracker of the House's Open Data Portal."""

_TRACKER = "https://github.com/TweedeKamerDerStaten-Generaal/OpenDataPortaal/issues"
_KNOWN: dict[str, tuple[int, ...]] = {
    "split-party": (131,),
    "row-twice": (167,),
    "person-unknown": (150,),
    "party-record-other": (170,),
    "party-missing": (54, 57),
    "unknown-party": (124,),
    "report-missing": (23, 24, 102, 154),
    "term-reversed": (107, 117),
    "official-seats": (135,),
    "day-impossible": (108,),
}


def known_issues(check: str) -> tuple[str, ...]:
    """Return the addresses of the issues on what a check finds, none where none is known."""
    return tuple(f"{_TRACKER}/{number}" for number in _KNOWN.get(check, ()))
