"""The overview as plain data, and the pieces of it that other answers are made of too.

A list that the source does not give is ``null``; an empty list is "nobody". Pointers in
``derived`` are relative to the decision they stand in; those in a finding's ``at`` to the whole document.
"""

from typing import Any

from kamerstem.contract import VERSION, values
from kamerstem.language import Lang
from kamerstem.model.ledger import Ledger, Money
from kamerstem.model.life import Chain, Event, lives
from kamerstem.model.overview import Finding, Overview, Source, paper_number
from kamerstem.model.papers import QuotedPaper, articles_of
from kamerstem.model.votes import (
    Actor,
    Decision,
    Part,
    PartyName,
    Proposal,
    RelationKind,
    Side,
    Sitting,
    Statement,
    Submitters,
)


def overview(made: Overview, lang: Lang = "nl") -> dict[str, Any]:
    """Return an overview; only messages depend on the language."""
    subject = made.subject
    all_chains = lives(made)
    life = {id(item): chain.of(item) for chain in all_chains for item in chain.versions}
    papers = {quoted.of: quoted for quoted in made.papers}

    def told(item: Proposal) -> dict[str, Any]:
        quoted = papers.get(item.ref) if item.ref is not None else None
        return {
            **proposal(item, lang),
            "paper": _paper(quoted) if quoted else None,
            "life": [_event(event) for event in life.get(id(item), ())],
        }

    return {
        "version": VERSION,
        "subject": {"kind": str(subject.kind), "ref": values.ref(subject.ref), "title": subject.title},
        "bill": told(made.bill) if made.bill else None,
        "amendments": [told(item) for item in made.amendments],
        "motions": [told(item) for item in made.motions],
        "other": [told(item) for item in made.other],
        "chains": [
            _chain(chain) for chain in all_chains if len(chain.versions) > 1 or chain.unknown or chain.cut
        ],
        "motions_elsewhere": made.motions_elsewhere,
        "party_order": "seating" if made.order_known else "derived",
        "findings": [finding(found, lang) for found in made.findings],
        "sources": [source(each) for each in made.sources],
    }


def proposal(item: Proposal, lang: Lang = "nl") -> dict[str, Any]:
    """Return one item of the contract; only why a clause was not read depends on the language."""
    amends = item.related(RelationKind.AMENDS)
    return {
        "ref": values.ref(item.ref),
        "ids": {"zaak": item.zaak, "document": item.document},
        "kind": str(item.kind),
        "features": [str(feature) for feature in item.features],
        "number": paper_number(item.ref),
        "title": item.title,
        "subject": item.subject,
        "submitters": _submitters(item.submitters),
        "articles": values.texts(item.articles),
        "explanation": values.texts(item.explanation),
        "parts": [_part(part) for part in item.parts],
        "amends": values.ref(amends[0]) if amends else None,
        "replaces": [str(ref) for ref in item.related(RelationKind.REPLACES)],
        "replaced_by": [str(ref) for ref in item.related(RelationKind.REPLACED_BY)],
        "label": item.label,
        "submitted": values.day(item.submitted),
        "debate": item.debate
        and {"title": item.debate.title, "date": values.day(item.debate.date), "id": item.debate.id},
        "advice": item.advice and {"code": item.advice.code, "text": item.advice.text},
        "status": str(item.status),
        "decisions": [decision(made) for made in item.decisions],
        "statements": [statement(said) for said in item.statements],
        "derived": list(item.derived),
        "budget": budget(item.ledger, lang) if item.ledger else None,
    }


def budget(ledger: Ledger, lang: Lang = "nl") -> dict[str, Any]:
    """Return what an amendment would move; amounts in whole euros."""
    return {
        "supplementary": ledger.supplementary,
        "entries": [
            {
                "part": entry.label,
                "chapter": entry.chapter,
                "year": entry.year,
                "article": entry.article,
                "name": entry.name,
                "item": entry.item,
                "kind": str(entry.kind),
                "change": entry.change,
                "words": entry.words,
            }
            for entry in ledger.entries
        ],
        "texts": [
            {
                "part": text.label,
                "article": text.article,
                "what": text.what,
                "change": text.change,
                "words": text.words,
            }
            for text in ledger.texts
        ],
        "not_read": [
            {"part": part.label, "words": part.words, "why": part.why.in_(lang)} for part in ledger.unread
        ],
        "totals": {str(kind): ledger.total(kind) for kind in Money},
        "balance": ledger.balance,
        "covered": ledger.covered,
        "stated": {"result": str(ledger.stated), "amounts": list(ledger.amounts)},
        "cover": [
            {
                "words": cover.words,
                "ways": [str(way) for way in cover.ways],
                "in_ledger": cover.in_ledger,
                "article": cover.article,
                "year": cover.year,
                "papers": [str(paper) for paper in cover.papers],
            }
            for cover in ledger.cover
        ],
    }


def decision(made: Decision) -> dict[str, Any]:
    """Return one decision of the contract."""
    counted = made.counted
    return {
        "id": made.id,
        "sitting": _sitting(made.sitting),
        "step": str(made.step),
        "result": made.result and str(made.result),
        "text": made.text,
        "method": made.method and str(made.method),
        **{str(side): _side(made, side) for side in Side},
        "members": _members(made),
        "counted": counted
        and {
            "for": counted.for_,
            "against": counted.against,
            "not_voting": counted.not_voting,
            "seats": counted.seats,
            "complete": counted.complete,
            "missing": [party(each) for each in counted.missing],
        },
        "announced": made.announced and {"for": made.announced.for_, "against": made.announced.against},
        "rule": made.rule
        and {
            "fraction": made.rule.fraction,
            "base": made.rule.base,
            "needed": made.rule.needed(counted.cast) if counted and counted.complete else None,
            "article": made.rule.article,
        },
        "margin": made.margin,
        "decisive": None if (decisive := made.decisive) is None else [party(each) for each in decisive],
        "caused_by": values.ref(made.caused_by),
        "derived": list(made.derived),
        "source": list(dict.fromkeys(claim.source for claim in made.claims)),
    }


def finding(found: Finding, lang: Lang) -> dict[str, Any]:
    """Return one finding of the contract, its message in the language asked for."""
    return {
        "check": found.check,
        "severity": str(found.severity),
        "at": found.at,
        "ref": values.ref(found.ref),
        "message": found.message.in_(lang),
        "expected": found.expected,
        "found": found.found,
        "source": found.source,
        "line": found.place and found.place.number,
        "page": found.place and found.place.page,
        "unit": found.place and ("paragraph" if found.place.paragraph else "line"),
        "about": found.about and {"entity": found.about[0], "id": found.about[1]},
    }


def source(from_: Source) -> dict[str, Any]:
    """Return one source of the contract."""
    return {
        "id": from_.id,
        "kind": str(from_.kind),
        "url": from_.url,
        "fetched": values.time(from_.fetched),
        "sha256": from_.sha256,
    }


def _paper(quoted: QuotedPaper) -> dict[str, Any]:
    """Return a paper's own words, with the source that they are of."""
    text = quoted.text
    return {
        "source": quoted.source,
        "day": values.day(text.day),
        "lead": text.lead,
        "clauses": [
            {
                "label": clause.label,
                "articles": list(articles_of((clause,))),
                "content": [
                    part
                    if isinstance(part, str)
                    else {
                        "caption": part.caption,
                        "header": list(part.header),
                        "rows": [list(r) for r in part.rows],
                    }
                    for part in clause.content
                ],
            }
            for clause in text.clauses
        ],
        "signatures": list(text.closing),
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "versions": [values.ref(item.ref) for item in chain.versions],
        "unknown": [str(ref) for ref in chain.unknown],
        "cut": [[str(newer), str(older)] for newer, older in chain.cut],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "what": str(event.what),
        "date": values.day(event.date),
        "refs": [str(ref) for ref in event.refs],
        "names": list(event.names),
        "text": event.text,
        "part": event.part,
        "decision": event.decision.id if event.decision else None,
        "derived": event.derived,
        "source": list(event.sources),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "label": part.label,
        "articles": values.texts(part.articles),
        "decisions": [decision(made) for made in part.decisions],
    }


def _sitting(sitting: Sitting | None) -> dict[str, Any]:
    sitting = sitting or Sitting(None)
    return {
        "date": values.day(sitting.date),
        "number": sitting.number,
        "item": sitting.item,
        "order": sitting.order,
    }


def _side(made: Decision, side: Side) -> list[dict[str, Any]] | None:
    parties = made.by_party(side)
    if parties is None:
        return None
    mistaken = {ballot.party for ballot in made.side(side) or () if ballot.mistake and ballot.member is None}
    return [{"party": party(each), "seats": seats, "mistake": each in mistaken} for each, seats in parties]


def _members(made: Decision) -> list[dict[str, Any]] | None:
    members = [
        {
            "name": ballot.member.name,
            "person": ballot.member.person,
            "party": party(ballot.party),
            "vote": str(side),
            "mistake": ballot.mistake,
        }
        for side, ballot in made.ballots()
        if ballot.member is not None
    ]
    return members or None


def party(party: PartyName | None) -> dict[str, Any]:
    """Return a party by the name it had then; ``None``: the source names a member and no party."""
    return {"id": party.id if party else None, "name": party.name if party else None}


def _submitters(submitters: Submitters | None) -> dict[str, Any] | None:
    if submitters is None:
        return None
    return {"actors": [_actor(actor) for actor in submitters.actors], "and_others": submitters.and_others}


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "party": party(actor.party) if actor.party else None,
        "role": actor.role,
        "kind": str(actor.kind),
    }


def statement(said: Statement) -> dict[str, Any]:
    """Return one statement of the contract."""
    return {
        "actor": _actor(said.actor),
        "kind": str(said.kind),
        "text": said.text,
        "date": values.day(said.date),
        "source": said.source,
    }
