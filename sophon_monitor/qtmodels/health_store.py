"""The history of every box's heartbeats as the Health page reads it. Qt thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, Change, HeartbeatSeen
from sophon_monitor.domain.health_curves import Span, value_at
from sophon_monitor.domain.health_history import BoxHistory, HealthTable, Measurement, merged, raw_table, received_at
from sophon_monitor.domain.site import Box, BoxKey
from sophon_monitor.qtmodels.curve_worker import PoolWork

# A day at 5 s merges in 3 ms on the Qt loop; what is longer goes to the pool.
MERGED_AT_ONCE = 20_000
_ALWAYS: Span = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class _Load:
    """Rows from the archive and what they are merged with."""

    key: BoxKey
    base: HealthTable
    columns: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class _Loaded:
    load: _Load
    table: HealthTable


class HealthStore(QObject):
    """Boxes and their histories. Fed by the screen feed and by the archive; read by the Health page.

    Signals:
        changed: Something that the page shows changed; once per flush, after everything is written.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[BoxKey, Box] = {}
        self._histories: dict[BoxKey, BoxHistory] = {}
        self._running: tuple[Span, ...] | None = None
        self._pauses: list[Span] = []
        self._loads: list[_Load] = []
        self._pool = PoolWork(self)
        self._pool.done.connect(self._on_merged, Qt.ConnectionType.QueuedConnection)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes of the site, in the order they were added."""
        return tuple(self._boxes.values())

    def box(self, key: BoxKey) -> Box | None:
        """The box's newest snapshot, None when it is gone."""
        return self._boxes.get(key)

    def history(self, key: BoxKey) -> BoxHistory:
        """The history of a box; an empty one before its first heartbeat."""
        return self._histories.setdefault(key, BoxHistory())

    def values_at(
        self, keys: Iterable[BoxKey], at_s: float, measurement: Measurement
    ) -> list[tuple[float, float] | None]:
        """For each box the row next to `at_s` (epoch seconds): its time and value, None in a silence."""
        found = []
        for key in keys:
            box = self._boxes.get(key)
            found.append(value_at(self.history(key).table(), measurement, at_s, box.period_s if box else None))
        return found

    @property
    def watching(self) -> tuple[Span, ...] | None:
        """When this program was running and awake; None while nobody has said so, which counts as always."""
        if self._pauses:
            return _without(self._running if self._running is not None else (_ALWAYS,), self._pauses)
        return self._running

    def set_watching(self, spans: Iterable[Span]) -> None:
        """Say when this program was running: rising, not overlapping; the last one may end at infinity.

        A silence outside is drawn as "not watching" instead of "no heartbeat". Pauses are cut out of it.
        """
        self._running = tuple(spans)
        self.changed.emit()

    def note_pause(self, began_at_s: float, ended_at_s: float) -> None:
        """This computer slept: nobody watched meanwhile. UTC epoch seconds, later than every pause before."""
        if began_at_s < ended_at_s:
            self._pauses.append((began_at_s, ended_at_s))
            self.changed.emit()

    def watch_from(self, started_at_s: float) -> None:
        """Say that this program has been running since then, when nothing better is known."""
        if self._running is None:
            self.set_watching(((started_at_s, float("inf")),))

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take one flush of changes in; those that are not about health are passed over."""
        is_changed = False
        for change in changes:
            match change:
                case HeartbeatSeen(record):
                    is_changed |= self.history(record.box_key).append(record)
                case BoxChanged(box):
                    self._boxes[box.key] = box
                    is_changed = True
                case BoxRemoved(key):
                    self._boxes.pop(key, None)
                    self._histories.pop(key, None)
                    is_changed = True
                case _:  # faces and cameras are other pages' business
                    continue
        if is_changed:
            self.changed.emit()

    def load_history(self, box_key: BoxKey, columns: Mapping[str, NDArray[np.float64]]) -> None:
        """Merge rows of the archive in; may be called again with rows that are there already.

        Args:
            box_key: Whose rows.
            columns: As `raw_table` wants them. Up to 20,000 rows are there on return; more are merged on a pool
                thread and announced by `changed`.
        """
        history = self.history(box_key)
        rows = received_at(columns).size
        if rows == 0:
            return
        if rows <= MERGED_AT_ONCE:
            history.load(columns)
            self.changed.emit()
            return
        self._loads.append(_Load(box_key, history.table(), dict(columns)))
        if len(self._loads) == 1:
            self._start_load()

    def _start_load(self) -> None:
        self._pool.start(_Merge(self._loads[0]).make)

    def _on_merged(self, result: object) -> None:
        load = self._loads.pop(0)
        history = self._histories.get(load.key)
        if isinstance(result, _Loaded) and history is not None:
            # Heartbeats that came meanwhile are few: the tail of what is there now.
            tail = history.table()
            newer = np.searchsorted(tail.times, load.base.times[-1] if load.base.times.size else -np.inf, "right")
            history.replace(merged(result.table, tail.part(slice(int(newer), None))))
            self.changed.emit()
        if self._loads:
            waiting = self._loads[0]
            if (current := self._histories.get(waiting.key)) is not None:
                self._loads[0] = _Load(waiting.key, current.table(), waiting.columns)
            self._start_load()


def _without(spans: Iterable[Span], pauses: Iterable[Span]) -> tuple[Span, ...]:
    left = list(spans)
    for began, ended in pauses:
        pieces = [((since, min(until, began)), (max(since, ended), until)) for since, until in left]
        left = [(since, until) for two in pieces for since, until in two if since < until]
    return tuple(left)


class _Merge:
    def __init__(self, load: _Load) -> None:
        self._load = load

    def make(self) -> _Loaded:
        return _Loaded(self._load, merged(self._load.base, raw_table(self._load.columns)))
