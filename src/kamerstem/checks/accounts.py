"""An account of a sitting (report, Handelingen) beside the record: vote by vote, where they agree and where not.

Pure: an account and proposals in, pairs out. Votes are joined on dossier and number of the paper, and on the part;
never on activities, which the report and the record do not share. What one side does not state is not compared.
"""

from collections.abc import Iterable, Iterator, Sequence

from kamerstem.checks.differences import differences, lost
from kamerstem.checks.sentences import name
from kamerstem.dataclasses import replace
from kamerstem.language import Words
from kamerstem.model.accounts import Account, AccountVote
from kamerstem.model.answers import Pair, State
from kamerstem.model.overview import Finding, Severity
from kamerstem.model.refs import Ref, sort_key
from kamerstem.model.votes import Decision, Proposal, Step

_SAID: dict[str, Words] = {
    "result-differs": Words(
        "de uitslag is volgens {source} '{said}', volgens de gegevens '{is_}'.",
        "the result is '{said}' by {source}, '{is_}' by the data.",
    ),
    "date-differs": Words(
        "beslist op {said} volgens {source}, op {is_} volgens de gegevens.",
        "decided on {said} by {source}, on {is_} by the data.",
    ),
    "method-differs": Words(
        "gestemd {said} volgens {source}, {is_} volgens de gegevens.",
        "voted on {said} by {source}, {is_} by the data.",
    ),
    "tally-differs": Words(
        "de stemverhouding is {said} volgens {source}, {is_} volgens de gegevens.",
        "the tally is {said} by {source}, {is_} by the data.",
    ),
    "seats-differ": Words(
        "{voter} had {said} volgens {source}, {is_} volgens de gegevens.",
        "{voter} had {said} by {source}, {is_} by the data.",
    ),
    "vote-differs": Words(
        "{voter} stemde '{said}' volgens {source}, '{is_}' volgens de gegevens.",
        "{voter} voted '{said}' by {source}, '{is_}' by the data.",
    ),
    "vote-left-out": Words(
        "{voter} staat in de gegevens onder '{is_}', en in {source} niet.",
        "{voter} stands under '{is_}' in the data, and not in {source}.",
    ),
    "member-unclear": Words(
        "wie {said} is, is niet te zeggen. In de gegevens: {is_}.",
        "who {said} is cannot be told. In the data: {is_}.",
    ),
    "vote-lost": Words(
        "{voter} stemde '{said}' volgens {source}, en staat niet in de gegevens.",
        "{voter} voted '{said}' by {source}, and is not in the data.",
    ),
}


def compare_account(account: Account, proposals: Sequence[Proposal]) -> tuple[Pair, ...]:
    """Return every decision of an account beside that of the record, and those that only one of them has.

    ``proposals`` are those of the record that the account speaks of or, better, all that were decided on that day.
    """
    source = account.called
    used: set[str] = set()
    pairs: list[Pair] = []
    for vote in account.votes:
        if vote.articles and vote.decision.step is not Step.VOTE:
            continue  # the record has no decisions on articles
        if not vote.refs:
            why = Words("de bron noemt geen stuk", "the source names no paper")
            pairs.append(Pair(state=State.ONLY_ACCOUNT, ref=None, vote=vote, why=why))
        for ref in vote.refs:
            for part in vote.parts or (None,):
                pairs.append(_join(vote, ref, part, proposals, used, source))
    pairs += _only_record(account, proposals, used)
    return tuple(pairs)


def _join(
    vote: AccountVote,
    ref: Ref,
    part: str | None,
    proposals: Iterable[Proposal],
    used: set[str],
    source: Words,
) -> Pair:
    alone = Pair(state=State.ONLY_ACCOUNT, ref=ref, part=part, vote=vote)
    found = [proposal for proposal in proposals if proposal.ref == ref]
    if not found:
        return _because(
            alone, "het stuk staat niet in de gegevens van die dag", "the paper is not in that day's data"
        )
    day, step = vote.decision.date, vote.decision.step
    for proposal in found:
        decided = (
            [d for p in proposal.parts if p.label == part for d in p.decisions]
            if part
            else [*proposal.decisions]
        )
        same_day = [
            d for d in decided if d.id not in used and (day is None or d.date is None or d.date == day)
        ]
        made = next((d for d in same_day if d.step is step), None) or next(iter(same_day), None)
        if made is None:
            continue
        if made.id is not None:
            used.add(made.id)
        differing = tuple(_findings(vote.decision, made, proposal, source))
        wrong = any(finding.severity is Severity.ERROR for finding in differing)
        state = State.DIFFER if wrong else State.UNCLEAR if differing else State.AGREE
        return Pair(
            state=state, ref=ref, part=part, vote=vote, proposal=proposal, decision=made, findings=differing
        )
    if part:
        return _because(
            alone,
            "de gegevens kennen geen besluit over dit onderdeel",
            "the data have no decision on this part",
        )
    return _because(
        alone, "de gegevens hebben er die dag geen besluit over", "the data have no decision on it that day"
    )


def _because(pair: Pair, nl: str, en: str) -> Pair:
    return replace(pair, why=Words(nl, en))


def _findings(ours: Decision, theirs: Decision, proposal: Proposal, source: Words) -> Iterator[Finding]:
    about = name(proposal)
    for difference in (*differences(ours, theirs), *lost(ours, theirs)):
        if difference.check == "absent-not-stated":
            continue  # the chair names who is for and against; who is absent is not said
        sentence = _SAID[difference.check]
        words = difference.put(
            Words(sentence.nl.replace("{source}", source.nl), sentence.en.replace("{source}", source.en))
        )
        yield Finding(
            check=difference.check,
            severity=Severity.WARNING if difference.doubt else Severity.ERROR,
            at=difference.at,
            message=Words(f"{about.nl}: {words.nl}", f"{about.en}: {words.en}"),
            ref=proposal.ref,
            expected=None if difference.expected is None else str(difference.expected),
            found=None if difference.found is None else str(difference.found),
            about=("Besluit", theirs.id) if theirs.id else None,
        )


def _only_record(account: Account, proposals: Sequence[Proposal], used: set[str]) -> Iterator[Pair]:
    """Yield the votes of the record that the account does not have: those of the agenda items it tells of."""
    day = account.sitting.date
    told = {
        made.sitting.item
        for proposal in proposals
        for made in proposal.all_decisions()
        if made.id in used and made.sitting is not None and made.sitting.item
    }
    left = [
        (proposal, made)
        for proposal in proposals
        for made in proposal.all_decisions()
        if made.step is Step.VOTE
        and made.id not in used
        and made.date == day
        and made.sitting is not None
        and made.sitting.item in told
    ]
    for proposal, made in sorted(left, key=lambda each: sort_key(each[0].ref) if each[0].ref else ()):
        why = Words("de bron noemt deze stemming niet", "the source does not tell of this vote")
        yield Pair(state=State.ONLY_RECORD, ref=proposal.ref, proposal=proposal, decision=made, why=why)
