"""The majority that a decision needs, by the rule of its day."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from kamerstem.dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """The majority a decision needs: ``fraction`` of ``base``, by ``article``. "1/2" means more than half."""

    fraction: Literal["1/2", "2/3", "3/5"]
    base: Literal["votes_cast"]
    article: str

    def needed(self, cast: int) -> int:
        """Return the votes needed when ``cast`` votes were cast (for plus against)."""
        over, under = (int(part) for part in self.fraction.split("/"))
        if self.fraction == "1/2":
            return cast // 2 + 1
        return -(-cast * over // under)


@cache
def _rules() -> tuple[tuple[str | None, dt.date | None, MajorityRule], ...]:
    data = tomllib.loads(Path(__file__).with_name("majorities.toml").read_text("utf-8"))
    return tuple(
        (row.get("for"), row.get("since"), MajorityRule(row["fraction"], row["base"], row["article"]))
        for row in data["rule"]
    )


def majority_rule(features: Iterable[str], day: dt.date | None, *, opposed: bool = False) -> MajorityRule:
    """Return the rule for a final vote on a bill with these features on that day (majorities.toml, by article).

    ``features``: values of :class:`~kamerstem.model.votes.Feature`. ``opposed``: a special delegate or the Minister
    Plenipotentiary declared against a kingdom act. Without a day the rule that holds now is returned.
    """
    grounds = {str(feature) for feature in features}
    if opposed and "kingdom_act" in grounds:
        grounds.add("kingdom_act_opposed")
    plain: MajorityRule | None = None
    for ground, since, rule in _rules():
        if since is not None and day is not None and day < since:
            continue
        if ground in grounds:
            return rule
        if ground is None:
            plain = rule
    assert plain is not None, "majorities.toml has no plain rule"  # noqa: S101
    return plain
