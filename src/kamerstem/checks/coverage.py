"""How much of a document was read and held against the official data: what a clerk must know beside the findings.

A decision is compared where the record has it, with a result and with everyone the document names; who is in no list of
the record was not compared, nor were lists of which it has no rows. A decision whose words were not read counts as one
that the document has; of one that only a heading tells, that is said.
"""

from collections import Counter

from kamerstem.checks.compare import match, paired
from kamerstem.checks.differences import differences
from kamerstem.checks.voters import match_voters
from kamerstem.dataclasses import replace
from kamerstem.model.answers import AccountComparison, Coverage, State
from kamerstem.model.overview import Overview
from kamerstem.model.votes import Decision


def covered(document: Overview, record: Overview | None) -> Coverage:
    """Return how much of a document was read and compared; nothing was where there is no ``record``."""
    states: Counter[State | None] = Counter()
    if record is not None:
        matched = match(document, record)
        for at, item in document.items():
            if at in matched:
                states.update(_state(ours, theirs) for _, ours, theirs in paired(item, matched[at]))
    read = [decision for _, _, decision in document.decisions()]
    lost = sum(item.doubted and not item.all_decisions() for _, item in document.items())
    made = _coverage(len(read) + lost, states, len(document.unread))
    headed = sum(decision.headed for decision in read)
    return replace(made, headed=headed, not_read=lost, held_since=record.held_since if record else None)


def covered_account(made: AccountComparison) -> Coverage:
    """Return how much of the account of a sitting was read and compared."""
    told = [pair for pair in made.pairs if pair.vote is not None]
    states: Counter[State | None] = Counter(pair.state for pair in told)
    return replace(_coverage(len(told), states, len(made.account.unread)), held_since=made.held_since)


def _coverage(decisions: int, states: "Counter[State | None]", unread: int) -> Coverage:
    agree, differ, unclear = (states[state] for state in (State.AGREE, State.DIFFER, State.UNCLEAR))
    return Coverage(decisions, agree + differ + unclear, agree, differ, unclear, unread)


def _state(ours: Decision, theirs: Decision) -> State | None:
    """Return how a decision compares, ``None`` where it could not be compared as a whole."""
    found = [each for each in differences(ours, theirs) if each.check != "absent-not-stated"]
    if any(not each.doubt for each in found):
        return State.DIFFER
    if (ours.result is not None and theirs.result is None) or match_voters(ours, theirs).only_ours:
        return None
    return State.UNCLEAR if found else State.AGREE
