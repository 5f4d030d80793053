"""An overview, and the pieces of it that other answers are made of too.

A list that the source does not give is ``null``; an empty list is "nobody". Pointers in
``derived`` are relative to the decision they stand in; those in a finding's ``at`` to the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kamerstem.contract import VERSION, values
from kamerstem.language import Lang
from kamerstem.model.life import Chain, Event, lives
from kamerstem.model.majorities import MajorityRule
from kamerstem.model.overview import Finding, Overview, Source, paper_number
from kamerstem.model.votes import (
    Actor,
    Counted,
    Debate,
    Decision,
    Gap,
    Part,
    PartyName,
    Proposal,
    RelationKind,
    Side,
    Sitting,
    Statement,
    Submitters,
)

if TYPE_CHECKING:
    from kamerstem.contract.types import budget as budgets
    from kamerstem.contract.types import overview as types
    from kamerstem.model.ledger import Ledger
    from kamerstem.model.papers import Clause, QuotedPaper, Table


def overview(made: Overview, lang: Lang = "nl") -> types.Overview:
    """Return an overview; only messages depend on the language."""
    subject = made.subject
    all_chains = lives(made)
    life = {id(item): chain.of(item) for chain in all_chains for item in chain.versions}
    papers = {quoted.of: quoted for quoted in made.papers}

    def told(made: Proposal) -> types.Item:
        return item(made, lang, papers.get(made.ref) if made.ref else None, life.get(id(made), ()))

    return {
        "version": VERSION,
        "subject": {"kind": subject.kind, "ref": values.ref(subject.ref), "title": subject.title},
        "bill": told(made.bill) if made.bill else None,
        "amendments": [told(each) for each in made.amendments],
        "motions": [told(each) for each in made.motions],
        "other": [told(each) for each in made.other],
        "chains": [
            _chain(chain) for chain in all_chains if len(chain.versions) > 1 or chain.unknown or chain.cut
        ],
        "motions_elsewhere": made.motions_elsewhere,
        "party_order": "seating" if made.order_known else "derived",
        "findings": [finding(found, lang) for found in made.findings],
        "sources": [source(each) for each in made.sources],
        "held_since": values.day(made.held_since),
    }


def item(
    made: Proposal, lang: Lang = "nl", paper: QuotedPaper | None = None, life: Iterable[Event] = ()
) -> types.Item:
    """Return a proposal with what its paper says and what happened to it."""
    amends = made.related(RelationKind.AMENDS)
    return {
        "ref": values.ref(made.ref),
        "ids": {"zaak": made.zaak, "document": made.document},
        "kind": made.kind,
        "features": list(made.features),
        "number": paper_number(made.ref),
        "title": made.title,
        "subject": made.subject,
        "submitters": _submitters(made.submitters),
        "articles": values.texts(made.articles),
        "explanation": values.texts(made.explanation),
        "parts": [_part(part) for part in made.parts],
        "amends": values.ref(amends[0]) if amends else None,
        "replaces": [str(ref) for ref in made.related(RelationKind.REPLACES)],
        "replaced_by": [str(ref) for ref in made.related(RelationKind.REPLACED_BY)],
        "label": made.label,
        "submitted": values.day(made.submitted),
        "debate": _debate(made.debate) if made.debate else None,
        "advice": {"code": made.advice.code, "text": made.advice.text} if made.advice else None,
        "status": made.status,
        "decisions": [decision(each) for each in made.decisions],
        "statements": [statement(said) for said in made.statements],
        "derived": list(made.derived),
        "budget": budget(made.ledger, lang) if made.ledger else None,
        "paper": _paper(paper) if paper else None,
        "life": [_event(event) for event in life],
    }


def budget(ledger: Ledger, lang: Lang = "nl") -> budgets.Budget:
    """Return what an amendment would move; amounts in whole euros."""
    from kamerstem.model.ledger import Money

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
                "kind": entry.kind,
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
        "totals": {
            "commitments": ledger.total(Money.COMMITMENTS),
            "expenditure": ledger.total(Money.EXPENDITURE),
            "receipts": ledger.total(Money.RECEIPTS),
        },
        "balance": ledger.balance,
        "covered": ledger.covered,
        "stated": {"result": ledger.stated, "amounts": list(ledger.amounts)},
        "cover": [
            {
                "words": cover.words,
                "ways": list(cover.ways),
                "in_ledger": cover.in_ledger,
                "article": cover.article,
                "year": cover.year,
                "papers": [str(paper) for paper in cover.papers],
            }
            for cover in ledger.cover
        ],
    }


def decision(made: Decision) -> types.Decision:
    """Return a decision: how it was reached, who stood where, and what follows from that."""
    counted, gap, decisive = made.counted, made.gap, made.decisive
    return {
        "id": made.id,
        "sitting": _sitting(made.sitting),
        "step": made.step,
        "result": made.result,
        "text": made.text,
        "method": made.method,
        "for": _side(made, Side.FOR),
        "against": _side(made, Side.AGAINST),
        "not_voting": _side(made, Side.NOT_VOTING),
        "members": _members(made),
        "counted": _counted(counted) if counted else None,
        "complete": made.complete,
        "gap": _gap(gap) if gap else None,
        "awaited": made.awaited,
        "announced": (
            {"for": made.announced.for_, "against": made.announced.against} if made.announced else None
        ),
        "rule": _rule(made.rule, made.needed) if made.rule else None,
        "margin": made.margin,
        "decisive": None if decisive is None else [party(each) for each in decisive],
        "caused_by": values.ref(made.caused_by),
        "derived": list(made.derived),
        "source": list(dict.fromkeys(claim.source for claim in made.claims)),
    }


def _counted(counted: Counted) -> types.Counted:
    return {
        "for": counted.for_,
        "against": counted.against,
        "not_voting": counted.not_voting,
        "seats": counted.seats,
        "complete": counted.complete,
        "missing": [party(each) for each in counted.missing],
    }


def _gap(gap: Gap) -> types.Gap:
    return {"seats": gap.seats, "parties": [party(each) for each in gap.parties]}


def _rule(rule: MajorityRule, needed: int | None) -> types.Rule:
    return {
        "fraction": rule.fraction,
        "base": rule.base,
        "needed": needed,
        "article": rule.article,
    }


def finding(found: Finding, lang: Lang) -> types.Finding:
    """Return one finding of the contract, its message in the language asked for."""
    return {
        "check": found.check,
        "severity": found.severity,
        "at": found.at,
        "ref": values.ref(found.ref),
        "message": found.message.in_(lang),
        "expected": found.expected,
        "found": found.found,
        "source": found.source,
        "line": found.place.number if found.place else None,
        "page": found.place.page if found.place else None,
        "unit": ("paragraph" if found.place.paragraph else "line") if found.place else None,
        "about": {"entity": found.about[0], "id": found.about[1]} if found.about else None,
    }


def source(from_: Source) -> types.Source:
    """Return one source of the contract."""
    return {
        "id": from_.id,
        "kind": from_.kind,
        "url": from_.url,
        "fetched": values.time(from_.fetched),
        "sha256": from_.sha256,
    }


def _paper(quoted: QuotedPaper) -> types.Paper:
    text = quoted.text
    return {
        "source": quoted.source,
        "day": values.day(text.day),
        "lead": text.lead,
        "clauses": [_clause(clause) for clause in text.clauses],
        "signatures": list(text.closing),
    }


def _clause(clause: Clause) -> types.Clause:
    from kamerstem.model.papers import articles_of

    return {
        "label": clause.label,
        "articles": list(articles_of((clause,))),
        "content": [part if isinstance(part, str) else _table(part) for part in clause.content],
    }


def _table(table: Table) -> types.Table:
    return {
        "caption": table.caption,
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
    }


def _debate(debate: Debate) -> types.Debate:
    return {"title": debate.title, "date": values.day(debate.date), "id": debate.id}


def _chain(chain: Chain) -> types.Chain:
    return {
        "versions": [values.ref(item.ref) for item in chain.versions],
        "unknown": [str(ref) for ref in chain.unknown],
        "cut": [[str(newer), str(older)] for newer, older in chain.cut],
    }


def _event(event: Event) -> types.Event:
    return {
        "what": event.what,
        "date": values.day(event.date),
        "refs": [str(ref) for ref in event.refs],
        "names": list(event.names),
        "text": event.text,
        "part": event.part,
        "decision": event.decision.id if event.decision else None,
        "derived": event.derived,
        "source": list(event.sources),
    }


def _part(part: Part) -> types.Part:
    return {
        "label": part.label,
        "articles": values.texts(part.articles),
        "decisions": [decision(made) for made in part.decisions],
    }


def _sitting(sitting: Sitting | None) -> types.Sitting:
    sitting = sitting or Sitting(None)
    return {
        "date": values.day(sitting.date),
        "number": sitting.number,
        "item": sitting.item,
        "order": sitting.order,
    }


def _side(made: Decision, side: Side) -> list[types.Side] | None:
    parties = made.by_party(side)
    if parties is None:
        return None
    mistaken = {ballot.party for ballot in made.side(side) or () if ballot.mistake and ballot.member is None}
    return [{"party": party(each), "seats": seats, "mistake": each in mistaken} for each, seats in parties]


def _members(made: Decision) -> list[types.Member] | None:
    members: list[types.Member] = [
        {
            "name": ballot.member.name,
            "person": ballot.member.person,
            "party": party(ballot.party),
            "vote": side,
            "mistake": ballot.mistake,
        }
        for side, ballot in made.ballots()
        if ballot.member is not None
    ]
    return members or None


def party(party: PartyName | None) -> types.Party:
    """Return a party by the name it had then; ``None``: the source names a member and no party."""
    return {"id": party.id if party else None, "name": party.name if party else None}


def _submitters(submitters: Submitters | None) -> types.Submitters | None:
    if submitters is None:
        return None
    return {"actors": [_actor(actor) for actor in submitters.actors], "and_others": submitters.and_others}


def _actor(actor: Actor) -> types.Actor:
    return {
        "name": actor.name,
        "party": party(actor.party) if actor.party else None,
        "role": actor.role,
        "kind": actor.kind,
    }


def statement(said: Statement) -> types.Statement:
    """Return one statement of the contract."""
    return {
        "actor": _actor(said.actor),
        "kind": said.kind,
        "text": said.text,
        "date": values.day(said.date),
        "source": said.source,
    }
