"""An account as lines that a person can check against the words it was read from."""

from collections.abc import Iterator

from kamerstem.model.accounts import Account, AccountVote
from kamerstem.model.votes import Ballot, Side, Statement


def lines(account: Account) -> list[str]:
    """Return everything that an account says, but its source and the passages."""
    return [line for vote in account.votes for line in of_vote(vote)] + [
        *(
            f"remark: {statement(remark.statement)}"
            + (f" on {' + '.join(map(str, remark.refs))}" if remark.refs else "")
            + (f" of {remark.day}" if remark.day else "")
            for remark in account.remarks
        ),
        *(f"unread: {passage.text}" for passage in account.unread),
    ]


def of_vote(vote: AccountVote) -> Iterator[str]:
    decision = vote.decision
    what = [vote.kind.value if vote.kind else "?", " + ".join(map(str, vote.refs)) or "no number"]
    if vote.was:
        what.append(f"(was {' + '.join(map(str, vote.was))})")
    if vote.parts:
        what.append(f"part {', '.join(vote.parts)}")
    if vote.articles:
        what.append(f"[{'; '.join(vote.articles)}]")
    if vote.others:
        what.append("the other parts")
    how = [decision.step.value, decision.result.value if decision.result else "no result"]
    if decision.method:
        how.append(decision.method.value)
    if decision.announced:
        how.append(f"{decision.announced.for_}-{decision.announced.against}")
    if decision.caused_by:
        how.append(f"by {decision.caused_by}")
    yield f"{' '.join(what)}: {' '.join(how)}"
    for side in Side:
        ballots = decision.side(side)
        if ballots is not None:
            derived = "*" if f"/{side}" in decision.derived else ""
            yield f"  {side}{derived}: {', '.join(map(one, ballots)) or 'nobody'}"
    if vote.seating:
        yield f"  seating: {', '.join(party.name for party in vote.seating)}"
    for each in vote.statements:
        yield f"  {statement(each)}"


def one(ballot: Ballot) -> str:
    party = (ballot.party.name + ("" if ballot.party.id else "?")) if ballot.party else None
    if ballot.member:
        return f"{ballot.member.name} ({party})" if party else ballot.member.name
    return f"{party} {ballot.seats}" if ballot.seats is not None else f"{party}"


def statement(each: Statement) -> str:
    party = f" ({each.actor.party.name})" if each.actor.party and each.actor.kind == "member" else ""
    return f"{each.kind} {each.actor.name}{party}"
