"""Whose a message is."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.registry import BoxReading
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraListSync,
    CameraNotice,
    EventPath,
    Generation,
    Health,
    Heartbeat,
    Message,
    NoticeAction,
    Recognition,
)
from tests.domain.site_script import SiteScript

SHARED = "10.0.0.9"  # several boxes behind one address


@pytest.fixture
def script() -> SiteScript:
    return SiteScript()


def status(
    sn: str | None = None, *, code: str | None = None, mac: str | None = None, name: str | None = None
) -> Heartbeat:
    return Heartbeat(identity=BoxIdentity(sn=sn, license=code, mac=mac, name=name), health=Health(cpu_percent=1.0))


def camera_status(*ep_ids: str, code: str | None = None) -> Heartbeat:
    return Heartbeat(identity=BoxIdentity(license=code), cameras=tuple(CameraEntry(ep_id=ep_id) for ep_id in ep_ids))


def hint(script: SiteScript) -> tuple[str, BoxKey | None]:
    (new_box,) = script.registry.new_boxes
    return new_box.hint, new_box.known_key


# -- token and address ------------------------------------------------------------------------------------------------


def test_that_a_message_from_a_boxs_address_is_its(script: SiteScript) -> None:
    key = script.add("10.0.0.2")
    assert script.push(status("S1"), "10.0.0.2") == key
    assert script.push(camera_status("L__10.0.0.5"), "::ffff:10.0.0.2") == key
    assert script.push(Recognition(), "10.0.0.3") is None


def test_that_a_message_with_a_boxs_token_is_its_from_anywhere(script: SiteScript) -> None:
    key = script.add("10.0.0.2")
    token = script.box(key).token
    assert script.push(status(), "192.168.7.7", token=token) == key
    assert script.push(Recognition(), None, token=token) == key
    assert script.push(Recognition(), "192.168.7.7", token="DeviceStatus") is None


def test_that_a_token_counts_before_the_address(script: SiteScript) -> None:
    one, other = script.add("10.0.0.2"), script.add("10.0.0.3")
    assert script.push(camera_status("a"), "10.0.0.3", token=script.box(one).token) == one
    assert script.push(camera_status("a"), "10.0.0.3", token="") == other


def test_that_a_push_url_copied_to_another_box_does_not_mix_the_two(script: SiteScript) -> None:
    one, other = script.add("10.0.0.2", sn="S1"), script.add("10.0.0.3", sn="S2")
    token = script.box(one).token
    assert script.push(status("S2"), "10.0.0.3", token=token) == other
    assert script.push(status("S2"), "10.0.0.77", token=token) is None
    assert hint(script) == ("moved", other)
    assert script.push(status("S1"), "10.0.0.77", token=token) == one


def test_that_a_host_name_counts_once_it_is_resolved(script: SiteScript) -> None:
    key = script.add("lobby.local")
    assert script.push(status("S1"), "10.0.0.2") is None
    assert len(script.told_new) == 1
    script.hear(script.registry.set_resolved(key, ["10.0.0.2", "::ffff:10.0.0.3"]))
    assert script.registry.resolved_ips(key) == ("10.0.0.2", "10.0.0.3")
    assert script.told_new == {}
    assert script.push(status("S1"), "10.0.0.2") == key
    assert script.push(camera_status("x"), "10.0.0.3") == key


def test_that_an_answer_counts_for_whom_we_asked(script: SiteScript) -> None:
    one, other = script.add("10.0.0.2"), script.add("10.0.0.3")
    notice = CameraNotice(action=NoticeAction.ADD, camera=CameraEntry(device_id="D1"))
    assert script.stream(notice, other) == other
    assert [c.camera_id for c in script.cameras(other)] == ["D1"]
    script.hear(script.registry.remove_box(one))
    assert script.stream(Recognition(), one) is None
    assert script.told_new == {}


def test_that_a_box_learns_who_it_is_from_its_first_message(script: SiteScript) -> None:
    key = script.add("10.0.0.2")
    script.push(status("S1", code="L1", mac="e0:a5:09:00:00:01", name="lobby"), "10.0.0.2")
    box = script.box(key)
    assert (box.sn, box.license, box.mac, box.host_name, box.name) == (
        "S1",
        "L1",
        "e0:a5:09:00:00:01",
        "lobby",
        "lobby",
    )
    assert box.key == key, "fixed when the box was added"


def test_that_another_sn_under_a_boxs_token_teaches_it_nothing(script: SiteScript) -> None:
    key = script.add("10.0.0.2", sn="S1")
    script.push(status("S1", code="L1", mac="e0:a5:09:00:00:01", name="lobby"), "10.0.0.2")
    before = script.box(key)
    other = status("S9", code="L9", mac="e0:a5:09:00:00:09", name="yard")
    assert script.push(other, "10.0.0.99", token=before.token) == key
    assert script.box(key) == before


# -- one box at the address -------------------------------------------------------------------------------------------


def test_that_another_sn_at_a_boxs_address_is_kept_as_that_boxs_and_listed(script: SiteScript) -> None:
    key = script.add("10.0.0.2", sn="S1")
    assert script.push(status("S2"), "10.0.0.2") == key
    assert hint(script) == ("other_sn", key)
    assert [h.box_sn for h in script.heartbeats] == ["S2"]
    assert script.box(key).sn == "S1", "a person decides"


def test_that_a_known_sn_from_another_address_may_have_moved(script: SiteScript) -> None:
    key, empty = script.add("10.0.0.2", sn="S1"), script.add("10.0.0.3")
    assert script.push(status("S1"), "10.0.0.4") is None
    assert hint(script) == ("moved", key)
    assert script.push(status("S1"), "10.0.0.3") is None
    assert script.box(empty).sn is None
    assert hint(script) == ("moved", key)


def test_that_no_code_and_no_mac_contradicts_a_single_box(script: SiteScript) -> None:
    key = script.add("10.0.0.2")
    script.push(status("S1", code="roof", mac="e0:a5:09:00:00:01"), "10.0.0.2")
    assert script.push(camera_status("D1", code="L1"), "10.0.0.2") == key
    assert script.push(status("S1", mac="e0:a5:09:ff:ff:ff"), "10.0.0.2") == key
    assert script.box(key).license == "L1"


# -- several boxes at one address -------------------------------------------------------------------------------------


def two_boxes(script: SiteScript) -> tuple[BoxKey, BoxKey]:
    return script.add(SHARED, 5555, 5679, 8888), script.add(SHARED, 6555, 6679, 9888)


def test_that_boxes_at_one_address_take_their_sns_in_the_order_added(script: SiteScript) -> None:
    one, other = two_boxes(script)
    assert script.push(status("S1"), SHARED) == one
    assert script.push(status("S2"), SHARED) == other
    assert script.push(status("S1"), SHARED) == one
    assert script.push(status("S3"), SHARED) is None
    assert hint(script) == ("other_sn", None)


def test_that_what_a_box_says_of_its_sn_goes_before_the_order(script: SiteScript) -> None:
    one, other = two_boxes(script)
    script.push(status("S2", code="L2"), SHARED)
    assert script.box(one).sn == "S2", "guessed wrong"
    script.hear(script.registry.apply_reading(other, BoxReading(sn="S2"), origin=script.origin(way="poll", key=other)))
    assert (script.box(one).sn, script.box(one).license, script.box(other).sn) == (None, None, "S2")
    assert script.push(status("S2", code="L2"), SHARED) == other
    assert script.push(status(code="L2"), SHARED) == other
    assert script.push(status("S1"), SHARED) == one


def test_that_an_sn_read_from_a_box_is_not_taken_away(script: SiteScript) -> None:
    one, other = two_boxes(script)
    for key in (one, other):
        script.hear(script.registry.apply_reading(key, BoxReading(sn="S1"), origin=script.origin(way="poll", key=key)))
    assert script.box(one).sn == script.box(other).sn == "S1"
    assert script.push(status("S1"), SHARED) == one


def test_that_an_sn_read_goes_before_one_that_was_pushed(script: SiteScript) -> None:
    key = script.add("10.0.0.2")
    script.push(status("S1"), "10.0.0.2")
    script.hear(script.registry.apply_reading(key, BoxReading(sn="S2"), origin=script.origin(way="poll", key=key)))
    assert script.box(key).sn == "S2"
    assert script.push(status("S2"), "10.0.0.2") == key


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(camera_status(code="L2"), id="code"),
        pytest.param(camera_status("L2__10.1.1.1"), id="code in ep_id"),
        pytest.param(Heartbeat(identity=BoxIdentity(mac="e0:a5:09:00:00:02")), id="mac"),
        pytest.param(Recognition(camera=CameraEntry(ep_id="0xE0A509000002__10.1.1.1")), id="mac in ep_id"),
        pytest.param(Recognition(camera=CameraEntry(device_id="D2")), id="camera id"),
        pytest.param(Recognition(camera=CameraEntry(ep_id="__rtsp://10.1.0.2/ch1")), id="address in ep_id"),
        pytest.param(CameraListSync(identity=BoxIdentity(license="L2")), id="list"),
    ],
)
def test_that_a_message_without_sn_is_told_apart(script: SiteScript, message: Message) -> None:
    one, other = two_boxes(script)
    for number, key in ((1, one), (2, other)):
        script.push(status(f"S{number}", code=f"L{number}", mac=f"e0:a5:09:00:00:0{number}"), SHARED)
        entry = CameraEntry(device_id=f"D{number}", device_key=f"rtsp://10.1.0.{number}/ch1")
        script.hear(script.registry.apply_camera_list(key, None, (entry,), script.origin(way="poll", key=key)))
    assert script.push(message, SHARED) == other


def test_that_what_tells_nothing_is_ambiguous(script: SiteScript) -> None:
    two_boxes(script)
    script.push(status("S1"), SHARED)
    script.push(status("S2"), SHARED)
    for message in (camera_status("x"), camera_status("x", code=""), camera_status(code="L9"), Recognition()):
        assert script.push(message, SHARED) is None
        assert hint(script) == ("ambiguous", None)
    assert script.registry.accept_new_box(SHARED, at_s=1.0) == (None, ())


def test_that_a_missing_mac_never_matches_a_missing_mac(script: SiteScript) -> None:
    two_boxes(script)
    script.push(status("S1", mac="e0:a5:09:00:00:01"), SHARED)
    script.push(status("S2"), SHARED)
    assert script.push(Recognition(), SHARED) is None


def test_that_an_id_of_a_camera_goes_before_its_address(script: SiteScript) -> None:
    one, other = two_boxes(script)
    script.stream(Recognition(camera=CameraEntry(ep_id="__10.1.0.7")), one)
    script.stream(Recognition(camera=CameraEntry(device_id="D2")), other)
    assert script.push(Recognition(camera=CameraEntry(device_id="D2", ip="10.1.0.7")), SHARED) == other


def test_that_each_sign_leaves_fewer_boxes(script: SiteScript) -> None:
    one, other = two_boxes(script)
    third = script.add(SHARED, 7555, 7679, 7888)
    for number, code in ((1, "L"), (2, "L"), (3, "M")):
        script.push(status(f"S{number}", code=code), SHARED)
    for key, camera in ((one, "D1"), (other, "D2"), (third, "D2")):
        script.stream(Recognition(camera=CameraEntry(device_id=camera)), key)
    named = Heartbeat(identity=BoxIdentity(license="L"), cameras=(CameraEntry(device_id="D2"),))
    assert script.push(named, SHARED) == other


def test_that_an_empty_code_never_matches_an_empty_code(script: SiteScript) -> None:
    one, other = two_boxes(script)
    script.push(status("S1", code=""), SHARED)
    script.push(status("S2", code="L2"), SHARED)
    assert script.box(one).license is None
    assert script.push(camera_status("x", code=""), SHARED) is None
    assert script.push(camera_status("x", code="L2"), SHARED) == other


def test_that_a_code_that_boxes_share_leaves_it_to_the_cameras(script: SiteScript) -> None:
    one, other = two_boxes(script)
    script.push(status("S1", code="L"), SHARED)
    script.push(status("S2", code="L"), SHARED)
    script.stream(Recognition(camera=CameraEntry(device_id="D2")), other)
    assert script.push(camera_status("L__10.0.0.5", code="L"), SHARED) is None
    named = Heartbeat(identity=BoxIdentity(license="L"), cameras=(CameraEntry(device_id="D2"),))
    assert script.push(named, SHARED) == other
    script.stream(Recognition(camera=CameraEntry(device_id="D2")), one)
    assert script.push(named, SHARED) is None


def test_that_both_codes_of_a_v6_box_are_its(script: SiteScript) -> None:
    one, other = two_boxes(script)
    script.push(status("S1", code="roof"), SHARED)
    script.push(status("S2", code="yard"), SHARED)
    script.push(camera_status("D1", code="KEY1"), None, token=script.box(one).token)
    assert script.push(status(code="roof"), SHARED) == one
    assert script.push(camera_status("D9", code="KEY1"), SHARED) == one
    assert script.push(status(code="yard"), SHARED) == other


def test_that_few_codes_of_a_box_are_remembered(script: SiteScript) -> None:
    one, other = two_boxes(script)
    script.push(status("S1"), SHARED)
    for number in range(20):
        script.push(status("S1", code=f"L{number}"), SHARED)
    script.push(status("S2", code="L0"), SHARED)
    assert script.push(status(code="L0"), SHARED) == other
    assert script.push(status(code="L19"), SHARED) == one


# -- all generations on one port --------------------------------------------------------------------------------------


def test_that_pushes_of_all_generations_on_one_port_land_on_the_right_boxes(script: SiteScript) -> None:
    se3, v5, v57, v6 = (script.add(f"127.0.0.{n}") for n in (2, 3, 4, 5))
    code = "SITE0001"  # one authorisation code for the whole site, as a platform gives it
    pushes: list[tuple[BoxKey, str, Message]] = [
        (se3, "127.0.0.2", Heartbeat(identity=BoxIdentity(sn="SE3-1", license=code), generation=Generation.SE3,
                                     cameras=(CameraEntry(ep_id=f"{code}__10.1.0.2"),))),
        (se3, "127.0.0.2", Recognition(path=EventPath.REALTIME, camera=CameraEntry(ip="10.1.0.2"))),
        (v5, "127.0.0.3", Heartbeat(identity=BoxIdentity(sn="SE5-1", license=code), generation=Generation.V5,
                                    cameras=(CameraEntry(ep_id=f"{code}__10.1.0.3"),))),
        (v57, "127.0.0.4", camera_status(f"{code}__rtsp://10.1.0.4/1", code=code)),
        (v57, "127.0.0.4", Heartbeat(identity=BoxIdentity(sn="SE5-2"), generation=Generation.V57)),
        (v57, "127.0.0.4", Recognition(path=EventPath.HISTORY, camera=CameraEntry(ep_id="0xe0a509000004__10.1.0.4"))),
        (v6, "127.0.0.5", Heartbeat(identity=BoxIdentity(), generation=Generation.V6,
                                    cameras=(CameraEntry(device_id="D5", ip="10.1.0.5"),))),
        (v6, "127.0.0.5", Heartbeat(identity=BoxIdentity(sn="SE5-3", license="roof"), generation=Generation.V6)),
    ]  # fmt: skip
    for _ in range(2):
        for key, peer, message in (*pushes, *reversed(pushes)):
            assert script.push(message, peer, token="DeviceStatus") == key
    assert script.registry.new_boxes == ()
    assert [script.box(k).generation for k in (se3, v5, v57, v6)] == list(Generation)
    assert [script.box(k).sn for k in (se3, v5, v57, v6)] == ["SE3-1", "SE5-1", "SE5-2", "SE5-3"]


def test_that_what_a_platform_forwards_needs_a_token_too(script: SiteScript) -> None:
    key = script.add("10.0.0.2", sn="S1")
    assert script.push(status("S1"), "10.0.0.200") is None
    assert hint(script) == ("moved", key)
    assert script.push(Recognition(path=EventPath.PLATFORM), "10.0.0.200", token=script.box(key).token) == key


def test_that_the_same_host_and_ports_twice_is_one_box(script: SiteScript) -> None:
    key = script.add("10.0.0.2")
    assert script.registry.add_box(BoxAddress("::ffff:10.0.0.2"), at_s=2.0, name="again") == (key, ())
    assert script.add("10.0.0.2", 1, 2, 3) != key
    name = script.add("Lobby.local")
    assert script.add(" lobby.local ") == name
