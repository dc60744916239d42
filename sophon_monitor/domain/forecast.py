"""When a disk will be full, told only where the data carry it. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOUR_S = 3600.0
DAY_S = 86_400.0
MIN_SPAN_S = 4 * HOUR_S  # less says nothing about days
MIN_HOURS = 4
MAX_HOURS = 7 * 24  # what the disk did before last week is no guide
NOISE_PERCENT_PER_DAY = 0.05  # below this the last digit of the box's own rate moves it
RISING_SHARE = 0.6  # of all pairs of hours, how many must rise
FAR_DAYS = 730.0


@dataclass(frozen=True, slots=True)
class DiskForecast:
    """What the disk is heading for.

    Attributes:
        days: Days until full at this rate, None when it is not filling.
    """

    days: float | None


NOT_FILLING = DiskForecast(None)


def forecast_disk(times: NDArray[np.float64], percent: NDArray[np.floating]) -> DiskForecast | None:
    """Say when the disk will be full.

    The slope is Theil-Sen's (the median of the slopes between all pairs) over hourly medians, so that neither a
    burst of pictures nor one clean-up turns it.

    Args:
        times: Shape (n,), epoch seconds, rising.
        percent: Shape (n,), 0-100; NaN where not measured.

    Returns:
        None while too little is known (four hours; a day where the box sends whole per cents), else the forecast.
    """
    measured = np.isfinite(percent)
    times, percent = times[measured], percent[measured]
    if times.size < MIN_HOURS or times[-1] - times[0] < MIN_SPAN_S:
        return None
    hours, levels = _hourly_medians(times, percent)
    if hours.size < MIN_HOURS:
        return None
    early, late = np.triu_indices(hours.size, 1)
    rises = levels[late] - levels[early]
    slope_per_s = float(np.median(rises / (hours[late] - hours[early])))
    if slope_per_s * DAY_S < NOISE_PERCENT_PER_DAY or float(np.mean(rises > 0)) < RISING_SHARE:
        # A box that sends whole per cents can fill by several a day without a step within a few hours.
        is_coarse = bool(np.all(percent == np.round(percent)))
        return None if is_coarse and times[-1] - times[0] < DAY_S else NOT_FILLING
    days = max(100.0 - float(levels[-1]), 0.0) / (slope_per_s * DAY_S)
    return DiskForecast(days) if days <= FAR_DAYS else NOT_FILLING


def _hourly_medians(
    times: NDArray[np.float64], percent: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Middle time and median level of each hour that has data, the last `MAX_HOURS` of them."""
    hour = np.floor(times / HOUR_S)
    first = np.flatnonzero(np.append(True, hour[1:] != hour[:-1]))[-MAX_HOURS:]
    ends = np.append(first[1:], times.size)
    middles = np.array([float(np.mean(times[a:b])) for a, b in zip(first, ends, strict=True)])
    levels = np.array([float(np.median(percent[a:b])) for a, b in zip(first, ends, strict=True)])
    return middles, levels
