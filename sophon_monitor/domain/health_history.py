"""What is remembered of one box's heartbeats: rows in numpy, in order of time, without duplicates, bounded.

The last 48 hours are kept as they came. Older rows are thinned to the lowest and highest value of each minute, silences
kept, and rows older than 90 days go, as they do in the archive. Gaps and curves are made of it in health_curves.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sophon_monitor.domain.records import HeartbeatRecord, HeartbeatSource

Floats = NDArray[np.float64]
Values = NDArray[np.float32]
Codes = NDArray[np.uint8]


class Measurement(StrEnum):
    """One plot of the Health page. The value is the name of its column."""

    CPU = "cpu"
    TPU = "tpu"
    MEMORY = "memory"
    DISK = "disk"
    TEMPERATURE = "temperature"
    INTERVAL = "interval"


COLUMNS = ("cpu", "tpu", "memory", "disk", "disk_free", "disk_total", "temperature", "interval")
SENT = COLUMNS[:-1]  # what the box says; the interval is ours
ROW_OF = {name: row for row, name in enumerate(COLUMNS)}
INTERVAL_ROW = ROW_OF["interval"]

HTTP, POLL, REPLAY = 0, 1, 2
SOURCE_CODES = {HeartbeatSource.HTTP: HTTP, HeartbeatSource.POLL: POLL, HeartbeatSource.REPLAY: REPLAY}
SOURCE_BITS = 3
THINNED = 4  # the row stands for a minute
CONTINUES = 8  # second row of a thinned minute: its distance to the row before is no gap
KIND_POLL = 2  # kinds 0 and 1 are pushes with and without measurements

WHOLE_S = 48 * 3600.0
KEPT_S = 90 * 86_400.0
THIN_TO_S = 60.0
THIN_EVERY_S = 3600.0  # thinning copies the table, so it is done an hour's worth at a time
SAME_REPORT_S = 1.0  # a box with one message per camera sends them in one burst
UNLEARNED_LIMIT_S = 20.0
FIRST_ROOM = 1024


@dataclass(frozen=True, slots=True)
class HealthTable:
    """Rows of one box at one moment; nobody writes to them afterwards, so any thread may read.

    Attributes:
        times: Shape (n,), epoch seconds, rising.
        values: Shape (8, n) in the order of `COLUMNS`: percent, G, degrees Celsius, seconds; NaN where not sent.
        codes: Shape (n,): source (0 push, 1 poll, 2 replay), plus `THINNED`, `CONTINUES`.
    """

    times: Floats
    values: Values
    codes: Codes

    def column(self, measurement: Measurement) -> Values:
        """One row of `values`."""
        row: Values = self.values[ROW_OF[measurement.value]]
        return row

    def part(self, keep: NDArray[np.bool_] | NDArray[np.intp] | slice) -> HealthTable:
        """The rows chosen by `keep`."""
        return HealthTable(self.times[keep], self.values[:, keep], self.codes[keep])

    def between(self, first_s: float, last_s: float) -> HealthTable:
        """The rows from `first_s` to `last_s`, both included; a view."""
        low, high = np.searchsorted(self.times, first_s, "left"), np.searchsorted(self.times, last_s, "right")
        return self.part(slice(int(low), int(high)))

    @property
    def is_push(self) -> NDArray[np.bool_]:
        """Shape (n,); True for what the box sent on its own."""
        return np.asarray((self.codes & SOURCE_BITS) != POLL, dtype=np.bool_)


EMPTY_TABLE = HealthTable(np.empty(0), np.empty((len(COLUMNS), 0), np.float32), np.empty(0, np.uint8))


def gap_limit_s(times: Floats, codes: Codes, period_s: float | None) -> float:
    """How long a silence must be to count as a gap: three periods and 5 s, 20 s at least.

    The period is the learned one or, where rows come more slowly (polls, temperature), the usual distance of the
    newest rows.
    """
    apart_s = np.diff(times[-1000:])[(codes[-1000:][1:] & CONTINUES) == 0]
    usual_s = float(np.median(apart_s)) if apart_s.size > 1 else 0.0
    return max(3 * max(period_s or 0.0, usual_s) + 5.0, UNLEARNED_LIMIT_S)


def received_at(columns: Mapping[str, NDArray[np.float64]]) -> Floats:
    """When each row was received, epoch seconds; the archive calls it `received_at`."""
    return columns["received_at_s"] if "received_at_s" in columns else columns["received_at"]


def raw_table(columns: Mapping[str, NDArray[np.float64]]) -> HealthTable:
    """Turn the archive's columns into rows for `merged`, in the order they came.

    Args:
        columns: `received_at` (or `received_at_s`), `source` (0 http, 1 poll, 2 replay) and the names in `SENT`,
            each of shape (n,); a missing column is "never sent".
    """
    times = np.asarray(received_at(columns), dtype=np.float64)
    values = np.full((len(COLUMNS), times.size), np.nan, dtype=np.float32)
    for name in SENT:
        if name in columns:
            values[ROW_OF[name]] = columns[name]
    codes = np.asarray(columns.get("source", np.zeros(times.size)), dtype=np.uint8)
    return HealthTable(times, values, codes)


def merged(kept: HealthTable, raw: HealthTable) -> HealthTable:
    """Put rows as they were received into a table.

    Args:
        kept: What there was: thinned rows, then whole ones.
        raw: Rows in any order, none of them thinned; where they cover thinned ones they replace them.

    Returns:
        Rows in order of time; of rows with the same millisecond and source the fuller one stays.
    """
    if not raw.times.size:
        return kept
    thin = is_thinned(kept)
    covered = (kept.times >= raw.times.min()) & (kept.times <= raw.times.max())
    whole = _sorted_whole(_joined(kept.part(~thin), raw))
    return thinned(_in_order(_joined(kept.part(thin & ~covered), _with_intervals(whole))))


def is_thinned(table: HealthTable) -> NDArray[np.bool_]:
    """Shape (n,); True for rows that stand for a minute."""
    return np.asarray((table.codes & THINNED) != 0, dtype=np.bool_)


def thinned(table: HealthTable) -> HealthTable:
    """The table with what is older than 48 hours reduced to minutes, and what is older than 90 days gone.

    A minute becomes two rows at its first and last time, with the lowest and highest values; a silence splits it.
    """
    if not table.times.size:
        return table
    newest_s = float(table.times[-1])
    table = table.between(newest_s - KEPT_S, newest_s)
    until = int(np.searchsorted(table.times, newest_s - WHOLE_S))
    old, young = table.part(slice(0, until)), table.part(slice(until, None))
    if is_thinned(old).all():
        return table
    silent = np.diff(old.times, prepend=old.times[0]) > gap_limit_s(old.times, old.codes, None)
    silent &= (old.codes & CONTINUES) == 0
    minute = np.floor(old.times / THIN_TO_S)
    first = np.flatnonzero(silent | np.append(True, minute[1:] != minute[:-1]))
    last = np.append(first[1:], old.times.size) - 1
    values, pushed = old.values.copy(), old.is_push
    # Intervals of pushes and of polls must not mix: a minute with any push shows those of its pushes.
    has_push = np.maximum.reduceat(pushed, first)
    values[INTERVAL_ROW, ~pushed & np.repeat(has_push, last - first + 1)] = np.nan
    low, high = np.fmin.reduceat(values, first, axis=1), np.fmax.reduceat(values, first, axis=1)
    source = np.where(has_push, HTTP, POLL).astype(np.uint8) | np.uint8(THINNED)
    rows = HealthTable(
        np.stack((old.times[first], old.times[last]), axis=1).ravel(),
        np.stack((low, high), axis=2).reshape(len(COLUMNS), -1),
        np.stack((source, source | np.uint8(CONTINUES)), axis=1).ravel(),
    )
    return _joined(rows, young)


def _joined(one: HealthTable, other: HealthTable) -> HealthTable:
    return HealthTable(
        np.concatenate((one.times, other.times)),
        np.concatenate((one.values, other.values), axis=1),
        np.concatenate((one.codes, other.codes)),
    )


def _in_order(table: HealthTable) -> HealthTable:
    if np.all(table.times[1:] >= table.times[:-1]):
        return table
    return table.part(np.argsort(table.times, kind="stable"))


def _sorted_whole(table: HealthTable) -> HealthTable:
    stamps = np.round(table.times * 1000.0).astype(np.int64)
    missing = np.isnan(table.values[:INTERVAL_ROW]).sum(axis=0)
    order = np.lexsort((missing, table.codes, stamps))
    stamps, codes = stamps[order], table.codes[order]
    fresh = np.append(True, (stamps[1:] != stamps[:-1]) | (codes[1:] != codes[:-1]))
    return table.part(order[fresh])


def _with_intervals(table: HealthTable) -> HealthTable:
    """Fill in how long after the one of its kind before each row came.

    Kinds are pushes with measurements, pushes without (cameras only) and polls: a box that reports its health and its
    cameras on two timers keeps to both periods, and mixing them would show neither.
    """
    values = table.values.copy()
    kinds = np.where(table.is_push, np.isnan(values[:INTERVAL_ROW]).all(axis=0), KIND_POLL)
    for kind in range(3):
        rows = np.flatnonzero(kinds == kind)
        since_s = np.diff(table.times[rows], prepend=np.nan)
        since_s[since_s < SAME_REPORT_S] = np.nan
        values[INTERVAL_ROW, rows] = since_s
    return HealthTable(table.times, values, table.codes)


class BoxHistory:
    """The rows of one box. Owned by the Qt thread; the tables it hands out may be read by any thread.

    Attributes:
        version: Counts up with every change.
    """

    def __init__(self) -> None:
        self.version = 0
        self._count: int = 0
        self._times: Floats
        self._values: Values
        self._codes: Codes
        self._last_of_kind: list[float]
        self._oldest_whole_s: float
        self._hold(EMPTY_TABLE)

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    def table(self) -> HealthTable:
        """All rows at this moment; views, no copy."""
        n = self._count
        return HealthTable(self._times[:n], self._values[:, :n], self._codes[:n])

    def append(self, record: HeartbeatRecord) -> bool:
        """Take one heartbeat in. Return False when it was there already."""
        at_s = record.received_at_ms / 1000.0
        code = SOURCE_CODES[record.source]
        sent = _sent(record)
        n = self._count
        if n and at_s <= self._times[n - 1]:  # rare: two ways crossed, or the clock was put back
            row = HealthTable(
                np.array([at_s]), np.append(sent, np.float32(np.nan))[:, None], np.array([code], np.uint8)
            )
            before = n
            self.replace(merged(self.table(), row))
            return self._count != before
        kind = KIND_POLL if code == POLL else int(np.isnan(sent).all())
        since_s = at_s - self._last_of_kind[kind]
        self._last_of_kind[kind] = at_s
        if n == self._times.size:
            self._grow()
        self._times[n], self._codes[n] = at_s, code
        self._values[:INTERVAL_ROW, n] = sent
        self._values[INTERVAL_ROW, n] = since_s if since_s >= SAME_REPORT_S else np.nan
        self._count = n + 1
        self.version += 1
        if at_s - self._oldest_whole_s > WHOLE_S + THIN_EVERY_S:
            self._hold(thinned(self.table()))
        return True

    def load(self, columns: Mapping[str, NDArray[np.float64]]) -> None:
        """Take rows from the archive in, in order of time and without duplicates (see `raw_table`)."""
        self.replace(merged(self.table(), raw_table(columns)))

    def replace(self, table: HealthTable) -> None:
        """Keep `table` instead of what there was."""
        self._hold(table)
        self.version += 1

    def _hold(self, table: HealthTable) -> None:
        self._count = table.times.size
        room = max(FIRST_ROOM, self._count + self._count // 4)
        self._times = np.empty(room)
        self._values = np.empty((len(COLUMNS), room), np.float32)
        self._codes = np.empty(room, np.uint8)
        self._times[: self._count] = table.times
        self._values[:, : self._count] = table.values
        self._codes[: self._count] = table.codes
        whole = np.flatnonzero(~is_thinned(table))
        self._oldest_whole_s = float(table.times[whole[0]]) if whole.size else np.inf
        tail = table.part(slice(max(self._count - 1000, 0), None))
        kinds = np.where(tail.is_push, np.isnan(tail.values[:INTERVAL_ROW]).all(axis=0), KIND_POLL)
        self._last_of_kind = [
            float(tail.times[kinds == kind][-1]) if np.any(kinds == kind) else np.nan for kind in range(3)
        ]

    def _grow(self) -> None:
        # New arrays, never resized ones: a worker may still be reading the old.
        version = self.version
        self._hold(self.table())
        self.version = version


def _sent(record: HeartbeatRecord) -> Values:
    health = record.health
    numbers = (
        health.cpu_percent,
        health.tpu_percent,
        health.memory_percent,
        health.disk_percent,
        health.disk_free_gb,
        health.disk_total_gb,
        health.temperature_c,
    )
    return np.array([np.nan if number is None else number for number in numbers], dtype=np.float32)
