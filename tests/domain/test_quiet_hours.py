"""Quiet hours, across midnight too."""

from __future__ import annotations

from datetime import time

import pytest

from sophon_monitor.domain.quiet_hours import QuietHours, quiet_hours


@pytest.mark.parametrize(
    ("now", "quiet"),
    [("22:00", True), ("23:59", True), ("00:00", True), ("05:59", True), ("06:00", False), ("21:59", False)],
)
def test_that_the_night_is_quiet(now: str, quiet: bool) -> None:
    assert QuietHours().holds(time.fromisoformat(now)) is quiet


def test_that_hours_of_one_day_hold_within_it() -> None:
    noon = QuietHours(time(12), time(13))
    assert [noon.holds(time(h)) for h in (11, 12, 13)] == [False, True, False]


def test_that_the_same_twice_is_never() -> None:
    assert not any(QuietHours(time(8), time(8)).holds(time(h)) for h in range(24))


def test_that_settings_are_read_and_nonsense_keeps_the_default() -> None:
    assert quiet_hours("7:30", " 21:00 ") == QuietHours(time(7, 30), time(21))
    assert quiet_hours("25:00", "soon") == QuietHours()
