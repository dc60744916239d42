"""The bridge from the intake thread to the Qt thread: batches, at most every 33 ms, bounded.

Intake must never wait for the screen, so `post` only appends. What the screen was too slow to show is dropped here
and counted; it is in the archive all the same.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    Change,
    HeartbeatSeen,
    NewBoxGone,
    NewBoxSeen,
    RecognitionFilled,
    RecognitionSeen,
)

FLUSH_EVERY_MS = 33
# Nobody reads a hundred faces a second; painting them thirty times a second would take the lock from intake.
BUSY_FLUSH_EVERY_MS = 250
BUSY_PER_S = 90.0
BUSY_OVER_S = 2.0  # 60/s come unevenly; a shorter look would take them for a rush
MOST_WAITING = 300
MOST_WAITING_BYTES = 64 * 1024 * 1024
MOST_HEARTBEATS = 4000


class ScreenFeed(QObject):
    """Collects changes from any thread and hands them on thirty times a second at most, four times in a rush.

    Of a box or camera only the latest snapshot is handed on; recognitions and heartbeats keep their order.

    Signals:
        changes_ready: A tuple of changes, on the Qt thread.
    """

    changes_ready = Signal(object)
    _something_waits = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        """Start empty. Made on the Qt thread."""
        super().__init__(parent)
        self._clock = clock
        self._lock = threading.Lock()
        self._latest: OrderedDict[tuple[str, str], Change] = OrderedDict()
        self._queue: deque[tuple[Change, int]] = deque()
        self._recognitions = 0
        self._bytes = 0
        self._announced = False
        self._dropped = 0
        self._flushed_at = 0.0
        self._every_ms = FLUSH_EVERY_MS
        self._recent: deque[tuple[float, int]] = deque()  # when and how many recognitions were handed on
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)
        self._something_waits.connect(self._schedule, Qt.ConnectionType.QueuedConnection)

    @property
    def dropped(self) -> int:
        """Recognitions that the screen was too slow for. Any thread."""
        return self._dropped

    def post(self, changes: tuple[Change, ...]) -> None:
        """Take changes in. Any thread; never waits for the screen."""
        with self._lock:
            for change in changes:
                self._take(change)
            announce = not self._announced and bool(self._latest or self._queue)
            self._announced = self._announced or announce
        if announce:
            self._something_waits.emit()

    def _take(self, change: Change) -> None:
        match change:
            case BoxChanged(box):
                self._latest[("box", box.key)] = change
            case BoxRemoved(key):
                self._latest[("box", key)] = change
            case CameraChanged(camera):
                self._latest[("camera", camera.key)] = change
            case CameraRemoved(key, _):
                self._latest[("camera", key)] = change
            case NewBoxSeen(new_box):
                self._latest[("new", new_box.id)] = change
            case NewBoxGone(id):
                self._latest[("new", id)] = change
            case RecognitionSeen(record) | RecognitionFilled(record):
                size = len(record.live.data) + len(record.registered.data) + len(record.scene.data)
                self._queue.append((change, size))
                self._recognitions += 1
                self._bytes += size
                self._drop_oldest()
            case _:
                self._queue.append((change, 0))
                if len(self._queue) > MOST_WAITING + MOST_HEARTBEATS:
                    self._forget_oldest_record()

    def _drop_oldest(self) -> None:
        while self._recognitions > MOST_WAITING or (self._bytes > MOST_WAITING_BYTES and self._recognitions > 1):
            self._forget_oldest_record()

    def _forget_oldest_record(self) -> None:
        """Only what boxes send may be left out: never a verdict, a rule or a purge, which come from a person."""
        for place, item in enumerate(self._queue):
            if isinstance(item[0], RecognitionSeen | RecognitionFilled | HeartbeatSeen):
                self._forget(item)
                del self._queue[place]
                return
        self._forget(self._queue.popleft())

    def _forget(self, item: tuple[Change, int]) -> None:
        if isinstance(item[0], RecognitionSeen | RecognitionFilled):
            self._recognitions -= 1
            self._bytes -= item[1]
            self._dropped += 1

    @Slot()
    def _schedule(self) -> None:
        wait_ms = self._every_ms - (self._clock() - self._flushed_at) * 1000
        if wait_ms <= 1:
            self.flush()
        elif not self._timer.isActive():
            self._timer.start(int(wait_ms))

    @Slot()
    def flush(self) -> None:
        """Hand on what waits, now. Qt thread; tests and shutdown call it directly."""
        self._timer.stop()
        with self._lock:
            batch = (*self._latest.values(), *(change for change, _ in self._queue))
            recognitions = self._recognitions
            self._latest.clear()
            self._queue.clear()
            self._recognitions = self._bytes = 0
            self._announced = False
        now = self._clock()
        self._recent.append((now, recognitions))
        while self._recent[0][0] <= now - BUSY_OVER_S:
            self._recent.popleft()
        busy = sum(count for _, count in self._recent) > BUSY_PER_S * BUSY_OVER_S
        self._every_ms = BUSY_FLUSH_EVERY_MS if busy else FLUSH_EVERY_MS
        self._flushed_at = now
        if batch:
            self.changes_ready.emit(batch)
