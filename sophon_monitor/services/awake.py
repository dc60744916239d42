"""Keeping the computer awake while settings are borrowed or events are judged.

The way differs by system. What holds the computer awake ends with this program, however that ends: a child that reads
from our pipe, or a state of our own thread. Where there is no way, that is said once and nothing else happens.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

log = logging.getLogger(__name__)

ENDED_WITHIN_S = 1.0
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001
_COMMANDS: dict[str, tuple[str, ...]] = {
    "linux": (
        *("systemd-inhibit", "--what=idle:sleep", "--mode=block"),
        *("--who=Sophon Monitor", "--why=A site is being signed off", "cat"),
    ),
    "darwin": ("caffeinate", "-i", "cat"),
}


class Inhibitor(Protocol):
    """One way to keep this computer awake."""

    def start(self, lost: Callable[[], None]) -> bool:
        """Keep it awake from now on. False where that cannot be; `lost` is called when it ends unasked, any thread."""

    def stop(self) -> None:
        """Let it sleep again."""


class ChildInhibitor:
    """A system program that holds while it runs. It reads from our pipe, which closes when we die.

    A thread waits for its end: where there is no login service, such a program gives up after a moment.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Nothing is started yet."""
        self._command = tuple(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._waiter = threading.Thread()

    def start(self, lost: Callable[[], None]) -> bool:
        """Start it, in a millisecond."""
        try:
            child = subprocess.Popen(  # noqa: S603 - a fixed command
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as cause:
            log.info("the computer cannot be kept awake: %s", cause.strerror)
            return False
        self._child = child
        self._waiter = threading.Thread(target=self._wait, args=(child, lost), name="staying awake", daemon=True)
        self._waiter.start()
        return True

    def _wait(self, child: subprocess.Popen[bytes], lost: Callable[[], None]) -> None:
        child.wait()
        if child is self._child:
            lost()

    def stop(self) -> None:
        """Close its pipe, and wait until it is gone: some milliseconds."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            with contextlib.suppress(OSError):
                child.stdin.close()
        self._waiter.join(ENDED_WITHIN_S)
        if self._waiter.is_alive():
            child.kill()
            self._waiter.join()


class WindowsInhibitor:
    """`SetThreadExecutionState`: holds for the thread that calls it, as long as that lives."""

    def __init__(self, set_state: Callable[[int], int]) -> None:
        """Keep the function of the system."""
        self._set_state = set_state

    def start(self, lost: Callable[[], None]) -> bool:  # noqa: ARG002 - it ends with its thread only
        """Keep the system awake; the display may go dark."""
        return self._set_state(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED) != 0

    def stop(self) -> None:
        """Let it sleep again."""
        self._set_state(_ES_CONTINUOUS)


class NoInhibitor:
    """A system on which we know no way."""

    def start(self, lost: Callable[[], None]) -> bool:  # noqa: ARG002 - there is nothing to lose
        """There is none."""
        return False

    def stop(self) -> None:
        """Nothing was started."""


class AwakeKeeper:
    """Holds while there is a reason. Used on one thread, the Qt thread.

    Attributes:
        is_holding: It was asked to hold, and what holds was found.
        is_unable: It turned out that nothing here keeps the computer awake; `walk_words.may_sleep` says so.
    """

    def __init__(self, inhibitor: Inhibitor) -> None:
        """Hold nothing yet."""
        self._inhibitor = inhibitor
        self._reasons: set[str] = set()
        self.is_holding = self.is_unable = False

    def hold(self, reason: str) -> None:
        """Another reason to stay awake; the same twice is one."""
        self._reasons.add(reason)
        if self.is_holding:
            return
        self.is_holding = self._inhibitor.start(self._lose)
        if not self.is_holding:
            self._lose()

    def _lose(self) -> None:
        if not self.is_unable:
            log.warning("this computer cannot be kept awake: there is no way to do it here")
        self.is_unable = True

    def release(self, reason: str) -> None:
        """The reason is gone; after the last one the computer may sleep."""
        self._reasons.discard(reason)
        if not self._reasons:
            self.close()

    def close(self) -> None:
        """Let the computer sleep."""
        self._reasons.clear()
        if self.is_holding:
            self.is_holding = False
            self._inhibitor.stop()


def system_inhibitor(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> ChildInhibitor | WindowsInhibitor | NoInhibitor:
    """The way of this system."""
    if platform == "win32":
        return _windows()
    command = _COMMANDS.get(platform)
    if command is None or which(command[0]) is None:
        return NoInhibitor()
    return ChildInhibitor(command)


def _windows() -> WindowsInhibitor | NoInhibitor:
    import ctypes

    library = getattr(ctypes, "windll", None)
    return WindowsInhibitor(library.kernel32.SetThreadExecutionState) if library is not None else NoInhibitor()
