"""What kind of proposal a Zaak is, by its Soort."""

import re
from collections.abc import Mapping
from typing import Any

from kamerstem.model.fields import text_of
from kamerstem.model.votes import Kind

# A supplementary budget is "Begroting", not "Wetgeving".
_KINDS: Mapping[str, Kind] = {
    "Wetgeving": Kind.BILL,
    "Initiatiefwetgeving": Kind.BILL,
    "Begroting": Kind.BILL,
    "Artikelen/onderdelen (wetsvoorstel)": Kind.BILL_PART,
    "Amendement": Kind.AMENDMENT,
    "Motie": Kind.MOTION,
    "Wijziging RvO": Kind.RULES_CHANGE,
    "Voordrachten en benoemingen": Kind.NOMINATION,
    "Verzoek bij regeling van werkzaamheden": Kind.ORDER_REQUEST,
    "Brief commissie": Kind.COMMITTEE_PROPOSAL,
}
BILLS = tuple(soort for soort, kind in _KINDS.items() if kind is Kind.BILL)
"""Zaak.Soort of a bill, and of what was split off from one."""
OWN_TITLED = frozenset({Kind.AMENDMENT, Kind.SUB_AMENDMENT, Kind.MOTION})
"""The kinds whose subject says who submitted them, and what they replace."""


def of_bill(fields: Mapping[str, Any]) -> bool:
    """Return whether a Zaak is a bill, or was split off from one."""
    return (fields.get("Soort") or "").strip() in BILLS


def lasting(kind: Kind) -> Kind:
    """Return the kind that all versions of one proposal share: an amendment can come back as a sub-amendment."""
    return Kind.AMENDMENT if kind is Kind.SUB_AMENDMENT else kind


def kind_of(fields: Mapping[str, Any]) -> Kind | None:
    """Return what a Zaak with these attributes is, ``None`` where its Soort is not told."""
    soort = (fields.get("Soort") or "").strip()
    kind = _KINDS.get(soort, Kind.LETTER) if soort else None
    if kind is Kind.BILL and (fields.get("Volgnummer") or 0) > 0:
        return Kind.BILL_PART  # a bill's own number is 0: "wetsvoorstel I (stuk nr. 16)" was split off
    if kind is Kind.AMENDMENT and re.match(
        r"(?:\w+\s+){0,3}subamend", text_of(fields.get("Onderwerp")) or "", re.IGNORECASE
    ):
        return Kind.SUB_AMENDMENT
    return kind
