"""SIGTERM and Ctrl+C before a loop hears them: status 0 and not a word, from the first moment on.

Python's own answer would be a traceback, or an end that looks like a crash to whoever started us.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_watching = False
_asked = False


def leave_at_once() -> None:
    """While nothing is open yet, end the process there and then. Main thread of the real program only."""
    global _watching
    _watching = True
    for number in _SIGNALS:
        signal.signal(number, _leave)


def remember() -> None:
    """Something is open: only keep in mind that somebody `asked`. Without `leave_at_once` before, do nothing."""
    if _watching:
        for number in _SIGNALS:
            signal.signal(number, _remember)


def as_usual() -> None:
    """Let the system do what it does: half an export must not look like a whole one."""
    if _watching:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def leave_hard(status: int) -> None:
    """End the process without waiting for threads: all is in order but one that hangs. Real program only."""
    if _watching:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.flush()
        os._exit(status)


def asked() -> bool:
    """True once somebody asked to quit after `remember`."""
    return _asked


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(0)


def _remember(_number: int, _frame: FrameType | None) -> None:
    global _asked
    _asked = True
