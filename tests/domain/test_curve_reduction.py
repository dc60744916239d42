"""Curves reduced to pixel columns: literals, and the true extremes of every column."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.curve_reduction import column_edges, reduce_min_max


def no_breaks(n: int) -> np.ndarray:
    return np.zeros(n, dtype=bool)


def test_that_few_points_stay_as_they_are():
    times, values = np.array([0.0, 5.0, 10.0]), np.array([1.0, 2.0, 3.0])
    curve = reduce_min_max(times, values, no_breaks(3), 0.0, 10.0, 100)
    assert curve.x.tolist() == [0, 5, 10]
    assert curve.y.tolist() == [1, 2, 3]


def test_that_each_column_keeps_its_lowest_and_highest_value():
    times = np.arange(12.0)
    values = np.array([5, 1, 9, 5, 5, 5, 7, 2, 2, 8, 0, 3], dtype=float)
    curve = reduce_min_max(times, values, no_breaks(12), 0.0, 12.0, 2)
    # Up in the first column, down in the second.
    assert curve.y.tolist() == [1, 9, 8, 0]
    assert curve.x.tolist() == [0, 5, 6, 11]


def test_that_a_break_between_columns_is_a_nan_and_x_never_is():
    times = np.concatenate((np.arange(0.0, 50.0), np.arange(150.0, 200.0)))
    starts = no_breaks(100)
    starts[50] = True
    curve = reduce_min_max(times, np.ones(100), starts, 0.0, 200.0, 20)
    assert np.isnan(curve.y).sum() == 1
    assert np.isfinite(curve.x).all()
    at = int(np.flatnonzero(np.isnan(curve.y))[0])
    assert curve.x[at - 1] == 49.0
    assert curve.x[at + 1] == 150.0


def test_that_a_break_whose_first_point_was_not_measured_moves_to_the_next_one():
    times = np.array([0.0, 5.0, 300.0, 305.0, 310.0])
    values = np.array([1.0, 2.0, np.nan, 4.0, 5.0])
    curve = reduce_min_max(times, values, np.array([False, False, True, False, False]), 0.0, 400.0, 100)
    assert curve.x.tolist() == [0, 5, 305, 305, 310]
    np.testing.assert_array_equal(curve.y, [1, 2, np.nan, 4, 5])


def test_that_a_point_between_two_breaks_is_doubled_so_that_it_is_drawn():
    times = np.array([0.0, 100.0, 200.0, 205.0])
    starts = np.array([True, True, True, False])
    curve = reduce_min_max(times, np.array([1.0, 2.0, 3.0, 4.0]), starts, 0.0, 210.0, 100)
    np.testing.assert_array_equal(curve.y, [1, 1, np.nan, 2, 2, np.nan, 3, 4])
    np.testing.assert_array_equal(curve.x, [0, 0, 100, 100, 100, 200, 200, 205])


def test_that_one_point_beyond_each_edge_is_kept():
    times = np.arange(0.0, 100.0, 10.0)
    curve = reduce_min_max(times, times, no_breaks(10), 25.0, 55.0, 500)
    assert curve.x.tolist() == [20, 30, 40, 50, 60]


@pytest.mark.parametrize("values", [[], [np.nan, np.nan]])
def test_that_nothing_measured_gives_an_empty_curve(values: list[float]):
    times = np.arange(float(len(values)))
    assert reduce_min_max(times, np.array(values), no_breaks(len(values)), 0.0, 10.0, 5).x.size == 0


def test_that_columns_stay_on_their_grid_while_the_window_slides():
    one, other = column_edges(1000.0, 4600.0, 360), column_edges(1003.0, 4603.0, 360)
    np.testing.assert_array_equal(one, other)


points = st.lists(
    st.tuples(st.floats(0.01, 30.0), st.one_of(st.floats(-50, 150, width=32), st.just(float("nan"))), st.booleans()),
    min_size=1,
    max_size=400,
)


@given(points, st.integers(1, 40), st.floats(0, 0.5), st.floats(0.6, 1.0))
def test_that_every_column_has_its_true_minimum_and_maximum(
    rows: list[tuple[float, float, bool]], columns: int, left: float, right: float
):
    times = np.cumsum([row[0] for row in rows]) + 1_795_000_000.0
    values = np.array([row[1] for row in rows])
    starts = np.array([row[2] for row in rows])
    first_s = times[0] + left * (times[-1] - times[0])
    last_s = times[0] + right * (times[-1] - times[0]) + 0.1
    curve = reduce_min_max(times, values, starts, first_s, last_s, columns)
    assert np.isfinite(curve.x).all()
    assert (np.diff(curve.x) >= 0).all()
    edges = column_edges(first_s, last_s, columns)
    seen = np.isfinite(values) & (times >= first_s) & (times <= last_s)
    for low, high in pairwise(edges):
        true = values[seen & (times >= low) & (times < high)]
        drawn = curve.y[(curve.x >= max(low, first_s)) & (curve.x < high) & (curve.x <= last_s) & np.isfinite(curve.y)]
        if true.size and low > first_s and high < last_s:
            assert drawn.min() == true.min()
            assert drawn.max() == true.max()


@given(points, st.integers(1, 40))
def test_that_nothing_is_drawn_outside_the_values_there_are(rows: list[tuple[float, float, bool]], columns: int):
    times = np.cumsum([row[0] for row in rows])
    values = np.array([row[1] for row in rows])
    curve = reduce_min_max(times, values, np.array([r[2] for r in rows]), times[0], times[-1] + 1.0, columns)
    drawn = curve.y[np.isfinite(curve.y)]
    assert set(drawn.tolist()) <= set(values[np.isfinite(values)].tolist())
    if np.isfinite(values).any():
        assert drawn.min() == np.nanmin(values)
        assert drawn.max() == np.nanmax(values)


def test_that_a_day_at_five_seconds_is_reduced_in_a_fraction_of_a_frame():
    times = np.arange(0.0, 86_400.0, 5.0)
    values = np.random.default_rng(1).random(times.size)
    starts = no_breaks(times.size)
    took = []
    for _ in range(20):
        begin = time.perf_counter()
        reduce_min_max(times, values, starts, 0.0, 86_400.0, 1000)
        took.append(time.perf_counter() - begin)
    assert min(took) < 0.001
