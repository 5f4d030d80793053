"""Checks: pure functions from the model to findings."""

from kamerstem.checks import (  # noqa: F401  (importing them registers their checks)
    arithmetic,
    budget,
    record,
    rules,
    sequence,
)
from kamerstem.checks.registry import Check, check, checks, run

__all__ = ["Check", "check", "checks", "run"]
