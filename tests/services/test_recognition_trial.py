"""Trying a recognition: nothing is sent where a door could open by it, and what a box answers is told as it is."""

from __future__ import annotations

import json
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from sophon_monitor.domain.site import BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.domain.trial import LARGEST_PHOTO_BYTES, is_photo
from sophon_monitor.protocol.messages import CameraType, Generation
from sophon_monitor.protocol.requests import Request
from sophon_monitor.services.box_calls import Answer, BoxCalls, CallFailed
from sophon_monitor.services.recognition_trial import offer, try_recognition
from sophon_monitor.simulator.people import REGISTERED
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.simulator.conftest import PlainGallery, one_colour

PERSON = REGISTERED[2]
KNOWN, UNKNOWN = one_colour(PERSON.key, (48, 60)), one_colour("nobody at all", (48, 60))
WITH_TRIAL = ("v5", "v57", "v6")
SNAPSHOT = 4  # of the simulator's cameras: one that sends photos and is no door


@asynccontextmanager
async def simulated(generation, bind, *faults):
    plan = SimulationPlan(
        boxes=1, cameras=6, events_per_second=0, generation=generation, bind=bind, faults=frozenset(faults)
    )
    async with Simulation(plan, PlainGallery()) as simulation:
        [box] = simulation.boxes
        at = box.address
        async with BoxCalls(BoxAddress(at.host, at.api, at.ws, at.sys)) as calls:
            yield box, calls


def cameras_of(box):
    """As heartbeats tell of them."""
    kinds = {"gate": CameraType.GATE, "door": CameraType.DOOR, "snapshot": CameraType.SNAPSHOT}
    return tuple(
        Camera(
            key=CameraKey(c.device_id),
            box_key=BoxKey("b-1"),
            camera_id=c.device_id,
            ip=c.ip,
            type=kinds.get(c.kind, CameraType.RTSP),
        )
        for c in box.facts.cameras
    )


# -- against simulated boxes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", WITH_TRIAL)
async def test_that_only_what_sends_photos_and_opens_nothing_is_offered(generation):
    async with simulated(generation, "127.81.1.1") as (box, calls):
        offered = await offer(calls, Generation(generation), cameras_of(box))
        assert offered.problem == ""
        assert [device.refused for device in offered.devices] == [
            "gate",
            "not_photo",
            "gate",
            "not_photo",
            "",
            "not_photo",
        ]
        assert offered.without_device is (generation == "v6")
        assert list(box.recent) == []  # asking leaves nothing behind


@pytest.mark.parametrize("generation", WITH_TRIAL)
async def test_that_a_known_face_is_recognised_with_its_registered_picture(generation):
    async with simulated(generation, "127.81.2.1") as (box, calls):
        snapshot = box.facts.cameras[SNAPSHOT]
        result = await try_recognition(
            calls, Generation(generation), cameras_of(box), KNOWN, snapshot.device_id, clock=lambda: 1_790_000_000.0
        )
        assert (result.problem, result.passed, result.person_id) == ("", True, PERSON.identity_id)
        assert (result.person_name, result.registered_picture) == (PERSON.name, KNOWN)
        assert (result.is_percent, result.sent_at_s) == (generation == "v6", 1_790_000_000.0)
        assert (result.score or 0.0) > 82
        assert result.elapsed_s > 0
        assert box.recent[-1].camera.ip == snapshot.ip


@pytest.mark.parametrize("generation", WITH_TRIAL)
async def test_that_an_unknown_face_is_no_error(generation):
    async with simulated(generation, "127.81.3.1") as (box, calls):
        device = box.facts.cameras[SNAPSHOT].device_id
        result = await try_recognition(calls, Generation(generation), cameras_of(box), UNKNOWN, device)
        assert (result.problem, result.passed, result.person_id, result.score) == ("", False, None, 27.69)
        assert result.registered_picture == b""


async def test_that_v6_takes_a_photo_in_no_camera_s_name():
    async with simulated("v6", "127.81.4.1", "relay") as (box, calls):
        result = await try_recognition(calls, Generation.V6, cameras_of(box), KNOWN, None)
        assert (result.problem, result.passed, box.doors_opened) == ("", True, 0)


@pytest.mark.parametrize("generation", WITH_TRIAL)
async def test_that_no_photo_goes_to_a_device_with_a_relay(generation):
    async with simulated(generation, "127.81.5.1", "relay") as (box, calls):
        offered = await offer(calls, Generation(generation), ())
        assert {device.refused for device in offered.devices} == {"relay"}
        assert offered.problem == ("" if generation == "v6" else "no_device")
        for camera in box.facts.cameras:
            result = await try_recognition(calls, Generation(generation), (), KNOWN, camera.device_id)
            assert result.problem == ("relay" if generation == "v6" else "no_device")
            assert result.sent_at_s == 0.0
        assert (list(box.recent), box.doors_opened) == ([], 0)


@pytest.mark.parametrize(
    ("generation", "fault", "problem"),
    [
        ("v5", "not-in-pass-time", "not_in_pass_time"),
        ("v6", "not-in-pass-time", "not_in_pass_time"),
        ("v57", "nobody-registered", "empty_group_error"),
        ("v6", "nobody-registered", "empty_group_error"),
    ],
)
async def test_that_a_refusal_of_the_box_is_told_by_its_own_code(generation, fault, problem):
    async with simulated(generation, "127.81.6.1", fault) as (box, calls):
        device = box.facts.cameras[SNAPSHOT].device_id
        result = await try_recognition(calls, Generation(generation), cameras_of(box), KNOWN, device)
        assert (result.problem, result.passed) == (problem, None)
        assert result.sent_at_s > 0  # it was sent


async def test_that_neither_photo_nor_name_comes_into_a_log(caplog):
    caplog.set_level(logging.DEBUG)
    async with simulated("v6", "127.81.7.1") as (box, calls):
        result = await try_recognition(calls, Generation.V6, cameras_of(box), KNOWN, None)
    assert result.person_name == PERSON.name
    for secret in (PERSON.name, PERSON.identity_id, "/9j/", r"\xff\xd8"):
        assert secret not in caplog.text
        assert secret not in repr(result)


# -- against a box of our own making ---------------------------------------------------------------------------------


@dataclass
class Calls:
    """Answers device lists one after the other, the last one again and again, and everything that is sent alike."""

    lists: list[object]
    answer: object = field(default_factory=lambda: {"result": True, "score": 90})
    sent: list[Request] = field(default_factory=list)

    async def call(self, request):
        assert request.path in ("/sophon/v2/face/getmediadevices", "/SophonDevice/api/Devices")
        return said(self.lists.pop(0) if len(self.lists) > 1 else self.lists[0])

    async def write(self, request):
        self.sent.append(request)
        return said(self.answer)


def said(what):
    if isinstance(what, Exception):
        raise what
    return Answer(200, what if isinstance(what, bytes) else json.dumps(what).encode(), 0.05, 1.0)


def device(number=1, ip="10.0.0.7", **given):
    words = {"media_device_id": f"d{number}", "media_device_ip": ip, "media_device_type": "photo", "net_relay": {}}
    return words | given


def listed(*devices):
    return {"devices": list(devices)}


RELAY = {"ip": "10.0.0.99", "port": 6000}


def camera(ip, kind, *, camera_id="other", aliases=()):
    return Camera(key=CameraKey("k"), box_key=BoxKey("b-1"), camera_id=camera_id, aliases=aliases, ip=ip, type=kind)


@pytest.mark.parametrize(
    ("devices", "cameras", "refused"),
    [
        ([device()], (), ""),
        ([device(media_device_type=None)], (), ""),
        ([device(net_relay=RELAY)], (), "relay"),
        ([device(), device(2, net_relay=RELAY)], (), "relay"),  # the box is given the address alone
        ([device(), device(2, "", media_device_url="rtsp://u:p@10.0.0.7/1", net_relay=RELAY)], (), "relay"),
        ([device(), device(2, "10.0.0.8", net_relay=RELAY)], (), ""),
        ([device(net_relay=None)], (), "relay_unknown"),
        ([device(), device(2, net_relay=None)], (), "relay_unknown"),
        ([device(), device(2, net_relay=None), device(3, net_relay=RELAY)], (), "relay"),
        ([device(media_device_type="0")], (), "gate"),
        ([device(), device(2, media_device_type="door")], (), "gate"),
        ([device()], (camera("10.0.0.7", CameraType.GATE),), "gate"),
        ([device()], (camera("10.0.0.7", CameraType.DOOR),), "gate"),
        ([device()], (camera(None, CameraType.DOOR, camera_id="d1"),), "gate"),
        ([device()], (camera(None, CameraType.GATE, aliases=("d1",)),), "gate"),
        ([device()], (camera("10.0.0.8", CameraType.GATE), camera("10.0.0.7", CameraType.PHOTO)), ""),
        ([device(ip="")], (), "no_address"),
        ([device(ip="", media_device_url="rtsp://10.0.0.7/1")], (), "no_address"),
        ([device(media_device_type="rtsp")], (), "not_photo"),
    ],
)
async def test_that_a_device_is_refused_for_what_could_open(devices, cameras, refused):
    calls = Calls([listed(*devices)])
    offered = await offer(calls, Generation.V6, cameras)
    assert offered.devices[0].refused == refused
    result = await try_recognition(calls, Generation.V6, cameras, KNOWN, "d1")
    assert result.problem == refused
    assert len(calls.sent) == (0 if refused else 1)


async def test_that_a_relay_that_was_added_meanwhile_is_seen_before_sending():
    calls = Calls([listed(device()), listed(device(net_relay=RELAY))])
    assert (await offer(calls, Generation.V6, ())).devices[0].refused == ""
    assert (await try_recognition(calls, Generation.V6, (), KNOWN, "d1")).problem == "relay"
    assert calls.sent == []


async def test_that_the_address_is_the_one_that_the_box_tells_now():
    calls = Calls([listed(device()), listed(device(ip="10.0.0.8"))])
    await offer(calls, Generation.V6, ())
    await try_recognition(calls, Generation.V6, (), KNOWN, "d1")
    assert json.loads(calls.sent[0].body)["media_device_ip"] == "10.0.0.8"


async def test_that_a_device_that_is_gone_is_not_replaced_by_another():
    calls = Calls([listed(device(2))])
    assert (await try_recognition(calls, Generation.V6, (), KNOWN, "d1")).problem == "no_device"
    assert calls.sent == []


async def test_that_before_v6_a_device_is_needed():
    calls = Calls([{"devices_list": [{"device_id": "d1", "device_ip": "10.0.0.7", "netRelay": {}}]}])
    assert (await offer(calls, Generation.V5, ())).problem == ""
    assert (await try_recognition(calls, Generation.V5, (), KNOWN, None)).problem == "no_device"
    empty = Calls([{"devices_list": []}])
    assert (await offer(empty, Generation.V57, ())).problem == "no_device"
    assert calls.sent == []


@pytest.mark.parametrize(
    ("answer", "problem", "detail"),
    [
        ({"config": 1}, "devices_unreadable", "unreadable"),
        (b"<html>", "devices_unreadable", "unreadable"),
        ({"error": {"code": "DEVICE_INIT_ERROR"}}, "devices_unreadable", "device_init_error"),
        (CallFailed("http_status", "HTTP 500", 500), "devices_unreadable", "HTTP 500"),
        (
            CallFailed("http_status", "HTTP 400", 400, b'{"error": {"code": "DEVICE_INIT_ERROR"}}'),
            "devices_unreadable",
            "device_init_error",
        ),
        (CallFailed("refused", "nobody there"), "refused", "nobody there"),
        (CallFailed("too_slow", "no answer"), "too_slow", "no answer"),
    ],
)
async def test_that_without_the_device_list_nothing_is_offered_or_sent(answer, problem, detail):
    calls = Calls([answer])
    offered = await offer(calls, Generation.V6, ())
    assert (offered.problem, offered.detail, offered.devices) == (problem, detail, ())
    assert not offered.without_device
    result = await try_recognition(calls, Generation.V6, (), KNOWN, None)
    assert (result.problem, result.detail, result.sent_at_s) == (problem, detail, 0.0)
    assert calls.sent == []


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"error": {"code": "LIVENESS_DETECT_FAIL"}}, "liveness_detect_fail"),
        (CallFailed("http_status", "HTTP 400", 400, b'{"error": {"code": 40004}}'), "no_face"),
        (CallFailed("http_status", "HTTP 404", 404, b"404: Not Found"), "http_status"),
        (CallFailed("too_slow", "no answer"), "too_slow"),
        (b"\xff", "unreadable"),
        ({"message": "ok"}, "unreadable"),
    ],
)
async def test_that_what_goes_wrong_after_sending_has_a_name_and_a_time(answer, problem):
    calls = Calls([listed()], answer)
    result = await try_recognition(calls, Generation.V6, (), KNOWN, None, clock=lambda: 12.0)
    assert (result.problem, result.passed, result.sent_at_s) == (problem, None, 12.0)
    assert len(calls.sent) == 1  # never sent twice


@pytest.mark.parametrize(("generation", "problem"), [(Generation.SE3, "not_supported"), (None, "software_unknown")])
async def test_that_a_box_without_such_a_call_is_not_even_asked(generation, problem):
    calls = Calls([AssertionError("asked")])
    assert (await offer(calls, generation, ())).problem == problem
    assert (await try_recognition(calls, generation, (), KNOWN, None)).problem == problem
    assert calls.sent == []


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("picture", "is_one"),
    [
        (KNOWN, True),
        (PNG + b"....", True),
        (KNOWN.ljust(LARGEST_PHOTO_BYTES, b"\0"), True),
        (KNOWN.ljust(LARGEST_PHOTO_BYTES + 1, b"\0"), False),
        (b"", False),
        (b"GIF89a......", False),
        (b"BM..........", False),
        (b"%PDF-1.7", False),
    ],
    ids=["JPEG", "PNG", "5 MB", "over 5 MB", "empty", "GIF", "BMP", "PDF"],
)
async def test_that_only_a_photo_of_five_megabytes_is_sent(picture, is_one):
    calls = Calls([listed()])
    result = await try_recognition(calls, Generation.V6, (), picture, None)
    assert (result.problem == "", len(calls.sent) == 1, is_photo(picture)) == (is_one, is_one, is_one)
