"""A clock that jumps removes nothing, and draws no outage."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sophon_monitor.domain.changes import RecognitionSeen
from sophon_monitor.services.archive import Archive
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.clock_doubt import BELIEVED_AFTER_S, ClockDoubt, ClockJump, ClockWatch
from tests.services.archive_samples import NOW_MS, NOW_S, event, jpeg, present, wait_until

DAY, YEAR = 86_400.0, 366 * 86_400.0


class Clocks:
    """A wall clock that anybody sets, and one that only goes on."""

    def __init__(self) -> None:
        self.wall, self.steady = NOW_S, 1000.0

    def go(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def doubt(self, **words) -> ClockDoubt:
        return ClockDoubt(lambda: self.steady, **words)


def test_that_a_jump_forward_is_not_believed_before_a_day_has_passed():
    clocks = Clocks()
    doubt = clocks.doubt()
    assert doubt.believes(clocks.wall)
    clocks.wall += 10 * YEAR
    for _ in range(23):
        assert not doubt.believes(clocks.wall)
        assert doubt.is_doubted
        clocks.go(3600)
    clocks.go(2 * 3600)
    assert doubt.believes(clocks.wall)
    assert not doubt.is_doubted


def test_that_a_clock_that_is_set_right_again_is_believed_at_once():
    clocks = Clocks()
    doubt = clocks.doubt()
    assert doubt.believes(clocks.wall)
    right = clocks.wall
    clocks.wall += YEAR
    assert not doubt.believes(clocks.wall)
    clocks.wall = right
    clocks.go(60)
    assert doubt.believes(clocks.wall)


@pytest.mark.parametrize("away_s", [0.0, 30 * DAY, 300 * DAY])
def test_that_a_computer_that_was_off_is_believed(away_s):
    clocks = Clocks()
    assert clocks.doubt(known_s=NOW_S - away_s).believes(NOW_S)


def test_that_a_start_years_after_the_last_one_is_doubted_and_so_is_the_next_start():
    clocks = Clocks()
    doubt = clocks.doubt(known_s=NOW_S - 2 * YEAR)
    assert not doubt.believes(NOW_S)
    assert doubt.known_s == NOW_S - 2 * YEAR
    assert not clocks.doubt(known_s=NOW_S - 30 * DAY, doubted=True).believes(NOW_S)


def test_that_a_clock_of_long_ago_that_finds_the_right_time_is_believed():
    clocks = Clocks()
    doubt = clocks.doubt(known_s=NOW_S)
    assert doubt.believes(NOW_S - 20 * YEAR), "nothing is old by such a clock"
    clocks.go(120)
    assert doubt.believes(NOW_S + 2 * DAY)


def test_that_sleep_is_no_jump():
    clocks = Clocks()
    doubt = clocks.doubt()
    assert doubt.believes(clocks.wall)
    clocks.go(3 * DAY)
    assert doubt.believes(clocks.wall)
    assert doubt.known_s == clocks.wall


@pytest.mark.parametrize(("set_by_s", "holds"), [(2 * YEAR, True), (1800.0, False), (-2 * YEAR, False)])
def test_that_a_clock_that_is_set_is_told_once(set_by_s, holds):
    clocks = Clocks()
    watch = ClockWatch(lambda: clocks.wall, lambda: clocks.steady)
    clocks.go(1)
    assert watch.look() is None
    before = clocks.wall
    clocks.wall += set_by_s
    clocks.go(1)
    assert watch.look() == ClockJump(before + 1, before + 1 + set_by_s, holds)
    clocks.go(1)
    assert watch.look() is None


def test_that_corrections_of_a_time_server_are_no_news():
    clocks = Clocks()
    watch = ClockWatch(lambda: clocks.wall, lambda: clocks.steady)
    clocks.wall += 20
    assert watch.look() is None


# -- and the archive --------------------------------------------------------------------------------------------------


def states(folder: Path) -> list[str]:
    reader = ArchiveReader(folder)
    try:
        return [one.live.state.value for one in reader.events()]
    finally:
        reader.close()


def test_that_pictures_survive_a_jump_of_years_and_a_restart_in_it(tmp_path):
    clocks = Clocks()

    def opened() -> Archive:
        return Archive(tmp_path, on_kept=lambda _: None, clock=lambda: clocks.wall, steady=lambda: clocks.steady)

    archive = opened()
    archive.post((RecognitionSeen(event(received_at_ms=NOW_MS, live=present(jpeg()))),))
    assert archive.flush(5.0)
    clocks.wall += 10 * YEAR
    wait_until(lambda: archive.doubts_clock)
    time.sleep(1.2)  # it looks twice a second
    assert states(tmp_path) == ["present"]
    archive._next_mark_mono_s = 0.0
    wait_until(lambda: archive._writer.clock_known()["doubted"])
    archive.close()
    archive = opened()
    time.sleep(0.8)
    assert states(tmp_path) == ["present"]
    clocks.steady += BELIEVED_AFTER_S + 1
    archive._next_purge_s = 0.0
    wait_until(lambda: states(tmp_path) in (["expired"], []), 5.0)
    archive.close()
