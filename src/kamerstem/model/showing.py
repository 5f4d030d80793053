"""Answers as plain data and as a small table of HTML, for whoever works in Python or a notebook.

What that looks like is known higher up (``answers/shown.py``), which is loaded with whatever gives answers to Python.
"""

from collections.abc import Callable
from typing import Any

Rows = Callable[[Any], list[dict[str, Any]]]
Page = Callable[[Any], str]

_WAYS: list[tuple[Rows, Page]] = []


def shown_by(rows: Rows, page: Page) -> None:
    """Let answers be shown by these functions."""
    _WAYS[:] = [(rows, page)]


class Shown:
    """An answer that can be had as rows and as a page."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return its rows as plain data, with the keys of the JSON: ``pandas.json_normalize`` makes a table of them."""
        ((rows, _),) = _WAYS
        return rows(self)

    def _repr_html_(self) -> str:
        """Return its first rows as a small table, as a notebook shows it."""
        ((_, page),) = _WAYS
        return page(self)
