"""What official titles and subjects say: a bill's features, and who submitted what about what.

Both the derivation from records and the readers of documents use these rules (domain: Zaak.Titel, Zaak.Onderwerp).
"""

import re

from kamerstem.model.votes import Feature

_FEATURES: tuple[tuple[Feature, re.Pattern[str]], ...] = tuple(
    (feature, re.compile(pattern, re.IGNORECASE))
    for feature, pattern in (
        (Feature.BUDGET, r"begrotingssta(?:at|ten)|\bbegroting\b|\bslotwet\b|\bnajaarsnota\b|\bvoorjaarsnota\b"),
        (Feature.RAMING, r"^raming der\b"),
        (Feature.INITIATIVE, r"\b(?:voorstel van wet|voorstel van rijkswet|initiatiefwetsvoorstel)\s+van\s+(?:het\s+lid|de\s+leden)\b"),
        (Feature.KINGDOM_ACT, r"\brijkswet\b|\bvan het koninkrijk\b.*\(R\d+\)|\(R\d{3,4}\)"),
        (
            Feature.CONSTITUTION_FIRST_READING,
            r"verklaring dat er grond bestaat een voorstel in overweging te nemen",
        ),
        (
            Feature.CONSTITUTION_SECOND_READING,
            r"^(?!.*verklaring dat er grond)(?:.*\bverandering in de grondwet\b|.*\bgrondwet\b.*\btweede lezing\b|.*\btweede lezing\b.*\bgrondwet\b)",
        ),
        (
            Feature.TREATY_DEPARTING,
            r"\bgoedkeuring\b.*\bartikel 91,? derde lid\b",
        ),
        (Feature.TREATY, r"^(?:rijkswet\s+)?(?:houdende\s+)?goedkeuring\b.*\b(?:verdrag|overeenkomst|protocol|akkoord)"),
        (Feature.MEMBERS_ALLOWANCES, r"\b(?:geldelijke voorzieningen|schadeloosstelling)\b.*\bleden\b.*\b(?:tweede kamer|eerste kamer|staten-generaal)\b"),
    )
)


def features_of(title: str | None) -> tuple[Feature, ...]:
    """Return the features that a bill's title gives away, in a fixed order; a derived value."""
    if not title:
        return ()
    title = " ".join(title.split())
    return tuple(feature for feature, pattern in _FEATURES if pattern.search(title))
