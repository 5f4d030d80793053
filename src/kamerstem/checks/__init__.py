"""Checks: pure functions from the model to findings."""

from kamerstem.checks import (  # noqa: F401  (importing them registers their checks)
    arithmetic,
    budget,
    official,
    omissions,
    rules,
    sequence,
)
from kamerstem.checks.registry import (
    Check,
    OfficialCheck,
    check,
    checks,
    explained,
    official_checks,
    run,
    run_official,
)

__all__ = ["Check", "OfficialCheck", "check", "checks", "explained", "official_checks", "run", "run_official"]
