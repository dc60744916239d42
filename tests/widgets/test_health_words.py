"""Words, durations, marks of the time axis, windows of time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sophon_monitor.domain.forecast import NOT_FILLING, DiskForecast
from sophon_monitor.widgets.health_words import clock_text, duration, forecast_text
from sophon_monitor.widgets.time_axis import marks
from sophon_monitor.widgets.time_window import LEAST_SPAN_S, TimeWindow


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (48, "48 s"),
        (119, "119 s"),
        (240, "4 min"),
        (3599, "1 h"),
        (4800, "1 h 20 min"),
        (7200, "2 h"),
        (86_400, "1 day"),
        (260_000, "3 days"),
    ],
)
def test_that_a_duration_is_short(seconds: float, text: str):
    assert duration(seconds) == text


def test_that_the_clock_is_ahead_behind_or_agrees():
    assert clock_text(0.4) == "box clock 0.4 s ahead"
    assert clock_text(-7200) == "box clock 2 h behind"
    assert clock_text(0.01) == "box clock agrees"


def test_that_a_forecast_is_told_in_days_or_hours():
    assert forecast_text(DiskForecast(19.2)) == "full in ~19 days at this rate"
    assert forecast_text(DiskForecast(0.5)) == "full in ~12 h at this rate"
    assert forecast_text(NOT_FILLING) == "not filling"


BERLIN = ZoneInfo("Europe/Berlin")


def test_that_marks_are_round_local_times_far_enough_apart(berlin: None):
    begin = datetime(2026, 11, 21, 11, 2, tzinfo=BERLIN).timestamp()
    found = marks(begin, begin + 3600, 1000)
    assert [text for _, text in found][:3] == ["11:10", "11:20", "11:30"]
    assert found[0][0] == datetime(2026, 11, 21, 11, 10, tzinfo=BERLIN).timestamp()
    seconds = ["11:02:00", "11:02:15", "11:02:30", "11:02:45", "11:03:00"]
    assert [text for _, text in marks(begin, begin + 60, 400)] == seconds
    assert [text for _, text in marks(begin, begin + 3 * 86_400, 700)][:3] == ["12:00", "11-22", "12:00"]
    days = ["11-22", "11-23", "11-24", "11-25", "11-26"]
    assert [text for _, text in marks(begin, begin + 5 * 86_400, 600)] == days


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_that_marks_follow_the_local_clock_through_a_change_of_summer_time(berlin: None, month: int, day: int):
    begin = datetime(2026, month, day, tzinfo=BERLIN).timestamp()
    found = marks(begin, begin + 86_400, 1300)
    stamps = [at for at, _ in found]
    assert stamps == sorted(set(stamps))
    assert len(found) >= 11
    for at, text in found:
        local = datetime.fromtimestamp(at, BERLIN)
        assert text in (local.strftime("%H:%M"), local.strftime("%m-%d"))
        assert local.hour % 2 == 0
        assert local.minute == 0


def test_that_a_window_never_shows_the_future_and_never_shrinks_to_nothing():
    window = TimeWindow()
    window.tick(1_000_000_000.0, None)
    window.move(500.0)
    assert window.last_s == 1_000_000_000.0
    window.zoom(1e-9, 1_000_000_000.0 - 100)
    assert window.span_s == pytest.approx(LEAST_SPAN_S)
    window.zoom(1e12, 1_000_000_000.0 - 100)
    assert window.last_s <= 1_000_000_000.0
    window.follow()
    assert (window.first_s, window.last_s) == (1_000_000_000.0 - 3600, 1_000_000_000.0)
