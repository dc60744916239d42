"""Noticing that the computer has slept, with clocks of every kind of system."""

from __future__ import annotations

from sophon_monitor.services.resume import Pause, SleepWatch, boot_clock


class Clocks:
    """Clocks that a test moves."""

    def __init__(self, *, has_boot: bool, mono_counts_sleep: bool) -> None:
        self.wall, self.mono, self.boot = 1000.0, 50.0, 70.0
        self._counts = mono_counts_sleep
        boot = (lambda: self.boot) if has_boot else None
        self.watch = SleepWatch(wall=lambda: self.wall, mono=lambda: self.mono, boot=boot)

    def live(self, seconds: float) -> None:
        self.wall += seconds
        self.mono += seconds
        self.boot += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds
        self.boot += seconds
        self.mono += seconds if self._counts else 0.0


LINUX = {"has_boot": True, "mono_counts_sleep": False}
MAC = {"has_boot": False, "mono_counts_sleep": False}
WINDOWS = {"has_boot": False, "mono_counts_sleep": True}


def test_that_a_pause_is_seen_once_on_every_system() -> None:
    for kind in (LINUX, MAC, WINDOWS):
        clocks = Clocks(**kind)
        clocks.live(1)
        assert clocks.watch.look() is None
        clocks.sleep(600)
        pause = clocks.watch.look()
        assert pause == Pause(1001.0, 1601.0), kind
        clocks.live(1)
        assert clocks.watch.look() is None


def test_that_a_busy_second_is_no_pause() -> None:
    for kind in (LINUX, MAC, WINDOWS):
        clocks = Clocks(**kind)
        clocks.live(3)
        assert clocks.watch.look() is None


def test_that_a_clock_that_is_set_is_no_pause_where_there_is_a_better_one() -> None:
    clocks = Clocks(**LINUX)
    clocks.wall += 86_400
    assert clocks.watch.look() is None
    clocks.wall -= 2 * 86_400
    assert clocks.watch.look() is None


def test_that_a_clock_set_back_is_no_pause_anywhere() -> None:
    clocks = Clocks(**MAC)
    clocks.wall -= 3600
    assert clocks.watch.look() is None


def test_that_the_clock_of_this_system_goes_forward() -> None:
    clock = boot_clock()
    assert clock is None or clock() <= clock()
