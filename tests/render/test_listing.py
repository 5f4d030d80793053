"""Lists of votes as text: who voted otherwise than the party is named."""

from collections.abc import Callable

import pytest

from kamerstem.model.day import Vote
from kamerstem.model.votes import Decision, Result
from kamerstem.render.listing import votes_text
from tests import factories as f


def _fourth(decision: Decision, lang: str) -> list[str]:
    written = votes_text([Vote(f.amendment(1, decision), decision)], "en" if lang == "en" else "nl")
    return [line.strip() for line in written.splitlines()[3:] if line]


def _roll_call(for_: list[tuple[str, str]], against: list[tuple[str, str]]) -> Decision:
    return f.roll_call(Result.REJECTED, (for_, against, []), house=None)


@pytest.mark.parametrize(
    ("make", "nl", "en"),
    [
        (
            f.members_apart,
            ["Anders dan de fractie PVV: Bosma voor."],
            ["Apart from the party PVV: Bosma for."],
        ),
        (
            lambda: _roll_call([("A", "SP"), ("B", "VVD")], [("C", "SP"), ("D", "SP"), ("E", "CDA")]),
            ["Anders dan de fractie SP: A voor."],
            ["Apart from the party SP: A for."],
        ),
        (
            lambda: _roll_call([("A", "SP"), ("B", "SP")], [("C", "SP"), ("D", "SP")]),
            ["SP was verdeeld."],
            ["SP was divided."],
        ),
        (lambda: _roll_call([("A", "SP")], [("B", "VVD")]), [], []),
    ],
)
def test_who_voted_apart_is_named(make: Callable[[], Decision], nl: list[str], en: list[str]) -> None:
    assert _fourth(make(), "nl") == nl
    assert _fourth(make(), "en") == en
