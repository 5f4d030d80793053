"""Checks: pure functions from the model to findings."""

from kamerstem.checks import rules  # noqa: F401  (importing it registers the checks)
from kamerstem.checks.registry import Check, check, checks, run

__all__ = ["Check", "check", "checks", "run"]
