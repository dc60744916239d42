"""Rows of a box in order, without duplicates, bounded; silences, figures and values out of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.domain.health_curves import Gap, figures_of, gaps_of, series_of, value_at
from sophon_monitor.domain.health_history import (
    KEPT_S,
    WHOLE_S,
    BoxHistory,
    Measurement,
    gap_limit_s,
    is_thinned,
)
from sophon_monitor.domain.records import HeartbeatRecord, HeartbeatSource
from sophon_monitor.domain.site import BoxKey
from sophon_monitor.protocol.messages import Health

BEGIN = 1_795_000_000.0
FULL = Health(cpu_percent=37.0, memory_percent=15.0, disk_percent=56.0, disk_free_gb=13.3, disk_total_gb=30.5)


def heartbeat(at_s: float, health: Health = FULL, source: HeartbeatSource = HeartbeatSource.HTTP) -> HeartbeatRecord:
    return HeartbeatRecord(received_at_ms=round(at_s * 1000), box_key=BoxKey("b-1"), health=health, source=source)


def history_of(*at: float, health: Health = FULL, source: HeartbeatSource = HeartbeatSource.HTTP) -> BoxHistory:
    history = BoxHistory()
    for at_s in at:
        history.append(heartbeat(BEGIN + at_s, health, source))
    return history


def columns(at: np.ndarray, **more: np.ndarray) -> dict[str, np.ndarray]:
    return {"received_at_s": BEGIN + at, "source": np.zeros(at.size), **more}


def test_that_a_heartbeat_is_kept_as_it_was_sent():
    table = history_of(0, 5, health=Health(cpu_percent=37.0, temperature_c=61.5)).table()
    assert table.times.tolist() == [BEGIN, BEGIN + 5]
    assert table.column(Measurement.CPU).tolist() == [37, 37]
    assert table.column(Measurement.TEMPERATURE).tolist() == [61.5, 61.5]
    assert np.isnan(table.column(Measurement.TPU)).all()
    assert table.codes.tolist() == [0, 0]


def test_that_the_same_heartbeat_counts_once():
    history = history_of(0, 5)
    assert not history.append(heartbeat(BEGIN + 5))
    assert not history.append(heartbeat(BEGIN))
    assert len(history) == 2


def test_that_a_push_and_a_poll_of_one_millisecond_are_two_rows():
    history = history_of(0, 5)
    assert history.append(heartbeat(BEGIN + 5, source=HeartbeatSource.POLL))
    assert history.table().codes.tolist() == [0, 0, 1]


def test_that_the_archive_and_what_came_since_merge_in_order_without_duplicates():
    history = history_of(100, 105, 110)
    at = np.arange(0.0, 106.0, 5.0)
    history.load(columns(at, cpu=at))
    table = history.table()
    assert (table.times - BEGIN).tolist() == list(np.arange(0.0, 111.0, 5.0))
    assert table.column(Measurement.CPU)[:3].tolist() == [0, 5, 10]
    assert table.column(Measurement.INTERVAL)[1:].tolist() == [5.0] * 22
    version = history.version
    history.load(columns(at, cpu=at))
    assert len(history) == 23
    assert history.version > version


def test_that_a_late_heartbeat_takes_its_place():
    history = history_of(0, 10)
    assert history.append(heartbeat(BEGIN + 5))
    assert (history.table().times - BEGIN).tolist() == [0, 5, 10]
    assert history.table().column(Measurement.INTERVAL)[1:].tolist() == [5, 5]


def test_that_an_interval_is_measured_from_the_last_of_its_kind():
    history = BoxHistory()
    for n in range(4):
        history.append(heartbeat(BEGIN + 20 * n))
        history.append(heartbeat(BEGIN + 20 * n + 7, health=Health()))  # cameras only, on a timer of its own
        history.append(heartbeat(BEGIN + 20 * n + 9, source=HeartbeatSource.POLL))
    series = series_of(history.table(), Measurement.INTERVAL, 20.0)
    assert set(series.values.tolist()) == {20.0}
    assert series.times.size == 6  # of pushes alone


def test_that_a_burst_of_camera_messages_is_no_interval():
    history = BoxHistory()
    for n in range(3):
        for camera in range(4):
            history.append(heartbeat(BEGIN + 20 * n + 0.01 * camera, health=Health()))
    series = series_of(history.table(), Measurement.INTERVAL, 20.0)
    assert series.values.tolist() == pytest.approx([19.97, 19.97])


def test_that_a_box_that_is_only_polled_shows_the_interval_of_the_polls():
    history = history_of(0, 5, 10, source=HeartbeatSource.POLL)
    assert series_of(history.table(), Measurement.INTERVAL, None).values.tolist() == [5, 5]


def test_that_a_camera_message_does_not_break_the_curves():
    history = BoxHistory()
    for n in range(6):
        history.append(heartbeat(BEGIN + 5 * n, health=FULL if n % 2 == 0 else Health()))
    series = series_of(history.table(), Measurement.CPU, 5.0)
    assert series.times.size == 3
    assert series.starts.tolist() == [True, False, False]


def test_that_a_measurement_polled_every_thirty_seconds_is_one_curve():
    history = BoxHistory()
    for n in range(60):
        health = Health(cpu_percent=10.0, temperature_c=50.0 if n % 6 == 0 else None)
        history.append(heartbeat(BEGIN + 5 * n, health, HeartbeatSource.POLL))
    series = series_of(history.table(), Measurement.TEMPERATURE, 5.0)
    assert series.starts.sum() == 1


def test_that_a_gap_is_longer_than_three_periods_and_five_seconds():
    short, long = history_of(0, 5, 10, 30, 35), history_of(0, 5, 10, 30.1, 35)
    assert gaps_of(short.table(), 5.0, BEGIN + 36) == ()
    assert gaps_of(long.table(), 5.0, BEGIN + 36) == (Gap(BEGIN + 10, BEGIN + 30.1),)
    assert series_of(long.table(), Measurement.CPU, 5.0).starts.tolist() == [True, False, False, True, False]


def test_that_a_silence_until_now_is_an_open_gap():
    table = history_of(0, 5, 10).table()
    assert gaps_of(table, 5.0, BEGIN + 29) == ()
    assert gaps_of(table, 5.0, BEGIN + 250) == (Gap(BEGIN + 10, BEGIN + 250, is_open=True),)


def test_that_a_poll_is_a_sign_of_life_but_no_push():
    history = history_of(0, 5, 10)
    for n in range(3, 60):
        history.append(heartbeat(BEGIN + 5 * n, source=HeartbeatSource.POLL))
    assert gaps_of(history.table(), 5.0, BEGIN + 295) == ()
    assert gaps_of(history.table(), 5.0, BEGIN + 295, pushes_only=True) == (Gap(BEGIN + 10, BEGIN + 295, is_open=True),)


def test_that_a_stop_of_the_program_is_not_an_outage():
    table = history_of(0, 5, 10, 1010, 1015).table()
    watching = ((BEGIN - 100, BEGIN + 12), (BEGIN + 1000, float("inf")))
    assert gaps_of(table, 5.0, BEGIN + 1016, watching) == (Gap(BEGIN + 12, BEGIN + 1000, watched=False),)


def test_that_a_silence_that_outlasts_the_start_of_the_program_is_split_there():
    table = history_of(0, 5, 10, 1010, 1015).table()
    watching = ((BEGIN + 500, float("inf")),)
    assert gaps_of(table, 5.0, BEGIN + 1016, watching) == (
        Gap(BEGIN + 10, BEGIN + 500, watched=False),
        Gap(BEGIN + 500, BEGIN + 1010),
    )


def test_that_figures_are_those_of_the_visible_range():
    at = np.arange(0.0, 100.0, 5.0)
    history = BoxHistory()
    history.load(columns(at, cpu=at))
    figures = figures_of(series_of(history.table(), Measurement.CPU, 5.0), BEGIN + 20, BEGIN + 60.1)
    assert (figures.newest, figures.lowest, figures.peak, figures.median) == (60, 20, 60, 40)
    assert figures_of(series_of(history.table(), Measurement.TPU, 5.0), BEGIN, BEGIN + 100).newest is None


def test_that_the_value_under_the_mouse_is_the_nearest_and_none_within_a_gap():
    at = np.array([0.0, 5.0, 10.0, 250.0, 255.0])
    history = BoxHistory()
    history.load(columns(at, cpu=np.array([1.0, 2.0, 3.0, 4.0, 5.0])))
    table = history.table()
    assert value_at(table, Measurement.CPU, BEGIN + 6, 5.0) == (BEGIN + 5, 2)
    assert value_at(table, Measurement.CPU, BEGIN + 249, 5.0) == (BEGIN + 250, 4)
    assert value_at(table, Measurement.CPU, BEGIN + 120, 5.0) is None
    assert value_at(table, Measurement.CPU, BEGIN + 400, 5.0) is None
    assert value_at(table, Measurement.TPU, BEGIN + 6, 5.0) is None


def test_that_old_rows_become_minutes_with_true_extremes_and_their_silences():
    at = np.arange(0.0, 72 * 3600.0, 5.0)
    at = at[(at < 3600) | (at > 3600 + 240)]  # four minutes of silence, long ago
    cpu = np.random.default_rng(2).integers(5, 90, at.size).astype(float)
    cpu[100] = 99.0
    history = BoxHistory()
    history.load(columns(at, cpu=cpu))
    table = history.table()
    old = table.between(BEGIN, BEGIN + 24 * 3600 - 60)
    assert is_thinned(old).all()
    assert old.times.size <= 2 * 24 * 60 + 2
    assert not is_thinned(table.between(BEGIN + 24 * 3600 + 60, np.inf)).any()
    assert old.column(Measurement.CPU).max() == 99
    assert old.column(Measurement.CPU).min() == 5
    assert np.nanmax(old.column(Measurement.INTERVAL)) == 250
    gaps = gaps_of(table, 5.0, BEGIN + at[-1])
    assert gaps == (Gap(BEGIN + 3595, BEGIN + 3845),)
    assert series_of(old, Measurement.CPU, 5.0).starts.sum() == 2


def test_that_loading_again_does_not_double_what_was_thinned():
    at = np.arange(0.0, 60 * 3600.0, 20.0)
    history = BoxHistory()
    history.load(columns(at, cpu=at * 0 + 5))
    before = len(history)
    history.load(columns(at, cpu=at * 0 + 5))
    assert len(history) == before


def test_that_a_box_watched_for_a_week_stays_within_its_bounds():
    history = BoxHistory()
    most = 0
    for n in range(7 * 24 * 60 * 3):
        history.append(heartbeat(BEGIN + 20 * n))
        most = max(most, len(history))
    assert most <= (WHOLE_S + 3600) / 20 + 2 * 5 * 24 * 60 + 10
    table = history.table()
    assert (np.diff(table.times) >= 0).all()
    assert gaps_of(table, 20.0, table.times[-1]) == ()


def test_that_rows_go_when_the_archive_forgets_them():
    history = history_of(0, 20, 40)
    history.load(columns(np.array([KEPT_S + 100.0, KEPT_S + 120.0])))
    assert (history.table().times - BEGIN).tolist() == [KEPT_S + 100, KEPT_S + 120]


def test_that_a_table_handed_out_never_changes():
    history = history_of(0, 5, 10)
    table = history.table()
    before = table.times.copy(), table.values.copy()
    for n in range(3, 4000):
        history.append(heartbeat(BEGIN + 5 * n))
    history.append(heartbeat(BEGIN + 2))
    np.testing.assert_array_equal(table.times, before[0])
    np.testing.assert_array_equal(table.values, before[1])


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.integers(0, 60))
def test_that_any_order_and_any_split_give_the_same_rows(at: list[int], split: int):
    one = history_of(*[float(n) for n in at])
    other = BoxHistory()
    for n in at[split:]:
        other.append(heartbeat(BEGIN + n))
    early = np.array(at[:split], dtype=float)
    if early.size:
        other.load(
            columns(
                early,
                cpu=early * 0 + 37,
                memory=early * 0 + 15,
                disk=early * 0 + 56,
                disk_free=early * 0 + 13.3,
                disk_total=early * 0 + 30.5,
            )
        )
    assert one.table().times.tolist() == other.table().times.tolist() == sorted({BEGIN + n for n in at})
    np.testing.assert_allclose(one.table().values, other.table().values)


def test_that_the_usual_distance_counts_where_no_period_is_learned():
    times = BEGIN + np.arange(0.0, 600.0, 30.0)
    assert gap_limit_s(times, np.zeros(times.size, np.uint8), None) == 95
    assert gap_limit_s(times[:1], np.zeros(1, np.uint8), None) == 20
