"""Checks: pure functions from the model to findings."""

from kamerstem.checks import arithmetic, rules, sequence  # noqa: F401  (importing them registers their checks)
from kamerstem.checks.registry import Check, check, checks, run

__all__ = ["Check", "check", "checks", "run"]
