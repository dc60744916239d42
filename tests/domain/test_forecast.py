"""The disk forecast: told only where the data carry it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.forecast import NOT_FILLING, forecast_disk

HOUR, DAY = 3600.0, 86_400.0
BEGIN = 1_795_000_000.0


def filling(hours: float, percent_per_day: float, *, last: float = 56.4, noise: float = 0.05) -> tuple:
    times = BEGIN + np.arange(0.0, hours * HOUR, 20.0)
    rng = np.random.default_rng(4)
    percent = last - percent_per_day * (times[-1] - times) / DAY + rng.normal(0, noise, times.size)
    return times, percent


def test_that_a_steady_rise_gives_the_days_that_are_left():
    forecast = forecast_disk(*filling(24, 2.3))
    assert forecast is not None
    assert forecast.days == pytest.approx(43.6 / 2.3, rel=0.03)


def test_that_too_little_history_says_nothing():
    assert forecast_disk(*filling(3.5, 2.3)) is None
    assert forecast_disk(np.empty(0), np.empty(0)) is None
    assert forecast_disk(np.array([BEGIN, BEGIN + DAY]), np.array([np.nan, np.nan])) is None


def test_that_a_level_or_falling_disk_is_not_filling():
    assert forecast_disk(*filling(24, 0.0)) is NOT_FILLING
    assert forecast_disk(*filling(24, -3.0)) is NOT_FILLING


def test_that_one_clean_up_does_not_turn_the_forecast():
    times, percent = filling(48, 2.0)
    percent[: times.size // 8] += 6.0  # it was fuller before somebody deleted pictures
    forecast = forecast_disk(times, percent)
    assert forecast is not None
    assert forecast.days == pytest.approx(43.6 / 2.0, rel=0.15)


def test_that_a_burst_within_an_hour_does_not_turn_the_forecast():
    times, percent = filling(24, 0.0)
    percent[-120:] += 5.0
    assert forecast_disk(times, percent) is NOT_FILLING


def test_that_whole_per_cents_without_a_step_say_nothing_within_a_day():
    times = BEGIN + np.arange(0.0, 8 * HOUR, 20.0)
    assert forecast_disk(times, np.full(times.size, 56.0)) is None
    times = BEGIN + np.arange(0.0, 30 * HOUR, 20.0)
    assert forecast_disk(times, np.full(times.size, 56.0)) is NOT_FILLING


def test_that_only_the_last_week_counts():
    old, now = filling(24 * 20, -2.0, last=40), filling(24 * 8, 2.0)
    times = np.concatenate((old[0] - 24 * 20 * HOUR, now[0]))
    forecast = forecast_disk(times, np.concatenate((old[1], now[1])))
    assert forecast is not None
    assert forecast.days == pytest.approx(21.8, rel=0.05)


@given(st.floats(0.5, 20), st.floats(6, 60), st.floats(20, 95))
def test_that_the_forecast_is_near_the_truth_for_any_steady_rise(rate: float, hours: float, last: float):
    forecast = forecast_disk(*filling(hours, rate, last=last, noise=0.01))
    assert forecast is not None
    assert forecast.days is not None
    assert forecast.days == pytest.approx((100 - last) / rate, rel=0.1, abs=0.2)
