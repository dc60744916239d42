"""Noticing that the computer has slept: between two looks more time has passed than this program has lived through."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

LEAST_PAUSE_S = 5.0


@dataclass(frozen=True, slots=True)
class Pause:
    """The computer slept: UTC epoch seconds."""

    began_at_s: float
    ended_at_s: float


def boot_clock() -> Callable[[], float] | None:
    """A clock that goes on while the computer sleeps and that nobody can set; None where there is none (not Linux)."""
    number = getattr(time, "CLOCK_BOOTTIME", None)
    return (lambda: time.clock_gettime(number)) if number is not None else None


class SleepWatch:
    """Asked about once a second on the intake loop."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        mono: Callable[[], float] = time.monotonic,
        boot: Callable[[], float] | None = None,
    ) -> None:
        """Begin now.

        Args:
            wall: UTC epoch seconds.
            mono: Monotonic seconds; counts sleep on some systems (Windows), and does not on others.
            boot: Counts sleep and cannot be set. Without one, the wall clock has to say how long it was.
        """
        self._wall, self._mono, self._boot = wall, mono, boot
        self._last = self._now()

    def _now(self) -> tuple[float, float, float]:
        wall = self._wall()
        return wall, self._mono(), self._boot() if self._boot is not None else wall

    def look(self) -> Pause | None:
        """The pause since the last look, if there was one.

        A clock that somebody sets forward looks like a pause where there is no boot clock: then connections are made
        anew for nothing, and no more. One that is set back is none.
        """
        last, self._last = self._last, self._now()
        _, mono, boot = (now - before for now, before in zip(self._last, last, strict=True))
        asleep_s = boot - mono
        if self._boot is None and mono > LEAST_PAUSE_S:  # this loop was late: its clock counts sleep
            asleep_s = max(asleep_s, mono)
        if asleep_s < LEAST_PAUSE_S:
            return None
        return Pause(self._last[0] - asleep_s, self._last[0])
