"""Checks: pure functions from the model to findings."""

from kamerstem.checks import record, rules  # noqa: F401  (importing them registers the checks)
from kamerstem.checks.registry import Check, check, checks, run

__all__ = ["Check", "check", "checks", "run"]
