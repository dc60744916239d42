"""Periods, silence and signs of life."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.liveness import BeatKind, Pulse
from sophon_monitor.domain.registry import BoxReading
from sophon_monitor.domain.site import BoxKey, Liveness
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraStatus,
    Health,
    Heartbeat,
    Recognition,
)
from tests.domain.site_script import START_S, SiteScript

BOX = "10.0.0.2"
FLAT = Heartbeat(
    identity=BoxIdentity(sn="S1"),
    health=Health(cpu_percent=5.0),
    cameras=(CameraEntry(ep_id="__10.0.0.5", status=CameraStatus.ONLINE),),
)
SYSTEM = Heartbeat(identity=BoxIdentity(sn="S1"), health=Health(cpu_percent=5.0))
CAMERAS = Heartbeat(cameras=FLAT.cameras)


@pytest.fixture
def script() -> SiteScript:
    return SiteScript()


@pytest.fixture
def key(script: SiteScript) -> BoxKey:
    return script.add(BOX)


def beats(script: SiteScript, message: Heartbeat, *gaps_s: float) -> None:
    script.push(message, BOX)
    for gap_s in gaps_s:
        script.wait(gap_s)
        script.push(message, BOX)


def test_that_a_box_is_never_heard_until_its_first_sign(script: SiteScript, key: BoxKey) -> None:
    script.wait(500)
    assert script.liveness(key) is Liveness.NEVER
    script.push(FLAT, BOX)
    assert script.liveness(key) is Liveness.ONLINE


def test_that_a_silent_box_goes_late_then_offline_then_online_again_at_once(script: SiteScript, key: BoxKey) -> None:
    beats(script, FLAT, 10, 10)
    assert script.box(key).period_s == 10.0
    script.wait(17)
    assert script.liveness(key) is Liveness.ONLINE
    script.wait(1)
    assert script.liveness(key) is Liveness.LATE
    script.wait(17)
    assert script.liveness(key) is Liveness.LATE
    script.wait(1)
    assert script.liveness(key) is Liveness.OFFLINE
    script.push(FLAT, BOX)
    assert script.liveness(key) is Liveness.ONLINE


def test_that_twenty_seconds_are_assumed_until_a_period_is_learned(script: SiteScript, key: BoxKey) -> None:
    beats(script, FLAT, 5)
    assert script.box(key).period_s is None
    script.wait(32)
    assert script.liveness(key) is Liveness.ONLINE
    script.wait(1)
    assert script.liveness(key) is Liveness.LATE
    script.wait(32)
    assert script.liveness(key) is Liveness.LATE
    script.wait(1)
    assert script.liveness(key) is Liveness.OFFLINE


def test_that_the_higher_middle_interval_of_an_even_count_is_the_period(script: SiteScript, key: BoxKey) -> None:
    beats(script, FLAT, 10, 14)
    assert script.box(key).period_s == 14.0
    beats(script, FLAT, 11)  # follows at once, a repeat
    assert script.box(key).period_s == 11.0


def test_that_only_the_last_eight_intervals_count(script: SiteScript, key: BoxKey) -> None:
    beats(script, FLAT, *[10] * 8)
    beats(script, FLAT, *[30] * 3)
    assert script.box(key).period_s == 10.0
    beats(script, FLAT, 30)
    assert script.box(key).period_s == 30.0
    beats(script, FLAT, *[10] * 4)
    assert script.box(key).period_s == 30.0
    beats(script, FLAT, 10)
    assert script.box(key).period_s == 10.0


def test_that_a_burst_of_one_message_for_each_camera_is_one_beat() -> None:
    pulse = Pulse()
    for start_s in (0.0, 10.0, 20.0):
        for camera in range(5):
            pulse.beat(BeatKind.CAMERAS, "http", start_s + camera * 0.15)
    assert pulse.period_s == 10.0


def test_that_each_kind_and_way_has_its_own_intervals() -> None:
    pulse = Pulse()
    for now_s in (0.0, 60.0, 120.0):
        pulse.beat(BeatKind.SYSTEM, "http", now_s)
        pulse.beat(BeatKind.CAMERAS, "http", now_s + 1.0)
        pulse.beat(BeatKind.POLL, "poll", now_s + 2.0)
    assert pulse.period_s == 60.0


def test_that_the_shortest_kind_alive_decides(script: SiteScript, key: BoxKey) -> None:
    for second in range(60):
        script.wait(1)
        if second % 20 == 0:
            script.push(SYSTEM, BOX)
        if second % 5 == 0:
            script.push(CAMERAS, BOX)
    assert script.box(key).period_s == 5.0


def test_that_a_kind_that_stopped_makes_no_box_late(script: SiteScript, key: BoxKey) -> None:
    for _ in range(4):
        script.push(CAMERAS, BOX)
        script.wait(5)
    beats(script, SYSTEM, 20, 20)  # the camera report was switched off meanwhile
    assert script.box(key).period_s == 20.0
    for _ in range(20):
        for _ in range(20):
            script.wait(1)
            assert script.liveness(key) is Liveness.ONLINE
        script.push(SYSTEM, BOX)


def test_that_a_kind_that_beats_again_counts_again(script: SiteScript, key: BoxKey) -> None:
    for _ in range(6):
        script.push(CAMERAS, BOX)
        script.wait(5)
    beats(script, SYSTEM, 20, 20)
    script.push(CAMERAS, BOX)
    assert script.box(key).period_s == 5.0


def test_that_a_silent_box_never_comes_back_by_silence(script: SiteScript, key: BoxKey) -> None:
    for second in range(181):
        if second % 60 == 0:
            script.push(SYSTEM, BOX)
        if second % 5 == 0:
            script.push(CAMERAS, BOX)
        script.wait(1)
    states = []
    for _ in range(400):
        script.wait(1)
        states.append(script.liveness(key))
    order = [Liveness.ONLINE, Liveness.LATE, Liveness.OFFLINE]
    assert states == sorted(states, key=order.index)
    assert states[-1] is Liveness.OFFLINE


def test_that_pings_keep_a_box_online_whose_heartbeats_stopped(script: SiteScript, key: BoxKey) -> None:
    beats(script, FLAT, 5, 5, 5)
    for _ in range(10):
        script.wait(9)
        script.hear(script.registry.sign_of_life(key, at_s=START_S + script.now_s, now_mono_s=script.now_s))
    assert script.box(key).period_s is None
    script.wait(20)
    assert script.liveness(key) is Liveness.ONLINE


@pytest.mark.parametrize("way", ["push", "event", "poll", "list", "ping"])
def test_that_any_sign_of_life_brings_a_box_online(script: SiteScript, key: BoxKey, way: str) -> None:
    script.push(FLAT, BOX)
    script.wait(100)
    assert script.liveness(key) is Liveness.OFFLINE
    registry, origin = script.registry, script.origin(way="poll", key=key)
    match way:
        case "push":
            script.push(CAMERAS, BOX)
        case "event":
            script.stream(Recognition(), key)
        case "poll":
            script.hear(registry.apply_reading(key, BoxReading(), record=None, origin=origin))
        case "list":
            script.hear(registry.apply_camera_list(key, None, (), origin))
        case _:
            script.hear(registry.sign_of_life(key, at_s=START_S + 100, now_mono_s=script.now_s))
    assert script.liveness(key) is Liveness.ONLINE
    assert script.box(key).last_sign_at_s == START_S + 100
    assert script.box(key).last_sign_mono_s == script.now_s


def test_that_cameras_of_a_box_that_is_not_online_are_unknown_and_come_back(script: SiteScript, key: BoxKey) -> None:
    script.push(FLAT, BOX)
    assert script.camera(key).status is CameraStatus.ONLINE
    script.wait(33)
    assert script.liveness(key) is Liveness.LATE
    assert script.camera(key).status is CameraStatus.UNKNOWN
    assert script.camera(key).reported_status is CameraStatus.ONLINE
    assert script.told_cameras[script.camera(key).key].status is CameraStatus.UNKNOWN
    script.hear(script.registry.sign_of_life(key, at_s=START_S, now_mono_s=script.now_s))
    assert script.told_cameras[script.camera(key).key].status is CameraStatus.ONLINE


def test_that_polls_are_heartbeats_and_a_ping_is_not(script: SiteScript, key: BoxKey) -> None:
    script.hear(script.registry.sign_of_life(key, at_s=START_S, now_mono_s=0.0))
    assert script.box(key).last_heartbeat_at_s is None
    reading = BoxReading(health=Health(cpu_percent=1.0))
    for _ in range(3):
        script.wait(5)
        script.hear(script.registry.apply_reading(key, reading, origin=script.origin(way="poll", key=key)))
    assert script.box(key).last_heartbeat_at_s == START_S + 15
    assert script.box(key).period_s == 5.0


def test_that_a_platform_which_says_offline_is_no_sign_of_life(script: SiteScript, key: BoxKey) -> None:
    told = Heartbeat(identity=BoxIdentity(sn="S1"), status="offline", cameras=())
    assert script.push(told, "10.0.0.99", token=script.box(key).token) == key
    assert script.liveness(key) is Liveness.NEVER
    assert len(script.heartbeats) == 1
    script.push(told, BOX)
    assert script.liveness(key) is Liveness.ONLINE


def test_that_a_tick_without_news_tells_nothing(script: SiteScript, key: BoxKey) -> None:
    script.push(FLAT, BOX)
    assert script.registry.tick(now_mono_s=1.0) == ()
    assert script.liveness(key) is Liveness.ONLINE


@pytest.mark.parametrize(("remembered_s", "limit_s"), [(60.0, 92.0), (5.0, 32.0), (None, 32.0)])
def test_that_only_a_slow_period_is_remembered_over_a_restart(remembered_s: float | None, limit_s: float) -> None:
    pulse = Pulse(remembered_s)
    pulse.sign(0.0)
    assert pulse.liveness(limit_s) is Liveness.ONLINE
    assert pulse.liveness(limit_s + 0.1) is Liveness.LATE


def test_that_times_that_go_back_are_harmless() -> None:
    pulse = Pulse()
    for now_s in (100.0, 50.0, 101.0):
        pulse.beat(BeatKind.FLAT, "http", now_s)
    assert pulse.last_sign_mono_s == 101.0
    assert pulse.liveness(0.0) is Liveness.ONLINE
