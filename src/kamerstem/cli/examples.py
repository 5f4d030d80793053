"""How the list of commands is put in order, and examples of each: what ``--help`` ends with."""

from collections.abc import Mapping

from kamerstem.language import Words

GROUPS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (Words("Documenten", "Documents"), ("overview", "check", "compare")),
    (Words("Stemmingen", "Votes"), ("day", "votes", "search", "diff", "budget")),
    (Words("Het eigen gegevensbestand", "The local record"), ("sync", "status", "audit")),
    (Words("Hulp", "Help"), ("glossary", "completion")),
)
HEADING = Words("Voorbeelden", "Examples")

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "overview": (
        "overview 36470-VI",
        'overview "36 470 VI, nr. 4" -o overzicht.docx',
        "overview overzicht.pdf",
    ),
    "check": ("check overzicht.docx", "check map --strict", "check overzicht.txt --report verslag.pdf"),
    "compare": ("compare overzicht.docx --corrected beter.docx", "compare --intended lijst.csv --party SP"),
    "day": ("day", "day gisteren --as docx --party SP -o dag.docx", "day --watch"),
    "votes": ("votes --close 2 --since 2024-01-01", "votes --party SP --side tegen --as csv-excel"),
    "search": (
        "search stikstof",
        'search "36 470 VI, nr. 4"',
        "search woning* --kind motie --outcome aangenomen",
    ),
    "diff": ("diff --since gisteren", "diff --since 2024-01-01 --rows"),
    "budget": ("budget 36470-VI", "budget --year 2024 --as csv"),
    "sync": ("sync --since house", "sync"),
    "status": ("status", "status --service"),
    "audit": ("audit", "audit --since 2024-01-01 --as csv-excel"),
    "glossary": ("glossary aangehouden", "glossary"),
    "completion": (
        "completion bash >> ~/.bashrc",
        "completion fish > ~/.config/fish/completions/kamerstem.fish",
    ),
}

# What people type for a command in Dutch, or from other programs.
_OTHERWISE = {
    "overview": "overzicht stemmingsoverzicht toon",
    "check": "controle controleer controleren",
    "compare": "vergelijk vergelijken vergelijking",
    "day": "dag stemmingsdag vandaag",
    "votes": "stemmingen stemming stem stemmen",
    "search": "zoek zoeken find",
    "diff": "verschil verschillen gewijzigd wijzigingen",
    "budget": "begroting begrotingen",
    "sync": "bijwerken update ophalen",
    "status": "toestand",
    "audit": "gegevenscontrole",
    "glossary": "woordenlijst begrippen uitleg woord",
    "completion": "aanvullen",
    "--help": "help hulp",
}
OTHERWISE: Mapping[str, str] = {word: name for name, words in _OTHERWISE.items() for word in words.split()}


def epilog(command: str, heading: str) -> str:
    """Return the examples of a command as the end of its help; ``\\b`` keeps click from filling the lines."""
    return "\b\n" + "\n".join([f"{heading}:", *(f"  kamerstem {each}" for each in EXAMPLES[command])])
