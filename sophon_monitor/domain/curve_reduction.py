"""Curves made small enough to paint: the lowest and highest value of each pixel column. Pure numpy.

A day at 5 s is 17,280 points; a plot is about 1,000 pixels wide. Painting all points costs forty times more than
painting two for each column and looks the same. Columns lie on a fixed grid of time, so that a curve keeps its shape
while the window slides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Curve:
    """Points ready to be drawn with lines between finite neighbours.

    Attributes:
        x: Epoch seconds, never NaN, never falling.
        y: Values; NaN where the line breaks.
    """

    x: Floats
    y: Floats


EMPTY_CURVE = Curve(np.empty(0), np.empty(0))


def column_edges(first_s: float, last_s: float, columns: int) -> Floats:
    """Edges of the columns that cover `first_s` to `last_s`, on a grid that does not move with the window.

    Returns:
        `columns` + 2 rising times: the window may begin inside the first column and end inside the last.
    """
    width_s = (last_s - first_s) / columns
    begin = np.floor(first_s / width_s)
    return np.asarray((begin + np.arange(columns + 2)) * width_s, dtype=np.float64)


def reduce_min_max(
    times: Floats, values: NDArray[np.floating], starts: Flags, first_s: float, last_s: float, columns: int
) -> Curve:
    """Reduce one curve to what a window of `columns` pixels can show.

    Args:
        times: Shape (n,), epoch seconds, rising.
        values: Shape (n,); NaN counts as not measured.
        starts: Shape (n,); True where no line leads to this point from the one before.
        first_s: Where the window begins. One point beyond each edge is kept, so that lines reach the edge.
        last_s: Where it ends, later than `first_s`.
        columns: Width in pixels, at least 1.

    Returns:
        All points as they are when there are no more than two for each column, else two for each column that
        has any: its true minimum and maximum. A break shorter than a column does not show.
    """
    measured = np.isfinite(values)
    if not measured.all():
        kept = np.flatnonzero(measured)
        if not kept.size:
            return EMPTY_CURVE
        # A start that falls away with its value passes on to the next point that is kept.
        groups = np.searchsorted(kept, np.flatnonzero(starts))
        starts = np.zeros(kept.size, dtype=np.bool_)
        starts[groups[groups < kept.size]] = True
        times, values = times[kept], values[kept]
    low = max(int(np.searchsorted(times, first_s, "left")) - 1, 0)
    high = min(int(np.searchsorted(times, last_s, "right")) + 1, times.size)
    times, values, starts = times[low:high], values[low:high], starts[low:high]
    if times.size <= 2 * columns:
        return _with_breaks(times, values.astype(np.float64), starts)
    return _reduced(times, values, starts, column_edges(first_s, last_s, columns))


def _reduced(times: Floats, values: NDArray[np.floating], starts: Flags, edges: Floats) -> Curve:
    bounds = np.searchsorted(times, edges, "left")
    bounds[0], bounds[-1] = 0, times.size  # the point kept beyond each edge joins the column beside it
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])
    first, last = bounds[:-1][filled], bounds[1:][filled] - 1
    lowest = np.minimum.reduceat(values, first)
    highest = np.maximum.reduceat(values, first)
    x = np.empty(2 * first.size)
    y = np.empty(2 * first.size)
    x[0::2], x[1::2] = times[first], times[last]
    # Up in one column and down in the next: half the ink, so nearly half the time to paint.
    up = (filled & 1) == 0
    y[0::2], y[1::2] = np.where(up, lowest, highest), np.where(up, highest, lowest)
    breaks = np.zeros(x.size, dtype=np.bool_)
    breaks[0::2] = starts[first]
    return _with_breaks(x, y, breaks)


def _with_breaks(x: Floats, y: Floats, starts: Flags) -> Curve:
    """Put a NaN before every point that starts anew; a point that stands alone is doubled, else it draws nothing."""
    if not x.size:
        return EMPTY_CURVE
    begins = starts.copy()
    begins[0] = True
    ends = np.append(begins[1:], True)
    alone = np.flatnonzero(begins & ends)
    breaks = np.flatnonzero(begins[1:]) + 1
    if not alone.size and not breaks.size:
        return Curve(x, y)
    at = np.concatenate((breaks, alone + 1))
    new_y = np.concatenate((np.full(breaks.size, np.nan), y[alone]))
    new_x = np.concatenate((x[breaks], x[alone]))
    # At one place the double of a lone point comes before the break that follows it.
    order = np.lexsort((np.concatenate((np.ones(breaks.size), np.zeros(alone.size))), at))
    return Curve(np.insert(x, at[order], new_x[order]), np.insert(y, at[order], new_y[order]))
