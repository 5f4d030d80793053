"""What checks come to: the report of documents, the audit of a record, and comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kamerstem.contract import VERSION, values
from kamerstem.contract.overview import decision, finding, overview, party, source, statement
from kamerstem.language import Lang
from kamerstem.model import plain_words
from kamerstem.model.accounts import Account, Passage
from kamerstem.model.answers import (
    WHOLE,
    AccountComparison,
    Audit,
    Audited,
    Checked,
    Comparison,
    Coverage,
    DocumentComparison,
    Filled,
    IntendedComparison,
    Intention,
    Pair,
    Stand,
    State,
    Total,
)
from kamerstem.model.entities import HOST
from kamerstem.model.form import STATEMENTS
from kamerstem.model.overview import SourceKind
from kamerstem.model.refs import Dossier, Paper
from kamerstem.model.votes import Statement

if TYPE_CHECKING:
    from kamerstem.contract.types import checked as types


def report(checked: Iterable[Checked], lang: Lang = "nl") -> types.Report:
    """Return what checks found in each input."""
    return {"version": VERSION, "checked": [_checked(each, lang) for each in checked]}


def _checked(made: Checked, lang: Lang) -> types.Checked:
    return {
        "input": made.name,
        "ref": values.ref(made.overview.subject.ref),
        "compared": made.compared,
        "findings": [finding(found, lang) for found in made.overview.findings],
        "coverage": _coverage(made.coverage) if made.coverage else None,
        "not_compared": made.not_compared.in_(lang) if made.not_compared else None,
    }


def _coverage(coverage: Coverage) -> types.Coverage:
    return {
        "decisions": coverage.decisions,
        "compared": coverage.compared,
        "agree": coverage.agree,
        "differ": coverage.differ,
        "unclear": coverage.unclear,
        "unread": coverage.unread,
        "headed": coverage.headed,
        "not_read": coverage.not_read,
        "whole": coverage.whole,
        "held_since": values.day(coverage.held_since),
    }


# --- the audit --------------------------------------------------------------------------------------------------------


def audit(made: Audit, lang: Lang = "nl", filled: Filled = WHOLE) -> types.Audit:
    """Return an audit; its messages, and how its checks are explained, in the language asked for."""
    return {
        "version": VERSION,
        "since": values.day(made.since),
        "until": values.day(made.until),
        "votes": made.votes,
        "first": made.first,
        "totals": [_check_total(total, lang) for total in made.totals()],
        "findings": [_audited(found, lang) for found in made.findings],
        "gone": [_audited(found, lang) for found in made.gone],
        "only_here": made.only_here,
        "not_whole": list(filled.unread),
        "held_since": values.day(filled.since),
    }


def _check_total(total: Total, lang: Lang) -> types.CheckTotal:
    from kamerstem.checks import explained
    from kamerstem.checks.known_issues import known_issues

    check = explained(total.check)
    return {
        "check": total.check,
        "severity": total.severity,
        "title": check.title.in_(lang) if check else total.check,
        "todo": check.todo.in_(lang) if check else "",
        "basis": check.basis if check else "",
        "count": total.count,
        "new": total.new,
        "known": list(known_issues(total.check)),
    }


def _audited(found: Audited, lang: Lang) -> types.Audited:
    return {
        **finding(found.finding, lang),
        "zaak": found.zaak,
        "title": found.title,
        "day": values.day(found.day),
        "first_seen": values.time(found.first_seen),
        "new": found.new,
        "links": _links(found),
        "sources": [source(each) for each in found.sources],
        "confirmed": source(found.confirmed) if found.confirmed else None,
    }


def _links(found: Audited) -> types.Links:
    record = query = None
    if found.finding.about is not None:
        entity, id = found.finding.about
        record = f"{HOST}/OData/v5/{entity}({id})"
        query = f"{record}?$expand=Stemming,Zaak" if entity == "Besluit" else record
    ref = found.finding.ref
    return {"paper": ref.url if isinstance(ref, Paper | Dossier) else None, "record": record, "query": query}


# --- comparisons ------------------------------------------------------------------------------------------------------


def comparison(made: Comparison, lang: Lang = "nl") -> types.Comparison:
    """Return a comparison; its messages and sentences in the language asked for."""
    if isinstance(made, DocumentComparison):
        return _document(made, lang)
    if isinstance(made, AccountComparison):
        return _account(made, lang)
    return _intended(made, lang)


def _document(made: DocumentComparison, lang: Lang) -> types.DocumentComparison:
    return {
        "version": VERSION,
        "kind": "document",
        "ref": values.ref(made.document.subject.ref),
        "origin": made.origin.in_(lang),
        "findings": [finding(each, lang) for each in made.findings],
        "coverage": _coverage(made.coverage),
        "lines": [{"document": document, "official": official} for document, official in made.lines],
        "corrected": overview(made.corrected, lang),
    }


def _account(made: AccountComparison, lang: Lang) -> types.AccountComparison:
    from kamerstem.checks.coverage import covered_account

    account = made.account
    states = [pair.state for pair in made.pairs]
    return {
        "version": VERSION,
        "kind": "account",
        "source": {
            "kind": "verslag" if account.source.kind is SourceKind.VERSLAG else "handelingen",
            "name": _name_of(account, lang),
        },
        "sitting": {
            "date": values.day(account.sitting.date),
            "number": account.sitting.number,
            "session": account.session,
        },
        "origin": made.origin.in_(lang),
        "totals": {
            "agree": states.count(State.AGREE),
            "differ": states.count(State.DIFFER),
            "unclear": states.count(State.UNCLEAR),
            "only_account": states.count(State.ONLY_ACCOUNT),
            "only_record": states.count(State.ONLY_RECORD),
        },
        "coverage": _coverage(covered_account(made)),
        "pairs": [_joined(pair, lang) for pair in made.pairs],
        "remarks": [_said(remark.statement, lang) for remark in account.remarks],
        "unread": [_passage(each) for each in account.unread],
    }


def _name_of(account: Account, lang: Lang) -> str:
    _article, _, name = account.called.in_(lang).partition(" ")
    edition = f" ({account.edition})" if account.edition else ""
    return f"{plain_words.capital(name)}{edition}"


def _joined(pair: Pair, lang: Lang) -> types.Joined:
    vote = pair.vote
    shown = pair.decision or (vote.decision if vote else None)
    return {
        "state": pair.state,
        "ref": values.ref(pair.ref),
        "part": pair.part,
        "called": vote.called if vote else (pair.proposal.subject if pair.proposal else None),
        "why": pair.why.in_(lang) if pair.why else None,
        "sentence": plain_words.sentence(shown, lang) if shown else None,
        "account": decision(vote.decision) if vote else None,
        "record": decision(pair.decision) if pair.decision else None,
        "words": [_passage(each) for each in vote.passages] if vote else [],
        "statements": [_said(each, lang) for each in vote.statements] if vote else [],
        "findings": [finding(each, lang) for each in pair.findings],
    }


def _passage(passage: Passage) -> types.Passage:
    return {"text": passage.text, "place": passage.place}


def _said(said: Statement, lang: Lang) -> types.Said:
    kind = STATEMENTS[said.kind].in_(lang)
    words = f": „{said.text}”" if said.text else ""
    return {**statement(said), "line": f"{kind}: {said.actor.name}{words}"}


def _intended(made: IntendedComparison, lang: Lang) -> types.IntendedComparison:
    return {
        "version": VERSION,
        "kind": "intended",
        "party": party(made.party),
        "origin": made.origin.in_(lang),
        "rows": [_intention(row, lang) for row in made.rows],
        "request": made.request.in_(lang) if made.request else None,
        "held_since": values.day(made.held_since),
    }


def _intention(row: Intention, lang: Lang) -> types.Intention:
    decision, proposal = row.decision, row.proposal
    undecided = row.stand is Stand.NOT_VOTED and decision is not None
    return {
        "stand": row.stand,
        "ref": str(row.ref),
        "subject": (proposal.subject or proposal.title) if proposal else None,
        "intended": row.intended,
        "recorded": row.recorded,
        "by": values.ref(row.by),
        "day": values.day(decision.date) if decision else None,
        "status": plain_words.sentence(decision, lang) if undecided and decision else None,
        "decision": decision.id if decision else None,
        "line": row.line,
    }
