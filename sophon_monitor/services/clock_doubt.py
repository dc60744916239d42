"""A clock that jumps: a dead battery or a wrong time server must not remove for its age what is of yesterday.

Times of what is kept come from the wall clock, which anybody can set. How long the computer really ran says another
clock, which nobody can (`steady`). Where both disagree, nothing is removed for its age until the wall clock is right
again, or has kept to its new time for a day.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNNING_JUMP_S = 3600.0  # forwards, while we look
AWAY_S = 366 * 86_400.0  # what a computer may have been off
BELIEVED_AFTER_S = 86_400.0
LEAST_JUMP_S = 60.0  # time servers correct seconds; that is no news


@dataclass(frozen=True, slots=True)
class ClockJump:
    """The wall clock was set: UTC epoch seconds it would have shown, and shows.

    Attributes:
        holds_removal: Nothing is removed for its age until the clock is right, or a day has passed.
    """

    before_s: float
    after_s: float
    holds_removal: bool = False


def steady_clock() -> Callable[[], float]:
    """Seconds that go on while the computer sleeps, and that nobody can set."""
    number = getattr(time, "CLOCK_BOOTTIME", None)
    if number is None and sys.platform == "darwin":
        number = time.CLOCK_MONOTONIC  # there it counts sleep, and Python's monotonic does not
    return (lambda: time.clock_gettime(number)) if number is not None else time.monotonic


class ClockDoubt:
    """Asked before anything is removed for its age. Owned by one thread."""

    def __init__(self, steady: Callable[[], float], *, known_s: float = 0.0, doubted: bool = False) -> None:
        """`known_s`: the last time that was believed, 0 for none; `doubted`: the run before ended in doubt."""
        self._steady = steady
        self._known_s, self._at, self._since = known_s, steady(), None if not doubted else steady()
        self._allowed_s = RUNNING_JUMP_S if doubted else AWAY_S if known_s else float("inf")

    @property
    def known_s(self) -> float:
        """The latest time that was believed, UTC epoch seconds."""
        return self._known_s

    @property
    def is_doubted(self) -> bool:
        """Whether the last time was not believed."""
        return self._since is not None

    def believes(self, now_s: float) -> bool:
        """Whether the wall clock may be right."""
        steady = self._steady()
        expected_s = self._known_s + (steady - self._at)
        far = now_s > expected_s + self._allowed_s
        if far and self._since is None:
            self._since = steady
        if far and self._since is not None and steady - self._since < BELIEVED_AFTER_S:
            return False
        self._since = None
        if far or now_s >= expected_s:  # one that was put back says nothing of what is old
            self._known_s, self._at, self._allowed_s = now_s, steady, RUNNING_JUMP_S
        return True


class ClockWatch:
    """Notices that the wall clock was set, whatever the computer did meanwhile. Asked about once a second."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] | None = None) -> None:
        """Begin now."""
        self._wall, self._steady = wall, steady or steady_clock()
        self._last = self._wall(), self._steady()

    def look(self) -> ClockJump | None:
        """The jump since the last look, if there was one of a minute or more."""
        wall, steady = self._wall(), self._steady()
        before_s = self._last[0] + (steady - self._last[1])
        self._last = wall, steady
        if abs(wall - before_s) < LEAST_JUMP_S:
            return None
        return ClockJump(before_s, wall, holds_removal=wall - before_s > RUNNING_JUMP_S)
