"""Boxes, heartbeats and recognitions as the registry keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sophon_monitor.domain.changes import BoxRemoved, HeartbeatSeen
from sophon_monitor.domain.records import HeartbeatRecord, HeartbeatSource, ScoreScale
from sophon_monitor.domain.registry import BoxReading
from sophon_monitor.domain.site import BoxAddress, BoxKey, Link, LinkState, Liveness
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraStatus,
    Generation,
    Health,
    Heartbeat,
    Recognition,
)
from tests.domain.site_script import START_S, SiteScript, assert_legal

BOX = "10.0.0.2"
START_MS = round(START_S * 1000)


@pytest.fixture
def script() -> SiteScript:
    return SiteScript()


@pytest.fixture
def key(script: SiteScript) -> BoxKey:
    return script.add(BOX)


def read(script: SiteScript, key: BoxKey, reading: BoxReading, record: HeartbeatRecord | None = None) -> None:
    origin = script.origin(way="poll", key=key)
    script.hear(script.registry.apply_reading(key, reading, record=record, origin=origin))


# -- boxes ------------------------------------------------------------------------------------------------------------


def test_that_a_boxs_key_is_its_sn_if_known_when_it_is_added(script: SiteScript) -> None:
    assert script.add("10.0.0.3", sn=" S1 ") == "S1"
    key = script.add("10.0.0.4", name="Lobby")
    assert key.startswith("b-")
    box = script.box(key)
    assert (box.name, box.given_name, box.address, box.added_at_s) == (
        "Lobby",
        "Lobby",
        BoxAddress("10.0.0.4"),
        START_S,
    )
    assert box.token != script.box(BoxKey("S1")).token
    assert script.registry.box(BoxKey("nobody")) is None
    assert [b.key for b in script.registry.boxes] == ["S1", key]


def test_that_a_given_name_goes_before_the_boxs_own(script: SiteScript, key: BoxKey) -> None:
    assert script.box(key).name == BOX
    script.push(Heartbeat(identity=BoxIdentity(name="lobby-se5")), BOX)
    assert script.box(key).name == "lobby-se5"
    script.hear(script.registry.rename_box(key, "Lobby"))
    script.push(Heartbeat(identity=BoxIdentity(name="lobby-2")), BOX)
    assert script.box(key).name == "Lobby"
    script.hear(script.registry.rename_box(key, " "))
    assert script.told_boxes[key].name == "lobby-2"


def test_that_a_note_is_kept(script: SiteScript, key: BoxKey) -> None:
    script.hear(script.registry.set_note(key, "behind the door"))
    assert script.told_boxes[key].note == "behind the door"


def test_that_a_link_is_told_once(script: SiteScript, key: BoxKey) -> None:
    down = Link(LinkState.DOWN, "refused", "connection refused", 4.0, START_S)
    script.hear(script.registry.set_link(key, "stream", down))
    script.hear(script.registry.set_link(key, "system", Link(LinkState.ABSENT)))
    assert (script.told_boxes[key].stream, script.told_boxes[key].system) == (down, Link(LinkState.ABSENT))
    assert script.registry.set_link(key, "stream", replace(down)) == ()
    assert script.liveness(key) is Liveness.NEVER


def test_that_what_comes_for_a_removed_box_is_ignored(script: SiteScript, key: BoxKey) -> None:
    registry, origin = script.registry, script.origin(way="poll", key=key)
    assert script.hear(registry.remove_box(key))[-1] == BoxRemoved(key)
    assert registry.remove_box(key) == ()
    assert registry.rename_box(key, "x") == registry.set_note(key, "x") == registry.set_resolved(key, ["1.1.1.1"]) == ()
    assert registry.set_link(key, "stream", Link()) == ()
    assert registry.sign_of_life(key, at_s=1.0, now_mono_s=1.0) == ()
    assert registry.apply_camera_list(key, None, (CameraEntry(device_id="D"),), origin) == ()
    assert registry.apply_reading(key, BoxReading(sn="S"), record=None, origin=origin) == ()
    assert registry.cameras_of(key) == registry.resolved_ips(key) == registry.boxes == ()


# -- heartbeats -------------------------------------------------------------------------------------------------------


def test_that_a_heartbeat_row_holds_what_the_message_says(script: SiteScript, key: BoxKey) -> None:
    health = Health(cpu_percent=6.5, disk_free_gb=9.4)
    script.push(
        Heartbeat(
            identity=BoxIdentity(
                sn="S1", license="L1", mac="e0:a5:09:00:00:01", ips=("10.0.0.2", "192.168.150.1"), name="lobby"
            ),
            generation=Generation.SE3, status="online", state_code="-1", state_text="engine down", health=health,
            software_version="V2R4C01", sdk_version="1.1", uptime="3 hours", cameras=(),
        ),
        BOX,
    )  # fmt: skip
    assert script.heartbeats == [
        HeartbeatRecord(
            received_at_ms=START_MS, box_key=key, box_sn="S1", box_name="lobby", box_ip="10.0.0.2",
            box_mac="e0:a5:09:00:00:01", license="L1", generation=Generation.SE3, status="online", state_code="-1",
            state_text="engine down", health=health, software_version="V2R4C01", sdk_version="1.1",
            source=HeartbeatSource.HTTP,
        )
    ]  # fmt: skip
    box = script.box(key)
    assert (box.generation, box.software_version, box.sdk_version, box.uptime, box.health, box.state_text) == (
        Generation.SE3, "V2R4C01", "1.1", "3 hours", health, "engine down",
    )  # fmt: skip
    assert box.abnormal
    assert box.last_heartbeat_at_s == box.last_sign_at_s == START_S


def test_that_a_camera_heartbeat_is_a_row_without_what_is_known_otherwise(script: SiteScript, key: BoxKey) -> None:
    script.push(Heartbeat(identity=BoxIdentity(sn="S1", ips=(BOX,)), health=Health(cpu_percent=1.0)), BOX)
    script.push(
        Heartbeat(identity=BoxIdentity(license="L1"), cameras=(CameraEntry(device_id="D1"),)), BOX, way="replay"
    )
    assert script.heartbeats[1] == HeartbeatRecord(
        received_at_ms=START_MS, box_key=key, license="L1", source=HeartbeatSource.REPLAY
    )


def test_that_health_is_the_latest_known_of_each_measurement(script: SiteScript, key: BoxKey) -> None:
    script.push(Heartbeat(health=Health(cpu_percent=1.0, memory_percent=50.0)), BOX)
    script.push(Heartbeat(health=Health(cpu_percent=0.0)), BOX)
    read(script, key, BoxReading(health=Health(tpu_percent=7.0)))
    script.push(Heartbeat(identity=BoxIdentity(license="L1"), cameras=()), BOX)
    assert script.box(key).health == Health(cpu_percent=0.0, memory_percent=50.0, tpu_percent=7.0)
    assert script.heartbeats[1].health == Health(cpu_percent=0.0)


def test_that_an_abnormal_box_is_normal_when_it_says_so(script: SiteScript, key: BoxKey) -> None:
    script.push(Heartbeat(state_code="-1", state_text="engine down"), BOX)
    script.push(Heartbeat(cameras=()), BOX)
    assert script.box(key).abnormal
    script.push(Heartbeat(state_code="0"), BOX)
    assert (script.box(key).abnormal, script.box(key).state_text) == (False, None)


def test_that_a_poll_is_a_heartbeat_of_its_own_source(script: SiteScript, key: BoxKey) -> None:
    reading = BoxReading(
        health=Health(cpu_percent=3.0), software_version="V5R7", sn="S1", mac="m", host_name="lobby", uptime="1 day",
        clock_skew_ms=-250.0, threshold=82.0, generation=Generation.V5,
    )  # fmt: skip
    read(script, key, reading)
    assert script.heartbeats == [
        HeartbeatRecord(
            received_at_ms=START_MS, box_key=key, box_sn="S1", box_name="lobby", box_mac="m",
            generation=Generation.V5, health=Health(cpu_percent=3.0), software_version="V5R7",
            source=HeartbeatSource.POLL,
        )
    ]  # fmt: skip
    box = script.box(key)
    assert (box.sn, box.mac, box.name, box.uptime, box.clock_skew_ms, box.threshold, box.software_version) == (
        "S1", "m", "lobby", "1 day", -250.0, 82.0, "V5R7",
    )  # fmt: skip
    read(script, key, BoxReading(sn="S1"))
    assert len(script.heartbeats) == 1, "nothing measured, no row"
    assert script.box(key).clock_skew_ms == -250.0


def test_that_a_gathered_poll_row_is_kept_under_the_box(script: SiteScript, key: BoxKey) -> None:
    record = HeartbeatRecord(received_at_ms=5, box_key=BoxKey("x"), health=Health(cpu_percent=2.0))
    read(script, key, BoxReading(), record)
    assert script.heartbeats == [replace(record, box_key=key, source=HeartbeatSource.POLL)]


def test_that_a_dialect_told_by_heartbeats_is_not_overruled_by_what_looks_alike(
    script: SiteScript, key: BoxKey
) -> None:
    script.stream(Recognition(generation=Generation.V5), key)
    assert script.box(key).generation is Generation.V5
    script.push(Heartbeat(generation=Generation.V57), BOX)
    script.stream(Recognition(generation=Generation.V5), key)
    assert script.box(key).generation is Generation.V57
    script.stream(Recognition(generation=Generation.V6), key)
    assert script.box(key).generation is Generation.V6


# -- restart ----------------------------------------------------------------------------------------------------------


def test_that_a_site_comes_back_out_of_the_archive_with_nothing_live(script: SiteScript, key: BoxKey) -> None:
    host = script.add("lobby.local", name="Lobby")
    online = CameraEntry(ep_id="L__10.1.0.5", device_id="D1", status=CameraStatus.ONLINE)
    script.push(Heartbeat(identity=BoxIdentity(sn="S1", license="L1"), cameras=(online,)), BOX)
    script.push(Recognition(score=88.0, camera=CameraEntry(device_id="D2")), BOX)
    script.hear(script.registry.set_link(key, "stream", Link(LinkState.UP)))
    old, again = script.box(key), SiteScript()
    again.hear(again.registry.restore(script.told_boxes.values(), script.told_cameras.values()))
    assert_legal(again)
    assert [b.key for b in again.registry.boxes] == [key, host]
    assert again.box(key) == replace(
        old, liveness=Liveness.NEVER, stream=Link(), system=Link(), last_sign_mono_s=None, period_s=None
    )
    first, second = again.cameras(key)
    assert (first.camera_id, first.aliases) == ("D1", ("L__10.1.0.5",))
    assert (first.status, first.reported_status) == (CameraStatus.UNKNOWN, CameraStatus.ONLINE)
    again.wait(100)
    assert again.liveness(key) is Liveness.NEVER
    assert again.push(Recognition(score=0.9, camera=CameraEntry(ep_id="L__10.1.0.5")), BOX) == key
    assert again.event.camera_key == first.key
    assert again.event.score_scale is ScoreScale.PERCENT
    assert again.cameras(key)[0].status is CameraStatus.ONLINE
    again.push(Recognition(camera=CameraEntry(device_id="D3")), BOX, token=again.box(key).token)
    assert again.cameras(key)[2].key == f"{key}/3"
    assert second.camera_id == "D2"


@pytest.mark.parametrize(
    ("away_s", "liveness"), [(5, Liveness.ONLINE), (40, Liveness.LATE), (70, Liveness.OFFLINE), (-9, Liveness.ONLINE)]
)
def test_that_silence_goes_on_over_a_restart(
    script: SiteScript, key: BoxKey, away_s: float, liveness: Liveness
) -> None:
    unheard = script.add("10.0.0.9")
    script.push(Recognition(score=0.9), BOX)
    heard_s = script.box(key).last_sign_at_s
    again = SiteScript()
    again.wait(1000)
    again.hear(
        again.registry.restore(
            script.told_boxes.values(), (), at_s=START_S + away_s, now_mono_s=again.origin(BOX).now_mono_s
        )
    )
    assert_legal(again)
    assert (again.liveness(key), again.liveness(unheard)) == (liveness, Liveness.NEVER)
    assert again.box(key).last_sign_at_s == heard_s == START_S
    again.wait(100)
    assert again.liveness(key) is Liveness.OFFLINE
    again.push(Recognition(score=0.8), BOX)
    assert again.liveness(key) is Liveness.ONLINE


def test_that_a_software_version_tells_v57_from_v5(script: SiteScript, key: BoxKey) -> None:
    reading = BoxReading(generation=Generation.V5, software_version=" V5R7C01_90ac3d1")
    read(script, key, reading)
    assert script.box(key).generation is Generation.V57
    script.push(Heartbeat(generation=Generation.V5), BOX)
    assert script.box(key).generation is Generation.V57
    script.push(Heartbeat(generation=Generation.V6), BOX)
    assert script.box(key).generation is Generation.V6


def test_that_camera_numbers_survive_merging_and_a_restart(script: SiteScript, key: BoxKey) -> None:
    script.stream(Recognition(camera=CameraEntry(device_id="D1")), key)
    script.stream(Recognition(camera=CameraEntry(ep_id="L__cam")), key)
    script.stream(Recognition(camera=CameraEntry(device_id="D1", ep_id="L__cam")), key)
    again = SiteScript()
    again.hear(again.registry.restore(script.registry.boxes, script.cameras(key)))
    again.stream(Recognition(camera=CameraEntry(device_id="D2")), key)
    assert [c.key for c in again.cameras(key)] == [f"{key}/1", f"{key}/3"]


def test_that_a_damaged_archive_still_gives_a_legal_site(script: SiteScript, key: BoxKey) -> None:
    script.push(Heartbeat(cameras=(CameraEntry(device_id="D1"), CameraEntry(device_id="D2"))), BOX)
    one, other = script.cameras(key)
    crossed = (one, replace(other, aliases=("D1", "D3", "D2")), replace(other, key=f"{key}/x", camera_id="D1"))
    again = SiteScript()
    again.hear(again.registry.restore((script.box(key), script.box(key)), (*crossed, replace(one, box_key="gone"))))
    assert_legal(again)
    assert again.push(Recognition(camera=CameraEntry(device_id="D3")), BOX) == key
    assert_legal(again)


def test_that_camera_numbers_of_a_box_that_is_gone_are_not_given_again(script: SiteScript) -> None:
    key = script.add(BOX, sn="S1")
    script.push(Recognition(camera=CameraEntry(device_id="D1")), BOX)
    again = SiteScript()
    again.hear(again.registry.restore((), script.cameras(key)))
    assert again.add(BOX, sn="S1") == key
    again.push(Recognition(camera=CameraEntry(device_id="D2")), BOX)
    assert again.camera(key).key == f"{key}/2"


def test_that_a_heartbeat_is_told_after_its_box(script: SiteScript) -> None:
    key = script.add(BOX)
    changes = script.registry.apply(Heartbeat(), script.origin(BOX)).changes
    assert isinstance(changes[-1], HeartbeatSeen)
    script.hear(changes)
    assert script.told_boxes[key].last_heartbeat_at_s == START_S
