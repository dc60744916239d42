"""Which camera a message means, and what is kept of it."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.camera_matching import split_ep_id
from sophon_monitor.domain.site import BoxKey, Camera
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraListSync,
    CameraNotice,
    CameraStatus,
    CameraType,
    Health,
    Heartbeat,
    NoticeAction,
    Recognition,
)
from tests.domain.site_script import START_S, SiteScript, assert_legal

BOX = "10.0.0.2"
URL = "rtsp://viewer:a__b@10.1.0.5:554/ch1"


@pytest.fixture
def script() -> SiteScript:
    return SiteScript()


@pytest.fixture
def key(script: SiteScript) -> BoxKey:
    return script.add(BOX, sn="S1")


def report(script: SiteScript, *cameras: CameraEntry) -> None:
    script.push(Heartbeat(cameras=cameras), BOX)


def device_list(script: SiteScript, key: BoxKey, *cameras: CameraEntry) -> None:
    script.hear(script.registry.apply_camera_list(key, None, cameras, script.origin(way="poll", key=key)))


def event(script: SiteScript, key: BoxKey, camera: CameraEntry) -> None:
    script.stream(Recognition(camera=camera), key)


def ids(camera: Camera) -> tuple[str, ...]:
    return (camera.camera_id, *camera.aliases)


# -- one camera or two ------------------------------------------------------------------------------------------------


def test_that_an_ep_id_is_split_at_the_first_double_underscore() -> None:
    assert split_ep_id(f"LOBBY__{URL}") == ("LOBBY", URL)
    assert split_ep_id("__10.1.0.5") == ("", "10.1.0.5")
    assert split_ep_id("LOBBY__") == ("LOBBY", None)
    assert split_ep_id("LOBBY") == ("LOBBY", None)


def test_that_two_ids_in_one_message_are_one_camera(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1", ep_id="L__10.1.0.5"))
    event(script, key, CameraEntry(ep_id="L__10.1.0.5"))
    event(script, key, CameraEntry(device_id="D1"))
    assert ids(script.camera(key)) == ("D1", "L__10.1.0.5")
    assert len({e.record.camera_key for e in script.events}) == 1


def test_that_the_id_seen_first_stays(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(ep_id="L__10.1.0.5"))
    event(script, key, CameraEntry(device_id="D1", ep_id="L__10.1.0.5"))
    assert ids(script.camera(key)) == ("L__10.1.0.5", "D1")


@pytest.mark.parametrize("list_first", [True, False])
@pytest.mark.parametrize(
    ("listed", "ep_id"),
    [
        (CameraEntry(device_id="D1", device_key=URL), f"L__{URL}"),
        (CameraEntry(device_id="D1", url=URL), f"0xe0a509000001__{URL}"),
        (CameraEntry(device_id="D1", device_key="10.1.0.5"), "L__10.1.0.5"),
        (CameraEntry(device_id="D1", ip="10.1.0.5"), "L__10.1.0.5"),
        (CameraEntry(device_id="D1", device_key=URL), "L__10.1.0.5"),
    ],
)
def test_that_the_address_in_an_ep_id_leads_to_its_camera(
    script: SiteScript, key: BoxKey, listed: CameraEntry, ep_id: str, list_first: bool
) -> None:
    if list_first:
        device_list(script, key, listed)
    report(script, CameraEntry(ep_id=ep_id))
    if not list_first:
        device_list(script, key, listed)
    assert set(ids(script.camera(key))) == {"D1", ep_id}


def test_that_two_prefixes_of_one_address_are_one_camera(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(ep_id=f"L__{URL}"))
    event(script, key, CameraEntry(ep_id=f"0xe0a509000001__{URL}"))
    assert len(script.camera(key).aliases) == 1


def test_that_an_address_of_two_cameras_tells_neither(script: SiteScript, key: BoxKey) -> None:
    device_list(script, key, CameraEntry(device_id="D1", device_key=URL), CameraEntry(device_id="D2", device_key=URL))
    report(script, CameraEntry(ep_id=f"L__{URL}"))
    assert [c.camera_id for c in script.cameras(key)] == ["D1", "D2", f"L__{URL}"]


@pytest.mark.parametrize("list_first", [True, False])
def test_that_an_ip_of_two_channels_tells_neither(script: SiteScript, key: BoxKey, list_first: bool) -> None:
    channels = tuple(CameraEntry(device_id=f"D{n}", device_key=f"rtsp://10.1.0.5/ch{n}") for n in (1, 2))
    if list_first:
        device_list(script, key, *channels)
    report(script, CameraEntry(ep_id="L__10.1.0.5"))
    if not list_first:
        device_list(script, key, *channels)
    assert {ids(c) for c in script.cameras(key)} == {("D1",), ("D2",), ("L__10.1.0.5",)}


def test_that_two_device_ids_are_never_joined_by_an_address(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1", ip="10.1.0.5"))
    event(script, key, CameraEntry(device_id="D2", ip="10.1.0.5"))
    assert len(script.cameras(key)) == 2


def test_that_one_message_does_not_list_a_camera_twice(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(ep_id="L__10.1.0.5"), CameraEntry(ep_id="M__10.1.0.5"))
    assert len(script.cameras(key)) == 2


def test_that_a_message_that_names_both_makes_one_camera_of_two(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1", name="door"))
    report(script, CameraEntry(ep_id="L__cam", ip="10.1.0.5", status=CameraStatus.ONLINE))
    old, young = script.cameras(key)
    event(script, key, CameraEntry(device_id="D1", ep_id="L__cam"))
    camera = script.camera(key)
    assert camera.key == old.key == script.event.camera_key
    assert ids(camera) == ("D1", "L__cam")
    assert (camera.name, camera.ip, camera.status) == ("door", "10.1.0.5", CameraStatus.ONLINE)
    assert young.key not in script.told_cameras
    event(script, key, CameraEntry(device_id="D3"))
    assert script.cameras(key)[1].key == f"{key}/3", "a number is never given twice"
    assert_legal(script)


def test_that_a_device_list_shows_two_cameras_to_be_one(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1"))
    report(script, CameraEntry(ep_id=f"L__{URL}"))
    assert len(script.cameras(key)) == 2
    device_list(script, key, CameraEntry(device_id="D1", device_key=URL))
    assert ids(script.camera(key)) == ("D1", f"L__{URL}")
    assert_legal(script)


def test_that_the_older_of_two_stays_also_when_the_younger_has_the_list(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(ep_id=f"L__{URL}"))
    event(script, key, CameraEntry(device_id="D1"))
    event(script, key, CameraEntry(device_id="D1", url=URL))
    assert ids(script.camera(key)) == (f"L__{URL}", "D1")
    assert script.event.camera_key == script.camera(key).key == f"{key}/1"


def test_that_an_ip_of_any_other_camera_is_not_unique(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(device_id="D1", ip="10.1.0.5"), CameraEntry(ep_id="L__10.1.0.5"))
    assert len(script.cameras(key)) == 2
    event(script, key, CameraEntry(device_id="D2", ip="10.1.0.5"))
    assert [ids(c) for c in script.cameras(key)] == [("D1",), ("L__10.1.0.5",), ("D2",)]


def test_that_a_camera_with_a_device_id_takes_no_other_by_its_ep_ids_address(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1", ep_id="L__10.1.0.5"))
    event(script, key, CameraEntry(device_id="D2", ip="10.1.0.5"))
    event(script, key, CameraEntry(device_id="D3", url="10.1.0.5"))
    assert len(script.cameras(key)) == 3
    event(script, key, CameraEntry(ep_id="0xe0a509000001__10.1.0.5"))
    assert script.event.camera_key == f"{key}/4"


def test_that_a_message_that_lists_two_cameras_never_makes_one_of_them(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(ep_id=f"L__{URL}"))
    report(script, CameraEntry(device_id="D1", device_key=URL), CameraEntry(ep_id=f"L__{URL}"))
    assert len(script.cameras(key)) == 2
    event(script, key, CameraEntry(device_id="D2"))
    report(script, CameraEntry(device_id="D2", url="rtsp://x"), CameraEntry(ep_id="L__rtsp://x"))
    assert len(script.cameras(key)) == 4


def test_that_an_address_learned_by_two_cameras_joins_neither(script: SiteScript, key: BoxKey) -> None:
    for name in ("D1", "D2"):
        event(script, key, CameraEntry(device_id=name))
    report(script, CameraEntry(ep_id=f"L__{URL}"))
    device_list(script, key, CameraEntry(device_id="D1", device_key=URL), CameraEntry(device_id="D2", device_key=URL))
    assert len(script.cameras(key)) == 3


def test_that_an_address_in_two_ep_ids_joins_neither(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1"))
    report(script, CameraEntry(ep_id=f"L__{URL}"), CameraEntry(ep_id=f"M__{URL}"))
    device_list(script, key, CameraEntry(device_id="D1", device_key=URL))
    assert len(script.cameras(key)) == 3


@pytest.mark.parametrize("url_first", [True, False])
def test_that_a_url_beside_an_ep_id_is_an_address_too(script: SiteScript, key: BoxKey, url_first: bool) -> None:
    entries = (CameraEntry(ep_id="L__10.1.0.9", url=URL), CameraEntry(ep_id=f"L__{URL}"))
    for entry in entries if url_first else reversed(entries):
        report(script, entry)
    assert len(script.camera(key).aliases) == 1


# -- events -----------------------------------------------------------------------------------------------------------


def test_that_an_event_with_an_unknown_id_makes_a_camera(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(device_id="D1", ip="10.1.0.5", name="gate", type=CameraType.RTSP))
    camera = script.camera(key)
    assert (camera.status, camera.reported_status) == (CameraStatus.UNKNOWN, CameraStatus.UNKNOWN)
    assert (camera.ip, camera.name, camera.type) == ("10.1.0.5", "gate", CameraType.RTSP)
    assert (camera.last_seen_at_s, camera.last_event_at_s) == (START_S, START_S)


def test_that_an_ip_alone_never_makes_a_camera_but_finds_the_only_one(script: SiteScript, key: BoxKey) -> None:
    event(script, key, CameraEntry(ip="10.1.0.5"))
    assert script.cameras(key) == ()
    assert script.event.camera_key is None
    report(script, CameraEntry(ep_id="L__10.1.0.5"), CameraEntry(ep_id="L__10.1.0.6", ip="10.1.0.6"))
    event(script, key, CameraEntry(ip="10.1.0.5"))
    assert script.event.camera_key == f"{key}/1"
    event(script, key, CameraEntry(ip="10.1.0.6"))
    assert script.event.camera_key == f"{key}/2"
    report(script, CameraEntry(ep_id="L__rtsp://10.1.0.5/ch2"))
    event(script, key, CameraEntry(ip="10.1.0.5"))
    assert script.event.camera_key is None
    event(script, key, CameraEntry())
    assert script.event.camera_key is None


def test_that_an_event_overrides_nothing_that_a_report_said(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(device_id="D1", name="gate", ip="10.1.0.5", type=CameraType.GATE))
    event(script, key, CameraEntry(device_id="D1", name="x", ip="10.9.9.9", type=CameraType.RTSP))
    camera = script.camera(key)
    assert (camera.name, camera.ip, camera.type) == ("gate", "10.1.0.5", CameraType.GATE)
    assert (script.event.camera_name, script.event.camera_ip) == ("x", "10.9.9.9")


# -- reports, lists, notices ------------------------------------------------------------------------------------------


def test_that_a_report_fills_a_camera_and_leaves_what_it_does_not_say(script: SiteScript, key: BoxKey) -> None:
    full = CameraEntry(
        device_id="D1", name="door", ip="10.1.0.5", url=URL, device_key="10.1.0.5", type=CameraType.GATE,
        status=CameraStatus.OFFLINE, group="g", permission_id="p", location="l", software_version="1",
    )  # fmt: skip
    report(script, full)
    before = script.camera(key)
    assert (before.group, before.permission_id, before.location, before.software_version) == ("g", "p", "l", "1")
    assert before.last_seen_at_s is None
    script.wait(1)
    report(script, CameraEntry(device_id="D1"))
    assert script.camera(key) == before
    report(script, CameraEntry(device_id="D1", status=CameraStatus.ONLINE))
    assert script.camera(key).status is CameraStatus.ONLINE
    assert script.camera(key).last_seen_at_s == START_S + 1


def test_that_a_camera_missing_from_the_device_list_stays_but_is_unknown(script: SiteScript, key: BoxKey) -> None:
    online = CameraStatus.ONLINE
    report(script, *(CameraEntry(device_id=i, status=online) for i in ("D1", "D2")))
    report(script, CameraEntry(ep_id="L__cam", status=online))
    device_list(script, key, CameraEntry(device_id="D1"))
    assert [c.status for c in script.cameras(key)] == [online, CameraStatus.UNKNOWN, online]
    sync = CameraListSync(identity=BoxIdentity(), cameras=(CameraEntry(ep_id="L__new", status=online),))
    script.push(sync, BOX)
    assert [c.status for c in script.cameras(key)] == [online, CameraStatus.UNKNOWN, CameraStatus.UNKNOWN, online]
    assert script.heartbeats == script.heartbeats[:2], "a list is no heartbeat"
    report(script, CameraEntry(device_id="D2", status=online))
    assert script.cameras(key)[1].status is online


def test_that_a_notice_changes_cameras_and_a_deleted_one_stays(script: SiteScript, key: BoxKey) -> None:
    entry = CameraEntry(device_id="D1", name="door", status=CameraStatus.ONLINE)
    script.stream(CameraNotice(action=NoticeAction.ADD, camera=entry), key)
    assert script.camera(key).name == "door"
    script.stream(CameraNotice(action=NoticeAction.MODIFY, camera=CameraEntry(device_id="D1", name="gate")), key)
    assert script.camera(key).name == "gate"
    script.stream(CameraNotice(action=NoticeAction.DELETE, camera=CameraEntry(device_id="D1")), key)
    assert script.camera(key).status is CameraStatus.UNKNOWN
    script.stream(CameraNotice(action=NoticeAction.DELETE, camera=CameraEntry(device_id="D9")), key)
    script.stream(CameraNotice(action=NoticeAction.NONE, camera=CameraEntry(device_id="D8")), key)
    script.stream(CameraNotice(action=NoticeAction.MODIFY), key)
    assert len(script.cameras(key)) == 1
    assert script.heartbeats == []


def test_that_no_more_than_256_cameras_are_kept(script: SiteScript, key: BoxKey) -> None:
    report(script, *(CameraEntry(device_id=f"D{n}") for n in range(300)))
    assert len(script.cameras(key)) == 256
    event(script, key, CameraEntry(device_id="one more"))
    assert script.event.camera_key is None
    event(script, key, CameraEntry(device_id="D7"))
    assert script.event.camera_key == f"{key}/8"
    assert_legal(script)


def test_that_a_camera_has_a_limited_number_of_names(script: SiteScript, key: BoxKey) -> None:
    for number in range(100):
        event(script, key, CameraEntry(device_id="D1", ep_id=f"L__cam{number}"))
    assert len(script.camera(key).aliases) <= 16
    assert_legal(script)


def test_that_names_beyond_the_limit_are_forgotten_when_two_are_merged(script: SiteScript, key: BoxKey) -> None:
    for name in ("D1", "D2"):
        for number in range(16):
            event(script, key, CameraEntry(device_id=name, ep_id=f"L__{name}{number}"))
    event(script, key, CameraEntry(device_id="D1", ep_id="D2"))
    assert len(script.camera(key).aliases) == 16
    event(script, key, CameraEntry(ep_id="L__D215"))
    assert script.event.camera_key == f"{key}/3"
    assert_legal(script)


def test_that_keys_of_a_removed_box_are_not_given_again(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(device_id="D1"), CameraEntry(device_id="D2"))
    script.hear(script.registry.remove_box(key))
    assert script.told_cameras == {}
    assert script.add(BOX, sn="S1") == key
    report(script, CameraEntry(device_id="D3"))
    assert script.camera(key).key == f"{key}/3"


def test_that_addresses_are_compared_at_the_length_that_is_kept(script: SiteScript, key: BoxKey) -> None:
    long = "rtsp://10.1.0.5/" + "x" * 5000
    device_list(script, key, CameraEntry(device_id="D1", device_key=long))
    event(script, key, CameraEntry(url=f" {long}"))
    assert script.event.camera_key == script.camera(key).key


def test_that_a_crooked_url_is_no_address(script: SiteScript, key: BoxKey) -> None:
    report(script, CameraEntry(ep_id="L__rtsp://[10.1/ch1", url="rtsp://[::1", device_key="/data/x.mp4"))
    event(script, key, CameraEntry(device_id="D2", ip="not an ip"))
    assert len(script.cameras(key)) == 2


def test_that_a_camera_is_called_after_what_is_known(script: SiteScript, key: BoxKey) -> None:
    script.push(Heartbeat(health=Health(cpu_percent=1.0), cameras=(CameraEntry(ip="10.1.0.5"),)), BOX)
    assert script.cameras(key) == (), "without an id it could not be told again"
