"""This computer has slept: what was known of each box before goes on from there."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.liveness import BeatKind, Pulse
from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.site import BoxAddress, BoxKey, Liveness

KINDS = pytest.mark.parametrize("counted_s", [0.0, 3600.0], ids=["clock stood still", "clock went on"])


def slow_pulse(period_s: float = 60.0) -> tuple[Pulse, float]:
    """A box that reports once a minute, and the moment of its last report."""
    pulse = Pulse()
    for beat in range(4):
        pulse.beat(BeatKind.SYSTEM, "http", beat * period_s)
    return pulse, 3 * period_s


def registry_with_a_box() -> tuple[Registry, BoxKey]:
    registry = Registry(new_token=lambda: "t", new_key=lambda: "b-1")
    key, _ = registry.add_box(BoxAddress("10.0.0.1"), at_s=0.0)
    registry.sign_of_life(key, at_s=0.0, now_mono_s=0.0)
    return registry, key


def liveness(registry: Registry, key: BoxKey) -> Liveness:
    box = registry.box(key)
    assert box is not None
    return box.liveness


@KINDS
def test_that_a_slow_box_gets_its_own_time_to_speak_again(counted_s: float) -> None:
    pulse, last_s = slow_pulse()
    now = last_s + 50.0 + counted_s
    pulse.wake(now, Liveness.ONLINE)
    assert pulse.period_s == 60.0
    assert pulse.liveness(now + 91.0) is Liveness.ONLINE
    assert pulse.liveness(now + 93.0) is Liveness.LATE
    assert pulse.liveness(now + 186.0) is Liveness.OFFLINE


@KINDS
def test_that_the_interval_in_which_it_slept_is_not_learned(counted_s: float) -> None:
    pulse = Pulse()
    pulse.beat(BeatKind.SYSTEM, "http", 0.0)
    now = 12.0 + counted_s
    pulse.wake(now, Liveness.ONLINE)
    for after in (3.0, 13.0):
        pulse.beat(BeatKind.SYSTEM, "http", now + after)
    assert pulse.period_s is None
    pulse.beat(BeatKind.SYSTEM, "http", now + 23.0)
    assert pulse.period_s == 10.0


@KINDS
def test_that_a_kind_that_had_stopped_does_not_come_back_by_waking_up(counted_s: float) -> None:
    pulse, last_s = slow_pulse()
    for beat in (0.0, 5.0, 10.0):
        pulse.beat(BeatKind.CAMERAS, "http", beat)
    pulse.beat(BeatKind.SYSTEM, "http", last_s + 60.0)
    assert pulse.period_s == 60.0
    pulse.wake(last_s + 70.0 + counted_s, Liveness.ONLINE)
    assert pulse.period_s == 60.0


@KINDS
def test_that_a_box_that_was_offline_is_not_online_by_waking_up(counted_s: float) -> None:
    registry, key = registry_with_a_box()
    registry.tick(now_mono_s=500.0)
    assert liveness(registry, key) is Liveness.OFFLINE
    registry.wake(now_mono_s=501.0 + counted_s)
    changes = registry.tick(now_mono_s=501.0 + counted_s)
    assert (liveness(registry, key), changes) == (Liveness.OFFLINE, ())
    registry.sign_of_life(key, at_s=4000.0, now_mono_s=502.0 + counted_s)
    assert liveness(registry, key) is Liveness.ONLINE


@KINDS
def test_that_a_box_that_was_late_stays_late_and_then_goes_offline(counted_s: float) -> None:
    registry, key = registry_with_a_box()
    registry.tick(now_mono_s=40.0)
    assert liveness(registry, key) is Liveness.LATE
    now = 45.0 + counted_s
    registry.wake(now_mono_s=now)
    for after, expected in ((0.0, Liveness.LATE), (30.0, Liveness.LATE), (34.0, Liveness.OFFLINE)):
        registry.tick(now_mono_s=now + after)
        assert liveness(registry, key) is expected
