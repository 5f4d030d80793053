"""What the words of official entities say beyond their fields: a part, a remark, who acts, who is deemed to be for."""

import datetime as dt
import html
import re

from kamerstem.model import parties
from kamerstem.model.entities import Entity
from kamerstem.model.rows import member_name, text_of
from kamerstem.model.titles import bare
from kamerstem.model.votes import Actor, ActorKind, Decision, PartyName, StatementKind, Step

_PART = re.compile(
    r"(?P<but>\b(?:met\s+uitzondering\s+van|behalve|behoudens|uitgezonderd)\s+(?:het\s+|de\s+)?)?"
    r"\bonderde(?:el|len)\s+(?P<label>[IVX]+(?:\s*(?:,|en|-|t/m|tot\s+en\s+met)\s*[IVX]+)*)\b",
    re.IGNORECASE,
)
_DEEMED = re.compile(
    r"\b(?P<what>de\s+fracties?\s+van|de\s+leden\s+van|de\s+leden|het\s+lid|de\s+fracties?)\s+(?P<who>[^.;:]{1,300}?)"
    r"\s+(?:wens(?:t|en)|wil(?:len)?|word(?:t|en))\s+(?:\w+\s+)?geacht\s[^.;]{0,80}?"
    r"(?<!niet )\b(?P<side>tegen|v[oó][oó]r|voor)",
    re.IGNORECASE,
)


def part_of(text: str | None) -> str | None:
    """Return the label of the part that a decision's words name ("I", "I en II"), ``None`` for a whole.

    All that they name, where they name several; "alles behalve II" where they except one.
    """
    labels = [
        ("alles behalve " if named["but"] else "") + " ".join(named["label"].split())
        for named in _PART.finditer(text or "")
    ]
    return ", ".join(dict.fromkeys(labels)) or None


def remark_of(text: object) -> str | None:
    """Return Besluit.Opmerking as plain text; it comes with HTML."""
    if not isinstance(text, str):
        return None
    return text_of(html.unescape(re.sub(r"<[^<>]{0,200}>", " ", text[:10_000])))


def named_at(actor: Entity, title: str) -> int:
    """Return where a title names somebody, past its end if it does not."""
    name = bare((text_of(actor["ActorNaam"]) or "").partition(",")[0])
    words = [word for word in name.split() if len(word) > 3] or name.split()
    places = [at for word in words[-1:] if (at := title.find(word)) >= 0]
    return min(places, default=len(title))


def actor_of(entity: Entity, day: dt.date | None) -> Actor:
    """Return who submits: by the committee or the office named, else a member, or a party where only that is named."""
    name = text_of(entity["ActorNaam"]) or "(naam niet vermeld)"
    office = text_of(entity["Functie"]) or ""
    party = text_of(entity["ActorFractie"])
    known = parties.find(party, day) if party else None
    if entity.refs.get("Commissie") or re.search(r"\bcommissie\b", name, re.IGNORECASE):
        kind = ActorKind.COMMITTEE
    elif re.search(r"\bbijzonder\w*\s+gedelegeerde\b", f"{office} {name}", re.IGNORECASE):
        kind = ActorKind.DELEGATE
    elif re.match(r"(?:vice-?)?(?:minister|staatssecretaris)\b", office or name, re.IGNORECASE):
        kind = ActorKind.GOVERNMENT
    elif (
        entity.refs.get("Fractie")
        and not entity.refs.get("Persoon")
        and name in (party, "(naam niet vermeld)")
    ):
        kind = ActorKind.PARTY
    else:
        kind = ActorKind.MEMBER
    return Actor(
        member_name(name) if kind in (ActorKind.MEMBER, ActorKind.DELEGATE, ActorKind.GOVERNMENT) else name,
        kind,
        PartyName(known.id if known else None, party) if party else None,
        text_of(entity["Relatie"]),
        entity.ref("Persoon"),
    )


def deemed(words: str | None, decision: Decision) -> list[tuple[Actor, StatementKind]]:
    """Return who wants to be deemed to have voted otherwise, from the words of a decision.

    At a decision without a vote it is an aantekening against it; at a vote a correction afterwards, for or against.
    """
    said: list[tuple[Actor, StatementKind]] = []
    for match in _DEEMED.finditer(words or ""):
        for_ = match["side"].lower() != "tegen"
        if decision.step is Step.WITHOUT_VOTE and not for_:
            kind = StatementKind.AGAINST_NOTED
        else:
            kind = StatementKind.DEEMED_FOR if for_ else StatementKind.DEEMED_AGAINST
        members = match["what"].lower().startswith(("het lid", "lid")) or "leden" in match["what"].lower()
        for name in parties.split_names(match["who"], decision.date):
            name = re.sub(r"^(?:de|het|van)\s+", "", name)
            party = parties.find(name, decision.date)
            alone = re.match(r"lid\s", name, re.IGNORECASE) is not None
            if alone and party is not None and decision.date and party.existed_on(decision.date) is False:
                party = None  # a member by then of another party
            if (members or alone) and party is None:
                said.append((Actor(re.sub(r"^(?:het\s+)?lid\s+", "", name), ActorKind.MEMBER), kind))
            else:
                said.append(
                    (Actor(name, ActorKind.PARTY, PartyName(party.id if party else None, name)), kind)
                )
    return said


def advice_code(advice: str) -> str:
    """Return an advice as a stable word for programs: "Ontraden, tenzij gewijzigd" -> "ontraden_tenzij_gewijzigd"."""
    return re.sub(r"[^a-z0-9]+", "_", advice.lower()).strip("_")
