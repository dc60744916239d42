"""The way into the archive: changes wait here, bounded, until its writer thread takes them. Any thread.

It also knows how fast they come, and so how long the writer may be busy with something else.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from sophon_monitor.domain.changes import Change, HeartbeatSeen, RecognitionSeen
from sophon_monitor.services.archive_backlog import Waiting
from sophon_monitor.services.retention import Retention

ROOM_BYTES = 64 * 2**20
ROOM_CHANGES = 5_000
# Beyond twice the room, and only then, recognitions and heartbeats are refused: memory must not grow without end.
_HARD = 2
PACE_S = 5.0  # looked back at, to know how much comes


class Entrance:
    """Owned by the archive. What its writer has taken and not kept yet still counts as waiting."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty and open. `clock` is monotonic, seconds."""
        self._clock = clock
        self._wake = threading.Condition()
        self._arrived: deque[Waiting] = deque()
        self._recent: deque[tuple[float, int]] = deque()  # when, and how large
        self._items = self._bytes = 0
        self._lost = 0
        self._retention: Retention | None = None
        self._is_shut = False

    # -- whoever brings something -------------------------------------------------------------------------------------

    def post(self, changes: tuple[Change, ...]) -> None:
        """Take changes in. Never blocks."""
        waiting = [Waiting(change) for change in changes]
        with self._wake:
            now = self._clock()
            for item in waiting:
                if self._is_shut or self._is_too_much(item):
                    self._lost += is_record(item.change)
                    continue
                self._arrived.append(item)
                self._recent.append((now, item.size))
                self._items += 1
                self._bytes += item.size
            self._forget_old(now)
            self._wake.notify_all()

    def _is_too_much(self, item: Waiting) -> bool:
        if not is_record(item.change):
            return False
        too_many = self._items >= _HARD * ROOM_CHANGES or self._bytes + item.size > _HARD * ROOM_BYTES
        return too_many and self._items > 0

    def set_retention(self, retention: Retention) -> None:
        """Let the writer know of other limits."""
        with self._wake:
            self._retention = retention
            self._wake.notify_all()

    def shut(self) -> None:
        """Take nothing any more; twice is once."""
        with self._wake:
            self._is_shut = True
            self._wake.notify_all()

    @property
    def waiting(self) -> tuple[int, int]:
        """Changes and bytes that wait to be kept."""
        with self._wake:
            return self._items, self._bytes

    @property
    def lost(self) -> int:
        """Records refused, or never kept."""
        return self._lost

    def has_room(self) -> bool:
        """False while so much waits that whoever receives should wait before answering."""
        with self._wake:
            return self._items < ROOM_CHANGES and self._bytes < ROOM_BYTES

    def wait_until_empty(self, timeout_s: float) -> bool:
        """False if it took longer."""
        with self._wake:
            return self._wake.wait_for(lambda: self._items == 0, timeout_s)

    # -- the writer's thread ------------------------------------------------------------------------------------------

    @property
    def is_shut(self) -> bool:
        """Whether the archive is to be closed."""
        return self._is_shut

    @property
    def is_knocked_at(self) -> bool:
        """Whether something has come that nobody has taken."""
        return bool(self._arrived)

    def take(self, patience_s: float) -> tuple[list[Waiting], Retention | None]:
        """Wait for something for so long at most, and take all that came, and limits that somebody set."""
        with self._wake:
            if not self._arrived and not self._is_shut and self._retention is None:
                self._wake.wait(patience_s)
            taken = list(self._arrived)
            self._arrived.clear()
            retention, self._retention = self._retention, None
        return taken, retention

    def leave(self, items: int, size: int) -> None:
        """So many changes, of so many bytes, do not wait any more."""
        with self._wake:
            self._items -= items
            self._bytes -= size
            self._wake.notify_all()

    def lose(self, records: int) -> None:
        """So many records could not be kept."""
        with self._wake:
            self._lost += records

    def lasts(self, seconds: float) -> bool:
        """Whether what comes in that time, at the pace of the last seconds, can wait in memory."""
        with self._wake:
            self._forget_old(self._clock())
            share = seconds / PACE_S
            items = self._items + share * len(self._recent)
            size = self._bytes + share * sum(size for _, size in self._recent)
        return items < ROOM_CHANGES and size < ROOM_BYTES

    def is_over(self) -> bool:
        """Whether so much waits that the writer has to go on with it, or the archive is to be closed."""
        return self._is_shut or self._items > ROOM_CHANGES // 2 or self._bytes > ROOM_BYTES // 2

    def _forget_old(self, now: float) -> None:
        while self._recent and self._recent[0][0] < now - PACE_S:
            self._recent.popleft()


def is_record(change: Change) -> bool:
    """Whether it is what the bottom bar counts as lost."""
    return isinstance(change, RecognitionSeen | HeartbeatSeen)
