"""What is being waited for: whoever asks says so here, and whoever shows it listens. Nothing listens by default."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str | None, str], None]
"""Told the server and what is asked of it; ``None`` for the server when the wait is over."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Let a listener be told what is waited for, as long as this lasts."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)


@contextmanager
def waiting_for(server: str, what: str) -> Iterator[None]:
    """Say that a server is asked for something, and when that is over."""
    listener = _LISTENER.get()
    if listener is None:
        yield
        return
    listener(server, what)
    try:
        yield
    finally:
        listener(None, what)
