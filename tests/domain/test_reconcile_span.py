"""Spans by one click: days begin at midnight, also where clocks are changed."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

from sophon_monitor.domain.reconcile_outcome import HOUR_MS, SpanChoice, span_of
from sophon_monitor.domain.reconciliation import Span

DAY_MS = 24 * HOUR_MS


@pytest.fixture
def zone(monkeypatch):
    def choose(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield choose
    monkeypatch.undo()
    time.tzset()


def local(*parts):
    return datetime(*parts).astimezone()


def test_that_the_last_hour_ends_now(zone):
    zone("Asia/Shanghai")
    now = local(2024, 6, 14, 16, 0, 45)
    span = span_of(SpanChoice.LAST_HOUR, now)
    assert (span.until_ms, span.until_ms - span.since_ms) == (round(now.timestamp() * 1000), HOUR_MS)


def test_that_today_begins_at_midnight_here_and_yesterday_ends_there(zone):
    zone("Asia/Shanghai")
    now = local(2024, 6, 14, 16, 0, 45)
    today, yesterday = span_of(SpanChoice.TODAY, now), span_of(SpanChoice.YESTERDAY, now)
    midnight_ms = round(datetime.fromisoformat("2024-06-14T00:00:00+08:00").timestamp() * 1000)
    assert today == Span(midnight_ms, round(now.timestamp() * 1000))
    assert yesterday == Span(midnight_ms - DAY_MS, midnight_ms)


@pytest.mark.parametrize(("day", "hours"), [((2024, 3, 31), 23), ((2024, 10, 27), 25)])
def test_that_a_day_on_which_clocks_are_changed_is_whole(zone, day, hours):
    zone("Europe/Berlin")
    now = local(*day, 12) + timedelta(days=1)
    yesterday = span_of(SpanChoice.YESTERDAY, now)
    assert yesterday.until_ms - yesterday.since_ms == hours * HOUR_MS


def test_that_a_span_moves_with_the_box_s_clock():
    span = Span(1_000, 2_000)
    assert span.shifted(-500.4) == Span(500, 1_500)
    assert span.widened(10) == Span(990, 2_010)
    assert [span.holds(at_ms) for at_ms in (999, 1_000, 1_999, 2_000, None)] == [False, True, True, False, True]
