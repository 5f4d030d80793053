"""Where the command starts: ``kamerstem`` and ``python -m kamerstem``. Ctrl-C ends it at any moment with a sentence."""

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from kamerstem.language import Words, asked_for

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

STOPPED = Words(
    "kamerstem: Gestopt. Wat al bewaard was, is er nog.",
    "kamerstem: Stopped. What was kept before is still there.",
)


def run() -> None:
    """Run the command and leave with its exit code, 130 after Ctrl-C."""
    heard = listen()
    gc.set_threshold(20_000, 20, 20)  # much of what is made stays: it is not looked over all the time
    from kamerstem.cli import main

    try:
        if heard:
            signal.signal(signal.SIGINT, _stop)
            sys.unraisablehook = _unraisable
        main()
    except KeyboardInterrupt:
        _leave()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done: what is left is Python's own tidying
        gc.freeze()  # which would look over three times more what goes anyway


def listen() -> bool:
    """Take Ctrl-C from Python, and leave at once on it: there is nothing to tidy yet. Return whether it is heard.

    It is not where whoever started this wants it to go on (``nohup``).
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        return False
    signal.signal(signal.SIGINT, _leave)
    return True


def _stop(*_: object) -> None:
    """Stop in good order the first time, at once the second."""
    signal.signal(signal.SIGINT, _leave)
    raise KeyboardInterrupt


def _unraisable(what: "UnraisableHookArgs") -> None:
    """Stop where the first Ctrl-C came at a place that can raise nothing; the rest is Python's to tell."""
    if what.exc_type is KeyboardInterrupt:
        _leave()
    sys.__unraisablehook__(what)


def _leave(*_: object) -> None:
    """Say that it was stopped and end without any more tidying, which could be interrupted again."""
    os.write(2, (STOPPED.in_(asked_for(sys.argv[1:])) + os.linesep).encode("utf-8", "replace"))
    os._exit(130)


if __name__ == "__main__":
    run()
