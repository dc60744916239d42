"""Hours in which nothing makes a sound by itself. Pure: the local time of day comes in as an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From (inclusive) until (exclusive), local time of day; may span midnight. The same twice: never."""

    start: time = time(22, 0)
    end: time = time(6, 0)

    def holds(self, now: time) -> bool:
        """Whether it is quiet at that time of day."""
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


def quiet_hours(start: str, end: str) -> QuietHours:
    """Out of settings such as "22:00"; what is no time keeps its default."""
    default = QuietHours()
    return QuietHours(_time_of(start) or default.start, _time_of(end) or default.end)


def _time_of(text: str) -> time | None:
    found = _TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None
