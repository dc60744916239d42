"""What a range of a box's history shows: curves, silences, figures. Pure functions over `HealthTable`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sophon_monitor.domain.curve_reduction import EMPTY_CURVE, Curve, reduce_min_max
from sophon_monitor.domain.health_history import (
    CONTINUES,
    HealthTable,
    Measurement,
    gap_limit_s,
)

Span = tuple[float, float]

NEAR_S = 600.0  # how far around a moment its value is looked for


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence.

    Attributes:
        start_s, end_s: From the last sign before to the first one after, epoch seconds.
        watched: True when this program was running: the box was silent. False: nobody was listening.
        is_open: It lasts until now.
    """

    start_s: float
    end_s: float
    watched: bool = True
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One measurement within a range, unreduced: only rows that have it.

    Attributes:
        starts: True where no line leads to the point from the one before.
    """

    times: NDArray[np.float64]
    values: NDArray[np.float32]
    starts: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of one measurement over the visible range; None where nothing was measured.

    Attributes:
        newest: The last value in the range. peak: the highest. lowest, median: over all values.
    """

    newest: float | None = None
    lowest: float | None = None
    peak: float | None = None
    median: float | None = None


def series_of(table: HealthTable, measurement: Measurement, period_s: float | None) -> Series:
    """Rows that have the measurement, with the places where its curve breaks.

    Heartbeat intervals are those of the box's own pushes; only where a box never pushes, those of our polls. An
    interval as long as a gap is left out: the gap is drawn as such.
    """
    values = table.column(measurement)
    has = np.isfinite(values)
    if measurement is Measurement.INTERVAL:
        if table.is_push.any():
            has &= table.is_push
        limit_s = gap_limit_s(table.times[has], table.codes[has], period_s)
        has &= values <= limit_s
    else:
        limit_s = gap_limit_s(table.times[has], table.codes[has], period_s)
    times = table.times[has]
    starts = np.diff(times, prepend=-np.inf) > limit_s
    starts[1:] &= (table.codes[has][1:] & CONTINUES) == 0
    return Series(times, values[has], starts)


def curve_of(series: Series, first_s: float, last_s: float, columns: int) -> Curve:
    """What a plot of `columns` pixels shows of a series."""
    if not series.times.size:
        return EMPTY_CURVE
    return reduce_min_max(series.times, series.values, series.starts, first_s, last_s, columns)


def figures_of(series: Series, first_s: float, last_s: float) -> Figures:
    """Numbers over the points from `first_s` to `last_s`."""
    low, high = np.searchsorted(series.times, [first_s, last_s])
    values = series.values[low : max(high, low)]
    if not values.size:
        return Figures()
    return Figures(float(values[-1]), float(values.min()), float(values.max()), float(np.median(values)))


def gaps_of(
    table: HealthTable,
    period_s: float | None,
    now_s: float,
    watching: tuple[Span, ...] | None = None,
    *,
    pushes_only: bool = False,
) -> tuple[Gap, ...]:
    """Silences of a box, oldest first.

    Args:
        table: Its rows.
        period_s: Its learned report period.
        now_s: A silence since the newest row counts as soon as it is long enough.
        watching: When this program was running, rising, not overlapping; None for always. What lies outside is
            "not watching": the box may well have been alive.
        pushes_only: Only what the box sent on its own counts as a sign (polls otherwise do too).
    """
    if pushes_only:
        table = table.part(table.is_push)
    if not table.times.size:
        return ()
    limit_s = gap_limit_s(table.times, table.codes, period_s)
    silent = np.flatnonzero((np.diff(table.times) > limit_s) & ((table.codes[1:] & CONTINUES) == 0))
    spans = [(float(table.times[i]), float(table.times[i + 1])) for i in silent]
    gaps = [gap for span in spans for gap in _split(span, limit_s, watching)]
    newest_s = float(table.times[-1])
    if now_s - newest_s > limit_s:
        last = _split((newest_s, now_s), limit_s, watching)
        gaps += last[:-1] + [Gap(gap.start_s, gap.end_s, gap.watched, is_open=True) for gap in last[-1:]]
    return tuple(gaps)


def _split(span: Span, limit_s: float, watching: tuple[Span, ...] | None) -> list[Gap]:
    """Cut a silence where the program was started or stopped; watched pieces shorter than a gap are dropped."""
    start, end = span
    if watching is None:
        return [Gap(start, end)]
    pieces: list[Gap] = []
    at = start
    for since, until in watching:
        since, until = max(since, at), min(until, end)
        if since >= until:
            continue
        if since > at:
            pieces.append(Gap(at, since, watched=False))
        if until - since > limit_s:
            pieces.append(Gap(since, until))
        at = until
    if at < end:
        pieces.append(Gap(at, end, watched=False))
    return pieces


def value_at(
    table: HealthTable, measurement: Measurement, at_s: float, period_s: float | None
) -> tuple[float, float] | None:
    """Time and value of the measurement nearest to a moment; None within a gap and where nothing was measured."""
    near = table.between(at_s - NEAR_S, at_s + NEAR_S)
    series = series_of(near, measurement, period_s)
    if not series.times.size:
        return None
    after = int(np.searchsorted(series.times, at_s))
    if after == series.times.size:
        return _if_near(series, after - 1, at_s, near, period_s)
    if after == 0:
        return _if_near(series, 0, at_s, near, period_s)
    is_later = series.times[after] - at_s < at_s - series.times[after - 1]
    if series.starts[after]:
        return _if_near(series, after if is_later else after - 1, at_s, near, period_s)
    best = after if is_later else after - 1
    return float(series.times[best]), float(series.values[best])


def _if_near(
    series: Series, index: int, at_s: float, near: HealthTable, period_s: float | None
) -> tuple[float, float] | None:
    """The point, unless the moment lies in a silence beside it."""
    usual_s = gap_limit_s(near.times, near.codes, period_s) / 3
    at = float(series.times[index])
    return (at, float(series.values[index])) if abs(at - at_s) <= usual_s else None
